"""Wording: the words by which outlets name the same people and acts differently, and whose words they are."""

import re
from functools import cache
from importlib.resources import files

import pyarrow as pa

from firsthand.claims.rows import SharedSpan
from firsthand.records import Article, Attribution, Wording
from firsthand.schema import pairs_of, to_rows, to_table

FIND_SHARED = """
SELECT a_id AS article_id, a_start AS start, a_end AS "end" FROM reuse WHERE kind IN ('story', 'quotation')
UNION
SELECT b_id AS article_id, b_start AS start, b_end AS "end" FROM reuse WHERE kind IN ('story', 'quotation')
"""
"""Stretches of each article that another article of the case shares as reporting."""


@cache
def _patterns() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern over all forms, and the label of each form; the longest form at a place counts."""
    labels: dict[str, str] = {}
    for line in files("firsthand.data").joinpath("wording.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            label, forms = line.split("\t")
            for form in forms.split(","):
                labels.setdefault(form.strip(), label)
    longest = sorted(labels, key=lambda form: (-len(form), form))
    choices = "|".join(re.escape(form).replace(r"\*", r"[a-z]*").replace(r"\ ", " ") for form in longest)
    return re.compile(rf"(?<![\w])(?:{choices})(?![\w])", re.IGNORECASE), labels


def _label(word: str) -> str:
    """The label of a word that the pattern found: that of its longest form."""
    _, labels = _patterns()
    low = word.lower()
    fitting = [f for f in labels if low == f or (f.endswith("*") and low.startswith(f[:-1]))]
    return labels[max(fitting, key=lambda form: (len(form), form))]


def find_wordings(articles: pa.Table, attributions: pa.Table, shared_spans: pa.Table) -> pa.Table:
    """Uses of such words in one article; attributed where they stand in what somebody is reported to have said."""
    (article,) = to_rows(articles, Article)
    spoken = [span for a in to_rows(attributions, Attribution) for span in pairs_of(a.content)]
    shared = [(s.start, s.end) for s in to_rows(shared_spans, SharedSpan)]
    rows = []
    pattern, _ = _patterns()
    if article.language == "en":
        for found in pattern.finditer(article.text):
            start, end = found.span()
            voice = "attributed" if any(s <= start and end <= e for s, e in spoken) else "own"
            within = any(s <= start and end <= e for s, e in shared)
            rows.append(Wording(article.article_id, start, end, _label(found.group()), voice, within))
    return to_table(rows, Wording)
