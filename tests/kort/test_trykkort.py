"""Print maps: classes by hand, nothing cut or overlapping, files that can be made again."""

from __future__ import annotations

import dataclasses
import importlib
import io
import math
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations, pairwise
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import assume, example, given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Polygon, Rectangle
from PIL import Image

from dansk import Inputfejl, fortegn, tal
from data.omrids import laes_omrids
from geo.baand import baandflader, byg_gitter
from kort.farver import ADGANG, AFVIGELSE, BAAND, BLAEK, DAEKNING, MANGLER
from kort.klasser import Metode, inddel, laesbar_graense, trinfarver
from kort.tryk.fil import Tryk, tegn
from kort.tryk.lag import MOENSTRE, Baandlag, Kliniklag, Kommunelag, Lag, spred_cirkler
from kort.tryk.navne import Navn, Placering, Sats, navnesatser
from kort.tryk.navneplacering import NAVNELUFT_MM, _Valg, placer
from kort.tryk.navnepladser import Muligheder
from kort.tryk.navngivning import NUMRE, UDEN_PLADS
from kort.tryk.signatur import Gruppe
from kort.tryk.trykkort import (
    DPI,
    FORMATER,
    Kortdata,
    Panel,
    daekningskort,
    figur,
    foer_efter_kort,
    klinikkort,
    kommunekort,
)
from kort.tryk.udstyr import (
    LINJE_MM,
    MINDSTE_PT,
    Boks,
    maalestok_km,
    ombryd,
    ombryd_jaevnt,
    ren,
    tekstbredde,
)

NORDJYLLAND = Path(__file__).parents[2] / "data" / "nordjylland"
OND = (
    '"Citat" & <b>fed</b> $x^2_{\\frac{1}{2}}$ 100 % \\alpha {klamme}\x00 linje\nskift\tog '
    + "Ordentligtlangtsammensatord" * 5
)
KILDE = "Kilde: Praksisplan for fysioterapi 2020: Tabel 1, s. 14."


@pytest.fixture(scope="module")
def omrids() -> gpd.GeoDataFrame:
    return laes_omrids(NORDJYLLAND / "omrids.gpkg")


@pytest.fixture(scope="module")
def vaerdier() -> pd.Series:
    """Indbyggere pr. kapacitet of tabel 1, with Læsø missing."""
    tabel = pd.read_csv(NORDJYLLAND / "tabel1.csv", dtype={"kode": str}).set_index("kode")
    tabel = tabel.drop(index="region")["indbyggere_pr_kapacitet"].astype(float)
    return tabel.where(tabel.index != "0825")


@pytest.fixture(scope="module")
def klinikker() -> pd.DataFrame:
    klinikker = pd.read_csv(NORDJYLLAND / "klinikker.csv", dtype={"kommune_kode": str})
    kap = pd.read_csv(NORDJYLLAND / "kapaciteter.csv").set_index("klinik_id")
    punkter = gpd.GeoSeries.from_xy(klinikker["lon"], klinikker["lat"], crs=4326).to_crs(25832)
    ramme = pd.DataFrame({"x": punkter.x, "y": punkter.y}).set_axis(klinikker["klinik_id"])
    return ramme.assign(kapacitet=kap["over30"] + kap["under30"] / 2)


def kommunelag(vaerdier: pd.Series) -> Kommunelag:
    klasser = inddel(vaerdier, "naturlige", 4)
    return Kommunelag(
        vaerdier,
        klasser,
        "Indbyggere pr. kapacitet",
        skrevet={str(k): tal(v) for k, v in vaerdier.items()},
    )


def kort(paneler: tuple[Panel, ...], **andet: str) -> Kortdata:
    tekst = {
        **{"titel": "Indbyggere pr. kapacitet", "kilde": KILDE, "dato": "Tegnet 1. maj 2025."},
        "forbehold": "Vejledende kommunegrænser og klinikpunkter.",
    }
    return Kortdata(paneler=paneler, datasaet="Nordjylland", **{**tekst, **andet})


@pytest.fixture(scope="module")
def kommune(vaerdier: pd.Series) -> Kortdata:
    return kort(kommunekort(kommunelag(vaerdier)))


@pytest.fixture(scope="module")
def foer_efter(vaerdier: pd.Series, tiltag: Callable[..., pd.DataFrame]) -> Kortdata:
    afvigelse = (vaerdier.fillna(3700) / 3705 - 1) * 100
    efter = afvigelse.where(afvigelse.index != "0813", math.nan)
    lag = [
        Kommunelag(
            v, AFVIGELSE, "Afvigelse", skrevet={str(k): f"{fortegn(x)} %" for k, x in v.items()}
        )
        for v in (afvigelse, efter)
    ]
    tiltagene = tiltag(
        ("flytning", "a", "b", (549_000, 6_330_000), (590_000, 6_366_000), "1"),
        ("flytning", "c", "d", (480_000, 6_320_000), (480_500, 6_320_000), "0,5"),  # too short
        ("udvidelse", None, "e", None, (482_000, 6_296_000), "+2"),
    )
    return kort(foer_efter_kort(*lag, tiltagene), scenarie="a1b2c3")


