"""All of it: every file of a bilag as one zip or in a folder, with a manifest of what is in it.

The same input gives the same bytes (`eksport.uforanderlig`). No file is named by what a user has
written, so nothing can be written outside the folder.
"""

from __future__ import annotations

import gc
import hashlib
import json
import math
import textwrap
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, replace
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from dansk import linje, opremsning
from data.fund import Fund
from eksport.afsnit_kommuneark import ARKFIL
from eksport.afsnit_scenarie import Vurderet
from eksport.bestilling import Bestilling, Valg, tjek_afsnit
from eksport.bilag import IKKE_MED, Bilag, Figur
from eksport.figurer import SLIDE, Kortgrundlag, bed, tjek_tryk
from eksport.gis import geojson, geopackage, stilfiler
from eksport.gislag import gislag
from eksport.indhold import byg_bilag, vurder_alle
from eksport.medhjaelper import Medhjaelper
from eksport.uforanderlig import pak
from eksport.webkort import webkort
from kort.tryk.fil import Filtype
from planning.plan import Plan
from planning.tiltag import som_dict
from saetninger.diskretion import REGEL

#: Told the share done, 0 to 1, and what is being made.
Fremdrift = Callable[[float, str], None]
MANIFEST, LAESMIG = "manifest.json", "LAESMIG.txt"
#: The folders whose files the overview counts, and does not name.
KORTMAPPE, STILMAPPE = "kort/", "gis/stile/"
LINJEBREDDE = 90
OM_DIASSKABELONEN = "Lysbillederne i jeres skabelon:"
#: What a map takes in each format and for the slides, and what everything else does, where a core
#: is free for the second process (docs/ydelse.md).
SEKUNDER_ET_KORT, SEKUNDER_ET_LYSBILLEDE, SEKUNDER_I_ALT = 0.5, 0.2, 4.0
#: What the ark of all the kommuner take.
SEKUNDER_ARK = 2.0
#: What the maps of an atlas take for the documents, and in each format.
SEKUNDER_ATLAS = 6.0
#: What the documents and the slides show of a map.
TIL_DOKUMENTER: tuple[Filtype, ...] = ("udsnit", "svgudsnit")
TIL_LYSBILLEDER: tuple[Filtype, ...] = ("udsnit",)
#: A map, as which files, in which format.
Bestilt = tuple[Figur, tuple[Filtype, ...], str]
PYPROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"

#: What each file is, by a pattern of its name: the first that fits.
INDHOLD: Mapping[str, str] = {
    LAESMIG: "Denne oversigt",
    "bilag.docx": "Bilaget som Word-dokument",
    "bilag.pdf": "Bilaget som tilgængelig PDF (PDF/UA)",
    ARKFIL: "Et ark på én A4-side for hver kommune",
    "praesentation.pptx": "Kort og konklusioner som lysbilleder til et møde",
    "tabeller.xlsx": "Hver tabel i et ark, som kan sorteres og filtreres, med kilder",
    "webkort.html": "Det interaktive kort med tabeller; åbnes i en browser uden net",
    "gis/praksiskort.gpkg": "Alle lag til QGIS og ArcGIS (EPSG:25832), en stil pr. tema",
    "gis/*.geojson": "Ét lag som GeoJSON (EPSG:4326)",
    "gis/*.qml": "Lagets stil; QGIS bruger den selv",
    f"{STILMAPPE}*.sld": "Et lags stil for ét tema (SLD 1.0)",
    "kort/*": "Trykkort",
}


