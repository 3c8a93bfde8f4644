"""Number edits: figures that differ inside wording that two articles share.

"Five medics were killed" and "Four medics were killed" are one sentence with another figure in it. Its words stand side
by side in the alignment; what stands between two runs of equal words was replaced.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

import pyarrow as pa

from firsthand.claims.counted import singular
from firsthand.claims.numbers import FRACTIONS, SCALES, SMALL, VAGUE
from firsthand.claims.readings import Reading, Token, read_figures, read_tokens
from firsthand.claims.rows import EditedPassage
from firsthand.claims.tokens import group_of
from firsthand.records import NumberEdit
from firsthand.reuse.lookup import ids_of, pick_rows, tell_times
from firsthand.schema import schema_of, to_rows, to_table
from firsthand.text import Span, find_sentences, hash64

EDGE = 24
"""Characters before and behind a passage in which a figure may stand at its edge: "at least two hundred"."""
AROUND = 60
"""Characters read before and after a gap: hedges, and what says whether a number is a figure."""
LITTLE_WORDS = 4
"""Words beside a figure that may have been replaced with it, or put in or left out."""
ALIKE = 0.8
"""Share of equal words from which a passage is one text, whenever and wherever it was published. Reports of two events
after one template share fewer (.56 to .78 of 30 pairs looked at)."""
NEAR_DAYS = 2.0
"""Days between two outlets' articles up to which less alike passages tell of one event too."""
LEAST_WORDS = 10
"""Equal words of a passage whose figures are compared: shorter ones are phrases that serve for any event."""
STEM = 4
"""Equal first letters of two words of one stem: "injuring", "injured"."""
_ADDED = frozenset(
    [
        "other",
        "others",
        "more",
        "people",
        "persons",
        "also",
        "the",
        "a",
        "an",
        "of",
        "and",
        "in",
        "its",
        "their",
        "was",
        "were",
        "been",
    ]
)
_FIRST_WORDS = sorted({*SMALL, *SCALES, *FRACTIONS, *(phrase.split()[0] for phrase in VAGUE)} - {"a", "m", "k"})
_MAY_HOLD = re.compile(rf"\d|\b(?:{'|'.join(_FIRST_WORDS)})\b", re.IGNORECASE)
"""A quick look before the exact one: words that a part of a figure may be written with."""

LIST_EDITED = """
SELECT r.reuse_id, r.a_id, r.b_id, r.matches, r.matches / greatest(r.a_words, r.b_words) AS alike, l.a_equal, l.b_equal
FROM reuse r JOIN alignments l ON r.a_id = l.a_id AND r.b_id = l.b_id AND r.a_start = l.a_start
    AND r.b_start = l.b_start AND r.a_end = l.a_end AND r.b_end = l.b_end
WHERE r.kind IN ('story', 'quotation')
"""


class Found(NamedTuple):
    """A figure of one of two texts, and the words that were replaced together with it."""

    reading: Reading
    start: int
    """First character of the number, with its hedge."""
    end: int
    before: list[str]
    after: list[str]


