"""Keys and meters as they are written: "F#m", "A minor", "降B大调"; "6/8"."""

from __future__ import annotations

import re

MODES = {
    **{"": "major", "maj": "major", "major": "major", "大调": "major"},
    **{"m": "minor", "min": "minor", "minor": "minor", "小调": "minor"},
    **{mode: mode for mode in ("dorian", "phrygian", "lydian", "mixolydian", "locrian")},
}
DENOMINATORS = (1, 2, 4, 8, 16, 32)

_SIGN = r"(?P<sign>[#♯b♭]|[ -]?sharp|[ -]?flat)?"
_WORDS = "|".join(sorted((m for m in MODES if m), key=len, reverse=True))
_WRITTEN = re.compile(
    rf"(?P<before>[升降]?)(?P<letter>[A-Ga-g]){_SIGN}[ -]*(?P<mode>{_WORDS}|)", re.IGNORECASE
)
_SPOKEN = (
    re.compile(
        rf"(?<![a-z])(?:in |key of )?(?P<letter>[a-g]){_SIGN}[ -]"
        r"(?P<mode>major|minor|dorian|phrygian|lydian|mixolydian|locrian)(?![a-z])",
        re.IGNORECASE,
    ),
    re.compile(r"(?P<before>[升降])?(?P<letter>[A-Ga-g])(?P<sign>[#♯b♭])?(?P<mode>大调|小调)"),
    re.compile(rf"\b(?:[Ii]n|[Kk]ey of) (?P<letter>[A-G]){_SIGN}(?P<mode>m)?(?![\w#♯♭'])"),
)
_DENIED = re.compile(r"(?:\bnot|\bno|不要|不是|不用|别用)\s*$", re.IGNORECASE)


def key(text: str) -> str:
    """Return a key as "F# minor"; ValueError for what is none."""
    found = _WRITTEN.fullmatch(" ".join(text.split()))
    if not found:
        raise ValueError(
            f"invalid value {text[:40]!r}; expected a tonic and a mode, such as C, A minor or F#m"
        )
    return _named(found)


def _named(found: re.Match[str]) -> str:
    told = found.groupdict()
    sign = (told.get("sign") or told.get("before") or "").strip(" -").lower()
    sign = {"♯": "#", "sharp": "#", "升": "#", "♭": "b", "flat": "b", "降": "b"}.get(sign, sign)
    mode = told.get("mode") or ""
    return f"{told['letter'].upper()}{sign} {MODES[mode if mode == 'm' else mode.lower()]}"


def find_key(prompt: str) -> tuple[str, int, int] | None:
    """Return the first key that a prompt names, and where: "D minor", "in F#m", "降B大调"."""
    for pattern in _SPOKEN:
        for match in pattern.finditer(prompt):
            article = match["letter"] == "a" and match[0].isascii() and match[0][:1] == "a"
            if article or _DENIED.search(prompt[: match.start()][-12:]):
                continue  # "a minor change"
            return _named(match), match.start(), match.end()
    return None


def meter(text: str) -> str:
    """Return a time signature as "n/d"; ValueError for what is none."""
    found = re.fullmatch(r"\s*(\d{1,2})\s*/\s*(\d{1,2})\s*", text)
    if not found or not 1 <= int(found[1]) <= 32 or int(found[2]) not in DENOMINATORS:
        raise ValueError(f"invalid value {text[:40]!r}; expected n/d, such as 4/4 or 6/8")
    return f"{int(found[1])}/{int(found[2])}"
