"""Columns: a word of a shared text in all the articles that have it, and the stretches of columns that are one text.

What two articles share lays their words side by side; all pairs of many articles together lay them in columns, as a
critical edition does with its witnesses. A column is cut from the next where not most of the articles that have the one
have the other, so that a paragraph that travels by itself stands by itself.
"""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from firsthand.graph import connect
from firsthand.reuse.words import read_words

Ints = NDArray[np.int64]
_PLACE_BITS = 32


class Corpus(NamedTuple):
    """The words of some articles, one article after the other."""

    ids: Ints
    """Ids of the articles, sorted."""
    texts: list[str]
    bounds: Ints
    """First word of each article, and the end of the last."""
    numbers: Ints
    """Hash of each folded word."""
    starts: Ints
    """First character of each word, in its article."""
    ends: Ints


class Runs(NamedTuple):
    """Equal words in a row in two articles, as places in a corpus; parallel arrays."""

    row: Ints
    """The row of a table that each run is of."""
    a: Ints
    """First word in a."""
    b: Ints
    words: Ints


class Placed(NamedTuple):
    """Words that stand in families, in the order of the corpus; parallel arrays."""

    word: Ints
    """Place in the corpus."""
    article: Ints
    """Number of the article in the corpus."""
    column: Ints
    family: Ints
    """Families and columns are numbered from 0."""


def read_corpus(ids: Ints, texts: list[str]) -> Corpus:
    """The words of some texts, whose ids are sorted."""
    tables = [read_words(text) for text in texts]
    bounds = np.concatenate([[0], np.cumsum([len(table.numbers) for table in tables])]).astype(np.int64)
    columns = [
        np.concatenate([np.empty(0, np.int64), *(getattr(table, name) for table in tables)]).astype(np.int64)
        for name in ("numbers", "starts", "ends")
    ]
    return Corpus(ids, texts, bounds, *columns)


def read_runs(table: pa.Table, corpus: Corpus) -> Runs:
    """The equal runs of the rows of a table (a_id, a_equal, b_id, b_equal)."""
    owner = np.repeat(np.arange(len(corpus.ids)), np.diff(corpus.bounds))
    places = owner << _PLACE_BITS | corpus.starts
    sides, sizes = [], np.zeros(table.num_rows, np.int64)
    for side in "ab":
        runs = table.column(f"{side}_equal").combine_chunks()
        offsets = runs.offsets.to_numpy()
        sizes = np.diff(offsets).astype(np.int64) // 2
        edges = runs.values.to_numpy()[offsets[0] : offsets[-1]].astype(np.int64)
        article = np.repeat(np.searchsorted(corpus.ids, table.column(f"{side}_id").to_numpy()), 2 * sizes)
        sides.append(np.searchsorted(places, article << _PLACE_BITS | edges))
    (a, end), b = (sides[0][::2], sides[0][1::2]), sides[1][::2]
    return Runs(np.repeat(np.arange(len(sizes)), sizes), a, b, end - a)


def each_word(runs: Runs) -> tuple[Ints, Ints, Ints]:
    """Row, word in a and word in b of every two words that stand side by side."""
    within = np.arange(runs.words.sum()) - np.repeat(np.cumsum(runs.words) - runs.words, runs.words)
    row, a, b = (np.repeat(values, runs.words) for values in (runs.row, runs.a, runs.b))
    return row, a + within, b + within


def place_families(runs: Runs, corpus: Corpus, gap_words: int, passage_words: int) -> Placed:
    """The words of all families.

    Two columns are of one stretch where more than half of the places that either has stand side by side, with at most
    `gap_words` words between. A stretch is a family as far as the article that has most of it goes; what others share
    beyond that is looked at again. So all words of a family stand in one of its articles, and a chain of versions that
    each keep half of the one before does not make one family of two texts. A member has a stretch of `passage_words`
    words, of which some may be its own.
    """
    _, a, b = each_word(runs)
    word, roots = connect(a, b)
    column = np.unique(roots, return_inverse=True)[1].astype(np.int64)
    article = np.searchsorted(corpus.bounds, word, side="right") - 1
    family = _cut_to_fullest(article, column, _stretches(word, article, column, gap_words), passage_words)
    kept = family >= 0
    placed = Placed(word[kept], article[kept], column[kept], family[kept])
    return _drop_scraps(placed, gap_words, passage_words)


