"""firsthand: who said it first, what was copied from where, and how many independent origins a claim has.

>>> import firsthand
>>> case = firsthand.run(["examples/arsal"], "build/arsal")  # doctest: +SKIP
>>> case.claims().to_pandas()  # doctest: +SKIP
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pyarrow as pa

from firsthand.errors import CaseError, FirsthandError, ReadingError, UnknownError
from firsthand.read.found import Reading
from firsthand.read.sources import read_articles
from firsthand.records import Article, Problem
from firsthand.schema import to_rows, to_table
from firsthand.settings import Settings
from firsthand.store import Case, open_case, write_case

__all__ = [
    "Case",
    "CaseError",
    "FirsthandError",
    "Reading",
    "ReadingError",
    "Settings",
    "UnknownError",
    "open_case",
    "read_articles",
    "run",
]


def run(
    paths: Sequence[str | Path],
    case: str | Path,
    *,
    reading: Reading | None = None,
    settings: Settings | None = None,
    report: Callable[[str, int, int], None] | None = None,
    say: Callable[[str], None] | None = None,
) -> Case:
    """Reads articles into a case and makes all its tables.

    Args:
        paths: files and folders to read.
        case: folder of the case; made if new. Articles that it already holds are not read twice.
        reading: how to read them.
        settings: numbers of the steps.
        report: called with a table's name, the rows done and the rows in all, while it is being made.
        say: called with each line about what reading met: articles, encodings, what was skipped and why.

    Raises:
        ReadingError: there is nothing to read, nothing can be read, or an article is bad where reading is strict; the
            case is as it was.
        CaseError: the case cannot be written, or another process is writing it.
    """
    from firsthand.pipeline import Local  # the engines take a second to load: not needed to look at a case
    from firsthand.steps import STEPS

    with write_case(case) as writer:
        known = writer.known("articles", Article)
        progress = partial(report, "bytes read") if report else None
        read = read_articles(paths, reading=reading, known=known, progress=progress)
        if say is not None:
            for line in read.summary():
                say(line)
        if not read.articles.num_rows:
            raise ReadingError(
                f"no article could be read: {read.skipped} skipped, each with its reason in the lines above"
            )
        earlier = [p for p in to_rows(writer.known("problems", Problem), Problem) if p.source not in read.files]
        problems = pa.concat_tables([to_table(earlier, Problem), read.problems])
        runner = Local(settings or Settings(), report=report)
        return writer.make({"articles": read.articles, "problems": problems}, STEPS, runner)
