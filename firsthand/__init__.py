"""firsthand: who said it first, what was copied from where, and how many independent origins a claim has.

>>> import firsthand
>>> case = firsthand.run(["examples/arsal"], "build/arsal")  # doctest: +SKIP
>>> case.claims().to_pandas()  # doctest: +SKIP
"""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pyarrow as pa

from firsthand.errors import CaseError, EngineError, FirsthandError, ReadingError, UnknownError
from firsthand.judgements.log import append_judgement, read_judgements
from firsthand.judgements.rows import Judgement
from firsthand.read.found import Reading
from firsthand.read.sources import read_articles
from firsthand.records import Article, Problem
from firsthand.schema import to_rows, to_table
from firsthand.settings import Settings
from firsthand.store import Case, Writer, open_case, write_case

__all__ = [
    "Case",
    "CaseError",
    "EngineError",
    "FirsthandError",
    "Reading",
    "ReadingError",
    "Settings",
    "UnknownError",
    "forget",
    "judge",
    "open_case",
    "read_articles",
    "recount",
    "run",
    "withdraw",
]


def run(
    paths: Sequence[str | Path],
    case: str | Path,
    *,
    reading: Reading | None = None,
    settings: Settings | None = None,
    registry: str | Path | None = None,
    on: str | None = None,
    tables: str | None = None,
    memory: int | None = None,
    workers: int = 1,
    report: Callable[[str, int, int], None] | None = None,
    say: Callable[[str], None] | None = None,
) -> Case:
    """Reads articles into a case and makes all its tables.

    Args:
        paths: files and folders to read.
        case: folder of the case; made if new. Articles that it already holds are not read twice.
        reading: how to read them.
        settings: numbers of the steps.
        registry: file with entries to add to the registry of outlets and bodies; it is kept with the case
            (docs/attribution.md).
        on: Spark master to make the tables on, `local[2]` or `spark://HOST:PORT` (docs/spark.md); else this process.
            Parquet of articles may then stand on any path that Spark reads: `s3a://…`.
        tables: where Spark keeps the tables that it makes, a path that it writes; by default in the case, until it has
            them.
        memory: bytes that making the tables should keep to; what is larger goes to a scratch folder in the case
            (docs/performance.md).
        workers: processes for the steps over articles; with more than one the calling script must guard its main part
            by `if __name__ == "__main__"`, as for all of Python's processes.
        report: called with a table's name, the rows done and the rows in all, while it is being made.
        say: called with each line about what reading met: articles, encodings, what was skipped and why.

    Raises:
        ReadingError: there is nothing to read, nothing can be read, an article is bad where reading is strict, or a
            line of the registry is no entry; the case is as it was.
        CaseError: the case cannot be written, another process is writing it, or the memory is too little.
        EngineError: Spark is not installed, not reachable, or failed; tables that were finished are kept.
    """
    from firsthand.own_registry import add_registry, read_registry
    from firsthand.pipeline import Local  # the engines take a second to load: not needed to look at a case
    from firsthand.scratch import open_scratch
    from firsthand.steps import STEPS
    from firsthand.workers import open_workers

    settings = settings or Settings()
    with ExitStack() as held:
        cluster = None
        if on is not None and memory is not None:
            raise UnknownError("memory is a limit for this process; Spark has its own settings: name one of both")
        if on is not None:
            from firsthand.spark.case import case_on_spark

            cluster = held.enter_context(case_on_spark(on, settings, Path(case), tables, report))
            paths = cluster.fetch(paths)
        elif tables is not None:
            raise UnknownError(
                f"tables can stand at {tables} only where Spark makes them: name its master too, with --on"
            )
        writer = held.enter_context(write_case(case))
        if registry is not None:
            add_registry(Path(case), Path(registry))
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
        judgements, unread = read_judgements(Path(case))
        for line in unread:
            if say is not None:
                say(line)
        given = {"articles": read.articles, "problems": problems, "judgements": judgements}
        given["registry"] = read_registry(Path(case))
        del read, known
        if cluster is not None:
            cluster.given = given
            made = writer.make(dict(given), STEPS, cluster)
            cluster.forget()
            return made
        scratch = held.enter_context(open_scratch(Path(case), memory))
        pool = held.enter_context(open_workers(workers))
        return writer.make(given, STEPS, Local(settings, report=report, scratch=scratch, workers=pool))


