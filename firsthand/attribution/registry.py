"""The registry of outlets, agencies and much-cited bodies, and look-up by any of their names.

A case can add entries of its own (`open_registry`); they hold for the process until others are opened.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, ParamSpec, TypeVar

from firsthand.attribution.lexicon import read_list
from firsthand.errors import ReadingError
from firsthand.text import find_words

KINDS = ("wire", "outlet", "broadcaster", "monitor", "organisation", "government")
_COLUMNS = 7
_added: list[str] = [""]
"""The text of the entries that a case adds."""
_cached: list[Any] = []
"""Look-ups whose answers hold for one registry."""


P = ParamSpec("P")
T = TypeVar("T")


def cached_by_registry(function: Callable[P, T]) -> Callable[P, T]:
    """Keeps the last answers of a look-up, until another registry is opened."""
    kept = lru_cache(maxsize=1 << 16)(function)
    _cached.append(kept)
    return kept  # type: ignore[return-value]


@dataclass(frozen=True)
class Body:
    """One registered body."""

    name: str
    kind: str
    """wire, outlet, broadcaster, monitor, organisation, government or country."""
    country: str
    parent: str
    """The body it is an organ of; empty when none."""
    domain: str
    aliases: tuple[str, ...]
    source: str


@cached_by_registry
def bodies() -> tuple[Body, ...]:
    """Every entry of the registry, those that a case adds first."""
    return (*read_entries(_added[0], "registry.tsv"), *_shipped())


@cache
def _shipped() -> tuple[Body, ...]:
    return tuple(_body(list(row)) for row in read_list("outlets.tsv"))


def _body(row: list[str]) -> Body:
    name, kind, country, parent, domain, aliases, source = row + [""] * (_COLUMNS - len(row))
    return Body(name, kind, country, parent, domain, tuple(a for a in aliases.split("|") if a), source)


def read_entries(text: str, file: str) -> tuple[Body, ...]:
    """Entries of a registry's text: a line each, with the columns of `firsthand/data/outlets.tsv`, parted by tabs.

    Name and kind must be there; country, parent body, domain, aliases (parted by |) and public source may be missing
    from the end. Empty lines and those that begin with # are left out.

    >>> read_entries("Harbour Post\\toutlet\\tKE\\t\\t\\tThe Post|HP", "mine.tsv")[0].aliases
    ('The Post', 'HP')

    Raises:
        ReadingError: a line has no name, another kind than KINDS, or too many columns.
    """
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        row = [column.strip() for column in line.split("\t")]
        if not line.strip() or line.startswith("#"):
            continue
        if not row[0] or len(row) < 2 or len(row) > _COLUMNS or row[1] not in KINDS:
            raise ReadingError(
                f"{file}, line {number}: {line[:80]!r} is no entry of a registry; write a name, a tab and one of "
                f"{', '.join(KINDS)}, then, if known, country, parent body, domain, aliases parted by |, source"
            )
        found.append(_body(row))
    return tuple(found)


def open_registry(text: str) -> None:
    """Adds the entries of a text to the registry, in place of any that were added before; "" for none.

    Raises:
        ReadingError: as `read_entries`.
    """
    if text == _added[0]:
        return
    read_entries(text, "registry.tsv")
    _added[0] = text
    for kept in _cached:
        kept.cache_clear()


def registry_version() -> str:
    """Digest of the entries that are added; empty without any."""
    return hashlib.sha256(_added[0].encode()).hexdigest()[:16] if _added[0] else ""


def key_of(name: str) -> str:
    """A name as it is looked up: folded words without articles and possessive endings."""
    words = find_words(name).folded
    return " ".join(w for w in words if w not in ("the", "a", "an"))


@cached_by_registry
def _index() -> dict[str, Body]:
    found: dict[str, Body] = {}
    for body in bodies():
        for name in (body.name, *body.aliases):
            found.setdefault(key_of(name), body)
    return found


def look_up(name: str) -> Body | None:
    """The registered body of a name, whatever its article, case or accents.

    >>> look_up("the Reuters news agency").name
    'Reuters'
    """
    key = key_of(name)
    found = _index().get(key)
    if found is not None and len(key) <= 4 and not _as_registered(name, found):
        return None  # "is", "who", "us" are words before they are names
    if found is None:
        for ending in (
            " news agency",
            " agency",
            " news",
            " tv",
            " television",
            " channel",
            " newspaper",
            " news channel",
        ):
            if key.endswith(ending):
                found = _index().get(key.removesuffix(ending))
                if found is not None:
                    break
    return found


def _as_registered(name: str, body: Body) -> bool:
    """Whether a short name is written as the registry writes it."""
    words = name.split()
    return any(form.split()[-1] == words[-1] for form in (body.name, *body.aliases))


def names_outlet(name: str) -> bool:
    """Whether a name is that of a registered outlet or agency."""
    body = look_up(name)
    return body is not None and body.kind in ("wire", "outlet", "broadcaster")


@cache
def _states() -> dict[str, str]:
    found: dict[str, str] = {}
    for names, adjectives, seats in read_list("nations.tsv"):
        first = names.split(",")[0]
        for name in (*names.split(","), *seats.split(",")):
            if name:
                found.setdefault(key_of(name), first)
        for adjective in adjectives.split(","):
            if adjective:
                found.setdefault("=" + key_of(adjective), first)
    return found


def find_state(name: str) -> str | None:
    """The state that a name, or a capital that stands for its government, means.

    >>> find_state("Ankara"), find_state("the U.S."), find_state("us")
    ('Turkey', 'United States', None)
    """
    if not any(c.isupper() for c in name):
        return None
    return _states().get(key_of(name)) or _states().get(key_of(name.removesuffix("s")))


def state_of_adjective(word: str) -> str | None:
    """The state that an adjective belongs to.

    >>> state_of_adjective("Turkish")
    'Turkey'
    """
    return _states().get("=" + key_of(word))
