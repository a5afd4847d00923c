"""Finding phrases in prompts, English and Chinese: numbers and negation, but no vocabulary.

A plugin brings its words as data; this module knows only how sentences carry them. A phrase is
matched token by token: an English word in any case and in singular or plural, a Chinese character
each, a number as `#`. Longer phrases win over shorter ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from muse.compat import dataclass, zip
from muse.contract.report import Found, Reading
from muse.prompts.tokens import (
    ARTICLES,
    CHINESE_NO,
    CHINESE_NUMERALS,
    CHINESE_STOP,
    CJK,
    CLAUSE_END,
    COUNT,
    ENGLISH_NO,
    MEASURES,
    NOT_NO,
    NOUGHT,
    NUMBER,
    SOFT_END,
    TOKEN,
    VERB_ENDS,
    Token,
    fold,
    form,
    function_word,
    number,
    singular,
    tokenize,
)


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found in a text.

    `value` is what the phrase stands for, `words` the words as they were written, `start` and
    `end` their place (characters), `negated` whether the text denies it ("no clouds", "没有云"),
    `number` how many the text counts ("three boats", "两只鸟"), if it does.
    """

    field: str
    value: Any
    words: str
    start: int
    end: int
    negated: bool = False
    number: int | None = None


class _Entry(NamedTuple):
    tokens: tuple[str, ...]
    field: str
    value: Any


class Lexicon:
    """Phrases for fields: field -> value -> phrases in any language.

    `patterns` are phrases with numbers: (field, phrase with `#` for each number, function of the
    numbers that returns the value, or None when they make no sense): ("tempo", "# bpm", first).
    `ignore` are words that say nothing where this lexicon is used ("picture", "图片"): they are
    never called not understood.
    """

    def __init__(
        self,
        words: Mapping[str, Mapping[Any, Iterable[str]]],
        patterns: Iterable[tuple[str, str, Callable[..., Any]]] = (),
        ignore: Iterable[str] = (),
    ) -> None:
        self._ignore = tuple(ignore)
        self._first: dict[str, list[_Entry]] = {}
        for field, values in words.items():
            for value, phrases in values.items():
                for phrase in phrases:
                    self._add(phrase, field, value)
        for field, phrase, function in patterns:
            self._add(phrase, field, function)
        for entries in self._first.values():
            entries.sort(key=lambda entry: -len(entry.tokens))

    def _add(self, phrase: str, field: str, value: Any) -> None:
        words = map(singular, TOKEN.findall(fold(phrase)))
        tokens = tuple(NUMBER if word == "#" else word for word in words)
        if not tokens:
            raise ValueError(f"the phrase {phrase!r} for {field} has no words")
        self._first.setdefault(tokens[0], []).append(_Entry(tokens, field, value))

    def find(self, text: str, fits: Callable[[int, int], bool] | None = None) -> list[Match]:
        """Return every phrase in `text`, in order, the longest at each place.

        `fits` tells of each place (start, end) whether a phrase may stand there, for texts that
        were cut into words before.
        """
        return list(self._scan(text, tokenize(text), fits))

    def left(self, text: str, matches: Iterable[Match]) -> tuple[str, ...]:
        """Return the words of a text that no match covers and that carry meaning, in order."""
        return not_understood(text, matches, self._ignore)

    def _scan(
        self, text: str, tokens: list[Token], fits: Callable[[int, int], bool] | None
    ) -> Iterator[Match]:
        forms = [form(token.text) for token in tokens]
        matched_until = 0
        denied: int | None = None
        whole = False
        place = 0
        while place < len(tokens):
            hit = self._at(tokens, forms, place, fits)
            if hit is None:
                place += 1
                continue
            entry, value, length = hit
            first, last = tokens[place], tokens[place + length - 1]
            negated = _negated(text, tokens, matched_until, place)
            if not negated and denied is not None:
                article = _is_article(tokens, denied, place)
                done = whole and denied == place and first.text.endswith("ing")
                negated = article or (not done and _continues(tokens, denied, place))
                whole = whole or article
            else:
                whole = False
            number = _number_before(tokens, matched_until, place)
            words = text[first.start : last.end]
            yield Match(entry.field, value, words, first.start, last.end, negated, number)
            place += length
            matched_until = place
            denied = place if negated else None

    def _at(
        self,
        tokens: list[Token],
        forms: list[tuple[str, ...]],
        place: int,
        fits: Callable[[int, int], bool] | None,
    ) -> tuple[_Entry, Any, int] | None:
        for key in forms[place]:
            for entry in self._first.get(key, ()):
                length = len(entry.tokens)
                if place + length > len(forms):
                    continue
                if length > 1 and entry.tokens[1] not in forms[place + 1]:
                    continue
                window = forms[place : place + length]
                if not all(part in form for part, form in zip(entry.tokens, window, strict=True)):
                    continue
                if fits and not fits(tokens[place].start, tokens[place + length - 1].end):
                    continue
                value = entry.value
                if callable(value):
                    value = value(*_numbers(entry.tokens, tokens[place : place + length]))
                    if value is None:
                        continue
                return entry, value, length
        return None

    def read(self, text: str, *, lists: Iterable[str] = ()) -> Reading:
        """Return for each field the first value that the text names and doesn't deny.

        Fields in `lists` get all their values instead. What nothing covers is `not_understood`.
        """
        gathered: dict[str, list[Match]] = {}
        matches = self.find(text)
        for match in matches:
            if not match.negated:
                gathered.setdefault(match.field, []).append(match)
        several = set(lists)
        fields = {}
        for field, found in gathered.items():
            if field in several:
                values = list(dict.fromkeys(match.value for match in found))
                fields[field] = Found(values, ", ".join(match.words for match in found))
            else:
                fields[field] = Found(found[0].value, found[0].words)
        return Reading(fields, self.left(text, matches))


