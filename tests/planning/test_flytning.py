"""Tiltag: capacity is conserved, undo restores, nothing mutates, and bad input is named."""

from __future__ import annotations

import dataclasses
import json
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dansk import Inputfejl
from planning.flytning import (
    aendringer,
    anvend,
    beholdning,
    muligheder,
    tilfoej_adresse,
    udfoer,
)
from planning.plan import Plan, Sted
from planning.status import status
from planning.tiltag import (
    ARTER,
    Deling,
    Ekstraadresse,
    Flytning,
    Nedlaeggelse,
    Opslag,
    Overdragelse,
    Tiltag,
    Udvidelse,
    er_gemt,
    fra_dict,
    som_dict,
    sted_id,
)
from saetninger.tiltag import beskriv, beskriv_alle

NYT = Sted("ny-1", "Ny adresse i Syd", "Landet", "0102", "Landet", 57.0, 10.3, 20_000.0, 0.0)
KLINIKKER = ("n1", "n2", "s1", "l1")
faa = settings(max_examples=25)


@st.composite
def flytninger(
    draw: st.DrawFn, plan: Plan, steder: tuple[Sted, ...] = (), mindst: int = 0
) -> list[Flytning]:
    """Draw a list of flytninger that each fit the state they meet."""
    har = {klinik_id: list(par) for klinik_id, par in antal(plan).items()}
    scenarie: list[Flytning] = []
    for _ in range(draw(st.integers(mindst, 6))):
        fra = draw(st.sampled_from([k for k, par in har.items() if sum(par)]))
        til = draw(
            st.sampled_from(
                [*[k for k in har if k != fra], *[s for s in steder if s.sted_id != fra]]
            )
        )
        over30 = draw(st.integers(0, har[fra][0]))
        under30 = draw(st.integers(0, har[fra][1]))
        if over30 + under30 == 0:
            over30, under30 = (1, 0) if har[fra][0] else (0, 1)
        flytning = Flytning(fra, til, over30, under30)
        modtager = har.setdefault(sted_id(flytning.til), [0, 0])
        for i, n in enumerate((over30, under30)):
            har[fra][i] -= n
            modtager[i] += n
        scenarie.append(flytning)
    return scenarie


def antal(plan: Plan) -> dict[str, tuple[int, int]]:
    """Return (over 30, under 30) by clinic."""
    k = plan.kapaciteter
    assert k["klinik_id"].is_unique
    return {
        klinik_id: (int(over), int(under))
        for klinik_id, over, under in zip(k["klinik_id"], k["over30"], k["under30"], strict=True)
    }


# ------------------------------------------------------------------ by hand


def test_one_flytning_by_hand(lille_plan: Plan) -> None:
    efter = udfoer(lille_plan, Flytning("n1", "s1", over30=1, under30=2))
    assert antal(efter) == {"n1": (1, 0), "n2": (0, 2), "s1": (2, 3), "l1": (0, 1)}
    assert status(efter).kommuner["kapacitet"].to_list() == [2, 3.5, 0.5]


def test_a_deling_makes_one_over_30_into_two_under_30(lille_plan: Plan) -> None:
    efter = udfoer(lille_plan, Deling("n1", 2))
    assert antal(efter)["n1"] == (0, 6)
    # Two of 1 are four of 0.5: the total stays.
    assert status(efter).kommuner["kapacitet"].to_list() == [4, 1.5, 0.5]


def test_new_and_closed_capacity_change_the_total(lille_plan: Plan) -> None:
    flere = udfoer(lille_plan, Udvidelse("s1", over30=1, under30=1))
    assert antal(flere)["s1"] == (2, 2)
    assert status(flere).region["kapacitet"] == 7.5
    faerre = udfoer(lille_plan, Nedlaeggelse("n1", over30=1))
    assert antal(faerre)["n1"] == (1, 2)
    assert status(faerre).region["kapacitet"] == 5


