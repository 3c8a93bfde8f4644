"""Who it is: one name, inside an article, for each source under all the names that the article gives it."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from firsthand.attribution.kinds import OUTLET_KINDS, head_of, kind_of, name_run, registered
from firsthand.attribution.lexicon import source_words, word_set
from firsthand.attribution.registry import Body, bodies, find_state, key_of, look_up, state_of_adjective
from firsthand.attribution.stretch import Statement
from firsthand.attribution.tokens import Tokens

_ARTICLES = re.compile(r"^(?:the|a|an|another|its|their)\s+", re.IGNORECASE)
_LEADING = word_set("leading")
_SHORT = word_set("short")
_MONITORS = frozenset(["monitor", "monitors", "watchdog", "observatory", "ngo", "group"])
_PRONOUNS = {
    "he": ("person", "unnamed"),
    "him": ("person", "unnamed"),
    "she": ("person", "unnamed"),
    "her": ("person", "unnamed"),
    "it": ("organisation", "outlet", "document"),
    "they": ("collective", "organisation", "unnamed"),
    "them": ("collective", "organisation", "unnamed"),
}


NEARBY = 50
"""Uses of a word looked at on either side of a source: bounds the work on a text that repeats one word."""
LOOK_BACK = 200
"""Sources looked back at for what a pronoun or a short form stands for."""


@dataclass(frozen=True)
class Named:
    """A source of the article: canonical name and kind."""

    who: str | None
    kind: str


def name_sources(t: Tokens, statements: list[Statement]) -> list[Named]:
    """Canonical name and kind of each statement's source, in the order of the statements."""
    memory = _Memory(t)
    order = sorted(range(len(statements)), key=lambda k: (statements[k].source or statements[k].cue)[0])
    named: dict[int, Named] = {}
    for k in order:
        source = statements[k].source
        named[k] = memory.name(t.at(source[0][0]), t.before(source[0][1])) if source else Named(None, "none")
    return [named[k] for k in range(len(statements))]


