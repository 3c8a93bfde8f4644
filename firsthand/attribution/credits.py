"""Credits: datelines, bylines and marks that say whose text an article, or a part of it, is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from firsthand.attribution.credit_lines import read_lines
from firsthand.attribution.furniture import find_breaks
from firsthand.attribution.headlines import find_titles
from firsthand.attribution.registry import look_up, names_outlet
from firsthand.text import Span, find_paragraphs

HEAD = 700
"""Characters at the start of a text in which a dateline is looked for."""
TAIL = 300
"""Characters at the end of a text in which a wire mark is looked for."""
_MONTH = (
    "Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?|July?|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|"
    "Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?"
)
_DAY = "(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"(?:{_DAY},?[ ])?(?:(?:{_MONTH})[ ]{_NTH},?(?:[ ]?\d{{4}})?|{_NTH}[ ](?:{_MONTH}),?(?:[ ]\d{{4}})?"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{2}-\d{2})"
)
_PLACE = r"[A-Z][A-Z'’.\-]+(?:[ ][A-Z'’.\-]{2,}){0,3}(?:[ /,][ ]?[A-Z][\w.’'\-]+){0,4}"
_NAME = r"[A-Z][\w&/.’'\- ]{1,50}"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})(?:[ ]?\([A-Z][\w ]{{1,30}}\))?(?:,?[ ](?P<date>{_DATE.pattern}))?"
    rf"[ ]?(?:\((?P<name>{_NAME})\))[ ]?(?:[-–—]{{1,2}})?[ ]?"
    rf"|(?P<place2>{_PLACE})(?:,?[ ](?P<date2>{_DATE.pattern}))?[ ]?(?:—|–|--|[ ]-)[ ]"
)
_BYLINE = re.compile(
    r"(?:^|\n)[ ]*By[ ](?P<name>[A-Z][\w.’'\-]+(?:[ ](?:and[ ]|of[ ]|de[ ]|al-)?[A-Z][\w.’'\-]+){1,5})"
)
_WIRE_MARK = re.compile(
    r"(?:\((?:[Ww]ith[ ])?(?P<a>[A-Z][\w&/.’' ,\-]{1,60})\)"
    r"|(?:--|—|–|[ ]-[ ]?|/)[ ]?(?!\w+/)(?P<b>[A-Z][\w&/.’' ]{1,40})"
    r"|(?:Source|SOURCE)s?[ ]?:[ ]?(?P<c>[A-Z][\w&/.’' ,]{1,40}))[\s.)]*$"
)
_AGENCIES = re.compile(
    r"(?:with|from|and|by)[ ](?:news[ ])?(?:agencies|wires?|agency reports)\b|\bAgencies\b|\b(?:News )?Wires\b",
    re.IGNORECASE,
)
_PHOTO_WORDS = "(?:[Ff]ile )?[Pp]hotos?|[Aa]rchive|Getty(?: Images)?|Images?"
_PHOTO = re.compile(
    rf"\((?P<name>[^()\n]{{2,60}}?)[ /,]*(?:{_PHOTO_WORDS})[^()\n]{{0,30}}\)"
    r"|\((?:Photo|photo|Image|Picture|File photo|File)[^()\n]{0,200}\)|\((?:archive|file|photo|AFP/File)\)"
)


_OPENING = re.compile(r"[ .\n]{1,3}([A-Z][A-Za-z]{1,15})(?= [A-Z\"“])")


@dataclass(frozen=True)
class Found:
    """One credit of a text."""

    span: Span
    kind: str
    name: str | None
    covers: str
    place: str | None = None
    date: datetime | None = None


def read_credits(text: str, title: str = "") -> list[Found]:
    """Credits of one text, in reading order."""
    paragraphs = find_paragraphs(text)
    found = [*_datelines(text, paragraphs), *_bylines(text), *_openings(text, title), *_marks(text), *_photos(text)]
    found += _lines(text, found)
    return sorted(found, key=lambda f: (f.span, f.kind))


def _lines(text: str, found: list[Found]) -> list[Found]:
    """Credits in lines of their own that no other credit overlaps; a date read as a dateline gives way to an agency."""
    added: list[Found] = []
    for span, kind, name, covers, place in read_lines(text):
        taken = [f for f in (*found, *added) if f.span[0] < span[1] and span[0] < f.span[1]]
        weaker = [f for f in taken if f.covers == "nothing" and f.name is None and covers == "article"]
        if len(taken) > len(weaker):
            continue
        for f in weaker:
            (found if f in found else added).remove(f)
        date = _day(text[span[0] : span[1]]) if kind == "dateline" else None
        written = name if kind == "byline" else canonical(name) if name else None
        added.append(Found(span, kind, written, covers, place, date))
    return added


def canonical(name: str) -> str | None:
    """Canonical name of a credited outlet or agency, as the registry has it, else as written."""
    name = " ".join(name.split()).strip(" .,-–—")
    body = look_up(name)
    return body.name if body is not None else (name or None)


def _datelines(text: str, paragraphs: Sequence[Span]) -> list[Found]:
    out: list[Found] = []
    for start, end in paragraphs[:4]:
        if start > HEAD:
            break
        window_end = min(end, start + 400)
        m = next((x for x in _DATELINE.finditer(text, start, window_end) if _is_dateline(text, start, x)), None)
        if m is None:
            date = _stated_date(text, start, window_end)
            if date is not None:
                out.append(Found((date.start(), date.end()), "dateline", None, "nothing", None, _day(date.group())))
            continue
        name = m.group("name")
        place = (m.group("place") or m.group("place2") or "").strip(" ,-")
        stop = m.end()
        while stop > m.start() and text[stop - 1].isspace():
            stop -= 1
        credited = canonical(name) if name and not name.islower() else None
        out.append(
            Found(
                (m.start(), stop),
                "dateline",
                credited,
                "article" if credited else "nothing",
                place or None,
                _day(m.group("date") or m.group("date2") or ""),
            )
        )
        break
    return out


def _stated_date(text: str, start: int, end: int) -> re.Match[str] | None:
    """The date of publication that a paragraph opens with, or has beside "Published", "Updated" or an agency's name."""
    opening = _DATE.match(text, start, end)
    if opening is not None and opening.end() - opening.start() >= 8:
        return opening
    for found in _DATE.finditer(text, start, end):
        before = text[start : found.start()].rstrip(" :").split(" ")[-4:]
        marked = {"published", "updated", "publication", "posted"} & {w.lower() for w in before}
        if re.search(r"\d{4}", found.group()) and (marked or (before and names_outlet(before[-1]))):
            return found
    return None


