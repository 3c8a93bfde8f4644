"""What a reader found, judged: which values can be used, and what is wrong with the others."""

from dataclasses import dataclass

from firsthand.read.articles import make_article
from firsthand.read.dates import Moment, read_date
from firsthand.read.encodings import has_surrogates
from firsthand.read.found import Found, Reading, make_problem, show
from firsthand.read.languages import read_language
from firsthand.read.paths import plain_name
from firsthand.records import Article, Problem


@dataclass(frozen=True)
class Candidate:
    """An article that can be read, before its place among the others is known."""

    article: Article
    """Its language is "und" unless it was stated."""
    place: str
    """FILE:LINE, for messages."""
    line: int | None
    file_names: tuple[str, ...]
    """Its file's full path without and with suffix, where the file's name can give it its id; else empty."""
    stated_id: bool
    hint: str | None


def judge(found: Found, reading: Reading) -> tuple[Candidate | None, list[Problem]]:
    """The article, or None where it must be skipped, and all that is wrong with its values."""
    problems: list[Problem] = []
    given_id = _read_id(found.id)

    def tell(reason: str, *, skipped: bool = False) -> None:
        shown = given_id if given_id is not None and not has_surrogates(given_id) else None
        problems.append(make_problem(found.source, found.line, reason, given_id=shown, skipped=skipped))

    if found.id is not None and given_id is None and found.id != "":
        tell(f"id not readable: {show(found.id)} is neither text nor a whole number; another was made")
    if given_id is not None and has_surrogates(given_id):
        tell(f"id not readable: {show(given_id)} holds half a character; another was made")
        given_id = None
    text, reason = _read_text(found.text, "text")
    title, title_reason = _read_text(found.title, "title")
    if title_reason.startswith("title not readable"):
        tell(f"{title_reason}; left out")
        title_reason = ""
    if reason or title_reason:
        tell(reason or title_reason, skipped=True)
        return None, problems
    if text is None or not text.strip():
        what = (
            "no text: the column is missing or null"
            if text is None
            else "empty text: nothing but white space"
            if text
            else "empty text"
        )
        tell(what, skipped=True)
        return None, problems
    title = title if title and title.strip() else ""
    if len(text) + len(title) > reading.maximum_characters:
        limit = f"{reading.maximum_characters:,}"
        tell(
            f"absurd size: {len(text) + len(title):,} characters, at most {limit} are read; is it one article?",
            skipped=True,
        )
        return None, problems
    plain: dict[str, str | None] = {}
    for name in ("outlet", "url", "byline"):
        plain[name], reason = _read_plain(getattr(found, name), name)
        if reason:
            tell(reason)
    moment: Moment | None = None
    if found.date is not None and not (isinstance(found.date, str) and not found.date.strip()):
        read = read_date(found.date, reading.date_format)
        if isinstance(read, str):
            tell(f"{read}. The article is read without a date")
        else:
            moment = read
    stated_language, reason = _read_plain(found.language, "language")
    language = read_language(stated_language) if stated_language else None
    if reason or (stated_language and language is None):
        tell(
            reason
            or f"language not known: {show(stated_language)} is no ISO 639-1 code such as en or ar; told from the text"
        )
    implied = found.implied_id if given_id is None else None
    article = make_article(
        text,
        title=title,
        given_id=given_id,
        implied_id=implied,
        outlet=plain["outlet"],
        url=plain["url"],
        byline=plain["byline"],
        published=moment.when if moment else None,
        published_precision=moment.precision if moment else None,
        language=language or "und",
        source=found.source.name,
    )
    place = found.source.name if found.line is None else f"{found.source.name}:{found.line}"
    names = _file_names(found) if found.implied_id is not None else ()
    return Candidate(article, place, found.line, names, given_id is not None, found.hint), problems


def _file_names(found: Found) -> tuple[str, str]:
    path = found.source.path.absolute()
    bare = (path.with_suffix("") if found.source.packed else path).with_suffix("")
    number = (found.implied_id or "").removeprefix(found.source.implied_id)
    return plain_name(bare.as_posix() + number), plain_name(path.as_posix() + number)


def _read_id(value: object) -> str | None:
    """A stated id: text as it is, a whole number in digits; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return str(value) if abs(value) < 10**100 else None
    return value if isinstance(value, str) and value.strip() else None


def _read_text(value: object, name: str) -> tuple[str | None, str]:
    """A text exactly as it stands, and what is wrong with it."""
    if value is None:
        return None, ""
    if isinstance(value, bytes):
        try:
            value = value.decode("utf-8")
        except UnicodeDecodeError:
            return None, f"undecodable bytes: the {name} is not UTF-8"
    if not isinstance(value, str):
        return None, f"{name} not readable: {show(value)} is not text"
    if has_surrogates(value):
        return None, f"undecodable characters: the {name} holds half a character (a lone \\ud800 to \\udfff)"
    return value, ""


def _read_plain(value: object, name: str) -> tuple[str | None, str]:
    """A field beside the text, trimmed; several names are joined by commas."""
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        value = ", ".join(value)
    text, reason = _read_text(value, name)
    if reason:
        return None, f"{reason}; left out"
    return (text.strip() or None) if text else None, ""
