"""Sources named without a verb of their own: "according to", "citing", "quoted ... as saying", "...: UN"."""

from firsthand.attribution.bounds import high_of, low_of
from firsthand.attribution.circumstances import circumstance, is_outlet, published_in, read_circumstances
from firsthand.attribution.cues import Cue
from firsthand.attribution.lexicon import PRONOUNS, all_source_words, source_words
from firsthand.attribution.phrases import clause_starts, noun_end, noun_start
from firsthand.attribution.registry import names_outlet
from firsthand.attribution.stretch import Stretch, inside_quote, make, trimmed
from firsthand.attribution.subjects import find_subject, inherited, may_speak, split_sources
from firsthand.attribution.tokens import FINITE, NOUNS, QUOTES
from firsthand.text import Span


def read_according(x: Stretch, k: int, cue: Cue) -> None:
    """ "according to X", before, inside or after what is said."""
    t = x.t
    end = noun_end(t, cue.last, x.end)
    obj = t.child(cue.last - 1, "pobj") if t.relations[cue.last - 1] == "prep" else None
    if obj is not None:
        edge = min(t.right[obj], x.end)
        verbs = clause_starts(t, cue.last, edge)
        if not verbs and (edge == x.end or t.words[edge] in QUOTES | {","}) and edge - cue.last <= 40:
            end = max(end, edge) if not any(t.words[m] in QUOTES for m in range(end, edge)) else end
    end = before_subject(x, cue.last, end)
    if end == cue.last or not may_speak(x, cue.last, end):
        return
    channel: list[Span] = []
    j = end
    for _ in range(3):
        nxt = circumstance(x, j, channel)
        if nxt == j:
            break
        j = nxt
    low = low_of(x, k)
    before, rest = trimmed(x, low, cue.first), trimmed(x, j, high_of(x, k, j))
    earlier = reported_before(x, k, cue) if rest is None else None
    if earlier is not None:
        low, before = earlier, trimmed(x, earlier, cue.first)
    pieces: list[Span] = []
    joint = cue.first - 1 if before else cue.first
    while joint > low and t.words[joint] == ",":
        joint -= 1
    if before and rest and t.low[joint] in ("but", "and", "while", "that", "as", "because"):
        before = None
    if before:
        pieces.append((low, cue.first))
    if (
        rest
        and (not before or clause_starts(t, *rest))
        and not (before and clause_starts(t, *before) and t.low[rest[0]] in ("and", "but", "while"))
    ):
        pieces.append((j, high_of(x, k, j)))
    for source in split_sources(x, cue.last, end):
        through = channel or published_in(x, source)
        make(x, [source], [(cue.first, cue.last)], pieces, through, cue.verb, cue.base)


def before_subject(x: Stretch, first: int, end: int) -> int:
    """End of a source that the subject of its clause runs into: "according to the report | rebels took the town"."""
    t = x.t
    verb = end
    while verb < x.end and t.tags[verb] == "RB":
        verb += 1
    if verb >= x.end or t.tags[verb] not in FINITE:
        return end
    titles = source_words()["person"]
    for i in range(end - 1, first, -1):
        last = t.low[i - 1]
        named = last in all_source_words() and not (last in titles and t.cased(i) and last != "source")
        if named and last not in ("state", "local") and t.tags[i] in NOUNS | {"DT", "JJ", "CD"} and t.low[i] != "'s":
            return i
    return end


def reported_before(x: Stretch, k: int, cue: Cue) -> int | None:
    """Where the statement begins that "..., according to X" at the end of a sentence reports whole; None without one.

    "The mayor said the bridge is safe according to the agency", "the bridge is safe the mayor said according to the
    agency"; not where the cue before it begins a clause that is joined by "and" or "but".
    """
    t = x.t
    if k == 0:
        return None
    made = x.by_verb.get(x.cues[k - 1].verb)
    if made is None or not made.source or not made.cue:
        return None
    spans = (*made.source, *made.cue, *made.content)
    start, content_end = t.at(min(s for s, _ in spans)), t.before(made.content[-1][1])
    if start > x.first + 6 or (content_end < cue.first and made.content[0][0] > made.cue[0][0]):
        return None
    return start


