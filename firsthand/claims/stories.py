"""Stories: the articles that tell of one event and of what follows it.

Wider than an incident, which has only what tells of the event itself, and narrower than all that is joined by some
claim: stock sentences about a war stand in every report of it.
"""

LINK_STORIES = """
WITH told AS (
  SELECT m.article_id, c.claim_id, MAX(CASE WHEN m.aspect IN ('statement', 'other') THEN 0 ELSE 1 END) AS telling
  FROM claim_mentions c JOIN mentions m ON m.mention_id = c.mention_id
  GROUP BY m.article_id, c.claim_id
),
sizes AS (SELECT article_id, COUNT(*) AS claims FROM told GROUP BY article_id),
spread AS (SELECT claim_id, COUNT(*) AS articles, MIN(article_id) AS first_article FROM told GROUP BY claim_id),
shared AS (
  SELECT x.article_id AS a, y.article_id AS b, COUNT(*) AS claims,
    MAX(x.telling * y.telling) AS telling
  FROM told x JOIN told y ON y.claim_id = x.claim_id AND x.article_id < y.article_id
  JOIN spread s ON s.claim_id = x.claim_id
  WHERE s.articles <= {incident_parts_compared} OR x.article_id = s.first_article
  GROUP BY x.article_id, y.article_id
),
firsts AS (SELECT incident_id, MIN(article_id) AS first_article FROM incident_mentions GROUP BY incident_id)
SELECT DISTINCT f.first_article AS a, i.article_id AS b
FROM incident_mentions i JOIN firsts f ON f.incident_id = i.incident_id
UNION
SELECT s.a, s.b FROM shared s JOIN sizes m ON m.article_id = s.a JOIN sizes n ON n.article_id = s.b
WHERE s.telling = 1 AND s.claims >= 2 AND s.claims >= {incident_share} * LEAST(m.claims, n.claims)
UNION SELECT article_id AS a, article_id AS b FROM articles
"""
"""Articles that share an incident, or two claims or more that are a fifth of those of the smaller one: news of other
kinds has no incidents."""
