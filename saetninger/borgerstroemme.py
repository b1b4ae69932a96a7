"""What residents get outside their kommune, by source and model, in Danish."""

from __future__ import annotations

from dansk import fortegn, opremsning, tal
from planning.adgang import AFTAGEN, STANDARDAFTAGEN
from planning.borgerstroemme import Borgerstroemme
from saetninger.maal import AFTAGENAVNE

#: So many kommuner are named where the two are furthest apart.
HOEJST_NAEVNT = 3


def stroemnyhed(stroemme: Borgerstroemme, aftagen: str) -> str:
    """Return where model and source are furthest apart or say the opposite, and how near it is."""
    ramme = stroemme.holdt_op(aftagen)
    led = [
        f"{r.kommune} (model {fortegn(r.model)}, kilde {fortegn(r.kilden)})"
        for r in ramme.iloc[:HOEJST_NAEVNT].itertuples()
    ]
    modsatte = list(ramme.loc[ramme["modsat"], "kommune"])
    modsat = f" De siger det modsatte om {opremsning(modsatte)}." if modsatte else ""
    valg = stroemme.valg["afvigelse"]
    return (
        f"Længst fra, hvad patienterne gjorde, er modellen i {opremsning(led)}.{modsat} Typisk "
        f"skiller {tal(valg[aftagen], 1)} kapaciteter de to (kvadratisk middel over kommunerne); "
        f"uden strømme i modellen var det {tal(stroemme.ingen, 1)}. Modellen kender kun afstande, "
        "kilden tæller, hvem der blev behandlet hvor."
    )


def valgnote(stroemme: Borgerstroemme) -> str:
    """Return how the decay was chosen, and what the choice costs."""
    return (
        "Afvigelsen er mellem model og kilde (kvadratisk middel over kommunerne, kapaciteter). "
        "»Valgt« er, hvor mange gange den kommer nærmest, når én kommune holdes ude; i den "
        f"udeladte er afvigelsen da {tal(stroemme.krydsvalideret, 1)}. Praksiskort bruger "
        f"»{AFTAGENAVNE[STANDARDAFTAGEN]}«, der er næsten lige så nær som den nærmeste og deler "
        "regionen i få, ens områder. Prisen er, at de, der har over "
        f"{tal(AFTAGEN[STANDARDAFTAGEN].graense)} minutter, slet ikke har kapacitet i rækkevidde."
    )
