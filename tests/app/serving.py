"""An app that runs, and a browser that has its key: what browser tests of the app share."""

import threading
from pathlib import Path
from typing import Any

import uvicorn

from firsthand.app.desk import Desk
from firsthand.app.routes import make_app
from firsthand.app.security import Access
from firsthand.app.server import open_socket

LIVE = """
return [...document.querySelectorAll('[data-map], [data-timeline]')].every(one => 'live' in one.dataset)
"""


class Served:
    """An app that runs, and a browser that has its key."""

    def __init__(self, browser: Any, path: Path) -> None:
        self.browser = browser
        self.path = path
        self.listening = open_socket(0)
        self.access = Access(self.listening.getsockname()[1])
        config = uvicorn.Config(
            make_app(Desk(path), self.access, "Ana"), log_level="error", lifespan="off", ws="none"
        )  # fmt: skip
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.listening]}, daemon=True)
        self.thread.start()
        browser.get(self.access.address)

    def open(self, url: str) -> None:
        """A page, with its drawings as they can be moved."""
        self.browser.get(f"http://127.0.0.1:{self.access.port}{url}")
        # The size that was set holds from the first frame on.
        self.browser.execute_async_script("const done = arguments[0]; requestAnimationFrame(() => setTimeout(done))")
        self.wait(LIVE, seconds=30)

    def resize(self, width: int) -> None:
        """Another width of the same page, laid out anew."""
        set_size(self.browser, width)
        self.wait("return innerWidth === arguments[0]", width)

    def json(self, url: str) -> Any:
        return self.browser.execute_async_script(
            "const done = arguments[arguments.length - 1]; fetch(arguments[0]).then(r => r.json()).then(done)", url
        )

    def run(self, script: str, *values: Any) -> Any:
        return self.browser.execute_script(script, *values)

    def press(self, keys: str) -> None:
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.browser).send_keys(keys).perform()

    def wait(self, script: str, *values: Any, seconds: float = 120.0) -> Any:
        from selenium.webdriver.support.ui import WebDriverWait

        return WebDriverWait(self.browser, seconds, poll_frequency=0.1).until(
            lambda b: b.execute_script(script, *values)
        )

    def stop(self) -> None:
        self.browser.get("about:blank")
        self.server.should_exit = True
        self.thread.join(timeout=20)
        self.listening.close()


def set_size(browser: Any, width: int, scheme: str = "light") -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    feature = {"name": "prefers-color-scheme", "value": scheme}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "screen", "features": [feature]})
