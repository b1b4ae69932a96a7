"""Travel times: by hand, against a slow twin, in the right direction, and against known trips."""

import math
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from affine import Affine
from hypothesis import given, settings
from hypothesis import strategies as st

from dansk import Inputfejl
from data.omrids import laes_omrids
from data.rejsetidslager import fingeraftryk, hent_eller_byg
from geo.koordinater import til_meter
from geo.luftlinje import luftlinje_km
from geo.rejsetid import Rejsetid, beregn, laes_matrix, mellem
from geo.terraen import Forbindelse, Parametre, Terraen, byg_terraen

ROD = Path(__file__).parents[2]
NORDJYLLAND = ROD / "data" / "nordjylland"


def lav_terraen(
    pris: list[list[float]] | np.ndarray,
    forbindelser: tuple[Forbindelse, ...] = (),
    omvej: float | np.ndarray = 1.0,
) -> Terraen:
    """Return a ground of 1-km cells whose prices are minutes a kilometre (inf is water)."""
    minutter_pr_m = np.asarray(pris, dtype=np.float32) / np.float32(1000)
    return Terraen(
        minutter_pr_m=minutter_pr_m,
        omvej=np.broadcast_to(np.float32(omvej), minutter_pr_m.shape),
        transform=Affine(1000.0, 0.0, 500_000.0, 0.0, -1000.0, 6_300_000.0),
        forbindelser=forbindelser,
        terminal_min=3.0,
    )


def midter(*celler: tuple[int, int]) -> np.ndarray:
    """Return the centres of cells (row, column)."""
    return np.array([(500_500.0 + 1000 * k, 6_299_500.0 - 1000 * r) for r, k in celler])


VAND = math.inf
FJORD = [[1, 1, 1], [VAND, VAND, VAND], [1, 1, 1]]
BRO = Forbindelse("Broen", "bro", (0, 2), (2, 2), minutter=5.0, km=2.0)


def test_by_hand_round_the_fjord_by_the_bridge():
    # 2 km east at a minute a km, 5 minutes over, 2 km west, and 3 minutes to start and park.
    tid = beregn(lav_terraen(FJORD, (BRO,)), midter((0, 0), (0, 1)), midter((2, 0)))
    assert tid.minutter.ravel().tolist() == [12.0, 11.0]
    assert tid.km.ravel().tolist() == [6.0, 5.0]


def test_by_hand_no_bridge_no_way():
    tid = beregn(lav_terraen(FJORD), midter((0, 0), (0, 1)), midter((2, 0)))
    assert np.isnan(tid.minutter).all() and np.isnan(tid.km).all()
    assert tid.punkter_uden_vej.size == 0, "there is ground under them, only no way"


def test_a_step_costs_the_mean_of_its_cells_and_roads_are_longer_than_the_map():
    terraen = lav_terraen([[1, 3, 1]], omvej=np.array([[1.0, 1.4, 1.0]]))
    tid = beregn(terraen, midter((0, 0)), midter((0, 2)))
    assert tid.minutter[0, 0] == pytest.approx(3 + 2 + 2)
    assert tid.km[0, 0] == pytest.approx(1.2 + 1.2)


def test_water_is_not_passed_over_a_corner():
    tid = beregn(lav_terraen([[1, VAND], [VAND, 1]]), midter((0, 0)), midter((1, 1)))
    assert np.isnan(tid.minutter[0, 0])
    tid = beregn(lav_terraen([[1, 1], [VAND, 1]]), midter((0, 0)), midter((1, 1)))
    assert tid.minutter[0, 0] == pytest.approx(3 + math.sqrt(2))


def test_a_slow_ferry_beside_a_road_and_two_ferries_on_one_crossing():
    langsom = Forbindelse("Færgen", "færge", (0, 0), (0, 1), minutter=30.0, km=1.0)
    hurtig = replace(langsom, navn="Broen", minutter=0.5)
    fra, til = midter((0, 0)), midter((0, 1))
    assert beregn(lav_terraen([[1, 1]], (langsom,)), fra, til).minutter[0, 0] == 4.0
    assert beregn(lav_terraen([[1, 1]], (langsom, hurtig)), fra, til).minutter[0, 0] == 3.5


def test_places_off_the_land_take_the_nearest_cell_and_far_ones_are_named():
    terraen = lav_terraen([[1, 1, VAND, VAND, VAND]])
    punkter = midter((0, 0), (0, 2), (0, 4), (3, 0))
    tid = beregn(terraen, punkter, np.vstack([midter((0, 1)), [[np.nan, 6.3e6]]]))
    assert tid.minutter[:2, 0].tolist() == [4.0, 3.0]
    assert tid.km[1, 0] == 1.0, "never shorter than the straight line"
    assert tid.punkter_uden_vej.tolist() == [2, 3] and tid.klinikker_uden_vej.tolist() == [1]
    assert np.isnan(tid.minutter[2:]).all() and np.isnan(tid.minutter[:, 1]).all()


