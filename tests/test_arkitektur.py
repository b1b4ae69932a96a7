"""The house rules that a machine can hold: who imports whom, what a page may do, what is kept out.

Everything is read from the source with `ast`; nothing is imported. The limits are here at the top.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROD = Path(__file__).resolve().parents[1]
MAX_LINJER = 400
MAX_LINJER_SIDE = 200

#: What each room may import from the house, itself aside. `planning.plan` is that module alone.
MAA_IMPORTERE = {
    "app": {"pages"},
    "server": {"vaern", "hentefrist", "pages.dele.login", "pages.dele.opvarmning", "saetninger"}
    | {"dansk"},
    "vaern": {"kort.aktiver", "saetninger"},
    "hentefrist": set(),
    "cli": {"kommandolinje", "dansk"},
    "kommandolinje": {"planning", "geo", "data", "lager", "arkiv", "saetninger", "tabeller"}
    | {"eksport", "fordelt", "dansk"},
    "pages": {"planning", "geo", "data", "lager", "arkiv", "kort", "saetninger", "tabeller"}
    | {"eksport", "fordelt", "dansk"},
    "eksport": {"planning", "geo", "data", "lager", "kort", "saetninger", "tabeller", "dansk"},
    "tabeller": {"planning", "data", "lager", "saetninger", "dansk"},
    "kort": {"planning", "geo", "saetninger", "dansk"},
    "saetninger": {"planning", "dansk"},
    "arkiv": {"planning.plan", "planning.datasaetforskel", "data", "lager", "dansk"},
    "data": {"planning.plan", "planning.fag", "planning.overenskomst", "planning.regulering"}
    | {"geo", "dansk"},
    "lager": {"dansk"},
    "geo": {"dansk"},
    "planning": {"dansk"},
    "fordelt": {"dansk"},
    "dansk": set(),
}
RUM = set(MAA_IMPORTERE)

#: Figures of people leave the program by planning.diskretion, and by nothing that has them all.
MED_SMAA_GRUPPER = {
    "planning.daekningsbillede.daekningsbillede",
    "planning.adgang.adgang",
    "planning.borgerstroemme.borgerstroemme",
}
#: What a room may not import from outside: only pages and the CLI speak to a screen, and
#: planning knows neither file, network nor map.
SKAERM = {"streamlit", "streamlit_folium"}
MAA_IKKE_IMPORTERE = {
    "cli": SKAERM,
    "kommandolinje": SKAERM | MED_SMAA_GRUPPER,
    "lager": SKAERM,
    "kort": SKAERM,
    "saetninger": SKAERM,
    "tabeller": SKAERM | MED_SMAA_GRUPPER,
    "eksport": SKAERM | MED_SMAA_GRUPPER,
    "arkiv": SKAERM,
    "data": SKAERM,
    "geo": SKAERM,
    "fordelt": SKAERM,
    "planning": SKAERM
    | {"folium", "branca", "plotly", "matplotlib", "geopandas", "pyogrio", "rasterio"}
    | {"requests", "urllib", "urllib3", "http", "socket", "sqlalchemy", "sqlite3"}
    | {"pathlib", "io", "os", "shutil", "tempfile", "subprocess", "csv", "pickle"}
    # How a figure stands in a sentence; an error has `tal` and `opremsning`.
    | {f"dansk.{f}" for f in ("procent", "kapaciteter", "antal_kapaciteter", "fortegn", "score")}
    | {"dansk.fra_til", "dansk.omtrent"},
    "dansk": SKAERM | {"folium", "pandas", "pathlib"},
}
#: pandas' ways to a file, by the start of their names.
FILVEJE = ("read_", "to_csv", "to_excel", "to_parquet", "to_pickle", "to_feather", "to_sql")

#: Arithmetic belongs in planning. A line that computes layout only (a height in pixels, a step
#: number) may stay in a page when it ends with this comment and says what it lays out.
REGNING = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.MatMult)
TABELREGNING = {"sum", "mean", "median", "groupby", "agg", "cumsum", "merge", "pivot_table"}
LAYOUT = re.compile(r"#\s*layout: \w+")

#: So many words with a small one among them are Danish for the screen, and belong in saetninger.
#: Of planning's own only errors are told where they are found, and criteria and the praksisplan go
#: by their names, which weights and datasets are written with.
PROSA_ORD = 3
ORD = re.compile(r"(?<!\S)[^\w\s]*([^\W\d_]{2,})[^\w\s]*(?!\S)")
NAVNE_I_PLANNING = {
    f"planning/effekt.py: {navn}"
    for navn in ("HARMONISERING", "INDENFOR", "DAEKNING", "UDEN_BIL", "ADGANG", "TRANSPORT")
} | {"planning/regler.py: PRAKSISPLAN"}

#: Names that say nothing about what is inside.
INTETSIGENDE = {"util", "utils", "helper", "helpers", "common", "manager", "misc", "diverse"}

#: What fetches from someone else's server, and what to use instead.
HENTER_UDEFRA = {
    "folium.plugins": "each plugin names a CDN",
    "folium.Icon": "it needs awesome-markers from a CDN; use CircleMarker or DivIcon",
    "folium.Popup": "it needs jQuery, which no map loads; use a tooltip",
    "folium.Choropleth": "its legend needs d3 from a CDN; use GeoJson with a style_function",
    "branca.colormap": "it needs d3 from a CDN; draw the legend as HTML",
    "st.map": "its background comes from a tile server",
    "st.pydeck_chart": "its background comes from a tile server",
    "page_icon=:material": "it is fetched from fonts.gstatic.com; use an emoji or a file",
}

#: Ways to put HTML on a page, and the two files that may.
HTMLVEJE = {"st.html", "st.iframe", "st.components", "components.html"}
SKRIVER_HTML = {"tekst.py", "stil.py"}

#: Imported without a line of their own in requirements.txt: folium is made of branca and
#: jinja2, rasterio of affine, Streamlit of starlette, and the version follows (constraints.txt).
FOELGER_MED = {"branca", "jinja2", "affine", "starlette"}

#: In no tracked file: paths of one machine, the address of a package index, work left lying.
#: (Written so that this file does not match itself.)
UOENSKET = {
    "a path of one machine": re.compile(
        r"(?<![\w.~}])/(?:wor[k]|roo[t]|home/[a-z]\w*|Users/\w+)(?=/|$|[\s\"'`)])"
    ),
    "a package index": re.compile(
        r"pypi\.org/simpl[e]|files\.pythonhoste[d]|registry\.npmj[s]|index-ur[l]|find-link[s]"
        r"|/opt/pyp[i]"
    ),
    "work left lying": re.compile(r"\b(?:TOD[O]|FIXM[E])\b"),
}


def _git_filer() -> list[Path]:
    """Every file git has or would add; empty outside a checkout."""
    svar = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROD,
        capture_output=True,
        check=False,
    )
    navne = svar.stdout.decode().split("\0") if svar.returncode == 0 else []
    return sorted(ROD / navn for navn in navne if navn and (ROD / navn).is_file())


def _kode() -> list[Path]:
    """The modules of the app: the rooms and the files at the top."""
    filer = [ROD / f"{rum}.py" for rum in RUM]
    for rum in RUM:
        filer += (ROD / rum).rglob("*.py")
    return sorted(fil for fil in filer if fil.is_file())


@cache
def _trae(fil: Path) -> ast.Module:
    return ast.parse(fil.read_text(encoding="utf-8"), str(fil))


def _rum(fil: Path) -> str:
    return fil.relative_to(ROD).with_suffix("").parts[0]


def _imports(fil: Path) -> Iterator[tuple[int, str]]:
    """Yield (line, dotted name) of each import; `from a import b` gives a.b."""
    pakke = fil.relative_to(ROD).parent.parts
    for knude in ast.walk(_trae(fil)):
        if isinstance(knude, ast.Import):
            yield from ((knude.lineno, navn.name) for navn in knude.names)
        elif isinstance(knude, ast.ImportFrom):
            over = pakke[: len(pakke) - knude.level + 1] if knude.level else ()
            fra = ".".join([*over, *([knude.module] if knude.module else [])])
            yield from ((knude.lineno, f"{fra}.{navn.name}") for navn in knude.names)


def _sted(fil: Path, linje: int, hvad: str) -> str:
    return f"{fil.relative_to(ROD)}:{linje}: {hvad}"


def _ligger_i(navn: str, pakker: set[str]) -> bool:
    return any(navn == pakke or navn.startswith(f"{pakke}.") for pakke in pakker)


def _afvis(fund: list[str]) -> None:
    assert not fund, "\n".join(["", *fund])


def test_every_rule_has_something_to_read() -> None:
    assert {_rum(fil) for fil in _kode()} >= {"planning", "geo", "data", "dansk"}


def test_imports_go_one_way() -> None:
    _afvis(
        [
            _sted(fil, linje, f"{_rum(fil)} may not import {navn}")
            for fil in _kode()
            for linje, navn in _imports(fil)
            if navn.split(".")[0] in RUM - {_rum(fil)}
            and not _ligger_i(navn, MAA_IMPORTERE[_rum(fil)])
        ]
    )


def test_the_picture_of_the_house_is_the_rule() -> None:
    """The diagram in docs/arkitektur.md has the arrows of MAA_IMPORTERE; all import dansk."""
    billede = re.search(
        r"```mermaid\n(.*?)```", (ROD / "docs/arkitektur.md").read_text("utf-8"), re.S
    )
    assert billede is not None
    pile = dict(linje.split(" --> ") for linje in map(str.strip, billede[1].splitlines()[1:]))
    assert {fra: set(til.split(" & ")) for fra, til in pile.items()} == {
        rum: maal for rum, alle in MAA_IMPORTERE.items() if (maal := alle - {"dansk"})
    }


def test_every_permission_is_used() -> None:
    """A permission nobody needs is taken back, so that the table says how the house is."""
    brugt = {
        (_rum(fil), maal)
        for fil in _kode()
        for _, navn in _imports(fil)
        for maal in MAA_IMPORTERE[_rum(fil)]
        if _ligger_i(navn, {maal})
    }
    _afvis(
        [
            f"{rum} does not import {maal}"
            for rum, alle in MAA_IMPORTERE.items()
            for maal in alle
            if (rum, maal) not in brugt
        ]
    )


def test_rooms_keep_from_screen_file_and_network() -> None:
    _afvis(
        [
            _sted(fil, linje, f"{_rum(fil)} may not import {navn}")
            for fil in _kode()
            for linje, navn in _imports(fil)
            if _ligger_i(navn, MAA_IKKE_IMPORTERE.get(_rum(fil), set()))
        ]
    )


def test_planning_opens_no_files() -> None:
    fund = []
    for fil in (ROD / "planning").rglob("*.py"):
        for knude in ast.walk(_trae(fil)):
            if not isinstance(knude, ast.Call):
                continue
            if isinstance(knude.func, ast.Name) and knude.func.id == "open":
                fund.append(_sted(fil, knude.lineno, "open()"))
            if isinstance(knude.func, ast.Attribute) and knude.func.attr.startswith(FILVEJE):
                fund.append(_sted(fil, knude.lineno, f".{knude.func.attr}()"))
    _afvis(fund)


def test_everything_imported_is_in_requirements() -> None:
    """Of requirements.txt; what of requirements-dask.txt need not be installed, by its own name."""
    linjer = [
        linje
        for fil in ("requirements.txt", "requirements-dask.txt")
        for linje in (ROD / fil).read_text(encoding="utf-8").splitlines()
    ]
    naevnt = {_ens(linje.split("==")[0]) for linje in linjer if "==" in linje}
    fra = packages_distributions()
    _afvis(
        [
            _sted(fil, linje, f"{navn} is of {fra.get(top)}, not in requirements.txt")
            for fil in _kode()
            for linje, navn in _imports(fil)
            if (top := navn.split(".")[0]) not in RUM | set(sys.stdlib_module_names)
            and top not in FOELGER_MED
            and not naevnt & {_ens(pakke) for pakke in fra.get(top, [top])}
        ]
    )


def _ens(pakke: str) -> str:
    """A distribution's name as PyPI compares it."""
    return re.sub(r"[-_.]+", "-", pakke).lower().strip()


