"""Which of the articles that were found are new, which are there already, and under which id each is kept.

The same id or url with the same text is one article. The same text under another id, outlet or url is another article:
that is reuse. One id with two texts is a mistake, unless only a file's name gave it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from firsthand.read.articles import has_made_id, rename, states_id
from firsthand.read.found import make_problem, show
from firsthand.read.judge import Candidate
from firsthand.read.languages import find_language
from firsthand.records import Article, Problem

_APART = re.compile(r"~[0-9a-f]{6,32}\Z")
"""What tells articles apart that came with one id (see `_free_id`)."""


@dataclass
class _Entry:
    """One article of the result, as it stands so far."""

    article: Article
    place: str
    known: bool
    """Whether it was there before this reading."""
    stated_id: bool
    claimed: bool
    """Whether this reading has met it."""


@dataclass
class Placed:
    """Articles by how they came, and what had to be said about them."""

    entries: list[_Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    added: set[int] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)
    again: int = 0
    """Articles found that were there already."""
    by_text: dict[bytes, list[_Entry]] = field(default_factory=dict)
    by_id: dict[str, _Entry] = field(default_factory=dict)

    def add(self, entry: _Entry) -> None:
        """Take an article into the result."""
        self.entries.append(entry)
        self.by_text.setdefault(_key(entry.article.text), []).append(entry)
        self.by_id[entry.article.given_id] = entry


def _key(text: str) -> bytes:
    return blake2b(text.encode("utf-8"), digest_size=16).digest()


def place_articles(candidates: Iterable[Candidate], known: Iterable[Article], minimum_letters: int) -> Placed:
    """The known articles with what the candidates add to them.

    Does not depend on the order of the candidates. Three rounds, the surest first: what agrees with a known article in
    everything stated; what has its id or file and corrects something; what is new.
    """
    placed = Placed()
    for article in known:
        placed.add(_Entry(article, f"{article.source} (in the case)", True, states_id(article), False))
    waiting = sorted(candidates, key=_order)
    for corrects in (False, True):
        waiting = [candidate for candidate in waiting if not _meet_known(placed, candidate, corrects)]
    for candidate in waiting:
        _meet_found(placed, candidate, minimum_letters)
    return placed


def _order(candidate: Candidate) -> tuple[bool, str, int, int]:
    # A stated id comes before one that a file's name implies: the implied one gives way.
    return not candidate.stated_id, candidate.article.source, candidate.line or 0, candidate.article.article_id


def _meet_known(placed: Placed, candidate: Candidate, corrects: bool) -> bool:
    """Whether the candidate is an article that was known; it then brings what it states beyond it."""
    alike = [entry for entry in placed.by_text.get(_key(candidate.article.text), ()) if entry.known]
    fits = [entry for entry in alike if not entry.claimed and _is_same(entry, candidate, corrects)]
    if not fits and (candidate.stated_id or not candidate.file_names):
        # Met twice in one reading: only where nothing stated differs, and two files of one name are two articles.
        fits = [entry for entry in alike if entry.claimed and _is_same(entry, candidate, False)]
    if not fits:
        return False
    entry = min(fits, key=lambda entry: _distance(entry.article, candidate.article))
    placed.again += 1
    _tell_other_id(placed, entry, candidate)
    _bring(placed, entry, candidate, replaces=not entry.claimed)
    if not entry.claimed:
        entry.claimed, entry.place = True, candidate.place
    return True


def _is_same(entry: _Entry, candidate: Candidate, corrects: bool) -> bool:
    """Whether two articles of the same text are one."""
    old, new = entry.article, candidate.article
    differs = _differs(old.outlet, new.outlet) or _differs(old.url, new.url)
    same_file = old.source == new.source
    if candidate.stated_id and _is_id(new.given_id, old.given_id):
        return corrects or not differs
    if old.url is not None and old.url == new.url:
        return corrects or not differs
    if candidate.stated_id and entry.stated_id:
        return False
    if candidate.file_names:
        if not entry.stated_id and not candidate.stated_id:
            return _names_file(old.given_id, candidate.file_names) and (not differs or (corrects and same_file))
        # An id was stated, or is no longer, since the file was read before.
        return same_file and entry.known and (not differs or corrects)
    if candidate.stated_id or entry.stated_id:
        return same_file and entry.known and corrects and not differs
    return old.article_id == new.article_id or (
        has_made_id(old) and same_file and entry.known and corrects and not differs
    )


def _differs(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _is_id(given: str, kept: str) -> bool:
    """Whether an article kept as `kept` came with the id `given`: the same, or told apart from another of that id."""
    return given in (kept, _APART.sub("", kept))


def _names_file(given_id: str, files: tuple[str, ...]) -> bool:
    """Whether an implied id can be the file's: its name, under some of its folders, told apart or not."""
    ids = (given_id, _APART.sub("", given_id))
    return any(file == name or file.endswith("/" + name) for file in files for name in ids)


