"""Comparing scenarios side by side: figures in one table, a map each."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dansk import score
from lager.dokument import Scenarie
from pages.dele import tilstand
from pages.dele.inddelingsvalg import sig_inddeling
from pages.dele.kortflade import vis_kort
from pages.dele.kortgrund import kortomrids
from pages.dele.korthentning import Trykt
from pages.dele.scenarielag import scenarielag, scenarietegn
from pages.dele.tekst import nyhed, punkter, ren, vis_tabel
from pages.dele.vurderingsvisning import vurderet
from planning.scenarie import gennemgaa
from saetninger.advarsler import advarsler
from saetninger.beslutningsvej import beslutning
from saetninger.overenskomst import aftalenavn
from saetninger.sammenligning import bedst_paa, sammenligningsnyhed
from saetninger.scenarienyhed import maalestok, tiltagstitel
from saetninger.tiltag import beskriv_alle
from saetninger.vilkaar import brudte_vilkaar
from tabeller.kilder import kilde
from tabeller.scenarie import sammenligningstabel

HOEJST = 4
KORTHOEJDE = 380


def vis_sammenligning(valgte: Sequence[Scenarie]) -> None:
    """Draw up to four scenarios side by side: tiltag, route, warnings, map; then one table."""
    plan = tilstand.plan()
    navne = [f"{s.navn} (v. {s.version})" for s in valgte]
    gennemgange = [gennemgaa(plan, s.tiltag) for s in valgte]
    grund = tilstand.inddelt(plan)
    vurderinger = [vurderet(grund, g.passer) for g in gennemgange]
    if dom := sammenligningsnyhed(vurderinger, navne):
        nyhed(dom)
    # Rows of their own, so that the maps stand level under texts of unlike length, and at once.
    tekster, kort, lister = (st.columns(len(valgte), gap="small") for _ in range(3))
    bedst = bedst_paa(vurderinger)
    for nr, (navn, v, g) in enumerate(zip(navne, vurderinger, gennemgange, strict=True)):
        with tekster[nr]:
            st.markdown(f"**{ren(navn)}**")
            if bedst[nr]:
                st.markdown(ren(bedst[nr]))
            vej = beslutning(v)
            st.caption(
                f"Samlet effekt {score(v.effekt.samlet)}. Beslutning: "
                f"{vej.niveau if vej else 'ingen tiltag'}."
            )
            for obs in (brudte_vilkaar(v), *advarsler(v)):
                if obs:
                    st.caption(f":material/warning: {ren(obs)}")
            for nummer, fejl in g.fejl:
                st.warning(f"Tiltag {nummer} passer ikke: {ren(fejl)}", icon=":material/warning:")
        with lister[nr]:
            if aftale := aftalenavn(plan, valgte[nr].aar):
                st.caption(f"Overenskomst: {ren(aftale)}")
            punkter(beskriv_alle(plan, v.scenarie))
        with kort[nr]:
            vis_kort(
                scenarielag(v, "efter", kortomrids(grund)),
                f"sammenlign_{nr}",
                KORTHOEJDE,
                scenarietegn(v, "efter"),
                f"{kilde(plan, 'kapaciteter', 'kommuner')} {maalestok(v)}",
                trykt=Trykt(
                    "Indbyggere pr. kapacitet efter",
                    "I forhold til regionen før",
                    tiltagstitel(v),
                    navn,
                    plan=grund,
                ),
            )
    sig_inddeling(grund)
    vis_tabel(sammenligningstabel(vurderinger, navne))
