"""Any number of articles, made of the 7,916 of the development data: `python -m benchmarks.many_articles 100000 FILE`.

The first 7,916 are the articles themselves. After them come replicas, each of all the articles in another vocabulary:
words exchange their places with words as frequent, written and ending alike, the same for all articles of a replica.
So its articles share what the originals share, story by story and copy by copy, and nothing of a story is shared
with another replica. Stock phrases (n-grams that `STOCK` articles or more have) stay as they are, and so become as
common as they would in a larger corpus, as do the few words that nearly all articles have. Some words of each article
are replaced besides, a paragraph is dropped from some, and one article in a hundred of a replica is told in the
vocabulary of an earlier one, a late copy of what stands there.

What it cannot show is a vocabulary that grows, or a story that takes more articles the larger the corpus is; for the
second there is `bench_copies`. Replicas are no English: they are for the steps of reuse. All is seeded: the same size
and articles give the same bytes.
"""

import argparse
import json
import math
import os
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.table import read_lines
from firsthand.kernels.compiled import hash_ngrams
from firsthand.read.articles import make_article
from firsthand.read.dates import read_date
from firsthand.records import Article
from firsthand.reuse.words import read_words
from firsthand.schema import to_table
from firsthand.settings import Settings
from firsthand.text import Span

CORPUS = "data/bench/articles-8k.jsonl.gz"
KEPT = 0.9
"""Share of the articles from which a word that so many have stays as it is. With 0.1 each article shared so many runs
of common words with its own replicas that all were pairs."""
STOCK = 16
"""Articles from which an n-gram is a stock phrase."""
REPLACED = 0.005
"""Chance of each word of a replica to be replaced."""
DROPPED = 0.1
"""Share of the articles of a replica of which a paragraph (of one line: a sentence) is left out."""
LATE = 0.01
"""Share of the articles of a replica that are told in the vocabulary of an earlier one."""
BATCH = 512
"""Articles of a batch of a Parquet file."""

_PIECES = re.compile(r"\w+|\W+")
_ENDINGS = ("ing", "ed", "ly", "tion", "s", "er", "al")
Line = dict[str, Any]
"""An article as a line of the development data: id, outlet, date, url, title, text."""


class Vocabulary:
    """The words of some articles, by what they may be exchanged for."""

    def __init__(self, lines: Iterable[Line]) -> None:
        articles = 0
        having: Counter[str] = Counter()
        capital: Counter[str] = Counter()
        self.forms: set[str] = set()
        for line in lines:
            articles += 1
            found = set(re.findall(r"\w+", f"{line['title']} {line['text']}"))
            self.forms |= found
            having.update({form.lower() for form in found})
            capital.update({form.lower() for form in found if form[0].isupper()})
        self.words = [word for word in sorted(having) if having[word] < KEPT * articles]
        """Those that are exchanged, in small letters."""
        self._classes: dict[tuple[object, ...], list[str]] = {}
        for word in self.words:
            self._classes.setdefault(_class_of(word, having[word], capital[word]), []).append(word)

    def exchange(self, replica: int) -> dict[str, str]:
        """What each form of a word becomes in a replica; forms that are not there stay as they are."""
        if replica == 0:
            return {}
        becomes: dict[str, str] = {}
        for kind, words in self._classes.items():
            drawn = words.copy()
            random.Random(f"replica {replica} {kind}").shuffle(drawn)
            becomes.update(zip(words, drawn, strict=True))
        return {form: _written_like(form, becomes[form.lower()]) for form in self.forms if form.lower() in becomes}


def _class_of(word: str, having: int, capital: int) -> tuple[object, ...]:
    """Words of one class may be exchanged: numbers of one length, else words as frequent, written and ending alike.

    >>> _class_of("2017", 300, 0), _class_of("shelling", 40, 2) == _class_of("fleeing", 33, 0)
    (('number', 4), True)
    """
    if word.isdigit():
        return "number", len(word)
    ending = next((ending for ending in _ENDINGS if word.endswith(ending)), "")
    return ending, 2 * capital > having, int(math.log2(having))


def _written_like(form: str, word: str) -> str:
    """A word with the capitals of another.

    >>> _written_like("Arsal", "homs"), _written_like("US", "eu"), _written_like("tank", "car")
    ('Homs', 'EU', 'car')
    """
    if len(form) > 1 and form.isupper():
        return word.upper()
    return word.capitalize() if form[0].isupper() else word


def _drop_paragraph(text: str, desk: random.Random) -> str:
    """The text without one of its paragraphs, of one line without one of its sentences; never the first."""
    joint = "\n" if "\n" in text.strip() else ". "
    parts = text.split(joint)
    if len(parts) > 2:
        del parts[desk.randrange(1, len(parts))]
    return joint.join(parts)


