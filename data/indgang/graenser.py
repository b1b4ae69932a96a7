"""What the entrance will read at most: every limit a named constant, with its reason.

A limit stops a file before it is unpacked or laid out in memory, so that a hostile or broken file
costs a sentence and not the machine others work on.
"""

from __future__ import annotations

#: A travel matrix of 2 million pairs is about 40 MB as CSV; a clinic list is a hundredth of that.
HOEJST_BYTES = 50_000_000
#: 57 clinics times the 16,000 cells of the population, three times over.
HOEJST_RAEKKER = 3_000_000
#: Rows of a table that is read as figures: residents by kommune, sex and year of age in ten
#: quarters are half of it. A row takes some 30 microseconds.
HOEJST_RAEKKER_TAL = 500_000
#: Rows of a list of clinics; the whole country has some 2,600.
HOEJST_KLINIKRAEKKER = 5_000
#: Rows of a use of the economic frame: two levels and two specialer by month in a hundred years.
HOEJST_RAMMERAEKKER = 5_000
#: The widest a workbook can be (column XFD); a matrix with the cells of the population as columns.
HOEJST_KOLONNER = 16_384
#: Rows times columns of one sheet as text: 2 million pairs with five columns, and some 1.5 GB.
HOEJST_CELLER = 12_000_000
#: Rows times columns of one sheet of a workbook, and filled cells of all its sheets: a cell takes
#: about 12 microseconds, so this is some 25 seconds. More belongs in CSV.
HOEJST_CELLER_PROJEKTMAPPE = 2_000_000
#: A register's extract has one sheet, a yearbook a few dozen.
HOEJST_ARK = 100
#: What Excel holds in a cell; more is an open quotation mark or a file of another kind.
HOEJST_TEGN = 32_767

#: All a zip container unpacks to. A workbook at the limit of cells is about 100 MB of XML.
HOEJST_UDPAKKET = 250_000_000
#: Unpacked to packed. Spreadsheets' XML is 5 to 40 times larger than its zip.
HOEJST_UDVIDELSE = 200
#: Below this the ratio is not looked at: a few empty sheets pack extremely well and harm nobody.
UDVIDELSE_FRA = 5_000_000
#: Marks (<) in the XML of a container: a filled cell has four or five, and an empty, formatted one
#: takes as long to read.
HOEJST_MAERKER = 10_000_000
#: Merged ranges of a sheet; a heading has a few.
HOEJST_FLETTEDE = 10_000
#: Files tried on the page Import in one session; each leaves its questions and answers behind.
HOEJST_FILER_I_SESSION = 50
#: Files in a container; a workbook has about ten, and a few for every sheet and picture.
HOEJST_DELE = 2_000
