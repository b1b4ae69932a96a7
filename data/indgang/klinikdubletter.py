"""A clinic that stands twice in a file: the same row again, or two that contradict each other."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dansk import antal, opremsning
from data.fund import Fund
from data.indgang.art import ADVARSEL, LAEST, Kilde
from data.indgang.kolonner import ens
from data.indgang.spoergsmaal import Spoergsmaal, Svar, besvaret


def dubletter(
    klinik: pd.DataFrame,
    kendt: pd.Series,
    maengder: pd.DataFrame,
    kilde: Kilde,
    kolonner: Mapping[str, str],
    svar: Svar,
) -> tuple[pd.Index, list[Fund], list[Spoergsmaal]]:
    """Return the rows that are one clinic each, what is told, and the question of repeated rows.

    `klinik`: navn, ydernr, adresse and kommune_kode; `kendt`: the klinik_id where it is known. Two
    rows are of one clinic where the dataset knows them as one, or ydernummer (else the name) and
    address are the same. One ydernummer at two addresses is two clinics, and is told.
    """
    eget = klinik["ydernr"].where(klinik["ydernr"] != "", klinik["navn"].map(ens))
    noegle = eget + "|" + klinik["adresse"].map(ens) + "|" + klinik["kommune_kode"]
    noegle = noegle.where(kendt == "", kendt)
    igen = noegle.duplicated()
    foerste_af = {str(n): nr for nr, n in noegle[~igen].items()}
    fund: list[Fund] = []
    ens_raekker: list[int] = []
    kolonne = kolonner["ydernr" if "ydernr" in kolonner else "navn"]
    for nr in noegle.index[igen]:
        foerste = foerste_af[noegle[nr]]
        hvem = klinik.at[nr, "ydernr"] or klinik.at[nr, "navn"]
        samme = maengder.loc[nr].equals(maengder.loc[foerste]) and klinik.loc[
            nr, ["navn", "adresse"]
        ].equals(klinik.loc[foerste, ["navn", "adresse"]])
        if samme:
            ens_raekker.append(int(nr))
            besked = f"»{hvem}« står også i række {foerste}, med de samme tal."
            alvor = ADVARSEL
        else:
            besked = (
                f"»{hvem}« står også i række {foerste}, med andre oplysninger. Behold den rette, "
                "eller læg dem sammen."
            )
            alvor = "fejl"
        fund.append(kilde.fund(besked, raekke=int(nr), kolonne=kolonne, alvor=alvor))
    fund += _flere_adresser(klinik, noegle[~igen], kilde, kolonne)
    behold = noegle.index.difference(ens_raekker, sort=False)
    if not ens_raekker:
        return behold, fund, []
    spoergsmaal = Spoergsmaal(
        "dubletter",
        f"{antal(len(ens_raekker), 'række gentager', 'rækker gentager')} en klinik med de samme "
        f"tal (række {opremsning([str(r) for r in ens_raekker[:10]])}). Skal den tælle én gang?",
        (("en", "ja, tæl klinikken én gang"), ("nej", "nej, filen skal rettes")),
        "en",
    )
    valgt = besvaret(svar, spoergsmaal)
    if valgt == "nej":
        raekker = opremsning([str(r) for r in ens_raekker])
        fund.append(
            kilde.fund(f"Du har svaret, at filen skal rettes. Ret eller slet række {raekker}.")
        )
    return behold, fund, [spoergsmaal] if valgt is None else []


def _flere_adresser(
    klinik: pd.DataFrame, foerste: pd.Series, kilde: Kilde, kolonne: str
) -> list[Fund]:
    """Tell which ydernumre are at several addresses."""
    hver = klinik.loc[foerste.index]
    flere = hver[(hver["ydernr"] != "") & hver["ydernr"].duplicated(keep=False)]
    return [
        kilde.fund(
            f"Ydernummer {ydernr} har {len(gruppe)} adresser, som hver er en klinik her.",
            raekke=int(gruppe.index[-1]),
            kolonne=kolonne,
            alvor=LAEST,
        )
        for ydernr, gruppe in flere.groupby("ydernr")
    ]
