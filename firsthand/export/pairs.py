"""Every pair of a case in which much-copied texts are folded, in batches."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from firsthand.reuse.unfold import ARTICLES_ASKED, NEEDED, Unfolded, find_missing, make_missing, open_unfolded
from firsthand.settings import Settings
from firsthand.text import hash64
from firsthand.views.lookup import Tables

Ints = NDArray[np.int64]
Pairs = dict[tuple[int, int], int]
"""How many pairs each pair stands for."""


def all_reuse(case: Tables, order: list[int], folded: bool) -> Iterator[tuple[pa.Table, Pairs]]:
    """Rows of reuse of every pair, a few articles in `order` at a time, each under the article of the lesser id.

    With `folded` only the first pair of two texts, with the number of pairs of these two texts.
    """
    settings: Settings = getattr(case, "settings", Settings)()
    unfolded = open_unfolded({name: case.table(name) for name in NEEDED}, settings)
    reuse = case.table("reuse").sort_by("a_id")
    texts = _Texts(unfolded, order)
    chunks = [np.array(order[k : k + ARTICLES_ASKED], np.int64) for k in range(0, len(order), ARTICLES_ASKED)]
    if folded:
        for asked in chunks:
            texts.count(_pairs_of(_rows_of(reuse, asked)), find_missing(unfolded, asked))
    for asked in chunks:
        rows, missing = _rows_of(reuse, asked), find_missing(unfolded, asked)
        counts: Pairs = {}
        if folded:
            counts = texts.take_first(_pairs_of(rows), missing)
            rows, missing = _only(rows, counts), _only(missing, counts)
        yield pa.concat_tables([rows, *make_missing(unfolded, missing)]), counts


class _Texts:
    """How many pairs each two texts of which there are copies have, and which of these pairs comes first."""

    def __init__(self, case: Unfolded, order: list[int]) -> None:
        articles = case.tables["articles"]
        numbers = [hash64(text) for text in articles.column("text").to_pylist()]
        self.number_of = dict(zip(articles.column("article_id").to_pylist(), numbers, strict=True))
        self.copied = {n for n, count in zip(*np.unique(numbers, return_counts=True), strict=True) if count > 1}
        self.place = {article_id: place for place, article_id in enumerate(order)}
        self.counts: dict[tuple[int, int], int] = {}

    def count(self, *tables: pa.Table) -> None:
        """Counts the pairs of the tables."""
        for a_id, b_id in _each(*tables):
            key = self._key(a_id, b_id)
            if key is not None:
                self.counts[key] = self.counts.get(key, 0) + 1

    def take_first(self, *tables: pa.Table) -> Pairs:
        """The pairs of the tables that are the first of their two texts, with the pairs they stand for."""
        found: Pairs = {}
        for a_id, b_id in sorted(_each(*tables), key=lambda pair: (self.place[pair[0]], self.place[pair[1]])):
            key = self._key(a_id, b_id)
            count = 1 if key is None else self.counts.pop(key, 0)
            if count:
                found[a_id, b_id] = count
        return found

    def _key(self, a_id: int, b_id: int) -> tuple[int, int] | None:
        """The two texts of a pair; null where there are copies of neither."""
        a, b = self.number_of[a_id], self.number_of[b_id]
        return (min(a, b), max(a, b)) if a in self.copied or b in self.copied else None


def _each(*tables: pa.Table) -> Iterator[tuple[int, int]]:
    for table in tables:
        yield from zip(table.column("a_id").to_pylist(), table.column("b_id").to_pylist(), strict=True)


def _rows_of(reuse: pa.Table, asked: Ints) -> pa.Table:
    """Rows whose first article is one of those asked for, of a table in the order of first articles."""
    keys = reuse.column("a_id").to_numpy()
    bounds = [(np.searchsorted(keys, i), np.searchsorted(keys, i, side="right")) for i in asked]
    return pa.concat_tables([reuse.slice(low, high - low) for low, high in bounds])


def _pairs_of(rows: pa.Table) -> pa.Table:
    return rows.select(["a_id", "b_id"]).group_by(["a_id", "b_id"]).aggregate([])


def _only(table: pa.Table, pairs: Pairs) -> pa.Table:
    return table.filter(pa.array([pair in pairs for pair in _each(table)], pa.bool_()))
