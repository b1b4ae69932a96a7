"""Praksiskort from a terminal: the same functions as the pages, as tables or as JSON.

Exit codes: 0 done; 1 `kontrol` found faults; 2 the input cannot be used, told in Danish.
"""

from __future__ import annotations

import argparse
import io
import math
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from dansk import Inputfejl, fortegn, kapaciteter, procent, tal
from data.aldersfordeling import laes_aldersfordeling
from data.befolkningsnet import laes_befolkningsnet
from data.datasaet import indlaes, rejse
from data.kontrol import kontroller
from data.skema import INDBYGGET
from data.steder import destination
from geo.koordinater import punkt_fra_tekst
from geo.omraader import laes_omrids
from kommandolinje.eksport import eksportvalg, kommando_eksport
from kommandolinje.terminal import DanskParser, raekker, skriv_json, skriv_tabel
from kommandolinje.valg import rejsevalg, som_antal, som_tal, valgt_plan
from planning.adgang import AFTAGENAVNE, adgang, behov
from planning.aktivitet import aktivitet
from planning.daekningsbillede import Filter, daekningsbillede
from planning.flytning import beskriv
from planning.plan import MAAL
from planning.scenarie import vurder
from planning.status import Status, status
from planning.tiltag import Flytning
from planning.ventetid import ventetid
from saetninger.nyhed import graensetekst, uger

STATUSFELTER = (
    "kode",
    "kommune",
    "over30",
    "under30",
    "kapacitet",
    "indbyggere",
    "indbyggere_pr_kapacitet",
    "afvigelse_pct",
)


def kommando_status(valg: argparse.Namespace) -> int:
    """Print capacity and indbyggere pr. kapacitet per kommune."""
    plan = indlaes()
    tabel = status(plan, valg.grundlag, valg.speciale)
    ramme, region = _statusraekker(tabel)
    if valg.speciale:
        felter = ["patienter", "ydelser", "patienter_pr_kapacitet", "ydelser_pr_kapacitet"]
        mere = aktivitet(plan, valg.speciale, valg.grundlag)[felter]
        ramme = ramme.join(mere, on="kode")
        region |= mere.loc["region"].to_dict()
    if valg.json:
        return skriv_json({"grundlag": valg.grundlag, "kommuner": raekker(ramme), "region": region})
    skriv_tabel(
        pd.concat([ramme, pd.DataFrame([region])]),
        {
            "kommune": ("Kommune", str),
            "over30": ("Over 30", kapaciteter),
            "under30": ("Under 30", kapaciteter),
            "kapacitet": ("Kapacitet", kapaciteter),
            "indbyggere": ("Indbyggere", tal),
            "indbyggere_pr_kapacitet": ("Indb. pr. kap.", tal),
            "afvigelse_pct": ("Afvigelse %", fortegn),
        }
        | (
            {
                "patienter_pr_kapacitet": ("Borgere pr. kap.", tal),
                "ydelser_pr_kapacitet": ("Ydelser pr. kap.", tal),
            }
            if valg.speciale
            else {}
        ),
    )
    return 0


def kommando_daekning(valg: argparse.Namespace) -> int:
    """Print the share of residents within a limit of a clinic, per kommune."""
    filtrering = Filter(valg.handicap, som_tal(valg.mindst, "--mindst"))
    billede = daekningsbillede(
        valgt_plan(valg), valg.maal, som_tal(valg.graense, "--graense"), filtrering
    )
    ramme = billede.kommuner.rename_axis("kode").reset_index()
    felter = ["kode", "kommune", "andel_pct", "indbyggere", "i_alt"]
    if valg.json:
        return skriv_json(
            {
                "maal": billede.maal,
                "graense": billede.graense,
                "kommuner": raekker(ramme[felter]),
                "region": billede.region[felter[1:]].to_dict(),
            }
        )
    skriv_tabel(
        billede.ordnet(),
        {
            "kommune": ("Kommune", str),
            "andel_pct": ("Dækket", procent),
            "indbyggere": ("Personer", tal),
            "i_alt": ("af", tal),
        },
        f"Inden for {graensetekst(billede.maal, billede.graense)}",
    )
    return 0


