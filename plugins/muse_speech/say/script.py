"""A text as it is read aloud: sentences, and how long the voice rests after each."""

import re
from dataclasses import dataclass

from .condition import Form

LONGEST = 300
"""Characters of a sentence at most; a longer one is cut at clauses, or else at words."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said in one breath, as it is written, and the seconds of silence after it."""

    text: str
    rest: float


@dataclass(frozen=True, slots=True)
class Rests:
    """Seconds of silence after a sentence, a line, a stanza or paragraph, a heading; the pace."""

    sentence: float
    line: float
    paragraph: float
    heading: float
    pace: float = 1.0


RESTS: dict[Form, Rests] = {
    "plain": Rests(0.40, 0.40, 0.65, 0.80),
    "news": Rests(0.30, 0.35, 0.55, 0.70, 1.07),
    "story": Rests(0.50, 0.50, 0.80, 1.00, 0.95),
    "poem": Rests(0.35, 0.35, 0.80, 1.10, 0.90),
}

_PARAGRAPH = re.compile(r"\n[ \t\u3000]*\n\s*")
_END = re.compile(r"[。！？!?…]+[”’』」）)\]\"'》】]*|[；;](?=\s*\S)|\.+[”’)\]\"']*(?=\s|$)")
_CLAUSE = re.compile(r"[，、：,:;—–][”’』」)\"']*\s*")
_LINE_OF_VERSE = re.compile(r"[，；。！？、]+[”’』」]*(?=\S)")
_HEADING = re.compile(r"#{1,6}\s+(.*)$")
_RULE = re.compile(r"(?:[-*_]\s*){3,}$")
_HAN = re.compile("[\u3400-\u9fff]")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sr jr st mt rev hon gen col capt lt sgt gov sen rep no vs etc al fig vol"
    " pp p approx dept est inc ltd co corp e.g i.e a.m p.m cf jan feb mar apr jun jul aug sep sept"
    " oct nov dec ave blvd rd u.s u.k ph.d b.c a.d c ca d.c".split()
)
_NEAR = 200
"""Characters on each side of a full stop that tell whether it ends a sentence."""
_CLOSING = frozenset("etc a.m p.m u.s u.k inc ltd co corp jr sr ph.d al st b.c a.d d.c".split())
"""Those of the abbreviations that also end sentences, where a capital follows."""


def plain(text: str) -> str:
    """Return Markdown as the words that are read: no marks, links as their words, no code."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
    text = _uncommented(text)
    text = re.sub(r"```.*?(?:```|\Z)", "", text, flags=re.S)
    text = re.sub(r"!\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\[([^\]]{1,2000})\]\([^)]{0,2000}\)", r"\1", text)
    text = re.sub(r"(\*\*|__|~~|`)(?=\S)(.{1,2000}?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<![\w*])([*_])(?=\S)([^*_\n]+?)(?<=\S)\1(?![\w*])", r"\2", text)
    lines = []
    for line in text.splitlines():
        line = re.sub(r"^\s*(?:>\s?)+", "", line)
        line = re.sub(r"^\s*[-*+]\s+(?:\[[ xX]\]\s+)?", "", line)
        lines.append(re.sub(r"(?: {2,}|\\)$", "", line))
    return "\n".join(lines)


def _uncommented(text: str) -> str:
    """Return a text without its comments of HTML; an expression would seek every end anew."""
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join([*kept, text[at:]])


def sentences(text: str, form: Form, pause: float = 1.0) -> list[Sentence]:
    """Return a text cut into sentences, with the rests of its form times `pause`."""
    rests = RESTS[form]
    made: list[Sentence] = []
    for paragraph in _PARAGRAPH.split(text.strip()):
        for line, heading in _lines(paragraph, form):
            parts = _sentences(line, form)
            for number, part in enumerate(parts, 1):
                last = number == len(parts)
                rest = rests.heading if heading else rests.line if last else rests.sentence
                made += _short(part, rest * pause, rests.line * 0.4 * pause)
        if made and made[-1].rest < rests.paragraph * pause:
            made[-1] = Sentence(made[-1].text, rests.paragraph * pause)
    return made


def _lines(paragraph: str, form: Form) -> list[tuple[str, bool]]:
    """Return the lines of a paragraph and whether each is a heading; wrapped lines are joined."""
    made: list[tuple[str, bool]] = []
    open_ = False
    for line in paragraph.splitlines():
        line = line.strip().strip("\u3000")
        if not line or _RULE.match(line):
            open_ = False
            continue
        heading = _HEADING.match(line)
        if heading:
            made.append((heading[1].rstrip("#").rstrip(), True))
            open_ = False
            continue
        if open_ and form != "poem" and _goes_on(made[-1][0], line):
            between = "" if _HAN.match(made[-1][0][-1]) or _HAN.match(line[0]) else " "
            made[-1] = (made[-1][0] + between + line, False)
        else:
            made.append((line, False))
            open_ = True
    return [(line, heading) for line, heading in made if any(c.isalnum() for c in line)]


def _goes_on(before: str, line: str) -> bool:
    """Whether a line was only wrapped: the one before is long and its sentence isn't over."""
    wide = sum(2 if _HAN.match(c) else 1 for c in before[-40:])
    over = before.rstrip("”’』」）)\"'").endswith(tuple(".!?。！？…；;:："))
    return wide >= 40 and (not over or line[0].islower())


def _sentences(line: str, form: Form) -> list[str]:
    made: list[str] = []
    start = 0
    ends = [match.end() for match in _END.finditer(line) if _is_end(line, match)]
    if form == "poem" and _HAN.search(line):
        ends = sorted({*ends, *(match.end() for match in _LINE_OF_VERSE.finditer(line))})
    for end in [*ends, len(line)]:
        part = line[start:end].strip()
        if any(c.isalnum() for c in part):
            made.append(part)
            start = end
        elif part and made:
            made[-1] += part
            start = end
    return made


def _is_end(line: str, match: re.Match[str]) -> bool:
    """Whether the punctuation of a match ends a sentence."""
    mark, after = match[0], line[match.end() : match.end() + _NEAR].lstrip()
    if mark[0] in ";；":
        return mark[0] == "；" and match.start() > 12
    if after and after[0].islower() and mark[0] in "!?….":
        return False
    if mark[0] == "." and not mark.startswith(".."):
        word = line[max(0, match.start() - _NEAR) : match.start()].split()[-1:] or [""]
        name = word[0].lstrip("(\"“'‘[")
        known = name.lower() in _ABBREVIATIONS
        if known:
            return (
                name.lower() in _CLOSING
                and (not after or after[0].isupper())
                and not (name.lower() == "st" and bool(after))
            )
        return not (len(name) == 1 and name.isupper() and name != "I")
    return True


def _short(part: str, rest: float, breath: float) -> list[Sentence]:
    """Return a sentence cut to what is said in one breath."""
    made: list[Sentence] = []
    while len(part) > LONGEST:
        ends = [m.end() for m in _CLAUSE.finditer(part, 60, LONGEST)]
        spaces = [m.end() for m in re.finditer(r"\s+", part[:LONGEST])]
        cut = (ends or spaces or [LONGEST])[-1]
        if any(c.isalnum() for c in part[:cut]):
            made.append(Sentence(part[:cut].strip(), breath))
        part = part[cut:]
    if any(c.isalnum() for c in part):
        made.append(Sentence(part.strip(), rest))
    elif made:
        made[-1] = Sentence(made[-1].text + part.rstrip(), rest)
    return made
