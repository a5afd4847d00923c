"""Checks of what a generator takes of the machine: network and memory."""

import gc
import tracemalloc
import weakref

from muse.testing.subject import Fault, Skip, Subject

_GROWTH = 2**20
"""Bytes that a further run may leave behind."""


def network(subject: Subject) -> str:
    """Look back at who tried to reach another machine."""
    if subject.cls.needs_network:
        raise Skip("it is declared to need one")
    subject.run()
    if subject.tried:
        raise Fault(
            f"it tried to reach {', '.join(sorted(set(subject.tried)))}",
            "leave that, or declare needs_network = True",
        )
    return "refused all along, and not missed"


def memory(subject: Subject) -> str:
    """Unload, and look whether memory comes back."""
    subject.run()
    if not subject.weighs:
        return _grows(subject)
    devices = subject.host.devices
    subject.again()
    # The kit's own record of earlier results holds bytes alone, never what was leased.
    held = [
        weakref.ref(resident.loaded)
        for manager in devices.managers()
        for resident in manager.residents
    ]
    devices.relieve()
    gc.collect()
    if devices.loaded():
        raise Fault(f"{devices.loaded()[0]['component']} stays leased after the run")
    left = [type(found).__name__ for ref in held if (found := ref()) is not None]
    if left:
        raise Fault(
            f"{', '.join(left)} stays in memory though it was unloaded",
            "keep nothing of a lease in the generator, in a module or in a cache",
        )
    return f"{len(held)} components came and went" if held else "nothing stays loaded"


def _grows(subject: Subject) -> str:
    subject.again()
    tracemalloc.start()
    try:
        subject.again()
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        for _ in range(3):
            subject.again()
        gc.collect()
        grown = (tracemalloc.get_traced_memory()[0] - before) / 3
    finally:
        tracemalloc.stop()
    if grown > _GROWTH:
        raise Fault(f"each run leaves {grown / 2**20:.1f} MiB behind", "look at caches and globals")
    return "it leases nothing, and a run leaves nothing behind"
