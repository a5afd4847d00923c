"""A writer's verbs against a small server: what the model is told, and what becomes of answers."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from muse import Host, InputFile, MuseError, Text
from muse_image.sketch.elements.people import cards as painter
from muse_text.llm.painter import portrait
from muse_text.llm.tasks import choosing, cleaning, joining
from plugins.text.llm_models import build, index
from plugins.text.llm_server import Fake, serve

DRAFT = "Anna opened the door. The lamp had gone out over the bay, and nobody came."
ZH = "安娜打开了门。海湾上的灯灭了，没有人来。"


class Turns(list[str]):
    """Another answer for each request; the last one again and again."""

    def __iter__(self) -> Iterator[str]:
        answer = self.pop(0) if len(self) > 1 else self[0]
        half = len(answer) // 2
        return iter([answer[:half], answer[half:]])


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Host]:
    """A host that has text.llm."""
    with Host(library=tmp_path / "lib", config=tmp_path / "c.toml", index=index()) as made:
        yield made


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[Fake]:
    """A server."""
    pytest.importorskip("openai")
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serve() as made:
        yield made


def _file(text: str, name: str = "draft.md") -> InputFile:
    return InputFile(text.encode(), name)


def _run(host: Host, fake: Fake, *answers: str, **fields: Any) -> Any:
    fake.words = Turns(answers)
    return host.run("text.llm", base_url=fake.url, model="tiny", seed=5, **fields)


def _said(fake: Fake, number: int = 0) -> str:
    return str(fake.asked[number]["messages"][-1]["content"])


# -- which task


@pytest.mark.parametrize(
    ("prompt", "task"),
    [
        ("translate this to French", "translate"),
        ("Please summarise this", "summarise"),
        ("make it darker", "rewrite"),
        ("make it shorter", "shorten"),
        ("Rewrite this in the first person", "rewrite"),
        ("continue the story", "continue"),
        ("expand this to twice its length", "expand"),
        ("what is wrong with this?", "critique"),
        ("give me titles for this", "titles"),
        ("write a logline", "loglines"),
        ("续写", "continue"),
        ("改写得更幽默", "rewrite"),
        ("翻译成英文", "translate"),
        ("缩写到一百字", "shorten"),
        ("扩写", "expand"),
        ("概括一下", "summarise"),
        ("点评这段文字", "critique"),
        ("润色", "rewrite"),
        ("turn it into a poem", "rewrite"),
        ("add more dialogue", "rewrite"),
        ("把结尾换成喜剧", "rewrite"),
        ("Who is the murderer here?", "write"),
    ],
)
def test_the_words_of_the_request_name_the_task(prompt: str, task: str) -> None:
    found = choosing.named(prompt)
    assert (found.value if found else "write") == task


@pytest.mark.parametrize(("prompt", "task"), [("make it darker", "rewrite"), ("Who?", "write")])
def test_the_words_of_the_request_choose_the_task(
    writer: Host, fake: Fake, prompt: str, task: str
) -> None:
    made = _run(writer, fake, "It rains.", prompt=prompt, text=_file(DRAFT))
    assert made.recipe["condition"]["task"] == task
    assert made.report.asked().get("task", "write") == task
    said = _said(fake)
    assert prompt in said and DRAFT in said


def test_a_passage_without_a_task_is_refused(writer: Host, fake: Fake) -> None:
    with pytest.raises(MuseError, match=r'no word on what to do with it; give .*"make it darker"'):
        _run(writer, fake, "x", text=_file(DRAFT))
    for task in ("continue", "rewrite", "translate", "summarise", "critique"):
        with pytest.raises(MuseError, match=f"task: {task} requires a text; .* --text FILE"):
            _run(writer, fake, "x", task=task, prompt="rain")
    with pytest.raises(MuseError, match="--before FILE and --after FILE"):
        _run(writer, fake, "x", before=_file(DRAFT))
    with pytest.raises(MuseError, match=r"translate requires a language; give --language"):
        _run(writer, fake, "x", task="translate", text=_file(DRAFT))
    with pytest.raises(MuseError, match=r"text: draft.md is empty"):
        _run(writer, fake, "x", task="rewrite", text=_file(" \n"))
    assert not fake.asked


# -- at the cursor


@pytest.mark.parametrize(
    ("passage", "answer", "whole"),
    [
        # The last words repeated, as asked.
        ("She opened the do", "She opened the door and ran.", "She opened the door and ran."),
        ("She went to the", "She went to the house.", "She went to the house."),
        ("It was late.", "It was late. The rain fell.", "It was late. The rain fell."),
        ("It was late. ", "It was late. The rain fell.", "It was late. The rain fell."),
        ("It was late.\n\n", "It was late.\n\nRain fell.", "It was late.\n\nRain fell."),
        ("It was late.", "It was late.\n\nRain fell.", "It was late.\n\nRain fell."),
        ("“Who is there?”", "“Who is there?” he said.", "“Who is there?” he said."),
        ('"Wait," she said', '"Wait," she said, and left.', '"Wait," she said, and left.'),
        ("One. Two came by. Three", "Two came by. Three more left.", "One. Two came by. Three more"
         " left."),
        ("海湾上的灯灭了", "海湾上的灯灭了，没有人来。", "海湾上的灯灭了，没有人来。"),
        ("灯灭了。没有人来。", "灯灭了。没有人来。风停了。", "灯灭了。没有人来。风停了。"),
        ("# Title\n\nOnce", "Once upon a time.", "# Title\n\nOnce upon a time."),
        ("They went. Then I", "I left.", "They went. Then I left."),
        ("He left.", "**He left.** Next day.", "He left. Next day."),
        ("他说：“走吧。”", "“走吧。”她答道。", "他说：“走吧。”她答道。"),
        ("Она открыла две", "Она открыла дверь.", "Она открыла дверь."),
        ("It was 19", "It was 1984.", "It was 1984."),
        # Not repeated: spaces are put where they belong.
        ("It was late.", "The rain fell.", "It was late. The rain fell."),
        ("It was late. ", "The rain fell.", "It was late. The rain fell."),
        ("It was late. ", " The rain fell.", "It was late. The rain fell."),
        ("It was late.\n", "The rain fell.", "It was late.\nThe rain fell."),
        ("She went to the", "house.", "She went to the house."),
        ("She went to the", " house.", "She went to the house."),
        ("She had seen the door. She opened the do", "or slowly.", "She had seen the door. She"
         " opened the door slowly."),
        ("She opened the wind", "window slowly.", "She opened the window slowly."),
        ("I am", "amazed at this.", "I am amazed at this."),
        ("He waited…", "Then he left.", "He waited… Then he left."),
        ("他等着……", "然后走了。", "他等着……然后走了。"),
        ("I know that", "that is true.", "I know that that is true."),
        ("She came", ", saw, and left.", "She came, saw, and left."),
        ("He said: “", "Come in.”", "He said: “Come in.”"),
        ("灯灭了。", "没有人来。", "灯灭了。没有人来。"),
        ("她打开", "了门。", "她打开了门。"),
        # A remark before it.
        ("It was late.", "Here is the continuation:\n\nIt was late. Rain fell.",
         "It was late. Rain fell."),
        ("灯灭了，没人来。", "好的，以下是续写：\n灯灭了，没人来。风停了。",
         "灯灭了，没人来。风停了。"),
    ],
)  # fmt: skip
def test_an_answer_is_joined_at_the_cursor(passage: str, answer: str, whole: str) -> None:
    assert passage + joining.after(passage, cleaning.lead(answer)) == whole


def test_a_text_goes_on_at_the_cursor(writer: Host, fake: Fake) -> None:
    passage, answer = "She opened the do", "Sure!\n\nShe opened the door and ran. Then"
    whole = "She opened the door and ran. Then"
    fake.words = Turns([answer])
    stream = writer.stream(
        "text.llm", base_url=fake.url, model="tiny", seed=5, task="continue", text=_file(passage)
    )
    told = "".join(event.piece for event in stream if isinstance(event, Text))
    assert stream.result.text == whole == told
    assert "continue" in stream.result.report.applied["task"]


def test_a_text_to_extend_goes_on_at_its_end(writer: Host, fake: Fake) -> None:
    fields = {"prompt": "a story", "extend": _file("It rained. She opened the do")}
    made = _run(writer, fake, "She opened the door.", **fields)
    assert made.text == "It rained. She opened the door."
    assert _run(writer, fake, "Or so.", **fields).text == "It rained. She opened the do Or so."


def test_what_is_told_to_go_on(writer: Host, fake: Fake) -> None:
    made = _run(writer, fake, f"{DRAFT} So she lit it.", task="continue", text=_file(DRAFT),
                prompt="let her light it", length="short")  # fmt: skip
    said = _said(fake)
    assert "«the bay, and nobody came.»" in said and "two or three sentences" in said
    assert said.endswith(f"<text>\n{DRAFT}\n</text>") and "let her light it" in said
    assert "Write in the language of the text." in said
    assert made.report.measured["added"] == 4
    assert made.report.told == [m["content"] for m in fake.asked[0]["messages"]]


@pytest.mark.parametrize(
    ("before", "answer", "after", "whole"),
    [
        ("She went in.", "She went in. It was dark. Then the", "Then the lamp burnt.",
         "She went in. It was dark. Then the lamp burnt."),
        ("She went in. ", "It was dark.", "Then the lamp burnt.",
         "She went in. It was dark. Then the lamp burnt."),
        ("She went in.\n\n", "It was dark.\n\nThen the lamp burnt", "\n\nThen the lamp burnt.",
         "She went in.\n\nIt was dark.\n\nThen the lamp burnt."),
        ("She went in, ", "and though it was dark", ", she saw.",
         "She went in, and though it was dark, she saw."),
        ("She sat.", " It was dark. “Come", "“Come in,” she said.",
         "She sat. It was dark. “Come in,” she said."),
        ("灯灭了。", "天黑了。早上", "早上船回来了。", "灯灭了。天黑了。早上船回来了。"),
        ("她走进去。", "她走进去。屋里很黑。后来灯亮了", "后来灯亮了。",
         "她走进去。屋里很黑。后来灯亮了。"),
    ],
)  # fmt: skip
def test_an_answer_is_joined_on_both_sides(
    before: str, answer: str, after: str, whole: str
) -> None:
    middle = joining.before(after, joining.after(before, answer))
    assert before + middle + after == whole


def test_a_gap_is_filled(writer: Host, fake: Fake) -> None:
    before, after = "She went in.", "Then the lamp burnt."
    answer = "She went in. It was dark. Then the"
    made = _run(writer, fake, answer, before=_file(before), after=_file(after))
    assert made.text == "She went in. It was dark. Then the lamp burnt."
    assert made.report.chosen["task"] == "infill"
    assert before.strip() in _said(fake) and after.strip() in _said(fake)


# -- answers are cleaned


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("Here is the rewritten text:\n\nIt was dark.", "It was dark."),
        ("Sure! Here's a darker version:\n\nIt was dark.", "It was dark."),
        ("Certainly!\n\nIt was dark.", "It was dark."),
        ("**Rewritten text:**\n\nIt was dark.", "It was dark."),
        ("好的，以下是改写后的文字：\n\n天黑了。", "天黑了。"),
        ("改写如下：\n天黑了。", "天黑了。"),
        ('"It was dark."', "It was dark."),
        ("“It was dark.”", "It was dark."),
        ("```\nIt was dark.\n```", "It was dark."),
        ("<text>\nIt was dark.\n</text>", "It was dark."),
        ("<text>\nIt was dark.\n", "It was dark."),
        (f"{DRAFT}\n\nIt was dark, and the bay was black.", "It was dark, and the bay was black."),
        (f"Original text: {DRAFT}\n\nRewritten text:\nIt was dark, and black was the bay.",
         "It was dark, and black was the bay."),
        ("It was dark.\n\nLet me know if you want changes!", "It was dark."),
        ("It was dark.\n\nI hope this helps!", "It was dark."),
        ('"It was dark."\n\nLet me know if you want changes!', "It was dark."),
        # What only looks like it is left alone.
        ("Here is the lamp: it burns.", "Here is the lamp: it burns."),
        ("Sure enough, it was dark.", "Sure enough, it was dark."),
        ('"Come," she said. "Go," he said.', '"Come," she said. "Go," he said.'),
        ("“Come.”\n\n“Go.”", "“Come.”\n\n“Go.”"),
        ("Here is what she saw:\na lamp.", "Here is what she saw:\na lamp."),
        ("好的，他说。天黑了。", "好的，他说。天黑了。"),
        ("这是他最后的话：走吧。", "这是他最后的话：走吧。"),
        ("翻译是一门艺术：慢。", "翻译是一门艺术：慢。"),
        ("天黑了。\n\n如果你想我，就看看星星。", "天黑了。\n\n如果你想我，就看看星星。"),
        ("It was dark.\n\nIf you would like to know more, ask the sea.",
         "It was dark.\n\nIf you would like to know more, ask the sea."),
        ("改写后：天黑了。\n\n希望这对你有帮助！", "天黑了。"),
    ],
)  # fmt: skip
def test_what_a_model_says_around_a_text_is_left_out(answer: str, text: str) -> None:
    assert cleaning.cleaned(answer, DRAFT) == text


def test_a_text_that_comes_back_as_it_was_is_told(writer: Host, fake: Fake) -> None:
    made = _run(writer, fake, DRAFT, prompt="make it darker", text=_file(DRAFT))
    assert made.text == f"{DRAFT}\n"
    made_again = _run(writer, fake, "Sure!\n\nDark.", prompt="make it darker", text=_file(DRAFT))
    assert made_again.text == "Dark.\n"
    assert any("gave the text back as it was" in note for note in made.report.notes)


# -- what is told


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"task": "translate", "language": "法语"}, "Translate this text into French."),
        ({"prompt": "翻译成德语"}, "请把这段文字翻译成德语。"),
        ({"prompt": "translate this into Klingon"}, "Translate this text as the request says."),
        ({"task": "shorten", "length": "short"}, "a quarter of its length"),
        ({"task": "expand"}, "tell the same in the same order"),
        ({"task": "summarise", "length": "short"}, "Use one or two sentences."),
        ({"task": "critique"}, "'## What works', '## What doesn't', '## What to do first'"),
        ({"task": "rewrite"}, "in better words"),
        ({"prompt": "make it darker"}, "Rewrite this text as the request says."),
        ({"task": "rewrite", "tone": "dry"}, "Tone: dry"),
    ],
)
def test_each_task_is_told(writer: Host, fake: Fake, fields: dict[str, Any], told: str) -> None:
    _run(writer, fake, "It rains.", text=_file(DRAFT), **fields)
    assert told in _said(fake) and f"<text>\n{DRAFT}\n</text>" in _said(fake)


def test_a_chinese_passage_is_spoken_of_in_chinese(writer: Host, fake: Fake) -> None:
    _run(writer, fake, "天黑了。", task="rewrite", text=_file(ZH))
    assert _said(fake).startswith("请改写这段文字") and "用原文的语言写" in _said(fake)


def test_a_form_that_is_set_is_written(writer: Host, fake: Fake) -> None:
    prompt = "give me two titles and a story"
    made = _run(writer, fake, "# It\n\nIt rains.", prompt=prompt, form="story")
    assert made.recipe["condition"]["task"] == "write" and "task" not in made.report.read
    assert "Write a story." not in _said(fake) and prompt in _said(fake)


def test_fields_of_other_tasks_are_ignored(writer: Host, fake: Fake) -> None:
    made = _run(writer, fake, "It rains.", task="shorten", text=_file(DRAFT), form="poem",
                alternatives=3, before=_file("x"))  # fmt: skip
    assert made.report.ignored.keys() >= {"form", "alternatives", "before"}


def test_room_is_left_for_what_is_asked(writer: Host, fake: Fake) -> None:
    _run(writer, fake, "x y.", task="expand", text=_file("Rain fell. " * 200))
    assert fake.asked[0]["max_tokens"] >= 4 * 600
    _run(writer, fake, "x y.", task="continue", text=_file(DRAFT), prompt="write 3000 words")
    assert fake.asked[-1]["max_tokens"] >= 4800


# -- lists


def test_titles_are_one_list(writer: Host, fake: Fake) -> None:
    answer = 'Here are five titles:\n\n1. "The Lamp"\n2. **Bay**\n3. The Lamp\n4) 《灯》\n5. Out\n'
    fields = {"prompt": "five titles for this", "text": _file(DRAFT), "formats": [".md", ".json"]}
    made = _run(writer, fake, answer, **fields)
    artifact = made[0]
    titles = ["The Lamp", "Bay", "灯", "Out"]
    assert artifact.files[".md"].data.decode() == "".join(f"- {title}\n" for title in titles)
    assert json.loads(artifact.files[".json"].data) == titles
    assert "Suggest 5 titles" in _said(fake)
    assert any("gave 4 of 5 titles" in note for note in made.report.notes)


def test_loglines_need_no_text(writer: Host, fake: Fake) -> None:
    made = _run(writer, fake, "- A keeper wants the light.\n- Another.", task="loglines",
                prompt="a film about a lighthouse", alternatives=2)  # fmt: skip
    assert made.text == "- A keeper wants the light.\n- Another.\n"
    assert "Write 2 loglines" in _said(fake)
    assert "a film about a lighthouse" in _said(fake)


# -- characters

SHEET = """Here is the character sheet:

