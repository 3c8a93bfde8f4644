"""Claims as lines of a list: what is told, by how many, on how many origins; without their mentions."""

from dataclasses import dataclass

from firsthand.records import Claim, ClaimMention, Derivation, Finding, Mention, MentionOrigin
from firsthand.views.claims import name_groups, order_findings, write_heading
from firsthand.views.lookup import Lookup, full_id, short_id


@dataclass(frozen=True)
class ClaimRow:
    """A claim in a list."""

    claim_id: str
    short_id: str
    statement: str
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
    second_hand: bool
    verdict: str
    authorities: tuple[str, ...]
    """Origins of the best count as people read them."""
    told_by: tuple[str, ...]
    """Names of the outlets that tell it; an article without one by its id."""
    conflicts: tuple[str, ...]
    """Short ids of the conflicts that one of its mentions stands in."""
    comparisons: tuple[str, ...]
    """Short ids of what a reader should compare."""


def list_claims(lookup: Lookup) -> list[ClaimRow]:
    """All claims, told by many and with few origins first."""
    return [row_of_claim(lookup, finding) for finding in order_findings(lookup)]


def row_of_claim(lookup: Lookup, finding: Finding) -> ClaimRow:
    """The line of one claim."""
    claim = lookup.one(Claim, "claim_id", finding.claim_id)
    mentions = mentions_of(lookup, finding.claim_id)
    standing = next((m for m in mentions if claim and m.mention_id == claim.mention_id), mentions[0])
    origins = {o.mention_id: o for o in lookup.get(MentionOrigin, "claim_id", finding.claim_id)}
    counted = [(o.best, o.origin) for m in mentions if (o := origins.get(m.mention_id)) and o.best is not None]
    met = [c for m in mentions for c in lookup.conflicts_of(m.mention_id)]
    article_ids = dict.fromkeys(m.article_id for m in mentions)
    return ClaimRow(
        claim_id=f"c-{full_id(finding.claim_id)}",
        short_id=f"c-{short_id(finding.claim_id)}",
        statement=write_heading(lookup.quote(standing.article_id, standing.start, standing.end).text),
        language=lookup.article(standing.article_id).language,
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
        second_hand=any(
            s.inherited and s.name for m in mentions for s in lookup.get(Derivation, "mention_id", m.mention_id)
        ),
        verdict=finding.verdict,
        authorities=tuple(dict.fromkeys(name_groups(counted).values())),
        told_by=tuple(dict.fromkeys(lookup.outlet(i) or lookup.given(i) for i in article_ids)),
        conflicts=tuple(dict.fromkeys(f"x-{short_id(c.conflict_id)}" for c in met if c.kind != "to compare")),
        comparisons=tuple(dict.fromkeys(f"x-{short_id(c.conflict_id)}" for c in met if c.kind == "to compare")),
    )


def mentions_of(lookup: Lookup, claim_id: int) -> list[Mention]:
    """The mentions of a claim, article by article in reading order."""
    found = [
        mention
        for member in lookup.get(ClaimMention, "claim_id", claim_id)
        if (mention := lookup.one(Mention, "mention_id", member.mention_id)) is not None
    ]
    return sorted(found, key=lambda m: (lookup.given(m.article_id), m.quote_start, m.start, m.mention_id))
