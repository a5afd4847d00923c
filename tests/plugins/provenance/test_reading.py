"""Strangers' files: each has a verdict or one clear line, within limits of time and memory."""

import base64
import io
import json
import subprocess
import sys
import time
import zipfile
import zlib

import pytest

pytest.importorskip("c2pa")

from muse import Host, RequestError
from muse_provenance import reading, verify
from muse_provenance.credentials import kinds
from signed_files import INSIDE, PICTURES


def bomb() -> bytes:
    """Return a PNG whose picture is 2**31 pixels of nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        whole = kind + body
        return len(body).to_bytes(4, "big") + whole + zlib.crc32(whole).to_bytes(4, "big")

    size = (2**16).to_bytes(4, "big") + (2**15).to_bytes(4, "big")
    pixels = zlib.compress(bytes(2**22), 9)
    head = chunk(b"IHDR", size + b"\x08\0\0\0\0")
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def deep(seal: bytes) -> bytes:
    """Return a PNG with boxes in boxes in boxes as its credentials."""
    body = b""
    for _ in range(5000):
        body = (len(body) + 8).to_bytes(4, "big") + b"jumb" + body
    whole = b"caBX" + seal + body
    chunk = (len(whole) - 4).to_bytes(4, "big") + whole + zlib.crc32(whole).to_bytes(4, "big")
    plain = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\x0dIHDR" + b"\0\0\0\1\0\0\0\1\x08\0\0\0\0:~\x9bU"
    return plain + chunk + b"\0\0\0\0IEND\xaeB`\x82"


def packed() -> bytes:
    """Return a ZIP of 200 MB of zeros in 200 kB."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("META-INF/content_credential.c2pa", bytes(2**27))
        archive.writestr("a", bytes(2**26))
    return buffer.getvalue()


