"""Progress of a run: a bar on a terminal, plain lines elsewhere."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

Report = Callable[[str, int, int], None]
"""Called with the name of the table being made, the rows done and the rows in all."""

_SECONDS_BETWEEN_LINES = 5.0
"""A log that is read later should show that the run goes on, and not much more."""


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

    last = time.monotonic()

    def say(table: str, done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _SECONDS_BETWEEN_LINES:
            last = time.monotonic()
            console.print(f"{table}: {done} of {total}", highlight=False, markup=False)

    yield say
