"""Which component should go when a device is full: policies beside the best there could have been.

    python benchmarks/eviction.py

Traces of pictures, music and text on cards of 8, 16 and 24 GiB, less headroom, with no second level
in memory. Nothing is loaded: bytes are those of the models named, seconds a byte are assumed (see
`STRAIGHT`). Cells are mean seconds of loading again in a trace of 240 requests, and the geometric
mean of all seconds of loading (first loads too, which are alike for all) over the least there could
have been: the optimum, or, where there are too many components for it, a lower bound, marked >=.
Traces that fit whole are left out: no policy has anything to do there. At the end the same at equal
seconds a byte, since what was assumed decides much. Returns 1 if GreedyDual is worse than LRU over
all, or if a bound, an optimum and a policy aren't in order. Takes about a minute.
"""

import itertools
import random
import statistics
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from offline_optimum import EXACT_AT_MOST, Part, Request, Trace, bound, catalogue, optimum

from muse.device.eviction import GreedyDual, Policy, choose

MIB, GIB = 2**20, 2**30
CARDS = (8, 16, 24)  # GiB
HEADROOM = GIB // 2
LONG, SHORT = 240, 14  # requests
TRACES, SHORT_TRACES = 12, 100  # for each family and card; for each card

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
FEW = [SDXL, CHAT, QUANT, MEDIUM, COMPILED, TINY, SD15, SMALL]  # the large ones first
MANY = [
    *FEW,
    *(sdxl(f"sdxl-{n}") for n in range(3)),
    *(sd15(f"sd15-{n}") for n in range(5)),
    *(llm(f"llm-{n}", 2.0 + n / 2, (STRAIGHT, CAST, PACKED)[n % 3]) for n in range(8)),
]


def in_turns(others: int, draw: random.Random) -> Iterable[Request]:
    """Pictures and so many other large generators, one after the other, again and again."""
    return itertools.cycle([SDXL, *draw.sample(FEW[1:5], others)])


def zipf(among: list[Request], draw: random.Random) -> Iterable[Request]:
    """Generators by chance: the n-th most wanted 1/n as often as the first."""
    ranked = draw.sample(among, len(among))
    while True:
        yield from draw.choices(ranked, [1 / n for n in range(1, len(ranked) + 1)])


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


FAMILIES: dict[str, Callable[[random.Random], Iterable[Request]]] = {
    "alternate": partial(in_turns, 1),
    "three": partial(in_turns, 2),
    "zipf": partial(zipf, FEW),
    "bursts": bursts,
    "phases": phases,
    "scan": scan,
    "zipf many": partial(zipf, MANY),
}


class Ranked:
    """A policy that knows a rank for each component; of equals the longest unused goes first."""

    def __init__(self, rank: Callable[[Part], float]) -> None:
        self._rank = rank
        self._used: dict[Part, int] = {}
        self._tick = 0

    def use(self, key: Part, size: int, cost: float) -> None:
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


def policies() -> dict[str, Policy[Part]]:
    """Return the policies to compare, new."""
    draw = random.Random(1)
    return {
        "random": Ranked(lambda part: draw.random()),
        "largest": Ranked(lambda part: -part.size),
        "smallest": Ranked(lambda part: part.size),
        "LRU": Ranked(lambda part: 0),
        "GreedyDual": GreedyDual(),
    }


NAMES = list(policies())


def simulate(trace: Trace, capacity: int, policy: Policy[Part]) -> float:
    """Return the seconds of loading, first loads included, as the device manager goes about it."""
    there: dict[Part, None] = {}  # a dict for its order: sets would differ between runs
    spent = 0.0
    for request in trace:
        missing = [part for part in request.parts if part not in there]
        for part in request.parts:
            if part in there:
                policy.use(part, part.size, part.cost)
        idle = [part for part in there if part not in request.parts]
        wanted = request.need + sum(part.size for part in idle) - capacity
        for gone in choose([(part, part.size) for part in policy.order(idle)], wanted):
            policy.evict(gone)
            del there[gone]
        for part in missing:
            there[part] = None
            spent += part.cost
            policy.use(part, part.size, part.cost)
    return spent


@dataclass
class Outcome:
    """A trace served: seconds of first loads, a bound, the optimum if known, and each policy."""

    first: float
    low: float
    optimum: float | None
    spent: dict[str, float]

    @property
    def least(self) -> float:
        """The optimum, or else the bound."""
        return self.low if self.optimum is None else self.optimum


