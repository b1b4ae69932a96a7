"""Ours in a document that somebody has edited: found by more signs than one, or said to be gone.

A program that saves the document may take the key, the title, the bookmark or the control away; an
author may move, copy, split or rewrite what stands in it. What one sign says and another denies is
doubt, and is not guessed at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from docx.document import Document
from docx.oxml.ns import qn

from eksport.dokumentmanifest import Post
from eksport.dokumenttal import tal_i
from eksport.dokumenttekst import (
    afsnitstekst,
    billede_i,
    bytesum,
    celletekster,
    tabelsum,
    tekstsum,
    uden_numre,
)
from eksport.word_felter import FIGURLISTE
from eksport.word_steder import Skrevet, art_i, bogmaerke_af, noegle_i

P, TBL, SDT = qn("w:p"), qn("w:tbl"), qn("w:sdt")
Stand = Literal["som_skrevet", "rettet", "tvivl", "vaek"]


@dataclass(eq=False)
class Fundet:
    """A place of ours as it stands: what it is made of, and whether that is as it was written.

    `kopier`: where it stands once more, as a copied table does.
    """

    post: Post
    dele: list[Any] = field(default_factory=list)
    stand: Stand = "vaek"
    kopier: list[Any] = field(default_factory=list)

    @property
    def er_der(self) -> bool:
        """Whether it is found."""
        return self.stand in ("som_skrevet", "rettet")


def tekst_af(del_: Any) -> str:
    """Return what a part of a place says: of a picture its alternative text."""
    if del_.tag == TBL:
        return "\n".join(" | ".join(raekke) for raekke in celletekster(del_))
    billede = billede_i(del_)
    return afsnitstekst(del_) or (billede[0].get("descr", "") if billede else "")


def sum_af(del_: Any) -> str:
    """Return the checksum of what a part of a place says."""
    return tabelsum(celletekster(del_)) if del_.tag == TBL else tekstsum(tekst_af(del_))


def billedsum(dok: Document, afsnit: Any) -> str:
    """Return the checksum of the first picture of a paragraph; empty without one in the file."""
    fundet = billede_i(afsnit)
    rid = fundet[1].get(qn("r:embed")) if fundet else None
    return bytesum(dok.part.related_parts[rid].blob) if rid in dok.part.related_parts else ""


def post_af(dok: Document, skrevet: Skrevet) -> Post:
    """Return what a manifest says of a place just written."""
    sted, dele = skrevet.sted, skrevet.dele
    summer = [sum_af(del_) for del_ in dele]
    if sted.art == "figur":
        summer.append(billedsum(dok, dele[0]))
    tal = dict.fromkeys(t for del_ in dele for t in tal_i(uden_numre(tekst_af(del_))))
    return Post(sted.noegle, sted.navn, tuple(summer), tuple(tal))


class Udgave:
    """A document that somebody has edited, with ours found in it by what its manifest says."""

    def __init__(self, dok: Document, poster: Mapping[str, Post]) -> None:
        self.dok = dok
        # Held on to: lxml makes an element anew when nobody does.
        self.blokke = list(dok.element.body.iter(P, TBL))
        self._plads = {blok: nr for nr, blok in enumerate(self.blokke)}
        self._stilnavne = {
            s.get(qn("w:styleId")): s.find(qn("w:name")).get(qn("w:val"), "").lower()
            for s in dok.styles.element.findall(qn("w:style"))
            if s.find(qn("w:name")) is not None
        }
        self._overskrift_over = list(self._overskrifter())
        self.fundne = {noegle: Fundet(post) for noegle, post in poster.items()}
        self._find(poster)

    def stil(self, afsnit: Any) -> str:
        """Return the name of a paragraph's style in small letters."""
        om = None if afsnit.pPr is None else afsnit.pPr.find(qn("w:pStyle"))
        return "" if om is None else self._stilnavne.get(om.get(qn("w:val")), "")

    def er_indhold(self, afsnit: Any) -> bool:
        """Whether a paragraph is of the table of contents."""
        return self.stil(afsnit).startswith(("toc ", "contents ", FIGURLISTE))

    def er_overskrift(self, afsnit: Any) -> bool:
        """Whether a paragraph is a heading."""
        return self.stil(afsnit).startswith("heading ")

    def hvor(self, blok: Any) -> str:
        """Return the heading above a part of the document; empty where there is none."""
        over = self._overskrift_over[self._plads[blok]] if blok in self._plads else None
        return "" if over is None else afsnitstekst(over)

    def _overskrifter(self) -> Iterator[Any]:
        """Yield the heading that each block stands under, a heading under itself."""
        over = None
        for blok in self.blokke:
            over = blok if blok.tag == P and self.er_overskrift(blok) else over
            yield over

    def andres(self) -> list[Any]:
        """Return the paragraphs that are not ours, the table of contents left out."""
        vores = {d for f in self.fundne.values() if f.er_der for d in (*f.dele, *f.kopier)}
        return [
            p
            for p in self.blokke
            if p.tag == P
            and p not in vores
            and not self.er_indhold(p)
            and not any(a in vores for a in p.iterancestors(TBL))
        ]

    def _find(self, poster: Mapping[str, Post]) -> None:
        ejere = self._efter_tegn(poster)
        egne: dict[str, list[Any]] = {}
        i_tvivl: set[str] = set()
        for blok in sorted(ejere, key=self._plads.__getitem__):
            noegler = ejere[blok]
            if len(noegler) > 1:  # signs that do not agree: what it says may decide
                enige = [n for n in noegler if sum_af(blok) in poster[n].summer]
                noegler = dict.fromkeys(enige) if len(enige) == 1 else noegler
            if len(noegler) == 1:
                egne.setdefault(next(iter(noegler)), []).append(blok)
            else:
                i_tvivl |= noegler.keys()
        for noegle, fundet in self.fundne.items():
            self._afgoer(fundet, egne.get(noegle, ()))
            if not fundet.er_der and noegle in i_tvivl:
                fundet.stand = "tvivl"
        self._efter_tekst(set(ejere))

    def _efter_tegn(self, poster: Mapping[str, Post]) -> dict[Any, dict[str, None]]:
        """Return the keys that each block is said to have by a tag, a title or a bookmark."""
        efter_navn = {post.navn: noegle for noegle, post in poster.items() if post.navn}
        efter_maerke = {bogmaerke_af(noegle): noegle for noegle in poster}
        ejere: dict[Any, dict[str, None]] = {}
        for tegn in self.dok.element.body.iter(SDT, qn("w:bookmarkStart")):
            if tegn.tag == SDT:
                noegle = _kontrollens(tegn, poster, efter_navn)
            else:
                noegle = efter_maerke.get(_uden_nummer(tegn.get(qn("w:name"), "")))
            if noegle is None:
                continue
            for blok in _blokke(tegn, noegle):
                if blok in self._plads:
                    ejere.setdefault(blok, {})[noegle] = None
        return ejere

    def _afgoer(self, fundet: Fundet, egne: Sequence[Any]) -> None:
        """Say which of the blocks that bear a key are as written, and which are the author's."""
        skrevne = _tekstsummer(fundet.post.noegle, fundet.post)
        if art_i(fundet.post.noegle) == "figur":
            egne = [b for b in egne if billede_i(b) is not None]
        egne = [b for b in egne if tekst_af(b)]
        if not egne:
            return
        som_skrevet: list[Any] = []
        for blok in egne:
            if len(som_skrevet) < len(skrevne) and sum_af(blok) == skrevne[len(som_skrevet)]:
                som_skrevet.append(blok)
        if len(som_skrevet) == len(skrevne):
            fundet.dele, fundet.stand = som_skrevet, "som_skrevet"
            taget = set(som_skrevet)
            fundet.kopier = [b for b in egne if b not in taget and sum_af(b) in skrevne]
        elif egne[0].tag == TBL:
            fundet.dele, fundet.stand, fundet.kopier = [egne[0]], "rettet", list(egne[1:])
        else:
            fundet.dele, fundet.stand = list(egne), "rettet"

    def _efter_tekst(self, ejede: set[Any]) -> None:
        """Find what bears no sign by what it says, where no other says the same."""
        frie: dict[str, list[Any]] = {}
        for blok in self.blokke:
            if blok not in ejede and not (blok.tag == P and self.er_indhold(blok)):
                frie.setdefault(sum_af(blok), []).append(blok)
        vaek = {n: f for n, f in self.fundne.items() if f.stand == "vaek"}
        delt = Counter(s for n, f in vaek.items() for s in _tekstsummer(n, f.post))
        for noegle, fundet in vaek.items():
            art, skrevne = art_i(noegle), _tekstsummer(noegle, fundet.post)
            fundne = [[b for b in frie.get(s, ()) if self._kan_vaere(b, art)] for s in skrevne]
            if fundne and all(len(f) == 1 for f in fundne) and all(delt[s] == 1 for s in skrevne):
                fundet.dele, fundet.stand = [f[0] for f in fundne], "som_skrevet"
            elif art in ("tabel", "figur"):
                self._ved_titlen(fundet, art, ejede)

    def _kan_vaere(self, blok: Any, art: str | None) -> bool:
        if art == "tabel":
            return bool(blok.tag == TBL)
        if blok.tag != P or (billede_i(blok) is not None) != (art == "figur"):
            return False
        return self.er_overskrift(blok) == (art == "overskrift")

    def _ved_titlen(self, fundet: Fundet, art: str, ejede: set[Any]) -> None:
        """Find a table under its caption, or a picture above it, that nobody else has."""
        titel = self.fundne.get(_titelnoegle(fundet.post.noegle, art))
        if titel is None or not titel.er_der:
            return
        nr = self._plads[titel.dele[0]] + (1 if art == "tabel" else -1)
        if 0 <= nr < len(self.blokke):
            nabo = self.blokke[nr]
            if nabo not in ejede and self._kan_vaere(nabo, art) and tekst_af(nabo):
                fundet.dele, fundet.stand = [nabo], "rettet"


