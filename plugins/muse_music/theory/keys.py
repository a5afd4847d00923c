"""Keys: a tonic and a mode, how they are spelt, and the key signature that a MIDI file can hold."""

import re
from dataclasses import dataclass

from muse_music.theory.scales import FAMILIES, GAPPED, MODES, SHARPER, SPOKEN, mode_of

__all__ = ["MODES", "Key", "find", "named", "parse", "usual"]

_SHORT = {"": "major", "maj": "major", "M": "major", "min": "minor", "m": "minor"}
_LETTERS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_FIFTHS = "FCGDAEB"
_WRITTEN = re.compile(
    r"(?P<before>[升降]?)(?P<letter>[A-Ga-g])\s*-?\s*"
    r"(?P<sign>##|bb|[#♯♭]|b(?!lues)|sharp|flat|)[\s-]*(?P<mode>.*)"
)
_SIGN = r"(?P<sign>[#♯b♭]|[ -](?:sharp|flat))?"
_CHINESE_MODES = "(?:自然|和声|旋律)?小调|大调|[宫宮商角徵徴征羽](?:调式|调|(?![\u4e00-\u9fff]))"
_ENGLISH_MODES = "|".join(
    word.replace(" ", "[ -]")
    for word in sorted(SPOKEN, key=len, reverse=True)
    if word.isascii() and word not in ("blues", "minor blues")
)
_SPOKEN = (
    re.compile(
        rf"(?<![a-z])(?:(?:in|key of) )?(?:the )?(?P<letter>[a-g]){_SIGN}[ -]?"
        rf"(?P<mode>{_ENGLISH_MODES}|(?:minor )?blues scale|maj|min)(?![a-z0-9])(?! key)"
        r"(?: (?:scale|mode))?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<before>[升降])?(?P<letter>[A-Ga-g])(?P<sign>[#♯b♭])? ?(?P<mode>{_CHINESE_MODES})"
    ),
    re.compile(
        rf"\b(?:[Ii]n|[Kk]ey(?: of|:)?) (?P<letter>[A-G]){_SIGN}(?P<mode>m)?"
        r"(?![\w#♯♭'])(?:(?<![ :]A)|(?! [a-z]))"
    ),
    re.compile(
        r"(?<![A-Za-z])(?P<before>[升降])?(?P<letter>[A-G])(?P<sign>[#♯b♭])?(?P<mode>m)?调(?!式)"
    ),
    re.compile(
        r"(?:^|(?<=[,,、;;\s]))(?P<letter>[A-G])(?P<sign>[#♯b♭])?(?P<mode>m)(?=\s*(?:[,,、;;。]|$))"
    ),
)
_MINOR = re.compile(
    r"\bminor (?:blues|key|mode|swing|waltz|ballad|song|tune|piece)\b", re.IGNORECASE
)
_DENIED = re.compile(r"(?:\bnot|\bno|不要|不是|不用|别用)\s*$", re.IGNORECASE)
_TAKES = "a tonic and a mode, such as C, A minor, F#m, Bb major or D dorian, or a mode alone"


