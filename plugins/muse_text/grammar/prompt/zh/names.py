"""Chinese nouns and names: who is somebody, what is a name, 他, 她 or 它."""

import re
from functools import cache

from ... import lexicon
from ...packs import table

MEASURES = "个位只名条头匹尊棵朵颗群对双把块枚座家伙支艘台辆片滴盏粒封本张件幅场阵间"


NUMBERS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7}


NUMBERS |= {str(n): n for n in range(2, 8)}


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
    "一家 两家 三家 人生 一生 人家 国家 大家 搬家 回家 离家 众生 "
    "花生 精神 家 生 师 者 员 客 发生 学生时代 别人 爱人们 主角 "
    "陌生 野生 卫生 医学生涯 专家 夫妻相 "
    "老家 作客 做客 好客 新生 重生 求生 养生 人鱼 鱼 无人 动人 "
    "感人 吓人 迷人 惊人 诱人 机器 火车 汽车 电脑 卫星 飞船 想家 "
    "全家 当家 神 龙".split()
) - {"鱼", "龙", "神", "专家", "电脑", "飞船", "火车", "汽车", "卫星", "机器"}


def head(phrase: str) -> str:
    """Return the noun of a phrase: what stands after its last 的."""
    return phrase.rpartition("的")[2] or phrase


def is_name(word: str) -> bool:
    """Whether a word looks like a name: a surname and one or two characters, 小明, 悟空."""
    people = table("zh", "reading/people")
    if word in people["known"]:
        return True
    if re.fullmatch(r"[A-Z][a-z]+(?:[·•][A-Za-z]+)*|[\u4e00-\u9fff]+[·•][\u4e00-\u9fff]+", word):
        return True
    if not re.fullmatch(r"[\u4e00-\u9fff]{2,4}", word) or kind(word) or word in WORDS:
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
    return word[0] in people["surnames"] and not any(c in NO_INSIDE for c in word[1:])


_NO_END = "的了着过是在有和与跟里上下中把被给对向从去来到会想要爱找说不没就都也很吗呢吧"


NO_INSIDE = (
    "的了着过是在有和与跟里把被给对向从去到会想要找说不没就都也很吗呢吧个位"
    "只首篇什么怎写讲关于这那给"
)


_NO_NICK = "镇村城岛屋店河山路巷诗说时天事气心子花草树鸟猫狗家年家旧人船车河学校孩伙品剧歌篇"


WORDS = frozenset(
    "高中 安静 明天 时间 黄昏 白天 花园 成长 方式 方向 包括 包含 "
    "金色 白色 黄色 蓝色 温暖 温柔 温馨 文学 文字 古代 古风 孤独 "
    "常常 "
    "高考 高山 江湖 江南 海边 黄河 长江 石头 严肃 严重 安全 平安 "
    "平凡 康复 和平 和谐 和好 计划 计算 成功 成为 成语 戴着 谈论 "
    "谈话 "
    "宋朝 宋代 唐朝 唐代 明朝 明代 夏天 夏日 夏夜 秋天 冬天 春天 "
    "雷雨 云朵 水果 金钱 金子 万里 单身 单纯 童年 童话 童谣 "
    "方法 花朵 花开 许多 何时 何处 余生 常见 于是 于我 时候 时光 "
    "季节 应该 宣布 雪花 林间 林中 水中 江边 山谷 山村 车站 车祸 "
    "高楼 高兴 高级 家乡 家庭 习惯 古老 古怪 易经 向往 向阳 解放 "
    "解开 双方 双眼 关于 关系 关键 文章 文案 文艺 东方 东西 西部 "
    "星空 星星 叶子 白云 乌云 柳树 梅花 桃花 黄花 马路 马上 牛奶 "
    "龙舟 万物 水墨 武侠 武功 武器 苏州 杭州 广州 温州 安徽 "
    "云南 海南 江西 山东 山西 广东 广西 贵州 毛笔 毛衣 麻烦 麻将 "
    "甘甜 冷静 冷漠 简单 简短 空白 空中 沙漠 沙滩 游戏 游泳 权力 "
    "都市 利用 "
    "满月 满天 聂政 充满 连载 阳光 阴天 乔木 双胞 双人 支持 胡同 "
    "盛夏 盛唐 樊笼 支教 管理 经历 房子 房间 解药 应聘 宗教 丁香 "
    "包子 饺子 左边 钮扣 常年 乐器 乐观 时代 时钟 皮肤 伍人 元旦 "
    "元宵 平静 平行 黄金 穆斯林 祝福 董事 梁上 杜鹃 阮琴 蓝天 席间 "
    "路灯 "
    "路上 路边 江水 童心 颜色 郭外 盛开 林子 钟表 钟声 高原 田野 "
    "田园 胡说 霍乱 万一 支票 柯南 管家".split()
) - {"柯南", "聂政", "穆斯林"}


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
