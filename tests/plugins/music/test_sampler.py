"""The sampler plays the right pitches for the right time, level and side; traps are refused."""

import io
import struct
from pathlib import Path

import mido
import numpy as np
import pytest

from muse import RequestError
from muse_music.audio.loudness import CEILING, loudness
from muse_music.audio.sound import Sound
from muse_music.midi import song
from muse_music.midi.band.perform import perform
from muse_music.midi.write import write
from muse_music.sampler import desk, render, rooms, soundfont
from muse_music.sampler.events import Event, Line, lines
from muse_music.sampler.fluidsynth import available
from muse_music.sampler.playing import dry_bus
from muse_music.sampler.soundfont import SoundFont
from muse_music.sampler.voices import RATE


def chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def font(generators: list[tuple[int, int]] = (), *, rate: int = 22_050, key: int = 69) -> bytes:
    """A soundfont of one sine of 440 Hz, looped, as program 0 and as a drum kit."""
    period = rate // 441 * 10
    count = period * 40
    wave = np.round(20_000 * np.sin(2 * np.pi * 440 * np.arange(count) / rate)).astype("<i2")
    # The loop is ten periods of 440 Hz as nearly as whole samples allow.
    size = round(10 * rate / 440)
    head = struct.pack("<20sIIIIIBbHH", b"sine", 0, count, 1000, 1000 + size, rate, key, 0, 0, 1)
    own = [*generators, (54, 1), (53, 0)]
    tables = {
        b"phdr": struct.pack("<20sHHHIII", b"sine", 0, 0, 0, 0, 0, 0)
        + struct.pack("<20sHHHIII", b"kit", 0, 128, 1, 0, 0, 0)
        + struct.pack("<20sHHHIII", b"EOP", 0, 0, 2, 0, 0, 0),
        b"pbag": struct.pack("<HHHHHH", 0, 0, 1, 0, 2, 0),
        b"pmod": b"",
        b"pgen": struct.pack("<HhHhHh", 41, 0, 41, 0, 0, 0),
        b"inst": struct.pack("<20sH20sH", b"sine", 0, b"EOI", 1),
        b"ibag": struct.pack("<HHHH", 0, 0, len(own), 0),
        b"imod": b"",
        b"igen": b"".join(struct.pack("<Hh", *each) for each in own) + bytes(4),
        b"shdr": head + bytes(46),
    }
    lists = chunk(b"LIST", b"sdta" + chunk(b"smpl", wave.tobytes() + bytes(92)))
    lists += chunk(b"LIST", b"pdta" + b"".join(chunk(n, d) for n, d in tables.items()))
    body = b"sfbk" + lists
    return b"RIFF" + struct.pack("<I", len(body)) + body


@pytest.fixture
def planted(tmp_path: Path):
    def plant(*args, **options) -> SoundFont:
        path = tmp_path / "sine.sf2"
        path.write_bytes(font(*args, **options))
        return SoundFont(path)

    return plant


def played(made: SoundFont, *events: Event, drums: bool = False, pan: float = 0.0, **more):
    line = Line("solo", 0, drums, 1.0, pan, 0.0, list(events), **more)
    size = round((max(e.end for e in events) + 2) * RATE)
    return dry_bus(made, line, size, lambda done: None)


def pitch_of(samples: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), 2**20))
    return float(np.argmax(spectrum) * RATE / 2**20)


@pytest.mark.parametrize("pitch", [45, 57, 69, 76, 88])
def test_pitch(planted, pitch: int):
    sound = played(planted(), Event(0, 2, pitch, 100))[0]
    cents = 1200 * np.log2(pitch_of(sound[4000:80_000]) / (440 * 2 ** ((pitch - 69) / 12)))
    assert abs(cents) < 12  # the loop itself is 8 cents off


def test_tuning_velocity_pan_and_envelope(planted):
    made = planted([(52, 50)])
    sound = played(made, Event(0, 1, 69, 100))[0]
    assert 1200 * np.log2(pitch_of(sound[2000:22_000]) / 440) == pytest.approx(50, abs=3)
    loud, soft = (np.abs(played(planted(), Event(0, 1, 69, v))).max() for v in (127, 64))
    assert 20 * np.log10(loud / soft) == pytest.approx(40 * np.log10(127 / 64), abs=0.5)
    left, right = played(planted([(17, -500)]), Event(0, 1, 69, 100))
    assert np.abs(right).max() < 1e-3 * np.abs(left).max()
    # An attack of 0.25 s, a sustain 20 dB down, and 1 s of release.
    made = planted([(34, -2400), (36, -3600), (37, 200), (38, 0)])
    sound = np.abs(played(made, Event(0, 1, 69, 127)).sum(0))
    level = [sound[round(t * RATE) : round((t + 0.01) * RATE)].max() for t in (0.1, 0.25, 0.8, 1.3)]
    assert level[0] == pytest.approx(0.42 * level[1], rel=0.15)
    assert 20 * np.log10(level[1] / level[2]) == pytest.approx(20, abs=1.5)
    assert 20 * np.log10(level[2] / level[3]) == pytest.approx(30, abs=2)
    assert np.abs(played(made, Event(0, 1, 69, 127))[:, -200:]).max() == 0


