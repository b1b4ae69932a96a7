"""The atlas: a map a kommune, every clinic of it named or told, and no name over another."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
import shapely

from eksport.bestilling import ALLE, TEKSTSIDE, Bestilling, Valg
from eksport.bilag import Figur, Tekst
from eksport.figurer import Tegner
from eksport.indhold import byg_bilag
from eksport.pakke import TIL_DOKUMENTER, _tryk, ventes
from kort.tryk.navngivning import NUMRE, UDEN_PLADS
from kort.tryk.trykkort import FORMATER, Tegning, figur
from planning.diskretion import diskret_daekning
from planning.kapacitet import klinikkapacitet
from planning.plan import Plan

#: The smallest, an island of one clinic, a large one, and the one with most clinics in a town.
KOMMUNER = ("Læsø", "Morsø", "Hjørring", "Aalborg")
NOEGLER = {"Læsø": "atlas-laesoe", "Morsø": "atlas-morsoe", "Hjørring": "atlas-hjoerring"}


@pytest.fixture(scope="module")
def figurer(plan: Plan) -> dict[str, Figur]:
    """The figures of the section alone, by key."""
    bilag = byg_bilag(plan, [], ("atlas",), Valg())
    (afsnit,) = bilag.afsnit
    assert afsnit.id == "atlas"
    return {d.noegle: d for d in afsnit.led if isinstance(d, Figur)}


@pytest.fixture(scope="module", params=[(k, f) for k in KOMMUNER for f in FORMATER])
def tegning(request: pytest.FixtureRequest, figurer: dict[str, Figur]) -> tuple[str, str, Tegning]:
    navn, format = request.param
    tegner = figurer[NOEGLER.get(navn, f"atlas-{navn.lower()}")].tegner
    assert isinstance(tegner, Tegner)
    return navn, format, figur(tegner.data, tegner.omrids, FORMATER[format])


def tekster(tegning: Tegning) -> list[str]:
    return [t.get_text() for t in tegning.fig.axes[0].texts if t.get_zorder() == 21]


def test_there_is_a_map_a_kommune_and_a_file_of_each(plan: Plan, figurer: dict[str, Figur]) -> None:
    assert len(figurer) == len(plan.kommuner) == 11
    assert set(NOEGLER.values()) < set(figurer)
    assert all(f.format == TEKSTSIDE for f in figurer.values())
    navne = {
        f"kort/{format}/{kort.noegle}.{t}"
        for f in figurer.values()
        for kort, typer, format in _tryk(f, ("a3_liggende",), ("pdf",))
        for t in typer
        if t not in TIL_DOKUMENTER
    }
    assert navne == {f"kort/a3_liggende/{noegle}.pdf" for noegle in figurer}


def test_it_stands_when_it_is_asked_for_and_refers_to_each_map(plan: Plan) -> None:
    assert "atlas" not in ALLE
    (afsnit,) = byg_bilag(plan, [], ("atlas",), Valg()).afsnit
    henvist = [d.figur for d in afsnit.led if isinstance(d, Tekst)]
    assert henvist == [d.noegle for d in afsnit.led if isinstance(d, Figur)]
    assert ventes(Bestilling(afsnit=("atlas",))) > ventes(Bestilling(afsnit=("metode",)))


def test_the_news_is_of_the_kommune_itself(plan: Plan, figurer: dict[str, Figur]) -> None:
    kapacitet = klinikkapacitet(plan)["kapacitet"]
    egne = kapacitet[plan.klinikker["kommune_kode"] == "0860"]
    nyhed = figurer["atlas-hjoerring"].nyhed
    assert f"{len(egne)} klinikker" in nyhed and f"{egne.sum():g} kapaciteter" in nyhed
    andel = diskret_daekning(plan, "minutter", 15.0).kommuner["andel_pct"]["0860"]
    assert f"{andel:.1f}".replace(".", ",") in nyhed
    assert "1 klinik med" in figurer["atlas-morsoe"].nyhed


def test_every_clinic_is_named_on_the_map_or_by_a_number(
    plan: Plan, tegning: tuple[str, str, Tegning]
) -> None:
    navn, format, tegnet = tegning
    kode = plan.kommune_kode(navn)
    har = klinikkapacitet(plan)["kapacitet"] > 0
    egne = plan.klinikker[(plan.klinikker["kommune_kode"] == kode) & har]
    (sat,) = tegnet.navne
    paa_kortet = {k: p for k, p in sat.items() if k.startswith("klinik-")}
    skrevet = " ".join(tekster(tegnet))
    forklaret = " ".join(skrevet[skrevet.index(n) :] for n in (NUMRE, UDEN_PLADS) if n in skrevet)
    linjer = [" ".join(li for li, _, _ in p.sats.linjer) for p in paa_kortet.values()]
    for klinik in egne["navn"]:
        assert any(t.startswith(klinik) for t in linjer) or klinik in forklaret, klinik
    numre = [t for t in linjer if re.fullmatch(r"\(\d+\)", t)]
    assert len(set(numre)) == len(numre) and all(f"{nr} " in forklaret for nr in numre)
    # On a page there is room for all but a few of the fifteen of Aalborg, as numbers.
    hele = format in ("tekstside", "a4_staaende", "a4_liggende", "a3_staaende", "a3_liggende")
    if hele:
        assert len(paa_kortet) == len(egne) and len(numre) <= (4 if navn == "Aalborg" else 0)
    else:
        assert len(egne) - len(paa_kortet) <= 1 and len(numre) <= 7


def test_names_and_their_lines_are_clear_of_each_other(
    tegning: tuple[str, str, Tegning],
) -> None:
    _, format, tegnet = tegning
    (sat,) = tegnet.navne
    bokse = {n: shapely.box(*p.boks) for n, p in sat.items()}
    for a, b in combinations(bokse.values(), 2):
        assert a.intersection(b).area < 1e-9
    for noegle, p in sat.items():
        if p.streg is not None:
            andre = [b for n, b in bokse.items() if n != noegle]
            streg = shapely.LineString(p.streg)
            assert not [b for b in andre if streg.intersection(b).length > 0.8], noegle
    mindst = 12 if format == "lysbillede" else 7
    assert min(t.get_fontsize() for t in tegnet.fig.axes[0].texts) >= mindst
