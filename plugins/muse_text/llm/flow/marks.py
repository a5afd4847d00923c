"""The marks that models write around their thoughts, and where a turn of a chat ends."""

import re
from collections.abc import Sequence

OPENINGS = {
    "<think>": "</think>",
    "<thinking>": "</thinking>",
    "<thought>": "</thought>",
    "<thoughts>": "</thoughts>",
    "<reasoning>": "</reasoning>",
    "<reflection>": "</reflection>",
    "[think]": "[/think]",
    "<seed:think>": "</seed:think>",
    "◁think▷": "◁/think▷",
    "<|begin_of_thought|>": "<|end_of_thought|>",
    "<|start_thinking|>": "<|end_thinking|>",
    "<|channel>thought": "<channel|>",
}
"""What opens thoughts at the start of an answer, in small letters, and what closes them."""

CLOSINGS = tuple(OPENINGS.values())

CHANNEL, MESSAGE = "<|channel|>", "<|message|>"
"""gpt-oss writes `<|channel|>analysis<|message|>...`; the text is in the channel `final`."""

OPEN = frozenset((*OPENINGS, CHANNEL))
"""What thoughts begin with."""

MESSAGE_ENDS = ("<|end|>", "<|call|>", "<|return|>", "<|start|>", CHANNEL)

BARE, BARE_FINAL = re.compile(r"(?:analysis|commentary)(?=[A-Z\u3400-\u9fff])"), "assistantfinal"
"""The same where the marks were lost on the way: `analysisWe need ...assistantfinalRain`."""

HEADS = (
    "<|start|>assistant",
    "<|im_start|>assistant",
    "<|start_header_id|>assistant<|end_header_id|>",
    "<start_of_turn>model",
    "<|start_response|>",
    "<|begin_of_text|>",
    "<|assistant|>",
    "<answer>",
    "<bos>",
)
"""What may stand before an answer, and is no part of it."""

TURNS = (
    "<|im_end|>",
    "<|eot_id|>",
    "<|eom_id|>",
    "<|end_of_text|>",
    "<|endoftext|>",
    "<|end|>",
    "<|return|>",
    "<|end_of_turn|>",
    "<|end_response|>",
    "<end_of_turn>",
    "<turn|>",
    "<|im_start|>",
    "<|start|>",
    "<|start_header_id|>",
    "<|user|>",
    "<｜end▁of▁sentence｜>",
)
"""Where a model's turn ends, in small letters: what follows is another turn."""

LAST = ("[/inst]", "<eos>", "</s>", "</answer>")
"""Marks of the end that are marks only where nothing follows: they have other meanings too."""

QUOTES = "\"'`“”‘’«»「」『』（）()"
"""Beside one of these a mark is spoken of, and isn't one."""

DOUBTFUL = re.compile(
    r"\s*(?:(?:okay|ok|alright|all right|hmm+|got it|let me|let's|the user|we need to|we have to"
    r"|we are asked|i need to|i have to|i should|first, i|thinking process|here's a thinking)\b"
    r"|好的|好，|嗯|首先，|用户|我们需要|我需要|让我)",
    re.IGNORECASE,
)
"""How thoughts begin whose opening mark is missing, as a template that wrote it leaves them."""


MARKS = frozenset((*OPENINGS, *CLOSINGS, CHANNEL, MESSAGE, *MESSAGE_ENDS, *TURNS))
"""All that may be a special token of a model, and says something of its text."""


def opens(prompt: str) -> bool:
    """Whether what a model is told ends with the opening mark of its thoughts."""
    return prompt.rstrip().lower().endswith(tuple(OPENINGS))


def spoken(before: str, after: str) -> bool:
    """Whether a mark between these two is a word of a sentence: quoted, or with spaces around."""
    left, right = before[-1:], after[:1]
    if (left and left in QUOTES) or (right and right in QUOTES):
        return True
    return left in (" ", "\t") and right in tuple(" \t.,;:!?")


def first(text: str, marks: Sequence[str], start: int = 0) -> tuple[int, str] | None:
    """Return the place of the first of some marks, in any case, and the mark; None without one."""
    low = text.lower()
    found = [(at, mark) for mark in marks if (at := low.find(mark, start)) >= 0]
    return min(found, key=lambda each: (each[0], -len(each[1])), default=None)


def begun(text: str, marks: Sequence[str]) -> int:
    """Return how many characters at the end of a text could be the beginning of a mark."""
    most = 0
    for mark in marks:
        for length in range(min(len(mark) - 1, len(text)), most, -1):
            if text.endswith(mark[:length]):
                most = length
                break
    return most
