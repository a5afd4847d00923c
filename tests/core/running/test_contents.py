"""Contents that are files, and several files of one kind under names."""

import gc
import hashlib
import json
import os
import pickle
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest

from muse import (
    Artifact,
    Condition,
    Event,
    Field,
    Format,
    Generator,
    Host,
    MuseError,
    Run,
    hookimpl,
)
from muse.errors import NameTaken, PluginError
from muse.media import content, keys


class ReelCondition(Condition):
    size: int = Field(100, ge=0, le=2**32, description="Bytes.")
    keys: list[str] = Field([".reel"], description="The files.")
    paths: bool = Field(True, description="Whether they are files.")


class Reel(Generator[ReelCondition]):
    """Writes files that are holes for the most part."""

    condition = ReelCondition
    formats: ClassVar[dict[str, str]] = {".reel": "video/x-reel", ".pic": "image/x-pic"}
    where: ClassVar[Path | None] = None

    def generate(self, condition: ReelCondition, run: Run) -> Iterator[Event]:
        for item in run.items:
            contents: dict[str, Any] = {}
            for number, key in enumerate(condition.keys):
                if not condition.paths:
                    contents[key] = f"{item.seed} {key}".encode()
                    continue
                path = (self.where or run.scratch) / f"{item.index}-{number}"
                with path.open("wb") as file:
                    file.write(f"{item.seed} {key}".encode())
                    file.truncate(max(condition.size, file.tell()))
                contents[key] = path
            yield Artifact(contents, item, {"size": condition.size}, "A reel")


