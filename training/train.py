"""Trains the attribution model and scores it, epoch by epoch, on the fold that is held out.

    python -m training.train ARTICLES.jsonl BASE OUT --scorer score_attribution.py

BASE is a folder made by `training.base`. OUT gets model.pt (mean weights of the last steps) and state.pt (all that is
needed to go on: the same command goes on where it was stopped) after each epoch, and a line of scores in scores.jsonl.
One thread; on one machine the same command gives the same model.
"""

import argparse
import importlib.util
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from firsthand.attribution.model.decode import Marks, choose_places, decode
from firsthand.attribution.model.inputs import CHANNEL, LEARNED_REACH, Ints, around, windows
from firsthand.attribution.model.pieces import Pieces
from firsthand.attribution.tokens import open_tokens
from training.examples import Example, load_examples
from training.network import Network, read_base

BATCH = 8
AS_GIVEN = 0.6
"""Share of articles that are read as given; the others in any of their forms."""
FORGET_RULES = 0.15
"""Share of articles that are read without the marks of the rules, so that the model learns to find its own."""
FORGET_PLACE = 0.1
"""Share of cue places whose statement by the rules is not seen."""
HEADS_RATE = 1e-3
LEASTS = (0.3, 0.5, 0.7)
"""Chances from which a cue place counts, at each of which an epoch is scored."""

Window = tuple[Tensor, Ints]
"""What the frozen layers make of a window (p, 384), and for each token that it decides the index of its first piece."""


def freeze(net: Network, e: Example, pieces: Pieces, layers: int) -> list[Window]:
    """What the first layers, which are not trained, make of an article."""
    out = []
    x = e.inputs
    for first, last, start, stop in windows(x):
        end = int(x.first[last]) if last < len(x.first) else len(x.pieces)
        row = [pieces.start, *x.pieces[x.first[first] : end].tolist(), pieces.end][:512]
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = net.encoder.lower(torch.tensor([row]), layers)[0].to(torch.bfloat16)
        out.append((hidden, (x.first[start:stop] - x.first[first] + 1).clip(max=511)))
    return out


def encode(net: Network, articles: list[list[Window]], layers: int) -> list[Tensor]:
    """Vectors (n, 384) of the first piece of each token of some articles."""
    rows = [hidden for article in articles for hidden, _ in article]
    longest = max(len(row) for row in rows)
    padded = torch.stack([nn.functional.pad(row, (0, 0, 0, longest - len(row))) for row in rows])
    lengths = torch.tensor([len(row) for row in rows])
    outside = (torch.arange(longest)[None] >= lengths[:, None])[:, None, None]
    hidden = iter(net.encoder.upper(padded, layers, outside.to(padded.dtype) * -1e4))
    return [torch.cat([next(hidden)[torch.from_numpy(index)] for _, index in article]) for article in articles]


@dataclass(frozen=True)
class Seen:
    """What the heads are told of an article beside the vectors of its tokens; the arrays of `inputs.around`."""

    signs: Tensor
    marked: Tensor
    places: Tensor
    index: Tensor
    ruled: Tensor
    far: Tensor
    bits: Tensor


def hide(e: Example, chance: random.Random) -> Seen:
    """An article for the heads, at times without what the rules found in it or at a place."""
    x = e.inputs
    forget = chance.random() < FORGET_RULES
    marked = torch.zeros(x.marked.shape) if forget else torch.from_numpy(x.marked)
    index, ruled, far, bits = map(torch.from_numpy, around(x, e.places, LEARNED_REACH))
    gone = torch.tensor([forget or chance.random() < FORGET_PLACE for _ in e.places])
    if len(e.places):
        ruled = torch.where(gone[:, None], CHANNEL + 1, ruled)
    if forget:
        bits[..., 3] = 0  # where other statements of the rules stand
    return Seen(torch.from_numpy(x.signs), marked, torch.from_numpy(e.places), index, ruled, far, bits)


