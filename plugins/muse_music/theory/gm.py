"""General MIDI: names of the 128 programs, what people call them, where they can play."""

import re
from functools import cache

from muse_music.theory.notes import DRUMS

PROGRAMS = (
    *("Acoustic Grand Piano", "Bright Acoustic Piano", "Electric Grand Piano", "Honky-tonk Piano"),
    *("Electric Piano 1", "Electric Piano 2", "Harpsichord", "Clavinet"),
    *("Celesta", "Glockenspiel", "Music Box", "Vibraphone"),
    *("Marimba", "Xylophone", "Tubular Bells", "Dulcimer"),
    *("Drawbar Organ", "Percussive Organ", "Rock Organ", "Church Organ"),
    *("Reed Organ", "Accordion", "Harmonica", "Bandoneon"),
    *("Nylon Guitar", "Steel Guitar", "Jazz Guitar", "Clean Guitar"),
    *("Muted Guitar", "Overdriven Guitar", "Distortion Guitar", "Guitar Harmonics"),
    *("Acoustic Bass", "Fingered Bass", "Picked Bass", "Fretless Bass"),
    *("Slap Bass 1", "Slap Bass 2", "Synth Bass 1", "Synth Bass 2"),
    *("Violin", "Viola", "Cello", "Contrabass"),
    *("Tremolo Strings", "Pizzicato Strings", "Harp", "Timpani"),
    *("Strings", "Slow Strings", "Synth Strings 1", "Synth Strings 2"),
    *("Choir Aahs", "Voice Oohs", "Synth Voice", "Orchestra Hit"),
    *("Trumpet", "Trombone", "Tuba", "Muted Trumpet"),
    *("French Horn", "Brass Section", "Synth Brass 1", "Synth Brass 2"),
    *("Soprano Sax", "Alto Sax", "Tenor Sax", "Baritone Sax"),
    *("Oboe", "English Horn", "Bassoon", "Clarinet"),
    *("Piccolo", "Flute", "Recorder", "Pan Flute"),
    *("Blown Bottle", "Shakuhachi", "Whistle", "Ocarina"),
    *("Square Lead", "Saw Lead", "Calliope Lead", "Chiff Lead"),
    *("Charang Lead", "Voice Lead", "Fifths Lead", "Bass Lead"),
    *("New Age Pad", "Warm Pad", "Polysynth Pad", "Choir Pad"),
    *("Bowed Pad", "Metallic Pad", "Halo Pad", "Sweep Pad"),
    *("Rain", "Soundtrack", "Crystal", "Atmosphere"),
    *("Brightness", "Goblins", "Echoes", "Sci-fi"),
    *("Sitar", "Banjo", "Shamisen", "Koto"),
    *("Kalimba", "Bagpipe", "Fiddle", "Shanai"),
    *("Tinkle Bell", "Agogo", "Steel Drums", "Woodblock"),
    *("Taiko Drum", "Melodic Tom", "Synth Drum", "Reverse Cymbal"),
    *("Guitar Fret Noise", "Breath Noise", "Seashore", "Bird Tweet"),
    *("Telephone Ring", "Helicopter", "Applause", "Gunshot"),
)

