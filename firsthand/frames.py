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
SELECT a.given_id AS a, r.a_start, r.a_end, substr(a.text, r.a_start + 1, r.a_end - r.a_start) AS a_text,
  b.given_id AS b, r.b_start, r.b_end, substr(b.text, r.b_start + 1, r.b_end - r.b_start) AS b_text,
  r.kind, r.matches, r.a_words, r.b_words, s.given_id AS copied_from, r.credited, r.credit_name
FROM reuse r JOIN articles a ON a.article_id = r.a_id JOIN articles b ON b.article_id = r.b_id
  LEFT JOIN articles s ON s.article_id = r.from_id
ORDER BY a, b, r.a_start, r.b_start, r.a_end, r.b_end
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

CONFLICTS = "SELECT kind, about, sides, reason FROM conflicts ORDER BY kind, about, conflict_id"
