"""Who says it: the phrase that a cue has for its source."""

from firsthand.attribution.bounds import is_participle
from firsthand.attribution.cues import Cue
from firsthand.attribution.kinds import head_of
from firsthand.attribution.lexicon import MESSAGES, TIME_WORDS, all_source_words, source_words, word_set
from firsthand.attribution.phrases import clause_starts, noun_start
from firsthand.attribution.registry import look_up
from firsthand.attribution.stretch import AUXILIARIES, OPENERS, PREPOSITIONS, Statement, Stretch
from firsthand.attribution.tokens import FINITE, NOUNS, QUOTES, VERBS
from firsthand.text import Span

_GOES_ON = word_set("goes on")
_ISSUES = frozenset(
    ["issue", "release", "post", "publish", "send", "make", "read", "circulate", "put", "write", "deliver"]
)


def find_subject(x: Stretch, cue: Cue, low: int) -> tuple[list[Span], int]:
    """Phrases before a cue that name its sources, and where the first begins."""
    t = x.t
    end = cue.first
    while end > low and (t.low[end - 1] in AUXILIARIES or t.tags[end - 1] in ("RB", "RBR", "MD")):
        end -= 1
    end = without_circumstance(x, low, end)
    if end <= low:
        return [], low
    if t.tags[cue.verb] == "VBG" and t.words[end - 1] == ",":
        return [], low
    if t.low[end - 1] in ("and", "but", "then") or t.words[end - 1] == ",":
        if t.words[end - 1] == ",":
            return apposed(x, cue, low, end)
        return [], low
    accompanied = with_subject(x, cue, low, end)
    if accompanied is not None:
        return split_sources(x, *accompanied), accompanied[0] - 1
    start = relative_start(x, noun_start(t, end - 1, low), end, low)
    whole = whole_left(x, start, end, low)
    if whole is not None and not is_participle(x, cue):
        return split_sources(x, whole, end), whole
    subject = next(
        (c for c in t.children[cue.verb] if t.relations[c] in ("nsubj", "nsubjpass") and c < cue.first), None
    )
    if subject is not None and has_clause(x, subject, end, low):
        return [(t.left[subject], end)], t.left[subject]
    if subject is not None:
        edge = t.left[subject]
        sane = (
            low <= edge < start
            and end - edge <= 30
            and t.right[subject] >= end - 1
            and (
                edge == low
                or t.words[edge - 1] in QUOTES | {","}
                or t.low[edge - 1] in ("and", "but", "that", "while", "as")
            )
            and not clause_starts(t, edge, end)
            and not any(t.words[i] in QUOTES for i in range(edge, start))
        )
        if sane or (start >= end and low <= edge and end - edge <= 12 and not clause_starts(t, edge, end)):
            start = edge
    if start >= end:
        return [], low
    if is_participle(x, cue) and subject is None:
        if x.done and any(s <= t.starts[end - 1] < e for s, e in x.done[-1].channel):
            return [], low  # "claimed the attack via its agency, saying"
        if t.low[end - 1] not in source_words()["document"]:
            if t.relations[cue.verb] in ("advcl", "acl") or (x.done and cue.base in _GOES_ON):
                return [], low
        elif any(0 <= start - c.last <= 1 and c.verb in x.by_verb for c in x.cues):
            return [], low  # "confirmed the toll, saying": the same source goes on
        else:
            issuer = issued_by(x, start, low)
            if issuer is not None:
                return [issuer], issuer[0]
    start = named_before(x, start, end, low)
    return split_sources(x, start, end), start


def has_clause(x: Stretch, subject: int, end: int, low: int) -> bool:
    """Whether a subject has a relative clause that ends at the cue: "Ann Smith who lives in Leeds said"."""
    t = x.t
    edge = t.left[subject]
    if not (low <= edge and end - edge <= 40 and t.right[subject] >= end - 1) or not may_speak(x, edge, subject + 1):
        return False
    if edge > low and not (
        t.words[edge - 1] in QUOTES | {",", ";"} or t.low[edge - 1] in ("and", "but", "that", "while")
    ):
        return False
    clause = next((i for i in range(subject + 1, end) if t.low[i] in ("who", "whose", "which")), None)
    return clause is not None and clause - subject <= 8 and not any(t.words[i] in QUOTES for i in range(edge, end))


