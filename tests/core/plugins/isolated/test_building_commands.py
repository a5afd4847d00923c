"""Programs that build environments: what they say, what ends them, and what they are asked."""

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from muse import processes
from muse.errors import NotReady
from muse.plugins.isolated import builders, commands, indexes, interpreters, locks, programs
from muse.plugins.isolated.builders import NeedsBuilding, Pip, Uv
from muse.plugins.isolated.commands import Ended
from muse.plugins.isolated.interpreters import Interpreter
from muse.plugins.isolated.locks import Lock, Package


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_a_program_tells_what_it_does_and_gets_a_clean_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    monkeypatch.setenv("PIP_TARGET", "/somewhere")
    told: list[str] = []
    code = "import os; print(os.environ.get('PYTHONPATH'), os.environ.get('PIP_TARGET'))"
    lines = commands.run(python(f"print('\\x1b[1mfirst\\x1b[0m'); {code}"), tell=told.append)
    assert lines == ["first", "None None"]
    assert told == [" first", " None None"]


def test_a_program_that_fails_is_told_of() -> None:
    with pytest.raises(Ended) as ended:
        commands.run(python("print('one'); raise SystemExit('ERROR: two')"))
    failed = ended.value.failed("it can't be built", "a hint")
    assert str(failed) == "it can't be built: two; a hint"
    assert failed.output == ("one", "ERROR: two")
    with pytest.raises(Ended) as ended:
        commands.run(["/no/program"])
    assert "can't be started" in str(ended.value.failed("x"))


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            "error: No solution found\n  cause: Because you require a<2 and a>2, no.\n",
            "x: No solution found: Because you require a<2 and a>2, no",
        ),
        (
            "Collecting a\nERROR: Could not find b (from versions: none)\n"
            "ERROR: No matching distribution found for b\n",
            "x: Could not find b (from versions: none), No matching distribution found for b; "
            "check the name and the version",
        ),
        (
            "gcc -c a.c\na.c:1:10: fatal error: libav.h: No such file\nerror: Command failed\n",
            "x: a.c:1:10: fatal error: libav.h: No such file; hint",
        ),
        ("OSError: [Errno 28] No space left on device", "x: no space is left on the disk"),
        ("error: dns error", "x: dns error; check the network"),
        ("ssl: CERTIFICATE_VERIFY_FAILED", "x: ssl: CERTIFICATE_VERIFY_FAILED; the index's cert"),
        ("one\ntwo\nthree\nfour\nfive\n", "x: two three four five; hint"),
        ("", "x: it said nothing; hint"),
    ],
)
def test_what_went_wrong_is_found_in_the_output(lines: str, told: str) -> None:
    said = str(Ended(1, lines.splitlines()).failed("x", "hint"))
    assert said.startswith(told)
    assert len(str(Ended(1, ["error: " + "long " * 500]).failed("x"))) < 500


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Ctrl-C as Python has it, whatever was left of it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_ctrl_c_ends_a_program_and_its_children(tmp_path: Path, ctrl_c: None) -> None:
    mark = tmp_path / "pid"
    child = f"import os,time; open({str(mark)!r},'w').write(str(os.getpid())); time.sleep(60)"
    code = f"import subprocess,sys; subprocess.run([sys.executable,'-c',{child!r}])"
    for call in (
        lambda: commands.run(python(code)),
        lambda: commands.together([python(code)]),
    ):
        mark.unlink(missing_ok=True)

        def interrupt() -> None:
            while not (mark.exists() and mark.read_text()):
                time.sleep(0.01)
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

        thread = threading.Thread(target=interrupt)
        thread.start()
        with pytest.raises(KeyboardInterrupt):
            call()
        thread.join()
        child_number = int(mark.read_text())
        end = time.monotonic() + 5
        while processes.is_alive(child_number) and time.monotonic() < end:
            time.sleep(0.01)
        assert not processes.is_alive(child_number)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ties a process to another")
