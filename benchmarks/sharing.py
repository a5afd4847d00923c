"""Two generators that take turns on one device, with Muse's manager and without.

    python benchmarks/sharing.py [MIB]

Two models of MIB mebibytes each (512 unless given; random weights in safetensors files) run in
turns, on the best device there is. "Load each time" is what a common script does that frees one
model before the next: build the module, load the file, copy. It prints the reloads of each way,
the host's own part of a warm run (all but loading and generating) as a share of the cold run, and
how long loading takes beside `safetensors.torch.load_file` and a module on the meta device.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from muse import Artifact, Condition, Event, Generator, Host, Run
from muse.config import Config
from muse.contract.hooks import hookimpl
from muse.device.component import Component, Placement
from muse.entry_points import Index

TURNS = 10
LAYERS = 8
spent: dict[str, float] = {}


def build(width: int) -> torch.nn.Module:
    """Return a stack of linear layers without weights."""
    with torch.device("meta"):
        return torch.nn.Sequential(*(torch.nn.Linear(width, width) for _ in range(LAYERS)))


def load_bare(path: str, device: str) -> torch.nn.Module:
    """Load a model in the quickest way: onto a module without weights."""
    state = load_file(path, device=device)
    module = build(next(iter(state.values())).shape[0])
    module.load_state_dict(state, assign=True)
    return module


def load_naive(path: str, device: str) -> torch.nn.Module:
    """Load a model as the common script does: build it with random weights, then copy."""
    state = load_file(path, device=device)
    width = next(iter(state.values())).shape[0]
    module = torch.nn.Sequential(*(torch.nn.Linear(width, width) for _ in range(LAYERS)))
    module.load_state_dict(state)
    return module.to(device)


def load(placement: Placement) -> torch.nn.Module:
    """Load a model for the manager, and note the time."""
    start = time.perf_counter()
    module = load_bare(placement.component.source, placement.device)
    spent["load"] = spent.get("load", 0.0) + time.perf_counter() - start
    return module


def work(module: torch.nn.Module, seed: int, device: str) -> bytes:
    """Run a model a few times over, as a generation would."""
    first = next(module.parameters())
    generator = torch.Generator().manual_seed(seed)
    x = torch.randn(4, first.shape[1], generator=generator).to(device)
    with torch.inference_mode():
        for _ in range(4):
            x = torch.nn.functional.layer_norm(module(x), x.shape[1:])
    return x.cpu().numpy().tobytes()


class Model(Generator[Condition]):
    """Runs one of the two models."""

    source = ""
    bytes_of = 0

    def generate(self, condition: Condition, run: Run) -> Iterator[Event]:
        """Lease the model and run it."""
        with run.lease(Component(self.source, load, size=self.bytes_of)) as lease:
            start = time.perf_counter()
            made = work(lease[0], run.items[0].seed, lease.device)
            spent["work"] = time.perf_counter() - start
        yield Artifact({".bin": made}, run.items[0])


class Offers:
    """Brings the two generators to the host."""

    def __init__(self, paths: list[Path], size: int) -> None:
        self.classes = {
            f"bench.m{n}": type(
                f"M{n}", (Model,), {"__doc__": "A model.", "source": str(p), "bytes_of": size}
            )
            for n, p in enumerate(paths)
        }

    @hookimpl
    def muse_generators(self) -> dict[str, type[Generator]]:
        """Offer them."""
        return self.classes


def main() -> int:
    """Measure, print, and return 1 when a limit is passed."""
    torch.set_num_threads(1)
    mib = int(sys.argv[1]) if len(sys.argv) > 1 else 512
    width = int((mib * 2**20 / 4 / LAYERS) ** 0.5)
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{name}.safetensors" for name in "ab"]
        for path in paths:
            state = {k: torch.randn(v.shape) * 0.02 for k, v in build(width).state_dict().items()}
            save_file(state, path)
        size = paths[0].stat().st_size
        offers = Offers(paths, size)
        library = Path(folder) / "lib"
        with Host(library=library, config=Config(), index=Index([]), hooks=[offers]) as host:
            device = host.devices.manager().device
            print(f"{device}, two models of {size / 2**20:.0f} MiB, {TURNS} turns each")
            return report(host, paths, device)


def report(host: Host, paths: list[Path], device: str) -> int:
    """Run both ways in turns and print the figures."""
    runs, own, naive, cold = [], [], [], 0.0
    host.run("bench", generator="m0", seed=1)
    host.devices.relieve()
    spent.clear()
    for turn in range(TURNS):
        for name in ("m0", "m1"):
            before = spent.get("load", 0.0)
            start = time.perf_counter()
            host.run("bench", generator=name, seed=turn)
            took = time.perf_counter() - start
            loading = spent.get("load", 0.0) - before
            runs.append(took)
            if loading:
                cold = max(cold, took)
            else:
                own.append(took - spent["work"])
        start = time.perf_counter()
        for path in paths:
            work(load_naive(str(path), device), turn, device)
        naive.append((time.perf_counter() - start) / 2)
    loads = host.devices.manager().residents.loads - 1
    warm = statistics.median(runs)
    share = statistics.median(own) / cold
    print(f"loads                  Muse {loads}, load each time {2 * TURNS}")
    print(
        f"median run             Muse {warm * 1e3:.1f} ms, load each time "
        f"{statistics.median(naive) * 1e3:.1f} ms: {statistics.median(naive) / warm:.1f} x"
    )
    print(
        f"host's own part        {statistics.median(own) * 1e3:.2f} ms of a warm run, "
        f"{100 * share:.2f} % of the cold run ({cold * 1e3:.0f} ms)"
    )
    ratio = loading_ratio(host, paths[0], device)
    print(f"loading                {ratio:.2f} x load_file and the module on the meta device")
    failed = loads != 2 or share > 0.02 or ratio > 1.2
    print("FAILED" if failed else "within the limits: 2 loads, 2 %, 1.2 x")
    return int(failed)


def loading_ratio(host: Host, path: Path, device: str) -> float:
    """Return the manager's time to load over the bare time, medians of ten in turns."""
    manager = host.devices.manager()
    part = Component(str(path), load, size=path.stat().st_size)
    ours, bare = [], []
    for _ in range(10):
        manager.relieve()
        start = time.perf_counter()
        with manager.lease([part], owner="bench"):
            ours.append(time.perf_counter() - start)
        manager.relieve()
        start = time.perf_counter()
        load_bare(str(path), device)
        bare.append(time.perf_counter() - start)
    return statistics.median(ours) / statistics.median(bare)


if __name__ == "__main__":
    sys.exit(main())