def find_number_edits(edited_passages: pa.Table, articles: pa.Table, article_days: pa.Table) -> pa.Table:
    """The figures that differ in the passages of some pairs."""
    ids = ids_of(edited_passages)
    known = pick_rows(articles.select(["article_id", "text", "outlet"]), ids)
    texts, outlets = (dict(zip(ids.tolist(), known.column(n).to_pylist(), strict=True)) for n in ("text", "outlet"))
    times = dict(zip(ids.tolist(), tell_times(ids, articles, article_days), strict=True))
    rows: list[NumberEdit] = []
    seen: set[int] = set()
    for row in to_rows(edited_passages, EditedPassage):
        a_id, b_id = row.a_id, row.b_id
        days = _days_between(times[a_id], times[b_id])
        one_outlet = outlets[a_id] is not None and outlets[a_id] == outlets[b_id]
        if row.matches < LEAST_WORDS or not (row.alike >= ALIKE or _is_near(days, one_outlet)):
            continue
        for a, b in compare_figures(texts[a_id], row.a_equal, texts[b_id], row.b_equal):
            number_edit_id = hash64("number edit", a_id, a.start, a.end, b_id, b.start, b.end)
            if number_edit_id in seen:  # it stands between two passages
                continue
            seen.add(number_edit_id)
            a_sentence, b_sentence = _sentence_at(texts[a_id], a), _sentence_at(texts[b_id], b)
            rows.append(
                NumberEdit(
                    number_edit_id=number_edit_id,
                    reuse_id=row.reuse_id,
                    kind=a.reading.kind,
                    a_id=a_id,
                    a_start=a.start,
                    a_end=a.end,
                    a_value=a.reading.value,
                    a_low=a.reading.low,
                    a_high=a.reading.high,
                    a_hedge=a.reading.hedge,
                    a_sentence_start=a_sentence[0],
                    a_sentence_end=a_sentence[1],
                    b_id=b_id,
                    b_start=b.start,
                    b_end=b.end,
                    b_value=b.reading.value,
                    b_low=b.reading.low,
                    b_high=b.reading.high,
                    b_hedge=b.reading.hedge,
                    b_sentence_start=b_sentence[0],
                    b_sentence_end=b_sentence[1],
                    agree=_agree(a.reading, b.reading),
                    earlier_id=a_id if days and days > 0 else b_id if days else None,
                )
            )
    return to_table(rows, NumberEdit) if rows else schema_of(NumberEdit).empty_table()


def compare_figures(a: str, a_equal: list[int], b: str, b_equal: list[int]) -> Iterator[tuple[Found, Found]]:
    """The figures that stand at one place of a passage in two texts and differ; `a_equal`, `b_equal` as in Alignment.

    That is between two equal runs, or right before the first or behind the last.

    >>> a, b = "At noon Five medics were killed in Karsten.", "Four medics were killed in Karsten."
    >>> [(a[x.start : x.end], b[y.start : y.end]) for x, y in compare_figures(a, [13, 43], b, [5, 35])]
    [('Five', 'Four')]
    """
    a_gaps, b_gaps = _gaps(a, a_equal), _gaps(b, b_equal)
    for place, (a_gap, b_gap) in enumerate(zip(a_gaps, b_gaps, strict=True)):
        if not _may_hold(a, a_gap, b, b_gap):
            continue
        ours, theirs = _figures_in(a, a_gap), _figures_in(b, b_gap)
        if place == 0:
            ours, theirs = ([f._replace(before=[]) for f in found[-1:] if not f.after] for found in (ours, theirs))
        elif place == len(a_gaps) - 1:
            ours = [f for f in ours[:1] if not a[a_gap[0] : f.start].strip()]
            theirs = [f for f in theirs[:1] if not b[b_gap[0] : f.start].strip()]
        elif ours and theirs and ours[0].end <= a_gap[0] and theirs[0].end <= b_gap[0]:
            ours, theirs = ours[1:], theirs[1:]
        for one, other in _pair(ours, theirs):
            if _differ(one.reading, other.reading, a[one.start : one.end], b[other.start : other.end]):
                yield one, other


def _gaps(text: str, equal: list[int]) -> list[Span]:
    """What stands between the equal runs of a text, and a little before the first and behind the last."""
    edges = [max(0, equal[0] - EDGE), *equal, min(len(text), equal[-1] + EDGE)]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _may_hold(a: str, a_gap: Span, b: str, b_gap: Span) -> bool:
    """Whether both gaps may hold a figure, or one a part of a figure that the other text has without it."""
    ours, theirs = _MAY_HOLD.search(a, *a_gap), _MAY_HOLD.search(b, *b_gap)
    if ours and theirs:
        return True
    return bool((ours and not b[slice(*b_gap)].strip()) or (theirs and not a[slice(*a_gap)].strip()))