@pytest.mark.parametrize("rum", ["pages", "saetninger"])
def test_pages_and_sentences_do_no_arithmetic(rum: str) -> None:
    fund = []
    for fil in (ROD / rum).rglob("*.py"):
        linjer = fil.read_text(encoding="utf-8").splitlines()
        for knude in ast.walk(_trae(fil)):
            if not (regning := _regning(knude)):
                continue
            if rum == "saetninger" or not LAYOUT.search(linjer[knude.end_lineno - 1]):
                fund.append(_sted(fil, knude.lineno, f"{regning}: move it to planning"))
    _afvis(fund)


def _regning(knude: ast.AST) -> str | None:
    """Name the arithmetic a node does; joining text, lists or a path is none."""
    if isinstance(knude, ast.BinOp) and isinstance(knude.op, REGNING):
        if isinstance(knude.op, (ast.Add, ast.Mod, ast.Mult, ast.Div)) and _skrevet_ud(knude):
            return None
        return f"arithmetic ({ast.unparse(knude)})"
    if isinstance(knude, ast.AugAssign) and isinstance(knude.op, REGNING):
        return None if _skrevet_ud(knude.value) else f"arithmetic ({ast.unparse(knude)})"
    if isinstance(knude, ast.Call):
        navn = getattr(knude.func, "attr", getattr(knude.func, "id", ""))
        return f"arithmetic on a table ({navn})" if navn in TABELREGNING else None
    return None


