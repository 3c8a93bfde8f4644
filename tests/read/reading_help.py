"""What the tests of reading share."""

from collections.abc import Mapping
from pathlib import Path

from firsthand.read.sources import ReadResult
from firsthand.records import Article, Problem
from firsthand.schema import to_rows


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write texts, as they are, into files below a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))


def rows_of(read: ReadResult) -> list[Article]:
    """Articles by given id."""
    return sorted(to_rows(read.articles, Article), key=lambda row: row.given_id)


def problems_of(read: ReadResult) -> list[Problem]:
    """Problems in the order of their table."""
    return to_rows(read.problems, Problem)
