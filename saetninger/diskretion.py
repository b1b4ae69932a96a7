"""What is hidden of figures of people before they leave the program, and why, in Danish."""

from __future__ import annotations

from dansk import MINDSTE_GRUPPE, SKJULT, antal
from planning.diskretion import CELLETRIN

#: The rule, for a document as a whole.
REGEL = (
    f"Grupper på færre end {MINDSTE_GRUPPE} personer eller husstande er skjult af hensyn til "
    "diskretion, og så mange andre tal, at ingen sum røber dem; 0 vises."
)
CELLEREGEL = (
    f"Celler med færre end {MINDSTE_GRUPPE} indbyggere er udeladt, og de andres er afrundet til "
    f"nærmeste {CELLETRIN}, så summer ikke røber dem; de nøjagtige tal står i distrikterne."
)
#: Read by the working group alone.
PAA_SKAERMEN = (
    f"Siden viser også grupper på færre end {MINDSTE_GRUPPE}; de er skjult i alt, der eksporteres."
)
#: A data package is the data itself.
DATAPAKKE = (
    "En datapakke er selve datasættet, til en anden maskine: også et importeret befolkningsnet, "
    f"som det kom, med celler med færre end {MINDSTE_GRUPPE} personer. Offentliggør den ikke."
)


def diskretionstekst(skjulte: int) -> str:
    """Return how many figures are hidden and by what rule; "" for none."""
    if not skjulte:
        return ""
    hvor_mange = antal(skjulte, "tal er skjult", "tal er skjult")
    return f"{hvor_mange} (»{SKJULT}«). {REGEL}"


def celletekst(udeladt: int) -> str:
    """Return how many cells are left out of map data and by what rule."""
    hvor_mange = antal(udeladt, "celle er udeladt", "celler er udeladt")
    return f"{CELLEREGEL} {hvor_mange}."
