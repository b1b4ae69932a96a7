#!/usr/bin/env bash
# scipy 1.17.1 (PyPI), scipy.optimize.milp, which solves with HiGHS.
#
# Guess: milp writes nothing unless options={"disp": True} (»Set to True if indicators of
# optimization status are to be printed to the console«; default False).
# Seen: on a problem of 15 columns, of which 9 are whole and the others bound to them by rows with
# a large number (2,235 times a choice of 0 or 1), it writes
# »HighsMipSolverData::transformNewIntegerFeasibleSolution tmpSolver.run();« to the process's stdout,
# past sys.stdout, so contextlib.redirect_stdout does not catch it. A program that answers in JSON or
# CSV on stdout is broken by it. The answer is right. Nothing is written with the same columns all
# whole, nor with presolve off.
set -euo pipefail
mappe=$(mktemp -d)
trap 'rm -rf "$mappe"' EXIT
python3 -m venv "$mappe/venv"
"$mappe/venv/bin/pip" install -q scipy==1.17.1 numpy==2.4.6 2>/dev/null || {
  echo "the packages could not be installed" >&2
  exit 2
}
cat > "$mappe/milp.py" <<'PY'
import contextlib
import io
import sys

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

# Row: least, what of which column, most.
RAEKKER = [
    (0, {0: -1, 2: -1, 3: -1, 5: 1}, 0),
    (0, {1: -1, 4: -1, 6: 1}, 0),
    (-1.25, {3: -1, 4: -0.5}, 0.75),
    (1.25, {5: 1, 6: 0.5}, 23.75),
    (-np.inf, {0: 1, 8: 1}, 2),
    (-np.inf, {5: 1, 9: 1}, 2),
    (-np.inf, {7: 1, 8: -1, 9: -1}, 0),
    (-np.inf, {4: 1, 10: 1, 13: -4}, 1),
    (-np.inf, {6: 1, 12: 1, 14: -2235}, 1),
    (-np.inf, {10: 1, 13: 1}, 1),
    (-np.inf, {11: 1}, 1),
    (-np.inf, {12: 1, 14: 1}, 1),
    (-np.inf, {7: 1, 10: -1, 11: -1, 12: -1}, 0),
]
A = np.zeros((len(RAEKKER), 15))
for nr, (_, led, _) in enumerate(RAEKKER):
    for kolonne, tal in led.items():
        A[nr, kolonne] = tal
hele = np.ones(15)
if sys.argv[1] != "hele":
    hele[7:13] = 0
with contextlib.redirect_stdout(io.StringIO()):
    svar = milp(
        -np.eye(15)[7],
        integrality=hele,
        bounds=Bounds(0, [2, 4, 1, 3, 4, 53, 149, np.inf, 2, 795, 4, 4, 2235, 1, 1]),
        constraints=LinearConstraint(A, [r[0] for r in RAEKKER], [r[2] for r in RAEKKER]),
        options={"disp": False, "presolve": sys.argv[1] != "uden"},
    )
assert svar.status == 0 and svar.fun == -2, svar
PY
for hvad in blandet hele uden; do
  "$mappe/venv/bin/python" "$mappe/milp.py" "$hvad" > "$mappe/$hvad.txt"
  echo "$hvad: $(wc -l < "$mappe/$hvad.txt") lines: $(head -n 1 "$mappe/$hvad.txt")"
done
grep -q transformNewIntegerFeasibleSolution "$mappe/blandet.txt" || { echo "the behaviour has changed" >&2; exit 1; }
if [ -s "$mappe/hele.txt" ] || [ -s "$mappe/uden.txt" ]; then echo "the behaviour has changed" >&2; exit 1; fi
echo "As seen: a line on stdout though disp is False."
