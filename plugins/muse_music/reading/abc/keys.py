"""Keys, clefs and transpositions of ABC: what K: and V: say of how notes sound."""

import re
from dataclasses import dataclass, field, replace

from muse_music.reading.limits import Damaged
from muse_music.theory import keys
from muse_music.theory.keys import Key

_SHARPS = "FCGDAEB"
_MODES = {
    **{"": "major", "m": "minor", "min": "minor", "maj": "major", "ion": "major"},
    **{"aeo": "minor", "dor": "dorian", "phr": "phrygian", "lyd": "lydian"},
    **{"mix": "mixolydian", "loc": "locrian"},
}
_KEY = re.compile(r"([A-G])([#b♯♭]?)\s*([A-Za-z]*)")
_SIGN = re.compile(r"(?<![A-Za-z\d=,'])(\^\^|\^|__|_|==?)([A-Ga-g])(?![A-Za-z\d])")
_CLEF = r"(?:treble|bass|tenor|alto|perc(?:ussion)?|soprano|mezzosoprano|baritone|none)"
_CLEFS = re.compile(rf'(?:clef\s*=\s*"?({_CLEF}|[GFCP]|)\d?([+-]8|[+-]15)?|(?<![\w=])(?:{_CLEF})\d?'
                    r"([+-]8|[+-]15)(?!\w))")  # fmt: skip
_BARE = re.compile(rf"(?:clef\s*=.*|{_CLEF}\d?(?:[+-](?:8|15))?|[+-]8(?:va)?|none)")
_PROPERTY = re.compile(r'(\w+)\s*=\s*("[^"]*"|[^\s"]+)')


@dataclass(frozen=True)
class Signature:
    """A key as it is written: the key, and how many semitones each letter is altered.

    `told` is whether the tune says a key at all; `unknown` is a word that is no mode.
    """

    key: Key = field(default_factory=lambda: Key("C", "major"))
    altered: tuple[tuple[str, int], ...] = ()
    told: bool = False
    unknown: str = ""

    def moved(self, semitones: int) -> Key:
        """Return the key as it sounds so many semitones higher."""
        if semitones % 12 == 0:
            return self.key
        return keys.usual((self.key.pitch_class + semitones) % 12, self.key.mode)


@dataclass(frozen=True)
class Clef:
    """How the notes of a voice are moved: octaves of its clef, those told, and semitones."""

    clef: int = 0
    octave: int = 0
    semitones: int = 0
    drums: bool = False

    @property
    def moved(self) -> int:
        """Semitones from what is written to what sounds."""
        return 12 * (self.clef + self.octave) + self.semitones


def properties(value: str) -> dict[str, str]:
    """Return the name=value pairs of a V: or K: field; quotes are taken off."""
    return {name: told.strip('"') for name, told in _PROPERTY.findall(value)}


def clef_of(value: str, before: Clef) -> Clef:
    """Return the clef of a V: or K: field; what it doesn't say stays as it was."""
    value = value[:400]
    found = _CLEFS.search(re.sub(r'(?:name|nm|snm|subname|sname)\s*=\s*"[^"]*"', "", value))
    made = before
    if found:
        octave = found[2] or found[3] or ""
        size = 2 if octave.endswith("15") else 1 if octave else 0
        made = replace(made, clef=-size if octave.startswith("-") else size)
        if found[1]:
            made = replace(made, drums=found[1].lower().startswith(("p", "P")))
    elif re.search(r"(?<![\w=\"])perc(?:ussion)?(?!\w)", value):
        made = replace(made, drums=True)
    told = properties(value)
    octave = told.get("octave", "")
    if re.fullmatch(r"[+-]?\d", octave):
        made = replace(made, octave=int(octave))
    moved = told.get("transpose", told.get("t", ""))
    if re.fullmatch(r"[+-]?\d{1,2}", moved):
        made = replace(made, semitones=int(moved))
    return made


def key_of(value: str) -> Signature | None:
    """Return the signature of a K: field; None where it says nothing of a key (a clef alone)."""
    value = value.strip()[:400]
    if value[:2] in ("HP", "Hp"):  # the Highland pipes: their scale, whatever is written
        return Signature(Key("A", "mixolydian"), (("F", 1), ("C", 1)), True)
    if value == "" or value.lower().startswith("none"):
        return Signature(Key("C", "major"), _signs(value))
    if value[:1] not in "ABCDEFG" or _BARE.fullmatch(value):
        if _BARE.fullmatch(value) or _PROPERTY.match(value):
            return None
        if _SIGN.match(value):
            return Signature(Key("C", "major"), _signs(value))
        raise Damaged(f"its key is {value[:20]!r}")
    match = _KEY.match(value)
    assert match is not None
    word = match[3].lower()
    mode = _MODES.get("m" if word == "m" else word[:3] if len(word) > 1 else word)
    more = value[match.end() :]
    explicit = word == "exp" or re.match(r"\s*exp(?!\w)", more) is not None
    unknown = "" if mode or explicit or _clef_word(value[match.end(2) :]) else match[3]
    signs, third = dict(_signs(more)), ""
    if unknown.lower() in ("freygish", "ahavarabo", "hijaz"):
        mode, unknown = "phrygian", ""
        third = "CDEFGABCD"["CDEFGAB".index(match[1]) + 2]
    key = Key(match[1] + _flat(match[2]), mode or "major")
    altered = {} if explicit else dict(_plain(key))
    if third:
        altered[third] = altered.get(third, 0) + 1
    altered |= signs
    if explicit:
        key = _nearest(key, altered)
    return Signature(key.legal(), tuple(altered.items()), True, unknown[:20])


def _flat(sign: str) -> str:
    return {"♯": "#", "♭": "b"}.get(sign, sign)


def _clef_word(text: str) -> bool:
    return _BARE.match(text.strip()) is not None or _PROPERTY.match(text.strip()) is not None


def _signs(text: str) -> tuple[tuple[str, int], ...]:
    """Return the accidentals that a key has beside its mode: "^f _b =c"."""
    text = re.sub(r'\w+\s*=\s*("[^"]*"|[^\s"]+)', lambda m: m[0] if m[0][0] in "=" else "", text)
    return tuple((name.upper(), s.count("^") - s.count("_")) for s, name in _SIGN.findall(text))


def _plain(key: Key) -> tuple[tuple[str, int], ...]:
    """Return what a key's signature alters; with more than seven signs some are double."""
    order, step = (_SHARPS, 1) if key.sharps > 0 else (_SHARPS[::-1], -1)
    made: dict[str, int] = {}
    for place in range(abs(key.sharps)):
        made[order[place % 7]] = made.get(order[place % 7], 0) + step
    return tuple(made.items())


def _nearest(key: Key, altered: dict[str, int]) -> Key:
    """Return the key on a tonic whose signature is nearest to what is altered."""

    def away(mode: str) -> int:
        usual = dict(_plain(Key(key.tonic, mode)))
        return sum(usual.get(name, 0) != altered.get(name, 0) for name in _SHARPS)

    return Key(key.tonic, min(keys.MODES, key=away))
