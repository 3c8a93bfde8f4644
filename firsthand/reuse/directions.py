"""Direction: who took the wording from whom, from evidence that is listed, and *unknown* where it is thin."""

import math

import pyarrow as pa

from firsthand.records import Direction, DirectionEvidence, PairArticles, Passage, Reuse
from firsthand.schema import to_rows, to_table
from firsthand.text import hash64

PROBABLE, CERTAIN = 1.5, 5.0
"""Log-odds from which a direction is probable (four to one) or certain (150 to one)."""


def find_evidence(pair_articles: pa.Table, passages: pa.Table) -> pa.Table:
    """All observations that bear on who copied whom, for the pairs of one article."""
    rows: list[DirectionEvidence] = []
    for pair in to_rows(pair_articles, PairArticles):
        if pair.a_published and pair.b_published and pair.a_published != pair.b_published:
            first = pair.a_id if pair.a_published < pair.b_published else pair.b_id
            days = abs((pair.a_published - pair.b_published).total_seconds()) / 86_400
            rows.append(
                DirectionEvidence(
                    pair.a_id, pair.b_id, "publication time", first, 1.6, f"published {days:.1f} days earlier",
                    None, None, None,
                )
            )  # fmt: skip
    return to_table(rows, DirectionEvidence)


def weigh_evidence(pair_articles: pa.Table, direction_evidence: pa.Table) -> pa.Table:
    """Direction of every pair of one article: the sum of its evidence, or *unknown*."""
    weights: dict[tuple[int, int], float] = {}
    for found in to_rows(direction_evidence, DirectionEvidence):
        sign = 0 if found.from_id is None else 1 if found.from_id == found.a_id else -1
        weights[found.a_id, found.b_id] = weights.get((found.a_id, found.b_id), 0.0) + sign * found.weight
    rows = []
    for pair in to_rows(pair_articles, PairArticles):
        weight = weights.get((pair.a_id, pair.b_id), 0.0)
        size = abs(weight)
        rows.append(
            Direction(
                a_id=pair.a_id,
                b_id=pair.b_id,
                from_id=None if size < PROBABLE else pair.a_id if weight > 0 else pair.b_id,
                confidence="unknown" if size < PROBABLE else "probable" if size < CERTAIN else "certain",
                score=1 / (1 + math.exp(-size)),
                missing=[] if pair.a_published and pair.b_published else ["publication times"],
            )
        )
    return to_table(rows, Direction)


def make_reuse(passages: pa.Table, directions: pa.Table) -> pa.Table:
    """The passages of every pair of one article with direction and credit."""
    from_ids = {(found.a_id, found.b_id): found.from_id for found in to_rows(directions, Direction)}
    rows = []
    for found in to_rows(passages, Passage):
        rows.append(
            Reuse(
                reuse_id=hash64(
                    "reuse", found.a_id, found.a_start, found.a_end, found.b_id, found.b_start, found.b_end
                ),
                a_id=found.a_id,
                a_start=found.a_start,
                a_end=found.a_end,
                b_id=found.b_id,
                b_start=found.b_start,
                b_end=found.b_end,
                matches=found.matches,
                a_words=found.a_words,
                b_words=found.b_words,
                kind=found.kind,
                reasons=found.reasons,
                from_id=from_ids[found.a_id, found.b_id],
                credited=False,
                credit_id=None,
                credit_start=None,
                credit_end=None,
                credit_name=None,
            )
        )
    return to_table(rows, Reuse)
