"""The sentences a page opens with say what the figures say, also where the figures are odd."""

from __future__ import annotations

import dataclasses
import re

import pandas as pd
import pytest

from dansk import score, tal
from planning.daekningsbillede import Filter, daekningsbillede
from planning.flytning import beholdning, udfoer
from planning.foelsomhed import effektspaend
from planning.mulige_flytninger import mulige_flytninger
from planning.plan import Plan, Sted
from planning.scenarie import vurder
from planning.status import grundlagsforskelle, status
from planning.tiltag import Deling, Flytning, Nedlaeggelse, Tiltag, Udvidelse
from saetninger.daekning import (
    daekningsdom,
    daekningsnyhed,
    filtertekst,
    naboregionsnyhed,
    skjult_nyhed,
    stoerste_distrikter,
    udenforspaend,
)
from saetninger.flytninger import bedste_flytning, hvor_mange_bedre, vaegttekst
from saetninger.foelsomhed import effektspaendtal
from saetninger.nyhed import grundlag_for_flytning, grundlagsdom, grundlagsnyhed, statusnyhed
from saetninger.scenarienyhed import maalestok, samlet_nyhed, tiltagsnyhed


def med_antal(plan: Plan, over30: list[int], under30: list[int]) -> Plan:
    return dataclasses.replace(
        plan, kapaciteter=plan.kapaciteter.assign(over30=over30, under30=under30)
    )


def test_status_of_tabel_1(plan: Plan) -> None:
    # 5,903 is 29.1 percent over 4,571; Rebild's 5,439 is 19, Jammerbugt's 4,810 only 5.
    assert statusnyhed(status(plan, "tabel1")) == (
        "Aalborg har 5.903 indbyggere pr. kapacitet, 29 % flere end regionen som helhed; også "
        "Rebild ligger tydeligt over. Færrest indbyggere pr. kapacitet uden for Læsø har Thisted "
        "(3.632)."
    )


def test_status_of_the_clinic_list(plan: Plan) -> None:
    # Jammerbugt has 7 capacities there: 5,497 inhabitants to each, 20 percent over.
    assert statusnyhed(status(plan)) == (
        "Aalborg har 5.823 indbyggere pr. kapacitet, 27 % flere end regionen som helhed; også "
        "Jammerbugt og Rebild ligger tydeligt over. Færrest indbyggere pr. kapacitet uden for "
        "Læsø har Thisted (3.632)."
    )


def test_status_names_who_has_none(lille_plan: Plan) -> None:
    uden_syd = udfoer(lille_plan, Flytning("s1", "n1", 1, 1))
    assert statusnyhed(status(uden_syd)).endswith("Sydby er uden kapacitet.")


def test_status_with_capacity_on_laesoe_alone_or_nowhere(lille_plan: Plan) -> None:
    assert statusnyhed(status(med_antal(lille_plan, [0] * 4, [0, 0, 0, 1]))) == (
        "Der er kun kapacitet på Læsø."
    )
    assert statusnyhed(status(med_antal(lille_plan, [0] * 4, [0] * 4))) == (
        "Der er ingen kapacitet i regionen."
    )


def test_fewer_is_not_told_as_minus_so_many_more(lille_plan: Plan) -> None:
    # With none on Læsø and the mainland even, both kommuner have 6 percent fewer than the region.
    lige = udfoer(udfoer(lille_plan, Flytning("l1", "s1", 0, 1)), Flytning("n2", "n1", 0, 1))
    saetning = statusnyhed(status(lige))
    assert "1.500 indbyggere pr. kapacitet" in saetning
    assert "−" not in saetning


def test_where_the_two_bases_differ(plan: Plan) -> None:
    # Thisted differs in the split by hours alone and is not named.
    assert grundlagsnyhed(plan.fag, grundlagsforskelle(plan)) == (
        "Kliniklisten (bilag 4) og praksisplanens tabel 1 har samme sum, men forskellig "
        "kapacitet i Frederikshavn (16 mod 16,5), Jammerbugt (7 mod 8), Aalborg (37 mod 36,5) og "
        "Hjørring (16 mod 15); første tal er kliniklisten."
    )


