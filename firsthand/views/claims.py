"""Claims as people see them: who tells each, on whose authority, and how many origins that makes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from firsthand.errors import UnknownError
from firsthand.origins.explain import explain_mention
from firsthand.origins.labels import label_origin
from firsthand.records import Claim, ClaimMention, Figure, Finding, Mention, MentionOrigin
from firsthand.views.chains import (
    Hop,
    attribution_of,
    name_chain,
    steps_of,
    trace_chain,
    write_chain,
)
from firsthand.views.lookup import Lookup, Quote, full_id, short_id

QUOTE_WORDS = 80
"""Longest quotation in words: a sentence, not a page (what the exports promise)."""


@dataclass(frozen=True)
class Piece:
    """Some characters of a quotation and what they are."""

    text: str
    roles: tuple[str, ...]
    """Any of claim, cue, source, channel, figure; empty for the rest of the sentence."""


@dataclass(frozen=True)
class FigureView:
    """A quantity as a text states it."""

    quote: Quote
    value: float | None
    low: float | None
    high: float | None
    unit: str
    hedge: str
    of: str | None


@dataclass(frozen=True)
class MentionView:
    """One article stating a claim: its words, the way back to its origin, and how it was counted."""

    mention_id: str
    article: str
    outlet: str | None
    published: str | None
    """ISO date, or None where none was stated."""
    quote: Quote
    """The sentence, at most QUOTE_WORDS words of it."""
    words: Quote
    """The claim's own words."""
    pieces: tuple[Piece, ...]
    """The sentence cut where the claim, its cue, source and channel begin and end; joined they are the quote."""
    chain: tuple[Hop, ...]
    names: tuple[str, ...]
    """Names of the sources, nearest first; the last one is called as its origin is, by one name in the whole case."""
    authority: str | None
    """The last source named or described; None where nobody is."""
    origin: str
    """In the form of the exports: a name, outlet:NAME, wire:NAME or text:ID."""
    origin_label: str
    kind: str
    low: int | None
    best: int | None
    high: int | None
    """Number of its origin within the claim, from 1, in each way of counting; None when not counted."""
    party: bool | None
    second_hand: bool
    copied: bool
    credited: bool
    aspect: str
    modality: str
    stance: str | None
    hedge: str
    figure: FigureView | None
    reason: str
    """Why it is counted as it is."""
    sentence: str
    """The way back to its origin as a sentence."""

    @property
    def chain_line(self) -> str:
        """The chain on one line."""
        return write_chain(self.chain)


@dataclass(frozen=True)
class ClaimView:
    """A claim, who tells it, and how many origins it has."""

    claim_id: str
    short_id: str
    statement: str
    """The words of the mention that stands for the claim, as a heading."""
    language: str
    aspect: str
    modality: tuple[str, ...]
    hedges: tuple[str, ...]
    articles: int
    outlets: int
    low: int
    best: int
    high: int
    parties: int
    copied: int
    second_hand: int
    verdict: str
    why: tuple[str, ...]
    authorities: tuple[str, ...]
    """Origins of the best count as people read them, in their numbering."""
    figures: tuple[FigureView, ...]
    """One figure of each value and hedge."""
    conflicts: tuple[str, ...]
    """Short ids of the conflicts that one of its mentions stands in."""
    comparisons: tuple[str, ...]
    """Short ids of what a reader should compare, and one of its mentions stands in."""
    mentions: tuple[MentionView, ...]

    @property
    def range(self) -> str:
        """The count as people read it: "1", or "2 (1 to 3)" where it may be otherwise.

        The best count stands first.
        """
        return str(self.best) if self.low == self.best == self.high else f"{self.best} ({self.low} to {self.high})"


def order_findings(lookup: Lookup) -> list[Finding]:
    """Findings with what is told by many and has few origins first.

    Order: articles less origins, then outlets, then articles, all falling; then origins rising; then as they are read.
    """

    def place(finding: Finding) -> tuple[str, int]:
        claim = lookup.one(Claim, "claim_id", finding.claim_id)
        mention = lookup.one(Mention, "mention_id", claim.mention_id) if claim else None
        return (lookup.given(mention.article_id), mention.start) if mention else ("", 0)

    return sorted(
        lookup.rows(Finding),
        key=lambda f: (
            f.origins_best - f.articles,
            -f.outlets,
            -f.articles,
            f.origins_best,
            *place(f),
            f.claim_id,
        ),
    )


def view_claims(lookup: Lookup, *, least_articles: int = 1, limit: int | None = None) -> Iterator[ClaimView]:
    """Claims told by at least so many articles, told by many and with few origins first."""
    shown = 0
    for finding in order_findings(lookup):
        if finding.articles >= least_articles:
            if shown == limit:
                return
            shown += 1
            yield view_claim(lookup, finding)