@pytest.fixture(scope="module")
def daekning(omrids: gpd.GeoDataFrame, klinikker: pd.DataFrame) -> Kortdata:
    kode = omrids[omrids["i_region"]]
    midter = kode.representative_point()
    punkter = np.column_stack([midter.x, midter.y])
    flader = baandflader(
        byg_gitter(omrids, punkter), np.linspace(2, 30, len(kode)), (7.5, 15, 22.5)
    )
    navne = ("højst 7,5 min", "7,5-15 min", "15-22,5 min", "over 22,5 min")
    byer = pd.DataFrame({"navn": ["Hals", "Ålbæk"], "x": [577e3, 585e3], "y": [6317e3, 6383e3]})
    return kort(daekningskort(Baandlag(flader, BAAND, navne, "Kørsel"), byer, klinikker))


def tekster(fig: Figure) -> list[str]:
    return [t.get_text() for t in fig.axes[0].texts if t.get_zorder() == 21]


# Classes


@pytest.mark.parametrize(
    ("metode", "tal_", "antal", "middel", "graenser"),
    [
        # Gaps 3-10 and 12-30: the round numbers next to their middles, 6.5 and 21.
        ("naturlige", [1, 2, 3, 10, 11, 12, 30, 31, 32], 3, None, (5, 20)),
        ("naturlige", [3632, 3704.5, 3747.5, 5497, 5822.8], 2, None, (5000,)),
        # Two values in each: gaps 2-3, 4-5 and 6-7; a break belongs to the class above it.
        ("kvantiler", [1, 2, 3, 4, 5, 6, 7, 8], 4, None, (3, 5, 7)),
        ("kvantiler", [1, 1, 1, 1, 9], 4, None, (5,)),
        # Furthest from 100 is 50, five classes of 20.
        ("symmetrisk", [50, 150], 5, 100, (70, 90, 110, 130)),
        ("symmetrisk", [40, 100], 3, 100, (80, 120)),
        # A value at a break is above it.
        ("symmetrisk", [-5, 3], 5, 0, (-3, -1, 1, 3)),
        ("naturlige", [7, 7, 7], 5, None, ()),
        ("symmetrisk", [7, 7], 5, 7, ()),
        ("kvantiler", [], 5, None, ()),
    ],
)
def test_classes_computed_by_hand(
    metode: Metode, tal_: list[float], antal: int, middel: float | None, graenser: tuple
) -> None:
    klasser = inddel(pd.Series([*tal_, math.nan], dtype=float), metode, antal, middel=middel)
    assert klasser.graenser == graenser
    assert len(klasser.farver) == len(klasser.navne) == len(graenser) + 1


def test_classes_have_danish_names() -> None:
    klasser = inddel(pd.Series([0.5, 0.6, 1.5, 1.6, 3600.0]), "naturlige", 3, enhed="uger")
    assert klasser.navne == ("under 1 uge", "1 til under 2.000 uger", "2.000 uger og derover")
    faa = inddel(pd.Series([0.2, 0.2, 0.8, 0.8, 4.0, 4.0]), "kvantiler", 3, enhed="uger")
    assert faa.navne == ("under 0,5 uger", "0,5 til under 2 uger", "2 uger og derover")
    assert inddel(pd.Series([7.0]), "naturlige").navne == ("alle",)


def test_high_is_orange_unless_high_is_plenty() -> None:
    tal_ = pd.Series([1.0, 2, 3, 50, 60])
    assert inddel(tal_, "symmetrisk", middel=20.0).farver == AFVIGELSE.farver
    assert inddel(tal_, "symmetrisk", middel=20.0, hoej_er_knap=False).farver == ADGANG.farver
    knap = inddel(tal_, "naturlige", 3).farver
    assert inddel(tal_, "naturlige", 3, hoej_er_knap=False).farver == knap[::-1]


@pytest.mark.parametrize(("metode", "antal"), [("jenks", 5), ("naturlige", 1), ("symmetrisk", 4)])
def test_an_unknown_classification_is_refused(metode: Metode, antal: int) -> None:
    with pytest.raises(Inputfejl, match=metode):
        inddel(pd.Series([1.0, 2.0]), metode, antal, middel=1.0)


def test_symmetric_without_a_mean_is_refused() -> None:
    with pytest.raises(Inputfejl, match="middeltal"):
        inddel(pd.Series([1.0, 2.0]), "symmetrisk")


VAERDIER = st.lists(
    st.one_of(st.floats(-1e6, 1e6), st.integers(-20, 20).map(float), st.floats(3600, 3601)),
    min_size=2,
    max_size=20,
)


def _inden_i(tal_: list[float], klasse: list[int]) -> float:
    """The squares of what lies from the mean of its class."""
    return float(pd.Series(tal_).groupby(klasse).agg(lambda v: ((v - v.mean()) ** 2).sum()).sum())


