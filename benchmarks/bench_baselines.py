"""What can be had without firsthand: runs of eight words, seeing no credit and no chain, counting articles or outlets.

Every number of firsthand stands beside these. None depends on the engine, so they change only with the data.
"""

import dataclasses
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from benchmarks.table import Measure, read_lines, run_scorer, write_lines
from training.folds import read_folds

NEEDS = ("data/conflict-incidents/gold.jsonl", "data/attribution/attribution.jsonl", "data/pan13/dev.jsonl.gz", "score")

RUN_WORDS = 8
"""Words of the runs: the shortest passage that the scorer of reuse counts."""


class Text(NamedTuple):
    """Lower-case words of a text with the span of each."""

    words: list[str]
    spans: list[tuple[int, int]]


def read_words(text: str) -> Text:
    found = list(re.finditer(r"\w+", text))
    return Text([m.group().lower() for m in found], [m.span() for m in found])


def find_runs(a: Text, b: Text, *, run_words: int = RUN_WORDS) -> Iterator[tuple[int, int, int, int]]:
    """Longest runs of at least `run_words` equal words, as characters (a_start, a_end, b_start, b_end).

    >>> list(find_runs(read_words("So it fell at noon, they said."), read_words("It fell at noon."), run_words=4))
    [(3, 18, 0, 15)]
    """
    places = defaultdict(list)
    for i in range(len(a.words) - run_words + 1):
        places[tuple(a.words[i : i + run_words])].append(i)
    starts = {(i, j) for j in range(len(b.words)) for i in places.get(tuple(b.words[j : j + run_words]), ())}
    for i, j in sorted(starts):
        if (i - 1, j - 1) not in starts:
            steps = next(n for n in range(len(a.words)) if (i + n + 1, j + n + 1) not in starts)
            last = steps + run_words - 1
            yield a.spans[i][0], a.spans[i + last][1], b.spans[j][0], b.spans[j + last][1]


def measure_reuse(shared: Path, scratch: Path) -> list[Measure]:
    """Runs of eight words between any two of the articles, all taken for story, none credited."""
    data = shared / "data" / "conflict-incidents"
    texts = {x["id"]: f"{x['title']}\n\n{x['text']}" for x in read_lines(data / "articles.jsonl")}
    words = {name: read_words(text) for name, text in texts.items()}
    rows = [
        {"a": a, "b": b, "a_text": texts[a][s:e], "b_text": texts[b][t:f], "kind": "story", "credited": False}
        for a, b in combinations(texts, 2)
        for s, e, t, f in find_runs(words[a], words[b])
    ]
    found = run_scorer(
        shared, "score_reuse", data / "gold.jsonl", data / "incidents.jsonl", write_lines(scratch / "reuse", rows)
    )
    row = Measure("reuse", "conflict-incidents", "development", "pair_f1", 0.0, "8-gram runs")
    names = ("pair_precision", "pair_recall", "pair_f1", "level_exact", "level_within_one")
    return [
        *(dataclasses.replace(row, measure=name, score=found[name]) for name in names),
        dataclasses.replace(
            row, measure="cross_incident_story_pairs", score=found["cross_incident_story_pairs"], unit="pairs"
        ),
        dataclasses.replace(row, measure="credit_recall", score=found["credit_recall"], system="never credited"),
    ]


def measure_alignment(shared: Path, scratch: Path) -> list[Measure]:
    """Runs of eight words in the pairs of PAN 2013."""
    path = shared / "data" / "pan13" / "dev.jsonl.gz"
    rows = [
        {"pair": pair["pair"], "a_start": s, "a_end": e, "b_start": t, "b_end": f}
        for pair in read_lines(path)
        for s, e, t, f in find_runs(read_words(pair["a"]), read_words(pair["b"]))
    ]
    found = run_scorer(shared, "score_alignment", path, write_lines(scratch / "alignment", rows))
    return [
        Measure("alignment", "pan13", "development", f"{kind} {name}", found[kind][name], "8-gram runs")
        for kind in ("verbatim", "random", "summary", "all")
        for name in ("plagdet", "precision", "recall")
    ]


def measure_chains(shared: Path, scratch: Path) -> list[Measure]:
    """The gold's own statements with channels and outer reporters left out: only the nearest source is known."""
    folds = read_folds()
    gold = [x for x in read_lines(shared / "data" / "attribution" / "attribution.jsonl") if folds[x["id"]] == 0]
    path = write_lines(scratch / "gold", gold)
    rows = [
        {"id": x["id"], "attributions": [{**a, "channel": [], "parent": None} for a in x["attributions"]]} for x in gold
    ]
    found = run_scorer(shared, "score_chains", path, write_lines(scratch / "chains", rows))
    return [
        Measure("chains", "attribution", "development", name, found[name], "no chain, gold statements")
        for name in ("chain_all", "chain_two_or_more")
    ]


def measure_counts(shared: Path, scratch: Path) -> list[Measure]:
    """Origins taken to be as many as articles, as outlets, or always one: the scorer's own baselines."""
    data = shared / "data" / "conflict-incidents"
    found = run_scorer(
        shared, "score_origins", data / "gold.jsonl", data / "incidents.jsonl", write_lines(scratch / "origins", [])
    )
    row = Measure("origins", "conflict-incidents", "development", "count_exact", 0.0)
    systems = {"articles": "counting articles", "outlets": "counting outlets", "constant": "always one origin"}
    return [
        dataclasses.replace(
            row,
            measure=f"count_{name}",
            score=found[f"baseline_{key}_{name}"],
            system=system,
            unit="origins" if name == "error" else "share",
        )
        for name in ("exact", "balanced", "error")
        for key, system in systems.items()
    ]


def measure(shared: Path) -> list[Measure]:
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        return [
            row
            for part in (measure_reuse, measure_alignment, measure_chains, measure_counts)
            for row in part(shared, scratch)
        ]
