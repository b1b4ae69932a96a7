"""The plans every test shares: the embedded dataset, and one small enough to compute by hand."""

from __future__ import annotations

import csv
import dataclasses
import os
import shutil
from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd
import pytest
from hypothesis import settings
from numpy.typing import NDArray
from playwright.sync_api import Browser, sync_playwright

from data.datasaet import indlaes
from data.skema import laes_skema
from planning.plan import Plan, Sted

# How long an example takes says how busy the machine is, and nothing of what is tested.
settings.register_profile("praksiskort", deadline=None)
settings.load_profile("praksiskort")

# Maps are drawn, and not read from what an earlier test has drawn; also by what tests start.
os.environ["PRAKSISKORT_KORT_MB"] = "0"

PROGRAMMER = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTER = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # No name but this machine's own is found: nothing can leave it, and whatever asks fails.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; without one, skip, or fail when PRAKSISKORT_BROWSER=required."""
    sti = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMMER)), None)
    if sti and shutil.which(sti):
        return sti
    grund = f"no Chromium: set CHROMIUM or install one of {', '.join(PROGRAMMER)}"
    if os.environ.get("PRAKSISKORT_BROWSER") == "required":
        pytest.fail(f"PRAKSISKORT_BROWSER=required, but {grund}", pytrace=False)
    pytest.skip(grund)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium for all tests, since playwright runs once; each has its own context in it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTER)
        yield browser
        browser.close()


