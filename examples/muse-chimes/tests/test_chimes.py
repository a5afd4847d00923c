"""music.chimes: the kit; its files, what is heard before the end."""

import wave
from pathlib import Path

from muse import Host, Preview
from muse.testing import conformance

SMALL = {"duration": 0.5, "rate": 4000, "strikes": 1}

test_chimes = conformance("music.chimes", small=SMALL, seconds=0.5)


def test_each_bell_has_a_file_of_its_own(muse_host: Host, tmp_path: Path) -> None:
    made = muse_host.run(
        "music.chimes", **SMALL, stems=True, bells=2, seed=1, output=tmp_path / "a.wav"
    )
    names = ["a.wav", "a.bell-1.wav", "a.bell-2.wav"]
    assert [path.name for path in made.paths] == names
    sounds = []
    for path in made.paths:
        with wave.open(str(path)) as file:
            sounds.append(file.readframes(file.getnframes()))
    assert len({*sounds}) == 3 and {len(sound) for sound in sounds} == {2 * 2000}


def test_what_is_heard_on_the_way_is_the_sound(muse_host: Host) -> None:
    with muse_host.stream("music.chimes", **SMALL, seed=1) as stream:
        heard = [event for event in stream if isinstance(event, Preview)]
    assert [event.append for event in heard] == [False, True]
    assert b"".join(event.data for event in heard)[44:] == stream.result[0].data[44:4044]
