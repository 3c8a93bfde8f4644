"""The body that a person speaks for, read from the words before and after the name: 'UNICEF director Anthony Lake'."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from firsthand.origins.names import body_in_post
from firsthand.records import SourceName
from firsthand.text import find_words


def bodies_by_post(names: Iterable[SourceName]) -> dict[str, tuple[str, str]]:
    """For each canonical name that stands beside a post, the body that most of its posts name, and the words.

    >>> row = SourceName(1, 0, 29, "UNICEF director Anthony Lake", "Anthony Lake", None, "")
    >>> bodies_by_post([row])
    {'Anthony Lake': ('UNICEF', '“UNICEF director Anthony Lake”')}
    """
    said: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for row in names:
        post = _post(row.name, row.who)
        body = body_in_post(post) if post else None
        if body:
            said[row.who][body, f"“{row.name}”"] += 1
    found = {}
    for who in sorted(said):
        counts: Counter[str] = Counter()
        for (body, _), count in said[who].items():
            counts[body] += count
        body = min(counts, key=lambda b: (-counts[b], b))
        found[who] = (body, min(words for b, words in said[who] if b == body))
    return found


def _post(name: str, who: str) -> str:
    """The words of a name as written that are not the person's own; empty where there are none of his own in it."""
    own = set(find_words(who.partition("(")[0]).folded)
    words = name.split()
    rest = [word for word in words if not set(find_words(word).folded) <= own or not find_words(word).folded]
    return " ".join(rest) if len(rest) < len(words) and len(rest) <= 12 else ""
