"""What plugins sign: the last that happens to a file, and what is beneath is found again."""

import hashlib
import json
from pathlib import Path

import pytest
from PIL import Image

import muse
from muse import Artifact, Host, RequestError, Signed, hookimpl
from muse.contract.item import Item
from muse.running import converting, reproduce

END = b"\0signed:"


class Signer:
    """Puts a line at a file's end, or beside it."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str, list[str]]] = []
        self.number = 0

    @hookimpl(tryfirst=True)
    def muse_sign(self, artifact, key, inputs, settings):
        self.number += 1
        self.seen.append((artifact.id, key, sorted(inputs)))
        assert artifact.recipe["payload"] and artifact.title
        data = artifact.files[key].data
        told = json.dumps({"payload": artifact.recipe["payload"][key], "number": self.number})
        told = json.dumps([hashlib.sha256(data).hexdigest(), told])
        if settings.get("signer", {}).get("beside"):
            return Signed(beside={".sig": told.encode()})
        return Signed(data + END + told.encode())

    @hookimpl(tryfirst=True)
    def muse_signed(self, path):
        head, _, told = path.read_bytes().rpartition(END)
        try:
            hashed, said = json.loads(told)
        except ValueError:
            return None
        whole = hashlib.sha256(head).hexdigest() == hashed
        return json.loads(said)["payload"] if whole else None


@pytest.fixture(autouse=True)
def signs(monkeypatch):
    monkeypatch.delenv("MUSE_SIGN")


@pytest.fixture
def signer():
    return Signer()


@pytest.fixture
def signing(tmp_path, signer):
    with Host(library=tmp_path / "lib", config=tmp_path / "c.toml", hooks=[signer]) as host:
        yield host


def test_a_file_is_signed_after_its_recipe(signing, signer, tmp_path) -> None:
    target = tmp_path / "a.md"
    (made,) = signing.run("text", generator="grammar", prompt="a fox", seed=1, output=target)
    assert END in target.read_bytes()
    assert target.read_bytes() == made.data
    assert signer.seen == [(made.id, ".md", [])]
    _, record = signing.library.find(made.id)
    assert record.files[0].sha256 == hashlib.sha256(target.read_bytes()).hexdigest()


def test_what_is_beneath_is_compared(signing, tmp_path) -> None:
    target = tmp_path / "a.png"
    signing.run("image", generator="sketch", prompt="a lake", seed=1, width=64, output=target)
    source = reproduce.origin(signing, str(target))
    (again,) = reproduce.again(signing, source).finish()
    found = reproduce.compare(signing, source, again)
    assert (found.verdict, found.changed) == ("identical", False)
    assert again.data != target.read_bytes()
    target.write_bytes(target.read_bytes() + b" changed")
    assert reproduce.origin(signing, str(target)).changed


def test_a_signature_beside_goes_where_its_file_goes(signing, signer, tmp_path) -> None:
    signing.config.plugins["signer"] = {"beside": True}
    target = tmp_path / "a.mid"
    for output in (target, f"{tmp_path}/", f"{tmp_path}/"):
        signing.run("music", generator="midi", bars=4, seed=1, output=output)
    written = sorted(path.name for path in tmp_path.glob("*.mid"))
    assert len(written) == 3
    assert sorted(path.name for path in tmp_path.glob("*.sig")) == [f"{w}.sig" for w in written]
    (made,) = signing.run("music", generator="midi", bars=4, seed=1)
    saved = made.save(tmp_path / "b.mid")
    assert tmp_path.joinpath("b.mid.sig").read_bytes() == made.files[".mid"].signatures[".sig"]
    assert saved.read_bytes() == target.read_bytes()


def test_parts_and_plain_files_are_not_signed(signing, signer, planted_bricks) -> None:
    with Host(library=signing.library.folder, hooks=[signer]) as host:
        host.run("wall", generator="plain", seed=1)
    assert {key for _, key, _ in signer.seen} == {next(iter(signer.seen))[1]}
    assert len(signer.seen) == 1
    signing.run("text", generator="grammar", prompt="a fox", seed=1, no_embed=True)
    assert len(signer.seen) == 1


@pytest.mark.parametrize(("told", "setting", "signs"), [
    ("off", True, False), ("", False, False), ("on", False, True), ("", True, True),
])  # fmt: skip
def test_it_can_be_switched_off(told, setting, signs, tmp_path, signer, monkeypatch) -> None:
    monkeypatch.setenv("MUSE_SIGN", told)
    tmp_path.joinpath("c.toml").write_text(f"sign = {str(setting).lower()}\n")
    with Host(library=tmp_path / "lib", config=tmp_path / "c.toml", hooks=[signer]) as host:
        host.run("text", generator="grammar", prompt="a fox", seed=1)
    assert bool(signer.seen) == signs


def test_files_handed_in_are_named(signing, signer, tmp_path) -> None:
    picture = Image.new("RGB", (32, 32), "teal")
    made = signing.run("image", generator="sketch", init=picture, seed=1, width=64)
    assert signer.seen[-1][2] == ["init"]
    record = signing.library.find(made.artifacts[0].id)[1]
    assert record.recipe["condition"]["init"]["sha256"]


def test_what_an_artifact_becomes_is_signed_too(signing, signer) -> None:
    signing.config = type(signing.config)(keep=True, path=signing.config.path)
    (made,) = signing.run("image", generator="sketch", prompt="a lake", seed=1, width=64)
    record = signing.library.find(made.id)[1]
    file = converting.made(signing, record, converting.way(signing, record, ".webp"))
    assert END in file.data
    assert signer.seen[-1][:2] == (made.id, ".webp")


@pytest.mark.parametrize(
    "answer", [7, Signed(7), Signed(b"x", {"sig": b""}), Signed(b"x", {".s": 1})]
)
def test_who_gives_junk_is_switched_off(answer, tmp_path) -> None:
    class Junk:
        @hookimpl(tryfirst=True)
        def muse_sign(self):
            return answer

    with Host(library=tmp_path / "lib", config=tmp_path / "c.toml", hooks=[Junk()]) as host:
        (made,) = host.run("text", generator="grammar", prompt="a fox", seed=1)
        assert made.data
        assert "Junk failed and is switched off" in " ".join(made.report.notes)


def test_who_raises_costs_the_signature_alone(tmp_path) -> None:
    class Broken:
        @hookimpl(tryfirst=True)
        def muse_sign(self):
            raise OSError("no room")

        @hookimpl
        def muse_environment(self):
            raise ValueError

    with Host(library=tmp_path / "lib", config=tmp_path / "c.toml", hooks=[Broken()]) as host:
        (made,) = host.run("text", generator="grammar", prompt="a fox", seed=1)
        assert made.data and any("Broken" in note for note in made.report.notes)


def test_what_hooks_decide_stands_in_the_recipe(tmp_path) -> None:
    class Marks:
        @hookimpl
        def muse_environment(self, settings):
            return {"mark": settings.get("marks", {}).get("version", "1")}

    with Host(library=tmp_path / "lib", config=tmp_path / "c.toml", hooks=[Marks()]) as host:
        (made,) = host.run("text", generator="grammar", prompt="a fox", seed=1)
        assert made.recipe["environment"]["mark"] == "1"
        source = reproduce.origin(host, made.id)
        host.config.plugins["marks"] = {"version": "2"}
        (again,) = reproduce.again(host, source).finish()
        assert reproduce.compare(host, source, again).differences["mark"] == ["1", "2"]


def test_a_fingerprint_is_found_in_the_run_and_in_the_recipe(tmp_path) -> None:
    seen: dict[int, str] = {}

    class Watch:
        @hookimpl(wrapper=True)
        def muse_generate(self, run):
            events = yield

            def watched():
                for event in events:
                    if isinstance(event, Artifact):
                        seen[event.item.index] = run.fingerprint(event.item)
                    yield event

            return watched()

    with Host(library=tmp_path / "lib", config=tmp_path / "c.toml", hooks=[Watch()]) as host:
        made = host.run("image", generator="sketch", prompt="a lake", seed=1, width=64, count=2)
        assert [muse.fingerprint(each.recipe) for each in made] == [seen[0], seen[1]]
        assert seen[0] != seen[1]
        (again,) = reproduce.again(host, reproduce.origin(host, made[1].id)).finish()
        assert muse.fingerprint(again.recipe) == seen[1] == seen[0] or seen[0] == seen[1]


def test_a_picture_is_encoded_when_its_bytes_are_asked_for(monkeypatch) -> None:
    calls = []
    from muse import media

    png = media.png
    monkeypatch.setattr(media, "png", lambda picture: calls.append(1) or png(picture))
    artifact = Artifact.image(Image.new("RGB", (8, 4), "red"), item=Item(0, 1))
    assert artifact.measured == {"width": 8, "height": 4}
    drawn = artifact.picture()
    assert drawn is not None and drawn.size == (8, 4) and not calls
    artifact.redraw(Image.new("RGB", (8, 4), "blue"))
    assert artifact.picture().getpixel((0, 0)) == (0, 0, 255) and not calls
    assert artifact.data == artifact.contents[".png"] and len(calls) == 1
    artifact.contents = {**artifact.contents, ".svg": b"<svg/>"}
    assert artifact.picture(".svg") is None and artifact.picture(".jpg") is None
    artifact.redraw(Image.new("RGB", (8, 4), "lime"))
    assert list(artifact.contents) == [".png", ".svg"]
    assert artifact.picture().getpixel((0, 0)) == (0, 255, 0)


def test_a_setting_that_is_none_is_told(tmp_path) -> None:
    tmp_path.joinpath("c.toml").write_text("sign = 3\n")
    with pytest.raises(muse.MuseError, match="sign"):
        Host(library=Path(tmp_path, "lib"), config=tmp_path / "c.toml")
    assert issubclass(RequestError, muse.MuseError)