def _skrevet_ud(knude: ast.expr) -> bool:
    """Whether an expression is text or a list by its own look: "a" + b, f"{a}" + b, [a] + b."""
    if isinstance(knude, ast.BinOp):
        return _skrevet_ud(knude.left) or _skrevet_ud(knude.right)
    tekst = isinstance(knude, ast.Constant) and isinstance(knude.value, str)
    return tekst or isinstance(knude, (ast.JoinedStr, ast.List, ast.Tuple, ast.ListComp))


@pytest.mark.parametrize(
    ("udtryk", "regner"),
    [
        ("a + b", True),
        ("a / 100", True),
        ("-a % 2", True),
        ("tabel['x'].sum()", True),
        ("sum(x)", True),
        ("'a' + b", False),
        ("b + f'{a}' + c", False),
        ("mappe / 'fil.csv'", False),
        ("[a] + b", False),
        ("a | b", False),
        ("'%s' % a", False),
    ],
)
def test_the_rule_on_arithmetic_tells_the_difference(udtryk: str, regner: bool) -> None:
    assert any(map(_regning, ast.walk(ast.parse(udtryk)))) is regner


def test_planning_makes_no_sentences() -> None:
    fund, navne = [], set()
    for fil in (ROD / "planning").rglob("*.py"):
        for linje, navn, tekst in _prosa(_trae(fil)):
            if (kendt := f"{fil.relative_to(ROD)}: {navn}") in NAVNE_I_PLANNING:
                navne.add(kendt)
            else:
                fund.append(_sted(fil, linje, f"»{tekst}«: say it in saetninger"))
    _afvis(fund)
    assert navne == NAVNE_I_PLANNING, "an exception nobody needs is taken back"


