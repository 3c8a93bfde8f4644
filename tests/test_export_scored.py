"""The scorers read the exports as they are: on gold written by hand for the invented case every measure is full."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from firsthand.export import EXPORTS
from tests.invented_case import ASHORE, FIRE, REPAIR, UNION, Invented

pytestmark = pytest.mark.shared

WIRE_FIRE, COPY_FIRE = f"A{FIRE[1:]}", f"Coastal Wire reported that {FIRE}"


def mention(article: str, quote: str, chain: list[str], figure: int | None = None) -> dict[str, Any]:
    return {"article": article, "quote": quote, "figure": figure, "chain": chain, "attributed": bool(chain)}


GOLD = {
    "incident": "ferry",
    "claims": [
        {
            "key": "toll",
            "kind": "toll",
            "mentions": [
                mention("W1", WIRE_FIRE, ["coastguard"], 4),
                mention("C2", COPY_FIRE, ["Coastal Wire", "coastguard"], 4),
                mention("C2", UNION, ["union leader"], 6),
            ],
            "origins": [
                {"origin": "coastguard", "articles": ["W1", "C2"]},
                {"origin": "union leader", "articles": ["C2"]},
            ],
            "n_articles": 2,
            "n_outlets": 2,
            "n_origins": 2,
        },
        {
            "key": "repair",
            "kind": "event",
            "mentions": [mention(a, REPAIR, ["Northern News", "port officials"]) for a in ("W1", "C2")],
            "origins": [{"origin": "port officials", "articles": ["W1", "C2"]}],
            "n_articles": 2,
            "n_outlets": 2,
            "n_origins": 1,
        },
        {
            "key": "ashore",
            "kind": "event",
            "mentions": [mention(a, ASHORE, []) for a in ("W1", "C2")],
            "origins": [{"origin": "text:W1", "articles": ["W1", "C2"]}],
            "n_articles": 2,
            "n_outlets": 2,
            "n_origins": 1,
        },
    ],
    "reuse": [{"a": "W1", "b": "C2", "level": "most", "credited": True}],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path, invented = tmp_path_factory.mktemp("scored"), Invented()
    for name in ("claims", "attributions", "reuse"):
        EXPORTS[name](invented.case(), path / f"{name}.jsonl", False)
    articles = [
        {"id": a.given_id, "outlet": a.outlet or "", "title": a.title, "text": a.text.removeprefix(f"{a.title}\n\n")}
        for a in (invented.wire, invented.copy)
    ]
    (path / "gold.jsonl").write_text(json.dumps(GOLD), "utf-8")
    (path / "incidents.jsonl").write_text(json.dumps({"incident": "ferry", "articles": articles}), "utf-8")
    return path


def score(shared: Path, name: str, *paths: Path | str) -> dict[str, Any]:
    command = [sys.executable, str(shared / "score" / f"{name}.py"), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    measures: dict[str, Any] = json.loads(done.stdout)
    return measures


def test_claims_are_scored_in_full(shared: Path, folder: Path) -> None:
    found = score(shared, "score_origins", folder / "gold.jsonl", folder / "incidents.jsonl", folder / "claims.jsonl")
    for measure in (
        "mention_recall",
        "group_recall",
        "group_purity",
        "source_accuracy",
        "origin_accuracy",
        "count_exact",
    ):
        assert found[measure] == 1, measure
    assert (found["quotes_not_in_article"], found["quotes_too_long"]) == (0, 0)


def test_reuse_is_scored_in_full(shared: Path, folder: Path) -> None:
    found = score(shared, "score_reuse", folder / "gold.jsonl", folder / "incidents.jsonl", folder / "reuse.jsonl")
    assert (found["pair_f1"], found["credit_recall"], found["credit_precision"]) == (1, 1, 1)
    assert (found["passages_not_in_article"], found["cross_incident_story_pairs"]) == (0, 0)


def test_attributions_are_their_own_gold(shared: Path, folder: Path) -> None:
    path = folder / "attributions.jsonl"
    chains = score(shared, "score_chains", path, path)
    assert (chains["who"], chains["kind"], chains["chain_all"], chains["channel_recall"]) == (1, 1, 1, 1)
    spans = score(shared, "score_attribution", path, path, "--json")
    assert spans["triple.exact"]["F1"] == 1
