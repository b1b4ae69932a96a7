"""Clinics outside the region: read, counted where distance is, refused where they cannot be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dansk import Inputfejl
from data.datasaet import indlaes
from data.fund import Datafejl
from data.naboklinikker import laes_naboklinikker
from planning.borgerstroemme import borgerstroemme
from planning.daekningsbillede import daekningsbillede
from planning.effekt import DAEKNING, effekt
from planning.foelger import foelger
from planning.plan import Plan
from planning.varianter import paa_andet_grundlag

HOVED = "navn,by,lat,lon\n"
VIBORG, SKIVE = "Viborg Fys,Viborg,56.452,9.402\n", "Skive Fys,Skive,56.566,9.030\n"
#: Land in Skive Kommune at the south end of Sallingsundbroen, and so near Mors.
SALLING = "Salling Fys,Glyngøre,56.75,8.88\n"


@pytest.fixture
def fil(tmp_path: Path) -> Path:
    sti = tmp_path / "naboer.csv"
    sti.write_text(HOVED + VIBORG + SALLING, encoding="utf-8")
    return sti


def test_they_are_read_with_their_places(fil: Path, plan: Plan) -> None:
    ramme = laes_naboklinikker(fil, plan.omrids)
    assert ramme.index.tolist() == ["nabo-2", "nabo-3"]
    assert ramme["navn"].tolist() == ["Viborg Fys", "Salling Fys"]
    # UTM 32N: some 25 km west of the central meridian (9 degrees) is 0.4 degrees east of it.
    assert ramme.loc["nabo-2", "x"] == pytest.approx(500_000 + 24_800, abs=500)


def test_they_are_near_for_some_and_far_for_none(fil: Path, plan: Plan) -> None:
    med = indlaes(naboklinikker=fil)
    assert med.fingeraftryk != plan.fingeraftryk
    assert med.herkomst["naboklinikker"].kilde.endswith("(naboer.csv)")
    foer, efter = (daekningsbillede(p, "minutter", 15) for p in (plan, med))
    assert (efter.naermeste.afstand <= foer.naermeste.afstand + 1e-6).all()
    flere = efter.kommuner["indbyggere"] - foer.kommuner["indbyggere"]
    # Over the bridge from Mors; nobody on Læsø or in Skagen is nearer Salling.
    assert flere["0773"] > 0 and flere["0825"] == flere["0813"] == 0


def test_the_effect_and_who_loses_count_them_too(fil: Path) -> None:
    # The one path to a number: who is beyond the limit is the same everywhere.
    med = indlaes(naboklinikker=fil)
    billede = daekningsbillede(med, "minutter", 15)
    f = foelger(med, med, 15)
    assert f.uden_for_foer == billede.udaekkede
    tabel = effekt(med, med).kriterier.set_index("kriterium")
    assert billede.region["andel_pct"] == pytest.approx(tabel.loc[DAEKNING, "foer"])


def test_their_ways_are_shaken_with_the_others(fil: Path) -> None:
    med = indlaes(naboklinikker=fil)
    laengere = paa_andet_grundlag(med, "laengere")
    np.testing.assert_allclose(
        laengere.nabovej("minutter"), 1.15 * med.nabovej("minutter"), rtol=1e-5
    )


def test_they_have_no_part_in_capacity(fil: Path, plan: Plan) -> None:
    a, b = borgerstroemme(plan), borgerstroemme(indlaes(naboklinikker=fil))
    assert a is not None and b is not None
    assert a.model.equals(b.model)


@pytest.mark.parametrize(
    ("linjer", "raekker", "del_"),
    [
        ("Hobro Fys,Hobro,56.643,9.793\n", [2], "Mariagerfjord"),
        (VIBORG + "Havet Fys,Kattegat,57.0,11.5\n", [3], "vandet"),
        ("Aarhus Fys,Aarhus,56.15,10.2\n", [2], "længere fra regionen"),
        (VIBORG + VIBORG, [3], "også i række 2"),
        ("Uden sted,Viborg,,\n", [2, 2], "mangler"),
        ("Byttet Fys,Viborg,9.402,56.452\n", [2, 2], ""),
    ],
)
def test_a_faulty_list_is_refused_whole_with_every_fault(
    tmp_path: Path, plan: Plan, linjer: str, raekker: list[object], del_: str
) -> None:
    sti = tmp_path / "naboer.csv"
    sti.write_text(HOVED + linjer, encoding="utf-8")
    with pytest.raises(Datafejl) as fejl:
        laes_naboklinikker(sti, plan.omrids)
    assert [f.raekke for f in fejl.value.fund] == raekker
    assert all(del_ in f.fejl for f in fejl.value.fund)


def test_a_list_of_nobody_is_refused(tmp_path: Path, plan: Plan) -> None:
    sti = tmp_path / "naboer.csv"
    sti.write_text(HOVED, encoding="utf-8")
    with pytest.raises(Inputfejl, match="ingen rækker"):
        laes_naboklinikker(sti, plan.omrids)
