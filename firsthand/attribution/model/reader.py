"""Runs the trained graphs on one article: which tokens are cue places, and the role of each token around them."""

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from firsthand.attribution.model.decode import Floats, Marks, choose_places
from firsthand.attribution.model.files import FOLDER, check_files
from firsthand.attribution.model.inputs import CHANNEL, WIDTH, Inputs, Ints, around, windows
from firsthand.attribution.model.pieces import Pieces

AT_ONCE = 32
"""Cue places whose surroundings are read at once; with the next bounds memory beside what grows with the text."""
TOKENS_AT_ONCE, BESIDE = 4096, 2
"""Tokens that the marker reads at once, and neighbours that it looks at on each side."""


class Reader:
    """The graphs of a folder; one thread, so that a text is read the same way whatever else runs.

    Raises:
        ModelError: a file is missing or damaged.
    """

    def __init__(self, folder: Path) -> None:
        check_files(folder)
        self.pieces = Pieces(folder / "words.txt")
        with np.load(folder / "pieces.npz") as stored:
            self._table: NDArray[np.int8] = stored["table"]
            self._scale: Floats = stored["scale"].astype(np.float32)
        self._encoder, self._marker, self._tagger = (
            _session(folder / f"{n}.onnx") for n in ("encoder", "marker", "tagger")
        )

    def read(self, x: Inputs, least: float) -> Marks:
        """Marks of an article; cue places are tokens whose chance is at least `least`."""
        if not len(x.first):
            return Marks(np.zeros(0, np.float32), *_nothing())
        words, scores = self._mark(x, self._hidden(x))
        chances: Floats = (1 / (1 + np.exp(-scores))).astype(np.float32)
        places = choose_places(chances, least)
        if not len(places):
            return Marks(chances, *_nothing())
        parts = [self._tag(x, words, places[k : k + AT_ONCE]) for k in range(0, len(places), AT_ONCE)]
        return Marks(chances, places, np.concatenate([i for i, _ in parts]), np.concatenate([r for _, r in parts]))

    def _hidden(self, x: Inputs) -> Floats:
        """(n, 384) vectors of the first piece of each token."""
        parts = []
        for first, last, start, stop in windows(x):
            end = int(x.first[last]) if last < len(x.first) else len(x.pieces)
            numbers = np.concatenate([[self.pieces.start], x.pieces[x.first[first] : end], [self.pieces.end]])[:512]
            vectors = self._table[numbers] * self._scale[numbers][:, None]
            index = np.minimum(x.first[start:stop] - x.first[first] + 1, 511)
            parts.append(self._encoder.run(None, {"pieces": vectors, "first": index})[0])
        return np.concatenate(parts)

    def _mark(self, x: Inputs, hidden: Floats) -> tuple[Floats, Floats]:
        """(n, 256) vectors of the tokens, which look at their neighbours, and (n,) scores as cue places."""
        n = len(hidden)
        words: list[Floats] = []
        scores: list[Floats] = []
        for start in range(0, n, TOKENS_AT_ONCE):
            low, stop = max(start - BESIDE, 0), min(start + TOKENS_AT_ONCE, n)
            part = slice(low, min(stop + BESIDE, n))
            told = {"hidden": hidden[part], "signs": x.signs[part], "marked": x.marked[part]}
            for made, found in zip((words, scores), self._marker.run(None, told), strict=True):
                made.append(found[start - low : stop - low])
        return np.concatenate(words), np.concatenate(scores)

    def _tag(self, x: Inputs, words: Floats, places: Ints) -> tuple[Ints, Floats]:
        index, ruled, far, bits = around(x, places)
        names = ("words", "places", "index", "ruled", "far", "bits")
        roles = self._tagger.run(None, dict(zip(names, (words, places, index, ruled, far, bits), strict=True)))[0]
        shifted = np.exp(roles - roles.max(axis=-1, keepdims=True))
        return index, shifted / shifted.sum(axis=-1, keepdims=True)


@cache
def open_reader() -> Reader:
    """The reader of the graphs that come with firsthand, loaded once a process."""
    return Reader(FOLDER)


def _nothing() -> tuple[Ints, Ints, Floats]:
    return np.zeros(0, np.int64), np.zeros((0, WIDTH), np.int64), np.zeros((0, WIDTH, CHANNEL + 1), np.float32)


def _session(path: Path) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The engine's joined sum and normalisation takes nine times as long as the two: a tenth of all.
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )
