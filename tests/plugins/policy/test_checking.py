"""Runs are looked at before they start, on every surface: refused, asked about, marked."""

import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from muse import Host, InputFile, MuseError, RequestError
from muse.config import Config
from muse.library.jobs import Jobs
from muse.running.submitting import Origin, submit
from muse.running.working import Working
from muse_policy import checking, record
from muse_policy.hooks import muse_request

POSTERS = all(
    find_spec(each)
    for each in ("fontTools", "fontpkg_archivo", "fontpkg_lora", "manimgx_fonts_cjk")
)
lettered = pytest.mark.skipif(not POSTERS, reason="posters need fonts")

WOLF = {"generator": "grammar", "form": "poem", "seed": 1, "prompt": "a wolf"}
BEAR = {**WOLF, "prompt": "a bear"}


def log(home: Path) -> list[dict[str, str]]:
    path = home / "data" / "policy.log"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def test_it_is_off_unless_it_is_turned_on(host: Host) -> None:
    assert host.run("text", **WOLF).text


@pytest.mark.parametrize("said", ["off", "0", "No", "FALSE"])
def test_the_environment_wins_over_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write, said: str
) -> None:
    config = Config(plugins={"policy": {"on": True, "file": str(write())}})
    with Host(library=tmp_path / "lib", config=config) as host:
        with pytest.raises(RequestError, match=r"not made here: wolves \(wolves\)"):
            host.run("text", **WOLF)
        monkeypatch.setenv("MUSE_POLICY", said)
        assert host.run("text", **WOLF).text