@pytest.fixture(scope="module")
def mapclassify() -> ModuleType:
    """Loaded by the one who asks: it compiles itself for seconds."""
    return importlib.import_module("mapclassify")


@pytest.mark.filterwarnings("ignore:Not enough unique values:UserWarning")
@given(VAERDIER, st.integers(2, 6), st.sampled_from(["naturlige", "kvantiler"]))
@example([0.0] * 3 + [3601.0] * 3 + [3600.5, 3600.75] + [3600.0385008990593] * 2, 5, "kvantiler")
@example([0.0] * 14 + [1.0, 2.0, 3.0, 4.0, 5.0], 6, "kvantiler")  # 5/6 of the way is 2, not 1.99…
def test_rounding_moves_no_value(
    mapclassify: ModuleType, tal_: list[float], antal: int, metode: Metode
) -> None:
    klasser = inddel(pd.Series(tal_), metode, antal)
    skema = mapclassify.FisherJenks if metode == "naturlige" else mapclassify.Quantiles
    forskellige = len(set(tal_))
    raa: Sequence[int] = [0] * len(tal_)
    if forskellige > 1:
        grupper = skema(np.array(tal_), k=min(antal, forskellige))
        # Its quantiles may be a hair below the value they are of (findings/).
        naer = 4 * np.spacing(np.abs(grupper.bins))
        assume((np.diff(np.unique(tal_)) > 2 * naer.max()).all())  # and then of no other
        raa = grupper.yb if metode == "naturlige" else np.searchsorted(grupper.bins + naer, tal_)
    fundet = [klasser.nummer(v) for v in tal_]
    # Quantiles of few values leave some classes empty: number those that are used.
    ventet = list(np.unique(raa, return_inverse=True)[1])
    if metode == "kvantiler":
        assert fundet == ventet
    else:  # mapclassify's are of single precision; ours are as good or better
        assert len(set(fundet)) <= antal
        assert _inden_i(tal_, fundet) <= _inden_i(tal_, ventet) * (1 + 1e-9) + 1e-9
    assert all(a < b for a, b in pairwise(klasser.graenser))


@given(VAERDIER, st.floats(-1e6, 1e6), st.sampled_from([3, 5]))
def test_the_mean_is_in_the_middle_class(tal_: list[float], middel: float, antal: int) -> None:
    klasser = inddel(pd.Series(tal_), "symmetrisk", antal, middel=middel)
    assert klasser.nummer(middel) == len(klasser.graenser) // 2
    assert all(a < b for a, b in pairwise(klasser.graenser))


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9), st.floats(0, 1), st.floats(0, 1e9))
def test_a_readable_break_stays_in_its_gap(a: float, b: float, del_: float, trin: float) -> None:
    under, over = sorted((a, b))
    if under < over:
        rund = laesbar_graense(under + del_ * (over - under), under, over, trin)
        assert under < rund <= over


def test_a_readable_break_is_the_roundest() -> None:
    assert laesbar_graense(3678.2, 3640, 3700, 500) == 3700
    assert laesbar_graense(3678.2, 3640, 3699, 500) == 3650
    assert laesbar_graense(3678.2, 3651, 3699, 500) == 3680
    assert laesbar_graense(0.0312, 0.03, 0.039, 1) == 0.035
    assert laesbar_graense(0.0312, 0.03, 0.04, 1) == 0.04  # a break is in the class above


# Colours


def lyshed(farve: str) -> float:
    """CIE L*, 0 black to 100 white."""
    kanaler = [k / 12.92 if k <= 0.04045 else ((k + 0.055) / 1.055) ** 2.4 for k in to_rgb(farve)]
    y = np.dot([0.2126, 0.7152, 0.0722], kanaler)
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


@pytest.mark.parametrize("antal", range(2, 8))
def test_scarcity_grows_darker_step_by_step(antal: int) -> None:
    trin = [lyshed(f) for f in trinfarver(antal)]
    assert all(a - b > 5 for a, b in pairwise(trin))


@pytest.mark.parametrize("farver", [AFVIGELSE.farver, ADGANG.farver, DAEKNING.farver, BAAND])
def test_two_arms_are_told_apart_in_greyscale_by_pattern(farver: tuple[str, ...]) -> None:
    """Away from the middle both arms darken, and only the blue one is hatched."""
    blaa = [lyshed(f) for f in farver if f in MOENSTRE]
    orange = [lyshed(f) for f in farver if f not in MOENSTRE]
    for arm in (blaa, orange):
        stigende, faldende = sorted(arm), sorted(arm, reverse=True)
        assert arm in (stigende, faldende)
        assert all(abs(a - b) > 10 for a, b in pairwise(arm))
    assert len(blaa) == 2 and MANGLER not in farver


# Texts


