"""Moves to new addresses in words: told as what they are, and held against those of clinics."""

from __future__ import annotations

import dataclasses

from dansk import score
from planning.mulige_flytninger import bedste, mulige_flytninger, til_klinikker
from planning.plan import Plan, Sted
from saetninger.flytninger import (
    bedste_flytning,
    bedste_mellem_klinikker,
    bedste_par,
    endenavn,
    ens_ende,
    hvor_mange_bedre,
    hvorhen,
    nyt_par,
    om_nye,
    parnyhed,
    uoplyst_adgang,
)

LANDET = Sted("ny-by-1", "Ny adresse i Landet", "Landet", "0101", "Landet", 57.2, 10, 0, 20_000)
PUNKT = Sted("ny-57-10", "Ny adresse", "ved Havn", "0101", "Havn", 57, 10.1, 5_000, 0)


def test_an_end_is_told_once(lille_plan: Plan) -> None:
    assert endenavn(lille_plan, "n2") == "Havn: Havnens Fys"
    assert endenavn(lille_plan, LANDET) == "Ny adresse i Landet"
    assert endenavn(lille_plan, PUNKT) == "Ny adresse, ved Havn"


def test_a_best_that_is_a_new_address_is_said_to_be_and_so_is_the_best_clinic(
    lille_plan: Plan,
) -> None:
    alle = mulige_flytninger(lille_plan, steder=[LANDET])
    klinikker = til_klinikker(alle)
    bedst, mellem_klinikker = bedste(alle), bedste(klinikker)
    assert bedst is not None and mellem_klinikker is not None and bedst["til"] == LANDET
    saetning = bedste_flytning(lille_plan, alle)
    assert "til Ny adresse i Landet (Nordby)" in saetning
    assert "Ny adresse i Landet er ét punkt og kun vejledende." in saetning
    assert score(mellem_klinikker["samlet"]) in bedste_mellem_klinikker(lille_plan, alle)
    assert f"af {len(alle)} flytninger er bedre end at lade være." in hvor_mange_bedre(alle)
    assert hvor_mange_bedre(alle.iloc[:0]) == ""
    # Between clinics alone there is nothing of it, and with no clinic to get, nothing of those.
    assert "vejledende" not in bedste_flytning(lille_plan, klinikker)
    for uden in (klinikker, alle.drop(klinikker.index)):
        assert bedste_mellem_klinikker(lille_plan, uden) == ""


def test_places_that_are_equally_good_are_said_to_be(lille_plan: Plan) -> None:
    tvilling = dataclasses.replace(LANDET, sted_id="ny-by-2", navn="Ny adresse i Nabo", by="Nabo")
    alle = mulige_flytninger(lille_plan, steder=[LANDET, tvilling])
    assert "lige så højt scorer den samme til Ny adresse i Nabo" in bedste_flytning(
        lille_plan, alle
    )


def test_what_is_not_told_of_the_access_is_told_with_what_it_would_do() -> None:
    saetning = uoplyst_adgang({"ja": 1.171, "nej": -0.204})
    assert "ikke oplyst" in saetning
    assert saetning.index("+1,17") < saetning.index("−0,20")
    assert uoplyst_adgang(None) == ""


def test_the_first_of_a_list_all_to_one_place_name_it(lille_plan: Plan) -> None:
    alle = mulige_flytninger(lille_plan, steder=[LANDET, PUNKT])
    til_landet = alle[[til == LANDET for til in alle["til"]]]
    ti = til_landet.loc[til_landet.index.repeat(2)].head(10)
    assert ens_ende(lille_plan, ti) == "De 10 første er alle til Ny adresse i Landet."


def test_a_pair_is_of_clinics_and_a_new_address_that_is_better_beside_it(
    lille_plan: Plan,
) -> None:
    alle = mulige_flytninger(lille_plan, mellem=("0102", "0101"), steder=[LANDET])
    bedst, ny = bedste(til_klinikker(alle)), bedste(alle)
    assert bedst is not None and ny is not None
    for saetning in (parnyhed(bedst), bedste_par(lille_plan, bedst)):
        assert "mellem klinikker i de to kommuner" in saetning
        assert f"({score(bedst['samlet'])})" in saetning
    assert bedste_par(lille_plan, bedst).startswith("Prøv ")
    assert (
        nyt_par(lille_plan, ny)
        == f"Prøv Ny adresse i Landet: scorer højere ({score(ny['samlet'])})"
    )


def test_how_many_and_where_to(lille_plan: Plan) -> None:
    alle = mulige_flytninger(lille_plan, steder=[LANDET])
    assert hvorhen(til_klinikker(alle)) == (
        "18 flytninger af én kapacitet, hver til hver anden klinik"
    )
    assert hvorhen(alle).startswith("24 ") and hvorhen(alle).endswith("til hver af 1 ny adresse")
    assert "modellens" not in om_nye(lille_plan)
    importeret = dataclasses.replace(lille_plan, model=frozenset({"befolkning"}))
    assert "modellens; dem til klinikkerne er importeret" in om_nye(importeret)
