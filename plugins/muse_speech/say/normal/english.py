"""English: numbers, dates, money, units, abbreviations and signs as they are said."""

import re
from collections.abc import Callable

from . import english_dates as dates
from . import english_numbers as say
from .english_words import (
    ABBREVIATIONS,
    COUNTED,
    MONEY,
    MONTHS,
    REIGNING,
    ROMAN_AFTER,
    SIGNS,
    UNITS,
    YEAR_BEFORE,
)
from .scan import Manners, Rule
from .signs import EMOJI, english_emoji
from .spelled import address, roman

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_SCALE = r"(?:\s?(?P<scale>million|billion|trillion|thousand|[MBKTkm]n?)(?![A-Za-z0-9]))?"
_SCALES = {"m": "million", "mn": "million", "b": "billion", "bn": "billion", "k": "thousand"}
_SCALES |= {"t": "trillion", "tn": "trillion"}
_END = r"(?![A-Za-z0-9])"


def _signed(text: str) -> str:
    minus = text[0] in "-−"
    return ("minus " if minus else "") + say.decimal(text.lstrip("-−+"))


def _money(m: re.Match[str]) -> str:
    one, many, cent, cents = MONEY[m["sign"].upper()]
    text = m["number"].replace(",", "")
    minus = "minus " if m["minus"] else ""
    if m["scale"]:
        scale = _SCALES.get(m["scale"].lower(), m["scale"].lower())
        return f"{minus}{say.decimal(text)} {scale} {many}"
    whole, _, part = text.partition(".")
    if part and (len(part) != 2 or not cents):
        return f"{minus}{say.decimal(text)} {many}"
    said = [] if not int(whole) and part else [f"{say.cardinal(int(whole))} {many}"]
    if whole == "1":
        said = [f"one {one}"]
    if part and int(part):
        said.append(f"{say.cardinal(int(part))} {cent if int(part) == 1 else cents}")
    return minus + (" and ".join(said) or f"zero {many}")


def _unit(m: re.Match[str]) -> str:
    one, many = UNITS[m["unit"]]
    number = m["number"]
    said = _signed(number)
    if m["to"]:
        said += f" to {_signed(m['to'])}"
    return f"{said} {one if number == '1' and not m['to'] else many}"


def _percent(m: re.Match[str]) -> str:
    said = _signed(m["number"]) + (f" to {_signed(m['to'])}" if m["to"] else "")
    return f"{said} percent"


def _phone(m: re.Match[str]) -> str:
    return ("plus " if m[0].startswith("+") else "") + say.digits(m[0], "oh")


def _slash(m: re.Match[str]) -> str | None:
    above, below = int(m["above"]), int(m["below"])
    if (above, below) in ((24, 7), (9, 11)):
        return f"{say.cardinal(above)} {say.cardinal(below)}"
    if not 0 < above < below or below > 100:
        return f"{say.cardinal(above)} over {say.cardinal(below)}"
    return _mixed(m["whole"], above, below)


def _mixed(whole: str | None, above: int, below: int) -> str:
    """Return a fraction, after a whole number if there is one: 'one and a half'."""
    said = say.fraction(above, below)
    if not whole:
        return said
    part = f"a {said.partition(' ')[2]}" if above == 1 else said
    return f"{say.cardinal(int(whole))} and {part}"


