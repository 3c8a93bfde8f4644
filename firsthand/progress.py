"""Progress of a run: a bar on a terminal, plain lines elsewhere."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

Report = Callable[[str, int, int], None]
"""Called with the name of the table being made, the rows done and the rows in all."""

_SECONDS_BETWEEN_LINES = 5.0
"""A log that is read later should show that the run goes on, and not much more."""


def tell_pace(done: int, total: int, seconds: float) -> str:
    """How many are done a second, and how long the others will take at that pace.

    >>> tell_pace(1_200, 5_000, 60.0), tell_pace(3, 9, 60.0), tell_pace(0, 9, 60.0)
    ('20 a second, 3:10 left', '0.05 a second, 2:00 left', '')
    """
    if not done or seconds <= 0:
        return ""
    rate = done / seconds
    left = round((total - done) / rate)
    minutes = f"{left // 3600}:{left // 60 % 60:02}" if left >= 3600 else f"{left // 60}"
    pace = f"{rate:,.0f}" if rate >= 1 else f"{rate:.2g}"
    return f"{pace} a second, {minutes}:{left % 60:02} left"


class _RateColumn(ProgressColumn):
    """Rows done a second."""

    def render(self, task: Task) -> Text:
        return Text("" if task.speed is None else f"{task.speed:,.1f}/s", style="progress.data.speed")


@contextmanager
def show_progress(console: Console, tables: int) -> Iterator[Report]:
    """A callback that shows how far a run of so many tables is.

    Args:
        console: where to show it; a bar if it is a terminal, else a line every few seconds.
        tables: tables in all.
    """
    if console.is_terminal:
        with Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            _RateColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        ) as bars:
            whole = bars.add_task("tables", total=tables)
            part = bars.add_task("", total=None)
            begun: list[str] = []

            def draw(table: str, done: int, total: int) -> None:
                if begun[-1:] != [table]:
                    begun.append(table)
                    bars.reset(part, total=total, description=table)
                    bars.update(whole, completed=len(begun) - 1)
                bars.update(part, completed=done)

            yield draw
        return

    last = begun_at = time.monotonic()
    making = ""

    def say(table: str, done: int, total: int) -> None:
        nonlocal last, begun_at, making
        now = time.monotonic()
        if table != making:
            making, begun_at = table, now
        if now - last >= _SECONDS_BETWEEN_LINES:
            last = now
            pace = tell_pace(done, total, now - begun_at)
            line = f"{table}: {done} of {total}" + (f", {pace}" if pace else "")
            console.print(line, highlight=False, markup=False)

    yield say