@pytest.mark.parametrize(
    ("tiltag", "ventet"),
    [
        (Flytning("n1", "s1", 2, 3), [("n1", -2, -3, -3.5), ("s1", 2, 3, 3.5)]),
        (Flytning("n1", NYT, 0, 1), [("n1", 0, -1, -0.5), ("ny-1", 0, 1, 0.5)]),
        (Deling("n1", 2), [("n1", -2, 4, 0)]),
        (Udvidelse("s1", 1, 0), [("s1", 1, 0, 1)]),
        (Nedlaeggelse("s1", 0, 1), [("s1", 0, -1, -0.5)]),
        (Ekstraadresse("n1", NYT, 1, 2), [("n1", -1, -2, -2), ("ny-1", 1, 2, 2)]),
        (Opslag("n1", None, 1, 1), [("n1", -1, -1, -1.5)]),
        (Opslag("n1", "s1", 1, 0), [("n1", -1, 0, -1), ("s1", 1, 0, 1)]),
        # Another owner, and a post filled where it became vacant, are seen nowhere on the map.
        (Overdragelse("n1", 2, 2), []),
        (Opslag("n1", "n1", 1, 0), []),
    ],
)
def test_what_each_tiltag_does_to_each_clinic(
    lille_plan: Plan, tiltag: Tiltag, ventet: list[tuple]
) -> None:
    assert [
        (a.klinik_id, a.maengde.get("over30", 0), a.maengde.get("under30", 0), a.kapacitet)
        for a in aendringer(lille_plan, tiltag)
    ] == ventet


def test_an_extra_address_is_where_capacity_is_as_a_move_there_would_have_it(
    lille_plan: Plan,
) -> None:
    ekstra = udfoer(lille_plan, Ekstraadresse("n1", NYT, 1, 1))
    flyttet = udfoer(lille_plan, Flytning("n1", NYT, 1, 1))
    assert antal(ekstra) == antal(flyttet) == antal(lille_plan) | {"n1": (1, 1), "ny-1": (1, 1)}
    for maal, matrix in flyttet.afstande.items():
        np.testing.assert_array_equal(ekstra.afstande[maal], matrix)


def test_vacant_capacity_is_nowhere_until_it_is_filled(lille_plan: Plan) -> None:
    ledig = udfoer(lille_plan, Opslag("n1", None, 1, 0))
    # Nordby has 3 of 4 left, the region 5 of 6: 6,000 / 3 and 9,600 / 5.
    assert status(ledig).kommuner["indbyggere_pr_kapacitet"].to_list() == [2000, 2000, 1200]
    assert status(ledig).region["indbyggere_pr_kapacitet"] == 1920
    besat = udfoer(lille_plan, Opslag("n1", NYT, 1, 0))
    assert status(besat).region["kapacitet"] == 6
    assert beholdning(besat, "ny-1") == {"over30": 1, "under30": 0}


def test_an_overdragelse_leaves_the_capacities_as_they_were(lille_plan: Plan) -> None:
    efter = udfoer(lille_plan, Overdragelse("n1", 1, 1))
    pd.testing.assert_frame_equal(efter.kapaciteter, lille_plan.kapaciteter)


def test_a_field_with_another_praksisplan_has_not_the_tiltag_of_this_one(lille_plan: Plan) -> None:
    anden = dataclasses.replace(
        lille_plan, fag=dataclasses.replace(lille_plan.fag, praksisplan="En anden plan")
    )
    assert muligheder(lille_plan) == list(ARTER)
    assert muligheder(anden) == ["flytning", "deling", "udvidelse", "nedlaeggelse"]
    for tiltag in (Ekstraadresse("n1", NYT, 1), Overdragelse("n1", 1), Opslag("n1", None, 1)):
        with pytest.raises(Inputfejl, match="for En anden plan"):
            udfoer(anden, tiltag)


def test_a_move_within_a_kommune_changes_no_kommune(lille_plan: Plan) -> None:
    efter = udfoer(lille_plan, Flytning("n1", "n2", 2, 2))
    assert antal(efter)["n1"] == (0, 0)
    pd.testing.assert_frame_equal(status(efter).kommuner, status(lille_plan).kommuner)


def test_everything_can_move_and_the_clinic_stays_on_the_list(lille_plan: Plan) -> None:
    efter = udfoer(lille_plan, Flytning("l1", "n1", 0, 1))
    assert beholdning(efter, "l1") == {"over30": 0, "under30": 0}
    assert efter.klinikker.index.to_list() == list(KLINIKKER)


