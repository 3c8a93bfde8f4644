"""What kind of source a phrase names."""

from collections.abc import Set

from firsthand.attribution.lexicon import plural_people, source_words, word_set
from firsthand.attribution.registry import Body, find_state, look_up, names_outlet, state_of_adjective
from firsthand.attribution.tokens import NOUNS, Tokens

OUTLET_KINDS = ("wire", "outlet", "broadcaster")
_CUT = word_set("cut")
_MARKS = frozenset(",([–—:;&")
_PRONOUNS = word_set("pronouns")
_OFFICES = word_set("offices")
_PAPERS = word_set("names of papers")
_TITLES = frozenset(["dr", "mr", "mrs", "ms", "gen", "col", "sgt", "lt"])


def head_of(t: Tokens, first: int, last: int) -> int:
    """The noun that a source phrase is about: the last token before its first preposition, comma or participle."""
    for i in range(first + 1, last):
        if t.low[i] == "and" and last - i <= 4 and _joins_attributes(t, i, last):
            continue  # "local and media sources"
        if t.low[i] in _CUT or t.words[i] in _MARKS:
            return i - 1
        if t.low[i] in ("close", "familiar", "involved") and i + 1 < last and t.low[i + 1] in ("to", "with", "in"):
            return i - 1
        if t.words[i] in "-–—" and t.ends[i - 1] < t.starts[i]:
            return i - 1
        if t.tags[i] in ("VBN", "VBG") and t.tags[i - 1] in NOUNS and t.starts[i] > t.ends[i - 1] and not t.cased(i):
            return i - 1
        if t.low[i] in ("a", "an", "the", "head") and t.cased(i - 1) and (i - first >= 2 or t.tags[first] == "NNP"):
            return i - 1
    return last - 1


def _joins_attributes(t: Tokens, i: int, last: int) -> bool:
    """Whether "and" joins two attributes of one noun for people, not two sources."""
    people = source_words()["person"] | plural_people()
    return t.low[last - 1] in plural_people() and t.low[i - 1] not in people and not t.cased(i + 1)


def registered(t: Tokens, first: int, last: int) -> Body | None:
    """The longest registered name that a phrase is about: "state news agency SANA", "SANA reporter"."""
    head = head_of(t, first, last)
    words = source_words()
    whole = look_up(_text(t, first, last)) or look_up(_text(t, first, head + 1))
    if whole is not None:
        return whole
    bracket = last - first >= 4 and t.words[last - 1] == ")" and t.words[last - 3] == "("
    if bracket and not any(t.words[k] == "," or t.low[k].rstrip(".") in _TITLES for k in range(first, last)):
        initials = look_up(t.words[last - 2])  # "the children's agency (UNICEF)"
        if initials is not None:
            return initials
    for length in range(min(head + 1 - first, 8), 0, -1):
        for i in range(first, head + 2 - length):
            if not any(t.cased(k) for k in range(i, i + length)):
                continue
            body = look_up(_text(t, i, i + length))
            if body is None and i + length <= head:
                owner = _text(t, i, i + length)
                if owner.endswith("s") and (owner[:-1].isupper() or length > 1):
                    body = look_up(owner[:-1])  # "SANAs correspondent": news databases lose apostrophes
            if body is None:
                continue
            rest = [t.low[k] for k in (*range(first, i), *range(i + length, head + 1))]
            if length == 1 and body.name.startswith("The ") and (i == 0 or t.low[i - 1] != "the"):
                continue  # "The National", not "Syrian National"
            if i + length == head + 1 and not any(w in words["person"] and w != "local" for w in rest):
                return body
            if body.kind in OUTLET_KINDS and (set(rest[-1:]) & (words["outlet"] | {"agency", "journalist", "report"})):
                return body
            if set(rest[-1:]) & {"group", "organisation", "organization", "movement", "figures", "data", "toll"}:
                return body
    return None


def registered_outlet(t: Tokens, first: int, last: int) -> bool:
    """Whether a phrase is about a registered outlet: "a SANA reporter", "Lebanese broadcaster X"."""
    body = registered(t, first, last)
    return body is not None and body.kind in OUTLET_KINDS


def _text(t: Tokens, first: int, last: int) -> str:
    text = t.text[t.starts[first] : t.ends[last - 1]]
    return text.split(" (")[0] if text.endswith(")") else text


OLDEST = 120
"""Highest age, in years, that a number after a name may be."""


