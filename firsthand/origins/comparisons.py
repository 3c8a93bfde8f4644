"""What a reader should compare: what one does, plans and denies; who is said to act; who is said to be targeted.

Whether such statements contradict each other only a reader can say: an army that "deployed to contain", "would launch
an operation" and "advanced" may have done all three. They are set side by side, within one story, and nothing is
asserted.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import NamedTuple

from firsthand.claims.aspects import COUNTED
from firsthand.claims.incidents import AREA
from firsthand.claims.rows import Role
from firsthand.origins.bodies import nations_of
from firsthand.origins.names import GENERIC, initials_of, name_words, words_of
from firsthand.origins.registry import known_source
from firsthand.origins.told import Told, make_conflict
from firsthand.records import Conflict, Place
from firsthand.text import fold

_OTHER_THAN_ASSERTED = frozenset({"plan", "denial", "aim"})
_NO_ACT = frozenset({"statement", "other", "announced", "warned", "condemned", "called for", "met", "amount", "law"})
"""Aspects of what is said and of what follows an event, by which no one is shown to act in it."""
_AIMED = frozenset({"attack", "advance", "detained", "charged", "agreement"})
"""Aspects of acts that are aimed at somebody."""
_FIGHTS = frozenset({"attack", "advance"})
"""Aspects under which one and the same act is told: "attacked" here, "advanced" there."""
_PRONOUNS = frozenset({"it", "they", "he", "she", "we", "i"})
_ACTING = 100
"""How many times a name counts for a title where it is an actor's."""
SIDES = 12
"""Statements shown side by side at most; more would be no comparison."""

DOES, ACTS, TARGETED = "what one does", "who acts", "who is targeted"
"""The questions that a comparison puts to a reader."""
_REASONS = {
    DOES: "statements about one actor that differ in kind, side by side; whether they contradict is for a reader",
    ACTS: "one event is told with different actors; whether that contradicts is for a reader",
    TARGETED: "one event is told with different targets; whether that contradicts is for a reader",
}

Keys = frozenset[str]


class Stated(NamedTuple):
    """A mention as it is compared: who acts, who is acted on, and where."""

    told: Told
    doers: Keys
    """Those who act in what the mention as a whole tells; of who is blamed, those who are."""
    targets: Keys
    """Those who are acted on."""
    named: Keys
    """All who are named."""
    lists: tuple[Keys, ...]
    """Those who are named together, and do not fight."""
    places: frozenset[str]

    @property
    def claim(self) -> int:
        """The claim that it states."""
        return self.told.origin.claim_id

    @property
    def modalities(self) -> frozenset[str]:
        """How it is stated, as in Mention.modality."""
        return frozenset(self.told.mention.modality.split("+"))

    @property
    def order(self) -> tuple[str, int, int]:
        """Where it stands in the case."""
        return self.told.article.given_id, self.told.mention.start, self.told.mention.mention_id


def find_comparisons(
    told: Iterable[Told], roles: Iterable[Role], places: Iterable[Place], stories: dict[int, int]
) -> list[Conflict]:
    """Comparisons of a case; `stories` gives the story of each article."""
    by_story: dict[int, list[Told]] = defaultdict(list)
    for one in told:
        by_story[stories[one.article.article_id]].append(one)
    named: dict[int, list[Role]] = defaultdict(list)
    for role in roles:
        named[role.mention_id].append(role)
    where: dict[int, list[Place]] = defaultdict(list)
    for place in places:
        if place.role == "event" and (place.precision or 0) < AREA:
            where[place.article_id].append(place)
    rows: list[Conflict] = []
    for story in sorted(by_story):
        found = [r for one in by_story[story] for r in named[one.mention.mention_id]]
        titles = _Titles(found)
        stated = sorted((_state(one, named, where, titles) for one in by_story[story]), key=lambda s: s.order)
        made = [*_compare_acts(stated, titles), *_compare_actors(stated), *_compare_targets(stated, titles)]
        rows += _without_parts(made)
    return rows


