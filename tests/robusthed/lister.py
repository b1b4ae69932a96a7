"""Files with a schema of ours: clinics outside the region, and ages by kommune."""

from __future__ import annotations

import tempfile
from pathlib import Path

from data.aldersfordeling import laes_aldersfordeling
from data.indgang.proeve import Proeve
from data.naboklinikker import laes_naboklinikker
from tests.robusthed.doeren import gennem_doeren, lagt, plan
from tests.robusthed.tabelaendringer import TABELLEN, TEKSTEN
from tests.robusthed.tabeller import Raekker, Tabel, laes_csv, skriv_csv
from tests.robusthed.variant import TAGET, Dom, Fil, Slags, Tal

NABOER = (
    ("Viborg Fys", "Viborg", "56.452", "9.402"),
    ("Skive Fys", "Skive", "56.566", "9.030"),
    ("Struer, Havnen", "Struer", "56.491", "8.594"),
    ("Randers Nord", "Randers", "56.475", "10.035"),
)

NABOFELTER = ("navn", "by", "lat", "lon")


def _tal(tekst: str) -> float | None:
    ren = tekst.strip()
    dele = ren.removeprefix("-").removeprefix("+").split(".")
    if len(dele) > 2 or not all(d.isascii() and d.isdigit() for d in dele):
        return None
    return float(ren)


def _rene(raekker: Raekker | None, felter: tuple[str, ...]) -> list[list[str]] | None:
    """Return the cells of the columns of each row that has any."""
    if not raekker or any(raekker[0].count(f) != 1 for f in felter):
        return None
    hele = [r for r in raekker[1:] if r]
    if any(len(r) != len(raekker[0]) for r in hele):
        return None
    plads = [raekker[0].index(f) for f in felter]
    return [[r[p].strip() for p in plads] for r in hele]


def _naboer(indhold: bytes) -> Tal | None:
    alle = laes_csv(indhold)
    hoved = list(NABOFELTER)
    if alle and len(alle[0]) == len(hoved) and sum(map(str.__ne__, alle[0], hoved)) == 1:
        alle = [hoved, *alle[1:]]  # what degrees are is seen by the figures too
    svar: dict[str, float] = {}
    for skrevet, by, lat, lon in _rene(alle, NABOFELTER) or []:
        navn, sted = " ".join(skrevet.split()), (_tal(lat), _tal(lon))
        if navn.startswith("i alt"):
            continue  # a total
        if None in sted or not navn or not by or f"{navn} {lat} {lon} lat" in svar:
            return None
        svar[f"{navn} {lat} {lon} lat"], svar[f"{navn} {lat} {lon} lon"] = sted  # type: ignore[assignment]
    return svar or None


def naboer() -> list[Fil]:
    """Return the whole file of clinics outside the region."""
    tabel = Tabel(NABOFELTER, NABOER)
    fil = Fil(
        *("naboer.csv", skriv_csv(tabel), _naboer, {}, tabel, skriv_csv, (2, 3), ()),
        egne=(*TABELLEN, *TEKSTEN),
    )
    return [fil]


def _nabotal(proeve: Proeve, mappe: Path, fil: Fil) -> Tal:
    sti = lagt(proeve, "naboklinikliste", mappe)
    ramme = laes_naboklinikker(sti, plan().omrids)
    # Where the naive reader has nothing, as with a note below, the file is named as it was.
    naboer = _naboer(sti.read_bytes()) or _naboer(fil.indhold) or {}
    naive = {n.rsplit(" ", 1)[0]: n for n in naboer}
    svar = {}
    for _, r in ramme.iterrows():
        # Named as the file writes the numbers, so that they can be held against it.
        skrevet = next(
            (n for n in naive if n.startswith(f"{r['navn']} ") and _passer(n, r["lat"], r["lon"])),
            f"{r['navn']} {r['lat']} {r['lon']}",
        )
        svar[f"{skrevet} lat"], svar[f"{skrevet} lon"] = float(r["lat"]), float(r["lon"])
    return svar


def _passer(navn: str, lat: float, lon: float) -> bool:
    *_, a, b = navn.split(" ")
    return float(a) == lat and float(b) == lon


def _aldre(indhold: bytes) -> Tal | None:
    raekker = _rene(laes_csv(indhold), ("kode", "aldersgruppe", "indbyggere"))
    svar: dict[str, float] = {}
    for kode, gruppe, antal in raekker or []:
        tal = _tal(antal)
        if tal is None or "." in antal or tal < 0 or f"{kode} {gruppe}" in svar:
            return None
        svar[f"{kode} {gruppe}"] = tal
    ventet = {f"{k} {g}" for k in plan().kommuner.index for g in _grupper()}
    if set(svar) != ventet:
        return None
    i_alt = {
        k: sum(v for n, v in svar.items() if n.startswith(f"{k} ")) for k in plan().kommuner.index
    }
    if not all(i_alt.values()):
        return None
    return {n: v / i_alt[n.split(" ")[0]] for n, v in svar.items()}


def _grupper() -> list[str]:
    t = plan().tabeller
    return list(dict.fromkeys(t.loc[t["tabel"] == "11", "raekke"]))


def aldre() -> list[Fil]:
    """Return the whole file of ages."""
    grupper = _grupper()
    raekker = [
        (str(kode), gruppe, str(round(antal * (2 + nr) / 54)))
        for kode, antal in plan().kommuner["indbyggere"].items()
        for nr, gruppe in enumerate(grupper)
    ]
    tabel = Tabel(("kode", "aldersgruppe", "indbyggere"), tuple(raekker))
    fil = Fil(
        *("aldre.csv", skriv_csv(tabel), _aldre, {}, tabel, skriv_csv, (2,), (0,)),
        egne=(*TABELLEN, *TEKSTEN),
    )
    return [fil]


def _proev_aldre(navn: str, indhold: bytes, fil: Fil) -> Dom:
    with tempfile.TemporaryDirectory() as mappe:
        sti = Path(mappe) / navn
        sti.write_bytes(indhold)
        ramme = laes_aldersfordeling(sti, plan())
    andele = ramme.div(ramme.sum(axis=1), axis=0)
    return Dom(TAGET, (), {f"{k} {g}": float(v) for (k, g), v in andele.stack().items()})


NABOKLINIKKER = Slags("naboklinikker", naboer, gennem_doeren("naboklinikker", plan, _nabotal))
ALDRE = Slags("aldre", aldre, _proev_aldre)
