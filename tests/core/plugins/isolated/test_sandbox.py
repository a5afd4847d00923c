"""The sandbox of a worker: what it can't do there, and what it says where there is none."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from muse.config import Config
from muse.errors import MuseError
from muse.plugins.isolated import hiding, sandbox
from muse.plugins.isolated.variables import variables

PROBE = Path(__file__).with_name("probe.py")
needs_bubblewrap = pytest.mark.skipif(
    sandbox.available() is not None, reason=sandbox.available() or ""
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with secrets in it, and Muse's own folders."""
    home = tmp_path / "home"
    for name in (".ssh/id", ".netrc", "plain.txt", ".cache/huggingface/token"):
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("secret")
    for name in ("config/server-token", "data/library.sqlite3", "data/files/a"):
        path = tmp_path / "muse" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("secret")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("MUSE_HOME", str(tmp_path / "muse"))
    monkeypatch.setenv("HF_TOKEN", "secret")
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "HF_HOME", "HF_HUB_CACHE"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture
def listening() -> Iterator[int]:
    """The number of a port of this machine where somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def look(home: Path, port: int, *, costly: bool = False, **options) -> dict[str, object]:
    """Return what came of all that the probe tried in a sandbox."""
    own = home.parent / "own"
    own.mkdir(exist_ok=True)
    ours, theirs = os.pipe()
    os.write(theirs, b"told")
    outside = {
        "pid": os.getpid(),
        "tmp": str(home.parent / "muse" / "config"),
        "fd": ours,
        "costly": costly,
    }
    argv = [sys.executable, "-I", str(PROBE), str(own), json.dumps(outside), str(port)]
    command = sandbox.command(
        argv, network=False, writable=[own], readable=[home, PROBE.parent], **options
    )
    try:
        done = subprocess.run(
            command,
            env={**variables(own), "WAS": os.environ["MUSE_HOME"]},
            pass_fds=[ours],
            capture_output=True,
            text=True,
            timeout=60,
        )
    finally:
        os.close(ours)
        os.close(theirs)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@needs_bubblewrap
def test_what_a_worker_can_do(home: Path, listening: int) -> None:
    found = look(home, listening)
    assert (home.parent / "own" / "made").read_text() == "x"
    assert sorted(path.name for path in home.iterdir()) == [".cache", ".netrc", ".ssh", "plain.txt"]
    denied = ("OSError", "PermissionError", "FileNotFoundError")
    for name in ("home", "keys", "tokens", "system", "kernel", "devices", "services"):
        assert (name, found[name] in denied) == (name, True)
    for name in ("settings", "database"):
        assert (name, found[name]) == (name, "FileNotFoundError")
    assert (found["made things"], found["change them"]) == ("secret", "OSError")
    assert found["others' tmp"] is False
    assert found["home is seen"] == "secret"
    assert (found["tmp"], found["memory for all"], found["scratch"]) == (1, 1, 1)
    assert len(found["processes"]) == 2
    assert found["kill"] == "ProcessLookupError"
    assert (found["machine itself"], found["far"]) == ("ConnectionRefusedError", "OSError")
    assert found["pool"] == [1]
    assert found["rights"] == ["0000000000000000", "1"]
    assert found["token"] is None
    assert found["inherited"] == "told"
    assert not Path("/tmp/made").exists()


@needs_bubblewrap
def test_things_of_the_library_are_seen_and_nothing_else_of_it(home: Path, listening: int) -> None:
    del listening
    planned = dict(hiding.plan([], []))
    data = os.environ["MUSE_HOME"]
    assert data not in planned  # in /tmp, which is empty
    seen = subprocess.run(
        sandbox.command(
            ["find", data, "-type", "f"], network=False, writable=[], readable=[Path(data)]
        ),
        capture_output=True,
        text=True,
    )
    assert seen.stdout.split() == [f"{data}/data/files/a"]


@needs_bubblewrap
@pytest.mark.slow
def test_what_a_worker_can_take(home: Path, listening: int) -> None:
    found = look(home, listening, costly=True, memory=2**29)
    assert found["filled"] == 1024
    assert found["memory"] == "MemoryError"
    assert os.getuid() == 0 or found["many"] < 1200


@needs_bubblewrap
def test_memory_is_limited(home: Path) -> None:
    ask = "bytearray(2**29)"
    for memory, code in ((2**28, 1), (2**31, 0)):
        command = sandbox.command(
            [sys.executable, "-I", "-c", ask], network=False, writable=[], memory=memory
        )
        done = subprocess.run(command, capture_output=True, text=True)
        assert (done.returncode, "MemoryError" in done.stderr) == (code, bool(code))


@needs_bubblewrap
def test_all_of_it_ends_with_its_host(home: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    inner = (
        "import os, time\n"
        "if os.fork() == 0:\n"
        "    os.setsid()\n"
        "    os.fork()\n"
        "while True:\n"
        "    open(f'alive-{os.getpid()}', 'w').close()\n"
        "    time.sleep(0.02)\n"
    )
    command = sandbox.command([sys.executable, "-Ic", inner], network=False, writable=[own])
    host = subprocess.Popen(
        [sys.executable, "-Ic", f"import subprocess; subprocess.Popen({command!r}).wait()"]
    )
    end = time.monotonic() + 20
    while len(list(own.iterdir())) < 3 and time.monotonic() < end:
        time.sleep(0.02)
    assert len(list(own.iterdir())) == 3
    host.send_signal(signal.SIGKILL)
    host.wait()
    time.sleep(0.2)
    for path in own.iterdir():
        path.unlink()
    time.sleep(0.2)
    assert list(own.iterdir()) == []


@needs_bubblewrap
def test_the_network_where_it_is_declared(home: Path, listening: int) -> None:
    ask = f"import socket; socket.create_connection(('127.0.0.1', {listening}), 5)"
    for network in (True, False):
        command = sandbox.command(
            [sys.executable, "-Ic", ask], network=network, writable=[], readable=[]
        )
        done = subprocess.run(command, capture_output=True, text=True)
        assert (done.returncode == 0) is network, done.stderr


def test_what_lies_deeper_is_done_later(home: Path, tmp_path: Path) -> None:
    planned = hiding.plan([str(home)], [str(home / "own")])
    kinds = dict(planned)
    assert [path for path, _ in planned] == sorted(kinds)
    assert kinds["/tmp"] == "empty"
    assert kinds[str(home)] == "show"
    assert kinds[str(home / ".ssh")] == kinds[str(home / ".netrc")] == "hide"
    assert kinds[str(home / ".cache/huggingface/token")] == "hide"
    assert kinds[str(home / "own")] == "write"
    assert str(tmp_path / "muse" / "config") not in kinds


def test_a_link_to_secrets_hides_them_where_they_are(home: Path, tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    (home / ".aws").symlink_to(tmp_path / "dotfiles")
    assert dict(hiding.plan([str(tmp_path)], []))[str(tmp_path / "dotfiles")] == "hide"


def test_variables_have_no_secrets(tmp_path: Path) -> None:
    given = {
        "PATH": "/bin",
        "HOME": "/home/u",
        "LC_ALL": "C",
        "CUDA_VISIBLE_DEVICES": "0",
        "OMP_NUM_THREADS": "1",
        "HF_TOKEN": "x",
        "HF_TOKEN_PATH": "x",
        "NVIDIA_API_KEY": "x",
        "AWS_ACCESS_KEY_ID": "x",
        "MY_PASSWORD": "x",
        "OPENAI_API_KEY": "x",
        "SSH_AUTH_SOCK": "x",
        "DBUS_SESSION_BUS_ADDRESS": "x",
        "XDG_RUNTIME_DIR": "x",
        "LD_PRELOAD": "x",
        "PYTHONPATH": "x",
        "HTTPS_PROXY": "http://u:p@proxy",
    }
    made = variables(tmp_path, given=given)
    assert "x" not in made.values() and "HTTPS_PROXY" not in made
    assert {name: made[name] for name in ("PATH", "HOME", "LC_ALL", "CUDA_VISIBLE_DEVICES")} == {
        name: given[name] for name in ("PATH", "HOME", "LC_ALL", "CUDA_VISIBLE_DEVICES")
    }
    assert made["HF_HOME"] == "/home/u/.cache/huggingface"
    assert made["HF_HUB_OFFLINE"] == "1"
    assert Path(made["XDG_CACHE_HOME"]).is_relative_to(tmp_path)
    with_network = variables(tmp_path, network=True, given={**given, "HF_HOME": "/models"})
    assert with_network["HTTPS_PROXY"] == given["HTTPS_PROXY"]
    assert with_network["HF_HOME"] == "/models" and "HF_HUB_OFFLINE" not in with_network


@pytest.fixture
def fresh() -> Iterator[None]:
    """Nothing is remembered of whether there is a sandbox."""
    kept = (sandbox._trouble, sandbox.version, sandbox._options)
    for each in kept:
        each.cache_clear()
    yield
    for each in kept:
        each.cache_clear()


def planted(folder: Path, code: str) -> str:
    """Return a PATH with a bubblewrap of our own."""
    path = folder / "bwrap"
    path.write_text(f"#!/bin/sh\n{code}\n")
    path.chmod(0o755)
    return f"{folder}:/usr/bin:/bin"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has bubblewrap")
@pytest.mark.usefixtures("fresh")
def test_it_says_why_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert sandbox.available() == "bubblewrap isn't installed: install bubblewrap"
    (tmp_path / "apt-get").write_text("#!/bin/sh\n")
    (tmp_path / "apt-get").chmod(0o755)
    sandbox._trouble.cache_clear()
    assert sandbox.available() == "bubblewrap isn't installed: apt-get install bubblewrap"
    assert sandbox.outlook()[1] == "apt-get install bubblewrap"
    said = "bwrap: setting up uid map: Permission denied"
    monkeypatch.setenv("PATH", planted(tmp_path, f"echo '{said}' >&2; exit 1"))
    sandbox._trouble.cache_clear()
    assert f"bubblewrap doesn't work ({said})" in str(sandbox.available())
    assert sandbox.outlook()[0].startswith("no sandbox, and no network by Python alone: bubblewrap")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has bubblewrap")
@pytest.mark.usefixtures("fresh")
def test_an_older_one_gets_no_options_that_it_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", planted(tmp_path, "echo '    --perms OCTAL   Set'"))
    asked = sandbox.command(["true"], network=False, writable=[])
    assert "--perms" in asked
    assert "--size" not in asked and "--disable-userns" not in asked


def test_elsewhere_than_on_linux(monkeypatch: pytest.MonkeyPatch, fresh: None) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert sandbox.available() == "only Linux has bubblewrap"


def test_it_can_be_left_out(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[isolated]\nsandbox = false\nmemory = 8\n")
    settings = Config.load(path).isolated
    assert settings == {"sandbox": False, "memory": 8}
    assert "isolated.sandbox" in sandbox.outlook(settings["sandbox"])[0]
    for wrong in ("sandbox = 1", "memory = 0", "memory = true", "sandbx = true"):
        path.write_text(f"[isolated]\n{wrong}\n")
        with pytest.raises(MuseError, match="isolated; expected a table of sandbox"):
            Config.load(path)
