"""Mentions: every checkable statement of an article, with its aspect, actor, target, figure, place, time and modality.

A sentence that states several things (a toll and who is blamed, two tolls) gives a mention for each; two mentions of
one statement never share both aspect and figure.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import pyarrow as pa

from firsthand.claims.aspects import COUNTED, find_triggers, main_aspect
from firsthand.claims.counted import singular
from firsthand.claims.hedges import find_modality
from firsthand.claims.rows import FurnitureSpan
from firsthand.claims.tokens import Text, Token, group_of, open_text, subtree, tokens_in, word_list
from firsthand.claims.units import Unit, find_units
from firsthand.claims.victims import counted_by, named_victims
from firsthand.claims.when import find_when
from firsthand.records import Article, Attribution, Credit, Figure, Mention, Parse, Place, TimeExpression
from firsthand.schema import pairs_of, to_rows, to_table
from firsthand.text import find_sentences, find_words, fold, hash64

QUOTE_WORDS = 70
"""Longest quote, in words: a longer one is a passage, not a statement."""
SPOKEN_OF = ("claimed", "accused")
"""Stances whose content, where it is a noun phrase, names what the source speaks of."""
FURNITURE = 0.7
"""Share of a statement's characters in boilerplate from which it is boilerplate."""
NAMED_CHARACTERS = 120
"""Longest actor or target, in characters; a longer noun phrase is cut at its head."""


class Facts(NamedTuple):
    """What else was found in the article."""

    figures: list[Figure]
    places: list[Place]
    times: list[TimeExpression]


class Part(NamedTuple):
    """One of the things that a statement states: its aspect, the word for it, and the figure that it is about."""

    aspect: str
    trigger: int | None
    figure: Figure | None
    presupposed: bool = False
    """Whether the article states it itself and the source only speaks of it ("claimed the attack that killed 17")."""


def find_mentions(
    articles: pa.Table,
    parses: pa.Table,
    attributions: pa.Table,
    figures: pa.Table,
    places: pa.Table,
    times: pa.Table,
    credit_lines: pa.Table,
    furniture: pa.Table,
) -> pa.Table:
    """Mentions of one article; of a language without a parser, its sentences, so that shared text is still seen.

    What stands in boilerplate, text that an outlet puts into article after article, states nothing.
    """
    (article,) = to_rows(articles, Article)
    parsed = to_rows(parses, Parse)
    boilerplate = _joined((f.start, f.end) for f in to_rows(furniture, FurnitureSpan))
    if not parsed or not parsed[0].starts:
        plain = [m for m in _plain_mentions(article) if not _is_furniture(m.start, m.end, boilerplate)]
        return to_table(plain, Mention)
    text = open_text(article, parsed[0])
    captions = [
        (c.start, c.end)
        for c in to_rows(credit_lines, Credit)
        if c.kind in ("photo", "dateline", "byline", "wire mark")
    ]
    spoken = [t for t in to_rows(times, TimeExpression) if not _of_publication(article.text, t, captions)]
    facts = Facts(to_rows(figures, Figure), to_rows(places, Place), spoken)
    rows: dict[int, Mention] = {}
    for unit in find_units(text, to_rows(attributions, Attribution), captions):
        if _is_furniture(unit.start, unit.end, boilerplate):
            continue
        tokens = tokens_in(text, unit.start, unit.end)
        parts = _parts(text, tokens, unit, facts.figures)
        victims = [Part(t.aspect, t.place, None) for t in named_victims(text, tokens, {p.aspect for p in parts})]
        for part in _presupposed(text, tokens, unit, parts + victims):
            mention = _mention(text, unit, tokens, part, facts)
            rows.setdefault(mention.mention_id, mention)
    return to_table(rows.values(), Mention)


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in reading order, those that meet joined to one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _is_furniture(start: int, end: int, boilerplate: list[tuple[int, int]]) -> bool:
    """Whether most of a statement stands in boilerplate."""
    inside = sum(max(0, min(end, stop) - max(start, first)) for first, stop in boilerplate)
    return inside >= FURNITURE * max(1, end - start)


_PUBLISHED = re.compile(r"(?:publi\w+|updated?|posted|modified|date)\W*(?:on|of publication|at)?\W*$", re.IGNORECASE)


def _of_publication(text: str, time: TimeExpression, captions: list[tuple[int, int]]) -> bool:
    """Whether a date says when the article appeared, and nothing about what it tells."""
    if any(start < time.end and time.start < end for start, end in captions):
        return True
    return time.rule == "date" and bool(_PUBLISHED.search(text[max(0, time.start - 24) : time.start]))


def _plain_mentions(article: Article) -> list[Mention]:
    """One mention a sentence, with nothing but its words."""
    rows = []
    for start, end in find_sentences(article.text):
        words = sorted(set(find_words(article.text[start:end]).folded))
        if len(words) >= 4:
            named = hash64("mention", article.article_id, start, end)
            where = (named, article.article_id, start, end, start, end, None)
            figure = (None, None, None, None, "none", None)
            rows.append(Mention(*where, "other", "asserted", None, None, *figure, None, None, None, [], words))
    return rows


