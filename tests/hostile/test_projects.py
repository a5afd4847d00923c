"""Projects of strangers: zips that are traps are refused in one line, and nothing is unpacked."""

import json
import struct
import time
import tracemalloc
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest

from muse.errors import MuseError
from muse.library.library import Library
from muse.running.projects import manifest, reading, zips

SHA = "0" * 64
RECIPE = {
    "muse": 1, "generator": "zoo.dots", "condition": {"seed": 1}, "payload": {".png": SHA},
}  # fmt: skip
RUN = {"id": "abcdefghjk", "created": 5.0, "generator": "zoo.dots"}


def made(name: str, size: int, **more: Any) -> dict[str, Any]:
    file = {"suffix": ".png", "media_type": "image/png", "size": size, "sha256": SHA, "name": name}
    return {
        "id": "abcdefghjk-1", "run": "abcdefghjk", "item": 0, "seed": 1, "recipe": RECIPE,
        "files": [file], **more,
    }  # fmt: skip


def project(path: Path, *artifacts: dict[str, Any], **entries: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in entries.items():
            packed.writestr(name, data)
        whole = {"muse_project": 1, "runs": [RUN], "artifacts": list(artifacts)}
        packed.writestr(manifest.NAME, json.dumps(whole))
    return path


def plain(path: Path, text: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(manifest.NAME, text)
    return path


def doubled(path: Path) -> Path:
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "w") as packed:
        packed.writestr(manifest.NAME, "{}")
        packed.writestr(manifest.NAME, '{"muse_project": 1}')
    return path


def many(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        for number in range(zips.MOST + 1):
            info = zipfile.ZipInfo(f"{number:x}")
            info.header_offset = info.CRC = 0
            packed.filelist.append(info)
        packed.start_dir = 0
        packed._didModify = True
    return path


def long_list(path: Path) -> Path:
    """A zip that says its list of entries is longer than may be read."""
    path.write_bytes(bytes(2**25) + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, 2**25, 0, 0))
    return path


def locked(path: Path) -> Path:
    project(path)
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\1\2")
    data[at + 8] |= 1
    path.write_bytes(data)
    return path


def packed_by(kind: int) -> Any:
    def pack(path: Path) -> Path:
        with zipfile.ZipFile(path, "w", kind) as packed:
            packed.writestr(manifest.NAME, '{"muse_project": 1}')
        return path

    return pack


def cut(path: Path) -> Path:
    data = project(path).read_bytes()
    path.write_bytes(data[: len(data) // 2])
    return path


def bomb(path: Path) -> Path:
    data = bytearray(project(path, bomb=bytes(100)).read_bytes())
    struct.pack_into("<I", data, data.find(b"PK\1\2") + 24, 2**31)  # and would be that
    path.write_bytes(data)
    return path


TRAPS: dict[str, Any] = {
    "nothing": lambda path: (path.write_bytes(b""), path)[1],
    "no zip": lambda path: (path.write_bytes(b"PK" * 1000), path)[1],
    "half of a zip": cut,
    "two of a name": doubled,
    "more entries than may be": many,
    "a list that is too long": long_list,
    "a password": locked,
    "packed by LZMA": packed_by(zipfile.ZIP_LZMA),
    "packed by bzip2": packed_by(zipfile.ZIP_BZIP2),
    "no manifest": lambda path: packed_name(path, "other.json"),
    "no JSON": lambda path: plain(path, b"{"),
    "deep JSON": lambda path: plain(path, b"[" * 200_000),
    "a list": lambda path: plain(path, b"[]"),
    "not a number": lambda path: plain(path, b'{"muse_project": NaN}'),
    "an endless number": lambda path: plain(path, b'{"muse_project": ' + b"9" * 9999 + b"}"),
    "a bomb": bomb,
}


def packed_name(path: Path, name: str) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(name, "{}")
    return path


@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_is_refused_at_once(
    tmp_path: Path, trap: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zips, "MOST", 2_000)
    path = TRAPS[trap](tmp_path / "p.zip")
    library = Library(tmp_path / "lib")
    began = time.monotonic()
    tracemalloc.start()
    try:
        with pytest.raises(MuseError, match="no project of Muse"):
            reading.read(library, path)
        assert tracemalloc.get_traced_memory()[1] < 2**27
    finally:
        tracemalloc.stop()
    assert time.monotonic() - began < 30
    assert not library.database.path.exists()
    assert not [p for p in tmp_path.rglob("*") if p.is_file() and p != path]


@pytest.mark.parametrize(
    "name", ["../../slipped.png", "/etc/slipped.png", "C:\\slipped.png", "files/a\0b.png"]
)
def test_a_name_is_never_a_path_here(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "deep" / "lib"
    path = project(tmp_path / "p.zip", made(name, 3), **{name.replace("\0", "_"): b"abc"})
    found = reading.read(Library(folder), path)
    assert list(found.refused) == ["abcdefghjk-1"]
    assert not [p for p in tmp_path.rglob("*slipped*")]


def test_a_file_that_is_longer_than_it_says_is_not_unpacked(tmp_path: Path) -> None:
    path = project(tmp_path / "p.zip", made("a.png", 5), **{"a.png": bytes(10_000_000)})
    found = reading.read(Library(tmp_path / "lib"), path)
    assert "another size" in found.refused["abcdefghjk-1"]
    data = bytearray(path.read_bytes())  # the list and the manifest say 5 bytes, its data are more
    at = data.find(b"PK\1\2")
    struct.pack_into("<I", data, at + 24, 5)
    path.write_bytes(data)
    found = reading.read(Library(tmp_path / "lib"), path)
    assert "SHA-256" in found.refused["abcdefghjk-1"] or "damaged" in found.refused["abcdefghjk-1"]


def test_damaged_bytes_cost_their_artifact(tmp_path: Path) -> None:
    noise = zlib.compress(bytes(range(256)) * 50)
    path = project(tmp_path / "p.zip", made("a.png", len(noise)), **{"a.png": noise})
    data = bytearray(path.read_bytes())
    data[60:70] = bytes(10)
    path.write_bytes(data)
    found = reading.read(Library(tmp_path / "lib"), path)
    assert (found.added, list(found.refused)) == ([], ["abcdefghjk-1"])


def test_a_link_in_a_zip_is_a_file_like_any(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("a.png")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as packed:
        packed.writestr(info, "/etc/passwd")
        whole = {"muse_project": 1, "runs": [RUN], "artifacts": [made("a.png", 11)]}
        packed.writestr(manifest.NAME, json.dumps(whole))
    found = reading.read(Library(tmp_path / "lib"), tmp_path / "p.zip")
    assert "another SHA-256" in found.refused["abcdefghjk-1"]
    assert not [p for p in tmp_path.rglob("*") if p.is_symlink()]
