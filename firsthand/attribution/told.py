"""Who says a statement, through whom, and who reports it: the names of an article's statements, put together."""

import re
from dataclasses import dataclass, replace

from firsthand.attribution.chains import find_parents, say_channels_once
from firsthand.attribution.kinds import registered
from firsthand.attribution.lexicon import PLATFORMS, word_set
from firsthand.attribution.national import adjective_of, main_state, national_name
from firsthand.attribution.registry import Body, look_up
from firsthand.attribution.sources import name_sources
from firsthand.attribution.stretch import Statement
from firsthand.attribution.tokens import Tokens

_OF_STATE = word_set("of state")
_RANKS = frozenset(["senior", "top", "high-ranking", "unnamed", "anonymous", "informed"])
_GOVERNMENT = "Government of "


@dataclass(frozen=True)
class Told:
    """The names of one statement."""

    who: str | None
    kind: str
    channel_name: str | None
    parent: int | None
    """Number of the statement that reports it."""


def name_statements(t: Tokens, statements: list[Statement], outlet: str | None) -> list[Told]:
    """Names, channels and parents of an article's statements, in their order; `outlet` is who published it."""
    named = name_sources(t, statements)
    parents = find_parents(statements, [n.who for n in named])
    say_channels_once(statements, parents)
    channels = [name_channel(t, s) for s in statements]
    made = [Told(n.who, n.kind, c, p) for n, c, p in zip(named, channels, parents, strict=True)]
    states = _states_of_sources(made, outlet)
    return [replace(x, who=states.get(x.who, x.who)) if x.who is not None else x for x in made]


def name_channel(t: Tokens, s: Statement) -> str | None:
    """Registered name of a statement's channel, else as written; None without one, and for a platform.

    A correspondent is his outlet; "state TV" is that of the state that the article names most.
    """
    if not s.channel:
        return None
    first, last = t.at(s.channel[0][0]), t.before(s.channel[0][1])
    written = t.text[s.channel[0][0] : s.channel[0][1]]
    body = look_up(written) or (registered(t, first, last) if first < last else None)
    if body is not None and (body.kind in ("wire", "outlet", "broadcaster") or look_up(written) is not None):
        return body.name
    if {word.lower() for word in re.findall(r"\w+", written)} & PLATFORMS:
        return None
    plain = re.sub(r"^the\s+", "", written)
    national = national_name(plain, main_state(t))
    known = look_up(national)
    return known.name if known is not None else written if national == plain else national


def _states_of_sources(made: list[Told], outlet: str | None) -> dict[str, str]:
    """For "a military source" of an outlet that a government runs, the name with that government's state.

    Whose military source it is is said by nobody but is known: an agency of the state quotes its own.
    """
    publisher = _state_run(outlet) or _state_run((outlet or "").title())
    found: dict[str, str] = {}
    for x in made:
        if x.who is None or x.who in found or x.kind not in ("unnamed", "collective"):
            continue
        article, _, rest = x.who.partition(" ")
        description = rest if article in ("a", "an") else x.who
        words = description.split()
        if len(words) < 2 or words[-2] not in _OF_STATE or set(words[:-2]) - _RANKS:
            continue
        above = made[x.parent].who if x.parent is not None else None
        state = _state_run(above) or publisher
        adjective = adjective_of(state) if state is not None else None
        if adjective is not None:
            named = f"{adjective} {description}"
            found[x.who] = f"a{'n' if adjective[0] in 'AEIO' else ''} {named}" if article in ("a", "an") else named
    return found


def _state_run(name: str | None) -> str | None:
    """The state whose government runs an outlet."""
    body: Body | None = look_up(name) if name else None
    if body is None or not body.parent.startswith(_GOVERNMENT):
        return None
    return body.parent.removeprefix(_GOVERNMENT) if body.kind in ("wire", "outlet", "broadcaster") else None
