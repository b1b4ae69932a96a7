"""The look of the app: a few rules of CSS on top of Streamlit's theme, and its own words in Danish.

Streamlit says `lang="en"` and words some fields in English, and has no setting for either.
"""

from __future__ import annotations

from functools import cache

import streamlit as st

from kort.aktiver import SCRIPTS, STATISK
from kort.farver import BLAEK

#: What a document is made of: sections, maps and sizes.
DOKUMENTVALG = ":is(.st-key-dokument_afsnit, .st-key-dokument_kort, .st-key-dokument_formater)"
CSS = f"""
<style>
[data-testid="stMainBlockContainer"] {{padding: 3.7rem 1.5rem 2rem 1.5rem; max-width: 1800px}}
h1 {{font-size: 1.55rem !important; padding: 0 0 .75rem 0 !important; color: {BLAEK}}}
h2 {{font-size: 1.15rem !important; padding: .6rem 0 .75rem 0 !important}}
h3 {{font-size: 1rem !important; padding: .2rem 0 .75rem 0 !important}}
.nyhed {{font-size: 1.06rem; line-height: 1.4; margin: 0 0 .5rem 0; max-width: 75rem}}
.st-key-for_og_imod {{max-width: 75rem}}
.noegletal {{display: flex; flex-wrap: wrap; gap: .2rem 2.2rem; margin: .1rem 0 .6rem 0}}
.st-key-rum .noegletal.lange {{display: grid; grid-template-columns: repeat(2, auto);
  justify-content: start}}
@media (max-width: 1100px) {{
  .st-key-rum .noegletal {{display: grid; grid-template-columns: repeat(2, auto)}}
  .st-key-rum .noegletal b {{font-size: 1.25rem; white-space: nowrap}}
}}
.noegletal div {{line-height: 1.15}}
.noegletal b {{font-size: 1.45rem; font-variant-numeric: tabular-nums; color: {BLAEK}}}
.noegletal span {{display: block; font-size: .8rem; color: #4a5660}}
.signatur {{display: flex; flex-wrap: wrap; gap: .1rem 1rem; font-size: .78rem; margin: 0}}
.signatur i {{display: inline-block; width: .95rem; height: .8rem; margin-right: .35rem;
  border: 1px solid #7d8790; vertical-align: -1px}}
.signatur i.rund {{border-radius: 50%; width: .75rem; height: .75rem}}
[class*="st-key-signatur_"] {{gap: 0 1rem; flex-wrap: nowrap !important; justify-content: flex-end}}
[class*="st-key-signatur_"] > [data-testid="stElementContainer"] {{flex: 1 1 0; min-width: 0}}
[class*="st-key-hent_"] [data-testid="stPopoverButton"] {{min-height: 0; padding: 0 .1rem;
  line-height: 1.2}}
[class*="st-key-hent_"] [data-testid="stPopoverButton"] p {{font-size: .78rem}}
[data-testid="stPopoverBody"] [data-testid="stCaptionContainer"] {{max-width: 19rem}}
img.kopi {{width: 19rem; max-width: 100%; border: 1px solid #c9d6d7}}
[data-testid="stCaptionContainer"] {{color: #4a5660; opacity: 1}}
.kilde {{font-size: .75rem; color: #4a5660; margin: .15rem 0 .6rem 0}}
table.tabel {{border-collapse: collapse; width: 100%; font-size: .86rem;
  font-variant-numeric: tabular-nums; margin-bottom: .2rem}}
table.tabel th {{text-align: right; font-weight: 600; border-bottom: 2px solid {BLAEK};
  padding: .25rem .55rem; vertical-align: bottom}}
table.tabel td {{text-align: right; border-bottom: 1px solid #e3e7ea; padding: .22rem .55rem}}
table.tabel td:not(.tekst), table.tabel td.kort {{white-space: nowrap}}
table.tabel tr.sum td {{white-space: nowrap}}
table.tabel th.tekst, table.tabel td.tekst {{text-align: left}}
table.tabel td.note {{font-size: .74rem; line-height: 1.25; color: #4a5660; min-width: 11.5rem}}
table.tabel tr.sum td {{font-weight: 700; border-top: 2px solid {BLAEK}}}
table.tabel tr.valgt td {{background: #fdf3e4}}
table.tabel tr.valgt td:first-child {{font-weight: 700}}
.rulle {{overflow-x: auto}}
@media (max-width: 1200px) {{
  table.tabel {{font-size: .78rem}}
  table.tabel th, table.tabel td {{padding: .2rem .3rem}}
  table.tabel td.skrevet {{white-space: normal !important}}
  table.tabel td.note {{min-width: 5.2rem; font-size: .66rem; overflow-wrap: anywhere}}
  table.tabel:has(td.note) {{font-size: .7rem}}
  table.tabel:has(td.note) th, table.tabel:has(td.note) td {{padding: .2rem .15rem}}
  table.tabel:has(th:nth-child(10)) {{font-size: .73rem}}
  .st-key-forhaandsvisning table.tabel {{font-size: .64rem}}
  .st-key-forhaandsvisning table.tabel :is(th, td) {{padding: .15rem}}
}}
[data-testid="stMain"] [data-testid="stVerticalBlock"] {{gap: .55rem}}
[data-testid="stElementContainer"]:has(> .stHtml > script:only-child) {{position: absolute}}
.post {{line-height: 1.3}}
ul.punkter {{margin: 0 0 .3rem 0; padding-left: 1.1rem; font-size: .86rem; line-height: 1.4}}
[data-testid="stMain"] [data-testid="stButton"] button div,
[data-testid="stMain"] [data-testid="stButton"] button p {{white-space: normal; overflow: visible}}
[data-testid="stMain"] [data-testid="stButtonGroup"] button {{padding: .2rem .5rem}}
[data-testid="stMain"] [data-testid="stButtonGroup"] button p {{font-size: .84rem}}
header.stAppHeader {{height: 3rem; border-bottom: 1px solid #c9d6d7}}
[data-testid="stTopNav"] {{margin-right: 21rem}}
[data-testid="stTopNavLink"] {{padding: .2rem .5rem}}
.st-key-toplinje {{position: fixed; top: .45rem; right: 1rem; z-index: 999991; width: auto;
  gap: .5rem}}
.st-key-toplinje button {{padding: .1rem .6rem; min-height: 2rem}}
.st-key-toplinje button p {{font-size: .86rem; max-width: 11rem; overflow: hidden;
  text-overflow: ellipsis; white-space: nowrap}}
.st-key-kortvalg {{gap: .4rem .8rem; align-items: center}}
.st-key-kortvalg [data-testid="stSlider"] {{padding-top: .9rem}}
.st-key-rum label p {{font-size: .84rem}}
.st-key-rum iframe {{height: calc(100vh - var(--omkring))}}
.st-key-rum {{--omkring: 12.2rem}}
.st-key-rum:has(.st-key-kortvalg) {{--omkring: 13.6rem}}
[data-testid="stMain"]:has(.st-key-afsnit_oekonomiemne) .st-key-rum {{--omkring: 17.4rem}}
[data-testid="stMain"]:has(.st-key-afsnit_oekonomiemne) .st-key-rum:has(.st-key-kortvalg) {{
  --omkring: 20.2rem}}
[data-testid="stMain"]:has(.st-key-forslagsvalg) .st-key-rum {{--omkring: 15.6rem}}
.st-key-rum:has(.st-key-behovsaar) {{--omkring: 19.2rem}}
.st-key-rum [data-testid="stColumn"] [data-testid="stColumn"] iframe {{
  height: auto; aspect-ratio: 1}}
.st-key-vaelg_bedste button p, .st-key-vaelg_ny button p {{text-align: left}}
/* Down two columns, so that their order can be read. */
{DOKUMENTVALG}
  [data-testid="stButtonGroup"] > div:has(> button) {{display: block; columns: 2;
  column-gap: .4rem}}
{DOKUMENTVALG}
  [data-testid="stButtonGroup"] button {{width: 100%; max-width: 100%; margin-bottom: .25rem;
  justify-content: flex-start; border-radius: .4rem; height: auto; text-align: left}}
{DOKUMENTVALG}
  [data-testid="stButtonGroup"] button > div {{justify-content: flex-start; text-align: left;
  width: 100%}}
{DOKUMENTVALG}
  [data-testid="stButtonGroup"] button p {{white-space: normal; line-height: 1.15}}
[data-testid="stPopoverBody"] {{max-width: 27rem}}
[data-testid="stApp"]:has(.st-key-praesentation) :is(header, .st-key-toplinje) {{display: none}}
[data-testid="stMainBlockContainer"]:has(.st-key-praesentation) {{padding-top: .8rem;
  padding-bottom: 0}}
.st-key-praesentation h1 {{font-size: 2rem !important; line-height: 1.15; padding: 0 !important}}
.st-key-praesentation .nyhed {{font-size: 1.5rem; line-height: 1.3; max-width: none;
  margin-top: .5rem}}
.st-key-praesentation .signatur {{font-size: 1.05rem}}
/* As high as the window: the map takes what title, sentence, legend and source leave. */
.st-key-praesentation {{flex: none !important; height: calc(100vh - 1.2rem) !important}}
.st-key-praesentation > .stElementContainer:has(iframe) {{flex: 1 1 0; min-height: 15rem}}
.st-key-praesentation > .stElementContainer:has(iframe) :is(div, iframe) {{
  display: block; height: 100%}}
.st-key-trinvalg {{align-items: center; gap: .5rem}}
@media (max-width: 1200px) {{
  .st-key-praesentation h1 {{font-size: 1.6rem !important}}
  .st-key-praesentation .nyhed {{font-size: 1.2rem}}
  [data-testid="stTopNavLink"] {{padding: .2rem .1rem}}
  [data-testid="stTopNavLink"] p {{font-size: .78rem}}
  [data-testid="stTopNav"] {{margin-right: 18.5rem}}
  .st-key-toplinje button {{padding: .1rem .4rem; max-width: 8rem}}
  .st-key-toplinje button p {{font-size: .8rem; max-width: 5.6rem}}
  .st-key-rum {{--omkring: 12.4rem}}
  .st-key-rum:has(.st-key-kortvalg) {{--omkring: 13.9rem}}
}}
</style>
"""


def indsaet_stil() -> None:
    """Put the rules and the scripts on the page; called once by app.py."""
    st.html(CSS)
    for navn in SCRIPTS:
        st.html(f"<script>{_script(navn)}</script>", unsafe_allow_javascript=True)


@cache
def _script(navn: str) -> str:
    return STATISK.joinpath(navn).read_text(encoding="utf-8")
