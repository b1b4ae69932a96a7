"""axe-core on a page and in the frames of its maps: what keeps people out, serious or critical."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from playwright.sync_api import Page

#: What Streamlit's own markup breaks and nothing of ours can mend: rule, part of the selector, why.
#: None at present.
STREAMLITS_EGNE: tuple[tuple[str, str, str], ...] = ()
#: In the frames too: axe asks those where it is loaded, and gathers what they answer.
FIND = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
  .filter(v => ['serious', 'critical'].includes(v.impact))
  .flatMap(v => v.nodes.map(n => [v.id, n.target.flat(9).join(' '), n.html.slice(0, 120)]))"""


@cache
def _axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def alvorlige(side: Page) -> list[str]:
    """Return each serious or critical violation on a page: its rule, and where it is."""
    for ramme in side.frames:
        if not ramme.evaluate("'axe' in window"):
            ramme.evaluate(f"{_axe()};0")
    return [
        f"{regel}: {sted} ({kilde})"
        for regel, sted, kilde in side.evaluate(FIND)
        if not any(regel == r and del_ in sted for r, del_, _ in STREAMLITS_EGNE)
    ]
