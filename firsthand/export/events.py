"""Incidents for coders of events: rows with the columns of UCDP's event data, and points for a map."""

import csv
import json
from pathlib import Path
from typing import IO, Any, cast

from firsthand.export.lines import plain_number
from firsthand.export.tables import write_cell
from firsthand.export.writing import open_whole
from firsthand.views.incidents import IncidentView, view_incidents
from firsthand.views.lookup import Lookup, Tables

COLUMNS = (
    *("id", "year", "date_start", "date_end", "date_prec"),
    *("where_coordinates", "where_prec", "latitude", "longitude"),
    *("low", "best", "high", "injured_low", "injured_best", "injured_high"),
    *("number_of_sources", "outlets", "claims", "source_article", "source_date", "source_headline"),
)
"""As UCDP names them where the meaning is the same; what UCDP has beside (actors, dyads, kinds of violence, clarity) is
a coder's to decide and is not there."""
WHERE_PRECISION = {1: 1, 2: 2, 4: 6}
"""Our precision of a place as UCDP's: 1 exact, 2 within 25 km, 6 the country. A district or region (ours 3) may be 3 or
4 there and stays empty."""


def export_events(case: Tables, path: Path, folded: bool = False) -> int:
    """Incidents as CSV, one a row, by day and id; returns the number of rows. `folded` changes nothing here."""
    rows = sorted(map(event_row, view_incidents(Lookup(case))), key=lambda row: (row["date_start"] or "", row["id"]))
    with open_whole(path) as file:
        writer = csv.DictWriter(cast(IO[str], file), COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: write_cell(value) for name, value in row.items()} for row in rows)
    return len(rows)


def event_row(one: IncidentView) -> dict[str, Any]:
    """One incident; what nobody states is empty."""
    killed, injured = one.killed, one.injured
    return {
        "id": one.incident_id,
        "year": one.day[:4] if one.day else None,
        "date_start": one.day or None,
        "date_end": one.day or None,
        "date_prec": 1 if one.day else None,
        "where_coordinates": one.place or None,
        "where_prec": WHERE_PRECISION.get(one.precision or 0),
        "latitude": plain_number(one.latitude),
        "longitude": plain_number(one.longitude),
        "low": plain_number(killed.low if killed else None),
        "best": plain_number(killed.best if killed else None),
        "high": plain_number(killed.high if killed else None),
        "injured_low": plain_number(injured.low if injured else None),
        "injured_best": plain_number(injured.best if injured else None),
        "injured_high": plain_number(injured.high if injured else None),
        "number_of_sources": len(one.articles),
        "outlets": one.outlets,
        "claims": one.claims,
        "source_article": ";".join(one.articles),
        "source_date": "/".join(dict.fromkeys(one.reported)) if one.reported else None,
        "source_headline": one.heading.text,
    }


def export_geojson(case: Tables, path: Path, folded: bool = False) -> int:
    """Incidents as GeoJSON (RFC 7946), a feature each; one without a known place has a null geometry."""
    features = [_feature(one) for one in view_incidents(Lookup(case))]
    with open_whole(path) as file:
        collection = {"type": "FeatureCollection", "features": features}
        cast(IO[str], file).write(json.dumps(collection, ensure_ascii=False, indent=1) + "\n")
    return len(features)


def _feature(one: IncidentView) -> dict[str, Any]:
    placed = one.latitude is not None and one.longitude is not None
    properties: dict[str, Any] = {
        "heading": one.heading.text,
        "place": one.place,
        "precision": one.precision,
        "day": one.day,
        "reported": list(one.reported) if one.reported else None,
        "articles": list(one.articles),
        "outlets": one.outlets,
    }
    for name, toll in (("killed", one.killed), ("injured", one.injured)):
        properties[name] = {"low": toll.low, "best": toll.best, "high": toll.high} if toll else None
    return {
        "type": "Feature",
        "id": one.incident_id,
        "geometry": {"type": "Point", "coordinates": [one.longitude, one.latitude]} if placed else None,
        "properties": properties,
    }
