"""Discovery: the index of entry points, broken plugins, names that are taken, defaults."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import zoo as animals
from conftest import muse_process, zoo_entries
from muse import (
    Condition,
    Event,
    Field,
    Generator,
    Host,
    ModelSource,
    MuseError,
    NotReady,
    PluginError,
    Progress,
    RequestError,
    Run,
    UnknownGenerator,
    entry_points,
)
from muse.config import Config
from muse.contract.generator import malformed, summary
from muse.entry_points import Entry, Index


def entry(name: str, value: str, by: str = "muse-zoo", group: str = "muse") -> Entry:
    return Entry(group, name, value, by, "1", "")


@pytest.mark.parametrize(
    ("cls", "says"),
    [
        (animals.Dots, None),
        (animals.NoGenerate, "no generator function"),
        (animals.Reserved, "'force'.*option of the host"),
        (int, "no subclass of muse.Generator"),
        ("text", "no subclass"),
        (type("X", (animals.Dots,), {"condition": int, "__doc__": "x"}), "no subclass of muse.Con"),
        (type("X", (animals.Dots,), {"formats": {"png": "x"}, "__doc__": "x"}), "isn't a suffix"),
        (type("X", (animals.Dots,), {"repeatable": "often", "__doc__": "x"}), "'often'"),
        (type("X", (animals.Dots,), {"__doc__": ""}), "no docstring"),
    ],
)
def test_classes_are_checked(cls: object, says: str | None) -> None:
    found = malformed(cls)
    if says is None:
        assert found is None
    else:
        import re

        assert found is not None
        assert re.search(says, found)


def test_the_summary_is_the_first_line() -> None:
    assert summary(animals.Dots) == "Random dots: the smallest useful image generator."


def test_the_base_class_does_nothing_by_itself() -> None:
    base: Generator[Condition] = Generator()
    assert base.read("a lake").fields == {}
    assert base.compare(b"", b"", "x") is None
    with pytest.raises(NotImplementedError):
        base.generate(Condition(), None)  # type: ignore[arg-type]


def test_of_two_claims_to_a_name_the_first_holds_and_the_second_is_told() -> None:
    made = Index(
        [
            entry("zoo.dots", "b:B", by="b-plugin"),
            entry("zoo.dots", "a:A", by="a-plugin"),
            entry("zoo.dots", "m:M", by="muse-host"),
        ]
    )
    assert made.generators["zoo.dots"].distribution == "muse-host"
    assert [(e.distribution, h.distribution) for e, h in made.refused] == [
        ("a-plugin", "muse-host"),
        ("b-plugin", "muse-host"),
    ]


def test_a_run_tells_that_another_plugin_claims_the_name(tmp_path: Path) -> None:
    made = Index([entry("zoo.dots", "zoo:Dots"), entry("zoo.dots", "zoo:Other", by="z-plugin")])
    with Host(library=tmp_path, index=made) as host:
        notes = host.run("zoo", seed=1).report.notes
    assert notes == [
        "z-plugin also provides zoo.dots; it was refused, because muse-zoo already does."
    ]


def test_the_index_is_kept_and_renewed_when_something_is_installed(
    plant: Callable[..., Path], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = plant("muse-one", "[muse]\nzoo.one = one:One\n[other]\nx = y:z\n")
    monkeypatch.setattr(sys, "path", [str(site), *sys.path, "/nowhere/at/all"])
    assert entry_points.load().generators["zoo.one"].summary == "About muse-one."
    kept = list(home.joinpath("cache").glob("entry-points-*.json"))
    assert len(kept) == 1
    monkeypatch.setattr(entry_points, "scan", lambda: pytest.fail("the cache should have answered"))
    assert "zoo.one" in entry_points.load().generators
    monkeypatch.undo()
    monkeypatch.setenv("MUSE_HOME", str(home))
    monkeypatch.setattr(sys, "path", [str(site), *sys.path, "/nowhere/at/all"])
    plant("muse-two", "[muse]\nzoo.two = two:Two\n[muse.commands]\nhello = two:hello\n")
    found = entry_points.load()
    assert "zoo.two" in found.generators
    assert found.commands["hello"].distribution == "muse-two"


def test_a_cache_that_is_damaged_or_cannot_be_written_does_no_harm(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry_points.load()
    path = next(home.joinpath("cache").glob("*.json"))
    for damage in ("{", "[]", json.dumps({"key": "other"})):
        path.write_text(damage)
        assert "image.sketch" in entry_points.load().generators
    blocked = home / "file"
    blocked.write_text("")
    monkeypatch.setenv("MUSE_HOME", str(blocked))
    assert "image.sketch" in entry_points.load().generators


@pytest.mark.parametrize("system", ["linux", "darwin"])
def test_without_muse_home_the_cache_is_where_the_system_wants_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: str
) -> None:
    monkeypatch.delenv("MUSE_HOME")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(entry_points.sys, "platform", system)
    from muse.folders import cache_folder

    assert Path(entry_points.cache_path(entry_points.cache_key())).parent == cache_folder()
    assert cache_folder() == tmp_path / "muse"


BROKEN = {
    "raises": "raise RuntimeError('no such card')",
    "exits": "import sys; sys.exit('bye')",
    "imports": "import a_module_that_nobody_has",
    "syntax": "def (",
    "lacks": "x = 1",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_plugin_breaks_nothing_but_itself(
    plant: Callable[..., Path], planted_zoo: Path, kind: str
) -> None:
    source = {f"broken_{kind}": BROKEN[kind]}
    plant(
        "muse-broken",
        f"[muse]\nzoo.broken = broken_{kind}:Broken\nbroken-hooks = broken_{kind}:hooks\n",
        **source,
    )
    process = muse_process("run", "zoo", "--seed", "1", "-o", "-", path=planted_zoo, encoding=None)
    out, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert out.startswith(b"\x89PNG")
    process = muse_process("run", "zoo", "-g", "broken", path=planted_zoo)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert errors.startswith("muse: zoo.broken can't be loaded: ")
    assert errors.count("\n") == 1
    process = muse_process("plugins", path=planted_zoo)
    out, _ = process.communicate(timeout=60)
    ours = out.partition("muse-broken 1.0")[2].partition("muse-host")[0]
    assert ours.count("BROKEN") == 2


def test_hooks_that_pluggy_refuses_are_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plant: Callable[..., Path]
) -> None:
    site = plant(
        "muse-odd",
        "",
        odd_hooks="from muse import hookimpl\n@hookimpl\ndef muse_event(nonsense): ...\n",
    )
    monkeypatch.syspath_prepend(site)
    made = Index([entry("odd", "odd_hooks"), *zoo_entries()])
    with Host(library=tmp_path, index=made) as host:
        broken = host.plugins.load(made.hooks["odd"]).broken
        assert broken is not None
        assert "nonsense" in broken
        assert host.run("zoo", generator="dots", seed=1).data


def test_defaults_are_chosen_declared_or_the_only_one(tmp_path: Path) -> None:
    one = Index([entry("tale.one", "zoo:Dots")])
    with Host(library=tmp_path, index=one) as host:
        assert host.choose("tale") == "tale.one"
    two = Index([entry("tale.one", "zoo:Dots"), entry("tale.two", "zoo:Other")])
    with (
        Host(library=tmp_path, index=two) as host,
        pytest.raises(UnknownGenerator, match=r"choose one with -g: tale\.one, tale\.two"),
    ):
        host.choose("tale")
    stale = Index([*two.entries, entry("tale", "tale.gone", group="muse.defaults")])
    with Host(library=tmp_path, index=stale) as host, pytest.raises(UnknownGenerator):
        host.choose("tale")
    with Host(library=tmp_path, index=Index([])) as host, pytest.raises(UnknownGenerator):
        host.choose("tale")


def test_a_default_that_cannot_run_gives_way_and_that_is_told(tmp_path: Path) -> None:
    declared = entry("tale", "tale.needs", group="muse.defaults")
    index = Index([entry("tale.needs", "zoo:Needs"), entry("tale.other", "zoo:Other"), declared])
    with Host(library=tmp_path / "l", config=tmp_path / "c.toml", index=index) as host:
        assert host.choose("tale") == "tale.other"
        [note] = host.run("tale", seed=1).report.notes
        assert note.startswith("tale.needs is the default of tale but can't run (tale.needs needs ")
        assert note.endswith(
            "tale.other was used instead (muse use tale.other makes it the default)."
        )
        with pytest.raises(NotReady, match="needs"):
            host.run("tale", generator="needs")  # the one that is asked for
        with pytest.raises(NotReady, match="needs"):
            host.use("tale.needs")
        assert host.config.defaults == {}
    alone = Index([entry("tale.needs", "zoo:Needs"), declared])
    with Host(library=tmp_path / "l2", index=alone) as host, pytest.raises(NotReady):
        host.run("tale")


class Model(Condition):
    model: ModelSource = Field(ModelSource("nobody/nothing"), description="The model.")


class Weighs(Generator[Model]):
    """Needs a model that isn't here."""

    condition = Model

    def generate(self, condition: Model, run: Run) -> Iterator[Event]:
        yield Progress(0, 1)


