"""How soon pages of the case app answer ten readers at once, and how large they are; everything on one core."""

import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import firsthand
from benchmarks.table import Measure
from firsthand.app.routes import SCREENS

NEEDS = ("data/conflict-incidents/fa-kes-dev.csv",)
READERS = 10
PAGES_EACH = 40
_LINK = re.compile(rb'href="(/[^"#]*)"')


def measure(shared: Path) -> list[Measure]:
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "case"
        made = firsthand.run([shared / NEEDS[0]], case)
        corpus = f"fa-kes-dev, {made.table('articles').num_rows} articles"
        served = subprocess.Popen(
            [sys.executable, "-m", "firsthand.cli", "serve", str(case), "--port", "0"],
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=_take_one_core,
        )
        try:
            _take_one_core()
            waits, sizes = _read_pages(_wait_for_address(served))
        finally:
            served.terminate()
            served.wait()
    waits.sort()
    return [
        Measure("app", corpus, "development", "median answer, ten readers", statistics.median(waits), unit="ms"),
        Measure("app", corpus, "development", "95th percentile", waits[int(0.95 * len(waits))], unit="ms"),
        Measure("app", corpus, "development", "first view", sizes["/"] / 1e3, unit="kilobytes"),
        Measure("app", corpus, "development", "map", sizes["/map"] / 1e3, unit="kilobytes"),
    ]


def _take_one_core() -> None:
    """From here on this process, and those that it starts, run on one core of the machine."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _wait_for_address(served: "subprocess.Popen[str]") -> str:
    """The address, with its key, that the server prints when it listens."""
    assert served.stdout is not None
    for line in served.stdout:
        found = re.search(r"http://\S+", line)
        if found:
            return found.group()
    raise RuntimeError("the server ended before it told its address")


def _read_pages(address: str) -> tuple[list[float], dict[str, int]]:
    """Milliseconds that each of the pages took, asked for by ten readers at once, and the bytes of each screen.

    Pages are the screens and what they link to, some of each kind, drawn by chance. Each screen was seen once before,
    as by somebody who has opened the case.
    """
    site = urlsplit(address)
    root = f"{site.scheme}://{site.netloc}"
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(), _NoProxy())
    opener.open(address).read()

    def read(url: str) -> bytes:
        with opener.open(root + url, timeout=60) as answer:
            body: bytes = answer.read()
            return body

    screens = [screen.path for screen in SCREENS if screen.menu]
    bodies = {url: read(url) for url in screens}
    linked = sorted({link.decode().replace("&amp;", "&") for body in bodies.values() for link in _LINK.findall(body)})
    pages = [*screens, *(url for url in linked if not url.startswith("/static"))]
    waits: list[float] = []

    def ask(seed: int) -> None:
        for url in random.Random(seed).choices(pages, k=PAGES_EACH):
            begun = time.perf_counter()
            read(url)
            waits.append(1e3 * (time.perf_counter() - begun))

    readers = [threading.Thread(target=ask, args=(seed,)) for seed in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    if len(waits) < READERS * PAGES_EACH:
        raise RuntimeError(f"{READERS * PAGES_EACH - len(waits)} pages were not answered")
    return waits, {url: len(body) for url, body in bodies.items()}


class _NoProxy(urllib.request.ProxyHandler):
    """Asks this machine itself, whatever the environment says."""

    def __init__(self) -> None:
        super().__init__({})