_VULGAR = dict(
    zip("½⅓⅔¼¾⅕⅛", ((1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (1, 8)), strict=True)
)


def _vulgar(m: re.Match[str]) -> str:
    return _mixed(m[1], *_VULGAR[m[2]])


def _span(m: re.Match[str]) -> str:
    first, last = m[1], m[2]
    if len(first) == 4 and 1100 <= int(first) <= 2199 and len(last) in (2, 4):
        end = dates.year_said(last) if len(last) == 4 else say.cardinal(int(last))
        return f"{dates.year_said(first)} to {end}"
    return f"{say.decimal(first)} to {say.decimal(last)}"


def _times(m: re.Match[str]) -> str:
    return f"{_pairs(m[1])} by {_pairs(m[2])}" + (f" by {_pairs(m[3])}" if m[3] else "")


def _pairs(text: str) -> str:
    return dates.year_said(text) if len(text) == 4 and "." not in text else say.decimal(text)


def _whole(m: re.Match[str]) -> str:
    text = m["number"]
    sign = "minus " if m["sign"] in ("-", "−") and _is_minus(m) else ""
    if m["sign"] == "+":
        sign = "plus "
    if "," in text or "." in text:
        return sign + say.decimal(text)
    if (text.startswith("0") and len(text) > 1) or len(text) > 9:
        return sign + say.digits(text, "oh" if len(text) < 6 else "zero")
    number = int(text)
    if not sign and len(text) == 4 and 1000 < number <= 2099 and _is_year(m):
        return say.year(number)
    return sign + say.cardinal(number)


def _is_minus(m: re.Match[str]) -> bool:
    return not (m.start() and m.string[m.start() - 1].isalnum())


def _is_year(m: re.Match[str]) -> bool:
    """Whether a number of four digits is a year: unless something is counted by it."""
    before = re.findall(r"[A-Za-z']+", m.string[: m.start()][-24:])
    if before and before[-1].lower() in YEAR_BEFORE:
        return True
    after = re.match(r"\s+([a-z]+)", m.string[m.end() :])
    if not after or int(m["number"]) < 1100:
        return int(m["number"]) >= 1100
    word = after[1]
    counted = word in COUNTED or (word.endswith("s") and not word.endswith("ss") and len(word) > 3)
    return not counted or word in ("was", "saw", "has", "brings", "marks", "sees", "its", "this")


def _letters_and_number(m: re.Match[str]) -> str:
    old = m[2].isdigit() and len(m[2]) == 4 and int(m[2]) > 1099
    said = _pairs(m[2]) if old else say.decimal(m[2])
    if m[2].startswith("0"):
        said = say.digits(m[2], "oh")
    tail = f" {m[3]}" if m[3] else ""
    return f"{m[1]} {said}{tail}"


def _number_and_letters(m: re.Match[str]) -> str:
    return f"{say.decimal(m[1])} {m[2]}"


def _version(m: re.Match[str]) -> str:
    parts = m[2].split(".")
    said = " point ".join(say.cardinal(int(part)) for part in parts)
    if len(parts) == 4:
        said = said.replace(" point ", " dot ")
    return ("version " if m[1] else "") + said


def _king(m: re.Match[str]) -> str | None:
    if m[1] not in REIGNING:
        return None
    number = roman(m[2])
    if number is None:
        return None
    if m[2] == "I" and re.match(r"\s+[a-z]", m.string[m.end() :]):
        return None  # "Louis, I am": the pronoun
    return f"{m[1]} the {say.ordinal(number)}"


def _roman(m: re.Match[str]) -> str | None:
    number = roman(m[2])
    if number is None or m[1].lower() not in ROMAN_AFTER:
        return None
    return f"{m[1]} {say.cardinal(number)}"


def _saint_or_street(m: re.Match[str]) -> str:
    before = re.search(r"[A-Z][a-z]+\s$|\d(?:st|nd|rd|th)\s$", m.string[: m.start()])
    name = re.match(r"\s+[A-Z]", m.string[m.end() :])
    return "Street" if before and not name else "Saint" if name else "Street"


def _doctor_or_drive(m: re.Match[str]) -> str:
    before = re.search(r"[A-Z][a-z]+\s$", m.string[: m.start()])
    name = re.match(r"\s+[A-Z]", m.string[m.end() :])
    return "Drive" if before and not name else "Doctor"


def _number_sign(m: re.Match[str]) -> str:
    return f"number {say.cardinal(int(m[1]))}"


def _either(m: re.Match[str]) -> str:
    return f"{m[1]} {m[2]}" if m[1] == "and" else f"{m[1]} or {m[2]}"


def _abbreviation(m: re.Match[str]) -> str | None:
    said = ABBREVIATIONS.get(m[0].lower())
    if said is None:
        return None
    # The full stop also ends the sentence where nothing, or a closing mark, follows.
    rest = m.string[m.end() :].strip("\"'”’)] \n")
    return said + ("." if m[0].endswith(".") and not rest else "")


def _rule(pattern: str, spoken: Callable[[re.Match[str]], str | None], flags: int = 0) -> Rule:
    return re.compile(pattern, flags), spoken


_HALF = r"(?P<half>\s?(?:[ap]\.m\.|[ap]m|[AP]\.?M\.?))?"
_MANY = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_ABBREVIATED = "|".join(sorted(map(re.escape, ABBREVIATIONS), key=len, reverse=True))
_SIGN = "|".join(sorted(map(re.escape, MONEY), key=len, reverse=True))

RULES: tuple[Rule, ...] = (
    _rule(r"https?://\S*[\w/]|www\.\S*[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", lambda m: address(m[0])),
    _rule(
        r"[a-zA-Z0-9-]{2,}(?:\.[a-zA-Z0-9-]+)*\.(?:com|org|net|edu|gov|io|ai|cn|dev|uk)\b(?:/[\w/.-]*\w)?",
        lambda m: address(m[0]),
    ),
    (EMOJI, english_emoji),
    _rule(rf"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d){_END}", dates.iso),
    _rule(rf"(\d{{1,2}})/(\d{{1,2}})/(\d{{4}}|\d\d){_END}", dates.slashed),
    _rule(
        rf"(?P<month>{_MONTH})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_END}(?!:)"
        rf"(?:,?\s(?P<year>\d{{4}})(?![\w-]))?",
        dates.month_first,
        re.I,
    ),
    _rule(
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{_MONTH})(?![a-z])\.?"
        rf"(?:,?\s(?P<year>\d{{4}})(?![\w-]))?",
        dates.day_first,
        re.I,
    ),
    _rule(rf"(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::(?P<second>\d\d))?{_HALF}{_END}", dates.clock),
    _rule(rf"(\d{{1,2}})\s?([ap])\.?m\b\.?{_END}", dates.hour_said, re.I),
    _rule(
        rf"(?P<minus>-?)(?P<sign>{_SIGN})\s?(?P<number>{_NUMBER}){_SCALE}{_END}",
        _money,
    ),
    _rule(
        rf"(?P<minus>-?)(?P<number>{_NUMBER})(?P<scale>)\s?(?P<sign>[€£¢])",
        _money,
    ),
    _rule(rf"(?P<number>[-−+]?(?:{_NUMBER}))(?:[-–](?P<to>{_NUMBER}))?\s?%", _percent),
    _rule(
        rf"(?P<number>[-−]?(?:{_NUMBER}))(?:[-–](?P<to>{_NUMBER}))?\s?(?P<unit>{_MANY}){_END}",
        _unit,
    ),
    _rule(rf"\+?\d{{0,3}}[\s-]?\(\d{{3}}\)\s?\d{{3}}[-\s]\d{{4}}{_END}", _phone),
    _rule(rf"(?:\+\d{{1,3}}[-\s])?(?:\d{{3}}-)?\d{{3}}-\d{{4}}{_END}", _phone),
    _rule(rf"\+\d{{1,3}}(?:[-\s]\d{{2,4}}){{2,4}}{_END}", _phone),
    _rule(rf"(?P<whole>\d+\s)?(?P<above>\d{{1,3}})[/⁄](?P<below>\d{{1,3}}){_END}(?!/)", _slash),
    _rule(r"(\d+)?\s?([½⅓⅔¼¾⅛⅕])", _vulgar),
    _rule(rf"['’]?(\d{{2}}|\d{{4}})['’]?s{_END}", dates.decade),
    _rule(rf"(\d+)(?:st|nd|rd|th){_END}", lambda m: say.ordinal(int(m[1]))),
    _rule(rf"(v(?:ersion )?)?(\d+(?:\.\d+){{2,3}}){_END}", _version),
    _rule(rf"(v)(\d+(?:\.\d+)*){_END}", _version),
    _rule(rf"({_NUMBER})\s?[x×]\s?({_NUMBER})(?:\s?[x×]\s?({_NUMBER}))?{_END}", _times),
    _rule(rf"(\d+)[x×]{_END}", lambda m: f"{say.cardinal(int(m[1]))} times"),
    _rule(rf"({_NUMBER})\s?[-–—]\s?({_NUMBER}){_END}(?![-–])", _span),
    _rule(rf"(?P<sign>[-−+]?)(?P<number>{_NUMBER})(?![\d%])(?![A-Za-z])", _whole),
    _rule(rf"([A-Za-z]+)-?(\d+(?:\.\d+)?)([A-Za-z]{{0,2}}){_END}", _letters_and_number),
    _rule(rf"(\d+(?:\.\d+)?)-?([A-Za-z]+){_END}", _number_and_letters),
    _rule(r"([A-Z][a-z]+)\s([IVXL]+)\b(?!'(?!s\b))", _king),
    _rule(r"([A-Za-z]+)\s([IVXL]+)\b(?!')", _roman),
    _rule(r"St\.(?=\s|$|[,;:])", _saint_or_street),
    _rule(r"Dr\.(?=\s|$|[,;:])", _doctor_or_drive),
    _rule(r"(?:No\.\s?|#)(\d+)\b", _number_sign),
    _rule(rf"(?:{_ABBREVIATED})(?![A-Za-z0-9])", _abbreviation, re.I),
    _rule(r"C\+\+", lambda m: "C plus plus"),
    _rule(r"([CF])#(?!\w)", lambda m: f"{m[1]} sharp"),
    _rule(r"([A-Z]+)&([A-Z]+)", lambda m: f"{m[1]} and {m[2]}"),
    _rule(
        r"([a-z]+)/([a-z]+)", lambda m: f"{m[1]} {m[2]}" if m[1] == "and" else f"{m[1]} or {m[2]}"
    ),
    _rule(r"[Ww]i-?[Ff]i\b", lambda m: "Wi-Fi"),
)


MANNERS = Manners(RULES, re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+"), SIGNS, " ")
