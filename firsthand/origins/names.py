"""Names of sources as they are compared: nations by one adjective, ministers by their ministry, spellings made alike.

Nothing here knows a case; `firsthand.origins.bodies` decides with these keys which names are one body.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files

from firsthand.text import find_words, fold


@cache
def name_words(kind: str) -> frozenset[str]:
    """The words of one kind from the list in `firsthand/data`."""
    for line in files("firsthand.data").joinpath("name_words.txt").read_text(encoding="utf-8").splitlines():
        named, _, words = line.partition(": ")
        if named == kind:
            return frozenset(words.split())
    raise KeyError(kind)


_STOP = name_words("stop")
ROLES = name_words("roles")
"""Words for a post that a person holds in a body."""
_PRIVATE = name_words("private")
"""Words for what a person is that name no body that speaks through him."""
_SAME = {
    "defence": "defense",
    "centre": "center",
    "organisation": "organization",
    "organisations": "organization",
    "organizations": "organization",
    "labour": "labor",
    "minister": "ministry",
    "ministers": "ministry",
    "regime": "government",
    "administration": "government",
    "military": "army",
    "armed": "army",
    "forces": "force",
    "television": "tv",
    "armies": "army",
    "troops": "troop",
    "soldiers": "soldier",
    "commanders": "commander",
    "officers": "officer",
    "committees": "committee",
    "officials": "official",
    "sources": "source",
    "activists": "activist",
    "residents": "resident",
    "witnesses": "witness",
    "reports": "report",
    "rebels": "rebel",
    "fighters": "fighter",
    "medics": "medic",
    "doctors": "doctor",
    "experts": "expert",
    "diplomats": "diplomat",
    "eyewitness": "witness",
    "eyewitnesses": "witness",
    "locals": "resident",
    "groups": "group",
    "monitoring": "monitor",
    "rights": "right",
    "abdul": "abdel",
    "abdu": "abdel",
    "abd": "abdel",
}
TELLING = name_words("telling")
"""Words that make two names that are otherwise alike different bodies."""
GENERIC = name_words("generic")
"""Words that name a kind of source, not a source."""
_STATE_MEDIA = name_words("media")
_BODY_WORDS = re.compile(
    r"\b(?:ministry|command|police|army|forces?|cent(?:er|re)|hospital|party|agency|coalition|council|department|"
    r"government|authority|organi[sz]ation|committee|office|bureau|university|institute|movement|brigades?|militia|"
    r"defen[cs]e|court|company|corporation|bank|union|association|federation|club|commission)\b",
    re.IGNORECASE,
)
_LONGEST_BODY = 8
"""Words of the longest name of a body; what is longer is a clause."""
_BRACKETS = re.compile(r"\(([^()]{1,80})\)")
_INSIDE = re.compile(r"\b(?:in|at|of|from|with|for|inside|within)\s+(?:the\s+)?(?P<body>[^()]{3,80})$")


@cache
def _nations() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern for every name, adjective and capital of a state, and the word that each becomes."""
    becomes: dict[str, str] = {}
    for line in files("firsthand.data").joinpath("nations.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        names, adjectives, seats = ([part for part in column.split(",") if part] for column in line.split("\t"))
        one = "_".join(fold(word) for word in (adjectives or names)[0].split())
        for name in (*names, *adjectives):
            becomes[name.lower()] = one
            becomes[name.lower() + "'s"] = becomes[name.lower() + "’s"] = becomes[name.lower() + "s"] = one
        for seat in seats:
            becomes[seat.lower()] = one + "!"
    ordered = sorted(becomes, key=lambda name: (-len(name), name))
    by_start: dict[str, list[str]] = {}
    for name in ordered:
        by_start.setdefault(name[:2], []).append(re.escape(name[2:]))
    # By their first two letters, so that a place in a text is compared with a few names only: 20 times as fast.
    pattern = "|".join(f"{re.escape(start)}(?:{'|'.join(ends)})" for start, ends in by_start.items())
    return re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE), becomes


def nations_in(text: str) -> set[str]:
    """Nations that a name states by name or adjective, each as one word; a capital counts for its state.

    >>> nations_in("a Syrian commander in Moscow") == {"syrian", "russian"}
    True
    """
    pattern, becomes = _nations()
    return {becomes[m.group().lower()].rstrip("!") for m in pattern.finditer(text) if not _lower_case_us(m.group())}


def _lower_case_us(name: str) -> bool:
    """Whether what looks like a state is the pronoun."""
    return name == "us"