Told = tuple[Tensor, Tensor | None, Tensor | None]
"""Scores of the tokens as cue places, of the roles around each place, of the kind of its source."""


def tell(net: Network, hidden: Tensor, seen: Seen) -> Told:
    """What the heads make of an article."""
    words, scores = net.marker(hidden, seen.signs, seen.marked)
    if not len(seen.places):
        return scores.float(), None, None
    roles, kinds = net.tagger(words, seen.places, seen.index, seen.ruled, seen.far, seen.bits)
    return scores.float(), roles.float(), kinds.float()


def loss_of(e: Example, told: Told, seen: Seen) -> Tensor:
    """Loss of one article: of its cue places, and for each of the roles around it and of its kind."""
    scores, roles, kinds = told
    target = torch.zeros(len(e.inputs.first))
    target[seen.places] = 1
    total: Tensor = nn.functional.binary_cross_entropy_with_logits(scores, target, reduction="sum") * 0.5
    if roles is None or kinds is None:
        return total
    gold = torch.stack([torch.from_numpy(r).long() for r in e.roles])
    wanted = torch.where(seen.index >= 0, gold.gather(1, seen.index.clamp(min=0)), -100)
    tagged = nn.functional.cross_entropy(roles.transpose(1, 2), wanted, reduction="sum", ignore_index=-100)
    kind = nn.functional.cross_entropy(kinds, torch.tensor(e.kinds), reduction="sum")
    return total + tagged / 10 + kind * 0.3


def loss_beside(told: Told, taught: Told, hidden: tuple[Tensor, Tensor], seen: Seen) -> Tensor:
    """How far a network is from what its teacher makes of the same article: in vectors, cue places and roles."""
    mine, its = (h.float() for h in hidden)
    apart = ((mine - its) ** 2).sum() / its.var() / its.shape[1]
    chances = torch.sigmoid(taught[0])
    total: Tensor = apart * 0.1 + 0.5 * nn.functional.binary_cross_entropy_with_logits(
        told[0], chances, reduction="sum"
    )
    if told[1] is None or taught[1] is None:
        return total
    inside = (seen.index >= 0)[..., None]
    tagged = -(torch.softmax(taught[1], -1) * torch.log_softmax(told[1], -1) * inside).sum()
    return total + tagged / 10


def predict(net: Network, e: Example, read: list[Window], layers: int) -> Marks:
    """What the network makes of an article, at the least of LEASTS."""
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        (hidden,) = encode(net, [read], layers)
        x = e.inputs
        words, scores = net.marker(hidden, torch.from_numpy(x.signs), torch.from_numpy(x.marked))
        chances = torch.sigmoid(scores.float()).numpy()
        places = choose_places(chances, LEASTS[0])
        index, ruled, far, bits = around(x, places, LEARNED_REACH)
        roles, _ = net.tagger(words, torch.from_numpy(places), *map(torch.from_numpy, (index, ruled, far, bits)))
    return Marks(chances, places, index, torch.softmax(roles.float(), -1).numpy())


def score(found: list[tuple[Example, Marks]], gold: dict[str, Any], scorer: Any, least: float) -> dict[str, float]:
    """F1 of the model's own statements at one bound for cue places."""
    lines = []
    for e, m in found:
        t = open_tokens(e.parse, e.text)
        kept = m.chances[m.places] >= least
        made = [s for _, s, _ in decode(t, m.places[kept], m.index[kept], m.roles[kept])]
        told = [{"source": s.source, "cue": s.cue, "content": s.content} for s in made]
        lines.append({"id": e.article, "attributions": told})
    got = scorer.score([gold[e.article] for e, _ in found], lines)
    names = ("content.dice50", "cs.head", "triple.dice50")
    return {"least": least} | {name: round(got[name]["F1"], 4) for name in names}


