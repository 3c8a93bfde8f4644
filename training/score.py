"""Scores an exported model on one fold: the rules alone, and mended, statements and chains.

    python -m training.score ARTICLES.jsonl FOLDER --scorers SHARED/score [--fold 0] [--form given]

FOLDER is what `training.export` wrote. Words per CPU-second are those of the mending alone; the parse is made before.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from copy import deepcopy
from pathlib import Path
from typing import Any

from firsthand.attribution.glued import part_sources
from firsthand.attribution.model.mend import mend_statements
from firsthand.attribution.model.reader import Reader
from firsthand.attribution.stretch import Statement
from firsthand.attribution.tables import read_by_rules
from firsthand.attribution.tokens import Tokens, open_tokens
from firsthand.attribution.told import name_statements
from firsthand.parse import parse_articles
from firsthand.records import Article, Parse
from firsthand.schema import to_rows, to_table
from training.examples import article_of
from training.folds import read_folds
from training.forms import reform

STATEMENTS = ("content.dice50", "cs.head", "triple.dice50")
CHAINS = ("who", "who_all", "kind", "channel_recall", "channel_precision", "chain_two_or_more")


def told(t: Tokens, statements: list[Statement], outlet: str | None) -> list[dict[str, Any]]:
    """Statements with their names and chains, as the scorers read them."""
    named = name_statements(t, statements, outlet)
    return [
        {"source": s.source, "cue": s.cue, "content": s.content, "channel": s.channel, "parent": n.parent}
        | {"who": n.who, "kind": n.kind}
        for s, n in zip(statements, named, strict=True)
    ]


def measure(gold: list[dict[str, Any]], found: list[list[dict[str, Any]]], scorers: Path) -> dict[str, float]:
    """Both scorers on some articles."""
    with tempfile.TemporaryDirectory() as name:
        paths = [Path(name) / "gold.jsonl", Path(name) / "found.jsonl"]
        made = [{"id": g["id"], "text": g["text"], "attributions": a} for g, a in zip(gold, found, strict=True)]
        for path, lines in zip(paths, (gold, made), strict=True):
            path.write_text("".join(json.dumps(x) + "\n" for x in lines), encoding="utf-8")

        def run(scorer: str, *more: str) -> Any:
            command = [sys.executable, str(scorers / f"{scorer}.py"), *map(str, paths), *more]
            return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

        statements, chains = run("score_attribution", "--json"), run("score_chains")
    return {x: round(statements[x]["F1"], 3) for x in STATEMENTS} | {x: chains[x] for x in CHAINS}


def main() -> None:
    """Scores and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scorers", type=Path, required=True)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--form", default="given")
    o = parser.parse_args()
    folds, reader = read_folds(), Reader(o.folder)
    lines = map(json.loads, o.articles.read_text(encoding="utf-8").splitlines())
    gold = [reform(x, o.form) for x in lines if folds[x["id"]] == o.fold]
    rows = [article_of(k, x) for k, x in enumerate(gold)]
    parses = sorted(
        to_rows(parse_articles(to_table(rows, Article), parse_characters=20_000), Parse), key=lambda p: p.article_id
    )
    views = [open_tokens(parse, row.text) for row, parse in zip(rows, parses, strict=True)]
    ruled = [read_by_rules(row, t) for row, t in zip(rows, views, strict=True)]

    def tell(found: list[list[Statement]]) -> list[list[dict[str, Any]]]:
        return [told(t, s, g.get("outlet")) for t, s, g in zip(views, found, gold, strict=True)]

    alone = [part_sources(t, deepcopy(s)) for t, s in zip(views, ruled, strict=True)]
    print("rules ", measure(gold, tell(alone), o.scorers))
    began = time.process_time()
    mended = [part_sources(t, mend_statements(t, s, reader)) for t, s in zip(views, ruled, strict=True)]
    seconds = time.process_time() - began
    print("mended", measure(gold, tell(mended), o.scorers))
    print("words per CPU-second", round(sum(len(x["text"].split()) for x in gold) / seconds))


if __name__ == "__main__":
    main()
