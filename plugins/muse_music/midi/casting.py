"""Instruments as they are asked for: "violin", or with the part that it takes, "bass=cello"."""

from muse_music.theory import gm

PARTS = {
    **{part: part for part in ("melody", "chords", "strings", "bass")},
    **dict.fromkeys(("tune", "lead", "旋律", "主旋律"), "melody"),
    **dict.fromkeys(("harmony", "comping", "和弦", "伴奏"), "chords"),
    **dict.fromkeys(("pad", "弦乐铺底"), "strings"),
    **dict.fromkeys(("低音", "贝斯声部"), "bass"),
}
"""What a part is called -> the part."""


def named(text: str) -> str:
    """Return an instrument, with its part if one was told, as Muse names both; else ValueError."""
    part, instrument = split(text)
    name = gm.instrument(gm.program(instrument))
    if not part:
        return name
    if part not in PARTS:
        parts = ", ".join(dict.fromkeys(PARTS.values()))
        raise ValueError(
            f"invalid part {part[:40]!r}; expected one of {parts}, as in melody=violin"
        )
    if name == "Drums":
        raise ValueError(f"invalid value {text[:40]!r}; drums can't play {PARTS[part]}")
    return f"{PARTS[part]}={name}"


def split(text: str) -> tuple[str, str]:
    """Return the part, empty if none is told, and the instrument."""
    part, equals, instrument = text.partition("=")
    return (part.strip().lower(), instrument.strip()) if equals else ("", text.strip())


def programs(names: list[str]) -> tuple[tuple[int, ...], dict[str, int]]:
    """Return the programs of those without a part, and part -> program for the others."""
    free: list[int] = []
    taken: dict[str, int] = {}
    for name in names:
        part, instrument = split(name)
        if part:
            taken[part] = gm.program(instrument)
        else:
            free.append(gm.program(instrument))
    return tuple(free), taken
