"""Chinese: numbers, dates, money, units and signs as they are said."""

import re
from collections.abc import Callable

from . import chinese_numbers as say
from .chinese_words import CALLED, COUNTERS, MONEY, NAMES_OF_KINGS, SIGNS, UNITS
from .scan import Manners, Rule
from .signs import EMOJI, chinese_emoji
from .spelled import roman

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"(?P<scale>万亿|[万亿千百])?"
_TO = rf"(?:\s?[-–—~～至到]\s?(?P<to>{_NUMBER}))?"
_END = r"(?![A-Za-z0-9])"
_MANY = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_SIGN = "|".join(sorted(map(re.escape, MONEY), key=len, reverse=True))
_COUNTER = "|".join(sorted(COUNTERS, key=len, reverse=True))


def _counted(m: re.Match[str]) -> str | None:
    if m.string[: m.start()].endswith("第"):
        return None
    said = say.decimal(m["number"], counting=True) + (m["scale"] or "")
    if m["scale"] and m["number"] == "2" and m["scale"] == "百":
        said = "两百"
    if m["to"]:
        said = f"{say.decimal(m['number'])}到{say.decimal(m['to'], counting=True)}"
    return said


def _year(m: re.Match[str]) -> str | None:
    number = m["year"]
    if re.match(r"年(?:前|来|后|间|历史|的历史|之久|以上|以来)", m.string[m.end("year") :]):
        return None
    if len(number) == 4 and not 1000 <= int(number) <= 2199:
        return None
    return say.digits(number)


