"""Evidence in how the shared passages lie in the two articles: one observation a pair, the one that tells most.

Order, containment and a cut tail are seen in the same few spans, so they are not added up.
"""

import re

from firsthand.reuse.sides import Observation, Side, covered

WHOLE = 0.85
"""Share of an article from which it stands nearly whole in the other."""
OWN = 0.3
"""Least share of the longer one that is then its own."""
_BROKEN_OFF = re.compile(r"[\w,;–—-]$")
_STOPPED = re.compile(r"[.!?…][\"'”’»)\]]*$")


def read_layout(a: Side, b: Side) -> list[Observation]:
    """The first of these that one of the sides shows: a tail cut off, one block at the end, one inside the other."""
    for observer in (_cut_off, _one_block, _contained):
        for copier, source in ((a, b), (b, a)):
            found = observer(copier, source)
            if found:
                return [found]
    return []


def _cut_off(copier: Side, source: Side) -> Observation | None:
    """The copier ends where a sentence or paragraph of the other goes on; nearly all of it is shared."""
    if covered(copier.spans) < WHOLE * len(copier.text):
        return None
    last = max(range(len(copier.shared)), key=lambda k: copier.shared[k][1])
    end, other_end = copier.shared[last][1], source.shared[last][1]
    before, rest = source.text[max(0, other_end - 6) : other_end], source.text[other_end : other_end + 40].rstrip()
    if copier.text[end:].strip(" \n.…\"'”’") or len(rest) < 20:
        return None
    place = copier.article_id, copier.shared[last][0], end
    if _BROKEN_OFF.search(before) and rest[0] in " ,;" and rest.lstrip(" ,;")[:1].islower():
        text = "breaks off inside a sentence that goes on in the other"
        return Observation("breaks off in a sentence", source, text, place)
    gap = rest[: len(rest) - len(rest.lstrip())]
    if "\n" in source.text and "\n" not in gap and gap and _STOPPED.search(before):
        text = "ends inside a paragraph that goes on in the other"
        return Observation("ends in a paragraph", source, text, place)
    return None


def _one_block(copier: Side, source: Side) -> Observation | None:
    """The shared passages stand in one block at the end of the copier and apart in the other, in the same order."""
    if len(copier.shared) < 3:
        return None
    starts = [there[0] for _, there in sorted(zip(copier.shared, source.shared, strict=True))]
    if starts != sorted(starts):
        return None
    first, last = copier.spans[0][0], copier.spans[-1][1]
    between = 1 - covered(copier.spans) / (last - first)
    apart = 1 - covered(source.spans) / (source.spans[-1][1] - source.spans[0][0])
    if first > 0.15 * len(copier.text) and last > 0.9 * len(copier.text) and between < 0.1 < apart:
        text = f"has the {len(starts)} shared passages in one block at its end, in the order of the other"
        return Observation("one block at the end", source, text, (copier.article_id, first, last))
    return None


def _contained(short: Side, long: Side) -> Observation | None:
    """Nearly all of one stands in a longer one: below its own text, or with more only after or between."""
    inside, of_long = covered(short.spans) / len(short.text), covered(long.spans) / len(long.text)
    if inside < WHOLE or of_long > 1 - OWN:
        return None
    size = len(long.text)
    before, after = long.spans[0][0] / size, 1 - long.spans[-1][1] / size
    if before > 0.12:
        text = f"stands nearly whole ({inside:.0%}) below other text of the longer article"
        return Observation("whole below other text", short, text)
    if after > 0.2:
        text = f"goes on after the shared text, which is {inside:.0%} of the other"
        return Observation("goes on after", long, text)
    text = f"has more between the shared passages, which are {inside:.0%} of the other"
    return Observation("has more between", long, text)