# What people say -> the program's name; Chinese instruments are those that sound nearest.
ALIASES = {
    **dict.fromkeys(("piano", "grand piano", "钢琴"), "Acoustic Grand Piano"),
    **dict.fromkeys(("electric piano", "rhodes", "电钢琴"), "Electric Piano 1"),
    **dict.fromkeys(("organ", "hammond organ", "管风琴", "风琴"), "Drawbar Organ"),
    **dict.fromkeys(("guitar", "acoustic guitar", "classical guitar", "吉他"), "Nylon Guitar"),
    **dict.fromkeys(("electric guitar", "电吉他"), "Overdriven Guitar"),
    **dict.fromkeys(("bass", "bass guitar", "electric bass", "贝斯"), "Fingered Bass"),
    **dict.fromkeys(("double bass", "upright bass", "低音提琴"), "Acoustic Bass"),
    **dict.fromkeys(("synth bass",), "Synth Bass 1"),
    **dict.fromkeys(("violins", "小提琴"), "Violin"),
    **dict.fromkeys(("erhu", "二胡"), "Fiddle"),
    **dict.fromkeys(("guzheng", "古筝", "guqin", "古琴"), "Koto"),
    **dict.fromkeys(("pipa", "琵琶"), "Shamisen"),
    **dict.fromkeys(("dizi", "bamboo flute", "笛子", "竹笛", "长笛"), "Flute"),
    **dict.fromkeys(("xiao", "洞箫", "箫"), "Shakuhachi"),
    **dict.fromkeys(("yangqin", "扬琴"), "Dulcimer"),
    **dict.fromkeys(("cellos", "大提琴"), "Cello"),
    **dict.fromkeys(("中提琴",), "Viola"),
    **dict.fromkeys(("string section", "string orchestra", "弦乐"), "Strings"),
    **dict.fromkeys(("竖琴",), "Harp"),
    **dict.fromkeys(("choir", "合唱"), "Choir Aahs"),
    **dict.fromkeys(("小号",), "Trumpet"),
    **dict.fromkeys(("长号",), "Trombone"),
    **dict.fromkeys(("horn", "圆号"), "French Horn"),
    **dict.fromkeys(("brass", "铜管"), "Brass Section"),
    **dict.fromkeys(("sax", "saxophone", "萨克斯"), "Tenor Sax"),
    **dict.fromkeys(("单簧管", "黑管"), "Clarinet"),
    **dict.fromkeys(("双簧管",), "Oboe"),
    **dict.fromkeys(("vibes", "颤音琴"), "Vibraphone"),
    **dict.fromkeys(("手风琴",), "Accordion"),
    **dict.fromkeys(("口琴",), "Harmonica"),
    **dict.fromkeys(("八音盒", "musical box"), "Music Box"),
    **dict.fromkeys(("synth", "synthesizer", "synth lead", "合成器"), "Saw Lead"),
    **dict.fromkeys(("pad", "synth pad"), "Warm Pad"),
    **dict.fromkeys(("drum", "drums", "drum kit", "percussion", "鼓", "架子鼓", "打击乐"), "Drums"),
}

# Program -> the lowest and highest pitch a player would be given.
_RANGES = {
    **{22: (60, 91), 40: (55, 93), 41: (48, 84), 42: (36, 76), 43: (28, 55), 46: (28, 96)},
    **{52: (50, 79), 53: (50, 79), 54: (50, 79), 56: (55, 82), 57: (40, 70), 58: (28, 55)},
    **{59: (55, 82), 60: (41, 74), 61: (48, 82), 64: (56, 86), 65: (50, 80), 66: (45, 75)},
    **{67: (37, 68), 68: (58, 88), 69: (52, 80), 70: (36, 70), 71: (52, 88), 72: (74, 105)},
    **{73: (60, 93), 74: (65, 93), 75: (60, 91), 77: (58, 86), 106: (50, 82), 107: (43, 88)},
    **{110: (55, 90), 105: (50, 84), 11: (53, 84), 12: (48, 84), 13: (65, 96), 10: (60, 96)},
}


def program(name: str) -> int:
    """Return the program of an instrument's name or what people call it; ValueError if unknown."""
    found = _index().get(_plain(name))
    if found is None:
        import difflib

        near = difflib.get_close_matches(_plain(name), _index(), 1, 0.6)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise ValueError(
            f"invalid value {name[:40]!r}; expected a General MIDI name such as Violin, piano or "
            f"drums{hint}"
        )
    return found


def instrument(number: int) -> str:
    """Return the name of a program; DRUMS is the drum kit."""
    return "Drums" if number == DRUMS else PROGRAMS[number]


def reach(number: int) -> tuple[int, int]:
    """Return the lowest and highest pitch for an instrument."""
    if number in _RANGES:
        return _RANGES[number]
    if 32 <= number < 40:
        return 28, 60
    if 24 <= number < 32:
        return 40, 83
    return (36, 96)


def polyphonic(number: int) -> bool:
    """Whether one player of a program can accompany an own tune with chords."""
    several = (8, 10, 11, 12, 15, 21, 23, 46, 61, 62, 63, 105, 106, 107)
    sections = 48 <= number < 55 or 88 <= number < 96
    return (
        0 <= number < 8 or 16 <= number < 20 or 24 <= number < 32 or sections or number in several
    )


def role(number: int) -> str:
    """Return the part that an instrument would take first: melody, chords, bass or drums."""
    if number == DRUMS:
        return "drums"
    if 32 <= number < 40 or number in (43, 58):
        return "bass"
    plucked_or_keys = number < 8 or 16 <= number < 20 or 24 <= number < 32 or number in (46, 107)
    if plucked_or_keys or 48 <= number < 52 or 88 <= number < 96:
        return "chords"
    return "melody"


@cache
def _index() -> dict[str, int]:
    names = {_plain(name): number for number, name in enumerate(PROGRAMS)}
    names["drums"] = DRUMS
    for alias, name in ALIASES.items():
        names[_plain(alias)] = names[_plain(name)]
    return names


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", name).strip().lower()
