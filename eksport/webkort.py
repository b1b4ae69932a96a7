"""The interactive map as one HTML file that opens offline: scripts and styles are inside it.

One theme is shown at a time, with its own legend and table; the clinics lie on top. Nothing is
fetched.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import branca.element
import folium

from dansk import linje
from eksport.afsnit_metode import datasaetlinje
from eksport.afsnit_scenarie import Vurderet
from eksport.bestilling import Valg
from eksport.figurer import Kortgrundlag
from eksport.webtemaer import Kortlag, Tema, temaer
from geo.omraader import tegneomrids
from kort.aktiver import STATISK, sikr_aktiver
from kort.farver import baggrund
from kort.web import grundkort
from planning.plan import Plan
from saetninger.kilde import kortforbehold
from tabeller.kilder import kapacitetsressource, kilde
from tabeller.tabel import Kolonne, Tabel

#: Nothing may be asked of anyone, whatever the file says.
SIKKERHED = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
)


class _Ordret(branca.element.Element):
    """A piece of the page as it is: never read as a template."""

    def __init__(self, tekst: str) -> None:
        super().__init__()
        self._tekst = tekst

    def render(self, **kwargs: object) -> str:
        return self._tekst


class _EfterKortet(branca.element.Element):
    """What stands after the map on the page, and the script that knows its layers."""

    def __init__(self, indhold: str, skript: str) -> None:
        super().__init__()
        self._dele = _Ordret(indhold), _Ordret(skript)

    def render(self, **kwargs: object) -> str:
        rod: Any = self.get_root()
        rod.html.add_child(self._dele[0])
        rod.script.add_child(self._dele[1])
        return ""


def webkort(
    plan: Plan,
    vurderede: Sequence[Vurderet] = (),
    valg: Valg | None = None,
    grundlag: Kortgrundlag | None = None,
) -> bytes:
    """Return the page as UTF-8; raises Inputfejl for an unknown measure or limit."""
    valg, grund = valg or Valg(), grundlag or Kortgrundlag.af_plan(plan)
    omrids = tegneomrids(grund.omrids)
    # A name in a script that nothing takes for a template.
    omrids = omrids.assign(navn=omrids["navn"].str.replace(r"[{`\\]", "", regex=True))
    alle = list(temaer(plan, vurderede, valg, grund, omrids))
    kort = grundkort(omrids)
    kort.default_js, kort.default_css = [], []
    grupper = [[_paa(kort, vist) for vist in tema.kort] for tema in alle]
    rod: Any = kort.get_root()
    rod.header.add_child(_Ordret(_hoved(plan)), index=0)
    rod.html.add_child(_Ordret(_valg(alle, plan)))
    rod.add_child(_EfterKortet(_under(alle, plan, valg), _skript(kort, grupper)))
    return _faste_navne(rod).replace("<html>", '<html lang="da">', 1).encode()


def _paa(kort: folium.Map, vist: Kortlag) -> str:
    """Put layers on a map as one group that is not shown yet, and return its name in the script."""
    samlet = folium.FeatureGroup(show=False)
    for lag in vist.lag:
        lag.add_to(samlet)
    samlet.add_to(kort)
    return str(samlet.get_name())


def _skript(kort: folium.Map, grupper: Sequence[Sequence[str]]) -> str:
    lag = ",".join(f"[{','.join(tema)}]" for tema in grupper)
    return f"{_statisk('webkort.js')}({kort.get_name()}, [{lag}]);"


def _statisk(navn: str) -> str:
    return (STATISK / navn).read_text(encoding="utf-8").strip()


def _faste_navne(rod: Any) -> str:
    """Render a page with numbers for the ids of its elements, which are new each time."""
    tekst = rod.render()
    ider = {e._id: f"{nr:06}" for nr, e in enumerate(_elementer(rod))}
    return re.sub("[0-9a-f]{32}", lambda m: ider.get(m[0], m[0]), tekst)


def _elementer(rod: branca.element.Element) -> Iterator[branca.element.Element]:
    yield rod
    for del_ in (
        *rod._children.values(),
        *(getattr(rod, n, None) for n in ("header", "html", "script")),
    ):
        if del_ is not None:
            yield from _elementer(del_)


def _hoved(plan: Plan) -> str:
    """Return what stands in the head of the page: what it may do, its name, style and scripts.

    Leaflet's pictures are inside its style.
    """
    filer = {sti.name: sti for sti in sikr_aktiver()}
    css = re.sub(
        r"url\(images/([\w.-]+)\)",
        lambda m: f"url({_data_url(filer[m[1]])})" if m[1] in filer else "none",
        filer["leaflet.css"].read_text(encoding="utf-8"),
    )
    leaflet = re.sub(
        r"//# sourceMappingURL=.*", "", filer["leaflet.js"].read_text(encoding="utf-8")
    ).replace("</script", r"<\/script")
    return (
        f'<meta http-equiv="Content-Security-Policy" content="{SIKKERHED}">'
        f"<title>{_titel(plan)}</title><style>{css}{_statisk('webkort.css')}</style>"
        f"<script>{leaflet}</script>"
    )


def _data_url(fil: Path) -> str:
    return f"data:image/png;base64,{base64.b64encode(fil.read_bytes()).decode()}"


def _titel(plan: Plan) -> str:
    return _tekst(f"Praksiskort: {plan.fag.i_saetning}")


def _valg(alle: Sequence[Tema], plan: Plan) -> str:
    """Return the choice of theme, and of state where a theme has more than one."""
    muligheder = "".join(f"<option>{_tekst(tema.navn)}</option>" for tema in alle)
    stande = "".join(
        f'<fieldset data-tema="{nr}" hidden><legend>Kortet viser</legend>'
        + "".join(
            f'<label><input type="radio" name="stand{nr}" value="{stand}" autocomplete="off"'
            f"{' checked' if stand == tema.foerst else ''}>{_tekst(vist.navn)}</label>"
            for stand, vist in enumerate(tema.kort)
        )
        + "</fieldset>"
        for nr, tema in enumerate(alle)
        if len(tema.kort) > 1
    )
    return (
        f'<header class="hoved"><h1>{_titel(plan)}</h1><label for="tema">Tema</label>'
        f'<select id="tema" autocomplete="off">{muligheder}</select>{stande}'
        "<noscript><p>Kortet og tabellerne vises, når browseren må køre scripts.</p></noscript>"
        "</header>"
    )


def _under(alle: Sequence[Tema], plan: Plan, valg: Valg) -> str:
    """Return the legend and table of each theme, and what the map is made of."""
    kilder = kilde(
        plan,
        kapacitetsressource(valg.grundlag),
        *("kapaciteter", "kommuner", "klinikker", "ventetider"),
        *("befolkning", "rejsetid", "omrids"),
    )
    return (
        f'<main class="resten">{"".join(map(_tema, alle))}<p>{kortforbehold(plan)}</p>'
        f"<details><summary>Kilder</summary><p>{_tekst(kilder)}</p>"
        f"<p>{_tekst(datasaetlinje(plan))}</p></details></main>"
    )


def _tema(tema: Tema) -> str:
    stande = "".join(
        f'<div data-stand="{nr}"><ul>'
        + "".join(_signatur(farve, navn) for farve, navn in vist.signaturer)
        + f"</ul><p>{_tekst(vist.note)}</p></div>"
        for nr, vist in enumerate(tema.kort)
    )
    return f"<section hidden><h2>{_tekst(tema.navn)}</h2>{stande}{_tabel(tema.tabel)}</section>"


def _signatur(farve: str, navn: str) -> str:
    rund, fyld = (' class="rund"', farve[1:]) if farve.startswith("o") else ("", baggrund(farve))
    return f'<li><i{rund} style="background:{fyld}"></i>{_tekst(navn)}</li>'


def _tabel(tabel: Tabel) -> str:
    """Return a table as it is printed, with the total below and what is marked marked."""
    celler = [tabel.skrevne(k) for k in tabel.kolonner]
    hoved = "".join(
        f"<th scope=col{_klasse(k)}>{_tekst(k.overskrift)}</th>" for k in tabel.kolonner
    )
    raekker = dict.fromkeys(("tbody", "tfoot"), "")
    for indeks, raekke in zip(tabel.ramme.index, zip(*celler, strict=True), strict=True):
        del_ = "tfoot" if indeks == tabel.sum_raekke else "tbody"
        fremhaevet = " class=roert" if indeks in tabel.fremhaevet else ""
        raekker[del_] += f"<tr{fremhaevet}>{_raekke(tabel.kolonner, raekke)}</tr>"
    return (
        f"<table><caption>{_tekst(tabel.titel)}</caption><thead><tr>{hoved}</tr></thead>"
        + "".join(f"<{navn}>{indhold}</{navn}>" for navn, indhold in raekker.items() if indhold)
        + f"</table><p>{_tekst(f'{tabel.kilde} {tabel.note}')}</p>"
    )


def _raekke(kolonner: Sequence[Kolonne], celler: Sequence[str]) -> str:
    def celle(nr: int) -> str:
        tag = "td" if nr else "th scope=row"
        return f"<{tag}{_klasse(kolonner[nr])}>{_tekst(celler[nr])}</{tag.split()[0]}>"

    return "".join(map(celle, range(len(celler))))


def _klasse(kolonne: Kolonne) -> str:
    return " class=tal" if kolonne.til_hoejre else ""


def _tekst(tekst: str) -> str:
    return html.escape(linje(tekst))
