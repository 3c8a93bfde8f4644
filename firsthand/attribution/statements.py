"""Reported statements of one article: source, cue, content and channel, as spans of the text.

Each sentence is read by its cues, in order; every kind of cue has one function in READERS. To cover another
construction is to find its cue in `cues.py` and to add its reader here.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from firsthand.attribution.citations import read_according, read_citing, read_headline, read_quoting
from firsthand.attribution.cues import Cue
from firsthand.attribution.stretch import Statement, Stretch, open_stretch, trimmed
from firsthand.attribution.tokens import Tokens
from firsthand.attribution.unsigned import read_hedge, read_nouns
from firsthand.attribution.verbs import read_verb
from firsthand.text import Span

READERS: dict[str, Callable[[Stretch, int, Cue], None]] = {
    "hedge": read_hedge,
    "according": read_according,
    "citing": read_citing,
    "quoting": read_quoting,
    "was quoted": read_quoting,
    "say": read_verb,
    "tell": read_verb,
    "act": read_verb,
    "cited": read_verb,
}
"""What reads each kind of cue; "as saying" is read with the "quoted" before it."""


LONGEST = 300
"""Longest stretch read at once, in tokens: the rules look at every pair of cues, and a sentence of this length is a
list or a table. Of 8,689 sentences of the development articles one is longer."""


def find_statements(t: Tokens, breaks: list[int]) -> list[Statement]:
    """Statements of an article; `breaks` are characters at which a sentence is cut as well (ends of datelines)."""
    found: list[Statement] = []
    for first, last in _stretches(t, breaks):
        found += _read(open_stretch(t, first, last))
    return found


def _read(x: Stretch) -> list[Statement]:
    for k, cue in enumerate(x.cues):
        if cue.kind in READERS:
            READERS[cue.kind](x, k, cue)
    for cited, verb in x.pending:
        reporting = x.by_verb.get(verb)
        if reporting is None:
            x.done.remove(cited)
        else:
            cited.content, cited.outer = list(reporting.content), reporting
    read_nouns(x)
    end_before_reporters(x)
    if not x.done:
        read_headline(x)
    return [s for s in x.done if s.content]


def end_before_reporters(x: Stretch) -> None:
    """Takes "... the official said", "according to X" off the end of what another statement of the sentence says."""
    t = x.t
    for o in x.done:
        if not o.source or not o.cue:
            continue
        tail = min(o.source[0][0], o.cue[0][0])
        if o.content[-1][1] > tail:
            continue
        for s in x.done:
            start, end = s.content[-1]
            at = (s.cue or s.source or s.content)[0][0]
            if s is o or not (start < tail and o.cue[0][1] <= end and at < tail):
                continue
            if o.source[0][0] > o.cue[0][0] and o.content[0][0] > at:
                continue
            left = trimmed(x, t.at(start), t.at(tail))
            if left is not None:
                s.content[-1] = t.span(*left)


def _stretches(t: Tokens, breaks: list[int]) -> list[Span]:
    """Sentences of the parse, cut at the breaks as well."""
    cuts = sorted({t.before(offset) for offset in breaks})
    out: list[Span] = []
    for first, last in t.sentences:
        start = first
        inner = cuts[bisect_right(cuts, first) : bisect_left(cuts, last)]
        for cut in (*inner, last):
            while cut - start > LONGEST:
                out.append((start, start + LONGEST))
                start += LONGEST
            out.append((start, cut))
            start = cut
    return [(s, e) for s, e in out if s < e]