def test_a_closed_hat_silences_the_open_one(planted):
    made = planted([(57, 1), (38, 1200)])
    rings = played(made, Event(0, 0.1, 46, 100), Event(1.9, 2.0, 42, 100), drums=True)
    choked = played(made, Event(0, 0.1, 46, 100), Event(0.2, 0.3, 42, 100), drums=True)
    assert np.abs(rings[0][: RATE // 5]).max() > 0.01
    assert np.array_equal(rings[0][: RATE // 6], choked[0][: RATE // 6])
    assert lines(b"" or write(m := song(bars=4), perform_of(m)))[-1].drums


def perform_of(made):
    import random

    return perform(made, random.Random(1), loud=1, legato=1)


def midi_of(*messages: mido.Message | mido.MetaMessage) -> bytes:
    """One track of messages, 480 ticks to the quarter."""
    file = mido.MidiFile(ticks_per_beat=480)
    file.tracks.append(mido.MidiTrack(messages))
    buffer = io.BytesIO()
    file.save(file=buffer)
    return buffer.getvalue()


def test_bends_vibrato_and_expression_are_heard(planted):
    note = Event(0, 2, 69, 100)
    sound = played(planted(), note, bends=[(0.0, 2.0), (1.0, -12.0)])[0]
    first, second = sound[4000:40_000], sound[50_000:86_000]
    assert 1200 * np.log2(pitch_of(first) / 440) == pytest.approx(200, abs=12)
    assert 1200 * np.log2(pitch_of(second) / 440) == pytest.approx(-1200, abs=12)
    still, shaken = played(planted(), note), played(planted(), note, vibrato=[(0.0, 1.0)])
    assert np.corrcoef(still[0], shaken[0])[0, 1] < 0.5
    assert pitch_of(shaken[0][4000:84_000]) == pytest.approx(440, rel=0.03)
    swelled = played(planted(), note, swell=[(0.0, 0.25), (1.0, 1.0)])[0]
    assert np.abs(swelled[10_000:40_000]).max() == pytest.approx(
        0.25 * np.abs(still[0]).max(), 0.02
    )
    assert np.abs(swelled[50_000:80_000]).max() == pytest.approx(np.abs(still[0]).max(), 0.02)


def test_controllers_and_tempos_are_read():
    M, say = mido.MetaMessage, mido.Message
    control = [say("control_change", control=c, value=v) for c, v in ((101, 0), (100, 0), (6, 12))]
    (line,) = lines(
        midi_of(
            M("set_tempo", tempo=500_000),
            *control,
            say("pitchwheel", pitch=4096),
            say("control_change", control=64, value=127),
            say("note_on", note=60, velocity=90),
            say("note_off", note=60, time=480),
            M("set_tempo", tempo=1_000_000),
            say("control_change", control=11, value=64, time=480),
            say("control_change", control=64, value=0),
            say("note_on", note=60, velocity=90),
            say("note_off", note=60, time=240),
        )
    )
    assert [(e.start, e.end) for e in line.events] == [(0.0, 1.5), (1.5, 2.0)]
    assert line.bends == [(0.0, 6.0)]
    assert line.swell == [] and line.volume == pytest.approx((64 / 127) ** 2)


def test_a_struck_key_ends_what_the_pedal_holds():
    say = mido.Message
    (line,) = lines(
        midi_of(
            say("control_change", control=64, value=100),
            say("note_on", note=60, velocity=90),
            say("note_off", note=60, time=240),
            say("note_on", note=60, velocity=80, time=240),
            say("note_off", note=60, time=240),
            say("note_on", note=64, velocity=80),
            say("note_off", note=64, time=240),
        )
    )
    assert [(e.pitch, e.start, e.end) for e in line.events] == [
        *((60, 0.0, 0.5), (60, 0.5, 1.0), (64, 0.75, 1.0))
    ]


def test_the_bass_gives_way_to_the_kick_and_the_rest_has_no_depth():
    size, hum = 3 * RATE, np.sin(2 * np.pi * 60 * np.arange(3 * RATE) / RATE).astype(np.float32)
    bass = Line("Bass", 33, False, 1, 0, 0, [Event(0, 3, 30, 90)])
    kick = Line("Drums", 0, True, 1, 0, 0, [Event(1.0, 1.1, 36, 90)])
    chords = Line("Chords", 0, False, 1, 0, 0, [Event(0, 3, 60, 90)])
    table = desk.Desk([bass, kick, chords], size)
    table.add(bass, np.stack([hum, hum]) * np.float32(0.1))
    low = table._low[0]
    before, struck, after = (
        np.abs(low[round(t * RATE) :][: RATE // 30]).max() for t in (0.5, 1, 2)
    )
    assert struck < 0.75 * before and after == pytest.approx(before, rel=0.01)
    alone = desk.Desk([bass, kick, chords], size)
    alone.add(chords, np.stack([hum, hum]) * np.float32(0.1))
    assert np.abs(alone.mixed(rooms.ROOMS["booth"])[:, RATE : 2 * RATE]).max() < 0.02


def test_the_tone_moves_towards_the_reference():
    dull = desk.TONE - 3 * np.arange(len(desk.TONE)) / 3  # 3 dB an octave darker
    change = desk.evened(dull)
    assert np.all(np.diff(change[6:22]) >= 0)
    assert np.ptp(dull + change - desk.TONE) < np.ptp(dull - desk.TONE) - 8
    assert np.abs(change).max() <= 7


def test_rooms_die_away_in_their_time():
    for name, room in rooms.ROOMS.items():
        left, right = rooms.responses(room, RATE // 2)
        tail = np.cumsum(left[::-1] ** 2)[::-1] / (left**2).sum()
        late = tail[round((room.wait + 0.75 * room.seconds) * RATE / 2)]
        assert -75 < 10 * np.log10(late) < -35, name
        assert abs(np.corrcoef(left, right)[0, 1]) < 0.3
    with pytest.raises(RequestError, match="room: cave isn't known"):
        rooms.room("cave")


@pytest.mark.parametrize("cut", [0, 3, 11, 30, 200, 9000, -30, -200])
def test_a_damaged_font_is_refused(tmp_path: Path, cut: int):
    path = tmp_path / "cut.sf2"
    path.write_bytes(font()[:cut])
    with pytest.raises(RequestError, match="can't be read as a SoundFont 2 file"):
        SoundFont(path).zones(0, 0)


def test_wild_tables_are_refused_or_silent(tmp_path: Path):
    good = bytearray(font())
    start = good.index(b"pdta")
    chance = np.random.default_rng(1)
    for _ in range(150):
        wild = bytearray(good)
        for place in chance.integers(start, len(good), 6):
            wild[place] = int(chance.integers(256))
        path = tmp_path / "wild.sf2"
        path.write_bytes(wild)
        try:
            played(SoundFont(path), Event(0, 0.1, 60, 100))
        except RequestError as error:
            assert "\n" not in str(error)


def test_a_recording_is_levelled_and_repeatable():
    made = song(style="pop", bars=8, seed=3)
    data = write(made, perform_of(made))
    told: list[float] = []
    sound, player = render(data, synth="muse", tick=told.append)
    assert player.startswith("Muse, ")
    assert loudness(sound) == pytest.approx(-16, abs=0.5)
    assert sound.peak <= CEILING + 1e-4
    assert abs(sound.samples.mean()) < 1e-3
    assert np.abs(sound.samples[:, -100:]).max() < 1e-3
    assert told == sorted(told)
    assert told[-1] == 1
    seconds = made.time.seconds(made.length)
    assert seconds < sound.seconds < seconds + 2.5
    assert 0.45 < np.corrcoef(*sound.samples)[0, 1] < 0.82
    again, _ = render(data, synth="muse")
    assert np.array_equal(sound.samples, again.samples)


def test_fluidsynth_plays_the_same_mix(tmp_path: Path):
    if not available():
        pytest.skip("fluidsynth isn't installed")
    made = song(style="pop", bars=4, seed=3)
    data = write(made, perform_of(made))
    theirs, player = render(data, synth="fluidsynth")
    ours, _ = render(data, synth="muse")
    assert player.startswith("fluidsynth, ")
    assert loudness(theirs) == pytest.approx(-16, abs=0.5)
    size = min(ours.samples.shape[1], theirs.samples.shape[1]) // 4096 * 4096
    levels = [
        np.square(s.samples[:, :size]).reshape(2, -1, 4096).sum((0, 2)) for s in (ours, theirs)
    ]
    assert np.corrcoef(*np.sqrt(levels))[0, 1] > 0.8


def test_cancelling_is_heard_while_it_plays():
    made = song(style="pop", bars=4, seed=3)

    def stop(done: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        render(write(made, perform_of(made)), synth="muse", tick=stop)


def test_a_missing_font_and_endless_music_are_told():
    made = song(bars=2)
    with pytest.raises(RequestError, match="there is no"):
        render(write(made, perform_of(made)), font="/no/such.sf2")
    slow = song(bars=400, tempo=40, style="folk")
    with pytest.raises(RequestError, match="at most 20"):
        render(write(slow, perform_of(slow)))


def test_loudness_is_that_of_pyloudnorm():
    pyloudnorm = pytest.importorskip("pyloudnorm")
    chance = np.random.default_rng(2)
    for rate in (32_000, 44_100, 48_000):
        noise = chance.normal(size=(2, rate * 6)).astype(np.float32) * 0.1
        noise[:, rate * 2 : rate * 4] *= 0.001  # a silence that the gates leave out
        tone = np.sin(2 * np.pi * 60 * np.arange(rate * 3) / rate).astype(np.float32)[None] * 0.5
        for samples in (noise, tone):
            theirs = pyloudnorm.Meter(rate).integrated_loudness(samples.T.astype(np.float64))
            assert loudness(Sound(samples, rate)) == pytest.approx(theirs, abs=0.1)


def test_the_built_in_font_is_found_without_importing_its_package():
    path = soundfont.find(None)
    assert path.suffix == ".sf2"
    assert len(soundfont.load(path, 0).presets) > 100
