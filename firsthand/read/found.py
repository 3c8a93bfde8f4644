"""What the readers of files take and give: options, files, and articles whose values nobody has judged yet."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from firsthand.records import Problem

FIELDS = ("id", "outlet", "url", "title", "text", "byline", "date", "language")
"""What may be stated about an article, by the names that columns, front matter and sidecars use."""

ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("article_id",),
    "outlet": ("source", "publisher"),
    "url": ("link",),
    "title": ("headline", "article_title"),
    "text": ("body", "content", "article_content"),
    "byline": ("author", "authors"),
    "date": ("published", "published_at", "publication_date", "metadata_date"),
    "language": ("lang",),
}
"""Other usual names of a field, taken, and reported, where its own name is absent."""


@dataclass(frozen=True)
class Reading:
    """How articles are read; every bound is there so that no file can exhaust memory or time."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """Our field -> their column, for whatever is not called `id`, `outlet`, `url`, `title`, `text`, `byline`, `date` or
    `language`."""
    date_format: str | None = None
    """How dates are written, as `strptime` directives (`%d/%m/%Y`); None reads ISO 8601 only."""
    encoding: str | None = None
    """Encoding of every file; None finds it out for each."""
    strict: bool = False
    """Stop at the first article that would be skipped."""
    maximum_characters: int = 2_000_000
    """Longest article. A 20,000-word report has 120,000 characters, a novel 1,000,000: what is longer is no article."""
    maximum_line_characters: int = 16_000_000
    r"""Longest line of JSONL or CSV: the longest article takes 12,000,000 in \uXXXX escapes, six characters each."""
    maximum_file_bytes: int = 100_000_000
    """Largest file of the kinds that are read whole (text, JSON, packed Parquet); JSON takes 6 times that in memory."""
    maximum_html_bytes: int = 10_000_000
    """Largest page; pages of news have 0.1 to 2 million bytes, and parsing takes about 20 times that in memory."""
    minimum_language_letters: int = 40
    """Letters below which the language is not told from the text: shorter lines of names are called by any language."""


@dataclass(frozen=True)
class Source:
    """One file that is to be read."""

    path: Path
    name: str
    """Relative to the path that was named, with "/"; longer where two files would have the same."""
    suffix: str
    """In small letters, without `.gz`: decides the reader."""
    packed: bool
    """Whether it is packed by gzip."""
    implied_id: str
    """The id of its one article, where none is stated: the name without suffix."""
    stated: Mapping[str, object]
    """Fields that a sidecar states about its article."""


@dataclass(frozen=True)
class Found:
    """One article as a reader found it: its values as they stood there."""

    source: Source
    line: int | None
    """Line or row, from 1."""
    text: object
    id: object = None
    outlet: object = None
    url: object = None
    title: object = None
    byline: object = None
    date: object = None
    language: object = None
    implied_id: str | None = None
    """The id that the file's name gives it, where none is stated."""
    hint: str | None = None
    """Language that the page claims to be in, believed only where the text is too short to tell."""


def make_found(
    source: Source,
    line: int | None,
    fields: Mapping[str, object],
    *,
    implied_id: str | None = None,
    hint: str | None = None,
) -> Found:
    """An article of the fields that were found for it; `text` is among them, or missing."""
    values = {name: fields.get(name) for name in FIELDS}
    return Found(source, line, **values, implied_id=implied_id, hint=hint)


class Encoding(NamedTuple):
    """Which encoding a file turned out to have."""

    source: str
    name: str


Item = Found | Problem | Encoding
Reader = Callable[[Source, Reading], Iterator[Item]]
"""Reads one file; gives what it finds in the order of the file."""


def make_problem(
    source: Source | str, line: int | None, reason: str, *, given_id: str | None = None, skipped: bool = True
) -> Problem:
    """A row of the table of problems; its reason is one line that any terminal and table can hold."""
    plain = "".join(c if c.isprintable() else repr(c)[1:-1] for c in reason)
    return Problem(source if isinstance(source, str) else source.name, line, given_id, plain, skipped)


def show(value: object, limit: int = 60) -> str:
    """A value as it is shown in a message: quoted, cut, without control characters.

    >>> show("4/4/2017"), show(None)
    ("'4/4/2017'", 'nothing')
    """
    if value is None:
        return "nothing"
    if isinstance(value, (list, tuple)):
        return f"a list of {len(value)}"
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, str) and len(value) > limit:
        value = value[:limit] + "…"
    return repr(value)[: 2 * limit]


def find_fields(
    given: Mapping[str, object], columns: Mapping[str, str]
) -> tuple[dict[str, object], tuple[tuple[str, str], ...]]:
    """Our fields out of a row's columns, and the (field, column) pairs that nobody named and that are not called so.

    A mapped column is taken alone; else the field's own name, else the same in other letter case, else an alias.

    >>> find_fields({"Text": "T", "published": "2017-04-04"}, {})
    ({'text': 'T', 'date': '2017-04-04'}, (('text', 'Text'), ('date', 'published')))
    """
    fields: dict[str, object] = {}
    chosen = []
    taken = set(columns.values())
    folded: dict[str, str] | None = None
    for name in FIELDS:
        column = columns.get(name)
        if column is not None:
            if column in given:
                fields[name] = given[column]
            continue
        if name in given and name not in taken:
            fields[name] = given[name]
            continue
        if folded is None:
            folded = {}
            for key in sorted(k for k in given if isinstance(k, str) and k not in taken):
                folded.setdefault(key.strip().casefold(), key)
        other = next((folded[key] for key in (name, *ALIASES[name]) if key in folded), None)
        if other is not None and other not in fields:
            fields[name] = given[other]
            chosen.append((name, other))
    return fields, tuple(chosen)
