"""What a run says: the text in sentences, by engines, assembled at one loudness, with its times."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muse import Artifact, Item, Progress, RequestError, Run

from . import languages, loudness, script, sound, times
from .choosing import Cast
from .condition import SayCondition
from .engines import Engine, Manner
from .normal import Word, words

_SWITCH = 0.07  # s between words of two languages in a sentence
_FEW = 3  # words
_WORDS_TOLD = 400
"""Words of which times are told in the report at most; files have all of them."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a sentence in one language, and what speaks them."""

    words: list[Word]
    language: str
    engine: Engine


class Session:
    """One run: its sentences and engines."""

    def __init__(self, condition: SayCondition, run: Run) -> None:
        self.condition = condition
        self.run = run
        self.text = self._text()
        self.language = condition.language or languages.main_language(self.text)
        self.cast = Cast(condition)
        self.sentences = script.sentences(self.text, condition.form, condition.pause)
        if not self.sentences:
            raise RequestError("text: there are no words to say", hint="give --text or --script")
        self.rate = max(
            part.engine.rate for each in self.sentences for part in self.parts(each.text)
        )
        self._tell()

    def _text(self) -> str:
        condition = self.condition
        given = [name for name in ("text", "script") if getattr(condition, name)]
        if len(given) > 1:
            raise RequestError("text and script: there are two texts", hint="give one of them")
        if condition.script is not None:
            name = condition.script.name
            try:
                text = condition.script.data.decode("utf-8-sig")
            except UnicodeDecodeError:
                raise RequestError(
                    f"script: {name} isn't a text in UTF-8", hint="give .txt or .md"
                ) from None
            return script.plain(text)
        return condition.text or condition.prompt

    def _tell(self) -> None:
        report = self.run.report
        for engine in self.cast.engines:
            report.note(f"Spoken by {engine.label}.")
            for name, why in engine.ignores.items():
                if name in report.applied or name in report.read:
                    report.ignore(name, why)
        if self.condition.language is None:
            report.choose("language", self.language)
        if self.condition.engine == "auto":
            report.choose("engine", ", ".join(engine.name for engine in self.cast.engines))

    def parts(self, text: str) -> Iterator[Part]:
        """Yield a sentence in parts of one language each."""
        for span in languages.spans(text, self.language):
            said = words(span.text, span.language)
            if not said:
                continue
            own = self.cast.engine(self.language)
            # A word or two keep the voice of their sentence, where it speaks their language too.
            stays = own.name == "espeak-ng" and len(said) <= _FEW
            yield Part(said, span.language, own if stays else self.cast.engine(span.language))

    def say(self, sentence: script.Sentence, seed: int) -> tuple[NDArray[np.float32], times.Timed]:
        """Return a sentence as samples at one loudness, and its times within them."""
        manner = Manner(
            script.RESTS[self.condition.form].pace * self.condition.rate,
            self.condition.pitch,
            seed,
            self.condition.style,
        )
        pieces: list[NDArray[np.float32]] = []
        timed = times.Timed(sentence.text, 0.0, 0.0)
        at = 0.0
        for part in self.parts(sentence.text):
            made = part.engine.speak(part.words, part.language, manner)
            samples = sound.at_rate(made.samples, made.rate, self.rate)
            cut = sound.heard(samples, self.rate)[0] / self.rate
            samples, first, last = sound.trimmed(samples, self.rate)
            if not len(samples):
                continue
            if pieces:
                pieces.append(sound.silence(_SWITCH, self.rate))
                at += len(pieces[-1]) / self.rate
            start, end = at + first / self.rate, at + last / self.rate
            written = [word.written for word in part.words]
            if made.times is None:
                timed.measured = False
                known = times.estimated([word.spoken for word in part.words], start, end)
            else:
                known = [
                    (min(end, max(start, a - cut + start)), min(end, max(start, b - cut + start)))
                    for a, b in made.times
                ]
            timed.words += [(a, b, word) for (a, b), word in zip(known, written, strict=True)]
            timed.start = timed.start if pieces else start
            timed.end = end
            pieces.append(loudness.levelled(samples, self.rate, self.condition.loudness))
            at += len(samples) / self.rate
        whole = np.concatenate(pieces) if pieces else sound.silence(0.1, self.rate)
        return whole, timed

    def item(self, item: Item) -> Iterator[Any]:
        """Yield progress, and then the item."""
        done: list[NDArray[np.float32]] = []
        timed: list[times.Timed] = []
        at = 0
        total = len(self.sentences)
        for number, sentence in enumerate(self.sentences, 1):
            seed = int(np.random.SeedSequence([item.seed, number]).generate_state(1)[0])
            samples, each = self.say(sentence, seed)
            begin = at / self.rate
            timed.append(
                replace(
                    each,
                    start=begin + each.start,
                    end=begin + each.end,
                    words=[(begin + a, begin + b, word) for a, b, word in each.words],
                )
            )
            done.append(samples)
            if number < total:
                done.append(sound.silence(sentence.rest, self.rate))
            at = sum(map(len, done))
            share = item.index + number / total
            yield Progress(share, len(self.run.items), f"sentence {number} of {total}")
        samples = loudness.levelled(np.concatenate(done), self.rate, self.condition.loudness)
        yield Artifact(self._files(samples, timed), item, self._measured(samples, timed))

    def _files(self, samples: NDArray[np.float32], timed: list[times.Timed]) -> dict[str, bytes]:
        made: dict[str, bytes] = {}
        about = {
            "language": self.language,
            "duration": round(len(samples) / self.rate, 3),
            "engines": [engine.label for engine in self.cast.engines],
        }
        for suffix in self.run.formats:
            if suffix == ".wav":
                made[suffix] = sound.wav(samples, self.rate)
            elif suffix == ".srt":
                made[suffix] = times.srt(timed).encode()
            elif suffix == ".vtt":
                made[suffix] = times.vtt(timed).encode()
            elif suffix == ".json":
                made[suffix] = times.document(timed, about).encode()
            else:
                made[suffix] = sound.encoded(samples, self.rate, suffix)
        return made

    def _measured(self, samples: NDArray[np.float32], timed: list[times.Timed]) -> dict[str, Any]:
        peak = float(loudness.true_peaks(samples, self.rate).max())
        count = sum(len(each.words) for each in timed)
        measured: dict[str, Any] = {
            "duration": round(len(samples) / self.rate, 3),
            "sample_rate": self.rate,
            "loudness": round(loudness.loudness(samples, self.rate), 1),
            "true_peak_dbtp": round(20 * float(np.log10(max(peak, 1e-6))), 2),
            "sentences": [
                {"start": round(each.start, 3), "end": round(each.end, 3), "text": each.text}
                for each in timed
            ],
        }
        if count <= _WORDS_TOLD:
            measured["words"] = [
                [round(a, 3), round(b, 3), word] for each in timed for a, b, word in each.words
            ]
            estimated = [not each.measured for each in timed]
            measured["words_by"] = (
                "estimate"
                if all(estimated)
                else "engine and estimate"
                if any(estimated)
                else "engine"
            )
        return measured
