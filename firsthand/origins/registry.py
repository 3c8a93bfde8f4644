"""What is known of sources before any text is read: aliases, the body that a source is part of, who owns or runs it."""

from dataclasses import dataclass

from firsthand.attribution.registry import cached_by_registry, look_up
from firsthand.origins.names import key_of, name_words, nations_in, words_of

_GOVERNMENT = "Government of "
_LONGEST_NAME = 7
"""Words of the longest names in the registry."""
_LONGEST_PHRASE = 30
"""Words of a phrase that are looked at; a longer one is no name."""
_MEDIA = ("wire", "outlet", "broadcaster")


@dataclass(frozen=True)
class KnownSource:
    """One source of the registry, as keys of `firsthand.origins.names`."""

    key: str
    title: str
    """The name under which the registry has it."""
    body: str | None
    """Body that it is part of: a party's broadcaster is the party; media of one state are its state media."""
    owner: str | None
    """The government, or the larger body, that runs it."""


@cached_by_registry
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
        parent = f"{nation} state media" if nation and media else ""
    elif not media:
        # An agency of a larger body speaks for itself; whether the two are one is for the low count.
        parent, owner = "", parent or None
    return KnownSource(key_of(words_of(entry.name)) or entry.name, entry.name, parent or None, owner)


@cached_by_registry
def known_inside(phrase: str) -> KnownSource | None:
    """The registry's entry for a name within a longer phrase of small words and nations; null when none is.

    >>> known_inside("team of first responders the Syrian Civil Defence in Idlib").title
    'Syrian Civil Defence'
    >>> known_inside("United Nations Mine Action Service")
    """
    words = phrase.split()[:_LONGEST_PHRASE]
    for length in range(min(len(words), _LONGEST_NAME), 0, -1):
        for start in range(len(words) - length, -1, -1):
            part = words[start : start + length]
            name = " ".join(part).strip(",.;:")
            if not name[:1].isupper() and not any(word[:1].isupper() for word in part):
                continue
            if part[0].islower() and not part[0].startswith("al-"):
                continue
            if length == 1 and name.lower() in name_words("common"):
                continue
            entry = known_source(name) or (known_source(name[:-1]) if name.endswith("s") else None)
            if entry is None:
                continue
            before, after = words[:start], words[start + length :]
            if {word.lower().strip(",.") for word in after} & name_words("bodies"):
                # "United Nations refugee agency" is not the United Nations.
                continue
            if all(_is_plain(word) for word in before) and (not after or after[0].islower()):
                return entry
    return None


def _is_plain(word: str) -> bool:
    """Whether a word before a name only describes it: small letters, a nation, or 'Britain-based'."""
    return not word[:1].isupper() or bool(nations_in(word)) or "-" in word or known_source(word) is not None
