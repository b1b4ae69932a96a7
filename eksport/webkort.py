"""The interactive map as one HTML file that opens offline: scripts and styles are inside it.

One theme is shown at a time, with its own legend; the clinics lie on top. Nothing is fetched.
"""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import branca.element
import folium
import geopandas as gpd

from dansk import IKKE_OPLYST, linje
from eksport.afsnit_metode import datasaetlinje
from eksport.afsnit_scenarie import Vurderet
from eksport.bestilling import Valg
from eksport.figurer import Kortgrundlag
from geo.omraader import tegneomrids
from kort import daekningslag
from kort import lag as kortlag
from kort.aktiver import sikr_aktiver
from kort.farver import ADGANG, AFVIGELSE, baggrund
from kort.klasser import inddel
from kort.web import grundkort, ufarlig
from planning.diskretion import diskret_adgang, diskret_daekning
from planning.plan import Plan
from planning.status import status
from planning.ventetid import ventetid
from saetninger.kilde import kortforbehold
from saetninger.maal import AFTAGENAVNE, graensetekst
from saetninger.nyhed import maalestok, tiltagsnyhed
from tabeller.kilder import kapacitetsressource, kilde

#: Nothing may be asked of anyone, whatever the file says.
SIKKERHED = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
)
CSS = """
html,body{height:100%;margin:0}
.folium-map{position:absolute!important;inset:0 0 0 19rem!important;width:auto!important;
height:100%!important}
.panel{position:absolute;inset:0 auto 0 0;width:19rem;box-sizing:border-box;overflow:auto;
padding:.9rem 1rem;font:14px/1.4 system-ui,sans-serif;color:#1f2d3a;background:#fff;
border-right:1px solid #b8c0c6;overflow-wrap:anywhere}
.panel h1{font-size:1.15rem;margin:0 0 .8rem}.panel h2{font-size:1rem;margin:.2rem 0 .4rem}
.panel p{margin:.5rem 0;font-size:.85rem}.panel ul{margin:0;padding:0}
.panel li{list-style:none;padding-left:1.5rem;text-indent:-1.5rem}
.panel i{display:inline-block;width:1rem;height:.8rem;margin-right:.5rem;border:1px solid #7d8790;
vertical-align:-1px}.panel i.rund{border-radius:50%;width:.75rem;height:.75rem;margin-right:.75rem}
.leaflet-control-layers{max-width:22rem;overflow-wrap:anywhere}
@media(max-width:800px){.panel{inset:55% 0 0 0;width:auto;border-top:1px solid #b8c0c6}
.folium-map{inset:0 0 45% 0!important;height:55%!important}}
"""


@dataclass(frozen=True, eq=False)
class Tema:
    """A theme of the map: name, layers, legend as (colour, name), and a note."""

    navn: str
    lag: Sequence[folium.FeatureGroup]
    signaturer: kortlag.Signaturer
    note: str = ""


class _Ordret(branca.element.Element):
    """A piece of the page as it is: never read as a template."""

    def __init__(self, tekst: str) -> None:
        super().__init__()
        self._tekst = tekst

    def render(self, **kwargs: object) -> str:
        return self._tekst


def webkort(
    plan: Plan,
    vurderede: Sequence[Vurderet] = (),
    valg: Valg | None = None,
    grundlag: Kortgrundlag | None = None,
) -> bytes:
    """Return the page as UTF-8; raises Inputfejl for an unknown measure or limit."""
    valg, grund = valg or Valg(), grundlag or Kortgrundlag.af_plan(plan)
    temaer = list(_temaer(plan, vurderede, valg, grund))
    kort = grundkort(_omrids(grund))
    for nabo in kort._children.values():
        if isinstance(nabo, folium.GeoJson):
            nabo.control = False  # the neighbours are no theme
    for nr, tema in enumerate(temaer):
        samlet = folium.FeatureGroup(name=_temanavn(tema), overlay=False, show=nr == 0)
        for lag in tema.lag:
            lag.add_to(samlet)
        samlet.add_to(kort)
    folium.LayerControl("bottomright", collapsed=False).add_to(kort)
    return _side(kort, temaer, plan, valg).encode()


def _omrids(grund: Kortgrundlag) -> gpd.GeoDataFrame:
    """Return the outlines as drawn, with names that nothing takes for a template."""
    omrids = tegneomrids(grund.omrids)
    return omrids.assign(navn=omrids["navn"].str.replace(r"[{`\\]", "", regex=True))


def _temanavn(tema: Tema) -> str:
    return ufarlig(linje(tema.navn))


