"""What the columns of the map data mean, with their units: said in the files themselves."""

from __future__ import annotations

from collections.abc import Mapping

from dansk import kapaciteter
from planning.fag import Fag

_HVORNAAR = {"_foer": "før scenariet", "_efter": "efter scenariet"}
_KOLONNER: Mapping[str, str] = {
    "kode": "Kommunens kode",
    "kommune": "Kommunens navn",
    "kommune_kode": "Kommunens kode",
    "kapacitet": "Kapacitet i alt, i kapaciteter",
    "indbyggere": "Indbyggere, personer",
    "indbyggere_pr_kapacitet": "Indbyggere pr. kapacitet, personer",
    "afvigelse_pct": "Indbyggere pr. kapacitet, afvigelse fra regionen, procent",
    "afvigelse_pct_foer": (
        "Indbyggere pr. kapacitet før scenariet, afvigelse fra regionen før, procent"
    ),
    "afvigelse_pct_efter": (
        "Indbyggere pr. kapacitet efter scenariet, afvigelse fra regionen før, procent"
    ),
    "daekket_pct": "Indbyggere med en klinik inden for grænsen, procent",
    "daekket_indbyggere": "Indbyggere med en klinik inden for grænsen, personer",
    "adgang_kapacitet_pr_10000": "Adgang (model, E2SFCA), kapaciteter pr. 10.000 indbyggere",
    "adgang_afvigelse_pct": "Adgang (model), afvigelse fra regionen, procent",
    "adgang_netto": "Kapaciteter, borgerne trækker på ud over kommunens egne (model)",
    "adgang_uden_adgang": "Indbyggere uden kapacitet inden for rækkevidde (model), personer",
    "klinik_id": "Klinikkens id i Praksiskort",
    "navn": "Navn",
    "adresse": "Adresse",
    "postnr": "Postnummer, som det er trykt i kilden",
    "by": "By",
    "handicapadgang": "Handicapvenlig adgang: ja, nej eller ikke oplyst",
    "bysamfund": "Det bysamfund, adressen hører til (fast regel)",
    "praecision": "Hvad punktet er: by eller bydel (midten, ca. 1 km) eller adresse",
    "punkt_id": "Befolkningspunktets id",
    "art": "by: en by som ét punkt; celle: 1 km landdistrikt (model)",
    "naermeste_minutter": "Køretid til nærmeste klinik (model), minutter",
    "naermeste_km": "Afstand ad vej til nærmeste klinik (model), km",
    "naermeste_luftlinje": "Luftlinje til nærmeste klinik, km",
    "naermeste_klinik": "Id på nærmeste klinik",
    "adgang_pr_10000": "Adgang (model, E2SFCA), kapaciteter pr. 10.000 indbyggere",
    "afstand": "Til nærmeste klinik, i lagets mål (se lagets beskrivelse)",
    "aendret": "Om scenariet ændrer kommunens kapacitet",
    "nummer": "Tiltagets nummer i scenariet",
    "tekst": "Tiltaget i ord",
    "fra": "Id på den klinik, der afgiver",
    "til": "Id på den klinik, der modtager",
    "scenarie": "Scenariets navn",
    "aendring": "Ændring i klinikkens kapacitet, i kapaciteter",
}
#: The same name, but of one clinic or of one move.
_I_LAGET: dict[tuple[str, str], str] = {
    ("flytninger", "kapacitet"): "Flyttet kapacitet, i kapaciteter",
    ("hvide_pletter", "navn"): "Byens navn; tom uden for byerne",
    ("befolkning", "navn"): "Byens navn; tom uden for byerne",
}


def betydning(fag: Fag, lag: str, kolonne: str) -> str:
    """Return what a column of a layer means, with its unit; empty for one that is not known."""
    i_laget, kolonner = _fagets(fag)
    for (i_lag, navn), tekst in (_I_LAGET | i_laget).items():
        if navn == kolonne and lag.endswith(i_lag):
            return tekst
    for endelse, hvornaar in _HVORNAAR.items():
        if kolonne.endswith(endelse):
            grund = kolonner.get(kolonne.removesuffix(endelse), "")
            return f"{grund}, {hvornaar}" if grund else ""
    return kolonner.get(kolonne, "")


def _fagets(fag: Fag) -> tuple[dict[tuple[str, str], str], dict[str, str]]:
    """Return the columns of a field of its own: those of the clinics, and all columns together."""
    klinikker, kolonner = {}, dict(_KOLONNER)
    for art in fag.rettigheder:
        hvad = art.flertal[:1].upper() + art.flertal[1:]
        taeller = f"hver tæller {kapaciteter(art.kapaciteter(1.0))}"
        kolonner[art.noegle] = f"{hvad}, i kapaciteter ({taeller})"
        klinikker["klinikker", art.noegle] = f"{hvad}, antal ({taeller})"
    for v in fag.ventetyper:
        for ende, ord_ in (("min", "Laveste"), ("max", "Højeste")):
            navn = f"{v.i_saetning} ({v.speciale})"
            tekst = f"{ord_} oplyste ventetid til {navn}, uger; tom er ikke oplyst"
            kolonner[f"ventetid_{v.noegle}_{ende}"] = tekst
    return klinikker, kolonner
