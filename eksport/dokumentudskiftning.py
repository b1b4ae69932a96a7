"""Ours made new where it stands in a document that somebody has edited: as little as can be.

What says the same is not touched. A sentence keeps its paragraph's look, a table of the same shape
its own, a picture its width; around it nothing is changed.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import nsmap, qn

from eksport.dokumentsteder import SDT, TBL, Fundet, P, tekst_af
from eksport.dokumenttekst import afsnitstekst, billede_i, celletekster, uden_numre
from eksport.word_felter import INSTRUKTION, SLUT, START, element
from eksport.word_steder import Skrevet, Sted, art_i, er_talmaerke, kontrol, noegle_i

#: What is in a paragraph beside its text, and stays when the text is another: bookmarks, and where
#: the author's comments begin and end.
BEGYNDER = (START, qn("w:commentRangeStart"))
SLUTTER = (SLUT, qn("w:commentRangeEnd"), qn("w:commentReference"))
#: How the bookmark begins that a table of contents points to.
TIL_INDHOLDET = "_Toc"
SDT_INDHOLD = qn("w:sdtContent")
R_RUM = f"{{{nsmap['r']}}}"
#: The order of a control's properties.
I_KONTROL = ("rPr", "alias", "tag", "id")


def er_ens(gamle: Sequence[Any], nye: Sequence[Any]) -> bool:
    """Say whether two places say the same, but for numbers that count by themselves."""
    return len(gamle) == len(nye) and all(
        _ens(gammel, ny) for gammel, ny in zip(gamle, nye, strict=True)
    )


def _ens(gammel: Any, ny: Any) -> bool:
    if TBL in (gammel.tag, ny.tag):
        return bool(gammel.tag == ny.tag and celletekster(gammel) == celletekster(ny))
    # A caption whose field is lost does not count, and is written anew.
    mister = _har_felt(ny) and not _har_felt(gammel)
    return not mister and uden_numre(tekst_af(gammel)) == uden_numre(tekst_af(ny))


def _har_felt(afsnit: Any) -> bool:
    return next(afsnit.iter(INSTRUKTION, qn("w:fldSimple")), None) is not None


def forny(fundet: Fundet, skrevet: Skrevet) -> None:
    """Make the parts of a place say what is written now; `fundet.dele` are then the new ones."""
    gamle, nye = list(fundet.dele), list(skrevet.dele)
    ud = []
    for gammel, ny in zip(gamle, nye, strict=False):
        ud.append(_forny(gammel, ny))
    for ny in nye[len(gamle) :]:
        _samme_udseende(gamle[-1], ny)
        ud[-1].addnext(ny)
        ud.append(ny)
    for gammel in gamle[len(nye) :]:
        _fjern(gammel)
    fundet.dele = ud


def _forny(gammel: Any, ny: Any) -> Any:
    if gammel.tag == TBL or ny.tag == TBL:
        return _forny_tabel(gammel, ny)
    if billede_i(ny) is not None:
        return _forny_billede(gammel, ny)
    return _forny_afsnit(gammel, ny)


def _forny_afsnit(gammel: Any, ny: Any) -> Any:
    """Give a paragraph the text of another; bookmarks and comments of others in it stay."""
    udseende, bryder, om = list(_udseender(gammel, ny)), _sidebryder(gammel), gammel.pPr
    var, er = _talmaerker(gammel), _talmaerker(ny)
    foerst = [b for b in gammel.iter(*BEGYNDER) if b not in var]
    sidst = [
        b.getparent() if b.tag == SLUTTER[-1] else b for b in gammel.iter(*SLUTTER) if b not in var
    ]
    for barn in list(gammel):
        if barn is not om:
            gammel.remove(barn)
    egne = {_maerkets(b) for b in foerst}
    nye = [
        b for b in ny if b in er or (b.tag not in (qn("w:pPr"), SLUT) and _maerkets(b) not in egne)
    ]
    begyndte = {b.get(qn("w:id")) for b in nye if b.tag == START}
    slutter = [b for b in ny if b.tag == SLUT and b not in er and b.get(qn("w:id")) in begyndte]
    gammel.extend([*foerst, *nye, *slutter, *sidst, *([] if bryder is None else [bryder])])
    for loeb, som in zip(_skrevne_loeb(gammel), udseende, strict=False):
        if som is not None and loeb.find(qn("w:rPr")) is None:
            loeb.insert(0, copy.deepcopy(som))
    return gammel


def _talmaerker(afsnit: Any) -> set[Any]:
    """Return the bookmark around the number of a caption, its end too: it goes with the number."""
    begyndt = [b for b in afsnit.iter(START) if er_talmaerke(b.get(qn("w:name"), ""))]
    ider = {b.get(qn("w:id")) for b in begyndt}
    return {*begyndt, *(b for b in afsnit.iter(SLUT) if b.get(qn("w:id")) in ider)}


def _maerkets(del_: Any) -> str | None:
    """Return the name of a bookmark; those of the contents are the same, whatever their numbers."""
    navn = del_.get(qn("w:name"))
    return TIL_INDHOLDET if navn and navn.startswith(TIL_INDHOLDET) else navn


def _sidebryder(afsnit: Any) -> Any:
    """Return the run that breaks the page after a paragraph; LibreOffice writes one there."""
    brud = [b for b in afsnit.iter(qn("w:br")) if b.get(qn("w:type")) == "page"]
    loeb = brud[-1].getparent() if brud else None
    return loeb if loeb is not None and not afsnitstekst(loeb) else None


def _skrevne_loeb(afsnit: Any) -> list[Any]:
    return [r for r in afsnit.iter(qn("w:r")) if r.find(qn("w:t")) is not None]


def _udseender(gammel: Any, ny: Any) -> Iterator[Any]:
    """Yield how each run of the new text is to look: as the one in its place, or as all of them do.

    A look that only a part of the old text had is nobody's where the parts are others.
    """
    fundne = [r.find(qn("w:rPr")) for r in _skrevne_loeb(gammel)]
    antal = len(_skrevne_loeb(ny))
    if len(fundne) == antal:
        yield from fundne
    elif len({b"" if f is None or not len(f) else serialize_part_xml(f) for f in fundne}) == 1:
        yield from itertools.repeat(fundne[0], antal)


def _samme_udseende(som: Any, ny: Any) -> None:
    if som.tag == P and som.pPr is not None:
        if ny.pPr is not None:
            ny.remove(ny.pPr)
        ny.insert(0, copy.deepcopy(som.pPr))


def _forny_tabel(gammel: Any, ny: Any) -> Any:
    """Fill in the cells of a table of the same headings and rows; else put the new in its place."""
    foer, nu = celletekster(gammel), celletekster(ny)
    ens_form = (
        gammel.tag == ny.tag
        and [len(r) for r in foer] == [len(r) for r in nu]
        and foer[0] == nu[0]
        and [r[0] for r in foer] == [r[0] for r in nu]
        and _maerkede(gammel) == _maerkede(ny)
    )
    if not ens_form:
        gammel.addprevious(ny)
        gammel.getparent().remove(gammel)
        return ny
    for gammel_celle, ny_celle in zip(gammel.iter(qn("w:tc")), ny.iter(qn("w:tc")), strict=True):
        (foerste, *andre), nyt = gammel_celle.findall(f".//{P}"), ny_celle.find(P)
        if andre or afsnitstekst(foerste) != afsnitstekst(nyt):
            for overskydende in andre:
                _fjern(overskydende)
            _forny_afsnit(foerste, nyt)
    return gammel


def _maerkede(tabel: Any) -> list[bool]:
    """Say of each row whether its first cell is filled: the row is marked."""
    return [
        next(raekke.iter(qn("w:shd")), None) is not None
        and next(raekke.iter(qn("w:shd"))).get(qn("w:fill")) not in (None, "auto", "FFFFFF")
        for raekke in tabel.iter(qn("w:tr"))
    ]


def _forny_billede(gammel: Any, ny: Any) -> Any:
    """Show another picture at the width the author gave it."""
    var, er = billede_i(gammel), billede_i(ny)
    if var is None or er is None:
        return _forny_afsnit(gammel, ny)
    var[1].set(qn("r:embed"), er[1].get(qn("r:embed")))
    var[0].set("descr", er[0].get("descr", ""))
    if er[0].get("title"):
        var[0].set("title", er[0].get("title"))
    nyt_maal = next(ny.iter(qn("wp:extent")))
    bredde, hoejde = int(nyt_maal.get("cx")), int(nyt_maal.get("cy"))
    for maal in [*gammel.iter(qn("wp:extent")), *gammel.iter(qn("a:ext"))]:
        if maal.get("cx"):
            maal.set("cy", str(round(int(maal.get("cx")) * hoejde / bredde)))
    return gammel


def _fjern(afsnit: Any) -> None:
    """Take a paragraph away; a bookmark that ends in it is left to end before it."""
    forrige = afsnit.getprevious()
    for slut in list(afsnit.iter(SLUT)):
        if forrige is not None and forrige.tag == P:
            forrige.append(slut)
    afsnit.getparent().remove(afsnit)


def saet_kontrol(dele: Sequence[Any], sted: Sted, maerkat: str, *, bevar: bool) -> None:
    """See that a place is in a control with its key, title and state, and has its bookmark.

    One that is there already is told what it is now; where a program has left one inside the
    table's first cell or within the line, it is taken away. With `bevar` a tag that is there stays.
    """
    if sted.art == "overskrift":
        return
    om = _kontrol_om(dele[0], sted)
    if om is None:
        _fjern_indre(dele, sted)
        kontrol(_sammenhaengende(dele), sted, maerkat)
        return
    for navn, vaerdi in (("alias", sted.navn), ("tag", maerkat)):
        del_ = om.find(qn(f"w:{navn}"))
        if del_ is None:
            om.append(element(navn, val=vaerdi))
        elif del_.get(qn("w:val")) != vaerdi and not (bevar and navn == "tag"):
            del_.set(qn("w:val"), vaerdi)
    dele = sorted(om, key=_i_kontrol)
    if dele != list(om):
        om[:] = dele


def _i_kontrol(del_: Any) -> int:
    navn = str(del_.tag).rpartition("}")[2]
    return I_KONTROL.index(navn) if navn in I_KONTROL else len(I_KONTROL)


def _kontrol_om(del_: Any, sted: Sted) -> Any:
    """Return the properties of the control directly around a block, where it is this place's."""
    indhold = del_.getparent()
    if indhold.tag != qn("w:sdtContent"):
        return None
    om = indhold.getparent().find(qn("w:sdtPr"))
    return om if om is not None and _hoerer_til(om, sted) else None