class _Memory:
    """What the article has said so far about who its sources are."""

    def __init__(self, t: Tokens) -> None:
        self.t = t
        self.said: list[tuple[Named, str]] = []
        self.people = _full_names(t)
        self.surnames = frozenset(name.split()[-1] for name in self.people)
        self.affiliations: dict[str, str] = {}
        self.places: dict[str, list[int]] = {}
        for i, word in enumerate(t.low):
            self.places.setdefault(word, []).append(i)
        self.known: dict[tuple[int, int], Named] = {}
        self.monitors = [b for b in bodies() if b.kind == "monitor" and any(n in t.text for n in (b.name, *b.aliases))]

    def name(self, first: int, last: int) -> Named:
        """The source that a phrase names; the phrase is remembered."""
        if first >= last:
            return Named(None, "none")
        key = (first, last)
        if key not in self.known:
            self.known[key] = self._name(first, last)
            self.said.append((self.known[key], self.t.low[head_of(self.t, first, last)]))
        return self.known[key]

    def _name(self, first: int, last: int) -> Named:
        t = self.t
        text = " ".join(t.text[t.starts[first] : t.ends[last - 1]].split())
        kind = kind_of(t, first, last, self.surnames)
        head = t.low[head_of(t, first, last)]
        definite = t.low[first] in ("the", "that", "this", "his", "her", "their", "its")
        if kind == "pronoun":
            return self._pronoun(t.low[first])
        if kind == "person":
            return self._person(first, last, text)
        if kind in ("organisation", "outlet"):
            return self._body(first, last, text, kind)
        if kind == "document":
            return self._document(first, last, text, definite=definite)
        if kind == "unnamed":
            return self._unnamed(first, last, text, definite=definite)
        if definite and last - first <= 3:
            earlier = self._earlier(head, ("collective",))
            if earlier is not None:
                return earlier
        plain = _ARTICLES.sub("", text)
        return Named(plain[:1].lower() + plain[1:] if t.tags[first] not in ("NNP", "JJ") else plain, kind)

    # --- pronouns and roles --------------------------------------------------------------------------------------

    def _pronoun(self, word: str) -> Named:
        wanted = _PRONOUNS.get(word, ("person", "unnamed", "organisation", "collective"))
        for named, _ in reversed(self.said[-LOOK_BACK:]):
            if named.kind in wanted and named.who:
                return named
        return Named(None, {"it": "organisation", "they": "collective", "we": "collective"}.get(word, "person"))

    def _earlier(self, head: str, kinds: tuple[str, ...]) -> Named | None:
        for named, earlier_head in reversed(self.said[-LOOK_BACK:]):
            if named.kind in kinds and (earlier_head == head or (named.who or "").lower().split()[-1:] == [head]):
                return named
        return None

    def _unnamed(self, first: int, last: int, text: str, *, definite: bool) -> Named:
        t = self.t
        head = t.low[head_of(t, first, last)]
        if definite:
            earlier = self._earlier(head, ("unnamed", "person"))
            if earlier is not None:
                return earlier
            person = self._by_role(head, first)
            if person is not None:
                return person
        plain = _ARTICLES.sub("", text)
        if t.low[first] in ("the", "a", "an"):
            plain = ("an " if plain[:1].lower() in "aeio" else "a ") + plain
        else:
            plain = plain[:1].lower() + plain[1:] if t.tags[first] in ("NN", "CD", "DT") else plain
        return Named(plain, "unnamed")

    def _by_role(self, role: str, before: int) -> Named | None:
        """The person whom the article gives a role before or after: "the spokesman" -> the spokesman it named."""
        t = self.t
        near: Named | None = None
        for i in self.places.get(role, ())[:NEARBY]:
            if i == before or (i - 4 > before and near is not None):
                continue
            for k in (*range(i + 1, min(i + 4, len(t.low))), *range(i - 1, max(i - 4, -1), -1)):
                if t.entities[k].startswith("B-PERSON"):
                    j = k + 1
                    while j < len(t.low) and t.entities[j] == "I-PERSON":
                        j += 1
                    if j - k >= 2:
                        near = Named(self._with_body(t.text[t.starts[k] : t.ends[j - 1]]), "person")
                        break
        return near

    # --- people --------------------------------------------------------------------------------------------------

    def _person(self, first: int, last: int, text: str) -> Named:
        t = self.t
        run = name_run(t, first, last)
        if run is None:
            head = head_of(t, first, last)
            if t.low[head] in source_words()["person"]:
                named = self._by_role(t.low[head], first)
                if named is not None:
                    return named
                return Named(_ARTICLES.sub("", text), "person")
            run = (head, head + 1)
            while run[0] > first and t.cased(run[0] - 1) and t.low[run[0] - 1] not in source_words()["person"]:
                run = (run[0] - 1, run[1])
        name = " ".join(t.text[t.starts[run[0]] : t.ends[run[1] - 1]].split())
        full = self._full(name)
        body = self._affiliation(first, last, run)
        if body is not None and body not in full and full not in body:
            self.affiliations.setdefault(full, body)
        return Named(self._with_body(full), "person")

    def _full(self, name: str) -> str:
        words = _parts(name)
        for full in self.people:
            parts = _parts(full)
            if len(parts) > len(words) and all(w in parts for w in words):
                return full
        return name

    def _with_body(self, full: str) -> str:
        body = self.affiliations.get(full)
        return f"{full} ({body})" if body is not None else full

    def _affiliation(self, first: int, last: int, run: tuple[int, int]) -> str | None:
        """The body that a person is said to head or to speak for: "Observatory head X", "X, director of Y"."""
        t = self.t
        for i in range(first, last):
            if run[0] <= i < run[1] or t.low[i] not in _LEADING:
                continue
            if i == first + 1 and t.low[first] in ("its", "their"):
                return next((n.who for n, _ in reversed(self.said[-LOOK_BACK:]) if n.kind == "organisation"), None)
            if i + 1 < last and t.low[i + 1] in ("of", "for", "at"):
                end = run[0] if run[0] > i else last
                start = i + 2
            else:
                start, end = first, i
            while start < end and t.low[start] in ("the", "a", "an"):
                start += 1
            if start >= end:
                continue
            text = t.text[t.starts[start] : t.ends[end - 1]].split(",")[0].strip()
            named = look_up(text) or next(
                (b for k in range(start, end) if t.cased(k) and (b := look_up(t.words[k]))), None
            )
            if named is not None:
                return named.name
            word = t.low[end - 1]
            if word in _MONITORS and self.monitors:
                return self.monitors[0].name
            if word in source_words()["organisation"] and t.cased(start):
                return text
        return None

    # --- bodies and documents ------------------------------------------------------------------------------------

    def _body(self, first: int, last: int, text: str, kind: str) -> Named:
        t = self.t
        body = registered(t, first, last)
        if body is not None:
            return Named(body.name, kind)
        head = head_of(t, first, last)
        state = find_state(t.text[t.starts[first] : t.ends[head]])
        if state is not None:
            return Named(state, kind)
        word = t.low[head]
        named = any(t.cased(i) and i > first for i in range(first, head + 1)) or (t.cased(first) and head == first)
        named = named and not (head == first and (word in source_words()["organisation"] or word in _MONITORS))
        if not named or (head - first <= 1 and word in _SHORT | {"observatory", "coalition"}):
            found = self._short(first, word, kind)
            if found is not None:
                return found
        plain = _ARTICLES.sub("", t.text[t.starts[first] : t.ends[head]] if head > first else text)
        return Named(self._national(plain), kind)

    def _short(self, first: int, word: str, kind: str) -> Named | None:
        """The body that "the group" or "the ministry" stands for."""
        t = self.t
        indefinite = t.low[first] in ("a", "an") or t.low[first] not in ("the", "its")
        monitor = word in _MONITORS and self.monitors
        describes = any(x in ("monitoring", "war", "rights", "based") for x in t.low[first : first + 5])
        if monitor and (indefinite or word in ("observatory", "monitor", "watchdog") or describes):
            return Named(self.monitors[0].name, "organisation")
        for named, head in reversed(self.said[-LOOK_BACK:]):
            if named.kind != kind or not named.who:
                continue
            if word in key_of(named.who).split() or head == word or (word in _SHORT and not indefinite):
                return named
        return self._expanded(first, word, kind)

    def _expanded(self, first: int, word: str, kind: str) -> Named | None:
        """The fuller name of a body that the article gives elsewhere: "the army" -> "Syrian army"."""
        t = self.t
        best: str | None = None
        places = self.places.get(word, [])
        near = bisect_left(places, first)
        for i in places[max(0, near - NEARBY) : near + NEARBY]:
            if i == first:
                continue
            start = i
            while start > 0 and i - start < 5 and self._modifies(start - 1):
                start -= 1
            if start < i and any(t.cased(k) for k in range(start, i)) and (i < first or best is None):
                best = t.text[t.starts[start] : t.ends[i]]
            if i > first and best is not None:
                break
        return Named(self._national(best), kind) if best is not None else None

    def _modifies(self, i: int) -> bool:
        t = self.t
        named = t.cased(i) or t.low[i] in ("defence", "defense", "foreign", "interior", "health")
        return named and t.tags[i] in ("NNP", "JJ", "NNPS", "NN")

    def _national(self, name: str) -> str:
        """ "Russias military", "Russia's military" -> "Russian military": one form for a state's body."""
        found = re.match(r"([A-Z][\w.]*?)['’]?s\s+(.+)", name)
        if found is not None:
            state = find_state(found.group(1))
            if state is not None:
                adjective = _adjective_of(state)
                return f"{adjective or state} {found.group(2)}"
        return name

    def _document(self, first: int, last: int, text: str, *, definite: bool) -> Named:
        """A report of a named body counts as that body; "the statement" as whoever issued it."""
        t = self.t
        head = head_of(t, first, last)
        for i in range(head + 1, last - 1):
            if t.low[i] in ("by", "from", "of") and (t.low[i] != "of" or t.low[head] in ("figures", "data")):
                inner = kind_of(t, i + 1, last, self.surnames)
                if inner in ("organisation", "outlet", "person", "collective"):
                    return self._name(i + 1, last)
        for i in range(first, head):
            body = look_up(t.words[i]) if t.cased(i) else None
            if body is not None:
                return Named(body.name, _kind(body))
        owner = head - 1
        owned = owner > first or (owner == first and t.cased(owner))
        if owned and t.low[owner] in source_words()["organisation"] and t.low[head] in ("statement", "figures", "toll"):
            return self._body(first, owner + 1, text, "organisation")
        if definite:
            earlier = self._earlier(t.low[head], ("document",))
            if earlier is not None:
                return earlier
            if t.low[head] in ("statement", "communique", "release", "bulletin", "announcement", "tweet"):
                for named, _ in reversed(self.said[-LOOK_BACK:]):
                    if named.kind in ("organisation", "outlet", "person"):
                        return named
        return Named(text, "document")


