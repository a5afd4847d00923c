"""Directives of ABC that change how it sounds: %%MIDI and %%percmap."""

import re

from muse_music.reading.abc.voices import Voice

_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_NOTE = re.compile(r"([\^_=]{0,2})([A-Ga-g])([,']*)")
_DRUM = 9  # the channel, from 0


class Sounds:
    """What the directives of a tune say of all its voices: drums by the notes written for them."""

    def __init__(self) -> None:
        self.drums: dict[int, int] = {}
        self.spread = "pitch"

    def learn(self, said: str, voice: Voice) -> bool:
        """Take in a directive for a voice; False for one that says nothing of sound."""
        words = said.split()[:8]
        if not words:
            return False
        name, told = words[0], words[1:]
        if name == "propagate-accidentals" and told[:1] in (["not"], ["octave"], ["pitch"]):
            self.spread = told[0]
        elif name == "percmap" and len(told) >= 2:
            self._drum(told[0], told[1])
        elif name == "MIDI" and told:
            return self._midi(told[0], told[1:], voice)
        else:
            return False
        return True

    def _midi(self, name: str, told: list[str], voice: Voice) -> bool:
        figures = [int(word) for word in told if re.fullmatch(r"[+-]?\d{1,4}", word)]
        if name == "program" and figures:
            if len(figures) < 2 or figures[0] - 1 != _DRUM:
                voice.program = min(127, max(0, figures[-1]))
        elif name == "channel" and figures:
            voice.drums = figures[0] - 1 == _DRUM
        elif name in ("transpose", "rtranspose") and figures:
            voice.moved = figures[0] + (voice.moved if name == "rtranspose" else 0)
        elif name == "drummap" and len(told) >= 2:
            self._drum(told[0], told[1])
        elif name == "nobarlines":
            self.spread = "not"
        elif name == "barlines":
            self.spread = "pitch"
        else:
            return False
        return True

    def _drum(self, note: str, drum: str) -> None:
        match = _NOTE.fullmatch(note)
        if match and re.fullmatch(r"\d{1,3}", drum) and int(drum) < 128:
            height = (5 if match[2].islower() else 4) + match[3].count("'") - match[3].count(",")
            altered = match[1].count("^") - match[1].count("_")
            pitch = 12 * (height + 1) + _STEPS[match[2].upper()] + altered
            self.drums[pitch] = int(drum)
