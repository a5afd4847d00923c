"""Whether the server lives, and its figures for Prometheus."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from muse.device.devices import everywhere
from muse_server.service import Service

_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def routes(service: Service) -> list[BaseRoute]:
    """Return the routes of health."""

    async def healthz(request: Request) -> Response:
        await service.read(lambda: service.jobs.listed(limit=1))  # the library answers
        return PlainTextResponse("ok\n")

    async def metrics(request: Request) -> Response:
        return Response(await service.read(lambda: _metrics(service)), media_type=_TYPE)

    return [Route("/healthz", healthz), Route("/metrics", metrics)]


def _metrics(service: Service) -> str:
    counts = service.jobs.count()
    lines = _head("muse_jobs", "gauge", "Jobs in the library, by state.")
    lines += [f'muse_jobs{{state="{s}"}} {n}' for s, n in sorted(counts.items())]
    lines += _head("muse_workers", "gauge", "Worker processes that run.")
    lines += [f"muse_workers {len(service.workers())}"]
    lines += _head("muse_oldest_wait_seconds", "gauge", "How long the oldest job has waited.")
    lines += [f"muse_oldest_wait_seconds {service.jobs.oldest_wait():.3f}"]
    waits, times = service.jobs.durations()
    lines += _head("muse_queue_wait_seconds", "summary", "From queued to started.")
    lines += [f"muse_queue_wait_seconds_sum {waits[1]:.3f}"]
    lines += [f"muse_queue_wait_seconds_count {waits[0]}"]
    lines += _head("muse_job_seconds", "summary", "From started to ended, by generator.")
    for name, (count, seconds) in sorted(times.items()):
        label = name.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
        lines += [f'muse_job_seconds_sum{{generator="{label}"}} {seconds:.3f}']
        lines += [f'muse_job_seconds_count{{generator="{label}"}} {count}']
    memory: dict[str, int] = {}
    for row in everywhere():
        memory[row["where"]] = memory.get(row["where"], 0) + row["size"]
    lines += _head("muse_weights_bytes", "gauge", "Bytes of weights that are loaded, by device.")
    lines += [f'muse_weights_bytes{{device="{w}"}} {n}' for w, n in sorted(memory.items())]
    return "\n".join(lines) + "\n"


def _head(name: str, kind: str, text: str) -> list[str]:
    return [f"# HELP {name} {text}", f"# TYPE {name} {kind}"]
