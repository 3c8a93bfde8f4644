"""Whom a word of killing, injuring, arresting … is about: the number that it counts, or a person by name."""

from firsthand.claims.aspects import COUNTED, Trigger, find_triggers
from firsthand.claims.tokens import Text, Token, subtree, tokens_in
from firsthand.records import Figure


def counted_by(text: Text, figure: Figure, triggers: list[Trigger]) -> Trigger | None:
    """The word of killing, injuring … that a figure of persons is a count of, by the parse, else the nearest one."""
    found = tokens_in(text, figure.start, figure.end)
    people = [t for t in triggers if t.aspect in COUNTED]
    if not found or not people:
        return None
    by_index = {t.place: t for t in people}
    number = (
        tokens_in(text, figure.number_start, figure.number_end)
        if figure.number_start is not None and figure.number_end
        else found
    )
    index = number[-1].place
    for _ in range(7):
        if index in by_index and not _is_modifier(text, index):
            return by_index[index]
        for child in text.children[index]:
            if (
                child in by_index
                and text.tokens[child].relation in ("acl", "relcl", "amod", "advcl")
                and child > number[-1].place
            ):
                return by_index[child]
        above = text.tokens[index].head
        if above == index:
            break
        if index != number[-1].place and text.tokens[index].relation == "relcl" and _takes_object(text, index, number):
            return None
        index = above
    if figure.of is None and figure.value is not None and figure.value > 100 and figure.hedge == "none":
        return None
    near = sorted(people, key=lambda t: (abs(t.place - number[-1].place), t.place))
    limit = 9 if figure.value is not None or figure.high is not None else 5
    between = [t for t in near if abs(t.place - number[-1].place) <= limit]
    return between[0] if between else None


_LEFT = frozenset({"leave", "claim", "take", "cost", "bring", "put", "reach", "include", "number", "total", "see"})
"""Verbs by which a toll is told without a word of killing of their own."""


def _takes_object(text: Text, verb: int, number: list[Token]) -> bool:
    """Whether a number stands in the object of a relative clause's own verb ("a siege that threatens 300,000"): what
    stands before the clause does not count it."""
    if text.tokens[verb].lemma in _LEFT or not text.tokens[verb].tag.startswith("VB"):
        return False
    objects = (c for c in text.children[verb] if text.tokens[c].relation == "dobj")
    return any(number[-1].place in subtree(text, c) for c in objects)


def _is_modifier(text: Text, index: int) -> bool:
    """Whether a word stands as an adjective before a noun ("the dead soldier"), where it counts nothing."""
    return text.tokens[index].relation == "amod" and text.tokens[index].head > index and text.tokens[index].tag == "JJ"


def named_victims(text: Text, tokens: list[Token], told: set[str]) -> list[Trigger]:
    """The words by which somebody is said by name to have been killed, arrested …, beside the aspects that are `told`
    already ("the clinic was hit and its director Ida Brook was killed"): the first of each aspect."""
    found: list[Trigger] = []
    for trigger in find_triggers(text, tokens):
        known = {*told, *(t.aspect for t in found)}
        is_verb = text.tokens[trigger.place].tag.startswith("VB")
        if trigger.aspect not in COUNTED or trigger.aspect in known or not is_verb:
            continue
        victims = [c for c in text.children[trigger.place] if text.tokens[c].relation in ("nsubjpass", "dobj")]
        beside = [c for v in victims for c in text.children[v] if text.tokens[c].relation == "appos"]
        if any(text.tokens[c].tag == "NNP" for c in victims + beside):
            found.append(trigger)
    return found
