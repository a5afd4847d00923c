"""`muse batch`: what it says, what it leaves, and how it ends."""

import csv
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from conftest import Muse, muse_process
from muse import Host, OutputError, processes

pytestmark = pytest.mark.usefixtures("planted_on_path")


@pytest.fixture
def planted_on_path(planted_zoo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let workers, which are processes, find the zoo as this one does."""
    path = [str(planted_zoo), os.environ.get("PYTHONPATH", "")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, path)))


def rows(path: str = "out/results.csv") -> list[dict[str, str]]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def recorded() -> list[str]:
    with Host() as host:
        return sorted(row[0] for row in host.library.database.rows("SELECT id FROM artifacts"))


def table(text: str, name: str = "rows.csv") -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def test_each_row_becomes_an_artifact_once(muse: Muse) -> None:
    asked = ("batch", table("id,prompt\na,one\nb,two\n"), "-g", "zoo", "-o", "out", "--dots", "9")
    code, out, err = muse(*asked, "--grid", "shade=light,dark", "--dry-run")
    assert code == 0 and "4 to make" in err and not Path("out").exists()
    assert "a-light.png  zoo.dots  prompt one, dots 9, shade light, seed " in out
    code, out, err = muse(*asked, "--grid", "shade=light,dark")
    assert (code, out) == (0, "")
    assert "4 to make (zoo.dots 4) in out/" in err and "4 made; out/results.csv" in err
    found = rows()
    assert [row["files"] for row in found] == [
        f"{i}-{s}.png" for i in "ab" for s in ("light", "dark")
    ]
    assert all(Path("out", row["files"]).is_file() for row in found)
    assert {row["state"] for row in found} == {"done"}
    assert {row["measured.dots"] for row in found} == {"9"}
    assert recorded() == sorted(row["artifact"] for row in found)
    code, out, err = muse(*asked, "--grid", "shade=light,dark", "--json")
    assert code == 0 and json.loads(out)["made_before"] == 4
    assert rows() == found
    Path("out/b-dark.png").unlink()  # what is gone is made again
    code, _, err = muse(*asked, "--grid", "shade=light,dark")
    assert code == 0 and "1 made, 3 were there" in err and Path("out/b-dark.png").is_file()


def test_wrong_rows_are_told_before_any_is_made(muse: Muse) -> None:
    name = table("id,dots,shade\na,5,light\nb,many,light\nc,5,drak\n")
    code, _, err = muse("batch", name, "-g", "zoo.dots", "-o", "out")
    assert code == 2
    assert "row 2 (line 3): dots: invalid value 'many'; expected a whole number" in err
    assert "row 3 (line 4): shade: invalid value 'drak'" in err and "did you mean dark?" in err
    assert "muse: 2 of 3 rows are wrong, and nothing was made" in err
    assert not list(Path("out").glob("*.png"))
    code, out, err = muse("batch", name, "-g", "zoo.dots", "-o", "out", "--dry-run", "--json")
    told = json.loads(out)
    assert code == 2 and told["makes"] == 1 and len(told["wrong"]) == 2
    code, _, err = muse("batch", name, "-g", "zoo.dots", "-o", "out", "--skip-wrong")
    assert code == 1 and "1 made, 2 wrong left out" in err
    assert [row["state"] for row in rows()] == ["done", "wrong", "wrong"]
    assert "invalid value 'many'" in rows()[1]["error"]


FAILS = """
from muse import Artifact, Condition, Field, GenerationError, Generator


class SometimesCondition(Condition):
    prompt: str = Field("", description="What to say.")


class Sometimes(Generator):
    '''Fails for some.'''

    condition = SometimesCondition
    formats = {".txt": "text/plain"}

    def generate(self, condition, run):
        import os
        from pathlib import Path

        for item in run.items:
            if condition.prompt == "die" and not Path("mended").exists():
                os.kill(os.getpid(), 9)
            if condition.prompt == "bad" and not Path("mended").exists():
                raise GenerationError("it is broken", hint="mend it")
            yield Artifact({".txt": condition.prompt.encode()}, item)
"""


@pytest.fixture
def sometimes(plant, planted_on_path: None) -> None:
    plant("muse-sometimes", "[muse]\ntext.sometimes = sometimes:Sometimes\n", sometimes=FAILS)


@pytest.mark.usefixtures("sometimes")
def test_rows_that_fail_are_told_and_tried_again_alone(muse: Muse) -> None:
    name = table("id,prompt\na,good\nb,bad\nc,die\nd,good\n")
    asked = ("batch", name, "-g", "text.sometimes", "-o", "out", "--workers", "1")
    code, _, err = muse(*asked)
    assert code == 1
    assert "row 2 (b) failed: it is broken; mend it" in err
    assert "row 3 (c) failed: the process that made it ended 3 times" in err
    assert "2 made, 2 failed" in err and "--again failed" in err
    assert [row["state"] for row in rows()] == ["done", "failed", "failed", "done"]
    code, _, err = muse(*asked)
    assert code == 1 and "0 made, 2 were there, 2 failed" in err  # not by itself
    Path("mended").touch()
    code, _, err = muse(*asked, "--again", "failed")
    assert code == 0 and "2 made, 2 were there" in err
    assert [row["state"] for row in rows()] == ["done"] * 4
    assert recorded() == sorted(row["artifact"] for row in rows())


@pytest.mark.usefixtures("sometimes")
def test_what_is_there_is_not_replaced_but_what_is_ours(muse: Muse) -> None:
    asked = ("-g", "text.sometimes", "-o", "out", "--no-embed")
    Path("out").mkdir()
    Path("out/b.txt").write_text("mine")
    code, _, err = muse("batch", table("id,prompt\na,one\nb,two\n"), *asked)
    assert code == 2 and "b.txt is there, and isn't of this batch; --force" in err
    assert Path("out/b.txt").read_text() == "mine" and not Path("out/a.txt").exists()
    code, _, err = muse("batch", "rows.csv", *asked, "--force")
    assert code == 0 and Path("out/b.txt").read_text() == "two"
    code, _, err = muse("batch", table("id,prompt\na,one\nb,three\n"), *asked)
    assert code == 0 and "1 made, 1 were there" in err
    assert Path("out/b.txt").read_text() == "three"


def test_names_that_are_the_same_are_told(muse: Muse) -> None:
    code, _, err = muse("batch", table("id\nCat\ndog\ncat\n"), "-g", "zoo.dots")
    assert code == 2
    assert "row 3 (line 4): name: 'cat' is what row 1 (line 2) is called too" in err


def test_columns_that_nothing_uses_are_told(muse: Muse) -> None:
    code, _, err = muse("batch", table("promt\nx\n"), "-g", "zoo.dots", "--dry-run")
    assert code == 0 and "nothing uses the column 'promt'; did you mean prompt?" in err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("none.csv", "-g", "zoo"), "there is no none.csv"),
        (("rows.csv",), "nothing says what to make of the rows; -g NAME"),
        (("rows.csv", "-g", "zoo.dotz"), "dotz"),
        (("rows.csv", "-g", "zoo", "--prompt", "{titel}"), "did you mean {title}?"),
        (("rows.csv", "-g", "zoo", "--grid", "dots"), "'dots' is no axis"),
        (("rows.csv", "-g", "zoo", "--grid", "dotz=1"), "zoo.dots has no field 'dotz'"),
        (("rows.csv", "-g", "zoo", "--dotz", "1"), "zoo.dots has no field 'dotz'"),
        (("rows.csv", "more.csv", "-g", "zoo"), "'more.csv' is an unexpected argument"),
        (("rows.csv", "-g", "zoo", "--formats", "mp3"), "zoo.dots can't write .mp3"),
        (("rows.csv", "-g", "zoo", "--on", "moon"), "there is no executor 'moon'; there is local"),
        (("rows.csv", "-g", "zoo", "--results", "x.xlsx"), "says no format"),
        (("rows.csv", "-g", "zoo", "-o", "rows.csv"), "is no folder"),
        (("empty.csv", "-g", "zoo"), "the table has no rows"),
        (("rows.csv", "-g", "zoo", "--later", "1"), "zoo.dots has no field 'later'"),
    ],
)
def test_wrong_requests_end_in_a_line(muse: Muse, words: tuple[str, ...], told: str) -> None:
    table("title\na\n")
    table("title\n", "empty.csv")
    code, out, err = muse("batch", *words)
    assert code == 2 and out == "" and told in err, err
    assert not list(Path(".").rglob("*.png"))


def test_help_shows_the_fields_of_a_generator(muse: Muse) -> None:
    code, out, _ = muse("batch", "--help")
    assert code == 0 and "-g NAME --help shows those of a generator" in out
    code, out, _ = muse("batch", "-g", "zoo.dots", "--help")
    assert code == 0 and "--shade" in out and "--grid" in out


def test_limit_makes_the_first_and_then_the_rest(muse: Muse) -> None:
    asked = ("batch", table("id\na\nb\nc\n"), "-g", "zoo.dots", "-o", "out")
    assert muse(*asked, "--limit", "1")[0] == 0
    assert [row["id"] for row in rows()] == ["a"]
    code, _, err = muse(*asked)
    assert code == 0 and "2 made, 1 were there" in err


def test_results_in_other_formats(muse: Muse) -> None:
    asked = ("batch", table("id,标题\na,湖\n"), "-g", "zoo.dots", "-o", "out")
    assert muse(*asked, "--results", "made.jsonl")[0] == 0
    (line,) = Path("made.jsonl").read_text(encoding="utf-8").splitlines()
    told = json.loads(line)
    assert told["标题"] == "湖" and told["files"] == ["a.png"] and told["measured.dots"] == 100
    pytest.importorskip("pyarrow")
    from muse.batches.table import read

    assert muse(*asked, "--results", "made.parquet")[0] == 0
    (row,) = read("made.parquet")
    assert row.values["files"] == ["a.png"] and row.values["measured.width"] == 16


def test_ctrl_c_leaves_all_in_order_and_says_how_to_go_on(tmp_path: Path, muse: Muse) -> None:
    name = table("id\n" + "\n".join(map(str, range(500))) + "\n")
    words = ("batch", name, "-g", "zoo.dots", "-o", "out", "--workers", "1")
    process = muse_process(*words, path=Path(os.environ["PYTHONPATH"]))
    while len(list(Path("out").glob("*.png"))) < 5 and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "the same command goes on:" in err
    assert f"  muse batch {name} -g zoo.dots -o out --workers 1" in err
    states = [row["state"] for row in rows()]
    made = len(list(Path("out").glob("*.png")))
    assert 0 < states.count("done") <= made < 500 and set(states) == {"done", "waiting"}


def test_two_batches_keep_out_of_each_others_way(
    muse: Muse, monkeypatch: pytest.MonkeyPatch
) -> None:
    from muse.batches import journal

    monkeypatch.setattr(journal, "_ENDING", 0.1)
    with journal.Journal(Path("out")):
        code, _, err = muse("batch", table("id\na\n"), "-g", "zoo.dots", "-o", "out")
    assert code == 2 and "another muse batch works in out" in err


def test_what_is_left_of_a_killed_batch_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Its workers have the lock still; whoever took it is gone."""
    from muse.batches import journal

    monkeypatch.setattr(journal, "_ENDING", 0.0)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    with journal.Journal(tmp_path / "out") as held:
        handle = held.lock
        assert handle is not None
        mark = os.pread(handle, 200, 0).decode()
        assert mark == processes.mark()
        os.pwrite(handle, mark.replace(str(os.getpid()), str(gone.pid), 1).encode(), 0)
        monkeypatch.setattr(journal, "_PATIENCE", 0.1)
        with pytest.raises(OutputError, match="another muse batch"):
            journal.Journal(tmp_path / "out")
        monkeypatch.setattr(journal, "_PATIENCE", 30.0)
        threading.Timer(0.3, held.close).start()
        journal.Journal(tmp_path / "out").close()


def test_a_profile_has_the_workers_in_one_trace(muse: Muse) -> None:
    asked = ("batch", table("id,dots\na,5000\nb,5000\n"), "-g", "zoo.dots", "--workers", "1")
    assert muse(*asked, "-o", "plain")[0] == 0
    code, _, err = muse(*asked, "-o", "out", "--profile", "trace.json")
    assert code == 0 and "  time  " in err, err
    assert Path("out/a.png").read_bytes() == Path("plain/a.png").read_bytes()
    events = json.loads(Path("trace.json").read_text())["traceEvents"]
    workers = {event["pid"] for event in events}
    assert len(workers) == 1 and os.getpid() not in workers
    assert any(event["ph"] == "X" and event["name"] == "Worker.do" for event in events)
    code, _, err = muse(*asked, "-o", "out2", "--profile", "trace.json")
    assert code == 2 and "trace.json already exists" in err
    assert not list(Path("out2").glob("*.png"))
