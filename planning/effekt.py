"""Effect of a scenario: what it does, criterion by criterion, and one score from the parts.

The criteria are those of Praksisplan for fysioterapi 2020, 2.1.13 (p. 11), on moving a clinic:
weight is laid on harmonisation between kommuner and in each of them, on access for
bevaegelseshaemmede, and on infrastructure and public transport; weight may be laid on faglig
sparring and on room for holdtraening. Beside them stand what the plan asks elsewhere: to be near
(1.2), to cover where it is hard to come by (2.1.12), and waiting times (3.2). What the data
cannot answer has its row, no score and no weight, and says what to import.

A score runs from -100 to +100, positive for the better. Figures that are percentages score their
change in percentage points, so that a capacity well placed weighs alike in each of them; minutes
and weeks score their change in percent. `planning.mulige_flytninger.effektive_vaegte` says how much
each in fact weighs. It grows with the change, is 0 when nothing
moves, and the way back has exactly the opposite. The total is the mean of the scores by their
weights; it is never shown without its parts. A criterion of which the data do not know what the
change does to it has no score, and counts in the total as if nothing changed: left out, the mean
would be of fewer criteria than that of another change, and higher than by any answer there could
be. `saetninger.effekt` says units and notes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import Inputfejl, opremsning
from planning import kriterier as maal
from planning.daekning import tjek_graense
from planning.egn import Stande, stand
from planning.kriterier import LOFT_MINUTTER
from planning.plan import Plan
from planning.talraekke import Tal
from planning.tilgaengelighed import PR_INDBYGGERE

HARMONISERING = "Harmonisering mellem kommuner"
INDENFOR = "Harmonisering i den enkelte kommune"
NAERHED = "Nærhed"
DAEKNING = "Andel inden for grænsen"
UDEN_BIL = "Husstande uden bil"
ADGANG = "Adgang for den dårligst stillede tiendedel"
VENTETID = "Ventetid"
HANDICAPADGANG = "Handicapvenlig adgang"
SPARRING = "Faglig sparring"
TRANSPORT = "Offentlig transport og infrastruktur"
HOLD = "Holdtræningsfaciliteter"

STANDARDGRAENSE = 15.0
#: Weight of what 2.1.13 lays weight on, and of what it may and of what is asked elsewhere. A
#: default of the app, not of the plan: the plan ranks them in words only.
LAEGGES_VAEGT, KAN_LAEGGES_VAEGT = 1.0, 0.5
Froe = int | np.random.Generator
#: Figures closer than this, in units that run to about 100, differ by rounding.
AFRUNDING = 1e-9


@dataclass(frozen=True)
class Note:
    """What is to be known of a figure: how it is made, or what it leaves out.

    `foer` and `efter`: the coefficient of variation in percent, for mangler_i_kommuner, and the
    mean of departures, for afgange. `antal`: capacities without an answer (adgang_uoplyst,
    adgang_uoplyst_roert: the change touches one; afgange), or residents (uden_vej). `kommuner`: the
    names of those that have not answered (ventetid).
    """

    slags: Literal[
        "ingen_kapacitet",
        "ikke_i_data",
        "opgjort_i_beloeb",
        "beregnet_adgang",
        "mangler_i_kommuner",
        "adgang_uoplyst",
        "adgang_uoplyst_roert",
        "hold_uoplyst",
        "hold_uoplyst_roert",
        "afgange",
        "uden_vej",
        "uden_bil",
        "ventetid",
        "for_faa_ventetider",
    ]
    foer: float = float("nan")
    efter: float = float("nan")
    antal: float = float("nan")
    kommuner: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Kriterium:
    """A criterion: name, section of the praksisplan, default weight, figure and rule.

    `maal` reads the figure of each of some states, None where there is no data; `bedst` is which
    way is better, or that the figure is a share of which more is, or less; `note` is of one state
    before and one after what the figure leaves out, and `kendt` of one before and some after
    whether the data know what a change does to it: else it has no score, and keeps its weight.
    """

    navn: str
    hjemmel: str
    vaegt: float
    maal: Callable[[Stande], Tal] | None
    bedst: Literal["mindre", "mere", "andel", "mindre_andel"] = "mindre"
    note: Callable[[Stande, Stande], Note | None] = lambda foer, efter: None
    kendt: Callable[[Stande, Stande], NDArray[np.bool_] | bool] = lambda foer, efter: True

    def tal(self, s: Stande) -> Tal:
        """Return the figure of each state; NaN without data, and without any capacity."""
        return np.where(s.noget, self.maal(s) if self.maal else np.nan, np.nan)

    def bedoem(self, foer: Stande, efter: Stande) -> tuple[Tal, Tal, Tal]:
        """Return the figure of one state before, and the figure and the score of each after."""
        a, b = self.tal(foer), self.tal(efter)
        return a, b, np.where(self.kendt(foer, efter), self.score(a, b), np.nan)

    def score(self, foer: Any, efter: Any) -> Any:
        """Return the score of going from one figure to another, positive for the better."""
        if self.bedst == "andel":
            return score_andel(foer, efter)
        if self.bedst == "mindre_andel":
            return score_andel(efter, foer)
        if self.bedst == "mere":
            foer, efter = efter, foer
        return score_mindre_er_bedre(foer, efter)


def kriterier(
    graense: float = STANDARDGRAENSE, niveau: float = float("nan")
) -> tuple[Kriterium, ...]:
    """Return every criterion, in the order of 2.1.13 and then of the rest.

    `niveau` is the level (capacities per inhabitant) that kommuner may lack some of. `graense` is
    minutes; raises Inputfejl when it is not a number above 0.
    """
    graense = tjek_graense(graense)
    skal, kan = LAEGGES_VAEGT, KAN_LAEGGES_VAEGT
    return (
        Kriterium(
            HARMONISERING,
            "2.1.13",
            skal,
            lambda s: maal.mangler_i_kommuner(s, niveau),
            "mindre_andel",
            _hvor_den_mangler,
        ),
        Kriterium(
            INDENFOR,
            "2.1.13",
            skal,
            maal.i_kommunen,
            "mindre_andel",
            lambda *_: Note("beregnet_adgang"),
        ),
        Kriterium(
            HANDICAPADGANG,
            "2.1.13",
            skal,
            maal.handicapadgang,
            "andel",
            _adgang_uoplyst,
            maal.samme_uoplyste,
        ),
        Kriterium(
            TRANSPORT,
            "2.1.13",
            skal,
            maal.offentlig_transport,
            "andel",
            _afgange,
            maal.samme_uden_afgange,
        ),
        Kriterium(SPARRING, "2.1.13", kan, maal.faglig_sparring, "andel", _uden_ret),
        Kriterium(HOLD, "2.1.13", kan, maal.holdtraening, "andel", _hold, maal.samme_uoplyste_hold),
        Kriterium(NAERHED, "1.2", kan, maal.naerhed, note=_uden_vej),
        Kriterium(DAEKNING, "1.2", kan, lambda s: maal.inden_for(s, graense), "andel"),
        Kriterium(
            UDEN_BIL,
            "1.2",
            kan,
            lambda s: maal.uden_bil_inden_for(s, graense),
            "andel",
            lambda *_: Note("uden_bil"),
        ),
        Kriterium(
            ADGANG,
            "2.1.12",
            kan,
            lambda s: 100 * maal.daarligst_stillede(s) / (niveau * PR_INDBYGGERE),
            "andel",
        ),
        Kriterium(VENTETID, "3.2", kan, maal.ventetid_hvor_kapaciteten_er, "mere", _tavse),
    )


def gaeldende(
    plan: Plan,
    graense: float = STANDARDGRAENSE,
    speciale: str | None = None,
    foer: Stande | None = None,
) -> tuple[Kriterium, ...]:
    """Return the criteria that apply to the field of a plan, in order.

    The level is that of `foer`, or the plan's own. Raises as `kriterier`, and for a field without
    a criterion there is none of.
    """
    if ukendte := sorted(set(plan.fag.uden_kriterier) - set(STANDARDVAEGTE)):
        raise Inputfejl(
            f"Faget »{plan.fag.navn}« er uden kriterier, der ikke findes: {opremsning(ukendte)}. "
            f"Kriterierne er {opremsning(list(STANDARDVAEGTE))}."
        )
    niveau = maal.niveau(foer or stand(plan, speciale)).item() or float("nan")
    return tuple(k for k in kriterier(graense, niveau) if k.navn not in plan.fag.uden_kriterier)


def med_data(kriterier: Sequence[Kriterium], foer: Stande) -> tuple[Kriterium, ...]:
    """Return the criteria that have a figure before: the others weigh nothing in any total."""
    return tuple(k for k in kriterier if np.isfinite(k.tal(foer)).all())


def scorer(kriterier: Sequence[Kriterium], foer: Stande, efter: Stande) -> Tal:
    """Return the scores of going from one state to each of some, states x criteria."""
    ud = np.empty((len(efter.kapacitet), len(kriterier)))
    for nr, k in enumerate(kriterier):
        ud[:, nr] = k.bedoem(foer, efter)[2]
    return ud


def _hvor_den_mangler(foer: Stande, efter: Stande) -> Note:
    (cv_foer,), (cv_efter,) = maal.mellem_kommuner(foer), maal.mellem_kommuner(efter)
    return Note("mangler_i_kommuner", cv_foer, cv_efter)


def _adgang_uoplyst(foer: Stande, efter: Stande) -> Note:
    kapacitet = efter.kapacitet[:, ~efter.egn.adgang_oplyst].sum().item()
    uroert = maal.samme_uoplyste(foer, efter).all()
    return Note("adgang_uoplyst" if uroert else "adgang_uoplyst_roert", antal=kapacitet)


def _hold(foer: Stande, efter: Stande) -> Note:
    if not efter.egn.hold_oplyst.any():
        return Note("ikke_i_data")
    kapacitet = efter.kapacitet[:, ~efter.egn.hold_oplyst].sum().item()
    uroert = maal.samme_uoplyste_hold(foer, efter).all()
    return Note("hold_uoplyst" if uroert else "hold_uoplyst_roert", antal=kapacitet)


def _afgange(foer: Stande, efter: Stande) -> Note:
    uden = np.isnan(efter.egn.afgange)
    if uden.all():
        return Note("ikke_i_data")
    (a,), (b,) = maal.afgange_hvor_kapaciteten_er(foer), maal.afgange_hvor_kapaciteten_er(efter)
    return Note("afgange", a, b, efter.kapacitet[:, uden].sum().item())


def _uden_ret(foer: Stande, efter: Stande) -> Note | None:
    return Note("opgjort_i_beloeb") if np.isnan(efter.rettigheder).any() else None


def _uden_vej(foer: Stande, efter: Stande) -> Note | None:
    antal = efter.egn.personer[efter.naermeste[0] > LOFT_MINUTTER].sum().item()
    return Note("uden_vej", antal=antal) if antal else None


def _tavse(foer: Stande, efter: Stande) -> Note:
    tavse = [n for n, uger in zip(efter.egn.navne, efter.egn.uger, strict=True) if np.isnan(uger)]
    if len(tavse) > len(efter.egn.navne) - 2:
        return Note("for_faa_ventetider")
    return Note("ventetid", kommuner=tuple(tavse))


#: The weights when the user has set none: `KAN_LAEGGES_VAEGT` is half of `LAEGGES_VAEGT`.
STANDARDVAEGTE: Mapping[str, float] = {k.navn: k.vaegt for k in kriterier()}
#: The criteria that the dataset does not answer: without an import they have no figure.
UDEN_DATA = (TRANSPORT, HOLD)


def uden_data(plan: Plan) -> tuple[str, ...]:
    """Return the criteria that no data of a plan answer: they have neither figure nor weight."""
    hold = plan.klinikoplysninger["holdtraening"].isin(["ja", "nej"]).any()
    fundet = {TRANSPORT: not plan.transport.empty, HOLD: bool(hold)}
    importeret = [navn for navn, er_der in fundet.items() if er_der]
    return tuple(navn for navn in UDEN_DATA if navn not in importeret)


@dataclass(frozen=True, eq=False)
class Effekt:
    """The effect of a scenario.

    samlet: weighted mean of the scores, -100 to 100; NaN when no criterion that weighs has data.
    kriterier: one row a criterion; kriterium, foer, efter (in its unit; NaN without data), score
    (-100 to 100; NaN too where it is not known what the change does to it), vaegt (as used: 0
    without data, kept where it is not known), note (a `Note` or None). graense (minutes)
    and speciale are what coverage and waiting times are read for.
    """

    samlet: float
    kriterier: pd.DataFrame
    graense: float = STANDARDGRAENSE
    speciale: str = ""

    @property
    def bidrag(self) -> pd.Series:
        """What each criterion pulls the total by: score times weight, NaN without a score."""
        return self.kriterier["score"] * self.kriterier["vaegt"]


def effekt(
    foer: Plan,
    efter: Plan,
    vaegte: Mapping[str, float] = STANDARDVAEGTE,
    graense: float = STANDARDGRAENSE,
    speciale: str | None = None,
) -> Effekt:
    """Return the effect of going from one plan to another.

    `vaegte` gives criteria weights of 0 or more, of which only the ratios count; one that is not
    named weighs 0. `graense` is minutes. `speciale` says whose waiting times, and with capacity
    as an amount whose capacity; the field's own unless given. Raises Inputfejl for an unknown
    criterion, limit or speciale, and for weights that are negative or all 0.
    """
    navne = tjek_vaegte(vaegte)
    a, b = stand(foer, speciale), stand(efter, speciale)
    noget, raekker = a.noget.item() and b.noget.item(), []
    for k in gaeldende(foer, graense, speciale):
        tal_foer, tal_efter, score = (svar.item() for svar in k.bedoem(a, b))
        vaegt = navne[k.navn] if noget and np.isfinite(tal_foer) else 0.0
        note = k.note(a, b) if noget else Note("ingen_kapacitet")
        raekker.append((k.navn, tal_foer, tal_efter, score, vaegt, note))
    tabel = pd.DataFrame(raekker, columns=["kriterium", "foer", "efter", "score", "vaegt", "note"])
    samlet = float(vej_sammen(tabel["score"].to_numpy(), tabel["vaegt"].to_numpy()))
    return Effekt(samlet, tabel, graense, speciale or foer.fag.ventespeciale)


def tjek_vaegte(vaegte: Mapping[str, float]) -> dict[str, float]:
    """Return the weight of every criterion, 0 where none is given; Inputfejl on a bad one."""
    if ukendte := [str(navn) for navn in vaegte if navn not in STANDARDVAEGTE]:
        raise Inputfejl(
            f"Ukendt kriterium: {opremsning([f'»{n}«' for n in ukendte])}. "
            f"Kriterierne er {opremsning(list(STANDARDVAEGTE))}."
        )
    if forkerte := [n for n, v in vaegte.items() if not (np.isfinite(v) and v >= 0)]:
        raise Inputfejl(
            f"Vægten skal være et tal på 0 eller mere; det er den ikke for {opremsning(forkerte)}."
        )
    if not sum(vaegte.values()) > 0:
        raise Inputfejl("Alle vægte er 0. Giv mindst ét kriterium en vægt over 0.")
    return {navn: float(vaegte.get(navn, 0.0)) for navn in STANDARDVAEGTE}


def vej_sammen(score: Tal, vaegt: Tal) -> Tal:
    """Return the mean of scores (..., criteria) by weights (criteria,).

    A criterion without data is to weigh 0. A score of NaN is of a change that is not known, which
    counts as none; the mean is NaN where no criterion that weighs has a score.
    """
    kendt = np.isfinite(score) @ vaegt > 0
    return np.where(kendt, np.nan_to_num(score) @ vaegt / (vaegt.sum() or 1.0), np.nan)


def score_mindre_er_bedre(foer: Any, efter: Any) -> Any:
    """Return the score of a figure of which less is better: its fall in percent, -100 to 100.

    100 * (before - after) / max(before, after) for figures of 0 or more: 0 when nothing moves,
    +100 when the figure falls to zero, the opposite when the move is reversed. NaN stays NaN.
    """
    foer, efter = np.asarray(foer, float), np.asarray(efter, float)
    stoerst = np.maximum(foer, efter)
    fald = 100 * ((foer - efter) / np.where(stoerst == 0, 1.0, stoerst))
    return np.where(np.abs(foer - efter) <= AFRUNDING, 0.0, fald)


def score_andel(foer: Any, efter: Any) -> Any:
    """Return the score of a percentage of which more is better: its rise in percentage points."""
    forskel = np.asarray(efter, float) - np.asarray(foer, float)
    return np.where(np.abs(forskel) <= AFRUNDING, 0.0, forskel)
