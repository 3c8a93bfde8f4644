"""Passages: the alignments of a pair with their kind and with the credit that each side gives."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from firsthand.reuse.crediting import Naming, canonical_outlet, find_near_credit, same_outlet
from firsthand.reuse.facts import caption_share, read_facts
from firsthand.reuse.kinds import COPIED, Shared, tell_kinds
from firsthand.reuse.lookup import Ints, Known, each_pair, ids_of, know_articles
from firsthand.reuse.quotations import quoted_share
from firsthand.reuse.rows import Passage
from firsthand.reuse.words import read_words
from firsthand.schema import schema_of
from firsthand.text import Span

_PLACE_BITS = 32
END = 0.8
"""Share of an article past which its end begins."""
LAST_LINES = 150
"""Characters that may stand below a passage at the end of an article."""
_SPANS = ("a_id", "a_start", "a_end", "b_id", "b_start", "b_end")


class Place(NamedTuple):
    """One alignment of a pair, as plain numbers."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    matches: int
    a_words: int
    b_words: int
    block: int


def find_passages(
    alignments: pa.Table,
    recurring_alignments: pa.Table,
    articles: pa.Table,
    article_credits: pa.Table,
    article_days: pa.Table,
) -> pa.Table:
    """The passages of the pairs of some articles, with kind, reasons and credit."""
    table = alignments
    recurrences = {
        tuple(key): max(counts)
        for *key, counts in zip(
            *(recurring_alignments.column(name).to_pylist() for name in _SPANS),
            zip(*(recurring_alignments.column(name).to_pylist() for name in ("a_recurs", "b_recurs")), strict=True),
            strict=True,
        )
    }
    known = know_articles(ids_of(table), articles, article_credits, article_days)
    weights, reported = weigh_alignments(table, known, "a")
    reported = np.maximum(reported, weigh_alignments(table, known, "b")[1])
    places = list(map(Place._make, zip(*(table.column(n).to_pylist() for n in Place._fields), strict=True)))
    equal = Equal(table)
    made: dict[str, list[object]] = {name: [] for name in schema_of(Passage).names if name not in table.column_names}
    for a_id, b_id, start, end in each_pair(table):
        a, b = known[a_id], known[b_id]
        recurs = [recurrences.get((a_id, p.a_start, p.a_end, b_id, p.b_start, p.b_end), 0) for p in places[start:end]]
        shared = [
            _as_shared(a, b, places[k], (float(weights[k]), float(reported[k])), count)
            for k, count in zip(range(start, end), recurs, strict=True)
        ]
        for k, (kind, reasons) in zip(range(start, end), tell_kinds(shared), strict=True):
            a_credit = b_credit = None
            if kind in COPIED:
                a_credit, b_credit = _near_credits(a, b, places[k], equal, k)
            made["kind"].append(kind)
            made["reasons"].append(reasons)
            for side, article, near in (("a", a, a_credit), ("b", b, b_credit)):
                start_, end_, name, covers = _credit_of(near, article)
                made[f"{side}_credit_start"].append(start_)
                made[f"{side}_credit_end"].append(end_)
                made[f"{side}_credit_name"].append(name)
                made[f"{side}_credit_covers"].append(covers)
    schema = schema_of(Passage)
    columns = [pa.array(made[f.name], f.type) if f.name in made else table.column(f.name).cast(f.type) for f in schema]
    return pa.table(columns, schema=schema)


class Equal:
    """The runs of equal words of all alignments of a table."""

    def __init__(self, table: pa.Table) -> None:
        lists = [table.column(name).combine_chunks() for name in ("a_equal", "b_equal")]
        self.offsets = [column.offsets.to_numpy() for column in lists]
        self.values = [column.values.to_numpy() for column in lists]

    def gaps(self, side: int, row: int) -> list[Span]:
        """Stretches between the runs of one side of one row."""
        low, high = self.offsets[side][row], self.offsets[side][row + 1]
        if high - low <= 2:
            return []
        edges = self.values[side][low + 1 : high - 1].tolist()
        return list(zip(edges[::2], edges[1::2], strict=True))


