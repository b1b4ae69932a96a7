"""Tables from planning laid on a web map, with Danish tooltips: layers of folium, and legends.

The pages of the app and the exported map both draw with these.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

import folium
import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import fortegn, kapaciteter, rens, tal
from kort import web as kort
from kort.farver import (
    ADGANG,
    AFGIVER,
    AFVIGELSE,
    BEHOV,
    BLAEK,
    KLINIK,
    MANGLER,
    MODTAGER,
    Klasser,
)
from kort.klasser import ventetidsinddeling
from kort.web import KANT_PX, klinikradius, kommunelag, pillag, punktlag
from planning.adgang import Adgang
from planning.fag import Indikator, Ventetype
from planning.grundtal import grundtal, kolonne
from planning.kapacitet import klinikkapacitet
from planning.plan import Plan
from planning.scenarie import Vurdering, flyttepile, roerte_klinikker, tiltagssteder
from planning.status import Status
from planning.ventetid import ventetid
from saetninger.daekning import NABO
from saetninger.tiltag import beskriv_alle
from saetninger.ventetid import ventetidstekst

Signaturer = tuple[tuple[str, str], ...]
ROERTE = ((f"o{AFGIVER}", "afgiver kapacitet"), (f"o{MODTAGER}", "modtager kapacitet"))
NY_KLINIK = (f"o{MODTAGER}", "ny klinik")
#: A ring around a clinic whose capacity changes, and stays where it is.
PAA_STEDET = (f"o{BLAEK}", "ring: kapacitet deles, overdrages eller genbesættes på stedet")
RING_PX = 3.5
#: The edge of a circle whose capacity changes: a new one may lie in its own colour.
ROERT_KANT_PX = 2.5
PRAECISION = {
    "by": "Punkt: byens midte (ca. 1 km)",
    "bydel": "Punkt: bydelens midte (ca. 1 km)",
    "adresse": "Punkt: adressen",
}
HVID = "#ffffff"
NABORADIUS = 4.0
KLINIKTEGN = (f"o{HVID}", "klinik, størrelse efter kapacitet")
NABOTEGN = (f"o{MANGLER}", NABO)
#: A clinic where the circles are districts: all of a size, and dark.
KLINIKPRIK = (f"o{KLINIK}", "klinik")
PRIKRADIUS = 2.2
VALGT_STED = (f"o{MODTAGER}", "det valgte sted")
VALGT_RADIUS = 7.0


def tip(overskrift: str, linjer: Iterable[tuple[str, str]] = (), note: str = "") -> str:
    """Return a tooltip (`kort.web.tip`) of text that may have come from anywhere."""
    return kort.tip(rens(overskrift), [(n, rens(v)) for n, v in linjer], rens(note))


def cirkler(ramme: pd.DataFrame, navn: str) -> folium.FeatureGroup:
    """Return points as circles (`kort.web.punktlag`), of a frame that may have more columns."""
    felter = ("lat", "lon", "radius", "farve", "kant", "kant_px", "tip")
    return punktlag(ramme[[felt for felt in felter if felt in ramme]], navn)


def signaturer(klasser: Klasser, mangler: str = "") -> Signaturer:
    """Return the legend of classes: (colour, name), and of what is missing when it is named."""
    tegn = tuple(zip(klasser.farver, klasser.navne, strict=True))
    return (*tegn, (MANGLER, mangler)) if mangler else tegn


def afvigelsestegn(tabel: Status) -> Signaturer:
    """Return the legend of `afvigelse`, with no capacity where a kommune has none."""
    uden = tabel.kommuner["afvigelse_pct"].isna().any()
    return signaturer(AFVIGELSE, "ingen kapacitet" if uden else "")


def afvigelse(
    tabel: Status, omrids: gpd.GeoDataFrame, navngiv: Collection[str] | None = None
) -> folium.FeatureGroup:
    """Return the kommuner coloured by deviation; `omrids` as drawn (EPSG:4326).

    `navngiv` are the codes of those whose name is written; all when left out.
    """
    tips = {
        r.Index: tip(
            r.kommune,
            [
                ("Indbyggere pr. kapacitet", tal(r.indbyggere_pr_kapacitet)),
                ("Afvigelse fra regionen", f"{fortegn(r.afvigelse_pct)} %"),
                ("Kapacitet", kapaciteter(r.kapacitet)),
                ("Indbyggere", tal(r.indbyggere)),
            ],
        )
        for r in tabel.kommuner.itertuples()
    }
    return _afvigelse(tabel, omrids, navngiv, tips)


def _afvigelse(
    tabel: Status,
    omrids: gpd.GeoDataFrame,
    navngiv: Collection[str] | None,
    tips: Mapping[str, str],
) -> folium.FeatureGroup:
    farver = {k: AFVIGELSE.farve(a) for k, a in tabel.kommuner["afvigelse_pct"].items()}
    return kommunelag(omrids, farver, tips, navngiv, _afvigelser(tabel.kommuner))


def under_navnet(tal_: pd.Series, skriv: Callable[[float], str], uden: str = "") -> dict[str, str]:
    """Return what stands under each kommune's name: its figure as written, `uden` where missing."""
    return {str(kode): skriv(v) if v == v else uden for kode, v in tal_.items()}


