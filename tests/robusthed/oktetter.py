"""Bytes of a file changed, lost, moved and put in; and zips whose parts or lists are damaged."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

from tests.robusthed.variant import BEGGE, SAMME, Aendring, Fil, Slump

INDSAT = (
    *(
        b'"',
        b";",
        b"\n",
        b"\r",
        b"\0",
        b"999999999",
        b"-1",
        b"<",
        b"\xff",
        b",",
        b"e400",
        b"\x1b[2J",
    ),
    *(b"\t", b"'", b"&", b"{", b"]", b"nan", b"\xef\xbb\xbf", b"\xe2\x80\xae", b" ", b"0", b"."),
)


def _plads(slump: Slump, indhold: bytes) -> int:
    return slump.randrange(len(indhold) + 1)


def ryst(slump: Slump, indhold: bytes) -> bytes:
    """Return bytes with some changed, lost, doubled or put in."""
    svar = bytearray(indhold)
    for _ in range(slump.choice([1, 1, 2, 5, 20])):
        sted = _plads(slump, svar)
        hvad = slump.randrange(4)
        if hvad == 0:
            svar[sted : sted + 1] = bytes([slump.randrange(256)])
        elif hvad == 1:
            del svar[sted : sted + slump.choice([1, 4, 50])]
        elif hvad == 2:
            svar[sted:sted] = svar[sted : sted + slump.choice([1, 10, 200])]
        else:
            svar[sted:sted] = slump.choice(INDSAT)
    return bytes(svar)


def klip(slump: Slump, indhold: bytes) -> bytes:
    """Return the first of the bytes, as when a download stopped."""
    return indhold[: _plads(slump, indhold)]


def vend_bit(slump: Slump, indhold: bytes) -> bytes:
    """Return bytes with one to eight bits turned over."""
    svar = bytearray(indhold)
    for _ in range(slump.choice([1, 1, 1, 8])):
        svar[slump.randrange(len(svar))] ^= 1 << slump.randrange(8)
    return bytes(svar)


def nulstil(slump: Slump, indhold: bytes) -> bytes:
    """Return bytes with a block of zeros, as after a disk that failed."""
    sted, antal = _plads(slump, indhold), slump.choice([16, 512, 4096])
    return indhold[:sted] + bytes(min(antal, len(indhold) - sted)) + indhold[sted + antal :]


def byt_blokke(slump: Slump, indhold: bytes) -> bytes:
    """Return bytes with two blocks in each other's place."""
    a, b = sorted((_plads(slump, indhold), _plads(slump, indhold)))
    laengde = min(slump.choice([8, 64, 512]), b - a)
    return (
        indhold[:a] + indhold[b : b + laengde] + indhold[a + laengde : b]
        + indhold[a : a + laengde] + indhold[b + laengde :]
    )  # fmt: skip


def gentag(slump: Slump, indhold: bytes) -> bytes:
    """Return the file written after itself, or after what is not of it."""
    return slump.choice(
        [indhold * 2, b"\0" * 100 + indhold, b"<html>" + indhold, indhold + b"\n\n"]
    )


def forlaeng(slump: Slump, indhold: bytes) -> bytes:
    """Return the file with very much of one sign somewhere in it."""
    sted, tegn = _plads(slump, indhold), slump.choice([b"0", b" ", b'"', b"\n", b"a", b";", b"1,"])
    return indhold[:sted] + tegn * slump.choice([5_000, 200_000]) + indhold[sted:]


def _af(hvad: Callable[[Slump, bytes], bytes]) -> Callable[[Slump, Fil], bytes]:
    return lambda slump, fil: hvad(slump, fil.indhold)


OKTETTER = tuple(
    Aendring(navn, _af(goer), BEGGE)
    for navn, goer in (
        ("oktetter rystet", ryst),
        ("oktetter rystet igen", ryst),
        ("klippet af", klip),
        ("bits vendt", vend_bit),
        ("blok af nuller", nulstil),
        ("blokke byttet", byt_blokke),
        ("skrevet to gange", gentag),
        ("meget af ét tegn", forlaeng),
    )
)


# ------------------------------------------------------------------ zips


def dele_af(indhold: bytes) -> dict[str, bytes]:
    """Return the parts of a zip."""
    with zipfile.ZipFile(io.BytesIO(indhold)) as pakke:
        return {navn: pakke.read(navn) for navn in pakke.namelist()}


