"""The model's demand points are the same read from the disk as made, and made again in doubt."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from data import datasaet
from data.datasaet import indlaes
from data.punktlager import hent_eller_byg

RAMME = pd.DataFrame(
    {"kommune_kode": ["0773", "0849"], "indbyggere": [3, 4], "x": [1 / 3, float("nan")]},
    index=pd.Index(["celle-æ", "celle-b"], name="punkt_id"),
).astype({"kommune_kode": object})


def _byg(mappe: Path, *lavet_af: object) -> tuple[pd.DataFrame, bool]:
    """The points, and whether they were made."""
    bygget: list[bool] = []
    ramme = hent_eller_byg(lambda: bygget.append(True) or RAMME, mappe, *lavet_af)
    return ramme, bool(bygget)


def test_what_is_read_is_what_was_made_to_the_last_bit(tmp_path: Path) -> None:
    assert _byg(tmp_path, "det samme")[1]
    laest, bygget = _byg(tmp_path, "det samme")
    assert not bygget
    assert_frame_equal(laest, RAMME, check_exact=True)
    assert type(laest.index[0]) is type(laest["kommune_kode"].iloc[0]) is str


def test_other_things_and_other_code_make_other_points(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _byg(tmp_path, "det samme")
    assert _byg(tmp_path, "noget andet")[1]
    monkeypatch.setattr("data.punktlager._modellen", lambda: [b"a changed model"])
    assert _byg(tmp_path, "det samme")[1]


def test_a_file_that_is_damaged_is_made_again(tmp_path: Path) -> None:
    _byg(tmp_path, "det samme")
    (fil,) = tmp_path.iterdir()
    hel = fil.read_bytes()
    for skadet in (hel[:-40], hel.replace(b"\x03" + bytes(7), b"\x05" + bytes(7), 1), b""):
        assert skadet != hel
        fil.write_bytes(skadet)
        assert _byg(tmp_path, "det samme")[1]


def test_a_dataset_is_read_the_same_with_and_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRAKSISKORT_CACHE", str(tmp_path))
    bygget = indlaes().punkter
    assert [fil.name.split("-")[0] for fil in tmp_path.iterdir()] == ["punkter"]
    monkeypatch.setattr(datasaet, "spred_befolkning", lambda *_: pytest.fail("made again"))
    assert_frame_equal(indlaes().punkter, bygget, check_exact=True)
