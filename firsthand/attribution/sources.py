"""Who it is: one name, inside an article, for each source under all the names the article gives it."""

import re
from dataclasses import dataclass

from firsthand.attribution.kinds import head_of, kind_of
from firsthand.attribution.lexicon import source_words
from firsthand.attribution.registry import bodies, key_of, look_up
from firsthand.attribution.statements import Statement
from firsthand.attribution.tokens import Tokens

_ARTICLES = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_GENERIC = frozenset(
    [
        "group",
        "monitor",
        "monitors",
        "organisation",
        "organization",
        "agency",
        "ministry",
        "network",
        "watchdog",
        "newspaper",
        "paper",
        "channel",
        "broadcaster",
        "observatory",
        "coalition",
        "directorate",
        "center",
        "centre",
        "department",
        "committee",
        "commission",
        "office",
        "company",
        "movement",
        "army",
        "military",
        "body",
        "ngo",
        "charity",
        "station",
        "daily",
        "council",
        "government",
        "party",
        "bureau",
        "association",
        "institute",
        "university",
        "union",
        "court",
        "bank",
    ]
)


@dataclass(frozen=True)
class Named:
    """A source of the article: canonical name and kind."""

    who: str | None
    kind: str


def name_sources(t: Tokens, statements: list[Statement]) -> list[Named]:
    """Canonical name and kind of each statement's source, in the order of the statements."""
    order = sorted(range(len(statements)), key=lambda k: (statements[k].source or statements[k].cue)[0])
    named: dict[int, Named] = {}
    memory = _Memory(t)
    for k in order:
        statement = statements[k]
        if not statement.source:
            named[k] = Named(None, "none")
            continue
        start, end = statement.source[0]
        named[k] = memory.name(t.at(start), t.before(end))
    return [named[k] for k in range(len(statements))]


