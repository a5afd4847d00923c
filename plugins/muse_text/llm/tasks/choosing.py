"""Which task a run does: the one that is set, or what the words of the request ask of a passage."""

import re
from typing import TYPE_CHECKING

from muse import Found, RequestError

if TYPE_CHECKING:
    from muse import Run

    from ..condition import LlmCondition

_WORDS = {
    "translate": r"\btranslat(?:e|ion)\b|翻译|[译翻]成|译为|перевед|\btradui|übersetz|\btraduc",
    "summarise": (
        r"\bsummar(?:y|ise|ize)\b|\bsum (?:it |this )?up\b|\btl;?dr\b|\bsynopsis\b"
        r"|\bin (?:a|one) sentence\b|总结|概括|摘要|概要|梗概"
    ),
    "continue": (
        r"\bcontinue\b|\b(?:go|carry) on\b|\bkeep (?:writing|going)\b|\bwhat happens next\b"
        r"|\bwrite the next\b|续写|接着写|继续写|往下写|写下去"
    ),
    "expand": (
        r"\bexpand\b|\belaborate\b|\blengthen\b|\bflesh (?:it |this )?out\b"
        r"|\bmake (?:it|this) longer\b|\bmore details?\b|扩写|写长|展开写|写得?更?详细"
    ),
    "shorten": (
        r"\bshorten\b|\bcondense\b|\babridge\b|\btrim\b|\btighten\b"
        r"|\bcut (?:it|this) (?:down|to|by)\b"
        r"|\bmake (?:it|this) (?:a bit |much )?(?:shorter|tighter|more concise|briefer)\b"
        r"|缩写|精简|压缩|缩短|写短|删减"
    ),
    "critique": (
        r"\bcritiqu|\bcritici[sz]e|\breview\b|\bfeedback\b|\bwhat(?:'s| is) (?:wrong|weak)\b"
        r"|点评|批评|评价|提.{0,3}意见|修改意见"
    ),
    "titles": r"\btitles?\b|标题|书名|题目",
    "loglines": r"\bloglines?\b|一句话梗概",
    "character": r"\bcharacter (?:sheet|card|profile)s?\b|人物卡|角色卡|人物小传",
    "rewrite": (
        r"\bre-?write\b|\brephrase\b|\bparaphrase\b|\bpolish\b|\bproofread\b|\bcorrect\b|\bedit\b"
        r"|\b(?:make|turn|change|put) (?:it|this|that|her|him|them|the)\b"
        r"|\b(?:add|remove|replace|delete|fix|improve|simplify|adapt|convert|transform|moderni[sz]e)\b"
        r"|改写|重写|润色|改成|改得|写得更|修改|校对|加上|删掉|去掉|换成|补充|完善"
    ),
}

NEEDS_TEXT = ("continue", "rewrite", "expand", "shorten", "translate", "summarise", "critique")
"""Tasks that do nothing without a passage."""

KEEPS_LANGUAGE = ("continue", "infill", "rewrite", "expand", "shorten")
"""Tasks whose answer is in the language of the passage, where nothing else is asked."""

_OF_WRITING = ("form", "chapters", "chapter", "outline", "extend", "json_schema")
"""Fields of what is written from nothing."""


def named(prompt: str) -> Found | None:
    """Return the task that the words of a request name first."""
    found = [
        (match.start(), number, name, match[0])
        for number, (name, pattern) in enumerate(_WORDS.items())
        if (match := re.search(pattern, prompt[:1000], re.IGNORECASE))
    ]
    if not found:
        return None
    *_, name, words = min(found)
    return Found(name, words)


def settle(condition: "LlmCondition", run: "Run") -> "LlmCondition":
    """Return the condition with the task that is done, and say what has no effect on it.

    RequestError for a task without its passage, and for a passage without a task.
    """
    report = run.report
    asked = "task" in condition.model_fields_set
    task = condition.task
    if "task" in report.read and any(name in report.applied for name in _OF_WRITING):
        task = "write"  # "titles" in the prompt of a story that is asked for by its form
        del report.read["task"]
    elif not asked and (condition.before or condition.after):
        task = "infill"
        report.choose("task", task)
    elif not asked and condition.text:
        found = named(condition.prompt)
        if found is not None:
            task = found.value
            report.read["task"] = found
        elif not condition.prompt:
            raise RequestError(
                "text: there is no word on what to do with it",
                hint='give --task rewrite, or --prompt "make it darker"',
            )
    if task != condition.task:
        condition = condition.model_copy(update={"task": task})
        run.resolve(task=task)
    _refuse(condition)
    _tell(condition, run)
    return condition


def _refuse(condition: "LlmCondition") -> None:
    task = condition.task
    if task in NEEDS_TEXT and not condition.text:
        raise RequestError(f"task: {task} requires a text", hint="hand it in by --text FILE")
    if task == "infill" and not (condition.before and condition.after):
        raise RequestError(
            "task: infill requires what stands before and after the gap",
            hint="give --before FILE and --after FILE",
        )
    if task == "translate" and not (condition.language or condition.prompt):
        raise RequestError("task: translate requires a language", hint="give --language French")
    told = condition.text or condition.prompt or condition.theme or condition.characters
    if task in ("titles", "loglines", "character") and not (told or condition.plot):
        raise RequestError(f"task: there is nothing to go by for {task}",
                           hint="give --text FILE or --prompt")  # fmt: skip


def _tell(condition: "LlmCondition", run: "Run") -> None:
    """Say which of the fields that were set have no effect on the task."""
    task, report = condition.task, run.report
    idle = {"alternatives": task not in ("titles", "loglines")}
    idle |= {"text": task == "infill"}
    idle |= dict.fromkeys(("before", "after"), task != "infill")
    if task != "write":
        idle |= dict.fromkeys(_OF_WRITING, True)
    for name, without in idle.items():
        if not without:
            continue
        default = type(condition).model_fields[name].default
        if name in report.applied and getattr(condition, name) != default:
            report.ignore(name, f"the task {task} doesn't use it")
        report.read.pop(name, None)
