"""Instruments by number: the 128 programs of General MIDI, and Chinese ones beyond."""

import re
from functools import cache

from muse_music.theory import chinese
from muse_music.theory.notes import DRUMS
from muse_music.theory.ranges import RANGES

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

# What people say -> the program's name.
ALIASES = {
    **dict.fromkeys(("piano", "grand piano", "upright piano", "钢琴"), "Acoustic Grand Piano"),
    **dict.fromkeys(("electric piano", "rhodes", "wurlitzer", "电钢琴"), "Electric Piano 1"),
    **dict.fromkeys(("honky tonk", "honky-tonk"), "Honky-tonk Piano"),
    **dict.fromkeys(("羽管键琴", "大键琴", "cembalo"), "Harpsichord"),
    **dict.fromkeys(("钢片琴",), "Celesta"),
    **dict.fromkeys(("钟琴", "glock"), "Glockenspiel"),
    **dict.fromkeys(("八音盒", "musical box"), "Music Box"),
    **dict.fromkeys(("vibes", "颤音琴"), "Vibraphone"),
    **dict.fromkeys(("马林巴", "马林巴琴"), "Marimba"),
    **dict.fromkeys(("木琴",), "Xylophone"),
    **dict.fromkeys(("管钟", "chimes"), "Tubular Bells"),
    **dict.fromkeys(("hammered dulcimer",), "Dulcimer"),
    **dict.fromkeys(("organ", "hammond organ", "hammond", "风琴"), "Drawbar Organ"),
    **dict.fromkeys(("pipe organ", "管风琴"), "Church Organ"),
    **dict.fromkeys(("harmonium",), "Reed Organ"),
    **dict.fromkeys(("手风琴",), "Accordion"),
    **dict.fromkeys(("口琴", "mouth organ"), "Harmonica"),
    **dict.fromkeys(("班多钮", "班多纽", "班多钮琴"), "Bandoneon"),
    **dict.fromkeys(("guitar", "acoustic guitar", "classical guitar", "吉他"), "Nylon Guitar"),
    **dict.fromkeys(("木吉他", "古典吉他", "nylon string guitar"), "Nylon Guitar"),
    **dict.fromkeys(("steel string guitar", "folk guitar", "民谣吉他"), "Steel Guitar"),
    **dict.fromkeys(("electric guitar", "电吉他"), "Overdriven Guitar"),
    **dict.fromkeys(("bass", "bass guitar", "electric bass", "贝斯", "贝司"), "Fingered Bass"),
    **dict.fromkeys(("distorted guitar", "失真吉他"), "Distortion Guitar"),
    **dict.fromkeys(("double bass", "upright bass", "低音提琴", "倍大提琴"), "Acoustic Bass"),
    **dict.fromkeys(("slap bass",), "Slap Bass 1"),
    **dict.fromkeys(("synth bass", "合成贝斯"), "Synth Bass 1"),
    **dict.fromkeys(("violins", "小提琴"), "Violin"),
    **dict.fromkeys(("中提琴",), "Viola"),
    **dict.fromkeys(("cellos", "violoncello", "大提琴"), "Cello"),
    **dict.fromkeys(("string section", "string orchestra", "弦乐"), "Strings"),
    **dict.fromkeys(("竖琴",), "Harp"),
    **dict.fromkeys(("定音鼓", "kettledrum"), "Timpani"),
    **dict.fromkeys(("choir", "合唱"), "Choir Aahs"),
    **dict.fromkeys(("人声", "女声", "男声", "vocals"), "Voice Oohs"),
    **dict.fromkeys(("小号",), "Trumpet"),
    **dict.fromkeys(("长号",), "Trombone"),
    **dict.fromkeys(("大号",), "Tuba"),
    **dict.fromkeys(("horn", "圆号"), "French Horn"),
    **dict.fromkeys(("brass", "铜管"), "Brass Section"),
    **dict.fromkeys(("sax", "saxophone", "tenor saxophone", "萨克斯", "次中音萨克斯"), "Tenor Sax"),
    **dict.fromkeys(("alto saxophone", "中音萨克斯"), "Alto Sax"),
    **dict.fromkeys(("soprano saxophone", "高音萨克斯"), "Soprano Sax"),
    **dict.fromkeys(("baritone saxophone", "bari sax", "上低音萨克斯"), "Baritone Sax"),
    **dict.fromkeys(("双簧管",), "Oboe"),
    **dict.fromkeys(("cor anglais", "英国管"), "English Horn"),
    **dict.fromkeys(("巴松", "大管", "巴松管"), "Bassoon"),
    **dict.fromkeys(("单簧管", "黑管"), "Clarinet"),
    **dict.fromkeys(("短笛",), "Piccolo"),
    **dict.fromkeys(("长笛",), "Flute"),
    **dict.fromkeys(("竖笛", "blockflute"), "Recorder"),
    **dict.fromkeys(("排箫", "panpipe", "pan pipe"), "Pan Flute"),
    **dict.fromkeys(("尺八",), "Shakuhachi"),
    **dict.fromkeys(("tin whistle", "penny whistle", "irish whistle", "锡笛", "哨笛"), "Whistle"),
    **dict.fromkeys(("陶笛",), "Ocarina"),
    **dict.fromkeys(("synth", "synthesizer", "synth lead", "合成器"), "Saw Lead"),
    **dict.fromkeys(("pad", "synth pad"), "Warm Pad"),
    **dict.fromkeys(("西塔琴", "锡塔琴"), "Sitar"),
    **dict.fromkeys(("班卓琴",), "Banjo"),
    **dict.fromkeys(("三味线",), "Shamisen"),
    **dict.fromkeys(("日本筝",), "Koto"),
    **dict.fromkeys(("thumb piano", "mbira", "卡林巴", "拇指琴"), "Kalimba"),
    **dict.fromkeys(("风笛",), "Bagpipe"),
    **dict.fromkeys(("shehnai",), "Shanai"),
    **dict.fromkeys(("steelpan", "steel pan", "钢鼓"), "Steel Drums"),
    **dict.fromkeys(("taiko", "太鼓"), "Taiko Drum"),
    **dict.fromkeys(("drum", "drums", "drum kit", "percussion", "鼓", "架子鼓", "打击乐"), "Drums"),
}

