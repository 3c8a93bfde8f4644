"""The registry of outlets, agencies and much-cited bodies, and look-up by any of their names."""

from dataclasses import dataclass
from functools import cache

from firsthand.attribution.lexicon import read_list
from firsthand.text import find_words


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


@cache
def bodies() -> tuple[Body, ...]:
    """Every entry of the registry."""
    return tuple(
        Body(row[0], row[1], row[2], row[3], row[4], tuple(a for a in row[5].split("|") if a), row[6])
        for row in read_list("outlets.tsv")
    )


def key_of(name: str) -> str:
    """A name as it is looked up: folded words without articles and possessive endings."""
    words = find_words(name).folded
    return " ".join(w for w in words if w not in ("the", "a", "an"))


@cache
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
