"""Part `emoji`: `muse train image.diffusion` from nothing, for the rest of the time; samples.

Batches grow while they make more pictures a second; then there are as many steps as the time left
allows. A training that is too slow after all is stopped in time, and what it has learnt is written
nevertheless.
"""

import io
import re
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import muse_image.data
from benchmarks.on_gpu import drawing
from benchmarks.on_gpu.hosting import backend_of, begin, gib, opened
from benchmarks.on_gpu.results import Results, expect
from muse import Cancelled, Host, MuseError, Preview, Progress
from muse_image.training.job import Job

DATA = "emoji.npz"
BATCHES = (64, 128, 256, 512, 1024, 2048)
USUAL = 64
"""The batch for which the usual rate is."""

SHARE = 0.3
"""Share of the time that the autoencoder learns."""

PROMPTS = (
    *("red heart", "blue heart", "a green apple", "yellow star", "grinning cat", "a sad dog"),
    *("three cats", "two red apples", "rocket", "house", "tree", "full moon face", "purple car"),
    *("猫脸", "红色的苹果", "三只狗", "蓝色的鱼", "火箭"),
)
_NOTE = re.compile(r"^(autoencoder|diffusion)\b.*?(\d+) pictures/s$")


def part(results: Results, work: Path, device: str, small: bool, seconds: float, out: Path) -> None:
    """Train, write weights and samples to `out`."""
    end = time.monotonic() + seconds
    device = begin(device)
    data = work / DATA
    log = work / "drawing.log"
    with results.check("pictures to learn from") as told:
        while not data.is_file() and time.monotonic() < end - 0.6 * seconds:
            time.sleep(0.2)
        print(log.read_text(encoding="utf-8") if log.is_file() else "", flush=True)
        expect(data.is_file(), "they aren't drawn yet: see emoji.log")
        told["pictures"] = len(drawing.read(data))
    if not data.is_file():
        return
    before, muse_image.data.read = muse_image.data.read, drawing.from_file(data)  # type: ignore
    try:
        with opened(device, work / "home") as host:
            plan = Plan(results, host, device, small, end, out)
            plan.choose()
            plan.train()
            plan.sample(work)
    finally:
        muse_image.data.read = before


