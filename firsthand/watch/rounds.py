"""Rounds over the feeds: each asks them, fetches what is new, reads it into the case and finds what that changed."""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import firsthand
from firsthand.counting import count_of
from firsthand.errors import CaseError
from firsthand.read.sources import read_articles
from firsthand.records import Article, Problem
from firsthand.schema import to_rows
from firsthand.store import Case, open_case, write_case
from firsthand.text import hash64
from firsthand.views.lookup import Lookup, full_id
from firsthand.watch.changes import Change, find_changes
from firsthand.watch.config import Feed, Watching
from firsthand.watch.feeds import Entry, list_entries
from firsthand.watch.fetch import Answer, Ask, Failure, Fetcher
from firsthand.watch.originals import Fetch, Originals, drop, write_stated

MAPS = 3
"""Sitemaps of one index that are read in a round, the latest first."""
TRIES = 6
"""How often a page that does not come is asked for: over 15 hours at 15 minutes and twice as long each time."""
LONGEST_WAIT = timedelta(days=1)
"""Longest that an address which fails is left alone, unless its host asks for longer."""
LONGEST_ASKED = 30 * 86_400.0
"""Longest that a host may ask to be left alone, in seconds."""


@dataclass(frozen=True)
class Round:
    """What one round found."""

    at: datetime
    asked: int
    """Feeds that were asked."""
    new: int
    """Articles, and versions of articles, that were read into the case."""
    lines: tuple[str, ...]
    """What went wrong, a line each."""
    changes: tuple[Change, ...]

    @property
    def line(self) -> str:
        """The round in a line."""
        counts = ((self.asked, "feed"), (self.new, "new article"), (len(self.changes), "change"))
        return ", ".join(count_of(number, noun) for number, noun in counts)


@dataclass(frozen=True)
class _Wanted:
    """A page that is to be fetched, and what is known of it."""

    url: str
    outlet: str | None
    date: str | None
    before: Fetch | None


@dataclass(frozen=True)
class _Kept:
    """A page that came and was kept."""

    wanted: _Wanted
    made: Fetch
    place: Path
    article: str


def watch_feeds(
    case: Path,
    watching: Watching,
    *,
    rounds: int | None = None,
    fetcher: Fetcher | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Round]:
    """Rounds over the feeds, as many as asked for or without end, with the time between two looks slept away.

    Raises CaseError where the case cannot be written; a round that was stopped is asked again.
    """
    with write_case(case):
        originals = Originals(case)
    fetcher = fetcher or Fetcher(watching)
    done = 0
    while True:
        begun = now()
        yield _Watch(case, watching, originals, fetcher, begun).go()
        done += 1
        if done == rounds:
            return
        sleep(max(0.0, watching.every_minutes * 60 - (now() - begun).total_seconds()))


