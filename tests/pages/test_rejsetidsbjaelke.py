"""The first start of all, when the ways are made: what is waited for is said all the while."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import streamlit as st

from pages.dele.rejsetidsbjaelke import forbered


class _Afstande:
    """Ways that are made in three steps, the last a hair too far."""

    def forbered(self, fremdrift: Callable[[float], None]) -> None:
        for del_ in (0.2, 0.9, 1.0000001):
            fremdrift(del_)


def test_the_text_stays_until_it_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit takes the words away where a step is told without them."""
    vist: list[tuple[float, str | None] | None] = []

    class _Bjaelke:
        def progress(self, del_: float, text: str | None = None) -> None:
            vist.append((del_, text))

        def empty(self) -> None:
            vist.append(None)

    def begynd(del_: float, text: str | None = None) -> Any:
        vist.append((del_, text))
        return _Bjaelke()

    monkeypatch.setattr(st, "progress", begynd)
    forbered(_Afstande(), "Regner …")  # type: ignore[arg-type]
    assert vist == [(d, "Regner …") for d in (0.0, 0.2, 0.9, 1.0)] + [None]