def kommando_tilgaengelighed(valg: argparse.Namespace) -> int:
    """Print access (E2SFCA): capacities per 10,000 residents, across the borders of kommuner."""
    plan = valgt_plan(valg)
    efter_alder = None
    if valg.alder:
        fordeling = laes_aldersfordeling(Path(valg.alder), plan)
        efter_alder = behov(plan, fordeling, valg.speciale or "")
    tabel = adgang(plan, valg.aftagen, efter_alder, valg.speciale)
    felter = ["kommune", "indbyggere", "kapacitet_pr_10000", "afvigelse_pct", "egen_pr_10000"]
    felter += ["netto", "uden_adgang"]
    if valg.json:
        ramme = tabel.kommuner.rename_axis("kode").reset_index()
        return skriv_json(
            {
                "aftagen": tabel.aftagen,
                "kommuner": raekker(ramme[["kode", *felter]]),
                "region": tabel.region[felter].to_dict(),
            }
        )
    skriv_tabel(
        tabel.ordnet(),
        {
            "kommune": ("Kommune", str),
            "kapacitet_pr_10000": ("Kap. pr. 10.000", lambda v: tal(v, 2)),
            "afvigelse_pct": ("Afvigelse %", fortegn),
            "egen_pr_10000": ("Egne pr. 10.000", lambda v: tal(v, 2)),
            "netto": ("Fra naboer", lambda v: fortegn(v, 1)),
        },
        AFTAGENAVNE[tabel.aftagen],
    )
    return 0


def kommando_rejsetid(valg: argparse.Namespace) -> int:
    """Print the trip between two points: minutes, km by road and the straight line."""
    tur = rejse(punkt_fra_tekst(valg.fra), punkt_fra_tekst(valg.til), faerger=not valg.uden_faerger)
    if valg.json:
        return skriv_json(tur._asdict())
    if math.isnan(tur.minutter):
        print(f"Der er ingen vej. I luftlinje er der {tal(tur.luftlinje_km, 1)} km.")
    else:
        print(
            f"{tal(tur.minutter)} minutter, {tal(tur.km, 1)} km ad vej, "
            f"{tal(tur.luftlinje_km, 1)} km i luftlinje (model)."
        )
    return 0


def kommando_befolkning(valg: argparse.Namespace) -> int:
    """Print how a population grid agrees with the kommuner's inhabitants."""
    plan = indlaes()
    net = laes_befolkningsnet(Path(valg.fil), plan.kommuner, laes_omrids(INDBYGGET / "omrids.gpkg"))
    if valg.json:
        ramme = net.rapport.rename_axis("kode").reset_index()
        return skriv_json({"kommuner": raekker(ramme), "bemaerkninger": list(net.bemaerkninger)})
    print(net.rapport.to_string())
    for bemaerkning in net.bemaerkninger:
        print(bemaerkning)
    return 0


def kommando_ventetid(valg: argparse.Namespace) -> int:
    """Print the reported waiting times; what is not reported is missing, not zero."""
    ramme = ventetid(indlaes())
    felter = ["kode", "kommune", "type", "uger_min", "uger_max", "svar", "klinikker"]
    if valg.json:
        return skriv_json({"kommuner": raekker(ramme[[*felter, "opgoerelse", "note"]])})
    skriv_tabel(
        ramme.assign(uger_tekst=[uger(r) for _, r in ramme.iterrows()]),
        {
            "kommune": ("Kommune", str),
            "type": ("Type", str),
            "uger_tekst": ("Uger", str),
            "svar": ("Svar", tal),
            "klinikker": ("Klinikker", tal),
        },
    )
    return 0


