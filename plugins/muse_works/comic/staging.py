"""What a comic's pictures say: places, times of day, looks, and things seen near."""

import re
from collections.abc import Mapping
from random import Random

_PLACES: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        ("lighthouse|sea|ferry|harbou?r|beach|shore|boat|island|whale", "by the sea"),
        ("wood|forest|oak|hollow|clearing|stump|root|tree", "in a forest"),
        ("river|stream|bridge|ford|mill|spring|pond|lake", "by a river"),
        ("mountain|hill|cave|cliff|tower", "in the mountains"),
        ("garden|gate|orchard|stile", "in a garden"),
        ("street|market|town|city|square|shop|station", "in a street"),
        ("desert|sand|dune", "in a desert"),
        ("space|moon|planet|rocket", "on the moon"),
        ("kitchen|soup|oven", "in a kitchen"),
        ("room|stairs|cottage|house|hall|inn|library", "in a living room"),
    ),
    "zh": (
        ("灯塔|海|港|沙滩|船|岛", "在海边"),
        ("树|林|森|洞", "在森林里"),
        ("河|溪|桥|泉|池|湖|水", "在河边"),
        ("山|坡|崖|岭", "在山里"),
        ("园|院|篱", "在花园里"),
        ("街|镇|城|市|店|站|巷", "在街上"),
        ("沙漠|大漠", "在沙漠里"),
        ("太空|月球|飞船", "在月球上"),
        ("厨|灶", "在厨房里"),
        ("屋|房|家|客厅|堂", "在客厅里"),
    ),
}
"""Language -> words of a scene's heading, and the place that is painted for them."""

INDOORS = frozenset({"in a kitchen", "in a living room", "在厨房里", "在客厅里"})
_OUTDOORS = {
    "en": ("in a forest", "in a meadow", "by a river"),
    "zh": ("在森林里", "在草地上", "在河边"),
}

_TIMES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "en": (
        ("dusk|evening|sunset", "on a summer evening at sunset", "That evening."),
        ("night|midnight", "on a summer night", "That night."),
        ("early|dawn", "at dawn in summer", "At first light."),
        ("morning", "on a summer morning", "Next morning."),
        ("noon|day|afternoon", "on a clear summer day", "Later."),
    ),
    "zh": (
        ("黄昏|傍晚|日落", "夏天的傍晚", "傍晚。"),
        ("夜|深夜", "夏天的夜里", "夜里。"),
        ("清早|黎明|拂晓", "夏天的黎明", "天刚亮。"),
        ("早上|早晨|清晨", "夏天的白天", "第二天早上。"),
        ("日|午|中午", "夏天的白天", "过了一会儿。"),
    ),
}
"""Language -> words of a heading, what the painter is told, and what a caption says of it."""

_BIG = "dragon|giant|elephant|whale|horse|dinosaur|龙|巨人|大象|鲸|马|恐龙"

_COLOURS = {
    "en": {"dragon": ("green", "red", "blue"), "cat": ("orange", "grey", "black"),
           "rabbit": ("white", "grey"), "bear": ("brown",), "dog": ("brown",), "mouse": ("grey",),
           "fox": ("orange",), "owl": ("brown",), "pig": ("pink",), "frog": ("green",),
           "bird": ("red", "blue"), "horse": ("brown", "white"), "robot": ("silver", "blue")},
    "zh": {"龙": ("绿", "红", "蓝"), "猫": ("橙色", "灰", "黑"), "兔": ("白", "灰"),
           "马": ("棕色", "白"), "鼠": ("灰",), "狐狸": ("橙色",), "狗": ("棕色",),
           "青蛙": ("绿",), "机器人": ("蓝色",), "鸟": ("红", "蓝")},
}  # fmt: skip
_ANY_COLOUR = (
    r"red|green|blue|white|black|brown|grey|gray|orange|purple|golden|pink|yellow|silver|"
    "红|绿|蓝|白|黑|棕|灰|橙|紫|金|粉|黄|银"
)
_WORN = {
    "en": {"wizard|witch|mage|monk": "robe", "knight": "cloak", "king|queen|prince": "cloak",
           "girl|boy|child|man|woman|keeper|sailor|captain|doctor|teacher|princess|farmer": "coat"},
    "zh": {"巫|法师": "袍子",
           "女孩|男孩|孩子|男人|女人|姑娘|少年|老人|船长|医生|老师|公主": "外套"},
}  # fmt: skip
_DYES = {"en": ("red", "purple", "green", "yellow", "blue"), "zh": ("红", "紫", "绿", "黄", "蓝")}


def place(heading: str, language: str, cast: Mapping[str, str], wish: str, chance: Random) -> str:
    """Return where a scene is painted: what its heading or the user's words say, or by lot.

    Who is too big for a room is outdoors.
    """
    big = any(re.search(_BIG, look) for look in cast.values())
    found = _place(wish, language) or _place(heading.lower(), language)
    if found in INDOORS and big:
        found = ""
    return found or chance.choice(_OUTDOORS[language])


