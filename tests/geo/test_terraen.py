"""The ground: what is land, what a metre costs, and that water is passed by crossings alone."""

from dataclasses import fields, replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from scipy.sparse.csgraph import connected_components
from shapely.geometry import box

from dansk import Inputfejl
from data.omrids import laes_omrids
from geo.koordinater import til_grader, til_meter
from geo.rejsetid import naermeste_celle
from geo.terraen import MINDSTE_LAND_M2, Parametre, Terraen, byg_terraen, gitterplads

NORDJYLLAND = Path(__file__).parents[2] / "data" / "nordjylland"
PARAMETRE = Parametre(
    aabent_land_kmt=60,
    by_kmt=30,
    hovedvej_i_by_kmt=45,
    hovedvej_faktor=0.75,
    motorvej_faktor=1,
    omvej_faktor=1.2,
    hovedvej_omvej_faktor=1.0,
    start_og_parkering_min=3,
)
X, Y = 500_000, 6_300_000  # the lower left corner of the toy


def punkter(*xy: tuple[float, float]) -> str:
    """Return places given in metres from the toy's corner as "lat lon;lat lon"."""
    grader = til_grader([X + x for x, _ in xy], [Y + y for _, y in xy])
    return ";".join(f"{lat:.7f} {lon:.7f}" for lat, lon in grader)


def forbindelse(navn: str, art: str, fra: tuple[float, float], til: tuple[float, float]) -> dict:
    (lat1, lon1), (lat2, lon2) = til_grader([X + fra[0], X + til[0]], [Y + fra[1], Y + til[1]])
    return {
        "navn": navn, "type": art, "lat1": lat1, "lon1": lon1, "lat2": lat2, "lon2": lon2,
        "minutter": 2, "ventetid_minutter": 10 if art == "færge" else 0,
    }  # fmt: skip


def leg(**andet: object) -> Terraen:
    """Two shores, 10 x 4 km, with a strait of 1 km between them; a main road across at x = 5 km."""
    omrids = gpd.GeoDataFrame(
        {"kode": ["A", "B"], "i_region": True},
        geometry=[box(X, Y, X + 10_000, Y + 4000), box(X, Y + 5000, X + 10_000, Y + 9000)],
        crs=25832,
    )
    by = til_grader(X + 5125.0, Y + 2125.0)[0]
    valg = {
        "omrids": omrids,
        # 4712 inhabitants at 1500 a km2: a radius of 1000 m
        "byer": pd.DataFrame([{"by": "Byen", "lat": by[0], "lon": by[1], "indbyggere": 4712}]),
        "hovedveje": pd.DataFrame(
            [
                {
                    "vej": "Rute 1",
                    "klasse": "hovedvej",
                    "kmt": 80,
                    "rutepunkter": punkter((5125, 0), (5125, 9000)),
                }
            ]
        ),
        "fjordforbindelser": pd.DataFrame(
            [
                forbindelse("Broen", "bro", (5125, 3900), (5125, 5100)),
                forbindelse("Færgen", "færge", (9000, 3900), (9000, 5100)),
            ]
        ),
        "parametre": PARAMETRE,
        **andet,
    }
    return byg_terraen(**valg)


def kmt(terraen: Terraen, x: float, y: float) -> float:
    """Return the speed on the map at a place, road detour included."""
    (raekke,), (kolonne,) = gitterplads(terraen.transform, np.array([[X + x, Y + y]]))
    return 60 / (1000 * float(terraen.minutter_pr_m[int(raekke), int(kolonne)]))


def dele(terraen: Terraen) -> int:
    """Return the number of lands that no road or crossing joins."""
    return connected_components(terraen.graf.minutter, directed=False)[0]


def test_speeds_by_hand():
    terraen = leg()
    assert terraen.shape == (36, 40) and terraen.celle_m == 250
    assert kmt(terraen, 1125, 1125) == pytest.approx(60 / 1.2)  # open land, 1.2 m of road a metre
    assert kmt(terraen, 5875, 2125) == pytest.approx(30 / 1.2)  # town street
    assert kmt(terraen, 5125, 2125) == pytest.approx(45)  # main road in town
    assert kmt(terraen, 5125, 625) == pytest.approx(80 * 0.75)  # main road in the open
    assert kmt(terraen, 5125, 4500) == 0  # the strait, though the road's line crosses it


def test_a_slow_main_road_is_no_faster_through_a_town_and_not_taken_in_the_open():
    langsom = {"vej": "Rute 9", "klasse": "hovedvej", "kmt": 50}
    vej = pd.DataFrame([langsom | {"rutepunkter": punkter((5125, 0), (5125, 9000))}])
    terraen = leg(hovedveje=vej)
    assert kmt(terraen, 5125, 2125) == pytest.approx(50 * 0.75)  # below the 45 of a town
    assert kmt(terraen, 5125, 625) == pytest.approx(60 / 1.2)  # open land is faster than 37.5


