"""Credit: where an article says that wording is another's, beside a passage or for the article as a whole.

A credit names an outlet or agency as the one who *published* the words: "Press TV reported that …", "according to
Reuters", "(AFP)", "-REUTERS". "told AFP" names to whom somebody spoke; an attribution that came along with the copied
words ("Reuters quoted a source …" in both articles) names whom the first article took them from. Neither is a credit
by the copier.
"""

import re
from typing import NamedTuple

import pyarrow as pa

from firsthand.attribution.registry import cached_by_registry, key_of, look_up, names_outlet
from firsthand.latest import keep_with_text
from firsthand.records import Article, Credit
from firsthand.reuse.lists import common_words
from firsthand.reuse.rows import ArticleCredits
from firsthand.schema import to_rows, to_table
from firsthand.text import Span

REACH = 250
"""Characters before and after a passage in which its sentence is looked for."""
LONGEST_CLAUSE = 140
"""Characters of a crediting clause that is shown whole; of a longer one only the crediting words are."""
SHORTEST_CREDIT = 6
"""Characters of a gap between equal words in which a credit has room: " (dpa)"."""
HEAD = 500
"""Characters at the start of an article in which its head stands."""


TAIL = 60
"""Characters at the end of an article in which a wire's mark stands."""


class Naming(NamedTuple):
    """Words that name an outlet or agency as the one whose words these are."""

    start: int
    end: int
    name: str
    covers: str = "sentence"
    """What of the article it speaks for: the sentence that it stands in, the block that it leads into or closes, or
    the whole article."""


