"""The kernels in numba: the same results as `reference`, fast. See there for what each function computes.

Compiled code is kept between runs beside this file, or in the user's cache folder where that cannot be written (numba
looks at NUMBA_CACHE_DIR first); where neither can be, it is compiled anew in each process.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
from numba import njit
from numpy.typing import NDArray

from firsthand.kernels.reference import (
    CERTAIN_WORDS,
    FILL_WORDS,
    LOOK_BACK,
    MAX_REPEATS,
    MAX_RUNS,
    NEAR_SEED_WORDS,
    NEAR_WORDS,
    SEED_WORDS,
    TWICE_EQUAL,
)

Ints = NDArray[np.int64]
Keys = NDArray[np.uint64]
"""Seeds as numbers, see `list_seeds`."""
Function = TypeVar("Function", bound=Callable[..., Any])


def _compile(function: Function) -> Function:
    """The function compiled, with its machine code kept between processes where some folder for it can be written."""
    try:
        return njit(cache=True, nogil=True)(function)  # type: ignore[no-any-return]
    except (RuntimeError, OSError):  # numba: "cannot cache function: no locator available"
        return njit(nogil=True)(function)  # type: ignore[no-any-return]


@_compile
def hash_ngrams(words: Ints, size: int) -> Ints:
    """See `reference.hash_ngrams`."""
    count = max(0, len(words) - size + 1)
    hashes = np.empty(count, np.int64)
    for start in range(count):
        value = np.uint64(14_695_981_039_346_656_037)
        for k in range(start, start + size):
            value = (value ^ np.uint64(words[k])) * np.uint64(1_099_511_628_211)
            value ^= value >> np.uint64(29)
        hashes[start] = np.int64(value)
    return hashes


@_compile
def list_seeds(words: Ints, seed_words: int) -> Keys:
    """A key for the seed that begins at each word, equal for equal seeds; 0 where too few words are left."""
    keys = np.zeros(len(words), np.uint64)
    for i in range(len(words) - seed_words + 1):
        key = np.uint64(words[i])
        for k in range(i + 1, i + seed_words):
            key = key * np.uint64(1_099_511_628_211) ^ np.uint64(words[k])
        keys[i] = key ^ key >> np.uint64(31)
    return keys


@_compile
def meet_seeds(keys: Keys, others: Keys) -> NDArray[np.int32]:
    """Places of the keys that some others have too, and of a few more: by the last bits of a key, an eighth of which
    are taken at the most.
    """
    size = 8
    while size < 8 * len(others):
        size *= 2
    mask = np.uint64(size - 1)
    held = np.zeros(size, np.uint8)
    for key in others:
        held[np.int64(key & mask)] = 1
    places = np.empty(len(keys), np.int32)
    count = 0
    for place in range(len(keys)):
        places[count] = place
        count += held[np.int64(keys[place] & mask)]
    return places[:count]


@_compile
def find_runs(a: Ints, b: Ints, seed_words: int) -> Ints:
    """See `reference.find_runs`; a row is (first word in a, first word in b, words)."""
    return join_seeds(a, b, list_seeds(a, seed_words), list_seeds(b, seed_words), seed_words)


@_compile
def join_seeds(a: Ints, b: Ints, a_keys: Keys, b_keys: Keys, seed_words: int) -> Ints:
    """What `find_runs` makes, from the keys of the seeds of both. Most of these stand in one article only and are left
    out first, by two looks at arrays that the cache holds.
    """
    runs = np.empty((64, 3), np.int64)
    count = 0
    if min(len(a), len(b)) < seed_words:
        return runs[:0]
    a_keys, b_keys = a_keys[: len(a) - seed_words + 1], b_keys[: len(b) - seed_words + 1]
    a_met = meet_seeds(a_keys, b_keys)
    b_met = meet_seeds(b_keys, a_keys[a_met])
    # A table of chained buckets over the seeds of b, filled from the end so that each chain runs forward.
    size = 1
    while size < 2 * len(b_met):
        size *= 2
    mask = np.uint64(size - 1)
    head = np.full(size, -1, np.int32)
    following = np.empty(len(b_met), np.int32)
    for place in range(len(b_met) - 1, -1, -1):
        bucket = np.int64(b_keys[b_met[place]] & mask)
        following[place] = head[bucket]
        head[bucket] = place
    for i in a_met:
        place = head[np.int64(a_keys[i] & mask)]
        repeats = 0
        while place >= 0 and repeats < MAX_REPEATS:
            j = b_met[place]
            same = a_keys[i] == b_keys[j]
            for k in range(seed_words if same else 0):
                same = same and a[i + k] == b[j + k]
            if same:
                repeats += 1
                if i == 0 or j == 0 or a[i - 1] != b[j - 1]:
                    length = seed_words
                    while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length]:
                        length += 1
                    if count == len(runs):
                        larger = np.empty((2 * count, 3), np.int64)
                        larger[:count] = runs
                        runs = larger
                    runs[count, 0], runs[count, 1], runs[count, 2] = i, j, length
                    count += 1
                    if count == MAX_RUNS:
                        return runs[:count]
            place = following[place]
    return runs[:count]


@_compile
def chain_runs(runs: Ints, gap_words: int) -> tuple[Ints, Ints]:
    """See `reference.chain_runs`; the chains' runs one after another, and where each chain starts, with the end
    last.
    """
    count = len(runs)
    best = np.empty(count, np.int64)
    before = np.empty(count, np.int64)
    for q in range(count):
        i, j, length = runs[q, 0], runs[q, 1], runs[q, 2]
        best[q] = 2 * length
        before[q] = -1
        for p in range(q - 1, max(-1, q - 1 - LOOK_BACK), -1):
            if runs[p, 0] >= i or runs[p, 1] >= j:
                continue
            gap_a, gap_b = i - runs[p, 0] - runs[p, 2], j - runs[p, 1] - runs[p, 2]
            overlap = max(0, -gap_a, -gap_b)
            if overlap >= length or max(gap_a, gap_b) > gap_words:
                continue
            score = best[p] + 2 * (length - overlap) - max(0, gap_a + overlap, gap_b + overlap)
            if score > best[q]:
                best[q], before[q] = score, p
    chained = np.empty((count, 3), np.int64)
    bounds = np.zeros(count + 1, np.int64)
    used = np.zeros(count, np.bool_)
    order = np.argsort(-best, kind="mergesort")
    done, chains = 0, 0
    for q in order:
        last = done
        while q >= 0 and not used[q]:
            used[q] = True
            chained[done] = runs[q]
            done += 1
            q = before[q]
        if done == last:
            continue
        chained[last:done] = chained[last:done][::-1].copy()
        for k in range(last + 1, done):
            overlap = max(
                0,
                chained[k - 1, 0] + chained[k - 1, 2] - chained[k, 0],
                chained[k - 1, 1] + chained[k - 1, 2] - chained[k, 1],
            )
            chained[k, 0] += overlap
            chained[k, 1] += overlap
            chained[k, 2] -= overlap
        chains += 1
        bounds[chains] = done
    return chained, bounds[: chains + 1]


LOST = 1 << 20
"""Below any score of a box."""


@_compile
def _any_equal(a: Ints, b: Ints) -> bool:
    for one in a:
        for other in b:
            if one == other:
                return True
    return False


@_compile
def align_box(a: Ints, b: Ints, whole: bool) -> Ints:
    """See `reference.align_box`; a row is a pair of equal words."""
    n, m = len(a), len(b)
    if not _any_equal(a, b):
        return np.empty((0, 2), np.int64)
    # Of a part only what can still lead to more than was found is computed; the rest stays far below zero.
    score = np.full((n + 1, m + 1), -LOST, np.int32)
    top, x, y, reached = 0, 0, 0, m
    for p in range(n + 1):
        before, reached = reached, -1
        for q in range(m + 1):
            if q > before + 1 and reached < q - 1:
                break
            if p and q:
                step = 3 if a[p - 1] == b[q - 1] else -2
                here = max(score[p - 1, q - 1] + step, score[p - 1, q] - 2, score[p, q - 1] - 2)
            else:
                here = -2 * (p + q)
            score[p, q] = here
            if here > top:
                top, x, y = here, p, q
            if whole or here + 3 * min(n - p, m - q) > top:
                reached = q
        if reached < 0:
            break
    if whole:
        x, y = n, m
    equal = np.empty((min(n, m), 2), np.int64)
    count = 0
    while x and y:
        same = a[x - 1] == b[y - 1]
        if score[x, y] == score[x - 1, y - 1] + (3 if same else -2):
            x -= 1
            y -= 1
            if same:
                equal[count, 0], equal[count, 1] = x, y
                count += 1
        elif score[x, y] == score[x - 1, y] - 2:
            x -= 1
        else:
            y -= 1
    return equal[:count][::-1].copy()


@_compile
def fill_chain(a: Ints, b: Ints, chain: Ints) -> Ints:
    """See `reference.fill_chain`; a row is a pair of equal words."""
    equal = np.empty((min(len(a), len(b)), 2), np.int64)
    count = 0
    i, j = chain[0, 0], chain[0, 1]
    left = align_box(a[max(0, i - FILL_WORDS) : i][::-1].copy(), b[max(0, j - FILL_WORDS) : j][::-1].copy(), False)
    for k in range(len(left) - 1, -1, -1):
        equal[count, 0], equal[count, 1] = i - 1 - left[k, 0], j - 1 - left[k, 1]
        count += 1
    for r in range(len(chain)):
        i, j, length = chain[r, 0], chain[r, 1], chain[r, 2]
        if count:
            x, y = equal[count - 1, 0] + 1, equal[count - 1, 1] + 1
            if 0 < i - x <= FILL_WORDS and 0 < j - y <= FILL_WORDS:
                for pair in align_box(a[x:i].copy(), b[y:j].copy(), True):
                    equal[count, 0], equal[count, 1] = x + pair[0], y + pair[1]
                    count += 1
        for k in range(length):
            equal[count, 0], equal[count, 1] = i + k, j + k
            count += 1
    x, y = equal[count - 1, 0] + 1, equal[count - 1, 1] + 1
    for pair in align_box(a[x : x + FILL_WORDS].copy(), b[y : y + FILL_WORDS].copy(), False):
        equal[count, 0], equal[count, 1] = x + pair[0], y + pair[1]
        count += 1
    return equal[:count].copy()


@_compile
def align_runs(a: Ints, b: Ints, seeds: Ints, gap_words: int, passage_words: int) -> Ints:
    """See `reference.align_runs`."""
    chained, bounds = chain_runs(seeds, gap_words)
    found = []
    for c in range(len(bounds) - 1):
        chain = chained[bounds[c] : bounds[c + 1]]
        if chain[:, 2].sum() * 2 < passage_words:
            continue
        equal = fill_chain(a, b, chain)
        last = len(equal) - 1
        a_span = equal[last, 0] - equal[0, 0] + 1
        b_span = equal[last, 1] - equal[0, 1] + 1
        if min(a_span, b_span) >= passage_words and 2 * len(equal) >= max(a_span, b_span):
            found.append(equal)
    # Two stable sorts give the order of `reference`: longest first, then by first words.
    wide = len(b) + 1
    order = np.argsort(np.array([e[0, 0] * wide + e[0, 1] for e in found], np.int64), kind="mergesort")
    sizes = np.array([-len(found[k]) for k in order], np.int64)
    order = order[np.argsort(sizes, kind="mergesort")]
    a_used, b_used = np.zeros(len(a), np.bool_), np.zeros(len(b), np.bool_)
    kept = np.zeros(len(found), np.bool_)
    total = 0
    for k in order:
        equal = found[k]
        a_known, b_known = 0, 0
        for e in range(len(equal)):
            a_known += a_used[equal[e, 0]]
            b_known += b_used[equal[e, 1]]
        last = len(equal) - 1
        span = max(equal[last, 0] - equal[0, 0], equal[last, 1] - equal[0, 1]) + 1
        a_again, b_again = 2 * a_known > len(equal), 2 * b_known > len(equal)
        if (a_again and b_again) or ((a_again or b_again) and TWICE_EQUAL * span > len(equal)):
            continue
        for e in range(len(equal)):
            a_used[equal[e, 0]] = True
            b_used[equal[e, 1]] = True
        kept[k] = True
        total += len(equal)
    runs = np.empty((total, 4), np.int64)
    count, number = 0, 0
    order = np.argsort(np.array([e[0, 0] * wide + e[0, 1] for e in found], np.int64), kind="mergesort")
    for k in order:
        if not kept[k]:
            continue
        equal = found[k]
        start = count
        for e in range(len(equal)):
            i, j = equal[e, 0], equal[e, 1]
            if (
                count > start
                and runs[count - 1, 1] + runs[count - 1, 3] == i
                and runs[count - 1, 2] + runs[count - 1, 3] == j
            ):
                runs[count - 1, 3] += 1
            else:
                runs[count, 0], runs[count, 1], runs[count, 2], runs[count, 3] = number, i, j, 1
                count += 1
        number += 1
    return runs[:count].copy()


@_compile
def lacks_words(size: int, bounds: Ints, passage_words: int) -> bool:
    """See `reference.lacks_words`; a row of `bounds` is (first word, words)."""
    known = 0
    for k in range(len(bounds)):
        if bounds[k, 0] - known >= passage_words:
            return False
        known = max(known, bounds[k, 0] + bounds[k, 1])
    return size - known < passage_words


@_compile
def bound_alignments(runs: Ints) -> Ints:
    """See `reference.bound_alignments`."""
    bounds = np.zeros((runs[-1, 0] + 1 if len(runs) else 0, 5), np.int64)
    for k in range(len(runs)):
        number, i, j, length = runs[k]
        if not bounds[number, 4]:
            bounds[number, 0], bounds[number, 2] = i, j
        bounds[number, 1], bounds[number, 3] = i + length - bounds[number, 0], j + length - bounds[number, 2]
        bounds[number, 4] += length
    return bounds


@_compile
def stands_near(i: int, j: int, length: int, bounds: Ints) -> bool:
    """See `reference.stands_near`."""
    for k in range(len(bounds)):
        x, a_words, y, b_words, _ = bounds[k]
        a_gap, b_gap = max(x - i - length, i - x - a_words), max(y - j - length, j - y - b_words)
        if max(a_gap, b_gap) <= NEAR_WORDS:
            return True
    return False


@_compile
def align_words(a: Ints, b: Ints, gap_words: int, passage_words: int) -> Ints:
    """See `reference.align_words`; a row is (alignment, first word in a, first word in b, words)."""
    found = align_runs(a, b, find_runs(a, b, SEED_WORDS), gap_words, passage_words)
    bounds = bound_alignments(found)
    certain = bounds[bounds[:, 4] >= CERTAIN_WORDS]
    if not len(certain) or lacks_words(len(a), bounds[:, :2], passage_words):
        return found
    if lacks_words(len(b), bounds[np.argsort(bounds[:, 2], kind="mergesort"), 2:4], passage_words):
        return found
    seeds = find_runs(a, b, NEAR_SEED_WORDS)
    count = 0
    for k in range(len(seeds)):
        if seeds[k, 2] >= SEED_WORDS or stands_near(seeds[k, 0], seeds[k, 1], seeds[k, 2], certain):
            seeds[count] = seeds[k]
            count += 1
    return align_runs(a, b, seeds[:count], gap_words, passage_words)
