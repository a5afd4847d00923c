"""Rights in files: where programs look for them, and byte for byte gone when they are taken out."""

import io
import random
from dataclasses import replace

import mido
import numpy
import pytest
import soundfile
from PIL import Image

import muse
from muse import Host
from muse.contract.rights import checked
from muse_music.notation.mxl import mxl
from muse_provenance.rights.formats import muse_formats

SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"
RECIPE = {"generator": "image.sketch"}
FORMATS = {each.suffix: each for each in muse_formats()}
SCORE = (
    b'<?xml version="1.0"?><score-partwise version="4.0"><identification><encoding><software>Muse'
    b"</software></encoding></identification></score-partwise>"
)
EXIF = b"Exif\0\0MM\0*\0\0\0\x08" + bytes(6)
GIVEN = (
    {"author": 'Ann <Lee> & "Co" -- x', "rights": "© 2026 Ann Lee -", "licence": "cc by 4.0"},
    {"licence": "CC0-1.0"},
    {"author": "李安", "rights": "版权所有"},
    {"rights": "x", "licence": "all-rights-reserved"},
)


def picture(kind, **options):
    buffer = io.BytesIO()
    Image.new("RGB", (41, 30), (200, 10, 60)).save(buffer, kind, **options)
    return buffer.getvalue()


def sound(kind, subtype):
    buffer = io.BytesIO()
    soundfile.write(buffer, numpy.zeros(4410), 44100, format=kind, subtype=subtype)
    return buffer.getvalue()


def midi():
    made, track, buffer = mido.MidiFile(), mido.MidiTrack(), io.BytesIO()
    track.append(mido.Message("note_on", note=60, time=10))
    made.tracks.append(track)
    made.save(file=buffer)
    return buffer.getvalue()


def book():
    from muse_text.formats.packed import packed

    package = (
        b'<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata></metadata></package>'
    )
    members = [("mimetype", b"application/epub+zip"), ("EPUB/package.opf", package)]
    return packed(members, plain=["mimetype"])


