"""What a short text has of a masked one: words in a row that no text has that may be shown."""

import re
from collections.abc import Iterable

from firsthand.masking.needles import words_of
from firsthand.text import Span

RUN_WORDS = 6
"""Words in a row that may not be shown of a masked text: with fewer, names of sources and places would go too."""
_QUOTED = re.compile(r"“([^”]*)”|\"([^\"]*)\"|‘([^’]*)’")


class Runs:
    """Runs of words that masked texts have and other texts have not."""

    def __init__(self, masked: Iterable[str], shown: Iterable[str]) -> None:
        self._masked = [_line(text) for text in masked]
        self._shown = [_line(text) for text in shown]
        self._runs: set[str] = set()
        for line in self._masked:
            self._runs |= _grams(line.split())
        for line in self._shown:
            self._runs -= _grams(line.split())

    def find(self, text: str, least: int = RUN_WORDS) -> list[Span]:
        """Spans of a text that are from a masked text alone, `least` words in a row or more."""
        if not self._masked:
            return []
        words = words_of(text)
        if len(words) < least:
            return []
        spans: list[Span] = []
        for first in range(len(words) - least + 1):
            run = " ".join(word for word, _, _ in words[first : first + least])
            if run in self._runs if least == RUN_WORDS else self._stands(run):
                start, end = words[first][1], words[first + least - 1][2]
                if spans and start <= spans[-1][1]:
                    spans[-1] = spans[-1][0], end
                else:
                    spans.append((start, end))
        return spans

    def find_quoted(self, text: str) -> list[Span]:
        """Spans inside quotation marks whose words, however few, are from a masked text alone."""
        if not self._masked:
            return []
        spans = []
        for found in _QUOTED.finditer(text):
            group = found.lastindex or 1
            words = " ".join(word for word, _, _ in words_of(found[group]))
            if words and self._stands(words):
                spans.append(found.span(group))
        return spans

    def _stands(self, run: str) -> bool:
        wanted = f" {run} "
        return not any(wanted in line for line in self._shown) and any(wanted in line for line in self._masked)


def _line(text: str) -> str:
    return f" {' '.join(word for word, _, _ in words_of(text))} "


def _grams(words: list[str]) -> set[str]:
    return {" ".join(words[i : i + RUN_WORDS]) for i in range(len(words) - RUN_WORDS + 1)}
