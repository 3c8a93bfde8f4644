"""Entries that the user of a case adds to the registry of outlets and bodies: `registry.tsv` in its folder."""

from pathlib import Path

import pyarrow as pa

from firsthand.errors import ReadingError
from firsthand.records.reading import RegistryEntry
from firsthand.schema import to_table

NAME = "registry.tsv"
KINDS = ("wire", "outlet", "broadcaster", "monitor", "organisation", "government")
_COLUMNS = 7


def read_entries(text: str, file: str) -> pa.Table:
    """Entries of a registry's text: a line each, with the columns of `firsthand/data/outlets.tsv`, parted by tabs.

    Name and kind must be there; country, parent body, domain, aliases (parted by |) and public source may be missing
    from the end. Empty lines and those that begin with # are left out.

    >>> read_entries("Harbour Post\\toutlet\\tKE\\t\\t\\tThe Post|HP", "mine.tsv")["aliases"].to_pylist()
    [['The Post', 'HP']]

    Raises:
        ReadingError: a line has no name, another kind than KINDS, or too many columns.
    """
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        row = [column.strip() for column in line.split("\t")]
        if not line.strip() or line.startswith("#"):
            continue
        if not row[0] or len(row) < 2 or len(row) > _COLUMNS or row[1] not in KINDS:
            raise ReadingError(
                f"{file}, line {number}: {line[:80]!r} is no entry of a registry; write a name, a tab and one of "
                f"{', '.join(KINDS)}, then, if known, country, parent body, domain, aliases parted by |, source"
            )
        name, kind, country, parent, domain, aliases, source = row + [""] * (_COLUMNS - len(row))
        listed = [alias for alias in aliases.split("|") if alias]
        found.append(RegistryEntry(number, name, kind, country, parent, domain, listed, source))
    return to_table(found, RegistryEntry)


def read_registry(case: Path) -> pa.Table:
    """The entries of a case; none where it adds none.

    Raises:
        ReadingError: a line is no entry.
    """
    file = case / NAME
    return read_entries(file.read_text(encoding="utf-8") if file.exists() else "", str(file))


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
