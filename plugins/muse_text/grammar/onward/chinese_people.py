"""Who is in a Chinese text, by surnames, by what they say and by how often they come."""

import re
from collections import Counter
from random import Random

from .. import chinese, lexicon
from ..brief import Kind, Person
from ..packs import table
from ..prompt.zh import names

_SAID = "说问道想看听走笑答喊坐站"
_SPEAKS = re.compile(r"(?:^|[。，！？”\n])([\u4e00-\u9fff]{2,3})(?=[说问答]{1,2}[：，。])")
_PLAIN = re.compile("[人他她它我你谁们都就又还也不没只末这那一来再先个声的]")
"""Characters of words before 说 that are nobody's name: 那人说, 又说."""
_NOBODY = frozenset("别人 大声 大家 小小 蒲公 老人 人家 阿姨 车长 阿弥 老是 老远 老板 老伴".split())
"""Words that look like names or are said of anybody."""


def quoted(text: str) -> str:
    """Return a text without what is said in it."""
    return re.sub(r"“[^”]*”|「[^」]*」", "", text)


def first_person(text: str) -> bool:
    """Whether somebody tells it of himself or herself."""
    told = quoted(text)
    return told.count("我") - told.count("自我") >= max(3, len(told) // 90)


def people(text: str, recent: str) -> list[Person]:
    """Return who is in a text, who is in it most and latest first."""
    counted = {name: text.count(name) + 2 * recent.count(name) for name in _names(text)}
    order = sorted(counted, key=lambda name: -counted[name])
    return [_person(name, text) for name in order]


def _names(text: str) -> list[str]:
    told = re.findall(r"[\u4e00-\u9fff]+", text)
    pieces: Counter[str] = Counter()
    for run in told:
        for size in (2, 3, 4):
            pieces.update(run[k : k + size] for k in range(len(run) - size + 1))
    nicknames = table("zh", "reading/people")["nicknames"]
    found = {
        each: n
        for each, n in pieces.items()
        if n > 1 and (names.is_name(each) or _called(each, nicknames))
    }
    whole = dict(found)
    for each, n in found.items():
        longer = [other for other in found if each != other and each in other]
        if any(found[other] >= 0.7 * n for other in longer):
            whole.pop(each, None)  # 程浩 of 程浩然
        else:
            for other in longer:
                whole.pop(other, None)  # 林夏听
    whole = {_longer(each, n, text): n for each, n in whole.items()}
    speaking = Counter(_SPEAKS.findall(text))
    whole |= {each: n for each, n in speaking.items() if n > 1 and not _PLAIN.search(each)}
    roles = _roles(text, [])
    made = [n for n in whole if n not in _NOBODY and _acts(n, text)]
    made = [n for n in made if not any(n in role for role in roles)]  # 小狐 of 小狐狸
    for each in re.findall(r"叫(?:做)?([\u4e00-\u9fff]{2,3})(?=[，。、！])", text):
        if names.is_name(each) and each not in made:
            made.append(each)
    return [*made, *(role for role in roles if not any(role in name for name in made))]


def _longer(name: str, count: int, text: str) -> str:
    """Return a nickname with the character that always follows it: 小尾 of 小尾巴."""
    if len(name) > 2 or name[0] not in "小阿老":
        return name
    after = Counter(re.findall(rf"{name}([\u4e00-\u9fff])", text)).most_common(1)
    return name + after[0][0] if after and after[0][1] >= 0.8 * count else name


def _called(word: str, nicknames: str) -> bool:
    """Whether a word is a nickname of two or three characters: 阿蓝, 小海豚."""
    return len(word) == 2 and word[0] in "阿老" and word[0] in nicknames and word != "老人"


def _acts(name: str, text: str) -> bool:
    """Whether somebody of this name speaks or stands where a sentence begins."""
    begins = re.search(rf"(?:^|[。，！？”\n]|[和跟向对给]){name}", text)
    return bool(begins) or bool(re.search(rf"{name}[{_SAID}]", text))


def _roles(text: str, known: list[str]) -> list[str]:
    """Return nouns of somebody without a name: 小狐狸, 老人."""
    made: list[str] = []
    told = quoted(text)
    for noun in _somebody():
        if noun not in told:
            continue
        for whole in (f"小{noun}", f"老{noun}", noun):
            if told.count(whole) < 3:
                continue
            acts = re.search(rf"(?:^|[。！？，\n]){whole}[^的]", told)
            if acts and not any(whole in each for each in [*known, *made]):
                made.append(whole)
                break
    return made


def _somebody() -> list[str]:
    found = [
        word
        for concept in lexicon.concepts("zh").values()
        if concept.kind in ("person", "animal", "creature", "child")
        for word in concept.words
        if len(word) > 1
    ]
    return sorted(set(found), key=lambda word: (-len(word), word))


def _person(name: str, text: str) -> Person:
    concept = lexicon.find("zh", name.lstrip("小老")) if not names.is_name(name) else None
    kind: Kind = "person"
    if concept is not None and concept.kind in ("animal", "creature", "child"):
        kind = concept.kind  # type: ignore[assignment]
    votes: Counter[str] = Counter()
    for found in re.finditer(name, text):
        after = re.split(r"[。！？”\n]", text[found.end() : found.end() + 40])[0]
        votes.update(
            re.findall(r"[他她](?!们)" if kind == "person" else "[他她它](?!们)", after)[:1]
        )
    pronoun = votes.most_common(1)[0][0] if votes else ""
    role = name if concept is not None else ""
    return Person(name, role, role, kind, pronoun or chinese.pronoun(role, name, Random(name)))
