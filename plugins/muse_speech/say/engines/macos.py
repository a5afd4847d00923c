"""The voices of macOS, by its program `say`, which gets its words on standard input."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from muse import GenerationError, NotReady, RequestError

from ..normal import Word, spoken
from .engine import Manner, Spoken

_WORDS_A_MINUTE = 175
_SECONDS = 120.0
"""The longest that a sentence may take."""
_VOICE = re.compile(r"^(?P<name>.+?)\s+(?P<language>[a-z]{2,3}[_-]\w+)\s+#")


def program() -> str | None:
    """Return where the program is; None on other systems, whose `say` would be something else."""
    import sys

    return shutil.which("say") if sys.platform == "darwin" else None


def _run(options: list[str], text: bytes) -> bytes:
    path = program()
    if path is None:
        raise NotReady("the program say is part of macOS", hint="use --engine espeak-ng")
    try:
        done = subprocess.run(
            [path, *options], input=text, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GenerationError(f"say failed ({error})") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise GenerationError(f"say failed: {said[-1] if said else done.returncode}")
    return done.stdout


@cache
def voices() -> dict[str, str]:
    """Return its voices: name -> language, such as en-us."""
    found = {}
    for line in _run(["-v", "?"], b"").decode(errors="replace").splitlines():
        match = _VOICE.match(line)
        if match:
            found[match["name"]] = match["language"].replace("_", "-").lower()
    return found


def speaks(language: str) -> bool:
    """Whether it has a voice for a language."""
    return program() is not None and _voice_of(language) is not None


def _voice_of(language: str) -> str | None:
    wanted = {"zh": "zh-cn", "en": "en-us", "yue": "zh-hk"}.get(language, language)
    exact = [name for name, code in voices().items() if code == wanted]
    near = [name for name, code in voices().items() if code.split("-")[0] == wanted.split("-")[0]]
    return next(iter([*exact, *near]), None)


class Macos:
    """The voices of macOS."""

    name = "macos"
    rate = 22_050
    multilingual = False

    def __init__(self, voice: str | None) -> None:
        self.ignores: dict[str, str] = {}
        self.voice = voice if voice in voices() else None
        if voice in ("female", "male"):
            self.ignores["voice"] = "say doesn't tell which of its voices are female or male"
        elif voice is not None and self.voice is None:
            raise RequestError(f"voice: say has no {voice!r}", hint="say -v '?' lists its voices")
        self.label = "say of macOS" + (f", voice {self.voice}" if self.voice else "")

    def speak(self, words: Sequence[Word], language: str, manner: Manner) -> Spoken:
        """Return words as sound."""
        import soundfile

        voice = self.voice or _voice_of(language)
        options = ["-r", str(round(_WORDS_A_MINUTE * manner.pace)), "-f", "-"]
        if voice:
            options = ["-v", voice, *options]
        text = spoken(words, language).replace("[[", "[ [")  # these would begin commands
        if manner.pitch:
            text = f"[[pbas {manner.pitch:+g}]] {text}"
        with tempfile.TemporaryDirectory(prefix="muse-say-") as folder:
            path = Path(folder) / "said.wav"
            form = ["--file-format=WAVE", f"--data-format=LEI16@{self.rate}"]
            _run([*options, "-o", str(path), *form], text.encode())
            samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
        return Spoken(np.ascontiguousarray(samples[:, 0]), rate)
