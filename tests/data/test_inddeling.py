"""A grouping of one's own from a file, and the sundhedsråd of the dataset."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data.fund import Datafejl
from data.inddeling import laes_inddeling
from data.kontrol import laes_rammer
from data.skema import laes_skema
from data.sundhedsraad import fund
from planning.plan import Plan


def _fil(mappe: Path, indhold: str) -> Path:
    sti = mappe / "inddeling.csv"
    sti.write_text(indhold, encoding="utf-8")
    return sti


@pytest.mark.parametrize("skilletegn", [";", ","])
@pytest.mark.parametrize("hoved", ["kommune{}område", "Kommunekode{}Omraade"])
def test_kommuner_go_by_name_or_code(
    plan: Plan, tmp_path: Path, skilletegn: str, hoved: str
) -> None:
    linjer = [hoved.format(skilletegn), f"810{skilletegn}Nord", f"Aalborg Kommune{skilletegn}Syd"]
    assert laes_inddeling(_fil(tmp_path, "\n".join(linjer)), plan) == {
        "0810": "Nord",
        "0851": "Syd",
    }


@pytest.mark.parametrize(
    ("indhold", "ord_"),
    [
        ("kommune;område\nThy;Vest\n", "»Thy« er ikke en kommune"),
        ("kommune;område\nMorsø;Vest\n773;Øst\n", "flere gange"),
        ("kommune;indbyggere\nMorsø;20000\n", "Område"),
        ("kommune;område\nMorsø;\n", "række 2"),
    ],
)
def test_what_is_wrong_is_told_with_its_row(
    plan: Plan, tmp_path: Path, indhold: str, ord_: str
) -> None:
    with pytest.raises(Datafejl, match=ord_):
        laes_inddeling(_fil(tmp_path, indhold), plan)


def test_every_kommune_has_its_sundhedsraad_by_the_list(plan: Plan) -> None:
    af_navn = plan.kommuner.join(plan.sundhedsraad).groupby("sundhedsraad")["kommune"].agg(set)
    assert af_navn.to_dict() == {
        "Vendsyssel": {"Brønderslev", "Frederikshavn", "Hjørring", "Læsø"},
        "Limfjorden": {
            *("Aalborg", "Jammerbugt", "Mariagerfjord", "Morsø", "Rebild", "Thisted"),
            "Vesthimmerland",
        },
    }
    assert plan.herkomst["sundhedsraad"].dato == "januar 2026"


def test_a_kommune_without_a_sundhedsraad_is_a_fault() -> None:
    rammer, _ = laes_rammer()
    uden = rammer["sundhedsraad"][rammer["sundhedsraad"]["kode"] != "0825"]
    (det,) = fund({**rammer, "sundhedsraad": uden}, laes_skema())
    assert "Læsø" in det.fejl
    tom = pd.DataFrame(columns=["kode", "sundhedsraad"])
    assert not list(fund({**rammer, "sundhedsraad": tom}, laes_skema()))
