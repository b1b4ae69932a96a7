"""Population as statistical offices and map programs write it: by kommune, and as a grid."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from pyproj import Transformer
from shapely.geometry import box

from planning.plan import Plan
from tests.proever.filer import aendret, csv, fejl, gennem, sagt, spurgt, xlsx
from tests.robusthed.doeren import udsnit

# ------------------------------------------------------------------ folketal


def test_json_stat2_of_px_web_with_roles_and_codes(plan: Plan, tmp_path: Path) -> None:
    """Kommuner by code and label, one measure, two times; 250 more in each the second year."""
    koder = list(plan.kommuner.index)
    tal = plan.kommuner["indbyggere"]
    svar = {
        "version": "2.0",
        "class": "dataset",
        "label": "Befolkning efter område, indhold og tid",
        "source": "Danmarks Statistik",
        "updated": "2026-02-11T07:00:00Z",
        "id": ["OMRÅDE", "ContentsCode", "Tid"],
        "size": [len(koder), 1, 2],
        "dimension": {
            "OMRÅDE": {
                "label": "område",
                "category": {
                    "index": {str(int(k)): nr for nr, k in enumerate(koder)},
                    "label": {str(int(k)): plan.kommuner.at[k, "kommune"] for k in koder},
                },
                "extension": {"elimination": True},
            },
            "ContentsCode": {
                "label": "indhold",
                "category": {
                    "index": ["FOLK"],
                    "label": {"FOLK": "Antal personer"},
                    "unit": {"FOLK": {"base": "antal", "decimals": 0}},
                },
            },
            "Tid": {"label": "tid", "category": {"index": ["2025K4", "2026K1"]}},
        },
        "role": {"geo": ["OMRÅDE"], "time": ["Tid"], "metric": ["ContentsCode"]},
        "value": [int(v) for k in koder for v in (tal[k], tal[k] + 250)],
    }
    sti = tmp_path / "FOLK1AM.json"
    sti.write_text(json.dumps(svar), "utf-8")
    proeve = gennem(sti, plan)
    assert (proeve.art.noegle, spurgt(proeve)) == ("folketal", ["tid"])
    assert aendret(gennem(sti, plan, tid="2026K1")) == {
        navn: 250 for navn in plan.kommuner["kommune"]
    }
    assert aendret(gennem(sti, plan, tid="2025K4")) == {}


def test_men_and_women_of_sas_are_added_up_when_it_is_said(plan: Plan, tmp_path: Path) -> None:
    """A row for each sex and none for both, in cp1252 with tabs."""
    raekker = ["KOMKODE\tKOMNAVN\tKOEN\tANTAL"]
    for kode, k in plan.kommuner.iterrows():
        kvinder = int(k["indbyggere"]) // 2
        for koen, antal in ((1, int(k["indbyggere"]) - kvinder + 30), (2, kvinder + 10)):
            raekker.append(f"{int(str(kode))}\t{k['kommune']}\t{koen}\t{antal}")
    sti = csv(tmp_path / "bef.txt", raekker, kodning="cp1252")
    proeve = gennem(sti, plan)
    assert spurgt(proeve) == ["sum:KOEN"] and not proeve.kan_tages
    (spoergsmaal,) = proeve.spoergsmaal
    assert "1 og 2" in spoergsmaal.tekst
    svar = {"sum__KOEN": "ja"}
    assert aendret(gennem(sti, plan, "folketal", **svar)) == {
        navn: 40 for navn in plan.kommuner["kommune"]
    }
    svar["sum__KOEN"] = "nej"
    assert fejl(gennem(sti, plan, "folketal", **svar))
    # A sex that one kommune lacks is not half its people in silence.
    csv(sti, raekker[:-1], kodning="cp1252")
    svar["sum__KOEN"] = "ja"
    assert not gennem(sti, plan, "folketal", **svar).kan_tages


def test_the_workbook_of_statbank_says_each_label_once(plan: Plan, tmp_path: Path) -> None:
    """Title, unit, head of time alone, and labels of the outer dimensions in their first row."""
    raekker: list[list[object]] = [
        ["Folketal den 1. i kvartalet efter alder, køn, område og tid"],
        ["Enhed: Antal"],
        [],
        [None, None, None, "2026K1"],
        [
            "Alder i alt",
            "I alt",
            "Region Nordjylland",
            589_605 + 110,
        ],
    ]
    raekker += [[None, None, k.kommune, k.indbyggere + 10] for k in plan.kommuner.itertuples()]
    raekker += [[], ["Kilde: Danmarks Statistik, 2026"]]
    sti = xlsx(tmp_path / "2026112910123FOLK1A.xlsx", raekker)
    proeve = gennem(sti, plan, "folketal", kolonne__omraade="kolonne C")
    assert aendret(proeve) == {navn: 10 for navn in plan.kommuner["kommune"]}
    assert sagt(proeve, "filens tal for regionen")
    assert proeve.tolkning.nye["kommuner"].dato == "1. kvartal 2026"
    # And as text with one quarter, where the head has but one word.
    linjer = ['"Folketal"', "", '"";"2026K1"']
    linjer += [f'"{k.kommune}";"{k.indbyggere + 10}"' for k in plan.kommuner.itertuples()]
    proeve = gennem(csv(tmp_path / "folk1a.csv", linjer, kodning="cp1252"), plan)
    assert aendret(proeve) == {navn: 10 for navn in plan.kommuner["kommune"]}


# ------------------------------------------------------------------ befolkning


@pytest.fixture(scope="module")
def thy_og_mors() -> Plan:
    """The dataset as if the region were Morsø and Thisted, 20,394 and 43,584 inhabitants."""
    return udsnit()


@pytest.fixture(scope="module")
def celler(thy_og_mors: Plan) -> pd.DataFrame:
    """The model's people by square km of EPSG:25832: e, n and indbyggere."""
    p = thy_og_mors.punkter
    ruder = p.assign(e=p["x"] // 1000, n=p["y"] // 1000).groupby(["e", "n"])["indbyggere"].sum()
    return ruder.round().astype(int).reset_index().astype(int)


def test_a_geostat_package_is_cells_of_europe_in_laea(
    thy_og_mors: Plan, celler: pd.DataFrame, tmp_path: Path
) -> None:
    """GEOSTAT's grid: EPSG:3035, GRD_ID, OBS_VALUE_T, and cells of another country."""
    x, y = Transformer.from_crs(25832, 3035, always_xy=True).transform(
        celler["e"] * 1000 + 500, celler["n"] * 1000 + 500
    )
    ruder = pd.DataFrame({"e": x // 1000, "n": y // 1000, "T": celler["indbyggere"]})
    ruder = ruder.groupby(["e", "n"], as_index=False)["T"].sum().astype(int)
    lag = gpd.GeoDataFrame(
        {
            "GRD_ID": [
                f"CRS3035RES1000mN{n * 1000}E{e * 1000}"
                for e, n in zip(ruder["e"], ruder["n"], strict=True)
            ],
            "OBS_VALUE_T": ruder["T"],
            "NUTS2021_0": "DK",
        },
        geometry=[
            box(e * 1000, n * 1000, e * 1000 + 1000, n * 1000 + 1000)
            for e, n in zip(ruder["e"], ruder["n"], strict=True)
        ],
        crs=3035,
    )
    andet = lag.iloc[:1].assign(GRD_ID="CRS3035RES1000mN2600000E4300000", NUTS2021_0="DE")
    andet = andet.set_geometry([box(4_300_000, 2_600_000, 4_301_000, 2_601_000)], crs=3035)
    sti = tmp_path / "GEOSTAT_grid_POP_1K.gpkg"
    pd.concat([lag, andet]).to_file(sti, layer="geostat")
    proeve = gennem(sti, thy_og_mors)
    assert proeve.art.noegle == "befolkning" and proeve.kan_tages
    # All inhabitants but those of squares whose middle is in the sea or over the border.
    assert proeve.tolkning.forskel["efter"].sum() == pytest.approx(ruder["T"].sum(), rel=0.01)
    assert proeve.tolkning.forskel.at["Morsø", "efter"] == pytest.approx(20_394, rel=0.02)


def test_qgis_writes_the_middle_of_its_squares_as_columns(
    thy_og_mors: Plan, celler: pd.DataFrame, tmp_path: Path
) -> None:
    raekker = ["X,Y,fid,objekt,antal_personer"]
    raekker += [
        f"{c.e * 1000 + 500}.0,{c.n * 1000 + 500}.0,{c.Index + 1},kvadrat,{c.indbyggere}"
        for c in celler.itertuples()
    ]
    proeve = gennem(csv(tmp_path / "centroider.csv", raekker), thy_og_mors)
    assert proeve.art.noegle == "befolkning"
    efter = proeve.tolkning.forskel["efter"]
    assert efter.to_dict() == pytest.approx({"Morsø": 20_394, "Thisted": 43_584}, rel=0.005)
    assert sagt(proeve, "antal_personer", "X")


def test_a_square_grid_saved_by_excel_is_cp1252(
    thy_og_mors: Plan, celler: pd.DataFrame, tmp_path: Path
) -> None:
    """»CSV (semikolonsepareret)« of Excel is no UTF-8, and a heading has an å."""
    raekker = ["KN1kmDK;Personer i alt;0-17 år;18 år og derover"]
    raekker += [
        f"1km_{c.n}_{c.e};{c.indbyggere};{c.indbyggere // 5};{c.indbyggere - c.indbyggere // 5}"
        for c in celler.itertuples()
    ]
    proeve = gennem(csv(tmp_path / "kvadratnet.csv", raekker, kodning="cp1252"), thy_og_mors)
    assert proeve.art.noegle == "befolkning" and proeve.kan_tages
    efter = proeve.tolkning.forskel["efter"]
    assert efter.to_dict() == pytest.approx({"Morsø": 20_394, "Thisted": 43_584}, rel=0.005)
    # Bytes of neither are told with what to do.
    sti = csv(tmp_path / "blandet.csv", raekker)
    sti.write_bytes(sti.read_bytes() + b"1km_6300_540;\x81;1;1\r\n")
    assert "UTF-8" in " ".join(fejl(gennem(sti, thy_og_mors, "befolkning")).values())
