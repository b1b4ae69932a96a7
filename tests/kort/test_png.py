"""Maps as png: the pixels another reader finds in it, and what it says of itself."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from kort.tryk.png import png


@pytest.mark.parametrize("kanaler", [3, 4])
@pytest.mark.parametrize(("hoejde", "bredde"), [(1, 1), (3, 5), (64, 37)])
def test_the_pixels_are_those_given(hoejde: int, bredde: int, kanaler: int) -> None:
    """Read by Pillow: three channels as they were, also of a part of a larger picture."""
    stort = np.random.default_rng(7).integers(0, 256, (hoejde + 9, bredde, kanaler), np.uint8)
    pixler = stort[4 : 4 + hoejde]
    with Image.open(io.BytesIO(png(pixler, 300, PngInfo()))) as billede:
        assert billede.mode == "RGB"
        np.testing.assert_array_equal(np.asarray(billede), pixler[..., :3])


@pytest.mark.parametrize("titel", ["Læsø", "5 – 10 minutter"])
def test_it_says_its_title_and_how_fine_it_is(titel: str) -> None:
    """Also a title that Latin-1 does not have."""
    om = PngInfo()
    om.add_text("Title", titel)
    with Image.open(io.BytesIO(png(np.zeros((2, 2, 4), np.uint8), 300, om))) as billede:
        billede.load()
        assert billede.info["Title"] == titel
        assert billede.info["dpi"] == pytest.approx((300, 300), abs=0.01)
