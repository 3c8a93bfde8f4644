"""Which body it is: full names, short forms, and bodies that a phrase describes before it names them."""

from bisect import bisect_left

from firsthand.attribution.kinds import OUTLET_KINDS, head_of, registered
from firsthand.attribution.lexicon import source_words, word_set
from firsthand.attribution.memory import LOOK_BACK, MONITORS, NEARBY, Memory, Named
from firsthand.attribution.national import (
    ARTICLES,
    adjective_of,
    as_of_state,
    bare,
    capital_as_government,
    is_organ,
    of_one_side,
    state_led_by,
    state_of_word,
)
from firsthand.attribution.people import state_spoken
from firsthand.attribution.registry import Body, bodies, find_state, key_of, look_up
from firsthand.attribution.tokens import Tokens

_SHORT = word_set("short")
_COUNTRY = frozenset(["country", "nation", "kingdom"])
_ORGANS = word_set("organs of state")
_PORTFOLIOS = word_set("portfolios")
_MEDIA = frozenset(["media", "television", "tv", "radio"])


def name_body(m: Memory, first: int, last: int, text: str, kind: str) -> Named:
    """The body that a phrase means: registered, a state, a short form of one named before, or as written."""
    t = m.t
    head = head_of(t, first, last)
    body = registered(t, first, last) or state_agency(t, first, head)
    if body is not None:
        return Named(body.name, kind)
    stated = t.text[t.starts[first] : t.ends[head]]
    state = find_state(stated)
    if state is not None:
        return Named(capital_as_government(ARTICLES.sub("", stated), m.contested) or state, kind)
    led = state_led_by(stated, m.leaders) or _government_of(m, first, head, last)
    if led is not None:
        return Named(led, kind)
    word = t.low[head]
    if word == "media" and not set(t.low[first:head]) & {"state", "official", "regime", "government"}:
        return Named(ARTICLES.sub("", text), kind)
    given, first = first, after_seat(t, first, head)
    named = any(t.cased(i) and i > first for i in range(first, head + 1)) or (t.cased(first) and head == first)
    named = named and not (head == first and (word in source_words()["organisation"] or word in MONITORS))
    if not named and (apposed := name_in_apposition(m, head, last)) is not None:
        return apposed
    if word in _COUNTRY and t.low[given] == "the" and (state := state_meant(m, given)) is not None:
        return Named(state, kind)
    if not named or (head - first <= 1 and word in _SHORT | {"observatory", "coalition"}):
        found = short_form(m, given, word, kind)
        if found is not None:
            return found
        inside = body_inside(m, head + 1, last)
        if inside is not None:
            return inside
        mentioned = body_mentioned(m, first) if word in _SHORT and t.low[given] == "the" else None
        if mentioned is not None:
            return Named(mentioned, kind)
        described = m.earlier(word, ("organisation", "outlet")) if t.low[given] == "the" and last - given == 2 else None
        if described is not None:
            return described
    end = name_end(m, head, last)
    plain = ARTICLES.sub("", t.text[t.starts[first] : t.ends[end - 1]] if end > first + 1 else text)
    state = m.state_of(plain) if of_one_side(plain) else state_at(m, first, head, last)
    return Named(as_of_state(plain, state, m.armies), kind)


def state_agency(t: Tokens, first: int, head: int) -> Body | None:
    """The one registered agency that a state runs: "Kenya's state-run news agency"."""
    words = t.low[first : head + 1]
    state = next((s for word in t.words[first:head] if (s := state_of_word(word)) is not None), None)
    if state is None or words[-2:] != ["news", "agency"] or not {"state", "official", "government"} & set(words):
        return None
    of_state = [
        b for b in bodies() if b.kind == "wire" and b.parent in (f"Government of {state}", f"Government of the {state}")
    ]
    return of_state[0] if len(of_state) == 1 else None


def _government_of(m: Memory, first: int, head: int, last: int) -> str | None:
    """The government that "the government of President Doe" or, of a contested state, "the Doe regime" is."""
    t = m.t
    if t.low[head] not in ("administration", "government", "regime"):
        return None
    if head + 2 < last and t.low[head + 1] == "of":
        names = [k for k in range(head + 2, last) if t.entities[k].endswith("PERSON")]
        leader = bare(t.low[names[-1]]) if names else ""
        state = m.leaders.get(leader)
    else:
        person = head > first and t.entities[head - 1].endswith("PERSON")
        state = m.contested[0] if person and m.contested and t.low[head] == "regime" else None
    return f"{adjective_of(state) or state} government" if state is not None else None


