"""What is asked about one file while it is read, so that all is asked at once."""

from __future__ import annotations

from data.indgang.spoergsmaal import Spoergsmaal, Svar, Ubesvaret, besvaret


class Samtale:
    """The answers that were given, and the questions that wait for one.

    A reader asks where it must know, goes on with its guess where it has one, and `afslut` raises
    what is still unanswered.
    """

    def __init__(self, fil: str, svar: Svar) -> None:
        self.fil, self.svar = fil, svar
        self.ubesvarede: list[Spoergsmaal] = []

    def spoerg(self, spoergsmaal: Spoergsmaal, gaet: str | None = None) -> str | None:
        """Return the answer to a question; else remember it and return the guess.

        Raises Inputfejl for an answer that is not among those there are.
        """
        svar = besvaret(self.svar, spoergsmaal)
        if svar is not None:
            return svar
        if all(andet.noegle != spoergsmaal.noegle for andet in self.ubesvarede):
            self.ubesvarede.append(spoergsmaal)
        return gaet

    def kraev(self, spoergsmaal: Spoergsmaal, gaet: str | None = None) -> str:
        """Return the answer or the guess; without either nothing more can be read."""
        svar = self.spoerg(spoergsmaal, gaet)
        if svar is None:
            raise Ubesvaret(self.fil, self.ubesvarede)
        return svar

    def afslut(self) -> None:
        """Raise Ubesvaret with every question that waits for an answer, if there are any."""
        if self.ubesvarede:
            raise Ubesvaret(self.fil, self.ubesvarede)
