"""Files of many articles, a row an article: JSONL, JSON, CSV and TSV, Parquet."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

import pyarrow as pa
import pyarrow.parquet as pq

from firsthand.errors import ReadingError
from firsthand.read.encodings import Lines, decode, find_encoding, has_surrogates
from firsthand.read.files import open_stream, read_bytes
from firsthand.read.found import (
    ALIASES,
    FIELDS,
    Encoding,
    Item,
    Reading,
    Source,
    find_fields,
    make_found,
    make_problem,
    show,
)

COLUMNS_SHOWN = 30
"""Columns named in a message; a table of news has under 20."""
BATCH_ROWS = 256
"""Parquet rows in memory at once: 256 articles of the longest kind would be 0.5 GB, of the usual kind 1 MB."""

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


def read_jsonl(source: Source, reading: Reading) -> Iterator[Item]:
    r"""Articles of a JSONL file: an object a line. Lines end at "\n" only, since texts hold U+2028 and its like."""
    encoding, reason = _encoding_of(source, reading)
    if reason:
        yield make_problem(source, None, reason)
        return
    yield Encoding(source.name, encoding)
    yield from _find_rows(source, reading, _json_lines(source, reading, encoding))


def _encoding_of(source: Source, reading: Reading) -> tuple[str, str]:
    if reading.encoding is not None:
        return reading.encoding, ""
    with open_stream(source) as stream:
        return find_encoding(stream)


def _json_lines(source: Source, reading: Reading, encoding: str) -> Iterator[tuple[int, object | str]]:
    with open_stream(source) as stream:
        lines = Lines(stream, encoding, "\n", reading.maximum_line_characters)
        for line in lines:
            if line is None:
                yield lines.number, _too_long(reading)
            elif has_surrogates(line):
                yield lines.number, _undecodable(line, encoding)
            elif not line.isspace():
                yield lines.number, _loads(line.rstrip("\r\n"))


def _too_long(reading: Reading) -> str:
    return (
        f"absurd size: a line of more than {reading.maximum_line_characters:,} characters; are the line ends missing?"
    )


def _undecodable(line: str, encoding: str) -> str:
    at = next(i for i, character in enumerate(line) if "\ud800" <= character <= "\udfff")
    return f"undecodable bytes: character {at + 1} is not {encoding}; name the encoding with --encoding"


def _loads(line: str) -> object | str:
    """What a line of JSON holds: an object, or the reason why it is none."""
    try:
        loaded = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"broken JSON: {_what_is_broken(error)}"
    return loaded if isinstance(loaded, dict) else f'not an object: {show(loaded)}; a row is {{"id": …, "text": …}}'


def _what_is_broken(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at character {error.colno} of the line"
    return "nested too deep" if isinstance(error, RecursionError) else str(error)


def read_json(source: Source, reading: Reading) -> Iterator[Item]:
    """Articles of a JSON file: an array of objects, an object that holds one, or one article."""
    data = read_bytes(source, reading.maximum_file_bytes)
    if isinstance(data, str):
        yield make_problem(source, None, data)
        return
    decoded = decode(data, reading.encoding)
    if decoded.text is None:
        yield make_problem(source, None, decoded.reason)
        return
    yield Encoding(source.name, decoded.encoding)
    if not decoded.text.strip():
        yield make_problem(source, None, "empty file")
        return
    try:
        loaded = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        reason = f"broken JSON: {_what_is_broken(error)}; one object a line belongs in a file ending in .jsonl"
        yield make_problem(source, line, reason)
        return
    if isinstance(loaded, dict) and "text" not in find_fields(loaded, reading.columns)[0]:
        lists = [value for value in loaded.values() if isinstance(value, list)]
        if len(lists) != 1:
            # Among articles in a folder there are often other JSON files: they do not stop the reading.
            keys = ", ".join(show(key) for key in list(loaded)[:COLUMNS_SHOWN])
            yield make_problem(source, None, f"no text: an object of {keys or 'nothing'} is no article")
            return
        loaded = lists[0]
    listed = loaded if isinstance(loaded, list) else [loaded]
    rows: list[tuple[int, object | str]] = [
        (at, row if isinstance(row, dict) else f'not an object: {show(row)}; a row is {{"id": …, "text": …}}')
        for at, row in enumerate(listed, start=1)
    ]
    yield from _find_rows(source, reading, rows)


def _find_rows(source: Source, reading: Reading, rows: Iterable[tuple[int, object | str]]) -> Iterator[Item]:
    """Articles of numbered rows, which are objects or the reasons why they are none.

    Raises ReadingError when no row has a text: the columns have other names.
    """
    chosen: dict[tuple[str, str], None] = {}
    seen: dict[str, None] = {}
    line = objects = texts = 0
    for line, row in rows:
        if not isinstance(row, dict):
            yield make_problem(source, line, str(row))
            continue
        fields, used = find_fields(row, reading.columns)
        objects += 1
        chosen.update(dict.fromkeys(used))
        if len(seen) <= COLUMNS_SHOWN:
            seen.update(dict.fromkeys(row))
        if reading.strict and "text" not in fields:
            raise _wrong_columns(source, "text", list(row), reading)
        texts += "text" in fields
        yield make_found(source, line, fields)
    if not line:
        yield make_problem(source, None, "empty file")
    if objects and not texts:
        raise _wrong_columns(source, "text", list(seen), reading)
    yield from _notes(source, list(chosen), [name for name in reading.columns.values() if name not in seen], objects)


def _notes(source: Source, chosen: Sequence[tuple[str, str]], absent: Sequence[str], objects: int) -> Iterator[Item]:
    if chosen:
        named = ",".join(f"{name}={column}" for name, column in sorted(chosen))
        reason = f"columns read as: {named}; say otherwise with --columns"
        yield make_problem(source, None, reason, skipped=False)
    if absent and objects:
        listed = ", ".join(show(name) for name in absent)
        yield make_problem(source, None, f"columns named but not there: {listed}", skipped=False)


def _wrong_columns(source: Source, field: str, there: Sequence[str], reading: Reading) -> ReadingError:
    listed = ", ".join(show(name) for name in there[:COLUMNS_SHOWN]) or "none"
    more = ", …" if len(there) > COLUMNS_SHOWN else ""
    named = reading.columns.get(field)
    what = f"no column {show(named)}" if named is not None else f"no column '{field}' or {', '.join(ALIASES[field])}"
    return ReadingError(
        f"{source.path}: {what}; its columns are {listed}{more}. Name the right one with --columns {field}=COLUMN, "
        "or name only the files that hold articles (nothing was changed)"
    )


def _check_columns(source: Source, there: Sequence[str], reading: Reading) -> tuple[tuple[str, str], ...]:
    """Fields whose column was not named; ReadingError when a named column or the text is not there."""
    for field in FIELDS:
        if field in reading.columns and reading.columns[field] not in there:
            raise _wrong_columns(source, field, there, reading)
    fields, chosen = find_fields(dict.fromkeys(there), reading.columns)
    if "text" not in fields:
        raise _wrong_columns(source, "text", there, reading)
    return chosen


def read_csv(source: Source, reading: Reading) -> Iterator[Item]:
    """Articles of a CSV or TSV file with a header; quoted cells may hold line breaks.

    Raises ReadingError when the header has no text, or lacks a column that was named.
    """
    encoding, reason = _encoding_of(source, reading)
    if reason:
        yield make_problem(source, None, reason)
        return
    yield Encoding(source.name, encoding)
    usual = "\t" if source.suffix == ".tsv" else ","
    with open_stream(source) as stream:
        lines = Lines(stream, encoding, "", reading.maximum_line_characters)
        feed = _Feed(lines)
        first = next(iter(feed), "")
        header, delimiter = _find_header(first, feed, usual, reading)
        if header is None:
            yield make_problem(source, None, "empty file")
            return
        header_lines = lines.number
        chosen = _check_columns(source, header, reading)
        if delimiter != usual:
            reason = f"cells parted by {_DELIMITERS[delimiter]}, not by {_DELIMITERS[usual]}"
            yield make_problem(source, None, reason, skipped=False)
        yield from _notes(source, chosen, (), 1)
        for line, cells in _cells(feed, delimiter, reading, encoding):
            if isinstance(cells, str):
                yield make_problem(source, line, cells)
            elif len(cells) > len(header):
                reason = (
                    f"too many cells: {len(cells)} where the header has {len(header)}; "
                    f"quote cells that hold a {_DELIMITERS[delimiter]}"
                )
                yield make_problem(source, line, reason)
            elif cells:
                fields, _ = find_fields(dict(zip(header, cells, strict=False)), reading.columns)
                yield make_found(source, line, fields)
        if lines.number == header_lines:
            yield make_problem(source, None, "empty file: a header and no rows")


class _Feed:
    """Lines for the csv module, which notes whether one was left out; holds the open lines."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.dropped = False
        self._iterator = iter(lines)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._iterator)
        if line is None:
            self.dropped = True
            return "\n"
        return line