class _Watch:
    """One round."""

    def __init__(self, case: Path, watching: Watching, originals: Originals, fetcher: Fetcher, at: datetime) -> None:
        self._case, self._watching, self._originals, self._fetcher, self._at = case, watching, originals, fetcher, at
        self._lines: list[str] = []
        self._log: list[Fetch] = []

    def go(self) -> Round:
        """Asks, fetches, reads, compares; the log is written last, so that a stopped round is done again."""
        asked, listed = self._ask_feeds()
        folder = self._originals.start_round(self._at)
        kept = self._sift(self._fetch([*self._new_pages(listed), *self._old_pages()], folder), folder)
        changes: list[Change] = []
        if kept:
            try:
                changes = self._add(folder, kept)
            except CaseError as error:
                self._lines.append(f"{error}; the pages are fetched again in the next round")
                shutil.rmtree(folder)
                return Round(self._at, asked, 0, tuple(self._lines), ())
        else:
            shutil.rmtree(folder)
        self._originals.log([*self._log, *(page.made for page in kept)])
        return Round(self._at, asked, len(kept), tuple(self._lines), tuple(changes))

    # --- what there is to fetch

    def _ask_feeds(self) -> tuple[int, list[tuple[Feed, Entry]]]:
        """What the feeds list that may be asked now."""
        feeds = [feed for feed in self._watching.feed if self._may_ask(feed.url)]
        found: list[tuple[Feed, Entry]] = []
        wanted = [(feed, feed.url) for feed in feeds]
        for _ in range(2):  # a sitemap index, then its sitemaps
            maps: list[tuple[Feed, str]] = []
            answers = self._fetcher.fetch_all([self._ask_for(url) for _, url in wanted])
            for (feed, url), answer in zip(wanted, answers, strict=True):
                if isinstance(answer, Failure):
                    self._failed(url, "feed", answer)
                elif answer.status != 304:
                    listed = list_entries(answer.body, answer.url)
                    if listed.problem:
                        self._failed(url, "feed", Failure(listed.problem))
                        continue
                    self._log.append(self._fetched(url, "feed", answer))
                    found += [(feed, entry) for entry in listed.entries]
                    maps += [(feed, link) for link in listed.maps[:MAPS] if self._may_ask(link)]
            wanted = maps
        return len(feeds), found

    def _may_ask(self, url: str) -> bool:
        known = self._originals.known.get(url)
        return known is None or known.wait_until is None or datetime.fromisoformat(known.wait_until) <= self._at

    def _ask_for(self, url: str) -> Ask:
        known = self._originals.known.get(url)
        return Ask(url, known.etag, known.modified) if known is not None else Ask(url)

    def _new_pages(self, listed: list[tuple[Feed, Entry]]) -> list[_Wanted]:
        """Pages that were never asked for, at most so many of one feed."""
        taken: dict[str, _Wanted] = {}
        of_feed: dict[str, int] = {}
        for feed, entry in listed:
            if entry.url in taken or entry.url in self._originals.known:
                continue
            of_feed[feed.url] = of_feed.get(feed.url, 0) + 1
            if of_feed[feed.url] <= self._watching.maximum_new:
                taken[entry.url] = _Wanted(entry.url, feed.outlet, entry.date, None)
        left = sum(max(0, count - self._watching.maximum_new) for count in of_feed.values())
        if left:
            # The feeds are asked whole again next time.
            self._log = [replace(fetch, etag=None, modified=None) for fetch in self._log]
            self._lines.append(f"{count_of(left, 'page')} left for the next round")
        return list(taken.values())

    def _old_pages(self) -> list[_Wanted]:
        """Pages that did not come and may be asked for again, and those that are due to be looked at once more."""
        due = []
        for url, known in self._originals.known.items():
            if known.kind != "page" or not self._may_ask(url):
                continue
            first, last = datetime.fromisoformat(known.first), datetime.fromisoformat(known.at)
            times = [first + timedelta(hours=hours) for hours in self._watching.recheck_hours]
            again = known.text is not None and any(last < time <= self._at for time in times)
            if again or 0 < known.failures < TRIES:
                due.append(_Wanted(url, known.outlet, known.date, known))
        return due

    # --- fetching and keeping

    def _fetch(self, pages: list[_Wanted], folder: Path) -> list[_Kept]:
        """The pages that came with other bytes than before."""
        kept = []
        answers = self._fetcher.fetch_all([self._ask_for(page.url) for page in pages])
        for page, answer in zip(pages, answers, strict=True):
            if isinstance(answer, Failure):
                self._failed(page.url, "page", answer, page)
                continue
            made = self._fetched(page.url, "page", answer, page)
            if answer.status == 304 and page.before is not None:
                self._log.append(_as_before(made, page.before))
                continue
            version = page.before is not None and page.before.text is not None
            article = f"{page.url} ({self._at:%Y-%m-%dT%H:%M:%SZ})" if version else page.url
            digest, place = self._originals.keep(folder, answer, self._stated(page, article))
            file = place.relative_to(self._originals.folder).as_posix()
            kept.append(_Kept(page, replace(made, sha256=digest, file=file, article=article), place, article))
        return kept

    def _stated(self, page: _Wanted, article: str) -> dict[str, str | None]:
        return {"id": article, "url": page.url, "outlet": page.outlet}

    def _fetched(self, url: str, kind: str, answer: Answer, page: _Wanted | None = None) -> Fetch:
        before, at = self._originals.known.get(url), self._at.isoformat()
        first = before.first if before is not None and before.sha256 is not None else at
        outlet, date = (page.outlet, page.date) if page is not None else (None, None)
        return Fetch(url, at, kind, outlet, date, first, answer.etag, answer.modified)

    def _failed(self, url: str, kind: str, failure: Failure, page: _Wanted | None = None) -> None:
        """Notes a failure; each one in a row doubles the wait."""
        at, before = self._at.isoformat(), self._originals.known.get(url)
        failures = 1 + (before.failures if before is not None else 0)
        wait = min(timedelta(minutes=self._watching.every_minutes) * 2 ** min(failures - 1, 20), LONGEST_WAIT)
        if failure.retry_after is not None:
            wait = max(wait, timedelta(seconds=min(failure.retry_after, LONGEST_ASKED)))
        self._lines.append(f"{url}: {failure.reason}")
        outlet, date = (page.outlet, page.date) if page is not None else (None, None)
        known = before or Fetch(url, at, kind, outlet, date, at)
        until = (self._at + wait).isoformat()
        self._log.append(replace(known, failures=failures, wait_until=until, reason=failure.reason))

    # --- reading and telling

    def _sift(self, pages: list[_Kept], folder: Path) -> list[_Kept]:
        """The pages that hold an article with another text than before; the others go."""
        if not pages:
            return []
        read = read_articles([folder])
        found = {article.given_id: article for article in to_rows(read.articles, Article)}
        reasons = {problem.source: problem.reason for problem in to_rows(read.problems, Problem) if problem.skipped}
        kept = []
        for page in pages:
            article = found.get(page.article)
            if article is None:
                drop(page.place)
                reason = reasons.get(page.place.name, "no article in it")
                self._lines.append(f"{page.wanted.url}: {reason}")
                self._log.append(replace(page.made, file=None, article=None, reason=reason))
                continue
            text = full_id(hash64("text", article.text))
            if page.wanted.before is not None and page.wanted.before.text == text:
                drop(page.place)
                self._log.append(_as_before(page.made, page.wanted.before))
                continue
            if article.published is None and page.wanted.date is not None:
                write_stated(page.place, {**self._stated(page.wanted, page.article), "date": page.wanted.date})
            kept.append(replace(page, made=replace(page.made, text=text)))
        return kept

    def _add(self, folder: Path, kept: list[_Kept]) -> list[Change]:
        """Reads the pages of the round into the case; what that changed."""
        before = _open(self._case)
        after = firsthand.run([folder], self._case)
        versions = [(page.wanted.before, page.article) for page in kept]
        edited = [(known.article, article) for known, article in versions if known is not None and known.article]
        return find_changes(Lookup(before) if before is not None else None, Lookup(after), edited)


def _as_before(made: Fetch, before: Fetch) -> Fetch:
    """What is known of a page that came as it was."""
    return replace(
        made, sha256=before.sha256, text=before.text, file=before.file, article=before.article, reason=before.reason
    )


def _open(case: Path) -> Case | None:
    try:
        return open_case(case)
    except CaseError:
        return None
