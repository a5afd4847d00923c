"""Part `sharing`, second half: whole runs of a host that take turns on a card too small for all."""

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch

from benchmarks.on_gpu import models
from benchmarks.on_gpu.hosting import GIB, apart, backend_of, capped, gib, opened, used
from benchmarks.on_gpu.results import Results, expect
from muse import Artifact, Component, Condition, Generator, Host, OutOfMemory, Placement, Run

HEADROOM = GIB // 2
"""What a manager of a host keeps free."""


def runs(results: Results, work: Path, device: str, small: bool, end: float) -> None:
    """Measure whole runs, until the time is over."""
    starved(results, work, device, small)
    sizes = ("tiny", "tiny") if small else ("sdxl", "1.7b")
    with results.check("build a diffusion model and a language model") as told:
        painter = models.diffusion(work / "painter", sizes[0], _built_on(device))
        writer = models.language(work / "writer", sizes[1], _built_on(device))
        told |= {"painter_GB": _gb(painter), "writer_GB": _gb(writer)}
        pictures = Pictures(painter, writer, work, device, small)
    if "pictures" not in locals():
        return
    for check in (pictures.in_turns, pictures.side_by_side, pictures.ladder):
        if time.monotonic() > end - 8:
            results.tell(check.__name__.replace("_", " "), None, "left out: the time was over")
        else:
            check(results)
    for folder in (painter, writer):
        shutil.rmtree(folder, ignore_errors=True)


def _built_on(device: str) -> str:
    return device if device.startswith("cuda") else "cpu"


def _gb(folder: Path) -> float:
    return round(sum(f.stat().st_size for f in folder.rglob("*.safetensors")) / 1e9, 2)