def _prosa(trae: ast.Module) -> Iterator[tuple[int, str, str]]:
    """Yield (line, name it is given in the module, text) of what reads as prose.

    Docstrings are not read, nor what is raised. An f-string is one text with its parts.
    """
    forbi: set[ast.AST] = set()
    navne: dict[ast.AST, str] = {}
    for knude in ast.walk(trae):
        if isinstance(knude, ast.Raise):
            forbi.update(ast.walk(knude))
        elif isinstance(knude, ast.Expr) and isinstance(knude.value, ast.Constant):
            forbi.add(knude.value)
        elif isinstance(knude, ast.JoinedStr):
            forbi.update(knude.values)
        elif isinstance(knude, ast.Assign) and knude in trae.body:
            navne[knude.value] = ast.unparse(knude.targets[0])
    for knude in ast.walk(trae):
        if knude in forbi or not isinstance(knude, (ast.Constant, ast.JoinedStr)):
            continue
        dele = knude.values if isinstance(knude, ast.JoinedStr) else [knude]
        led = [d.value for d in dele if isinstance(d, ast.Constant) and isinstance(d.value, str)]
        tekst = " ".join(led)
        ord_ = ORD.findall(tekst)
        if len(ord_) >= PROSA_ORD and any(o.islower() for o in ord_):
            yield knude.lineno, navne.get(knude, ""), tekst


