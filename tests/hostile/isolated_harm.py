"""A plugin that does harm behind the wall; its code runs in a worker."""

import ctypes
import gc
import json
import os
import signal
import socket
import struct
import sys
import threading
import time
from functools import cache
from typing import Literal

from muse import Artifact, Component, Condition, Field, Generator, Progress, Text

HEAD = struct.Struct(">4sIIH")


SLEEPS = [0]


class Weights:
    """A kilobyte on a device."""

    nbytes = 1000

    def to(self, device):
        """Stay."""


def load(placement):
    """Load it, or never get done with that."""
    time.sleep(SLEEPS[-1])
    return Weights()


class HarmCondition(Condition):
    """What harm is done."""

    harm: str = Field("none", description="What it does.")
    size: int = Field(1, ge=0, description="How much of it.")
    kind: Literal["a", "b"] = Field("a", description="Nothing.")


class Harm(Generator[HarmCondition]):
    """Does harm."""

    condition = HarmCondition
    formats = {".txt": "text/plain"}
    components = {"net": Component("net", load, 1000)}

    def generate(self, condition, run):
        """Do what is asked for, after one sign of life."""
        yield Progress(0, 2)
        over = yield from getattr(self, condition.harm)(condition, run)
        for item in () if over else run.items:
            yield Artifact.text("made", item=item, suffix=".txt")

    def none(self, condition, run):
        yield Progress(1, 2)

    # -- the process

    def crash(self, condition, run):
        print("about to crash", file=sys.stderr, flush=True)
        ctypes.string_at(0)
        yield

    def exits(self, condition, run):
        os._exit(condition.size)
        yield

    def killed(self, condition, run):
        os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(10)
        yield

    def holds(self, condition, run):
        ctypes.PyDLL(None).sleep(600)  # with Python's lock held
        yield

    def stops(self, condition, run):
        os.kill(os.getpid(), signal.SIGSTOP)
        yield

    def stubborn(self, condition, run):
        yield Text("begun", 0)
        while True:
            try:
                time.sleep(0.01)
            except BaseException:
                pass
        yield

    def chatty(self, condition, run):
        yield Text("begun", 0)
        while True:
            try:
                yield Progress(1, 2)
            except BaseException:
                pass

    def takes_memory(self, condition, run):
        len(bytearray(2**31))
        yield

    def children(self, condition, run):
        for _ in range(3):
            if os.fork() == 0:
                os.setsid()
                while True:
                    time.sleep(60)
        yield Progress(1, 2)

    def threads(self, condition, run):
        for _ in range(3):
            threading.Thread(target=time.sleep, args=(600,)).start()
        yield Progress(1, 2)

    # -- what it says

    def floods(self, condition, run):
        line = b"x" * 99 + (b"\n" if condition.size else b"")
        for out in (1, 2):
            for _ in range(500):
                os.write(out, line * 1000)
        yield Progress(1, 2)

    def garbage(self, condition, run):
        os.write(fd(), os.urandom(1000))
        time.sleep(60)
        yield

    def huge(self, condition, run):
        os.write(fd(), HEAD.pack(b"muse", 2**31, 0, 0))
        time.sleep(60)
        yield

    def half(self, condition, run):
        os.write(fd(), HEAD.pack(b"muse", 100, 0, 0) + b"{")
        os._exit(0)
        yield

    def no_json(self, condition, run):
        yield from raw((condition.kind == "a" and b"[1, 2") or b"[" * 10**6)

    def descriptors(self, condition, run):
        os.write(fd(), HEAD.pack(b"muse", 2, 0, 9) + b"{}" * 9)
        time.sleep(60)
        yield

    def many_descriptors(self, condition, run):
        sock = socket.socket(fileno=os.dup(fd()))
        zero = os.open("/dev/zero", os.O_RDONLY)
        parts = [["shared", 0]] * 60
        told = json.dumps({"event": "text", "of": ["x", 0], "parts": parts, "call": call()})
        for _ in range(200):
            sock.sendall(HEAD.pack(b"muse", len(told), 0, 60))
            socket.send_fds(sock, [b"*"], [zero] * 60)
            sock.sendall(told.encode())
        time.sleep(60)
        yield

    def ahead(self, condition, run):
        while True:
            tell(event="text", of=["x" * condition.size, 0])
        yield

    def closes(self, condition, run):
        socket.socket(fileno=fd()).shutdown(socket.SHUT_RDWR)
        time.sleep(60)
        yield

    def deaf(self, condition, run):
        port().channel.receive = lambda: time.sleep(600)
        yield Progress(1, 2)
        time.sleep(60)

    def answers_others(self, condition, run):
        tell(done=None, call=call() + 1)
        time.sleep(60)
        yield

    def twice(self, condition, run):
        yield Artifact.text("made", item=run.items[0], suffix=".txt")
        tell(done=None)
        tell(done=None)
        tell(event="text", of=["late", 0])
        return True

    def odd(self, condition, run):
        tell(**ODD[condition.size])
        time.sleep(60)
        yield

    def asks(self, condition, run):
        port().ask(ASKS[condition.size]["asks"], ASKS[condition.size])
        yield Progress(1, 2)

    def leases(self, condition, run):
        answer, _ = port().ask("lease", LEASES[condition.size])
        yield Text(answer["error"], 0)

    # -- files

    def outside(self, condition, run):
        link = run.scratch / "link.txt"
        link.symlink_to(os.environ["HOME"] + "/plain.txt")
        name = ("../../../plain.txt", os.environ["HOME"] + "/plain.txt", "link.txt")[condition.size]
        contents = [[".txt", "scratch", name]]
        ask(
            event="artifact",
            item=item(run),
            contents=contents,
            measured={},
            title=None,
            unfinished=False,
            state=run.state(),
        )
        time.sleep(60)
        yield

    def changes(self, condition, run):
        path = run.scratch / "a.txt"
        path.write_bytes(b"a" * 10**6)
        with path.open("r+b") as file:
            yield Artifact({".txt": path}, run.items[0])
            file.write(b"changed")
        return True

    # -- leases

    def keeps(self, condition, run):
        self.kept = run.lease("net")
        self.kept.__enter__()
        yield Progress(1, 2)

    def loads_for_ever(self, condition, run):
        SLEEPS.append(600)
        yield Text("begun", 0)
        with run.lease("net"):
            yield Progress(1, 2)

    def dies_with_a_lease(self, condition, run):
        with run.lease("net"):
            os._exit(1)
        yield

    def order(self, condition, run):
        first, second = run.items
        yield Artifact.text("made", item=second, suffix=".txt")
        yield Artifact.text("made", item=first, suffix=".txt")
        yield Artifact.text("made", item=first, suffix=".txt")
        return True


