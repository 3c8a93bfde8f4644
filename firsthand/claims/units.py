"""Statements of an article, one a sentence and source: whose words they are, and where they stand.

The innermost attribution carries a statement; what an outer reporter's words add to it is no statement of its own. An
attribution that runs over several sentences gives one in each.
"""

import re
from typing import NamedTuple

from firsthand.claims.tokens import Text, Token, subtree, tokens_in
from firsthand.records import Attribution
from firsthand.schema import pairs_of
from firsthand.text import Span

REST_WORDS = 6
"""Fewest words that are left of a sentence, beside what it reports, for the article's own voice to state something
there."""
WITHIN = 0.8
"""Share of a statement's tokens in another one from which it is part of that."""
SAME_TOLL = re.compile(
    r"\b(?:the same|a similar|confirmed the|confirming the) (?:\w+ )?(?:death |casualty )?"
    r"(?:toll|figure|count|number)\b",
    re.IGNORECASE,
)
"""Words that give no number but stand for one given before."""
FURNITURE_WORDS = 18
"""Longest line of site furniture, in tokens: a longer one has a statement glued behind it."""
TO_READERS_WORDS = 40
"""Longest sentence that speaks to readers only, in tokens: a longer one has a statement glued to it."""
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_PRONOUNS = ("they", "it", "he", "she")
_NO_STATEMENT = re.compile(
    r"^\W*(?:sign up|subscribe|click here|read more|read also|see also|follow us|share this|advertisement|"
    r"related:|watch:|listen:|photo:|"
    r"file photo|image:|copyright|all rights reserved|download|this story (?:has been|was)|editing by|"
    r"reporting by|additional reporting|"
    r"source:|tags?:|comments?\b|newsletter|last updated?|updated?:|published:)",
    re.IGNORECASE,
)

_TO_READERS = re.compile(
    r"\b(?:sign(?:ing)? up (?:for|you|to receive)|unsubscribe|subscribe (?:to (?:our|the)|now|here|today)|"
    r"(?:receive|get) (?:our|the latest|email|e-mail)\b.{0,40}\b(?:newsletters?|alerts?|updates?)|"
    r"(?:our|google) privacy policy|recaptcha|use of cookies|all rights reserved|click (?:here|on the link)|"
    r"follow us on|download (?:the|our) (?:free )?app|(?:be|come) right back|stay tuned|stay with us|"
    r"(?:thanks?|thank you) (?:so much |very much )?for (?:joining|watching|listening|having me|"
    r"being (?:here|with us))|welcome (?:back )?to (?:the|our) (?:show|program|programme|podcast)|commercial break|"
    r"(?:read|watch|see|listen to|find) (?:it|them|more|the (?:full|entire|whole) \w+) (?:here|below)|"
    r"this (?:site|page|website|newsletter|transcript|podcast) (?:is protected|uses|may (?:contain|not be))|"
    r"our (?:sponsors?|newsletter))\b",
    re.IGNORECASE,
)
"""Words by which a site or a show speaks to its readers or listeners of itself."""

TALK_CHARACTERS = 80
"""How far into a sentence, in characters, talk of nobody in particular opens it."""
_TALK = re.compile(
    r"\b(?:speculations?|rumou?rs?|fears?|suggestions?|allegations?|talk|concerns?|claims?|reports?) that\s+",
    re.IGNORECASE,
)


FIND_FURNITURE = """
SELECT a_id AS article_id, a_start AS start, a_end AS "end" FROM reuse WHERE kind = 'boilerplate'
UNION
SELECT b_id AS article_id, b_start AS start, b_end AS "end" FROM reuse WHERE kind = 'boilerplate'
"""
"""Stretches of each article that are boilerplate."""


class Unit(NamedTuple):
    """One statement: its span, its sentence, and the attribution that carries it, if any."""

    start: int
    end: int
    sentence: Span
    attribution: Attribution | None


