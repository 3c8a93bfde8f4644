"""Which articles may report one event, so that their mentions are worth comparing.

An article tells what it is about in its first statements; two articles are linked when the terms of these are alike,
weighted by how rare they are in the case, or when they share wording.
"""

import pyarrow as pa

from firsthand.claims.rows import MentionTerm
from firsthand.records import Mention, TimeExpression
from firsthand.schema import to_rows, to_table

FIGURE_FROM = 3
"""Least figure that says anything about the event: ones and twos stand everywhere."""


def find_terms(mentions: pa.Table, times: pa.Table, articles: pa.Table) -> pa.Table:
    """Terms of one article's mentions: names, words, place, figure with what it counts, and weekdays as written."""
    text = articles.column("text")[0].as_py() if articles.num_rows else ""
    days = [t for t in to_rows(times, TimeExpression) if t.rule == "weekday"]
    rows = []
    listed = to_rows(mentions, Mention)
    ranks = {start: rank for rank, start in enumerate(sorted({m.quote_start for m in listed}))}
    for mention in listed:
        terms = {f"n:{name}" for name in mention.names} | {f"w:{word}" for word in mention.words}
        if mention.place:
            terms.add(f"p:{mention.place}")
        if mention.figure_value is not None and mention.figure_value >= FIGURE_FROM:
            terms.add(f"f:{mention.aspect}:{mention.counted}:{mention.figure_value:g}")
        for day in days:
            if mention.quote_start <= day.start and day.end <= mention.quote_end:
                terms |= {f"d:{name}" for name in _weekdays(text[day.start : day.end])}
        rows += [
            MentionTerm(mention.article_id, mention.mention_id, t, ranks[mention.quote_start]) for t in sorted(terms)
        ]
    return to_table(rows, MentionTerm)


def _weekdays(words: str) -> list[str]:
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return [day for day in days if day in words.lower()]


WEIGH_TERMS = """
WITH counted AS (SELECT term, COUNT(DISTINCT article_id) AS articles FROM mention_terms GROUP BY term),
total AS (SELECT COUNT(DISTINCT article_id) AS articles FROM mention_terms),
weighed AS (
  SELECT c.term, FLOOR(1e9 * LN(1 + total.articles / CAST(c.articles AS DOUBLE))) / 1e9
    * CASE SUBSTR(c.term, 1, 1) WHEN 'p' THEN 2.0
      WHEN 'f' THEN 1.5 WHEN 'd' THEN 1.5 WHEN 'n' THEN 1.2 ELSE 1.0 END AS weight
  FROM counted c CROSS JOIN total
)
SELECT t.article_id, t.term, MAX(w.weight) AS weight,
  MAX(CASE WHEN t.rank < {lead_statements} THEN w.weight / (1 + {lead_decay} * t.rank) ELSE 0.0 END) AS lead_weight
FROM mention_terms t JOIN weighed w ON w.term = t.term
GROUP BY t.article_id, t.term
"""
"""Weight of each term: a shared place says most, then a figure or weekday, a name, any other word. Twice the weight of
a place found .96 of the development articles' pairs of one incident at twelve wrong pairs, equal weights .88."""

LINK_ARTICLES = """
WITH heavy AS (SELECT article_id, term, lead_weight AS weight FROM article_terms WHERE lead_weight > 0),
norms AS (
  SELECT article_id, SQRT(CAST(SUM(CAST(FLOOR(1000000 * weight * weight) AS BIGINT)) AS DOUBLE)) AS norm
  FROM heavy GROUP BY article_id
),
telling AS (
  SELECT term FROM heavy GROUP BY term HAVING COUNT(*) BETWEEN 2 AND {common_articles}
),
shared AS (
  SELECT a.article_id AS a_id, b.article_id AS b_id,
    CAST(SUM(CAST(FLOOR(1000000 * a.weight * b.weight) AS BIGINT)) AS DOUBLE) AS weight
  FROM heavy a JOIN telling ON telling.term = a.term JOIN heavy b ON b.term = a.term AND a.article_id < b.article_id
  GROUP BY a.article_id, b.article_id
),
alike AS (
  SELECT s.a_id, s.b_id, LEAST(s.weight / (x.norm * y.norm), 1.0) AS alike
  FROM shared s JOIN norms x ON x.article_id = s.a_id JOIN norms y ON y.article_id = s.b_id
),
copied AS (SELECT DISTINCT a_id, b_id FROM reuse)
SELECT COALESCE(alike.a_id, copied.a_id) AS a_id, COALESCE(alike.b_id, copied.b_id) AS b_id,
  COALESCE(alike.alike, 0.0) AS alike
FROM alike FULL OUTER JOIN copied ON copied.a_id = alike.a_id AND copied.b_id = alike.b_id
WHERE alike.alike >= {link_alike} OR copied.a_id IS NOT NULL
"""
"""Pairs of articles whose first statements are alike, or that share wording. Whole millionths are summed: a sum of
fractions depends on the order in which an engine comes to them."""

COMPARE_MENTIONS = """
WITH r AS (SELECT mention_id, MIN(rank) AS rank FROM mention_terms GROUP BY mention_id)
SELECT m.mention_id, m.article_id, m.start, m."end", m.aspect, m.modality, m.actor, m.target, m.figure_low,
  m.figure_high, m.figure_value, m.hedge, m.counted, m.place, m.date_from, m.date_to, m.names, m.words, r.rank,
  s.scope, d.day
FROM mentions m JOIN r ON r.mention_id = m.mention_id JOIN mention_scopes s ON s.mention_id = m.mention_id
  JOIN article_days d ON d.article_id = m.article_id
WHERE m.article_id IN (SELECT a_id FROM article_links UNION SELECT b_id FROM article_links)
"""
"""Mentions of the articles that are linked to another one."""
