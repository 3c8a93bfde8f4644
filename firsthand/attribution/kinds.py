"""What kind of source a phrase names."""

from firsthand.attribution.lexicon import plural_people, source_words
from firsthand.attribution.registry import look_up
from firsthand.attribution.tokens import NOUNS, Tokens

_OUTLET_KINDS = ("wire", "outlet", "broadcaster")
_CUT = frozenset(
    [
        "of",
        "in",
        "at",
        "on",
        "for",
        "from",
        "with",
        "to",
        "by",
        "who",
        "whom",
        "which",
        "that",
        "whose",
        "and",
        "or",
        ",",
        "(",
        "[",
        "-",
        "–",
        "—",
        ":",
        ";",
        "&",
        "near",
        "inside",
    ]
)


def head_of(t: Tokens, first: int, last: int) -> int:
    """The noun that a source phrase is about: the last token before its first preposition or comma."""
    for i in range(first + 1, last):
        if (
            t.low[i] in _CUT
            and t.ends[i - 1] < t.starts[i] + (t.words[i] in ",;:)(")
            and not (t.words[i] in "-–" and t.starts[i] == t.ends[i - 1])
        ):
            return i - 1
        if t.low[i] in ("a", "an", "the") and t.cased(i - 1):
            return i - 1
    return last - 1


def kind_of(t: Tokens, first: int, last: int) -> str:
    """Kind of a source phrase: person, organisation, outlet, document, unnamed or collective; pronoun for a pronoun."""
    if last - first == 1 and t.low[first] in ("he", "she", "it", "they", "we", "i", "you", "him", "her", "them"):
        return "pronoun"
    words = source_words()
    whole = look_up(t.text[t.starts[first] : t.ends[last - 1]])
    head = head_of(t, first, last)
    if whole is None:
        whole = look_up(t.text[t.starts[first] : t.ends[head]])
    if whole is not None:
        return "outlet" if whole.kind in _OUTLET_KINDS else "organisation"
    low, tag = t.low[head], t.tags[head]
    low = low.removesuffix("'s")
    named = (
        t.cased(head) and (head > first or tag in ("NNP", "NNPS")) and not (head == first and low in words["person"])
    )
    plural = tag in ("NNS", "NNPS") and not t.cased(head)
    inner = [t.low[i] for i in range(first, head + 1)]
    if low in plural_people() and low not in ("police", "authorities", "opposition", "media"):
        return "collective"
    if low == "media":
        return "outlet"
    if low in ("police", "authorities"):
        return "organisation" if low == "police" or len(inner) > 1 else "organisation"
    titled = any(w in words["person"] for w in inner[:-1])
    if low in words["outlet"] and low not in ("journalist", "photographer", "site", "account", "media"):
        return "outlet"
    if low in ("journalist", "photographer") and any(look_up(t.words[i]) for i in range(first, head)):
        return "outlet"
    if low in words["document"]:
        return _document(t, first, head, last)
    if low in words["organisation"] and not (named and titled):
        return "collective" if plural else "organisation"
    if low in words["person"]:
        return _person_role(t, first, head, last)
    if named:
        if t.entities[head][2:] in ("ORG", "GPE", "NORP") and not titled:
            return "organisation"
        if t.entities[head][2:] == "PERSON" or titled:
            return "person"
        if any(w in words["organisation"] for w in inner):
            return "organisation"
        if head > first and t.words[head].isupper():
            return "organisation"
        return (
            "person"
            if t.tags[head] == "NNP" and not any(t.low[i] == "the" for i in range(first, head))
            else "organisation"
        )
    if plural or tag in ("NNS", "CD"):
        return "collective"
    return "unnamed"


def _document(t: Tokens, first: int, head: int, last: int) -> str:
    """A report of a named body counts as that body."""
    words = source_words()
    for i in range(first, last):
        if i == head:
            continue
        name = t.words[i]
        if t.cased(i) and t.tags[i] in NOUNS and i > first and (t.entities[i][2:] == "ORG" or look_up(name)):
            found = look_up(name)
            return "outlet" if found is not None and found.kind in _OUTLET_KINDS else "organisation"
        if t.low[i] in words["organisation"] and t.low[i] != "network":
            return "organisation"
    return "collective" if t.low[head] == "reports" else "document"


def _person_role(t: Tokens, first: int, head: int, last: int) -> str:
    """ "head of the Observatory Rami Abdel Rahman" is a person, "a security source" unnamed."""
    for i in range(head + 1, last):
        if t.cased(i) and t.tags[i] == "NNP" and t.entities[i][2:] == "PERSON":
            return "person"
    names = [i for i in range(first, head) if t.cased(i) and t.entities[i][2:] == "PERSON"]
    if len(names) >= 2:
        return "person"
    if (
        t.low[head]
        in ("president", "minister", "premier", "chancellor", "pope", "king", "queen", "governor", "secretary", "mayor")
        and first < head
    ):
        return "person"
    return "unnamed"
