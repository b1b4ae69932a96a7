"""A population grid in every format it comes in: places, numbers, reconciliation and faults."""

import math
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import rasterio
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer
from rasterio.transform import Affine
from scipy.spatial import cKDTree
from shapely.geometry import LineString, MultiPoint, Point, box

from dansk import Inputfejl, tal
from data.befolkningsnet import Befolkningsnet, laes_befolkningsnet
from data.datasaet import indlaes
from data.net import graenser
from data.omrids import laes_omrids
from geo.befolkning import UDENFOR, kvadratnet_punkt
from geo.koordinater import til_grader
from planning.plan import Plan

NORDJYLLAND = Path(__file__).parents[2] / "data" / "nordjylland"

# Two kommuner side by side, 2 x 2 km each, and a neighbour south of Ask that is not planned for.
KOMMUNER = pd.DataFrame(
    {"kommune": ["Ask", "Birk"], "indbyggere": [1000, 700]},
    index=pd.Index(["A", "B"], name="kode"),
)
OMRIDS = gpd.GeoDataFrame(
    {"kode": ["A", "B", "N"]},
    geometry=[
        box(500_000, 6_300_000, 502_000, 6_302_000),
        box(502_000, 6_300_000, 504_000, 6_302_000),
        box(500_000, 6_298_000, 502_000, 6_300_000),
    ],
    crs=25832,
)
CELLER = {
    "1km_6300_500": 300,
    "1km_6301_500": 600,
    "1km_6300_502": 550,
    "1km_6301_503": 220,
}
# Ask: 900 counted, 1,000 officially: 333.3 and 666.7. Birk: 770 counted, 700 officially.
AFSTEMT = {(500, 6300): 333, (500, 6301): 667, (502, 6300): 500, (503, 6301): 200}


#: The grids here are small, and far from the official counts where a test is about other things.
BRUG = {"afvigelse": "brug"}


def laes(sti: Path, **svar: str) -> Befolkningsnet:
    return laes_befolkningsnet(sti, KOMMUNER, OMRIDS, svar=BRUG | svar)


def skriv(mappe: Path, tekst: str, navn: str = "net.csv") -> Path:
    sti = mappe / navn
    sti.write_text(tekst, encoding="utf-8")
    return sti


def csv(mappe: Path, *raekker: str, hoved: str = "celle,indbyggere") -> Path:
    return skriv(mappe, "\n".join([hoved, *raekker]) + "\n")


def fejl(sti: Path) -> str:
    with pytest.raises(Inputfejl) as fanget:
        laes(sti)
    return str(fanget.value)


def km(net: Befolkningsnet) -> dict[tuple[int, int], int]:
    """The answer as {(east km, north km): inhabitants}."""
    steder = zip(net.punkter.geometry, net.punkter["indbyggere"], strict=True)
    return {(math.floor(p.x / 1000), math.floor(p.y / 1000)): int(n) for p, n in steder}


def lag(form: str, crs: int = 25832) -> gpd.GeoDataFrame:
    midter = [kvadratnet_punkt(navn)[:2] for navn in CELLER]
    punkter = gpd.points_from_xy(*zip(*midter, strict=True))
    geometri = punkter if form == "punkter" else punkter.buffer(500, cap_style="square")
    return gpd.GeoDataFrame({"TOT_P": CELLER.values()}, geometry=geometri, crs=25832).to_crs(crs)


def nord_op(vest: float, nord: float, side: float) -> Affine:
    return Affine(side, 0, vest, 0, -side, nord)


def raster(sti: Path, felter: np.ndarray, gitter: Affine, **andet: object) -> Path:
    with rasterio.open(
        sti,
        "w",
        driver="GTiff",
        height=felter.shape[-2],
        width=felter.shape[-1],
        count=1 if felter.ndim == 2 else len(felter),
        dtype=felter.dtype,
        transform=gitter,
        **andet,
    ) as fil:
        fil.write(felter, 1 if felter.ndim == 2 else None)
    return sti


def raster_25832(sti: Path, felter: np.ndarray, **andet: object) -> Path:
    """A raster of 1 km pixels with its upper left corner at that of the two kommuner."""
    return raster(sti, felter, nord_op(500_000, 6_302_000, 1000), crs=25832, **andet)


