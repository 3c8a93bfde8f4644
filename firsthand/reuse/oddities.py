"""Slips, spellings and rare figures that both articles have: they prove copying, not its direction."""

import re

from firsthand.latest import keep_latest
from firsthand.reuse.sides import Observation, Shown, Side, is_inside
from firsthand.reuse.words import read_words

MOST_ODDITIES = 3
"""Shared oddities shown of one pair."""

_SLIP = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine)-(?:third|quarter|fifth|sixth|tenth)\b(?! (?:majority|vote|stake))"
)
_FIGURE = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w,]|\.\d)|(?<![\w.,])\d{4,}(?:\.\d+)?(?![\w,]|\.\d)")


def shared_oddity(a: Side, b: Side, passages: list[Shown]) -> list[Observation]:
    """Slips and spellings that both have: a name spelt otherwise elsewhere in the same article, a plural left out; and
    one figure of four digits or more that is not round.
    """
    found = [
        Observation("shared oddity", None, f'both write "{slip}"', (a.article_id, *span))
        for slip, span in _stands_in_both(a, b, _slips(a.text))
    ]
    if _odd_names(a.text) and _odd_names(b.text):
        theirs = {name for name, *_ in _variants(b)}
        for name, start, end, variant in _variants(a):
            if name in theirs:
                text = f'both write "{name}" beside "{variant}"'
                found.append(Observation("shared oddity", None, text, (a.article_id, start, end)))
    figures = _stands_in_both(a, b, _figures(a.text))
    if figures:
        figure, span = figures[0]
        found.insert(
            MOST_ODDITIES - 1, Observation("shared oddity", None, f'both give "{figure}"', (a.article_id, *span))
        )
    return found[:MOST_ODDITIES]


def _stands_in_both(a: Side, b: Side, places: list[tuple[int, int, str]]) -> list[tuple[str, tuple[int, int]]]:
    """Those words of a that stand in a passage of both."""
    return [
        (words, (start, end))
        for start, end, words in places
        for (a_start, a_end), (b_start, b_end) in zip(a.shared, b.shared, strict=True)
        if a_start <= start and end <= a_end and b.text.find(words, b_start, b_end) >= 0
    ]


@keep_latest
def _slips(text: str) -> list[tuple[int, int, str]]:
    return [(*slip.span(), slip.group()) for slip in _SLIP.finditer(text)]


@keep_latest
def _figures(text: str) -> list[tuple[int, int, str]]:
    """Figures of four digits or more, neither round nor a year."""
    found = []
    for figure in _FIGURE.finditer(text):
        digits = figure.group().replace(",", "")
        year = len(digits) == 4 and "," not in figure.group() and digits[:2] in ("18", "19", "20")
        if not year and len(digits.replace(".", "").rstrip("0")) >= 4:
            found.append((*figure.span(), figure.group()))
    return found


def _variants(side: Side) -> list[tuple[str, int, int, str]]:
    """Names in shared text that the article spells otherwise elsewhere: the same consonants, other vowels."""
    return [found for found in _odd_names(side.text) if is_inside(side.spans, found[1])]


@keep_latest
def _odd_names(text: str) -> list[tuple[str, int, int, str]]:
    """Names of which a text has two spellings: the name, its span, the other spelling."""
    words = read_words(text)
    long = words.ends - words.starts >= 5
    names = [
        (text[start:end], start, end)
        for start, end in zip(words.starts[long].tolist(), words.ends[long].tolist(), strict=True)
        if text[start].isupper() and not text[start:end].isupper()
    ]
    spellings: dict[str, set[str]] = {}
    for name, _, _ in names:
        spellings.setdefault(name[0] + re.sub(r"[aeiouy’']", "", name[1:]), set()).add(name)
    odd = {name: min(forms - {name}) for forms in spellings.values() if len(forms) == 2 for name in forms}
    return [
        (name, start, end, odd[name])
        for name, start, end in names
        if name in odd
        and abs(len(name) - len(odd[name])) <= 2
        and not odd[name].startswith(name)
        and not name.startswith(odd[name])
    ]
