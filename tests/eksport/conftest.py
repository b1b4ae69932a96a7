"""What the tests of the files share: a scenario, names that try to break things, and an office.

Maps are drawn once and shared, where a test is not about the map; LibreOffice and Chromium are
skipped when absent, or fail when PRAKSISKORT_KONTOR or PRAKSISKORT_BROWSER is `required`.
"""

from __future__ import annotations

import dataclasses
import io
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from eksport import figurer
from eksport.bestilling import NavngivetScenarie
from eksport.bilag import Bilag, Figur
from eksport.indhold import byg_bilag
from kort.tryk.fil import Filtype
from planning.plan import Plan
from planning.tiltag import Deling, Flytning
from tests.eksport.opfriskningsproever import aarets_plan
from tests.eksport.smaa import LILLE_SVG

FJENDTLIGE = (
    '=HYPERLINK("http://example.org";"klik")',
    "+45 98 12 34 56",
    "-2+3",
    "@SUM(A1:A9)",
    "\tTabulator",
    'Fys "Torvet" & Søn\nanden linje',
    "Langtnavn" * 22,
    "\x00\x0b\x1f\u202etxet\ud800 styretegn \ufffe",
    "<b>fed</b></script><script>alert(1)</script>",
    "{{ 7*7 }}{% endraw %}`${alert(1)}`\\",
    "]]>&amp;%s%n{0}$x$",
)

Kontor = Callable[[Mapping[str, bytes]], dict[str, Path]]


def flytning(plan: Plan, fra: str = "0851", til: str = "0840") -> Flytning:
    """Return a move of half a capacity between the first clinics of two kommuner."""
    hvor = plan.klinikker["kommune_kode"]
    kendte = plan.kapaciteter.set_index("klinik_id")["under30"]
    giver = next(k for k in hvor.index[hvor == fra] if kendte[k] > 0)
    return Flytning(giver, hvor.index[hvor == til][0], 0, 1)


@pytest.fixture(scope="session")
def fjendtlige() -> tuple[str, ...]:
    """Return names that try to break things."""
    return FJENDTLIGE


@pytest.fixture(scope="session")
def scenarie(plan: Plan) -> NavngivetScenarie:
    """Return a saved scenario of two tiltag, which two levels decide."""
    stor = plan.kapaciteter.set_index("klinik_id")["over30"].idxmax()
    return NavngivetScenarie(
        "Rebild får en halv fra Aalborg",
        (flytning(plan), Deling(stor)),
        "Færre indbyggere pr. kapacitet i Rebild",
        "Anna Jensen",
        "c0ffee" * 5 + "42",
        3,
    )


@pytest.fixture(scope="session")
def fjendtlig_plan(plan: Plan) -> Plan:
    """Return the plan with clinics whose names try to break the files."""
    navne = plan.klinikker["navn"].copy()
    kan_vaere_i_en_tabel = [n.replace("\ud800", "") for n in FJENDTLIGE]
    navne.iloc[: len(FJENDTLIGE)] = kan_vaere_i_en_tabel
    giver = flytning(plan).fra
    navne[giver] = "".join(kan_vaere_i_en_tabel[-4:])
    return dataclasses.replace(plan, klinikker=plan.klinikker.assign(navn=navne))


@pytest.fixture(scope="session")
def fjendtlige_scenarier(fjendtlig_plan: Plan) -> tuple[NavngivetScenarie, ...]:
    """Return scenarios with hostile names, purposes and authors; each name is in one of them."""
    tiltag = (flytning(fjendtlig_plan),)
    navne = (FJENDTLIGE[0], FJENDTLIGE[4], "".join(FJENDTLIGE), FJENDTLIGE[6], FJENDTLIGE[8])
    return tuple(NavngivetScenarie(n, tiltag, n, n, n, 1) for n in navne)


Tegner = Callable[[tuple[Filtype, ...], str], Mapping[Filtype, bytes]]


def med_tegner(bilag: Bilag, tegner: Tegner) -> Bilag:
    """Return a bilag whose maps are all drawn by one function."""

    def ny(led: object) -> object:
        return dataclasses.replace(led, tegner=tegner) if isinstance(led, Figur) else led

    afsnit = (dataclasses.replace(a, led=tuple(map(ny, a.led))) for a in bilag.afsnit)
    return dataclasses.replace(bilag, afsnit=tuple(afsnit))


