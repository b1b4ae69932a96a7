"""The fonts of a PDF: the same letters as matplotlib's own way of cutting, and no clock in them."""

from __future__ import annotations

import io
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from matplotlib.backends import _backend_pdf_ps
from matplotlib.font_manager import FontPath

from kort.tryk.pdfskrift import _almindelige, _hele, _udsnit, smalle_skrifter
from kort.tryk.udstyr import skrift

NAVNE = "Brønderslev, Læsø og Ålborg: 12,5 % − »fi«…"


def numre(tekst: str, fed: bool) -> tuple[FontPath, set[int]]:
    fil = FontPath(str(skrift(fed).get_file()), 0)
    with TTFont(fil) as hel:
        return fil, {hel.getGlyphID(hel.getBestCmap()[ord(tegn)]) for tegn in tekst}


def bogstaver(udsnit: Any, hvilke: set[int]) -> dict[int, Any]:
    """Width and outline of each letter, by its number in the whole font, as a reader finds them."""
    with udsnit as (font, kort):
        skrevet = TTFont(io.BytesIO(_backend_pdf_ps.font_as_file(font).getvalue()))
        form, bredde = skrevet["glyf"], skrevet["hmtx"]
        navne = {nr: skrevet.getGlyphName(kort[nr]) for nr in hvilke}
        return {
            nr: (bredde[navn], form[navn].getCoordinates(form)[0].array.tolist())
            for nr, navn in navne.items()
        }


@pytest.mark.parametrize("fed", [False, True])
def test_the_letters_are_those_of_the_whole_font(fed: bool) -> None:
    fil, hvilke = numre(NAVNE, fed)
    assert hvilke <= _almindelige(str(fil))[1].keys()
    assert bogstaver(_udsnit(fil, hvilke), hvilke) == bogstaver(_hele(fil, hvilke), hvilke)


def test_a_letter_from_further_off_is_cut_from_the_whole() -> None:
    fil, hvilke = numre("Жuk Ω", False)
    assert not hvilke <= _almindelige(str(fil))[1].keys()
    assert bogstaver(_udsnit(fil, hvilke), hvilke) == bogstaver(_hele(fil, hvilke), hvilke)


def test_a_font_does_not_say_when_it_was_cut() -> None:
    fil, hvilke = numre(NAVNE, False)
    with TTFont(fil) as hel, _udsnit(fil, hvilke) as (font, _):
        skrevet = TTFont(io.BytesIO(_backend_pdf_ps.font_as_file(font).getvalue()))
        assert skrevet["head"].modified == hel["head"].modified


def test_matplotlib_has_its_own_way_back_also_after_a_fault() -> None:
    with pytest.raises(KeyError), smalle_skrifter():
        assert _backend_pdf_ps.get_glyphs_subset is _udsnit
        raise KeyError
    assert _backend_pdf_ps.get_glyphs_subset is _hele
