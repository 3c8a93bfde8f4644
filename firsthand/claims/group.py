"""Claims: groups of mentions that state the same, joined by matches and parted where support is weak."""

import math

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
found AS (SELECT * FROM match_pairs WHERE score >= {match_score} UNION ALL SELECT * FROM own_matches),
candidates AS (
  SELECT f.*, TRUE AS found, j.decision AS judged FROM found f
  LEFT JOIN judged j ON f.a_mention = j.a_mention AND f.b_mention = j.b_mention
  UNION ALL
  SELECT j.a_mention, j.b_mention, 1.0 AS score, FALSE AS copied, j.reasons, FALSE AS found, j.decision AS judged
  FROM judged j ANTI JOIN found f ON f.a_mention = j.a_mention AND f.b_mention = j.b_mention
)
SELECT g.group_id, c.a_mention, c.b_mention, c.score, c.copied, c.reasons, x.article_id AS a_id, y.article_id AS b_id,
       c.found, c.judged
FROM candidates c
JOIN match_groups g ON g.mention_id = c.a_mention JOIN match_groups h ON h.mention_id = c.b_mention
JOIN mentions x ON x.mention_id = c.a_mention JOIN mentions y ON y.mention_id = c.b_mention
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
    """
    ranked = sorted(
        to_rows(candidates, MatchCandidate),
        key=lambda r: (r.judged != "same", -r.score, r.a_mention, r.b_mention),
    )
    rows = [row for row in ranked if row.judged == "same" or (row.found and row.judged != "different")]
    apart = {frozenset((row.a_mention, row.b_mention)) for row in ranked if row.judged == "different"}
    part_of: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    article_of: dict[int, int] = {}
    linked: dict[int, set[int]] = {}
    for row in rows:
        for mention, article in ((row.a_mention, row.a_id), (row.b_mention, row.b_id)):
            if mention not in part_of:
                part_of[mention], members[mention], article_of[mention] = mention, [mention], article
            linked.setdefault(mention, set())
        linked[row.a_mention].add(row.b_mention)
        linked[row.b_mention].add(row.a_mention)
    for row in rows:
        a, b = part_of[row.a_mention], part_of[row.b_mention]
        if a == b or (apart and any(frozenset((x, y)) in apart for x in members[a] for y in members[b])):
            continue
        pairs = sum(article_of[x] != article_of[y] for x in members[a] for y in members[b])
        pairs = 1 if row.a_id == row.b_id else pairs
        held = sum(y in linked[x] for x in members[a] for y in members[b])
        if row.judged == "same" or held >= max(1, math.ceil(SUPPORT * pairs)):
            for mention in members[b]:
                part_of[mention] = a
            members[a] += members.pop(b)
    kept = [r for r in rows if part_of[r.a_mention] == part_of[r.b_mention]]
    return to_table(
        [
            Match(r.a_mention, r.b_mention, 1.0 if r.judged == "same" else r.score, r.copied, r.reasons)
            for r in kept
            if r.judged != "different"
        ],
        Match,
    )
