"""How well films keep time: sound against picture, subtitles, and where the music ends.

    python benchmarks/film_sync.py              # 3 minutes in .mp4 and .webm
    python benchmarks/film_sync.py --seconds 30

A click track with white frames goes through `video.film` (scenes, cuts, mixing, encoding) and is
decoded again by PyAV. Everything is measured on the finished file.
"""

import argparse
import io
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

LEAD = 0.45
"""Seconds between the start of a scene that is cut in and its sound."""


def decoded(path: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    """Return the times of frames, how bright each is, the sound (mono) and its rate."""
    import av

    times, bright, parts, first = [], [], [], None
    with av.open(str(path)) as file:
        rate = file.streams.audio[0].codec_context.sample_rate
        for frame in file.decode(video=0, audio=0):
            if isinstance(frame, av.VideoFrame):
                times.append(frame.time)
                bright.append(float(frame.to_ndarray(format="gray").mean()))
            else:
                samples = frame.to_ndarray()
                first = frame.time if first is None else first
                planar = samples if frame.format.is_planar else samples.reshape(-1, 2).T
                parts.append(planar.astype(np.float64).mean(axis=0))
    sound = np.concatenate(parts)
    start = round((first or 0.0) * rate)
    sound = np.concatenate([np.zeros(max(0, start)), sound[max(0, -start) :]])
    return np.array(times), np.array(bright), sound, rate


def onsets(sound: np.ndarray, rate: int, quiet: float = 0.05) -> np.ndarray:
    """Return when sounds begin that follow at least a third of a second of silence, s."""
    loud = np.flatnonzero(np.abs(sound) > quiet)
    begins = loud[np.r_[True, np.diff(loud) > rate / 3]] if len(loud) else loud
    return begins / rate


def wav(samples: np.ndarray, rate: int = 48_000) -> bytes:
    """Return samples as WAV."""
    import soundfile

    buffer = io.BytesIO()
    soundfile.write(buffer, samples, rate, format="WAV", subtype="PCM_16")
    return buffer.getvalue()


def plain(grey: int, size: tuple[int, int] = (320, 180)) -> bytes:
    """Return a picture of one grey as PNG."""
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", size, (grey,) * 3).save(buffer, "PNG")
    return buffer.getvalue()


def clicks(seconds: float, suffix: str, folder: Path) -> dict[str, float]:
    """Return how far clicks are from their white frames in a film of a length, ms."""
    import muse

    click = np.zeros(24_000)
    click[:480] = 0.9 * np.sin(np.arange(480) / 48_000 * 2 * np.pi * 1000)
    scenes: list[dict[str, Any]] = []
    for _ in range(round(seconds / 5)):
        scenes += [
            {"picture": 1, "seconds": 3.0},
            {"picture": 2, "sound": 1, "seconds": 2.0},
        ]
    made = muse.run(
        "video.film",
        scenes=scenes,
        pictures=[plain(0), plain(255)],
        sounds=[wav(click)],
        transition="cut",
        move="still",
        score=False,
        width=320,
        height=180,
        seed=1,
        formats=[suffix],
        subtitles="none",
    )
    path = made.save(folder / f"clicks{suffix}", force=True)[0]
    times, bright, sound, rate = decoded(path)
    # The last scene goes into black; its first frame is white all the same.
    rises = times[1:][(bright[1:] > 128) & (bright[:-1] <= 128)]
    heard = onsets(sound, rate)
    count = min(len(rises), len(heard))
    off = (heard[:count] - LEAD - rises[:count]) * 1000
    return {
        "clicks": float(count),
        "lost": float(abs(len(rises) - len(heard))),
        "worst_ms": float(np.abs(off).max()),
        "drift_ms": float(off[-1] - off[0]),
    }


def subtitles(folder: Path, words: str = "") -> dict[str, float]:
    """Return how far subtitles are from what is heard, ms: begins and ends of sentences."""
    import muse

    words = words or "The lamp is lit. The boat comes home. Nobody waits on the shore."
    made = muse.run(
        "video.film",
        prompt=words,
        pictures=[plain(90)],
        score=False,
        width=320,
        height=180,
        seed=1,
        formats=[".mp4", ".srt"],
    )
    path = made.save(folder / "spoken.mp4", force=True)[0]
    _, _, sound, rate = decoded(path)
    begins, ends = [], []
    for block in made[0].files[".srt"].data.decode().strip().split("\n\n"):
        first, last = block.splitlines()[1].split(" --> ")
        begins.append(_seconds(first))
        ends.append(_seconds(last))
    loud = np.flatnonzero(np.abs(sound) > 0.01) / rate
    gaps = np.flatnonzero(np.diff(loud) > 0.6)
    heard = np.r_[loud[0], loud[gaps + 1]]
    over = np.r_[loud[gaps], loud[-1]]
    count = min(len(heard), len(begins))
    return {
        "sentences": float(count),
        "begin_ms": float(np.abs(heard[:count] - begins[:count]).max() * 1000),
        "end_ms": float(np.abs(over[:count] - ends[:count]).max() * 1000),
    }


def _seconds(clock: str) -> float:
    hours, minutes, rest = clock.replace(",", ".").split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def music_end(folder: Path, seconds: float = 20.0) -> dict[str, float]:
    """Return how far the last sound of composed music is from the end of its film, ms."""
    import muse

    made = muse.run(
        "video.film",
        scenes=[{"picture": 1, "seconds": seconds}],
        pictures=[plain(120)],
        width=320,
        height=180,
        seed=1,
    )
    path = made.save(folder / "music.mp4", force=True)[0]
    times, _, sound, rate = decoded(path)
    end = times[-1] + times[1]
    last = np.flatnonzero(np.abs(sound) > 10 ** (-60 / 20))[-1] / rate
    return {"film_s": float(end), "music_end_ms": float((end - last) * 1000)}


def speed(folder: Path, seconds: float = 30.0) -> dict[str, float]:
    """Return how long a film of about half a minute takes with voice and music, from nothing."""
    import muse

    words = (
        "Once a keeper lived in a lighthouse by the sea. Every night he lit the lamp. One morning"
        " he found a letter in a bottle. He read it and put on his coat. He sailed out at night."
        " In the morning he came home."
    )
    begun = time.perf_counter()
    made = muse.run("video.film", prompt=words, seed=int(time.time()) % 10**6)
    took = time.perf_counter() - begun
    return {"film_s": made[0].report.measured["duration"], "seconds": round(took, 1)}


def main() -> int:
    """Measure and say; 1 where a promise isn't kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=180.0)
    asked = parser.parse_args()
    bad = 0
    with TemporaryDirectory() as name:
        folder = Path(name)
        for suffix in (".mp4", ".webm"):
            found = clicks(asked.seconds, suffix, folder)
            bad += found["worst_ms"] > 40 or found["lost"] > 0
            print(f"sound against picture, {suffix}", found)
        found = subtitles(folder)
        bad += max(found["begin_ms"], found["end_ms"]) > 80
        print("subtitles against sentences", found)
        found = music_end(folder)
        bad += abs(found["music_end_ms"]) > 50
        print("music's end against the film's", found)
        print("speed", speed(folder))
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