def judge(
    case: str | Path,
    about: str,
    decision: str,
    one: str,
    other: str | None = None,
    *,
    by: str,
    note: str | None = None,
    settings: Settings | None = None,
    report: Callable[[str, int, int], None] | None = None,
) -> Case:
    """Writes down what a person decides, and makes the tables that change by it.

    A judgement is keyed to the words it is about, so it holds after another run, with new articles or another model.

    Args:
        case: folder of the case.
        about: mentions (do they state one claim?), sources (are they one body?), origins (of two mentions: are they
            one?), figures (do they agree?), directions (has the second article its words from the first?), or
            reliability of a source, or credibility of a mention.
        decision: same, different or unsure; a reliability is A to F, a credibility 1 to 6.
        one: a mention's id (for sources: the last one it rests on), or ARTICLE:START-END; for directions an article.
        other: the second thing; None for a grade.
        by: who decides.
        note: why.
        settings: numbers of the steps, as in `run`.
        report: as in `run`.

    Raises:
        UnknownError: there is no such thing in the case, or it cannot be judged so; nothing is written.
        CaseError: there is no such case, or another process is writing it.
    """
    from firsthand.judgements.judge import judge_things
    from firsthand.views.lookup import Lookup

    with write_case(open_case(case).path) as writer:
        made = judge_things(Lookup(open_case(case)), about, decision, one, other, by=by, note=note)
        append_judgement(Path(case), made)
        return _remake(writer, settings, report)


def recount(
    case: str | Path,
    *,
    settings: Settings | None = None,
    report: Callable[[str, int, int], None] | None = None,
    patience: float = 0.0,
) -> Case:
    """Makes the tables that change by judgements which are written down and not counted yet.

    Args:
        case: folder of the case.
        settings: numbers of the steps, as in `run`.
        report: as in `run`.
        patience: seconds to wait while another process is writing the case.

    Raises:
        CaseError: there is no such case, or another process is writing it.
    """
    with write_case(open_case(case).path, patience=patience) as writer:
        return _remake(writer, settings, report)


def withdraw(
    case: str | Path,
    judgement: str,
    *,
    by: str,
    note: str | None = None,
    settings: Settings | None = None,
    report: Callable[[str, int, int], None] | None = None,
) -> Case:
    """Takes back a judgement, by its id; both stay in the log. Raises as `judge` does."""
    from firsthand.judgements.judge import withdraw_judgement

    with write_case(open_case(case).path) as writer:
        rows = {row.judgement_id: row for row in to_rows(read_judgements(Path(case))[0], Judgement)}
        append_judgement(Path(case), withdraw_judgement(rows, judgement, by=by, note=note))
        return _remake(writer, settings, report)


def forget(
    case: str | Path,
    articles: Sequence[str],
    *,
    settings: Settings | None = None,
    report: Callable[[str, int, int], None] | None = None,
) -> Case:
    """Takes articles out of a case, with everything that was made of them.

    Tables, earlier generations, judgements that quote them and pages that `watch` kept; files that were exported and
    files that were read stay where they are.

    Args:
        case: folder of the case.
        articles: their ids, as they were given.
        settings: numbers of the steps, as in `run`.
        report: as in `run`.

    Raises:
        UnknownError: an article is not there, or none would be left.
        CaseError: there is no such case, or another process is writing it.
    """
    from firsthand.forgetting import forget_articles
    from firsthand.pipeline import Local

    with write_case(open_case(case).path) as writer:
        return forget_articles(writer, articles, Local(settings or Settings(), report=report))


def _remake(writer: Writer, settings: Settings | None, report: Callable[[str, int, int], None] | None) -> Case:
    """The case with the same articles and the judgements of now."""
    from firsthand.own_registry import read_registry
    from firsthand.pipeline import Local
    from firsthand.steps import STEPS

    given = {name: writer.known(name, row) for name, row in (("articles", Article), ("problems", Problem))}
    judgements, _ = read_judgements(writer.path)
    given |= {"judgements": judgements, "registry": read_registry(writer.path)}
    return writer.make(given, STEPS, Local(settings or Settings(), report=report))
