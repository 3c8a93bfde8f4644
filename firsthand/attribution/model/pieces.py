"""Word pieces: the vocabulary of the encoder, and how a word is cut into its longest known parts."""

import unicodedata
from functools import lru_cache
from pathlib import Path

UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"
LONGEST_WORD = 60
"""A longer word is one unknown piece."""
MOST_PIECES = 8
"""Pieces of a word that are read; its first one stands for the word."""
_LIKE_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "‘": "'", "’": "'"})


class Pieces:
    """The word pieces of a vocabulary file, one piece a line; a piece that goes on with a word begins with ##."""

    def __init__(self, path: Path) -> None:
        lines = path.read_text(encoding="utf-8").split("\n")
        self.numbers = {piece: k for k, piece in enumerate(lines)}
        self.unknown, self.start, self.end = (self.numbers[x] for x in (UNKNOWN, START, END))
        self.cut = lru_cache(maxsize=1 << 15)(self._cut)

    def _cut(self, word: str) -> tuple[int, ...]:
        """Numbers of the pieces of a word, at least one: without case and accents, all quotation marks alike."""
        found: list[int] = []
        for part in _parts(word):
            found += self._longest(part)
        return tuple(found[:MOST_PIECES]) or (self.unknown,)

    def _longest(self, part: str) -> list[int]:
        if len(part) > LONGEST_WORD:
            return [self.unknown]
        found: list[int] = []
        start = 0
        while start < len(part):
            end = len(part)
            while end > start:
                number = self.numbers.get(("##" if start else "") + part[start:end])
                if number is not None:
                    break
                end -= 1
            if end == start:
                return [self.unknown]
            found.append(number)  # type: ignore[arg-type]
            start = end
        return found


def _parts(word: str) -> list[str]:
    """A word without accents, small, cut at its punctuation.

    >>> _parts("Al-Ba’ath")
    ['al', '-', 'ba', "'", 'ath']
    """
    plain = unicodedata.normalize("NFD", word.translate(_LIKE_STRAIGHT).lower())
    parts = [""]
    for c in plain:
        category = unicodedata.category(c)
        if category in ("Mn", "Cc", "Cf"):
            continue
        if not c.isalnum() and (category[0] in "PS" or c.isascii()):
            parts += [c, ""]
        else:
            parts[-1] += c
    return [p for p in parts if p]