@pytest.fixture(scope="session", autouse=True)
def eget_lager(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests out of the store of who runs them: no dataset of theirs is in use here."""
    with pytest.MonkeyPatch.context() as miljoe:
        miljoe.setenv("PRAKSISKORT_DATA", str(tmp_path_factory.mktemp("lager")))
        yield


@pytest.fixture(autouse=True)
def csv_graense() -> None:
    """Give each test Python's own limit to a CSV field; frictionless lifts it for everybody."""
    csv.field_size_limit(131_072)


@pytest.fixture(scope="session")
def plan() -> Plan:
    """Return the embedded dataset of Nordjylland."""
    return indlaes()


@pytest.fixture(scope="session")
def lille_plan() -> Plan:
    """Return 3 kommuner, 4 clinics and 5 demand points with round numbers.

    kommune  persons  clinics (over + under 30)       capacity  indbyggere pr. kapacitet
    Nordby     6,000  n1 (2 + 2, ja), n2 (0 + 2, nej)      4.0  1,500
    Sydby      3,000  s1 (1 + 1, ikke oplyst)              1.5  2,000
    Læsø         600  l1 (0 + 1, ja)                       0.5  1,200
    region     9,600                                       6.0  1,600

    Points and clinics lie on a grid in km: p1 and n1 at (0, 0), p2 and n2 at (10, 0), p3 at
    (0, 20), p4 and s1 at (30, 0), p5 and l1 at (30, 40). A minute is half a km, and no road
    goes to Læsø. The districts are Nordby og Havn (p1 and p2), Landet (p3), Sydby and Byrum.
    """
    kommuner = pd.DataFrame(
        {"kommune": ["Nordby", "Sydby", "Læsø"], "indbyggere": [6000, 3000, 600]},
        index=pd.Index(["0101", "0102", "0825"], name="kode"),
    )
    tabel1 = pd.DataFrame(
        [
            ("Nordby", 3.0, 1.0, 6000, 1500),
            ("Sydby", 1.0, 1.0, 3000, 1500),
            ("Læsø", 0.0, 0.5, 600, 1200),
            ("Region", 4.0, 2.5, 9600, 1477),
        ],
        columns=["omraade", "over30", "under30", "indbyggere", "indbyggere_pr_kapacitet"],
        index=pd.Index(["0101", "0102", "0825", "region"], name="kode"),
    )
    klinikker = pd.DataFrame(
        [
            ("Torvet Fys", "Torvet 1", "9001", "Nordby", "0101", "ja", "Nordby", 0.0, 0.0),
            ("Havnens Fys", "Kajen 2", "9002", "Havn", "0101", "nej", "Havn", 10.0, 0.0),
            ("Syd Fys", "Gaden 3", "9003", "Sydby", "0102", "ikke oplyst", "Sydby", 30.0, 0.0),
            ("Øens Fys", "Vejen 4", "9940", "Byrum", "0825", "ja", "Byrum", 30.0, 40.0),
        ],
        columns=[
            *("navn", "adresse", "postnr", "by", "kommune_kode", "handicapadgang", "bysamfund"),
            *("x", "y"),
        ],
        index=pd.Index(["n1", "n2", "s1", "l1"], name="klinik_id"),
    ).assign(praecision="adresse", side=1)
    punkter = pd.DataFrame(
        [
            ("0101", "d1", 3000, 300, 600, 1500, 300, 0.0, 0.0),
            ("0101", "d1", 2000, 200, 400, 1000, 200, 10.0, 0.0),
            ("0101", "d2", 1000, 80, 250, 500, 50, 0.0, 20.0),
            ("0102", "d3", 3000, 150, 300, 1200, 240, 30.0, 0.0),
            ("0825", "d4", 600, 60, 180, 300, 60, 30.0, 40.0),
        ],
        columns=[
            *("kommune_kode", "distrikt", "indbyggere", "personer_65_69", "personer_70"),
            *("husstande", "husstande_uden_bil", "x", "y"),
        ],
        index=pd.Index(["p1", "p2", "p3", "p4", "p5"], name="punkt_id"),
    )
    # Only p3 has somebody else's clinics nearer than its own, which are 20 km away.
    punkter["til_nabo_km"] = [40.0, 40.0, 15.0, 40.0, float("nan")]
    klinikker, punkter = _paa_kort(klinikker), _paa_kort(punkter)
    optalt = ["personer_65_69", "personer_70", "husstande", "husstande_uden_bil"]
    distrikter = punkter.groupby("distrikt")[optalt].sum()
    distrikter = distrikter.join(
        punkter.groupby("distrikt")[["kommune_kode", "lat", "lon"]].first()
    ).assign(
        navn=["Nordby og Havn", "Landet", "Sydby", "Byrum"],
        afstemningssted="Hallen",
        areal_km2=50.0,
        personer=[5000, 1000, 3000, 600],
        personer_18=[4000, 800, 2400, 500],
    )
    byer = punkter.drop(index="p3").assign(by=["Nordby", "Havn", "Sydby", "Byrum"])
    byer = byer[["by", "kommune_kode", "indbyggere", "lat", "lon", "x", "y"]].rename_axis("by_id")

    def afstand_til(sted: Sted) -> Mapping[str, NDArray[np.float64]]:
        der = pd.DataFrame([{"x": sted.x, "y": sted.y, "kommune_kode": sted.kommune_kode}])
        return {maal: matrix[:, 0] for maal, matrix in _afstande(punkter, der).items()}

    return Plan(
        navn="Lille plan",
        opgjort="2019",
        fingeraftryk="lille",
        fag=laes_skema().fag,
        kommuner=kommuner,
        tabel1=tabel1,
        klinikker=klinikker,
        kapaciteter=pd.DataFrame(
            {
                "klinik_id": ["n1", "n2", "s1", "l1"],
                "speciale": "51+62",
                "under30": [2, 2, 1, 1],
                "over30": [2, 0, 1, 0],
                "beloeb_kr": np.nan,
            }
        ),
        ventetider=pd.DataFrame(
            {
                "kode": ["0101", "0101", "0102"],
                "type": ["51", "62", "51"],
                "uger_min": [1.0, 2.0, np.nan],
                "uger_max": [1.0, 12.0, np.nan],
                "opgoerelse": ["gennemsnit", "angivelser", ""],
                "svar_uger": "",
                "svar": [2, 1, 0],
                "klinikker": [2, 2, 1],
                "side": 1,
                "note": "",
            }
        ),
        tabeller=pd.DataFrame(columns=["tabel", "raekke", "aar", "maal", "vaerdi"]),
        tabelliste=pd.DataFrame(columns=["titel"]),
        byer=byer,
        distrikter=distrikter,
        punkter=punkter,
        afstande=_afstande(punkter, klinikker),
        afstand_til=afstand_til,
        herkomst={},
        omrids=pd.DataFrame({"kode": [], "navn": [], "i_region": [], "geometry": []}),
    )


@pytest.fixture(scope="session")
def toy(lille_plan: Plan) -> Plan:
    """Return the small plan with a waiting time in Sydby too, 1 week to Nordby's 7."""
    svar = lille_plan.ventetider.iloc[[1]].assign(kode="0102", uger_min=1.0, uger_max=1.0)
    return dataclasses.replace(
        lille_plan, ventetider=pd.concat([lille_plan.ventetider, svar], ignore_index=True)
    )


def _paa_kort(ramme: pd.DataFrame) -> pd.DataFrame:
    """Turn grid km into metres, with degrees that only have to be there."""
    return ramme.assign(
        lat=57 + ramme["y"] / 111,
        lon=10 + ramme["x"] / 60,
        x=ramme["x"] * 1000,
        y=ramme["y"] * 1000,
    )


def _afstande(punkter: pd.DataFrame, steder: pd.DataFrame) -> dict[str, NDArray[np.float64]]:
    fra, til = punkter[["x", "y"]].to_numpy(), steder[["x", "y"]].to_numpy()
    km = np.hypot(*(fra[:, None, :] - til[None, :, :]).transpose(2, 0, 1)) / 1000
    over_vand = np.not_equal.outer(
        (punkter["kommune_kode"] == "0825").to_numpy(),
        (steder["kommune_kode"] == "0825").to_numpy(),
    )
    return {"luftlinje": km, "minutter": np.where(over_vand, np.nan, 2 * km)}
