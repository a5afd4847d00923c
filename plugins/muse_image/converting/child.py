"""What reads a stranger's file: a process with limits, which has numpy and none of what it names.

It is given the file, the place for the new one, and a JSON object with what was asked for; it says
in lines of JSON how far it is (`done`), and what came of it (`made`, or `refused`).
"""

import errno
import hashlib
import json
import mmap
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muse.errors import printable
from muse_image.converting.archives import Archive
from muse_image.converting.layouts import layout
from muse_image.converting.records import Refused

if TYPE_CHECKING:
    from muse_image.converting.arrays import Layout

MEMORY = 3 * 2**29
"""Bytes of address space beside three times the file."""

SECONDS = 60
"""Seconds of the processor, and one more for each `SPEED` bytes of the file."""

SPEED = 10 * 2**20
GROWS = 4
"""How many times as large as its source a file may be: numbers may be shared, or half as long."""

_PIECE = 2**24
_LONGEST = 300


def main(source: str, target: str, asked: dict[str, Any]) -> None:
    """Convert a file; what is wrong with it is told, and whatever else goes wrong is, too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal reaches the whole group
    try:
        size = os.stat(source).st_size
        _bound(size)
        if not size:
            raise Refused("it is empty")
        with open(source, "rb") as file:  # the map isn't closed: there are views of it
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        found = layout(Archive(data).read())
        _say(made=_written(found, data, Path(target), asked))
    except Refused as error:
        _say(refused=str(error))
    except MemoryError:
        _say(refused="it takes more memory than may be had for a file of its size")
    except OSError as error:
        if error.errno == errno.EFBIG:  # the limit that it has
            _say(refused=f"what it holds is more than {GROWS} times as large as it is")
            os._exit(0)
        _say(failed=f"it can't be read or written ({error.strerror})")
    except Exception as error:  # a hole in the reading, which harms nothing; its kind is told
        _say(refused=f"it can't be read ({type(error).__name__})")
    os._exit(0)


def _say(**said: Any) -> None:
    """Print a line; texts that come from the file are cut, and hold nothing that is obeyed."""
    short = {
        name: printable(" ".join(value.split()))[:_LONGEST] if isinstance(value, str) else value
        for name, value in said.items()
    }
    print(json.dumps(short), flush=True)


def _written(found: "Layout", data: memoryview, target: Path, asked: dict[str, Any]) -> Any:
    """Write the new file and return what it holds."""
    import numpy as np

    kind = np.dtype("<f2" if asked["half"] else "<f4")
    digest, done, total = hashlib.sha256(), 0, 2 * len(data)
    for start in range(0, len(data), _PIECE):
        digest.update(data[start : start + _PIECE])
        _say(done=[done := min(start + _PIECE, len(data)), total])
    header, place = {}, 0
    for name, value in sorted(found.tensors.items()):
        header[f"generator.{name}"] = {
            "dtype": "F16" if asked["half"] else "F32",
            "shape": list(value.shape),
            "data_offsets": [place, place := place + value.size * kind.itemsize],
        }
    licence = asked["licence"] or found.licence
    classes = [[str(each)] for each in range(found.settings["classes"])] or [[""]]
    told = {
        "kind": "image.stylegan",
        "network": found.network,
        "settings": dict(found.settings),
        "classes": classes,
    }
    said = {
        "license": licence,
        "muse": json.dumps(told, ensure_ascii=False, sort_keys=True),
        "origin": f"{found.origin}, converted from {asked['name']}",
        "origin_sha256": digest.hexdigest(),
    }
    text = json.dumps({"__metadata__": said, **header}, separators=(",", ":"), ensure_ascii=False)
    start_of = text.encode() + b" " * (-len(text.encode()) % 8)
    with open(target, "wb") as file:
        file.write(len(start_of).to_bytes(8, "little") + start_of)
        for _, value in sorted(found.tensors.items()):
            small = value.astype(kind)
            if asked["half"] and not np.isfinite(small).all():
                raise Refused("it has values that half precision can't hold: leave --half out")
            file.write(small.tobytes())
            _say(done=[done := min(done + value.nbytes, total), total])
        file.flush()
        os.fsync(file.fileno())
    return {
        **{name: said[name] for name in ("license", "origin", "origin_sha256")},
        "network": found.network,
        "settings": told["settings"],
        "notes": list(found.notes),
    }


def _bound(size: int) -> None:
    """Limit memory, processor time and what may be written, where the system can."""
    with suppress(ImportError):
        import resource

        seconds = SECONDS + size // SPEED
        limits = {
            "RLIMIT_AS": MEMORY + 3 * size,
            "RLIMIT_CPU": seconds,
            "RLIMIT_FSIZE": GROWS * size + 2**20,  # and what headers take
            "RLIMIT_CORE": 0,
        }
        for name, most in limits.items():
            with suppress(ValueError, OSError, AttributeError):
                which = getattr(resource, name)
                _, hard = resource.getrlimit(which)
                most = most if hard == resource.RLIM_INFINITY else min(most, hard)
                resource.setrlimit(which, (most, most))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], json.loads(sys.argv[3]))
