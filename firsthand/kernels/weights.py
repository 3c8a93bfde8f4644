"""The traits of numbered words, where stock phrases stand among them, and how much each word says, in numba;
`reuse.kinds.weigh_words` is the plain definition of the weights.
"""

import numpy as np
from numpy.typing import NDArray

from firsthand.kernels.compiled import Ints, _compile
from firsthand.kernels.scan import CLASSED, Codes

PLAIN, FUNCTION, STOCK = 0, 1, 2
"""Classes of words by what they say."""
ANY_NUMBER = 0
"""Word of a phrase that stands for any number."""


@_compile
def mark_words(
    words: Ints, first_letters: Codes, of_letters: NDArray[np.uint16], keys: Ints, values: NDArray[np.uint16]
) -> NDArray[np.uint16]:
    """The traits of each word: those of its first letter, by its code point, and those of its number.

    `keys` and `values` are a table of as many rows as a power of two: the traits of a number stand in the row that its
    last bits say, or in the first free one behind it; a row without traits is free.
    """
    traits = np.zeros(len(words), np.uint16)
    last = len(keys) - 1
    for k in range(len(words)):
        row = words[k] & last
        while values[row] and keys[row] != words[k]:
            row = (row + 1) & last
        traits[k] = values[row]
        if first_letters[k] < CLASSED:
            traits[k] |= of_letters[first_letters[k]]
    return traits


@_compile
def find_phrases(
    words: Ints, begins: NDArray[np.bool_], is_number: NDArray[np.bool_], firsts: Ints, phrases: Ints, bounds: Ints
) -> NDArray[np.int64]:
    """Phrases that stand in a text, none in another: first word, end, and number of the phrase.

    `begins` says whether a phrase may begin with a word. `phrases` are the words of all phrases, one after the other,
    between `bounds`; `firsts` their first words in order. Of phrases with one first word those that stand earlier are
    tried first.
    """
    found = np.empty((len(words) + 1, 3), np.int64)
    count, place = 0, 0
    while place < len(words):
        end = place
        row = np.searchsorted(firsts, words[place]) if begins[place] else len(firsts)
        while row < len(firsts) and firsts[row] == words[place] and end == place:
            size = bounds[row + 1] - bounds[row]
            same = place + size <= len(words)
            for k in range(1, size):
                if not same:
                    break
                wanted = phrases[bounds[row] + k]
                same = is_number[place + k] if wanted == ANY_NUMBER else words[place + k] == wanted
            if same:
                end = place + size
                found[count, 0], found[count, 1], found[count, 2] = place, end, row
                count += 1
            row += 1
        place = max(end, place + 1)
    return found[:count].copy()


@_compile
def weigh_each(
    classes: NDArray[np.uint8], capital: NDArray[np.bool_], links: NDArray[np.bool_], stock: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Weight of each word, and whether it goes on with a name whose first word has its weight.

    `links` are words that may stand inside a name, `stock` those that belong to a stock phrase.
    """
    weights = np.zeros(len(classes), np.float64)
    goes_on = np.zeros(len(classes), np.bool_)
    in_name = False
    for k in range(len(classes)):
        if capital[k] and not stock[k] and classes[k] != FUNCTION:
            goes_on[k] = in_name
            weights[k] = 0.0 if in_name else 1.0
            in_name = True
            continue
        in_name = in_name and links[k]
        if not stock[k] and classes[k] != FUNCTION:
            weights[k] = 0.25 if classes[k] == STOCK else 1.0
    return weights, goes_on
