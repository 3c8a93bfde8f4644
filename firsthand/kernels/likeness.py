"""Which sentences of two articles say the same in other words, in numba: what `reuse.rewritten` is made of.

An article is given as its stems, each once in every sentence that has it; a test holds the results equal to plain
definitions.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firsthand.kernels.compiled import Ints, _compile
from firsthand.kernels.scan import Codes

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

NAME, FIGURE, QUOTED = 1, 2, 4
"""Marks of stems: part of a name, a number other than a year, inside quotation marks."""
LIKES = 3
"""Sentences of the other article that one sentence is compared with further, those that share most with it: the order
of the rest decides between them."""
COMMON = 24
"""Sentences of one article from which a stem that they share says nothing; it bounds the time that a pair takes."""
CHAINS = 32
"""Most chains of one pair."""
_PRIME = 1_099_511_628_211
_START = 14_695_981_039_346_656_037
LEAST_LETTERS = 4
"""Letters that are left of a word at the least; shorter words are their own stems."""
MOST_LETTERS = 64
ENDINGS = ("ment", "ing", "ion", "ed", "ly", "er", "al", "or")
"""Endings that a stem does without; the first that a word has is taken off."""
_ENDINGS = np.array([[ord(c) for c in ending.rjust(4)] for ending in ENDINGS], np.uint8)
_SIZES = np.array([len(ending) for ending in ENDINGS])
_S, _U, _E, _Y, _I = (ord(letter) for letter in "sueyi")


class Stems(NamedTuple):
    """The stems of one article, sorted by stem, then by sentence."""

    stems: Ints
    sentences: NDArray[np.int32]
    """In which sentence each stands."""
    weights: NDArray[np.float32]
    marks: NDArray[np.uint8]
    times: NDArray[np.int32]
    """In how many sentences of the article the stem stands."""
    order: NDArray[np.int32]
    """The places of the stems, sorted by sentence."""
    words: NDArray[np.int32]
    """The first word of the sentence that has the stem."""
    places: NDArray[np.int32]
    """Where that word begins, in characters."""


class Chains(NamedTuple):
    """What two articles say alike, in the same order; a row a pair of sentences."""

    places: Ints
    """Sentence in a, sentence in b, and the same two with copied sentences left out of the count."""
    shares: Floats
    """Weight of what they share, of the names and figures in it, of all that the one and the other say."""
    chains: Ints
    """Number of the chain that it is part of."""
    a_left: Ints
    """Start and end of what of the sentence was not copied."""
    b_left: Ints


@_compile
def stem_words(codes: Codes, starts: NDArray[np.int32], ends: NDArray[np.int32], numbers: Ints) -> Ints:
    """Number of the stem of each word, see `reuse.stems.stem_word`; `numbers` are those of the words themselves, which
    stay where a word has other letters than those of English.
    """
    stems = numbers.copy()
    letters = np.zeros(MOST_LETTERS, np.uint8)
    for k in range(len(starts)):
        size, plain = 0, True
        for place in range(starts[k], ends[k]):
            code = codes[place]
            if 65 <= code <= 90:
                code += np.uint32(32)
            if 97 <= code <= 122 and size < MOST_LETTERS:
                letters[size] = np.uint8(code)
                size += 1
            elif code != 39 and code != 96 and code != 8217:
                plain = False
                break
        if plain and size >= LEAST_LETTERS:
            value = np.uint64(_START)
            for n in range(_stem_size(letters, size)):
                value = (value ^ np.uint64(letters[n])) * np.uint64(_PRIME)
            value ^= value >> np.uint64(32)
            value *= np.uint64(_PRIME)
            value ^= value >> np.uint64(29)
            stems[k] = np.int64(value)
    return stems


@_compile
def _stem_size(letters: NDArray[np.uint8], size: int) -> int:
    """How many letters of a word its stem has; a final y becomes an i in place."""
    if size > LEAST_LETTERS and letters[size - 1] == _S and letters[size - 2] != _S and letters[size - 2] != _U:
        size -= 1
    for row in range(len(_SIZES)):
        same = size >= _SIZES[row] + LEAST_LETTERS
        for n in range(_SIZES[row]):
            same = same and letters[size - 1 - n] == _ENDINGS[row, 3 - n]
        if same:
            size -= _SIZES[row]
            break
    if size > LEAST_LETTERS and letters[size - 1] == _E:
        size -= 1
    if size > LEAST_LETTERS and letters[size - 1] == letters[size - 2]:
        size -= 1
    if letters[size - 1] == _Y:
        letters[size - 1] = np.uint8(_I)
    return size


@_compile
def list_stems(
    numbers: Ints, weights: Floats, marks: NDArray[np.uint8], sentences: NDArray[np.int32]
) -> tuple[
    Ints,
    NDArray[np.int32],
    NDArray[np.float32],
    NDArray[np.uint8],
    NDArray[np.int32],
    NDArray[np.int32],
    NDArray[np.int32],
]:
    """The fields of `Stems` of an article, from the number, weight, marks and sentence of the stem of each word; a word
    without weight is left out, and a stem that a sentence has twice has its greater weight and the marks of both.
    """
    said = np.flatnonzero(weights > 0)
    order = said[np.argsort(numbers[said], kind="mergesort")]
    first = np.empty(len(order), np.int64)
    count = 0
    for k in range(len(order)):
        if k and numbers[order[k]] == numbers[order[k - 1]] and sentences[order[k]] == sentences[order[k - 1]]:
            continue
        first[count] = k
        count += 1
    words = order[first[:count]]
    heaviest, marked = np.zeros(count, np.float32), np.zeros(count, np.uint8)
    times = np.ones(count, np.int32)
    row = -1
    for k in range(len(order)):
        if row + 1 < count and first[row + 1] == k:
            row += 1
        heaviest[row] = max(heaviest[row], weights[order[k]])
        marked[row] |= marks[order[k]]
    for k in range(1, count):
        if numbers[words[k]] == numbers[words[k - 1]]:
            times[k] = times[k - 1] + 1
    for k in range(count - 2, -1, -1):
        if numbers[words[k]] == numbers[words[k + 1]]:
            times[k] = times[k + 1]
    by_sentence = np.argsort(sentences[words], kind="mergesort").astype(np.int32)
    return numbers[words], sentences[words], heaviest, marked, times, by_sentence, words.astype(np.int32)


@_compile
def weigh_stems(
    weights: Floats, goes_on: Flags, capital: Flags, digit: Flags, sentences: NDArray[np.int32]
) -> tuple[Floats, NDArray[np.uint8]]:
    """Weight and marks of each word: the words of a name share its weight.

    `weights` and `goes_on` are those of `weigh_each`; a name is what has two capital words, or one that begins no
    sentence.
    """
    shared, marks = weights.copy(), np.zeros(len(weights), np.uint8)
    head, size = -1, 1
    for k in range(len(weights)):
        if goes_on[k] and head >= 0:
            size += 1
            marks[head], marks[k] = NAME, NAME
            shared[k] = -head - 1.0
        elif weights[k] > 0:
            if head >= 0:
                shared[head] /= size
            head, size = k, 1
            if capital[k] and k and sentences[k] == sentences[k - 1]:
                marks[k] = NAME
    if head >= 0:
        shared[head] /= size
    for k in range(len(weights)):
        if shared[k] < 0:
            shared[k] = shared[int(-shared[k] - 1.0)]
        if digit[k]:
            marks[k] = FIGURE
    return shared, marks


@_compile
def clip_sentences(sentences: Ints, passages: Ints, least: float) -> Ints:
    """Start and end of what is left of each sentence without the passages: its longest stretch that none of them has,
    or nothing where that is less than the share `least` of the sentence.
    """
    left = sentences.copy()
    for k in range(len(passages)):
        start, end = passages[k, 0], passages[k, 1]
        row = np.searchsorted(sentences[:, 1], start + 1)
        while row < len(sentences) and sentences[row, 0] < end:
            low, high = left[row, 0], left[row, 1]
            if start < high and end > low:
                if start - low >= high - end:
                    left[row, 1] = max(start, low)
                else:
                    left[row, 0] = min(end, high)
            row += 1
    for row in range(len(left)):
        if left[row, 1] - left[row, 0] < least * (sentences[row, 1] - sentences[row, 0]):
            left[row, 1] = left[row, 0]
    return left


@_compile
def _meet(a: Stems, b: Stems) -> tuple[Ints, Ints, float]:
    """For each stem of a, where it begins in b (-1 where it does not stand there); for each stem of b, in how many
    sentences of a it stands; and the most that two articles with these stems can share.
    """
    first = np.full(len(a.stems), -1, np.int64)
    times = np.zeros(len(b.stems), np.int64)
    most = 0.0
    i, j = 0, 0
    while i < len(a.stems) and j < len(b.stems):
        if a.stems[i] < b.stems[j]:
            i += a.times[i]
        elif a.stems[i] > b.stems[j]:
            j += b.times[j]
        else:
            most += min(a.weights[i], b.weights[j])
            for k in range(a.times[i]):
                first[i + k] = j
            for k in range(b.times[j]):
                times[j + k] = a.times[i]
            i, j = i + a.times[i], j + b.times[j]
    return first, times, most


@_compile
def match_sentences(a: Stems, b: Stems, a_left: Ints, b_left: Ints, least: Floats) -> tuple[Ints, Floats]:
    """Sentences of two articles that share much: (sentence in a, in b), in this order, and what they share.

    Only what `a_left` and `b_left` (start, end of each sentence) leave of them is looked at. A stem weighs what its
    word weighs, divided by the number of sentences of the one article or the other in which it stands, whichever is
    more; inside quotation marks on both sides it weighs nothing. `least` are the total from which the pair is looked
    at, the least that two sentences share, the least share of what they say (twice what they share over what either
    says), and the least share of names and figures of the sentence that has fewer. Two sentences with figures of which
    none is equal are no match. What they share is (weight, weight of names and figures in it, weight of the sentence
    in a, in b).
    """
    size = len(b_left)
    places, shares = np.empty((LIKES * len(a_left), 2), np.int64), np.empty((LIKES * len(a_left), 4), np.float64)
    first, times, most = _meet(a, b)
    if most < least[0]:
        return places[:0], shares[:0]
    b_says, b_named, b_figures = np.zeros(size), np.zeros(size), np.zeros(size, np.int64)
    for k in range(len(b.stems)):
        row = b.sentences[k]
        if b_left[row, 0] <= b.places[k] < b_left[row, 1]:
            says = b.weights[k] / max(b.times[k], times[k])
            b_says[row] += says
            if b.marks[k] & (NAME | FIGURE):
                b_named[row] += says
            b_figures[row] += (b.marks[k] & FIGURE) > 0
    weight, special, figures = np.zeros(size), np.zeros(size), np.zeros(size, np.int64)
    count, at = 0, 0
    while at < len(a.order):
        sentence = a.sentences[a.order[at]]
        says, named, own_figures = 0.0, 0.0, 0
        weight[:], special[:], figures[:] = 0.0, 0.0, 0
        while at < len(a.order) and a.sentences[a.order[at]] == sentence:
            i = a.order[at]
            at += 1
            if not a_left[sentence, 0] <= a.places[i] < a_left[sentence, 1]:
                continue
            j = first[i]
            there = b.times[j] if j >= 0 else 0
            rarity = 1.0 / max(a.times[i], there)
            says += a.weights[i] * rarity
            if a.marks[i] & (NAME | FIGURE):
                named += a.weights[i] * rarity
            own_figures += (a.marks[i] & FIGURE) > 0
            if max(a.times[i], there) > COMMON:
                continue
            for k in range(j, j + there):
                row = b.sentences[k]
                if a.marks[i] & b.marks[k] & QUOTED or not b_left[row, 0] <= b.places[k] < b_left[row, 1]:
                    continue
                shared = min(a.weights[i], b.weights[k]) * rarity
                weight[row] += shared
                if (a.marks[i] | b.marks[k]) & (NAME | FIGURE):
                    special[row] += shared
                figures[row] += (a.marks[i] & b.marks[k] & FIGURE) > 0
        for _ in range(LIKES):
            best = -1
            for k in range(size):
                if weight[k] < least[1] or 2 * weight[k] < least[2] * (says + b_says[k]):
                    continue
                if own_figures and b_figures[k] and not figures[k]:
                    continue
                if special[k] < least[3] * min(named, b_named[k]):
                    continue
                if best < 0 or weight[k] > weight[best]:
                    best = k
            if best < 0:
                break
            places[count, 0], places[count, 1] = sentence, best
            shares[count, 0], shares[count, 1] = weight[best], special[best]
            shares[count, 2], shares[count, 3] = says, b_says[best]
            weight[best] = 0.0
            count += 1
    order = np.argsort(places[:count, 0] * size + places[:count, 1])
    return places[:count][order], shares[:count][order]


@_compile
def chain_matches(places: Ints, weights: Floats, least: float, skipped: int) -> Ints:
    """Number of the chain of each match, 0 the heaviest; -1 where it is in none.

    A row of `places` is a sentence in a, in b, and both numbered without what was copied. A chain goes on in both
    articles; in one of the two, the same all along, at most `skipped` sentences are left out between two matches (a
    summary leaves out more of the other). The heaviest chain is taken first, and no other chain meets it in either
    article; none weighs less than `least`.
    """
    size = len(places)
    chains = np.full(size, -1, np.int64)
    free = np.ones(size, np.bool_)
    total, before = np.zeros((2, size)), np.zeros((2, size), np.int64)
    for number in range(CHAINS):
        side, last, best = -1, -1, least
        for s in range(2):
            for k in range(size):
                if not free[k]:
                    continue
                total[s, k], before[s, k] = weights[k], -1
                for q in range(k - 1, -1, -1):
                    i, j = places[k, 2] - places[q, 2], places[k, 3] - places[q, 3]
                    if s == 0 and i > skipped + 1:
                        break
                    if not free[q] or i <= 0 or j <= 0 or (s == 1 and j > skipped + 1):
                        continue
                    if total[s, q] + weights[k] > total[s, k]:
                        total[s, k], before[s, k] = total[s, q] + weights[k], q
                if total[s, k] > best or (last < 0 and total[s, k] == best):
                    side, last, best = s, k, total[s, k]
        if last < 0:
            break
        start = last
        while last >= 0:
            start = last
            chains[last] = number
            last = before[side, last]
        a_low, b_low = places[start, 0], places[start, 1]
        a_high, b_high = a_low, b_low
        for k in range(size):
            if chains[k] == number:
                a_high, b_high = max(a_high, places[k, 0]), max(b_high, places[k, 1])
        for k in range(size):
            if a_low <= places[k, 0] <= a_high or b_low <= places[k, 1] <= b_high:
                free[k] = False
    return chains


@_compile
def find_chains(
    a: Stems, b: Stems, sentences: tuple[Ints, Ints], passages: Ints, limits: Floats
) -> tuple[Ints, Floats, Ints, Ints, Ints]:
    """The sentences of two articles that say the same in the same order, as the fields of `Chains`.

    `sentences` are start and end of those of a and of b, a row of `passages` is where a copied passage stands in a and
    in b (start, end, start, end). `limits` are the four of `match_sentences` (the first is also the least weight of a
    chain), the sentences that may be left out in one of the articles, and the share of a sentence that passages must
    leave.
    """
    a_left = clip_sentences(sentences[0], passages[:, 0:2], limits[5])
    b_left = clip_sentences(sentences[1], passages[:, 2:4], limits[5])
    places, shares = match_sentences(a, b, a_left, b_left, limits[:4])
    ranks = np.empty((len(places), 4), np.int64)
    ranks[:, :2] = places
    ranks[:, 2] = np.cumsum(a_left[:, 1] > a_left[:, 0])[places[:, 0]]
    ranks[:, 3] = np.cumsum(b_left[:, 1] > b_left[:, 0])[places[:, 1]]
    chains = chain_matches(ranks, shares[:, 0].copy(), limits[0], int(limits[4]))
    kept = chains >= 0
    return ranks[kept], shares[kept], chains[kept], a_left[places[kept, 0]], b_left[places[kept, 1]]
