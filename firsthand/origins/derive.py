"""Chains: from a mention, through whoever its article names and whatever text was copied, to the last source."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import NamedTuple

import pyarrow as pa

from firsthand.origins.names import letters_of
from firsthand.origins.rank import rank_articles
from firsthand.origins.versions import pages_of
from firsthand.records import Article, Attribution, BareMention, ClaimMention, Credit, Derivation, Reuse
from firsthand.schema import to_rows, to_table

_COUNT = re.compile(r"(?:[\w-]+ ){0,4}(?:toll|tally|count|figure|number|estimate)s?\b", re.IGNORECASE)
"""A count that is told as if it said something ("an earlier death toll reported 15"): no authority for anything."""
SHARING = ("story", "quotation", "background", "boilerplate")
"""Kinds of passage that prove that two texts depend on one another; a formula does not."""


class Limits(NamedTuple):
    """How much wording two articles must share for the one to depend on the other."""

    wording: float
    words: int


class Shared(NamedTuple):
    """The part of a mention's wording that another article has as well."""

    article_id: int
    """The other article."""
    start: int
    """Where its wording stands there, by position within the passage."""
    end: int
    covered: float
    """Share of the mention's characters that the other article has."""
    from_id: int | None
    reuse: Reuse
    own_start: int
    """The passage in the mention's own article."""
    own_end: int


@dataclass(frozen=True)
class Case:
    """The tables that chains are read from, by what they are looked up with."""

    articles: dict[int, Article]
    mentions: dict[int, BareMention]
    attributions: dict[int, Attribution]
    said_in: dict[int, list[Attribution]]
    """Attributions by article."""
    passages: dict[int, list[Reuse]]
    """Reuse by either article."""
    claims: dict[int, list[BareMention]]
    """Mentions by claim."""
    claims_of: dict[int, list[int]]
    """Claims by mention."""
    rank: dict[int, int]
    """Place of each article among possible sources of a text: wire copies first, then by time, then by given id."""


def derive_mentions(
    claim_mentions: pa.Table,
    mentions: pa.Table,
    attributions: pa.Table,
    reuse: pa.Table,
    articles: pa.Table,
    article_credits: pa.Table,
    versions: pa.Table,
    *,
    shared_wording: float,
    shared_words: int,
) -> pa.Table:
    """Derivations of every mention: each source it names, each text that it was copied from, nearest first.

    What the versions of one page share was not copied. `shared_wording` is the share of a mention's characters (0 to 1)
    that another article must have as well; `shared_words` the equal words that a passage must have to count where that
    article does not state the claim.
    """
    limits = Limits(shared_wording, shared_words)
    pages = pages_of(versions)
    between = [row for row in to_rows(reuse, Reuse) if not _one_page(row, pages)]
    case = _open(claim_mentions, mentions, attributions, between, articles, article_credits)
    rows = []
    for mention_id in sorted(case.mentions):
        hops = _chain(case, case.mentions[mention_id], limits, frozenset())
        rows += [replace(hop, mention_id=mention_id, step=step) for step, hop in enumerate(hops)]
    return to_table(rows, Derivation)


def _one_page(row: Reuse, pages: dict[int, int]) -> bool:
    """Whether the two articles of a passage are versions of one page."""
    return row.a_id in pages and pages[row.a_id] == pages.get(row.b_id)


def _open(
    claim_mentions: pa.Table,
    mentions: pa.Table,
    attributions: pa.Table,
    reuse: list[Reuse],
    articles: pa.Table,
    article_credits: pa.Table,
) -> Case:
    by_id = {a.article_id: a for a in to_rows(articles, Article)}
    mentioned = {m.mention_id: m for m in sorted(to_rows(mentions, BareMention), key=lambda m: m.mention_id)}
    said = {a.attribution_id: a for a in sorted(to_rows(attributions, Attribution), key=lambda a: a.attribution_id)}
    said_in, passages = defaultdict(list), defaultdict(list)
    for attribution in said.values():
        said_in[attribution.article_id].append(attribution)
    for row in sorted(reuse, key=lambda r: r.reuse_id):
        if row.kind in SHARING:
            passages[row.a_id].append(row)
            passages[row.b_id].append(row)
    claims, claims_of = defaultdict(list), defaultdict(list)
    for link in sorted(to_rows(claim_mentions, ClaimMention), key=lambda c: (c.claim_id, c.mention_id)):
        if link.mention_id in mentioned:
            claims[link.claim_id].append(mentioned[link.mention_id])
            claims_of[link.mention_id].append(link.claim_id)
    rank = rank_articles(by_id.values(), to_rows(article_credits, Credit))
    return Case(by_id, mentioned, said, said_in, passages, claims, claims_of, rank)


