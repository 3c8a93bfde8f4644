"""The kernels in plain Python: what they compute, said as simply as it can be. `compiled` must agree with this.

Words are integers. An alignment is built as seeds -> runs -> chains -> fill: exact three-word seeds are stretched to
maximal equal runs, runs that follow each other closely in both articles are chained, and the words between and around
them are aligned in a band (Smith and Waterman 1981, with the seed-and-extend of Altschul et al. 1990).
"""

SEED_WORDS = 3
"""Words of a seed: two would match everywhere, four miss copies that are edited every fourth word."""
NEAR_SEED_WORDS = 2
"""Words of a seed beside a long alignment, where fewer words are there by chance."""
CERTAIN_WORDS = 20
"""Equal words of an alignment from which shorter seeds are followed beside it: a sentence. Beside shorter ones, two
reports of one event share more than one took from the other (levels exact .69, not .74)."""
NEAR_WORDS = 50
"""How near that is, in words of either side: as near as two passages of one stretch."""
MAX_REPEATS = 64
"""Most places in one article at which one seed is followed; more is a refrain or a table, not reporting."""
MAX_RUNS = 20_000
"""Most equal runs of one pair; bounds the time for two long articles that repeat themselves."""
TWICE_EQUAL = 0.8
"""Share of equal words from which a passage counts as standing twice in one of the two articles."""
LOOK_BACK = 256
"""Earlier runs that a run may be chained to."""
FILL_WORDS = 32
"""Largest gap that is aligned word by word, in words of either side; a larger one is left unaligned."""
_PRIME = 1_099_511_628_211
_MASK = (1 << 64) - 1

PARAGRAPH, JOINED = 1 << 24, 1 << 25
"""Bits of the edge of a word: a paragraph begins with it; it and the word before are one, as in "al-Nusra"."""
STOP, QUESTION, DOTS, DOUBLE, SINGLE, CLOSE, OPEN, COMMA = 1, 2, 3, 4, 5, 6, 7, 8
"""Classes of the marks that can stand beside a word, so that two texts agree on a mark however it is drawn."""
ENDING, OPENING = (STOP, QUESTION, DOTS, DOUBLE, SINGLE, CLOSE), (DOUBLE, SINGLE, OPEN)
MARKS_AFTER, MARKS_BEFORE = 4, 2
"""Marks that are looked at after and before a word."""

Run = tuple[int, int, int, int]
"""Chain number, first word in a, first word in b, words."""
Bound = tuple[int, int, int, int, int]
"""First word and words in a, first word and words in b, equal words."""


def hash_ngrams(words: list[int], size: int) -> list[int]:
    """Signed 64-bit hash of each run of `size` words; as many as there are words, less `size - 1`.

    Multiply-and-xor over the words (FNV-1a with a final mix), the same on every machine.
    """
    hashes = []
    for start in range(len(words) - size + 1):
        value = 14_695_981_039_346_656_037
        for word in words[start : start + size]:
            value = ((value ^ (word & _MASK)) * _PRIME) & _MASK
            value ^= value >> 29
        hashes.append(value - (1 << 64) if value >> 63 else value)
    return hashes


def find_runs(a: list[int], b: list[int], seed_words: int) -> list[tuple[int, int, int]]:
    """Maximal runs of at least `seed_words` equal words: first word in a, first word in b, words; in order of a, then
    b.
    """
    places: dict[tuple[int, ...], list[int]] = {}
    for j in range(len(b) - seed_words + 1):
        places.setdefault(tuple(b[j : j + seed_words]), []).append(j)
    runs = []
    for i in range(len(a) - seed_words + 1):
        for j in places.get(tuple(a[i : i + seed_words]), [])[:MAX_REPEATS]:
            if i and j and a[i - 1] == b[j - 1]:
                continue
            length = seed_words
            while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length]:
                length += 1
            runs.append((i, j, length))
            if len(runs) == MAX_RUNS:
                return runs
    return runs


