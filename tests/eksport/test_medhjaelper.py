"""The second process that draws: the same files as the first, and nobody waits for it in vain."""

from __future__ import annotations

import pickle
import pickletools
from collections.abc import Iterator

import pytest

from dansk import Inputfejl
from eksport import figurer, medhjaelper
from eksport.bestilling import NavngivetScenarie, Valg
from eksport.bilag import Figur
from eksport.figurer import Tegner, bed
from eksport.indhold import byg_bilag
from eksport.kommuneark import ARKETS_TRYK, alle_ark, arkets_kort
from eksport.medhjaelper import Medhjaelper
from kort.tryk.fil import Tryk, tegn
from planning.plan import Plan
from planning.tiltag import Flytning

pytestmark = pytest.mark.xdist_group("medhjaelper")
SVG = ("svg",), "spalte"


@pytest.fixture
def hjaelper(monkeypatch: pytest.MonkeyPatch) -> Iterator[Medhjaelper]:
    """Return one with a process, also where there is one core."""
    monkeypatch.setattr(medhjaelper, "_kerner", lambda: 2)
    with Medhjaelper() as en:
        yield en


@pytest.fixture(scope="module")
def alle(plan: Plan) -> list[Figur]:
    """Every kind of map there is in a plan document: those of a plan, of a scenario, of an ark."""
    hvor = plan.klinikker["kommune_kode"]
    ender = (str(hvor.index[hvor == kode][0]) for kode in ("0851", "0840"))
    scenarie = NavngivetScenarie("Én til", (Flytning(*ender, 0, 1),))
    ark = arkets_kort(alle_ark(plan, Valg())[0])
    return [*byg_bilag(plan, [scenarie], ("kort", "scenarier")).figurer(), ark]


def tegner(figur: Figur) -> Tegner:
    assert isinstance(figur.tegner, Tegner)
    # One that has drawn nothing: those of the module share theirs.
    return Tegner(figur.tegner.data, figur.tegner.omrids)


def forbudt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figurer, "tegn", lambda *_: pytest.fail("it was drawn here"))


def test_it_draws_the_same_to_the_last_byte(alle: list[Figur], hjaelper: Medhjaelper) -> None:
    """Every map, as text that does not lie (SVG), and one as each kind of file."""
    svar = []
    for figur in alle:
        filtyper = ("png", "svg", "pdf", "udsnit") if figur is alle[2] else ("svg",)
        tryk = Tryk(figur.format if figur.dele else "spalte", filtyper)
        svar.append((figur, tryk, hjaelper.bed(tegner(figur).data, tegner(figur).omrids, tryk)))
    for figur, tryk, filer in svar:
        assert filer.result(60) == tegn(tegner(figur).data, tegner(figur).omrids, tryk), (
            figur.noegle
        )


def test_what_it_has_begun_is_not_drawn_again(
    alle: list[Figur], hjaelper: Medhjaelper, monkeypatch: pytest.MonkeyPatch
) -> None:
    en = tegner(alle[0])
    en.bed(hjaelper, *SVG)
    en._bedt[SVG].result(60)
    forbudt(monkeypatch)
    first = en(*SVG)
    assert first["svg"].startswith(b"<?xml") and en(*SVG) == first


def test_a_fault_of_a_map_is_told_as_without_it(alle: list[Figur], hjaelper: Medhjaelper) -> None:
    """By the one who asked, in the same words; and the next map is drawn."""
    god = tegner(alle[0])
    lang = Tegner(god.data.__class__("Titel " * 900, god.data.paneler, "K", "D"), god.omrids)
    for en in (lang, god):
        en.bed(hjaelper, *SVG)
    with pytest.raises(ValueError):
        lang._bedt[SVG].result(60)
    with pytest.raises(Inputfejl, match="Forkort titlen"):
        lang(*SVG)
    assert god._bedt[SVG].result(60)["svg"] == god(*SVG)["svg"]


def test_when_the_process_dies_the_map_is_drawn_here(
    alle: list[Figur], hjaelper: Medhjaelper
) -> None:
    assert hjaelper._proces is not None
    hjaelper._proces.kill()
    en = tegner(alle[0])
    en.bed(hjaelper, *SVG)
    with pytest.raises((OSError, EOFError)):
        en._bedt[SVG].result(60)
    assert en(*SVG) == tegn(en.data, en.omrids, Tryk(SVG[1], SVG[0]))


def test_on_one_core_there_is_none(alle: list[Figur], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(medhjaelper, "_kerner", lambda: 1)
    with Medhjaelper() as hjaelper:
        assert hjaelper._proces is None
        en = tegner(alle[0])
        en.bed(hjaelper, *SVG)
        assert en(*SVG) == tegn(en.data, en.omrids, Tryk(SVG[1], SVG[0]))


def test_two_orders_at_once_share_no_process_and_have_but_one(hjaelper: Medhjaelper) -> None:
    with Medhjaelper() as anden:
        assert hjaelper._proces is not None and anden._proces is None
    with Medhjaelper() as tredje:  # the one that had none let go of none
        assert tredje._proces is None


def test_it_ends_when_it_is_left_also_by_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(medhjaelper, "_kerner", lambda: 2)
    with pytest.raises(KeyboardInterrupt), Medhjaelper() as hjaelper:
        proces = hjaelper._proces
        raise KeyboardInterrupt
    assert proces is not None and proces.poll() is not None
    with Medhjaelper() as naeste:
        assert naeste._proces is not None


def test_when_it_is_told_to_end_the_next_order_may_have_one(
    alle: list[Figur], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(medhjaelper, "_kerner", lambda: 2)
    with Medhjaelper() as hjaelper:
        proces = hjaelper._proces
        hjaelper.afslut()
        assert proces is not None and proces.poll() is not None
        with Medhjaelper() as naeste:
            assert naeste._proces is not None
            hjaelper.afslut()  # its own alone, and once is enough
            assert naeste._proces.poll() is None
        en = tegner(alle[0])
        en.bed(hjaelper, *SVG)
        assert en(*SVG) == tegn(en.data, en.omrids, Tryk(SVG[1], SVG[0]))


def test_what_it_is_sent_needs_no_more_than_what_draws(alle: list[Figur]) -> None:
    """A layer of `eksport` would have the process load all that makes documents."""
    for figur in alle:
        raa = pickle.dumps((tegner(figur).data, tegner(figur).omrids), protocol=2)
        moduler = {
            str(arg).split()[0] for op, arg, _ in pickletools.genops(raa) if op.name == "GLOBAL"
        }
        egne = {
            m for m in moduler if m.split(".")[0] in {"eksport", "planning", "tabeller", "data"}
        }
        assert not egne, figur.noegle


def test_a_figure_without_a_tegner_of_its_own_asks_nobody(alle: list[Figur]) -> None:
    figur = Figur("n", "t", "", "", "", lambda filtyper, format: dict.fromkeys(filtyper, b"x"))
    with Medhjaelper() as hjaelper:
        bed(hjaelper, figur, *ARKETS_TRYK)
    bed(None, alle[0], *ARKETS_TRYK)
    assert figur.tegn("udsnit", "ark") == b"x"
