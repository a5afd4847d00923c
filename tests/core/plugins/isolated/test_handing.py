"""Files that cross between host and worker: nothing else is reached by them, nor changed."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from isolated_plugins import isolate
from muse import Host
from muse.plugins.isolated import handing, sandbox
from muse.plugins.isolated.worker import Blob, Opened, memory


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A worker's folder and the host's own; beside them is what nobody may touch."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret").write_text("secret")
    for name in ("worker", "host"):
        (tmp_path / name).mkdir()
    return tmp_path / "worker", tmp_path / "host"


def test_a_file_is_copied_and_then_gone(folders: tuple[Path, Path]) -> None:
    worker, host = folders
    (worker / "deep" / "er").mkdir(parents=True)
    (worker / "deep" / "er" / "a.wav").write_bytes(b"x" * 10**6)
    with (worker / "deep" / "er" / "a.wav").open("r+b") as late:
        made = handing.taken(worker, "deep/er/a.wav", host)
        late.write(b"changed")
    assert made.parent == host and made.suffix == ".wav"
    assert made.read_bytes() == b"x" * 10**6
    assert not (worker / "deep" / "er" / "a.wav").exists()


ODD: dict[str, Callable[[Path, Path], str]] = {
    "up": lambda worker, outside: "../outside/secret",
    "absolute": lambda worker, outside: str(outside / "secret"),
    "missing": lambda worker, outside: "nothing",
    "empty": lambda worker, outside: "",
    "itself": lambda worker, outside: ".",
    "link": lambda worker, outside: (worker / "l").symlink_to(outside / "secret") or "l",
    "folder that is a link": lambda worker, outside: (
        (worker / "d").symlink_to(outside) or "d/secret"
    ),
    "folder": lambda worker, outside: (worker / "f").mkdir() or "f",
    "pipe": lambda worker, outside: os.mkfifo(worker / "p") or "p",
}


@pytest.mark.parametrize("what", ODD)
def test_what_is_no_file_of_its_own_is_refused(folders: tuple[Path, Path], what: str) -> None:
    worker, host = folders
    outside = worker.parent / "outside"
    name = ODD[what](worker, outside)
    with pytest.raises(handing.Refused):
        handing.taken(worker, name, host)
    assert (outside / "secret").read_text() == "secret"
    assert list(host.iterdir()) == []


def test_too_large_and_too_short(folders: tuple[Path, Path]) -> None:
    worker, host = folders
    with (worker / "endless").open("wb") as file:
        file.truncate(handing.MOST + 1)
    with pytest.raises(handing.Refused, match="more than 16 GiB"):
        handing.taken(worker, "endless", host)
    (worker / "short").write_bytes(b"x" * 100)
    part = Opened(os.open(worker / "short", os.O_RDONLY))
    os.truncate(worker / "short", 10)
    with pytest.raises(handing.Refused, match="shorter"):
        handing._copy(part.fd, part.size, host / "made")
    part.close()
    assert list(host.iterdir()) == []


def test_what_comes_in_memory(folders: tuple[Path, Path]) -> None:
    _, host = folders
    size = 2**26 + 5
    blob = Blob(size, fd=memory(size))
    os.pwrite(blob.fd, b"end", size - 3)
    made = handing.held(blob, host, ".bin")
    blob.close()
    assert isinstance(made, Path) and made.stat().st_size == size
    assert made.read_bytes()[-3:] == b"end"
    assert handing.held(Blob(3, b"abc"), host) == b"abc"
    assert handing.placed(Blob(3, b"abc"), "a.txt", host).read_bytes() == b"abc"


def test_files_are_given_by_their_paths(folders: tuple[Path, Path]) -> None:
    worker, _ = folders
    file = worker.parent / "outside" / "secret"
    assert handing.giver(None, worker)(file) == str(file)
    assert handing.giver(lambda path: True, worker)(file) == str(file)
    copied = handing.giver(lambda path: False, worker)(file)
    assert Path(copied).parent == worker
    assert Path(copied).read_text() == "secret"


CODE = '''
    import os
    from muse import Artifact, Condition, Field, Generator, InputPath

    class Given(Condition):
        large: InputPath | None = Field(None, description="A file.")

    class Changes(Generator[Given]):
        """Changes what it is given."""

        condition = Given
        formats = {".txt": "text/plain"}

        def generate(self, condition, run):
            path = condition.large.path
            said = path.read_text()
            for each in (path, os.path.realpath(path)):
                try:
                    with open(each, "r+b") as file:
                        file.write(b"changed")
                except OSError:
                    pass
            yield Artifact.text(said, item=run.items[0], suffix=".txt")
'''


@pytest.mark.skipif(sandbox.available() is not None, reason=sandbox.available() or "")
def test_a_file_that_is_given_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSE_ISOLATED", str(tmp_path / "isolated"))
    isolate("changes-it", CODE, {"text.changes": "Changes"}, tmp_path / "code")
    given = tmp_path / "given.txt"
    given.write_text("as it was")
    with Host(library=tmp_path / "library") as host:
        assert host.run("text.changes", large=given)[0].data == b"as it was"
    assert given.read_text() == "as it was"