def weigh_alignments(
    table: pa.Table, known: dict[int, Known], side: str
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """What the equal words of each alignment say together as they stand in a or b, and those of them that are not
    quoted there.
    """
    ids = np.unique(table.column(f"{side}_id").to_numpy())
    texts = [known[article_id].text for article_id in ids.tolist()]
    facts = [read_facts(text) for text in texts]
    starts = np.concatenate([_keys(k, read_words(text).starts) for k, text in enumerate(texts)] or [np.empty(0, int)])
    weights = np.concatenate([np.empty(0), *(f.weights for f in facts)])
    own = np.concatenate([*(~f.quoted for f in facts), [True]])
    goes_on = np.concatenate([*(f.goes_on for f in facts), [False]])
    runs = table.column(f"{side}_equal").combine_chunks()
    sizes = np.diff(runs.offsets.to_numpy()) // 2
    edges = runs.values.to_numpy()[runs.offsets[0].as_py() : runs.offsets[-1].as_py()]
    article = np.repeat(np.searchsorted(ids, table.column(f"{side}_id").to_numpy()), sizes)
    first = np.searchsorted(starts, _keys(article, edges[::2]))
    end = np.searchsorted(starts, _keys(article, edges[1::2]))
    row = np.repeat(np.arange(len(sizes)), sizes)

    def add_up(weights: NDArray[np.float64], begun: NDArray[np.float64]) -> NDArray[np.float64]:
        total = np.concatenate([[0.0], np.cumsum(weights)])
        of_runs = total[end] - total[first] + begun[first]
        return np.bincount(row, weights=of_runs, minlength=len(sizes)).astype(np.float64)

    return add_up(weights, goes_on.astype(np.float64)), add_up(weights * own[:-1], (goes_on & own).astype(np.float64))


def _keys(article: int | Ints, places: NDArray[np.int32]) -> Ints:
    """Places of several articles in one order."""
    keys: Ints = (np.int64(article) << _PLACE_BITS) + places.astype(np.int64)
    return keys


def _as_shared(a: Known, b: Known, place: Place, weights: tuple[float, float], recurs: int) -> Shared:
    quoted = sorted(
        (quoted_share(a.text, place.a_start, place.a_end), quoted_share(b.text, place.b_start, place.b_end))
    )
    return Shared(
        text=a.text,
        start=place.a_start,
        end=place.a_end,
        weight=weights[0],
        reported=weights[1],
        matches=place.matches,
        words=max(place.a_words, place.b_words),
        block=place.block,
        quoted=quoted[0],
        most_quoted=quoted[1],
        caption=min(
            caption_share(a.text, place.a_start, place.a_end), caption_share(b.text, place.b_start, place.b_end)
        ),
        begins=min(place.a_start / len(a.text), place.b_start / len(b.text)),
        at_end=_at_end(a.text, place.a_start, place.a_end) and _at_end(b.text, place.b_start, place.b_end),
        article_share=max((place.a_end - place.a_start) / len(a.text), (place.b_end - place.b_start) / len(b.text)),
        days=abs((a.published - b.published).total_seconds()) / 86_400 if a.published and b.published else None,
        same_outlet=a.outlet is not None and a.outlet == b.outlet,
        recurs=recurs,
    )


def _at_end(text: str, start: int, end: int) -> bool:
    """Whether a passage stands in the last lines of its article."""
    return start >= END * len(text) and len(text) - end <= LAST_LINES


def _near_credits(a: Known, b: Known, place: Place, equal: Equal, row: int) -> tuple[Naming | None, Naming | None]:
    """What either side says beside a passage of whose words it is; an attribution that both have came along with
    them.
    """
    a_credit = find_near_credit(a.text, (place.a_start, place.a_end), equal.gaps(0, row), b.outlet)
    b_credit = find_near_credit(b.text, (place.b_start, place.b_end), equal.gaps(1, row), a.outlet)
    if a_credit and b_credit and same_outlet(a_credit.name, b_credit.name):
        return None, None
    return _not_itself(a_credit, a.outlet), _not_itself(b_credit, b.outlet)


def _not_itself(credit: Naming | None, outlet: str | None) -> Naming | None:
    return None if credit and outlet and same_outlet(credit.name, outlet) else credit


def _credit_of(near: Naming | None, article: Known) -> tuple[int | None, int | None, str | None, str | None]:
    """Start, end, name and cover of one side's credit: the one beside the passage, else that for the whole article."""
    if near is not None:
        return near.start, near.end, canonical_outlet(near.name), near.covers
    if article.credit_names:
        return *article.credit_bounds[:2], article.credit_names[0], "article"  # type: ignore[return-value]
    return None, None, None, None
