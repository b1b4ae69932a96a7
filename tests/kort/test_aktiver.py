"""Leaflet is copied whole, once, and a map names nothing but this machine."""

from __future__ import annotations

from pathlib import Path

import folium
import pytest

from dansk import Inputfejl
from kort import aktiver, tomt


def test_files_are_copied_and_fit_the_maps_addresses(tmp_path: Path) -> None:
    filer = {str(fil.relative_to(tmp_path)) for fil in aktiver.sikr_aktiver(tmp_path)}
    for _, url in tomt.FOLIUM_JS + tomt.FOLIUM_CSS:
        assert url.removeprefix("/app/static/vendor/") in filer
    assert "Leaflet 1.9.4" in (tmp_path / "leaflet/leaflet.js").read_text(encoding="utf-8")
    assert (tmp_path / "leaflet/images/marker-icon.png").stat().st_size > 0


def test_a_second_time_writes_nothing_and_a_broken_file_is_made_again(tmp_path: Path) -> None:
    foerste = {fil: fil.stat().st_mtime_ns for fil in aktiver.sikr_aktiver(tmp_path)}
    assert {fil: fil.stat().st_mtime_ns for fil in aktiver.sikr_aktiver(tmp_path)} == foerste
    css = tmp_path / "leaflet/leaflet.css"
    hel = css.read_bytes()
    css.write_text("halv")
    aktiver.sikr_aktiver(tmp_path)
    assert css.read_bytes() == hel


@pytest.mark.parametrize(
    ("kilde", "besked"),
    [
        (("findes-ikke-her", "x", ("a.js",)), "findes-ikke-her er ikke installeret"),
        (("django-js-lib-leaflet", "js_lib", ("a.js",)), "indeholder ikke js_lib/a.js"),
    ],
)
def test_what_is_missing_says_what_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kilde: tuple[str, str, tuple[str]], besked: str
) -> None:
    monkeypatch.setattr(aktiver, "KILDER", {"x": kilde})
    with pytest.raises(Inputfejl, match=besked):
        aktiver.sikr_aktiver(tmp_path)


def test_only_this_map_is_local_and_it_names_no_other() -> None:
    kort = tomt.tomt_kort(location=[57.0, 9.9])
    adresser = [url for _, url in kort.default_js + kort.default_css]
    assert all(url.startswith("/app/static/vendor/") for url in adresser)
    assert "://" not in "".join(kort.get_root().render().split("http://www.w3.org"))
    assert folium.Map(tiles=None).default_js != kort.default_js


def test_buttons_are_danish_and_the_scale_in_metres() -> None:
    html = tomt.tomt_kort(location=[57.0, 9.9]).get_root().render()
    assert "Zoom ind" in html and "imperial: false" in html
    html = tomt.tomt_kort(zoom_control=False, control_scale=False).get_root().render()
    assert "Zoom ind" not in html and "L.control.scale" not in html
