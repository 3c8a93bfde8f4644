"""Families of near copies, so that a story that thousands of articles carry is counted, and aligned, once.

Folding is inside only. Every pair of a family's members is a pair of articles, with its own passages; where that makes
more pairs than can be kept, the tables keep those with the earliest copy, and `firsthand.reuse.unfold` makes the others
when they are asked for. All SELECTs here take time in proportion to the articles, however many copies one story has.
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
    listed = [np.array(least, np.int64) for least in sketches.column("least").to_pylist()]
    values = np.zeros((len(listed), max(map(len, listed), default=0)), np.int64)
    for k, sketch in enumerate(listed):
        values[k, : len(sketch)] = sketch
        keys = [(n, *sketch[n : n + BAND].tolist()) for n in range(0, len(sketch), BAND)]
        nearest = k
        met = sorted({leader for key in keys for leader in bands.get(key, [])[:MOST_LEADERS]})
        if met:
            alike = (values[met] == sketch).sum(axis=1)
            if alike.max() >= NEAR * len(sketch):
                nearest = met[int(alike.argmax())]
        leaders.append(ids[nearest])
        if nearest == k:
            for key in keys:
                bands.setdefault(key, []).append(k)
    return pa.table([pa.array(ids, pa.int64()), pa.array(leaders, pa.int64())], schema=schema_of(Family))


SIZE_FAMILIES = """
WITH ngrams AS (SELECT article_id, count(*) AS held FROM postings GROUP BY article_id),
     sizes AS (SELECT f.leader_id, CAST(count(*) AS INTEGER) AS members, min_by(f.article_id, r.rank) AS earliest_id,
                      CAST(min(r.rank) AS INTEGER) AS rank
               FROM families f JOIN source_ranks r ON f.article_id = r.article_id GROUP BY f.leader_id)
SELECT s.leader_id, s.members, s.earliest_id, s.rank, CAST(coalesce(n.held, 0) AS INTEGER) AS ngrams
FROM sizes s LEFT JOIN ngrams n ON s.leader_id = n.article_id
"""

SHARE_NGRAMS = """
WITH met AS (SELECT hash FROM postings GROUP BY hash HAVING count(*) > 1),
     named AS (SELECT DISTINCT p.hash, f.leader_id
               FROM postings p SEMI JOIN met m ON p.hash = m.hash JOIN families f ON p.article_id = f.article_id),
     common AS (SELECT hash, CAST(count(*) AS INTEGER) AS leaders FROM named GROUP BY hash HAVING count(*) > 1)
SELECT n.hash, n.leader_id, c.leaders FROM named n JOIN common c ON n.hash = c.hash
"""
"""The n-grams that families have in common with others."""

FIND_HUBS = """
WITH held AS (SELECT hash, leader_id FROM shared_ngrams WHERE leaders > {crowd_families}),
     crowded AS (SELECT h.leader_id, z.ngrams FROM held h JOIN family_sizes z ON h.leader_id = z.leader_id
                 GROUP BY h.leader_id, z.ngrams HAVING count(*) >= {pair_share} * z.ngrams),
     firsts AS (SELECT h.hash, min_by(h.leader_id, z.rank) AS hub_id, min(z.rank) AS rank
                FROM held h SEMI JOIN crowded c ON h.leader_id = c.leader_id
                JOIN family_sizes z ON h.leader_id = z.leader_id GROUP BY h.hash),
     brought AS (SELECT h.leader_id, f.hub_id, f.rank, count(*) AS shared
                 FROM held h SEMI JOIN crowded c ON h.leader_id = c.leader_id JOIN firsts f ON h.hash = f.hash
                 WHERE h.leader_id <> f.hub_id GROUP BY h.leader_id, f.hub_id, f.rank),
     placed AS (SELECT leader_id, hub_id, shared,
                       row_number() OVER (PARTITION BY leader_id ORDER BY shared DESC, rank) AS place FROM brought)
