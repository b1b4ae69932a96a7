"""The names on the maps of the dataset, read from where they stand, in every format.

None is too small, none is left out in silence, and none stands over what it is to tell of.
"""

from __future__ import annotations

import re
from itertools import combinations

import pytest
import shapely

from data.steder import ny_adresse_i_by
from eksport.bestilling import NavngivetScenarie, Valg
from eksport.figurer import Tegner
from eksport.indhold import byg_bilag
from kort.tryk.navngivning import NUMRE
from kort.tryk.trykkort import FORMATER, Tegning, figur
from planning.diskretion import diskret_daekning
from planning.plan import Plan
from planning.tiltag import Deling, Flytning, Nedlaeggelse, Overdragelse, Udvidelse

LAESOE = "0825"
#: The one that names all, the one that names points, the one with large circles, and a scenario's.
KORT = ("afvigelse", "daekning", "indbyggere-pr-kapacitet", "scenarie-1", "scenarie-1-aendring")
#: Each format as a file, and those of document and slide without title and source too.
SOM = [*((f, False) for f in FORMATER), ("tekstbredde", True), ("lysbillede", True)]


@pytest.fixture(scope="module")
def tegnere(plan: Plan) -> dict[str, Tegner]:
    halve = plan.kapaciteter.set_index("klinik_id")["under30"]
    stor = plan.kapaciteter.set_index("klinik_id")["over30"].idxmax()
    tiltag = (
        Flytning(halve.idxmax(), "skagen-fysioterapi", 0, 1),
        Deling(stor),
        Overdragelse("hjallerup-fys", 0, 1),
        Udvidelse("nykoebing-morsoe-fysioterapi", 1),
        Nedlaeggelse("laesoe-fysioterapien", 1, 0),
    )
    bilag = byg_bilag(plan, [NavngivetScenarie("Fem", tiltag)], ("kort", "scenarier"), Valg())
    return {f.noegle: f.tegner for f in bilag.figurer() if isinstance(f.tegner, Tegner)}


#: A map with other layers is arranged as these are, so some formats tell it all.
ALLE_FORMATER = ("afvigelse", "scenarie-1-aendring")
UDVALGTE = [("spalte", False), ("tekstbredde", True), SOM[-1]]


@pytest.fixture(
    scope="module",
    params=[(k, *f) for k in KORT for f in (SOM if k in ALLE_FORMATER else UDVALGTE)],
)
def tegning(request: pytest.FixtureRequest, tegnere: dict[str, Tegner]) -> tuple[str, str, Tegning]:
    """A map in a format, as a file, or as a document or slide has it."""
    navn, format, bar = request.param
    tegner, ark = tegnere[navn], FORMATER[format]
    data = tegner.data.bar() if bar else tegner.data
    return navn, format, figur(data, tegner.omrids, ark.uden_tekst() if bar else ark)


def tekster(tegning: Tegning) -> list[str]:
    return [t.get_text() for t in tegning.fig.axes[0].texts if t.get_zorder() == 21]


def paa_arket(geometri: shapely.Geometry, tegnet: Tegning, nr: int) -> shapely.Geometry:
    """Where something is on a panel, mm."""
    boks, udsnit = tegnet.stilling.kort[nr], tegnet.stilling.udsnit
    m = boks.bredde / udsnit.bredde
    return shapely.transform(geometri, lambda xy: (xy - udsnit[:2]) * m + boks[:2])


def test_the_names_can_be_read_and_all_are_told(
    plan: Plan, tegning: tuple[str, str, Tegning]
) -> None:
    navn, format, tegnet = tegning
    mindst = 12 if format == "lysbillede" else 7
    assert min(t.get_fontsize() for t in tegnet.fig.axes[0].texts) >= mindst
    skrevet = " ".join(tekster(tegnet))
    steder = set(plan.kommuner["kommune"])
    if navn == "daekning":
        steder |= set(diskret_daekning(plan, "minutter", 15.0).mange_uden_for["navn"])
    if navn == "scenarie-1-aendring":
        assert len([k for k in tegnet.navne[0] if k.startswith("tiltag")]) == 5
        # On the map or below it: Brønderslev, which gives, and Frederikshavn, Morsø and Læsø.
        assert len(re.findall(r"[+−]\d+,\d %", skrevet)) == 4
    for sted in steder:
        delt = re.sub("[ -]", "", skrevet)
        assert re.sub("[ -]", "", sted) in delt, sted
    numre = {re.sub(r"\D", "", t) for t in tekster(tegnet) if re.fullmatch(r"\(\d+\)", t)}
    for nr in numre:
        assert f"({nr}) " in skrevet[skrevet.index(NUMRE) :]