def test_two_bases_alike_are_told_as_such(plan: Plan) -> None:
    ens = grundlagsforskelle(plan).query("forskel == 0")
    assert grundlagsnyhed(plan.fag, ens) == (
        "Kliniklisten (bilag 4) og praksisplanens tabel 1 har samme kapacitet alle steder."
    )


def test_two_bases_of_different_sums_are_not_told_to_have_the_same(lille_plan: Plan) -> None:
    # Nordby only differs in the split; Sydby has 1.5 in the list and 2 in tabel 1.
    forskelle = grundlagsforskelle(lille_plan)
    assert forskelle["forskel"].to_list() == [0, -0.5]
    saetning = grundlagsnyhed(lille_plan.fag, forskelle)
    assert "Sydby (1,5 mod 2)" in saetning
    assert "samme sum" not in saetning


def test_coverage_says_how_many_and_where_the_fewest(lille_plan: Plan) -> None:
    # All but p3: 8,600 of 9,600; Nordby 5,000 of 6,000.
    saetning = daekningsnyhed(daekningsbillede(lille_plan, "luftlinje", 10))
    assert saetning.startswith("89,6 % af regionens indbyggere")
    assert "10 km i luftlinje" in saetning
    assert "omkring 1.000 har længere" in saetning
    dom = daekningsdom(daekningsbillede(lille_plan, "luftlinje", 10))
    assert dom.endswith("i Nordby (83 %); flest med længere vej bor i Nordby (omkring 1.000).")
    tom = lille_plan.kapaciteter.assign(over30=0, under30=0)
    uden = daekningsbillede(dataclasses.replace(lille_plan, kapaciteter=tom), "luftlinje", 10)
    assert daekningsdom(uden) == daekningsnyhed(uden)
    assert saetning.endswith("Færrest er dækket i Nordby (83 %).")


def test_coverage_by_the_models_times_comes_with_its_range(plan: Plan, lille_plan: Plan) -> None:
    b = daekningsbillede(plan, "minutter", 15)
    region, morsoe = b.region, b.kommuner.loc["0773"]
    saetning = daekningsnyhed(b)
    for r in (region, morsoe):
        assert f"{tal(r['lav_pct'])} til {tal(r['hoej_pct'])} %" in saetning
    assert "Thisted" not in saetning, "were the ways longer, Rebild would be second"
    # Most live in Aalborg at the model's ways, shorter and longer ones; Thisted and Morsø change.
    assert "bor i Aalborg (omkring 9.700)" in daekningsdom(b)
    assert udenforspaend(b.uden_for.loc["0851"]) == "5.600 til 13.000"
    # What a page says first has one range, that of its first figure.
    assert daekningsdom(b).count(" til ") == 1
    assert f"{tal(region['lav_pct'])} til {tal(region['hoej_pct'])} %" in daekningsdom(b)
    assert "vejlængder er usikre" in daekningsdom(daekningsbillede(plan, "km", 10))
    # Another two are least covered at each end, and none of them at both.
    lille = daekningsbillede(lille_plan, "luftlinje", 10)
    ramme = lille.kommuner.assign(andel_pct=[80, 82, 90], lav_pct=[60, 75, 50])
    uvist = dataclasses.replace(lille, kommuner=ramme.assign(hoej_pct=[95, 90, 91]))
    assert list(b.flest_uden_for()["kommune"]) == ["Aalborg"]
    assert uvist.svagest().empty and "usikkert at sige" in daekningsnyhed(uvist)


def test_a_district_behind_a_kommunes_figure_is_named_with_its_numbers(lille_plan: Plan) -> None:
    # Nordby has 83 percent within 10 km of its own clinics, the region 52; Landet's 1,000 none.
    uden_syd = daekningsbillede(lille_plan, "luftlinje", 10, Filter(kommune_kode="0101"))
    saetning = skjult_nyhed(uden_syd)
    assert "Landet (Nordby, 100 % af omkring 1.000)" in saetning and "blandt andre" not in saetning
    assert skjult_nyhed(daekningsbillede(lille_plan, "luftlinje", 10)) == ""


