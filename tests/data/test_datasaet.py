"""The door: the embedded dataset is bilag 4 as printed, and a folder with faults is no Plan."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pytest

from data.datasaet import indlaes
from data.fund import Datafejl
from data.kontrol import KRAEVEDE
from data.skema import INDBYGGET
from data.steder import ny_adresse_i_by
from eksport.afsnit_metode import metodeafsnit
from eksport.bestilling import Valg
from planning.plan import Plan
from tabeller.kilder import daekningsressourcer, kilde

#: The grids here have a cell a kommune or so, and are asked about.
BRUG = dict.fromkeys(("afvigelse", "sted", "daekning"), "brug")
KILDE = (
    Path(__file__).resolve().parents[3]
    / "shared"
    / "kilder"
    / "praksisplan_fysioterapi_nordjylland_2020.txt"
)
med_kilde = pytest.mark.skipif(
    not KILDE.is_file(), reason="the source text (../shared/kilder) is not on this machine"
)


class Linje(NamedTuple):
    """One clinic as printed in bilag 4."""

    kommune: str
    navn_og_adresse: str
    postnr: str
    by: str
    adgang: str
    under30: int
    over30: int
    samlet: float


def trykte_linjer() -> Iterator[Linje]:
    """Yield the rows of the clinic tables of bilag 4, read anew from the source text.

    The text is broken over lines: a word split at a hyphen is put together, and a row is known
    by its end, a postal code, a town, Ja, Nej or nothing, and three numbers.
    """
    tekst = KILDE.read_text(encoding="utf-8").split("Bilag 4: Kommunegennemgang")[1]
    tekst = tekst.split("Bilag 5")[0]
    dele = re.split(r"(\S+) Kommune\s+Kommunale tilbud", tekst)
    for kommune, afsnit in zip(dele[1::2], dele[2::2], strict=True):
        samlet = re.sub(r"\s+", " ", re.sub(r"-\s*\n\s*", "", afsnit))
        tabel = samlet.split("Samlet kapacitet ")[1]
        fra = 0
        for m in re.finditer(
            r" (\d{4}) (\D+?) (?:(Ja|Nej) )? ?(\d+) (\d+) (\d+(?:,5)?)(?= |$)", tabel
        ):
            yield Linje(
                kommune,
                tabel[fra : m.start()].strip(),
                m[1],
                m[2],
                {"Ja": "ja", "Nej": "nej", None: "ikke oplyst"}[m[3]],
                int(m[4]),
                int(m[5]),
                float(m[6].replace(",", ".")),
            )
            fra = m.end()


@pytest.fixture(scope="module")
def linjer() -> list[Linje]:
    return list(trykte_linjer())


@pytest.fixture
def mappe(tmp_path: Path) -> Path:
    """Return a copy of the dataset folder to break."""
    return Path(shutil.copytree(INDBYGGET, tmp_path / "data"))


def erstat(sti: Path, gammel: str, ny: str) -> None:
    tekst = sti.read_text(encoding="utf-8")
    assert tekst.count(gammel) == 1
    sti.write_text(tekst.replace(gammel, ny), encoding="utf-8")


# ------------------------------------------------------------------ bilag 4


def test_bilag_4_has_57_clinics_with_129_capacities(plan: Plan) -> None:
    assert len(plan.klinikker) == 57
    assert len(plan.kapaciteter) == 57
    assert plan.kapaciteter["over30"].sum() == 54
    assert plan.kapaciteter["under30"].sum() == 150
    assert 54 + 150 / 2 == 129


def test_two_clinics_have_no_access_and_two_do_not_say(plan: Plan) -> None:
    adgang = plan.klinikker["handicapadgang"]
    assert set(adgang.index[adgang == "nej"]) == {
        "hjoerring-kongensgade",
        "brovst-klinik-for-fysioterapi",
    }
    assert set(adgang.index[adgang == "ikke oplyst"]) == {
        "aalborg-fysioterapi",
        "aalborg-vejgaard-fysioterapi",
    }
    assert (adgang == "ja").sum() == 53


@pytest.mark.parametrize(
    ("kommune", "antal", "side"),
    [
        *(("Brønderslev", 4, 49), ("Frederikshavn", 6, 51), ("Hjørring", 8, 53)),
        *(("Jammerbugt", 4, 55), ("Læsø", 2, 56), ("Mariagerfjord", 5, 57), ("Morsø", 1, 58)),
        *(("Rebild", 4, 59), ("Thisted", 4, 61), ("Vesthimmerland", 4, 63), ("Aalborg", 15, 65)),
    ],
)
def test_the_clinics_of_each_kommune_and_their_page(
    plan: Plan, kommune: str, antal: int, side: int
) -> None:
    klinikker = plan.klinikker[plan.klinikker["kommune_kode"] == plan.kommune_kode(kommune)]
    assert len(klinikker) == antal
    assert set(klinikker["side"]) == {side}


@med_kilde
def test_the_source_text_reads_as_57_rows(linjer: list[Linje]) -> None:
    assert len(linjer) == 57
    assert sum(rk.samlet for rk in linjer) == 129
    assert all(rk.samlet == rk.over30 + rk.under30 / 2 for rk in linjer)


@med_kilde
@pytest.mark.parametrize("nr", range(57))
def test_every_clinic_is_as_printed_in_bilag_4(plan: Plan, linjer: list[Linje], nr: int) -> None:
    # The clinics stand in the order of bilag 4, kommune by kommune.
    trykt = linjer[nr]
    klinik = plan.klinikker.iloc[nr]
    kommuner = plan.kommuner["kommune"]
    assert kommuner[klinik["kommune_kode"]] == trykt.kommune
    assert f"{klinik['navn']} {klinik['adresse']}" == trykt.navn_og_adresse
    assert (klinik["postnr"], klinik["by"]) == (trykt.postnr, trykt.by)
    assert klinik["handicapadgang"] == trykt.adgang
    antal = plan.kapaciteter.set_index("klinik_id").loc[plan.klinikker.index[nr]]
    assert (antal["under30"], antal["over30"]) == (trykt.under30, trykt.over30)


@med_kilde
def test_the_printed_totals_of_the_clinics_are_kept_for_the_check(linjer: list[Linje]) -> None:
    fil = pd.read_csv(INDBYGGET / "kapaciteter.csv")
    assert fil["samlet_publiceret"].to_list() == [rk.samlet for rk in linjer]


# ------------------------------------------------------------------ the Plan


def test_the_plan_says_what_it_is_and_where_it_comes_from(plan: Plan) -> None:
    assert plan.navn == "Nordjylland 2019"
    assert plan.opgjort == "juni-november 2019"
    kilde = plan.herkomst["klinikker"]
    assert kilde.kilde.startswith("Praksisplan for fysioterapi 2020")
    assert (kilde.tabel, kilde.side, kilde.dato) == ("Bilag 4", "49-66", "oktober-november 2019")
    assert kilde.licens


def test_ids_are_unique_and_everything_hangs_on_them(plan: Plan) -> None:
    for ramme in (plan.kommuner, plan.klinikker, plan.punkter, plan.byer, plan.tabel1):
        assert ramme.index.is_unique
    assert set(plan.klinikker["kommune_kode"]) == set(plan.kommuner.index)
    assert set(plan.punkter["kommune_kode"]) == set(plan.kommuner.index)
    assert set(plan.kapaciteter["klinik_id"]) == set(plan.klinikker.index)


def test_the_demand_points_of_a_kommune_are_all_its_inhabitants(plan: Plan) -> None:
    # Tabel 1: 589,605 in all, 1,817 on Læsø.
    pr_kommune = plan.punkter.groupby("kommune_kode")["indbyggere"].sum()
    assert pr_kommune.to_dict() == plan.kommuner["indbyggere"].to_dict()
    assert pr_kommune["0825"] == 1817
    assert pr_kommune.sum() == 589605
    assert (plan.punkter["indbyggere"] > 0).all()


def test_straight_lines_are_those_of_pythagoras(plan: Plan) -> None:
    matrix = plan.afstande["luftlinje"]
    assert matrix.shape == (len(plan.punkter), 57)
    p, k = plan.punkter.iloc[7], plan.klinikker.iloc[11]
    assert matrix[7, 11] == pytest.approx(np.hypot(p["x"] - k["x"], p["y"] - k["y"]) / 1000)


def test_a_known_distance_between_two_towns(plan: Plan) -> None:
    # Aalborg to Hobro is some 45 km as the crow flies.
    fra, til = (
        plan.byer.set_index("by").loc[by, ["x", "y"]].to_numpy(float) for by in ("Aalborg", "Hobro")
    )
    assert np.hypot(*(fra - til)) / 1000 == pytest.approx(45.8, abs=0.5)


def test_clinics_in_one_town_share_a_bysamfund_and_nibe_is_not_aalborg(plan: Plan) -> None:
    bysamfund = plan.klinikker["bysamfund"]
    assert bysamfund["aalborg-oest-fysioterapien"] == bysamfund["aalborg-hasseris-fysioterapi"]
    assert bysamfund["nibe-fysioterapi"] != bysamfund["aalborg-fysioterapi"]
    assert bysamfund["noerresundby-fysioterapi"] != bysamfund["aalborg-fysioterapi"]


def test_contradictions_of_the_source_do_not_stop_it(plan: Plan) -> None:
    # Farsø is printed with 9460, and stays so.
    assert plan.klinikker.loc["farsoe-fysioterapi", "postnr"] == "9460"


# ------------------------------------------------------------------ faults


def test_a_copy_of_the_folder_is_the_same_plan(mappe: Path, plan: Plan) -> None:
    kopi = indlaes(mappe)
    assert kopi.fingeraftryk == plan.fingeraftryk
    pd.testing.assert_frame_equal(kopi.klinikker, plan.klinikker)
    pd.testing.assert_frame_equal(kopi.punkter, plan.punkter)


def test_one_changed_figure_is_another_fingerprint(mappe: Path, plan: Plan) -> None:
    erstat(
        mappe / "kapaciteter.csv",
        "arden-fysioterapi,51+62,2,0,1,",
        "arden-fysioterapi,51+62,3,0,1.5,",
    )
    assert indlaes(mappe).fingeraftryk != plan.fingeraftryk


def test_the_faults_of_all_files_are_told_at_once(mappe: Path) -> None:
    erstat(mappe / "kapaciteter.csv", "arden-fysioterapi,51+62,2,", "arden-fysioterapi,51+62,-2,")
    erstat(mappe / "klinikker.csv", "0810,ja,57.1604,", "0810,måske,57.1604,")
    (mappe / "ventetider.csv").unlink()
    with pytest.raises(Datafejl) as fejl:
        indlaes(mappe)
    assert {(f.fil, f.raekke, f.kolonne) for f in fejl.value.fund} == {
        ("kapaciteter.csv", 30, "under30"),
        ("klinikker.csv", 2, "handicapadgang"),
        ("ventetider.csv", "", ""),
    }
    assert "3 fejl" in str(fejl.value)


def test_a_fault_between_two_files_is_told(mappe: Path) -> None:
    erstat(mappe / "klinikker.csv", "arden-fysioterapi,", "arden-fys,")
    with pytest.raises(Datafejl) as fejl:
        indlaes(mappe)
    assert [(f.fil, f.raekke, f.kolonne) for f in fejl.value.fund] == [
        ("kapaciteter.csv", 30, "klinik_id")
    ]


def test_a_folder_without_its_package_is_told_in_danish(tmp_path: Path) -> None:
    with pytest.raises(Datafejl, match=r"datapackage\.json"):
        indlaes(tmp_path)


@pytest.mark.parametrize(
    ("indhold", "ventet"),
    [
        ('{"plannavn": "Ærø"}'.encode("cp1252"), "ikke UTF-8"),
        ('{"plannavn": "x"}'.encode("utf-16"), "ikke UTF-8"),
        (b'{\n"plannavn": ', "ikke JSON"),
        (b"[" * 100_000, "ikke JSON"),
        (b"[1]", "ikke en datapakke"),
    ],
)
def test_a_package_that_cannot_be_read_is_told_in_danish(
    tmp_path: Path, indhold: bytes, ventet: str
) -> None:
    (tmp_path / "datapackage.json").write_bytes(indhold)
    with pytest.raises(Datafejl, match=ventet):
        indlaes(tmp_path)


def test_a_folder_without_its_outlines_is_told_in_danish(mappe: Path) -> None:
    (mappe / "omrids.gpkg").unlink()
    with pytest.raises(Datafejl, match=r"omrids\.gpkg"):
        indlaes(mappe)


def test_amounts_from_2024_become_a_plan(mappe: Path) -> None:
    ider = pd.read_csv(mappe / "klinikker.csv")["klinik_id"]
    pd.DataFrame(
        {
            "klinik_id": ider,
            "speciale": "62",
            "under30": "",
            "over30": "",
            "samlet_publiceret": "",
            "beloeb_kr": 393_000,
        }
    ).to_csv(mappe / "kapaciteter.csv", index=False)
    plan = indlaes(mappe)
    assert plan.opgoerelse.noegle == "beloeb"
    assert plan.kapaciteter["beloeb_kr"].sum() == 57 * 393_000


# ------------------------------------------------------------------ another folder


@pytest.fixture
def anden_mappe(tmp_path: Path) -> Path:
    """A dataset of one's own: the embedded one in another folder."""
    return Path(shutil.copytree(INDBYGGET, tmp_path / "anden"))


