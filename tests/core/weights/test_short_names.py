"""Short names of models: what plugins bring, what they stand for, and whether they fit."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from fake_hub import DIFFUSERS, INDEX, FakeHub, safetensors
from muse import Host, ModelSource, NotReady, RequestError, entry_points
from muse.cli import call
from muse.entry_points import Entry, Index
from muse.weights import brought, short_names
from muse.weights.find import find, pin

GB = 10**9


@pytest.fixture
def named(
    plant: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Path]:
    """Return a function that plants a package with a models.toml, and returns its folder."""
    for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_HUB_OFFLINE", "HF_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    monkeypatch.setenv("HF_HUB_DISABLE_XET", "1")
    brought.read.cache_clear()

    def put(toml: str, name: str = "shells") -> Path:
        site = plant(f"muse-{name}", f"[muse.models]\nmuse-{name} = {name}\n")
        package = site / name
        package.mkdir()
        package.joinpath("__init__.py").write_text("raise SystemExit('it is imported')\n")
        package.joinpath("models.toml").write_text(toml)
        monkeypatch.syspath_prepend(site)
        return package

    return put


def _table(name: str, **more: object) -> str:
    told = {
        "generator": "zoo.dots", "about": "shells", "licence": "CC0-1.0", "memory": 2,
        "cpu_speed": "a second", **more,
    }  # fmt: skip
    return f"[{name}]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in told.items())


def test_a_name_stands_for_a_model_of_the_hub(named: Callable, tmp_path, monkeypatch) -> None:
    named(_table("shell", repo="a/shells", variant="fp16", vram=4, vram_sequential=2, download=1.5))
    shell = short_names.find("shell")
    assert shell is not None
    assert (shell.repo, shell.variant, shell.distribution) == ("a/shells", "fp16", "muse-shells")
    assert short_names.repo("shell") == "a/shells"
    assert short_names.repo("b/other") == "b/other"
    assert ModelSource("shell").label == "a/shells", "a recipe outlives the short name"
    with pytest.raises(NotReady, match=r"a/shells isn't on this machine; muse pull shell$"):
        find("shell")
    with pytest.raises(NotReady, match="did you mean shell"):
        find("shel")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shell").mkdir()
    with pytest.raises(NotReady, match="muse pull shell"):
        find("shell")  # it takes precedence over a folder of that name
    with pytest.raises(RequestError, match="has no weights"):
        find("./shell")


def test_a_name_stands_for_a_folder_of_its_package(named: Callable, monkeypatch) -> None:
    package = named(_table("conch", folder="weights/conch"))
    (package / "weights" / "conch").mkdir(parents=True)
    (package / "weights" / "conch" / "model.safetensors").write_bytes(safetensors(24))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    found = find("conch")
    assert (found.name, found.revision) == ("conch", None)
    assert found.path == package.resolve() / "weights" / "conch"
    pinned = pin(found)
    assert pinned["name"] == "conch"
    assert len(pinned["files"]["model.safetensors"]) == 64
    assert ModelSource("conch").label == "conch"
    with pytest.raises(RequestError, match="has no revisions"):
        find("conch", "v1")


@pytest.mark.parametrize(
    ("cards", "memory", "fits", "told"),
    [
        ([("cuda:0", 24 * GB)], 64 * GB, True, "fits cuda:0"),
        ([("cuda:0", 10 * GB)], 64 * GB, True, "fits cuda:0, a component at a time"),
        ([("cuda:0", 4 * GB), ("cuda:1", 24 * GB)], 1, True, "fits cuda:1"),
        ([("cuda:0", 4 * GB)], 64 * GB, True, "on the processor: an hour"),
        ([], 64 * GB, True, "on the processor: an hour"),
        ([], None, True, "on the processor: an hour"),
        (
            [],
            8 * GB,
            False,
            "too large: needs 12 GB of a card, 9 a component at a time, or 20 GB of",
        ),
    ],
)
def test_whether_it_fits_is_told(cards, memory, fits: bool, told: str) -> None:
    model = short_names.ShortName(
        "x", "zoo.dots", "", "", memory=20, cpu_speed="an hour", vram=12, vram_sequential=9
    )
    answer = model.fits(cards, memory)
    assert answer[0] is fits
    assert answer[1].startswith(told)


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("= =", "TOMLDecodeError"),
        (_table("Loud"), "lower-case"),
        (_table("shell"), "stands for a repo, for a folder, or for a file"),
        (
            _table("shell", repo="a/b") + 'defaults = { steps = "many" }',
            "defaults is a table of numbers",
        ),
        (_table("shell", repo="a/b", folder="."), "stands for a repo, for a folder, or for a file"),
        (_table("shell", folder=".."), "no folder of its package"),
        (_table("shell", folder="none"), "no folder of its package"),
        (_table("shell", repo="a/b", colour=1), "colour"),
        (_table("shell", repo="a/b", memory="much"), "are GB"),
        (_table("shell", repo="a/b", about=1), "are texts"),
        ("[shell]\nrepo = 'a/b'", "missing"),
    ],
)
def test_what_is_wrong_is_told_and_left_out(named: Callable, toml: str, told: str) -> None:
    named(toml)
    assert short_names.find("shell") is None
    (fault,) = short_names.faults()
    assert fault.startswith("the models of muse-shells: ")
    assert told in fault


def test_a_name_that_is_taken_and_a_package_that_is_gone(
    named: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    named(_table("shell", repo="a/first"), "ammonites")
    package = named(_table("shell", repo="b/second"), "bivalves")
    assert short_names.repo("shell") == "a/first"
    assert short_names.faults() == [
        "the model shell of muse-bivalves is refused: muse-ammonites has that name"
    ]
    shutil.rmtree(package)
    gone = Entry("muse.models", "x", "no_such_package", "muse-x", "1", "")
    monkeypatch.setattr(entry_points, "load", lambda: Index([gone]))
    assert short_names.faults() == [
        "the models of muse-x: no_such_package is no package that can be found"
    ]


def test_the_defaults_of_a_model(named: Callable) -> None:
    package = named(
        _table("shell", repo="a/shells") + "defaults = { steps = 1, guidance = 0.0 }\n"
        + _table("conch", folder="weights") + "defaults = { steps = 3 }\n"
    )  # fmt: skip
    (package / "weights").mkdir()
    (package / "weights" / "model.safetensors").write_bytes(safetensors(24))
    assert find("conch").defaults == {"steps": 3}
    one_step = {"steps": 1, "guidance": 0.0}
    assert short_names.defaults("shell") == short_names.defaults("a/shells") == one_step
    assert short_names.defaults("b/other") == {}


def test_muses_own_are_whole() -> None:
    known = short_names.known()
    assert {"sd-turbo", "sdxl", "flux-schnell", "musicgen-melody", "qwen3-0.6b"} <= known.keys()
    assert not short_names.faults()
    with Host() as host:
        for alias in known.values():
            assert "model" in host.plugins.generator(alias.generator).condition.model_fields
            assert sum(map(bool, (alias.repo, alias.folder, alias.package))) == 1
            if alias.repo:
                assert re.fullmatch(r"[\w.-]+/[\w.-]+", alias.repo)
                assert 0 < alias.download < 100
                assert (alias.vram_sequential or alias.vram) <= alias.vram
            assert alias.memory > 0
            assert len(alias.about) < 70


@pytest.mark.neural
def test_the_commands_take_names(
    named: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    from huggingface_hub import close_session, constants

    def muse(*arguments: str) -> tuple[int, str, str]:
        code = call(list(arguments))
        return code, *capsys.readouterr()

    package = named(
        _table("shell", repo="a/xl", variant="fp16", vram=4, vram_sequential=2, download=1.5)
        + _table("conch", folder="weights")
    )
    (package / "weights").mkdir()
    (package / "weights" / "model.safetensors").write_bytes(safetensors(24))
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "no-token"))
    hub = FakeHub()
    try:
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        files = {name: b"{}" if name.endswith(".json") else b"x" for name in DIFFUSERS.split()}
        sizes = {name: safetensors(4000) for name in files if name.endswith(".safetensors")}
        hub.add("a/xl", {**files, **sizes, "model_index.json": INDEX}, task="text-to-image")
        code, out, _ = muse("pull")
        assert code == 0
        assert re.search(r"shell +zoo.dots +1.5 GB +CC0-1.0 +on the processor: a second", out)
        assert json.loads(muse("pull", "--json")[1])["conch"]["shipped"] is True
        code, _, err = muse("pull", "shell", "--yes")
        assert code == 0, err
        assert "variant fp16" in err
        assert "here      on the processor: a second" in err
        assert find("shell").name == "a/xl"
        assert "text_encoder/model.fp16.safetensors" in muse("show", "shell")[1]
        assert muse("rm", "shell", "--yes")[0] == 0
        with pytest.raises(NotReady):
            find("shell")
    finally:
        close_session()
        hub.close()
    assert "is part of muse-shells" in muse("pull", "conch")[2]
    assert "is part of muse-shells" in muse("rm", "conch", "--yes")[2]
    assert "model.safetensors" in muse("show", "conch")[1]
    assert "model       conch (zoo.dots): on the processor: a second" in muse("doctor")[1]
