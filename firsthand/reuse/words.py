"""The words of each article as numbers, with what stands at their edges, and the n-grams that they make.

Everything after this step works on numbers; the text is needed again only to show what was found.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from firsthand.kernels.compiled import hash_ngrams
from firsthand.kernels.reference import (
    CLOSE,
    COMMA,
    DOTS,
    DOUBLE,
    JOINED,
    MARKS_AFTER,
    MARKS_BEFORE,
    OPEN,
    PARAGRAPH,
    QUESTION,
    SINGLE,
    STOP,
)
from firsthand.kernels.scan import (
    CLASSED,
    character_classes,
    codes_of,
    number_word,
    scan_edges,
    scan_words,
    sketch_ngrams,
)
from firsthand.latest import keep_latest, one_text
from firsthand.reuse.rows import Posting, Sketch
from firsthand.schema import schema_of
from firsthand.spelling import fold_spelling
from firsthand.text import find_paragraphs, fold

MARK_CLASSES: dict[str, int] = {
    **dict.fromkeys(".。؟۔।", STOP),
    **dict.fromkeys("!?！？", QUESTION),
    "…": DOTS,
    **dict.fromkeys('"“”„«»「」『』', DOUBLE),
    **dict.fromkeys("'‘’‚‹›`´", SINGLE),
    **dict.fromkeys(")]", CLOSE),
    **dict.fromkeys("([", OPEN),
    **dict.fromkeys(",;:،", COMMA),
}
"""Classes of the marks that can stand beside a word."""
SKETCH = 32
"""Values of a sketch: shares of n-grams are then told to about .08."""


@lru_cache(maxsize=1 << 20)
def word_number(word: str) -> tuple[int, bool]:
    """Number of a word as it is written, the same in every run and for all words that fold and are spelled alike, and
    whether the number is that of another spelling.
    """
    folded = fold(word)
    return number_word(folded), fold_spelling(folded) != folded


class WordTable(NamedTuple):
    """The words of one text as parallel arrays."""

    numbers: NDArray[np.int64]
    """Hash of each folded word in one spelling."""
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    edges: NDArray[np.int32]
    """Classes of up to four marks after each word and two before it, four bits each, and the flags above."""
    respelled: NDArray[np.bool_]
    """Whether a word's number is that of another spelling: words of one number that are not are one folded word."""


@keep_latest
def read_words(text: str) -> WordTable:
    """The words of a text as numbers, with their spans and edges; kept for the texts met last."""
    codes = codes_of(text)
    numbers, starts, ends, strange = scan_words(codes, character_classes())
    odd = np.flatnonzero(strange)
    if len(odd):
        spans = zip(starts[odd].tolist(), ends[odd].tolist(), strict=True)
        numbers[odd], strange[odd] = zip(*(word_number(text[start:end]) for start, end in spans), strict=True)
    edges = scan_edges(codes, _mark_classes(), starts, ends, np.array([MARKS_AFTER, MARKS_BEFORE, JOINED]))
    if len(starts):
        breaks = np.array([start for start, _ in find_paragraphs(text)], np.int32)
        first_words = np.searchsorted(starts, breaks)
        edges[first_words[first_words < len(starts)]] |= PARAGRAPH
    return WordTable(numbers, starts, ends, edges, strange)


def fold_between(text: str, words: WordTable, low: int, high: int) -> list[str]:
    """Some words of a text in a row, from `low` to before `high`, as they are compared."""
    spans = zip(words.starts[low:high].tolist(), words.ends[low:high].tolist(), strict=True)
    return [fold(text[start:end]) for start, end in spans]


@cache
def _mark_classes() -> NDArray[np.uint8]:
    classes = np.zeros(CLASSED, np.uint8)
    for mark, kind in MARK_CLASSES.items():
        classes[ord(mark)] = kind
    return classes


def make_postings(articles: pa.Table, *, ngram_words: int) -> pa.Table:
    """Every n-gram of every article, once; an article shorter than an n-gram has none."""
    hashes, ids = [], []
    for article_id, found in _hashes(articles, ngram_words):
        hashes.append(sort_distinct(found))
        ids.append(np.full(len(hashes[-1]), article_id, np.int64))
    return pa.table([np.concatenate(hashes), np.concatenate(ids)], schema=schema_of(Posting))


def sort_distinct(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Some numbers in order, each once: what `numpy.unique` makes, in an eighth of its time for a thousand of them.

    >>> sort_distinct(np.array([7, 2, 7])).tolist()
    [2, 7]
    """
    ordered = np.sort(values)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def sketch_articles(articles: pa.Table, *, ngram_words: int) -> pa.Table:
    """A sketch of the n-grams of every article, by which near copies are found; empty for an article without any."""
    ids, sketches = [], []
    for article_id, found in _hashes(articles, ngram_words):
        ids.append(article_id)
        sketches.append(sketch_ngrams(found, SKETCH if len(found) else 0))
    return pa.table([pa.array(ids, pa.int64()), pa.array(sketches, pa.list_(pa.int64()))], schema=schema_of(Sketch))


def _hashes(articles: pa.Table, ngram_words: int) -> Iterator[tuple[int, NDArray[np.int64]]]:
    for article_id, text in zip(
        articles.column("article_id").to_pylist(), articles.column("text").to_pylist(), strict=True
    ):
        yield article_id, hash_ngrams(read_words(one_text(text)).numbers, ngram_words)
