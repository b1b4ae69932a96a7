"""The files against each other: faults stop them, contradictions of the source are reported."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from dansk import Inputfejl
from data.fund import Datafejl, Fund
from data.kontrol import kontroller, krydsfund, laes_rammer
from data.skema import INDBYGGET, laes_skema

# What the source contradicts itself about, beside the checks of tabeller.csv.
# Bilag 4 prints the postal codes 9900 Skagen (p. 51), 9500 Mariager (57), 9460 Farsø (63) and
# 9210 Aalborg SV (65); five kommuner differ between tabel 1 and bilag 4.
KILDEN_SELV = [
    ("klinikker.csv", 10, "postnr", "Skagen Fysioterapi står med 9900 Skagen", "9990"),
    ("klinikker.csv", 11, "postnr", "Kenneth Madsen, BeneFiT Nord står med 9900 Skagen", "9990"),
    ("klinikker.csv", 27, "postnr", "Morten Thastum, Mariager Fys. står med 9500", "9550"),
    ("klinikker.csv", 43, "postnr", "Farsø Fysioterapi står med 9460 Farsø", "9640"),
    ("klinikker.csv", 53, "postnr", "Skalborg Fysioterapi står med 9210 Aalborg SV", "9200"),
    (
        "tabel1.csv",
        3,
        "over30, under30",
        "Thisted har 12 kapaciteter i tabel 1",
        "12 i klinik",
    ),
    ("tabel1.csv", 5, "over30, under30", "Frederikshavn har 16,5", "16 i kliniklisten"),
    ("tabel1.csv", 9, "over30, under30", "Jammerbugt har 8", "7 i kliniklisten"),
    ("tabel1.csv", 10, "over30, under30", "Aalborg har 36,5", "37 i kliniklisten"),
    ("tabel1.csv", 12, "over30, under30", "Hjørring har 15", "16 i kliniklisten"),
]

Raekker = list[dict[str, str]]


@pytest.fixture(scope="module")
def indbygget() -> list[Fund]:
    return kontroller()


def rettet(mappe: Path, navn: str, ret: Callable[[Raekker], Raekker | None]) -> Path:
    """Write a file of the dataset with its rows changed, under its own name."""
    with (INDBYGGET / navn).open(encoding="utf-8", newline="") as fil:
        laeser = csv.DictReader(fil)
        raekker, felter = list(laeser), list(laeser.fieldnames or [])
    raekker = ret(raekker) or raekker
    sti = mappe / navn
    with sti.open("w", encoding="utf-8", newline="") as fil:
        skriver = csv.DictWriter(fil, felter)
        skriver.writeheader()
        skriver.writerows(raekker)
    return sti


def saet(nr: int, **felter: str) -> Callable[[Raekker], None]:
    """Set fields of the row with this number (the header is 1)."""
    return lambda raekker: raekker[nr - 2].update(felter)


def fejl(*stier: Path) -> list[tuple[str, int | str, str]]:
    return [(f.fil, f.raekke, f.kolonne) for f in kontroller(stier) if f.alvor == "fejl"]


def test_the_contradictions_of_the_source_are_exactly_these(indbygget: list[Fund]) -> None:
    fundet = [f for f in indbygget if f.fil not in ("tabeller.csv", "udsagn.csv")]
    assert [(f.fil, f.raekke, f.kolonne) for f in fundet] == [k[:3] for k in KILDEN_SELV]
    for fund, (*_, begyndelse, rettelse) in zip(fundet, KILDEN_SELV, strict=True):
        assert fund.fejl.startswith(begyndelse)
        assert rettelse in fund.fejl


def test_the_embedded_dataset_has_no_faults_of_its_own(indbygget: list[Fund]) -> None:
    assert {f.alvor for f in indbygget} == {"kilde", "forklaret"}


def test_the_embedded_files_alone_are_the_embedded_dataset(indbygget: list[Fund]) -> None:
    fil = INDBYGGET / "klinikker.csv"
    assert kontroller([fil]) == [f for f in indbygget if f.fil == "klinikker.csv"]


def test_the_right_postal_code_is_no_finding(tmp_path: Path) -> None:
    fil = rettet(tmp_path, "klinikker.csv", saet(43, postnr="9640"))
    assert 43 not in [f.raekke for f in kontroller([fil])]
    assert len(kontroller([fil])) == 4


@pytest.mark.parametrize(
    ("navn", "ret", "kolonne", "ord_"),
    [
        ("klinikker.csv", saet(2, kommune_kode="0999"), "kommune_kode", "findes ikke i kommuner"),
        ("kapaciteter.csv", saet(2, klinik_id="nyt-navn"), "klinik_id", "findes ikke i klinikker"),
        ("ventetider.csv", saet(2, kode="0101"), "kode", "findes ikke i kommuner"),
        ("kapaciteter.csv", saet(2, over30=""), "over30", "mangler"),
        ("kapaciteter.csv", saet(2, under30=""), "under30", "mangler"),
        ("kapaciteter.csv", saet(2, over30="-1"), "over30", "for lavt"),
        ("kapaciteter.csv", saet(2, over30="1.5"), "over30", "helt tal"),
        ("ventetider.csv", saet(2, uger_min="2", uger_max="1"), "uger_min", "mere end uger_max"),
        ("ventetider.csv", saet(2, uger_min=""), "uger_min", "Kun den ene ende"),
        ("ventetider.csv", saet(2, uger_max=""), "uger_min", "Kun den ene ende"),
        ("ventetider.csv", saet(2, uger_min="-1"), "uger_min", "for lavt"),
        ("ventetider.csv", saet(2, svar="5"), "svar", "5 svar fra 4 klinikker"),
        ("ventetider.csv", saet(2, type="57"), "type", "Vælg 51, 62 eller hjemmebehandling"),
        ("klinikker.csv", saet(2, handicapadgang="Ja"), "handicapadgang", "ikke en mulighed"),
        ("klinikker.csv", saet(2, postnr="933"), "postnr", "rette form"),
        ("klinikker.csv", saet(2, lat="10.29", lon="57.16"), "lat", "for lavt"),
        ("tabel1.csv", saet(2, indbyggere="20395"), "indbyggere", "20.395"),
    ],
)
def test_a_fault_in_row_2_is_told_there(
    tmp_path: Path, navn: str, ret: Callable[[Raekker], None], kolonne: str, ord_: str
) -> None:
    fundet = [f for f in kontroller([rettet(tmp_path, navn, ret)]) if f.alvor == "fejl"]
    assert (navn, 2, kolonne) in [(f.fil, f.raekke, f.kolonne) for f in fundet]
    assert any(ord_ in f.fejl for f in fundet)


@pytest.mark.parametrize(
    ("svar", "ord_"),
    [("0 2", "går ikke fra"), ("0 0 0", "3 angivne ventetider fra 2"), ("nul", "rette form")],
)
def test_answers_that_do_not_fit_the_wait_are_told(tmp_path: Path, svar: str, ord_: str) -> None:
    # Row 14 is Læsø, almen fysioterapi: two clinics, both without a wait.
    fil = rettet(tmp_path, "ventetider.csv", saet(14, svar_uger=svar))
    assert [ord_ in f.fejl for f in kontroller([fil]) if f.alvor == "fejl"] == [True]


def test_hours_and_amounts_in_one_file_are_told_where_they_first_meet(tmp_path: Path) -> None:
    fil = rettet(tmp_path, "kapaciteter.csv", saet(5, speciale="51", beloeb_kr="393000"))
    assert fejl(fil) == [("kapaciteter.csv", 5, "speciale")]


def test_amounts_need_an_amount(tmp_path: Path) -> None:
    def som_beloeb(raekker: Raekker) -> None:
        for raekke in raekker:
            raekke.update(speciale="62", under30="", over30="", beloeb_kr="1000000")
        raekker[3]["beloeb_kr"] = ""

    fil = rettet(tmp_path, "kapaciteter.csv", som_beloeb)
    assert fejl(fil) == [("kapaciteter.csv", 5, "beloeb_kr")]


def test_a_clinic_may_hold_an_amount_in_each_speciale(tmp_path: Path) -> None:
    def begge(raekker: Raekker) -> Raekker:
        tom = {"under30": "", "over30": "", "samlet_publiceret": "", "beloeb_kr": "393000"}
        return [r | tom | {"speciale": s} for r in raekker for s in ("51", "62")]

    assert fejl(rettet(tmp_path, "kapaciteter.csv", begge)) == []


def test_the_same_clinic_twice_is_told_at_the_second(tmp_path: Path) -> None:
    fil = rettet(tmp_path, "klinikker.csv", lambda raekker: [*raekker, dict(raekker[0])])
    assert fejl(fil) == [("klinikker.csv", 59, "klinik_id")]


def test_the_same_clinic_and_speciale_twice_is_told_at_the_second(tmp_path: Path) -> None:
    fil = rettet(tmp_path, "kapaciteter.csv", lambda raekker: [*raekker, dict(raekker[0])])
    assert fejl(fil) == [("kapaciteter.csv", 59, "klinik_id + speciale")]


def test_a_printed_total_that_does_not_add_up_is_kept_and_reported(tmp_path: Path) -> None:
    fil = rettet(tmp_path, "kapaciteter.csv", saet(2, samlet_publiceret="4.5"))
    (fund,) = kontroller([fil])
    assert (fund.raekke, fund.kolonne, fund.alvor) == (2, "samlet_publiceret", "kilde")
    assert "trykt som 4,5, men 2 over 30 timer og 4 under 30 timer giver 4." in fund.fejl


def test_a_region_that_is_not_the_sum_of_its_kommuner_is_reported(tmp_path: Path) -> None:
    fil = rettet(tmp_path, "tabel1.csv", saet(13, over30="53"))
    (fund,) = [f for f in kontroller([fil]) if f.raekke == 13]
    assert (fund.kolonne, fund.alvor) == ("over30", "kilde")
    assert "53" in fund.fejl
    assert "52" in fund.fejl


def test_a_postal_code_of_another_kommune_is_reported(tmp_path: Path) -> None:
    # Hals is in Aalborg, and the clinic is listed under Brønderslev.
    fil = rettet(tmp_path, "klinikker.csv", saet(2, postnr="9370", by="Hals"))
    (fund,) = [f for f in kontroller([fil]) if f.raekke == 2]
    assert (fund.kolonne, fund.alvor) == ("kommune_kode", "kilde")
    assert "ligger ikke i Brønderslev Kommune" in fund.fejl


def test_a_postal_code_outside_the_region_is_reported(tmp_path: Path) -> None:
    fil = rettet(tmp_path, "klinikker.csv", saet(2, postnr="8000", by="Aarhus C"))
    (fund,) = [f for f in kontroller([fil]) if f.raekke == 2]
    assert "8000 findes ikke i regionen" in fund.fejl


def test_faults_in_several_files_are_told_at_once(tmp_path: Path) -> None:
    filer = [
        rettet(tmp_path, "klinikker.csv", saet(4, lat="x")),
        rettet(tmp_path, "ventetider.csv", saet(7, svar="")),
    ]
    assert fejl(*filer) == [("klinikker.csv", 4, "lat"), ("ventetider.csv", 7, "svar")]


def test_two_new_files_are_held_against_each_other(tmp_path: Path) -> None:
    klinikker = rettet(tmp_path, "klinikker.csv", saet(2, klinik_id="nyt-navn"))
    kapaciteter = rettet(tmp_path, "kapaciteter.csv", saet(2, klinik_id="nyt-navn"))
    assert fejl(klinikker, kapaciteter) == []
    assert fejl(kapaciteter) == [("kapaciteter.csv", 2, "klinik_id")]


def test_a_clinic_missing_from_a_new_list_is_told_though_the_capacities_are_old(
    tmp_path: Path,
) -> None:
    # The list alone looks fine; together with the embedded capacities it makes no Plan.
    fil = rettet(tmp_path, "klinikker.csv", lambda raekker: raekker[1:])
    assert ("kapaciteter.csv", 2, "klinik_id") in fejl(fil)


@pytest.mark.parametrize("navn", ["klinik.csv", "datapackage.json", "omrids.gpkg", "klinikker"])
def test_a_file_is_known_by_its_name(tmp_path: Path, navn: str) -> None:
    with pytest.raises(Inputfejl, match=r"^Ukendt fil: .*datasættets filer er .*byer\.csv"):
        kontroller([tmp_path / navn])


def test_two_files_of_the_same_name_are_not_silently_one(tmp_path: Path) -> None:
    (tmp_path / "ny").mkdir()
    daarlig = rettet(tmp_path, "klinikker.csv", saet(2, lat="x"))
    god = rettet(tmp_path / "ny", "klinikker.csv", lambda raekker: None)
    with pytest.raises(Inputfejl, match=r"klinikker\.csv"):
        kontroller([daarlig, god])


def test_a_known_name_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    (fund,) = kontroller([tmp_path / "klinikker.csv"])
    assert (fund.fil, fund.raekke, fund.kolonne) == ("klinikker.csv", "", "")
    assert "findes ikke" in fund.fejl


def test_rules_hold_the_files_against_each_other_only_when_each_is_whole(tmp_path: Path) -> None:
    rammer, fund = laes_rammer(erstat={"klinikker": tmp_path / "borte.csv"})
    assert len(fund) == 1
    assert rammer["klinikker"].empty
    rammer, fund = laes_rammer()
    assert fund == []
    assert {f.alvor for f in krydsfund(rammer, laes_skema())} == {"kilde", "forklaret"}


@pytest.mark.parametrize(
    ("fund", "tekst"),
    [
        (Fund("a.csv", "", 4, "lat", "Mangler."), "a.csv, række 4, kolonne lat: Mangler."),
        (
            Fund("a.csv", "Tabel 3", "Rebild", "i alt", "X."),
            "a.csv, Tabel 3, række Rebild, kolonne i alt: X.",
        ),
        (Fund("a.csv", "", "", "", "Filen findes ikke."), "a.csv: Filen findes ikke."),
    ],
)
def test_a_finding_reads_as_one_line(fund: Fund, tekst: str) -> None:
    assert fund.tekst() == tekst


def test_many_faults_are_counted_and_the_first_twenty_shown() -> None:
    fund = [Fund("a.csv", "", nr, "lat", "Mangler.") for nr in range(2, 27)]
    fejl_ = Datafejl(fund)
    assert fejl_.fund == tuple(fund)
    linjer = str(fejl_).splitlines()
    assert linjer[0] == "Datasættet kan ikke bruges: 25 fejl. Ret dem og prøv igen."
    assert linjer[1] == "- a.csv, række 2, kolonne lat: Mangler."
    assert sum(linje.startswith("- a.csv") for linje in linjer) == 20


def test_rows_are_numbered_as_the_file_has_them(tmp_path: Path) -> None:
    """Blank lines and a text over two lines count: a fault on line 13 is told as row 13."""
    linjer = (INDBYGGET / "ventetider.csv").read_text("utf-8").splitlines()
    linjer[10] = linjer[10].replace("0849", "0101", 1)
    linjer[5:5] = ["", ""]
    fil = tmp_path / "ventetider.csv"
    fil.write_text("\n".join(linjer) + "\n", "utf-8")
    assert linjer[12].startswith("0101")
    assert fejl(fil) == [("ventetider.csv", 13, "kode")]
    # A note broken over two lines moves the rest one down more.
    linjer[2] = linjer[2] + '"to\nlinjer"'
    fil.write_text("\n".join(linjer) + "\n", "utf-8")
    assert fejl(fil) == [("ventetider.csv", 14, "kode")]


def test_every_rule_numbers_rows_as_the_file_has_them(tmp_path: Path) -> None:
    """Each finding of a file moves down as many rows as blank lines are put at its top."""
    for navn in ("klinikker.csv", "tabel1.csv"):
        foer = [f.raekke for f in kontroller([INDBYGGET / navn]) if f.fil == navn]
        linjer = (INDBYGGET / navn).read_text("utf-8").splitlines()
        fil = tmp_path / navn
        fil.write_text("\n".join([linjer[0], "", "", "", *linjer[1:]]) + "\n", "utf-8")
        efter = [f.raekke for f in kontroller([fil]) if f.fil == navn]
        assert foer and efter == [raekke + 3 for raekke in foer], navn


def test_the_rules_on_the_source_alone_find_no_faults() -> None:
    """A Plan is built without them: what they might call a fault would get in unseen."""
    rammer, _ = laes_rammer()
    # Every table in ruins, and every statement of the text.
    tabeller = rammer["tabeller"].assign(vaerdi=rammer["tabeller"]["vaerdi"] * 3 + 50)
    udsagn = rammer["udsagn"].assign(vaerdi=rammer["udsagn"]["vaerdi"] * 3 + 50)
    fundne = krydsfund(rammer | {"tabeller": tabeller, "udsagn": udsagn}, laes_skema())
    assert len(fundne) > 200
    assert [f for f in fundne if f.alvor == "fejl"] == []


def test_the_weeks_of_tabel_7_and_of_bilag_4_are_held_together(indbygget: list[Fund]) -> None:
    """By hand: 1 + 12 + 3 + 20 + 6 + 4 + 6 + 12 = 64 weeks in tabel 7; in bilag 4, of 38 clinics,
    1 + 9 + 10.5 + 0 + 5 + 3/7 + 7 + 1.5 + 16 + 18 = 68.43."""
    (fund,) = [f for f in indbygget if (f.ark, f.raekke) == ("tabel 7", "alle rækker")]
    assert all(ord_ in fund.fejl for ord_ in ("64,0", "68,43", "41 svar", "38 svar"))
    rammer, _ = laes_rammer()
    tabel = rammer["tabeller"]
    en_uge = (tabel["tabel"] == "7") & (tabel["raekke"] == "1") & (tabel["enhed"] == "antal")
    # Four more with one week, and the two agree to within half a week.
    rammer["tabeller"] = tabel.assign(vaerdi=tabel["vaerdi"] + 4 * en_uge)
    fundne = krydsfund(rammer, laes_skema())
    assert not [f for f in fundne if f.ark == "tabel 7" and "lagt sammen" in f.fejl]


@pytest.mark.parametrize(
    ("navn", "ret", "sted"),
    [
        ("rejseparametre.csv", saet(2, vaerdi="0"), ("rejseparametre.csv", 2, "vaerdi")),
        ("rejseparametre.csv", lambda r: r[:1], ("rejseparametre.csv", "", "parameter")),
        (
            "hovedveje.csv",
            saet(2, rutepunkter="57.1 9.9;56.46"),
            ("hovedveje.csv", 2, "rutepunkter"),
        ),
        ("hovedveje.csv", saet(3, rutepunkter="nan nan;57 9"), ("hovedveje.csv", 3, "rutepunkter")),
        ("fjordforbindelser.csv", saet(2, lat1="75.053"), ("fjordforbindelser.csv", 2, "lat1")),
        ("byer.csv", saet(2, indbyggere="11921900"), ("byer.csv", 2, "indbyggere")),
    ],
)
def test_the_ground_is_checked_at_the_door_and_not_where_it_is_driven_on(
    tmp_path: Path,
    navn: str,
    ret: Callable[[Raekker], Raekker | None],
    sted: tuple[str, int | str, str],
) -> None:
    assert fejl(rettet(tmp_path, navn, ret)) == [sted]
