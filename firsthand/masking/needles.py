"""Finding names in texts as words, whatever their case, accents, hyphens and line breaks, and inside handles and URLs.

A masked character is one of plane 15 (private use), one for each character that it stands for, so that no offset moves.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from firsthand.text import find_words

FIRST = 0xF0000
"""Code of the first masked character; that of mask number n is FIRST + n."""
MOST = 0xFFFD
"""Masks that one case can have: the characters of plane 15."""
GLUED_LETTERS = 4
"""Letters that a name must have to be looked for inside a handle, a domain or a file's name: shorter ones are in
ordinary words."""
MASKED = re.compile("[\U000f0000-\U000fffff]")
"""A masked character."""
_CHUNK = re.compile(r"\S+")
# What tells a handle, an address or a file's name from a plain word.
_NO_WORD = re.compile(r"[@#/\\_]|[^\W\d_]\.[^\W\d_]{2}|[a-z][A-Z]|[^\W\d_]\d|\d[^\W\d_]")
_UNSEEN = ("Cf", "Mn", "Me")
"""Categories of characters that nobody sees, or that only mark a letter: they part no word of a name."""


def mark_of(number: int) -> str:
    """The character that stands for each character of what a mask hides."""
    return chr(FIRST + number)


def drop_marks(text: str) -> str:
    """A text without characters that look masked before anything is."""
    return MASKED.sub("\ufffd", text)


def words_of(text: str) -> list[tuple[str, int, int]]:
    """Folded words of a text with their spans; the ending of a possessive is no part of its word.

    >>> [word for word, _, _ in words_of("SANA’s men, the Hezbollah-run TV")]
    ['sana', 'men', 'the', 'hezbollah', 'run', 'tv']
    """
    kept: list[int] = []
    if not text.isascii():
        kept = [place for place, c in enumerate(text) if unicodedata.category(c) not in _UNSEEN]
    if not kept or len(kept) == len(text):
        return _parted(text)
    seen = "".join(text[place] for place in kept)
    return [(word, kept[start], kept[end - 1] + 1) for word, start, end in _parted(seen)]


def _parted(text: str) -> list[tuple[str, int, int]]:
    words = []
    for word, start, end in zip(*find_words(text), strict=True):
        if word.endswith("s") and len(word) > 1 and text[end - 2 : end - 1] in "'’ʼ`´" and text[end - 2 : end - 1]:
            word, end = word[:-1], end - 2
        if start < end:
            words.append((word, start, end))
    return words


def key_of(name: str) -> tuple[str, ...]:
    """A name as it is looked for: its folded words, without an article before them."""
    words = tuple(word for word, _, _ in words_of(name))
    return words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words


class _Needle(NamedTuple):
    """A name to look for."""

    key: tuple[str, ...]
    number: int
    written: str
    """CAPS or Cap where it must be written so, since its small letters are an ordinary word; else empty."""


class Needles:
    """Names to look for, each with the number of its mask."""

    def __init__(self) -> None:
        self._first: dict[str, list[_Needle]] = {}
        self._glued: dict[str, int] = {}

    def add(self, name: str, number: int, *, as_written: bool = False) -> None:
        """A name to look for as words, and inside handles, addresses and files' names where it is long enough.

        With `as_written`, words are the name only with its capitals: WHO is, who is not.
        """
        key = key_of(name)
        if not key:
            return
        written = ("CAPS" if name.isupper() else "Cap") if as_written else ""
        self._add(_Needle(key, number, written))
        if len(key[-1]) >= GLUED_LETTERS and not key[-1].endswith("s"):
            # A possessive that lost its apostrophe, or several of the name.
            self._add(_Needle((*key[:-1], f"{key[-1]}s"), number, written))
        if not as_written:
            self.add_glued("".join(key), number)

    def _add(self, needle: _Needle) -> None:
        rest = self._first.setdefault(needle.key[0], [])
        if all(known.key != needle.key for known in rest):
            rest.append(needle)
            rest.sort(key=lambda one: -len(one.key))

    def add_glued(self, letters: str, number: int) -> None:
        """A name to look for inside handles, addresses and files' names only."""
        folded = "".join(word for word, _, _ in words_of(letters))
        if len(folded) >= GLUED_LETTERS:
            self._glued.setdefault(folded, number)

    def keys(self) -> Iterator[tuple[str, ...]]:
        """The names that are looked for as words."""
        return (needle.key for rest in self._first.values() for needle in rest)

    def glued(self) -> Iterator[str]:
        """The names that are looked for inside handles, addresses and files' names."""
        return iter(self._glued)

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Start, end and mask of each name in a text, in reading order; the longest name at a place wins."""
        return sorted([*self._in_words(text), *self._in_chunks(text)])

    def find_glued(self, text: str) -> int | None:
        """The mask of a name that stands anywhere in an address or a file's name, as letters in a row."""
        letters = "".join(word for word, _, _ in words_of(text))
        for name, number in self._glued.items():
            if name in letters:
                return number
        found = next(self._in_words(text), None)
        return found[2] if found else None

    def _in_words(self, text: str) -> Iterator[tuple[int, int, int]]:
        words = words_of(text)
        at = 0
        while at < len(words):
            for needle in self._first.get(words[at][0], ()):
                last = at + len(needle.key) - 1
                if tuple(word for word, _, _ in words[at : last + 1]) == needle.key:
                    start, end = words[at][1], words[last][2]
                    if _is_written(text[start:end], needle.written):
                        yield start, end, needle.number
                        at = last
                        break
            at += 1

    def _in_chunks(self, text: str) -> Iterator[tuple[int, int, int]]:
        if not self._glued:
            return
        for chunk in _CHUNK.finditer(text):
            number = self.find_glued(chunk.group()) if _NO_WORD.search(chunk.group()) else None
            if number is not None:
                yield chunk.start(), chunk.end(), number


def cover(text: str, spans: Iterable[tuple[int, int, int]]) -> str:
    """A text with the characters of each span replaced by the mark of its mask; where spans overlap, the later wins."""
    out = list(text)
    for start, end, number in spans:
        out[start:end] = mark_of(number) * (min(end, len(text)) - start)
    return "".join(out)


def _is_written(text: str, written: str) -> bool:
    return not written or (text.isupper() if written == "CAPS" else not text[0].islower())
