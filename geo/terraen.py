"""The ground a car drives over: a grid of minutes per metre, and the crossings of the fjords.

A cell is land, with a speed, or water, which nothing passes. Water is passed by links alone:
bridges, the tunnel and, if wanted, the ferries. Everything is measured in EPSG:25832.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cached_property

import geopandas as gpd
import numpy as np
import pandas as pd
import scipy
import shapely
from affine import Affine
from numpy.typing import NDArray

from dansk import Inputfejl, opremsning
from geo.befolkning import byradius_m, kraev_utm32
from geo.koordinater import til_meter
from geo.omraader import MINDSTE_LAND_M2

RAND_M = 20_000  # how far outside the region the ground is kept: the way round lies there
KYST_SOEG_M = 4000  # how far from a crossing's stated ends its two shores are looked for

Udsnit = tuple[slice, slice]


@dataclass(frozen=True)
class Parametre:
    """The few figures the speeds are made of; units and meanings stand in rejseparametre.csv."""

    aabent_land_kmt: float
    by_kmt: float
    hovedvej_i_by_kmt: float
    hovedvej_faktor: float
    motorvej_faktor: float
    omvej_faktor: float
    hovedvej_omvej_faktor: float
    start_og_parkering_min: float

    @classmethod
    def fra_tabel(cls, tabel: pd.DataFrame) -> Parametre:
        """Return the parameters of a table with columns `parameter` and `vaerdi`.

        Raises one Inputfejl that names every missing, unknown, repeated and non-positive one.
        """
        kendte = [f.name for f in fields(cls)]
        navne = tabel["parameter"].astype(str).str.strip()
        vaerdier = pd.to_numeric(tabel["vaerdi"], errors="coerce")
        fejl = []
        for hvad, liste in (
            ("mangler", [n for n in kendte if n not in set(navne)]),
            ("er ukendte", sorted(set(navne) - set(kendte))),
            ("står flere gange", sorted(set(navne[navne.duplicated()]))),
            ("er ikke et tal over 0", navne[~((vaerdier > 0) & np.isfinite(vaerdier))].tolist()),
        ):
            if liste:
                fejl.append(f"Rejseparametre, der {hvad}: {opremsning(liste)}.")
        if fejl:
            raise Inputfejl("\n".join(fejl))
        return cls(**dict(zip(navne, vaerdier.astype(float), strict=True)))


@dataclass(frozen=True)
class Forbindelse:
    """A crossing between two land cells (row, column), the same both ways.

    `minutter` is crossing and mean wait together, `km` the distance between the two cells.
    """

    navn: str
    art: str
    fra: tuple[int, int]
    til: tuple[int, int]
    minutter: float
    km: float


@dataclass(frozen=True, eq=False)
class Graf:
    """The ground as a symmetric graph over its land cells, numbered by row and then column.

    `minutter` and `km` are sparse (n, n) with the same pattern; `node` is the number of each
    cell of the grid, -1 for water.
    """

    node: NDArray[np.int32]
    minutter: scipy.sparse.csr_array
    km: scipy.sparse.csr_array

    @cached_property
    def _kant(self) -> NDArray[np.int64]:
        """Return the key of every stored edge, row * n + column, in increasing order."""
        n = self.km.shape[0]
        raekke = np.repeat(np.arange(n, dtype=np.int64), np.diff(self.km.indptr))
        return raekke * n + self.km.indices

    def km_mellem(self, fra: NDArray, til: NDArray) -> NDArray[np.float64]:
        """Return the length in km of each edge from node `fra` to its neighbour `til`."""
        noegle = fra.astype(np.int64) * self.km.shape[0] + til
        return self.km.data[np.searchsorted(self._kant, noegle)]


@dataclass(frozen=True, eq=False)
class Terraen:
    """The cost surface: what a metre costs in each cell, and the crossings.

    `minutter_pr_m` (rows, columns) float32, inf on water; `omvej` (same shape) float32, metres of
    road for each metre on the grid; `transform` grid to EPSG:25832; `terminal_min` is added once
    to every trip. `lande` are the lands that water parts (polygons, EPSG:25832), and `land` (rows,
    columns) which of them each cell is of, -1 for none; without them every place may be on any.
    """

    minutter_pr_m: NDArray[np.float32]
    omvej: NDArray[np.float32]
    transform: Affine
    forbindelser: tuple[Forbindelse, ...]
    terminal_min: float
    lande: tuple[shapely.Geometry, ...] = ()
    land: NDArray[np.int32] | None = None

    @property
    def celle_m(self) -> float:
        """Return the side of a cell in metres."""
        return float(self.transform.a)

    @property
    def shape(self) -> tuple[int, int]:
        """Return the number of rows and columns."""
        raekker, kolonner = self.minutter_pr_m.shape
        return raekker, kolonner

    @cached_property
    def graf(self) -> Graf:
        """Return the graph of the ground, made once."""
        return _byg_graf(self)


def gitterplads(
    transform: Affine, xy: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the rows and columns, with decimals, of places (n, 2) in EPSG:25832.

    The grid has north up and square cells; the centre of its first cell is (0.5, 0.5).
    """
    return (transform.f - xy[:, 1]) / transform.a, (xy[:, 0] - transform.c) / transform.a


