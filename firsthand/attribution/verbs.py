"""Verbs of saying: the source before the cue, after it, or in the middle of what is said.

The frame is decided by what stands after the cue once the circumstances of saying ("on Friday", "in a statement", "to
Reuters") are taken away, so that it does not depend on commas.
"""

from firsthand.attribution.bounds import act_end, high_from, high_of, is_participle, is_tail, low_of
from firsthand.attribution.circumstances import (
    channel_in,
    circumstance,
    leading_channel,
    published_in,
    read_circumstances,
    without_message,
)
from firsthand.attribution.cues import Cue
from firsthand.attribution.phrases import clause_starts, noun_end, noun_start
from firsthand.attribution.stretch import PREPOSED, Stretch, is_time, make, make_inherited, trimmed
from firsthand.attribution.subjects import find_subject, governing_subject, inherited, may_speak, speaks
from firsthand.attribution.tokens import FINITE, QUOTES
from firsthand.attribution.unsigned import read_passive
from firsthand.text import Span


def read_verb(x: Stretch, k: int, cue: Cue) -> None:
    """One verb of saying: its frame, and the statements it makes."""
    t = x.t
    if read_passive(x, k, cue):
        return
    low = low_of(x, k)
    after, channel = read_circumstances(x, cue)
    high = high_of(x, k, after)
    rest = trimmed(x, after, high)
    participle = is_participle(x, cue)
    sources, left = find_subject(x, cue, low)
    if rest is None and participle and not sources:
        return
    turned = inverted(x, cue, low, sources, after)
    if turned is not None:
        source, content_after, more_channel = turned
        make_all(x, [source], cue, [(low, cue.first), *content_after], channel + more_channel)
        return
    if cue.kind == "act":
        high = act_end(x, after, high)
    if not sources:
        if rest is None or (t.low[cue.first - 1] in PREPOSED and participle):
            return
        earlier = inherited(x, cue)
        if earlier is not None:
            made = make_inherited(x, earlier.source, cue, [(after, high)], channel)
            if made is not None and not channel:
                made.channel = list(earlier.channel)
            return
        sources, left = governing_subject(x, cue, low)
        if sources:
            make_all(x, sources, cue, [(after, high)], channel)
        return
    if not speaks(x, cue, sources):
        return
    channel = channel or leading_channel(x, low, left)
    before = trimmed(x, low, left)
    if rest is None and before is None and low > x.first + 1 and t.words[low - 1] == ";":
        low, before = x.first, trimmed(x, x.first, low - 1)  # "...; the agency reported"
        left = before[1] if before is not None else left
    if rest is not None and before is not None and is_tail(x, cue, after, high, before, left):
        rest = None
    if rest is None:
        if before is None:
            return
        pieces = [(low, left)]
    elif before is not None and interrupts(x, left, cue, after, before):
        pieces = [(low, left), (after, high)]
        if not goes_on(x, low, left, after):
            pieces = [(low, left)]
    else:
        pieces = embedded(x, sources[0][0], after, high) or [(after, high)]
    if cue.kind in ("act",) and rest is None:
        return
    make_all(x, sources, cue, pieces, channel)


def embedded(x: Stretch, source: int, after: int, high: int) -> list[Span]:
    """ "the helicopter, which it said was carrying officers, fell": what "which" stands for, and the clause."""
    t = x.t
    relative = source if t.low[source] == "which" else source - 1
    if relative <= x.first or t.low[relative] != "which":
        return []
    last = relative - 1
    comma = t.words[last] == ","
    last -= comma
    start = noun_start(t, last, x.first)
    if start > last:
        return []
    end = next((i for i in range(after, high) if comma and t.words[i] == ","), high)
    return [(start, last + 1), (after, end)]


def make_all(x: Stretch, sources: list[Span], cue: Cue, pieces: list[Span], channel: list[Span]) -> None:
    """Puts a statement down for each source, without messages in the source and with the channel."""
    for source in sources:
        channel = channel or published_in(x, source)
        source, channel = without_message(x, source, channel)
        if (cue.kind == "act" or cue.base == "claim") and not channel and len(pieces) == 1:
            pieces, channel = channel_in(x, pieces[0])
        make(x, [source], [(cue.first, cue.last)], pieces, channel, cue.verb, cue.base)


def inverted(
    x: Stretch, cue: Cue, low: int, sources: list[Span], after: int
) -> tuple[Span, list[Span], list[Span]] | None:
    """ "..., said X": the source after the cue, pieces after it, and channels."""
    t, i = x.t, cue.last
    if (
        cue.kind not in ("say", "act")
        or cue.base in ("call", "accuse", "blame")
        or cue.kind == "act"
        or t.tags[cue.verb] == "VBG"
    ):
        return None
    if i >= x.end or t.low[i] == "that" or cue.first <= low:
        return None
    before_quote = t.words[cue.first - 1] in QUOTES
    comma = t.words[cue.first - 1] in (",", "?", "!")
    subject_right = next((c for c in t.children[cue.verb] if t.relations[c] in ("nsubj",) and c > cue.verb), None)
    if sources and not before_quote and not comma and subject_right is None:
        pronoun = t.tags[cue.first - 1] == "PRP"
        if pronoun or cue.base not in ("say", "add", "report"):
            return None
    if not trimmed(x, low, cue.first):
        return None
    end = noun_end(t, i, x.end)
    if end == i or (t.tags[i] == "PRP" and not (before_quote or comma)) or is_time(x, i, end):
        return None
    if sources and not before_quote and subject_right is None and not may_speak(x, i, end):
        return None
    if end < x.end and t.tags[end] in FINITE:
        return None
    if not (before_quote or comma) and (clause_starts(t, i, x.end) or not clause_starts(t, low, cue.first)):
        return None
    if not before_quote and comma and clause_starts(t, end, x.end) and t.words[end : end + 1] != [","]:
        return None
    channel: list[Span] = []
    j = end
    for _ in range(5):
        nxt = circumstance(x, j, channel)
        if nxt == j:
            break
        j = nxt
    pieces: list[Span] = []
    rest = trimmed(x, j, high_from(x, j))
    if rest and (before_quote and any(t.words[m] in QUOTES for m in range(j, min(j + 3, x.end)))):
        pieces.append((j, high_from(x, j)))
    return (i, end), pieces, channel


def interrupts(x: Stretch, left: int, cue: Cue, after: int, before: Span) -> bool:
    """Whether source and cue stand inside or after what is said rather than before it."""
    t = x.t
    mark = t.words[left - 1] if left > x.first else ""
    nxt = t.words[after] if after < x.last else ""
    if mark in QUOTES:
        return True
    if nxt == "that" or cue.kind == "act":
        return False
    closed = nxt == "," or nxt in QUOTES or nxt in ("-", "–")
    return mark == "," and closed and t.tags[before[0]] not in ("IN", "RB", "CC", "TO", "VBG") and nxt == ","


def goes_on(x: Stretch, low: int, left: int, after: int) -> bool:
    """Whether what follows an interrupting cue is still said: a quotation goes on, or the clause does."""
    t = x.t
    ended_quote = t.words[left - 1] in QUOTES or (left >= 2 and t.words[left - 2] in QUOTES)
    opens = any(t.words[i] in QUOTES for i in range(after, min(after + 3, x.last)))
    return opens if ended_quote else True
