"""Counts with the places in the texts that they count: of sources, of words, and of places."""

from collections.abc import Iterable
from dataclasses import dataclass

from firsthand.records import Attribution, MentionOrigin, Place, Wording
from firsthand.report.bounds import Bounds
from firsthand.views.articles import PlaceView, SourceView, WordingView, view_places, view_sources, view_wordings
from firsthand.views.lookup import Lookup, Quote, short_id


@dataclass(frozen=True)
class SourceEntry:
    """A source with where it is said to state something and which claims rest on it."""

    source: SourceView
    statements: tuple[Quote, ...]
    """What it states, as far as the page holds it."""
    claims: tuple[str, ...]
    """Short ids of claims that rest on it, as far as the page holds them."""


@dataclass(frozen=True)
class WordingEntry:
    """A telling word with where it stands."""

    wording: WordingView
    uses: tuple[Quote, ...]


@dataclass(frozen=True)
class PlaceEntry:
    """A place with where it is named."""

    place: PlaceView
    uses: tuple[Quote, ...]


def list_sources(lookup: Lookup, bounds: Bounds) -> list[SourceEntry]:
    """Sources, those that most claims rest on first."""
    said: dict[str, list[tuple[int, int, int]]] = {}
    for row in lookup.rows(Attribution):
        if row.who and row.content:
            said.setdefault(row.who, []).append((row.article_id, row.content[0], row.content[-1]))
    rests: dict[str, list[int]] = {}
    for origin in lookup.rows(MentionOrigin):
        rests.setdefault(origin.origin, []).append(origin.claim_id)
    return [
        SourceEntry(
            source=source,
            statements=_quotes(lookup, said.get(source.name, ()), bounds.spots),
            claims=tuple(f"c-{short_id(i)}" for i in dict.fromkeys(rests.get(source.name, ())))[: bounds.spots],
        )
        for source in view_sources(lookup)
    ]


def list_wordings(lookup: Lookup, bounds: Bounds) -> list[WordingEntry]:
    """Telling words, the commonest first."""
    spans: dict[str, list[tuple[int, int, int]]] = {}
    for row in lookup.rows(Wording):
        spans.setdefault(row.word, []).append((row.article_id, row.start, row.end))
    return [WordingEntry(one, _quotes(lookup, spans[one.word], bounds.spots)) for one in view_wordings(lookup)]


def list_places(lookup: Lookup, bounds: Bounds) -> list[PlaceEntry]:
    """Places, the most mentioned first."""
    spans: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
    for row in lookup.rows(Place):
        spans.setdefault((row.canonical, row.role), []).append((row.article_id, row.start, row.end))
    return [
        PlaceEntry(one, _quotes(lookup, spans[one.canonical, one.role], bounds.spots)) for one in view_places(lookup)
    ]


def _quotes(lookup: Lookup, spans: Iterable[tuple[int, int, int]], most: int) -> tuple[Quote, ...]:
    """The first of some spans, article by article in reading order."""
    ordered = sorted(spans, key=lambda span: (lookup.given(span[0]), span[1], span[2]))
    return tuple(lookup.quote(*span) for span in ordered[:most])
