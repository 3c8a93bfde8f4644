"""Planted credits: copies that name whose words they have, in fifteen ways, and copies that only look as if they did.

A paragraph of a real article stands in another one, with a credit beside it, with a mark for the whole article, or with
a look-alike: words to an agency, its photographer, a credit of another paragraph. Half of 200 pairs are credited; where
the original came from is not known to the engine, so that only the words of the credit count.
"""

import random
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.cases import make_between
from benchmarks.table import Measure, read_lines
from firsthand.read.articles import make_article
from firsthand.records import Article, Reuse
from firsthand.reuse.kinds import COPIED
from firsthand.schema import to_rows, to_table
from firsthand.text import find_paragraphs

NEEDS = ("data/bench/articles-8k.jsonl.gz",)
PAIRS, SEED = 200, 20
FIRST, LAST = "sketches", "reuse"
NEEDED = ("credits", "article_days")
NAMES = (
    *("AFP", "Reuters", "the Associated Press", "Xinhua", "Interfax", "Anadolu Agency"),
    *("The New York Times", "CNN", "the BBC", "Al Jazeera"),
)
"""`{p}` is the paragraph, `{low}` with a small first letter, `{open}` without its full stop; `{w}` who is credited,
`{W}` at the head of a sentence, `{mark}` without article, `{MARK}` in capitals."""
BESIDE = (
    "According to {w}, {low}",
    "{W} reported that {low}",
    "{W} said on Friday that {low}",
    "{open}, {w} reported.",
    "{open}, according to {w}.",
    "{p} ({mark})",
    "Earlier {w} reported: {p}",
    "As reported by {w}, {low}",
    "Citing {w}, officials there confirmed that {low}",
)
WHOLE = ("-{MARK}", "({mark})", "Source: {mark}", "--{mark}", "- {MARK}")
"""Marks below the last paragraph, of wires and of outlets."""
ALIKE = (
    "{p}",
    "{p} A resident told {w} he had seen it.",
    "A second witness told {w} the same. {p}",
    "Speaking to {w} by telephone, an aide declined to comment. {p}",
    "{p}\n\nA photographer for {w} was at the scene.",
    "{p}\n\n(Photo: {mark})",
    "Officials said in an interview with {w} that talks would go on. {p}",
    "The ministry said that {low}",
    "{p} The minister is due to appear on {w} on Sunday.",
    "{W} reported that the museum is shut.\n\n{p}",
)
"""Without a credit for the paragraph."""


def fill(form: str, paragraph: str, name: str) -> str:
    """A form with its paragraph and the name of an outlet in it."""
    mark = name.removeprefix("the ").removeprefix("The ")
    return form.format(
        p=paragraph,
        low=paragraph[0].lower() + paragraph[1:],
        open=paragraph.rstrip("."),
        w=name,
        W=name[0].upper() + name[1:],
        mark=mark,
        MARK=mark.upper(),
    )


_CREDITED = re.compile(r"\((?:Reuters|REUTERS|AP|AFP|CNN|UPI)\)|:$", re.MULTILINE)
"""What makes an article unfit to be copied into: it is another's text already, or quotes one."""


def list_texts(shared: Path) -> list[list[str]]:
    """Articles of middle length, as their paragraphs."""
    found = []
    for line in read_lines(shared / NEEDS[0]):
        if 300 < len(line["text"].split()) < 900:
            paragraphs = [line["text"][start:end] for start, end in find_paragraphs(line["text"])]
            if len(paragraphs) > 5:
                found.append(paragraphs)
    return found


def plant(texts: list[list[str]], form: str, desk: random.Random) -> tuple[str, str]:
    """An article and one that has a paragraph of it, in a form."""
    while True:
        source, host = desk.sample(texts, 2)
        long = [x for x in source[1:] if 25 <= len(x.split()) <= 90 and x[0].isupper() and x.endswith(".")]
        if long and not _CREDITED.search("\n".join(host[:6])):
            break
    paragraph, name = desk.choice(long), desk.choice(NAMES)
    if form in WHOLE:
        copy = [paragraph, *host[:4], fill(form, paragraph, name)]
    else:
        copy = [*host[:3], fill(form, paragraph, name), *host[3:5]]
    return "\n\n".join(source), "\n\n".join(copy)


def plant_pairs(shared: Path) -> tuple[list[Article], dict[frozenset[int], str]]:
    """The articles of all pairs, and the form of each pair by the ids of its two articles."""
    desk, texts = random.Random(SEED), list_texts(shared)
    credited = (*BESIDE, *WHOLE)
    forms = [credited[k % len(credited)] for k in range(PAIRS // 2)]
    forms += [ALIKE[k % len(ALIKE)] for k in range(PAIRS - len(forms))]
    rows, form_of = [], {}
    for k, form in enumerate(forms):
        source, copy = plant(texts, form, desk)
        original = make_article(source, given_id=f"{k} from", language="en", published=datetime(2020, 1, 1, tzinfo=UTC))
        copied = make_article(
            copy, given_id=f"{k} copy", language="en", outlet="Copy Daily", published=datetime(2020, 1, 4, tzinfo=UTC)
        )
        rows += [original, copied]
        form_of[frozenset((original.article_id, copied.article_id))] = form
    return rows, form_of


def tell_credits(rows: list[Article]) -> dict[frozenset[int], bool]:
    """The pairs that share reporting, and whether any of it is credited."""
    tables = make_between({"articles": to_table(rows, Article)}, FIRST, LAST, NEEDED)
    told: dict[frozenset[int], bool] = {}
    for row in to_rows(tables["reuse"], Reuse):
        if row.kind in COPIED:
            pair = frozenset((row.a_id, row.b_id))
            told[pair] = told.get(pair, False) or row.credited
    return told


def score_credits(shared: Path) -> dict[str, float]:
    """Recall beside the passage and for the whole article, both together, and precision."""
    rows, form_of = plant_pairs(shared)
    told = tell_credits(rows)
    counts: Counter[str] = Counter()
    for pair, form in form_of.items():
        kind = "beside" if form in BESIDE else "whole" if form in WHOLE else "alike"
        counts[kind] += 1
        counts[f"{kind} found"] += told.get(pair, False)
    found = counts["beside found"] + counts["whole found"]
    return {
        "recall": found / (counts["beside"] + counts["whole"]),
        "recall beside": counts["beside found"] / counts["beside"],
        "recall of marks": counts["whole found"] / counts["whole"],
        "precision": found / max(1, found + counts["alike found"]),
    }


def measure(shared: Path) -> list[Measure]:
    corpus = f"articles-8k, {PAIRS} pairs"
    return [Measure("credits", corpus, "development", name, round(x, 3)) for name, x in score_credits(shared).items()]
