#!/usr/bin/env bash
# scipy 1.17.1 (PyPI), scipy.sparse with scipy.sparse.csgraph.dijkstra.
#
# Guess: a road graph may be put together as lists of from, to and minutes. Where two roads join the
# same two places the shorter counts, a crossing that takes no time (a zero that is written) is an
# edge, and the graph is made to go both ways by adding its transpose.
# Seen: (1) two roads of 10 and 12 minutes between the same places become one of 22: a list of
# coordinates sums what stands twice when it becomes a matrix. (2) The crossing of 0 minutes is an
# edge, as csgraph says, until the transpose is added: sparse addition leaves zeros out, and
# everything beyond the crossing is out of reach. directed=False, and min over both ways before the
# matrix is made, give what was meant. Nothing is said in either case.
set -euo pipefail
mappe=$(mktemp -d)
trap 'rm -rf "$mappe"' EXIT
python3 -m venv "$mappe/venv"
"$mappe/venv/bin/pip" install -q scipy==1.17.1 numpy==2.4.6 2>/dev/null || {
  echo "the packages could not be installed" >&2
  exit 2
}
"$mappe/venv/bin/python" - <<'PY'
import numpy as np
import scipy
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

print("scipy", scipy.__version__)


def graf(*veje, antal):
    fra, til, minutter = zip(*veje, strict=True)
    return coo_array((np.array(minutter, float), (fra, til)), shape=(antal, antal)).tocsr()


to_veje = dijkstra(graf((0, 1, 10), (0, 1, 12), antal=2), indices=0)
print("two roads, 10 and 12 minutes:    ", to_veje.tolist())
overfart = graf((0, 1, 0), (1, 2, 3), antal=3)
en_vej = dijkstra(overfart, indices=0)
begge = dijkstra(overfart + overfart.T, indices=0)
uden_retning = dijkstra(overfart, directed=False, indices=2)
print("a crossing of 0, then 3 minutes: ", en_vej.tolist())
print("both ways, by adding transpose:  ", begge.tolist())
print("both ways, by directed=False:    ", uden_retning.tolist())
assert to_veje.tolist() == [0, 22] and en_vej.tolist() == [0, 0, 3], "the behaviour has changed"
assert np.isinf(begge[1:]).all() and uden_retning.tolist() == [3, 3, 0], "the behaviour has changed"
print("As seen: the roads are one of 22 minutes, and the crossing is gone.")
PY
