"""What a model is told of a task: the words of `data/`, the passage, and the request."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .. import cards, forms, languages, passages, sizes
from .choosing import KEEPS_LANGUAGE
from .joining import first_words, last_words

if TYPE_CHECKING:
    from ..condition import LlmCondition

ANSWERS = {"critique": 1600, "character": 1200, "summarise": 900}
"""The most tokens of the answers of some tasks."""

GROWS = {"rewrite": 2.0, "expand": 4.0, "shorten": 1.5, "translate": 3.0}
"""How many times the tokens of its passage an answer has at most."""

EACH = {"titles": 30, "loglines": 90}


def limit(condition: "LlmCondition", passage: str) -> int:
    """Return the most tokens of an answer about a passage."""
    task, table = condition.task, _table(condition)
    if condition.max_tokens:
        return condition.max_tokens
    asked = sizes.tokens(condition.prompt) + 200 if sizes.tokens(condition.prompt) else 0
    if task in GROWS:
        return max(asked, 200 + round(GROWS[task] * passages.tokens(passage)))
    if task in EACH:
        return 100 + EACH[task] * condition.alternatives
    if task in ANSWERS:
        return max(asked, ANSWERS[task])
    usual = table["tokens"][forms.LENGTHS.index(condition.length or "medium")]
    return max(asked, int(usual) + 60)


def of_passage(condition: "LlmCondition", passage: str, done: str = "") -> forms.Messages:
    """Return the chat about a passage; `done` is the end of what was answered before it."""
    said = forms.words(forms.language(condition))["task"]
    more = [said["done"].format(text=done)] if done else []
    return _chat(condition, _ask(condition, passage), *more, said["text"].format(text=passage))


def of_gap(condition: "LlmCondition", before: str, after: str) -> forms.Messages:
    """Return the chat that asks for what stands between two pieces."""
    table = _table(condition)
    ask = table["ask"].format(anchor=last_words(before), after=first_words(after))
    pieces = table["before"].format(text=before), table["after"].format(text=after)
    return _chat(condition, ask, *pieces)


def of_part(condition: "LlmCondition", passage: str) -> forms.Messages:
    """Return the chat that asks for the gist of a part of a long text."""
    said = forms.words(forms.language(condition))["task"]
    return _chat(
        condition, said["summarise"]["part"], said["text"].format(text=passage), size=False
    )


def of_summaries(condition: "LlmCondition", summaries: str) -> forms.Messages:
    """Return the chat that makes one summary of those of the parts."""
    said = forms.words(forms.language(condition))["task"]
    return _chat(condition, said["summarise"]["whole"], said["text"].format(text=summaries))


def of_nothing(condition: "LlmCondition") -> forms.Messages:
    """Return the chat of a task that goes by the request and the fields alone."""
    return _chat(condition, _ask(condition, ""))


def _table(condition: "LlmCondition") -> Mapping[str, Any]:
    table: Mapping[str, Any] = forms.words(forms.language(condition))["task"][condition.task]
    return table


def _ask(condition: "LlmCondition", passage: str) -> str:
    """Return the sentence that asks for a task."""
    tongue = forms.language(condition)
    task, table = condition.task, _table(condition)
    if task == "continue":
        return str(table["ask"].format(anchor=last_words(passage)))
    if task == "translate" and condition.language:
        into = languages.named(condition.language, tongue)
        return str(table["into"].format(language=into))
    if task == "rewrite" and not condition.prompt:
        return str(table["plain"])
    if task in EACH:
        return str(table["ask"].format(number=condition.alternatives))
    if task == "character":
        rows = [
            table["line"].format(label=line[tongue][0], content=line[tongue][1])
            for line in cards.lines()
        ]
        return str(table["ask"].format(lines="\n".join(rows)))
    return str(table["ask"])


def _chat(condition: "LlmCondition", ask: str, *parts: str, size: bool = True) -> forms.Messages:
    """Return a chat: the task, its size and language, the fields and the request, the passage."""
    tongue = forms.language(condition)
    said = forms.words(tongue)
    between = "" if tongue == "zh" else " "
    task = condition.task
    table = said["task"][task]
    wanted = [ask, table.get(condition.length, "") if size else ""]
    wanted.append(_language(condition, said, tongue))
    apart = "\n\n" if task == "character" else between  # its sheet stands on lines of its own
    first = apart.join(part for part in wanted if part)
    whose = table.get("of", "") if parts else ""
    system = condition.system or said["task"]["system"]
    told = (first, forms.about(condition, said), whose, *parts)
    return [
        {"role": "system", "content": system},
        {"role": "user", "content": "\n\n".join(filter(None, told))},
    ]


def _language(condition: "LlmCondition", said: Mapping[str, Any], tongue: str) -> str:
    if condition.task == "translate":
        return ""
    if condition.language:
        named = languages.named(condition.language, tongue)
        return str(said["language"].format(language=named))
    keeps = condition.task in KEEPS_LANGUAGE or not condition.prompt
    return str(said["task"]["keep"] if keeps else said["open"])
