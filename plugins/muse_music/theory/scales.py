"""Modes: their scales, signatures and names, and the tones that tunes in them keep to."""

MODES = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "locrian": (0, 1, 3, 5, 6, 8, 10),
    "harmonic minor": (0, 2, 3, 5, 7, 8, 11),
    "melodic minor": (0, 2, 3, 5, 7, 9, 11),
    "phrygian dominant": (0, 1, 4, 5, 7, 8, 10),
    "whole tone": (0, 2, 4, 6, 8, 10),
    "major pentatonic": (0, 2, 4, 5, 7, 9, 11),
    "minor pentatonic": (0, 2, 3, 5, 7, 8, 10),
    "blues": (0, 2, 4, 5, 7, 9, 10),
    "gong": (0, 2, 4, 5, 7, 9, 11),
    "shang": (0, 2, 3, 5, 7, 9, 10),
    "jue": (0, 1, 3, 5, 7, 8, 10),
    "zhi": (0, 2, 4, 5, 7, 9, 10),
    "yu": (0, 2, 3, 5, 7, 8, 10),
}
"""Mode -> semitones above the tonic: the scale that chords and spelling count in."""

GAPPED = {
    "major pentatonic": (0, 2, 4, 7, 9),
    "minor pentatonic": (0, 3, 5, 7, 10),
    "blues": (0, 3, 5, 6, 7, 10),
    "gong": (0, 2, 4, 7, 9),
    "shang": (0, 2, 5, 7, 10),
    "jue": (0, 3, 5, 8, 10),
    "zhi": (0, 2, 5, 7, 9),
    "yu": (0, 3, 5, 7, 10),
}
"""Mode -> the tones that a tune in it keeps to, where they differ from the scale."""

FAMILIES = {
    **{mode: mode for mode in tuple(MODES)[:7]},
    **dict.fromkeys(("harmonic minor", "melodic minor", "minor pentatonic", "yu"), "minor"),
    **dict.fromkeys(("major pentatonic", "gong", "whole tone", "blues"), "major"),
    **{"phrygian dominant": "phrygian", "jue": "phrygian", "shang": "dorian", "zhi": "mixolydian"},
}
"""Mode -> the church mode (or major, minor) whose signature it is written with."""

SHARPER = {
    **{"major": 0, "minor": -3, "dorian": -2, "phrygian": -4, "lydian": 1, "mixolydian": -1},
    "locrian": -5,
}
"""Church mode -> sharps that its signature has more than the major key on the same tonic."""

SPOKEN = {
    **{mode: mode for mode in MODES},
    **dict.fromkeys(("ionian", "大调", "大調", "爱奥尼亚"), "major"),
    **dict.fromkeys(("aeolian", "natural minor", "moll", "小调", "小調", "自然小调"), "minor"),
    **dict.fromkeys(("爱奥利亚",), "minor"),
    **{"多利亚": "dorian", "弗里几亚": "phrygian", "弗里吉亚": "phrygian", "利底亚": "lydian"},
    **{"混合利底亚": "mixolydian", "洛克里亚": "locrian"},
    **{"和声小调": "harmonic minor", "旋律小调": "melodic minor"},
    **dict.fromkeys(("freygish", "phrygian major", "spanish phrygian"), "phrygian dominant"),
    **dict.fromkeys(("pentatonic", "pentatonic major"), "major pentatonic"),
    **{"pentatonic minor": "minor pentatonic", "minor blues": "blues", "whole-tone": "whole tone"},
    **dict.fromkeys(("宫", "宮"), "gong"),
    **{"商": "shang", "角": "jue", "羽": "yu"},
    **dict.fromkeys(("徵", "徴", "征"), "zhi"),
}
"""What a mode is called -> its name here."""


def mode_of(words: str) -> str | None:
    """Return the mode of what it's called, "A minor scale" without its tonic; None if unknown."""
    text = " ".join(words.lower().replace("-", " ").split())
    for end in ("", " scale", " mode", " key", "调式", "调", "調式", "調"):
        if text.endswith(end) and (found := SPOKEN.get(text.removesuffix(end).strip())):
            return found
    return None