def _afvigelser(kommuner: pd.DataFrame) -> dict[str, str]:
    return under_navnet(kommuner["afvigelse_pct"], lambda v: f"{fortegn(v, 0)} %")


def adgang(tabel: Adgang, omrids: gpd.GeoDataFrame) -> folium.FeatureGroup:
    """Return the kommuner coloured by access, as deviation from the region."""
    farver = {k: ADGANG.farve(a) for k, a in tabel.kommuner["afvigelse_pct"].items()}
    tips = {
        r.Index: tip(
            r.kommune,
            [
                ("Kapacitet pr. 10.000 i rækkevidde", tal(r.kapacitet_pr_10000, 2)),
                ("Afvigelse fra regionen", f"{fortegn(r.afvigelse_pct)} %"),
                ("Egen kapacitet pr. 10.000", tal(r.egen_pr_10000, 2)),
            ],
        )
        for r in tabel.kommuner.itertuples()
    }
    return kommunelag(omrids, farver, tips, tal=_afvigelser(tabel.kommuner))


def behov(
    ramme: pd.DataFrame, aar: int, omrids: gpd.GeoDataFrame, felt: str = "mangler"
) -> folium.FeatureGroup:
    """Return the kommuner coloured by the capacities they lack in a year of a projection.

    `ramme` as `planning.fremskrivning.fremskrivning` returns it; `felt` is the level to be kept.
    """
    kommuner = ramme.loc[ramme.index.isin(omrids["kode"])]
    mangler = kommuner[felt]
    tips = {
        r.Index: tip(
            r.kommune,
            [
                (f"Mangler i {aar}", f"{fortegn(mangler[r.Index])} kapaciteter"),
                ("Kapacitet", kapaciteter(r.kapacitet)),
                (f"Indbyggere {aar}", tal(r.indbyggere)),
                (f"Indbyggere pr. kapacitet {aar}", tal(r.indbyggere_pr_kapacitet)),
            ],
        )
        for r in kommuner.itertuples()
    }
    farver = {k: BEHOV.farve(v) for k, v in mangler.items()}
    return kommunelag(omrids, farver, tips, tal=under_navnet(mangler, fortegn))


def ventetidsklasser(plan: Plan) -> Klasser:
    """Return the classes of the reported waits: the same of each type, so that maps compare."""
    return ventetidsinddeling(ventetid(plan)["uger"])


def ventetider(
    plan: Plan, type_: Ventetype, klasser: Klasser, omrids: gpd.GeoDataFrame
) -> folium.FeatureGroup:
    """Return the kommuner coloured by the reported wait of a type."""
    alle = ventetid(plan)
    ramme = alle[alle["type"] == type_.noegle].set_index("kode")
    farver = {k: klasser.farve(v) for k, v in ramme["uger"].items()}
    om = f"Ventetid til {type_.i_saetning}"
    tips = {kode: tip(r["kommune"], [(om, ventetidstekst(r))]) for kode, r in ramme.iterrows()}
    # As in print: the answers themselves, not the mean that the colour is of.
    svar = {str(kode): ventetidstekst(r) for kode, r in ramme.iterrows()}
    return kommunelag(omrids, farver, tips, tal=svar)


def indbyggere(plan: Plan, omrids: gpd.GeoDataFrame) -> folium.FeatureGroup:
    """Return the kommuner in white with how many live there, where nothing else is known."""
    personer = plan.kommuner["indbyggere"]
    tips = {
        str(k): tip(str(navn), [("Indbyggere", tal(personer[k]))])
        for k, navn in plan.kommuner["kommune"].items()
    }
    return kommunelag(omrids, dict.fromkeys(tips, HVID), tips, tal=under_navnet(personer, tal))