def test_a_clinic_without_a_row_of_capacity_holds_none_and_can_receive(lille_plan: Plan) -> None:
    uden = dataclasses.replace(
        lille_plan, kapaciteter=lille_plan.kapaciteter.iloc[:3].reset_index(drop=True)
    )
    assert beholdning(uden, "l1") == {"over30": 0, "under30": 0}
    efter = udfoer(uden, Flytning("n1", "l1", 1, 0))
    assert beholdning(efter, "l1") == {"over30": 1, "under30": 0}
    assert status(efter).kommuner["kapacitet"].to_list() == [3, 1.5, 1]


# ------------------------------------------------------------------ whatever the moves


@faa
@given(data=st.data())
def test_every_kind_of_capacity_is_conserved(plan: Plan, data: st.DataObject) -> None:
    efter = anvend(plan, data.draw(flytninger(plan)))
    for felt in ("over30", "under30"):
        assert efter.kapaciteter[felt].sum() == plan.kapaciteter[felt].sum()
        assert (efter.kapaciteter[felt] >= 0).all()
    assert status(efter).region["kapacitet"] == 129


@faa
@given(data=st.data())
def test_capacity_is_conserved_with_new_addresses_too(
    lille_plan: Plan, data: st.DataObject
) -> None:
    andet = dataclasses.replace(NYT, sted_id="ny-2", kommune_kode="0101")
    efter = anvend(lille_plan, data.draw(flytninger(lille_plan, (NYT, andet))))
    assert efter.kapaciteter["over30"].sum() == 3
    assert efter.kapaciteter["under30"].sum() == 6
    assert status(efter).region["kapacitet"] == 6


@faa
@given(data=st.data())
def test_leaving_out_the_last_flytning_undoes_it(plan: Plan, data: st.DataObject) -> None:
    scenarie = data.draw(flytninger(plan, mindst=1))
    uden, med = anvend(plan, scenarie[:-1]), anvend(plan, scenarie)
    sidste = scenarie[-1]
    ventet = antal(uden)
    for klinik_id, fortegn in ((sidste.fra, -1), (sidste.til, 1)):
        over, under = ventet[klinik_id]
        ventet[klinik_id] = (
            over + fortegn * sidste.maengde.get("over30", 0),
            under + fortegn * sidste.maengde.get("under30", 0),
        )
    assert antal(med) == ventet
    assert antal(anvend(plan, [])) == antal(plan)


@faa
@given(data=st.data())
def test_a_move_and_its_reverse_cancel(plan: Plan, data: st.DataObject) -> None:
    frem = data.draw(flytninger(plan))
    tilbage = [dataclasses.replace(f, fra=f.til, til=f.fra) for f in reversed(frem)]
    assert antal(anvend(plan, frem + tilbage)) == antal(plan)


@faa
@given(data=st.data())
def test_moves_that_fit_in_any_order_give_the_same_in_any_order(
    lille_plan: Plan, data: st.DataObject
) -> None:
    # Five moves take at most 20 from a clinic that has 20 from the start, so no order can fail.
    rigelig = dataclasses.replace(
        lille_plan, kapaciteter=lille_plan.kapaciteter.assign(over30=20, under30=20)
    )
    ender = st.permutations(KLINIKKER).map(lambda k: k[:2])
    flytning = st.builds(
        lambda e, over, under: Flytning(*e, over, under),
        ender,
        st.integers(1, 4),
        st.integers(0, 4),
    )
    scenarie = data.draw(st.lists(flytning, max_size=5))
    blandet = data.draw(st.permutations(scenarie))
    assert antal(anvend(rigelig, scenarie)) == antal(anvend(rigelig, blandet))


@faa
@given(data=st.data())
def test_the_order_of_the_rows_is_irrelevant_to_a_move(plan: Plan, data: st.DataObject) -> None:
    orden = data.draw(st.permutations(range(len(plan.kapaciteter))))
    blandet = dataclasses.replace(
        plan, kapaciteter=plan.kapaciteter.iloc[orden].reset_index(drop=True)
    )
    scenarie = data.draw(flytninger(plan))
    assert antal(anvend(blandet, scenarie)) == antal(anvend(plan, scenarie))


@faa
@given(data=st.data())
def test_nothing_in_the_plan_given_is_changed(lille_plan: Plan, data: st.DataObject) -> None:
    foer = _aftryk(lille_plan)
    scenarie = data.draw(flytninger(lille_plan, (NYT,)))
    anvend(lille_plan, [*scenarie, Udvidelse("n2", 1), Deling("n2"), Nedlaeggelse("n2", 0, 1)])
    _kun_ens(lille_plan, foer)


