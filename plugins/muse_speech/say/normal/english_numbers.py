"""Numbers in English words."""

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen".split()
)
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_GROUPS = ("", "thousand", "million", "billion", "trillion", "quadrillion")
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_LONGEST = 3 * len(_GROUPS)


def cardinal(number: int) -> str:
    """Return a number in words: 1234 is 'one thousand two hundred thirty four'."""
    if number < 0:
        return f"minus {cardinal(-number)}"
    if number < 20:
        return _ONES[number]
    if number < 100:
        ones = number % 10
        return _TENS[number // 10] + (f" {_ONES[ones]}" if ones else "")
    if number < 1000:
        rest = number % 100
        return f"{_ONES[number // 100]} hundred" + (f" {cardinal(rest)}" if rest else "")
    if number >= 10**_LONGEST:
        return digits(str(number))
    parts = []
    for power in range(len(_GROUPS) - 1, -1, -1):
        group = number // 1000**power % 1000
        if group:
            parts.append(f"{cardinal(group)} {_GROUPS[power]}".strip())
    return " ".join(parts)


def ordinal(number: int) -> str:
    """Return the ordinal: 21 is 'twenty first'."""
    *before, last = cardinal(number).split()
    if last in _ORDINALS:
        last = _ORDINALS[last]
    else:
        last = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return " ".join([*before, last])


def digits(text: str, zero: str = "zero") -> str:
    """Return digits one by one; what is between groups of them becomes a comma."""
    made: list[str] = []
    for letter in text:
        if letter.isdigit():
            made.append(zero if letter == "0" else _ONES[int(letter)])
        elif made and not made[-1].endswith(","):
            made[-1] += ","
    return " ".join(made).rstrip(",")


def year(number: int) -> str:
    """Return a year: 1999 is 'nineteen ninety nine', 2005 'two thousand five'."""
    high, low = divmod(number, 100)
    if not 1000 <= number <= 2199 or (number % 1000 < 10):
        return cardinal(number)
    if low == 0:
        return f"{cardinal(high)} hundred"
    return f"{cardinal(high)} {'oh ' if low < 10 else ''}{cardinal(low)}"


def decade(number: int) -> str:
    """Return a decade: 1990 is 'nineteen nineties', 80 'eighties', 2000 'two thousands'."""
    said = year(number) if number >= 100 else cardinal(number)
    return f"{said[:-1]}ies" if said.endswith("y") else f"{said}s"


def decimal(text: str) -> str:
    """Return a number as it is written, with commas and a point, in words."""
    whole, point, part = text.replace(",", "").partition(".")
    said = cardinal(int(whole)) if whole else "zero"
    return f"{said} point {digits(part)}" if point and part else said


_DENOMINATORS = {2: "half", 4: "quarter"}


def fraction(above: int, below: int) -> str:
    """Return a fraction: 3/4 is 'three quarters'."""
    name = _DENOMINATORS.get(below) or ordinal(below)
    if above != 1:
        name = "halves" if name == "half" else f"{name}s"
    return f"{cardinal(above)} {name}"
