"""Who pays: what each kommune's residents cost, and what a change of capacity can do to it.

The kommune where the patient lives pays for vederlagsfri fysioterapi, wherever the clinic is
(Praksisplan for fysioterapi 2020, 2.1.4, p. 7): a flytning moves no payer. What it may move is how
much residents use and where; how much is in no source. So the budget is shown as it was, and as it
would be if residents used as much as others do: a model that knows nothing of age or illness.

What a kommune paid is not printed. It is patients times what each cost (in physiotherapy tabel 26
and 23, pp. 34-36, at the prices of 2018), exact in whole kroner, and is held against the total the
region is printed with (tabel 21, p. 34).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import pandas as pd

from dansk import Inputfejl
from planning.aktivitet import med_aktivitet, nettostroem, raekkenavne, udgift_pr_borger
from planning.fag import Speciale
from planning.flytning import aendringer, forloeb
from planning.husket import husket
from planning.overenskomst import Overenskomst, beloeb_kr, halvt_op, overenskomster
from planning.plan import REGION, REGIONSRAEKKE, Plan
from planning.tiltag import Tiltag

#: An expense is printed in millions with one decimal.
MIO, TRYKT_TRIN = 1_000_000, 100_000


def kommunens_speciale(plan: Plan) -> Speciale | None:
    """Return the first speciale with activity that the kommune pays for; None without one."""
    return next((s for s in med_aktivitet(plan) if s.betaler == "kommune"), None)


def betalte(plan: Plan) -> Mapping[str, str]:
    """Return the name, by code, of what a kommune pays for and the tables have the expense of."""
    egne = {s.kode: s.navn for s in plan.fag.specialer if s.betaler == "kommune"}
    alle = egne | dict(plan.fag.andre_kommunale)
    return {kode: navn for kode, navn in alle.items() if har_udgift(plan, kode)}


def har_udgift(plan: Plan, kode: str) -> bool:
    """Say whether the expense of a speciale is told kommune by kommune in the last year."""
    if plan.tabeller.empty or kode not in set(plan.tabeller["speciale"]):
        return False
    return bool(udgifter(plan, kode)["kr"].drop(index=REGIONSRAEKKE).notna().any())


@husket(32)
def udgifter(plan: Plan, kode: str, aar: int | None = None) -> pd.DataFrame:
    """Return what the residents of each kommune cost in a year, the region last.

    Index kode and 'region'; kommune, patienter and kr_pr_patient (as printed; NaN where they are
    not), kr (their product; in the region the sum of the kommuner that have one), andel_pct (of
    that sum), kr_pr_indbygger (of residents as the plan has them, in the same kommuner) and
    afvigelse_pct (of kr_pr_indbygger from the region's, percent).
    `kode`: a speciale of the tables, not only of the field. The last year of the tables unless
    given. Raises Inputfejl for a speciale neither knows.
    """
    aar = plan.fag.aktivitetsaar[-1] if aar is None and plan.fag.aktivitetsaar else aar
    pris = udgift_pr_borger(plan, kode, aar)
    ramme = pris.rename(columns={"kr": "kr_pr_patient"}).drop(columns="tabel")
    ramme.insert(1, "patienter", _patienter(plan, kode, aar))
    kr = (ramme["patienter"] * ramme["kr_pr_patient"]).drop(index=REGIONSRAEKKE)
    kendte = kr.dropna().index
    folk = plan.kommuner["indbyggere"].astype(float)
    i_alt = float(kr[kendte].sum()) if len(kendte) else float("nan")
    folk_i_alt = float(folk[kendte].sum()) if len(kendte) else float("nan")
    hver = pd.concat([kr, pd.Series({REGIONSRAEKKE: i_alt})])
    middel = i_alt / folk_i_alt
    pr_indbygger = pd.concat([kr / folk, pd.Series({REGIONSRAEKKE: middel})])
    return ramme.assign(
        kr=hver,
        andel_pct=100 * hver / i_alt,
        kr_pr_indbygger=pr_indbygger,
        afvigelse_pct=100 * (pr_indbygger / middel - 1),
    )


def _patienter(plan: Plan, kode: str, aar: int | None) -> pd.Series:
    """Return the residents treated as printed, by kode, of the table that has the kommuner."""
    t, navne = plan.tabeller, raekkenavne(plan)
    if t.empty:
        return pd.Series(float("nan"), index=navne.index)
    valgt = t[(t["maal"] == "antal_borgere") & (t["speciale"] == kode) & (t["aar"] == aar)]
    tabeller = valgt.loc[valgt["raekke"].isin(plan.kommuner["kommune"]), "tabel"].unique()
    valgt = valgt[valgt["tabel"].isin(tabeller[:1])]
    return navne.map(valgt.set_index("raekke")["vaerdi"]).astype(float)


@husket()
def udgiftskontrol(plan: Plan, kode: str) -> pd.DataFrame:
    """Return the sum of the kommuner beside the total the region is printed with, year by year.

    Index aar; regnet_kr (the sum), trykt_kr (the printed mio. kr.; NaN where there is none),
    forskel_kr, forskel_pct (printed less sum, in percent of printed), som_trykt (bool): whether
    the sum is the printed one, rounded as it is; and regionens_kr: the region's own patients times
    its own price, where who was treated in two kommuner counts once. Of a speciale with
    `har_udgift`.
    """
    aarene = list(plan.fag.aktivitetsaar)
    regionen = [udgifter(plan, kode, aar).loc[REGIONSRAEKKE] for aar in aarene]
    ramme = pd.DataFrame(
        {
            "regnet_kr": [r["kr"] for r in regionen],
            "regionens_kr": [r["patienter"] * r["kr_pr_patient"] for r in regionen],
        },
        index=pd.Index(aarene, name="aar"),
    )
    ramme["trykt_kr"] = trykt_udgift(plan, kode)
    forskel = ramme["trykt_kr"] - ramme["regnet_kr"]
    return ramme.assign(
        forskel_kr=forskel,
        forskel_pct=100 * forskel / ramme["trykt_kr"],
        som_trykt=(ramme["regnet_kr"] / TRYKT_TRIN + 0.5).floordiv(1) * TRYKT_TRIN
        == ramme["trykt_kr"],
    )


@husket()
def skifter_retning(plan: Plan, speciale: Speciale, aar: int) -> tuple[str, ...]:
    """Return the kommuner that get by the number treated, and give by what it cost, or opposite.

    Their names; a test of taking patients to get equally many ydelser. Empty where the expense is
    not told.
    """
    stroem = nettostroem(plan, speciale.kode, aar).drop(index=REGIONSRAEKKE)
    i_kroner = udgifter(plan, speciale.kode, aar)["andel_pct"] - stroem["produktion_pct"]
    modsat = stroem["netto_point"] * i_kroner.reindex(stroem.index) < 0
    return tuple(stroem.loc[modsat, "kommune"])


def trykt_udgift(plan: Plan, kode: str) -> pd.Series:
    """Return the expense of the region as printed, in kr. by year; NaN where there is none."""
    t = plan.tabeller
    trykt = t[
        (t["maal"] == "udgift_mio_kr")
        & (t["speciale"] == kode)
        & t["raekke"].isin([REGION, REGION.removeprefix("Region ")])
    ]
    mio = trykt.set_index("aar")["vaerdi"].reindex(list(plan.fag.aktivitetsaar))
    return (mio.astype(float) * MIO).round()


#: What can be followed over the years, each a column of `nettostroem` or `udgifter`.
STROEMTAL = ("netto_point", "selvforsyning_pct")
UDGIFTSTAL = ("kr_pr_patient", "kr")


def udvikling(plan: Plan, kode: str, hvad: str) -> pd.DataFrame:
    """Return a figure per kommune year by year, the region last: kommune, and a column a year.

    `hvad`: one of `STROEMTAL` or `UDGIFTSTAL`. NaN where it is not told. Raises as
    `planning.aktivitet.nettostroem`, and Inputfejl for another figure.
    """
    if hvad not in (*STROEMTAL, *UDGIFTSTAL):
        raise Inputfejl(f"Ukendt tal: »{hvad}«.")
    hent = nettostroem if hvad in STROEMTAL else udgifter
    ud = pd.DataFrame({"kommune": raekkenavne(plan)})
    for aar in plan.fag.aktivitetsaar:
        ud[str(aar)] = hent(plan, kode, aar)[hvad]
    return ud


@dataclass(frozen=True, eq=False)
class Budget:
    """What a speciale cost each kommune, and would cost by the use of others.

    kommuner: index kode and 'region'; kommune, indbyggere, kr, kr_pr_indbygger, and in whole kr.
    som_middel (residents times the mean of the kommuner together) and som_hoejest (times that of
    `hoejest`, the kode of the kommune that costs most a resident), and what each is more than kr:
    mere_som_middel, mere_som_hoejest. NaN where the expense is not told; the region is all of them.
    """

    speciale: Speciale
    aar: int
    hoejest: str
    kommuner: pd.DataFrame = field(repr=False)


@husket()
def budget(plan: Plan) -> Budget | None:
    """Return what the speciale of the kommuner costs each; None where the tables do not say.

    Residents are those of the plan, and the expense that of the last year of the tables.
    """
    speciale = kommunens_speciale(plan)
    if speciale is None or not har_udgift(plan, speciale.kode):
        return None
    ramme = udgifter(plan, speciale.kode).drop(index=REGIONSRAEKKE)
    ramme = ramme[["kommune", "kr", "kr_pr_indbygger"]]
    ramme.insert(1, "indbyggere", plan.kommuner["indbyggere"].astype(float))
    kendte = ramme.index[ramme["kr"].notna() & (ramme["indbyggere"] > 0)]
    folk = {k: Fraction(str(ramme.at[k, "indbyggere"])) for k in kendte}
    kr = {k: Fraction(str(ramme.at[k, "kr"])) for k in kendte}
    middel = sum(kr.values(), Fraction()) / sum(folk.values(), Fraction())
    hoejest = max(kendte, key=lambda k: kr[k] / folk[k])
    priser = {"middel": middel, "hoejest": kr[hoejest] / folk[hoejest]}
    for navn, pris in priser.items():
        som = pd.Series({k: float(halvt_op(folk[k] * pris)) for k in kendte}, dtype=float)
        ramme[f"som_{navn}"] = som
        ramme[f"mere_som_{navn}"] = som - ramme["kr"]
    i_alt = ramme.loc[kendte, ["indbyggere", "kr"]].sum()
    # Not the sum of what is rounded: all that use the mean use what they do.
    som = {n: float(halvt_op(sum(folk.values()) * p)) for n, p in priser.items()}
    region = {"kommune": REGION, **i_alt, "kr_pr_indbygger": float(middel)}
    region |= {f"som_{n}": v for n, v in som.items()}
    region |= {f"mere_som_{n}": v - i_alt["kr"] for n, v in som.items()}
    ramme = pd.concat([ramme, pd.DataFrame([region], index=[REGIONSRAEKKE])])
    return Budget(speciale, plan.fag.aktivitetsaar[-1], str(hoejest), ramme)


def aftale_med_beloeb(plan: Plan) -> Overenskomst | None:
    """Return the last agreement by which a capacity of the field is an amount; None without one."""
    return next((o for o in reversed(overenskomster(plan.fag)) if beloeb_kr(plan.fag, o)), None)


def flytningens_betaling(plan: Plan, tiltag: Sequence[Tiltag]) -> pd.DataFrame:
    """Return what tiltag may move of produktion, and what use costs the kommuner they touch.

    Index kode, the kommune that loses most capacity first; kommune, kapacitet (what its clinics
    gain, capacities), for each speciale hoejst_<kode> (kr. a year the clinics gain before the cut
    of the last agreement with amounts, were all of it used on that speciale; a joint capacity is
    one or the other, and NaN is a speciale that is not of the tiltag), and the columns of
    `Budget.kommuner` (NaN where the tables do not say). No column is what a kommune will pay: the
    payer of a treatment does not move. Empty without tiltag. Raises Inputfejl as
    `planning.flytning.forloeb`.
    """
    aftale = aftale_med_beloeb(plan)
    beloeb = beloeb_kr(plan.fag, aftale) if aftale else {}
    kommune_af = forloeb(plan, tiltag)[-1].klinikker["kommune_kode"]
    led = [
        {"kode": str(kommune_af[a.klinik_id]), "kapacitet": a.kapacitet}
        | {
            f"hoejst_{kode}": float(round(a.kapacitet * kr))
            for kode, kr in beloeb.items()
            # A capacity that is joint may be used on any of them, in full.
            if plan.opgoerelse.faelles or a.speciale == kode
        }
        for t in tiltag
        for a in aendringer(plan, t)
    ]
    navne = ["kapacitet", *(f"hoejst_{kode}" for kode in beloeb)]
    ramme = pd.DataFrame(led, columns=["kode", *navne]).groupby("kode").sum(min_count=1)
    ramme = ramme.sort_values("kapacitet", kind="stable")
    penge = budget(plan)
    ud = plan.kommuner[["kommune"]].join(ramme, how="right")
    return ud if penge is None else ud.join(penge.kommuner.drop(columns="kommune"))
