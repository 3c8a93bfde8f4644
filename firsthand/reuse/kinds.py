"""What kind of sharing a passage is: story, background, formula, quotation or boilerplate, with the reasons."""

import re

from firsthand.records import Alignment

_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]{0,2000})[\"“”„«»]")
MOSTLY = 0.6
"""Share of a passage that must stand in quotation marks for it to be a quotation."""


def tell_kind(passage: Alignment, a_text: str, b_text: str) -> tuple[str, list[str]]:
    """Kind of a passage and the reasons for it."""
    a_share = quoted_share(a_text, passage.a_start, passage.a_end)
    b_share = quoted_share(b_text, passage.b_start, passage.b_end)
    if min(a_share, b_share) >= MOSTLY:
        return "quotation", [f"{min(a_share, b_share):.0%} of it stands in quotation marks in both articles"]
    return "story", [f"{passage.matches} words of the same wording"]


def quoted_share(text: str, start: int, end: int) -> float:
    """Share of a span's characters that stand inside quotation marks."""
    inside = 0
    for found in _QUOTED.finditer(text, max(0, start - 2000), min(len(text), end + 2000)):
        inside += max(0, min(end, found.end(1)) - max(start, found.start(1)))
    return inside / max(1, end - start)