def test_the_districts_with_most_beyond_the_limit_are_named_most_first(
    plan: Plan, lille_plan: Plan
) -> None:
    saetning = stoerste_distrikter(daekningsbillede(lille_plan, "luftlinje", 10))
    assert "i distriktet Landet (Nordby, omkring 1.000)" in saetning
    assert stoerste_distrikter(daekningsbillede(lille_plan, "luftlinje", 30)) == ""
    billede = daekningsbillede(plan, "minutter", 15)
    mest = billede.distrikter.nlargest(3, "indbyggere_uden")["navn"]
    steder = [stoerste_distrikter(billede).index(f"{navn} (") for navn in mest]
    assert steder == sorted(steder) and stoerste_distrikter(billede).count(", omkring") == 3


def test_where_the_nearest_clinic_may_be_outside_the_region_it_is_said(
    plan: Plan, lille_plan: Plan
) -> None:
    saetning = naboregionsnyhed(daekningsbillede(plan, "minutter", 15))
    for navn in ("Morsø", "Mariagerfjord", "Vesthimmerland"):
        assert navn in saetning
    assert "Thisted" not in saetning and "ikke i data" in saetning
    assert naboregionsnyhed(daekningsbillede(lille_plan, "luftlinje", 20)) == ""


def test_coverage_of_everybody_names_no_kommune(lille_plan: Plan) -> None:
    saetning = daekningsnyhed(daekningsbillede(lille_plan, "minutter", 40))
    assert saetning.startswith("100,0 %")
    assert "40 minutters kørsel" in saetning
    assert not any(navn in saetning for navn in lille_plan.kommuner["kommune"])


def test_coverage_names_the_worst_first(lille_plan: Plan) -> None:
    # Only Sydby's clinic: nobody in Nordby or on Læsø.
    saetning = daekningsnyhed(
        daekningsbillede(lille_plan, "minutter", 5.5, Filter(kommune_kode="0102"))
    )
    assert "5,5 minutters kørsel" in saetning
    assert "Sydby (" not in saetning


@pytest.mark.parametrize(
    ("scenarie", "hvad", "i_alt"),
    [
        ([Flytning("n1", "s1", 1, 1)], "Flyt 1,5 kapacitet (1 over 30", "6 kapaciteter som før"),
        ([Flytning("n1", "s1", 2, 0)], "Flyt 2 kapaciteter over 30 timer", "6 kapaciteter som"),
        ([Nedlaeggelse("s1", 0, 1)], "Nedlæg 0,5 kapacitet", "mister 0,5 kapacitet: fra 6 til 5,5"),
        ([Udvidelse("s1", 2, 0)], "Opret 2 kapaciteter", "får 2 kapaciteter: fra 6 til 8"),
        ([Deling("n1")], "Del 1 kapacitet over 30 timer", "6 kapaciteter som før"),
        (
            [Flytning("n1", "s1", 0, 1), Nedlaeggelse("n1", 1, 0)],
            "Scenariet har 2 tiltag: 1 flytning (0,5 kapacitet) og 1 nedlæggelse (1 kapacitet).",
            "mister 1 kapacitet: fra 6 til 5",
        ),
    ],
)
def test_first_what_is_moved_then_what_the_region_has(
    lille_plan: Plan, scenarie: list[Tiltag], hvad: str, i_alt: str
) -> None:
    nyhed = tiltagsnyhed(vurder(lille_plan, scenarie))
    assert nyhed.startswith(hvad)
    assert i_alt in nyhed
    assert nyhed.index(i_alt) < nyhed.index("længere") < nyhed.index("end regionen mangler")


@pytest.mark.parametrize(
    ("scenarie", "saetning"),
    [
        (
            [Flytning("n1", "s1", 0, 1)],
            "Nordby går fra 1.500 til 1.714 og Sydby går fra 2.000 til 1.500 indbyggere pr. "
            "kapacitet. Kommuner med færre kapaciteter pr. indbygger end regionen mangler mindre "
            "end før (fra 6,3 til 4,2 %",
        ),
        (
            [Flytning("s1", "n1", 0, 1)],
            "Nordby går fra 1.500 til 1.333 og Sydby går fra 2.000 til 3.000 indbyggere pr. "
            "kapacitet. Kommuner med færre kapaciteter pr. indbygger end regionen mangler mere "
            "end før (fra 6,3 til 14,6 %",
        ),
        ([Flytning("n1", "n2", 1, 0)], "Ingen kommunes kapacitet ændrer sig."),
        ([Deling("n1")], "Ingen kommunes kapacitet ændrer sig."),
        ([], "Scenariet har ingen tiltag, og intet ændrer sig."),
    ],
)
def test_the_kommuner_and_then_the_spread(
    lille_plan: Plan, scenarie: list[Tiltag], saetning: str
) -> None:
    assert saetning in tiltagsnyhed(vurder(lille_plan, scenarie))