def _tekstsummer(noegle: str, post: Post) -> tuple[str, ...]:
    """Return the checksums of what a place says, without that of a picture."""
    return post.summer[:1] if art_i(noegle) == "figur" else post.summer


def _titelnoegle(noegle: str, art: str) -> str:
    return noegle.replace(f"{art}.", "tabeltitel." if art == "tabel" else "figurtitel.", 1)


def _uden_nummer(navn: str) -> str:
    """Return the name of a bookmark without the number of a further paragraph."""
    return "_".join(navn.split("_")[:2])


def _kontrollens(
    kontrol: Any, poster: Mapping[str, Post], efter_navn: Mapping[str, str]
) -> str | None:
    """Return the key of a control: what its tag says, or its title."""
    om = kontrol.find(qn("w:sdtPr"))
    if om is None:
        return None
    tag, alias = (om.find(qn(f"w:{navn}")) for navn in ("tag", "alias"))
    noegle = "" if tag is None else noegle_i(tag.get(qn("w:val"), ""))
    if noegle in poster:
        return noegle
    return None if alias is None else efter_navn.get(alias.get(qn("w:val"), ""))


def _blokke(tegn: Any, noegle: str) -> Iterable[Any]:
    """Return the blocks that a control or a bookmark is around or stands in."""
    indhold = tegn.find(qn("w:sdtContent")) if tegn.tag == SDT else None
    if art_i(noegle) == "tabel":
        inde = [] if indhold is None else indhold.findall(TBL)
        return inde[:1] or [t for t in tegn.iterancestors(TBL)][:1]
    inde = [] if indhold is None else indhold.findall(P)
    if inde:
        return inde
    om = next(tegn.iterancestors(P), None)
    if om is None:  # a bookmark between paragraphs marks the one that follows
        om = next(tegn.itersiblings(P), None)
    return [] if om is None else [om]
