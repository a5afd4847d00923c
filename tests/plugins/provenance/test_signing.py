"""Every format is signed, holds, and its recipe is still found."""

import hashlib
import shutil
import zipfile

import pytest

pytest.importorskip("c2pa")

from muse import Artifact, Host
from muse.contract.file import File
from muse.contract.item import Item
from muse.running import reproduce
from muse_provenance import home, reading, verify
from muse_provenance.credentials import kinds
from muse_provenance.signing import muse_sign, muse_signed
from signed_files import BESIDE, INSIDE, PICTURES, film, paper

EVERY = (*INSIDE, *BESIDE)
MADE = tuple(suffix for suffix in EVERY if suffix not in (".pdf", ".mp4"))


@pytest.mark.parametrize("suffix", EVERY)
def test_every_format_is_signed_and_holds(signing, suffix) -> None:
    path = signing.path(suffix)
    assert path.with_name(f"{path.name}.c2pa").exists() == (suffix in BESIDE)
    found = reading.credentials(path)
    assert found is not None and found.failures == () and found.is_ours
    assert found.where == ("beside" if suffix in BESIDE else "inside")
    assert found.about["payload"] == signing.payload(suffix) == muse_signed(path)
    assert found.made.endswith("Z") and found.organisation == "Muse"
    assert found.signer.startswith("Muse ")


@pytest.mark.parametrize("suffix", (".png", ".ogg", ".html"))
def test_the_verdict_on_it(signing, suffix) -> None:
    verdict = verify(signing.path(suffix))
    assert verdict.kind == "ours" and verdict.reasons[-1].startswith("Every byte")
    assert verdict.own_key and verdict.artifact == signing.made[suffix].id


