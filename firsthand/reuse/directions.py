"""Direction: who took the wording from whom, from evidence that is listed, and *unknown* where it is thin; then
reuse.
"""

import math

import pyarrow as pa

from firsthand.records import Direction, DirectionEvidence, Reuse
from firsthand.reuse.crediting import same_outlet
from firsthand.reuse.evidence import observe
from firsthand.reuse.rows import PairArticles, Passage
from firsthand.schema import to_rows, to_table
from firsthand.text import hash64

PROBABLE, CERTAIN = 1.5, 5.0
"""Log-odds from which a direction is probable (four to one) or certain (150 to one)."""

Key = tuple[int, int]


def _by_pair(passages: pa.Table) -> dict[Key, list[Passage]]:
    found: dict[Key, list[Passage]] = {}
    for passage in to_rows(passages, Passage):
        found.setdefault((passage.a_id, passage.b_id), []).append(passage)
    return found


def find_evidence(pair_articles: pa.Table, passages: pa.Table) -> pa.Table:
    """All observations that bear on who copied whom, for the pairs of one article."""
    found = _by_pair(passages)
    rows: list[DirectionEvidence] = []
    for pair in to_rows(pair_articles, PairArticles):
        rows += observe(pair, found[pair.a_id, pair.b_id])
    return to_table(rows, DirectionEvidence)


def weigh_evidence(pair_articles: pa.Table, direction_evidence: pa.Table) -> pa.Table:
    """Direction of every pair of one article: the sum of its evidence, or *unknown*."""
    weights: dict[Key, float] = {}
    for found in to_rows(direction_evidence, DirectionEvidence):
        sign = 0 if found.from_id is None else 1 if found.from_id == found.a_id else -1
        weights[found.a_id, found.b_id] = weights.get((found.a_id, found.b_id), 0.0) + sign * found.weight
    rows = []
    for pair in to_rows(pair_articles, PairArticles):
        weight = round(weights.get((pair.a_id, pair.b_id), 0.0), 6)
        size = abs(weight)
        rows.append(
            Direction(
                a_id=pair.a_id,
                b_id=pair.b_id,
                from_id=None if size < PROBABLE else pair.a_id if weight > 0 else pair.b_id,
                confidence="unknown" if size < PROBABLE else "probable" if size < CERTAIN else "certain",
                score=round(1 / (1 + math.exp(-size)), 6),
                missing=[] if pair.a_published and pair.b_published else ["publication times"],
            )
        )
    return to_table(rows, Direction)


def make_reuse(pair_articles: pa.Table, passages: pa.Table, directions: pa.Table) -> pa.Table:
    """The passages of every pair of one article with direction and credit.

    Where the direction is known, the copier's credit counts; where it is not, a credit on either side that fits.
    """
    from_ids = {(found.a_id, found.b_id): found.from_id for found in to_rows(directions, Direction)}
    outlets = {(pair.a_id, pair.b_id): (pair.a_outlet, pair.b_outlet) for pair in to_rows(pair_articles, PairArticles)}
    rows = []
    for found in to_rows(passages, Passage):
        key = found.a_id, found.b_id
        side = _credited_side(found, from_ids[key], outlets[key])
        rows.append(_as_reuse(found, from_ids[key], side))
    return to_table(rows, Reuse)


def _credited_side(found: Passage, from_id: int | None, outlets: tuple[str | None, str | None]) -> str | None:
    """The side, a or b, whose credit covers the passage as the copier's; null when it is uncredited."""
    fits = {"a": _fits(found, "a", outlets[1]), "b": _fits(found, "b", outlets[0])}
    if from_id is not None:
        copier = "b" if from_id == found.a_id else "a"
        return copier if fits[copier] else None
    return "b" if fits["b"] and (not fits["a"] or found.b_credit_covers == "passage") else "a" if fits["a"] else None


def _fits(found: Passage, side: str, other_outlet: str | None) -> bool:
    """Whether the credit of one side can be for the other article's words.

    A credit beside the passage can. One for the whole article can if the other article is, or may be, of the outlet
    that it names, or is signed by it too; else both have the words from a third, and only one of them says so.
    """
    other = "b" if side == "a" else "a"
    name, covers = getattr(found, f"{side}_credit_name"), getattr(found, f"{side}_credit_covers")
    if name is None or covers == "passage" or other_outlet is None or same_outlet(name, other_outlet):
        return name is not None
    signed = getattr(found, f"{other}_credit_name")
    return signed is not None and same_outlet(name, signed)


def _as_reuse(found: Passage, from_id: int | None, side: str | None) -> Reuse:
    bounds = found.a_id, found.a_start, found.a_end, found.b_id, found.b_start, found.b_end
    a_id, a_start, a_end, b_id, b_start, b_end = bounds
    credit_id, start, end, name = None, None, None, None
    if side == "a":
        credit_id, start, end, name = a_id, found.a_credit_start, found.a_credit_end, found.a_credit_name
    elif side == "b":
        credit_id, start, end, name = b_id, found.b_credit_start, found.b_credit_end, found.b_credit_name
    return Reuse(
        reuse_id=hash64("reuse", *bounds),
        a_id=a_id,
        a_start=a_start,
        a_end=a_end,
        b_id=b_id,
        b_start=b_start,
        b_end=b_end,
        matches=found.matches,
        a_words=found.a_words,
        b_words=found.b_words,
        kind=found.kind,
        reasons=found.reasons,
        from_id=from_id if found.kind in ("story", "quotation") else None,
        credited=side is not None,
        credit_id=credit_id,
        credit_start=start,
        credit_end=end,
        credit_name=name,
    )