SELECT leader_id, hub_id, CAST(shared AS INTEGER) AS shared, CAST(place AS INTEGER) AS place FROM placed
WHERE place = 1 OR shared > {ngram_words}
"""
"""For families of which a share of the n-grams are those of a crowd: the families that had these first, which are their
hubs. A story that ten thousand articles cut short or edit heavily has a handful of hubs. One word that two articles
changed alike makes as many n-grams as an n-gram has words; that is not enough, unless nobody brought more."""

_LARGE = """
     large AS (SELECT leader_id FROM family_sizes WHERE CAST(members AS BIGINT) * (members - 1) / 2 > {fold_pairs})"""
"""Families of more pairs than are kept."""

FIND_STARS = f"""
WITH {_LARGE.strip()},
     held AS (SELECT p.hash, p.article_id, f.leader_id, r.rank
              FROM postings p JOIN families f ON p.article_id = f.article_id
              SEMI JOIN large l ON f.leader_id = l.leader_id JOIN source_ranks r ON p.article_id = r.article_id),
     firsts AS (SELECT leader_id, hash, min(rank) AS rank FROM held GROUP BY leader_id, hash HAVING count(*) > 1),
     brought AS (SELECT h.article_id, h.leader_id, f.rank, count(*) AS shared
                 FROM held h JOIN firsts f ON h.leader_id = f.leader_id AND h.hash = f.hash
                 WHERE h.rank <> f.rank GROUP BY h.article_id, h.leader_id, f.rank),
     placed AS (SELECT article_id, leader_id, rank, shared,
                       row_number() OVER (PARTITION BY article_id ORDER BY shared DESC, rank) AS place FROM brought)
SELECT p.article_id, r.article_id AS hub_id, p.leader_id, CAST(p.place AS INTEGER) AS place
FROM placed p JOIN source_ranks r ON p.rank = r.rank WHERE p.place = 1 OR p.shared > {{ngram_words}}
"""
"""The same inside a family of more pairs than are kept, article by article: whatever a copy has in common with others,
it has a pair with the one that had it first. Of equal copies that is the earliest, of copies cut short also the longer
ones before it."""

_WEIGHT = "CAST(floor(1000000 * least(1e0, CAST({ngram_articles} AS DOUBLE) / n.leaders)) AS INTEGER) AS weight"
"""What an n-gram in common is worth, in millionths: less the more families have it, but never nothing. Two versions of
a story that a thousand articles tell share hundreds, two pages with one frame around them a dozen."""
_SPOKES = "spokes AS (SELECT leader_id FROM hubs EXCEPT SELECT hub_id AS leader_id FROM hubs)"

CHOOSE_NGRAMS = f"""
WITH {_SPOKES},
     kept AS (SELECT n.hash, n.leader_id, z.ngrams, n.leaders > {{crowd_families}} AS crowded, {_WEIGHT}
              FROM shared_ngrams n JOIN family_sizes z ON n.leader_id = z.leader_id
                   LEFT JOIN spokes s ON n.leader_id = s.leader_id
              WHERE s.leader_id IS NULL OR n.leaders <= {{crowd_families}}),
     framed AS (SELECT leader_id FROM kept WHERE crowded GROUP BY leader_id, ngrams
                HAVING sum(weight) >= 1000000 * {{pair_ngrams}} OR count(*) >= {{pair_share}} * ngrams)
SELECT k.hash, k.leader_id, k.ngrams, k.weight, (NOT k.crowded OR f.leader_id IS NOT NULL) AS leads
FROM kept k LEFT JOIN framed f ON k.leader_id = f.leader_id
"""
"""The n-grams that families are compared by, and those that pairs are looked for by: with stock phrases alone a family
makes no pair, unless it has so many that they might be enough. So a phrase that each tenth article has costs no pair of
each tenth article with each other. What a crowd of families shares with hubs is left to these (see `FIND_HUBS`)."""

LINK_FAMILIES = """
SELECT a.leader_id, b.leader_id AS other_id, CAST(count(*) AS INTEGER) AS shared,
       CAST(sum(a.weight) AS BIGINT) AS weight