def find_units(text: Text, attributions: list[Attribution], captions: list[Span]) -> list[Unit]:
    """Statements of a parsed article in reading order; `captions` are spans of credits, which state nothing."""
    ordered = sorted(attributions, key=lambda a: (a.content[:1], a.attribution_id))
    units: list[Unit] = []
    seen: set[str] = set()
    for first, last in text.sentences:
        tokens = text.tokens[first:last]
        start, end = tokens[0].start, tokens[-1].end
        words = re.sub(r"\W+", " ", text.text[start:end]).strip().lower()
        if words in seen or not _states(text.text[start:end], tokens, captions):
            continue
        seen.add(words)
        heads = [(c, d) for c, d in captions if start <= c < end and d < end]
        found = _apart([_behind(text, unit, heads) for unit in _units_of(text, tokens, ordered)])
        if len(found) == 1 and units and _continues(text, units[-1], found[0], tokens):
            units[-1] = Unit(units[-1].start, found[0].end, (units[-1].sentence[0], found[0].sentence[1]), None)
        else:
            units += found
    return units


def _behind(text: Text, unit: Unit, heads: list[Span]) -> Unit:
    """The statement without a title or dateline glued before it, where enough is left."""
    for _, stop in sorted(heads, reverse=True):
        rest = tokens_in(text, stop, unit.end)
        if unit.start < stop and rest and _words(rest) >= REST_WORDS:
            while rest and not rest[0].text[:1].isalnum():
                rest.pop(0)
            return unit._replace(start=rest[0].start) if rest else unit
    return unit


def _states(words: str, tokens: list[Token], captions: list[Span]) -> bool:
    """Whether a sentence can state something: no question, caption, subscription line or bare name."""
    if len(tokens) < 4 or words.rstrip("\"'”’ ").endswith("?"):
        return False
    if _NO_STATEMENT.match(words) and len(tokens) <= FURNITURE_WORDS:
        return False
    if len(tokens) <= TO_READERS_WORDS and _TO_READERS.search(words):
        return False
    if any(start <= tokens[0].start and tokens[-1].end <= end for start, end in captions):
        return False
    return any(t.tag.startswith("VB") or t.tag == "MD" for t in tokens) or any(t.tag == "CD" for t in tokens)


def _inside(text: Text, span: Span, tokens: list[Token]) -> list[Token]:
    start, end = max(span[0], tokens[0].start), min(span[1], tokens[-1].end)
    return tokens_in(text, start, end) if start < end else []


def _words(tokens: list[Token]) -> int:
    return sum(any(c.isalnum() for c in t.text) for t in tokens)


def _units_of(text: Text, tokens: list[Token], attributions: list[Attribution]) -> list[Unit]:
    """Statements of one sentence."""
    sentence = (tokens[0].start, tokens[-1].end)
    here: list[tuple[Attribution, set[int]]] = []
    for attribution in attributions:
        if not any(start < sentence[1] and sentence[0] < end for start, end in pairs_of(attribution.content)):
            continue
        content = {t.place for span in pairs_of(attribution.content) for t in _inside(text, span, tokens)}
        if _words([text.tokens[i] for i in content]) >= 2:
            here.append((attribution, content))
    units, covered = [], set()
    for attribution, content in here:
        around = {t.place for span in _frame(attribution) for t in _inside(text, span, tokens)}
        covered |= content | around
        within = [
            (other, inner)
            for other, inner in here
            if other is not attribution and _lies_within(other, inner, attribution, content)
        ]
        left = set(content)
        for other, inner in within:
            left -= inner | {t.place for span in _frame(other) for t in _inside(text, span, tokens)}
        if within and (_words([text.tokens[i] for i in left]) < REST_WORDS or not _has_clause(text, left)):
            again = _told_again(text, left)
            units += [Unit(*again, sentence, attribution)] if again else []
            continue
        whole = left if within and min(left) > min(content) else content
        if not _has_clause(text, content) and _acts(text, tokens, attribution):
            whole = content | around
        units.append(Unit(text.tokens[min(whole)].start, text.tokens[max(whole)].end, sentence, attribution))
    rest = [t for t in tokens if t.place not in covered]
    units += _in_sources(text, tokens, [a for a, _ in here], sentence)
    if not here:
        start, end = _trimmed(text, tokens)
        talk = _TALK.search(text.text, start, min(end, start + TALK_CHARACTERS))
        return [Unit(talk.end() if talk else start, end, sentence, None)]
    if _words(rest) >= REST_WORDS and _has_clause(text, {t.place for t in rest}):
        return _with_rest(text, tokens, rest, units, here, sentence)
    return _apart(_one_act(text, tokens, units))


