"""Voices for a tune: a beam search over chords and voicings under the rules of voice leading.

Hard rules: ranges, no crossing, no gap over an octave between upper voices, no parallel fifths,
octaves or unisons, no doubled leading note, no missing third. The rest is weighed: hidden fifths
and octaves, leaps, sevenths and leading notes that don't resolve, doublings.
The rules are those of Aldwell and Schachter, "Harmony and Voice Leading".
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from muse_music.chorale.model import Beat, Model, State, tones

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ALTO, TENOR, BASS = (57, 72), (52, 67), (38, 61)
"""Ranges of the voices (MIDI pitches)."""
_CHORDS = 7  # tried at each beat
_BEAM = 40  # paths that are followed
_VOICINGS = 24  # of a chord at a beat
_OPENING, _CLOSING = 1.2, 5.0  # what the tonic is worth where a chorale begins and ends
_TRIES = ((_CHORDS, False, False), (40, False, False), (40, True, False), (200, True, True))
"""Chords that are tried, whether parallels may be, whether voices may lie anyhow."""
_PAIRS = ((0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3))

Pitches = tuple[int, int, int, int]
"""Soprano, alto, tenor, bass."""


@dataclass(frozen=True, slots=True)
class _Path:
    score: float
    voices: Pitches
    state: int
    before: "_Path | None"


def voiced(
    tune: Sequence[int],
    beats: Sequence[Beat],
    tonic: int,
    model: Model,
    jitter: Callable[[], float],
    check: Callable[[], None] = lambda: None,
    *,
    leaves: Sequence[int] = (),
    before: Pitches | None = None,
    ends: bool = True,
) -> list[tuple[Pitches, State]]:
    """Return the four voices and the chord at each beat of a tune (MIDI pitches).

    `jitter` is drawn for each path, so that another seed may take another way among good ones.
    `leaves` are the tune's pitches at the end of each beat, where it moves within beats; `before`
    are the voices that come before the first beat, and `ends` says that the tune ends here. Where
    no chord keeps the rules, more chords are tried, then parallels, then voices that lie anyhow.
    """
    own = model.scores(beats)
    for index, (root, quality, bass) in enumerate(model.states):
        home = root == bass == 0 and quality in ("maj", "min")
        own[0][index] += _OPENING * home * (before is None)
        own[-1][index] += _CLOSING * home * (1.0 if ends else 0.3)
    through = model.best(own)
    leaves = leaves or tune
    paths: list[_Path] = []
    for at, pitch in enumerate(tune):
        check()
        order = through[at].argsort()[::-1]
        left = leaves[at - 1] if at else before[0] if before else pitch
        found: list[_Path] = []
        for count, bent, loose in _TRIES:
            step = _Step(pitch, left, own[at], tonic, model, jitter, bent, loose, before)
            found = _steps(paths, step, order[:count])
            if found:
                break
        found.sort(key=lambda p: -p.score)
        paths = _various(found)
    path: _Path | None = paths[0]
    line = []
    while path is not None:
        line.append((path.voices, model.states[path.state]))
        path = path.before
    return line[::-1]


@dataclass(frozen=True, slots=True)
class _Step:
    """A beat of the search: its pitch, what the tune left, and which rules bend.

    `own` is how well each state suits it; `loose` lets voices lie anyhow; `before` are the voices
    before the first beat.
    """

    pitch: int
    left: int
    own: "NDArray[np.floating[Any]]"
    tonic: int
    model: Model
    jitter: Callable[[], float]
    bent: bool
    loose: bool
    before: Pitches | None


def _steps(paths: Sequence[_Path], step: _Step, chords: "NDArray[np.integer[Any]]") -> list[_Path]:
    made = []
    model, tonic, bent, jitter = step.model, step.tonic, step.bent, step.jitter
    for index in map(int, chords):
        state = model.states[index]
        for cost, voices in _voicings(state, tonic % 12, step.pitch, step.loose):
            base = float(step.own[index]) - cost
            if not paths:
                moved = 0.0
                if step.before:
                    moved = _motion(step.before, voices, state, state, tonic, bent, step.left)
                if moved < 1e8:
                    made.append(_Path(base - moved + jitter(), voices, index, None))
                continue
            best: tuple[float, _Path] | None = None
            for path in paths:
                score = path.score + float(model.follows[path.state][index])
                if best is not None and score <= best[0]:
                    continue
                was = model.states[path.state]
                score -= _motion(path.voices, voices, was, state, tonic, bent, step.left)
                if score > -1e8 and (best is None or score > best[0]):
                    best = (score, path)
            if best is not None:
                made.append(_Path(best[0] + base + jitter(), voices, index, best[1]))
    return made


def _various(found: Sequence[_Path]) -> list[_Path]:
    """Return the best paths, few of them with the same chord and bass."""
    kept: list[_Path] = []
    counts: dict[tuple[int, int], int] = {}
    for path in found:
        key = (path.state, path.voices[3])
        if counts.get(key, 0) < 6:
            counts[key] = counts.get(key, 0) + 1
            kept.append(path)
        if len(kept) == _BEAM:
            break
    return kept


@lru_cache(maxsize=20_000)
def _voicings(
    state: State, tonic: int, soprano: int, loose: bool = False
) -> tuple[tuple[float, Pitches], ...]:
    """Return the best voicings of a chord below a soprano, each with what is weighed against it.

    A `loose` one may lack its third, and the voices below lie as if an octave brought the soprano
    among its own notes: there is always one.
    """
    if loose:
        return _anyhow(state, tonic, soprano)
    wanted = [(tone + tonic) % 12 for tone in tones(state)]
    root, third, fifth = wanted[:3]
    seventh = wanted[3] if len(wanted) > 3 else -1
    leading = (tonic + 11) % 12 if (tonic + 11) % 12 in wanted and state[0] in (7, 11) else -1
    low = (state[2] + tonic) % 12
    made = []
    for bass in range(BASS[0], BASS[1] + 1):
        if bass % 12 != low or bass >= soprano:
            continue
        for tenor in range(max(TENOR[0], bass), TENOR[1] + 1):
            if tenor % 12 not in wanted:
                continue
            for alto in range(max(ALTO[0], tenor), min(ALTO[1], soprano, tenor + 12) + 1):
                if alto % 12 not in wanted or soprano - alto > 12:
                    continue
                tone = [soprano % 12, alto % 12, tenor % 12, bass % 12]
                if third not in tone or tone.count(third) > 2:
                    continue
                if leading >= 0 and tone.count(leading) > 1:
                    continue
                if seventh >= 0 and tone.count(seventh) != 1:
                    continue
                if root not in tone:
                    continue
                cost = 0.0 if fifth in tone else 0.9
                cost += 0.5 * (tone.count(third) > 1 and state[1] == "maj")
                cost += 0.8 * (tone.count(fifth) > 1 and state[1] in ("dim", "hd7"))
                cost += 0.03 * max(0, tenor - bass - 12) + 0.04 * abs(tenor - 59)
                cost += 0.03 * abs(alto - 65) + 0.04 * abs(bass - 50)
                cost += 0.5 * (alto == tenor) + 0.5 * (tenor == bass) + 0.3 * (alto == soprano)
                made.append((cost, (soprano, alto, tenor, bass)))
    made.sort()
    return tuple(made[:_VOICINGS])


def _anyhow(state: State, tonic: int, soprano: int) -> tuple[tuple[float, Pitches], ...]:
    """Return voicings in which the lower voices take the nearest tones that they can sing."""
    wanted = [(tone + tonic) % 12 for tone in tones(state)]
    low = (state[2] + tonic) % 12
    made = []
    for bass in (p for p in range(BASS[0], BASS[1] + 1) if p % 12 == low):
        for tenor in (p for p in range(TENOR[0], TENOR[1] + 1) if p % 12 in wanted and p >= bass):
            for alto in (p for p in range(ALTO[0], ALTO[1] + 1) if p % 12 in wanted and p >= tenor):
                tone = {soprano % 12, alto % 12, tenor % 12, bass % 12}
                cost = 3.0 * (wanted[0] not in tone) + 3.0 * (wanted[1] not in tone)
                cost += 2.0 * (alto > soprano) + 0.04 * abs(tenor - 59) + 0.04 * abs(bass - 50)
                made.append((cost, (soprano, alto, tenor, bass)))
    made.sort()
    return tuple(made[:_VOICINGS])


def _motion(
    one: Pitches,
    two: Pitches,
    before: State,
    after: State,
    tonic: int,
    bent: bool,
    left: int,
) -> float:
    """Return what is weighed against a step of all voices; 1e9 where a hard rule forbids it.

    `left` is the soprano's last pitch within its beat.
    """
    forbidden = parallels(one, two)
    if left != one[0]:
        forbidden += parallels((left, *one[1:]), two)
    if forbidden and not bent:
        return 1e9
    cost = 10.0 * forbidden
    for voice in (1, 2):
        step = abs(two[voice] - one[voice])
        cost += 0.10 * step + (1.2 if step > 5 else 0.0) + (3.0 if step > 7 else 0.0)
    leap = abs(two[3] - one[3])
    cost += 0.05 * leap + (0.9 if leap in (6, 8, 9, 10, 11) else 0.0) + (6.0 if leap > 12 else 0.0)
    # Hidden: outer voices reach a fifth or an octave in one direction, and the soprano leaps.
    up, down = two[0] - one[0], two[3] - one[3]
    if up * down > 0 and abs(up) > 2 and (two[0] - two[3]) % 12 in (0, 7):
        cost += 2.5
    # Voices don't step over where their neighbour was.
    over = int(two[1] > one[0] or two[0] < one[1])
    over += two[2] > one[1] or two[1] < one[2]
    over += two[3] > one[2] or two[2] < one[3]
    cost += 0.8 * over
    if before != after:
        cost += _resolution(one, two, before, after, tonic)
    return cost


def _resolution(one: Pitches, two: Pitches, before: State, after: State, tonic: int) -> float:
    """Return what is weighed against sevenths that don't fall and leading notes that don't rise."""
    cost = 0.0
    held = tones(before)
    if len(held) > 3 and before[0] != after[0]:
        seventh = (held[3] + tonic) % 12
        for voice in (1, 2, 3):
            if one[voice] % 12 == seventh and two[voice] - one[voice] not in (0, -1, -2):
                cost += 2.5
    leading = (tonic + 11) % 12
    if before[0] in (7, 11) and after[0] in (0, 9, 8):
        for voice in (1, 2, 3):
            if one[voice] % 12 == leading and two[voice] - one[voice] != 1:
                inner_fall = voice in (1, 2) and two[voice] - one[voice] in (-3, -4)
                cost += 0.6 if inner_fall else 2.0
    return cost


def parallels(one: Pitches, two: Pitches) -> int:
    """Return how many pairs of voices move from a fifth, octave or unison to the same interval."""
    count = 0
    for high, low in _PAIRS:
        interval = (one[high] - one[low]) % 12
        if interval != 0 and interval != 7:
            continue
        if one[high] == two[high] or one[low] == two[low]:
            continue
        if (two[high] - two[low]) % 12 == interval:
            count += 1
    return count