def byg_terraen(
    omrids: gpd.GeoDataFrame,
    byer: pd.DataFrame,
    hovedveje: pd.DataFrame,
    fjordforbindelser: pd.DataFrame,
    parametre: Parametre,
    celle_m: int = 250,
    faerger: bool = True,
) -> Terraen:
    """Return the cost surface of the region and the 20 km around it.

    Land is every cell with its centre inside an outline, small islands aside. Towns are discs of
    `byradius_m`; the main roads are drawn on land cells only, so that a road passes water by a
    crossing and never by itself. A crossing joins the two shores nearest its stated ends.

    `omrids`: `kode`, `i_region` (bool), polygons, EPSG:25832. `byer`: `lat`, `lon`, `indbyggere`.
    `hovedveje`: `klasse` (motorvej|hovedvej), `kmt`, `rutepunkter` ("lat lon;lat lon").
    `fjordforbindelser`: `navn`, `type` (bro|tunnel|færge), `lat1`, `lon1`, `lat2`, `lon2`,
    `minutter`, `ventetid_minutter`. With `faerger=False` the
    ferries are left out. Raises Inputfejl for a wrong CRS, an unreadable line and a crossing
    without two shores.
    """
    kraev_utm32(omrids, "Omridset")
    transform, form = _gitter(omrids, celle_m)
    land = _land(omrids, transform, form)

    by = _byer(byer, transform, form)
    kmt = np.where(by, parametre.by_kmt, parametre.aabent_land_kmt)
    omvej = np.full(form, parametre.omvej_faktor)
    for vej, linje in zip(hovedveje.itertuples(), _linjer(hovedveje, "vej"), strict=True):
        paa_vej = _tegnet([linje], form, transform)
        if vej.klasse == "motorvej":
            sving, vejfart = 1.0, np.full(form, float(vej.kmt) * parametre.motorvej_faktor)
        else:
            sving = parametre.hovedvej_omvej_faktor
            fri = float(vej.kmt) * parametre.hovedvej_faktor
            vejfart = np.where(by, min(fri, parametre.hovedvej_i_by_kmt), fri)
        hurtigere = paa_vej & (vejfart / sving > kmt / omvej)
        kmt = np.where(hurtigere, vejfart, kmt)
        omvej = np.where(hurtigere, sving, omvej)
    minutter_pr_m = np.where(land, omvej * 60.0 / (kmt * 1000.0), np.inf)

    from rasterio.features import rasterize

    valgte = fjordforbindelser if faerger else fjordforbindelser.query("type != 'færge'")
    return Terraen(
        minutter_pr_m=minutter_pr_m.astype(np.float32),
        omvej=omvej.astype(np.float32),
        transform=transform,
        forbindelser=tuple(_forbind(r, land, transform) for r in valgte.to_dict("records")),
        terminal_min=parametre.start_og_parkering_min,
        lande=(lande := _lande(omrids)),
        land=rasterize(
            [(flade, nr) for nr, flade in enumerate(lande)],
            out_shape=form,
            transform=transform,
            fill=-1,
            dtype="int32",
        ),
    )


def _tegnet(
    former: Iterable[shapely.Geometry], form: tuple[int, int], transform: Affine
) -> NDArray[np.bool_]:
    """Return which cells the shapes cover: areas by a cell's centre, lines wherever they pass."""
    # Loaded where the ground is made: most starts read the travel times, and GDAL is 25 MB.
    from rasterio.features import rasterize

    return rasterize(former, out_shape=form, transform=transform, dtype="uint8") > 0


