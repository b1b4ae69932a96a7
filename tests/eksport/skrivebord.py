"""An author at LibreOffice: a document opened, written in, and saved, by a macro and no screen."""

from __future__ import annotations

import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

#: What the author does. `Find` gives a cursor at the paragraph that begins with some words.
MAKRO = """
Function Aabn(fil As String) As Object
  Dim args(0) As New com.sun.star.beans.PropertyValue
  args(0).Name = "Hidden" : args(0).Value = False
  Aabn = StarDesktop.loadComponentFromURL(fil, "_blank", 0, args())
End Function

Sub Gem(doc As Object, fil As String, filter As String)
  Dim args(0) As New com.sun.star.beans.PropertyValue
  args(0).Name = "FilterName" : args(0).Value = filter
  doc.storeToURL(fil, args())
  doc.close(True)
End Sub

Function Find(doc As Object, begynder As String) As Object
  Find = FindEfter(doc, "", begynder)
End Function

Function FindEfter(doc As Object, efter As String, begynder As String) As Object
  Dim afsnit As Object, alle As Object, naaet As Boolean
  alle = doc.Text.createEnumeration()
  Do While alle.hasMoreElements()
    afsnit = alle.nextElement()
    If afsnit.supportsService("com.sun.star.text.Paragraph") Then
      If Left(afsnit.String, Len(efter)) = efter Then naaet = True
      If naaet And Left(afsnit.String, Len(begynder)) = begynder Then
        FindEfter = afsnit
        Exit Function
      End If
    End If
  Loop
End Function

Sub NytAfsnit(doc As Object, hvor As Object)
  doc.Text.insertControlCharacter(hvor, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
End Sub

Sub SkrivEfter(doc As Object, begynder As String, tekst As String)
  Dim c As Object
  c = doc.Text.createTextCursorByRange(Find(doc, begynder).End)
  NytAfsnit(doc, c)
  c.ParaStyleName = "Standard"
  doc.Text.insertString(c, tekst, False)
End Sub

Sub Erstat(doc As Object, foer As String, nu As String)
  Dim d As Object
  d = doc.createReplaceDescriptor()
  d.SearchString = foer : d.ReplaceString = nu : d.SearchCaseSensitive = True
  doc.replaceAll(d)
End Sub

Sub Flyt(doc As Object, fra As String, til As String, hen As String)
  Dim ramme As Object, kald As Object, markoer As Object
  ramme = doc.CurrentController.Frame
  kald = createUnoService("com.sun.star.frame.DispatchHelper")
  markoer = doc.CurrentController.ViewCursor
  markoer.gotoRange(Find(doc, fra).Start, False)
  markoer.gotoRange(FindEfter(doc, fra, til).End, True)
  kald.executeDispatch(ramme, ".uno:Cut", "", 0, Array())
  markoer.gotoRange(Find(doc, hen).End, False)
  NytAfsnit(doc, markoer)
  kald.executeDispatch(ramme, ".uno:Paste", "", 0, Array())
End Sub

Sub Koer()
  Dim doc As Object
  doc = Aabn("{ind}")
  {arbejde}
  Gem(doc, "{ud}", "{filter}")
End Sub
"""
WORD, ODT = "MS Word 2007 XML", "writer8"
MODUL = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">{}</script:module>"""


def rediger(program: str, mappe: Path, fil: bytes, arbejde: str = "", via: str = WORD) -> bytes:
    """Return a .docx as LibreOffice saves it after some work of the macro's.

    With `via` ODT it has been an .odt on the way. `mappe` is a folder for its profile and files.
    Raises AssertionError when nothing is saved.
    """
    basic = mappe / "profil" / "user" / "basic" / "Standard"
    if not basic.exists():  # what is there before the first start is written over by it
        _kald(program, mappe, "--terminate_after_init")
    ind, ud = mappe / "ind.docx", mappe / ("ud.docx" if via == WORD else "ud.odt")
    ind.write_bytes(fil)
    ud.unlink(missing_ok=True)
    makro = MAKRO.replace("{ind}", ind.as_uri()).replace("{ud}", ud.as_uri())
    makro = makro.replace("{filter}", via).replace("{arbejde}", arbejde)
    (basic / "Module1.xba").write_text(MODUL.format(escape(makro)))
    _kald(program, mappe, "macro:///Standard.Module1.Koer")
    assert ud.exists(), "LibreOffice saved nothing"
    if via == WORD:
        return ud.read_bytes()
    _kald(program, mappe, "--convert-to", f"docx:{WORD}", "--outdir", str(mappe / "igen"), str(ud))
    return (mappe / "igen" / "ud.docx").read_bytes()


def _kald(program: str, mappe: Path, *hvad: str) -> None:
    profil = f"-env:UserInstallation={(mappe / 'profil').as_uri()}"
    kommando = [program, profil, "--headless", "--norestore", *hvad]
    subprocess.run(kommando, check=True, capture_output=True, timeout=100)