def test_nobody_and_no_clinics():
    assert beregn(lav_terraen(FJORD), midter((0, 0)), np.empty((0, 2))).minutter.shape == (1, 0)
    assert beregn(lav_terraen(FJORD), np.empty((0, 2)), midter((0, 0))).km.shape == (0, 1)


def test_progress_goes_from_nothing_to_everything():
    meldt: list[float] = []
    beregn(lav_terraen(FJORD, (BRO,)), midter((0, 0), (0, 1), (2, 2)), midter((2, 0), (0, 0)),
           meldt.append)  # fmt: skip
    assert meldt[0] == 0.0 and meldt[-1] == 1.0 and meldt == sorted(meldt)


@st.composite
def terraener(draw: st.DrawFn) -> Terraen:
    """Small grounds with water, uneven speeds and a few crossings."""
    raekker, kolonner = draw(st.integers(2, 5)), draw(st.integers(2, 6))
    celle = st.one_of(st.just(VAND), st.floats(0.25, 8, width=32))
    pris = [[draw(celle) for _ in range(kolonner)] for _ in range(raekker)]
    pris[0][0] = 1.0
    land = [(r, k) for r in range(raekker) for k in range(kolonner) if pris[r][k] < VAND]
    ender = st.tuples(st.sampled_from(land), st.sampled_from(land)).filter(lambda p: p[0] != p[1])
    broer = draw(st.lists(st.tuples(ender, st.floats(0.125, 20)), max_size=3)) if land[1:] else []
    return lav_terraen(
        pris,
        tuple(
            Forbindelse(f"b{i}", "bro", fra, til, minutter, float(np.hypot(*np.subtract(fra, til))))
            for i, ((fra, til), minutter) in enumerate(broer)
        ),
        omvej=1.25,
    )


def landceller(terraen: Terraen) -> np.ndarray:
    """Return the centres of all land cells."""
    return midter(*map(tuple, np.argwhere(np.isfinite(terraen.minutter_pr_m))))


def alle_ture(terraen: Terraen) -> np.ndarray:
    """Return minutes between all land cells, inf for no way."""
    celler = landceller(terraen)
    return np.nan_to_num(beregn(terraen, celler, celler).minutter, nan=np.inf)


def langsom_tvilling(terraen: Terraen) -> np.ndarray:
    """Return minutes between all land cells by networkx, cell by cell, inf for no way."""
    pris = terraen.minutter_pr_m.astype(float) * 1000
    land = [tuple(map(int, c)) for c in np.argwhere(np.isfinite(pris))]
    graf = nx.Graph()
    graf.add_nodes_from(land)
    for r, k in land:
        for r2, k2 in land:
            dr, dk = r2 - r, k2 - k
            if max(abs(dr), abs(dk)) != 1 or ((r, k2) not in land and (r2, k) not in land):
                continue
            graf.add_edge(
                (r, k), (r2, k2), weight=math.hypot(dr, dk) * (pris[r, k] + pris[r2, k2]) / 2
            )
    for f in terraen.forbindelser:
        kendt = graf.get_edge_data(f.fra, f.til, {"weight": math.inf})["weight"]
        graf.add_edge(f.fra, f.til, weight=min(kendt, f.minutter))
    tid = np.full((len(land), len(land)), np.inf)
    for i, fra in enumerate(land):
        for til, minutter in nx.single_source_dijkstra_path_length(graf, fra).items():
            tid[i, land.index(til)] = minutter + terraen.terminal_min
    return tid


@settings(max_examples=80)
@given(terraener())
def test_the_slow_twin_agrees(terraen):
    np.testing.assert_allclose(alle_ture(terraen), langsom_tvilling(terraen), rtol=1e-6)


@settings(max_examples=60)
@given(terraener())
def test_kilometres_are_those_of_the_fastest_path(terraen):
    # Where every stretch is 8 km for each minute it takes, so is every trip, whichever of two
    # equally fast ways it takes.
    pris = np.nan_to_num(terraen.minutter_pr_m * 1000, posinf=1.0)
    broer = tuple(replace(f, km=8 * f.minutter) for f in terraen.forbindelser)
    terraen = replace(terraen, omvej=8 * pris, forbindelser=broer)
    celler = landceller(terraen)
    tid = beregn(terraen, celler, celler)
    ventet = np.maximum(8 * (tid.minutter - terraen.terminal_min), luftlinje_km(celler, celler))
    np.testing.assert_allclose(tid.km, ventet, rtol=1e-4, atol=1e-4)


