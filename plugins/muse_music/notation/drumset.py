"""The drum kit on a staff: where each drum of General MIDI is written, and with which head."""

_NAMES = {
    **{35: "Acoustic Bass Drum", 36: "Bass Drum", 37: "Side Stick", 38: "Snare Drum"},
    **{39: "Hand Clap", 40: "Electric Snare", 41: "Low Floor Tom", 42: "Closed Hi-Hat"},
    **{43: "High Floor Tom", 44: "Pedal Hi-Hat", 45: "Low Tom", 46: "Open Hi-Hat"},
    **{47: "Low-Mid Tom", 48: "Hi-Mid Tom", 49: "Crash Cymbal", 50: "High Tom"},
    **{51: "Ride Cymbal", 52: "Chinese Cymbal", 53: "Ride Bell", 54: "Tambourine"},
    **{55: "Splash Cymbal", 56: "Cowbell", 57: "Crash Cymbal 2", 59: "Ride Cymbal 2"},
    **{60: "High Bongo", 61: "Low Bongo", 62: "Mute High Conga", 63: "Open High Conga"},
    **{64: "Low Conga", 65: "High Timbale", 66: "Low Timbale", 67: "High Agogo", 68: "Low Agogo"},
    **{73: "Short Guiro", 74: "Long Guiro"},
    **{69: "Cabasa", 70: "Maracas", 75: "Claves", 76: "High Wood Block", 77: "Low Wood Block"},
    **{80: "Mute Triangle", 81: "Open Triangle", 82: "Shaker"},
}
# Pitch -> step, octave, notehead, as drum parts are usually written on five lines.
_PLACES = {
    **dict.fromkeys((35, 36), ("F", 4, "")),
    **dict.fromkeys((38, 40), ("C", 5, "")),
    **dict.fromkeys((37, 39), ("C", 5, "x")),
    **dict.fromkeys((42, 54, 69, 70, 82), ("G", 5, "x")),
    46: ("G", 5, "circle-x"),
    44: ("D", 4, "x"),
    41: ("G", 4, ""),
    43: ("A", 4, ""),
    **dict.fromkeys((45, 47), ("D", 5, "")),
    **dict.fromkeys((48, 50), ("E", 5, "")),
    **dict.fromkeys((49, 52, 55, 57), ("A", 5, "x")),
    **dict.fromkeys((51, 59), ("F", 5, "x")),
    53: ("F", 5, "diamond"),
    **dict.fromkeys((75, 76), ("E", 5, "triangle")),
    **dict.fromkeys((56, 77), ("D", 5, "triangle")),
    **dict.fromkeys((60, 62, 63, 65, 67), ("E", 5, "diamond")),
    **dict.fromkeys((61, 64, 66, 68), ("D", 5, "diamond")),
    **dict.fromkeys((80, 81), ("A", 5, "diamond")),
}


def name(pitch: int) -> str:
    """Return the name of a drum by its General MIDI pitch."""
    return _NAMES.get(pitch, f"Percussion {pitch}")


def place(pitch: int) -> tuple[str, int, str]:
    """Return display step, octave and notehead of a drum; an empty head is the usual one."""
    return _PLACES.get(pitch, ("C", 5, "x"))
