"""Entries that the user of a case adds to the registry of outlets and bodies: `registry.tsv` in its folder."""

from pathlib import Path

from firsthand.attribution.registry import open_registry, read_entries
from firsthand.errors import ReadingError

NAME = "registry.tsv"


def open_own(case: Path) -> None:
    """Opens the registry with the entries of a case, if it has any: for its steps, which run after this.

    Raises:
        ReadingError: a line is no entry.
    """
    file = case / NAME
    open_registry(file.read_text(encoding="utf-8") if file.exists() else "")


def add_registry(case: Path, file: Path) -> None:
    """Puts the entries of a file into a case, in place of those that it had.

    Raises:
        ReadingError: the file cannot be read, or a line is no entry; the case is as it was.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadingError(f"the registry {file} cannot be read as UTF-8 text: {error}") from None
    read_entries(text, str(file))
    written = case / (NAME + ".new")
    written.write_text(text, encoding="utf-8")
    written.replace(case / NAME)