def _pakke(mappe: Path) -> dict[str, Any]:
    return json.loads((mappe / "datapackage.json").read_text("utf-8"))


def _skriv_pakke(mappe: Path, pakke: dict[str, Any]) -> None:
    (mappe / "datapackage.json").write_text(json.dumps(pakke), "utf-8")


def test_a_broken_key_is_found_by_the_folders_own_schema(anden_mappe: Path) -> None:
    """The folder declares a key the embedded schema has not; a value that breaks it is found."""
    pakke = _pakke(anden_mappe)
    (byer,) = (r for r in pakke["resources"] if r["name"] == "byer")
    byer["schema"]["foreignKeys"] = [
        {"fields": "by", "reference": {"resource": "postnumre", "fields": "by"}}
    ]
    _skriv_pakke(anden_mappe, pakke)
    with pytest.raises(Datafejl) as fejl:
        indlaes(anden_mappe)
    assert {(f.fil, f.kolonne) for f in fejl.value.fund} == {("byer.csv", "by")}
    assert all("findes ikke i postnumre.csv" in f.fejl for f in fejl.value.fund)


@pytest.mark.parametrize("navn", KRAEVEDE)
def test_a_package_without_a_resource_is_told_which(anden_mappe: Path, navn: str) -> None:
    pakke = _pakke(anden_mappe)
    pakke["resources"] = [r for r in pakke["resources"] if r["name"] != navn]
    _skriv_pakke(anden_mappe, pakke)
    with pytest.raises(Datafejl, match=f"»{navn}«"):
        indlaes(anden_mappe)