def _date(m: re.Match[str]) -> str | None:
    month, day = int(m["month"]), int(m["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{say.digits(m['year'])}年{say.cardinal(month)}月{say.cardinal(day)}日"


def _clock(m: re.Match[str]) -> str | None:
    hour, minute = int(m["hour"]), int(m["minute"])
    if hour > 24 or minute > 59:
        return None
    said = f"{say.cardinal(hour, counting=True)}点"
    if m["second"]:
        second = int(m["second"])
        return f"{said}{_two(minute)}分{_two(second)}秒"
    if minute == 0:
        return said if m.string[m.end() :].startswith(("整", "钟")) else f"{said}整"
    return said + ("半" if minute == 30 else f"{_two(minute)}分")


def _two(number: int) -> str:
    """Return a number of two digits as in times: 5 is 零五."""
    return f"零{say.cardinal(number)}" if 0 < number < 10 else say.cardinal(number)


def _ratio(m: re.Match[str]) -> str:
    return f"{say.cardinal(int(m[1]))}比{say.cardinal(int(m[2]))}"


def _percent(m: re.Match[str]) -> str:
    of = "千分之" if m["sign"] == "‰" else "百分之"
    said = f"{of}{say.decimal(m['number'].lstrip('-−+'))}"
    if m["number"][0] in "-−":
        said = f"负{said}"
    return said + (f"到{of}{say.decimal(m['to'])}" if m["to"] else "")


def _fraction(m: re.Match[str]) -> str | None:
    above, below = int(m[1]), int(m[2])
    if not 0 < above < below:
        return None
    return f"{say.cardinal(below)}分之{say.cardinal(above)}"


def _unit(m: re.Match[str]) -> str:
    name = UNITS[m["unit"]]
    number = m["number"]
    if name in ("摄氏度", "华氏度", "度") and number[0] in "-−":
        return f"零下{say.decimal(number[1:])}{name}"
    said = say.decimal(number, counting=True)
    if m["to"]:
        said = f"{say.decimal(number)}到{say.decimal(m['to'], counting=True)}"
    return said + (m["scale"] or "") + name


def _money(m: re.Match[str]) -> str:
    name = MONEY[m["sign"].upper()]
    minus = "负" if m["minus"] else ""
    scale = {"K": "千", "M": "百万", "B": "十亿"}.get(m["scale"] or "", m["scale"] or "")
    return f"{minus}{say.decimal(m['number'], counting=True)}{scale}{name}"


def _phone(m: re.Match[str]) -> str:
    return say.digits(re.sub(r"\s", "-", m[0].lstrip("+")), phone=True)


def _named(m: re.Match[str]) -> str | None:
    before = m.string[max(0, m.start() - 4) : m.start()].rstrip(" :：是为")
    if not any(before.endswith(name) for name in CALLED):
        return None
    return say.digits(m[0], phone=True)


def _span(m: re.Match[str]) -> str:
    if len(m[1]) == len(m[2]) == 4 and 1000 <= int(m[1]) <= 2199:
        return f"{say.digits(m[1])}到{say.digits(m[2])}"
    return f"{say.decimal(m[1])}到{say.decimal(m[2])}"


def _whole(m: re.Match[str]) -> str:
    text = m["number"]
    sign = m["sign"]
    before = m.string[m.start() - 1] if m.start() else ""
    minus = "负" if sign in ("-", "−") and sign and not before.isalnum() else ""
    minus = "加" if sign == "+" and before.isdigit() else "正" if sign == "+" else minus
    plain = "," not in text and "." not in text
    if plain and ((text.startswith("0") and len(text) > 1) or len(text) > 9):
        return minus + say.digits(text, phone=len(text) > 6)
    return minus + say.decimal(text)


def _letters(m: re.Match[str]) -> str:
    return f"{m[1]}{say.digits(m[2], phone=len(m[2]) > 2)}"


def _roman(m: re.Match[str]) -> str | None:
    before = m.string[: m.start()]
    number = roman(m[0])
    if number is None or not before.endswith(("第", *NAMES_OF_KINGS)):
        return None
    after = m.string[m.end() :][:1]
    king = "" if before.endswith("第") or after == "世" else "世"
    return say.cardinal(number) + king


def _rule(pattern: str, spoken: Callable[[re.Match[str]], str | None]) -> Rule:
    return re.compile(pattern), spoken


UNIT = re.compile(rf"(?:{_MANY}){_END}")
"""A sign of a unit, as it follows a number."""

RULES: tuple[Rule, ...] = (
    (EMOJI, chinese_emoji),
    _rule("〇", lambda m: "零"),
    _rule(
        rf"(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}}){_END}",
        _date,
    ),
    _rule(r"(?P<year>\d{4})(?=年)", _year),
    _rule(
        r"['’]?(?P<year>\d{2})(?=年(?:代|初|底|[春夏秋冬]|\d|[级届]))", lambda m: _year_or_age(m)
    ),
    _rule(r"(?P<year>\d{2})(?=后(?!来|面|天|退|悔|边))", _year),
    _rule(r"(?P<year>\d{4})(?=[级届])", _year),
    _rule(rf"(?P<hour>\d{{1,2}})[:：](?P<minute>\d\d)(?:[:：](?P<second>\d\d))?{_END}", _clock),
    _rule(rf"(\d+)[:：](\d+){_END}", _ratio),
    _rule(
        rf"(?P<number>[-−+]?(?:{_NUMBER}))(?:[%％]?[-–~～至到](?P<to>{_NUMBER}))?(?P<sign>[%％‰])",
        _percent,
    ),
    _rule(rf"(?:\+86[-\s]?)?1[3-9]\d(?:\d{{8}}|[-\s]\d{{4}}[-\s]\d{{4}}){_END}", _phone),
    _rule(rf"0\d{{2,3}}[-\s]\d{{7,8}}{_END}", _phone),
    _rule(rf"[48]00[-\s]\d{{3}}[-\s]?\d{{4}}{_END}", _phone),
    _rule(
        rf"(?P<minus>-?)(?P<sign>{_SIGN})\s?(?P<number>{_NUMBER})(?P<scale>万亿|[万亿KMB])?", _money
    ),
    _rule(rf"(?P<number>[-−]?(?:{_NUMBER})){_SCALE}{_TO}\s?(?P<unit>{_MANY}){_END}", _unit),
    _rule(rf"(\d+)[/⁄](\d+){_END}(?!/)", _fraction),
    _rule(
        r"(?P<number>\d+)(?=[室房])",
        lambda m: say.digits(m[0], phone=True) if len(m[0]) > 2 else None,
    ),
    _rule(r"\d{3,}", _named),
    _rule(
        rf"(?P<number>{_NUMBER}){_SCALE}{_TO}(?=多?(?:{_COUNTER}))(?!月\d|月[初末底份])", _counted
    ),
    _rule(rf"({_NUMBER})\s?[-–—~～]\s?({_NUMBER}){_END}(?![-–])", _span),
    _rule(rf"(\d+)\s?[x×*]\s?(\d+){_END}", lambda m: f"{say.decimal(m[1])}乘{say.decimal(m[2])}"),
    _rule(rf"(?P<number>\d{{3,4}})[pP]{_END}", lambda m: f"{say.digits(m['number'])}P"),
    _rule(rf"(?P<sign>[-−+]?)(?P<number>{_NUMBER})", _whole),
    _rule(r"[IVX]+(?![A-Za-z])", _roman),
    _rule(r"[Nn]o\.\s?(\d+)", lambda m: f"第{say.cardinal(int(m[1]))}"),
    _rule(r"([A-Za-z]+)[-]?(\d+)(?![A-Za-z.\d])", _letters),
    _rule(r"[-–—~～](?=[\d])", lambda m: "到"),
)


def _year_or_age(m: re.Match[str]) -> str | None:
    if m.string[m.end() :].startswith("年代"):
        return say.cardinal(int(m["year"]))  # 八十年代
    return say.digits(m["year"])


MANNERS = Manners(
    RULES,
    re.compile(
        r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+(?:['’-][A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+)*|[^\W\d_a-zA-Z]"
    ),
    SIGNS,
    "",
)