@settings(max_examples=60)
@given(terraener())
def test_the_same_there_and_back_and_no_shorter_way_by_a_third_place(terraen):
    tid = alle_ture(terraen)
    np.testing.assert_allclose(tid, tid.T, rtol=1e-6)
    koersel = tid - terraen.terminal_min
    assert (np.diag(koersel) == 0).all()
    omvej = (koersel[:, :, None] + koersel[None, :, :]).min(axis=1)
    assert (koersel <= omvej + 1e-4).all()


@settings(max_examples=60)
@given(terraener(), st.data())
def test_opening_a_bridge_never_lengthens_a_trip(terraen, data):
    land = [tuple(map(int, c)) for c in np.argwhere(np.isfinite(terraen.minutter_pr_m))]
    fra, til = data.draw(st.sampled_from(land)), data.draw(st.sampled_from(land[::-1]))
    if fra == til:
        return
    ny = Forbindelse("ny", "bro", fra, til, data.draw(st.floats(0.125, 10)), 1.0)
    med = replace(terraen, forbindelser=(*terraen.forbindelser, ny))
    assert (alle_ture(med) <= alle_ture(terraen) * (1 + 1e-6)).all()


@settings(max_examples=60)
@given(terraener(), st.data())
def test_driving_faster_somewhere_never_lengthens_a_trip(terraen, data):
    faktor = data.draw(
        st.lists(st.sampled_from([1.0, 0.5]), min_size=30, max_size=30).map(np.array)
    )
    pris = terraen.minutter_pr_m
    hurtigere = replace(
        terraen, minutter_pr_m=pris * faktor[: pris.size].reshape(pris.shape).astype(np.float32)
    )
    assert (alle_ture(hurtigere) <= alle_ture(terraen) * (1 + 1e-6)).all()


@settings(max_examples=30)
@given(terraener(), st.randoms())
def test_the_order_of_places_does_not_matter(terraen, tilfaeldig):
    celler = landceller(terraen)
    orden = list(range(len(celler)))
    tilfaeldig.shuffle(orden)
    fast, blandet = beregn(terraen, celler, celler[:2]), beregn(terraen, celler[orden], celler[:2])
    np.testing.assert_allclose(blandet.minutter, fast.minutter[orden], rtol=1e-6)


# The region


def nordjylland(faerger: bool) -> Terraen:
    return byg_terraen(
        omrids=laes_omrids(NORDJYLLAND / "omrids.gpkg"),
        byer=pd.read_csv(NORDJYLLAND / "byer.csv"),
        hovedveje=pd.read_csv(NORDJYLLAND / "hovedveje.csv"),
        fjordforbindelser=pd.read_csv(NORDJYLLAND / "fjordforbindelser.csv"),
        parametre=Parametre.fra_tabel(pd.read_csv(NORDJYLLAND / "rejseparametre.csv")),
        faerger=faerger,
    )


@pytest.fixture(scope="module")
def med_faerger() -> Terraen:
    return nordjylland(faerger=True)


@pytest.fixture(scope="module")
def uden_faerger() -> Terraen:
    return nordjylland(faerger=False)


@pytest.fixture(scope="module")
def byer() -> pd.DataFrame:
    return pd.read_csv(NORDJYLLAND / "byer.csv").set_index("by")


def test_across_the_fjord_at_hals_the_road_is_the_long_way_round(med_faerger, uden_faerger):
    hals, egense = (56.9940, 10.3070), (56.9790, 10.3060)
    ad_vej, med_faerge = mellem(uden_faerger, hals, egense), mellem(med_faerger, hals, egense)
    assert ad_vej.luftlinje_km < 2 and 40 < ad_vej.km < 80 and ad_vej.minutter > 45
    assert med_faerge.km < 3 and 15 < med_faerge.minutter < 25


def test_laesoe_is_reached_by_ferry_only(med_faerger, uden_faerger, byer):
    byrum, aalborg = (tuple(byer.loc[b, ["lat", "lon"]]) for b in ("Byrum", "Aalborg"))
    assert 120 < mellem(med_faerger, byrum, aalborg).minutter < 240
    uden = mellem(uden_faerger, byrum, aalborg)
    assert math.isnan(uden.minutter) and math.isnan(uden.km) and uden.luftlinje_km > 50
    assert mellem(uden_faerger, byrum, byrum).minutter == pytest.approx(uden_faerger.terminal_min)


