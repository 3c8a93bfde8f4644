"""Alignments: which runs of words two articles share, equal or edited, with exact spans on both sides."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from firsthand.kernels.pairs import align_many, map_words
from firsthand.latest import keep_latest
from firsthand.records import Alignment
from firsthand.reuse.lookup import pick_texts
from firsthand.reuse.words import read_words
from firsthand.schema import schema_of

Ints = NDArray[np.int64]
BY_PAIR = ("a_id", "b_id")
"""Order of the tables that have one row for each pair."""
BY_PLACE = (*BY_PAIR, "a_start", "b_start", "a_end", "b_end")
"""Order of the tables that have one row for each passage."""


def align_pairs(
    pairs: pa.Table, articles: pa.Table, *, gap_words: int, passage_words: int, stretch_words: int
) -> pa.Table:
    """All passages of at least `passage_words` words that the two articles of each pair share.

    What is aligned without a gap of more than `gap_words` words parts into passages where both articles begin a new
    paragraph at the same equal word, so that each can be credited and told apart for itself. Passages that stand at
    most `stretch_words` words apart in both articles are one stretch, whose number is their `block`.
    """
    a_ids, b_ids, leaders = (pairs.column(name) for name in ("a_id", "b_id", "leader_id"))
    ids = np.unique(np.concatenate([a_ids.to_numpy(), b_ids.to_numpy(), leaders.drop_null().to_numpy()]))
    texts = pick_texts(articles, ids)
    tables = [read_words(text) for text in texts]
    numbered = np.full((pairs.num_rows, 3), -1, np.int64)
    numbered[:, 0], numbered[:, 1] = np.searchsorted(ids, a_ids.to_numpy()), np.searchsorted(ids, b_ids.to_numpy())
    led = leaders.is_valid().to_numpy()
    numbered[led, 2] = np.searchsorted(ids, leaders.drop_null().to_numpy())
    leader_of = np.full(len(ids), -1, np.int64)
    leader_of[numbered[led, 0]] = leader_of[numbered[led, 1]] = numbered[led, 2]
    places = [
        _leader_places(text, texts[leader], gap_words, passage_words)
        if leader >= 0
        else np.full(len(table.numbers), -1, np.int32)
        for text, table, leader in zip(texts, tables, leader_of.tolist(), strict=True)
    ]
    bounds = np.concatenate([[0], np.cumsum([len(table.numbers) for table in tables])]).astype(np.int64)
    found, equal = align_many(
        np.concatenate([table.numbers for table in tables]),
        np.concatenate([table.edges for table in tables]),
        np.concatenate(places),
        bounds,
        numbered,
        np.array([gap_words, passage_words, stretch_words]),
    )
    starts = np.concatenate([table.starts for table in tables])
    ends = np.concatenate([table.ends for table in tables])
    return _as_table(ids, numbered, bounds, (starts, ends), (found, equal))


@keep_latest
def _leader_places(text: str, leader: str, gap_words: int, passage_words: int) -> NDArray[np.int32]:
    numbers = read_words(text).numbers
    if text == leader:
        return np.arange(len(numbers), dtype=np.int32)
    return map_words(numbers, read_words(leader).numbers, gap_words, passage_words)


def _as_table(
    ids: Ints,
    numbered: Ints,
    bounds: Ints,
    spans: tuple[NDArray[np.int32], NDArray[np.int32]],
    made: tuple[Ints, Ints],
) -> pa.Table:
    """What the kernel found, as rows of alignments: numbers of words become spans of characters."""
    found, equal = made
    starts, ends = spans
    pair, block, matches, i, x, j, y, before, after, _, runs = found.T
    a, b = bounds[numbered[pair, 0]], bounds[numbered[pair, 1]]
    offsets = pa.array(np.concatenate([[0], 2 * np.cumsum(runs)]), pa.int32())
    columns = {
        "a_id": ids[numbered[pair, 0]],
        "a_start": starts[a + i] - before,
        "a_end": ends[a + x] + after,
        "b_id": ids[numbered[pair, 1]],
        "b_start": starts[b + j] - before,
        "b_end": ends[b + y] + after,
        "matches": matches,
        "a_words": x - i + 1,
        "b_words": y - j + 1,
        "block": block,
    }
    equals = {}
    for name, side, first in (("a_equal", 0, a), ("b_equal", 1, b)):
        word = equal[:, side] + np.repeat(first, runs)
        edges = np.stack([starts[word], ends[word + equal[:, 2] - 1]], 1).ravel()
        equals[name] = pa.ListArray.from_arrays(offsets, pa.array(edges, pa.int32()))
    schema = schema_of(Alignment)
    arrays = [equals[f.name] if f.name in equals else pa.array(columns[f.name]).cast(f.type) for f in schema]
    return pa.table(arrays, schema=schema)