def test_who_gets_further_is_told_before_the_praise(plan: Plan) -> None:
    """All of Hanstholm to Aalborg: 4,000 more beyond 15 minutes, and the clinic is named."""
    har = beholdning(plan, "hanstholm-fysioterapi")
    til = "aalborg-klinik-for-fysioterapi"
    v = vurder(plan, [Flytning("hanstholm-fysioterapi", til, **har)])
    nyhed = tiltagsnyhed(v)
    assert v.foelger.lukkede == ("hanstholm-fysioterapi",)
    assert 3_500 < v.foelger.flere_uden_for < 4_500
    ordene = ("står tilbage uden kapacitet", "flere har over 15", "end regionen mangler")
    uden, flere, spredning = (nyhed.index(ord_) for ord_ in ordene)
    assert uden < flere < spredning
    assert "fra 95,1 til 94,5 %" in nyhed


def test_a_kommune_left_with_none_is_told_in_words_not_with_a_dash(lille_plan: Plan) -> None:
    saetning = tiltagsnyhed(vurder(lille_plan, [Flytning("l1", "n1", 0, 1)]))
    assert "Læsø" in saetning
    assert "–" not in saetning
    # The kommune is told of, and not its only clinic once more.
    assert saetning.count("står tilbage uden kapacitet") == 1


def test_a_verdict_that_turns_with_the_basis_says_so(plan: Plan) -> None:
    """Jammerbugt is 20 % over the region by the clinic list (7) and 5 % by tabel 1 (8)."""
    dom = grundlagsdom(plan)
    assert (
        "Jammerbugt er +20 % efter kliniklisten (bilag 4) og +5 % efter praksisplanens tabel 1"
        in dom
    )
    assert "Aalborg" not in dom  # far over by both
    assert grundlagsdom(dataclasses.replace(plan, tabel1=plan.tabel1.iloc[:0])) == ""


def test_the_basis_of_a_flytning_is_told_with_both_figures(plan: Plan) -> None:
    tekst = grundlag_for_flytning(plan)
    assert "Aalborg 5.823 mod 5.903" in tekst
    # Thisted has other kinds in the two, and the same number to a capacity.
    assert "Thisted" not in tekst


def test_the_score_of_lost_capacity_says_what_it_does_not_count(plan: Plan) -> None:
    lukket = tiltagsnyhed(vurder(plan, [Nedlaeggelse("thisted-nordthy-klinik", 0, 1)]))
    assert "fra 129 til 128,5" in lukket
    assert lukket.index("ikke at der bliver mere eller mindre") > lukket.index("samlede effekt")
    flyttet = vurder(
        plan, [Flytning("thisted-nordthy-klinik", "aalborg-klinik-for-fysioterapi", 0, 1)]
    )
    assert "ikke at der bliver" not in tiltagsnyhed(flyttet)
    # The total stands with its range: who reads only the headline is not told a sure figure.
    spaend = effektspaendtal(effektspaend(flyttet))
    assert spaend and f"er {score(flyttet.effekt.samlet)} ({spaend})." in tiltagsnyhed(flyttet)


def test_who_was_beyond_the_limit_already_is_not_said_to_be_within(plan: Plan) -> None:
    """With a limit few are within, a way that grows leaves as many beyond: nobody got within it."""
    har = beholdning(plan, "hanstholm-fysioterapi")
    lukket = [Nedlaeggelse("hanstholm-fysioterapi", **har)]
    v = vurder(plan, lukket, graense=0.5)
    assert v.foelger.laengere > 0 and v.foelger.flere_uden_for == 0
    nyhed = tiltagsnyhed(v)
    assert "ingen af dem" not in nyhed
    assert "lige så mange som før har over 0,5 minutter" in nyhed
    assert "op til 19 minutter mere" in nyhed


