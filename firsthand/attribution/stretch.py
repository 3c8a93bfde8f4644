"""One sentence, or a part of one, being read: the statements found so far, and how one is put down."""

from dataclasses import dataclass, field

from firsthand.attribution.cues import Cue, find_cues
from firsthand.attribution.lexicon import TIME_WORDS, plural_people, word_set
from firsthand.attribution.national import state_of_word
from firsthand.attribution.tokens import Tokens
from firsthand.text import Span

AUXILIARIES = word_set("auxiliaries")
OPENERS = word_set("openers")
STOPS = frozenset(".!?…")
_TRAILING = frozenset(["who", "which", "that", "himself", "herself", "itself", "themselves"])
_STATE_MEDIA = frozenset(["media", "tv", "television", "news", "radio", "broadcaster", "-"])
_PLURAL_FIRST = frozenset(
    ["rights", "sports", "arms", "news", "media", "women", "veterans", "armed", "based", "elected"]
)
"""Plurals and participles that do describe a noun after them."""
PREPOSED = word_set("preposed")
PREPOSITIONS = frozenset(["of", "at", "in", "from", "for", "with", "on"])


MOST_CUES = 40
"""Cues read in one stretch: the work grows with their square; no sentence of the development articles has over 5."""


@dataclass
class Statement:
    """One reported statement as character spans, with the base form of the cue it was read from."""

    source: list[Span]
    cue: list[Span]
    content: list[Span]
    channel: list[Span] = field(default_factory=list)
    base: str = ""
    aside: bool = False
    """Whether it is the writer's remark inside what another says: "in what the ministry says was an accident"."""
    outer: "Statement | None" = None
    """The statement that reports this one, where the construction itself says so (quoting, citing)."""


@dataclass
class Stretch:
    """Tokens first .. last - 1, without closing marks up to `end`, and what was found in them."""

    t: Tokens
    first: int
    last: int
    end: int
    cues: list[Cue] = field(default_factory=list)
    done: list[Statement] = field(default_factory=list)
    by_verb: dict[int, Statement] = field(default_factory=dict)
    pending: list[tuple[Statement, int]] = field(default_factory=list)
    """Sources cited before the verb whose statement rests on them: "X, citing Y, said"."""


def open_stretch(t: Tokens, first: int, last: int) -> Stretch:
    """The stretch of tokens first .. last - 1, with its cues."""
    end = last
    while end > first and t.words[end - 1] in STOPS:
        end -= 1
    return Stretch(t, first, last, end, find_cues(t, first, last)[:MOST_CUES])


def make(
    x: Stretch,
    source: list[Span],
    cue: list[Span],
    content: list[tuple[int, int]],
    channel: list[Span],
    verb: int,
    base: str,
) -> Statement | None:
    """Puts a statement down, its pieces trimmed; None where there is no content or the source is a time."""
    pieces = [p for s, e in content if (p := trimmed(x, s, e))]
    source = [without_openers(x, *s) for s in source]
    if not pieces or any(is_time(x, *s) or x.t.low[s[0]] in ("nothing", "nobody", "none") for s in source):
        return None
    made = Statement(
        [x.t.span(*s) for s in source],
        [x.t.span(*c) for c in cue],
        [x.t.span(*p) for p in pieces],
        [x.t.span(*c) for c in channel],
        base,
    )
    made.aside = bool(source) and x.t.low[source[0][0] - 1] in ("what", "which") and source[0][0] > x.first
    x.done.append(made)
    x.by_verb[verb] = made
    return made


def make_inherited(
    x: Stretch, source: list[Span], cue: Cue, pieces: list[Span], channel: list[Span]
) -> Statement | None:
    """Puts a statement down whose source is that of an earlier one."""
    made = make(x, [], [(cue.first, cue.last)], pieces, channel, cue.verb, cue.base)
    if made is not None:
        made.source = list(source)
    return made


def without_openers(x: Stretch, first: int, last: int) -> Span:
    """A source without the adverb that opens its sentence: "Meantime Example TV"."""
    t = x.t
    if t.words[first] == "(":
        close = next((i for i in range(first + 1, min(first + 5, last - 1)) if t.words[i] == ")"), None)
        first = close + 1 if close is not None else first
    while first < last - 1 and (
        t.low[first] in OPENERS | {"which"}
        or t.words[first] in ",)-–—"
        or (t.low[first] in TIME_WORDS | {"early", "late"} and t.cased(first) and t.cased(first + 1))
    ):
        first += 1
    while last - 1 > first and (t.low[last - 1] in _TRAILING or t.words[last - 1] in ",-"):
        last -= 1
    return glued_start(t, first, last), last


def glued_start(t: Tokens, first: int, last: int) -> int:
    """Where a source begins in a phrase that a headline or a sentence without its full stop runs into.

    A capital article, an adverb that opens sentences, or "State media" with its capital begins a new sentence; a plural
    noun does not describe a plural that names people: "four civilians | residents".
    """
    for i in range(last - 1, first, -1):
        low = t.low[i]
        if (t.cased(i) and not t.words[i].isupper()) or t.words[i] == "A":
            if low in ("a", "an", "the") and t.low[i - 1] not in ("of", "in", "for", "by"):
                return i
            if low in OPENERS and i + 1 < last and not t.entities[i].startswith("I-"):
                return i + 1
            if low == "state" and i + 1 < last and t.low[i + 1] in _STATE_MEDIA and not state_of_word(t.words[i - 1]):
                return i
        if (
            i == last - 1
            and low in plural_people() | {"reports"}
            and t.tags[i - 1] in ("NNS", "VBN")
            and not t.cased(i - 1)
            and t.low[i - 1] not in _PLURAL_FIRST
            and "-" not in t.words[i - 1]
            and not (t.tags[i - 1] == "VBN" and i - 1 == first)
        ):
            return i
    return first


def is_time(x: Stretch, first: int, last: int) -> bool:
    """Whether a phrase is a time and no source."""
    return all(x.t.low[i] in TIME_WORDS or x.t.tags[i] in ("CD", "IN", "DT") for i in range(first, last)) and (
        x.t.low[last - 1] in TIME_WORDS
    )


def trimmed(x: Stretch, first: int, last: int) -> Span | None:
    """The tokens without marks at their edges; None where no word is left."""
    t = x.t
    while first < last and t.words[first] in ",;:.-–—)":
        first += 1
    while last > first and (t.words[last - 1] in ",;:-–—" or t.words[last - 1] in STOPS):
        last -= 1
    return (first, last) if any(t.words[i][:1].isalnum() for i in range(first, last)) else None


def inside_quote(x: Stretch, i: int) -> bool:
    """Whether a token stands in a quotation."""
    return x.t.quoted(x.t.starts[i]) is not None
