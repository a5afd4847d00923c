"""Somebody in a Chinese phrase: 名叫林夏的女孩, 女侦探林夏, 小明和他的狗, 两个和尚."""

import re
from dataclasses import replace

from ...brief import Kind, Person
from ...packs import table
from .names import MEASURES, NO_INSIDE, NUMBERS, WORDS, head, is_name, kind, pronoun

MANY = 6


ONE = re.compile(
    rf"^(?:有)?(?:一|那|这|某)[{MEASURES.translate(dict.fromkeys(map(ord, '群对双')))}](?=.)"
)


_GROUP = re.compile(
    rf"^(?:这|那)?([{''.join(NUMBERS)}]|几|一(?=群|对|家|双|伙))([{MEASURES}]?)(小?.+)$"
)


_CALLED = re.compile(
    r"^(?:一[个位名只条])?(?:名叫|名字叫|叫做|叫作|名为|叫)[“\"]?([^的，,]{1,8}?)[”\"]?的(.+)$"
)


_NAMED = re.compile(
    r"^(.+?)[，,]?(?:他|她|它)?(?:的?名字叫|名叫|叫做|叫作|名为|名字是|叫)[“\"]?([^，,的”\"]{1,10})[”\"]?$"
)


_OWNED = re.compile(r"^(?:(我|他|她|它|他们|她们|自己)的?|(.{2,4})的)(.+)$")


PRONOUNS = (
    "我们",
    "他们",
    "她们",
    "它们",
    "我",
    "他",
    "她",
    "它",
    "大家",
    "两人",
    "二人",
    "俩人",
    "双方",
    "彼此",
    "三人",
)


HERO = ("主人公", "主角", "女主角", "男主角", "女主", "男主", "主人翁")


def parse(phrase: str) -> list[Person]:
    """Return whom a phrase means: one person, or each of a group; none for nothing."""
    phrase = phrase.strip(" ，,。、：:“”\"'《》")
    if not phrase:
        return []
    return [replace(each, asked=phrase) for each in _parse(phrase)]


def _parse(phrase: str) -> list[Person]:
    if phrase in ("我", "我自己"):
        return [Person(pronoun="我")]
    hero = re.match(r"(女主|男主)角?(?:名字)?[：:]?叫?(?=.{2})", phrase)
    if hero:
        sex = "她" if hero[1] == "女主" else "他"
        found = [replace(each, pronoun=sex) for each in _parse(phrase[hero.end() :])]
        plain = len(found) == 1 and found[0].kind == "thing" and not found[0].name
        return [Person(name=found[0].role, pronoun=sex)] if plain else found
    bracket = re.fullmatch(r"(.+?)[（(](.+?)[）)]", phrase)
    if bracket:
        return [_somebody(ONE.sub("", bracket[2]), bracket[1])]
    if called := _CALLED.match(phrase):
        return [_somebody(called[2], called[1])]
    named = _NAMED.match(phrase)
    if named and named[1] not in ("大", "小") and len(named[1]) > 0:
        return [_somebody(_bare(named[1]), named[2])]
    name, comma, role = phrase.replace(",", "，").partition("，")
    if comma and role:
        role = re.sub(r"^是", "", role)
        return [_somebody(_bare(role), name)]
    is_a = re.fullmatch(rf"(.{{2,4}})是(?:一[{MEASURES}])?(.+)", phrase)
    if is_a and is_name(is_a[1]):
        return [_somebody(is_a[2], is_a[1])]
    both = re.fullmatch(r"(.{1,4}?)(?:两人|二人|俩|两个人)", phrase)
    pair = both[1] if both and kind(both[1]) else phrase if phrase in _PAIRS else ""
    if pair and (two := _several(_GROUP.match(f"一对{pair}"), phrase)):
        return two
    group = _GROUP.match(phrase)
    if group and (several := _several(group, phrase)):
        return several
    bare = ONE.sub("", phrase)
    owned = _OWNED.match(bare)
    if owned and (owned[1] or is_name(owned[2])) and (kind(owned[3]) or _role_and_name(owned[3])):
        inner = _parse(owned[3])
        if inner and len(inner) == 1:
            mine = owned[1] in ("我", "我们")
            return [replace(inner[0], of=None if mine else 0, tie=inner[0].head or inner[0].role)]
    if is_name(bare):
        return [replace(_somebody(_OF_OLD.get(bare, ""), bare), kind="person")]
    joined = _role_and_name(bare)
    if joined:
        return [_somebody(joined, bare.removeprefix(joined))]
    after = re.fullmatch(
        r"(.{2,4}?)(医生|老师|教授|警官|队长|船长|将军|先生|女士|小姐|博士|律师|总裁|师傅|师父)",
        bare,
    )
    if (
        after
        and (after[1][0] in table("zh", "reading/people")["surnames"])
        and is_name(after[1] + "明")
    ):
        return [_somebody(after[2], bare)]
    return [_somebody(bare, "")]


