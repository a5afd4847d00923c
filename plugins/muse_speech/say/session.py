"""What a run says: the text in sentences, by engines, assembled at one loudness, with its times."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muse import Artifact, Item, Preview, Progress, RequestError, Run

from . import languages, loudness, script, sound, times
from .choosing import Cast
from .condition import SayCondition
from .engines import Engine, Manner
from .normal import Word, words
from .reel import Reel, Written

_SWITCH = 0.07  # s between words of two languages in a sentence
_FEW = 3  # words
_GAP = 0.06  # s of silence that punctuation makes, at least
_PREVIEWED = 3
"""Sentences from which on what is there so far is shown."""
_TEXTS = frozenset((".srt", ".vtt", ".json"))
_SENTENCES_TOLD = 400
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
        self.cast = Cast(condition, self.language, run)
        self.sentences = script.sentences(self.text, condition.form, condition.pause)
        if not self.sentences:
            raise RequestError("text: there are no words to say", hint="give --text or --script")
        self.rate = max(
            part.engine.rate for each in self.sentences for part in self.parts(each.text)
        )
        self._tell()

    def _text(self) -> str:
        """Return the words to say: those of `text`, then those of the script; else the prompt."""
        condition = self.condition
        texts = [condition.text]
        if condition.script is not None:
            try:
                texts.append(script.plain(condition.script.data.decode("utf-8-sig")))
            except UnicodeDecodeError:
                raise RequestError(
                    f"script: {condition.script.name} isn't a text in UTF-8",
                    hint="give .txt or .md",
                ) from None
        given = "\n\n".join(text for text in texts if text.strip())
        return given or condition.prompt

    def _tell(self) -> None:
        report = self.run.report
        self.cast.tell()
        if self.condition.language is None:
            report.choose("language", self.language)
        if self.condition.engine == "auto":
            report.choose("engine", ", ".join(engine.name for engine in self.cast.engines))

    def parts(self, text: str) -> Iterator[Part]:
        """Yield a sentence in parts of one language each, or whole where one speaks them all."""
        language = languages.of_sentence(text, self.language)
        own = self.cast.engine(language)
        if own.multilingual:
            cut = languages.spans(text, language)
            said = [word for span in cut for word in words(span.text, span.language)]
            if said:
                yield Part(said, language, own)
            return
        for span in languages.spans(text, language):
            said = words(span.text, span.language)
            if not said:
                continue
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
                quiet = [(at + a, at + b) for a, b in sound.gaps(samples, self.rate, _GAP)]
                known = times.estimated([word.spoken for word in part.words], start, end, quiet)
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

    def items(self) -> Iterator[Any]:
        """Yield progress and the items."""
        for item in self.run.items:
            yield from self.item(item)

    def item(self, item: Item) -> Iterator[Any]:
        """Yield progress, a preview that grows, and then the item."""
        reel = Reel(self.rate, lambda: self.run.scratch)
        timed: list[times.Timed] = []
        total = len(self.sentences)
        for number, sentence in enumerate(self.sentences, 1):
            self.run.check()
            seed = int(np.random.SeedSequence([item.seed, number]).generate_state(1)[0])
            samples, each = self.say(sentence, seed)
            timed.append(each.after(reel.length / self.rate))
            if number < total:
                samples = np.concatenate([samples, sound.silence(sentence.rest, self.rate)])
            reel.add(samples)
            done = item.index + number / total
            yield Progress(done, len(self.run.items), f"sentence {number} of {total}")
            if total > _PREVIEWED:
                head = sound.endless_header(self.rate) if number == 1 else b""
                data = head + sound.pcm(samples).tobytes()
                yield Preview("audio/wav", data, item.index, append=number > 1)
        yield self._artifact(item, reel, timed)

    def _artifact(self, item: Item, reel: Reel, timed: list[times.Timed]) -> Artifact:
        sounds = [suffix for suffix in self.run.formats if suffix not in _TEXTS]
        made = reel.written(sounds, self.condition.loudness, f"item-{item.index}")
        about = {
            "language": self.language,
            "duration": round(reel.length / self.rate, 3),
            "engines": [engine.label for engine in self.cast.engines],
        }
        files: dict[str, bytes | Path] = {}
        for suffix in self.run.formats:
            if suffix == ".json":
                files[suffix] = times.document(timed, about).encode()
            elif suffix in _TEXTS:
                files[suffix] = (times.srt if suffix == ".srt" else times.vtt)(timed).encode()
            else:
                files[suffix] = made.files[suffix]
        return Artifact(files, item, self._measured(reel, made, timed), self._title())

    def _title(self) -> str:
        """Return the first words, which name the file."""
        return " ".join(self.sentences[0].text.split())[:60]

    def _measured(self, reel: Reel, made: Written, timed: list[times.Timed]) -> dict[str, Any]:
        count = sum(len(each.words) for each in timed)
        measured: dict[str, Any] = {
            "duration": round(reel.length / self.rate, 3),
            "sample_rate": self.rate,
            "loudness": round(made.loudness, 1),
            "true_peak_dbtp": round(20 * float(np.log10(max(made.true_peak, 1e-6))), 2),
        }
        if len(timed) <= _SENTENCES_TOLD:
            measured["sentences"] = [
                {"start": round(each.start, 3), "end": round(each.end, 3), "text": each.text}
                for each in timed
            ]
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
