"""The tables that people ask for, as SELECTs over a case: ids as given, text beside every span."""

ARTICLES = """
SELECT given_id AS id, outlet, url, title, byline, published, published_precision, language,
  length(text) AS characters, source
FROM articles ORDER BY given_id
"""

CLAIMS = """
SELECT c.claim_id, c.aspect, substr(a.text, m.start + 1, m."end" - m.start) AS statement, f.articles, f.outlets,
  f.origins_low, f.origins_best, f.origins_high, f.parties, f.copied, f.verdict, f.why
FROM findings f JOIN claims c ON c.claim_id = f.claim_id JOIN mentions m ON m.mention_id = c.mention_id
  JOIN articles a ON a.article_id = m.article_id
ORDER BY f.articles DESC, f.origins_best, a.given_id, m.start, c.claim_id
"""

REUSE = """
WITH f AS (SELECT through_id, count(*) AS articles FROM folded GROUP BY through_id)
SELECT a.given_id AS a, r.a_start, r.a_end, substr(a.text, r.a_start + 1, r.a_end - r.a_start) AS a_text,
  b.given_id AS b, r.b_start, r.b_end, substr(b.text, r.b_start + 1, r.b_end - r.b_start) AS b_text,
  r.kind, r.matches, r.a_words, r.b_words, s.given_id AS copied_from, r.credited, r.credit_name,
  CAST(coalesce(x.articles, 0) + coalesce(y.articles, 0) - CASE WHEN o.article_id IS NULL THEN 0 ELSE 1 END AS INTEGER)
    AS more_pairs
FROM reuse r JOIN articles a ON a.article_id = r.a_id JOIN articles b ON b.article_id = r.b_id
  LEFT JOIN articles s ON s.article_id = r.from_id
  LEFT JOIN f x ON x.through_id = r.a_id LEFT JOIN f y ON y.through_id = r.b_id
  LEFT JOIN folded o ON (o.article_id = r.a_id AND o.through_id = r.b_id)
    OR (o.article_id = r.b_id AND o.through_id = r.a_id)
ORDER BY a, b, r.a_start, r.b_start, r.a_end, r.b_end
"""

FAMILIES = """
SELECT f.family_id, f.kind, f.articles, f.outlets, f.variants, f.words, e.given_id AS earliest, f.earliest_confidence,
  f.earliest_score, f.earliest_reason, u.given_id AS fullest, a.given_id AS article, a.outlet, m.published, m.variant,
  m.copies, m.words AS article_words, m.spans, {spans} AS text, s.given_id AS taken_from, m.from_score,
  m.credited, m.credit_name
FROM passage_families f JOIN family_passages m ON m.family_id = f.family_id
  JOIN articles a ON a.article_id = m.article_id JOIN articles u ON u.article_id = f.fullest_id
  LEFT JOIN articles e ON e.article_id = f.earliest_id LEFT JOIN articles s ON s.article_id = m.from_id
ORDER BY f.articles DESC, f.words DESC, f.family_id, m.published NULLS LAST, article
""".format(
    spans="array_to_string([substr(a.text, m.spans[2*i-1] + 1, m.spans[2*i] - m.spans[2*i-1]) "
    "for i in range(1, len(m.spans)//2 + 1)], ' … ')"
)

NUMBER_EDITS = """
SELECT a.given_id AS a, substr(a.text, n.a_start + 1, n.a_end - n.a_start) AS a_figure, n.a_value,
  substr(a.text, n.a_sentence_start + 1, n.a_sentence_end - n.a_sentence_start) AS a_sentence,
  b.given_id AS b, substr(b.text, n.b_start + 1, n.b_end - n.b_start) AS b_figure, n.b_value,
  substr(b.text, n.b_sentence_start + 1, n.b_sentence_end - n.b_sentence_start) AS b_sentence,
  n.kind, n.agree, e.given_id AS earlier, n.a_start, n.a_end, n.b_start, n.b_end
FROM number_edits n JOIN articles a ON a.article_id = n.a_id JOIN articles b ON b.article_id = n.b_id
  LEFT JOIN articles e ON e.article_id = n.earlier_id
ORDER BY a, n.a_start, b, n.b_start
"""

REWRITINGS = """
SELECT a.given_id AS a, r.a_start, r.a_end, substr(a.text, r.a_start + 1, r.a_end - r.a_start) AS a_text,
  b.given_id AS b, r.b_start, r.b_end, substr(b.text, r.b_start + 1, r.b_end - r.b_start) AS b_text,
  r.sentences, r.score, r.shared, r.beside, r.reasons
FROM rewritings r JOIN articles a ON a.article_id = r.a_id JOIN articles b ON b.article_id = r.b_id
ORDER BY a, b, r.a_start, r.b_start
"""

ATTRIBUTIONS = """
SELECT a.given_id AS article, t.attribution_id, t.source, {source} AS source_text, t.cue, {cue} AS cue_text,
  t.content, {content} AS content_text, t.channel, {channel} AS channel_text, t.who, t.kind, t.stance, t.parent
FROM attributions t JOIN articles a ON a.article_id = t.article_id
ORDER BY article, t.content[1], t.attribution_id
""".format(
    **{
        role: f"array_to_string([substr(a.text, t.{role}[2*i-1] + 1, t.{role}[2*i] - t.{role}[2*i-1]) "
        f"for i in range(1, len(t.{role})//2 + 1)], ' … ')"
        for role in ("source", "cue", "content", "channel")
    }
)

SOURCES = """
SELECT coalesce(t.who, '(nobody named)') AS source, t.kind,
  count(DISTINCT t.article_id) AS articles, count(*) AS statements
FROM attributions t GROUP BY ALL ORDER BY articles DESC, statements DESC, source, t.kind
"""

CONFLICTS = "SELECT kind, question, about, sides, reason FROM conflicts ORDER BY kind, question, about, conflict_id"

INCIDENTS = """
SELECT i.incident_id, substr(a.text, m.start + 1, m."end" - m.start) AS heading, i.articles, i.outlets, i.claims,
  i.place, i.latitude, i.longitude, i.precision, i.date_from, i.date_to, i.reported_from, i.reported_to,
  i.killed_low, i.killed_best, i.killed_high, i.injured_low, i.injured_best, i.injured_high
FROM incidents i JOIN mentions m ON m.mention_id = i.mention_id JOIN articles a ON a.article_id = m.article_id
ORDER BY i.articles DESC, i.claims DESC, i.incident_id
"""
