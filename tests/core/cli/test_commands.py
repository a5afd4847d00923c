"""The command line, as a user meets it."""

import json
import os
import pty
import re
import signal
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from conftest import muse_process
from muse.cli import COMMANDS


def picture_size(path: str) -> tuple[int, int]:
    with Image.open(path) as picture:
        return picture.size


def test_help_lists_commands_with_their_own_words(muse) -> None:
    code, out, _ = muse("--help")
    assert code == 0
    for name, words in COMMANDS.items():
        assert f"{name} " in out
        module = __import__(f"muse.cli.{name}", fromlist=["command"])
        assert module.command.help == words


def test_version(muse) -> None:
    assert muse("--version")[1].startswith("muse 0.")


def test_run_help_shows_the_fields_of_the_generator(muse) -> None:
    code, out, _ = muse("run", "zoo", "--help")
    assert code == 0
    assert "Random dots" in out
    assert "Fields of zoo.dots" in out
    assert "From 1 to 5000. Default 100. Example: 50." in " ".join(out.split())
    assert "light|dark" in out
    assert "May be given several times" in out
    assert "zoo.other" in out
    other = muse("run", "zoo", "-g", "other", "--help")[1]
    assert "--steps" in other
    assert "--dots" not in other


def test_the_media_are_listed(muse) -> None:
    out = muse("run", "--help")[1]
    assert "zoo.dots" in out
    assert "image.sketch" in out


@pytest.mark.parametrize(
    "spelling",
    [
        ["-g", "other", "--steps", "3"],
        ["-gother", "--steps", "3"],
        ["--generator", "other", "--steps=3"],
        ["--generator=other", "--steps", "3"],
        ["--steps", "3", "-g", "zoo.other"],
        ["--steps", "3", "--generator=zoo.other"],
    ],
)
def test_the_generator_can_be_named_in_every_spelling_and_place(muse, spelling) -> None:
    code, _, err = muse("run", "zoo", *spelling, "--seed", "1", "-o", "a.bin")
    assert code == 0, err
    assert Path("a.bin").stat().st_size == 3


def test_a_value_that_looks_like_an_option_is_a_value(muse) -> None:
    code, _, err = muse("run", "zoo", "--prompt", "-g", "--seed", "1")
    assert code == 0, err


def test_a_picture_is_written_and_told(muse) -> None:
    code, out, err = muse("run", "zoo", "--prompt", "50 dots, dark, gloomy", "--seed", "7")
    assert (code, out) == (0, "")
    assert picture_size("50-dots-dark-gloomy.png") == (16, 8)
    assert err.startswith("50-dots-dark-gloomy.png  [")
    assert "read            dots = 50 (50 dots), shade = dark (dark)" in err
    assert "applied         seed = 7" in err
    assert "measured        width = 16, height = 8, dots = 50" in err
    assert "not understood  gloomy" in err
    assert "muse generators" in err


def test_several_are_listed_with_their_seeds(muse) -> None:
    _, _, err = muse("run", "zoo", "--seed", "7", "--count", "2")
    assert "zoo-dots-7-1.png" in err
    assert "seed 8" in err


@pytest.mark.parametrize(
    ("arguments", "code", "parts"),
    [
        (["run", "zoo", "--dots", "0"], 2, ["dots", "'0'", "1 to 5000"]),
        (["run", "zoo", "--dotz", "5"], 2, ["dotz", "did you mean dots?"]),
        (["run", "zoo", "--stepz=5"], 2, ["stepz"]),
        (["run", "zoo", "--steps", "5"], 2, ["steps", "zoo.other accepts it: -g other"]),
        (["run", "zoo", "a", "lake"], 2, ["'a lake'", '--prompt "a lake"']),
        (["run", "zoo", "-g", "other", "a"], 2, ["is an unexpected argument; try --help"]),
        (["run", "zoo", "-g", "dogs"], 2, ["zoo.dogs", "did you mean zoo.dots?"]),
        (["run", "zooo"], 2, ["zooo", "did you mean zoo?"]),
        (["run", "zoo", "-o", "x.mid"], 2, ["zoo.dots can't write .mid"]),
        (["run", "zoo", "-o", "-", "--json"], 2, ["standard output"]),
        (["run", "zoo", "--condition", "nowhere.json"], 2, ["condition", "nowhere.json"]),
        (["run", "zoo", "-g", "needs"], 1, ["pip install"]),
        (["run", "zoo", "-g", "breaks"], 1, ["muse-zoo 1.0", "ZeroDivisionError", "--debug"]),
        (["runn"], 2, ["'runn'", "did you mean muse run?"]),
        (["qqqq"], 2, ["muse --help"]),
        (["show"], 2, ["ID"]),
        (["show", "nobody"], 2, ["nobody", "muse log"]),
        (["reproduce", "nobody"], 2, ["nobody"]),
        (["schema", "zoo.dogs"], 2, ["zoo.dogs"]),
        (["use", "zoo"], 2, ["zoo.dots"]),
        (["generators", "zooo"], 2, ["zooo"]),
    ],
)
def test_what_is_wrong_ends_in_one_line(muse, arguments, code: int, parts: list[str]) -> None:
    got, out, err = muse(*arguments)
    assert got == code
    assert out == ""
    assert err.startswith("muse: ")
    assert err.count("\n") == 1
    for part in parts:
        assert part in err
    assert list(Path().iterdir()) == []