def serve(trace: Trace, capacity: int) -> Outcome:
    """Serve a trace by every policy, and compute the least it could have taken."""
    parts = catalogue(trace)
    spent = {name: simulate(trace, capacity, policy) for name, policy in policies().items()}
    low = bound(trace, capacity, min(spent.values()))
    exact = optimum(trace, capacity) if len(parts) <= EXACT_AT_MOST else None
    return Outcome(sum(part.cost for part in parts), low, exact, spent)


def fits(trace: Trace, capacity: int) -> bool:
    """Whether all components of a trace fit at once, beside the most that work needs."""
    most = max(request.working for request in trace)
    return Request(tuple(catalogue(trace)), most).need <= capacity


def long_traces(family: str, capacity: int) -> list[Trace]:
    """Return a family's traces, the same in every process, but for those that fit whole."""
    draws = [random.Random(f"{family} {number}") for number in range(TRACES)]
    traces = [list(itertools.islice(FAMILIES[family](draw), LONG)) for draw in draws]
    return [trace for trace in traces if not fits(trace, capacity)]


def short_traces(capacity: int) -> list[Trace]:
    """Return traces of 14 requests by chance, of 9 components at most, that don't fit whole."""
    draw, found = random.Random(capacity), []
    while len(found) < SHORT_TRACES:
        trace = draw.choices(draw.sample(MANY, draw.randint(2, 6)), k=SHORT)
        if len(catalogue(trace)) <= 9 and not fits(trace, capacity):
            found.append(trace)
    return found


def at_one_rate(trace: Trace) -> Trace:
    """Return a trace with components that all take 0.5 s a gigabyte, and nothing else."""
    return [
        Request(tuple(Part(p.name, p.size, p.size * STRAIGHT / 1e9) for p in r.parts), r.working)
        for r in trace
    ]


def ratio(outcomes: list[Outcome], name: str) -> float:
    """Return the geometric mean of a policy's seconds over the least possible."""
    return statistics.geometric_mean(each.spent[name] / each.least for each in outcomes)


def column(outcomes: list[Outcome]) -> list[str]:
    """Return the cells of one family on one card."""
    if not outcomes:
        return ["0"]
    first = statistics.fmean(each.first for each in outcomes)
    least = statistics.fmean(each.least for each in outcomes) - first
    mark = ">= " if outcomes[0].optimum is None else ""
    cells = [str(len(outcomes)), f"{first:.0f} s", f"{mark}{least:.0f} s"]
    for name in NAMES:
        again = statistics.fmean(each.spent[name] for each in outcomes) - first
        cells.append(f"{again:.0f} s {ratio(outcomes, name):5.2f}")
    return cells


def main() -> int:
    """Serve all traces, print, and return 1 for what the first lines of this file say."""
    long, short, even, failed = [], [], [], []
    for gib in CARDS:
        capacity = gib * GIB - HEADROOM
        columns = [[f"{gib} GiB", "traces", "first loads", "least again", *NAMES]]
        for family in FAMILIES:
            traces = long_traces(family, capacity)
            served = [serve(trace, capacity) for trace in traces]
            columns.append([family, *column(served)])
            long += served
            even += [serve(at_one_rate(trace), capacity) for trace in traces]
        served = [serve(trace, capacity) for trace in short_traces(capacity)]
        columns.append([f"{SHORT} long", *column(served)])
        short += served
        for label, *row in itertools.zip_longest(*columns, fillvalue="-"):
            print(f"{label:11}", *(f"{cell:>11}" for cell in row))
        print()
    print(f"{'over all':11} {LONG:7} long {SHORT:7} long    {LONG} long at equal seconds a byte")
    for name in NAMES:
        print(f"{name:11}", *(f"{ratio(each, name):12.3f}" for each in (long, short, even)))
    tight = [o.low / o.optimum for o in long if o.optimum]
    print(f"bound over optimum: {statistics.geometric_mean(tight):.3f}, at worst {min(tight):.3f}")
    if not all(o.low <= o.least <= min(o.spent.values()) + 1e-6 for o in long + short + even):
        failed.append("a bound, an optimum and a policy are out of order")
    if ratio(long, "GreedyDual") > ratio(long, "LRU"):
        failed.append("GreedyDual is worse than LRU")
    print(f"FAILED: {'; '.join(failed)}" if failed else "bound <= optimum <= policy on every trace")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