def test_a_refused_scenario_leaves_the_plan_as_it_was(lille_plan: Plan) -> None:
    foer = _aftryk(lille_plan)
    with pytest.raises(Inputfejl):
        anvend(lille_plan, [Flytning("n1", NYT, 1, 0), Flytning("n1", "s1", 9, 0)])
    _kun_ens(lille_plan, foer)


def test_no_tiltag_is_the_plan_itself(lille_plan: Plan) -> None:
    assert anvend(lille_plan, []) is lille_plan


# ------------------------------------------------------------------ new addresses


def test_a_new_address_is_one_row_and_one_column_more(lille_plan: Plan) -> None:
    efter = udfoer(lille_plan, Flytning("s1", NYT, 0, 1))
    assert efter.klinikker.index.to_list() == [*KLINIKKER, "ny-1"]
    ny = efter.klinik("ny-1")
    assert (ny["navn"], ny["by"], ny["kommune_kode"], ny["bysamfund"]) == (
        "Ny adresse i Syd",
        "Landet",
        "0102",
        "Landet",
    )
    assert ny["handicapadgang"] == "ikke oplyst"
    assert (ny["x"], ny["y"], ny["lat"], ny["lon"]) == (20_000, 0, 57.0, 10.3)
    assert pd.isna(ny["side"])
    assert beholdning(efter, "ny-1") == {"over30": 0, "under30": 1}
    for maal, matrix in lille_plan.afstande.items():
        assert efter.afstande[maal].shape == (5, 5)
        np.testing.assert_array_equal(efter.afstande[maal][:, :4], matrix)
    # (20, 0) to the points (0, 0), (10, 0), (0, 20), (30, 0) and (30, 40), the last on Læsø.
    assert efter.afstande["luftlinje"][:, 4] == pytest.approx(
        [20, 10, math.hypot(20, 20), 10, math.hypot(10, 40)]
    )
    assert efter.afstande["minutter"][:, 4] == pytest.approx(
        [40, 20, 2 * math.hypot(20, 20), 20, math.nan], nan_ok=True
    )


def test_a_new_address_belongs_to_its_bysamfund_whatever_its_town_is_called(
    lille_plan: Plan,
) -> None:
    ny = dataclasses.replace(NYT, by="ved Sydby", bysamfund="Sydby")
    assert tilfoej_adresse(lille_plan, ny).klinik("ny-1")["bysamfund"] == "Sydby"


def test_only_a_new_address_in_a_town_is_said_to_be_its_middle(lille_plan: Plan) -> None:
    by = dataclasses.replace(NYT, **lille_plan.byer.loc["p4", ["lat", "lon", "x", "y"]])
    assert tilfoej_adresse(lille_plan, by).klinik("ny-1")["praecision"] == "by"
    assert tilfoej_adresse(lille_plan, NYT).klinik("ny-1")["praecision"] == "adresse"


def test_a_new_address_is_added_once_however_often_it_receives(lille_plan: Plan) -> None:
    efter = anvend(
        lille_plan, [Flytning("s1", NYT, 0, 1), Flytning("n1", NYT, 1, 1), Udvidelse(NYT, 0, 1)]
    )
    assert efter.klinikker.index.is_unique
    assert len(efter.klinikker) == len(efter.kapaciteter) == 5
    assert beholdning(efter, "ny-1") == {"over30": 1, "under30": 3}


def test_a_new_address_can_give_back_what_it_got(lille_plan: Plan) -> None:
    efter = anvend(lille_plan, [Flytning("s1", NYT, 1, 0), Flytning("ny-1", "s1", 1, 0)])
    assert antal(efter) == antal(lille_plan) | {"ny-1": (0, 0)}
    pd.testing.assert_frame_equal(status(efter).kommuner, status(lille_plan).kommuner)


def test_an_address_without_capacity_changes_no_figure(plan: Plan) -> None:
    uden_afstande = dataclasses.replace(plan, afstande={}, afstand_til=lambda sted: {})
    efter = tilfoej_adresse(uden_afstande, dataclasses.replace(NYT, kommune_kode="0840"))
    pd.testing.assert_frame_equal(status(efter).kommuner, status(plan).kommuner)


