"""What a scenario changes, on a printed map: a sign of its own for each kind, and every amount."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from matplotlib.patches import FancyArrowPatch

from data.omrids import laes_omrids
from kort.tryk.navngivning import NUMRE
from kort.tryk.tiltagslag import MAERKER, Tiltagslag
from kort.tryk.trykkort import FORMATER, Kortdata, Panel, Tegning, figur
from kort.tryk.udstyr import Boks

NORDJYLLAND = Path(__file__).parents[2] / "data" / "nordjylland"
AALBORG, SKAGEN, THISTED = (556_000, 6_323_000), (594_000, 6_399_000), (481_000, 6_312_000)
A4 = FORMATER["a4_staaende"]

Lav = Callable[..., pd.DataFrame]


@pytest.fixture(scope="module")
def omrids() -> gpd.GeoDataFrame:
    return laes_omrids(NORDJYLLAND / "omrids.gpkg")


def tegn(omrids: gpd.GeoDataFrame, ramme: pd.DataFrame, format: str = "a4_staaende") -> Tegning:
    data = Kortdata("T", (Panel((Tiltagslag(ramme),)),), "K", "D")
    return figur(data, omrids, FORMATER[format])


def signaturer(ramme: pd.DataFrame) -> dict[str, str]:
    """The legend: form by what it means."""
    (gruppe,) = Tiltagslag(ramme).forklaring(A4)
    return {s.navn: s.form for s in gruppe.signaturer}


def tekster(tegning: Tegning) -> str:
    return " ".join(t.get_text() for t in tegning.fig.axes[0].texts)


@pytest.mark.parametrize(
    ("raekke", "art"),
    [
        (("nedlaeggelse", "a", None, AALBORG, None, "−1", False, False, -1.0, 0.0), "afgiver"),
        (("nedlaeggelse", "a", None, AALBORG, None, "−1", False, True, -1.0, 0.0), "lukker"),
        (("opslag", "a", None, AALBORG, None, "−1", False, False, -1.0, 0.0), "afgiver"),
        (("udvidelse", None, "b", None, AALBORG, "+1", False, False, 0.0, 1.0), "modtager"),
        (("udvidelse", None, "b", None, AALBORG, "+1", True, False, 0.0, 1.0), "ny"),
        (("deling", "a", "a", AALBORG, AALBORG, "1", False, False, 0.0, 0.0), "deling"),
        (("overdragelse", "a", "a", AALBORG, AALBORG, "1", False, False, 0.0, 0.0), "paa_stedet"),
        (("opslag", "a", "a", AALBORG, AALBORG, "1", False, False, 0.0, 0.0), "paa_stedet"),
    ],
)
def test_each_kind_has_a_sign_that_the_legend_explains(
    omrids: gpd.GeoDataFrame, tiltag: Lav, raekke: tuple, art: str
) -> None:
    ramme = tiltag(raekke)
    form, _, betydning = MAERKER[art]
    assert signaturer(ramme) == {betydning: form}
    (navne,) = tegn(omrids, ramme).navne
    assert navne["tiltag-0"].sats.linjer[0][0] == f"{raekke[5]} i ord"


def test_no_two_signs_have_the_same_form() -> None:
    former = [form for form, _, _ in MAERKER.values()]
    assert len(set(former)) == len(former), "a sign is told without its colour"


def test_a_move_and_an_ekstra_adresse_are_arrows_with_their_ends(tiltag: Lav) -> None:
    flyt = ("flytning", "a", "b", AALBORG, SKAGEN, "0,5")
    ekstra = ("ekstraadresse", "a", "ny", AALBORG, THISTED, "1", True, False, -1.5, 1.0)
    assert set(signaturer(tiltag(flyt))) == {"afgiver kapacitet", "får kapacitet", "flytning"}
    begge = signaturer(tiltag(flyt, ekstra))
    assert begge["flytning eller ekstra adresse"] == "pil" and begge["ny adresse"] == "ny"


def test_a_clinic_that_gives_and_gets_is_marked_by_what_is_left(tiltag: Lav) -> None:
    gennem = (
        ("flytning", "a", "b", AALBORG, SKAGEN, "1", False, False, -1.0, 0.0),
        ("flytning", "b", "c", SKAGEN, THISTED, "1", False, False, 0.0, 1.0),
    )
    assert set(signaturer(tiltag(*gennem))) == {
        *("afgiver kapacitet", "får kapacitet", "afgiver og får lige meget", "flytning")
    }


def test_signs_at_one_clinic_are_moved_apart(omrids: gpd.GeoDataFrame, tiltag: Lav) -> None:
    """A clinic that is split and then gives half of it up."""
    ramme = tiltag(
        ("deling", "a", "a", AALBORG, AALBORG, "1", False, False, -0.5, -0.5),
        ("flytning", "a", "b", AALBORG, SKAGEN, "0,5", False, False, -0.5, 0.5),
    )
    fig = tegn(omrids, ramme).fig
    skiver = [p for p in fig.axes[0].patches if hasattr(p, "center") and p.get_zorder() == 16]
    midter = np.array([p.center for p in skiver])
    afstande = np.hypot(*(midter[:, None] - midter[None]).T)
    np.fill_diagonal(afstande, np.inf)
    assert afstande.min() > 1.5 * skiver[0].get_radius()


def hoveder(fig) -> Sequence[shapely.Polygon]:
    """The arrows on the map, mm: their outlines; not the one in the legend."""
    pile = [p for p in fig.axes[0].patches if isinstance(p, FancyArrowPatch)]
    alle = [shapely.Polygon(p.get_path().to_polygons()[0]).buffer(0) for p in pile]
    return [p for p in alle if p.bounds[3] - p.bounds[1] > 5]


@pytest.mark.parametrize("format", FORMATER)
def test_no_name_stands_over_an_arrow_or_its_head(
    omrids: gpd.GeoDataFrame, tiltag: Lav, format: str
) -> None:
    ramme = tiltag(
        ("flytning", "a", "b", AALBORG, SKAGEN, "0,5"),
        ("flytning", "c", "a", THISTED, AALBORG, "1"),
        ("flytning", "b", "d", SKAGEN, THISTED, "2,5"),
    )
    tegning = tegn(omrids, ramme, format)
    pile = hoveder(tegning.fig)
    assert len(pile) == 3
    for placering in tegning.navne[0].values():
        boks = shapely.box(*placering.boks)
        assert not [p for p in pile if p.intersection(boks).area > 0.01], placering


def test_an_amount_without_room_is_a_number_with_a_key(
    omrids: gpd.GeoDataFrame, tiltag: Lav
) -> None:
    class Trangt(Tiltagslag):
        """With room for a number alone, at each end of the words."""

        def tegn(self, flade):
            """Fill all but a strip by each sign."""
            bokse, navne = super().tegn(flade)
            x, y = navne[0].sted.x, navne[0].sted.y
            b = flade.boks
            stribe = (x + 2.2, y - 2.5, x + 9, y + 2.5)
            rundt = (
                Boks(b.x0, b.y0, stribe[0] - 0.5, b.y1),
                Boks(stribe[2], b.y0, b.x1, b.y1),
                Boks(b.x0, b.y0, b.x1, stribe[1]),
                Boks(b.x0, stribe[3], b.x1, b.y1),
            )
            return [*bokse, *rundt], navne

    ramme = tiltag(("nedlaeggelse", "a", None, AALBORG, None, "−12,5 kapaciteter"))
    data = Kortdata("T", (Panel((Trangt(ramme),)),), "K", "D")
    tegning = figur(data, omrids, A4)
    assert tegning.navne[0]["tiltag-0"].sats.linjer[0][0] == "(1)"
    assert f"{NUMRE} (1) Tiltag 1." in tekster(tegning)
