"""A mention's way back to its origin, in words."""

from dataclasses import dataclass

from firsthand.records import Attribution, Derivation, Mention
from firsthand.views.lookup import NO_OUTLET, Lookup, Quote

OWN_VOICE = "no source stated"
_MARKS = {"copied": "uncredited", "shared": "shared wording"}
"""What is said of a text that wording was taken from, by the kind of derivation."""


@dataclass(frozen=True)
class Hop:
    """One station of the way from an article back to the last source it rests on."""

    label: str
    """As shown: an outlet, "D1 text", a source's name."""
    kind: str
    """article, text, none, or the kind of source as in Attribution.kind."""
    by: str
    """How the station before rests on this one: copied, credited, shared, quoted or told; empty for the article."""
    mark: str
    """What is added in brackets: uncredited, credited, shared wording, second-hand; empty for nothing."""
    article: str | None
    """Id of the article that the station is, or whose text it is."""
    evidence: Quote | None
    """The words that show the step."""

    @property
    def shown(self) -> str:
        """The label with its mark in brackets."""
        return f"{self.label} [{self.mark}]" if self.mark else self.label


def steps_of(lookup: Lookup, mention: Mention) -> list[Derivation]:
    """The steps of a mention's way back, nearest first."""
    return sorted(lookup.get(Derivation, "mention_id", mention.mention_id), key=lambda d: (d.step, d.name or ""))


def label_article(lookup: Lookup, article_id: int) -> str:
    """An article as people know it: its outlet, or its id where no outlet was stated."""
    outlet = lookup.outlet(article_id)
    return outlet if outlet else f"{lookup.given(article_id)} ({NO_OUTLET})"


def trace_chain(lookup: Lookup, mention: Mention) -> tuple[Hop, ...]:
    """The stations from the article that states a claim to the last source that it rests on, nearest first.

    The text that the wording was copied from is a station of its own, marked credited or uncredited; a source that was
    cited in copied words only is marked second-hand.
    """
    given = lookup.given(mention.article_id)
    hops = [Hop(label_article(lookup, mention.article_id), "article", "", "", given, None)]
    for step in steps_of(lookup, mention):
        evidence = None
        if lookup.has_article(step.article_id) and step.end > step.start:
            evidence = lookup.quote(step.article_id, step.start, step.end)
        if step.from_id is not None and lookup.has_article(step.from_id):
            mark = _MARKS.get(step.by, step.by)
            if step.name:
                mark += f": {step.name}"
            copied = lookup.given(step.from_id)
            hops.append(Hop(f"{copied} text", "text", step.by, mark, copied, evidence))
        elif step.name:
            hops.append(Hop(step.name, step.kind, step.by, "second-hand" if step.inherited else "", None, evidence))
    if hops[-1].kind in ("article", "text"):
        hops.append(Hop(OWN_VOICE, "none", "", "", None, None))
    return tuple(hops)


def write_chain(hops: tuple[Hop, ...]) -> str:
    """The stations on one line, nearest first.

    >>> a = Hop("Daily Harbour", "article", "", "", "7", None)
    >>> write_chain((a, Hop("6 text", "text", "copied", "uncredited", "6", None)))
    'Daily Harbour ← 6 text [uncredited]'
    """
    return " ← ".join(hop.shown for hop in hops)


def name_chain(lookup: Lookup, mention: Mention) -> list[str]:
    """Names of the sources of a mention, nearest first; a text that was copied is no name."""
    return [step.name for step in steps_of(lookup, mention) if step.name and step.kind not in ("text", "none")]


def attribution_of(lookup: Lookup, mention: Mention) -> Attribution | None:
    """The statement that carries a mention, where there is one."""
    if mention.attribution_id is None:
        return None
    return lookup.one(Attribution, "attribution_id", mention.attribution_id)