def _kind(body: Body) -> str:
    return "outlet" if body.kind in OUTLET_KINDS else "organisation"


def _adjective_of(state: str) -> str | None:
    from firsthand.attribution.lexicon import read_list

    return next((row[1].split(",")[0] for row in read_list("nations.tsv") if row[0].split(",")[0] == state), None)


def _parts(name: str) -> list[str]:
    return [
        w for w in re.split(r"[\s\-]+", name.lower().replace("’", "'").removesuffix("'s")) if w not in ("al", "el", "")
    ]


def _full_names(t: Tokens) -> list[str]:
    """Names of two and more words that the parser takes for people, in the order of the text."""
    names: list[str] = []
    i = 0
    titles = source_words()["person"]
    while i < len(t.words):
        if t.entities[i] == "B-PERSON":
            j = i + 1
            while j < len(t.words) and t.entities[j] == "I-PERSON":
                j += 1
            start = i
            while start < j and t.low[start] in titles:
                start += 1
            clean = j - start >= 2 and all(t.words[k][0].isalpha() or t.words[k] in "-." for k in range(start, j))
            if clean and not any(t.low[k] in source_words()["organisation"] for k in range(start, j)):
                name = " ".join(t.text[t.starts[start] : t.ends[j - 1]].split())
                if state_of_adjective(name.split()[0]) is None:
                    names.append(name.removesuffix("'s").removesuffix("’s"))
            i = j
        else:
            i += 1
    return list(dict.fromkeys(names))