class _Titles:
    """One key for all names of somebody in a story, and how he is called."""

    def __init__(self, roles: list[Role]) -> None:
        names: dict[frozenset[str], Counter[str]] = defaultdict(Counter)
        for role in roles:
            words = frozenset(role.key.split())
            # What of a state acts is what is meant: "the Kenyan army", and not "Kenya", where it was.
            acts = role.role == "acts" and bool(nations_of(words))
            names[words][_title(role.name)] += _ACTING if acts else 1
        self.one: dict[str, str] = {}
        called: dict[str, Counter[str]] = defaultdict(Counter)
        by_word: dict[str, list[frozenset[str]]] = defaultdict(list)
        by_registry: dict[str, frozenset[str]] = {}
        for words in sorted(names, key=lambda words: (len(words), sorted(words))):
            known = {source.key for name in names[words] if (source := known_source(name))}
            parts = (short for word in sorted(words) for short in by_word[word] if _is_short_for(short, words))
            acronyms = (
                short for name in sorted(names[words]) for short in by_word[initials_of(name)] if len(short) == 1
            )
            listed = (by_registry[key] for key in sorted(known & by_registry.keys()))
            within = next(chain(parts, acronyms, listed), None)
            if within is None:
                by_word[min(words)].append(words)
            by_registry.update(dict.fromkeys(known - by_registry.keys(), within or words))
            key = " ".join(sorted(within or words))
            self.one[" ".join(sorted(words))] = key
            called[key].update(names[words])
        self.title = {key: min(c, key=lambda n: (-c[n], len(n), n)) for key, c in called.items()}

    def find(self, source: frozenset[str]) -> Keys:
        """The key of a source by its words; empty where the story names nobody so."""
        rest = GENERIC | name_words("arms")
        return frozenset(sorted(key for key in self.title if set(key.split()) <= source <= set(key.split()) | rest)[:1])


def _is_short_for(short: frozenset[str], words: frozenset[str]) -> bool:
    """Whether a name may stand for a longer one: a state for what acts as the state, and for no other body of its name.

    >>> _is_short_for(words_of("Kenya") - {"government"}, words_of("the Kenyan army"))
    True
    >>> _is_short_for(words_of("Kenya") - {"government"}, words_of("Kenyan Democratic Forces"))
    False
    """
    if not short <= words:
        return False
    return not short <= nations_of(short) or words - short <= nations_of(words) | GENERIC | name_words("arms")


def _title(name: str) -> str:
    """A name without the article and the number before it.

    >>> _title("The Kenyan army"), _title("20 Northern League fighters"), _title("the")
    ('Kenyan army', 'Northern League fighters', 'the')
    """
    first, _, rest = name.partition(" ")
    return rest if rest and (first.lower() in ("the", "a", "an", "its", "their") or first.isdigit()) else name


def _state(one: Told, named: dict[int, list[Role]], where: dict[int, list[Place]], titles: _Titles) -> Stated:
    """A mention with those who act in it: of one that blames, the blamed; "it" that a source speaks of is itself."""
    mention, roles = one.mention, named[one.mention.mention_id]
    source = words_of(one.origin.origin)
    acting = [r for r in roles if r.role == "acts" and not frozenset(r.key.split()) <= source - nations_of(source)]
    main = [r for r in acting if r.main]
    doers = frozenset(titles.one[r.key] for r in (main if main or mention.actor else acting))
    targets = frozenset(titles.one[r.key] for r in roles if r.role == "acted on")
    if mention.aspect == "blame" and targets:
        doers, targets = targets, frozenset()
    if not doers and mention.attribution_id is not None and fold(mention.actor or "") in _PRONOUNS:
        doers = titles.find(source)
    inside = [p for p in where[mention.article_id] if mention.start <= p.start and p.end <= mention.end]
    return Stated(
        one,
        doers,
        targets,
        frozenset(titles.one[role.key] for role in roles),
        _lists(mention.aspect, roles, titles),
        frozenset(p.canonical for p in inside),
    )


def _lists(aspect: str, roles: list[Role], titles: _Titles) -> tuple[Keys, ...]:
    """Those of some roles who stand in one list, and do not fight; what is only a state is a place as well."""
    found: dict[int, set[str]] = defaultdict(set)
    acting = {r.list_start for r in roles if r.role == "acts" and aspect in _FIGHTS}
    for role in roles:
        if (
            role.list_start is not None
            and role.list_start not in acting
            and not nations_of(frozenset(role.key.split()))
        ):
            found[role.list_start].add(titles.one[role.key])
    return tuple(frozenset(keys) for _, keys in sorted(found.items()) if len(keys) > 1)


