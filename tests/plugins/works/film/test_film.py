"""Films through the host: what every generator promises, and what films promise."""

import io
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("av")
pytest.importorskip("fontpkg_archivo")
pytest.importorskip("manimgx_fonts_cjk")
pytest.importorskip("fontTools")

import av
import numpy as np
from PIL import Image

import muse
from muse.testing import conformance

test_video_film = conformance("video.film", seconds=1)

SMALL = {"width": 128, "height": 72, "fps": 10.0, "score": False, "narrate": False, "seed": 1}


def png(grey: int) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (128, 72), (grey,) * 3).save(buffer, "PNG")
    return buffer.getvalue()


def tone(seconds: float) -> bytes:
    import soundfile

    buffer = io.BytesIO()
    wave = 0.5 * np.sin(np.arange(round(seconds * 8000)) / 8000 * 2 * np.pi * 500)
    soundfile.write(buffer, wave, 8000, format="WAV")
    return buffer.getvalue()


def made(host: muse.Host, formats: list[str], **fields: Any) -> muse.Artifact:
    return host.run("video.film", formats=formats, **{**SMALL, **fields})[0]


def decoded(data: bytes) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the times of frames, how bright they are, and the sound (mono, 48 kHz)."""
    times, bright, sound = [], [], []
    with av.open(io.BytesIO(data)) as file:
        for frame in file.decode(*file.streams):
            if isinstance(frame, av.VideoFrame):
                times.append(frame.time)
                bright.append(frame.to_ndarray(format="gray").mean())
            elif isinstance(frame, av.AudioFrame):
                sound.append(frame.to_ndarray().mean(axis=0))
    return np.array(times), np.array(bright), np.concatenate(sound) if sound else np.zeros(0)


def test_sound_and_subtitles_keep_time_with_pictures(muse_host: muse.Host) -> None:
    scenes = [{"picture": 1, "seconds": 1.5}, {"picture": 2, "say": "Now.", "sound": 1}] * 2
    film = made(
        muse_host,
        [".mp4", ".srt"],
        scenes=scenes,
        pictures=[png(0), png(255)],
        sounds=[tone(0.5)],
        transition="cut",
        move="still",
        subtitles="soft",
    )
    times, bright, sound = decoded(film.files[".mp4"].data)
    cuts = times[1:][(bright[1:] > 128) & (bright[:-1] <= 128)]
    loud = np.flatnonzero(np.abs(sound) > 0.02) / 48_000
    begins = loud[np.r_[True, np.diff(loud) > 0.3]]
    assert len(cuts) == len(begins) == 2
    assert np.abs(begins - cuts - 0.45).max() < 0.04  # that long after the cut, both times
    blocks = film.files[".srt"].data.decode().split("\n\n")
    starts = [float(block.splitlines()[1][6:12].replace(",", ".")) for block in blocks]
    assert np.abs(begins - starts).max() < 0.08


def test_music_ends_with_the_film(muse_host: muse.Host) -> None:
    film = made(muse_host, [".mp4"], prompt="", pictures=[png(90)], music=tone(9.0), score=True)
    times, _, sound = decoded(film.data)
    end = times[-1] + 0.1
    last = np.flatnonzero(np.abs(sound) > 0.001)[-1] / 48_000
    assert abs(end - 4.0) < 1e-6
    assert abs(end - last) < 0.05
    assert film.report.measured["loudness"] == pytest.approx(-16, abs=0.5)
    assert film.report.measured["duration"] == pytest.approx(4.0, abs=0.06)


def test_burnt_subtitles_are_low_in_the_picture_and_in_time(muse_host: muse.Host) -> None:
    fields = {"scenes": [{"say": "Good night, moon.", "seconds": 4.0}], "pictures": [png(60)]}
    plain = made(muse_host, [".mp4"], **fields, subtitles="none")
    burnt = made(muse_host, [".mp4", ".vtt"], **fields)
    one, two = (
        [f.to_ndarray(format="gray").astype(int) for f in av.open(io.BytesIO(d)).decode(video=0)]
        for d in (plain.data, burnt.data)
    )
    differs = [np.argwhere(np.abs(a - b) > 60) for a, b in zip(one, two, strict=True)]
    shown = [number for number, places in enumerate(differs) if len(places)]
    clock = burnt.files[".vtt"].data.decode().splitlines()[2]
    start, end = (float(each[6:]) for each in clock.split(" --> "))
    assert abs(shown[0] / 10 - start) < 0.08
    assert abs((shown[-1] + 1) / 10 - end) < 0.08
    rows = np.concatenate([differs[n] for n in shown])[:, 0]
    assert 40 < rows.min() and rows.max() < 70


def test_a_storyboard_costs_no_film(muse_host: muse.Host, tmp_path: Path) -> None:
    fields = {"prompt": "The lamp is lit. It is late.", "title": "Night", "narrate": True}
    board = made(muse_host, [".md", ".json", ".png"], **fields)
    assert list(board.recipe["parts"]) == ["scene-1/picture", "scene-2/picture"]
    assert Image.open(io.BytesIO(board.files[".png"].data)).width > 500
    for suffix in (".md", ".json"):
        path = board.save(tmp_path / f"board{suffix}")
        again = made(muse_host, [".md"], storyboard=path)
        assert again.data == board.files[".md"].data


def test_a_changed_sentence_keeps_the_other_pictures(muse_host: muse.Host) -> None:
    first = made(muse_host, [".png"], prompt="A red boat. A green meadow.")
    second = made(muse_host, [".png"], prompt="A red boat. A blue lake. A green meadow.")
    seeds = [
        {
            part["condition"]["prompt"]: part["condition"]["seed"]
            for part in each.recipe["parts"].values()
        }
        for each in (first, second)
    ]
    assert seeds[0].items() <= seeds[1].items()


def test_a_lyric_video_lights_the_words(muse_host: muse.Host) -> None:
    lrc = b"[00:00.80]Moon river\n[00:02.80]\n"
    film = made(
        muse_host,
        [".mp4", ".srt"],
        song=muse.InputFile(lrc, "song.lrc"),
        music=tone(4.0),
        pictures=[png(20)],
        width=320,
        height=180,
    )
    lit = []
    for frame in av.open(io.BytesIO(film.files[".mp4"].data)).decode(video=0):
        rgb = frame.to_ndarray(format="rgb24").astype(int)
        lit.append(int(((rgb[..., 0] > 190) & (rgb[..., 2] < 170)).sum()))
    assert sum(lit[:8]) == 0
    sung = lit[9:26]
    assert sung[-1] > 150
    assert all(b >= a - 25 for a, b in pairwise(sung))
    assert lit[12] < 0.75 * sung[-1]
    assert "Moon river" in film.files[".srt"].data.decode()


def test_wrong_requests_say_what_to_do(muse_host: muse.Host) -> None:
    for fields, told in (
        ({}, "prompt: there is nothing to show"),
        ({"scenes": [{"picture": 3}]}, "scene 1: there is no picture 3 of 0"),
        ({"scenes": [{"move": "fly"}]}, "scene 1: move 'fly' is none of"),
        ({"scenes": ["{"]}, "a scene is JSON"),
        ({"storyboard": b"\xff\xfe"}, "is no text in UTF-8"),
        ({"script": b"One.\n\n" * 301}, "there are more than 300"),
        ({"scenes": [{"times": [[0, 10**400, "x"]]}]}, "times of a scene are a list"),
        ({"song": b"la la"}, "it has no words with times"),
        ({"song": b"[00:01.00]la\n"}, "no sound that can be made again"),
        ({"prompt": "x", "music": b"noise"}, "music: data: it can't be read"),
        ({"pictures": [b"\0\0\0\x20ftypisom"]}, "can't be read as a film"),
    ):
        with pytest.raises(muse.RequestError, match=told):
            made(muse_host, [".mp4"], **{"score": "music" in fields, **fields})