def filer(
    plan: Plan,
    bestilling: Bestilling | None = None,
    fremdrift: Fremdrift | None = None,
    *,
    grundlag: Kortgrundlag | None = None,
    fund: Sequence[Fund] | None = None,
    hjaelper: Medhjaelper | None = None,
) -> dict[str, bytes]:
    """Return every file by its path, the manifest last.

    `hjaelper` is another process that draws maps too. Of a plan without clinics there are no map
    data and no web map. Raises Inputfejl for an unknown section, measure or map format, a template
    that is no Word document or no PowerPoint file, and a scenario that does not fit the plan.
    """
    # Loaded with the first document that is made: 20 MB that no page needs.
    from eksport import dias_skabelon
    from eksport.excel import excel
    from eksport.grundark import grunddokument
    from eksport.kommuneark import ARKETS_TRYK, alle_ark, ark_dokument, arkets_kort
    from eksport.pdf import pdf
    from eksport.praesentation import praesentation
    from eksport.word import word
    from eksport.word_skabelon import forbered
    from eksport.word_skrift import broedskrift

    bestilt = bestilling or Bestilling()
    valg, valgte = bestilt.valg.paa(plan), tjek_afsnit(bestilt.afsnit)
    for format_ in bestilt.kortformater:
        tjek_tryk(format_, bestilt.filtyper)
    sig = _Trin(fremdrift)
    sig.begynd("Regner tabellerne")
    grund = grundlag or Kortgrundlag.af_plan(plan)
    if bestilt.skabelon is not None:
        grund = replace(grund, skrift=broedskrift(forbered(bestilt.skabelon).dok))
    ark = "kommuneark" in valgte
    arkene = alle_ark(plan, valg, bestilt.scenarier) if ark and plan.har_klinikker else []
    arkkort = [arkets_kort(et) for et in arkene]
    # The other process has these to begin with, while the tables of all the rest are worked out.
    for figur in arkkort:
        bed(hjaelper, figur, *ARKETS_TRYK)
    vurderede: Sequence[Vurderet] = ()
    if "scenarier" in valgte and plan.har_klinikker:
        vurderede = vurder_alle(plan, bestilt.scenarier, valg)
    bilag = byg_bilag(
        plan, bestilt.scenarier, valgte, valg, grundlag=grund, fund=fund, vurderede=vurderede
    )
    # A template that cannot be used is told before anything slow is made.
    tomt = Bilag(bilag.titel, bilag.undertitel, bilag.datasaet, ())
    om_dias: tuple[str, ...] = ()
    if bestilt.skabelon is not None:
        word(tomt, bestilt.skabelon)
    if bestilt.diasskabelon is not None:
        om_dias = dias_skabelon.aabn(bestilt.diasskabelon).bemaerkninger
        praesentation(tomt, bestilt.diasskabelon)
    tryk = bestilte_kort(bilag, bestilt)
    sig.antal = len(tryk) + len(arkene) + ANDRE_TRIN
    ud: dict[str, bytes] = {}
    with _lang_opgave():
        # The other process begins at the end: first with what is not waited for last.
        for figur, filtyper, format_ in reversed(tryk):
            bed(hjaelper, figur, filtyper, format_)
        sig.begynd("Skriver regneark")
        ud["tabeller.xlsx"] = excel(bilag)
        if plan.har_klinikker:
            sig.begynd("Skriver kortdata")
            lag = gislag(plan, grund.omrids, vurderede, valg)
            ud["gis/praksiskort.gpkg"] = geopackage(plan, lag)
            ud |= {f"gis/{et.navn}.geojson": geojson(et, plan) for et in lag}
            ud |= {f"gis/{navn}": fil for et in lag for navn, fil in stilfiler(et).items()}
            sig.begynd("Skriver det interaktive kort")
            ud["webkort.html"] = webkort(plan, vurderede, valg, grund)
        if arkene:
            ud[ARKFIL] = ark_dokument(
                arkene,
                ved_hvert=lambda ark: sig.begynd(f"Skriver kommuneark: {ark.navn}"),
                kort=arkkort,
            )
        elif ark:
            ud[ARKFIL] = grunddokument(plan, list(plan.kommuner.index))
        ud |= _tegn_kort(tryk, sig)
        if hjaelper is not None:
            hjaelper.afslut()
        with ThreadPoolExecutor(1) as sideloebende:
            # Most of it is waiting for the program that sets it.
            sat = sideloebende.submit(pdf, bilag)
            sig.begynd("Skriver Word-dokumentet")
            ud["bilag.docx"] = word(bilag, bestilt.skabelon)
            sig.begynd("Skriver lysbilleder")
            ud["praesentation.pptx"] = praesentation(bilag, bestilt.diasskabelon)
            sig.begynd("Skriver PDF-bilaget")
            ud["bilag.pdf"] = sat.result()
    ud[LAESMIG] = _laesmig(plan, bilag, sorted([*ud, LAESMIG]), om_dias).encode()
    ud = dict(sorted(ud.items()))
    ud[MANIFEST] = _manifest(plan, vurderede, valgte, valg, ud)
    sig.slut()
    return ud


