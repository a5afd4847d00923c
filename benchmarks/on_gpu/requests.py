"""Part `requests`: models of the sizes that people use, each asked three times by a host.

The first request loads, the second finds all there. A host's own time is a request's less what its
generator spends in the library: the pipeline of diffusers, `generate` of transformers, and MusicGen
from tokens to sound. How long a cancelled run takes to end is told too.
"""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.on_gpu import models
from benchmarks.on_gpu.hosting import GIB, Stopwatch, backend_of, begin, fresh, gib, opened, used
from benchmarks.on_gpu.results import Results, expect
from muse import Cancelled, Host, Progress, Text

OWN_MS = 20.0
"""Milliseconds of its own that a host may take, beside a hundredth of the work."""


@dataclass(frozen=True)
class Asked:
    """What is asked of which model, and the methods in which the library works."""

    generator: str
    build: Callable[[Path, str, str], Path]
    fields: dict[str, Any]
    works: Callable[[Any], list[tuple[type[Any], str]]]
    unit: str
    """What a second of work is counted in: steps, tokens, seconds of sound."""
    count: float
    own: bool = True
    """Whether a host does little beside the library: MusicGen's sound is listened to, too."""


def asked(small: bool) -> dict[str, Asked]:
    """Return the requests by their models' names."""
    side, steps, tokens, seconds = (64, 2, 12, 0.5) if small else (1024, 25, 256, 10.0)
    return {
        "diffusion": Asked(
            "image.diffusion", models.diffusion,
            {"prompt": "a red fox", "steps": steps, "width": side, "height": side},
            lambda model: [(_session(), "_compiled")], "steps", steps,
        ),
        "language": Asked(
            "text.llm", models.language, {"prompt": "rain", "max_tokens": tokens},
            lambda model: [(type(model), "generate")], "tokens", tokens,
        ),
        "music": Asked(
            "music.musicgen", models.music,
            {"prompt": "a calm piano ballad", "duration": seconds, "tries": 1},
            lambda model: [(_composer(), "tokens"), (_composer(), "decode")],
            "seconds of sound", seconds, own=False,
        ),
    }  # fmt: skip


def _session() -> type[Any]:
    from muse_image.diffusion.session import Session

    return Session


def _composer() -> type[Any]:
    from muse_music.musicgen.windows import Composer

    return Composer


def part(results: Results, work: Path, device: str, small: bool, seconds: float) -> None:
    """Measure each model that fits the card and the time, the largest size first."""
    end = time.monotonic() + seconds
    device = begin(device)
    free = _free(device)
    wanted = asked(small)
    for place, (name, each) in enumerate(wanted.items()):
        left = end - time.monotonic()
        if left < 10 and not small:
            results.tell(f"{name}", None, "left out: the time was over")
            continue
        tables = {"diffusion": models.DIFFUSION, "language": models.LANGUAGE, "music": models.MUSIC}
        size = chosen(tables[name], free, shutil.disk_usage(work).free / 1e9, small)
        share = left / (len(wanted) - place)
        folder = work / name
        try:
            one(results, each, f"{name} {size}", size, folder, device, time.monotonic() + share)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            fresh(device)


def chosen(sizes: dict[str, float], free: float, room: float, small: bool) -> str:
    """Return the largest size whose GB leave a third of the card free and fit the folder."""
    if small:
        return "tiny"
    fitting = [name for name, gb in sizes.items() if gb < 0.66 * free and gb < 0.9 * room]
    return fitting[-1]


def _free(device: str) -> float:
    """Return the GB that are free on the card, or in memory."""
    from muse.device.torch_backend import TorchBackend

    return TorchBackend().memory(device).free / 1e9


def one(
    results: Results, each: Asked, name: str, size: str, folder: Path, device: str, end: float
) -> None:
    """Build one model, ask for it three times, and cancel a fourth."""
    built: list[Path] = []
    with results.check(f"{name}: build and save") as told:
        on = device if device.startswith("cuda") else "cpu"
        built.append(each.build(folder / "model", size, on))
        told["GB"] = round(sum(f.stat().st_size for f in folder.rglob("*.safetensors")) / 1e9, 2)
    if not built:
        return
    fields = {**each.fields, "model": str(built[0]), "no_embed": True}
    with opened(device, folder / "home") as host:
        made = _first(results, each, name, host, fields, device)
        if made is None:
            return
        watches = [Stopwatch(*how, device) for how in each.works(_heaviest(host))]
        try:
            for which in ("second", "third")[: 1 if size == "tiny" else 2]:
                with results.check(f"{name}: {which} request") as told:
                    again = _again(told, each, host, fields, watches)
                    likeness(told, host, each.generator, made, again)
        finally:
            for watch in watches:
                watch.stop()
        if time.monotonic() < end:
            with results.check(f"{name}: cancelled on its way") as told:
                _cancel(told, host, each.generator, fields, device)


