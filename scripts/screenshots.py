"""Pictures of a report for the README: `python -m scripts.screenshots REPORT.html FOLDER`.

A headless Chromium opens the page without network and takes one picture of its head and one of each section that has an
id and is named in SECTIONS. Needs selenium (a development dependency), Chromium and ChromeDriver.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

WIDTH, HEIGHT = 1280, 900
SECTIONS = ("reuse",)
"""Ids of the parts of the page that get a picture of their own, where the page has them."""


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


def take_pictures(page: Path, folder: Path) -> list[Path]:
    """Writes report.png and report-SECTION.png; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = []
    with tempfile.TemporaryDirectory() as profile:
        browser = open_browser(profile)
        try:
            browser.get(page.resolve().as_uri())
            browser.save_screenshot(str(folder / "report.png"))
            taken.append(folder / "report.png")
            for section in SECTIONS:
                found = browser.find_elements(By.ID, section)
                if found:
                    browser.execute_script("arguments[0].scrollIntoView({behavior: 'instant'})", found[0])
                    browser.save_screenshot(str(folder / f"report-{section}.png"))
                    taken.append(folder / f"report-{section}.png")
        finally:
            browser.quit()
    return taken


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    for path in take_pictures(Path(sys.argv[1]), Path(sys.argv[2])):
        print(path)