def _lies_within(other: Attribution, inner: set[int], attribution: Attribution, content: set[int]) -> bool:
    """Whether one statement of a sentence is part of what another reports, but for a word or two at its ends."""
    if len(inner) >= len(content):
        return False
    return other.parent == attribution.attribution_id or len(inner & content) >= WITHIN * len(inner)


def _told_again(text: Text, left: set[int]) -> Span | None:
    """The words among some that stand for a count given before ("gave the same toll, and said …")."""
    if not left:
        return None
    last = next((i for i in sorted(left) if i + 1 not in left), max(left))
    start, end = text.tokens[min(left)].start, text.tokens[last].end
    return (start, end) if SAME_TOLL.search(text.text[start:end]) else None


def _in_sources(text: Text, tokens: list[Token], attributions: list[Attribution], sentence: Span) -> list[Unit]:
    """What a source stated in the clause that names it ("the network, which gave a toll of 17, said")."""
    found = []
    for attribution in attributions:
        named = {t.place for span in pairs_of(attribution.source) for t in _inside(text, span, tokens)}
        said = {t.place for span in pairs_of(attribution.content) for t in _inside(text, span, tokens)}
        # Whether the clause belongs to the source's span or only hangs on it, the statement is the same.
        clauses = (subtree(text, t.place) for t in tokens if t.relation == "relcl" and t.head in named)
        within = named.union(*(c for c in clauses if not said & set(c)))
        inside = [t for t in tokens if t.place in within]
        if (
            len(inside) >= REST_WORDS
            and any(t.relation == "relcl" for t in inside)
            and any(t.tag == "CD" for t in inside)
        ):
            found.append(Unit(inside[0].start, inside[-1].end, sentence, attribution))
    return found


def _acts(text: Text, tokens: list[Token], attribution: Attribution) -> bool:
    """Whether saying is itself what is stated: a finite verb of saying with a noun for its object ("gave an
    ultimatum")."""
    cue = [t for span in pairs_of(attribution.cue) for t in _inside(text, span, tokens)]
    return any(t.tag in _FINITE for t in cue) and bool(attribution.source)


def _one_act(text: Text, tokens: list[Token], units: list[Unit]) -> list[Unit]:
    """Units in which a report that hangs on another's verb ("gave an ultimatum …, warning that …") is joined to it."""
    verbs = [_verb(text, tokens, unit) for unit in units]
    for place, verb in enumerate(verbs):
        if verb is None or verb.tag != "VBG" or verb.relation not in ("advcl", "conj", "dep"):
            continue
        for other, above in enumerate(verbs):
            if above is None or other == place or verb.head != above.place or not _is_act(text, units[other], above):
                continue
            one, two = units[other], units[place]
            joined = Unit(min(one.start, two.start), max(one.end, two.end), one.sentence, one.attribution)
            if len(units) == 2:
                joined = joined._replace(start=tokens[0].start, end=tokens[-1].end)
            return [joined, *(u for n, u in enumerate(units) if n not in (place, other))]
    return units


def _verb(text: Text, tokens: list[Token], unit: Unit) -> Token | None:
    cue = (
        [t for span in pairs_of(unit.attribution.cue) for t in _inside(text, span, tokens)] if unit.attribution else []
    )
    return next((t for t in cue if t.tag.startswith("VB")), None)


def _is_act(text: Text, unit: Unit, verb: Token) -> bool:
    """Whether a statement takes in its own verb of saying."""
    return unit.start <= verb.start and verb.end <= unit.end


def _frame(attribution: Attribution) -> list[Span]:
    return [*pairs_of(attribution.source), *pairs_of(attribution.cue), *pairs_of(attribution.channel)]