@pytest.mark.parametrize("suffix", (".png", ".webp", ".ogg", ".html"))
def test_a_changed_byte_is_noticed(signing, suffix, tmp_path) -> None:
    path = tmp_path / f"b{suffix}"
    data = bytearray(signing.path(suffix).read_bytes())
    data[len(data) * 2 // 3] ^= 1
    path.write_bytes(data)
    side = signing.path(suffix).with_name(f"a{suffix}.c2pa")
    if side.exists():
        shutil.copy(side, path.with_name(f"b{suffix}.c2pa"))
    assert muse_signed(path) is None
    verdict = verify(path)
    assert verdict.kind == "changed" and verdict.where


@pytest.mark.parametrize("suffix", MADE)
def test_another_muse_finds_the_recipe(signing, suffix, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("MUSE_HOME", str(tmp_path / "other"))
    for path in signing.folder.glob(f"a{suffix}*"):
        shutil.copy(path, tmp_path / path.name)
    with Host() as host:
        source = reproduce.origin(host, str(tmp_path / f"a{suffix}"))
        assert (source.suffix, source.changed) == (suffix, False)
        assert source.recipe == signing.made[suffix].recipe
        if suffix in (".png", ".mid"):
            assert verify(tmp_path / f"a{suffix}", host).kind == "other"


def test_what_is_claimed(signing) -> None:
    found = reading.credentials(signing.path(".png"))
    assert found is not None
    assert (found.generator, found.source, found.title) == (
        "image.sketch", "algorithmicMedia", "a lake",
    )  # fmt: skip
    assert set(found.about) == {"id", "sha256", "payload", "artifact"}  # marks are off
    assert found.about["artifact"] == signing.made[".png"].id


def test_a_signed_book_is_still_one(signing) -> None:
    with zipfile.ZipFile(signing.path(".epub")) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", 0, b"")
        assert book.testzip() is None


def test_a_signed_document_says_what_its_files_are(signing) -> None:
    with zipfile.ZipFile(signing.path(".docx")) as document:
        types = document.read("[Content_Types].xml").decode()
        assert types.count('Extension="c2pa"') == 1 and types.rstrip().endswith("/></Types>")
        assert "META-INF/content_credential.c2pa" in document.namelist()
    import docx

    assert docx.Document(signing.path(".docx")).paragraphs


def test_it_costs_little(signing, monkeypatch) -> None:
    monkeypatch.setenv("MUSE_SIGN", "off")
    with Host() as host:
        asked = signing.made[".png"].recipe["asked"]
        (plain,) = host.run("image.sketch", formats=PICTURES, **asked)
    for suffix in PICTURES:
        more = signing.path(suffix).stat().st_size - plain.files[suffix].size
        assert 0 < more < 6000, suffix


def test_a_picture_handed_in_is_an_ingredient_with_its_own_credentials(signing, tmp_path) -> None:
    with Host() as host:
        host.run(
            "image.sketch", init=signing.path(".png"), seed=3, width=64, output=tmp_path / "c.png"
        )
    found = reading.credentials(tmp_path / "c.png")
    first = reading.credentials(signing.path(".png"))
    assert found is not None and first is not None and found.failures == ()
    assert found.ingredients == (f"init.png (signed by {first.signer})",)
    assert first.label.encode() in tmp_path.joinpath("c.png").read_bytes()
    assert verify(tmp_path / "c.png").ingredients == found.ingredients


def test_an_ingredient_that_was_changed_is_told_of(signing, tmp_path) -> None:
    data = bytearray(signing.path(".jpg").read_bytes())
    data[-200] ^= 1
    tmp_path.joinpath("b.jpg").write_bytes(data)
    with Host() as host:
        given = {"init": tmp_path / "b.jpg", "width": 64}
        host.run("image.sketch", seed=3, output=tmp_path / "c.png", **given)
    verdict = verify(tmp_path / "c.png")
    assert verdict.kind == "ours"
    (told,) = verdict.ingredients
    assert told.startswith("init.jpg (changed since ") and told.endswith(" signed it)")


@pytest.mark.parametrize("suffix", [".md", ".txt"])
def test_texts_carry_it_inside_on_request(signing, suffix, tmp_path) -> None:
    settings = {"provenance": {"text": "inside"}}
    words = "A fox — 狐狸.\n".encode()
    made = Artifact({}, Item(0, 1), title="x", id="abc-1", recipe={**signing.made[".md"].recipe})
    made.files = {suffix: File(kinds_type(suffix), words)}
    done = muse_sign(artifact=made, key=suffix, inputs={}, settings=settings, folder=tmp_path)
    assert done is not None and isinstance(done.content, bytes) and not done.beside
    path = tmp_path / f"a{suffix}"
    path.write_bytes(done.content)
    assert done.content.startswith(words)
    assert verify(path).kind == "ours"
    path.write_bytes(done.content.replace(b"fox", b"cat"))
    assert verify(path).where == ("the text itself",)


def kinds_type(suffix: str) -> str:
    return {".md": "text/markdown", ".txt": "text/plain"}[suffix]


@pytest.mark.parametrize(("media_type", "data", "inside"), [
    ("image/png", b"no picture at all", False),
    ("image/png", paper()[:100], False),
    ("text/html", b"<p>a page without a head", False),
    ("text/html", b"\xff\xfe", False),
    ("application/epub+zip", b"PK\3\4 no zip", False),
    ("video/mp4", film(), True),
    ("application/x-unknown", b"", False),
])  # fmt: skip
def test_what_its_format_refuses_is_signed_beside(signing, media_type, data, inside, tmp_path):
    made = Artifact({}, Item(0, 1), id="abc-1", recipe=signing.made[".png"].recipe)
    made.files = {".png": File(media_type, data)}
    done = muse_sign(artifact=made, key=".png", inputs={}, settings={}, folder=tmp_path)
    assert done is not None and bool(done.content) == inside and bool(done.beside) != inside
    assert made.report.notes == []


def test_a_file_on_the_disk_is_signed_there(signing, tmp_path) -> None:
    path = tmp_path / "given.mp4"
    path.write_bytes(film())
    for suffix, source in ((".mp4", path), (".epub", signing.path(".epub"))):
        made = Artifact({}, Item(0, 1), id="abc-1", recipe=signing.made[".png"].recipe)
        kind = "video/mp4" if suffix == ".mp4" else "application/epub+zip"
        made.files = {suffix: File(kind, source)}
        scratch = tmp_path / suffix[1:]
        scratch.mkdir()
        done = muse_sign(artifact=made, key=suffix, inputs={}, settings={}, folder=scratch)
        assert done is not None and done.content is not None
        assert verify(done.content).kind == "ours"
        assert list(scratch.iterdir()) == [done.content]


def test_what_cannot_be_signed_stays_and_is_told_of(signing, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("MUSE_HOME", str(tmp_path / "file"))
    tmp_path.joinpath("file").write_text("a file where the home should be")
    made = Artifact({}, Item(0, 1), id="abc-1", recipe=signing.made[".png"].recipe)
    made.files = {".png": File("image/png", b"x")}
    assert muse_sign(artifact=made, key=".png", inputs={}, settings={}, folder=tmp_path) is None
    (note,) = made.report.notes
    assert note.startswith(".png isn't signed: ")


def test_credentials_beside_that_are_lost_are_kept_here(signing, tmp_path) -> None:
    path = tmp_path / "lost.mid"
    shutil.copy(signing.path(".mid"), path)
    verdict = verify(path)
    assert verdict.kind == "ours" and "this Muse kept them" in " ".join(verdict.reasons)
    path.with_name("lost.mid.c2pa").write_bytes(b"junk")
    verdict = verify(path)
    assert verdict.kind in ("changed", "ours")
    other = signing.path(".ogg").with_name("a.ogg.c2pa").read_bytes()
    path.with_name("lost.mid.c2pa").write_bytes(other)
    assert verify(path).kind == "changed"


def test_every_signature_is_kept(signing) -> None:
    for suffix in EVERY:
        sha256 = hashlib.sha256(signing.path(suffix).read_bytes()).hexdigest()
        kept = home.index().of_file(sha256)
        assert kept is not None and kept.payload == signing.payload(suffix)
        assert (kept.credentials is not None) == (suffix in BESIDE)
        assert home.index().of_id(kept.id) == kept


def test_kinds_are_told_by_the_bytes(signing) -> None:
    for suffix in INSIDE:
        kind = kinds.of_bytes(signing.path(suffix).read_bytes())
        archive = suffix in (".epub", ".docx", ".mxl")
        other = "archive" if archive else "inside"
        assert kind.way == ("page" if suffix == ".html" else other)


def test_threads_sign_at_once(signing, tmp_path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def sign(number: int) -> bool:
        made = Artifact({}, Item(0, 1), id="abc-1", recipe=signing.made[".png"].recipe)
        made.files = {".png": signing.made[".gif"].files[".gif"]}
        done = muse_sign(artifact=made, key=".png", inputs={}, settings={}, folder=tmp_path)
        return done is not None and bool(done.content)

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(sign, range(40)))


def test_an_expired_certificate_signs_nothing(signing, tmp_path, monkeypatch) -> None:
    from dataclasses import replace
    from datetime import UTC, datetime

    old = replace(home.identities().current(), ends=datetime(2020, 1, 1, tzinfo=UTC))
    monkeypatch.setattr(type(home.identities()), "current", lambda self: old)
    made = Artifact({}, Item(0, 1), id="abc-1", recipe=signing.made[".png"].recipe)
    made.files = {".png": signing.made[".png"].files[".png"]}
    assert muse_sign(artifact=made, key=".png", inputs={}, settings={}, folder=tmp_path) is None
    assert "expired on 2020-01-01" in made.report.notes[0]
