#!/usr/bin/env bash
# streamlit 1.67.0 (PyPI), streamlit.testing.v1.AppTest.
#
# Guess: what a new AppTest costs depends on the script it runs; a script of one line is next to
# nothing, whatever else is installed.
# Seen: the first run of each AppTest looks for components of version 2 among ALL installed
# distributions and parses the metadata of each of them, about four times, as a server does when it
# starts. Nothing is remembered: the next AppTest does it again. With 142 distributions that was 0.28
# of the 0.45 seconds a test of a page took, and 130 tests spent 37 seconds on it. To look once and
# answer with that (streamlit.components.v2.manifest_scanner.scan_component_manifests) changes
# nothing else.
set -euo pipefail
mappe=$(mktemp -d)
trap 'rm -rf "$mappe"' EXIT
python3 -m venv "$mappe/venv"
"$mappe/venv/bin/pip" install -q streamlit==1.67.0 2>/dev/null || {
  echo "the packages could not be installed" >&2
  exit 2
}
cd "$mappe"
"$mappe/venv/bin/python" - <<'PY' 2>/dev/null
import importlib.metadata
import time

import streamlit
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

laest = 0
som_var = importlib.metadata.PathDistribution.read_text


def taeller(self, navn):
    global laest
    laest += navn == "METADATA"
    return som_var(self, navn)


importlib.metadata.PathDistribution.read_text = taeller


def en_app():
    global laest
    laest, foer = 0, time.perf_counter()
    AppTest.from_string("import streamlit as st; st.write('hej')").run()
    return laest, time.perf_counter() - foer


pakker = len(list(importlib.metadata.distributions()))
en_app()  # what is imported the first time is not counted
antal = [en_app() for _ in range(3)]
fundne = manifest_scanner.scan_component_manifests()
manifest_scanner.scan_component_manifests = lambda *_, **__: fundne
uden = [en_app() for _ in range(3)]
print("streamlit", streamlit.__version__, "among", pakker, "distributions")
for navn, maalt in (("as it is", antal), ("looked once", uden)):
    print(f"{navn:<12} metadata read, each AppTest: {[n for n, _ in maalt]}", end=", ")
    print(f"seconds: {[round(s, 3) for _, s in maalt]}")
assert all(n >= 3 * pakker for n, _ in antal), "the behaviour has changed"
assert all(n == 0 for n, _ in uden), "something else reads them too"
print("As seen: every AppTest parses the metadata of every package, several times.")
PY
