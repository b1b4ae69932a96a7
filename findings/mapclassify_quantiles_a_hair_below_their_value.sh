#!/usr/bin/env bash
# mapclassify 2.10.0 with scipy 1.17.1 and numpy 2.4.6 (PyPI), Quantiles.
#
# Guess: a quantile that falls between two equal values is that value, so all who have it are in the
# class it closes, as numpy.quantile would have it.
# Seen: mapclassify takes the breaks from scipy.stats.scoreatpercentile, which adds the two
# neighbours by weights that do not sum to 1 in floating point: between 45.6 and 45.6 it finds
# 45.599999999999994. Both 45.6 are then above the break and are put in the class above, and the
# class they should close keeps the lower values only. Of five classes of eight figures with one
# decimal a map gets five where there are four, without a warning. In 60,000 drawn lists of 6 to 14
# such figures, several of them alike as waiting times are, it happened in 2,186.
set -euo pipefail
mappe=$(mktemp -d)
trap 'rm -rf "$mappe"' EXIT
python3 -m venv "$mappe/venv"
"$mappe/venv/bin/pip" install -q mapclassify==2.10.0 scipy==1.17.1 numpy==2.4.6 2>/dev/null || {
  echo "the packages could not be installed" >&2
  exit 2
}
"$mappe/venv/bin/python" - <<'PY'
import warnings

import mapclassify
import numpy as np
from scipy.stats import scoreatpercentile

uger = np.array([7.9, 11.7, 12.3, 33.3, 45.6, 45.6, 66.7, 66.7])
with warnings.catch_warnings(record=True) as sagt:
    warnings.simplefilter("always")
    klasser = mapclassify.Quantiles(uger, k=5)
breaks = np.quantile(uger, np.arange(1, 6) / 5)
print("mapclassify", mapclassify.__version__)
print("values              ", uger.tolist())
print("breaks, mapclassify ", klasser.bins.tolist())
print("breaks, numpy       ", breaks.tolist())
print("classes, mapclassify", klasser.yb.tolist())
print("classes, numpy      ", np.searchsorted(breaks, uger).tolist())
print("warnings            ", len(sagt))
hvor = float(np.arange(20.0, 101.0, 20.0)[2])
print("scoreatpercentile   ", repr(float(scoreatpercentile(uger, hvor))), "at", hvor)
assert float(scoreatpercentile(uger, hvor)) < 45.6, "the behaviour has changed"
assert klasser.yb.tolist() == [0, 0, 1, 2, 3, 3, 4, 4], "the behaviour has changed"
assert np.searchsorted(breaks, uger).tolist() == [0, 0, 1, 2, 2, 2, 4, 4]
print("As seen: 33.3 and 45.6 belong together, and are parted.")
PY