@given(st.text(max_size=120), st.floats(8, 80))
def test_wrapping_cuts_nothing_off(tekst: str, bredde: float) -> None:
    linjer = ombryd(tekst, bredde, 9)
    assert "".join(linjer).replace(" ", "") == ren(tekst).replace(" ", "")
    assert all(tekstbredde(linje, 9) <= bredde for linje in linjer if len(linje) > 1)


def test_a_reference_is_not_split() -> None:
    tekst = "Kilde: Praksisplan: Tabel 1, s. 14-46, Bilag 4, side 3."
    for bredde in range(24, 80):  # wider than its longest word
        linjer = ombryd(tekst, bredde, 9)
        assert not [li for li in linjer if li.endswith(("s.", "Tabel", "Bilag"))], (bredde, linjer)
        assert " ".join(linjer) == tekst


def test_text_is_cleaned_of_what_the_font_lacks() -> None:
    assert ren("a\n\tb\x00 æøå 日\u202e") == "a b æøå \N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    ("mm_pr_km", "hoejst", "km"), [(1.0, 30, 20), (0.45, 14, 20), (1.0, 50, 50), (10.0, 9, 0.5)]
)
def test_the_scale_bar_is_a_round_length(mm_pr_km: float, hoejst: float, km: float) -> None:
    assert maalestok_km(mm_pr_km, hoejst) == pytest.approx(km)


# Names


def i_mm(omrids: gpd.GeoDataFrame, bredde: float) -> tuple[list[Navn], Boks]:
    """The region's kommuner on a map of a width in mm, with names and a value under each."""
    egne = omrids[lambda o: o["i_region"]]
    x0, y0, x1, y1 = egne.total_bounds
    m = bredde / (x1 - x0)
    navne = [
        Navn(
            r.kode,
            shapely.transform(r.geometry, lambda xy: (xy - [x0, y0]) * m),
            navnesatser(r.navn, MINDSTE_PT, "−12,3 %"),
        )
        for r in egne.itertuples()
    ]
    return navne, Boks(0, 0, bredde, (y1 - y0) * m)


def overlap(bokse: list[Boks]) -> Iterator[tuple[Boks, Boks]]:
    for a, b in combinations(bokse, 2):
        if min(a.x1, b.x1) > max(a.x0, b.x0) and min(a.y1, b.y1) > max(a.y0, b.y0):
            yield a, b


@pytest.mark.parametrize("format", FORMATER)
def test_names_overlap_neither_each_other_nor_obstacles(
    omrids: gpd.GeoDataFrame, format: str
) -> None:
    bredde = FORMATER[format].bredde - 2 * FORMATER[format].margen
    navne, ramme = i_mm(omrids, bredde)
    hindringer = [
        Boks(x * bredde, y * bredde, x * bredde + 2, y * bredde + 2)
        for x, y in ((0.5, 0.4), (0.55, 0.2), (0.6, 0.45), (0.45, 0.3), (0.15, 0.2))
    ]
    steder = placer(navne, ramme, hindringer)
    assert set(steder) == {n.noegle for n in navne}
    bokse = [p.boks for p in steder.values()]
    assert not list(overlap(bokse))
    assert not [o for h in hindringer for b in bokse for o in overlap([h, b])]
    assert all(b.x0 >= 0 and b.y0 >= 0 and b.x1 <= ramme.x1 and b.y1 <= ramme.y1 for b in bokse)
    assert all(pt >= MINDSTE_PT for p in steder.values() for _, pt, _ in p.sats.linjer)


def test_names_stand_in_their_own_kommune(omrids: gpd.GeoDataFrame) -> None:
    navne, ramme = i_mm(omrids, 180)
    steder = placer(navne, ramme, [])
    for navn in navne:
        boks = shapely.box(*steder[navn.noegle].boks)
        if navn.noegle == "0825":  # Læsø is beside: its name would hide half of its colour
            assert navn.sted.intersection(boks).area < 0.01 * boks.area
            assert navn.sted.distance(boks) < 2
        else:
            assert navn.sted.intersection(boks).area > 0.75 * boks.area, navn.noegle


def test_a_name_stands_beside_a_small_island() -> None:
    oe = Navn("oe", shapely.box(20, 20, 24, 23), navnesatser("Læsø", 8))
    boks = shapely.box(*placer([oe], Boks(0, 0, 60, 60), [])["oe"].boks)
    assert boks.intersection(oe.sted).area < 0.05 * oe.sted.area and boks.distance(oe.sted) < 5


def test_a_name_beside_does_not_stand_by_another() -> None:
    # West of a small area is a bay of its neighbour; east is the sea, one mm further away.
    lille = Navn("lille", shapely.box(40, 20, 44, 30), navnesatser("Brønderslev", 8, "−6,5 %"))
    bugt = shapely.box(0, 0, 39, 60) - shapely.box(0, 20.5, 39, 29.5)
    nabo = Navn("nabo", bugt, navnesatser("Nabo", 8))
    ankerplads = Boks(44, 20, 45, 30)
    boks = shapely.box(*placer([lille, nabo], Boks(0, 0, 90, 60), [ankerplads])["lille"].boks)
    assert boks.distance(lille.sted) < 1.5 < boks.distance(bugt)


