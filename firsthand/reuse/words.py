"""The words of each article as numbers, with what stands at their edges, and the n-grams that they make.

Everything after this step works on numbers; the text is needed again only to show what was found.
"""

from functools import lru_cache

import numpy as np
import pyarrow as pa

from firsthand.kernels.compiled import hash_ngrams
from firsthand.records import ArticleWords, Posting
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
_MARKS_AFTER, _MARKS_BEFORE = 4, 2
PARAGRAPH = 1 << 24
"""Bit of an edge: a paragraph begins with this word."""
JOINED = 1 << 25
"""Bit of an edge: this word and the one before it are one, as in "al-Nusra": no passage begins or ends between them."""


@lru_cache(maxsize=1 << 20)
def word_number(word: str) -> int:
    """Number of a folded word, the same in every run."""
    return hash64("word", word)


def _edges(text: str, starts: list[int], ends: list[int]) -> list[int]:
    """For each word the classes of up to four marks after it and two before it, four bits each, and the two flags."""
    breaks = {start for start, _ in find_paragraphs(text)}
    edges = []
    last_end, size = 0, len(starts)
    for k, (start, end) in enumerate(zip(starts, ends, strict=True)):
        following = starts[k + 1] if k + 1 < size else len(text)
        code = 0
        if end < following and text[end] != " ":
            for mark in range(min(_MARKS_AFTER, following - end)):
                kind = _CLASSES.get(text[end + mark], 0)
                if not kind:
                    break
                code |= kind << (4 * mark)
        if start > last_end and text[start - 1] != " ":
            for mark in range(min(_MARKS_BEFORE, start - last_end)):
                kind = _CLASSES.get(text[start - 1 - mark], 0)
                if not kind:
                    break
                code |= kind << (16 + 4 * mark)
            if k and start - last_end == 1 and text[last_end] in "-‐‑":
                code |= JOINED
            if any(place in breaks for place in range(max(last_end, start - 8), start + 1)):
                code |= PARAGRAPH
        elif start == last_end and k:
            code |= JOINED
        edges.append(code)
        last_end = end
    return edges


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


def number_words(articles: pa.Table) -> pa.Table:
    """The words of each article as numbers, with their spans and edges."""
    columns: list[list[object]] = [[], [], [], []]
    for text in articles.column("text").to_pylist():
        words = find_words(text)
        columns[0].append(np.array([word_number(word) for word in words.folded], np.int64))
        columns[1].append(np.array(words.starts, np.int32))
        columns[2].append(np.array(words.ends, np.int32))
        columns[3].append(np.array(_edges(text, words.starts, words.ends), np.int32))
    schema = schema_of(ArticleWords)
    arrays = [pa.array(column, type=field.type) for column, field in zip(columns, list(schema)[1:], strict=True)]
    return pa.table([articles.column("article_id").combine_chunks(), *arrays], schema=schema)


def make_postings(words: pa.Table, *, ngram_words: int) -> pa.Table:
    """Every n-gram of every article; an article shorter than an n-gram has none."""
    hashes, ids, positions = [], [], []
    for article_id, numbers in zip(words.column("article_id").to_pylist(), words.column("words"), strict=True):
        found = hash_ngrams(np.array(numbers.values), ngram_words)
        hashes.append(found)
        ids.append(np.full(len(found), article_id, np.int64))
        positions.append(np.arange(len(found), dtype=np.int32))
    if not hashes:
        return schema_of(Posting).empty_table()
    return pa.table([np.concatenate(hashes), np.concatenate(ids), np.concatenate(positions)], schema=schema_of(Posting))
