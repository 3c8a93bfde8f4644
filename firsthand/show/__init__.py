"""A case on a terminal: what `firsthand show` prints, and the same as data for `--json`.

Each topic is a function that takes the rows of a case and gives something that rich can print and something that JSON
can write. Texts of articles are shown as text: no markup of theirs is read, no control character reaches the terminal.
"""

from collections.abc import Callable

from firsthand.errors import UnknownError
from firsthand.show.articles import show_article, show_sources
from firsthand.show.claims import show_claim, show_claims, show_conflicts, show_story
from firsthand.show.incidents import show_incidents
from firsthand.show.judgements import show_judgements
from firsthand.show.reuse import show_reuse
from firsthand.show.terminal import Shown
from firsthand.views.lookup import Lookup, Tables

TOPICS: dict[str, Callable[[Lookup, str], Shown]] = {
    "story": show_story,
    "claims": show_claims,
    "claim": show_claim,
    "article": show_article,
    "reuse": show_reuse,
    "sources": show_sources,
    "conflicts": show_conflicts,
    "incidents": show_incidents,
    "judgements": show_judgements,
}
"""What can be shown, by the name that the command line takes."""


def show_topic(case: Tables, topic: str, which: str | None = None) -> Shown:
    """What `firsthand show CASE TOPIC [ID]` prints, and the same as data.

    Raises UnknownError for a topic, claim or article that there is not, or where one comes without id.
    """
    if topic not in TOPICS:
        raise UnknownError(f"there is nothing to show under {topic!r}; name one of: {', '.join(TOPICS)}")
    lookup = Lookup(case)
    if topic in ("claim", "article") and not which:
        raise UnknownError(
            f"which {topic}? write `firsthand show {lookup.called} {topic} ID`; "
            f"`firsthand show {lookup.called} claims` lists the ids"
        )
    return TOPICS[topic](lookup, which or "")
