"""The quick way to the text of a CSV gives what the reader that tells faults does, or leaves it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dansk import Inputfejl
from data.fremmedfil import laes_csv
from data.net import csvfil
from data.net.csvfil import laes_csv_tekst

FILER = {
    "plain": b"celle;antal\na;1\nb;2\n",
    "tabs": b"celle\tantal\na\t1\nb\t2,5\n",
    "bom and CRLF": b"\xef\xbb\xbfcelle,antal\r\na,1\r\nb,2\r\n",
    "no last line end": b"celle;antal\na;1\nb;2",
    "a lone carriage return": b"celle;antal\na;1\rb;2\n",
    "quotes": b'celle;antal\n"a;b";1\n"c\nd";2\n',
    "one column": b"celle\na\n\nb\n",
    "an empty row": b"celle;antal\na;1\n\nb;2\n",
    "empty rows at the end": b"celle;antal\na;1\n\n\n",
    "separators alone": b"celle;antal\na;1\n;\nb;2\n",
    "separators at the end": b"celle;antal\na;1\n;\n",
    "nothing in the first": b"celle;antal\n;1\nb;2\n",
    "nothing in the last": b"celle;antal\na;\nb;2\n",
    "spaces": b" celle ; antal \n a ; 1\n \xc2\xa0;2\n",
    "too few": b"celle;antal;mere\na;1;x\nb;2\n",
    "too many": b"celle;antal\na;1\nb;2;3\n",
    "a name twice": b"celle;celle\na;1\n",
    "a name missing": b"celle;\na;1\n",
    "a heading alone": b"celle;antal\n",
    "nothing": b"",
    "not UTF-8": b"celle;antal\na;1\n\xe6;2\n",
    "a heading that is not UTF-8": b"celle;\xe6\na;1\n",
    "a nought": b"celle;antal\na;1\n\0;2\n",
    "a long field": b"celle;antal\na;1\n" + b"b" * 200_000 + b";2\n",
}


def svar(laes, sti: Path) -> pd.DataFrame | str:
    try:
        return laes(sti)
    except Inputfejl as fejl:
        return str(fejl)


def ens(sti: Path) -> None:
    kvik, grundig = svar(laes_csv_tekst, sti), svar(laes_csv, sti)
    if isinstance(grundig, str) or isinstance(kvik, str):
        assert kvik == grundig
    else:
        pd.testing.assert_frame_equal(kvik, grundig)


@pytest.mark.parametrize("hvad", FILER)
def test_the_same_as_the_reader_that_tells_faults(tmp_path, hvad):
    sti = tmp_path / "net.csv"
    sti.write_bytes(FILER[hvad])
    ens(sti)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(["a", "1", ";", ",", "\t", "\n", "\r\n", "\r", '"', " ", "æ"])))
def test_the_same_of_any_text(tmp_path_factory, dele):
    sti = tmp_path_factory.mktemp("net") / "net.csv"
    sti.write_bytes(("x;y\n" + "".join(dele)).encode())
    ens(sti)


@pytest.mark.parametrize("hvad", ["plain", "tabs", "bom and CRLF", "no last line end", "spaces"])
def test_a_plain_file_is_read_the_quick_way(tmp_path, hvad, monkeypatch):
    sti = tmp_path / "net.csv"
    sti.write_bytes(FILER[hvad])
    monkeypatch.setattr(csvfil, "laes_csv", None)
    assert len(laes_csv_tekst(sti)) == 2
