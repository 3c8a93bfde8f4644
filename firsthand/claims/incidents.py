"""Incidents: the parts of articles that tell of one event, put together by the claims that they share.

An article may tell of several events (a round-up), of one again and again, and of the war behind them. Its *parts* are
runs of event statements that go together in place and time; two parts are of one incident where they share claims.
"""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pyarrow as pa

from firsthand.claims.aspects import COUNTED
from firsthand.claims.compare import WRONG_DAYS, days_apart
from firsthand.claims.gazetteer import country_words, plain_name
from firsthand.claims.rows import ArticleDay, BackgroundSpan, IncidentPart, MentionScope
from firsthand.records import Mention, Place
from firsthand.schema import to_rows, to_table
from firsthand.text import hash64

EVENT_ASPECTS = frozenset(
    [
        *COUNTED,
        *("attack", "advance", "withdrawal", "destroyed", "disaster", "protest", "deployment", "weapon", "blame"),
        "responsibility",
    ]
)
"""Aspects that tell of an event itself; statements, plans and reactions follow it and name others."""
AREA = 3
"""Precision from which a place is a district, a region or more: an event has a region and a place inside it."""
LONGEST = timedelta(days=31)
"""Longest time of one event: a sentence about years is background."""
DAY_ZERO = datetime(1970, 1, 1, tzinfo=UTC)

FIND_BACKGROUND = """
SELECT a_id AS article_id, a_start AS start, a_end AS "end" FROM reuse WHERE kind = 'background'
UNION
SELECT b_id AS article_id, b_start AS start, b_end AS "end" FROM reuse WHERE kind = 'background'
"""
"""Stretches of each article that travel through stories of other events."""

LINK_PARTS = """
WITH told AS (
  SELECT DISTINCT p.part_id, p.day, p.stated, p.place, c.claim_id
  FROM incident_parts p JOIN claim_mentions c ON c.mention_id = p.mention_id
),
sizes AS (SELECT part_id, COUNT(*) AS claims FROM told GROUP BY part_id),
spread AS (SELECT claim_id, COUNT(*) AS parts, MIN(part_id) AS first_part FROM told GROUP BY claim_id),
shared AS (
  SELECT x.part_id AS a, y.part_id AS b, COUNT(*) AS claims, MIN(ABS(x.day - y.day)) AS gap,
    MAX(CASE WHEN x.place <> y.place OR (x.stated AND y.stated AND ABS(x.day - y.day) % 7 <> 0) THEN 1 ELSE 0 END)
      AS differ
  FROM told x JOIN told y ON y.claim_id = x.claim_id AND x.part_id < y.part_id
  JOIN spread s ON s.claim_id = x.claim_id
  WHERE s.parts <= {incident_parts_compared} OR x.part_id = s.first_part
  GROUP BY x.part_id, y.part_id
)
SELECT s.a, s.b FROM shared s JOIN sizes m ON m.part_id = s.a JOIN sizes n ON n.part_id = s.b
WHERE COALESCE(s.gap, 0) <= {incident_days} AND CASE WHEN s.differ = 0 AND COALESCE(s.gap, 0) <= {incident_days_near}
  THEN s.claims >= {incident_share} * LEAST(m.claims, n.claims)
  ELSE s.claims >= 2 AND s.claims >= {incident_share_far} * LEAST(m.claims, n.claims) END
UNION ALL SELECT part_id AS a, part_id AS b FROM incident_parts
"""
"""Parts that share claims: a fifth of those of the smaller part will do where their days and places agree, half and no
fewer than two where they do not. A claim that very many parts tell joins each of them to the first only."""

LIST_MEMBERS = """
SELECT g.incident_id, p.part_id, p.article_id, p.mention_id
FROM incident_groups g JOIN incident_parts p ON p.part_id = g.part_id
"""


class _Part(NamedTuple):
    """A part of an article while it is read."""

    part_id: int
    places: set[str]
    days: list[datetime]
    """The first day stated in it, if any."""


def find_parts(
    mentions: pa.Table, scopes: pa.Table, places: pa.Table, days: pa.Table, background: pa.Table
) -> pa.Table:
    """Event statements of one article, each with the part that it stands in.

    A new part begins where a place or a day is stated that does not go with those before; it goes on where an earlier
    one's place or day is named again.
    """
    listed = sorted(to_rows(mentions, Mention), key=lambda m: (m.start, m.end, m.mention_id))
    scope = {row.mention_id: row.scope for row in to_rows(scopes, MentionScope)}
    areas = {p.canonical for p in to_rows(places, Place) if (p.precision or 0) >= AREA}
    spans = [(row.start, row.end) for row in to_rows(background, BackgroundSpan)]
    published = next((row.day for row in to_rows(days, ArticleDay)), None)
    parts: list[_Part] = []
    now: _Part | None = None
    found: list[tuple[Mention, _Part]] = []
    for mention in listed:
        if not _tells_event(mention, scope.get(mention.mention_id, "none"), published) or any(
            start <= mention.start and mention.end <= end for start, end in spans
        ):
            continue
        place, day = _place_of(mention), _day_of(mention)
        if now is None or not _fits(now, place, day, areas):
            now = next((part for part in parts if _goes_on(part, place, day, areas)), None)
        if now is None:
            now = _Part(hash64("incident part", mention.article_id, len(parts)), set(), [])
            parts.append(now)
        if place is not None:
            now.places.add(place)
        if day is not None and not now.days:
            now.days.append(day)
        found.append((mention, now))
    rows = []
    for mention, part in found:
        day = part.days[0] if part.days else published
        number = None if day is None else float((day - DAY_ZERO).days)
        exact = min((place for place in part.places if place not in areas), default=None)
        rows.append(IncidentPart(part.part_id, mention.article_id, mention.mention_id, number, bool(part.days), exact))
    return to_table(rows, IncidentPart)


def _tells_event(mention: Mention, scope: str, published: datetime | None) -> bool:
    """Whether a mention tells of an event of these days, not of a war, a habit or a plan."""
    if mention.aspect not in EVENT_ASPECTS or scope in ("long", "habit") or "plan" in mention.modality:
        return False
    if mention.date_from is None or mention.date_to is None:
        return True
    if mention.date_to - mention.date_from > LONGEST:
        return False
    return published is None or abs((mention.date_from - published).days) <= WRONG_DAYS


def _place_of(mention: Mention) -> str | None:
    """The place that a mention states, if it is smaller than a state."""
    return mention.place if mention.place and plain_name(mention.place) not in country_words() else None


def _day_of(mention: Mention) -> datetime | None:
    """The day that a mention states; None for a longer time."""
    if mention.date_from is None or mention.date_to is None:
        return None
    return mention.date_from if mention.date_to - mention.date_from <= timedelta(days=1) else None


def _fits(part: _Part, place: str | None, day: datetime | None, areas: set[str]) -> bool:
    """Whether a statement of a place and a day may stand in a part: one region, one exact place, one day."""
    if place is not None and place not in part.places and any((p in areas) == (place in areas) for p in part.places):
        return False
    return day is None or not part.days or not days_apart(day, part.days[0])


def _goes_on(part: _Part, place: str | None, day: datetime | None, areas: set[str]) -> bool:
    """Whether a statement takes up an earlier part: by its place, or, without one, by its day."""
    if not _fits(part, place, day, areas):
        return False
    return place in part.places if place is not None else day is not None and day in part.days
