"""The app in a real browser: every screen, every key, decisions, hostile text, and what axe-core finds."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import firsthand
from firsthand.app.routes import SCREENS
from firsthand.masking import read_mask
from firsthand.report import build_report
from tests.accessibility import OF_COLOUR, find_faults, load_axe
from tests.app.conftest import ROOT
from tests.app.serving import Served, set_size
from tests.dossier_help import Shown, assert_shown_is_whole

pytestmark = pytest.mark.browser

SMALL_TARGETS = """
const found = document.querySelectorAll('main button, header a, header button, .facets a, .pages a, summary')
return [...found].filter(e => {
  const b = e.getBoundingClientRect(); return b.width > 0 && !e.closest('p') && (b.width < 24 || b.height < 24)
}).map(e => e.outerHTML.slice(0, 120))
"""
TOO_WIDE = """
const page = document.documentElement
if (page.scrollWidth <= page.clientWidth) return []
return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > page.clientWidth)
  .map(e => e.outerHTML.slice(0, 120))
"""


SPACE_TEXT = """
const sheet = new CSSStyleSheet()
sheet.replaceSync('* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}'
  + 'p {margin-bottom: 2em !important}')
document.adoptedStyleSheets = [sheet]
"""
"""Text spaced out as WCAG 1.4.12 has it."""
AFTER = """
const here = document.activeElement
const same = here === window.before && here.type === 'date' // has a stop for the day, the month, the year
const after = window.before.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING
window.before = here
return Boolean(same || after)
"""
IN_VIEW = """
const box = document.activeElement.getBoundingClientRect()
return box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0
"""
MOVING = """
return [...document.querySelectorAll('*')].filter(e => {
  const style = getComputedStyle(e)
  const moves = [style.transitionDuration, style.animationDuration].join(',').split(',').some(d => parseFloat(d) > 0.01)
  return moves || style.scrollBehavior === 'smooth'
}).map(e => e.outerHTML.slice(0, 120))
"""


def urls(app: Served) -> list[str]:
    """A URL of every screen, with what the case has most of."""
    claim = app.json("/index.json?told=two")["claims"][0]["short_id"]
    pair = app.json("/reuse.json")["pairs"][0]
    source = app.json("/sources.json")["sources"][0]["name"]
    query = {
        "/pair": f"?a={pair['left']}&b={pair['right']}",
        "/article": f"?id={pair['left']}",
        "/source": f"?name={source.replace(' ', '+')}",
        "/search": "?q=syria",
    }
    return [*(s.path.format(claim=claim) + query.get(s.path, "") for s in SCREENS), "/api", "/nothing"]


@pytest.mark.parametrize("case", ["arsal", "incidents"])
def test_every_screen_is_whole_at_every_width_and_axe_finds_nothing_in_light_and_dark(
    case: str, request: pytest.FixtureRequest, serve: Callable[[Path], Served]
) -> None:
    app = serve(request.getfixturevalue(case))
    found = urls(app)
    app.browser.get_log("browser")
    for url in found:
        set_size(app.browser, 1600)
        app.open(url)
        logged = [entry["message"] for entry in app.browser.get_log("browser")]
        assert [line for line in logged if "/nothing" not in line] == [], url
        load_axe(app.browser)
        assert find_faults(app.browser) == [], url
        set_size(app.browser, 1600, "dark")
        assert find_faults(app.browser, OF_COLOUR) == [], (url, "dark")
        assert app.run(TOO_WIDE) == [], url
        # 640 CSS pixels are a window of 1,280 at 200 %; 320 are one at 400 %.
        for width in (640, 320):
            app.resize(width)
            assert app.run(TOO_WIDE) == [], (url, width)
            assert app.run(SMALL_TARGETS) == [], (url, width)
        app.resize(640)
        app.run(SPACE_TEXT)
        assert app.run(TOO_WIDE) == [], (url, "text spaced out")


def test_the_first_stop_skips_to_the_content_and_the_others_come_in_the_order_of_the_page(
    arsal: Path, serve: Callable[[Path], Served]
) -> None:
    from selenium.webdriver.common.keys import Keys

    app = serve(arsal)
    set_size(app.browser, 1280)
    for url in ("/", "/review", "/map", "/pair?a=D1&b=D2"):
        app.open(url)
        app.press(Keys.TAB)
        assert app.run("return document.activeElement.className") == "skip"
        assert app.run(IN_VIEW), "the skip link shows when it has the focus"
        app.press(Keys.ENTER)
        assert app.run("return document.activeElement.id") == "main"
        assert (
            app.run('return document.querySelectorAll(\'[tabindex]:not([tabindex="0"]):not([tabindex="-1"])\').length')
            == 0
        )
        app.run("window.before = document.getElementById('main')")
        for _ in range(12):
            app.press(Keys.TAB)
            assert app.run(AFTER), (url, app.run("return document.activeElement.outerHTML.slice(0, 160)"))
            app.wait(IN_VIEW, seconds=10)  # the browser scrolls to it in a frame of its own


def test_nothing_moves_where_motion_is_not_wanted(arsal: Path, serve: Callable[[Path], Served]) -> None:
    app = serve(arsal)
    reduced = [{"name": "prefers-reduced-motion", "value": "reduce"}]
    app.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "screen", "features": reduced})
    for url in ("/", "/review", "/map", "/pair?a=D1&b=D2"):
        app.open(url)
        assert app.run(MOVING) == [], url
    app.press("j")
    assert app.run("return document.getAnimations().length") == 0


def test_the_keys_of_lists_and_of_every_page(arsal: Path, serve: Callable[[Path], Served]) -> None:
    from selenium.webdriver.common.keys import Keys

    app = serve(arsal)
    app.open("/")
    app.press("?")
    assert app.run("return document.getElementById('keys').open")
    app.press(Keys.ESCAPE)
    assert not app.run("return document.getElementById('keys').open")
    app.press("/")
    assert app.run("return document.activeElement.id") == "find"
    app.press("?j")
    assert app.run("return document.activeElement.value") == "?j"
    app.press(Keys.ESCAPE)
    assert app.run("return document.activeElement.id") != "find"
    app.press("jjk")
    rows = "[...document.querySelectorAll('[data-list] tbody tr')].findIndex(r => r.classList.contains('here'))"
    assert app.run(f"return {rows}") == 0
    app.press("j" + Keys.ENTER)
    app.wait("return location.pathname.startsWith('/claim/')")


def test_two_texts_side_by_side_scroll_together_and_passages_are_gone_through_by_keys(
    arsal: Path, serve: Callable[[Path], Served]
) -> None:
    app = serve(arsal)
    set_size(app.browser, 1400)
    app.open("/pair?a=D1&b=D2")
    app.wait("return document.querySelectorAll('.bands path').length > 2")
    assert app.run("return document.querySelectorAll('.gutter i').length") > 2
    app.press("jj")
    assert app.run("return document.getElementById('passage-told').textContent").startswith("Passage 2 of")
    level = """
      const tops = side => [...document.querySelectorAll(`.column-${side} .run.now`)]
        .map(e => e.getBoundingClientRect().top)
      return Math.abs(Math.min(...tops('left')) - Math.min(...tops('right')))
    """
    assert app.run("return location.hash") == "#p2"
    app.press("jjjk")
    app.wait(f"const far = (() => {{ {level} }})(); return far < 40")
    app.run("document.querySelector('.column-right [data-text]').scrollTop = 0")
    app.run("document.querySelector('.column-left [data-text]').scrollTop = 0")
    app.run(
        "const t = document.querySelector('.column-left [data-text]');"
        "t.dispatchEvent(new WheelEvent('wheel')); t.scrollTop = 400"
    )
    app.wait("return document.querySelector('.column-right [data-text]').scrollTop > 50")
    app.run("document.getElementById('locked').click()")
    before = app.run("return document.querySelector('.column-right [data-text]').scrollTop")
    app.run("document.querySelector('.column-left [data-text]').scrollTop = 0")
    app.wait("return document.querySelector('.column-left [data-text]').scrollTop === 0")
    assert app.run("return document.querySelector('.column-right [data-text]').scrollTop") == before


def test_decisions_by_keys_change_the_counts_survive_a_run_and_can_be_undone(
    incidents: Path, tmp_path: Path, serve: Callable[[Path], Served]
) -> None:
    copied = Path(shutil.copytree(incidents, tmp_path / "case"))
    app = serve(copied)
    app.open("/review?about=origins")
    told = "return document.querySelectorAll('[data-question]')[arguments[0]].querySelector('.told').textContent"
    state = "return (document.querySelectorAll('[data-question]')[arguments[0]].dataset.state ?? null)"
    questions = app.json("/review.json?about=origins")["questions"]
    assert len(questions) > 1
    app.run("document.querySelectorAll('[data-question] [name=note]')[0].value = 'read both'")
    app.press("jn")
    app.wait(
        "return !document.getElementById('waiting').hidden || document.querySelector('.told').textContent.includes('→')"
    )
    app.wait(f"{state} === 'decided'", 0)
    assert "→" in app.run(told, 0)
    assert app.run("return document.querySelectorAll('[data-question]')[0].classList.contains('decided')")

    def counts() -> list[list[int]]:
        claims = [app.json(f"/claim/{touched['short_id']}.json")["claim"] for touched in questions[0]["claims"]]
        return [[claim[level] for level in ("low", "best", "high")] for claim in claims]

    assert counts() != [[touched[level] for level in ("low", "best", "high")] for touched in questions[0]["claims"]]
    assert app.run("return document.activeElement === document.querySelectorAll('[data-question]')[1]")
    app.press("h")
    app.wait(f"{state} === 'decided'", 1)
    app.press("u")
    app.wait(f"{told}.startsWith('Taken back')", 1)
    assert app.run(f"{state}", 1) is None
    app.press("y")
    app.wait(f"{state} === 'decided'", 1)
    log = app.json("/decisions.json")["decisions"]
    assert [(d["by"], d["decision"], d["status"]) for d in log] == [
        ("Ana", "same", "in force"),
        ("Ana", "unsure", "withdrawn"),
        ("Ana", "different", "in force"),
    ]
    assert log[-1]["note"] == "read both"
    decided = counts()
    firsthand.run([ROOT / "examples" / "conflict-incidents" / "articles.jsonl"], copied)
    assert counts() == decided
    asked = {q["question_id"] for q in app.json("/review.json?about=origins")["questions"]}
    assert not asked & {q["question_id"] for q in questions[:2]}


def test_without_a_name_nothing_is_decided(copied: Path, serve: Callable[[Path], Served]) -> None:
    app = serve(copied)
    app.open("/review")
    app.run("document.getElementById('by').value = ''")
    app.press("jy")
    assert app.run("return document.activeElement.id") == "by"
    assert app.json("/decisions.json")["decisions"] == []


def test_a_page_tells_that_another_process_made_the_case_anew(copied: Path, serve: Callable[[Path], Served]) -> None:
    app = serve(copied)
    app.open("/")
    question = app.json("/review.json?about=mentions")["questions"][0]
    one, other = question["one"]["thing"], question["other"]["thing"]
    assert app.run("return document.getElementById('notice').hidden")
    firsthand.judge(copied, "mentions", "different", one, other, by="Bo")
    app.wait("return !document.getElementById('notice').hidden", seconds=30)


def test_hostile_articles_stay_text(hostile: Path, serve: Callable[[Path], Served]) -> None:
    app = serve(hostile)
    titles = set()
    for path in ["/", "/review", "/reuse", "/texts", "/outlets", "/sources", "/articles", "/figures", "/conflicts"]:
        for width in (360, 1400):
            set_size(app.browser, width)
            app.open(path)
            titles.add(app.browser.title)
            assert app.run(TOO_WIDE) == [], (path, width)
            assert app.run("return document.querySelectorAll('main script, main img, main iframe, main b').length") == 0
    articles = app.json("/articles.json")["articles"]
    for article in articles:
        app.run("location.href = '/article?id=' + encodeURIComponent(arguments[0])", article["article"])
        app.wait("return document.readyState === 'complete' && location.pathname === '/article'")
        titles.add(app.browser.title)
        assert app.run("return document.querySelectorAll('main script, main img, main b').length") == 0
        assert app.run("return document.querySelector('.whole').dir") == "auto"
    assert all("run" not in title and "firsthand" in title for title in titles)
    a, b = (article["article"] for article in articles)
    app.run("location.href = '/pair?' + new URLSearchParams({a: arguments[0], b: arguments[1]})", a, b)
    app.wait("return document.querySelectorAll('.bands path').length > 0")
    assert app.run("return [...document.querySelectorAll('.text p')].every(p => p.dir === 'auto')")


def test_the_dossier_of_the_larger_example_is_whole_with_and_without_masks(
    incidents: Path, browser: Any, tmp_path: Path
) -> None:
    case = firsthand.open_case(incidents)
    masks = [read_mask(one) for one in ("source:Syrian Observatory for Human Rights", "place:Aleppo", "texts")]
    shown = assert_shown_is_whole(build_report(case))
    assert shown.data["story"]["articles"] == 46
    page = build_report(case, masks=masks)
    masked = Shown(page)
    assert masked.data["story"] == shown.data["story"]
    assert "observatory" not in page.lower()
    assert "aleppo" not in page.lower()
    (tmp_path / "masked.html").write_text(page, "utf-8")
    set_size(browser, 360, "dark")
    browser.get((tmp_path / "masked.html").as_uri())
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 360
