"""Recurrence: how many articles share a passage and little else, which tells background and stock wording from
reporting.
"""

import numpy as np
import pyarrow as pa

from firsthand.reuse.rows import PassageSide, Recurrence
from firsthand.schema import schema_of, to_rows
from firsthand.text import Span

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
SELECT s.*, a.recurs AS a_recurs, b.recurs AS b_recurs
FROM alignments s
JOIN recurrences a ON s.a_id = a.article_id AND s.b_id = a.other_id AND s.a_start = a.first AND s.a_end = a.last
JOIN recurrences b ON s.b_id = b.article_id AND s.a_id = b.other_id AND s.b_start = b.first AND s.b_end = b.last
"""


def count_recurrences(passage_sides: pa.Table) -> pa.Table:
    """For each passage of one article, the articles that share its middle and little else of the article.

    Counted over merged stretches of each other article by their sorted bounds, so in the time of a sort.
    """
    spans: dict[int, list[Span]] = {}
    size = 1
    for side in to_rows(passage_sides, PassageSide):
        spans.setdefault(side.other_id, []).append((side.first, side.last))
        size = side.size
    firsts: list[int] = []
    lasts: list[int] = []
    for shared in spans.values():
        merged = merge_spans(shared)
        if sum(last - first for first, last in merged) < LITTLE * size:
            firsts += [first for first, _ in merged]
            lasts += [last for _, last in merged]
    middles = (passage_sides.column("first").to_numpy() + passage_sides.column("last").to_numpy()) // 2
    begun = np.searchsorted(np.sort(np.array(firsts, np.int64)), middles, side="right")
    ended = np.searchsorted(np.sort(np.array(lasts, np.int64)), middles, side="right")
    names = schema_of(Recurrence).names[:-1]
    return pa.table(
        [*(passage_sides.column(name) for name in names), pa.array((begun - ended).astype(np.int32))],
        schema=schema_of(Recurrence),
    )


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
