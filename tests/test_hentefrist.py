"""What a page offers for fetching is there a little longer than the page."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from streamlit.runtime import media_file_manager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

import hentefrist


class _Moede:
    """A server with files, whose clock and sessions are the test's."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.nu, self.hvem = 0.0, ""
        monkeypatch.setattr(hentefrist.time, "monotonic", lambda: self.nu)
        for modul in (media_file_manager, hentefrist):
            monkeypatch.setattr(modul, "_get_session_id", lambda: self.hvem)
        self.filer = hentefrist.Hentefiler(MemoryMediaFileStorage("/media"))

    def begynd(self, hvem: str) -> None:
        """A page of a session begins to be drawn."""
        self.hvem = hvem
        self.filer.clear_session_refs()

    def knap(self, hvem: str, indhold: str = "tal") -> str:
        """The page comes to its button."""
        self.hvem = hvem
        return self.filer.add_deferred(lambda: indhold, "text/plain", "1.2", "tal.txt")

    def faerdig(self) -> None:
        """A page is done."""
        self.filer.remove_orphaned_files()

    def hent(self, adresse: str) -> bytes:
        """The browser fetches a file."""
        return self.filer._storage.get_file(PurePosixPath(adresse).name).content  # type: ignore[attr-defined]


@pytest.fixture
def moede(monkeypatch: pytest.MonkeyPatch) -> _Moede:
    return _Moede(monkeypatch)


def test_a_button_gives_its_file_while_the_page_is_drawn_anew(moede: _Moede) -> None:
    moede.begynd("a")
    knap = moede.knap("a")
    moede.faerdig()
    moede.begynd("a")  # and does not come to its button yet
    moede.begynd("b")
    moede.faerdig()
    adresse = moede.filer.execute_deferred(knap)
    for _ in range(2):
        moede.begynd("b")
        moede.faerdig()
    assert moede.hent(adresse) == b"tal"


def test_and_when_it_was_drawn_anew_before_the_browser_heard_of_it(moede: _Moede) -> None:
    moede.begynd("a")
    foerst = moede.knap("a")
    moede.faerdig()
    for _ in range(3):
        moede.nu += 1
        moede.begynd("a")
        sidst = moede.knap("a", "nye tal")
        moede.faerdig()
    assert moede.hent(moede.filer.execute_deferred(foerst)) == b"tal"
    assert moede.hent(moede.filer.execute_deferred(sidst)) == b"nye tal"


def test_what_has_been_out_of_use_for_a_while_is_cleared_away(moede: _Moede) -> None:
    moede.begynd("a")
    knap = moede.knap("a")
    adresse = moede.filer.execute_deferred(knap)
    moede.filer.clear_session_refs("a")  # the session is over
    moede.nu = hentefrist.FRIST_S + 1
    for _ in range(2):
        moede.begynd("b")
        moede.faerdig()
    with pytest.raises(MediaFileStorageError):
        moede.filer.execute_deferred(knap)
    with pytest.raises(MediaFileStorageError):
        moede.hent(adresse)
    assert not moede.filer._frister
    assert not moede.filer._deferred_callables
    assert not moede.filer._file_metadata
    assert not moede.filer._files_by_session_and_coord
