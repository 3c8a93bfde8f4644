"""Words, sentences and paragraphs of a text, always with their offsets, and the hash that ids are made of.

Folding is for matching only: nothing here changes a stored text.
"""

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from firsthand.latest import keep_latest

Span = tuple[int, int]
"""Half-open (start, end) in the characters of a text."""


class Words(NamedTuple):
    """Folded words of a text with the span of each."""

    folded: list[str]
    starts: list[int]
    ends: list[int]


# A number keeps its inner commas and points; a word keeps its inner apostrophes; hyphens part words, so that
# "al-Manar" and "al Manar" fold alike.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’ʼ`´][^\W\d_]+)*|[^\W_]+")
_APOSTROPHES = str.maketrans("", "", "'’ʼ`´")

_TERMINAL = r"[.!?…؟。！？]"
_CLOSING = r"[\"'”’»)\]]*"
_SENTENCE_END = re.compile(rf"{_TERMINAL}{_TERMINAL}*{_CLOSING}(?=\s+[\"'“‘«(\[]*[^\s]|\s*$)")
"""Its first mark stands without a plus: such a pattern is searched for by a table of characters, far faster."""
_UNSPACED = "。！？"
"""Marks that end a sentence without white space behind them."""
_UNSPACED_END = re.compile(rf"{_SENTENCE_END.pattern}|(?<=[{_UNSPACED}])")
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "cpl",
        "sgt",
        "brig",
        "adm",
        "cmdr",
        "rev",
        "hon",
        "sen",
        "rep",
        "gov",
        "pres",
        "st",
        "no",
        "vs",
        "etc",
        "jr",
        "sr",
        "inc",
        "ltd",
        "co",
        "corp",
        "dept",
        "fig",
        "approx",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "u.s",
        "u.n",
        "u.k",
        "e.u",
        "a.m",
        "p.m",
        "i.e",
        "e.g",
    ]
)
_PARAGRAPH_BREAK = re.compile(r"[\r\n\u2028\u2029][\r\n\u2028\u2029]*")
_CLOSED = re.compile(rf"{_TERMINAL}{_CLOSING}$")
_LONG_LINE = 50
"""Characters of a line from which its editor may have wrapped it."""


def hash64(*parts: str | int | None) -> int:
    """Signed 64-bit hash of some parts, the same on every machine and in every version.

    >>> hash64("a", "b") == hash64("a", "b"), hash64("ab") == hash64("a", "b")
    (True, False)
    """
    digest = blake2b(digest_size=8)
    for part in parts:
        data = b"\x00" if part is None else str(part).encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "little") + data)
    return int.from_bytes(digest.digest(), "little", signed=True)


@lru_cache(maxsize=1 << 17)
def fold(word: str) -> str:
    """A word as it is compared: case, accents, apostrophes and digit grouping folded away.

    >>> fold("Syria’s"), fold("3,000"), fold("Québec")
    ('syrias', '3000', 'quebec')
    """
    if word.isascii():
        low = word.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", word)
        low = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    if low[:1].isdigit():
        return low.replace(",", "")
    return low.translate(_APOSTROPHES)


def find_words(text: str) -> Words:
    """Folded words of a text with their spans.

    >>> find_words("Nearly 3,000 of al-Manar’s").folded
    ['nearly', '3000', 'of', 'al', 'manars']
    """
    found = [(fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]
    return Words([w for w, _, _ in found], [s for _, s, _ in found], [e for _, _, e in found])


@keep_latest
def find_paragraphs(text: str) -> tuple[Span, ...]:
    r"""Spans of the paragraphs of a text, without the white space around them; kept for the texts met last.

    A line break parts paragraphs unless the line before it was plainly wrapped: long, without a closing mark, and
    followed by a small letter.

    >>> text = "One.\nTwo has a line that is long enough to have been wrapped by an editor\nand goes on.\n\nThree"
    >>> [text[s:e][:5] for s, e in find_paragraphs(text)]
    ['One.', 'Two h', 'Three']
    """
    spans: list[Span] = []
    start = 0
    for found in _PARAGRAPH_BREAK.finditer(text):
        low, high = found.span()
        if text[high : high + 1].islower() and _is_wrapped(text, start, low, high):
            continue
        spans.append((start, low))
        start = high
    spans.append((start, len(text)))
    return tuple(trimmed for span in spans if (trimmed := trim(text, *span))[0] < trimmed[1])


def _is_wrapped(text: str, start: int, low: int, high: int) -> bool:
    """Whether one line break, from `low` to `high`, parts a line that is long and goes on from the next; `start` is
    where the paragraph begins.
    """
    if text[low:high].replace("\r\n", "\n") not in ("\n", "\r", "\u2028", "\u2029"):
        return False
    before = text[text.rfind("\n", start, low) + 1 : low].rstrip()
    return len(before) > _LONG_LINE and not _CLOSED.search(before)


def trim(text: str, start: int, end: int) -> Span:
    """The span without white space at its edges."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def find_sentences(text: str) -> list[Span]:
    """Spans of the sentences of a text; none crosses a paragraph.

    >>> text = 'It fell, Gen. Ali said. "We saw it." The U.S. army left at 5 p.m. on Friday.'
    >>> [text[s:e] for s, e in find_sentences(text)]
    ['It fell, Gen. Ali said.', '"We saw it."', 'The U.S. army left at 5 p.m. on Friday.']
    """
    spans = []
    end_of = _UNSPACED_END if any(mark in text for mark in _UNSPACED) else _SENTENCE_END
    for paragraph_start, paragraph_end in find_paragraphs(text):
        start = paragraph_start
        for found in end_of.finditer(text, paragraph_start, paragraph_end):
            if found.end() >= paragraph_end or not _ends_sentence(text, found.start(), found.end()):
                continue
            spans.append(trim(text, start, found.end()))
            start = found.end()
        spans.append(trim(text, start, paragraph_end))
    return [span for span in spans if span[0] < span[1]]


def _ends_sentence(text: str, mark: int, after: int) -> bool:
    """Whether the closing mark at `mark` ends a sentence: not an abbreviation, an initial, or before a small letter."""
    rest = text[after : after + 20].lstrip().lstrip("\"'“‘«([")
    if rest[:1].islower():
        return False
    if text[mark] != "." or text[mark : mark + 2] == "..":
        return True
    word_start = mark
    while word_start > 0 and (text[word_start - 1].isalnum() or text[word_start - 1] == "."):
        word_start -= 1
    word = text[word_start:mark]
    if len(word) == 1 and word.isupper():
        return False
    if word.lower() in _ABBREVIATIONS:
        return word.lower() in ("u.s", "u.n", "u.k", "e.u", "a.m", "p.m") and bool(
            re.match(r"(?:The|A|An|In|On|It|He|She|They|But|At|This)\b", rest)
        )
    return True
