"""Part `sharing`: Muse's device manager on the card, with components made for it.

Each is a stack of linear layers in a safetensors file. The budget is a few of them, whatever the
card has, so that all that a full card brings about comes about in seconds.
"""

import threading
import time
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file

from benchmarks.on_gpu import sharing_runs
from benchmarks.on_gpu.hosting import Part, begin, fresh, gib, settled, used
from benchmarks.on_gpu.results import Results, expect
from muse.device.component import Component, DoesNotFit, Placement
from muse.device.manager import DeviceManager

LAYERS = 8


class Bench:
    """Components of `unit` bytes each, and managers of a few units."""

    def __init__(self, work: Path, device: str, unit: int) -> None:
        self.device, self.unit = device, unit
        self.width = int((unit / 4 / LAYERS) ** 0.5)
        self.path = work / "unit.safetensors"
        chance = torch.Generator().manual_seed(0)
        with torch.device("meta"):
            shapes = {name: each.shape for name, each in self._bare().state_dict().items()}
        # One matrix for all layers: what counts is how many bytes are moved.
        one = torch.randn(self.width, self.width, generator=chance) / self.width**0.5
        save_file({name: one.clone() for name in shapes}, self.path)
        self.size = self.path.stat().st_size

    def _bare(self) -> torch.nn.Module:
        return torch.nn.Sequential(
            *(torch.nn.Linear(self.width, self.width, bias=False) for _ in range(LAYERS))
        )

    def load(self, placement: Placement) -> torch.nn.Module:
        """Load a component in the quickest way."""
        with torch.device("meta"):
            made = self._bare()
        made.load_state_dict(load_file(self.path), assign=True)
        return made.to(placement.device)

    def part(self, name: str) -> Component:
        """Return a component of one unit."""
        return Component(name, self.load, size=self.size, dtypes=("float32",))

    def manager(self, units: float, ram: float = 8.0) -> DeviceManager:
        """Return a manager that may use so many units of the card, and of memory."""
        fresh(self.device)
        budget = int(units * self.size) + used(self.device)
        return DeviceManager(
            Part(), device=self.device, budget=budget, headroom=0, ram=int(ram * self.size)
        )

    @torch.no_grad()
    def run(self, module: torch.nn.Module, device: str) -> torch.Tensor:
        """Return what a component makes of a few rows of numbers, on the processor."""
        x = torch.randn(4, self.width, generator=torch.Generator().manual_seed(1)).to(device)
        return module(x).cpu()


def part(results: Results, work: Path, device: str, small: bool, seconds: float) -> None:
    """Measure it all; what comes late is left out when the time is over."""
    end = time.monotonic() + seconds
    device = begin(device)
    bench = Bench(work, device, 2**20 if small else 2**30)
    real, apart = device.startswith("cuda"), device != "cpu"  # apart from ordinary memory
    able = {memory: real, turns: apart, held: apart, one_at_a_time: apart, streamed: real}
    for check in (memory, turns, held, refused, one_at_a_time, streamed):
        if not able.get(check, True):
            results.tell(check.__name__.replace("_", " "), None, "needs a card")
        else:
            check(results, bench)
    sharing_runs.runs(results, work, device, small, end)


def memory(results: Results, bench: Bench) -> None:
    """What is allocated isn't free, and what the allocator keeps is."""
    with results.check("free memory is read rightly") as told:
        backend = Part()
        before = backend.memory(bench.device)
        taken = torch.empty(bench.unit, dtype=torch.uint8, device=bench.device)
        during = backend.memory(bench.device)
        del taken
        after = backend.memory(bench.device)
        told |= {"total_GiB": gib(before.total), "free_GiB": gib(before.free)}
        told["taken_GiB"] = gib(before.free - during.free)
        told["not_given_back_MiB"] = (before.free - after.free) >> 20
        expect(during.allocated - before.allocated >= bench.unit, "allocated doesn't count it")
        expect(abs(before.free - during.free - bench.unit) < 2**26, "free fell by another sum")
        expect(before.free - after.free < 2**26, "what the allocator keeps isn't counted as free")


