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
    """What is seen in pictures: chances of things (n, names), of colours, of 1..5."""

    things: Tensor
    colours: Tensor
    counts: Tensor

    def thing(self, place: int) -> str:
        """Return the likeliest thing in a picture."""
        return NAMES[int(self.things[place].argmax())]

    def shows(self, place: int, *names: str) -> bool:
        """Return whether so many likeliest things are those that are named."""
        best = self.things[place].topk(len(names)).indices.tolist()
        return {NAMES[each] for each in best} == set(names)

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
    found = [judge(chunk.float() / 255) for chunk in torch.as_tensor(pixels).split(64)]
    return Answers(
        torch.cat([each.things for each in found]),
        torch.cat([each.colours for each in found]),
        torch.cat([each.counts for each in found]),
    )


def trust(judge: Judge) -> dict[str, float]:
    """Return how often a judge is right on real composed pictures that it never saw."""
    one = lessons(600, SEED + 1, kind="one", new=None)
    told = asked(judge, one.pixels)
    coloured = [k for k in range(600) if int(one.colours[k]) > 0]
    several = lessons(600, SEED + 2, kind="several", new=None)
    counted = asked(judge, several.pixels)
    two = lessons(600, SEED + 3, kind="two", new=None)
    both = asked(judge, two.pixels)
    pairs = [[NAMES[j] for j in row.nonzero()[:, 0].tolist()] for row in two.things]
    return {
        "thing": _share(
            NAMES.index(told.thing(k)) == int(one.things[k].argmax()) for k in range(600)
        ),
        "colour": _share(HUES.index(told.colour(k)) == int(one.colours[k]) for k in coloured),
        "count": _share(counted.count(k) == int(several.counts[k]) + 1 for k in range(600)),
        "both of two": _share(both.shows(k, *pairs[k]) for k in range(600)),
    }


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
