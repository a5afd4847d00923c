"""What an English request tells: “about ...”, “set in ...”, “with ...”."""

import re

from ... import lexicon
from . import people
from .clauses import finite, somebody
from .events import tell
from .words import DETERMINERS

_ABOUT = re.compile(
    r"(?i)^[\s,:]*(?:(?:that|which)\s+(?:is|tells|deals|follows)"
    r"\s+(?:of|about|with)?\s*|which is\s+|that is\s+|"
    r"centered|centred)?\s*"
    r"(?:all about|about|on the (?:theme|topic|subject) of|on the "
    r"(?:theme|topic|subject)|around|based on|"
    r"regarding|concerning|inspired by|on|of|following|involving|exploring|describing|dedicated to|"
    r"where|in which|when|whereby|"
    r"featuring|starring|with|between|to|:|-|–|—)\s+"
)


_SPLIT = re.compile(
    r"(?i)[\s,]+(?:(?:and|which is|that is|it is|it's)\s+)*(?P<key>set|"
    r"taking place|that takes place|which takes place|takes place|"
    r"that happens|"
    r"featuring|starring|with(?=\s+(?:an?|the|two)\s)(?<=, with)"
    r"|in which|where(?=\s+(?:an?|the|two|three|he|she|they|it|everyone|"
    r"nobody|people)\s))\s+"
)


_PLACES = r"in|on|at|under|inside|aboard|beneath|near|during|by"


_IN = re.compile(
    rf"(?:^|[\s,])((?:{_PLACES})\s+(?:(?:early|late|deep|far|outer)\s+)?(?:an?|the|ancient|medieval|modern|old|victorian|rural|"
    r"my|outer|space|heaven|hell|school|high school|college|prison|"
    r"spring|summer|autumn|winter|october|december|"
    r"\d{4}s?|early|late|mid)\b[^.;,!?\n]*?"
    rf"|(?:{_PLACES}) (?:\d{{4}}s? )?[A-Z][\w'’]+(?:,? [A-Z][\w'’]+)*)"
    r"(?=\s+(?:about|with|featuring|starring|between|where|and|who|that|when|while|but|every|for|until|"
    r"because|so|then|to|by)\s|[.;,!?\n]|$)"
)


_NO_PLACE = re.compile(
    r"(?i)\b(?:in (?:the (?:style|manner|form|voice|end|first|third|"
    r"present|past)|love|english|chinese|mandarin|"
    r"first|third|rhyme|total|danger|trouble|search|need|order|between)"
    r"|at (?:least|most|last|the (?:end|same))|"
    r"on (?:the (?:theme|topic|subject|phone|line|telephone|radio|run)))\b"
)


def _is_place(where: str) -> bool:
    """Whether a phrase is where one is: "on a train" and "in a hat", not "on the door"."""
    if re.match(r"(?i)(?:in|at|during|inside|aboard)\b", where) or re.search(r"[A-Z]", where[1:]):
        return True
    noun = people.head(re.sub(r"^\w+\s+", "", where))
    if where.lower().startswith("on "):
        return noun in _ON
    found = lexicon.find("en", noun)
    return found is None or found.kind in ("place", "nature", "vehicle", "event", "time")


_RIDDEN = frozenset("train ship boat plane bus spaceship cruise ferry yacht submarine".split())


_ON = frozenset(
    "farm island planet moon mountain hill ship boat train plane bus spaceship station beach coast "
    "roof road street bridge stage cruise highway rooftop balcony deck platform ranch campus trip "
    "journey night day earth mars subway ferry yacht raft submarine "
    "asteroid cliff shore river lake".split()
)


def read_parts(
    text: str, cast: list[str], events: list[str], theme: str, setting: str
) -> tuple[str, str]:
    """Read what follows the form: "about ... set in ... with ..."."""
    text = text.strip()
    aboard = re.match(r"(?:on|aboard) (?:an?|the) (?:[\w-]+ )?(\w+)\b", text)
    if aboard and aboard[1] in _RIDDEN and not setting:  # a murder mystery on a train
        setting, text = aboard[0], text[aboard.end() :].strip(" ,")
    early = re.search(r"(?i)\s(?=about\s)", f" {text}")
    if early and not _ABOUT.match(f" {text}"[: early.start() + 7]) and early.start() > 1:
        front = f" {text}"[: early.start()].strip(" ,")
        theme, setting = read_parts(f" {text}"[early.end() :], cast, events, theme, setting)
        return read_parts(front, cast, events, theme, setting)
    pieces: list[tuple[str, str]] = []
    at = 0
    key = "start"
    for found in _SPLIT.finditer(" " + text):
        pieces.append((key, (" " + text)[at : found.start()]))
        key, at = found["key"].lower(), found.end()
    pieces.append((key, (" " + text)[at:]))
    for key, piece in pieces:
        piece = piece.strip(" ,")
        if key in (
            "set",
            "taking place",
            "that takes place",
            "which takes place",
            "takes place",
            "that happens",
        ):
            place, _, more = _before(piece)
            setting = setting or place
            if more:
                theme, setting = read_piece(more, cast, events, theme, setting)
        elif piece:
            theme, setting = read_piece(piece, cast, events, theme, setting)
    return theme, setting