def _has_clause(text: Text, indexes: set[int]) -> bool:
    """Whether some tokens hold a finite verb with something around it."""
    return any(
        text.tokens[i].tag in _FINITE and text.tokens[i].relation not in ("aux", "auxpass") for i in indexes
    ) or any(
        text.tokens[i].relation in ("aux", "auxpass")
        and text.tokens[i].tag in _FINITE
        and text.tokens[i].head in indexes
        for i in indexes
    )


def _with_rest(
    text: Text,
    tokens: list[Token],
    rest: list[Token],
    units: list[Unit],
    here: list[tuple[Attribution, set[int]]],
    sentence: Span,
) -> list[Unit]:
    """Statements of a sentence whose own words state something beside what it reports.

    A report that hangs on the main verb with the same subject ("gave an ultimatum …, warning that …") is one statement
    with it, by that source; else the article's own words are a statement of their own.
    """
    indexes = {t.place for t in rest}
    for place, unit in enumerate(units):
        cue = (
            [t for span in pairs_of(unit.attribution.cue) for t in _inside(text, span, tokens)]
            if unit.attribution
            else []
        )
        verb = next((t for t in cue if t.tag.startswith("VB")), None)
        if (
            verb is None
            or verb.tag != "VBG"
            or verb.head not in indexes
            or verb.relation not in ("advcl", "conj", "acl", "dep")
        ):
            continue
        if text.tokens[verb.head].tag.startswith("VB") and len(units) == 1:
            start, end = _trimmed(text, tokens)
            return [*units[:place], Unit(start, end, sentence, unit.attribution)]
    start, end = _trimmed(text, tokens)
    inner = [t for t in tokens if t.place in indexes]
    begin, stop = inner[0].start, inner[-1].end
    if sum(len(content) for _, content in here) > len(inner):
        start, end = begin, stop
    own = Unit(start, end, sentence, None)
    return sorted([*_apart(units), own], key=lambda u: (u.start, u.end))


def _apart(units: list[Unit]) -> list[Unit]:
    """Units without those that repeat another: nearly the same span by the same name."""
    kept: list[Unit] = []
    for unit in sorted(units, key=lambda u: (u.start, u.end, u.attribution.attribution_id if u.attribution else 0)):
        if not any(_repeats(unit, other) for other in kept):
            kept.append(unit)
    return kept


def _repeats(unit: Unit, other: Unit) -> bool:
    """Whether two statements of one sentence are one: most of their words, and nobody else who says them."""
    shared = min(unit.end, other.end) - max(unit.start, other.start)
    if shared < 0.7 * (max(unit.end, other.end) - min(unit.start, other.start)):
        return False
    if unit.attribution is None or other.attribution is None:
        return unit.attribution is other.attribution
    one, two = unit.attribution, other.attribution
    return (
        one.who == two.who or one.who is None or two.who is None or (unit.start, unit.end) != (other.start, other.end)
    )


def _trimmed(text: Text, tokens: list[Token]) -> Span:
    """Span of a sentence without a dateline's place and dash before it, or an outlet's name behind a headline."""
    first = 0
    for place, token in enumerate(tokens[:14]):
        if token.text in ("–", "—", "--", "-") and place and text.text[token.start - 1 : token.start] in (" ", ")"):
            head = text.text[tokens[0].start : token.start]
            if head.split("(")[0].strip().replace(" ", "").isupper() or ")" in head[-3:]:
                first = place + 1
            break
    last = len(tokens)
    for position in range(len(tokens) - 1, max(first, len(tokens) - 6), -1):
        if tokens[position].text == "|" and position - first >= 4:
            last = position
    return tokens[min(first, len(tokens) - 1)].start, tokens[last - 1].end


def _continues(text: Text, before: Unit, unit: Unit, tokens: list[Token]) -> bool:
    """Whether a sentence in the article's own voice goes on with the actors of the one before it, as "They …"."""
    if before.attribution is not None or unit.attribution is not None or tokens[0].low != "they":
        return False
    between = text.text[before.end : unit.start]
    return "\n" not in between and len(text.text[before.start : unit.end].split()) <= 45
