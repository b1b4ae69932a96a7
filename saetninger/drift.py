"""What the server says of itself: who can reach it, and why a request was refused."""

from __future__ import annotations

from ipaddress import ip_address

FREMMED_NAVN = (
    "Praksiskort svarer ikke på det navn, der står i adressen. Brug maskinens egen adresse, eller "
    "lad den, der driver Praksiskort, sætte navnet i server.allowedHosts (docs/drift.md)."
)
FREMMED_SIDE = "Praksiskort svarer kun sine egne sider, og forespørgslen kom fra en anden."
LUKKET = "Siden findes ikke."


def hvem_kan_naa(adresse: str, port: int, *, tls: bool, login: bool) -> str:
    """Return one sentence on where the app is, who can reach it, and whether one signs in.

    `adresse` is the address the server listens on, "0.0.0.0" or "::" for all the machine has.
    """
    alle = adresse in ("0.0.0.0", "::")
    vis = f"[{adresse}]" if ":" in adresse else adresse
    url = f"{'https' if tls else 'http'}://{'localhost' if alle else vis}:{port}"
    if er_loopback(adresse):
        hvem = "og kan kun nås fra denne maskine"
        uden = ", hvor enhver bruger kan læse og ændre alt, for der er ingen login"
    else:
        hvem = (
            f"og lytter på {'alle maskinens adresser' if alle else vis}: enhver, som kan nå "
            "maskinen over nettet, kan åbne Praksiskort"
        )
        uden = " og læse og ændre alt, for der er ingen login (docs/drift.md siger, hvad man gør)"
    login_eller_ej = ", men skal logge ind for at se noget" if login else uden
    return f"Praksiskort er på {url} {hvem}{login_eller_ej}."


def er_loopback(adresse: str) -> bool:
    """Return whether only this machine itself can reach an address."""
    try:
        return ip_address(adresse).is_loopback
    except ValueError:
        return adresse == "localhost"
