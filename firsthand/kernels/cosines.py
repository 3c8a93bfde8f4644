"""How alike the mentions of one article are to those of another, by the terms that they share, in numba."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firsthand.kernels.compiled import Ints, _compile

Floats = NDArray[np.float64]


class Held(NamedTuple):
    """The terms of one article, in order, with what each weighs and which mentions have it."""

    terms: Ints
    """Numbers of the terms, rising; the same term has the same number in articles that are compared."""
    weights: Floats
    """A row for each way of weighing, a column for each term."""
    bounds: Ints
    """Where the mentions of each term begin in `holders`, and where the last ones end."""
    holders: Ints
    norms: Floats
    """A row for each way of weighing, a column for each mention: the length of its weights."""


@_compile
def add_products(
    a_terms: Ints, a_weights: Floats, a_bounds: Ints, a_holders: Ints,
    b_terms: Ints, b_weights: Floats, b_bounds: Ints, b_holders: Ints, sums: Floats,
) -> None:  # fmt: skip
    """Adds to `sums` (way of weighing, mention of a, mention of b) the products of the weights of each shared term, in
    the order of the terms.
    """
    i = j = 0
    while i < len(a_terms) and j < len(b_terms):
        if a_terms[i] < b_terms[j]:
            i += 1
        elif a_terms[i] > b_terms[j]:
            j += 1
        else:
            for way in range(len(sums)):
                product = a_weights[way, i] * b_weights[way, j]
                for x in range(a_bounds[i], a_bounds[i + 1]):
                    for y in range(b_bounds[j], b_bounds[j + 1]):
                        sums[way, a_holders[x], b_holders[y]] += product
            i += 1
            j += 1


def cosines_of(a: Held, b: Held) -> Floats:
    """Cosines of all mentions of two articles (way of weighing, mention of a, mention of b); 0 for no shared term."""
    sums = np.zeros((len(a.norms), a.norms.shape[1], b.norms.shape[1]))
    add_products(*a[:4], *b[:4], sums)
    lengths = a.norms[:, :, None] * b.norms[:, None, :]
    return np.divide(sums, lengths, out=np.zeros_like(sums), where=lengths > 0)
