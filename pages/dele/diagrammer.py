"""Charts in plotly, in the house's colours and Danish number format."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dansk import fortegn, tal
from geo.farver import AFGIVER, AFVIGELSE, BLAEK, MANGLER, VENTETID
from planning.nyhed import uger
from planning.ventetid import laengst_foerst

OPSAETNING = {"displayModeBar": False, "locale": "da"}
_LAYOUT = {
    "separators": ",.",
    "font": {"family": "Source Sans, system-ui, sans-serif", "color": BLAEK, "size": 13},
    "margin": {"l": 0, "r": 0, "t": 4, "b": 4},
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
}
TYPENAVNE = {"51": "Almen (51)", "62": "Vederlagsfri (62)", "hjemmebehandling": "Hjemmebehandling"}


def afvigelsessoejler(kommuner: pd.DataFrame, hoejde: int) -> go.Figure:
    """Return bars of deviation from the region in percent, the scarcest on top.

    `kommuner`: kommune, afvigelse_pct, indbyggere_pr_kapacitet.
    """
    ramme = kommuner.sort_values("afvigelse_pct", na_position="first")
    tekst = [
        "ingen kapacitet" if pd.isna(a) else f"{fortegn(a)} %  ({tal(q)})"
        for a, q in zip(ramme["afvigelse_pct"], ramme["indbyggere_pr_kapacitet"], strict=True)
    ]
    figur = go.Figure(
        go.Bar(
            y=ramme["kommune"],
            x=ramme["afvigelse_pct"].fillna(0.0),
            orientation="h",
            marker={
                "color": [AFVIGELSE.farve(a) for a in ramme["afvigelse_pct"]],
                "line": {"color": "#5a6670", "width": 1},
            },
            text=tekst,
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    stoerst = float(ramme["afvigelse_pct"].abs().max(skipna=True))
    figur.update_layout(**_LAYOUT, height=hoejde, showlegend=False, bargap=0.28)
    figur.update_xaxes(
        range=[-stoerst * 1.75, stoerst * 1.2],  # layout: room for the labels
        zeroline=True,
        zerolinecolor=BLAEK,
        showgrid=False,
        showticklabels=False,
    )
    figur.update_yaxes(ticksuffix="  ", automargin=True)
    return figur


def ventetidsgitter(ramme: pd.DataFrame, hoejde: int) -> go.Figure:
    """Return kommune by type, coloured by the middle of the interval, with it written out.

    `ramme` as `planning.ventetid.ventetid` returns it. Missing is pale and says so. Colour
    runs to 6 weeks, so that one clinic's 30 weeks does not drown the rest.
    """
    raekkefoelge = laengst_foerst(ramme)[::-1]
    typer = list(TYPENAVNE)
    bredt = ramme.assign(tekst=[_celle(r) for _, r in ramme.iterrows()]).pivot(
        index="kommune", columns="type", values=["uger", "note", "tekst"]
    )
    z, noter, tekst = (bredt[f].loc[raekkefoelge, typer] for f in ("uger", "note", "tekst"))
    z = z.astype(float)
    figur = go.Figure()
    figur.add_trace(
        go.Heatmap(
            z=z.isna().astype(float).where(z.isna()),
            x=[TYPENAVNE[t] for t in typer],
            y=list(raekkefoelge),
            colorscale=[(0, MANGLER), (1, MANGLER)],
            showscale=False,
            hoverinfo="skip",
            xgap=3,
            ygap=3,
        )
    )
    figur.add_trace(
        go.Heatmap(
            z=z,
            x=[TYPENAVNE[t] for t in typer],
            y=list(raekkefoelge),
            colorscale=list(VENTETID),
            zmin=0,
            zmax=6,
            xgap=3,
            ygap=3,
            customdata=noter,
            hovertemplate="%{y}, %{x}: %{z:.2f} uger (midten)<br>%{customdata}<extra></extra>",
            colorbar={
                "title": {"text": "uger"},
                "tickvals": [0, 1, 2, 4, 6],
                "ticktext": ["0", "1", "2", "4", "6+"],
                "thickness": 12,
                "len": 0.9,
            },
        )
    )
    for kommune in raekkefoelge:
        for type_ in typer:
            midt = z.loc[kommune, type_]
            figur.add_annotation(
                x=TYPENAVNE[type_],
                y=kommune,
                text=tekst.loc[kommune, type_],
                showarrow=False,
                font={"size": 13, "color": "#ffffff" if midt >= 4 else BLAEK},
            )
    figur.update_layout(**_LAYOUT, height=hoejde)
    figur.update_xaxes(side="top", fixedrange=True, automargin=True)
    figur.update_yaxes(ticksuffix="  ", fixedrange=True, automargin=True)
    return figur


def _celle(raekke: pd.Series) -> str:
    svar = f"{raekke['svar']} af {raekke['klinikker']} svar"
    if pd.isna(raekke["uger_min"]):
        return f"ikke oplyst<br><span style='font-size:10px'>{svar}</span>"
    return f"<b>{uger(raekke)}</b><br><span style='font-size:10px'>{svar}</span>"


def daekningskurve(
    kurve: pd.DataFrame, graense: float, enhed: str, navn: str, kode: str, hoejde: int
) -> go.Figure:
    """Return the coverage curve of the region and of one kommune, the others in grey.

    `kurve`: index distance, columns kode and 'region', percent. The limit is a vertical line.
    """
    figur = go.Figure()
    for kolonne in kurve.columns:
        if kolonne not in ("region", kode):
            figur.add_trace(_kurve(kurve, kolonne, "#c3cbd1", 1, "Andre kommuner"))
    figur.add_trace(_kurve(kurve, "region", BLAEK, 3, "Regionen"))
    if kode in kurve.columns:
        figur.add_trace(_kurve(kurve, kode, AFGIVER, 3, navn))
    figur.add_vline(x=graense, line={"color": BLAEK, "dash": "dash", "width": 1})
    figur.update_layout(
        **_LAYOUT,
        height=hoejde,
        legend={"orientation": "h", "y": 1.08, "x": 0},
        hovermode="x",
    )
    figur.update_xaxes(
        title=f"{enhed} til nærmeste klinik", automargin=True, gridcolor="#eef1f3", zeroline=False
    )
    figur.update_yaxes(
        title="% af indbyggerne", range=[0, 101], automargin=True, gridcolor="#eef1f3"
    )
    return figur


def _kurve(kurve: pd.DataFrame, kolonne: str, farve: str, bredde: float, navn: str) -> go.Scatter:
    graa = navn == "Andre kommuner"
    return go.Scatter(
        x=kurve.index,
        y=kurve[kolonne],
        name=navn,
        legendgroup=navn,
        showlegend=not graa,
        line={"color": farve, "width": bredde},
        hoverinfo="skip" if graa else None,
        hovertemplate=None if graa else "%{y:.1f} %<extra>" + navn + "</extra>",
    )


def fordelingssoejler(ramme: pd.DataFrame, hoejde: int) -> go.Figure:
    """Return bars of the number of clinics at each waiting time of a published table."""
    ukendt = ramme["uger"] == "ej opgivet"
    figur = go.Figure(
        go.Bar(
            x=[
                f"{u} uger" if not mangler else u
                for u, mangler in zip(ramme["uger"], ukendt, strict=True)
            ],
            y=ramme["antal_praksis"],
            marker={
                "color": [MANGLER if m else "#8fb8d8" for m in ukendt],
                "line": {"color": "#5a6670", "width": 1},
                "pattern": {"shape": ["/" if m else "" for m in ukendt], "fgcolor": "#9aa4ad"},
            },
            text=[tal(n) for n in ramme["antal_praksis"]],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{x}: %{y} klinikker<extra></extra>",
        )
    )
    figur.update_layout(**_LAYOUT, height=hoejde, showlegend=False)
    figur.update_yaxes(visible=False)
    figur.update_xaxes(type="category", tickangle=-35, automargin=True)
    return figur
