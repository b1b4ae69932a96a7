"""A disk cache of travel times: made once from the same ground and places, then only read.

A file is believed only if it says it was made from the same things and its content still has the
checksum it was written with; anything else is made again. The cache is a convenience: a folder
that cannot be read or written costs time, never an answer.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from affine import Affine
from numpy.typing import NDArray

from geo.rejsetid import Fremdrift, Rejsetid

FORMAT = "praksiskort-rejsetid-2"  # change it when the model or the file changes its meaning
FELTER = tuple(f.name for f in fields(Rejsetid))

_NOEGLE = re.compile(r"[0-9a-f]{64}")


def fingeraftryk(*dele: object) -> str:
    """Return the sha256 (64 hex digits) of everything a travel matrix is made from.

    Takes arrays, frames, series and layers (values, index, column names, dtypes, geometry, CRS),
    dataclasses (name and fields), mappings, sequences, text, bytes, numbers, booleans and None;
    raises TypeError for anything else. The file format's version is part of the print.
    """
    sum_ = hashlib.sha256(FORMAT.encode())
    for del_ in dele:
        _tilfoej(sum_, del_)
    return sum_.hexdigest()


def hent_eller_byg(
    noegle: str,
    byg: Callable[[Fremdrift], Rejsetid],
    mappe: Path,
    fremdrift: Fremdrift | None = None,
    form: tuple[int, int] | None = None,
) -> Rejsetid:
    """Return the travel times stored under `noegle`, or build and store them.

    `noegle` is a `fingeraftryk`. `byg` gets a function to report the share done to, 0 to 1; a hit
    reports 1 at once. With `form` (n_punkter, n_klinikker) a file of another shape is not
    believed. Raises ValueError for a key that is no fingerprint, and what `byg` raises.
    """
    if not _NOEGLE.fullmatch(noegle):
        raise ValueError(f"not a fingerprint: {noegle!r}")
    meld = fremdrift or (lambda _: None)
    gemt = hent(noegle, mappe, form)
    if gemt is not None:
        meld(1.0)
        return gemt
    ny = byg(meld)
    skriv_felter(_fil(mappe, noegle), noegle, {n: getattr(ny, n) for n in FELTER})
    return ny


def hent(noegle: str, mappe: Path, form: tuple[int, int] | None = None) -> Rejsetid | None:
    """Return the travel times stored under `noegle`; None where there are none to be believed."""
    return _laes(_fil(mappe, noegle), noegle, form)


def _fil(mappe: Path, noegle: str) -> Path:
    return Path(mappe) / f"rejsetid-{noegle}.npz"


def _laes(fil: Path, noegle: str, form: tuple[int, int] | None) -> Rejsetid | None:
    """Return what a file holds, or None unless it is whole, ours, and of this key and shape."""
    felter = laes_felter(fil, noegle)
    if felter is None or tuple(felter) != FELTER:
        return None
    minutter, km = felter["minutter"], felter["km"]
    if minutter.ndim != 2 or minutter.shape != km.shape or form not in (None, minutter.shape):
        return None
    return Rejsetid(**felter)


def laes_felter(fil: Path, noegle: str) -> dict[str, NDArray] | None:
    """Return the arrays of a file by name; None unless it is whole, ours, and of this key."""
    try:
        # Opened here, since numpy leaves a file it cannot read open.
        with fil.open("rb") as ind, np.load(ind, allow_pickle=False) as arkiv:
            maerke = json.loads(str(arkiv["maerke"]))
            felter = {navn: arkiv[navn] for navn in arkiv.files if navn != "maerke"}
    except Exception:  # whatever a broken or foreign file does, it is only made again
        return None
    return felter if maerke == _maerke(noegle, felter) else None


def skriv_felter(fil: Path, noegle: str, felter: dict[str, Any]) -> None:
    """Write a file whole or not at all; do nothing if the folder cannot be written."""
    midlertidig = None
    try:
        fil.parent.mkdir(parents=True, exist_ok=True)
        haandtag, midlertidig = tempfile.mkstemp(dir=fil.parent, prefix=".", suffix=".tmp")
        with os.fdopen(haandtag, "wb") as ud:
            np.savez(ud, maerke=np.array(json.dumps(_maerke(noegle, felter))), **felter)
        os.replace(midlertidig, fil)
    except OSError:
        if midlertidig is not None:
            Path(midlertidig).unlink(missing_ok=True)


def _maerke(noegle: str, felter: dict[str, NDArray]) -> dict[str, str]:
    """Return a file's label: its format, what it was made from, and the sum of its content."""
    return {"format": FORMAT, "noegle": noegle, "kontrolsum": fingeraftryk(felter)}


def _tilfoej(sum_: hashlib._Hash, del_: object) -> None:
    """Add one value to the sum, after its kind and size, so that no two values run together."""
    match del_:
        case None | bool() | int() | float() | str() | bytes() | np.generic():
            indhold = del_ if isinstance(del_, bytes) else repr(del_).encode()
            _bytes(sum_, type(del_).__name__, indhold)
        case pd.Timestamp() | pd.api.typing.NAType():
            _bytes(sum_, type(del_).__name__, repr(del_).encode())
        case Affine():
            _tilfoej(sum_, tuple(del_))
        case np.ndarray():
            if del_.dtype == object:
                _tilfoej(sum_, del_.tolist())
            else:
                slags = f"array {del_.dtype.str} {del_.shape}"
                _bytes(sum_, slags, np.ascontiguousarray(del_).reshape(-1).view(np.uint8).data)
        case gpd.GeoSeries():
            crs = del_.crs.to_wkt() if del_.crs else None
            _tilfoej(sum_, [crs, del_.index, list(shapely.to_wkb(del_.to_numpy()))])
        case pd.DataFrame():
            _tilfoej(sum_, [str(del_.shape), del_.index])
            for navn in del_.columns:
                _tilfoej(sum_, [navn])
                _tilfoej(sum_, del_[navn])
        case pd.Series():
            _tilfoej(sum_, [del_.index, pd.Index(del_)])
        case pd.Index():
            talraekke = isinstance(del_.dtype, np.dtype) and del_.dtype != object
            _tilfoej(sum_, [str(del_.dtype), del_.to_numpy() if talraekke else del_.tolist()])
        case dict():
            _bytes(sum_, "dict", str(len(del_)).encode())
            for noegle, vaerdi in del_.items():
                _tilfoej(sum_, noegle)
                _tilfoej(sum_, vaerdi)
        case list() | tuple():
            _bytes(sum_, "list", str(len(del_)).encode())
            for vaerdi in del_:
                _tilfoej(sum_, vaerdi)
        case _ if is_dataclass(del_) and not isinstance(del_, type):
            _bytes(sum_, "dataclass", type(del_).__name__.encode())
            for felt in fields(del_):
                _tilfoej(sum_, felt.name)
                _tilfoej(sum_, getattr(del_, felt.name))
        case _:
            raise TypeError(f"cannot fingerprint {type(del_).__name__}")


def _bytes(sum_: hashlib._Hash, slags: str, indhold: bytes | memoryview) -> None:
    """Add raw content with its kind and length in front; an array's is not copied to be read."""
    sum_.update(f"{slags}:{len(indhold)}:".encode())
    sum_.update(indhold)
