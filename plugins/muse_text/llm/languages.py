"""Languages by name: as codes, in words for a model, and where a request asks for one."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

from muse import Found

_AFTER = (
    r"(?=\s*(?:$|[.,;:!?()\n]|(?:about|for|with|of|on|and|but|to|please|that|by|from|using|titled"
    r"|called|where|who|which|so|as|instead|only|in|at|set|this|it|between)\b))"
)
"""What may follow a language in English: "in French cuisine" asks for none."""

_PARTLY = re.compile(
    r"\b(?:dialogues?|words?|phrases?|lines?|chorus|refrain|quotes?|titles?|names?|sentences?)"
    r"(?: (?:is|are|all|spoken|written))*\s*$"
    r"|(?:对白|对话|台词|副歌|标题|题目|名字|人名)(?:要|请|都|也|部分)?$",
    re.I,
)
"""What alone is in a language, before it is named."""

_SPOKEN = re.compile(
    r"\b(?:speak|talk|repl(?:y|ie)|answer|sing|dream|think|swear|pray|whisper|shout)(?:s|ing)?\b"
    r"[^.!?\n]{0,20}$",
    re.I,
)
"""What a person in the text does in a language, before it is named."""


@lru_cache(maxsize=1)
def table() -> Mapping[str, Mapping[str, Any]]:
    """Return code -> names: `en`, `zh`, `own` (a list), and `ask`, how it is asked for in it."""
    data = resources.files("muse_text.llm").joinpath("data", "languages.toml")
    return tomllib.loads(data.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, names in table().items():
        for name in (code, names["en"], *names["zh"], *names.get("own", ())):
            found.setdefault(name.casefold(), code)
    return found


def canonical(value: Any) -> Any:
    """Return the code of a language that the table knows by any of its names; else what came."""
    if not isinstance(value, str):
        return value
    words = " ".join(value.split())
    key = words.casefold().replace("_", "-")
    return _codes().get(key) or _codes().get(key.partition("-")[0] if "-" in key else "") or words


def named(code: str, tongue: str) -> str:
    """Return the name of a language in English (`en`) or Chinese (`zh`)."""
    names = table().get(code)
    if names is None:
        return code
    return str(names["zh"][0] if tongue == "zh" else names["en"])


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    english = "|".join(re.escape(names["en"]) for names in table().values())
    chinese = sorted((n for names in table().values() for n in names["zh"]), key=len, reverse=True)
    han = "|".join(map(re.escape, chinese))
    own = [(re.escape(way), code) for code, names in table().items() for way in names["ask"]]
    groups = "|".join(f"(?P<x{number}>{way})" for number, (way, _) in enumerate(own))
    single = rf"(?!\s*(?:and|or|&|/|,)\s*(?:{english})\b)"
    told = rf"(?:用|以|译成|译为|翻成|翻译成|翻译为|改成|写成)({han})"
    return (
        (re.compile(rf"\b(?:in|into|to)\s+({english})\b{single}{_AFTER}", re.I), False),
        (re.compile(rf"{told}(?!系|课|老师|[和与及、](?:{han})|(?:说|唱|骂|回答|交谈))"), False),
        (re.compile(groups, re.I), True),
    )


def asked(prompt: str) -> Found | None:
    """Return the language in which a request wants its answer, and the words that say so."""
    ways = [code for code, names in table().items() for _ in names["ask"]]
    found: list[tuple[int, str, str]] = []
    for pattern, own in _patterns():
        for match in pattern.finditer(prompt):
            before = prompt[max(0, match.start() - 60) : match.start()]
            if _SPOKEN.search(before) or _PARTLY.search(before):
                continue
            if own:
                code = ways[int((match.lastgroup or "x0")[1:])]
            else:
                code = _codes()[match[1].casefold()]
            found.append((match.start(), code, match[0]))
    if not found or len({code for _, code, _ in found}) > 1:  # two languages: the model decides
        return None
    _, code, words = min(found)
    return Found(code, words)
