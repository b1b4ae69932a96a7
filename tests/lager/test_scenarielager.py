"""The store of scenarios, on SQLite and on PostgreSQL: what is saved comes back, all of it."""

from __future__ import annotations

import json
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect

from dansk import Inputfejl
from lager import dokument as lagerdok
from lager import scenarielager as modul
from lager import skema as lagerskema
from lager.scenarielager import (
    Importfejl,
    Konflikt,
    Lager,
    Lagerfejl,
    Scenarie,
    UkendtScenarie,
    eksporter,
    importer,
    standardlager,
)
from tests.lager.baser import BEGGE
from tests.lager.skriver import frisk_postgres, indhold

FJENDTLIGE = {
    "HTML": "<script>alert('x')</script><img src=x onerror=alert(1)>",
    "sti": "../../../../etc/passwd",
    "SQL": "'); DROP TABLE version; --",
    "jokertegn": "100 % _ \\ [a-z]*?",
    "emoji": "🏥👩🏽‍⚕️ ny klinik 🇩🇰",
    "højre til venstre": "\u202eevig til lin\u200f مرحبا",
    "sammensat å": "A\u030aby",
    "mellemrum": "  før og efter  ",
    "skabelon": "{{ 7*7 }} ${HOME} %(navn)s {0} :navn",
    "langt": "å" * lagerdok.NAVN_MAKS,
}


@pytest.fixture(params=BEGGE)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'lager.sqlite'}"
    else:
        with frisk_postgres() as adresse:
            yield adresse


@pytest.fixture
def lager(url: str) -> Iterator[Lager]:
    lager = Lager(url)
    yield lager
    lager.luk()


@pytest.fixture
def fil_lager(tmp_path: Path) -> Iterator[Lager]:
    """Return a store for what is refused before a database is asked."""
    lager = Lager(f"sqlite:///{tmp_path / 'lager.sqlite'}")
    yield lager
    lager.luk()


def navne(scenarier: list[Scenarie]) -> list[str]:
    return [s.navn for s in scenarier]


# Saving and reading


def test_what_was_saved_comes_back(lager: Lager) -> None:
    foer = datetime.now(UTC)
    s = lager.opret(**indhold())
    assert lager.hent(s.id) == s
    assert (s.version, s.slettet, s.kopi_af) == (1, False, None)
    assert foer <= s.gemt <= datetime.now(UTC)
    assert lager.hent(s.id).gemt.utcoffset() == timedelta(0)
    assert list(s.tiltag) == indhold()["tiltag"]


def test_another_store_sees_the_same(lager: Lager, url: str) -> None:
    s = lager.opret(**indhold())
    andet = Lager(url)
    assert andet.hent(s.id) == s
    andet.luk()


def test_every_save_is_a_new_version(lager: Lager) -> None:
    foerste = lager.opret(**indhold("et"))
    anden = lager.gem(foerste.id, 1, **indhold("to", forfatter="Bo"))
    tredje = lager.gem(foerste.id, 2, **indhold("tre"))
    assert lager.versioner(foerste.id) == [tredje, anden, foerste]
    assert lager.hent(foerste.id) == tredje
    assert lager.hent(foerste.id, 1) == foerste
    assert navne(lager.find()) == ["tre"]


