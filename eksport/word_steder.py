"""What is ours in the Word document, and how it is found again: a control, its key and a bookmark.

Each place is a sentence, list, heading, table, figure or caption. Its key is the same from year to
year: the kind, the section, and what the table or text is called. The control around it has the
key, the dataset and the scenario's version in its tag, and a title for who reads it; a bookmark
inside stays where a program takes the control away.

The control is that of a document part: LibreOffice (7.4) makes any other one of the line, and what
stands in it loses its bold and its fields, so that a caption no longer counts.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from docx.oxml.ns import qn

from dansk import linje
from eksport.word_felter import INSTRUKTION, START, element

Art = Literal[
    "titel",
    "undertitel",
    "overskrift",
    "nyhed",
    "broed",
    "note",
    "punkter",
    "tabeltitel",
    "tabel",
    "kilde",
    "figur",
    "figurtitel",
]
ARTSNAVNE: dict[Art, str] = {
    "titel": "Titel",
    "undertitel": "Undertitel",
    "overskrift": "Overskrift",
    "nyhed": "Nyhed",
    "broed": "Tekst",
    "note": "Note",
    "punkter": "Liste",
    "tabeltitel": "Tabeltitel",
    "tabel": "Tabel",
    "kilde": "Kilde",
    "figur": "Kort",
    "figurtitel": "Figurtitel",
}
#: The gallery the parts are said to be of; Word has it from the start.
GALLERI = "Quick Parts"
#: Word takes a title or a tag of a control of at most so many characters.
HOEJST_I_KONTROL = 64
#: Of the dataset's fingerprint so much stands in a tag; what is after the kind in a key leaves room
#: for it and a version.
FINGERAFTRYK_I_MAERKAT, HOEJST_EFTER_ARTEN = 8, 38
BOGMAERKE, TAL = "_pk", "_n"
#: A bookmark of ours wherever it is named, and what it begins with in what is not ours.
VORES, GAMMELT = re.compile(rf"\b{BOGMAERKE}([0-9a-f]{{12}})"), "_gl"


@dataclass(frozen=True)
class Sted:
    """A place: its key, kind, and title for who reads it; `som` is the key of the caption that it
    refers to by number, where it does."""

    noegle: str
    art: Art
    navn: str
    som: str = ""


@dataclass(frozen=True, eq=False)
class Skrevet:
    """A place as it is written: what it is made of (w:p or w:tbl), and the control around it.

    `maerkat` is the tag of that, whether there is one or not.
    """

    sted: Sted
    maerkat: str
    dele: tuple[Any, ...]
    yderst: tuple[Any, ...]


def _ciffer(noegle: str, antal: int) -> str:
    return hashlib.sha256(noegle.encode()).hexdigest()[:antal]


def noegle_af(art: Art, navn: str) -> str:
    """Return the key of a kind and a name; a name that is cut ends with a checksum of all of it."""
    if len(navn) > HOEJST_EFTER_ARTEN:
        navn = f"{navn[: HOEJST_EFTER_ARTEN - 7].rstrip('-.')}-{_ciffer(navn, 6)}"
    return f"{art}.{navn}"


def bogmaerke_af(noegle: str) -> str:
    """Return the name of a key's bookmark; Word hides those that begin with an underscore."""
    return f"{BOGMAERKE}{_ciffer(noegle, 12)}"


def talmaerke_af(noegle: str) -> str:
    """Return the name of the bookmark around the number of a caption, by the caption's key."""
    return f"{bogmaerke_af(noegle)}{TAL}"


def er_talmaerke(navn: str) -> bool:
    """Say whether a bookmark is around the number of a caption."""
    return navn.startswith(BOGMAERKE) and navn.endswith(TAL)


def maerkat_af(noegle: str, stand: str) -> str:
    """Return the tag of a place: its key, and the dataset and version it stands as."""
    return f"{noegle}@{stand}"[:HOEJST_I_KONTROL]


def noegle_i(maerkat: str) -> str:
    """Return the key in a tag."""
    return maerkat.partition("@")[0]


def art_i(noegle: str) -> Art | None:
    """Return the kind that a key is of; None where it is no key."""
    return next((art for art in ARTSNAVNE if noegle.partition(".")[0] == art), None)


def kontrol(dele: Sequence[Any], sted: Sted, maerkat: str, optagne: Collection[int] = ()) -> Any:
    """Put neighbours (w:p, w:tbl) in a control where they stand; return it.

    `optagne` are the ids that other controls have.
    """
    om, nr = element("sdtPr"), int(_ciffer(sted.noegle, 8), 16) >> 1
    while nr in optagne:
        nr += 1
    om.append(element("alias", val=sted.navn))
    om.append(element("tag", val=maerkat))
    om.append(element("id", val=str(nr)))
    som = element("docPartObj")
    som.append(element("docPartGallery", val=GALLERI))
    om.append(som)
    ny, indhold = element("sdt"), element("sdtContent")
    ny.append(om)
    ny.append(indhold)
    dele[0].addprevious(ny)
    indhold.extend(dele)
    return ny


