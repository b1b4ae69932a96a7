#!/usr/bin/env bash
# LibreOffice 7.4.7 (Debian).
#
# Guess: a content control around a whole paragraph of a .docx (w:sdt as a child of the body) is kept
# around it, and what stands in the paragraph is as it was.
# Seen: it becomes a control within the line, and the paragraph is one run of plain text: bold is lost,
# and a field is its code as text, so that a caption »Tabel 1. Titel« is shown and saved as
# »Tabel  SEQ Tabel \* ARABIC 1. Titel« and counts no more. Around a table the same happens to its first
# cell. A control of a document part (w:docPartObj) is kept around the paragraph, with field and bold;
# of that too the tag is dropped and the id is new, and the title stays.
set -euo pipefail
command -v soffice >/dev/null || {
  echo "LibreOffice (soffice) is not here" >&2
  exit 2
}
mappe=$(mktemp -d)
trap 'rm -rf "$mappe"' EXIT
cd "$mappe"
cat >fil.py <<'PY'
import re
import sys
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PAKKE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FELT = """<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Tabel </w:t></w:r>
<w:r><w:fldChar w:fldCharType="begin"/></w:r>
<w:r><w:instrText xml:space="preserve"> SEQ Tabel \\* ARABIC </w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>
<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>. Titel</w:t></w:r>"""
DEL = '<w:docPartObj><w:docPartGallery w:val="Quick Parts"/></w:docPartObj>'


def skriv(navn, slags):
    krop = f"""<w:sdt><w:sdtPr><w:alias w:val="Titel"/><w:tag w:val="noegle"/><w:id w:val="7"/>{slags}
    </w:sdtPr><w:sdtContent><w:p>{FELT}</w:p></w:sdtContent></w:sdt><w:p/>"""
    with zipfile.ZipFile(navn, "w") as arkiv:
        arkiv.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PAKKE}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/><Override '
            'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        arkiv.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PAKKE}/relationships"><Relationship Id="r1" '
            f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        arkiv.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{W}"><w:body>{krop}<w:sectPr/></w:body></w:document>',
        )


def laes(navn):
    xml = zipfile.ZipFile(navn).read("word/document.xml").decode()
    tekst = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)<", xml))
    felt = "SEQ" in "".join(re.findall(r"<w:instrText[^>]*>([^<]*)<", xml))
    return tekst, felt, "<w:b/>" in xml, 'w:val="noegle"' in xml, 'w:val="Titel"' in xml


if len(sys.argv) == 1:
    skriv("almindelig.docx", "")
    skriv("dokumentdel.docx", DEL)
else:
    almindelig, dokumentdel = (laes(f"ud/{n}.docx") for n in ("almindelig", "dokumentdel"))
    print("text, is a field, is bold, has the tag, has the title")
    print("any control:      ", almindelig)
    print("a document part's:", dokumentdel)
    assert almindelig == (r"Tabel  SEQ Tabel \* ARABIC 1. Titel", False, False, False, True)
    assert dokumentdel == ("Tabel 1. Titel", True, True, False, True), "the behaviour has changed"
PY
python3 fil.py
soffice -env:UserInstallation="file://$mappe/profil" --headless \
  --convert-to "docx:MS Word 2007 XML" --outdir ud almindelig.docx dokumentdel.docx >/dev/null 2>&1
soffice --version
python3 fil.py igen
