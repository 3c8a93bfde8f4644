"""Incidents as people see them: when, where, who tells of them, and the figures of people."""

from dataclasses import dataclass

from firsthand.records import Incident, IncidentMention, Mention
from firsthand.views.lookup import Lookup, Quote, full_id


@dataclass(frozen=True)
class TollView:
    """Numbers of people as somebody states each of them."""

    low: float
    best: float
    high: float
    quotes: tuple[Quote, ...]
    """The words that the numbers are from."""

    @property
    def range(self) -> str:
        """Best, and low to high where they differ."""
        return f"{self.best:g}" if self.low == self.high else f"{self.best:g} ({self.low:g} to {self.high:g})"


@dataclass(frozen=True)
class IncidentView:
    """One event that articles, or parts of them, tell of."""

    incident_id: str
    heading: Quote
    """The words that stand for it."""
    articles: tuple[str, ...]
    """Ids of the articles that tell of it, in the order of the input's ids."""
    outlets: int
    claims: int
    place: str | None
    latitude: float | None
    longitude: float | None
    precision: int | None
    day: str | None
    """The day that most of the articles state, ISO 8601; None when undated."""
    reported: tuple[str, str] | None
    """First and last day of the articles."""
    killed: TollView | None
    injured: TollView | None


def view_incidents(lookup: Lookup, least_articles: int = 1) -> list[IncidentView]:
    """Incidents that so many articles tell of, those of most articles first."""
    views = [
        _view(lookup, row, mention)
        for row in lookup.rows(Incident)
        if row.articles >= least_articles and (mention := lookup.one(Mention, "mention_id", row.mention_id))
    ]
    return sorted(views, key=lambda v: (-len(v.articles), -v.claims, v.incident_id))


def _view(lookup: Lookup, row: Incident, heading: Mention) -> IncidentView:
    members = {m.article_id for m in lookup.get(IncidentMention, "incident_id", row.incident_id)}
    days = (row.reported_from, row.reported_to)
    return IncidentView(
        incident_id=f"i-{full_id(row.incident_id)}",
        heading=lookup.quote(heading.article_id, heading.start, heading.end),
        articles=tuple(sorted(map(lookup.given, members))),
        outlets=row.outlets,
        claims=row.claims,
        place=row.place,
        latitude=row.latitude,
        longitude=row.longitude,
        precision=row.precision,
        day=row.date_from.date().isoformat() if row.date_from else None,
        reported=(days[0].date().isoformat(), days[1].date().isoformat()) if days[0] and days[1] else None,
        killed=_toll(lookup, row.killed_low, row.killed_best, row.killed_high, row.killed_mentions),
        injured=_toll(lookup, row.injured_low, row.injured_best, row.injured_high, row.injured_mentions),
    )


def _toll(
    lookup: Lookup, low: float | None, best: float | None, high: float | None, mentions: list[int]
) -> TollView | None:
    if low is None or best is None or high is None:
        return None
    found = [mention for m in mentions if (mention := lookup.one(Mention, "mention_id", m)) is not None]
    return TollView(low, best, high, tuple(lookup.quote(m.article_id, m.start, m.end) for m in found))