def _perturb(text: str, replica: int, name: str, words: list[str]) -> str:
    """A text of a replica with some words replaced and, of some articles, a paragraph left out."""
    desk = random.Random(f"article {replica} {name}")
    if desk.random() < DROPPED:
        text = _drop_paragraph(text, desk)
    pieces = _PIECES.findall(text)
    place = int(desk.expovariate(REPLACED))
    while place < len(pieces) // 2:
        at = 2 * place + (0 if pieces and pieces[0][0].isalnum() else 1)
        if at < len(pieces):
            pieces[at] = _written_like(pieces[at], desk.choice(words))
        place += 1 + int(desk.expovariate(REPLACED))
    return "".join(pieces)


def find_stock(texts: list[str]) -> list[list[Span]]:
    """Where the stock phrases of each text stand, in order; they may overlap."""
    size = Settings().ngram_words
    hashes = [hash_ngrams(read_words(text).numbers, size) for text in texts]
    known, counts = np.unique(np.concatenate([np.unique(found) for found in hashes]), return_counts=True)
    stock = known[counts >= STOCK]
    found = []
    for text, own in zip(texts, hashes, strict=True):
        words, places = read_words(text), np.flatnonzero(np.isin(own, stock))
        found.append(list(zip(words.starts[places].tolist(), words.ends[places + size - 1].tolist(), strict=True)))
    return found


def _exchange_words(text: str, becomes: dict[str, str], stock: list[Span]) -> str:
    """The text in another vocabulary, but for its stock phrases."""
    stays = bytearray(len(text))
    for start, end in stock:
        stays[start:end] = b"\x01" * (end - start)
    return _PIECES.sub(lambda m: m[0] if stays[m.start()] else becomes.get(m[0], m[0]), text)


def many_articles(lines: list[Line], size: int) -> Iterator[Line]:
    """So many articles: the given ones, then replicas of them."""
    vocabulary = Vocabulary(lines)
    stock = find_stock([line["text"] for line in lines]) if size > len(lines) else []
    exchanged: list[dict[str, str]] = []
    for number in range(size):
        replica, place = divmod(number, len(lines))
        line = lines[place]
        if replica == len(exchanged):
            exchanged.append(vocabulary.exchange(replica))
        if not replica:
            yield line
            continue
        desk = random.Random(f"late {replica} {line['id']}")
        becomes = exchanged[desk.randrange(replica) if desk.random() < LATE else replica]
        title = _exchange_words(line["title"], becomes, [])
        text = _perturb(_exchange_words(line["text"], becomes, stock[place]), replica, line["id"], vocabulary.words)
        yield line | {"id": f"{line['id']}-{replica:03}", "title": title, "text": text}


def to_articles(lines: Iterable[Line]) -> pa.Table:
    """Lines as a table of articles in English, without the languages of each being found out; six of 7,916 dates are
    not ISO and left out.
    """
    rows = []
    for line in lines:
        moment = read_date(line["date"], None) if line["date"] else ""
        published, precision = (None, None) if isinstance(moment, str) else (moment.when, moment.precision)
        article = make_article(
            line["text"],
            title=line["title"] or "",
            given_id=line["id"],
            outlet=line["outlet"],
            published=published,
            published_precision=precision,
            language="en",
        )
        rows.append(article)
    return to_table(rows, Article)


def write_articles(lines: Iterable[Line], path: Path) -> int:
    """Writes lines as JSON Lines, or by batches as Parquet where the name ends so; gives their number."""
    written = 0
    if path.suffix == ".parquet":
        names = ("id", "outlet", "date", "title", "text")
        schema = pa.schema([(name, pa.string()) for name in names])
        left = iter(lines)
        with pq.ParquetWriter(path, schema, compression="zstd") as file:
            while batch := list(islice(left, BATCH)):
                file.write_batch(pa.record_batch([[x[name] for x in batch] for name in names], schema=schema))
                written += len(batch)
        return written
    with path.open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            written += 1
    return written


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.many_articles", description=__doc__)
    parser.add_argument("size", type=int, help="how many articles")
    parser.add_argument("path", type=Path, help="FILE.jsonl or FILE.parquet")
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("FIRSTHAND_SHARED") or "../shared"))
    asked = parser.parse_args()
    written = write_articles(many_articles(read_lines(asked.shared / CORPUS), asked.size), asked.path)
    print(f"{written:,} articles written to {asked.path}")


if __name__ == "__main__":
    main()