_OF_OLD = {
    **{"孙悟空": "猴王", "哪吒": "少年英雄", "花木兰": "女将军", "武松": "打虎的好汉"},
    **{"关羽": "将军", "张飞": "将军", "诸葛亮": "军师", "曹操": "丞相", "李白": "诗人"},
    **{"杜甫": "诗人", "苏轼": "诗人", "唐僧": "和尚", "猪八戒": "取经人", "林黛玉": "小姐"},
}
"""Well-known people, and what they are."""


def _bare(role: str) -> str:
    return ONE.sub("", role.strip(" ，,"))


_PAIRS = {
    "老夫妻": ("丈夫", "妻子"),
    "小夫妻": ("丈夫", "妻子"),
    "夫妻": ("丈夫", "妻子"),
    "夫妇": ("丈夫", "妻子"),
    "情侣": ("男孩", "女孩"),
    "恋人": ("男孩", "女孩"),
    "兄妹": ("哥哥", "妹妹"),
    "姐弟": ("姐姐", "弟弟"),
    "母女": ("母亲", "女儿"),
    "父子": ("父亲", "儿子"),
    "父女": ("父亲", "女儿"),
    "母子": ("母亲", "儿子"),
    "姐妹": ("姐姐", "妹妹"),
    "兄弟": ("哥哥", "弟弟"),
}
"""Words for two at once, and the role of each."""


def _several(group: re.Match[str] | None, phrase: str) -> list[Person]:
    """Return the people of 两个和尚, 一对情侣, 三姐妹, 一群孩子."""
    if group is None:
        return []
    number, measure, noun = group.groups()
    pair = measure in ("对", "双") or noun in _PAIRS
    if not kind(noun):
        if not (number == "一" and measure in "对双" and noun in ("双胞胎", "龙凤胎")):
            return []
    if number == "一" and measure not in ("群", "对", "双", "伙", "家"):
        return []
    count = 2 if number == "一" and pair else {"一": 3, "几": 3}.get(number) or NUMBERS[number]
    tied = any(word in phrase for word in table("zh", "words")["kin"])
    roles = _PAIRS.get(noun) if count == 2 else None
    return [
        replace(
            _somebody(roles[k] if roles else noun, ""),
            group=phrase,
            of=0 if k and tied else None,
            tie=head(noun) if k and tied else "",
        )
        for k in range(min(count, MANY))
    ]


def _role_and_name(phrase: str) -> str:
    """Return the role before a name: "女侦探林夏" -> "女侦探"; "小狗旺财" -> "小狗"."""
    titles = table("zh", "reading/people")["titles"]
    if re.match(rf"[{''.join(NUMBERS)}几][{MEASURES}]", phrase):
        return ""
    for length in (2, 3, 4, 1):
        role, name = phrase[:-length], phrase[-length:]
        if len(role) < 2 or role.endswith("的") or kind(name) or name[0] in "的和与是在":
            continue
        if kind(role) and is_name(name) and not kind(phrase):
            return role
        if role in titles and 1 < length < 4 and name not in WORDS and not kind(phrase):
            if not any(c in NO_INSIDE + _VERBAL for c in name):
                return role
    return ""


_VERBAL = "去来打吃喝看听走跑飞救爱恨怕大战找做唱跳画写学教开买卖拔种养住修游破查变"


def _somebody(role: str, name: str) -> Person:
    noun = head(role) if role else ""
    found = (kind(noun) or kind(role)) if noun else "person"
    what: Kind = found or "thing"  # type: ignore[assignment]
    adjective = role.rpartition("的")[0]
    traits = (adjective,) if adjective and len(adjective) < 6 else ()
    return Person(
        name=name.strip(' ，,“”"《》'),
        role=role,
        head=noun,
        kind=what,
        pronoun=pronoun(noun, name),
        traits=traits,
    )


def somebody(phrase: str) -> bool:
    """Whether a phrase names a person, an animal or another who acts."""
    if phrase in PRONOUNS[4:8]:
        return phrase == "我"
    if phrase.startswith(("不", "没", "写", "讲", "怀念", "关于", "想", "要", "在")):
        return False
    if re.search(r"^[是哄被把]|[^凡而]是|有[一个位只]|[，。]", phrase):
        return False
    found = parse(phrase)
    return bool(found) and all(
        each.pronoun == "我"
        or (each.name and (is_name(each.name) or each.role))
        or each.kind != "thing"
        for each in found
    )
