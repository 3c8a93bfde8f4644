"""Bytes to characters: the encoding of a file found out, and nothing in its text changed."""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from io import BufferedIOBase, TextIOWrapper
from typing import NamedTuple

from charset_normalizer import from_bytes

from firsthand.errors import ReadingError
from firsthand.read.found import show
from firsthand.read.languages import find_language

CHUNK_BYTES = 1 << 20
"""How much of a file is looked at at once: large enough that the loop costs nothing."""
SAMPLE_BYTES = 1 << 18
"""Text from which an old encoding is told: 256 KB, some hundred articles."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP, Word or EPUB"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"\xd0\xcf\x11\xe0", "old Microsoft Office"),
    (b"{\\rtf", "RTF"),
    (b"PAR1", "Parquet"),
    (b"SQLite format 3", "SQLite"),
    (b"\x7fELF", "ELF program"),
    (b"MZ\x90", "Windows program"),
)
# What news is found in. Left out: code pages of terminals and mainframes, which the detector takes short texts for.
_OLD = [
    *("cp1252", "cp1250", "cp1254", "cp1257", "cp1258"),
    *("cp1251", "koi8_r", "koi8_u", "iso8859_5"),
    *("cp1253", "iso8859_7", "cp1255", "iso8859_8", "cp1256", "iso8859_6"),
    *("cp874", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
]
# The detector cannot tell the Latin code pages apart on a few lines; the language that comes out can.
_LATIN = {
    "cp1254": {"tr", "az"},
    "cp1250": {"pl", "cs", "sk", "hu", "hr", "bs", "sl", "ro", "sq"},
    "cp1257": {"lt", "lv", "et"},
}
_TYPOGRAPHIC = set("‘’‚“”„–—…•«»‹›£€¥¢§©®°™†‡¿¡½¼¾²³ªº·\u00a0\u00ad،؛؟ـ")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class Decoded(NamedTuple):
    """A text with the encoding it was in; no text, and why, where it cannot be read."""

    text: str | None
    encoding: str
    reason: str = ""


def check_encoding(encoding: str | None) -> None:
    """Refuse an encoding that Python does not know, by ReadingError."""
    if encoding is None:
        return
    try:
        codecs.lookup(encoding)
        "".encode(encoding)
    except (LookupError, UnicodeError):
        raise ReadingError(
            f"encoding {show(encoding)} is not known; name one such as utf-8, windows-1252, windows-1256 or utf-16, "
            "or leave it out to have it found"
        ) from None


def has_surrogates(text: str) -> bool:
    """Whether a text holds half characters: undecoded bytes or broken escapes, which no table can hold."""
    return not text.isascii() and _SURROGATE.search(text) is not None


def decode(data: bytes, encoding: str | None, declared: str | None = None) -> Decoded:
    r"""Characters of a whole file: by `encoding`, its mark, UTF-8, what it declares, or detection, in this order.

    >>> decode("Genève".encode("utf-16"), None)
    Decoded(text='Genève', encoding='utf-16', reason='')
    >>> decode(b"%PDF-1.7 \xff\xff", None).reason
    'binary file: looks like PDF; convert it to text first'
    """
    kind = next((name for magic, name in _KINDS if data.startswith(magic)), None)
    if kind is not None:
        return Decoded(None, "binary", f"binary file: looks like {kind}; convert it to text first")
    if encoding is None:
        encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _unmarked_wide(data)
    if encoding is not None:
        return _decode_as(data, encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_old(data, error, declared)
    if len(_CONTROL.findall(text[:CHUNK_BYTES])) * 20 > min(len(text), CHUNK_BYTES):
        return Decoded(None, "binary", "binary file: more than one character in 20 is a control character")
    return Decoded(text, "utf-8")


def _decode_as(data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding)
        # The mark at the head, which only some names of an encoding take away.
        text = text[1:] if text.startswith("\ufeff") and codecs.lookup(encoding).name.startswith("utf") else text
        return Decoded(text, "utf-8" if encoding == "utf-8-sig" else encoding)
    except UnicodeDecodeError as error:
        return Decoded(None, encoding, f"undecodable bytes: {_bad_bytes(data, error)} is not {encoding}")


def _bad_bytes(data: bytes, error: UnicodeDecodeError) -> str:
    return f"byte {error.start + 1} ({data[error.start : error.start + 4].hex(' ')})"


def _unmarked_wide(data: bytes) -> str | None:
    """UTF-16 without its mark: zero bytes on one side of the pairs only, and no ideographs, which ASCII would make."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    name = "utf-16-le" if odd and not even else "utf-16-be" if even and not odd else None
    if name is None or len(data) % 2:
        return None
    text = head[: len(head) // 2 * 2].decode(name, "replace")
    readable = sum((c.isprintable() or c.isspace()) and c < "\u2e80" for c in text)
    return name if readable >= 0.95 * len(text) else None


def _decode_old(data: bytes, error: UnicodeDecodeError, declared: str | None) -> Decoded:
    """A text that is not UTF-8."""
    damaged = data.decode("utf-8", "surrogateescape")
    lost = len(_SURROGATE.findall(damaged))
    kept = sum(character > "\x7f" for character in damaged) - lost
    undecodable = f"undecodable bytes: {_bad_bytes(data, error)} is not UTF-8; name the encoding with --encoding"
    if kept > lost:
        return Decoded(None, "utf-8", undecodable)
    if b"\x00" in data:
        return Decoded(None, "binary", "binary file: zero bytes, and neither UTF-8 nor marked as UTF-16")
    name = _known_old(declared)
    if name is None or not _holds(data, name):
        name = find_old_encoding(data)
    if name is None:
        return Decoded(None, "unknown", undecodable)
    return Decoded(data.decode(name), name)


def _known_old(declared: str | None) -> str | None:
    """Python's name of a declared encoding, when it is one of those that texts had before UTF-8."""
    try:
        name = codecs.lookup(declared or "").name
    except (LookupError, ValueError):
        return None
    if name == "iso8859-1":
        return "cp1252"  # what browsers do, since the pages that say so hold its quotation marks
    return name if name.startswith(("cp12", "cp874", "cp9", "iso8859", "koi8", "gb", "big5", "shift", "euc")) else None


def _holds(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return False
    return True


def find_old_encoding(data: bytes) -> str | None:
    """Encoding of a text from before UTF-8, or None when no reading of it looks like a text.

    charset-normalizer says which script; the Latin code pages, which it mixes up on short texts, are told apart by the
    language that comes out.
    """
    sample = data if len(data) <= SAMPLE_BYTES else data[: data.rfind(b"\n", 0, SAMPLE_BYTES) + 1 or SAMPLE_BYTES]
    best = from_bytes(sample, cp_isolation=_OLD).best()
    name = best.encoding if best is not None else "cp1252"
    if name in ("cp1252", "cp1258", *_LATIN) or not (_holds(data, name) and _is_written_in(sample, name)):
        name = "cp1252"
        for latin, languages in _LATIN.items():
            if _holds(data, latin) and find_language(_around_letters(sample.decode(latin)), 40) in languages:
                name = latin
                break
    if not _holds(data, name) or not _looks_written(sample.decode(name, "ignore")):
        return None
    return name


def _is_written_in(sample: bytes, encoding: str) -> bool:
    """Whether a text is in the script of an encoding: stray bytes among Latin letters make a few signs of any."""
    letters = [character for character in sample.decode(encoding, "ignore") if character.isalpha()]
    own = sum(character > "\x7f" for character in letters)
    return own >= 6 and own * 5 >= len(letters)


def _around_letters(text: str) -> str:
    return " ".join(text.split()[:600])


def _looks_written(text: str) -> bool:
    """Whether the characters beyond ASCII stand where letters and marks of a text stand: nine in ten of them."""
    total = odd = 0
    for at, character in enumerate(text):
        if character <= "\x7f":
            continue
        total += 1
        if character in _TYPOGRAPHIC:
            continue
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        category = unicodedata.category(character)
        odd += (
            category not in ("Lu", "Ll", "Lo", "Lm", "Mn", "Mc", "Po", "Ps", "Pe", "Zs")
            or character == "ÿ"
            or (category == "Lu" and (before.islower() or not after.isalpha()))
        )
    return odd * 10 <= total


class Lines:
    """Lines of a file that is too large to be read whole, decoded, with a bound on their length.

    Holds the stream open while it is read. Bytes that cannot be decoded come as surrogates (`has_surrogates`).
    """

    def __init__(self, stream: BufferedIOBase, encoding: str, newline: str, limit: int) -> None:
        self._wide = wide = codecs.lookup(encoding).name.startswith(("utf-16", "utf-32"))
        self._text = TextIOWrapper(
            stream,  # type: ignore[type-var]
            encoding="utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding,
            errors="surrogatepass" if wide else "surrogateescape",
            newline=newline,
        )
        self._limit = limit
        self.number = 0
        """Lines given so far."""

    def __iter__(self) -> Iterator[str | None]:
        """Each line with its end; None for one that is longer than the limit."""
        while line := self._text.readline(self._limit + 1):
            self.number += 1
            if self.number == 1 and self._wide:
                line = line.removeprefix("\ufeff")
            if len(line) <= self._limit or line.endswith("\n"):
                yield line
                continue
            while (rest := self._text.readline(CHUNK_BYTES)) and not rest.endswith(("\n", "\r")):
                pass
            yield None


def find_encoding(stream: BufferedIOBase) -> tuple[str, str]:
    """Encoding of a large file of lines, read through once, and the reason why it cannot be read, or "".

    Lines that are not UTF-8 in a file that mostly is are left to be reported one by one.
    """
    head = stream.read(CHUNK_BYTES)
    kind = next((name for magic, name in _KINDS if head.startswith(magic)), None)
    if kind is not None:
        return "binary", f"binary file: looks like {kind}; convert it to text first"
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None) or _unmarked_wide(head[:4096])
    if marked is not None:
        return ("utf-8" if marked == "utf-8-sig" else marked), ""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    kept = lost = zeros = 0
    sample: list[bytes] = []
    size = 0
    data = head
    while data:
        text = decoder.decode(data)
        if not text.isascii():
            bad = len(_SURROGATE.findall(text))
            kept += sum(character > "\x7f" for character in text) - bad if bad or kept == 0 else 1
            lost += bad
            if bad and size < SAMPLE_BYTES:
                lines = data.split(b"\n")
                # Whole lines only: half a character at the edge of what was read would spoil the detection.
                whole = lines[0 if data is head else 1 : None if len(data) < CHUNK_BYTES else -1]
                for line in whole if whole else lines:
                    if not line.isascii() and size < SAMPLE_BYTES:
                        sample.append(line)
                        size += len(line)
        zeros += data.count(0)
        data = stream.read(CHUNK_BYTES)
    lost += len(decoder.decode(b"", final=True))
    if zeros and lost:
        return "binary", "binary file: zero bytes, and neither UTF-8 nor marked as UTF-16"
    if not lost or kept > lost:
        return "utf-8", ""
    return find_old_encoding(b"\n".join(sample)) or "utf-8", ""
