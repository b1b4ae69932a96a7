"""A PowerPoint template as it is opened: held against limits, without slides, macros and traces.

Its masters, layouts, theme and pictures stay; its slides, and what points to them, are left out.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import XmlPart
from pptx.oxml.ns import qn

from dansk import Inputfejl, antal, tal
from data.indgang.beholder import KENDETEGN, LAES_ZIP, OLE_KENDETEGN
from data.indgang.graenser import HOEJST_DELE

#: No template is larger; a file that unpacks to more is none.
STOERSTE_SKABELON = 50_000_000
#: Marks (<) in its XML, each some 200 bytes when read; a large template has 200,000.
HOEJST_MAERKER = 2_000_000
GEM_SOM = "Gem den i PowerPoint som .potx eller .pptx, og prøv igen."
INDHOLDSTYPER = "[Content_Types].xml"
PRAESENTATION = CT.PML_PRESENTATION_MAIN.encode()
MED_MAKROER = (
    CT.PML_PRES_MACRO_MAIN.encode(),
    b"application/vnd.ms-powerpoint.template.macroEnabled.main+xml",
)
ANDRE_FORMER = (CT.PML_TEMPLATE_MAIN.encode(), *MED_MAKROER)
#: What of a package is kept: the deck, and what it says of itself, which is written anew.
I_PAKKEN = (RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES)
#: What of a deck is of its slides, of how it was last looked at, or can be run.
UDENFOR = (RT.SLIDE, RT.VIEW_PROPS, RT.PRINTER_SETTINGS)
UDENFOR_ENDELSER = ("/vbaProject", "/commentAuthors", "/authors")
RID = qn("r:id")


def aabn_skabelon(raa: bytes) -> tuple[Any, list[str]]:
    """Return a template as a deck without slides, and what of it was left out, in sentences.

    Raises Inputfejl for what is no PowerPoint file that can be used, and says what to do.
    """
    _kraev_powerpoint(raa)
    try:
        raa, makroer = _som_praesentation(raa)
        dias = Presentation(io.BytesIO(raa))
        lysbilleder = len(dias.slides)
        _fjern_lysbilleder(dias)
        fjern_andres(dias)
        if not dias.slide_width or not dias.slide_height:
            raise ValueError("no size")
    except Exception as fejl:  # python-pptx, lxml and zipfile each have their own kinds
        raise ikke_powerpoint() from fejl
    sagt = ["Skabelonen har makroer; de er ikke med."] if makroer else []
    if lysbilleder:
        hvad = antal(lysbilleder, "lysbillede", "lysbilleder")
        sagt.append(f"Skabelonens egne {hvad} er ikke med." if lysbilleder > 1 else EGET_LYSBILLEDE)
    return dias, sagt


EGET_LYSBILLEDE = "Skabelonens eget lysbillede er ikke med."


def ikke_powerpoint() -> Inputfejl:
    """Return what is told of a file that cannot be used."""
    return Inputfejl(f"Skabelonen er ikke en PowerPoint-fil, der kan bruges. {GEM_SOM}")


def _kraev_powerpoint(raa: bytes) -> None:
    if len(raa) > STOERSTE_SKABELON:
        raise _for_stor(len(raa))
    if raa.startswith(OLE_KENDETEGN):
        raise Inputfejl(
            "Skabelonen er i PowerPoints ældre form (.ppt, .pot) eller har en adgangskode. Fjern "
            f"adgangskoden. {GEM_SOM}"
        )
    if art := next((art for tegn, art in KENDETEGN if raa.startswith(tegn)), ""):
        raise Inputfejl(f"Skabelonen er {art} og ikke en PowerPoint-fil. {GEM_SOM}")
    try:
        with zipfile.ZipFile(io.BytesIO(raa)) as arkiv:
            dele = arkiv.infolist()
            udpakket = sum(d.file_size for d in dele)
            if udpakket > STOERSTE_SKABELON or len(dele) > HOEJST_DELE:
                raise _for_stor(udpakket)
            maerker = 0
            for xml in (arkiv.read(d) for d in dele if d.filename.endswith((".xml", ".rels"))):
                maerker += xml.count(b"<")
                if b"<!DOCTYPE" in xml:  # no office program writes one
                    raise ikke_powerpoint()
            if maerker > HOEJST_MAERKER:
                raise _for_stor(udpakket)
    except Inputfejl:
        raise
    except LAES_ZIP as fejl:
        raise ikke_powerpoint() from fejl


def _for_stor(fylder: int) -> Inputfejl:
    return Inputfejl(
        f"Skabelonen fylder {tal(fylder / 1e6)} MB udpakket, og der læses højst "
        f"{tal(STOERSTE_SKABELON / 1e6)} MB. Slet dens lysbilleder, eller gør billederne mindre, "
        "og prøv igen."
    )


def _som_praesentation(raa: bytes) -> tuple[bytes, bool]:
    """Return a template (.potx), or a file with macros, as the .pptx it is but for its type."""
    with zipfile.ZipFile(io.BytesIO(raa)) as arkiv:
        typer = arkiv.read(INDHOLDSTYPER)
        ret = typer
        for anden in ANDRE_FORMER:
            ret = ret.replace(anden, PRAESENTATION)
        if ret != typer:
            ud = io.BytesIO()
            with zipfile.ZipFile(ud, "w", zipfile.ZIP_DEFLATED) as nyt:
                for navn in dict.fromkeys(arkiv.namelist()):
                    nyt.writestr(navn, ret if navn == INDHOLDSTYPER else arkiv.read(navn))
            raa = ud.getvalue()
    return raa, any(type_ in typer for type_ in MED_MAKROER)


def _fjern_lysbilleder(dias: Any) -> None:
    """Take the slides out, and every link and list that names one: a part left would be kept."""
    rod = dias.part._element
    for liste in rod.xpath(
        "p:sldIdLst/* | p:custShowLst | p:extLst/*[*[local-name()='sectionLst']]"
    ):
        liste.getparent().remove(liste)
    for del_ in list(dias.part.package.iter_parts()):
        for rid, forhold in list(del_.rels.items()):
            egen = del_ is dias.part and (
                forhold.reltype in UDENFOR or forhold.reltype.endswith(UDENFOR_ENDELSER)
            )
            if egen or (forhold.reltype == RT.SLIDE and del_ is not dias.part):
                del_.rels.pop(rid)
                if isinstance(del_, XmlPart):
                    for henvisning in del_._element.xpath(f"//*[@r:id='{rid}']"):
                        henvisning.getparent().remove(henvisning)


def fjern_andres(dias: Any) -> None:
    """Take out what says whose the template was: its properties, thumbnail and signatures."""
    pakke = dias.part.package
    for rid, forhold in list(pakke._rels.items()):
        if forhold.reltype not in I_PAKKEN:
            pakke._rels.pop(rid)
    for felt in list(dias.core_properties._element):
        felt.getparent().remove(felt)
