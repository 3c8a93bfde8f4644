"""How a source puts a statement: said, denied, confirmed, accused, warned, claimed, planned, believed or reported; and
the words by which the article holds it back: "reportedly", "could not be independently verified"."""

import re
from bisect import bisect_right

from firsthand.attribution.stretch import Statement
from firsthand.attribution.tokens import Tokens

_BY_VERB = {
    "denied": "deny dismiss refute reject dispute rule",
    "confirmed": "confirm verify corroborate acknowledge admit affirm concede",
    "accused": "accuse blame condemn denounce criticise criticize slam blast decry deplore castigate rebuke",
    "warned": "warn caution threaten alert",
    "claimed": "claim allege allegedly purportedly supposedly insist maintain",
    "planned": "vow pledge promise plan announce_plan",
    "believed": "believe think fear expect estimate speculate suspect predict theorize theorise speculation consider",
    "reported": "report reportedly reports",
}
_STANCE = {verb: stance for stance, verbs in _BY_VERB.items() for verb in verbs.split()}


def stance_of(t: Tokens, s: Statement) -> str:
    """Stance of one statement, by its cue."""
    words = {t.low[i] for start, end in s.cue for i in range(t.at(start), t.before(end))}
    if words & {"warning", "ultimatum"}:
        return "warned"
    return _STANCE.get(s.base, "said")


_UNVERIFIED = re.compile(
    r"(?:could|can|have|has|had)(?: ?not|n[o']?t) (?:yet )?(?:be |been )?(?:\w+ly )?"
    r"(?:verif\w+|confirm(?:ed)?|corroborated?)\b"
    r"|(?:was|is|were|are) (?:\w+ )?(?:unable|not (?:\w+ )?(?:able|possible)) to (?:\w+ly )?(?:verify|confirm)\b"
    r"|(?:not|never) (?:yet )?(?:been )?(?:\w+ly )?(?:verified|confirmed)\b"
    r"|no independent (?:confirmation|verification)\b"
)
_ADVERB = re.compile(r"\b(?:reportedly|allegedly|apparently|purportedly|supposedly)\b", re.IGNORECASE)
_OF_A_STATEMENT = re.compile(
    r"\b(?:account|allegation|assertion|authenticity|claim|figure|footage|number|report|statement|toll|video|it|this|that)s?\b",
    re.IGNORECASE,
)


def hedge_of(t: Tokens, s: Statement) -> str | None:
    """Words by which a statement is held back, as written: in what is stated, else in the sentence after it.

    The sentence after it counts where it is one of not verifying a claim, a report or a number: "Reuters could not
    independently verify the report". Time is that of reading both.
    """
    for start, end in (*s.content, *s.cue):
        found = _ADVERB.search(t.text, start, end) or _UNVERIFIED.search(t.text, start, end)
        if found is not None:
            return found.group()
    last = max(t.before(end) for _, end in s.content) - 1
    k = bisect_right(t.sentences, (last, len(t.low)))
    if k >= len(t.sentences):
        return None
    first, end_token = t.sentences[k]
    if first >= end_token or end_token - first > _LONGEST_REMARK:
        return None
    bounds = t.span(first, end_token)
    found = _UNVERIFIED.search(t.text, *bounds)
    if found is None or _OF_A_STATEMENT.search(t.text, *bounds) is None:
        return None
    return found.group()


_LONGEST_REMARK = 40
"""Longest sentence, in tokens, that is one of not verifying what was said."""
