"""The deck: a slide a map with the news as its title, sources in the notes, whole on the slide."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pptx
import pytest

from eksport.bilag import Bilag
from eksport.praesentation import praesentation

Kontor = Callable[[dict[str, bytes]], dict[str, Path]]


@pytest.fixture(scope="module")
def fil(bilag: Bilag) -> bytes:
    return praesentation(bilag)


@pytest.fixture(scope="module")
def dias(fil: bytes) -> Any:
    return pptx.Presentation(io.BytesIO(fil))


def billeder(side: Any) -> list[Any]:
    return [f for f in side.shapes if f.shape_type == pptx.enum.shapes.MSO_SHAPE_TYPE.PICTURE]


def test_a_slide_a_map_with_news_and_source(dias: Any, bilag: Bilag) -> None:
    med = [s for s in dias.slides if billeder(s)]
    figurer = [enkelt for figur in bilag.figurer() for enkelt in figur.enkelte]
    assert len(med) == len(figurer)
    for side, figur in zip(med, figurer, strict=True):
        assert side.shapes.title.text == figur.nyhed
        noter = side.notes_slide.notes_text_frame.text
        assert figur.kilde in noter and bilag.datasaet in noter
        egenskaber = billeder(side)[0]._element.xpath("./p:nvPicPr/p:cNvPr")[0]
        assert egenskaber.get("descr") == figur.alt


def test_the_most_important_is_the_news(dias: Any, bilag: Bilag) -> None:
    punkter = [
        p.text
        for side in dias.slides
        if side.shapes.title.text.startswith("Det vigtigste")
        for form in side.shapes
        if form.name == "Punkter"
        for p in form.text_frame.paragraphs
    ]
    assert len(punkter) == sum(len(a.nyheder) for a in bilag.afsnit)
    assert punkter[0] == bilag.afsnit[0].nyheder[0]
    assert punkter[-1].startswith(
        "Scenarie 1: Rebild får en halv fra Aalborg: Scenariet har 2 tiltag: 1 flytning ("
    )


def test_the_scenario_says_who_decides_and_the_effect(dias: Any, bilag: Bilag) -> None:
    punkter = [
        p.text
        for side in dias.slides
        if side.shapes.title.text.startswith("Scenarie 1")
        for form in side.shapes
        if form.name == "Punkter"
        for p in form.text_frame.paragraphs
    ]
    assert any(p.startswith("Hvem beslutter: Regionsrådet og kommunerne.") for p in punkter)
    assert any(p.startswith("Vær opmærksom på: ") for p in punkter)
    effekt = next(t for t in bilag.tabeller() if t.noegle == "scenarie-1-effekt").ramme
    samlet = f"{effekt['score'].iloc[-1]:+.2f}".replace(".", ",").replace("-", "−")
    assert f"Samlet effekt: {samlet} på en skala fra −100 til +100." in punkter


def test_everything_is_16_9_and_within_the_slide(dias: Any) -> None:
    assert abs(dias.slide_width / dias.slide_height - 16 / 9) < 0.01
    for side in dias.slides:
        assert side.shapes.title.text.strip()
        for form in side.shapes:
            assert form.left >= 0 and form.left + form.width <= dias.slide_width, form.name
            assert form.top >= 0 and form.top + form.height <= dias.slide_height, form.name


def test_the_language_is_danish(dias: Any) -> None:
    for side in dias.slides:
        sprog = {e.get("lang") for e in side._element.iter() if e.tag.endswith("}rPr")}
        assert sprog <= {"da-DK"}
    assert dias.core_properties.language == "da-DK"


def test_libreoffice_opens_as_many_pages(
    fil: bytes,
    dias: Any,
    fjendtligt_bilag: Bilag,
    kontor: Kontor,
    sider: Callable[[Path], list[str]],
) -> None:
    fjendtlig = praesentation(fjendtligt_bilag)
    pdf = kontor({"dias.pptx": fil, "fjendtlig.pptx": fjendtlig})
    fundet = sider(pdf["dias.pptx"])
    assert len(fundet) == len(dias.slides)
    for side, tekst in zip(dias.slides, fundet, strict=True):
        assert " ".join(side.shapes.title.text.split())[:30] in " ".join(tekst.split())
    antal = len(pptx.Presentation(io.BytesIO(fjendtlig)).slides)
    assert len(sider(pdf["fjendtlig.pptx"])) == antal