def _figures_in(text: str, gap: Span) -> list[Found]:
    """The figures that stand in a gap, reach into it, or end where it begins."""
    start = text.rfind(" ", 0, max(0, gap[0] - AROUND)) + 1
    tokens = read_tokens(text, start, min(len(text), gap[1] + AROUND))
    readings = [r for r in read_figures(tokens) if tokens[r.first].start < gap[1] and tokens[r.end - 1].end >= gap[0]]
    found = []
    for k, reading in enumerate(readings):
        left = max(gap[0], tokens[readings[k - 1].end - 1].end) if k else gap[0]
        right = min(gap[1], tokens[readings[k + 1].begin].start) if k + 1 < len(readings) else gap[1]
        found.append(
            Found(
                reading=reading,
                start=tokens[reading.begin].start,
                end=tokens[reading.end - 1].end,
                before=_words(tokens[: reading.begin], left, right),
                after=_words(tokens[reading.end :], left, right),
            )
        )
    return found


def _words(tokens: list[Token], start: int, end: int) -> list[str]:
    return [t.low for t in tokens if start <= t.start and t.end <= end and t.text[0].isalnum()]


def _pair(ours: list[Found], theirs: list[Found]) -> Iterator[tuple[Found, Found]]:
    """Figures of two texts that may be one: in order where there are as many, else where just one fits one."""
    if len(ours) == len(theirs):
        yield from ((one, other) for one, other in zip(ours, theirs, strict=True) if _fit(one, other))
        return
    fitting = [(one, other) for one in ours for other in theirs if _fit(one, other)]
    if len(fitting) == 1:
        yield fitting[0]


def _fit(one: Found, other: Found) -> bool:
    """Whether two figures may be one figure: of a kind, and what was replaced beside them says no other thing."""
    if one.reading.kind != other.reading.kind:
        return False
    return _fit_before(one.before, other.before) and _fit_after(one.after, other.after)


def _fit_before(one: list[str], other: list[str]) -> bool:
    if one and other:
        return one[-1] == other[-1] or one[-1][:STEM] == other[-1][:STEM]
    return len(one) + len(other) <= LITTLE_WORDS


def _fit_after(one: list[str], other: list[str]) -> bool:
    if one and other:
        return one[0] == other[0] or _population(one[-1]) == _population(other[-1]) != ""
    rest = [word for word in one + other if word not in _ADDED]
    return len(rest) <= 1 and all(_population(word) for word in rest)


def _population(word: str) -> str:
    return group_of("populations.txt").get(singular(word), "")


def _differ(one: Reading, other: Reading, words: str, others: str) -> bool:
    if one.value is None and other.value is None and one.low is None:
        return words.lower() != others.lower()
    if one.value is None and other.value is None:
        return (one.low, one.high) != (other.low, other.high)
    return one.value != other.value


def _agree(one: Reading, other: Reading) -> bool:
    """Whether one number fits both readings."""
    if any(r.low is None and r.high is None for r in (one, other)):
        return False
    low = max(r.low if r.low is not None else -math.inf for r in (one, other))
    high = min(r.high if r.high is not None else math.inf for r in (one, other))
    return low <= high


def _days_between(a: datetime | None, b: datetime | None) -> float | None:
    """Days from a to b; None where a date is missing."""
    return (b - a).total_seconds() / 86_400 if a is not None and b is not None else None


def _is_near(days: float | None, one_outlet: bool) -> bool:
    """Whether two articles are of two outlets and nearly one day; those of one outlet may share a template."""
    return days is not None and abs(days) <= NEAR_DAYS and not one_outlet


def _sentence_at(text: str, found: Found) -> Span:
    spans = _sentences(text)
    return spans[max(0, bisect_right(spans, (found.start, len(text))) - 1)]


@lru_cache(maxsize=256)
def _sentences(text: str) -> list[Span]:
    return find_sentences(text)
