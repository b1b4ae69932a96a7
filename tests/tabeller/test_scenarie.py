"""The tables of a scenario: figures computed by hand on a small plan."""

from __future__ import annotations

from dansk import score
from planning.effekt import HARMONISERING
from planning.plan import REGIONSRAEKKE, Plan
from planning.scenarie import vurder
from planning.tiltag import Flytning
from saetninger.sammenligning import bedst_paa, sammenligningsnyhed
from tabeller.scenarie import (
    effekttabel,
    foer_efter_tabel,
    kun_aendrede,
    sammenligningstabel,
    vurderede_kriterier,
)


def test_scenarios_side_by_side(lille_plan: Plan) -> None:
    frem, tilbage = (
        vurder(lille_plan, [f]) for f in (Flytning("n1", "s1", 0, 1), Flytning("s1", "n1", 0, 1))
    )
    tabel = sammenligningstabel([frem, tilbage], ["Til Syd", "Til Nord"])
    assert [k.titel for k in tabel.kolonner[2:-1]] == ["Til Syd", "Til Nord"]
    raekker = {
        hvad: figurer for hvad, *figurer, _ in zip(*map(tabel.celler, tabel.kolonner), strict=True)
    }
    hoejest = {
        hvad: bedst for hvad, *_, bedst in zip(*map(tabel.celler, tabel.kolonner), strict=True)
    }
    assert raekker["Sydby: indbyggere pr. kapacitet"] == ["2.000", "1.500", "3.000"]
    assert raekker["Nordby: indbyggere pr. kapacitet"] == ["1.500", "1.714", "1.333"]
    region = next(hvad for hvad in raekker if hvad.startswith("Region"))
    assert raekker[region] == ["1.600", "1.600", "1.600"]
    # 0.375 and 0.25 of 6 capacities are lacking, as computed by hand for the effect.
    harmoni = f"{HARMONISERING} (% af kapaciteten, der mangler)"
    assert raekker[harmoni][:2] == ["6,25", "4,17"]
    samlet = [score(v.effekt.samlet) for v in (frem, tilbage)]
    assert samlet[0] != samlet[1]
    assert raekker["Samlet effekt (−100 til +100)"] == ["0", *samlet]
    # A capacity to the scarcer of the two is the better move; a kommune has no score.
    assert hoejest["Samlet effekt (−100 til +100)"] == hoejest[harmoni] == "Til Syd"
    assert hoejest["Sydby: indbyggere pr. kapacitet"] == ""


def test_what_is_as_before_in_all_is_named_and_not_listed(lille_plan: Plan) -> None:
    igen = [vurder(lille_plan, [Flytning("n1", "s1", 0, 1)]) for _ in range(2)]
    tabel = sammenligningstabel(igen, ["A", "B"])
    hvad = tabel.celler(tabel.kolonner[0])
    oe = lille_plan.kommuner["kommune"].iloc[-1]
    assert oe in tabel.note and not any(h.startswith(oe) for h in hvad)
    assert set(tabel.celler(tabel.kolonner[-1])) == {"", "ens"}
    assert "samme samlede effekt" in sammenligningsnyhed(igen, ["A", "B"])


def test_the_news_is_who_scores_highest_and_on_how_much(lille_plan: Plan) -> None:
    frem, tilbage = (
        vurder(lille_plan, [f]) for f in (Flytning("n1", "s1", 0, 1), Flytning("s1", "n1", 0, 1))
    )
    saetning = sammenligningsnyhed([tilbage, frem], ["Til Nord", "Til Syd"])
    assert saetning.index("Til Syd") < saetning.index("Til Nord")
    assert score(frem.effekt.samlet) in saetning and score(tilbage.effekt.samlet) in saetning
    scorer = [v.effekt.kriterier["score"] for v in (frem, tilbage)]
    vundet = int((scorer[0].map(score) != scorer[1].map(score))[scorer[0] > scorer[1]].sum())
    assert f"Til Syd på {vundet} kriteri" in saetning
    assert sammenligningsnyhed([frem], ["A"]) == ""
    til_nord, til_syd = bedst_paa([tilbage, frem])
    assert HARMONISERING in til_syd and HARMONISERING not in til_nord
    assert bedst_paa([frem]) == [""]


def test_two_scenarios_of_one_name_keep_a_column_each(lille_plan: Plan) -> None:
    frem, tilbage = (
        vurder(lille_plan, [f]) for f in (Flytning("n1", "s1", 0, 1), Flytning("s1", "n1", 0, 1))
    )
    tabel = sammenligningstabel([frem, tilbage], ["A (v. 1)", "A (v. 1)"])
    raekker = {
        hvad: figurer for hvad, *figurer, _ in zip(*map(tabel.celler, tabel.kolonner), strict=True)
    }
    assert raekker["Sydby: indbyggere pr. kapacitet"] == ["2.000", "1.500", "3.000"]


def test_criteria_without_a_score_are_told_and_not_listed(lille_plan: Plan) -> None:
    vurdering = vurder(lille_plan, [Flytning("n1", "s1", 0, 1)])
    alle, vurderede = effekttabel(vurdering), vurderede_kriterier(vurdering)
    uden = alle.ramme["score"].isna()
    assert uden.any() and not uden.iloc[-1], "the total has a score"
    # Those without come after those with, and before the total.
    assert uden.iloc[:-1].is_monotonic_increasing
    assert list(vurderede.ramme.index) == [nr for nr in alle.ramme.index if not uden[nr]]
    for raekke in alle.ramme[uden].itertuples():
        assert raekke.kriterium in vurderede.note and raekke.bemaerkning in vurderede.note


def test_the_rows_that_change_are_those_marked_and_the_region(plan: Plan) -> None:
    hvor = plan.klinikker["kommune_kode"]
    fra = plan.kapaciteter.set_index("klinik_id")["over30"].idxmax()
    til = next(k for k in hvor.index if hvor[k] != hvor[fra])
    hel = foer_efter_tabel(vurder(plan, (Flytning(fra, til, 1, 0),)))
    faa = kun_aendrede(hel)
    assert set(faa.ramme.index) == {hvor[fra], hvor[til], REGIONSRAEKKE}
    assert list(faa.ramme.index) == [i for i in hel.ramme.index if i in set(faa.ramme.index)]
    assert faa.ramme.index[-1] == REGIONSRAEKKE == faa.sum_raekke
    assert "er fremhævet" in hel.note and "er fremhævet" not in faa.note
    assert faa.kolonner == hel.kolonner and faa.kilde == hel.kilde
