"""Films as they are written: decoded again by PyAV, byte for byte the same, recipes inside."""

import io
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("av")

import av

from muse_works.video import boxes, read
from muse_works.video.cues import Cue
from muse_works.video.formats import measure, thumbnail
from muse_works.video.planes import planes
from muse_works.video.write import RATE, Film

FPS = 25
CUES = [Cue(0.2, 0.8, "Good {night},\nmoon"), Cue(1.0, 1.8, "晚安，月亮")]


def film(path: Path, suffix: str) -> Path:
    """Write two seconds: a white frame and a click at 1 s, red else."""
    with Film(path, 128, 96, FPS, suffix=suffix, cues=CUES, language="eng", title="Moon") as made:
        for number in range(2 * FPS):
            picture = np.zeros((96, 128, 3), np.uint8)
            picture[:] = 255 if number == FPS else (180, 30, 30)
            made.frame(picture)
            sound = np.zeros((RATE // FPS, 2), np.float32)
            if number == FPS:
                sound[:200] = 0.9 * np.sin(np.arange(200) / RATE * 2 * np.pi * 2000)[:, None]
            made.sound(sound)
    return path


@pytest.fixture(scope="module", params=[".mp4", ".webm"])
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return film(tmp_path_factory.mktemp("film") / f"film{request.param}", request.param)


def test_frames_and_sound_are_where_they_were_put(written: Path) -> None:
    bright, parts, first = [], [], None
    with av.open(str(written)) as file:
        assert {s.codec_context.name for s in file.streams} >= (
            {"h264", "aac", "mov_text"} if written.suffix == ".mp4" else {"vp9", "opus", "webvtt"}
        )
        for frame in file.decode(video=0, audio=0):
            if isinstance(frame, av.VideoFrame):
                bright.append((frame.time, frame.to_ndarray(format="gray").mean()))
            else:
                first = frame.time if first is None else first
                parts.append(frame.to_ndarray()[0])
    assert len(bright) == 2 * FPS
    (white,) = [time for time, grey in bright if grey > 200]
    sound = np.concatenate(parts)
    click = np.flatnonzero(np.abs(sound) > 0.3)[0] / RATE + (first or 0.0)
    assert abs(white - 1.0) < 0.01
    assert abs(click - white) < 0.005


def test_colours_are_those_of_the_pictures(written: Path) -> None:
    shown = np.asarray(read.first_frame(written, 0.5)).reshape(-1, 3).mean(axis=0)
    assert np.abs(shown - (180, 30, 30)).max() < 4


def test_soft_subtitles_have_their_times_and_words(written: Path) -> None:
    found = []
    with av.open(str(written)) as file:
        stream = file.streams.subtitles[0]
        for packet in file.demux(stream):
            if packet.pts is not None and bytes(packet).strip(b"\0"):  # none in between
                start = float(packet.pts * packet.time_base)
                length = float(packet.duration * packet.time_base)
                found.append((start, length, bytes(packet).decode("utf-8", "replace")))
    assert len(found) == 2
    for (start, length, text), cue in zip(found, CUES, strict=True):
        assert abs(start - cue.start) < 0.02
        assert abs(length - (cue.end - cue.start)) < 0.02
        assert cue.text.translate(str.maketrans("{}", "()")) in text


def test_the_same_frames_give_the_same_bytes(written: Path, tmp_path: Path) -> None:
    again = film(tmp_path / "again", written.suffix)
    assert again.read_bytes() == written.read_bytes()


def test_measured_by_the_format(written: Path) -> None:
    found = measure(written)
    assert (found["width"], found["height"], found["fps"]) == (128, 96, FPS)
    assert abs(found["duration"] - 2.0) < 0.05
    assert thumbnail(written)[8:12] == b"WEBP"
    assert measure(b"no film") == {}


def test_a_recipe_is_carried_and_players_skip_it(written: Path, tmp_path: Path) -> None:
    data = written.read_bytes()
    mp4 = written.suffix == ".mp4"
    put, take = (boxes.put_mp4, boxes.take_mp4) if mp4 else (boxes.put_webm, boxes.take_webm)
    assert take(data) is None
    held = put(data, '{"seed": 7, "月": 1}')
    assert take(held) == (data, '{"seed": 7, "月": 1}')
    for cut in (len(held) - 1, len(held) - 30, 20, 0):
        assert take(held[:cut]) is None
    path = tmp_path / "held"
    path.write_bytes(data)
    boxes.put_in(path, (boxes.mp4_tail if mp4 else boxes.webm_tail)("recipe"))
    found = (boxes.take_mp4_file if mp4 else boxes.take_webm_file)(path)
    assert found is not None
    assert (b"".join(found[0]), found[1]) == (data, "recipe")
    with av.open(io.BytesIO(held)) as file:
        assert sum(1 for _ in file.decode(video=0)) == 2 * FPS


def test_an_mp4_plays_while_it_loads(tmp_path: Path) -> None:
    data = film(tmp_path / "film", ".mp4").read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    assert b"Lav" not in data.replace(b"Lavc libx264", b"")


def test_odd_sides_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="even"):
        Film(tmp_path / "x", 127, 96, 25)


def test_planes_keep_a_picture() -> None:
    from PIL import Image

    picture = Image.linear_gradient("L").resize((64, 48)).convert("RGB")
    back = np.asarray(planes(picture).picture(), int)
    assert np.abs(back - np.asarray(picture, int)).max() <= 4


def test_sounds_that_are_none_say_so() -> None:
    with pytest.raises(ValueError, match="read"):
        read.samples(b"nothing")
