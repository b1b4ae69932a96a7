"""What residents get outside their own kommune: by the source, and by the model of access.

The source says who was treated (forbrug, by where they live) and who treated (produktion, by where
the clinic is). A kommune whose residents use a larger share than its clinics deliver gets the rest
from others. Access says the same of a model, which knows distances and nothing of what people
choose; how near it comes is what its decay with distance is chosen by.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planning.adgang import AFTAGEN, adgang
from planning.aktivitet import med_aktivitet, nettostroem
from planning.husket import husket
from planning.kapacitet import klinikkapacitet
from planning.plan import Plan

#: From here a figure says more than nothing, capacities.
TYDELIG = 0.5


@dataclass(frozen=True, eq=False)
class Borgerstroemme:
    """Capacities that residents get beyond those of their own kommune; negative is given away.

    kilden: index kode; kommune and a column for each speciale (by its code): its share of the
    kommuner's forbrug less that of their produktion, times the region's capacity; they sum to 0.
    It takes patients everywhere to get equally many ydelser. model: index
    kode, a column for each decay: netto of `planning.adgang`. valg: index decay; afvigelse (root
    mean square over kommuner of model less the mean of the specialer, capacities), valgt (how many
    times it comes nearest when one kommune is left out) and uden_adgang (residents with no capacity
    in reach). krydsvalideret: the deviation in the kommuner left out, by the decay the others
    chose; ingen: that of saying that nobody goes anywhere. aar: of the source.
    """

    kilden: pd.DataFrame
    model: pd.DataFrame
    valg: pd.DataFrame
    krydsvalideret: float
    ingen: float
    aar: int

    @property
    def specialer(self) -> list[str]:
        """The specialer the source has both sides of."""
        return [str(k) for k in self.kilden.columns if k != "kommune"]

    @property
    def kilden_middel(self) -> pd.Series:
        """The mean of the specialer, by kommune."""
        return self.kilden[self.specialer].mean(axis=1)

    def efter_den_naermeste(self, aftagen: str) -> float:
        """Return how much further from the source a decay is than the one nearest, capacities."""
        afvigelse = self.valg["afvigelse"]
        return float(afvigelse[aftagen] - afvigelse.min())

    def holdt_op(self, aftagen: str) -> pd.DataFrame:
        """Return model and source (the mean) side by side, the greatest gap first.

        Index kode; kommune, model, kilden, and modsat: one says that the kommune gets, the other
        that it gives, each at least `TYDELIG`.
        """
        ramme = self.kilden[["kommune"]].assign(
            model=self.model[aftagen], kilden=self.kilden_middel
        )
        tydelig = (ramme[["model", "kilden"]].abs() >= TYDELIG).all(axis=1)
        gab = (ramme["model"] - ramme["kilden"]).abs()
        ramme["modsat"] = tydelig & (ramme["model"] * ramme["kilden"] < 0)
        return ramme.loc[gab.sort_values(ascending=False).index]


@husket()
def borgerstroemme(plan: Plan) -> Borgerstroemme | None:
    """Return what residents get outside their kommune, or None where the source does not say.

    Of the last year of the tables the field names (tabel 14, 16, 24 and 26 in physiotherapy,
    Praksisplan for fysioterapi 2020, bilag 1, pp. 31-36), on the capacity of the clinic list.
    """
    kendte = set(plan.tabeller["tabel"])
    specialer = [s for s in med_aktivitet(plan) if {s.forbrug, s.produktion} <= kendte]
    if not specialer or not plan.opgoerelse.hele:
        return None
    i_alt = float(klinikkapacitet(plan)["kapacitet"].sum())
    kilden = pd.DataFrame({"kommune": plan.kommuner["kommune"]})
    for s in specialer:
        # Of the sum of the kommuner: shares of the region's figure would have capacity come from
        # nowhere.
        kilden[s.kode] = i_alt * nettostroem(plan, s.kode)["netto_point"] / 100
    alle = {navn: adgang(plan, navn) for navn in AFTAGEN}
    model = pd.DataFrame({navn: a.kommuner["netto"] for navn, a in alle.items()})
    middel = kilden.drop(columns="kommune").mean(axis=1)
    fejl = model.sub(middel, axis=0)
    valgt = {k: str(_afvigelse(fejl.drop(index=k)).idxmin()) for k in fejl.index}
    ude = [float(fejl.loc[k, navn]) for k, navn in valgt.items()]
    return Borgerstroemme(
        kilden=kilden,
        model=model,
        valg=pd.DataFrame(
            {
                "afvigelse": _afvigelse(fejl),
                "valgt": pd.Series(list(valgt.values())).value_counts().reindex(model.columns),
                "uden_adgang": pd.Series({n: a.region["uden_adgang"] for n, a in alle.items()}),
            }
        ).fillna({"valgt": 0}),
        krydsvalideret=float(np.sqrt(np.mean(np.square(ude)))),
        ingen=float(np.sqrt(np.mean(np.square(middel)))),
        aar=plan.fag.aktivitetsaar[-1],
    )


def _afvigelse(fejl: pd.DataFrame) -> pd.Series:
    return (fejl**2).mean().pow(0.5)