def _find_header(first: str, feed: Iterator[str], usual: str, reading: Reading) -> tuple[list[str] | None, str]:
    """Cells of the first row, and what parts them: the usual, unless only another gives a text column."""
    if not first.strip():
        return None, usual
    split = {usual: _split(first, feed, usual)}
    if "text" in find_fields(dict.fromkeys(split[usual]), reading.columns)[0]:
        return split[usual], usual
    for delimiter in _DELIMITERS:
        if delimiter != usual and first.count('"') % 2 == 0:
            header = _split(first, feed, delimiter)
            if "text" in find_fields(dict.fromkeys(header), reading.columns)[0]:
                return header, delimiter
    return split[usual], usual


def _split(first: str, feed: Iterator[str], delimiter: str) -> list[str]:
    def lines() -> Iterator[str]:
        yield first
        if first.count('"') % 2:
            yield from feed

    return next(csv.reader(lines(), delimiter=delimiter), [])


def _cells(feed: _Feed, delimiter: str, reading: Reading, encoding: str) -> Iterator[tuple[int, list[str] | str]]:
    """Rows with the line that each starts on; a reason in place of a row that cannot be read."""
    rows = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        line = feed.lines.number + 1
        feed.dropped = False
        # The limit is the csv module's own and global: it is put back before anyone else can meet it.
        before = csv.field_size_limit(reading.maximum_characters)
        try:
            cells: list[str] | str = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            last = feed.lines.number
            cells = f"broken CSV: {error} (lines {line} to {last}); is a quotation mark not closed or not doubled?"
        finally:
            csv.field_size_limit(before)
        if feed.dropped:
            cells = _too_long(reading)
        elif not isinstance(cells, str):
            bad = next((cell for cell in cells if has_surrogates(cell)), None)
            cells = cells if bad is None else _undecodable(bad, encoding)
        yield line, cells


