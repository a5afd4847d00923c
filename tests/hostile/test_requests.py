"""Requests that nobody should make: one line that says what is wrong, and nothing written."""

import json
from pathlib import Path

import pytest

from muse import Host, RequestError, files


@pytest.mark.parametrize("option", ["-o", "--init"])
def test_a_user_that_does_not_exist(muse, option: str) -> None:
    code, _, err = muse("run", "image", "--prompt", "a lake", option, "~nosuchuser/x.png")
    assert code == 2
    assert "there is no user 'nosuchuser'" in err
    assert not list(Path().iterdir())


@pytest.mark.parametrize("command", ["show", "reproduce"])
def test_a_file_of_a_user_that_does_not_exist(muse, command: str) -> None:
    code, _, err = muse(command, "~nosuchuser/x.png")
    assert code == 2
    assert "there is no user 'nosuchuser'; give the whole path" in err


def test_a_path_with_a_nul(zoo: Host) -> None:
    with pytest.raises(RequestError, match="is no path"):
        zoo.run("zoo", output="a\0b.png")
    with pytest.raises(RequestError, match="is no path"):
        zoo.run("zoo", seed=1).save("a\0b.png")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "it is nested too deep"),
        ('{"prompt": "é"}'.encode("latin-1"), "is no JSON"),
        (b'{"prompt": ' + b"9" * 5000 + b"}", "is no JSON"),
        (b"", "is no JSON"),
        (b"\0\0\0", "is no JSON"),
        (b"[1]", "holds no JSON object"),
        (b'{"output": "/elsewhere.png"}', "sets output, which is no field"),
        (b'{"force": true}', "give --force beside it"),
        (b'{"no_embed": true}', "give --no-embed beside it"),
        (b" " * (2**26 + 1), "has more than 64 MiB"),
    ],
)
def test_a_condition_that_is_none(muse, data: bytes, told: str) -> None:
    Path("c.json").write_bytes(data)
    code, _, err = muse("run", "image", "--condition", "c.json", "-o", "out.png")
    assert code == 2
    assert told in err
    assert err.startswith("muse: condition: c.json ")
    assert [path.name for path in Path().iterdir()] == ["c.json"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_a_condition_in_any_unicode(muse, encoding: str) -> None:
    Path("c.json").write_bytes(json.dumps({"seed": 7}).encode(encoding))
    code, out, err = muse("run", "zoo", "--condition", "c.json", "--json")
    assert code == 0, err
    assert json.loads(out)["artifacts"][0]["seed"] == 7


LONG = "x" * 300


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "image", "-o", f"{LONG}.png"),
        ("run", "image", "-o", f"{LONG}/a.png"),
        ("run", "image", "-o", "画" * 100),
        ("run", "image", "--init", LONG),
        ("run", "image", "--condition", LONG),
        ("show", LONG),
        ("open", LONG),
        ("rate", LONG, "5"),
        ("reproduce", LONG),
        ("pull", LONG),
        ("rm", LONG),
        ("library", "backup", LONG),
        ("plugin", "new", "--medium", "image", LONG),
        ("schema", LONG),
        ("use", LONG),
        ("plugins", "disable", LONG),
        ("plugins", "restore", LONG),
    ],
)
def test_a_name_that_is_too_long(muse, arguments: tuple[str, ...]) -> None:
    code, _, err = muse(*arguments)
    assert code == 2, err
    assert err.startswith("muse: ")
    assert err.count("\n") == 1
    assert "Errno" not in err
    assert not list(Path().iterdir())


@pytest.mark.parametrize("name", ["image", "music", "text", "muse", "host", "none", "true"])
def test_a_plugin_takes_no_name_that_is_taken(muse, name: str) -> None:
    code, _, err = muse("plugin", "new", "--medium", "image", name)
    assert code == 2
    assert err.startswith("muse: name: ")
    assert not list(Path().iterdir())


@pytest.mark.parametrize(
    "name", ["con.png", "NUL", "aux.tar.gz", "a/COM1/b.png", "a.png.", "b ", "x:y.png", "a?.png"]
)
def test_names_that_windows_keeps_for_itself(
    zoo: Host, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("muse.files.ON_WINDOWS", True)
    with pytest.raises(RequestError, match="can't be the name of a file on Windows"):
        zoo.run("zoo", output=name)


@pytest.mark.parametrize("name", ["./console.png", "../a.b/c.png", "nullify.txt", "a b.png"])
def test_other_names_are_names(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr("muse.files.ON_WINDOWS", True)
    assert files.expanded(name) == Path(name)


def test_half_of_a_character_is_refused_by_its_field(zoo: Host) -> None:
    with pytest.raises(RequestError, match="prompt: it has half of a character"):
        zoo.run("zoo", prompt="\ud800 lake")


@pytest.mark.parametrize("where", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_a_device_is_no_place_for_a_file(muse, where: str) -> None:
    code, _, err = muse("run", "zoo", "-o", where)
    assert code == 2
    assert "-o - is standard output" in err


def test_a_home_of_nobody(muse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUSE_HOME", "~nosuchuser/x")
    code, _, err = muse("config")
    assert code == 2
    assert "there is no user 'nosuchuser'" in err


def test_settings_behind_a_link_stay_behind_it(muse, home: Path) -> None:
    (home / "config").mkdir(parents=True)
    Path("dot.toml").write_text("embed = true\n")
    (home / "config" / "config.toml").symlink_to(Path("dot.toml").absolute())
    assert muse("use", "zoo.other")[0] == 0
    assert (home / "config" / "config.toml").is_symlink()
    assert "zoo.other" in Path("dot.toml").read_text()


@pytest.mark.parametrize("seconds", ["nan", "-1"])
def test_no_time_is_kept_alive(muse, seconds: str) -> None:
    assert muse("run", "zoo", "--keep-alive", seconds)[0] == 2