@pytest.mark.parametrize("skilletegn", [",", ";"])
@pytest.mark.parametrize(
    ("celle", "antal"),
    [("kvadratnet", "antal"), (" KN1kmDK ", "BEFOLKNING"), ("ddkn_km1", "T"), ("CELLE", "TOT_P")],
)
def test_danish_cell_names_by_hand(tmp_path, skilletegn, celle, antal):
    raekker = [f"x{skilletegn}{n}{skilletegn}{v}" for n, v in CELLER.items()]
    net = laes(csv(tmp_path, *raekker, hoved=f"andet{skilletegn}{celle}{skilletegn}{antal}"))
    assert km(net) == AFSTEMT
    assert net.punkter["kommune_kode"].to_dict() == {
        "1km_6300_500": "A",
        "1km_6300_502": "B",
        "1km_6301_500": "A",
        "1km_6301_503": "B",
    }
    assert net.rapport.loc["A"].tolist() == [900, 1000, -100, -10, 2, 0]
    assert net.rapport.loc["B"].tolist() == [770, 700, 70, 10, 2, 0]
    assert net.rapport.loc[UDENFOR, ["net_indbyggere", "punkter"]].tolist() == [0, 0]
    assert net.bemaerkninger[0] == (
        f"Læst af net.csv: 4 celler, indbyggere af {antal.strip()}, sted af {celle.strip()}."
    )
    # 10 % off in both, and 4 cells of 1 km2 of the region's 8.
    assert "Ask (−10,0 %) og Birk (10,0 %)" in net.bemaerkninger[1]
    assert net.bemaerkninger[2:] == ("50 % af regionens land har celler.",)


def test_a_100_m_grid_is_placed_in_its_own_cells(tmp_path):
    net = laes(csv(tmp_path, "100m_63005_5001,3", "100m_63005_5031,2", hoved="KN100mDK,personer"))
    assert net.punkter.geometry.loc["100m_63005_5001"] == Point(500_150, 6_300_550)
    assert net.punkter["indbyggere"].tolist() == [1000, 700]


@pytest.mark.parametrize("foran", ["", "DK_"])
def test_european_cell_names_and_the_census_files_withheld_code(tmp_path, foran):
    def navn(x: float, y: float) -> str:
        e, n = Transformer.from_crs(25832, 3035, always_xy=True).transform(x, y)
        return f"CRS3035RES1000mN{int(n // 1000) * 1000}E{int(e // 1000) * 1000}"

    ask, birk, diskret = navn(501_000, 6_301_000), navn(503_000, 6_301_000), navn(501_000, 6.3e6)
    raekker = [f"{foran}{ask},10", f"{foran}{birk},20", f"{foran}{diskret},-9999"]
    net = laes(csv(tmp_path, *raekker, hoved="GRD_ID,OBS_VALUE_T"))
    assert net.punkter["indbyggere"].to_dict() == {ask: 1000, birk: 700}
    assert any(f"først {diskret}." in b for b in net.bemaerkninger)
    x, y, _ = kvadratnet_punkt(ask)
    assert net.punkter.geometry[ask].distance(Point(x, y)) < 1e-6


def test_degrees_and_metres_with_a_decimal_comma(tmp_path):
    midter = np.array([kvadratnet_punkt(navn)[:2] for navn in CELLER])
    grader = til_grader(midter[:, 0], midter[:, 1])
    for hoved, tal_ in (("Lat;Lon;Antal", grader), ("Y;X;Antal", midter[:, ::-1])):
        raekker = [f"{a:.7f};{b:.7f};{n}" for (a, b), n in zip(tal_, CELLER.values(), strict=True)]
        net = laes(csv(tmp_path, *[r.replace(".", ",") for r in raekker], hoved=hoved))
        assert km(net) == AFSTEMT
        assert net.punkter.index[0] == "celle-6300500-500500"


@pytest.mark.parametrize("endelse", [".gpkg", ".geojson", ".shp", ".GPKG"])
@pytest.mark.parametrize("form", ["punkter", "flader"])
@pytest.mark.parametrize("crs", [25832, 4326, 3035])
def test_vector_files_by_hand(tmp_path, endelse, form, crs):
    sti = tmp_path / f"net{endelse.lower()}"
    lag(form, crs).to_file(sti)
    sti = sti.rename(sti.with_suffix(endelse))
    net = laes(sti)
    assert km(net) == AFSTEMT
    assert net.punkter["kommune_kode"].tolist() == ["A", "B", "A", "B"]
    midter = [kvadratnet_punkt(navn)[:2] for navn in sorted(CELLER)]
    assert np.allclose(
        np.column_stack([net.punkter.geometry.x, net.punkter.geometry.y]), midter, atol=0.5
    )


