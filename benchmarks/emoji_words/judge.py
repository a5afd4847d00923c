"""A small network that says what a picture of 64 x 64 px shows: which things, colour, how many.

It learns from composed pictures of other seeds than a training's, half of them blurred as
autoencoders blur, the combinations that trainings never see among them.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from muse_image.data.composing import Composer
from muse_image.data.composing.colours import COLOURS
from muse_image.data.composing.scenes import WORN, Scene
from muse_image.data.composing.things import THINGS

SEED = 77_000
NAMES = (*(each.english for each in THINGS), *(each.thing.english for each in WORN))
HUES = ("", *COLOURS)
SIDE = 64
_MARGIN = -100  # what cross_entropy passes over


@dataclass(frozen=True)
class Answers:
    """What is seen in pictures: chances of things (n, names), of colours, of 1..5.

    `halves` (n, 4, names) are things of what lies left, right, above and below, each enlarged.
    """

    things: Tensor
    colours: Tensor
    counts: Tensor
    halves: Tensor | None = None

    def thing(self, place: int) -> str:
        """Return the likeliest thing in a picture."""
        return NAMES[int(self.things[place].argmax())]

    def shows(self, place: int, *names: str) -> bool:
        """Return whether one thing, or two, are what is likeliest.

        Two are seen in the whole, or one in either half: left and right, or above and below.
        """
        best = self.things[place].topk(len(names)).indices.tolist()
        seen = [{NAMES[each] for each in best}]
        if len(names) == 2 and self.halves is not None:
            half = [NAMES[each] for each in self.halves[place].argmax(1).tolist()]
            seen += [set(half[:2]), set(half[2:])]
        return set(names) in seen

    def colour(self, place: int) -> str:
        """Return the likeliest of the named colours."""
        return HUES[1 + int(self.colours[place, 1:].argmax())]

    def count(self, place: int) -> int:
        """Return how many there are, 1..5."""
        return 1 + int(self.counts[place].argmax())


@dataclass
class Lessons:
    """Pictures uint8 (n, 3, s, s), and what is true of them: things, colour, count."""

    pixels: Tensor
    things: Tensor
    colours: Tensor
    counts: Tensor


class Judge(nn.Module):
    """Pictures (n, 3, 64, 64) in 0..1 -> what they show."""

    def __init__(self) -> None:
        super().__init__()
        widths = (3, 32, 64, 128, 192)
        layers: list[nn.Module] = []
        for before, after in pairwise(widths):
            layers += [nn.Conv2d(before, after, 3, 2, 1, bias=False), nn.BatchNorm2d(after)]
            layers += [nn.ReLU(), nn.Conv2d(after, after, 3, 1, 1, bias=False)]
            layers += [nn.BatchNorm2d(after), nn.ReLU()]
        self.eyes = nn.Sequential(*layers)
        wide = widths[-1]
        self.things = nn.Linear(2 * wide, len(NAMES))
        self.colours = nn.Linear(2 * wide, len(HUES))
        self.counts = nn.Linear(2 * wide, 5)

    def forward(self, pictures: Tensor) -> Answers:
        """Return the scores of everything."""
        seen = self.eyes(pictures * 2 - 1)
        told = torch.cat([seen.mean((2, 3)), seen.amax((2, 3))], 1)
        return Answers(self.things(told), self.colours(told), self.counts(told))


def lessons(
    count: int, seed: int, *, kind: str = "", new: bool | None = None, composer: Any = None
) -> Lessons:
    """Return composed pictures and what they show; every tenth has a held-out combination."""
    composer = composer or shared()
    pixels = np.empty((count, 3, SIDE, SIDE), np.uint8)
    things = torch.zeros(count, len(NAMES))
    colours = torch.full((count,), _MARGIN)
    counts = torch.full((count,), _MARGIN)
    for place in range(count):
        chance = np.random.Generator(np.random.PCG64([seed, place, 12]))
        rare = place % 10 == 9 if new is None else new
        scene = composer.scenes.draw(chance, kind, rare)
        pixels[place] = composer.picture(scene, SIDE, chance)
        names, colour, number = truth(scene)
        things[place, [NAMES.index(name) for name in names]] = 1
        if scene.kind in ("one", "several"):
            colours[place], counts[place] = HUES.index(colour), number - 1
    return Lessons(torch.from_numpy(pixels), things, colours, counts)


def truth(scene: Scene) -> tuple[set[str], str, int]:
    """Return which things a scene shows, the first one's colour, and how many parts there are."""
    names = {_named()[part.letters] for part in scene.parts}
    return names, scene.parts[0].colour, len(scene.parts)


@lru_cache(1)
def shared() -> Composer:
    """Return the one composer, of all emoji."""
    return Composer()


@lru_cache(1)
def _named() -> dict[str, str]:
    told = {letters: each.english for each in THINGS for letters in each.letters}
    worn = {letters: each.thing.english for each in WORN for letters in each.thing.letters}
    return {**worn, **told, **{k: v for k, v in worn.items() if k not in told}}