# Names of programs that are seldom instruments in prose.
EVERYDAY = frozenset(
    "Rain Soundtrack Crystal Atmosphere Brightness Goblins Echoes Sci-fi Seashore Helicopter "
    "Applause Gunshot".split()
) | {"Telephone Ring", "Bird Tweet", "Breath Noise", "Guitar Fret Noise"}


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
    """Return the name of an instrument; DRUMS is the drum kit."""
    if number >= chinese.FIRST:
        return chinese.name(number)
    return "Drums" if number == DRUMS else PROGRAMS[number]


def sound(number: int) -> int:
    """Return the General MIDI program that an instrument sounds with: its own, or the nearest."""
    return chinese.instrument(number).program if number >= chinese.FIRST else number


def reach(number: int) -> tuple[int, int]:
    """Return the lowest and highest pitch for an instrument."""
    if number >= chinese.FIRST:
        one = chinese.instrument(number)
        return one.low, one.high
    return RANGES[number] if number != DRUMS else (36, 96)


def polyphonic(number: int) -> bool:
    """Whether one player of a program can accompany an own tune with chords."""
    if number >= chinese.FIRST:
        return chinese.instrument(number).chordal
    several = (8, 10, 11, 12, 15, 21, 23, 46, 61, 62, 63, 105, 106, 107)
    sections = 48 <= number < 55 or 88 <= number < 96
    return (
        0 <= number < 8 or 16 <= number < 20 or 24 <= number < 32 or sections or number in several
    )


def role(number: int) -> str:
    """Return the part that an instrument would take first: melody, chords, bass or drums."""
    if number == DRUMS:
        return "drums"
    number = sound(number)
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
    names |= chinese.names()
    for alias, name in ALIASES.items():
        names[_plain(alias)] = names[_plain(name)]
    return names


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", name).strip().lower()