FROM compared_ngrams a JOIN compared_ngrams b
     ON a.hash = b.hash AND (a.ngrams < b.ngrams OR (a.ngrams = b.ngrams AND a.leader_id < b.leader_id))
WHERE a.leads GROUP BY a.leader_id, b.leader_id
"""
"""Families that share n-grams, each with larger ones: of two the smaller one decides what is enough. Whole millionths
are summed, so that the order of the sum is nothing to it."""

_ENOUGH = "(l.weight >= 1000000 * {{pair_ngrams}}{unless}) OR l.shared >= {{pair_share}} * l.ngrams"
"""Two articles share a passage of eight equal words, or, so that short versions are not lost, a share of the smaller
one's n-grams."""
_UNLESS = """ AND (l.weight > 1000000 * {ngram_words}
                           OR NOT EXISTS (SELECT 1 FROM spokes s WHERE s.leader_id = l.leader_id)
                           OR NOT EXISTS (SELECT 1 FROM spokes s WHERE s.leader_id = l.other_id))"""
"""Two families that have hubs in place of crowds need more n-grams besides than one word makes that both changed alike:
of ten thousand copies of which each tenth word was replaced 180,000 pairs share such a word by chance."""
PAIR_FAMILIES = f"""
WITH {_SPOKES},
     stock AS (SELECT leader_id, count(*) AS ngrams, sum(weight) AS weight FROM compared_ngrams WHERE NOT leads
               GROUP BY leader_id),
     likely AS (SELECT l.leader_id, l.other_id, z.ngrams, l.shared, l.weight
                FROM sharing_families l JOIN family_sizes z ON l.leader_id = z.leader_id
                     LEFT JOIN stock s ON l.leader_id = s.leader_id
                WHERE l.weight + coalesce(s.weight, 0) >= 1000000 * {{pair_ngrams}}
                      OR l.shared + coalesce(s.ngrams, 0) >= {{pair_share}} * z.ngrams),
     brought AS (SELECT l.leader_id, l.other_id, count(*) AS shared, sum(a.weight) AS weight
                 FROM likely l JOIN compared_ngrams a ON l.leader_id = a.leader_id AND NOT a.leads
                      JOIN compared_ngrams b ON l.other_id = b.leader_id AND a.hash = b.hash
                 GROUP BY l.leader_id, l.other_id),
     linked AS (SELECT l.leader_id, l.other_id, l.ngrams, l.shared + coalesce(b.shared, 0) AS shared,
                       l.weight + coalesce(b.weight, 0) AS weight
                FROM likely l LEFT JOIN brought b ON l.leader_id = b.leader_id AND l.other_id = b.other_id)
SELECT least(l.leader_id, l.other_id) AS a_leader, greatest(l.leader_id, l.other_id) AS b_leader,
       CAST(l.shared AS INTEGER) AS shared
FROM linked l WHERE l.shared > 2 AND ({_ENOUGH.format(unless=_UNLESS)})
"""
"""Pairs of families by all n-grams that they share: of those that may be pairs stock phrases are counted as well."""

FIND_PAIRS = f"""
WITH hubbed AS (SELECT h.leader_id, h.hub_id, h.shared FROM hubs h ANTI JOIN family_pairs c
                ON c.a_leader = least(h.leader_id, h.hub_id) AND c.b_leader = greatest(h.leader_id, h.hub_id)),
     {_LARGE.strip()},
     leaves AS (SELECT article_id FROM stars EXCEPT SELECT hub_id AS article_id FROM stars WHERE place = 1),
     seen AS (SELECT f.article_id, f.leader_id FROM families f ANTI JOIN leaves l ON f.article_id = l.article_id),
     open AS (SELECT f.article_id, f.leader_id FROM families f ANTI JOIN large l ON f.leader_id = l.leader_id)
SELECT least(x.article_id, y.article_id) AS a_id, greatest(x.article_id, y.article_id) AS b_id, c.shared,
       CAST(NULL AS BIGINT) AS leader_id
FROM family_pairs c JOIN seen x ON c.a_leader = x.leader_id JOIN seen y ON c.b_leader = y.leader_id
UNION ALL
SELECT least(x.article_id, z.earliest_id) AS a_id, greatest(x.article_id, z.earliest_id) AS b_id, h.shared,
       CAST(NULL AS BIGINT) AS leader_id
FROM hubbed h JOIN seen x ON h.leader_id = x.leader_id JOIN family_sizes z ON h.hub_id = z.leader_id
UNION ALL
SELECT x.article_id AS a_id, y.article_id AS b_id, 0 AS shared, x.leader_id
FROM open x JOIN open y ON x.leader_id = y.leader_id AND x.article_id < y.article_id
UNION ALL
SELECT least(article_id, hub_id) AS a_id, greatest(article_id, hub_id) AS b_id, 0 AS shared, leader_id FROM stars
"""
"""Pairs of articles: those of two families that are a pair, and those inside a family. Of a folded family each member
is in a pair with its hubs (see `FIND_STARS`), and these alone stand for it in pairs with other families."""