class Plan:
    """One training: its settings, what they are chosen by, and what came of it."""

    def __init__(
        self, results: Results, host: Host, device: str, small: bool, end: float, out: Path
    ) -> None:
        self.results, self.host, self.device, self.small = results, host, device, small
        self.end, self.out = end, out
        self.usual: dict[str, Any] = {
            "data": "emoji",
            "size": 16 if small else 64,
            "precision": "bfloat16" if device.startswith("cuda") else "float32",
            "seed": 0,
            "attention": True,
            "restart": True,
            "formats": [".zip"],
        }
        self.batch = 8 if small else 256
        self.speeds: dict[str, float] = {}

    def choose(self) -> None:
        """Find the batch: twice as large while it makes a tenth more pictures a second."""
        if self.small:
            return
        best = 0.0
        for batch in BATCHES:
            with self.results.check(f"a trial with batches of {batch}") as told:
                speeds = self._tried(batch)
                told |= {f"{what}_pictures/s": value for what, value in speeds.items()}
                if self.device.startswith("cuda"):
                    backend = backend_of(self.host)
                    backend.reset_peak(self.device)
                    told["peak_GiB"] = gib(backend.most)
            if not speeds or speeds["diffusion"] < 1.1 * best or self._left() < 60:
                break
            best = speeds["diffusion"]
            self.batch, self.speeds = batch, speeds

    def _tried(self, batch: int) -> dict[str, float]:
        """Return pictures a second of both halves; nothing where memory runs out."""
        found: dict[str, float] = {}
        fields = {**self.usual, "batch": batch, "steps": 60, "autoencoder_steps": 40}
        try:
            for event in self.host.stream("image.diffusion:train", **fields):
                if isinstance(event, Progress) and (told := _NOTE.match(event.note)):
                    found[told[1]] = float(told[2])
        except MuseError as error:
            print(error, flush=True)
            return {}
        return found

    def _left(self) -> float:
        return self.end - time.monotonic()

    @property
    def settings(self) -> dict[str, Any]:
        """All fields of the training, by the speeds that were seen and the time that is left."""
        if self.small or not self.speeds:
            steps = (6, 4) if self.small else (4000, 2000)
        else:
            seconds = max(5.0, 0.8 * (self._left() - 30))  # what follows, and slower steps
            steps = (
                max(200, int(seconds * (1 - SHARE) * self.speeds["diffusion"] / self.batch)),
                max(100, int(seconds * SHARE * self.speeds["autoencoder"] / self.batch)),
            )
        return {
            **self.usual,
            "batch": self.batch,
            "steps": steps[0],
            "autoencoder_steps": steps[1],
            # More pictures a step allow for longer ones, but not in proportion.
            "rate": min(2e-3, 8e-4 * (self.batch / USUAL) ** 0.5),
            "preview": max(1, steps[0] // 8),
        }

    def train(self) -> None:
        """Train; where the time ends before the steps do, write what was learnt so far."""
        with self.results.check("training") as told, noted() as folders:
            fields = self.settings
            told |= {k: fields[k] for k in ("batch", "steps", "autoencoder_steps", "precision")}
            told["rate"] = round(fields["rate"], 5)
            reserve = 0 if self.small else 35
            try:
                made = self._learnt(fields, self.end - reserve)
            except Cancelled:
                told["note"] = "stopped in time, before its last step; its learning rate was high"
                made = self._finished(fields, folders)
            told |= {k: v for k, v in made.measured.items() if isinstance(v, int | float)}
            (self.out / "emoji.zip").write_bytes(made.data)

    def _learnt(self, fields: dict[str, Any], until: float) -> Any:
        stream = self.host.stream("image.diffusion:train", **fields)
        told = 0.0
        for event in stream:
            if isinstance(event, Preview):
                (self.out / "learning.png").write_bytes(event.data)
            if isinstance(event, Progress) and time.monotonic() - told > 10:
                told = time.monotonic()
                print(f"{event.done:.3f} {event.note}", flush=True)
            if time.monotonic() > until:
                stream.cancel()
        return stream.result[0]

    def _finished(self, fields: dict[str, Any], folders: list[Path]) -> Any:
        """Return the weights of a training that was stopped, from its checkpoint."""
        from muse_image.training import checkpoints

        kept = checkpoints.read(folders[-1] / "checkpoint.safetensors")
        expect(kept is not None, "it was stopped before the denoiser had learnt anything")
        assert kept is not None
        before = Job.checkpoint
        Job.checkpoint = lambda self, what="checkpoint": (  # type: ignore[method-assign]
            folders[-1] / f"{what}.safetensors"
        )
        try:
            shorter = {**fields, "steps": max(1, int(kept["step"])), "restart": False}
            return self._learnt(shorter, float("inf"))
        finally:
            Job.checkpoint = before  # type: ignore[method-assign]

    def sample(self, work: Path) -> None:
        """Write a sheet of what the model makes of prompts, two seeds each, as anybody would."""
        path = self.out / "emoji.zip"
        if not path.is_file():
            return
        with self.results.check("samples by image.diffusion") as told:
            folder = work / "emoji"
            with zipfile.ZipFile(path) as archive:
                archive.extractall(folder)
            prompts = PROMPTS[:2] if self.small else PROMPTS
            start, found = time.perf_counter(), []
            for prompt in prompts:
                made = self.host.run(
                    "image.diffusion", prompt=prompt, model=str(folder), seed=1, count=2,
                    no_embed=True, steps=2 if self.small else 30,
                )  # fmt: skip
                found += [(prompt, artifact.data) for artifact in made]
            told["pictures"] = len(found)
            told["s_each"] = round((time.perf_counter() - start) / len(found), 3)
            (self.out / "samples.png").write_bytes(sheet(found))


@contextmanager
def noted() -> Iterator[list[Path]]:
    """Note in which folders trainings keep their checkpoints while it lasts."""
    folders: list[Path] = []
    before = Job.checkpoint

    def checkpoint(self: Job, what: str = "checkpoint") -> Path:
        path = before(self, what)
        folders.append(path.parent)
        return path

    Job.checkpoint = checkpoint  # type: ignore[method-assign]
    try:
        yield folders
    finally:
        Job.checkpoint = before  # type: ignore[method-assign]


def sheet(found: list[tuple[str, bytes]]) -> bytes:
    """Return pictures with their prompts below as one PNG, eight in a row."""
    from PIL import Image, ImageDraw

    side, line = 96, 14
    whole = Image.new("RGB", (8 * side, -(-len(found) // 8) * (side + line)), "white")
    pen = ImageDraw.Draw(whole)
    for place, (prompt, data) in enumerate(found):
        x, y = place % 8 * side, place // 8 * (side + line)
        picture = Image.open(io.BytesIO(data)).convert("RGB").resize((side - 4, side - 4))
        whole.paste(picture, (x + 2, y + 2))
        shown = prompt if prompt.isascii() else f"no. {place // 2 + 1}"
        pen.text((x + 2, y + side - 2), shown[:16], fill="black")
    buffer = io.BytesIO()
    whole.save(buffer, "PNG")
    return buffer.getvalue()
