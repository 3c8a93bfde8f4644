"""The report in a real browser: it opens without a network or an error, reflows, and hostile text stays text."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from firsthand.masking import read_mask
from firsthand.report import write_report
from tests.accessibility import find_faults, load_axe
from tests.invented_case import Invented

pytestmark = pytest.mark.browser

HOSTILE = (
    "\n\n<script>document.title='run'</script><img src=x onerror=\"document.title='run'\">"
    "<svg onload=\"document.title='run'\"></svg> \u202eturned \u2066open " + "W" * 4_000 + " \u05e9\u05dc\u05d5\u05dd"
)
CONTRAST = """
function channels(c) { return c.match(/[\\d.]+/g).map(Number) }
function linear(x) { return x <= .04045 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4 }
function light(c) { const v = channels(c).slice(0, 3).map(x => linear(x / 255))
  return .2126 * v[0] + .7152 * v[1] + .0722 * v[2] }
function ground(e) { for (; e; e = e.parentElement) { const c = channels(getComputedStyle(e).backgroundColor)
  if (c.length < 4 || c[3] > 0) return getComputedStyle(e).backgroundColor } return 'rgb(255, 255, 255)' }
const poor = []
for (const e of document.querySelectorAll('body *')) {
  if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue
  if (e.closest('.skip') || e.tagName === 'title') continue
  const svg = e.closest('svg'), style = getComputedStyle(e)
  const front = svg ? style.fill : style.color
  if (svg && e.classList.contains('end-number')) continue
  const a = light(front), b = light(ground(e)), ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05)
  const name = e.tagName + '.' + (e.className.baseVal ?? e.className)
  if (ratio < 4.5) poor.push([name, ratio.toFixed(2), e.textContent.slice(0, 40)])
}
return poor
"""


@pytest.fixture
def size(browser: Any) -> Iterator[Any]:
    """Sets the width of the page and its colour scheme; put back afterwards."""

    def set_size(width: int, scheme: str = "light", media: str = "screen") -> None:
        browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
        )
        feature = {"name": "prefers-color-scheme", "value": scheme}
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": [feature]})

    yield set_size
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    for name, invented in (("plain", Invented()), ("hostile", Invented(extra=HOSTILE, outlet="<b onclick=x>O</b>"))):
        write_report(invented.case(), folder / f"{name}.html")
    masks = [read_mask(one) for one in ("source:the coastguard", "place:Marsk", "text:C2")]
    write_report(Invented().case(), folder / "masked.html", masks=masks)
    return {path.stem: path for path in folder.iterdir()}


def errors(browser: Any) -> list[Any]:
    return [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]


@pytest.mark.parametrize("name", ["plain", "hostile"])
def test_it_opens_without_an_error_or_a_request(browser: Any, pages: dict[str, Path], name: str) -> None:
    errors(browser)  # what pages of other tests have left
    browser.get(pages[name].as_uri())
    assert errors(browser) == []
    assert browser.execute_script("return performance.getEntriesByType('resource').map(r => r.name)") in (
        [],
        ["data:,"],
    )
    assert browser.execute_script("return document.styleSheets.length") == 1
    assert (
        browser.execute_script("return getComputedStyle(document.querySelector('table')).borderCollapse") == "collapse"
    )


def test_hostile_text_stays_text(browser: Any, pages: dict[str, Path]) -> None:
    browser.get(pages["hostile"].as_uri())
    assert browser.title == "Who said it first · firsthand dossier"
    assert browser.execute_script("return document.querySelectorAll('img, [onclick], [onerror]').length") == 0
    scripts = "[...document.scripts].map(script => [script.type, script.id])"
    assert browser.execute_script(f"return {scripts}") == [["application/json", "dossier"]]
    found = browser.execute_script("return JSON.parse(document.getElementById('dossier').textContent).articles[1].text")
    assert found.endswith(HOSTILE)
    assert "<script>document.title='run'</script>" in browser.find_element("tag name", "main").text


def test_an_opened_turn_of_direction_ends_with_its_own_quotation(browser: Any, pages: dict[str, Path]) -> None:
    browser.get(pages["hostile"].as_uri())
    kinds = "[...document.querySelectorAll('.side p, q.words, bdi')].map(e => getComputedStyle(e).unicodeBidi)"
    assert set(browser.execute_script(f"return {kinds}")) <= {"isolate", "plaintext", "isolate-override"}


@pytest.mark.parametrize("name", ["plain", "hostile"])
@pytest.mark.parametrize("width", [320, 360, 640, 1280, 1600])
def test_it_never_scrolls_sideways(browser: Any, size: Any, pages: dict[str, Path], name: str, width: int) -> None:
    size(width)
    browser.get(pages[name].as_uri())
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("media", ["screen", "print"])
def test_every_word_has_enough_contrast(
    browser: Any, size: Any, pages: dict[str, Path], scheme: str, media: str
) -> None:
    size(1280, scheme, media)
    browser.get(pages["plain"].as_uri())
    assert browser.execute_script(CONTRAST) == []


@pytest.mark.parametrize("name", ["plain", "hostile", "masked"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Any, size: Any, pages: dict[str, Path], name: str, scheme: str) -> None:
    for width in (1280, 360):
        size(width, scheme)
        browser.get(pages[name].as_uri())
        load_axe(browser)
        assert find_faults(browser) == [], width


def test_a_place_leads_to_its_words_in_the_text_and_these_lead_back(browser: Any, pages: dict[str, Path]) -> None:
    browser.get(pages["plain"].as_uri())
    row = "document.querySelector('tr[id^=m-]')"
    browser.execute_script(f"{row}.querySelector('a.place').click()")
    words = browser.execute_script("return document.querySelector(':target').textContent")
    assert words == browser.execute_script(f"return {row}.querySelector('.claim').textContent")
    browser.execute_script("document.querySelector(':target ~ a.back').click()")
    assert browser.execute_script(f"return document.querySelector(':target') === {row}")


def test_landmarks_headings_and_names_are_in_the_accessibility_tree(browser: Any, pages: dict[str, Path]) -> None:
    browser.get(pages["plain"].as_uri())
    browser.execute_cdp_cmd("Accessibility.enable", {})
    nodes = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    found: dict[str, list[str]] = {}
    for node in nodes:
        if not node.get("ignored"):
            found.setdefault(node["role"]["value"], []).append(node.get("name", {}).get("value", ""))
    for role in ("banner", "navigation", "main", "contentinfo"):
        assert len(found[role]) == 1, role
    assert all(found["heading"])
    assert all(found["table"])
    images = [name for role in ("image", "img", "SvgRoot") for name in found.get(role, [])]
    assert len([name for name in images if re.match(r"\d+ documents? lead to \d+ right-hand end", name)]) == 3
    assert all(found["link"])
    assert all(found["region"])


def test_tables_stay_tables_when_they_are_stacked(browser: Any, size: Any, pages: dict[str, Path]) -> None:
    size(360)
    browser.get(pages["plain"].as_uri())
    browser.execute_cdp_cmd("Accessibility.enable", {})
    nodes = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    roles = [node["role"]["value"] for node in nodes if not node.get("ignored")]
    assert roles.count("table") >= 8
    assert roles.count("columnheader") >= 20


def test_the_keyboard_reaches_the_skip_link_first_and_shows_where_it_is(browser: Any, pages: dict[str, Path]) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.get(pages["plain"].as_uri())
    browser.find_element("tag name", "body").send_keys(Keys.TAB)
    active = browser.switch_to.active_element
    assert active.text == "Skip to the claims"
    assert browser.execute_script("return getComputedStyle(document.activeElement).outlineStyle") == "solid"