def test_there_is_air_between_two_names_in_line() -> None:
    bred = tekstbredde("Brønders-", 8)
    to = [
        Navn(navn, shapely.Point(x, 10), (Sats(((navn, 8, False),)),))
        for navn, x in (("Brønders-", 20.0), ("−73,5 %", 20.3 + bred))
    ]
    a, b = (placer(to, Boks(0, 0, 90, 20), [])[n.noegle].boks for n in to)
    assert a.y1 <= b.y0 or b.y1 <= a.y0 or b.x0 - a.x1 >= 0.99 or a.x0 - b.x1 >= 0.99


@given(st.integers(0, 2**32 - 1))
def test_names_take_the_cheapest_place_left(fro: int) -> None:
    """As a twin does that asks of each place in turn whether it is clear of those taken."""
    tilfaeldig = np.random.default_rng(fro)
    valg = {}
    for noegle in "abcd":
        hjoerne = tilfaeldig.integers(0, 12, (tilfaeldig.integers(0, 9), 2)).astype(float)
        pris = np.sort(tilfaeldig.random(len(hjoerne)))
        valg[noegle] = Muligheder(np.hstack([hjoerne, np.add(hjoerne, (3, 2))]), pris, [])
    vist: dict[str, int] = {}
    for noegle in "dbca":
        for nr, (x0, y0, x1, y1) in enumerate(valg[noegle].bokse):
            andre = [valg[n].bokse[i] for n, i in vist.items()]
            if all(
                x1 <= a0 - NAVNELUFT_MM or a1 + NAVNELUFT_MM <= x0 or y1 <= b0 or b1 <= y0
                for a0, b0, a1, b1 in andre
            ):
                vist[noegle] = nr
                break
    pris = sum(valg[n].pris[i] ** 2 for n, i in vist.items())
    fundet, samlet = _Valg(valg).graadigt("dbca", math.inf)
    assert (fundet, samlet) == (vist, pytest.approx(pris))


def test_a_name_without_room_is_not_in_the_answer() -> None:
    stort = Navn("x", shapely.box(0, 0, 20, 20), navnesatser("Navn", 8))
    assert placer([stort], Boks(0, 0, 20, 20), [Boks(0, 0, 20, 20)]) == {}


# Circles


def test_circles_at_one_point_are_moved_apart() -> None:
    xy, radier = np.array([[10.0, 10.0]] * 5 + [[40.0, 40.0]]), np.array([1.0, 2, 1, 3, 2, 4])
    ud = spred_cirkler(xy, radier)
    for i, j in combinations(range(5), 2):
        assert np.hypot(*(ud[i] - ud[j])) > 0.95 * (radier[i] + radier[j])
    assert np.hypot(*(ud[5] - xy[5])) < 0.01
    assert (spred_cirkler(xy, radier) == ud).all()


# Figures


def ses_paa_arket(fig: Figure, mindste: float = MINDSTE_PT) -> None:
    """Every text lies on the sheet."""
    tegner = FigureCanvasAgg(fig).get_renderer()
    for t in fig.axes[0].texts:
        boks = t.get_window_extent(tegner)
        assert boks.x0 >= 0 and boks.y0 >= 0, t.get_text()
        assert boks.x1 <= fig.bbox.width and boks.y1 <= fig.bbox.height, t.get_text()
        assert t.get_fontsize() >= mindste and not t.get_parse_math()


def bokse(navne: dict[str, Placering]) -> list[Boks]:
    return [p.boks for p in navne.values()]


@pytest.mark.parametrize("format", FORMATER)
def test_everything_is_on_the_map(
    request: pytest.FixtureRequest, omrids: gpd.GeoDataFrame, klinikker: pd.DataFrame, format: str
) -> None:
    andet = (
        kort(klinikkort(klinikker)) if format == "spalte" else request.getfixturevalue("daekning")
    )
    for data in (andet, request.getfixturevalue("foer_efter")):
        fig, stilling, navne, _ = figur(data, omrids, FORMATER[format])
        ses_paa_arket(fig, 12 if format == "lysbillede" else 7)
        tekst = " ".join(tekster(fig))
        for noget in (
            data.titel,
            "Tabel 1, s. 14",
            "Vejledende kommunegrænser",
            "Datasæt: N",
            "km",
        ):
            assert noget in tekst
        assert UDEN_PLADS not in tekst and NUMRE not in tekst and "N" in tekster(fig)
        legende = [b for _, b in stilling.legende]
        assert not list(overlap([*stilling.kort])) and not list(overlap(legende))
        for panel in navne:
            assert len({k for k in panel if k.isdigit()}) == 11
            assert not list(overlap([*bokse(panel), *legende]))
        land = shapely.union_all(omrids.geometry.to_numpy())
        for boks in legende if len(stilling.kort) == 1 else []:
            kortet, m = stilling.kort[0], stilling.udsnit.bredde / stilling.kort[0].bredde
            paa = (np.array(boks) - [*kortet[:2], *kortet[:2]]) * m + [*stilling.udsnit[:2]] * 2
            inde = list(overlap([boks, kortet]))
            assert not inde or not shapely.box(*paa).intersects(land)