def _before(piece: str) -> tuple[str, str, str]:
    """Split a setting from what goes on after it: "in Paris about two cats"."""
    found = re.search(
        r"(?i)[\s,]+(?=(?:about|with|featuring|starring|between|where|when|in which)\s)", piece
    )
    return (piece[: found.start()], found[0], piece[found.end() :]) if found else (piece, "", "")


def read_piece(
    piece: str, cast: list[str], events: list[str], theme: str, setting: str
) -> tuple[str, str]:
    key = ""
    while found := _ABOUT.match(piece):
        key = found[0].strip(" ,:").lower()
        piece = piece[found.end() :]
    life = re.match(
        r"(?i)(?:(?:the|an?|my) )?(?:[\w-]+ )?(?:adventures?|misadventures|"
        r"tale|legend|life|story|diary|day in the life)"
        r" of (.+)$",
        piece,
    )
    if life and tell(life[1]).people:
        piece = life[1]
    between = re.match(r"(?i)(.+?)\s+(between|with|for|featuring|starring)\s+(.+)$", piece)
    if between and not somebody(between[1]) and not finite(piece):
        told = tell(between[3])
        two = re.fullmatch(r"(?i)((?:an?|the) [\w ]+?) and ((?:an?|the) [\w ]+)", between[3])
        if (
            two
            and not told.people
            and re.search(
                r"(?i)\b(?:conversation|dialogue|talk|friendship|love|quarrel|argument|chat)$",
                between[1],
            )
        ):
            told.people, told.theme = [two[1], two[2]], ""
        if told.people:
            cast += [each for each in told.people if each not in cast]
            events += told.events
            place = told.theme.removeprefix("\n") if told.theme.startswith("\n") else ""
            if _IN.fullmatch(between[1]) or re.fullmatch(rf"(?i)(?:{_PLACES}) .+", between[1]):
                return theme, setting or between[1]
            if key != "with" or not theme:
                theme = between[1] if not theme else theme
            return theme, setting or place
    if not key and "," in piece and not finite(piece) and not tell(piece).events:
        parts = [part for part in re.split(r"\s*,\s*(?:and\s+)?", piece) if part]
        if len(parts) > 1 and tell(piece).theme:
            for part in parts:
                theme, setting = _fragment(part, cast, events, theme, setting)
            return theme, setting
    placed = piece
    for inner in _IN.finditer(piece):
        if _NO_PLACE.match(inner[1]):
            continue
        where = inner[1].strip()
        if not _is_place(where):
            continue
        verbal = finite(piece)
        keep = verbal and piece.find(verbal[1]) < inner.start()
        if not setting:
            setting = where
        if not keep:
            placed = " ".join((piece[: inner.start()] + " " + piece[inner.end() :]).split()).strip(
                " ,"
            )
        break
    while again := _ABOUT.match(placed):
        placed = placed[again.end() :]
    told = tell(placed)
    if told.theme.startswith("\n"):
        setting = setting or told.theme.strip()
        told.theme = ""
    if told.people and not told.events and not key:
        bare = all(p[0].islower() and p.split()[0].lower() not in DETERMINERS for p in told.people)
        if bare:  # "dragon", "cats and dogs"
            return theme or piece, setting
    new = [each for each in told.people if each not in cast]
    own = [each for each in new if each.lower() not in ("everyone", "people", "someone")]
    cast += own
    events += told.events
    loose = told.theme.strip(" ,.")
    if loose and not (told.events and cast):
        if key == "with" and theme:
            theme = f"{theme} and {loose}"
        else:
            theme = theme or loose
    return theme, setting


def _fragment(
    part: str, cast: list[str], events: list[str], theme: str, setting: str
) -> tuple[str, str]:
    """Read one of several scraps: "1920s New York, witty dialogue, a girl named Kim"."""
    place = re.fullmatch(r"(?:\d{4}s?|modern|ancient|medieval|victorian) (?:[A-Z][\w']+ ?)+", part)
    if place or re.fullmatch(r"[A-Z][a-z]+ \d{4}s?", part):
        return theme, setting or part
    if re.fullmatch(
        r"(?i)(?:[\w-]+ )?(?:dialogues?|humou?r|style|tone|vibes?|pacing|prose|atmosphere)", part
    ):
        return theme, setting
    if re.fullmatch(r"[a-z-]+(?: [a-z-]+)?", part) and not tell(part).events:
        if somebody(part):  # dragon, princess, castle
            cast.append(part)
            return theme, setting
        return (f"{theme} and {part}" if theme else part), setting
    return read_piece(part, cast, events, theme, setting)
