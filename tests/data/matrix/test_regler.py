"""What a matrix must be like to be believed: each rule fires on its own fault and on no other."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dansk import Inputfejl
from data.indgang.spoergsmaal import Spoergsmaal, Ubesvaret
from data.matrix import regler
from data.matrix.par import Kendte
from data.matrix.regler import Bemaerkning, Fejl, Udfald, efterproev
from data.matrix.sammenligning import Model, Sammenligning
from data.rejsematrix import laes_rejsematrix

N, M = 600, 12
PUNKTER = [f"p{i:03}" for i in range(N)]
KLINIKKER = [f"k{j:02}" for j in range(M)]
# Three kommuner side by side along x; people and clinics are spread evenly over 90 x 60 km.
_rng = np.random.default_rng(12)
XY = _rng.uniform(0, 1, (N, 2)) * [90, 60]
STEDER = _rng.uniform(0, 1, (M, 2)) * [90, 60]
KOMMUNER = np.array(["Vest", "Midt", "Øst"], dtype=object)[(XY[:, 0] // 30).astype(int)]
KM = np.hypot(*(XY[:, None] - STEDER[None]).transpose(2, 0, 1)) + 0.2
# How fast it goes differs from place to place, or kilometres could not be told from minutes.
MINUTTER = KM * _rng.uniform(0.6, 1.4, (N, 1)) * _rng.uniform(0.8, 1.25, (1, M)) + 2.5
MODEL = Model(lambda: MINUTTER, lambda: KM, np.full(N, 10.0), KOMMUNER)
UDEN = np.full((N, M), np.nan)


def stoej(spredning: float = 0.1) -> np.ndarray:
    """Return how a real router differs from the model."""
    return np.exp(np.random.default_rng(3).normal(0, spredning, (N, M)))


GOD = MINUTTER * stoej()


def sammenlignet(minutter, km=UDEN, enheder=("minutter", "km"), **svar: str) -> Sammenligning:
    """Return a matrix beside the model; `enheder` are what the file is taken to be in."""
    matricer = (np.asarray(a, dtype=np.float32) for a in (minutter, km))
    return Sammenligning(*matricer, *enheder, Kendte.af(KLINIKKER, PUNKTER, svar), MODEL)


def holdt(minutter, km=UDEN, **svar: str) -> list[Udfald]:
    return efterproev(sammenlignet(minutter, km, **svar))[0]


def spoergsmaal(udfald: list[Udfald]) -> list[str]:
    assert not [u for u in udfald if isinstance(u, Fejl)]
    return [u.noegle for u in udfald if isinstance(u, Spoergsmaal)]


def fejl(udfald: list[Udfald]) -> str:
    return "\n".join(u.tekst for u in udfald if isinstance(u, Fejl))


def uden(hvor: np.ndarray) -> np.ndarray:
    return np.where(hvor, np.nan, GOD)


# ------------------------------------------------------------------ what is right


@pytest.mark.parametrize("spredning", [0.0, 0.05, 0.15])
@pytest.mark.parametrize("gange", [0.7, 1.0, 1.5])
def test_a_router_near_the_model_is_not_remarked_on(spredning: float, gange: float) -> None:
    assert holdt(gange * MINUTTER * stoej(spredning), KM * stoej(0.05)) == []


def test_whole_minutes_are_fine() -> None:
    assert holdt(np.round(GOD)) == []


@pytest.mark.parametrize("graense", [15.0, 20.0, 30.0, 60.0])
def test_a_router_that_leaves_out_far_pairs_is_told_and_used(graense: float) -> None:
    udfald = holdt(uden(graense < GOD))
    assert {type(u) for u in udfald} == {Bemaerkning}
    assert any(f"over {graense:.0f} minutter" in u.tekst for u in udfald)


# ------------------------------------------------------------------ units


@pytest.mark.parametrize(
    ("skrevet_i", "faktor", "sagt"), [("sekunder", 60.0, "60,"), ("timer", 1 / 60, "0,017")]
)
def test_another_unit_is_asked_and_read_as_answered(
    skrevet_i: str, faktor: float, sagt: str
) -> None:
    (spurgt,) = holdt(MINUTTER * faktor)
    assert isinstance(spurgt, Spoergsmaal) and spurgt.noegle == "enhed"
    assert sagt in spurgt.tekst
    assert "1,0 gange" in dict(spurgt.valg)[skrevet_i]
    udfald, laest = efterproev(sammenlignet(GOD * faktor, enhed=skrevet_i))
    assert [type(u) for u in udfald] == [Bemaerkning] and skrevet_i in udfald[0].tekst
    np.testing.assert_allclose(laest.minutter, GOD, rtol=1e-5)


def test_a_shape_of_seconds_that_holds_minutes_is_asked_about() -> None:
    (spurgt,) = efterproev(sammenlignet(GOD / 60, enheder=("sekunder", "km")))[0]
    assert isinstance(spurgt, Spoergsmaal) and "1,0 gange" in dict(spurgt.valg)["minutter"]


def test_an_answer_that_makes_it_worse_is_refused() -> None:
    assert "Svar enhed=minutter" in fejl(holdt(GOD, enhed="sekunder"))


def test_an_answer_that_is_none_is_refused() -> None:
    with pytest.raises(Inputfejl, match="»dage«"):
        holdt(GOD, enhed="dage")


def test_minutes_insisted_on_are_asked_once_more_and_then_used() -> None:
    assert spoergsmaal(holdt(GOD * 60, enhed="minutter")) == ["afvigelse"]
    udfald, laest = efterproev(sammenlignet(GOD * 60, enhed="minutter", afvigelse="ja"))
    assert [type(u) for u in udfald] == [Bemaerkning]
    assert laest.forhold == pytest.approx(60, rel=0.1)


def test_times_of_another_way_of_travel_are_asked_about() -> None:
    assert spoergsmaal(holdt(GOD * 3)) == ["afvigelse"]
    (udfald,) = holdt(GOD * 3, afvigelse="ja")
    assert isinstance(udfald, Bemaerkning) and "3,0 gange" in udfald.tekst
    assert "gange modellens" in fejl(holdt(GOD * 3, afvigelse="nej"))


def test_metres_for_minutes_are_refused() -> None:
    tekst = fejl(holdt(KM * 1000 * stoej(0.05)))
    assert "meter" in tekst


def test_kilometres_for_minutes_are_asked_about() -> None:
    km = KM * stoej(0.05)
    assert spoergsmaal(holdt(km)) == ["kilometer"]
    assert "Kilometer" in fejl(holdt(km, kilometer="ja"))
    assert holdt(km, kilometer="nej") == []


def test_lengths_in_metres_are_asked_and_read() -> None:
    assert spoergsmaal(holdt(GOD, KM * 1000)) == ["laengde"]
    udfald, laest = efterproev(sammenlignet(GOD, KM * 1000, laengde="meter"))
    assert udfald == []
    np.testing.assert_allclose(laest.km, KM, rtol=1e-5)


def test_lengths_far_off_are_told() -> None:
    (udfald,) = holdt(GOD, KM * 7)
    assert isinstance(udfald, Bemaerkning) and "7,0 gange" in udfald.tekst


# ------------------------------------------------------------------ order and place


def test_shuffled_rows_are_refused() -> None:
    orden = np.random.default_rng(1).permutation(N)
    assert "rangkorrelation" in fejl(holdt(GOD[orden]))


def test_rows_and_columns_swapped_are_asked_and_read() -> None:
    byttet = np.ascontiguousarray(GOD.T).reshape(N, M)  # clinics by points, taken row by row
    assert spoergsmaal(holdt(byttet)) == ["ombyttet"]
    udfald, laest = efterproev(sammenlignet(byttet, ombyttet="ja"))
    assert [type(u) for u in udfald] == [Bemaerkning]
    np.testing.assert_allclose(laest.minutter, GOD, rtol=1e-5)
    assert "rangkorrelation" in fejl(holdt(byttet, ombyttet="nej"))


def test_two_clinics_with_each_others_times_are_asked_about_by_name() -> None:
    a, b = np.unravel_index(
        np.hypot(*(STEDER[:, None] - STEDER[None]).transpose(2, 0, 1)).argmax(), (M, M)
    )
    byttet = GOD.copy()
    byttet[:, [a, b]] = GOD[:, [b, a]]
    (spurgt,) = holdt(byttet)
    assert isinstance(spurgt, Spoergsmaal) and spurgt.noegle == "placering"
    assert KLINIKKER[a] in spurgt.tekst and KLINIKKER[b] in spurgt.tekst
    (fortalt,) = holdt(byttet, placering="ja")
    assert isinstance(fortalt, Bemaerkning)
    assert KLINIKKER[a] in fejl(holdt(byttet, placering="nej"))


# ------------------------------------------------------------------ what is missing


@pytest.mark.parametrize("gange", [60.0, 0.001])
def test_a_pair_in_another_unit_is_told_with_both_times(gange: float) -> None:
    langt = np.unravel_index(int(MINUTTER.argmax()), MINUTTER.shape)
    en = np.where(np.arange(N * M).reshape(N, M) == np.ravel_multi_index(langt, (N, M)), gange, 1)
    (fundet,) = [u for u in holdt(GOD * en) if isinstance(u, Bemaerkning)]
    assert PUNKTER[langt[0]] in fundet.tekst and KLINIKKER[langt[1]] in fundet.tekst


def test_a_near_pair_may_have_a_way_round_but_no_way_in_no_time() -> None:
    naer = np.abs(MINUTTER - 8) == np.abs(MINUTTER - 8).min()
    assert 6 < MINUTTER[naer].item() < 10
    assert not [u for u in holdt(GOD * np.where(naer, 2.5, 1)) if isinstance(u, Bemaerkning)]
    (fundet,) = [u for u in holdt(GOD * np.where(naer, 0.001, 1)) if isinstance(u, Bemaerkning)]
    assert "1 par" in fundet.tekst


def test_a_clinic_nobody_reaches_is_refused_by_name() -> None:
    tekst = fejl(holdt(uden(np.arange(M)[None] == 4)))
    assert "1 af 12 klinikker" in tekst and "k04" in tekst


def test_a_clinic_the_model_does_not_reach_either_is_not() -> None:
    uden_k4 = np.where(np.arange(M)[None] == 4, np.nan, MINUTTER)
    s = sammenlignet(uden(np.arange(M)[None] == 4))
    s = dataclasses.replace(s, model=dataclasses.replace(MODEL, minutter=lambda: uden_k4))
    assert efterproev(s)[0] == []


def test_a_kommune_that_reaches_nothing_is_refused_with_its_people() -> None:
    oest = KOMMUNER == "Øst"
    tekst = fejl(holdt(uden(np.broadcast_to(oest[:, None], (N, M)))))
    assert f"Øst ({oest.sum() * 10:,}".replace(",", ".") in tekst and "Vest" not in tekst


def test_pairs_missing_near_by_are_told_or_refused_with_their_share() -> None:
    rng = np.random.default_rng(5)
    faa = holdt(uden(rng.random((N, M)) < 0.02))
    assert {type(u) for u in faa} == {Bemaerkning} and "30 minutter" in faa[0].tekst
    mangler = rng.random((N, M)) < 0.1
    andel = mangler[MINUTTER <= 30].mean() * 100
    assert f"{andel:.1f} %".replace(".", ",") in fejl(holdt(uden(mangler)))


@pytest.mark.parametrize("hver", [2, 40])
def test_every_so_many_points_alone_are_refused(hver: int) -> None:
    tekst = fejl(holdt(uden(np.broadcast_to((np.arange(N) % hver > 0)[:, None], (N, M)))))
    assert "alle punkter" in tekst


@pytest.mark.parametrize("par", [(0, 0), (17, 5)])
def test_one_pair_alone_is_refused(par: tuple[int, int]) -> None:
    kun = np.full((N, M), True)
    kun[par] = False
    tekst = fejl(holdt(uden(kun)))
    assert "11 af 12 klinikker" in tekst and "alle punkter" in tekst


@pytest.mark.parametrize("vaerdi", [0.0, 1.0, 15.0])
def test_constant_times_are_refused(vaerdi: float) -> None:
    (udfald,) = regler.ens_tider(np.full((N, M), vaerdi, dtype=np.float32))
    assert isinstance(udfald, Fejl) and "100,0 %" in udfald.tekst
    assert list(regler.ens_tider(GOD.astype(np.float32))) == []


def test_no_times_are_refused() -> None:
    (udfald,) = regler.ingen_tider(UDEN)
    assert isinstance(udfald, Fejl)


# ------------------------------------------------------------------ through a file


def fil(mappe: Path, minutter, km=None, tekst: Callable[[float], str] | None = None) -> Path:
    ramme = pd.DataFrame(
        {
            "punkt_id": np.repeat(PUNKTER, M),
            "klinik_id": np.tile(KLINIKKER, N),
            "minutter": np.asarray(minutter).ravel(),
        }
    )
    if km is not None:
        ramme["km"] = np.asarray(km).ravel()
    if tekst is not None:
        ramme["minutter"] = ramme["minutter"].map(tekst)
    ramme.to_csv(mappe / "m.csv", index=False)
    return mappe / "m.csv"


def laes(sti: Path, model: Model | None = MODEL, **svar: str):
    return laes_rejsematrix(sti, KLINIKKER, PUNKTER, svar, model)


def test_the_model_is_not_made_for_a_file_with_faults(tmp_path: Path) -> None:
    def model() -> np.ndarray:
        pytest.fail("the model was made")

    lukket = dataclasses.replace(MODEL, minutter=model, km=model)
    with pytest.raises(Inputfejl, match="ikke et tal"):
        laes(fil(tmp_path, -GOD), lukket)
    with pytest.raises(Inputfejl, match="Ingen par"):
        laes(fil(tmp_path, UDEN), lukket)


def test_all_questions_are_asked_at_once_and_their_answers_read(tmp_path: Path) -> None:
    sti = fil(tmp_path, GOD * 60, KM * 1000)
    with pytest.raises(Ubesvaret) as spurgt:
        laes(sti)
    assert [s.noegle for s in spurgt.value.spoergsmaal] == ["enhed", "laengde"]
    rejsetid, sagt = laes(sti, enhed="sekunder", laengde="meter")
    np.testing.assert_allclose(rejsetid.minutter, GOD, rtol=1e-5)
    np.testing.assert_allclose(rejsetid.km, KM, rtol=1e-5)
    assert any("sekunder" in s for s in sagt)


def test_faults_and_questions_are_told_together(tmp_path: Path) -> None:
    sti = fil(tmp_path, 60 * uden(np.arange(M)[None] == 4))
    with pytest.raises(Inputfejl) as fanget:
        laes(sti)
    assert "k04" in str(fanget.value) and "enhed=sekunder" in str(fanget.value)


def test_seconds_with_points_for_thousands(tmp_path: Path) -> None:
    """»1.234« is 1.234 seconds here; read as 1,234 minutes it was accepted in silence."""
    sti = fil(tmp_path, GOD * 60, tekst=lambda v: f"{v:,.0f}".replace(",", "."))
    with pytest.raises(Ubesvaret) as spurgt:
        laes(sti)
    assert {s.noegle for s in spurgt.value.spoergsmaal} == {"tusindtal", "enhed"}
    rejsetid, _ = laes(sti, tusindtal="tusind", enhed="sekunder")
    np.testing.assert_allclose(rejsetid.minutter, GOD, atol=0.01)


def test_three_decimals_that_fit_the_model_are_not_asked_about(tmp_path: Path) -> None:
    rejsetid, _ = laes(fil(tmp_path, GOD, tekst=lambda v: f"{v:.3f}"))
    np.testing.assert_allclose(rejsetid.minutter, GOD, atol=0.001)


def test_seconds_above_the_limit_are_asked_about_and_not_refused(tmp_path: Path) -> None:
    lange = GOD * 60
    lange[0, 0] = 10_500
    with pytest.raises(Ubesvaret, match="enhed=sekunder"):
        laes(fil(tmp_path, lange))


def test_without_a_model_answers_are_still_followed(tmp_path: Path) -> None:
    rejsetid, _ = laes(fil(tmp_path, GOD * 60), None, enhed="sekunder")
    np.testing.assert_allclose(rejsetid.minutter, GOD, rtol=1e-5)
