"""Families of near copies, so that a story that thousands of articles carry is counted, and aligned, once.

Folding is inside only: every pair of a family's members is a pair of articles, with its own passages.
"""

import numpy as np
import pyarrow as pa

from firsthand.reuse.rows import Family
from firsthand.schema import schema_of

NEAR = 0.5
"""Share of their n-grams that a near copy and its leader share: every tenth word of a long article may be edited."""
BAND = 2
"""Values of a sketch that must agree for two articles to be compared at all: at a share of .5 one of 16 bands does
with probability .99."""
MOST_LEADERS = 64
"""Leaders of one band that an article is compared with; more share a frame around their pages, not a story."""


def find_families(sketches: pa.Table) -> pa.Table:
    """The leader of every article: the nearest of the leaders before it, by id, or itself.

    Every article is compared with leaders only, so that the time is that of the articles, however many copies one
    story has.
    """
    sketches = sketches.sort_by("article_id")
    ids = sketches.column("article_id").to_pylist()
    leaders: list[int] = []
    bands: dict[tuple[int, ...], list[int]] = {}
    values = [np.array(least, np.int64) for least in sketches.column("least").to_pylist()]
    for k, sketch in enumerate(values):
        keys = [(n, *sketch[n : n + BAND].tolist()) for n in range(0, len(sketch), BAND)]
        nearest, best = k, NEAR * len(sketch)
        for leader in sorted({leader for key in keys for leader in bands.get(key, [])[:MOST_LEADERS]}):
            alike = int((values[leader] == sketch).sum())
            if alike > best or (alike == best and nearest == k):
                nearest, best = leader, alike
        leaders.append(ids[nearest])
        if nearest == k:
            for key in keys:
                bands.setdefault(key, []).append(k)
    return pa.table([pa.array(ids, pa.int64()), pa.array(leaders, pa.int64())], schema=schema_of(Family))


FIND_PAIRS = """
WITH met AS (SELECT hash FROM postings GROUP BY hash HAVING count(*) > 1),
     named AS (SELECT DISTINCT p.hash, f.leader_id
               FROM postings p SEMI JOIN met m ON p.hash = m.hash JOIN families f ON p.article_id = f.article_id),
     common AS (SELECT hash, CAST(floor(1000000 * least(1.0, {ngram_articles} / count(*))) AS BIGINT) AS weight
                FROM named GROUP BY hash HAVING count(*) > 1),
     kept AS (SELECT n.hash, n.leader_id, c.weight FROM named n JOIN common c ON n.hash = c.hash),
     linked AS (SELECT a.leader_id AS a_leader, b.leader_id AS b_leader, CAST(count(*) AS INTEGER) AS shared,
                       sum(a.weight) AS weight
                FROM kept a JOIN kept b ON a.hash = b.hash AND a.leader_id < b.leader_id
                GROUP BY a.leader_id, b.leader_id HAVING count(*) > 2),
     sizes AS (SELECT article_id, count(*) AS ngrams FROM postings GROUP BY article_id),
     chosen AS (SELECT l.a_leader, l.b_leader, l.shared
                FROM linked l JOIN sizes a ON l.a_leader = a.article_id JOIN sizes b ON l.b_leader = b.article_id
                WHERE l.weight >= 1000000 * {pair_ngrams} OR l.shared >= {pair_share} * least(a.ngrams, b.ngrams))
SELECT least(x.article_id, y.article_id) AS a_id, greatest(x.article_id, y.article_id) AS b_id, c.shared,
       CAST(NULL AS BIGINT) AS leader_id
FROM chosen c JOIN families x ON c.a_leader = x.leader_id JOIN families y ON c.b_leader = y.leader_id
UNION ALL
SELECT x.article_id AS a_id, y.article_id AS b_id, 0 AS shared, x.leader_id
FROM families x JOIN families y ON x.leader_id = y.leader_id AND x.article_id < y.article_id
"""
"""Pairs by the n-grams that their families share, each n-gram weighing less the more families have it, none ever being
worth nothing: two versions of a story that a thousand articles tell share hundreds, two pages with one frame around
them a dozen. So that short versions are not lost, a share of the smaller one's n-grams is enough. Whole millionths are
summed, so that the order of the sum is nothing to it."""