# ------------------------------------------------------------------ bad input


@pytest.mark.parametrize(
    ("tiltag", "besked"),
    [
        (Flytning("n9", "s1", 1, 0), "Ukendt klinik: »n9«"),
        (Flytning("n1", "s9", 1, 0), "Ukendt klinik: »s9«"),
        (Flytning("", "s1", 1, 0), "Ukendt klinik: »«"),
        (Flytning("n1", "n1", 1, 0), "kan ikke flytte til sig selv"),
        (Flytning("n1", "s1", 0, 0), "ikke valgt nogen kapacitet"),
        (Flytning("n1", "s1", 3, 0), "har 2 kapaciteter over 30 timer"),
        (Flytning("n1", "s1", 0, 3), "har 2 kapaciteter under 30 timer"),
        (Flytning("n2", "s1", 1, 0), "har 0 kapaciteter over 30 timer"),
        (Flytning("n1", "s1", -1, 0), "kan ikke være negativt"),
        (Flytning("n1", "s1", 1, -1), "kan ikke være negativt"),
        (Flytning("n1", "s1", 0.5, 0), "skal være et helt tal, ikke 0,5"),
        (Flytning("n1", "s1", 0, 1.5), "skal være et helt tal, ikke 1,5"),
        (Flytning("n1", "s1", math.nan, 0), "skal være et helt tal"),
        (Flytning("n1", "s1", math.inf, 0), "skal være et helt tal"),
        (Flytning("n1", "s1", 0, -math.inf), "skal være et helt tal"),
        (Flytning("n1", "s1", 10**30, 0), "har 2 kapaciteter over 30 timer"),
        (Flytning("n1", "s1", True, 0), "skal være et helt tal"),
        (Flytning("n1", "s1", 1, False), "skal være et helt tal"),
        (Flytning("n1", "s1", "1", 0), "skal være et helt tal"),
        (Flytning("n1", "s1", None, 0), "skal være et helt tal"),
        (Flytning("n1", dataclasses.replace(NYT, kommune_kode="0851"), 1, 0), "ukendt kommune"),
        (Flytning("n1", dataclasses.replace(NYT, x=math.nan), 1, 0), "ikke et gyldigt punkt"),
        (Flytning("n1", "s1", beloeb_kr=393_000.0, speciale="51"), "opgjort i timer"),
        (Deling("n9"), "Ukendt klinik: »n9«"),
        (Deling("n2"), "har 0 kapaciteter over 30 timer"),
        (Deling("n1", 3), "har 2 kapaciteter over 30 timer"),
        (Deling("n1", 0), "ikke valgt nogen kapacitet"),
        (Deling("n1", -1), "kan ikke være negativt"),
        (Deling("n1", 0.5), "skal være et helt tal"),
        (Udvidelse("s9", 1, 0), "Ukendt klinik: »s9«"),
        (Udvidelse("s1", 0, 0), "ikke valgt nogen kapacitet"),
        (Udvidelse("s1", -1, 0), "kan ikke være negativt"),
        (Udvidelse("s1", math.inf, 0), "skal være et helt tal"),
        (Nedlaeggelse("n9", 1, 0), "Ukendt klinik: »n9«"),
        (Nedlaeggelse("n1", 0, 0), "ikke valgt nogen kapacitet"),
        (Nedlaeggelse("n1", 3, 0), "har 2 kapaciteter over 30 timer"),
        (Ekstraadresse("n9", NYT, 1), "Ukendt klinik: »n9«"),
        (Ekstraadresse("n1", "s1", 1), "er en ny adresse, og Syd Fys er en klinik"),
        (Ekstraadresse("n1", NYT, 3), "har 2 kapaciteter over 30 timer"),
        # A clinic that would use none of its own is one that moves.
        (Ekstraadresse("n1", NYT, 2, 2), "ellers er det en flytning"),
        (Ekstraadresse("n1", NYT), "ikke valgt nogen kapacitet"),
        (
            Ekstraadresse("n1", dataclasses.replace(NYT, handicapadgang="måske"), 1),
            "Handicapadgang på en ny adresse",
        ),
        (Overdragelse("n9", 1), "Ukendt klinik: »n9«"),
        (Overdragelse("n2", 1), "har 0 kapaciteter over 30 timer"),
        (Opslag("n1", "s9", 1), "Ukendt klinik: »s9«"),
        (Opslag("n1", None, 3), "har 2 kapaciteter over 30 timer"),
        (Opslag("n1", None), "ikke valgt nogen kapacitet"),
    ],
)
def test_a_tiltag_that_does_not_fit_is_refused_in_danish(
    lille_plan: Plan, tiltag: Tiltag, besked: str
) -> None:
    foer = _aftryk(lille_plan)
    with pytest.raises(Inputfejl, match=besked):
        udfoer(lille_plan, tiltag)
    _kun_ens(lille_plan, foer)


