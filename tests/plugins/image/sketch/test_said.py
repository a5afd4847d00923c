"""What words say of people and animals: traits, clothes, what they hold, how things stand."""

from collections.abc import Iterator

import pytest

from muse_image.sketch import words
from muse_image.sketch.words import Mention, understand

CACHED = (
    words.concepts, words.phrases, words.vocabulary, words.cutter, words.shared, words.spelt,
    understand,
)  # fmt: skip
MORE = {
    "dress": {"element": "house", "worn": True, "en": ["dress"], "zh": ["连衣裙", "裙"]},
    "hat": {"element": "house", "worn": True, "en": ["hat"], "zh": ["帽子"]},
    "umbrella": {"element": "house", "held": True, "en": ["umbrella"], "zh": ["油纸伞", "伞"]},
    "sofa": {"element": "house", "home": "room", "en": ["sofa"], "zh": ["沙发"]},
    "person": {
        "element": "person", "living": "person", "count": 1, "most": 6,
        "en": ["person", "man", "woman", "girl", "boy"],
        "zh": ["人", "女孩", "少女", "少年", "老人"],
    },
}  # fmt: skip


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A vocabulary that has clothes and things to hold, whatever the data say."""
    own = {word for entry in MORE.values() for word in (*entry["en"], *entry["zh"])}
    known = {
        name: {**entry, **{k: [w for w in entry[k] if w not in own] for k in ("en", "zh")}}
        for name, entry in words.entries().items()
    }
    monkeypatch.setattr(words, "entries", lambda: {**known, **MORE})
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
    ],
)
def test_how_things_stand_to_each_other(prompt: str, name: str, relation: str, other: str) -> None:
    mentions = understand(prompt).mentions
    found = _of(prompt, name).relation
    assert found is not None
    assert (found[0], mentions[found[1]].concept.name) == (relation, other)
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
