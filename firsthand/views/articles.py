"""Articles as people see them: what is copied and what is their own, what they state, when, where and how many."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from firsthand.languages import is_read
from firsthand.records import (
    Attribution,
    ClaimMention,
    Credit,
    Derivation,
    Figure,
    Mention,
    MentionOrigin,
    Place,
    Reuse,
    SourceName,
    TimeExpression,
    Version,
    Wording,
)
from firsthand.views.claims import FigureView, view_figure
from firsthand.views.lookup import Lookup, Quote, short_id

_STATES = ("copied, credited", "copied, not credited", "shared, direction unknown", "copied by others", "own")
"""States of a segment; where several hold, the first one is shown."""


@dataclass(frozen=True)
class Segment:
    """Some characters of an article and whose wording they are."""

    text: str
    start: int
    end: int
    state: str
    """copied, credited · copied, not credited · shared, direction unknown · copied by others · own."""
    others: tuple[str, ...]
    """Ids of the articles that have the wording as well."""


@dataclass(frozen=True)
class StatementView:
    """One reported statement: who says what, through whom."""

    source: str | None
    who: str | None
    kind: str
    cue: str
    content: str
    channel: str | None
    stance: str
    start: int


@dataclass(frozen=True)
class TimeView:
    """A time stated in a text, resolved or not, and why."""

    quote: Quote
    rule: str
    resolved: str | None
    """ISO date, or two dates with a slash between; None while unresolved."""
    precision: str
    anchor: str | None
    reason: str


@dataclass(frozen=True)
class PlaceView:
    """A place by all its spellings in the case."""

    canonical: str
    names: tuple[str, ...]
    role: str
    precision: int | None
    latitude: float | None
    longitude: float | None
    reason: str
    articles: tuple[str, ...]
    count: int

    @property
    def placed(self) -> bool:
        """Whether the gazetteer knows it."""
        return self.precision is not None


@dataclass(frozen=True)
class ArticleView:
    """One article with everything found in it."""

    article: str
    outlet: str | None
    title: str
    published: str | None
    language: str
    url: str | None
    byline: str | None
    segments: tuple[Segment, ...]
    copied_share: float
    """Share of its characters that are copied, credited or not, or shared in an unknown direction; 0 to 1."""
    statements: tuple[StatementView, ...]
    times: tuple[TimeView, ...]
    figures: tuple[FigureView, ...]
    places: tuple[Quote, ...]
    credits: tuple[Quote, ...]
    claims: tuple[str, ...]
    """Short ids of the claims that it states."""
    version: str | None
    """Which version of its page it is, in words; None where the case has one only."""
    versions: tuple[str, ...]
    """Ids of all versions of its page, the earliest first; empty where the case has one only."""

    @property
    def not_read(self) -> str | None:
        """Why its statements are not read; None when they are."""
        if is_read(self.language):
            return None
        return f"statements not read: no rules for the language {self.language!r}; shared text is found all the same"


@dataclass(frozen=True)
class SourceView:
    """A source with all that rests on it."""

    name: str
    kind: str
    names: tuple[str, ...]
    """As written, commonest first."""
    body: str | None
    articles: int
    outlets: int
    statements: int
    claims: int
    """Claims that have it as an origin (best count)."""
    second_hand: int
    """Mentions in which the citation of it was copied."""
    party: bool | None


@dataclass(frozen=True)
class WordingView:
    """A word by which texts tell people and acts apart, counted by article."""

    word: str
    counts: tuple[tuple[str, int, int, int], ...]
    """Of each article: id, uses in its own passages, uses in shared passages, and uses inside attributed speech."""

    @property
    def total(self) -> int:
        """All uses."""
        return sum(own + shared for _, own, shared, _ in self.counts)

    def of(self, article: str) -> tuple[int, int, int]:
        """Uses in one article: in its own passages, in shared ones, and inside attributed speech."""
        return next((count[1:] for count in self.counts if count[0] == article), (0, 0, 0))


def view_article(lookup: Lookup, article_id: int) -> ArticleView:
    """One article, its text cut by whose wording it is."""
    article = lookup.article(article_id)
    segments = cut_segments(lookup, article_id)
    taken = sum(s.end - s.start for s in segments if s.state in _STATES[:3])
    mentions = lookup.get(Mention, "article_id", article_id)
    claims = [c.claim_id for m in mentions for c in lookup.get(ClaimMention, "mention_id", m.mention_id)]
    places = sorted(lookup.get(Place, "article_id", article_id), key=lambda p: p.start)
    credits_ = sorted(lookup.get(Credit, "article_id", article_id), key=lambda c: c.start)
    figures = sorted(lookup.get(Figure, "article_id", article_id), key=lambda f: f.start)
    return ArticleView(
        article=article.given_id,
        outlet=article.outlet,
        title=article.title,
        published=article.published.date().isoformat() if article.published else None,
        language=article.language,
        url=article.url,
        byline=article.byline,
        segments=segments,
        copied_share=taken / max(1, len(article.text)),
        statements=tuple(view_statements(lookup, article_id)),
        times=tuple(view_time(lookup, t) for t in _in_order(lookup, article_id)),
        figures=tuple(view_figure(lookup, f) for f in figures),
        places=tuple(lookup.quote(article_id, p.start, p.end) for p in places),
        credits=tuple(lookup.quote(article_id, c.start, c.end) for c in credits_),
        claims=tuple(dict.fromkeys(f"c-{short_id(c)}" for c in claims)),
        version=_version_line(lookup, article_id),
        versions=tuple(lookup.article(i).given_id for i in versions_of(lookup, article_id)),
    )


def versions_of(lookup: Lookup, article_id: int) -> list[int]:
    """The versions of an article's page, the earliest first; none where the case has one only."""
    own = lookup.one(Version, "article_id", article_id)
    if own is None:
        return []
    return [v.article_id for v in sorted(lookup.get(Version, "page_id", own.page_id), key=lambda v: v.number)]


