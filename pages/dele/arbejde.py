"""The session's work and the store: open, save, and what happens when someone saved first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import streamlit as st

from dansk import Inputfejl
from eksport.bestilling import NavngivetScenarie, er_afgjort
from lager.dokument import Scenarie
from lager.scenarielager import Konflikt, Lager, standardlager
from pages.dele import tilstand
from pages.dele.tekst import ren
from planning.scenarie import gennemgaa
from planning.tiltag import Tiltag, er_gemt, som_dict
from saetninger.overenskomst import aar_uden_overenskomst

LINK = "scenarie"
#: Who saved last, and is likely to save next.
FORFATTER = "sidste_forfatter"
#: What a scenario that nobody has saved is called in a document.
UDEN_NAVN = "Gruppens forslag"


def lager() -> Lager:
    """Return the store; raises Lagerfejl when it cannot be opened."""
    return standardlager()


def aabent() -> Scenarie | None:
    """Return the saved scenario the session works on, as it was when opened or last saved."""
    return st.session_state.get("aabent")


def er_aendret() -> bool:
    """Say whether the session's work is another than what the open scenario was saved as."""
    nuvaerende = aabent()
    return nuvaerende is not None and not (
        er_gemt(tilstand.scenarie(), nuvaerende.tiltag) and tilstand.scenarieaar() == nuvaerende.aar
    )


def aabn(scenarie: Scenarie, nyeste: Scenarie | None = None) -> None:
    """Make a saved scenario the session's work; tiltag that no longer fit are said, not lost.

    With `nyeste`, `scenarie` is an earlier version of it: saving makes a new version.
    """
    gennemgang = gennemgaa(tilstand.plan(), scenarie.tiltag)
    st.session_state["tiltag"] = gennemgang.passer
    st.session_state["fortrudt"] = ()
    st.session_state["scenarieaar"] = scenarie.aar
    st.session_state["aabent"] = nyeste or scenarie
    linjer = []
    if ukendt := aar_uden_overenskomst(tilstand.plan(), scenarie.aar):
        linjer.append(ukendt)
    if scenarie.datasaet != tilstand.plan().fingeraftryk:
        linjer.append(
            f"»{scenarie.navn}« er lavet på et andet datasæt ({scenarie.datasaet}) end det, der er "
            f"åbent ({tilstand.plan().fingeraftryk})."
        )
    linjer += [f"Tiltag {nummer} passer ikke længere: {fejl}" for nummer, fejl in gennemgang.fejl]
    if linjer:
        linjer.append("Det gemte scenarie er uændret i lageret.")
        st.session_state["besked"] = "\n\n".join(linjer)


def link(scenarie: Scenarie) -> str:
    """Return the address that opens a saved scenario for a colleague on the same server."""
    rod = (st.context.url or "").split("?")[0].rsplit("/", 1)[0]
    return f"{rod}/?{LINK}={scenarie.id}"


def aabn_link() -> None:
    """Open the scenario a shared link names, once a session; what fails is told, not thrown."""
    valgt = st.query_params.get(LINK)
    if not valgt or st.session_state.get("aabnet_link") == valgt:
        return
    st.session_state["aabnet_link"] = valgt
    try:
        aabn(lager().hent(valgt))
        st.session_state["vis_scenarie"] = True
    except Inputfejl as fejl:
        st.session_state["besked"] = str(fejl)


def hvad_gem_goer() -> str:
    """Return what saving does: a new version under the open one's name, else a new scenario."""
    nuvaerende = aabent()
    if nuvaerende is None:
        return "Gem laver et nyt scenarie."
    return (
        f"Gem laver version {nuvaerende.version + 1} af »{nuvaerende.navn}«. "  # layout: a number
        f"Under et andet navn bliver det et nyt scenarie, og »{nuvaerende.navn}« er, som det var. "
        "Omdøb giver det åbne scenarie det navn, der står i feltet, og gemmer ikke andet."
    )


