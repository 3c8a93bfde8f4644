"""What is known of sources before any text is read: aliases, the body that a source is part of, who owns or runs it."""

from dataclasses import dataclass
from functools import cache

from firsthand.attribution.registry import look_up
from firsthand.origins.names import key_of, nations_in, words_of

_GOVERNMENT = "Government of "
_MEDIA = ("wire", "outlet", "broadcaster")


@dataclass(frozen=True)
class KnownSource:
    """One source of the registry, as keys of `firsthand.origins.names`."""

    key: str
    body: str | None
    """Name of the body that it is part of: a party's broadcaster is the party; media of one state are its state media."""
    owner: str | None
    """Name of the government that runs it."""


@cache
def known_source(name: str) -> KnownSource | None:
    """The registry's entry for a name or alias; null when it has none.

    >>> known_source("SANA").body == known_source("Syrian state TV").body, known_source("al-Manar TV").body
    (True, 'Hezbollah')
    >>> known_source("SANA").owner
    'syrian government'
    """
    entry = look_up(name)
    if entry is None:
        return None
    parent, owner = entry.parent, None
    media = entry.kind in _MEDIA
    seen = {entry.name}
    while parent and not parent.startswith(_GOVERNMENT) and parent not in seen:
        seen.add(parent)
        above = look_up(parent)
        if above is None or not above.parent:
            break
        parent = above.parent
    if parent.startswith(_GOVERNMENT):
        nation = next(iter(sorted(nations_in(parent))), None)
        owner = f"{nation} government" if nation else None
        parent = f"{nation} state media" if nation and media else parent
    return KnownSource(key_of(words_of(entry.name)) or entry.name, parent or None, owner)
