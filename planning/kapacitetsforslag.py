"""Which clinics the next capacities go to: the same addresses, and what is best proven.

By what kommuner lack of the region's level (Hoover's measure, `planning.kriterier`), or by the
access of the tenth of residents that have least. How far people have does not change, since no
address is new.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint

from dansk import Inputfejl, opremsning
from planning.daekningssag import loes
from planning.egn import Stande, stand
from planning.kriterier import DAARLIGST, daarligst_stillede, mangler_i_kommuner, niveau
from planning.placering import BEVIST, SEKUNDER, Status
from planning.placeringsforslag import en_kapacitet
from planning.plan import Plan
from planning.talraekke import Tal
from planning.tiltag import Udvidelse

#: What is best: least lacked by kommuner, or most access for the tenth that have least.
Maal = Literal["mangler", "adgang"]
MAAL: tuple[Maal, ...] = ("mangler", "adgang")


@dataclass(frozen=True)
class Kapacitetsforslag:
    """The next capacities, one a tiltag, the one that does most first.

    foer, efter (after each, in order) and skranke, what no choice can better, are what is lacked,
    percent of the capacity the region has at its level before (less is better), or the access of
    the worst tenth, capacities per 10,000 (more is better). gab and status as in
    `planning.placering`.
    """

    maal: Maal
    tiltag: tuple[Udvidelse, ...]
    foer: float
    efter: tuple[float, ...]
    skranke: float
    gab: float
    status: Status

    @property
    def gab_pct(self) -> float:
        """How far value and bound are apart, percent of the larger."""
        return 100 * self.gab


def kapacitetsforslag(
    plan: Plan, maal: Maal, nye: int, speciale: str | None = None, sekunder: float = SEKUNDER
) -> Kapacitetsforslag:
    """Return which clinics of a plan the next `nye` capacities go to.

    mangler: as many to each kommune as leaves least lacked, exactly, each at the clinic of it where
    it then does most for the worst tenth. adgang: to the clinics where they do most for it
    together. Kommuner without a clinic get none here. Raises Inputfejl for what is unknown.
    """
    if maal not in MAAL:
        raise Inputfejl(f"Ukendt mål: »{maal}«. Kendte er {opremsning(list(MAAL))}.")
    if not isinstance(nye, int) or isinstance(nye, bool) or nye < 1:
        raise Inputfejl(f"Antallet af nye kapaciteter skal være 1, 2, 3 ..., men er {nye!r}.")
    if not plan.har_klinikker:
        raise Inputfejl(
            f"Datasættet for {plan.fag.praksisplan} har ingen klinikker at give kapacitet. "
            "Importér klinikkerne på siden Import."
        )
    egen = "" if plan.opgoerelse.faelles else speciale or plan.fag.ventespeciale
    foer, dele = stand(plan, speciale), en_kapacitet(plan, egen)
    maalt = _Maalt(foer, maal)
    if maal == "mangler":
        valgte, skranke = _efter_mangel(maalt, nye), None
    else:
        valgte, skranke = _efter_adgang(maalt, nye, sekunder)
    tal = [float(maalt.tal(_med(foer, valgte[:nr]))) for nr in range(nye + 1)]
    skranke = tal[-1] if skranke is None else max(skranke, tal[-1])
    gab = (skranke - tal[-1]) / max(skranke, np.finfo(float).tiny)
    bevist = maal == "mangler" or gab <= BEVIST
    ider = plan.klinikker.index
    return Kapacitetsforslag(
        maal=maal,
        tiltag=tuple(Udvidelse(str(ider[nr]), speciale=egen, dele=dele) for nr in valgte),
        foer=tal[0],
        efter=tuple(tal[1:]),
        skranke=tal[-1] if bevist else skranke,
        gab=0.0 if bevist else gab,
        status="bevist" if bevist else "bedste fundne",
    )


class _Maalt:
    """What states are measured by, against the level of the first."""

    def __init__(self, foer: Stande, maal: Maal) -> None:
        self.foer, self.maal, self.niveau = foer, maal, float(niveau(foer).item())

    def tal(self, s: Stande) -> float:
        """Return the figure of a state."""
        if self.maal == "mangler":
            return float(mangler_i_kommuner(s, self.niveau).item())
        return float(daarligst_stillede(s).item())


def _med(foer: Stande, valgte: list[int]) -> Stande:
    """Return a state with one capacity more at each of some clinics."""
    kapacitet = foer.kapacitet + np.bincount(valgte, minlength=foer.kapacitet.shape[1])
    return Stande(foer.egn, kapacitet, foer.rettigheder)


def _efter_mangel(m: _Maalt, nye: int) -> list[int]:
    """Return the clinics, each in the kommune where one more capacity fills most.

    What is lacked is a sum over kommuner of falling figures that fall less and less, so the
    largest step each time leaves least in all.
    """
    egn, valgte = m.foer.egn, list[int]()
    i_kommune = egn.i_kommune > 0
    for _ in range(nye):
        nu = _med(m.foer, valgte)
        fylder = np.clip(egn.indbyggere * m.niveau - nu.kommunekapacitet[0], 0.0, 1.0)
        fylder[~i_kommune.any(axis=0)] = -1.0
        # Where none lacks any, and where several lack as much, the worst tenth decides.
        bedst = np.flatnonzero(i_kommune[:, fylder >= fylder.max() - 1e-9].any(axis=1))
        adgang = [daarligst_stillede(_med(m.foer, [*valgte, int(k)])).item() for k in bedst]
        valgte.append(int(bedst[int(np.argmax(adgang))]))
    return valgte


def _efter_adgang(m: _Maalt, nye: int, sekunder: float) -> tuple[list[int], float]:
    """Return the clinics, and what no choice can better.

    Access of the tenth that have least is concave in the capacities: with as many of the same
    people counted it grows in a line, and another tenth has less. So each choice gives a cut above
    all of them, and the cuts are searched until the best by them is the best there is.
    """
    slut, egn = time.monotonic() + sekunder, m.foer.egn
    antal = m.foer.kapacitet.shape[1]
    pr_kapacitet = Stande(egn, np.eye(antal), np.full((antal, antal), np.nan)).adgang
    bedst: tuple[float, list[int]] = (-np.inf, [])
    skranke, raekker, konstanter = np.inf, list[Tal](), list[float]()
    valgte = _trinvis(m, nye)
    # Thousandths of what the first choice gives: of small figures HiGHS ends with an error.
    enhed = m.tal(_med(m.foer, valgte)) / 1000 or 1.0
    while True:
        nu = _med(m.foer, valgte)
        vaerdi = m.tal(nu)
        bedst = max(bedst, (vaerdi, valgte), key=lambda v: v[0])
        haeldning = pr_kapacitet @ _tiendedel(nu.adgang[0], egn.nabolag_personer)
        raekker.append(np.append(1.0, -haeldning / enhed))
        flere = (nu.kapacitet - m.foer.kapacitet)[0]
        konstanter.append((vaerdi - float(haeldning @ flere)) / enhed)
        skranke = min(skranke, konstanter[-1] * enhed + nye * float(haeldning.max()))
        if skranke - bedst[0] <= BEVIST * abs(bedst[0]) or time.monotonic() > slut:
            break
        krav = [
            LinearConstraint(sparse.csr_array(np.array(raekker)), -np.inf, konstanter),
            LinearConstraint(np.append(0.0, np.ones(antal))[None], nye, nye),
        ]
        mest = np.append(np.inf, np.full(antal, nye))
        svar = loes(
            np.append(-1.0, np.zeros(antal)),
            krav,
            Bounds(0, mest),
            np.append(0.0, np.ones(antal)),
            slut,
        )
        skranke = min(skranke, -svar.skranke * enhed)
        if svar.x is None:
            break
        valgte = np.repeat(np.arange(antal), np.rint(svar.x[1:]).astype(int)).tolist()
    return _i_orden(m, bedst[1]), skranke


def _trinvis(m: _Maalt, nye: int) -> list[int]:
    valgte: list[int] = []
    for _ in range(nye):
        alle = [m.tal(_med(m.foer, [*valgte, k])) for k in range(m.foer.kapacitet.shape[1])]
        valgte.append(int(np.argmax(alle)))
    return valgte


def _i_orden(m: _Maalt, valgte: list[int]) -> list[int]:
    """Return the clinics in the order in which each does most."""
    ud, rest = list[int](), list(valgte)
    while rest:
        ud.append(max(rest, key=lambda k: m.tal(_med(m.foer, [*ud, k]))))
        rest.remove(ud[-1])
    return ud


def _tiendedel(adgang: Tal, personer: Tal) -> NDArray[np.float64]:
    """Return how much of the tenth each nabolag is: they sum to 1."""
    orden = np.argsort(adgang, kind="stable")
    tiendedel = DAARLIGST * personer.sum()
    foer = np.cumsum(personer[orden]) - personer[orden]
    ud = np.zeros(len(personer))
    ud[orden] = np.clip(tiendedel - foer, 0.0, personer[orden]) / tiendedel
    return ud