def kind_of(t: Tokens, first: int, last: int, surnames: Set[str]) -> str:
    """Kind of a source phrase: person, organisation, outlet, document, unnamed, collective; pronoun for a pronoun.

    `surnames` are last words of the full names that the article gives, so that "Smith" is a person once "Ann Smith" was
    named.
    """
    if last - first == 1 and t.low[first] in _PRONOUNS:
        return "pronoun"
    words = source_words()
    head = head_of(t, first, last)
    low = t.low[head].removesuffix("'s")
    inner = [t.low[i] for i in range(first, head + 1)]
    body = registered(t, first, last)
    if low not in words["document"] and _is_titled_person(t, first, last):
        return "person"
    if _begins_with_person(t, first, last) or _has_age(t, first, last):
        return "person"
    if body is not None and low not in words["document"] - {"report"}:
        return "outlet" if body.kind in OUTLET_KINDS else "organisation"
    if find_state(_text(t, first, head + 1)) is not None:
        return "organisation"
    # A surname that is also a word ("Baker", "Sanders") may be tagged as the word where it opens a sentence.
    surname = t.words[head] in surnames
    cased = t.cased(head) and (head > first or surname or t.tags[head] in ("NNP", "NNPS"))
    named = cased and not (head == first and low in words["person"] | words["document"])
    if low == "media":
        return "outlet"
    paper = low in _PAPERS or (low == "leader" and inner[-3:-1] == ["news", "-"])
    if named and paper and head > first and t.cased(head - 1 - (t.words[head - 1] == "-")) and t.low[first] == "the":
        return "outlet"
    if low in ("police", "authorities"):
        return "organisation"
    counted = low in words["document"] and head > first and look_up(_text(t, first, head)) is not None
    if low in plural_people() and not (named and t.tags[head] == "NNP") and not counted:
        return "collective"  # "UN figures" are a document, "opposition figures" are people
    if low in ("reporter", "correspondent", "photographer", "cameraman") and (
        len(inner) <= 2 or names_outlet(t.words[first])
    ):
        return "outlet"
    if low in words["outlet"] and low not in ("journalist", "photographer", "site", "account"):
        return "outlet"
    if low == "journalist" and any(names_outlet(t.words[i]) for i in range(first, head)):
        return "outlet"
    if low in words["document"] and not named:
        return "collective" if low in ("reports", "accounts") else "document"
    titled = any(
        w in words["person"] and not (w == "general" and inner[k + 1] in words["organisation"] | {"staff", "assembly"})
        for k, w in enumerate(inner[:-1])
    )
    if low == "staff" and inner[-2:-1] == ["general"]:
        return "organisation"
    if named and (surname or _is_spoken_of_as_person(t, first, head)):
        return "person"
    if low == "agency" and "news" in inner:
        return "outlet"
    return _by_noun(t, first, last, head, titled=titled, named=named)


def _is_titled_person(t: Tokens, first: int, last: int) -> bool:
    """Whether a phrase holds a name right after a title: "the Observatory's director | Ann Smith"."""
    if not any(t.entities[k][2:] == "PERSON" for k in range(first, last)):
        return False
    run = name_run(t, first, last)
    if run is None or run[0] == first or any(t.low[k] in ("by", "from", "with") for k in range(first, run[0])):
        return False
    title = t.low[run[0] - 1].rstrip(".")
    return title in source_words()["person"] - {"local"} or title in _TITLES


def _has_age(t: Tokens, first: int, last: int) -> bool:
    """Whether a name is followed by an age: "Ann Smith, 20", "Ann, a 28-year-old teacher"."""
    end = first
    while end < last and t.cased(end):
        end += 1
    after = end + (end < last and t.words[end] == ",")
    if end == first or after >= last:
        return False
    if t.low[after] in ("a", "an"):
        return any("year-old" in t.low[k] or t.low[k : k + 3] == ["year", "-", "old"] for k in range(after, last))
    alone = after + 1 == last or t.words[after + 1] == ","
    return (
        after > end
        and alone
        and t.tags[end - 1] in ("NNP", "NNPS")
        and t.words[after].isdecimal()
        and int(t.words[after]) <= OLDEST
    )


def _begins_with_person(t: Tokens, first: int, last: int) -> bool:
    """Whether a full name is followed by who that is: "Ann Smith | the head of the group", "Ann Smith | UN envoy"."""
    roles, bodies = source_words()["person"], source_words()["organisation"]
    end = first
    while (
        end < last
        and (t.cased(end) or (end > first and end + 1 < last and _links_name(t, end)))
        and t.low[end] not in roles | bodies
        and look_up(t.words[end].removesuffix("s")) is None
    ):
        end += 1
    named = sum(t.cased(k) and t.tags[k] in ("NNP", "NNPS") for k in range(first, end))
    if named < 2 or end == last or look_up(_text(t, first, end)) is not None:
        return False
    known = all(t.entities[k][2:] == "PERSON" for k in range(first, end))
    after = min(end + (t.words[end] == ","), last - 1)
    if t.low[after] in ("a", "an", "the"):
        return known or any(t.low[k] in roles for k in range(after + 1, min(after + 4, last)))
    if t.low[after] in roles and not t.cased(after) and after + 1 < last and t.low[after + 1] in ("of", "at", "for"):
        return True
    likely = any(t.entities[k][2:] == "PERSON" for k in range(first, end))
    return likely and any(t.low[k] in roles for k in range(after, min(after + 4, last)))