def test_missing_is_hatched_and_in_the_legend(kommune: Kortdata, omrids: gpd.GeoDataFrame) -> None:
    fig, *_ = figur(kommune, omrids, FORMATER["spalte"])
    skraveret = [p for p in fig.axes[1].patches if p.get_hatch()]
    assert [p.get_hatch() for p in skraveret] == ["xxx"]
    x, y = skraveret[0].get_path().vertices.mean(axis=0)
    laesoe = omrids.set_index("kode").loc["0825"].geometry
    assert laesoe.convex_hull.contains(shapely.Point(x, y))
    assert "ikke oplyst" in tekster(fig)
    assert [p.get_hatch() for p in fig.axes[0].patches if p.get_hatch()] == ["xxx"]


def test_nothing_missing_no_legend_for_it(vaerdier: pd.Series) -> None:
    lag = kommunelag(vaerdier.fillna(3000))
    assert "ikke oplyst" not in [s.navn for s in lag.forklaring(FORMATER["spalte"])[0].signaturer]


def test_values_must_fit_the_map(vaerdier: pd.Series, omrids: gpd.GeoDataFrame) -> None:
    for forkert in (vaerdier.drop("0825"), vaerdier.rename({"0825": "0999"})):
        with pytest.raises(ValueError, match="by kode"):
            figur(kort(kommunekort(kommunelag(forkert))), omrids, FORMATER["spalte"])


def test_before_and_after_share_a_legend(foer_efter: Kortdata, omrids: gpd.GeoDataFrame) -> None:
    fig, stilling, navne, _ = figur(foer_efter, omrids, FORMATER["tekstbredde"])
    skrevet = tekster(fig)
    assert len(stilling.kort) == 2 and stilling.kort[0].y0 == stilling.kort[1].y0
    for en_gang in (
        "Afvigelse",
        "inden for 10 %",
        "ikke oplyst",
        "flytning",
        "Før",
        "Efter",
    ):
        assert skrevet.count(en_gang) == 1, en_gang
    pile = [p for p in fig.axes[0].patches if isinstance(p, FancyArrowPatch)]
    assert len(pile) == 2  # the move, and the sign in the legend
    flyttet = {k: p.sats.linjer[0][0] for k, p in navne[1].items() if k.startswith("tiltag")}
    assert flyttet == {"tiltag-0": "1", "tiltag-1": "0,5", "tiltag-2": "+2"}
    assert not any(k.startswith("tiltag") for k in navne[0])
    assert "+ er ny eller genbesat kapacitet" in skrevet and not any(
        "nedlagt" in t for t in skrevet
    )


def test_the_head_of_an_arrow_is_at_the_receiver(
    foer_efter: Kortdata, omrids: gpd.GeoDataFrame
) -> None:
    fig, stilling, _, _ = figur(foer_efter, omrids, FORMATER["a4_liggende"])
    kortet, udsnit = stilling.kort[1], stilling.udsnit
    fra, til = (
        (np.array(sted) - udsnit[:2]) * kortet.bredde / udsnit.bredde + kortet[:2]
        for sted in ((549_000, 6_330_000), (590_000, 6_366_000))
    )
    pile = [p for p in fig.axes[0].patches if isinstance(p, FancyArrowPatch)]
    # The outline in mm: its widest part, the head, is nearer to where the capacity goes.
    pilen = max((shapely.Polygon(p.get_path().vertices) for p in pile), key=lambda o: o.length)
    bredest = np.array(shapely.maximum_inscribed_circle(pilen).coords[0])
    assert np.hypot(*(bredest - til)) < np.hypot(*(bredest - fra))


def test_a_value_stands_under_the_name_of_its_own_kommune(
    vaerdier: pd.Series, omrids: gpd.GeoDataFrame
) -> None:
    *_, (navne,), _ = figur(
        kort(kommunekort(kommunelag(vaerdier))), omrids, FORMATER["a4_liggende"]
    )
    for kode, placering in navne.items():
        assert placering.sats.linjer[-1][0] == tal(vaerdier[kode])


