"""The network: a small BERT encoder, a mark for cue places, and a tagger of each cue place's surroundings.

Shapes: p pieces, n tokens, k cue places, W = 2 * inputs.LEARNED_REACH + 1 tokens around each.
"""

from pathlib import Path

import torch
from torch import Tensor, nn

from firsthand.attribution.model.inputs import BITS, CHANNEL, LEARNED_REACH, MARKED, NEAR, RELATIONS, TAGS

HIDDEN, HEADS, INNER = 384, 12, 1536
WORD, AROUND = 256, 160
SIGNS = ((len(TAGS) + 1, 24), (len(RELATIONS) + 1, 24), (5, 8), (3, 8), (2, 4))

KINDS = 7


class Layer(nn.Module):
    """One transformer layer, normalised after each half as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.ask, self.key, self.value, self.out = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.widen, self.narrow = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.after_attention, self.after = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """(b, p, HIDDEN) to the same; a mask that fits (b, HEADS, p, p) is added to the likenesses."""
        b, length, _ = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(b, length, HEADS, HIDDEN // HEADS).transpose(1, 2)

        a, k, v = split(self.ask(x)), split(self.key(x)), split(self.value(x))
        likeness = a @ k.transpose(-1, -2) * (HIDDEN // HEADS) ** -0.5
        if mask is not None:
            likeness = likeness + mask
        mixed = torch.softmax(likeness, dim=-1) @ v
        x = self.after_attention(x + self.out(mixed.transpose(1, 2).reshape(b, length, HIDDEN)))
        return self.after(x + self.narrow(nn.functional.gelu(self.widen(x))))


class Encoder(nn.Module):
    """Pieces of windows to vectors; `layers` of the six of the base model."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.pieces = nn.Embedding(30522, HIDDEN)
        self.places = nn.Embedding(512, HIDDEN)
        self.sort = nn.Parameter(torch.zeros(HIDDEN))
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def lower(self, pieces: Tensor, layers: int) -> Tensor:
        """(b, p) numbers of pieces to (b, p, HIDDEN) after the first layers."""
        x = self.norm(self.pieces(pieces) + self.places.weight[: pieces.shape[1]] + self.sort)
        for layer in self.layers[:layers]:
            x = layer(x, None)
        return x

    def upper(self, x: Tensor, layers: int, mask: Tensor | None) -> Tensor:
        """(b, p, HIDDEN) after the first layers to the same after all; an optional (b, 1, 1, p) mask is added."""
        for layer in self.layers[layers:]:
            x = layer(x, mask)
        return x


class Marker(nn.Module):
    """Vectors of the tokens of an article, and how much each looks like a cue place."""

    def __init__(self) -> None:
        super().__init__()
        self.signs = nn.ModuleList(nn.Embedding(size, width) for size, width in SIGNS)
        self.join = nn.Linear(HIDDEN + sum(w for _, w in SIGNS) + MARKED, WORD)
        self.norm = nn.LayerNorm(WORD)
        self.near = nn.Conv1d(WORD, WORD, 5, padding=2)
        self.norm_near = nn.LayerNorm(WORD)
        self.score = nn.Sequential(nn.Linear(WORD, 128), nn.GELU(), nn.Linear(128, 1))
        self.drop = nn.Dropout(0.15)

    def forward(self, hidden: Tensor, signs: Tensor, marked: Tensor) -> tuple[Tensor, Tensor]:
        """(n, HIDDEN), (n, 5), (n, 5) to (n, WORD) and (n,)."""
        parts = [hidden, *(table(signs[:, i]) for i, table in enumerate(self.signs)), marked]
        x = self.drop(self.norm(nn.functional.gelu(self.join(torch.cat(parts, dim=-1)))))
        x = self.norm_near(x + nn.functional.gelu(self.near(x.T[None])[0].T))
        return x, self.score(x)[:, 0]


class Tagger(nn.Module):
    """The role of every token around a cue place, and the kind of the source."""

    def __init__(self) -> None:
        super().__init__()
        self.word, self.place = nn.Linear(WORD, AROUND), nn.Linear(WORD, AROUND)
        self.offset = nn.Embedding(2 * LEARNED_REACH + 1, AROUND)
        self.ruled = nn.Embedding(CHANNEL + 2, AROUND)
        self.far = nn.Embedding(2 * NEAR + 1, AROUND)
        self.bits = nn.Linear(BITS, AROUND)
        self.narrow_word, self.narrow_place = nn.Linear(WORD, 64), nn.Linear(WORD, 64)
        self.product = nn.Linear(64, AROUND)
        self.norm = nn.LayerNorm(AROUND)
        self.steps = nn.ModuleList(nn.Conv1d(AROUND, AROUND, 5, padding=2 * d, dilation=d) for d in (1, 2, 4))
        self.norms = nn.ModuleList(nn.LayerNorm(AROUND) for _ in range(3))
        self.roles = nn.Linear(AROUND, CHANNEL + 1)
        self.kind = nn.Sequential(nn.Linear(2 * WORD, 128), nn.GELU(), nn.Linear(128, KINDS))
        self.drop = nn.Dropout(0.15)

    def forward(
        self, words: Tensor, places: Tensor, index: Tensor, ruled: Tensor, far: Tensor, bits: Tensor
    ) -> tuple[Tensor, Tensor]:
        """(n, WORD), (k,), three times (k, W), (k, W, BITS) to (k, W, CHANNEL + 1) and (k, KINDS)."""
        inside = (index >= 0).to(words.dtype)[..., None]
        at = index.clamp(min=0)
        cue = words[places]
        x = (
            self.word(words)[at]
            + self.place(cue)[:, None]
            + self.offset.weight[None]
            + self.ruled(ruled)
            + self.far(far)
        )
        x = x + self.bits(bits) + self.product(self.narrow_word(words)[at] * self.narrow_place(cue)[:, None])
        x = self.drop(nn.functional.gelu(self.norm(x))) * inside
        for step, norm in zip(self.steps, self.norms, strict=True):
            x = norm(x + self.drop(nn.functional.gelu(step(x.transpose(1, 2)).transpose(1, 2)))) * inside
        roles = self.roles(x)
        source = torch.softmax(roles.float(), dim=-1)[..., 1:2] * inside
        pooled = (source * words[at]).sum(1) / (source.sum(1) + 0.1)
        return roles, self.kind(torch.cat([cue, pooled.to(cue.dtype)], dim=-1))


class Network(nn.Module):
    """All three."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.encoder, self.marker, self.tagger = Encoder(layers), Marker(), Tagger()


_NAMES = {
    "ask": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "after_attention": "attention.output.LayerNorm",
    "widen": "intermediate.dense",
    "narrow": "output.dense",
    "after": "output.LayerNorm",
}


def read_base(encoder: Encoder, path: Path) -> None:
    """Fills an encoder with the weights of the base model, a safetensors file with BERT's names."""
    from safetensors.torch import load_file

    base = load_file(path)
    state = {
        "pieces.weight": base["embeddings.word_embeddings.weight"],
        "places.weight": base["embeddings.position_embeddings.weight"],
        "sort": base["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": base["embeddings.LayerNorm.weight"],
        "norm.bias": base["embeddings.LayerNorm.bias"],
    }
    for k in range(len(encoder.layers)):
        for ours, theirs in _NAMES.items():
            for part in ("weight", "bias"):
                state[f"layers.{k}.{ours}.{part}"] = base[f"encoder.layer.{k}.{theirs}.{part}"]
    encoder.load_state_dict(state)
