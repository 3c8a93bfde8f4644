"""Copies of real articles edited as outlets edit, with the article that came first known: for direction.

A desk takes an article, keeps some of its paragraphs (`LAYOUTS`), puts its own text around or between them, and edits
the words to its house style (`edit_words`), now and then missing a place. Its own text comes from an article of another
outlet on a near subject that shares no sentence, so that both speak of the same things. Siblings are two such copies of
one article that is not shown: neither was copied from the other, and *unknown* is the right answer.
"""

import random
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from firsthand.text import find_paragraphs, find_sentences

MISSED = 0.15
"""Share of the places that a desk overlooks when it edits to its house style."""
EDITED = 0.4
"""Share of the copies to which each edit of house style is made."""
NEAR = 60
"""Articles among which the nearest in subject is taken for the own text of an outlet."""


class Text(NamedTuple):
    """A real article that copies are made from."""

    given_id: str
    outlet: str
    title: str
    paragraphs: list[str]
    words: frozenset[str]
    """Its longer words, by which its subject is compared."""
    joint: str
    """What stands between two paragraphs."""


class Planted(NamedTuple):
    """Two texts with a title each, and which of them was copied."""

    name: str
    """How the copier laid out the text; `siblings` where neither is a copy of the other."""
    group: str
    """The article that both come from: pairs of one group are kept on one side of a cut."""
    one: tuple[str, str]
    """Title and body; of copies, the article that was copied from."""
    other: tuple[str, str]


def read_texts(lines: list[dict[str, Any]]) -> list[Text]:
    """Articles of six paragraphs or more (where a text has none, of two sentences each) and 150 to 1,200 words."""
    texts = []
    for line in lines:
        body = line["text"]
        spans, joint = find_paragraphs(body), "\n\n" if "\n\n" in body else "\n"
        if len(spans) < 3:
            ends = [end for _, end in find_sentences(body)][1::2]
            spans, joint = tuple(zip([0, *ends], [*ends, len(body)], strict=True)), " "
        paragraphs = [body[start:end].strip() for start, end in spans]
        paragraphs = [p for p in paragraphs if len(p) > 40]
        size = sum(p.count(" ") for p in paragraphs)
        if len(paragraphs) >= 6 and 150 <= size <= 1_200:
            words = frozenset(re.findall(r"[a-z]{6,}", body.lower()))
            texts.append(Text(line["id"], line.get("outlet") or "", line.get("title") or "", paragraphs, words, joint))
    return texts


# --- what is kept, and where own text stands


def cut_tail(shared: list[str], own: list[str], desk: random.Random) -> list[str]:
    """The first paragraphs; now and then the last one ends early."""
    kept = shared[: max(3, round(len(shared) * desk.uniform(0.3, 0.75)))]
    if desk.random() < 0.4 and len(ends := find_sentences(kept[-1])) > 1:
        kept[-1] = kept[-1][: ends[0][1]].rstrip()
    return kept


def pick_paragraphs(shared: list[str], own: list[str], desk: random.Random) -> list[str]:
    """The lead and some others, in their order."""
    chosen = sorted(desk.sample(range(1, len(shared)), round(len(shared) * desk.uniform(0.35, 0.75))))
    return [shared[0], *(shared[k] for k in chosen)]


def reorder(shared: list[str], own: list[str], desk: random.Random) -> list[str]:
    """Most paragraphs, two or three of them moved."""
    kept = [p for p in shared if desk.random() < 0.85]
    for _ in range(desk.randint(2, 3)):
        kept.insert(desk.randrange(len(kept)), kept.pop(desk.randrange(len(kept))))
    return kept


def _most(shared: list[str], desk: random.Random) -> list[str]:
    """All of it, or, as often, without some paragraphs at the end."""
    return shared[: max(3, len(shared) - desk.choice([0, 0, 0, 1, 2, 3]))]


def add_around(shared: list[str], own: list[str], desk: random.Random) -> list[str]:
    """An own lead, the article, own background below."""
    first, last = desk.randint(1, 3), desk.randint(1, 3)
    return own[:first] + _most(shared, desk) + own[first : first + last]


def add_below(shared: list[str], own: list[str], desk: random.Random) -> list[str]:
    """The article with own background below, as an update of it has."""
    return _most(shared, desk) + own[: desk.randint(1, 6)]


