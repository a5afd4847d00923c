"""What a model is told for requests as people type them: theirs, and nothing against them."""

from collections.abc import Iterator
from typing import Any

import pytest

from muse import MuseError
from muse.contract.condition import build
from muse_text.llm import LlmCondition, forms, languages, sizes
from muse_text.llm.reading import read

REQUESTS: list[tuple[str, str, dict[str, Any]]] = [
    # request, form, other fields that are read
    ("Write a haiku about the sea", "poem", {}),
    ("Write three haiku about frogs", "poem", {}),
    ("Write a villanelle about my grandmother", "poem", {}),
    ("a ghazal on longing", "poem", {}),
    ("Write a tanka about snow", "poem", {}),
    ("Write an acrostic poem for the name EMMA", "poem", {}),
    ("a limerick about a man from Leeds", "poem", {}),
    ("Write a sonnet in the style of Shakespeare", "poem", {}),
    ("a poem with four stanzas of four lines", "poem", {}),
    ("write a 4-line poem", "poem", {}),
    ("Write a poem in French about autumn", "poem", {"language": "fr"}),
    ("a poem in French and English", "poem", {}),
    ("a 100-word story about a lost key", "story", {}),
    ("Write a six-word story", "story", {}),
    ("Write a story in 3 paragraphs", "story", {}),
    ("A bedtime story for my three-year-old, about 300 words", "story", {}),
    ("a story of 500 to 800 words set in Kyoto", "story", {}),
    ("Write a 10,000-word story", "story", {}),
    ("A novel in twelve chapters about a lighthouse", "story", {"chapters": 12}),
    ("a children's book in 5 chapters, each 200 words", "free", {"chapters": 5}),
    ("Write the first three chapters of a novel about bees", "story", {}),
    ("Outline a novel in 12 chapters", "outline", {"chapters": 12}),
    ("A story about a man who speaks only in French", "story", {}),
    ("a story set in French Guiana", "story", {}),
    ("a song with the chorus in Spanish", "lyrics", {}),
    ("a story about an old song", "story", {}),
    ("写一首关于火车的歌", "lyrics", {}),
    ("写一首现代诗歌", "poem", {}),
    ("a story in Paris, with the dialogue in French", "story", {}),
    ("a children's story in Spanish", "story", {"language": "es"}),
    ("write a story about a letter that comes too late", "story", {}),
    ("a story about a poet", "story", {}),
    ("Write lyrics with 3 verses and a chorus about trains", "lyrics", {}),
    ("a screenplay scene in a diner, two pages", "script", {}),
    ("5 image prompts of castles", "image_prompts", {}),
    ("Write a letter of apology to my neighbour", "free", {}),
    ("Write a love letter in Italian.", "free", {"language": "it"}),
    ("Give me a recipe for pancakes", "free", {}),
    ("Tell me a joke about poems", "free", {}),
    ("Write one sentence about rain", "free", {}),
    ("Describe the moon in a sentence", "free", {}),
    ("Write an email to my boss asking for a raise", "free", {}),
    ("Summarise Hamlet in one sentence", "free", {}),
    ("Translate to French: Good morning, my love", "free", {"language": "fr"}),
    ("What is the difference between a simile and a metaphor?", "free", {}),
    ("Write a eulogy for my dog", "free", {}),
    ("Give me 10 title ideas for a fantasy novel", "", {"task": "titles", "alternatives": 10}),
    ("Suggest five titles for a story", "", {"task": "titles", "alternatives": 5}),
    ("Write a logline for a heist film", "", {"task": "loglines", "alternatives": 1}),
    ("character sheet for a retired smuggler", "", {"task": "character"}),
    ("a story called Ten Titles for the King", "story", {}),
    ("rain", "free", {}),
    ("写一首关于青蛙的俳句", "poem", {}),
    ("用英文写一首关于秋天的诗", "poem", {"language": "en"}),
    ("填一首浣溪沙", "poem", {}),
    ("写一首藏头诗，藏“生日快乐”", "poem", {}),
    ("写一首四行诗", "poem", {}),
    ("写一首情歌的歌词", "lyrics", {}),
    ("写一篇800字的作文，题目是我的妈妈", "free", {}),
    ("写一个十章的小说大纲", "outline", {"chapters": 10}),
    ("写一部十二章的长篇小说，主角是林月", "story", {"chapters": 12}),
    ("写第十章", "free", {}),
    ("写一个故事，对白用英文", "story", {}),
    ("写一个关于信任的故事", "story", {}),
    ("写一个诗人的故事", "story", {}),
    ("一句话故事", "story", {}),
    ("用日语写一个短故事", "story", {"language": "ja"}),
    ("写一个用中文骂人的和尚的故事", "story", {}),
    ("写一封道歉信给我的女朋友", "free", {}),
    ("讲个笑话", "free", {}),
    ("给我一个红烧肉的菜谱", "free", {}),
    ("用一句话描述雨", "free", {}),
    ("帮我写一个年终总结，500字以内", "free", {}),
    ("给小说起10个书名", "", {"task": "titles", "alternatives": 10}),
    ("给一部科幻片写三个一句话梗概", "", {"task": "loglines", "alternatives": 3}),
    ("напиши стихотворение о зиме", "free", {}),
    ("напиши рассказ по-русски", "free", {"language": "ru"}),
    ("écris un poème en français sur la mer", "free", {"language": "fr"}),
    ("schreibe eine Geschichte auf Deutsch über einen Hund", "free", {"language": "de"}),
    ("escribe un cuento de 200 palabras", "free", {}),
    ("春についての俳句を書いてください", "poem", {}),
    ("바다에 대한 시를 써 줘", "free", {}),
]