def name_in_apposition(m: Memory, head: int, last: int) -> Named | None:
    """The body that a phrase describes and then names between commas: "the company, | Acme Steel"."""
    t = m.t
    if head + 2 >= last or t.words[head + 1] != "," or not t.cased(head + 2):
        return None
    end = head + 2
    while end < last and (t.cased(end) or (t.low[end] in ("of", "for", "and", "&", "-") and end + 1 < last)):
        end += 1
    if end < last - (t.words[last - 1] == ",") or t.entities[head + 2].endswith("PERSON"):
        return None
    name = t.text[t.starts[head + 2] : t.ends[end - 1]]
    body = look_up(name)
    return Named(body.name, kind_of_body(body)) if body is not None else Named(name, "organisation")


def state_meant(m: Memory, before: int) -> str | None:
    """The state that "the country" is: that which spoke last, itself or through its government, else was named last."""
    for named, _ in reversed(m.said[-LOOK_BACK:]):
        who = named.who or ""
        if find_state(who) is not None or (who.endswith(" government") and state_of_word(who.split(" ", 1)[0])):
            return who
    near = range(before - 1, max(-1, before - NEARBY), -1)
    return next((state for i in near if (state := state_of_word(m.t.words[i])) is not None), None)


def longer_name(m: Memory, name: str) -> str | None:
    """The longer name of a body of the article that begins with a name: "Northport" -> "Northport Health Centre"."""
    t, size = m.t, len(name.split())
    for i in m.places.get(name.split()[0].lower(), ())[:NEARBY]:
        end = i
        while end < len(t.words) and t.entities[end][2:] == "ORG":
            end += 1
        full = t.text[t.starts[i] : t.ends[end - 1]] if end > i else ""
        if full.startswith(name + " ") and end - i > size and ")" not in full:
            return bare(full)
    return None


def state_at(m: Memory, first: int, head: int, last: int) -> str | None:
    """Whose organ a phrase without a state means: "the ministry in Nairobi", "In Kenya the ministry".

    A ministry is as well that of the state that spoke just before, since news of one country quotes the ministries of
    others; else it is the state that the article names most.
    """
    t = m.t
    for i in range(head + 1, last - 1):
        if t.low[i] == "in" and (state := find_state(t.words[i + 1])) is not None:
            return state
    if t.low[head] != "ministry":
        return m.state
    if first >= 2 and t.low[first - 2 - (t.words[first - 1] == ",")] == "in":
        state = find_state(t.words[first - 1 - (t.words[first - 1] == ",")])
        if state is not None:
            return state
    return state_spoken(m) or m.state


def after_seat(t: Tokens, first: int, head: int) -> int:
    """First token of a phrase after "the Geneva-based": where a body sits is no name of it."""
    based = next((k for k in range(first + 1, min(first + 6, head)) if t.low[k] == "based"), None)
    if based is None or t.words[based - 1] not in "-–":
        return first
    return based + 1


def body_inside(m: Memory, first: int, last: int) -> Named | None:
    """The body that a phrase names after its description: "a team of rescuers | the Civil Defence"."""
    t = m.t
    for i in range(first, last):
        if not t.cased(i) or (t.low[i - 1] != "the" and t.low[i - 1] not in source_words()["organisation"]):
            continue
        if t.low[i - 1] == "the" and t.low[i - 2] in ("of", "in", "by", "for", "from", "with", "and"):
            continue
        for end in range(min(last, i + 7), i, -1):
            body = look_up(t.text[t.starts[i] : t.ends[end - 1]])
            if body is not None:
                return Named(body.name, kind_of_body(body))
    return None


def body_mentioned(m: Memory, before: int) -> str | None:
    """The body named last before "the group said" that has said nothing yet, or first after it.

    After it only a name that says what it is counts: "an aid group said. … the Union of Nurses".
    """
    t = m.t
    bodies = source_words()["organisation"]
    back, ahead = range(before - 1, max(-1, before - NEARBY), -1), range(before + 1, min(before + NEARBY, len(t.low)))
    for i in (*back, *ahead):
        if t.entities[i] != "B-ORG":
            continue
        end = i + 1
        while end < len(t.low) and t.entities[end] == "I-ORG":
            end += 1
        start = i + (t.low[i] in ("the", "a", "an"))
        if start >= end or not t.cased(start):
            continue
        name = " ".join(t.text[t.starts[start] : t.ends[end - 1]].split())
        body = look_up(name)
        if body is not None and body.kind in ("organisation", "monitor"):
            return body.name
        if body is not None or not name or not may_be("group", Named(name, "organisation")) or end - start < 2:
            continue
        if i < before or any(t.low[k] in bodies for k in range(i, end)):
            return bare(name)
    return None


