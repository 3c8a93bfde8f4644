"""Words and marks of a text by one pass over its characters: what `firsthand.text.find_words` defines, in numba.

A text is given as its code points and their classes (see `CLASSES`); a test holds words, folding and marks equal to the
plain functions on any text.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from firsthand.kernels.compiled import _compile
from firsthand.spelling import LEAST_LETTERS, fold_spelling

Codes = NDArray[np.uint32]
Bytes = NDArray[np.uint8]

LETTER, DIGIT, INNER, POINT = 1, 2, 4, 8
"""Classes of characters: of words, of numbers, apostrophes inside words, points and commas inside numbers."""
CLASSED = 0x40000
"""Code points that have classes; none beyond is a letter or a digit."""
_PRIME = 1_099_511_628_211
_START = 14_695_981_039_346_656_037
_MASK = (1 << 64) - 1


@cache
def character_classes() -> Bytes:
    """The class of each code point below `CLASSED`."""
    classes = np.zeros(CLASSED, np.uint8)
    for code in range(CLASSED):
        character = chr(code)
        if character.isdecimal():
            classes[code] = DIGIT
        elif character.isalnum():
            classes[code] = LETTER
    for character in "'’ʼ`´":
        classes[ord(character)] |= INNER
    for character in ".,":
        classes[ord(character)] |= POINT
    return classes


def codes_of(text: str) -> Codes:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def number_word(folded: str) -> int:
    """Signed 64-bit number of a folded word, the same on every machine and for all its spellings (FNV-1a over the code
    points of the one that stands for all, then mixed).
    """
    value = _START
    for character in fold_spelling(folded):
        value = ((value ^ ord(character)) * _PRIME) & _MASK
    value ^= value >> 32
    value = (value * _PRIME) & _MASK
    value ^= value >> 29
    return value - (1 << 64) if value >> 63 else value


@_compile
def respells_inside(before: int, last: int, letter: int) -> bool:
    """Whether three small letters in a row may have another spelling: a doubled consonant, "our", "ise"."""
    if last == letter:
        return letter not in (97, 101, 103, 105, 111, 117, 121)  # a e g i o u y
    if letter == 114:  # r
        return before == 111 and last == 117  # o u
    return last == 115 and letter in (97, 101, 105) and before in (105, 121)  # s; a e i; i y


@_compile
def respells_at_end(fourth: int, third: int, second: int, last: int) -> bool:
    """Whether a word that ends with these small letters may have another spelling: "ah", "re", "ence", "ogue", "ame",
    and but for the first the same with s or d.
    """
    if second == 101 and last in (115, 100):  # e; s d
        third, second, last = fourth, third, second
    if last == 104:  # h
        return second == 97  # a
    if last != 101:  # e
        return False
    if second == 114:  # r
        return third in (98, 116)  # b t
    return (third, second) in ((110, 99), (103, 117), (97, 109))  # nc, gu, am


@_compile
def scan_words(
    codes: Codes, classes: Bytes
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int32], NDArray[np.bool_]]:
    """Number, start, end of each word, and whether its number is not made here: where it has letters beyond ASCII or
    may have another spelling.
    """
    size = len(codes)
    numbers = np.empty(size, np.int64)
    starts, ends = np.empty(size, np.int32), np.empty(size, np.int32)
    strange = np.empty(size, np.bool_)
    count, place = 0, 0
    while place < size:
        kind = classes[codes[place]] if codes[place] < CLASSED else np.uint8(0)
        body = kind & (LETTER | DIGIT)
        if not body:
            place += 1
            continue
        inner = INNER if body == LETTER else POINT
        start = place
        value = np.uint64(_START)
        odd = False
        letters, fourth, third, second, last = 0, 0, 0, 0, 0
        while place < size:
            code = codes[place]
            kind = classes[code] if code < CLASSED else np.uint8(0)
            if kind & body:
                low = code
                if code > 127:
                    odd = True
                elif 65 <= code <= 90:
                    low = np.uint32(code + 32)
                value = (value ^ np.uint64(low)) * np.uint64(_PRIME)
                fourth, third, second, last = third, second, last, int(low)
                odd = odd or (body == LETTER and respells_inside(third, second, last))
                letters += 1
            elif kind & inner and place + 1 < size:
                after = codes[place + 1]
                if after >= CLASSED or not classes[after] & body:
                    break
                if code == 46:
                    value = (value ^ np.uint64(46)) * np.uint64(_PRIME)
                elif code > 127 and code != 8217:
                    odd = True
            else:
                break
            place += 1
        odd = odd or (letters == 2 and second == 101 and last == 108)  # el
        odd = odd or (letters >= LEAST_LETTERS and respells_at_end(fourth, third, second, last))
        value ^= value >> np.uint64(32)
        value *= np.uint64(_PRIME)
        value ^= value >> np.uint64(29)
        numbers[count], starts[count], ends[count], strange[count] = np.int64(value), start, place, odd
        count += 1
    return numbers[:count].copy(), starts[:count].copy(), ends[:count].copy(), strange[:count].copy()


@_compile
def scan_edges(
    codes: Codes, mark_classes: Bytes, starts: NDArray[np.int32], ends: NDArray[np.int32], marks: NDArray[np.int64]
) -> NDArray[np.int32]:
    """Classes of the marks around each word, four bits each (see `reuse.words`), and whether it is joined to the one
    before; `marks` is how many are looked at after and before a word, and the bit of a joined word.
    """
    after, before, joined = marks[0], marks[1], marks[2]
    edges = np.zeros(len(starts), np.int32)
    for k in range(len(starts)):
        high = starts[k + 1] if k + 1 < len(starts) else len(codes)
        for n in range(min(after, high - ends[k])):
            code = codes[ends[k] + n]
            kind = np.int32(mark_classes[code]) if code < CLASSED else np.int32(0)
            if not kind:
                break
            edges[k] |= kind << (4 * n)
        low = ends[k - 1] if k else 0
        for n in range(min(before, starts[k] - low)):
            code = codes[starts[k] - 1 - n]
            kind = np.int32(mark_classes[code]) if code < CLASSED else np.int32(0)
            if not kind:
                break
            edges[k] |= kind << (16 + 4 * n)
        if k:
            gap = starts[k] - ends[k - 1]
            if gap == 0:
                edges[k] |= joined
            elif gap == 1:
                code = codes[ends[k - 1]]
                if code == 45 or code == 8208 or code == 8209:
                    edges[k] |= joined
    return edges


@_compile
def sketch_ngrams(hashes: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """The least of each of `size` rehashings of some n-grams: two articles agree in as large a share of these as they
    share of their n-grams (Broder 1997).
    """
    least = np.empty(size, np.int64)
    mixed = hashes.astype(np.uint64)
    for k in range(size):  # all n-grams by one rehashing after the other: several at once, five times as fast
        low = np.uint64(_MASK)
        for n in range(len(mixed)):
            value = mixed[n] * np.uint64(6_364_136_223_846_793_005) + np.uint64(2 * k + 1)
            value ^= value >> np.uint64(33)
            mixed[n] = value
            low = min(low, value)
        least[k] = np.int64(low >> np.uint64(1))
    return least
