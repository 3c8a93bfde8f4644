"""Direction: who took the wording from whom, from evidence that is listed, and *unknown* where it is thin; then
reuse.
"""

from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from firsthand.judgements.rows import DECIDED, JudgedDirection
from firsthand.records import Direction, DirectionEvidence, Reuse
from firsthand.reuse.columns import number_rows
from firsthand.reuse.crediting import same_outlet
from firsthand.reuse.evidence import Row, observe
from firsthand.reuse.kinds import COPIED
from firsthand.reuse.lookup import each_pair, ids_of, know_articles, pick_rows, tell_times
from firsthand.reuse.sides import Shown
from firsthand.schema import schema_of, to_rows
from firsthand.text import hash64

PROBABLE, CERTAIN = 1.5, 5.0
"""Log-odds from which a direction is probable (four to one) or certain (150 to one)."""


def find_evidence(
    passages: pa.Table, articles: pa.Table, article_credits: pa.Table, article_days: pa.Table
) -> pa.Table:
    """All observations that bear on who copied whom, for the pairs of some articles."""
    passages = keep_reporting(passages)
    known = know_articles(ids_of(passages), articles, article_credits, article_days)
    shown = list(map(Shown._make, zip(*(passages.column(n).to_pylist() for n in Shown._fields), strict=True)))
    rows: list[Row] = []
    for a_id, b_id, start, end in each_pair(passages):
        rows += observe(known[a_id], known[b_id], shown[start:end])
    schema = schema_of(DirectionEvidence)
    if not rows:
        return schema.empty_table()
    columns = zip(*rows, strict=True)
    return pa.table([pa.array(x, t) for x, t in zip(columns, schema.types, strict=True)], schema=schema)


def keep_reporting(passages: pa.Table) -> pa.Table:
    """The passages of the pairs that share a report: of which one is story. The others have no evidence."""
    pair = number_rows(passages.column("a_id").to_numpy(), passages.column("b_id").to_numpy())
    story = pc.equal(passages.column("kind"), "story").to_numpy()
    return passages.filter(pa.array(np.isin(pair, pair[story])))


def weigh_evidence(
    passages: pa.Table,
    direction_evidence: pa.Table,
    judged_directions: pa.Table,
    articles: pa.Table,
    article_days: pa.Table,
) -> pa.Table:
    """Direction of every pair of some articles: what a person decided, else the sum of its evidence, or *unknown*."""
    firsts = [start for _, _, start, _ in each_pair(passages)]
    pairs = passages.select(["a_id", "b_id"]).take(firsts)
    a_ids, b_ids = pairs.column("a_id").to_numpy(), pairs.column("b_id").to_numpy()
    weights = np.zeros(len(firsts))
    places = {pair: k for k, pair in enumerate(zip(a_ids.tolist(), b_ids.tolist(), strict=True))}
    columns = (direction_evidence.column(name).to_pylist() for name in ("a_id", "b_id", "from_id", "weight"))
    for a_id, b_id, from_id, weight in zip(*columns, strict=True):
        if from_id is not None:
            weights[places[a_id, b_id]] += weight if from_id == a_id else -weight
    weights = weights.round(6)
    for one in to_rows(judged_directions, JudgedDirection):
        place = places.get((one.a_id, one.b_id))
        if place is not None:
            weights[place] = _judged_weight(one, float(weights[place]))
    sizes = np.abs(weights)
    ids = ids_of(passages)
    dated = np.array([time is not None for time in tell_times(ids, articles, article_days)], np.bool_)
    both = dated[np.searchsorted(ids, a_ids)] & dated[np.searchsorted(ids, b_ids)]
    columns_ = {
        "a_id": a_ids,
        "b_id": b_ids,
        "from_id": pa.array(np.where(weights > 0, a_ids, b_ids), pa.int64(), mask=sizes < PROBABLE),
        "confidence": np.where(sizes < PROBABLE, "unknown", np.where(sizes < CERTAIN, "probable", "certain")),
        "score": (1 / (1 + np.exp(-sizes))).round(6),
        "missing": pa.ListArray.from_arrays(
            pa.array(np.concatenate([[0], np.cumsum(~both)]), pa.int32()),
            pa.array(["publication times"] * int((~both).sum()), pa.string()),
        ),
    }
    return _table(columns_, Direction)


def _judged_weight(judged: JudgedDirection, weight: float) -> float:
    """Log-odds for a as the one copied from, after a person's decision."""
    if judged.from_id is not None:
        return DECIDED if judged.from_id == judged.a_id else -DECIDED
    found = judged.a_id if weight > 0 else judged.b_id
    return weight if judged.not_from_id is not None and found != judged.not_from_id else 0.0


