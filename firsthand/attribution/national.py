"""Whose army it is: the state of "the army", "state media" or "the ministry" where the phrase does not say."""

import re
from collections.abc import Container
from functools import cache, lru_cache

from firsthand.attribution.lexicon import read_list, word_set
from firsthand.attribution.registry import find_state, state_of_adjective
from firsthand.attribution.tokens import NOUNS, Tokens

_ORGANS = word_set("organs of state")
_STATE_MEDIA = re.compile(
    r"(?:state|state-run|official|regime) (?:media|television|tv|news agency|radio|broadcaster)s?\b", re.I
)
_POSSESSIVE = re.compile(r"([A-Z][\w.]*?)['’]?s\s+(.+)")
ARTICLES = re.compile(r"^(?:the|a|an|one|another|its|their)(?:\s+same)?\s+(?!of\b)", re.IGNORECASE)
_HEADS_OF_STATE = word_set("heads of state")
_SIDES = frozenset(["opposition", "regime", "government"])
_CONTENDERS = word_set("contenders")
_GOVERNMENTS = frozenset(["regime", "government", "administration"])
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
    organ = is_organ(name) or is_side(name)
    return f"{adjective_of(state) or state} {name[:1].lower()}{name[1:]}" if organ else name


def capital_as_government(name: str, contested: Container[str]) -> str | None:
    """The government that a capital stands for where its state is contested; None for any other name.

    In news of a civil war the capital is one side of it; elsewhere it is the state: "Moscow" is Russia.

    >>> capital_as_government("Nairobi", ["Kenya"]), capital_as_government("Nairobi", [])
    ('Kenyan government', None)
    """
    state = find_state(name)
    if state not in contested or name not in _capitals(state):
        return None
    return f"{adjective_of(state) or state} government"


@cache
def _capitals(state: str) -> frozenset[str]:
    return frozenset(
        seat for row in read_list("nations.tsv") if row[0].split(",")[0] == state for seat in row[2].split(",")
    )


def find_contested(t: Tokens) -> tuple[str, ...]:
    """States of which the article names a regime, an opposition or rebels, the one with most such names first."""
    counts: dict[str, int] = {}
    for i in range(1, len(t.low)):
        if t.low[i] in _CONTENDERS:
            state = state_of_word(t.words[i - 1])
            if state is not None:
                counts[state] = counts.get(state, 0) + 1
    return tuple(sorted(counts, key=lambda state: (-counts[state], state)))


def find_leaders(t: Tokens) -> dict[str, str]:
    """Surnames of those whom the article calls head of a state or of its government, small letters, with the state.

    "Kenyan President Jane Doe", "the president of Kenya, Jane Doe", "Kenya's leader Doe": doe -> Kenya.
    """
    found: dict[str, str] = {}
    for i, word in enumerate(t.low):
        if word not in _HEADS_OF_STATE:
            continue
        if word == "minister" and (not i or t.low[i - 1] != "prime"):
            continue
        start = i - (word == "minister")
        state = next((s for k in range(start - 1, max(start - 3, -1), -1) if (s := state_of_word(t.words[k]))), None)
        after = i + 1
        if state is None and after + 1 < len(t.low) and t.low[after] == "of":
            state = find_state(t.words[after + 1])
            after += 2 + (after + 2 < len(t.low) and t.words[after + 2] == ",")
        end = after
        while end < min(after + 5, len(t.low)) and (t.cased(end) or t.words[end] == "-" or t.low[end] in ("al", "el")):
            end += 1
        if state is not None and end > after and t.entities[after].endswith("PERSON"):
            surname = next((k for k in range(end - 1, after - 1, -1) if t.entities[k].endswith("PERSON")), after)
            found.setdefault(bare(t.low[surname]), state)
    return found


def state_led_by(name: str, leaders: dict[str, str]) -> str | None:
    """The government that "the Doe regime" or "Doe's government" is; None for any other name.

    >>> state_led_by("Doe's government", {"doe": "Kenya"}), state_led_by("Doe", {"doe": "Kenya"})
    ('Kenyan government', None)
    """
    *owner, last = name.lower().split()
    if last not in _GOVERNMENTS or not owner:
        return None
    surname = bare(owner[-1])
    state = leaders.get(surname) or leaders.get(surname.removesuffix("s"))
    return f"{adjective_of(state) or state} government" if state is not None else None