class _Memory:
    """What the article has said so far about who its sources are."""

    def __init__(self, t: Tokens) -> None:
        self.t = t
        self.said: list[tuple[int, Named, str]] = []
        self.people = _full_names(t)
        self.known: dict[tuple[int, int], Named] = {}

    def name(self, first: int, last: int) -> Named:
        key = (first, last)
        if key in self.known:
            return self.known[key]
        found = self._name(first, last)
        self.known[key] = found
        head = self.t.low[head_of(self.t, first, last)]
        self.said.append((first, found, head))
        return found

    def _name(self, first: int, last: int) -> Named:
        t = self.t
        text = " ".join(t.text[t.starts[first] : t.ends[last - 1]].split())
        kind = kind_of(t, first, last)
        if kind == "pronoun":
            return self._pronoun(t.low[first])
        if kind == "person":
            return Named(self._person(first, last, text), kind)
        if kind in ("organisation", "outlet"):
            return self._organisation(first, last, text, kind)
        plain = _ARTICLES.sub("", text)
        if kind == "unnamed" and t.low[first] in ("the", "that", "this"):
            earlier = self._earlier(t.low[head_of(t, first, last)], ("unnamed", "person"))
            if earlier is not None:
                return earlier
            return Named("a " + plain if plain[:1].lower() not in "aeiou" else "an " + plain, kind)
        if kind == "document" and t.low[first] in ("the", "that", "this"):
            earlier = self._earlier(t.low[head_of(t, first, last)], ("document", "organisation"))
            if earlier is not None:
                return earlier
            org = next((n for _, n, _ in reversed(self.said) if n.kind == "organisation"), None)
            if org is not None and t.low[head_of(t, first, last)] in ("statement", "communique"):
                return org
        if kind == "collective":
            return Named(
                plain[:1].lower() + plain[1:] if not plain[:2].isupper() and t.low[first] not in ("syrian",) else plain,
                kind,
            )
        return Named(text if kind != "unnamed" else text[:1].lower() + text[1:], kind)

    def _pronoun(self, word: str) -> Named:
        wanted = {
            "he": ("person", "unnamed"),
            "him": ("person", "unnamed"),
            "she": ("person", "unnamed"),
            "her": ("person", "unnamed"),
            "it": ("organisation", "outlet", "document"),
            "they": ("collective", "organisation", "unnamed"),
            "them": ("collective", "organisation", "unnamed"),
        }.get(word, ("person", "unnamed", "organisation", "collective"))
        for _, named, _ in reversed(self.said):
            if named.kind in wanted and named.who:
                return named
        return Named(None, {"it": "organisation", "they": "collective", "we": "collective"}.get(word, "person"))

    def _earlier(self, head: str, kinds: tuple[str, ...]) -> Named | None:
        for _, named, earlier_head in reversed(self.said):
            if named.kind in kinds and (earlier_head == head or (named.who or "").lower().split()[-1:] == [head]):
                return named
        return None

    def _person(self, first: int, last: int, text: str) -> str:
        t = self.t
        run = _name_run(t, first, last)
        if run is None:
            return text
        name = t.text[t.starts[run[0]] : t.ends[run[1] - 1]]
        words = name.split()
        for full in self.people:
            if len(full.split()) > len(words) and _is_part(words, full.split()):
                return full
        return name

    def _organisation(self, first: int, last: int, text: str, kind: str) -> Named:
        t = self.t
        found = look_up(text)
        head = head_of(t, first, last)
        if found is None:
            found = look_up(t.text[t.starts[first] : t.ends[head]])
        if found is None and kind == "outlet":
            found = next((b for i in range(first, last) if t.cased(i) and (b := look_up(t.words[i]))), None)
        if found is not None:
            return Named(found.name, kind)
        word = t.low[head]
        names = any(t.cased(i) and t.low[i] not in ("the", "a") for i in range(first + (first == 0), last))
        if word in _GENERIC and (not names or last - first <= 2):
            for _, named, _ in reversed(self.said):
                if named.kind == kind and named.who and (word in key_of(named.who).split() or _fits(word, named)):
                    return named
            if word in ("monitor", "group", "watchdog", "observatory", "organisation", "organization", "ngo"):
                body = self._monitor()
                if body is not None:
                    return Named(body, "organisation")
        if word in ("statement", "report", "communique"):
            for _, named, _ in reversed(self.said):
                if named.kind in ("organisation", "outlet"):
                    return named
        return Named(_ARTICLES.sub("", text), kind)

    def _monitor(self) -> str | None:
        text = self.t.text
        for body in bodies():
            if body.kind == "monitor" and body.name in text:
                return body.name
        return None


def _fits(word: str, named: Named) -> bool:
    body = look_up(named.who or "")
    if word in ("monitor", "watchdog"):
        return body is not None and body.kind == "monitor"
    return word in (
        "group",
        "organisation",
        "organization",
        "agency",
        "network",
        "ngo",
        "body",
        "newspaper",
        "paper",
        "channel",
        "broadcaster",
    )


def _full_names(t: Tokens) -> list[str]:
    """Names of two and more words that the parser takes for people, in the order of the text."""
    names: list[str] = []
    i = 0
    while i < len(t.words):
        if t.entities[i] == "B-PERSON":
            j = i + 1
            while j < len(t.words) and t.entities[j] == "I-PERSON":
                j += 1
            if j - i >= 2:
                names.append(" ".join(t.words[i:j]))
            i = j
        else:
            i += 1
    return list(dict.fromkeys(names))


def _name_run(t: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """The tokens of the phrase that are the person's name."""
    titles = source_words()["person"]
    best: tuple[int, int] | None = None
    i = first
    while i < last:
        if t.entities[i][2:] == "PERSON":
            j = i
            while j < last and t.entities[j][2:] == "PERSON":
                j += 1
            best = (i, j)
            i = j
        else:
            i += 1
    if best is None:
        end = head_of(t, first, last) + 1
        start = end
        while start > first and t.cased(start - 1) and t.low[start - 1] not in titles:
            start -= 1
        best = (start, end) if start < end else None
    if best is not None:
        while best[0] < best[1] - 1 and t.low[best[0]] in titles:
            best = (best[0] + 1, best[1])
    return best


def _is_part(words: list[str], full: list[str]) -> bool:
    low = [w.lower() for w in words]
    return all(w in [f.lower() for f in full] for w in low)
