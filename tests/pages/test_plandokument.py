"""Plandokument without a browser: what is asked for, what is shown, and what goes wrong."""

from __future__ import annotations

import dataclasses
import datetime
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import cli
from dansk import Inputfejl, tal
from eksport.bestilling import ALLE, Bestilling
from eksport.pakke import filer as rigtige_filer
from kommandolinje import eksport as kommandoeksport
from kommandolinje import valg as kommandovalg
from lager.scenarielager import standardlager
from planning.plan import Plan
from planning.status import status
from planning.tiltag import Flytning, som_dict
from tests.pages.apptest import aabn, html_paa, opslag, tabeller, uden_fejl, uden_tegn


@pytest.fixture
def bestilte(monkeypatch: pytest.MonkeyPatch) -> list[Bestilling]:
    """Return what the page asks for; the files themselves have their own tests."""
    ud: list[Bestilling] = []

    def filer(plan: Plan, bestilling: Bestilling, fremdrift: Any, **_: Any) -> dict[str, bytes]:
        fremdrift(0.5, "Tegner")
        if bestilling.skabelon == b"forkert":
            raise Inputfejl("Skabelonen er ikke et Word-dokument.")
        ud.append(bestilling)
        return {"bilag.docx": b"word", "LAESMIG.txt": f"Udgave {len(ud)}".encode()}

    monkeypatch.setattr("eksport.pakke.filer", filer)
    return ud


@pytest.fixture
def tiltag(plan: Plan) -> Flytning:
    fra = plan.kapaciteter.set_index("klinik_id")["under30"].idxmax()
    til = plan.klinikker.index[plan.klinikker["kommune_kode"] == "0840"][0]
    return Flytning(str(fra), str(til), 0, 1)


def lav(at: AppTest) -> AppTest:
    return at.button(key="lav").click().run()


def zippen(at: AppTest) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(at.session_state["plandokument"].pakke))


def advarsler(at: AppTest) -> str:
    return "\n".join(uden_tegn(a.value) for a in at.warning)


def test_without_choices_all_sections_are_in_and_the_date_is_today(
    bestilte: list[Bestilling],
) -> None:
    uden_fejl(lav(uden_fejl(aabn("plandokument"))))
    (ene,) = bestilte
    assert ene.afsnit == ALLE and ene.scenarier == () and ene.skabelon is None
    assert ene.valg.dato == datetime.date.today()
    assert (ene.valg.maal, ene.valg.graense) == ("minutter", 15)
    assert ene.kortformater == ("tekstbredde",)


def test_the_choices_come_along(bestilte: list[Bestilling]) -> None:
    at = aabn("plandokument", grundlag="tabel1", husket_maal="km", husket_km=22)
    at.button_group(key="dokument_afsnit").set_value(["kilder", "status"])
    at.button_group(key="dokument_formater").set_value(["spalte", "a4_staaende"])
    at.date_input(key="dokument_dato").set_value(None)
    uden_fejl(lav(at.run()))
    (ene,) = bestilte
    assert ene.afsnit == ("status", "kilder")  # in the document's order, not the order clicked
    assert ene.kortformater == ("a4_staaende", "spalte")
    assert (ene.valg.maal, ene.valg.graense, ene.valg.dato) == ("km", 22, None)
    assert ene.valg.grundlag == "tabel1"


def test_the_groups_scenario_is_chosen_beforehand(
    bestilte: list[Bestilling], tiltag: Flytning
) -> None:
    uden_fejl(lav(aabn("plandokument", tiltag=(tiltag,))))
    (scenarie,) = bestilte[0].scenarier
    assert scenarie.tiltag == (tiltag,) and scenarie.id == ""


def test_a_saved_scenario_goes_by_its_own_name(
    bestilte: list[Bestilling], tiltag: Flytning, plan: Plan
) -> None:
    gemt = standardlager().opret(
        navn="Forslag <b>B</b>",
        forfatter="M",
        formaal="",
        tiltag=[som_dict(tiltag)],
        datasaet=plan.fingeraftryk,
    )
    uden_fejl(lav(aabn("plandokument", tiltag=(tiltag,), aabent=gemt)))
    (scenarie,) = bestilte[0].scenarier
    assert (scenarie.navn, scenarie.id, scenarie.version) == (gemt.navn, gemt.id, 1)
    # Changed since it was saved, it is told apart from what was saved.
    uden_fejl(lav(aabn("plandokument", tiltag=(tiltag, tiltag), aabent=gemt)))
    (aendret,) = bestilte[1].scenarier
    assert aendret.navn == "Forslag <b>B</b>, med ændringer" and aendret.id == ""


