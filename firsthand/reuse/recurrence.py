"""Recurrence: how many articles share a passage and little else, which tells background and stock wording from
reporting.
"""

import numpy as np
import pyarrow as pa

from firsthand.reuse.rows import PassageSide, Recurrence
from firsthand.schema import schema_of
from firsthand.text import Span

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
SELECT DISTINCT s.a_id AS article_id, s.b_id AS other_id, s.a_start AS first, s.a_end AS last,
       CAST(length(t.text) AS INTEGER) AS size
FROM alignments s JOIN articles t ON s.a_id = t.article_id
UNION ALL
SELECT DISTINCT s.b_id AS article_id, s.a_id AS other_id, s.b_start AS first, s.b_end AS last,
       CAST(length(t.text) AS INTEGER) AS size
FROM alignments s JOIN articles t ON s.b_id = t.article_id
"""

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


def count_recurrences(passage_sides: pa.Table) -> pa.Table:
    """For each passage of some articles, how many other articles at least share its middle and little else of the
    article, where as many as `RECURRING` do.

    Counted over merged stretches of each other article by their sorted bounds, so in the time of a sort.
    """
    articles, others, firsts, lasts, sizes = (passage_sides.column(n).to_numpy() for n in schema_of(PassageSide).names)
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
    low, high = np.sort((begun + far)[opens[little]]), np.sort((ended + far)[closes[little]])
    middles = at_article * _FAR + (firsts[order] + lasts[order]) // 2
    counts = np.searchsorted(low, middles, side="right") - np.searchsorted(high, middles, side="right")
    found = np.flatnonzero(counts >= RECURRING)
    names = schema_of(Recurrence).names[:-1]
    rows = passage_sides.select(names).take(order[found])
    told = AT_LEAST[np.searchsorted(AT_LEAST, counts[found], side="right") - 1]
    return pa.table([*rows.columns, pa.array(told.astype(np.int32))], schema=schema_of(Recurrence))


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