@pytest.mark.parametrize("tabel", ["version", "log"])
@pytest.mark.parametrize("saetning", ["UPDATE {} SET version = 9", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_what_is_saved(
    lager: Lager, tabel: str, saetning: str
) -> None:
    s = lager.opret(**indhold())
    with (
        pytest.raises(Exception, match=lagerskema.KUN_TILFOEJ),
        lager._motor.begin() as forbindelse,
    ):
        forbindelse.exec_driver_sql(saetning.format(tabel))
    assert lager.hent(s.id) == s


def test_what_is_fetched_shares_nothing_with_what_was_given(lager: Lager) -> None:
    givet = indhold()
    s = lager.opret(**givet)
    givet["tiltag"][0]["fra"] = "en anden"
    s.tiltag[1]["tekst"] = "rettet"
    assert lager.hent(s.id).tiltag == tuple(indhold()["tiltag"])


def test_an_empty_scenario_can_be_saved(lager: Lager) -> None:
    s = lager.opret(**indhold(formaal="", tiltag=[]))
    assert lager.hent(s.id).tiltag == ()


@pytest.mark.parametrize("id", ["0" * 32, "../etc/passwd", "", "' OR 1=1 --", "A" * 32, "\0" * 32])
def test_an_unknown_id(lager: Lager, id: str) -> None:
    handlinger: list[Callable[[], object]] = [
        lambda: lager.hent(id),
        lambda: lager.versioner(id),
        lambda: lager.log(id),
        lambda: lager.slet(id),
        lambda: lager.gendan(id),
        lambda: lager.dupliker(id, "Bo"),
        lambda: lager.gem(id, 1, **indhold()),
        lambda: lager.beslut(id, "SU", "Ja", "Fordi"),
    ]
    for handling in handlinger:
        with pytest.raises(UkendtScenarie, match="listen"):
            handling()
    assert lager.find() == []


@pytest.mark.parametrize("version", [0, -1, 2, 10**30])
def test_an_unknown_version(fil_lager: Lager, version: int) -> None:
    s = fil_lager.opret(**indhold())
    with pytest.raises(UkendtScenarie):
        fil_lager.hent(s.id, version)


# Two at once


def test_a_conflict_keeps_both(lager: Lager) -> None:
    s = lager.opret(**indhold("Plan"))
    anna = lager.gem(s.id, 1, **indhold("Plan A", forfatter="Anna"))
    with pytest.raises(Konflikt) as fanget:
        lager.gem(s.id, 1, **indhold("Plan B", forfatter="Bo"))
    kopi = lager.hent(fanget.value.kopi_id)
    assert lager.hent(s.id) == anna == fanget.value.gemt
    assert kopi == fanget.value.kopi
    assert kopi.navn == "Plan B (kopi: konflikt med version 2)"
    assert (kopi.forfatter, kopi.version, kopi.kopi_af) == ("Bo", 1, s.id)
    assert kopi.tiltag == tuple(indhold("Plan B")["tiltag"])
    lokal = anna.gemt.astimezone(modul.TIDSZONE)
    for del_ in ("Anna", f"{lokal:%d.%m.%Y kl. %H.%M}", "version 2", kopi.navn):
        assert del_ in str(fanget.value)
    assert [p.handling for p in lager.log(kopi.id)] == ["konflikt"]


def test_a_conflict_with_one_who_deleted(lager: Lager) -> None:
    s = lager.opret(**indhold("Plan"))
    lager.slet(s.id, "Anna")
    with pytest.raises(Konflikt, match="er slettet, mens du arbejdede") as fanget:
        lager.gem(s.id, 1, **indhold("Plan B"))
    assert lager.hent(s.id).slettet
    assert navne(lager.find()) == [fanget.value.kopi.navn]


def test_a_conflict_copy_of_a_long_name_has_room(lager: Lager) -> None:
    langt = "å" * lagerdok.NAVN_MAKS
    s = lager.opret(**indhold(langt))
    lager.gem(s.id, 1, **indhold("kort"))
    with pytest.raises(Konflikt) as fanget:
        lager.gem(s.id, 1, **indhold(langt))
    navn = lager.hent(fanget.value.kopi_id).navn
    assert len(navn) == lagerdok.NAVN_MAKS
    assert navn.endswith("å… (kopi: konflikt med version 2)")


def test_saving_the_same_again_is_no_conflict(lager: Lager) -> None:
    """The answer to a save that succeeded may be lost, and the user saves again."""
    s = lager.opret(**indhold())
    gemt = lager.gem(s.id, 1, **indhold("Ny"))
    assert lager.gem(s.id, 1, **indhold("Ny")) == gemt
    assert len(lager.versioner(s.id)) == 2
    with pytest.raises(Konflikt):
        lager.gem(s.id, 1, **indhold("Ny", tiltag=[{"a": True}]))
    assert len(lager.find()) == 2


# Finding


def test_find_newest_first(lager: Lager) -> None:
    et, _, _ = (lager.opret(**indhold(navn)) for navn in ("et", "to", "tre"))
    assert navne(lager.find()) == ["tre", "to", "et"]
    lager.gem(et.id, 1, **indhold("et igen"))
    assert navne(lager.find()) == ["et igen", "tre", "to"]


@pytest.mark.parametrize(
    ("tekst", "fundet"),
    [
        ("ÆRØ", ["Ærø"]),
        ("ærø", ["Ærø"]),
        ("SØREN", ["Ærø"]),
        ("Ålborg", ["Aabybro"]),
        ("A\u030aLBORG", ["Aabybro"]),
        ("søren ærø", ["Ærø"]),
        ("søren aabybro", []),
        ("%", ["100 %"]),
        ("_", []),
        ("'", []),
        ("", ["100 %", "Aabybro", "Ærø"]),
        ("   ", ["100 %", "Aabybro", "Ærø"]),
    ],
)
def test_find_in_name_author_and_purpose(lager: Lager, tekst: str, fundet: list[str]) -> None:
    lager.opret(**indhold("Ærø", forfatter="Søren Østergård", formaal=""))
    lager.opret(**indhold("Aabybro", forfatter="Bo", formaal="Kortere vej til Ålborg"))
    lager.opret(**indhold("100 %", forfatter="Ib", formaal=""))
    assert navne(lager.find(tekst)) == fundet


def test_find_searches_only_the_newest_version(lager: Lager) -> None:
    s = lager.opret(**indhold("Gammelt"))
    lager.gem(s.id, 1, **indhold("Nyt"))
    assert lager.find("gammelt") == []
    assert navne(lager.find("nyt")) == ["Nyt"]


@pytest.mark.parametrize("tekst", ["x" * (modul.SOEGETEKST_MAKS + 1), "a\0b"])
def test_a_search_that_cannot_be_made(fil_lager: Lager, tekst: str) -> None:
    with pytest.raises(Inputfejl, match="Søgningen"):
        fil_lager.find(tekst)


# Deleting, copying, deciding


def test_a_deletion_can_be_undone(lager: Lager) -> None:
    s = lager.opret(**indhold("et"))
    lager.gem(s.id, 1, **indhold("to"))
    foer = lager.versioner(s.id)
    assert lager.slet(s.id, "Bo").slettet
    assert lager.find() == []
    assert navne(lager.find(slettede=True)) == ["to"]
    assert lager.hent(s.id).slettet
    assert not lager.gendan(s.id, "Bo").slettet
    assert lager.versioner(s.id) == foer
    assert lager.find(slettede=True) == []


def test_deleting_twice_is_deleting_once(lager: Lager) -> None:
    s = lager.opret(**indhold())
    lager.gendan(s.id)
    lager.slet(s.id)
    lager.slet(s.id)
    assert [p.handling for p in lager.log(s.id)] == ["oprettet", "slettet"]


def test_duplicate_a_scenario(lager: Lager) -> None:
    s = lager.opret(**indhold("et"))
    lager.gem(s.id, 1, **indhold("to"))
    kopi = lager.dupliker(s.id, "Bo")
    assert (kopi.navn, kopi.forfatter, kopi.kopi_af, kopi.version) == ("to (kopi)", "Bo", s.id, 1)
    assert lager.dupliker(s.id, "Bo", 1).tiltag == lager.hent(s.id, 1).tiltag
    assert lager.gem(kopi.id, 1, **indhold("tre")) == lager.hent(kopi.id)
    assert lager.hent(kopi.id).kopi_af == s.id
    assert lager.hent(s.id).navn == "to"


def test_a_duplicate_is_dated_when_it_was_made(lager: Lager) -> None:
    s = lager.opret(**indhold("et"))
    lager.opret(**indhold("to"))
    kopi = lager.dupliker(s.id, "Bo")
    assert kopi.gemt > s.gemt
    assert navne(lager.find()) == ["et (kopi)", "to", "et"]


def test_the_log_says_who_what_when_and_why(lager: Lager) -> None:
    s = lager.opret(**indhold(forfatter="Anna"))
    lager.gem(s.id, 1, **indhold("Ny", forfatter="Bo"))
    lager.beslut(s.id, "Samarbejdsudvalget", "Godkendt", "Kortere ventetid\ni Hals")
    lager.beslut(s.id, "Regionsrådet", "Udsat", "Mangler tal", version=1)
    lager.slet(s.id, "Carl")
    lager.gendan(s.id)
    log = lager.log(s.id)
    assert [(p.hvem, p.handling, p.version) for p in log] == [
        ("Anna", "oprettet", 1),
        ("Bo", "gemt", 2),
        ("Samarbejdsudvalget", "besluttet", 2),
        ("Regionsrådet", "besluttet", 1),
        ("Carl", "slettet", 2),
        ("ikke oplyst", "gendannet", 2),
    ]
    assert (log[2].afgoerelse, log[2].begrundelse) == ("Godkendt", "Kortere ventetid\ni Hals")
    assert [p.tid for p in log] == sorted(p.tid for p in log)
    assert {p.handling for p in log} <= set(modul.HANDLINGER)


@pytest.mark.parametrize("felt", ["hvem", "afgoerelse", "begrundelse"])
@pytest.mark.parametrize("vaerdi", ["", "x" * 5_001, "a\0b"])
def test_a_decision_that_cannot_be_noted(fil_lager: Lager, felt: str, vaerdi: str) -> None:
    s = fil_lager.opret(**indhold())
    with pytest.raises(Inputfejl):
        fil_lager.beslut(
            s.id, **{"hvem": "SU", "afgoerelse": "Ja", "begrundelse": "B", felt: vaerdi}
        )
    assert len(fil_lager.log(s.id)) == 1


# Limits and hostile text


@pytest.mark.parametrize("navn", FJENDTLIGE.values(), ids=FJENDTLIGE.keys())
def test_hostile_texts_come_back_word_for_word(lager: Lager, navn: str) -> None:
    givet = indhold(navn, forfatter=navn, formaal=f"{navn}\n\t{navn}", datasaet=navn)
    givet["tiltag"] = [{navn: navn, "nul": "\0", "dyb": [[{"x": navn}]]}]
    s = lager.hent(lager.opret(**givet).id)
    assert {felt: getattr(s, felt) for felt in givet} == {**givet, "tiltag": tuple(givet["tiltag"])}
    assert navne(lager.find(navn)) == [navn]
    assert importer(eksporter([s])) == [s]


@pytest.mark.parametrize(
    ("felt", "vaerdi", "grund"),
    [
        ("navn", "x" * 10_000, "er på 10.000 tegn; der er plads til 200"),
        ("navn", "", "mangler"),
        ("navn", " \t ", "mangler"),
        ("navn", "a\0b", "NUL"),
        ("navn", "a\nb", "én linje"),
        ("navn", "a\x1b[2J", "styretegn"),
        ("navn", "\ud83d", "halvt tegn"),
        ("navn", 7, "skal være tekst"),
        ("navn", None, "skal være tekst"),
        ("forfatter", "x" * 201, "plads til 200"),
        ("formaal", "x" * 5_001, "er på 5.001 tegn; der er plads til 5.000"),
        ("formaal", "a\0b", "NUL"),
        ("datasaet", "", "mangler"),
        ("tiltag", [{}] * 501, "er 501; der er plads til 500"),
        ("tiltag", [{"x": "å" * 500_000}], "plads til 1.000.000"),
        ("tiltag", [{"x": float("nan")}], "endeligt"),
        ("tiltag", [{"x": float("inf")}], "endeligt"),
        ("tiltag", [{"x": "\ud83d"}], "halvt tegn"),
        ("tiltag", [{1: 2}], "nøgle"),
        ("tiltag", [{}, {"x": {1, 2}}], "nr. 2 har en værdi, JSON ikke kender"),
        ("tiltag", [{"x": 10**5_000}], "for langt"),
        ("tiltag", ["x"], "nr. 1 skal være et objekt"),
        ("tiltag", "x", "skal være en liste"),
    ],
)
def test_limits(fil_lager: Lager, felt: str, vaerdi: object, grund: str) -> None:
    s = fil_lager.opret(**indhold())
    with pytest.raises(Inputfejl, match="Scenariet er ikke gemt") as fanget:
        fil_lager.opret(**{**indhold(), felt: vaerdi})
    assert grund in str(fanget.value)
    with pytest.raises(Inputfejl):
        fil_lager.gem(s.id, 1, **{**indhold(), felt: vaerdi})
    assert fil_lager.find() == [s]


def test_all_limits_are_named_at_once(fil_lager: Lager) -> None:
    with pytest.raises(Inputfejl) as fanget:
        fil_lager.opret(**indhold("x" * 201, forfatter="", tiltag=[1]))
    for felt in ("Navn", "Forfatter", "Tiltag"):
        assert felt in str(fanget.value)


def test_tiltag_nested_too_deep_are_refused(fil_lager: Lager) -> None:
    dyb: Any = {}
    for _ in range(100_000):
        dyb = {"x": dyb}
    with pytest.raises(Inputfejl, match="dybere end"):
        fil_lager.opret(**indhold(tiltag=[dyb]))


def test_the_largest_there_is_room_for(lager: Lager) -> None:
    plads = lagerdok.TILTAG_BYTES_MAKS - len('[{"x": ""}]')
    s = lager.opret(**indhold("x" * 200, formaal="y" * 5_000, tiltag=[{"x": "z" * plads}]))
    assert lager.hent(s.id) == s
    with pytest.raises(Inputfejl):
        lager.opret(**indhold(tiltag=[{"x": "z" * (plads + 1)}]))


# Export and import


def test_export_and_import_are_each_others_opposite(lager: Lager) -> None:
    s = lager.opret(**indhold(FJENDTLIGE["HTML"], formaal=FJENDTLIGE["emoji"]))
    lager.gem(s.id, 1, **indhold("to"))
    lager.slet(lager.dupliker(s.id, "Bo").id)
    alle = [*lager.versioner(s.id), *lager.find(slettede=True)]
    assert importer(eksporter(alle)) == alle
    assert importer("\ufeff" + eksporter(alle)) == alle


def test_import_into_an_empty_store_gives_the_same(lager: Lager, tmp_path: Path) -> None:
    s = lager.opret(**indhold("et"))
    lager.gem(s.id, 1, **indhold("to"))
    andet = Lager(f"sqlite:///{tmp_path / 'andet.sqlite'}")
    tekst = eksporter(reversed(lager.versioner(s.id)))
    ind = andet.indfoer(importer(tekst), "Bo")
    assert ind.noter == ()
    assert andet.versioner(s.id) == lager.versioner(s.id) == list(reversed(ind.nye))
    assert [(p.hvem, p.handling) for p in andet.log(s.id)] == [("Bo", "importeret")] * 2
    assert andet.gem(s.id, 2, **indhold("tre")).version == 3
    andet.luk()


def test_import_twice_skips(lager: Lager) -> None:
    s = lager.opret(**indhold("Plan"))
    ind = lager.indfoer(importer(eksporter([s])))
    assert ind.nye == ()
    assert ind.noter == ("»Plan« version 1 er her allerede og er sprunget over.",)
    assert lager.find() == [s]
    lager.slet(s.id)
    assert "kan gendannes" in lager.indfoer([s]).noter[0]


def test_import_never_overwrites(lager: Lager) -> None:
    """The same id and version with other contents, and a later version, become copies, once."""
    s = lager.opret(**indhold("Plan"))
    fremmede = [replace(s, navn="Rettet"), replace(s, navn="Senere", version=5)]
    ind = lager.indfoer(fremmede, "Bo")
    assert len(ind.nye) == len(ind.noter) == 2
    assert lager.versioner(s.id) == [s]
    assert {(n.navn, n.version, n.kopi_af) for n in ind.nye} == {
        ("Rettet", 1, s.id),
        ("Senere", 1, s.id),
    }
    assert lager.log(ind.nye[0].id)[0].begrundelse == ind.noter[0]
    igen = lager.indfoer(fremmede, "Bo")
    assert igen.nye == ()
    assert all("sprunget over" in note for note in igen.noter)
    assert len(lager.find()) == 3


def test_import_is_all_or_nothing(lager: Lager) -> None:
    s = lager.opret(**indhold())
    ny = replace(s, id="a" * 32)
    for forkert in (replace(ny, id="x"), replace(ny, version=0), replace(ny, navn="")):
        with pytest.raises(Inputfejl):
            lager.indfoer([ny, forkert])
    with pytest.raises(Inputfejl, match="UTC"):
        lager.indfoer([ny, replace(ny, gemt=datetime(2026, 1, 1))])
    assert lager.find() == [s]


EKSEMPEL = Scenarie(
    "a" * 32, "Plan", "Åse", "", ({"a": 1},), "f1", 1, datetime(2026, 1, 2, 3, 4, 5, 6, UTC)
)


@pytest.mark.parametrize(
    ("sti", "vaerdi", "fejl"),
    [
        (["format"], "x", 'format skal være "praksiskort-scenarier"; der står "x"'),
        (["formatversion"], 2, "formatversion skal være 1; der står 2"),
        (["scenarier"], {}, "scenarier skal være en liste […]; der står {}"),
        (["scenarier", 0], 1, "scenarier nr. 1 skal være et objekt {…}; der står 1"),
        (["scenarier", 1, "navn"], None, "scenarier nr. 2, navn skal være tekst; der står null"),
        (
            ["scenarier", 1, "navn"],
            "x" * 201,
            "scenarier nr. 2, navn er på 201 tegn; der er plads til 200",
        ),
        (
            ["scenarier", 0, "navn"],
            "",
            "scenarier nr. 1, navn er på 0 tegn; der skal være mindst 1",
        ),
        (
            ["scenarier", 0, "navn"],
            "a\0b",
            "scenarier nr. 1, navn har et NUL-tegn, som ikke kan gemmes",
        ),
        (["scenarier", 0, "id"], "../" + "a" * 29, "scenarier nr. 1, id har ikke den form"),
        (["scenarier", 0, "id"], "a" * 31 + "\n", "scenarier nr. 1, id har ikke den form"),
        (["scenarier", 0, "version"], 0, "scenarier nr. 1, version er 0; det mindste er 1"),
        (["scenarier", 0, "version"], 10**12, "det højeste er 2.147.483.646"),
        (["scenarier", 0, "version"], True, "version skal være et helt tal; der står true"),
        (["scenarier", 0, "gemt"], "i går", "scenarier nr. 1, gemt har ikke den form"),
        (["scenarier", 0, "gemt"], "2026-02-30T00:00:00Z", "et tidspunkt, der findes"),
        (["scenarier", 0, "slettet"], "nej", "slettet skal være true eller false"),
        (["scenarier", 0, "kopi_af"], "x", "kopi_af skal være null eller et id"),
        (["scenarier", 0, "tiltag", 0], "x", "tiltag nr. 1 skal være et objekt {…}"),
        (["scenarier", 0, "hemmelig"], 1, 'scenarier nr. 1: "hemmelig" er ikke et felt'),
    ],
)
def test_import_says_what_is_wrong_and_where(sti: list[Any], vaerdi: object, fejl: str) -> None:
    dok = json.loads(eksporter([EKSEMPEL, replace(EKSEMPEL, version=2)]))
    sted = dok
    for led in sti[:-1]:
        sted = sted[led]
    sted[sti[-1]] = vaerdi
    with pytest.raises(Importfejl, match="Intet er importeret") as fanget:
        importer(json.dumps(dok))
    assert len(fanget.value.fejl) == 1
    assert fejl in fanget.value.fejl[0]


def test_import_names_every_fault() -> None:
    dok = json.loads(eksporter([EKSEMPEL] * 30))
    for post in dok["scenarier"]:
        del post["navn"], post["gemt"]
    with pytest.raises(Importfejl) as fanget:
        importer(json.dumps(dok))
    assert len(fanget.value.fejl) == 60
    assert fanget.value.fejl[:2] == (
        "scenarier nr. 1, navn mangler",
        "scenarier nr. 1, gemt mangler",
    )
    assert str(fanget.value).endswith("- og 40 til")


@pytest.mark.parametrize(
    ("tekst", "fejl"),
    [
        ("", "linje 1, tegn 1: filen er ikke JSON"),
        (eksporter([EKSEMPEL])[:-20], "filen er ikke JSON (eller er skåret over)"),
        ("[" * 200_000, "for mange niveauer"),
        ("[1e5, NaN]", "NaN er ikke et tal i JSON"),
        ("1" * 5_000, "for langt"),
        ('{"a": 1, "a": 2}', 'feltet "a" står to gange'),
        (eksporter([EKSEMPEL]).replace('"a": 1', '"a": 1e999'), "endeligt"),
        (eksporter([EKSEMPEL]).replace('"a": 1', '"a": "\\ud83d"'), "halvt tegn"),
        ("null", "filen skal være et objekt"),
    ],
)
def test_import_of_something_that_is_no_export(tekst: str, fejl: str) -> None:
    with pytest.raises(Importfejl) as fanget:
        importer(tekst)
    assert fejl in str(fanget.value)


def test_the_schema_has_the_modules_limits() -> None:
    skema = json.loads(lagerdok.SKEMAFIL.read_text(encoding="utf-8"))
    felter = skema["$defs"]["scenarie"]["properties"]
    for felt in ("navn", "forfatter", "formaal", "datasaet"):
        assert felter[felt]["maxLength"] == getattr(lagerdok, f"{felt.upper()}_MAKS")
    assert felter["tiltag"]["maxItems"] == lagerdok.TILTAG_MAKS
    assert felter["version"]["maximum"] == lagerdok.VERSION_MAKS
    assert skema["properties"]["scenarier"]["maxItems"] == lagerdok.SCENARIER_MAKS
    assert set(felter) == set(Scenarie.__dataclass_fields__)


json_vaerdier = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8")),
    lambda under: (
        st.lists(under, max_size=3)
        | st.dictionaries(st.text(st.characters(codec="utf-8")), under, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=25)
@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp", "Cs"]), max_size=200
    ).filter(str.strip),
    st.lists(st.dictionaries(st.text(st.characters(codec="utf-8")), json_vaerdier), max_size=3),
)
def test_all_that_can_be_saved_goes_out_and_in_word_for_word(
    tmp_path_factory: pytest.TempPathFactory, navn: str, tiltag: list[dict[str, Any]]
) -> None:
    lager = Lager(f"sqlite:///{tmp_path_factory.mktemp('lager') / 'x.sqlite'}")
    s = lager.opret(**indhold(navn, tiltag=tiltag))
    assert (s.navn, list(s.tiltag)) == (navn, tiltag)
    assert lager.hent(s.id) == s
    assert importer(eksporter([s])) == [s]
    lager.luk()


# The store itself: versions, addresses, the process's own


def test_the_tables_are_locked_and_opened_again(url: str) -> None:
    foerste = Lager(url)
    s = foerste.opret(**indhold())
    foerste.luk()
    andet = Lager(url)
    assert andet.find() == [s]
    with andet._motor.connect() as forbindelse:
        rk = forbindelse.exec_driver_sql("SELECT version FROM lagerversion").all()
    assert rk == [(lagerskema.LAGERVERSION,)]
    andet.luk()


def test_a_newer_store_is_refused_and_not_touched(lager: Lager, url: str) -> None:
    s = lager.opret(**indhold())
    nyere = lagerskema.LAGERVERSION + 1
    with lager._motor.begin() as forbindelse:
        forbindelse.exec_driver_sql(
            f"INSERT INTO lagerversion (version, tid) VALUES ({nyere}, '2030-01-01 00:00:00')"
        )
    with pytest.raises(Lagerfejl, match=f"nyere udgave.*version {nyere}.*Opdatér Praksiskort"):
        Lager(url)
    # One that was open when a newer program migrated the store writes no more.
    with pytest.raises(Lagerfejl, match="nyere udgave"):
        lager.gem(s.id, 1, **indhold("to"))
    assert lager.versioner(s.id) == [s]


VERSION_1 = """
CREATE TABLE lagerversion (version INTEGER NOT NULL PRIMARY KEY, tid {tid} NOT NULL);
CREATE TABLE scenarie (
    id VARCHAR(32) NOT NULL PRIMARY KEY, slettet BOOLEAN NOT NULL, kopi_af VARCHAR(32)
);
CREATE TABLE version (
    scenarie_id VARCHAR(32) NOT NULL REFERENCES scenarie (id), version INTEGER NOT NULL,
    navn TEXT NOT NULL, forfatter TEXT NOT NULL, tiltag TEXT NOT NULL, datasaet TEXT NOT NULL,
    gemt {tid} NOT NULL, PRIMARY KEY (scenarie_id, version)
);
CREATE INDEX ix_version_gemt ON version (gemt);
INSERT INTO lagerversion VALUES (1, '2025-01-01 00:00:00.000000{utc}');
INSERT INTO scenarie VALUES ('{a}', {nej}, NULL), ('{b}', {ja}, '{a}');
INSERT INTO version VALUES
    ('{a}', 1, 'Gammel', 'Åse', '[{{"a": 1}}]', 'f0', '2025-01-02 03:04:05.000000{utc}'),
    ('{a}', 2, 'ÆLDRE', 'Bo', '[]', 'f0', '2025-01-03 03:04:05.000000{utc}'),
    ('{b}', 1, 'Slettet', 'Ib', '[]', 'f0', '2025-01-04 03:04:05.000000{utc}');
"""
A, B = "a" * 32, "b" * 32


def lav_version_1(url: str) -> None:
    """Make a store of version 1 by hand, as SQL."""
    motor = lagerskema.create_engine(url)
    lite = motor.dialect.name == "sqlite"
    ord_ = {"tid": "DATETIME", "utc": "", "nej": "0", "ja": "1"}
    if not lite:
        ord_ = {"tid": "TIMESTAMP WITH TIME ZONE", "utc": "+00", "nej": "false", "ja": "true"}
    with motor.begin() as forbindelse:
        for saetning in VERSION_1.format(a=A, b=B, **ord_).split(";\n"):
            if saetning.strip():
                forbindelse.exec_driver_sql(saetning)
    motor.dispose()


def test_an_older_store_is_brought_along(url: str) -> None:
    lav_version_1(url)
    lager = Lager(url)
    nyeste, foerste = lager.versioner(A)
    assert foerste == Scenarie(
        A, "Gammel", "Åse", "", ({"a": 1},), "f0", 1, datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)
    )
    assert (nyeste.navn, nyeste.version) == ("ÆLDRE", 2)
    assert lager.find("ældre bo") == [nyeste]
    assert [s.id for s in lager.find(slettede=True)] == [B]
    assert [(p.hvem, p.handling, p.tid) for p in lager.log(A)] == [
        ("Åse", "oprettet", foerste.gemt),
        ("Bo", "gemt", nyeste.gemt),
    ]
    lager.beslut(A, "SU", "Ja", "Fordi")
    assert lager.gem(A, 2, **indhold("Ny")).version == 3
    lager.luk()
    igen = Lager(url)
    assert len(igen.versioner(A)) == 3
    igen.luk()