def _parts(text: Text, tokens: list[Token], unit: Unit, figures: list[Figure]) -> list[Part]:
    """What one statement states: each count of people that has a figure, who is blamed, and else its main aspect."""
    triggers = find_triggers(text, tokens)
    inside = [f for f in figures if unit.start <= f.start and f.end <= unit.end + 1]
    parts: list[Part] = []
    for figure in inside:
        if figure.unit == "persons" and figure.hedge != "unknown":
            trigger = counted_by(text, figure, triggers)
            if trigger is not None:
                parts.append(Part(trigger.aspect, trigger.place, figure))
    counted = {part.aspect for part in parts}
    if "blame" in {t.aspect for t in triggers} and parts:
        blame = next(t for t in triggers if t.aspect == "blame")
        parts.append(Part("blame", blame.place, None))
    aspect, index = main_aspect(text, tokens, triggers, unit.attribution is not None)
    if not parts and aspect in ("attack", "disaster", "other", "statement"):
        blamed = next((t for t in triggers if t.aspect in ("blame", "responsibility")), None)
        aspect, index = (blamed.aspect, blamed.place) if blamed else (aspect, index)
    if parts and (aspect in counted or aspect in ("attack", "statement", "other", "blame", "disaster", "amount")):
        return parts
    if parts and aspect not in COUNTED:
        return parts if index is None else [*parts, Part(aspect, index, None)]
    return [*parts, Part(aspect, index, _figure_of(inside, aspect))]


def _presupposed(text: Text, tokens: list[Token], unit: Unit, parts: list[Part]) -> list[Part]:
    """The parts of a statement, those marked that its source takes for known: who claims or condemns "the attack that
    killed 17" does not say how many were killed, and who is reported to claim it states just that."""
    if unit.attribution is None or unit.attribution.stance not in SPOKEN_OF or not _is_phrase(text, tokens):
        return parts
    marked = [part._replace(presupposed=part.figure is not None and part.aspect in COUNTED) for part in parts]
    if any(part.presupposed for part in marked) and all(part.presupposed for part in marked):
        act = "responsibility" if unit.attribution.stance == "claimed" else "blame"
        marked.append(Part(act, next(t.place for t in tokens if t.tag.startswith("NN")), None))
    return marked


def _is_phrase(text: Text, tokens: list[Token]) -> bool:
    """Whether some words are one noun phrase: they open with one, and no finite verb stands outside a relative
    clause."""
    first = next((t for t in tokens if t.tag not in ("DT", "JJ", "CD", "PRP$", "``", "IN", "RB", "VBN")), None)
    if first is None or not first.tag.startswith("NN"):
        return False
    relative = {i for t in tokens if t.relation == "relcl" for i in subtree(text, t.place)}
    return all(t.place in relative for t in tokens if t.tag in ("VBD", "VBZ", "VBP", "MD"))


def _figure_of(figures: list[Figure], aspect: str) -> Figure | None:
    """The figure that a statement without a count of people is about: a result for a result, else the first that
    measures no time and is no share, else the first."""
    if aspect in ("result", "elected"):
        scores = [f for f in figures if f.unit == "score"]
        if scores:
            return scores[0]
    rank = {"persons": 0, "time": 2, "distance": 1}
    found = sorted(
        figures,
        key=lambda f: (rank.get(group_of("measures.txt").get(singular(f.unit), f.unit), 0), f.unit == "share", f.start),
    )
    return found[0] if found else None


def _mention(text: Text, unit: Unit, tokens: list[Token], part: Part, facts: Facts) -> Mention:
    attribution, figure = None if part.presupposed else unit.attribution, part.figure
    cue = " ".join(text.text[s:e] for s, e in pairs_of(attribution.cue)) if attribution else _own_cue(text, unit)
    actor, target = _roles(text, part.trigger)
    quote = _quote(text, unit)
    at = figure.start if figure else text.tokens[part.trigger].start if part.trigger is not None else unit.start
    date_from, date_to = find_when(text, unit, at, facts.times)
    names, words = _names(tokens)
    return Mention(
        hash64("mention", text.article_id, unit.start, unit.end, part.aspect, figure.start if figure else None,
               attribution.attribution_id if attribution else None),
        text.article_id,
        unit.start,
        unit.end,
        *quote,
        attribution.attribution_id if attribution else None,
        part.aspect,
        find_modality(text, tokens, attribution.stance if attribution else "", cue),
        actor,
        target,
        figure.figure_id if figure else None,
        figure.low if figure else None,
        figure.high if figure else None,
        figure.value if figure else None,
        figure.hedge if figure else "none",
        counted_of(figure) if figure else None,
        _place_of(unit, part, text, facts.places),
        date_from,
        date_to,
        names,
        words,
    )  # fmt: skip


