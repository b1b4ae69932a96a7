"""Figures of the source's tables and lists, found by what is searched for.

Of the list of clinics: what is counted from it where tabel 1 has another figure. Of the waits:
every answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from dansk import antal, kapaciteter, tal
from planning.husket import husket
from planning.plan import Herkomst, Plan
from planning.status import status
from planning.ventetid import ventetid
from tabeller.datasaet import TRYKTE_FELTER, med_navne
from tabeller.kilder import kilde
from tabeller.tabel import Kolonne, Tabel

#: So many figures of a search are shown.
HOEJST_FUNDNE = 50
#: A table by its number.
TABELNUMMER = re.compile(r"\btabel (\d+)\b")
#: A number as it is typed; `80-120` is a word.
TAL = re.compile(r"[−-]?\d[\d.,]*")
INTET_FUNDET = (
    "Intet fundet. Et tal skal skrives helt, som kilden har det; de fleste tal, Praksiskort selv "
    "regner, står ikke i den."
)
#: What stands for the number of a table, where a figure is counted of the list of clinics.
KLINIKLISTEN = "kliniklisten"
#: What tabel 1 has, in the words of the other tables: measure and unit.
TABEL1_MAAL = {
    "over30": ("Kapacitet over 30 timer", "antal"),
    "under30": ("Kapacitet under 30 timer", "antal"),
    "indbyggere": ("Indbyggere", "antal"),
    "indbyggere_pr_kapacitet": ("Indbyggere pr. kapacitet", "antal"),
}


def soegte_tal(plan: Plan, soegt: str) -> Tabel:
    """Return the figures that hold every word searched for, printed ones as they are printed.

    `tabel 26` is that table. A word is looked for in the table's title, the row and the measure; a
    number is to be the whole figure (4.571 or 4571), year, speciale or number of the table. At most
    `HOEJST_FUNDNE`, and the note says of how many.
    """
    ramme = _soegbare(plan)
    med = np.ones(len(ramme), bool)
    soegt = " ".join(soegt.casefold().split())
    for nummer in TABELNUMMER.findall(soegt):
        med &= (ramme["tabel"] == nummer).to_numpy(bool)
    for ord_ in TABELNUMMER.sub("", soegt).split():
        if TAL.fullmatch(ord_):
            helt = _uden_punkter(ord_)
            med &= np.array([helt in felter for felter in ramme["tallene"]], bool)
        else:
            med &= np.array([ord_ in ordene for ordene in ramme["ordene"]], bool)
    fundne = ramme[med]
    return Tabel(
        "soegte-tal",
        "Tal i kildens tabeller og lister",
        fundne.head(HOEJST_FUNDNE),
        (Kolonne("hvor", "Hvor"), Kolonne("titel", "Tabel", bredde=2.4), *TRYKTE_FELTER),
        kilde(plan, "tabel1", "tabeller", "kapaciteter", "ventetider"),
        _hvor_mange(len(fundne)),
        i_dokument=False,
    )


@husket()
def _soegbare(plan: Plan) -> pd.DataFrame:
    """Return every printed figure with where it stands, its words and its numbers."""
    om = plan.tabelliste[["titel", "side"]].astype(str)
    ramme = med_navne(plan.tabeller).join(om, on="tabel")
    if not plan.tabel1.empty:
        ramme = pd.concat([_af_tabel1(plan), ramme], ignore_index=True)
        ramme = pd.concat([ramme, _af_kliniklisten(plan)], ignore_index=True)
    ramme = pd.concat([ramme, _af_ventetiderne(plan)], ignore_index=True)
    ramme = ramme.fillna({"titel": "", "side": "", "speciale": "", "aar": "", "hvor": ""})
    return ramme.assign(
        hvor=[r.hvor or f"Tabel {r.tabel}, s. {r.side}" for r in ramme.itertuples()],
        ordene=[
            f"tabel {r.titel} {r.raekke} {r.maal} {r.enhed}".casefold() for r in ramme.itertuples()
        ],
        tallene=[
            {
                _uden_punkter(str(t))
                for t in (r.tabel, r.raekke, r.aar, r.speciale, kapaciteter(r.vaerdi))
            }
            for r in ramme.itertuples()
        ],
    )


def _af_tabel1(plan: Plan) -> pd.DataFrame:
    """Return tabel 1 as the other tables are: a figure a row."""
    om, maal = plan.herkomst["tabel1"], [k for k in TABEL1_MAAL if k in plan.tabel1]
    lang = plan.tabel1.melt("omraade", maal, "maal", "vaerdi").rename(columns={"omraade": "raekke"})
    return lang.assign(
        maal=[TABEL1_MAAL[k][0] for k in lang["maal"]],
        enhed=[TABEL1_MAAL[k][1] for k in lang["maal"]],
        **{"tabel": "1", "speciale": "", "aar": om.dato, "note": ""},
        **{"titel": om.titel, "side": om.side},
    )


def _af_kliniklisten(plan: Plan) -> pd.DataFrame:
    """Return what is counted of the list of clinics, where it is not as tabel 1 has it."""
    liste, trykt = status(plan, "klinikliste").kommuner, status(plan, "tabel1").kommuner
    uenige = liste[liste["kapacitet"].astype(float) != trykt["kapacitet"].astype(float)]
    # As it is written everywhere: residents to a capacity are whole, and half is up.
    hele = np.floor(uenige["indbyggere_pr_kapacitet"].astype(float) + 0.5)
    raekker = [
        (r.kommune, maal, vaerdi)
        for r in uenige.itertuples()
        for maal, vaerdi in (
            ("Kapacitet, talt op", float(r.kapacitet)),
            (
                "Indbyggere pr. kapacitet, regnet",
                hele[r.Index],
            ),
        )
    ]
    return _som_trykt(raekker, "antal", plan.herkomst.get("kapaciteter"), KLINIKLISTEN)


def _af_ventetiderne(plan: Plan) -> pd.DataFrame:
    """Return every wait that is told, in weeks: one figure, or the lowest and highest answer."""
    raekker = [
        (r.kommune, f"Ventetid til {plan.fag.ventetype(r.type).i_saetning}{hale}", vaerdi)
        for r in ventetid(plan).dropna(subset="uger_max").itertuples()
        for hale, vaerdi in (
            [("", r.uger_max)]
            if r.uger_min == r.uger_max
            else [(", laveste svar", r.uger_min), (", højeste svar", r.uger_max)]
        )
    ]
    return _som_trykt(raekker, "uger", plan.herkomst.get("ventetider"), "ventetider")


def _som_trykt(
    raekker: Sequence[tuple[str, str, float]], enhed: str, om: Herkomst | None, liste: str
) -> pd.DataFrame:
    """Return figures of a list (row, measure, figure) with the columns of a printed table's."""
    side = f", s. {om.side}" if om and om.side else ""
    return pd.DataFrame(raekker, columns=["raekke", "maal", "vaerdi"]).assign(
        enhed=enhed,
        tabel=liste,
        hvor=f"{om.tabel or om.fil}{side}" if om else liste.capitalize(),
        titel=om.titel if om else "",
        aar=om.dato if om else "",
        note="",
    )


def _uden_punkter(skrevet: str) -> str:
    """Who searches may leave out the points that part thousands."""
    return skrevet.replace(".", "")


def _hvor_mange(fundet: int) -> str:
    if fundet > HOEJST_FUNDNE:
        return f"De første {tal(HOEJST_FUNDNE)} af {tal(fundet)}: skriv flere ord."
    return f"{antal(fundet, 'tal', 'tal')} fundet." if fundet else INTET_FUNDET
