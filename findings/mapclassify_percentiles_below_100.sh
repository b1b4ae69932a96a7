#!/usr/bin/env bash
# mapclassify 2.10.0 (PyPI), Percentiles.
#
# Guess: a list of percentiles that does not end in 100 still classes every value; what lies above
# the last break is the highest class, as mapclassify.UserDefined does with bins below the maximum.
# Seen: no class is made above the last break, and every value above it is counted in the LOWEST
# class (yb 0), without a warning. A map of quartile breaks [25, 50, 75] paints its highest quarter
# in the colour of its lowest. `counts` has as many classes as percentiles, and sums to all values.
# pct=[25, 50, 75, 100] is what was meant. numpy's percentile knows nothing of it: the breaks are
# right, only the classing of the values is not.
set -euo pipefail
mappe=$(mktemp -d)
trap 'rm -rf "$mappe"' EXIT
python3 -m venv "$mappe/venv"
"$mappe/venv/bin/pip" install -q mapclassify==2.10.0 2>/dev/null || {
  echo "the packages could not be installed" >&2
  exit 2
}
"$mappe/venv/bin/python" - <<'PY'
import warnings

import mapclassify
import numpy as np

tal = np.arange(1.0, 9.0)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    uden = mapclassify.Percentiles(tal, pct=[25, 50, 75])
    med = mapclassify.Percentiles(tal, pct=[25, 50, 75, 100])
    egne = mapclassify.UserDefined(tal, bins=[2.75, 4.5, 6.25])
print("mapclassify", mapclassify.__version__)
print("values              ", tal.astype(int).tolist())
print("pct 25, 50, 75      ", uden.yb.tolist(), "counts", uden.counts.tolist())
print("pct 25, 50, 75, 100 ", med.yb.tolist(), "counts", med.counts.tolist())
print("UserDefined, 3 bins ", egne.yb.tolist(), "counts", egne.counts.tolist())
assert uden.yb.tolist() == [0, 0, 1, 1, 2, 2, 0, 0], "the behaviour has changed"
assert med.yb.tolist() == egne.yb.tolist() == [0, 0, 1, 1, 2, 2, 3, 3]
print("As seen: 7 and 8, the highest, are in class 0.")
PY
