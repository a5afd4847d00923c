"""Lines of music: notes, rests, bar lines and what stands among them, into their voice."""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction

from muse_music.reading.abc.marks import jumps_of, mark_of
from muse_music.reading.abc.midi import Sounds
from muse_music.reading.abc.tokens import DECORATIONS, NOTE, TOKEN
from muse_music.reading.abc.values import numbers, times, usual
from muse_music.reading.abc.voices import Bar, Sound, Tuplet, Voice
from muse_music.reading.limits import NAME, NOTES, TOKENS, Damaged, most

_CHORD = re.compile(r"\(?[A-G]|N\.?C")
_GRACES = 16
"""Grace notes before a note at most."""

Token = re.Match[str]


class Writer:
    """Writes lines of music into voices.

    `symbols` are the letters that stand for decorations; `inline` takes in a field within a line
    and returns the voice that is written after it.
    """

    def __init__(
        self, sounds: Sounds, symbols: Mapping[str, str], inline: Callable[[str, str], Voice]
    ) -> None:
        self._sounds, self._symbols, self._inline = sounds, symbols, inline
        self._signs = self._notes = 0

    def write(self, voice: Voice, line: str) -> None:
        """Take in a line of music."""
        for token in TOKEN.finditer(line):
            kind = token.lastgroup
            if kind == "symbol":
                self._decorate(voice, self._symbols.get(token[0], ""))
                continue
            self._signs += 1
            most(self._signs, TOKENS, "signs")
            if kind == "note":
                self._note(voice, token)
            elif kind == "bar":
                self._bar(voice, token)
            elif kind == "field":
                voice = self._inline(token["kind"], token["value"].strip())
            else:
                getattr(self, f"_{kind}")(voice, token)

    def mark(self, bar: Bar, sounds: list[Sound], symbol: str) -> None:
        """Take in a symbol of a line of symbols, under what sounds."""
        if symbol.startswith("!"):
            name = symbol.strip("!")
            mark = mark_of(name)
            for sound in sounds if mark else ():
                sound.marks.append(mark)
            jumps_of(name).at(bar, late=sounds[0].start > 0)
        elif symbol.startswith('"'):
            self._named(bar, sounds[0].start, symbol)

    def _note(self, voice: Voice, token: Token) -> None:
        length = times(token["length"]) * voice.unit * voice.scale()
        pitch = self._pitch(voice, token)
        self._add(voice, [Sound(voice.at, length, pitch)], length)

    def _pitch(self, voice: Voice, token: Token) -> int:
        self._notes += 1
        most(self._notes, NOTES, "notes")
        pitch = voice.pitch(token["signs"], token["letter"], token["octave"], self._sounds.spread)
        return self._sounds.drums.get(pitch, pitch) if voice.drums or voice.clef.drums else pitch

    def _old(self, voice: Voice, token: Token) -> None:
        self._together(voice, token["both"], "")

    def _chord(self, voice: Voice, token: Token) -> None:
        self._together(voice, token["inside"], token["clength"])

    def _together(self, voice: Voice, inside: str, length: str) -> None:
        scale = times(length) * voice.unit
        for decorated in DECORATIONS.finditer(inside):
            if decorated[1] and mark_of(decorated[1]):
                voice.marks.append(mark_of(decorated[1]))
        sounds: list[Sound] = []
        tied: list[bool] = []
        for head in NOTE.finditer(DECORATIONS.sub("", inside)):
            if not sounds:
                scale *= voice.scale()
            pitch = self._pitch(voice, head)
            tied.append(bool(head["tie"]))
            if all(pitch != sound.pitch for sound in sounds):
                lasts = times(head["length"]) * scale
                sounds.append(Sound(voice.at, lasts, pitch, tied[-1]))
        if sounds:
            self._add(voice, sounds, sounds[0].length)
            voice.hold(tied)

    def _rest(self, voice: Voice, token: Token) -> None:
        length = times(token["rlength"])
        if token["silence"] in "ZX":
            voice.rest(length)
            return
        length *= voice.unit * voice.scale()
        self._add(voice, [Sound(voice.at, length, None)], length)

    def _grace(self, voice: Voice, token: Token) -> None:
        spelt = voice.spelt
        voice.spelt = []
        heads = list(NOTE.finditer(token["grace"]))[:_GRACES]
        voice.graces = (*voice.graces, *(self._pitch(voice, head) for head in heads))[:_GRACES]
        voice.spelt = spelt

    def _tie(self, voice: Voice, token: Token) -> None:
        voice.tie()

    def _broken(self, voice: Voice, token: Token) -> None:
        size = Fraction(1, 2 ** min(3, len(token[0])))
        less, more = size, 2 - size
        first, voice.broken = (more, less) if token[0][0] == ">" else (less, more)
        voice.stretch(first)

    def _tuplet(self, voice: Voice, token: Token) -> None:
        count = int(token["count"])
        if count < 2:
            raise Damaged("it has a tuplet of less than two notes")
        if len(token[0]) > 24:
            raise Damaged(f"it has a tuplet of {token[0][:12]}")
        factor = Fraction(int(token["time"] or usual(count, voice.meter)), count)
        if not factor:
            raise Damaged(f"it has a tuplet of {token[0][:12]}")
        voice.tuplets.append(Tuplet(factor, int(token["over"] or count)))
        if len(voice.tuplets) > 4:
            raise Damaged("it has tuplets within tuplets without end")

    def _slur(self, voice: Voice, token: Token) -> None:
        if token[0] != ")":
            voice.slurs.append(len(voice.struck))
        elif voice.slurs:
            for sounds in voice.struck[voice.slurs.pop() : -1]:
                for sound in sounds:
                    if "slur" not in sound.marks:
                        sound.marks.append("slur")

    def _overlay(self, voice: Voice, token: Token) -> None:
        voice.overlay()

    def _decorated(self, voice: Voice, token: Token) -> None:
        self._decorate(voice, token[0].strip("!+"))

    def _decorate(self, voice: Voice, name: str) -> None:
        mark = mark_of(name)
        if mark:
            voice.marks.append(mark)
        elif name:
            voice.said.append(name)

    def _quoted(self, voice: Voice, token: Token) -> None:
        text = token[0][1:-1].strip()
        if text[:1] in ("^", "_", "<", ">", "@"):
            voice.said.append(text[1:])
        elif jumps_of(text):
            voice.said.append(text)
        else:
            self._named(voice.bar, voice.at, text)

    def _add(self, voice: Voice, sounds: list[Sound], length: Fraction) -> None:
        for name in voice.said:
            self._jump(voice, name)
        voice.said = []
        voice.add(sounds, length)

    def _jump(self, voice: Voice, name: str) -> None:
        """Take in what is said at a note of the order of bars."""
        jumps_of(name).at(voice.bar, late=voice.bar.length > 0)

    def _bar(self, voice: Voice, token: Token) -> None:
        """End a bar at a bar line, and begin the next."""
        line = token["line"].replace("[|]", "") or "|"  # a bar line that isn't shown
        colons = len(line) - len(line.lstrip(":")), len(line) - len(line.rstrip(":"))
        if "|" not in line:
            colons = (len(line) // 2,) * 2
        elif "::" in line.strip(":"):  # "|::|"
            colons = 1, 1
        said = [jumps_of(name) for name in voice.said]
        voice.said = []
        last = voice.bar if voice.bar.length else voice.bars[-2] if len(voice.bars) > 1 else None
        if last is not None:
            last.backward = max(last.backward, colons[0] + 1 if colons[0] else 0)
            last.double = last.double or len(line.lstrip(".")) > 1
        after = voice.end_bar()
        after.forward = after.forward or colons[1] > 0
        for jumps in said:
            jumps.between(last, after)
        if token["ending"]:
            after.endings = frozenset(numbers(token["ending"].strip("[ ")))

    def _variant(self, voice: Voice, token: Token) -> None:
        after = voice.end_bar(whole=False)
        after.endings = frozenset(numbers(token[0].strip("[ ")))

    def _named(self, bar: Bar, at: Fraction, text: str) -> None:
        name = text.strip('"').strip()
        if len(name) <= NAME and _CHORD.match(name):
            bar.chords.append((at, name))
