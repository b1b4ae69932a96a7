#!/usr/bin/env bash
# pytest 9.2.0 with pytest-xdist 3.8.0 (PyPI).
#
# Guess: a minor release of pytest leaves `--dist loadgroup` of the plugin as it was, or it says so.
# Seen: the tests of an xdist_group are no longer kept in one worker, and nothing is said. pytest 9.1.1
# with the same plugin keeps them.
#
# A group is how tests that share something costly (a browser, a server, a fixture of the module) are
# kept together: parted, the costly thing is made once a worker, and tests that must not meet do.
set -euo pipefail
mappe=$(mktemp -d)
trap 'rm -rf "$mappe"' EXIT
cd "$mappe"
cat > test_gruppe.py <<'PY'
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("one")


@pytest.mark.parametrize("nr", range(6))
def test_in_the_group(nr, worker_id):
    time.sleep(0.3)
    with Path("workers.txt").open("a") as fil:
        fil.write(f"{worker_id}\n")
PY
arbejdere() {
  python3 -m venv "v$1"
  "v$1/bin/pip" install -q --disable-pip-version-check "pytest==$1" pytest-xdist==3.8.0 >&2
  rm -f workers.txt
  "v$1/bin/python" -m pytest -q -n 2 --dist loadgroup -p no:cacheprovider test_gruppe.py >&2
  sort -u workers.txt | wc -l
}
foer=$(arbejdere 9.1.1) efter=$(arbejdere 9.2.0)
echo "pytest 9.1.1: the group was in $foer worker; pytest 9.2.0: in $efter"
# Seen: 1 and 2.
[ "$foer" = 1 ] && [ "$efter" = 2 ]
