"""Paths of files on every system: one name for one file, and a name that every table can hold."""

import os
import unicodedata
from pathlib import Path


def real_path(path: Path) -> str:
    """One name for one file, whatever links lead to it."""
    return os.path.normcase(os.path.realpath(path))


def reach(path: Path) -> Path:
    r"""The path in a form that Windows opens beyond 260 characters (`\\?\`); elsewhere the path itself."""
    if os.name != "nt" or str(path).startswith("\\\\"):
        return path
    return Path("\\\\?\\" + str(path.absolute()))


def plain_name(name: str) -> str:
    """A file's name as tables can hold it: composed letters, as Linux keeps them, and bytes that are no text escaped.

    >>> plain_name("Gene" + chr(0x300) + "ve " + chr(0xDCFF)) == "Genève " + chr(92) + "udcff"
    True
    """
    return unicodedata.normalize("NFC", name).encode("utf-8", "backslashreplace").decode("utf-8")


def split_suffix(path: Path) -> tuple[str, bool]:
    """Suffix in small letters without `.gz`, and whether `.gz` was there.

    >>> split_suffix(Path("News.JSONL.gz"))
    ('.jsonl', True)
    """
    packed = path.suffix.lower() == ".gz"
    return (Path(path.stem) if packed else path).suffix.lower(), packed
