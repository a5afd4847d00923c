"""One run: sentence by sentence, at one loudness, with the times of what is said."""

from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import numpy as np

from muse import Artifact, Event, Item, Preview, Progress, RequestError, Run

from . import PiperCondition, sound, text, times
from .network import loaded
from .times import Timed
from .voice import chosen, foreign

_TEXTS = frozenset((".srt", ".vtt", ".json"))
_TOLD = 400
"""Sentences, and words, whose times are told in the report at most; files have all."""


class Session:
    """What the items of a run have in common."""

    def __init__(self, condition: PiperCondition, run: Run) -> None:
        self.condition, self.run = condition, run
        said = condition.text if condition.text.strip() else condition.prompt
        self.sentences = text.sentences(said, condition.pause)
        if not self.sentences:
            raise RequestError(
                "text: there are no words to say", hint="give them with --prompt or --text"
            )
        self.voice = chosen(condition.model, condition.voice, condition.language)
        self._refuse_foreign(said)
        run.weights(str(self.voice.path), onnx=True)
        self.network = loaded(self.voice)
        self.rate = self.network.rate
        self._tell()

    def _refuse_foreign(self, said: str) -> None:
        share, called = foreign(said, self.voice)
        if share > 0.5:
            raise RequestError(
                f"text: it is {called}, and the voice {self.voice.name} speaks {self.voice.spoken}",
                hint="--model takes other voices of piper, or leave out -g piper",
            )
        if share:
            self.run.report.note(
                f"Words that are {called} aren't read as they should be: the voice speaks"
                f" {self.voice.spoken}."
            )

    def _tell(self) -> None:
        report, name = self.run.report, self.voice.name
        label = f"piper {version('piper-tts')}, voice {name} ({self.voice.language})"
        report.note(f"Spoken by {label}.")
        if self.condition.voice is None:
            report.choose("voice", name)
        if self.condition.language is None:
            report.choose("language", self.voice.language)
        self.run.resolve(voice=name)
        self.about = {"language": self.voice.language, "engines": [label]}

    def item(self, item: Item) -> Iterator[Event | Artifact]:
        """Yield progress and the sound so far, and then the item."""
        pieces: list[sound.Samples] = []
        timed: list[Timed] = []
        at, total, unknown = 0, len(self.sentences), 0
        for number, sentence in enumerate(self.sentences, 1):
            self.run.check()
            samples, each, lost = self._said(sentence.text, item.seed_for(f"sentence {number}"))
            timed.append(_after(each, at / self.rate))
            if number < total:
                samples = np.concatenate([samples, sound.silence(sentence.rest, self.rate)])
            pieces.append(samples)
            at, unknown = at + len(samples), unknown + lost
            done = item.index + number / total
            yield Progress(done, len(self.run.items), f"sentence {number} of {total}")
            if total > 1:
                head = sound.endless(self.rate) if number == 1 else b""
                yield Preview("audio/wav", head + sound.pcm(samples), item.index, append=number > 1)
        if unknown:
            self.run.report.note(
                f"The voice has no phoneme for {unknown} sounds, which are left out."
            )
        whole = sound.levelled(np.concatenate(pieces), self.rate, self.condition.loudness)
        files = {suffix: self._file(suffix, whole, timed) for suffix in self.run.formats}
        title = " ".join(self.sentences[0].text.split())[:60]
        yield Artifact(files, item, self._measured(whole, timed), title)

    def _said(self, sentence: str, seed: int) -> tuple[sound.Samples, Timed, int]:
        """Return a sentence at the loudness that is asked for, its times, and sounds left out."""
        condition, piper = self.condition, self.network.piper.config
        noise = piper.noise_scale if condition.noise_scale is None else condition.noise_scale
        uneven = piper.noise_w_scale if condition.noise_w is None else condition.noise_w
        scales = (noise, piper.length_scale / condition.rate, uneven)
        made = self.network.say(sentence, seed, self.voice.speaker, scales)
        samples, cut = sound.trimmed(made.samples, self.rate)
        end, early = len(samples) / self.rate, cut / self.rate
        spoken = text.words(sentence)
        known = made.times or text.shared(spoken, 0.0, end)
        if made.times:
            known = [(_between(a - early, end), _between(b - early, end)) for a, b in known]
        words = tuple((a, b, word) for (a, b), word in zip(known, spoken, strict=True))
        samples = sound.levelled(samples, self.rate, condition.loudness)
        return samples, Timed(sentence, 0.0, end, words, made.times is not None), made.unknown

    def _file(self, suffix: str, whole: sound.Samples, timed: list[Timed]) -> bytes:
        if suffix not in _TEXTS:
            return sound.written(whole, self.rate, suffix)
        if suffix == ".json":
            about = {**self.about, "duration": round(len(whole) / self.rate, 3)}
            return times.document(timed, about).encode()
        return (times.srt if suffix == ".srt" else times.vtt)(timed).encode()

    def _measured(self, whole: sound.Samples, timed: list[Timed]) -> dict[str, Any]:
        highest = float(sound.true_peaks(whole).max(initial=0))
        measured: dict[str, Any] = {
            "duration": round(len(whole) / self.rate, 3),
            "sample_rate": self.rate,
            "loudness": round(sound.loudness(whole, self.rate), 1),
            "true_peak_dbtp": round(20 * float(np.log10(max(highest, 1e-6))), 2),
        }
        facts = [each.facts() for each in timed]
        if len(facts) <= _TOLD:
            measured["sentences"] = [
                {name: each[name] for name in ("start", "end", "text")} for each in facts
            ]
        words = [word for each in facts for word in each["words"]]
        if len(words) <= _TOLD:
            by = {each["words_by"] for each in facts}
            measured["words"] = words
            measured["words_by"] = by.pop() if len(by) == 1 else "engine and estimate"
        return measured


def _after(each: Timed, seconds: float) -> Timed:
    words = tuple((a + seconds, b + seconds, word) for a, b, word in each.words)
    return Timed(each.text, each.start + seconds, each.end + seconds, words, each.measured)


def _between(time: float, end: float) -> float:
    return min(end, max(0.0, time))
