"""What a data package says: its `datapackage.json`, with what it takes from another written out.

A package of the program may share resources with another of it. Its `deler_med` is that one's
folder; a resource that says no more than its name is the other's, file and all, and one that says
more is its own, with the other's declaration where it has none. What comes out is whole: nobody
further in knows that anything was shared, and a package that is written elsewhere stands alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dansk import citat
from data.fund import Datafejl, Fund

PAKKEFIL = "datapackage.json"
#: Where the packages of the program are: only they may take from each other.
PROGRAMMETS = Path(__file__).parent
DELER_MED = "deler_med"


@dataclass(frozen=True, eq=False)
class Pakke:
    """A package as it says: `erklaering` with every resource written out.

    `andens` are the names of the resources that are files of the folder `deler_med`, None where
    the package has all of them itself.
    """

    mappe: Path
    erklaering: Mapping[str, Any]
    deler_med: Path | None = None
    andens: frozenset[str] = frozenset()

    def mappe_af(self, ressource: str) -> Path:
        """Return the folder that the file of a resource is in."""
        return self.deler_med if self.deler_med and ressource in self.andens else self.mappe

    def tekst(self) -> bytes:
        """Return the package as a `datapackage.json` that stands alone."""
        if self.deler_med is None:
            return (self.mappe / PAKKEFIL).read_bytes()
        return som_json(self.erklaering)


def som_json(erklaering: Mapping[str, Any]) -> bytes:
    """Return a description of a package as it is written."""
    return (json.dumps(erklaering, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def laes_pakke(mappe: Path) -> Pakke:
    """Return the package of a folder, whole.

    Raises Datafejl for a file that is not UTF-8 or not a JSON object, and for a package that takes
    from another that is not the program's, or a resource that the other does not have.
    """
    egen = _laes(mappe / PAKKEFIL)
    navn = egen.pop(DELER_MED, None)
    if navn is None:
        return Pakke(mappe, egen)
    anden = PROGRAMMETS / str(navn)
    kan = mappe.parent == PROGRAMMETS and anden.parent == PROGRAMMETS and anden != mappe
    if not kan or not (anden / PAKKEFIL).is_file():
        raise _fejl(
            f"Pakken deler filer med {citat(navn, 30)}. Kun programmets egne kan dele: hent "
            "datasættet som en hel datapakke."
        )
    deres = {r["name"]: r for r in _laes(anden / PAKKEFIL)["resources"]}
    egne = egen.get("resources", [])
    andens = frozenset(r["name"] for r in egne if r.keys() == {"name"})
    if mangler := sorted(andens - deres.keys()):
        raise _fejl(f"»{mangler[0]}« findes ikke i pakken {navn}, som den skulle tages fra.")
    hele = [dict(deres.get(r["name"], {})) | r for r in egne]
    return Pakke(mappe, egen | {"resources": hele}, anden, andens)


def _laes(sti: Path) -> dict[str, Any]:
    try:
        pakke = json.loads(sti.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise _fejl("Filen er ikke UTF-8. Gem den som UTF-8.", sti.name) from None
    except (json.JSONDecodeError, RecursionError) as fejl:
        sted = f" (linje {fejl.lineno})" if isinstance(fejl, json.JSONDecodeError) else ""
        besked = f"Filen er ikke JSON{sted}. Ret den, eller hent den igen."
        raise _fejl(besked, sti.name) from None
    if not isinstance(pakke, dict):
        raise _fejl("Filen er ikke en datapakke. Hent den igen.", sti.name)
    return pakke


def _fejl(besked: str, fil: str = PAKKEFIL) -> Datafejl:
    return Datafejl([Fund(fil, "", "", "", besked)])