def _gitter(omrids: gpd.GeoDataFrame, celle_m: int) -> tuple[Affine, tuple[int, int]]:
    """Return the transform and shape of a grid over the region and its surroundings."""
    region = omrids.loc[omrids["i_region"].astype(bool)].total_bounds
    alt = omrids.total_bounds
    vest, syd = np.floor(np.maximum(region[:2] - RAND_M, alt[:2]) / celle_m) * celle_m
    oest, nord = np.ceil(np.minimum(region[2:] + RAND_M, alt[2:]) / celle_m) * celle_m
    form = (int((nord - syd) / celle_m), int((oest - vest) / celle_m))
    return Affine(celle_m, 0.0, vest, 0.0, -celle_m, nord), form


def _lande(omrids: gpd.GeoDataFrame) -> tuple[shapely.Geometry, ...]:
    """Return the lands that hang together, small islands left out."""
    dele = shapely.get_parts(shapely.union_all(omrids.geometry.to_numpy()))
    return tuple(dele[shapely.area(dele) >= MINDSTE_LAND_M2])


def _land(omrids: gpd.GeoDataFrame, transform: Affine, form: tuple[int, int]) -> NDArray[np.bool_]:
    """Return which cells are land, small islands removed: none of them has a crossing.

    Land hangs together over the sides of cells: a corner alone is no way (see `_byg_graf`).
    """
    flader = omrids.geometry.to_numpy()
    land = _tegnet(flader, form, transform)
    dele, antal = scipy.ndimage.label(land)
    stoerrelse = np.bincount(dele.ravel(), minlength=antal + 1)
    return land & (stoerrelse * transform.a**2 >= MINDSTE_LAND_M2)[dele]


def _byer(byer: pd.DataFrame, transform: Affine, form: tuple[int, int]) -> NDArray[np.bool_]:
    """Return which cells lie within a town's radius."""
    xy = til_meter(byer["lat"], byer["lon"])
    cirkler = shapely.buffer(
        shapely.points(xy), byradius_m(byer["indbyggere"].to_numpy(float))
    ).tolist()
    if not cirkler:
        return np.zeros(form, dtype=bool)
    return _tegnet(cirkler, form, transform)


def _linjer(tabel: pd.DataFrame, navn: str) -> list[shapely.LineString]:
    """Return the lines of a column `rutepunkter` ("lat lon;lat lon") in EPSG:25832."""
    linjer, fejl = [], []
    for raekke in tabel.to_dict("records"):
        try:
            grader = np.array([p.split() for p in raekke["rutepunkter"].split(";")], dtype=float)
            linjer.append(shapely.LineString(til_meter(grader[:, 0], grader[:, 1])))
        except (ValueError, IndexError, AttributeError, shapely.errors.GEOSException):
            fejl.append(str(raekke[navn]))
    if fejl:
        raise Inputfejl(
            f"{len(fejl)} linjer kan ikke læses: {opremsning(fejl)}. Rutepunkter skrives som "
            "mindst to par »bredde længde« med semikolon imellem, fx 57.05 9.92;57.06 9.93."
        )
    return linjer


def _forbind(raekke: dict, land: NDArray[np.bool_], transform: Affine) -> Forbindelse:
    """Return a crossing between the two shores nearest its stated ends.

    The ends are rounded and may both lie on the same shore of a coarse outline. So the land
    within `KYST_SOEG_M` is parted into shores, and of all pairs of different shores the one is
    taken whose nearest cells are the least sum of distances from the two ends.
    """
    ender = til_meter([raekke["lat1"], raekke["lat2"]], [raekke["lon1"], raekke["lon2"]])
    rk, kol = gitterplads(transform, ender)
    luft = int(np.ceil(KYST_SOEG_M / transform.a))
    top, venstre = (max(0, int(v.min()) - luft) for v in (rk, kol))
    udsnit = land[top : int(rk.max()) + luft + 1, venstre : int(kol.max()) + luft + 1]
    kyster, antal = scipy.ndimage.label(udsnit)
    if antal < 2:
        raise Inputfejl(
            f"Forbindelsen {raekke['navn']} har ikke land på begge sider inden for "
            f"{KYST_SOEG_M // 1000} km af sine ender. Ret dens koordinater."
        )
    raekker, kolonner = np.nonzero(udsnit)
    kyst = kyster[raekker, kolonner]
    celler = np.column_stack([raekker + top, kolonner + venstre])
    # afstand[e, k]: metres from end e to the nearest cell of shore k; naermeste[e, k]: that cell
    afstand = np.zeros((2, antal))
    naermeste = np.zeros((2, antal), dtype=int)
    for e in range(2):
        meter = transform.a * np.hypot(celler[:, 0] + 0.5 - rk[e], celler[:, 1] + 0.5 - kol[e])
        fundet = scipy.ndimage.minimum_position(meter, kyst, np.arange(1, antal + 1))
        naermeste[e] = [i for (i,) in fundet]
        afstand[e] = meter[naermeste[e]]
    summer = afstand[0][:, None] + afstand[1][None, :]
    np.fill_diagonal(summer, np.inf)
    a, b = np.unravel_index(int(np.argmin(summer)), summer.shape)
    fra, til = celler[naermeste[0, a]], celler[naermeste[1, b]]
    return Forbindelse(
        navn=str(raekke["navn"]),
        art=str(raekke["type"]),
        fra=(int(fra[0]), int(fra[1])),
        til=(int(til[0]), int(til[1])),
        minutter=float(raekke["minutter"]) + float(raekke["ventetid_minutter"]),
        km=float(np.hypot(*(fra - til))) * transform.a / 1000.0,
    )


