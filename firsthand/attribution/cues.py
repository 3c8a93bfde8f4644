"""Where a text reports a statement: the cue words, told apart from the same words in other uses."""

from dataclasses import dataclass

from firsthand.attribution.lexicon import TIME_WORDS, all_source_words, cue_forms, source_words, word_set
from firsthand.attribution.registry import names_outlet
from firsthand.attribution.tokens import FINITE, QUOTES, VERBS, Tokens

_CALL_FOLLOWERS = frozenset(["for", "on", "upon"])
_EXPRESSED = word_set("expressed")
_DOCUMENT_VERBS = word_set("document verbs")


@dataclass(frozen=True)
class Cue:
    """A cue: its tokens first .. last - 1, the verb, its base form and class."""

    first: int
    last: int
    verb: int
    base: str
    kind: str
    """say, tell, act, citing, according, quoting or hedge."""


def find_cues(t: Tokens, first: int, last: int) -> list[Cue]:
    """Cues of one stretch of text, in reading order."""
    cues: list[Cue] = []
    i = first
    while i < last:
        cue = _cue_at(t, i, first, last)
        if cue is not None:
            cues.append(cue)
            i = max(cue.last, i + 1)
        else:
            i += 1
    return cues


def _cue_at(t: Tokens, i: int, first: int, last: int) -> Cue | None:
    low = t.low[i]
    following = t.low[i + 1] if i + 1 < last else ""
    if low == "according" and following == "to":
        return Cue(i, i + 2, i, "according", "according")
    if low in ("citing", "quoting", "cited", "cites", "quoted", "quotes", "cite", "quote"):
        return _quoting(t, i, first, last)
    if low == "as" and following in ("saying", "telling", "stating", "reporting") and i > first:
        return Cue(i, i + 2, i + 1, "say", "as saying")
    entry = cue_forms().get(low)
    if entry is None:
        return None
    if low in ("reported", "reports") and _reports_as_saying(t, i, last):
        return Cue(i, i + 1, i, "quote", "quoting")
    if t.cased(i) and i > first and t.cased(i - 1) and following in cue_forms() and not t.cased(i + 1):
        return None  # "Ali Said | told"
    base, kind = entry
    if kind == "hedge":
        return Cue(i, i + 1, i, base, "hedge")
    if not _is_verb(t, i, first, last):
        return None
    if _negated(t, i, first):
        return None
    if _inside_quotation(t, i, base):
        return None
    if base == "claim" and {"life", "lives"} & set(t.low[i + 1 : min(i + 8, last)]):
        return None
    if i > first and t.tags[i] == "VBN" and t.low[i - 1] in ("if", "as", "when", "unless", "once", "until"):
        return None
    if base == "believe" and (t.tags[i] == "VBN" or following == "to" or t.child(i, "nsubj") is None):
        return None
    if base == "declare" and t.child(i, "mark", "advmod") is not None and not _has_words(t, i, first, last):
        return None
    if base in ("respond", "reply", "comment") and not _has_words(t, i, first, last):
        return None
    if _attribute(t, i, first, base, following):
        return None
    if (
        i > first
        and t.low[i - 1] in ("to", "would", "will", "should", "could", "can", "may", "might", "must", "shall")
        and base not in ("say",)
    ):
        return None
    end = i + 1
    if base == "point":
        if following in ("out", "to"):
            return Cue(i, i + 2, i, base, "say") if following == "out" else None
        return None
    if base == "call":
        if following in ("itself", "himself", "herself", "themselves"):
            return None
        if following in _CALL_FOLLOWERS:
            return Cue(i, i + 2, i, base, "act")
        if any(t.words[k] in QUOTES for k in range(i + 1, min(i + 12, last))) or t.child(i, "oprd", "xcomp"):
            return Cue(i, end, i, base, "act")
        return None
    if base == "go":
        return None
    if kind == "weak":
        return _weak(t, i, first, last, base)
    if base == "claim" and following in ("responsibility",):
        return Cue(i, i + 1, i, base, "act")
    if base in ("voice", "express"):
        window = t.low[i + 1 : min(i + 6, last)]
        if not _EXPRESSED.intersection(window):
            return None
        return Cue(i, end, i, base, "act")
    if base in ("suggest", "indicate", "signal", "reveal") and kind == "say":
        return Cue(i, end, i, base, "say")
    return Cue(i, end, i, base, kind)


_PARTICIPLES = word_set("participles")


def _attribute(t: Tokens, i: int, first: int, base: str, following: str) -> bool:
    """Whether a participle says what its noun is, and reports nothing: "an attack claimed by", "a town called"."""
    if t.tags[i] != "VBN" or base not in _PARTICIPLES or t.relations[i] not in ("acl", "amod", "relcl"):
        return False
    if base == "report" and _ends_report(t, i, first):
        return False
    if i > first and t.low[i - 1] in ("has", "have", "had", "also", "was", "were", "been", "is", "are"):
        return False
    if following == "by" and base in ("claim", "announce"):
        return False
    return following in ("by", "in", "on", "to", "as", "the", "online", "a", "of") or base == "call"


