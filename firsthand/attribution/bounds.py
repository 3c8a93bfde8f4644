"""Where what is said begins and ends: the text before and after a cue that belongs to it."""

from firsthand.attribution.circumstances import read_circumstances
from firsthand.attribution.cues import Cue
from firsthand.attribution.lexicon import source_words, word_set
from firsthand.attribution.phrases import clause_starts, noun_start
from firsthand.attribution.stretch import AUXILIARIES, PREPOSED, Stretch, inside_quote, trimmed
from firsthand.attribution.tokens import FINITE, QUOTES
from firsthand.text import Span

_TAILS = word_set("tails")
_GOES_ON = word_set("goes on")


def low_of(x: Stretch, k: int) -> int:
    """Where the text before a cue begins: after the last piece already given to an earlier cue of the sentence."""
    t, low = x.t, x.first
    cue = x.cues[k]
    for i in range(cue.first - 1, x.first, -1):
        if t.words[i] == ";" and not inside_quote(x, i):
            low = i + 1
            break
    for earlier in x.cues[:k]:
        made = x.by_verb.get(earlier.verb)
        if made is None or earlier.kind == "hedge":
            continue
        end = max(e for s, e in made.source + made.cue + made.channel) if made.source else made.cue[-1][1]
        if made.content and made.content[0][0] > made.cue[0][0]:
            continue
        low = max(low, t.before(end))
    return low


def high_of(x: Stretch, k: int, after: int) -> int:
    """Where the content after a cue ends: before the next cue that is not part of it."""
    t = x.t
    for later in x.cues[k + 1 :]:
        if later.kind in ("hedge", "as saying") or later.first < after:
            continue
        if inside_quote(x, later.first) and t.quoted(t.starts[later.first]) == t.quoted(
            t.starts[min(after, x.last - 1)]
        ):
            continue
        if later.kind == "according":
            continue
        mark = next((i for i in range(after + 1, later.first) if t.words[i] == ";" and not inside_quote(x, i)), None)
        if mark is not None:
            return mark
        start = later.first
        while start - 1 > after and (t.low[start - 1] in AUXILIARIES):
            start -= 1
        if is_participle(x, later) and later.first >= after:
            if (
                later.first == after
                or t.words[start - 1] == ","
                or later.kind == "citing"
                or is_participle_of(x, later.verb, x.cues[k].verb)
                or (later.base in _GOES_ON and t.low[start - 1] not in PREPOSED and is_no_document(x, start - 1))
            ):
                return start
            continue
        cut = trailing_start(x, later, after)
        if cut is not None:
            return cut
        subject = noun_start(t, start - 1, after)
        if (
            subject > after
            and subject <= start - 1
            and t.low[subject - 1] in ("and", "but", "while", "whereas", "though", "although", "as")
        ):
            return subject - 1
        if t.low[start - 1] in ("and", "but") and start - 1 > after:
            return start - 1
    return x.end


def high_from(x: Stretch, i: int) -> int:
    """Where the content after an inverted source ends: before the next participle that reports."""
    for later in x.cues:
        if later.first > i and x.t.tags[later.verb] == "VBG" and not inside_quote(x, later.first):
            return later.first
    return x.end


def is_participle(x: Stretch, cue: Cue) -> bool:
    """Whether a cue is "..., saying" rather than "is saying"."""
    t = x.t
    if t.tags[cue.verb] != "VBG":
        return False
    window = t.low[max(x.first, cue.first - 2) : cue.first]
    return not {"is", "are", "was", "were", "been", "be", "am"} & set(window)


def is_participle_of(x: Stretch, verb: int, other: int) -> bool:
    """Whether a verb hangs on another as its participle or second verb."""
    t, i = x.t, verb
    for _ in range(6):
        if t.relations[i] not in ("advcl", "conj", "xcomp", "acl", "dep", "prep", "pcomp"):
            return False
        i = t.heads[i]
        if i == other:
            return True
    return False


