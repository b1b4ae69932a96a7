"""Whether each clinic of a proposal is the best in its place, on ground that is shaken.

No other clinic of its kommune in its place, the rest as proposed, has a better total: what the
search of `planning.klinikvalg` ends in, and so true of all in a proposal where nothing is shaken.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from planning import effekt as e
from planning.egn import Egn, Stande, med_folk, stand
from planning.forslagskrav import Rammer
from planning.klinikvalg import Rolle, Valg, bytninger, score, stande_efter
from planning.plan import Plan
from planning.rystelser import Traek, efter_omraade
from planning.varianter import paa_andre_tider


class Klinikpladser:
    """The places of a proposal's clinics, and the other choices there are for each.

    `roller` are the places, with how many other clinics could be there. `bytter_givere` as
    `planning.klinikvalg`: where clinics that give are bound by a second aim, no other could.
    """

    def __init__(
        self,
        plan: Plan,
        r: Rammer,
        valg: Valg,
        bytter_givere: bool,
        graense: float = e.STANDARDGRAENSE,
        speciale: str | None = None,
    ) -> None:
        naboer = list(bytninger(r, *valg, bytter_givere))
        andre = Counter(rolle for rolle, _ in naboer)
        egne = [
            (retning, int(klinik), int(art))
            for retning, antal in enumerate(valg)
            for klinik, art in zip(*np.nonzero(antal), strict=True)
        ]
        self.roller: dict[Rolle, int] = {rolle: andre[rolle] for rolle in egne}
        self._plads = np.array([egne.index(rolle) for rolle, _ in naboer], np.intp)
        self._valgene: list[Valg] = [valg, *(andet for _, andet in naboer)]
        self._plan, self._r, self._graense, self._speciale = plan, r, graense, speciale
        self._grunde = {1.0: plan, **dict(paa_andre_tider(plan))}
        self._stande: dict[float, tuple[Stande, Stande]] = {}
        kommuneplan = plan.efter_kommune
        self._indbyggere = kommuneplan.kommuner["indbyggere"].to_numpy(float)
        self._kommune = kommuneplan.kommuner.index.get_indexer(kommuneplan.punkter["kommune_kode"])

    def bedste(self, t: Traek) -> NDArray[np.bool_]:
        """Return of each place whether its clinic is the best there in a draw."""
        foer, efter = self._paa_grund(t)
        kriterier = e.gaeldende(self._plan, self._graense, self._speciale, foer)
        vaegte = dict(zip(e.STANDARDVAEGTE, t.vaegte.tolist(), strict=True))
        eget, *andres = score(kriterier, vaegte, foer, efter).tolist()
        bedst = np.ones(len(self.roller), bool)
        bedst[self._plads[np.array(andres) > eget + e.AFRUNDING]] = False
        return bedst

    def _paa_grund(self, t: Traek) -> tuple[Stande, Stande]:
        """Return the state before and all there could be after, on the ground of a draw."""
        if t.faktor not in self._stande:
            foer = stand(self._grunde[t.faktor], self._speciale)
            self._stande[t.faktor] = foer, stande_efter(foer, self._r, self._valgene)
        foer, efter = self._stande[t.faktor]
        egn = foer.egn
        personer = egn.personer * (t.indbyggere / self._indbyggere)[self._kommune]
        egn = replace(
            med_folk(egn, personer),
            indbyggere=efter_omraade(self._plan, t.indbyggere),
            uger=t.uger,
        )
        return _med_folk(foer, egn), _med_folk(efter, egn)


def _med_folk(s: Stande, egn: Egn) -> Stande:
    """Return the same states with other people: who is nearest to what is as before."""
    ny = Stande(egn, s.kapacitet, s.rettigheder)
    vars(ny).update(aabne=s.aabne, naermeste=s.naermeste)
    return ny
