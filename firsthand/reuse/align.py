"""Alignments: which runs of words two articles share, equal or edited, with exact spans on both sides."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from firsthand.kernels.compiled import align_words
from firsthand.records import Alignment
from firsthand.reuse.rows import PairTexts
from firsthand.reuse.words import JOINED, PARAGRAPH, WordTable, marks_after, marks_before, read_words
from firsthand.schema import to_rows, to_table

Ints = NDArray[np.int64]
Edges = NDArray[np.int32]
BY_PAIR = ("a_id", "b_id")
"""Order of the tables that have one row for each pair."""

FIND_PAIRS = """
WITH once AS (SELECT hash, article_id FROM postings GROUP BY hash, article_id),
     common AS (SELECT hash, least(1.0, {ngram_articles} / count(*)) AS weight FROM once GROUP BY hash
                HAVING count(*) > 1)
SELECT a.article_id AS a_id, b.article_id AS b_id, CAST(count(*) AS INTEGER) AS shared
FROM once a JOIN once b ON a.hash = b.hash AND a.article_id < b.article_id JOIN common ON a.hash = common.hash
GROUP BY a.article_id, b.article_id HAVING sum(common.weight) >= {pair_ngrams}
"""
"""Pairs by the n-grams they share, each n-gram weighing less the more articles have it, none ever being worth nothing:
two copies of a story that a thousand articles carry share hundreds, two pages with one frame around them a dozen."""

JOIN_PAIR_TEXTS = """
SELECT p.a_id, a.text AS a_text, p.b_id, b.text AS b_text
FROM pairs p JOIN articles a ON p.a_id = a.article_id JOIN articles b ON p.b_id = b.article_id
"""


def align_pairs(pair_texts: pa.Table, *, gap_words: int, passage_words: int, stretch_words: int) -> pa.Table:
    """All passages of at least `passage_words` words that the two articles of each pair share.

    What is aligned without a gap of more than `gap_words` words parts into passages where both articles begin a new
    paragraph at the same equal word, so that each can be credited and told apart for itself. Passages that stand at
    most `stretch_words` words apart in both articles are one stretch, whose number is their `block`.
    """
    rows: list[Alignment] = []
    for pair in to_rows(pair_texts, PairTexts):
        a, b = read_words(pair.a_text), read_words(pair.b_text)
        runs = align_words(a.numbers, b.numbers, gap_words, passage_words)
        passages: list[Ints] = []
        for number in range(int(runs[-1, 0]) + 1 if len(runs) else 0):
            passages += split_alignment(_equal_words(runs[runs[:, 0] == number]), a.edges, b.edges, passage_words)
        stretches = number_stretches(passages, stretch_words)
        rows += [
            _as_row((pair.a_id, pair.b_id), stretch, passage, a, b)
            for stretch, passage in zip(stretches, passages, strict=True)
        ]
    return to_table(rows, Alignment)


def number_stretches(passages: list[Ints], stretch_words: int) -> list[int]:
    """The number of the stretch of each passage: passages near each other in both articles, in any order, are one."""
    numbers = list(range(len(passages)))
    bounds = [(p[0, 0], p[-1, 0], p[0, 1], p[-1, 1]) for p in passages]
    for k, one in enumerate(bounds):
        for i, other in enumerate(bounds[:k]):
            a_gap = max(one[0], other[0]) - min(one[1], other[1])
            b_gap = max(one[2], other[2]) - min(one[3], other[3])
            if numbers[i] != numbers[k] and max(a_gap, b_gap) <= stretch_words:
                low, high = sorted((numbers[i], numbers[k]))
                numbers = [low if number == high else number for number in numbers]
    order = {number: place for place, number in enumerate(sorted(set(numbers)))}
    return [order[number] for number in numbers]


def _equal_words(runs: Ints) -> Ints:
    """The pairs of equal words of the runs of one block, in order."""
    return np.concatenate([np.stack([np.arange(i, i + n), np.arange(j, j + n)], 1) for _, i, j, n in runs])


def split_alignment(equal: Ints, a_edges: Edges, b_edges: Edges, passage_words: int) -> list[Ints]:
    """The passages of an alignment: parted where both sides begin a paragraph, each of at least `passage_words` equal
    words.

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


def _parts_a_word(last: Ints, a_edges: Edges, b_edges: Edges) -> bool:
    i, j = int(last[0]) + 1, int(last[1]) + 1
    return bool((i < len(a_edges) and a_edges[i] & JOINED) or (j < len(b_edges) and b_edges[j] & JOINED))


def _as_row(ids: tuple[int, int], block: int, equal: Ints, a: WordTable, b: WordTable) -> Alignment:
    (i, j), (x, y) = equal[0].tolist(), equal[-1].tolist()
    before = marks_before(int(a.edges[i]), int(b.edges[j]))
    after = marks_after(int(a.edges[x]), int(b.edges[y]))
    new_run = np.flatnonzero((np.diff(equal[:, 0]) != 1) | (np.diff(equal[:, 1]) != 1))
    first, last = np.append(0, new_run + 1), np.append(new_run, len(equal) - 1)
    return Alignment(
        a_id=ids[0],
        a_start=int(a.starts[i]) - before,
        a_end=int(a.ends[x]) + after,
        b_id=ids[1],
        b_start=int(b.starts[j]) - before,
        b_end=int(b.ends[y]) + after,
        matches=len(equal),
        a_words=x - i + 1,
        b_words=y - j + 1,
        block=block,
        a_equal=np.stack([a.starts[equal[first, 0]], a.ends[equal[last, 0]]], 1).ravel().tolist(),
        b_equal=np.stack([b.starts[equal[first, 1]], b.ends[equal[last, 1]]], 1).ravel().tolist(),
    )