def kommando_klinikker(valg: argparse.Namespace) -> int:
    """Print the clinics with the ids that `flyt` takes."""
    plan = indlaes()
    antal = plan.kapaciteter.set_index("klinik_id")[["over30", "under30"]]
    ramme = plan.klinikker.join(antal).rename_axis("klinik_id").reset_index()
    ramme["kommune"] = ramme["kommune_kode"].map(plan.kommuner["kommune"])
    felter = ["klinik_id", "navn", "by", "kommune", "over30", "under30", "handicapadgang"]
    if valg.json:
        return skriv_json({"klinikker": raekker(ramme[[*felter, "lat", "lon", "bysamfund"]])})
    skriv_tabel(ramme, {f: (f.capitalize(), str) for f in felter})
    return 0


def kommando_flyt(valg: argparse.Namespace) -> int:
    """Print what one flytning would do: before, after, effect, who decides and warnings."""
    plan = indlaes()
    til = destination(plan, valg.til, laes_omrids(INDBYGGET / "omrids.gpkg"))
    flytning = Flytning(
        valg.fra, til, som_antal(valg.over30, "--over30"), som_antal(valg.under30, "--under30")
    )
    vurdering = vurder(plan, [flytning])
    vej = vurdering.veje[0]
    foer, efter = _statusraekker(vurdering.foer), _statusraekker(vurdering.efter)
    if valg.json:
        return skriv_json(
            {
                "flytning": beskriv(plan, flytning),
                "foer": raekker(foer[0]),
                "efter": raekker(efter[0]),
                "region": {"foer": foer[1], "efter": efter[1]},
                "effekt": {
                    "samlet": vurdering.effekt.samlet,
                    "kriterier": raekker(vurdering.effekt.kriterier),
                },
                "beslutningsvej": {
                    "niveau": vej.niveau,
                    "parter": list(vej.parter),
                    "hjemmel": vej.hjemmel,
                    "begrundelse": vej.begrundelse,
                },
                "advarsler": list(vurdering.advarsler),
            }
        )
    print(beskriv(plan, flytning))
    ramme = foer[0].assign(efter=efter[0]["indbyggere_pr_kapacitet"], kap=efter[0]["kapacitet"])
    skriv_tabel(
        ramme[ramme["kapacitet"] != ramme["kap"]],
        {
            "kommune": ("Kommune", str),
            "kapacitet": ("Kap. før", kapaciteter),
            "kap": ("efter", kapaciteter),
            "indbyggere_pr_kapacitet": ("Indb. pr. kap. før", tal),
            "efter": ("efter ", tal),
        },
    )
    skriv_tabel(
        vurdering.effekt.kriterier,
        {
            "kriterium": ("Kriterium", str),
            "enhed": ("Enhed", str),
            "foer": ("Før", lambda v: tal(v, 2)),
            "efter": ("Efter", lambda v: tal(v, 2)),
            "score": ("Score", fortegn),
        },
    )
    print(f"Hvem beslutter: {vej.begrundelse} ({vej.hjemmel})")
    for advarsel in vurdering.advarsler:
        print(f"Bemærk: {advarsel}")
    return 0


def kommando_kontrol(valg: argparse.Namespace) -> int:
    """Print the faults of files, or of the embedded dataset; exit code 1 when there are any."""
    fund = kontroller([Path(f) for f in valg.filer])
    if valg.json:
        skriv_json([f.som_dict() for f in fund])
    else:
        for f in fund:
            print(f.tekst())
        print("Ingen fejl fundet." if not fund else f"{len(fund)} fund.")
    return 1 if fund else 0


def _statusraekker(tabel: Status) -> tuple[pd.DataFrame, dict[str, Any]]:
    ramme = tabel.kommuner.rename_axis("kode").reset_index()[list(STATUSFELTER)]
    return ramme, {"kode": None, **tabel.region[list(STATUSFELTER[1:])].to_dict()}