@pytest.mark.parametrize(
    ("kode", "prosa"),
    [
        ("x = 'få kapaciteter pr. indbygger'", True),
        ("f(note=f'{a} har ikke {b} oplyst')", True),
        ("x = ['Ingen kapacitet i planen.']", True),
        ("if f'{a}':\n    x = f'{f(\"går længere end før\")}'", True),
        ("raise Inputfejl(f'Ukendt mål: {m}. Vælg et af dem.')", False),
        ("raise ValueError('give both or neither')", False),
        ("def f():\n    'Return what is asked for.'", False),
        ("x = 'Region Nordjylland'", False),
        ("x = {'ikke oplyst': f'{a}_pct_{b}'}", False),
        ("x = ('indbyggere_pr_kapacitet', 'afvigelse_pct', 'netto')", False),
    ],
)
def test_the_rule_on_sentences_tells_the_difference(kode: str, prosa: bool) -> None:
    assert bool(list(_prosa(ast.parse(kode)))) is prosa


def test_nothing_is_fetched_from_outside() -> None:
    fund = []
    for fil in _kode():
        for linje, navn in _imports(fil):
            if grund := next((g for n, g in HENTER_UDEFRA.items() if _ligger_i(navn, {n})), None):
                fund.append(_sted(fil, linje, f"{navn}: {grund}"))
        for knude in ast.walk(_trae(fil)):
            if isinstance(knude, ast.Attribute) and ast.unparse(knude) in HENTER_UDEFRA:
                navn = ast.unparse(knude)
                fund.append(_sted(fil, knude.lineno, f"{navn}: {HENTER_UDEFRA[navn]}"))
            if (
                isinstance(knude, ast.keyword)
                and knude.arg == "page_icon"
                and isinstance(knude.value, ast.Constant)
                and str(knude.value.value).startswith(":material")
            ):
                grund = HENTER_UDEFRA["page_icon=:material"]
                fund.append(_sted(fil, knude.value.lineno, f"page_icon: {grund}"))
    _afvis(fund)


def test_html_is_written_in_one_place() -> None:
    """`pages/dele/tekst.py` writes HTML and escapes; `stil.py` writes the house's own style."""
    fund = []
    for fil in (ROD / "pages").rglob("*.py"):
        if fil.name in SKRIVER_HTML:
            continue
        for knude in ast.walk(_trae(fil)):
            if isinstance(knude, ast.Attribute) and ast.unparse(knude) in HTMLVEJE:
                fund.append(_sted(fil, knude.lineno, f"{ast.unparse(knude)}: go through tekst.py"))
            if isinstance(knude, ast.keyword) and knude.arg == "unsafe_allow_html":
                fund.append(_sted(fil, knude.value.lineno, "unsafe_allow_html"))
    _afvis(fund)