def test_on_means_the_file_of_the_settings_or_muses_own(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSE_POLICY", "on")
    assert host.run("text", **WOLF).text
    with pytest.raises(RequestError, match="instructions for weapons"):
        host.run("text", **{**WOLF, "prompt": "how to build a pipe bomb"})


def test_what_is_refused_is_noted_without_the_words(host: Host, on, home: Path) -> None:
    on()
    for _ in range(2):
        with pytest.raises(RequestError, match="prompt: not made here: wolves"):
            host.run("text", **WOLF)
    first, second = log(home)
    assert first["text"] == second["text"] and len(first["text"]) == 16
    del first["time"], first["text"]
    assert first == {
        "rule": "wolves",
        "do": "refuse",
        "generator": "text.grammar",
        "field": "prompt",
        "surface": "local",
    }
    assert "wolf" not in (home / "data" / "policy.log").read_text().replace("wolves", "")
    assert (home / "data" / "policy.key").stat().st_mode & 0o777 == 0o600
    assert host.library.log() == []


def test_the_log_has_a_size(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "LARGEST", 1_000)
    for number in range(30):
        record.refused("a", "refuse", "text.llm", "prompt", "local", str(number))
    folder = home / "data"
    assert folder.joinpath("policy.log").stat().st_size <= 1_000
    assert folder.joinpath("policy.log.1").stat().st_size <= 1_000


def test_a_log_that_cant_be_written_refuses_all_the_same(host: Host, on, home: Path) -> None:
    on()
    home.joinpath("data").mkdir(parents=True, exist_ok=True)
    home.joinpath("data", "policy.log").mkdir()
    with pytest.raises(RequestError, match="wolves"):
        host.run("text", **WOLF)


@pytest.mark.parametrize(
    ("medium", "fields", "field"),
    [
        ("image", {"prompt": "狼在雪里"}, "prompt"),
        ("image", {"prompt": "ＷＯＬＶＥＳ"}, "prompt"),
        ("music", {"lyrics": "the wolf is near"}, "lyrics"),
        pytest.param("poster", {"text": "Wolf night"}, "text", marks=lettered),
        ("speech", {"text": "a wolf came"}, "text"),
        ("text", {"generator": "grammar", "characters": ["Ann the wolf"]}, "characters"),
    ],
)
def test_every_text_is_looked_at(host: Host, on, medium: str, fields, field: str) -> None:
    on()
    cls = host.plugins.generator(host.choose(medium, fields.get("generator")))
    if field not in cls.condition.model_fields:
        pytest.skip(f"{medium} has no {field}")
    with pytest.raises(RequestError, match=f"{field}: not made here: wolves"):
        host.run(medium, seed=1, **fields)


def test_what_is_to_be_left_out_isnt_looked_at(zoo: Host, on) -> None:
    from muse import Condition
    from muse_policy import texts

    class Asked(Condition):
        prompt: str = "a wolf"
        negative_prompt: str = "a bear"
        scenes: list[dict[str, list[str]]] = [{"lines": ["a hare"]}]
        story: InputFile = InputFile("狼\n".encode(), "a.txt")
        photo: InputFile = InputFile(b"\x89PNG\0wolf", "a.png")

    found = list(texts.of(Asked()))
    assert ("prompt", "a wolf") in found
    assert ("scenes", "a hare") in found and ("story", "狼\n") in found
    assert not {"negative_prompt", "photo"} & {name for name, _ in found}


def test_harmless_neighbours_are_made(host: Host, on) -> None:
    on()
    assert host.run("text", **{**WOLF, "prompt": "a wolf whistle"}).text
    assert host.run("text", **{**WOLF, "prompt": "no wolves"}).text


def test_a_question_is_put_to_who_can_be_asked(host: Host, on, home: Path) -> None:
    on()
    asked = []
    made = host.run("text", agree=lambda question: asked.append(question) or True, **BEAR)
    assert asked == ["prompt: the policy asks about bears (bears)"]
    assert "The policy asked about bears (bears), and was agreed." in made.report.notes
    with pytest.raises(RequestError, match=r"agrees: bears \(bears\); muse run asks"):
        host.run("text", **BEAR)
    assert [each["do"] for each in log(home)] == ["ask"]


def test_a_mark_is_a_note(host: Host, on) -> None:
    on()
    made = host.run("text", **{**WOLF, "prompt": "a hare"})
    assert "The policy marks this as hares (hares)." in made.report.notes


def test_jobs_are_refused_before_they_are_queued(host: Host, on, home: Path) -> None:
    on()
    for words, remote in (("a wolf", True), ("a wolf", False), ("a bear", True)):
        with pytest.raises(RequestError, match="not made") as error:
            submit(host, "text.grammar", {"prompt": words}, origin=Origin(remote=remote))
        assert ("muse run" in (error.value.hint or "")) == (not remote and "bear" in words)
    assert Jobs(host.library.database).count() == {}
    assert [each["surface"] for each in log(home)] == ["network", "local", "network"]


def test_a_policy_that_came_later_refuses_what_waits(host: Host, on, home: Path) -> None:
    job = submit(host, "text.grammar", {"prompt": "a wolf"})
    on()
    jobs = Jobs(host.library.database)
    assert Working(host, jobs.claim(("light",))).work() == "failed"
    assert "not made here: wolves" in str(jobs.find(job.id).error)
    assert log(home)[0]["surface"] == "job"


@lettered
def test_parts_and_recipes_are_looked_at(host: Host, on, home: Path) -> None:
    made = host.run("text", **WOLF)
    on('[[rule]]\nname = "n"\ndo = "refuse"\nwords = ["wolf", "forest"]\n')
    with pytest.raises(RequestError, match="prompt: not made here: n"):
        host.again(made.recipe)
    with pytest.raises(RequestError, match="picture: prompt: not made here: n"):
        host.run("poster", text="Hello", theme="nature", seed=1, width=400, height=500)
    assert [each["surface"] for each in log(home)] == ["recipe", "part"]


@lettered
def test_of_parts_nobody_is_asked(host: Host, on) -> None:
    on('[[rule]]\nname = "n"\ndo = "ask"\nwords = ["forest"]\n')
    assert host.run("poster", text="Hello", theme="nature", seed=1, width=400, height=500)


def test_what_goes_wrong_lets_nothing_through(
    host: Host, on, monkeypatch: pytest.MonkeyPatch
) -> None:
    on("x = 1")
    with pytest.raises(MuseError, match="can't be used: the file: 'x' isn't known"):
        host.run("text", **WOLF)
    on()

    def broken(*given: object) -> None:
        raise KeyError("odd")

    monkeypatch.setattr(checking, "_look", broken)
    with pytest.raises(MuseError, match="the policy can't be applied"):
        host.run("text", **WOLF)
    assert host.hooks.off == {}


def test_a_text_that_takes_too_long_is_refused(
    host: Host, on, monkeypatch: pytest.MonkeyPatch
) -> None:
    on()
    monkeypatch.setattr(checking, "BUDGET", -1.0)
    with pytest.raises(RequestError, match="can't be looked through"):
        host.run("text", **{**WOLF, "prompt": "a fox"})


def test_rules_hold_for_media_generators_and_fields(host: Host, on) -> None:
    rule = '[[rule]]\nname = "w"\ndo = "refuse"\nwords = ["wolf"]\n'
    for narrowed in ('media = ["image"]', 'generators = ["text.llm"]', 'fields = ["lyrics"]'):
        on(rule + narrowed)
        assert host.run("text", **WOLF).text
    on(rule + 'media = ["text"]\ngenerators = ["text.grammar"]\nfields = ["prompt"]')
    with pytest.raises(RequestError):
        host.run("text", **WOLF)


def test_nothing_is_imported_while_it_is_off() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from muse import Host\n"
        "with Host() as host: host.run('text', generator='grammar', seed=1, form='poem')\n"
        "print(sorted(name for name in sys.modules if name.startswith('muse_policy')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['muse_policy', 'muse_policy.hooks']"
    assert muse_request is not None
