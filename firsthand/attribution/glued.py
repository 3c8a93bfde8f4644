"""Sources into which other words run where punctuation was lost, and sources that are two: each its own words again."""

from dataclasses import replace

from firsthand.attribution.kinds import head_of
from firsthand.attribution.lexicon import MESSAGES, MONTHS, source_words, word_set
from firsthand.attribution.phrases import clause_starts
from firsthand.attribution.registry import look_up
from firsthand.attribution.stretch import PREPOSITIONS, Statement
from firsthand.attribution.tokens import FINITE, NOUNS, QUOTES, Tokens
from firsthand.text import Span

_HEADLINE_LAST = word_set("last")
_ATTRIBUTES = word_set("modifiers") | word_set("of state") | {"informed"}
_JOINS = (("and",), ("as", "well", "as"), ("along", "with"), ("together", "with"))
LONGEST = 40
"""Tokens of the longest source that is looked at."""


_BEFORE_NAMES = frozenset("IN DT TO CC VBD VBZ VBP VB PRP$ VBG WDT WP MD POS RP CD".split())
"""Tags of words after which a capital letter is that of a name or a title: "at", "the", "called"."""


def glued_sentences(t: Tokens) -> list[int]:
    """Characters at which a sentence begins after a headline or a caption without a full stop.

    There a word has a capital that the article writes small elsewhere, between two words in small letters: "Talks not
    imminent | Strikes at the port went on". 37 of 39 such places of the 650 annotated articles are right.
    """
    small = {word for word in t.words if word.islower()}
    starts = {first for first, _ in t.sentences}
    return [
        t.starts[i]
        for i in range(1, len(t.words) - 1)
        if t.words[i].istitle()
        and t.low[i] in small
        and i not in starts
        and t.words[i - 1].islower()
        and t.words[i - 1].isalpha()
        and t.words[i + 1].islower()
        and t.tags[i - 1] not in _BEFORE_NAMES
        and not (t.tags[i - 1] == "JJ" and t.tags[i] in ("NNP", "NNPS"))
    ]


def part_sources(t: Tokens, statements: list[Statement]) -> list[Statement]:
    """The statements with their sources cut free of what was glued to them; one for each of two joined sources."""
    made: list[Statement] = []
    for s in statements:
        cut_source(t, s)
        made += split_statement(t, s)
    return made


def cut_source(t: Tokens, s: Statement) -> None:
    """Cuts what is glued to a statement's source off it, and gives it to what is stated where the two meet."""
    if len(s.source) != 1 or not s.content:
        return
    first, last = t.at(s.source[0][0]), t.before(s.source[0][1])
    if not 0 < last - first <= LONGEST:
        return
    cue = t.at(s.cue[0][0]) if s.cue else last
    start, end = first, last
    if cue >= last or not s.cue:
        start = source_start(t, first, last)
    if cue < first:
        end = source_end(t, start, last)
    if (start, end) == (first, last):
        return
    old, s.source = s.source[0], [t.span(start, end)]
    if start > first and abs(s.content[-1][1] - old[0]) <= 1 and s.content[-1][0] < old[0]:
        s.content = [*s.content[:-1], (s.content[-1][0], t.ends[start - 1])]
    if end < last and 0 <= s.content[0][0] - old[1] <= 1:
        s.content = [(t.starts[end], s.content[0][1]), *s.content[1:]]


def source_start(t: Tokens, first: int, last: int) -> int:
    """Where a source that stands before its cue begins: "(Post and Agencies) | The mayor", "among the FSA | the union"."""
    start = first
    for i in range(first, last - 1):
        opened = any(t.words[k] in "([" for k in range(start, i))
        if t.words[i] in ")]" and (not opened or t.words[start] in "(["):
            start = i + 1
    while start < last - 1 and _is_no_word(t, start):
        start += 1
    before = t.tags[start - 1] in ("IN", "TO") if start else False
    if t.tags[start] == "IN" or (before and t.low[start - 1] not in ("that", "while", "as", "because", "if")):
        for i in range(last - 1, start, -1):
            if t.tags[i - 1] in NOUNS and (t.low[i] == "the" or t.words[i] in ("A", "An")) and t.low[i - 1] not in PREPOSITIONS:
                return i
        if t.tags[start] == "IN":
            for i in range(start + 2, last):
                if t.cased(i) and look_up(t.text[t.starts[i] : t.ends[i]]) is not None and t.tags[i - 1] in NOUNS:
                    return i
    return start


