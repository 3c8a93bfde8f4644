"""Whose army it is: the state of "the army", "state media" or "the ministry" where the phrase does not say."""

import re
from functools import cache, lru_cache

from firsthand.attribution.lexicon import read_list, word_set
from firsthand.attribution.registry import find_state, state_of_adjective
from firsthand.attribution.tokens import Tokens

_ORGANS = word_set("organs of state")
_STATE_MEDIA = re.compile(
    r"(?:state|state-run|official|regime) (?:media|television|tv|news agency|radio|broadcaster)s?\b", re.I
)
_POSSESSIVE = re.compile(r"([A-Z][\w.]*?)['’]?s\s+(.+)")
LEAST = 3
"""Times an article must name a state before its organs are taken for that state's."""


@cache
def adjective_of(state: str) -> str | None:
    """The adjective of a state.

    >>> adjective_of("Turkey")
    'Turkish'
    """
    if state == "United States":
        return "US"  # "the US military" is what news writes
    return next((row[1].split(",")[0] for row in read_list("nations.tsv") if row[0].split(",")[0] == state), None)


@lru_cache(maxsize=4096)
def state_of_word(word: str) -> str | None:
    """The state that a name, an adjective, or a possessive with or without its apostrophe means.

    >>> state_of_word("Syrias"), state_of_word("Turkish"), state_of_word("France's")
    ('Syria', 'Turkey', 'France')
    """
    if not word[:1].isupper():
        return None
    plain = word.replace("’", "'").removesuffix("'s")
    return state_of_adjective(plain) or find_state(plain) or state_of_adjective(plain.removesuffix("s"))


def main_state(t: Tokens) -> str | None:
    """The state that an article names most: at least LEAST times; None when there is none."""
    counts: dict[str, int] = {}
    for word in t.words:
        state = state_of_word(word)
        if state is not None:
            counts[state] = counts.get(state, 0) + 1
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked or ranked[0][1] < LEAST:
        return None
    return ranked[0][0]


def national_name(name: str, state: str | None) -> str:
    """The name of a body of state with the adjective of its state, which is read off the name itself where it says so.

    >>> national_name("Russia's military", None), national_name("army", "Kenya"), national_name("Red Cross", "Kenya")
    ('Russian military', 'Kenyan army', 'Red Cross')
    """
    found = _POSSESSIVE.match(name)
    written = find_state(found.group(1)) if found is not None else None
    if found is not None and written is not None:
        return f"{adjective_of(written) or written} {found.group(2)}"
    first, _, rest = name.partition(" ")
    noun = find_state(first)
    if noun is not None and first != first.upper() and state_of_adjective(first) is None and is_organ(rest):
        return f"{adjective_of(noun) or first} {rest[:1].lower()}{rest[1:]}"
    if state is None or any(state_of_word(word) for word in name.split()):
        return name
    organ = is_organ(name)
    return f"{adjective_of(state) or state} {name[:1].lower() + name[1:] if organ else name}" if organ else name


def is_organ(name: str) -> bool:
    """Whether a name without a state is that of a body which every state has."""
    words = name.lower().split()
    if _STATE_MEDIA.fullmatch(name):
        return True
    if not words or words[-1] not in _ORGANS:
        return " ".join(words) in ("armed forces", "air force", "security forces", "state department of health")
    return len(words) == 1 or (words[-1] == "ministry" and len(words) <= 3)
