"""A dataset made from another: whole, its sources told, and the same where it is carried."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from dansk import Inputfejl
from data import omrids
from data.datapakke import Nyt, filer, laeg, ny_pakke, pak, pak_ud, som_csv
from data.datasaet import indlaes
from data.fund import Datafejl
from data.skema import INDBYGGET, laes_skema
from planning.plan import Plan

ALENE = {"kilde": "Importeret: folketal (folk1a.csv)", "dato": "1. kvartal 2026"}


@pytest.fixture
def kommuner(plan: Plan) -> bytes:
    """The kommuner with 1,000 more inhabitants each."""
    ramme = plan.kommuner.assign(indbyggere=plan.kommuner["indbyggere"] + 1000).reset_index()
    return som_csv(ramme, laes_skema().ressourcer["kommuner"])


def test_a_replaced_resource_is_what_the_plan_is_made_of(
    tmp_path: Path, plan: Plan, kommuner: bytes
) -> None:
    ny_pakke(INDBYGGET, tmp_path / "ny", {"kommuner": Nyt(kommuner, **ALENE)})
    ny = indlaes(tmp_path / "ny")
    assert (ny.kommuner["indbyggere"] - plan.kommuner["indbyggere"] == 1000).all()
    # The people of the districts are scaled to it, kommune by kommune.
    i_alt = ny.punkter.groupby("kommune_kode")["indbyggere"].sum()
    assert i_alt.to_dict() == ny.kommuner["indbyggere"].to_dict()
    assert ny.herkomst["kommuner"].kilde == ALENE["kilde"]
    assert ny.herkomst["kommuner"].dato == ALENE["dato"]
    assert ny.herkomst["klinikker"] == plan.herkomst["klinikker"]
    assert ny.fingeraftryk != plan.fingeraftryk
    # Who reads only its name is not told that all of it is of the year of the embedded.
    assert plan.navn.endswith("2019") and "2019" not in ny.navn
    assert ny.opgjort == f"{plan.opgjort}; importeret folketal 1. kvartal 2026"


def test_a_resource_without_a_column_it_must_have_is_a_fault(
    tmp_path: Path, plan: Plan, kommuner: bytes
) -> None:
    """A package made by hand: what is missing is told, before anything is counted with."""
    for navn, kolonne in (("klinikker", "handicapadgang"), ("tabeller", "vaerdi")):
        ny_pakke(INDBYGGET, til := tmp_path / navn, {})
        pakke = json.loads((til / "datapackage.json").read_text())
        ressource = next(r for r in pakke["resources"] if r["name"] == navn)
        felter = ressource["schema"]["fields"]
        ressource["schema"]["fields"] = [f for f in felter if f["name"] != kolonne]
        (til / "datapackage.json").write_text(json.dumps(pakke))
        ramme = pd.read_csv(til / ressource["path"], dtype=str, keep_default_na=False)
        ramme.drop(columns=kolonne).to_csv(til / ressource["path"], index=False)
        with pytest.raises(Datafejl, match=kolonne):
            indlaes(til)


def test_a_resource_can_be_left_out_where_a_package_need_not_have_it(
    tmp_path: Path, kommuner: bytes
) -> None:
    ny_pakke(INDBYGGET, tmp_path / "ny", {"kommuner": Nyt(kommuner, **ALENE)}, uden=["tabel1"])
    assert indlaes(tmp_path / "ny").tabel1.empty
    assert not (tmp_path / "ny" / "tabel1.csv").exists()


def test_what_fails_leaves_nothing(tmp_path: Path, kommuner: bytes) -> None:
    with pytest.raises(KeyError):
        ny_pakke(INDBYGGET, tmp_path / "ny", {"ukendt": Nyt(kommuner, **ALENE)})
    with pytest.raises(OSError):
        ny_pakke(tmp_path / "findes-ikke", tmp_path / "ny", {})
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "ny").mkdir()
    with pytest.raises(Inputfejl):
        ny_pakke(INDBYGGET, tmp_path / "ny", {})


def test_it_is_carried_elsewhere_whole(tmp_path: Path, plan: Plan) -> None:
    pakket = pak(filer(INDBYGGET))
    assert pakket == pak(filer(INDBYGGET))
    laeg(pak_ud(pakket, "pakke.zip"), tmp_path / "andetsteds")
    assert indlaes(tmp_path / "andetsteds").fingeraftryk == plan.fingeraftryk
    # Once there it stays: another process may be reading it.
    laeg({"datapackage.json": b"{}"}, tmp_path / "andetsteds")
    assert indlaes(tmp_path / "andetsteds").fingeraftryk == plan.fingeraftryk


def test_a_zip_with_a_folder_around_is_read_and_others_are_refused() -> None:
    ud = io.BytesIO()
    with zipfile.ZipFile(ud, "w") as arkiv:
        arkiv.writestr("pakke/datapackage.json", json.dumps({"resources": []}))
    assert set(pak_ud(ud.getvalue(), "pakke.zip")) == {"datapackage.json"}
    for indhold in (b"", b"ikke en zip", pak({"andet.csv": b"a,b\n"})):
        with pytest.raises(Inputfejl):
            pak_ud(indhold, "pakke.zip")


def test_a_frame_is_written_as_its_resource_reads_it(plan: Plan) -> None:
    ressource = laes_skema().ressourcer["kommuner"]
    skrevet = som_csv(plan.kommuner.reset_index()[["indbyggere", "kommune", "kode"]], ressource)
    laest = pd.read_csv(io.BytesIO(skrevet), dtype={"kode": str})
    assert laest.columns.tolist() == ["kode", "kommune", "indbyggere"]
    assert skrevet == (INDBYGGET / "kommuner.csv").read_bytes()


def _med(**aendringer: object) -> bytes:
    """The embedded package, with other members in its resource kommuner or, with None, without."""
    indhold = filer(INDBYGGET)
    pakke = json.loads(indhold["datapackage.json"])
    ressource = next(r for r in pakke["resources"] if r["name"] == "kommuner")
    for navn, vaerdi in aendringer.items():
        ressource.pop(navn) if vaerdi is None else ressource.update({navn: vaerdi})
    return pak(indhold | {"datapackage.json": json.dumps(pakke).encode()})


def _indlaest(mappe: Path, indhold: bytes) -> Plan:
    laeg(pak_ud(indhold, "pakke.zip"), mappe)
    return indlaes(mappe)


@pytest.mark.parametrize(
    "sti",
    ["../kommuner.csv", "/etc/hostname", "a/../kommuner.csv", "a\\b.csv", "", ".", "byer.csv"],
)
def test_a_package_reads_no_file_but_its_own(tmp_path: Path, sti: str) -> None:
    with pytest.raises(Datafejl, match=r"datapackage\.json"):
        _indlaest(tmp_path / "ny", _med(path=sti))


@pytest.mark.parametrize(
    "aendring",
    [
        *({navn: None} for navn in ("name", "path", "title", "dato", "sources", "licenses")),
        *({navn: 1} for navn in ("name", "path", "title", "dato", "sources", "schema", "svar")),
        {"sources": ["praksisplan"]},
        {"licenses": [{}]},
        {"schema": {"fields": [{"name": "kode"}]}},
        {"schema": {"fields": [], "primaryKey": "kode"}},
        {"schema": {"fields": [1]}},
        {"name": "byer"},
    ],
)
def test_a_package_declared_otherwise_is_refused_with_a_sentence(
    tmp_path: Path, aendring: dict[str, object]
) -> None:
    with pytest.raises(Datafejl):
        _indlaest(tmp_path / "ny", _med(**aendring))


def test_a_pattern_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    felter = json.loads(filer(INDBYGGET)["datapackage.json"])["resources"]
    skema = next(r for r in felter if r["name"] == "kommuner")["schema"]
    skema["fields"][0].setdefault("constraints", {})["pattern"] = "(0+)+x"
    with pytest.raises(Datafejl, match="mønster"):
        _indlaest(tmp_path / "ny", _med(schema=skema))


def test_two_files_of_one_name_and_a_damaged_one_are_refused() -> None:
    ud = io.BytesIO(pak(filer(INDBYGGET)))
    with zipfile.ZipFile(ud, "a") as pakke:
        pakke.writestr("igen/kommuner.csv", "kode\n")
    with pytest.raises(Inputfejl, match="hedder det samme"):
        pak_ud(ud.getvalue(), "pakke.zip")
    with pytest.raises(Inputfejl, match="for langt"):
        pak_ud(pak(filer(INDBYGGET) | {"x" * 300: b""}), "pakke.zip")
    hel = bytearray(pak(filer(INDBYGGET)))
    hel[200:260] = bytes(60)
    with pytest.raises(Inputfejl, match=r"pakke\.zip"):
        pak_ud(bytes(hel), "pakke.zip")


@pytest.mark.parametrize("indhold", [b"", b"SQLite format 3\0" + bytes(500), b"kode,navn\n"])
def test_outlines_that_cannot_be_read_are_told(tmp_path: Path, indhold: bytes) -> None:
    laeg(filer(INDBYGGET) | {"omrids.gpkg": indhold}, tmp_path / "ny")
    with pytest.raises(Inputfejl, match=r"omrids\.gpkg"):
        indlaes(tmp_path / "ny")


def test_outlines_of_too_many_corners_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(omrids, "HOEJST_HJOERNER", 100)
    with pytest.raises(Inputfejl, match="hjørner"):
        omrids.laes_omrids(INDBYGGET / "omrids.gpkg")
