"""The one path: from a request to finished, written and recorded artifacts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from PIL import Image

import muse
import zoo as animals
from conftest import workers, zoo_entries
from muse import (
    Artifact,
    Cancelled,
    Event,
    GenerationError,
    Host,
    InvalidField,
    NotReady,
    OutputError,
    PluginError,
    Preview,
    Progress,
    RequestError,
    Run,
    Text,
    UnknownField,
    UnknownGenerator,
    hookimpl,
)
from muse.entry_points import Index
from zoo import Dots, DotsCondition


def test_a_run_gives_an_artifact_with_report_and_recipe(zoo: Host, tmp_path: Path) -> None:
    result = zoo.run("zoo", dots=50, seed=7)
    picture = result[0]
    assert len(result) == 1
    assert picture.seed == 7
    assert picture.media_type == "image/png"
    assert picture.report.applied == {"dots": 50, "seed": 7}
    assert picture.report.measured == {"width": 16, "height": 8, "dots": 50}
    assert picture.recipe["generator"] == "zoo.dots"
    assert picture.recipe["version"] == "1.5"
    assert picture.recipe["asked"] == {"dots": 50, "seed": 7}
    assert picture.recipe["condition"]["shade"] == "light"
    assert set(picture.recipe["environment"]) == {"python", "machine", "numpy", "pillow"}
    path = picture.save(tmp_path / "dots.png")
    with Image.open(path) as written:
        assert written.size == (16, 8)


def test_a_recipe_tells_nothing_of_its_maker(zoo: Host, tmp_path: Path) -> None:
    photo = tmp_path / "secret-folder" / "me.png"
    photo.parent.mkdir()
    photo.write_bytes(b"abc")
    data = zoo.run("zoo", photo=str(photo), seed=1, output=tmp_path / "a.png").data
    assert b"me.png" not in data
    assert b"secret-folder" not in data
    assert str(Path.home()).encode() not in data


def test_same_condition_and_seed_give_the_same_bytes_and_another_seed_others(zoo: Host) -> None:
    assert zoo.run("zoo", seed=7).data == zoo.run("zoo", seed=7).data
    assert zoo.run("zoo", seed=7).data != zoo.run("zoo", seed=8).data


def test_a_seed_is_drawn_and_told(zoo: Host) -> None:
    first, second = zoo.run("zoo"), zoo.run("zoo")
    assert first.report.chosen == {"seed": first[0].seed}
    assert first[0].seed != second[0].seed


def test_each_item_has_its_own_seed_and_can_be_made_alone(zoo: Host) -> None:
    batch = zoo.run("zoo", seed=2**32 - 2, count=4)
    assert [picture.seed for picture in batch] == [2**32 - 2, 2**32 - 1, 0, 1]
    alone = zoo.run("zoo", seed=0)
    assert alone.recipe["payload"] == batch[2].recipe["payload"]
    assert batch[1].recipe["payload"] != batch[2].recipe["payload"]


def test_the_prompt_fills_the_fields_that_nobody_set(zoo: Host) -> None:
    report = zoo.run("zoo", prompt="50 dots, dark, gloomy", seed=1).report
    assert {k: (f.value, f.words) for k, f in report.read.items()} == {
        "dots": (50, "50 dots"),
        "shade": ("dark", "dark"),
    }
    assert report.not_understood == ("gloomy",)
    assert report.measured["dots"] == 50


def test_what_was_set_wins_over_the_prompt(zoo: Host) -> None:
    report = zoo.run("zoo", prompt="50 dots", dots=9, seed=1).report
    assert report.applied["dots"] == 9
    assert report.read == {}


def test_a_value_in_the_prompt_that_the_field_cannot_take_is_told_not_fatal(zoo: Host) -> None:
    report = zoo.run("zoo", prompt="9999 dots, dark", seed=1).report
    assert "9999 dots" in report.ignored["dots"]
    assert "from 1 to 5000" in report.ignored["dots"]
    assert report.read["shade"].value == "dark"
    assert report.measured["dots"] == 100


def test_wrong_requests_end_before_anything_is_generated(zoo: Host, tmp_path: Path) -> None:
    for error, medium, options in [
        (UnknownField, "zoo", {"dotz": 5}),
        (UnknownField, "zoo", {"steps": 5}),
        (InvalidField, "zoo", {"dots": 0}),
        (UnknownGenerator, "zoos", {}),
        (UnknownGenerator, "zoo", {"generator": "dogs"}),
        (UnknownGenerator, "music", {"generator": "zoo.dots"}),
        (RequestError, "zoo.dots", {"generator": "dots"}),
        (RequestError, "zoo", {"formats": ["mid"]}),
        (OutputError, "zoo", {"output": "-", "count": 2}),
    ]:
        with pytest.raises(error) as raised:
            zoo.run(medium, **options)
        assert "\n" not in str(raised.value)
        assert raised.value.exit_code == 2
    assert zoo.library.log() == []


def test_an_unknown_field_is_ignored_when_that_is_allowed(zoo: Host) -> None:
    report = zoo.run("zoo", steps=5, allow_ignored=True, seed=1).report
    assert report.ignored == {"steps": "zoo.dots has no such field"}


def test_a_generator_is_named_in_full_or_within_its_medium(zoo: Host) -> None:
    for medium, generator in [("zoo", "other"), ("zoo", "zoo.other"), ("zoo.other", None)]:
        assert zoo.run(medium, generator=generator).generator == "zoo.other"


def test_a_generator_that_lacks_something_says_how_to_get_it(zoo: Host) -> None:
    with pytest.raises(NotReady, match=r'a_module_that_nobody_has; pip install "muse-host'):
        zoo.run("zoo", generator="needs")


def test_events_come_as_they_happen(zoo: Host) -> None:
    with zoo.stream("zoo", count=2, seed=1) as stream:
        events = list(stream)
    assert [type(event) for event in events] == [Progress, Preview, Artifact] * 2
    assert stream.status == "done"
    assert not zoo.run("zoo", seed=1)[0].unfinished
    assert len(stream.result) == 2
    assert stream.report.applied["count"] == 2


def test_a_worker_thread_streams_text_and_progress(zoo: Host) -> None:
    with zoo.stream("zoo", generator="letters", seed=1) as stream:
        events = list(stream)
    text = "".join(event.piece for event in events if isinstance(event, Text))
    done = [event.done for event in events if isinstance(event, Progress)]
    assert text == stream.result.text == "abcdefghijklmnopqrstuvwxyz"
    assert done == sorted(done)
    assert done[-1] == 26
    assert not workers()


def test_cancelling_stops_within_a_step_and_keeps_the_text(zoo: Host, tmp_path: Path) -> None:
    stream = zoo.stream("zoo", generator="letters", seed=1, output=tmp_path / "a.md")
    with pytest.raises(Cancelled), stream:
        for event in stream:
            if isinstance(event, Text) and event.piece == "e":
                stream.cancel()
    assert stream.status == "cancelled"
    kept = stream.unfinished[0]
    assert [path.name for path in kept.paths] == ["a.unfinished.md"]
    text = kept.paths[0].read_text()  # with what was written and not yet looked at
    assert text.startswith("abcde") and "abcdefghijklmnopqrstuvwxyz".startswith(text)
    assert not workers()
    run = zoo.library.log()[0]
    assert run.status == "cancelled"
    assert run.artifacts[0].unfinished


def test_dropping_a_stream_stops_its_worker(zoo: Host) -> None:
    with zoo.stream("zoo", generator="slow", seed=1) as stream:
        next(stream)
    assert not workers()
    assert zoo.library.log()[0].status == "cancelled"


def test_a_stream_that_never_started_leaves_nothing(zoo: Host) -> None:
    zoo.stream("zoo", seed=1).close()
    assert zoo.library.log() == []


def test_a_failure_in_the_worker_keeps_what_was_written(
    zoo: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zoo.plugins.generator("zoo.letters"), "stop_after", 3)
    monkeypatch.setattr(
        zoo.plugins.generator("zoo.letters"), "problem", ConnectionError("server gone")
    )
    with pytest.raises(GenerationError, match=r"muse-zoo 1\.5.*ConnectionError: server gone"):
        zoo.run("zoo", generator="letters", seed=1, output=f"{tmp_path}/out/")
    names = sorted(path.name for path in tmp_path.joinpath("out").iterdir())
    assert names == ["zoo-letters-1.unfinished.md", "zoo-letters-1.unfinished.md.muse.json"]
    assert zoo.library.log()[0].status == "failed"


def test_a_crash_names_the_plugin_and_a_refusal_stays_what_it_is(zoo: Host) -> None:
    with pytest.raises(GenerationError, match=r"zoo\.breaks .*ZeroDivisionError") as raised:
        zoo.run("zoo", generator="breaks")
    assert isinstance(raised.value.__cause__, ZeroDivisionError)
    assert raised.value.exit_code == 1
    with pytest.raises(RequestError, match="seed: not this one; try another"):
        zoo.run("zoo", generator="refuses")


@pytest.mark.parametrize(
    ("cls", "says"),
    [
        (animals.TooFew, "1 artifacts for 2 items"),
        (animals.Twice, "second artifact for item 0"),
        (animals.Empty, "without contents"),
    ],
)
def test_the_contract_is_held_to(tmp_path: Path, cls: type, says: str) -> None:
    index = Index(zoo_entries())
    with Host(library=tmp_path / "lib", index=index) as host:
        host.plugins.offer("zoo.wrong", cls)
        with pytest.raises(PluginError, match=says):
            host.run("zoo", generator="wrong", count=2)


def test_an_item_of_another_run_is_refused(zoo: Host) -> None:
    class Stray(muse.Generator[muse.Condition]):
        """Yields an item that it made up."""

        def generate(self, condition: muse.Condition, run: muse.Run) -> Iterator[muse.Event]:
            yield Artifact({".bin": b"x"}, muse.Item(5, 5))

    zoo.plugins.offer("zoo.stray", Stray)
    with pytest.raises(PluginError, match="isn't of this run"):
        zoo.run("zoo", generator="stray")


def test_the_scratch_folder_is_removed(zoo: Host) -> None:
    with zoo.stream("zoo", seed=1) as stream:
        for event in stream:
            if isinstance(event, Preview):
                scratch = stream.run.scratch
                assert scratch.joinpath("note").exists()
    assert not scratch.exists()


def test_a_wrapper_may_refuse_watch_and_replace(zoo: Host) -> None:
    seen = []

    class Wrapper:
        @hookimpl(wrapper=True)
        def muse_generate(self, condition):
            if condition.dots == 13:
                raise RequestError("dots: 13 is unlucky")
            events = yield
            return self.watch(events)

        def watch(self, events):
            for event in events:
                seen.append(type(event).__name__)
                yield event

        @hookimpl
        def muse_event(self, event):
            if isinstance(event, Artifact):
                seen.append(event.id)

    zoo.plugins.hooks.register(Wrapper())
    result = zoo.run("zoo", seed=1)
    assert seen == ["Progress", "Preview", "Artifact", result[0].id]
    with pytest.raises(RequestError, match="unlucky"):
        zoo.run("zoo", dots=13)


def test_a_wrapper_may_answer_without_generating(zoo: Host) -> None:
    class Cache:
        @hookimpl(wrapper=True)
        def muse_generate(self, run):
            yield
            return iter([Artifact({".png": b"cached"}, item) for item in run.items])

    zoo.plugins.hooks.register(Cache())
    recipe = zoo.run("zoo", seed=1, no_embed=True)
    assert recipe.data == b"cached"


def test_generators_may_be_offered_at_run_time(tmp_path: Path) -> None:
    class Offers:
        @hookimpl
        def muse_generators(self):
            return {"zoo.late": animals.Other, "zoo.bad": animals.NoGenerate}

    with Host(library=tmp_path / "lib", index=Index([]), hooks=[Offers()]) as host:
        assert host.plugins.names() == ["zoo.bad", "zoo.late"]
        assert host.run("zoo", generator="late").recipe["distribution"] == ""
        with pytest.raises(PluginError, match=r"zoo\.bad, offered at run time, can't be used"):
            host.run("zoo", generator="bad")
        with pytest.raises(UnknownField):
            host.run("zoo", generator="late", stepz=1)


def test_a_library_that_cannot_be_written_does_not_cost_the_picture(tmp_path: Path) -> None:
    tmp_path.joinpath("lib").write_bytes(b"a file where the folder should be")
    with Host(library=tmp_path / "lib", index=Index(zoo_entries())) as host:
        result = host.run("zoo", generator="dots", seed=1, output=tmp_path / "a.png")
        assert result.paths == [tmp_path / "a.png"]
        assert "isn't recorded" in result.report.notes[0]
        result.save(tmp_path / "b.png")


def test_the_shortcuts_use_the_users_own_host(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from muse.running import default_host

    monkeypatch.setattr(default_host, "_host", None)
    assert default_host.host() is default_host.host()
    assert default_host.host().library.folder == home / "data"
    monkeypatch.setattr(default_host, "_host", Host(index=Index(zoo_entries())))
    assert muse.run("zoo", generator="dots", seed=1).report.applied["seed"] == 1
    with muse.stream("zoo", generator="dots") as stream:
        assert stream.finish()[0].id
    default_host.host().close()


def test_everything_public_can_be_had_and_nothing_else() -> None:
    for name in muse.__all__:
        assert getattr(muse, name) is not None
    assert dir(muse) == muse.__all__
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = muse.nothing


def test_what_is_no_event_is_refused(zoo: Host) -> None:
    class Talks(muse.Generator[muse.Condition]):
        """Yields words."""

        def generate(self, condition: muse.Condition, run: muse.Run) -> Iterator[muse.Event]:
            yield "hi"

    zoo.plugins.offer("zoo.talks", Talks)
    with pytest.raises(PluginError, match=r"zoo\.talks yielded 'hi', which is no event"):
        zoo.run("zoo", generator="talks")


def test_a_recipe_of_a_plugin_that_is_gone_names_what_brought_it(zoo: Host) -> None:
    recipe = {**zoo.run("zoo", seed=1).recipe, "generator": "zoo.gone"}
    with pytest.raises(UnknownGenerator, match=r"no generator 'zoo\.gone'; it is of muse-zoo"):
        zoo.again(recipe)


def test_the_settings_fill_what_neither_request_nor_prompt_says(tmp_path: Path) -> None:
    settings = tmp_path / "c.toml"
    settings.write_text('[fields."zoo.dots"]\ndots = 30\nshade = "dark"\n', encoding="utf-8")
    where = {"library": tmp_path / "lib", "config": settings, "index": Index(zoo_entries())}
    with Host(**where) as host:
        plain = host.run("zoo.dots", seed=1)[0]
        assert plain.report.chosen == {"dots": 30, "shade": "dark"}
        assert plain.recipe["condition"]["dots"] == 30 and plain.recipe["asked"] == {"seed": 1}
        said = host.run("zoo.dots", prompt="bright", dots=40, seed=1)[0]
        assert said.recipe["condition"]["shade"] == "light"
        assert said.recipe["condition"]["dots"] == 40 and not said.report.chosen
        again = host.again(said.recipe).finish()[0]
        assert again.data == said.data
    for text, message in (
        ('[fields."zoo.dots"]\ndots = 0\n', "config.toml: dots"),
        ('[fields."zoo.dots"]\nspots = 3\n', "config.toml: .*spots"),
    ):
        settings.write_text(text, encoding="utf-8")
        with Host(**where) as host, pytest.raises(RequestError, match=message):
            host.run("zoo.dots", seed=1)
    settings.write_text('[fields]\n"zoo.dots" = 3\n', encoding="utf-8")
    with pytest.raises(muse.MuseError, match="fields"):
        Host(**where)


class Settling(Dots):
    """Dots, whose number it settles itself."""

    resolved: ClassVar[dict[str, Any]] = {"dots": 7}

    def generate(self, condition: DotsCondition, run: Run) -> Iterator[Event]:
        run.resolve(**self.resolved)
        run.report.choose("dots", 7)
        yield from super().generate(condition.model_copy(update={"dots": 7}), run)


def settling(tmp_path: Path) -> Host:
    class Offer:
        @hookimpl
        def muse_generators(self) -> dict[str, type[Dots]]:
            return {"zoo.settling": Settling}

    return Host(library=tmp_path, index=Index([]), hooks=[Offer()])


def test_what_a_generator_settled_is_in_the_recipe_and_the_condition_stays(tmp_path: Path) -> None:
    with settling(tmp_path) as host:
        stream = host.stream("zoo.settling", seed=1)
        made = stream.finish()
        assert stream.request.condition.dots == 100
        assert made.recipe["condition"]["dots"] == 7
        assert made.recipe["asked"] == {"seed": 1}
        assert host.again(made.recipe).finish().recipe["payload"] == made.recipe["payload"]


def test_what_is_no_field_cannot_be_resolved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Settling, "resolved", {"dotz": 7})
    with settling(tmp_path) as host, pytest.raises(PluginError, match="resolves 'dotz'"):
        host.run("zoo.settling", seed=1)


@pytest.mark.parametrize("driven", [True, False])
def test_a_run_inside_a_run_is_of_the_same_host(zoo: Host, home: Path, driven: bool) -> None:
    class Nests(muse.Generator[muse.Condition]):
        """Hands on what another generator makes."""

        def generate(self, condition: muse.Condition, run: muse.Run) -> Iterator[muse.Event]:
            if driven:
                made = yield from run.drive(lambda emit: muse.run("zoo.dots", seed=5))
            else:
                made = muse.run("zoo.dots", seed=5)
            yield Artifact({".png": made.data}, run.items[0])

    zoo.plugins.offer("zoo.nests", Nests)
    zoo.run("zoo", generator="nests", seed=1)
    assert [run.generator for run in zoo.library.log()] == ["zoo.dots", "zoo.nests"]
    assert not (home / "data").exists(), "nothing in the user's own library"


def test_a_default_that_lacks_something_gives_way_to_one_that_takes_the_same_fields(
    zoo: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    lack = muse.NotReady("its model isn't here", hint="muse pull it")
    for broken in (animals.Dots, animals.Breaks):
        monkeypatch.setattr(broken, "lacks", lambda self, condition: lack, raising=False)
    stream = zoo.stream("zoo", seed=1)
    assert stream.request.name == "zoo.letters"
    assert any(
        "zoo.dots is the default of zoo but can't run (its model isn't here; muse pull it): "
        "zoo.letters was used instead" in note
        for note in stream.finish().report.notes
    )
    assert zoo.stream("zoo", dots=5).request.name == "zoo.dots", "no other has this field"
    assert zoo.stream("zoo", generator="dots").request.name == "zoo.dots"
    assert zoo.stream("zoo.dots").request.name == "zoo.dots"
