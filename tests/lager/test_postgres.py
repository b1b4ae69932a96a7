"""What only PostgreSQL does: locks, lost connections, privileges, read-only and its error codes."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url

from lager import raekker as lagerraekker
from lager import skema as lagerskema
from lager.fejl import RAAD
from lager.scenarielager import Konflikt, Lager, Lagerfejl
from tests.lager.skriver import POSTGRES, UDEN_POSTGRES, frisk_postgres, indhold

kraever_postgres = pytest.mark.skipif(not POSTGRES, reason=UDEN_POSTGRES)


@pytest.fixture
def url() -> Iterator[str]:
    with frisk_postgres() as adresse:
        yield adresse


@pytest.fixture
def lager(url: str) -> Iterator[Lager]:
    lager = Lager(url)
    yield lager
    lager.luk()


def sql(url: str, *saetninger: str) -> list[Any]:
    """Run statements as someone else, and return the rows of the last."""
    motor = create_engine(url)
    with motor.begin() as forbindelse:
        for saetning in saetninger:
            svar = forbindelse.exec_driver_sql(saetning)
        raekker = list(svar) if svar.returns_rows else []
    motor.dispose()
    return raekker


@kraever_postgres
def test_times_are_utc_whatever_the_database_counts_in(lager: Lager, url: str) -> None:
    assert sql(url, "SHOW timezone")[0][0] not in ("UTC", "GMT")
    s = lager.opret(**indhold())
    assert lager.hent(s.id).gemt == s.gemt
    assert lager.hent(s.id).gemt.utcoffset() == timedelta(0)


@kraever_postgres
def test_a_save_waits_for_the_one_under_way(lager: Lager, url: str) -> None:
    """The second of two saves waits for the first, and is then a conflict."""
    s = lager.opret(**indhold())
    motor = create_engine(url)
    with motor.connect() as anden, ThreadPoolExecutor() as pulje:
        anden.exec_driver_sql(f"SELECT 1 FROM scenarie WHERE id = '{s.id}' FOR UPDATE")
        gemning = pulje.submit(lager.gem, s.id, 1, **indhold("anden"))
        time.sleep(0.3)
        assert not gemning.done()
        anden.exec_driver_sql(
            "INSERT INTO version SELECT scenarie_id, 2, 'første', forfatter, tiltag, datasaet, "
            "now(), formaal, soeg FROM version"
        )
        anden.commit()
        with pytest.raises(Konflikt):
            gemning.result(timeout=10)
    motor.dispose()
    assert {x.navn for x in lager.find()} == {"første", "anden (kopi: konflikt med version 2)"}


@kraever_postgres
def test_a_locked_scenario_says_so(lager: Lager, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lagerskema, "VENTETID_MS", 200)
    s, andet = lager.opret(**indhold("et")), lager.opret(**indhold("to"))
    motor = create_engine(url)
    with motor.connect() as anden:
        anden.exec_driver_sql(f"SELECT 1 FROM scenarie WHERE id = '{s.id}' FOR UPDATE")
        with pytest.raises(Lagerfejl, match="optaget") as fanget:
            lager.gem(s.id, 1, **indhold("ny"))
        assert RAAD in str(fanget.value)
        # Only that scenario is locked.
        assert lager.gem(andet.id, 1, **indhold("ny")).version == 2
        assert lager.hent(s.id) == s
    motor.dispose()
    assert lager.gem(s.id, 1, **indhold("ny")).version == 2


AFBRYD = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE application_name = current_setting('application_name') AND pid <> pg_backend_pid()"
)


@kraever_postgres
def test_connections_that_were_lost_are_made_again(lager: Lager, url: str) -> None:
    s = lager.opret(**indhold())
    assert sql(url, AFBRYD)
    assert lager.gem(s.id, 1, **indhold("ny")).version == 2


@kraever_postgres
def test_a_connection_lost_midway_leaves_nothing_half(
    lager: Lager, monkeypatch: pytest.MonkeyPatch
) -> None:
    s = lager.opret(**indhold())

    def tab(forbindelse: Any, *_: object) -> None:
        forbindelse.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")

    with monkeypatch.context() as m:
        m.setattr(lagerraekker, "tilfoej_version", tab)
        for gem in (lambda: lager.opret(**indhold()), lambda: lager.gem(s.id, 1, **indhold("ny"))):
            with pytest.raises(Lagerfejl, match="kan ikke nås") as fanget:
                gem()
            assert RAAD in str(fanget.value)
    assert lager.find() == [s]
    assert lager.gem(s.id, 1, **indhold("ny")).version == 2


@kraever_postgres
def test_a_write_protected_database_can_be_read(lager: Lager, url: str) -> None:
    s = lager.opret(**indhold())
    tilvalg = make_url(url).query["options"]
    skrivebeskyttet = make_url(url).update_query_dict(
        {"options": f"{tilvalg} -cdefault_transaction_read_only=on"}
    )
    laeser = Lager(skrivebeskyttet)
    assert laeser.find() == [s]
    with pytest.raises(Lagerfejl, match="skrivebeskyttet"):
        laeser.gem(s.id, 1, **indhold("ny"))
    laeser.luk()


@kraever_postgres
@pytest.mark.parametrize(
    ("kode", "grund"),
    [
        ("53100", "disken er fuld"),
        ("25006", "skrivebeskyttet"),
        ("42501", "afviser brugeren"),
        ("40P01", "optaget"),
        ("57014", "optaget"),
        ("08006", "kan ikke nås"),
        ("XX000", "ikke kender"),
    ],
)
def test_codes_of_the_database_become_sentences(
    lager: Lager, url: str, kode: str, grund: str
) -> None:
    sql(
        url,
        "CREATE FUNCTION afvis() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION 'prøve' USING ERRCODE = '{kode}'; END $$",
        "CREATE TRIGGER afvis BEFORE INSERT ON log EXECUTE FUNCTION afvis()",
    )
    with pytest.raises(Lagerfejl, match=grund) as fanget:
        lager.opret(**indhold())
    assert RAAD in str(fanget.value)
    assert lager.find() == []


@kraever_postgres
def test_a_user_without_rights(lager: Lager, url: str) -> None:
    s = lager.opret(**indhold())
    navn = make_url(url).query["options"].split("=")[1].split()[0]
    rolle = f"gaest_{navn}"
    sql(
        url,
        f"CREATE ROLE {rolle} LOGIN",
        f"GRANT USAGE ON SCHEMA {navn} TO {rolle}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {navn} TO {rolle}",
    )
    try:
        gaest = Lager(make_url(url).set(username=rolle))
        assert gaest.find() == [s]
        with pytest.raises(Lagerfejl, match="afviser brugeren"):
            gaest.opret(**indhold())
        gaest.luk()
    finally:
        sql(url, f"DROP OWNED BY {rolle}", f"DROP ROLE {rolle}")


@kraever_postgres
def test_a_database_in_another_encoding_is_refused(url: str) -> None:
    motor = create_engine(url, isolation_level="AUTOCOMMIT")
    with motor.connect() as forbindelse:
        forbindelse.exec_driver_sql(
            "CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
        )
        try:
            with pytest.raises(Lagerfejl, match="LATIN1; det skal være UTF8"):
                Lager(make_url(POSTGRES).set(database="latin"))
        finally:
            forbindelse.exec_driver_sql("DROP DATABASE latin WITH (FORCE)")
    motor.dispose()


@kraever_postgres
def test_a_database_that_does_not_exist() -> None:
    with pytest.raises(Lagerfejl, match=r"kan ikke nås.*databasen findes_ikke"):
        Lager(make_url(POSTGRES).set(database="findes_ikke"))


def test_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody listens at the port; and someone does, but never says a word."""
    monkeypatch.setattr(lagerskema, "OPKALD_SEKUNDER", 2)
    with socket.socket() as tavs:
        tavs.bind(("127.0.0.1", 0))
        url = f"postgresql://anna:hemmelig@127.0.0.1:{tavs.getsockname()[1]}/plan"
        for lyt in (False, True):
            if lyt:
                tavs.listen(5)
            begyndt = time.perf_counter()
            with pytest.raises(Lagerfejl, match="kan ikke nås") as fanget:
                Lager(url)
            assert time.perf_counter() - begyndt < 5
            assert "databasen plan på 127.0.0.1" in str(fanget.value)
            assert RAAD in str(fanget.value)
            assert "hemmelig" not in str(fanget.value)


@kraever_postgres
def test_more_threads_than_connections_wait_their_turn(lager: Lager) -> None:
    antal = lagerskema.FORBINDELSER + lagerskema.EKSTRA_FORBINDELSER + 15
    samling = threading.Barrier(antal)

    def opret(nr: int) -> str:
        samling.wait(30)
        return lager.opret(**indhold(str(nr))).id

    with ThreadPoolExecutor(antal) as pulje:
        ider = set(pulje.map(opret, range(antal)))
    assert {s.id for s in lager.find()} == ider
    assert len(ider) == antal
