"""Shared wording as people see it: both texts side by side, who took it from whom, and what was left out."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Indel

from firsthand.family_records import NumberEdit
from firsthand.judgements.rows import DECIDED, JudgedDirection
from firsthand.records import Direction, DirectionEvidence, Omission, Reuse
from firsthand.reuse.rows import Folded
from firsthand.text import Words, find_words, trim
from firsthand.views.lookup import Lookup, Quote, full_id

_DIFF_WORDS = 3_000
"""Longest passage that is compared word by word, in words; beyond it only the passage is shown."""
_COPIED = ("story", "quotation")
"""Kinds of shared wording by which an article reports with another's words."""


@dataclass(frozen=True)
class Edit:
    """Some words of a passage: equal in both texts, or in one alone."""

    text: str
    changed: bool
    number: bool
    """Whether it is a figure that differs (see NumberEdit): a changed figure is news."""


@dataclass(frozen=True)
class ReuseView:
    """One passage that two articles share."""

    reuse_id: str
    a: Quote
    b: Quote
    a_edits: tuple[Edit, ...]
    b_edits: tuple[Edit, ...]
    kind: str
    reasons: tuple[str, ...]
    words: int
    """Equal words."""
    from_: str | None
    """Id of the article copied from; None when unknown."""
    credited: bool
    credit: Quote | None
    credit_name: str | None

    @property
    def state(self) -> str:
        """credited, uncredited, or the kind where the wording is not one article's report in another."""
        if self.kind not in _COPIED:
            return self.kind
        return "credited" if self.credited else "uncredited"


@dataclass(frozen=True)
class EvidenceView:
    """One observation on who copied whom."""

    kind: str
    about: str | None
    """The article that the observation is about; None when it is about both."""
    from_: str | None
    """The article it speaks for as the one copied from; None when it shows copying only."""
    weight: float
    text: str
    words: Quote | None


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


@dataclass(frozen=True)
class PairView:
    """Two articles that share wording."""

    left: str
    left_outlet: str | None
    left_language: str
    right: str
    right_outlet: str | None
    right_language: str
    from_: str | None
    confidence: str
    score: float
    evidence: tuple[EvidenceView, ...]
    missing: tuple[str, ...]
    passages: tuple[ReuseView, ...]
    left_share: float
    """Share of the characters of the left text that stand in the right one as story or quotation, 0 to 1."""
    right_share: float
    words: int
    """Equal words in story and quotation passages."""
    credited_characters: int
    uncredited_characters: int
    """Characters of the right text."""
    omissions: tuple[Quote, ...]
    more: int
    """Other articles that are folded through one of the two: as many pairs of the same text are not shown."""


def view_reuse(lookup: Lookup, row: Reuse, *, edits: bool = True) -> ReuseView:
    """One shared passage with both texts; `edits` compares them word by word."""
    a = lookup.quote(row.a_id, row.a_start, row.a_end)
    b = lookup.quote(row.b_id, row.b_start, row.b_end)
    credit = None
    if row.credit_id is not None and row.credit_start is not None and row.credit_end is not None:
        credit = lookup.quote(row.credit_id, row.credit_start, row.credit_end)
    a_edits, b_edits = compare_words(a.text, b.text) if edits else (_whole(a.text), _whole(b.text))
    figures = lookup.get(NumberEdit, "reuse_id", row.reuse_id)
    if edits and figures:
        a_edits = mark_numbers(a_edits, [(f.a_start - row.a_start, f.a_end - row.a_start) for f in figures])
        b_edits = mark_numbers(b_edits, [(f.b_start - row.b_start, f.b_end - row.b_start) for f in figures])
    return ReuseView(
        reuse_id=full_id(row.reuse_id),
        a=a,
        b=b,
        a_edits=a_edits,
        b_edits=b_edits,
        kind=row.kind,
        reasons=tuple(row.reasons),
        words=row.matches,
        from_=lookup.given(row.from_id) if row.from_id is not None else None,
        credited=row.credited,
        credit=credit,
        credit_name=row.credit_name,
    )


