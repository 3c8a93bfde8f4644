"""Credits in a line or a mark of their own: agencies at the head, who reported or contributed, whose picture it is."""

import re
from collections.abc import Iterator

from firsthand.attribution.registry import look_up, names_outlet
from firsthand.text import Span

HEAD = 700
"""Characters at the start of a text in which a credit of the head is looked for."""
TAIL = 400
"""Characters at the end of a text in which a closing credit is looked for."""
Line = tuple[Span, str, str | None, str, str | None]
"""Span, kind, name as written, what it covers, place."""

_NAMED = r"[A-Z][\w&.’'\-]*(?:[ ](?:of[ ]|the[ ])?[A-Z][\w&.’'\-]*){0,4}"
_PERSON = r"[A-Z][\w.’'\-]+(?:[ ](?:al-|de[ ]|van[ ])?[A-Z][\w.’'\-]+){1,3}"
_PEOPLE = rf"{_PERSON}(?:(?:,[ ]|[ ]and[ ]|,[ ]and[ ]){_PERSON}){{0,5}}"
_AGENCY_FIRST = re.compile(rf"(?:^|\n)[ ]*(?P<open>\()?(?P<name>{_NAMED})(?(open)\))[ ]?[-–—]{{1,2}}[ ]")
_SLASHED = re.compile(rf"/(?P<name>{_NAMED})/")
_PLACE_AGENCY = re.compile(
    rf"(?:^|\n)[ ]*(?P<place>[A-Z][\w.’'\-]+(?:[ ][A-Z][\w.’'\-]+){{0,2}}),?[ ](?:[^\n()]{{3,24}}[ ])?"
    rf"(?:\((?P<name>{_NAMED})\)[ ]?[-–—]|(?P<bare>[A-Z]{{2,6}})[ ]?[-–—])"
)
_BY_AGENCY = re.compile(rf"(?:^|\n)[ ]*(?:By[ ])?{_PEOPLE}[ ]?(?:,|\||for|of)[ ]?(?P<name>{_NAMED})[ ]*(?=\n|$)")
_REPORTING = re.compile(rf"\b(?:Reporting|Written)[ ]by[ ](?P<name>{_PEOPLE})")
_CONTRIBUTED = re.compile(
    rf"(?P<name>(?:The[ ])?{_NAMED}(?:,?[ ]and[ ]{_NAMED})?)[ ]contributed[ ]"
    r"(?:to[ ]this[ ](?:report|story|article)|reporting)"
    rf"|\b[Aa]dditional[ ]reporting[ ](?:by|from)[ ](?P<other>{_NAMED})"
)
_COPYRIGHT = re.compile(rf"(?:©|\([cC]\)|\b[Cc]opyright)[ ](?:\d{{4}}[ ])?(?P<name>(?:The[ ])?{_NAMED})")
_REPUBLISHED = re.compile(
    rf"\b(?:first|originally)[ ](?:published|appeared)[ ](?:by|on|in|at)[ ](?P<name>(?:[Tt]he[ ])?{_NAMED})"
)
_LAST_LINE = re.compile(rf"\n[ ]*(?P<name>{_NAMED})[\s.]*$")
_LAST_AGENCIES = re.compile(r"\((?P<name>(?:News )?(?:Agencies|Wires))\)[\s.]*$")
_PICTURE_LINE = re.compile(
    r"(?:^|\n)[ ]*(?:File )?(?:Photo|Image|Picture|Photograph)s?(?:[ ](?:by|courtesy of))?:"
    r"[ ]?(?P<name>[^\n]{2,80}?)[ ]*(?=\n|$)"
)
_PICTURE_MARK = re.compile(
    r"\b(?P<name>REUTERS|AP Photo|AFP|EPA|Xinhua|Getty Images)/[ ]?[A-Z][\w’'\-]+(?:[ ][A-Z][\w’'\-]+){0,2}"
)


def read_lines(text: str) -> Iterator[Line]:
    """Credits that stand in a line or a mark of their own; those of an agency count only where the registry has it.

    An agency that contributed, and one whose reporting was added, cover a part of the article.
    """
    yield from _head(text)
    yield from _tail(text)
    for m in _PICTURE_LINE.finditer(text):
        yield (m.start("name"), m.end("name")), "photo", m["name"].split("/")[0].removesuffix(" Photo"), "nothing", None
    for m in _PICTURE_MARK.finditer(text):
        yield m.span(), "photo", m["name"].removesuffix(" Photo"), "nothing", None


def _head(text: str) -> Iterator[Line]:
    m = next((m for m in _AGENCY_FIRST.finditer(text, 0, HEAD) if _is_wire(m["name"])), None)
    if m is not None:
        yield (m.start("open") if m["open"] else m.start("name"), m.end("name") + bool(m["open"])), *_wire(m["name"])
    m = next((m for m in _SLASHED.finditer(text, 0, HEAD) if _is_wire(m["name"])), None)
    if m is not None:
        yield m.span(), *_wire(m["name"])
    for m in _PLACE_AGENCY.finditer(text, 0, HEAD):
        name = m["name"] or m["bare"]
        if names_outlet(name) and not (m["name"] and m["place"].isupper()):
            yield (m.start("place"), m.end()), "dateline", name, "article", m["place"].rstrip(",")
            break
    for m in _BY_AGENCY.finditer(text, 0, HEAD):
        if _is_wire(m["name"]):
            yield m.span("name"), *_wire(m["name"])


def _tail(text: str) -> Iterator[Line]:
    low, end = max(0, len(text.rstrip()) - TAIL), len(text.rstrip())
    for m in _REPORTING.finditer(text, low, end):
        yield m.span(), "byline", m["name"], "article", None
    for m in _CONTRIBUTED.finditer(text, low, end):
        name = m["name"] or m["other"]
        yield m.span(), "agencies" if names_outlet(name) else "byline", name, "part", None
    for pattern in (_COPYRIGHT, _REPUBLISHED):
        for m in pattern.finditer(text, low, end):
            if _is_wire(m["name"]) or (pattern is _REPUBLISHED and names_outlet(m["name"])):
                yield m.span(), *_wire(m["name"])
    last = _LAST_LINE.search(text, low)
    if last is not None and _is_wire(last["name"]):
        yield last.span("name"), *_wire(last["name"])
    agencies = _LAST_AGENCIES.search(text, low)
    if agencies is not None:
        yield agencies.span("name"), "agencies", None, "article", None


def _wire(name: str) -> tuple[str, str, str, None]:
    return "wire mark", name, "article", None


def _is_wire(name: str) -> bool:
    body = look_up(name)
    return body is not None and body.kind == "wire"