def _reports_as_saying(t: Tokens, i: int, last: int) -> bool:
    """Whether "reported the ministry as saying" follows, with nothing but a source between."""
    for k in range(i + 1, min(i + 12, last - 1)):
        if t.low[k] == "as" and t.low[k + 1] in ("saying", "telling", "stating"):
            return True
        if t.tags[k] in VERBS or t.words[k] in QUOTES | {","}:
            return False
    return False


def _ends_report(t: Tokens, i: int, first: int) -> bool:
    """Whether "activists reported on Friday" ends a sentence: the parser takes the verb for a participle."""
    if i == first or not (t.low[i - 1] in all_source_words() or names_outlet(t.words[i - 1])):
        return False
    k = i + 1
    while k < len(t.low) and t.low[k] in TIME_WORDS | {"on", "late", "early", "last", "this"}:
        k += 1
    return k > i + 1 and (k == len(t.low) or t.words[k] in ".,;" or t.low[k] in ("citing", "quoting", "without", "as"))


def _negated(t: Tokens, i: int, first: int) -> bool:
    """ "did not say", "cannot confirm", "no one claimed": nothing is stated."""
    window = t.low[max(first, i - 3) : i]
    if {"not", "n't", "never", "cannot", "nobody", "neither", "nor"} & set(window) or window[-2:] == ["no", "one"]:
        return True
    return any(w in ("didnt", "doesnt", "dont", "cant", "couldnt", "wouldnt", "hasnt", "havent") for w in window) or (
        len(window) >= 3 and window[0] == "no" and window[1] == "one"
    )


def _inside_quotation(t: Tokens, i: int, base: str) -> bool:
    """Whether a cue inside a quotation is the speaker's own "I believe" or "we urge", which reports nobody."""
    if t.quoted(t.starts[i]) is None:
        return False
    if base not in ("say", "tell", "report", "claim", "confirm", "insist", "announce"):
        return True
    subject = t.child(i, "nsubj")
    return subject is None or t.low[subject] in ("i", "we", "you", "who", "that", "which") or t.tags[i] == "VB"


def _has_words(t: Tokens, i: int, first: int, last: int) -> bool:
    """Whether a clause or a quotation goes with the cue."""
    if t.child(i, "ccomp", "oprd") is not None or (i + 1 < last and t.low[i + 1] in ("that", ":")):
        return True
    return any(t.words[k] in QUOTES for k in range(i + 1, min(i + 6, last))) or (
        i > first and any(t.words[k] in QUOTES for k in range(max(first, i - 6), i))
    )


def _is_verb(t: Tokens, i: int, first: int, last: int) -> bool:
    """Whether a form of a cue is a verb here, and no attribute of a noun."""
    tag, low = t.tags[i], t.low[i]
    following = t.low[i + 1] if i + 1 < last else ""
    before = t.tags[i - 1] if i > first else ""
    if tag in VERBS:
        if t.relations[i] == "amod" and not (
            following in ("that",) or (tag == "VBG" and i > first and t.words[i - 1] == ",")
        ):
            return False
        if tag == "VB" and before in ("DT", "JJ", "PRP$"):
            return False
        return not (before in ("DT", "PRP$") and low not in ("said",))
    if low in ("said", "told", "added", "says", "announced", "stated", "tells", "reported") and before not in (
        "DT",
        "PRP$",
        "JJ",
    ):
        return tag not in ("JJ",) or following in ("that", ".", ",")
    if (
        low in ("reports", "claims", "reported")
        and tag in ("NNS", "NNP", "NNPS")
        and (i + 1 >= last or following == "." or following == "that")
    ):
        return i > first and before in ("NN", "NNP", "NNS", "NNPS") and (t.cased(i - 1) or following != "that")
    if low == "report" and following in ("citing", "quoting", ".", ""):
        return i > first and t.low[i - 1] in ("media", "agencies", "outlets", "newspapers", "papers", "channels")
    return (
        low in ("warns", "urges", "condemns", "accuses", "denies", "blames", "slams", "vows")
        and t.cased(i)
        and i > first
    )


