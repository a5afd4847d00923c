"""The signs of a line of music."""

import re

LENGTH = r"\d*(?:/+\d*)?"
_DECORATED = r"[.~H-Wh-w]"
TOKEN = re.compile(
    r'(?P<quoted>"[^"]*")'
    r"|(?P<field>\[(?P<kind>[A-Za-z]):(?P<value>[^\]\[]*)\])"
    r"|(?P<bar>\.?(?P<line>(?::+\[?\|[|:\]]*|\[?\|[|:\]]*|::+)(?:\[\|[|:\]]*)?)"
    r"\s*(?P<ending>\[?\d+(?:[,-]\d+)*)?)"
    r"|(?P<variant>(?:\[|^\s*)\d+(?:[,-]\d+)*)"
    r"|(?P<grace>\{[^{}]*\})"
    r"|(?P<decorated>!(?:[^!\s|\[\]]{1,30}|[DdTF][^!|\[\]]{1,24})!|\+[a-z.<>()]*[h-z.<>()][a-z.<>()]*\+)"
    r"|(?P<tuplet>\((?P<count>\d{2}(?=:)|\d)(?::(?P<time>\d*))?(?::(?P<over>\d*))?)"
    rf"|(?P<old>\+(?P<both>(?:[\^_=]{{0,2}}[A-Ga-g][,']*{LENGTH}){{1,16}})\+)"
    rf'|(?P<chord>\[(?P<inside>[^\]\[|"]*(?:"[^"]*"[^\]\[|"]*)*)\](?P<clength>{LENGTH}))'
    rf"|(?P<note>(?P<signs>[\^_=]{{0,8}})(?P<letter>[A-Ga-g])(?P<octave>[,']*)(?P<length>{LENGTH}))"
    rf"|(?P<rest>(?P<silence>[zxZX])(?P<rlength>{LENGTH}))"
    r"|(?P<tie>\.?-)"
    r"|(?P<broken>>+|<+)"
    r"|(?P<slur>\.?\(|\))"
    r"|(?P<overlay>&+)"
    rf"|(?P<symbol>{_DECORATED})"
)
"""Each sign by the name of its group; what is none is passed over."""

NOTE = re.compile(
    rf"(?P<signs>[\^_=]{{0,8}})(?P<letter>[A-Ga-g])(?P<octave>[,']*)(?P<length>{LENGTH})"
    r"\s*(?P<tie>\.?-)?"
)
"""A note within a chord or among grace notes."""

DECORATIONS = re.compile(r'!([^!\s]{1,30})!|"[^"]*"')
"""What may stand before a note within a chord."""
