"""Headlines that end in their source: "Strike kills 15 in the north: monitor", "... - state TV", "... Monitor"."""

import re

from firsthand.attribution.lexicon import all_source_words, word_set
from firsthand.attribution.registry import look_up, names_outlet
from firsthand.attribution.stretch import Statement
from firsthand.text import Span

_DASH = re.compile(r"\s[-–—|]\s")
_LAST = word_set("last")
_BARE = _LAST - {"police", "army", "military", "minister", "official", "officials", "poll", "study", "un", "ministry"}
_NOT_BEFORE = word_set("not before")
_MODIFIERS = word_set("modifiers")


def find_headline(text: str, title: str) -> tuple[Span, Span, Span | None] | None:
    """Content, source and cue of a headline that ends in its source, as spans of `title`; None when it does not.

    >>> find_headline("", "Strike kills 15 in the north: monitor")
    ((0, 28), (30, 37), (28, 29))
    """
    core = core_of(title)
    cuts: list[tuple[int, int, Span | None]] = [(m.start(), m.end(), None) for m in _DASH.finditer(title[:core])]
    cuts += [(m.start(), m.end(), (m.start(), m.start() + 1)) for m in re.finditer(r":\s", title[:core])]
    for start, end, mark in sorted(cuts, reverse=True)[:1]:
        words = title[end:core].split()
        if 1 <= len(words) <= 5 and len(title[:start].split()) >= 3 and _is_source(words):
            return (0, start), (end, core), mark
    found = [(m.start(), m.group()) for m in re.finditer(r"\S+", title[:core])]
    kinds: tuple[str, ...] = ("wire", "monitor", "broadcaster")
    if len(text) > len(title) + 300 and "," not in text[:1500]:
        kinds = (*kinds, "organisation")  # marks were lost: "Nerve agent used in attack WHO"
    for length in (4, 3, 2, 1):
        if len(found) >= length + 4 and found[-length - 1][1].lower() not in _NOT_BEFORE:
            at = found[-length][0]
            body = look_up(title[at:core])
            if body is not None and body.kind in kinds:
                return (0, found[-length - 1][0] + len(found[-length - 1][1])), (at, core), None
    if len(found) < 5 or found[-1][1].lower() not in _BARE:
        return None
    k = len(found) - 1
    if (
        found[k][1].lower() in ("defence", "defense", "group", "tv", "television", "media")
        and (found[k - 1][1].lower() not in _MODIFIERS)
        and found[k][1].lower() != "media"
    ):
        return None
    while k > 3 and (found[k - 1][1].lower() in _MODIFIERS or found[k - 1][1].endswith(("ian", "ish"))):
        k -= 1
    before = found[k - 1][1].lower()
    if before in (
        "of",
        "in",
        "on",
        "the",
        "a",
        "an",
        "for",
        "by",
        "from",
        "to",
        "as",
        "and",
        "with",
        "says",
        "say",
        "at",
    ):
        return None
    return (0, found[k - 1][0] + len(found[k - 1][1])), (found[k][0], core), None


def _is_source(words: list[str]) -> bool:
    low = [w.lower().strip("()") for w in words]
    if names_outlet(" ".join(words)):
        return False
    return low[-1] in _LAST or low[-1] in all_source_words() or (len(words) <= 2 and words[0].isupper())


def core_of(title: str) -> int:
    """Where a headline ends before the names of section and site are added to it.

    >>> title = "Air raid kills 21: monitor - Region - World - Example Online"
    >>> title[: core_of(title)]
    'Air raid kills 21: monitor'
    """
    end = len(title.rstrip())
    while True:
        marks = list(_DASH.finditer(title[:end]))
        if not marks:
            return end
        piece = title[marks[-1].end() : end].strip()
        if len(piece.split()) > 4 or (_is_source(piece.split()) and not names_outlet(piece)):
            return end
        end = marks[-1].start()


def headline_statements(text: str, places: list[Span], taken: list[Span]) -> list[Statement]:
    """Statements of a headline wherever it stands in the text, where the rules for sentences found none."""
    made = []
    for start, end in places:
        if any(a < end and start < b for a, b in taken):
            continue
        found = find_headline(text, text[start:end])
        if found is not None:
            content, source, mark = found
            made.append(
                Statement(
                    [(start + source[0], start + source[1])],
                    [(start + mark[0], start + mark[1])] if mark else [],
                    [(start + content[0], start + content[1])],
                    base=":",
                )
            )
    return made


def find_titles(text: str, title: str) -> list[Span]:
    """Where the headline stands: at the start, and again where it is glued to the first sentences."""
    if len(title) > 400:
        return []
    if not title:
        line = text.split("\n", 1)[0]
        if "\n" not in text or not 15 <= len(line) <= 250 or line.rstrip().endswith((".", '"', "”")):
            return []
        title = line
    whole = len(title.rstrip())
    places = [(0, whole)] if text.startswith(title) else []
    core = title[: core_of(title)].rstrip(" .")
    if len(core) < 15:
        return places
    at = text.find(core, whole)
    while 0 <= at < whole + 1500 and len(places) < 4:
        places.append((at, at + len(core)))
        at = text.find(core, at + len(core))
    return places