def test_the_scale_bar_is_as_long_as_it_says_and_north_is_up(
    kommune: Kortdata, omrids: gpd.GeoDataFrame
) -> None:
    fig, stilling, _, _ = figur(kommune, omrids, FORMATER["a4_liggende"])
    mm_pr_km = 1000 * stilling.kort[0].bredde / stilling.udsnit.bredde
    (helt,) = (t for t in tekster(fig) if re.fullmatch(r"\d+ km", t))
    km = int(helt.removesuffix(" km"))
    assert {"0", tal(km / 2, 1, fast=False)} <= set(tekster(fig))
    stok = [
        p
        for p in fig.axes[0].patches
        if isinstance(p, Rectangle) and to_hex(p.get_edgecolor()) == BLAEK
    ]
    ender = [x for p in stok for x in (p.get_x(), p.get_x() + p.get_width())]
    assert max(ender) - min(ender) == pytest.approx(km * mm_pr_km)
    (nord,) = (p for p in fig.axes[0].patches if isinstance(p, Polygon))
    y = nord.get_path().vertices[:-1, 1]
    assert (y == y.max()).sum() == 1, "one point is the highest"


@pytest.mark.parametrize("format", FORMATER)
def test_a_map_reaches_no_further_south_than_the_neighbours_are_known(
    kommune: Kortdata, omrids: gpd.GeoDataFrame, format: str
) -> None:
    _, syd, _, _ = omrids[omrids["i_region"]].total_bounds
    assert figur(kommune, omrids, FORMATER[format]).stilling.udsnit.y0 >= syd - 6_000


def test_the_legend_of_clinics_has_sizes_up_to_the_largest(klinikker: pd.DataFrame) -> None:
    # The largest clinic has 6 capacities or so: circles of a half, 1, 2 and 4.
    stoerst = klinikker["kapacitet"].max()
    assert 4 <= stoerst < 8
    (gruppe,) = Kliniklag(klinikker).forklaring(FORMATER["a4_staaende"])
    assert [s.navn for s in gruppe.signaturer] == ["0,5", "1", "2", "4"]
    radius = np.array([s.radius for s in gruppe.signaturer])
    assert radius**2 / radius[1] ** 2 == pytest.approx([0.5, 1, 2, 4])


def test_before_and_after_must_have_the_same_classes(vaerdier: pd.Series) -> None:
    a = kommunelag(vaerdier)
    with pytest.raises(ValueError, match="same classes"):
        foer_efter_kort(a, dataclasses.replace(a, klasser=AFVIGELSE), pd.DataFrame())


@pytest.mark.parametrize("format", ["spalte", "lysbillede"])
def test_a_hostile_title_stands_word_for_word(
    vaerdier: pd.Series, omrids: gpd.GeoDataFrame, format: str
) -> None:
    ondt = omrids.assign(navn=[OND, "Y" * 200, *omrids["navn"][2:]])
    data = kort(kommunekort(kommunelag(vaerdier)), titel=OND, undertitel=OND, scenarie=OND)
    fig, _, navne, _ = figur(data, ondt, FORMATER[format])
    ses_paa_arket(fig)
    skrevet = "".join(tekster(fig)).replace(" ", "")
    assert skrevet.count(ren(OND).replace(" ", "")) >= 3
    assert not list(overlap(bokse(navne[0])))


def test_too_much_text_is_refused(kommune: Kortdata, omrids: gpd.GeoDataFrame) -> None:
    with pytest.raises(Inputfejl, match=r"Forkort titlen \(9000 tegn\)"):
        figur(dataclasses.replace(kommune, titel="lang " * 1800), omrids, FORMATER["spalte"])


def test_a_kommune_without_room_is_named_under_the_map(
    vaerdier: pd.Series, omrids: gpd.GeoDataFrame
) -> None:
    class Spaerret(Lag):
        """A layer that covers everything."""

        def tegn(self, flade):
            """Take it all."""
            return [flade.boks], []

    data = kort((Panel((kommunelag(vaerdier), Spaerret())),))
    fig, _, navne, _ = figur(data, omrids, FORMATER["spalte"])
    assert navne == [{}] and UDEN_PLADS in " ".join(tekster(fig))
    assert all(navn in " ".join(tekster(fig)) for navn in omrids[omrids["i_region"]]["navn"])


def test_a_new_kind_of_map_is_a_new_layer(omrids: gpd.GeoDataFrame) -> None:
    class Graense(Lag):
        """A layer with a legend only."""

        def forklaring(self, format):
            """Say so."""
            return [Gruppe("Sygehuse", ())]

    fig, *_ = figur(kort((Panel((Graense(),)),)), omrids, FORMATER["spalte"])
    assert "Sygehuse" in tekster(fig)


def test_degrees_are_refused(kommune: Kortdata, omrids: gpd.GeoDataFrame) -> None:
    with pytest.raises(ValueError, match="metres"):
        figur(kommune, omrids.to_crs(4326), FORMATER["spalte"])


@pytest.mark.parametrize("tryk", [{"format": "a5"}, {"filtyper": ("jpg",)}])
def test_an_unknown_format_is_refused(tryk: dict[str, str]) -> None:
    with pytest.raises(Inputfejl, match="kendes ikke"):
        Tryk(**tryk)


# Files


