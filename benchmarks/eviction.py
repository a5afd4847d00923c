"""Which component should go when a device is full: policies beside the best there could have been.

    python benchmarks/eviction.py

Traces of pictures, music and text on cards of 8, 16 and 24 GiB, less headroom, without a second
level in memory. Nothing is loaded: sizes are those of the models named, rates of loading are
assumed (see `part`). Cells are seconds of loading again in a trace of 240 requests (first loads,
alike for all, are listed apart), and all seconds of loading over the least there could have been:
the exact optimum, or where there are too many components for it, marked >=, a lower bound of it.
Returns 1 if GreedyDual is worse than LRU over all, or anything is less than what it can't be.
"""

import itertools
import random
import statistics
import sys
from collections.abc import Callable, Iterable, Sequence

from muse.eviction import GreedyDual, Policy, choose
from offline_optimum import EXACT_AT_MOST, Part, Request, Trace, bound, catalogue, optimum

MIB, GIB = 2**20, 2**30
CARDS = (8, 16, 24)  # GiB
HEADROOM = GIB // 2
LONG, SHORT = 240, 14  # requests
LONG_TRACES, SHORT_TRACES = 4, 60  # of each family; of each card

# Seconds for one resident gigabyte (1e9 bytes), assumed. STRAIGHT: safetensors from an NVMe disk
# to a card. CAST: twice the bytes on disk, and converted. PACKED: quantised while loading.
STRAIGHT, CAST, PACKED = 1 / 2.0, 1 / 0.9, 1 / 0.5


def part(name: str, gib: float, rate: float = STRAIGHT, fixed: float = 0.2) -> Part:
    """Return a component of so many GiB; `fixed` is what building and warming up take, seconds."""
    size = round(gib * 1024) * MIB
    return Part(name, size, fixed + rate * size / 1e9)


CLIP_L, CLIP_G, VAE_XL = part("clip-l", 0.23), part("clip-g", 1.29), part("vae-xl", 0.16)
VAE_15, T5, ENCODEC = part("vae-15", 0.16), part("t5", 0.2, CAST), part("encodec", 0.06, CAST)


def asks(working: float, *parts: Part) -> Request:
    """Return a request; `working` in GiB."""
    return Request(parts, round(working * 1024) * MIB)


def sdxl(name: str) -> Request:
    """Return what SDXL or a model tuned from it needs: only its network is its own."""
    return asks(0.75, CLIP_L, CLIP_G, part(name, 4.78, fixed=1.0), VAE_XL)


def sd15(name: str) -> Request:
    """Return what SD 1.5 or a model tuned from it needs: its text encoder is SDXL's first."""
    return asks(1.0, CLIP_L, part(name, 1.6, fixed=0.6), VAE_15)


def music(name: str, gib: float) -> Request:
    """Return what a MusicGen needs: float32 on disk."""
    return asks(1.0, T5, ENCODEC, part(name, gib, CAST, 0.5))


def llm(name: str, gib: float, rate: float = STRAIGHT, fixed: float = 1.0) -> Request:
    """Return what a language model needs: one component, and its cache of keys and values."""
    return asks(0.75, part(name, gib, rate, fixed))


SDXL, SD15 = sdxl("sdxl"), sd15("sd15")
SMALL, MEDIUM = music("musicgen-small", 0.8), music("musicgen-medium", 2.8)
CHAT, TINY = llm("chat-3b", 6.0), llm("chat-1b", 2.3)
QUANT, COMPILED = llm("chat-7b-q4", 4.1, PACKED), llm("coder-1.5b", 3.0, STRAIGHT, 12.0)
FEW = [SDXL, CHAT, SD15, QUANT, MEDIUM, TINY, COMPILED, SMALL]
MANY = [
    *FEW,
    *(sdxl(f"sdxl-{n}") for n in range(3)),
    *(sd15(f"sd15-{n}") for n in range(5)),
    *(llm(f"llm-{n}", 2.0 + n / 2, (STRAIGHT, CAST, PACKED)[n % 3]) for n in range(8)),
]

Family = Callable[[random.Random], Iterable[Request]]


