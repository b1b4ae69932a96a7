"""Chiropractors' distance tariffs: the printed table row by row, its edges and its oddities."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from dansk import Inputfejl
from planning.afstandstakst import PR_KM_OERE, TAKSTER, afstandstakst
from tabeller.kontrolstatistik import taksttabel

KILDE = Path(__file__).resolve().parents[3] / "shared" / "kilder" / "aftale_kiropraktik_2025.txt"
#: Aftale om kiropraktik 2025, p. 5.
TRYKT = {
    "0-4 km": "165,83",
    "4,1-8 km": "238,74",
    "8,1-12 km": "316,36",
    "12,1-16 km": "389,28",
    "16,1-20 km": "464,55",
    "Over 20,1 km": "464,55",
    "Pr. påbegyndt km udover 20,1 km": "11,76",
}


def test_the_table_is_as_printed() -> None:
    tabel = taksttabel()
    afstand, kr = (tabel.celler(k) for k in tabel.kolonner)
    assert dict(zip(afstand, kr, strict=True)) == TRYKT


def test_the_source_has_the_same_rows() -> None:
    if not KILDE.exists():
        pytest.skip("the sources are not beside the repository")
    tekst = KILDE.read_text("utf-8")
    for afstand, kr in TRYKT.items():
        hvad = re.escape(afstand.removesuffix(" km")).replace(r"påbegyndt\ km\ udover", r".+Udover")
        assert re.search(rf"^{hvad} km\s+{kr} kr", tekst, re.M | re.I), afstand


@pytest.mark.parametrize(
    ("km", "oere"),
    [
        *(("0", 16583), ("4", 16583), ("4.1", 23874), ("8", 23874), ("8.1", 31636)),
        *(("12", 31636), ("12.1", 38928), ("16", 38928), ("16.1", 46455), ("20", 46455)),
        # 20.1 is in no row; those on both sides have the same.
        ("20.1", 46455),
        *(("20.2", 46455 + 1176), ("21.1", 46455 + 1176), ("21.2", 46455 + 2 * 1176)),
        ("50", 46455 + 30 * 1176),  # 29.9 km beyond, the 30th begun
    ],
)
def test_every_edge(km: str, oere: int) -> None:
    assert afstandstakst(Decimal(km)) == oere


def test_farther_is_never_less_and_every_tenth_has_a_tariff() -> None:
    takster = [afstandstakst(Decimal(n) / 10) for n in range(600)]
    assert takster == sorted(takster)
    assert set(takster) >= {t.oere for t in TAKSTER}
    assert {b - a for a, b in pairwise(takster[201:])} == {0, PR_KM_OERE}


@pytest.mark.parametrize("km", ["-0.1", "4.05", "20.11", "1000.1", "NaN", "Infinity"])
def test_a_distance_that_is_not_in_the_table_is_told(km: str) -> None:
    with pytest.raises(Inputfejl):
        afstandstakst(Decimal(km))
