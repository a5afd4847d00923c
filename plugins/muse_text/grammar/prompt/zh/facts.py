"""What the brief asks of Chinese: people, happenings, parts of a theme, places."""

import re
from dataclasses import replace

from ... import lexicon
from ...brief import Happening, Moment, Person
from ...packs import table
from .clauses import AND, END, kind_of_event, split, starts
from .people import HERO, ONE, PRONOUNS, head, parse, somebody

__all__ = [
    "happening",
    "head",
    "known",
    "met",
    "parse",
    "place_only",
    "pronouns",
    "themes",
    "with_want",
]


def happening(event: str, cast: list[Person]) -> Happening | None:
    """Return what an event says, its subject found among the people; None where nothing happens."""
    asked = event.strip(" ，。")
    place: Moment = "end" if END.match(asked) else ""
    clause = END.sub("", asked)
    who, rest, subject = _who(clause, cast)
    if not rest:
        return None
    kind = kind_of_event(rest)
    return Happening(who, rest, "", thing(rest), place, asked, kind, subject)


def _who(clause: str, cast: list[Person]) -> tuple[int | None, str, str]:
    called = [
        (name, index)
        for index, each in enumerate(cast)
        for name in {
            each.group,
            each.name,
            each.role,
            each.head,
            "我" if each.asked == "我" else "",
        }
        if name
    ]
    joint = "和".join(p.name or p.role for p in cast)
    if joint and clause.startswith(joint) and len(cast) > 1:
        return -1, clause[len(joint) :], ""
    for name, index in sorted(called, key=lambda pair: -len(pair[0])):
        if clause.startswith(name):
            rest = clause[len(name) :]
            more = re.match(r"[和与跟、](.+)$", rest)
            if more and (parts := split(clause)):
                return -1, parts[1], ""
            if rest:
                group = cast[index].group
                alike = all(p.group == group and p.role == cast[index].role for p in cast)
                all_of = group and (alike or name == group)
                return -1 if all_of else index, rest, ""
    if found := split(clause):
        who, rest = found
        if who in (
            "他们",
            "她们",
            "它们",
            "大家",
            "两人",
            "二人",
            "俩人",
            "双方",
            "彼此",
            "我们",
            "三人",
        ):
            return -1 if len(cast) > 1 else 0 if cast else None, rest, ""
        if who in PRONOUNS or who in HERO:
            fits = [k for k, p in enumerate(cast) if p.pronoun in ("", who)]
            return (fits[0] if fits else 0) if cast else None, rest, ""
        return None, rest, who
    if starts(clause):
        return (0 if cast else None), clause, ""
    for size in range(2, min(len(clause), 10)):
        thing = lexicon.find("zh", clause[:size])
        named = thing is not None and clause[:size] in thing.words
        if starts(clause[size:]) and (named or ONE.match(clause)):
            return None, clause[size:], clause[:size]
    return None, "", ""


def thing(predicate: str) -> str:
    """Return what a predicate is about: 发现了一封信 -> 一封信."""
    found = re.search(
        r"((?:[一两三几那这]|\d)[个位只名条头匹座封把本张棵朵颗块枚件扇盏幅台辆艘间家串面支片].+)$",
        predicate,
    )
    if found:
        return re.split(r"[，,]|然后|并", found[1])[0]
    words = sorted(table("zh", "reading/verbs")["verbs"].split(), key=len, reverse=True)
    verb = next((word for word in words if predicate.startswith(word)), "")
    rest = re.sub(r"^[了过着到在]+", "", predicate[len(verb) :]) if verb else ""
    return rest if 0 < len(rest) < 10 and kind_of_event(predicate) != "want" else ""


_FRIENDLY = (
    "大战",
    "对战",
    "决斗",
    "迎战",
    *(
        "遇到",
        "遇见",
        "遇上",
        "碰到",
        "爱上",
        "喜欢上",
        "认识",
        "救了",
        "救下",
        "救",
        "捡到",
        "收养",
        "帮助",
        "陪伴",
    ),
    *(
        "照顾",
        "娶了",
        "娶",
        "嫁给",
        "养了",
        "养",
        "教",
        "找到",
        "邂逅",
        "暗恋",
        "迷上",
        "恋上",
        "重逢",
        "结识",
    ),
)


def met(happening: Happening) -> str:
    """Return the phrase of somebody who comes into a text by what happens: 一只狐狸."""
    if not happening.verb.startswith(_FRIENDLY) or happening.thing in ("", *PRONOUNS):
        return ""
    found = parse(happening.thing)
    one = len(found) == 1 and (found[0].kind != "thing" or bool(found[0].name))
    return happening.thing if one and somebody(happening.thing) else ""


def known(happening: Happening, phrase: str) -> Happening:
    """Return a happening in which somebody who is one of the people is no stranger any more."""
    new = re.sub(r"^一(?=[个位只名条头匹])", "那", phrase)
    verb = happening.verb.replace(phrase, new, 1)
    return replace(happening, verb=verb, thing=happening.thing.replace(phrase, new, 1))


def with_want(one: Person, each: Happening) -> Person:
    """Return somebody with what a happening says that they want, fear or have."""
    if each.kind == "want":
        want = re.sub(
            r"^(?:一直|一心|只|很|特别)?(?:想要|想|希望|梦想|渴望|盼望|立志)", "", each.verb
        )
        return replace(one, wants=(*one.wants, want))
    if each.kind == "fear":
        fear = re.sub(r"^(?:很|最|特别|非常)?(?:害怕|怕|恐惧|不敢)", "", each.verb)
        return replace(one, fears=(*one.fears, fear))
    if each.verb.startswith(("有一", "拥有", "养了")):
        return replace(one, has=(*one.has, each.thing))
    return one


def themes(theme: str) -> list[str]:
    """Return the parts of a theme: 秋天和孤独 -> 秋天, 孤独."""
    parts = [part for part in re.split(rf"[，,]|{AND.pattern}", theme) if part]
    if len(parts) > 4 or any(len(part) > 6 for part in parts):
        return [theme]
    return parts


def place_only(setting: str) -> str:
    """Return a setting where it is a place; "" for a time, that the season or period holds."""
    time = (
        r"(?:春|夏|秋|冬)(?:天|日|夜)?|未来|古代|现代|民国(?:时期)?|"
        r"中世纪|二战|抗战(?:时期)?|(?:唐|宋|元|明|清|汉|秦)(?:朝|代)"
    )
    return "" if re.fullmatch(time, setting) else setting


def pronouns(people: list[Person], words: str) -> list[Person]:
    """Return the people, with the pronoun that the request uses of one whose pronoun is open."""
    she, he = words.count("她"), len(re.findall(r"(?<!其)他(?!们)", words))
    made = list(people)
    woman = re.search(r"女主|女孩|女生|姑娘", words)
    man = re.search(r"男主|男孩|男生", words)
    for place, each in enumerate(made[:1]):
        if each.pronoun or each.group:
            continue
        if bool(she) != bool(he) or bool(woman) != bool(man):
            found = "她" if (she and not he) or (woman and not man and not he) else "他"
            made[place] = replace(each, pronoun=found)
    return made
