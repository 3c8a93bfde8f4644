"""Statements that nobody signs, and passives: "was reported", "reportedly", "there were speculations that"."""

from firsthand.attribution.bounds import clause_end, high_of, low_of
from firsthand.attribution.circumstances import circumstance
from firsthand.attribution.cues import Cue
from firsthand.attribution.phrases import noun_end, noun_start
from firsthand.attribution.stretch import AUXILIARIES, Stretch, inside_quote, make
from firsthand.attribution.tokens import NOUNS
from firsthand.text import Span

_RUMOURS = frozenset(
    ["speculation", "speculations", "rumour", "rumours", "rumor", "rumors", "allegations", "suggestions"]
)


def read_passive(x: Stretch, k: int, cue: Cue) -> bool:
    """ "was reported", "are reported to have", "it was reported that": a statement that nobody signs."""
    t, i = x.t, cue.verb
    if t.tags[i] not in ("VBN", "VBD"):
        return False
    j = i - 1
    while j >= x.first and (t.tags[j] == "RB" or t.low[j] in ("also", "earlier")):
        j -= 1
    if t.tags[i] in ("VBN", "VBD") and read_agent(x, k, cue, j):
        return True
    if j < x.first or t.low[j] not in ("was", "were", "been", "is", "are", "be", "being"):
        return False
    if cue.base not in (
        "report",
        "accuse",
        "allege",
        "say",
        "announce",
        "describe",
        "blame",
        "criticise",
        "criticize",
        "urge",
        "confirm",
        "speculate",
        "quote",
        "tell",
        "advise",
    ):
        return True
    if cue.base == "tell":
        return True
    start = j
    while start > x.first and t.low[start - 1] in AUXILIARIES | {"has", "have", "had", "widely"}:
        start -= 1
    subject = t.child(i, "nsubjpass", "nsubj")
    low = low_of(x, k)
    told: list[Span] = []
    after = cue.last
    if cue.last < x.end and t.low[cue.last] == "to" and t.tags[min(cue.last + 1, x.end - 1)] != "VB":
        after = circumstance(x, cue.last, told)  # "was confirmed to an Example News correspondent"
    if cue.base in ("confirm", "say", "announce", "describe") and not (
        told or (cue.last < x.end and t.low[cue.last] in ("that", "to"))
    ):
        return True
    impersonal = t.low[start - 1] == "it" if start > low else False
    high = high_of(x, k, after)
    pieces: list[Span] = []
    if not impersonal:
        edge = (
            t.left[subject] if subject is not None and low <= t.left[subject] < start else noun_start(t, start - 1, low)
        )
        if edge < start:
            pieces.append((edge, start))
    pieces.append((after, high))
    make(x, [], [(cue.first, cue.last)], pieces, told, cue.verb, cue.base)
    return True


def read_agent(x: Stretch, k: int, cue: Cue, before: int) -> bool:
    """ "The capture was announced by the militia": the agent is the source, the subject the content."""
    t = x.t
    whole = before >= x.first and t.low[before] in ("was", "were", "been", "is", "are")
    bare = cue.base in ("claim", "announce", "deny", "confirm") and before == cue.first - 1 and t.tags[before] in NOUNS
    if not (whole or bare) or cue.kind not in ("say", "act"):
        return False
    if cue.last >= x.end or t.low[cue.last] != "by":
        return False
    end = noun_end(t, cue.last + 1, x.end)
    start = before if whole else cue.first
    while start > x.first and t.low[start - 1] in AUXILIARIES | {"has", "have", "had"}:
        start -= 1
    low = low_of(x, k)
    subject = t.child(cue.verb, "nsubjpass", "nsubj") if whole else None
    edge = t.left[subject] if subject is not None and low <= t.left[subject] < start else noun_start(t, start - 1, low)
    if end == cue.last + 1 or edge >= start:
        return False
    make(
        x,
        [(cue.last + 1, end)],
        [(cue.first, cue.last)],
        [(edge, start)],
        [],
        cue.verb,
        cue.base,
    )
    return True


def read_hedge(x: Stretch, k: int, cue: Cue) -> None:
    """ "reportedly", "allegedly": the clause around it, subject and rest."""
    t, i = x.t, cue.first
    verb = next(
        (m for m in range(i + 1, min(i + 4, x.end)) if t.tags[m] in ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")),
        None,
    )
    after_end = clause_end(x, i + 1)
    start = i
    while start > x.first and t.low[start - 1] in AUXILIARIES:
        start -= 1
    auxiliary = start < i
    finite = verb is not None and t.tags[verb] in ("VBD", "VBZ", "VBP")
    pieces: list[Span] = []
    if auxiliary or finite:
        subject = t.child(verb, "nsubj", "nsubjpass") if verb is not None else None
        edge = t.left[subject] if subject is not None and t.left[subject] < start else noun_start(t, start - 1, x.first)
        if edge < start and t.low[edge] not in ("which", "who", "that"):
            pieces.append((edge, i))
    pieces.append((i + 1, after_end))
    make(x, [], [(i, i + 1)], pieces, [], i, cue.base)


def read_nouns(x: Stretch) -> None:
    """ "There were speculations that ...": nobody holds it; "reports that ...": the reports do."""
    t = x.t
    for i in range(x.first, x.end - 2):
        if t.low[i + 1] != "that" or t.tags[i] not in ("NN", "NNS") or inside_quote(x, i):
            continue
        if t.low[i] in _RUMOURS:
            make(x, [], [(i, i + 1)], [(i + 1, clause_end(x, i + 2))], [], -i - 1, "speculate")
        elif t.low[i] == "reports" and t.low[max(i - 1, x.first)] not in ("its", "his", "their", "these"):
            make(x, [(i, i + 1)], [], [(i + 1, clause_end(x, i + 2))], [], -i - 1, "report")
