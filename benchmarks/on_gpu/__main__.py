"""The program: see the docstring of this package."""

import argparse
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import benchmarks.on_gpu as package
from benchmarks.on_gpu import machine, packing, results

ROOT = Path(__file__).parents[2]
SECONDS = {"sharing": 90.0, "requests": 180.0, "emoji": 0.0}
"""What each part may take; the last has what is left."""

RESERVE = 15.0
"""Seconds kept for ending, and for parts that are slow to stop."""

LEAST, PATIENCE = 10.0, 600.0
"""Seconds below which no part is begun, and what a part may take with tiny models."""

COMPOSED = 40_000
"""Composed pictures beside the font's own, where the trainer composes."""


def main(argv: list[str] | None = None) -> int:
    """Pack, or run all parts; return the exit status."""
    asked = _parser().parse_args(argv)
    if asked.pack is not None:
        lacking = packing.pack(asked.pack, asked.python, asked.mib)
        size = sum(f.stat().st_size for f in asked.pack.rglob("*") if f.is_file())
        print(f"{asked.pack}: {size / 2**20:.1f} MiB", *lacking, sep="\n  lacks ")
        return 0
    try:
        out = _prepared(asked.out)
        work = Path(tempfile.mkdtemp(prefix="muse-on-gpu-", dir=asked.work or machine.roomiest()))
    except OSError as error:
        print(f"on_gpu: {error}; give --out and --work folders that can be written")
        return 2
    run = Run(asked, out, work)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return run.all()
    except (KeyboardInterrupt, SystemExit):
        run.ended = "Cut off"
        raise
    finally:
        run.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.on_gpu",
        description=package.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--pack", type=Path, metavar="DIR", help="pack for a machine, and end")
    parser.add_argument("--python", default="3.12", help="its Python (3.12)")
    parser.add_argument("--mib", type=int, default=56, help="the most to pack, MiB (56)")
    parser.add_argument("--from", dest="packed", type=Path, metavar="DIR", help="what was packed")
    out = Path(os.environ.get("OUT") or "on-gpu")
    parser.add_argument("--out", type=Path, default=out, help="for results ($OUT, or on-gpu)")
    parser.add_argument("--work", type=Path, help="for models while they are needed")
    parser.add_argument("--minutes", type=float, default=10.0, help="all it may take (10)")
    parser.add_argument("--only", nargs="+", choices=list(SECONDS), default=list(SECONDS))
    parser.add_argument("--device", choices=("cuda", "cpu", "card"), help="card is pretended")
    parser.add_argument("--small", action="store_true", help="tiny models, without a card")
    parser.add_argument("--check", action="store_true", help="tell what is there, and end")
    parser.add_argument("--split", type=float, default=0, help="cut files over so many MiB")
    return parser


def _prepared(out: Path) -> Path:
    """Return the folder for results, after a trial of writing; earlier ones are put aside."""
    out.mkdir(parents=True, exist_ok=True)
    trial = out / "results.jsonl.part"
    trial.write_text("", encoding="utf-8")
    trial.unlink()
    with contextlib.suppress(FileNotFoundError):
        os.replace(out / "results.jsonl", out / "results-before.jsonl")
    return out.resolve()