def _parser() -> DanskParser:
    parser = DanskParser(
        allow_abbrev=False, prog="cli.py", description="Praksiskort: planlægning af kapacitet."
    )
    under = parser.add_subparsers(title="kommandoer", required=True, metavar="KOMMANDO")

    def ny(navn: str, funktion: Callable[[argparse.Namespace], int], hjaelp: str) -> DanskParser:
        del_ = under.add_parser(navn, help=hjaelp, description=hjaelp, allow_abbrev=False)
        del_.add_argument("--json", action="store_true", help="skriv JSON i stedet for en tabel")
        del_.set_defaults(funktion=funktion)
        return del_

    p = ny("status", kommando_status, "kapacitet og indbyggere pr. kapacitet")
    p.add_argument("--grundlag", default="klinikliste", help="klinikliste (standard) eller tabel1")
    p.add_argument("--speciale", help="51 eller 62: tilføj patienter og ydelser")
    p = ny("daekning", kommando_daekning, "andel af indbyggerne inden for en grænse")
    p.add_argument("--maal", default="minutter", help=" eller ".join(MAAL))
    p.add_argument("--graense", default="15", help="grænse i målets enhed; grænsen selv tæller med")
    p.add_argument(
        "--handicap", action="store_true", help="kun klinikker med handicapvenlig adgang"
    )
    p.add_argument("--mindst", default="0", metavar="N", help="kun klinikker med N kapaciteter")
    rejsevalg(p)
    p = ny("tilgaengelighed", kommando_tilgaengelighed, "adgang på tværs af grænser (E2SFCA)")
    p.add_argument("--aftagen", default="trin", help=", ".join(AFTAGENAVNE))
    p.add_argument("--alder", metavar="FIL", help="aldersfordeling: vægt behovet efter alder")
    p.add_argument("--speciale", help="51 eller 62: hvis brug efter alder, der vægtes med")
    rejsevalg(p)
    p = ny("rejsetid", kommando_rejsetid, "køretid mellem to punkter")
    p.add_argument("--fra", required=True, metavar="LAT,LON")
    p.add_argument("--til", required=True, metavar="LAT,LON")
    p.add_argument("--uden-faerger", action="store_true", help="kun broer og tunnel")
    p = ny("befolkning", kommando_befolkning, "afstem et befolkningsnet med kommunernes folketal")
    p.add_argument("fil", metavar="FIL", help="CSV, GeoPackage eller GeoTIFF")
    ny("ventetid", kommando_ventetid, "oplyste ventetider")
    ny("klinikker", kommando_klinikker, "klinikkerne og deres id")
    p = ny("flyt", kommando_flyt, "hvad en flytning ville gøre")
    p.add_argument("--fra", required=True, metavar="KLINIK-ID")
    p.add_argument("--til", required=True, metavar="KLINIK-ID|KOMMUNE|LAT,LON")
    p.add_argument("--over30", default="0", metavar="N", help="antal kapaciteter over 30 timer")
    p.add_argument("--under30", default="0", metavar="N", help="antal kapaciteter under 30 timer")
    p = ny("eksport", kommando_eksport, "Word, lysbilleder, Excel, GIS og trykkort i en mappe")
    eksportvalg(p)
    p = ny("kontrol", kommando_kontrol, "fejl i filer eller i det indbyggede datasæt")
    p.add_argument("filer", nargs="*", metavar="FIL")
    return parser


def main(argumenter: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stroem in (sys.stdout, sys.stderr):
        if isinstance(stroem, io.TextIOWrapper):
            # A pipe on a Danish Windows is cp1252, which has no minus sign.
            stroem.reconfigure(encoding="utf-8")
    try:
        valg = _parser().parse_args(argumenter)
        return valg.funktion(valg)
    except Inputfejl as fejl:
        print(fejl, file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0


if __name__ == "__main__":
    raise SystemExit(main())
