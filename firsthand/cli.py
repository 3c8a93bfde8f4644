"""The command line: each command parses, calls one public function, prints."""

import getpass
import json
import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console

import firsthand
from firsthand.counting import count_of
from firsthand.errors import FirsthandError, UnknownError
from firsthand.progress import show_progress

_TOPICS = ("story", "claims", "claim", "article", "reuse", "sources", "conflicts", "incidents", "judgements")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="firsthand")
def commands() -> None:
    """Who said it first, what was copied from where, and how many independent origins a claim has.

    Nothing leaves this machine; only `watch` uses the network.
    """


@commands.command()
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "--case",
    "case",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder of the case; made if new, grown if there.",
)
@click.option(
    "--columns",
    default="",
    metavar="FIELD=COLUMN,…",
    help="What the columns of a table are called: id=unit_id,outlet=source,…",
)
@click.option(
    "--date-format", metavar="FORMAT", help="How dates are written if not ISO 8601, as for strptime: %d/%m/%Y."
)
@click.option("--encoding", metavar="NAME", help="Encoding of the files; found out when not given.")
@click.option(
    "--registry",
    type=click.Path(path_type=Path),
    help="Outlets and bodies to add to the registry, a line each (docs/attribution.md).",
)
@click.option(
    "--on", metavar="MASTER", help="Make the tables on Spark: local[2], local[*], spark://HOST:PORT (docs/spark.md)."
)
@click.option("--tables", metavar="URL", help="Where Spark keeps the tables that it makes; in the case when not given.")
@click.option(
    "--memory", metavar="SIZE", help="Memory to keep to, such as 1GB; what is larger goes to disk, inside the case."
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    metavar="NUMBER",
    help="Processes for steps over many articles; all cores that memory suffices for, or 1 with --memory.",
)
@click.option("--strict", is_flag=True, help="Stop at the first article that cannot be read, instead of reporting it.")
def run(
    paths: tuple[str, ...],
    case: Path,
    columns: str,
    date_format: str | None,
    encoding: str | None,
    registry: Path | None,
    on: str | None,
    tables: str | None,
    memory: str | None,
    workers: int | None,
    strict: bool,
) -> None:
    """Read articles into a case and find reuse, statements, claims and origins.

    PATHS are folders or files: .txt, .md, .html, .jsonl, .json, .csv, .tsv, .parquet, .warc, .wet, each
    also as .gz; with --on also URLs of Parquet (s3a://…, hdfs://…).
    """
    reading = firsthand.Reading(columns=_columns(columns), date_format=date_format, encoding=encoding, strict=strict)
    from firsthand.scratch import read_size  # loads the engines, which only this command needs
    from firsthand.steps import STEPS
    from firsthand.workers import count_workers

    limit = None if memory is None else read_size(memory)
    if workers is None:
        workers = count_workers() if limit is None else 1
    with show_progress(Console(stderr=True), len(STEPS)) as report:
        made = firsthand.run(
            paths,
            case,
            reading=reading,
            registry=registry,
            on=on,
            tables=tables,
            memory=limit,
            workers=workers,
            report=report,
            say=click.echo,
        )
    from firsthand.views.lookup import Lookup
    from firsthand.views.story import view_story

    click.echo(view_story(Lookup(made)).line)
    click.echo(f"The case is in {case}. Look at it: firsthand show {case}")


@commands.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("topic", default="story", type=click.Choice(_TOPICS), metavar="[TOPIC]")
@click.argument("which", default=None, required=False, metavar="[ID]")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
def show(case: Path, topic: str, which: str | None, as_json: bool) -> None:
    """Print what a case holds.

    TOPIC is story (the default), claims, claim ID, article ID, reuse, sources, conflicts, incidents or
    judgements.
    """
    from firsthand.show import show_topic

    drawn, data = show_topic(firsthand.open_case(case), topic, which)
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True))
    else:
        _print(drawn)