def chain_runs(runs: list[tuple[int, int, int]], gap_words: int) -> list[list[tuple[int, int, int]]]:
    """Runs that follow each other in both articles with at most `gap_words` between, best chains first.

    A run scores twice its words; a gap costs its words on the longer side; a run that overlaps the one before gives up
    the words that both have. Every run stands in one chain at most.
    """
    best: list[int] = []
    before: list[int] = []
    for q, (i, j, length) in enumerate(runs):
        best.append(2 * length)
        before.append(-1)
        for p in range(q - 1, max(-1, q - 1 - LOOK_BACK), -1):
            pi, pj, plength = runs[p]
            gap_a, gap_b = i - pi - plength, j - pj - plength
            overlap = max(0, -gap_a, -gap_b)
            if pi >= i or pj >= j or overlap >= length or max(gap_a, gap_b) > gap_words:
                continue
            score = best[p] + 2 * (length - overlap) - max(0, gap_a + overlap, gap_b + overlap)
            if score > best[q]:
                best[q], before[q] = score, p
    used = [False] * len(runs)
    chains = []
    for q in sorted(range(len(runs)), key=lambda q: (-best[q], q)):
        chain = []
        while q >= 0 and not used[q]:
            used[q] = True
            chain.append(q)
            q = before[q]
        if chain:
            chains.append(_without_overlaps([runs[q] for q in reversed(chain)]))
    return chains