def start_from(net: Network, teacher: Network, layers: list[int]) -> None:
    """Gives a network the heads of its teacher, and some of the layers of its encoder."""
    net.marker.load_state_dict(teacher.marker.state_dict())
    net.tagger.load_state_dict(teacher.tagger.state_dict())
    for mine, k in zip(net.encoder.layers, layers, strict=True):
        mine.load_state_dict(teacher.encoder.layers[k].state_dict())


class Training:
    """A network, what trains it (gold, and a teacher where it has one), and the mean of its weights."""

    def __init__(self, net: Network, frozen: int, steps: int, rate: float, seed: int) -> None:
        self.net, self.frozen, self.epoch, self.step = net, frozen, 0, 0
        self.teacher: Network | None = None
        self.chance = random.Random(seed)
        slow = list(net.encoder.layers[frozen:].parameters())
        fast = [*net.marker.parameters(), *net.tagger.parameters()]
        self.parameters = [*slow, *fast]
        groups = [{"params": slow, "lr": rate}, {"params": fast, "lr": HEADS_RATE}]
        self.optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
        rises, least = 0.06 * steps, 0.02
        self.plan = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser, lambda s: min((s + 1) / rises, max(least, 1 - s / steps))
        )
        self.mean = {name: value.detach().clone() for name, value in net.named_parameters()}

    def run_epoch(self, forms: dict[str, list[Example]], lower: dict[tuple[str, str], list[Window]]) -> float:
        """One pass over the articles, each in one of its forms; the mean loss of a batch."""
        self.net.train()
        batches = self._batches(forms)
        seen = 0.0
        for names in batches:
            batch = [forms[n][0] if self.chance.random() < AS_GIVEN else self.chance.choice(forms[n]) for n in names]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                losses = self._losses(batch, [lower[e.article, e.form] for e in batch])
                loss = torch.stack(losses).sum() / sum(max(1, len(e.places)) for e in batch)
            self.optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.parameters, 5.0)
            self.optimiser.step()
            self.plan.step()
            self.step += 1
            self._follow()
            seen += loss.item()
        self.epoch += 1
        return seen / len(batches)

    def _losses(self, batch: list[Example], read: list[list[Window]]) -> list[Tensor]:
        seen = [hide(e, self.chance) for e in batch]
        hidden = encode(self.net, read, self.frozen)
        told = [tell(self.net, h, s) for h, s in zip(hidden, seen, strict=True)]
        losses = [loss_of(e, what, s) for e, what, s in zip(batch, told, seen, strict=True)]
        if self.teacher is None:
            return losses
        with torch.no_grad():
            taught_hidden = encode(self.teacher, read, self.frozen)
            taught = [tell(self.teacher, h, s) for h, s in zip(taught_hidden, seen, strict=True)]
        return [
            mine + loss_beside(what, its, vectors, s)
            for mine, what, its, vectors, s in zip(
                losses, told, taught, zip(hidden, taught_hidden, strict=True), seen, strict=True
            )
        ]

    def _batches(self, forms: dict[str, list[Example]]) -> list[list[str]]:
        """Articles by chance, of like length together, so that little is padded."""
        names = sorted(forms)
        self.chance.shuffle(names)
        for k in range(0, len(names), 8 * BATCH):
            names[k : k + 8 * BATCH] = sorted(names[k : k + 8 * BATCH], key=lambda n: len(forms[n][0].inputs.pieces))
        return [names[k : k + BATCH] for k in range(0, len(names), BATCH)]

    def _follow(self) -> None:
        """Moves the mean weights towards the present ones."""
        keep = min(0.99, self.step / (self.step + 10))
        with torch.no_grad():
            for name, value in self.net.named_parameters():
                if value.requires_grad:
                    self.mean[name].lerp_(value, 1 - keep)

    def averaged(self) -> Network:
        """A network with the mean weights."""
        net = Network(len(self.net.encoder.layers))
        net.load_state_dict(self.net.state_dict() | self.mean)
        net.eval()
        return net

    def save(self, out: Path) -> None:
        """Writes model.pt and state.pt."""
        kept = {"layers": len(self.net.encoder.layers), "state": self.averaged().state_dict()}
        torch.save(kept, out / "model.pt")
        whole = {
            "net": self.net.state_dict(),
            "mean": self.mean,
            "optimiser": self.optimiser.state_dict(),
            "plan": self.plan.state_dict(),
            "at": (self.epoch, self.step),
            "chance": self.chance.getstate(),
            "torch": torch.get_rng_state(),
        }
        torch.save(whole, out / "state.new")
        (out / "state.new").replace(out / "state.pt")

    def restore(self, path: Path) -> None:
        """Goes on from what `save` wrote."""
        whole = torch.load(path, weights_only=False)
        self.net.load_state_dict(whole["net"])
        self.mean = whole["mean"]
        self.optimiser.load_state_dict(whole["optimiser"])
        self.plan.load_state_dict(whole["plan"])
        self.epoch, self.step = whole["at"]
        self.chance.setstate(whole["chance"])
        torch.set_rng_state(whole["torch"])