PAGE = b'<!doctype html><html><head><script type="application/c2pa">%s</script></head></html>'
HOSTILE = {
    "empty.png": b"",
    "letter.png": b"a",
    "bomb.png": bomb(),
    "deep.png": deep(b""),
    "sealed.png": deep(b"\0\0\0\0jumb"),
    "zip.epub": packed(),
    "zip.zip": b"PK\3\4" + bytes(100),
    "junk.pdf": b"%PDF-1.7\n" + b"1 0 obj<<" * 10_000,
    "junk.mp3": b"ID3\4\0\0\x7f\x7f\x7f\x7f" + b"GEOB" * 5000,
    "junk.mp4": b"\0\0\0\x18ftypisom" + b"\xff" * 3000,
    "junk.wav": b"RIFF\xff\xff\xff\xffWAVE" + b"\xff" * 2000,
    "junk.webp": b"RIFF\xff\xff\xff\xffWEBP" + b"\xff" * 2000,
    "junk.gif": b"GIF89a" + b"\x21\xff\x0bC2PA_GIF\1\0\0" + b"\xff" * 2000,
    "junk.jpg": b"\xff\xd8" + b"\xff\xeb\xff\xffJP\0\1" * 500,
    "junk.tif": b"II*\0\xff\xff\xff\xff",
    "junk.flac": b"fLaC\x84\xff\xff\xff",
    "entities.svg": b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "&%c;&%c;&%c;">' % (c + 1, c, c, c) for c in range(97, 120))
    + b"]><svg xmlns='http://www.w3.org/2000/svg'><text>&y;</text></svg>",
    "page.html": PAGE % b"AAAA",
    "page2.html": PAGE % b"not base64 at all",
    "two.html": PAGE % (b'A</script><script type="application/c2pa">A'),
    "text.txt": "\ufeff".encode() + b"".join(chr(0xFE00 + n % 16).encode() for n in range(9000)),
    "latin.txt": b"caf\xe9",
    "nul.bin": bytes(1000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_file_of_its_kind_has_a_verdict(name, tmp_path) -> None:
    path = tmp_path / name
    path.write_bytes(HOSTILE[name])
    begun = time.monotonic()
    verdict = verify(path)
    assert verdict.kind in ("nothing", "changed"), verdict
    assert verdict.reasons and time.monotonic() - begun < 30
    assert all("\n" not in reason and len(reason) < 500 for reason in verdict.reasons)


def test_what_is_no_file_is_told_of(tmp_path) -> None:
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(RequestError, match="no file that can be read"):
            verify(path)


def test_credentials_beside_that_are_none(tmp_path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("words\n")
    for junk in (b"", b"junk", b"\xff" * 100_000, bytes(2**24 + 1)):
        tmp_path.joinpath("a.txt.c2pa").write_bytes(junk)
        verdict = verify(path)
        assert verdict.kind in ("changed", "nothing") and verdict.reasons


def test_a_reader_that_takes_too_long_is_ended(signing, monkeypatch, tmp_path) -> None:
    slow = tmp_path / "credentials/child.py"
    slow.parent.mkdir()
    slow.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(reading, "__file__", str(tmp_path / "reading.py"))
    monkeypatch.setattr(reading, "_SECONDS", 0.3)
    begun = time.monotonic()
    with pytest.raises(reading.Unreadable, match="aren't read in 0 seconds"):
        reading.credentials(signing.path(".png"))
    assert time.monotonic() - begun < 5
    for said in ("", "print('junk')", "raise SystemExit(3)", "print('[1]')", "print('{}')"):
        slow.write_text(said)
        monkeypatch.setattr(reading, "_SECONDS", 20)
        with pytest.raises(reading.Unreadable, match=r"can't be read|as they should"):
            reading.credentials(signing.path(".png"))
        assert verify(signing.path(".png")).kind == "ours"  # by every byte of it


def test_the_reader_keeps_its_bounds(tmp_path) -> None:
    resource = pytest.importorskip("resource")
    path = tmp_path / "a.png"
    path.write_bytes(bomb())
    asked = {"path": str(path), "way": "inside", "name": "image/png", "beside": None,
             "anchors": "", "memory": 2**28, "seconds": 2}  # fmt: skip
    code = (
        "import runpy, sys, resource;"
        f"runpy.run_path({str(child())!r}, run_name='__main__');"
        "print(resource.getrlimit(resource.RLIMIT_AS)[0], file=sys.stderr);"
        "print(resource.getrlimit(resource.RLIMIT_FSIZE)[0], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(asked) + "\n", capture_output=True, text=True
    )
    assert json.loads(done.stdout)
    told = done.stderr.split()
    assert told[-1] == "0" and int(told[-2]) <= 2**28, (told, resource)


def child():
    from muse_provenance.credentials import child

    return child.__file__


def test_what_a_stranger_writes_is_a_printable_line() -> None:
    told = {
        "found": {
            "active_manifest": "urn:x",
            "manifests": {
                "urn:x": {
                    "title": "a\x1b[31m\nb" + "c" * 900,
                    "signature_info": {"common_name": "‮evil", "issuer": ["x"]},
                    "assertions": [{"label": "org.muse.recipe", "data": {"mark": {"a": 1}}}],
                    "ingredients": [{"title": None}],
                }
            },
        },
        "state": "Valid",
        "failures": [],
        "trusted": False,
        "signed": True,
    }
    found = reading._of(told, "inside", kinds.of_bytes(b""))
    assert found is not None and "\x1b" not in found.title and len(found.title) < 400
    assert "\u202e" not in found.signer and found.about == {"mark": ""}
    assert found.ingredients == ("something without a title",)
    for junk in ({}, {"found": []}, {**told, "found": {"active_manifest": "y", "manifests": {}}}):
        with pytest.raises(reading.Unreadable):
            reading._of(junk, "inside", kinds.of_bytes(b""))


def test_it_asks_nobody_else(signing, monkeypatch, tmp_path) -> None:
    """Credentials that say where others lie are no reason to look there."""
    data = signing.path(".png").read_bytes()
    assert b"http" in data  # addresses of vocabularies, at least
    path = tmp_path / "a.png"
    path.write_bytes(data)
    assert base64.b64encode(data)
    with Host() as host:
        assert verify(path, host).kind == "ours"


@pytest.mark.parametrize("suffix", [*PICTURES, ".pdf"])
def test_a_wrong_ending_changes_nothing(signing, suffix, tmp_path) -> None:
    path = tmp_path / "named.txt"
    path.write_bytes(signing.path(suffix).read_bytes())
    assert verify(path).kind == "ours" and suffix in INSIDE
