"""Who is named in a noun phrase: the words that tell a name from others.

"al-Nusra Front gatherings" and "the al-Nusra terrorists" name one group, "Russian warplanes" and "Moscow" one state.
What an outlet chooses to call people is no part of their name.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from firsthand.attribution.lexicon import word_set
from firsthand.claims.tokens import Text, Token
from firsthand.origins.names import GENERIC, TELLING, name_words, nations_in, words_of
from firsthand.reuse.lists import common_words
from firsthand.text import find_words

_ARMS = name_words("arms")
_ORGANS = frozenset({"army", "government", "police"})
"""What of a state is named without it: "the army", "the country's army"."""
_CLIMB = 8
"""Steps from a modifier up to its noun, at most."""
_WHOSE = ("the", "its", "their", "regime")
"""Words before an organ of a state that leave unsaid of which."""
_MODIFIERS = ("compound", "nmod", "amod", "poss", "det", "case", "nummod", "quantmod", "punct", "cc", "conj")
_NAMES = ("ORG", "PERSON", "NORP", "PRODUCT")
"""Types of entities that act."""
_HEADLINE = 0.6
"""Share of its longer words with a capital from which a sentence is a headline: in others it is about a quarter."""
_BACKED = re.compile(
    r"\b[\w.]+-(?:backed|allied|aligned|supported|sponsored|based|made|built|born|held|controlled|trained|language)\b|"
    r"\b(?:pro|anti|non|ex|former)-\w+",
    re.IGNORECASE,
)
"""Words with a name in them that is somebody else's."""


class Named(NamedTuple):
    """One name in a noun phrase: the words that tell it, and the tokens it is written with."""

    key: frozenset[str]
    first: int
    last: int


class Known(NamedTuple):
    """What an article says elsewhere of those whom it names."""

    leaders: dict[str, str]
    """Surnames of heads of states, folded, with the word for the nation."""
    nation: str | None
    """The nation that it names most, whose army "the army" is."""
    places: frozenset[int]
    """Tokens of the names of towns and regions, which are no bodies."""
    place_words: frozenset[str]
    """The words of their names."""
    written: frozenset[str]
    """Words that it writes with a capital within a sentence: those of a headline may all have one."""
    headlines: frozenset[int]
    """First tokens of the sentences that are headlines."""


def find_phrase(text: Text, head: int, inside: set[int]) -> list[int]:
    """The noun with the words before it that belong to it, in reading order."""
    first = head
    while first - 1 in inside and _hangs_on(text, first - 1, head):
        first -= 1
    return list(range(first, head + 1))


def _hangs_on(text: Text, place: int, head: int) -> bool:
    """Whether a word before a noun is one of its modifiers, or of theirs."""
    for _ in range(_CLIMB):
        if place == head:
            return True
        token = text.tokens[place]
        if token.relation not in _MODIFIERS or token.head == place:
            return False
        place = token.head
    return False


def split_names(text: Text, phrase: list[int], known: Known) -> Iterator[Named]:
    """The names of a noun phrase: "Daesh and al-Nusra groups" and "the Kenyan and Ugandan armies" have two."""
    last = text.tokens[phrase[-1]]
    pieces: list[list[int]] = [[]]
    for place in phrase:
        token = text.tokens[place]
        if token.relation == "cc" or token.text in (",", ";"):
            pieces.append([])
        else:
            pieces[-1].append(place)
    for piece in pieces:
        if piece:
            key = _key_of(text, piece, last, known)
            if key:
                yield Named(key, piece[0], piece[-1])


class _Piece(NamedTuple):
    """A piece of a noun phrase, read."""

    tokens: list[Token]
    words: frozenset[str]
    """Its words, and the noun's, as they are compared."""
    nations: frozenset[str]
    """The states that it names, by themselves or by who leads them."""
    others: frozenset[str]
    """Its other words with a capital."""


