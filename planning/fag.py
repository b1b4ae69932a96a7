"""A field of practice as data: its specialer, what a capacity is, its tables and its words.

A dataset declares its field in its `datapackage.json` (`data.fag` reads and checks it), and a Plan
carries it. Whoever counts, names or draws asks the Fag; none of them knows a speciale or a kind of
capacity by name, so a new field is a new folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from dansk import Inputfejl, opremsning, tal

#: Who may pay for a speciale: the kommune where the patient lives, all of it; or the patient, with
#: a public subsidy that the region is the authority for.
BETALERE = ("kommune", "region_og_patient")


@dataclass(frozen=True)
class Kapacitetsart:
    """One kind of capacity, and how much of it is one kapacitet.

    `noegle` is its column of the capacities, its key in a scenario's file and its option on the
    command line. `navn` follows a number ("2 over 30 timer"), `ental` follows 1, `hvad` is what
    so many are ("kapaciteter over 30 timer") and `kort` stands where there is little room: each
    is `navn` where it is left out. `kolonne` heads a column. `pr_kapacitet`: units of it to a
    capacity, by speciale, or under "" when all have the same; empty for a kind that is told and is
    no capacity. `deles_i` is the kind one of it can be split into; "" when it can not.
    """

    noegle: str
    navn: str
    kolonne: str
    pr_kapacitet: Mapping[str, float]
    ental: str = ""
    hvad: str = ""
    kort: str = ""
    deles_i: str = ""

    @property
    def taeller(self) -> bool:
        """Whether it is capacity at all."""
        return bool(self.pr_kapacitet)

    def kapaciteter(self, antal: Any, speciale: str = "") -> Any:
        """Return how many capacities so much of this kind is; of an array, each of them."""
        if not self.taeller:
            return antal * 0.0
        return antal / self.pr_kapacitet[speciale if speciale in self.pr_kapacitet else ""]

    @property
    def flertal(self) -> str:
        """What many of it are."""
        return self.hvad or self.navn

    def antal(self, antal: float) -> str:
        """Return so much of this kind in words: 2 over 30 timer."""
        return f"{tal(antal)} {(self.ental if antal == 1 else '') or self.navn}"


@dataclass(frozen=True)
class Opgoerelse:
    """One definition of capacity, as an agreement has it.

    `faelles` is what the data write as speciale where a capacity is joint for all; "" where each
    speciale has its own. `hele`: it counts rights to practise, each held by a person, in whole
    numbers; else it is an amount. `navn` is how it is counted ("i timer"), `forklaring` says it
    in sentences, with the source.
    """

    noegle: str
    navn: str
    forklaring: str
    arter: tuple[Kapacitetsart, ...]
    hele: bool
    faelles: str = ""

    @cached_property
    def noegler(self) -> tuple[str, ...]:
        """The keys of its kinds of capacity, in order."""
        return tuple(art.noegle for art in self.arter)

    def art(self, noegle: str) -> Kapacitetsart:
        """Return a kind of capacity by its key; raises Inputfejl for an unknown one."""
        for art in self.arter:
            if art.noegle == noegle:
                return art
        raise Inputfejl(
            f"Ukendt slags kapacitet: »{noegle}«. Datasættets er opgjort {self.navn}: "
            f"{opremsning(self.noegler)}."
        )

    def kapaciteter(self, maengde: Mapping[str, float], speciale: str = "") -> float:
        """Return how many capacities amounts of the kinds are together."""
        led = (self.art(n).kapaciteter(antal, speciale) for n, antal in maengde.items())
        return float(sum(led))


@dataclass(frozen=True)
class Speciale:
    """One speciale: its code, name and short name, and the published tables that tell of it.

    `forbrug` (residents treated, by where they live), `produktion` (ydelser, by the clinic) and
    `alder` (residents treated per 1,000 of an age) are numbers of tables; "" where none is.
    `betaler` is who pays (`BETALERE`), "" where the field does not say; `tilskud_pct` the subsidy
    in percent of the whole fee, 0 where none is told; `betalingskilde` where it stands.
    """

    kode: str
    navn: str
    kort: str
    forbrug: str = ""
    produktion: str = ""
    alder: str = ""
    betaler: str = ""
    tilskud_pct: float = 0.0
    betalingskilde: str = ""

    @property
    def titel(self) -> str:
        """Its name with its number, as a heading has it."""
        return f"{self.navn} (speciale {self.kode})" if self.har_nummer else self.navn

    @property
    def har_nummer(self) -> bool:
        """Whether its code is a number that the sources know; else it is a word of ours."""
        return self.kode.isdigit()

    @property
    def valg(self) -> str:
        """Its number and name, as one of several to choose."""
        return f"{self.kode}: {self.navn}" if self.har_nummer else self.navn


@dataclass(frozen=True)
class Ventetype:
    """One kind of wait that clinics report, and the speciale it is a wait for."""

    noegle: str
    navn: str
    kort: str
    speciale: str

    @property
    def kolonne(self) -> str:
        """Its short name with the number of the speciale, over a column."""
        return self._med_nummer(self.kort)

    @property
    def titel(self) -> str:
        """Its name with the number of the speciale, as a heading has it."""
        return self._med_nummer(self.navn)

    def _med_nummer(self, navn: str) -> str:
        return f"{navn} ({self.speciale})" if self.speciale.isdigit() else navn

    @property
    def i_saetning(self) -> str:
        """Its name inside a sentence."""
        return self.navn[:1].lower() + self.navn[1:]


@dataclass(frozen=True)
class Indikator:
    """A published figure by kommune that tells of a field, where no capacities are known.

    `tabel` and `aar` say where it stands: its ydelser, its gross fees in kr. and its ydelser per
    1,000 inhabitants are the measures `noegle` + `_ydelser`, `_honorar_kr` and `_pr_1000`.
    """

    noegle: str
    navn: str
    tabel: str
    aar: int


@dataclass(frozen=True)
class Klynger:
    """How many of a clinic take part in its quality cluster.

    `deltagere` of them, or `deltagere_flere` where those of the kinds `arter` are more than
    `flere_end` together. A cluster has more than `stoerre_end` clinics, and more of those kinds.
    `kilde` is the agreement that says so.
    """

    arter: tuple[str, ...]
    flere_end: int
    deltagere: int
    deltagere_flere: int
    stoerre_end: int
    kilde: str


@dataclass(frozen=True)
class Fag:
    """A field of practice.

    `udoevere` are who practise it; `praksisplan` the plan it is decided by, and `afsnit` where in
    it: flytning, deling, kapacitet and kriterier, or none where the sources have no rule of who
    decides. `klinikliste` is what the list of clinics is
    called inside a sentence. `aktivitetsaar`: the years the tables of activity have, the
    last one shown. `ventespeciale` is the speciale whose waits an effect reads when none is
    chosen; `ventefordelinger` the published distributions: table number and what it is of, and
    `fordelingsnote` what to know of them. `uden_kriterier` are criteria of the effect that the
    field has no use for, `bemaerkninger` what else is known of one, by its name.
    `andre_kommunale`: what the kommune where the patient lives pays beside the specialer that are
    planned, name by code of the tables, and where it stands. `indikatorer` are published figures
    by kommune, `klynger` how clinics take part in clusters; None without any.
    """

    navn: str
    udoevere: str
    praksisplan: str
    afsnit: Mapping[str, str]
    specialer: tuple[Speciale, ...]
    opgoerelser: tuple[Opgoerelse, ...]
    ventetyper: tuple[Ventetype, ...]
    ventespeciale: str
    klinikliste: str = "kliniklisten"
    aktivitetsaar: tuple[int, ...] = ()
    ventefordelinger: Mapping[str, str] = field(default_factory=dict)
    fordelingsnote: str = ""
    uden_kriterier: tuple[str, ...] = ()
    bemaerkninger: Mapping[str, str] = field(default_factory=dict)
    andre_kommunale: Mapping[str, str] = field(default_factory=dict)
    andre_kommunale_kilde: str = ""
    indikatorer: tuple[Indikator, ...] = ()
    klynger: Klynger | None = None

    @property
    def i_saetning(self) -> str:
        """The name of the field inside a sentence."""
        return self.navn[:1].lower() + self.navn[1:]

    @property
    def klinikliste_foerst(self) -> str:
        """What the list of clinics is called where a sentence begins."""
        return self.klinikliste[:1].upper() + self.klinikliste[1:]

    @cached_property
    def koder(self) -> tuple[str, ...]:
        """The codes of the specialer, in order."""
        return tuple(s.kode for s in self.specialer)

    def speciale(self, kode: str) -> Speciale:
        """Return a speciale by its code; raises Inputfejl for an unknown one."""
        for speciale in self.specialer:
            if speciale.kode == kode:
                return speciale
        kendte = opremsning([f"{s.kode} ({s.kort})" for s in self.specialer], "eller")
        raise Inputfejl(f"Ukendt speciale: »{kode}«. Vælg {kendte}.")

    def ventetype(self, noegle: str) -> Ventetype:
        """Return a kind of wait by its key; the one of a speciale has the speciale's code."""
        return next(v for v in self.ventetyper if v.noegle == noegle)

    def opgoerelse(self, specialer: frozenset[str]) -> Opgoerelse:
        """Return the definition that capacities written with these specialer are counted by.

        Raises Inputfejl when no one definition has them all.
        """
        for o in self.opgoerelser:
            if not specialer or specialer <= ({o.faelles} if o.faelles else set(self.koder)):
                return o
        raise Inputfejl(
            f"Kapaciteten står på {opremsning(sorted(specialer))}, og det passer ikke på én af "
            f"fagets opgørelser: {opremsning([o.navn for o in self.opgoerelser])}."
        )

    @cached_property
    def arter(self) -> tuple[Kapacitetsart, ...]:
        """Every kind of capacity of every definition."""
        return tuple(art for o in self.opgoerelser for art in o.arter)

    @cached_property
    def rettigheder(self) -> tuple[Kapacitetsart, ...]:
        """The kinds of capacity that count rights to practise: the columns of a capacity table."""
        return tuple(art for o in self.opgoerelser if o.hele for art in o.arter)