_STORY_PLACES = {
    "forest": ("in a forest", "在森林里"), "meadow": ("in a meadow", "在草地上"),
    "hill": ("on a hill", "在山坡上"), "mountains": ("in the mountains", "在山里"),
    "lake": ("by a lake", "在湖边"), "river": ("by a river", "在河边"),
    "sea": ("by the sea", "在海边"), "snow": ("in the snow", "在雪地里"),
    "garden": ("in a garden", "在花园里"), "bedroom": ("in a bedroom", "在卧室里"),
    "kitchen": ("in a kitchen", "在厨房里"), "cottage": ("in front of a cottage", "在小木屋前"),
    "cave": ("in a cave", "在山洞里"), "village": ("in a village street", "在街上"),
    "castle": ("in front of a castle", "在城堡前"), "library": ("in a library", "在图书馆里"),
    "road": ("on a path", "在小路上"), "bridge": ("on a bridge", "在桥上"),
    "farm": ("on a farm", "在农场里"), "school": ("in a classroom", "在教室里"),
    "desert": ("in a desert", "在沙漠里"),
}  # fmt: skip


def place_words(name: str, language: str) -> str:
    """Return the words that a place of a story is painted by; the name itself if unknown."""
    known = _STORY_PLACES.get(name)
    return known[language == "zh"] if known else name


def _place(words: str, language: str) -> str:
    return next((told for known, told in _PLACES[language] if re.search(known, words)), "")


def time(heading: str, language: str) -> tuple[str, str]:
    """Return what the painter is told of the time of day, and what a caption says of it."""
    for words, told, caption in _TIMES[language]:
        if re.search(words, heading.lower().rsplit("-", 1)[-1].rsplit("\u3000", 1)[-1]):
            return told, caption
    return _TIMES[language][-1][1:]


def look(role: str, language: str, taken: set[str], chance: Random) -> str:
    """Return how somebody looks, with one colour that they keep in all pictures."""
    if language == "zh":
        role = re.sub("^(一)?[只个位条头匹名]", "", role)
    else:
        role = re.sub("^(a|an|the) ", "", role.strip())
    if re.search(_ANY_COLOUR, role):
        return _article(role, language)
    for kind, colours in _COLOURS[language].items():
        if kind in role:
            colour = chance.choice(colours)
            told = re.sub(kind, f"{colour} {kind}", role) if language == "en" else f"{colour}{role}"
            return _article(told, language)
    for kinds, worn in _WORN[language].items():
        if re.search(kinds, role):
            free = [dye for dye in _DYES[language] if dye not in taken]
            dye = chance.choice(free or list(_DYES[language]))
            taken.add(dye)
            return f"a {role} in a {dye} {worn}" if language == "en" else f"穿{dye}{worn}的{role}"
    return _article(role, language)


def _article(role: str, language: str) -> str:
    if language == "zh":
        return role
    return f"an {role}" if role[:1].lower() in "aeiou" else f"a {role}"


def thing(prompt: str, language: str) -> str:
    """Return the thing that a story is about, as its request names it last; empty if it doesn't."""
    told = re.sub(r"[.!。！\s]+$", "", prompt)
    if language == "zh":
        found = re.search(r"[一两几那这][块个只条颗本朵封把张片盒]的?([\u4e00-\u9fff]{1,4})$", told)
        return found[1] if found else ""
    found = re.search(r"\b(?:a|an|the|one|her|his|their)(?: [\w-]+)? ([a-z]+)$", told)
    return found[1] if found else ""


def near(name: str, language: str) -> str:
    """Return the words for a picture of a thing on a table."""
    return f"{name}" if language == "zh" else _article(name, language) + " on a table"


_SOUNDS: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        (r"knock|a door\b", "KNOCK KNOCK!"), (r"drop|falls|fell|gives way|broke", "CRASH!"),
        (r"thunder|storm|gale|noise|roar", "BOOM!"), (r"jump|leap", "BOING!"),
        (r"splash|water|river", "SPLASH!"), (r"\bran\b|\bruns?\b|hurr", "WHOOSH!"),
        (r"laugh", "HA HA!"), (r"bite|chew|\beat|had a lick|taste|hungry", "CHOMP!"),
        (r"sleep|snore", "ZZZ..."), (r"bell|clock|struck", "DING!"), (r"nail|hammer", "BANG!"),
    ),
    "zh": (
        ("敲门|门口", "咚咚！"), ("掉|摔|倒|塌|坏了|碎", "哗啦！"), ("雷|风暴|大响|吼", "轰！"),
        ("跳|蹦起", "嗖！"), ("水花|落水", "扑通！"), ("跑|冲", "呼——！"), ("笑", "哈哈！"),
        ("嚼|吃了|咬|尝|饿", "啊呜！"), ("睡|打呼", "呼噜……"),
        ("铃|钟", "叮——！"), ("钉|锤", "砰！"),
    ),
}  # fmt: skip


def sound(words: str, language: str) -> str:
    """Return the sound word for what happens; empty when nothing is heard."""
    return next((told for known, told in _SOUNDS[language] if re.search(known, words.lower())), "")


_FEELINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        (r"!$", "angry"),
        (r"ha ha|laugh|funny|pleased|best", "laughing"),
        (r"sorry|sad|cry|alone", "sad"),
    ),
    "zh": (("！$", "生气"), ("哈哈|好笑|高兴", "大笑"), ("对不起|哭|难过", "难过")),
}


def feeling(words: str, shouted: bool, language: str) -> str:
    """Return the look on the face of who says some words; empty for none in particular."""
    if shouted:
        return _FEELINGS[language][0][1]
    return next(
        (told for known, told in _FEELINGS[language] if re.search(known, words.lower())), ""
    )
