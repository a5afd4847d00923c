"""Times of sentences and words: as subtitles (SRT, WebVTT) and as JSON."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(slots=True)
class Timed:
    """A sentence as written, when it is heard (s), and its words with theirs."""

    text: str
    start: float
    end: float
    words: list[tuple[float, float, str]] = field(default_factory=list)
    measured: bool = True
    """Whether the engine told the times of the words; else they are estimated."""

    def after(self, seconds: float) -> "Timed":
        """Return it as it is when it begins so much later."""
        moved = [(start + seconds, end + seconds, word) for start, end, word in self.words]
        return replace(self, start=self.start + seconds, end=self.end + seconds, words=moved)


def srt(sentences: Sequence[Timed]) -> str:
    """Return SubRip subtitles, one for each sentence."""
    cues = [
        f"{number}\n{_clock(each.start, ',')} --> {_clock(each.end, ',')}\n{each.text}\n"
        for number, each in enumerate(sentences, 1)
    ]
    return "\n".join(cues)


def vtt(sentences: Sequence[Timed]) -> str:
    """Return WebVTT subtitles, each word with the time at which it begins."""
    cues = []
    for each in sentences:
        head = f"{_clock(each.start, '.')} --> {_clock(each.end, '.')}"
        cues.append(f"{head}\n{_karaoke(each)}\n")
    return "\n".join(["WEBVTT\n", *cues])


def _karaoke(sentence: Timed) -> str:
    """Return a sentence with the times of its words in it, where they differ and grow."""
    made, at, last = "", 0, sentence.start
    for start, _, written in sentence.words:
        found = sentence.text.find(written, at)
        if found < 0:
            return _escaped(sentence.text)
        made += _escaped(sentence.text[at:found])
        if round(start, 3) > round(last, 3) and round(start, 3) < round(sentence.end, 3):
            made += f"<{_clock(start, '.')}>"
            last = start
        made += _escaped(written)
        at = found + len(written)
    return made + _escaped(sentence.text[at:])


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def document(sentences: Sequence[Timed], about: dict[str, Any]) -> str:
    """Return all that is known as JSON."""
    body = {**about, "sentences": [_facts(each) for each in sentences]}
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _facts(each: Timed) -> dict[str, Any]:
    return {
        "start": round(each.start, 3),
        "end": round(each.end, 3),
        "text": each.text,
        "words": [[round(start, 3), round(end, 3), word] for start, end, word in each.words],
        "words_by": "engine" if each.measured else "estimate",
    }


def _clock(seconds: float, point: str) -> str:
    whole = round(seconds * 1000)
    return (
        f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1000 % 60:02}"
        f"{point}{whole % 1000:03}"
    )


def estimated(words: Sequence[str], start: float, end: float) -> list[tuple[float, float]]:
    """Return times of words that share a stretch of time by their syllables and punctuation."""
    weights = [syllables(word) for word in words]
    total = sum(weights) or 1.0
    made: list[tuple[float, float]] = []
    at = start
    for word, weight in zip(words, weights, strict=True):
        length = (end - start) * weight / total
        rest = 0.35 * length if word[-1:] in ",;:，；：、。" and len(made) + 1 < len(words) else 0.0
        made.append((at, at + length - rest))
        at += length
    return made


def syllables(word: str) -> float:
    """Return about how long a word takes, in syllables."""
    count, vowel = 0.0, False
    for letter in word.lower():
        if "\u3040" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7af":
            count, vowel = count + 1, False
        elif letter.isalpha():
            now = letter in "aeiouyäöüàáâèéêìíîòóôùúûаеёиоуыэюяαεηιοωу"
            count += (1 if now and not vowel else 0) + 0.15
            vowel = now
        elif letter.isdigit():
            count, vowel = count + 1.2, False
        elif letter in ",;:，；：、—":
            count += 0.6
    return max(count, 0.5)