def read_parquet(source: Source, reading: Reading) -> Iterator[Item]:
    """Articles of a Parquet file, read by batches; timestamps and dates as they are.

    Raises ReadingError when it has no column of texts, or lacks a column that was named.
    """
    if source.packed:
        data = read_bytes(source, reading.maximum_file_bytes)
        if isinstance(data, str):
            yield make_problem(source, None, data)
            return
        opened: pa.NativeFile = pa.BufferReader(data)
    else:
        opened = pa.OSFile(str(source.path), "rb")
    try:
        with opened, pq.ParquetFile(opened) as file:
            there = file.schema_arrow.names
            chosen = _check_columns(source, there, reading)
            yield from _notes(source, chosen, (), 1)
            fields, _ = find_fields({name: name for name in there}, reading.columns)
            line = 0
            for batch in file.iter_batches(BATCH_ROWS, columns=sorted({str(name) for name in fields.values()})):
                values = {name: _values(batch.column(str(column))) for name, column in fields.items()}
                for at in range(batch.num_rows):
                    line += 1
                    row: Mapping[str, object] = {name: column[at] for name, column in values.items()}
                    yield make_found(source, line, row)
            if not line:
                yield make_problem(source, None, "empty file: columns and no rows")
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError) as error:
        yield make_problem(source, None, f"broken Parquet: {show(str(error), 200)}")


def _values(column: pa.Array) -> list[object]:
    """Values as Python's; times in microseconds, since the finer ones have no type of Python's own."""
    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    try:
        return list(column.to_pylist())
    except (UnicodeDecodeError, ValueError, OverflowError):
        return [_value(scalar) for scalar in column]


def _value(scalar: pa.Scalar) -> object:
    try:
        value: object = scalar.as_py()
    except UnicodeDecodeError:
        return scalar.as_buffer().to_pybytes()
    except (ValueError, OverflowError):
        return str(scalar)
    return value if isinstance(value, (str, int, float, bytes, date, datetime, type(None))) else str(value)
