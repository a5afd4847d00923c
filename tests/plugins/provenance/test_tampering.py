"""One changed byte is always noticed: in what is signed, and in the credentials themselves."""

import hashlib
import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("c2pa")

from muse_provenance import reading, verify
from muse_provenance.credentials import child, kinds, remains
from signed_files import BESIDE, INSIDE

Asked = Callable[[Path, kinds.Kind, bytes | None, int], dict]


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read credentials in this process: one for each of thousands of tries takes too long."""

    def asked(path, kind, given, size):
        import base64

        beside = None if given is None else base64.b64encode(given).decode()
        anchors = b"".join(reading._anchors()).decode()
        parts = {"path": str(path), "way": kind.way, "name": kind.name}
        try:
            told = child._read({**parts, "beside": beside, "anchors": anchors})
        except Exception as error:
            return {"failed": str(error)}
        return json.loads(json.dumps(told))

    monkeypatch.setattr(reading, "_asked", asked)
    monkeypatch.setattr("muse_provenance.verifying.mark_of", lambda path: None)


def tampered(shelf, folder: Path, tries: int, seed: int) -> dict[str, int]:
    """Change a bit of each format so often; return how often each verdict was given.

    Half of the places are within the credentials, as far as they can be told from the rest.
    """
    dice = random.Random(seed)
    verdicts: dict[str, int] = {}
    files = [(suffix, "") for suffix in (*INSIDE, *BESIDE)] + [(s, ".c2pa") for s in BESIDE]
    for number in range(tries):
        suffix, side = files[number % len(files)]
        target = folder / f"t{suffix}"
        shutil.copyfile(shelf.path(suffix), target)
        beside = target.with_name(f"{target.name}.c2pa")
        if suffix in BESIDE:
            shutil.copyfile(shelf.folder / f"a{suffix}.c2pa", beside)
        changed = beside if side else target
        data = bytearray(changed.read_bytes())
        places = [data.find(seal) for seal in remains.SEALS if seal in data]
        first = max(0, min(places, default=0) - 60)
        near = bool(places) and dice.random() < 0.5
        place = dice.randrange(first, min(len(data), first + 3600)) if near else None
        place = dice.randrange(len(data)) if place is None else place
        data[place] ^= 1 << dice.randrange(8)
        changed.write_bytes(data)
        verdict = verify(target)
        assert verdict.kind in ("changed", "nothing"), (suffix, side, place, verdict)
        verdicts[verdict.kind] = verdicts.get(verdict.kind, 0) + 1
    return verdicts


def test_a_sample(signing, here, tmp_path) -> None:
    verdicts = tampered(signing, tmp_path, 240, seed=1)
    assert verdicts.get("changed", 0) > 230


@pytest.mark.slow
def test_ten_thousand_tries(signing, here, tmp_path) -> None:
    verdicts = tampered(signing, tmp_path, 10_000, seed=2)
    print(verdicts)
    assert sum(verdicts.values()) == 10_000


def test_what_c2pa_itself_lets_pass_is_noticed(signing, here, tmp_path) -> None:
    data = signing.path(".png").read_bytes()
    seal = data.index(remains.SEALS[0])
    passed = 0
    for place in range(seal - 8, seal + 600, 3):
        path = tmp_path / "t.png"
        changed = bytearray(data)
        changed[place] ^= 4
        path.write_bytes(changed)
        told = reading._asked(path, kinds.of_bytes(data), None, 0)
        untold = [each for each in told.get("failures", [1]) if "untrusted" not in str(each)]
        passed += not untold
        assert verify(path).kind == "changed"
    assert passed > 5  # the library alone says nothing of these


def test_a_cut_file_is_noticed(signing, here, tmp_path) -> None:
    for suffix in INSIDE:
        data = signing.path(suffix).read_bytes()
        for part in (0.3, 0.9, 0.999):
            path = tmp_path / f"cut{suffix}"
            path.write_bytes(data[: int(len(data) * part)])
            assert verify(path).kind in ("changed", "nothing")
        path.write_bytes(data + b"\n")
        assert verify(path).kind == "changed"


def test_credentials_of_one_file_on_another(signing, here, tmp_path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("These aren't the words that were signed.\n")
    shutil.copyfile(signing.folder / "a.txt.c2pa", tmp_path / "other.txt.c2pa")
    assert verify(other).where == ("the text itself",)


def test_a_page_whose_hole_was_made_larger(signing, here, tmp_path) -> None:
    """What is left out of the hash are the credentials alone, and nothing after them."""
    page = signing.path(".html").read_bytes()
    path = tmp_path / "t.html"
    script = b'<script type="application/c2pa">'
    path.write_bytes(page.replace(script, b"<!-- more -->" + script))
    assert verify(path).kind == "changed"
    path.write_bytes(page.replace(script, script[:-1] + b" >"))
    assert verify(path).kind == "changed"
    path.write_bytes(page.replace(b"</head>", script + b"</script></head>"))
    assert verify(path).kind == "changed"


def test_remains_are_told_from_other_words(tmp_path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("c2pa jumb c2ma: a text about credentials, <c2pa:manifest>, application/c2pa")
    assert not remains.are_in(path)
    assert verify(path).kind == "nothing"
    assert hashlib.sha256(path.read_bytes()).hexdigest()
