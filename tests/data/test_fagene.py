"""The program's fields: packages that share geography, stand alone when written, and are imported.

The clinics here are made up; the sources have none of kiropraktik and almen praksis.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from data.datapakke import filer, laeg, ny_pakke
from data.datasaet import fingeraftryk, indlaes
from data.fund import Datafejl
from data.indgang.arter.liste import arter
from data.indgang.proeve import Proeve, proev
from data.kontrol import kontroller
from data.skema import INDBYGGEDE, INDBYGGET, laes_skema
from planning.flytning import anvend
from planning.grundtal import grundtal
from planning.klynger import klyngedeltagelse, klynger_efter_sundhedsraad
from planning.plan import REGIONSRAEKKE, Plan
from planning.scenarie import vurder
from planning.status import status
from planning.tiltag import Flytning

KIROPRAKTIK, ALMEN = INDBYGGEDE[1:]
#: Table 1 of the background note to the praksisplan for almen praksis 2015, p. 8, as printed:
#: gross fee, ydelser and ydelser per 1,000 inhabitants of sygebesøg, then of samtaleterapi.
TABEL_1 = """
Morsø 255.163 1.061 50 14.276 49 2
Thisted 985.786 5.242 118 262.017 863 19
Brønderslev 640.914 3.013 85 138.052 473 13
Frederikshavn 1.575.164 7.662 126 166.525 616 10
Vesthimmerland 826.113 3.946 105 651.752 2.105 56
Læsø 79.673 377 202 0 0 0
Rebild 844.006 3.987 138 593.096 1.811 63
Mariagerfjord 926.434 4.604 109 115.571 341 8
Jammerbugt 416.748 1.892 49 30.763 107 3
Aalborg 3.149.075 16.097 79 1.469.972 4.686 23
Hjørring 1.505.533 6.917 105 333.510 1.194 18
Region_Nordjylland 11.204.608 54.798 95 3.775.535 12.245 21
"""
KLINIKLISTE = """Klinik,Adresse,Postnr.,By,Kommune,Ejere,Ansatte kiropraktorer,Turnuskandidater
Prøveklinik Seks,Algade 1,9000,Aalborg,Aalborg,2,4,1
Prøveklinik Fem,Algade 2,9000,Aalborg,Aalborg,2,3,3
Prøveklinik En,Storegade 3,9700,Brønderslev,Brønderslev,1,0,0
"""


@pytest.fixture(scope="module")
def kiropraktik() -> Plan:
    return indlaes(KIROPRAKTIK)


@pytest.fixture(scope="module")
def almen() -> Plan:
    return indlaes(ALMEN)


def _proevet(mappe: Path, plan: Plan, tekst: str) -> Proeve:
    sti = mappe / "klinikker.csv"
    sti.write_text(tekst, "utf-8")
    return proev(sti, arter("klinikker", plan.fag), lambda: plan, {})


@pytest.fixture(scope="module")
def med_klinikker(kiropraktik: Plan, tmp_path_factory: pytest.TempPathFactory) -> Plan:
    mappe = tmp_path_factory.mktemp("kiro")
    t = _proevet(mappe, kiropraktik, KLINIKLISTE).tolkning
    assert t.nye, [f.fejl for f in t.fund] + [s.tekst for s in t.spoergsmaal]
    ny_pakke(KIROPRAKTIK, mappe / "ny", t.nye, t.uden, t.fagord)
    return indlaes(mappe / "ny")


@pytest.mark.parametrize("mappe", [KIROPRAKTIK, ALMEN], ids=lambda m: m.name)
def test_a_field_has_the_geography_of_the_first_without_its_files(mappe: Path) -> None:
    plan, foerst = indlaes(mappe), indlaes(INDBYGGET)
    assert plan.kommuner.equals(foerst.kommuner) and plan.byer.equals(foerst.byer)
    assert plan.punkter.equals(foerst.punkter)
    egne = {f.name for f in mappe.iterdir()}
    assert not egne & {"kommuner.csv", "byer.csv", "omrids.gpkg", "hovedveje.csv"}
    assert plan.klinikker.empty and plan.kapaciteter.empty
    assert [f for f in kontroller(mappe=mappe) if f.alvor == "fejl"] == []


@pytest.mark.parametrize("mappe", [KIROPRAKTIK, ALMEN], ids=lambda m: m.name)
def test_a_field_that_is_written_stands_alone_and_is_the_same(mappe: Path, tmp_path: Path) -> None:
    laeg(filer(mappe), tmp_path / "hel")
    assert "deler_med" not in json.loads((tmp_path / "hel" / "datapackage.json").read_text("utf-8"))
    assert fingeraftryk(tmp_path / "hel") == fingeraftryk(mappe)
    assert indlaes(tmp_path / "hel").kommuner.equals(indlaes(mappe).kommuner)


@pytest.mark.parametrize("navn", ["nordjylland", "../hemmelig", "findes-ikke"])
def test_a_package_from_elsewhere_takes_no_files_of_the_programs(tmp_path: Path, navn: str) -> None:
    fremmed = tmp_path / "fremmed"
    shutil.copytree(KIROPRAKTIK, fremmed)
    pakke = json.loads((fremmed / "datapackage.json").read_text("utf-8")) | {"deler_med": navn}
    (fremmed / "datapackage.json").write_text(json.dumps(pakke), "utf-8")
    with pytest.raises(Datafejl, match="deler filer"):
        indlaes(fremmed)


def test_an_empty_list_of_clinics_is_a_fault_where_the_package_does_not_say_so(
    tmp_path: Path,
) -> None:
    shutil.copytree(INDBYGGET, tmp_path / "tom")
    sti = tmp_path / "tom" / "klinikker.csv"
    sti.write_text(sti.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    with pytest.raises(Datafejl, match="ingen rækker"):
        indlaes(tmp_path / "tom")


def test_table_1_is_as_printed_to_the_last_digit(almen: Plan) -> None:
    ramme = grundtal(almen).set_index("kommune")
    felter = [f"{i}_{led}" for i in ("sygebesoeg", "samtaleterapi") for led in FOELGE]
    linjer = [linje.split() for linje in TABEL_1.strip().splitlines()]
    assert len(linjer) == len(ramme) == 12
    for navn, *trykt in linjer:
        hver = [int(t.replace(".", "")) for t in trykt]
        assert list(ramme.loc[navn.replace("_", " "), felter]) == hver
    assert almen.tabelliste.at["1", "side"] == 8


FOELGE = ("honorar_kr", "ydelser", "pr_1000")


def test_the_sums_of_table_1_differ_by_a_krone_and_that_is_told() -> None:
    fund = kontroller(mappe=ALMEN)
    assert {f.alvor for f in fund} == {"kilde"}
    assert {f.kolonne for f in fund} == {"sygebesoeg_honorar_kr", "samtaleterapi_honorar_kr"}


def test_what_is_not_known_is_missing_and_not_none(kiropraktik: Plan) -> None:
    tabel = status(kiropraktik)
    assert tabel.kommuner["kapacitet"].isna().all()
    assert tabel.kommuner["indbyggere_pr_kapacitet"].isna().all()
    assert pd.isna(tabel.region["kapacitet"])
    assert grundtal(kiropraktik).at[REGIONSRAEKKE, "indbyggere"] == 589_605


def test_owners_and_employed_are_capacity_and_turnuskandidater_are_not(
    med_klinikker: Plan,
) -> None:
    kommuner = status(med_klinikker).kommuner.set_index("kommune")
    # 2 + 4 and 2 + 3 in Aalborg, whose 215,443 residents share 11.
    assert kommuner.at["Aalborg", "kapacitet"] == 11
    assert kommuner.at["Aalborg", "indbyggere_pr_kapacitet"] == pytest.approx(215_443 / 11)
    assert kommuner.at["Aalborg", "turnuskandidater"] == 4
    assert kommuner.at["Brønderslev", "kapacitet"] == 1
    assert "turnuskandidat er kapacitet" in med_klinikker.opgoerelse.forklaring


def test_a_clinic_with_more_than_five_sends_two_to_its_cluster(med_klinikker: Plan) -> None:
    hver = klyngedeltagelse(med_klinikker).set_index("navn")["deltagere"].to_dict()
    assert hver == {"Prøveklinik Seks": 2, "Prøveklinik Fem": 1, "Prøveklinik En": 1}


def test_a_cluster_of_a_sundhedsraad_is_told_to_be_too_small(med_klinikker: Plan) -> None:
    raad = klynger_efter_sundhedsraad(med_klinikker)
    # Six and five kiropraktorer in Aalborg are enough; two clinics are not.
    limfjorden = raad.loc["Limfjorden"]
    assert limfjorden.tolist() == [2, 11, 3, False]
    assert raad.loc["Vendsyssel"].tolist() == [1, 1, 1, False]


def test_a_move_keeps_persons_and_claims_no_rule_of_who_decides(med_klinikker: Plan) -> None:
    fra, til = med_klinikker.klinikker.index[[0, 2]]
    tiltag = Flytning(fra, til, ansatte=1)
    efter = anvend(med_klinikker, [tiltag])
    arter_ = ["ejere", "ansatte", "turnuskandidater"]
    assert [*efter.kapaciteter[arter_].sum()] == [*med_klinikker.kapaciteter[arter_].sum()]
    vurdering = vurder(med_klinikker, [tiltag])
    (vej,) = vurdering.veje
    assert (vej.niveau, vej.parter, vej.afsnit) == ("ikke_angivet", (), ())


def test_the_template_of_a_field_has_its_own_columns() -> None:
    fag = laes_skema(KIROPRAKTIK).fag
    (art,) = arter("klinikker", fag)
    titler = {f.titel for f in art.felter}
    assert {"Ejere", "Ansatte kiropraktorer", "Turnuskandidater"} <= titler
    assert not any("timer" in t for t in titler)
    assert "tilskud" not in {a.noegle for a in arter(None, fag)}