def _meet(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether some place of the one is a place of the other: by one name, or a part of it ("Arsal", "Juroud Arsal").

    >>> _meet(frozenset({"Upper Mill"}), frozenset({"Mill"})), _meet(frozenset({"Upper Mill"}), frozenset({"Ford"}))
    (True, False)
    """
    words = [[words_of(place) for place in places] for places in (one, other)]
    return any(a <= b or b <= a for a in words[0] for b in words[1] if a and b)


# --- what one does


def _compare_acts(stated: list[Stated], titles: _Titles) -> Iterator[Conflict]:
    """For each actor of a story what he is said to plan, to aim at or to deny, beside what he is said to do there."""
    by_actor: dict[str, list[Stated]] = defaultdict(list)
    for one in stated:
        for actor in one.doers:
            by_actor[actor].append(one)
    for actor, told in sorted(by_actor.items()):
        other = _one_a_claim(s for s in told if s.modalities & _OTHER_THAN_ASSERTED)
        acts = _distinct(told, lambda s: (s.claim, s.told.origin.origin, s.places)) if other else []
        done = _one_a_claim(s for s in acts if s.modalities == {"asserted"} and any(_related(s, o) for o in other))
        if done and other:
            yield _row(DOES, titles.title[actor], [*other, *done])


def _one_a_claim(stated: Iterable[Stated]) -> list[Stated]:
    """The first of the statements of one claim that rest on one origin."""
    return _distinct(stated, lambda s: (s.claim, s.told.origin.origin))


def _distinct(stated: Iterable[Stated], key: Callable[[Stated], Hashable]) -> list[Stated]:
    """The first statement of each key: a story that ten thousand copies tell has few."""
    first: dict[Hashable, Stated] = {}
    for one in stated:
        first.setdefault(key(one), one)
    return list(first.values())


def _related(done: Stated, other: Stated) -> bool:
    """Whether an act and a plan or denial of other origins are about one thing: one claim, place or kind of act."""
    if done.told.origin.origin == other.told.origin.origin:
        return False
    if done.claim == other.claim or _meet(done.places, other.places):
        return True
    aspect = done.told.mention.aspect
    return aspect == other.told.mention.aspect and aspect not in _NO_ACT and not (done.places and other.places)


# --- who acts


def _compare_actors(stated: list[Stated]) -> Iterator[Conflict]:
    """For each event of a story, told as one claim or of one place, who is said to act, where articles differ."""
    no_act = {*_NO_ACT, *COUNTED}
    acts = [s for s in stated if s.doers and s.modalities == {"asserted"} and s.told.mention.aspect not in no_act]
    for about, told in _events(stated, acts):
        by_article: dict[int, Keys] = defaultdict(frozenset)
        for one in told:
            by_article[one.told.article.article_id] |= one.doers

        def of_article(one: Stated, by_article: dict[int, Keys] = by_article) -> Keys:
            return by_article[one.told.article.article_id]

        kinds = _distinct(told, lambda s: (s.doers, s.targets, s.told.origin.origin, _time(s), of_article(s)))
        rivals = [
            one for one in kinds if any(_rival(one, o) and _differ(of_article(one), of_article(o)) for o in kinds)
        ]
        sides = _distinct(rivals, lambda s: s.doers)
        if len(sides) > 1:
            yield _row(ACTS, about, sides)


def _events(stated: list[Stated], acts: list[Stated]) -> Iterator[tuple[str, list[Stated]]]:
    """Acts of a story put together: those of one claim, and those told of one place, each with what it is about."""
    places: dict[int, frozenset[str]] = defaultdict(frozenset)
    for one in stated:
        places[one.claim] |= one.places
    by_claim: dict[int, list[Stated]] = defaultdict(list)
    for one in acts:
        by_claim[one.claim].append(one)
    for claim in sorted(by_claim):
        if len(by_claim[claim]) > 1:
            first = by_claim[claim][0].told.mention
            yield ", ".join(filter(None, (first.aspect, first.place))), by_claim[claim]
    fights = [s for s in acts if s.told.mention.aspect in _FIGHTS]
    for place in sorted({p for one in acts for p in one.places}):
        claims = {c for c in {s.claim for s in fights} if _meet(places[c], frozenset({place}))}
        there = [s for s in fights if s.claim in claims]
        if len(there) > 1:
            yield place, there


def _rival(one: Stated, other: Stated) -> bool:
    """Whether two statements give one event other actors: who acts on the other is his opponent and no rival answer."""
    if not _differ(one.doers, other.doers) or one.told.origin.origin == other.told.origin.origin:
        return False
    return not (one.doers & other.targets or other.doers & one.targets) and _one_time(one, other)


def _time(one: Stated) -> tuple[datetime, datetime] | None:
    """The time stated for a mention."""
    mention = one.told.mention
    return (mention.date_from, mention.date_to) if mention.date_from and mention.date_to else None


def _one_time(one: Stated, other: Stated) -> bool:
    """Whether the times stated for two mentions do not exclude each other."""
    here, there = _time(one), _time(other)
    return here is None or there is None or (here[0] < there[1] and there[0] < here[1])


# --- who is targeted


def _compare_targets(stated: list[Stated], titles: _Titles) -> Iterator[Conflict]:
    """For each act that two articles tell with its target, as one claim or of one place, those targets: where the two
    differ in them, or where one of them is named elsewhere in the story together with others."""
    by_claim: dict[int, list[Stated]] = defaultdict(list)
    for one in stated:
        if one.told.mention.aspect in _AIMED:
            by_claim[one.claim].append(one)
    with_lists: dict[str, list[Stated]] = defaultdict(list)
    by_target: dict[str, list[Stated]] = defaultdict(list)
    by_names: dict[Keys, list[Stated]] = {}
    for one in _distinct(stated, lambda s: (s.claim, s.told.origin.origin, s.places, s.named)):
        for key in one.named - one.doers if one.told.mention.aspect in _FIGHTS else ():
            by_target[key].append(one)
    for one in stated:
        for key in frozenset().union(*one.lists):
            with_lists[key].append(one)
    for claim in sorted(by_claim):
        told = by_claim[claim]
        doers = frozenset().union(*(s.doers for s in told))
        targets = frozenset().union(*(s.targets for s in told)) - doers
        aimed = [s for s in told if s.named & targets]
        where = frozenset().union(*(s.places for s in aimed)) if targets else frozenset()
        aimed += [s for s in _named_at(where, by_target, targets) if s.claim != claim]
        if len({s.told.article.article_id for s in aimed}) < 2:
            continue
        named = {s.told.mention.mention_id: s for key in targets for s in with_lists[key] if s.claim != claim}
        more = {key for s in named.values() for keys in s.lists if keys & targets for key in keys} - targets - doers
        beside = [s for s in named.values() if any(keys & targets and keys & more for keys in s.lists)]
        beside.sort(key=lambda s: s.order)
        kept = _distinct(aimed, lambda s, targets=targets: (s.named & targets, s.told.origin.origin))  # type: ignore[misc]
        if beside or any(_aim_apart(s, o, targets) for s in kept for o in kept):
            by_names.setdefault(targets | more, []).extend([*kept, *beside])
    for names, sides in sorted(by_names.items(), key=lambda item: sorted(item[0])):
        sides.sort(key=lambda s: (bool(s.lists), s.order))  # lists last
        yield _row(TARGETED, ", ".join(titles.title[key] for key in sorted(names)), _one_a_claim(sides))


def _named_at(where: frozenset[str], by_target: dict[str, list[Stated]], targets: Keys) -> list[Stated]:
    """Statements of fighting at some places that name one of the targets, and not as who acts."""
    found = {s.told.mention.mention_id: s for key in targets for s in by_target[key] if _meet(where, s.places)}
    return sorted(found.values(), key=lambda s: s.order)


def _aim_apart(one: Stated, other: Stated, targets: Keys) -> bool:
    """Whether two statements of two origins each name a target that the other does not."""
    return _differ(one.named & targets, other.named & targets) and one.told.origin.origin != other.told.origin.origin


def _differ(one: Keys, other: Keys) -> bool:
    """Whether each of two sets has what the other has not."""
    return not one <= other and not other <= one


# --- rows


def _row(question: str, about: str, sides: list[Stated]) -> Conflict:
    return make_conflict("to compare", about, [s.told for s in sides[:SIDES]], _REASONS[question], question)


def _without_parts(rows: list[Conflict]) -> Iterator[Conflict]:
    """Rows without those whose sides another row on the same question has as well."""
    kept: list[tuple[str | None, frozenset[int]]] = []
    for row in sorted(rows, key=lambda r: (-len(r.mention_ids), r.conflict_id)):
        sides = frozenset(row.mention_ids)
        if not any(question == row.question and sides <= other for question, other in kept):
            kept.append((row.question, sides))
            yield row