def test_a_winding_main_road_is_longer_and_slower_than_it_is_drawn():
    terraen = leg(parametre=replace(PARAMETRE, hovedvej_omvej_faktor=1.1))
    assert kmt(terraen, 5125, 2125) == pytest.approx(45 / 1.1)
    assert kmt(terraen, 5125, 625) == pytest.approx(80 * 0.75 / 1.1)
    (raekke,), (kolonne,) = gitterplads(terraen.transform, np.array([[X + 5125.0, Y + 625.0]]))
    assert terraen.omvej[int(raekke), int(kolonne)] == pytest.approx(1.1)
    # A motorway is as long as it is drawn.
    motorvej = leg().omvej[int(raekke), int(kolonne)]
    assert motorvej == 1
    # Winding enough, and the open land beside it (50 km/h on the map) is the faster way.
    snoet = leg(parametre=replace(PARAMETRE, hovedvej_omvej_faktor=1.25))
    assert kmt(snoet, 5125, 625) == pytest.approx(60 / 1.2)


def test_a_road_does_not_open_water_only_crossings_do():
    assert [f.navn for f in leg().forbindelser] == ["Broen", "Færgen"]
    uden = leg(fjordforbindelser=pd.DataFrame(columns=[*forbindelse("", "bro", (0, 0), (0, 0))]))
    assert dele(uden) == 2 and dele(leg()) == 1


def test_crossings_carry_wait_and_length_and_ferries_can_be_left_out():
    bro, faerge = leg().forbindelser
    assert (bro.minutter, faerge.minutter) == (2, 12)
    assert bro.km == pytest.approx(1.25)  # between the centres of the cells on either shore
    assert [f.navn for f in leg(faerger=False).forbindelser] == ["Broen"]


def test_a_crossing_with_both_ends_on_one_shore_finds_the_other():
    skaev = forbindelse("Broen", "bro", (5125, 3125), (5125, 3900))
    (bro,) = leg(fjordforbindelser=pd.DataFrame([skaev])).forbindelser
    assert (bro.fra[0], bro.til[0]) == (23, 15) and bro.fra[1] == bro.til[1]


def test_a_crossing_with_no_second_shore_is_refused():
    paa_land = forbindelse("Ingensteds", "bro", (5000, 2000), (5000, 2500))
    kun_syd = gpd.GeoDataFrame(
        {"kode": ["A"], "i_region": True}, geometry=[box(X, Y, X + 10_000, Y + 4000)], crs=25832
    )
    with pytest.raises(Inputfejl, match="Ingensteds har ikke land på begge sider"):
        leg(omrids=kun_syd, fjordforbindelser=pd.DataFrame([paa_land]))


def test_a_small_island_is_not_driven_on():
    fastland = box(X, Y, X + 10_000, Y + 4000)
    holm = box(X + 1000, Y + 6000, X + 2000, Y + 7000)
    omrids = gpd.GeoDataFrame(
        {"kode": ["A", "B"], "i_region": True}, geometry=[fastland, holm], crs=25832
    )
    ingen = pd.DataFrame(columns=[*forbindelse("", "bro", (0, 0), (0, 0))])
    terraen = leg(omrids=omrids, fjordforbindelser=ingen)
    assert kmt(terraen, 7500, 1500) == pytest.approx(50)
    assert kmt(terraen, 1500, 6500) == 0


def test_unreadable_lines_are_named():
    veje = pd.DataFrame(
        [{"vej": v, "klasse": "hovedvej", "kmt": 80, "rutepunkter": r}
         for v, r in [("Rute 1", "57.1 9.9"), ("Rute 2", "her;der"), ("Rute 3", np.nan)]]
    )  # fmt: skip
    with pytest.raises(Inputfejl, match=r"3 linjer kan ikke læses: Rute 1, Rute 2 og Rute 3"):
        leg(hovedveje=veje)


@pytest.mark.parametrize("crs", [None, 4326, 3035])
def test_only_utm32_is_measured_in(crs):
    omrids = gpd.GeoDataFrame({"kode": ["A"], "i_region": True}, geometry=[box(8, 56, 9, 57)])
    with pytest.raises(Inputfejl, match="EPSG:25832"):
        leg(omrids=omrids if crs is None else omrids.set_crs(crs))


def test_the_declared_parameters_are_all_there_and_nothing_else():
    tabel = pd.read_csv(NORDJYLLAND / "rejseparametre.csv")
    parametre = Parametre.fra_tabel(tabel)
    assert tabel["parameter"].tolist() == [f.name for f in fields(Parametre)]
    assert tabel[["enhed", "betydning"]].notna().all(axis=None)
    assert 1 <= parametre.omvej_faktor < 1.5 and parametre.by_kmt < parametre.aabent_land_kmt


def test_faulty_parameters_are_told_together():
    tabel = pd.DataFrame(
        {
            "parameter": ["by_kmt", "by_kmt", "fart", "omvej_faktor"],
            "vaerdi": [35, 35, 1, "hurtig"],
        }
    )
    with pytest.raises(Inputfejl) as fejl:
        Parametre.fra_tabel(tabel)
    for ord_ in (
        "mangler: aabent_land_kmt",
        "ukendte: fart",
        "flere gange: by_kmt",
        "omvej_faktor",
    ):
        assert ord_ in str(fejl.value)