class Carriers:
    """Formats that hold a recipe at the end, and say how long they are."""

    @hookimpl
    def muse_formats(self) -> list[Format]:
        def embed(path: Path, text: str) -> None:
            with path.open("ab") as file:
                file.write(b"RECIPE" + text.encode() + len(text.encode()).to_bytes(4, "big"))

        def extract(path: Path) -> tuple[Iterator[bytes], str] | None:
            with path.open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                if size < 10:
                    return None
                file.seek(size - 4)
                length = int.from_bytes(file.read(4), "big")
                file.seek(max(0, size - 10 - length))
                if file.read(6) != b"RECIPE":
                    return None
                text = file.read(length).decode()

            def pieces() -> Iterator[bytes]:
                left = size - 10 - length
                for piece in content.pieces(path):
                    yield piece[:left]
                    left -= min(left, len(piece))

            return pieces(), text

        def measure(data: bytes | Path) -> dict[str, int]:
            return {"size": 1, "holes": content.size(data) // 100}

        return [
            Format(
                ".reel", "video/x-reel", embed_file=embed, extract_file=extract, measure=measure,
                reads_paths=True,
            ),
            Format(".copy", "video/x-copy", encode={"video/x-reel": lambda data: data[::-1]}),
        ]  # fmt: skip


@pytest.fixture
def reels(tmp_path: Path) -> Iterator[Host]:
    """A host with reels."""
    with Host(
        library=tmp_path / "lib",
        config=tmp_path / "config.toml",
        offers={"zoo.reel": Reel},
        hooks=[Carriers()],
    ) as made:
        yield made


def everything(folder: Path) -> list[str]:
    """Return the files in a folder, but for recipes beside them."""
    found = (p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    return sorted(path for path in found if not path.endswith(".muse.json"))


@pytest.mark.parametrize(
    ("key", "known"),
    [
        *[(key, True) for key in (".png", ".drums.wav", "/03.png", "/a_b-1.png", ".tar.gz")],
        *[(key, False) for key in ("png", "/../x.png", "/A.png", ".D.wav", "/a/b.png", "/.png")],
        *[(key, False) for key in ("/con.png", "/a.png\n", "/" + "a" * 41 + ".png", "", ".", "/a")],
    ],
)  # fmt: skip
def test_keys_are_suffixes_and_names(key: str, known: bool) -> None:
    assert keys.is_key(key) is known


def test_a_file_is_taken_hashed_and_read_when_it_is_asked_for(reels: Host, tmp_path: Path) -> None:
    made = reels.run("zoo.reel", size=1000, seed=1, output=tmp_path / "a.reel", no_embed=True)[0]
    data = b"1 .reel" + bytes(993)
    file = made.files[".reel"]
    assert file.path == tmp_path / "a.reel" and made.paths == [file.path]
    assert (file.size, file.sha256) == (1000, hashlib.sha256(data).hexdigest())
    assert made.data == data and b"".join(file.pieces()) == data
    assert made.recipe["payload"] == {".reel": file.sha256}
    _, record = reels.library.find(made.id)
    assert (record.files[0].size, record.files[0].sha256) == (1000, file.sha256)
    assert not (reels.library.folder / "files").exists()
    assert "1,000 bytes" in repr(made)
    assert "video/x-reel" in str(made._repr_html_())
    assert pickle.loads(pickle.dumps(made)).data == data


def test_a_file_that_nobody_wants_anywhere_lives_in_the_library(
    reels: Host, tmp_path: Path
) -> None:
    made = reels.run("zoo.reel", seed=1)[0]
    place = made.files[".reel"].path
    assert place is not None and place.is_relative_to(reels.library.folder) and made.paths == []
    assert made.data[:7] == b"1 .reel"
    saved = made.save(tmp_path / "b.reel")
    assert saved.read_bytes() == made.data and place.exists()
    assert saved.stat().st_ino != place.stat().st_ino  # who changes the one keeps the other
    assert reels.library.artifact(made.id)[1] == made.data


def test_a_file_lives_as_long_as_its_artifact_where_there_is_no_library(tmp_path: Path) -> None:
    (tmp_path / "lib").write_text("no folder")
    with Host(
        library=tmp_path / "lib", config=tmp_path / "c.toml", offers={"zoo.reel": Reel}
    ) as host:
        made = host.run("zoo.reel", seed=1)[0]
        place = made.files[".reel"].path
        assert place is not None and made.data[:7] == b"1 .reel"
        assert "isn't recorded" in " ".join(made.report.notes)
        del made
        gc.collect()
        assert not place.exists()


def test_a_file_from_elsewhere_is_copied_and_stays_as_it_was(
    reels: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    monkeypatch.setattr(Reel, "where", mine)
    made = reels.run("zoo.reel", seed=1, output=tmp_path / "a.reel")[0]
    assert (mine / "0-0").read_bytes() == b"1 .reel" + bytes(93)
    assert made.files[".reel"].size > 100


def test_a_recipe_is_put_into_a_file_where_it_is(reels: Host, tmp_path: Path) -> None:
    from muse.running import reproduce

    made = reels.run("zoo.reel", seed=3, output=tmp_path / "a.reel")[0]
    assert not (tmp_path / "a.reel.muse.json").exists()
    known = reproduce.origin(reels, str(tmp_path / "a.reel"))
    assert known.recipe == made.recipe and not known.changed
    found = reproduce.compare(reels, known, reproduce.again(reels, known).finish()[0])
    assert found.verdict == "identical"
    with (tmp_path / "a.reel").open("r+b") as file:
        file.write(b"X")
    assert reproduce.origin(reels, str(tmp_path / "a.reel")).changed


def test_a_recipe_goes_beside_a_file_that_cannot_hold_it(reels: Host, tmp_path: Path) -> None:
    reels.run("zoo.reel", seed=3, keys=[".pic", "/1.pic"], output=tmp_path / "a.pic")
    assert everything(tmp_path / "a") == ["1.pic"]
    assert (tmp_path / "a" / "1.pic.muse.json").exists() and (tmp_path / "a.pic.muse.json").exists()


def test_formats_add_what_they_measure(reels: Host, tmp_path: Path) -> None:
    report = reels.run("zoo.reel", size=500, seed=3).report
    assert report.measured == {"size": 500, "holes": 5}


def test_small_files_are_encoded_and_large_ones_refused(
    reels: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = reels.run("zoo.reel", seed=3, output=tmp_path / "a.copy")[0]
    assert made.data == bytes(93) + b"leer. 3"
    monkeypatch.setattr("muse.running.finishing._LARGEST_SOURCE", 99)
    with pytest.raises(PluginError, match="too many to turn"):
        reels.run("zoo.reel", seed=3, output=tmp_path / "b.copy")


def test_a_file_that_was_changed_or_removed_says_so(reels: Host, tmp_path: Path) -> None:
    made = reels.run("zoo.reel", seed=1, output=tmp_path / "a.reel")[0]
    (tmp_path / "a.reel").write_bytes(b"other")
    with pytest.raises(MuseError, match="was changed"):
        _ = made.data
    (tmp_path / "a.reel").unlink()
    with pytest.raises(MuseError, match="can't be read"):
        _ = made.data


PAGES = [".pic", "/01.pic", "/02.pic", ".cover.pic", ".reel", ".drums.reel"]


@pytest.mark.parametrize("paths", [True, False])
def test_names_are_chosen_by_their_ending(reels: Host, tmp_path: Path, paths: bool) -> None:
    made = reels.run("zoo.reel", keys=PAGES, paths=paths, seed=1, output=tmp_path / "Fox.PIC")[0]
    assert list(made.files) == PAGES[:4]
    assert made.paths == [tmp_path / "Fox.PIC", *(tmp_path / "Fox" / f"0{n}.pic" for n in (1, 2)),
                          tmp_path / "Fox.cover.pic"]  # fmt: skip
    assert (tmp_path / "Fox" / "02.pic").read_bytes().startswith(b"1 /02.pic")
    assert set(made.recipe["payload"]) == set(PAGES[:4])
    assert {f.media_type for f in made.files.values()} == {"image/x-pic"}
    _, record = reels.library.find(made.id)
    assert [(f.suffix, f.path) for f in record.files] == [
        (key, str(path)) for key, path in zip(PAGES, made.paths, strict=False)
    ]


def test_names_in_a_folder_of_all_and_of_several(reels: Host, tmp_path: Path) -> None:
    out = tmp_path / "out"
    reels.run("zoo.reel", keys=["/1.pic", ".a.pic"], seed=1, count=2, output=[f"{out}/x.pic"])
    assert everything(out) == ["x-1.a.pic", "x-1/1.pic", "x-2.a.pic", "x-2/1.pic"]
    made = reels.run("zoo.reel", keys=PAGES, seed=1, output=f"{out}/all/", all_formats=True)
    assert everything(out / "all") == [
        *("a-reel.copy", "a-reel.cover.pic", "a-reel.drums.copy", "a-reel.drums.reel"),
        *("a-reel.pic", "a-reel.reel", "a-reel/01.pic", "a-reel/02.pic"),
    ]
    assert made[0].files[".drums.copy"].media_type == "video/x-copy"


def test_a_folder_that_is_there_is_left_alone(reels: Host, tmp_path: Path) -> None:
    def run(**options: Any) -> list[str]:
        made = reels.run("zoo.reel", keys=["/1.pic", "/2.pic"], paths=False, **options)
        return [path.relative_to(tmp_path).as_posix() for path in made.paths]

    first = run(seed=1, output=tmp_path / "b.pic")
    assert first == ["b/1.pic", "b/2.pic"]
    assert run(seed=2, output=tmp_path / "b.pic") == ["b-2/1.pic", "b-2/2.pic"]
    assert run(seed=3, output=tmp_path / "b.pic", force=True) == first
    assert (tmp_path / "b" / "1.pic").read_bytes() == b"3 /1.pic"
    assert (tmp_path / "b-2" / "2.pic").read_bytes() == b"2 /2.pic"
    assert run(seed=2, output=f"{tmp_path}/x/", formats=[".pic"]) == [
        "x/a-reel/1.pic",
        "x/a-reel/2.pic",
    ]
    assert run(seed=2, output=f"{tmp_path}/x/", formats=[".pic"]) == [
        "x/a-reel-2/1.pic",
        "x/a-reel-2/2.pic",
    ]


def test_all_or_none_are_left(reels: Host, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.pic").mkdir()
    before = everything(tmp_path)
    with pytest.raises(MuseError, match=r"2\.pic is a folder"):
        reels.run("zoo.reel", keys=["/1.pic", "/2.pic"], output=tmp_path / "b.pic", force=True)
    assert [p for p in everything(tmp_path) if p.startswith("b")] == [
        p for p in before if p.startswith("b")
    ]
    made = reels.run("zoo.reel", keys=["/1.pic", "/2.pic"], seed=1, formats=[".pic"])[0]
    (tmp_path / "c").mkdir()
    made.files["/2.pic"]._content.unlink()  # type: ignore[union-attr]
    with pytest.raises(MuseError):
        made.save(tmp_path / "d.pic")
    assert not (tmp_path / "d").exists()


def test_saving_chooses_by_the_ending_too(reels: Host, tmp_path: Path) -> None:
    made = reels.run("zoo.reel", keys=PAGES, seed=1, all_formats=True)[0]
    assert made.save(tmp_path / "x.pic") == tmp_path / "x.pic"
    assert everything(tmp_path / "x") == ["01.pic", "02.pic"]
    assert made.save(tmp_path / "y.drums.reel") == tmp_path / "y.drums.reel"
    assert [p.name for p in tmp_path.glob("y*")] == ["y.drums.reel"]
    made.write("/02.pic", tmp_path / "z.pic")
    assert (tmp_path / "z.pic").read_bytes() == made.files["/02.pic"].data
    with pytest.raises(NameTaken):
        made.save(tmp_path / "x.pic")


def test_copies_are_exported_by_name(
    reels: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner

    from muse.cli import export

    made = reels.run("zoo.reel", keys=PAGES, paths=False, seed=1, output=f"{tmp_path}/a/",
                     formats=[".pic", ".reel"])[0]  # fmt: skip
    monkeypatch.setattr(export, "Host", lambda: Host(library=reels.library.folder))

    def run(*words: str) -> int:
        return CliRunner().invoke(export.command, words).exit_code

    out = tmp_path / "out"
    assert run(made.id, "-o", f"{out}/all/") == 0
    assert everything(out / "all") == [
        *("a-reel.cover.pic", "a-reel.drums.reel", "a-reel.pic", "a-reel.reel"),
        *("a-reel/01.pic", "a-reel/02.pic"),
    ]
    assert run(made.id, "-o", f"{out}/x.pic") == 0
    assert [p for p in everything(out) if p[0] == "x"] == [
        *("x.cover.pic", "x.pic", "x/01.pic", "x/02.pic")
    ]
    assert run(f"muse:{made.id}/02.pic", "-o", f"{out}/y.pic") == 0
    assert (out / "y.pic").read_bytes() == b"1 /02.pic"
    assert run(f"{made.id}.drums.reel", "-o", f"{out}/z/") == 0
    assert everything(out / "z") == ["a-reel.drums.reel"]
    assert run(f"{made.id}/03.pic", "-o", f"{out}/y.pic") == 1
    assert reels.library.artifact(f"{made.id}/02.pic") == (f"{made.id}/02.pic", b"1 /02.pic")
    assert reels.library.artifact(f"{made.id}.COVER.pic")[1] == b"1 .cover.pic"


def test_files_left_by_a_killed_process_are_completed(reels: Host, tmp_path: Path) -> None:
    """Stop between the first name and the second, as a kill does."""
    code = textwrap.dedent(
        """
        import os, sys
        from pathlib import Path
        from muse import Host, files
        from test_contents import Carriers, Reel
        folder, left = Path(sys.argv[1]), [int(sys.argv[2])]
        link = files.link
        def dying(hidden, path):
            if not left[0]:
                os._exit(9)
            left[0] -= 1
            link(hidden, path)
        files.link = dying
        host = Host(library=folder / "lib", config=folder / "c.toml", offers={"zoo.reel": Reel},
                    hooks=[Carriers()])
        host.run("zoo.reel", keys=["/1.pic", ".a.pic", "/2.pic"], seed=1, output=folder / "b.pic")
        """
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([*sys.path, str(Path(__file__).parent)])}
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path), "1"], env=env, check=False)
    assert done.returncode == 9
    assert everything(tmp_path / "b")[-1:] == ["1.pic"]
    run = reels.library.log()[0]
    files = run.artifacts[0].files
    assert run.status == "interrupted"
    assert [Path(f.path or "").relative_to(tmp_path).as_posix() for f in files] == [
        *("b/1.pic", "b.a.pic", "b/2.pic")
    ]
    for file in files:
        assert reels.library.path_of(file) is not None
    assert not [p for p in tmp_path.rglob(".muse-*") if p.name.endswith((".part", ".json"))]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (["/../../x.pic"], "suffix '/../../x.pic'"),
        (["/01.pic", ".01.pic"], "hard to tell apart"),
        ([f"/{n}.pic" for n in range(1000)], "1,000 files; keep to 999"),
    ],
)
def test_names_are_checked(reels: Host, wrong: list[str], told: str) -> None:
    with pytest.raises(PluginError, match=told.replace("/", ".").replace(".", r".")):
        reels.run("zoo.reel", keys=wrong, paths=False)


def test_a_path_that_is_no_file_is_refused(reels: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    def generate(self: Reel, condition: ReelCondition, run: Run) -> Iterator[Event]:
        yield Artifact({".reel": run.scratch}, run.items[0])

    monkeypatch.setattr(Reel, "generate", generate)
    with pytest.raises(PluginError, match="is no file"):
        reels.run("zoo.reel")


BIG = textwrap.dedent(
    """
    import json, resource, sys
    from pathlib import Path
    from muse import Host
    from test_contents import Carriers, Reel
    folder = Path(sys.argv[1])
    host = Host(library=folder / "lib", config=folder / "c.toml", offers={"zoo.reel": Reel},
                hooks=[Carriers()])
    host.run("zoo.reel", seed=1, output=folder / "small.reel")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    made = host.run("zoo.reel", size=int(sys.argv[2]), seed=1, output=folder / "big.reel")
    stored = host.run("zoo.reel", size=int(sys.argv[2]), seed=1)
    stored.save(folder / "copy.reel")
    repr(made), made[0]._repr_html_(), made[0].files[".reel"].sha256
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps([after - before, (folder / "big.reel").stat().st_size]))
    """
)


def _rise(folder: Path, size: int) -> tuple[int, int]:
    here = Path(__file__).parent
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([*sys.path, str(here)])}
    done = subprocess.run(
        [sys.executable, "-c", BIG, str(folder), str(size)], env=env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    rise, written = json.loads(done.stdout)
    return rise // (1024 if sys.platform != "darwin" else 2**20), written


@pytest.mark.skipif(os.name == "nt", reason="Windows has no getrusage")
def test_a_large_file_is_never_held_in_memory(tmp_path: Path) -> None:
    rise, written = _rise(tmp_path, 2**28)
    assert written > 2**28 and rise < 48  # MiB


@pytest.mark.slow
def test_two_gigabytes_are_never_held_in_memory(tmp_path: Path) -> None:
    rise, written = _rise(tmp_path, 2**31)
    assert written > 2**31 and rise < 64  # MiB