def _first(
    results: Results, each: Asked, name: str, host: Host, fields: dict[str, Any], device: str
) -> bytes | None:
    """Return what the first request makes; its memory beside what the manager reckoned with."""
    made = None
    with results.check(f"{name}: first request, which loads") as told:
        base, start = used(device), time.perf_counter()
        made = host.run(each.generator, seed=1, **fields).data
        told["request_s"] = round(time.perf_counter() - start, 2)
        manager = host.devices.manager()
        told["loading_s"] = round(manager.residents.load_seconds, 2)
        weights = sum(row["size"] for row in host.devices.loaded())
        told["weights_GiB"] = gib(weights)
        lease = host.devices.leases[-1]  # type: ignore[attr-defined]
        told |= {"strategy": lease.strategy, "dtype": lease.dtype}
        if device.startswith("cuda"):
            backend = backend_of(host)
            backend.reset_peak(device)
            told["peak_GiB"] = gib(backend.most - base)
            told["worked_with_GiB"] = gib(lease.peak or 0)
            expect(lease.strategy == "full", "it fits, and wasn't held whole")
            expect(lease.peak is not None, "the working memory wasn't learnt")
    return made


def _heaviest(host: Host) -> Any:
    """Return the largest module that is loaded."""
    return max(host.devices.manager().residents, key=lambda each: each.size).loaded


def _again(
    told: dict[str, Any], each: Asked, host: Host, fields: dict[str, Any], watches: list[Stopwatch]
) -> bytes:
    """Return what a warm request makes; what of its time is the library's, and what the host's."""
    for watch in watches:
        watch.take()
    loads, start = host.devices.manager().residents.loads, time.perf_counter()
    made = host.run(each.generator, seed=1, **fields)
    whole = time.perf_counter() - start
    library = sum(watch.take() for watch in watches)
    own = (whole - library) * 1e3
    told |= {"request_s": round(whole, 3), "library_s": round(library, 3), "own_ms": round(own, 1)}
    count = made[0].measured.get("tokens", each.count) if each.unit == "tokens" else each.count
    told[f"{each.unit}/s"] = round(count / max(library, 1e-9), 2)
    expect(host.devices.manager().residents.loads == loads, "it was loaded again")
    allowed = OWN_MS + 10 * library
    if each.own:
        told["allowed_ms"] = round(allowed, 1)
    if each.own and own > allowed and not _is_busy():
        told["note"] = "the host's own time is more than is allowed"
        told["ok"] = None if library < 1 else False
    return made.data


def _is_busy() -> bool:
    """Whether others use the processors, so that times say little."""
    import os

    return os.getloadavg()[0] > len(os.sched_getaffinity(0))


def _cancel(
    told: dict[str, Any], host: Host, generator: str, fields: dict[str, Any], device: str
) -> None:
    """Cancel a run after its first steps; tell how long it takes to end, and what it leaves."""
    before = used(device)
    asked_at = 0.0
    stream = host.stream(generator, seed=2, **fields)
    try:
        for event in stream:
            works = isinstance(event, Text) or (isinstance(event, Progress) and event.done > 0)
            if works and not asked_at:
                stream.cancel()
                asked_at = time.perf_counter()
        raise AssertionError("it ran to its end")
    except Cancelled:
        told["ended_after_ms"] = round((time.perf_counter() - asked_at) * 1e3, 1)
    told["left_MiB"] = (used(device) - before) >> 20
    expect(used(device) - before < GIB // 16, "it left memory in use")


def likeness(told: dict[str, Any], host: Host, name: str, first: bytes, again: bytes) -> None:
    """Tell whether a request of the same seed made the same, or how near it is."""
    told["same_bytes"] = first == again
    if first == again:
        return
    generator = host.plugins.generator(name)
    media_type = next(iter(generator.formats.values()))
    found = generator().compare(first, again, media_type)
    expect(found is not None, "it is another one than the first, of the same seed")
    assert found is not None
    told[found.measure] = f"{found.value:g} {found.unit}"
    expect(found.near, "it isn't even near to the first, of the same seed")