def view_claim(lookup: Lookup, finding: Finding) -> ClaimView:
    """The claim of one finding with all its mentions."""
    claim = lookup.one(Claim, "claim_id", finding.claim_id)
    rows = [
        mention
        for member in lookup.get(ClaimMention, "claim_id", finding.claim_id)
        if (mention := lookup.one(Mention, "mention_id", member.mention_id)) is not None
    ]
    rows.sort(key=lambda m: (lookup.given(m.article_id), m.quote_start, m.start, m.mention_id))
    standing = next((m for m in rows if claim and m.mention_id == claim.mention_id), rows[0] if rows else None)
    numbers: dict[tuple[str, int], int] = {}
    mentions = tuple(view_mention(lookup, mention, finding.claim_id, numbers) for mention in rows)
    figures = {
        (m.figure.value, m.figure.low, m.figure.high, m.figure.hedge): m.figure for m in reversed(mentions) if m.figure
    }
    return ClaimView(
        claim_id=f"c-{full_id(finding.claim_id)}",
        short_id=f"c-{short_id(finding.claim_id)}",
        statement=write_heading(lookup.quote(standing.article_id, standing.start, standing.end).text)
        if standing
        else "",
        language=lookup.article(standing.article_id).language if standing else "und",
        aspect=claim.aspect if claim else "other",
        modality=tuple(dict.fromkeys(part for m in mentions for part in m.modality.split("+"))),
        hedges=tuple(dict.fromkeys(m.hedge for m in mentions if m.hedge and m.hedge != "none")),
        articles=finding.articles,
        outlets=finding.outlets,
        low=finding.origins_low,
        best=finding.origins_best,
        high=finding.origins_high,
        parties=finding.parties,
        copied=finding.copied,
        second_hand=sum(m.second_hand for m in mentions),
        verdict=finding.verdict,
        why=tuple(finding.why),
        authorities=tuple(label for _, label in sorted(label_groups(mentions).items())),
        figures=tuple(sorted(figures.values(), key=lambda f: (f.low or 0.0, f.quote.article, f.quote.start))),
        conflicts=_conflicts(lookup, rows, compare=False),
        comparisons=_conflicts(lookup, rows, compare=True),
        mentions=mentions,
    )


def label_groups(mentions: tuple[MentionView, ...]) -> dict[int, str]:
    """What each origin of the best count is called, by its number."""
    return name_groups((m.best, m.origin) for m in mentions if m.best is not None)


def name_groups(origins: Iterable[tuple[int, str]]) -> dict[int, str]:
    """What each group of origins is called, from (group, origin) of each mention, in their order.

    Mentions of one origin may call it differently: a source that is named or described goes before a text, a wire and
    an own voice; then the commonest, then the first.
    """
    ranks = {"text": 1, "wire": 2, "outlet": 3}
    found: dict[int, dict[str, tuple[int, int, int]]] = {}
    for place, (group, origin) in enumerate(origins):
        labels = found.setdefault(group, {})
        label = label_origin(origin)
        kind, parted, _ = origin.partition(":")
        rank, count, first = labels.get(label, (ranks.get(kind, 0) if parted else 0, 0, place))
        labels[label] = (rank, count - 1, first)
    return {group: min(labels, key=lambda label: labels[label]) for group, labels in found.items()}


def view_mention(
    lookup: Lookup, mention: Mention, claim_id: int, numbers: dict[tuple[str, int], int] | None = None
) -> MentionView:
    """One mention; `numbers` carries the numbering of the origins from one mention of a claim to the next."""
    numbers = {} if numbers is None else numbers
    article = lookup.article(mention.article_id)
    attribution = attribution_of(lookup, mention)
    origin = next(
        (o for o in lookup.get(MentionOrigin, "mention_id", mention.mention_id) if o.claim_id == claim_id),
        _no_origin(claim_id, mention.mention_id),
    )
    chain = trace_chain(lookup, mention)
    names = tuple(name_chain(lookup, mention))
    if names and ":" not in origin.origin:
        names = (*names[:-1], origin.origin)
    figure = lookup.one(Figure, "figure_id", mention.figure_id) if mention.figure_id is not None else None
    start, end = cut_quote(article.text, mention)
    spans: list[tuple[int, int, str]] = [(mention.start, mention.end, "claim")]
    if attribution is not None:
        for role in ("source", "cue", "channel"):
            flat: list[int] = getattr(attribution, role)
            spans += [(s, e, role) for s, e in zip(flat[::2], flat[1::2], strict=True)]
    if figure is not None:
        spans.append((figure.start, figure.end, "figure"))
    return MentionView(
        mention_id=full_id(mention.mention_id),
        article=article.given_id,
        outlet=article.outlet,
        published=article.published.date().isoformat() if article.published else None,
        quote=lookup.quote(mention.article_id, start, end),
        words=lookup.quote(mention.article_id, mention.start, mention.end),
        pieces=cut_pieces(article.text, start, end, spans),
        chain=chain,
        names=names,
        authority=names[-1] if names else None,
        origin=origin.origin,
        origin_label=label_origin(origin.origin),
        kind=origin.kind,
        low=_number(numbers, "low", origin.low),
        best=_number(numbers, "best", origin.best),
        high=_number(numbers, "high", origin.high),
        party=origin.party,
        second_hand=any(hop.mark == "second-hand" for hop in chain),
        copied=any(hop.kind == "text" for hop in chain),
        credited=any(hop.kind == "text" and hop.by == "credited" for hop in chain),
        aspect=mention.aspect,
        modality=mention.modality,
        stance=attribution.stance if attribution else None,
        hedge=mention.hedge,
        figure=view_figure(lookup, figure) if figure else None,
        reason=origin.reason,
        sentence=_explain(lookup, mention, origin),
    )


