"""Shared wording as people see it: the passages of two articles, who took them from whom, and what was left out."""

from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.judgements.rows import DECIDED, JudgedDirection
from firsthand.records import Direction, DirectionEvidence, NumberEdit, Omission, Reuse
from firsthand.reuse.rows import Folded
from firsthand.views.diff import Edit, compare_words, mark_numbers, whole
from firsthand.views.lookup import Lookup, Quote, full_id

COPIED = ("story", "quotation")
"""Kinds of shared wording by which an article reports with another's words."""


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
        if self.kind not in COPIED:
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
    a_edits, b_edits = compare_words(a.text, b.text) if edits else (whole(a.text), whole(b.text))
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


def order_pairs(lookup: Lookup) -> list[tuple[int, int]]:
    """Pairs of articles that share wording, those with most shared story and quotation words first."""
    weights: dict[tuple[int, int], list[int]] = {}
    for row in lookup.rows(Reuse):
        weight = weights.setdefault((row.a_id, row.b_id), [0, 0])
        weight[0] += row.matches if row.kind in COPIED else 0
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
    copied = [row for row in rows if row.kind in COPIED]
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