def test_no_name_is_over_another_or_over_laesoe(
    plan: Plan, tegning: tuple[str, str, Tegning]
) -> None:
    _, _, tegnet = tegning
    for nr, navne in enumerate(tegnet.navne):
        bokse = {n: shapely.box(*p.boks) for n, p in navne.items()}
        for (_, a), (_, b) in combinations(bokse.items(), 2):
            assert a.intersection(b).area < 1e-9
        oe = paa_arket(plan.omrids[plan.omrids["kode"] == LAESOE].geometry.iloc[0], tegnet, nr)
        # A name that is much smaller than the island may be on it; none hides its colour.
        daekket = sum(b.intersection(oe).area for b in bokse.values())
        assert daekket < 0.45 * oe.area
        for noegle, p in navne.items():
            if p.streg is not None:
                streg = shapely.LineString(p.streg)
                andre = [b for n, b in bokse.items() if n != noegle]
                assert not [b for b in andre if streg.intersection(b).length > 0.5]


def test_every_name_is_clear_of_the_clinics(tegnere: dict[str, Tegner]) -> None:
    tegner = tegnere["indbyggere-pr-kapacitet"]
    for format in FORMATER.values():
        tegnet = figur(tegner.data, tegner.omrids, format)
        skiver = [p for p in tegnet.fig.axes[0].patches if hasattr(p, "center")]
        paa_kortet = [
            shapely.Point(p.center).buffer(p.get_radius())
            for p in skiver
            if p.get_zorder() == 16  # not of the legend
        ]
        assert len(paa_kortet) > 50
        for p in tegnet.navne[0].values():
            assert not [s for s in paa_kortet if s.intersection(shapely.box(*p.boks)).area > 0.01]


def test_many_tiltag_never_cost_the_map(plan: Plan) -> None:
    """Names with no room stand below it; were each line to make it smaller, there would be none."""
    by = ny_adresse_i_by(plan, "0849", "Fjerritslev")
    tiltag = (
        Flytning("hobro-benefit", "hjallerup-fys", 1, 0),
        Flytning("aalborg-klinik-for-fysioterapi", by, 1, 0),
        Flytning("aalborg-fysioterapi", "aalborg-vejgaard-fysioterapi", 1, 0),
        Flytning("aalborg-sundhedens-hus", "noerresundby-torv-fysioterapi", 0, 1),
        Flytning("aalborg-arkadens-fysioterapi", "aalborg-hasseris-fysioterapi", 1, 0),
        Deling("aalborg-hasseris-fysioterapi", 1),
        Overdragelse("aalborg-oest-fysioterapien", 0, 1),
        Nedlaeggelse("vodskov-faulkner", 1, 0),
        Udvidelse("vodskov-fysioform", 0, 1),
        Udvidelse(ny_adresse_i_by(plan, "0851", "Svenstrup"), 1, 0),
    )
    bilag = byg_bilag(plan, [NavngivetScenarie("Ti", tiltag)], ("scenarier",), Valg())
    for f in bilag.figurer():
        for navn in ("lysbillede", "spalte"):
            assert isinstance(f.tegner, Tegner)
            tegnet = figur(f.tegner.data.bar(), f.tegner.omrids, FORMATER[navn].uden_tekst())
            bredest = max(boks.bredde for boks in tegnet.stilling.kort)
            assert bredest * len(tegnet.stilling.kort) > 0.4 * FORMATER[navn].bredde, navn
