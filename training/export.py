"""Writes a trained network as files that run without torch: three int8 graphs, a table of pieces and the vocabulary.

    python -m training.export OUT/model.pt BASE/words.txt FOLDER

The encoder's matrices are stored as 8-bit integers with a scale for each column, its table of pieces as 8-bit integers
with a scale for each piece.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from firsthand.attribution.model.files import write_sums
from firsthand.attribution.model.inputs import BITS, LEARNED_REACH, MARKED, REACH, WIDTH
from training.network import HIDDEN, SIGNS, WORD, Network


class _Encoder(nn.Module):
    """The encoder from vectors of pieces, for one window at a time."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.encoder = net.encoder

    def forward(self, pieces: Tensor, first: Tensor) -> Tensor:
        e = self.encoder
        x = e.norm(pieces + e.places.weight[: pieces.shape[0]] + e.sort)[None]
        return e.upper(x, 0, None)[0, first]


class _Shifted(nn.Module):
    """A convolution along the last axis as one product of matrices, which can be stored as 8-bit integers."""

    def __init__(self, conv: nn.Conv1d) -> None:
        super().__init__()
        self.dilation, self.padding, self.size = conv.dilation[0], int(conv.padding[0]), conv.kernel_size[0]
        self.linear = nn.Linear(conv.in_channels * self.size, conv.out_channels)
        self.linear.weight.data = conv.weight.detach().permute(0, 2, 1).reshape(conv.out_channels, -1).contiguous()
        self.linear.bias.data = conv.bias.detach() if conv.bias is not None else torch.zeros(conv.out_channels)

    def forward(self, x: Tensor) -> Tensor:
        x = x.transpose(1, 2)
        wide = nn.functional.pad(x, (0, 0, self.padding, self.padding))
        length = x.shape[1]
        shifted = [wide[:, k * self.dilation : k * self.dilation + length] for k in range(self.size)]
        made: Tensor = self.linear(torch.cat(shifted, dim=-1)).transpose(1, 2)
        return made


def export(net: Network, words: Path, out: Path) -> None:
    """Writes encoder.onnx, marker.onnx, tagger.onnx, pieces.npz, words.txt and the sums of them all."""
    out.mkdir(parents=True, exist_ok=True)
    net.eval()
    net.marker.near = _Shifted(net.marker.near)
    net.tagger.steps = nn.ModuleList(_Shifted(step) for step in net.tagger.steps)
    far = LEARNED_REACH - REACH
    net.tagger.offset = nn.Embedding.from_pretrained(net.tagger.offset.weight.detach()[far : far + WIDTH].clone())
    table = net.encoder.pieces.weight.detach().numpy()
    scale = np.abs(table).max(axis=1) / 127
    np.savez_compressed(
        out / "pieces.npz", table=np.round(table / scale[:, None]).astype(np.int8), scale=scale.astype(np.float16)
    )
    shutil.copyfile(words, out / "words.txt")
    n, k = torch.export.Dim("n", min=2, max=100_000), torch.export.Dim("k", min=2, max=10_000)
    p = torch.export.Dim("p", min=3, max=512)
    long, real = torch.long, torch.float32
    _graph(
        _Encoder(net),
        {"pieces": torch.zeros(40, HIDDEN), "first": torch.arange(20)},
        {"pieces": {0: p}, "first": {0: n}},
        ["hidden"],
        out / "encoder.onnx",
    )
    _graph(
        net.marker,
        {
            "hidden": torch.zeros(20, HIDDEN),
            "signs": torch.zeros(20, len(SIGNS), dtype=long),
            "marked": torch.zeros(20, MARKED),
        },
        {"hidden": {0: n}, "signs": {0: n}, "marked": {0: n}},
        ["words", "scores"],
        out / "marker.onnx",
    )
    _graph(
        net.tagger,
        {
            "words": torch.zeros(20, WORD),
            "places": torch.arange(3),
            "index": torch.zeros(3, WIDTH, dtype=long),
            "ruled": torch.zeros(3, WIDTH, dtype=long),
            "far": torch.zeros(3, WIDTH, dtype=long),
            "bits": torch.zeros(3, WIDTH, BITS, dtype=real),
        },
        {"words": {0: n}, "places": {0: k}, "index": {0: k}, "ruled": {0: k}, "far": {0: k}, "bits": {0: k}},
        ["roles", "kinds"],
        out / "tagger.onnx",
    )
    write_sums(out)


def _graph(
    module: nn.Module, example: dict[str, Tensor], shapes: dict[str, dict[int, object]], names: list[str], path: Path
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            module,
            (),
            whole,
            kwargs=example,
            input_names=list(example),
            output_names=names,
            dynamic_shapes=shapes,
            dynamo=True,
            external_data=False,
            verbose=False,
        )
        graph = onnx.load(whole)
        del graph.graph.value_info[:]  # shapes that the exporter leaves behind after it turned the matrices
        onnx.save(graph, whole)
        quantize_dynamic(
            whole, path, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gemm"]
        )
    onnx.checker.check_model(str(path))


def main() -> None:
    """Reads a checkpoint, writes the graphs."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("model", "words", "out"):
        parser.add_argument(name, type=Path)
    o = parser.parse_args()
    kept = torch.load(o.model, weights_only=True)
    net = Network(kept["layers"])
    net.load_state_dict(kept["state"])
    export(net, o.words, o.out)


if __name__ == "__main__":
    main()
