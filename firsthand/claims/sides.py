"""The two articles of a link, each with its mentions and their terms, and how alike the terms of two mentions are."""

import math
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from firsthand.claims.aspects import COUNTED
from firsthand.claims.rows import ComparedMention
from firsthand.kernels.cosines import Floats, Held, cosines_of
from firsthand.reuse.lookup import Ints
from firsthand.schema import to_rows

_WEIGHED = ("article_id", "term", "weight")
_KIN = {"responsibility": "blame"}
"""Aspects that state the same thing from two sides."""


class Side(NamedTuple):
    """One article's mentions with their terms, all places that they name, and the day of its event."""

    mentions: list[ComparedMention]
    """In reading order; other fields count places in this list."""
    aspects: NDArray[np.str_]
    """What each mention is about."""
    counts: NDArray[np.bool_]
    """Whether that is a count of people."""
    habits: NDArray[np.bool_]
    """Whether it is told of what happens again and again."""
    held: Held
    """Names and words (n:aleppo, w:collapse), weighed by how rare they are in the case (plain), and the same less by
    how many of the article's mentions have them (telling)."""
    places: set[str]
    day: datetime | None
    """The first day that its first statements name."""
    written: datetime | None
    """The day of the article."""


class Two(NamedTuple):
    """Two linked articles."""

    a: Side
    b: Side
    alike: float
    """How alike their first statements are."""
    plain: Floats
    """Cosines of the mentions of a (rows) and b."""
    telling: Floats


def open_sides(ids: Ints, mentions: pa.Table, terms: pa.Table) -> dict[int, Side]:
    """The sides of some articles, by their ids; those without mentions are left out."""
    weights: dict[int, dict[str, float]] = {}
    rows = _rows_of(terms, ids)
    for article_id, term, weight in zip(*(rows.column(n).to_pylist() for n in _WEIGHED), strict=True):
        weights.setdefault(article_id, {})[term] = weight
    numbers = number_terms(term for known in weights.values() for term in known)
    by_article: dict[int, list[ComparedMention]] = {}
    for mention in to_rows(_rows_of(mentions, ids), ComparedMention):
        by_article.setdefault(mention.article_id, []).append(mention)
    return {article_id: open_side(found, weights[article_id], numbers) for article_id, found in by_article.items()}


def _rows_of(table: pa.Table, ids: Ints) -> pa.Table:
    """All rows of some articles."""
    known = table.column("article_id").to_numpy()
    order = np.argsort(known, kind="stable")
    bounds = (np.searchsorted(known, ids, side, sorter=order).tolist() for side in ("left", "right"))
    rows = [order[low:high] for low, high in zip(*bounds, strict=True)]
    return table.take(np.concatenate(rows) if rows else order[:0])


def number_terms(terms: Iterable[str]) -> dict[str, int]:
    """A number for each term, greater for later ones: sums of them are the same whatever articles are compared."""
    return {term: number for number, term in enumerate(sorted(set(terms)))}


def open_side(mentions: list[ComparedMention], weights: dict[str, float], numbers: dict[str, int]) -> Side:
    """An article's mentions with the weights of their terms in the case, and the numbers of these."""
    mentions = sorted(mentions, key=lambda m: (m.start, m.end, m.mention_id))
    named = [sorted([f"n:{n}" for n in m.names] + [f"w:{w}" for w in m.words]) for m in mentions]
    return Side(
        mentions=mentions,
        aspects=np.array([_KIN.get(m.aspect, m.aspect) for m in mentions]),
        counts=np.array([m.aspect in COUNTED for m in mentions]),
        habits=np.array([m.scope == "habit" for m in mentions]),
        held=_hold(named, weights, numbers),
        places={m.place for m in mentions if m.place},
        day=_event_day(mentions),
        written=mentions[0].day if mentions else None,
    )


def _hold(named: list[list[str]], weights: dict[str, float], numbers: dict[str, int]) -> Held:
    """The terms of each mention of an article, with repetitions, weighed in both ways."""
    often = Counter(term for terms in named for term in terms)
    holders: dict[str, list[int]] = {term: [] for term in sorted(often.keys() & weights.keys())}
    for place, terms in enumerate(named):
        for term in dict.fromkeys(terms):
            if term in holders:
                holders[term].append(place)
    plain = np.array([weights[term] for term in holders], np.float64)
    telling = plain * np.array([_telling(often[term], len(named)) for term in holders], np.float64)
    sizes = np.array([len(places) for places in holders.values()], np.int64)
    flat = np.array([place for places in holders.values() for place in places], np.int64)
    squares = np.stack([np.bincount(flat, np.repeat(w * w, sizes), len(named)) for w in (plain, telling)])
    return Held(
        terms=np.array([numbers[term] for term in holders], np.int64),
        weights=np.stack([plain, telling]),
        bounds=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        holders=flat,
        norms=np.sqrt(squares),
    )


def put_together(a: Side, b: Side, alike: float) -> Two:
    """Two linked articles, with the cosines of all their mentions."""
    return Two(a, b, alike, *cosines_of(a.held, b.held))


def _telling(held: int, mentions: int) -> float:
    """What a term that `held` of an article's mentions have says about one of them: 1 down to near 0. What the whole
    article is about stands in most of its statements, and tells none of them from the others."""
    return math.log(1 + mentions / held) / math.log(1 + mentions)


def _event_day(mentions: list[ComparedMention]) -> datetime | None:
    """The first day that an article's first statements name."""
    dated = [
        m
        for m in mentions
        if m.rank <= 2 and m.date_from and m.date_to and m.date_to - m.date_from <= timedelta(days=1)
    ]
    return min(dated, key=lambda m: (m.rank, m.start)).date_from if dated else None
