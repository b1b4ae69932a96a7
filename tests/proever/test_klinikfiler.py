"""Lists of clinics as registers, surveys and map programs write them: what each is read as."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry import MultiPoint

from dansk import Inputfejl
from data.indgang import datoer
from planning.plan import Plan
from planning.ventetid import ventetid
from tests.proever.filer import aendret, csv, fejl, gennem, ods, sagt, spurgt, taget, xlsx

#: 1 October 2026.
I_DAG = date(2026, 10, 1)


@pytest.fixture(autouse=True)
def en_dag(monkeypatch: pytest.MonkeyPatch) -> None:
    for modul in (datoer, "data.indgang.arter.ventetider"):
        monkeypatch.setattr(
            *((modul, "idag") if modul is datoer else (f"{modul}.idag",)), lambda: I_DAG
        )


# ------------------------------------------------------------------ klinikker


def test_a_report_of_power_bi_with_merged_kommuner_and_its_filters(
    plan: Plan, tmp_path: Path
) -> None:
    """Kommuner merged down over their clinics, subtotals, a filter and what was filtered by."""
    sti = xlsx(
        tmp_path / "Yderoversigt.xlsx",
        [
            [None, None, None, None, "Kapacitet", None],
            ["Kommune", "Praksisnavn", "Adresse", "Postnr. og by", "Over 30 t", "Under 30 t"],
            ["Morsø", "Morsø Fysioterapi", "Vettelsgade 7", "7900 Nykøbing M", 4, 2],
            [None, "Mors Ny Klinik", "Havnen 2", "7900 Nykøbing M", 1, None],
            ["Morsø i alt", None, None, None, 5, 2],
            ["Rebild", "BeneFiT Skørping", "Møllevej 2", "9520 Skørping", 2, 1],
            [None, "Støvring Fysioterapi", "Hobrovej 13 B", "9530 Støvring", 3, 0],
            ["Rebild i alt", None, None, None, 5, 1],
            ["Total", None, None, None, 10, 3],
            [],
            ["Anvendte filtre:\nSpeciale er 51 eller 62\nRegion er Nordjylland"],
        ],
        flet=["E1:F1", "A3:A4", "A6:A7"],
        filter_="A2:F9",
    )
    proeve = gennem(sti, plan)
    assert spurgt(proeve) == ["omfang"]
    proeve = gennem(sti, plan, omfang="aendringer")
    # From 3 + 4/2 to 4 + 2/2 and 1, and from 4/2 and 3/2 to 2 + 1/2 and 3. The postal code of
    # Støvring is of two kommuner: that it is Rebild is told by the merged cell alone.
    assert aendret(proeve) == {"Morsø": 6 - 5, "Rebild": 5.5 - 3.5}
    assert sagt(proeve, "Anvendte filtre") and sagt(proeve, "5, 8 og 9", "total")
    assert not sagt(proeve, "Filens sum er")


def test_write_csv2_of_r_has_numbered_rows_and_na(plan: Plan, tmp_path: Path) -> None:
    sti = csv(
        tmp_path / "klinikker.csv",
        [
            '"";"ydernr";"navn";"adresse";"postnr";"by";"kommune";"over30";"under30";"handicapadgang"',
            '"1";45671;"Hanstholm Fysioterapi";"Birkevænget 7";7730;"Hanstholm";"Thisted";3;NA;NA',
            '"2";45672;"Sydthy Klinik";"Industrivej 18";7760;"Hurup Thy";"Thisted";2;1;"ja"',
        ],
        kodning="cp1252",
    )
    # A capacity that is not told is not none, and that is said; access that is not told is kept.
    assert [sted for sted in fejl(gennem(sti, plan, omfang="aendringer"))] == [(2, "under30")]
    sti.write_bytes(sti.read_bytes().replace(b";3;NA;", b";3;0;"))
    proeve = gennem(sti, plan, omfang="aendringer")
    # From 1 + 1/2 and 1 + 2/2 to 3 and 2 + 1/2.
    assert aendret(proeve) == {"Thisted": 5.5 - 3.5}
    ny = taget(proeve, tmp_path)
    assert ny.klinikoplysninger.loc["hanstholm-fysioterapi", "ydernr"] == "045671"
    assert ny.klinikker.loc["hanstholm-fysioterapi", "handicapadgang"] == "ja", "NA tells nothing"


def test_amounts_of_a_libreoffice_sheet_are_currency(plan: Plan, tmp_path: Path) -> None:
    sti = ods(
        tmp_path / "beløb.ods",
        [
            ["Kapacitet 2026 efter ny overenskomst, opgjort 1. september 2026"],
            ["Klinik", "Adresse", "Postnr.", "By", "Kommune", "Beløb 51", "Beløb 62"],
            ["Ralf Seip Læsø Fysioterapi", "Birkealle 2", 9940, "Læsø", "Læsø", 393000, 1000000],
            ["Fysioterapien Læsø", "Byrum Hovedgade 58", 9940, "Læsø", "Læsø", 393000, 500000],
        ],
        {5: "currency", 6: "currency"},
    )
    assert fejl(gennem(sti, plan, omfang="aendringer")), "hours and amounts are not one plan"
    proeve = gennem(sti, plan, omfang="hele")
    # 393,000 and 1,000,000 kr. are one kapacitet of each speciale: 1 + 1 and 1 + 0.5.
    # On Læsø 1/2 and 1 before; all of the region's 129 are gone but for these.
    assert aendret(proeve)["Læsø"] == 3.5 - 1.5
    assert sum(aendret(proeve).values()) == 3.5 - 129
    assert taget(proeve, tmp_path).herkomst["klinikker"].dato == "1. september 2026"


# ------------------------------------------------------------------ tilgaengelighed


def test_a_google_sheet_of_check_boxes(plan: Plan, tmp_path: Path) -> None:
    """TRUE and FALSE are cells of their own type, and a mark is a yes."""
    sti = xlsx(
        tmp_path / "Svar.xlsx",
        [
            ["Klinik", "Handicapvenlig adgang", "Handicaptoilet", "Lokaler til holdtræning"],
            ["Aalborg Fysioterapi", True, False, "✓"],
            ["Vejgaard Fysioterapi", False, None, "✗"],
            ["Skalborg Fysioterapi", True, True, ""],
        ],
    )
    ny = taget(gennem(sti, plan), tmp_path)
    svar = ny.klinikoplysninger[["handicapadgang", "handicaptoilet", "holdtraening"]]
    assert svar.loc["aalborg-fysioterapi"].to_list() == ["ja", "nej", "ja"]
    assert svar.loc["aalborg-vejgaard-fysioterapi"].to_list() == ["nej", "ikke oplyst", "nej"]
    assert svar.loc["aalborg-skalborg-fysioterapi"].to_list() == ["ja", "ja", "ikke oplyst"]


def test_a_survey_has_its_questions_for_headings(plan: Plan, tmp_path: Path) -> None:
    sti = csv(
        tmp_path / "surveyxact.csv",
        [
            "Respondent-id;Klinikkens navn;Er der handicapvenlig adgang til klinikken?;"
            "Har klinikken handicaptoilet?;Bemærkninger",
            "4711;Nibe Fysioterapi;Ja;Ved ikke;Rampe ved bagdøren; ring først",
            "4712;Storvorde Fysioterapi;Nej;Nej;",
        ],
        kodning="cp1252",
    )
    # A separator in the remarks shifts the row, and that is told before anything else is.
    assert any("flere felter" in f for f in fejl(gennem(sti, plan, "tilgaengelighed")).values())
    tekst = sti.read_bytes().replace("bagdøren; ring".encode("cp1252"), b"bagdoeren, ring")
    sti.write_bytes(tekst)
    proeve = gennem(sti, plan, "tilgaengelighed")
    assert {"kolonne:handicapadgang", "kolonne:handicaptoilet"} <= set(spurgt(proeve))
    svar = {s.noegle.replace(":", "__"): s.forslag for s in proeve.spoergsmaal}
    ny = taget(gennem(sti, plan, "tilgaengelighed", **svar), tmp_path).klinikoplysninger
    assert ny.loc["nibe-fysioterapi", ["handicapadgang", "handicaptoilet"]].to_list() == [
        *("ja", "ikke oplyst"),
    ]
    assert ny.loc["storvorde-fysioterapi", "handicaptoilet"] == "nej"


def test_codes_of_spss_and_r(plan: Plan, tmp_path: Path) -> None:
    """SPSS writes the codes of its labels with decimals, R TRUE and NA."""
    sti = csv(
        tmp_path / "spss.csv",
        [
            "klinik_id\thandicapadgang\thandicaptoilet\tholdtraening",
            "arden-fysioterapi\t1,00\t0,00\tTRUE",
            "mariager-fys\t0,00\t\tNA",
        ],
    )
    ny = taget(gennem(sti, plan), tmp_path).klinikoplysninger
    felter = ["handicapadgang", "handicaptoilet", "holdtraening"]
    assert ny.loc["arden-fysioterapi", felter].to_list() == ["ja", "nej", "ja"]
    assert ny.loc["mariager-fys", felter].to_list() == ["nej", "ikke oplyst", "ikke oplyst"]
    sti.write_text(sti.read_text("utf-8").replace("1,00", "2,00"), "utf-8")
    assert (2, "handicapadgang") in fejl(gennem(sti, plan)), "a code that is neither"


# ------------------------------------------------------------------ klinikpunkter


def test_a_layer_of_qgis_is_multipoints_with_fid(plan: Plan, tmp_path: Path) -> None:
    """Saved as MultiPoint in UTM; a clinic of two points is told."""
    k = plan.klinikker.loc[["nibe-fysioterapi", "arden-fysioterapi"]]
    lag = gpd.GeoDataFrame(
        {"fid": [11, 12], "klinik": ["Nibe Fysioterapi", "Arden fysioterapi"]},
        geometry=[MultiPoint([(x + 300, y)]) for x, y in zip(k["x"], k["y"], strict=True)],
        crs=25832,
    )
    sti = tmp_path / "klinikker.gpkg"
    lag.to_file(sti, layer="klinikker_geokodet")
    proeve = gennem(sti, plan)
    assert proeve.art.noegle == "klinikpunkter"
    ny = taget(proeve, tmp_path).klinikker
    assert ny.loc[k.index, "x"].to_numpy() - k["x"].to_numpy() == pytest.approx([300, 300], abs=1)
    to = [MultiPoint([(x, y), (x + 50, y)]) for x, y in zip(k["x"], k["y"], strict=True)]
    lag.set_geometry(gpd.GeoSeries(to, crs=25832)).to_file(tmp_path / "to.gpkg")
    with pytest.raises(Inputfejl, match="2 rækker har flere punkter"):
        gennem(tmp_path / "to.gpkg", plan, "klinikpunkter")


def test_addresses_of_dawa_have_degrees_and_metres(plan: Plan, tmp_path: Path) -> None:
    """Danmarks Adresser gives both; the degrees are taken, and where there are none the metres."""
    k = plan.klinikker.loc["nibe-fysioterapi"]
    hoved = "navn,etrs89koordinat_øst,etrs89koordinat_nord"
    raekke = f"Nibe Fysioterapi,{k['x'] + 200:.2f},{k['y']:.2f}"
    sti = csv(tmp_path / "dawa.csv", [hoved, raekke])
    proeve = gennem(sti, plan)
    assert proeve.art.noegle == "klinikpunkter" and sagt(proeve, "EPSG:25832")
    ny = taget(proeve, tmp_path).klinikker.loc["nibe-fysioterapi"]
    assert (ny["x"] - k["x"], ny["y"] - k["y"]) == pytest.approx((200, 0), abs=1)
    begge = f"{hoved},wgs84koordinat_bredde,wgs84koordinat_længde"
    csv(sti, [begge, f"{raekke},{k['lat']},{k['lon']}"])
    ny_igen = gennem(sti, plan)
    assert ny_igen.kan_tages and ny_igen.kolonner["lat"] == "wgs84koordinat_bredde"
    csv(sti, [hoved, "Nibe Fysioterapi,6315000,546000"])
    assert not gennem(sti, plan).kan_tages, "east and north swapped lie nowhere"


def test_a_map_of_google_has_its_points_as_wkt(plan: Plan, tmp_path: Path) -> None:
    k = plan.klinikker.loc["nibe-fysioterapi"]
    sti = csv(
        tmp_path / "Mit kort.csv",
        [
            "WKT,navn,beskrivelse",
            f'"POINT ({k["lon"]:.4f} {k["lat"] + 0.005:.4f})",Nibe Fysioterapi,"åbent 8-16"',
        ],
    )
    proeve = gennem(sti, plan)
    assert proeve.art.noegle == "klinikpunkter"
    ny = taget(proeve, tmp_path).klinikker.loc["nibe-fysioterapi"]
    # 0.005 degrees north are 557 m: a degree is 111.3 km.
    assert ny["y"] - k["y"] == pytest.approx(557, abs=10)


# ------------------------------------------------------------------ ventetider


def test_answers_of_a_form_are_known_by_their_questions(plan: Plan, tmp_path: Path) -> None:
    sti = xlsx(
        tmp_path / "Ventetid (svar).xlsx",
        [
            [
                *("Tidsstempel", "Klinikkens navn"),
                "Hvad er ventetiden til almen fysioterapi (speciale 51)?",
                "Hvad er ventetiden til vederlagsfri fysioterapi (speciale 62)?",
            ],
            [datetime(2026, 9, 28, 8, 14), "Ralf Seip Læsø Fysioterapi", "ingen", "2-4 uger"],
            [datetime(2026, 9, 29, 15, 2), "Fysioterapien Læsø", "ca. 1 uge", "1 md."],
        ],
    )
    proeve = gennem(sti, plan, "ventetider")
    assert spurgt(proeve) == ["kolonne:vent_51", "kolonne:vent_62"]
    svar = {s.noegle.replace(":", "__"): s.forslag for s in proeve.spoergsmaal}
    ny = taget(gennem(sti, plan, "ventetider", omfang="hele", **svar), tmp_path)
    uger = ventetid(ny).set_index(["kode", "type"])["uger"]
    # 0 and 1 week; 3 weeks in the middle, and a month of 365.25 / 12 / 7 weeks.
    assert uger[("0825", "51")] == 0.5
    assert uger[("0825", "62")] == pytest.approx((3 + 365.25 / 84) / 2)
    assert ny.herkomst["ventetider"].dato == "28. september 2026 til 29. september 2026"


def test_a_register_has_a_row_for_each_speciale(plan: Plan, tmp_path: Path) -> None:
    """Each clinic stands once for each speciale, as an extract of sundhed.dk has it."""
    sti = csv(
        tmp_path / "ventetider.csv",
        [
            "Praksis;Kommune;Speciale;Ventetid (uger);Opdateret",
            "Ralf Seip Læsø Fysioterapi;Læsø;51;0;30/9-2026",
            "Ralf Seip Læsø Fysioterapi;Læsø;62;4,5;30/9-2026",
            "Fysioterapien Læsø;Læsø;Almen fysioterapi;2;29.09.26",
            "Fysioterapien Læsø;Læsø;Vederlagsfri fysioterapi;1;29.09.26",
        ],
        kodning="cp1252",
    )
    proeve = gennem(sti, plan, omfang="hele")
    assert proeve.art.noegle == "ventetider"
    uger = ventetid(taget(proeve, tmp_path)).set_index(["kode", "type"])["uger"]
    assert (uger[("0825", "51")], uger[("0825", "62")]) == (1, 2.75)
    ukendt = csv(sti, [*sti.read_text("cp1252").splitlines(), "Nibe Fysioterapi;Aalborg;57;1;"])
    assert sagt(gennem(ukendt, plan), "Række 6 er ikke læst", "57")


def test_a_sheet_of_weeks_from_and_to(plan: Plan, tmp_path: Path) -> None:
    """LibreOffice, with the number of weeks as one column and a date that says when."""
    sti = ods(
        tmp_path / "ventetid.ods",
        [
            ["Ventetider pr. 15. september 2026, i uger"],
            [],
            ["Klinik", "Almen (uger)", "Vederlagsfri (uger)", "Hjemmebehandling (uger)", "Dato"],
            ["Nordthy Klinik for Fysioterapi", 2, 2, 2, date(2026, 9, 15)],
            ["Sydthy Klinik", 3.5, 3.5, None, date(2026, 9, 15)],
            ["Hanstholm Fysioterapi", "over 12", "1-2", "-", date(2026, 9, 15)],
            ["* tallene er oplyst af klinikkerne"],
        ],
    )
    proeve = gennem(sti, plan, "ventetider", omfang="hele")
    if proeve.spoergsmaal:
        svar = {s.noegle.replace(":", "__"): s.forslag for s in proeve.spoergsmaal}
        proeve = gennem(sti, plan, "ventetider", omfang="hele", **svar)
    assert list(fejl(proeve)) == [(6, "Almen (uger)")], "no upper end"
    assert "øvre" in fejl(proeve)[(6, "Almen (uger)")]
    assert sagt(proeve, "tallene er oplyst af klinikkerne")