LIST_FOLDED = """
WITH leaves AS (SELECT s.article_id, s.hub_id FROM stars s
                ANTI JOIN stars o ON s.article_id = o.hub_id AND o.place = 1 WHERE s.place = 1),
     spokes AS (SELECT h.leader_id, h.hub_id FROM hubs h ANTI JOIN hubs o ON h.leader_id = o.hub_id WHERE h.place = 1)
SELECT article_id, hub_id AS through_id FROM leaves
UNION ALL
SELECT f.article_id, z.earliest_id AS through_id
FROM families f ANTI JOIN leaves l ON f.article_id = l.article_id
     JOIN spokes s ON f.leader_id = s.leader_id JOIN family_sizes z ON s.hub_id = z.leader_id
"""
"""Articles of which not every pair is a row, and the one through which they belong to the others: that had most of
their words first."""

KEEP_NGRAMS = f"SELECT n.hash, n.leader_id, {_WEIGHT} FROM shared_ngrams n ORDER BY n.leader_id"
"""All n-grams that families have in common, crowds or not: what `FIND_ALL_PAIRS` finds the pairs by."""

COUNT_NGRAMS = "SELECT article_id AS leader_id, count(*) AS ngrams FROM postings GROUP BY article_id"
"""The sizes by which `FIND_ALL_PAIRS` tells what is enough."""

FIND_ALL_PAIRS = f"""
WITH leaders AS (SELECT DISTINCT f.leader_id FROM families f SEMI JOIN asked a ON f.article_id = a.article_id),
     linked AS (SELECT a.leader_id, b.leader_id AS other_id, CAST(count(*) AS INTEGER) AS shared,
                       sum(a.weight) AS weight
                FROM kept a SEMI JOIN leaders l ON a.leader_id = l.leader_id
                     JOIN kept b ON a.hash = b.hash AND a.leader_id <> b.leader_id
                GROUP BY a.leader_id, b.leader_id HAVING count(*) > 2),
     sized AS (SELECT l.*, least(a.ngrams, b.ngrams) AS ngrams FROM linked l
               JOIN family_sizes a ON l.leader_id = a.leader_id JOIN family_sizes b ON l.other_id = b.leader_id),
     chosen AS (SELECT leader_id, other_id, shared FROM sized l WHERE {_ENOUGH.format(unless="")}),
     mine AS (SELECT f.article_id, f.leader_id FROM families f SEMI JOIN asked a ON f.article_id = a.article_id)
SELECT x.article_id AS a_id, y.article_id AS b_id, c.shared, CAST(NULL AS BIGINT) AS leader_id
FROM chosen c JOIN mine x ON c.leader_id = x.leader_id
     JOIN families y ON c.other_id = y.leader_id AND x.article_id < y.article_id
UNION ALL
SELECT x.article_id AS a_id, y.article_id AS b_id, 0 AS shared, x.leader_id
FROM mine x JOIN families y ON x.leader_id = y.leader_id AND x.article_id < y.article_id
"""
"""Every pair of some articles with articles of a greater id, as `FIND_PAIRS` would find them without folding."""
