"""Folium's templates, each compiled when something is drawn with it, and not all when it is loaded.

Folium and its plugins compile a Jinja template for each thing they can draw as they are imported:
84, more than half of the time they take to load, of which a map of ours uses a dozen
(findings/folium_compiles_every_template_at_import.sh).
"""

from __future__ import annotations

from typing import Any

from jinja2 import Template

_straks = Template.__new__


def _senere(slags: type[Template], kilde: str, *ord_: Any, **navngivne: Any) -> Template:
    """Return a template that knows its source, and is compiled when it is asked for anything."""
    skabelon: Template = object.__new__(slags)
    vars(skabelon)["_uoversat"] = (kilde, ord_, navngivne)
    return skabelon


def _oversat(skabelon: Template, navn: str) -> Any:
    """Compile a template that lacks what it is asked for; raises AttributeError as ever."""
    uoversat = vars(skabelon).get("_uoversat")
    if uoversat and not navn.startswith("__"):
        kilde, ord_, navngivne = uoversat
        # Two threads that ask at once each compile it, and write the same.
        vars(skabelon).update(vars(_straks(type(skabelon), kilde, *ord_, **navngivne)))
        if navn in vars(skabelon):
            return vars(skabelon)[navn]
    raise AttributeError(f"{type(skabelon).__name__!r} has no attribute {navn!r}")


def oversaet_ved_brug() -> None:
    """Have every template that is made from now on compiled when it is first used."""
    Template.__new__ = _senere  # type: ignore[method-assign, assignment]
    Template.__getattr__ = _oversat  # type: ignore[attr-defined]
