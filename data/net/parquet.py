"""A grid as Parquet: with geometries (GeoParquet), or with cell names or coordinates in columns."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray

from data.fremmedfil import laesefejl, som_tekst
from data.net import graenser
from data.net.graenser import (
    Raanet,
    Ramme,
    Udsnit,
    kraev_antal,
    kraev_kolonner,
    kraev_udpakket,
)
from data.net.kolonner import vaelg_kolonner
from data.net.samtale import Samtale
from data.net.tabelform import celler_af_tabel
from data.net.vektor import PROEVE, STEDER, celler_af_ramme, ved_regionen


def laes_parquet_net(sti: Path, udsnit: Udsnit, samtale: Samtale, lag: str | None) -> Raanet:
    """Return the cells of a Parquet file; its footer is looked at before its rows are read."""
    del lag  # it has none, and was refused with one
    with laesefejl(sti):
        with pq.ParquetFile(sti) as fil:
            om, skema = fil.metadata, fil.schema_arrow
            kraev_kolonner(sti, om.num_columns)
            kraev_antal(sti, om.num_rows, "rækker", graenser.HOEJST_UDSNIT)
            kraev_udpakket(
                sti, sum(om.row_group(i).total_byte_size for i in range(om.num_row_groups))
            )
            geo = b"geo" in (skema.metadata or {})
        if geo:
            return _af_geometri(sti, udsnit, samtale)
        tabel = pd.read_parquet(sti)
        uden_navn = all(navn is None for navn in tabel.index.names)
        tabel = tabel.reset_index(drop=uden_navn)
        tabel.columns = [str(navn) for navn in tabel.columns]
        _kraev_utf8(tabel)
        for navn in tabel:
            if not pd.api.types.is_numeric_dtype(tabel[navn]):
                tabel[navn] = som_tekst(tabel[navn])
    return celler_af_tabel(sti, tabel, udsnit, samtale, 1)


def _af_geometri(sti: Path, udsnit: Udsnit, samtale: Samtale) -> Raanet:
    with laesefejl(sti):
        alle = gpd.read_parquet(sti).reset_index(drop=True)
        _kraev_utf8(alle)
        alle.index += 1  # objects are told from 1 on
        navne = [str(n) for n in alle.columns if n != alle.geometry.name]
        indbyggere, sted = vaelg_kolonner(sti, dict.fromkeys(navne, ""), STEDER, samtale)
        uden = (alle.geometry.isna() | alle.geometry.is_empty).to_numpy()
        kanter = shapely.bounds(alle.geometry.to_numpy())

        def laes(ramme: Ramme) -> gpd.GeoDataFrame:
            vest, syd, oest, nord = ramme
            inde = (kanter[:, 2] >= vest) & (kanter[:, 0] <= oest)
            return alle[inde & (kanter[:, 3] >= syd) & (kanter[:, 1] <= nord)]

        def proeve() -> NDArray[np.float64]:
            return (kanter[:PROEVE, :2] + kanter[:PROEVE, 2:]) / 2

        crs = alle.crs.to_wkt() if alle.crs else None
        tabel = ved_regionen(sti, crs, udsnit.ramme, samtale, laes, proeve)
    return celler_af_ramme(sti, tabel, alle[uden], indbyggere, sted.get("cellenavn"), samtale)


def _kraev_utf8(tabel: pd.DataFrame) -> None:
    """Raise where a text is none; Parquet says that texts are UTF-8, and nobody looks."""
    for _, kolonne in tabel.select_dtypes("str").items():
        pa.array(kolonne).validate(full=True)
