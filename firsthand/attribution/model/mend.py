"""The rules' statements mended by the model: what they missed is added, what is none goes, spans are set right."""

from collections import Counter
from dataclasses import replace
from typing import Protocol

from firsthand.attribution.cues import COUNTING
from firsthand.attribution.model.decode import Decoded, Marks, decode, sureness
from firsthand.attribution.model.inputs import REACH, Inputs, make_inputs, place_of, token_span
from firsthand.attribution.model.pieces import Pieces
from firsthand.attribution.stretch import Statement
from firsthand.attribution.tokens import Tokens
from firsthand.text import Span

KEPT = 0.01
"""Least chance of a cue place that the rules have: below it their statement goes. On development articles two in
five of these are right, and higher bounds take out as many right ones as wrong ones."""
ADDED = 0.9
"""Least chance of a cue place that they do not have."""
SURE = 0.75
"""Least mean chance of the roles around a cue place for its spans to be believed."""
LIKELIER = 0.9
"""Least mean chance of the words of a source for it to take the place of the one that the rules have."""
ALIKE = 0.6
"""Share of common words (Dice) from which a statement that the rules do not have is one of theirs under another cue."""
QUOTED = 0.8
"""Share of a quotation's characters that a content has at the least if it is about the quotation."""
NEARBY = 2
"""Tokens by which the model's cue place may lie beside that of the rules."""
NOBODY = frozenset(["no", "nobody", "none", "nothing"])
"""First words of a source that says nothing."""
UNSEEN = COUNTING | {":"}
"""Cues that the model has seen few of, or none: headlines, which show their source by its place, and counts."""

Places = dict[int, list[Statement]]
"""Statements by their cue place."""


class Reads(Protocol):
    """What reads an article: a `Reader`."""

    pieces: Pieces

    def read(self, x: Inputs, least: float) -> Marks:
        """Marks of an article."""
        ...


def mend_statements(t: Tokens, statements: list[Statement], reader: Reads) -> list[Statement]:
    """Statements of an article, in the order of what they state, from those that the rules found."""
    if not t.words:
        return statements
    marks = reader.read(make_inputs(t, reader.pieces, statements), KEPT)
    sure = dict(zip(marks.places.tolist(), sureness(marks.index, marks.roles).tolist(), strict=True))
    read: dict[int, list[Decoded]] = {}
    for found in decode(t, marks.places, marks.index, marks.roles):
        if sure[found.place] >= SURE:
            read.setdefault(found.place, []).append(found)
    ruled: Places = {}
    for s in statements:
        ruled.setdefault(place_of(t, s), []).append(s)
    seen = link_places(t, ruled, read)
    mended = _keep(t, ruled, {place: read[at] for place, at in seen.items()}, marks)
    told = {i for s in statements for cue in (s.cue or s.source) for i in range(*token_span(t, cue))}
    told |= {i + step for i in told for step in (-1, 1)} | set(seen.values())
    new = [found for place, found in read.items() if place not in told and marks.chances[place] >= ADDED]
    mended += _add(t, mended, new)
    mended.sort(key=lambda s: (s.content[0], s.cue, s.source))
    return mended


def _add(t: Tokens, mended: list[Statement], new: list[list[Decoded]]) -> list[Statement]:
    """Those of the model's statements that somebody makes and that are not stated already."""
    words = [_words(t, s) for s in mended]
    holders: dict[int, list[int]] = {}
    for k, held in enumerate(words):
        for i in held:
            holders.setdefault(i, []).append(k)
    added: list[Statement] = []
    for found in new:
        mine = _words(t, found[0].statement)
        shared = Counter(k for i in mine for k in holders.get(i, ()))
        if any(2 * count >= ALIKE * (len(mine) + len(words[k])) for k, count in shared.items()):
            continue
        told = [x for x in found if t.low[t.at((x.statement.source or x.statement.cue)[0][0])] not in NOBODY]
        added += [replace(x.statement, base=t.lemmas[x.place]) for x in told]
    return added


