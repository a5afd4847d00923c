"""A MIDI file as a piece: its tracks and channels as parts, and what it tells of itself."""

from bisect import bisect_left
from functools import lru_cache
from math import inf

from muse_music.reading.limits import PARTS, QUARTERS, Damaged
from muse_music.reading.midi import texts, words
from muse_music.reading.midi.chunks import chunks, unwrapped
from muse_music.reading.midi.tracks import Player, Told, Track, TrackReader
from muse_music.reading.score import Score, ScorePart
from muse_music.theory import gm, keys, meter, progressions
from muse_music.theory.keys import Key
from muse_music.theory.meter import TICKS, Meter
from muse_music.theory.notes import DRUMS, ChordSpan

_DRUM_CHANNEL = 9
_HALF_SECOND = 500_000  # microseconds: a quarter where frames are counted
_NEAR = TICKS // 8


class Reader:
    """Reads a file of bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = unwrapped(data)
        self.chunks = chunks(self.data)
        scale = TICKS / self.chunks.division
        above, below = scale.numerator, scale.denominator
        self.notes: list[str] = []
        self.encoding = "utf-8"

        def ticks(time: int) -> int:
            return (2 * time * above + below) // (2 * below)

        longest = int(QUARTERS * self.chunks.division)
        self.tracks = TrackReader(self.data, ticks, longest)

    def score(self) -> Score:
        """Return the piece; Damaged where it holds no notes, or too much."""
        tracks: list[Track] = []
        for start, end in self.chunks.tracks:
            tracks.append(self.tracks.track(start, end))
            if self.chunks.kind == 2 and tracks[-1].notes:
                if len(self.chunks.tracks) > len(tracks):
                    self.notes.append("It holds several pieces (MIDI of format 2); one is read.")
                break
        if not any(track.notes for track in tracks):
            raise Damaged("it has no notes")
        if self.chunks.cut or any(track.cut for track in tracks):
            self.notes.append("The file is cut short; it is read as far as it goes.")
        told = self.tracks.told
        self._guess(tracks, told)
        own = [(tick, self._text(text, 80)) for track in tracks for tick, text in track.texts]
        made = Score(
            title=self._title(tracks),
            meters=self._meters(told, own),
            keys=_keys(told, own),
            tempos=self._tempos(told),
            markers=[(tick, self._text(text, 80).strip()) for tick, text in sorted(told.markers)],
            notes=self.notes,
            grain=max(1, round(TICKS / self.chunks.division)),
        )
        self._begun(made)
        for track in tracks:
            self._parts(made, track)
        if len(made.parts) > PARTS:
            raise Damaged(f"it has {len(made.parts)} parts, and at most {PARTS} are read")
        self._words(made, tracks)
        made.chords = _chords(own, made.length)
        return made

    def _guess(self, tracks: list[Track], told: Told) -> None:
        every = [track.name for track in tracks]
        every += [text for track in tracks for _, text in (*track.lyrics, *track.texts)]
        every += [text for _, text in told.markers]
        self.encoding = texts.guessed(every)
        if self.encoding != "utf-8":
            called = texts.NAMES[self.encoding]
            self.notes.append(f"Its texts don't tell their encoding; they are read as {called}.")

    def _text(self, data: bytes, most: int) -> str:
        return texts.text(data, self.encoding, most)

    def _title(self, tracks: list[Track]) -> str:
        """Return the name of the first track, which is the piece's where others play."""
        if len(tracks) == 1 or tracks[0].notes:
            return ""
        return " ".join(self._text(tracks[0].name, 80).split())

    def _meters(self, told: Told, own: list[tuple[int, str]]) -> list[tuple[int, Meter]]:
        """Return the meters; the first with the grouping that Muse's own files tell."""
        found: dict[int, Meter] = {}
        left = 0
        for tick, body in sorted(told.meters, key=lambda each: each[0]):
            if 1 <= body[0] <= 32 and body[1] <= 5:
                found[tick] = _meter(body[0], body[1])
            else:
                left += 1
        if left:
            self.notes.append(f"Meters that can't be counted are left out ({left:,}).")
        made: list[tuple[int, Meter]] = []
        for tick, value in found.items():
            if not made or made[-1][1] != value:
                made.append((tick, value))
        grouping = next((t[9:] for _, t in own if t.startswith("grouping ")), "")
        if grouping and made:
            tick, plain = made[0]
            try:
                grouped = meter.parse(f"{plain.numerator}/{plain.denominator}:{grouping}")
                return [(tick, grouped), *made[1:]]
            except ValueError:
                pass
        return made

    def _tempos(self, told: Told) -> list[tuple[int, int]]:
        if self.chunks.frames:
            self.notes.append("It counts frames and not quarter notes; it is read at 120.")
            return [(0, _HALF_SECOND)]
        found: dict[int, int] = {}
        for tick, quarter in sorted(told.tempos, key=lambda each: each[0]):
            found[tick] = quarter
        return list(found.items())

    def _begun(self, made: Score) -> None:
        """Take a short bar of its own at the start, as notation programs write it, as a pickup."""
        if len(made.meters) > 1 and made.meters[0][0] == 0:
            (_, first), (tick, second) = made.meters[:2]
            if tick == first.bar < second.bar:
                made.pickup = tick
                made.meters = [(0, second), *made.meters[2:]]

    def _parts(self, made: Score, track: Track) -> None:
        """Add the players of a track, each with its notes."""
        told = self.tracks.told
        name = " ".join(self._text(track.name, 80).split())
        for player, notes in sorted(track.notes.items()):
            notes.sort(key=lambda n: (n.start, n.pitch))
            drums = player[1] == _DRUM_CHANNEL or player in told.drums
            program = DRUMS if drums else _program(told, player, notes[0].start)
            part = ScorePart(name or gm.instrument(program), program, notes)
            part.pedal = track.pedals.get(player, [])
            made.parts.append(part)
            track.parts.append(part)

    def _words(self, made: Score, tracks: list[Track]) -> None:
        """Set lyrics on the part that they belong to: of their own track, else what fits best."""
        for track in tracks:
            lyrics = [(tick, self._text(text, 60)) for tick, text in track.lyrics]
            if not lyrics and not track.notes:
                named = [(tick, self._text(text, 120)) for tick, text in track.texts]
                if any(text.startswith("@") for _, text in named):
                    lyrics, title = words.karaoke(named)
                    made.title = title or made.title
                elif track.name[:5].lower() == b"words":
                    lyrics = named
            if not lyrics:
                continue
            singers = track.parts or made.parts
            pitched = [part for part in singers if part.program != DRUMS] or singers
            told = words.joined(lyrics)
            singer = max(pitched, key=lambda part: _fits(part, told))
            singer.notes = words.sung(singer.notes, told)


