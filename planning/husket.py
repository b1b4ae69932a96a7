"""What is worked out of a frozen value is kept with it, and forgotten with it.

As `functools.cached_property`, for functions that live elsewhere than the class: a page that is
drawn again, and the next user of the same dataset, read what is already worked out.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any, Concatenate, ParamSpec, TypeVar

import numpy as np
import pandas as pd

from planning.samme import Samme

P = ParamSpec("P")
E = TypeVar("E")
S = TypeVar("S")
#: Where a value keeps it, among its own attributes.
HUSKET = "_husket"
#: Answers kept of one function for one value, unless another number is given.
HOEJST = 8
#: What is the same only where it is the very same one.
EFTER_HVILKEN = (pd.DataFrame, pd.Series, np.ndarray, dict)

Funktion = Callable[Concatenate[E, P], S]


def husket(hoejst: int = HOEJST) -> Callable[[Funktion[E, P, S]], Funktion[E, P, S]]:
    """Return the decorator that keeps a function's last `hoejst` answers with its first argument.

    The first argument is an object that is never changed; the others are plain values, or frames
    that are not changed either. Nor may the answer be changed by the one who gets it: all get the
    same. What raises is not kept, nor what is asked with a value that cannot be hashed.
    """

    def pynt(funktion: Funktion[E, P, S]) -> Funktion[E, P, S]:
        tegning = signature(funktion)

        @wraps(funktion)
        def husker(ejer: E, *ord_: P.args, **navngivne: P.kwargs) -> S:
            alt: dict[Any, dict[Any, S]] = vars(ejer).setdefault(HUSKET, {})
            kendte = alt.setdefault(funktion, {})
            spurgt = tegning.bind(ejer, *ord_, **navngivne)
            spurgt.apply_defaults()
            _, *ord_og_navngivne = spurgt.arguments.values()
            noegle = tuple(
                Samme(v) if isinstance(v, EFTER_HVILKEN) else v for v in ord_og_navngivne
            )
            try:
                return kendte[noegle]
            except KeyError:
                svar = funktion(ejer, *ord_, **navngivne)
            except TypeError:  # it cannot be hashed
                return funktion(ejer, *ord_, **navngivne)
            # Sessions share the value: another may have made room, or the answer, meanwhile.
            for aeldst in list(kendte)[: max(0, len(kendte) + 1 - hoejst)]:
                kendte.pop(aeldst, None)
            kendte[noegle] = svar
            return svar

        return husker

    return pynt


def uden_husket(ejer: object) -> dict[str, Any]:
    """Return what a value is made of, without what was worked out of it: what is pickled."""
    return {navn: vaerdi for navn, vaerdi in vars(ejer).items() if navn != HUSKET}