def test_how_many_get_further_and_how_many_get_nearer_are_two_numbers(lille_plan: Plan) -> None:
    # All of n1 to the country: p1's 3,000 get 20 minutes to n2, and p3's 1,000 are there.
    landet = Sted("ny", "Ny adresse", "Landet", "0101", "Landet", 57.2, 10.0, 0.0, 20_000.0)
    nyhed = tiltagsnyhed(vurder(lille_plan, [Flytning("n1", landet, 2, 2)]))
    assert "3.000 får længere til nærmeste klinik, op til 20 minutter mere" in nyhed
    assert "1.000 får kortere" in nyhed


def test_the_best_single_move_is_the_one_that_scores_highest(lille_plan: Plan) -> None:
    alle = mulige_flytninger(lille_plan)
    saetning = bedste_flytning(lille_plan, alle)
    foerst, naest = alle["samlet"].nlargest(2)
    assert alle["samlet"].min() < 0 < naest < foerst
    assert saetning.index(score(foerst)) < saetning.index(score(naest))
    assert f"{(alle['samlet'] > 0).sum()} af {len(alle)} flytninger" in hvor_mange_bedre(alle)
    # The same giver to both: only the other end is said again.
    assert "den samme til Øens Fys" in saetning
    lige = alle.assign(samlet=alle["samlet"].where(alle["samlet"] != naest, foerst))
    assert "lige så højt scorer den samme til Øens Fys" in bedste_flytning(lille_plan, lige)


@pytest.mark.parametrize(
    ("filtrering", "faerger", "ord_"),
    [
        (Filter(), True, ["alle klinikker"]),
        (Filter(), False, ["uden færger"]),
        (Filter(kun_handicapadgang=True), True, ["handicapvenlig adgang"]),
        (Filter(mindst=1.5, kommune_kode="0102"), False, ["mindst 1,5", "Sydby", "uden færger"]),
    ],
)
def test_a_coverage_says_which_clinics_and_whether_ferries_counted(
    lille_plan: Plan, filtrering: Filter, faerger: bool, ord_: list[str]
) -> None:
    tekst = filtertekst(lille_plan, filtrering, faerger)
    assert all(o in tekst for o in ord_)
    assert ("alle klinikker" in tekst) == (ord_ == ["alle klinikker"])


def test_before_and_after_are_measured_against_the_region_before(lille_plan: Plan) -> None:
    # 9,600 over 6 capacities is 1,600; over the 5.5 that are left it would be 1,745.
    assert "1.600 indbyggere" in maalestok(vurder(lille_plan, [Nedlaeggelse("s1", 0, 1)]))


def test_the_criterion_that_weighs_most_is_told_first() -> None:
    tekst = vaegttekst(pd.Series({"Lidt": 9.0, "Mest": 70.0, "Intet": 0.0, "Noget": 21.0}))
    assert re.findall(r"(\w+) \d+", tekst) == ["Mest", "Noget", "Lidt"]


@pytest.mark.parametrize(
    ("mindst", "hoejst", "ord_"),
    [
        (1200, 2600, "(1.200 til 2.600)"),
        (-2600, -1200, "(1.200 til 2.600)"),
        (-300, 400, "fra 300 færre til 400 flere"),
        (1800, 1800, ""),
    ],
)
def test_how_many_more_are_beyond_the_limit_is_told_with_its_range(
    plan: Plan, mindst: float, hoejst: float, ord_: str
) -> None:
    v = vurder(plan, [Nedlaeggelse("hanstholm-fysioterapi", 1, 1)])
    f = dataclasses.replace(v.foelger, flere_mindst=mindst, flere_hoejst=hoejst)
    saetning = tiltagsnyhed(dataclasses.replace(v, foelger=f))
    assert ord_ in saetning
    assert ("usikkert" in saetning) == (mindst < 0 < hoejst)


def test_a_whole_scenario_is_told_by_what_it_comes_to(lille_plan: Plan) -> None:
    # Sydby is 25 percent above 1,600, then Nordby at 2,000; Læsø is no yardstick.
    saetning = samlet_nyhed(vurder(lille_plan, [Flytning("n1", "s1", 1, 0)]))
    assert "Den største afvigelse fra regionens gennemsnit før uden for Læsø er 25,0 %" in saetning
    assert "12,5 % af kapaciteten" in saetning
    # 3,000 / 2 are 6 percent below.
    mindre = samlet_nyhed(vurder(lille_plan, [Flytning("n1", "s1", 0, 1)]))
    assert "går fra 25,0 til 7,1 %" in mindre
