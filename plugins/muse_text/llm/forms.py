"""What a model is told: the words of `data/`, filled in from a condition."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from . import cards, languages, passages, samples, sizes
from .reading import named_form

if TYPE_CHECKING:
    from .condition import LlmCondition

Messages = list[dict[str, str]]

LENGTHS = ("short", "medium", "long")


@lru_cache(maxsize=2)
def words(language: str) -> Mapping[str, Any]:
    """Return the words of a language: en or zh."""
    data = resources.files("muse_text.llm").joinpath("data", f"{language}.toml")
    return tomllib.loads(data.read_text(encoding="utf-8"))


_KANA = re.compile(r"[\u3041-\u30ff]")
KEPT = 6_000
"""Characters of a message that a report keeps."""

LEAST = 800
"""Tokens that an answer of some sentences has room for."""

MATERIAL = 8_000
"""The most tokens of a text that something is written from."""

_LONGEST_ANSWER = 32_768
"""The most tokens that a single answer is given room for, unless max_tokens says more."""


def language(condition: "LlmCondition") -> str:
    """Return the language in which a model is spoken to: zh for Chinese letters, else en.

    It is that of most letters of the prompt; without one of the fields, or of what is handed in.
    """
    parts = (condition.theme, condition.plot, condition.setting, condition.tone)
    told = condition.prompt or " ".join([*parts, *condition.characters])
    if not told.strip():
        files = (condition.text, condition.before, condition.extend, condition.outline)
        told = " ".join(file.data[:6000].decode(errors="ignore") for file in files if file)
    han = sum("\u4e00" <= letter <= "\u9fff" for letter in told)
    latin = len([word for word in told.split() if word[:1].isascii() and word[:1].isalpha()])
    if not han and not latin and not told.strip():
        return "zh" if condition.language == "zh" else "en"
    return "zh" if han > latin and not _KANA.search(told) else "en"


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
    if condition.task != "write" or condition.form not in (None, "story"):
        return False
    return condition.chapters is not None or condition.outline is not None


def tokens(condition: "LlmCondition", table: Mapping[str, Any]) -> int:
    """Return the most tokens of a text of a form or chapter: enough for the counts asked for."""
    if condition.max_tokens:
        return condition.max_tokens
    usual = int(table["tokens"][LENGTHS.index(condition.length or "long")])
    if is_long(condition):
        each = sizes.of_each(condition.prompt, condition.chapters or 1)
        return max(usual, 2 * each.number) if each else usual
    counts = sizes.tokens(condition.prompt)
    if form(condition) == "outline" and condition.chapters:
        counts = max(counts, 200 * condition.chapters)
    if sizes.is_tiny(condition.prompt) and not condition.length:
        usual = LEAST
    return max(usual, min(counts + 300, _LONGEST_ANSWER))


def about(condition: "LlmCondition", said: Mapping[str, Any], bare: bool = False) -> str:
    """Return what the fields say, a line each, what is handed in, and the request as it stands.

    `bare` leaves out what is said before the request, when there is nothing else.
    """
    lines = []
    for name, label in said["field"].items():
        value = getattr(condition, name)
        if name == "characters":
            value = "; ".join(value)
        if value:
            lines.append(f"{label}: {said['value'].get(value, value)}")
    if condition.cards:
        lines.append(f"{said['cards']}\n{cards.told(cards.given(condition.cards))}")
    if condition.like:
        lines.append(samples.told(samples.given(condition.like), said["like"]))
    if condition.prompt:
        alone = bare and not lines
        lines.append(condition.prompt if alone else f"{said['request']}\n{condition.prompt}")
    return "\n".join(lines)


def messages(condition: "LlmCondition", first: str, *parts: str) -> Messages:
    """Return a chat: what the writer is, then the task, an empty line between its parts.

    The language is said with the first part; where nobody set one, the request decides.
    """
    tongue = language(condition)
    said = words(tongue)
    between = "" if tongue == "zh" else " "
    system = condition.system or f"{said['system']}{between}{said['open']}"
    if condition.language:
        named = said["language"].format(language=languages.named(condition.language, tongue))
        system = condition.system or said["system"]
        first = between.join(part for part in (first, named) if part)
    task = "\n\n".join(part for part in (first, *parts) if part)
    return [{"role": "system", "content": system}, {"role": "user", "content": task}]


def task(condition: "LlmCondition", written: str = "") -> Messages:
    """Return the chat that asks for a whole text, or for the rest of one."""
    said = words(language(condition))
    kind = form(condition)
    table = said["form"][kind]
    itself = bool(condition.prompt) and named_form(condition.prompt) == kind
    ask = "" if itself else table["ask"]  # "three haiku" isn't to become "a poem"
    size = table[condition.length] if condition.length else ""
    if condition.verse in MEASURED and kind == "poem":
        size = ""  # the kind of poem says how many lines it has
    elif condition.chapters and "chapters" in table:
        size = table["chapters"].format(chapters=condition.chapters)
    told = about(condition, said, bare=not ask)
    if condition.json_schema:  # the schema says what the answer looks like
        return messages(condition, ask, told)
    more = said["continue"].format(text=written) if written else _material(condition, said)
    between = "" if language(condition) == "zh" else " "
    ask = between.join(part for part in (ask, size) if part)
    return messages(condition, ask, told, _shape(condition, table, said), more)


def material(condition: "LlmCondition") -> passages.Part:
    """Return what a model sees of the text that something is written from."""
    whole = passages.text_of(condition.text, "text") if condition.text else ""
    return passages.start_of(whole, MATERIAL)


def _material(condition: "LlmCondition", said: Mapping[str, Any]) -> str:
    """Return the text that is handed in with a request to write something from it."""
    if condition.text is None:
        return ""
    passage = material(condition)
    shown = said["task"]["text"].format(text=passage.text)
    return f"{said['task']['material']}\n{shown}"


def _shape(condition: "LlmCondition", table: Mapping[str, Any], said: Mapping[str, Any]) -> str:
    """Return how a text looks; nothing for some sentences, and never against the request."""
    shape = str(table["shape"])
    if not shape or not condition.prompt:
        return shape
    if sizes.is_tiny(condition.prompt):
        return ""
    return f"{shape}{'' if language(condition) == 'zh' else ' '}{said['rule']}"


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
    size = long[condition.length] if condition.length else _each(condition, outline, said)
    return messages(condition, "", about(condition, said), ask, size, last)


def _each(condition: "LlmCondition", outline: Any, said: Mapping[str, Any]) -> str:
    """Return how long a chapter is, where the request says how long each or all of them are."""
    size = sizes.of_each(condition.prompt, len(outline.chapters))
    if size is None:
        return ""
    unit = said["unit"][size.unit]
    return str(said["long"]["each"].format(number=f"{size.number:,}", unit=unit))


def summary(condition: "LlmCondition", text: str) -> Messages:
    """Return the chat that asks for the gist of a chapter."""
    said = words(language(condition))
    return messages(condition, said["long"]["summary"].format(text=text))


def plain(chat: Messages) -> str:
    """Return a chat as plain text, for models without a chat template."""
    return "\n\n".join(message["content"] for message in chat) + "\n\n"


def brief(text: str) -> str:
    """Return a message as a report keeps it: with its middle left out where it is very long."""
    if len(text) <= KEPT:
        return text
    left = len(text) - KEPT
    return f"{text[: KEPT // 2]}\n[... {left:,} characters ...]\n{text[-KEPT // 2 :]}"
