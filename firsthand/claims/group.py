"""Claims: groups of mentions that state the same, joined by matches and parted where support is weak."""

import math
from collections import Counter

import pyarrow as pa

from firsthand.claims.rows import MatchCandidate
from firsthand.records import Match
from firsthand.schema import to_rows, to_table

SUPPORT = 0.25
"""Least share of the pairs of mentions of different articles between two groups that must match to join them: one weak
bridge joins nothing, while a copy of a copy still does."""

JOIN_CANDIDATES = """
SELECT a_mention AS a, b_mention AS b FROM match_pairs WHERE score >= {match_score}
UNION ALL SELECT a_mention AS a, b_mention AS b FROM own_matches
UNION ALL SELECT a_mention AS a, b_mention AS b FROM decisions
WHERE about = 'mentions' AND status = 'in force' AND decision = 'same'
"""
"""Edges of candidate matches, and of what people judged to be one claim."""

GROUP_CANDIDATES = """
WITH judged AS (
  SELECT LEAST(a_mention, b_mention) AS a_mention, GREATEST(a_mention, b_mention) AS b_mention,
         MIN(decision) AS decision, ARRAY_AGG(CONCAT(person, ' judged that they state the same')) AS reasons
  FROM decisions WHERE about = 'mentions' AND status = 'in force' AND a_mention <> b_mention
  GROUP BY LEAST(a_mention, b_mention), GREATEST(a_mention, b_mention)
),
found AS (
  SELECT a_mention, b_mention, score, copied, reasons FROM match_pairs WHERE score >= {match_score}
  UNION ALL SELECT a_mention, b_mention, score, copied, reasons FROM own_matches
),
candidates AS (
  SELECT f.*, TRUE AS found, j.decision AS judged FROM found f
  LEFT JOIN judged j ON f.a_mention = j.a_mention AND f.b_mention = j.b_mention
  UNION ALL
  SELECT j.a_mention, j.b_mention, 1.0 AS score, FALSE AS copied, j.reasons, FALSE AS found, j.decision AS judged
  FROM judged j ANTI JOIN found f ON f.a_mention = j.a_mention AND f.b_mention = j.b_mention
)
SELECT g.group_id, c.a_mention, c.b_mention, c.score, c.copied, c.reasons, x.article_id AS a_id, y.article_id AS b_id,
       c.found, c.judged, e.article_id IS NOT NULL AS a_folded, f.article_id IS NOT NULL AS b_folded
FROM candidates c
JOIN match_groups g ON g.mention_id = c.a_mention JOIN match_groups h ON h.mention_id = c.b_mention
JOIN mentions x ON x.mention_id = c.a_mention JOIN mentions y ON y.mention_id = c.b_mention
LEFT JOIN folded e ON e.article_id = x.article_id LEFT JOIN folded f ON f.article_id = y.article_id
WHERE g.group_id = h.group_id
"""
"""Candidate matches with the connected group that they belong to, and what people judged of them."""

JOIN_MATCHES = """
SELECT a_mention AS a, b_mention AS b FROM matches
UNION ALL SELECT mention_id AS a, mention_id AS b FROM mentions
"""
"""Edges of matches, and each mention with itself."""

FIND_NEAR = """
WITH sides AS (
  SELECT a_mention AS one, b_mention AS other, score FROM match_pairs
  UNION ALL SELECT b_mention AS one, a_mention AS other, score FROM match_pairs
),
apart AS (
  SELECT a_mention AS one, b_mention AS other FROM decisions
  WHERE about = 'mentions' AND status = 'in force' AND decision = 'different'
  UNION ALL SELECT b_mention AS one, a_mention AS other FROM decisions
  WHERE about = 'mentions' AND status = 'in force' AND decision = 'different'
)
SELECT c.claim_id, s.other AS mention_id, MAX(s.score) AS score
FROM (SELECT * FROM sides ANTI JOIN apart ON sides.one = apart.one AND sides.other = apart.other) s
JOIN claim_mentions c ON c.mention_id = s.one JOIN claim_mentions d ON d.mention_id = s.other
WHERE c.claim_id <> d.claim_id
GROUP BY c.claim_id, s.other
"""
"""Of each claim the mentions of other claims that may state it as well: near a match, or cut off as a weak bridge, and
not judged different by a person."""