def issued_by(x: Stretch, document: int, low: int) -> Span | None:
    """Who "released a statement saying" something: the subject of the verb whose object the document is."""
    t = x.t
    verb = next((i for i in range(document - 1, max(low, document - 5), -1) if t.tags[i] in VERBS), None)
    if verb is None or t.lemmas[verb] not in _ISSUES:
        return None
    subject = t.child(verb, "nsubj")
    if subject is None and t.relations[verb] in ("conj", "xcomp", "advcl"):
        subject = t.child(t.heads[verb], "nsubj")
    if subject is None or not low <= subject < verb:
        return None
    start = noun_start(t, subject, low)
    return (start, subject + 1) if start <= subject and may_speak(x, start, subject + 1) else None


def named_before(x: Stretch, start: int, end: int, low: int) -> int:
    """Where the name before an apposition without commas begins: "Ann Smith | a spokeswoman for the union said"."""
    t = x.t
    if t.low[start] not in ("a", "an", "the") or start - 1 <= low or not t.cased(start - 1) or t.cased(start):
        return start
    if not any(t.low[i] in all_source_words() for i in range(start, end)) or t.low[start - 1] in TIME_WORDS:
        return start
    first = noun_start(t, start - 1, low)
    name = t.text[t.starts[first] : t.ends[start - 1]] if first < start else ""
    person = all(t.entities[i].endswith("PERSON") for i in range(max(first, start - 2), start))
    if not name or t.low[max(first - 1, low)] in PREPOSITIONS | {"to", "by", "and"}:
        return start
    return first if person or look_up(name) is not None else start


def relative_start(x: Stretch, start: int, end: int, low: int) -> int:
    """ "a statement that called for": the source is what the relative pronoun stands for."""
    t = x.t
    if (end - start == 1 and t.low[start] in ("which", "who", "that")) or (
        start >= end and t.low[end - 1] in ("which", "who", "that")
    ):
        before = noun_start(t, end - 2, low if end - 2 > low else x.first)
        return before if before <= end - 2 else start
    ends_clause = end - start == 1 and t.low[start] in ("it", "them", "him", "her") and start - 3 >= low
    if ends_clause and t.tags[start - 1] in FINITE and t.low[start - 2] in ("that", "which", "who"):
        before = noun_start(t, start - 3, low)  # "the charity that supports it said"
        return before if before <= start - 3 else start
    return start


def with_subject(x: Stretch, cue: Cue, low: int, end: int) -> Span | None:
    """ "..., with the mayor saying that": the source between "with" and a participle."""
    t = x.t
    if t.tags[cue.verb] != "VBG":
        return None
    with_at = next((i for i in range(end - 1, max(low - 1, end - 20), -1) if t.low[i] == "with"), None)
    if with_at is None or with_at + 1 >= end or clause_starts(t, with_at + 1, end):
        return None
    plain = not any(t.words[i] in QUOTES | {","} or t.low[i] in ("who", "which", "that") for i in range(with_at, end))
    plain = plain and t.tags[end - 1] not in ("IN", "TO")
    return (with_at + 1, end) if plain and may_speak(x, with_at + 1, end) else None


def whole_left(x: Stretch, start: int, end: int, low: int) -> int | None:
    """Where the source begins when nothing but it stands before the cue: "Residents contacted in the city said"."""
    t = x.t
    begin = low
    while begin < end and (t.low[begin] in OPENERS or t.words[begin] == ","):
        begin += 1
    if begin >= start or begin >= end or end - begin > 30 or t.words[start - 1] == ",":
        return None
    if t.tags[begin] in ("IN", "TO", "RB", "VBG", "CC", "VBN", "VB", "WRB", "WDT", "EX") and t.low[begin] not in (
        "both",
    ):
        return None
    if any(t.words[i] in QUOTES or t.low[i] in TIME_WORDS for i in range(begin, start)):
        return None
    if clause_starts(t, begin, end):
        return None
    if (
        t.tags[start] == "DT"
        and start > begin
        and t.words[start - 1] != ","
        and t.low[start - 1] not in PREPOSITIONS
        and t.tags[start] == "DT"
        and t.low[start] == "the"
    ) and (t.low[start - 1] in TIME_WORDS or t.tags[start - 1] not in ("NNP", "NNPS")):
        return None
    return begin


def apposed(x: Stretch, cue: Cue, low: int, end: int) -> tuple[list[Span], int]:
    """A source followed by an apposition or a remark between commas: "Hariri, however, said"."""
    t = x.t
    comma = end - 2
    while comma > low and t.words[comma] != "," and end - comma < 30:
        comma -= 1
    if comma <= low or t.words[comma] != ",":
        return [], low
    start = noun_start(t, comma - 1, low)
    if start > comma - 1:
        return [], low
    inner = t.low[comma + 1 : end - 1]
    remark = len(inner) <= 3 and not any(t.tags[i] in NOUNS and t.cased(i) for i in range(comma + 1, end - 1))
    remark = remark or (
        bool(inner) and inner[0] in ("in", "on", "at", "speaking", "citing", "quoting", "meanwhile", "however")
    )
    return [(start, comma if remark else end - 1)], start