def test_a_new_address_cannot_move_to_itself(lille_plan: Plan) -> None:
    efter = udfoer(lille_plan, Flytning("s1", NYT, 1, 0))
    with pytest.raises(Inputfejl, match="til sig selv"):
        udfoer(efter, Flytning("ny-1", NYT, 1, 0))


def test_the_first_that_does_not_fit_is_named_by_its_number(lille_plan: Plan) -> None:
    god, for_mange, ukendt = (
        Flytning("s1", "n1", 1, 0),
        Flytning("s1", "n1", 1, 0),
        Flytning("x", "y", 1, 0),
    )
    # The second only fails because the first took what there was.
    with pytest.raises(Inputfejl, match=r"^Tiltag 2: Syd Fys \(Sydby\) har 0 kapaciteter"):
        anvend(lille_plan, [god, for_mange, ukendt])
    with pytest.raises(Inputfejl, match=r"^Tiltag 1: Ukendt klinik: »x«"):
        anvend(lille_plan, [ukendt, for_mange])


def test_a_mistyped_clinic_and_kommune_are_met_with_the_nearest_name(plan: Plan) -> None:
    with pytest.raises(Inputfejl, match=r"Mente du hobro-benefit\?"):
        plan.klinik("hobro-benfit")
    with pytest.raises(Inputfejl, match=r"Mente du Hjørring\?"):
        plan.kommune_kode("Hjoerring")


def test_a_kommune_of_another_region_is_met_with_those_there_are(plan: Plan) -> None:
    with pytest.raises(Inputfejl) as fejl:
        plan.kommune_kode("Skive")
    assert str(fejl.value).startswith("Ukendt kommune: »Skive«. De 11 kommuner er ")
    assert all(navn in str(fejl.value) for navn in plan.kommuner["kommune"])


@pytest.mark.parametrize("skrevet", ["Rebild", "rebild", " REBILD "])
def test_a_kommune_is_known_by_its_name_however_it_is_written(plan: Plan, skrevet: str) -> None:
    assert plan.kommune_kode(skrevet) == "0840"


# ------------------------------------------------------------------ as values, as words

ALLE_SLAGS = [
    Flytning("n1", "s1", 1, 2),
    Flytning("n1", NYT, 2, 0),
    Flytning("n1", "s1", beloeb_kr=393_000.0, speciale="51"),
    Deling("n1", 2),
    Udvidelse("s1", 0, 1),
    Udvidelse(NYT, 1, 0),
    Nedlaeggelse("l1", 0, 1),
    Flytning("n1", "s1", 1, forhaandsgodkendelse=True),
    Ekstraadresse("n1", NYT, 1, 0),
    Overdragelse("n1", 1, 1),
    Opslag("n1", None, 1, 0),
    Opslag("n1", "s1", 1, 0),
    Opslag("n1", NYT, beloeb_kr=393_000.0, speciale="51"),
]


@pytest.mark.parametrize("tiltag", ALLE_SLAGS)
def test_a_tiltag_survives_json(tiltag: Tiltag) -> None:
    assert fra_dict(json.loads(json.dumps(som_dict(tiltag)))) == tiltag


#: Tiltag as every earlier version wrote them, kinds there is nothing of and all.
TIDLIGERE = [
    {
        "type": "flytning",
        "fra": "n1",
        "til": "s1",
        "over30": 1,
        "under30": 0,
        "beloeb_kr": 0.0,
        "speciale": "51+62",
    },
    {"type": "deling", "fra": "n1", "antal": 1},
    {
        "type": "udvidelse",
        "til": "s1",
        "over30": 0,
        "under30": 2,
        "beloeb_kr": 0.0,
        "speciale": "51+62",
    },
]