def name_end(m: Memory, head: int, last: int) -> int:
    """End of a body's name that goes on after its head: "Ministry | of Defence", "Food | and Drug Agency"."""
    t, end = m.t, head + 1
    ministry = t.low[head] == "ministry"
    while end + 1 < last and t.low[end] in ("of", "for", "and", "&", "to", "in"):
        k = end + 1 + (t.low[end + 1] == "the")
        if ministry and k < last and t.low[k] in _PORTFOLIOS:
            end = k + 1
            continue
        if k >= last or not t.cased(k) or not t.cased(head):
            break
        while k < last and t.cased(k):
            k += 1
        end = k
    return end


def short_form(m: Memory, first: int, word: str, kind: str) -> Named | None:
    """The body that "the group" or "the ministry" stands for."""
    t = m.t
    indefinite = t.low[first] in ("a", "an") or t.low[first] not in ("the", "its")
    monitor = word in MONITORS and m.monitors
    describes = any(x in ("monitoring", "war", "rights", "based") for x in t.low[first : first + 5])
    alone = word in ("observatory", "monitor", "monitors", "ngo", "watchdog")
    if monitor and (alone or describes):
        return Named(m.monitors[0].name, "organisation")
    kinds = ("organisation", "outlet") if word in _SHORT else (kind,)
    for named, head in reversed(m.said[-LOOK_BACK:]):
        if named.kind not in kinds or not named.who:
            continue
        if key_of(named.who) == word or named.who == named.who.lower():
            continue  # nobody was named by then
        if word in key_of(named.who).split() or head == word:
            return named
        if word in _SHORT and not indefinite and may_be(word, named):
            return named
    return expanded(m, first, word, kind)


def expanded(m: Memory, first: int, word: str, kind: str) -> Named | None:
    """The fuller name of a body that the article gives elsewhere: "the army" -> "Syrian army"."""
    t = m.t
    best: str | None = None
    places = m.places.get(word, [])
    near = bisect_left(places, first)
    for i in places[max(0, near - NEARBY) : near + NEARBY]:
        if i == first:
            continue
        start = i
        while start > 0 and i - start < 5 and modifies(m, start - 1):
            start -= 1
        if word in _ORGANS or word in _MEDIA:
            start = organ_start(m, start, i)
        if start < i and any(t.cased(k) for k in range(start, i)) and (i < first or best is None):
            found = t.text[t.starts[start] : t.ends[i]]
            stated = any(state_of_word(t.words[k]) for k in range(start, i))
            if best is None or stated or not any(state_of_word(word) for word in best.split()):
                best = found
        if i > first and best is not None:
            break
    return Named(as_of_state(best, m.state_of(best), m.armies), kind) if best is not None else None


def organ_start(m: Memory, start: int, organ: int) -> int:
    """First token of a state's organ in what stands before its noun: "HQ | Kenyan interior ministry"; `organ` if none.

    What is written before "ministry" or "media" and names no state is a place or the end of another sentence.
    """
    return next((k for k in range(start, organ) if state_of_word(m.t.words[k]) is not None), organ)


def modifies(m: Memory, i: int) -> bool:
    """Whether a token may be part of the name of a body that follows it."""
    t = m.t
    named = t.cased(i) or t.low[i] in ("defence", "defense", "foreign", "interior", "health")
    return named and t.tags[i] in ("NNP", "JJ", "NNPS", "NN")


def may_be(word: str, named: Named) -> bool:
    """Whether a body may be called "the group", "the agency": no state and no organ of one; a wire is an agency."""
    who = named.who or ""
    if find_state(who) is not None or is_organ(who.split(" ", 1)[-1]):
        return False
    if word in ("agency", "broadcaster", "channel", "daily", "newspaper", "outlet", "paper", "station"):
        body = look_up(who)
        return (named.kind == "outlet" and (word != "agency" or body is None or body.kind == "wire")) or (
            word == "agency" and named.kind == "organisation" and body is not None and body.kind != "monitor"
        )
    return named.kind == "organisation"


def kind_of_body(body: Body) -> str:
    """Kind of source of a registered body: outlet or organisation."""
    return "outlet" if body.kind in OUTLET_KINDS else "organisation"