def turns(results: Results, bench: Bench) -> None:
    """Three components, room for two and a half: the third has to wait in memory."""
    with results.check("idle components make room, wait in memory and come back whole") as told:
        made = bench.manager(2.5)
        base, first, moved = used(bench.device), {}, []
        for turn in range(2):
            for name in "abc":
                start = time.perf_counter()
                with made.lease([bench.part(name)], owner="bench", working=bench.size // 8) as got:
                    settled(bench.device)
                    moved.append((turn, time.perf_counter() - start))
                    value = bench.run(got[0], bench.device)
                expect(torch.equal(first.setdefault(name, value), value), f"{name} has changed")
                on_card = made.residents.bytes_at("device")
                expect(on_card <= 2.5 * bench.size, f"{gib(on_card)} GiB of components are on it")
        rates = [
            bench.size / 1e9 / min(each for when, each in moved if when == turn) for turn in (0, 1)
        ]
        told |= {"loads": made.residents.loads, "load_GB/s": round(rates[0], 2)}
        told["out_and_in_again_GB/s"] = round(rates[1], 2)
        _peak(told, made, bench, base, 2.5)
        expect(made.residents.loads == 3, "components were loaded again instead of moved")
        made.relieve()
        told["left_MiB"] = (used(bench.device) - base) >> 20
        expect(used(bench.device) - base < 2**24, "not all was given back")


def held(results: Results, bench: Bench) -> None:
    """What a lease holds stays: the next one waits for it to end, within the budget."""
    with results.check("what is leased is not evicted; the next lease waits its turn") as told:
        made = bench.manager(2.5)
        base, there, go, order = used(bench.device), threading.Event(), threading.Event(), []

        def first() -> None:
            with made.lease([bench.part("a"), bench.part("b")], owner="first"):
                there.set()
                go.wait(20)
                order.append("first ends")

        thread = threading.Thread(target=first)
        thread.start()
        expect(there.wait(20), "the first lease never came")
        threading.Timer(0.3, go.set).start()
        start = time.perf_counter()
        with made.lease([bench.part("c")], owner="second") as got:
            order.append("second begins")
            told["waited_s"] = round(time.perf_counter() - start, 2)
            bench.run(got[0], bench.device)
        thread.join()
        expect(order == ["first ends", "second begins"], f"{order}")
        _peak(told, made, bench, base, 2.5)
        made.relieve()


def refused(results: Results, bench: Bench) -> None:
    """What can never fit is refused at once, with the sums."""
    with results.check("what can never fit is refused at once") as told:
        made = bench.manager(1.5)
        start = time.perf_counter()
        try:
            with made.lease([bench.part("a"), bench.part("b")], owner="bench"):
                raise AssertionError("it was leased")
        except DoesNotFit as error:
            told["told"] = str(error)
        told["in_ms"] = round((time.perf_counter() - start) * 1e3, 1)
        expect("can't fit" in told["told"] and made.residents.loads == 0, told["told"])


def one_at_a_time(results: Results, bench: Bench) -> None:
    """Three components and room for one: each comes when it is used, and goes."""
    with results.check("sequential: one component at a time") as told:
        made, base = bench.manager(1.6), used(bench.device)
        parts = [bench.part(name) for name in "abc"]
        with made.lease(parts, owner="bench", strategies=("full", "sequential")) as got:
            told["strategy"] = got.strategy
            expect(got.strategy == "sequential", f"it is {got.strategy}")
            values = []
            for module in got:
                with got.on(module):
                    values.append(bench.run(module, bench.device))
        expect(all(torch.equal(values[0], each) for each in values), "values differ")
        _peak(told, made, bench, base, 1.6)
        made.relieve()


def streamed(results: Results, bench: Bench) -> None:
    """One component and room for half of it: its layers stream through the card."""
    with results.check("offload: layers stream through the card by accelerate's hooks") as told:
        made, base = bench.manager(0.6), used(bench.device)
        with made.lease([bench.part("a")], owner="bench", strategies=("full", "offload")) as got:
            expect(got.strategy == "offload", f"it is {got.strategy}")
            wanted = bench.run(got[0], "cpu")
            start = time.perf_counter()
            with got.on(got[0]):
                value = bench.run(got[0], bench.device)
            told["GB/s"] = round(bench.size / 1e9 / (time.perf_counter() - start), 2)
        told["apart"] = float((value - wanted).abs().max() / wanted.abs().max())
        # Cards may compute matrices in TF32, whose numbers have ten bits.
        expect(told["apart"] < 2e-2, "the card computes something else")
        _peak(told, made, bench, base, 0.6)
        expect(all(p.device.type == "cpu" for p in got[0].parameters()), "not all came back")
        made.relieve()


def _peak(told: dict[str, Any], made: DeviceManager, bench: Bench, base: int, units: float) -> None:
    """Tell the peak beside what was there before, and expect it within the budget."""
    backend = made.backend
    if not bench.device.startswith("cuda"):
        return
    assert isinstance(backend, Part)
    backend.reset_peak(bench.device)
    peak = backend.most - base
    told |= {"peak_GiB": gib(peak), "budget_GiB": gib(units * bench.size)}
    expect(peak <= units * bench.size, "the peak is beyond the budget")
