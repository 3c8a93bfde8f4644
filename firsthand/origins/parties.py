"""Whether an origin is a party to the event: one of those who act in it or are acted on."""

from collections import Counter
from collections.abc import Iterable

from firsthand.origins.bodies import Body, nations_of
from firsthand.origins.names import GENERIC, TELLING, name_words, words_of

_RECURS = 2
"""Statements of an article in which one who takes part in what it reports acts or is acted on."""
_ARMED = name_words("armed")
_COMMAND = name_words("command")


def find_parties(actors: Iterable[tuple[str | None, str | None]]) -> list[frozenset[str]]:
    """Those who act or are acted on in at least two of the statements (actor, target), as the words that recur.

    >>> find_parties([("the Lebanese army", "rebels"), ("Lebanese soldiers", None), ("a storm", None)])
    [frozenset({'lebanese'})]
    """
    sides = [words_of(side) for pair in actors for side in pair if side]
    often = Counter(word for side in sides for word in side)
    kept = {frozenset(word for word in side if often[word] >= _RECURS) for side in sides}
    return sorted((side for side in kept if side), key=sorted)


def is_party(body: Body | None, parties: Iterable[frozenset[str]]) -> bool | None:
    """Whether a source is among those who take part; null when it cannot be told.

    A named body is a party when its name stands among the parties. An unnamed source is one when it commands or fights
    for a nation whose army takes part; another source of that nation may or may not be.

    >>> commander = Body("unnamed commander syrian", "unnamed commander syrian", "", "a Syrian commander", "", False)
    >>> is_party(commander, [words_of("The Syrian army")]), is_party(commander, [words_of("Israeli warplanes")])
    (True, False)
    >>> source = Body("unnamed lebanese security source", "unnamed lebanese security source", "", "", "", False)
    >>> is_party(source, [words_of("The Lebanese army")])
    """
    if body is None:
        return None
    sides = list(parties)
    own = frozenset(body.body.removeprefix("person ").removeprefix("unnamed ").split())
    nation = nations_of(own)
    if not body.named and body.body == body.name:
        same = [side for side in sides if nation and nation & side]
        if any(side & _ARMED for side in same) and own & _COMMAND:
            return True
        return None if same or not nation else False
    telling = own - GENERIC - TELLING
    for side in sides:
        if own and (own <= side or (side and side <= own and side - GENERIC - TELLING - nations_of(side))):
            return True
        if nation and nation & side and (own & side - nation) & (_ARMED | {"government"}):
            return True
        if telling - nation and telling - nation <= side:
            return True
    if any(nation & side for side in sides) and nation:
        return None
    # Of a person whose body is not known, nothing can be told.
    return None if body.body.startswith("person ") else False
