"""What a short text has of a masked one: words in a row that no text has that may be shown."""

import re
from collections.abc import Iterable

from firsthand.masking.needles import words_of
from firsthand.text import Span

RUN_WORDS = 6
"""Words in a row that may not be shown of a masked text: with fewer, names of sources and places would go too."""
_QUOTED = re.compile(r"“([^”]*)”|\"([^\"]*)\"|‘([^’]*)’")


class Runs:
    """Runs of words that masked texts have, and nothing that may be shown has."""

    def __init__(self, masked: Iterable[str], shown: Iterable[str]) -> None:
        lines = [_line(text) for text in masked]
        others = [_line(text) for text in shown]
        self._masked, self._shown = "|".join(lines), "|".join(others)
        self._runs = {run for line in lines for run in _grams(line.split())}
        for line in others:
            self._runs.difference_update(_grams(line.split()))

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

    def is_masked(self, text: str) -> bool:
        """Whether a masked text has these words in a row, however few, and no other text has."""
        words = " ".join(word for word, _, _ in words_of(text))
        return bool(words and self._masked) and self._stands(words)

    def find_quoted(self, text: str) -> list[Span]:
        """Spans inside quotation marks whose words, however few, are from a masked text alone."""
        if not self._masked:
            return []
        found = ((quoted, quoted.lastindex or 1) for quoted in _QUOTED.finditer(text))
        return [quoted.span(group) for quoted, group in found if self.is_masked(quoted[group])]

    def _stands(self, run: str) -> bool:
        wanted = f" {run} "
        return wanted in self._masked and wanted not in self._shown


def _line(text: str) -> str:
    return f" {' '.join(word for word, _, _ in words_of(text))} "


def _grams(words: list[str]) -> set[str]:
    return {" ".join(words[i : i + RUN_WORDS]) for i in range(len(words) - RUN_WORDS + 1)}
