"""What became of the answers for a text: empty ones, thoughts, circles, JSON that has to fit."""

import json
import re
from collections.abc import Sequence
from typing import Any

from muse import GenerationError, InputFile, Report, RequestError

from .asks import Answer
from .flow import words

_FENCE = re.compile(r"```[ \t]*[\w+-]*[ \t]*\n(.*?)(?:\n[ \t]*```|\Z)", re.S)
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


def schema(given: InputFile | None) -> Any:
    """Return the JSON schema in a file; RequestError when it holds none."""
    if given is None:
        return None
    try:
        found = json.loads(given.data)
    except (ValueError, RecursionError) as error:
        raise RequestError(
            f"json_schema: {given.name} isn't JSON ({error})"[:200], hint="fix the file"
        ) from None
    if not isinstance(found, dict):
        raise RequestError(
            f"json_schema: {given.name} is not an object", hint='start with {"type": "object"'
        )
    return found


def empty(answers: Sequence[Answer]) -> bool:
    """Whether a model was asked, and wrote nothing."""
    return bool(answers) and not any(answer.text.strip() for answer in answers)


def nothing(answers: Sequence[Answer]) -> GenerationError:
    """Return the error of a model that wrote nothing, with the reason as far as it is known."""
    if any(answer.thoughts for answer in answers):
        if any(answer.repeated for answer in answers):
            return GenerationError(
                "the model wrote nothing: its thoughts went in circles",
                hint="use another seed or model",
            )
        if any(answer.cut for answer in answers):
            return GenerationError(
                "the model wrote nothing: it thought until max_tokens",
                hint="raise --max-tokens, or use a model that doesn't think",
            )
        return GenerationError(
            "the model wrote nothing but thoughts",
            hint="use another seed or model",
        )
    if any(answer.cut for answer in answers):
        return GenerationError(
            "the model wrote nothing before max_tokens", hint="raise --max-tokens"
        )
    return GenerationError("the model wrote nothing", hint="use another seed or prompt")


def told(report: Report, answers: Sequence[Answer], keep: bool) -> dict[str, Any]:
    """Note thoughts and circles of the answers, and return what was measured of them."""
    measured: dict[str, Any] = {}
    thoughts = sum(words(answer.thoughts) for answer in answers)
    if thoughts:
        measured["words_of_thoughts"] = thoughts
        if not keep:
            report.note(f"{_words(thoughts)} of the model's thoughts were left out.")
    repeated = sum(answer.repeated for answer in answers)
    if repeated:
        measured["words_repeated"] = repeated
        report.note(
            f"The model went in circles: the text ends before that, and {_words(repeated)} that"
            " only repeat it were left out. Another seed, prompt or model may help."
        )
    return measured


def _words(count: int) -> str:
    return f"{count} word{'' if count == 1 else 's'}"


def thoughts(answers: Sequence[Answer]) -> str:
    """Return the thoughts of the answers as a comment for the end of a Markdown text, or ''."""
    kept = "\n\n".join(answer.thoughts for answer in answers if answer.thoughts)
    if not kept:
        return ""
    return f"\n\n<!-- muse thoughts\n{kept.replace('-->', '-- >')}\n-->\n"


def bare_json(text: str) -> str:
    """Return the JSON in an answer, without a fence or words around it; the answer without any."""
    for part in (text, *_FENCE.findall(text)):
        if _parsed(part.strip()) is not None:
            return str(part.strip())
    decoder, best = json.JSONDecoder(), ""
    at = -1
    while len(best) < len(text) and (at := _next(text, at + 1)) >= 0:
        try:
            end = decoder.raw_decode(text, at)[1]
        except (ValueError, RecursionError):
            continue
        best = max(best, text[at:end], key=len)
        at = end - 1
    return best or text


def _next(text: str, start: int) -> int:
    found = re.compile(r"[{\[]").search(text, start)
    return found.start() if found else -1


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def fitting(text: str, schema: Any) -> str:
    """Return an answer's JSON, indented; GenerationError where it isn't whole or doesn't fit."""
    try:
        value = json.loads(bare_json(text))
    except (ValueError, RecursionError):
        raise GenerationError(
            "the answer is not complete JSON", hint="raise --max-tokens, or use another model"
        ) from None
    wrong = misfit(value, schema)
    if wrong:
        raise GenerationError(
            f"the answer doesn't fit the JSON schema: {wrong}", hint="use another seed or model"
        )
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def misfit(value: Any, schema: Any, where: str = "it") -> str | None:
    """Return where a value first misses the commonest keywords of a JSON schema, None if nowhere.

    These are `type`, `required`, `properties`, `additionalProperties: false`, `items`, `enum`.
    """
    if not isinstance(schema, dict) or len(where) > 200:
        return None
    kinds = schema.get("type")
    named = [kinds] if isinstance(kinds, str) else kinds if isinstance(kinds, list) else []
    if named and not any(_is(value, kind) for kind in named):
        return f"{where} is {_named(value)}, not {' or '.join(map(str, named))}"
    choices = schema.get("enum")
    if isinstance(choices, list) and value not in choices:
        return f"{where} is none of {json.dumps(choices, ensure_ascii=False)[:80]}"
    if isinstance(value, dict):
        return _misfit_object(value, schema, where)
    if isinstance(value, list):
        for number, each in enumerate(value):
            wrong = misfit(each, schema.get("items"), f"{where}[{number}]".removeprefix("it"))
            if wrong:
                return wrong
    return None


def _misfit_object(value: dict[str, Any], schema: dict[str, Any], where: str) -> str | None:
    known = schema.get("properties")
    known = known if isinstance(known, dict) else {}
    inner = "" if where == "it" else f"{where}."
    for name in schema.get("required") or []:
        if name not in value:
            return f"{inner}{name} is missing"
    for name, each in value.items():
        if schema.get("additionalProperties") is False and name not in known:
            return f"{inner}{name[:60]} isn't in the schema"
        wrong = misfit(each, known.get(name), f"{inner}{name[:60]}")
        if wrong:
            return wrong
    return None


def _is(value: Any, kind: Any) -> bool:
    if kind == "integer" and isinstance(value, float):
        return value.is_integer()
    if isinstance(value, bool) and kind != "boolean":
        return False
    return isinstance(value, _TYPES.get(kind, (object,)))


def _named(value: Any) -> str:
    return next((n for n in ("boolean", *_TYPES) if _is(value, n)), "nothing")
