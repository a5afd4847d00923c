"""What image.sketch reads in words: colours of things and of the whole, words it doesn't know."""

import runpy
import time
from pathlib import Path

import pytest

from muse import Host
from muse_image.sketch import words
from muse_image.sketch.scene.scene import scene
from muse_image.sketch.words import reading, understand, unheeded
from plugins.image.sketching import studio


@pytest.mark.parametrize(
    ("prompt", "unread"),
    [
        ("a red parapet and a blue gargoyle", ("red", "parapet", "blue", "gargoyle")),
        ("a red boat", ()),
        ("红色的房子", ()),
        ("blue sky over a lake", ()),
        ("an orange and blue boat", ()),
    ],
)
def test_a_colour_of_one_thing_is_no_palette(prompt: str, unread: tuple[str, ...]) -> None:
    made = understand(prompt)
    assert "palette" not in made.fields
    assert made.not_understood == unread


@pytest.mark.parametrize(
    ("prompt", "palette"),
    [
        ("a lake in red", "red"),
        ("a lake in orange", "red"),
        ("a lake, red palette", "red"),
        ("a castle in red tones", "red"),
        ("湖,红色调", "red"),
        ("a lake, all in blue", "blue"),
        ("a red picture", "red"),
        ("violet", "violet"),
        ("a lake in dark blue", "blue"),
        ("golden light over a lake", "gold"),
        ("紫色的黄昏", "violet"),
        ("a pastel lake", "pastel"),
        ("a monochrome lake", "monochrome"),
    ],
)
def test_a_colour_of_the_whole_is_the_palette(prompt: str, palette: str) -> None:
    made = understand(prompt)
    assert made.fields["palette"].value == palette
    assert made.not_understood == ()


@pytest.mark.parametrize(
    ("prompt", "unread"),
    [
        ("雪中的石磨", ("石磨",)),
        ("梵高风格的向日葵", ("梵高",)),
        ("江南水乡", ()),
        ("经济和政策在湖边", ("经济", "政策")),
        ("🧬🌊🧬", ("🧬",)),
    ],
)
def test_unknown_words_are_told_whole(prompt: str, unread: tuple[str, ...]) -> None:
    assert understand(prompt).not_understood == unread


def test_signs_are_words() -> None:
    made = understand("🏔️🌊🌲🏠🌅")
    named = [mention.concept.name for mention in made.mentions]
    assert named == ["snowy_mountains", "waves", "pine", "house"]
    assert made.fields["time"].value == "dawn"
    assert made.not_understood == ()


def test_what_a_negative_prompt_cannot_leave_out_is_told(host: Host) -> None:
    assert unheeded("clouds, blurry, 云") == ("blurry",)
    report = host.run(
        "image", prompt="a lake", negative_prompt="clouds, blurry", seed=1, width=96, height=64
    ).report
    assert report.notes[0] == "Words of the negative prompt without effect: blurry."


@pytest.mark.parametrize(
    ("prompt", "negative", "left", "worn", "idle"),
    [
        ("a woman wearing glasses", "glasses", ["woman"], [], ()),
        ("a woman wearing a hat", "people", [], [], ()),
        ("一个女孩和一只猫", "人", ["cat"], [], ()),
        ("a man and a dog", "woman", ["man", "dog"], [], ()),
        ("a woman wearing glasses", "extra people", ["woman"], ["glasses"], ("extra", "people")),
    ],
)
def test_what_a_negative_prompt_leaves_out(
    prompt: str, negative: str, left: list[str], worn: list[str], idle: tuple[str, ...]
) -> None:
    fields = dict.fromkeys(("time", "season", "weather", "mood", "palette"), "")
    asked = [thing for thing in scene(prompt, negative, **fields).things if thing.asked]
    assert [thing.name for thing in asked] == left
    assert [one.name for thing in asked for one in thing.worn] == worn
    assert unheeded(negative) == idle


@pytest.mark.parametrize(
    ("prompt", "name", "said"),
    [
        ("two white yurts", "yurt", {"number": 2, "colours": ("white",)}),
        ("三只黑色的鸟", "birds", {"number": 3, "colours": ("black",)}),
        ("一群鸟", "birds", {"number": None, "amount": "group"}),
        ("一对天鹅", "swan", {"number": 2}),
        ("a dozen boats", "boat", {"number": 12}),
        ("a flock of birds", "birds", {"amount": "group"}),
        ("the boat is red", "boat", {"colours": ("red",)}),
        ("red, white and green lanterns", "lanterns", {"colours": ("red", "white", "green")}),
        ("a huge tower in the distance", "tower", {"size": "huge", "distance": "far"}),
        ("a moon in the top left corner", "moon", {"side": "left", "level": "high"}),
        ("左上角的月亮", "moon", {"side": "left", "level": "high"}),
        ("a castle on a green hill", "castle", {"relation": ("on", 1), "colours": ()}),
        ("桥下的小船", "boat", {"relation": ("under", 0)}),
        ("a house behind the trees", "house", {"relation": ("behind", 1)}),
    ],
)
def test_what_is_said_of_a_thing(prompt: str, name: str, said: dict[str, object]) -> None:
    made = understand(prompt)
    mention = next(m for m in made.mentions if m.concept.name == name)
    assert {key: getattr(mention, key) for key in said} == said
    assert made.not_understood == ()