def bare(name: str) -> str:
    """A name without its possessive ending."""
    return name.removesuffix("'s").removesuffix("’s")


def army_of(t: Tokens) -> dict[str, str]:
    """For each state, what the article calls its army with the state's name: army, military or armed forces.

    The form written most, of several the first, "armed forces" last: all of them are one body.
    """
    counts: dict[str, dict[str, int]] = {}
    for i, word in enumerate(t.low):
        if word in ("army", "military"):
            form, before = word, i - 1
        elif word == "forces" and i and t.low[i - 1] == "armed":
            form, before = "armed forces", i - 2
        else:
            continue
        state = state_of_word(t.words[before]) if before >= 0 else None
        follows = i + 1 < len(t.low) and t.tags[i + 1] in NOUNS  # "Kenyan military officials"
        if state is not None and not follows:
            forms = counts.setdefault(state, {})
            forms[form] = forms.get(form, 0) + 1
    return {
        state: max(forms, key=lambda form: (form != "armed forces", forms[form])) for state, forms in counts.items()
    }


def as_of_state(name: str, state: str | None, armies: dict[str, str]) -> str:
    """The name of a body of state as every use of it is named: one name for an army, a regime as its government.

    >>> as_of_state("the regime", "Kenya", {}), as_of_state("Kenya's military", None, {"Kenya": "army"})
    ('Kenyan government', 'Kenyan army')
    """
    full = national_name(ARTICLES.sub("", name), state)
    adjective, _, organ = full.partition(" ")
    own = state_of_word(adjective)
    if own is None:
        return full
    if organ in ("army", "military", "armed forces"):
        return f"{adjective} {armies.get(own, organ)}"
    return f"{adjective} government" if organ == "regime" else full


def state_start(t: Tokens, first: int) -> int:
    """Where a phrase begins whose state stands just before it: "Kenya's | army", "the United | States".

    A source may have been cut so; the state is still whose it is.
    """
    if first >= 2 and t.low[first - 1] == "'s" and find_state(t.words[first - 2]) is not None:
        return first - 2
    article = t.low[first] in ("a", "an", "the")
    if first >= 1 and t.cased(first) and not article and find_state(t.words[first]) is None:
        whole = t.text[t.starts[first - 1] : t.ends[first]]
        if t.cased(first - 1) and find_state(whole) is not None:
            return first - 1
    owner = t.words[first - 1] if first else ""
    follows = first >= 1 and t.starts[first] - t.ends[first - 1] <= 1
    organ = t.low[first] in _ORGANS or t.low[first : first + 2] == ["state", "media"]
    stated = state_of_adjective(owner) or (find_state(owner.removesuffix("s")) if owner.endswith("s") else None)
    return first - 1 if follows and organ and stated is not None else first


def is_side(name: str) -> bool:
    """Whether a name without a state is that of one side of a state: "opposition forces", "the opposition".

    >>> is_side("opposition groups"), is_side("opposition activists")
    (True, False)
    """
    first, *rest = name.lower().split() or [""]
    return first in _SIDES and (not rest or rest in (["forces"], ["groups"], ["troops"], ["factions"]))


def of_one_side(name: str) -> bool:
    """Whether a name begins with what only a contested state has: "the regime army", "opposition forces".

    >>> of_one_side("the regime army"), of_one_side("army")
    (True, False)
    """
    return ARTICLES.sub("", name).lower().split(" ", 1)[0] in _CONTENDERS


def is_organ(name: str) -> bool:
    """Whether a name without a state is that of a body which every state has."""
    words = name.lower().split()
    if _STATE_MEDIA.fullmatch(name):
        return True
    if words[:2] == ["ministry", "of"]:
        return True
    if not words or words[-1] not in _ORGANS:
        return " ".join(words) in ("armed forces", "air force", "security forces", "state department of health")
    return len(words) == 1 or (words[-1] == "ministry" and len(words) <= 3)