def test_a_migrated_store_is_like_a_new_one(url: str, tmp_path: Path) -> None:
    """The tables, their columns and the refusal to change a row, whichever way they came."""
    lav_version_1(url)
    flyttet, nyt = Lager(url), Lager(f"sqlite:///{tmp_path / 'nyt.sqlite'}")

    def tabeller(lager: Lager) -> dict[str, dict[str, bool]]:
        tilsyn = inspect(lager._motor)
        return {
            tabel: {k["name"]: bool(k["nullable"]) for k in tilsyn.get_columns(tabel)}
            for tabel in tilsyn.get_table_names()
        }

    assert tabeller(flyttet) == tabeller(nyt)
    with (
        pytest.raises(Exception, match=lagerskema.KUN_TILFOEJ),
        flyttet._motor.begin() as forbindelse,
    ):
        forbindelse.exec_driver_sql("DELETE FROM version")
    flyttet.luk()
    nyt.luk()


def test_a_migration_that_fails_leaves_the_store(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lav_version_1(url)

    def halvvejs(forbindelse: Any) -> None:
        forbindelse.exec_driver_sql("ALTER TABLE version ADD COLUMN formaal TEXT")
        forbindelse.exec_driver_sql("SELECT * FROM findes_ikke")

    with monkeypatch.context() as m:
        m.setitem(lagerskema.MIGRERINGER, 1, halvvejs)
        with pytest.raises(Lagerfejl):
            Lager(url)
    lager = Lager(url)
    assert len(lager.versioner(A)) == 2
    lager.luk()


@pytest.mark.parametrize("url", ["mysql://u:hemmelig@h/d", "sqlite://", "sqlite:///:memory:"])
def test_only_sqlite_files_and_postgresql(url: str) -> None:
    with pytest.raises(Lagerfejl, match="SQLite-fil eller PostgreSQL") as fanget:
        Lager(url)
    assert "hemmelig" not in str(fanget.value)


@pytest.mark.parametrize("url", ["ikke en adresse", "postgresql://u:hemmelig@h:port/d"])
def test_an_address_that_cannot_be_read(url: str) -> None:
    with pytest.raises(Lagerfejl, match="DATABASE_URL som") as fanget:
        Lager(url)
    assert "hemmelig" not in str(fanget.value)


@pytest.fixture
def miljoe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[pytest.MonkeyPatch]:
    for navn in ("DATABASE_URL", "PRAKSISKORT_DATA", "XDG_DATA_HOME"):
        monkeypatch.delenv(navn, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "hjem"))
    monkeypatch.setattr(modul, "_lagre", {})
    yield monkeypatch
    for lager in modul._lagre.values():
        lager.luk()