def test_a_key_to_a_resource_that_is_not_there_is_told(anden_mappe: Path) -> None:
    pakke = _pakke(anden_mappe)
    (byer,) = (r for r in pakke["resources"] if r["name"] == "byer")
    byer["schema"]["foreignKeys"] = [
        {"fields": "by", "reference": {"resource": "lande", "fields": "navn"}}
    ]
    _skriv_pakke(anden_mappe, pakke)
    with pytest.raises(Datafejl, match="lande"):
        indlaes(anden_mappe)


# ------------------------------------------------------------------ what was really used


@pytest.fixture(scope="module")
def matrixfil(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A matrix computed elsewhere: the model's times, half as long again."""
    n, m = plan.afstande["minutter"].shape
    fil = tmp_path_factory.mktemp("matrix") / "beregnet_andetsteds.parquet"
    pd.DataFrame(
        {
            "punkt_id": np.repeat(plan.punkter.index, m),
            "klinik_id": np.tile(plan.klinikker.index, n),
            "minutter": 1.5 * plan.afstande["minutter"].ravel(),
            "km": plan.afstande["km"].ravel(),
        }
    ).to_parquet(fil)
    return fil


@pytest.fixture(scope="module")
def netfil(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A population grid: the model's own points."""
    fil = tmp_path_factory.mktemp("net") / "folketal.csv"
    plan.punkter[["x", "y", "indbyggere"]].to_csv(fil, index=False)
    return fil


def test_an_imported_matrix_is_the_source_of_what_is_shown(plan: Plan, matrixfil: Path) -> None:
    med = indlaes(matrix=matrixfil)
    assert "beregnet_andetsteds.parquet" in med.herkomst["rejsetid"].kilde
    assert med.herkomst["befolkning"] == plan.herkomst["befolkning"]
    assert med.model == {"befolkning"}
    linje = kilde(med, *daekningsressourcer("minutter"))
    assert "beregnet_andetsteds.parquet" in linje
    assert plan.herkomst["hovedveje"].kilde not in linje
    assert "beregnet_andetsteds.parquet" not in kilde(med, *daekningsressourcer("luftlinje"))
    metode = str(metodeafsnit(med, Valg()))
    assert "beregnet_andetsteds.parquet" in metode
    assert "Rejsetid er en model" not in metode
    assert "Rejsetid er en model" in str(metodeafsnit(plan, Valg()))


def test_an_imported_matrix_is_what_is_counted_with(plan: Plan, matrixfil: Path) -> None:
    med = indlaes(matrix=matrixfil)
    np.testing.assert_allclose(med.afstande["minutter"], 1.5 * plan.afstande["minutter"], rtol=1e-5)
    # The file knows no new address: that has the model's times.
    nibe = ny_adresse_i_by(plan, "0851", "Nibe")
    np.testing.assert_array_equal(
        med.afstand_til(nibe)["minutter"], plan.afstand_til(nibe)["minutter"]
    )


def test_an_imported_grid_is_who_is_counted(plan: Plan, tmp_path: Path) -> None:
    egne = plan.omrids[plan.omrids["i_region"]]
    midter = egne.geometry.representative_point()
    celler = pd.DataFrame({"x": midter.x, "y": midter.y, "indbyggere": 500})
    celler.to_csv(tmp_path / "net.csv", index=False)
    punkter = indlaes(befolkning=tmp_path / "net.csv", svar=BRUG).punkter
    assert len(punkter) == len(plan.kommuner)
    assert punkter.set_index("kommune_kode")["indbyggere"].to_dict() == (
        plan.kommuner["indbyggere"].to_dict()
    )


def test_an_imported_grid_is_the_source_of_what_is_shown(plan: Plan, netfil: Path) -> None:
    med = indlaes(befolkning=netfil, svar=BRUG)
    assert "folketal.csv" in med.herkomst["befolkning"].kilde
    assert med.herkomst["byer"] == plan.herkomst["byer"]
    assert med.model == {"rejsetid"}
    assert "folketal.csv" in str(metodeafsnit(med, Valg()))
    assert "Hver by er ét punkt" not in str(metodeafsnit(med, Valg()))


def test_the_fingerprint_is_of_all_that_was_read(
    plan: Plan, matrixfil: Path, netfil: Path, tmp_path: Path
) -> None:
    aendret = tmp_path / netfil.name
    aendret.write_text(netfil.read_text() + "\n")
    fundet = [
        plan.fingeraftryk,
        indlaes(matrix=matrixfil).fingeraftryk,
        indlaes(befolkning=netfil, svar=BRUG).fingeraftryk,
        indlaes(befolkning=aendret, svar=BRUG).fingeraftryk,
        indlaes(faerger=False).fingeraftryk,
    ]
    assert len(set(fundet)) == len(fundet)
    assert indlaes().fingeraftryk == plan.fingeraftryk


def test_without_ferries_the_source_says_so(plan: Plan) -> None:
    uden = indlaes(faerger=False)
    assert "uden færger" in kilde(uden, "rejsetid")
    assert "uden færger" not in kilde(plan, "rejsetid")
    assert "Færger er ikke regnet med" in str(metodeafsnit(uden, Valg()))