def _is_dateline(text: str, start: int, m: re.Match[str]) -> bool:
    """A dateline opens its paragraph, or follows a date or a title glued to it and is in capitals."""
    place = m.group("place") or m.group("place2") or ""
    town = re.split(r"[ ,/]", place)[0]
    if m.start() == start:
        return town.isupper() and len(town) >= 3 and (m.group("name") is not None or len(place) < 40)
    name = m.group("name")
    return town.isupper() and len(town) >= 4 and name is not None and names_outlet(name)


def _bylines(text: str) -> list[Found]:
    return [
        Found((m.start("name") - 3, m.end("name")), "byline", m.group("name"), "article")
        for m in _BYLINE.finditer(text, 0, HEAD)
    ]


def _openings(text: str, title: str) -> list[Found]:
    """An agency's name alone after a headline or a date of publication: "Monday 4 July 2016 AFP A strike ..."."""
    ends = {*find_breaks(text), *(end for _, end in find_titles(text, title))}
    out = []
    for end in sorted(e for e in ends if e < HEAD):
        m = _OPENING.match(text, end)
        if m is not None and (body := look_up(m.group(1))) is not None and body.kind == "wire":
            out.append(Found((m.start(1), m.end(1)), "wire mark", body.name, "article"))
    return out


def _marks(text: str) -> list[Found]:
    out: list[Found] = []
    stripped = len(text.rstrip())
    low = max(0, stripped - TAIL)
    m = _WIRE_MARK.search(text, low, stripped)
    while m is not None:
        group = next(g for g in ("a", "b", "c") if m.group(g))
        name = m.group(group)
        parts = re.split(r"\s*(?:,|/|\band\b|&)\s*", name)
        known = [p for p in parts if names_outlet(p)]
        if _AGENCIES.fullmatch(name):
            pass  # "(Agencies)": a line of its own
        elif _AGENCIES.search(name) and group == "a":
            out.append(Found((m.start(), m.end(group) + 1), "photo", canonical(name), "nothing"))
        elif _AGENCIES.search(name):
            out.append(Found((m.start(), m.end(group)), "agencies", canonical(known[0]) if known else None, "article"))
        elif known and not _PHOTO.fullmatch(text, m.start(), m.end()):
            end = m.end(group) + (1 if group == "a" else 0)
            start = m.start() + len(m.group()) - len(m.group().lstrip())
            out.append(Found((start, end), "wire mark", canonical(known[0]), "article"))
        break
    tail = _AGENCIES.search(text, max(0, stripped - 80), stripped)
    if (
        tail is not None
        and not out
        and tail.end() >= stripped - 2
        and text[max(0, tail.start() - 60) : tail.start()].count("(")
        <= text[max(0, tail.start() - 60) : tail.start()].count(")") + 1
    ):
        out.append(Found((tail.start(), tail.end()), "agencies", None, "article"))
    return out


def _photos(text: str) -> list[Found]:
    out = []
    for m in _PHOTO.finditer(text):
        name = m.groupdict().get("name")
        out.append(Found((m.start(), m.end()), "photo", canonical(name) if name else None, "nothing"))
    return out


_MONTHS = {
    m: k
    for k, m in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1)
}


def _day(text: str) -> datetime | None:
    """The day that a dateline states, where it states a year."""
    year = re.search(r"\b(\d{4})\b", text)
    month = re.search(rf"({_MONTH})", text)
    day = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", text)
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text.strip())
    try:
        if iso:
            return datetime(int(iso[1]), int(iso[2]), int(iso[3]), tzinfo=UTC)
        if year and month and day:
            return datetime(int(year[1]), _MONTHS[month[1][:3].lower()], int(day[1]), tzinfo=UTC)
    except ValueError:
        return None
    return None


def breaks_in(found: list[Found]) -> list[int]:
    """Characters at which a sentence is to be cut because a credit ends there."""
    return [f.span[1] for f in found if f.kind in ("dateline", "photo", "wire mark")]


def propose_outlet(text: str) -> str | None:
    """The outlet that an article's own dateline names, where it states one.

    >>> propose_outlet("LONDON (Example Times) – It rained.")
    'Example Times'
    """
    dateline = next((f for f in _datelines(text, find_paragraphs(text)) if f.name), None)
    return dateline.name if dateline is not None else None
