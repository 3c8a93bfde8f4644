"""How far a statement goes: asserted, planned, denied, speculated, believed, unconfirmed or aimed at."""

import re

from firsthand.claims.tokens import Text, Token

ORDER = ("asserted", "plan", "denial", "speculation", "belief", "unconfirmed", "aim")
"""Order in which several modalities are written."""

_UNCONFIRMED = re.compile(
    r"\bunconfirmed\b|\bunverified\b|\b(?:not|never|yet to|cannot|n't|nt)\s+(?:\w+\s+){0,4}(?:confirm|verif|"
    r"corroborat|authenticat|ascertain)\w*|"
    r"\bnot\s+(?:\w+\s+){0,2}(?:clear|known)\b|\b(?:un|in)able to (?:\w+\s+)?(?:determine|verify|confirm)|"
    r"\bnot (?:\w+\s+){0,2}able to (?:determine|verify|confirm)|\bno independent confirmation\b|\bunclear\b",
    re.IGNORECASE,
)
_BELIEF = re.compile(
    r"\b(?:is|are|was|were|been|widely)\s+(?:\w+\s+)?(?:believed|thought|presumed|feared|suspected|assumed|"
    r"understood)\b|"
    r"\b(?:believes?|thinks?|suspects?|presumabl[ey]|apparently|probably)\b|\b(?:suspected|presumed)\s+\w+|"
    r"\b(?:is|are|was|were)\s+(?:most\s+)?likely\b",
    re.IGNORECASE,
)
_SPECULATION = re.compile(
    (
        r"\bspeculat\w+|\brumou?r\w*|\b(?:might|may|could)\s+(?:also\s+)?(?:have|be)\b|\bmay\s+(?!\d)[a-z]+\b|"
        r"\bmight\b|\bpossibl[ye]\b|\bperhaps\b|\bpotentially\b"
    ),
)
_SPECULATED = frozenset(
    {"speculation", "speculations", "rumour", "rumours", "rumor", "rumors", "speculated", "speculating"}
)
_AIM_NOUNS = frozenset({"aim", "goal", "objective", "purpose", "intention"})
_PLAN_VERBS = frozenset({"plan", "intend", "vow", "pledge", "promise", "schedule", "prepare"})
_DENYING = frozenset({"deny", "reject", "refute", "rebut", "dismiss"})
_MODALS = frozenset({"will", "would", "shall", "'ll", "wo", "wo n't", "ll"})


def find_modality(text: Text, tokens: list[Token], stance: str, cue: str) -> str:
    """Modality of a statement, joined by "+"; `stance` and `cue` are those of the words that report it, or empty."""
    if not tokens:
        return "asserted"
    words = text.text[tokens[0].start : tokens[-1].end]
    found: set[str] = set()
    root = _root(tokens)
    if stance == "planned" or _planned(text, tokens, root):
        found.add("plan")
    if stance == "denied" or root.lemma in _DENYING or (not found and _denied(text, tokens, root)):
        found.add("denial")
    if set(cue.lower().split()) & _SPECULATED or _SPECULATION.search(words):
        found.add("speculation")
    if stance == "believed" or _BELIEF.search(words):
        found.add("belief")
    if _UNCONFIRMED.search(words):
        found.discard("denial")
        found.add("unconfirmed")
    if _aimed(text, root):
        found.add("aim")
    if "speculation" in found:
        found -= {"belief", "plan"} if set(cue.lower().split()) & _SPECULATED else {"belief"}
    hedged = found & {"belief", "unconfirmed", "speculation"}
    if not found or (hedged == found and _has_plain_part(text, tokens, root, words)):
        found.add("asserted")
    return "+".join(name for name in ORDER if name in found)


def _root(tokens: list[Token]) -> Token:
    """The main word of a statement: the verb whose head stands outside it, else the first such token."""
    inside = {token.place for token in tokens}
    roots = [t for t in tokens if t.head not in inside or t.head == t.place]
    return next((t for t in roots if t.tag.startswith("VB")), roots[0] if roots else tokens[0])


def _planned(text: Text, tokens: list[Token], root: Token) -> bool:
    """Whether the main verb, or a clause about its subject, lies in the future."""
    for index in (
        root.place,
        *(c for c in text.children[root.place] if text.tokens[c].relation in ("conj", "ccomp", "xcomp")),
    ):
        for child in text.children[index]:
            token = text.tokens[child]
            if token.relation == "aux" and token.low in _MODALS:
                following = text.tokens[index].lemma
                return not (token.low == "would" and following in ("be", "have", "like"))
    if root.lemma in _PLAN_VERBS and any(text.tokens[c].relation == "xcomp" for c in text.children[root.place]):
        return True
    if (
        root.lemma == "go"
        and any(text.tokens[c].relation == "xcomp" for c in text.children[root.place])
        and root.tag == "VBG"
    ):
        return True
    if root.lemma == "be":
        for token in tokens:
            if token.low in _MODALS and token.relation == "aux" and text.tokens[token.head].relation == "relcl":
                return True
    return False


def _denied(text: Text, tokens: list[Token], root: Token) -> bool:
    """Whether the main clause says that something is not so: "there is no …", "did not …"."""
    below = text.children[root.place]
    if any(text.tokens[c].relation == "neg" for c in below):
        return True
    for child in below:
        token = text.tokens[child]
        named = token.relation in ("attr", "dobj", "nsubj", "nsubjpass")
        if named and any(text.tokens[c].low in ("no", "neither") for c in text.children[child]):
            return True
    return False


def _aimed(text: Text, root: Token) -> bool:
    """Whether the main verb states an aim: "is aimed at", "aims to", "the goal is to"."""
    if root.lemma in ("aim", "seek") or (root.lemma == "mean" and root.tag == "VBN"):
        return True
    return root.lemma == "be" and any(
        text.tokens[c].relation in ("nsubj", "attr") and text.tokens[c].lemma in _AIM_NOUNS
        for c in text.children[root.place]
    )


def _has_plain_part(text: Text, tokens: list[Token], root: Token, words: str) -> bool:
    """Whether the main clause itself carries no hedge, so that only another part of the statement does."""
    inside = {token.place for token in tokens}
    others = {
        i
        for i in inside
        if text.tokens[i].place != root.place
        and text.tokens[i].relation in ("conj", "advcl", "ccomp", "relcl", "parataxis")
        and text.tokens[i].tag.startswith("VB")
    }
    if not others:
        return False
    first = min(_left_edge(text, i) for i in others if i > root.place) if any(i > root.place for i in others) else None
    if first is None or first not in inside:
        return False
    plain = text.text[tokens[0].start : text.tokens[first].start]
    hedged = _BELIEF.search(plain) or _UNCONFIRMED.search(plain) or _SPECULATION.search(plain)
    return not hedged and len(plain.split()) >= 4


def _left_edge(text: Text, index: int) -> int:
    edge, seen = index, {index}
    waiting = [index]
    while waiting:
        for child in text.children[waiting.pop()]:
            if child not in seen:
                seen.add(child)
                edge = min(edge, child)
                waiting.append(child)
    return edge