def test_vector_cells_keep_their_name_and_withheld_ones_are_counted(tmp_path):
    net = lag("flader").assign(GRD_ID=["a", "b", "c", "d"], TOT_P=["300", "<5", "550", "220"])
    net.to_file(tmp_path / "net.gpkg")
    svar = laes(tmp_path / "net.gpkg")
    assert svar.punkter["indbyggere"].to_dict() == {"a": 1000, "c": 500, "d": 200}
    assert "1 celle i regionen har intet tal" in svar.bemaerkninger[1]
    assert "først b." in svar.bemaerkninger[1]


def test_a_layer_of_all_europe_is_read_around_the_region_only(tmp_path):
    fjern = gpd.GeoDataFrame({"TOT_P": [9]}, geometry=[box(0, 0, 1000, 1000)], crs=25832)
    pd.concat([lag("flader"), fjern]).to_file(tmp_path / "net.gpkg")
    net = laes(tmp_path / "net.gpkg")
    assert km(net) == AFSTEMT and net.bemaerkninger[0].startswith("Læst af net.gpkg: 4 celler")


def test_worldpop_like_raster_in_degrees(tmp_path):
    # Pixels of 0.01 degrees; the region is about 9.00 to 9.07 E and 56.83 to 56.86 N.
    felter = np.full((400, 300), -99_999.0, dtype=np.float32)
    gitter = nord_op(8.0, 58.0, 0.01)
    # Row 115 is 56.84-56.85 N (centre 56.845), columns 101 and 105 have centres 9.015 and 9.055 E.
    felter[115, 101], felter[115, 105] = 0.25, 3.5
    felter[115, 103] = np.nan
    felter[0, 0] = 77.0  # Sweden; not near the region, so not read
    net = laes(raster(tmp_path / "dnk.tif", felter, gitter, crs=4326, nodata=-99_999.0))
    grader = til_grader(net.punkter.geometry.x, net.punkter.geometry.y)
    assert grader == pytest.approx(np.array([[56.845, 9.015], [56.845, 9.055]]), abs=1e-6)
    assert net.punkter["indbyggere"].tolist() == [1000, 700]
    assert net.rapport["net_indbyggere"].tolist() == [0.25, 3.5, 0]


