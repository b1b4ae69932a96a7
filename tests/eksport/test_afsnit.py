"""The sections: what they say is true, and said in words the reader of a plan knows."""

from __future__ import annotations

import dataclasses
import math
import re

import pytest

from data.fund import Fund
from data.steder import ny_adresse_i_by
from eksport.afsnit_metode import datafejlsafsnit, kildeafsnit, metodeafsnit
from eksport.afsnit_scenarie import scenarieafsnit, vurder_scenarie
from eksport.afsnit_tal import aktivitetsafsnit, daekningsafsnit, statusafsnit
from eksport.afsnit_ventetid import ventetidsafsnit
from eksport.bestilling import NavngivetScenarie, Valg
from eksport.bilag import Bilag, Punkter, Tekst
from kort.aendringslag import tiltagene
from planning.daekningsbillede import daekningsbillede
from planning.effekt import HARMONISERING, STANDARDVAEGTE
from planning.plan import Plan
from planning.tiltag import (
    Deling,
    Ekstraadresse,
    Flytning,
    Nedlaeggelse,
    Opslag,
    Overdragelse,
    Udvidelse,
)
from saetninger.maal import aftagentekst
from tabeller.tabel import Tabel


def tabel(afsnit: list, noegle: str) -> Tabel:
    return next(
        d for a in afsnit for d in a.led if isinstance(d, Tabel) and d.noegle.startswith(noegle)
    )


def punkter(afsnit: list) -> list[str]:
    return [p for a in afsnit for d in a.led if isinstance(d, Punkter) for p in d.punkter]


def test_the_bilag_does_not_speak_the_programs_language(bilag: Bilag) -> None:
    """No file names, columns or keys: of what is printed, and of the headings of the rest."""
    tekster = [
        t
        for a in bilag.afsnit
        for d in a.led
        for t in (
            [d.tekst]
            if isinstance(d, Tekst)
            else d.punkter
            if isinstance(d, Punkter)
            else [d.titel, d.kilde]
        )
    ]
    for t in bilag.tabeller():
        tekster += [t.note, *(k.overskrift for k in t.kolonner)]
        if t.i_dokument:
            tekster += [celle for k in t.kolonner for celle in t.celler(k)]
    assert len(tekster) > 500
    fundet = [t for t in tekster if re.search(r"\.(csv|json|gpkg|py)\b|[a-zæøå]_[a-zæøå]", t)]
    assert not fundet


def test_the_source_of_activity_is_the_table_with_its_page(plan: Plan) -> None:
    tabel_51 = tabel(aktivitetsafsnit(plan, Valg()), "aktivitet-51")
    # Praksisplan for fysioterapi 2020, bilag 1: tabel 14 on p. 31, tabel 16 on p. 32.
    assert "Tabel 16, s. 32, 2018" in tabel_51.kilde and "Tabel 14, s. 31, 2018" in tabel_51.kilde
    # Summed by hand from tabel 16; tabel 14 adds up.
    assert "borgere giver kommunerne tilsammen 47.416 mod regionens trykte 47.300" in tabel_51.note
    assert "ydelser giver" not in tabel_51.note
    # Its shares are of the printed 47.300.
    andel = tabel_51.ramme["patienter"] / 47_300 * 100
    assert list(tabel_51.ramme["andel_forbrug_pct"]) == pytest.approx(list(andel))
    assert "Andelene er af det trykte" in tabel_51.note
    assert "fra 2018" in tabel_51.note and "2019" in tabel_51.note


def test_the_wait_says_once_who_was_silent_and_what_others_answered(plan: Plan) -> None:
    afsnit = ventetidsafsnit(plan)
    tekster = [d.tekst for a in afsnit for d in a.led if isinstance(d, Tekst)]
    assert [t for t in tekster if "Jammerbugt" in t] == [
        "Jammerbugt har ikke oplyst nogen ventetid."
    ]
    svar = {p.partition(":")[0]: p for p in punkter(afsnit)}
    assert svar["Vesthimmerland"] == (
        "Vesthimmerland: To klinikker angiver 1-3 uger og en tredje 12 uger (almen fysioterapi og "
        "vederlagsfri fysioterapi). To klinikker angiver 1-3 uger og en tredje 20-30 uger "
        "(hjemmebehandling)."
    )
    assert svar["Jammerbugt"].endswith("Ingen af kommunens klinikker har besvaret spørgeskemaet.")
    assert "Aalborg" not in svar, "the source says no more than the means"


def test_silence_about_a_type_names_the_type(plan: Plan) -> None:
    ventetider = plan.ventetider.copy()
    rebild = (ventetider["kode"] == "0840") & (ventetider["type"] == "62")
    ventetider.loc[rebild, ["uger_min", "uger_max"]] = math.nan
    afsnit = ventetidsafsnit(dataclasses.replace(plan, ventetider=ventetider))
    tekster = [d.tekst for a in afsnit for d in a.led if isinstance(d, Tekst)]
    assert "Jammerbugt og Rebild har ikke oplyst ventetid til vederlagsfri fysioterapi." in tekster
    ingen = ventetider.assign(uger_min=math.nan, uger_max=math.nan)
    tavs = ventetidsafsnit(dataclasses.replace(plan, ventetider=ingen))
    assert tavs[0].nyheder[0] == "Ingen kommuner har oplyst ventetid til almen fysioterapi."


