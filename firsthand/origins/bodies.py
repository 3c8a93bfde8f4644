"""Who is one with whom: the names of a case as bodies, at three strengths.

`name` is what is shown to be one name (spelling, acronym, alias, a person and the body that he speaks for), `body`
joins an organ with the body that it is part of, `owner` also joins bodies that own or run each other.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz import fuzz

from firsthand.origins.names import (
    GENERIC,
    ROLES,
    TELLING,
    body_in_post,
    body_of_unnamed,
    bracketed,
    initials_of,
    is_plain,
    key_of,
    name_words,
    nations_in,
    words_of,
)
from firsthand.origins.registry import known_inside, known_source

UNNAMED = ("unnamed", "collective", "document")
"""Kinds of source that are a description and not a name."""
_PERSON_LIKENESS = 88
"""Similarity of two spellings of a person's name, percent (rapidfuzz ratio): separates "Abdel Rahman" / "Abdul-Rahman"
from different people in the attribution data."""
_POST_WORDS = ROLES | GENERIC | TELLING | {"prime", "ministry", "deputy", "chief"}
_STATE_ORGANS = name_words("organs")
_ONE_OF_A_STATE = frozenset({"army", "government", "presidency"})
"""Organs of which a state has one."""


@dataclass(frozen=True)
class Name:
    """One name by which a case calls a source."""

    name: str
    kind: str
    body: str | None
    """The body that a text or the registry says it is an organ of."""
    basis: str
    """The words, or the registry entry, that say so."""
    uses: int = 1
    """How often the case uses it as a source."""
    articles: tuple[int, ...] = ()
    """The articles that use it, sorted."""


@dataclass(frozen=True)
class Body:
    """What a name stands for, as keys that are equal for what is one."""

    name: str
    body: str
    owner: str
    title: str
    """How it is shown: the name, with its body in brackets where the name alone does not tell it."""
    reason: str
    """Why the name belongs to the body; empty where the name is the body's own."""
    named: bool
    """Whether it is a name and not a description."""


def identify_bodies(names: Iterable[Name]) -> dict[Name, Body]:
    """The body of every name of a case.

    >>> monitor = "Syrian Observatory for Human Rights"
    >>> found = identify_bodies([
    ...     Name("Rami Abdel Rahman (Syrian Observatory for Human Rights)", "person", None, ""),
    ...     Name("SOHR", "organisation", None, ""), Name(monitor, "organisation", None, "")])
    >>> len({body.body for body in found.values()})
    1
    """
    listed = sorted(set(names), key=lambda n: (n.name, n.kind, n.body or "", n.basis, n.uses))
    first = {name: _first_look(name) for name in listed}
    organisations = {
        key: title
        for look in first.values()
        for key, title in ((look.name, look.title), (look.body, look.body_title))
        if key and look.named
    }
    same = _same_names(organisations, first)
    spoken = _bodies_of_people(first.values(), same)
    for name, look in first.items():
        # One spelling of a person's name may stand without the post, or with a misspelt one.
        told = spoken.get(same.get(look.name, look.name)) if look.person else None
        if told is not None and told.body != look.body:
            title = look.title if "(" in look.title else f"{look.title} ({told.body_title})"
            first[name] = replace(look, body=told.body, body_title=told.body_title, title=title, reason=told.reason)
    titles = _titles(first, same)
    return {name: _settle(look, same, titles) for name, look in first.items()}


def _titles(looks: dict[Name, "_Look"], same: dict[str, str]) -> dict[str, str]:
    """The title of every body: the registry's, or what most of the case calls it, or the longest, or the first."""
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    for name, look in looks.items():
        if look.named and not look.person:
            uses[same.get(look.name, look.name)][look.title] += name.uses
    found = {}
    for key, counts in uses.items():
        # A name in the words by which names are compared stands for the others: "Syrian army", "Syrian military". Of
        # equally common names the fuller one tells more: "Syrian interior ministry", "the ministry".
        found[key] = min(counts, key=lambda t: (known_source(t) is None, not is_plain(t), -counts[t], -len(t), t))
    return found


def _bodies_of_people(looks: Iterable["_Look"], same: dict[str, str]) -> dict[str, "_Look"]:
    """For every person who speaks for a body, the look that names it best: registered, stated most often, first."""
    held: dict[str, list[_Look]] = defaultdict(list)
    for look in looks:
        if look.person and look.body:
            held[same.get(look.name, look.name)].append(look)
    found = {}
    for person, listed in held.items():
        counts = Counter(same.get(look.body, look.body) for look in listed if look.body)
        found[person] = min(
            listed,
            key=lambda k: (known_source(k.body_title) is None, -counts[same.get(k.body or "", k.body or "")], k.title),
        )
    return found


@dataclass(frozen=True)
class _Look:
    """What one name says by itself."""

    name: str
    aliases: tuple[str, ...]
    body: str | None
    body_title: str
    title: str
    reason: str
    named: bool
    person: bool


