"""How a source puts a statement: said, denied, confirmed, accused, warned, claimed, planned, believed or reported."""

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