PLAIN = {
    "png": (".png", lambda: picture("PNG")),
    "jpeg": (".jpg", lambda: picture("JPEG")),
    "lossy webp": (".webp", lambda: picture("WEBP")),
    "lossless webp": (".webp", lambda: picture("WEBP", lossless=True)),
    "webp with exif": (
        ".webp",
        lambda: picture("WEBP", exif=EXIF),
    ),
    "gif": (".gif", lambda: picture("GIF").replace(b"GIF87a", b"GIF89a")),
    "svg": (".svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>\n'),
    "html": (".html", lambda: b"<!doctype html><html><head><title>x</title></head></html>"),
    "musicxml": (".musicxml", lambda: SCORE),
    "mxl": (".mxl", lambda: mxl(SCORE)),
    "epub": (".epub", book),
    "midi": (".mid", midi),
    "wav": (".wav", lambda: sound("WAV", "PCM_16")),
    "mp3": (".mp3", lambda: sound("MP3", "MPEG_LAYER_III")),
    "flac": (".flac", lambda: sound("FLAC", "PCM_16")),
    "ogg": (".ogg", lambda: sound("OGG", "VORBIS")),
    "mp4": (".mp4", lambda: b"\0\0\0\x10ftypisom\0\0\0\0\0\0\0\x08free"),
}


def with_source(given):
    return replace(checked(given), source=SOURCE)


@pytest.mark.parametrize("name", PLAIN)
@pytest.mark.parametrize("given", GIVEN, ids=lambda each: next(iter(each.values())))
def test_what_is_put_is_read_and_taken_out_byte_for_byte(name, given):
    suffix, make = PLAIN[name]
    fmt, data, rights = FORMATS[suffix], make(), with_source(given)
    assert fmt.take_rights(data) is None
    made = fmt.put_rights(data, rights, RECIPE)
    assert made != data
    assert fmt.take_rights(made) == (data, rights)


def test_a_pdf_is_updated_and_goes_back():
    typst = pytest.importorskip("typst")
    data = typst.Compiler(b"Hello").compile(format="pdf", timestamp=0)
    rights = with_source(GIVEN[0])
    made = FORMATS[".pdf"].put_rights(data, rights, RECIPE)
    assert made.startswith(data)
    assert FORMATS[".pdf"].take_rights(made) == (data, rights)


def test_programs_find_them():
    rights = with_source({"author": "Ann Lee", "rights": "© 2026 Ann Lee", "licence": "CC-BY-4.0"})

    def made(name):
        suffix, make = PLAIN[name]
        return io.BytesIO(FORMATS[suffix].put_rights(make(), rights, RECIPE))

    for name in ("png", "jpeg", "lossy webp", "lossless webp", "gif"):
        with Image.open(made(name)) as found:
            found.load()
            if name == "jpeg":
                assert found.getexif()[33432].encode("latin-1").decode() == "© 2026 Ann Lee"
    for name in ("wav", "flac", "ogg", "mp3"):
        with soundfile.SoundFile(made(name)) as found:
            told = found.copy_metadata()
            assert (told["copyright"], told["artist"]) == ("© 2026 Ann Lee", "Ann Lee")
            assert len(found.read()) >= 4410
    first = mido.MidiFile(file=made("midi"), charset="utf-8").tracks[0][0]
    assert first.type == "copyright" and first.text.startswith("© 2026 Ann Lee\nAuthor: Ann Lee\n")
    assert b"<cc:license rdf:resource=" in made("svg").getvalue()
    assert b'<link rel="license" href="https://creativecommons.org' in made("html").getvalue()


@pytest.mark.parametrize("name", PLAIN)
def test_strangers_files_raise_nothing(name):
    suffix, make = PLAIN[name]
    made = FORMATS[suffix].put_rights(make(), with_source(GIVEN[0]), RECIPE)
    dice = random.Random(name)
    for _ in range(60):
        cut = made[: dice.randrange(len(made))]
        FORMATS[suffix].take_rights(cut)
        odd = bytearray(made)
        for _ in range(3):
            odd[dice.randrange(len(odd))] = dice.randrange(256)
        found = FORMATS[suffix].take_rights(bytes(odd))
        assert found is None or isinstance(found[0], bytes)


def test_what_changed_stays_as_it_is():
    fmt, data = FORMATS[".png"], picture("PNG")
    made = fmt.put_rights(data, with_source({"author": "Ann Lee"}), RECIPE)
    odd = made.replace(b"photoshop:Credit>Ann Lee", b"photoshop:Credit>Bob Lee", 1)
    assert odd != made
    assert fmt.take_rights(odd)[0] == odd


@pytest.fixture
def host(tmp_path):
    with Host(library=tmp_path / "library", config=tmp_path / "config.toml") as opened:
        yield opened


def test_a_run_says_whose_it_is_and_its_recipe_does_not(host, tmp_path):
    asked = {"width": 64, "height": 64, "seed": 3, "formats": [".png", ".svg"]}
    plain = host.run("image.sketch", **asked, style="line-art")[0]
    given = {"author": "Ann Lee", "rights": "© 2026 Ann Lee", "licence": "cc-by-4.0"}
    said = host.run("image.sketch", **asked, style="line-art", rights=given)[0]
    assert said.recipe == plain.recipe
    assert "Ann Lee" not in str(said.recipe)
    for suffix in (".png", ".svg"):
        assert b"Ann Lee" in said.files[suffix].data
        path = said.save(tmp_path / f"a{suffix}")
        from muse.running.reproduce import compare, origin

        found = origin(host, str(path))
        assert found.rights.to_json()["licence"] == "CC-BY-4.0"
        assert found.rights.source.endswith("/algorithmicMedia")
        assert not found.changed
        again = host.again(found.recipe).finish()[0]
        assert compare(host, found, again).verdict == "identical"


def test_without_rights_nothing_changes(host):
    made = [host.run("image.sketch", width=64, height=64, seed=3)[0].data for _ in range(2)]
    assert made[0] == made[1]
    assert b"xmpmeta" not in made[0]


def test_settings_say_it_for_all_that_is_made(tmp_path):
    config = tmp_path / "config.toml"
    config.write_text('[rights]\nauthor = "Ann Lee"\nlicence = "CC0-1.0"\n')
    with Host(library=tmp_path / "library", config=config) as host:
        made = host.run("image.sketch", width=64, height=64, seed=3)[0]
        assert b"Ann Lee" in made.data and b"zero/1.0" in made.data
        other = host.run("image.sketch", width=64, height=64, rights={"author": "Bob"})[0]
        assert b"Bob" in other.data and b"zero/1.0" in other.data and b"Ann" not in other.data
        plain = host.run("image.sketch", width=64, height=64, no_embed=True)[0]
        assert b"Ann Lee" not in plain.data


def test_a_format_without_a_place_is_told_of(host):
    made = host.run("text.grammar", prompt="a fox", seed=3, rights={"author": "Ann Lee"})[0]
    assert "Rights aren't in the .md file: the format has no place for them." in made.report.notes


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"licence": "cc-by"}, "did you mean CC-BY-4.0?"),
        ({"licence": "CC-BZ-4.0"}, "did you mean CC-BY-4.0?"),
        ({"licence": "mine"}, "such as CC-BY-4.0"),
        ({"autor": "x"}, "did you mean author?"),
        ({"author": "x" * 301}, "301 characters"),
        ({"author": "a\x00b"}, "U+0000"),
        ({"rights": "  "}, "leave out --rights"),
        ({"author": 3}, "expected words"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(host, given, told):
    with pytest.raises(muse.RequestError) as caught:
        host.stream("image.sketch", rights=given)
    assert told in f"{caught.value.message}; {caught.value.hint}"
