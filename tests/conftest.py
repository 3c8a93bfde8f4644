"""What tests share: the development data, a browser, Java; each skips with a reason that names what is missing."""

import os
import shutil
from collections.abc import Generator, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
FAIL_ON_SKIP = os.environ.get("FIRSTHAND_FAIL_ON_SKIP", "") not in ("", "0")


def shared_folder() -> Path:
    """Folder of the development data: FIRSTHAND_SHARED, or `shared` beside the project."""
    return Path(os.environ.get("FIRSTHAND_SHARED") or ROOT.parent / "shared")


def first_program(*names: str) -> str | None:
    """Path of the first of these programs that is installed."""
    return next(filter(None, map(shutil.which, names)), None)


def chromium() -> str | None:
    return first_program("chromium", "chromium-browser", "google-chrome", "chrome")


def missing_for(marker: str) -> str | None:
    """What a test with this marker needs and this machine does not have."""
    if marker == "shared" and not (shared_folder() / "data").is_dir():
        return "the development data: set FIRSTHAND_SHARED to the folder that holds data/ and score/"
    if marker == "browser" and not chromium():
        return "Chromium: install chromium, or put it on PATH"
    if marker == "browser" and not first_program("chromedriver"):
        return "ChromeDriver: install chromium-driver, or put chromedriver on PATH"
    if marker in ("java", "spark") and not first_program("java"):
        return "Java: install a Java runtime, or put java on PATH"
    if marker == "spark" and find_spec("pyspark") is None:
        return "PySpark: make spark"
    return None


def need(marker: str) -> None:
    if missing := missing_for(marker):
        pytest.skip(f"needs {missing}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in ("shared", "browser", "java", "spark"):
        if item.get_closest_marker(marker):
            need(marker)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of the development data."""
    need("shared")
    return shared_folder()


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A headless Chromium driven by selenium; no network is needed."""
    need("browser")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = chromium() or ""
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-extensions",
    ):
        options.add_argument(argument)
    options.add_argument("--window-size=1280,1000")
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('chromium')}")
    options.add_argument("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1")
    driver = webdriver.Chrome(options=options, service=Service(first_program("chromedriver")))
    yield driver
    driver.quit()


def _forbid(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turns a skip into a failure that names the test and what it needs; an expected failure stays one."""
    if FAIL_ON_SKIP and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} was skipped where nothing may be (FIRSTHAND_FAIL_ON_SKIP): {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _forbid(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _forbid(report)
    return report
