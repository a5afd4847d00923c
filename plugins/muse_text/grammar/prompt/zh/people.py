"""Somebody in a Chinese phrase: 名叫林夏的女孩, 女侦探林夏, 小明和他的狗, 两个和尚."""

import re
from dataclasses import replace
from functools import cache

from ... import lexicon
from ...brief import Kind, Person
from ...packs import table

MEASURES = "个位只名条头匹尊棵朵颗群对双把块枚座群家伙支艘台辆"
NUMBERS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7}
NUMBERS |= {str(n): n for n in range(2, 8)}
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
_OWNED = re.compile(r"^(?:(我|他|她|它|他们|她们)的?|(.{2,4})的)(.+)$")
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


@cache
def _kinds() -> dict[str, str]:
    people = table("zh", "reading/people")
    order = ("person", "machine", "creature", "animal", "child")
    return {noun: kind for kind in order for noun in people[kind]}


def kind(phrase: str) -> str:
    """Return what a phrase ends in: person, child, animal, creature, machine, or "" for nobody."""
    if phrase.endswith(tuple(table("zh", "words")["things"])) or phrase in _NOBODY:
        return ""
    known = _kinds()
    for size in range(min(5, len(phrase)), 0, -1):
        tail = phrase[-size:]
        if tail in known:
            single = size == 1 and known[tail] == "person" and len(phrase) < 2
            return "" if single else known[tail]
    found = lexicon.find("zh", phrase) if len(phrase) > 1 else None
    if found and found.kind in ("person", "child", "animal", "creature"):
        return (
            found.kind
            if any(phrase.endswith(word) and len(word) > 1 for word in found.words)
            else ""
        )
    return ""


_NOBODY = frozenset(
    "一家 两家 三家 人生 一生 人家 国家 大家 搬家 回家 离家 众生 花生 精神 家 生 师 者 员 客 发生 学生时代 别人 爱人们 主角 陌生 野生 卫生 医学生涯 专家 夫妻相 "
    "老家 作客 做客 好客 新生 重生 求生 养生 人鱼 鱼 无人 动人 感人 吓人 迷人 惊人 诱人 机器 火车 汽车 电脑 卫星 飞船 想家 全家 当家 神 龙".split()
) - {"鱼", "龙", "神", "专家", "电脑", "飞船", "火车", "汽车", "卫星", "机器"}


def head(phrase: str) -> str:
    """Return the noun of a phrase: what stands after its last 的."""
    return phrase.rpartition("的")[2] or phrase


def is_name(word: str) -> bool:
    """Whether a word looks like somebody's name: a surname and one or two characters, 小明, 悟空."""
    people = table("zh", "reading/people")
    if word in people["known"]:
        return True
    if re.fullmatch(r"[A-Z][A-Za-z]*(?:[·•][A-Za-z]+)*|[\u4e00-\u9fff]+[·•][\u4e00-\u9fff]+", word):
        return True
    if not re.fullmatch(r"[\u4e00-\u9fff]{2,4}", word) or kind(word) or word in _WORDS:
        return False
    known = lexicon.find("zh", word)
    if known is not None and word in known.words:
        return False
    if word[:2] in people["double"] and len(word) > 2:
        return True
    if len(word) > 3 or word[-1] in _NO_END:
        return False
    if word[0] in people["nicknames"]:
        return len(word) == 2 and word[1] not in _NO_NICK
    return word[0] in people["surnames"] and not any(c in _NO_INSIDE for c in word[1:])


_NO_END = "的了着过是在有和与跟里上下中把被给对向从去来到会想要爱找说不没就都也很吗呢吧"
_NO_INSIDE = "的了着过是在有和与跟里把被给对向从去到会想要找说不没就都也很吗呢吧个位只首篇什么怎写讲关于这那给"
_NO_NICK = "镇村城岛屋店河山路巷诗说时天事气心子花草树鸟猫狗家年家旧人船车河学校孩伙品剧歌篇"
_WORDS = frozenset(
    "高中 安静 明天 时间 黄昏 白天 花园 成长 方式 方向 包括 包含 金色 白色 黄色 蓝色 温暖 温柔 温馨 文学 文字 古代 古风 孤独 常常 "
    "高考 高山 江湖 江南 海边 黄河 长江 石头 严肃 严重 安全 平安 平凡 康复 和平 和谐 和好 计划 计算 成功 成为 成语 戴着 谈论 谈话 "
    "宋朝 宋代 唐朝 唐代 明朝 明代 夏天 夏日 夏夜 秋天 冬天 春天 雷雨 云朵 水果 金钱 金子 万里 单身 单纯 童年 童话 童谣 "
    "方法 花朵 花开 许多 何时 何处 余生 常见 于是 于我 时候 时光 季节 应该 宣布 雪花 林间 林中 水中 江边 山谷 山村 车站 车祸 "
    "高楼 高兴 高级 家乡 家庭 习惯 古老 古怪 易经 向往 向阳 解放 解开 双方 双眼 关于 关系 关键 文章 文案 文艺 东方 东西 西部 "
    "星空 星星 叶子 白云 乌云 柳树 梅花 桃花 黄花 马路 马上 牛奶 龙舟 万物 水墨 武侠 武功 武器 苏州 杭州 广州 温州 安徽 "
    "云南 海南 江西 山东 山西 广东 广西 贵州 毛笔 毛衣 麻烦 麻将 甘甜 冷静 冷漠 简单 简短 空白 空中 沙漠 沙滩 游戏 游泳 权力 都市 利用 "
    "满月 满天 聂政 充满 连载 阳光 阴天 乔木 双胞 双人 支持 胡同 盛夏 盛唐 樊笼 支教 管理 经历 房子 房间 解药 应聘 宗教 丁香 "
    "包子 饺子 左边 钮扣 常年 乐器 乐观 时代 时钟 皮肤 伍人 元旦 元宵 平静 平行 黄金 穆斯林 祝福 董事 梁上 杜鹃 阮琴 蓝天 席间 路灯 "
    "路上 路边 江水 童心 颜色 郭外 盛开 林子 钟表 钟声 高原 田野 田园 胡说 霍乱 万一 支票 柯南 管家".split()
) - {"柯南", "聂政", "穆斯林"}


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
        return [replace(each, pronoun=sex) for each in _parse(phrase[hero.end() :])]
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
        return [_somebody("", bare)]
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