def read_citing(x: Stretch, k: int, cue: Cue) -> None:
    """ "citing X": the source of a statement that somebody else makes."""
    t = x.t
    end = noun_end(t, cue.last, x.end)
    if end == cue.last:
        return
    outer = x.done[-1] if x.done else None
    source = (cue.last, end)
    channel: list[Span] = []
    if outer is not None:
        made = make(x, [source], [(cue.first, cue.last)], [source], channel, cue.verb, cue.base)
        if made:
            made.content, made.outer = list(outer.content), outer
        return
    # "X, citing Y, said that ...": the verb comes later
    later = next((c for c in x.cues[k + 1 :] if c.kind in ("say", "tell", "act")), None)
    before = trimmed(x, x.first, cue.first)
    if later is None and before is None:
        return
    made = make(x, [source], [(cue.first, cue.last)], [source], channel, cue.verb, cue.base)
    if made is None:
        return
    if later is not None:
        x.pending.append((made, later.verb))
    elif before is not None:
        made.content = [t.span(*before)]


def read_quoting(x: Stretch, k: int, cue: Cue) -> None:
    """ "X quoted Y as saying Z" and "Y was quoted by X as saying Z"."""
    t = x.t
    saying = next((c for c in x.cues[k + 1 :] if c.kind == "as saying"), None)
    if saying is None:
        return
    after, channel = read_circumstances(x, Cue(saying.first, saying.last, saying.verb, "say", "say"))
    high = high_of(x, x.cues.index(saying), after)
    low = low_of(x, k)
    sources, left = find_subject(x, cue, low)
    before = trimmed(x, low, left) if sources else None
    inner_pieces = [(after, high)]
    if trimmed(x, after, high) is None:
        if before is None:
            return
        inner_pieces = [(low, left)]
    if cue.kind == "was quoted":
        i = cue.last
        if i < saying.first and t.low[i] in ("by", "in", "on"):
            j = noun_end(t, i + 1, saying.first)
            if j > i + 1 and is_outlet(x, i + 1, j):
                channel.append((i + 1, j))
        for source in sources:
            make(
                x,
                [source],
                [(cue.first, cue.last), (saying.first, saying.last)],
                inner_pieces,
                channel,
                cue.verb,
                "say",
            )
        return
    source_span = (cue.last, saying.first)
    outer_source = sources[0] if sources else None
    earlier = None if sources else inherited(x, cue)
    outer = make(
        x,
        [outer_source] if outer_source else [],
        [(cue.first, cue.last)],
        [(cue.last, high)] if inner_pieces[0][0] == after else inner_pieces,
        [],
        cue.verb,
        "quote",
    )
    if outer is not None and earlier is not None:
        outer.source = list(earlier.source)
    inner = make(x, [source_span], [(saying.first, saying.last)], inner_pieces, channel, saying.verb, "say")
    if inner is not None:
        inner.outer = outer


def read_headline(x: Stretch) -> None:
    """ "... kills 19: monitor", "UN: ..." and a headline that ends in its source."""
    t = x.t
    colon = next((i for i in range(x.first, x.end) if t.words[i] == ":" and not inside_quote(x, i)), None)
    if colon is None or colon == x.first or colon >= x.end - 1:
        return
    right = noun_end(t, colon + 1, x.end)
    if right == x.end and names_source(x, colon + 1, right) and colon - x.first > 3:
        make(x, [(colon + 1, right)], [(colon, colon + 1)], [(x.first, colon)], [], colon, ":")
        return
    left = noun_start(t, colon - 1, x.first)
    if left == x.first and names_source(x, left, colon) and x.end - colon > 3:
        make(x, [(left, colon)], [(colon, colon + 1)], [(colon + 1, x.end)], [], colon, ":")


def names_source(x: Stretch, first: int, last: int) -> bool:
    """Whether a phrase beside a colon names somebody."""
    t = x.t
    text = t.text[t.starts[first] : t.ends[last - 1]]
    if names_outlet(text):
        return True
    return any(t.low[i] in all_source_words() or t.low[i] in PRONOUNS for i in range(first, last)) or t.entities[first][
        2:
    ] in (
        "ORG",
        "PERSON",
        "GPE",
    )
