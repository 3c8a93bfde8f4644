"""The circumstances of saying: when, where, to whom and through whom; the channel is found on the way."""

from firsthand.attribution.cues import Cue
from firsthand.attribution.kinds import head_of, registered_outlet
from firsthand.attribution.lexicon import MESSAGES, PLATFORMS, TIME_WORDS, source_words, word_set
from firsthand.attribution.phrases import clause_starts, noun_end
from firsthand.attribution.registry import find_state, look_up, names_outlet
from firsthand.attribution.stretch import Stretch, inside_quote
from firsthand.attribution.tokens import QUOTES
from firsthand.text import Span

_ITS_STAFF = frozenset(["reporter", "reporters", "correspondent", "journalist", "photographer", "radio", "newspaper"])
_OUTLETS = frozenset(["organisations", "organizations", "outlets"])
_ISSUED = word_set("issued")
_STORIES = frozenset(["report", "article", "headline", "newsletter"])
"""What an outlet itself writes: its word, not what it carries."""
_THROUGH = frozenset(["to", "with", "on", "via", "by", "through"])


def read_circumstances(x: Stretch, cue: Cue) -> tuple[int, list[Span]]:
    """First token of what is said after a cue, and the channels named on the way to it."""
    t, i = x.t, cue.last
    channel: list[Span] = []
    if cue.kind == "act":
        return i, channel
    if cue.kind == "tell":
        i = addressee(x, i, channel)
    for _ in range(6):
        j = circumstance(x, i, channel)
        if j == i:
            break
        i = j
    if i < x.end and t.words[i] == ":":
        i += 1
    return i, channel


def addressee(x: Stretch, i: int, channel: list[Span]) -> int:
    """End of whom it was told to; an outlet among them is the channel."""
    t = x.t
    for end in range(min(i + 6, x.end), i, -1):
        if t.low[end - 1] in ("the", "a", "an"):
            continue
        if names_outlet(t.text[t.starts[i] : t.ends[end - 1]]) and not (end < x.end and t.low[end] in _ITS_STAFF):
            if end + 1 < x.end and t.low[end] == "'s" and t.low[end + 1] in _ITS_STAFF:
                end += 2
            elif end < x.end and t.low[end] == "'s":  # "told CBS's Face the Nation that"
                while (
                    end < x.end and (t.cased(end) or t.low[end] in ("'s", "the", "of")) and t.low[end] not in TIME_WORDS
                ):
                    end += 1
            channel.append((i, end))
            return end
    end = noun_end(t, i, x.end)
    if end == i:
        return i
    if t.cased(i) and not clause_starts(t, i, end):  # "told Example News the stakes were high"
        end = next((k for k in range(i + 1, end) if t.low[k] in ("the", "a", "an") and t.cased(k - 1)), end)
    whose = next((k for k in range(i + 1, end) if t.tags[k] == "PRP$"), None)
    if whose is not None and is_unknown_outlet(x, i, whose):
        end = whose  # "told Example Post | his town has begun"
    if is_outlet(x, i, end) or is_unknown_outlet(x, i, end):
        channel.append((i, end))
    return end


def is_unknown_outlet(x: Stretch, first: int, last: int) -> bool:
    """A name after "told" that is no person, state, or body but may be an outlet: "told Example Today"."""
    t = x.t
    if t.low[first] == "media" and last - first == 1:
        return True
    joining = ("the", "of", "-", "and", "al", "el")
    if not all(t.cased(i) or t.low[i] in joining for i in range(first, last)):
        return False
    text = t.text[t.starts[first] : t.ends[last - 1]]
    if look_up(text) is not None or find_state(text) is not None or t.tags[first] == "PRP":
        return False
    bodies = source_words()["organisation"] | source_words()["person"] | {"congress", "parliament", "members"}
    return not any(t.low[i] in bodies for i in range(first, last)) and any(
        t.entities[i][2:] in ("ORG", "GPE", "PRODUCT", "WORK_OF_ART", "FAC", "") for i in range(first, last)
    )