class Starved(Generator[Condition]):
    """Takes more memory than there is, as often as it is told to; a byte afterwards."""

    formats = {".bin": "application/octet-stream"}
    left = 0
    tries = 0
    size = 2**20

    @staticmethod
    def load(placement: Placement) -> torch.nn.Module:
        """Load what it holds."""
        layer = torch.nn.Linear(256, Starved.size // 1024, bias=False)
        return layer.to(placement.device)

    def generate(self, condition: Condition, run: Run) -> Iterator[Any]:
        """Yield an artifact, if memory doesn't run out before."""
        part = Component("starved", Starved.load, size=Starved.size)
        with run.lease(part, strategies=("full", "sequential", "cpu")) as lease:
            Starved.tries += 1
            if Starved.left > 0:
                Starved.left -= 1
                hoard(lease.device)
            yield Artifact({".bin": lease.strategy.encode()}, run.items[0])


def hoard(device: str) -> None:
    """Take memory until there is none."""
    taken = []
    if device.startswith("cuda"):
        while True:
            taken.append(torch.empty(2**28, dtype=torch.uint8, device=device))
    taken.append(torch.empty(2**60, dtype=torch.uint8, device=device))


def starved(results: Results, work: Path, device: str, small: bool) -> None:
    """Memory runs out on purpose, once and for ever; afterwards all is as it was."""
    Starved.size = 2**20 if small else 2**28
    with opened(device, work, starved=Starved) as host, capped(device, 4 * GIB):
        base = used(device)
        with results.check("memory runs out once: the run is tried again, and made") as told:
            Starved.left, Starved.tries = 1, 0
            made = host.run("bench.starved", seed=1).data
            told |= {"tries": Starved.tries, "with": made.decode()}
            expect((Starved.tries, made) == (2, b"full"), "it wasn't made as it was at first")
        with results.check("memory runs out twice: the next strategy makes it") as told:
            Starved.left, Starved.tries = 2, 0
            made = host.run("bench.starved", seed=1).data
            told |= {"tries": Starved.tries, "with": made.decode()}
            way = b"full" if device == "cpu" else b"sequential"
            expect((Starved.tries, made) == (3, way), "it went another way")
        with results.check("memory runs out for ever: one clear error, nothing kept") as told:
            Starved.left, Starved.tries = 100, 0
            try:
                host.run("bench.starved", seed=1)
                raise AssertionError("it was made")
            except OutOfMemory as error:
                told |= {"tries": Starved.tries, "told": str(error)}
            Starved.left = 0
            host.devices.relieve()
            told["left_MiB"] = (used(device) - base) >> 20
            expect(used(device) - base < 2**26, "memory was not given back")
            made = host.run("bench.starved", seed=1).data
            expect(made == b"full", "the next run isn't as before")


class Pictures:
    """A painter and a writer that share a card."""

    def __init__(self, painter: Path, writer: Path, work: Path, device: str, small: bool) -> None:
        self.painter, self.writer, self.work, self.device = painter, writer, work, device
        self.side, self.steps, self.tokens = (64, 2, 8) if small else (512, 8, 64)
        self.slack = 2**29 if small else 2 * GIB
        sizes = {f.parent: f.stat().st_size for f in painter.rglob("*.safetensors")}
        self.parts = sorted(sizes.values())
        self.paints = sum(self.parts)
        self.writes = sum(f.stat().st_size for f in writer.rglob("*.safetensors"))
        self.alone: bytes = b""

    def paint(self, host: Host) -> bytes:
        """Return a picture."""
        return host.run(
            "image.diffusion", prompt="a red fox", model=str(self.painter), seed=1,
            steps=self.steps, width=self.side, height=self.side, no_embed=True,
        ).data  # fmt: skip

    def write(self, host: Host) -> bytes:
        """Return a text."""
        return host.run(
            "text.llm", prompt="rain", model=str(self.writer), seed=1, max_tokens=self.tokens,
            no_embed=True,
        ).data  # fmt: skip

    def in_turns(self, results: Results) -> None:
        """Both in turns, with room for one and a half: nothing is loaded twice."""
        limit = HEADROOM + self.slack + self.paints + self.writes // 2
        with (
            results.check("a painter and a writer in turns, on a card for one and a half") as told,
            opened(self.device, self.work / "turns", limit) as host,
        ):
            base, seconds, made = used(self.device), [], []
            for _ in range(3):
                for each in (self.paint, self.write):
                    start = time.perf_counter()
                    made.append(each(host))
                    seconds.append(round(time.perf_counter() - start, 2))
            manager = host.devices.manager()
            told |= {"seconds": seconds, "loads": manager.residents.loads}
            self._peak(told, host, base, limit)
            self.alone = made[0]
            expect(len(set(made[::2])) == 1, "pictures of one seed differ after moving")
            expect(len(set(made[1::2])) == 1, "texts of one seed differ after moving")
            expect(manager.residents.loads == len(self.parts) + 1, "components were loaded again")

    def side_by_side(self, results: Results) -> None:
        """Both at once, with room for both."""
        limit = HEADROOM + 3 * self.slack + self.paints + self.writes
        with (
            results.check("a painter and a writer at once, on a card for both") as told,
            opened(self.device, self.work / "beside", limit) as host,
        ):
            base, alone = used(self.device), (self.paint(host), self.write(host))
            made: dict[int, bytes] = {}

            def work(place: int) -> None:
                made[place] = (self.paint, self.write)[place](host)

            start = time.perf_counter()
            threads = [threading.Thread(target=work, args=(place,)) for place in (0, 1)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            told["s_both"] = round(time.perf_counter() - start, 2)
            self._peak(told, host, base, limit)
            expect(made.get(0) == alone[0], "the picture is another one than alone")
            expect(made.get(1) == alone[1], "the text is another one than alone")

    def ladder(self, results: Results) -> None:
        """Ever less room: the same picture, by each strategy that the generator names."""
        largest = self.parts[-1]
        rungs = {
            "full": HEADROOM + self.slack + self.paints,
            "sequential": HEADROOM + self.slack + largest + largest // 16,
            "offload": HEADROOM + self.slack + largest // 2,
        }
        if self.parts[-1] < 2**28:  # tiny ones: what work is guessed to need is all that counts
            work = 2**28 + self.side**2 * 600
            rungs = {
                "full": HEADROOM + work + self.paints,
                "sequential": HEADROOM + work + largest,
                "offload": HEADROOM + work + largest // 2,
            }
        for wanted, limit in rungs.items():
            needs = {"full": "", "sequential": "ca", "offload": "cuda"}[wanted]
            if not self.device.startswith(needs):
                results.tell(f"the painter by {wanted}", None, "needs a card")
                continue
            with (
                results.check(f"the painter by {wanted}, with {gib(limit)} GiB") as told,
                opened(self.device, self.work / wanted, limit) as host,
            ):
                base, start = used(self.device), time.perf_counter()
                made = self.paint(host)
                told["first_s"] = round(time.perf_counter() - start, 2)
                start = time.perf_counter()
                again = self.paint(host)
                told["again_s"] = round(time.perf_counter() - start, 2)
                told["strategies"] = [each.strategy for each in host.devices.leases]  # type: ignore[attr-defined]
                told["apart_of_255"] = apart(self.alone or made, made)
                self._peak(told, host, base, limit)
                expect(told["strategies"][0] == wanted, f"it went by {told['strategies']}")
                expect(made == again, "the second picture differs")
                expect(told["apart_of_255"] < 2, "it is another picture")

    def _peak(self, told: dict[str, Any], host: Host, base: int, limit: int) -> None:
        """Tell the peak, and expect it within the limit."""
        if not self.device.startswith("cuda"):
            return
        backend = backend_of(host)
        backend.reset_peak(self.device)
        told |= {"peak_GiB": gib(backend.most - base), "limit_GiB": gib(limit)}
        expect(backend.most - base <= limit, "the peak is beyond the limit")