def compare_words(one: str, other: str) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
    """Both texts cut into pieces that are equal (as folded words) and pieces that are not.

    >>> [(e.text, e.changed) for e in compare_words("Five medics died.", "Four medics died.")[0]]
    [('Five', True), (' medics died.', False)]
    """
    words, others = find_words(one), find_words(other)
    if max(len(words.folded), len(others.folded)) > _DIFF_WORDS:
        return _whole(one), _whole(other)
    kept_one, kept_other = [False] * len(words.folded), [False] * len(others.folded)
    for block in Indel.opcodes(words.folded, others.folded):
        if block.tag == "equal":
            kept_one[block.src_start : block.src_end] = [True] * (block.src_end - block.src_start)
            kept_other[block.dest_start : block.dest_end] = [True] * (block.dest_end - block.dest_start)
    return _cut_edits(one, words, kept_one), _cut_edits(other, others, kept_other)


def _whole(text: str) -> tuple[Edit, ...]:
    return (Edit(text, False, False),)


def _cut_edits(text: str, words: Words, kept: list[bool]) -> tuple[Edit, ...]:
    """Runs of changed words, and what is between them: marks and white space at the edges of a run are not changed."""
    edits: list[Edit] = []
    at = i = 0
    while i < len(kept):
        if kept[i]:
            i += 1
            continue
        first = i
        while i < len(kept) and not kept[i]:
            i += 1
        start, end = words.starts[first], words.ends[i - 1]
        if start > at:
            edits.append(Edit(text[at:start], False, False))
        edits.append(Edit(text[start:end], True, False))
        at = end
    if at < len(text):
        edits.append(Edit(text[at:], False, False))
    return tuple(edits) or _whole(text)


def mark_numbers(edits: tuple[Edit, ...], spans: list[tuple[int, int]]) -> tuple[Edit, ...]:
    """The pieces with the figures at some spans of the passage cut out and marked.

    >>> [(e.text, e.number) for e in mark_numbers((Edit("Five medics", True, False),), [(0, 4)])]
    [('Five', True), (' medics', False)]
    """
    made: list[Edit] = []
    start = 0
    for edit in edits:
        end = start + len(edit.text)
        edges = sorted({start, end, *(edge for span in spans for edge in span if start < edge < end)})
        for left, right in pairwise(edges):
            inside = any(first <= left and right <= last for first, last in spans)
            made.append(Edit(edit.text[left - start : right - start], edit.changed or inside, inside))
        start = end
    return tuple(made)


def order_pairs(lookup: Lookup) -> list[tuple[int, int]]:
    """Pairs of articles that share wording, those with most shared story and quotation words first."""
    weights: dict[tuple[int, int], list[int]] = {}
    for row in lookup.rows(Reuse):
        weight = weights.setdefault((row.a_id, row.b_id), [0, 0])
        weight[0] += row.matches if row.kind in _COPIED else 0
        weight[1] += row.matches
    return sorted(weights, key=lambda p: (-weights[p][0], -weights[p][1], lookup.given(p[0]), lookup.given(p[1]), p))


def view_pairs(lookup: Lookup, limit: int | None = None) -> Iterator[PairView]:
    """Pairs of articles with all that they share, those that share most first.

    Of the pairs of one article with those folded through it only the first is given.
    """
    seen: set[int] = set()
    given = 0
    for a_id, b_id in order_pairs(lookup):
        if given == limit:
            return
        through = through_of(lookup, a_id, b_id)
        if through is None or through not in seen:
            yield view_pair(lookup, a_id, b_id)
            given += 1
        if through is not None:
            seen.add(through)


def through_of(lookup: Lookup, a_id: int, b_id: int) -> int | None:
    """The one of two articles through which the other is folded; None where neither is."""
    folded = {(row.article_id, row.through_id) for one in (a_id, b_id) for row in lookup.get(Folded, "article_id", one)}
    return b_id if (a_id, b_id) in folded else a_id if (b_id, a_id) in folded else None


def count_more(lookup: Lookup, a_id: int, b_id: int) -> int:
    """Articles folded through either of two articles, without the two themselves."""
    rows = [*lookup.get(Folded, "through_id", a_id), *lookup.get(Folded, "through_id", b_id)]
    return sum(row.article_id not in (a_id, b_id) for row in rows)


