"""What is kept with a value: asked once, never mixed up, bounded, and forgotten with it."""

from __future__ import annotations

import dataclasses
import gc
import weakref

import numpy as np
import pandas as pd
import pytest

from dansk import Inputfejl
from planning.flytning import forloeb
from planning.husket import husket
from planning.plan import Plan
from planning.scenarie import vurder
from planning.tiltag import Flytning


@dataclasses.dataclass(frozen=True, eq=False)
class _Ting:
    navn: str


def _spion(hoejst: int = 8):
    spurgt = []

    @husket(hoejst)
    def af(ting: _Ting, tal: object = 1, *, ved: object = "x") -> list[object]:
        spurgt.append(tal)
        if tal == "fejl":
            raise Inputfejl("nej")
        return [ting.navn, tal, ved]

    return af, spurgt


def test_er_spurgt_een_gang_hvordan_der_end_spoerges() -> None:
    af, spurgt = _spion()
    ting = _Ting("a")
    assert af(ting) is af(ting, 1) is af(ting, tal=1, ved="x") and spurgt == [1]
    assert af(ting, 2) == ["a", 2, "x"] and af(ting, 1, ved="y") == ["a", 1, "y"]
    assert spurgt == [1, 2, 1]


def test_det_ene_er_ikke_det_andet() -> None:
    af, _ = _spion()
    ting, anden = _Ting("a"), _Ting("a")
    assert af(ting) == af(anden) and af(ting) is not af(anden)
    ny = dataclasses.replace(ting, navn="b")
    assert af(ny) == ["b", 1, "x"]  # a changed copy begins with nothing


@pytest.mark.parametrize("lav", [lambda: pd.DataFrame({"a": [1]}), lambda: np.ones(2), dict])
def test_en_ramme_er_kun_den_selv(lav) -> None:
    af, spurgt = _spion()
    ting, ramme = _Ting("a"), lav()
    assert af(ting, ved=ramme) is af(ting, ved=ramme) and len(spurgt) == 1
    af(ting, ved=lav())
    assert len(spurgt) == 2


def test_de_sidste_huskes_og_ikke_flere() -> None:
    af, spurgt = _spion(2)
    ting = _Ting("a")
    for tal in (1, 2, 3):
        af(ting, tal)
    af(ting, 2), af(ting, 3)
    assert spurgt == [1, 2, 3]
    af(ting, 1)
    assert spurgt == [1, 2, 3, 1]


def test_en_fejl_og_det_uden_noegle_huskes_ikke() -> None:
    af, spurgt = _spion()
    ting = _Ting("a")
    for _ in range(2):
        with pytest.raises(Inputfejl):
            af(ting, "fejl")
        af(ting, [1])
    assert len(spurgt) == 4


def test_glemmes_med_det_selv() -> None:
    @husket()
    def anden(ting: _Ting) -> tuple[_Ting, _Ting]:
        return ting, _Ting("b")  # also what refers back

    ting = _Ting("a")
    svar = weakref.ref(anden(ting)[1])
    levende = weakref.ref(ting)
    del ting
    gc.collect()
    assert levende() is None and svar() is None


def test_et_tiltag_proeves_ogsaa_naar_et_der_er_lig_med_det_er_regnet(lille_plan: Plan) -> None:
    """True is equal to 1, and no number of capacities."""
    regnet = vurder(lille_plan, [Flytning("n1", "s1", 1, 0)])
    assert vurder(lille_plan, [Flytning("n1", "s1", 1, 0)]) is regnet
    for proev in (forloeb, vurder):
        with pytest.raises(Inputfejl):
            proev(lille_plan, [Flytning("n1", "s1", True, 0)])