def test_what_an_earlier_version_saved_is_read_and_is_not_a_change(lille_plan: Plan) -> None:
    scenarie = [Flytning("n1", "s1", over30=1), Deling("n1"), Udvidelse("s1", under30=2)]
    assert [fra_dict(gemt) for gemt in TIDLIGERE] == scenarie
    assert antal(anvend(lille_plan, scenarie))["s1"] == (2, 3)
    assert er_gemt(scenarie, TIDLIGERE)
    assert not er_gemt(scenarie[:-1], TIDLIGERE)
    assert not er_gemt(scenarie, [*TIDLIGERE[:-1], {"type": "fusion"}])


@pytest.mark.parametrize("tiltag", [Flytning("n1", "s1", 1), Opslag("n1", None, 1)])
def test_what_is_not_asked_for_or_open_is_not_written(tiltag: Tiltag) -> None:
    """An earlier version then reads a flytning of today."""
    assert not {"forhaandsgodkendelse", "speciale"} & som_dict(tiltag).keys()
    assert ("til" in som_dict(tiltag)) is isinstance(tiltag, Flytning)


def test_an_amount_of_one_speciale_is_saved_with_it_and_joint_capacity_without(
    lille_plan: Plan,
) -> None:
    i_kr = Flytning("n1", "s1", beloeb_kr=393_000.0, speciale="51")
    assert som_dict(i_kr) | {"speciale": "51", "beloeb_kr": 393_000.0} == som_dict(i_kr)
    assert som_dict(Flytning("n1", "s1", over30=1)) == {
        "type": "flytning",
        "fra": "n1",
        "til": "s1",
        "over30": 1,
    }


@pytest.mark.parametrize(
    "vaerdier",
    [
        {},
        {"type": "fusion", "fra": "n1", "til": "s1", "over30": 1},
        {"type": "flytning"},
        {"type": "flytning", "fra": "n1", "til": "s1", "over30": 1, "farve": "rød"},
        {"type": "flytning", "fra": "n1", "til": {"sted_id": "ny"}, "over30": 1},
        {"type": "flytning", "fra": None, "til": "s1", "over30": 1},
        {"type": "flytning", "fra": 5, "til": "s1", "over30": 1},
        {"type": "flytning", "fra": "n1", "til": 5, "over30": 1},
        {"type": "flytning", "fra": "n1", "til": None, "over30": 1},
        {"type": "flytning", "fra": "n1", "til": ["s1"], "over30": 1},
        {"type": "flytning", "fra": "n1", "til": "s1", "over30": [1]},
        {"type": "flytning", "fra": "n1", "til": "s1", "over30": 1, "speciale": 51},
        {"type": "udvidelse", "til": None, "over30": 1},
        {
            "type": "udvidelse",
            "til": som_dict(Udvidelse(NYT, 1))["til"] | {"x": "her"},
            "over30": 1,
        },
        {"type": "nedlaeggelse", "fra": None, "over30": 1},
        {"type": "deling", "fra": None},
        {"type": "deling", "fra": "n1", "antal": "to"},
        {"type": "flytning", "fra": "n1", "til": "s1", "over30": 1, "forhaandsgodkendelse": "ja"},
        {"type": "flytning", "fra": "n1", "til": "s1", "over30": 1, "forhaandsgodkendelse": 1},
        {"type": "ekstraadresse", "fra": "n1", "til": "s1", "over30": 1},
        {"type": "ekstraadresse", "fra": "n1", "over30": 1},
        {"type": "overdragelse", "over30": 1},
        {"type": "overdragelse", "fra": "n1", "til": "s1", "over30": 1},
        {"type": "opslag", "fra": None, "over30": 1},
        {"type": "opslag", "fra": "n1", "til": 5, "over30": 1},
        {"type": "opslag", "fra": "n1", "til": True, "over30": 1},
    ],
)
def test_a_damaged_link_is_refused_in_danish_and_never_applied(
    lille_plan: Plan, vaerdier: dict[str, object]
) -> None:
    with pytest.raises(Inputfejl):
        anvend(lille_plan, [fra_dict(vaerdier)])


