"""A template is made of the fields, comes back through the door, and its example is never data."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from dansk import Inputfejl
from data.datapakke import ny_pakke
from data.datasaet import indlaes
from data.indgang.art import Art
from data.indgang.arter.liste import ARTER, arter
from data.indgang.proeve import Proeve, proev
from data.skema import INDBYGGET
from eksport.importskabelon import filnavn, har_skabelon, skabelon
from planning.kapacitet import klinikkapacitet
from planning.plan import Plan
from planning.ventetid import ventetid

TABELARTER = [art for art in ARTER if art.skabelon == ".xlsx"]
Raekker = list[dict[str, object]]


def _bog(art: Art) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(skabelon(art)))


def _art(noegle: str) -> Art:
    (art,) = arter(noegle)
    return art


def _udfyldt(art: Art, raekker: Raekker, sti: Path, *, flyt: bool = False) -> Path:
    """Write a template with rows by field; `flyt` puts the example last and the columns about."""
    bog = _bog(art)
    ark = bog.worksheets[0]
    plads = {felt.navn: nr for nr, felt in enumerate(art.felter, start=1)}
    for nr, raekke in enumerate(raekker, start=3):
        for felt, vaerdi in raekke.items():
            ark.cell(nr, plads[felt]).value = vaerdi
    if flyt:
        indhold = [[c.value for c in r] for r in ark.iter_rows()]
        hoved, eksempel, *andre = ([*r[::-1]] for r in indhold)
        for nr, ny in enumerate([hoved, *andre, eksempel], start=1):
            for kolonne, vaerdi in enumerate(ny, start=1):
                ark.cell(nr, kolonne).value = vaerdi
    bog.save(sti)
    return sti


def _klinikker(plan: Plan) -> Raekker:
    kap = klinikkapacitet(plan)
    return [
        {
            "navn": r.navn,
            "adresse": r.adresse,
            "postnr": str(r.postnr),
            "by": r.by,
            "omraade": r.kommune_kode,
            "handicapadgang": r.handicapadgang,
            "over30": int(kap.at[r.Index, "over30"]),
            "under30": int(kap.at[r.Index, "under30"]),
        }
        for r in plan.klinikker.itertuples()
    ]


UDFYLDT: Mapping[str, Callable[[Plan], Raekker]] = {
    "klinikker": _klinikker,
    "folketal": lambda plan: [
        {"omraade": r.kommune, "indbyggere": r.indbyggere + 10} for r in plan.kommuner.itertuples()
    ],
    "fremskrivning": lambda plan: [
        {"omraade": r.kommune, "indbyggere": r.indbyggere + nr, "tid": aar}
        for r in plan.kommuner.itertuples()
        for nr, aar in enumerate((2090, 2091))
    ],
    "ventetider": lambda plan: [
        {"klinik": k, "vent_51": "2-3 uger", "vent_62": "4 uger"} for k in plan.klinikker.index
    ],
    "tilgaengelighed": lambda plan: [
        {"klinik": k, "handicapadgang": "ja"} for k in plan.klinikker.index
    ],
    "tilskud": lambda plan: [
        {
            "klinik": k,
            "speciale": "62",
            "maaned": f"2025-{maaned:02}",
            "tilskud": 40_000.5,
            "kapaciteter": 1.5,
        }
        for k in plan.klinikker.index
        for maaned in (1, 2)
    ],
    "ramme": lambda plan: [
        {
            "niveau": "Hele landet",
            "speciale": speciale,
            "periode": f"{nr}. kvartal 2025",
            "forbrug": 250_000_000.5,
            "ramme": 1_000_000_000,
        }
        for speciale in ("51", "62")
        for nr in (1, 2)
    ],
    "patienter": lambda plan: [
        {"klinik": k, "speciale": "62", "aar": 2025, "patienter": 240, "beloeb": 2_400_000.5}
        for k in plan.klinikker.index
    ],
    "regulering": lambda plan: [
        {"aar": 2025, "speciale": kode, "pct": pct} for kode, pct in (("51", 2.4), ("62", 1.5))
    ],
    "klinikpunkter": lambda plan: [
        {"klinik": k.Index, "lat": round(k.lat + 0.002, 4), "lon": k.lon}
        for k in plan.klinikker.itertuples()
    ],
}


def _proev(sti: Path, plan: Plan) -> Proeve:
    return proev(sti, ARTER, lambda: plan, {})


def test_every_kind_with_a_template_is_filled_in_here() -> None:
    assert set(UDFYLDT) == {art.noegle for art in TABELARTER}


@pytest.mark.parametrize("flyt", [False, True])
@pytest.mark.parametrize("noegle", UDFYLDT)
def test_a_filled_in_template_is_taken_without_a_question(
    noegle: str, flyt: bool, plan: Plan, tmp_path: Path
) -> None:
    art, raekker = _art(noegle), UDFYLDT[noegle](plan)
    proeve = _proev(_udfyldt(art, raekker, tmp_path / filnavn(art), flyt=flyt), plan)
    assert proeve.art is art, "the kind is known without being told"
    assert proeve.kan_tages, [f.fejl for f in proeve.fejl] + [s.tekst for s in proeve.spoergsmaal]
    assert len(proeve.tabel.data) == len(raekker)
    fortalt = " ".join(f.fejl for f in proeve.fund)
    eksempel = len(raekker) + 2 if flyt else 2
    assert f"Række {eksempel} er skabelonens eksempel" in fortalt
    assert "Forklaring" in fortalt
    ny_pakke(INDBYGGET, tmp_path / "ny", proeve.tolkning.nye, proeve.tolkning.uden)
    ny = indlaes(tmp_path / "ny")
    if noegle == "klinikker":
        assert klinikkapacitet(ny)["kapacitet"].sum() == klinikkapacitet(plan)["kapacitet"].sum()
        assert set(ny.klinikker.index) == set(plan.klinikker.index)
    elif noegle == "folketal":
        assert ny.kommuner["indbyggere"].sum() == plan.kommuner["indbyggere"].sum() + 110
    elif noegle == "fremskrivning":
        sidste = ny.fremskrivning[ny.fremskrivning["aar"] == 2091]["indbyggere"]
        assert sidste.sum() == plan.kommuner["indbyggere"].sum() + 11
    elif noegle == "ventetider":
        uger = ventetid(ny).groupby("type")["uger"].agg(["min", "max"])
        assert uger.loc["51"].tolist() == [2.5, 2.5] and uger.loc["62"].tolist() == [4, 4]
    elif noegle == "tilskud":
        assert ny.tilskud["oere"].sum() == len(raekker) * 4_000_050
        assert set(ny.tilskud["maaned"]) == {1, 2} and set(ny.tilskud["kapaciteter"]) == {1.5}
    elif noegle == "ramme":
        assert ny.rammeforbrug["oere"].tolist() == [25_000_000_050] * 4
        assert set(ny.rammeforbrug["fra_maaned"]) == {1, 4}
    elif noegle == "patienter":
        assert set(ny.patienter["patienter"]) == {240} and set(ny.patienter["aar"]) == {2025}
        assert set(ny.patienter["oere"]) == {240_000_050}
    elif noegle == "regulering":
        assert ny.regulering[["speciale", "aar", "pct"]].to_numpy().tolist() == [
            ["51", 2025, 2.4],
            ["62", 2025, 1.5],
        ]


@pytest.mark.parametrize("art", TABELARTER, ids=lambda a: a.noegle)
def test_a_template_that_is_not_filled_in_says_so(art: Art, plan: Plan, tmp_path: Path) -> None:
    (tmp_path / filnavn(art)).write_bytes(skabelon(art))
    with pytest.raises(Inputfejl, match="ikke er udfyldt"):
        _proev(tmp_path / filnavn(art), plan)


@pytest.mark.parametrize("art", TABELARTER, ids=lambda a: a.noegle)
def test_the_template_has_what_the_fields_say(art: Art) -> None:
    ark, forklaring = _bog(art).worksheets
    assert [c.value for c in ark[1]] == [f.titel for f in art.felter]
    eksempler = [c.value for c in ark[2]]
    assert str(eksempler[0]).startswith("Eksempel: ")
    assert [str(e or "").removeprefix("Eksempel: ") for e in eksempler] == [
        f.eksempel for f in art.felter
    ]
    hjaelp = {str(v.sqref).split(":")[0]: v for v in ark.data_validations.dataValidation}
    for felt, hoved in zip(art.felter, ark[1], strict=True):
        v = hjaelp[hoved.coordinate]
        assert felt.beskrivelse[1:30] in v.prompt and (not felt.kraevet or "Skal" in v.prompt)
        assert len(v.prompt) <= 255 and len(v.promptTitle) <= 32, "Excel repairs a longer one"
        assert (v.formula1 or "") == (f'"{",".join(felt.valg)}"' if felt.valg else "")
        tekst = ark.column_dimensions[hoved.column_letter].number_format == "@"
        assert tekst is (felt.type == "string"), "a ydernummer keeps its first 0"
    alt = " ".join(str(c.value) for r in forklaring.iter_rows() for c in r if c.value)
    assert all(f.titel in alt and f.beskrivelse in alt for f in art.felter)


def test_a_template_has_the_same_bytes_whenever_it_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for art in filter(har_skabelon, ARTER):
        assert skabelon(art) == skabelon(art)
        if art.skabelon == ".xlsx":
            assert b"<dcterms:created" not in _kerne(skabelon(art))


def _kerne(indhold: bytes) -> bytes:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(indhold)) as arkiv:
        return arkiv.read("docProps/core.xml")


def test_headings_of_neighbours_are_those_its_reader_knows(plan: Plan, tmp_path: Path) -> None:
    art = _art("naboklinikker")
    sti = tmp_path / filnavn(art)
    sti.write_bytes(skabelon(art) + b"Viborg Fys,Viborg,56.452,9.402\r\n")
    assert _proev_som(sti, plan, "naboklinikker").kan_tages


def _proev_som(sti: Path, plan: Plan, noegle: str) -> Proeve:
    return proev(sti, arter(noegle), lambda: plan, {})


def test_what_a_program_writes_has_no_template() -> None:
    with pytest.raises(Inputfejl, match="skabelon matrix"):
        skabelon(_art("matrix"))
