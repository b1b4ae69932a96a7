#!/usr/bin/env bash
# gtfs-kit 13.0.1 (PyPI), on a GTFS feed with a trip past midnight.
#
# Guess: the format counts times from the service day, so 24:10 of 30 November is 00:10 on 1 December;
# a library that is asked for a date and a time of day, get_trips(date, time), translates the one to
# the other, and has that trip running at 00:20 on 1 December.
# Seen: get_trips("20261201", "00:20:00") has no trip; it must be asked as 24:20:00 of the day
# before. The other way round, a timetable of the stop for 1 December has the departure 24:10:00
# that is on 2 December by the calendar. A count of departures by hour, or of what runs at night,
# made date by date with times below 24:00 misses every trip that crosses midnight, in silence.
set -euo pipefail
mappe=$(mktemp -d)
trap 'rm -rf "$mappe"' EXIT
python3 -m venv "$mappe/venv"
"$mappe/venv/bin/pip" install -q gtfs-kit==13.0.1 2>/dev/null || {
  echo "the packages could not be installed" >&2
  exit 2
}
cd "$mappe"
cat >agency.txt <<'T'
agency_id,agency_name,agency_url,agency_timezone
1,Selskab,https://example.org,Europe/Copenhagen
T
cat >stops.txt <<'T'
stop_id,stop_name,stop_lat,stop_lon
A,Her,57.0,9.9
B,Der,57.1,10.0
T
cat >routes.txt <<'T'
route_id,agency_id,route_short_name,route_long_name,route_type
1,1,50,Her til Der,3
T
cat >trips.txt <<'T'
route_id,service_id,trip_id
1,X,morgen
1,X,nat
T
cat >stop_times.txt <<'T'
trip_id,arrival_time,departure_time,stop_id,stop_sequence
morgen,08:00:00,08:00:00,A,1
morgen,08:40:00,08:40:00,B,2
nat,24:10:00,24:10:00,A,1
nat,24:50:00,24:50:00,B,2
T
cat >calendar_dates.txt <<'T'
service_id,date,exception_type
X,20261130,1
X,20261201,1
T
"$mappe/venv/bin/python" - <<'PY'
import zipfile
from importlib.metadata import version
from pathlib import Path

import gtfs_kit

with zipfile.ZipFile("feed.zip", "w") as pakke:
    for fil in Path().glob("*.txt"):
        pakke.write(fil)
feed = gtfs_kit.read_feed("feed.zip", dist_units="km")
print("gtfs-kit", version("gtfs-kit"))
koerer = {
    (dato, tid): feed.get_trips(dato, tid)["trip_id"].tolist()
    for dato, tid in (("20261130", "08:20:00"), ("20261201", "00:20:00"), ("20261130", "24:20:00"))
}
for (dato, tid), ture in koerer.items():
    print(dato, tid, ture)
plan = feed.build_stop_timetable("A", ["20261201"])["departure_time"].tolist()
print("departures of 20261201:", plan)
assert list(koerer.values()) == [["morgen"], [], ["nat"]], "the behaviour has changed"
assert plan == ["08:00:00", "24:10:00"], "the behaviour has changed"
print("As seen: the night bus runs at 24:20 of the day before, and at 00:20 it does not.")
PY