def indikator(
    plan: Plan, vist: Indikator, klasser: Klasser, omrids: gpd.GeoDataFrame
) -> folium.FeatureGroup:
    """Return the kommuner coloured by the ydelser of an indicator per 1,000 inhabitants."""
    ramme = grundtal(plan)
    pr_1000 = ramme[kolonne(vist, "pr_1000")]
    farver = {k: klasser.farve(v) for k, v in pr_1000.items()}
    tips = {
        kode: tip(
            str(r["kommune"]),
            [
                (f"{vist.navn}, ydelser", tal(r[kolonne(vist, "ydelser")])),
                ("Pr. 1.000 indbyggere", tal(r[kolonne(vist, "pr_1000")])),
            ],
        )
        for kode, r in ramme.iterrows()
    }
    return kommunelag(omrids, farver, tips, tal=under_navnet(pr_1000, tal))


def klinikker(
    plan: Plan,
    farver: Mapping[str, str] | None = None,
    *,
    med: NDArray[np.bool_] | None = None,
    prikker: bool = False,
) -> folium.FeatureGroup:
    """Return the clinics as circles with an area that follows their capacity.

    `farver` marks some of them, by id, with a white edge; `med` (by position) leaves out those that
    do not count. With `prikker` all are small and dark, where other circles are what is looked at.
    """
    roert = plan.klinikker.index.isin(list(farver or {}))
    kapacitet, arter = klinikkapacitet(plan), plan.opgoerelse.arter
    ramme = plan.klinikker.assign(
        radius=PRIKRADIUS if prikker else klinikradius(kapacitet["kapacitet"]),
        farve=[(farver or {}).get(k, KLINIK if prikker else HVID) for k in plan.klinikker.index],
        kant=np.where(roert, HVID, KLINIK),
        kant_px=np.where(roert, ROERT_KANT_PX, KANT_PX),
        tip=[
            tip(
                k.navn,
                [
                    ("Kapacitet", kapaciteter(kapacitet.loc[k.Index, "kapacitet"])),
                    *((a.kolonne, tal(kapacitet.loc[k.Index, a.noegle])) for a in arter),
                    ("Handicapvenlig adgang", k.handicapadgang),
                ],
                f"{', '.join(d for d in (k.adresse, k.by) if d)}. {PRAECISION[k.praecision]}.",
            )
            for k in plan.klinikker.itertuples()
        ],
    )
    # Drawn last, a highlighted clinic is not hidden under its neighbours.
    vist = ramme.index if med is None else ramme.index[med]
    orden = sorted(vist, key=lambda k: k in (farver or {}))
    return cirkler(ramme.loc[orden], "Klinikker")


def naboklinikker(plan: Plan) -> folium.FeatureGroup:
    """Return the imported clinics outside the region as small circles, all of a size."""
    ramme = plan.naboklinikker
    return cirkler(
        ramme.assign(
            radius=NABORADIUS,
            farve=MANGLER,
            kant=KLINIK,
            tip=[tip(k.navn, [], f"{k.by}. Uden for regionen.") for k in ramme.itertuples()],
        ),
        "Klinikker uden for regionen",
    )


def stedvalg(
    plan: Plan, omrids: gpd.GeoDataFrame, valgt: tuple[float, float] | None
) -> list[folium.FeatureGroup]:
    """Return what a place is chosen on: the kommuner to click in, the clinics, and the place."""
    koder = list(plan.kommuner.index)
    tips = {k: tip(plan.kommuner["kommune"][k], [], "Klik, hvor klinikken ligger.") for k in koder}
    lag = [kommunelag(omrids, dict.fromkeys(koder, HVID), tips), klinikker(plan, prikker=True)]
    if valgt is not None:
        ramme = pd.DataFrame(
            [{"lat": valgt[0], "lon": valgt[1], "radius": VALGT_RADIUS, "farve": MODTAGER}],
            index=["valgt"],
        )
        lag.append(cirkler(ramme.assign(kant=HVID, tip=tip("Det valgte sted")), "Valgt"))
    return lag


def foer(
    vurdering: Vurdering, omrids: gpd.GeoDataFrame, navngiv: Collection[str] | None = None
) -> list[folium.FeatureGroup]:
    """Return the kommuner before a scenario, and the clinics with those it touches marked."""
    flader = _afvigelse(vurdering.foer, omrids, navngiv, _foer_efter_tips(vurdering))
    return [flader, *staar(vurdering)]