def test_debug_shows_the_traceback(muse) -> None:
    assert "Traceback" in muse("run", "zoo", "-g", "breaks", "--debug")[2]
    assert "Traceback" in muse("--debug", "run", "zoo", "-g", "breaks")[2]


def test_an_unknown_option_can_be_allowed(muse) -> None:
    code, _, err = muse("run", "zoo", "--steps", "5", "--fast", "--seed", "1", "--allow-ignored")
    assert code == 0
    assert "ignored         steps: zoo.dots has no such field" in err
    assert "ignored         fast" in err


def test_negative_numbers_are_values(muse) -> None:
    assert "'-5'" in muse("run", "zoo", "--dots", "-5")[2]
    assert muse("run", "zoo", "--unknown", "-5", "--allow-ignored")[0] == 0


def test_a_condition_comes_from_a_file_and_the_command_line_wins(muse) -> None:
    Path("c.json").write_text('{"dots": 9, "shade": "dark", "tags": ["a", "b"]}')
    code, out, err = muse("run", "zoo", "--condition", "c.json", "--dots", "8", "--json")
    assert code == 0, err
    applied = json.loads(out)["artifacts"][0]["report"]["applied"]
    assert applied == {"dots": 8, "shade": "dark", "tags": ["a", "b"]}
    Path("c.json").write_text("[1]")
    assert "holds no JSON object" in muse("run", "zoo", "--condition", "c.json")[2]


def test_lists_and_flags(muse) -> None:
    out = muse("run", "zoo", "--tags", "a", "--tags", "b", "--framed", "--json")[1]
    assert json.loads(out)["artifacts"][0]["report"]["applied"] == {
        "tags": ["a", "b"],
        "framed": True,
    }


def test_json_is_one_object_and_nothing_else(muse) -> None:
    code, out, err = muse("run", "zoo", "--count", "2", "--seed", "3", "--json")
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert told["status"] == "done"
    assert [a["seed"] for a in told["artifacts"]] == [3, 4]
    for artifact in told["artifacts"]:
        assert Path(artifact["files"][0]["path"]).exists()
        assert artifact["recipe"]["generator"] == "zoo.dots"


def test_text_goes_to_stdout_as_it_is_written_and_to_a_file(muse) -> None:
    code, out, err = muse("run", "zoo", "-g", "letters", "--count", "2", "--seed", "1")
    assert code == 0
    assert out == "abcdefghijklmnopqrstuvwxyz\nabcdefghijklmnopqrstuvwxyz\n"
    assert Path("letters-1.md").read_text() == "abcdefghijklmnopqrstuvwxyz"
    assert "letters-2.md" in err


def test_a_file_on_stdout_is_that_file_alone(muse, planted_zoo: Path) -> None:
    process = muse_process("run", "zoo", "--seed", "1", "-o", "-", path=planted_zoo, encoding=None)
    out, _ = process.communicate(timeout=60)
    assert out.startswith(b"\x89PNG")
    assert out.endswith(b"IEND\xaeB`\x82")
    assert list(Path().iterdir()) == []


