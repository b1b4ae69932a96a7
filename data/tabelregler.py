"""The rules the praksisplan's published tables ought to obey, as data.

Source: Praksisplan for fysioterapi 2020, Region Nordjylland, tables 2-40.
"""

from __future__ import annotations

from typing import NamedTuple

from planning.plan import REGION


class Raekkesum(NamedTuple):
    """In every row of `tabel` the measures `led` add up to the measure `ialt`."""

    tabel: str
    led: tuple[str, ...]
    ialt: str


class Kommunesum(NamedTuple):
    """The kommuner of `tabel` add up to the region, year by year, in each of `maal`.

    With `personer` the region counts each person once, so that who moved between two kommuner
    within the year stands in both: the kommuner may add up to a little more.
    """

    tabel: str
    maal: tuple[str, ...]
    personer: bool = False


class Udvikling(NamedTuple):
    """`udvikling` is the change of `maal` from the first to the last year of `tabel`.

    `decimaler` is the printed number of decimals of the change, `halv` half a unit of the last
    printed digit of the inputs (0 for counts and whole sums), `point` a change in points.
    """

    tabel: str
    maal: str
    udvikling: str
    decimaler: int
    halv: float
    point: bool = False


class Andel(NamedTuple):
    """`andel_pct` is `antal` divided by `i_alt` (None: by the sum of the column)."""

    tabel: str
    antal: str
    i_alt: int | None
    decimaler: int


class Sammetal(NamedTuple):
    """Two tables publish `maal` of the region for the year `aar`.

    With `aldersgrupper` the first table publishes it as the sum of its age groups, where who
    passed from one to the next within the year stands in both.
    """

    tabel: str
    anden: str
    maal: str
    aar: int
    aldersgrupper: bool = False


class Gennemsnit(NamedTuple):
    """The mean `raekke` of `tabel` lies between the rows of type `dele` in the table `deltabel`."""

    tabel: str
    raekke: str
    maal: str
    deltabel: str
    dele: str


class Vejet(NamedTuple):
    """The row `raekke` of `tabel` is the mean of the kommuner of `deltabel`, by their borgere.

    `borgere` is the table that counts the borgere. `tolerance` is the share of the figure that
    the definitions of the two tables may differ by.
    """

    tabel: str
    raekke: str
    maal: str
    deltabel: str
    borgere: str
    tolerance: float


class Forhold(NamedTuple):
    """`antal` of `tabel` divided by the borgere of the table `borgere` is `maal` of `pr_borger`.

    `skala` turns `antal` into the unit of the quotient; `raekke` names the region in `tabel`.
    """

    tabel: str
    antal: str
    skala: float
    raekke: str
    borgere: str
    pr_borger: str
    maal: str


class Regioner(NamedTuple):
    """The five regions: their expense in all, and a borger's, which together tell the borgere.

    By those the country's mean is the regions' (`pr_borger`, and `ydelser` where it is given),
    and no middle year's borgere stray more than `spring` from the years about it (None: so few
    that they do).
    """

    udgift: str
    maal: str
    skala: float
    pr_borger: str
    ydelser: str
    spring: float | None


FIRE_GRUPPER = ("antal_over30", "antal_under30", "antal_vikar", "antal_par24")

RAEKKESUMMER = tuple(Raekkesum(tabel, FIRE_GRUPPER, "antal_ialt") for tabel in ("2", "3"))

KOMMUNESUMMER = (
    Kommunesum("3", (*FIRE_GRUPPER, "antal_ialt")),
    # Almen praksis; physiotherapy's own table 1 is a file by itself.
    *(
        Kommunesum("1", (f"{ydelse}_honorar_kr", f"{ydelse}_ydelser"))
        for ydelse in ("sygebesoeg", "samtaleterapi")
    ),
    *(Kommunesum(tabel, ("antal_ydelser",)) for tabel in ("14", "24", "35", "36")),
    *(Kommunesum(tabel, ("antal_borgere",), True) for tabel in ("16", "26", "39", "40")),
)

# What persons counted in two kommuner, or two age groups, of one year can come to: some two in a
# hundred move between kommuner in a year, and one in ten enters the next ten-year age group, but
# is counted twice only when treated on both sides of it. Three persons where the table has few.
FLYTTET = "den, der flyttede i årets løb, er talt med i begge kommuner, men kun én gang i regionen"
NY_ALDERSGRUPPE = (
    "den, der skiftede aldersgruppe i årets løb, er talt med i begge, men kun én gang i regionen"
)
TO_STEDER_ANDEL = 0.02
TO_STEDER_PERSONER = 3

