#!/usr/bin/env bash
# pandas 3.1.1 (PyPI), read_csv(dtype="category").
#
# Guess: asked for categories, a column of ids keeps its text, as it does with dtype="str": the
# categories of a small table of codes are "001", "002", "010".
# Seen: where every id is digits they are read as numbers first, and the categories are the integers
# 1, 2 and 10: "001" is gone, and joining them to a table of texts finds nothing. One id with a
# letter among them, and all keep their zeros. Danish codes of kommuner (0810), GTFS stop ids and
# the ids that routing engines give back all begin with zeros, and category is what one would choose
# for them to save memory. Reading as "str" and making the category afterwards keeps them.
set -euo pipefail
mappe=$(mktemp -d)
trap 'rm -rf "$mappe"' EXIT
python3 -m venv "$mappe/venv"
"$mappe/venv/bin/pip" install -q pandas==3.1.1 2>/dev/null || {
  echo "the packages could not be installed" >&2
  exit 2
}
"$mappe/venv/bin/python" - <<'PY'
import io

import pandas as pd


def laest(tekst, dtype):
    return pd.read_csv(io.StringIO(tekst), dtype={"kode": dtype})["kode"]


cifre, med_bogstav = "kode,n\n0810,1\n0813,2\n1081,3\n", "kode,n\n0810,1\n0813,2\nA081,3\n"
kategori, tekst = laest(cifre, "category"), laest(cifre, "str")
print("pandas", pd.__version__)
print("category   ", kategori.tolist(), kategori.cat.categories.dtype)
print("str        ", tekst.tolist())
print("with a letter", laest(med_bogstav, "category").tolist())
assert kategori.tolist() == [810, 813, 1081], "the behaviour has changed"
assert tekst.tolist() == ["0810", "0813", "1081"]
assert laest(med_bogstav, "category").tolist() == ["0810", "0813", "A081"]
assert tekst.astype("category").tolist() == tekst.tolist()
PY
