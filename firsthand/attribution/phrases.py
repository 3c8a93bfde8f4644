"""Where the phrase that names a source begins and ends.

The parser is good on punctuated text and poor where commas are lost, so both are asked: its subtree where that looks
sane, and a walk over the tags otherwise.
"""

from firsthand.attribution.lexicon import TIME_WORDS, WEEKDAYS, all_source_words, cue_forms, source_words, word_set
from firsthand.attribution.registry import look_up, names_outlet, state_of_adjective
from firsthand.attribution.tokens import FINITE, NOUNS, QUOTES, Tokens

_INSIDE = NOUNS | {"JJ", "JJR", "JJS", "CD", "POS", "HYPH", "AFX", "VBN", "FW"}
_TITLES = source_words()["person"] | source_words()["organisation"] | source_words()["outlet"] | {"group", "figure"}
_PREPOSITIONS = word_set("prepositions")
_CLAUSAL = word_set("clausal")
_QUOTED_PEOPLE = word_set("quoted people")
_BEFORE_SOURCES = word_set("modifiers") | {"state"}
_RELATIVE = frozenset(["who", "which", "that", "whose", "whom", "where"])
LONGEST = 40
"""Longest source phrase, in tokens."""


def noun_start(t: Tokens, last: int, low: int) -> int:
    """First token of the noun phrase whose last token is `last`, not before `low`; `last + 1` when there is none."""
    start = _walk_left(t, last, low)
    if start > last:
        return start
    named = _registered_start(t, last, max(low, start))
    if start < named - 1 and t.low[named - 1] == "the" and t.low[named - 2] not in _PREPOSITIONS | {"to", "by", "and"}:
        return named - 1
    if named > start and t.cased(named - 1) and t.low[named - 1] not in _TITLES:
        return named
    if start > low and t.tags[start - 1] in ("IN", "TO") and t.low[start - 1] not in _CLAUSAL:
        return _split_object(t, start, last)
    return start


def _registered_start(t: Tokens, last: int, low: int) -> int:
    """First token of the longest registered name that ends at `last`; `low` when there is none."""
    for first in range(max(low, last - 7), last + 1):
        if t.cased(first) and look_up(t.text[t.starts[first] : t.ends[last]]) is not None:
            return first
    return low


def _split_object(t: Tokens, start: int, last: int) -> int:
    """Where the source begins in a phrase after a preposition: "in Aleppo | state media", "of Raqqa | activists"."""
    for i in range(min(last, start + 6), start, -1):
        if names_outlet(t.text[t.starts[start] : t.ends[i - 1]]):
            return i
    for i in range(start + 1, last + 1):
        if not (t.tags[i - 1] in NOUNS or t.tags[i - 1] == "CD"):
            continue
        if t.cased(i - 1) and not t.cased(i) and t.starts[i] > t.ends[i - 1] and t.words[i][0].isalpha():
            if look_up(t.text[t.starts[i - 1] : t.ends[last]]) is not None:
                return i - 1
            if any(t.low[k] in all_source_words() for k in range(i, last + 1)):
                return i
        elif (t.entities[i].startswith("B-") and t.cased(i) and (t.cased(i - 1) or t.low[i - 1] not in _TITLES)) or (
            i == last and t.low[i] in all_source_words() and t.cased(i - 1)
        ):
            return i
    return start


def _walk_left(t: Tokens, last: int, low: int) -> int:
    start = _base_start(t, last, low)
    if start > last:
        return start
    while start > low and last - start < LONGEST:
        before = start - 1
        if t.low[before] in _PREPOSITIONS and before > low and t.tags[before] in ("IN", "TO"):
            inner = _base_start(t, before - 1, low)
            if inner < before and (
                t.low[before - 1] in all_source_words()
                or (t.low[before] == "of" and t.tags[before - 1] in NOUNS and not _is_time(t, before - 1))
            ):
                start = inner
                continue
        elif (
            t.low[before] == "and"
            and before > low
            and (
                (_is_title_like(t, start) and t.low[before - 1] in _TITLES) or _are_two_sources(t, before, start, last)
            )
        ):
            inner = _base_start(t, before - 1, low)
            if inner < before:
                start = inner
                continue
        break
    return start


def _are_two_sources(t: Tokens, conj: int, start: int, last: int) -> bool:
    """Whether "and" joins two sources: two people by name, or two kinds of people that news quotes."""
    left = conj - 1
    if t.entities[left].endswith("PERSON") and t.entities[last].endswith("PERSON"):
        return True
    return t.low[left] in _QUOTED_PEOPLE and t.low[last] in _QUOTED_PEOPLE and t.tags[start] != "CD"