def test_nothing_is_dropped_silently(host: Host) -> None:
    assert understand("clouds, left, in white").not_understood == ("left", "white")
    prompt = "a spectrometer over a montain lake"
    report = host.run("image", prompt=prompt, seed=1, width=96, height=64).report
    assert report.not_understood == ("spectrometer", "montain")
    assert "montain: did you mean mountain?" in report.notes


def _named(prompt: str) -> list[str]:
    return [mention.concept.name for mention in understand(prompt).mentions]


@pytest.mark.parametrize(
    ("prompt", "wrong", "unread"),
    [
        ("牛肉面", "cow", "牛肉面"),
        ("马路", "horse", "马路"),
        ("花瓶", "flowers", "花瓶"),
        ("月饼", "moon", "月饼"),
        ("火锅", "campfire", "火锅"),
        ("火箭", "campfire", "火箭"),
        ("生日", "sun", "生日"),
        ("水果", "lake", "水果"),
        ("水母", "lake", "水母"),
        ("松鼠", "pine", "松鼠"),
        ("斑马", "horse", "斑马"),
        ("雷峰塔", "lightning", "雷峰塔"),
        ("飞船", "boat", "飞船"),
        ("light oak wooden table", "oak", "oak wooden"),
        ("marble island", "island", "marble island"),
        ("wheat beer", "wheat", "wheat beer"),
        ("a rock band", "rocks", "rock band"),
    ],
)
def test_part_of_a_word_is_no_word(prompt: str, wrong: str, unread: str) -> None:
    assert wrong not in _named(prompt)
    left = understand(prompt).not_understood
    # Where the whole is known it is read; else it is told, whole.
    assert unread in " ".join(left) or _named(prompt)


@pytest.mark.parametrize(
    ("prompt", "fields"),
    [
        ("a lake, oil stains", {}),
        ("a lake, star wars", {}),
        ("<lora:ink:0.8> a lake", {}),
        ("a lake ✨", {}),
        ("a lake, depth of field, well worn, best quality, 8k, trending on artstation", {}),
        ("一个湖,高清,超精细,大师作品", {}),
        ("山水畫,雲霧繚繞", {"style": "ink", "weather": "fog"}),
    ],
)
def test_what_asks_for_nothing_names_nothing(prompt: str, fields: dict[str, str]) -> None:
    made = understand(prompt)
    assert {name: found.value for name, found in made.fields.items()} == fields
    assert len(made.mentions) == 1
    assert made.not_understood in ((), ("oil stains",), ("star wars",))


@pytest.mark.parametrize(
    ("prompt", "number", "amount"),
    [
        ("a bird", 1, None),
        ("a lantern", 1, None),
        ("a beautiful glowing pink lantern", 1, None),
        ("a pine tree", 1, None),
        ("a street lamp", 1, None),
        ("a butterfly", 1, None),
        ("18岁女孩", None, None),
        ("3岁男孩", None, None),
        ("a 1950s car", 1, None),
        ("3 story house", None, None),
        ("a 35mm photo of a boat", 1, None),
        ("people at the beach", None, "plural"),
        ("a couple", 2, None),
        ("a crowd", None, "many"),
        ("一群人", None, "group"),
        ("三只可爱的小猫", 3, None),
        ("1000 cats", None, "many"),
        ("1,000 cats", None, "many"),
        ("two hundred people", 200, None),
        ("half a dozen eggs", 6, None),
        ("twenty-one cats", 21, None),
        ("thirty sheep", 30, None),
        ("一百只鸟", 100, None),
        ("两百人", 200, None),
        ("几百只鸟", None, "many"),
        ("两三个孩子", None, "few"),
        ("女孩们", None, "plural"),
        ("a forty-two year old woman", 1, None),
        ("birds", None, "plural"),
    ],
)
def test_counts_are_those_of_things(prompt: str, number: int | None, amount: str | None) -> None:
    mention = understand(prompt).mentions[0]
    assert (mention.number, mention.amount) == (number, amount)
    assert understand(prompt).not_understood == ()


def test_no_number_of_parts_counts_the_whole() -> None:
    made = understand("a three-headed dragon on a two-seater sofa")
    assert [mention.number for mention in made.mentions] == [1, 1]
    assert made.not_understood == ("three-headed", "two-seater")


@pytest.mark.parametrize(
    ("prompt", "named"),
    [
        ("apples, cherries and grapes", ["apple", "cherries", "grapes"]),
        ("a cherry tree", ["cherry"]),
        ("玫瑰", ["single_rose"]),
        ("a painting on a wall", ["picture_frame"]),
        ("a painting of a cat", ["cat"]),
        ("a cat instead of a dog", ["cat"]),
        ("a house with a red roof", ["house"]),
    ],
)
def test_what_is_named(prompt: str, named: list[str]) -> None:
    assert _named(prompt) == named


