"""A grid as a raster: one band of a GeoTIFF, each inhabited pixel a cell."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from pyproj import Transformer

from dansk import Inputfejl, tal
from data.fremmedfil import laesefejl
from data.net import graenser
from data.net.celler import navne_af_steder
from data.net.graenser import HOEJST_I_CELLE, Raanet, Udsnit, kraev_antal
from data.net.samtale import Samtale
from geo.koordinater import MAALE_CRS


def laes_raster_net(sti: Path, udsnit: Udsnit, samtale: Samtale, lag: str | None) -> Raanet:
    """Return the inhabited pixels, at their centres, of the raster's window around the frame."""
    # Loaded with the first raster there is: most datasets have none.
    import rasterio
    from rasterio.windows import Window

    del samtale, lag  # nothing of a raster is asked, and one with a layer was refused
    with laesefejl(sti):
        with rasterio.open(sti, driver="GTiff") as kilde:
            if not kilde.crs:
                raise Inputfejl(f"{sti.name} har intet koordinatsystem. Angiv det, og gem igen.")
            crs = kilde.crs.to_wkt()
            til_fil = Transformer.from_crs(MAALE_CRS, crs, always_xy=True)
            vest, syd, oest, nord = udsnit.ramme
            vest, syd, oest, nord = til_fil.transform_bounds(vest, syd, oest, nord, errcheck=True)
            gitter = kilde.transform
            if kilde.count != 1 or gitter.b or gitter.d or kilde.dtypes[0].startswith("complex"):
                raise Inputfejl(
                    f"{sti.name} skal have ét bånd med tal og nord opad; den har {kilde.count} "
                    "bånd eller er drejet. Gem båndet med befolkningen for sig."
                )
            begyndelse, skridt = np.array([(gitter.c, gitter.f), (gitter.a, gitter.e)])
            hjoerner = (np.array([(vest, syd), (oest, nord)]) - begyndelse) / skridt
            fra = np.maximum(np.floor(hjoerner.min(axis=0)), 0).astype(int)
            til = np.minimum(np.ceil(hjoerner.max(axis=0)), kilde.shape[::-1]).astype(int)
            laengder = np.maximum(til - fra, 0)
            kraev_antal(sti, int(laengder.prod()), "felter ved regionen", graenser.HOEJST_UDSNIT)
            vindue = Window(*fra.tolist(), *laengder.tolist())
            felter = kilde.read(1, window=vindue, masked=True).astype(float).filled(np.nan)
        # More than a million in a pixel is a nodata value that the file does not declare.
        umulige = (felter < 0) | (felter > HOEJST_I_CELLE)
        raekker, kolonner = np.nonzero((felter > 0) & ~umulige)
        hvad = "felter med indbyggere ved regionen"
        kraev_antal(sti, len(raekker), hvad, graenser.HOEJST_FELTER)
        midter = begyndelse + (np.column_stack([kolonner, raekker]) + fra + 0.5) * skridt
        fra_fil = Transformer.from_crs(crs, MAALE_CRS, always_xy=True)
        xy = np.column_stack(fra_fil.transform(*midter.T))
        # A pixel's size in metres, where the window is.
        hjoerne = midter[:1] + np.array([(0, 0), (1, 0), (0, 1)]) * skridt
        nul, oest_m, nord_m = np.column_stack(fra_fil.transform(*hjoerne.T))
        sider = (float(np.hypot(*(oest_m - nul))), float(np.hypot(*(nord_m - nul))))
    celler = pd.DataFrame({"navn": navne_af_steder(xy), "x": xy[:, 0], "y": xy[:, 1]})
    celler = celler.assign(indbyggere=felter[raekker, kolonner], skjult=False).dropna()
    udeladt = f"; {tal(int(umulige.sum()))} under 0 eller over {tal(HOEJST_I_CELLE)} er udeladt"
    return Raanet(celler, "felter med indbyggere" + (udeladt if umulige.any() else ""), sider)
