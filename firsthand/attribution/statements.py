"""Reported statements of one article: source, cue, content and channel, as spans of the text.

A cue is read in one of four frames: the source and cue before what is said ("X said that ..."), after it ("..., X said"),
inverted ("..., said X"), or in the middle. The frame is decided by what stands after the cue once the circumstances of
saying ("on Friday", "in a statement", "to Reuters") are taken away, so that it does not depend on commas.
"""

from dataclasses import dataclass, field

from firsthand.attribution.cues import Cue, find_cues
from firsthand.attribution.lexicon import MESSAGES, PLATFORMS, PRONOUNS, TIME_WORDS, all_source_words, source_words
from firsthand.attribution.phrases import clause_starts, noun_end, noun_start
from firsthand.attribution.kinds import head_of, registered_outlet
from firsthand.attribution.registry import find_state, look_up, names_outlet
from firsthand.attribution.tokens import FINITE, NOUNS, QUOTES, Tokens
from firsthand.text import Span

_AUXILIARIES = frozenset(
    [
        "has",
        "have",
        "had",
        "was",
        "were",
        "is",
        "are",
        "be",
        "been",
        "being",
        "also",
        "later",
        "did",
        "does",
        "do",
        "not",
        "n't",
        "never",
        "will",
        "would",
        "could",
        "may",
        "might",
        "must",
        "should",
        "can",
        "reportedly",
        "meanwhile",
        "however",
        "then",
        "earlier",
        "again",
        "only",
        "just",
        "further",
        "previously",
        "already",
        "repeatedly",
    ]
)
_OPENERS = frozenset(
    [
        "meanwhile",
        "meantime",
        "elsewhere",
        "but",
        "and",
        "however",
        "earlier",
        "later",
        "separately",
        "also",
        "still",
        "moreover",
        "furthermore",
        "additionally",
        "then",
        "yet",
        "so",
        "therefore",
        "instead",
        "recently",
        "today",
        "yesterday",
    ]
)
_STOPS = frozenset(".!?…")


@dataclass
class Statement:
    """One reported statement as character spans, with the cue it was read from."""

    source: list[Span]
    cue: list[Span]
    content: list[Span]
    channel: list[Span] = field(default_factory=list)
    base: str = ""
    outer: "Statement | None" = None
    """The statement that reports this one, where the construction itself says so (quoting, citing)."""


def find_statements(t: Tokens, breaks: list[int]) -> list[Statement]:
    """Statements of an article; `breaks` are characters at which a sentence is cut as well (ends of datelines)."""
    found: list[Statement] = []
    for first, last in _stretches(t, breaks):
        found += _Stretch(t, first, last, found).read()
    return found


def _stretches(t: Tokens, breaks: list[int]) -> list[Span]:
    cuts = sorted({t.before(offset) for offset in breaks})
    out: list[Span] = []
    for first, last in t.sentences:
        start = first
        for cut in cuts:
            if start < cut < last:
                out.append((start, cut))
                start = cut
        out.append((start, last))
    return [(s, e) for s, e in out if s < e]


