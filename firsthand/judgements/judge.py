"""A person's judgement, from what `firsthand show` prints to a line of the log."""

import re

from firsthand.errors import UnknownError
from firsthand.judgements.anchors import Anchor, make_anchor
from firsthand.judgements.log import WITHDRAWAL, make_judgement
from firsthand.judgements.rows import ABOUT, DECISIONS, GRADED, GRADES, Judgement
from firsthand.records import ClaimMention, Derivation, Finding, Mention
from firsthand.text import Span
from firsthand.views.lookup import Lookup, full_id, short_id

LEAST_DIGITS = 6
"""Digits of a mention's id that must be given at least."""
START_OF_ARTICLE = 200
"""Characters by which an article as a whole is found again."""
LONGEST_NOTE = 2_000
"""Characters of a note at most."""
_PLACE = re.compile(r"(?P<article>.+):(?P<start>\d+)-(?P<end>\d+)")


def judge_things(
    lookup: Lookup, about: str, decision: str, one: str, other: str | None, *, by: str, note: str | None
) -> Judgement:
    """The judgement of two things of a case, or the grade of one.

    A thing is a mention's id as `show claim` prints it (for sources: the last one that the mention rests on), or
    ARTICLE:START-END, or for directions an article's id. The two things of a direction are the article copied from and
    the copier.

    Raises UnknownError where the case has no such thing, or it cannot be judged so.
    """
    _check(about, decision, other)
    if not by.strip():
        raise UnknownError("a judgement carries the name of who made it: --by NAME")
    if note is not None and len(note) > LONGEST_NOTE:
        raise UnknownError(f"the note has {len(note):,} characters; at most {LONGEST_NOTE:,} are kept")
    anchors = [_anchor(lookup, about, thing) for thing in (one, other) if thing is not None]
    if len(anchors) == 2 and anchors[0] == anchors[1]:
        raise UnknownError(f"{one!r} and {other!r} are one thing; name two")
    return make_judgement(about, decision, anchors[0], anchors[1] if len(anchors) == 2 else None, by=by, note=note)


def withdraw_judgement(known: dict[int, Judgement], which: str, *, by: str, note: str | None) -> Judgement:
    """The line that takes back a judgement, by its id as `show CASE judgements` prints it."""
    found = [i for i, j in known.items() if full_id(i).startswith(which.lower()) and j.about != WITHDRAWAL]
    if not which or len(found) != 1:
        what = "no judgement" if not found else "more than one judgement"
        raise UnknownError(f"{what} has the id {which!r}; `firsthand show CASE judgements` lists them")
    return make_judgement(WITHDRAWAL, str(found[0]), None, None, by=by, note=note)


def warn_of_grade(lookup: Lookup, judgement: Judgement, mention_id: int | None) -> str | None:
    """What to tell who grades a claim "confirmed by others" that has one origin; else null."""
    link = lookup.one(ClaimMention, "mention_id", mention_id)
    finding = lookup.one(Finding, "claim_id", link.claim_id) if link else None
    if judgement.about != "credibility" or judgement.decision != "1" or finding is None or finding.origins_best >= 2:
        return None
    return (
        "grade 1 means confirmed by other sources, but the claim has "
        f"{finding.origins_best} independent origin{'' if finding.origins_best == 1 else 's'} (best count)"
    )


def _check(about: str, decision: str, other: str | None) -> None:
    if about not in (*ABOUT, *GRADED):
        raise UnknownError(f"nothing is judged about {about!r}; name one of: {', '.join((*ABOUT, *GRADED))}")
    allowed = GRADES[about] if about in GRADED else DECISIONS
    if decision not in allowed:
        raise UnknownError(f"{about} cannot be judged {decision!r}; write one of: {', '.join(allowed)}")
    if (other is None) != (about in GRADED):
        wanted = "one thing is graded" if about in GRADED else "two things are compared"
        raise UnknownError(f"{about}: {wanted}; write firsthand judge CASE {about} {decision} …")


def _anchor(lookup: Lookup, about: str, thing: str) -> Anchor:
    place = _PLACE.fullmatch(thing)
    if about == "directions":
        article = lookup.article(lookup.article_id(thing))
        return make_anchor(
            article.article_id, article.given_id, article.text, (0, min(START_OF_ARTICLE, len(article.text)))
        )
    if place:
        article = lookup.article(lookup.article_id(place["article"]))
        span = int(place["start"]), int(place["end"])
        if not span[0] < span[1] <= len(article.text):
            raise UnknownError(
                f"article {article.given_id!r} has no characters {span[0]}-{span[1]}; it has {len(article.text):,}"
            )
        return make_anchor(article.article_id, article.given_id, article.text, span)
    mention = find_mention(lookup, thing)
    if about in ("sources", "reliability"):
        article_id, span = _source_of(lookup, mention)
        article = lookup.article(article_id)
        return make_anchor(article_id, article.given_id, article.text, span)
    article = lookup.article(mention.article_id)
    return make_anchor(article.article_id, article.given_id, article.text, (mention.start, mention.end), mention.aspect)


def find_mention(lookup: Lookup, which: str) -> Mention:
    """The mention whose id begins so; raises UnknownError when there is none, or more than one."""
    wanted = which.lower()
    found = [m for m in lookup.rows(Mention) if full_id(m.mention_id).startswith(wanted)] if wanted else []
    if len(found) == 1 and len(wanted) >= LEAST_DIGITS:
        return found[0]
    if len(wanted) < LEAST_DIGITS or not found:
        raise UnknownError(f"no mention has the id {which!r}; `firsthand show CASE claim ID` prints those of a claim")
    raise UnknownError(
        f"{which!r} begins the ids of {len(found)} mentions; write more of it: {short_id(found[0].mention_id)} …"
    )


def _source_of(lookup: Lookup, mention: Mention) -> tuple[int, Span]:
    """Where the last source of a mention's chain is named."""
    hops = sorted(lookup.get(Derivation, "mention_id", mention.mention_id), key=lambda hop: hop.step)
    if not hops or hops[-1].name is None:
        raise UnknownError(
            f"mention {short_id(mention.mention_id)} names no source; judge its origin: firsthand judge CASE origins …"
        )
    return hops[-1].article_id, (hops[-1].start, hops[-1].end)
