"""Articles looked up by their ids while the pairs of a chunk are gone through."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from firsthand.latest import one_text

DATELINE_LAG = timedelta(days=2)
"""Longest time from a dateline's day to publication: reports are sent, held for a day, and dated by time zones."""
Ints = NDArray[np.int64]


class Known(NamedTuple):
    """What is needed of an article that shares wording."""

    article_id: int
    text: str
    outlet: str | None
    published: datetime | None
    """When it was published; its dateline's day where none is stated, or one that the dateline contradicts."""
    credit_names: list[str]
    """Whom it credits for itself as a whole; see ArticleCredits."""
    credit_bounds: list[int]


def pick_rows(table: pa.Table, ids: Ints) -> pa.Table:
    """The rows of some articles, in the order of their ids."""
    known = table.column("article_id").to_numpy()
    order = np.argsort(known, kind="stable")
    return table.take(order[np.searchsorted(known, ids, sorter=order)])


def know_articles(ids: Ints, articles: pa.Table, article_credits: pa.Table, article_days: pa.Table) -> dict[int, Known]:
    """Some articles by their ids."""
    outlets = pick_rows(articles.select(["article_id", "outlet"]), ids).column("outlet")
    credits_ = pick_rows(article_credits, ids).select(["credit_names", "credit_bounds"])
    columns = (
        *(ids.tolist(), pick_texts(articles, ids), outlets.to_pylist(), tell_times(ids, articles, article_days)),
        *(column.to_pylist() for column in credits_.columns),
    )
    return {values[0]: Known(*values) for values in zip(*columns, strict=True)}


def pick_texts(articles: pa.Table, ids: Ints) -> list[str]:
    """The texts of some articles, in the order of their ids."""
    return [
        one_text(text) for text in pick_rows(articles.select(["article_id", "text"]), ids).column("text").to_pylist()
    ]


def tell_times(ids: Ints, articles: pa.Table, article_days: pa.Table) -> list[datetime | None]:
    """When some articles were published; a dateline that is days off is believed more than what came with the text."""
    stated = pick_rows(articles.select(["article_id", "published"]), ids).column("published").to_pylist()
    days = pick_rows(article_days.select(["article_id", "day"]), ids).column("day").to_pylist()
    return [
        day if time is None or (day is not None and abs(time - day) > DATELINE_LAG) else time
        for time, day in zip(stated, days, strict=True)
    ]


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