def test_a_program_ends_when_its_caller_is_killed(tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    child = f"import os,time; open({str(mark)!r},'w').write(str(os.getpid())); time.sleep(60)"
    code = f"from muse.plugins.isolated import commands; commands.run({python(child)!r})"
    caller = os.spawnv(os.P_NOWAIT, sys.executable, [sys.executable, "-c", code])
    while not (mark.exists() and mark.read_text()):
        time.sleep(0.01)
    os.kill(caller, signal.SIGKILL)
    os.waitpid(caller, 0)
    end = time.monotonic() + 5
    while processes.is_alive(int(mark.read_text())) and time.monotonic() < end:
        time.sleep(0.01)
    assert not processes.is_alive(int(mark.read_text()))


# -- pip's settings, as uv takes them


def test_uv_gets_what_pip_is_set_up_with(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith(("PIP_", "UV_", "SSL_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    configuration = tmp_path / "pip.conf"
    configuration.write_text(
        "[global]\nindex-url = https://user:secret@mirror.example/simple\ntimeout = 7\n"
        "extra-index-url = https://a.example https://b.example\ncert = /etc/ca.pem\n"
        "trusted-host = mirror.example\nproxy = http://proxy.example:3128\n"
        "[install]\nconstraint = c.txt\nno-binary = av,:none:\npre = yes\n"
        "[wheel]\nfind-links = wheels https://c.example/links\n"
    )
    monkeypatch.setenv("PIP_CONFIG_FILE", str(configuration))
    monkeypatch.setenv("PIP_KEYRING_PROVIDER", "subprocess")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.chdir(tmp_path)
    found = indexes.settings()
    assert " ".join(found.index) == (
        "--default-index https://user:secret@mirror.example/simple "
        "--index https://a.example --index https://b.example --index-strategy unsafe-best-match "
        f"--no-index --find-links {tmp_path}/wheels --find-links https://c.example/links "
        "--allow-insecure-host mirror.example --keyring-provider subprocess --no-binary av"
    )
    assert found.resolving == ("-c", f"{tmp_path}/c.txt", "--prerelease", "allow")
    assert found.variables == {
        "SSL_CERT_FILE": "/etc/ca.pem", "UV_HTTP_TIMEOUT": "7",
        "HTTPS_PROXY": "http://proxy.example:3128", "HTTP_PROXY": "http://proxy.example:3128",
    }  # fmt: skip
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX", "UV_FIND_LINKS", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, "its own")
    own = indexes.settings()
    assert "mirror.example/simple" not in " ".join(own.index)
    assert "--find-links" not in own.index
    assert "SSL_CERT_FILE" not in own.variables


def test_without_pip_its_variables_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexes, "find_spec", lambda name: None)
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example")
    assert indexes.pip_settings()["index-url"] == "https://mirror.example"


# -- locks

PYLOCK = """
lock-version = "1.0"
[[packages]]
name = "pluggy"
version = "1.7.0"
sdist = { url = "https://u:p@x.example/pluggy-1.7.0.tar.gz", size = 9, hashes = { sha256 = "bb" } }
wheels = [{ url = "https://u:p@x.example/pluggy.whl", size = 7, hashes = { sha256 = "aa" } }]
[[packages]]
name = "old"
version = "1"
sdist = { url = "https://x.example/old.tar.gz", hashes = { sha256 = "cc" } }
[[packages]]
name = "ours"
vcs = { type = "git", url = "https://g.example/ours", commit-id = "c0ffee", subdirectory = "py" }
[[packages]]
name = "near"
archive = { path = "/tmp/near.zip" }
"""


def test_a_lock_of_uv_is_read_and_written(tmp_path: Path) -> None:
    lock = locks.of_pylock(PYLOCK)
    assert [package.requirement for package in lock.packages] == [
        "pluggy==1.7.0 --hash=sha256:aa",
        "old==1 --hash=sha256:cc",
        "ours @ git+https://g.example/ours@c0ffee#subdirectory=py",
        "near @ file:///tmp/near.zip",
    ]
    assert (lock.size, lock.is_sized, lock.is_hashed) == (7, False, False)
    assert lock.packages[0].url == "https://x.example/pluggy.whl"  # nobody's password
    here = next(interpreters.each(1))
    text = lock.text(here, Package("muse-far", "1.0", "muse_far.whl", {"sha256": "dd"}))
    again = locks.of_pylock(text)
    assert {p.name: p.requirement for p in again.packages}["muse-far"].endswith("sha256:dd")
    assert [p.identity for p in again.packages if p.name == "old"] == [["old", "1", "cc"]]
    with pytest.raises(ValueError, match="x has no file"):
        locks.of_pylock('[[packages]]\nname = "x"\n')


def test_an_identity_is_of_all_that_matters() -> None:
    here = next(interpreters.each(1))
    lock = locks.of_pylock(PYLOCK)
    ours = lock.identity(here, "wheel")
    other = Interpreter(here.path, "3.9.1", here.abi, here.markers)
    assert len(ours) == 64
    assert ours == Lock(tuple(reversed(lock.packages))).identity(here, "wheel")
    assert len({ours, lock.identity(here, "x"), lock.identity(other, "wheel"),
                Lock(lock.packages[1:]).identity(here, "wheel")}) == 4  # fmt: skip


def test_a_report_of_pip_is_read(tmp_path: Path) -> None:
    near = tmp_path / "near-1-py3-none-any.whl"
    near.write_bytes(b"12345")

    def told(name: str, url: str, **found: object) -> dict[str, object]:
        return {"metadata": {"name": name, "version": "1"}, "download_info": {"url": url, **found}}

    old = {"archive_info": {"hash": "sha256=aa"}}
    vcs = {"vcs_info": {"vcs": "git", "commit_id": "c0ffee"}}
    report = {"install": [
        told("near", near.as_uri(), archive_info={"hashes": {"sha256": "bb"}}),
        told("ours", "https://g.example/ours", **vcs, subdirectory="py"),
        told("away", "https://x.example/away-1.tar.gz", **old),
        {**told("direct", "https://x.example/direct.whl", **old), "is_direct": True},
    ]}  # fmt: skip
    lock = locks.of_report(report)
    assert [(p.name, p.requirement, p.size, p.is_source) for p in lock.packages] == [
        ("away", "away==1 --hash=sha256:aa", None, True),
        ("direct", "direct @ https://x.example/direct.whl", None, False),
        ("near", "near==1 --hash=sha256:bb", 5, False),
        ("ours", "ours @ git+https://g.example/ours@c0ffee#subdirectory=py", None, False),
    ]


# -- what uv and pip are asked, by programs that stand for them

FAKE = """#!{python}
import json, os, pathlib, sys
words = sys.argv[1:]
with open({log!r}, "a") as file:
    file.write(json.dumps(words) + "\\n")
if "--version" in words:
    print({version!r}); raise SystemExit
if {fails!r} and {fails!r} in words:
    print("error: " + {says!r}); raise SystemExit(1)
if "-o" in words and "compile" in words:
    pathlib.Path(words[words.index("-o") + 1]).write_text({pylock!r})
"""


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Callable[[], list]]:
    """Return a function that puts a program on the path, and gives what tells its calls."""

    def put(version: str = "uv 0.9.1", fails: str = "", says: str = "") -> Callable[[], list]:
        log = tmp_path / "log"
        program = tmp_path / "bin" / "uv"
        program.parent.mkdir(exist_ok=True)
        given = {"python": sys.executable, "log": str(log), "version": version}
        program.write_text(FAKE.format(**given, fails=fails, says=says, pylock=PYLOCK))
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(program.parent))
        monkeypatch.setattr(indexes, "pip_settings", lambda: {"index-url": "https://m.example"})
        monkeypatch.setattr(programs, "find_spec", lambda name: None)
        programs.find_uv.cache_clear()
        log.write_text("")
        return lambda: [json.loads(line) for line in log.read_text().splitlines()]

    yield put
    programs.find_uv.cache_clear()


def test_uv_resolves_builds_and_installs(fake: Callable, tmp_path: Path) -> None:
    calls = fake()
    made = builders.choose()
    assert isinstance(made, Uv)
    here = next(interpreters.each(1))
    lock = made.lock(["a<2"], ["b==1"], here, tmp_path, build=False)
    assert lock == locks.of_pylock(PYLOCK)
    assert tmp_path.joinpath("needs.in").read_text() == "a<2\n"
    overrides = tmp_path.joinpath("overrides.in").read_text()
    assert overrides == "b==1\nmuse-host ; sys_platform == 'never'\n"
    into = tmp_path / "wheel"
    into.mkdir()
    made.wheel(tmp_path, into, here, None)
    made.create(tmp_path / "env", here)
    made.install(Lock(lock.packages[:1]), tmp_path / "env", tmp_path, None)
    made.install(lock, tmp_path / "env", tmp_path, None)
    made.install(Lock(()), tmp_path / "env", tmp_path, None)
    made.add(into / "x.whl", "x==1", tmp_path / "env")
    _, compiled, built, created, hashed, unhashed, added = calls()
    assert compiled[:2] == ["pip", "compile"]
    assert compiled[-3:] == ["--default-index", "https://m.example", "--no-build"]
    assert (built[0], created[0]) == ("build", "venv")
    assert "--require-hashes" in hashed and "--require-hashes" not in unhashed
    assert added[-3:] == ["--find-links", str(into), "x==1"]


def test_what_has_no_wheel_is_asked_for_before_it_is_built(fake: Callable, tmp_path: Path) -> None:
    here = next(interpreters.each(1))
    for says, raised in (
        ("building from source is disabled", NeedsBuilding),
        ("No solution found", Ended),
    ):
        fake(fails="--no-build", says=says)
        made = builders.choose()
        with pytest.raises(raised):
            made.lock([], [], here, tmp_path, build=False)
        assert made.lock([], [], here, tmp_path, build=True).packages


def test_an_old_or_broken_uv_counts_as_none(fake: Callable) -> None:
    for version in ("uv 0.4.0", "pyenv: uv: command not found"):
        fake(version)
        assert isinstance(builders.choose(), Pip)
    with pytest.raises(NotReady, match=r"x overrides .* \(b==1\), which pip can't do; pip install"):
        builders.choose(overrides=["b==1"], what="x")


def test_without_pip_that_of_uv_is_used(fake: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    here = next(interpreters.each(1))
    monkeypatch.setattr(programs, "_works", lambda command: False)
    fake()
    assert programs.pip(here)[1:4] == ["run", "--no-project", "--python"]
    fake("uv 0.1.0")
    with pytest.raises(NotReady, match=r"neither uv nor a pip of 22.3 or later"):
        programs.pip(here)
