"""Pairs of articles that share wording as lines of a list, and who copied whom as a matrix of outlets."""

from dataclasses import dataclass

from firsthand.records import Direction, Reuse
from firsthand.views.lookup import Lookup
from firsthand.views.reuse import COPIED


@dataclass(frozen=True)
class PairRow:
    """Two articles that share wording, in a list; the one copied from is on the left where that is known."""

    left: str
    left_outlet: str | None
    right: str
    right_outlet: str | None
    from_: str | None
    """The article copied from; None when unknown."""
    confidence: str
    """certain, probable or unknown."""
    score: float
    passages: int
    words: int
    """Equal words in story and quotation passages."""
    credited: int
    """Passages of these with credit."""
    uncredited: int
    other_words: int
    """Equal words in formulas, background and boilerplate."""
    kinds: tuple[str, ...]
    days: int | None
    """Days from the left article's date to the right one's; None where a date is not stated."""

    @property
    def credit(self) -> str:
        """credited, uncredited, partly credited, or no copied reporting."""
        if not (self.credited or self.uncredited):
            return "no copied reporting"
        if not self.uncredited:
            return "credited"
        return "partly credited" if self.credited else "uncredited"


@dataclass(frozen=True)
class CopyCell:
    """What one outlet has from another."""

    pairs: int
    words: int
    credited: int
    """Pairs in which every copied passage is credited."""


@dataclass(frozen=True)
class CopyMatrix:
    """Who copies whom: rows copy, columns are copied from, both in the order of `outlets`."""

    outlets: tuple[str, ...]
    cells: tuple[tuple[CopyCell, ...], ...]
    unknown: tuple[tuple[CopyCell, ...], ...]
    """Pairs of which it is not known who copied, the same both ways."""
    articles: tuple[int, ...]
    """Articles of each outlet."""
    left_out: int
    """Outlets beyond the most that are shown."""
    no_outlet: int
    """Pairs in which an article has no outlet stated."""


def list_pairs(lookup: Lookup) -> list[PairRow]:
    """All pairs that have rows, those with most shared reporting first."""
    shared: dict[tuple[int, int], list[Reuse]] = {}
    for row in lookup.rows(Reuse):
        shared.setdefault((row.a_id, row.b_id), []).append(row)
    directions = {(d.a_id, d.b_id): d for d in lookup.rows(Direction)}
    rows = [_row(lookup, pair, passages, directions.get(pair)) for pair, passages in shared.items()]
    return sorted(rows, key=lambda r: (-r.words, -r.other_words, r.left, r.right))


def _row(lookup: Lookup, pair: tuple[int, int], passages: list[Reuse], direction: Direction | None) -> PairRow:
    from_id = direction.from_id if direction else None
    left, right = sorted(pair, key=lookup.given)
    if from_id is not None:
        left, right = from_id, pair[0] + pair[1] - from_id
    copied = [row for row in passages if row.kind in COPIED]
    dates = [lookup.article(i).published for i in (left, right)]
    return PairRow(
        left=lookup.given(left),
        left_outlet=lookup.outlet(left),
        right=lookup.given(right),
        right_outlet=lookup.outlet(right),
        from_=lookup.given(from_id) if from_id is not None else None,
        confidence=direction.confidence if direction else "unknown",
        score=direction.score if direction else 0.5,
        passages=len(passages),
        words=sum(row.matches for row in copied),
        credited=sum(row.credited for row in copied),
        uncredited=sum(not row.credited for row in copied),
        other_words=sum(row.matches for row in passages if row.kind not in COPIED),
        kinds=tuple(dict.fromkeys(row.kind for row in passages)),
        days=(dates[1].date() - dates[0].date()).days if dates[0] and dates[1] else None,
    )


def view_matrix(lookup: Lookup, pairs: list[PairRow], most: int = 30) -> CopyMatrix:
    """Who copies whom among the outlets that share most wording."""
    weights: dict[str, int] = {}
    known = [row for row in pairs if row.words and row.left_outlet and row.right_outlet]
    for row in known:
        for outlet in {row.left_outlet, row.right_outlet}:
            weights[str(outlet)] = weights.get(str(outlet), 0) + 1
    ordered = sorted(weights, key=lambda outlet: (-weights[outlet], outlet))
    outlets = tuple(ordered[:most])
    told: dict[tuple[str, str], list[PairRow]] = {}
    unknown: dict[tuple[str, str], list[PairRow]] = {}
    for row in known:
        ends = str(row.right_outlet), str(row.left_outlet)
        if row.from_:
            told.setdefault(ends, []).append(row)
        else:
            for one in {ends, ends[::-1]}:
                unknown.setdefault(one, []).append(row)
    counts: dict[str | None, int] = {}
    for article_id in lookup.article_ids():
        counts[lookup.outlet(article_id)] = counts.get(lookup.outlet(article_id), 0) + 1
    return CopyMatrix(
        outlets=outlets,
        cells=tuple(tuple(_cell(told.get((copier, source), [])) for source in outlets) for copier in outlets),
        unknown=tuple(tuple(_cell(unknown.get((one, other), [])) for other in outlets) for one in outlets),
        articles=tuple(counts.get(outlet, 0) for outlet in outlets),
        left_out=len(ordered) - len(outlets),
        no_outlet=sum(1 for row in pairs if row.words and not (row.left_outlet and row.right_outlet)),
    )


def _cell(rows: list[PairRow]) -> CopyCell:
    return CopyCell(len(rows), sum(row.words for row in rows), sum(row.credit == "credited" for row in rows))
