"""The pairs of much-copied texts that a case has no rows for, made when they are asked for.

`folded` names the articles of which not every pair is a row. Here the pairs that a case without folding would have are
found for a few articles at a time, and those that are missing go through the same steps as the others, so that memory
is that of the articles and of one batch of pairs.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from firsthand.attribution.registry import with_registry
from firsthand.engine import open_engine
from firsthand.pipeline import numbers_for, select
from firsthand.records import Alignment, Reuse
from firsthand.reuse.align import BY_PLACE, align_pairs
from firsthand.reuse.directions import find_evidence, make_reuse, weigh_evidence
from firsthand.reuse.families import COUNT_NGRAMS, FIND_ALL_PAIRS, KEEP_NGRAMS, SHARE_NGRAMS
from firsthand.reuse.passages import find_passages
from firsthand.reuse.recurrence import read_sides, tell_counts
from firsthand.reuse.rows import PassageSide, RecurringAlignment
from firsthand.reuse.words import make_postings
from firsthand.schema import schema_of
from firsthand.settings import Settings

ARTICLES_ASKED = 16
"""Articles whose pairs are looked for at once: 160,000 pairs where ten thousand articles carry one text."""
PAIRS_MADE = 4_096
"""Pairs that go through the steps at once, as in a run."""
Ints = NDArray[np.int64]


class Unfolded(NamedTuple):
    """What the missing pairs of a case are made from; see `open_unfolded`."""

    tables: dict[str, pa.Table]
    settings: Settings
    engine: duckdb.DuckDBPyConnection
    ids: Ints
    """Ids of the articles, in order."""
    starts: Ints
    """Where the characters of each article begin in `recurs`."""
    recurs: NDArray[np.int32]
    """For each place of each article, the articles that share it and little else with the article."""


NEEDED = (
    "articles",
    "families",
    "pairs",
    "alignments",
    "article_credits",
    "article_days",
    "judged_directions",
    "registry",
)
"""Tables of a case that its missing pairs are made from."""


def open_unfolded(tables: dict[str, pa.Table], settings: Settings) -> Unfolded:
    """A case made ready for its missing pairs: n-grams counted again, and recurrence over all pairs.

    Every missing pair is aligned once here, since what recurs can be told only from all of them.
    """
    inputs = {"postings": make_postings(tables["articles"], ngram_words=settings.ngram_words)}
    inputs["families"] = tables["families"]
    engine = open_engine()
    engine.register("shared_ngrams", select(SHARE_NGRAMS, inputs))
    engine.execute(f"CREATE TABLE kept AS {KEEP_NGRAMS.format(**vars(settings))}")
    engine.unregister("shared_ngrams")
    engine.register("family_sizes", select(COUNT_NGRAMS, inputs))
    for name in ("families", "pairs"):
        engine.register(name, tables[name])
    order = np.argsort(tables["articles"].column("article_id").to_numpy())
    ids = tables["articles"].column("article_id").to_numpy()[order]
    sizes = np.array([len(text) for text in tables["articles"].column("text").to_pylist()], np.int64)[order]
    starts = np.concatenate([[0], np.cumsum(sizes + 1)])
    case = Unfolded(tables, settings, engine, ids, starts[:-1], np.zeros(starts[-1] + 1, np.int32))
    steps = case.recurs
    _add_recurrences(case, tables["alignments"], steps)
    texts = np.unique(tables["articles"].column("text").to_numpy(), return_inverse=True)[1][order]
    for start in range(0, len(ids), ARTICLES_ASKED):
        pairs = find_missing(case, ids[start : start + ARTICLES_ASKED])
        a, b = (texts[np.searchsorted(ids, pairs.column(name).to_numpy())] for name in ("a_id", "b_id"))
        differing = pairs.filter(pa.array(a != b))  # equal texts share everything: nothing recurs for them
        for first in range(0, differing.num_rows, PAIRS_MADE):
            _add_recurrences(case, _align(case, differing.slice(first, PAIRS_MADE)), steps)
    np.cumsum(steps, out=steps)
    return case


def find_missing(case: Unfolded, asked: Ints) -> pa.Table:
    """Pairs without rows of a few articles with articles of a greater id, in the order of pairs."""
    case.engine.register("asked", pa.table({"article_id": asked}))
    sql = FIND_ALL_PAIRS.format(**vars(case.settings))
    missing = f"SELECT m.* FROM ({sql}) m ANTI JOIN pairs p ON m.a_id = p.a_id AND m.b_id = p.b_id ORDER BY a_id, b_id"
    return case.engine.sql(missing).to_arrow_table()


def make_missing(case: Unfolded, pairs: pa.Table) -> Iterator[pa.Table]:
    """Rows of reuse of pairs that have none, `PAIRS_MADE` pairs at a time, made as a run makes them."""
    known = [case.tables[name] for name in ("articles", "article_credits", "article_days")]
    articles, _, days = known
    for start in range(0, pairs.num_rows, PAIRS_MADE):
        alignments = _align(case, pairs.slice(start, PAIRS_MADE))
        if alignments.num_rows:
            recurring, registry = _find_recurring(case, alignments), case.tables["registry"]
            passages = with_registry(find_passages)(alignments, recurring, *known, registry)
            evidence = with_registry(find_evidence)(passages, *known, registry)
            directions = weigh_evidence(passages, evidence, case.tables["judged_directions"], articles, days)
            yield with_registry(make_reuse)(passages, directions, articles, registry).cast(schema_of(Reuse))


def _align(case: Unfolded, pairs: pa.Table) -> pa.Table:
    if not pairs.num_rows:
        return schema_of(Alignment).empty_table()
    numbers: dict[str, Any] = numbers_for(align_pairs, case.settings)
    made = align_pairs(pairs, case.tables["articles"], **numbers)
    return made.sort_by([(name, "ascending") for name in BY_PLACE]).combine_chunks()


def _list_sides(case: Unfolded, alignments: pa.Table) -> pa.Table:
    """Both sides of alignments as `LIST_SIDES` gives them, each row standing for one article."""
    sides = []
    for one, other in ("ab", "ba"):
        article = alignments.column(f"{one}_id").to_numpy()
        columns = [
            article,
            alignments.column(f"{other}_id").to_numpy(),
            alignments.column(f"{one}_start").to_numpy(),
            alignments.column(f"{one}_end").to_numpy(),
            _sizes(case, article),
            np.ones(len(article), np.int32),
        ]
        sides.append([pa.array(x).cast(t) for x, t in zip(columns, schema_of(PassageSide).types, strict=True)])
    return pa.concat_tables([pa.table(columns, schema=schema_of(PassageSide)) for columns in sides])


def _sizes(case: Unfolded, article: Ints) -> Ints:
    ends = np.append(case.starts[1:], len(case.recurs) - 1) - 1
    sizes: Ints = (ends - case.starts)[np.searchsorted(case.ids, article)]
    return sizes


def _add_recurrences(case: Unfolded, alignments: pa.Table, steps: NDArray[np.int32]) -> None:
    """Adds one where each stretch begins that a pair shares, and little else, and takes it away where it ends."""
    if not alignments.num_rows:
        return
    table = _list_sides(case, alignments)
    sides = read_sides(table)
    articles = np.unique(table.column("article_id").to_numpy())
    starts = case.starts[np.searchsorted(case.ids, articles)]
    for places, change in ((sides.low, 1), (sides.high, -1)):
        np.add.at(steps, starts[places >> 32] + (places & 0xFFFFFFFF), change)


def _find_recurring(case: Unfolded, alignments: pa.Table) -> pa.Table:
    """The alignments of which a side recurs, as `JOIN_RECURRENCES` gives them."""
    counts = {}
    for side in "ab":
        first, last = (alignments.column(f"{side}_{name}").to_numpy().astype(np.int64) for name in ("start", "end"))
        places = case.starts[np.searchsorted(case.ids, alignments.column(f"{side}_id").to_numpy())]
        counts[f"{side}_recurs"] = tell_counts(case.recurs[places + (first + last) // 2].astype(np.int64))
    schema = schema_of(RecurringAlignment)
    columns = [pa.array(counts[n]) if n in counts else alignments.column(n) for n in schema.names]
    found = np.flatnonzero((counts["a_recurs"] > 0) | (counts["b_recurs"] > 0))
    return pa.table(columns, schema=schema).take(found)
