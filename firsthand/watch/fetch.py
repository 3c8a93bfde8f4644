"""Fetching as a guest: robots.txt, one request at a time and host, conditional requests, and bounds on everything."""

import ipaddress
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from urllib.parse import urljoin, urlsplit

import urllib3
from protego import Protego
from urllib3.exceptions import HTTPError

from firsthand.watch.config import Watching

AT_ONCE = 8
"""Hosts that are asked at the same time."""
REDIRECTS = 5
"""Most redirects that are followed."""
ROBOTS_BYTES = 512_000
"""What is read of a robots.txt, as RFC 9309 asks at the least."""
ROBOTS_SECONDS = 86_400.0
"""How long a robots.txt counts, as RFC 9309 asks at the most."""
LONGEST_DELAY = 120.0
"""Longest Crawl-delay that is kept, in seconds: one that is longer asks not to be read at all."""
_CHUNK = 65_536


@dataclass(frozen=True)
class Ask:
    """One page or feed that is wanted, and what is known of it."""

    url: str
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True)
class Answer:
    """What came: the whole body, or status 304 without one where nothing has changed."""

    url: str
    """Where it came from in the end."""
    status: int
    body: bytes
    etag: str | None
    modified: str | None


@dataclass(frozen=True)
class Failure:
    """Why nothing came, in words, and how long the host asks to be left alone."""

    reason: str
    retry_after: float | None = None
    """Seconds."""


