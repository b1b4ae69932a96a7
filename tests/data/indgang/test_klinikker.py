"""A list of clinics with capacities: who is known, who is new, and nothing wrong in silence."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook

from dansk import Inputfejl
from data.datapakke import ny_pakke
from data.datasaet import indlaes
from data.indgang.art import Kilde
from data.indgang.arter.klinikker import ART
from data.indgang.klinikadresse import kommuner_efter_svar, postnumre
from data.indgang.proeve import Proeve, proev
from data.skema import INDBYGGET
from planning.kapacitet import klinikkapacitet
from planning.plan import Plan
from planning.status import status
from tests.data.lister import proevet

HOVED = (
    *("Ydernr.", "Praksisnavn", "Adresse", "Postnr.", "By", "Kommune"),
    *("Over 30 timer", "Under 30 timer"),
)
KILDE = Kilde("klinikker.xlsx", "Ark1", "")
Raekke = Sequence[object]
Skriv = Callable[..., Path]


@pytest.fixture
def fil(tmp_path: Path) -> Skriv:
    def skriv(raekker: Sequence[Raekke], hoved: Raekke = HOVED) -> Path:
        bog = Workbook()
        for raekke in (hoved, *raekker):
            bog.active.append(list(raekke))
        bog.save(sti := tmp_path / "klinikker.xlsx")
        return sti

    return skriv


@pytest.fixture(scope="module")
def alle(plan: Plan) -> list[list[object]]:
    """The clinics of the dataset as a register has them, without coordinates."""
    kapacitet = klinikkapacitet(plan)
    return [
        [
            *(f"{nr:06d}", k.navn, k.adresse, k.postnr, k.by),
            plan.kommuner["kommune"][k.kommune_kode],
            *(int(kapacitet.at[k.Index, a]) for a in ("over30", "under30")),
        ]
        for nr, k in enumerate(plan.klinikker.itertuples(), 100_001)
    ]


def _proev(sti: Path, plan: Plan, **svar: str) -> Proeve:
    return proev(sti, [ART], lambda: plan, {k.replace("__", ":"): v for k, v in svar.items()})


def _taget(proeve: Proeve, tmp_path: Path, fra: Path = INDBYGGET) -> Plan:
    assert proeve.kan_tages, [f.fejl for f in proeve.fejl] + [s.tekst for s in proeve.spoergsmaal]
    til = tmp_path / f"ny-{len(list(tmp_path.iterdir()))}"
    t = proeve.tolkning
    ny_pakke(fra, til, t.nye, t.uden, t.fagord)
    return indlaes(til)


def _fejl(proeve: Proeve) -> dict[tuple[int | str, str], str]:
    return {(f.raekke, f.kolonne): f.fejl for f in proeve.fejl}


def test_the_same_list_changes_nothing_but_its_source(
    fil: Skriv, alle: list[list[object]], plan: Plan, tmp_path: Path
) -> None:
    proeve = _proev(fil(alle), plan)
    ny = _taget(proeve, tmp_path)
    felter = ["navn", "adresse", "kommune_kode", "handicapadgang", "lat", "lon", "praecision"]
    pd.testing.assert_frame_equal(
        ny.klinikker[felter].sort_index(), plan.klinikker[felter].sort_index()
    )
    pd.testing.assert_frame_equal(
        klinikkapacitet(ny).sort_index(), klinikkapacitet(plan).sort_index(), check_dtype=False
    )
    assert "klinikker.xlsx" in ny.herkomst["kapaciteter"].kilde
    # Tabel 1 is of the clinics of 2019, and no other list is called bilag 4.
    assert ny.tabel1.empty and "bilag 4" not in ny.fag.klinikliste
    assert ny.klinikoplysninger["ydernr"].nunique() == len(alle)
    assert status(ny).region["kapacitet"] == status(plan).region["kapacitet"]


def test_a_clinic_is_known_by_its_ydernummer_from_then_on(
    fil: Skriv, alle: list[list[object]], plan: Plan, tmp_path: Path
) -> None:
    ny = _taget(_proev(fil(alle), plan), tmp_path)
    mappe = next(m for m in tmp_path.iterdir() if m.is_dir())
    # Another name and another address, and the zeros of its ydernummer lost.
    raekker = [list(r) for r in alle]
    raekker[3][0] = int(str(raekker[3][0]))
    raekker[3][1:3] = ["Helt Andet Navn", "Nyvej 99"]
    klinik_id = ny.klinikker.index[ny.klinikker["navn"] == alle[3][1]][0]
    igen = _taget(_proev(fil(raekker), ny), tmp_path, mappe)
    assert igen.klinikker.loc[klinik_id, "navn"] == "Helt Andet Navn"
    # At another address its point is no longer known but by its town.
    assert igen.klinikker.loc[klinik_id, "praecision"] == "by"


def test_a_new_clinic_stands_in_its_town_and_one_gone_is_told(
    fil: Skriv, alle: list[list[object]], plan: Plan, tmp_path: Path
) -> None:
    ny = ["200001", "Nordlys Fys", "Skolegade 4", "9370", "Hals", "Aalborg", 1, 1]
    vaek = alle[0]
    proeve = _proev(fil([*alle[1:], ny]), plan)
    efter = _taget(proeve, tmp_path)
    hals = plan.byer[plan.byer["by"] == "Hals"].iloc[0]
    sted = efter.klinikker.loc["hals-nordlys-fys"]
    assert (sted["lat"], sted["lon"]) == (hals["lat"], hals["lon"])
    assert sted["praecision"] == "by" and sted["handicapadgang"] == "ikke oplyst"
    assert klinikkapacitet(efter).loc["hals-nordlys-fys", "kapacitet"] == 1.5
    assert vaek[1] not in set(efter.klinikker["navn"])
    sagt = " ".join(f.fejl for f in proeve.advarsler)
    assert str(vaek[1]) in sagt and "udgår" in sagt
    assert "Nordlys Fys" in sagt, "it stands at the middle of its town"
    # The travel times are of the new list.
    assert efter.afstande["minutter"].shape[1] == len(efter.klinikker)


def test_a_clinic_that_goes_takes_its_subsidies_and_no_others_with_it(
    fil: Skriv, alle: list[list[object]], plan: Plan, tmp_path: Path
) -> None:
    ider = plan.klinikker.index
    linjer = [f"{ider[0]};51;2025-01;30000;1", f"{ider[1]};51;2025-01;50000,55;1"]
    hoved = "Klinik;Speciale;Måned;Tilskud;Kapaciteter"
    foer = _taget(proevet("tilskud.csv", tmp_path, plan, *linjer, hoved=hoved), tmp_path)
    mappe = next(m for m in tmp_path.iterdir() if m.is_dir())
    proeve = _proev(fil(alle[1:]), foer)
    efter = _taget(proeve, tmp_path, mappe)
    assert efter.tilskud[["klinik_id", "oere"]].to_numpy().tolist() == [[ider[1], 5_000_055]]
    assert efter.herkomst["tilskud"].kilde == foer.herkomst["tilskud"].kilde
    (sagt,) = (f.fejl for f in proeve.advarsler if "Tilskuddet" in f.fejl)
    assert str(alle[0][1]) in sagt and "30.000 kr." in sagt and "2025" in sagt
    # With all of them gone there are none, and a list of the same clinics leaves all as they are.
    ingen = _taget(_proev(fil(alle[2:]), foer), tmp_path, mappe)
    assert ingen.tilskud.empty and "tilskud" not in ingen.herkomst
    samme = _proev(fil(alle), foer)
    pd.testing.assert_frame_equal(_taget(samme, tmp_path, mappe).tilskud, foer.tilskud)
    assert not any("Tilskuddet" in f.fejl for f in samme.fund)


def test_a_clinic_that_goes_takes_its_patients_with_it_and_how_many_is_not_told(
    fil: Skriv, alle: list[list[object]], plan: Plan, tmp_path: Path
) -> None:
    ider = plan.klinikker.index
    linjer = [f"{ider[0]};51;2025;3;", f"{ider[1]};51;2025;217;"]
    hoved = "Klinik;Speciale;År;Patienter;Beløb"
    foer = _taget(proevet("patienter.csv", tmp_path, plan, *linjer, hoved=hoved), tmp_path)
    mappe = next(m for m in tmp_path.iterdir() if m.is_dir())
    proeve = _proev(fil(alle[1:]), foer)
    efter = _taget(proeve, tmp_path, mappe)
    assert efter.patienter[["klinik_id", "patienter"]].to_numpy().tolist() == [[ider[1], 217]]
    (sagt,) = (f.fejl for f in proeve.advarsler if "Patienterne" in f.fejl)
    assert str(alle[0][1]) in sagt and "2025" in sagt and " 3 " not in sagt


def test_a_short_list_is_the_whole_list_or_its_changes(
    fil: Skriv, alle: list[list[object]], plan: Plan, tmp_path: Path
) -> None:
    raekke = [*alle[0][:6], int(str(alle[0][6])) + 2, alle[0][7]]
    (spoergsmaal,) = _proev(fil([raekke]), plan).spoergsmaal
    assert spoergsmaal.noegle == "omfang" and "56" in spoergsmaal.tekst
    kun = _taget(_proev(fil([raekke]), plan, omfang="aendringer"), tmp_path)
    assert set(kun.klinikker.index) == set(plan.klinikker.index)
    assert status(kun).region["kapacitet"] == status(plan).region["kapacitet"] + 2
    # The whole list, and nearly all capacity gone: that is asked about again.
    proeve = _proev(fil([raekke]), plan, omfang="hele")
    assert [s.noegle for s in proeve.spoergsmaal] == ["kapacitet"]
    hele = _proev(fil([raekke]), plan, omfang="hele", kapacitet="ja")
    assert [f for f in hele.advarsler if "Hjørring" in f.fejl and "ingen klinik" in f.fejl]
    assert len(_taget(hele, tmp_path).klinikker) == 1


def test_halves_are_no_count(fil: Skriv, alle: list[list[object]], plan: Plan) -> None:
    """Under 30 timer as 0.5: what the column counts is asked, and each answer is another plan."""
    raekker = [list(r) for r in alle]
    for raekke in raekker:
        raekke[7] = int(str(raekke[7])) / 2
    (spoergsmaal,) = _proev(fil(raekker), plan).spoergsmaal
    assert spoergsmaal.noegle == "taeller:under30"
    som_kapaciteter = _proev(fil(raekker), plan, taeller__under30="kapaciteter")
    assert som_kapaciteter.kan_tages
    assert (
        som_kapaciteter.tolkning.forskel["foer"] == som_kapaciteter.tolkning.forskel["efter"]
    ).all()
    som_antal = _proev(fil(raekker), plan, taeller__under30="antal")
    assert som_antal.fejl and all(f.kolonne == "Under 30 timer" for f in som_antal.fejl)
    # A third is neither.
    raekker[0][7] = 1 / 3
    assert (2, "Under 30 timer") in _fejl(_proev(fil(raekker), plan))


def test_amounts_are_capacity_too(
    fil: Skriv, alle: list[list[object]], plan: Plan, tmp_path: Path
) -> None:
    hoved = [*HOVED[:6], "Beløb speciale 51", "Beløb speciale 62"]
    raekker = [[*r[:6], 393_000, "1.000.000"] for r in alle]
    proeve = _proev(fil(raekker, hoved), plan)
    ny = _taget(proeve, tmp_path)
    assert ny.opgoerelse.noegle == "beloeb"
    for speciale in ("51", "62"):
        assert (klinikkapacitet(ny, speciale)["kapacitet"] == 1).all()
    # In thousands, and said so.
    tusinder = [[*r[:6], 393, 1000] for r in alle]
    (spoergsmaal,) = _proev(fil(tusinder, hoved), plan).spoergsmaal
    assert spoergsmaal.noegle == "beloebsenhed"
    igen = _taget(_proev(fil(tusinder, hoved), plan, beloebsenhed="tusinde"), tmp_path)
    pd.testing.assert_frame_equal(igen.kapaciteter, ny.kapaciteter)
    # One way to read a figure or another is a question, and no fault beside it.
    tvetydige = [[*r[:6], "393.000", "500.000"] for r in alle]
    proeve = _proev(fil(tvetydige, hoved), plan)
    assert not proeve.fejl and "decimaltegn" in {s.noegle for s in proeve.spoergsmaal}
    # Amounts and hours cannot be mixed: neither in a file without saying which, nor in a plan.
    begge = [*HOVED, "Beløb speciale 62"]
    proeve = _proev(fil([[*r, 1_000_000] for r in alle], begge), plan)
    assert [s.noegle for s in proeve.spoergsmaal] == ["opgoerelse"]
    del_ = _proev(fil(raekker[:2], hoved), plan, omfang="aendringer")
    assert any("blandes" in f.fejl for f in del_.fejl)


def test_a_row_that_stands_twice_counts_once_when_it_is_said(
    fil: Skriv, alle: list[list[object]], plan: Plan, tmp_path: Path
) -> None:
    proeve = _proev(fil([*alle, alle[5]]), plan)
    assert [s.noegle for s in proeve.spoergsmaal] == ["dubletter"]
    ny = _taget(_proev(fil([*alle, alle[5]]), plan, dubletter="en"), tmp_path)
    assert status(ny).region["kapacitet"] == status(plan).region["kapacitet"]
    assert _proev(fil([*alle, alle[5]]), plan, dubletter="nej").fejl
    # With another capacity it is a contradiction, and no answer helps.
    anden = [*alle[5][:6], int(str(alle[5][6])) + 1, alle[5][7]]
    assert (len(alle) + 2, "Ydernr.") in _fejl(_proev(fil([*alle, anden]), plan, dubletter="en"))


def test_one_ydernummer_at_two_addresses_is_two_clinics(
    fil: Skriv, alle: list[list[object]], plan: Plan, tmp_path: Path
) -> None:
    """An ekstra klinikadresse has the ydernummer of its practice (2.1.12)."""
    ekstra = [alle[0][0], alle[0][1], "Et Andet Sted 7", "9370", "Hals", "Aalborg", 0, 1]
    ny = _taget(_proev(fil([*alle, ekstra]), plan), tmp_path)
    assert len(ny.klinikker) == len(alle) + 1
    assert status(ny).region["kapacitet"] == status(plan).region["kapacitet"] + 0.5


def test_an_address_that_contradicts_itself_is_told_and_whose_capacity_it_is_asked(
    fil: Skriv, alle: list[list[object]], plan: Plan, tmp_path: Path
) -> None:
    ny = ["200001", "Ny", "Vestergade 9", "9500", "Mariager", "Vesthimmerlands", 1, 0]
    proeve = _proev(sti := fil([*alle, ny]), plan)
    sidste = [f.fejl for f in proeve.advarsler if f.raekke == len(alle) + 2]
    assert any("9550" in f for f in sidste), "the postal code is another town's"
    (spoergsmaal,) = proeve.spoergsmaal
    for ord_ in ("Mariagerfjord", "Vesthimmerland", str(len(alle) + 2)):
        assert ord_ in spoergsmaal.tekst
    foer = status(plan).kommuner["kapacitet"]
    for svar, kode in (("fil", "0820"), ("by", "0846")):
        taget = _taget(_proev(sti, plan, byens_kommune=svar), tmp_path)
        aendret = status(taget).kommuner["kapacitet"] - foer
        assert aendret[aendret != 0].to_dict() == {kode: 1}
    assert not _proev(sti, plan, byens_kommune="nej").kan_tages


@pytest.mark.parametrize(
    ("postnr", "by", "kommune", "byens"),
    [
        ("9999", "SKAGEN", "Aalborg", "0813"),
        ("9999", "skagen", "Aalborg", "0813"),
        ("7700", "Vester Hassing", "Thisted", "0851"),
    ],
)
def test_a_town_of_another_kommune_is_asked_about_however_it_is_written(
    fil: Skriv,
    alle: list[list[object]],
    plan: Plan,
    tmp_path: Path,
    postnr: str,
    by: str,
    kommune: str,
    byens: str,
) -> None:
    sti = fil([*alle, ["200001", "Ny", "Vestergade 9", postnr, by, kommune, 1, 0]])
    assert [s.noegle for s in _proev(sti, plan).spoergsmaal] == ["byens_kommune"]
    taget = _taget(_proev(sti, plan, byens_kommune="by"), tmp_path)
    assert taget.klinikker["kommune_kode"].iloc[-1] == byens
    assert _proev(sti, plan, byens_kommune="nej").fejl


def test_a_town_of_several_kommuner_does_not_keep_the_others_from_theirs(plan: Plan) -> None:
    koder = postnumre()
    flere = koder[koder["kommuner"].str.contains("|", regex=False) & ~koder["by"].duplicated(False)]
    by, hvor = flere[["by", "kommuner"]].iloc[0]
    andet = next(k for k, n in plan.kommuner["kommune"].items() if n not in hvor.split("|"))
    klinik = pd.DataFrame(
        {
            "navn": ["Ny", "Anden"],
            "by": ["Skagen", by],
            "postnr": "9999",
            "kommune_kode": ["0851", andet],
        },
        index=[2, 3],
    )
    _, (spoergsmaal,), _ = kommuner_efter_svar(klinik, plan, KILDE, {})
    assert {v for v, _ in spoergsmaal.valg} == {"fil", "by", "nej"}
    svaret, _, _ = kommuner_efter_svar(klinik, plan, KILDE, {"byens_kommune": "by"})
    assert list(svaret["kommune_kode"]) == ["0813", andet]


def test_what_is_told_of_a_building_does_not_follow_to_the_next(
    fil: Skriv, alle: list[list[object]], plan: Plan, tmp_path: Path
) -> None:
    adgang = plan.klinikker["handicapadgang"]
    a, b = [nr for nr, svar in enumerate(adgang) if svar == "ja"][:2]
    flyttet = [[*r] for r in alle]
    flyttet[a][2] = "En Helt Anden Vej 99"
    flyttet[b][2] = f"{flyttet[b][2]}, 2. th."
    proeve = _proev(fil(flyttet), plan)
    ny = _taget(proeve, tmp_path)
    efter = ny.klinikker["handicapadgang"]
    assert efter[adgang.index[a]] == "ikke oplyst" and efter[adgang.index[b]] == "ja"
    (besked,) = [f.fejl for f in proeve.advarsler if "ikke oplyst" in f.fejl]
    assert plan.klinikker["navn"].iloc[a] in besked
    assert plan.klinikker["navn"].iloc[b] not in besked


def test_waits_of_clinics_that_are_gone_or_elsewhere_are_told(
    fil: Skriv, alle: list[list[object]], plan: Plan
) -> None:
    def om_ventetid(raekker: Sequence[Raekke], plan: Plan = plan) -> list[str]:
        return [f.fejl for f in _proev(fil(raekker), plan).advarsler if "entetider" in f.fejl]

    assert not om_ventetid(alle)
    (besked,) = om_ventetid(alle[1:])
    assert plan.klinikker["navn"].iloc[0] in besked
    ingen = dataclasses.replace(
        plan, ventetider=plan.ventetider.assign(uger_max=float("nan")), fingeraftryk="uden vent"
    )
    assert not om_ventetid(alle[1:], ingen)


def test_clinics_that_are_not_in_the_file_keep_their_date_in_the_source(
    fil: Skriv, alle: list[list[object]], plan: Plan, tmp_path: Path
) -> None:
    proeve = _proev(fil(alle[:5]), plan, omfang="aendringer")
    dato = _taget(proeve, tmp_path).herkomst["klinikker"].dato
    assert plan.herkomst["klinikker"].dato in dato


def test_a_list_in_capitals_is_the_list(
    fil: Skriv, alle: list[list[object]], plan: Plan, tmp_path: Path
) -> None:
    store = [[*r[:4], str(r[4]).upper(), *r[5:]] for r in alle]
    proeve, hel = _proev(fil(store), plan), _proev(fil(alle), plan)
    assert len(proeve.advarsler) == len(hel.advarsler) and proeve.kan_tages
    assert list(_taget(proeve, tmp_path).klinikker.index) == list(plan.klinikker.index)


def test_a_kommune_is_settled_before_a_clinic_is_known_again(
    fil: Skriv, alle: list[list[object]], plan: Plan, tmp_path: Path
) -> None:
    """With the town's kommune a known clinic is itself, and the same twice is one."""
    nr = next(n for n, r in enumerate(alle) if r[5] == "Frederikshavn" and r[4] == "Skagen")
    uden = ["", *alle[nr][1:5], "Aalborg", *alle[nr][6:]]
    flyttet = _proev(fil([*alle[:nr], uden, *alle[nr + 1 :]]), plan, byens_kommune="by")
    assert list(_taget(flyttet, tmp_path).klinikker.index) == list(plan.klinikker.index)
    to_gange = fil([*alle, uden])
    proeve = _proev(to_gange, plan, byens_kommune="by")
    assert "dubletter" in {s.noegle for s in proeve.spoergsmaal} or proeve.fejl