def _first_look(name: Name) -> _Look:
    if name.kind in UNNAMED and not _is_organ(name):
        return _look_unnamed(name)
    plain = re.sub(r"\([^()]*\)", " ", name.name)
    title = " ".join(plain.split()) or name.name
    kept = " ".join(w for w in title.split() if not (w.islower() and w in ROLES)) or title
    ending = bracketed(name.name)[-1:] if name.name.rstrip().endswith(")") else []
    known = known_source(kept)
    if name.kind == "person" and known is None:
        return _look_person(name, title)
    known = known or next(filter(None, map(known_source, ending)), None) or known_inside(kept)
    key = known.key if known else _key(kept)
    if known is None and name.kind == "organisation" and describes(frozenset(key.split())):
        return _look_unnamed(name)
    aliases = []
    for inside in ending:
        is_name = inside[:1].isupper() and not {w.lower() for w in inside.split()} & ROLES
        if is_name and name.kind in ("organisation", "outlet"):
            also = known_source(inside)
            aliases.append(also.key if also else _key(inside))
    body, reason = _stated_body(name)
    if body is None and known and known.body:
        body, reason = known.body, f"the registry of sources lists {kept} as part of {known.body}"
    body_key = _known_key(body) if body else None
    return _Look(key, tuple(aliases), body_key if body_key != key else None, body or "", title, reason, True, False)


def _is_organ(name: Name) -> bool:
    """Whether a collective is one organ of one state, which needs no more name: "Syrian armed forces"."""
    words = words_of(name.name)
    return name.kind == "collective" and len(nations_of(words)) == 1 and (words - nations_of(words)) <= _ONE_OF_A_STATE


def _stated_body(name: Name) -> tuple[str | None, str]:
    """The body that a text states; what the registry has is read from the registry."""
    return (None, "") if name.basis.startswith("registry") else (name.body, name.basis)


def _look_person(name: Name, title: str) -> _Look:
    words = [w for w in title.split() if w.lower().strip(".,") not in ROLES]
    key = "person " + key_of(person_words(" ".join(words) or title))
    body, reason = _stated_body(name)
    if words_of(title) - nations_of(words_of(title)) <= _POST_WORDS:
        # "the Russian foreign minister": a post without a name.
        key = "person " + key_of(words_of(title))
        body, reason = body or body_in_post(title), reason or f"“{title}” is a post in it"
    for inside in bracketed(name.name):
        if body is None and (post := body_in_post(inside)):
            body, reason = post, f"“{name.name}” speaks for {post}"
    shown = name.name if body is None or bracketed(name.name) else f"{name.name} ({body})"
    return _Look(key, (), _known_key(body) if body else None, body or "", shown, reason, True, True)


def _look_unnamed(name: Name) -> _Look:
    key = "unnamed " + _key(re.sub(r"\([^()]*\)", " ", name.name))
    body, reason = _stated_body(name)
    known = known_inside(name.name) if {w.lower() for w in name.name.split()} & ROLES else None
    if body is None and known is not None:
        body = known.title
    body = body or body_of_unnamed(name.name)
    reason = reason or (f"“{name.name}” speaks from inside {body}" if body else "")
    return _Look(key, (), _known_key(body) if body else None, body or "", name.name, reason, False, False)


def describes(words: frozenset[str]) -> bool:
    """Whether an organisation's name only describes it: 'the Britain-based monitoring group'.

    >>> describes(words_of("the Britain-based monitoring group")), describes(words_of("the Syrian army"))
    (True, False)
    """
    return bool(words) and words - nations_of(words) <= name_words("description")


def person_words(name: str) -> frozenset[str]:
    """The words by which a person's name is compared: no Arabic article, no nation but where it is his name.

    >>> sorted(person_words("the Syrian Mohammad al-Shaar")), sorted(person_words("Ida Jordan"))
    (['mohammad', 'shaar'], ['ida', 'jordanian'])
    >>> person_words("Don Brook") == person_words("Donald Brook")
    True
    """
    words = words_of(name)
    words = words - {"al", "el", "government"} or words
    others = words - nations_of(words)
    if len(words) > 1:
        others, words = (frozenset(_full_given_names().get(w, w) for w in names) for names in (others, words))
    return others if len(others) > 1 else words


@cache
def _full_given_names() -> dict[str, str]:
    """Given names by what they are shortened to: "Don" is "Donald"."""
    return dict(pair.split("=", 1) for pair in name_words("short"))


def _key(name: str) -> str:
    return key_of(words_of(name)) or " ".join(name.lower().split())


def _known_key(name: str) -> str:
    """The key of a body by any of its names; of an organ that the registry knows, the key of what it is part of."""
    known = known_source(name) or known_inside(name)
    if known is None:
        return _key(name)
    return _key(known.body) if known.body else known.key


