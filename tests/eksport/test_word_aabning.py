"""What a template is taken for: macros left out, whose it was left out, and what is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from dansk import Inputfejl
from eksport.bilag import Bilag
from eksport.opfriskning import opfrisk
from eksport.word import word
from eksport.word_skabelon import skabelonsvar
from planning.plan import Plan
from tests.eksport import vaertsskabeloner as vaerter
from tests.eksport.worddokument import laes

TOMT = Bilag("Vores titel", "Vores emne", "Vores datasæt", ())
DOKUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPER, FORHOLD = "[Content_Types].xml", "_rels/.rels"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def lavet_om(fil: bytes, aendringer: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """Return a zip with parts changed, or added (from nothing)."""
    with zipfile.ZipFile(io.BytesIO(fil)) as ind:
        dele = {navn: ind.read(navn) for navn in ind.namelist()}
    dele |= {navn: ny(dele.get(navn, b"")) for navn, ny in aendringer.items()}
    ud = io.BytesIO()
    with zipfile.ZipFile(ud, "w") as nyt:
        for navn, del_ in dele.items():
            nyt.writestr(navn, del_)
    return ud.getvalue()


def foer(slut: bytes, nyt: bytes) -> Callable[[bytes], bytes]:
    return lambda del_: del_.replace(slut, nyt + slut)


def som(type_: bytes) -> Callable[[bytes], bytes]:
    return lambda del_: del_.replace(DOKUMENT, type_)


SOM_SKABELON = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
SOM_DOCM = b"application/vnd.ms-word.document.macroEnabled.main+xml"
SOM_DOTM = b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml"
VBA = b"http://schemas.microsoft.com/office/2006/relationships/vbaProject"


def med_makroer(type_: bytes) -> bytes:
    vba = b'<Relationship Id="rIdV" Type="%b" Target="vbaProject.bin"/>' % VBA
    slags = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    return lavet_om(
        vaerter.kommunens(),
        {
            TYPER: lambda del_: foer(b"</Types>", slags)(som(type_)(del_)),
            "word/_rels/document.xml.rels": foer(b"</Relationships>", vba),
            "word/vbaProject.bin": lambda _: b"Sub AutoOpen",
        },
    )


def test_a_template_is_opened_as_what_it_is() -> None:
    skabelon = lavet_om(vaerter.kommunens(), {TYPER: som(SOM_SKABELON)})
    assert word(TOMT, skabelon) == word(TOMT, vaerter.kommunens())


@pytest.mark.parametrize("type_", [SOM_DOCM, SOM_DOTM])
def test_macros_are_left_out_and_it_is_told(type_: bytes, tmp_path: Path) -> None:
    skabelon = med_makroer(type_)
    fil = word(TOMT, skabelon)
    with zipfile.ZipFile(io.BytesIO(fil)) as arkiv:
        assert not any("vba" in navn for navn in arkiv.namelist())
        assert b"vba" not in arkiv.read("word/_rels/document.xml.rels")
        assert DOKUMENT in arkiv.read(TYPER) and b"macro" not in arkiv.read(TYPER)
    assert laes(fil).paragraphs[0].text == "Praksisplan for fysioterapi 2027"
    assert any("makroer" in t for t in skabelonsvar(skabelon).mangler)
    assert not any("makroer" in t for t in skabelonsvar(vaerter.kommunens()).mangler)


# ---------------------------------------------------------------- whose it was

#: What a house keeps of itself in a file, and must not go out with ours.
HUSETS = ("Børge Hansen", "bhan", "Aalborgs skabelon", "Intern", "Fortroligt", "2017-05-04")
HUSETS += ("Aalborg IT", "Sagsbehandler Olsen", "skabeloner.aalborg.example", "EGET BILLEDE")


def husets() -> bytes:
    """Return a template that says whose it is in every way a file can."""
    rum = "http://schemas.openxmlformats.org/officeDocument/2006"
    egne = (
        f'<Properties xmlns="{rum}/custom-properties" xmlns:vt="{rum}/docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Sag">'
        "<vt:lpwstr>Sagsbehandler Olsen</vt:lpwstr></property></Properties>"
    )
    app = (
        f'<Properties xmlns="{rum}/extended-properties"><Company>Aalborg IT</Company></Properties>'
    )
    nyt = (
        f'<Relationship Id="rIdC" Type="{rum}/relationships/custom-properties" '
        'Target="docProps/custom.xml"/>'
    )
    slags = (
        '<Override PartName="/docProps/custom.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.custom-properties+xml"/>'
    )
    vedlagt = '<w:attachedTemplate r:id="rIdS"/>'
    forhold = (
        '<?xml version="1.0"?><Relationships xmlns='
        '"http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rIdS" '
        f'Type="{rum}/relationships/attachedTemplate" TargetMode="External" '
        'Target="file://skabeloner.aalborg.example/hus.dotm"/></Relationships>'
    )
    return lavet_om(
        vaerter.kommunens(),
        {
            TYPER: foer(b"</Types>", slags.encode()),
            FORHOLD: foer(b"</Relationships>", nyt.encode()),
            "docProps/custom.xml": lambda _: egne.encode(),
            "docProps/app.xml": lambda _: app.encode(),
            "docProps/thumbnail.jpeg": lambda _: b"EGET BILLEDE",
            "word/settings.xml": lambda del_: del_.replace(
                b"<w:zoom", f"{vedlagt.replace('r:', 'rel:')}<w:zoom".encode(), 1
            ).replace(b"<w:settings ", f'<w:settings xmlns:rel="{rum}/relationships" '.encode()),
            "word/_rels/settings.xml.rels": lambda _: forhold.encode(),
        },
    )


def test_nothing_in_the_file_says_whose_the_template_was() -> None:
    skabelon = husets()
    with zipfile.ZipFile(io.BytesIO(skabelon)) as arkiv:
        raat = b"".join(arkiv.read(n) for n in arkiv.namelist())
    assert all(tekst.encode() in raat for tekst in HUSETS)
    fil = word(TOMT, skabelon)
    with zipfile.ZipFile(io.BytesIO(fil)) as arkiv:
        dele = {n: arkiv.read(n).decode("utf-8", "replace") for n in arkiv.namelist()}
    krop = dele.pop("word/document.xml")
    assert [t for t in HUSETS if any(t in del_ for del_ in dele.values())] == []
    assert not any("thumbnail" in navn or "thumbnail" in del_ for navn, del_ in dele.items())
    assert "AUTHOR" not in krop and "Udarbejdet af" in krop and "Børge Hansen" in krop
    om = docx.Document(io.BytesIO(fil)).core_properties
    assert (om.title, om.subject, om.author) == ("Vores titel", "Vores emne", "Praksiskort")
    assert (om.last_modified_by, om.language, om.keywords) == (
        *("Praksiskort", "da-DK", "Vores datasæt"),
    )
    assert (om.comments, om.category, om.created) == ("", "", None)


def test_a_control_that_shows_a_property_keeps_its_words() -> None:
    dok = vaerter.grunddokument()
    blok = vaerter.kontrol(dok.add_paragraph("Praksisplan 2027"), titel="Titel")
    stier = {
        "/ns1:coreProperties[1]/ns0:title[1]": False,
        "/ns0:Properties[1]/ns0:Company[1]": False,
        "/root[1]/sag[1]": True,  # what the house keeps in the document itself
    }
    for sti in stier:
        blok.find(qn("w:sdtPr")).append(vaerter.element("dataBinding", xpath=sti))
    fil = word(TOMT, vaerter.som_fil(dok))
    krop = docx.Document(io.BytesIO(fil)).element.body
    fundne = {b.get(qn("w:xpath")) for b in krop.iter(qn("w:dataBinding"))}
    assert fundne == {sti for sti, bliver in stier.items() if bliver}
    assert "Praksisplan 2027" in [p.text for p in laes(fil).paragraphs]


# ---------------------------------------------------------------- what is refused


def zip_med(**dele: bytes) -> bytes:
    ud = io.BytesIO()
    with zipfile.ZipFile(ud, "w") as arkiv:
        for navn, del_ in dele.items():
            arkiv.writestr(navn, del_)
    return ud.getvalue()


STRICT = lavet_om(
    vaerter.kommunens(),
    {
        FORHOLD: lambda del_: del_.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
        )
    },
)
AFVISTE = {
    "strict": (STRICT, "Strict Open XML", "Gem som"),
    "kode": (OLE + "EncryptedPackage".encode("utf-16-le"), "adgangskode", "fjern adgangskoden"),
    "doc": (OLE + "WordDocument".encode("utf-16-le"), r"ældre form \(.doc", "Gem som"),
    "xls": (OLE + "Workbook".encode("utf-16-le"), "ikke et Word-dokument", "Gem den"),
    "odt": (
        zip_med(mimetype=b"application/vnd.oasis.opendocument.text"),
        "OpenDocument",
        "Gem den",
    ),
    "rtf": (b"{\\rtf1 hej}", "RTF", "Gem den"),
    "pdf": (b"%PDF-1.7", "PDF", "Gem den"),
}


@pytest.mark.parametrize("hvad", AFVISTE)
def test_what_cannot_be_used_is_told_with_what_to_do(hvad: str, tmp_path: Path, plan: Plan) -> None:
    raa, grund, raad = AFVISTE[hvad]
    fil = tmp_path / "vores.docx"
    fil.write_bytes(raa)
    for kald in (lambda: word(TOMT, fil), lambda: skabelonsvar(fil)):
        with pytest.raises(Inputfejl, match=grund) as fejl:
            kald()
        assert "»vores.docx«" in str(fejl.value) and raad in str(fejl.value)
        assert "\n" not in str(fejl.value)
    # And so is a bilag of last year.
    with pytest.raises(Inputfejl, match=grund):
        opfrisk(raa, plan)