def test_ferries_only_ever_help_and_no_road_is_shorter_than_the_crow_flies(
    med_faerger, uden_faerger, byer
):
    xy = til_meter(byer["lat"], byer["lon"])
    med, uden = beregn(med_faerger, xy, xy[::6]), beregn(uden_faerger, xy, xy[::6])
    bedre = np.isnan(uden.minutter) | (med.minutter <= uden.minutter + 1e-3)
    assert bedre.all() and not np.isnan(med.minutter).any()
    assert (med.km >= luftlinje_km(xy, xy[::6]) - 1e-3).all()


# An imported matrix

KLINIKKER, PUNKTER = ["k1", "k2"], ["p1", "p2", "p3"]


def lang(raekker: list[tuple]) -> pd.DataFrame:
    return pd.DataFrame(raekker, columns=["klinik_id", "punkt_id", "minutter", "km"])


def test_a_matrix_comes_in_order_and_gaps_are_told():
    tid, saetninger = laes_matrix(
        lang([("k2", "p1", 12.5, 10), ("k1", "p3", 7, 5), ("k1", "p1", 0, np.nan)]),
        KLINIKKER,
        PUNKTER,
    )
    np.testing.assert_array_equal(tid.minutter, [[0, 12.5], [np.nan, np.nan], [7, np.nan]])
    np.testing.assert_array_equal(tid.km, [[np.nan, 10], [np.nan, np.nan], [5, np.nan]])
    assert saetninger == [
        "3 af 6 par har ingen rejsetid og regnes som ukendte, "
        "først p2 til k1, p2 til k2 og p3 til k2.",
        "4 af 6 par har ingen længde og regnes som ukendte, "
        "først p1 til k1, p2 til k1, p2 til k2 og p3 til k2.",
    ]  # fmt: skip


def test_a_full_matrix_without_km_and_with_danish_decimals():
    par = [(k, p, "12,5") for k in KLINIKKER for p in PUNKTER]
    tabel = pd.DataFrame(par, columns=["klinik_id", "punkt_id", "minutter"])
    tid, saetninger = laes_matrix(tabel.sample(frac=1, random_state=0), KLINIKKER, PUNKTER)
    assert (tid.minutter == 12.5).all() and np.isnan(tid.km).all()
    assert saetninger == ["Matricen har ingen kolonne km: afstande ad vej er ukendte."]


def test_every_fault_of_a_matrix_is_told_at_once_with_its_row():
    with pytest.raises(Inputfejl) as fejl:
        laes_matrix(
            lang(
                [
                    ("k1", "p1", "8", 5),
                    ("k9", "p1", "8", 5),
                    ("k1", "p9", "8", 5),
                    ("k1", "p1", "9", 5),
                    ("k2", "p1", "-1", 5),
                    ("k2", "p2", "et kvarter", 5),
                    ("k2", "p3", "inf", -5),
                ]
            ),
            KLINIKKER,
            PUNKTER,
        )
    for ventet in (
        "Række 3: klinik_id findes ikke",
        "Række 4: punkt_id findes ikke",
        "Række 5: parret står også længere oppe",
        "Række 6, 7 og 8: minutter er ikke et tal",
        "Række 8: km er ikke et tal",
    ):
        assert ventet in str(fejl.value)


def test_many_faulty_rows_are_counted_not_listed():
    tabel = lang([("k1", f"x{i}", 1, 1) for i in range(3000)])
    with pytest.raises(Inputfejl, match=r"Række 2, 3, 4, 5 og 6 \(og 2.995 til\): punkt_id"):
        laes_matrix(tabel, KLINIKKER, PUNKTER)


def test_a_matrix_without_its_columns_is_refused():
    with pytest.raises(Inputfejl, match="mangler klinik_id og minutter"):
        laes_matrix(pd.DataFrame({"punkt_id": ["p1"]}), KLINIKKER, PUNKTER)


# The disk cache

NOEGLE = fingeraftryk("denne matrix")
TID = Rejsetid(
    minutter=np.array([[1.5, np.nan], [3, 4]], dtype=np.float32),
    km=np.array([[1, np.nan], [2, 3]], dtype=np.float32),
    punkter_uden_vej=np.array([7]),
)


def ens(a: Rejsetid, b: Rejsetid) -> bool:
    return fingeraftryk(a) == fingeraftryk(b)


def hent(mappe: Path, noegle: str = NOEGLE, form: tuple[int, int] | None = None) -> bool:
    """Return whether the cache had to build."""
    bygget: list[bool] = []
    tid = hent_eller_byg(noegle, lambda _: bygget.append(True) or TID, mappe, form=form)
    assert ens(tid, TID)
    return bool(bygget)