@dataclass(frozen=True, slots=True)
class Key:
    """A key: `tonic` as it is spelt ("F#"), `mode` one of MODES."""

    tonic: str
    mode: str

    def __str__(self) -> str:
        return f"{self.tonic} {self.mode}"

    @property
    def pitch_class(self) -> int:
        """The tonic's pitch class: C is 0."""
        return (_LETTERS[self.tonic[0]] + self.tonic.count("#") - self.tonic.count("b")) % 12

    @property
    def scale(self) -> tuple[int, ...]:
        """The pitch classes of the scale, from the tonic up."""
        return tuple((self.pitch_class + step) % 12 for step in MODES[self.mode])

    @property
    def gapped(self) -> bool:
        """Whether tunes keep to fewer tones than the scale's, or to others: five, or blue ones."""
        return self.mode in GAPPED

    @property
    def tones(self) -> frozenset[int]:
        """The pitch classes that a tune keeps to: the scale's, or those of a gapped mode."""
        steps = GAPPED.get(self.mode) or MODES[self.mode]
        return frozenset((self.pitch_class + step) % 12 for step in steps)

    @property
    def family(self) -> str:
        """Major, minor or the church mode whose signature it is written with."""
        return FAMILIES[self.mode]

    @property
    def minor(self) -> bool:
        """Whether the third above the tonic is minor."""
        return MODES[self.mode][2] == 3

    @property
    def sharps(self) -> int:
        """Sharps of the signature; flats are negative. More than seven can't be written."""
        return _sharps(self.tonic) + SHARPER[self.family]

    @property
    def signature(self) -> str:
        """The signature as MIDI names it, by a major or minor key: D dorian has that of "Am"."""
        sharper = SHARPER["minor" if self.minor else "major"]
        name = _spelt(self.sharps - sharper)
        return f"{name}m" if self.minor else name

    def legal(self) -> "Key":
        """Return the key itself, or the same one spelt with at most seven accidentals."""
        key = self
        while abs(key.sharps) > 7:
            away = -12 if key.sharps > 0 else 12
            key = Key(_spelt(_sharps(key.tonic) + away), key.mode)
        return key


def parse(text: str) -> Key | str:
    """Read "F#m", "Bb major", "降B大调"; a mode alone comes back as its name, else ValueError."""
    text = " ".join(text.split())
    alone = _SHORT.get(text) or mode_of(text)
    if alone and text:
        return alone
    match = _WRITTEN.fullmatch(text)
    if match:
        word = match["mode"]
        mode = _SHORT.get(word) or _SHORT.get(word.lower()) or mode_of(word)
        if mode:
            sign = {"sharp": "#", "♯": "#", "flat": "b", "♭": "b"}.get(match["sign"], match["sign"])
            sign += {"升": "#", "降": "b"}.get(match["before"], "")
            if sign not in ("#b", "b#") and len(sign) < 3:
                return Key(match["letter"].upper() + sign, mode)
    raise ValueError(f"invalid value {text[:40]!r}; expected {_TAKES}")


def find(prompt: str) -> tuple[str, int, int] | None:
    """Return the first key that a prompt names, and where: "D minor", "in F#m", "降B大调"."""
    for pattern in _SPOKEN:
        for match in pattern.finditer(prompt):
            said = match.groupdict()
            sign = (said.get("sign") or said.get("before") or "").strip(" -").lower()
            sign = {"♯": "#", "sharp": "#", "升": "#", "♭": "b", "flat": "b", "降": "b"}.get(
                sign, sign
            )
            if (
                match["letter"] == "a"
                and match[0].isascii()
                and not sign
                and not match[0].lower().startswith(("in", "key"))
            ):
                continue  # "a minor change"
            if _DENIED.search(prompt[: match.start()][-12:]):
                continue
            mode = (said.get("mode") or ("minor" if _MINOR.search(prompt) else "major")).lower()
            key = parse(f"{match['letter'].upper()}{sign} {mode}")
            return str(key), match.start(), match.end()
    return None


def named(sharps: int, tonic: int) -> Key | None:
    """Return the key of a signature whose tonic has a pitch class; None when no mode fits."""
    for mode, sharper in SHARPER.items():
        key = Key(_spelt(sharps - sharper), mode)
        if key.pitch_class == tonic:
            return key
    return None


def usual(tonic: int, mode: str) -> Key:
    """Return the key of a pitch class and mode in the spelling with the fewest accidentals."""
    spelt = (Key(_spelt(fifths), mode) for fifths in range(-8, 12))
    return min(
        (k for k in spelt if k.pitch_class == tonic), key=lambda k: (abs(k.sharps), k.sharps)
    )


def _sharps(tonic: str) -> int:
    """Return the sharps of the major key on a tonic: C 0, G 1, F -1, C# 7."""
    return _FIFTHS.index(tonic[0]) - 1 + 7 * (tonic.count("#") - tonic.count("b"))


def _spelt(sharps: int) -> str:
    """Return the tonic of the major key with so many sharps."""
    signs, letter = divmod(sharps + 1, 7)
    return _FIFTHS[letter] + ("#" * signs if signs > 0 else "b" * -signs)
