"""Outlines are read the same by the house's own reading of its own file as by GDAL."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal

from data import omrids
from data.omrids import LAG, _som_huset_skriver, laes_omrids
from data.rejsetidslager import fingeraftryk
from data.skema import INDBYGGET

FIL = INDBYGGET / "omrids.gpkg"


def _gdal(sti: Path) -> gpd.GeoDataFrame:
    return gpd.read_file(sti, layer=LAG)


def test_the_houses_own_file_is_read_to_the_last_bit_as_gdal_reads_it() -> None:
    egen, facit = _som_huset_skriver(FIL), _gdal(FIL)
    assert egen is not None
    assert_geodataframe_equal(egen, facit)
    assert list(shapely.to_wkb(egen.geometry)) == list(shapely.to_wkb(facit.geometry))
    # The travel times on disk are known by it.
    assert fingeraftryk(egen) == fingeraftryk(facit)


def test_the_houses_own_file_does_not_wait_for_gdal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(omrids.gpd, "read_file", lambda *_, **__: pytest.fail("GDAL was asked"))
    assert len(laes_omrids(FIL)) == 17


@pytest.mark.parametrize("ud", ["flere kolonner", "andet net", "uden navn", "tom flade", "halv"])
def test_any_other_file_is_left_to_gdal(tmp_path: Path, ud: str) -> None:
    """None of these is just as the house writes it, and none may be read as if it were."""
    ramme, sti = _gdal(FIL), tmp_path / "omrids 100 %.gpkg"
    match ud:
        case "flere kolonner":
            ramme = ramme.assign(areal=1.0)
        case "andet net":
            ramme = ramme.to_crs(25833)
        case "uden navn":
            ramme.loc[3, "navn"] = None
        case "tom flade":
            ramme.loc[3, "geometry"] = shapely.MultiPolygon()
    ramme.to_file(sti, layer=LAG, driver="GPKG")
    if ud == "halv":
        sti.write_bytes(sti.read_bytes()[:60_000])
    assert _som_huset_skriver(sti) is None


def test_a_file_written_again_is_read_without_gdal_and_the_same(tmp_path: Path) -> None:
    sti = tmp_path / "a#b?c.gpkg"
    _gdal(FIL).iloc[::-1].to_file(sti, layer=LAG, driver="GPKG")
    egen = _som_huset_skriver(sti)
    assert egen is not None
    assert_geodataframe_equal(egen, _gdal(sti))


def test_no_file_is_made_where_there_is_none(tmp_path: Path) -> None:
    assert _som_huset_skriver(tmp_path / "ingen.gpkg") is None
    assert not list(tmp_path.iterdir())
