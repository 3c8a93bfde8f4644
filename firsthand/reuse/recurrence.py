"""Recurrence: how many articles share a passage and little else, which tells background and stock wording from
reporting.
"""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from firsthand.reuse.rows import PassageSide, Recurrence
from firsthand.schema import schema_of
from firsthand.text import Span

Ints = NDArray[np.int64]
RECURRING = 3
"""Articles that share a passage, and little else, with one article, from which the passage counts as recurring."""
OFTEN = 10
"""The same, wherever in the articles and however soon: fewer may be one report's lead."""
AT_LEAST = np.array(sorted({RECURRING, OFTEN, 5, *(n * 10**k for k in range(1, 8) for n in (1, 2, 5))}))
"""How often something recurs is told as at least one of these: an exact number would change, and with it all rows that
tell it, with nearly every article that comes to a case."""
LITTLE = 0.15
"""Share of an article below which what another article shares with it is little."""

LIST_SIDES = """
WITH counted AS (SELECT through_id, 1 + count(*) AS stands_for FROM folded GROUP BY through_id),
     sides AS (SELECT DISTINCT a_id AS article_id, b_id AS other_id, a_start AS first, a_end AS last FROM alignments
               UNION ALL
               SELECT DISTINCT b_id AS article_id, a_id AS other_id, b_start AS first, b_end AS last FROM alignments)
SELECT s.article_id, s.other_id, s.first, s.last, CAST(length(t.text) AS INTEGER) AS size,
       CAST(coalesce(c.stands_for, 1) AS INTEGER) AS stands_for
FROM sides s JOIN articles t ON s.article_id = t.article_id LEFT JOIN counted c ON s.other_id = c.through_id
"""
"""Both sides of every alignment; an article through which others are folded stands for them too."""

JOIN_RECURRENCES = """
SELECT s.a_id, s.a_start, s.a_end, s.b_id, s.b_start, s.b_end,
       coalesce(a.recurs, 0) AS a_recurs, coalesce(b.recurs, 0) AS b_recurs
FROM (SELECT a_id, a_start, a_end, b_id, b_start, b_end FROM alignments) s
LEFT JOIN recurrences a ON s.a_id = a.article_id AND s.b_id = a.other_id AND s.a_start = a.first AND s.a_end = a.last
LEFT JOIN recurrences b ON s.b_id = b.article_id AND s.a_id = b.other_id AND s.b_start = b.first AND s.b_end = b.last
WHERE a.recurs IS NOT NULL OR b.recurs IS NOT NULL
"""
"""The alignments of which a side recurs."""
_FAR = 1 << 32
"""Larger than any article, so that places of several articles have one order."""


class Sides(NamedTuple):
    """The sides of alignments in the order of their articles, and what they cover, as parallel arrays."""

    order: Ints
    """Rows of the table in the order of articles, others and places."""
    at_article: Ints
    """Number of the article of each row in that order."""
    middles: Ints
    """Middle of each passage, after those of the articles before."""
    low: Ints
    """Where each stretch begins that another article covers with all it shares, where that is little."""
    high: Ints
    """Where it ends."""
    stands_for: Ints
    """Articles that share each stretch."""


def read_sides(passage_sides: pa.Table) -> Sides:
    """The sides of some alignments, with the stretches that other articles share, and little else of the article.

    Places count from `at_article * 2**32`. All passages of one article and another must be there.
    """
    articles, others, firsts, lasts, sizes, weights = (
        passage_sides.column(n).to_numpy() for n in schema_of(PassageSide).names
    )
    order = np.lexsort((firsts, others, articles))
    article, other = articles[order], others[order]
    new_article = np.append(True, article[1:] != article[:-1])
    new_other = new_article | np.append(True, other[1:] != other[:-1])
    at_article, at_other = np.cumsum(new_article) - 1, np.cumsum(new_other) - 1
    begun = at_other * _FAR + firsts[order]
    ended = np.maximum.accumulate(at_other * _FAR + lasts[order])
    opens = np.flatnonzero(np.append(True, begun[1:] > ended[:-1]))
    closes = np.append(opens[1:], len(order)) - 1
    shared = np.bincount(at_other[opens], weights=ended[closes] - begun[opens])
    little = (shared < LITTLE * sizes[order][np.flatnonzero(new_other)])[at_other[opens]]
    far = (at_article - at_other) * _FAR  # from the order of the others to that of the articles
    middles = at_article * _FAR + (firsts[order] + lasts[order]) // 2
    low, high = (begun + far)[opens[little]], (ended + far)[closes[little]]
    return Sides(order, at_article, middles, low, high, weights[order][opens[little]].astype(np.int64))


def count_recurrences(passage_sides: pa.Table) -> pa.Table:
    """For each passage of some articles, how many other articles at least share its middle and little else of the
    article, where as many as `RECURRING` do.

    Counted over merged stretches of each other article by their sorted bounds, so in the time of a sort.
    """
    sides = read_sides(passage_sides)
    counts = _count_up_to(sides.low, sides.stands_for, sides.middles)
    counts -= _count_up_to(sides.high, sides.stands_for, sides.middles)
    told = tell_counts(counts)
    found = np.flatnonzero(told)
    names = schema_of(Recurrence).names[:-1]
    rows = passage_sides.select(names).take(sides.order[found])
    return pa.table([*rows.columns, pa.array(told[found])], schema=schema_of(Recurrence))


def tell_counts(counts: Ints) -> NDArray[np.int32]:
    """How many recur at least, as one of `AT_LEAST`; 0 for fewer than `RECURRING`.

    >>> tell_counts(np.array([2, 4, 23])).tolist()
    [0, 3, 20]
    """
    told = np.concatenate([[0], AT_LEAST])[np.searchsorted(AT_LEAST, counts, side="right")]
    return np.where(counts >= RECURRING, told, 0).astype(np.int32)


def _count_up_to(bounds: Ints, weights: Ints, places: Ints) -> Ints:
    """Sum of the weights of the bounds at or before each place."""
    order = np.argsort(bounds, kind="stable")
    total = np.concatenate([[0], np.cumsum(weights[order])])
    counts: Ints = total[np.searchsorted(bounds[order], places, side="right")]
    return counts


def merge_spans(spans: list[Span]) -> list[Span]:
    """Spans as the stretches that they cover together, in order.

    >>> merge_spans([(8, 12), (0, 4), (3, 6)])
    [(0, 6), (8, 12)]
    """
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