# Mira Voss

- **Age:** 34
- **Sex:** woman
- **Role:** lighthouse keeper
- **Build:** slim
- **Skin:** brown
- **Hair:** black, in a braid
- **Eyes:** green
- **Clothes:** a blue coat, brown boots and a straw hat
- **Want:** to keep the light burning
- **Fear:** the sea
- **Flaw:** she never asks for help
- **Voice:** short and dry: "Mind the step."
"""


def test_a_character_sheet_is_a_card_for_the_painter(writer: Host, fake: Fake) -> None:
    made = _run(writer, fake, SHEET, prompt="character sheet for a lighthouse keeper",
                formats=[".md", ".json"])  # fmt: skip
    files = made[0].files
    text = files[".md"].data.decode()
    assert text.startswith("# Mira Voss\n\n- **Age:** 34\n") and "Here is" not in text
    assert made[0].title == "Mira Voss"
    card = json.loads(files[".json"].data)
    person, name = painter.read(files[".json"].data, "card.json")
    assert (name, person.age, person.sex, person.hair) == ("Mira Voss", "adult", "woman", "braid")
    assert [name for name, _ in person.garments] == ["coat", "boots", "straw-hat"]
    assert card["sheet"]["want"] == "to keep the light burning"
    assert "- **Want:** (what they try to get)" in _said(fake)
    more = _file("# Mira Voss\n\n- Age: 35\n- Secret: a boat\n", "more.md")
    again = _run(writer, fake, "# Night\n\nMira went out.", prompt="a story",
                 cards=[InputFile(files[".json"].data, "mira.json"), more])  # fmt: skip
    assert _said(fake, -1).count("Mira Voss") == 1 and "Secret: a boat" in _said(fake, -1)
    assert "35" not in _said(fake, -1)
    assert "- Mira Voss. age: 34; sex: woman; role: lighthouse keeper" in _said(fake, -1)
    assert not any("Mira" in note for note in again.report.notes)


@pytest.mark.parametrize(
    "looks", ["tall, grey hair and green eyes", "高个子，灰白的头发，绿色的眼睛"]
)
def test_hair_and_eyes_are_looked_for_in_the_looks(looks: str) -> None:
    made, known = portrait({"looks": looks}), portrait({"hair": "grey", "eyes": "green"})
    assert (made["hair_colour"], made["eyes"]) == (known["hair_colour"], known["eyes"])
    assert made["eyes"] != portrait({})["eyes"]


def test_a_chinese_sheet_is_a_card_too(writer: Host, fake: Fake) -> None:
    answer = (
        "# 林月\n\n- **年龄:** 67\n- **性别：** 女\n- **体型**：矮小\n- **头发：** 花白的发髻\n"
        "- **衣着：** 蓝色旗袍，黑色皮鞋\n- **欲望：** 守住老店\n"
    )
    made = _run(writer, fake, answer, prompt="一个老裁缝的人物卡", formats=[".json"])
    person, name = painter.read(made.data, "card.json")
    assert (name, person.age, person.sex, person.build) == ("林月", "old", "woman", "short")
    assert person.hair == "bun" and [n for n, _ in person.garments] == ["qipao", "shoes"]
    assert "请用Markdown写一份人物卡" in _said(fake)


def test_an_answer_that_is_no_sheet_stays_as_it_is(writer: Host, fake: Fake) -> None:
    fields = {"prompt": "a keeper", "task": "character"}
    answer = "A keeper of few words.\n\nName: none"
    assert _run(writer, fake, answer, **fields).text == f"{answer}\n"
    with pytest.raises(MuseError, match="no sheet with a name and lines; use another seed"):
        _run(writer, fake, answer, formats=[".json"], **fields)
    extra = "# Bo\n\n- Age: 9\n- Want: fish\n- Fear: dogs\n\nHe hums."
    whole = "# Bo\n\n- **Age:** 9\n- **Want:** fish\n- **Fear:** dogs\n\nHe hums.\n"
    assert _run(writer, fake, extra, **fields).text == whole


def test_names_of_cards_are_looked_for(writer: Host, fake: Fake) -> None:
    cards = [_file("# Mira Voss\n\n- Want: light\n\n# Tom Reed\n\n- Want: fish\n", "cast.md")]
    text = "# Night\n\nThen Myra went out. There Myra stood, and Myra Voss sang. So Tom Rudd left."
    notes = _run(writer, fake, text, prompt="a story", cards=cards).report.notes
    assert "Mira Voss of the cards has Myra for Mira in the text." in notes
    assert any("Tom Reed of the cards is called Tom Rudd" in note for note in notes)
    text = "# Night\n\nMira Voss and Tom Reed left. So Myra came, and Myra sang to Mira."
    (note,) = _run(writer, fake, text, prompt="a story", cards=cards).report.notes[1:]
    assert note == "Beside Mira of the cards the text has Myra: perhaps the same person."
    notes = _run(writer, fake, "# N\n\nIt rained.", prompt="a story", cards=cards).report.notes
    assert "Tom Reed of the cards isn't in the text." in notes
    zh = [_file("# 李薇\n\n- 欲望: 光\n", "c.md")]
    text = "李维走了。李维说话。后来李维回来。"
    notes = _run(writer, fake, text, prompt="写故事", cards=zh).report.notes
    assert any("李薇 of the cards isn't in the text, but 李维 is." in note for note in notes)


def test_cards_go_with_every_chapter(writer: Host, fake: Fake) -> None:
    outline = _file("# Lamp\n\n## 1. Dusk\n\n- Out.\n\n## 2. Dawn\n\n- On.\n", "o.md")
    cards = [_file("[mira]\nwant = 'light'\n", "cast.toml")]
    made = _run(writer, fake, "She went out.", outline=outline, cards=cards, prompt="of light")
    chapters = [b for b in map(_all, fake.asked) if "You are writing chapter" in b]
    assert len(chapters) == 2 and all("- mira. want: light" in each for each in chapters)
    assert any("mira of the cards isn't in the text" in note for note in made.report.notes)


def _all(body: dict[str, Any]) -> str:
    return "\n".join(message["content"] for message in body["messages"])


# -- a manner


def test_a_sample_is_shown_and_not_copied(writer: Host, fake: Fake) -> None:
    sample = "The rain came down on the roofs of the town as it had come down for forty days."
    fields = {"prompt": "a story about snow", "like": _file(sample, "s.txt")}
    made = _run(writer, fake, "# Snow\n\nSnow fell on us.", **fields)
    assert f"<sample>\n{sample}\n</sample>" in _said(fake) and "manner" in _said(fake)
    assert not any("sample" in note for note in made.report.notes)
    copied = "Snow. The rain came down on the roofs of the town, he said."
    made = _run(writer, fake, copied, **fields)
    (note,) = (note for note in made.report.notes if "sample" in note)
    assert "“The rain came down on the roofs of the town”" in note
    zh = "雨下在镇上的屋顶上，已经一连下了四十天，没有人记得晴天。"
    chinese = {"prompt": "写雪", "like": _file(zh, "s.txt")}
    made = _run(writer, fake, "雪。雨下在镇上的屋顶上，已经一连下了四十天，他说。", **chinese)
    assert any("“雨下在镇上的屋顶上，已经一连下了四十天”" in note for note in made.report.notes)
    with pytest.raises(MuseError, match=r"like: s.txt has more than 1024 KiB"):
        _run(writer, fake, "x", prompt="a", like=InputFile(b"a b " * 300_000, "s.txt"))


# -- long passages and alternatives


def test_a_long_passage_is_cut_from_its_far_end(writer: Host, fake: Fake) -> None:
    long = "".join(f"Sentence {n} of the long text stands here.\n\n" for n in range(3000))
    made = _run(writer, fake, "And so it went.", task="continue", text=_file(long))
    assert made.text.startswith("Sentence 0 ") and made.text.endswith("\n\nAnd so it went.")
    assert "Sentence 2999 " in _said(fake) and "Sentence 100 " not in _said(fake)
    (note,) = (n for n in made.report.notes if "longer than the model can hold" in n)
    assert "didn't get the beginning" in note
    assert len(_said(fake)) < 60_000


def test_a_long_translation_is_made_in_pieces(writer: Host, fake: Fake) -> None:
    long = "".join(f"Paragraph {n}. " + "It rained. " * 40 + "\n\n" for n in range(60))
    made = _run(writer, fake, "Un.", "Deux.", "Trois.", task="translate", language="fr",
                text=_file(long))  # fmt: skip
    assert len(fake.asked) >= 3 and made.text.startswith("Un.\n\nDeux.\n\nTrois.")
    sent = "".join(_said(fake, n) for n in range(len(fake.asked)))
    assert all(f"Paragraph {n}. " in sent for n in range(60))
    assert "<before>\nUn.\n</before>" in _said(fake, 1)
    assert any("in pieces" in n or f"in {len(fake.asked)} pieces" in n for n in made.report.notes)


def test_a_piece_for_which_nothing_came_stays(writer: Host, fake: Fake) -> None:
    long = "".join(f"Paragraph {n}. " + "It rained. " * 40 + "\n\n" for n in range(60))
    made = _run(writer, fake, "Un.", "", "Trois.", task="translate", language="fr",
                text=_file(long))  # fmt: skip
    kept = _said(fake, 1).partition("<text>\n")[2].partition("\n</text>")[0]
    assert "It rained." in kept and made.text.startswith(f"Un.\n\n{kept}\n\nTrois.")
    assert "The model wrote nothing for piece 2: it is as it was." in made.report.notes
    assert len({body["seed"] for body in fake.asked}) == len(fake.asked)


def test_a_long_text_is_summed_up_in_parts(writer: Host, fake: Fake) -> None:
    long = "".join(f"Paragraph {n}. " + "It rained. " * 40 + "\n\n" for n in range(60))
    made = _run(writer, fake, "First gist.", "Second gist.", "Third gist.", "All of it.",
                task="summarise", text=_file(long))  # fmt: skip
    assert made.text == "All of it.\n"
    last = _said(fake, -1)
    assert "First gist.\n\nSecond gist." in last and "summaries of the parts" in last


def test_alternatives_differ_or_it_is_told(writer: Host, fake: Fake) -> None:
    fields = {"prompt": "make it darker", "text": _file(DRAFT), "count": 3}
    made = _run(writer, fake, "It was dark.", "Black was the bay.", "Night fell.", **fields)
    assert len({each.data for each in made}) == 3
    assert [body["seed"] for body in fake.asked] == [5, 6, 7]
    made = _run(writer, fake, "It was dark.", **fields)
    assert any("gave the same text" in note for note in made[2].report.notes)
    assert [each.report.measured.get("same_as_seed") for each in made] == [None, 5, 5]


@pytest.mark.neural
def test_a_model_without_a_template_goes_on_with_the_text_itself(
    writer: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("torch")
    from muse_text.llm.local import Local

    given: list[str] = []
    plain = Local.prompt
    monkeypatch.setattr(
        Local, "prompt", lambda self, ask, check: given.append(ask.plain) or plain(self, ask, check)
    )
    fields = {"model": str(build(tmp_path / "plain")), "seed": 3, "max_tokens": 12}
    made = writer.run("text.llm", task="continue", text=_file(DRAFT[:-20]), **fields)
    assert made.text.startswith(DRAFT[:-20]) and len(made.text) > len(DRAFT[:-20])
    assert given == [DRAFT[:-20]]
