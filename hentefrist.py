"""How long what a page offers for fetching can be fetched, after the page has been drawn anew.

A run of a page lets go of all that the session can fetch, and the end of any run, also another's,
clears away what nobody holds (findings/streamlit_deferred_download_ended_by_another_session.sh).
Who clicks while the page is being drawn clicks on a button of the run before.
"""

from __future__ import annotations

import time
from collections import deque
from itertools import count
from pathlib import PurePosixPath
from typing import Any

from streamlit.runtime import runtime
from streamlit.runtime.media_file_manager import MediaFileManager, _get_session_id

#: Longer than a page takes to be drawn, and a file to be fetched, with twenty who click.
FRIST_S = 15.0


class Hentefiler(MediaFileManager):
    """Streamlit's files, each held a little longer than by the page that offered it."""

    def __init__(self, *givet: Any, **valg: Any) -> None:
        super().__init__(*givet, **valg)
        self._frister: deque[tuple[float, str]] = deque()
        self._nummer = count()

    def clear_session_refs(self, session_id: str | None = None) -> None:
        """Let go of what a session can fetch, in a while."""
        with self._lock:
            self._hold(self._files_by_session_and_coord.get(session_id or _get_session_id(), {}))
        super().clear_session_refs(session_id)

    def execute_deferred(self, file_id: str) -> str:
        """Return the address of the file that a button makes, and hold it until it is fetched."""
        adresse = super().execute_deferred(file_id)
        with self._lock:
            self._hold({"": PurePosixPath(adresse).stem})
        return adresse

    def remove_orphaned_files(self) -> None:
        """Clear away what no page offers, and none has for a while."""
        with self._lock:
            while self._frister and self._frister[0][0] < time.monotonic():
                del self._files_by_session_and_coord[self._frister.popleft()[1]]
        super().remove_orphaned_files()

    def _hold(self, filer: dict[str, str]) -> None:
        # As if of a session of its own: Streamlit keeps what a session has.
        if filer:
            navn = f"frist {next(self._nummer)}"
            self._frister.append((time.monotonic() + FRIST_S, navn))
            self._files_by_session_and_coord[navn] = dict(filer)


def giv_frist() -> None:
    """Have the server that is started next hold what is fetched from it a little longer."""
    runtime.MediaFileManager = Hentefiler  # type: ignore[misc]