def is_no_document(x: Stretch, i: int) -> bool:
    """Whether a token is no statement, report or call, which a participle after it would describe."""
    return x.t.low[i] not in source_words()["document"] and x.t.low[i] not in ("call", "calls")


def trailing_start(x: Stretch, later: Cue, after: int) -> int | None:
    """Where "..., Interfax reported" begins at the end of a sentence whose earlier cue already has its content."""
    t = x.t
    if later.kind not in ("say", "tell") or t.tags[later.verb] not in ("VBD", "VBZ", "VBP", "VBN", "NNS", "NN"):
        return None
    channel: list[Span] = []
    i, _ = read_circumstances(x, later)
    if trimmed(x, i, x.end) is not None:
        follower = next((c for c in x.cues if c.first == i or c.first == i + 1), None)
        if follower is None or not is_participle(x, follower):
            return None
    del channel
    end = later.first
    while end > after and t.low[end - 1] in AUXILIARIES:
        end -= 1
    start = noun_start(t, end - 1, after)
    if start >= end or start <= after or not clause_starts(t, after, start):
        return None
    if t.tags[start] == "PRP" and t.words[start - 1] != ",":
        return None
    return None if t.low[start - 1] in ("that", "and", "but", "as", "which", "what") else start


def act_end(x: Stretch, after: int, high: int) -> int:
    """Where the object of an act of speech ends: before a second verb of its subject ("and instead ...")."""
    t = x.t
    for i in range(after + 1, high - 1):
        if t.low[i] in ("and", "but", "while", "as") and not inside_quote(x, i):
            j = i + 1
            while j < high and t.tags[j] == "RB":
                j += 1
            if j < high and t.tags[j] in FINITE and not clause_starts(t, after, i):
                return i
            if t.low[i] in ("but", "while", "as") and t.tags[i] in ("IN", "CC") and clause_starts(t, i, high):
                return i if not clause_starts(t, after, i) else high
    return high


def is_tail(x: Stretch, cue: Cue, after: int, high: int, before: Span, left: int) -> bool:
    """Whether what follows source and cue is not what is said but how or when: "..., he said as troops advanced"."""
    t = x.t
    if cue.kind not in ("say", "tell") or not clause_starts(t, *before) or t.words[after] in QUOTES:
        return False
    if any(t.words[i] in QUOTES for i in range(after, min(after + 3, high))):
        return False
    if t.words[after] == "," and after + 1 < high:
        after += 1
    if t.low[after] in _TAILS and t.tags[after] in ("IN", "WRB", "RB", "CC"):
        return begins_phrase(x, left)
    if t.tags[after] == "VBG" and t.tags[min(after + 1, high - 1)] not in FINITE:
        return begins_phrase(x, left)
    if cue.base in ("say", "add", "tell") and not clause_starts(t, after, high):
        return begins_phrase(x, left)
    return t.low[after] in ("hours", "days", "a", "one", "two") and t.low[min(after + 1, high - 1)] in (
        "day", "week", "after", "days", "hours", "weeks", "before",
    ) and begins_phrase(x, left)  # fmt: skip


def begins_phrase(x: Stretch, left: int) -> bool:
    """Whether the source follows a complete clause, not a preposition or conjunction."""
    return x.t.low[left - 1] not in (
        "that",
        "and",
        "but",
        "as",
        "while",
        "if",
        "because",
        "what",
        "which",
        "who",
        "on",
        "in",
    )


def clause_end(x: Stretch, i: int) -> int:
    """Where the clause that starts before token i ends: a comma, or a clause of time or contrast."""
    t = x.t
    for k in range(i + 2, x.end):
        if t.words[k] in ",;" and not (k + 1 < x.end and t.tags[k + 1] in ("DT", "CD", "JJ", "NNP")):
            return k
        if (
            t.low[k] in ("while", "whereas", "after", "as")
            and t.tags[k] == "IN"
            and t.low[k] != "after"
            and clause_starts(t, k, x.end)
        ):
            return k
    return x.end