def test_a_scenario_that_cannot_be_read_does_not_hide_the_others(
    tiltag: Flytning, plan: Plan
) -> None:
    felter = {"forfatter": "M", "formaal": "", "datasaet": plan.fingeraftryk}
    standardlager().opret(navn="Godt", tiltag=[som_dict(tiltag)], **felter)
    standardlager().opret(navn="Dårligt", tiltag=[{"type": "trylleri"}], **felter)
    at = aabn("plandokument")
    valg = at.multiselect(key="dokument_scenarier").options
    assert len(valg) == 1 and valg[0].startswith("Godt")
    assert "»Dårligt« kan ikke eksporteres" in advarsler(at)


def test_changed_choices_are_told_and_the_old_can_still_be_fetched(
    bestilte: list[Bestilling],
) -> None:
    at = lav(aabn("plandokument"))
    assert not advarsler(at) and zippen(at).read("LAESMIG.txt") == b"Udgave 1"
    at.button_group(key="dokument_afsnit").set_value(["status"]).run()
    assert "Valgene er ændret" in advarsler(at)
    assert zippen(at).read("LAESMIG.txt") == b"Udgave 1"
    lav(at)
    assert not advarsler(at) and zippen(at).read("LAESMIG.txt") == b"Udgave 2"


def test_a_fault_is_told_and_what_was_made_is_still_there(
    bestilte: list[Bestilling], monkeypatch: pytest.MonkeyPatch
) -> None:
    at = lav(aabn("plandokument"))

    def fejler(*_: Any, **__: Any) -> None:
        raise Inputfejl("Skabelonen er ikke et Word-dokument.")

    monkeypatch.setattr("eksport.pakke.filer", fejler)
    lav(at)
    assert [uden_tegn(e.value) for e in at.error] == ["Skabelonen er ikke et Word-dokument."]
    assert zippen(at).read("LAESMIG.txt") == b"Udgave 1"
    assert any("Hent det hele" in k.proto.label for k in at.get("download_button"))


def test_without_sections_nothing_can_be_made() -> None:
    at = aabn("plandokument")
    at.button_group(key="dokument_afsnit").set_value([]).run()
    assert at.button(key="lav").disabled
    assert "Vælg mindst ét" in at.info[0].value


def raad(at: AppTest) -> str:
    return "\n".join(uden_tegn(c.value) for c in at.caption)


def test_scenarios_alone_without_any_is_nothing_to_make(tiltag: Flytning) -> None:
    at = aabn("plandokument")
    assert "intet scenarie" in raad(at) and not at.button(key="lav").disabled
    uden_fejl(at.button_group(key="dokument_afsnit").set_value(["scenarier"]).run())
    assert at.button(key="lav").disabled and "intet scenarie" in uden_tegn(at.info[0].value)
    at = aabn("plandokument", tiltag=(tiltag,))
    assert "intet scenarie" not in raad(at)
    uden_fejl(at.button_group(key="dokument_afsnit").set_value(["scenarier"]).run())
    assert not at.button(key="lav").disabled and not at.info


def test_a_map_format_for_sections_without_maps_is_told() -> None:
    at = aabn("plandokument")
    assert "ingen trykkort" not in raad(at)
    at.button_group(key="dokument_afsnit").set_value(["status"]).run()
    assert "ingen trykkort" in raad(uden_fejl(at))
    at.button_group(key="dokument_formater").set_value([]).run()
    assert "ingen trykkort" not in raad(uden_fejl(at))


@pytest.mark.parametrize("speciale", ["", "51"])
def test_the_page_and_the_command_give_the_same_files(
    bestilte: list[Bestilling],
    tiltag: Flytning,
    plan: Plan,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    speciale: str,
) -> None:
    """Asked alike, whatever the order it is asked in: the manifest is the same byte for byte."""
    gemt = standardlager().opret(
        navn="Forslag B",
        forfatter="M",
        formaal="Lige adgang",
        tiltag=[som_dict(tiltag)],
        datasaet=plan.fingeraftryk,
        aar=2026,
    )
    valgt = {"speciale": speciale} if speciale else {}
    at = aabn("plandokument", tiltag=(tiltag,), aabent=gemt, scenarieaar=2026, **valgt)
    at.button_group(key="dokument_afsnit").set_value(["status", "ventetid", "scenarier", "metode"])
    at.button_group(key="dokument_formater").set_value([])
    uden_fejl(lav(at.run()))
    monkeypatch.setattr(kommandovalg, "indlaes", lambda *_, **__: plan)
    monkeypatch.setattr(kommandoeksport, "fremdrift", lambda: lambda del_, tekst: None)
    afsnit = [f"--afsnit={a}" for a in ("metode", "scenarier", "ventetid", "status", "status")]
    kommando = ["eksport", "--ud", str(tmp_path / "ud"), "--scenarie", gemt.id, *afsnit]
    egen = ["--speciale", speciale] if speciale else []
    dag = datetime.date.today().isoformat()
    assert cli.main([*kommando, *egen, "--dato", dag, "--graense", "15,0"]) == 0
    side, linje = (dataclasses.replace(b, kortformater=(), filtyper=()) for b in bestilte)
    fra_siden, fra_linjen = (rigtige_filer(plan, b) for b in (side, linje))
    assert fra_siden["manifest.json"] == fra_linjen["manifest.json"]
    assert {n for n in fra_siden if fra_siden[n] != fra_linjen[n]} == set()
    manifest = json.loads(fra_linjen["manifest.json"], parse_constant=_ingen)
    assert manifest["valg"]["speciale"] == (speciale or plan.fag.ventespeciale)
    assert manifest["valg"]["graense"] == 15.0
    (scenarie,) = manifest["scenarier"]
    assert (scenarie["id"], scenarie["version"], scenarie["aar"]) == (gemt.id, 1, 2026)