def _version_line(lookup: Lookup, article_id: int) -> str | None:
    """Which version of its page an article is: "an earlier version of …"."""
    listed = versions_of(lookup, article_id)
    if not listed:
        return None
    names = [lookup.article(i).given_id for i in listed]
    if listed[-1] == article_id:
        return f"the latest of {len(listed)} versions of its page; before it {', '.join(names[:-1])}"
    return f"an earlier version of {names[-1]} ({listed.index(article_id) + 1} of {len(listed)})"


def cut_segments(lookup: Lookup, article_id: int) -> tuple[Segment, ...]:
    """The whole text in pieces by whose wording it is; joined they are the text."""
    text = lookup.article(article_id).text
    marks: list[tuple[int, int, int, str]] = []
    page = set(versions_of(lookup, article_id))
    for row in (*lookup.get(Reuse, "a_id", article_id), *lookup.get(Reuse, "b_id", article_id)):
        if row.kind not in ("story", "quotation") or {row.a_id, row.b_id} <= page:
            continue
        mine = row.a_id == article_id
        start, end = (row.a_start, row.a_end) if mine else (row.b_start, row.b_end)
        other = row.b_id if mine else row.a_id
        if row.from_id is None:
            state = 2
        elif row.from_id == article_id:
            state = 3
        else:
            state = 0 if row.credited else 1
        marks.append((start, end, state, lookup.given(other)))
    bounds = sorted({0, len(text), *(m[0] for m in marks), *(m[1] for m in marks)})
    opening: dict[int, list[int]] = {}
    for number, mark in enumerate(marks):
        opening.setdefault(mark[0], []).append(number)
    segments: list[Segment] = []
    live: set[int] = set()
    for start, end in pairwise(bounds):
        live = {n for n in live if marks[n][1] > start} | set(opening.get(start, ()))
        found = _STATES[min((marks[n][2] for n in live), default=4)]
        others = tuple(sorted({marks[n][3] for n in live}))
        last = segments[-1] if segments else None
        if last is not None and last.state == found and last.others == others:
            segments[-1] = Segment(text[last.start : end], last.start, end, found, others)
        else:
            segments.append(Segment(text[start:end], start, end, found, others))
    return tuple(segments)


def view_statements(lookup: Lookup, article_id: int) -> Iterator[StatementView]:
    """The reported statements of an article, in reading order."""
    text = lookup.article(article_id).text
    rows = lookup.get(Attribution, "article_id", article_id)
    for row in sorted(rows, key=lambda r: (r.content, r.attribution_id)):
        yield StatementView(
            source=_words(text, row.source) or None,
            who=row.who,
            kind=row.kind,
            cue=_words(text, row.cue),
            content=_words(text, row.content),
            channel=_words(text, row.channel) or row.channel_name,
            stance=row.stance,
            start=row.content[0] if row.content else 0,
        )


def view_time(lookup: Lookup, row: TimeExpression) -> TimeView:
    """A time with what it was resolved to, or why it was not."""
    anchor = lookup.given(row.anchor_id) if row.anchor_id is not None and lookup.has_article(row.anchor_id) else None
    quote = lookup.quote(row.article_id, row.start, row.end)
    return TimeView(quote, row.rule, write_dates(row), row.precision, anchor, row.reason)


