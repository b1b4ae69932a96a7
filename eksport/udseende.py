"""The look that Word, slides and workbook share: language, type and colours."""

from __future__ import annotations

from kort.farver import BLAEK as BLAEK_CSS

SPROG, SKRIFT = "da-DK", "Arial"
#: Colours as Office has them, without the hash: ink, headings, marked rows and lines.
BLAEK, HOVED, MARK, STREG = BLAEK_CSS[1:].upper(), "E8EEF2", "FDF3E4", "C9D0D6"
#: Of a workbook to be filled in or mended: a column that must be there, an example, a fault, and
#: what must be looked at.
PAAKRAEVET, SVAG, FEJL, ADVARSEL = "C9D8E4", "5A6670", "F2A27A", "FFF0B3"
