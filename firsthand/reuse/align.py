"""Alignments: which runs of words two articles share, equal or edited, with exact spans on both sides."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from firsthand.kernels.compiled import align_words
from firsthand.records import Alignment
from firsthand.reuse.words import JOINED, PARAGRAPH, marks_after, marks_before
from firsthand.schema import to_table

Ints = NDArray[np.int64]
BY_PAIR = ("a_id", "b_id")
"""Order of the tables that have one row for each pair."""

FIND_PAIRS = """
WITH once AS (SELECT hash, article_id FROM postings GROUP BY hash, article_id),
     common AS (SELECT hash FROM once GROUP BY hash HAVING count(*) BETWEEN 2 AND {ngram_articles})
SELECT a.article_id AS a_id, b.article_id AS b_id, CAST(count(*) AS INTEGER) AS shared
FROM once a JOIN once b ON a.hash = b.hash AND a.article_id < b.article_id SEMI JOIN common ON a.hash = common.hash
GROUP BY a.article_id, b.article_id HAVING count(*) >= {pair_ngrams}
"""

JOIN_PAIR_WORDS = """
SELECT p.a_id, a.words AS a_words, a.starts AS a_starts, a.ends AS a_ends, a.edges AS a_edges,
       p.b_id, b.words AS b_words, b.starts AS b_starts, b.ends AS b_ends, b.edges AS b_edges
FROM pairs p JOIN article_words a ON p.a_id = a.article_id JOIN article_words b ON p.b_id = b.article_id
"""


def align_pairs(pair_words: pa.Table, *, gap_words: int, passage_words: int) -> pa.Table:
    """All passages of at least `passage_words` words that the two articles of each pair share.

    What is aligned without a gap of more than `gap_words` words is one block; where both articles begin a new paragraph
    at the same equal word, a block parts into passages, so that each can be credited and told apart for itself.
    """
    rows: list[Alignment] = []
    names = [f"{side}_{name}" for side in "ab" for name in ("words", "starts", "ends", "edges")]
    columns = [pair_words.column(name).combine_chunks() for name in names]
    ids = zip(pair_words.column("a_id").to_pylist(), pair_words.column("b_id").to_pylist(), strict=True)
    for k, (a_id, b_id) in enumerate(ids):
        a, a_starts, a_ends, a_edges, b, b_starts, b_ends, b_edges = (np.array(column[k].values) for column in columns)
        runs = align_words(a, b, gap_words, passage_words)
        for block in range(int(runs[-1, 0]) + 1 if len(runs) else 0):
            equal = _equal_words(runs[runs[:, 0] == block])
            sides = (a_starts, a_ends, a_edges), (b_starts, b_ends, b_edges)
            passages = split_block(equal, a_edges, b_edges, passage_words)
            rows += [_as_row(a_id, b_id, block, passage, *sides) for passage in passages]
    return to_table(rows, Alignment)


def _equal_words(runs: Ints) -> Ints:
    """The pairs of equal words of the runs of one block, in order."""
    return np.concatenate([np.stack([np.arange(i, i + n), np.arange(j, j + n)], 1) for _, i, j, n in runs])


def split_block(equal: Ints, a_edges: Ints, b_edges: Ints, passage_words: int) -> list[Ints]:
    """The passages of a block: parted where both sides begin a paragraph, each of at least `passage_words` equal words.

    A shorter one stays with the one before it (a one-line paragraph is no passage of its own). No passage begins or
    ends inside a hyphenated word.
    """
    both = a_edges[equal[:, 0]] & b_edges[equal[:, 1]] & PARAGRAPH
    cuts = [0]
    for cut in np.flatnonzero(both).tolist():
        if cut - cuts[-1] >= passage_words and len(equal) - cut >= passage_words:
            cuts.append(cut)
    passages = []
    for start, end in zip(cuts, [*cuts[1:], len(equal)], strict=True):
        while start < end and (a_edges[equal[start, 0]] | b_edges[equal[start, 1]]) & JOINED:
            start += 1
        while start < end and _parts_a_word(equal[end - 1], a_edges, b_edges):
            end -= 1
        if end > start:
            passages.append(equal[start:end])
    return passages


def _parts_a_word(last: Ints, a_edges: Ints, b_edges: Ints) -> bool:
    i, j = int(last[0]) + 1, int(last[1]) + 1
    return bool((i < len(a_edges) and a_edges[i] & JOINED) or (j < len(b_edges) and b_edges[j] & JOINED))


def _as_row(
    a_id: int, b_id: int, block: int, equal: Ints, a: tuple[Ints, Ints, Ints], b: tuple[Ints, Ints, Ints]
) -> Alignment:
    (i, j), (x, y) = equal[0].tolist(), equal[-1].tolist()
    before = marks_before(int(a[2][i]), int(b[2][j]))
    after = marks_after(int(a[2][x]), int(b[2][y]))
    new_run = np.flatnonzero((np.diff(equal[:, 0]) != 1) | (np.diff(equal[:, 1]) != 1))
    first, last = np.append(0, new_run + 1), np.append(new_run, len(equal) - 1)
    return Alignment(
        a_id=a_id,
        a_start=int(a[0][i]) - before,
        a_end=int(a[1][x]) + after,
        b_id=b_id,
        b_start=int(b[0][j]) - before,
        b_end=int(b[1][y]) + after,
        matches=len(equal),
        a_words=x - i + 1,
        b_words=y - j + 1,
        block=block,
        a_equal=_spans(equal[first, 0], equal[last, 0], a),
        b_equal=_spans(equal[first, 1], equal[last, 1], b),
    )


def _spans(first: Ints, last: Ints, side: tuple[Ints, Ints, Ints]) -> list[int]:
    """Characters from each first word to its last word: start, end, start, end …"""
    return np.stack([side[0][first], side[1][last]], 1).ravel().tolist()
