"""Map and timeline in a real browser: moving, choosing, what the URL keeps, and what is there without a script."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.accessibility import OF_COLOUR, find_faults, load_axe
from tests.app.serving import Served, set_size

pytestmark = pytest.mark.browser

ELSEWHERE = """
return performance.getEntriesByType('resource').map(one => one.name).filter(name => !name.startsWith(location.origin))
"""
BOX = """
const box = document.querySelector(arguments[0]).getBoundingClientRect()
return [box.x, box.y, box.width, box.height]
"""
MIDDLE = """
const box = document.querySelector('.map-live').getBoundingClientRect()
const free = [[.5, .5], [.7, .3], [.3, .3], [.8, .6], [.6, .85], [.9, .9], [.8, .1]].map(([x, y]) =>
  [box.x + box.width * x, box.y + box.height * y])
return free.find(([x, y]) => !document.elementFromPoint(x, y).closest('.place-mark, button'))
"""
"""A point of the map that no mark takes."""


ANOTHER = """
const view = location.hash.slice('#map='.length).split('/').map(Number)
const still = !document.querySelector('.leaflet-zoom-anim, .leaflet-pan-anim')
return still && view.length === 3 && view.some((value, i) => value !== arguments[0][i]) && view
"""
DAYS = "const {first, last} = document.querySelector('.timeline.drawn').dataset; return [first, last]"
WIDE = """
return [...document.querySelectorAll('.map-live, .timeline.live')].map(one => one.getBoundingClientRect().width)
"""


@pytest.fixture
def app(request: pytest.FixtureRequest, serve: Callable[[Path], Served]) -> Iterator[Served]:
    """A case in a wide window; afterwards nothing was logged and nothing was asked of anyone else."""
    served = serve(request.getfixturevalue(request.param))
    set_size(served.browser, 1280)
    served.browser.get_log("browser")
    yield served
    assert served.run(ELSEWHERE) == []
    assert [entry["message"] for entry in served.browser.get_log("browser")] == []


both = pytest.mark.parametrize("app", ["arsal", "incidents"], indirect=True)
larger = pytest.mark.parametrize("app", ["incidents"], indirect=True)


def drag(app: Served, start: tuple[float, float], by: tuple[float, float]) -> None:
    """Presses at a point of the window, moves, and lets go."""
    from selenium.webdriver.common.actions.action_builder import ActionBuilder

    actions = ActionBuilder(app.browser, duration=20)
    pointer = actions.pointer_action
    pointer.move_to_location(round(start[0]), round(start[1])).pointer_down()
    for step in (1, 2, 3):
        pointer.move_to_location(round(start[0] + by[0] * step / 3), round(start[1] + by[1] * step / 3))
    pointer.pointer_up()
    actions.perform()


def wheel(app: Served, point: tuple[float, float], turn: float, *, ctrl: bool = False) -> None:
    at = {"x": point[0], "y": point[1], "deltaX": 0, "deltaY": turn, "modifiers": 2 if ctrl else 0}
    app.browser.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": "mouseWheel", **at})


def asked(app: Served) -> dict[str, str]:
    """What the URL asks for."""
    return {name: values[0] for name, values in parse_qs(urlsplit(app.browser.current_url).query).items()}


def view(app: Served) -> list[float]:
    """Zoom, latitude and longitude in the URL."""
    part = urlsplit(app.browser.current_url).fragment
    return [float(value) for value in part.removeprefix("map=").split("/")] if part else []


def changed(app: Served, before: list[float]) -> list[float]:
    """The view in the URL, once it is another and stands still."""
    found: list[float] = app.wait(ANOTHER, before, seconds=10)
    return found


def at(app: Served, selector: str) -> tuple[float, float]:
    """The middle of an element in the window."""
    x, y, width, height = app.run(BOX, selector)
    return x + width / 2, y + height / 2


def days(app: Served) -> tuple[str, str]:
    """The days that the URL asks for, once the lanes show them."""
    app.wait("const at = new URLSearchParams(location.search).get('from')"
             "; return at && document.querySelector('.timeline.drawn').dataset.first === at", seconds=20)  # fmt: skip
    return asked(app)["from"], asked(app)["to"]


@larger
def test_the_map_is_moved_by_pointer_wheel_buttons_and_keys_and_the_url_keeps_what_it_shows(app: Served) -> None:
    from selenium.webdriver.common.keys import Keys

    app.open("/map")
    assert view(app) == [], "nobody has moved it"
    assert app.run("return getComputedStyle(document.querySelector('.map.drawn')).display") == "none"
    free = tuple(app.run(MIDDLE))
    wheel(app, free, 120)
    app.wait("return scrollY > 0")
    assert view(app) == [], "the wheel scrolls the page"
    app.run("scrollTo(0, 0)")
    wheel(app, free, -120, ctrl=True)
    zoomed = changed(app, [])
    app.run("document.activeElement.blur()")
    drag(app, free, (90, 60))
    dragged = changed(app, zoomed)
    assert dragged[0] == zoomed[0]
    assert dragged[1] > zoomed[1]
    assert dragged[2] < zoomed[2]
    assert asked(app) == {}, "what ends a drag chooses nothing"
    app.run("document.querySelector('.map-live').focus()")
    app.press("+")
    nearer = changed(app, dragged)
    assert nearer == pytest.approx([dragged[0] + 1, *dragged[1:]], abs=0.01)
    app.press(Keys.ARROW_RIGHT)
    right = changed(app, nearer)
    assert right[2] > nearer[2]
    app.press("-")
    changed(app, right)
    assert asked(app) == {}, "in the map its keys are not those of the timeline"
    mark = "const box = document.querySelector('.place-mark').getBoundingClientRect(); return [box.x, box.y]"
    before, url = app.run(mark), app.browser.current_url
    app.open("/timeline")
    app.open(url.partition(str(app.access.port))[2])
    assert app.run(mark) == pytest.approx(before, abs=2), "the URL has it all"
    near = view(app)
    app.open("/map?place=Aleppo#map=6/30.0000/40.0000")
    app.run("document.querySelector('[data-key=places]').click()")
    app.wait("return location.search === ''")
    app.run("document.querySelector('.map-live').focus()")
    app.press("+")
    changed(app, [6, 30, 40])
    app.browser.back()
    app.wait("return location.search !== '' && location.hash === '#map=6/30.0000/40.0000'")
    app.wait("return document.querySelector('.place-mark.chosen') !== null")
    app.run("document.querySelector('.map-live').focus()")
    app.press("-")
    assert changed(app, [6, 30, 40]) == pytest.approx([5, 30, 40], abs=0.01), "going back, the view goes back as well"
    near = view(app)
    app.browser.find_element("css selector", "[aria-label='Show all places']").click()
    changed(app, near)
    shown = """
    const box = document.querySelector('.map-live').getBoundingClientRect()
    return [...document.querySelectorAll('.place-mark')].every(mark => {
      const {x, y} = mark.getBoundingClientRect()
      return x > box.left - 30 && x < box.right && y > box.top - 30 && y < box.bottom
    })
    """
    assert app.run(shown), "all places are in it"


@both
def test_places_are_chosen_by_enter_and_by_click_and_narrow_the_lists(app: Served) -> None:
    from selenium.webdriver.common.keys import Keys

    app.open("/map")
    listed = "return document.querySelector('.listed').textContent"
    whole = app.run(listed)
    assert app.run(
        "return [...document.querySelectorAll('.place-mark')].every(one => {"
        "const box = one.getBoundingClientRect(); return box.width >= 24 && box.height >= 24})"
    )
    key = app.run("const mark = document.querySelector('.place-mark'); mark.focus(); return mark.dataset.key")
    assert app.run("return document.querySelector('.mark-tip').textContent").startswith(key.removeprefix("mark-"))
    app.press(Keys.ENTER)
    app.wait("return location.search.startsWith('?place=')")
    app.wait("return document.activeElement.dataset.key === arguments[0]", key)
    assert app.run("return document.activeElement.classList.contains('chosen')")
    assert app.run("return document.activeElement.matches('.map-live *')"), "the mark, not the drawing below it"
    assert app.run("return performance.getEntriesByType('navigation').length") == 1
    narrowed = app.json(f"/map.json{app.run('return location.search')}")
    assert app.run(listed).startswith(f"{narrowed['listed']['rows']} ")
    app.run("document.activeElement.blur()")
    app.press("+")
    app.wait("return new URLSearchParams(location.search).has('from')")
    assert asked(app)["place"] == key.removeprefix("mark-"), "both hold at once"
    app.browser.back()
    app.browser.back()
    app.wait("return location.search === '' && document.querySelector('.place-mark.chosen') === null")
    assert app.run(listed) == whole
    hit = """
    return [...document.querySelectorAll('.place-mark')].map(mark => {
      const box = mark.firstChild.getBoundingClientRect()
      return [mark.dataset.key, box.x + box.width / 2, box.y + box.height / 2]
    }).find(([key, x, y]) => document.elementFromPoint(x, y)?.closest('.place-mark')?.dataset.key === key)
    """
    name, x, y = app.run(hit)
    drag(app, (x, y), (0, 0))
    app.wait("return new URLSearchParams(location.search).get('place') === arguments[0]", name.removeprefix("mark-"))
    app.wait("return document.querySelector('.place-mark.chosen')?.dataset.key === arguments[0]", name)


@larger
def test_a_place_that_is_chosen_in_the_table_comes_into_view(app: Served) -> None:
    app.open("/map#map=6/40.0/-100.0")
    seen = """
    const box = document.querySelector('.map-live').getBoundingClientRect()
    const mark = document.querySelector('.place-mark.chosen')?.getBoundingClientRect()
    return mark && mark.left > box.left && mark.right < box.right && mark.top > box.top && mark.bottom < box.bottom
    """
    app.run("document.querySelector('th .row-link[data-key^=place-]').click()")
    app.wait(seen, seconds=10)


@both
def test_a_time_is_chosen_by_dragging_over_the_lanes(app: Served) -> None:
    app.open("/timeline")
    first, last = app.run(
        "const {first, last} = document.querySelector('.timeline.drawn').dataset; return [first, last]"
    )
    x, y, width, _ = app.run(BOX, ".timeline.live .choose .overlay")
    drag(app, (x + 0.3 * width, y + 8), (0.4 * width, 0))
    start, end = days(app)
    assert first < start < end < last
    assert app.run("return document.querySelector('[name=from]').value") == start
    found = app.json(f"/timeline.json{app.run('return location.search')}")
    assert app.run("return document.querySelector('.listed').textContent").startswith(f"{found['listed']['rows']} ")
    assert all(event["first"] <= end and event["last"] >= start for event in found["events"])
    app.run("arguments[0].click()", app.browser.find_element("css selector", "[data-key=whole]"))
    app.wait(f"return location.search === '' && (() => {{ {DAYS} }})()[0] === arguments[0]", first)


@larger
def test_the_time_is_moved_by_the_strip_the_axis_the_wheel_and_keys(app: Served) -> None:
    app.open("/timeline?from=2016-06-01&to=2016-08-31")
    drag(app, at(app, ".strip-brush .selection"), (60, 0))
    app.wait("return new URLSearchParams(location.search).get('from') > arguments[0]", "2016-07-01")
    later = days(app)
    assert later[1] > "2016-09-30"
    drag(app, at(app, ".grip"), (120, 0))
    app.wait("return new URLSearchParams(location.search).get('from') < arguments[0]", later[0])
    earlier = days(app)
    assert earlier[1] < later[1]
    wheel(app, at(app, ".choose .overlay"), -120, ctrl=True)
    app.wait("return new URLSearchParams(location.search).get('from') > arguments[0]", earlier[0])
    nearer = days(app)
    assert earlier[0] < nearer[0] < nearer[1] < earlier[1]
    wheel(app, at(app, ".choose .overlay"), 120)
    app.wait("return scrollY > 0")
    assert days(app) == nearer, "the wheel alone scrolls the page"
    app.press("]")
    app.wait("return new URLSearchParams(location.search).get('from') > arguments[0]", nearer[0])
    app.press("[")
    app.wait("return new URLSearchParams(location.search).get('to') <= arguments[0]", nearer[1])


@larger
def test_an_event_is_opened_by_click_shows_its_anchor_and_can_be_dragged_over(app: Served) -> None:
    app.open("/timeline")
    whole = app.run(DAYS)
    anchored = "[...document.querySelectorAll('.live .event')].findIndex(one => one.__data__.anchor)"
    assert app.run(f"document.querySelectorAll('.live .event')[{anchored}].focus(); return {anchored}") >= 0
    assert app.run("return document.querySelector('.thread').getAttribute('d')"), "a thread to the day it counts from"
    app.run("document.activeElement.blur()")
    assert app.run("return document.querySelector('.thread').getAttribute('d')") is None
    middle = """
    for (const link of document.querySelectorAll('.live .event')) {
      const box = link.querySelector('text').getBoundingClientRect()
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
      if (x > 500 && document.elementFromPoint(x, y)?.closest('a') === link) return [link.getAttribute('href'), x, y]
    }
    """
    target, x, y = app.run(middle)
    drag(app, (x, y), (-80, 0))
    start, end = days(app)
    assert start < end
    app.browser.back()
    app.wait(f"return String((() => {{ {DAYS} }})()) === String(arguments[0])", whole)
    target, x, y = app.run(middle)
    drag(app, (x, y), (2, 0))
    app.wait("return location.pathname === arguments[0]", target, seconds=20)


@larger
def test_what_can_be_moved_fits_any_width_and_axe_finds_nothing_in_it(app: Served) -> None:
    app.open("/map?place=Aleppo|Idlib&from=2016-01-01")
    app.run("document.querySelector('.place-mark.chosen').focus()")
    load_axe(app.browser)
    for scheme in ("light", "dark"):
        set_size(app.browser, 1280, scheme)
        assert find_faults(app.browser) == [], scheme
    for width in (1600, 640, 320):
        app.resize(width)
        app.wait(f"{WIDE.strip()}.every(one => one > .8 * arguments[0] && one <= arguments[0])", width, seconds=10)
    assert find_faults(app.browser, OF_COLOUR) == []


@larger
def test_paper_and_pages_without_a_script_have_the_drawings_of_the_server(app: Served) -> None:
    shown = """
    return ['.map.drawn', '.timeline.drawn', '.map-live', '.timeline.live'].map(name =>
      document.querySelector(name)?.checkVisibility() ?? null)
    """
    app.open("/map")
    assert app.run(shown) == [False, False, True, True]
    app.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": []})
    assert app.run(shown) == [True, True, False, False]
    app.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "screen", "features": []})
    app.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        app.browser.get(f"http://127.0.0.1:{app.access.port}/map")
        links = app.browser.find_elements("css selector", ".map.drawn a:not([visibility])")
        events = app.browser.find_elements("css selector", ".timeline.drawn a.event")
        live = app.browser.find_elements("css selector", "[data-live]")
    finally:
        app.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    assert (len(links) > 10, len(events) > 5, live) == (True, True, [])


@larger
def test_the_map_jumps_where_motion_is_not_wanted(app: Served) -> None:
    reduced = [{"name": "prefers-reduced-motion", "value": "reduce"}]
    app.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "screen", "features": reduced})
    app.open("/map")
    moving: Any = app.run(
        "const box = document.querySelector('.map-live'); box.focus()"
        "; for (const key of ['+', 'ArrowLeft']) box.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}))"
        "; return [document.querySelectorAll('.leaflet-zoom-anim, .leaflet-pan-anim').length, location.hash]"
    )
    assert moving[0] == 0
    assert moving[1].startswith("#map="), "it stands there at once"


def touch(app: Served, kind: str, *points: tuple[float, float]) -> None:
    at = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
    app.browser.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})


@larger
def test_two_fingers_zoom_the_map(app: Served) -> None:
    app.browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 2})
    try:
        app.open("/map")
        x, y = app.run(MIDDLE)
        touch(app, "touchStart", (x - 20, y), (x + 20, y))
        for reach in (40, 70, 100):
            touch(app, "touchMove", (x - reach, y), (x + reach, y))
        touch(app, "touchEnd")
        assert changed(app, [])[0] > 7
    finally:
        app.browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": False})
