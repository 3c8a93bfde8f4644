"""Annotated articles as the model reads them: its inputs beside the gold roles; parsed once and kept in a file."""

import json
import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from firsthand.attribution.model.inputs import Inputs, Ints, make_inputs, place_of, roles_of
from firsthand.attribution.model.pieces import Pieces
from firsthand.attribution.stretch import Statement
from firsthand.attribution.tables import read_by_rules
from firsthand.attribution.tokens import open_tokens
from firsthand.parse import parse_articles
from firsthand.records import Article, Parse
from firsthand.schema import to_rows, to_table
from training.folds import read_folds
from training.forms import reform

KINDS = ("person", "organisation", "outlet", "document", "unnamed", "collective", "none")


@dataclass(frozen=True)
class Example:
    """One form of one article: what the model reads, and for each gold cue place the role of every token."""

    article: str
    form: str
    fold: int
    text: str
    parse: Parse
    inputs: Inputs
    places: Ints
    roles: list[Ints]
    kinds: list[int]


FORMS = ("given", "bare", "unquoted")
LEAST_LOST = 4
"""Characters that a form has to take from a text to be another example: texts of news databases are bare already."""


def make_examples(path: Path, pieces: Pieces) -> list[Example]:
    """Examples of all articles of a file in each of FORMS that changes them."""
    folds = read_folds()
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    made: list[Example] = []
    for form in FORMS:
        changed = [reform(a, form) for a in articles]
        if form != "given":
            pairs = zip(changed, articles, strict=True)
            changed = [a for a, b in pairs if len(b["text"]) - len(a["text"]) >= LEAST_LOST]
        rows = [article_of(k, a) for k, a in enumerate(changed)]
        parsed = parse_articles(to_table(rows, Article), parse_characters=20_000)
        parses = {p.article_id: p for p in to_rows(parsed, Parse)}
        for row, gold in zip(rows, changed, strict=True):
            made.append(_example(row, parses[row.article_id], gold, form, folds[gold["id"]], pieces))
    return made


def article_of(number: int, gold: dict[str, Any]) -> Article:
    """The row of an annotated article."""
    return Article(number, gold["id"], None, None, "", None, None, None, "en", gold["text"], "")


def _example(row: Article, parse: Parse, gold: dict[str, Any], form: str, fold: int, pieces: Pieces) -> Example:
    t = open_tokens(parse, row.text)
    wanted = [gold_statement(a) for a in gold["attributions"] if a["content"]]
    kinds = [KINDS.index(a["kind"]) for a in gold["attributions"] if a["content"]]
    places = roles_of(t, wanted)
    kind_at: dict[int, int] = {}
    for s, kind in zip(wanted, kinds, strict=True):
        kind_at.setdefault(place_of(t, s), kind)
    order = sorted(places)
    return Example(
        gold["id"],
        form,
        fold,
        row.text,
        parse,
        make_inputs(t, pieces, read_by_rules(row, t)),
        np.array(order, dtype=np.int64),
        [places[k] for k in order],
        [kind_at[k] for k in order],
    )


def gold_statement(a: dict[str, Any]) -> Statement:
    """A gold attribution as a statement."""
    spans = {k: [(s, e) for s, e in a.get(k) or []] for k in ("source", "cue", "content", "channel")}
    return Statement(spans["source"], spans["cue"], spans["content"], spans["channel"])


def load_examples(path: Path, pieces: Pieces, kept: Path) -> list[Example]:
    """Examples from a file where they were kept, else made and kept there."""
    if kept.exists():
        with kept.open("rb") as file:
            examples: list[Example] = pickle.load(file)
            return examples
    examples = make_examples(path, pieces)
    with kept.open("wb") as file:
        pickle.dump(examples, file)
    return examples
