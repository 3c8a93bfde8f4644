"""Where a source is: "in the town" as the name of the town that the article spoke of last."""

import re

from firsthand.attribution.lexicon import word_set
from firsthand.attribution.registry import find_state, look_up
from firsthand.attribution.tokens import Tokens

_KINDS = word_set("kinds of place")
_THERE = re.compile(r"\b(in|of|from) the (\w+)$", re.IGNORECASE)
REACH = 400
"""Tokens before a source in which its place must be named."""


def with_place(t: Tokens, before: int, name: str) -> str:
    """A description that ends in "in the town" with the town's name, where the article named one before the token.

    "residents of the village" -> "residents of Lower Dale", once "the village of Lower Dale" or "Lower Dale village"
    was written: of several villages the one written most, then first. Without any it is the place named last, of
    whatever kind; a state is none. The name itself where no place is named.
    """
    found = _THERE.search(name)
    if found is None or found.group(2).lower() not in _KINDS:
        return name
    kind = found.group(2).lower()
    of_kind: dict[str, int] = {}
    others: list[str] = []
    for i in range(max(0, before - REACH), before):
        if t.low[i] == kind:
            named = _named_beside(t, i)
            if named is not None:
                of_kind[named] = of_kind.get(named, 0) + 1
        elif t.entities[i] == "B-GPE":
            others += _entity(t, i)
    place = max(of_kind, key=lambda named: of_kind[named]) if of_kind else others[-1] if others else None
    return name if place is None else f"{name[: found.start(2) - 4]}{place}"


def _named_beside(t: Tokens, i: int) -> str | None:
    """The name in "the town of X" or "X town"."""
    if i + 2 < len(t.low) and t.low[i + 1] == "of" and (t.cased(i + 2) or t.low[i + 2] in ("al", "el")):
        end = i + 3
        while end < min(i + 7, len(t.low)) and (t.cased(end) or t.words[end] == "-"):
            end += 1
        return t.text[t.starts[i + 2] : t.ends[end - 1]]
    start = i
    while start > max(0, i - 4) and (t.cased(start - 1) or t.words[start - 1] == "-" or t.low[start - 1] == "al"):
        start -= 1
    while start < i and (t.words[start] == "-" or find_state(t.words[start]) is not None):
        start += 1
    return t.text[t.starts[start] : t.ends[i - 1]] if start < i and t.tags[i - 1] in ("NNP", "NNPS") else None


def _entity(t: Tokens, i: int) -> list[str]:
    """The place that begins at a token; nothing for a state, or a body that was taken for a place."""
    end = i + 1
    while end < len(t.low) and t.entities[end] == "I-GPE":
        end += 1
    name = t.text[t.starts[i] : t.ends[end - 1]]
    return [name] if name[0].isupper() and find_state(name) is None and look_up(name) is None else []