def gem(navn: str, forfatter: str, formaal: str) -> None:
    """Save the session's work: a new version under the open one's name, else a new scenario.

    The work stays in the session whatever happens.
    """
    felter = {
        "navn": navn,
        "forfatter": forfatter,
        "formaal": formaal,
        "tiltag": [som_dict(t) for t in tilstand.scenarie()],
        "datasaet": tilstand.plan().fingeraftryk,
        "aar": tilstand.scenarieaar(),
    }
    nuvaerende = aabent()
    over = nuvaerende if nuvaerende and navn.strip() == nuvaerende.navn else None
    try:
        gemt = lager().gem(over.id, over.version, **felter) if over else lager().opret(**felter)
    except Konflikt as konflikt:
        st.session_state["aabent"] = konflikt.kopi
        st.session_state["besked"] = str(konflikt)
        return
    st.session_state["aabent"] = gemt
    st.session_state[FORFATTER] = gemt.forfatter
    st.toast(f"Gemt: {ren(gemt.navn)}, version {gemt.version}", icon=":material/check:")


def omdoeb(navn: str) -> None:
    """Give the open scenario another name, as a version of its own; nothing else is saved."""
    nuvaerende = aabent()
    if nuvaerende is None or navn.strip() == nuvaerende.navn:
        st.toast("Skriv et andet navn i feltet, og omdøb igen.")
        return
    try:
        st.session_state["aabent"] = lager().gem(
            nuvaerende.id,
            nuvaerende.version,
            navn=navn,
            forfatter=nuvaerende.forfatter,
            formaal=nuvaerende.formaal,
            tiltag=nuvaerende.tiltag,
            datasaet=nuvaerende.datasaet,
            aar=nuvaerende.aar,
        )
    except Konflikt as konflikt:
        st.session_state["aabent"] = konflikt.kopi
        st.session_state["besked"] = str(konflikt)


def entydige(navne: Mapping[str, str]) -> dict[str, str]:
    """Return names by id, with six signs of the id where two are alike.

    Streamlit tells choices apart by their labels: of two alike the first is chosen, always.
    """
    antal = Counter(navne.values())
    return {id: navn if antal[navn] == 1 else f"{navn} ({id[:6]})" for id, navn in navne.items()}


def valgbare() -> tuple[dict[str, NavngivetScenarie], str]:
    """Return the scenarios by what the list calls them, and the one the group works on, if any."""
    kendte = []
    for gemt in _alle():
        try:
            kendte.append(NavngivetScenarie.af_gemt(gemt))
        except Inputfejl as fejl:
            st.warning(ren(str(fejl)), icon=":material/warning:")
    navne = entydige({s.id: f"{s.navn} (version {s.version})" for s in kendte})
    ud = {navne[s.id]: s for s in kendte}
    tiltag, aar, nuvaerende = tilstand.scenarie(), tilstand.scenarieaar(), aabent()
    if not tiltag:
        return ud, ""
    # Work that has been saved as it is goes by its own name.
    for navn, s in ud.items():
        if nuvaerende and (s.id, s.tiltag, s.aar) == (nuvaerende.id, tiltag, aar):
            return ud, navn
    navn = f"{nuvaerende.navn}, med ændringer" if nuvaerende else UDEN_NAVN
    return {
        f"{navn} (ikke gemt)": NavngivetScenarie(navn, tiltag, aar=aar),
        **ud,
    }, f"{navn} (ikke gemt)"


def aabne() -> list[tuple[str, tuple[Tiltag, ...]]]:
    """Return what is being considered, by name: the draft, and scenarios nothing is decided of."""
    return [
        (navn, s.tiltag)
        for navn, s in valgbare()[0].items()
        if not s.id or not er_afgjort(lager(), s)
    ]


def _alle() -> list[Scenarie]:
    try:
        fundne = lager().find()
        for besked in fundne.ulaeselige:
            st.warning(ren(besked), icon=":material/warning:")
        return fundne
    except Inputfejl as fejl:
        st.warning(ren(str(fejl)), icon=":material/warning:")
        return []