@pytest.mark.parametrize("navn", [f.name for f in fields(Parametre)])
def test_higher_speeds_never_cost_more_and_detours_never_less(navn):
    foer = leg()
    efter = leg(parametre=replace(PARAMETRE, **{navn: getattr(PARAMETRE, navn) * 1.2}))
    land = np.isfinite(foer.minutter_pr_m)
    assert np.array_equal(land, np.isfinite(efter.minutter_pr_m))
    forskel = efter.minutter_pr_m[land] - foer.minutter_pr_m[land]
    if navn in ("omvej_faktor", "hovedvej_omvej_faktor"):
        assert (forskel >= -1e-9).all() and forskel.max() > 0
    elif navn == "start_og_parkering_min":
        assert (forskel == 0).all() and efter.terminal_min > foer.terminal_min
    else:
        assert (forskel <= 1e-9).all()


def nordjylland(forbindelser: pd.DataFrame) -> Terraen:
    """The region with these crossings."""
    return byg_terraen(
        omrids=laes_omrids(NORDJYLLAND / "omrids.gpkg"),
        byer=pd.read_csv(NORDJYLLAND / "byer.csv"),
        hovedveje=pd.read_csv(NORDJYLLAND / "hovedveje.csv"),
        fjordforbindelser=forbindelser,
        parametre=Parametre.fra_tabel(pd.read_csv(NORDJYLLAND / "rejseparametre.csv")),
    )


@pytest.fixture(scope="module")
def uden_forbindelser() -> Terraen:
    """The region with every bridge, tunnel and ferry closed."""
    return nordjylland(pd.read_csv(NORDJYLLAND / "fjordforbindelser.csv").iloc[:0])


def test_the_fjords_part_the_region_into_its_lands(uden_forbindelser):
    byer = pd.read_csv(NORDJYLLAND / "byer.csv").set_index("by")
    _, land = connected_components(uden_forbindelser.graf.minutter, directed=False)
    celle = naermeste_celle(uden_forbindelser, til_meter(byer["lat"], byer["lon"]))
    assert (celle >= 0).all()
    paa = pd.Series(land[celle], index=byer.index)
    nord_for = ["Nørresundby", "Hals", "Fjerritslev", "Thisted", "Hurup", "Skagen", "Gjøl"]
    syd_for = ["Aalborg", "Nibe", "Løgstør", "Hvalpsund", "Hadsund", "Mariager", "Hobro"]
    for gruppe in (nord_for, syd_for):
        assert paa[gruppe].nunique() == 1
    alene = paa[["Hals", "Aalborg", "Nykøbing Mors", "Byrum"]]
    assert alene.nunique() == 4, "the Limfjord, the sounds round Mors and the sea are barriers"


def test_no_land_of_the_region_is_cut_off_by_a_slip_of_the_drawing(uden_forbindelser):
    _, land = connected_components(uden_forbindelser.graf.minutter, directed=False)
    km2 = np.bincount(land) * (uden_forbindelser.celle_m / 1000) ** 2
    assert km2.min() > 5


def test_every_clinic_district_and_crossing_is_on_its_own_shore(uden_forbindelser, plan):
    """A place stands on the land its coordinates are nearest, and a crossing joins two lands."""
    omrids = laes_omrids(NORDJYLLAND / "omrids.gpkg")
    dele = shapely.get_parts(shapely.union_all(omrids.geometry.to_numpy()))
    lande = shapely.STRtree(dele[shapely.area(dele) > MINDSTE_LAND_M2])

    def land(xy):
        return lande.query_nearest(shapely.points(xy), all_matches=False)[1]

    def midte(raekke, kolonne):
        return np.column_stack(uden_forbindelser.transform @ (kolonne + 0.5, raekke + 0.5))

    node = uden_forbindelser.graf.node
    plads = np.argwhere(node >= 0)
    klinikker = pd.read_csv(NORDJYLLAND / "klinikker.csv")
    for steder in (klinikker, plan.distrikter, plan.punkter):
        xy = til_meter(steder["lat"], steder["lon"])
        celle = midte(*plads[naermeste_celle(uden_forbindelser, xy)].T)
        np.testing.assert_array_equal(land(celle), land(xy))
        # A few live on a spit or in a creek's mouth that is narrower than a cell.
        hoejst = 2500 if steder is plan.punkter else 400
        assert np.hypot(*(celle - xy).T).max() < hoejst

    tabel = pd.read_csv(NORDJYLLAND / "fjordforbindelser.csv")
    for raekke, f in zip(tabel.to_dict("records"), nordjylland(tabel).forbindelser, strict=True):
        ender = til_meter([raekke["lat1"], raekke["lat2"]], [raekke["lon1"], raekke["lon2"]])
        fundne = midte(*np.array([f.fra, f.til]).T)
        np.testing.assert_array_equal(land(fundne), land(ender), f.navn)
        # The spit out to Feggesund is narrower than a cell: the ferry lands at its foot.
        hoejst = 2500 if f.navn == "Feggesund" else 900
        assert np.hypot(*(fundne - ender).T).max() < hoejst, f.navn