def add_between(shared: list[str], own: list[str], desk: random.Random) -> list[str]:
    """The article with own paragraphs between its own."""
    made = _most(shared, desk)
    for paragraph in own[: desk.randint(1, 4)]:
        made.insert(desk.randint(1, len(made) - 1), paragraph)
    return made


def put_below(shared: list[str], own: list[str], desk: random.Random) -> list[str]:
    """Some paragraphs in one block below own text."""
    first = own[: max(2, len(own) // 2)]
    return first + [p for p in shared if desk.random() < 0.6]


def scatter(shared: list[str], own: list[str], desk: random.Random) -> list[str]:
    """A third to two thirds of the paragraphs, in their order, among own ones."""
    kept = [(float(k), p) for k, p in enumerate(shared) if desk.random() < 0.5]
    mixed = [(desk.uniform(0, len(shared)), p) for p in own[: max(3, len(own) // 2)]]
    return [p for _, p in sorted(mixed + kept)]


def keep_all(shared: list[str], own: list[str], desk: random.Random) -> list[str]:
    """All of it."""
    return list(shared)


LAYOUTS: dict[str, Callable[[list[str], list[str], random.Random], list[str]]] = {
    "cut from the tail": cut_tail,
    "paragraphs dropped": pick_paragraphs,
    "reordered": reorder,
    "own lead and background": add_around,
    "own background below": add_below,
    "own text between": add_between,
    "below own text": put_below,
    "among own text": scatter,
    "whole": keep_all,
}

# --- house style

_TEN = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_MONTH = "(January|February|March|April|May|June|July|August|September|October|November|December)"
Swap = tuple[str, str | Callable[["re.Match[str]"], str]]


def _from_list(words: dict[str, str]) -> Swap:
    swaps = {**words, **{k.capitalize(): v.capitalize() for k, v in words.items()}}
    return r"(?<!\w)(?:" + "|".join(map(re.escape, swaps)) + r")(?!\w)", lambda m: swaps[m.group()]


_AMERICAN = {
    **{f"{a}or{e}": f"{a}our{e}"
       for a in ("col", "fav", "hon", "lab", "neighb", "harb", "rum", "behavi") for e in ("", "s", "ed")},
    **{f"{a}iz{e}": f"{a}is{e}" for a in ("organ", "real", "recogn", "critic", "mobil", "author", "emphas", "apolog")
       for e in ("e", "ed", "es", "ing", "ation")},
    "center": "centre", "centers": "centres", "theater": "theatre", "defense": "defence", "offense": "offence",
       "traveled": "travelled", "traveling": "travelling", "canceled": "cancelled", "program": "programme",
       "programs": "programmes", "toward": "towards", "gray": "grey", "license": "licence", "meters": "metres",
       "kilometers": "kilometres", "fueled": "fuelled", "skeptical": "sceptical",
}  # fmt: skip
_BRITISH = {british: american for american, british in _AMERICAN.items()}
_WORDS = {
    "militants": "rebels", "militant": "rebel", "killed": "slain", "airstrike": "air raid", "airstrikes": "air raids",
    "protesters": "demonstrators", "migrants": "refugees", "seized": "captured", "lawmakers": "legislators",
    "attorney": "lawyer", "attorneys": "lawyers", "kids": "children", "cops": "police", "administration": "government",
}  # fmt: skip
HOUSE_STYLES: dict[str, tuple[Swap, Swap]] = {
    "spelling": (_from_list(_AMERICAN), _from_list(_BRITISH)),
    "percent": ((r"(?<=\d) percent\b", lambda m: "%"), (r"(?<=\d)%", lambda m: " percent")),
    "percent in two words": ((r"\bpercent\b", lambda m: "per cent"), (r"\bper cent\b", lambda m: "percent")),
    "words chosen": (_from_list(_WORDS), _from_list({new: old for old, new in _WORDS.items()})),
    "small numbers": (
        (r"\b(" + "|".join(_TEN[1:]) + r")\b", lambda m: str(_TEN.index(m.group()) + 1)),
        (r"(?<![\d.,$£€:-])\b([2-9]|1[0-2])\b(?![\d.,:%-])", lambda m: _TEN[int(m.group()) - 1]),
    ),
    "quotation marks": (
        ("[“”]", lambda m: '"'),
        (r'"(\S[^"\n]{0,400})"', lambda m: f"“{m.group(1)}”"),
    ),
    "apostrophes": (("’", lambda m: "'"), (r"(?<=\w)'(?=\w)", lambda m: "’")),
    "dashes": ((r" ?— ?", lambda m: " -- "), (r" ?-- ?", lambda m: " — ")),
    "abbreviations": ((r"\bU\.([SNK])\.", lambda m: "U" + m.group(1)), (r"\bU([SNK])\b", lambda m: f"U.{m.group(1)}.")),
    "dates": (
        (_MONTH + r" (\d\d?)\b", lambda m: f"{m.group(2)} {m.group(1)}"),
        (r"\b(\d\d?) " + _MONTH, lambda m: f"{m.group(2)} {m.group(1)}"),
    ),
}
_SHORT = {
    "United Nations": "U.N.",
    "European Union": "EU",
    "Human Rights Watch": "HRW",
    "White House officials": "officials",
}
_SAID = re.compile(r"(?<=[.!?] )([A-Z][\w.’' -]{2,40}? said) (?:that )?([^.!?“”\"\n]{30,200})\.(?= |$)")


def edit_words(text: str, house: str, desk: random.Random) -> str:
    """A text edited to the style of an outlet, by an article of that outlet: each kind of edit or not, by chance."""
    for ours, theirs in HOUSE_STYLES.values():
        if desk.random() >= EDITED:
            continue
        used, unused = len(re.findall(theirs[0], house)), len(re.findall(ours[0], house))
        if used == unused:
            continue
        pattern, swap = ours if used > unused else theirs
        text = _swap_some(pattern, swap, text, desk)
    if desk.random() < EDITED:
        text = _swap_some(
            _SAID.pattern, lambda m: f"{m.group(2)[0].upper()}{m.group(2)[1:]}, {m.group(1)}.", text, desk
        )
    if desk.random() < EDITED:
        text = _swap_some(*_from_list({short: name for name, short in _SHORT.items()}), text, desk)
    if desk.random() < EDITED:  # a figure in a subordinate clause is dropped with the clause
        text = _swap_some(r", [^,.\n]{0,60}\b\d[\d,]*\b[^,.\n]{0,60},", lambda m: "", text, desk)
    if desk.random() < EDITED:
        words = text.split(" ")
        text = " ".join(word for word in words if desk.random() >= 0.03 or not word.islower())
    return text


def _swap_some(pattern: str, swap: Any, text: str, desk: random.Random) -> str:
    return re.sub(pattern, lambda m: m.group() if desk.random() < MISSED else swap(m), text)


# --- pairs


def choose_host(source: Text, texts: list[Text], desk: random.Random) -> Text:
    """An article of another outlet, near in subject, that shares no eight words in a row with it."""
    drawn = [text for text in desk.sample(texts, min(NEAR, len(texts))) if text.outlet != source.outlet]
    drawn.sort(key=lambda t: (-len(t.words & source.words) / (len(t.words) + 1) ** 0.5, t.given_id))
    runs = _runs(source)
    return next((text for text in drawn if not runs & _runs(text)), drawn[-1])


def _runs(text: Text) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", " ".join(text.paragraphs).lower())
    return set(zip(*(words[k:] for k in range(8)), strict=False))


def make_copy(source: Text, host: Text, layout: str, desk: random.Random) -> tuple[str, str]:
    """Title and body of a copy that an outlet makes of an article."""
    own = list(host.paragraphs)
    edited = source.joint.join(source.paragraphs)
    shared = [p for p in edit_words(edited, " ".join(own), desk).split(source.joint) if p.strip()]
    laid = LAYOUTS[layout](shared, own, desk)
    title = host.title if desk.random() < 0.7 or layout in ("below own text", "among own text") else source.title
    return title, source.joint.join(laid)


def plant_copies(texts: list[Text], each: int, siblings: int, seed: int) -> list[Planted]:
    """So many copies of each layout, and so many pairs of siblings, from articles drawn by chance."""
    desk = random.Random(seed)
    planted = []
    drawn = desk.sample(texts, each * len(LAYOUTS) + siblings)
    for number, source in enumerate(drawn):
        name = list(LAYOUTS)[number // each] if number < each * len(LAYOUTS) else "siblings"
        host = choose_host(source, texts, desk)
        if name != "siblings":
            original = source.title, source.joint.join(source.paragraphs)
            planted.append(Planted(name, source.given_id, original, make_copy(source, host, name, desk)))
            continue
        one, other = desk.choices(list(LAYOUTS), k=2)
        second = choose_host(host, texts, desk)
        copies = make_copy(source, host, one, desk), make_copy(source, second, other, desk)
        planted.append(Planted(name, source.given_id, *copies))
    return planted
