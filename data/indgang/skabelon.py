"""What the program writes into a workbook of the user's, and must never read back as data.

A template has an example row and a sheet that explains its columns; a workbook with marked cells
has a sheet of findings. Both are filled in or mended and come back through the door.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.indgang.celler import Ark, kort_liste

#: The first cell of the example row begins so, and the first cell of a sheet that is not data.
EKSEMPEL, EGET_ARK = "Eksempel: ", "Praksiskort: "
#: A template is filled in by people: longer tables are not looked through for its example.
HOEJST_RAEKKER = 100_000


def er_eget(ark: Ark) -> bool:
    """Return whether a sheet is the program's own and no table of the user's."""
    foerste = ark.celler.iat[0, 0] if ark.celler.size else None
    return isinstance(foerste, str) and foerste.startswith(EGET_ARK)


def er_eksempel(celler: pd.DataFrame) -> np.ndarray:
    """Return which rows are a template's example: one of their cells says so."""
    svar = np.zeros(len(celler), dtype=bool)
    if len(celler) > HOEJST_RAEKKER:
        return svar
    for nr in range(celler.shape[1]):
        koder, unikke = pd.factorize(celler.iloc[:, nr])
        maerket = [isinstance(v, str) and v.lstrip().startswith(EKSEMPEL) for v in unikke]
        svar |= np.append(np.asarray(maerket, dtype=bool), False)[koder]
    return svar


def eksempeltekst(raekkenumre: list[int]) -> list[str]:
    """Return the sentence on the example rows that were left out, none without any."""
    if not raekkenumre:
        return []
    return [f"Række {kort_liste(raekkenumre)} er skabelonens eksempel og er ikke læst."]
