"""Articles looked up by their ids while the pairs of a chunk are gone through."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Ints = NDArray[np.int64]


class Known(NamedTuple):
    """What is needed of an article that shares wording."""

    article_id: int
    text: str
    outlet: str | None
    published: datetime | None
    credit_names: list[str]
    """Whom it credits for itself as a whole; see ArticleCredits."""
    credit_bounds: list[int]


def pick_rows(table: pa.Table, ids: Ints) -> pa.Table:
    """The rows of some articles, in the order of their ids."""
    known = table.column("article_id").to_numpy()
    order = np.argsort(known, kind="stable")
    return table.take(order[np.searchsorted(known, ids, sorter=order)])


def know_articles(ids: Ints, articles: pa.Table, article_credits: pa.Table) -> dict[int, Known]:
    """Some articles by their ids."""
    rows = pick_rows(articles.select(["article_id", "text", "outlet", "published"]), ids)
    credits_ = pick_rows(article_credits, ids)
    columns = (*(rows.column(n) for n in rows.column_names), credits_.column(1), credits_.column(2))
    made = (Known(*values) for values in zip(*(column.to_pylist() for column in columns), strict=True))
    return {known.article_id: known for known in made}


def ids_of(table: pa.Table) -> Ints:
    """Ids of the articles of the pairs of a table, each once."""
    return np.unique(np.concatenate([table.column("a_id").to_numpy(), table.column("b_id").to_numpy()]))


def each_pair(table: pa.Table) -> Iterator[tuple[int, int, int, int]]:
    """Pairs of a table whose rows of one pair stand together: a_id, b_id, first row, end."""
    a_ids, b_ids = table.column("a_id").to_numpy(), table.column("b_id").to_numpy()
    new = np.flatnonzero((a_ids[1:] != a_ids[:-1]) | (b_ids[1:] != b_ids[:-1])) + 1
    cuts = [0, *new.tolist(), len(a_ids)] if len(a_ids) else [0]
    for start, end in pairwise(cuts):
        yield int(a_ids[start]), int(b_ids[start]), start, end
