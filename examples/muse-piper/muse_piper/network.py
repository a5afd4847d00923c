"""A voice that speaks: phonemes by piper and espeak-ng inside it, samples by onnxruntime.

The networks of piper draw random numbers themselves, by nodes that no seed reaches once they are
loaded. Here those nodes are exchanged for inputs: the numbers are handed in, so the same ones give
the same bytes. And what the network knows of the lengths of phonemes becomes an output, which
tells when each word is said.
"""

import json
import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muse import GenerationError, NotReady, RequestError

from .text import words
from .voice import Voice

_NUMBERS = 2**19
"""Random numbers that are handed in for each node; a sentence of half a minute takes as many."""

_SILENT = frozenset(" ,.;:!?…—\"'()«»¡¿“”")


@dataclass(frozen=True)
class Spoken:
    """One channel of samples at the voice's rate, and the time of each word where it is known."""

    samples: NDArray[np.float32]
    times: list[tuple[float, float]] | None
    unknown: int = 0
    """Sounds for which the voice has no phoneme."""


class Network:
    """A loaded voice."""

    def __init__(self, path: Path, settings: dict[str, Any]) -> None:
        import onnxruntime
        from piper import PiperConfig, PiperVoice

        for name in ("piper.phoneme_ids", "piper.voice", "piper.phonemize_espeak"):
            logging.getLogger(name).setLevel(logging.ERROR)
        self.settings = settings
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        try:
            model, self.drawn = _seedable(path)
            session = onnxruntime.InferenceSession(
                model, options, providers=["CPUExecutionProvider"]
            )
            self.piper = PiperVoice(session=session, config=PiperConfig.from_dict(settings))
        except Exception as error:  # whatever a damaged file makes the readers stumble over
            raise RequestError(
                f"model: {path.name} can't be loaded ({type(error).__name__})",
                hint="get both its files again",
            ) from error
        self.hop = self.piper.config.hop_length
        self.rate = self.piper.config.sample_rate

    def say(
        self, text: str, seed: int, speaker: int | None, scales: tuple[float, float, float]
    ) -> Spoken:
        """Return a sentence as sound; `scales` are noise, length and the noise of lengths."""
        phonemes = self._phonemes(text)
        ids = self.piper.phonemes_to_ids(phonemes)
        known = self.settings["phoneme_id_map"]
        unknown = sum(each not in known for each in phonemes)
        rng = np.random.default_rng(seed)
        fed: dict[str, Any] = {
            "input": np.asarray([ids], np.int64),
            "input_lengths": np.asarray([len(ids)], np.int64),
            "scales": np.asarray(scales, np.float32),
        }
        for name in self.drawn:
            fed[name] = rng.standard_normal(_NUMBERS, np.float32)
        if speaker is not None:
            fed["sid"] = np.asarray([speaker], np.int64)
        try:
            made = self.piper.session.run(None, fed)
        except Exception as error:
            raise GenerationError(
                f"piper fails on {text[:60]!r} ({type(error).__name__})"
            ) from error
        samples = np.ravel(made[0]).astype(np.float32)
        lengths = np.ravel(made[1]) * self.hop / self.rate if len(made) > 1 else np.zeros(0)
        return Spoken(samples, self._times(text, phonemes, lengths), unknown)

    def _phonemes(self, text: str) -> list[str]:
        """Return the phonemes of one sentence; what espeak takes for several is joined."""
        try:
            groups = self.piper.phonemize(text)
        except ImportError as error:
            raise NotReady(
                f"the phonemes of this voice need {error.name}, which isn't installed",
                hint="choose a voice whose phoneme_type is espeak",
            ) from error
        made: list[str] = []
        for group in filter(None, groups):
            if made and made[-1] == ".":  # after "Dr.", say
                made[-1] = " "
            elif made:
                made.append(" ")
            made += group
        return made

    def _times(
        self, text: str, phonemes: list[str], lengths: NDArray[np.float32]
    ) -> list[tuple[float, float]] | None:
        """Return start and end of each word (s); None where words and phonemes don't match."""
        spans = self._spans(phonemes, lengths)
        said = words(text)
        counts = [1] * len(said)
        if len(spans) != len(said):  # a number is several words, and "of the" may be one
            counts = [max(1, _groups(self._phonemes(word))) for word in said]
        if sum(counts) != len(spans):
            return None
        made, at = [], 0
        for count in counts:
            made.append((spans[at][0], spans[at + count - 1][1]))
            at += count
        return made

    def _spans(
        self, phonemes: list[str], lengths: NDArray[np.float32]
    ) -> list[tuple[float, float]]:
        """Return start and end of each run of phonemes between spaces; [] if they aren't told."""
        known = self.settings["phoneme_id_map"]
        sizes = [len(known[each]) + 1 if each in known else 0 for each in phonemes]
        if 2 + sum(sizes) + 1 != len(lengths):  # begin and its pad, each and its pad, end
            return []
        edges = np.concatenate([[0.0], np.cumsum(lengths)])
        made: list[tuple[float, float]] = []
        at, open_ = 2, False
        for phoneme, size in zip(phonemes, sizes, strict=True):
            if phoneme not in _SILENT:
                start = made.pop()[0] if open_ else float(edges[at])
                made.append((start, float(edges[at + size])))
                open_ = True
            elif phoneme == " ":
                open_ = False
            at += size
        return made


