"""Passages planted in other articles, edited as a desk edits: which share is found, and how exactly, by length and by
share of edited words.

Paragraph-like stretches of real articles are put between the sentences of an article about something else. Of ten edits
six replace a word, two drop one and two add one, all from the words of a third article.
"""

import random
from pathlib import Path

from benchmarks.cases import make_between
from benchmarks.table import Measure, read_lines
from firsthand.read.articles import make_article
from firsthand.records import Alignment, Article
from firsthand.schema import to_rows, to_table
from firsthand.text import find_sentences

NEEDS = ("data/bench/articles-8k.jsonl.gz",)
LENGTHS, EDITS, EACH = (8, 15, 30, 100), (0, 10, 20, 30), 40
"""Words of a planted passage, edits in percent of its words, and passages planted of each."""
FIRST, LAST = "sketches", "alignments"


def edit(words: list[str], percent: int, other: list[str], desk: random.Random) -> list[str]:
    """Words with so many edits that each word has that chance of one."""
    made: list[str] = []
    for word in words:
        if desk.random() * 100 >= percent:
            made.append(word)
            continue
        draw = desk.random()
        if draw < 0.6:
            made.append(desk.choice(other))
        elif draw < 0.8:
            made += [word, desk.choice(other)]
    return made


def plant(
    texts: list[str], length: int, percent: int, desk: random.Random
) -> tuple[str, str, tuple[int, int, int, int]]:
    """An article, one that has a passage of it, and where the passage stands in both."""
    while True:
        source, host, third = desk.sample(texts, 3)
        words = source.split(" ")
        if len(words) > length + 40 and len(host.split(" ")) > 150:
            break
    first = desk.randrange(20, len(words) - length)
    passage = " ".join(words[first : first + length])
    copy = " ".join(edit(words[first : first + length], percent, third.split(" "), desk))
    start = len(" ".join(words[:first])) + 1
    place = desk.choice([end for _, end in find_sentences(host)])
    planted = f"{host[:place]} {copy} {host[place:]}"
    return source, planted, (start, start + len(passage), place + 1, place + 1 + len(copy))


def found_share(case: tuple[int, int, int, int], found: list[tuple[int, int, int, int]]) -> tuple[float, float, bool]:
    """Share of a planted passage that is found, share of what is found that was planted, and whether any is."""
    hits = [f for f in found if min(f[1], case[1]) > max(f[0], case[0]) and min(f[3], case[3]) > max(f[2], case[2])]
    inside = sum(min(f[s + 1], case[s + 1]) - max(f[s], case[s]) for f in hits for s in (0, 2))
    size = sum(case[s + 1] - case[s] for s in (0, 2))
    all_found = sum(f[s + 1] - f[s] for f in found for s in (0, 2))
    return min(1.0, inside / size), inside / all_found if all_found else 1.0, bool(hits)


def measure(shared: Path) -> list[Measure]:
    texts = [line["text"] for line in read_lines(shared / NEEDS[0])][::3]
    desk = random.Random(20)
    rows = []
    for length in LENGTHS:
        for percent in EDITS:
            detected, shares, right = 0, [], []
            for _ in range(EACH):
                source, planted, (a, b, c, d) = plant(texts, length, percent, desk)
                articles = [make_article(source, given_id="source"), make_article(planted, given_id="planted")]
                tables = make_between({"articles": to_table(articles, Article)}, FIRST, LAST, ("credits",))
                swapped = articles[0].article_id > articles[1].article_id
                found = [
                    (x.b_start, x.b_end, x.a_start, x.a_end) if swapped else (x.a_start, x.a_end, x.b_start, x.b_end)
                    for x in to_rows(tables["alignments"], Alignment)
                ]
                share, precision, hit = found_share((a, b, c, d), found)
                detected += hit
                shares.append(share)
                right += [precision] if found else []
            corpus = f"articles-8k, {length} words"
            name = f"{percent} % edited"
            rows += [
                Measure("planted", corpus, "development", f"{name}: found", round(detected / EACH, 3)),
                Measure("planted", corpus, "development", f"{name}: recall", round(sum(shares) / EACH, 3)),
                Measure(
                    "planted", corpus, "development", f"{name}: precision", round(sum(right) / max(1, len(right)), 3)
                ),
            ]
    return rows
