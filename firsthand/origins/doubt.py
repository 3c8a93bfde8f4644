"""What a count may owe to the matching of mentions: statements that are held in a claim by weak agreement only, and
statements of other claims that may be of this one."""

from collections import Counter, defaultdict

import pyarrow as pa

from firsthand.records import ClaimMention, Match
from firsthand.schema import to_rows

SURE = 0.65
"""Score from which two mentions are taken to state the same without doubt. Below it stand answers that differ, of
which 41 of 46 were right on the development articles; equal ones and shared wording are right as often or more."""


def find_doubtful(claim_mentions: pa.Table, matches: pa.Table) -> set[int]:
    """Mentions that no sure match ties to the largest part of their claim that sure matches hold together."""
    claim_of = {c.mention_id: c.claim_id for c in to_rows(claim_mentions, ClaimMention)}
    root = {mention: mention for mention in claim_of}

    def find(mention: int) -> int:
        while root[mention] != mention:
            root[mention] = root[root[mention]]
            mention = root[mention]
        return mention

    for match in to_rows(matches, Match):
        if match.score < SURE or match.a_mention not in root or match.b_mention not in root:
            continue
        a, b = find(match.a_mention), find(match.b_mention)
        root[max(a, b)] = min(a, b)
    parts: dict[int, Counter[int]] = defaultdict(Counter)
    for mention, claim in claim_of.items():
        parts[claim][find(mention)] += 1
    core = {claim: min(held, key=lambda part: (-held[part], part)) for claim, held in parts.items()}
    return {mention for mention, claim in claim_of.items() if find(mention) != core[claim]}
