"""What is a model's text of what it writes: without thoughts, marks and circles."""

import random
from typing import Any

import pytest

from muse import GenerationError, Report
from muse_text.llm import outcome
from muse_text.llm.asks import Answer
from muse_text.llm.flow import Flow, opens

HARMONY = "<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>"

THOUGHTS = [
    # written, text, thoughts
    ("It rains.", "It rains.", ""),
    ("  It rains.", "  It rains.", ""),
    ("<think>Hm.</think>\n\nIt rains.", "It rains.", "Hm."),
    ("\n<Think>Hm.</THINK>It rains.", "It rains.", "Hm."),
    ("<thinking>Hm.</thinking>It rains.", "It rains.", "Hm."),
    ("<reasoning>Hm.</reasoning>\nIt rains.", "It rains.", "Hm."),
    ("[THINK]Hm.[/THINK]It rains.", "It rains.", "Hm."),
    ("◁think▷Hm.◁/think▷It rains.", "It rains.", "Hm."),
    ("<think>Hm.</think><think>No.</think>It rains.", "It rains.", "Hm.\n\nNo."),
    ("<think></think>\n\nIt rains.", "It rains.", ""),
    ("</think>\n\nIt rains.", "It rains.", ""),
    ("<think>It never ends", "", "It never ends"),
    ("Hm.</think>It rains.", "It rains.", "Hm."),
    ("Okay, rain.\nThe user\n</think>\n\nIt rains.", "It rains.", "Okay, rain.\nThe user"),
    ("好的，用户要一首诗。</think>雨。", "雨。", "好的，用户要一首诗。"),
    ("Hm.</think>", "", "Hm."),
    ("Okay, dear reader, it rains.", "Okay, dear reader, it rains.", ""),
    (f"{HARMONY}It rains.<|return|>", "It rains.", "Hm."),
    ("<|start|>assistant<|channel|>final<|message|>It rains.<|end|>", "It rains.", ""),
    ("analysisWe need rain.assistantfinalIt rains.", "It rains.", "We need rain."),
    ("<think>\nHm.\n</think>\n<answer>It rains.</answer>", "It rains.", "Hm."),
    ("It rains.<|im_end|>", "It rains.", ""),
    ("It rains.<|eot_id|>\n", "It rains.", ""),
    ("It rains.</s>", "It rains.", ""),
    ("It rains.<|im_end|>\n<|im_start|>user\nMore!", "It rains.", ""),
    ("It rains.</s><|im_end|>", "It rains.", ""),
    ("It rains.<|im_end|>\nHm.</think>Snow.", "It rains.", ""),
    ("Hm <b>.</think>It rains.<|im_end|>", "It rains.", "Hm <b>."),
    ("<|im_start|>assistant\nIt rains.", "It rains.", ""),
    # what a text may say itself
    *(
        (text, text, "")
        for text in (
            'She wrote "<think>" and "</think>" on the wall.',
            "She wrote <think> on the wall, and then </think> below.",
            "The tag </think> ends it, `</think>` as well.",
            "the mark `<|im_end|>` ends a turn",
            "They say <|im_end|> and mean it.",
            "It is <s>gone</s>",
            "a < b, a <b>bold</b> move <",
            "<th",
            "analysis of rain",
            "Analysis: it rains.",
        )
    ),
]


def _flow(text: str, size: int, *, cut: bool = False, **more: Any) -> tuple[Flow, str]:
    """Return what became of a text that came in pieces of some letters, and what was told."""
    told: list[str] = []
    flow = Flow([], told.append, **more)
    for at in range(0, len(text), size):
        if flow.add(text[at : at + size]):
            break
    flow.finish(cut)
    return flow, "".join(told)


@pytest.mark.parametrize(("written", "text", "thoughts"), THOUGHTS)
def test_thoughts_and_marks_never_reach_the_text(written: str, text: str, thoughts: str) -> None:
    for size in (1, 2, 3, 5, 8, 1000):
        flow, told = _flow(written, size)
        assert (flow.text, flow.thoughts) == (text, thoughts)
        assert told.endswith(text)


def test_text_is_told_as_soon_as_it_is_certain() -> None:
    told: list[str] = []
    flow = Flow([], told.append)
    for piece in ("<think>Hm.", "</think>", "It ", "rains <", "b>now"):
        flow.add(piece)
    assert told == ["It ", "rains ", "<b>now"]