def _hoerer_til(om: Any, sted: Sted) -> bool:
    tag, alias = (om.find(qn(f"w:{navn}")) for navn in ("tag", "alias"))
    return (tag is not None and noegle_i(tag.get(qn("w:val"), "")) == sted.noegle) or (
        alias is not None and alias.get(qn("w:val")) == sted.navn
    )


def _fjern_indre(dele: Sequence[Any], sted: Sted) -> None:
    for del_ in dele:
        for indre in list(del_.iter(SDT)):
            om = indre.find(qn("w:sdtPr"))
            if om is not None and _hoerer_til(om, sted):
                indhold = indre.find(qn("w:sdtContent"))
                for barn in [] if indhold is None else list(indhold):
                    indre.addprevious(barn)
                indre.getparent().remove(indre)


def _sammenhaengende(dele: Sequence[Any]) -> list[Any]:
    """Return the first of the parts and those that follow one upon another after it."""
    ud = [dele[0]]
    while len(ud) < len(dele) and ud[-1].getnext() is dele[len(ud)]:
        ud.append(dele[len(ud)])
    return ud


def indsaet(
    skrevet: Skrevet, ved: Any, krop: Any, navne: Collection[str], *, foer: bool = False
) -> None:
    """Put a new place after a block (or before it), outside of the table and control it is in.

    `navne` are the titles of our controls; a control an author has around ours is stayed inside of.
    """
    stien = [ved, *ved.iterancestors()]
    stien = stien[stien.index(krop) - 1 :: -1]
    while (
        len(stien) > 2
        and stien[0].tag == SDT
        and stien[1].tag == SDT_INDHOLD
        and not _er_vores(stien[0], navne)
    ):
        stien = stien[2:]
    for blok in skrevet.yderst if foer else reversed(skrevet.yderst):
        (stien[0].addprevious if foer else stien[0].addnext)(blok)


def _er_vores(kontrol: Any, navne: Collection[str]) -> bool:
    om = kontrol.find(qn("w:sdtPr"))
    tag, alias = (None if om is None else om.find(qn(f"w:{navn}")) for navn in ("tag", "alias"))
    return (tag is not None and art_i(noegle_i(tag.get(qn("w:val"), ""))) is not None) or (
        alias is not None and alias.get(qn("w:val")) in navne
    )


def fjern_ubrugte(dok: Document, kendte: Collection[str]) -> None:
    """Drop the pictures that nothing shows any more; of those that were there (`kendte`, by the
    ids of their relationships) only what has been replaced."""
    rod = dok.element
    brugte = {v for del_ in rod.iter() for n, v in del_.attrib.items() if n.startswith(R_RUM)}
    for rid, forhold in list(dok.part.rels.items()):
        if forhold.reltype == RT.IMAGE and rid not in brugte and rid not in kendte:
            del dok.part.rels[rid]