def is_outlet(x: Stretch, first: int, last: int) -> bool:
    """Whether a phrase names an outlet, its staff, or the media at large."""
    t = x.t
    text = t.text[t.starts[first] : t.ends[last - 1]]
    if names_outlet(text) or registered_outlet(t, first, last):
        return True
    heads = [t.low[i].removesuffix("'s") for i in range(first, last)]
    if heads[-1] == "media" and last - first <= 4:
        return True
    if any(t.low[i] == "media" and t.low[i + 1] in _OUTLETS for i in range(first, min(last - 1, first + 4))):
        return True
    outlet_words = source_words()["outlet"] - {"journalist", "journalists", "reporters", "photographer", "media"}
    return any(h in outlet_words or h in ("news", "agency", "press", "times") for h in heads) and (
        any(t.cased(i) for i in range(first, last))
        or "agency" in heads
        or "tv" in heads
        or "television" in heads
        or "correspondent" in heads
    )


def circumstance(x: Stretch, i: int, channel: list[Span]) -> int:
    """One circumstance of saying at token i; its end, or i when there is none."""
    t, end = x.t, x.end
    if i >= end:
        return i
    low = t.low[i]
    if low == "," and i + 2 < end and t.low[i + 1] in ("citing", "quoting"):
        cited = noun_end(t, i + 2, end)
        if cited < end and (t.words[cited] == "," or t.low[cited] == "that"):
            return cited
    if low in ("citing", "quoting"):
        cited = noun_end(t, i + 1, end)
        return cited if i + 1 < cited < end and t.low[cited] == "that" else i
    if low in ("speaking", "talking") and i + 2 < end and t.low[i + 1] in ("to", "on", "with", "via", "from", "in"):
        j = prepositional(x, i + 1, channel)
        return j if j > i + 1 else i
    if low == "," and i + 1 < end:
        j = circumstance(x, i + 1, channel)
        return j if j > i + 1 else i
    if low in TIME_WORDS or (
        low in ("late", "early", "earlier", "later", "last", "this", "on")
        and i + 1 < end
        and (
            t.low[i + 1] in TIME_WORDS
            or (t.low[i + 1] in ("late", "early", "last", "the", "this") and i + 2 < end and t.low[i + 2] in TIME_WORDS)
        )
    ):
        j = i + 1
        while j < end and (
            t.low[j] in TIME_WORDS or (t.tags[j] == "CD" and t.low[j - 1] in TIME_WORDS and t.words[j].isdigit())
        ):
            j += 1
        if j == i + 1 and low == "on":
            return i
        return j
    if (
        low in ("later", "earlier", "also", "again", "separately", "there", "however", "meanwhile")
        and t.tags[i] in ("RB", "RBR", "EX")
        and (i + 1 >= end or low != "there")
    ):
        return i + 1
    if low in ("in", "on", "at", "via", "through", "during", "by", "to", "from", "after") and i + 1 < end:
        return prepositional(x, i, channel)
    return i


def prepositional(x: Stretch, i: int, channel: list[Span]) -> int:
    """End of "in a statement to X", "on Twitter", "via its agency" at token i; i when it is no circumstance."""
    t, end = x.t, x.end
    low = t.low[i]
    j = noun_end(t, i + 1, end)
    if j == i + 1:
        return i
    j = next((k for k in range(i + 2, j - 1) if t.low[k] == "on" and t.low[k + 1] == "condition"), j)
    words = set(t.low[i + 1 : j])
    platform = words & PLATFORMS or {"social", "media"} <= words
    outlet = is_outlet(x, i + 1, j)
    message = bool(words & MESSAGES)
    inner = next(
        (
            k
            for k in range(i + 2, j - 1)
            if t.low[k] in _THROUGH and (is_outlet(x, k + 1, j) or set(t.low[k + 1 : j]) & PLATFORMS)
        ),
        None,
    )
    if inner is not None and message:
        channel.append((inner + 1, j))
        return j
    if low in ("with", "to") and not (outlet or platform) and low == "with":
        return i
    if low in ("on", "via", "through", "in", "to", "by", "during", "at", "with") and (platform or outlet or message):
        if (outlet and low in ("on", "via", "through", "to", "by")) or platform:
            if platform and not outlet:
                k = next((m for m in range(i + 1, j) if t.low[m] in PLATFORMS), None)
                if k is None:  # "in a statement on its social media accounts"
                    at = next((m for m in range(i + 2, j) if t.low[m] in ("on", "in", "via")), i)
                    channel.append((at + 1, j))
                else:
                    channel.append((i + 1, j) if low == "on" and j - i <= 4 else (k, k + 1))
            else:
                channel.append((i + 1, j))
        return carried(x, j, channel)
    if low == "to" and words & (source_words()["outlet"] | {"reporters", "journalists", "parliament"}):
        return j
    closes = j >= end or t.low[j] == "that" or t.words[j] in QUOTES or t.words[j] == ":"
    return j if closes and low in ("in", "at", "from", "on", "during", "after", "to") else i