CHOOSE_MENTIONS = """
WITH degrees AS (
  SELECT mention_id, COUNT(*) AS matches FROM (
    SELECT a_mention AS mention_id FROM matches UNION ALL SELECT b_mention AS mention_id FROM matches
  ) AS sides GROUP BY mention_id
),
ranked AS (
  SELECT c.claim_id, m.mention_id, m.aspect, ROW_NUMBER() OVER (
    PARTITION BY c.claim_id
    ORDER BY COALESCE(d.matches, 0) DESC,
      CASE WHEN m.attribution_id IS NULL THEN 1 ELSE 0 END, m."end" - m.start, m.mention_id
  ) AS place
  FROM claim_mentions c JOIN mentions m ON m.mention_id = c.mention_id
  LEFT JOIN degrees d ON d.mention_id = m.mention_id
)
SELECT claim_id, aspect, mention_id FROM ranked WHERE place = 1
"""
"""Of each claim the mention that most others match stands for it; of several, an attributed one, then the shortest."""


def cut_bridges(candidates: pa.Table) -> pa.Table:
    """Matches of one connected group that stay when it is built up from the surest match down.

    Two parts are joined only if enough of the pairs of mentions between them match (`SUPPORT`), so that a chain of
    single likenesses does not swallow a case. Average linkage with a count instead of a mean; ties are settled by id.
    What people judged goes before: the same is joined first, and no part holds two mentions that were judged different.
    A folded article was compared only with those that had its words first, so that one match joins its mentions to
    theirs, and in a part that has others they neither support nor weaken anything.
    """
    ranked = sorted(
        to_rows(candidates, MatchCandidate),
        key=lambda r: (r.judged != "same", -r.score, r.a_mention, r.b_mention),
    )
    rows = [row for row in ranked if row.judged == "same" or (row.found and row.judged != "different")]
    apart = {(row.a_mention, row.b_mention) for row in ranked if row.judged == "different"}
    part_of: dict[int, int] = {}
    parts: dict[int, _Part] = {}
    linked: dict[int, set[int]] = {}
    for row in rows:
        sides = ((row.a_mention, row.a_id, row.a_folded), (row.b_mention, row.b_id, row.b_folded))
        for mention, article, folded in sides:
            if mention not in part_of:
                part_of[mention], parts[mention] = mention, _Part({mention: article}, folded)
                linked[mention] = set()
        linked[row.a_mention].add(row.b_mention)
        linked[row.b_mention].add(row.a_mention)
    for row in rows:
        a, b = sorted((part_of[row.a_mention], part_of[row.b_mention]), key=lambda part: -parts[part].size)
        if a == b or any({part_of.get(x), part_of.get(y)} == {a, b} for x, y in apart):
            continue
        pairs = 1 if row.a_id == row.b_id else parts[a].pairs_with(parts[b])
        if row.judged == "same" or parts[a].links_with(parts[b], linked) >= max(1, math.ceil(SUPPORT * pairs)):
            for mention in parts[a].take(parts.pop(b)):
                part_of[mention] = a
    kept = [r for r in rows if part_of[r.a_mention] == part_of[r.b_mention]]
    return to_table(
        [
            Match(r.a_mention, r.b_mention, 1.0 if r.judged == "same" else r.score, r.copied, r.reasons)
            for r in kept
            if r.judged != "different"
        ],
        Match,
    )


class _Part:
    """Mentions that are joined so far: those that count, by their articles, and those of folded articles."""

    def __init__(self, counted: dict[int, int], folded: bool) -> None:
        self.counted, self.folded = counted, folded
        self.others: list[int] = []

    @property
    def size(self) -> int:
        return len(self.counted) + len(self.others)

    def pairs_with(self, other: "_Part") -> int:
        """Pairs of mentions of different articles between two parts; one where a part has only folded articles, which
        were compared with few others."""
        if self.folded or other.folded:
            return 1
        here, there = Counter(self.counted.values()), Counter(other.counted.values())
        return len(self.counted) * len(other.counted) - sum(count * there[article] for article, count in here.items())

    def links_with(self, other: "_Part", linked: dict[int, set[int]]) -> int:
        """Matches between two parts."""
        if self.folded or other.folded:
            return 1
        small, large = sorted((self.counted, other.counted), key=len)
        return sum(mention in large for one in small for mention in linked[one])

    def take(self, other: "_Part") -> list[int]:
        """Joins another part to this one; gives its mentions. Folded ones count only where there are no others."""
        taken = [*other.counted, *other.others]
        if self.folded and not other.folded:
            self.others += self.counted
            self.counted, self.folded = dict(other.counted), False
            self.others += other.others
        elif other.folded and not self.folded:
            self.others += taken
        else:
            self.counted |= other.counted
            self.others += other.others
        return taken
