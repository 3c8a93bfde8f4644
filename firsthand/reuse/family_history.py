"""What is known of a family of passages as a whole: which member is the earliest, how sure that is, and the fullest."""

from datetime import UTC, datetime, time, timedelta
from itertools import groupby
from math import exp
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from firsthand.counting import count_of
from firsthand.records import FamilyPassage, PassageFamily
from firsthand.reuse.lookup import pick_rows
from firsthand.reuse.sides import name_lead, read_weights
from firsthand.schema import to_rows, to_table

CERTAIN, PROBABLE = 0.99, 0.8
"""Probabilities from which the earliest member is certain or probable; below it is possible."""


class Earliest(NamedTuple):
    """The earliest member of a family, as far as is known."""

    article_id: int | None
    score: float
    reason: str


def describe_families(family_passages: pa.Table, articles: pa.Table) -> pa.Table:
    """Every family of some members, with its size, its earliest and its fullest member."""
    rows = sorted(to_rows(family_passages, FamilyPassage), key=lambda r: (r.family_id, r.article_id))
    ids = np.unique(family_passages.column("article_id").to_numpy())
    outlets = dict(zip(ids.tolist(), pick_rows(articles, ids).column("outlet").to_pylist(), strict=True))
    made = []
    for family_id, group in groupby(rows, key=lambda r: r.family_id):
        members = list(group)
        earliest = tell_earliest(members)
        fullest = min(
            members,
            key=lambda m: (
                -m.words,
                m.article_id != earliest.article_id,
                m.published is None,
                m.published,
                m.article_id,
            ),
        )
        made.append(
            PassageFamily(
                family_id=family_id,
                kind=fullest.kind,
                articles=len(members),
                outlets=len({outlets[m.article_id] or m.article_id for m in members}),
                variants=max(m.variant for m in members),
                words=fullest.words,
                fullest_id=fullest.article_id,
                earliest_id=earliest.article_id,
                earliest_confidence=name_confidence(earliest),
                earliest_score=earliest.score,
                earliest_reason=earliest.reason,
            )
        )
    return to_table(made, PassageFamily)


def name_confidence(earliest: Earliest) -> str:
    """How sure the earliest member is, in a word."""
    if earliest.article_id is None:
        return "unknown"
    return "certain" if earliest.score >= CERTAIN else "probable" if earliest.score >= PROBABLE else "possible"


def tell_earliest(members: list[FamilyPassage]) -> Earliest:
    """The earliest member: the one that no evidence of direction shows to be a copy, else the first by date.

    A date may be wrong, so that an earlier one is only a probability; a member without one is as likely to be the first
    as any other.
    """
    open_ = [m for m in members if m.from_id is None]
    copies = len(members) - len(open_)
    if not open_:
        return Earliest(None, 0.5, "each seems to be taken from another")
    if len(open_) == 1:
        score = min(m.from_score or 0.0 for m in members if m.from_id is not None)
        return Earliest(
            open_[0].article_id,
            score,
            "the other took the text from it" if copies == 1 else f"the {copies} others took the text from members",
        )
    dated = sorted((m.published, m.article_id) for m in open_ if m.published is not None)
    undated = len(open_) - len(dated)
    without = f"; {count_of(undated, 'article')} without a date" if undated else ""
    if len(dated) < 2:
        return Earliest(None, 0.5, f"too few dates{without}")
    (first, article_id), (second, _) = dated[:2]
    gap = second - first
    if not gap or (gap < timedelta(days=1) and (_is_day(first) or _is_day(second))):
        same = sum(when - first < timedelta(days=1) for when, _ in dated)
        return Earliest(None, 0.5, f"{same} articles are of the first day{without}")
    weight = read_weights()[name_lead(first, second)].weight
    score = round(len(dated) / len(open_) / (1 + exp(-weight)), 6)
    reason = f"published {_duration(gap)} before the next{without}"
    return Earliest(article_id if score > 0.5 else None, max(score, 0.5), reason)


def _is_day(when: datetime) -> bool:
    """Whether only the day is known."""
    return when.astimezone(UTC).time() == time()


def _duration(gap: timedelta) -> str:
    hours = gap.total_seconds() / 3600
    return count_of(round(hours / 24), "day") if hours >= 48 else count_of(max(1, round(hours)), "hour")
