"""Files kept as they came: tried by their own readers, and read from the dataset they become."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dansk import Inputfejl
from data.datapakke import ny_pakke
from data.datasaet import indlaes
from data.indgang.arter.liste import ARTER, ENDELSER, arter
from data.indgang.proeve import Proeve, proev
from data.skema import INDBYGGET
from planning.plan import Plan

NABOER = "navn,by,lat,lon\nViborg Fys,Viborg,56.452,9.402\nSkive Fys,Skive,56.566,9.030\n"


def _proev(sti: Path, plan: Plan, art: str | None, **svar: str) -> Proeve:
    return proev(sti, arter(art), lambda: plan, svar)


def test_neighbours_are_tried_entered_and_read_from_the_dataset(tmp_path: Path, plan: Plan) -> None:
    sti = tmp_path / "naboer.csv"
    sti.write_text(NABOER, encoding="utf-8")
    proeve = _proev(sti, plan, "naboklinikker")
    assert proeve.kan_tages and "2" in proeve.fund[0].fejl
    ny_pakke(INDBYGGET, tmp_path / "ny", proeve.tolkning.nye)
    fra_pakken, direkte = indlaes(tmp_path / "ny"), indlaes(naboklinikker=sti)
    assert fra_pakken.naboklinikker["navn"].tolist() == ["Viborg Fys", "Skive Fys"]
    np.testing.assert_array_equal(fra_pakken.nabovej("minutter"), direkte.nabovej("minutter"))
    assert "naboer.csv" in fra_pakken.herkomst["naboklinikker"].kilde
    assert set(fra_pakken.herkomst) == set(direkte.herkomst)
    assert len({plan.fingeraftryk, fra_pakken.fingeraftryk, direkte.fingeraftryk}) == 3


def test_a_matrix_and_its_answer_are_kept_together(tmp_path: Path, plan: Plan) -> None:
    # The program's own times, in seconds under the heading minutter.
    sti = tmp_path / "matrix.parquet"
    minutter = plan.afstande["minutter"]
    punkt, klinik = np.indices(minutter.shape).reshape(2, -1)
    pd.DataFrame(
        {
            "punkt_id": plan.punkter.index.to_numpy(object)[punkt],
            "klinik_id": plan.klinikker.index.to_numpy(object)[klinik],
            "minutter": 60 * minutter.ravel().astype(float),
        }
    ).dropna().to_parquet(sti)
    proeve = _proev(sti, plan, "matrix")
    assert not proeve.kan_tages and [s.noegle for s in proeve.spoergsmaal] == ["enhed"]
    proeve = _proev(sti, plan, "matrix", enhed="sekunder")
    assert proeve.kan_tages
    ny_pakke(INDBYGGET, tmp_path / "ny", proeve.tolkning.nye)
    ny = indlaes(tmp_path / "ny")
    np.testing.assert_allclose(ny.afstande["minutter"], minutter, rtol=1e-5)
    assert "rejsetid" not in ny.model and "matrix.parquet" in ny.herkomst["rejsetid"].kilde
    # Another takes the place of the first, also in another format.
    csv = tmp_path / "anden.csv"
    pd.read_parquet(sti).assign(minutter=lambda r: (r["minutter"] / 60).round(2)).to_csv(
        csv, index=False
    )
    igen = _proev(csv, plan, "matrix")
    assert igen.kan_tages
    ny_pakke(tmp_path / "ny", tmp_path / "nyere", igen.tolkning.nye)
    assert "anden.csv" in indlaes(tmp_path / "nyere").herkomst["rejsetid"].kilde
    assert not (tmp_path / "nyere" / "rejsetidsmatrix.parquet").exists()


def test_faults_of_a_reader_are_faults_of_the_trial(tmp_path: Path, plan: Plan) -> None:
    sti = tmp_path / "naboer.csv"
    sti.write_text(NABOER + "Hobro Fys,Hobro,56.643,9.793\n", encoding="utf-8")
    proeve = _proev(sti, plan, "naboklinikker")
    assert not proeve.kan_tages and any("Mariagerfjord" in f.fejl for f in proeve.fejl)
    assert not proeve.tolkning.nye


@pytest.mark.parametrize("endelse", ENDELSER)
def test_every_kind_refuses_what_is_nothing_with_a_sentence(
    tmp_path: Path, plan: Plan, endelse: str
) -> None:
    for indhold in (b"", b"\x00\x01\x02", b"PK\x03\x04 nej", b"{", b"a,b\n1,2\n"):
        sti = tmp_path / f"fil{endelse}"
        sti.write_bytes(indhold)
        for art in ARTER:
            try:
                proeve = _proev(sti, plan, art.noegle)
            except Inputfejl as fejl:
                assert str(fejl).strip()
            else:
                assert not proeve.kan_tages and (proeve.fejl or proeve.spoergsmaal)


def test_what_a_file_is_is_asked_where_its_columns_do_not_tell(tmp_path: Path, plan: Plan) -> None:
    # A wide matrix has ids for headings; a long one is known by those of its engine.
    sti = tmp_path / "matrix.csv"
    sti.write_text("id,a,b\n1,3,4\n", encoding="utf-8")
    with pytest.raises(Inputfejl, match="matrix"):
        _proev(sti, plan, None)
    sti.write_text("from_id,to_id,travel_time\n1,a,3\n", encoding="utf-8")
    assert _proev(sti, plan, None).art.noegle == "matrix"
    with pytest.raises(Inputfejl):
        _proev(tmp_path / "billede.png", plan, None)