def _same_names(titles: dict[str, str], looks: dict[Name, _Look]) -> dict[str, str]:
    """For every key of the case, the key that stands for all its spellings, acronyms and short forms."""
    root = {key: key for key in titles}

    def find(key: str) -> str:
        while root.setdefault(key, key) != key:
            key = root[key]
        return key

    def join(a: str, b: str) -> None:
        a, b = sorted((find(a), find(b)), key=lambda k: (-len(k), k))
        root[b] = a

    people: list[str] = []
    bodies: list[str] = []
    together: dict[str, set[int]] = defaultdict(set)
    for name, look in looks.items():
        together[look.name].update(name.articles)
        for alias in look.aliases:
            join(look.name, alias)
    for key in sorted(titles):
        (people if key.startswith("person ") else bodies).append(key)
    by_initials = defaultdict(list)
    for key in bodies:
        if len(titles[key].split()) > 1:
            by_initials[initials_of(titles[key])].append(key)
    for key in bodies:
        short = titles[key].replace(".", "")
        if short.isupper() and 2 < len(short) <= 6 and len({find(k) for k in by_initials[short.lower()]}) == 1:
            join(key, by_initials[short.lower()][0])
    for key, longer in _short_forms(bodies, titles, together).items():
        join(key, longer)
    for longer, key in _same_people(people):
        join(longer, key)
    return {key: find(key) for key in root}


def _short_forms(keys: list[str], titles: dict[str, str], together: dict[str, set[int]]) -> dict[str, str]:
    """Short names, each with the one longer name of the case that it can stand for.

    A registered name is nobody's short form; one telling word alone ("the Observatory") is only the short form of what
    an article that uses it calls in full as well.
    """
    holders = defaultdict(set)
    words = {key: frozenset(key.split()) for key in keys}
    for key, own in words.items():
        for word in own:
            holders[word].add(key)
    found = {}
    for key, own in words.items():
        telling = own - GENERIC - TELLING
        if known_source(titles[key]) is not None:
            continue
        longer = set.intersection(*(holders[word] for word in own)) - {key} if own else set()
        if not telling - nations_of(own):
            # "the interior ministry": only a nation may be added, and only one can be meant.
            added = {other: words[other] - own for other in longer if not nations_of(own)}
            longer = {other for other, more in added.items() if nations_of(more) == more}
            if own <= {"government", "official", "group", "source", "statement", "report", "people"}:
                continue
        longer = {other for other in longer if not (words[other] - own) & TELLING}
        if len(telling) == 1:
            longer = {other for other in longer if together[key] & together[other]}
        shortest = sorted(longer, key=lambda other: (len(words[other]), other))[:1]
        if shortest and all(words[shortest[0]] <= words[other] for other in longer):
            found[key] = shortest[0]
    return found


@cache
def nations_of(words: frozenset[str]) -> frozenset[str]:
    """Those of the compared words that stand for a nation."""
    return frozenset(word for word in words if nations_in(word.replace("_", " ")))


def _same_people(keys: list[str]) -> list[tuple[str, str]]:
    """Pairs of spellings of one person's name; a surname alone is one with the only full
    name that has it, with a middle initial or without."""
    found = []
    words = {key: set(key.split()[1:]) for key in keys}
    holders = defaultdict(set)
    for key, own in words.items():
        for word in own:
            holders[word[:3]].add(key)
    for key, own in words.items():
        near = sorted(set().union(*(holders[word[:3]] for word in own)) - {key}) if own else []
        plain = "".join(key.split()[1:])
        alike = [k for k in near if key < k and fuzz.ratio(plain, "".join(k.split()[1:])) >= _PERSON_LIKENESS]
        found += [(key, other) for other in alike]
        longer = [other for other in near if own < words[other]]
        shortest = min(longer, key=lambda other: (len(words[other]), other), default=key)
        if longer and all(words[shortest] <= words[other] for other in longer):
            found.append((shortest, key))
    return found


def _settle(look: _Look, same: dict[str, str], titles: dict[str, str]) -> Body:
    name = same.get(look.name, look.name)
    body = same.get(look.body, look.body) if look.body else name
    # A person is shown to be his body by the text itself; an organ is a body of its own that is part of another.
    if look.person and look.body:
        name = body
    owner = body
    known = known_source(look.body_title or look.title) or known_source(look.title)
    if known and known.owner:
        key = _known_key(known.owner)
        owner = same.get(key, key)
    words = frozenset(owner.split())
    nation = sorted(nations_of(words))
    if len(nation) == 1 and words & _STATE_ORGANS and not words & {"free", "opposition", "rebel", "local", "interim"}:
        owner = f"government {nation[0]}"
    title = look.title
    if look.named and not look.person:
        title = titles.get(name, title)
    elif look.body_title and title.endswith(f"({look.body_title})"):
        title = title.removesuffix(f"({look.body_title})") + f"({titles.get(body, look.body_title)})"
    return Body(name, body, owner, title, look.reason, look.named)
