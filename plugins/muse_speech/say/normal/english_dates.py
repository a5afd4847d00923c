"""Dates and times in English, as they are said; each takes a match, and None is no date."""

import re

from . import english_numbers as say
from .english_words import MONTHS


def year_said(text: str) -> str:
    """Return a year in words."""
    return say.year(int(text))


def iso(m: re.Match[str]) -> str | None:
    """Return a date such as 2025-03-05 in words."""
    month, day = int(m["month"]), int(m["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{_month(month)} {say.ordinal(day)}, {year_said(m['year'])}"


def _month(number: int) -> str:
    return list(dict.fromkeys(MONTHS.values()))[number - 1]


def slashed(m: re.Match[str]) -> str | None:
    """Return a date such as 3/14/2024 in words: the month is first, unless that can't be."""
    first, second = int(m[1]), int(m[2])
    month, day = (second, first) if first > 12 else (first, second)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    year = int(m[3]) + (2000 if len(m[3]) == 2 else 0)
    return f"{_month(month)} {say.ordinal(day)}, {say.year(year)}"


def month_first(m: re.Match[str]) -> str | None:
    """Return a date such as March 5, 2025 in words."""
    day = int(m["day"])
    if not 1 <= day <= 31:
        return None
    said = f"{MONTHS[m['month'].lower()]} {say.ordinal(day)}"
    return said + (f", {year_said(m['year'])}" if m["year"] else "")


def day_first(m: re.Match[str]) -> str | None:
    """Return a date such as 5 March 2025 in words."""
    day = int(m["day"])
    if not 1 <= day <= 31:
        return None
    the = "" if re.search(r"(?i)\bthe\s$", m.string[: m.start()]) else "the "
    said = f"{the}{say.ordinal(day)} of {MONTHS[m['month'].lower()]}"
    return said + (f", {year_said(m['year'])}" if m["year"] else "")


def clock(m: re.Match[str]) -> str | None:
    """Return a time such as 3:30 pm, or a length such as 1:02:03 in words."""
    hour, minute = int(m["hour"]), int(m["minute"])
    if hour > 24 or minute > 59:
        return None
    half = re.sub("[^apm]", "", (m["half"] or "").lower())
    said = say.cardinal(hour)
    if m["second"]:
        if not half:
            hours = f"{said} {'hour' if hour == 1 else 'hours'}"
            minutes = f"{say.cardinal(minute)} {'minute' if minute == 1 else 'minutes'}"
            return f"{hours} {minutes} {say.cardinal(int(m['second']))} seconds"
        return f"{said} {say.cardinal(minute)} and {say.cardinal(int(m['second']))} seconds"
    if minute:
        said += f" {'oh ' if minute < 10 else ''}{say.cardinal(minute)}"
    elif not half:
        said += " o'clock" if 0 < hour <= 12 else " hundred hours"
    return said + (f" {half[0].upper()} M" if half else "")


def hour_said(m: re.Match[str]) -> str:
    """Return a time such as 5 pm in words."""
    return f"{say.cardinal(int(m[1]))} {m[2][0].upper()} M"


def decade(m: re.Match[str]) -> str:
    """Return a decade such as 1990s in words."""
    return say.decade(int(m[1]))
