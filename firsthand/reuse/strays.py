"""Stranded references: words in a copy that point to something that only the other article had said before."""

import re

from firsthand.latest import keep_latest, keep_with_text
from firsthand.reuse.lists import common_words
from firsthand.reuse.sides import Observation, Shown, Side
from firsthand.text import Span

MOST = 3
"""Stranded references of one kind shown of one side."""
HEADLINE = 200
"""Characters within which a first line is the headline: it names people by their last names."""

_THE = re.compile(r"\b[Tt]he ([a-z]{4,20})\b(?:(?=[.,;:!?\"'”’)])| (?=([a-z]+)\b))")
_HEADED = frozenset(["of", "in", "that", "who", "which", "where", "between", "for", "on", "at"])
"""Words after a noun that tell which one is meant."""
_UNIQUE = common_words("unique")
_FUNCTION = common_words("function")
_NO_NAME = _UNIQUE | _FUNCTION | common_words("stock") | common_words("outlet")
_NO_NOUN = ("est", "ly", "ing", "ed", "al", "ic", "ese", "er", "ous", "ar")
_RUN = re.compile(r"\b[A-Z][\w’'-]*[a-z](?: (?:[A-Z]\. )?[A-Z][\w’'-]*[a-z])*")
_DOES = re.compile(
    r"[’']s\b| (?:said|says|told|added|wrote|writes|has|had|was|is|also|will|would|did|does|warned|argued|called|asked"
    r"|announced|denied|noted|insisted|and|who|in|on)\b|,"
)
"""What follows a person's name."""


def stranded_reference(a: Side, b: Side, passages: list[Shown]) -> list[Observation]:
    """ "the offensive" or "Serrano said" in copied words, without an earlier "offensive" or "Ada Serrano" in the
    copier's text, while the other has one.
    """
    found: list[Observation] = []
    for copier, source in ((a, b), (b, a)):
        nouns = [
            (place, last, f'says "{copier.text[place:last]}" without having spoken of it before, as the other has')
            for place, last in _stray_nouns(copier, source)
        ]
        names = [
            (
                place,
                last,
                f'names "{copier.text[place:last]}" without the full name, which the other has before: "{full}"',
            )
            for place, last, full in _stray_names(copier, source)
        ]
        for name, strays in (("stranded noun", nouns), ("stranded name", names)):
            for k, (start, end, text) in enumerate(strays[:MOST]):
                place = copier.article_id, start, end
                found.append(Observation(f"{name}, another" if k else name, source, text, place))
    return found


def _stray_nouns(copier: Side, source: Side) -> list[Span]:
    seen: set[str] = set()
    found = []
    nouns = _stranded(copier.text)
    for (start, end), (first, last) in zip(copier.shared, source.shared, strict=True) if nouns else ():
        for place, stop, noun in nouns:
            if not start <= place < end or noun in seen:
                continue
            earlier = source.text.find(copier.text[place:stop], first)
            if first <= earlier < last and _first_use(source.text, noun) < earlier:
                seen.add(noun)
                found.append((place, stop))
    return found


@keep_latest
def _stranded(text: str) -> list[tuple[int, int, str]]:
    """Nouns with "the" that nothing before in the text speaks of: start, end, noun."""
    found = []
    for phrase in _THE.finditer(text):
        noun, following = phrase.groups()
        if following is not None and (following in _HEADED or following not in _FUNCTION):
            continue  # "the launch of", "the popular vote": the noun is told which, or is none
        if noun in _UNIQUE or noun in _FUNCTION or noun.endswith(_NO_NOUN):
            continue
        if _first_use(text, noun) >= phrase.start(1):
            found.append((phrase.start(), phrase.end(1), noun))
    return found


@keep_with_text
def _first_use(text: str, noun: str) -> int:
    """Where a word with the stem of a noun, in any ending, first begins in a text; past its end where none does."""
    stem, low = noun[: max(4, len(noun) - 2)], _lowered(text)
    place = low.find(stem)
    while place > 0 and low[place - 1].isalpha():
        place = low.find(stem, place + 1)
    return place if place >= 0 else len(text) + 1


@keep_latest
def _lowered(text: str) -> str:
    """A text in small letters, character for character."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _stray_names(copier: Side, source: Side) -> list[tuple[int, int, str]]:
    """Last names that begin in a shared passage of the copier, with the full name that stands before in the source."""
    lone, full = _names(copier.text)[0], _names(source.text)[1]
    found = []
    for name, (start, end) in lone.items():
        if name not in full or full[name][1] <= 0:
            continue
        for (first, last), (there, until) in zip(copier.shared, source.shared, strict=True):
            if first <= start < last:
                stands = re.compile(rf"\b{re.escape(name)}\b").search(source.text, max(there, full[name][1]), until)
                if stands is not None:
                    found.append((start, end, source.text[full[name][0] : full[name][1]]))
                break
    return sorted(found)


@keep_latest
def _names(text: str) -> tuple[dict[str, Span], dict[str, Span]]:
    """People below the headline: last names used alone before any full name, where, and first full names, where."""
    below = text.find("\n") + 1
    lone: dict[str, Span] = {}
    full: dict[str, Span] = {}
    for run in _RUN.finditer(text, below if below <= HEADLINE else 0):
        words = run.group().split(" ")
        while len(words) > 1 and words[0].lower() in _NO_NAME:
            words = words[1:]
        name = re.sub(r"[’']s$", "", words[-1])
        if len(name) < 4 or name.lower() in _NO_NAME or (name.endswith("s") and f"{name[:-1]} " in text):
            continue
        end = run.end() - len(words[-1]) + len(name)
        if len(words) == 1:
            if name not in full and _DOES.match(text, end):
                lone.setdefault(name, (end - len(name), end))
        elif words[-2].rstrip(".").lower() not in _NO_NAME:
            full.setdefault(name, (run.end() - len(" ".join(words[-2:])), end))
    return lone, full