def pak(dele: dict[str, bytes]) -> bytes:
    """Return parts as a zip."""
    ud = io.BytesIO()
    with zipfile.ZipFile(ud, "w", zipfile.ZIP_DEFLATED) as pakke:
        for navn, indhold in dele.items():
            pakke.writestr(navn, indhold)
    return ud.getvalue()


def del_aendret(slump: Slump, fil: Fil) -> bytes:
    """Return a zip that is whole, one of its parts shaken, cut or with bits turned over."""
    dele = dele_af(fil.indhold)
    navn = slump.choice(sorted(n for n in dele if dele[n]))
    dele[navn] = slump.choice([ryst, ryst, ryst, klip, vend_bit, forlaeng])(slump, dele[navn])
    return pak(dele)


def _del_mangler(slump: Slump, fil: Fil) -> bytes:
    dele = dele_af(fil.indhold)
    del dele[slump.choice(sorted(dele))]
    return pak(dele)


def _dele_byttet(slump: Slump, fil: Fil) -> bytes:
    dele = dele_af(fil.indhold)
    a, b = (slump.choice(sorted(dele)) for _ in range(2))
    dele[a], dele[b] = dele[b], dele[a]
    return pak(dele)


def _del_omdoebt(slump: Slump, fil: Fil) -> bytes:
    dele = dele_af(fil.indhold)
    navn = slump.choice(sorted(dele))
    nyt = slump.choice(["../{}", "/{}", "x/{}", "{}\0", "{}.bak", "C:\\{}", "{}/", "{}.." * 40])
    return pak({nyt.replace("{}", n) if n == navn else n: i for n, i in dele.items()})


def _del_to_gange(slump: Slump, fil: Fil) -> bytes:
    """Return a zip with two parts of one name that differ."""
    dele = dele_af(fil.indhold)
    navn = slump.choice(sorted(dele))
    ud = io.BytesIO(fil.indhold)
    with zipfile.ZipFile(ud, "a", zipfile.ZIP_DEFLATED) as pakke:
        stilfoer = "z" * len(navn)
        pakke.writestr(stilfoer, ryst(slump, dele[navn]))
    # zipfile warns of a second part of the same name, so it is named in the bytes.
    return ud.getvalue().replace(stilfoer.encode(), navn.encode())


def _mange_dele(slump: Slump, fil: Fil) -> bytes:
    dele = dele_af(fil.indhold)
    return pak(dele | {f"{nr}.{slump.choice(['txt', 'shp', 'xml'])}": b"" for nr in range(3_000)})


def _svulmer(slump: Slump, fil: Fil) -> bytes:
    """Return a zip one part of which unpacks to very much of nothing."""
    dele = dele_af(fil.indhold)
    navn = slump.choice([*dele, "andet.xml", "andet.txt"])
    return pak(dele | {navn: dele.get(navn, b"") + slump.choice([b" ", b"0"]) * 30_000_000})


def _listen_lyver(slump: Slump, fil: Fil) -> bytes:
    """Return a zip whose list says other sizes, sums, flags or ways of packing than there are."""
    svar, sted = bytearray(fil.indhold), -1
    steder = []
    while (sted := svar.find(b"PK\x01\x02", sted + 1)) >= 0:
        steder.append(sted)
    # Offsets in an entry of the list: flags, method, sum, packed, unpacked, place.
    felt, form = slump.choice([(8, "H"), (10, "H"), (16, "I"), (20, "I"), (24, "I"), (42, "I")])
    vaerdi = slump.choice([0, 1, 9, 99, 0xFFFF, slump.randrange(0xFFFF)])
    if form == "I":
        vaerdi = slump.choice([vaerdi, 0xFFFFFFFF, 0x7FFFFFFF])
    struct.pack_into(f"<{form}", svar, slump.choice(steder) + felt, vaerdi)
    return bytes(svar)


ZIPPEN = (
    Aendring("zip: del rystet", del_aendret, BEGGE),
    Aendring("zip: del rystet igen", del_aendret, BEGGE),
    Aendring("zip: del mangler", _del_mangler, BEGGE),
    Aendring("zip: dele byttet", _dele_byttet, BEGGE),
    Aendring("zip: del omdøbt", _del_omdoebt, BEGGE),
    Aendring("zip: del to gange", _del_to_gange, SAMME),
    Aendring("zip: mange dele", _mange_dele, SAMME),
    Aendring("zip: svulmer op", _svulmer, SAMME),
    Aendring("zip: listen lyver", _listen_lyver, SAMME),
)
