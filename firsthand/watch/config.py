"""What is watched and how politely: a TOML file of feeds."""

import dataclasses
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from firsthand.errors import ReadingError
from firsthand.read.found import show

CONFIG_BYTES = 10_000_000
"""Largest file of feeds: 50,000 feeds with 200 bytes each."""


@dataclass(frozen=True)
class Feed:
    """One RSS or Atom feed or news sitemap."""

    url: str
    outlet: str | None = None
    """Who publishes what it lists; None takes what each page states."""


@dataclass(frozen=True)
class Watching:
    """The feeds, and the bounds that keep watching polite and finite; the keys of the TOML file."""

    feed: tuple[Feed, ...]
    contact: str | None = None
    """Address or page at which a site's keeper can reach whoever watches; sent with each request."""
    every_minutes: float = 15.0
    """Time between two looks at one feed, in minutes. Feeds of news change every 5 to 60."""
    recheck_hours: tuple[float, ...] = (1.0, 6.0, 24.0)
    """When a page is fetched again to see whether it was changed, in hours after it was first read."""
    delay_seconds: float = 5.0
    """Least time between two requests to one host, in seconds; a longer Crawl-delay of its robots.txt counts."""
    timeout_seconds: float = 20.0
    """Longest wait for a connection, or for the next bytes, in seconds."""
    deadline_seconds: float = 60.0
    """Longest time for one whole answer, in seconds: a body that drips without end stops here."""
    maximum_bytes: int = 10_000_000
    """Largest page or feed, unpacked, as for pages that are read from files."""
    maximum_new: int = 200
    """Most new pages of one feed in one round; what is left comes in the next."""
    private: bool = False
    """Whether addresses inside a private network may be fetched. Pages name addresses: not unless asked for."""
    webhook: str | None = None
    """Where each round's changes are sent as JSON."""


def read_watching(path: Path) -> Watching:
    """The feeds of a TOML file.

    Raises ReadingError for a file that cannot be read, an unknown key, or a value that cannot be used.
    """
    try:
        if path.stat().st_size > CONFIG_BYTES:
            raise ReadingError(f"{show(str(path), 200)} is larger than {CONFIG_BYTES:,} bytes: no file of feeds")
        loaded = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ReadingError(f"{show(str(path), 200)} cannot be read ({error.strerror}): name a TOML file") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReadingError(f"{show(str(path), 200)} is not TOML: {error}") from None
    return _make_watching(loaded)


def _make_watching(loaded: dict[str, Any]) -> Watching:
    fields = _checked(Watching, loaded, "")
    feeds = fields.pop("feed", ())
    if not isinstance(feeds, list) or not feeds or not all(isinstance(feed, dict) for feed in feeds):
        raise ReadingError('no feed is named: write [[feed]] and under it url = "https://…", once for each feed')
    made = [Feed(**_checked(Feed, feed, f"feed {number}: ")) for number, feed in enumerate(feeds, 1)]
    for feed in made:
        _check_url("url of a feed", feed.url)
    if fields.get("webhook") is not None:
        _check_url("webhook", fields["webhook"])
    if "recheck_hours" in fields:
        fields["recheck_hours"] = tuple(sorted(map(float, fields["recheck_hours"])))
    return Watching(feed=tuple(dict.fromkeys(made)), **fields)


_NUMBERS = "a number of 0 or more"
_KINDS: dict[str, tuple[type | tuple[type, ...], str]] = {
    "private": (bool, "true or false"),
    "recheck_hours": (list, "a list of numbers"),
    "feed": (list, "[[feed]] parts"),
    **dict.fromkeys(("url", "outlet", "contact", "webhook"), (str, "text")),
}


def _checked(made: type, loaded: dict[str, Any], where: str) -> dict[str, Any]:
    """The values for a dataclass, each of the right kind."""
    known = [field.name for field in dataclasses.fields(made)]
    unknown = [name for name in loaded if name not in known]
    if unknown:
        raise ReadingError(f"{where}{show(unknown[0])} is no key of a file of feeds; there are: {', '.join(known)}")
    if made is Feed and "url" not in loaded:
        raise ReadingError(f'{where}no url; write url = "https://…"')
    for name, value in loaded.items():
        kind, wanted = _KINDS.get(name, ((int, float), _NUMBERS))
        values = value if name == "recheck_hours" and isinstance(value, list) else [value]
        numeric = kind == (int, float) or name == "recheck_hours"
        right = isinstance(value, kind) and (isinstance(value, bool) is (kind is bool))
        if not right or (numeric and any(isinstance(v, bool) or not _is_number(v) for v in values)):
            raise ReadingError(f"{where}{name} is {show(value)}; it must be {wanted}")
    return dict(loaded)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and 0 <= value < float("inf")


def _check_url(what: str, url: str) -> None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable:
        raise ReadingError(f"{what} is {show(url, 200)}; it must begin with http:// or https:// and name a host")
