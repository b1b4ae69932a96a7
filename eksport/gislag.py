"""The layers of map data: kommuner, clinics, demand points, white spots and scenarios.

Metres in EPSG:25832. A row is known by its id; numbers are as planning returned them, but for what
is hidden (`planning.diskretion`): empty, and named in the field skjult.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd
import shapely

from eksport.afsnit_scenarie import Vurderet
from eksport.bestilling import Valg
from eksport.gisstil import Stil
from eksport.gistemaer import (
    AENDREDE_KLINIKKER,
    FLYTNINGER,
    HVIDE_PLETTER,
    KLINIKKER,
    NABOKLINIKKER,
    cellestile,
    distriktsstile,
    kommunestile,
    scenariestile,
    ventetidsfelt,
)
from geo.koordinater import MAALE_CRS, til_meter
from planning.diskretion import (
    CELLETRIN,
    antal_skjulte,
    diskret_adgang,
    diskret_daekning,
    diskrete_celler,
    skjulte_felter,
)
from planning.diskretion import DAEKKET as DAEKKEDE
from planning.kapacitet import klinikkapacitet
from planning.plan import MAAL, REGIONSRAEKKE, Plan
from planning.scenarie import flyttepile, roerte_klinikker
from planning.status import status
from planning.ventetid import ventetid
from saetninger.diskretion import celletekst, diskretionstekst
from saetninger.maal import TIL_NAERMESTE, graensetekst
from saetninger.spaend import NAAR, PROCENT
from saetninger.tiltag import beskriv_alle
from tabeller.daekning import ADGANGSRESSOURCER, UDEN_FOR, distriktstabel
from tabeller.felter import (
    ADGANG,
    ADGANG_AFVIGELSE,
    AFVIGELSE,
    BY,
    DAEKKET,
    INDBYGGERE,
    KAPACITET,
    KLINIK_ID,
    KODE,
    KOMMUNE,
    NAVN,
    NETTO,
    PR_KAPACITET,
    i_kapaciteter,
)
from tabeller.kilder import daekningsressourcer, kapacitetsressource, kilde
from tabeller.scenarie import foer_efter_og_aendring
from tabeller.status import kliniktabel
from tabeller.tabel import Kolonne
from tabeller.ventetid import ventetidsfelter

DISTRIKT_ID = Kolonne("distrikt", "Afstemningsområdets id")
PUNKT_ID = Kolonne("punkt_id", "Befolkningspunktets id")
CELLENS = INDBYGGERE.som("indbyggere", titel=f"Indbyggere, afrundet til nærmeste {CELLETRIN}")
SKJULT = Kolonne("skjult", "Felter i rækken, der er tomme af hensyn til diskretion")
ENDER = (
    Kolonne("lav_pct", f"Dækket, når alle rejsetider er {PROCENT} % længere, procent"),
    Kolonne("hoej_pct", f"Dækket, når alle rejsetider er {PROCENT} % kortere, procent"),
)
ADGANGSENDER = (
    Kolonne("adgang_lav", f"Adgang, kapaciteter pr. 10.000, {NAAR}: mindst"),
    Kolonne("adgang_hoej", f"Adgang, kapaciteter pr. 10.000, {NAAR}: højst"),
)
AENDRET = Kolonne("aendret", "Om scenariet ændrer kommunens kapacitet")
AENDRING = Kolonne("aendring", "Ændring i klinikkens kapacitet, i kapaciteter")
FLYTNINGSFELTER = (
    Kolonne("nummer", "Tiltagets nummer i scenariet"),
    Kolonne("tekst", "Tiltaget i ord"),
    Kolonne("fra", "Id på den klinik, der afgiver"),
    Kolonne("til", "Id på den klinik eller adresse, der modtager"),
    Kolonne("kapacitet", "Flyttet kapacitet, i kapaciteter"),
    Kolonne("scenarie", "Scenariets navn"),
)


@dataclass(frozen=True, eq=False)
class Gislag:
    """A layer: name in files, title, what is in it, its source, features, columns and styles.

    `kolonner` declares the columns of the features, the first their index. It opens with the first
    of its styles. `tom` is its type of geometry when it has no features.
    """

    navn: str
    titel: str
    beskrivelse: str
    kilde: str
    ramme: gpd.GeoDataFrame
    kolonner: tuple[Kolonne, ...] = field(repr=False)
    stile: tuple[Stil, ...] = field(repr=False)
    tom: str = "Point"

    @property
    def betydninger(self) -> dict[str, str]:
        """What each column means, by its name."""
        return {k.navn: k.betydning for k in self.kolonner}


def gislag(
    plan: Plan,
    omrids: gpd.GeoDataFrame,
    vurderede: Sequence[Vurderet] = (),
    valg: Valg | None = None,
) -> list[Gislag]:
    """Return the layers of a plan: kommuner, clinics, demand points, white spots, scenarios.

    `omrids` (`Plan.omrids`) in EPSG:25832.
    """
    valg = valg or Valg()
    lag = [
        _kommuner(plan, omrids, valg),
        _klinikker(plan),
        *_befolkning(plan, valg),
    ]
    for vurderet in vurderede:
        lag += _scenarie(vurderet, omrids)
    return lag


def _paa_omrids(ramme: pd.DataFrame, omrids: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    egne = omrids[omrids["i_region"]].set_index("kode").geometry
    multi = gpd.GeoSeries([_multi(g) for g in egne], index=egne.index, crs=omrids.crs)
    return gpd.GeoDataFrame(ramme, geometry=multi.reindex(ramme.index), crs=omrids.crs)


def _multi(geometri: shapely.Geometry) -> shapely.Geometry:
    return geometri if geometri.geom_type == "MultiPolygon" else shapely.MultiPolygon([geometri])


def _som_punkter(ramme: pd.DataFrame, xy: pd.DataFrame) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(ramme, geometry=gpd.points_from_xy(xy["x"], xy["y"]), crs=MAALE_CRS)


def _i_meter(steder: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(til_meter(steder["lat"], steder["lon"]), steder.index, ["x", "y"])


def _kommuner(plan: Plan, omrids: gpd.GeoDataFrame, valg: Valg) -> Gislag:
    billede = diskret_daekning(plan, valg.maal, valg.graense)
    ramme = status(plan, valg.grundlag).kommuner
    ramme = ramme.join(
        billede.kommuner[["andel_pct", "indbyggere"]].rename(
            columns={"andel_pct": "daekket_pct", "indbyggere": "daekket_indbyggere"}
        )
    )
    ramme = ramme.join(billede.kommuner[["lav_pct", "hoej_pct"]])
    uden = [k for k in UDEN_FOR if k.art == "tal"]
    ramme = ramme.join(billede.uden_for[[k.navn for k in uden]])
    adgangen = (
        ADGANG.som("adgang_kapacitet_pr_10000"),
        ADGANG_AFVIGELSE,
        NETTO.som("adgang_netto"),
        Kolonne(
            "adgang_uden_adgang", "Indbyggere uden kapacitet inden for rækkevidde (model), personer"
        ),
    )
    egne = diskret_adgang(plan, valg.aftagen).kommuner.add_prefix("adgang_")
    ramme = ramme.join(egne[[k.navn for k in adgangen]])
    skjult = billede.skjult.loc[ramme.index].drop(columns="indbyggere")
    skjult = skjult.rename(columns={"andel_pct": "daekket_pct", DAEKKEDE: "daekket_indbyggere"})
    skjult["adgang_uden_adgang"] = ramme["adgang_uden_adgang"].isna()
    ramme["skjult"] = skjulte_felter(skjult, ramme)
    uger = ventetid(plan).pivot(index="kode", columns="type")
    for v in plan.fag.ventetyper:
        for ende in ("min", "max"):
            ramme[f"ventetid_{v.noegle}_{ende}"] = uger[f"uger_{ende}", v.noegle]
        ramme[ventetidsfelt(v.noegle)] = uger["uger", v.noegle]
    return Gislag(
        "kommuner",
        "Kommuner med alle nøgletal",
        "Kapacitet og indbyggere, afvigelse fra regionen i procent, dækket inden for "
        f"{graensetekst(valg.maal, valg.graense)}, adgang pr. 10.000 (E2SFCA) og oplyst ventetid "
        f"i uger; tom er ikke oplyst. {diskretionstekst(antal_skjulte(skjult, ramme))}".rstrip(),
        kilde(
            plan,
            *(kapacitetsressource(valg.grundlag), *ADGANGSRESSOURCER),
            *("naboklinikker", "ventetider", "omrids"),
        ),
        _paa_omrids(ramme, omrids),
        (
            KODE,
            KOMMUNE,
            *i_kapaciteter(plan.fag),
            KAPACITET,
            INDBYGGERE,
            PR_KAPACITET,
            AFVIGELSE,
            DAEKKET.som("daekket_pct"),
            INDBYGGERE.som(
                "daekket_indbyggere", titel="Indbyggere med en klinik inden for grænsen, personer"
            ),
            *ENDER,
            *uden,
            *adgangen,
            SKJULT,
            *ventetidsfelter(plan),
        ),
        kommunestile(plan, billede),
    )


def _klinikker(plan: Plan) -> Gislag:
    tabel = kliniktabel(plan)
    koder = KODE.som("kommune_kode")
    kolonner = (*(k for k in tabel.kolonner if k.navn not in ("lat", "lon")), koder)
    ramme = tabel.ramme.set_index("klinik_id")[[k.navn for k in kolonner[1:]]]
    return Gislag(
        "klinikker",
        "Klinikker med kapacitet",
        "Et punkt pr. klinikadresse; præcisionen siger, hvor nøjagtigt det ligger.",
        tabel.kilde,
        _som_punkter(ramme, plan.klinikker),
        kolonner,
        KLINIKKER,
    )


def _naboklinikker(plan: Plan) -> list[Gislag]:
    if plan.naboklinikker.empty:
        return []
    return [
        Gislag(
            "naboklinikker",
            "Klinikker uden for regionen",
            "Importeret; de tæller med i afstand, og kapaciteten kendes ikke.",
            kilde(plan, "naboklinikker"),
            _som_punkter(plan.naboklinikker[["navn", "by"]], plan.naboklinikker),
            (Kolonne("nabo_id", "Klinikkens id i denne pakke"), NAVN, BY),
            NABOKLINIKKER,
        )
    ]


def _befolkning(plan: Plan, valg: Valg) -> list[Gislag]:
    billede = diskret_daekning(plan, valg.maal, valg.graense)
    adgangen = diskret_adgang(plan, valg.aftagen)
    enhed = MAAL[valg.maal]
    alle = plan.punkter[["kommune_kode", "distrikt", "indbyggere"]].assign(
        **{f"naermeste_{valg.maal}": billede.naermeste.afstand.astype(float)},
        naermeste_klinik=pd.Series(billede.klinik_ider, dtype=object)
        .reindex(pd.array(billede.naermeste.klinik))
        .to_numpy(),
        adgang_pr_10000=adgangen.punkter,
    )
    ramme = diskrete_celler(alle)
    alle_hvide = billede.hvide_pletter[["distrikt", "kommune", "indbyggere", "afstand"]]
    hvide = diskrete_celler(alle_hvide)
    graense = graensetekst(valg.maal, valg.graense)
    kilder = kilde(plan, *daekningsressourcer(valg.maal))
    tabel = distriktstabel(plan, billede, adgangen)
    # A map is coloured by numbers: a range is its two ends, not as it is written.
    felter = (*(k for k in tabel.kolonner if k.art != "skrevet"), *ENDER, *ADGANGSENDER)
    distrikter = tabel.ramme[[k.navn for k in felter]]
    skjulte = diskretionstekst(antal_skjulte(billede.skjult, distrikter))
    return [
        *_naboklinikker(plan),
        Gislag(
            "distrikter",
            f"Distrikter med dækning inden for {graense}, afstand og adgang",
            "Et punkt pr. distrikt (afstemningsområde), ved afstemningsstedet. Optalte tal for "
            f"distriktet; hvor i det folk bor, er en model. Afstand i {enhed}. {skjulte}".rstrip(),
            tabel.kilde,
            _som_punkter(
                distrikter.assign(skjult=skjulte_felter(billede.skjult, distrikter)),
                _i_meter(plan.distrikter.loc[tabel.ramme.index]),
            ),
            (DISTRIKT_ID, *felter, SKJULT),
            distriktsstile(billede),
        ),
        Gislag(
            "befolkning",
            "Befolkningspunkter med afstand og adgang",
            "Celler på 250 m til 1 km (model) med indbyggere, afstand til nærmeste klinik "
            f"({enhed}) og adgang til kapacitet pr. 10.000. {celletekst(len(alle) - len(ramme))}",
            # Access is by minutes, whatever the distance is measured in.
            kilde(plan, *daekningsressourcer(valg.maal), "rejsetid"),
            _som_punkter(ramme, plan.punkter.loc[ramme.index]),
            (
                PUNKT_ID,
                KODE.som("kommune_kode"),
                DISTRIKT_ID,
                CELLENS,
                Kolonne(
                    f"naermeste_{valg.maal}",
                    f"{TIL_NAERMESTE[valg.maal]} (model), "
                    + ("minutter" if valg.maal == "minutter" else "km"),
                ),
                Kolonne("naermeste_klinik", "Id på nærmeste klinik"),
                ADGANG.som("adgang_pr_10000"),
            ),
            cellestile(billede),
        ),
        Gislag(
            "hvide_pletter",
            f"Befolkningspunkter uden klinik inden for {graense}",
            f"Befolkningspunkter (model) med mere end {graense} til nærmeste klinik; afstand i "
            f"{enhed}. {celletekst(len(alle_hvide) - len(hvide))}",
            kilder,
            _som_punkter(hvide, plan.punkter.loc[hvide.index]),
            (
                PUNKT_ID,
                DISTRIKT_ID,
                KOMMUNE,
                CELLENS,
                Kolonne("afstand", f"Til nærmeste klinik, {enhed}"),
            ),
            HVIDE_PLETTER,
        ),
    ]


def _scenarie(vurderet: Vurderet, omrids: gpd.GeoDataFrame) -> list[Gislag]:
    plan, navn = vurderet.vurdering.plan_foer, vurderet.noegle.replace("-", "_")
    # Two scenarios may have one name; a GeoPackage has no two titles alike.
    hvad = f"Scenarie {vurderet.nummer}, {vurderet.navn}"
    kilder = kilde(plan, "kapaciteter", "kommuner", "omrids")
    ramme = flyttepile(vurderet.vurdering)
    linjer = beskriv_alle(plan, vurderet.vurdering.scenarie)
    ramme.insert(1, "tekst", [linjer[nr - 1] for nr in ramme["nummer"]])
    ender = ramme[["fra_x", "fra_y", "til_x", "til_y"]].to_numpy()
    streg = [shapely.LineString([(a, b), (c, d)]) for a, b, c, d in ender]
    flyt = gpd.GeoDataFrame(
        ramme[["nummer", "tekst", "fra", "til", "kapacitet"]].assign(scenarie=vurderet.navn),
        geometry=gpd.GeoSeries(streg, crs=MAALE_CRS),
        crs=MAALE_CRS,
    )
    roerte = pd.Series(roerte_klinikker(vurderet.vurdering), dtype=float)
    klinikker = vurderet.vurdering.plan_efter.klinikker.loc[roerte.index]
    efter = klinikkapacitet(vurderet.vurdering.plan_efter).loc[roerte.index, "kapacitet"]
    aendret = klinikker[["navn", "by"]].assign(
        kommune=klinikker["kommune_kode"].map(plan.kommuner["kommune"]),
        kapacitet_foer=efter - roerte,
        kapacitet_efter=efter,
        aendring=roerte,
    )
    tabel = foer_efter_og_aendring(vurderet.vurdering)
    foer_efter = tabel.ramme.drop(index=REGIONSRAEKKE).rename_axis("kode")
    arter = (k for art in i_kapaciteter(plan.fag) for k in art.foer_og_efter())
    alle = {k.navn: k for k in (KODE, INDBYGGERE, *arter, *tabel.kolonner, AENDRET)}
    return [
        Gislag(
            f"{navn}_kommuner",
            f"{hvad}: kommunerne før og efter",
            "Kapacitet og indbyggere pr. kapacitet før og efter scenariet, og ændringen.",
            kilder,
            _paa_omrids(foer_efter, omrids),
            (KODE, *(alle[navn] for navn in foer_efter.columns)),
            scenariestile(hvad),
        ),
        Gislag(
            f"{navn}_flytninger",
            f"{hvad}: flytninger og ekstra adresser",
            "En linje pr. flytning eller ekstra klinikadresse, fra den klinik, der afgiver "
            "kapacitet, til den adresse, der modtager.",
            kilde(plan, "klinikker", "kapaciteter"),
            flyt.set_index("nummer"),
            FLYTNINGSFELTER,
            FLYTNINGER,
            "LineString",
        ),
        Gislag(
            f"{navn}_klinikker",
            f"{hvad}: klinikker, hvis kapacitet ændres",
            "Et punkt pr. klinik, hvis kapacitet scenariet ændrer; også ny, ledig og nedlagt "
            "kapacitet.",
            kilde(plan, "klinikker", "kapaciteter"),
            _som_punkter(aendret.rename_axis("klinik_id"), klinikker),
            (KLINIK_ID, NAVN, BY, KOMMUNE, *KAPACITET.foer_og_efter(), AENDRING),
            AENDREDE_KLINIKKER,
        ),
    ]