def counted_of(figure: Figure) -> str:
    """Population or unit that a figure counts.

    >>> from firsthand.records import Figure
    >>> counted_of(Figure(1, 1, 0, 9, 5, 5, 5, "persons", "none", "Turkish soldiers", 0, 1))
    'soldier'
    """
    if figure.unit != "persons":
        return singular(figure.unit)
    groups = group_of("populations.txt")
    words = [fold(w) for w in re.findall(r"[\w-]+", figure.of or "")][:12]
    for phrase in (*(" ".join(words[-2:]) for _ in (0,)), *reversed(words)):
        for form in (
            phrase,
            phrase.rstrip("s"),
            re.sub("ies$", "y", phrase),
            re.sub("men$", "man", phrase),
            phrase.replace("children", "child"),
        ):
            if form in groups:
                return groups[form]
    return "people"


def _own_cue(text: Text, unit: Unit) -> str:
    """Words that open an own-voice sentence before what it tells ("there were speculations that")."""
    return text.text[unit.sentence[0] : unit.start]


def _roles(text: Text, trigger: int | None) -> tuple[str | None, str | None]:
    """Who acts and who is acted on, as written, by the parse around the word that names the aspect."""
    if trigger is None:
        return None, None
    index = trigger
    for _ in range(3):
        if text.tokens[index].tag.startswith("VB") or text.tokens[index].head == index:
            break
        index = text.tokens[index].head
    actor = target = None
    for child in text.children[index]:
        token = text.tokens[child]
        if token.relation == "nsubj" and actor is None:
            actor = _phrase(text, child)
        elif token.relation in ("nsubjpass", "dobj", "attr") and target is None:
            target = _phrase(text, child)
        elif token.relation in ("agent", "prep") and token.low in ("by",) and actor is None:
            actor = next((_phrase(text, c) for c in text.children[child] if text.tokens[c].relation == "pobj"), None)
        elif token.relation == "prep" and token.low in ("on", "against", "from") and target is None:
            target = next((_phrase(text, c) for c in text.children[child] if text.tokens[c].relation == "pobj"), None)
    return actor, target


def _phrase(text: Text, index: int) -> str:
    """A noun phrase as written, without its clauses."""
    inside = subtree(
        text, index, lambda t: t.relation not in ("relcl", "acl", "advcl", "punct", "appos", "ccomp", "parataxis")
    )
    run = [i for i in inside if i <= index]
    first = run[-1]
    while first - 1 in inside:
        first -= 1
    last = index
    while last + 1 in inside and text.tokens[last + 1].end - text.tokens[first].start <= NAMED_CHARACTERS:
        last += 1
    start = text.tokens[first].start
    if text.tokens[index].end - start > NAMED_CHARACTERS:
        start = text.tokens[index].start
    return text.text[start : text.tokens[last].end]


def _quote(text: Text, unit: Unit) -> tuple[int, int]:
    """The sentence to quote with its attribution, at most `QUOTE_WORDS` words around the statement."""
    start, end = unit.sentence
    tokens = tokens_in(text, start, end)
    if len(text.text[start:end].split()) <= QUOTE_WORDS:
        return start, end
    spans = [(unit.start, unit.end)]
    if unit.attribution:
        spans += [
            s
            for s in (*pairs_of(unit.attribution.source), *pairs_of(unit.attribution.cue))
            if start <= s[0] and s[1] <= end
        ]
    low, high = min(s for s, _ in spans), max(e for _, e in spans)
    if len(text.text[low:high].split()) <= QUOTE_WORDS:
        return low, high
    kept = [t for t in tokens if t.start >= unit.start]
    words = 0
    for token in kept:
        words += text.text[token.end : token.end + 1].isspace() or token is kept[-1]
        if words >= QUOTE_WORDS or token.end >= unit.end:
            return kept[0].start, token.end
    return unit.start, unit.end


def _place_of(unit: Unit, part: Part, text: Text, places: list[Place]) -> str | None:
    """Canonical name of the statement's most exact event place: of the lowest precision, else the first unplaced."""
    inside = [p for p in places if p.role == "event" and unit.sentence[0] <= p.start and p.end <= unit.sentence[1]]
    ranked = sorted(
        inside,
        key=lambda p: (p.precision if p.precision is not None else 2.5, not unit.start <= p.start < unit.end, p.start),
    )
    return ranked[0].canonical if ranked else None


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> tuple[str, ...]:
    return tuple(find_words(word).folded)


def _names(tokens: list[Token]) -> tuple[list[str], list[str]]:
    """Folded names, and folded dictionary forms of all other words that carry meaning, each once and sorted."""
    names, words = set(), set()
    common = word_list("common.txt")["common"]
    for token in tokens:
        for word in _folded(token.text):
            if token.tag.startswith("NNP") and len(word) > 2 and token.low not in common:
                names.add(word)
            elif token.lemma not in common and word not in common and (len(word) > 2 or word.isdigit()):
                words.add(fold(token.lemma) if token.lemma.isalpha() else word)
    return sorted(names), sorted(words)