def bestilte_kort(bilag: Bilag, bestilling: Bestilling) -> list[Bestilt]:
    """Return each map of a bilag as often as an order has it printed."""
    return [
        kort
        for figur in bilag.figurer()
        for kort in _tryk(figur, bestilling.kortformater, bestilling.filtyper)
    ]


def ventes(bestilling: Bestilling) -> int:
    """Return about how many seconds the files take, in fives: the maps are most of it."""
    kort = 8 * ("kort" in bestilling.afsnit)
    if "scenarier" in bestilling.afsnit:
        kort += 2 * len(bestilling.scenarier)
    ark = SEKUNDER_ARK * ("kommuneark" in bestilling.afsnit)
    ark += SEKUNDER_ATLAS * (1 + len(bestilling.kortformater)) * ("atlas" in bestilling.afsnit)
    et_kort = SEKUNDER_ET_KORT * len(bestilling.kortformater) + SEKUNDER_ET_LYSBILLEDE
    sekunder = SEKUNDER_I_ALT + ark + kort * et_kort
    return 5 * math.ceil(sekunder / 5)


def pakke(
    plan: Plan,
    bestilling: Bestilling | None = None,
    fremdrift: Fremdrift | None = None,
    *,
    hjaelper: Medhjaelper | None = None,
) -> bytes:
    """Return every file as a zip; takes and raises what `filer` does."""
    return pak(filer(plan, bestilling, fremdrift, hjaelper=hjaelper).items())


def _tryk(
    figur: Figur, formater: Sequence[str], filtyper: tuple[Filtype, ...]
) -> Iterator[Bestilt]:
    """Yield what a figure is printed as: its maps as files, the documents', the slides'."""
    # The documents' pictures are cut from the same drawing.
    sammen = (*TIL_DOKUMENTER, *filtyper)
    for kort in figur.enkelte:
        for f in formater:
            yield kort, sammen if (kort, f) == (figur, figur.format) else filtyper, f
    yield figur, TIL_DOKUMENTER, figur.format
    for kort in figur.enkelte:
        yield kort, TIL_LYSBILLEDER, SLIDE


def _tegn_kort(tryk: Sequence[Bestilt], sig: _Trin) -> dict[str, bytes]:
    """Draw one map at a time, so that the progress is told; the documents find theirs drawn."""
    ud: dict[str, bytes] = {}
    for figur, filtyper, format_ in tryk:
        sig.begynd(f"Tegner kort: {figur.titel}")
        fundet = figur.tegner(filtyper, format_)
        egne = [t for t in filtyper if t not in TIL_DOKUMENTER]
        ud |= {f"kort/{format_}/{figur.noegle}.{t}": fundet[t] for t in egne}
        if format_ == SLIDE:
            gc.collect()  # what is there from before is passed by (`_lang_opgave`)
    return ud