def learnt(count: int = 12_000, epochs: int = 8, batch: int = 64) -> Judge:
    """Return a judge that has learnt from so many pictures, each seen `epochs` times."""
    torch.manual_seed(0)
    given = lessons(count, SEED)
    judge = Judge()
    steps = epochs * count // batch
    best = torch.optim.AdamW(judge.parameters(), 3e-3, weight_decay=0.02, fused=True)
    plan = torch.optim.lr_scheduler.OneCycleLR(best, 3e-3, total_steps=steps)
    chance = torch.Generator().manual_seed(0)
    for step in range(steps):
        places = torch.randint(0, count, (batch,), generator=chance)
        pictures = blurred(given.pixels[places].float() / 255, chance)
        with torch.autocast("cpu", torch.bfloat16):
            found = judge(pictures)
        # Of two things each has half: a choice among all is learnt sooner than 218 yes or no.
        shown = given.things[places] / given.things[places].sum(1, keepdim=True)
        loss = F.cross_entropy(found.things.float(), shown)
        loss = loss + F.cross_entropy(found.colours.float(), given.colours[places])
        loss = loss + F.cross_entropy(found.counts.float(), given.counts[places])
        best.zero_grad()
        loss.backward()
        best.step()
        plan.step()
        if step % 250 == 0:
            print(f"judge: step {step} of {steps}, loss {loss.item():.3f}", flush=True)
    return judge.eval()


def blurred(pictures: Tensor, chance: torch.Generator) -> Tensor:
    """Return pictures moved by up to 3 px, half of them blurred, as small models draw."""
    edges = F.pad(pictures, (3,) * 4, mode="replicate")
    x, y = torch.randint(0, 7, (2,), generator=chance).tolist()
    pictures = edges[..., y : y + SIDE, x : x + SIDE]
    half = pictures[::2]
    side = int(torch.randint(18, 44, (1,), generator=chance))
    small = F.interpolate(half, (side, side), mode="area")
    coarse = F.interpolate(small, (SIDE, SIDE), mode="bilinear", align_corners=False)
    return torch.stack([coarse, pictures[1::2]], 1).flatten(0, 1)


@torch.no_grad()
def asked(judge: Judge, pixels: Any) -> Answers:
    """Return what a judge sees in pictures uint8 (n, 3, 64, 64)."""
    whole = torch.as_tensor(pixels)
    found = [judge(chunk.float() / 255) for chunk in whole.split(64)]
    side = SIDE // 2
    parts = (whole[..., :side], whole[..., side:], whole[..., :side, :], whole[..., side:, :])
    halves = [
        judge(torch.stack([enlarged(part[place]) for part in parts])).things
        for place in range(len(whole))
    ]
    return Answers(
        torch.cat([each.things for each in found]),
        torch.cat([each.colours for each in found]),
        torch.cat([each.counts for each in found]),
        torch.stack(halves),
    )


def enlarged(part: Tensor) -> Tensor:
    """Return what stands on the ground of a part uint8 (3, h, w) as a picture of its own, 0..1."""
    ground = part[:, [0, 0, -1, -1], [0, -1, 0, -1]].float().median(1).values
    ink = (part.float() - ground[:, None, None]).abs().amax(0) > 40
    made = ground[:, None, None].expand(3, SIDE, SIDE) / 255
    if not ink.any():
        return made.clone()
    rows, columns = ink.any(1).nonzero()[:, 0], ink.any(0).nonzero()[:, 0]
    cut = part[:, rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].float()[None] / 255
    scale = 0.86 * SIDE / max(cut.shape[-2:])
    size = [max(1, round(length * scale)) for length in cut.shape[-2:]]
    large = F.interpolate(cut, size, mode="bilinear", align_corners=False)[0]
    top, left = ((SIDE - length) // 2 for length in size)
    made = made.clone()
    made[:, top : top + size[0], left : left + size[1]] = large
    return made


def trust(judge: Judge) -> dict[str, float]:
    """Return how often a judge is right on real composed pictures that it never saw."""
    one = lessons(600, SEED + 1, kind="one", new=None)
    told = asked(judge, one.pixels)
    coloured = [k for k in range(600) if int(one.colours[k]) > 0]
    several = lessons(600, SEED + 2, kind="several", new=None)
    counted = asked(judge, several.pixels)
    return {
        "thing": _share(
            NAMES.index(told.thing(k)) == int(one.things[k].argmax()) for k in range(600)
        ),
        "colour": _share(HUES.index(told.colour(k)) == int(one.colours[k]) for k in coloured),
        "count": _share(counted.count(k) == int(several.counts[k]) + 1 for k in range(600)),
        "both of two": _both(judge, "two"),
        "both, one worn": _both(judge, "worn"),
    }


def _both(judge: Judge, kind: str) -> float:
    """Return how often both things are seen in scenes of a kind that show two."""
    shown = lessons(300, SEED + 3, kind=kind, new=None)
    told = asked(judge, shown.pixels)
    pairs = [[NAMES[j] for j in row.nonzero()[:, 0].tolist()] for row in shown.things]
    return _share(told.shows(k, *pairs[k]) for k in range(len(pairs)))


def _share(answers: Any) -> float:
    told = list(answers)
    return sum(told) / len(told)


def kept(path: Path | None) -> Judge:
    """Return the judge of a file, or a new one, which is written there."""
    judge = Judge()
    if path is not None and path.is_file():
        from safetensors.torch import load_file

        judge.load_state_dict(load_file(path))
        return judge.eval()
    judge = learnt()
    if path is not None:
        from safetensors.torch import save_file

        save_file(judge.state_dict(), path)
    return judge
