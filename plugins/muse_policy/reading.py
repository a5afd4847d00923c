"""Reading a policy from its file: whoever wrote it, it is data, and has limits."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from muse import MuseError
from muse_policy import patterns, settings
from muse_policy.rules import NEAR, ORDER, Policy, Rule
from muse_policy.words import LONGEST, Phrases

LARGEST = 2**18
"""Bytes of a policy."""
RULES, WORDS, PATTERNS = 200, 2_000, 50
"""Rules of a policy; words, patterns of one list."""

_TOP = ("about", "default", "without", "lists", "against", "rule")
_LISTS = ("words", "with", "unless", "unless_with", "against")
_KEYS = (
    *("name", "about", "do", "near", "media", "generators", "fields", "patterns", "with_patterns"),
    *("classifier", "labels", "of"),
    *_LISTS,
)
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def of(told: settings.Settings) -> Policy:
    """Return the policy that is on; MuseError where its file can't be used."""
    return policy(settings.place(told))


def policy(path: Path) -> Policy:
    """Return the policy of a file, read anew when it has changed."""
    try:
        about = path.stat()
    except OSError as error:
        raise _unusable(path, error.strerror or str(error)) from None
    return _kept(path, about.st_mtime_ns, about.st_size)


@lru_cache(maxsize=8)
def _kept(path: Path, time_ns: int, size: int) -> Policy:
    if size > LARGEST:
        raise _unusable(path, f"it has more than {LARGEST // 1024} KiB")
    try:
        values = tomllib.loads(path.read_bytes()[: LARGEST + 1].decode("utf-8-sig"))
        rules = list(_rules(values, path))
    except OSError as error:
        raise _unusable(path, error.strerror or str(error)) from None
    except (ValueError, RecursionError) as error:  # of tomllib, too
        raise _unusable(path, str(error)) from None
    return Policy(path.stem, tuple(sorted(rules, key=lambda rule: ORDER.index(rule.do))))


def _unusable(path: Path, why: str) -> MuseError:
    return MuseError(
        f"the policy {path} can't be used: {why}", hint="muse policy check FILE tries one"
    )


def _rules(values: Mapping[str, Any], path: Path) -> Iterator[Rule]:
    _known(values, _TOP, "the file")
    lists = _table(values.get("lists", {}), "lists")
    tables = values.get("rule", [])
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        raise ValueError("a rule is a table [[rule]]")
    if len(tables) > RULES:
        raise ValueError(f"it has more than {RULES} rules")
    names: set[str] = set()
    if values.get("default", False) is True:
        if path == settings.DEFAULT:
            raise ValueError("default: the default policy can't begin with itself")
        own = _kept(settings.DEFAULT, *_stamp(settings.DEFAULT)).rules
        without = _texts(values.get("without", []), "without")
        for name in set(without) - {rule.name for rule in own}:
            raise ValueError(f"without: the default policy has no rule {name!r}")
        names |= {rule.name for rule in own} - set(without)
        yield from (rule for rule in own if rule.name not in without)
    elif values.get("default", False) is not False:
        raise ValueError("default: expected true or false")
    for table in tables:
        made = _rule(table, lists, values.get("against", []))
        if made.name in names:
            raise ValueError(f"rule {made.name!r}: there are two of that name")
        names.add(made.name)
        yield made


def _stamp(path: Path) -> tuple[int, int]:
    about = path.stat()
    return about.st_mtime_ns, about.st_size


