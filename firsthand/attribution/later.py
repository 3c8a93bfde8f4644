"""Names that an article gives a source only afterwards, and the name by which it calls a registered body in full."""

import re

from rapidfuzz import fuzz

from firsthand.attribution.lexicon import word_set
from firsthand.attribution.memory import Memory, Named
from firsthand.attribution.named_bodies import may_be
from firsthand.attribution.registry import look_up
from firsthand.attribution.tokens import Tokens
from firsthand.text import Span, fold

_SHORT = word_set("short")
_OTHERS = frozenset(["also", "another", "meanwhile", "other", "others", "second", "separate", "separately"])
"""Words by which a later source is told to be another one."""
_ADDED = frozenset(["uk", "un", "us", "u.k.", "u.n.", "u.s.", "the", "news", "agency", "tv", "television", "channel"])
"""Words that make another form of a name, and no other name."""
NEXT = 2
"""Sentences after one that describes a body within which its name must stand."""
AHEAD = 3
"""Sources after it that are looked at."""
BESIDE = 2
"""Tokens after a source in which a word may say that it is another one: "the union also said"."""
FULL = 3
"""Words of a registered body's other name from which it is no short form but a name in full."""
SPELLING = 85
"""Likeness of two names, percent (rapidfuzz ratio), from which they are two spellings of one."""

Sources = list[tuple[Span, int]]
"""Where each source stands, in the order of the text, and the number of its statement."""


def name_later(m: Memory, named: dict[int, Named], sources: Sources) -> None:
    """Gives sources, by the number of their statements, the names that the article has for them afterwards."""
    for place, (span, k) in enumerate(sources):
        if (body := _body_named_next(m.t, named, sources, place)) is not None:
            named[k] = body
        elif named[k].who is None and m.t.low[m.t.at(span[0])] in ("he", "she") and place:
            named[k] = _who_speaks_for(m, named[sources[place - 1][1]]) or named[k]


def _body_named_next(t: Tokens, named: dict[int, Named], sources: Sources, place: int) -> Named | None:
    """The body that one of the next sentences names after one that only describes it.

    "An opposition group condemned the raids. The National Council said the raids …": the first statement is the
    Council's. Not where words say that another one speaks ("also", "another"), nor beyond the next named body.
    """
    span, k = sources[place]
    who = named[k].who
    if named[k].kind != "organisation" or who is None or t.low[t.at(span[0])] not in ("a", "an"):
        return None
    noun = who.lower().split()[-1]
    if noun not in _SHORT or any(word[:1].isupper() for word in who.split()):
        return None
    for after, later in sources[place + 1 : place + 1 + AHEAD]:
        between = t.low[t.before(span[1]) : t.before(after[1]) + BESIDE]
        if sum(word in ".!?" for word in between) > NEXT or _OTHERS & set(between):
            return None
        found = named[later]
        if found.kind == "organisation" and found.who and found.who != found.who.lower():
            return found if may_be(noun, found) and found.who[0].isupper() else None
    return None


def _who_speaks_for(m: Memory, body: Named) -> Named | None:
    """The one person who speaks for the body that spoke just before "she added": "said union leader Ann Smith"."""
    if body.kind != "organisation":
        return None
    people = [person for person, spoken_for in m.affiliations.items() if spoken_for == body.who]
    return Named(people[0], "person") if len(people) == 1 else None


def as_written(t: Tokens, named: Named) -> Named:
    """A registered body by the full name that the article itself gives it, where it never writes the registered one.

    Another spelling, and initials for a state, are no other name.
    """
    body = look_up(named.who) if named.who is not None and named.kind in ("organisation", "outlet") else None
    if body is None or body.name != named.who or body.name in t.text:
        return named
    written = {name: t.text.count(name) for name in body.aliases if len(re.findall(r"\w+", name)) >= FULL}
    most = max(written, key=lambda name: (written[name], len(name)), default="")
    if not written.get(most) or "-based" in most or fuzz.ratio(fold(most), fold(body.name)) >= SPELLING:
        return named
    added = set(fold(most).split()) - set(fold(body.name).split()) - _ADDED
    return Named(most, named.kind) if added else named
