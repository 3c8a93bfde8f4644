"""A plain view of a stored parse: words, tags, heads and subtree edges as lists, with the quotation marks paired.

The rules read lists, not spaCy objects: one article is opened once and every look-up is an index.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from firsthand.records import Parse
from firsthand.text import Span

QUOTES = frozenset('"“”„«»‟')
FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
NOUNS = frozenset(["NN", "NNS", "NNP", "NNPS"])
VERBS = frozenset(["VB", "VBD", "VBG", "VBN", "VBP", "VBZ"])
_NAMES = frozenset(["WHO", "IT", "US", "IS"])
"""Names that would be pronouns or auxiliaries in small letters."""
QUOTE_LIMIT = 3000
"""Longest quotation, in characters: an unclosed mark must not swallow an article."""


@dataclass
class Tokens:
    """Tokens of one article as parallel lists; indices are token numbers, spans half-open."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    low: list[str]
    tags: list[str]
    lemmas: list[str]
    relations: list[str]
    heads: list[int]
    entities: list[str]
    sentences: list[Span]
    left: list[int] = field(default_factory=list)
    right: list[int] = field(default_factory=list)
    children: list[list[int]] = field(default_factory=list)
    quotes: list[Span] = field(default_factory=list)

    def cased(self, i: int) -> bool:
        """Whether a token begins with a capital letter."""
        return self.words[i][:1].isupper()

    def span(self, first: int, last: int) -> Span:
        """Characters of the tokens first .. last - 1."""
        return self.starts[first], self.ends[last - 1]

    def at(self, offset: int) -> int:
        """First token that ends after a character."""
        return bisect_right(self.ends, offset)

    def before(self, offset: int) -> int:
        """Number of tokens that start before a character."""
        return bisect_left(self.starts, offset)

    def child(self, i: int, *relations: str) -> int | None:
        """First child of a token with one of the relations."""
        return next((c for c in self.children[i] if self.relations[c] in relations), None)

    def quoted(self, offset: int) -> Span | None:
        """The quotation, marks included, that a character stands in."""
        k = bisect_right(self.quotes, (offset, len(self.text))) - 1
        if k >= 0 and self.quotes[k][0] <= offset < self.quotes[k][1]:
            return self.quotes[k]
        return None


def open_tokens(parse: Parse, text: str) -> Tokens:
    """The view of one stored parse."""
    words = [text[s:e] for s, e in zip(parse.starts, parse.ends, strict=True)]
    n = len(words)
    bounds = [*parse.sentence_starts, n]
    tokens = Tokens(
        text=text,
        starts=parse.starts,
        ends=parse.ends,
        words=words,
        low=[w if w in _NAMES else w.lower().replace("’", "'") for w in words],
        tags=parse.tags,
        lemmas=[x.lower() for x in parse.lemmas],
        relations=parse.relations,
        heads=parse.heads,
        entities=parse.entities,
        sentences=list(pairwise(bounds)),
        quotes=pair_quotes(text),
    )
    _link(tokens, n)
    return tokens


def _link(tokens: Tokens, n: int) -> None:
    """Children and subtree edges of every token, in time linear in the number of tokens."""
    tokens.children = [[] for _ in range(n)]
    roots = []
    for i, head in enumerate(tokens.heads):
        if head == i:
            roots.append(i)
        else:
            tokens.children[head].append(i)
    order = roots
    for i in order:
        order.extend(tokens.children[i])
    tokens.left, tokens.right = list(range(n)), list(range(1, n + 1))
    for i in reversed(order):
        head = tokens.heads[i]
        tokens.left[head] = min(tokens.left[head], tokens.left[i])
        tokens.right[head] = max(tokens.right[head], tokens.right[i])


def pair_quotes(text: str) -> list[Span]:
    """Spans of the quotations of a text, marks included; an unclosed one ends with its paragraph.

    A straight mark opens before a word and closes after one; a second opening mark in a new paragraph goes on with the
    same quotation.

    >>> text = 'He said "it fell" and “we saw it.”'
    >>> [text[s:e] for s, e in pair_quotes(text)]
    ['"it fell"', '“we saw it.”']
    """
    spans: list[Span] = []
    opened: int | None = None
    for i, mark in enumerate(text):
        if mark == "\n" and opened is not None:
            spans.append((opened, i))
            opened = None
        if mark not in QUOTES:
            continue
        before = text[i - 1] if i else " "
        after = text[i + 1] if i + 1 < len(text) else " "
        if opened is None:
            opens = mark in "“„«" or (mark == '"' and not after.isspace() and not before.isalnum())
            if opens or (mark == '"' and after.isspace() and before.isspace()):
                opened = i
        elif mark in "”»‟" or (mark == "“" and opened is not None and i > opened + 1 and not before.isspace()):
            spans.append((opened, i + 1))
            opened = None
        elif mark == '"':
            if before.isspace() and not after.isspace() and text[opened] == '"':
                spans.append((opened, i))
                opened = i
            else:
                spans.append((opened, i + 1))
                opened = None
        elif mark in "“„«":
            spans.append((opened, i))
            opened = i
    if opened is not None:
        spans.append((opened, len(text)))
    return [(s, e) for s, e in spans if e - s <= QUOTE_LIMIT]