def _is_no_word(t: Tokens, i: int) -> bool:
    """Whether a source cannot begin with a token: a mark, the time of a page, the day of a date before it."""
    if t.words[i][0].isdecimal():
        return ":" in t.words[i] or t.cased(i + 1) or (i > 0 and t.low[i - 1] in MONTHS)
    return not any(c.isalpha() for c in t.words[i]) and t.words[i] not in QUOTES


def source_end(t: Tokens, first: int, last: int) -> int:
    """Where a source that stands after its cue ends, if what is stated then has no subject: "the union | ferries have"."""
    if last >= len(t.words) or t.tags[last] not in FINITE or t.words[last - 1] in ",)":
        return last
    if any(t.low[i] in ("who", "which", "that", "whose", ",") for i in range(first, last)):
        return last
    for i in range(first + 1, last):
        name = t.entities[i].startswith("B-") and t.cased(i) and t.tags[i - 1] in NOUNS
        if name and t.low[i - 1] not in PREPOSITIONS and look_up(t.text[t.starts[first] : t.ends[i - 1]]) is not None:
            return i
        if name and not t.cased(i - 1) and t.low[first] == "the" and t.low[i - 1] in source_words()["person"] | {"source"}:
            return i
    return last


def split_statement(t: Tokens, s: Statement) -> list[Statement]:
    """A statement for each of the two sources that a phrase joins: "the monitor | and doctors at the scene"."""
    if len(s.source) != 1:
        return [s]
    first, last = t.at(s.source[0][0]), t.before(s.source[0][1])
    if not 0 < last - first <= LONGEST:
        return [s]
    parts = split_phrase(t, first, last)
    if parts is None:
        return [s]
    left, right = parts
    return [replace(s, source=[t.span(*left)]), replace(s, source=[t.span(*right)])]


def split_phrase(t: Tokens, first: int, last: int) -> tuple[Span, Span] | None:
    """The two sources that a phrase joins, as tokens; None where it is one."""
    if look_up(t.text[t.starts[first] : t.ends[last - 1]]) is not None or clause_starts(t, first, last):
        return None
    for i in range(first + 1, last - 1):
        for join in _JOINS:
            after = i + len(join)
            if tuple(t.low[i:after]) == join and after < last and _are_two(t, (first, i), (after, last)):
                return (first, i), (after, last)
    return None


def _are_two(t: Tokens, left: Span, right: Span) -> bool:
    """Whether two phrases are sources of their own: the second begins as one, and both name who can speak."""
    i = right[0]
    heads = head_of(t, *left), head_of(t, *right)
    begins = t.tags[i] in ("DT", "PRP$", "CD") or (t.tags[heads[1]] in ("NNS", "NNPS") and not t.cased(heads[1]))
    if t.low[i] in ("a", "an") and any(t.entities[k].endswith("PERSON") for k in range(*left)):
        return False  # "Ann Smith, medical professor and a specialist"
    if any(t.tags[k] in ("WDT", "WP", "WP$") for k in range(*left)):
        return False
    listed = sum(t.entities[k].startswith("B-") for k in range(*left)) > 1 and t.cased(heads[0])
    if listed or t.words[left[1] - 1] == "," or any(t.words[k] in ",;:\"“”" for k in range(*right)):
        return False
    joined = t.heads[heads[1]] in range(*left) and t.relations[heads[1]] == "conj"
    can = all(_can_speak(t, *side, head) for side, head in zip((left, right), heads, strict=True))
    return begins and joined and can


def _can_speak(t: Tokens, first: int, last: int, head: int) -> bool:
    """Whether a phrase names people, a body or a document by its own noun."""
    words = source_words()
    low = t.low[head]
    if any(low in words[kind] for kind in ("person", "organisation", "outlet", "document", "collective")):
        return low not in MESSAGES or low in words["document"]
    if t.entities[head][2:] in ("PERSON", "ORG", "NORP", "GPE"):
        return t.cased(head)
    return look_up(t.text[t.starts[first] : t.ends[last - 1]]) is not None
