"""Who it is: one name, inside an article, for each source under all the names that the article gives it."""

import re

from firsthand.attribution.kinds import OUTLET_KINDS, head_of, kind_of, registered
from firsthand.attribution.later import as_written, name_later
from firsthand.attribution.lexicon import source_words, word_set
from firsthand.attribution.memory import LOOK_BACK, Memory, Named, open_memory
from firsthand.attribution.named_bodies import kind_of_body, name_body
from firsthand.attribution.national import ARTICLES, is_side, national_name, state_of_word, state_start
from firsthand.attribution.people import by_role, name_person, name_pronoun, with_body
from firsthand.attribution.registry import look_up
from firsthand.attribution.stretch import Statement
from firsthand.attribution.tokens import Tokens
from firsthand.attribution.whereabouts import with_place

_CLAUSE = re.compile(
    r",?\s(?:who|which|whose|that|speaking|contacted|reached)\s.*|\s(?:on|late|early) [A-Z][a-z]+day\b.*$", re.S
)

_RECORDINGS = word_set("recordings")
"""What shows by itself: filmed or posted by some activists it is still no word of theirs."""


def name_sources(t: Tokens, statements: list[Statement]) -> list[Named]:
    """Canonical name and kind of each statement's source, in the order of the statements."""
    memory = open_memory(t)
    order = sorted(range(len(statements)), key=lambda k: (statements[k].source or statements[k].cue)[0])
    named: dict[int, Named] = {}
    for k in order:
        source = statements[k].source
        named[k] = name_phrase(memory, t.at(source[0][0]), t.before(source[0][1])) if source else Named(None, "none")
    spoken = [(statements[k].source[0], k) for k in order if statements[k].source]
    name_later(memory, named, spoken)
    return [as_written(t, _with_body(memory, named[k])) for k in range(len(statements))]


def _with_body(m: Memory, named: Named) -> Named:
    """A person who was named before the article said whom he speaks for, by the name that he has afterwards."""
    if named.kind != "person" or named.who is None:
        return named
    return Named(with_body(m, named.who), named.kind)


def name_phrase(m: Memory, first: int, last: int) -> Named:
    """The source that a phrase names; the phrase is remembered."""
    if first >= last:
        return Named(None, "none")
    first = state_start(m.t, first)
    key = (first, last)
    if key not in m.known:
        m.known[key] = _name(m, first, last)
        m.said.append((m.known[key], m.t.low[head_of(m.t, first, last)]))
    return m.known[key]


def _name(m: Memory, first: int, last: int) -> Named:
    t = m.t
    known_as = _known_as(m, first, last)
    if known_as is not None:
        return known_as
    text = " ".join(t.text[t.starts[first] : t.ends[last - 1]].split())
    kind = kind_of(t, first, last, m.surnames)
    head = t.low[head_of(t, first, last)]
    definite = t.low[first] in ("the", "that", "this", "his", "her", "their", "its")
    if kind == "pronoun":
        return name_pronoun(m, t.low[first], first)
    if kind == "person":
        return name_person(m, first, last, text)
    if kind in ("organisation", "outlet"):
        return name_body(m, first, last, text, kind)
    if kind == "document":
        return _document(m, first, last, text, definite=definite)
    if kind == "unnamed":
        return _unnamed(m, first, last, text, definite=definite)
    if definite and last - first <= 3:
        earlier = m.earlier(head, ("collective",))
        if earlier is not None:
            return earlier
    plain = with_place(t, first, _CLAUSE.sub("", ARTICLES.sub("", text)))
    plain = national_name(plain, m.state_of(plain) if is_side(plain) else None)
    lower = t.tags[first] not in ("NNP", "JJ") and state_of_word(plain.split(" ", 1)[0]) is None
    return Named(plain[:1].lower() + plain[1:] if lower else plain, kind)


def _known_as(m: Memory, first: int, last: int) -> Named | None:
    """ "a group known as X", "a firm called X", "the coalition which calls itself X": X."""
    t = m.t
    for i in range(first + 1, last - 2):
        pair = (t.low[i], t.low[i + 1])
        if pair in (("known", "as"), ("calls", "itself"), ("calling", "itself")):
            start = i + 2
        elif t.low[i] in ("called", "named", "dubbed") and t.tags[i] in ("VBN", "VBD") and t.cased(i + 1):
            start = i + 1
        else:
            continue
        start += t.low[start] == "the"
        end = start
        while end < last and (t.cased(end) or (t.low[end] in ("of", "for", "-", "and", "al", "el") and end + 1 < last)):
            end += 1
        kind = kind_of(t, first, i, m.surnames)
        if end > start and kind in ("organisation", "collective", "outlet", "unnamed"):
            text = t.text[t.starts[start] : t.ends[end - 1]]
            body = look_up(text)
            return Named(body.name if body else text, kind_of_body(body) if body else "organisation")
    return None


def _unnamed(m: Memory, first: int, last: int, text: str, *, definite: bool) -> Named:
    t = m.t
    head = t.low[head_of(t, first, last)]
    if definite:
        earlier = m.earlier(head, ("unnamed", "person"))
        if earlier is not None:
            return earlier
        person = by_role(m, head, first)
        if person is not None:
            return person
    plain = with_place(t, first, _CLAUSE.sub("", ARTICLES.sub("", text)))
    if t.low[first] in ("the", "a", "an", "one", "another"):
        plain = ("an " if plain[:1].lower() in "aeio" else "a ") + plain
    else:
        plain = plain[:1].lower() + plain[1:] if t.tags[first] in ("NN", "CD", "DT") else plain
    return Named(plain, "unnamed")


def _document(m: Memory, first: int, last: int, text: str, *, definite: bool) -> Named:
    """A report of a named body counts as that body; "the statement" as whoever issued it."""
    t = m.t
    head = head_of(t, first, last)
    for i in range(head + 1, last - 1):
        if t.low[head] in ("report", "article", "story") and t.low[i] in ("in", "on"):
            outlet = look_up(t.text[t.starts[i + 1] : t.ends[last - 1]]) or registered(t, i + 1, last)
            if outlet is not None and outlet.kind in OUTLET_KINDS:
                return Named(outlet.name, "outlet")
        if t.low[i] in ("by", "from", "of") and (t.low[i] != "of" or t.low[head] in ("figures", "data")):
            inner = kind_of(t, i + 1, last, m.surnames)
            told = ("organisation", "outlet", "person", *(() if t.low[head] in _RECORDINGS else ("collective",)))
            if inner in told:
                return _name(m, i + 1, last)
    for start in (i for i in range(first, head) if t.cased(i)):
        for end in range(min(head, start + 7), start, -1):
            body = look_up(t.text[t.starts[start] : t.ends[end - 1]])
            if body is not None:
                return Named(body.name, kind_of_body(body))
    owner = head - 1
    owned = owner > first or (owner == first and t.cased(owner))
    if owned and t.low[owner] in source_words()["organisation"] and t.low[head] in ("statement", "figures", "toll"):
        return name_body(m, first, owner + 1, text, "organisation")
    if definite:
        earlier = m.earlier(t.low[head], ("document",)) or next(
            (n for n, h in reversed(m.said[-LOOK_BACK:]) if h == t.low[head] and n.kind != "person"), None
        )
        if earlier is not None:
            return earlier
        if t.low[head] in ("statement", "communique", "release", "bulletin", "announcement", "tweet"):
            for named, _ in reversed(m.said[-LOOK_BACK:]):
                if named.kind in ("organisation", "outlet", "person"):
                    return named
    return Named(text, "document")
