"""Every limit of the door is a constant that says why, and docs/robusthed.md lists them all."""

from __future__ import annotations

import ast

from tests.robusthed.graenser import MAERKER, ROD, graenser, tabel

#: Numbers this large in the door are limits, or have a name that says what else they are.
STORT = 10_000


def test_every_limit_says_why() -> None:
    uden = [f"{g.modul}.{g.navn}" for g in graenser() if len(g.grund) < 10]
    assert not uden, f"write a comment at {uden}"


def test_the_page_lists_the_limits_as_they_are() -> None:
    side = (ROD / "docs/robusthed.md").read_text(encoding="utf-8")
    fra, til = MAERKER
    fundet = side.split(fra)[1].split(til)[0].strip()
    assert fundet == tabel(), (
        "run python -m tests.robusthed.graenser, and put the table in the page"
    )


def test_no_limit_is_a_bare_number() -> None:
    """A large whole number stands at the top of a module, under a name."""
    fund = []
    for fil in sorted((ROD / "data").rglob("*.py")):
        trae = ast.parse(fil.read_text(encoding="utf-8"))
        navngivne = {
            k for k in trae.body if isinstance(k, (ast.Assign, ast.AnnAssign)) for k in ast.walk(k)
        }
        fund += [
            f"{fil.relative_to(ROD)}:{k.lineno}: {k.value:,}"
            for k in ast.walk(trae)
            if isinstance(k, ast.Constant)
            and type(k.value) is int
            and k.value >= STORT
            and k not in navngivne
        ]
    assert not fund, "\n".join(["", *fund])
