"""What a scenario does as key figures: each kommune it touches, what is lacking, and the total."""

from __future__ import annotations

from collections.abc import Iterator

from dansk import fra_til, score, tal
from planning.effekt import HARMONISERING
from planning.foelsomhed import effektspaend
from planning.scenarie import Vurdering
from saetninger.foelsomhed import effektspaendtal, fortegnstekst
from saetninger.omraadeord import omraadeord
from saetninger.spaend import i_parentes

#: More kommuner than this are read from the table, not from figures side by side.
HOEJST_ROERTE = 2


def scenarietal(vurdering: Vurdering) -> list[tuple[str, str]]:
    """Return the key figures of a scenario, each (figure, what it is); none of an empty one.

    Indbyggere pr. kapacitet before and after of each kommune it touches, where they are few; the
    share of capacity that is lacking; and the total effect with its range and its reservation.
    """
    if not vurdering.scenarie:
        return []
    return [*_kommuner(vurdering), *_mangler(vurdering), *_samlet(vurdering)]


def _kommuner(vurdering: Vurdering) -> Iterator[tuple[str, str]]:
    foer, efter = vurdering.foer.kommuner, vurdering.efter.kommuner
    roert = efter.index[foer["kapacitet"] != efter["kapacitet"]]
    ord_ = omraadeord(vurdering.plan_foer)
    if roert.empty:
        yield ord_.ingen.capitalize(), f"{ord_.ental} får anden kapacitet"
        return
    if len(roert) > HOEJST_ROERTE:
        yield tal(len(roert)), f"{ord_.flertal} får anden kapacitet"
        return
    for kode in roert:
        navn, har = efter.loc[kode, "kommune"], efter.loc[kode, "kapacitet"] > 0
        if not har:
            yield "0", f"kapaciteter i {navn}"
        elif foer.loc[kode, "kapacitet"] == 0:
            yield tal(efter.loc[kode, "indbyggere_pr_kapacitet"]), _hvad(navn)
        else:
            a, b = fra_til(*(r.loc[kode, "indbyggere_pr_kapacitet"] for r in (foer, efter)))
            yield f"{a} → {b}", _hvad(navn)


def _hvad(navn: str) -> str:
    return f"indbyggere pr. kapacitet i {navn}"


def _mangler(vurdering: Vurdering) -> Iterator[tuple[str, str]]:
    foer, efter = vurdering.effekt.kriterier.set_index("kriterium").loc[
        HARMONISERING, ["foer", "efter"]
    ]
    if foer == foer:
        a, b = fra_til(foer, efter, 1)
        flertal = omraadeord(vurdering.plan_foer).flertal
        hvad = f"af kapaciteten mangler i {flertal}, der har mindre end regionen"
        yield (f"{a} %" if a == b else f"{a} → {b} %"), hvad


def _samlet(vurdering: Vurdering) -> Iterator[tuple[str, str]]:
    samlet = vurdering.effekt.samlet
    if samlet != samlet:
        return
    usikkert = i_parentes(effektspaendtal(effektspaend(vurdering)))
    hvad = f"samlet effekt{usikkert}{fortegnstekst(vurdering.effekt)}"
    if vurdering.foelger.kapacitet_forskel:
        hvad += "; den måler fordeling, afstand og adgang, ikke at der bliver mere eller mindre"
    yield score(samlet), hvad
