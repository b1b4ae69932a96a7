"""One refreshing of a bilag: what it should say held against what stands, place by place."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml.parser import parse_xml

from eksport.bilag import Bilag
from eksport.dokumentmanifest import Manifest, Post, laeg_manifest
from eksport.dokumentsteder import TBL, Fundet, P, Udgave, post_af, tekst_af
from eksport.dokumenttal import (
    Talsted,
    celleforskelle,
    efter_vaerdi,
    foraeldede,
    saetninger,
    tabellens_talsteder,
    tekstens_talsteder,
    vaerdi,
)
from eksport.dokumenttekst import afsnitstekst, celletekster, uden_numre
from eksport.dokumentudskiftning import (
    er_ens,
    fjern_ubrugte,
    forny,
    indsaet,
    saet_kontrol,
)
from eksport.ophav import Ophav
from eksport.uforanderlig import pak_om
from eksport.word import Skriver, sig_emnet
from eksport.word_numre import ret_henvisninger, ret_omtale, taeller_igen
from eksport.word_steder import Skrevet, art_i, maerkat_af, noegle_af, saet_bogmaerker
from eksport.word_stil import giv_stile, noedvendige
from eksport.word_stilnavne import overskriftsniveau
from eksport.word_vaert import Plads, plads_i
from saetninger.opfriskning import NYT_KORT, Slags
from saetninger.skabelon import Indgang

#: What is asked for to have all that the author has changed in ours written anew.
ALT = "alt"
#: Parts beside the document itself that an author writes in, and what a line of theirs is in.
ANDRE_DELE = {"footnotes": "Fodnote", "endnotes": "Slutnote", "header": "Sidehoved"}
ANDRE_DELE |= {"footer": "Sidefod"}


@dataclass(frozen=True)
class Aendring:
    """One line of the list: what happened at a place, by its key and title; what it said and says.

    `hvad` is what of the place: a cell of a table, or the figure of an author's sentence and what
    it was of. `hvor` is the heading above.
    """

    slags: Slags
    noegle: str
    navn: str
    hvad: str
    hvor: str
    foer: str
    nu: str


#: The keys of what ours begins with, and of the headings that nothing of ours is above.
FORSIDE, KAPITEL = noegle_af("titel", "forside"), noegle_af("overskrift", "forside")
OEVERSTE = re.compile(r"overskrift\.(?!forside$)[^.]+")


class Gang:
    """A document somebody has edited, what it should say, and the list of what that changes.

    `erstat`: the keys of what the author has changed in ours and is to be written anew.
    """

    def __init__(
        self, dok: Document, manifest: Manifest, bilag: Bilag, erstat: Collection[str]
    ) -> None:
        self.aendringer: list[Aendring] = []
        self.uaendrede = 0
        self._dok, self._manifest, self._bilag, self._erstat = dok, manifest, bilag, erstat
        self._billeder = set(dok.part.rels)
        self._udgave = Udgave(dok, manifest.steder)
        self._nye: dict[str, Skrevet] = {}
        self._poster: dict[str, Post] = {}
        self._skriv()

    def koer(self) -> None:
        """Renew ours; the list is then whole."""
        spor, andres = list(self._spor()), list(self._andres())
        for noegle, fundet in self._udgave.fundne.items():
            self._behandl(noegle, fundet)
        self._indsaet_nye()
        self._maerk()
        self._egne(spor, andres)

    def gem(self, ophav: Ophav) -> bytes:
        """Return the document, with a manifest of what it says now."""
        steder = dict(self._manifest.steder)
        steder |= {n: p for n, p in self._poster.items() if n not in self._beholdt}
        laeg_manifest(self._dok, Manifest(ophav, steder))
        sig_emnet(self._dok, self._bilag)
        fjern_ubrugte(self._dok, self._billeder)
        ud = io.BytesIO()
        self._dok.save(ud)
        return pak_om(ud.getvalue())

    def _skriv(self) -> None:
        """Write all of ours into the document, with its styles, and take it out again."""
        plads = self._plads()
        giv_stile(self._dok, noedvendige(plads.niveau, plads.indgang, plads.broed))
        krop = self._dok.element.body
        foer = list(krop)
        skriver = Skriver(self._dok, self._bilag, plads, self._kan_omtales)
        skriver.alt()
        kendte = set(foer)
        for del_ in [d for d in krop if d not in kendte]:
            krop.remove(del_)
        self._nye = {s.sted.noegle: s for s in skriver.skrevne}
        self._poster = {n: post_af(self._dok, s) for n, s in self._nye.items()}
        self._id = skriver.naeste_id
        self._beholdt: set[str] = set()
        self._indsatte: set[str] = set()

    def _plads(self) -> Plads:
        """Return what ours stands in: it begins as it did, with its headings where they are now."""
        fundne = {n: f.dele[0] for n, f in self._udgave.fundne.items() if f.er_der}
        niveau = overskriftsniveau(self._dok)
        oeverst = (niveau(del_) for n, del_ in fundne.items() if OEVERSTE.fullmatch(n))
        nede = next((n - 1 for n in oeverst if n), 0)
        indgang: Indgang = "kapitel" if KAPITEL in self._manifest.steder else ""
        if FORSIDE in self._manifest.steder:
            indgang = "forside"
        return plads_i(self._dok, next(iter(fundne.values()), None), nede, indgang)

    def _kan_omtales(self, noegle: str) -> bool:
        """Whether a caption is in the document or will be, so that a source may name its number."""
        fundet = self._udgave.fundne.get(noegle)
        return fundet is None or fundet.er_der

    def _sig(
        self, slags: Slags, noegle: str, hvor: str, foer: str, nu: str, hvad: str = ""
    ) -> None:
        self.aendringer.append(Aendring(slags, noegle, self._navn(noegle), hvad, hvor, foer, nu))

    def _navn(self, noegle: str) -> str:
        ny = self._nye.get(noegle)
        return ny.sted.navn if ny else self._manifest.steder[noegle].navn or noegle

    def _behandl(self, noegle: str, fundet: Fundet) -> None:
        ny = self._nye.get(noegle)
        hvor = self._udgave.hvor(fundet.dele[0]) if fundet.dele else ""
        if ny is None or not fundet.er_der:
            self._beholdt.add(noegle)
            if ny is not None:
                slags: Slags = "tvivl" if fundet.stand == "tvivl" else "ikke_fundet"
                self._sig(slags, noegle, hvor, "", _kort(ny.dele))
            elif fundet.er_der:
                self._sig("udgaaet", noegle, hvor, _kort(fundet.dele), "")
            return
        for kopi in fundet.kopier:
            self._sig("flere", noegle, self._udgave.hvor(kopi), _kort([kopi]), _kort(ny.dele))
        forskelle = list(self._forskelle(noegle, fundet, ny))
        if not forskelle:
            self.uaendrede += 1
            if not er_ens(fundet.dele, ny.dele):  # a caption that has lost the field that counts
                forny(fundet, ny)
            return
        if fundet.stand == "rettet" and not {noegle, ALT} & set(self._erstat):
            self._beholdt.add(noegle)
            slags = "rettet"
        else:
            slags = "erstattet" if fundet.stand == "rettet" else "opfrisket"
            forny(fundet, ny)
        for hvad, foer, nu in forskelle:
            self._sig(slags, noegle, hvor, foer, nu, hvad)

    def _forskelle(
        self, noegle: str, fundet: Fundet, ny: Skrevet
    ) -> Iterator[tuple[str, str, str]]:
        """Yield what differs between a place as it stands and as it is written now."""
        gamle, nye = fundet.dele, ny.dele
        if gamle[0].tag == TBL or nye[0].tag == TBL:
            foer, nu = (
                celletekster(d) if d.tag == TBL else [[tekst_af(d)]] for d in (gamle[0], nye[0])
            )
            if foer != nu:
                celler = [c for c in celleforskelle(foer, nu) if c[1] != c[2]]
                yield from celler or [("tabellens form", _raekke(foer[0]), _raekke(nu[0]))]
            return
        foer_, nu_ = ([tekst_af(d) for d in dele] for dele in (gamle, nye))
        if len(foer_) != len(nu_):  # of a list that has grown, what is gone and what is new
            faelles = set(foer_) & set(nu_)
            foer_, nu_ = ([t for t in d if t not in faelles] for d in (foer_, nu_))
            bredde = max(len(foer_), len(nu_))
            foer_, nu_ = (d + [""] * (bredde - len(d)) for d in (foer_, nu_))
        par = zip(foer_, nu_, strict=True)
        aendret = [("", f, n) for f, n in par if uden_numre(f) != uden_numre(n)]
        yield from aendret
        andet_billede = fundet.post.summer[-1:] != self._poster[noegle].summer[-1:]
        if not aendret and art_i(noegle) == "figur" and andet_billede:
            yield "", "", NYT_KORT

    def _indsaet_nye(self) -> None:
        """Put what last year's bilag had not after what goes before it in this year's.

        What nothing goes before comes before the first of ours, or last where nothing is found.
        """
        krop, sidste = self._dok.element.body, None
        foerste = next((f.dele[0] for f in self._udgave.fundne.values() if f.er_der), krop.sectPr)
        navne = {post.navn for post in self._manifest.steder.values() if post.navn}
        for noegle, ny in self._nye.items():
            fundet = self._udgave.fundne.get(noegle)
            if fundet is not None:
                sidste = fundet.dele[-1] if fundet.er_der else sidste
                continue
            hvor = self._udgave.hvor(sidste) if sidste is not None else ""
            ved = foerste if sidste is None else sidste
            indsaet(ny, ved, krop, navne, foer=sidste is None)
            sidste = ny.yderst[-1]
            self._indsatte.add(noegle)
            self._sig("tilfoejet", noegle, hvor, "", _kort(ny.dele))

    def _maerk(self) -> None:
        """Restore what a program took away: keys, titles and bookmarks; count and refer anew."""
        for noegle, fundet in self._udgave.fundne.items():
            ny = self._nye.get(noegle)
            if ny is None or not fundet.er_der:
                continue
            maerkat = ny.maerkat
            if noegle in self._beholdt:  # it stands as it did
                stand = self._manifest.ophav.fingeraftryk[:8]
                maerkat = maerkat_af(noegle, stand)
            saet_kontrol(fundet.dele, ny.sted, maerkat, bevar=noegle in self._beholdt)
            self._id = saet_bogmaerker(noegle, fundet.dele, self._id)
        numre = taeller_igen(self._dok)
        ret_henvisninger(self._dok, numre)
        for noegle, ny in self._nye.items():
            if ny.sted.som and noegle not in self._beholdt:
                titel = self._dele(ny.sted.som)[0]
                if titel in numre:
                    ret_omtale(self._dele(noegle), numre[titel])

    def _dele(self, noegle: str) -> Sequence[Any]:
        fundet = self._udgave.fundne.get(noegle)
        return fundet.dele if fundet and fundet.dele else self._nye[noegle].dele

    def _spor(self) -> Iterator[Talsted]:
        """Yield every figure of ours of then, and what its place says now."""
        for noegle, fundet in self._udgave.fundne.items():
            ny = self._nye.get(noegle)
            nye = ny.dele if ny else ()
            if fundet.stand != "som_skrevet":
                nu = {vaerdi(t) for t in self._poster[noegle].tal} if ny else set()
                for tal in fundet.post.tal:
                    yield Talsted(noegle, "", tal, _kort(nye), vaerdi(tal) in nu)
            elif fundet.dele[0].tag == TBL:
                nu_ = celletekster(nye[0]) if nye and nye[0].tag == TBL else []
                yield from tabellens_talsteder(noegle, celletekster(fundet.dele[0]), nu_)
            elif len(fundet.dele) == len(nye):
                for gammel, nyt in zip(fundet.dele, nye, strict=True):
                    yield from tekstens_talsteder(noegle, "", _tekst(gammel), _tekst(nyt))
            else:
                foer, nu__ = (" ".join(map(_tekst, dele)) for dele in (fundet.dele, nye))
                yield from tekstens_talsteder(noegle, "", foer, nu__)

    def _andres(self) -> Iterator[tuple[str, str]]:
        """Yield what the author has written: the heading above it, and a paragraph."""
        for afsnit in self._udgave.andres():
            yield self._udgave.hvor(afsnit), afsnitstekst(afsnit)
        for del_ in self._dok.part.package.iter_parts():
            navn = del_.partname.filename.rstrip("0123456789.xml")
            if navn in ANDRE_DELE:
                rod = getattr(del_, "element", None)
                rod = parse_xml(del_.blob) if rod is None else rod
                yield from ((ANDRE_DELE[navn], afsnitstekst(p)) for p in rod.iter(P))

    def _egne(self, spor: Sequence[Talsted], andres: Sequence[tuple[str, str]]) -> None:
        """Tell the author's own sentences with a figure that was ours and is no longer so."""
        steder = efter_vaerdi(spor)
        for hvor, tekst in andres:
            for saetning in saetninger(tekst):
                for tal, sted in foraeldede(saetning, steder, self._navn):
                    hvad = f"{tal}: {sted.hvad}" if sted.hvad else tal
                    self._sig("egen", sted.noegle, hvor, saetning, sted.nu, hvad)


def _tekst(del_: Any) -> str:
    return uden_numre(tekst_af(del_))


def _raekke(celler: Sequence[str]) -> str:
    return " | ".join(celler)


def _kort(dele: Sequence[Any]) -> str:
    """Return what a place says; of a table its headings alone."""
    if dele and dele[0].tag == TBL:
        return _raekke(next(iter(celletekster(dele[0])), ()))
    return " ".join(map(tekst_af, dele))
