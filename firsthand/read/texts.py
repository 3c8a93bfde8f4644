r"""Text files (.txt, .md): one article, or several that front matter sets apart.

Front matter is YAML between two lines `---`. At the top of a file it states fields of the article that follows; the
same further down, with at least one known key, starts the next article. Everything else is text and is kept as it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from firsthand.read.encodings import decode
from firsthand.read.files import read_bytes
from firsthand.read.found import (
    ALIASES,
    FIELDS,
    Encoding,
    Item,
    Reading,
    Source,
    find_fields,
    make_found,
    make_problem,
    show,
)

FRONT_MATTER_CHARACTERS = 20_000
"""Longest front matter: a hundred long fields. Longer runs between two `---` are text."""

_FENCE = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
_KEY_LINE = re.compile(r"([A-Za-z_][\w-]{0,40})[ \t]*:(?:[ \t]+(.*))?$")
_STATED = tuple(name for name in FIELDS if name != "text")


@dataclass(frozen=True)
class Part:
    """One article of a text file."""

    line: int
    """Where it starts, front matter included, from 1."""
    stated: dict[str, object]
    """All keys of its front matter."""
    body: str


def read_texts(source: Source, reading: Reading) -> Iterator[Item]:
    """Articles of a text file; what its sidecar states comes before what its front matter states."""
    data = read_bytes(source, reading.maximum_file_bytes)
    if isinstance(data, str):
        yield make_problem(source, None, data)
        return
    decoded = decode(data, reading.encoding)
    if decoded.text is None:
        yield make_problem(source, None, decoded.reason)
        return
    yield Encoding(source.name, decoded.encoding)
    parts = split_articles(decoded.text)
    unknown: dict[str, None] = {}
    chosen: dict[tuple[str, str], None] = {}
    shared = dict(source.stated)
    if len(parts) > 1:
        own = [name for name in ("id", "url", "title") if shared.pop(name, None) is not None]
        if own:
            reason = f"sidecar: {', '.join(own)} left out, since the file holds {len(parts)} articles"
            yield make_problem(source, None, reason, skipped=False)
    for number, part in enumerate(parts, start=1):
        fields, used = find_fields(part.stated, {})
        fields.pop("text", None)
        chosen.update(dict.fromkeys(used))
        read_from = set(fields) | {column for _, column in used}
        unknown.update(dict.fromkeys(key for key in part.stated if key not in read_from))
        fields.update(shared)
        implied = source.implied_id if number == 1 else f"{source.implied_id}#{number}"
        yield make_found(source, part.line, {**fields, "text": part.body}, implied_id=implied)
    if chosen:
        named = ", ".join(f"{name}={column}" for name, column in chosen)
        yield make_problem(source, None, f"front matter read as: {named}", skipped=False)
    if unknown:
        reason = f"front matter not used: {', '.join(show(key) for key in unknown)}; known are {', '.join(_STATED)}"
        yield make_problem(source, None, reason, skipped=False)


def split_articles(text: str) -> list[Part]:
    r"""Articles of a text; one, with the whole text, unless front matter says otherwise.

    >>> [(part.stated, part.body) for part in split_articles("---\nid: a\n---\nOne.\n---\nid: b\n---\nTwo.\n")]
    [({'id': 'a'}, 'One.\n'), ({'id': 'b'}, 'Two.\n')]
    >>> split_articles("10:15\n---\nA live blog.\n---\n")[0].body
    '10:15\n---\nA live blog.\n---\n'
    """
    fences = [(found.start(), found.end() + 1) for found in _FENCE.finditer(text)]
    blocks: list[tuple[int, int, dict[str, object]]] = []
    at = 0
    while at + 1 < len(fences):
        (opens, starts), (ends, closes) = fences[at], fences[at + 1]
        stated = read_front_matter(text[starts:ends]) if ends - starts <= FRONT_MATTER_CHARACTERS else None
        names = {*_STATED, *(alias for name in _STATED for alias in ALIASES[name])} if opens == 0 else set(_STATED)
        if stated is not None and not names.isdisjoint(stated):
            blocks.append((opens, closes, stated))
            at += 1
        at += 1
    parts = []
    if not blocks or text[: blocks[0][0]].strip():
        parts.append(Part(1, {}, text[: blocks[0][0]] if blocks else text))
    line, counted = 1, 0
    for number, (opens, closes, stated) in enumerate(blocks):
        line, counted = line + text.count("\n", counted, opens), opens
        end = blocks[number + 1][0] if number + 1 < len(blocks) else len(text)
        parts.append(Part(line, stated, text[closes:end]))
    return parts


def read_front_matter(block: str) -> dict[str, object] | None:
    r"""Keys and values of a block between two `---`; None when it is not one.

    Values stay strings (an id `007`, an outlet `NO`). A value with a colon, which YAML refuses, is taken to the end of
    its line.

    >>> read_front_matter("title: Aleppo: 29 dead\nid: 007\n")
    {'title': 'Aleppo: 29 dead', 'id': '007'}
    >>> read_front_matter("He said:\nnothing.\n") is None
    True
    """
    lines = [line.rstrip("\r") for line in block.split("\n") if line.strip()]
    if not lines or not _KEY_LINE.match(lines[0]):
        return None
    keyed = [_KEY_LINE.match(line) for line in lines]
    if any(not found and not line.startswith((" ", "\t", "- ", "#")) for found, line in zip(keyed, lines, strict=True)):
        return None
    try:
        loaded = yaml.load(block, Loader=yaml.BaseLoader)  # makes strings, lists and dicts only
    except (yaml.YAMLError, ValueError, RecursionError):
        loaded = {found[1]: _unquote(found[2] or "") for found in keyed if found}
    if not isinstance(loaded, dict):
        return None
    return {str(key): value for key, value in loaded.items() if isinstance(key, str)}


def _unquote(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