@commands.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("about", metavar="ABOUT")
@click.argument("decision", metavar="DECISION")
@click.argument("one", required=False, metavar="ONE")
@click.argument("other", required=False, metavar="[OTHER]")
@click.option("--by", metavar="NAME", default=getpass.getuser, help="Who decides; your user name if not given.")
@click.option("--note", metavar="TEXT", help="Why.")
def judge(case: Path, about: str, decision: str, one: str | None, other: str | None, by: str, note: str | None) -> None:
    """Write down what a person decides; the counts change at once.

    ABOUT is mentions (do the two state one claim?), sources (are they one body?), origins (of two mentions), figures
    (do they agree?) or directions (has article OTHER its words from ONE?); DECISION is same, different or unsure. ONE
    and OTHER are ids of mentions as `show claim` prints them, or ARTICLE:START-END; for directions, ids of articles.

    Grades: `judge CASE reliability A ONE` (A to F) for the source of a mention, `judge CASE credibility 2 ONE` (1 to 6)
    for what it states. `judge CASE withdraw ID` takes a judgement back.
    """
    from firsthand.steps import STEPS

    before = firsthand.open_case(case)
    with show_progress(Console(stderr=True), len(STEPS)) as report:
        if about == "withdraw":
            made = firsthand.withdraw(case, decision, by=by, note=note, report=report)
        elif one is None:
            raise UnknownError(
                f"what is judged {decision!r}? write: firsthand judge CASE {about} {decision} ONE [OTHER]"
            )
        else:
            made = firsthand.judge(case, about, decision, one, other, by=by, note=note, report=report)
    from firsthand.views.judgements import tell_changes, view_judgements
    from firsthand.views.lookup import Lookup

    if about != "withdraw":
        last = view_judgements(Lookup(made))[0]
        click.echo(f"judgement {last.short_id} by {last.by}: {last.status}")
        if last.warning:
            click.echo(f"note: {last.warning}", err=True)
    for line in tell_changes(Lookup(before), Lookup(made)):
        click.echo(line)


@commands.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE…")
def forget(case: Path, articles: tuple[str, ...]) -> None:
    """Take articles out of a case, with everything that was made of them.

    ARTICLE is an id as `show` prints it. Judgements that quote the article go, and pages that `watch` kept. Files that
    were read or exported stay: delete them too, and the article is not read again.
    """
    from firsthand.steps import STEPS

    with show_progress(Console(stderr=True), len(STEPS)) as report:
        made = firsthand.forget(case, articles, report=report)
    left = made.table("articles").num_rows
    click.echo(f"forgotten: {count_of(len(set(articles)), 'article')}; {left:,} left in {case}")


@commands.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.option(
    "--as",
    "kind",
    required=True,
    help="claims, attributions, reuse, alignment, events, geojson, csv, jsonl or parquet.",
)
@click.option(
    "--to", "path", required=True, type=click.Path(path_type=Path), help="File, or folder for csv, jsonl and parquet."
)
@click.option("--folded", is_flag=True, help="One line for articles that are copies of each other, not every pair.")
def export(case: Path, kind: str, path: Path, folded: bool) -> None:
    """Write a case in a format that other programs read."""
    from firsthand.export import EXPORTS

    if kind not in EXPORTS:
        raise UnknownError(f"there is no export {kind!r}; name one of: {', '.join(sorted(EXPORTS))}")
    EXPORTS[kind](firsthand.open_case(case), path, folded)
    click.echo(f"{kind} written to {path}")


