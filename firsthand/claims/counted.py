"""The noun phrase that a number counts, and the words before it that hedge it."""

from firsthand.claims.numbers import HEDGES_BEFORE
from firsthand.claims.tokens import Text, Token, group_of, subtree

CASUALTY = frozenset(
    {"kill", "die", "injure", "wound", "hurt", "dead", "death", "toll", "murder", "massacre", "martyr", "fatality"}
)
"""Words of killing and injuring: a number beside them counts people."""


def find_counted(text: Text, at: int, last: int) -> int | None:
    """Index of the noun that a number before token `at` counts: the head of the noun phrase that goes on there."""
    tokens = text.tokens
    index, noun = at, None
    if (
        index < last
        and tokens[index].low == "of"
        and index + 1 < last
        and tokens[index + 1].low in ("the", "its", "their", "them", "those")
    ):
        index += 2
        if tokens[index - 1].low in ("them", "those"):
            return index - 1
    while index < last and index - at < 9:
        token = tokens[index]
        if token.tag in ("NNS", "NN"):
            noun = index
        elif (
            (token.tag in ("NNP", "NNPS") and token.entity.endswith("DATE"))
            or token.tag
            not in (
                "JJ",
                "JJR",
                "JJS",
                "NNP",
                "NNPS",
                "POS",
                "VBN",
                "HYPH",
                "VBG",
                "CC",
                ",",
                "CD",
                "RB",
                "``",
                "''",
            )
            or (noun is not None and token.tag not in ("HYPH", "NNP", "POS"))
            or (noun is None and token.tag in ("CC", ",", "CD", "RB") and not _goes_on(tokens, index, last))
            or (
                token.tag == "VBN"
                and (token.lemma in CASUALTY or index == at)
                and not _noun_follows(tokens, index, last)
            )
        ):
            break
        index += 1
    return noun


def _goes_on(tokens: list[Token], index: int, last: int) -> bool:
    """Whether adjectives are joined here ("young and old people"), so that the noun phrase goes on."""
    return index + 1 < last and index > 0 and tokens[index - 1].tag == "JJ" and tokens[index + 1].tag == "JJ"


def _noun_follows(tokens: list[Token], index: int, last: int) -> bool:
    return index + 1 < last and tokens[index + 1].tag in ("NN", "NNS", "JJ")


def hedge_before(words: list[str], first: int, at: int) -> tuple[str, int]:
    """Hedge in the words before a number and where it begins; the longest phrase of up to four words wins."""
    for size in (4, 3, 2, 1):
        if at - size >= first:
            phrase = " ".join(words[at - size : at])
            if phrase in HEDGES_BEFORE:
                return HEDGES_BEFORE[phrase], at - size
    return "none", at


def told_later(text: Text, at: int, end: int, noun: int | None) -> int | None:
    """The noun that says who a count of nobody named is of: behind "of them", or after "were"."""
    tokens = text.tokens
    vague = noun is None or tokens[noun].low in ("them", "those", "dead", "killed", "victims", "casualties", "wounded")
    if not vague:
        return None
    stop = (noun if noun is not None else end - 1) + 1
    people = group_of("populations.txt")
    for index in (stop, stop + 1):
        if (
            index < len(tokens)
            and tokens[index].tag in ("NNS", "NN")
            and noun is not None
            and singular(tokens[index].lemma) in people
        ):
            return index
    head = tokens[tokens[at].head]
    if head.lemma == "be" and tokens[at].relation == "nsubj":
        for child in text.children[head.place]:
            if tokens[child].relation == "attr" and singular(tokens[child].lemma) in people and child > at:
                return child
    return None


def singular(word: str) -> str:
    """Dictionary form of a counted noun that the parser left in the plural.

    >>> singular("civilians"), singular("families"), singular("children")
    ('civilian', 'family', 'child')
    """
    irregular = {
        "children": "child",
        "women": "woman",
        "men": "man",
        "lives": "life",
        "policemen": "policeman",
        "gunmen": "gunman",
    }
    if word in irregular:
        return irregular[word]
    if word.endswith("children"):
        return "child"
    if word in group_of("populations.txt"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def find_extent(text: Text, noun: int, last: int) -> int:
    """Token after a counted noun with the short phrases right behind it ("refugees registered with the UN")."""
    stop = noun + 1
    words_between = ("of", "by", "from", "with")
    beside = stop < last and text.tokens[stop].head == noun
    if beside and (text.tokens[stop].relation == "acl" or text.tokens[stop].low in words_between):
        inside = [i for i in subtree(text, stop) if i >= stop]
        end = stop
        while end in inside and end - stop < 6 and text.tokens[end].low not in (",", "who", "which", "that"):
            end += 1
        if end - stop == len(inside) and text.tokens[end - 1].tag.startswith("N"):
            return end
    return stop