def _asked(prompt: str, **fields: Any) -> LlmCondition:
    found = {name: each.value for name, each in read(prompt).fields.items()}
    return build(LlmCondition, {"prompt": prompt, **found, **fields})


def _lengths() -> Iterator[str]:
    for tongue in ("en", "zh"):
        for table in (*forms.words(tongue)["form"].values(), forms.words(tongue)["long"]):
            yield from filter(None, (table[length] for length in forms.LENGTHS))


@pytest.mark.parametrize(("prompt", "form", "fields"), REQUESTS)
def test_a_request_is_told_as_it_stands(prompt: str, form: str, fields: dict[str, Any]) -> None:
    found = {name: each.value for name, each in read(prompt).fields.items()}
    named = found.pop("form", None)
    assert found == fields
    asked = _asked(prompt)
    if "task" in fields:
        return
    if not forms.is_long(asked):
        assert forms.form(asked) == form and named == (None if form == "free" else form)
    chat = forms.plan(asked, 5) if forms.is_long(asked) else forms.task(asked)
    system, user = (message["content"] for message in chat)
    assert prompt in user
    told = user.replace(prompt, "")
    if "chapters" not in fields:
        assert all(length not in told for length in _lengths())
    language = asked.language
    names = [] if language is None else [languages.named(language, t) for t in ("en", "zh")]
    assert any(name in told for name in names) is (language is not None)
    assert ("language" in system or "语言" in system) is (language is None)
    assert all(each["ask"] not in told for each in _forms() if each["ask"])
    chinese = any("\u4e00" <= letter <= "\u9fff" for letter in told)
    assert chinese is (forms.language(asked) == "zh") or not told.strip()


def _forms() -> list[Any]:
    return [*forms.words("en")["form"].values(), *forms.words("zh")["form"].values()]


def test_a_field_imposes_what_it_says() -> None:
    said = forms.task(_asked("a story about rain", length="short", language="German"))[1]
    assert said["content"].startswith("It has 350 to 600 words. Write in German.")
    said = forms.task(LlmCondition(theme="rain"))[1]
    assert said["content"].startswith("Write a story.\n\nTheme: rain")
    said = forms.task(LlmCondition(theme="rain", verse="villanelle"))[1]
    assert "Write a poem." in said["content"] and "Kind of verse: villanelle" in said["content"]
    own = forms.task(_asked("rain", system="You are a pirate.", language="fr"))
    assert own[0]["content"] == "You are a pirate." and "Write in French." in own[1]["content"]


def test_what_muse_asks_never_stands_against_the_request() -> None:
    said = forms.task(_asked("Write a haiku about the sea"))[1]["content"]
    assert said.endswith("Where the request itself says otherwise, do as it says.")
    assert forms.task(_asked("Write a six-word story"))[1]["content"] == "Write a six-word story"