def _is_spoken_of_as_person(t: Tokens, first: int, head: int) -> bool:
    """Whether a lone name is followed by "he" or "she" before any "it"."""
    if first != head or t.words[head].isupper() or find_state(t.words[head]) is not None:
        return False
    for word in t.low[head + 1 : head + 40]:
        if word in ("he", "she", "his", "her"):
            return True
        if word in ("it", "its", "their", "they"):
            return False
    return False


def _by_noun(t: Tokens, first: int, last: int, head: int, *, titled: bool, named: bool) -> str:
    words, low = source_words(), t.low[head].removesuffix("'s")
    inner = [t.low[i] for i in range(first, head + 1)]
    plural = t.tags[head] in ("NNS", "NNPS") and not t.cased(head)
    if low in words["organisation"] and not (named and titled):
        return "collective" if plural else "organisation"
    if low in words["person"]:
        return _role(t, first, head, last)
    if named:
        if t.entities[head][2:] != "PERSON" and any(w in words["outlet"] - {"media", "reporter"} for w in inner):
            return "outlet"
        if any(w in words["organisation"] for w in inner) and not titled:
            return "organisation"
        if titled or t.entities[head][2:] == "PERSON":
            return "person"
        if t.entities[head][2:] in ("ORG", "GPE", "NORP", "LOC", "FAC") or t.words[head].isupper():
            return "organisation"
        article = any(t.low[i] in ("the", "a", "an") for i in range(first, head))
        return "person" if t.tags[head] == "NNP" and not article else "organisation"
    return "collective" if plural or t.tags[head] in ("NNS", "CD") or low in ("others", "some", "many") else "unnamed"


def _role(t: Tokens, first: int, head: int, last: int) -> str:
    """ "head of the Observatory Rami Abdel Rahman" is a person, "a security source" is not named."""
    if name_run(t, first, last) is not None:
        return "person"
    office = t.low[head] in _OFFICES and (first < head or t.cased(head)) and t.low[first] not in ("a", "an", "one")
    return "person" if office else "unnamed"


def name_run(t: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """The tokens of a phrase that are a person's name; None when it holds none."""
    words = source_words()
    best: tuple[int, int] | None = None
    i = first
    while i < last:
        if not _name_token(t, i):
            i += 1
            continue
        j = i
        while j < last and (_name_token(t, j) or (j + 1 < last and _links_name(t, j))):
            j += 1
        start = i
        for k in range(i, j - 1):
            if _ends_title(t, first, k):
                start = k + 1
        while start < j - 1 and t.words[start] in ".-":
            start += 1
        run = range(start, j)
        text = t.text[t.starts[start] : t.ends[j - 1]] if start < j else ""
        body = any(t.low[k] in words["organisation"] | words["outlet"] for k in run) or (
            text and look_up(text) is not None
        )
        people = sum(t.entities[k][2:] == "PERSON" for k in run)
        state = text and find_state(text.split(" ")[0]) is not None
        after_title = i > first and t.low[i - 1] in words["person"]
        after_title = after_title or (i > first + 1 and t.words[i - 1] == "," and t.low[i - 2] in words["person"])
        likely = people > 0 or (len(run) >= 2 and (after_title or start > i or (i == first and j == last)))
        if run and not body and not state and likely and (best is None or people):
            best = (start, j)
        i = j
    return best


def _ends_title(t: Tokens, first: int, k: int) -> bool:
    """Whether a person's name begins after a token: a title, a state's adjective, the end of a body's name."""
    low, words = t.low[k].rstrip("."), source_words()
    if low in words["person"] or low in HONORIFICS or state_of_adjective(t.words[k]) is not None:
        return True
    if low.removesuffix("s") in words["organisation"] and t.starts[k + 1] > t.ends[k]:
        return True
    if k > first and t.low[k - 1] in ("in", "for", "to", "of", "from") and find_state(t.words[k]) is not None:
        return True  # "envoy for Kenya | Jane Doe"
    return k > first and any(look_up(_text(t, m, k + 1)) is not None for m in range(max(first, k - 6), k))


_PARTICLES = frozenset(["al", "el", "bin", "bint", "ibn", "abu", "de", "van", "von", "da", "der", "la"])
HONORIFICS = word_set("honorifics")


def _links_name(t: Tokens, i: int) -> bool:
    """Whether a token inside a name joins its parts: a hyphen, "al", "bin", "de"."""
    return (t.words[i] in "-.'" and t.starts[i + 1] == t.ends[i]) or t.low[i] in _PARTICLES


def _name_token(t: Tokens, i: int) -> bool:
    return t.cased(i) and t.tags[i] in ("NNP", "NNPS", "JJ", "NN", "FW") and t.words[i][0].isalpha()
