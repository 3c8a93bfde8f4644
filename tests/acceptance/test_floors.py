"""Scores on development articles below which no change may fall; a floor is only ever raised.

They are what the engine reached when the floor was set, rounded down; the articles were there while it was written, so
they say that nothing was lost, not how good it is on other articles (benchmarks/README.md has the intervals).
"""

from pathlib import Path
from typing import Any

import pytest

from benchmarks.bench_credits import score_credits
from benchmarks.cases import export_lines, run_case
from benchmarks.table import load_scorer, read_lines, run_scorer, write_lines
from training.folds import read_folds

INCIDENTS = Path(__file__).resolve().parents[2] / "examples" / "conflict-incidents" / "articles.jsonl"

ORIGINS = {
    "mention_recall": 0.98,
    "group_recall": 0.81,
    "group_purity": 0.96,
    "source_accuracy": 0.93,
    "origin_accuracy": 0.91,
    "count_exact": 0.86,
    "count_balanced": 0.8,
    "count_in_range": 0.93,
}
REUSE = {"pair_f1": 1.0, "level_exact": 0.8, "level_within_one": 1.0, "credit_recall": 1.0, "credit_precision": 1.0}
CREDITS = {"recall": 0.95, "recall beside": 0.95, "recall of marks": 0.9, "precision": 0.95}
STATEMENTS = {"content.dice50": 0.918, "cs.head": 0.895, "triple.dice50": 0.895}
CHAINS = {
    "who": 0.89,
    "who_all": 0.82,
    "kind": 0.925,
    "channel_recall": 0.85,
    "channel_precision": 0.91,
    "chain_two_or_more": 0.67,
}

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def incidents(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("incidents")
    case = run_case(INCIDENTS, folder)
    gold, articles = (shared / "data" / "conflict-incidents" / name for name in ("gold.jsonl", "incidents.jsonl"))
    return {
        kind: run_scorer(shared, f"score_{scorer}", gold, articles, export_lines(case, kind, folder))
        for kind, scorer in (("claims", "origins"), ("reuse", "reuse"))
    }


@pytest.mark.parametrize("measure", ORIGINS)
def test_claims_and_origins(incidents: dict[str, dict[str, Any]], measure: str) -> None:
    assert incidents["claims"][measure] >= ORIGINS[measure]


def test_quotes_stand_in_their_articles(incidents: dict[str, dict[str, Any]]) -> None:
    assert incidents["claims"]["quotes_not_in_article"] == 0
    assert incidents["claims"]["quotes_too_long"] == 0
    assert incidents["reuse"]["passages_not_in_article"] == 0


@pytest.mark.parametrize("measure", REUSE)
def test_reuse(incidents: dict[str, dict[str, Any]], measure: str) -> None:
    assert incidents["reuse"][measure] >= REUSE[measure]


@pytest.fixture(scope="module")
def planted_credits(shared: Path) -> dict[str, float]:
    return score_credits(shared)


@pytest.mark.parametrize("measure", CREDITS)
def test_planted_credits(planted_credits: dict[str, float], measure: str) -> None:
    assert planted_credits[measure] >= CREDITS[measure]


def test_no_two_incidents_share_a_story(incidents: dict[str, dict[str, Any]]) -> None:
    assert incidents["reuse"]["cross_incident_story_pairs"] <= 2


@pytest.fixture(scope="module")
def statements(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """Scores of the annotated articles that the model was not trained on."""
    folder, folds = tmp_path_factory.mktemp("statements"), read_folds()
    lines = read_lines(shared / "data" / "attribution" / "attribution.jsonl")
    gold = [x for x in lines if folds[x["id"]] == 0]
    articles = write_lines(folder / "in" / "articles.jsonl", [{"id": x["id"], "text": x["text"]} for x in gold])
    predicted = export_lines(run_case(articles, folder), "attributions", folder)
    scored = load_scorer(shared, "score_attribution").score(gold, list(read_lines(predicted)))
    chains = run_scorer(shared, "score_chains", write_lines(folder / "gold.jsonl", gold), predicted)
    return {name: scored[name]["F1"] for name in STATEMENTS} | {name: chains[name] for name in CHAINS}


@pytest.mark.parametrize("measure", [*STATEMENTS, *CHAINS])
def test_statements_and_chains(statements: dict[str, float], measure: str) -> None:
    assert statements[measure] >= (STATEMENTS | CHAINS)[measure]