_NAME = re.compile(
    r"(?<![\w-])(?:al-|Al-)?[A-Z][\w.&’'-]*(?:[ ](?:of[ ]|the[ ])?(?:al-|el-)?[A-Z0-9][\w.&’'-]*){0,5}"
    r"|(?<![\w-])(?:dpa|sda)\b"
)
_OUTLET_WORDS = common_words("outlet")
_BY = re.compile(
    r"(?:\b(?:according to|citing|cited by|quoting|quoted by|as reported by|reported by|in a report by"
    r"|as per|courtesy of)"
    r"|\bwith (?:information|reporting|material) from|\bsource:?|\bvia)\s+(?:the\s+|a\s+)?(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"[’']?s?(?:\s+(?:news\s+agency|agency|newspaper|daily|channel|television|website|correspondent in \w+))?"
    r"(?:\s+(?:also|earlier|later|has|had|have|previously|further))*"
    r"\s+(?:report(?:s|ed|ing)?|sa(?:id|ys)|wr(?:ote|ites)|quot(?:ed|es|ing)|publish(?:ed|es)|cit(?:ed|es|ing)"
    r"|add(?:ed|s)|stat(?:ed|es)|reveal(?:ed|s)|carried|announced)\b"
)
_NAME_WORD = re.compile(r"[^ ]*[^ .’'&-]")
_CLOSING_MARK = re.compile(r"\s*(?:\(|--|—|–|-)")
_DASH = re.compile(r"(?:--|—|–|\s-)\s?$")
_GOES_ON = re.compile(r"\s*\w")
_LIKELY = re.compile(
    r"according to|cit(?:ed|es|ing)|quot(?:ed|es|ing)|report|courtesy|information from|material from|source|via|per\b"
    r"|sa(?:id|ys)|wr(?:ote|ites)|publish|add(?:ed|s)|stat(?:ed|es)|reveal|carried|announced|[(—–-]",
    re.IGNORECASE,
)
"""Some word or mark of a credit; without one no name need be looked up."""
_TOLD = re.compile(
    r"\b(?:told|tell|tells|telling|to|with|for|at|by an?|informed)\s+(?:the\s+|an?\s+)?(?:\w+\s+){0,2}$", re.IGNORECASE
)
_SENTENCE_EDGE = re.compile(r"[.!?…؟][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z\d])|\n")
_HEAD_MARK = re.compile(
    r"(?P<name>(?:(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z][\w&’'.-]*[ ]){1,4}|dpa[ ])"
    r"[,|–—-]{0,2}[ ]?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?\d{1,2} "
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* (?:19|20)\d\d\b"
)
_TAIL_MARK = re.compile(
    r"(?:^|[\s.!?\"”)])(?P<mark>[-–—]{1,2}[ ]?(?P<name>[A-Za-z][\w&’'-]{1,30}(?: [A-Z][\w&’'-]{1,30}){0,3}))[\s.]*$"
)
_SOURCE_LINE = re.compile(r"\bSource[ds]?:? (?:from )?(?P<name>[A-Z][\w&/’'.-]*(?: [A-Z][\w&’'.-]*){0,3})")


_registered = cached_by_registry(names_outlet)


@cached_by_registry
def is_outlet(name: str, other: str | None) -> bool:
    """Whether a name is a registered outlet or agency, the other article's outlet, or speaks for itself ("… News
    Agency").

    >>> is_outlet("Reuters", None), is_outlet("Anytown Gazette", None), is_outlet("Ban Ki-moon", None)
    (True, True, False)
    """
    if names_outlet(name) or (other is not None and same_outlet(name, other)):
        return True
    words = key_of(name).split()
    return len(words) > 1 and words[-1] in _OUTLET_WORDS and name.split()[-1][:1].isupper()


@cached_by_registry
def same_outlet(one: str, other: str) -> bool:
    """Whether two names are of one outlet: one body of the registry, or the same words.

    >>> same_outlet("AFP", "Agence France-Presse"), same_outlet("presstv", "Press TV"), same_outlet("BBC", "CNN")
    (True, True, False)
    """
    a, b = look_up(one), look_up(other)
    if a is not None and b is not None:
        return a.name == b.name
    return key_of(one).replace(" ", "") == key_of(other).replace(" ", "")


def canonical_outlet(name: str) -> str:
    """The registry's name of an outlet, or the name as written."""
    body = look_up(name)
    return body.name if body is not None else name.removeprefix("The ")


def find_namings(text: str, start: int, end: int, other: str | None) -> list[Naming]:
    """Where a stretch of text names an outlet or agency as the one who reports, with the words that do so.

    Of the names inside one run of capitalised words the likeliest counts: the other article's outlet, then registered
    names of several words ("Press TV" in "Meantime Press TV"), then the longest: "Karsten Post" is not the registered
    paper that is called "the Post" for short.
    """

    def rank(naming: Naming) -> tuple[int, int, int]:
        if other is not None and same_outlet(naming.name, other):
            return 0, 0, naming.start
        several = naming.name.count(" ")
        return (1 if several and _registered(naming.name) else 2), -several, naming.start

    found = []
    for names in _reporters(text, start, end):
        outlets = [naming for naming in names if is_outlet(naming.name, other)]
        if outlets:
            found.append(min(outlets, key=rank))
    return found


@cached_by_registry
def _reporters(text: str, start: int, end: int) -> list[list[Naming]]:
    """Whoever a stretch of text names as one who reports, outlet or not: for each run of capitalised words the names
    in it that stand so.
    """
    found: list[list[Naming]] = []
    if start >= end or not _LIKELY.search(text, start, end):
        return found
    for name in _NAME.finditer(text, start, end):
        words = [(m.start() + name.start(), m.end() + name.start()) for m in _NAME_WORD.finditer(name.group())]
        reports = [_REPORTS.match(text[last : min(end, last + 60)]) for _, last in words]
        namings = []
        for i, (first, _) in enumerate(words):
            before = text[max(start, first - 60) : first]
            by, opened, dash = _BY.search(before), before.endswith("("), _DASH.search(before) is not None
            told = _TOLD.search(before) is not None
            for (_, last), reported in list(zip(words, reports, strict=True))[i:]:
                written = text[first:last]
                if by is not None:
                    namings.append(Naming(first - len(before) + by.start(), last, written))
                elif reported is not None:
                    if not told:
                        namings.append(Naming(first, last + reported.end(), written))
                elif opened and text.startswith(")", last, end):
                    namings.append(Naming(first - 1, last + 1, written))
                elif dash and not _GOES_ON.match(text, last, min(end, last + 60)):
                    namings.append(Naming(first, last, written))
        if namings:
            found.append(namings)
    return found


def find_near_credit(text: str, passage: Span, gaps: list[Span], other: str | None) -> Naming | None:
    """The words beside or inside a passage that credit it, in the passage's own sentence; null when there are none.

    `gaps` are the stretches of the passage that the other article does not have. Of a clause that leads into the
    passage the whole is given: "Meantime Press TV reported that". It covers its own sentence; behind a colon, or in
    brackets or after a dash below the last sentence, it covers the block, which here is the passage.
    """
    start, end = passage
    before = sentence_start(text, start)
    if before == start and text[:start].rstrip().endswith(":"):
        before = sentence_start(text, len(text[:start].rstrip()) - 1)
    led = find_namings(text, before, start, other)
    if led:
        clause_end = before + len(text[before:start].rstrip())
        covers = "block" if text[clause_end - 1] == ":" else "sentence"
        if clause_end - before <= LONGEST_CLAUSE:
            return Naming(before, clause_end, led[-1].name, covers)
        return led[-1]._replace(covers=covers)
    after = find_namings(text, end, sentence_end(text, end), other)
    if after:
        below = _ended(text, end) and _CLOSING_MARK.match(text, end)
        return after[0]._replace(covers="block" if below else "sentence")
    for first, last in gaps:
        if last - first < SHORTEST_CREDIT or ((gap := text[first:last]) == gap.lower() and "dpa" not in gap):
            continue
        inside = find_namings(text, first, last, other)
        if inside:
            return inside[0]
    return None


@keep_with_text
def sentence_start(text: str, place: int) -> int:
    """Where the sentence begins that `place` stands in; `place` itself where it begins one, or where none is near."""
    low = max(0, place - REACH)
    edges = [m.end() for m in _SENTENCE_EDGE.finditer(text, low, place)]
    start = edges[-1] if edges else (0 if low == 0 else place)
    while start < place and text[start].isspace():
        start += 1
    return start


@keep_with_text
def sentence_end(text: str, place: int) -> int:
    """Where the sentence ends that goes on at `place`; just past a bracket or dash where a sentence ended before it."""
    high = min(len(text), place + REACH)
    ended = not text[place:high].lstrip().startswith((",", ";"))
    if ended and _ended(text, place):
        mark = re.compile(r"[ \t]*(?:\([^()\n]{2,40}\)|(?:--|—|–|-)\s?[A-Z]\w{1,30})").match(text, place, high)
        return mark.end() if mark else place
    edge = _SENTENCE_EDGE.search(text, place, high)
    return edge.start() + 1 if edge else high


def _ended(text: str, place: int) -> bool:
    """Whether a sentence ended just before a place, but for marks that close it."""
    return text[max(0, place - 2) : place].strip("\"'”’») \n")[-1:] in tuple(".!?…")


def find_article_credits(text: str, outlet: str | None, marks: list[Naming]) -> list[Naming]:
    """Credits for the article as a whole: the wire marks, datelines and bylines given, a wire's name at the head
    before the date, and a line "Source: Reuters". The article's own outlet is no credit."""
    found = [mark for mark in marks if names_outlet(mark.name)]
    tail = _TAIL_MARK.search(text, max(0, len(text) - TAIL))
    if tail and names_outlet(tail.group("name")):
        found.append(Naming(tail.start("mark"), tail.end("name"), tail.group("name")))
    for pattern, high in ((_HEAD_MARK, HEAD), (_SOURCE_LINE, len(text) if "Source" in text else 0)):
        for line in pattern.finditer(text, 0, high):
            words = line.group("name").split()
            for k in range(len(words)):
                name = " ".join(words[k:] if pattern is _HEAD_MARK else words[: len(words) - k])
                body = look_up(name)
                if body is not None and body.kind == "wire":
                    start = text.index(name, line.start())
                    found.append(Naming(start, start + len(name), name))
                    break
    return [credit for credit in found if outlet is None or not same_outlet(credit.name, outlet)]


def list_article_credits(articles: pa.Table, credits_: pa.Table) -> pa.Table:
    """A row an article, with the credits that it gives for itself as a whole; articles without any have empty
    lists.
    """
    marks: dict[int, list[Naming]] = {}
    for credit in to_rows(credits_, Credit):
        if credit.covers == "article" and credit.name is not None:
            marks.setdefault(credit.article_id, []).append(Naming(credit.start, credit.end, credit.name))
    rows = []
    for article in to_rows(articles, Article):
        found = find_article_credits(article.text, article.outlet, marks.get(article.article_id, []))
        bounds = [bound for credit in found for bound in (credit.start, credit.end)]
        rows.append(ArticleCredits(article.article_id, [canonical_outlet(credit.name) for credit in found], bounds))
    return to_table(rows, ArticleCredits)