def test_a_town_that_is_not_known_is_asked_for(
    fil: Skriv, alle: list[list[object]], plan: Plan, tmp_path: Path
) -> None:
    ny = ["200001", "Ø-klinikken", "Havnevej 4", "9940", "Læsø", "Læsø", 0, 1]
    sti = fil([*alle, ny])
    (spoergsmaal,) = _proev(sti, plan).spoergsmaal
    assert spoergsmaal.punkt and {"by:Byrum"} <= {v for v, _ in spoergsmaal.valg}
    noegle = spoergsmaal.noegle.replace(":", "__")
    by = _taget(_proev(sti, plan, **{noegle: "by:Byrum"}), tmp_path)
    assert by.klinikker["praecision"].iloc[-1] == "by"
    punkt = _taget(_proev(sti, plan, **{noegle: "57.2938,10.9244"}), tmp_path)
    assert tuple(punkt.klinikker.iloc[-1][["lat", "lon"]]) == (57.2938, 10.9244)
    ude = _proev(sti, plan, **{noegle: "57.5,11.9"})
    assert [f for f in ude.fejl if f.raekke == len(alle) + 2], "in the sea"
    # A town of the postal service with a letter after its name is the town.
    hurup = ["200001", "Ny", "Vej 1", "7760", "Hurup Thy", "Thisted", 0, 1]
    assert _proev(fil([*alle, hurup]), plan).kan_tages


