"""A maker: a process that makes parts of works, one at a time, as lines of JSON tell it to.

The end of standard input, which is the end of whoever started it, ends it at once: what it was
making is made again by whoever goes on with the work.
"""

import json
import os
import signal
import sys
import threading
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from muse.contract.events import Preview, Progress
from muse.errors import Cancelled, GenerationError, MuseError, described
from muse.library.parts import Place
from muse.running.host import Host
from muse.running.request import Options, PartOf
from muse.running.stream import Stream

_IDLE = 60.0
"""Seconds without an order after which a maker ends: it holds memory."""


class Maker:
    """Makes one part after the other; `tell` takes what happens."""

    def __init__(self, host: Host, tell: Callable[[dict[str, Any]], None]) -> None:
        self._host = host
        self._tell = tell
        self._stream: Stream | None = None
        self._stopped = False

    def expect(self) -> None:
        """Take note that something is to be made, which may be stopped before it is begun."""
        self._stopped = False

    def stop(self) -> None:
        """Stop what is at work, or is about to be."""
        self._stopped = True
        if self._stream is not None:
            self._stream.cancel()

    def make(self, order: dict[str, Any]) -> None:
        """Make a part, and tell of it: events, then its id or why there is none."""
        try:
            self._tell({"made": self._made(order)})
        except (Cancelled, KeyboardInterrupt):
            self._tell({"kind": "Cancelled"})
        except MuseError as error:
            self._fail(error)
        except Exception as error:
            self._fail(GenerationError(f"internal error: {described(error)}"))
        finally:
            self._stream = None

    def _made(self, order: dict[str, Any]) -> str:
        depth, work, anew, then = order["part"]
        place = Place(*order["place"]) if order["place"] else None
        options = Options(
            formats=order["formats"],
            no_embed=True,
            device=order["device"],
            keep_alive=order["keep_alive"],
            part=PartOf(depth, work, place, anew, then),
            pinned=order["pinned"],
            commercial=order["commercial"],
        )
        fields = {**order["fields"], "seed": order["seed"]}
        with self._host.prepare(order["generator"], options, fields) as stream:
            stream.recording.key = order["key"]
            stream.run.foreign = frozenset(order["foreign"])
            self._stream = stream
            if self._stopped:
                stream.cancel()
            for event in stream:
                if isinstance(event, Progress):
                    self._tell({"progress": [event.done, event.total, event.note]})
                elif isinstance(event, Preview) and not getattr(event, "append", False):
                    self._tell({"preview": [event.media_type, b64encode(event.data).decode()]})
        return stream.result[0].id

    def _fail(self, error: MuseError) -> None:
        told = {"kind": type(error).__name__, "message": error.message, "hint": error.hint}
        self._tell({**told, "exit_code": error.exit_code})


def main(folder: Path) -> None:
    """Make what standard input asks for, until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with os.fdopen(os.dup(1), "wb") as out, Host(library=folder) as host:
        os.dup2(2, 1)  # what a plugin prints is none of ours

        def tell(told: dict[str, Any]) -> None:
            out.write(json.dumps(told).encode() + b"\n")
            out.flush()

        orders: SimpleQueue[dict[str, Any]] = SimpleQueue()
        maker = Maker(host, tell)
        threading.Thread(
            target=_listen, args=[maker, orders], name="listening", daemon=True
        ).start()
        with suppress(Empty):
            while True:
                maker.make(orders.get(timeout=_IDLE))
    os._exit(0)  # whatever threads a plugin has left


def _listen(maker: Maker, orders: "SimpleQueue[dict[str, Any]]") -> None:
    for line in sys.stdin.buffer:
        told = json.loads(line)
        if told.get("stop"):
            maker.stop()
        else:
            maker.expect()
            orders.put(told)
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