def link_places(t: Tokens, ruled: Places, read: dict[int, list[Decoded]]) -> dict[int, int]:
    """For places of the rules the place where the model sees the same: that one, or one in the same cue or beside it.

    Of several it is the one whose content has most words in common with that of the rules.
    """
    found = {place: place for place in ruled if place in read}
    free = sorted(set(read) - set(found))
    for place in sorted(set(ruled) - set(found)):
        s = ruled[place][0]
        cue = {i for span in s.cue or s.source or s.content[:1] for i in range(*token_span(t, span))}
        near = [at for at in free if at in cue or abs(at - place) <= NEARBY]
        if near:
            words = _words(t, s)
            found[place] = max(near, key=lambda at: _dice(words, _words(t, read[at][0].statement)))
            free.remove(found[place])
    return found


def _keep(t: Tokens, ruled: Places, read: dict[int, list[Decoded]], marks: Marks) -> list[Statement]:
    """The rules' statements that the model lets stand, with its spans where it is sure of them."""
    kept: list[tuple[Statement, Statement]] = []
    for place, old in ruled.items():
        around = marks.chances[max(0, place - NEARBY) : place + NEARBY + 1]
        new = read.get(place, [])
        if not new and len(around) and around.max() < KEPT and any(s.cue and s.base not in UNSEEN for s in old):
            continue
        if len(new) < len(old) or not old[0].cue:
            kept += [(was, replace(was)) for was in old]
        else:
            paired = [(old[min(k, len(old) - 1)], found) for k, found in enumerate(new)]
            kept += [(was, _choose_spans(t, place, was, found)) for was, found in paired]
    now = {id(was): made for was, made in reversed(kept)}
    for was, made in kept:
        made.outer = now.get(id(was.outer)) if was.outer is not None else None
        if made.outer is not None and was.outer is not None and was.content == was.outer.content:
            made.content = list(made.outer.content)  # who is cited for a statement is cited for all of it
    return [made for _, made in kept]


def _choose_spans(t: Tokens, place: int, was: Statement, found: Decoded) -> Statement:
    """A statement of the rules with the model's source and content, where these are to be preferred."""
    s = found.statement
    return replace(
        was,
        source=s.source if _is_better(t, was, found) else was.source,
        cue=was.cue or s.cue,
        content=_choose_content(t, place, was, s),
        channel=was.channel or s.channel,
    )


def _is_better(t: Tokens, was: Statement, found: Decoded) -> bool:
    """Whether the model's source takes the place of that of the rules.

    It does not where it is their channel, nor where it has one word more before it that is no article: most often that
    is the end of what is said ("in Aleppo Syrian activists said"), nor where it stands in a clause about theirs ("the
    monitor, which has a network of sources").
    """
    source = found.statement.source
    if not source or not was.source:
        return bool(source)
    first = t.at(source[0][0])
    one_more = source[0][1] == was.source[-1][1] and first == t.at(was.source[0][0]) - 1
    one_more = one_more and t.tags[first] not in ("DT", "PRP$")
    start = t.at(was.source[0][0])
    inside = source[0][1] <= was.source[-1][1] and any(t.tags[i] in ("WDT", "WP") for i in range(start, first))
    return found.source_chance >= LIKELIER and not (one_more or inside or _overlap(source, was.channel))


def _overlap(spans: list[Span], others: list[Span]) -> bool:
    return any(a < d and c < b for a, b in spans for c, d in others)


def _choose_content(t: Tokens, place: int, was: Statement, s: Statement) -> list[Span]:
    """The model's content, unless that of the rules has the same words, or goes on where the model does not look, or is
    a quotation of which the model has a part.

    The rules follow a quotation over sentences, and any distance.
    """
    if _cuts_quotation(t, was.content, s.content):
        return was.content
    cut_off = t.at(s.content[0][0]) <= place - REACH or t.before(s.content[-1][1]) > place + REACH
    goes_on = len(was.content) > len(s.content) and was.content[-1][0] >= s.content[-1][1]
    return was.content if cut_off or goes_on or _words(t, was) == _words(t, s) else s.content


def _cuts_quotation(t: Tokens, whole: list[Span], part: list[Span]) -> bool:
    """Whether one content has a quotation whole of which another has only a part, and that part of it alone."""
    for start, end in t.quotes:
        if any(a <= start and end <= b for a, b in whole):
            inside = sum(max(0, min(end, b) - max(start, a)) for a, b in part)
            if 0 < inside < QUOTED * (end - start):
                return True
    return False


def _words(t: Tokens, s: Statement) -> set[int]:
    tokens = (i for span in s.content for i in range(*token_span(t, span)))
    return {i for i in tokens if any(c.isalnum() for c in t.words[i])}


def _dice(a: set[int], b: set[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b))