def test_modules_are_named_for_something() -> None:
    _afvis(
        [
            str(fil.relative_to(ROD))
            for fil in [*_kode(), *(ROD / "tests").rglob("*.py"), *ROD.glob("benchmarks/*.py")]
            if INTETSIGENDE & set(re.split(r"[_.]", fil.stem.lower()))
        ]
    )


def test_no_file_is_too_long() -> None:
    fund = []
    for fil in [*_kode(), *ROD.glob("benchmarks/*.py")]:
        graense = MAX_LINJER_SIDE if _rum(fil) == "pages" else MAX_LINJER
        antal = len(fil.read_text(encoding="utf-8").splitlines())
        if antal >= graense:
            fund.append(f"{fil.relative_to(ROD)}: {antal} lines, fewer than {graense} allowed")
    _afvis(fund)


def test_all_that_is_public_has_a_docstring() -> None:
    fund = []
    for fil in [*_kode(), *ROD.glob("benchmarks/*.py"), *(ROD / "tests").rglob("*.py")]:
        if fil.name == "__init__.py" and not fil.read_text(encoding="utf-8").strip():
            continue
        if not ast.get_docstring(_trae(fil)):
            fund.append(_sted(fil, 1, "the module has no docstring"))
        if _rum(fil) != "tests":
            fund += [
                _sted(fil, knude.lineno, f"{knude.name} has no docstring")
                for knude in _offentlige(_trae(fil).body)
                if not ast.get_docstring(knude)
            ]
    _afvis(fund)


def _offentlige(
    krop: list[ast.stmt],
) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    for knude in krop:
        if isinstance(knude, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            if knude.name.startswith("_"):
                continue
            yield knude
            if isinstance(knude, ast.ClassDef):
                yield from _offentlige(knude.body)


def test_no_file_has_what_does_not_belong() -> None:
    filer = _git_filer()
    if not filer:
        pytest.skip("not a git checkout: no list of the files that belong to the project")
    fund = []
    for fil in filer:
        try:
            linjer = fil.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue  # a picture or a geopackage
        fund += [
            _sted(fil, nr, f"{hvad}: {linje.strip()[:80]}")
            for nr, linje in enumerate(linjer, 1)
            for hvad, moenster in UOENSKET.items()
            if moenster.search(linje)
        ]
    _afvis(fund)


@pytest.mark.parametrize(
    "linje",
    [
        "/wor" + "k/main",
        "cd /roo" + "t",
        "'/home/" + "anna/x'",
        "# TO" + "DO: x",
        "--index-ur" + "l",
    ],
)
def test_what_is_unwanted_is_seen(linje: str) -> None:
    assert any(moenster.search(linje) for moenster in UOENSKET.values())


@pytest.mark.parametrize("linje", ["https://a.dk/wor" + "k/x", "home/work", "a/root", "~/work/"])
def test_what_is_allowed_is_not_seen(linje: str) -> None:
    assert not any(moenster.search(linje) for moenster in UOENSKET.values())


def test_nobody_is_counted_once_for_each_of_equally_near_places() -> None:
    """What is equally near gives a row each: whoever wants all of them says so.

    Of geopandas' sjoin_nearest always, of shapely's query_nearest unless it is told not to.
    Residents on a border would be counted twice.
    """
    fund = []
    for fil in _kode():
        for knude in ast.walk(_trae(fil)):
            navne = {getattr(knude, "attr", ""), getattr(knude, "id", "")}
            navne |= {n.name for n in getattr(knude, "names", ()) if isinstance(n, ast.alias)}
            if "sjoin_nearest" in navne:
                fund.append(_sted(fil, knude.lineno, "sjoin_nearest"))
            kald = isinstance(knude, ast.Call) and getattr(knude.func, "attr", "")
            if kald == "query_nearest" and not {n.arg for n in knude.keywords} & {"all_matches"}:
                fund.append(_sted(fil, knude.lineno, "query_nearest without all_matches"))
    _afvis(fund)
