"""All languages by the program espeak-ng, which gets its words on standard input."""

import io
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache

import numpy as np

from muse import GenerationError, NotReady, RequestError

from ..normal import Word, spoken
from .engine import Manner, Spoken
from .pinyin import in_pinyin

INSTALL = "apt install espeak-ng, or brew install espeak-ng"
_WORDS_A_MINUTE = 165  # its 175 sounds hurried in sentences
_MANDARIN = 175
_SECONDS = 60.0
"""The longest that a sentence may take."""
_PINYIN = "cmn-latn-pinyin"
_VOICES = {"zh": _PINYIN, "en": "en-us", "en-us": "en-us", "en-gb": "en-gb", "pt": "pt-br"}
_VARIANTS = {"female": "f2", "male": "m3"}


def program() -> str | None:
    """Return where the program is."""
    return shutil.which("espeak-ng")


@cache
def version() -> str:
    """Return its version."""
    told = _run(["--version"], b"").decode(errors="replace")
    return told.partition(":")[2].split()[0] if ":" in told else ""


@cache
def voices() -> dict[str, str]:
    """Return its languages: code -> name of the voice."""
    found = {}
    for line in _run(["--voices"], b"").decode(errors="replace").splitlines()[1:]:
        parts = line.split()
        if len(parts) >= 4:
            found[parts[1]] = parts[3].replace("_", " ")
    return found


def speaks(language: str) -> bool:
    """Whether it has a voice for a language."""
    return program() is not None and _voice_of(language) in voices()


def knows(voice: str) -> bool:
    """Whether it has a voice of a name, with a variant or without: en-gb, cmn+f3."""
    return voice.partition("+")[0] in voices()


def _voice_of(language: str) -> str:
    known = voices()
    wanted = _VOICES.get(language, language)
    if wanted in known:
        return wanted
    base = language.split("-")[0]
    wanted = _VOICES.get(base, base)
    if wanted in known:
        return wanted
    return next((code for code in known if code.split("-")[0] == base), base)


def _run(options: list[str], text: bytes) -> bytes:
    path = program()
    if path is None:
        raise NotReady("the program espeak-ng isn't installed", hint=INSTALL)
    try:
        done = subprocess.run(
            [path, *options], input=text, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GenerationError(f"espeak-ng failed ({error})") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise GenerationError(f"espeak-ng failed: {said[-1] if said else done.returncode}")
    return done.stdout


class Espeak:
    """The voices of espeak-ng."""

    name = "espeak-ng"
    rate = 22_050
    multilingual = False

    def __init__(self, voice: str | None) -> None:
        self.ignores = {"seed": "espeak-ng speaks alike with any seed"}
        self.variant = _VARIANTS.get(voice or "", "")
        self.voice = None if self.variant or voice is None else voice
        if self.voice and not knows(self.voice):
            raise RequestError(
                f"voice: espeak-ng has no {voice!r}",
                hint="give female, male, or a code that espeak-ng --voices lists, such as en-gb",
            )
        self.label = f"espeak-ng {version()}" + (f", voice {voice}" if voice else "")

    def speak(self, words: Sequence[Word], language: str, manner: Manner) -> Spoken:
        """Return words as sound."""
        import soundfile

        code = _voice_of(language)
        if self.voice and (code == _voice_of(self.voice.partition("+")[0]) or len(language) < 2):
            code = self.voice
        elif self.variant:
            code = f"{code}+{self.variant}"
        usual = _MANDARIN if language.startswith("zh") else _WORDS_A_MINUTE
        options = ["-v", code, "-s", str(round(usual * manner.pace))]
        options += ["-p", str(pitch(manner.pitch)), "-b", "1", "-z", "--stdin", "--stdout"]
        text = spoken(words, language)
        if code.startswith(_PINYIN):
            text = in_pinyin(text)
        text = text.replace("[[", "[ [")  # these would begin phonemes
        made = _run(options, text.encode())
        samples, rate = soundfile.read(io.BytesIO(made), dtype="float32", always_2d=True)
        return Spoken(np.ascontiguousarray(samples[:, 0]), rate)


def pitch(semitones: float) -> int:
    """Return the value of -p for a pitch; 50 is the voice's own."""
    return max(0, min(99, round(50 + 4 * semitones)))
