"""`datasaet`: which there are, which is in use, going back, carrying away, comparing."""

from __future__ import annotations

import argparse
import getpass
from dataclasses import asdict
from pathlib import Path

from arkiv.datasaet import alle, find_fag, i_brug, indbygget, som_pakke, tag_i_brug, valgt
from arkiv.sammenligning import Sammenligning, sammenlign
from dansk import Inputfejl
from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.terminal import gem_fil, raekker, skriv_json, skriv_tabel
from kommandolinje.valg import som_antal
from planning.plan import REGIONSRAEKKE
from saetninger.diskretion import DATAPAKKE
from saetninger.importen import datasaetforbehold, datasaetnyhed
from tabeller.datasaetforskel import sammenligningstabeller
from tabeller.importen import datasaettabel


def koer(valg: argparse.Namespace) -> int:
    """List the datasets; take one into use, write one as a zip, or tell how two differ."""
    if valg.sammenlign:
        foer, efter = (valgt(_nr(nr, valg.fag)) for nr in valg.sammenlign)
        return _skriv_sammenligning(sammenlign(foer, efter), json=valg.json)
    if valg.gem:
        nr = _nr(valg.brug, valg.fag) if valg.brug else i_brug(valg.fag).nr
        gem_fil(Path(valg.gem), som_pakke(nr))
        print(f"{valg.gem}: datasæt nr. {valgt(nr).vist_nr}. {DATAPAKKE}")
        return 0
    if valg.brug:
        taget = tag_i_brug(_nr(valg.brug, valg.fag), valg.hvem or getpass.getuser())
    nu = taget if valg.brug else i_brug(valg.fag)
    datasaet = alle(nu.fag)
    if valg.json:
        svar = {"i_brug": nu.vist_nr, "fag": nu.fag, "datasaet": [asdict(d) for d in datasaet]}
        return skriv_json(svar)
    skriv_tabel(datasaettabel(datasaet, nu.nr, indbygget(nu.fag).navn))
    return 0


def _skriv_sammenligning(svar: Sammenligning, *, json: bool) -> int:
    tal = svar.tal
    forbehold = datasaetforbehold(tal)
    if json:
        kommuner = tal.kommuner.drop(index=REGIONSRAEKKE)
        return skriv_json(
            {
                "foer": {"nr": svar.foer.nr, "navn": svar.foer.navn},
                "efter": {"nr": svar.efter.nr, "navn": svar.efter.navn},
                "ens": svar.ens,
                "maal": tal.maal,
                "graense": tal.graense,
                "ressourcer": raekker(svar.ressourcer.reset_index()),
                "kommuner": raekker(kommuner.reset_index()),
                "region": tal.region.to_dict(),
                "klinikker": raekker(tal.klinikker.reset_index()),
                "antal_klinikker": tal.antal_klinikker,
                "ventetider": raekker(tal.ventetider),
                "bemaerkninger": forbehold,
            }
        )
    print("\n".join([datasaetnyhed(tal, ens=svar.ens), *forbehold]) + "\n")
    for tabel in sammenligningstabeller(tal, svar.ressourcer, svar.navne):
        skriv_tabel(tabel)
    return 0


def _nr(tekst: str, fag: str | None) -> int:
    """Return the number of a dataset that was typed; 0 is the program's own of the field."""
    nr = som_antal(tekst, "Datasættets nummer")
    if not isinstance(nr, int) or nr < 0:
        raise Inputfejl(f"Datasættets nummer skal være et helt tal fra 0, ikke »{tekst}«.")
    return nr or indbygget(find_fag(fag) if fag else i_brug().fag).nr


KOMMANDO = Kommando(
    "datasaet",
    "hvilke datasæt der er, og hvilket der er i brug",
    koer,
    (
        Valgmulighed("--brug", "tag datasættet i brug; 0 er fagets indbyggede", "NR"),
        Valgmulighed("--gem", "skriv datasættet som datapakke (zip)", "FIL"),
        Valgmulighed("--sammenlign", "hvad der er forskelligt i to datasæt", "NR NR"),
        Valgmulighed("--hvem", "hvem der skifter; brugeren, når intet er valgt", "HVEM"),
    ),
)
