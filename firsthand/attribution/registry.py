"""The registry of outlets, agencies and much-cited bodies, and look-up by any of their names.

A case can add entries of its own. They are a table, an input of the steps that look names up (`with_registry`), and
hold inside one call of such a step: look-ups stand too deep in the reading of a sentence to be handed a table each.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache, wraps
from typing import Any, NamedTuple, ParamSpec, TypeVar

import pyarrow as pa

from firsthand.attribution.lexicon import read_list
from firsthand.records.reading import RegistryEntry
from firsthand.schema import to_rows
from firsthand.text import find_words

P = ParamSpec("P")
T = TypeVar("T")


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


class Added(NamedTuple):
    """The entries that a case adds, and a text that differs where they do: a key whose hash is made once."""

    version: str
    bodies: tuple[Body, ...]


_opened: ContextVar[Added] = ContextVar("entries that a case adds", default=Added("", ()))  # noqa: B039 - immutable


@contextmanager
def open_registry(entries: pa.Table) -> Iterator[None]:
    """Adds entries (rows of `RegistryEntry`) to the registry for as long as the context is open, in this thread."""
    rows = sorted(to_rows(entries, RegistryEntry), key=lambda row: row.line)
    added = tuple(Body(r.name, r.kind, r.country, r.parent, r.domain, tuple(r.aliases), r.source) for r in rows)
    token = _opened.set(Added(repr(added) if added else "", added))
    try:
        yield
    finally:
        _opened.reset(token)


def with_registry(make: Callable[..., pa.Table]) -> Callable[..., pa.Table]:
    """A step function as one that gets a further table, the last: the entries that its look-ups also know."""

    @wraps(make)
    def opened(*tables: pa.Table, **numbers: Any) -> pa.Table:
        with open_registry(tables[-1]):
            return make(*tables[:-1], **numbers)

    return opened


def cached_by_registry(function: Callable[P, T]) -> Callable[P, T]:
    """Keeps the last answers of a look-up, each for the registry that was open; its arguments are given by place."""
    asked: Callable[..., T] = function

    @lru_cache(maxsize=1 << 16)
    def kept(version: str, *values: Any) -> T:
        return asked(*values)

    @wraps(function)
    def answer(*values: Any) -> T:
        return kept(_opened.get().version, *values)

    return answer  # type: ignore[return-value]


@cached_by_registry
def bodies() -> tuple[Body, ...]:
    """Every entry of the registry, those that a case adds first."""
    return (*_opened.get().bodies, *_shipped())


@cache
def _shipped() -> tuple[Body, ...]:
    return tuple(_body(list(row)) for row in read_list("outlets.tsv"))


def _body(row: list[str]) -> Body:
    name, kind, country, parent, domain, aliases, source = row + [""] * (7 - len(row))
    return Body(name, kind, country, parent, domain, tuple(a for a in aliases.split("|") if a), source)


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
