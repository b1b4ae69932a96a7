"""Another field of practice is another folder: one speciale, one kind of capacity, its own words.

The field is made up, on the places and residents of Nordjylland. Nothing under planning/ knows of
it, and nothing it shows may know of physiotherapy.
"""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from data.datasaet import indlaes
from data.fund import Datafejl
from data.skema import INDBYGGET
from eksport.bestilling import NavngivetScenarie
from eksport.gislag import gislag
from eksport.indhold import byg_bilag
from eksport.word import word
from pages.dele import tilstand
from planning.mulige_flytninger import mulige_flytninger
from planning.plan import Plan
from planning.scenarie import vurder
from planning.tiltag import Flytning, fra_dict, som_dict
from tests.eksport.worddokument import laes
from tests.pages.apptest import aabn, opslag, scenariets_tiltag, tabellen, tabeller, uden_fejl

FAG = {
    "navn": "Fodterapi",
    "udoevere": "fodterapeuter med ydernummer",
    "praksisplan": "Praksisplan for fodterapi",
    "afsnit": {"flytning": "4.2", "deling": "4.3", "kapacitet": "4.4", "kriterier": "4.2 og 4.5"},
    "specialer": [{"kode": "54", "navn": "Fodterapi til diabetikere", "kort": "diabetes"}],
    "opgoerelser": [
        {
            "noegle": "ydernumre",
            "navn": "i ydernumre",
            "forklaring": "Et ydernummer er 1 kapacitet.",
            "arter": [
                {
                    "noegle": "ydernummer",
                    "navn": "ydernumre",
                    "ental": "ydernummer",
                    "kolonne": "Ydernumre",
                    "pr_kapacitet": {"": 1},
                }
            ],
            "hele": True,
            "faelles": "54",
        }
    ],
    "ventetyper": [{"noegle": "54", "navn": "Fodterapi", "kort": "Fodterapi", "speciale": "54"}],
    "ventespeciale": "54",
    "uden_kriterier": ["Holdtræningsfaciliteter", "Faglig sparring"],
}
#: Words of physiotherapy, with what is around them.
FREMMEDE = re.compile(
    r".{0,40}(?:(?:over|under) 30|vederlagsfri|\balmen\b|speciale (?:51|62)|\b51 (?:og|eller)"
    r"|\(62\)|hjemmebehandling|fysioterap|bilag 4|holdtræning|2\.1\.13|3\.4\.5).{0,40}",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def mappe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the field: two ydernumre at each clinic of Aalborg and one at every other."""
    mappe = tmp_path_factory.mktemp("fodterapi") / "data"
    shutil.copytree(INDBYGGET, mappe)
    pakke = json.loads((mappe / "datapackage.json").read_text("utf-8"))
    pakke |= {"fag": FAG, "plannavn": "Nordjylland, fodterapi"}
    ressourcer = {r["name"]: r for r in pakke["resources"]}
    for r in ressourcer.values():
        r["sources"] = [{"title": "Opdigtet"}]
    antal = {
        "name": "ydernummer",
        "type": "integer",
        "title": "Ydernumre",
        "description": "Antal ydernumre",
        "constraints": {"minimum": 0},
    }
    for navn, kolonne in (("kapaciteter", "speciale"), ("ventetider", "type")):
        felter = ressourcer[navn]["schema"]["fields"]
        next(f for f in felter if f["name"] == kolonne)["constraints"] = {"enum": ["54"]}
    kapaciteter = ressourcer["kapaciteter"]["schema"]
    egne = [f for f in kapaciteter["fields"] if f["name"] in ("klinik_id", "speciale")]
    kapaciteter["fields"] = [*egne, antal]
    uden = {"tabel1", "tabeller", "tabelliste"}  # the field has no published tables
    pakke["resources"] = [r for navn, r in ressourcer.items() if navn not in uden]
    (mappe / "datapackage.json").write_text(json.dumps(pakke), "utf-8")
    klinikker = pd.read_csv(mappe / "klinikker.csv", dtype=str)
    klinikker["navn"] = [f"Fodklinik {nr}" for nr in range(1, len(klinikker) + 1)]
    klinikker["klinik_id"] = [f"fodklinik-{nr}" for nr in range(1, len(klinikker) + 1)]
    klinikker.to_csv(mappe / "klinikker.csv", index=False)
    pd.DataFrame(
        {
            "klinik_id": klinikker["klinik_id"],
            "speciale": "54",
            "ydernummer": 1 + (klinikker["kommune_kode"] == "0851").astype(int),
        }
    ).to_csv(mappe / "kapaciteter.csv", index=False)
    ventetider = pd.read_csv(mappe / "ventetider.csv", dtype=str)
    ventetider = ventetider[ventetider["type"] == "62"].assign(type="54", note="")
    ventetider.to_csv(mappe / "ventetider.csv", index=False)
    return mappe


@pytest.fixture(scope="module")
def fodterapi(mappe: Path) -> Plan:
    return indlaes(mappe)


@pytest.fixture
def _paa_siderne(monkeypatch: pytest.MonkeyPatch, fodterapi: Plan) -> None:
    monkeypatch.setattr(tilstand, "_indlaest", lambda mappe, faerger: fodterapi)


def _flytning(plan: Plan) -> Flytning:
    """One ydernummer from the first clinic of Aalborg to the first of Rebild."""
    kommune = plan.klinikker["kommune_kode"]
    fra, til = (kommune.index[kommune == kode][0] for kode in ("0851", "0840"))
    return Flytning(fra, til, ydernummer=1)


@pytest.mark.usefixtures("_paa_siderne")
def test_overblik_counts_the_fields_capacity_in_its_own_words(fodterapi: Plan) -> None:
    at = uden_fejl(aabn())
    i_aalborg = (fodterapi.klinikker["kommune_kode"] == "0851").sum()
    assert opslag(at, "Aalborg", "Ydernumre") == str(2 * i_aalborg)
    assert opslag(at, "Aalborg", "Kapacitet i alt") == str(2 * i_aalborg)
    assert opslag(at, "Region Nordjylland", "Ydernumre") == str(57 + i_aalborg)
    # 215,443 residents of Aalborg by hand.
    pr_kapacitet = round(215_443 / (2 * i_aalborg))
    vist = opslag(at, "Aalborg", "Indbyggere pr. kapacitet")
    assert int(vist.replace(".", "")) == pr_kapacitet
    assert tabellen(at, "Ydernumre")[0][:3] == ["Kommune", "Ydernumre", "Kapacitet i alt"]
    assert not FREMMEDE.findall(_alt_paa(at))


def test_the_words_of_physiotherapy_are_found_where_they_are() -> None:
    assert FREMMEDE.search(_alt_paa(aabn()))


@pytest.mark.usefixtures("_paa_siderne")
def test_a_flytning_moves_one_and_says_so(fodterapi: Plan) -> None:
    tiltag = _flytning(fodterapi)
    vurdering = vurder(fodterapi, [tiltag])
    foer, efter = vurdering.foer.kommuner["kapacitet"], vurdering.efter.kommuner["kapacitet"]
    assert (efter - foer)[lambda f: f != 0].to_dict() == {"0851": -1, "0840": 1}
    assert vurdering.effekt.samlet == vurdering.effekt.samlet
    assert "4.2" in vurdering.beslutningsvej.afsnit
    kriterier = set(vurdering.effekt.kriterier["kriterium"])
    assert not kriterier & set(fodterapi.fag.uden_kriterier)
    alle = mulige_flytninger(fodterapi).set_index(["fra", "til"])
    assert alle.loc[(tiltag.fra, tiltag.til), "samlet"] == pytest.approx(vurdering.effekt.samlet)
    assert fra_dict(json.loads(json.dumps(som_dict(tiltag)))) == tiltag
    at = uden_fejl(aabn("flytning", tiltag=(tiltag,)))
    (linje,) = scenariets_tiltag(at)
    assert "1 ydernummer" in linje
    assert not FREMMEDE.findall(_alt_paa(at))


@pytest.mark.usefixtures("_paa_siderne")
@pytest.mark.parametrize("side", ["daekning", "ventetid", "forslag", "scenarier", "plandokument"])
def test_the_other_pages_open_without_a_word_of_another_field(side: str) -> None:
    assert not FREMMEDE.findall(_alt_paa(uden_fejl(aabn(side))))


def test_the_word_annex_is_of_the_field_alone(fodterapi: Plan) -> None:
    scenarie = NavngivetScenarie("Et ydernummer til Rebild", (_flytning(fodterapi),))
    bilag = byg_bilag(fodterapi, [scenarie], fund=())
    uden_kort = [
        dataclasses.replace(a, led=tuple(d for d in a.led if type(d).__name__ != "Figur"))
        for a in bilag.afsnit
    ]
    bilag = dataclasses.replace(bilag, afsnit=tuple(uden_kort))
    dok = laes(word(bilag))
    celler = [[[c.text for c in r.cells] for r in t.rows] for t in dok.tables]
    assert celler[0][0][1] == "Ydernumre"
    i_aalborg = (fodterapi.klinikker["kommune_kode"] == "0851").sum()
    assert celler[0][-1][1].startswith(str(57 + i_aalborg))
    tekst = "\n".join(
        [*(p.text for p in dok.paragraphs), *(c for t in celler for r in t for c in r)]
    )
    assert "Kapacitet i fodterapi" in tekst
    assert "1 ydernummer" in tekst
    assert "fodterapeuter med ydernummer" in tekst
    assert "Praksisplan for fodterapi, afsnit 4.2" in tekst
    assert not FREMMEDE.findall(tekst)


def test_the_map_data_say_what_the_fields_columns_are(fodterapi: Plan) -> None:
    lag = {et.navn: et for et in gislag(fodterapi, fodterapi.omrids)}
    kommuner, klinikker = lag["kommuner"], lag["klinikker"]
    assert kommuner.ramme["ydernummer"].sum() == klinikker.ramme["ydernummer"].sum()
    assert kommuner.betydninger["ydernummer"] == "Ydernumre, i kapaciteter (hver tæller 1)"
    assert "ventetid_54_min" in kommuner.betydninger
    assert not FREMMEDE.findall(json.dumps([et.betydninger for et in lag.values()]))


def _alt_paa(at: object) -> str:
    """All the text a page shows, its charts and maps included; the choice of field names them."""
    vist = [e for e in at.main if getattr(e, "key", None) != "fagvalg"]
    dele = [str(e.value) for e in vist if hasattr(e, "value")]
    dele += [json.dumps(t, ensure_ascii=False) for t in tabeller(at)]
    dele += [str(e.proto) for e in vist]
    return "\n".join(dele)


@pytest.mark.parametrize(
    ("aendring", "sted"),
    [
        ({"ventespeciale": "99"}, "ventespeciale"),
        ({"specialer": []}, "specialer"),
        ({"farve": "blå"}, "farve"),
        ({"navn": 5}, "navn"),
        ({"opgoerelser": "timer"}, "opgoerelser"),
        ({"specialer": [FAG["specialer"][0] | {"betaler": "staten"}]}, "betaler er »staten«"),
        ({"specialer": [FAG["specialer"][0] | {"tilskud_pct": 140}]}, "tilskud_pct"),
    ],
)
def test_a_field_that_does_not_hang_together_is_refused(
    mappe: Path, tmp_path: Path, aendring: dict[str, object], sted: str
) -> None:
    skadet = tmp_path / "skadet"
    shutil.copytree(mappe, skadet)
    pakke = json.loads((skadet / "datapackage.json").read_text("utf-8"))
    pakke["fag"] |= aendring
    (skadet / "datapackage.json").write_text(json.dumps(pakke), "utf-8")
    with pytest.raises(Datafejl, match=sted):
        indlaes(skadet)
