"""A seal holds for the file that it is of, and nobody makes one without the secret."""

from pathlib import Path

import pytest
from muse_seal import check, hashed, muse_signed, sealed

from muse import Host, MuseError

SECRET = "a secret of a house"


@pytest.fixture(autouse=True)
def house(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the secret."""
    monkeypatch.setenv("MUSE_SEAL", SECRET)
    monkeypatch.setenv("MUSE_SEAL_NAME", "Gallery Lee")


@pytest.fixture
def fox(tmp_path: Path) -> Path:
    """A file with its seal beside it."""
    path = tmp_path / "fox.png"
    path.write_bytes(b"fox")
    path.with_name("fox.png.seal").write_text(sealed(hashed(path), SECRET))
    return path


def test_a_sealed_file_is_as_it_was_or_changed(fox: Path, muse_host: Host) -> None:
    found = check(fox, muse_host)
    assert found is not None
    assert (found["kind"], found["signer"]) == ("other", "Gallery Lee")
    fox.write_bytes(b"wolf")
    found = check(fox, muse_host)
    assert found is not None
    assert (found["kind"], found["where"]) == ("changed", ["the file itself"])


def test_another_secret_breaks_it(fox: Path, muse_host: Host) -> None:
    fox.with_name("fox.png.seal").write_text(sealed(hashed(fox), "some other secret"))
    found = check(fox, muse_host)
    assert found is not None and found["kind"] == "changed"
    with pytest.raises(MuseError, match="fewer than 16 letters"):
        sealed(hashed(fox), "short")


def test_a_file_without_a_seal_is_none_of_its_business(
    fox: Path, muse_host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MUSE_SEAL")
    assert check(fox, muse_host) is None, "there is no secret"
    monkeypatch.setenv("MUSE_SEAL", SECRET)
    fox.with_name("fox.png.seal").unlink()
    assert check(fox, muse_host) is None


def test_what_is_made_is_sealed(
    tmp_path: Path, muse_host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSE_SIGN", "on")
    path = tmp_path / "poem.md"
    made = muse_host.run("text", prompt="a poem about a fox", seed=1, output=path)
    assert muse_signed(path) == made.recipe["payload"][".md"]
    found = check(path, muse_host)
    assert found is not None and found["kind"] == "other"
    path.write_text("something else")
    assert muse_signed(path) is None
