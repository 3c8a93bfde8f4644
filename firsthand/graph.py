"""Connected groups of a graph given as edges."""

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]


def connect(a: Ids, b: Ids) -> tuple[Ids, Ids]:
    """Vertices of the edges (a[i], b[i]) and, for each, the smallest vertex of its connected group.

    An edge from a vertex to itself makes it a group of its own. Hash-to-minimum by repeated look-ups, a handful of
    rounds whatever the order of the edges; the same in SQL on a cluster.

    >>> vertices, roots = connect(np.array([1, 5, 3, 9]), np.array([3, 5, 2, 9]))
    >>> vertices.tolist(), roots.tolist()
    ([1, 2, 3, 5, 9], [1, 1, 1, 5, 9])
    """
    vertices, places = np.unique(np.concatenate([a, b]).astype(np.int64), return_inverse=True)
    left, right = places[: len(a)], places[len(a) :]
    roots = np.arange(len(vertices))
    while True:
        least = np.minimum(roots[left], roots[right])
        following = roots.copy()
        np.minimum.at(following, roots[left], least)
        np.minimum.at(following, roots[right], least)
        following = following[following]
        if np.array_equal(following, roots):
            return vertices, vertices[roots]
        roots = following