def shared_with(case: Case, mention: BareMention, limits: Limits) -> list[Shared]:
    """Other articles that have most of a mention's wording, the likeliest source of it first."""
    found: dict[int, Shared] = {}
    for row in case.passages.get(mention.article_id, ()):
        mine = (row.a_start, row.a_end) if row.a_id == mention.article_id else (row.b_start, row.b_end)
        other = (row.b_start, row.b_end) if row.a_id == mention.article_id else (row.a_start, row.a_end)
        other_id = row.b_id if row.a_id == mention.article_id else row.a_id
        low, high = max(mention.start, mine[0]), min(mention.end, mine[1])
        if high <= low or other_id not in case.articles:
            continue
        scale = (other[1] - other[0]) / max(1, mine[1] - mine[0])
        start, end = other[0] + round((low - mine[0]) * scale), other[0] + round((high - mine[0]) * scale)
        part = (high - low) / max(1, mention.end - mention.start)
        before = found.get(other_id)
        if before is None:
            found[other_id] = Shared(other_id, start, end, part, row.from_id, row, *mine)
        else:
            best = before if before.covered >= part else Shared(other_id, start, end, part, row.from_id, row, *mine)
            found[other_id] = best._replace(covered=before.covered + part)
    told = {other.article_id for c in case.claims_of.get(mention.mention_id, ()) for other in case.claims[c]}
    enough = [
        s
        for s in found.values()
        if s.covered >= limits.wording and (s.article_id in told or s.reuse.matches >= limits.words)
    ]
    return sorted(enough, key=lambda s: (s.from_id != s.article_id, case.rank[s.article_id]))


def _chain(case: Case, mention: BareMention, limits: Limits, seen: frozenset[int]) -> list[Derivation]:
    """The hops of one mention, nearest first; `mention_id` and `step` are filled in by the caller."""
    named = _named_hops(case, mention)
    shared = shared_with(case, mention, limits)
    if not shared or mention.mention_id in seen:
        return named
    seen = seen | {mention.mention_id}
    if not named:
        return _inherit(case, mention, shared, limits, seen)
    source = next((s for s in shared if s.from_id == s.article_id), None)
    if source is not None and _credited(named[-1], source):
        # The credit names the text that was copied: the chain goes on where that text goes on.
        rest = _continue(case, mention, source, limits, seen)
        return [*named, _copied(mention, source, "credited"), *rest]
    if source is None:
        head = next((s for s in shared if case.rank[s.article_id] < case.rank[mention.article_id]), None)
        return [_copied(mention, head, "shared"), *named] if head and head.from_id is None else named
    # Where the copied words hold the naming as well, the citation is second-hand; else the copier named the source.
    return [_copied(mention, source, "copied"), *(replace(hop, inherited=_inside(hop, source)) for hop in named)]


def _named_hops(case: Case, mention: BareMention) -> list[Derivation]:
    """Everyone whom the article itself names for a mention, the outermost reporter first."""
    hops: list[Derivation] = []
    outlet = case.articles[mention.article_id].outlet
    current = case.attributions.get(mention.attribution_id) if mention.attribution_id is not None else None
    seen: set[int] = set()
    while current is not None and current.attribution_id not in seen:
        seen.add(current.attribution_id)
        here = []
        if (
            current.channel_name
            and not _same_outlet(current.channel_name, outlet)
            and current.channel_name != current.who
        ):
            here.append(_hop(current, "told", current.channel_name, "outlet", current.channel))
        if current.who and not _is_count(case.articles[current.article_id].text, current):
            by = "credited" if current.kind == "outlet" else "quoted"
            here.append(_hop(current, by, current.who, current.kind, current.source))
        hops = here + hops
        current = case.attributions.get(current.parent) if current.parent is not None else None
    return [hop for hop, before in zip(hops, [None, *hops], strict=False) if before is None or before.name != hop.name]


def _is_count(text: str, said: Attribution) -> bool:
    """Whether a source is a count, by its name or as it is written."""
    written = text[said.source[0] : said.source[1]] if said.source else ""
    return any(_COUNT.match(name) for name in (said.who or "", written))


def _hop(said: Attribution, by: str, name: str, kind: str, spans: list[int]) -> Derivation:
    evidence = spans or said.cue or said.content
    start, end = (min(evidence[::2]), max(evidence[1::2])) if evidence else (0, 0)
    return Derivation(0, 0, by, name, kind, None, said.article_id, start, end, False, 1.0)


def _copied(mention: BareMention, shared: Shared, by: str) -> Derivation:
    start, end = max(mention.start, shared.own_start), min(mention.end, shared.own_end)
    row = shared.reuse
    score = min(1.0, shared.covered) * row.matches / max(row.a_words, row.b_words, 1)
    return Derivation(0, 0, by, None, "text", shared.article_id, mention.article_id, start, end, False, score)


