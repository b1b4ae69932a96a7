"""The page Import: how many files one session may try."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from streamlit.delta_generator import DeltaGenerator

from data.indgang.graenser import HOEJST_FILER_I_SESSION
from tests.pages.apptest import aabn, uden_fejl


@pytest.mark.parametrize("foer", [HOEJST_FILER_I_SESSION - 1, HOEJST_FILER_I_SESSION])
def test_a_session_tries_so_many_files_and_no_more(
    monkeypatch: pytest.MonkeyPatch, foer: int
) -> None:
    fil = SimpleNamespace(name="a.csv", file_id="ny", getvalue=lambda: b"a,b\n1,2\n")
    monkeypatch.setattr(DeltaGenerator, "file_uploader", lambda *_, **__: fil)
    at = aabn("indlaes", proevede_filer={f"fil {nr}" for nr in range(foer)})
    assert not at.exception
    (fejl,) = [f.value for f in at.error]
    # The file itself is of no kind, which is only said where it was tried.
    assert ("Genindlæs" in fejl) is (foer == HOEJST_FILER_I_SESSION)
    monkeypatch.undo()
    uden_fejl(aabn("indlaes"))
