"""The processes of one training on the machines of a cluster, as `accelerate launch` has them."""

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from muse import GenerationError, NotReady, RequestError
from muse.batches.executor import Say
from muse_ray.cluster import Cluster

_PATIENCE = 60.0
"""Seconds in which the cluster has to have room for all processes."""

_SHARED = "a training runs in a folder that all its machines have, with the same Muse"

_STARTS = 3
"""How often processes are placed, where one ends before the training begins."""

_LOOK = 0.3
"""Seconds between two looks at what the processes say."""

_END = 20.0
"""Seconds that processes have to keep a checkpoint, once they are to stop."""


def launch(
    arguments: Sequence[str], *, address: str | None, processes: int | None, say: Say
) -> int:
    """Run `muse ARGUMENTS` as one training of several processes; return the exit code.

    There is one a GPU where the cluster has any, else two, or `processes`. All run in this folder,
    which all machines must have; the first, which writes, on this machine if that is one of them.
    NotReady where there is no room, GenerationError where a machine goes.
    """
    with Cluster(address, cores=max(processes or 2, os.cpu_count() or 1)) as cluster:
        gpus = int(cluster.has("GPU"))
        many = processes or gpus or 2
        group = _placed(cluster, many, "GPU" if gpus else "CPU")
        try:
            return _run(
                cluster.ray, *_started(cluster.ray, group, many, bool(gpus)), arguments, say
            )
        finally:
            cluster.ray.util.remove_placement_group(group)


def _placed(cluster: Cluster, many: int, kind: str) -> Any:
    """Return room for the processes, on as few machines as there can be."""
    util = cluster.ray.util
    if cluster.has(kind) < many:
        raise NotReady(
            f"processes: {many} need a {kind} each, and the cluster has {cluster.has(kind):g}",
            hint="fewer --processes, or another machine",
        )
    bundles: list[dict[str, float]] = [{kind: 1.0} for _ in range(many)]
    if kind == "GPU":
        bundles = [{**each, "CPU": 1.0} for each in bundles]
    here = f"node:{util.get_node_ip_address()}"
    if cluster.has(here):
        bundles[0][here] = 0.001
    group = util.placement_group(bundles, strategy="PACK")
    if not group.wait(_PATIENCE):
        raise NotReady(
            f"processes: the cluster had no room for {many} within {_PATIENCE:g} s",
            hint="ray status shows who has it",
        )
    return group


def _started(ray: Any, group: Any, many: int, gpus: bool) -> tuple[list[Any], list[dict[str, Any]]]:
    """Return actors, and what each says of where it is; anew if one ends just then."""
    from ray.util.scheduling_strategies import PlacementGroupSchedulingStrategy

    take: dict[str, Any] = {"num_cpus": 1, **({"num_gpus": 1} if gpus else {})}
    shell = ray.remote(max_restarts=0, concurrency_groups={"look": 1}, **take)(_shell(ray))
    for _ in range(_STARTS):
        actors = [
            shell.options(
                scheduling_strategy=PlacementGroupSchedulingStrategy(
                    placement_group=group, placement_group_bundle_index=number
                )
            ).remote()
            for number in range(many)
        ]
        try:
            return actors, ray.get([actor.about.remote(str(Path.cwd())) for actor in actors])
        except _lost(ray) as error:
            problem = error
            for actor in actors:
                ray.kill(actor)
    raise _gone() from problem


def _run(
    ray: Any,
    actors: list[Any],
    machines: list[dict[str, Any]],
    arguments: Sequence[str],
    say: Say,
) -> int:
    """Run the processes to the end; where one fails, end the others."""
    folder = str(Path.cwd())
    try:
        for about in machines:
            if about["lacks"]:
                raise RequestError(f"on: {about['machine']} has no {about['lacks']}", hint=_SHARED)
        host, port = ray.get(actors[0].door.remote())
        running = {
            actor.run.remote(
                [about["python"], "-m", "muse", *arguments],
                folder,
                _environment(rank, machines, host, port),
            ): rank
            for rank, (actor, about) in enumerate(zip(actors, machines, strict=True))
        }
        return _watched(ray, actors, running, say)
    except KeyboardInterrupt:
        _stopped(ray, actors, say)
        raise
    except _lost(ray) as error:
        raise _gone() from error
    finally:
        for actor in actors:
            ray.kill(actor)


def _gone() -> GenerationError:
    return GenerationError(
        "a machine of the training has gone, or a process was killed",
        hint="the same command resumes at the last checkpoint",
    )


