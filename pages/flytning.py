"""Flytning: what one move of capacity would do, tried at once, before it joins the scenario."""

from __future__ import annotations

import streamlit as st

from dansk import Inputfejl, fortegn, kapaciteter, tal
from data.steder import byer, ny_adresse_i_by
from geo.farver import AFGIVER, AFVIGELSE, MODTAGER
from pages.dele import lag, tilstand
from pages.dele.kortflade import vis_kort
from pages.dele.tekst import Kolonne, kilde, kildetekst, noegletal, nyhed, tabel
from planning.flytning import Flytning, anvend, beholdning
from planning.nyhed import flytningsnyhed
from planning.plan import Plan, Sted
from planning.scenarie import Vurdering, sammenstilling, vurder
from planning.status import knappest_og_rigest, status

NY = "ny adresse"


def vaelg(plan: Plan) -> Flytning | None:
    """Draw the choices and return the flytning they describe, or None while it moves nothing."""
    kommuner = plan.kommuner["kommune"].sort_values()
    koder = list(kommuner.index)
    knappest, rigest = knappest_og_rigest(status(plan)) or (koder[0], koder[-1])
    fra_kol, antal_kol, til_kol = st.columns([38, 22, 40], gap="medium")
    with fra_kol:
        kode = st.selectbox(
            "Fra kommune",
            koder,
            format_func=kommuner.get,
            key="fra_kode",
            index=koder.index(rigest),
        )
        fra = st.selectbox(
            "Klinik, der afgiver", _klinikker(plan, kode), format_func=_navn(plan), key="fra"
        )
    over30, under30 = beholdning(plan, fra)
    with antal_kol:
        flyt_over = st.number_input(
            f"Over 30 timer (har {over30})", 0, over30, 0, key=f"over30_{fra}", disabled=not over30
        )
        flyt_under = st.number_input(
            f"Under 30 timer (har {under30})",
            0,
            under30,
            min(1, under30),
            key=f"under30_{fra}",
            disabled=not under30,
        )
    with til_kol:
        til_kode = st.selectbox(
            "Til kommune",
            koder,
            format_func=kommuner.get,
            key="til_kode",
            index=koder.index(knappest),
        )
        muligheder = [k for k in _klinikker(plan, til_kode) if k != fra]
        nye = [f"{NY}:{by}" for by in byer(plan, til_kode)]
        valg = st.selectbox(
            "Sted, der modtager", [*muligheder, *nye], format_func=_navn(plan), key="til"
        )
    if flyt_over == flyt_under == 0:
        return None
    til: str | Sted = valg
    if valg.startswith(NY):
        til = ny_adresse_i_by(plan, til_kode, valg.removeprefix(f"{NY}:"))
    return Flytning(fra, til, int(flyt_over), int(flyt_under))


def _klinikker(plan: Plan, kode: str) -> list[str]:
    ramme = plan.klinikker[plan.klinikker["kommune_kode"] == kode]
    return list(ramme.sort_values(["by", "navn"]).index)


def _navn(plan: Plan):
    def skriv(valg: str) -> str:
        if valg.startswith(NY):
            return f"Ny adresse i {valg.removeprefix(f'{NY}:')}"
        raekke = plan.klinik(valg)
        over30, under30 = beholdning(plan, valg)
        return f"{raekke['by']}: {raekke['navn']} ({over30} over, {under30} under)"

    return skriv


def vis(vurdering: Vurdering, flytning: Flytning) -> None:
    """Draw the effect, who decides, the warnings, the maps and the table."""
    kriterium = vurdering.effekt.kriterier.iloc[0]
    noegletal(
        [
            (fortegn(vurdering.effekt.samlet), "effekt på harmonisering, −100 til +100"),
            (
                f"{tal(kriterium['foer'], 1)} → {tal(kriterium['efter'], 1)} %",
                "variationskoefficient mellem kommuner",
            ),
            (
                f"{tal(vurdering.spredning_foer.maks_min, 2)} → "
                f"{tal(vurdering.spredning_efter.maks_min, 2)}",
                "flest mod færrest indbyggere pr. kapacitet",
            ),
            (
                f"{tal(vurdering.spredning_foer.gini, 3)} → "
                f"{tal(vurdering.spredning_efter.gini, 3)}",
                "gini",
            ),
        ]
    )
    st.info(
        f"**Hvem beslutter:** {vurdering.veje[-1].begrundelse} ({vurdering.veje[-1].hjemmel})",
        icon=":material/gavel:",
    )
    for advarsel in vurdering.advarsler:
        st.warning(advarsel, icon=":material/warning:")
    kolonner = st.columns(2, gap="medium")
    farver = {flytning.fra: AFGIVER, flytning.til_id: MODTAGER}
    for kolonne, navn, plan, stand in (
        (kolonner[0], "Før", vurdering.plan_foer, vurdering.foer),
        (kolonner[1], "Efter", vurdering.plan_efter, vurdering.efter),
    ):
        with kolonne:
            st.subheader(
                f"{navn}: {tal(stand.region['indbyggere_pr_kapacitet'])} indbyggere pr. kapacitet "
                "i regionen"
            )
            vis_kort(
                [lag.afvigelse(plan, stand), lag.klinikker(plan, farver)],
                f"flytning_{navn}",
                400,
                [
                    *zip(AFVIGELSE.farver, AFVIGELSE.navne, strict=True),
                    (f"o{AFGIVER}", "afgiver"),
                    (f"o{MODTAGER}", "modtager"),
                ],
                kildetekst(plan.herkomst["kapaciteter"], plan.herkomst["kommuner"]),
            )
    st.subheader("Før og efter")
    ramme = sammenstilling(vurdering)
    tabel(
        ramme,
        {
            "kommune": Kolonne("Kommune", tekst=True),
            "kapacitet_foer": Kolonne("Kapacitet før", kapaciteter),
            "kapacitet_efter": Kolonne("efter", kapaciteter),
            "indbyggere_pr_kapacitet_foer": Kolonne("Indbyggere pr. kapacitet før", tal),
            "indbyggere_pr_kapacitet_efter": Kolonne("efter", tal),
            "afvigelse_pct_foer": Kolonne("Afvigelse før, %", fortegn),
            "afvigelse_pct_efter": Kolonne("efter, %", fortegn),
        },
        sum_raekke="region",
        valgte=ramme.index[ramme["aendret"]],
    )
    kilde(
        vurdering.plan_foer.herkomst["kapaciteter"],
        vurdering.plan_foer.herkomst["kommuner"],
        note="Regnet på kliniklisten. De kommuner, flytningen rører, er fremhævet.",
    )


st.title("Flytning af kapacitet")
udgangspunkt = tilstand.plan()
tidligere = tilstand.flytninger()
try:
    flytning = vaelg(anvend(udgangspunkt, tidligere))
    if flytning is None:
        st.info("Vælg mindst én kapacitet at flytte.", icon=":material/info:")
    else:
        vurdering = vurder(udgangspunkt, [*tidligere, flytning])
        nyhed(flytningsnyhed(vurdering, flytning))
        if st.button("Læg flytningen til scenariet", type="primary", key="tilfoej"):
            tilstand.tilfoej(flytning)
            st.rerun()
        vis(vurdering, flytning)
except Inputfejl as fejl:
    st.error(str(fejl), icon=":material/error:")