def _quoting(t: Tokens, i: int, first: int, last: int) -> Cue | None:
    low = t.low[i]
    as_saying = next(
        (
            k
            for k in range(i + 1, min(i + 30, last - 1))
            if t.low[k] == "as" and t.low[k + 1] in ("saying", "telling", "stating", "reporting")
        ),
        None,
    )
    passive = (i > first and t.low[i - 1] in ("was", "were", "is", "been", "are")) or (
        i > first and t.low[i - 1] == "widely"
    )
    if low in ("quoted", "cited") and passive and as_saying is not None:
        return Cue(i - 1 if t.low[i - 1] in ("was", "were", "is", "are") else i, i + 1, i, "quote", "was quoted")
    if low in ("quoted", "quotes", "quoting", "cited", "cites", "citing") and as_saying is not None:
        return Cue(i, i + 1, i, "quote", "quoting")
    if low in ("quoted", "cited") and (i + 1 < last and t.low[i + 1] in ("by", "in")):
        return None
    if low in ("citing", "quoting"):
        return Cue(i, i + 1, i, "cite", "citing")
    if low in ("quoted", "quotes", "cited", "cites") and t.tags[i] in VERBS and not passive:
        return Cue(i, i + 1, i, "cite", "cited")
    return None


def _weak(t: Tokens, i: int, first: int, last: int, base: str) -> Cue | None:
    following = t.low[i + 1] if i + 1 < last else ""
    subject = t.child(i, "nsubj", "nsubjpass")
    head = t.low[subject] if subject is not None else (t.low[i - 1] if i > first else "")
    document = head in source_words()["document"]
    if base in ("show", "find"):
        if (document and (t.tags[i] in FINITE or t.tags[i] == "VBN")) or (
            t.tags[i] == "VBG" and i > first and t.low[i - 1] in source_words()["document"]
        ):
            return Cue(i, i + 1, i, base, "act")
        return Cue(i, i + 1, i, base, "say") if following == "that" and t.tags[i] in FINITE else None
    if base == "put":
        window = t.low[i + 1 : min(i + 12, last)]
        return (
            Cue(i, i + 1, i, base, "act")
            if "at" in window and {"toll", "number", "figure", "deaths", "count"} & set(window)
            else None
        )
    if base == "continue":
        return (
            Cue(i, i + 1, i, base, "say")
            if i > first and t.words[i - 1] in QUOTES | {","} and following in (",", ".", ":", "")
            else None
        )
    if base in ("think", "expect", "fear", "hold", "doubt", "suspect", "consider", "recall"):
        return (
            Cue(i, i + 1, i, base, "say")
            if t.tags[i] in FINITE and following == "that" and not _first_person(t, i, first)
            else None
        )
    if base == "ask":
        window = t.low[i + 1 : min(i + 8, last)]
        return (
            Cue(i, i + 1, i, base, "act")
            if {"for", "to", "whether", "if", "why", "how"} & set(window) and t.tags[i] != "VB"
            else None
        )
    if base in ("read",):
        return Cue(i, i + 1, i, base, "say") if i > first and t.low[i - 1] in source_words()["document"] else None
    if base == "raise":
        return (
            Cue(i, i + 1, i, base, "act")
            if following in ("concern", "concerns", "fears", "doubts", "alarm", "questions") and not document
            else None
        )
    if base == "give":
        window = t.low[i + 1 : min(i + 6, last)]
        return (
            Cue(i, i + 1, i, base, "act")
            if {"ultimatum", "warning", "toll", "assurances", "assurance"} & set(window)
            else None
        )
    if base in COUNTING:
        return Cue(i, i + 1, i, base, "act") if _counts_victims(t, i, first, last) else None
    if base == "issue":
        window = t.low[i + 1 : min(i + 5, last)]
        return (
            Cue(i, i + 1, i, base, "act")
            if {"ultimatum", "warning", "warnings", "alert", "appeal", "denial"} & set(window)
            else None
        )
    return None


COUNTING = frozenset(["count", "document", "list", "record", "register", "tally"])
"""Verbs that are cues where they tell how many were killed or hurt. The annotated articles do not mark them."""
_VICTIMS = word_set("victims")


def _counts_victims(t: Tokens, i: int, first: int, last: int) -> bool:
    """Whether a verb of counting tells how many were killed or hurt: "has documented the deaths of 27 people".

    With "by" it is the passive: "the names of the 18 killed were listed by the union".
    """
    passive = t.tags[i] == "VBN" and i + 1 < last and t.low[i + 1] == "by"
    if not passive and t.tags[i] not in FINITE and not (t.tags[i] == "VBN" and t.low[i - 1] in ("has", "have", "had")):
        return False
    window = range(max(first, i - 10), i) if passive else range(i + 1, min(i + 9, last))
    numbers = any(t.tags[k] == "CD" for k in window)
    return numbers and any(t.low[k] in _VICTIMS for k in window) and not _first_person(t, i, first)


def _first_person(t: Tokens, i: int, first: int) -> bool:
    return any(t.low[k] in ("i", "we", "you") for k in range(max(first, i - 3), i))


def ends_quote(t: Tokens, i: int) -> bool:
    """Whether a token is a closing quotation mark."""
    return t.words[i] in QUOTES and i > 0 and t.ends[i - 1] == t.starts[i]