@pytest.fixture(scope="session")
def bilag(plan: Plan, scenarie: NavngivetScenarie) -> Bilag:
    """Return the whole bilag of the dataset and one scenario; every map looks like the first."""
    helt = byg_bilag(plan, [scenarie])
    foerste = helt.figurer()[0]

    def tegner(filtyper: tuple[Filtype, ...], format: str) -> dict[Filtype, bytes]:
        svg = "svgudsnit"
        return {t: foerste.tegn(svg if t == svg else "udsnit", format) for t in filtyper}

    return med_tegner(helt, tegner)


@pytest.fixture(scope="session")
def fjendtligt_bilag(
    fjendtlig_plan: Plan, fjendtlige_scenarier: tuple[NavngivetScenarie, ...], bilag: Bilag
) -> Bilag:
    """Return a bilag full of hostile names, with small pictures."""
    raat = byg_bilag(fjendtlig_plan, fjendtlige_scenarier, ("status", "scenarier"))
    stor = bilag.figurer()[0]

    @cache
    def lille(filtyper: tuple[Filtype, ...], format: str) -> dict[Filtype, bytes]:
        billede, ud = Image.open(io.BytesIO(stor.tegn("udsnit", format))), io.BytesIO()
        billede.reduce(6).save(ud, "png", dpi=(50, 50))
        return {t: LILLE_SVG if t == "svgudsnit" else ud.getvalue() for t in filtyper}

    return med_tegner(raat, lille)


def paakraevet(grund: str, variabel: str) -> None:
    """Skip the test with a reason, or fail it when the environment requires the program."""
    if os.environ.get(variabel) == "required":
        pytest.fail(f"{variabel}=required, but {grund}", pytrace=False)
    pytest.skip(grund)


@pytest.fixture(scope="session")
def kontor(tmp_path_factory: pytest.TempPathFactory) -> Kontor:
    """Return what turns office files into PDF by LibreOffice, all in one start of it."""
    program = shutil.which("soffice")
    if program is None or shutil.which("pdftotext") is None:
        paakraevet("no soffice or pdftotext: install LibreOffice and poppler", "PRAKSISKORT_KONTOR")

    def til_pdf(filer: Mapping[str, bytes]) -> dict[str, Path]:
        mappe = tmp_path_factory.mktemp("kontor")
        for navn, data in filer.items():
            (mappe / navn).write_bytes(data)
        subprocess.run(
            [
                str(program),
                f"-env:UserInstallation=file://{mappe}/profil",
                *("--headless", "--convert-to", "pdf", "--outdir", str(mappe / "pdf")),
                *(str(mappe / navn) for navn in filer),
            ],
            check=True,
            capture_output=True,
            timeout=100,
        )
        return {navn: mappe / "pdf" / f"{Path(navn).stem}.pdf" for navn in filer}

    return til_pdf


@pytest.fixture(scope="session")
def sider() -> Callable[[Path], list[str]]:
    """Return what gives the text of each page of a PDF."""

    def laes(pdf: Path) -> list[str]:
        kommando = ["pdftotext", "-layout", str(pdf), "-"]
        tekst = subprocess.run(kommando, capture_output=True, check=True).stdout.decode()
        return tekst.split("\f")[:-1]

    return laes


@pytest.fixture(scope="module")
def tegnet(bilag: Bilag) -> Iterator[None]:
    """Let every map be one picture: what a map shows has tests of its own."""
    billede = bilag.figurer()[0].tegn("udsnit", "tekstbredde")
    with pytest.MonkeyPatch.context() as lap:
        lap.setattr(figurer, "tegn", lambda k, o, tryk: dict.fromkeys(tryk.filtyper, billede))
        lap.delenv("SOURCE_DATE_EPOCH", raising=False)
        yield


@pytest.fixture(scope="session")
def ny_plan(plan: Plan) -> Plan:
    """Return next year's plan, which a bilag is refreshed from."""
    return aarets_plan(plan)