@lru_cache(maxsize=1 << 16)
def words_of(name: str) -> frozenset[str]:
    """The words by which a name is compared, brackets left out.

    A state or its capital alone, as a source, is its government.

    >>> sorted(words_of("the Russian Defence Ministry")), sorted(words_of("Russia's Ministry of Defense"))
    (['defense', 'ministry', 'russian'], ['defense', 'ministry', 'russian'])
    >>> sorted(words_of("Moscow")), sorted(words_of("Syrian state TV"))
    (['government', 'russian'], ['media', 'state', 'syrian'])
    """
    pattern, becomes = _nations()
    plain = _BRACKETS.sub(" ", name)
    nations: set[str] = set()

    def note(found: re.Match[str]) -> str:
        if _lower_case_us(found.group()):
            return found.group()
        nations.add(becomes[found.group().lower()].rstrip("!"))
        return " "

    rest = pattern.sub(note, plain)
    words = {_SAME.get(word, word) for word in find_words(rest).folded} - _STOP
    if nations and not words:
        words = {"government"}
    if "army" in words:
        words -= {"force"}
    if "state" in words and words & _STATE_MEDIA:
        words = (words - _STATE_MEDIA - {"run", "official", "owned", "arab"}) | {"media"}
    return frozenset(words | nations)


def is_plain(name: str) -> bool:
    """Whether a name has no word that is compared as another one, spellings aside.

    >>> is_plain("Syrian army"), is_plain("Syrian armed forces"), is_plain("Syrian regime")
    (True, False, False)
    """
    return not any(_SAME.get(word, word)[:4] != word[:4] for word in find_words(name).folded)


def key_of(words: frozenset[str]) -> str:
    """Words as one text, in a fixed order."""
    return " ".join(sorted(words))


def bracketed(name: str) -> list[str]:
    """What a name gives in brackets.

    >>> bracketed("Rami Abdel Rahman (Syrian Observatory for Human Rights)")
    ['Syrian Observatory for Human Rights']
    """
    return [found.strip() for found in _BRACKETS.findall(name)]


def body_in_post(post: str) -> str | None:
    """The body that a post speaks for: 'UNICEF director' -> UNICEF; null where the words name no body.

    >>> body_in_post("Turkish Foreign Minister"), body_in_post("spokesman for Jaish al-Islam"), body_in_post("teacher")
    ('Turkish Foreign ministry', 'Jaish al-Islam', None)
    """
    words = post.split()
    folded = [fold(word.strip(",.")) for word in words]
    if (
        set(folded) & _PRIVATE
        or {"to", "permanent"} & set(folded)
        or not any(word[:1].isupper() or word[:2] == "al" for word in words)
    ):
        return None
    if "minister" in folded:
        if "prime" in folded:
            return None
        return " ".join("ministry" if fold(word) == "minister" else word for word in words)
    kept = [w for w, f in zip(words, folded, strict=True) if f not in ROLES]
    while kept and fold(kept[0]) in _STOP:
        kept = kept[1:]
    while kept and fold(kept[-1]) in _STOP:
        kept = kept[:-1]
    rest = " ".join(kept)
    if not kept or not any(word[:1].isupper() for word in kept):
        return None
    if len(kept) > _LONGEST_BODY or {fold(w) for w in kept} & {"statement", "report", "interview", "released"}:
        return None
    only_nation = not words_of(rest) - nations_in(rest) - {"government"}
    return None if only_nation and len(kept) < len(words) else rest


def body_of_unnamed(description: str) -> str | None:
    """The body that an unnamed source is said to belong to; null where only a place or nothing is said.

    >>> body_of_unnamed("a source in the Russian Defense Ministry"), body_of_unnamed("a witness in Raqqa")
    ('Russian Defense Ministry', None)
    """
    found = _INSIDE.search(description)
    if not found:
        return None
    body = found["body"].strip()
    return body if _BODY_WORDS.search(body) and any(word[:1].isupper() for word in body.split()) else None


def initials_of(name: str) -> str:
    """First letters of the words of a name that are not small joining words.

    >>> initials_of("Syrian Observatory for Human Rights")
    'sohr'
    """
    return "".join(fold(word)[:1] for word in re.findall(r"\w+", _BRACKETS.sub(" ", name)) if fold(word) not in _STOP)


def letters_of(name: str) -> str:
    """An outlet's name by its letters, without what outlets add to it.

    >>> letters_of("Al-Manar TV"), letters_of("manar"), letters_of("Daily Sabah")
    ('manar', 'manar', 'dailysabah')
    """
    dropped = ("al", "the", "tv", "news", "agency", "online", "newspaper", "com", "www", "correspondent", "reporter")
    words = [word for word in find_words(name).folded if word not in dropped]
    joined = "".join(words) or fold(name)
    return joined[2:] if joined.startswith("al") and len(joined) > 5 else joined