@contextmanager
def _lang_opgave() -> Iterator[None]:
    """Spare the garbage collector what is there already: it would go through it time and again."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


#: Steps beside the maps: tables, workbook, map data, web map, the document twice, slides.
ANDRE_TRIN = 7


class _Trin:
    """Counts the steps of a long work, and tells how far it is."""

    def __init__(self, fremdrift: Fremdrift | None) -> None:
        self._sig = fremdrift or (lambda del_, tekst: None)
        self._naaet, self.antal = 0, ANDRE_TRIN

    def begynd(self, tekst: str) -> None:
        self._sig(min(1.0, self._naaet / self.antal), tekst)
        self._naaet += 1

    def slut(self) -> None:
        self._sig(1.0, "Færdig")


@cache
def programversion() -> str:
    """Return the version of Praksiskort as pyproject.toml has it."""
    return str(tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["version"])


def _manifest(
    plan: Plan,
    vurderede: Sequence[Vurderet],
    afsnit: Sequence[str],
    valg: Valg,
    indhold: Mapping[str, bytes],
) -> bytes:
    krav_loft = valg.krav.loft
    manifest = {
        "program": {"navn": "Praksiskort", "version": programversion()},
        "datasaet": {
            "navn": plan.navn,
            "opgjort": plan.opgjort,
            "fingeraftryk": plan.fingeraftryk,
        },
        "afsnit": list(afsnit),
        "valg": asdict(valg)
        | {
            "dato": valg.dato.isoformat() if valg.dato else None,
            # No limit is null: JSON has no infinite number.
            "krav": asdict(valg.krav) | {"loft": krav_loft if math.isfinite(krav_loft) else None},
        },
        "scenarier": [
            {
                "nummer": v.nummer,
                "id": v.scenarie.id,
                "version": v.scenarie.version,
                "navn": v.scenarie.navn,
                "formaal": v.scenarie.formaal,
                "forfatter": v.scenarie.forfatter,
                "aar": v.scenarie.aar,
                "tiltag": [som_dict(t) for t in v.scenarie.tiltag],
            }
            for v in vurderede
        ],
        "filer": [
            {
                "fil": navn,
                "indhold": hvad(navn),
                "bytes": len(data),
                "sha256": hashlib.sha256(data).hexdigest(),
            }
            for navn, data in indhold.items()
        ],
    }
    tekst = json.dumps(manifest, ensure_ascii=True, indent=1, default=str, allow_nan=False)
    return f"{tekst}\n".encode()


def hvad(navn: str) -> str:
    """Return what a file of the export is, by its path; empty when it is not known."""
    return next((hvad for moenster, hvad in INDHOLD.items() if fnmatchcase(navn, moenster)), "")


def _laesmig(plan: Plan, bilag: Bilag, navne: Iterable[str], om_dias: Sequence[str]) -> str:
    return "\n".join(_laesmig_linjer(plan, bilag, list(navne), om_dias)) + "\n"


def _laesmig_linjer(
    plan: Plan, bilag: Bilag, navne: Sequence[str], om_dias: Sequence[str]
) -> Iterator[str]:
    yield bilag.titel
    yield bilag.undertitel
    yield ""
    yield from textwrap.wrap(bilag.datasaet, LINJEBREDDE)
    yield f"Lavet med Praksiskort {programversion()}."
    scenarier = [a.overskrift for a in bilag.afsnit if a.id.startswith("scenarie-")]
    if scenarier:
        navngivne = [linje(s) for s in scenarier if s.startswith("Scenarie ")]
        yield from textwrap.wrap(f"Med {opremsning(navngivne)}.", LINJEBREDDE)
    yield ""
    for over, saetninger in ((IKKE_MED, bilag.udeladt), (OM_DIASSKABELONEN, om_dias)):
        if saetninger:
            yield over
            for saetning in saetninger:
                yield from textwrap.wrap(
                    saetning, LINJEBREDDE, initial_indent="  ", subsequent_indent="  "
                )
            yield ""
    yield "Filerne"
    for navn in navne:
        if not navn.startswith((KORTMAPPE, STILMAPPE)):
            yield f"  {navn:<34} {hvad(navn)}"
    if stile := [n for n in navne if n.startswith(STILMAPPE)]:
        yield f"  {STILMAPPE:<34} {len(stile)} stile som SLD 1.0, et tema i hver"
    kort = [n for n in navne if n.startswith(KORTMAPPE)]
    typer = opremsning(sorted({n.rpartition(".")[2].upper() for n in kort}))
    if kort:
        yield f"  {KORTMAPPE:<34} {len(kort)} trykkort som {typer}"
    yield f"  {MANIFEST:<34} Hver fils størrelse og SHA-256, datasæt, scenarier og version"
    yield ""
    yield from textwrap.wrap(REGEL, LINJEBREDDE)
    yield ""
    yield "Når bilaget åbnes i Word, spørger Word, om felterne skal opdateres. Svar ja; så får"
    yield "indholdsfortegnelsen sidetal; bilag.pdf har dem. PDF-filerne kan læses op (PDF/UA)."
    yield "Intet i filerne hentes fra nettet."
