"""Quotations that run over several sentences: what is said goes on while the quotation is open."""

from firsthand.attribution.stretch import Statement
from firsthand.attribution.tokens import Tokens
from firsthand.text import Span


def extend_quotations(t: Tokens, statements: list[Statement]) -> None:
    """Widens contents to the whole quotation around them, and adds quoted sentences that follow without a cue."""
    for s in statements:
        s.content = [_widened(t, s, piece) for piece in s.content]
    _continue(t, statements)


def _widened(t: Tokens, s: Statement, piece: Span) -> Span:
    start, end = piece
    cue = s.cue[0][0] if s.cue else -1
    quote = t.quoted(start)
    if quote is not None and quote[0] < start and not quote[0] <= cue < quote[1] and _opens_sentence(t, start):
        start = quote[0]
    quote = t.quoted(end - 1)
    if quote is not None and quote[1] > end and not quote[0] <= cue < quote[1]:
        end = quote[1]
    return start, end


def _opens_sentence(t: Tokens, offset: int) -> bool:
    i = t.at(offset)
    return any(first == i for first, _ in t.sentences)


def _continue(t: Tokens, statements: list[Statement]) -> None:
    """Adds sentences that are one quotation, and report nobody, to the quoted statement just before them."""
    if not statements:
        return
    spoken: dict[int, list[Statement]] = {}
    starts = [t.starts[first] for first, _ in t.sentences]
    for s in statements:
        for k in _sentences_of(t, s, starts):
            spoken.setdefault(k, []).append(s)
    last: Statement | None = None
    for k, (first, end) in enumerate(t.sentences):
        here = spoken.get(k)
        if here:
            last = here[-1]
            continue
        quote = t.quoted(t.starts[first])
        whole = quote is not None and quote[1] >= t.ends[end - 1] - 1
        if whole and last is not None and _is_quoted(t, last):
            last.content = [*last.content, (t.starts[first], t.ends[end - 1])]
        else:
            last = None


def _sentences_of(t: Tokens, s: Statement, starts: list[int]) -> range:
    from bisect import bisect_right

    spans = [*s.content, *s.cue, *s.source]
    low, high = min(a for a, _ in spans), max(b for _, b in spans)
    return range(max(bisect_right(starts, low) - 1, 0), bisect_right(starts, high - 1))


def _is_quoted(t: Tokens, s: Statement) -> bool:
    return any(t.quoted(a) is not None or t.quoted(b - 1) is not None for a, b in s.content)