@pytest.mark.parametrize(
    ("prompt", "least", "most"),
    [
        ("Write one sentence about rain", 300, 1000),
        ("Write a 100-word story", 500, 5000),
        ("Write 3000 words about rain", 4800, 8000),
        ("Write a 10,000-word story", 16_000, 20_000),
        ("a 200,000 word novel", 30_000, 40_000),
        ("Outline a novel in 40 chapters", 8000, 12_000),
        ("写一篇五千字的小说", 7500, 12_000),
        ("写一个一万字的故事", 15_000, 20_000),
        ("four paragraphs of 800 words each", 5000, 8000),
        ("a poem of 100 lines", 2500, 4000),
    ],
)
def test_there_is_room_for_what_is_asked(prompt: str, least: int, most: int) -> None:
    asked = _asked(prompt)
    table = forms.words(forms.language(asked))["form"][forms.form(asked)]
    assert least <= forms.tokens(asked, table) <= most
    assert forms.tokens(_asked(prompt, max_tokens=7), table) == 7


@pytest.mark.parametrize(
    ("prompt", "told"),
    [
        ("a novel in 10 chapters, each about 1,000 words", "The chapter has about 1,000 words."),
        ("a 20,000-word novel in 10 chapters", "The chapter has about 2,000 words."),
        ("写一部十章的小说，每章八百字", "本章约800字。"),
        ("a novel in 10 chapters", ""),
    ],
)
def test_a_chapter_is_as_long_as_the_request_says(prompt: str, told: str) -> None:
    from muse_text.llm.book.outlines import Chapter, Outline

    outline = Outline("Lamp", tuple(Chapter(f"Part {n}", ("It burns.",)) for n in range(10)))
    said = forms.chapter(_asked(prompt), outline, 2, [])[1]["content"]
    if told:
        assert told in said
    assert all(length not in said for length in _lengths())
    assert "400 to 700 words" in forms.chapter(_asked(prompt, length="short"), outline, 2, [])[1][
        "content"
    ] or forms.language(_asked(prompt)) == "zh"  # fmt: skip


@pytest.mark.parametrize(
    ("given", "code", "english", "chinese"),
    [
        ("fr", "fr", "French", "法语"), ("French", "fr", "French", "法语"),
        ("法语", "fr", "French", "法语"), ("français", "fr", "French", "法语"),
        ("en", "en", "English", "英语"), ("zh", "zh", "Chinese", "中文"),
        ("zh-CN", "zh", "Chinese", "中文"), ("de-AT", "de", "German", "德语"),
        ("pt_BR", "pt-BR", "Brazilian Portuguese", "巴西葡萄牙语"),
        ("Klingon", "Klingon", "Klingon", "Klingon"),
    ],
)  # fmt: skip
def test_any_language_is_a_language(given: str, code: str, english: str, chinese: str) -> None:
    assert LlmCondition(language=given).language == code
    assert languages.named(code, "en") == english and languages.named(code, "zh") == chinese


def test_a_language_is_some_words() -> None:
    with pytest.raises(MuseError, match="language"):
        build(LlmCondition, {"language": "x" * 100})


@pytest.mark.parametrize(
    ("prompt", "number", "unit"),
    [
        ("two hundred and fifty words", 250, "word"), ("a 2.5k word essay", 2500, "word"),
        ("between 500 and 800 words", 800, "word"), ("twelve short lines", 12, "line"),
        ("不少于两千字", 2000, "character"), ("1.5万字", 15000, "character"),
        ("三百到五百字", 500, "character"), ("a three-act play", 3, "act"),
    ],
)  # fmt: skip
def test_counts_are_read_however_they_are_written(prompt: str, number: int, unit: str) -> None:
    (size,) = sizes.sizes(prompt)
    assert (size.number, size.unit) == (number, unit)


@pytest.mark.parametrize(
    "prompt", ["a line of ducks", "第十章", "一段感情", "the two lines", "四字"]
)
def test_what_only_looks_like_a_count_is_none(prompt: str) -> None:
    assert not sizes.sizes(prompt)
