"""Kills workers at random moments of runs that lease, and counts what is left after each one."""

import os
import random
import re
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from muse import GenerationError, Host
from muse.device.devices import Devices
from muse.plugins.isolated.offspring import below
from muse.testing.card import DEVICE, Card

CLEAR = re.compile(r"the worker of [\w-]+ was killed by SIGKILL[^\n]*")
"""How the error of a killed worker reads, in one line."""

_STEPS = 200
_LATEST = 0.8  # seconds into a run of some 0.7 s: starting, loading, at work, at its end
_PATIENCE = 2.0  # seconds that the system may take to bury a process


class Killer(threading.Thread):
    """Sends SIGKILL to one of the processes of a worker at a moment, if there is one then."""

    def __init__(self, moment: float, chance: random.Random) -> None:
        super().__init__(daemon=True)
        self.moment, self._chance = moment, chance
        self.hit: int | None = None
        self.over = threading.Event()

    def run(self) -> None:
        """Wait for the moment, and for a process to kill while the run goes on."""
        time.sleep(self.moment)
        while not self.over.is_set():
            found = workers()
            if found:
                number = self._chance.choice(found)
                try:
                    os.kill(number, signal.SIGKILL)
                except ProcessLookupError:
                    continue
                self.hit = number
                return
            time.sleep(0.001)


def workers() -> list[int]:
    """Return the processes of workers that this one started: the sandbox, and what is in it."""
    found = []
    for number in below(os.getpid()):
        try:
            told = Path(f"/proc/{number}/cmdline").read_bytes()
            state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if b"isolated/worker.py" in told and state != "Z":
            found.append(number)
    return found


def kill(folder: Path, times: int) -> Iterator[tuple[str, bool, str, str]]:
    """Yield rows: what, whether it is as asked, what is asked, what was found."""
    import muse.device.devices as choosing

    choosing.pick = lambda wanted=None, **how: wanted or DEVICE  # type: ignore[assignment]
    choosing.choose_dtype = lambda device: ("bfloat16", "pretended")  # type: ignore[assignment]
    chance, found, left = random.Random(1), Counter[str](), Counter[str]()
    most, hits = 0, 0
    with Host(library=folder / "killed", config=folder / "none.toml") as host:
        devices = Devices(backend=Card, folder=folder / "loaded")
        devices.beside = host.workers
        host.__dict__["devices"] = devices
        host.run("text.walled", seed=0, steps=1)
        host.workers.relieve()
        before = _state(folder)
        tried = 0
        while hits < times and tried < 4 * times:
            tried += 1
            stream = host.stream("text.walled", seed=tried, steps=_STEPS)
            killer = Killer(chance.uniform(0.0, _LATEST), chance)
            killer.start()
            error, leased = None, False
            try:
                for _ in stream:
                    if not leased:
                        leased = True
                        most = max(most, _leased(devices))
            except Exception as raised:
                error = raised
            killer.over.set()
            killer.join()
            if killer.hit is None or error is None:  # it was done before
                found["missed the run"] += 1
                host.workers.relieve()
                continue
            hits += 1
            if isinstance(error, GenerationError) and CLEAR.fullmatch(str(error)):
                found["at work" if leased else "before its first event"] += 1
            else:
                found["odd"] += 1
                print(f"odd: {type(error).__name__}: {error}")
            left.update(_left(folder, before, devices))
    clear = hits - found["odd"]
    told = ", ".join(f"{n} {what}" for what, n in sorted(found.items()))
    yield f"{times} kills, each one clear line", clear == times, f"{times}", f"{clear} ({told})"
    for what in ("processes", "files", "descriptors", "leased bytes", "books not at rest"):
        yield f"{what} left, after every kill", not left[what], "0", str(left[what])
    yield "most that was leased while they ran (GiB)", most > 0, "> 0", f"{most / 2**30:.0f}"


def _leased(devices: Devices) -> int:
    return sum(each.residents.bytes_at("device", leased=True) for each in devices.managers())


def _state(folder: Path) -> dict[str, set[str]]:
    """Return the files that there are beside the library's, and the open descriptors by name."""
    homes = (folder / "home" / "cache", folder / "tmp", folder / "isolated" / "state")
    files = {str(path) for home in homes if home.exists() for path in home.rglob("*")}
    open_ones = set()
    for name in os.listdir("/proc/self/fd"):
        try:
            open_ones.add(f"{name} {os.readlink(f'/proc/self/fd/{name}')}")
        except OSError:
            continue  # the one that lists them
    return {"files": files, "descriptors": open_ones}


def _left(folder: Path, before: dict[str, set[str]], devices: Devices) -> Counter[str]:
    end = time.monotonic() + _PATIENCE
    while workers() and time.monotonic() < end:
        time.sleep(0.005)
    now = _state(folder)
    found = Counter({what: len(now[what] - before[what]) for what in now})
    for what in now:
        for each in sorted(now[what] - before[what])[:3]:
            print(f"left: {what}: {each}")
    found["processes"] = len(workers())
    found["leased bytes"] = _leased(devices) + sum(
        each.residents.bytes_at("device") for each in devices.managers()
    )
    found["books not at rest"] = sum(not each.at_rest for each in devices.managers())
    return found
