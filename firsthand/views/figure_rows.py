"""Figures of claims as lines of a list: value, hedge, unit, who says each and through whom; equal ones are folded."""

from dataclasses import dataclass

from firsthand.origins.labels import label_origin
from firsthand.records import Figure, Mention, MentionOrigin
from firsthand.views.chains import name_chain
from firsthand.views.claim_rows import ClaimRow, list_claims, mentions_of
from firsthand.views.lookup import Lookup, Quote


@dataclass(frozen=True)
class FigureLine:
    """Equal figures of one origin."""

    words: str
    language: str
    value: float | None
    low: float | None
    high: float | None
    hedge: str
    unit: str
    of: str | None
    """Whom or what it counts, as written."""
    origin: str
    through: tuple[str, ...]
    """Those through whom the articles have it, nearest first; empty where nobody stands between."""
    articles: tuple[str, ...]
    quotes: tuple[Quote, ...]
    """The figure in each mention of it."""


@dataclass(frozen=True)
class FigureGroup:
    """All figures of one claim."""

    short_id: str
    statement: str
    language: str
    aspect: str
    differs: bool
    """Whether two of them have not the same value."""
    conflict: bool
    lines: tuple[FigureLine, ...]


def list_figures(lookup: Lookup) -> list[FigureGroup]:
    """Claims with figures: those in conflict first, then those whose figures differ, then as claims are ordered."""
    groups = [group for row in list_claims(lookup) if (group := _group(lookup, row))]
    return sorted(groups, key=lambda g: (not g.conflict, not g.differs, -len(g.lines)))


def _group(lookup: Lookup, row: ClaimRow) -> FigureGroup | None:
    claim_id = int(row.claim_id.removeprefix("c-"), 16)
    claim_id -= (claim_id >> 63) << 64  # ids are signed
    origins = {o.mention_id: o.origin for o in lookup.get(MentionOrigin, "claim_id", claim_id)}
    folded: dict[tuple[object, ...], list[tuple[Mention, Figure]]] = {}
    for mention in mentions_of(lookup, claim_id):
        figure = lookup.one(Figure, "figure_id", mention.figure_id) if mention.figure_id is not None else None
        if figure is not None:
            key = (figure.low, figure.high, figure.value, figure.hedge, figure.unit, origins.get(mention.mention_id))
            folded.setdefault(key, []).append((mention, figure))
    if not folded:
        return None
    return FigureGroup(
        short_id=row.short_id,
        statement=row.statement,
        language=row.language,
        aspect=row.aspect,
        differs=len({key[:3] for key in folded}) > 1,
        conflict=bool(row.conflicts),
        lines=tuple(_line(lookup, found, origins) for found in folded.values()),
    )


def _line(lookup: Lookup, found: list[tuple[Mention, Figure]], origins: dict[int, str]) -> FigureLine:
    mention, figure = found[0]
    quote = lookup.quote(figure.article_id, figure.start, figure.end)
    return FigureLine(
        words=quote.text,
        language=quote.language,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        hedge=figure.hedge,
        unit=figure.unit,
        of=figure.of,
        origin=label_origin(origins.get(mention.mention_id, "not counted")),
        through=tuple(dict.fromkeys(name for one, _ in found for name in name_chain(lookup, one)[:-1])),
        articles=tuple(dict.fromkeys(lookup.given(m.article_id) for m, _ in found)),
        quotes=tuple(lookup.quote(one.article_id, one.start, one.end) for _, one in found),
    )
