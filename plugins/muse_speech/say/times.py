"""Times of sentences and words: as subtitles (SRT, WebVTT) and as JSON."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
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


def estimated(
    words: Sequence[str], start: float, end: float, gaps: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    """Return times of words between two times, by their syllables and the silences among them.

    Where a word carries punctuation there is a silence: as many of `gaps` as there are such words
    inside, the longest, are taken for theirs.
    """
    stops = [at for at, word in enumerate(words[:-1]) if word[-1:] in _STOPS]
    inner = [gap for gap in gaps if start < gap[0] and gap[1] < end]
    longest = sorted(sorted(inner, key=lambda gap: gap[0] - gap[1])[: len(stops)])
    if len(longest) < len(stops):
        stops, longest = [], []
    made: list[tuple[float, float]] = []
    at, since = 0, start
    for stop, (quiet, loud) in zip([*stops, len(words) - 1], [*longest, (end, end)], strict=True):
        made += _shared(words[at : stop + 1], since, quiet)
        at, since = stop + 1, loud
    return made


_STOPS = frozenset(",;:.!?，；：、。！？—…")


def _shared(words: Sequence[str], start: float, end: float) -> list[tuple[float, float]]:
    """Return times of words that share a stretch of time by their syllables."""
    weights = [syllables(word) for word in words]
    edges = [start]
    for weight in weights:
        edges.append(edges[-1] + (end - start) * weight / sum(weights))
    return list(pairwise(edges))


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
    if word.lower().strip(".,;:!?").endswith("e") and count > 2:
        count -= 1  # it is silent at the end of English words
    return max(count, 0.5)