def alternate(draw: random.Random) -> Iterable[Request]:
    """Two generators in turns."""
    return itertools.cycle(draw.sample(FEW, 2))


def robin(draw: random.Random) -> Iterable[Request]:
    """Three generators in turns."""
    return itertools.cycle(draw.sample(FEW, 3))


def zipf(draw: random.Random) -> Iterable[Request]:
    """Eight generators, the n-th most wanted 1/n as often as the first; the order by chance."""
    return _zipf(draw, FEW)


def zipf_many(draw: random.Random) -> Iterable[Request]:
    """The same over 24 generators."""
    return _zipf(draw, MANY)


def _zipf(draw: random.Random, among: list[Request]) -> Iterable[Request]:
    ranked = draw.sample(among, len(among))
    weights = [1 / n for n in range(1, len(ranked) + 1)]
    while True:
        yield from draw.choices(ranked, weights)


def bursts(draw: random.Random) -> Iterable[Request]:
    """Sessions: some pictures, a text, some pictures; now and then music."""
    while True:
        picture, text = draw.choice([SDXL, SDXL, SD15]), draw.choice([CHAT, QUANT, TINY])
        for _ in range(draw.randint(2, 5)):
            yield from [picture] * draw.randint(2, 6)
            yield text
        if draw.random() < 0.4:
            yield from [draw.choice([SMALL, MEDIUM])] * draw.randint(1, 4)


def phases(draw: random.Random) -> Iterable[Request]:
    """Three generators by chance for forty requests, then three others."""
    while True:
        yield from draw.choices(draw.sample(FEW, 3), k=40)


def scan(draw: random.Random) -> Iterable[Request]:
    """Two generators much used, and after every eight requests all others once each."""
    hot = draw.sample([SD15, SMALL, TINY, MEDIUM], 2)
    while True:
        yield from draw.choices(hot, k=8)
        yield from (other for other in FEW if other not in hot)


FAMILIES: dict[str, Family] = {
    "alternate": alternate,
    "three": robin,
    "zipf": zipf,
    "bursts": bursts,
    "phases": phases,
    "scan": scan,
    "zipf many": zipf_many,
}


class Ranked:
    """A policy that knows a rank for each component; of equals the longest unused goes first."""

    def __init__(self, rank: Callable[[Part], float]) -> None:
        self._rank = rank
        self._used: dict[Part, int] = {}
        self._tick = 0

    def use(self, key: Part, worth: object) -> None:
        """Note that a component was loaded or used."""
        self._tick += 1
        self._used[key] = self._tick

    def forget(self, key: Part) -> None:
        """Note that a component is gone."""
        self._used.pop(key, None)

    evict = forget

    def order(self, keys: Iterable[Part]) -> list[Part]:
        """Return components, the first to go first."""
        return sorted(keys, key=lambda key: (self._rank(key), self._used[key]))


def policies(seed: int) -> dict[str, Policy[Part]]:
    """Return the policies to compare, new."""
    draw = random.Random(seed)
    return {
        "random": Ranked(lambda part: draw.random()),
        "largest": Ranked(lambda part: -part.size),
        "smallest": Ranked(lambda part: part.size),
        "LRU": Ranked(lambda part: 0),
        "GreedyDual": GreedyDual(),
    }


def simulate(trace: Trace, capacity: int, policy: Policy[Part]) -> float:
    """Return the seconds of loading, first loads included, as `muse.memory` goes about it."""
    there: dict[Part, None] = {}  # a dict for its order: sets would differ between runs
    spent = 0.0
    for request in trace:
        missing = [part for part in request.parts if part not in there]
        for part in request.parts:
            if part in there:
                policy.use(part, part)
        idle = [part for part in there if part not in request.parts]
        wanted = request.need + sum(part.size for part in idle) - capacity
        if missing or wanted > 0:
            for gone in choose([(part, part.size) for part in policy.order(idle)], wanted):
                policy.evict(gone)
                del there[gone]
        for part in missing:
            there[part] = None
            spent += part.cost
            policy.use(part, part)
    return spent