@pytest.mark.parametrize(
    ("variabler", "mappe"),
    [
        ({}, "hjem/.local/share/praksiskort"),
        ({"XDG_DATA_HOME": "{}/xdg"}, "xdg/praksiskort"),
        ({"XDG_DATA_HOME": "relativ"}, "hjem/.local/share/praksiskort"),
        ({"XDG_DATA_HOME": "{}/xdg", "PRAKSISKORT_DATA": "{}/valgt ? #%20å"}, "valgt ? #%20å"),
        ({"PRAKSISKORT_DATA": "~/data"}, "hjem/data"),
    ],
)
def test_the_folder_of_the_standard_store(
    miljoe: pytest.MonkeyPatch, tmp_path: Path, variabler: dict[str, str], mappe: str
) -> None:
    for navn, vaerdi in variabler.items():
        miljoe.setenv(navn, vaerdi.format(tmp_path))
    s = standardlager().opret(**indhold())
    fil = tmp_path / mappe / modul.DATABASEFIL
    assert standardlager().find() == [s]
    assert stat.S_IMODE(fil.parent.stat().st_mode) == 0o700


def test_the_standard_store_is_one_for_all_threads(
    miljoe: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    miljoe.setenv("PRAKSISKORT_DATA", str(tmp_path))
    lagre: list[Lager] = []
    traade = [threading.Thread(target=lambda: lagre.append(standardlager())) for _ in range(20)]
    for traad in traade:
        traad.start()
    for traad in traade:
        traad.join()
    assert len(lagre) == 20
    assert len({id(lager) for lager in lagre}) == 1


def test_the_standard_store_is_database_url(miljoe: pytest.MonkeyPatch, url: str) -> None:
    """PostgreSQL is named as its providers do, without the driver."""
    miljoe.setenv("DATABASE_URL", url.replace("+psycopg", ""))
    assert standardlager().opret(**indhold()).version == 1
    assert standardlager()._motor.driver in ("psycopg", "pysqlite")


def test_a_folder_that_cannot_be_made(miljoe: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("")
    miljoe.setenv("PRAKSISKORT_DATA", str(tmp_path / "fil" / "mappe"))
    with pytest.raises(Lagerfejl, match="PRAKSISKORT_DATA"):
        standardlager()


def test_sqlite_is_set_to_last(tmp_path: Path) -> None:
    lager = Lager(f"sqlite:///{tmp_path / 'x.sqlite'}")
    with lager._motor.connect() as et, lager._motor.connect() as to:
        for forbindelse in (et, to):
            for navn, vaerdi in {
                "journal_mode": "wal",
                "synchronous": 2,
                "foreign_keys": 1,
                "busy_timeout": lagerskema.VENTETID_MS,
            }.items():
                assert forbindelse.exec_driver_sql(f"PRAGMA {navn}").scalar_one() == vaerdi
    lager.luk()


def test_a_strangers_file_is_no_store(tmp_path: Path) -> None:
    fil = tmp_path / "x.sqlite"
    fil.write_text("ikke en database, men en tekst, der er lang nok til at ligne" * 20)
    with pytest.raises(Lagerfejl, match="ikke en database eller er beskadiget"):
        Lager(f"sqlite:///{fil}")
    fremmed = sqlite3.connect(tmp_path / "y.sqlite")
    fremmed.execute("CREATE TABLE log (besked TEXT)")
    fremmed.close()
    with pytest.raises(Lagerfejl):
        Lager(f"sqlite:///{tmp_path / 'y.sqlite'}")


@pytest.mark.parametrize("felt", ["navn", "forfatter", "formaal", "datasaet", "tiltag"])
def test_an_import_that_differs_in_one_field_becomes_a_copy(lager: Lager, felt: str) -> None:
    s = lager.opret(**indhold())
    andet = replace(s, **{felt: ({"art": "anden"},) if felt == "tiltag" else "noget andet"})
    svar = lager.indfoer([andet])
    assert [n.kopi_af for n in svar.nye] == [s.id]
    assert lager.hent(s.id) == s
    assert lager.indfoer([s]).nye == ()


def test_an_import_of_a_deleted_scenario_is_deleted(lager: Lager) -> None:
    s = replace(lager.opret(**indhold()), id="0" * 31 + "1", slettet=True)
    lager.indfoer([s])
    assert lager.hent(s.id).slettet
    assert s.id not in {f.id for f in lager.find()}


def test_two_different_of_the_same_version_in_one_file_are_both_kept(lager: Lager) -> None:
    s = replace(lager.opret(**indhold()), id="0" * 31 + "1")
    svar = lager.indfoer([s, replace(s, navn="en anden"), s])
    assert [(n.navn, n.kopi_af) for n in svar.nye] == [(s.navn, None), ("en anden", s.id)]
    assert len(svar.noter) == 2


def test_a_home_of_nobody_is_a_folder_of_that_name(
    miljoe: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A `~name` the machine does not know is no reason to crash."""
    miljoe.chdir(tmp_path)
    miljoe.setenv("PRAKSISKORT_DATA", "~findes-slet-ikke/data")
    standardlager()
    assert (tmp_path / "~findes-slet-ikke" / "data").is_dir()


def test_the_year_of_a_scenario_is_kept_exported_and_read(tmp_path: Path) -> None:
    lager = Lager(f"sqlite:///{tmp_path}/aar.sqlite")
    uden = lager.opret(**indhold("Uden"))
    med = lager.opret(**indhold("Med", aar=2025))
    assert (uden.aar, med.aar) == (None, 2025)
    assert lager.hent(med.id).aar == 2025
    assert lager.gem(med.id, 1, **indhold("Med", aar=2026)).aar == 2026
    assert [v.aar for v in lager.versioner(med.id)] == [2026, 2025]
    assert lager.dupliker(med.id, "Bo").aar == 2026
    # The same but for the year is another version, and a file without a year has no such field.
    tekst = eksporter([lager.hent(uden.id), lager.hent(med.id)])
    assert [s.get("aar") for s in json.loads(tekst)["scenarier"]] == [None, 2026]
    assert [s.aar for s in importer(tekst)] == [None, 2026]
    assert [s.aar for s in importer(tekst.replace('"aar": 2026', '"aar": 2026.0'))] == [None, 2026]
    lager.luk()


@pytest.mark.parametrize("aar", [1999, 2101, 2025.5, "2025", True])
def test_a_year_that_is_none_is_refused(tmp_path: Path, aar: object) -> None:
    lager = Lager(f"sqlite:///{tmp_path}/aar.sqlite")
    with pytest.raises(Inputfejl, match="årstal fra 2000 til 2100"):
        lager.opret(**indhold("x", aar=aar))
    lager.luk()