def _rule(table: Mapping[str, Any], lists: Mapping[str, Any], against: Any) -> Rule:
    name = table.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ValueError(f"name: invalid value {name!r}; expected a-z, 0-9 and hyphens, at most 40")
    where = f"rule {name!r}"
    _known(table, _KEYS, where)
    do = table.get("do")
    if do not in ORDER:
        raise ValueError(f"{where}: do: invalid value {do!r}; expected {' | '.join(ORDER)}")
    about = table.get("about", name)
    if not isinstance(about, str) or not 0 < len(about) <= 120 or not about.isprintable():
        raise ValueError(f"{where}: about: expected a line of at most 120 characters")
    near = table.get("near", NEAR)
    if isinstance(near, bool) or not isinstance(near, int) or not 0 <= near <= 100_000:
        raise ValueError(f"{where}: near: expected letters, from 0 to 100000")
    words = {
        key: _listed(tuple(_phrases(table.get(key, own), lists, f"{where}: {key}")))
        for key in _LISTS
        for own in [against if key == "against" else []]
    }
    found = _patterns(table.get("patterns", []), f"{where}: patterns")
    classifier, labels = table.get("classifier", ""), table.get("labels", {})
    _classifies(where, classifier, labels, table)
    if not classifier and not (words["words"] or found):
        raise ValueError(f"{where}: it has no words, patterns or classifier")
    return Rule(
        name=name,
        about=about,
        do=do,
        words=words["words"],
        patterns=found,
        with_words=words["with"],
        with_patterns=_patterns(table.get("with_patterns", []), f"{where}: with_patterns"),
        near=near,
        unless=words["unless"],
        unless_with=words["unless_with"],
        against=words["against"],
        media=frozenset(_texts(table.get("media", []), f"{where}: media")),
        generators=frozenset(_texts(table.get("generators", []), f"{where}: generators")),
        fields=frozenset(_texts(table.get("fields", []), f"{where}: fields")),
        classifier=classifier,
        labels=labels,
        of=table.get("of", "text"),
    )


@lru_cache(maxsize=64)
def _listed(phrases: tuple[str, ...]) -> Phrases:
    return Phrases(phrases)


def _classifies(where: str, name: Any, labels: Any, table: Mapping[str, Any]) -> None:
    if not isinstance(name, str):
        raise ValueError(f"{where}: classifier: expected the name of one")
    if table.get("of", "text") not in ("text", "written", "picture"):
        raise ValueError(f"{where}: of: expected text | written | picture")
    if not name:
        if "labels" in table or "of" in table:
            raise ValueError(f"{where}: labels and of go with a classifier")
        return
    others = [key for key in (*_LISTS, "patterns", "with_patterns") if key in table]
    if others:
        raise ValueError(f"{where}: {others[0]} and a classifier are two rules")
    good = isinstance(labels, dict) and labels
    if not good or not all(_is_score(score) for score in labels.values()):
        raise ValueError(f"{where}: labels: expected label = score, from 0 to 1")
    if table.get("of", "text") != "text" and table.get("do") == "ask":
        raise ValueError(f"{where}: do: what is made already is refused or marked, not asked about")


def _is_score(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 1


def _known(table: Mapping[str, Any], keys: tuple[str, ...], where: str) -> None:
    for key in table.keys() - set(keys):
        raise ValueError(f"{where}: {key!r} isn't known; there are {', '.join(sorted(keys))}")


def _table(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{where}: expected a table of lists")
    return value


def _texts(value: Any, where: str, most: int = WORDS) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError(f"{where}: expected a list of texts")
    if len(value) > most:
        raise ValueError(f"{where}: more than {most:,}")
    return value


def _phrases(value: Any, lists: Mapping[str, Any], where: str, depth: int = 0) -> list[str]:
    """Return the phrases of a list; `@name` stands for those of a list of that name."""
    if depth > 3:
        raise ValueError(f"{where}: lists name each other")
    found: list[str] = []
    for each in _texts(value, where):
        if each.startswith("@"):
            if each[1:] not in lists:
                raise ValueError(f"{where}: there is no list {each!r}")
            found += _phrases(lists[each[1:]], lists, each, depth + 1)
            continue
        if not each.strip() or len(each) > LONGEST or not any(c.isalnum() for c in each):
            raise ValueError(f"{where}: {each[:LONGEST]!r} is no phrase of 1 to {LONGEST} letters")
        found.append(each)
    if len(found) > WORDS:
        raise ValueError(f"{where}: more than {WORDS:,}")
    return found


def _patterns(value: Any, where: str) -> tuple[re.Pattern[str], ...]:
    made = []
    compiled: Callable[[str], re.Pattern[str]] = patterns.compiled
    for each in _texts(value, where, PATTERNS):
        try:
            made.append(compiled(each))
        except ValueError as error:
            raise ValueError(f"{where}: {each[:60]!r}: {error}") from None
    return tuple(made)
