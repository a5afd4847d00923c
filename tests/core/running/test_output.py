"""Where artifacts are written, and in which formats."""

from pathlib import Path

import pytest
from PIL import Image

from muse import Condition, Format, Host, NotReady, OutputError, RequestError, hookimpl


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name not in ("lib", "home"))


def test_a_folder_gets_readable_names_that_never_collide(zoo: Host, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for _ in range(2):
        zoo.run("zoo", prompt="A quiet lake, 5 dots", seed=1, output=f"{out}/")
    zoo.run("zoo", prompt="A quiet lake, 5 dots", seed=1, count=2, output=out)
    assert names(out) == [
        "a-quiet-lake-5-dots-1.png",
        "a-quiet-lake-5-dots-2-2.png",
        "a-quiet-lake-5-dots-2.png",
        "a-quiet-lake-5-dots.png",
    ]


def test_force_replaces(zoo: Host, tmp_path: Path) -> None:
    for seed in (1, 2):
        zoo.run("zoo", prompt="lake", seed=seed, output=f"{tmp_path}/out/", force=True)
    assert names(tmp_path / "out") == ["lake.png"]


def test_a_file_is_exactly_that_file_and_several_items_are_numbered(
    zoo: Host, tmp_path: Path
) -> None:
    zoo.run("zoo", seed=1, output=tmp_path / "a.png")
    zoo.run("zoo", seed=1, count=2, output=str(tmp_path / "b.png"))
    zoo.run("zoo", seed=1, output=tmp_path / "c")
    assert names(tmp_path) == ["a.png", "b-1.png", "b-2.png", "c.png"]


def test_what_is_there_is_told_before_any_work(zoo: Host, tmp_path: Path) -> None:
    tmp_path.joinpath("a-2.png").write_bytes(b"mine")
    with pytest.raises(OutputError, match=r"a-2\.png already exists"):
        zoo.run("zoo", count=3, output=tmp_path / "a.png")
    assert names(tmp_path) == ["a-2.png"]


def test_the_suffix_says_the_format(zoo: Host, tmp_path: Path) -> None:
    result = zoo.run("zoo", seed=1, output=[tmp_path / "a.jpg", tmp_path / "a.PNG"])
    for name, kind in [("a.jpg", "JPEG"), ("a.PNG", "PNG")]:
        with Image.open(tmp_path / name) as written:
            assert written.format == kind
    assert list(result[0].files) == [".jpg", ".png"]


def test_formats_can_be_named_and_go_to_the_folder(zoo: Host, tmp_path: Path) -> None:
    result = zoo.run(
        "zoo", generator="letters", seed=1, output=f"{tmp_path}/out/", formats=["txt", ".md"]
    )
    assert list(result[0].files) == [".txt", ".md"]
    assert [n for n in names(tmp_path / "out") if not n.endswith("json")] == [
        "letters.md",
        "letters.txt",
    ]
    everything = zoo.run("zoo", generator="letters", all_formats=True, output=tmp_path / "x.txt")
    assert [path.name for path in everything.paths] == ["x.txt", "letters.md"]


@pytest.mark.parametrize(
    ("output", "formats", "says"),
    [
        ("a.mid", [], r"zoo.dots can't write .mid; it writes .png"),
        (["a.png", "b.png"], [], "the same suffix"),
        (["one/", "two/"], [], "second folder"),
        ("-", ["png", "jpg"], "standard output takes one file"),
    ],
)
def test_outputs_that_make_no_sense(
    zoo: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output, formats, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RequestError, match=says):
        zoo.run("zoo", output=output, formats=formats)


def test_a_generator_without_formats_writes_what_it_yields(zoo: Host, tmp_path: Path) -> None:
    result = zoo.run("zoo", generator="other", steps=3, seed=1, output=f"{tmp_path}/out/")
    assert result.data == bytes(3)
    assert [path.name for path in result.paths] == ["zoo-other-1.bin"]
    assert result[0].media_type == "application/octet-stream"


def test_saving_later(zoo: Host, tmp_path: Path) -> None:
    result = zoo.run("zoo", prompt="lake", seed=1, count=2)
    assert [path.name for path in result.save(tmp_path / "x.png")] == ["x-1.png", "x-2.png"]
    one = zoo.run("zoo", prompt="lake", seed=1)
    assert one.save(tmp_path)[0].name == "lake.png"
    assert one[0].save(tmp_path / "plain").name == "plain.png"
    with pytest.raises(OutputError, match=r"no \.mid file, only \.png; run again with formats"):
        one.save(tmp_path / "lake.mid")
    with pytest.raises(OutputError, match="already exists"):
        one.save(tmp_path / "lake.png")
    one.save(tmp_path / "lake.png", force=True)
    assert zoo.library.find(one.id)[1].files[0].path == str(tmp_path / "lake.png")
    assert repr(one) == f"<Result {one.id}: 1 by zoo.dots>"
    assert result[0:2] == result.artifacts


def test_saving_into_a_folder_keeps_all(zoo: Host, tmp_path: Path) -> None:
    several = zoo.run("zoo", prompt="lake", seed=1, count=3)
    made = several.save(f"{tmp_path}/new/")
    assert [path.name for path in made] == ["lake-1.png", "lake-2.png", "lake-3.png"]
    assert [path.read_bytes() for path in made] == [artifact.data for artifact in several]
    again = several.save(tmp_path / "new")
    assert [path.name for path in again] == ["lake-1-2.png", "lake-2-2.png", "lake-3-2.png"]
    assert several.save(tmp_path / "new", force=True) == made
    one = zoo.run("zoo", prompt="lake", seed=1)
    assert [one[0].save(f"{tmp_path}/one/").name for _ in range(2)] == ["lake.png", "lake-2.png"]
    assert len(list((tmp_path / "new").iterdir())) == 6


class _Formats:
    """Two formats made of PNG: one that lacks something, one that lacks it for many dots alone."""

    @hookimpl
    def muse_formats(self) -> list[Format]:
        def lacks(condition: Condition) -> NotReady | None:
            many = getattr(condition, "dots", 0) > 9
            return NotReady(".few is for few dots", hint="--dots 9") if many else None

        never = NotReady(".never requires a library", hint="pip install it")
        made = {"image/png": bytes}
        return [
            Format(".never", "image/x-never", encode=made, lacks={"image/png": lambda _: never}),
            Format(".few", "image/x-few", encode=made, lacks={"image/png": lacks}),
        ]


def test_what_a_format_lacks_is_told_before_any_work(zoo: Host, tmp_path: Path) -> None:
    zoo.hooks.register(_Formats())
    for name, dots, says in (("a.never", 5, "requires a library"), ("a.few", 10, "for few dots")):
        with pytest.raises(NotReady, match=says):
            zoo.run("zoo", dots=dots, output=tmp_path / name)
    assert names(tmp_path) == []
    zoo.run("zoo", dots=5, output=tmp_path / "a.few")
    everything = zoo.run("zoo", dots=10, all_formats=True, output=f"{tmp_path}/out/")
    assert not {".never", ".few"} & set(everything[0].files)
    assert {".png", ".jpg"} <= set(everything[0].files)


class _Page:
    """A page made of a text."""

    @hookimpl
    def muse_formats(self) -> list[Format]:
        return [Format(".page", "text/html", encode={"text/markdown": lambda _: b"<p>"})]


def test_of_a_document_the_words_are_remembered(zoo: Host, tmp_path: Path) -> None:
    zoo.hooks.register(_Page())
    made = zoo.run("zoo", generator="letters", seed=1, output=tmp_path / "a.page")[0]
    _, record = zoo.library.find(made.id)
    assert record.excerpt and "<" not in record.excerpt
