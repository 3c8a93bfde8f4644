"""Roles: who is named in a mention, and whether he acts in it or is acted on, by the syntax of its sentence."""

from collections.abc import Iterator

import pyarrow as pa

from firsthand.attribution.lexicon import word_set
from firsthand.attribution.national import adjective_of, find_leaders, main_state
from firsthand.attribution.tokens import open_tokens
from firsthand.claims.named import Known, Named, find_phrase, is_bare_state, read_sentences, split_names
from firsthand.claims.rows import Role
from firsthand.claims.tokens import Text, open_text, tokens_in
from firsthand.origins.names import key_of, name_words, nations_in, words_of
from firsthand.records import Article, Mention, Parse, Place
from firsthand.schema import to_rows, to_table
from firsthand.text import fold

_PLACES = word_set("kinds of place")
_CLIMB = 8
"""Steps from a name up to the word that says what it does, at most."""
_STATE = frozenset({"army", "government", "police"})
"""What is named with whose it is: "the regime of X", where X is no second actor."""
_SUFFERS = name_words("suffering")
_INTO = ("with", "of", "from", "including", "among", "like", "such")
"""Prepositions that make the name a part of the noun before them: "fighters from X", "the troops of X"."""


def find_roles(mentions: pa.Table, articles: pa.Table, parses: pa.Table, places: pa.Table) -> pa.Table:
    """Those who are named in the mentions of one article; nothing where its language has no parser."""
    (article,) = to_rows(articles, Article)
    parsed = to_rows(parses, Parse)
    if not parsed or not parsed[0].starts:
        return to_table([], Role)
    text = open_text(article, parsed[0])
    tokens = open_tokens(parsed[0], article.text)
    state = main_state(tokens)
    where = [p for p in to_rows(places, Place) if p.role == "event" and not nations_in(p.name)]
    known = Known(
        {surname: _nation(leads) for surname, leads in find_leaders(tokens).items()},
        _nation(state) if state else None,
        frozenset(token.place for p in where for token in tokens_in(text, p.start, p.end)),
        frozenset(word for p in where for word in words_of(p.name)),
        *read_sentences(text),
    )
    rows = []
    for mention in sorted(to_rows(mentions, Mention), key=lambda m: (m.start, m.mention_id)):
        phrases = _find_phrases(article.text, mention)
        for named, head, list_start in _names_in(text, mention, known):
            start, end = text.tokens[named.first].start, text.tokens[named.last].end
            role = _role_of(text, head, is_bare_state(f"{article.text[start:end]} {text.tokens[head].text}", named.key))
            main = role != "named" and any(s <= start and end <= e for s, e in phrases)
            name = " ".join(article.text[start:end].split())
            where_it_is = (mention.mention_id, article.article_id, start, end)
            rows.append(Role(*where_it_is, key_of(named.key), name, role, main, list_start))
    return to_table({(r.mention_id, r.start, r.end, r.key): r for r in rows}.values(), Role)


def _nation(state: str) -> str:
    """The word by which names are compared for a state."""
    return next(iter(sorted(nations_in(adjective_of(state) or state))), fold(state))


def _find_phrases(text: str, mention: Mention) -> list[tuple[int, int]]:
    """Where a mention's actor and target stand in it."""
    found = []
    for phrase in (mention.actor, mention.target):
        at = text.find(phrase, mention.start, mention.end) if phrase else -1
        if phrase and at >= 0:
            found.append((at, at + len(phrase)))
    return found


def _names_in(text: Text, mention: Mention, known: Known) -> Iterator[tuple[Named, int, int | None]]:
    """Names in a mention, each with the noun that it belongs to and where the list begins that it stands in."""
    inside = {token.place for token in tokens_in(text, mention.start, mention.end)}
    for place in sorted(inside):
        token = text.tokens[place]
        if not token.tag.startswith("NN") or token.relation in ("compound", "nmod") or token.lemma in _PLACES:
            continue
        phrase = find_phrase(text, place, inside)
        names = list(split_names(text, phrase, known))
        first = _list_of(text, place)
        if first is None and len(names) > 1:
            first = place
        for named in names:
            yield named, place, None if first is None else text.tokens[first].start


def _list_of(text: Text, place: int) -> int | None:
    """The first noun of the list that a noun stands in, or that the noun stands in which it is a part of: "fighters of
    the one and the other". Null where there is no list."""
    for _ in range(_CLIMB):
        token = text.tokens[place]
        beside = any(text.tokens[child].relation == "conj" for child in text.children[place])
        if token.relation == "conj" and token.head < place and text.tokens[token.head].tag.startswith("NN"):
            place = token.head
        elif beside and token.tag.startswith("NN"):
            return place
        elif token.relation == "pobj" and text.tokens[token.head].low in _INTO:
            place = text.tokens[token.head].head
        else:
            return None
    return None


def _role_of(text: Text, place: int, bare: bool) -> str:
    """acts, acted on or named, by what the noun hangs on; a bare state after a preposition of place is only named."""
    for _ in range(_CLIMB):
        token = text.tokens[place]
        if token.relation == "nsubj":
            return "acted on" if text.tokens[token.head].lemma in _SUFFERS else "acts"
        if token.relation in ("nsubjpass", "dobj"):
            return "acted on"
        if token.relation == "pobj":
            preposition = text.tokens[token.head]
            over = text.tokens[preposition.head]
            noun = over.tag.startswith("NN")
            if preposition.low == "by" or (preposition.low == "between" and noun and not bare):
                return "acts"
            if preposition.low in ("against", "on", "upon"):
                return "acted on"
            if preposition.low in ("from", "with") and not noun:
                return "named" if bare or over.lemma == "be" else "acted on"
            if preposition.low not in _INTO or not noun or (bare and preposition.low != "of"):
                return "named"
            if preposition.low == "of" and words_of(over.text) & _STATE:
                return "named"
            place = preposition.head
        elif token.relation in ("conj", "compound", "nmod", "poss", "amod", "appos") and token.head != place:
            place = token.head
        else:
            return "named"
    return "named"