def optagne_id(krop: Any) -> set[int]:
    """Return the ids of the controls that are there."""
    fundne = (om.get(qn("w:val"), "") for om in krop.iterfind(f".//{qn('w:sdtPr')}/{qn('w:id')}"))
    return {int(nr) for nr in fundne if re.fullmatch(r"-?[0-9]{1,10}", nr)}


def glem(krop: Any) -> None:
    """Take the signs of ours off what is not: a part of an older bilag that somebody has copied.

    Its references go on pointing to what is in it.
    """
    for del_ in krop.iter(START, INSTRUKTION, qn("w:hyperlink")):
        for navn in (qn("w:name"), qn("w:anchor")):
            if VORES.search(del_.get(navn, "")):
                del_.set(navn, VORES.sub(rf"{GAMMELT}\1", del_.get(navn)))
        if del_.tag == INSTRUKTION and del_.text:
            del_.text = VORES.sub(rf"{GAMMELT}\1", del_.text)
    for tag in list(krop.iter(qn("w:tag"))):
        vaerdi = tag.get(qn("w:val"), "")
        if "@" in vaerdi and art_i(noegle_i(vaerdi)):
            om = tag.getparent()
            for navn in ("tag", "alias"):
                for del_ in om.findall(qn(f"w:{navn}")):
                    om.remove(del_)


def saet_bogmaerker(noegle: str, dele: Sequence[Any], foerste_id: int) -> int:
    """Mark each part of a place by a bookmark, where it has none; return the next free id.

    A table has its own in its first cell: a bookmark does not go around it in every program.
    """
    for nr, del_ in enumerate(dele, start=1):
        navn = bogmaerke_af(noegle) if nr == 1 else f"{bogmaerke_af(noegle)}_{nr}"
        if any(b.get(qn("w:name")) == navn for b in del_.iter(START)):
            continue
        afsnit = del_ if del_.tag == qn("w:p") else next(del_.iter(qn("w:p")))
        plads = 0 if afsnit.pPr is None else 1
        afsnit.insert(plads, element("bookmarkStart", id=str(foerste_id), name=navn))
        afsnit.append(element("bookmarkEnd", id=str(foerste_id)))
        foerste_id += 1
    return foerste_id


class Stedliste:
    """Gives each place a key and a title that no other has, and marks it."""

    def __init__(self, stand: str, foerste_id: int = 1, optagne: Collection[int] = ()) -> None:
        self.skrevne: list[Skrevet] = []
        self._optagne = optagne
        self._stand, self.naeste_id = stand[:FINGERAFTRYK_I_MAERKAT], foerste_id
        self._afsnit, self._overskrift, self._version = "", "", ""
        self._noegler: set[str] = set()
        self._navne: set[str] = set()

    def nyt_afsnit(self, noegle: str, overskrift: str, version: str = "") -> None:
        """Say which section, and version of a scenario, the places after this are in."""
        self._afsnit, self._overskrift, self._version = noegle, overskrift, version

    def ny(
        self, art: Art, navn: str = "", titel: str = "", som: str = "", afsnit: str = ""
    ) -> Sted:
        """Return a place of a kind, called `navn` among those of its kind in the section.

        `afsnit` names another section than the one it stands in.
        """
        helt = f"{afsnit or self._afsnit}.{navn}".rstrip(".")
        noegle = _entydig(
            noegle_af(art, helt), self._noegler, lambda nr: noegle_af(art, f"{helt}.{nr}")
        )
        vist = f"{ARTSNAVNE[art]}: {titel or self._overskrift}"
        vist = _entydig(
            linje(vist, HOEJST_I_KONTROL),
            self._navne,
            lambda nr: f"{linje(vist, HOEJST_I_KONTROL - 5)} ({nr})",
        )
        return Sted(noegle, art, vist, som)

    def maerk(self, sted: Sted, dele: Sequence[Any]) -> None:
        """Mark what a place is made of, blocks after each other; a heading by a bookmark alone."""
        yderst, maerkat = tuple(dele), maerkat_af(sted.noegle, f"{self._stand}{self._version}")
        if sted.art != "overskrift":  # the author's to move with all that is under it
            yderst = (kontrol(dele, sted, maerkat, self._optagne),)
        self.naeste_id = saet_bogmaerker(sted.noegle, dele, self.naeste_id)
        self.skrevne.append(Skrevet(sted, maerkat, tuple(dele), yderst))

    def ledigt_id(self) -> int:
        """Return an id that no bookmark has."""
        self.naeste_id += 1
        return self.naeste_id - 1


def _entydig(foerste: str, brugte: set[str], naeste: Any) -> str:
    fundet, nr = foerste, 1
    while fundet in brugte:
        nr += 1
        fundet = naeste(nr)
    brugte.add(fundet)
    return fundet