def test_log_show_rate_open_and_reproduce(muse) -> None:
    assert "nothing was made yet" in muse("log")[2]
    muse("run", "zoo", "--prompt", "a dark lake", "--seed", "7")
    muse("run", "zoo", "-g", "letters", "--seed", "8")
    muse("run", "zoo", "-g", "breaks")
    out = muse("log")[1].splitlines()
    assert [line.split()[3] for line in out] == ["zoo.breaks", "zoo.letters", "zoo.dots"]
    assert "failed" in out[0]
    assert "nothing matches" in muse("log", "-q", "nowhere")[2]
    assert len(json.loads(muse("log", "--json", "-m", "zoo", "-n", "2")[1])) == 2
    id = muse("log", "-q", "lake")[1].split()[0]
    code, out, _ = muse("show", id)
    assert code == 0
    for part in ("a dark lake", "a-dark-lake.png", "image/png", "shade = dark", "numpy"):
        assert part in out
    letters = muse("log", "-g", "zoo.letters")[1].split()[0]
    assert "abcdef" in muse("show", letters)[1]
    assert json.loads(muse("show", id, "--json")[1])["seed"] == 7
    assert "rated 4/5" in muse("rate", id, "4", "--note", "good")[2]
    assert "★★★★" in muse("log")[1]
    assert "4/5  good" in muse("show", id)[1]
    assert muse("open", "--print", id)[1].strip().endswith("a-dark-lake.png")
    code, out, _ = muse("reproduce", "a-dark-lake.png")
    assert (code, out) == (0, "identical\n")
    assert list(Path().glob("a-dark-lake*")) == [Path("a-dark-lake.png")]
    assert json.loads(muse("reproduce", id, "--json")[1])["verdict"] == "identical"
    assert muse("reproduce", id, "-o", "again.png")[0] == 0
    assert Path("again.png").read_bytes() == Path("a-dark-lake.png").read_bytes()
    Path("a-dark-lake.png").unlink()
    code, _, err = muse("open", id)
    assert code == 1
    assert f"muse reproduce {id} makes it again" in err
    assert "(gone)" in muse("show", id)[1]
    assert "written to a-dark-lake.png" in muse("reproduce", id)[2]
    assert muse("open", "--print", id)[0] == 0


def test_open_uses_the_systems_program(muse, monkeypatch: pytest.MonkeyPatch) -> None:
    muse("run", "zoo", "--prompt", "lake", "--seed", "7")
    opened = []
    monkeypatch.setattr("click.launch", lambda path: opened.append(path) or len(opened) - 1)
    id = muse("log")[1].split()[0]
    assert muse("open", id)[0] == 0
    assert opened[0].endswith("lake.png")
    assert "no program opens" in muse("open", id)[2]


def test_reproduce_says_what_differs(muse, monkeypatch: pytest.MonkeyPatch) -> None:
    muse("run", "zoo", "-g", "roughly", "--seed", "1", "-o", "a.bin")
    import zoo as planted

    monkeypatch.setattr(planted.Roughly, "drift", 2)
    assert muse("reproduce", "a.bin")[1] == "equal to a measure: difference 2 steps\n"
    monkeypatch.setattr(planted.Roughly, "drift", 90)
    code, out, err = muse("reproduce", "a.bin")
    assert (code, out) == (1, "different: difference 90 steps\n")
    assert "nothing differs in the environment" in err
    kept = json.loads(Path("a.bin.muse.json").read_text())
    kept["version"] = "0.9"
    Path("a.bin.muse.json").write_text(json.dumps(kept))
    assert "generator: 0.9 then, 1.0 now" in muse("reproduce", "a.bin")[2]
    Path("a.bin").write_bytes(b"\x00")
    assert "the file was changed since" in muse("reproduce", "a.bin")[1]


def test_what_there_is(muse) -> None:
    out = muse("generators")[1]
    assert "* zoo.dots" in out
    assert 'pip install "muse-host[nothing]"' in out
    assert {row["name"] for row in json.loads(muse("generators", "zoo", "--json")[1])} >= {
        "zoo.dots",
        "zoo.other",
    }
    out = muse("plugins")[1]
    assert "muse-zoo 1.0" in out
    assert "muse-host " in out
    rows = json.loads(muse("plugins", "--json")[1])
    assert next(r for r in rows if r["name"] == "zoo.dots")["milliseconds"] >= 0
    schema = json.loads(muse("schema", "zoo.dots")[1])
    assert schema["title"] == "zoo.dots"
    assert schema["properties"]["dots"]["maximum"] == 5000


