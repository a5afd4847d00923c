"""A text as it is read: sentences with the silence after each, and their words."""

import re
from dataclasses import dataclass

LONGEST = 300
"""Characters of a sentence at most; a longer one is cut at commas, or else at words."""

_SENTENCE, _LINE, _PARAGRAPH = 0.35, 0.45, 0.8  # s of silence after each
_BREATH = 0.12
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|[。！？]+[”’」』）]*|$")
_CLAUSE = re.compile(r"[,;:—，；：、]\s*")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st mt vs etc no e.g i.e cf jr sr fig vol gen capt lt".split()
)


@dataclass(frozen=True)
class Sentence:
    """What is said in one breath, and the seconds of silence after it."""

    text: str
    rest: float


def sentences(text: str, pause: float = 1.0) -> list[Sentence]:
    """Return the sentences of a text, whose silences are `pause` times the usual."""
    made: list[Sentence] = []
    for paragraph in re.split(r"\n\s*\n", text):
        for line in paragraph.splitlines():
            made += [Sentence(part, _SENTENCE * pause) for part in _cut(line)]
            made = _resting(made, _LINE * pause)
        made = _resting(made, _PARAGRAPH * pause)
    return [short for each in made for short in _short(each, _BREATH * pause)]


def _resting(made: list[Sentence], rest: float) -> list[Sentence]:
    return [*made[:-1], Sentence(made[-1].text, rest)] if made else made


def _cut(line: str) -> list[str]:
    made, start = [], 0
    for match in _END.finditer(line):
        before = line[start : match.start()].split()[-1:]
        word = before[0].lower().lstrip("(\"'“‘") if before else ""
        initial = len(word) == 1 and word.isalpha() and word != "i"
        if match[0] == "." and (word in _ABBREVIATIONS or initial):
            continue
        part = line[start : match.end()].strip()
        if any(letter.isalnum() for letter in part):
            made.append(part)
            start = match.end()
    return made


def _short(sentence: Sentence, breath: float) -> list[Sentence]:
    made, left = [], sentence.text
    while len(left) > LONGEST:
        ends = [match.end() for match in _CLAUSE.finditer(left, LONGEST // 4, LONGEST)]
        spaces = [match.end() for match in re.finditer(r"\s+", left[:LONGEST])]
        at = (ends or spaces or [LONGEST])[-1]
        made.append(Sentence(left[:at].strip(), breath))
        left = left[at:]
    whole = [*made, Sentence(left.strip(), sentence.rest)]
    return [each for each in whole if any(letter.isalnum() for letter in each.text)]


def words(text: str) -> list[str]:
    """Return what of a sentence is spoken, word by word; a dash alone isn't."""
    return [word for word in text.split() if any(letter.isalnum() for letter in word)]


def shared(parts: list[str], start: float, end: float) -> list[tuple[float, float]]:
    """Return times of words between two times, by how many letters they have."""
    weights = [1.5 + sum(letter.isalnum() for letter in part) for part in parts]
    made, at = [], start
    for weight in weights:
        after = at + (end - start) * weight / sum(weights)
        made.append((at, after))
        at = after
    return made
