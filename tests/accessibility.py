"""What axe-core finds on the page that a browser shows."""

from pathlib import Path
from typing import Any

AXE_FILE = Path(__file__).parent / "vendored" / "axe.min.js"
"""axe-core as npm has it; see docs/dependencies.md."""
ALL_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OF_COLOUR = ("color-contrast", "link-in-text-block")
"""Rules whose outcome the colour scheme can change."""
_RUN = """
const [rules, done] = arguments
axe.run(document, {runOnly: rules}).then(found => done(
  found.violations.map(v => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 160), v.nodes[0].failureSummary])))
"""


def load_axe(browser: Any) -> None:
    """Puts axe-core into the page, once for all runs on it."""
    browser.execute_script(AXE_FILE.read_text("utf-8"))


def find_faults(browser: Any, rules: tuple[str, ...] = ALL_RULES) -> list[Any]:
    """What breaks the rules: rule, number of elements, the first of them and why."""
    found: list[Any] = browser.execute_async_script(_RUN, list(rules))
    return found