def _inside(hop: Derivation, shared: Shared) -> bool:
    return hop.article_id != shared.article_id and shared.own_start <= hop.start and hop.end <= shared.own_end


def _credited(hop: Derivation, shared: Shared) -> bool:
    """Whether the last name of a chain is the credit for the very text that was copied."""
    return _names_credit(hop, shared.reuse) and not _inside(hop, shared)


def _names_credit(hop: Derivation, row: Reuse) -> bool:
    if not row.credited or row.credit_id != hop.article_id or hop.kind != "outlet" or hop.name is None:
        return False
    return row.credit_name is not None and _same_outlet(row.credit_name, hop.name)


def _same_outlet(a: str, b: str | None) -> bool:
    """Whether two names are one outlet's by their letters: 'Al-Manar TV' and 'manar'."""
    if b is None:
        return False
    return letters_of(a) == letters_of(b)


def _continue(
    case: Case, mention: BareMention, source: Shared, limits: Limits, seen: frozenset[int]
) -> list[Derivation]:
    """The chain of the text that a mention was copied from."""
    there = _partner(case, mention, source)
    if there is not None:
        return _chain(case, there, limits, seen)
    said = _attributed_at(case, source)
    if said is None:
        return []
    return _named_hops(case, replace(mention, article_id=source.article_id, attribution_id=said.attribution_id))


def _partner(case: Case, mention: BareMention, shared: Shared) -> BareMention | None:
    """The mention of the same claim in another article that stands where the shared wording stands."""
    best: tuple[int, int, BareMention] | None = None
    for claim_id in case.claims_of.get(mention.mention_id, ()):
        for other in case.claims[claim_id]:
            if other.article_id != shared.article_id:
                continue
            common = min(other.end, shared.end) - max(other.start, shared.start)
            if common > 0.5 * min(other.end - other.start, shared.end - shared.start):
                named = _named_hops(case, other)
                candidate = (len(named) > 0, common, other)
                if best is None or candidate[:2] > best[:2]:
                    best = candidate
    return best[2] if best else None


def _attributed_elsewhere(case: Case, mention: BareMention, shared: Shared) -> list[Derivation]:
    """Hops of the first attributed mention of the same claim anywhere in another article."""
    same = [
        other
        for claim_id in case.claims_of.get(mention.mention_id, ())
        for other in case.claims[claim_id]
        if other.article_id == shared.article_id
    ]
    for other in sorted(same, key=lambda m: (abs(m.start - shared.start), m.mention_id)):
        hops = _named_hops(case, other)
        if hops:
            return hops
    return []


def _attributed_at(case: Case, shared: Shared) -> Attribution | None:
    """The innermost statement in another article that reports the shared wording."""
    found = []
    for said in case.said_in.get(shared.article_id, ()):
        common = sum(
            max(0, min(end, shared.end) - max(start, shared.start))
            for start, end in zip(said.content[::2], said.content[1::2], strict=True)
        )
        if (said.who or said.channel_name) and common >= 0.7 * (shared.end - shared.start):
            size = sum(said.content[1::2]) - sum(said.content[::2])
            found.append((size, said.attribution_id, said))
    return min(found)[2] if found else None


def _inherit(
    case: Case, mention: BareMention, shared: list[Shared], limits: Limits, seen: frozenset[int]
) -> list[Derivation]:
    """Hops of a mention that names nobody and whose wording others have: to who names the source, or to the text."""
    by_time = [s for s in shared if s.from_id != mention.article_id]
    by_time += [s for s in shared if s.from_id == mention.article_id]
    for other in by_time:
        there = _partner(case, mention, other)
        rest = _named_hops(case, there) if there is not None else []
        if rest and other.from_id == mention.article_id and _names_credit(rest[-1], other.reuse):
            # The copier credits this very text: that is no authority for it.
            continue
        if not rest and (said := _attributed_at(case, other)) is not None:
            rest = _named_hops(case, replace(mention, article_id=other.article_id, attribution_id=said.attribution_id))
        if not rest:
            # An article that states a claim both ways counts as attributed only, and so does who copies its own voice.
            rest = _attributed_elsewhere(case, mention, other)
        if rest:
            return [_copied(mention, other, "copied" if other.from_id == other.article_id else "shared"), *rest]
    for other in by_time:
        if other.from_id == other.article_id:
            return [_copied(mention, other, "copied"), *_continue(case, mention, other, limits, seen)]
    earliest = shared[0]
    if earliest.from_id is None and case.rank[earliest.article_id] < case.rank[mention.article_id]:
        return [_copied(mention, earliest, "shared"), *_continue(case, mention, earliest, limits, seen)]
    return []
