"""Plugins look at a run before it starts or is queued, and may refuse it."""

import pytest

from muse import Host, RequestError, hookimpl
from muse.library.jobs import Jobs
from muse.running.submitting import Origin, submit
from muse.running.working import Working

SMALL = {"generator": "grammar", "form": "poem", "seed": 1}


class Doorman:
    """Refuses foxes, asks about wolves, and notes what it saw."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str]] = []

    @hookimpl
    def muse_request(self, condition, run, agree, surface) -> None:
        self.seen.append((run.generator, surface))
        prompt = getattr(condition, "prompt", None) or ""
        if "fox" in prompt:
            raise RequestError("prompt: no foxes", hint="ask for a hare")
        if "wolf" in prompt and not agree("a wolf is in it"):
            raise RequestError("prompt: nobody agreed to a wolf")
        if "hare" in prompt:
            run.report.note("A hare was seen.")


@pytest.fixture
def doorman():
    return Doorman()


@pytest.fixture
def watched(tmp_path, doorman):
    with Host(library=tmp_path / "lib", config=tmp_path / "c.toml", hooks=[doorman]) as host:
        yield host


def test_a_run_is_refused_before_anything_is_recorded(watched, doorman, tmp_path) -> None:
    with pytest.raises(RequestError, match="no foxes"):
        watched.stream("text", prompt="a fox", output=tmp_path / "a.md", **SMALL)
    assert doorman.seen == [("text.grammar", "local")]
    assert watched.library.log() == []
    assert not tmp_path.joinpath("a.md").exists()


def test_a_job_is_refused_before_it_is_queued(watched, doorman) -> None:
    with pytest.raises(RequestError, match="no foxes"):
        submit(watched, "text.grammar", {"prompt": "a fox"}, origin=Origin(remote=True))
    assert doorman.seen == [("text.grammar", "network")]
    assert Jobs(watched.library.database).count() == {}


def test_what_was_agreed_to_isnt_asked_again_by_a_worker(watched, doorman) -> None:
    asked = []
    origin = Origin(agree=lambda question: asked.append(question) or True)
    submit(watched, "text.grammar", {"prompt": "a wolf", "form": "poem"}, origin=origin)
    job = Jobs(watched.library.database).claim(("light",))
    assert Working(watched, job).work() == "done"
    assert asked == ["a wolf is in it"]
    assert [surface for _, surface in doorman.seen] == ["local", "job"]


def test_nobody_agrees_where_nobody_is_asked(watched) -> None:
    with pytest.raises(RequestError, match="nobody agreed"):
        watched.run("text", prompt="a wolf", **SMALL)
    assert watched.run("text", prompt="a wolf", agree=lambda question: True, **SMALL).text


def test_a_note_is_in_the_report(watched) -> None:
    made = watched.run("text", prompt="a hare", **SMALL)
    assert "A hare was seen." in made.report.notes


def test_recipes_and_parts_are_looked_at_too(watched, doorman) -> None:
    for needed in ("fontTools", "fontpkg_archivo", "fontpkg_lora", "manimgx_fonts_cjk"):
        pytest.importorskip(needed)
    made = watched.run("text", prompt="a hare", **SMALL)
    watched.again(made.recipe).finish()
    watched.run("poster", text="Hares", theme="nature", seed=1, width=400, height=500)
    surfaces = [surface for _, surface in doorman.seen]
    assert surfaces[:3] == ["local", "recipe", "local"]
    assert set(surfaces[3:]) == {"part"}


def test_one_that_fails_is_switched_off(tmp_path) -> None:
    class Broken:
        @hookimpl
        def muse_request(self, condition) -> None:
            raise KeyError("odd")

    with Host(library=tmp_path / "lib", config=tmp_path / "c.toml", hooks=[Broken()]) as host:
        made = host.run("text", prompt="a fox", **SMALL)
    assert any("Broken failed and is switched off" in note for note in made.report.notes)


def test_the_command_line_agrees_by_yes_alone_without_a_terminal(muse, monkeypatch) -> None:
    from muse.running import admitting

    asked = []

    def admit(hooks, stream) -> None:
        asked.append(admitting._asking(stream.request)("a wolf is in it"))

    monkeypatch.setattr("muse.running.host.admit", admit)
    assert muse("run", "zoo.dots", "--seed", "1", "-o", "a.png")[0] == 0
    assert muse("run", "zoo.dots", "--seed", "1", "-o", "b.png", "--yes")[0] == 0
    assert asked == [False, True]
