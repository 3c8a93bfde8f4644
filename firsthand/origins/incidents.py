"""Incidents described: where, when, how many articles, and the figures of people with their low, best and high."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from math import ceil, floor
from typing import NamedTuple

import pyarrow as pa

from firsthand.origins.rows import IncidentStatement
from firsthand.records import Incident
from firsthand.schema import to_rows, to_table

LIST_STATEMENTS = """
WITH placed AS (
  SELECT article_id, canonical, MIN(latitude) AS latitude, MIN(longitude) AS longitude, MIN(precision) AS precision
  FROM places GROUP BY article_id, canonical
)
SELECT i.incident_id, COALESCE(v.page_id, i.article_id) AS article_id, a.outlet, d.day, i.mention_id, c.claim_id,
  m.aspect, m.modality, s.scope, m.figure_low, m.figure_high, m.figure_value, o.best AS origin,
  m.place, p.latitude, p.longitude, p.precision,
  m.date_from, m.date_to, m.start
FROM incident_mentions i
JOIN articles a ON a.article_id = i.article_id
JOIN mentions m ON m.mention_id = i.mention_id
JOIN claim_mentions c ON c.mention_id = i.mention_id
LEFT JOIN versions v ON v.article_id = i.article_id
LEFT JOIN mention_scopes s ON s.mention_id = i.mention_id
LEFT JOIN article_days d ON d.article_id = i.article_id
LEFT JOIN mention_origins o ON o.mention_id = i.mention_id
LEFT JOIN placed p ON p.article_id = i.article_id AND p.canonical = m.place
"""

TOLLS = (("head", "rival"), ("whole",))
"""Scopes of counts that answer for the whole event, the surer ones first: later ones only where there is none."""


class Toll(NamedTuple):
    """A figure of people over all that state it."""

    low: float | None
    best: float | None
    high: float | None
    mentions: list[int]


def describe_incidents(statements: pa.Table) -> pa.Table:
    """Each incident of some, from the rows of its mentions."""
    by_incident: dict[int, list[IncidentStatement]] = {}
    for row in to_rows(statements, IncidentStatement):
        by_incident.setdefault(row.incident_id, []).append(row)
    return to_table([_describe(rows) for _, rows in sorted(by_incident.items())], Incident)


def _describe(rows: list[IncidentStatement]) -> Incident:
    rows = sorted(rows, key=lambda r: (r.article_id, r.start, r.mention_id))
    articles = {row.article_id for row in rows}
    days = [row.day for row in rows if row.day is not None]
    killed, injured = (_toll([row for row in rows if row.aspect == aspect]) for aspect in ("killed", "injured"))
    place, when = _place(rows), _day(rows)
    return Incident(
        incident_id=rows[0].incident_id,
        articles=len(articles),
        outlets=len({row.outlet or f"article {row.article_id}" for row in rows}),
        claims=len({row.claim_id for row in rows}),
        mention_id=_heading(rows),
        place=place.place if place else None,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        precision=place.precision if place else None,
        date_from=when,
        date_to=when + timedelta(days=1) if when else None,
        reported_from=min(days, default=None),
        reported_to=max(days, default=None),
        killed_low=killed.low,
        killed_best=killed.best,
        killed_high=killed.high,
        injured_low=injured.low,
        injured_best=injured.best,
        injured_high=injured.high,
        killed_mentions=killed.mentions,
        injured_mentions=injured.mentions,
    )


def _toll(rows: list[IncidentStatement]) -> Toll:
    """The figures of one kind: those that answer for the whole event, as somebody asserts them."""
    stated = [row for row in rows if row.modality == "asserted" and _figures(row)]
    for scopes in TOLLS:
        chosen = [row for row in stated if row.scope in scopes]
        if chosen:
            break
    else:
        return Toll(None, None, None, [])
    lows = [min(_figures(row)) for row in chosen]
    highs = [max(_figures(row)) for row in chosen]
    origins: dict[float, set[int | None]] = {}
    latest: dict[float, float] = {}
    for row in chosen:
        value = row.figure_value if row.figure_value is not None else min(_figures(row))
        origins.setdefault(value, set()).add(row.origin)
        latest[value] = max(latest.get(value, 0.0), row.day.timestamp() if row.day else 0.0)
    best = max(origins, key=lambda value: (len(origins[value] - {None}), latest[value], value))
    people = [float(ceil(min(lows))), float(round(best)), float(floor(max(highs)))]  # "around 12" is 10.8 to 13.2
    return Toll(people[0], people[1], people[2], sorted(row.mention_id for row in chosen))


def _figures(row: IncidentStatement) -> list[float]:
    """What a mention's words allow, as far as they bound it: "up to 22" bounds from above only."""
    return [value for value in (row.figure_low, row.figure_value, row.figure_high) if value]


def _most(values: Iterable[tuple[int, str]]) -> str | None:
    """The value that most articles have; of several the first in the alphabet."""
    counts = Counter(value for _, value in set(values))
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def _place(rows: list[IncidentStatement]) -> IncidentStatement | None:
    """A row with the place that most articles state, exact places before regions, placed ones before others."""
    for exact in (True, False):
        fitting = [r for r in rows if r.place and (r.precision is None or r.precision <= 2 if exact else True)]
        most = _most((r.article_id, r.place) for r in fitting if r.place)
        if most is not None:
            named = [r for r in fitting if r.place == most]
            return min(named, key=lambda r: (r.latitude is None, r.mention_id))
    return None


def _day(rows: list[IncidentStatement]) -> datetime | None:
    """The day that most articles state."""
    stated = {
        (r.article_id, r.date_from)
        for r in rows
        if r.date_from and r.date_to and r.date_to - r.date_from <= timedelta(days=1)
    }
    counts = Counter(day for _, day in stated)
    return min(counts, key=lambda day: (-counts[day], day)) if counts else None


def _heading(rows: list[IncidentStatement]) -> int:
    """The first mention of the claim that most articles tell, the toll of the event before other claims."""
    told: dict[int, set[int]] = {}
    for row in rows:
        told.setdefault(row.claim_id, set()).add(row.article_id)

    def order(row: IncidentStatement) -> tuple[int, bool, bool, int, int]:
        tolls = row.aspect == "killed" and row.scope in TOLLS[0]
        return -len(told[row.claim_id]), not tolls, row.aspect != "killed", row.start, row.mention_id

    return min(rows, key=order).mention_id