@pytest.mark.parametrize(
    ("tiltag", "linje"),
    [
        (
            Flytning("n1", "s1", 1, 2),
            "2 kapaciteter (1 over 30 timer og 2 under 30 timer) fra Torvet Fys, Nordby "
            "til Syd Fys, Sydby",
        ),
        (
            Flytning("n2", "l1", 0, 1),
            "0,5 kapacitet (1 under 30 timer) fra Havnens Fys, Havn (Nordby) "
            "til Øens Fys, Byrum (Læsø)",
        ),
        (
            Flytning("n1", NYT, 2, 0),
            "2 kapaciteter over 30 timer fra Torvet Fys, Nordby "
            "til Ny adresse i Syd, Landet (Sydby)",
        ),
        (
            Deling("n1", 2),
            "Deling: 2 kapaciteter over 30 timer hos Torvet Fys, Nordby i 4 under 30 timer",
        ),
        (
            Udvidelse("s1", 0, 1),
            "Ny kapacitet: 0,5 kapacitet (1 under 30 timer) hos Syd Fys, Sydby",
        ),
        (
            Nedlaeggelse("l1", 0, 1),
            "Nedlagt: 0,5 kapacitet (1 under 30 timer) hos Øens Fys, Byrum (Læsø)",
        ),
        (
            Flytning("n2", "l1", 0, 1, forhaandsgodkendelse=True),
            "0,5 kapacitet (1 under 30 timer) fra Havnens Fys, Havn (Nordby) "
            "til Øens Fys, Byrum (Læsø), med forhåndsgodkendelse",
        ),
        (
            Ekstraadresse("n1", NYT, 1, 0),
            "Ekstra klinikadresse: 1 kapacitet over 30 timer hos Torvet Fys, Nordby "
            "bruges på Ny adresse i Syd, Landet (Sydby)",
        ),
        (
            Overdragelse("n1", 1, 0),
            "Overdragelse: 1 kapacitet over 30 timer hos Torvet Fys, Nordby til en anden "
            "ejer på samme adresse",
        ),
        (
            Opslag("n1", None, 1, 0),
            "Ledig kapacitet: 1 kapacitet over 30 timer hos Torvet Fys, Nordby, opslås",
        ),
        (
            Opslag("n1", "s1", 1, 0),
            "Ledig kapacitet: 1 kapacitet over 30 timer hos Torvet Fys, Nordby, opslås "
            "og besættes hos Syd Fys, Sydby",
        ),
        (
            Opslag("n1", "n1", 1, 0),
            "Ledig kapacitet: 1 kapacitet over 30 timer hos Torvet Fys, Nordby, opslås "
            "og besættes på samme adresse",
        ),
    ],
)
def test_a_tiltag_reads_as_one_line(lille_plan: Plan, tiltag: Tiltag, linje: str) -> None:
    assert beskriv(lille_plan, tiltag) == linje


def test_a_scenario_reads_step_by_step_also_from_an_address_it_made(lille_plan: Plan) -> None:
    linjer = beskriv_alle(lille_plan, [Flytning("n1", NYT, 1, 0), Flytning("ny-1", "s1", 1, 0)])
    assert linjer[1] == (
        "1 kapacitet over 30 timer fra Ny adresse i Syd, Landet (Sydby) til Syd Fys, Sydby"
    )


def _aftryk(plan: Plan) -> dict[str, object]:
    """Return a deep copy of every frame and matrix of a plan."""
    felter = {f.name: getattr(plan, f.name) for f in dataclasses.fields(plan)}
    rammer = {n: v.copy(deep=True) for n, v in felter.items() if isinstance(v, pd.DataFrame)}
    return rammer | {f"afstande/{m}": a.copy() for m, a in plan.afstande.items()}


def _kun_ens(plan: Plan, foer: dict[str, object]) -> None:
    nu = _aftryk(plan)
    assert nu.keys() == foer.keys()
    for navn, ramme in foer.items():
        if isinstance(ramme, pd.DataFrame):
            pd.testing.assert_frame_equal(nu[navn], ramme)
        else:
            np.testing.assert_array_equal(nu[navn], ramme)


@pytest.mark.parametrize(
    "gemt",
    [
        {"type": ["flytning"]},
        {"type": {"flytning": 1}},
        {"type": "flytning"},
        {"type": "flytning", "fra": "n1", "til": "s1", "dele": "x"},
    ],
)
def test_a_saved_tiltag_of_an_odd_shape_is_refused_and_not_a_crash(gemt: dict[str, object]) -> None:
    with pytest.raises(Inputfejl):
        fra_dict(gemt)
