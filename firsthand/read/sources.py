"""Reading: files of articles to the table of articles, with a row for everything that could not be read.

To add a kind of file, write one function (see `Reader`) and add one line to READERS.
"""

import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from firsthand.counting import count_of
from firsthand.errors import ReadingError
from firsthand.read.archives import read_archives
from firsthand.read.dates import check_date_format
from firsthand.read.encodings import check_encoding
from firsthand.read.files import list_sources, size_of
from firsthand.read.found import FIELDS, Encoding, Item, Reader, Reading, Source, make_problem, show
from firsthand.read.judge import Candidate, judge
from firsthand.read.pages import read_pages
from firsthand.read.placing import place_articles
from firsthand.read.tables import read_csv, read_json, read_jsonl, read_parquet
from firsthand.read.texts import read_texts
from firsthand.records import Article, Problem
from firsthand.schema import to_rows, to_table

__all__ = ["READERS", "ReadResult", "Reading", "read_articles"]

READERS: dict[str, Reader] = {
    ".txt": read_texts,
    ".md": read_texts,
    ".html": read_pages,
    ".htm": read_pages,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".json": read_json,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".parquet": read_parquet,
    ".warc": read_archives,
    ".wet": read_archives,
}
"""How each kind of file is read, by its suffix; any of them may be packed, with `.gz` after it."""


@dataclass(frozen=True)
class ReadResult:
    """What a reading found."""

    articles: pa.Table
    """Rows of Article, by article_id: the known ones, brought up to date, and the new ones."""
    problems: pa.Table
    """Rows of Problem, by file and line."""
    encodings: dict[str, str]
    """Encoding of each file of text, by its name."""
    files: frozenset[str]
    """Names of the files looked at, sidecars with a problem among them, as in `Article.source` and `Problem.source`."""
    files_read: int
    """Files that may hold articles."""
    added: int
    """Articles that were not known."""
    changed: int
    """Known articles about which something new was stated."""
    again: int
    """Articles found that were there already, changed or not."""
    skipped: int
    """Articles and files left out, each with its row in `problems`."""

    def summary(self, lines: int = 12) -> list[str]:
        """What was read and what was not, in at most `lines` lines; problems of one kind share a line."""
        told = [
            f"{count_of(self.added, 'article')} read from {count_of(self.files_read, 'file')}"
            + (f", {self.again:,} there already" if self.again else "")
        ]
        if self.changed:
            told[0] += f", {self.changed:,} of them brought up to date"
        old = Counter(name for name in self.encodings.values() if name != "utf-8")
        if old:
            told.append(
                "encodings found: "
                + ", ".join(f"{name} in {count_of(count, 'file')}" for name, count in sorted(old.items()))
            )
        kinds: dict[tuple[bool, str], list[Problem]] = {}
        for problem in to_rows(self.problems, Problem):
            kinds.setdefault((not problem.skipped, problem.reason.partition(":")[0]), []).append(problem)
        for (noted, kind), problems in sorted(kinds.items()):
            first = problems[0]
            place = first.source if first.line is None else f"{first.source}:{first.line}"
            detail = first.reason.partition(":")[2]
            many = f"{len(problems):,} times, first in " if len(problems) > 1 else ""
            told.append(f"{'note' if noted else 'skipped'}: {kind} ({many}{place}){':' + detail if detail else ''}")
        if len(told) > lines:
            told[lines - 1 :] = [f"… and {len(told) - lines + 1} more kinds; all are in the table of problems"]
        return told


def read_articles(
    paths: Iterable[Path | str],
    *,
    reading: Reading | None = None,
    known: pa.Table | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> ReadResult:
    """Articles of files and folders, with what could not be read.

    `known` is the table of articles of the case, which are not read twice; what is newly stated about one of them
    replaces what was there. `progress(done, total)` is called with bytes. The result does not depend on the order of
    the paths. Nothing is written.

    Raises ReadingError for a path that is not there or holds nothing to read, for columns that are not there, and for
    an option that cannot be used; with `reading.strict` also for the first article that would be skipped.
    """
    reading = reading or Reading()
    _check(reading)
    listing = list_sources([paths] if isinstance(paths, (str, Path)) else paths, tuple(READERS))
    problems = list(listing.problems)
    candidates: list[Candidate] = []
    encodings: dict[str, str] = {}
    sizes = [size_of(source) for source in listing.sources]
    done = 0
    for source, size in zip(listing.sources, sizes, strict=True):
        for item in _read(source, reading):
            if isinstance(item, Encoding):
                encodings[item.source] = item.name
                continue
            if isinstance(item, Problem):
                candidate, met = None, [item]
            else:
                candidate, met = judge(item, reading)
            _stop_if_strict(reading, met)
            problems += met
            if candidate is not None:
                candidates.append(candidate)
        done += size
        if progress is not None:
            progress(done, sum(sizes))
    placed = place_articles(
        candidates, to_rows(known, Article) if known is not None else (), reading.minimum_language_letters
    )
    _stop_if_strict(reading, placed.problems)
    problems += placed.problems
    problems.sort(key=lambda p: (p.source, p.line or 0, p.given_id or "", p.reason))
    articles = sorted((entry.article for entry in placed.entries), key=lambda article: article.article_id)
    return ReadResult(
        articles=to_table(articles, Article),
        problems=to_table(problems, Problem),
        encodings=dict(sorted(encodings.items())),
        files=frozenset([*(source.name for source in listing.sources), *(problem.source for problem in problems)]),
        files_read=len(listing.sources),
        added=len(placed.added),
        changed=len(placed.changed),
        again=placed.again,
        skipped=sum(problem.skipped for problem in problems),
    )


def _check(reading: Reading) -> None:
    unknown = [name for name in reading.columns if name not in FIELDS]
    if unknown:
        raise ReadingError(
            f"columns: {', '.join(show(name) for name in unknown)} is no field of an article; "
            f"write FIELD=COLUMN with FIELD one of {', '.join(FIELDS)}"
        )
    check_date_format(reading.date_format)
    check_encoding(reading.encoding)


def _stop_if_strict(reading: Reading, problems: Iterable[Problem]) -> None:
    if not reading.strict:
        return
    for problem in problems:
        if problem.skipped:
            place = problem.source if problem.line is None else f"{problem.source}:{problem.line}"
            raise ReadingError(f"{place}: {problem.reason} (strict reading stops here; nothing was changed)")


def _read(source: Source, reading: Reading) -> Iterator[Item]:
    """What a file holds; where it breaks off, that is the last thing it gives."""
    try:
        yield from READERS[source.suffix](source, reading)
    except (EOFError, zlib.error) as error:
        yield make_problem(source, None, f"broken gzip: {error}; what came before it was read")
    except UnicodeDecodeError as error:
        yield make_problem(source, None, f"undecodable bytes: {error.reason} in {error.encoding}")
    except OSError as error:
        yield make_problem(source, None, f"file cannot be read: {error.strerror or error}")