def test_one_generator_is_shown_with_what_its_fields_can_be(
    muse, monkeypatch: pytest.MonkeyPatch
) -> None:
    import zoo

    monkeypatch.setattr(zoo.Dots, "choices", lambda self, condition: {"shade_of": ["a", "b"]})
    out = muse("generators", "zoo.dots")[1]
    assert out.splitlines()[0] == "zoo.dots  ready  (default)"
    assert "  --shade-of a, b" in out
    assert json.loads(muse("generators", "zoo.dots", "--json")[1])["choices"] == {
        "shade_of": ["a", "b"]
    }
    assert 'pip install "muse-host[nothing]"' in muse("generators", "zoo.needs")[1]

    def fails(self: object, condition: object) -> None:
        raise OSError("no weights")

    monkeypatch.setattr(zoo.Dots, "choices", fails)
    code, out, _ = muse("generators", "zoo.dots")
    assert (code, "shade" in out) == (0, False)


def test_defaults_and_settings(muse) -> None:
    assert 'zoo = "zoo.dots"\n' in muse("config")[1]
    assert "defaults apply" in muse("config")[2]
    assert muse("use", "zoo.other")[0] == 0
    assert 'zoo = "zoo.other"  # set by you' in muse("config")[1]
    assert json.loads(muse("config", "--json")[1])["defaults"]["zoo"] == "zoo.other"
    muse("run", "zoo", "--steps", "3", "--seed", "1")
    assert Path("zoo-other-1.bin").exists()


