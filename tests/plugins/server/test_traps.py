"""Files that are traps: bombs, and names and entities that lead out of them."""

import io
import resource
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from watching import watching


def packed(**files: bytes | int) -> bytes:
    """Return a zip as an .mxl is one, its container first; a number is that many MB of zeros."""
    buffer = io.BytesIO()
    container = b'<container><rootfiles><rootfile full-path="%s"/></rootfiles></container>'
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("META-INF/container.xml", container % next(iter(files)).encode())
        for name, data in files.items():
            if isinstance(data, bytes):
                archive.writestr(name, data)
                continue
            with archive.open(name, "w") as file:
                for _ in range(data):
                    file.write(bytes(2**20))
    return buffer.getvalue()


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "%s">' % (b"x" * 100)
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 100) for n in range(1, 6))
    + b"]><score-partwise>&g;</score-partwise>"
)
OUTSIDE = (
    b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><score-partwise>&b;</score-partwise>'
)
BOMBS = {
    "zip-bomb": packed(**{"score.xml": 300}),
    "zip-slip": packed(**{"../../../outside/evil.xml": b"<score-partwise/>"}),
    "zip-with-an-absolute-path": packed(**{"/etc/passwd": b"<score-partwise/>"}),
    "xml-bomb": ENTITIES,
    "xml-with-an-outer-entity": OUTSIDE,
    "xml-of-many-levels": b"<score-partwise>" + b"<a>" * 200_000,
    "midi-that-claims-much": b"MThd\0\0\0\6\0\1\xff\xff\0\x60MTrk\xff\xff\xff\xff",
    "text-of-nothing": bytes(2**20),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_that_is_a_trap_fails_soon_and_small(server: Any, tmp_path: Path, name: str) -> None:
    """Files are read by the worker, under caps: the job fails, and the next one is made."""
    kept = server.client.post("/api/v1/uploads", files={"file": ("tune.mxl", BOMBS[name])})
    condition = {"prompt": "a waltz", "bars": 4, "melody": kept.json()["uploads"][0]}
    body = {"medium": "music", "generator": "midi", "condition": condition, "formats": [".mid"]}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with watching() as seen:
        began = time.monotonic()
        job = server.client.post("/api/v1/runs", json=body).json()
        server.client.get(f"/api/v1/runs/{job['id']}/events")
        took = time.monotonic() - began
    run = server.client.get(f"/api/v1/runs/{job['id']}").json()
    assert run["state"] == "failed" and not run["artifacts"], run
    assert "melody" in run["error"] and "internal error" not in run["error"]
    assert took < 5 and resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024
    assert not seen, seen
    assert not list(tmp_path.rglob("*evil*"))
