# read.py FILE: what Python's package icalendar reads in it, entry by entry, a value a line; what it finds wrong is printed too.
import datetime
import sys

import icalendar


def written(value):
    if value is None:
        return ""
    if isinstance(value.dt, datetime.datetime):
        return value.dt.astimezone(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    return value.dt.strftime("%Y%m%d")


with open(sys.argv[1], "rb") as file:
    calendar = icalendar.Calendar.from_ical(file.read())
for part in calendar.walk():
    if part.errors:
        print(part.name, part.errors)
for entry in calendar.subcomponents:
    if entry.get("SUMMARY") is None or len(entry.subcomponents) != (entry.get("STATUS") != "CANCELLED"):
        print("no summary, or not one alarm:", entry.get("UID"))
    for value in (
        entry.name,
        entry.get("UID"),
        str(entry.get("SEQUENCE")),
        entry.get("STATUS"),
        written(entry.get("DTSTART")),
        written(entry.get("DTEND") or entry.get("DUE")),
        entry.get("SUMMARY"),
        entry.get("DESCRIPTION", ""),
    ):
        sys.stdout.buffer.write(str(value).replace("\n", "\n ").encode() + b"\n")