def _distance(old: Article, new: Article) -> tuple[bool, bool, bool, int, str]:
    """How far two articles of the same text are from being one; the least is taken."""
    return (
        old.given_id != new.given_id,
        old.outlet != new.outlet,
        old.url != new.url,
        -len(old.given_id),
        old.given_id,
    )


def _bring(placed: Placed, entry: _Entry, candidate: Candidate, *, replaces: bool) -> None:
    """Fill what the article lacks with what the candidate states; replace what differs, where that is asked for."""
    old, new = entry.article, candidate.article
    changes: dict[str, object] = {}
    for name in ("outlet", "url", "byline", "published"):
        was, now = getattr(old, name), getattr(new, name)
        if now is None or now == was:
            continue
        if was is not None:
            kept = (
                f"replaces {show(str(was))}" if replaces else f"left out: {show(str(was))} was stated at {entry.place}"
            )
            reason = f"{name} changed: {show(str(now))} {kept}"
            _tell(placed, candidate, reason)
        if was is None or replaces:
            changes[name] = now
    if "published" in changes or (new.published is not None and new.published == old.published and replaces):
        changes["published_precision"] = new.published_precision
    if new.title and not old.title:
        changes["title"] = new.title
    if new.language != "und" and new.language != old.language and replaces:
        changes["language"] = new.language
    if candidate.stated_id and not entry.stated_id and new.given_id not in placed.by_id:
        changes["given_id"] = new.given_id
    article = replace(old, **changes)  # type: ignore[arg-type]
    if article != old:
        entry.article = article
        placed.by_id[article.given_id] = entry
        if entry.known:
            placed.changed.add(article.article_id)


def _tell(placed: Placed, candidate: Candidate, reason: str, *, skipped: bool = False) -> None:
    article = candidate.article
    given = article.given_id if candidate.stated_id else None
    placed.problems.append(make_problem(article.source, candidate.line, reason, given_id=given, skipped=skipped))


def _meet_found(placed: Placed, candidate: Candidate, minimum_letters: int) -> None:
    """A candidate that no known article is: new, or the same as one found before it."""
    article = candidate.article
    alike = [entry for entry in placed.by_text.get(_key(article.text), ()) if entry.claimed and not entry.known]
    same = next((entry for entry in alike if _is_same_found(entry, candidate)), None)
    if same is not None:
        placed.again += 1
        _tell_other_id(placed, same, candidate)
        _bring(placed, same, candidate, replaces=False)
        return
    holder = placed.by_id.get(article.given_id)
    if holder is not None:
        if candidate.stated_id and holder.article.text != article.text:
            reason = (
                f"duplicate id: {show(article.given_id)} is the id of another text at {holder.place}; "
                "give one of them another id"
            )
            _tell(placed, candidate, reason, skipped=True)
            return
        article = rename(article, _free_id(placed, article), stated=candidate.stated_id)
    if article.language == "und":
        body = article.text[len(article.title) :] if article.title else article.text
        language = find_language(body, minimum_letters)
        language = candidate.hint or language if language == "und" else language
        article = replace(article, language=language)
    entry = _Entry(article, candidate.place, False, candidate.stated_id, True)
    _tell_other_id(placed, entry, candidate)
    placed.add(entry)
    placed.added.add(article.article_id)


def _tell_other_id(placed: Placed, entry: _Entry, candidate: Candidate) -> None:
    """Say that an article is kept under another id than it came with: at the first reading and at every later one."""
    came_with, kept_as = candidate.article.given_id, entry.article.given_id
    holder = placed.by_id.get(came_with)
    if came_with == kept_as or holder is None or holder is entry:
        if candidate.stated_id and entry.stated_id and came_with != kept_as:
            reason = f"read already as {show(kept_as)} at {entry.place}: same url and same text"
            _tell(placed, candidate, reason)
        return
    if candidate.stated_id and _is_id(came_with, kept_as):
        reason = (
            f"duplicate id: {show(came_with)} is the id of the same text by another outlet or at another url, "
            f"at {holder.place}; kept as {show(kept_as)}"
        )
        _tell(placed, candidate, reason)
    elif holder.known and not holder.claimed and holder.article.source == candidate.article.source:
        reason = f"text changed: it is not the text that this file had before; kept beside it as {show(kept_as)}"
        _tell(placed, candidate, reason)


def _is_same_found(entry: _Entry, candidate: Candidate) -> bool:
    """Whether two articles of one reading and of the same text are one: nothing stated may differ."""
    old, new = entry.article, candidate.article
    if _differs(old.outlet, new.outlet) or _differs(old.url, new.url):
        return False
    if old.url is not None and old.url == new.url:
        return True
    if candidate.stated_id and entry.stated_id:
        return _is_id(new.given_id, old.given_id)
    return old.article_id == new.article_id


def _free_id(placed: Placed, article: Article) -> str:
    """The id with six digits that the text, outlet and url decide."""
    digest = blake2b(f"{article.outlet}\n{article.url}\n{article.text}".encode(), digest_size=16).hexdigest()
    length = 6
    while f"{article.given_id}~{digest[:length]}" in placed.by_id and length < len(digest):
        length += 1
    return f"{article.given_id}~{digest[:length]}"
