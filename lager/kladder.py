"""Drafts: what a group is working on, kept as it is made, so that a reload loses nothing.

A draft is known by a key nobody guesses, and is no saved scenario: it has no name, no versions and
no log, and one that nobody has touched for long is forgotten.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, delete, select

from dansk import Inputfejl, tal
from lager.scenarielager import Lager
from lager.tabeller import kladde as tabel

#: A draft untouched for so long is forgotten, and the oldest when there are more than so many.
HOEJST_DAGE = 180
HOEJST_KLADDER = 2_000  # drafts that are kept, the last touched
HOEJST_TEGN = 500_000  # characters of a draft
NOEGLE = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Kladde:
    """A draft: its key, how often it has been saved, and its content as plain values for JSON."""

    id: str
    nr: int
    indhold: Mapping[str, Any]


def hent(lager: Lager, id: str) -> Kladde | None:
    """Return a draft, or None when there is none by that key or it cannot be read.

    Raises Lagerfejl when the database fails.
    """
    if not NOEGLE.fullmatch(id):
        return None
    with lager.laes() as forbindelse:
        raekke = forbindelse.execute(select(tabel).where(tabel.c.id == id)).first()
    if raekke is None:
        return None
    try:
        indhold = json.loads(raekke.indhold)
    except ValueError:
        return None
    return Kladde(id, raekke.nr, indhold) if isinstance(indhold, dict) else None


def gem(
    lager: Lager, foer: Kladde | None, indhold: Mapping[str, Any], *, forgren: bool = True
) -> Kladde | None:
    """Save what is worked on, and return the draft it now is.

    `foer` is the draft as it was read or last saved. When someone else has saved it since, theirs
    stays and this becomes a draft of its own: look at the key. Without `forgren` it then is not
    saved, and None is returned. Raises Inputfejl when the content is too long, Lagerfejl when the
    database fails.
    """
    tekst = json.dumps(indhold, ensure_ascii=False, allow_nan=False)
    if len(tekst) > HOEJST_TEGN:
        raise Inputfejl(
            f"Kladden fylder {tal(len(tekst))} tegn, og der er plads til {tal(HOEJST_TEGN)}. Gem "
            "scenariet, og begynd på et nyt."
        )
    nu = datetime.now(UTC)
    with lager.skriv() as forbindelse:
        if foer is not None:
            ny = replace(foer, nr=foer.nr + 1, indhold=indhold)
            raekker = forbindelse.execute(
                tabel.update()
                .where(tabel.c.id == foer.id, tabel.c.nr == foer.nr)
                .values(nr=ny.nr, indhold=tekst, gemt=nu)
            )
            if raekker.rowcount:
                return ny
            if not forgren:
                return None
        ny = Kladde(uuid4().hex, 1, indhold)
        forbindelse.execute(tabel.insert().values(id=ny.id, nr=1, indhold=tekst, gemt=nu))
        _glem(forbindelse, nu)
    return ny


def _glem(forbindelse: Connection, nu: datetime) -> None:
    forbindelse.execute(delete(tabel).where(tabel.c.gemt < nu - timedelta(days=HOEJST_DAGE)))
    nyeste = select(tabel.c.id).order_by(tabel.c.gemt.desc()).limit(HOEJST_KLADDER)
    forbindelse.execute(delete(tabel).where(tabel.c.id.not_in(nyeste)))
