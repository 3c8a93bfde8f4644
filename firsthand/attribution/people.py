"""Who a person is: full names, pronouns and roles, and the body that a person speaks for."""

from firsthand.attribution.kinds import HONORIFICS, head_of, name_run, registered
from firsthand.attribution.lexicon import source_words, word_set
from firsthand.attribution.memory import (
    LOOK_BACK,
    MONITORS,
    NEARBY,
    Memory,
    Named,
    name_parts,
    without_possessive,
)
from firsthand.attribution.national import ARTICLES, bare, national_name, state_of_word
from firsthand.attribution.phrases import noun_start
from firsthand.attribution.registry import find_state, look_up

_LEADING = word_set("leading")
_PORTFOLIOS = word_set("portfolios")
_LEADS = frozenset(["heads", "leads", "runs", "directs", "chairs", "headed", "led", "ran", "chaired"])
_PRONOUNS = {
    "he": ("person", "unnamed"),
    "him": ("person", "unnamed"),
    "she": ("person", "unnamed"),
    "her": ("person", "unnamed"),
    "it": ("organisation", "outlet", "document"),
    "they": ("collective", "organisation", "unnamed"),
    "them": ("collective", "organisation", "unnamed"),
}


def name_pronoun(m: Memory, word: str, first: int) -> Named:
    """Whom a pronoun stands for: the source last named of its kind, else the person named last."""
    if word == "who" and (bearer := spoken_of(m, first)) is not None:
        return Named(bearer, "person")
    wanted = _PRONOUNS.get(word, ("person", "unnamed", "organisation", "collective"))
    for named, _ in reversed(m.said[-LOOK_BACK:]):
        if named.kind in wanted and named.who:
            return named
    if word in ("he", "she") and (who := spoken_of(m, first)) is not None:
        return Named(who, "person")
    return Named(None, {"it": "organisation", "they": "collective", "we": "collective"}.get(word, "person"))


def spoken_of(m: Memory, before: int) -> str | None:
    """The person named last before a pronoun whose antecedent has said nothing yet."""
    t = m.t
    for k in range(before - 1, max(-1, before - 2 * NEARBY), -1):
        if t.entities[k].startswith("B-PERSON"):
            end = k + 1
            while end < len(t.low) and t.entities[end] == "I-PERSON":
                end += 1
            start = noun_start(t, end - 1, max(0, k - 10))
            return bare(name_person(m, min(start, k), end, t.text[t.starts[k] : t.ends[end - 1]]).who or "") or None
    return None


def by_role(m: Memory, role: str, before: int) -> Named | None:
    """The person whom the article gives a role before or after: "the spokesman" -> the spokesman it named."""
    t = m.t
    near: Named | None = None
    for i in m.places.get(role, ())[:NEARBY]:
        if i == before or (i - 4 > before and near is not None):
            continue
        reach = i + 4
        while reach < min(i + 9, len(t.low)) and (
            t.cased(reach - 1) or t.low[reach - 1] in ("of", "for", "the", "and")
        ):
            reach += 1
        for k in (*range(i + 1, min(reach, len(t.low))), *range(i - 1, max(i - 4, -1), -1)):
            if t.words[k] in ".;!?":
                continue
            if t.entities[k].startswith("B-PERSON") and same_state(m, before, i):
                j = k + 1
                while j < len(t.low) and t.entities[j] == "I-PERSON":
                    j += 1
                if j - k >= 2:
                    near = Named(with_body(m, t.text[t.starts[k] : t.ends[j - 1]]), "person")
                    break
    return near


def same_state(m: Memory, source: int, place: int) -> bool:
    """Whether two uses of a role do not belong to two states: "Iran's minister", "Italian minister"."""
    states = []
    for i in (source, place):
        near = range(max(0, i - 3), i + 1)
        states.append(next((s for k in near if (s := state_of_word(m.t.words[k])) is not None), None))
    return None in states or states[0] == states[1]


def name_person(m: Memory, first: int, last: int, text: str) -> Named:
    """The full name of a person, with the body that the article says the person speaks for."""
    t = m.t
    run = name_run(t, first, last)
    if run is None:
        head = head_of(t, first, last)
        if t.low[head] in source_words()["person"]:
            named = by_role(m, t.low[head], first)
            if named is not None:
                return named
            return Named(ARTICLES.sub("", text), "person")
        run = (head, head + 1)
        titles = source_words()["person"] | HONORIFICS
        while run[0] > first and t.cased(run[0] - 1) and t.low[run[0] - 1].rstrip(".") not in titles:
            run = (run[0] - 1, run[1])
    full = full_of(m, run)
    if " " in full and full not in m.people:
        m.people.append(full)
        m.surnames.add(full.split()[-1])
    body = affiliation(m, first, last, run)
    if body is not None and body not in full and full not in body:
        m.affiliations.setdefault(full, body)
    return Named(with_body(m, full), "person")


