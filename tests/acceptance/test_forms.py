"""The same articles in another form: what news databases do to a text may cost little (bars of docs/attribution.md)."""

from pathlib import Path
from typing import Any

import pytest

from benchmarks.table import load_scorer, read_lines
from firsthand.attribution.tables import find_attributions
from firsthand.parse import parse_articles
from firsthand.records import Article, Attribution
from firsthand.schema import pairs_of, to_rows, to_table
from training.examples import article_of
from training.folds import read_folds
from training.forms import reform

LOST = {"curly": 0.01, "bare": 0.04}
"""F1 that a form may cost."""

pytestmark = pytest.mark.shared


def score_form(gold: list[dict[str, Any]], scorer: Any, form: str) -> float:
    changed = [reform(x, form) for x in gold]
    rows = [article_of(k, x) for k, x in enumerate(changed)]
    articles = to_table(rows, Article)
    made: dict[int, list[dict[str, Any]]] = {row.article_id: [] for row in rows}
    for a in to_rows(find_attributions(articles, parse_articles(articles, parse_characters=20_000)), Attribution):
        told = {"source": pairs_of(a.source), "cue": pairs_of(a.cue), "content": pairs_of(a.content)}
        made[a.article_id].append(told)
    found = [{"id": x["id"], "attributions": made[k]} for k, x in enumerate(changed)]
    f1: float = scorer.score(changed, found)["content.dice50"]["F1"]
    return f1


def test_other_marks_and_lost_marks_cost_little(shared: Path) -> None:
    folds = read_folds()
    lines = read_lines(shared / "data" / "attribution" / "attribution.jsonl")
    gold = [x for x in lines if folds[x["id"]] == 0 and x["id"].startswith("wn")]
    scorer = load_scorer(shared, "score_attribution")
    given = score_form(gold, scorer, "given")
    assert {form: given - score_form(gold, scorer, form) <= most for form, most in LOST.items()} == dict.fromkeys(
        LOST, True
    )