@pytest.mark.parametrize(
    ("lat", "lon", "hvad"),
    [
        (9.5, 57.1, "byttet"),
        (570961, 9.5, "ikke en bredde"),
        (57.0961, None, "kun den ene"),
        (56.0, 9.0, "uden for"),
        (57.9, 9.0, "uden for"),
    ],
)
def test_a_point_that_cannot_be_is_refused(
    fil: Skriv, alle: list[list[object]], plan: Plan, lat: object, lon: object, hvad: str
) -> None:
    raekker = [[*r, None, None] for r in alle]
    raekker[4][8:] = [lat, lon]
    fejl = _fejl(_proev(fil(raekker, [*HOVED, "lat", "lon"]), plan))
    assert fejl and all(r == 6 for r, _ in fejl)
    assert any(hvad in f for f in fejl.values())


def test_coordinates_are_read_by_either_decimal_sign(
    fil: Skriv, alle: list[list[object]], plan: Plan, tmp_path: Path
) -> None:
    raekker = [[*r, None, None] for r in alle]
    raekker[4][8:] = ["57,0961", "9,5256"]
    raekker[5][8:] = [57.1604, 10.2929]
    proeve = _proev(fil(raekker, [*HOVED, "Breddegrad", "Længdegrad"]), plan)
    # Clinics of other kommuner than the points are in: told, and used.
    ny = _taget(proeve, tmp_path)
    assert {(57.0961, 9.5256), (57.1604, 10.2929)} <= set(
        zip(ny.klinikker["lat"], ny.klinikker["lon"], strict=True)
    )
    assert [f for f in proeve.advarsler if "Jammerbugt" in f.fejl or "Brønderslev" in f.fejl]


