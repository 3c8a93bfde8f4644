"""When it was published and when it is said to have happened: two lanes, and trays for what has no day."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from firsthand.records import Mention, TimeExpression
from firsthand.views.articles import TimeView, view_time
from firsthand.views.claim_rows import ClaimRow, list_claims, mentions_of
from firsthand.views.lookup import Lookup


@dataclass(frozen=True)
class Published:
    """An article with its day."""

    article: str
    outlet: str | None
    day: str
    title: str


@dataclass(frozen=True)
class Happened:
    """A claim with the time that most of its mentions state for it."""

    short_id: str
    statement: str
    language: str
    articles: int
    best: int
    verdict: str
    first: str
    """First day, ISO."""
    last: str
    """Last day; the same as the first for one day."""
    place: str | None
    """The place that its first mention with one states."""
    places: tuple[str, ...]
    """All places that its mentions state."""
    told_in: tuple[str, ...]
    """Ids of the articles that tell it."""
    words: str
    """The time as one article writes it; empty where the words were not kept apart."""
    anchor: str | None
    """The article whose date a relative time counts from."""
    anchor_day: str | None
    """The day of that article."""
    reason: str
    """How it was resolved."""
    other_times: int
    """Mentions that state another time."""


@dataclass(frozen=True)
class Times:
    """All that has a day, and what has none."""

    published: tuple[Published, ...]
    happened: tuple[Happened, ...]
    undated: tuple[str, ...]
    """Articles without a date."""
    unresolved: tuple[TimeView, ...]
    """Times that could not be resolved, with the reason."""


def view_timeline(lookup: Lookup) -> Times:
    """Articles and claims by day, the earliest first."""
    published, undated = [], []
    for article_id in lookup.article_ids():
        article = lookup.article(article_id)
        if article.published is None:
            undated.append(article.given_id)
        else:
            day = article.published.date().isoformat()
            published.append(Published(article.given_id, article.outlet, day, article.title))
    happened = [event for row in list_claims(lookup) if (event := _event(lookup, row)) is not None]
    open_times = [t for t in lookup.rows(TimeExpression) if t.date_from is None]
    open_times.sort(key=lambda t: (lookup.given(t.article_id), t.start))
    return Times(
        published=tuple(sorted(published, key=lambda p: (p.day, p.article))),
        happened=tuple(sorted(happened, key=lambda e: (e.first, e.last, -e.articles, e.short_id))),
        undated=tuple(undated),
        unresolved=tuple(view_time(lookup, time) for time in open_times),
    )


def _event(lookup: Lookup, row: ClaimRow) -> Happened | None:
    claim_id = int(row.claim_id.removeprefix("c-"), 16)
    mentions = mentions_of(lookup, claim_id - ((claim_id >> 63) << 64))  # ids are signed
    dated = [(m, (m.date_from, m.date_to)) for m in mentions if m.date_from is not None]
    if not dated:
        return None
    counts = Counter(times for _, times in dated)
    times = max(counts, key=lambda t: (counts[t], -(t[0] or datetime.max).timestamp()))
    mention = next(m for m, own in dated if own == times)
    first, last = _days(*times)
    found = _expression(lookup, mention, times)
    seen = view_time(lookup, found) if found else None
    places = tuple(dict.fromkeys(m.place for m in mentions if m.place))
    return Happened(
        short_id=row.short_id,
        statement=row.statement,
        language=row.language,
        articles=row.articles,
        best=row.best,
        verdict=row.verdict,
        first=first.isoformat(),
        last=last.isoformat(),
        place=next(iter(places), None),
        places=places,
        told_in=tuple(dict.fromkeys(lookup.given(m.article_id) for m in mentions)),
        words=seen.quote.text if seen else "",
        anchor=seen.anchor if seen else None,
        anchor_day=_anchor_day(lookup, found) if found else None,
        reason=seen.reason if seen else "",
        other_times=len(dated) - counts[times],
    )


def _days(start: datetime | None, end: datetime | None) -> tuple[date, date]:
    """First and last day of a time."""
    assert start is not None
    if end is None or end <= start:
        return start.date(), start.date()
    return start.date(), (end - timedelta(microseconds=1)).date()


def _anchor_day(lookup: Lookup, time: TimeExpression) -> str | None:
    """The day of the article whose date a relative time counts from."""
    if time.anchor_id is None or not lookup.has_article(time.anchor_id):
        return None
    published = lookup.article(time.anchor_id).published
    return published.date().isoformat() if published else None


def _expression(
    lookup: Lookup, mention: Mention, times: tuple[datetime | None, datetime | None]
) -> TimeExpression | None:
    """The words of a mention's article that state its time: those nearest to it."""
    same = [
        t for t in lookup.get(TimeExpression, "article_id", mention.article_id) if (t.date_from, t.date_to) == times
    ]
    return min(same, key=lambda t: (abs(t.start - mention.start), t.start), default=None)