def _is_title_like(t: Tokens, i: int) -> bool:
    return t.low[i] in all_source_words() or t.low[i] in ("the", "a", "an")


def _is_time(t: Tokens, i: int) -> bool:
    return t.low[i] in TIME_WORDS


def _base_start(t: Tokens, last: int, low: int) -> int:
    """First token of a noun phrase without prepositions."""
    if last < low or not (
        t.tags[last] in NOUNS or t.tags[last] in ("CD", "PRP", "DT", "JJ", "RB", "VBG", "-RRB-", "FW", "IN")
    ):
        return last + 1
    if t.tags[last] == "PRP" or t.low[last] in ("who", "others", "some", "many"):
        return last
    j = last
    if t.words[last] in ")]":
        k = last - 1
        while k > low and t.words[k] not in "([" and last - k < 12:
            k -= 1
        if t.words[k] not in "([" or k - 1 < low:
            return last + 1
        return _base_start(t, k - 1, low)
    if not (t.tags[last] in NOUNS or t.cased(last) or t.low[last] in all_source_words()):
        return last + 1
    if _is_time(t, last):
        return last + 1
    while j > low:
        k = j - 1
        if t.tags[k] == "DT" or t.tags[k] == "PRP$" or t.low[k] in ("another", "one"):
            j = k
            break
        if t.words[k] in ")]":
            m = k - 1
            while m > low and t.words[m] not in "([" and k - m < 8:
                m -= 1
            if t.words[m] in "([" and m > low and t.cased(m - 1):
                j = m
                continue
            break
        if t.words[k] in "-–" and t.ends[k] == t.starts[j] and k > low and t.starts[k] == t.ends[k - 1]:
            j = k
            continue
        if t.words[k] == "." and k > low and len(t.words[k - 1]) <= 4 and t.cased(k - 1):
            j = k
            continue
        if t.low[k] in ("al", "el", "bin", "ibn", "abu", "abdel", "de", "van", "von", "da", "der", "la"):
            j = k
            continue
        if t.words[k] in QUOTES or not (t.tags[k] in _INSIDE or (t.cased(k) and t.tags[k] not in ("IN", "CC", "RB"))):
            break
        if t.tags[k] in FINITE or _is_time(t, k):
            break
        if t.tags[k] == "CD" and (t.cased(j) or t.tags[j] != "NNS") and t.words[k].isdigit():
            break
        if t.cased(k) and k > low and t.low[k - 1] in _PREPOSITIONS and state_of_adjective(t.words[j]) is not None:
            break  # "of Aleppo | Syrian activists"
        if t.low[j] in _BEFORE_SOURCES and j < last and _is_plain_noun(t, k):
            break  # "in the capital | state media", "in an operation | security sources"
        lowercase_noun = t.tags[k] in ("NN", "NNS") and not t.cased(k)
        if lowercase_noun and t.cased(j) and t.low[k] not in _TITLES:
            break
        if lowercase_noun and t.tags[k] == "NNS" and not t.cased(j) and t.low[k] not in _TITLES and t.tags[j] == "JJ":
            break
        if (
            t.tags[k] == "VBN"
            and "-" not in t.words[k]
            and t.words[k - 1] != "-"
            and t.tags[j] != "NN"
            and t.tags[j] != "NNS"
        ):
            break
        j = k
    return j


def _is_plain_noun(t: Tokens, i: int) -> bool:
    """Whether a token is a noun in small letters that no kind of source is called by."""
    return (
        t.tags[i] in ("NN", "NNS")
        and not t.cased(i)
        and t.low[i] not in _TITLES
        and t.low[i] not in _BEFORE_SOURCES | all_source_words()
    )


