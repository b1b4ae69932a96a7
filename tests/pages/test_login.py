"""Sign-in: off by default, and nothing of any page before it when it is set up."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from streamlit import config
from streamlit.runtime.secrets import Secrets
from streamlit.testing.v1 import AppTest

from dansk import Inputfejl
from pages.dele.login import er_sat_op
from tests.pages.apptest import APP, SEKUNDER, uden_fejl

#: As in docs/drift.md; nothing is asked of the address before somebody signs in.
OPSAT = {
    "auth": {
        "redirect_uri": "https://praksiskort.example/oauth2callback",
        "cookie_secret": "en prøve",
        "client_id": "praksiskort",
        "client_secret": "en prøve",
        "server_metadata_url": "https://login.example/.well-known/openid-configuration",
    }
}


@pytest.fixture
def opsat(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server with sign-in: for st.secrets and for what st.login itself reads."""
    hemmeligheder = Secrets()
    monkeypatch.setattr(hemmeligheder, "_secrets", OPSAT)
    monkeypatch.setattr(st, "secrets", hemmeligheder)


def _aabn(side: str | None, **bruger: object) -> AppTest:
    at = AppTest.from_file(APP, default_timeout=SEKUNDER)
    at.user = bruger
    return (at.switch_page(f"pages/{side}.py") if side else at).run()


@pytest.mark.parametrize("side", [None, "daekning", "indlaes", "data"])
@pytest.mark.parametrize("bruger", [{"is_logged_in": False}, {"email": "a@b.dk"}, {}])
@pytest.mark.usefixtures("opsat")
def test_nothing_is_shown_before_sign_in(
    side: str | None, bruger: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pages.dele.tilstand.find_datasaet", lambda: pytest.fail("read the data"))
    at = uden_fejl(_aabn(side, **bruger))
    assert [t.value for t in at.title] == ["Praksiskort"]
    assert [k.label for k in at.button] == ["Log ind"]
    assert not at.radio and not at.toggle
    assert not at.get("iframe") and not at.get("file_uploader") and not at.get("table")
    assert len(at.main.children) == 5  # the two scripts, title, text and button


@pytest.mark.usefixtures("opsat")
def test_who_has_signed_in_sees_the_page_and_can_sign_out() -> None:
    at = uden_fejl(_aabn("data", is_logged_in=True, name="Åse *Bo*"))
    assert [t.value for t in at.title] != ["Praksiskort"]
    (ud,) = [k for k in at.button if k.label.startswith("Log ud")]
    assert "Åse" in ud.label and "*Bo*" not in ud.label.replace("\\*", "")
    ud.click().run()
    assert [k.label for k in at.button] == ["Log ind"]


@pytest.mark.usefixtures("opsat")
def test_sign_in_that_cannot_be_used_lets_nobody_in() -> None:
    """Authlib is not among the app's packages; the same is said of settings that are not whole."""
    at = _aabn("data", is_logged_in=False)
    at.button[0].click().run()
    assert not at.exception
    assert len(at.error) == 1 and "Authlib" in at.error[0].value
    assert not at.radio and not at.toggle


def test_without_settings_nobody_is_asked() -> None:
    at = uden_fejl(_aabn("data"))
    assert not [k for k in at.button if k.label.startswith("Log ")]


@pytest.mark.parametrize("indhold", [b"[auth\nredirect_uri = ", b"[auth]\nclient_id = '\xe6'"])
def test_settings_that_cannot_be_read_let_nobody_in(
    indhold: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fil = tmp_path / "secrets.toml"
    fil.write_bytes(indhold)
    _med_fil(monkeypatch, fil)
    with pytest.raises(Inputfejl, match=r"secrets\.toml"):
        er_sat_op()
    at = _aabn("data")
    assert len(at.error) == 1 and not at.title and not at.radio and not at.toggle


def test_a_file_of_other_settings_asks_nobody(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fil = tmp_path / "secrets.toml"
    fil.write_text("[andet]\nx = 1\n")
    _med_fil(monkeypatch, fil)
    assert er_sat_op() is False


def _med_fil(monkeypatch: pytest.MonkeyPatch, fil: Path) -> None:
    rigtig = config.get_option
    monkeypatch.setattr(
        config, "get_option", lambda n: [str(fil)] if n == "secrets.files" else rigtig(n)
    )
    monkeypatch.setattr(st, "secrets", Secrets())
