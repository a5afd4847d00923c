"""What a server refuses of a request, and how it is asked without."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from muse import Report

from ..asks import Ask
from . import words


@dataclass(slots=True)
class RefusedError(Exception):
    """An answer that tells of an error: its status, what it says, and its headers."""

    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)
    url: str = ""

    @property
    def said(self) -> str:
        """The whole answer in words, small letters, for looking something up in it."""
        return f"{words.code(self.body)} {words.line(words.said(self.body), most=2000)}".lower()


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a server doesn't take, what is done instead ('' if it is left out), and its words."""

    name: str
    instead: str
    why: str


_STATUSES = frozenset((200, 400, 404, 415, 422, 500, 501))
_SYSTEM = re.compile(
    r"system[\W_]*(?:role|message|prompt|instruction)|roles? (?:of )?[\W]*system"
    r"|['\"]system['\"]"
    r"|only user and assistant roles|roles must alternate|developer instruction|role.{0,30}system"
)
_FIELDS = {
    "response_format": r"response_format|json_schema|json_object|guided_|structured output|grammar",
    "seed": r"\bseed\b",
    "temperature": r"\btemperature\b",
    "top_p": r"\btop_p\b",
    "stop": r"['\"`.]stop['\"`:]|\bstop sequences?\b|\bstop:",
    "stream": r"\bstream(?:ing)?\b",
    "max_tokens": r"max_(?:completion_|output_|new_)?tokens|maximum context|context.length",
}
_UNCLEAR = re.compile(
    r"unsupported|unrecogni[sz]ed|unknown|unexpected|not permitted|extra (?:input|field)|"
    r"not supported|(?:requested|provided) parameters|additional propert"
)
_MOST = re.compile(
    r"(?:at most|less than or equal to|<=|maximum (?:value |allowed )?(?:is |of )?|up to)\s*(\d+)"
)
_SCHEMA = "Answer with JSON alone, by this JSON schema:"


class Lessons:
    """What is known of a server: which fields it doesn't take. It holds for the whole run."""

    def __init__(self) -> None:
        self.without: set[str] = set()
        self.limit = "max_tokens"
        self.most: int | None = None
        self.schema = 0
        self.joined = False

    @property
    def unseeded(self) -> bool:
        """Whether the seed is left out."""
        return "seed" in self.without

    def fields(self, ask: Ask, sampling: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields of a request, but for model, as the server takes them."""
        sent: dict[str, Any] = {
            "messages": self._chat(ask),
            "seed": ask.seed % 2**31,  # some servers read a signed number of 32 bits
            "stream": True,
            self.limit: min(ask.max_tokens, self.most or ask.max_tokens),
            **sampling,
        }
        if ask.stop:
            sent["stop"] = list(ask.stop)
        if ask.schema is not None and self.schema < 2:
            shape = {"name": "answer", "schema": ask.schema, "strict": True}
            strict = {"type": "json_schema", "json_schema": shape}
            sent["response_format"] = {"type": "json_object"} if self.schema else strict
        return {name: value for name, value in sent.items() if name not in self.without}

    def _chat(self, ask: Ask) -> list[dict[str, str]]:
        chat = [dict(message) for message in ask.chat]
        if ask.schema is not None and self.schema:
            schema = json.dumps(ask.schema, ensure_ascii=False)
            chat[-1]["content"] += f"\n\n{_SCHEMA}\n{schema}"
        if self.joined and chat[0]["role"] == "system" and len(chat) > 1:
            first = chat.pop(0)["content"]
            chat[0]["content"] = f"{first}\n\n{chat[0]['content']}"
        return chat

    def learn(self, wrong: RefusedError, sent: Mapping[str, Any], secret: str) -> Lesson | None:
        """Return what to do without from now on; None where nothing is to be done about it."""
        if wrong.status not in _STATUSES:
            return None
        said, named = wrong.said, words.field(wrong.body).lower()
        why = words.said(wrong.body, secret)
        system = sent["messages"][0]["role"] == "system"
        role = named.startswith("messages") and "role" in named
        if system and (role or _SYSTEM.search(said)):
            self.joined = True
            return Lesson("system", "joined to the user's message", why)
        if wrong.status >= 500:
            return None
        for name, pattern in _FIELDS.items():
            key = self.limit if name == "max_tokens" else name
            if key in sent and (_is(name, named) or re.search(pattern, said)):
                lesson = self._without(name, said, sent, why)
                if lesson is not None:
                    return lesson
        if not named and _UNCLEAR.search(said) and "model" not in said:
            extra = {"seed", "temperature", "top_p", "stop"} & sent.keys()
            self.without |= extra
            if extra:
                return Lesson(", ".join(sorted(extra)), "", why)
        return None

    def _without(self, name: str, said: str, sent: Mapping[str, Any], why: str) -> Lesson | None:
        if name == "response_format":
            other = re.search(r"json_schema|json_object|\btype\b", said)
            self.schema = self.schema + 1 if other else 2
            instead = "told in words, beside json_object" if self.schema == 1 else "told in words"
            return Lesson("response_format", instead, why)
        if name != "max_tokens":
            self.without.add(name)
            return Lesson(name, "", why)
        if "max_completion_tokens" in said and self.limit == "max_tokens":
            self.limit = "max_completion_tokens"
            return Lesson("max_tokens", "max_completion_tokens", why)
        most = _MOST.search(said)
        lower = most is not None and 0 < int(most[1]) < sent[self.limit]
        if most and lower and self.most is None and "context" not in said:
            self.most = int(most[1])
            return Lesson("max_tokens", most[1], why)
        self.without |= {"max_tokens", "max_completion_tokens"}
        return Lesson("max_tokens", "", why)


def _is(name: str, named: str) -> bool:
    named = named.removeprefix("body.")
    return named.split(".")[0].split("[")[0] == name


_SPOKEN = {
    "system": "system prompt",
    "response_format": "JSON schema",
    "stream": "request to stream",
    "stop": "list of stop strings",
}


def tell(lesson: Lesson, host: str, report: Report) -> None:
    """Tell what a server doesn't take, in its own words."""
    said = f"{host} refuses it" + (f" ({lesson.why})" if lesson.why else "")
    name = lesson.name
    if name == "base_url":
        report.note(f"The model is at {lesson.instead}: there is nothing at the path given.")
    elif name == "max_tokens" and lesson.instead.isdigit():
        if name in report.applied:
            report.adjust(name, report.applied[name], int(lesson.instead), said)
        else:
            report.note(f"The text has {lesson.instead} tokens at most: {host} takes no more.")
    elif name == "max_tokens" and not lesson.instead and name in report.applied:
        report.ignore(name, said)
    elif name in ("temperature", "top_p", "seed") and name in report.applied:
        report.ignore(name, said)
    elif name != "max_tokens":
        what = lesson.instead or "left out"
        report.note(f"The {_SPOKEN.get(name, name)} was {what}, since {said}.")
