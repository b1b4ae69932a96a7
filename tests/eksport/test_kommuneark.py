"""Kommuneark on paper: one sheet of A4 each, with all that is asked of it, by LibreOffice."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import pytest

from eksport.bestilling import NavngivetScenarie, Valg, aabne_scenarier
from eksport.kommuneark import alle_ark, ark_dokument, ark_fil
from lager.scenarielager import Lager
from planning.kommuneark import Kommuneark
from planning.plan import Plan
from planning.tiltag import Flytning, som_dict
from saetninger.kommuneark import arknyhed
from saetninger.kommunespoergsmaal import spoergsmaalstekster

A4_PUNKTER = (595, 842)


@pytest.fixture(scope="module")
def arkene(plan: Plan) -> list[Kommuneark]:
    """Every ark, crowded: four scenarios with long names touch each kommune."""
    koder = plan.klinikker["kommune_kode"]
    fra = "aalborg-fysioterapi"
    scenarier = [
        NavngivetScenarie(
            f"Arbejdsgruppens forslag med et meget langt navn nummer {nr}",
            (Flytning(fra, next(i for i in koder.index[koder == kode] if i != fra), 0, 1),),
        )
        for kode in plan.kommuner.index
        for nr in range(4)
    ]
    return alle_ark(plan, Valg(), scenarier)


@pytest.fixture(scope="module")
def dokument(arkene: list[Kommuneark]) -> bytes:
    """The document of them all."""
    return ark_dokument(arkene)


def test_each_kommune_is_one_a4(
    arkene: list[Kommuneark],
    dokument: bytes,
    kontor: Callable[[Mapping[str, bytes]], dict[str, Path]],
    sider: Callable[[Path], list[str]],
) -> None:
    pdf = kontor({"kommuneark.docx": dokument})["kommuneark.docx"]
    om = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, check=True).stdout.decode()
    maal = next(li for li in om.splitlines() if li.startswith("Page size")).split()
    assert (round(float(maal[2])), round(float(maal[4]))) == A4_PUNKTER
    tekster = [" ".join(side.split()) for side in sider(pdf)]
    assert len(tekster) == len(arkene) == 11
    for ark, side in zip(arkene, tekster, strict=True):
        assert side.startswith(f"{ark.navn} Kommune")
        # From the first to the last thing on the sheet.
        for del_ in ("Ventetid til", "Udgift pr.", "Hvad der skal spørges om", "Kilde:"):
            assert del_ in side, (ark.navn, del_)
        assert len(ark.tiltag) >= 4 and "Arbejdsgruppens forslag" in side


def test_the_sheet_says_what_the_page_says(arkene: list[Kommuneark]) -> None:
    ark = arkene[-1]
    tekst = _tekst(ark_fil(ark, "Med scenariet.")).replace("\N{NO-BREAK SPACE}", " ")
    assert arknyhed(ark) in tekst and "Med scenariet." in tekst
    assert all(s in tekst for s in spoergsmaalstekster(ark))
    assert all(navn in tekst for navn in ark.klinikker["navn"])


def _tekst(data: bytes) -> str:
    dok = docx.Document(io.BytesIO(data))
    return "\n".join(
        "".join(t.text or "" for t in afsnit.iter() if t.tag.endswith("}t"))
        for afsnit in dok.element.body.iter()
        if afsnit.tag.endswith("}p")
    )


def test_the_same_ark_gives_the_same_bytes(arkene: list[Kommuneark]) -> None:
    assert ark_fil(arkene[0]) == ark_fil(arkene[0])


def test_a_scenario_is_open_until_something_is_decided(plan: Plan, tmp_path: Path) -> None:
    lager = Lager(f"sqlite:///{tmp_path}/s.sqlite")
    tiltag = [som_dict(Flytning("aalborg-fysioterapi", "hjallerup-fys", 0, 1))]
    felter = {"forfatter": "M", "formaal": "", "datasaet": plan.fingeraftryk}
    a, b = (lager.opret(navn=n, tiltag=tiltag, **felter) for n in ("A", "B"))
    lager.beslut(a.id, "Udvalget", "Godkendt", "Enighed")
    assert [s.navn for s in aabne_scenarier(lager)] == ["B"]
    # A new version is another proposal than the one that was decided.
    lager.gem(a.id, a.version, navn="A", tiltag=tiltag * 2, **felter)
    assert {s.navn for s in aabne_scenarier(lager)} == {"A", "B"}
    lager.slet(b.id)
    assert [s.navn for s in aabne_scenarier(lager)] == ["A"]
