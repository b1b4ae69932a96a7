#!/usr/bin/env bash
# gtfs-kit 13.0.1 and partridge 1.1.2 (PyPI), with pandas 3.1.1.
#
# Guess: an id in GTFS is any text (the reference: "an internal ID, not shown to riders"), and a
# reader of feeds keeps it as text: service ids NA and null are two.
# Seen: both become the same missing value, in silence. A feed whose service NA runs on Mondays and
# whose service null runs on Tuesdays has both trips on a Tuesday: gtfs-kit lists T1 and T2 where
# only T2 runs, and partridge counts 2 trips where there is 1. The text "NA" is no stranger here: it
# is what an operator with the initials NA, or an export of North Atlantic, would write.
# Reading the tables with pandas' keep_default_na=False keeps them apart.
set -euo pipefail
mappe=$(mktemp -d)
trap 'rm -rf "$mappe"' EXIT
python3 -m venv "$mappe/venv"
"$mappe/venv/bin/pip" install -q gtfs-kit==13.0.1 partridge==1.1.2 pandas==3.1.1 2>/dev/null || {
  echo "the packages could not be installed" >&2
  exit 2
}
cd "$mappe"
"$mappe/venv/bin/python" - <<'PY'
import datetime
import warnings
import zipfile
from importlib.metadata import version

warnings.simplefilter("ignore")
import gtfs_kit
import pandas as pd
import partridge

TIRSDAG = datetime.date(2026, 3, 3)
FEED = {
    "agency": "agency_id,agency_name,agency_url,agency_timezone\n"
    "1,Bus,https://example.org,Europe/Copenhagen\n",
    "routes": "route_id,agency_id,route_short_name,route_type\nR,1,R,3\n",
    "stops": "stop_id,stop_name,stop_lat,stop_lon\nA,A,57,9\nB,B,57.1,9\n",
    "trips": "route_id,service_id,trip_id\nR,NA,T1\nR,null,T2\n",
    "stop_times": "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
    "T1,08:00:00,08:00:00,A,1\nT1,08:30:00,08:30:00,B,2\n"
    "T2,09:00:00,09:00:00,A,1\nT2,09:30:00,09:30:00,B,2\n",
    "calendar": "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,"
    "start_date,end_date\nNA,1,0,0,0,0,0,0,20260301,20260331\n"
    "null,0,1,0,0,0,0,0,20260301,20260331\n",
}
with zipfile.ZipFile("feed.zip", "w") as arkiv:
    for navn, tekst in FEED.items():
        arkiv.writestr(f"{navn}.txt", tekst)
ture = gtfs_kit.read_feed("feed.zip", dist_units="km").get_trips(f"{TIRSDAG:%Y%m%d}")
antal = partridge.read_trip_counts_by_date("feed.zip")[TIRSDAG]
print("gtfs-kit", version("gtfs-kit"), "trips on a Tuesday:", sorted(ture["trip_id"]))
print("partridge", version("partridge"), "trips on a Tuesday:", antal)
assert sorted(ture["trip_id"]) == ["T1", "T2"] and antal == 2, "the behaviour has changed"
with zipfile.ZipFile("feed.zip") as arkiv:
    tabeller = {
        n: pd.read_csv(arkiv.open(f"{n}.txt"), dtype=str, keep_default_na=False)
        for n in ("trips", "calendar")
    }
koerer = tabeller["calendar"].query("tuesday == '1'")["service_id"]
rigtige = tabeller["trips"][tabeller["trips"]["service_id"].isin(koerer)]["trip_id"].tolist()
print("pandas, keep_default_na=False:", rigtige)
assert rigtige == ["T2"]
PY
