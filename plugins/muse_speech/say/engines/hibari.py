"""English by hibari-tts, whose voice comes in its wheel."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muse import RequestError

from ..normal import Word, spoken
from .engine import Manner, Spoken

_LENGTHS = b"/Clip_output_0"
"""The tensor of its graph that has the frames of each phoneme."""
_SILENT = ';:,.!?—…"“”()'
_LONGEST = 400  # phonemes that it was trained to take at once


def installed() -> bool:
    """Whether the library is there."""
    from importlib.util import find_spec

    return find_spec("hibari") is not None and find_spec("onnxruntime") is not None


@cache
def voices() -> dict[str, str]:
    """Return the voices on this machine: name -> what it is. Nothing is downloaded."""
    import json
    from importlib.util import find_spec
    from pathlib import Path

    spec = find_spec("hibari")
    if spec is None or spec.origin is None:
        return {}
    table = Path(spec.origin).parent / "assets" / "voices.json"
    known: dict[str, dict[str, Any]] = json.loads(table.read_text(encoding="utf-8"))
    from hibari.voices import cache_dir

    return {
        name: f"{about['accent']}, {about['gender']}"
        for name, about in known.items()
        if about.get("bundled") or (Path(cache_dir()) / about["file"]).is_file()
    }


@dataclass
class _Voice:
    """A voice with its network, its alphabet and its dictionaries, all loaded."""

    session: Any
    g2p: Any
    alphabet: dict[str, int]

    def ids(self, phonemes: str) -> list[int]:
        """Return the numbers of phonemes, between two of silence."""
        return [0, *(self.alphabet[each] for each in phonemes if each in self.alphabet), 0]


@cache
def _loaded(voice: str) -> _Voice:
    """Return a voice; its network also tells the length of each phoneme, where it can."""
    import json
    from pathlib import Path

    import onnxruntime
    from hibari.g2p import G2P
    from hibari.tts import ASSETS
    from hibari.voices import VOICES, voice_path

    model = Path(voice_path(voice, download_missing=False)).read_bytes()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        model + _also(_LENGTHS) if _LENGTHS in model else model,
        options,
        providers=["CPUExecutionProvider"],
    )
    alphabet = json.loads((Path(ASSETS) / "vocab.json").read_text(encoding="utf-8"))
    return _Voice(session, G2P(british=VOICES[voice]["british"]), alphabet)


def _also(tensor: bytes) -> bytes:
    """Return what makes an inner tensor an output, when it follows the bytes of an ONNX model.

    Messages of protobuf that follow one another are merged: this is a ModelProto whose field 7,
    the graph, has one more entry in field 12, its outputs, of which field 1 is the name.
    """
    value = bytes([0x0A, len(tensor)]) + tensor
    graph = bytes([0x62, len(value)]) + value
    return bytes([0x3A, len(graph)]) + graph


class Hibari:
    """The voice of hibari-tts."""

    name = "hibari"
    rate = 24_000
    multilingual = False

    def __init__(self, voice: str | None) -> None:
        from importlib.metadata import version

        known = voices()
        self.ignores: dict[str, str] = {}
        chosen = voice if voice in known else None
        if voice in ("female", "male"):
            wanted = [name for name, about in known.items() if about.endswith(f", {voice}")]
            chosen = wanted[0] if wanted else None
            if chosen is None:
                self.ignores["voice"] = f"hibari has no {voice} voice on this machine"
        elif voice is not None and chosen is None:
            raise RequestError(
                f"voice: hibari has no {voice!r} on this machine",
                hint=f"it has {', '.join(known)}",
            )
        self.voice = chosen or next(iter(known))
        self.label = f"hibari {version('hibari-tts')}, voice {self.voice} ({known[self.voice]})"

    def speak(self, words: Sequence[Word], language: str, manner: Manner) -> Spoken:
        """Return English words as sound, with the times that its network gave them."""
        tts = _loaded(self.voice)
        text = spoken(words, "en")
        phonemes = tts.g2p(text)
        pieces: list[NDArray[np.float32]] = []
        spans: list[tuple[float, float]] = []
        at = 0.0
        rng = np.random.default_rng(manner.seed)
        for part in _parts(phonemes):
            samples, lengths = _synthesised(tts, part, manner, rng)
            pieces.append(samples)
            seconds = len(samples) / self.rate
            spans += [(at + start, at + end) for start, end in _words(tts, part, lengths, seconds)]
            at += seconds
        samples = np.concatenate(pieces) if pieces else np.zeros(0, np.float32)
        return Spoken(samples, self.rate, _times(tts, words, spans))


def _parts(phonemes: str) -> list[str]:
    """Return phonemes in parts that the network takes."""
    made: list[str] = []
    while len(phonemes) > _LONGEST:
        cut = phonemes.rfind(" ", 1, _LONGEST)
        cut = cut if cut > 0 else _LONGEST
        made.append(phonemes[:cut])
        phonemes = phonemes[cut:].lstrip()
    return [*made, phonemes] if phonemes.strip() else made


def _synthesised(
    tts: _Voice, phonemes: str, manner: Manner, rng: np.random.Generator
) -> tuple[NDArray[np.float32], NDArray[np.float32] | None]:
    """Return samples, and the frames of each phoneme where the model tells them."""
    from hibari import dsp

    ids = tts.ids(phonemes)
    if len(ids) < 3:
        return np.zeros(0, np.float32), None
    fed = {"ids": np.asarray([ids], np.int64), "speed": np.asarray([manner.pace], np.float32)}
    made = tts.session.run(None, fed)
    lh, th, ln, lr, phi, f0 = (part[0] for part in made[:6])
    if manner.pitch:
        f0 = f0 * np.float32(2 ** (manner.pitch / 12))
    samples = dsp.synth(lh, th, ln, lr, phi, f0, rng).astype(np.float32)
    return samples, np.ravel(made[6]) if len(made) > 6 else None


def _words(
    tts: _Voice, phonemes: str, lengths: NDArray[np.float32] | None, seconds: float
) -> list[tuple[float, float]]:
    """Return start and end of each word of a phoneme string that lasts `seconds`; [] if unknown.

    `lengths` are those of its phonemes, and of the silence before and after.
    """
    known = [c for c in phonemes if c in tts.alphabet]
    if lengths is None or len(lengths) != len(known) + 2 or not lengths.sum():
        return []
    edges = np.concatenate([[0.0], np.cumsum(lengths)]) * (seconds / lengths.sum())
    made: list[tuple[float, float]] = []
    start: float | None = None
    end = 0.0
    for number, phoneme in enumerate(known, 1):
        if phoneme == " ":
            if start is not None:
                made.append((start, end))
            start = None
        elif phoneme not in _SILENT:
            start = float(edges[number]) if start is None else start
            end = float(edges[number + 1])
    return [*made, (start, end)] if start is not None else made


def _times(
    tts: _Voice, words: Sequence[Word], spans: Sequence[tuple[float, float]]
) -> list[tuple[float, float]] | None:
    """Return the time of each word from those of the spoken ones; None where they don't match."""
    counts = [max(1, len(word.spoken.split())) for word in words]
    if sum(counts) != len(spans):  # a name that is read as two words, say
        counts = [max(1, len(_words_of(tts.g2p(word.spoken)))) for word in words]
    if sum(counts) != len(spans):
        return None
    made = []
    at = 0
    for count in counts:
        made.append((spans[at][0], spans[at + count - 1][1]))
        at += count
    return made


def _words_of(phonemes: str) -> list[str]:
    return [part for part in phonemes.split() if part.strip(_SILENT)]
