"""Pictures of the case app for the docs: `python -m scripts.app_screenshots CASE FOLDER`.

Serves the case, opens its screens in a headless Chromium without network, and takes a picture of each in PICTURES.
Needs selenium (a development dependency), Chromium and ChromeDriver.
"""

import base64
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn
from selenium import webdriver

from firsthand.app.asking import write_url
from firsthand.app.desk import Desk
from firsthand.app.routes import make_app
from firsthand.app.security import Access
from firsthand.app.server import open_socket
from scripts.screenshots import open_browser

WIDTH, HEIGHT = 1280, 860
WHEN_DRAWN = """
const done = arguments[0]
const drawn = () => [...document.querySelectorAll('[data-map], [data-timeline]')].every(one => 'live' in one.dataset)
const look = () => requestAnimationFrame(() => setTimeout(drawn() ? done : look, 200))
look()
"""
"""Waits until the map and the timeline can be moved, and a moment more."""
Ask = Callable[[str], Any]
"""Gives the JSON of a screen."""


def find_claim(ask: Ask) -> str:
    """The claim of which most wording was copied, of those told by three or more."""
    rows = ask("/index.json?told=three&mark=copied+wording")["claims"] or ask("/index.json?told=two")["claims"]
    return f"/claim/{max(rows, key=lambda row: (row['copied'], row['articles']))['short_id']}"


def find_pair(ask: Ask) -> str:
    """The pair with most passages among those that share most wording."""
    pair = max(ask("/reuse.json")["pairs"], key=lambda row: (min(row["passages"], 8), row["words"]))
    return write_url("/pair", {"a": pair["left"], "b": pair["right"]})


PICTURES: dict[str, tuple[str | Callable[[Ask], str], int, str]] = {
    "app-story": ("/?told=two", WIDTH, "light"),
    "app-claim": (find_claim, WIDTH, "light"),
    "app-pair": (find_pair, WIDTH, "light"),
    "app-review": ("/review", WIDTH, "light"),
    "app-timeline": ("/timeline?told=two+or+more", WIDTH, "light"),
    "app-map": ("/map", WIDTH, "light"),
}
"""Of each picture the screen, its width in pixels and its colour scheme."""


def take_pictures(case: Path, folder: Path) -> list[Path]:
    """Writes all pictures; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    listening = open_socket(0)
    access = Access(listening.getsockname()[1])
    app = make_app(Desk(case), access, "Ana")
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    with tempfile.TemporaryDirectory() as profile:
        browser = open_browser(profile)
        try:
            browser.get(access.address)
            return [take_picture(browser, access.port, folder, name) for name in PICTURES]
        finally:
            browser.quit()
            server.should_exit = True
            thread.join()


def take_picture(browser: webdriver.Chrome, port: int, folder: Path, name: str) -> Path:
    """Writes one picture."""

    def ask(url: str) -> Any:
        return browser.execute_async_script(
            "const done = arguments[1]; fetch(arguments[0]).then(r => r.json()).then(done)", url
        )

    screen, width, scheme = PICTURES[name]
    size = {"width": width, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    feature = {"name": "prefers-color-scheme", "value": scheme}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "screen", "features": [feature]})
    browser.get(f"http://127.0.0.1:{port}{screen if isinstance(screen, str) else screen(ask)}")
    browser.execute_async_script(WHEN_DRAWN)
    path = folder / f"{name}.png"
    path.write_bytes(base64.b64decode(browser.execute_cdp_cmd("Page.captureScreenshot", {})["data"]))
    return path


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    for made in take_pictures(Path(sys.argv[1]), Path(sys.argv[2])):
        print(made)
