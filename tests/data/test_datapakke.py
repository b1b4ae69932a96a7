"""The data package: every file declared, sourced, dated, licensed, and valid by Frictionless."""

from __future__ import annotations

import json
import re
import warnings

import pytest

from data.skema import INDBYGGET, laes_skema

PAKKE = json.loads((INDBYGGET / "datapackage.json").read_text(encoding="utf-8"))
RESSOURCER = {r["name"]: r for r in PAKKE["resources"]}
TABELLER = [navn for navn, r in RESSOURCER.items() if r["path"].endswith(".csv")]
#: Numbers that need no unit: an id, a page and a year are not amounts.
UDEN_ENHED = {"side", "aar"}
#: Files whose rows each carry their own unit, in this column.
ENHED_I_RAEKKEN = {"tabeller": "enhed", "rejseparametre": "enhed", "udsagn": "enhed"}


def test_every_file_beside_the_package_is_declared_in_it_and_there() -> None:
    i_mappen = {f.name for f in INDBYGGET.iterdir()} - {"datapackage.json"}
    erklaeret = [r["path"] for r in RESSOURCER.values()]
    assert len(erklaeret) == len(set(erklaeret))
    assert set(erklaeret) == i_mappen


@pytest.mark.parametrize("navn", RESSOURCER)
def test_every_file_has_source_licence_and_date(navn: str) -> None:
    ressource = RESSOURCER[navn]
    assert ressource["title"]
    assert ressource["dato"]
    assert all(kilde["title"] for kilde in ressource["sources"])
    assert all(licens["name"] and licens["title"] for licens in ressource["licenses"])


@pytest.mark.parametrize("navn", RESSOURCER)
def test_figures_of_the_praksisplan_have_table_and_page(navn: str) -> None:
    for kilde in RESSOURCER[navn]["sources"]:
        if kilde["title"].startswith("Praksisplan"):
            assert re.match(r"(Tabel|Bilag) \d", kilde["tabel"])
            assert re.fullmatch(r"\d+(-\d+)?", kilde["side"])


@pytest.mark.parametrize("navn", TABELLER)
def test_every_column_has_a_meaning_and_every_amount_a_unit(navn: str) -> None:
    for felt in RESSOURCER[navn]["schema"]["fields"]:
        assert felt["title"], felt["name"]
        assert felt["description"], felt["name"]
        maengde = felt["type"] in ("integer", "number") and felt["name"] not in UDEN_ENHED
        if maengde and navn not in ENHED_I_RAEKKEN:
            assert felt.get("unit"), felt["name"]


@pytest.mark.parametrize(("navn", "kolonne"), ENHED_I_RAEKKEN.items())
def test_a_unit_in_the_row_is_required_there(navn: str, kolonne: str) -> None:
    felter = {f["name"]: f for f in RESSOURCER[navn]["schema"]["fields"]}
    assert felter[kolonne]["constraints"]["required"] is True


@pytest.mark.parametrize("navn", TABELLER)
def test_the_frictionless_library_finds_the_file_valid(navn: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the library's own dependencies
        frictionless = pytest.importorskip("frictionless")
        pakke = frictionless.Package(str(INDBYGGET / "datapackage.json"))
        rapport = pakke.get_resource(navn).validate()
    assert rapport.valid, rapport.flatten(["rowNumber", "fieldName", "message"])
    assert rapport.tasks[0].stats["rows"] > 0


def test_the_descriptor_itself_is_valid_frictionless() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frictionless = pytest.importorskip("frictionless")
        frictionless.Package.validate_descriptor(str(INDBYGGET / "datapackage.json"))
        pakke = frictionless.Package(str(INDBYGGET / "datapackage.json"))
    assert pakke.resource_names == list(RESSOURCER)


def test_the_schema_the_app_reads_is_the_one_declared() -> None:
    skema = laes_skema()
    assert list(skema.ressourcer) == list(RESSOURCER)
    for navn in TABELLER:
        felter = RESSOURCER[navn]["schema"]["fields"]
        laest = skema.ressourcer[navn]
        assert [f.navn for f in laest.felter] == [f["name"] for f in felter]
        assert [f.type for f in laest.felter] == [f["type"] for f in felter]
        assert [f.enhed for f in laest.felter] == [f.get("unit", "") for f in felter]
    klinikker = skema.ressourcer["klinikker"]
    assert klinikker.noegle == ("klinik_id",)
    assert klinikker.henvisninger == {"kommune_kode": ("kommuner", "kode")}
    assert skema.ressourcer["kapaciteter"].noegle == ("klinik_id", "speciale")
    adgang = next(f for f in klinikker.felter if f.navn == "handicapadgang")
    assert (adgang.kraevet, adgang.valg) == (True, ("ja", "nej", "ikke oplyst"))


def test_the_only_types_are_those_the_reader_knows() -> None:
    for navn in TABELLER:
        typer = {f["type"] for f in RESSOURCER[navn]["schema"]["fields"]}
        assert typer <= {"string", "integer", "number"}


def test_a_reference_points_to_a_column_that_is_there() -> None:
    skema = laes_skema()
    for ressource in skema.ressourcer.values():
        for felt, (anden, noegle) in ressource.henvisninger.items():
            assert felt in [f.navn for f in ressource.felter]
            assert noegle in [f.navn for f in skema.ressourcer[anden].felter]
