"""What a statement is about: the word that says so, by a list of general news use (`firsthand/data/aspects.txt`)."""

from functools import cache
from typing import NamedTuple

from firsthand.claims.tokens import Text, Token, word_list

COUNTED = ("killed", "injured", "detained", "displaced", "missing", "rescued", "infected", "released")
"""Aspects that are counts of people, the most central first."""


class Trigger(NamedTuple):
    """A token that says what a statement is about."""

    place: int
    aspect: str


@cache
def _lexicon() -> tuple[dict[tuple[str, str], str], dict[tuple[str, ...], str], frozenset[str]]:
    """Aspect by (word, v, n or nothing), and by phrase; the first words of the phrases."""
    words: dict[tuple[str, str], str] = {}
    phrases: dict[tuple[str, ...], str] = {}
    for aspect, entries in _ordered():
        for entry in entries:
            parts = entry.split()
            if len(parts) == 2 and parts[1] in ("v", "n"):
                words.setdefault((parts[0], parts[1]), aspect)
            elif len(parts) == 1:
                words.setdefault((entry, ""), aspect)
            else:
                phrases.setdefault(tuple(parts), aspect)
    return words, phrases, frozenset(phrase[0] for phrase in phrases)


def _ordered() -> list[tuple[str, list[str]]]:
    return [(aspect, sorted(words)) for aspect, words in word_list("aspects.txt").items()]


def find_triggers(text: Text, tokens: list[Token]) -> list[Trigger]:
    """The words among some tokens that name an aspect, in reading order."""
    words, phrases, starts = _lexicon()
    found = []
    for position, token in enumerate(tokens):
        lemma = token.lemma
        aspect = _phrase_at(phrases, tokens, position) if lemma in starts else None
        kind = "v" if token.tag.startswith("VB") else "n" if token.tag.startswith("NN") else ""
        aspect = aspect or words.get((lemma, kind)) or words.get((lemma, ""))
        if aspect is None and (lemma.endswith(("strikes", "raids", "ings")) or token.tag.startswith("NNP")):
            aspect = words.get((lemma.rstrip("s"), ""))
        if aspect and not (token.tag.startswith("NNP") and token.relation in ("compound", "nmod")):
            found.append(Trigger(token.place, aspect))
    return found


def _phrase_at(phrases: dict[tuple[str, ...], str], tokens: list[Token], position: int) -> str | None:
    """Aspect of the longest phrase that begins there."""
    lemmas = tuple(t.lemma for t in tokens[position : position + 3])
    return phrases.get(lemmas) or phrases.get(lemmas[:2])


def main_aspect(text: Text, tokens: list[Token], triggers: list[Trigger], attributed: bool) -> tuple[str, int | None]:
    """Aspect of a statement as a whole and its word: that of its main verb, else a word near it, else the first.

    Without any such word it is a statement where somebody says it, and other where the article does.
    """
    by_index = {trigger.place: trigger.aspect for trigger in triggers}
    inside = {token.place for token in tokens}
    roots = [t for t in tokens if t.head not in inside or t.head == t.place]
    roots.sort(key=lambda t: (not t.tag.startswith("VB"), t.place))
    for root in roots[:2]:
        if by_index.get(root.place) == "attack":
            natural = [c for c in text.children[root.place] if by_index.get(c) == "disaster" and c < root.place]
            if natural:
                return "disaster", natural[0]
        if root.place in by_index:
            return by_index[root.place], root.place
        for relation in (
            ("xcomp", "dobj", "attr", "acomp", "nsubjpass"),
            ("nsubj", "conj", "prep", "ccomp"),
            ("advcl", "pobj"),
        ):
            for child in text.children[root.place]:
                if text.tokens[child].relation in relation and child in by_index:
                    return by_index[child], child
    if triggers:
        return triggers[0].aspect, triggers[0].place
    return ("statement" if attributed else "other"), (roots[0].place if roots else None)
