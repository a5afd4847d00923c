"""Files that are traps: bombs, and names and entities that lead out of them."""

import io
import time
import tracemalloc
import zipfile
from collections.abc import Iterator
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


HARMLESS = (packed(**{"score.xml": b"<score-partwise/>"}), b"<score-partwise/>", b"MThd", b"X:1")
"""Small files without a tune, one for each reader: what that imports is no matter of a trap."""


def asked(server: Any, data: bytes | None) -> Any:
    """Return the run that a tune was asked for in, once it is over."""
    condition: dict[str, Any] = {"prompt": "a waltz", "bars": 4, "seed": 1}
    if data is not None:
        kept = server.client.post("/api/v1/uploads", files={"file": ("tune.mxl", data)})
        condition["melody"] = kept.json()["uploads"][0]
    body = {"medium": "music", "generator": "midi", "condition": condition, "formats": [".mid"]}
    job = server.client.post("/api/v1/runs", json=body).json()
    server.client.get(f"/api/v1/runs/{job['id']}/events")
    return server.client.get(f"/api/v1/runs/{job['id']}").json()


@pytest.fixture
def traced(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Measure what is allocated: the process's own high-water mark may be of another test."""
    # An upload is read into room for the largest, of which what isn't used is no memory.
    monkeypatch.setattr("muse.library.inputs._LARGEST", 2**22)
    tracemalloc.start()
    yield
    tracemalloc.stop()


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_that_is_a_trap_fails_soon_and_small(
    server: Any, tmp_path: Path, traced: None, name: str
) -> None:
    """Files are read by the worker, under caps: the job fails, and the next one is made."""
    for data in HARMLESS:
        assert asked(server, data)["state"] == "failed"
    tracemalloc.reset_peak()
    before, _ = tracemalloc.get_traced_memory()
    began = time.process_time()
    with watching() as seen:
        run = asked(server, BOMBS[name])
    took = time.process_time() - began
    _, most = tracemalloc.get_traced_memory()
    assert run["state"] == "failed" and not run["artifacts"], run
    assert "melody" in run["error"] and "internal error" not in run["error"]
    assert took < 5 and most - before < 32 * 2**20, (took, most - before)
    assert not seen, seen
    assert not list(tmp_path.rglob("*evil*"))
    assert asked(server, None)["state"] == "done"