@pytest.mark.parametrize(
    ("aftagen", "tekst"),
    [
        ("trin", "en klinik tæller 1 inden for 10 min, 0,68 inden for 20 min og 0,22 inden for 30"),
        ("apl", "en klinik tæller 1 inden for 5 min, 0,3 inden for 10 min og 0,1 inden for 15 min"),
        ("gauss", "en klinik tæller mindre, jo længere der er til den, og intet fra 30 min"),
    ],
)
def test_the_decay_is_said_in_words(aftagen: str, tekst: str) -> None:
    assert aftagentekst(aftagen).startswith(tekst)


def test_the_method_says_whose_weights(plan: Plan) -> None:
    egne = Valg(vaegte={**STANDARDVAEGTE, "Nærhed": 3.0})
    assert any("Vægtene er Praksiskorts forslag" in p for p in punkter(metodeafsnit(plan, Valg())))
    assert any("Vægtene er sat af arbejdsgruppen" in p for p in punkter(metodeafsnit(plan, egne)))


def test_the_straight_line_has_no_roads_as_source(plan: Plan) -> None:
    for maal, med in (("minutter", True), ("luftlinje", False)):
        kilde = tabel(daekningsafsnit(plan, Valg(maal=maal, graense=10.0)), "daekning").kilde
        assert ("veje" in kilde) == med


def test_without_findings_there_is_no_table() -> None:
    (afsnit,) = datafejlsafsnit([])
    assert not [d for d in afsnit.led if isinstance(d, Tabel)]


FORKLARET = Fund(
    *("tabeller.csv", "tabel 16", "Region", "antal"),
    fejl="Talt to steder.",
    alvor="forklaret",
    forklaring="talt to gange",
)


def test_what_has_an_explanation_is_told_and_is_no_row_among_the_contradictions() -> None:
    fund = [
        Fund("tabeller.csv", "tabel 6", "1", "andel_pct", "Modsiger sig selv.", "kilde"),
        FORKLARET,
    ]
    (afsnit,) = datafejlsafsnit(fund)
    i_dokumentet, i_regnearket = (d for d in afsnit.led if isinstance(d, Tabel))
    assert list(i_dokumentet.ramme["fejl"]) == ["Modsiger sig selv."]
    assert list(i_regnearket.ramme["fejl"]) == ["Modsiger sig selv.", "Talt to steder."]
    (tekst,) = (d.tekst for d in afsnit.led if isinstance(d, Tekst))
    assert "1 sted" in tekst and "1 forskel" in tekst and "tabel 16" in tekst
    assert tekst.endswith("talt to gange.")


def test_only_explained_differences_make_no_table_of_contradictions() -> None:
    (afsnit,) = datafejlsafsnit([FORKLARET])
    assert [d.i_dokument for d in afsnit.led if isinstance(d, Tabel)] == [False]


def test_every_change_of_capacity_is_on_the_map(plan: Plan) -> None:
    tiltag = (
        Nedlaeggelse("skagen-fysioterapi", 0, 2),
        Deling("nykoebing-morsoe-fysioterapi"),
        Flytning("hobro-benefit", "hadsund-benefit", 0, 1),
        Udvidelse("nykoebing-morsoe-fysioterapi", 1),
    )
    vurderet = vurder_scenarie(plan, 1, NavngivetScenarie("Fire tiltag", tiltag), Valg())
    ramme = tiltagene(vurderet.vurdering)
    # As they stand; the Deling moves nothing, and is at its clinic.
    assert ramme["kapacitet"].tolist() == [1.0, 1.0, 0.5, 1.0]
    assert ramme["fra_x"].notna().tolist() == [True, True, True, False]
    assert ramme["til_x"].notna().tolist() == [False, True, True, True]
    assert ramme["skrevet"].tolist() == ["−1 nedlægges", "1 deles", "0,5", "+1 ny"]
    skagen = plan.klinikker.loc["skagen-fysioterapi"]
    assert (ramme["fra_x"].iloc[0], ramme["fra_y"].iloc[0]) == (skagen["x"], skagen["y"])
    tomt = vurder_scenarie(plan, 1, NavngivetScenarie("Tomt", ()), Valg())
    assert tiltagene(tomt.vurdering).empty


