#!/usr/bin/env bash
# scipy 1.17.1 (PyPI), scipy.optimize.milp, which solves with HiGHS.
#
# Guess: a bounded, feasible problem with a handful of rows is solved; status is 0, or 1 when a limit
# was reached, 2 infeasible, 3 unbounded. The unit an objective is counted in changes the answer by
# that factor and nothing else. With disp left out (False) nothing is printed.
# Seen: of 400 seeded problems with 5 rows, 57 whole numbers and one that is not (the most t of which
# t <= c + g x for four such cuts, and the whole numbers sum to 5; t is about 0.8) 9 end with
# status 4, »HiGHS Status 4: Solve error«, and no x and no bound, at once and every time. Counted in
# thousandths (the same rows times 1000) all 400 are solved, to the optimum. Some print
# »HighsMipSolverData::transformNewIntegerFeasibleSolution tmpSolver.run();« on the program's
# stdout, past Python's sys.stdout, where another may be reading JSON.
set -euo pipefail
mappe=$(mktemp -d)
trap 'rm -rf "$mappe"' EXIT
python3 -m venv "$mappe/venv"
"$mappe/venv/bin/pip" install -q scipy==1.17.1 numpy==2.4.6 2>/dev/null || {
  echo "the packages could not be installed" >&2
  exit 2
}
cat >"$mappe/proev.py" <<'PY'
import sys
from collections import Counter

import numpy as np
import scipy
from scipy.optimize import Bounds, LinearConstraint, milp

ANTAL, FLERE = 57, 5
print("scipy", scipy.__version__, file=sys.stderr)


def mest(froe, enhed):
    rng = np.random.default_rng(froe)
    g = rng.exponential(0.01, (4, ANTAL)).round(4) * enhed
    c = rng.uniform(0.6, 0.7, 4).round(3) * enhed
    krav = [
        LinearConstraint(np.column_stack([np.ones(4), -g]), -np.inf, c),
        LinearConstraint(np.append(0.0, np.ones(ANTAL))[None], FLERE, FLERE),
    ]
    svar = milp(
        np.append(-1.0, np.zeros(ANTAL)),
        constraints=krav,
        bounds=Bounds(0, np.append(10.0 * enhed, np.full(ANTAL, FLERE))),
        integrality=np.append(0, np.ones(ANTAL)),
        options={"mip_rel_gap": 0.0},
    )
    if svar.x is not None:
        x = np.rint(svar.x[1:])
        assert x.sum() == FLERE and abs((c + g @ x).min() + svar.fun) < 1e-4 * enhed
    return svar.status, svar.message


for enhed in (1, 1000):
    svar = Counter(mest(froe, enhed) for froe in range(400))
    for (status, ord_), antal in sorted(svar.items()):
        print(f"in units of 1/{enhed}: {antal} with status {status}, {ord_}", file=sys.stderr)
    fejl = sum(antal for (status, _), antal in svar.items() if status == 4)
    assert fejl == (9 if enhed == 1 else 0), "the behaviour has changed"
PY
"$mappe/venv/bin/python" "$mappe/proev.py" >"$mappe/stdout"
linjer=$(grep -c transformNewIntegerFeasibleSolution "$mappe/stdout" || true)
echo "lines of HiGHS on stdout: $linjer"
[ "$linjer" -gt 0 ] || { echo "the behaviour has changed" >&2; exit 1; }
echo "As seen: an error by the unit, and a line that nobody asked for."
