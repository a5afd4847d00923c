"""What a model is told: the words of `data/`, filled in from a condition."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .condition import LlmCondition

Messages = list[dict[str, str]]

LENGTHS = ("short", "medium", "long")


@lru_cache(maxsize=2)
def words(language: str) -> Mapping[str, Any]:
    """Return the words of a language: en or zh."""
    data = resources.files("muse_text.llm").joinpath("data", f"{language}.toml")
    return tomllib.loads(data.read_text(encoding="utf-8"))


def language(condition: "LlmCondition") -> str:
    """Return the language to write in: the one asked, or that of most letters of the request."""
    if condition.language:
        return condition.language
    parts = (condition.prompt, condition.theme, condition.plot, condition.setting)
    told = " ".join([*parts, *condition.characters])
    han = sum("\u4e00" <= letter <= "\u9fff" for letter in told)
    latin = len([word for word in told.split() if word[:1].isascii() and word[:1].isalpha()])
    return "zh" if han > latin else "en"


def form(condition: "LlmCondition") -> str:
    """Return the form: the one asked, story for what only a story has, free for a bare prompt."""
    if condition.form:
        return condition.form
    if condition.verse:
        return "poem"
    bare = not (condition.theme or condition.plot or condition.characters or condition.setting)
    return "free" if bare and condition.prompt and not is_long(condition) else "story"


MEASURED = ("haiku", "limerick", "sonnet", "wujue", "qijue")
"""Kinds of poem whose number of lines is fixed."""


def is_long(condition: "LlmCondition") -> bool:
    """Whether a story is written chapter by chapter."""
    if condition.form not in (None, "story"):
        return False
    return condition.chapters is not None or condition.outline is not None


def tokens(condition: "LlmCondition", table: Mapping[str, Any]) -> int:
    """Return the most tokens of a text of a form or chapter."""
    return condition.max_tokens or int(table["tokens"][LENGTHS.index(condition.length)])


def about(condition: "LlmCondition", said: Mapping[str, Any], bare: bool = False) -> str:
    """Return what the fields say, a line each, and the request in its own words.

    `bare` leaves out what is said before the request, when there is nothing else.
    """
    lines = []
    for name, label in said["field"].items():
        value = getattr(condition, name)
        if name == "characters":
            value = "; ".join(value)
        if value:
            lines.append(f"{label}: {said['value'].get(value, value)}")
    if condition.prompt:
        alone = bare and not lines
        lines.append(condition.prompt if alone else f"{said['request']}\n{condition.prompt}")
    return "\n".join(lines)


def messages(condition: "LlmCondition", *parts: str) -> Messages:
    """Return a chat: what the writer is, then the parts of the task, an empty line between."""
    said = words(language(condition))
    system = condition.system or f"{said['system']} {said['language']}"
    task = "\n\n".join(part for part in parts if part)
    return [{"role": "system", "content": system}, {"role": "user", "content": task}]


def task(condition: "LlmCondition", written: str = "") -> Messages:
    """Return the chat that asks for a whole text, or for the rest of one."""
    said = words(language(condition))
    table = said["form"][form(condition)]
    size = table[condition.length]
    if condition.verse in MEASURED and form(condition) == "poem":
        size = ""  # the kind of poem says how many lines it has
    elif condition.chapters and "chapters" in table:
        size = table["chapters"].format(chapters=condition.chapters)
    told = about(condition, said, bare=not table["ask"])
    if condition.json_schema:  # the schema says what the answer looks like
        return messages(condition, table["ask"], told)
    more = said["continue"].format(text=written) if written else ""
    between = "" if language(condition) == "zh" else " "
    ask = between.join(part for part in (table["ask"], size) if part)
    return messages(condition, ask, told, table["shape"], more)


def plan(condition: "LlmCondition", chapters: int) -> Messages:
    """Return the chat that asks for the outline of a long story."""
    said = words(language(condition))
    ask = said["long"]["plan"].format(chapters=chapters)
    return messages(condition, ask, about(condition, said))


def chapter(
    condition: "LlmCondition", outline: Any, number: int, before: Sequence[str]
) -> Messages:
    """Return the chat that asks for chapter `number`; `before` are summaries, then the last lines.

    `number` counts from 1; the last part of `before` is the end of the chapter before.
    """
    said = words(language(condition))
    long = said["long"]
    this = outline.chapters[number - 1]
    *summaries, tail = before or [""]
    ask = long["chapter"].format(
        number=number,
        chapters=len(outline.chapters),
        title=outline.title,
        outline=outline.brief(),
        summary="\n".join(summaries) or long["nothing"],
        tail=tail or long["nothing"],
        chapter=this.title,
        beats="\n".join(f"- {beat}" for beat in this.beats) or f"- {this.title}",
    )
    last = long["ending"] if number == len(outline.chapters) else ""
    return messages(condition, about(condition, said), ask, long[condition.length], last)


def summary(condition: "LlmCondition", text: str) -> Messages:
    """Return the chat that asks for the gist of a chapter."""
    said = words(language(condition))
    return messages(condition, said["long"]["summary"].format(text=text))


def plain(chat: Messages) -> str:
    """Return a chat as plain text, for models without a chat template."""
    return "\n\n".join(message["content"] for message in chat) + "\n\n"