def test_thoughts_that_come_apart_let_text_be_told_at_once() -> None:
    told: list[str] = []
    flow = Flow([], told.append)
    flow.add("Okay, ")
    flow.think("Hm.")
    flow.add("it rains")
    assert told == ["Okay, it rains"] and flow.finish() == "Okay, it rains"
    assert flow.thoughts == "Hm."


def test_a_prompt_may_open_the_thoughts() -> None:
    assert opens("<|im_start|>assistant\n<think>\n") and not opens("<think>\n\n</think>\n\n")
    flow, told = _flow("The user\n</think>\nIt rains.", 3, opened=True)
    assert (flow.text, flow.thoughts, told) == ("It rains.", "The user", "It rains.")
    assert _flow("Rain falls", 3, opened=True, cut=True)[0].text == ""
    assert _flow("Rain falls.", 3, opened=True)[0].text == "Rain falls."  # it ended by itself


# -- circles

CHORUS = "Let it rain, let it rain,\nLet the river run again,\nSilver on the window pane.\n\n"
LINE = "He walked down to the sea and looked at the water."


def _verse(seed: int) -> str:
    draw = random.Random(seed)
    words = (
        "morning harbour lantern winter silver mother letter river window garden thunder".split()
    )
    lines = [" ".join(draw.choice(words) for _ in range(7)) for _ in range(4)]
    return ",\n".join(line.capitalize() for line in lines) + ".\n\n"


def _farm(animal: str, cry: str) -> str:
    return (
        f"Old MacDonald had a farm, E-I-E-I-O,\nAnd on it he had a {animal}, E-I-E-I-O,\nWith a"
        f" {cry}-{cry} here and a {cry}-{cry} there,\nOld MacDonald had a farm, E-I-E-I-O.\n\n"
    )


GOES_ON = {
    "a chorus": "".join(_verse(n) + CHORUS for n in range(4)) + CHORUS * 3,
    "na na na": _verse(1) + "Na na na nananana, nananana, hey!\n" * 9,
    "laughter": "“" + "Ha ha " * 40 + "!” she said.",
    "笑": "他笑了：" + "哈" * 80 + "。然后他走了。",
    "a page in a novel": "All work and no play makes Jack a dull boy.\n" * 5 + "He typed on.",
    "bottles": "".join(
        f"{n} bottles of beer on the wall, {n} bottles of beer. Take one down, pass it around,"
        f" {n - 1} bottles of beer on the wall.\n"
        for n in range(99, 60, -1)
    ),
    "numbers": "\n".join(map(str, range(400))),
    "a list": "".join(f"{n}. {_verse(n).splitlines()[0]}\n" for n in range(60)),
    "bare chapters": "".join(f"Chapter {n}\n" for n in range(60)),
    "a litany": "".join(f"Lord, have mercy.\n{_verse(n).splitlines()[0]}\n" for n in range(60)),
    "rulers": ("It rains.\n\n" + "-" * 300 + "\n\nIt snows.\n") * 2,
    "a farm": "".join(map(_farm, "cow pig duck horse sheep cat dog hen".split(),
                          "moo oink quack neigh baa meow woof cluck".split())),
    "诗经": "关关雎鸠，在河之洲。窈窕淑女，君子好逑。参差荇菜，左右流之。窈窕淑女，寤寐求之。" * 2,
    "a villanelle": ("The light goes down.\n" + _verse(1) + "And nobody remembers me.\n") * 3,
}  # fmt: skip


@pytest.mark.parametrize("name", GOES_ON)
def test_what_says_the_same_again_goes_on(name: str) -> None:
    flow, told = _flow(GOES_ON[name], 7)
    assert flow.text == told == GOES_ON[name] and not flow.repeated


CIRCLES = {
    "a sentence": (f"It was night. {f'{LINE} ' * 30}", f"It was night. {LINE}"),
    "a word": ("It was night. He saw the " + "very " * 200, "It was night."),
    "some words": ("It was night. He went and the " + "and the " * 90, "It was night."),
    "lines": ("# Rain\n\n" + "It rains on the roof.\n" * 40, "# Rain\n\nIt rains on the roof."),
    "a numbered list": (
        "Ideas:\n" + "".join(f"{n}. A man who loses his old hat.\n" for n in range(1, 60)),
        "Ideas:\n1. A man who loses his old hat."),
    "中文": ("夜深了。" + "他走到海边，看着灰色的水。" * 40, "夜深了。他走到海边，看着灰色的水。"),
    "verses": (_verse(1) + (_verse(2) + _verse(3)) * 10,
               (_verse(1) + _verse(2) + _verse(3)).rstrip()),
    "nothing": ("It was night." + "\n" * 1500, "It was night."),
    "all of it": ("the " * 300, "the"),
}  # fmt: skip