def _groups(phonemes: list[str]) -> int:
    return sum(bool(part.strip("".join(_SILENT))) for part in "".join(phonemes).split(" "))


def loaded(voice: Voice) -> Network:
    """Return the network of a voice; the last two stay loaded until the worker ends."""
    return _network(voice.path, voice.path.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _network(path: Path, changed: int) -> Network:
    return Network(path, json.loads(Path(f"{path}.json").read_text(encoding="utf-8")))


def _seedable(path: Path) -> tuple[bytes, list[str]]:
    """Return a model whose random numbers are inputs, and the names of these.

    A node that draws numbers of a shape becomes nodes that take as many from an input, over and
    over if there are too few. The lengths of phonemes, whole frames, come out of the one node that
    rounds up; where there is none such, the model tells no times.
    """
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    model = onnx.load(str(path), load_external_data=False)
    graph, nodes, drawn = model.graph, [], []
    for node in graph.node:
        if node.op_type != "RandomNormalLike":
            nodes.append(node)
            continue
        name = f"drawn_{len(drawn)}"
        drawn.append(name)
        graph.input.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, [_NUMBERS]))
        steps = (
            ("Shape", [node.input[0]], f"{name}_shape"),
            ("ReduceProd", [f"{name}_shape"], f"{name}_count"),
            ("Range", ["drawn_from", f"{name}_count", "drawn_step"], f"{name}_places"),
            ("Mod", [f"{name}_places", "drawn_most"], f"{name}_wrapped"),
            ("Gather", [name, f"{name}_wrapped"], f"{name}_flat"),
            ("Reshape", [f"{name}_flat", f"{name}_shape"], node.output[0]),
        )
        for kind, given, made in steps:
            more = {"keepdims": 0} if kind == "ReduceProd" else {}
            nodes.append(helper.make_node(kind, given, [made], **more))
    for name, value in (("drawn_from", 0), ("drawn_step", 1), ("drawn_most", _NUMBERS)):
        graph.initializer.append(numpy_helper.from_array(np.asarray(value, np.int64), name))
    del graph.node[:]
    graph.node.extend(nodes)
    rounded = [node.output[0] for node in nodes if node.op_type == "Ceil"]
    if len(rounded) == 1 and rounded[0] not in {each.name for each in graph.output}:
        graph.output.append(helper.make_tensor_value_info(rounded[0], TensorProto.FLOAT, None))
    return model.SerializeToString(), drawn