def _byg_graf(terraen: Terraen) -> Graf:
    """Return the graph: 8 neighbours, each step at the mean cost of its two cells, and links.

    A diagonal step between two water cells is not taken: narrow water stays a barrier. Where a
    crossing joins two neighbours the faster of the two ways counts.
    """
    pris, omvej = terraen.minutter_pr_m.astype(np.float64), terraen.omvej.astype(np.float64)
    land = np.isfinite(pris)
    node = np.full(land.shape, -1, dtype=np.int32)
    node[land] = np.arange(int(land.sum()), dtype=np.int32)
    fra, til, minutter, km = [], [], [], []
    for skridt in ((0, 1), (1, 0), (1, 1), (1, -1)):
        a, b = _naboer(land.shape, skridt)
        farbar = land[a] & land[b]
        if all(skridt):
            sydlig, vandret = _naboer(land.shape, skridt, hjoerner=True)
            farbar &= land[sydlig] | land[vandret]
        meter = terraen.celle_m * float(np.hypot(*skridt))
        fra.append(node[a][farbar])
        til.append(node[b][farbar])
        minutter.append(meter * (pris[a][farbar] + pris[b][farbar]) / 2)
        km.append(meter / 1000 * (omvej[a][farbar] + omvej[b][farbar]) / 2)
    for f in terraen.forbindelser:
        fra.append(np.array([node[f.fra]]))
        til.append(np.array([node[f.til]]))
        minutter.append(np.array([f.minutter]))
        km.append(np.array([f.km]))
    i, j = np.concatenate(fra), np.concatenate(til)
    kanter = pd.DataFrame(
        {
            "i": np.minimum(i, j).astype(np.int64),
            "j": np.maximum(i, j),
            "minutter": np.concatenate(minutter),
            "km": np.concatenate(km),
        }
    )
    n = int(land.sum())
    noegle = kanter["i"] * n + kanter["j"]
    if not noegle.is_unique:
        kanter = kanter.sort_values("minutter", kind="stable")
        kanter = kanter[~(kanter["i"] * n + kanter["j"]).duplicated()]
    return Graf(node, *(_symmetrisk(kanter, k, n) for k in ("minutter", "km")))


def _naboer(
    form: tuple[int, ...], skridt: tuple[int, int], hjoerner: bool = False
) -> tuple[Udsnit, Udsnit]:
    """Return the slices of the cells that can take a step and of the cells it leads to.

    With `hjoerner` the two cells at the corners that a diagonal step passes between.
    """
    dr, dk = skridt
    r0, r1 = slice(0, form[0] - dr), slice(dr, form[0])
    k0 = slice(max(0, -dk), form[1] - max(0, dk))
    k1 = slice(max(0, dk), form[1] - max(0, -dk))
    return ((r1, k0), (r0, k1)) if hjoerner else ((r0, k0), (r1, k1))


def _symmetrisk(kanter: pd.DataFrame, kolonne: str, n: int) -> scipy.sparse.csr_array:
    """Return undirected edges (i, j, value) as a symmetric sparse (n, n) matrix."""
    i, j, vaerdi = (kanter[k].to_numpy() for k in ("i", "j", kolonne))
    matrix = scipy.sparse.csr_array(
        (np.concatenate([vaerdi, vaerdi]), (np.concatenate([i, j]), np.concatenate([j, i]))),
        shape=(n, n),
    )
    matrix.sort_indices()
    return matrix
