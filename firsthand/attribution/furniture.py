"""Site furniture glued to sentences: dates of publication, captions, counters. It is cut off from sentences."""

import re

from firsthand.attribution.registry import names_outlet

HEAD = 900
"""Characters after the start in which dates of publication are taken for furniture."""
_MONTH = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    "Nov(?:ember)?|Dec(?:ember)?"
)
_DAY = "(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thurs|Fri|Sat|Satur|Sun)(?:day)?"
_STAMP = re.compile(
    rf"(?:(?:Last )?[Uu]pdated?(?: at)? |Published |Date of publication |{_DAY},? )?"
    rf"(?:\d{{1,2}} (?:{_MONTH}),? ?\d{{4}}|(?:{_MONTH})\.? \d{{1,2}},? ?\d{{4}}|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}})"
    r"(?:\(updated[^)]{0,40}\))?(?: \d{1,2}:?\d{2}\b)?(?: ?\(?[A-Z]{3}\)?(?= ))?"
)
_COUNTER = re.compile(r"Get short URL[ \d]*|\b\d+ Related\b|\bSEND https?\S+|Read Also|Read more:?|\.\.\. \d+ ")
_CAPTION = re.compile(
    r"\((?:[^()\n]{0,60})(?:Photo|photo|archive|Archive|FILE|File|Getty)(?:[^()\n]{0,60})\)|\b[A-Z]{2,8} Photo\b"
)
_PLACED = re.compile(
    r"\b[A-Z][A-Z\-'’]{2,40}(?: [A-Z][A-Z\-'’]+){0,5}(?: \([A-Z][a-z]+\))? ?\(([A-Z][\w /&.\-]{1,40})\) ?[-–—]*"
)
_AGENCY_DATE = re.compile(rf"\b([A-Z][\w]+) {_DAY} \d{{1,2}} (?:{_MONTH}) \d{{4}}")


def find_breaks(text: str) -> list[int]:
    """Characters at which a sentence begins although no mark of punctuation says so."""
    breaks: set[int] = set()
    for m in _STAMP.finditer(text, 0, HEAD):
        if _is_stamp(text, m):
            breaks.update((m.start(), m.end()))
    for m in _AGENCY_DATE.finditer(text, 0, HEAD):
        if names_outlet(m.group(1)):
            breaks.add(m.start())
    for pattern in (_COUNTER, _CAPTION):
        for m in pattern.finditer(text):
            breaks.update((m.start(), m.end()))
    for m in _PLACED.finditer(text):
        if names_outlet(m.group(1)):
            breaks.update((m.start(), m.end()))
    return sorted(breaks)


def _is_stamp(text: str, m: "re.Match[str]") -> bool:
    """A stamp stands at the start of a line or sentence, or before a new sentence; not after a preposition."""
    before = text[max(0, m.start() - 12) : m.start()].rstrip().lower()
    after = text[m.end() : m.end() + 2].strip()
    if re.search(r"\b(?:on|since|until|by|from|of|in|to|before|after|between|and|late|early)$", before):
        return False
    return not after or after[:1].isupper() or after[:1].isdigit() or after[:1] in '"“(.'