class _Stretch:
    """One sentence, or a part of one, being read."""

    def __init__(self, t: Tokens, first: int, last: int, earlier: list[Statement]) -> None:
        self.t, self.first, self.last, self.earlier = t, first, last, earlier
        self.end = last
        while self.end > first and t.words[self.end - 1] in _STOPS:
            self.end -= 1
        self.done: list[Statement] = []
        self.by_verb: dict[int, Statement] = {}
        self.cues: list[Cue] = []

    def read(self) -> list[Statement]:
        self.cues = find_cues(self.t, self.first, self.last)
        for k, cue in enumerate(self.cues):
            self._read_cue(k, cue)
        self._nouns()
        if not self.done:
            self._headline()
        return [s for s in self.done if s.content]

    # --- one cue -------------------------------------------------------------------------------------------------

    def _read_cue(self, k: int, cue: Cue) -> None:
        if cue.kind == "hedge":
            self._hedge(cue)
        elif cue.kind == "according":
            self._according(k, cue)
        elif cue.kind == "citing":
            self._citing(k, cue)
        elif cue.kind in ("quoting", "was quoted"):
            self._quoting(k, cue)
        elif cue.kind != "as saying":
            self._verb(k, cue)

    def _make(
        self,
        source: list[Span],
        cue: list[Span],
        content: list[tuple[int, int]],
        channel: list[Span],
        verb: int,
        base: str,
    ) -> Statement | None:
        pieces = [p for s, e in content if (p := self._trimmed(s, e))]
        source = [self._named(*s) for s in source]
        if not pieces or any(self._time_only(*s) for s in source):
            return None
        made = Statement(
            [self.t.span(*s) for s in source],
            [self.t.span(*c) for c in cue],
            [self.t.span(*p) for p in pieces],
            [self.t.span(*c) for c in channel],
            base,
        )
        self.done.append(made)
        self.by_verb[verb] = made
        return made

    def _named(self, first: int, last: int) -> Span:
        """A source without the adverb that opens its sentence: "Meantime Example TV"."""
        while first < last - 1 and (self.t.low[first] in _OPENERS or self.t.words[first] in ",)"):
            first += 1
        while last - 1 > first and (self.t.low[last - 1] in ("who", "which", "that") or self.t.words[last - 1] in ",-"):
            last -= 1
        return first, last

    def _time_only(self, first: int, last: int) -> bool:
        return all(
            self.t.low[i] in TIME_WORDS or self.t.tags[i] in ("CD", "IN", "DT") for i in range(first, last)
        ) and (self.t.low[last - 1] in TIME_WORDS)

    def _trimmed(self, first: int, last: int) -> Span | None:
        t = self.t
        while first < last and (t.words[first] in ",;:.-–—)" or (t.low[first] in ("and", "but") and False)):
            first += 1
        while last > first and (t.words[last - 1] in ",;:-–—" or t.words[last - 1] in _STOPS):
            last -= 1
        return (first, last) if any(t.words[i][:1].isalnum() for i in range(first, last)) else None

    # --- verbs ---------------------------------------------------------------------------------------------------

    def _verb(self, k: int, cue: Cue) -> None:
        t = self.t
        if self._passive(k, cue):
            return
        low = self._low(k)
        after, channel = self._circumstances(cue)
        high = self._high(k, after)
        rest = self._trimmed(after, high)
        participle = self._participle(cue)
        sources, left = self._subject(cue, low)
        if rest is None and participle and not sources:
            return
        inverted = self._inverted(cue, low, sources, after)
        if inverted is not None:
            source, content_after, more_channel = inverted
            self._make_all([source], cue, [(low, cue.first), *content_after], channel + more_channel)
            return
        if cue.kind == "act":
            high = self._act_end(after, high)
        if not sources:
            if rest is None or (t.low[cue.first - 1] in _PREPOSED and participle):
                return
            inherited = self._inherited(cue)
            if inherited is not None:
                made = self._make_spans(inherited.source, cue, [(after, high)], channel)
                if made is not None and not channel:
                    made.channel = list(inherited.channel)
                return
            sources, left = self._governed(cue, low)
            if sources:
                self._make_all(sources, cue, [(after, high)], channel)
            return
        if not self._speaks(cue, sources):
            return
        channel = channel or self._leading(low, left)
        before = self._trimmed(low, left)
        if rest is not None and before is not None and self._is_tail(cue, after, high, before, left):
            rest = None
        if rest is None:
            if before is None:
                return
            pieces = [(low, left)]
        elif before is not None and self._interrupts(left, cue, after, before):
            pieces = [(low, left), (after, high)]
            if not self._goes_on(low, left, after):
                pieces = [(low, left)]
        else:
            pieces = [(after, high)]
        if cue.kind in ("act",) and rest is None:
            return
        self._make_all(sources, cue, pieces, channel)

    def _act_end(self, after: int, high: int) -> int:
        """Where the object of an act of speech ends: before a second verb of its subject ("and instead ...")."""
        t = self.t
        for i in range(after + 1, high - 1):
            if t.low[i] in ("and", "but", "while", "as") and not self._inside_quote(i):
                j = i + 1
                while j < high and t.tags[j] == "RB":
                    j += 1
                if j < high and t.tags[j] in FINITE and not clause_starts(t, after, i):
                    return i
                if t.low[i] in ("but", "while", "as") and t.tags[i] in ("IN", "CC") and clause_starts(t, i, high):
                    return i if not clause_starts(t, after, i) else high
        return high

    def _speaks(self, cue: Cue, sources: list[Span]) -> bool:
        """Whether a subject can make statements: not "the attack raised fears"."""
        t = self.t
        if cue.kind != "act" and cue.base not in ("suggest", "indicate", "reveal", "claim", "threaten", "confirm"):
            return True
        return self._may_speak(*sources[0])

    def _may_speak(self, first: int, last: int) -> bool:
        """Whether a phrase names somebody, or a document."""
        t = self.t
        head = head_of(t, first, last)
        if t.tags[head] == "PRP" or t.cased(head) or t.tags[head] in ("CD", "DT"):
            return True
        return any(t.low[i] in all_source_words() for i in range(first, head + 1)) or t.low[head] in ("group", "groups")

    def _is_tail(self, cue: Cue, after: int, high: int, before: Span, left: int) -> bool:
        """Whether what follows source and cue is not what is said but how or when: "..., he said as troops advanced"."""
        t = self.t
        if cue.kind not in ("say", "tell") or not clause_starts(t, *before) or t.words[after] in QUOTES:
            return False
        if any(t.words[i] in QUOTES for i in range(after, min(after + 3, high))):
            return False
        if t.words[after] == "," and after + 1 < high:
            after += 1
        if t.low[after] in _TAILS and t.tags[after] in ("IN", "WRB", "RB", "CC"):
            return self._begins_phrase(left)
        if t.tags[after] == "VBG" and t.tags[min(after + 1, high - 1)] not in FINITE:
            return self._begins_phrase(left)
        if cue.base in ("say", "add", "tell") and not clause_starts(t, after, high):
            return self._begins_phrase(left)
        return t.low[after] in ("hours", "days", "a", "one", "two") and t.low[min(after + 1, high - 1)] in (
            "day", "week", "after", "days", "hours", "weeks", "before",
        ) and self._begins_phrase(left)  # fmt: skip

    def _begins_phrase(self, left: int) -> bool:
        """Whether the source follows a complete clause, not a preposition or conjunction."""
        return self.t.low[left - 1] not in (
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

    def _leading(self, low: int, left: int) -> list[Span]:
        """The channel of a circumstance that opens the sentence: "Speaking to AFP he said", "In a statement to SANA ..."."""
        t, i = self.t, low
        if i < left and t.low[i] in ("speaking", "talking", "writing"):
            i += 1
            while i < left and t.tags[i] == "RB":
                i += 1
        elif i >= left or t.low[i] not in ("in", "on", "during", "via"):
            return []
        channel: list[Span] = []
        whole, self.end = self.end, left
        end = self._prepositional(i, channel)
        self.end = whole
        return channel if end > i else []

    def _governed(self, cue: Cue, low: int) -> tuple[list[Span], int]:
        """The subject of the verb that a participle or a second verb goes with: "X skipped the meeting, saying"."""
        t, i = self.t, cue.verb
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

    def _make_all(self, sources: list[Span], cue: Cue, pieces: list[Span], channel: list[Span]) -> None:
        for source in sources:
            source, channel = self._without_message(source, channel)
            if cue.kind == "act" and not channel and len(pieces) == 1:
                pieces, channel = self._through(pieces[0])
            self._make([source], [(cue.first, cue.last)], pieces, channel, cue.verb, cue.base)

    def _without_message(self, source: Span, channel: list[Span]) -> tuple[Span, list[Span]]:
        """Takes "in a statement carried by ..." out of a source phrase."""
        t = self.t
        for i in range(source[0] + 1, source[1] - 1):
            if t.low[i] in ("in", "on", "during", "via", "at") and set(t.low[i + 1 : i + 4]) & (MESSAGES | PLATFORMS):
                if t.low[i] == "on" and t.low[i + 1] not in PLATFORMS:
                    continue
                found: list[Span] = []
                self._prepositional(i, found)
                return (source[0], i), channel or found
        return source, channel

    def _through(self, piece: Span) -> tuple[list[Span], list[Span]]:
        """An act of speech and the channel at its end: "claimed the attack | via its news agency"."""
        t = self.t
        for i in range(piece[0] + 1, piece[1] - 1):
            if t.low[i] in ("via", "in", "on", "through") and not self._inside_quote(i):
                found: list[Span] = []
                end = self._prepositional(i, found)
                if found and end <= piece[1]:
                    return [(piece[0], i)], found
        return [piece], []

    def _make_spans(self, source: list[Span], cue: Cue, pieces: list[Span], channel: list[Span]) -> Statement | None:
        made = self._make([], [(cue.first, cue.last)], pieces, channel, cue.verb, cue.base)
        if made is not None:
            made.source = list(source)
        return made

    def _low(self, k: int) -> int:
        """Where the text before a cue begins: after the last piece already given to an earlier cue of the sentence."""
        t, low = self.t, self.first
        cue = self.cues[k]
        for i in range(cue.first - 1, self.first, -1):
            if t.words[i] == ";" and not self._inside_quote(i):
                low = i + 1
                break
        for earlier in self.cues[:k]:
            made = self.by_verb.get(earlier.verb)
            if made is None:
                continue
            end = max(e for s, e in made.source + made.cue + made.channel) if made.source else made.cue[-1][1]
            if made.content and made.content[0][0] > made.cue[0][0]:
                continue
            low = max(low, t.before(end))
        return low

    def _inside_quote(self, i: int) -> bool:
        return self.t.quoted(self.t.starts[i]) is not None

    def _high(self, k: int, after: int) -> int:
        """Where the content after a cue ends: before the next cue that is not part of it."""
        t = self.t
        for later in self.cues[k + 1 :]:
            if later.kind in ("hedge", "as saying"):
                continue
            if self._inside_quote(later.first) and t.quoted(t.starts[later.first]) == t.quoted(
                t.starts[min(after, self.last - 1)]
            ):
                continue
            if later.kind == "according":
                continue
            start = later.first
            while start - 1 > after and (t.low[start - 1] in _AUXILIARIES):
                start -= 1
            if self._participle(later) and later.first >= after:
                if (
                    later.first == after
                    or t.words[start - 1] == ","
                    or later.kind == "citing"
                    or self._participle_of(later.verb, self.cues[k].verb)
                    or (later.base in _GOES_ON and t.low[start - 1] not in _PREPOSED and self._no_document(start - 1))
                ):
                    return start
                continue
            cut = self._trailing(later, after)
            if cut is not None:
                return cut
            subject = noun_start(t, start - 1, after)
            if (
                subject > after
                and subject <= start - 1
                and t.low[subject - 1] in ("and", "but", "while", "whereas", "though", "although")
            ):
                return subject - 1
            if t.low[start - 1] in ("and", "but") and start - 1 > after:
                return start - 1
        return self.end

    def _participle(self, cue: Cue) -> bool:
        """Whether a cue is "..., saying" rather than "is saying"."""
        t = self.t
        if t.tags[cue.verb] != "VBG":
            return False
        window = t.low[max(self.first, cue.first - 2) : cue.first]
        return not {"is", "are", "was", "were", "been", "be", "am"} & set(window)

    def _no_document(self, i: int) -> bool:
        return self.t.low[i] not in source_words()["document"] and self.t.low[i] not in ("call", "calls")

    def _trailing(self, later: Cue, after: int) -> int | None:
        """Where "..., Interfax reported" begins at the end of a sentence whose earlier cue already has its content."""
        t = self.t
        if later.kind not in ("say", "tell") or t.tags[later.verb] not in ("VBD", "VBZ", "VBP", "VBN", "NNS", "NN"):
            return None
        channel: list[Span] = []
        i, _ = self._circumstances(later)
        if self._trimmed(i, self.end) is not None:
            follower = next((c for c in self.cues if c.first == i or c.first == i + 1), None)
            if follower is None or not self._participle(follower):
                return None
        del channel
        end = later.first
        while end > after and t.low[end - 1] in _AUXILIARIES:
            end -= 1
        start = noun_start(t, end - 1, after)
        if start >= end or start <= after or not clause_starts(t, after, start):
            return None
        if t.tags[start] == "PRP" and t.words[start - 1] != ",":
            return None
        return None if t.low[start - 1] in ("that", "and", "but", "as", "which", "what") else start

    def _participle_of(self, verb: int, other: int) -> bool:
        t, i = self.t, verb
        for _ in range(6):
            if t.relations[i] not in ("advcl", "conj", "xcomp", "acl", "dep", "prep", "pcomp"):
                return False
            i = t.heads[i]
            if i == other:
                return True
        return False

    def _inherited(self, cue: Cue) -> Statement | None:
        """The statement whose source a cue without a subject of its own goes on with."""
        for s in reversed(self.done):
            if s.source:
                return s
        return None

    def _subject(self, cue: Cue, low: int) -> tuple[list[Span], int]:
        """Phrases before a cue that name its sources, and where the first begins."""
        t = self.t
        end = cue.first
        while end > low and (t.low[end - 1] in _AUXILIARIES or t.tags[end - 1] in ("RB", "RBR", "MD")):
            end -= 1
        end = self._without_circumstance(low, end)
        if end <= low:
            return [], low
        if t.tags[cue.verb] == "VBG" and t.words[end - 1] == ",":
            return [], low
        if t.low[end - 1] in ("and", "but", "then") or t.words[end - 1] == ",":
            if t.words[end - 1] == ",":
                return self._apposed(cue, low, end)
            return [], low
        start = self._relative(noun_start(t, end - 1, low), end, low)
        whole = self._whole_left(start, end, low)
        if whole is not None and not self._participle(cue):
            return self._split(whole, end), whole
        subject = next(
            (c for c in t.children[cue.verb] if t.relations[c] in ("nsubj", "nsubjpass") and c < cue.first), None
        )
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
        if (
            t.tags[cue.verb] == "VBG"
            and t.relations[cue.verb] in ("advcl", "acl")
            and t.low[end - 1] not in source_words()["document"]
        ):
            if not (subject is not None):
                return [], low
        return self._split(start, end), start

    def _relative(self, start: int, end: int, low: int) -> int:
        """ "a statement that called for": the source is what the relative pronoun stands for."""
        t = self.t
        if (
            end - start == 1
            and t.low[start] in ("which", "who", "that")
            or (start >= end and t.low[end - 1] in ("which", "who", "that"))
        ):
            before = noun_start(t, end - 2, low)
            return before if before <= end - 2 else start
        return start

    def _whole_left(self, start: int, end: int, low: int) -> int | None:
        """Where the source begins when nothing but it stands before the cue: "Residents contacted in the city said"."""
        t = self.t
        begin = low
        while begin < end and (t.low[begin] in _OPENERS or t.words[begin] == ","):
            begin += 1
        if begin >= start or begin >= end or end - begin > 30:
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
            and t.low[start - 1] not in _PREPS
            and t.tags[start] == "DT"
            and t.low[start] == "the"
        ):
            if t.low[start - 1] in TIME_WORDS or t.tags[start - 1] not in ("NNP", "NNPS"):
                return None
        return begin

    def _apposed(self, cue: Cue, low: int, end: int) -> tuple[list[Span], int]:
        """A source followed by an apposition or a remark between commas: "Hariri, however, said"."""
        t = self.t
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
            inner and inner[0] in ("in", "on", "at", "speaking", "citing", "quoting", "meanwhile", "however")
        )
        return [(start, comma if remark else end - 1)], start

    def _without_circumstance(self, low: int, end: int) -> int:
        """Takes "on Saturday" or "in a statement" between source and cue away."""
        t = self.t
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

    def _split(self, start: int, end: int) -> list[Span]:
        """Two sources of one clause: "Moscow and Syrian official media"."""
        t = self.t
        for i in range(start + 1, end - 1):
            if t.low[i] != "and" or t.words[i - 1] == ",":
                continue
            left_last, right_last = i - 1, end - 1
            plural = t.tags[right_last] in ("NNS", "NNPS") and not t.cased(right_last)
            left_ok = t.tags[left_last] in NOUNS and (t.low[left_last] in all_source_words() or t.cased(left_last))
            right_head_ok = t.tags[i + 1] in ("DT",) or t.cased(i + 1) or plural
            left_is_noun = t.low[left_last] in all_source_words() or t.tags[left_last] in ("NNP", "NNPS", "NNS")
            if left_ok and right_head_ok and left_is_noun and self._whole_name(start, i, end):
                return [(start, i), (i + 1, end)]
        return [(start, end)]

    def _whole_name(self, start: int, conj: int, end: int) -> bool:
        t = self.t
        left, right = range(start, conj), range(conj + 1, end)
        if any(t.low[i] in _PREPS for i in left):
            return t.tags[conj + 1] == "DT"

        def named(r: range) -> bool:
            return any(t.low[i] in all_source_words() for i in r) or all(t.cased(i) or t.tags[i] == "DT" for i in r)

        both_proper = t.cased(conj - 1) and t.cased(end - 1)
        if both_proper and t.low[end - 1] in all_source_words() and t.low[conj - 1] not in all_source_words():
            return False
        if t.tags[conj - 1] in ("JJ",) or (t.tags[conj - 1] == "NN" and t.low[conj - 1] not in all_source_words()):
            return False
        return named(left) and named(right)

    # --- after the cue -------------------------------------------------------------------------------------------

    def _circumstances(self, cue: Cue) -> tuple[int, list[Span]]:
        """First token of what is said after a cue, and the channels named on the way to it."""
        t, i = self.t, cue.last
        channel: list[Span] = []
        if cue.kind == "act":
            return i, channel
        if cue.kind == "tell":
            i = self._addressee(i, channel)
        for _ in range(6):
            j = self._circumstance(i, channel)
            if j == i:
                break
            i = j
        if i < self.end and t.words[i] == ":":
            i += 1
        return i, channel

    def _addressee(self, i: int, channel: list[Span]) -> int:
        t = self.t
        for end in range(min(i + 6, self.end), i, -1):
            if names_outlet(t.text[t.starts[i] : t.ends[end - 1]]) and not (
                end < self.end and t.low[end] in _ITS_STAFF
            ):
                channel.append((i, end))
                return end
        end = noun_end(t, i, self.end)
        if end == i:
            return i
        if self._outlet(i, end) or self._unknown_outlet(i, end):
            channel.append((i, end))
        return end

    def _unknown_outlet(self, first: int, last: int) -> bool:
        """A name after "told" that is no person, state, or body but may be an outlet: "told Example Today"."""
        t = self.t
        if t.low[first] == "media" and last - first == 1:
            return True
        if not all(t.cased(i) or t.low[i] in ("the", "of", "-", "and") for i in range(first, last)):
            return False
        text = t.text[t.starts[first] : t.ends[last - 1]]
        if look_up(text) is not None or find_state(text) is not None or t.tags[first] == "PRP":
            return False
        bodies = source_words()["organisation"] | source_words()["person"] | {"congress", "parliament", "members"}
        return not any(t.low[i] in bodies for i in range(first, last)) and any(
            t.entities[i][2:] in ("ORG", "GPE", "PRODUCT", "WORK_OF_ART", "FAC", "") for i in range(first, last)
        )

    def _outlet(self, first: int, last: int) -> bool:
        t = self.t
        text = t.text[t.starts[first] : t.ends[last - 1]]
        if names_outlet(text) or registered_outlet(t, first, last):
            return True
        heads = [t.low[i].removesuffix("'s") for i in range(first, last)]
        if heads[-1] == "media" and last - first <= 4:
            return True
        outlet_words = source_words()["outlet"] - {"journalist", "journalists", "reporters", "photographer", "media"}
        return any(h in outlet_words or h in ("news", "agency", "press", "times") for h in heads) and (
            any(t.cased(i) for i in range(first, last))
            or "agency" in heads
            or "tv" in heads
            or "television" in heads
            or "correspondent" in heads
        )

    def _circumstance(self, i: int, channel: list[Span]) -> int:
        """One circumstance of saying at token i; its end, or i when there is none."""
        t, end = self.t, self.end
        if i >= end:
            return i
        low = t.low[i]
        if low == "," and i + 1 < end:
            j = self._circumstance(i + 1, channel)
            return j if j > i + 1 else i
        if low in TIME_WORDS or (
            low in ("late", "early", "earlier", "later", "last", "this", "on")
            and i + 1 < end
            and (
                t.low[i + 1] in TIME_WORDS
                or (
                    t.low[i + 1] in ("late", "early", "last", "the", "this")
                    and i + 2 < end
                    and t.low[i + 2] in TIME_WORDS
                )
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
            return self._prepositional(i, channel)
        return i

    def _prepositional(self, i: int, channel: list[Span]) -> int:
        t, end = self.t, self.end
        low = t.low[i]
        j = noun_end(t, i + 1, end)
        if j == i + 1:
            return i
        words = set(t.low[i + 1 : j])
        platform = words & PLATFORMS
        outlet = self._outlet(i + 1, j)
        message = bool(words & MESSAGES)
        inner = next((k for k in range(i + 2, j - 1) if t.low[k] in _THROUGH and self._outlet(k + 1, j)), None)
        if inner is not None and message:
            channel.append((inner + 1, j))
            return j
        if low in ("with", "to") and not (outlet or platform) and low == "with":
            return i
        if low in ("on", "via", "through", "in", "to", "by", "during", "at", "with") and (
            platform or outlet or message
        ):
            if (outlet and low in ("on", "via", "through", "to", "by")) or platform:
                if platform and not outlet:
                    k = next(x for x in range(i + 1, j) if t.low[x] in PLATFORMS)
                    channel.append((i + 1, j) if low == "on" and j - i <= 4 else (k, k + 1))
                else:
                    channel.append((i + 1, j))
            return self._carried(j, channel)
        if low == "to" and words & (source_words()["outlet"] | {"reporters", "journalists", "parliament"}):
            return j
        if j >= end or t.low[j] in ("that",) or t.words[j] in QUOTES or t.words[j] == ":":
            if low in ("in", "at", "from", "on", "during", "after", "to"):
                return j
        return i

    def _carried(self, i: int, channel: list[Span]) -> int:
        """ "carried by SANA", "published on its website", "to AFP" after the message was named."""
        t, end = self.t, self.end
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
            if j > k + 1 and (self._outlet(k + 1, j) or words & PLATFORMS):
                channel.append((k + 1, j))
                return j
        return i

    def _inverted(
        self, cue: Cue, low: int, sources: list[Span], after: int
    ) -> tuple[Span, list[Span], list[Span]] | None:
        """ "..., said X": the source after the cue, pieces after it, and channels."""
        t, i = self.t, cue.last
        if (
            cue.kind not in ("say", "act")
            or cue.base in ("call", "accuse", "blame")
            or cue.kind == "act"
            or t.tags[cue.verb] == "VBG"
        ):
            return None
        if i >= self.end or t.low[i] == "that" or cue.first <= low:
            return None
        before_quote = t.words[cue.first - 1] in QUOTES
        comma = t.words[cue.first - 1] in (",", "?", "!")
        subject_right = next((c for c in t.children[cue.verb] if t.relations[c] in ("nsubj",) and c > cue.verb), None)
        if sources and not before_quote and not comma and subject_right is None:
            pronoun = t.tags[cue.first - 1] == "PRP"
            if pronoun or cue.base not in ("say", "add", "report"):
                return None
        if not self._trimmed(low, cue.first):
            return None
        end = noun_end(t, i, self.end)
        if end == i or (t.tags[i] == "PRP" and not (before_quote or comma)):
            return None
        if end < self.end and t.tags[end] in FINITE:
            return None
        if not (before_quote or comma):
            if clause_starts(t, i, self.end) or not clause_starts(t, low, cue.first):
                return None
        if not before_quote and comma and clause_starts(t, end, self.end) and t.words[end : end + 1] != [","]:
            return None
        channel: list[Span] = []
        j = end
        for _ in range(5):
            nxt = self._circumstance(j, channel)
            if nxt == j:
                break
            j = nxt
        pieces: list[Span] = []
        rest = self._trimmed(j, self._high_from(j))
        if rest and (before_quote and any(t.words[x] in QUOTES for x in range(j, min(j + 3, self.end)))):
            pieces.append((j, self._high_from(j)))
        return (i, end), pieces, channel

    def _high_from(self, i: int) -> int:
        for later in self.cues:
            if later.first > i and self.t.tags[later.verb] == "VBG" and not self._inside_quote(later.first):
                return later.first
        return self.end

    def _interrupts(self, left: int, cue: Cue, after: int, before: Span) -> bool:
        """Whether source and cue stand inside or after what is said rather than before it."""
        t = self.t
        mark = t.words[left - 1] if left > self.first else ""
        nxt = t.words[after] if after < self.last else ""
        if mark in QUOTES:
            return True
        if nxt == "that" or cue.kind == "act":
            return False
        closed = nxt == "," or nxt in QUOTES or nxt in ("-", "–")
        return (
            mark == ","
            and closed
            and (clause_starts(t, before[0], before[1]) or before[1] - before[0] > 3)
            and nxt == ","
        )

    def _goes_on(self, low: int, left: int, after: int) -> bool:
        """Whether what follows an interrupting cue is still said: a quotation goes on, or the clause does."""
        t = self.t
        ended_quote = t.words[left - 1] in QUOTES or (left >= 2 and t.words[left - 2] in QUOTES)
        opens = any(t.words[i] in QUOTES for i in range(after, min(after + 3, self.last)))
        return opens if ended_quote else True

    def _nouns(self) -> None:
        """ "There were speculations that ...": nobody holds it; "reports that ...": the reports do."""
        t = self.t
        for i in range(self.first, self.end - 2):
            if t.low[i + 1] != "that" or t.tags[i] not in ("NN", "NNS") or self._inside_quote(i):
                continue
            if t.low[i] in _RUMOURS:
                self._make([], [(i, i + 1)], [(i + 1, self._clause_end(i + 2))], [], -i - 1, "speculate")
            elif t.low[i] == "reports" and t.low[max(i - 1, self.first)] not in ("its", "his", "their", "these"):
                self._make([(i, i + 1)], [], [(i + 1, self._clause_end(i + 2))], [], -i - 1, "report")

    # --- other constructions -------------------------------------------------------------------------------------

    def _passive(self, k: int, cue: Cue) -> bool:
        """ "was reported", "are reported to have", "it was reported that": a statement that nobody signs."""
        t, i = self.t, cue.verb
        if t.tags[i] not in ("VBN", "VBD"):
            return False
        j = i - 1
        while j >= self.first and (t.tags[j] == "RB" or t.low[j] in ("also", "earlier")):
            j -= 1
        if t.tags[i] in ("VBN", "VBD") and self._by_agent(k, cue, j):
            return True
        if j < self.first or t.low[j] not in ("was", "were", "been", "is", "are", "be", "being"):
            return False
        if cue.base not in (
            "report",
            "accuse",
            "allege",
            "say",
            "announce",
            "describe",
            "blame",
            "criticise",
            "criticize",
            "urge",
            "confirm",
            "speculate",
            "quote",
            "tell",
            "advise",
        ):
            return True
        if cue.base == "tell":
            return True
        start = j
        while start > self.first and t.low[start - 1] in _AUXILIARIES | {"has", "have", "had", "widely"}:
            start -= 1
        subject = t.child(i, "nsubjpass", "nsubj")
        low = self._low(k)
        if cue.base in ("confirm", "say", "announce", "describe") and not (
            cue.last < self.end and t.low[cue.last] in ("that", "to")
        ):
            return True
        impersonal = t.low[start - 1] == "it" if start > low else False
        high = self._high(k, cue.last)
        pieces: list[Span] = []
        if not impersonal:
            edge = (
                t.left[subject]
                if subject is not None and low <= t.left[subject] < start
                else noun_start(t, start - 1, low)
            )
            if edge < start:
                pieces.append((edge, start))
        pieces.append((cue.last, high))
        self._make([], [(cue.first, cue.last)], pieces, [], cue.verb, cue.base)
        return True

    def _by_agent(self, k: int, cue: Cue, before: int) -> bool:
        """ "The capture was announced by the militia": the agent is the source, the subject the content."""
        t = self.t
        whole = before >= self.first and t.low[before] in ("was", "were", "been", "is", "are")
        bare = (
            cue.base in ("claim", "announce", "deny", "confirm") and before == cue.first - 1 and t.tags[before] in NOUNS
        )
        if not (whole or bare) or cue.kind not in ("say", "act"):
            return False
        if cue.last >= self.end or t.low[cue.last] != "by":
            return False
        end = noun_end(t, cue.last + 1, self.end)
        start = before if whole else cue.first
        while start > self.first and t.low[start - 1] in _AUXILIARIES | {"has", "have", "had"}:
            start -= 1
        low = self._low(k)
        subject = t.child(cue.verb, "nsubjpass", "nsubj") if whole else None
        edge = (
            t.left[subject] if subject is not None and low <= t.left[subject] < start else noun_start(t, start - 1, low)
        )
        if end == cue.last + 1 or edge >= start:
            return False
        self._make(
            [(cue.last + 1, end)],
            [(cue.first, cue.last)],
            [(edge, start)],
            [],
            cue.verb,
            cue.base,
        )
        return True

    def _hedge(self, cue: Cue) -> None:
        """ "reportedly", "allegedly": the clause around it, subject and rest."""
        t, i = self.t, cue.first
        verb = next(
            (x for x in range(i + 1, min(i + 4, self.end)) if t.tags[x] in ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")),
            None,
        )
        after_end = self._clause_end(i + 1)
        start = i
        while start > self.first and t.low[start - 1] in _AUXILIARIES:
            start -= 1
        auxiliary = start < i
        finite = verb is not None and t.tags[verb] in ("VBD", "VBZ", "VBP")
        pieces: list[Span] = []
        if auxiliary or finite:
            subject = t.child(verb, "nsubj", "nsubjpass") if verb is not None else None
            edge = (
                t.left[subject]
                if subject is not None and t.left[subject] < start
                else noun_start(t, start - 1, self.first)
            )
            if edge < start and t.low[edge] not in ("which", "who", "that"):
                pieces.append((edge, i))
        pieces.append((i + 1, after_end))
        self._make([], [(i, i + 1)], pieces, [], i, cue.base)

    def _clause_end(self, i: int) -> int:
        t = self.t
        for x in range(i + 2, self.end):
            if t.words[x] in ",;" and not (x + 1 < self.end and t.tags[x + 1] in ("DT", "CD", "JJ", "NNP")):
                return x
            if (
                t.low[x] in ("while", "whereas", "after", "as")
                and t.tags[x] == "IN"
                and t.low[x] != "after"
                and clause_starts(t, x, self.end)
            ):
                return x
        return self.end

    def _according(self, k: int, cue: Cue) -> None:
        t = self.t
        end = noun_end(t, cue.last, self.end)
        obj = t.child(cue.last - 1, "pobj") if t.relations[cue.last - 1] == "prep" else None
        if obj is not None:
            edge = min(t.right[obj], self.end)
            verbs = clause_starts(t, cue.last, edge)
            if not verbs and (edge == self.end or t.words[edge] in QUOTES | {","}) and edge - cue.last <= 40:
                end = max(end, edge) if not any(t.words[x] in QUOTES for x in range(end, edge)) else end
        if end == cue.last or not self._may_speak(cue.last, end):
            return
        channel: list[Span] = []
        j = end
        for _ in range(3):
            nxt = self._circumstance(j, channel)
            if nxt == j:
                break
            j = nxt
        low = self._low(k)
        before, rest = self._trimmed(low, cue.first), self._trimmed(j, self._high(k, j))
        pieces: list[Span] = []
        joint = cue.first - 1 if before else cue.first
        while joint > low and t.words[joint] == ",":
            joint -= 1
        if before and rest and t.low[joint] in ("but", "and", "while", "that", "as", "because"):
            before = None
        if before:
            pieces.append((low, cue.first))
        if (
            rest
            and (not before or clause_starts(t, *rest))
            and not (before and clause_starts(t, *before) and t.low[rest[0]] in ("and", "but", "while"))
        ):
            pieces.append((j, self._high(k, j)))
        for source in self._split(cue.last, end):
            self._make([source], [(cue.first, cue.last)], pieces, channel, cue.verb, cue.base)

    def _citing(self, k: int, cue: Cue) -> None:
        t = self.t
        end = noun_end(t, cue.last, self.end)
        if end == cue.last:
            return
        outer = self.done[-1] if self.done else None
        source = (cue.last, end)
        channel: list[Span] = []
        if outer is not None:
            made = self._make([source], [(cue.first, cue.last)], [source], channel, cue.verb, cue.base)
            if made:
                made.content, made.outer = list(outer.content), outer
            return
        # "X, citing Y, said that ...": the verb comes later
        later = next((c for c in self.cues[k + 1 :] if c.kind in ("say", "tell", "act")), None)
        made = self._make([source], [(cue.first, cue.last)], [source], channel, cue.verb, cue.base)
        if made is None:
            return
        if later is not None:
            self.pending = made
        else:
            rest = self._trimmed(self.first, cue.first)
            made.content = [t.span(*rest)] if rest else []

    def _quoting(self, k: int, cue: Cue) -> None:
        """ "X quoted Y as saying Z" and "Y was quoted by X as saying Z"."""
        t = self.t
        saying = next((c for c in self.cues[k + 1 :] if c.kind == "as saying"), None)
        if saying is None:
            return
        after, channel = self._circumstances(Cue(saying.first, saying.last, saying.verb, "say", "say"))
        high = self._high(self.cues.index(saying), after)
        low = self._low(k)
        sources, left = self._subject(cue, low)
        before = self._trimmed(low, left) if sources else None
        inner_pieces = [(after, high)]
        if self._trimmed(after, high) is None:
            if before is None:
                return
            inner_pieces = [(low, left)]
        if cue.kind == "was quoted":
            i = cue.last
            if i < saying.first and t.low[i] in ("by", "in", "on"):
                j = noun_end(t, i + 1, saying.first)
                if j > i + 1 and self._outlet(i + 1, j):
                    channel.append((i + 1, j))
            for source in sources:
                self._make(
                    [source],
                    [(cue.first, cue.last), (saying.first, saying.last)],
                    inner_pieces,
                    channel,
                    cue.verb,
                    "say",
                )
            return
        source_span = (cue.last, saying.first)
        outer_source = sources[0] if sources else None
        inherited = None if sources else self._inherited(cue)
        outer = self._make(
            [outer_source] if outer_source else [],
            [(cue.first, cue.last)],
            [(cue.last, high)] if inner_pieces[0][0] == after else inner_pieces,
            [],
            cue.verb,
            "quote",
        )
        if outer is not None and inherited is not None:
            outer.source = list(inherited.source)
        inner = self._make([source_span], [(saying.first, saying.last)], inner_pieces, channel, saying.verb, "say")
        if inner is not None:
            inner.outer = outer

    def _headline(self) -> None:
        """ "... kills 19: monitor", "UN: ..." and a headline that ends in its source."""
        t = self.t
        colon = next((i for i in range(self.first, self.end) if t.words[i] == ":" and not self._inside_quote(i)), None)
        if colon is None or colon == self.first or colon >= self.end - 1:
            return
        right = noun_end(t, colon + 1, self.end)
        if right == self.end and self._names_source(colon + 1, right) and colon - self.first > 3:
            self._make([(colon + 1, right)], [(colon, colon + 1)], [(self.first, colon)], [], colon, ":")
            return
        left = noun_start(t, colon - 1, self.first)
        if left == self.first and self._names_source(left, colon) and self.end - colon > 3:
            self._make([(left, colon)], [(colon, colon + 1)], [(colon + 1, self.end)], [], colon, ":")

    def _names_source(self, first: int, last: int) -> bool:
        t = self.t
        text = t.text[t.starts[first] : t.ends[last - 1]]
        if names_outlet(text):
            return True
        return any(t.low[i] in all_source_words() or t.low[i] in PRONOUNS for i in range(first, last)) or t.entities[
            first
        ][2:] in (
            "ORG",
            "PERSON",
            "GPE",
        )


_RUMOURS = frozenset(
    ["speculation", "speculations", "rumour", "rumours", "rumor", "rumors", "allegations", "suggestions"]
)
_ITS_STAFF = frozenset(["reporter", "reporters", "correspondent", "journalist", "photographer", "radio", "newspaper"])
_TAILS = frozenset(
    ["as", "after", "while", "without", "when", "before", "amid", "following", "during", "since", "despite", "because", "referring",
     "at", "about", "of"]
)  # fmt: skip
_PREPOSED = frozenset(
    ["by", "in", "of", "for", "without", "from", "after", "before", "while", "when", "with", "to", "on"]
)
_GOES_ON = frozenset(
    [
        "say",
        "add",
        "note",
        "stress",
        "claim",
        "insist",
        "explain",
        "warn",
        "indicate",
        "point",
        "accuse",
        "blame",
        "call",
        "urge",
        "describe",
        "confirm",
        "emphasize",
        "emphasise",
        "reiterate",
        "state",
        "declare",
        "announce",
        "stress",
    ]
)
_THROUGH = frozenset(["to", "with", "on", "via", "by", "through"])
_PREPS = frozenset(["of", "at", "in", "from", "for", "with", "on"])
