"""The corpus for measures of scale: replicas share among themselves what the originals share, and little else."""

import random
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from benchmarks import many_articles as module
from benchmarks.many_articles import Line, many_articles, to_articles, write_articles
from firsthand.read.sources import read_articles

DESK = random.Random(1)
WORDS = ["".join(DESK.choice("bdklmnprst") + DESK.choice("aeiou") for _ in range(3)) for _ in range(400)]


def invent(sentences: int) -> str:
    return ".\n".join(" ".join(DESK.choices(WORDS, k=12)).capitalize() for _ in range(sentences)) + "."


REPORT = invent(9)
TEXTS = {"post": REPORT, "copy": REPORT} | {f"other{k:02}": invent(6) for k in range(28)}
LINES: list[Line] = [
    {"id": name, "title": "", "text": text, "outlet": "Karsten Post", "date": "2024-03-05", "url": None}
    for name, text in TEXTS.items()
]
SIZE = len(LINES)


def runs(line: Line, size: int = 5) -> set[tuple[str, ...]]:
    words = line["text"].split()
    return {tuple(words[k : k + size]) for k in range(len(words) - size + 1)}


def test_the_first_articles_are_the_given_ones_and_a_smaller_corpus_begins_a_larger_one() -> None:
    made = list(many_articles(LINES, 2 * SIZE + 3))
    assert made[:SIZE] == LINES
    assert list(many_articles(LINES, SIZE + 9)) == made[: SIZE + 9]
    assert [line["id"] for line in made[SIZE : SIZE + 3]] == ["post-001", "copy-001", "other00-001"]
    assert made[-1]["id"] == "other00-002"
    assert len({article["article_id"] for article in to_articles(made).to_pylist()}) == 2 * SIZE + 3


def test_copies_stay_copies_in_each_replica_and_no_story_joins_another_replica() -> None:
    made = list(many_articles(LINES, 4 * SIZE))
    stories = []
    for replica in range(4):
        post, copy = made[SIZE * replica : SIZE * replica + 2]
        assert len(runs(post) & runs(copy)) > 0.5 * len(runs(post))
        stories.append(runs(post))
    for one in range(4):
        for other in range(one):
            assert len(stories[one] & stories[other]) <= 2


def test_a_stock_phrase_stays_as_it_is_and_becomes_as_common(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STOCK", 5)
    monkeypatch.setattr(module, "REPLACED", 1e-9)
    phrase = " ".join(WORDS[:6])
    lines = [line | {"text": f"{line['text']} {phrase}"} if k < 7 else line for k, line in enumerate(LINES)]
    made = list(many_articles(lines, 3 * SIZE))
    assert sum(phrase in line["text"] for line in made) >= 3 * 7 - 2  # one or two may have been dropped


def test_a_replica_is_written_as_the_original_is() -> None:
    made = list(many_articles(LINES, 2 * SIZE))
    for line, again in zip(made[:SIZE], made[SIZE:], strict=True):
        lines, others = line["text"].split("\n"), again["text"].split("\n")
        assert len(lines) - len(others) in (0, 1)
        assert all(words[0].isupper() and words[1:].islower() for words in others)
        assert (line["outlet"], line["date"]) == (again["outlet"], again["date"])


def test_both_files_hold_the_same_articles(tmp_path: Path) -> None:
    for name in ("made.jsonl", "made.parquet"):
        assert write_articles(many_articles(LINES, 40), tmp_path / name) == 40
    assert pq.read_table(tmp_path / "made.parquet").column("id").to_pylist()[SIZE] == "post-001"
    texts = [read_articles([tmp_path / name]).articles.column("text") for name in ("made.jsonl", "made.parquet")]
    assert texts[0].to_pylist() == texts[1].to_pylist()
