"""What is asked of a proposal: the tolerance beside the answer, the rest in a menu."""

from __future__ import annotations

import math
from typing import Any, get_args

import streamlit as st

from dansk import alfabetisk
from pages.dele.felter import talfelt
from pages.dele.kommunenavne import kommunenavne
from pages.dele.valgliste import i_menu
from planning.forslagskrav import TILBAGE, Krav, Middel, Vaegt
from planning.forslagsmaal import AF_VEJE, Maal
from planning.plan import LAESOE, Plan
from saetninger.forslag import BEHOLD, HENSYN, MIDDELNAVNE, VAEGTNAVNE

#: The field of the tolerance, which a point of the front fills in too.
TOLERANCE = "forslag_tolerance"
SPURGT = "forslag_spurgt"


def vaelg_krav(plan: Plan) -> tuple[Krav | None, Maal]:
    """Draw what is asked, and return it and the second aim; None while a field is refused."""
    felt, menu = st.columns([56, 44], gap="small", vertical_alignment="bottom")
    with felt:
        tolerance = talfelt(
            "Højst så langt fra middel, %",
            TOLERANCE,
            decimaler=1,
            mindst=TOLERANCER[0],
            hoejst=TOLERANCER[1],
            foerst=15,
            help="Hvor langt en kommune må være fra middel, til begge sider. Grænsen tæller med.",
        )
    with menu.popover("Flere krav", width="stretch"):
        krav, maal = _menu(plan)
    if tolerance is None or krav is None:
        return None, maal
    spurgt = Krav(tolerance_pct=float(tolerance), **krav), maal
    st.session_state[SPURGT] = spurgt
    return spurgt


def sidst_spurgt() -> tuple[Krav, Maal]:
    """Return what was last asked of a proposal in the session, or what is asked at first."""
    return st.session_state.get(SPURGT, (Krav(), "lighed"))


#: The tolerances that can be asked on the page.
TOLERANCER = (1, 100)


def _menu(plan: Plan) -> tuple[dict[str, Any] | None, Maal]:
    """Draw the rest, and return it by its field; None while a field of it is refused."""
    maal: Maal = "mindst"
    if plan.opgoerelse.hele:
        maal = _en("Ved lige mange vælges", get_args(Maal), "forslag_hensyn", HENSYN.get)
    nye_adresser = maal in AF_VEJE and _ja("Nye adresser kan modtage", "forslag_nye_adresser")
    navne = kommunenavne(plan.efter_kommune)
    koder = list(navne.index)
    undtaget = [LAESOE] if LAESOE in koder else []
    undtag = _flere("Holdes helt udenfor", koder, "forslag_undtag", navne.get, undtaget)
    st.caption("De afgiver ikke, modtager ikke og skal ikke inden for tolerancen.")
    giver_ikke = _flere("Afgiver ikke", koder, "forslag_giver_ikke", navne.get)
    faar_ikke = _flere("Modtager ikke", koder, "forslag_faar_ikke", navne.get)
    klinikker = plan.klinikker["by"] + ": " + plan.klinikker["navn"]
    ider = sorted(klinikker.index, key=lambda klinik: alfabetisk(klinikker[klinik]))
    laaste = _flere("Klinikker, der står stille", ider, "forslag_laaste", klinikker.get)
    hele = _hele_kapaciteter(plan) if plan.opgoerelse.hele else {}
    loft = talfelt(
        "Højst så mange kapaciteter flyttes", "forslag_loft", decimaler=1, placeholder="intet loft"
    )
    vaegt = _en("Kapaciteten deles af", get_args(Vaegt), "forslag_vaegt", VAEGTNAVNE.get)
    middel = _en("Der måles mod", get_args(Middel), "forslag_middel", MIDDELNAVNE.get)
    if None in hele.values() or st.session_state.get("forslag_loft_afvist"):
        return None, maal
    krav = {
        "undtag": tuple(undtag),
        "giver_ikke": tuple(giver_ikke),
        "faar_ikke": tuple(faar_ikke),
        "laaste": tuple(laaste),
        "loft": math.inf if loft is None else float(loft),
        "nye_adresser": nye_adresser,
        "vaegt": vaegt,
        "middel": middel,
    }
    return krav | hele, maal


def _hele_kapaciteter(plan: Plan) -> dict[str, Any]:
    """Draw what can be asked of whole capacities alone; None for a field that is refused."""
    arter = {a.noegle: a.kolonne for a in plan.opgoerelse.arter if a.taeller}
    slags = _flere("Kun disse slags flyttes", list(arter), "forslag_slags", arter.get, ingen="alle")
    tilbage = _en("En klinik, der afgiver", TILBAGE, "forslag_tilbage", BEHOLD.get)
    # Left empty it is none: what the program fills in is not told to a menu that is closed.
    nye = talfelt(
        "Højst så mange nye kapaciteter", "forslag_nye", decimaler=1, hoejst=50, placeholder="0"
    )
    afvist = nye is None and st.session_state.get("forslag_nye_afvist")
    return {
        "arter": tuple(slags),
        "tilbage": tilbage,
        "nye": None if afvist else float(nye or 0),
    }


def _flere(
    etiket: str, mulige: list[str], noegle: str, skriv: Any, foerst: Any = (), ingen: str = "ingen"
) -> list[str]:
    valgte = [m for m in _husket(noegle, list(foerst)) if m in mulige]
    st.session_state[noegle] = valgte
    return _husk(
        noegle, st.multiselect(etiket, mulige, format_func=skriv, key=noegle, placeholder=ingen)
    )


def _en(etiket: str, mulige: Any, noegle: str, skriv: Any) -> Any:
    _husket(noegle, mulige[0])
    i_menu(noegle, mulige[0])
    return _husk(noegle, st.selectbox(etiket, mulige, format_func=skriv, key=noegle))


def _ja(etiket: str, noegle: str) -> bool:
    _husket(noegle, False)
    return bool(_husk(noegle, st.checkbox(etiket, key=i_menu(noegle, False))))


def _husket(noegle: str, foerst: Any) -> Any:
    """Return what was chosen, also when another page has been shown since."""
    st.session_state.setdefault(noegle, st.session_state.get(f"{noegle}_husket", foerst))
    return st.session_state[noegle]


def _husk(noegle: str, valgt: Any) -> Any:
    st.session_state[f"{noegle}_husket"] = valgt
    return valgt
