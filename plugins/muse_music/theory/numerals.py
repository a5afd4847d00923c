"""Roman numerals that somebody gives, as musicians write them: by the key's mode, with figures."""

import re
from collections.abc import Iterable

from muse_music.theory.harmony import Chord, lowered
from muse_music.theory.keys import Key
from muse_music.theory.qualities import Steps, steps
from muse_music.theory.scales import MODES

NUMERAL = re.compile(
    r"(?P<sign>[b#♭♯]?)(?P<degree>VII|VI|IV|V|III|II|I|vii|vi|iv|v|iii|ii|i)(?P<quality>.*)"
)
_MAJOR = MODES["major"]
_DEGREES = ("I", "II", "III", "IV", "V", "VI", "VII")
_FIGURES = {"6": 1, "64": 2, "65": 1, "43": 2, "42": 3, "2": 3}
_FIGURE = re.compile(r"(?P<quality>|maj|M|o|°|dim|ø|\+|aug)(?P<figure>64|65|43|42|6|2)")
_PLACE = re.compile(r"([b#♭♯]?)([1-7])")


def figured(names: Iterable[str]) -> bool:
    """Whether a 6 after a numeral is a first inversion in a progression, and no added sixth.

    It is beside other figures or triads and dominants; beside chords of jazz it is added.
    """
    jazz = False
    for name in names:
        match = NUMERAL.fullmatch(_plain(name).split("/")[0])
        quality = match["quality"] if match else ""
        if re.fullmatch(r"(?:o|°|ø|dim)?(?:64|65|43|42)|(?:o|°|dim)6", quality):
            return True
        seventh = quality == "7" and match is not None and match["degree"] != "V"
        jazz |= seventh or bool(re.search(r"maj|M|Δ|9|11|13|alt|-7|m7|ø7", quality))
    return not jazz


def numeral(text: str, key: Key, *, sixths: bool) -> Chord:
    """Return the chord of a numeral in a key; ValueError when it can't be read.

    Without a sign III, VI and VII are those of the scale in minor and its kin (F in A minor), as is
    iii; vi and vii are raised there, as in vii° (G#). `sixths` reads 6 as the first inversion.
    """
    plain = _plain(text)
    match = NUMERAL.fullmatch(plain)
    if not match:
        raise ValueError(_wrong(text))
    quality, _, over = match["quality"].partition("/")
    root = _degree(match["sign"], match["degree"], key)
    place = _PLACE.fullmatch(over)
    if over and not place:  # the dominant of a degree: counted in that degree's own major key
        upon = numeral(over, key, sixths=sixths)
        root = (upon.root - key.pitch_class + _degree(match["sign"], match["degree"], _HOME)) % 12
    made, inversion = _steps(quality, match["degree"], root, key, sixths)
    if made is None:
        raise ValueError(_wrong(text))
    tones = tuple((key.pitch_class + root + step) % 12 for step in made)
    bass = tones[inversion] if inversion < len(tones) else tones[0]
    if place:
        bass = _bass(place, tones, key)
    return Chord(text, tones[0], bass, tones)


_HOME = Key("C", "major")


def _plain(text: str) -> str:
    signs = {ord("♭"): "b", ord("♯"): "#"}
    return re.sub(r"(?<=6)/(?=[459]\b)|(?<=4)/(?=[23]\b)", "", text.translate(signs))


def _wrong(text: str) -> str:
    return (
        f"invalid chord {text[:20]!r}; expected chords such as I, V7, vi, bVII, viio7, V65 or V7/ii"
    )


def _degree(sign: str, degree: str, key: Key) -> int:
    """Return the semitones of a degree above the tonic."""
    place = _DEGREES.index(degree.upper())
    root = _MAJOR[place]
    scale = MODES[key.family] if key.mode != "whole tone" else _MAJOR
    own = scale[place]
    upper = degree.isupper() or place == 2
    if not sign and upper and own < root and place in (1, 2, 5, 6):
        return own
    return root + {"b": -1, "#": 0 if own < root and key.minor else 1, "": 0}[sign]


def _steps(
    quality: str, degree: str, root: int, key: Key, sixths: bool
) -> tuple[Steps | None, int]:
    """Return the semitones of a numeral's chord above its root, and which of them is the bass."""
    match = _FIGURE.fullmatch(quality)
    figure = match["figure"] if match else ""
    if match and (figure != "6" or sixths or match["quality"] in ("o", "°", "dim")):
        base = match["quality"]
        if figure in ("6", "64"):
            made = steps("" if base in ("maj", "M") else base)
        elif base:
            made = steps(f"{base}7")
        else:  # the seventh that the scale has
            scale = {(step - root) % 12 for step in MODES[key.family]}
            made = (0, 4, 7, 10 if degree.upper() == "V" or 10 in scale else 11)
        inversion = _FIGURES[figure]
    else:
        made, inversion = steps(quality), 0
    if made is not None and degree.islower():
        made = lowered(made)
    return made, inversion


def _bass(place: re.Match[str], tones: Steps, key: Key) -> int:
    """Return the pitch class of a degree in the bass: the chord's own, or the scale's."""
    sign, step = place[1], _MAJOR[int(place[2]) - 1]
    if sign:
        return (key.pitch_class + step + (1 if sign in "#♯" else -1)) % 12
    own = MODES[key.family][int(place[2]) - 1]
    choices = [(key.pitch_class + s) % 12 for s in (own, step)]
    return next((p for p in choices if p in tones), choices[0])
