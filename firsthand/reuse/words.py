"""The words of each article as numbers, with what stands at their edges, and the n-grams that they make.

Everything after this step works on numbers; the text is needed again only to show what was found.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from firsthand.kernels.compiled import hash_ngrams
from firsthand.reuse.rows import Posting
from firsthand.schema import schema_of
from firsthand.text import find_paragraphs, find_words, hash64

# What can stand beside a word, by class, so that two texts agree on a mark however it is drawn.
STOP, QUESTION, DOTS, DOUBLE, SINGLE, CLOSE, OPEN, COMMA = 1, 2, 3, 4, 5, 6, 7, 8
_CLASSES = {
    **dict.fromkeys(".。؟۔।", STOP),
    **dict.fromkeys("!?！？", QUESTION),
    "…": DOTS,
    **dict.fromkeys('"“”„«»「」『』', DOUBLE),
    **dict.fromkeys("'‘’‚‹›`´", SINGLE),
    **dict.fromkeys(")]", CLOSE),
    **dict.fromkeys("([", OPEN),
    **dict.fromkeys(",;:،", COMMA),
}
_ENDING = frozenset([STOP, QUESTION, DOTS, DOUBLE, SINGLE, CLOSE])
_OPENING = frozenset([DOUBLE, SINGLE, OPEN])
_HYPHENS = frozenset("-‐‑")
_MARKS_AFTER, _MARKS_BEFORE = 4, 2
PARAGRAPH = 1 << 24
"""Bit of an edge: a paragraph begins with this word."""
JOINED = 1 << 25
"""Bit of an edge: this word and the one before it are one, as in "al-Nusra": no passage begins or ends between them."""


@lru_cache(maxsize=1 << 20)
def word_number(word: str) -> int:
    """Number of a folded word, the same in every run."""
    return hash64("word", word)


class WordTable(NamedTuple):
    """The words of one text as parallel arrays."""

    numbers: NDArray[np.int64]
    """Hash of each folded word."""
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    edges: NDArray[np.int32]
    """Classes of up to four marks after each word and two before it, four bits each, and the flags above."""


@lru_cache(maxsize=8192)
def read_words(text: str) -> WordTable:
    """The words of a text as numbers, with their spans and edges; kept for the texts met last."""
    words = find_words(text)
    starts, ends = np.array(words.starts, np.int32), np.array(words.ends, np.int32)
    return WordTable(
        np.array([word_number(word) for word in words.folded], np.int64), starts, ends, _edges(text, starts, ends)
    )


def _edges(text: str, starts: NDArray[np.int32], ends: NDArray[np.int32]) -> NDArray[np.int32]:
    edges = np.zeros(len(starts), np.int32)
    if not len(starts):
        return edges
    breaks = np.array([start for start, _ in find_paragraphs(text)], np.int32)
    first_words = np.searchsorted(starts, breaks)
    edges[first_words[first_words < len(starts)]] |= PARAGRAPH
    # Most words stand between two spaces and have no marks: only the others are looked at one by one.
    plain = np.zeros(len(starts) + 1, np.bool_)
    plain[1:-1] = starts[1:] == ends[:-1] + 1
    bounds = [0, *ends.tolist()], [*starts.tolist(), len(text)]
    for gap in np.flatnonzero(~plain | _marked(text, ends, len(plain))).tolist():
        low, high = bounds[0][gap], bounds[1][gap]
        between = text[low:high]
        if gap:
            edges[gap - 1] |= _pack(between[:_MARKS_AFTER])
        if gap < len(starts):
            edges[gap] |= _pack(between[::-1][:_MARKS_BEFORE]) << 16
            if gap and (not between or between in _HYPHENS):
                edges[gap] |= JOINED
    return edges


def _marked(text: str, ends: NDArray[np.int32], size: int) -> NDArray[np.bool_]:
    """Whether a gap of one character between two words is anything but a space."""
    marked = np.zeros(size, np.bool_)
    marked[1:] = [text[end : end + 1] != " " for end in ends.tolist()]
    return marked


def _pack(marks: str) -> int:
    """Classes of some marks, up to the first that has none, four bits each."""
    code = 0
    for place, mark in enumerate(marks):
        kind = _CLASSES.get(mark, 0)
        if not kind:
            break
        code |= kind << (4 * place)
    return code


def marks_after(one: int, other: int) -> int:
    """How many marks after a word belong to a passage that ends with it: those that both sides have, up to the last
    that ends something (a stop, a closing quotation mark or bracket), never a comma."""
    kept = 0
    for mark in range(_MARKS_AFTER):
        kind = one >> (4 * mark) & 15
        if not kind or kind != other >> (4 * mark) & 15:
            break
        if kind in _ENDING:
            kept = mark + 1
    return kept


def marks_before(one: int, other: int) -> int:
    """How many marks before a word belong to a passage that begins with it: opening marks that both sides have."""
    kept = 0
    for mark in range(_MARKS_BEFORE):
        kind = one >> (16 + 4 * mark) & 15
        if kind not in _OPENING or kind != other >> (16 + 4 * mark) & 15:
            break
        kept = mark + 1
    return kept


def make_postings(articles: pa.Table, *, ngram_words: int) -> pa.Table:
    """Every n-gram of every article; an article shorter than an n-gram has none."""
    hashes, ids, positions = [], [], []
    for article_id, text in zip(
        articles.column("article_id").to_pylist(), articles.column("text").to_pylist(), strict=True
    ):
        found = hash_ngrams(read_words(text).numbers, ngram_words)
        hashes.append(found)
        ids.append(np.full(len(found), article_id, np.int64))
        positions.append(np.arange(len(found), dtype=np.int32))
    if not hashes:
        return schema_of(Posting).empty_table()
    return pa.table([np.concatenate(hashes), np.concatenate(ids), np.concatenate(positions)], schema=schema_of(Posting))