def full_of(m: Memory, run: tuple[int, int]) -> str:
    """The full name behind a run of name tokens; what runs into it from before ("Assad Trump") is left out."""
    t = m.t
    whole = " ".join(t.text[t.starts[run[0]] : t.ends[run[1] - 1]].split())
    full = full_name(m, whole)
    if full != whole or any(n.who == whole for n, _ in m.said[-LOOK_BACK:]):
        return full
    for first in range(run[0] + 1, run[1]):
        part = " ".join(t.text[t.starts[first] : t.ends[run[1] - 1]].split())
        known = full_name(m, part)
        if known != part and not set(name_parts(whole)) <= set(name_parts(known)) and part[0].isupper():
            return known
    return whole


def full_name(m: Memory, name: str) -> str:
    """The longer name of the article that holds every part of a name; the name itself when there is none.

    Of several, none part of another, the one that ends in the same word, is written most often, and stands first:
    what a headline runs together ("Smith Urges") is written once.
    """
    words = name_parts(name)
    longer = {f: p for f in m.people if len(p := name_parts(f)) > len(words) and all(w in p for w in words)}
    whole = [f for f, p in longer.items() if not any(set(p) < set(other) for other in longer.values())]
    if len(whole) < 2:
        return whole[0] if whole else name
    return max(whole, key=lambda full: (longer[full][-1:] == words[-1:], m.t.text.count(full)))


def with_body(m: Memory, full: str) -> str:
    """A name with the body of its bearer in brackets, where the article gave one."""
    body = m.affiliations.get(full)
    return f"{full} ({body})" if body is not None else full


def affiliation(m: Memory, first: int, last: int, run: tuple[int, int]) -> str | None:
    """The body that a person is said to head or to speak for: "Observatory head X", "X, director of Y"."""
    t = m.t
    for i in range(first + 1, last):
        if t.low[i] == "minister" and t.low[i - 1] in _PORTFOLIOS and not run[0] <= i < run[1]:
            owner = t.words[i - 2] if i - 2 >= first else ""
            state = state_of_word(owner) or state_spoken(m) or m.state
            return national_name(f"{t.low[i - 1]} ministry", state) if state else None
    for i in range(run[1], last - 1):
        if t.low[i] == "who" and t.low[i + 1] in _LEADS:
            led = next((k for k in range(i + 2, last) if t.cased(k)), last)
            return body_named(m, i + 2, last) or (t.text[t.starts[led] : t.ends[last - 1]] if led < last else None)
    for i in range(first, last):
        if run[0] <= i < run[1] or t.low[i] not in _LEADING:
            continue
        if i == first + 1 and t.low[first] in ("its", "their"):
            return next((n.who for n, _ in reversed(m.said[-LOOK_BACK:]) if n.kind == "organisation"), None)
        if i + 1 < last and t.low[i + 1] in ("of", "for", "at"):
            end = run[0] if run[0] > i else last
            start = i + 2
        else:
            start, end = first, i
        named = body_named(m, start, end)
        if named is not None:
            return named
    return None


def state_spoken(m: Memory) -> str | None:
    """The state, or the state of the body, that spoke last: "Kenya called for talks. Foreign Minister Doe said"."""
    spoke = m.said[-1][0].who if m.said else None
    if spoke is None:
        return None
    return find_state(spoke) or state_of_word(spoke.split(" ", 1)[0])


def body_named(m: Memory, start: int, end: int) -> str | None:
    """The body that the tokens beside "head of", "spokesman for" or "who runs" name; None where they name none."""
    t = m.t
    while start < end and t.low[start] in ("the", "a", "an"):
        start += 1
    if start >= end:
        return None
    text = t.text[t.starts[start] : t.ends[end - 1]].split(",")[0].strip()
    named = look_up(text) or look_up(without_possessive(text)) or registered(t, start, end)
    named = named or next((b for k in range(start, end) if t.cased(k) and (b := look_up(t.words[k]))), None)
    if named is not None:
        return named.name
    word = without_possessive(t.low[end - 1])
    if word in MONITORS and m.monitors:
        return m.monitors[0].name
    if word in source_words()["organisation"] and t.cased(start) and end - start > 1:
        return without_possessive(text)
    return None
