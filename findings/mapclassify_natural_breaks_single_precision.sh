#!/usr/bin/env bash
# mapclassify 2.10.0 (PyPI), FisherJenks (natural breaks), beside jenkspy 0.4.1.
#
# Guess: FisherJenks finds the classes with the least squared distance from their means; that is
# what the name stands for, and jenkspy and every possible parting tried one by one agree.
# Seen: values that are far from 0 beside what parts them are classed wrongly, without a warning (its
# source sums the squared values as numpy.float32, of seven digits):
#   550000 550010 550020 560000 560010 in 3 classes gives squares of 200 in place of 100;
#   3600.1 3600.2 3600.4 3650.5 3650.9 3651.0 in 3 gives 0.16 in place of 0.052;
#   0 3109 3110 in 3 gives breaks that are not even sorted, [3110, 0, 3110], and an empty class.
# Money in kr., years and residents to a doctor are such values. Taking the mean from the values
# first, and adding it to the breaks, gives the least squares with mapclassify too.
set -euo pipefail
mappe=$(mktemp -d)
trap 'rm -rf "$mappe"' EXIT
python3 -m venv "$mappe/venv"
"$mappe/venv/bin/pip" install -q mapclassify==2.10.0 jenkspy==0.4.1 numpy==2.4.6 2>/dev/null || {
  echo "the packages could not be installed" >&2
  exit 2
}
"$mappe/venv/bin/python" - <<'PY'
import itertools
import warnings

import jenkspy
import mapclassify
import numpy as np

warnings.simplefilter("ignore")  # FutureWarnings of what mapclassify imports


def kvadrater(tal, graenser):
    """Squared distances from the mean of each class; a break belongs to the class below."""
    klasse = np.searchsorted(np.sort(graenser), tal, side="left")
    return sum(((tal[klasse == k] - tal[klasse == k].mean()) ** 2).sum() for k in set(klasse))


def mindst(tal, antal):
    """The least there is: every parting tried."""
    u = np.unique(tal)
    return min(kvadrater(tal, [*c, u[-1]]) for c in itertools.combinations(u[:-1], antal - 1))


print("mapclassify", mapclassify.__version__)
for tal, antal, set_ in (
    ([550000, 550010, 550020, 560000, 560010], 3, 200.0),
    ([3600.1, 3600.2, 3600.4, 3650.5, 3650.9, 3651.0], 3, 0.16),
    ([0, 3109, 3110], 3, 0.5),
):
    tal = np.array(tal, float)
    fundet = mapclassify.FisherJenks(tal, k=antal).bins
    flyttet = mapclassify.FisherJenks(tal - tal.mean(), k=antal).bins + tal.mean()
    anden = jenkspy.jenks_breaks(tal, n_classes=antal)[1:]
    er = [kvadrater(tal, g) for g in (fundet, flyttet, anden)]
    bedst = mindst(tal, antal)
    print(tal.tolist(), "in", antal)
    print("  breaks", fundet.tolist(), "jenkspy", anden)
    print(f"  squares {er[0]:.4g}; less the mean first {er[1]:.4g}; jenkspy {er[2]:.4g}; least {bedst:.4g}")
    assert np.isclose(er[0], set_) and er[0] > bedst + 0.01, "the behaviour has changed"
    assert np.allclose(er[1:], bedst), "the behaviour of another has changed"
assert mapclassify.FisherJenks(np.array([0.0, 3109.0, 3110.0]), k=3).bins.tolist() == [3110, 0, 3110]
print("As seen: natural breaks that are not the natural ones.")
PY