def noun_end(t: Tokens, first: int, high: int) -> int:
    """End of the noun phrase that starts at `first`, not after `high`: prepositional phrases after a source noun belong
    to it, and a clause opened by "who" up to its comma."""
    i = _base_end(t, first, high)
    if i == first:
        return i
    while i < high and i - first < LONGEST:
        if t.low[i] in _PREPOSITIONS and i + 1 < high:
            if (
                t.low[i] != "of"
                and i + 1 < high
                and t.low[i + 1] in TIME_WORDS | {"a", "an"}
                and _is_message(t, i + 1, high)
            ):
                break
            if t.low[i + 1] in TIME_WORDS:
                break
            if t.low[i] == "to" and names_outlet(t.text[t.starts[i + 1] : t.ends[min(i + 2, high - 1)]]):
                break
            if t.low[i] == "to" and names_outlet(t.words[i + 1]):
                break
            inner = _base_end(t, i + 1, high)
            if inner > i + 1:
                i = inner
                continue
        if t.words[i] == "," and i + 1 < high:
            close = i + 1
            while close < high and t.words[close] != "," and close - i < 20:
                close += 1
            piece = range(i + 1, close)
            role = any(t.low[k] in _TITLES or t.low[k] in all_source_words() for k in piece)
            starts = (t.tags[i + 1] == "DT" and role) or t.low[i + 1] in _TITLES or t.low[i + 1] in ("who", "head")
            starts = starts and (close == high or t.words[close] == ",")
            plain = not any(t.tags[k] in FINITE for k in piece) or t.low[i + 1] == "who"
            if starts and plain and not any(t.words[k] in QUOTES for k in piece):
                i = close
                continue
        if t.low[i] in ("who", "whose") and i + 1 < high:
            if t.low[i + 1] in cue_forms() and t.tags[i + 1] in FINITE:
                break  # "officials who said": a statement of its own
            while i < high and t.words[i] not in ",." and t.words[i] not in QUOTES:
                i += 1
            break
        if t.low[i] in all_source_words() and i > first and t.cased(i - 1) and not t.cased(i):
            inner = _base_end(t, i, high)
            if inner > i:
                i = inner
                continue
        if t.low[i] in ("a", "an", "the") and t.cased(i - 1):
            inner = _base_end(t, i, high)
            if inner > i and not (inner < high and t.tags[inner] in FINITE):
                i = inner
                continue
        break
    return i


def _is_message(t: Tokens, i: int, high: int) -> bool:
    from firsthand.attribution.lexicon import MESSAGES

    end = _base_end(t, i, high)
    return any(t.low[k] in MESSAGES for k in range(i, min(end, high)))


def _base_end(t: Tokens, first: int, high: int) -> int:
    i = first
    if i < high and t.tags[i] == "PRP":
        return i + 1
    seen = False
    while i < high and i - first < LONGEST:
        tag, word = t.tags[i], t.words[i]
        if word in "([" and seen:
            k = i + 1
            while k < high and t.words[k] not in ")]" and k - i < 8:
                k += 1
            if k >= high or t.words[k] not in ")]":
                break
            i = k + 1
            continue
        if word in QUOTES or word in ",;:" or (tag in FINITE and not (t.cased(i) and seen and tag == "MD")):
            break
        if t.low[i] in WEEKDAYS:
            break
        if tag in ("DT", "PRP$", "CD") and seen and not t.cased(i):
            break
        if (
            seen
            and t.cased(i)
            and t.cased(i - 1)
            and i - first <= 6
            and t.low[i] not in _TITLES
            and _complete(t, first, i)
        ):
            break
        if not (
            tag in _INSIDE
            or tag in ("DT", "PRP$", "PDT")
            or (t.cased(i) and tag not in ("PRP", "WP"))
            or (word in "-–." and seen and t.starts[i] == t.ends[i - 1])
            or (tag == "CC" and word in "&")
        ):
            if tag == "CC" and seen and i + 1 < high and t.cased(i - 1) and t.cased(i + 1) and word.lower() == "and":
                i += 1
                continue
            break
        if seen and t.cased(i) and t.tags[i - 1] == "NNS" and not t.cased(i - 1) and t.low[i - 1] not in _TITLES:
            break
        seen = seen or tag in NOUNS or t.cased(i) or t.low[i] in all_source_words() or t.low[i] == "one"
        i += 1
    while i > first and t.words[i - 1] in ".-–":
        i -= 1
    return i if seen else first


def _complete(t: Tokens, first: int, i: int) -> bool:
    """Whether the name of an outlet is complete before token i and does not go on with it."""
    return names_outlet(t.text[t.starts[first] : t.ends[i - 1]]) and not names_outlet(
        t.text[t.starts[first] : t.ends[i]]
    )


def clause_starts(t: Tokens, first: int, last: int) -> bool:
    """Whether tokens first .. last - 1 hold a finite verb outside a relative clause."""
    relative = False
    for i in range(first, last):
        if t.low[i] in _RELATIVE and i > first and t.tags[i] in ("WP", "WDT", "WP$", "WRB"):
            relative = True
        elif t.tags[i] in FINITE:
            if not relative:
                return True
            relative = False
    return False
