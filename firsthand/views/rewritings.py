"""Sentences that two articles tell in other words, as people see them: weaker evidence than shared wording."""

from dataclasses import dataclass

from firsthand.records import Rewriting
from firsthand.views.lookup import Lookup, Quote, full_id


@dataclass(frozen=True)
class RewritingView:
    """Sentences of two articles that say the same in the same order."""

    rewriting_id: str
    a: Quote
    b: Quote
    sentences: int
    score: float
    """Share of what they say that they say alike."""
    beside: bool
    """Whether copied reporting stands beside them in both articles."""
    reasons: tuple[str, ...]


def view_rewritings(lookup: Lookup) -> list[RewritingView]:
    """All of them, those beside copied reporting first, then the likest."""
    rows = sorted(lookup.rows(Rewriting), key=lambda r: (not r.beside, -r.score, r.rewriting_id))
    return [
        RewritingView(
            rewriting_id=full_id(row.rewriting_id),
            a=lookup.quote(row.a_id, row.a_start, row.a_end),
            b=lookup.quote(row.b_id, row.b_start, row.b_end),
            sentences=row.sentences,
            score=row.score,
            beside=row.beside,
            reasons=tuple(row.reasons),
        )
        for row in rows
    ]
