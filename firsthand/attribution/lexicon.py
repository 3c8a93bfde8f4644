"""Word lists of attribution, read once from `firsthand/data`."""

from functools import cache
from importlib.resources import files

_IRREGULAR = {
    "say": "says said saying saaid",
    "tell": "tells told telling",
    "write": "writes wrote written writing",
    "put": "puts put putting",
    "give": "gives gave given giving",
    "find": "finds found finding",
    "think": "thinks thought thinking",
    "see": "sees saw seen seeing",
    "show": "shows showed shown showing",
    "hold": "holds held holding",
    "read": "reads read reading",
    "deny": "denies denied denying",
    "reply": "replies replied replying",
    "testify": "testifies testified testifying",
    "clarify": "clarifies clarified clarifying",
    "specify": "specifies specified specifying",
    "identify": "identifies identified identifying",
    "tally": "tallies tallied tallying",
    "verify": "verifies verified verifying",
    "notify": "notifies notified notifying",
    "decry": "decries decried decrying",
    "admit": "admits admitted admitting",
    "refer": "refers referred referring",
    "dub": "dubs dubbed dubbing",
    "beg": "begs begged begging",
    "slam": "slams slammed slamming",
    "chide": "chides chided chiding",
    "plead": "pleads pleaded pled pleading",
    "label": "labels labelled labeled labelling labeling",
    "signal": "signals signalled signaled signalling signaling",
    "blog": "blogs blogged blogging",
    "forecast": "forecasts forecast forecasting",
    "quip": "quips quipped quipping",
}


@cache
def read_list(name: str) -> tuple[tuple[str, ...], ...]:
    """Rows of a tab-separated list in `firsthand/data`, comments left out."""
    text = files("firsthand").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


def word_set(name: str) -> frozenset[str]:
    """A set of words from `firsthand/data/word_sets.tsv`.

    >>> "reportedly" in word_set("auxiliaries")
    True
    """
    return next(frozenset(words.split(" ")) for key, words in read_list("word_sets.tsv") if key == name)


def _forms(base: str) -> list[str]:
    if base in _IRREGULAR:
        return [base, *_IRREGULAR[base].split()]
    if base.endswith("e"):
        return [base, base + "s", base + "d", base[:-1] + "ing"]
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
    return [base, third, base + "ed", base + "ing"]


@cache
def cue_forms() -> dict[str, tuple[str, str]]:
    """Base form and class of every form of a cue.

    >>> cue_forms()["denies"], cue_forms()["told"]
    (('deny', 'act'), ('tell', 'tell'))
    """
    return {
        form: (base, kind)
        for base, kind in read_list("cues.tsv")
        for form in ([base] if kind == "hedge" else _forms(base))
    }


@cache
def source_words() -> dict[str, frozenset[str]]:
    """Nouns that name a source, singular and plural, by kind: person, organisation, outlet, document, collective."""
    found: dict[str, set[str]] = {}
    for word, kind in read_list("source_words.tsv"):
        plural = word[:-1] + "ies" if word.endswith("y") and word[-2:-1] not in "aeiou" else word + "s"
        if word.endswith("man") and kind == "person":
            plural = word[:-3] + "men"
        elif word.endswith(("s", "ch", "sh", "x")):
            plural = word + "es"
        found.setdefault(kind, set()).update((word, plural) if kind != "collective" else (word,))
    return {kind: frozenset(words) for kind, words in found.items()}


@cache
def plural_people() -> frozenset[str]:
    """Plurals of the nouns for one man or woman."""
    singular = {word for word, kind in read_list("source_words.tsv") if kind == "person"}
    return frozenset(w for w in source_words()["person"] if w not in singular) | source_words()["collective"]


@cache
def all_source_words() -> frozenset[str]:
    """Every noun that may name a source."""
    return frozenset().union(*source_words().values())


WEEKDAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
MONTHS = word_set("months")
TIME_WORDS = (
    WEEKDAYS
    | (MONTHS - {"may", "march"})
    | frozenset(
        [
            "yesterday",
            "today",
            "tomorrow",
            "tonight",
            "morning",
            "evening",
            "afternoon",
            "night",
            "noon",
            "midnight",
            "week",
            "month",
            "year",
            "weekend",
            "dawn",
            "hours",
            "days",
            "weeks",
            "months",
            "years",
        ]
    )
)
PRONOUNS = word_set("lexicon pronouns")
MESSAGES = word_set("messages")
PLATFORMS = word_set("platforms")