@pytest.mark.parametrize(
    ("prompt", "asked", "relations"),
    [
        ("a cat beside a dog beside a cat", ["cat", "dog", "cat"], [1, 2, None]),
        ("a cat. the cat is on a sofa", ["cat", "sofa"], [1, None]),
        ("a cat on a sofa and a dog on a sofa", ["cat", "sofa", "dog"], [1, None, 1]),
        ("cats on dogs on horses on cats", ["cat", "dog", "horse"], [1, 2, None]),
    ],
)
def test_two_of_a_kind_or_one_again(
    prompt: str, asked: list[str], relations: list[int | None]
) -> None:
    fields = dict.fromkeys(("time", "season", "weather", "mood", "palette"), "")
    things = [thing for thing in scene(prompt, **fields).things if thing.asked]
    assert [thing.name for thing in things] == asked
    assert [thing.relation and thing.relation[1] for thing in things] == relations


@pytest.mark.parametrize(
    ("prompt", "held", "notes"),
    [
        ("a woman holding two apples", 2, ()),
        ("a woman holding three apples", 2, ("apple: 2 in the hands, not 3; more don't fit.",)),
        ("a woman holding two cats", 1, ("cat: 1 in the hands, not 2; more don't fit.",)),
    ],
)
def test_how_many_hands_hold(prompt: str, held: int, notes: tuple[str, ...]) -> None:
    made = scene(prompt, **dict.fromkeys(("time", "season", "weather", "mood", "palette"), ""))
    (woman,) = (thing for thing in made.things if thing.asked)
    assert (len(woman.held), made.notes) == (held, notes)


@pytest.mark.parametrize("prompt", ["0 cats", "zero cats"])
def test_none_of_a_thing_leaves_it_out(prompt: str) -> None:
    assert (understand(prompt).mentions, understand(prompt).absent) == ((), {"cat"})


@pytest.mark.parametrize(
    ("prompt", "named", "colours"),
    [
        ("(red:1.4) boat", ["boat"], ("red",)),
        ("可爱的橘羊", ["sheep"], ("orange",)),
        ("黑馬", ["horse"], ("black",)),
        ("无人的沙滩", ["beach"], ()),
        ("山水", ["mountains_and_water"], ()),
        ("湖边", ["lake"], ()),
    ],
)
def test_chinese_is_read_as_words(prompt: str, named: list[str], colours: tuple[str, ...]) -> None:
    assert _named(prompt) == named
    assert understand(prompt).mentions[0].colours == colours
    assert understand(prompt).not_understood == ()


@pytest.mark.parametrize(
    ("prompt", "view", "plain", "lettering"),
    [
        ("close-up of a horse", "close-up", False, ()),
        ("portrait of a woman", "bust", False, ()),
        ("全身照,女孩", "full", False, ()),
        ("a castle from above", "above", False, ()),
        ("a dog, white background", None, True, ()),
        ("猫,贴纸", None, True, ()),
        ("an isolated cabin", None, False, ()),
        ('a wall that says "OPEN SEA"', None, False, ("OPEN SEA",)),
        ("a wall that says GO HOME", None, False, ("GO HOME",)),
        ("墙上写着“回家”", None, False, ("回家",)),
    ],
)
def test_how_it_is_seen(
    prompt: str, view: str | None, plain: bool, lettering: tuple[str, ...]
) -> None:
    made = understand(prompt)
    assert (made.view, made.plain, made.lettering) == (view, plain, lettering)
    assert len(made.mentions) == 1
    assert made.not_understood == ()


def test_no_word_names_two_things_but_one_that_is_carried() -> None:
    concepts = words.concepts()
    wrong = {
        word: names
        for word, names in words.shared().items()
        if len({reading.on_somebody(concepts[name]) for name in names}) < len(names)
    }
    assert wrong == {}


def test_the_page_of_the_vocabulary_is_up_to_date() -> None:
    script = Path(__file__).parents[4] / "docs" / "vocabulary.py"
    names = runpy.run_path(str(script))
    assert names["PAGE"].read_text("utf-8") == names["page"](), "run python docs/vocabulary.py"


@pytest.mark.parametrize(
    "prompt",
    [
        "a " + "big " * 990 + "cat",
        "red-" * 1000,
        "tall " * 800,
        "一只猫" + "坐着" * 1980 + "狗",
        "猫在" * 2000,
        "a cup of " + "a-" * 1990,
        "".join(f"{one}ri{other}m " for one in "bcdfghlmpst" for other in "aeiounlrstm") * 5,
    ],
    ids=range(7),
)
def test_no_prompt_is_read_slowly(prompt: str) -> None:
    understand("a cat")
    began = time.process_time()
    understand(prompt)
    assert time.process_time() - began < 1.5


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("element", ["person", "deer", "tent", "campfire"])
def test_on_a_beach_things_stand_on_the_sand(element: str, seed: int) -> None:
    from muse_image.sketch.scene.shore import edge

    made = studio(f"two {element}s on a beach at sunset", seed, style="gouache")
    plan = made.canvas.layout
    standing = [place for place in plan.places if place.name == element]
    assert len(standing) == 2
    for place in standing:
        assert edge(plan, place.x) < place.y < plan.height
        assert 0 < place.x < plan.width