def fd():
    """Return the descriptor of the socket."""
    return int(sys.argv[-1])


@cache
def port():
    """Return the worker's end of it."""
    return next(each for each in gc.get_objects() if type(each).__name__ == "Port")


def call():
    """Return the number of the call at work."""
    return port()._call


def tell(**message):
    """Send a message of a call."""
    port().channel.send({"call": call(), **message})


def ask(**message):
    """Send a message that wants an answer, and don't wait for it."""
    tell(asks="take", ask=10**6, **message)


def item(run):
    """Return the first item as it is told."""
    return [run.items[0].index, run.items[0].seed]


def raw(data):
    """Send a frame of bytes that are no JSON."""
    os.write(fd(), HEAD.pack(b"muse", len(data), 0, 0) + data)
    time.sleep(60)
    yield


ODD = [
    {},
    {"event": "progress", "of": [1, 2, 3, 4, 5]},
    {"event": "progress", "of": ["1", 2, ""]},
    {"event": "text", "of": [{"$part": 7, "kind": "bytes"}, 0]},
    {"event": "text", "of": [{"$path": "/etc/passwd"}, 0]},
    {"event": "preview", "of": ["image/png", "", 0, False]},
    {"event": "artifact", "item": 3, "contents": []},
    {"state": {"report": 1, "resolved": {}}},
    {"asks": "no such", "ask": 1},
    {"asks": "take", "ask": 1},
    {"done": None, "call": "x"},
    {"error": 5},
    {"chore": ["x"]},
]
"""Messages that no worker of Muse's sends."""

NET = {
    **{"number": 1, "source": "net", "size": 1000, "revision": None, "subfolder": ""},
    **{"dtypes": [], "quantisation": None, "offload_size": None, "movable": True, "loader": "x"},
}
LEASE = {"asks": "lease", "components": [NET], "strategies": ["full"], "working": 0, "size": 1}
ASKS = [
    {"asks": "weights", "source": {}, "revision": 3},
    {"asks": "make", "orders": [{}], "pace": [0, 0, 0]},
    {"asks": "make", "orders": 7, "pace": ["x", 0, 0]},
]
LEASES = [
    {**LEASE, "components": "net"},
    {**LEASE, "components": [{**NET, "size": -(2**60)}]},
    {**LEASE, "components": [{**NET, "size": 2**70}]},
    {**LEASE, "working": -(2**60)},
    {**LEASE, "size": float("nan")},
    {**LEASE, "strategies": ["at once"]},
]
"""Questions that no worker of Muse's asks."""