def test_faults_are_told_all_at_once_with_their_cells(
    fil: Skriv, alle: list[list[object]], plan: Plan
) -> None:
    raekker = [list(r) for r in alle]
    raekker[0][6] = "to"
    raekker[1][6:8] = [None, None]
    raekker[2][1] = None
    raekker[3][6] = -1
    raekker[4][6] = 1.25
    raekker[5][3:6] = ["8000", "Aarhus C", "Aarhus"]
    raekker[6][3] = None
    fejl = _fejl(_proev(fil(raekker), plan))
    assert set(fejl) == {
        (2, "Over 30 timer"),
        (3, "Over 30 timer"),
        (4, "Praksisnavn"),
        (5, "Over 30 timer"),
        (6, "Over 30 timer"),
        (7, "Kommune"),
        (8, "Postnr."),
    }


def test_totals_are_held_against_the_rows(fil: Skriv, alle: list[list[object]], plan: Plan) -> None:
    over, under = (sum(int(str(r[k])) for r in alle) for k in (6, 7))
    tomt: list[object] = [None] * 5
    rigtig = _proev(fil([*alle, ["I alt", *tomt, over, under]]), plan)
    assert rigtig.kan_tages and not [f for f in rigtig.advarsler if "sum" in f.fejl]
    forkert = _proev(fil([*alle, ["I alt", *tomt, over + 1, under]]), plan)
    (fund,) = [f for f in forkert.advarsler if "sum" in f.fejl]
    assert fund.kolonne == "Over 30 timer" and f"{over + 1}" in fund.fejl


