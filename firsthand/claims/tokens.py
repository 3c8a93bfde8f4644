"""Tokens of a parsed article, for the rules that read claims off syntax."""

import itertools
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import pyarrow as pa

from firsthand.records import Article, Parse
from firsthand.schema import to_rows


class Token(NamedTuple):
    """One token with its syntax; `place` and `head` are indexes into the list of all tokens."""

    place: int
    text: str
    low: str
    lemma: str
    tag: str
    relation: str
    head: int
    start: int
    end: int
    entity: str


class Text(NamedTuple):
    """An article's text with its tokens, the tokens under each head, and the token range of each sentence."""

    article_id: int
    text: str
    tokens: list[Token]
    children: list[list[int]]
    sentences: list[tuple[int, int]]


def open_text(article: Article, parse: Parse) -> Text:
    """The article's tokens as one object; nothing is parsed again."""
    tokens = []
    children: list[list[int]] = [[] for _ in parse.starts]
    columns = zip(
        parse.starts, parse.ends, parse.lemmas, parse.tags, parse.relations, parse.heads, parse.entities, strict=True
    )
    for index, (start, end, lemma, tag, relation, head, entity) in enumerate(columns):
        word = article.text[start:end]
        tokens.append(
            Token(index, word, word.lower(), lemma.lower(), tag, relation, head, start, end, entity),
        )
        if head != index:
            children[head].append(index)
    bounds = [*parse.sentence_starts, len(tokens)]
    return Text(article.article_id, article.text, tokens, children, list(itertools.pairwise(bounds)))


def read_text(articles: pa.Table, parses: pa.Table) -> Text | None:
    """The one article of a group with its parse; None where its language has no parser."""
    (article,) = to_rows(articles, Article)
    parsed = to_rows(parses, Parse)
    return open_text(article, parsed[0]) if parsed and parsed[0].starts else None


def subtree(text: Text, index: int, keep: Callable[[Token], bool] = lambda token: True) -> list[int]:
    """Indexes under a token, itself included, in reading order; a child that `keep` refuses is left out with all below.

    The walk visits no token twice, whatever the parse.
    """
    seen, waiting = {index}, [index]
    while waiting:
        for child in text.children[waiting.pop()]:
            if child not in seen and keep(text.tokens[child]):
                seen.add(child)
                waiting.append(child)
    return sorted(seen)


def tokens_in(text: Text, start: int, end: int) -> list[Token]:
    """Tokens that stand inside a span of characters."""
    low, high = 0, len(text.tokens)
    while low < high:
        middle = (low + high) // 2
        if text.tokens[middle].start < start:
            low = middle + 1
        else:
            high = middle
    found = []
    while low < len(text.tokens) and text.tokens[low].end <= end:
        found.append(text.tokens[low])
        low += 1
    return found


@cache
def word_list(name: str) -> dict[str, frozenset[str]]:
    """A word list of `firsthand/data`: lines `group: word, word …`; `#` starts a comment.

    >>> "dead" in word_list("populations.txt")["people"]
    True
    """
    groups: dict[str, set[str]] = {}
    for line in files("firsthand.data").joinpath(name).read_text(encoding="utf-8").splitlines():
        line = line.split("#", 1)[0].strip()
        if line:
            group, _, words = line.partition(":")
            groups.setdefault(group.strip(), set()).update(w.strip() for w in words.split(",") if w.strip())
    return {group: frozenset(words) for group, words in groups.items()}


@cache
def group_of(name: str) -> dict[str, str]:
    """The group of each word of a word list; the first group that lists a word has it."""
    found: dict[str, str] = {}
    for group, words in word_list(name).items():
        for word in words:
            found.setdefault(word, group)
    return found


def longest(lists: Iterable[str], lows: list[str], at: int) -> int:
    """How many tokens, from `at`, one of some phrases covers; 0 where none does; the longest phrase wins."""
    best = 0
    for phrase in lists:
        words = phrase.split()
        if len(words) > best and lows[at : at + len(words)] == words:
            best = len(words)
    return best