def view_pair(lookup: Lookup, a_id: int, b_id: int) -> PairView:
    """Two articles, the one copied from on the left; where that is unknown, the one whose given id comes first."""
    rows = _pair_rows(lookup, a_id, b_id)
    direction = next((d for d in lookup.get(Direction, "a_id", a_id) if d.b_id == b_id), None)
    from_id = direction.from_id if direction else None
    left, right = (a_id, b_id) if lookup.given(a_id) <= lookup.given(b_id) else (b_id, a_id)
    if from_id is not None:
        left, right = from_id, a_id + b_id - from_id
    rows.sort(key=lambda r: _side(r, right))
    copied = [row for row in rows if row.kind in _COPIED]
    omitted = [o for o in lookup.get(Omission, "from_id", left) if o.to_id == right]
    return PairView(
        left=lookup.given(left),
        left_outlet=lookup.outlet(left),
        left_language=lookup.article(left).language,
        right=lookup.given(right),
        right_outlet=lookup.outlet(right),
        right_language=lookup.article(right).language,
        from_=lookup.given(from_id) if from_id is not None else None,
        confidence=direction.confidence if direction else "unknown",
        score=direction.score if direction else 0.5,
        evidence=(
            *_view_judged(lookup, a_id, b_id),
            *(_view_evidence(lookup, e) for e in _evidence_rows(lookup, a_id, b_id)),
        ),
        missing=tuple(direction.missing) if direction else (),
        passages=tuple(view_reuse(lookup, row) for row in rows),
        left_share=_covered([_side(r, left) for r in copied]) / max(1, len(lookup.article(left).text)),
        right_share=_covered([_side(r, right) for r in copied]) / max(1, len(lookup.article(right).text)),
        words=sum(row.matches for row in copied),
        credited_characters=_covered([_side(r, right) for r in copied if r.credited]),
        uncredited_characters=_covered([_side(r, right) for r in copied if not r.credited]),
        more=count_more(lookup, a_id, b_id),
        omissions=tuple(lookup.quote(left, o.start, o.end) for o in sorted(omitted, key=lambda o: o.start)),
    )


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
                    _whole(left_text[left[0] : left[1]]) if left else (),
                    _whole(right_text[right[0] : right[1]]) if right else (),
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


def _pair_rows(lookup: Lookup, a_id: int, b_id: int) -> list[Reuse]:
    return [row for row in lookup.get(Reuse, "a_id", a_id) if row.b_id == b_id]


def _evidence_rows(lookup: Lookup, a_id: int, b_id: int) -> list[DirectionEvidence]:
    rows = [e for e in lookup.get(DirectionEvidence, "a_id", a_id) if e.b_id == b_id]
    return sorted(rows, key=lambda e: (-abs(e.weight), e.kind, e.text, e.start or 0))


def _view_judged(lookup: Lookup, a_id: int, b_id: int) -> list[EvidenceView]:
    """What people decided, which goes before all that was observed."""
    rows = [j for j in lookup.get(JudgedDirection, "a_id", a_id) if j.b_id == b_id]
    return [
        EvidenceView(
            "judgement", None, lookup.given(j.from_id) if j.from_id is not None else None, DECIDED, j.reason, None
        )
        for j in rows
    ]


def _view_evidence(lookup: Lookup, row: DirectionEvidence) -> EvidenceView:
    words = None
    if row.article_id is not None and row.start is not None and row.end is not None:
        words = lookup.quote(row.article_id, row.start, row.end)
    from_ = lookup.given(row.from_id) if row.from_id is not None else None
    about = None
    if row.from_id is not None:
        # An observation is about the article where it stands; without a place, about the copier; times: the other.
        subject = row.from_id if row.kind == "publication time" else row.a_id + row.b_id - row.from_id
        about = lookup.given(subject if row.article_id is None else row.article_id)
    return EvidenceView(row.kind, about, from_, row.weight, row.text, words)


def _side(row: Reuse, article_id: int) -> tuple[int, int]:
    return (row.a_start, row.a_end) if row.a_id == article_id else (row.b_start, row.b_end)


def _covered(spans: list[tuple[int, int]]) -> int:
    """Characters that at least one span covers."""
    total, at = 0, 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, at))
        at = max(at, end)
    return total