def _key_of(text: Text, piece: list[int], head: Token, known: Known) -> frozenset[str]:
    """The words that tell whom a piece of a noun phrase names; none where it names nobody.

    The proper words alone; where these are a state's only, the state, or those of its people that are a side of their
    own ("Kenyan rebels"). The army of nobody said is that of the state named last before it.
    """
    tokens = [text.tokens[place] for place in piece]
    if tokens[0].low not in _WHOSE and not any(map(_is_proper, tokens)):
        return frozenset()
    read = _read_piece(text, tokens, head, known)
    telling = _telling(text, read, known)
    if telling and known.nation and "regime" in {head.low, *(token.low for token in read.tokens)}:
        return frozenset({known.nation})
    if telling:
        return frozenset() if telling <= known.place_words else telling
    if len(read.others) > 1 or (read.nations and read.others - _ARMS - GENERIC):
        return read.others | read.nations
    side = read.words & _sides()
    if len(read.nations) == 1:
        rest = read.words - read.nations - {"al", "el"}
        return read.nations | side if not rest or side or rest & _ARMS else frozenset()
    first = read.tokens[0]
    if read.nations or side or not read.words & _ORGANS or first.low not in _WHOSE:
        return frozenset()
    nation = _nation_before(text, first) or known.nation
    return frozenset({nation} if nation else ())


def _read_piece(text: Text, tokens: list[Token], head: Token, known: Known) -> _Piece:
    """What the words of a piece are."""
    plain = _BACKED.sub(" ", text.text[tokens[0].start : tokens[-1].end])
    proper = [t for t in tokens if _is_proper(t) and t.place not in known.places]
    leaders = {t.place: known.leaders[_bare(t.low)] for t in proper if _bare(t.low) in known.leaders}
    capital = words_of(_BACKED.sub(" ", " ".join(t.text for t in proper if t.place not in leaders)))
    nations = frozenset(nations_in(plain)).union(leaders.values()) if proper else frozenset()
    words = words_of(plain if tokens[-1] is head else f"{plain} {head.text}")
    return _Piece(tokens, words, nations, capital - nations - {"government", "al", "el"})


def _telling(text: Text, read: _Piece, known: Known) -> frozenset[str]:
    """The words with a capital that are somebody's own name; of a headline, and of the first word of a sentence that is
    no entity, only what the article writes so elsewhere."""
    own = frozenset(w for w in read.others - GENERIC - TELLING - _qualities() if len(w) > 1 and not w.isdigit())
    first = read.tokens[0]
    start = _sentence_of(text, first)
    if start in known.headlines:
        return own & known.written
    if first.place == start and first.entity[2:] not in _NAMES:
        return own - (words_of(first.text) - known.written)
    return own


def is_bare_state(written: str, key: frozenset[str]) -> bool:
    """Whether a name is that of a state and of nothing that acts for it, so that it may only be where something was."""
    plain = [word for word in find_words(written).folded if not nations_in(word)]
    return len(key) == 1 and bool(nations_in(" ".join(key))) and not words_of(" ".join(plain)) & _ARMS


def read_sentences(text: Text) -> tuple[frozenset[str], frozenset[int]]:
    """The words that an article writes with a capital within its sentences, and the first tokens of its headlines."""
    headlines = frozenset(start for start, end in text.sentences if _is_headline(text.tokens[start:end]))
    written = frozenset(
        word
        for start, end in text.sentences
        if start not in headlines
        for token in text.tokens[start + 1 : end]
        if token.text[:1].isupper()
        for word in words_of(token.text)
    )
    return written, headlines


def _sentence_of(text: Text, token: Token) -> int:
    """The first token of the sentence that a token stands in."""
    return text.sentences[bisect_right(text.sentences, (token.place, len(text.tokens))) - 1][0]


def _is_headline(tokens: list[Token]) -> bool:
    """Whether most of the longer words of a sentence, its names aside, have capitals."""
    longer = [t for t in tokens if len(t.text) > 3 and t.text.isalpha()]
    return sum(t.text[:1].isupper() for t in longer) > _HEADLINE * len(longer)


def _is_proper(token: Token) -> bool:
    """Whether a token is written as a name."""
    return token.text[:1].isupper() and (token.tag.startswith(("NNP", "JJ")) or bool(nations_in(token.text)))


def _bare(low: str) -> str:
    return re.sub(r"['’]?s$", "", low)


@cache
def _qualities() -> frozenset[str]:
    """Words that are written with a capital, or before a name, and do not tell it."""
    return name_words("qualities") | name_words("common") | common_words("function")


@cache
def _sides() -> frozenset[str]:
    """What people of one state fight or speak as apart from the state."""
    return (word_set("contenders") - {"regime"}) | {"militia", "militias", "protester", "protesters"}


def _nation_before(text: Text, token: Token) -> str | None:
    """The nation named last before a word, in its sentence."""
    before = [text.tokens[place] for place in range(_sentence_of(text, token), token.place)]
    return next((nation for t in reversed(before) for nation in sorted(nations_in(t.text))), None)