def _fits(part: ScorePart, told: list[tuple[int, str]]) -> float:
    """Return how well syllables stand at the notes of a part that plays one at a time."""
    starts = sorted({n.start for n in part.notes})
    met = 0
    for tick, _ in told:
        at = bisect_left(starts, tick - _NEAR)
        met += at < len(starts) and starts[at] <= tick + _NEAR
    if not met:
        return -inf
    return met * len(starts) / len(part.notes) - 0.1 * len(starts)


def _program(told: Told, player: Player, start: int) -> int:
    """Return the program that a player has when it begins: whichever track told it."""
    found = sorted(told.programs.get(player, []), key=lambda each: each[0])
    before = [program for tick, program in found if tick <= start]
    return before[-1] if before else found[0][1] if found else 0


def _keys(told: Told, own: list[tuple[int, str]]) -> list[tuple[int, Key]]:
    """Return the keys; the first in the mode that Muse's own files tell."""
    found: dict[int, Key] = {}
    for tick, body in sorted(told.keys, key=lambda each: each[0]):
        sharps = int.from_bytes(body[:1], "big", signed=True)
        key = _key(sharps, body[1] == 1) if -7 <= sharps <= 7 else None
        if key is not None:
            found[tick] = key
    made: list[tuple[int, Key]] = []
    for tick, key in found.items():
        if not made or made[-1][1] != key:
            made.append((tick, key))
    mode = next((t[4:] for _, t in own if t.startswith("key ")), "")
    if mode and made:
        try:
            named = keys.parse(mode)
        except ValueError:
            return made
        if isinstance(named, Key) and named.sharps == made[0][1].sharps:
            return [(made[0][0], named), *made[1:]]
    return made


def _chords(own: list[tuple[int, str]], length: int) -> list[ChordSpan]:
    """Return the chords that Muse's own files tell."""
    home = Key("C", "major")
    named = [(tick, text[6:]) for tick, text in own if text.startswith("chord ")]
    found: list[ChordSpan] = []
    for (tick, name), end in zip(named, [*(t for t, _ in named[1:]), length], strict=False):
        try:
            chord = progressions.read(name, home)[0][0]
        except ValueError:
            return []
        if end > tick:
            found.append(ChordSpan(tick, end, chord))
    return found


@lru_cache(maxsize=256)
def _meter(beats: int, power: int) -> Meter:
    return meter.parse(f"{beats}/{2**power}")


@lru_cache(maxsize=64)
def _key(sharps: int, minor: bool) -> Key | None:
    return keys.named(sharps, (7 * sharps + (9 if minor else 0)) % 12)