def _bare(role: str) -> str:
    return ONE.sub("", role.strip(" ，,"))


def _several(group: re.Match[str], phrase: str) -> list[Person]:
    """Return the people of 两个和尚, 一对情侣, 三姐妹, 一群孩子."""
    number, measure, noun = group.groups()
    pair = measure in ("对", "双") or noun in (
        "兄弟",
        "姐妹",
        "兄妹",
        "姐弟",
        "恋人",
        "夫妻",
        "情侣",
    )
    if not kind(noun):
        if not (number == "一" and measure in "对双" and noun in ("双胞胎", "龙凤胎")):
            return []
    if number == "一" and measure not in ("群", "对", "双", "伙", "家"):
        return []
    count = 2 if number == "一" and pair else {"一": 3, "几": 3}.get(number) or NUMBERS[number]
    tied = any(word in phrase for word in table("zh", "words")["kin"])
    pairs = {
        "夫妻": ("丈夫", "妻子"),
        "夫妇": ("丈夫", "妻子"),
        "情侣": ("男孩", "女孩"),
        "恋人": ("男孩", "女孩"),
    }
    pairs |= {
        "兄妹": ("哥哥", "妹妹"),
        "姐弟": ("姐姐", "弟弟"),
        "母女": ("母亲", "女儿"),
        "父子": ("父亲", "儿子"),
    }
    pairs |= {
        "父女": ("父亲", "女儿"),
        "母子": ("母亲", "儿子"),
        "姐妹": ("姐姐", "妹妹"),
        "兄弟": ("哥哥", "弟弟"),
    }
    roles = pairs.get(head(noun), ()) if count == 2 else ()
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
        if role in titles and 1 < length < 4 and name not in _WORDS and not kind(phrase):
            if not any(c in _NO_INSIDE + _VERBAL for c in name):
                return role
    return ""


_VERBAL = "去来打吃喝看听走跑飞救爱恨怕大战找做唱跳画写学教开买卖拔种养住修游破查变"


def _somebody(role: str, name: str) -> Person:
    noun = head(role) if role else ""
    found = kind(noun) if noun else "person"
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


def pronoun(noun: str, name: str) -> str:
    """Return 他, 她 or 它 where the role or the name says so; else ""."""
    words = table("zh", "words")
    if noun.endswith(
        (
            *words["she"],
            "女友",
            "闺蜜",
            "皇后",
            "妃",
            "宫女",
            "女主",
            "女生",
            "姑姑",
            "姥姥",
            "大妈",
            "舞女",
            "老太太",
            "嫦娥",
            "婆",
        )
    ) or noun.startswith("女"):
        return "她"
    if noun.endswith(
        (
            *words["he"],
            "男友",
            "男主",
            "男生",
            "大叔",
            "大爷",
            "姥爷",
            "外公",
            "皇上",
            "总裁",
            "汉",
            "小哥",
            "孙悟空",
            "太监",
            "舅舅",
            "老头",
        )
    ) or noun.startswith("男"):
        return "他"
    if kind(noun) in ("animal", "machine") or noun.endswith(tuple(words["it"])):
        return "它"
    if name in (
        "嫦娥",
        "花木兰",
        "林黛玉",
        "白素贞",
        "织女",
        "祝英台",
        "白雪公主",
        "灰姑娘",
        "小红帽",
        "武则天",
        "孟姜女",
        "女娲",
        "精卫",
    ):
        return "她"
    if name in table("zh", "reading/people")["known"]:
        return "他"
    if name[-1:] and name[-1] in words["names_she"]:
        return "她"
    return "他" if name[-1:] and name[-1] in words["names_he"] else ""


def somebody(phrase: str) -> bool:
    """Whether a phrase names a person, an animal or another who acts."""
    if phrase in PRONOUNS[4:8]:
        return phrase == "我"
    if re.search(r"^[是哄被把]|[^凡而]是|有[一个位只]|[，。]", phrase):
        return False
    found = parse(phrase)
    return bool(found) and all(
        each.pronoun == "我"
        or (each.name and (is_name(each.name) or each.role))
        or each.kind != "thing"
        for each in found
    )
