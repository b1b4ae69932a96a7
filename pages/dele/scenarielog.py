"""The history of the open scenario: its log, its earlier versions, and the form for a decision."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from lager.dokument import Scenarie
from lager.raekker import Logpost
from lager.scenarielager import HANDLINGER
from pages.dele import arbejde, tilstand
from pages.dele.tekst import ren, vis_tabel
from planning.plan import Plan
from saetninger.overenskomst import aftalenavn
from tabeller.tabel import Kolonne, Tabel

VIST_TID = "%d.%m.%Y kl. %H.%M"


def undertekst(plan: Plan, s: Scenarie, *, kort: bool = False) -> str:
    """Return who saved a scenario, when, how many tiltag, and the agreement it runs under.

    `kort` leaves out its version.
    """
    version = "" if kort else f"version {s.version} · "
    tid = s.gemt.astimezone().strftime(VIST_TID)
    aftale = f" · {navn}" if (navn := aftalenavn(plan, s.aar)) else ""
    return f"{s.forfatter} · {version}{tid} · {len(s.tiltag)} tiltag{aftale}"


def _logtabel(poster: Sequence[Logpost]) -> Tabel:
    ramme = pd.DataFrame(
        [
            {
                "tid": p.tid.astimezone().strftime(VIST_TID),
                "hvem": p.hvem,
                "hvad": f"{HANDLINGER.get(p.handling, p.handling)} (version {p.version})",
                "afgoerelse": p.afgoerelse,
                "begrundelse": p.begrundelse,
            }
            for p in poster
        ]
    )
    navne = ("Hvornår", "Hvem", "Hvad", "Afgørelse", "Begrundelse")
    return Tabel("log", "Log", ramme, tuple(map(Kolonne, ramme.columns, navne)), "")


def vis_log(s: Scenarie) -> None:
    """Draw the versions and the log of the open scenario, and the form for a decision."""
    plan = tilstand.plan()
    poster = arbejde.lager().log(s.id)
    for besked in poster.ulaeselige:
        st.warning(ren(besked))
    vis_tabel(_logtabel(poster))
    versioner = {v.version: v for v in arbejde.lager().versioner(s.id)}
    valg, knap = st.columns([40, 60], vertical_alignment="bottom")
    nummer = valg.selectbox(
        "Tidligere versioner",
        list(versioner),
        format_func=lambda n: f"Version {n}, {undertekst(plan, versioner[n], kort=True)}",
        key="version",
    )
    if knap.button(
        "Åbn versionen",
        key="aabn_version",
        help="Tiltagene kommer under Scenarie øverst. Gemmes de, bliver de til en ny version.",
        disabled=nummer not in versioner,
    ):
        arbejde.aabn(versioner[nummer], s)
        st.toast(f"Version {nummer} er hentet. Gemmes den, bliver den en ny version.")
        st.rerun()
    with st.form("beslutning"):
        hvem = st.text_input("Hvem beslutter", key="beslut_hvem")
        afgoerelse = st.text_input("Afgørelse", key="beslut_afgoerelse")
        begrundelse = st.text_area("Begrundelse", key="beslut_begrundelse", height=80)
        if st.form_submit_button("Skriv i loggen"):
            arbejde.lager().beslut(s.id, hvem, afgoerelse, begrundelse, s.version)
            st.rerun()