def _ingen(konstant: str) -> None:
    pytest.fail(f"{konstant} is no JSON")


def test_the_preview_has_the_figures_and_the_tables_numbers(plan: Plan) -> None:
    at = uden_fejl(aabn("plandokument"))
    tabel = status(plan)
    for kode, raekke in tabel.kommuner.iterrows():
        assert opslag(at, raekke["kommune"], "Indbyggere pr. kapacitet") == tal(
            raekke["indbyggere_pr_kapacitet"]
        ), kode
    overskrifter = [uden_tegn(m.value) for m in at.markdown]
    assert any(o.startswith("**Tabel 1. Kapacitet") for o in overskrifter)
    vist = at.selectbox(key="vist_afsnit")
    uden_fejl(vist.set_value("Ventetid").run())
    numre = [uden_tegn(m.value) for m in at.markdown if m.value.startswith("**Tabel")]
    assert numre and not any(n.startswith("**Tabel 1.") for n in numre)
    assert "Kilde:" in html_paa(at) and tabeller(at)


def test_the_preview_shows_the_scenario_escaped(plan: Plan, tiltag: Flytning) -> None:
    ond = standardlager().opret(
        navn='<img src="https://ond.example/x"> ![x](https://ond.example/y)',
        forfatter="M",
        formaal="",
        tiltag=[som_dict(tiltag)],
        datasaet=plan.fingeraftryk,
    )
    at = aabn("plandokument", tiltag=(tiltag,), aabent=ond)
    kapitel = next(o for o in at.selectbox(key="vist_afsnit").options if "Scenarie 1" in o)
    uden_fejl(at.selectbox(key="vist_afsnit").set_value(kapitel).run())
    raat = "\n".join([html_paa(at), *(m.value for m in at.markdown), *(h.value for h in at.header)])
    assert "ond" in raat and not re.search(r"(?<!\\)(<img|\]\()", raat)


def test_templates_are_a_word_file_and_a_powerpoint_file(tmp_path: Path) -> None:
    at = aabn("plandokument")
    felter = [f.proto for f in at.get("file_uploader") if "skabelon" in f.proto.label]
    assert [list(felt.type) for felt in felter] == [
        [".docx", ".dotx", ".docm", ".dotm"],
        [".potx", ".pptx"],
    ]
    assert "praksiskort" in felter[0].help


def test_the_scenario_is_cleared_while_the_page_is_open(
    bestilte: list[Bestilling], tiltag: Flytning
) -> None:
    at = uden_fejl(aabn("plandokument", tiltag=(tiltag,)))
    uden_fejl(at.button(key="ryd").click().run())
    assert at.multiselect(key="dokument_scenarier").value == []
    uden_fejl(lav(at))
    assert bestilte[0].scenarier == ()


def test_the_section_shown_is_deselected(bestilte: list[Bestilling]) -> None:
    at = aabn("plandokument")
    uden_fejl(at.selectbox(key="vist_afsnit").set_value("Ventetid").run())
    at.button_group(key="dokument_afsnit").set_value(["status", "kilder"]).run()
    assert uden_fejl(at).selectbox(key="vist_afsnit").value == "Kapacitet og indbyggere"


def test_it_is_said_when_the_groups_scenario_is_left_out(tiltag: Flytning) -> None:
    at = aabn("plandokument", tiltag=(tiltag,))
    assert not at.info
    at.multiselect(key="dokument_scenarier").set_value([]).run()
    assert "ikke valgt og kommer ikke med" in uden_fejl(at).info[0].value


def test_more_maps_take_longer() -> None:
    def sekunder(at: AppTest) -> int:
        tekst = next(c.value for c in at.caption if "sekunder" in c.value)
        return int(re.search(r"omkring (\d+) sekunder", tekst)[1])

    at = aabn("plandokument")
    faa = sekunder(at)
    at.button_group(key="dokument_formater").set_value(["spalte", "tekstbredde"]).run()
    assert sekunder(at) > faa
    at.button_group(key="dokument_afsnit").set_value(["status"]).run()
    assert sekunder(at) < faa