def _watched(ray: Any, actors: list[Any], running: dict[Any, int], say: Say) -> int:
    """Pass on what the first process says until all have ended; return the first bad exit code."""
    left = dict(running)
    while left:
        ready, _ = ray.wait(list(left), num_returns=1, timeout=_LOOK)
        _pass_on(ray, actors[0], say)
        for ref in ready:
            rank = left.pop(ref)
            code = ray.get(ref)
            if code:
                if rank:  # the first says itself what is wrong
                    text = ray.get(actors[rank].said.remote())
                    say(b"".join(data for data, _ in text)[-2000:], True)
                return int(code)
    _pass_on(ray, actors[0], say)
    return 0


def _pass_on(ray: Any, actor: Any, say: Say) -> None:
    for data, is_error in ray.get(actor.said.remote()):
        say(data, is_error)


def _stopped(ray: Any, actors: list[Any], say: Say) -> None:
    """Have the processes keep a checkpoint and end."""
    ray.wait([actor.stop.remote() for actor in actors], num_returns=len(actors), timeout=_END)
    end = time.monotonic() + _END
    while time.monotonic() < end:
        _pass_on(ray, actors[0], say)
        if not any(ray.get([actor.runs.remote() for actor in actors])):
            break
        time.sleep(_LOOK)
    _pass_on(ray, actors[0], say)


def _lost(ray: Any) -> tuple[type[BaseException], ...]:
    from ray import exceptions

    return (exceptions.RayActorError, exceptions.ObjectLostError)


def _environment(rank: int, machines: list[dict[str, Any]], host: str, port: int) -> dict[str, str]:
    """Return what tells a process which of all it is, as torch and accelerate read it."""
    node = machines[rank]["node"]
    mates = [number for number, about in enumerate(machines) if about["node"] == node]
    local = 0 if machines[rank]["alone"] else mates.index(rank)
    return {
        "RANK": str(rank),
        "WORLD_SIZE": str(len(machines)),
        "LOCAL_RANK": str(local),
        "LOCAL_WORLD_SIZE": str(len(mates)),
        "MASTER_ADDR": host,
        "MASTER_PORT": str(port),
    }


def _shell(ray: Any) -> type[Any]:
    """Return the class of the actors: each has a process, which trains as any other does."""

    class MuseTraining:
        def __init__(self) -> None:
            self.process: Any = None
            self.heard: list[tuple[bytes, bool]] = []

        def about(self, folder: str) -> dict[str, Any]:
            import importlib.util
            import os
            import platform
            import sys

            import ray

            lacks = "" if os.path.isdir(folder) else f"folder {folder}"
            lacks = lacks if importlib.util.find_spec("muse") else "Muse"
            return {
                "node": ray.get_runtime_context().get_node_id(),
                "machine": platform.node(),
                "python": sys.executable,
                "lacks": lacks,
                # Ray shows a process its own GPU alone, which is then its first.
                "alone": bool(os.environ.get("CUDA_VISIBLE_DEVICES")),
            }

        def door(self) -> tuple[str, int]:
            import socket

            import ray

            util: Any = ray.util
            host = str(util.get_node_ip_address())
            with socket.socket() as free:
                free.bind((host, 0))
                return host, int(free.getsockname()[1])

        def run(self, command: list[str], folder: str, told: dict[str, str]) -> int:
            import ctypes
            import os
            import signal
            import subprocess
            import sys
            import threading

            library = ctypes.CDLL(None) if sys.platform == "linux" else None
            ends = signal.SIGKILL

            def end_with_this() -> None:  # however this one ends: prctl(PR_SET_PDEATHSIG, ...)
                if library is not None:
                    library.prctl(1, ends)

            self.process = subprocess.Popen(
                command,
                cwd=folder,
                env={**os.environ, **told},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
                preexec_fn=end_with_this,
            )
            readers = [
                threading.Thread(target=self.listen, args=[pipe, is_error], daemon=True)
                for pipe, is_error in ((self.process.stdout, False), (self.process.stderr, True))
            ]
            for reader in readers:
                reader.start()
            for reader in readers:
                reader.join()
            return int(self.process.wait())

        def listen(self, pipe: Any, is_error: bool) -> None:
            for line in pipe:
                self.heard.append((line, is_error))

        @ray.method(concurrency_group="look")  # type: ignore[untyped-decorator]
        def said(self) -> list[tuple[bytes, bool]]:
            many = len(self.heard)
            said, self.heard[:many] = self.heard[:many], []
            return said

        @ray.method(concurrency_group="look")  # type: ignore[untyped-decorator]
        def runs(self) -> bool:
            return self.process is not None and self.process.poll() is None

        @ray.method(concurrency_group="look")  # type: ignore[untyped-decorator]
        def stop(self) -> None:
            import signal

            if self.process is not None and self.process.poll() is None:
                self.process.send_signal(signal.SIGINT)

    return MuseTraining