def without_circumstance(x: Stretch, low: int, end: int) -> int:
    """Takes "on Saturday" or "in a statement" between source and cue away."""
    t = x.t
    i = end
    while i - 1 > low and (t.low[i - 1] in TIME_WORDS or (t.tags[i - 1] == "CD" and t.low[i - 2] in TIME_WORDS)):
        i -= 1
    if i < end:
        while i - 1 > low and t.low[i - 1] in ("late", "early", "on", "last", "this", "earlier", "in"):
            i -= 1
        return i if i > low else end
    if t.low[end - 1] in MESSAGES:
        for j in range(end - 2, max(low, end - 6), -1):
            if t.low[j] in ("in", "on", "via", "during", "at"):
                return j
    return end


def split_sources(x: Stretch, start: int, end: int) -> list[Span]:
    """Two sources of one clause: "Moscow and Syrian official media"."""
    t = x.t
    for i in range(start + 1, end - 1):
        bracket = any(t.words[k] == "(" for k in range(start, i)) and ")" not in t.words[start:i]
        if t.low[i] != "and" or t.words[i - 1] == "," or bracket:
            continue
        left_last, right_last = i - 1, end - 1
        plural = t.tags[right_last] in ("NNS", "NNPS") and not t.cased(right_last)
        left_ok = t.tags[left_last] in NOUNS and (t.low[left_last] in all_source_words() or t.cased(left_last))
        right_head_ok = t.tags[i + 1] in ("DT",) or t.cased(i + 1) or plural
        left_is_noun = t.low[left_last] in all_source_words() or t.tags[left_last] in ("NNP", "NNPS", "NNS")
        if left_ok and right_head_ok and left_is_noun and is_whole_name(x, start, i, end):
            return [(start, i), (i + 1, end)]
    return [(start, end)]


def is_whole_name(x: Stretch, start: int, conj: int, end: int) -> bool:
    """Whether both sides of "and" are names of their own, not halves of one."""
    t = x.t
    left, right = range(start, conj), range(conj + 1, end)
    if any(t.low[i] in PREPOSITIONS for i in left):
        return t.tags[conj + 1] == "DT"

    def named(r: range) -> bool:
        return any(t.low[i] in all_source_words() for i in r) or all(t.cased(i) or t.tags[i] == "DT" for i in r)

    both_proper = t.cased(conj - 1) and t.cased(end - 1)
    if both_proper and t.low[end - 1] in all_source_words() and t.low[conj - 1] not in all_source_words():
        return False
    if t.tags[conj - 1] in ("JJ",) or (t.tags[conj - 1] == "NN" and t.low[conj - 1] not in all_source_words()):
        return False
    return named(left) and named(right)


def governing_subject(x: Stretch, cue: Cue, low: int) -> tuple[list[Span], int]:
    """The subject of the verb that a participle or a second verb goes with: "X skipped the meeting, saying"."""
    t, i = x.t, cue.verb
    for _ in range(5):
        subject = t.child(i, "nsubj", "nsubjpass")
        if subject is not None and subject < cue.first:
            first, last = max(t.left[subject], low), min(t.right[subject], cue.first)
            if first < last and last - first <= 25 and not clause_starts(t, first, last):
                return [(first, last)], first
            start = noun_start(t, subject, low)
            return ([(start, subject + 1)], start) if start <= subject else ([], low)
        if t.relations[i] not in ("conj", "advcl", "xcomp", "dep", "acl") or t.heads[i] == i:
            break
        i = t.heads[i]
    return [], low


def inherited(x: Stretch, cue: Cue) -> Statement | None:
    """The statement whose source a cue without a subject of its own goes on with."""
    for s in reversed(x.done):
        if s.source:
            return s
    return None


def speaks(x: Stretch, cue: Cue, sources: list[Span]) -> bool:
    """Whether a subject can make statements: not "the attack raised fears"."""
    if cue.kind != "act" and cue.base not in ("suggest", "indicate", "reveal", "claim", "threaten", "confirm"):
        return True
    return may_speak(x, *sources[0])


def may_speak(x: Stretch, first: int, last: int) -> bool:
    """Whether a phrase names somebody, or a document."""
    t = x.t
    head = head_of(t, first, last)
    if t.tags[head] == "PRP" or t.cased(head) or t.tags[head] in ("CD", "DT"):
        return True
    return any(t.low[i] in all_source_words() for i in range(first, head + 1)) or t.low[head] in ("group", "groups")
