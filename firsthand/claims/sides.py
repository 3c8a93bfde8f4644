"""The two articles of a link, each with its mentions and their terms, and how alike the terms of two mentions are."""

import math
from collections import Counter
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from firsthand.claims.rows import ComparedMention
from firsthand.reuse.lookup import Ints
from firsthand.schema import to_rows

Cosines = dict[tuple[int, int], float]
"""By the places of a mention of one article and one of the other; those that share no term are left out."""
_WEIGHED = ("article_id", "term", "weight")


class Side(NamedTuple):
    """One article's mentions with their terms, all places that they name, and the day of its event."""

    mentions: list[ComparedMention]
    """In reading order; other fields count places in this list."""
    plain: dict[str, float]
    """Names and words (n:aleppo, w:collapse) by how rare they are in the case."""
    telling: dict[str, float]
    """The same, less by how many of the article's mentions have them."""
    plain_norms: list[float]
    """Length of each mention's plain weights."""
    telling_norms: list[float]
    holders: dict[str, list[int]]
    """The mentions that have a term."""
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
    plain: Cosines
    telling: Cosines


def open_sides(ids: Ints, mentions: pa.Table, terms: pa.Table) -> dict[int, Side]:
    """The sides of some articles, by their ids; those without mentions are left out."""
    weights: dict[int, dict[str, float]] = {}
    rows = _rows_of(terms, ids)
    for article_id, term, weight in zip(*(rows.column(n).to_pylist() for n in _WEIGHED), strict=True):
        weights.setdefault(article_id, {})[term] = weight
    by_article: dict[int, list[ComparedMention]] = {}
    for mention in to_rows(_rows_of(mentions, ids), ComparedMention):
        by_article.setdefault(mention.article_id, []).append(mention)
    return {article_id: open_side(found, weights[article_id]) for article_id, found in by_article.items()}


def _rows_of(table: pa.Table, ids: Ints) -> pa.Table:
    return table.filter(pa.array(np.isin(table.column("article_id").to_numpy(), ids)))


def open_side(mentions: list[ComparedMention], weights: dict[str, float]) -> Side:
    """An article's mentions with the weights of their terms in the case."""
    mentions = sorted(mentions, key=lambda m: (m.start, m.end, m.mention_id))
    named = [sorted([f"n:{n}" for n in m.names] + [f"w:{w}" for w in m.words]) for m in mentions]
    held = Counter(term for terms in named for term in terms)
    plain = {term: weights.get(term, 0.0) for term in held}
    telling = {term: weight * _telling(held[term], len(mentions)) for term, weight in plain.items()}
    terms = [list(dict.fromkeys(some)) for some in named]
    holders: dict[str, list[int]] = {}
    for place, some in enumerate(terms):
        for term in some:
            holders.setdefault(term, []).append(place)
    return Side(
        mentions=mentions,
        plain=plain,
        telling=telling,
        plain_norms=[_length(some, plain) for some in terms],
        telling_norms=[_length(some, telling) for some in terms],
        holders=holders,
        places={m.place for m in mentions if m.place},
        day=_event_day(mentions),
        written=mentions[0].day if mentions else None,
    )


def put_together(a: Side, b: Side, alike: float) -> Two:
    """Two linked articles, with the cosines of all their mentions that share a name or a word."""
    plain: Cosines = {}
    telling: Cosines = {}
    # Terms in order, so that sums do not depend on which article comes first.
    for term in sorted(a.holders.keys() & b.holders.keys()):
        same, told = a.plain[term] * b.plain[term], a.telling[term] * b.telling[term]
        for i in a.holders[term]:
            for j in b.holders[term]:
                plain[i, j] = plain.get((i, j), 0.0) + same
                telling[i, j] = telling.get((i, j), 0.0) + told
    return Two(
        a,
        b,
        alike,
        _cosines(plain, a.plain_norms, b.plain_norms),
        _cosines(telling, a.telling_norms, b.telling_norms),
    )


def _cosines(shared: Cosines, a_norms: list[float], b_norms: list[float]) -> Cosines:
    found = {}
    for (i, j), weight in shared.items():
        norm = a_norms[i] * b_norms[j]
        found[i, j] = weight / norm if norm else 0.0
    return found


def _length(terms: list[str], weights: dict[str, float]) -> float:
    return math.sqrt(sum(weights[term] * weights[term] for term in terms))


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
