"""What words say of people and animals: traits, clothes, what they hold, how things stand."""

from collections.abc import Iterator

import pytest

from muse_image.sketch import words
from muse_image.sketch.words import Mention, understand

CACHED = (
    words.concepts, words.phrases, words.vocabulary, words.cutter, words.shared, words.spelt,
    understand,
)  # fmt: skip


def _thing(en: str, zh: str, **told: object) -> dict[str, object]:
    return {"element": "house", "count": 1, "en": en.split(","), "zh": zh.split(","), **told}


KNOWN = {
    "person": _thing(
        "person,man,woman,girl,boy", "人,女孩,少女,少年,老人", living="person", most=6
    ),
    "cat": _thing("cat", "猫", living="animal"),
    "dog": _thing("dog", "狗", living="animal"),
    "horse": _thing("horse", "马", living="animal"),
    "birds": _thing("bird", "鸟", living="animal", count=7, most=60),
    "dress": _thing("dress", "连衣裙,裙", worn=True),
    "hat": _thing("hat", "帽子", worn=True),
    "shorts": _thing("shorts", "短裤", worn=True),
    "umbrella": _thing("umbrella", "油纸伞,伞", held=True),
    "candle": _thing("candle", "蜡烛", held=True),
    "lit_candle": _thing("candle", "蜡烛", home="table"),
    "coffee": _thing("coffee,cup of coffee", "咖啡", home="table"),
    "cup": _thing("cup", "杯子", home="table"),
    "sofa": _thing("sofa", "沙发", home="room"),
    "bridge": _thing("bridge", "桥,石桥"),
    "tree": _thing("tree", "树"),
    "house": _thing("house", "房子"),
    "cabin": _thing("cabin", "木屋,小木屋"),
    "lighthouse": _thing("lighthouse", "灯塔"),
    "moon": _thing("moon,on the moon", "月亮"),
    "lake": {"element": "lake", "en": ["lake"], "zh": ["湖"]},
    "mountains": {"element": "mountains", "en": ["mountain"], "zh": ["山"]},
    "cliffs": {"element": "cliffs", "en": ["cliff"], "zh": ["悬崖"]},
    "sea": {"element": "sea", "en": ["sea"], "zh": ["海"]},
    "water_town": {"element": "house", "en": ["water town"], "zh": ["水乡", "江南水乡"]},
}


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A small vocabulary that has clothes and things to hold, whatever the data say."""
    monkeypatch.setattr(words, "entries", lambda: KNOWN)
    _forget()
    yield
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    for function in CACHED:
        function.cache_clear()


def _of(prompt: str, name: str) -> Mention:
    return next(m for m in understand(prompt).mentions if m.concept.name == name)


@pytest.mark.parametrize(
    ("prompt", "traits"),
    [
        ("a girl with long black hair", {"hair": "long", "hair_colour": "black"}),
        ("红发少年", {"hair_colour": "red", "age": "teen", "sex": "man"}),
        ("a smiling old man", {"expression": "smile", "age": "old", "sex": "man"}),
        ("18岁女孩", {"age": "young", "sex": "woman"}),
        ("an 8-year-old boy running", {"age": "child", "sex": "man", "pose": "run"}),
        ("a woman in her fifties", {"age": "middle", "sex": "woman"}),
        ("a little girl", {"age": "child", "sex": "woman"}),
        ("a bald man with a long white beard", {"hair": "bald", "beard": "long-beard"}),
        ("a black woman, curly hair, looking up", {"skin": "dark", "hair": "curly", "gaze": "up"}),
        ("双马尾少女在跳舞", {"hair": "pigtails", "pose": "dance"}),
        ("少女坐着看书", {"pose": "sit", "act": "read"}),
        ("a girl reading on a sofa, blue eyes", {"pose": "read", "eyes": "blue"}),
    ],
)
def test_traits_of_a_person(prompt: str, traits: dict[str, str]) -> None:
    found = _of(prompt, "person").traits
    assert {key: found.get(key) for key in traits} == traits
    assert understand(prompt).not_understood == ()


def test_each_trait_goes_to_its_own() -> None:
    prompt = "a tall man and a short woman, a sleeping cat and a running dog"
    man, woman, cat, dog = understand(prompt).mentions
    assert (man.traits["build"], woman.traits["build"]) == ("tall", "short")
    assert (dict(cat.traits), dict(dog.traits)) == ({"pose": "sleep"}, {"pose": "run"})


def test_one_word_for_two_things_is_chosen_by_who_has_it() -> None:
    (girl,) = understand("a girl holding a candle").mentions
    assert [held.concept.name for held in girl.holds] == ["candle"]
    candle, sofa = understand("a candle on a sofa").mentions
    assert (candle.concept.name, sofa.concept.name) == ("lit_candle", "sofa")


def test_what_something_is_in_is_no_thing() -> None:
    (coffee,) = understand("two cups of hot coffee").mentions
    assert (coffee.concept.name, coffee.number) == ("coffee", 2)


def test_traits_of_nobody_are_told() -> None:
    assert understand("a lake, bald").not_understood == ("bald",)
    assert understand("a lake, happy").not_understood == ()


@pytest.mark.parametrize(
    ("prompt", "wears", "holds"),
    [
        ("a woman in a red dress holding an umbrella", {"dress": ("red",)}, {"umbrella": ()}),
        ("穿着红色连衣裙的女孩", {"dress": ("red",)}, {}),
        ("女孩戴着帽子,撑着蓝色的油纸伞", {"hat": ()}, {"umbrella": ("blue",)}),
        ("a girl wearing a hat and a green dress", {"hat": (), "dress": ("green",)}, {}),
        ("girl, long hair, red dress, umbrella", {"dress": ("red",)}, {}),
        ("a man with an umbrella on a sofa", {}, {"umbrella": ()}),
    ],
)
def test_what_somebody_wears_and_holds(
    prompt: str, wears: dict[str, tuple[str, ...]], holds: dict[str, tuple[str, ...]]
) -> None:
    person = _of(prompt, "person")
    assert {m.concept.name: m.colours for m in person.wears} == wears
    assert {m.concept.name: m.colours for m in person.holds} == holds
    top = {m.concept.name for m in understand(prompt).mentions}
    assert not top & {*wears, *holds}


def test_each_garment_is_worn_once() -> None:
    (girl,) = understand("a girl " + "wearing a hat and a dress and shorts " * 90).mentions
    assert [m.concept.name for m in girl.wears] == ["hat", "dress", "shorts"]


@pytest.mark.parametrize(
    "prompt",
    [
        "a man not wearing a hat holding an umbrella",
        "a woman who doesn't wear a hat or a dress, holding an umbrella",
        "a girl without wearing a red hat and with an umbrella",
    ],
)
def test_what_nobody_wears(prompt: str) -> None:
    made = understand(prompt)
    (person,) = made.mentions
    assert (person.wears, [m.concept.name for m in person.holds]) == ((), ["umbrella"])
    assert "hat" in made.absent
    assert made.not_understood == ()


@pytest.mark.parametrize(
    ("prompt", "numbers"),
    [
        ("两个穿红色连衣裙的女孩和一个戴蓝色帽子的老人", [2, 1]),
        ("一个穿红色连衣裙的女孩和两个戴蓝色帽子的老人", [1, 2]),
        ("十二个戴帽子的女孩", [12]),
        ("两个戴帽子和穿短裤的女孩", [2]),
    ],
)
def test_a_number_counts_who_is_described(prompt: str, numbers: list[int]) -> None:
    assert [m.number for m in understand(prompt).mentions] == numbers


@pytest.mark.parametrize("prompt", ["桥上没有人", "没有人的桥", "沒有人的橋"])
def test_nobody_is_there(prompt: str) -> None:
    made = understand(prompt)
    assert [m.concept.name for m in made.mentions] == ["bridge"]
    assert (made.absent, made.not_understood) == ({"person"}, ())


@pytest.mark.parametrize(
    ("prompt", "name", "relation", "other"),
    [
        ("a cat sleeping on a sofa", "cat", "on", "sofa"),
        ("猫在红色的沙发上睡觉", "cat", "on", "sofa"),
        ("沙发上的猫", "cat", "on", "sofa"),
        ("a man riding a white horse", "person", "riding", "horse"),
        ("骑着白马的少女", "person", "riding", "horse"),
        ("a girl in a red dress standing on a bridge", "person", "on", "bridge"),
        ("少女撑着伞,站在水乡的石桥上", "person", "on", "bridge"),
        ("a man looking at the moon", "person", "looking_at", "moon"),
        ("birds flying over the sea", "birds", "above", "sea"),
        ("a cat next to a sofa", "cat", "beside", "sofa"),
        ("a house between two trees", "house", "between", "tree"),
        ("湖边的小木屋", "cabin", "beside", "lake"),
        ("a man holding a cat", "person", "holding", "cat"),
        ("a man with a dog", "person", "with", "dog"),
        ("a man drinking coffee on a sofa", "person", "on", "sofa"),
        ("a cat on the moon", "cat", "on", "moon"),
    ],
)
def test_how_things_stand_to_each_other(prompt: str, name: str, relation: str, other: str) -> None:
    mentions = understand(prompt).mentions
    found = _of(prompt, name).relation
    assert found is not None
    assert (found[0], mentions[found[1]].concept.name) == (relation, other)
    assert understand(prompt).not_understood == ()


@pytest.mark.parametrize(
    "prompt", ["a cat, a dog and a white horse sleeping on a sofa", "猫,狗和马在沙发上睡觉"]
)
def test_all_of_a_list_are_at_one_place(prompt: str) -> None:
    animals = understand(prompt).mentions[:3]
    assert [m.relation for m in animals] == [("on", 3)] * 3


@pytest.mark.parametrize(
    ("prompt", "number", "told"),
    [
        ("two women, one with red hair and one with black hair", 2, ["red", "black"]),
        ("two girls on a bridge, one red haired, the other with black hair", 2, ["red", "black"]),
        ("两个女孩,一个红发,一个黑发", 2, ["red", "black"]),
        ("three women, one with red hair", 2, [None, "red"]),
        ("two women, one man", 2, [None, None]),
    ],
)
def test_each_of_several(prompt: str, number: int, told: list[str | None]) -> None:
    made = [m for m in understand(prompt).mentions if m.concept.name == "person"]
    assert [m.traits.get("hair_colour") for m in made] == told
    assert len(made) == number
    assert understand(prompt).not_understood == ()


def test_colours_counts_and_relations_of_several() -> None:
    cat, dogs, sofa = understand("a black cat and two white dogs on a red sofa").mentions
    assert (cat.number, cat.colours, cat.relation) == (1, ("black",), ("on", 2))
    assert (dogs.number, dogs.colours, dogs.relation) == (2, ("white",), ("on", 2))
    assert (sofa.number, sofa.colours) == (1, ("red",))


@pytest.mark.parametrize(
    ("prompt", "subject"),
    [
        ("a lake, mountains, a girl", "person"),
        ("江南水乡的石桥上的少女", "person"),
        ("a lighthouse on a cliff", "lighthouse"),
        ("a cat on a sofa", "cat"),
        ("a lake", "lake"),
    ],
)
def test_what_the_picture_is_of(prompt: str, subject: str) -> None:
    made = understand(prompt)
    assert made.subject is not None
    assert made.mentions[made.subject].concept.name == subject