class Unsure(Weighs):
    """Raises when it is asked."""

    def lacks(self, condition: Model) -> NotReady | None:
        raise OSError("no idea")


def test_ready_is_what_can_run_with_its_defaults(zoo: Host, tmp_path: Path) -> None:
    offers: dict[str, type[Generator[Any]]] = {"tale.weighs": Weighs, "tale.unsure": Unsure}
    config = tmp_path / "own.toml"
    with Host(
        library=tmp_path / "l", config=config, index=zoo.plugins.index, offers=offers
    ) as host:
        assert host.lacking("zoo.dots") is None
        assert "muse pull nobody/nothing" in str(host.lacking("tale.weighs"))
        assert "OSError: no idea" in str(host.lacking("tale.unsure"))
        here = tmp_path / "model"
        here.mkdir()
        (here / "config.json").write_text("{}")
        (here / "model.safetensors").write_bytes(b"\2\0\0\0\0\0\0\0{}")
        host.config.fields["tale.weighs"] = {"model": str(here)}
        assert host.lacking("tale.weighs") is None


def test_use_keeps_a_default_and_the_rest_of_the_file(zoo: Host, tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_text('# mine\nembed = false  # no recipes\n\n[defaults]\ntale = "tale.one"\n')
    config = Config.load(path)
    assert not config.embed
    with Host(library=tmp_path / "l2", config=config, index=zoo.plugins.index) as host:
        assert host.use("zoo.other") == ("zoo", "zoo.other")
        assert host.choose("zoo") == "zoo.other"
        for wrong in ("zoo", "zoo.dogs", "dogs"):
            with pytest.raises(MuseError):
                host.use(wrong)
    assert path.read_text().startswith("# mine\nembed = false  # no recipes\n")
    assert Config.load(path).defaults == {"tale": "tale.one", "zoo": "zoo.other"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("embed = 3", "invalid value 3 for embed; expected true or false"),
        ("device = 3", "invalid value 3 for device; expected auto, cuda, cuda:0, mps or cpu"),
        ("keep_alive = -1", "invalid value -1 for keep_alive; expected seconds, 0 or more"),
        ("keep_alive = true", "invalid value True for keep_alive"),
        ("embd = true", "unknown setting 'embd'; did you mean embed?"),
        ("zzz = true", "its settings are defaults, embed"),
        ("defaults = 3", "a table"),
        ("= =", "can't be read"),
    ],
)
def test_settings_that_make_no_sense_are_told(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "c.toml"
    path.write_text(text)
    with pytest.raises(MuseError, match=says):
        Config.load(path)


def test_the_device_comes_from_the_environment_then_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "c.toml"
    path.write_text('device = "mps"\nkeep_alive = 7\n')
    with Host(library=tmp_path / "lib", config=path, index=Index([])) as host:
        assert (host.devices.device, host.devices.keep_alive) == ("mps", 7)
    monkeypatch.setenv("MUSE_DEVICE", "cpu")
    with Host(library=tmp_path / "lib", config=path, index=Index([])) as host:
        assert host.devices.device == "cpu"
        assert host.devices.manager().device == "cpu"
        assert host.devices.manager("cpu") is host.devices.manager()


def test_a_missing_generator_names_the_nearest(zoo: Host) -> None:
    with pytest.raises(UnknownGenerator, match=r"did you mean zoo\.dots"):
        zoo.plugins.generator("zoo.dotz")
    with pytest.raises(PluginError):
        zoo.plugins.index.generators["zoo.gone"] = entry("zoo.gone", "nowhere:At")
        zoo.plugins.generator("zoo.gone")
    assert zoo.plugins.load(entry("zoo.gone", "nowhere:At")).broken


def test_where_folders_are(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from muse import folders

    assert folders.config_folder() == home / "config"
    monkeypatch.delenv("MUSE_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", os.fspath(home / "elsewhere"))
    assert folders.data_folder().name == "muse"


def test_a_trainer_is_a_run_like_any_other(zoo: Host, monkeypatch: pytest.MonkeyPatch):
    dots = zoo.plugins.generator("zoo.dots")
    with pytest.raises(RequestError, match=r"zoo\.dots has nothing to train"):
        zoo.run("zoo.dots:train")
    monkeypatch.setattr(dots, "trainer", zoo.plugins.generator("zoo.letters"))
    made = zoo.run("zoo.dots:train", seed=1)
    assert made.generator == "zoo.dots:train"
    assert made.recipe["generator"] == "zoo.dots:train"
    assert made.recipe["distribution"] == "muse-zoo"
    with pytest.raises(RequestError, match="train on this machine"):
        zoo.again(made.recipe)
    again = zoo.again(made.recipe, agree=lambda question: True)
    assert again.finish().data == made.data
