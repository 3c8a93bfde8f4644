"""What was fetched, kept as it came: pages with hash and time, and a log from which a stopped watch goes on.

CASE/originals/
  fetched.jsonl             a line a fetch that brought something or failed
  20260202T093000Z/         one round: HASH.html.gz, the page byte for byte, and HASH.json, what the feed said of it
"""

import dataclasses
import gzip
import hashlib
import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from firsthand.watch.fetch import Answer

LOG = "fetched.jsonl"


@dataclass(frozen=True)
class Fetch:
    """One line of the log: what asking for an address brought, the last time that it brought anything new."""

    url: str
    at: str
    """When, ISO 8601 in UTC."""
    kind: str
    """feed or page"""
    outlet: str | None
    """As the file of feeds has it."""
    date: str | None
    """When the feed says that it was published."""
    first: str
    """When the address was first read; the same as `at` the first time."""
    etag: str | None = None
    modified: str | None = None
    sha256: str | None = None
    """Hash of the bytes; None where none came."""
    text: str | None = None
    """Hash of the article's text; None where the bytes hold none."""
    file: str | None = None
    """The kept page, relative to the folder of originals."""
    article: str | None = None
    """Id under which it stands in the case."""
    failures: int = 0
    """Fetches that failed since the last that did not."""
    wait_until: str | None = None
    """Not to be asked before then."""
    reason: str | None = None
    """Why nothing came, or nothing could be read of it."""


class Originals:
    """The kept pages of a case, and what is known of each address."""

    def __init__(self, case: Path) -> None:
        self.folder = case / "originals"
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self.known: dict[str, Fetch] = {}
        self._read_log()

    def start_round(self, now: datetime) -> Path:
        """A new folder for the pages of a round; what a stopped round left behind goes."""
        kept = {Path(fetch.file).parts[0] for fetch in self.known.values() if fetch.file}
        for folder in self.folder.iterdir():
            if folder.is_dir() and folder.name not in kept | self._rounds:
                shutil.rmtree(folder)
        made = self.folder / now.strftime("%Y%m%dT%H%M%SZ")
        made.mkdir(exist_ok=True)
        return made

    def keep(self, folder: Path, answer: Answer, stated: dict[str, str | None]) -> tuple[str, Path]:
        """Writes a page and what is stated about it; gives the hash of its bytes and its place."""
        digest = hashlib.sha256(answer.body).hexdigest()
        # Two addresses may give the same bytes: the name is of both.
        name = hashlib.sha256(f"{stated['id']}\n{digest}".encode()).hexdigest()[:32]
        page = folder / f"{name}.html.gz"
        page.write_bytes(gzip.compress(answer.body, mtime=0))
        write_stated(page, stated)
        return digest, page

    def log(self, fetches: Iterable[Fetch]) -> None:
        """Appends lines; each is the last word on its address."""
        lines = [json.dumps(dataclasses.asdict(fetch), ensure_ascii=False) + "\n" for fetch in fetches]
        with (self.folder / LOG).open("a", encoding="utf-8") as file:
            file.writelines(lines)
        for line in lines:
            self._take(json.loads(line))

    def _read_log(self) -> None:
        self._rounds: set[str] = set()
        try:
            text = (self.folder / LOG).read_text("utf-8", errors="replace")
        except FileNotFoundError:
            return
        for line in text.splitlines():
            try:
                self._take(json.loads(line))
            except (ValueError, TypeError, KeyError):
                continue  # a line that a crash cut short: its address is asked again

    def _take(self, loaded: dict[str, object]) -> None:
        names = {field.name for field in dataclasses.fields(Fetch)}
        fetch = Fetch(**{name: value for name, value in loaded.items() if name in names})  # type: ignore[arg-type]
        self.known[fetch.url] = fetch
        if fetch.file:
            self._rounds.add(Path(fetch.file).parts[0])


def forget_originals(case: Path, articles: set[str]) -> None:
    """Takes out the kept pages of some articles; their addresses stay known, so that they are not fetched again."""
    if not (case / "originals" / LOG).exists():
        return
    originals = Originals(case)
    gone = [fetch for fetch in originals.known.values() if fetch.article in articles]
    for sidecar in originals.folder.glob("*/*.json"):
        if json.loads(sidecar.read_text("utf-8")).get("id") in articles:
            sidecar.with_suffix(".html.gz").unlink(missing_ok=True)
            sidecar.unlink()
    originals.log(replace(f, sha256=None, text=None, file=None, article=None, reason="forgotten") for f in gone)


def write_stated(page: Path, stated: dict[str, str | None]) -> None:
    """The sidecar of a kept page."""
    side = {name: value for name, value in stated.items() if value is not None}
    page.with_suffix("").with_suffix(".json").write_text(json.dumps(side, ensure_ascii=False), "utf-8")


def drop(page: Path) -> None:
    """Takes a page and its sidecar away."""
    page.unlink()
    page.with_suffix("").with_suffix(".json").unlink()