def _temaer(
    plan: Plan, vurderede: Sequence[Vurderet], valg: Valg, grund: Kortgrundlag
) -> Iterator[Tema]:
    omrids = _omrids(grund)
    tabel = status(plan, valg.grundlag)
    yield Tema(
        "Indbyggere pr. kapacitet",
        [kortlag.afvigelse(tabel, omrids), kortlag.klinikker(plan)],
        (*kortlag.signaturer(AFVIGELSE, "ingen kapacitet"), kortlag.KLINIKTEGN),
        "Farven er afvigelsen fra regionens gennemsnit."
        + (" Kapaciteten er efter praksisplanens tabel 1." if valg.grundlag == "tabel1" else ""),
    )
    yield Tema(
        "Adgang på tværs af kommunegrænser",
        [kortlag.adgang(diskret_adgang(plan, valg.aftagen), omrids), kortlag.klinikker(plan)],
        (*kortlag.signaturer(ADGANG), kortlag.KLINIKTEGN),
        f"Model (E2SFCA). {AFTAGENAVNE[valg.aftagen]}.",
    )
    billede = diskret_daekning(plan, valg.maal, valg.graense)
    yield Tema(
        f"Dækning: {graensetekst(valg.maal, valg.graense)}",
        [*daekningslag.daekning(billede, grund.gitter, omrids), kortlag.klinikker(plan)],
        (
            *daekningslag.baandtegn(billede),
            daekningslag.HVIDT_DISTRIKT,
            kortlag.KLINIKTEGN,
        ),
        "Afstand til nærmeste klinik (model).",
    )
    klasser = inddel(ventetid(plan)["uger"], "naturlige", enhed="uger")
    for v in plan.fag.ventetyper:
        yield Tema(
            f"Ventetid: {v.i_saetning}",
            [kortlag.ventetider(plan, v, klasser, omrids)],
            kortlag.signaturer(klasser, IKKE_OPLYST),
            "Farven er gennemsnittet af klinikkernes svar.",
        )
    for vurderet in vurderede:
        yield Tema(
            f"Scenarie {vurderet.nummer}: {vurderet.navn}",
            kortlag.efter(vurderet.vurdering, omrids),
            (
                *kortlag.signaturer(AFVIGELSE, "ingen kapacitet"),
                *kortlag.ROERTE,
                kortlag.KLINIKTEGN,
            ),
            f"{tiltagsnyhed(vurderet.vurdering)} {maalestok(vurderet.vurdering)}",
        )


def _side(kort: folium.Map, temaer: Sequence[Tema], plan: Plan, valg: Valg) -> str:
    kort.default_js, kort.default_css = [], []
    rod: Any = kort.get_root()
    css, scripts = _aktiver()
    hoved = (
        f'<meta http-equiv="Content-Security-Policy" content="{SIKKERHED}">'
        f"<title>{f'Praksiskort: {plan.fag.i_saetning}'}</title><style>{css}{CSS}</style>"
        + "".join(f"<script>{script}</script>" for script in scripts)
    )
    rod.header.add_child(_Ordret(hoved), index=0)
    rod.html.add_child(_Ordret(_panel(temaer, plan, valg)))
    rod.script.add_child(_Ordret(_skift(kort, temaer)))
    ider = {e._id: f"{nr:06}" for nr, e in enumerate(_elementer(rod))}
    tekst = re.sub("[0-9a-f]{32}", lambda m: ider.get(m[0], m[0]), rod.render())
    return tekst.replace("<html>", '<html lang="da">', 1)


def _elementer(rod: branca.element.Element) -> Iterator[branca.element.Element]:
    """Yield every element of a page: its id is random, and would differ from time to time."""
    yield rod
    for del_ in (
        *rod._children.values(),
        *(getattr(rod, n, None) for n in ("header", "html", "script")),
    ):
        if del_ is not None:
            yield from _elementer(del_)


def _aktiver() -> tuple[str, list[str]]:
    """Return Leaflet's style with its pictures inside it, and the scripts."""
    filer = {sti.name: sti for sti in sikr_aktiver()}
    css = re.sub(
        r"url\(images/([\w.-]+)\)",
        lambda m: f"url({_data_url(filer[m[1]])})" if m[1] in filer else "none",
        filer["leaflet.css"].read_text(encoding="utf-8"),
    )
    scripts = [
        re.sub(r"//# sourceMappingURL=.*", "", filer[navn].read_text(encoding="utf-8"))
        for navn in ("leaflet.js", "jquery.min.js")
    ]
    return css, [s.replace("</script", "<\\/script") for s in scripts]


def _data_url(fil: Path) -> str:
    return f"data:image/png;base64,{base64.b64encode(fil.read_bytes()).decode()}"


def _panel(temaer: Sequence[Tema], plan: Plan, valg: Valg) -> str:
    afsnit = "".join(
        f"<section{'' if nr == 0 else ' hidden'}><h2>{_tekst(t.navn)}</h2><ul>"
        + "".join(_signatur(farve, navn) for farve, navn in t.signaturer)
        + f"</ul><p>{_tekst(t.note)}</p></section>"
        for nr, t in enumerate(temaer)
    )
    kilder = kilde(
        plan,
        kapacitetsressource(valg.grundlag),
        "kapaciteter",
        "kommuner",
        "klinikker",
        "ventetider",
        "befolkning",
        "rejsetid",
        "omrids",
    )
    titel = _tekst(f"Praksiskort: {plan.fag.i_saetning}")
    return (
        f'<div class="panel" role="region" aria-label="Signaturforklaring"><h1>{titel}</h1>'
        f"{afsnit}<p>{kortforbehold(plan)}</p><details><summary>Kilder</summary><p>{_tekst(kilder)}</p>"
        f"<p>{_tekst(datasaetlinje(plan))}</p></details></div>"
    )


def _signatur(farve: str, navn: str) -> str:
    rund, fyld = (' class="rund"', farve[1:]) if farve.startswith("o") else ("", baggrund(farve))
    return f'<li><i{rund} style="background:{fyld}"></i>{_tekst(navn)}</li>'


def _tekst(tekst: str) -> str:
    return html.escape(linje(tekst))


def _skift(kort: folium.Map, temaer: Sequence[Tema]) -> str:
    """Return the script that shows the legend of the theme chosen."""
    navne = json.dumps([_temanavn(t) for t in temaer]).replace("<", "\\u003c")
    return (
        "window.addEventListener('load', function () { "
        f"{kort.get_name()}.on('baselayerchange', function (valgt) {{ var navne = {navne};"
        "document.querySelectorAll('.panel section').forEach(function (del, nr) "
        "{ del.hidden = navne[nr] !== valgt.name; }); }); });"
    )