def carried(x: Stretch, i: int, channel: list[Span]) -> int:
    """ "carried by SANA", "published on its website", "to AFP" after the message was named."""
    t, end = x.t, x.end
    k = i
    while (
        k < end
        and k - i < 3
        and t.tags[k] in ("VBN", "VBD", "RB", "JJ", "IN", "TO", "NNP")
        and t.low[k] not in ("by", "on", "to", "with", "via", "in", "that")
    ):
        k += 1
    if k < end and t.low[k] in ("by", "on", "to", "with", "via", "in"):
        j = noun_end(t, k + 1, end)
        words = set(t.low[k + 1 : j])
        if j > k + 1 and (is_outlet(x, k + 1, j) or words & PLATFORMS):
            channel.append((k + 1, j))
            return j
    return i


def leading_channel(x: Stretch, low: int, left: int) -> list[Span]:
    """The channel of a circumstance that opens the sentence: "Speaking to X he said"."""
    t, i = x.t, low
    if i < left and t.low[i] in ("speaking", "talking", "writing"):
        i += 1
        while i < left and t.tags[i] == "RB":
            i += 1
    elif i >= left or t.low[i] not in ("in", "on", "during", "via"):
        return []
    channel: list[Span] = []
    whole, x.end = x.end, left
    end = prepositional(x, i, channel)
    x.end = whole
    return channel if end > i else []


def without_message(x: Stretch, source: Span, channel: list[Span]) -> tuple[Span, list[Span]]:
    """Takes "in a statement carried by ..." out of a source phrase."""
    t = x.t
    for i in range(source[0] + 1, source[1] - 1):
        if t.low[i] in ("in", "on", "during", "via", "at") and set(t.low[i + 1 : i + 4]) & (MESSAGES | PLATFORMS):
            if t.low[i] == "on" and t.low[i + 1] not in PLATFORMS:
                continue
            found: list[Span] = []
            prepositional(x, i, found)
            return (source[0], i), channel or found
    return source, channel


def published_in(x: Stretch, source: Span) -> list[Span]:
    """Where a document that speaks was published: "a statement in the Post", "a video posted on a Facebook page"."""
    t = x.t
    if t.low[head_of(t, *source)] not in source_words()["document"] - _STORIES:
        return []
    for i in range(source[0] + 2, source[1] - 1):
        issued = t.low[i - 1] in _ISSUED or set(t.low[max(i - 4, source[0]) : i]) & _ISSUED
        if t.low[i] not in ("in", "on", "via") or not (issued or i - 1 == head_of(t, *source)):
            continue
        end = next((k for k in range(i + 2, source[1]) if t.low[k] in ("by", "which", "that", "and")), source[1])
        own_site = t.low[end - 1] in ("site", "website")
        if (is_outlet(x, i + 1, end) and not own_site) or set(t.low[i + 1 : end]) & PLATFORMS:
            return [(i + 1, end)]
    return []


def channel_in(x: Stretch, piece: Span) -> tuple[list[Span], list[Span]]:
    """An act of speech and the channel at its end: "claimed the attack | via its news agency"."""
    t = x.t
    for i in range(piece[0] + 1, piece[1] - 1):
        if t.low[i] in ("via", "in", "on", "through") and not inside_quote(x, i):
            found: list[Span] = []
            end = prepositional(x, i, found)
            if found and end <= piece[1]:
                return [(piece[0], i)], found
    return [piece], []
