"""Which way the colours of the charts run."""

from __future__ import annotations

import pandas as pd
import pytest

from kort.farver import AFVIGELSE, MANGLER, SKRAVERING
from pages.dele.diagrammer import flyttegitter
from pages.dele.kommunesoejler import AFKORTET, kommunesoejler
from pages.dele.laesning import Valg
from pages.dele.laesninger import LAESNINGER
from planning.adgang import STANDARDAFTAGEN
from planning.plan import Plan


def _varme(farve: str) -> int:
    roed, _, blaa = bytes.fromhex(farve[1:])
    return roed - blaa


@pytest.mark.parametrize("maal", list(LAESNINGER))
def test_every_measure_has_a_bar_a_kommune_and_is_whole(plan: Plan, maal: str) -> None:
    laesning = LAESNINGER[maal][1](
        plan, Valg("klinikliste", STANDARDAFTAGEN, plan.fag.ventespeciale)
    )
    (soejler,) = kommunesoejler(laesning.soejler, 300).data
    assert sorted(laesning.soejler["kommune"]) == sorted(plan.kommuner["kommune"])
    farver = list(soejler.marker.color)
    assert farver == list(laesning.soejler["farve"]) and max(map(_varme, farver)) > 0
    assert laesning.nyhed and laesning.kilde.startswith("Kilde:") and len(laesning.tabel.ramme)


def test_one_long_bar_is_cut_and_says_so() -> None:
    ramme = pd.DataFrame(
        {
            "kommune": ["A", "B", "C"],
            "tal": "1",
            "vaerdi": [27.0, -21.0, -73.0],
            "ved": ["+27 %", "−21 %", "−73 %"],
            "farve": "#000000",
        }
    )
    (soejler,) = kommunesoejler(ramme, 300).data
    assert list(soejler.x)[:2] == [27.0, -21.0] and -73 < soejler.x[2] < -27
    assert list(soejler.text) == ["+27 %", "−21 %", f"−73 % {AFKORTET}"]
    (soejler,) = kommunesoejler(ramme.assign(vaerdi=[3.0, 2.0, float("nan")]), 300).data
    assert list(soejler.x) == [3.0, 2.0, 0.0] and AFKORTET not in "".join(soejler.text)


def test_bars_are_hatched_as_the_areas_of_the_map() -> None:
    """In greyscale both arms are dark: what is hatched means the same on map and bars."""
    farver = [AFVIGELSE.farver[0], AFVIGELSE.farver[-1], MANGLER]
    ramme = pd.DataFrame(
        {"kommune": ["A", "B", "C"], "tal": "1", "vaerdi": 1.0, "ved": "", "farve": farver}
    )
    (soejler,) = kommunesoejler(ramme, 300).data
    assert list(soejler.marker.pattern.shape) == ["/", "", "/"]
    assert [f in SKRAVERING for f in farver] == [True, False, True]


def test_a_better_move_is_blue_and_a_worse_orange() -> None:
    gitter = pd.DataFrame([[0.0, 1.0], [-1.0, 0.0]], index=["a", "b"], columns=["a", "b"])
    figur = flyttegitter(gitter, pd.Series({"a": "A", "b": "B"}), 300)
    skala = [farve for _, farve in figur.data[0].colorscale]
    assert _varme(skala[0]) > 0 > _varme(skala[-1])


def test_each_cell_can_be_chosen_and_is_of_the_kommuner_it_stands_between() -> None:
    gitter = pd.DataFrame([[0.0, 1.0], [-1.0, 0.5]], index=["a", "b"], columns=["a", "b"])
    (felter, punkter) = flyttegitter(gitter, pd.Series({"a": "A", "b": "B"}), 300).data
    assert (felter.hoverinfo, len(punkter.customdata)) == ("skip", 4)
    for til, fra, koder, tekst in zip(
        punkter.x, punkter.y, punkter.customdata, punkter.text, strict=True
    ):
        assert tuple(koder) == (fra.lower(), til.lower())
        assert tekst == f"{gitter.at[koder[0], koder[1]]:.2f}".translate({45: "−", 46: ","})
