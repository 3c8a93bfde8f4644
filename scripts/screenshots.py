"""Pictures of a dossier for the README and the docs: `python -m scripts.screenshots REPORT.html FOLDER [MASKED.html]`.

A headless Chromium opens the page without network and takes one picture of its head, one of each place that is named in
SECTIONS, and one of the first pair of articles side by side, light and dark; of a masked page one of its texts. Needs
selenium (a development dependency), Chromium and ChromeDriver.
"""

import base64
import shutil
import sys
import tempfile
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

WIDTH, HEIGHT = 1280, 900
SECTIONS = {"pairs": "report-reuse", "families": "report-families", "texts": "report-texts"}
"""Ids of the places of the page that get a picture of their own, where the page has them, and its name."""
PAIR = "article.pair"
PAIR_HEIGHT = 1500
"""Most of a pair that is shown, in pixels; it ends with a whole row."""


def open_browser(profile: str) -> webdriver.Chrome:
    """A headless Chromium that reaches no network."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--force-device-scale-factor=1",
        f"--window-size={WIDTH},{HEIGHT}",
        f"--user-data-dir={profile}",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    ):
        options.add_argument(argument)
    return webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))


def take_pictures(page: Path, folder: Path, masked: Path | None = None) -> list[Path]:
    """Writes report.png, a picture of each place, reuse-pair.png and reuse-pair-dark.png; gives their paths.

    Of a masked page, report-masked.png shows its texts.
    """
    folder.mkdir(parents=True, exist_ok=True)
    taken = []
    with tempfile.TemporaryDirectory() as profile:
        browser = open_browser(profile)
        try:
            browser.get(page.resolve().as_uri())
            browser.save_screenshot(str(folder / "report.png"))
            taken.append(folder / "report.png")
            for section, name in SECTIONS.items():
                taken += take_section(browser, section, folder / f"{name}.png")
            if browser.find_elements(By.CSS_SELECTOR, PAIR):
                taken += [take_pair(browser, folder / "reuse-pair.png", "light")]
                taken += [take_pair(browser, folder / "reuse-pair-dark.png", "dark")]
            if masked is not None:
                browser.get(masked.resolve().as_uri())
                taken += take_section(browser, "texts", folder / "report-masked.png")
        finally:
            browser.quit()
    return taken


def take_section(browser: webdriver.Chrome, section: str, path: Path) -> list[Path]:
    """Writes a picture of a place of the page, where the page has it."""
    found = browser.find_elements(By.ID, section)
    if not found:
        return []
    feature = {"name": "prefers-color-scheme", "value": "light"}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "screen", "features": [feature]})
    browser.execute_script("arguments[0].scrollIntoView({behavior: 'instant'})", found[0])
    browser.save_screenshot(str(path))
    return [path]


def take_pair(browser: webdriver.Chrome, path: Path, scheme: str) -> Path:
    """Writes a picture of the head of the first pair of articles, in a colour scheme."""
    feature = {"name": "prefers-color-scheme", "value": scheme}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "screen", "features": [feature]})
    box = browser.execute_script(
        "const pair = document.querySelector(arguments[0]), b = pair.getBoundingClientRect();"
        "const rows = [...pair.querySelectorAll('.side-row')].map(r => r.getBoundingClientRect().bottom - b.y);"
        "const height = Math.max(...rows.filter(bottom => bottom <= arguments[1]));"
        "return {x: b.x + scrollX, y: b.y + scrollY, width: b.width, height: height, scale: 1}",
        PAIR,
        PAIR_HEIGHT,
    )
    made = browser.execute_cdp_cmd("Page.captureScreenshot", {"clip": box, "captureBeyondViewport": True})
    path.write_bytes(base64.b64decode(made["data"]))
    return path


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    for path in take_pictures(*map(Path, sys.argv[1:])):
        print(path)
