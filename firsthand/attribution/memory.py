"""What is remembered of an article while its sources are named."""

import re
from dataclasses import dataclass, field

from firsthand.attribution.abbreviations import find_abbreviations
from firsthand.attribution.kinds import HONORIFICS
from firsthand.attribution.lexicon import source_words
from firsthand.attribution.national import army_of, bare, find_contested, find_leaders, main_state, of_one_side
from firsthand.attribution.registry import Body, bodies, find_state, state_of_adjective
from firsthand.attribution.tokens import Tokens

MONITORS = frozenset(["monitor", "monitors", "watchdog", "observatory", "ngo", "group"])
NEARBY = 50
"""Uses of a word looked at on either side of a source: bounds the work on a text that repeats one word."""
LOOK_BACK = 200
"""Sources looked back at for what a pronoun or a short form stands for."""


@dataclass(frozen=True)
class Named:
    """A source of the article: canonical name and kind."""

    who: str | None
    kind: str


@dataclass
class Memory:
    """What an article has said so far about who its sources are."""

    t: Tokens
    people: list[str]
    """Full names of people, in the order of the text."""
    surnames: set[str]
    """Last words of full names, and of people who have spoken."""
    places: dict[str, list[int]]
    """Tokens at which each word stands."""
    state: str | None
    """The state that the article names most."""
    monitors: list[Body]
    """Registered monitors that the article names."""
    leaders: dict[str, str]
    """Surnames of heads of state and of government, each with the state."""
    armies: dict[str, str]
    """For each state, what the article calls its army."""
    contested: tuple[str, ...]
    """States of which the article names a regime, an opposition or rebels, the one with most such names first."""
    abbreviations: dict[str, str]
    """Abbreviations that the article explains in brackets, each with the name it stands for."""
    said: list[tuple[Named, str]] = field(default_factory=list)
    """Sources in the order of the text, each with the noun it was named by."""
    affiliations: dict[str, str] = field(default_factory=dict)
    """Bodies that people were said to head or to speak for."""
    known: dict[tuple[int, int], Named] = field(default_factory=dict)

    def state_of(self, organ: str) -> str | None:
        """The state of an organ without one: the state named most, for a regime or an opposition the contested one."""
        return self.contested[0] if self.contested and of_one_side(organ) else self.state

    def earlier(self, head: str, kinds: tuple[str, ...]) -> Named | None:
        """The source of one of the kinds that was last named by a noun, or whose name ends in it."""
        for named, earlier_head in reversed(self.said[-LOOK_BACK:]):
            if named.kind in kinds and (earlier_head == head or (named.who or "").lower().split()[-1:] == [head]):
                return named
        return None


def open_memory(t: Tokens) -> Memory:
    """The memory of an article of which nothing has been read yet."""
    people = full_names(t)
    places: dict[str, list[int]] = {}
    for i, word in enumerate(t.low):
        places.setdefault(word, []).append(i)
    monitors = [b for b in bodies() if b.kind == "monitor" and any(n in t.text for n in (b.name, *b.aliases))]
    return Memory(
        t,
        people,
        {name.split()[-1] for name in people},
        places,
        main_state(t),
        monitors,
        find_leaders(t),
        army_of(t),
        find_contested(t),
        find_abbreviations(t),
    )


def full_names(t: Tokens) -> list[str]:
    """Names of two and more words that the parser takes for people, in the order of the text."""
    names: list[str] = []
    i = 0
    titles = source_words()["person"] | HONORIFICS
    while i < len(t.words):
        if t.entities[i] == "B-PERSON":
            j = i + 1
            while j < len(t.words) and t.entities[j] == "I-PERSON":
                j += 1
            start = i
            while start < j and (
                t.low[start].rstrip(".") in titles or (j - start > 2 and find_state(t.words[start]) is not None)
            ):
                start += 1
            clean = j - start >= 2 and all(t.words[k][0].isalpha() or t.words[k] in "-." for k in range(start, j))
            if clean and not any(t.low[k] in source_words()["organisation"] for k in range(start, j)):
                name = " ".join(t.text[t.starts[start] : t.ends[j - 1]].split())
                if state_of_adjective(name.split()[0]) is None:
                    names.append(bare(name))
            i = j
        else:
            i += 1
    found = dict.fromkeys(names)
    return [name for name in found if name.removesuffix("s") not in found or not name.endswith("s")]


def name_parts(name: str) -> list[str]:
    """The parts of a name by which it is compared: small letters, no hyphens, articles or possessive."""
    return [
        w for w in re.split(r"[\s\-]+", name.lower().replace("’", "'").removesuffix("'s")) if w not in ("al", "el", "")
    ]


def without_possessive(name: str) -> str:
    """ "the Observatorys", "Syria's" -> "the Observatory", "Syria": news databases lose apostrophes."""
    return name.removesuffix("'s").removesuffix("’s").removesuffix("s")
