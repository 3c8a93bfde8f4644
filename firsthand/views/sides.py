"""Two articles side by side, in rows: what both have, and what each has alone."""

from bisect import bisect_right
from dataclasses import dataclass

from firsthand.text import trim
from firsthand.views.diff import Edit, whole
from firsthand.views.lookup import Lookup
from firsthand.views.reuse import PairView


@dataclass(frozen=True)
class SideRow:
    """One row of two texts side by side; left is the article copied from, or the first one when that is unknown."""

    state: str
    """credited, uncredited or a kind of shared wording where both sides have it; apart where each has its own."""
    left: tuple[Edit, ...]
    """What the left text has here; in a row that is apart, what the right one left out."""
    right: tuple[Edit, ...]
    left_start: int | None
    right_start: int | None
    credit: str | None
    """The words of the credit, where the passage has one."""
    moved: bool
    """Whether the passage stands at another place in the order of the left text."""


def view_sides(lookup: Lookup, pair: PairView) -> tuple[SideRow, ...]:
    """The two texts of a pair in rows, in the order of the right one; what only the left one has stands where it stood.

    A passage of the right text that overlaps one shown before is left to the first.
    """
    left_text = lookup.article(lookup.article_id(pair.left)).text
    right_text = lookup.article(lookup.article_id(pair.right)).text
    shared: list[SideRow] = []
    used: list[tuple[int, int]] = []
    ends: list[int] = []
    furthest = -1
    for passage in pair.passages:
        swapped = passage.a.article != pair.left
        one, other = (passage.b, passage.a) if swapped else (passage.a, passage.b)
        mine, yours = (passage.b_edits, passage.a_edits) if swapped else (passage.a_edits, passage.b_edits)
        if ends and other.start < ends[-1]:
            continue
        credit = passage.credit.text if passage.credit and passage.credited else None
        moved = one.start < furthest
        shared.append(SideRow(passage.state, mine, yours, one.start, other.start, credit, moved))
        used.append((one.start, one.end))
        ends.append(other.end)
        furthest = max(furthest, one.start)
    left_only = _only_left(left_text, used)
    rows: list[SideRow] = []
    for number in range(len(shared) + 1):
        # What stands before the first passage, and after each: on the left by its own order, on the right by its own.
        start = ends[number - 1] if number else 0
        end = (shared[number].right_start or 0) if number < len(shared) else len(right_text)
        before = shared[number - 1].left_start if number else None
        left, right = left_only.get(before), _paragraphs(right_text, start, end)
        if left or right:
            rows.append(
                SideRow(
                    "apart",
                    whole(left_text[left[0] : left[1]]) if left else (),
                    whole(right_text[right[0] : right[1]]) if right else (),
                    left[0] if left else None,
                    right[0] if right else None,
                    None,
                    moved=False,
                )
            )
        rows += shared[number : number + 1]
    return tuple(rows)


def _only_left(text: str, used: list[tuple[int, int]]) -> dict[int | None, tuple[int, int]]:
    """What the passages leave of the left text, by the start of the passage that stands before it there."""
    starts = sorted(start for start, _ in used)
    found: dict[int | None, tuple[int, int]] = {}
    for start, end in _gaps(used, len(text)):
        span = _paragraphs(text, start, end)
        if span:
            before = bisect_right(starts, span[0])
            found[starts[before - 1] if before else None] = span
    return found


def _paragraphs(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without white space at its edges or closing marks before it; None when it holds no word."""
    while start < end and (text[start].isspace() or text[start] in ".,;:!?)]”’»"):
        start += 1
    start, end = trim(text, start, end)
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None


def _gaps(spans: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """What the spans leave uncovered of a text."""
    gaps, at = [], 0
    for start, end in sorted(spans):
        if start > at:
            gaps.append((at, start))
        at = max(at, end)
    return [*gaps, (at, length)]