@pytest.mark.parametrize(
    ("format", "bredde", "hoejde"),
    [
        ("a4_staaende", 2480, 3508),
        ("lysbillede", 4000, 2250),
        ("spalte", 992, None),
    ],
)
def test_a_png_is_300_dpi(
    kommune: Kortdata, omrids: gpd.GeoDataFrame, format: str, bredde: int, hoejde: int | None
) -> None:
    billede = Image.open(io.BytesIO(tegn(kommune, omrids, Tryk(format))["png"]))
    assert billede.width == bredde and hoejde in (None, billede.height)
    assert billede.height / 300 * 25.4 <= FORMATER[format].hoejde + 0.1
    assert billede.info["dpi"] == pytest.approx((300, 300), abs=0.01)
    assert billede.info["Title"] == kommune.titel


def test_a_pdf_carries_its_fonts(kommune: Kortdata, omrids: gpd.GeoDataFrame, tmp_path) -> None:
    pdf = tegn(kommune, omrids, Tryk("a4_staaende", ("pdf",)))["pdf"]
    assert b"/Type3" not in pdf and b"CreationDate" not in pdf
    if shutil.which("pdffonts"):
        (tmp_path / "kort.pdf").write_bytes(pdf)
        liste = subprocess.run(
            ["pdffonts", tmp_path / "kort.pdf"], capture_output=True, text=True, check=True
        )
        skrifter = liste.stdout.splitlines()[2:]
        assert skrifter and all("DejaVuSans" in s and " yes yes " in s for s in skrifter)


def test_an_svg_is_vector_without_a_clock(kommune: Kortdata, omrids: gpd.GeoDataFrame) -> None:
    svg = tegn(kommune, omrids, Tryk("spalte", ("svg",)))["svg"].decode()
    assert "<image" not in svg and "<dc:date>" not in svg and "@font-face" not in svg
    assert "<dc:title>Indbyggere pr. kapacitet</dc:title>" in svg


def test_the_title_is_text_in_svg_too(kommune: Kortdata, omrids: gpd.GeoDataFrame) -> None:
    ond = dataclasses.replace(kommune, titel="<b>fed</b> & $x$ \N{GRINNING FACE}")
    svg = ElementTree.fromstring(tegn(ond, omrids, Tryk("spalte", ("svg",)))["svg"])
    titler = [e.text for e in svg.iter("{http://purl.org/dc/elements/1.1/}title")]
    assert ren(ond.titel) in titler and not list(svg.iter("b"))


def test_the_same_map_gives_the_same_bytes_alone_together_and_in_threads(
    kommune: Kortdata, omrids: gpd.GeoDataFrame
) -> None:
    alle = ("png", "svg", "pdf", "udsnit", "svgudsnit")
    bestilt = [alle, alle[::-1], *((f,) for f in alle)]
    with ThreadPoolExecutor(2) as traade:
        sat = list(traade.map(lambda f: tegn(kommune, omrids, Tryk("spalte", f)), bestilt))
    assert [tuple(filer) for filer in sat] == bestilt
    for filtype in alle:
        assert len({filer[filtype] for filer in sat if filtype in filer}) == 1


@pytest.mark.parametrize(
    "titel", ["Kort", "Et kort med så lang en titel, at den fylder flere linjer"]
)
def test_the_cut_is_the_map_without_title_and_source(
    kommune: Kortdata, omrids: gpd.GeoDataFrame, titel: str
) -> None:
    data = dataclasses.replace(kommune, titel=titel, kilde="Kilde: en. " * 30)
    filer = tegn(data, omrids, Tryk("spalte", ("png", "udsnit")))
    helt, del_ = (np.asarray(Image.open(io.BytesIO(filer[t]))) for t in ("png", "udsnit"))
    top = next(n for n in range(len(helt)) if (helt[n : n + len(del_)] == del_).all())
    linje = round(LINJE_MM * FORMATER["spalte"].smaa_pt / 25.4 * DPI)
    under = helt[top + len(del_) :]
    assert top > 0.9 * len(ombryd_jaevnt(titel, 82, 9, True)) * linje  # the title is above
    assert len(under) > 5 * linje and (under < 200).any()  # the source is below
    # What is left ends with the reservation, and no line is cut through.
    assert (del_[-linje:] < 200).any() and (del_[-1] > 250).all() and (del_[0] > 250).all()


@pytest.mark.parametrize(
    ("format", "maal"), [("a4_liggende", (297, 210)), ("lysbillede", (295, 167.5))]
)
def test_the_cut_of_a_whole_page_fills_the_page(
    kommune: Kortdata, omrids: gpd.GeoDataFrame, format: str, maal: tuple[float, float]
) -> None:
    """A slide's is as large as a slide has room for beside its text."""
    filer = tegn(kommune, omrids, Tryk(format, ("png", "udsnit"), dpi=60))
    helt, del_ = (Image.open(io.BytesIO(filer[t])) for t in ("png", "udsnit"))
    assert helt.tobytes() != del_.tobytes()
    assert del_.size == pytest.approx([mm / 25.4 * 60 for mm in maal], abs=1)
