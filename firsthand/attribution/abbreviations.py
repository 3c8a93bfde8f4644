"""Abbreviations that an article explains: after "the Food Standards Agency (FSA)", FSA is that agency and no other."""

import re

from firsthand.attribution.registry import Body, look_up
from firsthand.attribution.tokens import Tokens
from firsthand.text import fold

LONGEST = 10
"""Tokens before a bracket in which the name that it shortens must begin."""
_SHORT = re.compile(r"[A-Z][A-Za-z.&]{0,5}[A-Z]")
_JOINING = frozenset(["of", "for", "the", "and", "in", "on", "to", "&", "de", "du", "des", "la", "-"])


def find_abbreviations(t: Tokens) -> dict[str, str]:
    """The names that an article gives abbreviations in brackets after them; of two names the first.

    An abbreviation has the first letters of the name's words, small joining words counted or not.
    """
    found: dict[str, str] = {}
    for i in range(1, len(t.words) - 2):
        if t.words[i] == "(" and t.words[i + 2] == ")" and _SHORT.fullmatch(t.words[i + 1]):
            start = name_start(t, i, t.words[i + 1])
            if start is not None:
                found.setdefault(t.words[i + 1], " ".join(t.text[t.starts[start] : t.ends[i - 1]].split()))
    return found


def name_start(t: Tokens, end: int, short: str) -> int | None:
    """First token of the name before a bracket that an abbreviation shortens; None where it shortens no such name."""
    letters, all_words, cased_words = fold(short.replace(".", "").replace("&", "")), "", ""
    for k in range(end - 1, max(-1, end - 1 - LONGEST), -1):
        if not t.cased(k) and t.low[k] not in _JOINING:
            return None
        if t.words[k][0].isalnum():
            all_words = fold(t.words[k][0]) + all_words
            cased_words = (fold(t.words[k][0]) if t.cased(k) else "") + cased_words
        if t.cased(k) and len(cased_words) > 1 and letters in (all_words, cased_words):
            return k
    return None


def body_of(full: str, short: str) -> Body | None:
    """The registered body of a name that an article shortens; by the short form only if its names share words with it.

    >>> body_of("Islamic State of Syria and Iraq", "ISIS").name
    'Islamic State'
    >>> body_of("Food Standards Agency", "FSA") is None
    True
    """
    body = look_up(full)
    if body is not None:
        return body
    other = look_up(short)
    if other is None:
        return None
    words = set(fold(full).split()) - _JOINING
    alike = any(2 * len(words & set(fold(name).split())) >= len(words) for name in (other.name, *other.aliases))
    return other if alike else None
