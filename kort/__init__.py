"""Maps: their layers, classes and colours, and how they are printed."""

from kort.dovne_skabeloner import oversaet_ved_brug

# Before any module here, or one that uses them, loads folium.
oversaet_ved_brug()