def test_built_once_then_read_the_same(tmp_path):
    assert hent(tmp_path / "ny" / "mappe")
    assert not hent(tmp_path / "ny" / "mappe", form=(2, 2))
    assert [f.suffix for f in (tmp_path / "ny" / "mappe").iterdir()] == [".npz"], "no debris"


def test_progress_is_passed_on_and_a_hit_is_done_at_once(tmp_path):
    meldt: list[float] = []

    def byg(meld):
        meld(0.5)
        return TID

    hent_eller_byg(NOEGLE, byg, tmp_path, meldt.append)
    hent_eller_byg(NOEGLE, byg, tmp_path, meldt.append)
    assert meldt == [0.5, 1.0]


def _afkort(fil: Path) -> None:
    fil.write_bytes(fil.read_bytes()[:-40])


def _vend_en_bit(fil: Path) -> None:
    indhold = bytearray(fil.read_bytes())
    sted = indhold.find(TID.minutter.tobytes())
    assert sted > 0
    indhold[sted + 1] ^= 1
    fil.write_bytes(indhold)


def _andres(fil: Path) -> None:
    hent(fil.parent, fingeraftryk("en anden matrix"))
    (fil.parent / f"rejsetid-{fingeraftryk('en anden matrix')}.npz").replace(fil)


def _ret_tallene(fil: Path) -> None:
    with np.load(fil) as arkiv:
        felter = dict(arkiv)
    felter["minutter"] = felter["minutter"] * 2
    np.savez(fil, **felter)


def _uden_maerke(fil: Path) -> None:
    with np.load(fil) as arkiv:
        felter = {k: v for k, v in arkiv.items() if k != "maerke"}
    np.savez(fil, **felter)


def _med_pickle(fil: Path) -> None:
    np.savez(fil, maerke=np.array([object()], dtype=object))


@pytest.mark.parametrize(
    "skade",
    [
        _afkort,
        _vend_en_bit,
        _andres,
        _ret_tallene,
        _uden_maerke,
        _med_pickle,
        lambda fil: fil.write_bytes(b""),
        lambda fil: fil.write_text("ikke en matrix"),
        lambda fil: np.save(fil.open("wb"), TID.minutter),
    ],
    ids=["afkortet", "bit", "fremmed", "rettet", "umaerket", "pickle", "tom", "tekst", "npy"],
)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_file_that_is_not_whole_and_ours_is_made_again(tmp_path, skade):
    hent(tmp_path)
    skade(tmp_path / f"rejsetid-{NOEGLE}.npz")
    assert hent(tmp_path), "the damaged file was believed"
    assert not hent(tmp_path), "the damaged file was not replaced"


def test_another_shape_than_asked_for_is_not_believed(tmp_path):
    hent(tmp_path)
    assert hent(tmp_path, form=(3, 2))


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path):
    (tmp_path / "fil").write_text("")
    assert hent(tmp_path / "fil" / "under") and hent(tmp_path / "fil" / "under")


def test_a_full_disk_leaves_nothing_behind(tmp_path, monkeypatch):
    def fuld(*_):
        raise OSError("no space left on device")

    monkeypatch.setattr("data.rejsetidslager.os.replace", fuld)
    assert hent(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_a_fingerprint(tmp_path):
    with pytest.raises(ValueError, match="fingerprint"):
        hent(tmp_path, "../../etc/noget")


def test_fingerprints_differ_where_the_content_does():
    lag = gpd.GeoDataFrame({"a": [1]}, geometry=gpd.points_from_xy([1], [2]), crs=25832)
    ramme = pd.DataFrame({"a": [1.0, np.nan], "b": ["x", None]})
    forskellige = [
        (np.array([1, 2]),), (np.array([1.0, 2.0]),), (np.array([[1, 2]]),), ([1, 2],),
        ("12",), ("1", "2"), (12,), (None,), (True,), (1,), ({"a": 1},),
        (ramme,), (ramme.rename(columns={"a": "c"}),), (ramme[::-1],), (ramme.set_index("b"),),
        (lag,), (lag.to_crs(3035),), (lag.translate(1),),
        (lav_terraen(FJORD),), (lav_terraen(FJORD, (BRO,)),), (TID,),
    ]  # fmt: skip
    tryk = [fingeraftryk(*dele) for dele in forskellige]
    assert len(set(tryk)) == len(tryk)
    assert tryk == [fingeraftryk(*dele) for dele in forskellige], "the same twice"
    with pytest.raises(TypeError, match="fingerprint"):
        fingeraftryk({1, 2})