class Run:
    """One run of all parts."""

    def __init__(self, asked: argparse.Namespace, out: Path, work: Path) -> None:
        self.asked, self.out, self.work = asked, out, work
        self.end = time.monotonic() + 60 * asked.minutes
        self.ended = "Under way"
        self.results = results.Results(out, "check")
        self.children: list[subprocess.Popen[bytes]] = []
        self.device = asked.device or ("card" if asked.small else "cuda")
        self.environment = {
            **os.environ,
            "MUSE_HOME": str(work / "home"),
            "PYTHONUNBUFFERED": "1",
            "PYTHONFAULTHANDLER": "1",
            "HF_HUB_OFFLINE": "1",
            "TOKENIZERS_PARALLELISM": "false",
            "MPLCONFIGDIR": str(work),
        }
        paths = [ROOT, ROOT / "core", ROOT / "plugins", ROOT / "tests", work / "site"]
        before = os.environ.get("PYTHONPATH", "")
        self.environment["PYTHONPATH"] = os.pathsep.join(
            [*map(str, paths), *filter(None, [before])]
        )
        if asked.small:
            self.environment["OMP_NUM_THREADS"] = "1"

    def all(self) -> int:
        """Run all parts and return the exit status."""
        unsuited = packing.unpack(self.asked.packed, ROOT, self.work / "site")
        if unsuited:
            self.results.tell("wheels", None, f"not for this Python: {', '.join(unsuited)}")
        missing = self._look()
        parts = [name for name in SECONDS if name in self.asked.only]
        if missing is None or self.asked.check:
            self.ended = "Looked at the machine alone"
            return 2 if missing is None else 0
        able = [name for name in parts if not self._lacks(name, missing)]
        if "emoji" in able:
            self._draw()
        for name in able:
            self._part(name, last=name == able[-1])
        self.ended = "Run to its end"
        self._split()
        rows = results.read(self.out)
        return int(any(row["ok"] is False for row in rows)) if able else 2

    # -- the machine

    def _look(self) -> list[str] | None:
        """Tell what is there; return what is missing, None where nothing can be run."""
        command = [sys.executable, "-m", "benchmarks.on_gpu.machine", self.device, str(self.work)]
        start = time.monotonic()
        try:
            done = subprocess.run(
                command, env=self.environment, cwd=ROOT, capture_output=True, text=True, timeout=120
            )
            found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
        except (subprocess.TimeoutExpired, ValueError, IndexError) as error:
            told = getattr(error, "stderr", None) or getattr(locals().get("done"), "stderr", "")
            lines = str(told).strip().splitlines()[-1:] or [f"{type(error).__name__}"]
            self.results.tell("the machine", False, f"looking at it failed: {lines[0][:300]}")
            return None
        problem, missing, card = (found.pop(name) for name in ("problem", "missing", "card"))
        versions = found.pop("versions")
        self.results.tell("the machine", None, **found, **(card or {}))
        self.results.tell("libraries", None, **versions)
        took = f"{time.monotonic() - start:.1f} s"
        if problem:
            self.results.tell("ready", False, f"{problem} ({took})")
            return None
        self.results.tell("ready", True, f"looked in {took}; {self._plan()}")
        return list(missing)

    def _plan(self) -> str:
        rest = 60 * self.asked.minutes - sum(SECONDS[name] for name in self.asked.only) - RESERVE
        return ", ".join(f"{name} {SECONDS[name] or rest:.0f} s" for name in self.asked.only)

    def _lacks(self, name: str, missing: list[str]) -> bool:
        """Whether a part can't run; what it lacks is told."""
        lacking = [each for each in missing if name in machine.NEEDED[each]]
        fatal = [each for each in lacking if each not in ("librosa", "soundfile")]
        if lacking:
            what = f"{name} {'is left out' if fatal else 'goes on without MusicGen'}"
            self.results.tell(what, False, f"missing: {', '.join(lacking)}")
        return bool(fatal)

    # -- parts

    def _draw(self) -> None:
        """Begin to draw what the last part learns from, beside the others."""
        packed = self.asked.packed and self.asked.packed.resolve() / "emoji"
        target = self.work / "emoji" / "emoji.npz"
        target.parent.mkdir()
        count = "-1" if self.asked.small else str(COMPOSED)
        command = ["benchmarks.on_gpu.drawing", str(target), str(packed or "-"), count]
        self._started(command, self.work / "emoji" / "drawing.log", CUDA_VISIBLE_DEVICES="")

    def _started(self, command: list[str], log: Path, **more: str) -> "subprocess.Popen[bytes]":
        with log.open("ab") as file:
            child = subprocess.Popen(
                [sys.executable, "-m", *command], cwd=ROOT, env={**self.environment, **more},
                stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT,
                start_new_session=True,
            )  # fmt: skip
        self.children.append(child)
        return child

    def _part(self, name: str, last: bool) -> None:
        """Run a part to its end, or to that of its time."""
        left = self.end - time.monotonic() - RESERVE
        seconds = left if last else min(left, SECONDS[name] or left)
        if self.asked.small:
            seconds = left = PATIENCE
        if seconds < LEAST:
            results.Results(self.out, name).tell("left out", None, "the time was over")
            return
        command = [
            *("benchmarks.on_gpu.part", name, "--out", str(self.out), "--work", str(self.work)),
            *("--device", self.device, "--seconds", f"{seconds:.0f}"),
            *(["--small"] if self.asked.small else []),
        ]
        start = shown = time.monotonic()
        child = self._started(command, self.out / f"{name}.log")
        limit = start + min(seconds + RESERVE, left + RESERVE / 2)
        while child.poll() is None and time.monotonic() < limit:
            time.sleep(0.1)
            if time.monotonic() - shown > 5:
                shown = time.monotonic()
                results.report(self.out, self.asked.minutes, f"Under way: {name}")
        own = results.Results(self.out, name)
        if child.poll() is None:
            own.tell("ends in time", False, f"stopped after {limit - start:.0f} s; see {name}.log")
            _stop(child)
        elif child.returncode < 0:
            kind = signal.Signals(-child.returncode).name
            own.tell("runs to its end", False, f"ended by {kind}; see {name}.log")
        shutil.rmtree(self.work / name, ignore_errors=True)
        results.report(self.out, self.asked.minutes, f"Under way: {name} is over")

    def _split(self) -> None:
        """Cut files that are too large to be carried: `cat FILE.*` makes them whole."""
        most = int(self.asked.split * 2**20)
        for path in list(self.out.iterdir()) if most else ():
            if path.is_file() and path.stat().st_size > most:
                data = path.read_bytes()
                for place in range(0, len(data), most):
                    part = path.with_name(f"{path.name}.{place // most + 1:03}")
                    part.write_bytes(data[place : place + most])
                path.unlink()

    def close(self) -> None:
        """Stop what still runs, write the report, and remove the models."""
        for child in self.children:
            _stop(child)
        results.report(self.out, self.asked.minutes, self.ended)
        shutil.rmtree(self.work, ignore_errors=True)
        print(f"{self.ended.lower()}: {self.out / 'report.md'}", flush=True)


def _stop(child: "subprocess.Popen[bytes]") -> None:
    """End a process and what it started: first asked, then made to."""
    for how, patience in ((signal.SIGTERM, 3.0), (signal.SIGKILL, 5.0)):
        if child.poll() is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(patience)


if __name__ == "__main__":
    sys.exit(main())