# Table 14 prints whole percents without a decimal (25 %, -1 %, 13 %, 9 %); its column has one.
UDVIKLINGER = (
    *(
        Udvikling("2", f"antal_{gruppe}", f"udvikling_pct_{gruppe}", 1, 0)
        for gruppe in ("over30", "under30", "vikar", "par24", "ialt")
    ),
    *(Udvikling(tabel, "udgift_mio_kr", "udvikling_pct", 1, 0.05) for tabel in ("12", "21", "31")),
    *(
        Udvikling(tabel, "udgift_pr_borger_kr", "udvikling_pct", 1, 0.5)
        for tabel in ("13", "22", "23", "33", "34")
    ),
    Udvikling("32", "udgift_pr_borger_kr", "udvikling_pct", 0, 0.5),
    Udvikling("30", "udgift_kr", "udvikling_pct", 1, 0.5),
    *(
        Udvikling(tabel, "antal_ydelser", "udvikling_pct", 1, 0)
        for tabel in ("14", "24", "35", "36")
    ),
    *(
        Udvikling(tabel, "ydelser_pr_borger", "udvikling_pct", 1, 0.5)
        for tabel in ("15", "25", "37", "38")
    ),
    *(
        Udvikling(tabel, "andel_pct", "udvikling_pctpoint", 1, 0.05, point=True)
        for tabel in ("18", "28")
    ),
)

# 41 owners answered the questionnaire behind tables 6 and 7 (section 3.2 of the source).
ANDELE = (
    *(Andel(tabel, "antal_praksis", 41, 1) for tabel in ("6", "7")),
    *(Andel(tabel, "antal_borgere", None, 0) for tabel in ("11", "19", "29")),
)

# Tables where `andel_pct` is `antal_borgere` divided by the inhabitants of the kommune.
BEFOLKNINGSANDELE = ("16", "26")

# Table 1: inhabitants, DST 2nd quarter 2019. Tables 16 and 26 use 4th quarter 2018, which the
# source does not print; within half a year a kommune is taken to change by 1 percent at most.
INDBYGGERE = {
    "Morsø": 20394,
    "Thisted": 43584,
    "Brønderslev": 36339,
    "Frederikshavn": 59960,
    "Vesthimmerland": 37045,
    "Læsø": 1817,
    "Mariagerfjord": 41958,
    "Jammerbugt": 38480,
    "Aalborg": 215443,
    "Rebild": 29917,
    "Hjørring": 64668,
    REGION: 589605,
}
BEFOLKNING_TOLERANCE = 0.01

SAMME_TAL = (
    *(
        Sammetal("2", "3", f"antal_{g}", 2019)
        for g in ("over30", "under30", "vikar", "par24", "ialt")
    ),
    Sammetal("11", "16", "antal_borgere", 2018, aldersgrupper=True),
    Sammetal("19", "26", "antal_borgere", 2018, aldersgrupper=True),
)

# Tables publishing counts and counts per 1000 inhabitants for the same age groups: the number of
# inhabitants they imply has to be the same.
ALDERSTABELLER = ("11", "19", "29")

GENNEMSNIT = (
    *(
        Gennemsnit(tabel, "Landet", "udgift_pr_borger_kr", tabel, "region")
        for tabel in ("13", "22")
    ),
    *(
        Gennemsnit(tabel, "Landet", "ydelser_pr_borger", tabel, "region")
        for tabel in ("15", "25", "37", "38")
    ),
    Gennemsnit("17", REGION, "andel_pct", "18", "kommune"),
    Gennemsnit("27", REGION, "andel_pct", "28", "kommune"),
    Gennemsnit("22", "Nordjylland", "udgift_pr_borger_kr", "23", "kommune"),
    Gennemsnit("34", REGION, "udgift_pr_borger_kr", "34", "kommune"),
)

VEJEDE = (
    Vejet("22", "Nordjylland", "udgift_pr_borger_kr", "23", "26", 0.0),
    Vejet("34", REGION, "udgift_pr_borger_kr", "34", "40", 0.0),
    # Who took part in a group in two kommuner counts for both.
    Vejet("17", REGION, "andel_pct", "18", "16", 0.04),
    Vejet("27", REGION, "andel_pct", "28", "26", 0.04),
)

FORHOLD = tuple(
    forhold
    for udgift, maal, skala, pr, ydelser, pr_ydelser, borgere in (
        ("12", "udgift_mio_kr", 1e6, "13", "14", "15", "16"),
        ("21", "udgift_mio_kr", 1e6, "22", "24", "25", "26"),
        ("30", "udgift_kr", 1.0, "32", "35", "37", "39"),
        ("31", "udgift_mio_kr", 1e6, "33", "36", "38", "40"),
    )
    for forhold in (
        Forhold(udgift, maal, skala, "Nordjylland", borgere, pr, "udgift_pr_borger_kr"),
        Forhold(ydelser, "antal_ydelser", 1.0, REGION, borgere, pr_ydelser, "ydelser_pr_borger"),
    )
)
# The tables were drawn at different times and count borgere by where they live or were treated:
# the borgere they imply agree to 4 percent, or 5 persons where the table has few.
FORHOLD_ANDEL = 0.04
FORHOLD_PERSONER = 5

REGIONER = (
    Regioner("12", "udgift_mio_kr", 1e6, "13", "15", 0.04),
    Regioner("21", "udgift_mio_kr", 1e6, "22", "25", 0.04),
    Regioner("30", "udgift_kr", 1.0, "32", "37", None),
    Regioner("31", "udgift_mio_kr", 1e6, "33", "38", 0.06),
)
LANDET_TOLERANCE = 0.015
