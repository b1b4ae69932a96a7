#!/usr/bin/env bash
# pandas 3.1.1 with pyarrow 26.0.1 (PyPI).
#
# Guess: the names of a frame's columns are Python's own text, as they were before pandas 3, so that
# going over them once a row costs what going over a list of the names does.
# Seen: with pyarrow there the names are kept as Arrow has them, and each time somebody goes over
# them each is made anew: dict(zip(frame.columns, row)) for 15,000 rows of six columns takes several
# times as long as with frame.columns.tolist(). With names of dtype object it does not.
set -euo pipefail
mappe=$(mktemp -d)
trap 'rm -rf "$mappe"' EXIT
python3 -m venv "$mappe/venv"
"$mappe/venv/bin/pip" install -q pandas==3.1.1 pyarrow==26.0.1 2>/dev/null || {
  echo "the packages could not be installed" >&2
  exit 2
}
cat >"$mappe/proev.py" <<'PY'
import statistics
import time
from importlib.metadata import version

import pandas as pd

RAEKKER = 15_000
navne = ["kommune", "distrikt", "indbyggere", "minutter", "klinik", "adgang"]
raekken = tuple(range(len(navne)))


def tid(kolonner):
    """The median of five: seconds to pair the names with a row, for all rows."""

    def en():
        start = time.perf_counter()
        for _ in range(RAEKKER):
            dict(zip(kolonner, raekken, strict=True))
        return time.perf_counter() - start

    return statistics.median(en() for _ in range(5))


ramme = pd.DataFrame([raekken], columns=navne)
som_objekter = pd.Index(navne, dtype=object)
maalt = {
    "frame.columns": tid(ramme.columns),
    "dtype object": tid(som_objekter),
    "frame.columns.tolist()": tid(ramme.columns.tolist()),
}
print("pandas", version("pandas"), "pyarrow", version("pyarrow"), "columns are", ramme.columns.dtype)
for hvad, sekunder in maalt.items():
    print(f"{hvad}: {1000 * sekunder:.0f} ms, {sekunder / maalt['frame.columns.tolist()']:.1f}x")
assert ramme.columns.dtype == "str", "the behaviour has changed"
gange = maalt["frame.columns"] / maalt["frame.columns.tolist()"]
assert gange > 3 and maalt["frame.columns"] > 2 * maalt["dtype object"], "the behaviour has changed"
print("As seen: the names of columns are made anew for whoever goes over them.")
PY
cd "$mappe" && "$mappe/venv/bin/python" proev.py