@pytest.mark.parametrize("crs", ["EPSG:3035", "ESRI:54009"])
def test_raster_in_metres_elsewhere_agrees_with_a_second_road(tmp_path, crs):
    # The four cells' centres are put in the middle of 1 km pixels of the raster's own grid.
    til = Transformer.from_crs(25832, crs, always_xy=True)
    ned = np.array([til.transform(*kvadratnet_punkt(n)[:2]) for n in CELLER])
    vest, nord = (
        np.floor(ned.min(axis=0)[0] / 1000) * 1000,
        np.ceil(ned.max(axis=0)[1] / 1000) * 1000,
    )
    kolonne = ((ned[:, 0] - vest) // 1000).astype(int)
    raekke = ((nord - ned[:, 1]) // 1000).astype(int)
    felter = np.zeros((6, 6), dtype=np.float32)
    felter[raekke, kolonne] = list(CELLER.values())
    net = laes(raster(tmp_path / "net.tiff", felter, nord_op(vest, nord, 1000), crs=crs))
    midter = gpd.GeoSeries(
        gpd.points_from_xy(vest + (kolonne + 0.5) * 1000, nord - (raekke + 0.5) * 1000), crs=crs
    ).to_crs(25832)
    for midte, antal in zip(midter, AFSTEMT.values(), strict=True):
        naermest = net.punkter.iloc[net.punkter.distance(midte).argmin()]
        assert naermest.geometry.distance(midte) < 1e-3
        assert naermest["indbyggere"] == antal


def test_raster_leaves_out_negatives_and_undeclared_nodata_and_says_so(tmp_path):
    felter = np.array([[600, -200, 0, 220], [300, 0, 550, 3e38]], dtype=np.float32)
    net = laes(raster_25832(tmp_path / "net.tif", felter))
    assert km(net) == AFSTEMT
    assert net.bemaerkninger[0] == (
        "Læst af net.tif: 4 celler, felter med indbyggere; 2 under 0 eller over 1.000.000 er "
        "udeladt."
    )


def test_raster_with_south_up_is_the_same(tmp_path):
    felter = np.array([[300, 0, 550, 0], [600, 0, 0, 220]], dtype=np.int32)
    gitter = Affine(1000, 0, 500_000, 0, 1000, 6_300_000)
    assert km(laes(raster(tmp_path / "net.tif", felter, gitter, crs=25832))) == AFSTEMT


def test_the_shape_is_that_of_the_model(tmp_path):
    net = laes(csv(tmp_path, *[f"{n},{v}" for n, v in CELLER.items()])).punkter
    assert net.columns.tolist() == ["kommune_kode", "indbyggere", "geometry"]
    assert net.index.name == "punkt_id" and net["indbyggere"].dtype == np.int64
    assert net.crs.to_epsg() == 25832


def test_a_grids_cells_get_a_district_and_its_counts(tmp_path: Path, plan: Plan) -> None:
    # Two cells a kommune at the model's own points: each is in the district of its point, and the
    # districts without a cell are told with what was counted there.
    valgte = plan.punkter.groupby("kommune_kode").head(2)
    fil = csv(
        tmp_path, *[f"{p.lat},{p.lon},100" for p in valgte.itertuples()], hoved="lat,lon,antal"
    )
    brug = dict.fromkeys(("afvigelse", "sted", "daekning"), "brug")
    med_net = indlaes(befolkning=fil, svar=brug)
    afstand, naer = cKDTree(valgte[["x", "y"]]).query(med_net.punkter[["x", "y"]])
    assert afstand.max() < 10
    assert med_net.punkter["distrikt"].tolist() == valgte["distrikt"].iloc[naer].tolist()
    talt = med_net.punkter.groupby("distrikt")["personer_70"].sum()
    assert talt.to_numpy() == pytest.approx(plan.distrikter.loc[talt.index, "personer_70"])
    (saetning,) = [b for b in med_net.bemaerkninger if "ingen celler i" in b]
    tomme = plan.distrikter.drop(index=talt.index)
    assert f"{len(tomme)} distrikter" in saetning
    assert tal(tomme["husstande_uden_bil"].sum()) in saetning


def test_withheld_cells_are_named_and_their_people_go_to_the_rest(tmp_path):
    uden_tal = ["", "..", "<5", "-1", "NA", "-8888"]
    celler = ["6300_501", "6301_501", "6301_502", "6300_503", "6302_500", "6302_501"]
    raekker = [f"1km_{c},{v}" for c, v in zip(celler, uden_tal, strict=True)]
    langt_vaek = ["1km_6350_500,.."]
    net = laes(csv(tmp_path, *[f"{n},{v}" for n, v in CELLER.items()], *raekker, *langt_vaek))
    assert km(net) == AFSTEMT
    assert net.bemaerkninger[1].startswith(
        "6 celler i regionen har intet tal (tomt, -1, .. eller <5) og er udeladt, først "
        "1km_6300_501, 1km_6300_503, 1km_6301_501, 1km_6301_502 og 1km_6302_500."
    )


def test_what_is_left_out_or_moved_is_remarked(tmp_path):
    raekker = [
        *(f"{n},{v}" for n, v in CELLER.items()),
        "1km_6300_503,0",
        "1km_6301_501,0.2",  # of 900.2 counted: 0.22 of 1,000, which rounds to nobody
        "1km_6301_505,30",  # 1.5 km east of Birk, outside every outline
        "1km_6301_506,4",  # 2.5 km east
        "1km_6299_500,5",  # in the neighbour, half a km from Ask
    ]
    net = laes(csv(tmp_path, *raekker))
    assert net.punkter["kommune_kode"].get("1km_6301_505") == "B"
    assert not {"1km_6300_503", "1km_6301_501", "1km_6299_500"} & set(net.punkter.index)
    assert net.rapport.loc[UDENFOR, ["net_indbyggere", "punkter"]].tolist() == [9, 2]
    assert net.rapport.loc["A"].tolist() == pytest.approx([900.2, 1000, -99.8, -9.98, 3, 0])
    assert net.rapport.loc["B", "heraf_naermeste"] == 1
    assert net.bemaerkninger[1:-1] == (
        "1 celle i regionen har 0 indbyggere og er udeladt.",
        "1 celle blev afrundet til 0 indbyggere og er udeladt.",
        "2 celler med 9 indbyggere ligger uden for regionen (over 2 km ude eller i en "
        "nabokommune) og er udeladt.",
        "1 celle ligger uden for omridset, men højst 2 km fra det, og er regnet til den nærmeste "
        "kommune.",
        # 550 + 220 + 30 = 800 against 700; 900.2 against 1,000
        "Nettet afviger mere end 5 % fra det officielle indbyggertal i Birk (14,3 %) og "
        "Ask (−10,0 %). "
        "Kontrollér nettets år og enhed.",
    )


@pytest.mark.parametrize("endelse", [".csv", ".gpkg", ".tif"])
def test_a_cell_off_the_coast_is_counted_in_every_kind_of_file(tmp_path, endelse):
    # 1.5 km east of Birk, outside every outline: 550 + 220 + 30 counted there.
    celler = CELLER | {"1km_6301_505": 30}
    sti = tmp_path / f"net{endelse}"
    if endelse == ".csv":
        csv(tmp_path, *[f"{n},{v}" for n, v in celler.items()])
    elif endelse == ".gpkg":
        midter = [kvadratnet_punkt(navn)[:2] for navn in celler]
        punkter = gpd.points_from_xy(*zip(*midter, strict=True))
        gpd.GeoDataFrame({"T": celler.values()}, geometry=punkter, crs=25832).to_file(sti)
    else:
        felter = np.array([[600, 0, 0, 220, 0, 30], [300, 0, 550, 0, 0, 0]], dtype=np.float32)
        raster_25832(sti, felter)
    rapport = laes(sti).rapport
    assert rapport["net_indbyggere"].tolist() == [900, 800, 0]
    assert rapport["heraf_naermeste"].tolist() == [0, 1, 0]


def test_a_place_on_the_border_to_a_neighbour_is_counted_here(tmp_path):
    steder = [Point(500_500, 6_300_000), Point(503_000, 6_301_000)]
    net = gpd.GeoDataFrame({"T": [400, 600]}, geometry=steder, crs=25832)
    net.to_file(tmp_path / "net.gpkg")
    svar = laes(tmp_path / "net.gpkg")
    assert svar.rapport["net_indbyggere"].tolist() == [400, 600, 0]
    assert svar.punkter["indbyggere"].tolist() == [1000, 700]


def test_what_a_neighbour_withholds_or_has_nobody_in_is_not_said_of_the_region(tmp_path):
    raekker = [f"{n},{v}" for n, v in CELLER.items()]
    net = laes(csv(tmp_path, *raekker, "1km_6299_500,..", "1km_6299_501,0"))
    assert km(net) == AFSTEMT
    assert not any("intet tal" in b or "0 indbyggere" in b for b in net.bemaerkninger)


def test_a_grid_that_counts_too_few_is_remarked_as_well(tmp_path):
    # Ask: 450 against 1,000 is 55 % too few. Birk: 770 against 700 is 10 % too many, and no more.
    halve = CELLER | {"1km_6300_500": 150, "1km_6301_500": 300}
    net = laes(csv(tmp_path, *[f"{n},{v}" for n, v in halve.items()]))
    assert "i Ask (−55,0 %)" in net.bemaerkninger[-2]


def test_the_real_outlines_place_a_danish_cell_and_every_total_is_exact(tmp_path):
    omrids = laes_omrids(NORDJYLLAND / "omrids.gpkg")
    kommuner = pd.read_csv(NORDJYLLAND / "kommuner.csv", dtype={"kode": str}).set_index("kode")
    # One named cell well inside each kommune; 1km_6320_553 is in Aalborg, by the fjord.
    midter = omrids[omrids["kode"].isin(kommuner.index)].representative_point()
    navne = [f"1km_{int(p.y // 1000)}_{int(p.x // 1000)}" for p in midter]
    net = laes_befolkningsnet(
        csv(tmp_path, "1km_6320_553,4000", *[f"{n},7.5" for n in navne]), kommuner, omrids, BRUG
    )
    assert net.punkter.loc["1km_6320_553", "kommune_kode"] == "0851"
    assert net.punkter.geometry["1km_6320_553"] == Point(553_500, 6_320_500)
    summer = net.punkter.groupby("kommune_kode")["indbyggere"].sum()
    assert summer.to_dict() == kommuner["indbyggere"].to_dict()


@settings(max_examples=15)
@given(
    antal=st.lists(st.floats(0.01, 5000, allow_subnormal=False), min_size=16, max_size=16),
    orden=st.permutations(range(16)),
)
def test_order_of_rows_is_irrelevant_and_totals_are_exact(tmp_path_factory, antal, orden):
    mappe = tmp_path_factory.mktemp("net")
    raekker = [f"1km_{6300 + i // 4 - 1}_{500 + i % 4},{v!r}" for i, v in enumerate(antal)]
    net = laes(csv(mappe, *raekker), decimaltegn="punktum")
    igen = laes(csv(mappe, *[raekker[i] for i in orden]), decimaltegn="punktum")
    pd.testing.assert_frame_equal(net.punkter, igen.punkter)
    pd.testing.assert_frame_equal(net.rapport, igen.rapport)
    assert net.bemaerkninger == igen.bemaerkninger
    summer = net.punkter.groupby("kommune_kode")["indbyggere"].sum()
    assert summer.to_dict() == KOMMUNER["indbyggere"].to_dict()


def test_every_fault_of_a_csv_is_told_at_once_with_its_row(tmp_path):
    tekst = fejl(
        csv(tmp_path, "1km_6300_500,-7", "6300_501,3", "1km_6301_500,mange", "1km_6300_500,1")
    )
    assert tekst.splitlines() == [
        "net.csv kan ikke bruges:",
        "Ikke et dansk kvadratnet, først »6300_501« i række 3. Brug navne som 1km_6320_553 eller "
        "CRS3035RES1000mN3770000E4320000, og kun celler i Danmark.",
        "Række 2 og 4: indbyggertallet er ikke et tal fra 0 til 1.000.000. Ret det; -1 er "
        "diskretioneret.",
        "Række 5: cellen står også længere oppe. Behold hver celle én gang.",
    ]


@pytest.mark.parametrize("navn", ["1km_9999999_1", "1km_" + "9" * 400 + "_1", "CRS3035", "", "æ"])
def test_names_that_are_no_cell_are_found_among_many(tmp_path, navn):
    raekker = [f"1km_{6300 + i}_{500 + i},1" for i in range(60)]
    raekker[41] = f"{navn},1"
    assert f"»{navn[:40]}« i række 43." in fejl(csv(tmp_path, *raekker))


@pytest.mark.parametrize(
    "antal", ["1e9", "inf", "1e999", "1.234,5", "0x10", "1 000", "-2", "<", "."]
)
def test_what_is_not_a_number_of_people_is_refused(tmp_path, antal):
    tekst = fejl(csv(tmp_path, f"1km_6300_500;{antal}", "1km_6300_502;1", hoved="celle;antal"))
    assert "Række 2: indbyggertallet er ikke et tal" in tekst


def test_thousands_and_decimals_are_not_guessed(tmp_path):
    hoved = "celle;antal"
    for antal in (["1.234", "2.000"], ["1,234", "12"], ["1.234", "1,5"]):
        raekker = [f"1km_630{i}_500;{v}" for i, v in enumerate(antal)]
        assert "tusinder eller decimaler" in fejl(csv(tmp_path, *raekker, hoved=hoved))
    # Another row with a true decimal does not tell what 1.234 is.
    sti = csv(tmp_path, "1km_6300_500;1.234", "1km_6301_500;0.5", "1km_6300_502;2", hoved=hoved)
    assert "1.234" in fejl(sti)
    net = laes(sti, decimaltegn="punktum")
    assert net.rapport.loc["A", "net_indbyggere"] == pytest.approx(1.734)
    with pytest.raises(Inputfejl, match="Række 3: indbyggertallet er ikke et tal"):
        laes(sti, decimaltegn="komma")
    sti = csv(tmp_path, "1km_6300_500;1.234", "1km_6301_500;2.000,5", "1km_6300_502;2", hoved=hoved)
    assert laes(sti, decimaltegn="komma").rapport.at["A", "net_indbyggere"] == 3234.5


@pytest.mark.parametrize(
    ("hoved", "raekke", "ventet"),
    [
        ("lat,lon,antal", "9.0,56.8,1", "byt om på de to kolonner"),
        ("lat,lon,antal", "1e400,9,1", "lat og lon er ikke et sted i Danmark i grader"),
        ("x,y,antal", "9.0,56.8,1", "x og y er ikke et sted i Danmark i meter (EPSG:25832)"),
        ("x,y,antal", ",,1", "Række 2: x og y"),
        ("celle,tal", "1km_6300_500,1", "Ingen kolonner kan være indbyggere"),
        ("celle,antal,T", "1km_6300_500,1,1", "2 kolonner kan være indbyggere"),
        ("TOT_P_2018,TOT_P_2021,GRD_ID", "1,1,x", "Filens kolonner er TOT_P_2018, TOT_P_2021 og"),
        ("antal,lat", "1,1", "eller lat og lon; eller x og y"),
        ("celle,grd_id,antal", "a,b,1", "Cellernes sted skal være én kolonne"),
        ("celle,celle,antal", "a,b,1", "Række 1: celle står flere gange"),
        ("celle,antal", "1km_6300_500", "Række 2: antallet af felter er ikke 2"),
        (
            "celle,antal",
            "100m_63000_5000,1\n1km_6300_500,1",
            "forskellig størrelse (100 m og 1.000",
        ),
        ("celle,antal", "1km_6400_500,1", "0 celler med indbyggere i regionen"),
        ("celle,antal", "1km_6300_500,0", "0 celler med indbyggere i regionen"),
        ("celle,antal", "1km_6300_500,1", "ingen indbyggere i 1 kommuner (B)"),
        ("celle,antal", "", "har 0 rækker"),
        ("celle,antal", "1km_6300_500,1\n\n1km_6300_502,1", "Række 3: rækken er tom"),
        ("x,y,antal", "500100,6300100,1\n500100.2,6300100,1", "Række 3: cellen står også længere"),
    ],
)
def test_csv_faults(tmp_path, hoved, raekke, ventet):
    assert ventet in fejl(csv(tmp_path, raekke, hoved=hoved))


def test_empty_rows_at_the_end_do_no_harm(tmp_path):
    raekker = [f"{n};{v}" for n, v in CELLER.items()]
    assert km(laes(csv(tmp_path, *raekker, "", ";", hoved="celle;antal"))) == AFSTEMT


@pytest.mark.parametrize(
    ("navn", "indhold", "ventet"),
    [
        ("net.csv", b"", "er tom"),
        ("net.csv", b"celle,antal\n\xc3\xa6\xe6,1", "hverken er UTF-8"),
        ("net.csv", "celle,antal\næ,1".encode("utf-16")[:-1], "UTF-16"),
        ("net.csv", b"celle,antal\n" + b"a" * 200_000 + b",1\n", "kan ikke læses"),
        ("net.gpkg", b"SQLite format 3\0" + b"x" * 200, "kan ikke læses"),
        ("net.gpkg", b"celle,antal\n", "men indholdet er noget andet"),
        ("net.geojson", b"{", "kan ikke læses"),
        ("net.geojson", b"<OGRVRTDataSource/>", "men indholdet er noget andet"),
        ("net.shp", b"\0\0\x27\x0a" + b"\0" * 96, "kan ikke læses"),
        ("net.tif", b"II*\0" + b"\xff" * 40, "kan ikke læses"),
        ("net.tif", b"<VRTDataset></VRTDataset>", "men indholdet er noget andet"),
        ("net.tif", b"", "men indholdet er noget andet"),
        ("net.xlsx", b"", "skal ende på .csv, .parquet, .gpkg, .geojson, .shp, .zip, .tif"),
        ("net", b"", "Filen skal ende på"),
    ],
)
def test_broken_files_give_a_sentence(tmp_path, navn, indhold, ventet):
    (tmp_path / navn).write_bytes(indhold)
    tekst = fejl(tmp_path / navn)
    assert ventet in tekst and str(tmp_path) not in tekst


def test_a_file_that_is_not_there_or_is_a_folder(tmp_path):
    (tmp_path / "mappe.csv").mkdir()
    assert "findes ikke" in fejl(tmp_path / "net.csv")
    assert "findes ikke" in fejl(tmp_path / "mappe.csv")


@pytest.mark.parametrize("graense", ["HOEJST_PUNKTER", "HOEJST_UDSNIT"])
def test_limits_are_kept(tmp_path, monkeypatch, graense):
    monkeypatch.setattr(graenser, graense, 3)
    lag("flader").to_file(tmp_path / "net.gpkg")
    felter = np.array([[600, 0, 0, 220], [300, 0, 550, 0]], dtype=np.float32)
    for sti in (tmp_path / "net.gpkg", raster_25832(tmp_path / "net.tif", felter)):
        assert " 3" in fejl(sti)


@pytest.mark.parametrize(("endelse", "hoejst"), graenser.HOEJST_BYTES.items())
def test_too_large_files_are_refused_unread(tmp_path, endelse, hoejst):
    sti = tmp_path / f"net{endelse}"
    with sti.open("wb") as fil:
        fil.truncate(hoejst + 1)  # a hole: takes no room on the disk
    assert f"der læses højst {hoejst // 10**6:,} MB".replace(",", ".") in fejl(sti)


def test_vector_layers_that_cannot_be_used(tmp_path):
    net = lag("flader")
    net.to_file(tmp_path / "uden.shp")
    (tmp_path / "uden.prj").unlink()
    net.to_file(tmp_path / "to.gpkg", layer="foerste")
    net.to_file(tmp_path / "to.gpkg", layer="anden")
    net.rename(columns={"TOT_P": "andet"}).to_file(tmp_path / "ukendt.gpkg")
    net.translate(xoff=100_000).to_frame("geometry").assign(T=1).to_file(tmp_path / "vaek.gpkg")
    pyogrio.write_dataframe(pd.DataFrame({"antal": [1]}), tmp_path / "tabel.gpkg", layer="t")
    assert "intet koordinatsystem" in fejl(tmp_path / "uden.shp")
    assert "2 kortlag (foerste og anden)" in fejl(tmp_path / "to.gpkg")
    assert "Filens kolonner er andet." in fejl(tmp_path / "ukendt.gpkg")
    assert "har 0 celler ved regionen" in fejl(tmp_path / "vaek.gpkg")
    assert "0 kortlag (ingen)" in fejl(tmp_path / "tabel.gpkg")


def test_faulty_features_are_told_by_their_id(tmp_path):
    linje = LineString([(500_100, 6_300_100), (500_200, 6_300_200)])
    punkter = [Point(500_500, 6_300_500), MultiPoint([(500_500, 6_300_500)]), linje]
    net = gpd.GeoDataFrame({"T": [-4.0, 1.0, 2.0]}, geometry=punkter, crs=25832)
    net.to_file(tmp_path / "net.gpkg")
    assert fejl(tmp_path / "net.gpkg").splitlines()[1:] == [
        "Objekt 3: geometrien er hverken punkt eller flade. Ret laget.",
        "Objekt 1: indbyggertallet er ikke et tal fra 0 til 1.000.000. Ret det; -1 er "
        "diskretioneret.",
        "Objekt 2: cellen står også længere oppe. Behold hver celle én gang.",
    ]


def test_rasters_that_cannot_be_used(tmp_path):
    felter = np.ones((2, 4), dtype=np.float32)
    gitter = nord_op(500_000, 6_302_000, 1000)
    drejet = Affine(985, -174, 500_000, -174, -985, 6_302_000)
    to = raster_25832(tmp_path / "to.tif", np.stack([felter, felter]))
    vaek = raster(tmp_path / "v.tif", felter, nord_op(0, 10_000, 1000), crs=25832)
    assert "ét bånd med tal og nord opad; den har 2 bånd" in fejl(to)
    assert "er drejet" in fejl(raster(tmp_path / "d.tif", felter, drejet, crs=25832))
    assert "har 0 felter ved regionen" in fejl(vaek)
    assert "intet koordinatsystem" in fejl(raster(tmp_path / "u.tif", felter, gitter))
    assert "ét bånd med tal" in fejl(raster_25832(tmp_path / "k.tif", felter.astype("complex64")))
    assert "0 felter med indbyggere" in fejl(raster_25832(tmp_path / "n.tif", felter * 0))


@pytest.mark.parametrize("crs", [None, 4326])
def test_outlines_must_be_in_metres(tmp_path, crs):
    andet = OMRIDS.set_crs(None, allow_override=True) if crs is None else OMRIDS.to_crs(crs)
    with pytest.raises(Inputfejl, match="EPSG:25832"):
        laes_befolkningsnet(csv(tmp_path, "1km_6300_500,1"), KOMMUNER, andet)
