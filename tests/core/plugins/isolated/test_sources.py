"""What can be asked to be installed, and how it is kept and listed."""

from pathlib import Path

import pytest

from muse.errors import RequestError
from muse.plugins.isolated import sources
from muse.plugins.isolated.sources import Source
from wheels import wheel


def test_a_name_a_folder_and_an_archive_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    project = tmp_path / "muse-far"
    project.mkdir()
    project.joinpath("pyproject.toml").touch()
    archive = wheel(tmp_path)
    assert sources.parse("muse-far") == Source("folder", str(project))
    assert sources.parse("./muse-far").kind == "folder"
    assert sources.parse(archive.name) == Source("archive", str(archive))
    named = sources.parse("Muse_Near[big] >=1,<2")
    assert (named.kind, named.name, named.extras) == ("name", "muse-near", {"big"})
    tmp_path.joinpath("plain").mkdir()
    assert sources.parse("plain").kind == "name"


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("./nowhere", "there is no ./nowhere"),
        ("nowhere.whl", "there is no nowhere.whl"),
        ("{tmp}", "has no pyproject.toml"),
        ("{tmp}/notes.txt", "neither a wheel nor a source archive"),
        ("https://example.org/a.whl", "is an address; download it"),
        ("muse-far @ https://example.org/a.whl", "asked for at an address"),
        ("two words", "no requirement"),
        ("muse-far ; python_version > '3'", "has a marker"),
    ],
)
def test_what_is_neither_is_told(what: str, told: str, tmp_path: Path) -> None:
    tmp_path.joinpath("notes.txt").touch()
    with pytest.raises(RequestError) as error:
        sources.parse(what.format(tmp=tmp_path))
    assert told in str(error.value)


def test_odd_options_are_told() -> None:
    for options, told in (
        ({"python": "banana"}, "--python: 'banana' is no Python"),
        ({"extra": ("./x y",)}, "--with: './x y' is no requirement"),
        ({"overrides": ("!",)}, "--override: '!' is no requirement"),
    ):
        with pytest.raises(RequestError, match=told):
            sources.parse("muse-far", **options)  # type: ignore[arg-type]


def test_a_list_has_it_again_with_all_its_options() -> None:
    source = sources.parse(
        "muse-far[big]",
        python=">=3.9,<3.11",
        extra=("numpy<2", "six ; python_version > '3'"),
        overrides=("torch==2.1.0",),
        network=True,
        sandbox=False,
    )
    line = sources.to_line("muse-far", "1.0", source)
    assert line.startswith("# isolated: muse-far 'muse-far[big]==1.0' --isolated --python ")
    name, again = sources.of_line(line)
    assert name == "muse-far"
    assert again == sources.parse("muse-far[big]==1.0", **{
        "python": source.python, "extra": source.extra, "overrides": source.overrides,
        "network": True, "sandbox": False,
    })  # fmt: skip
    assert sources.of_record(source.record()) == source
    for wrong in ("# isolated: muse-far a b", "# isolated: muse-far", "# isolated: ../x muse-far",
                  "# isolated: muse-far muse-far --yes", "# isolated: muse-far 'open"):  # fmt: skip
        with pytest.raises(ValueError):
            sources.of_line(wrong)
    with pytest.raises(ValueError, match="what was installed"):
        sources.of_record({**source.record(), "what": 3})