def _table(columns: dict[str, object], row: type) -> pa.Table:
    schema = schema_of(row)
    arrays = [columns[f.name] for f in schema]
    cast = [
        (x if isinstance(x, pa.Array | pa.ChunkedArray) else pa.array(x)).cast(t)
        for x, t in zip(arrays, schema.types, strict=True)
    ]
    return pa.table(cast, schema=schema)


def make_reuse(passages: pa.Table, directions: pa.Table, articles: pa.Table) -> pa.Table:
    """The passages of every pair of some articles with direction and credit.

    Where the direction is known, the copier's credit counts; where it is not, a credit on either side that fits.
    """
    ids = ids_of(passages)
    outlets = dict(zip(ids.tolist(), pick_rows(articles, ids).column("outlet").to_pylist(), strict=True))
    spans = [passages.column(name).to_pylist() for name in _SPANS]
    pairs = zip(*(directions.column(name).to_pylist() for name in ("a_id", "b_id", "from_id")), strict=True)
    known = {(a_id, b_id): from_id for a_id, b_id, from_id in pairs}
    from_ids = [known[pair] for pair in zip(spans[0], spans[3], strict=True)]
    credits_ = (passages.column(f"{side}_credit_{name}").to_pylist() for side in "ab" for name in ("name", "covers"))
    sides = [
        _credited_side(
            a_name,
            a_covers,
            b_name,
            b_covers,
            None if from_id is None else "b" if from_id == a_id else "a",
            outlets[a_id],
            outlets[b_id],
        )
        if a_name is not None or b_name is not None
        else None
        for a_name, a_covers, b_name, b_covers, from_id, a_id, b_id in zip(
            *credits_, from_ids, spans[0], spans[3], strict=True
        )
    ]
    side = np.array([0 if one is None else 1 if one == "a" else 2 for one in sides], np.int8)
    columns: dict[str, object] = {
        name: passages.column(name) for name in schema_of(Reuse).names if name in passages.column_names
    }
    columns["reuse_id"] = pa.array([hash64("reuse", *span) for span in zip(*spans, strict=True)], pa.int64())
    told = np.isin(passages.column("kind").to_numpy(zero_copy_only=False), COPIED)
    columns["from_id"] = pa.array(
        [one if copied else None for one, copied in zip(from_ids, told.tolist(), strict=True)], pa.int64()
    )
    columns["credited"] = side > 0
    columns["credit_id"] = _of_side(side, passages, "{}_id")
    for name in ("start", "end", "name", "covers"):
        columns[f"credit_{name}"] = _of_side(side, passages, f"{{}}_credit_{name}")
    return _table(columns, Reuse)


_SPANS = ("a_id", "a_start", "a_end", "b_id", "b_start", "b_end")


def _of_side(side: NDArray[np.int8], passages: pa.Table, name: str) -> pa.ChunkedArray:
    """The field of side a or b of each row, null where it is neither."""
    a, b = passages.column(name.format("a")), passages.column(name.format("b"))
    return pc.if_else(pa.array(side == 1), a, pc.if_else(pa.array(side == 2), b, pa.scalar(None, a.type)))


@lru_cache(maxsize=1 << 16)
def _credited_side(
    a_name: str | None,
    a_covers: str | None,
    b_name: str | None,
    b_covers: str | None,
    copier: str | None,
    a_outlet: str | None,
    b_outlet: str | None,
) -> str | None:
    """The side, a or b, whose credit covers the passage as the copier's; null when it is uncredited."""
    a_fits = _fits(a_name, a_covers, b_name, b_outlet)
    b_fits = _fits(b_name, b_covers, a_name, a_outlet)
    if copier is not None:
        return copier if (a_fits if copier == "a" else b_fits) else None
    return "b" if b_fits and (not a_fits or b_covers != "article") else "a" if a_fits else None


def _fits(name: str | None, covers: str | None, other_name: str | None, other_outlet: str | None) -> bool:
    """Whether the credit of one side can be for the other article's words.

    A credit beside the passage can. One for the whole article can if the other article is, or may be, of the outlet
    that it names, or is signed by it too; else both have the words from a third, and only one of them says so.
    """
    if name is None or covers != "article" or other_outlet is None or same_outlet(name, other_outlet):
        return name is not None
    return other_name is not None and same_outlet(name, other_name)
