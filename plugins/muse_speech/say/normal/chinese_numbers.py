"""Numbers in Chinese words."""

_DIGITS = "零一二三四五六七八九"
_POWERS = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿", "万亿")


def digits(text: str, *, phone: bool = False) -> str:
    """Return digits one by one; in telephone numbers one is 幺. A hyphen becomes a comma."""
    made = "".join(_DIGITS[int(c)] if c.isdigit() else "，" for c in text)
    return made.replace("一", "幺") if phone else made


def cardinal(number: int, *, counting: bool = False) -> str:
    """Return a number: 1234 is 一千两百三十四; 2 is 两 where something is counted."""
    if number < 0:
        return f"负{cardinal(-number, counting=counting)}"
    if number == 0:
        return "零"
    if number == 2 and counting:
        return "两"
    if number >= 10**16:
        return digits(str(number))
    groups = []
    while number:
        number, low = divmod(number, 10_000)
        groups.append(low)
    made = ""
    gap = False
    for power in range(len(groups) - 1, -1, -1):
        low = groups[power]
        if not low:
            gap = bool(made)
            continue
        if made and (gap or low < 1000):
            made += "零"
        made += _group(low, lead=not made, last=power == 0) + _GROUPS[power]
        gap = False
    return made


def _group(number: int, *, lead: bool, last: bool) -> str:
    """Return a number of at most four digits."""
    if number == 2 and lead and not last:
        return "两"  # 两万, 两亿
    made = ""
    gap = False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if not digit:
            gap = bool(made)
            continue
        if gap:
            made += "零"
            gap = False
        if power == 1 and digit == 1 and not made and lead:
            made += "十"
        elif digit == 2 and power >= 2:
            made += "两" + _POWERS[power]
        else:
            made += _DIGITS[digit] + _POWERS[power]
    return made


def decimal(text: str, *, counting: bool = False) -> str:
    """Return a number as it is written, with commas, a sign and a point."""
    minus = text[0] in "-−"
    whole, point, part = text.lstrip("-−+").replace(",", "").partition(".")
    said = cardinal(int(whole), counting=counting and not part) if whole else "零"
    if point and part:
        said = f"{cardinal(int(whole)) if whole else '零'}点{digits(part)}"
    return f"负{said}" if minus else said