@commands.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--to", "path", required=True, type=click.Path(path_type=Path), help="The page to write: FILE.html.")
@click.option("--title", metavar="TEXT", help="What the page is about; stands below its first line.")
@click.option(
    "--mask",
    "masks",
    multiple=True,
    metavar="KIND:NAME",
    help="Hide source:NAME, place:NAME, words:WORDS, text:ARTICLE, or texts for all; may be given again.",
)
@click.option(
    "--masks",
    "masks_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Masks from a file, one a line, as --mask has them.",
)
def report(case: Path, path: Path, title: str | None, masks: tuple[str, ...], masks_file: Path | None) -> None:
    """Write a case as one page that opens anywhere, without network or program: the dossier.

    It has the claims, chains, texts and decisions, each number with the places it counts, and all of it as JSON.
    What is masked stands nowhere in it; spans and hashes stay those of the original texts.
    """
    from firsthand.masking import read_mask, read_masks
    from firsthand.report import write_report

    asked = [*map(read_mask, masks), *(read_masks(masks_file) if masks_file else ())]
    write_report(firsthand.open_case(case), path, title, masks=asked)
    click.echo(f"report written to {path}")


@commands.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("feeds", type=click.Path(path_type=Path))
@click.option("--once", is_flag=True, help="Look once, and stop.")
@click.option("--jsonl", type=click.Path(path_type=Path), metavar="FILE", help="Append each change as a line of JSON.")
def watch(case: Path, feeds: Path, once: bool, jsonl: Path | None) -> None:
    """Watch feeds, read what is new into a case, and tell what changed.

    FEEDS is a TOML file: [[feed]] parts with a url and an outlet, and how often and how politely to ask. The only
    command that uses the network.
    """
    from firsthand.watch import read_watching, watch_feeds
    from firsthand.watch.tell import append_changes, round_lines, send_changes

    watching = read_watching(feeds)
    for found in watch_feeds(case, watching, rounds=1 if once else None):
        for line in round_lines(found):
            click.echo(line)
        if jsonl is not None:
            append_changes(found, jsonl)
        if watching.webhook is not None:
            failed = send_changes(found, case, watching.webhook)
            if failed:
                click.echo(failed, err=True)


@commands.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--port", default=8642, show_default=True, metavar="NUMBER", help="Port of this machine; 0 for any.")
@click.option("--open", "open_browser", is_flag=True, help="Open the browser as well.")
def serve(case: Path, port: int, open_browser: bool) -> None:
    """Show a case in the browser, to look at and to judge; only this machine reaches it."""
    from firsthand.app.server import serve_case

    serve_case(case, port=port, open_browser=open_browser, say=click.echo)


def _columns(text: str) -> dict[str, str]:
    """FIELD=COLUMN,… as a dict."""
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    for field, equals, column in pairs:
        if not (field.strip() and equals and column.strip()):
            raise UnknownError(f"--columns has {field + equals + column!r}; write FIELD=COLUMN,FIELD=COLUMN")
    return {field.strip(): column.strip() for field, _, column in pairs}


def _print(drawn: Any) -> None:
    Console().print(drawn)


def main(arguments: list[str] | None = None) -> int:
    """Runs a command; gives 0, 2 for what the user can mend, 1 for a fault of ours, 130 when interrupted."""
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show a character shows its code rather than stopping the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        commands.main(arguments, prog_name="firsthand", standalone_mode=False)
    except FirsthandError as error:
        return _fail(str(error), 2)
    except click.ClickException as error:
        return _fail(f"{error.format_message()} (see: firsthand --help)", 2)
    except (KeyboardInterrupt, click.Abort):
        return _fail("stopped; the case is as it was, and the same command goes on where this one stopped", 130)
    except BrokenPipeError:
        # The reader of our output has gone (`firsthand show … | head`): not an error.
        sys.stderr.close()
        return 0
    except MemoryError:
        return _fail("out of memory; the case is as it was: read fewer articles at once", 2)
    except Exception as error:  # noqa: BLE001 - the last line of defence: one line, never a bare traceback
        return _fail(f"internal error, please report it: {type(error).__name__}: {error}", 1)
    return 0


def _fail(message: str, code: int) -> int:
    print(f"firsthand: {' '.join(message.split())}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
