"""What is to be masked, as it is written: `source:NAME`, `place:NAME`, `words:WORDS`, `text:ARTICLE` or `texts`."""

from dataclasses import dataclass
from pathlib import Path

from firsthand.errors import UnknownError

KINDS = ("source", "place", "words", "text")
ALL_TEXTS = "texts"
"""Masks the text of every article."""


@dataclass(frozen=True)
class Mask:
    """One thing to mask."""

    kind: str
    """source, place, words, text, or texts for all of them."""
    name: str
    """The name as the user wrote it; empty for texts."""


def read_mask(text: str) -> Mask:
    """A mask as it is written on the command line.

    >>> read_mask("source:Syrian Observatory"), read_mask("texts")
    (Mask(kind='source', name='Syrian Observatory'), Mask(kind='texts', name=''))

    Raises:
        UnknownError: the kind is none of KINDS, or the name is missing.
    """
    kind, colon, name = text.strip().partition(":")
    kind, name = kind.strip().lower(), name.strip()
    if kind == ALL_TEXTS and not name:
        return Mask(ALL_TEXTS, "")
    if kind not in KINDS or not colon:
        raise UnknownError(
            f"a mask is written KIND:NAME, and {text!r} is not: KIND is one of {', '.join(KINDS)}; "
            f"{ALL_TEXTS} alone masks every text"
        )
    if not any(c.isalnum() for c in name):
        raise UnknownError(f"the mask {text!r} names nothing: write {kind}:NAME")
    return Mask(kind, name)


def read_masks(path: Path) -> tuple[Mask, ...]:
    """Masks of a file, one a line; empty lines and those that begin with # are left out.

    Raises:
        UnknownError: the file cannot be read, or a line is no mask; the line's number is told.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnknownError(f"the masks {path} cannot be read as UTF-8 text: {error}") from None
    found = []
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            try:
                found.append(read_mask(line))
            except UnknownError as error:
                raise UnknownError(f"{path}, line {number}: {error}") from None
    return tuple(found)