@pytest.mark.parametrize("name", CIRCLES)
def test_circles_end_a_text_before_them(name: str) -> None:
    written, text = CIRCLES[name]
    made = [_flow(written, size)[0] for size in (1, 7, 50, 10_000)]
    assert {flow.text for flow in made} == {text}
    assert len({flow.repeated for flow in made}) == 1 and made[0].repeated and made[0].ended


def test_few_sentences_in_any_order_are_circles_too() -> None:
    draw = random.Random(1)
    few = ["He went to the door.", "She looked at him sadly.", "The wind was cold.", LINE]
    flow, _ = _flow(_verse(1) + " ".join(draw.choice(few) for _ in range(120)), 7)
    assert flow.text.startswith(_verse(1)) and flow.repeated > 200 and len(flow.text) < 1200


def test_thoughts_in_circles_end_an_answer() -> None:
    flow, _ = _flow("<think>" + "Wait, let me think about that again. " * 90, 9)
    assert flow.ended and flow.text == "" and flow.thoughts
    apart = Flow([], print)
    assert [apart.think("Wait, let me think. ") for _ in range(60)][-1]


# -- what is told of it


def _answer(text: str = "", **more: Any) -> Answer:
    return Answer(text, None, more.pop("cut", False), **more)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (_answer(), "the model wrote nothing; use another seed or prompt"),
        (_answer(cut=True), "the model wrote nothing before max_tokens; raise --max-tokens"),
        (_answer(thoughts="Hm."), "the model wrote nothing but thoughts; use another seed"),
        (_answer(thoughts="Hm.", repeated=9), "its thoughts went in circles; use another seed"),
        (_answer(" ", cut=True, thoughts="Hm."), "it thought until max_tokens; raise --max-tok"),
    ],
)
def test_an_empty_answer_has_its_reason(answer: Answer, told: str) -> None:
    assert outcome.empty([answer]) and told in str(outcome.nothing([answer]))
    assert not outcome.empty([answer, _answer("Rain.")]) and not outcome.empty([])


def test_thoughts_and_circles_are_measured_and_told() -> None:
    answers = [_answer("Rain.", thoughts="I think of rain -->", repeated=7), _answer("Snow.")]
    report = Report()
    assert outcome.told(report, answers, keep=False) == {
        "words_of_thoughts": 4,
        "words_repeated": 7,
    }
    assert "4 words of the model's thoughts were left out." in report.notes
    assert any("7 words that only repeat it were left out" in note for note in report.notes)
    kept = outcome.thoughts(answers)
    assert kept == "\n\n<!-- muse thoughts\nI think of rain -- >\n-->\n"
    assert outcome.thoughts(answers[1:]) == "" and outcome.told(Report(), answers[1:], True) == {}


JSON = '{"name": "Anna", "ages": [1, 2]}'


@pytest.mark.parametrize(
    "written",
    [
        JSON,
        f"```json\n{JSON}\n```",
        f"Sure! Here it is:\n\n```JSON\n{JSON}\n```\nDo you like {{it}}?",
        f"```\n{JSON}",
        f"Here: {JSON} Enjoy!",
        f"[1, {JSON}",
    ],
)
def test_json_comes_without_what_is_around_it(written: str) -> None:
    assert outcome.bare_json(written) == JSON


SCHEMA = {
    "type": "object",
    "required": ["name"],
    "additionalProperties": False,
    "properties": {
        "name": {"enum": ["Anna", "Tom"]},
        "ages": {"type": "array", "items": {"type": ["integer", "null"]}},
    },
}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{}", "name is missing"),
        ('{"name": "Eve"}', 'name is none of ["Anna", "Tom"]'),
        ('{"name": "Tom", "ages": [1, true]}', "ages[1] is boolean, not integer or null"),
        ('{"name": "Tom", "x": 1}', "x isn't in the schema"),
        ("[1]", "it is array, not object"),
        ('{"name": "To', "the answer is not complete JSON"),
    ],
)
def test_json_that_doesnt_fit_is_told_with_where(written: str, told: str) -> None:
    with pytest.raises(GenerationError) as caught:
        outcome.fitting(written, SCHEMA)
    assert told in str(caught.value)
    assert outcome.misfit({"name": "Tom", "ages": [1.0, None]}, SCHEMA) is None