@dataclass
class _Host:
    """What is known of a host; used by one thread at a time."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    robots: Protego | None = None
    robots_failure: str | None = None
    robots_until: float = 0.0


class Fetcher:
    """Fetches pages; knows its hosts' rules and when each was asked last."""

    def __init__(
        self,
        watching: Watching,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._watching, self._clock, self._sleep = watching, clock, sleep
        self.agent = f"firsthand/{version('firsthand')}" + (f" ({watching.contact})" if watching.contact else "")
        timeout = urllib3.Timeout(connect=watching.timeout_seconds, read=watching.timeout_seconds)
        self._pool = urllib3.PoolManager(timeout=timeout, retries=False, maxsize=2)
        self._hosts: dict[str, _Host] = {}

    def fetch_all(self, asks: list[Ask]) -> list[Answer | Failure]:
        """Answers in the order of the asks; hosts side by side, the pages of one host after each other."""
        by_host: dict[str, list[int]] = {}
        for k, ask in enumerate(asks):
            by_host.setdefault(_host_of(ask.url), []).append(k)
        found: dict[int, Answer | Failure] = {}

        def fetch_host(places: list[int]) -> None:
            for k in places:
                found[k] = self.fetch(asks[k])

        with ThreadPoolExecutor(AT_ONCE) as pool:
            for done in [pool.submit(fetch_host, places) for places in by_host.values()]:
                done.result()
        return [found[k] for k in range(len(asks))]

    def fetch(self, ask: Ask) -> Answer | Failure:
        """One page, over at most REDIRECTS redirects, each of which its host's robots.txt must allow."""
        url = ask.url
        for _ in range(REDIRECTS + 1):
            refused = self._refuse(url)
            if refused is not None:
                return refused
            answer = self._request(url, ask, self._watching.maximum_bytes)
            if isinstance(answer, str):
                url = answer
                continue
            return answer
        return Failure(f"more than {REDIRECTS} redirects")

    def _refuse(self, url: str) -> Failure | None:
        """Why a page may not be fetched."""
        wrong = self._check_address(url)
        if wrong is not None:
            return Failure(wrong)
        host = self._host(url)
        with host.lock:
            if self._clock() >= host.robots_until:
                self._read_robots(host, url)
            if host.robots_failure is not None:
                return Failure(host.robots_failure)
            if host.robots is not None and not host.robots.can_fetch(url, self.agent):
                return Failure("its robots.txt asks not to fetch it")
        return None

    def _read_robots(self, host: _Host, url: str) -> None:
        """The rules of a host: none where there is no robots.txt, everything forbidden where it cannot be had."""
        parts = urlsplit(url)
        place = f"{parts.scheme}://{parts.netloc}/robots.txt"
        host.robots, host.robots_failure = None, None
        host.robots_until = self._clock() + ROBOTS_SECONDS
        answer: Answer | Failure | str = place
        for _ in range(REDIRECTS + 1):
            if not isinstance(answer, str) or self._check_address(answer) is not None:
                break
            answer = self._request(answer, Ask(answer), ROBOTS_BYTES, host=host)
        if isinstance(answer, Answer):
            host.robots = Protego.parse(answer.body.decode("utf-8", "replace"))
        elif isinstance(answer, Failure) and not answer.reason.startswith("status 4"):
            host.robots_failure = f"its robots.txt cannot be had ({answer.reason})"
            host.robots_until = self._clock() + self._watching.every_minutes * 60

    def _request(self, url: str, ask: Ask, limit: int, host: _Host | None = None) -> Answer | Failure | str:
        """One request; a str is where it is redirected to."""
        self._wait(host or self._host(url), url)
        headers = {"User-Agent": self.agent, "Accept-Encoding": "gzip, deflate"}
        if ask.etag:
            headers["If-None-Match"] = ask.etag
        if ask.modified:
            headers["If-Modified-Since"] = ask.modified
        deadline = self._clock() + self._watching.deadline_seconds
        try:
            response = self._pool.request("GET", url, headers=headers, preload_content=False, redirect=False)
            try:
                target = response.headers.get("Location")
                if response.status in (301, 302, 303, 307, 308) and target:
                    return urljoin(url, target)
                if response.status not in (200, 304):
                    return Failure(f"status {response.status}", _retry_after(response.headers.get("Retry-After")))
                body = b"" if response.status == 304 else self._read(response, limit, deadline)
            finally:
                response.close()
        except (HTTPError, OSError, ValueError) as error:
            return Failure(_plain(error))
        if isinstance(body, Failure):
            return body
        kept = {name: response.headers.get(name) for name in ("ETag", "Last-Modified")}
        return Answer(url, response.status, body, kept["ETag"], kept["Last-Modified"])

    def _read(self, response: urllib3.BaseHTTPResponse, limit: int, deadline: float) -> bytes | Failure:
        parts, size = [], 0
        for part in response.stream(_CHUNK, decode_content=True):
            size += len(part)
            if size > limit:
                return Failure(f"larger than {limit:,} bytes")
            if self._clock() > deadline:
                return Failure(f"not whole after {self._watching.deadline_seconds:g} seconds")
            parts.append(part)
        return b"".join(parts)

    def _wait(self, host: _Host, url: str) -> None:
        """Waits until the host may be asked again."""
        asked = host.robots.crawl_delay(self.agent) if host.robots is not None else None
        delay = max(self._watching.delay_seconds, min(float(asked or 0), LONGEST_DELAY))
        wait = host.free_at - self._clock()
        if wait > 0:
            self._sleep(wait)
        host.free_at = self._clock() + delay

    def _host(self, url: str) -> _Host:
        return self._hosts.setdefault(_host_of(url), _Host())

    def _check_address(self, url: str) -> str | None:
        """What is wrong with an address: pages of strangers name it."""
        try:
            parts = urlsplit(url)
            name, port = parts.hostname, parts.port
        except ValueError:
            return "no address that can be read"
        if parts.scheme not in ("http", "https") or not name:
            return "neither http nor https"
        if self._watching.private:
            return None
        try:
            found = socket.getaddrinfo(name, port or 80, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return "its host is not known"
        if any(not ipaddress.ip_address(str(entry[4][0]).partition("%")[0]).is_global for entry in found):
            return "an address inside a private network (private = true allows them)"
        return None


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).netloc.casefold()
    except ValueError:
        return ""


def _retry_after(value: str | None) -> float | None:
    """Seconds to wait, stated as such or as a date.

    >>> _retry_after("120"), _retry_after("soon"), _retry_after(None)
    (120.0, None, None)
    """
    if value is None:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None


def _plain(error: Exception) -> str:
    """An error of the network in a few words."""
    kinds = {
        "NameResolutionError": "its host is not known",
        "ConnectTimeoutError": "no connection in time",
        "ReadTimeoutError": "no answer in time",
        "SSLError": "its certificate cannot be trusted",
        "NewConnectionError": "no connection",
        "DecodeError": "its compression is broken",
        "IncompleteRead": "the connection broke off",
        "ProtocolError": "the connection broke off",
    }
    name = type(error).__name__
    return kinds.get(name, name)