def _without_overlaps(chain: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    trimmed = [chain[0]]
    for i, j, length in chain[1:]:
        pi, pj, plength = trimmed[-1]
        overlap = max(0, pi + plength - i, pj + plength - j)
        trimmed.append((i + overlap, j + overlap, length - overlap))
    return trimmed


def align_box(a: list[int], b: list[int], whole: bool) -> list[tuple[int, int]]:
    """Equal words of the best alignment of two short stretches that starts at their first words.

    An equal word scores 3, a replaced, dropped or added one costs 2, so an extension goes on while more than two words
    in five are equal. `whole` aligns both to their ends; otherwise the alignment stops where its score is highest.
    """
    score = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    top, at = 0, (0, 0)
    for x in range(len(a) + 1):
        for y in range(len(b) + 1):
            if x and y:
                step = 3 if a[x - 1] == b[y - 1] else -2
                score[x][y] = max(score[x - 1][y - 1] + step, score[x - 1][y] - 2, score[x][y - 1] - 2)
            else:
                score[x][y] = -2 * (x + y)
            if score[x][y] > top:
                top, at = score[x][y], (x, y)
    x, y = (len(a), len(b)) if whole else at
    equal = []
    while x and y:
        same = a[x - 1] == b[y - 1]
        if score[x][y] == score[x - 1][y - 1] + (3 if same else -2):
            x, y = x - 1, y - 1
            if same:
                equal.append((x, y))
        elif score[x][y] == score[x - 1][y] - 2:
            x -= 1
        else:
            y -= 1
    return equal[::-1]


def fill_chain(a: list[int], b: list[int], chain: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Equal words of a chain: those of its runs, of the gaps between them, and of the ends as far as they go on
    alike.
    """
    i, j, _ = chain[0]
    left = align_box(a[max(0, i - FILL_WORDS) : i][::-1], b[max(0, j - FILL_WORDS) : j][::-1], False)
    equal = [(i - 1 - x, j - 1 - y) for x, y in reversed(left)]
    for i, j, length in chain:
        if equal:
            x, y = equal[-1][0] + 1, equal[-1][1] + 1
            if 0 < i - x <= FILL_WORDS and 0 < j - y <= FILL_WORDS:
                equal += [(x + dx, y + dy) for dx, dy in align_box(a[x:i], b[y:j], True)]
        equal += [(i + k, j + k) for k in range(length)]
    x, y = equal[-1][0] + 1, equal[-1][1] + 1
    return equal + [(x + dx, y + dy) for dx, dy in align_box(a[x : x + FILL_WORDS], b[y : y + FILL_WORDS], False)]


def align_words(a: list[int], b: list[int], gap_words: int, passage_words: int) -> list[Run]:
    """Everything that two articles share, as runs of equal words grouped into alignments, in the order of a.

    An alignment spans at least `passage_words` words on both sides, half of them equal. One that lies on both sides
    inside better ones is left out (the second copy of a passage aligned with the first); one that does so on one side
    only is a passage that the other article has twice, if nearly all of it is equal, and a likeness of phrases if not.

    Where both have words left, those near a long alignment are looked through again with shorter seeds.
    """
    found = align_runs(a, b, find_runs(a, b, SEED_WORDS), gap_words, passage_words)
    bounds = bound_alignments(found)
    a_whole = lacks_words(len(a), [(i, size) for i, size, _, _, _ in bounds], passage_words)
    b_whole = lacks_words(len(b), sorted((j, size) for _, _, j, size, _ in bounds), passage_words)
    certain = [bound for bound in bounds if bound[4] >= CERTAIN_WORDS]
    if not certain or a_whole or b_whole:
        return found
    seeds = [
        (i, j, size)
        for i, j, size in find_runs(a, b, NEAR_SEED_WORDS)
        if size >= SEED_WORDS or stands_near((i, j, size), certain)
    ]
    return align_runs(a, b, seeds, gap_words, passage_words)


def bound_alignments(runs: list[Run]) -> list[Bound]:
    """Where each alignment stands, and how many equal words it has."""
    alignments: dict[int, list[Run]] = {}
    for run in runs:
        alignments.setdefault(run[0], []).append(run)
    bounds = []
    for parts in alignments.values():
        (_, i, j, _), (_, x, y, size) = parts[0], parts[-1]
        bounds.append((i, x + size - i, j, y + size - j, sum(length for _, _, _, length in parts)))
    return bounds


def stands_near(run: tuple[int, int, int], bounds: list[Bound]) -> bool:
    """Whether a run stands at most `NEAR_WORDS` words away from one alignment in both articles."""
    i, j, size = run
    return any(
        max(x - i - size, i - x - a_words, y - j - size, j - y - b_words) <= NEAR_WORDS
        for x, a_words, y, b_words, _ in bounds
    )


def align_runs(
    a: list[int], b: list[int], seeds: list[tuple[int, int, int]], gap_words: int, passage_words: int
) -> list[Run]:
    """The same from the equal runs of the two."""
    found = []
    for chain in chain_runs(seeds, gap_words):
        if sum(length for _, _, length in chain) * 2 < passage_words:
            continue
        equal = fill_chain(a, b, chain)
        span = max(equal[-1][0] - equal[0][0], equal[-1][1] - equal[0][1]) + 1
        short = min(equal[-1][0] - equal[0][0], equal[-1][1] - equal[0][1]) + 1
        if short >= passage_words and 2 * len(equal) >= span:
            found.append(equal)
    a_used, b_used, kept = [False] * len(a), [False] * len(b), [False] * len(found)
    for k in sorted(range(len(found)), key=lambda k: (-len(found[k]), found[k][0])):
        a_known = sum(a_used[i] for i, _ in found[k])
        b_known = sum(b_used[j] for _, j in found[k])
        span = max(found[k][-1][0] - found[k][0][0], found[k][-1][1] - found[k][0][1]) + 1
        dense = TWICE_EQUAL * span <= len(found[k])
        known = 2 * a_known > len(found[k]), 2 * b_known > len(found[k])
        if all(known) or (any(known) and not dense):
            continue
        for i, j in found[k]:
            a_used[i] = b_used[j] = True
        kept[k] = True
    runs: list[Run] = []
    in_order = sorted((k for k in range(len(found)) if kept[k]), key=lambda k: found[k][0])
    for number, equal in enumerate(found[k] for k in in_order):
        for i, j in equal:
            if runs and runs[-1][0] == number and runs[-1][1] + runs[-1][3] == i and runs[-1][2] + runs[-1][3] == j:
                runs[-1] = (number, *runs[-1][1:3], runs[-1][3] + 1)
            else:
                runs.append((number, i, j, 1))
    return runs


def part_alignment(
    equal: list[tuple[int, int]], a_edges: list[int], b_edges: list[int], passage_words: int
) -> list[list[tuple[int, int]]]:
    """The passages of an alignment: parted where both sides begin a paragraph, each of at least `passage_words` equal
    words.

    A shorter one stays with the one before it (a one-line paragraph is no passage of its own). No passage begins or
    ends inside a hyphenated word.
    """
    cuts = [0]
    for cut, (i, j) in enumerate(equal):
        both = a_edges[i] & b_edges[j] & PARAGRAPH
        if both and cut - cuts[-1] >= passage_words and len(equal) - cut >= passage_words:
            cuts.append(cut)
    passages = []
    for start, end in zip(cuts, [*cuts[1:], len(equal)], strict=True):
        while start < end and (a_edges[equal[start][0]] | b_edges[equal[start][1]]) & JOINED:
            start += 1
        while start < end and _parts_a_word(equal[end - 1], a_edges, b_edges):
            end -= 1
        if end > start:
            passages.append(equal[start:end])
    return passages


def _parts_a_word(last: tuple[int, int], a_edges: list[int], b_edges: list[int]) -> bool:
    i, j = last[0] + 1, last[1] + 1
    return bool((i < len(a_edges) and a_edges[i] & JOINED) or (j < len(b_edges) and b_edges[j] & JOINED))


def number_stretches(bounds: list[tuple[int, int, int, int]], stretch_words: int) -> list[int]:
    """The number of the stretch of each passage, given as first and last word in a and b: passages near each other in
    both articles, in any order, are one; the same passage a second time is another stretch.
    """
    numbers = list(range(len(bounds)))
    for k, one in enumerate(bounds):
        for i, other in enumerate(bounds[:k]):
            a_gap = max(one[0], other[0]) - min(one[1], other[1])
            b_gap = max(one[2], other[2]) - min(one[3], other[3])
            a_size, b_size = min(one[1] - one[0], other[1] - other[0]), min(one[3] - one[2], other[3] - other[2])
            again = -2 * a_gap > a_size or -2 * b_gap > b_size
            if numbers[i] != numbers[k] and max(a_gap, b_gap) <= stretch_words and not again:
                low, high = sorted((numbers[i], numbers[k]))
                numbers = [low if number == high else number for number in numbers]
    order = {number: place for place, number in enumerate(sorted(set(numbers)))}
    return [order[number] for number in numbers]


def marks_after(one: int, other: int) -> int:
    """How many marks after a word belong to a passage that ends with it: those that both sides have, up to the last
    that ends something (a stop, a closing quotation mark or bracket), never a comma.
    """
    kept = 0
    for mark in range(MARKS_AFTER):
        kind = one >> (4 * mark) & 15
        if not kind or kind != other >> (4 * mark) & 15:
            break
        if kind in ENDING:
            kept = mark + 1
    return kept


def marks_before(one: int, other: int) -> int:
    """How many marks before a word belong to a passage that begins with it: opening marks that both sides have."""
    kept = 0
    for mark in range(MARKS_BEFORE):
        kind = one >> (16 + 4 * mark) & 15
        if kind not in OPENING or kind != other >> (16 + 4 * mark) & 15:
            break
        kept = mark + 1
    return kept


def compose_runs(
    a: list[int], b: list[int], to_leader: list[int], from_leader: list[int]
) -> list[tuple[int, int, int]]:
    """Runs of at least `SEED_WORDS` equal words of two near copies, through the leader that both are aligned with.

    Word `i` of a stands at `to_leader[i]` in the leader, whose word `k` stands at `from_leader[k]` in b; -1 where it
    does not.

    The runs are stretched as far as the words are equal.
    """
    runs: list[tuple[int, int, int]] = []
    x = y = 0
    for i in range(len(a)):
        j = from_leader[to_leader[i]] if to_leader[i] >= 0 else -1
        if i < x or j < y:
            continue
        start, first = i, j
        while start > x and first > y and a[start - 1] == b[first - 1]:
            start, first = start - 1, first - 1
        length = i - start
        while start + length < len(a) and first + length < len(b) and a[start + length] == b[first + length]:
            length += 1
        if length >= SEED_WORDS:
            runs.append((start, first, length))
        x, y = start + length, first + length
    return runs


def lacks_words(size: int, bounds: list[tuple[int, int]], passage_words: int) -> bool:
    """Whether no stretch of `passage_words` words stands outside the bounds (first word, words) of some runs, in the
    order of their first words.
    """
    known = 0
    for start, length in [*bounds, (size, 0)]:
        if start - known >= passage_words:
            return False
        known = max(known, start + length)
    return True


def align_copies(
    a: list[int], b: list[int], to_leader: list[int], from_leader: list[int], gap_words: int, passage_words: int
) -> list[Run]:
    """What `align_words` finds in two near copies, through their leader where one of the two has no passage left that
    does not stand in it.
    """
    runs = compose_runs(a, b, to_leader, from_leader)
    a_whole = lacks_words(len(a), [(i, length) for i, _, length in runs], passage_words)
    b_whole = lacks_words(len(b), [(j, length) for _, j, length in runs], passage_words)
    if a_whole or b_whole:
        return align_runs(a, b, runs, gap_words, passage_words)
    return align_words(a, b, gap_words, passage_words)