def test_a_field_that_is_not_the_programs_is_refused_in_words(
    fil: Skriv, alle: list[list[object]], plan: Plan
) -> None:
    andet = dataclasses.replace(plan, fag=dataclasses.replace(plan.fag, navn="Fodterapi"))
    assert "fodterapi" in next(iter(_fejl(_proev(fil(alle), andet)).values()))


def test_a_total_that_counts_a_repeated_row_is_no_check_of_what_is_taken(
    fil: Skriv, alle: list[list[object]], plan: Plan
) -> None:
    igen = [*alle, alle[5]]
    over, under = (sum(int(str(r[k])) for r in igen) for k in (6, 7))
    proeve = _proev(fil([*igen, ["I alt", *[None] * 5, over, under]]), plan, dubletter="en")
    sagt = {f.fejl for f in proeve.advarsler if f.raekke == len(alle) + 3}
    for sum_, en in ((over, int(str(alle[5][6]))), (under, int(str(alle[5][7])))):
        if en:
            assert any(str(sum_) in s and str(sum_ - en) in s for s in sagt)


@pytest.mark.parametrize("ord_", ["x", "n/a", ".."])
def test_a_word_where_a_count_should_be_is_no_zero(
    fil: Skriv, alle: list[list[object]], plan: Plan, ord_: str
) -> None:
    raekker = [list(r) for r in alle]
    raekker[3][6:] = [ord_, 2]
    assert list(_fejl(_proev(fil(raekker), plan))) == [(5, "Over 30 timer")]
    raekker[3][6:] = ["-", 2]
    assert not _fejl(_proev(fil(raekker), plan))


def test_columns_that_nothing_is_read_of_are_named(
    fil: Skriv, alle: list[list[object]], plan: Plan
) -> None:
    proeve = _proev(fil([[*r, "x"] for r in alle], (*HOVED, "Kapacitetstype")), plan)
    assert any("»Kapacitetstype«" in f.fejl for f in proeve.fund)
    assert not any("Ikke brugt" in f.fejl for f in _proev(fil(alle), plan).fund)


def test_more_rows_than_there_are_clinics_are_refused(fil: Skriv, plan: Plan) -> None:
    raekker = [[i, f"Klinik {i}", "Vej 1", 9000, "Aalborg", "Aalborg", 1, 0] for i in range(5_001)]
    with pytest.raises(Inputfejl, match=r"5\.001 rækker"):
        _proev(fil(raekker), plan)