def test_doctor(muse, plant, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, _ = muse("doctor")
    assert code == 0, out
    assert "Python 3." in out
    assert "generator   zoo.dots: ready" in out
    assert "no problems found" in out
    plant("muse-broken", "[muse]\nzoo.broken = nowhere:At\nhooked = nowhere\nzoo.dots = x:Y\n")
    code, out, _ = muse("doctor")
    assert code == 1
    assert out.count("PROBLEM") == 4, "two broken, and zoo.dots is broken and refused"
    assert len(json.loads(muse("doctor", "--json")[1])["problems"]) == 4


def test_a_command_of_a_plugin(muse, plant) -> None:
    plant(
        "muse-hello",
        "[muse.commands]\nhello = hello_command:hello\nbad = hello_command:nothing\n"
        "odd = hello_command:odd\ntold = hello_told:told\nmore = hello_told:more\n",
        hello_command="import click\n@click.command()\ndef hello(): click.echo('hi')\nodd = 3\n",
        hello_told="1 / 0\n@click.command('told', help='Say it.')\n@click.option('-x', help='X.')\n"
        "def told(): ...\n@click.command()\ndef more():\n    'Say more.'\n",
    )
    assert re.search(r"told +Say it\.\n", muse("--help")[1])
    assert re.search(r"more +Say more\.\n", muse("--help")[1])
    assert "Commands of plugins" in muse("--help")[1]
    assert "About muse-hello." in muse("--help")[1]
    assert muse("hello")[:2] == (0, "hi\n")
    assert "muse-hello can't be loaded" in muse("bad")[2]
    assert "no click command" in muse("odd")[2]


@pytest.mark.parametrize(
    "prompt",
    ["x" * 100_000, "🎉🎉🎉", "a\x1b[31mred\x07lake", "一首歌 " * 3000, "\u202eevil", " "],
)
def test_any_prompt_works_and_harms_no_terminal(muse, prompt: str) -> None:
    code, out, err = muse("run", "zoo", "--prompt", prompt, "--seed", "1")
    assert code == 0, err
    assert not {"\x1b", "\x07", "\u202e"} & set(out + err)
    assert muse("log")[0] == 0
    assert json.loads(muse("log", "--json")[1])[0]["prompt"] == prompt


def test_bytes_that_are_no_text_become_question_marks(muse) -> None:
    code, _, err = muse("run", "zoo", "--prompt", "lake \udcff", "--seed", "1")
    assert code == 0, err


def test_a_folder_that_cannot_be_written_is_told_at_once(muse) -> None:
    Path("file").write_bytes(b"")
    code, _, err = muse("run", "zoo", "-o", "file/x/")
    assert code == 2
    assert "can't write to file/x" in err
    assert "-o FOLDER" in err


def test_ctrl_c_cancels_within_a_step_and_keeps_the_text(planted_zoo: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    process = muse_process("run", "zoo", "-g", "slow", path=planted_zoo, cwd=work)
    assert process.stdout is not None
    begun = process.stdout.read(20)
    assert begun.startswith("word0 word1")
    process.send_signal(signal.SIGINT)
    rest, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "unfinished: " in errors
    assert errors.endswith("muse: cancelled\n")
    assert "Traceback" not in errors
    kept = [path for path in work.iterdir() if path.name.endswith(".unfinished.md")]
    words = kept[0].read_text().split()
    assert words[:2] == ["word0", "word1"]
    assert len(words) <= len((begun + rest).split()) + 2, "it ends within a step"
    assert {path.suffix for path in work.iterdir()} == {".md", ".json"}


def test_progress_shows_on_a_terminal(planted_zoo: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    process = muse_process(
        "run", "zoo", "-g", "slow", "--json", path=planted_zoo, cwd=tmp_path, stderr=theirs
    )
    os.close(theirs)
    shown = b""
    while b"%" not in shown:
        shown += os.read(ours, 10_000)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    os.close(ours)
    assert b"%" in shown


def test_no_progress_when_stderr_is_no_terminal(planted_zoo: Path, tmp_path: Path) -> None:
    process = muse_process("run", "zoo", "-g", "slow", "--json", path=planted_zoo, cwd=tmp_path)
    time.sleep(3)
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=20)
    assert out == ""
    assert "%" not in errors


def test_closed_and_broken_outputs_do_no_harm(planted_zoo: Path, tmp_path: Path) -> None:
    command = f"{sys.executable} -c 'from muse.cli import main; main()'"
    environment = {**os.environ, "PYTHONPATH": str(planted_zoo)}
    import subprocess

    for tail in (">&-", "2>&-", ">&- 2>&-", "| head -c 3"):
        done = subprocess.run(
            f"{command} run zoo -g letters --seed 1 --force {tail}",
            shell=True,
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
        assert "Exception" not in done.stderr
        assert tmp_path.joinpath("letters.md").exists()


def test_a_file_belongs_to_the_run_that_wrote_it(muse, tmp_path: Path) -> None:
    made = ("run", "zoo", "--seed", "1", "-o")
    muse(*made, "a.png")
    first = json.loads(muse("show", "a.png", "--json")[1])["id"]
    muse("reproduce", "a.png", "-o", "b.png")
    muse("reproduce", "a.png")
    assert json.loads(muse("show", "a.png", "--json")[1])["id"] == first
    assert json.loads(muse("show", "b.png", "--json")[1])["id"] != first
    muse("rate", "a.png", "5")
    assert json.loads(muse("show", first, "--json")[1])["rating"] == 5
    (tmp_path / "work" / "a.png").rename(tmp_path / "work" / "moved.png")
    assert json.loads(muse("show", "moved.png", "--json")[1])["id"] == first


def test_the_recipe_of_anybodys_file_is_shown(
    muse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    muse("run", "zoo", "--seed", "7", "--dots", "12", "-o", "a.png")
    muse("run", "zoo", "-g", "letters", "--seed", "7", "-o", "a.md")
    monkeypatch.setenv("MUSE_HOME", str(tmp_path / "elsewhere"))
    for name, generator in (("a.png", "zoo.dots"), ("a.md", "zoo.letters")):
        exit_code, out, _ = muse("show", name)
        assert exit_code == 0
        assert f"made      by {generator} of muse-zoo 1.0" in out
        assert "seed      7" in out
        assert f"again     muse reproduce {name}" in out
        told = json.loads(muse("show", name, "--json")[1])
        assert told["recipe"]["condition"]["seed"] == 7
        assert told["changed"] is False
    assert "dots            12\n" in muse("show", "a.png")[1]
    (tmp_path / "work" / "none.png").write_bytes(b"nothing")
    exit_code, _, err = muse("show", "none.png")
    assert exit_code == 2
    assert "has no recipe inside or beside it" in err


def test_a_file_that_is_too_large_for_a_recipe_is_not_read(muse, tmp_path: Path) -> None:
    with (tmp_path / "work" / "big.png").open("wb") as file:
        file.truncate(3 * 10**9)
    for command in ("show", "reproduce"):
        exit_code, _, err = muse(command, "big.png")
        assert exit_code == 2
        assert "3,000 MB, too many to look for a recipe in" in err