def _stretches(word: Ints, article: Ints, column: Ints, gap_words: int) -> Ints:
    """The stretch that each column is of."""
    sizes = np.bincount(column)
    beside = np.flatnonzero((article[1:] == article[:-1]) & (word[1:] - word[:-1] <= gap_words + 1))
    pairs, counts = np.unique(column[beside] * len(sizes) + column[beside + 1], return_counts=True)
    one, other = np.divmod(pairs, max(len(sizes), 1))
    agreed = 2 * counts > np.maximum(sizes[one], sizes[other])
    every = np.arange(len(sizes))
    return connect(np.concatenate([one[agreed], every]), np.concatenate([other[agreed], every]))[1]


def _cut_to_fullest(article: Ints, column: Ints, stretch: Ints, passage_words: int) -> Ints:
    """The family of each word, -1 where it is of none; families are numbered from 0."""
    family = np.full(len(stretch), -1, np.int64)
    found, left = 0, np.arange(len(article))
    while len(left):
        # The distinct columns that each article has of each stretch; the fullest article has most, the first of equals.
        stretches, articles, columns = distinct(stretch[column[left]], article[left], column[left])
        number = number_rows(stretches, articles)
        counts = np.bincount(number)
        of = stretches[np.searchsorted(number, np.arange(len(counts)))]
        order = np.lexsort((-counts, of))
        fullest = order[np.append(True, np.diff(of[order]) != 0)]
        fullest = fullest[counts[fullest] >= passage_words // 2]
        chosen = np.isin(number, fullest)
        family[columns[chosen]] = found + np.searchsorted(fullest, number[chosen])
        found += len(fullest)
        left = left[(family[column[left]] < 0) & np.isin(stretch[column[left]], of[fullest])]
    return family[column]


def _drop_scraps(placed: Placed, gap_words: int, passage_words: int) -> Placed:
    """The families without scraps of a few words, without members that have no more, and without those that then have
    one article; numbered anew.
    """
    order = np.lexsort((placed.word, placed.article, placed.family))
    word, article, family = (values[order] for values in (placed.word, placed.article, placed.family))
    stretch = number_rows(family, article, np.cumsum(np.diff(word, prepend=word[:1]) > gap_words + 1))
    ends = np.searchsorted(stretch, np.arange(stretch[-1] + 2) if len(stretch) else np.zeros(1, np.int64))
    lengths = word[ends[1:] - 1] - word[ends[:-1]] + 1
    long = 2 * lengths >= passage_words
    member = number_rows(family, article)
    kept = long[stretch]
    spanned = np.bincount(member[ends[:-1]], weights=np.where(long, lengths, 0)) if len(member) else np.zeros(0)
    kept &= spanned[member] >= passage_words
    members = distinct(family[kept], article[kept])[0]
    kept &= np.isin(family, np.flatnonzero(np.bincount(members) >= 2))
    mask = np.zeros(len(word), np.bool_)
    mask[order] = kept
    rest = Placed(*(values[mask] for values in placed))
    return rest._replace(family=np.unique(rest.family, return_inverse=True)[1].astype(np.int64))


def distinct(*columns: Ints) -> tuple[Ints, ...]:
    """The different rows of some columns, sorted by the first, then the next.

    >>> distinct(np.array([2, 1, 2]), np.array([5, 6, 5]))
    (array([1, 2]), array([6, 5]))
    """
    order = np.lexsort(columns[::-1])
    rows = [column[order] for column in columns]
    new = np.diff(number_rows(*rows), prepend=-1) != 0
    return tuple(row[new] for row in rows)


def number_rows(*columns: Ints) -> Ints:
    """For each row of some columns how many rows before it differ from the one before them: equal rows in a row have
    one number.

    >>> number_rows(np.array([4, 4, 7, 7]), np.array([1, 1, 1, 2]))
    array([0, 0, 1, 2])
    """
    new = np.zeros(len(columns[0]), np.bool_)
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    return np.cumsum(new)