def load_scorer(path: Path) -> Any:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no scorer: give the path of score_attribution.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def read_options() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--fold", type=int, default=0, help="held out")
    parser.add_argument("--layers", type=int, default=6, help="of the encoder that are taken")
    parser.add_argument("--frozen", type=int, default=3, help="first layers that are not trained")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--rate", type=float, default=2e-4, help="of the encoder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--teacher", type=Path, help="model.pt of a larger network that this one is taught by")
    parser.add_argument("--take", type=int, nargs="*", help="layers of the teacher that this one begins with")
    return parser.parse_args()


def read_teacher(path: Path | None) -> Network | None:
    """The network of a model.pt, as it is used; None for no path."""
    if path is None:
        return None
    kept = torch.load(path, weights_only=True)
    net = Network(kept["layers"])
    net.load_state_dict(kept["state"])
    net.eval()
    return net


def main() -> None:
    """Trains and scores."""
    o = read_options()
    torch.set_num_threads(1)
    torch.manual_seed(o.seed)
    o.out.mkdir(parents=True, exist_ok=True)
    pieces, scorer = Pieces(o.base / "words.txt"), load_scorer(o.scorer)
    examples = load_examples(o.articles, pieces, o.out / "examples.pkl")
    gold = {x["id"]: x for x in map(json.loads, o.articles.read_text(encoding="utf-8").splitlines())}
    held = [e for e in examples if e.fold == o.fold and e.form == "given"]
    forms: dict[str, list[Example]] = {}
    for e in examples:
        if e.fold != o.fold:
            forms.setdefault(e.article, []).append(e)
    net = Network(o.layers)
    read_base(net.encoder, o.base / "base.safetensors")
    teacher = read_teacher(o.teacher)
    if teacher is not None:
        start_from(net, teacher, o.take)
    net.encoder.requires_grad_(False)
    net.encoder.layers[o.frozen :].requires_grad_(True)
    read = [*held, *(e for same in forms.values() for e in same)]
    lower = {(e.article, e.form): freeze(net.eval(), e, pieces, o.frozen) for e in read}
    training = Training(net, o.frozen, o.epochs * (len(forms) // BATCH + 1), o.rate, o.seed)
    training.teacher = teacher
    if (o.out / "state.pt").exists():
        training.restore(o.out / "state.pt")
    while training.epoch < o.epochs:
        began = time.process_time()
        loss = training.run_epoch(forms, lower)
        training.save(o.out)
        averaged = training.averaged()
        found = [(e, predict(averaged, e, lower[e.article, e.form], o.frozen)) for e in held]
        line = {"epoch": training.epoch, "loss": round(loss, 3), "cpu_s": round(time.process_time() - began)}
        told = json.dumps(line | {"fold": o.fold, "model_alone": [score(found, gold, scorer, x) for x in LEASTS]})
        print(told, flush=True)
        with (o.out / "scores.jsonl").open("a", encoding="utf-8") as file:
            file.write(told + "\n")


if __name__ == "__main__":
    main()
