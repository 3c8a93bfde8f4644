"""Quotations: where an article gives words that are not its own, between marks or set off without them.

Marks are lost between a page and its text: a tweet or a block quotation never had any, and the next paragraph of a
long quotation opens with one that nothing closes.
"""

import re
from bisect import bisect_right

from firsthand.kernels.reference import PARAGRAPH
from firsthand.latest import keep_latest
from firsthand.reuse.recurrence import merge_spans
from firsthand.reuse.words import read_words
from firsthand.text import Span, trim

LONGEST_QUOTATION = 1_200
"""Characters after which an open quotation mark is taken for one that was never closed."""
LONGEST_BLOCK = 700
"""Characters up to which what is set off without marks, or has one mark only, is taken for a quotation."""
LEAD = 200
"""Characters before a colon in which a word of saying makes it lead into a quotation."""

_MARK = re.compile(r"[\"“”„«»]")
_OPENING, _CLOSING = "“„«", "”»"
_SIGNATURE = re.compile(r"\s*[—–-]{1,2} ?[^\n@—]{1,60}\(@\w{1,30}\)")
"""How an embedded tweet is signed: "— Name (@handle)"."""
_LEADS_IN = re.compile(
    r"\b(?:said|says?|saying|told|tells|t?wr(?:ote|ites|iting|itten)|tweet(?:s|ed|ing)?|post(?:s|ed|ing)?|add(?:s|ed|ing)"
    r"|reads?|reading|stat(?:es|ed|ing|ement)|report(?:s|ed)?|quot(?:es|ed|ing)|explain(?:s|ed)|declar(?:es|ed)"
    r"|specif(?:y|ies|ied)|testif(?:y|ies|ied)|argu(?:es|ed)|respon(?:ds|ded|se)|repl(?:y|ies|ied)|ask(?:s|ed)"
    r"|letter|e-?mail|memo|law|section|clause|ruling|remarks|transcript|excerpts?|passage|text|in full)\b",
    re.IGNORECASE,
)
"""A word of what leads into a block quotation, before its colon."""
_LEFT_OUT = re.compile(r"\[ ?(?:…|\.\.\.) ?\]")
"""How an excerpt says that something was left out."""
_SAID = frozenset(
    ["said", "says", "wrote", "writes", "tweeted", "posted", "added", "stated", "saying", "reads", "reading"]
)
_COLON = re.compile(r": (?=[A-Z])")
_SENTENCE = re.compile(r"[^.!?\n]{20,400}[.!?]")
LONGEST_VERB = 12
"""Characters before a colon in which its last word stands."""
_FEW_WORDS = 25
"""Most characters of a line such as "Advertisement:" between a colon and what it leads into."""


@keep_latest
def find_quotations(text: str) -> list[Span]:
    """Spans of the words of others, in order, none of which overlap.

    Between marks; from a mark that opens and is never closed, or closes and was never opened, to the edge of its
    paragraph; the paragraph behind a colon and a word of saying; a tweet above its signature; a paragraph with "[…]".

    >>> text = 'Dam\\n\\nHe wrote:\\n\\nIt will hold until the end of May.\\n\\n"We looked," he said. "It holds.'
    >>> [text[s:e] for s, e in find_quotations(text)]
    ['It will hold until the end of May.', 'We looked,', 'It holds.']
    """
    paragraphs = list_paragraphs(text)
    starts = [start for start, _ in paragraphs]
    spans: list[Span] = []
    marks: list[list[int]] = [[] for _ in paragraphs]
    for found in _MARK.finditer(text):
        marks[max(0, bisect_right(starts, found.start()) - 1)].append(found.start())
    for k, (start, end) in enumerate(paragraphs):
        if marks[k]:
            spans += _between_marks(text, (start, end), marks[k], first=k == 0)
        if "[" in text and _LEFT_OUT.search(text, start, end) and end - start <= LONGEST_QUOTATION:
            spans.append((start, end))
        if text[end - 1] == ":" and _LEADS_IN.search(text, max(start, end - LEAD), end):
            spans += _block_after(text, paragraphs[k + 1 : k + 3])
    if "(@" in text:
        spans += _tweets(text, starts)
    for colon in _COLON.finditer(text):
        said = text[max(0, colon.start() - LONGEST_VERB) : colon.start()].split()[-1:]
        sentence = _SENTENCE.match(text, colon.end()) if said and said[0] in _SAID else None
        spans += [sentence.span()] if sentence else []
    return merge_spans([span for span in spans if span[0] < span[1]])


def list_paragraphs(text: str) -> list[Span]:
    """The paragraphs of a text that have words (see `text.find_paragraphs`), as the words' edges tell."""
    words = read_words(text)
    firsts = words.starts[(words.edges & PARAGRAPH) > 0].tolist()
    starts = [max(text.rfind("\n", 0, first) + 1, 0) for first in firsts]
    return [trim(text, start, end) for start, end in zip(starts, [*starts[1:], len(text)], strict=False)]


def _between_marks(text: str, paragraph: Span, marks: list[int], *, first: bool) -> list[Span]:
    """What stands between marks in one paragraph; a lone mark quotes to the edge, but for the head of the article,
    where it is likelier that a mark was lost.
    """
    start, end = paragraph
    spans: list[Span] = []
    opened: list[int] = []
    for place in marks:
        if _opens(text, place, bool(opened)):
            opened.append(place + 1)
        elif opened:
            begun = opened.pop()
            if place - begun <= LONGEST_QUOTATION:
                spans.append((begun, place))
        elif place == marks[0] and not first and place - start <= LONGEST_BLOCK:
            spans.append((start, place))
    if opened and opened[-1] > marks[-1] and end - opened[-1] <= LONGEST_BLOCK:
        spans.append((opened[-1], end))
    return spans


def _opens(text: str, place: int, inside: bool) -> bool:
    """Whether a mark opens a quotation: by its form, else by the white space beside it, else since none is open."""
    mark = text[place]
    if mark in _OPENING or mark in _CLOSING:
        return mark in _OPENING
    before = place == 0 or text[place - 1].isspace() or text[place - 1] in "([—–"
    after = place + 1 >= len(text) or text[place + 1].isspace() or text[place + 1] in ".,;:!?)]"
    return before if before != after else not inside


def _block_after(text: str, following: list[Span]) -> list[Span]:
    """The paragraph that a colon leads into, where it has no marks of its own; a line of few words is passed over."""
    for start, end in following:
        if end - start > _FEW_WORDS:
            return [] if text[start] in "\"“„«'‘" or end - start > LONGEST_QUOTATION else [(start, end)]
    return []


def _tweets(text: str, starts: list[int]) -> list[Span]:
    """Paragraphs above the signature of a tweet, or before it in the same line."""
    spans = []
    for found in _SIGNATURE.finditer(text):
        k = bisect_right(starts, found.start()) - 1
        if k >= 0 and not text[starts[k] : found.start()].strip():
            k -= 1
        if k >= 0 and found.start() - starts[k] <= LONGEST_BLOCK:
            spans.append((starts[k], found.start()))
    return spans


def quoted_share(text: str, start: int, end: int) -> float:
    """Share of a span's characters that are quoted."""
    quotations = find_quotations(text)
    inside = 0
    for first, last in quotations[bisect_right(quotations, start, key=lambda span: span[1]) :]:
        if first >= end:
            break
        inside += min(end, last) - max(start, first)
    return inside / max(1, end - start)
