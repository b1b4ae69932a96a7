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
        f"skiller {tal(valg[aftagen], 1)} kapaciteter de to; regnede modellen uden naboer, var det "
        f"{tal(stroemme.ingen, 1)}. Modellen kender kun afstande; "
        "kilden tæller, hvor de behandlede bor, og hvor ydelserne blev leveret."
        f"{_hvad_det_betyder(stroemme, aftagen)}"
    )


def _hvad_det_betyder(stroemme: Borgerstroemme, aftagen: str) -> str:
    """What follows for who reads the model's access: where it is too good and too poor, if any."""
    ramme = stroemme.holdt_op(aftagen).iloc[:HOEJST_NAEVNT]
    giver = [r.kommune for r in ramme.itertuples() if r.kilden < r.model]
    henter = [r.kommune for r in ramme.itertuples() if r.kilden > r.model]
    led = []
    if giver:
        led.append(
            f"Adgangen i {opremsning(giver)} er derfor ringere, end modellen viser: klinikkerne "
            "dér behandler flere fra andre kommuner"
        )
    if henter:
        led.append(
            f"{'i' if led else 'Adgangen i'} {opremsning(henter)} er den bedre: borgerne bruger "
            "flere klinikker andre steder"
        )
    return f" {'; '.join(led)}." if led else ""


def valgnote(stroemme: Borgerstroemme) -> str:
    """Return how the decay was chosen, and what the choice costs."""
    return (
        "Afvigelsen er mellem model og kilde (kvadratisk middel over kommunerne, kapaciteter). "
        "»Nærmest« er, hvor mange gange den ligger nærmest kilden, når kommunerne efter tur holdes "
        f"ude; i den udeladte er afvigelsen da {tal(stroemme.krydsvalideret, 1)}. Praksiskort "
        f"bruger »{AFTAGENAVNE[STANDARDAFTAGEN]}«: forskellen til den nærmeste er "
        f"{tal(stroemme.efter_den_naermeste(STANDARDAFTAGEN), 2)} kapacitet, og med trin kan alle "
        "flytninger regnes på én gang. Prisen er, at de, der har over "
        f"{tal(AFTAGEN[STANDARDAFTAGEN].graense)} minutter, slet ikke har kapacitet i rækkevidde."
    )
