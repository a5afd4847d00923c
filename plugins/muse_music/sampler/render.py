"""The sound of a MIDI file, by fluidsynth where it is installed, or by Muse's own sampler."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from muse import NotReady, RequestError
from muse_music.audio.decoding import decode
from muse_music.audio.loudness import levelled
from muse_music.audio.sound import LONGEST, Sound
from muse_music.sampler import mix, soundfont
from muse_music.sampler.events import lines

_PATIENCE = 600  # s


def render(
    midi: bytes,
    *,
    font: str | None = None,
    synth: str = "auto",
    tick: Callable[[float], None] = lambda done: None,
) -> tuple[Sound, str]:
    """Return the sound of a MIDI file that Muse wrote, and who played it.

    `font` is the path of a soundfont; `synth` is "fluidsynth", "muse", or "auto" for the first that
    is there. Stereo at 44.1 kHz, -16 LUFS, peaks below -1 dBFS. NotReady without fluidsynth.
    """
    path = soundfont.find(font)
    parts = lines(midi)
    seconds = max((e.end for line in parts for e in line.events), default=0.0)
    if seconds > LONGEST:
        raise RequestError(
            f"the piece lasts {seconds / 60:.0f} minutes; at most {LONGEST / 60:.0f} are rendered",
            hint="use fewer --bars, or write .mid alone",
        )
    if synth == "fluidsynth" or (synth == "auto" and available()):
        return _fluidsynth(midi, path), f"fluidsynth, {path.name}"
    loaded = soundfont.load(path, path.stat().st_mtime_ns)
    return mix.mixed(loaded, parts, seconds, tick), f"Muse, {path.name}"


def available() -> bool:
    """Whether fluidsynth is installed."""
    return shutil.which("fluidsynth") is not None


def _fluidsynth(midi: bytes, font: Path) -> Sound:
    program = shutil.which("fluidsynth")
    if program is None:
        raise NotReady("synth: fluidsynth isn't installed", hint="use --synth muse, or install it")
    with tempfile.TemporaryDirectory(prefix="muse-") as folder:
        source, target = Path(folder) / "song.mid", Path(folder) / "song.wav"
        source.write_bytes(midi)
        command = [program, "-ni", "-q", "-g", "0.6", "-r", str(mix.RATE), "-T", "wav"]
        command += ["-O", "s16", "-F", str(target), str(font.resolve()), str(source)]
        done = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)
        if done.returncode or not target.is_file():
            told = done.stderr.decode(errors="replace").strip().splitlines()
            raise NotReady(
                f"fluidsynth failed ({told[-1] if told else done.returncode})",
                hint="use --synth muse",
            )
        sound = decode(target.read_bytes())
    return mix.ended(levelled(sound, mix.LOUDNESS))