def staar(vurdering: Vurdering) -> list[folium.FeatureGroup]:
    """Return the clinics as before a scenario, over any colours, with those it touches marked."""
    return [
        _ringe(vurdering, vurdering.plan_foer),
        klinikker(vurdering.plan_foer, _roerte(vurdering)),
    ]


def efter(
    vurdering: Vurdering, omrids: gpd.GeoDataFrame, navngiv: Collection[str] | None = None
) -> list[folium.FeatureGroup]:
    """Return the kommuner after a scenario, its moves, and the clinics with those it touches."""
    flader = _afvigelse(vurdering.efter, omrids, navngiv, _foer_efter_tips(vurdering))
    return [flader, *flyttet(vurdering)]


def flyttet(vurdering: Vurdering) -> list[folium.FeatureGroup]:
    """Return what a scenario moves, over any colours: its lines, and the clinics as after it."""
    linjer = beskriv_alle(vurdering.plan_foer, vurdering.scenarie)
    pile = [
        ((r.fra_lat, r.fra_lon), (r.til_lat, r.til_lon), tip(linjer[r.nummer - 1]))
        for r in flyttepile(vurdering).itertuples()
    ]
    return [
        pillag(pile, BLAEK),
        _ringe(vurdering, vurdering.plan_efter),
        klinikker(vurdering.plan_efter, _roerte(vurdering)),
    ]


def _foer_efter_tips(vurdering: Vurdering) -> dict[str, str]:
    """Return the tooltips of both states: before and after, measured from the region before."""
    stande = [s.kommuner for s in (vurdering.foer, vurdering.efter)]

    def linje(hvad: str, felt: str, skriv: Callable[[float], str], kode: str) -> tuple[str, str]:
        return hvad, " → ".join(skriv(stand.at[kode, felt]) for stand in stande)

    return {
        str(kode): tip(
            kommune,
            [
                ("", "før → efter"),
                linje("Indbyggere pr. kapacitet", "indbyggere_pr_kapacitet", tal, kode),
                linje("Afvigelse fra regionen før", "afvigelse_pct", _pct, kode),
                linje("Kapacitet", "kapacitet", kapaciteter, kode),
                ("Indbyggere", tal(stande[0].at[kode, "indbyggere"])),
            ],
        )
        for kode, kommune in stande[0]["kommune"].items()
    }


def _pct(afvigelse: float) -> str:
    return f"{fortegn(afvigelse)} %"


def roertetegn(vurdering: Vurdering) -> Signaturer:
    """Return the signs of who gives and who gets, and of what stays, those that the map has.

    Where all who get are new addresses, that is what they are called.
    """
    roerte = _roerte(vurdering)
    brugt = {f"o{farve}" for farve in roerte.values()}
    if len(_paa_stedet(vurdering)):
        brugt.add(PAA_STEDET[0])
    faar = [klinik for klinik, farve in roerte.items() if farve == MODTAGER]
    nye = not set(faar) & set(vurdering.plan_foer.klinikker.index)
    afgiver, modtager = ROERTE
    return tuple(t for t in (afgiver, NY_KLINIK if nye else modtager, PAA_STEDET) if t[0] in brugt)


def _ringe(vurdering: Vurdering, plan: Plan) -> folium.FeatureGroup:
    """A dark ring around each clinic where capacity changes and stays, under its circle."""
    linjer = beskriv_alle(vurdering.plan_foer, vurdering.scenarie)
    steder = _paa_stedet(vurdering)
    steder = steder[steder["fra"].isin(plan.klinikker.index)]
    hvad = {k: [linjer[nr - 1] for nr in r["nummer"]] for k, r in steder.groupby("fra")}
    kapacitet = klinikkapacitet(plan).loc[list(hvad), "kapacitet"]
    ramme = plan.klinikker.loc[list(hvad)].assign(
        radius=klinikradius(kapacitet) + RING_PX,
        farve=BLAEK,
        kant=HVID,
        tip=[tip(". ".join(tekster)) for tekster in hvad.values()],
    )
    return cirkler(ramme, "På stedet")


def _paa_stedet(vurdering: Vurdering) -> pd.DataFrame:
    """The tiltag whose capacity stays at its address."""
    steder = tiltagssteder(vurdering)
    return steder[steder["fra"] == steder["til"]]


def _roerte(vurdering: Vurdering) -> dict[str, str]:
    roerte = roerte_klinikker(vurdering).items()
    return {klinik: AFGIVER if forskel < 0 else MODTAGER for klinik, forskel in roerte}
