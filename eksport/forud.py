"""Printed maps made before anybody waits for them: while the order is looked at, and nothing else.

What is made is stored (`eksport.tegningslager`), so that whoever then asks for the documents finds
it; what may not be stored is not made. One order at a time, by a second process that gives way to
all else, and that ends when the documents are asked for.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from threading import Event, Lock, Thread

from eksport.figurer import Tegner
from eksport.medhjaelper import Medhjaelper
from eksport.pakke import Bestilt

#: Seconds for the one that is stopped to end, which is when its map is given up.
SLUT_S = 5.0


class Forud:
    """The work that goes on, if any; one for all who use the program."""

    def __init__(self) -> None:
        """Begin nothing yet."""
        self._laas, self._stop = Lock(), Event()
        self._noegle = ""
        self._traad: Thread | None = None
        self._hjaelper: Medhjaelper | None = None

    def begynd(self, noegle: str, bestilt: Iterable[Bestilt]) -> None:
        """Begin to make what is not stored of some maps; nothing where others are being made.

        `noegle` tells one order from another: the last one is not looked through again each time
        the page is drawn.
        """
        with self._laas:
            if noegle == self._noegle or (self._traad is not None and self._traad.is_alive()):
                return
            self._noegle = noegle
            self._stop = Event()
            self._traad = Thread(
                target=self._lav, args=(tuple(bestilt), self._stop), name="forud", daemon=True
            )
            self._traad.start()

    def stop(self) -> None:
        """End it, and give its process and memory back: somebody waits for the documents now."""
        with self._laas:
            self._noegle = ""  # what is left of it may be begun anew
            self._stop.set()
            if self._hjaelper is not None:
                self._hjaelper.afbryd()
            if self._traad is not None:
                self._traad.join(SLUT_S)

    def vent(self, sekunder: float) -> None:
        """Wait until what was begun is made, at most so many seconds."""
        if self._traad is not None:
            self._traad.join(sekunder)

    def _lav(self, bestilt: tuple[Bestilt, ...], stop: Event) -> None:
        try:
            mangler = [
                (figur.tegner, nye)
                for figur, filtyper, format_ in bestilt
                if isinstance(figur.tegner, Tegner)
                and not stop.is_set()
                and (nye := figur.tegner.mangler_i_lageret(filtyper, format_))
            ]
            if not mangler or stop.is_set():
                return
            with Medhjaelper(giver_plads=True) as self._hjaelper:
                for tegner, nye in mangler:
                    if stop.is_set() or not self._hjaelper.er_der:
                        return
                    tegner.gem_forud(self._hjaelper, nye)
        except Exception:  # it is made when it is asked for, and told there why it cannot be
            logging.getLogger("praksiskort").debug("kortene blev ikke tegnet forud", exc_info=True)


FORUD = Forud()
