"""When sentences and words are heard: as subtitles (SRT, WebVTT) and as JSON."""

import json
from dataclasses import dataclass
from typing import Any

Span = tuple[float, float, str]
"""Start and end in seconds, and what is said."""


@dataclass(frozen=True)
class Timed:
    """A sentence, when it is heard (s), and its words with theirs.

    `measured` says that the voice told the times of the words; else they are estimated.
    """

    text: str
    start: float
    end: float
    words: tuple[Span, ...]
    measured: bool

    def facts(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "start": round(self.start, 3),
            "end": round(self.end, 3),
            "text": self.text,
            "words": [[round(a, 3), round(b, 3), word] for a, b, word in self.words],
            "words_by": "engine" if self.measured else "estimate",
        }


def srt(sentences: list[Timed]) -> str:
    """Return SubRip subtitles, one for each sentence."""
    return "\n".join(
        f"{n}\n{_clock(s.start, ',')} --> {_clock(s.end, ',')}\n{s.text}\n"
        for n, s in enumerate(sentences, 1)
    )


def vtt(sentences: list[Timed]) -> str:
    """Return WebVTT subtitles, one for each sentence."""
    cues = [
        f"{_clock(s.start, '.')} --> {_clock(s.end, '.')}\n{_safe(s.text)}\n" for s in sentences
    ]
    return "\n".join(["WEBVTT\n", *cues])


def document(sentences: list[Timed], about: dict[str, Any]) -> str:
    """Return all that is known as JSON."""
    body = {**about, "sentences": [each.facts() for each in sentences]}
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _safe(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clock(seconds: float, point: str) -> str:
    whole = round(seconds * 1000)
    hours, minutes = whole // 3_600_000, whole // 60_000 % 60
    return f"{hours:02}:{minutes:02}:{whole // 1000 % 60:02}{point}{whole % 1000:03}"