def write_dates(row: TimeExpression) -> str | None:
    """What a time was resolved to, in ISO 8601: a year, a month, a day, or two days with a slash between."""
    if row.date_from is None:
        return None
    first = row.date_from.date().isoformat()
    if row.precision in ("year", "month"):
        return first[:4] if row.precision == "year" else first[:7]
    last = first
    if row.date_to is not None and row.date_to > row.date_from:
        last = (row.date_to - timedelta(microseconds=1)).date().isoformat()
    return first if last == first else f"{first}/{last}"


def view_times(lookup: Lookup, limit: int | None = None) -> list[TimeView]:
    """Times of all articles, article by article in reading order."""
    shown: list[TimeView] = []
    for article_id in lookup.article_ids():
        for row in _in_order(lookup, article_id):
            if len(shown) == limit:
                return shown
            shown.append(view_time(lookup, row))
    return shown


def view_places(lookup: Lookup) -> list[PlaceView]:
    """Places by canonical name and role, the most mentioned first."""
    grouped: dict[tuple[str, str], list[Place]] = {}
    for row in lookup.rows(Place):
        grouped.setdefault((row.canonical, row.role), []).append(row)
    views = []
    for (canonical, role), rows in grouped.items():
        known = [r for r in rows if r.precision is not None] or rows
        counts = Counter((r.precision or 0, r.reason) for r in known)
        first = min(known, key=lambda r: (-counts[r.precision or 0, r.reason], lookup.given(r.article_id), r.start))
        views.append(
            PlaceView(
                canonical=canonical,
                names=_commonest(r.name for r in rows),
                role=role,
                precision=first.precision,
                latitude=first.latitude,
                longitude=first.longitude,
                reason=first.reason,
                articles=tuple(sorted({lookup.given(r.article_id) for r in rows})),
                count=len(rows),
            )
        )
    return sorted(views, key=lambda v: (-v.count, v.canonical, v.role))


def view_sources(lookup: Lookup) -> list[SourceView]:
    """Sources by name, those that most claims rest on first."""
    written: dict[str, list[str]] = {}
    bodies: dict[str, str] = {}
    for name in lookup.rows(SourceName):
        written.setdefault(name.who, []).append(name.name)
        if name.body:
            bodies.setdefault(name.who, name.body)
    said: dict[str, list[Attribution]] = {}
    for row in lookup.rows(Attribution):
        if row.who:
            said.setdefault(row.who, []).append(row)
    claims: dict[str, set[int]] = {}
    parties: dict[str, bool | None] = {}
    for origin in lookup.rows(MentionOrigin):
        claims.setdefault(origin.origin, set()).add(origin.claim_id)
        parties[origin.origin] = parties.get(origin.origin) or origin.party
    second: dict[str, set[int]] = {}
    for step in lookup.rows(Derivation):
        if step.name and step.inherited:
            second.setdefault(step.name, set()).add(step.mention_id)
    views = []
    for who, rows in said.items():
        articles = {row.article_id for row in rows}
        views.append(
            SourceView(
                name=who,
                kind=_commonest(row.kind for row in rows)[0],
                names=_commonest(written.get(who, [])),
                body=bodies.get(who),
                articles=len(articles),
                outlets=len({lookup.outlet(i) or lookup.given(i) for i in articles}),
                statements=len(rows),
                claims=len(claims.get(who, ())),
                second_hand=len(second.get(who, ())),
                party=parties.get(who),
            )
        )
    return sorted(views, key=lambda v: (-v.claims, -v.articles, -v.statements, v.name))


def view_wordings(lookup: Lookup) -> list[WordingView]:
    """Telling words with their counts by article, commonest first."""
    counts: dict[str, dict[int, list[int]]] = {}
    for row in lookup.rows(Wording):
        count = counts.setdefault(row.word, {}).setdefault(row.article_id, [0, 0, 0])
        count[1 if row.shared else 0] += 1
        count[2] += row.voice == "attributed"
    views = [
        WordingView(word, tuple(sorted((lookup.given(i), c[0], c[1], c[2]) for i, c in by_article.items())))
        for word, by_article in counts.items()
    ]
    return sorted(views, key=lambda v: (-v.total, v.word))


def _in_order(lookup: Lookup, article_id: int) -> list[TimeExpression]:
    return sorted(lookup.get(TimeExpression, "article_id", article_id), key=lambda t: (t.start, t.end))


def _words(text: str, flat: list[int]) -> str:
    """The characters of flat spans, discontinuous ones joined by an ellipsis."""
    return " … ".join(text[s:e] for s, e in zip(flat[::2], flat[1::2], strict=True))


def _commonest(values: Iterable[str]) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return tuple(sorted(counts, key=lambda v: (-counts[v], v)))