def view_figure(lookup: Lookup, figure: Figure) -> FigureView:
    """A figure with the words that state it."""
    quote = lookup.quote(figure.article_id, figure.start, figure.end)
    return FigureView(quote, figure.value, figure.low, figure.high, figure.unit, figure.hedge, figure.of)


def cut_quote(text: str, mention: Mention) -> tuple[int, int]:
    """Span of the sentence to quote, at most QUOTE_WORDS words around the claim's own words."""
    start, end = mention.quote_start, mention.quote_end
    if len(text[start:end].split()) <= QUOTE_WORDS:
        return start, end
    start, end = max(start, mention.start), min(end, mention.end)
    words, at = 0, start
    while at < end and words < QUOTE_WORDS:
        while at < end and text[at].isspace():
            at += 1
        while at < end and not text[at].isspace():
            at += 1
        words += 1
    return start, at


def cut_pieces(text: str, start: int, end: int, spans: list[tuple[int, int, str]]) -> tuple[Piece, ...]:
    """The characters from start to end, cut wherever a span begins or ends.

    >>> [p.text for p in cut_pieces("Ali said it fell.", 0, 17, [(0, 3, "source"), (4, 8, "cue"), (9, 16, "claim")])]
    ['Ali', ' ', 'said', ' ', 'it fell', '.']
    """
    inside = [(max(s, start), min(e, end), role) for s, e, role in spans if s < end and e > start]
    bounds = sorted({start, end, *(s for s, _, _ in inside), *(e for _, e, _ in inside)})
    return tuple(
        Piece(text[s:e], tuple(sorted({role for a, b, role in inside if a <= s and e <= b})))
        for s, e in pairwise(bounds)
    )


def write_heading(words: str) -> str:
    """The claim's words as a heading: without the "that" that joined them to their cue, and with a capital.

    >>> write_heading("that the bridge fell."), write_heading("“I saw it.”")
    ('The bridge fell', '“I saw it.”')
    """
    text = re.sub(r"^that\s+(?=\w)", "", " ".join(words.split()), flags=re.IGNORECASE)
    text = text.removesuffix(".") if not text.endswith("..") else text
    return text[:1].upper() + text[1:]


def find_claim(lookup: Lookup, name: str) -> Finding:
    """The finding of the claim with this id, full (c-0123456789abcdef) or any unambiguous beginning of it.

    Raises UnknownError when there is none or several, naming the candidates.
    """
    wanted = name.strip().lower().removeprefix("c-")
    found = [f for f in lookup.rows(Finding) if full_id(f.claim_id).startswith(wanted)] if wanted else []
    if len(found) == 1:
        return found[0]
    if not found:
        raise UnknownError(f"no claim has the id {name!r}; `firsthand show {lookup.called} claims` lists the ids")
    many = ", ".join(f"c-{full_id(f.claim_id)}" for f in found[:8])
    raise UnknownError(f"{len(found)} claims begin with {name!r}: {many}; give more of the id")


def _explain(lookup: Lookup, mention: Mention, origin: MentionOrigin) -> str:
    steps = steps_of(lookup, mention)
    sources = {s.from_id: lookup.article(s.from_id) for s in steps if s.from_id and lookup.has_article(s.from_id)}
    return explain_mention(lookup.article(mention.article_id), steps, origin, sources)


def _no_origin(claim_id: int, mention_id: int) -> MentionOrigin:
    """What is shown of a mention that was not counted at all."""
    return MentionOrigin(claim_id, mention_id, "outlet:", "own voice", None, None, None, None, "not counted")


def _number(numbers: dict[tuple[str, int], int], way: str, group: int | None) -> int | None:
    """The number of a group in one way of counting, from 1 in the order in which the groups are met."""
    if group is None:
        return None
    return numbers.setdefault((way, group), 1 + sum(1 for known, _ in numbers if known == way))


def _conflicts(lookup: Lookup, mentions: list[Mention], *, compare: bool) -> tuple[str, ...]:
    """Short ids of the conflicts, or of what is only to compare, that some mentions stand in."""
    found = [c for m in mentions for c in lookup.conflicts_of(m.mention_id) if (c.kind == "to compare") == compare]
    return tuple(dict.fromkeys(f"x-{short_id(c.conflict_id)}" for c in found))