def test_the_annex_has_the_new_tiltag_with_route_parties_and_conditions(plan: Plan) -> None:
    tiltag = (
        Ekstraadresse("hobro-benefit", ny_adresse_i_by(plan, "0840", "Støvring"), 1, 0),
        Overdragelse("hobro-benefit", 1, 0),
        Opslag("hadsund-benefit", None, 0, 1),
    )
    vurderet = vurder_scenarie(plan, 1, NavngivetScenarie("Tre tiltag", tiltag), Valg())
    afsnit = scenarieafsnit(vurderet)
    alle = punkter(afsnit)
    for begyndelse in ("Ekstra klinikadresse: 1", "Overdragelse: 1", "Ledig kapacitet: 0,5"):
        assert any(p.startswith(begyndelse) for p in alle)
    assert any(p.endswith("(praksisplanen, afsnit 2.1.14, s. 11)") for p in alle)
    veje = tabel(afsnit, "scenarie-1-beslutning").ramme
    assert veje["niveau"].tolist() == [
        "Ikke angivet i praksisplanen",
        "Ikke angivet i praksisplanen",
        "Administrativ godkendelse",
    ]
    # The vacant capacity goes nowhere, and the extra address is an arrow to a place that is new.
    ramme = tiltagene(vurderet.vurdering)
    assert ramme["kapacitet"].tolist() == [1.0, 1.0, 0.5]
    assert ramme["til_x"].notna().tolist() == [True, True, False]
    assert ramme["ny"].tolist() == [True, False, False]
    skrevet = ["1 på ekstra adresse", "1 overdrages", "−0,5 opslås"]
    assert ramme["skrevet"].tolist() == skrevet


def test_every_source_has_a_name_a_reader_knows(plan: Plan) -> None:
    navne = tabel(kildeafsnit(plan), "kilder").ramme["indhold"]
    assert not [navn for navn in navne if navn[0].islower()]
    assert not set(navne) & set(plan.herkomst)


def trykt(af: Tabel, overskrift: str) -> dict[object, str]:
    """A column of a table as it is printed, by its heading."""
    (kolonne,) = (k for k in af.kolonner if k.overskrift == overskrift)
    return dict(zip(af.ramme.index, af.celler(kolonne), strict=True))


def test_a_column_is_what_its_heading_says(plan: Plan) -> None:
    afsnit = ventetidsafsnit(plan)
    data = tabel(afsnit, "ventetid-data")
    vesthimmerland = data.ramme.index[data.ramme["kommune"] == "Vesthimmerland"]
    lavest, hoejest = (trykt(data, f"{ord_} (uger)") for ord_ in ("Laveste", "Højeste"))
    # 1-12, 1-12 and 1-30 weeks (Praksisplan for fysioterapi 2020, bilag 4, p. 63).
    assert [lavest[i] for i in vesthimmerland] == ["1,00"] * 3
    assert [hoejest[i] for i in vesthimmerland] == ["12,00", "12,00", "30,00"]
    # Nine of Aalborg's fifteen clinics answered.
    bred = tabel(afsnit, "ventetid")
    assert trykt(bred, "Klinikker, der har svaret")["0851"] == "9 af 15"


def test_before_and_after_of_a_scenario_are_in_their_own_columns(plan: Plan) -> None:
    # From Thisted's 12 capacities to Aalborg's 37.
    flyt = Flytning("thisted-nordthy-klinik", "aalborg-klinik-for-fysioterapi", 1, 0)
    afsnit = scenarieafsnit(vurder_scenarie(plan, 1, NavngivetScenarie("Et", (flyt,)), Valg()))
    kommuner = tabel(afsnit, "scenarie-1-foer-efter")
    for overskrift, thisted, aalborg in (
        ("Kapacitet før", "12,0", "37,0"),
        ("Kapacitet efter", "11,0", "38,0"),
        ("Indbyggere pr. kapacitet før", "3.632", "5.823"),
        ("Indbyggere pr. kapacitet efter", "3.962", "5.670"),
        ("Afvigelse fra regionen før (%)", "−20,5", "+27,4"),
        ("Afvigelse fra regionen efter (%)", "−13,3", "+24,0"),
    ):
        vist = trykt(kommuner, overskrift)
        assert (vist["0787"], vist["0851"]) == (thisted, aalborg), overskrift
    effekt = tabel(afsnit, "scenarie-1-effekt")
    bedre = effekt.ramme["kriterium"] == HARMONISERING
    foer, efter = (
        float(trykt(effekt, ord_)[effekt.ramme.index[bedre][0]].replace(",", "."))
        for ord_ in ("Før", "Efter")
    )
    assert foer > efter, "less is lacking after"


def test_the_source_of_a_status_is_its_basis(plan: Plan) -> None:
    herkomst = {n: dataclasses.replace(h, kilde=f"<{n}>") for n, h in plan.herkomst.items()}
    med = dataclasses.replace(plan, herkomst=herkomst)
    for grundlag, kilde in (("klinikliste", "kapaciteter"), ("tabel1", "tabel1")):
        fundet = tabel(statusafsnit(med, Valg(grundlag=grundlag)), "status").kilde
        assert set(re.findall("<(.*?)>", fundet)) == {kilde, "kommuner"}


def test_every_district_with_somebody_beyond_is_told_of(plan: Plan) -> None:
    """In a row, in the number of the others, or among those whose figure is hidden."""
    pletter = tabel(daekningsafsnit(plan, Valg()), "hvide-pletter")
    andre, skjulte = re.findall(r"(\d+) (?:andre distrikter|til er der)", pletter.note)
    alle = daekningsbillede(plan, "minutter", 15.0).hvide_distrikter
    assert len(pletter.ramme) + int(andre) + int(skjulte) == len(alle)
