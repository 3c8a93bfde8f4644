"""Who it is: one name, inside an article, for each source under all the names that the article gives it."""

import re
from bisect import bisect_left, bisect_right
from itertools import islice

from firsthand.attribution.abbreviations import body_of as abbreviated_body
from firsthand.attribution.kinds import OUTLET_KINDS, head_of, kind_of, registered
from firsthand.attribution.later import as_written, name_later
from firsthand.attribution.lexicon import MONTHS, TIME_WORDS, source_words, word_set
from firsthand.attribution.memory import LOOK_BACK, Memory, Named, open_memory
from firsthand.attribution.named_bodies import kind_of_body, longer_name, name_body
from firsthand.attribution.national import ARTICLES, is_side, national_name, state_of_word, state_start
from firsthand.attribution.people import by_role, name_person, name_pronoun, with_body
from firsthand.attribution.registry import look_up
from firsthand.attribution.stretch import Statement
from firsthand.attribution.tokens import FINITE, Tokens
from firsthand.attribution.whereabouts import with_place

_CLAUSE = re.compile(
    r",?\s(?:who|which|whose|that|speaking|contacted|reached)(?:\s.*)?$|\s(?:on|late|early) [A-Z][a-z]+day\b.*$", re.S
)

_PASSED_ON = frozenset(["cited", "obtained", "quoted", "read", "received", "reviewed", "seen", "viewed"])
ISSUED_NEAR = 12
"""Tokens after a source within which a report is named as its own."""
_ISSUED = frozenset(["bulletin", "communique", "communiqué", "release", "report", "statement"])
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
    known_as = _known_as(m, first, last) or _abbreviated(m, first, last)
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
    return Named(_lowered(m, first, plain) if lower else plain, kind)


def _lowered(m: Memory, first: int, name: str) -> str:
    """A description without the capital of the sentence it opens; a name in it keeps its own ("FEMA officials")."""
    word = name.split(" ", 1)[0]
    named = m.t.entities[first] != "O" or word in m.surnames or not word[1:].islower()
    return name if named and len(word) > 1 else name[:1].lower() + name[1:]


def _abbreviated(m: Memory, first: int, last: int) -> Named | None:
    """A body by an abbreviation that the article explains, alone or in the bracket that explains it."""
    t = m.t
    start = first + (t.low[first] in ("the", "a", "an") and last - first > 1)
    bracket = last - start > 3 and t.words[last - 1] == ")" and t.words[last - 3] == "("
    short = t.words[last - 2] if bracket else t.words[start]
    full = m.abbreviations.get(short)
    if full is None or (not bracket and last - start > 1):
        return None
    if bracket and " ".join(t.text[t.starts[start] : t.ends[last - 4]].split()) != full:
        return None
    body = abbreviated_body(full, short)
    if body is not None:
        return Named(body.name, kind_of_body(body))
    outlet = {word.lower() for word in full.split()} & source_words()["outlet"]
    return Named(full, "outlet" if outlet else "organisation")


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
    if last + 1 < len(t.words) and t.words[last] == "," and t.entities[last + 1] == "B-PERSON":
        end = last + 2
        while end < len(t.words) and t.entities[end] == "I-PERSON":
            end += 1
        opens = first == 0 or t.words[first - 1] in ".!?"  # else the name may be another source's
        if end - last > 2 and end < len(t.words) and (t.words[end] == "," or (opens and t.tags[end] in FINITE)):
            return name_person(m, first, end, t.text[t.starts[first] : t.ends[end - 1]])  # "a doctor | , Jane Doe,"
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
        plain = _lowered(m, first, plain) if t.tags[first] in ("NN", "CD", "DT") else plain
    return Named(plain, "unnamed")


def _issuer(m: Memory, first: int, head: int) -> Named | None:
    """The body named just before what it issued, by its longer name if it has one: "a Northport press release"."""
    t = m.t
    end = head - (t.low[head - 1] in ("press", "news", "media")) if head > first else first
    start = end
    while start > first and t.cased(start - 1) and t.tags[start - 1] in ("NNP", "NNPS"):
        start -= 1
    if t.low[head] not in _ISSUED or start == end or t.low[start] in TIME_WORDS | MONTHS:
        return None
    name = t.text[t.starts[start] : t.ends[end - 1]]
    if any(t.entities[k].endswith(("PERSON", "DATE")) for k in range(start, end)) or state_of_word(name) is not None:
        return None
    return Named(longer_name(m, name) or name, "organisation")


def _told_with(m: Memory, noun: str, before: int) -> Named | None:
    """The body that issued a report when it was first named: "the bank said in a report …. The report said"."""
    t = m.t
    places = m.places.get(noun, [])
    nearest = bisect_left(places, before) - 1
    if nearest < 0 or not {"a", "an", "its"} & set(t.low[max(0, places[nearest] - 3) : places[nearest]]):
        return None
    place = places[nearest]
    first, _ = t.sentences[bisect_right(t.sentences, (place, len(t.words))) - 1]
    for (start, end), named in islice(reversed(m.known.items()), LOOK_BACK):
        if first <= start and end <= place < end + ISSUED_NEAR and named.kind == "organisation":
            return named
    return None


def _document(m: Memory, first: int, last: int, text: str, *, definite: bool) -> Named:
    """A report of a named body counts as that body; "the statement" as whoever issued it."""
    t = m.t
    head = head_of(t, first, last)
    for i in range(head + 1, last - 1):
        if t.low[head] in ("report", "article", "story") and t.low[i] in ("in", "on"):
            outlet = look_up(t.text[t.starts[i + 1] : t.ends[last - 1]]) or registered(t, i + 1, last)
            if outlet is not None and outlet.kind in OUTLET_KINDS:
                return Named(outlet.name, "outlet")
        if t.low[i] == "by" and t.low[i - 1] in _PASSED_ON:
            break  # who obtained a report is not who wrote it
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
    issuer = _issuer(m, first, head)
    if issuer is not None:
        return issuer
    if definite:
        earlier = (
            m.earlier(t.low[head], ("document",))
            or _told_with(m, t.low[head], first)
            or next((n for n, h in reversed(m.said[-LOOK_BACK:]) if h == t.low[head] and n.kind != "person"), None)
        )
        if earlier is not None:
            return earlier
        if t.low[head] in ("statement", "communique", "release", "bulletin", "announcement", "tweet"):
            for named, _ in reversed(m.said[-LOOK_BACK:]):
                if named.kind in ("organisation", "outlet", "person"):
                    return named
    return Named(text, "document")