def _numbers(pattern: tuple[str, ...], tokens: list[Token]) -> list[float]:
    numbers: list[float] = []
    for part, token in zip(pattern, tokens, strict=True):
        if part == NUMBER:
            value = number(token.text)
            numbers.append(value if value is not None else 0)
    return numbers


def _negated(text: str, tokens: list[Token], since: int, place: int) -> bool:
    """Whether a word of negation stands before tokens[place], in its clause and near."""
    for back in range(place - 1, max(since, place - 5) - 1, -1):
        word = tokens[back].text
        if word in CLAUSE_END:
            return False
        if word in NOUGHT and back == place - 1:
            return True
        if word in ENGLISH_NO or word.endswith(("n't", "n\u2019t")):
            return True
        if place - back <= 3 and _chinese_no(text, tokens[back].start):
            return True
    return False


def _chinese_no(text: str, at: int) -> bool:
    """Whether the character at `at` denies what follows, and isn't part of another word."""
    if not text.startswith(CHINESE_NO, at):
        return False
    around = text[max(0, at - 2) : at + 3]
    return not any(
        word in around and 0 <= at - (max(0, at - 2) + around.index(word)) < len(word)
        for word in NOT_NO
    )


def _continues(tokens: list[Token], end: int, place: int) -> bool:
    """Whether a denial goes on to a next phrase: "no red clouds or birds", "没有云和鸟"."""
    between = [token.text for token in tokens[end:place]]
    joins = {
        "or",
        "nor",
        "and",
        "any",
        "a",
        "an",
        "the",
        "和",
        "或",
        "或者",
        "与",
        "、",
        "也",
        "者",
    } | SOFT_END
    hard = {"or", "nor", "或", "和", "与", "、"}
    return all(w in joins for w in between) and (not between or any(w in hard for w in between))


def _is_article(tokens: list[Token], end: int, place: int) -> bool:
    """Whether an article only stands between a denied verb and what it is said of."""
    between = {token.text for token in tokens[end:place]}
    return bool(between) and between <= ARTICLES and tokens[end - 1].text.endswith(VERB_ENDS)


def _number_before(tokens: list[Token], since: int, place: int) -> int | None:
    """Return the number that counts tokens[place]: directly, or one adjective or measure away."""
    back = place - 1
    if back >= since and tokens[back].text in MEASURES:
        word = ""
        back -= 1
        while back >= since and tokens[back].text in CHINESE_NUMERALS:
            word = tokens[back].text + word
            back -= 1
        if not word and back >= since and tokens[back].text.isdigit():
            word = tokens[back].text
        value = number(word) if word else None
        return int(value) if value is not None else None
    for step in range(3):
        back = place - 1 - step
        if back < since or tokens[back].text in CLAUSE_END:
            return None
        value = number(tokens[back].text)
        if value is not None and tokens[back + 1].text == "-":
            return None  # "three-headed" counts heads
        if value is not None and not CJK.match(tokens[back].text):
            return int(value)
        if tokens[back].text in ("and", "with", "or", "over", "under", "in", "on", "by"):
            return None
    return None


def not_understood(
    text: str, matches: Iterable[Match], ignore: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return the words of a text that no match covers and that carry meaning, in order."""
    ignored = tuple(ignore)
    covered = bytearray(len(text))
    for match in matches:
        covered[match.start : match.end] = b"\1" * (match.end - match.start)
    left = "".join("\n" if covered[i] else char for i, char in enumerate(text))
    chinese = (phrase for phrase in ignored if CJK.match(phrase))
    for phrase in (*NOT_NO, *CHINESE_NO, *CHINESE_STOP, *chinese):
        left = left.replace(phrase, "\n")
    words: dict[str, None] = {}
    for run in re.findall(r"[\u3400-\u9fff\uf900-\ufaff]+|[^\W\d_]+(?:['\u2019-][^\W\d_]+)*", left):
        if CJK.match(run):
            run = COUNT.sub("", run)
            if run:
                words[run] = None
        elif not function_word(run.lower()) and run.lower() not in ignored:
            words[run] = None
    return tuple(words)
