"""A Chinese request: its form, who, where, what about; and what happens."""

import re

from muse import Found

from ...cast import clean
from ..choices import brief_words, choose
from ..sheet import Sheet
from .clauses import Told, label, starts
from .counts import counts
from .events import tell
from .people import HERO, MEASURES, is_name, kind, somebody

FORM = (
    r"(?:七言绝句|五言绝句|七言律诗|五言律诗|十四行诗|现代诗|自由诗|散文诗|打油诗|藏头诗|绝句|律诗|七绝|五绝|七律|五律|七言诗|五言诗|古诗|俳句|情诗|小诗|短诗|童谣|儿歌|"
    r"[Rr]ap|RAP|歌词|歌曲|情歌|摇篮曲|说唱|睡前故事|短篇小说|长篇小说|微小说|小故事|故事|小说|剧本|短剧|话剧|小品|相声|脚本|诗歌|诗|歌|童话|寓言|大纲|提纲|梗概|"
    r"传说|神话|绘本|短篇|同人文|同人|网文|宋词|(?<=首)词)(?!人|意|女|星|颂|舞|剧|迷|仙|坛|圣|曲|手|里|中|词|集|名|牌)"
)
_POLITE = re.compile(
    r"^(?:你好|您好|嗨|请问|请|麻烦你?|拜托|能不能|能否|可不可以|可以|可否|能|你能|你可以|帮忙|帮我|帮|给我|为我|替我|我想要|我想|我要|我需要|想要|想让你|让你|需要|"
    r"写|讲|说(?!唱)|编|创作|生成|来|作|做|构思|整|设计|提供|撰写|一下|[，,：:！!\s])+"
)
_END = r"(?=[，,。；;！!？?\n]|$)"
_ALL = r"([^，,。；;！!？?\n]+?)"
_PERSON = re.compile(
    rf"(?:故事)?(?:的)?({'|'.join(HERO)}|主要人物|主要角色|人物|角色)(?:分别)?(?:的?名字)?(是|为|有|：|:|叫做|叫作|名叫|叫|就是)\s*([^。；;！!？?\n]+?)"
    r"(?=[，,](?:背景|主题|发生|结局|地点|题目|标题|要求|要|字数|\d)|[。；;！!？?\n]|$)"
)
_PLACE = re.compile(
    rf"(?:故事)?(?:的)?(?:发生在|背景是|背景为|背景在|背景：|背景:|地点是|地点在|地点：|设定在|背景设定在|时间是|时间：|场景是|场景：){_ALL}(?:的(?=[^，,。；的]{{0,6}}{FORM})|{_END})"
)
_BACKGROUND = re.compile(rf"[，,]?以{_ALL}为(?:故事)?背景(?:的)?")
_ABOUT = re.compile(
    rf"(?:关于|有关|主题是|主题为|主题：|主题:|围绕|题材是|内容是|内容：){_ALL}(?:的(?=[^，,。；的]{{0,6}}{FORM})|{_END})"
)
_WHOLE = re.compile(
    rf"(?:关于|有关|讲述|描写)(?:了)?([^。；;！!？?\n]+)的(?=[^，,。；的]{{0,6}}{FORM}(?:[，,。！？]|$))"
)
_SUBJECT = re.compile(rf"[，,]?以{_ALL}为(?:主题|题|题材|中心|对象)(?:的)?")
_HEAD = re.compile(rf"^[^，,。；;！!？?\n]*?{FORM}(?:的?{FORM})?")
_TELLS = re.compile(
    r"^(?:(?:故事)?(?:讲述|描写|讲|写)(?:的是|了)?|说的是|内容是|剧情是|情节是|：|:)"
)


def polite(text: str) -> int:
    """Return where a request begins, after 请帮我写."""
    first = _POLITE.match(text)
    return first.end() if first else 0


def find(sheet: Sheet) -> None:
    """Read a Chinese request off its sheet into fields."""
    _extras(sheet)
    counts(sheet)
    rest = sheet.text[polite(sheet.text) :]
    cast: list[str] = []
    events: list[str] = []
    theme = setting = ""
    named = re.search(rf"{FORM}(?:的?{FORM})?", sheet.text)
    choose(
        sheet,
        "zh",
        _head_end(sheet.text),
        named.end() if named else 0,
        () if named else ("form", "verse"),
    )
    work = Sheet(rest)
    while (found := _PERSON.search(work.text)) and len(cast) < 6:
        loose: list[str] = []
        _people(found, cast, events, loose)
        work.text = f"{work.text[: found.start()]}。{work.text[found.end() :]}。{'。'.join(loose)}"
    setting = work.take(_PLACE) or work.take(_BACKGROUND)
    theme = work.take(_SUBJECT)
    about = _WHOLE.search(work.text) or _ABOUT.search(work.text)
    if about:
        after = re.match(rf"[^，,。；的]{{0,6}}{FORM}", work.text[about.end() :].removeprefix("的"))
        told = _told(about[1], work.text[about.start() :], about, cast, events)
        theme = theme or told.theme
        setting = setting or told.setting
        end = about.end() + (1 if work.text[about.end() : about.end() + 1] == "的" else 0)
        work.text = f"{work.text[: about.start()]} {work.text[end:]}"
    theme, setting = _rest(work, cast, events, theme, setting)
    if not setting:
        for event in events:
            where = re.search(
                rf"在([^，,在]{{0,10}}{_ROOM})(?=里|中|上|内|边|[\u4e00-\u9fff])", event
            )
            if where:
                setting = where[1]
                break
    if not theme and not events and "genre" in sheet.fields:
        theme = "爱情" if sheet.fields["genre"].value == "love" else ""
    sheet.text = work.text
    theme = clean(re.sub(r"^(?:关于|有关|一[个首篇种]|给)", "", theme), 40).strip("的")
    sheet.set("theme", theme, theme)
    sheet.set(
        "characters", list(dict.fromkeys(clean(each, 40) for each in cast))[:6], "、".join(cast)
    )
    sheet.set("events", [clean(each, 60) for each in events][:8], "；".join(events))
    sheet.set("setting", clean(setting, 40), setting)


def _head_end(text: str) -> int:
    subject = re.search(r"关于|有关|主角|讲述", text)
    if subject:
        tail = re.search(rf"的(?=[^，,。；的]{{0,6}}{FORM})", text)
        return len(text) if tail else subject.start() or len(text)
    return len(text)


def _told(phrase: str, text: str, match: re.Match[str], cast: list[str], events: list[str]) -> Told:
    told = tell(phrase)
    cast += [each for each in told.people if each not in cast]
    events += told.events
    return told


def _people(found: re.Match[str], cast: list[str], events: list[str], loose: list[str]) -> None:
    """Read what stands after 主角叫 or 主角是: names, roles, and what they do."""
    who, verb, said = found.groups()
    named = verb in ("叫做", "叫作", "名叫", "叫") or "名字" in found[0]
    parts = [part for part in re.split(r"[，,]", said) if part.strip()]
    place = len(cast)
    for index, part in enumerate(parts):
        part = part.strip()
        if index == 0:
            names = [each for each in re.split(r"[、]|和(?!尚)|与|以及", part) if each]
            if named and all(len(each) < 7 for each in names):
                inner = re.fullmatch(r"(.{1,6}?)的(.+)", part)
                cast += [part] if inner else names
                continue
            told = tell(part)
            cast += [each for each in told.people if each not in cast]
            events += told.events
            if not told.people:
                cast += [re.sub(rf"^一[{MEASURES}]", "", each) for each in names if len(each) < 16]
            continue
        more = re.match(rf"({'|'.join(HERO)}|另一[个位]|配角)(?:是|叫|名叫|为)(.+)", part)
        if more:
            other = re.sub(rf"^一[{MEASURES}]", "", more[2])
            cast.append(f"{more[1][:2]}{other}" if more[1][0] in "女男" else other)
            continue
        role = re.fullmatch(rf"(?:[他她它]?是)?(?:一[{MEASURES}])?(.{{1,14}})", part)
        if (
            role
            and kind(role[1])
            and named
            and index == 1
            and cast
            and not re.match(r"[要想会]", part)
        ):
            cast[-1] = f"{cast[-1]}，{role[1]}"
            continue
        subject = label(cast[place]) if len(cast) > place else ""
        if re.match(rf"(?:其中)?(?:另外?)?一[{MEASURES}](?:名叫|叫)", part) and subject:
            named_each = tell("，".join((cast[place], *parts[index:])))
            cast[place : place + 1] = named_each.people
            return
        if not starts(part) and not tell(part).people:
            loose.append(part)
            continue
        if index and not named and re.fullmatch(rf"一[{MEASURES}][^，]{{1,12}}", part):
            loose.append(part)  # her new neighbour, a boxer: said of the one before
            continue
        if taught := _taught(part):
            events.append(f"{subject}{taught}")
            continue
        told = tell(f"{subject}{part}" if subject and not tell(part).people else part)
        cast += [
            each
            for each in told.people
            if each not in cast
            and label(each) != subject
            and label(each) not in [label(c) for c in cast]
        ]
        events += told.events or ([f"{subject}{part}"] if subject and starts(part) else [])
    if who[0] in "女男" and len(cast) > place:
        cast[place] = f"{who[:2]}{cast[place]}"


def _taught(part: str) -> str:
    """Return what somebody learns by what a story is to teach: 要教她分享 -> 学会分享."""
    found = re.match(
        r"(?:要|想|希望)?(?:教会|教|让)(?:[他她它])?(?:学会|懂得|明白)?(.+)", part.strip()
    )
    return f"学会{found[1]}" if found else ""


def _rest(
    work: Sheet, cast: list[str], events: list[str], theme: str, setting: str
) -> tuple[str, str]:
    """Read what is left, sentence by sentence: the head with its form, and what happens."""
    unread: list[str] = []
    for sentence in re.split(r"[。！!？?\n；;]+", work.text):
        sentence = sentence.strip(" ，,：:")
        if not sentence:
            continue
        sentence = (
            sentence[polite(sentence) :]
            if re.match(r"(?:请|帮|给我|写|讲|来)", sentence)
            else sentence
        )
        head = _HEAD.match(sentence)
        tail = None if head else re.search(rf"的[^，,。；的]{{0,4}}{FORM}$", sentence)
        sentence = sentence[: tail.start()] if tail else sentence
        body = ""
        if head:
            before, body = head[0], sentence[head.end() :].strip(" ，,：:")
            known = len(cast) + len(events)
            theme, setting = _before(before, cast, events, theme, setting)
            if len(cast) + len(events) == known:
                unread.append(before.replace(theme or setting or "\n", ""))
        else:
            body = sentence
        body = _TELLS.sub("", body).strip(" ，,：:")
        kept = []
        for part in re.split(r"[，,]", body):
            if part and not setting and _placed(part.strip()) and not tell(part).people:
                setting = part.strip().removeprefix("在")
            elif _speaks(part) or (part and _known(part.strip())):
                unread.append(part)
            elif cast and (taught := _taught(part)):
                events.append(f"{label(cast[0])}{taught}")
            elif part:
                kept.append(part)
        if not kept:
            continue
        told = tell("，".join(kept))
        new = [
            each
            for each in told.people
            if each not in cast and label(each) not in [label(c) for c in cast]
        ]
        cast += new
        first = label(cast[0]) if cast else ""
        events += told.events
        setting = setting or told.setting
        if told.theme:
            if not theme and not cast and not head:
                theme = told.theme
            elif first and not told.people and not told.events and len(told.theme) > 3 and not head:
                events.append(f"{first}{told.theme}") if told.theme[
                    0
                ] in "要能会" else unread.append(told.theme)
            elif not theme and (not cast or told.pair):
                theme = told.theme
            else:
                unread.append(told.theme)
    work.text = "。".join(unread)
    return theme, setting


_ROOM = (
    r"(?:馆|店|厅|院|校园|学校|高中|大学|场|车站|站台|公园|花园|街|巷|城|镇|村|市|岛|山上|山里|湖边|河边|江边|海边|海上|港|灯塔|庙|宫|楼|教室|病房|宿舍|公寓|办公室|桥上|船上|列车上|火车上|亭|森林|星球|火星|月球|太空|"
    r"地铁|酒吧|客栈|长廊|厨房|田野|沙滩|沙漠|草原|江湖|世界|王国|城堡|监狱|上海|北京|南京|东京|广州|深圳|香港|台北|巴黎|伦敦|纽约|长安|洛阳|江南|杭州|苏州|成都|重庆|西安|武汉)"
)


def _placed(part: str) -> bool:
    """Whether a part is only a place: 唐朝长安, 高中校园, 在一座小岛上."""
    bare = part.removeprefix("在")
    if re.search(r"[有叫是]", bare):
        return False
    return (
        len(bare) < 14
        and bool(re.fullmatch(rf"[^，,]*{_ROOM}(?:里|中|上|内)?", bare))
        and not tell(bare).events
    )


def _speaks(part: str) -> bool:
    """Whether a part speaks of the text, not of what happens in it."""
    part = part.strip()
    return bool(
        re.match(
            r"(?:要求|风格|藏[“\"]|开头|结尾是|第一句|以[“\"]|不少于|结局|结尾|字数|最好|不要|语言|希望|整体|基调|类型|题材|体裁|适合|必须|需要|用|以第|带点|带一点|要有?(?:反转|押韵|温|搞|恐|感|幽|悲|好|有)|请|谢谢|越|尽量|记得|适当|分[一二两三四五六七八九十\d])",
            part,
        )
        or re.fullmatch(
            r".{0,8}(?:风格|风|一点|一些|结局|结尾|反转|押韵|视角|人称|为主|左右|以内|以上|版|向)",
            part,
        )
    )


def _before(
    head: str, cast: list[str], events: list[str], theme: str, setting: str
) -> tuple[str, str]:
    """Read what stands before the form: 一只想飞的猪的故事, 王芳和李伟的爱情故事, 秋天的诗."""
    if re.fullmatch(rf"(?:[一两三几\d]*[个首篇部段则支])?{FORM}", head):
        return theme, setting
    bare = re.sub(r"^(?:有)?[一两三几\d]*[首篇部段则支](?!的)|^[个段](?!人|体|性)", "", head)
    if re.match(r"(?:一个|两个|几个|一则|一种)", bare) and not re.match(
        rf"[一两几]个.*的.*{FORM}$", bare
    ):
        bare = bare[2:]
    of = re.match(rf"^(.+)的([^的]{{0,6}}?){FORM}$", bare)
    if of is None:
        kinds = re.match(rf"^(.{{1,8}}?){FORM}$", bare)
        word = kinds[1].strip("的") if kinds else ""
        word = re.sub(r"^一[个首篇部段种]", "", word)
        told = tell(word) if len(word) > 1 and not _known(word) else Told()
        if word and not theme and not cast and not _known(word):
            if told.people and somebody(told.people[0]):
                cast += told.people
                events += told.events
            else:
                theme = word
        return theme, setting
    said = re.sub(r"^(?:一[个首篇段部])(?=关于)", "", of[1])
    plain = re.sub(r"^(?:发生)?在|(?:里|中|背景|时代|时期)$", "", re.sub(r"^一[个首篇]", "", said))
    if not setting and _placed(plain):
        return theme or ("" if _known(of[2]) or not of[2] else of[2]), plain
    where = re.fullmatch(r"(?:一[个首篇]?)?(?:发生)?在?(.+?)(?:里|中|上|背景|时代|时期)", said)
    if (
        where
        and not cast
        and not setting
        and re.search(r"(?:里|中|上|背景)$", said)
        and len(where[1]) > 1
        and not tell(said).events
    ):
        return theme, where[1]
    one = said
    if _known(re.sub(r"^一[个首篇]", "", one)):
        return theme, setting
    told = tell(one)
    if not told.people and not told.events:
        again = re.sub(r"^一[个首篇]", "", one)
        told = tell(again)
    cast += [each for each in told.people if each not in cast]
    events += told.events
    setting = setting or told.setting
    if told.theme and not theme and not _known(told.theme):
        theme = re.sub(r"^一[个首篇]", "", told.theme)
    if of[2] and not theme and (cast or events) and not _known(of[2]) and len(of[2]) > 1:
        theme = of[2]
    return theme, setting


def _known(word: str) -> bool:
    """Whether a word before the form is a genre, a mood or a size that is read already."""
    from ..choices import left

    if any(match.words == word for match in brief_words("zh", "occasion").find(word)):
        return True
    return not left(word, "zh") or word in (
        "优美",
        "好听",
        "好",
        "精彩",
        "完整",
        "简单",
        "经典",
        "原创",
        "新",
        "短小",
        "古体",
        "流行",
        "自由",
        "抒情",
        "叙事",
    )


def _extras(sheet: Sheet) -> None:
    """Take title, words to include, dedication and whom it is for off the sheet."""
    title = sheet.take(
        r"[，,]?(?:题目|标题|题名|名字|书名|歌名|诗名|名)?(?:就?叫做?|是|为|：|:|题为|名为|以)?《([^》]{1,30})》(?:为题(?:目)?)?(?:的)?"
    )
    title = title or sheet.take(
        rf"[，,]?(?:题目|标题|题名|书名|歌名|诗名)(?:就?叫|是|为|：|:|定为)[“\"]?([^，,。；”\"]{{1,20}}?)[”\"]?{_END}"
    )
    sheet.set("title", clean(title, 40), f"《{title}》")
    words = sheet.take(
        r"[，,]?(?:文中|里面|其中|诗中|故事里|故事中|歌词里|内容)?(?:要|必须|需要?|请)?(?:包含|包括|含有|出现|用上|用到|提到|要有|带有|有|使用|加入|嵌入)(?:以下|这些)?(?:词语?|字|元素|关键词)?[：:]?"
        r"((?:[“\"「][^”\"」]+[”\"」][、，,和与]?)+)(?:等?(?:这|几|两|三|四|\d)*个?(?:词语?|字|元素|关键词|意象)?)?"
    )
    found = re.findall(r"[“\"「]([^”\"」]+)[”\"」]", words)
    if not found:
        words = sheet.take(
            r"[，,](?:文中|里面|其中|诗中|诗里|故事里|故事中|歌词里)?(?:要|必须|需要?|请)?(?:包含|包括|含有|出现|用上|用到|提到|要有|加入)(?:以下|这些)?(?:词语?|元素|关键词)?[：:]?"
            r"(?!反转|.{0,4}结局|押韵|对话|.{0,2}情节)([^，,。；]{1,24}?)(?:等?(?:这)?(?:几|两|三|四|\d)*个?(?:词语?|字|元素|关键词|意象))?"
            + _END
        )
        found = [w for w in re.split(r"[、]|和(?!尚)|与|以及", words) if w]
        found = [re.sub(rf"^[一几两][{MEASURES}片盏场杯阵封]", "", w) for w in found]
    if not found and (
        words := sheet.take(r"用[“\"]([^”\"]+)[”\"](?:这?几个?字|这些词|为关键词)?(?=写|作|造|编)")
    ):
        found = re.split(r"[、，, ]", words)
    if not found:
        words = sheet.take(rf"(?:要有|包含|含有|出现|带有)([^，,。；]{{1,24}}?)(?:的(?={FORM}))")
        found = [w for w in re.split(r"[、]|和(?!尚)|与|以及", words) if w]
    sheet.set("include", [clean(word, 20) for word in found][:8], words)
    lull = sheet.take(
        r"(?:来|用来)?哄((?:我)?(?:的)?(?:孩子|宝宝|娃|女儿|儿子|小孩)(?:们)?)(?:睡觉|入睡|睡)?"
    )
    if lull:
        sheet.set("audience", "children", lull)
    age = sheet.take(
        r"(?:讲?给|为|适合)((?:我)?(?:的)?(?:\d+|[一二三四五六七八九十两])岁(?:半)?(?:的)?(?:孩子|小朋友|宝宝|女儿|儿子|小孩|女孩|男孩|娃)?)(?:听|看|讲|写)?(?:的)?"
    )
    if age:
        sheet.set("audience", "children", age)
    given = sheet.take(
        r"[，,]?(?:送给|献给|写给|赠给|致)((?:我)?(?:的|最?亲爱的)?[^，,。；的\s]{1,8})(?:的(?!故事))?(?=$|[，,。；\s]|[^，,。；]{0,6}(?:诗|歌|故事|生日|礼物))"
    )
    kin = r"(?:妈妈|爸爸|母亲|父亲|奶奶|爷爷|外婆|外公|姥姥|老婆|老公|妻子|丈夫|女友|女朋友|男友|男朋友|闺蜜|老师|朋友|姐姐|妹妹|哥哥|弟弟|女儿|儿子|孩子|宝宝)"
    if not given:
        given = sheet.take(
            rf"(?<![讲说])给((?:我)?(?:的)?{kin})(?=写|的|讲|过|生日|$|[，,])(?:写|讲|编)?(?:一?[首个篇])?(?:的)?"
        )
    if given:
        sheet.set("dedication", clean(given, 20), given)
        if re.search(r"女儿|儿子|孩子|宝宝|小朋友|娃", given):
            sheet.set("audience", "children", given)
    for match in brief_words("zh", "occasion").find(sheet.text):
        after, before = sheet.text[match.end :], sheet.text[: match.start]
        if (
            re.match(rf"(?:的|祝福|贺|礼物)?{FORM}", after)
            or re.search(r"(?:庆祝|祝贺|过|为)$", before)
            or (given and len(before) < 12)
        ):
            sheet.fields.setdefault("occasion", Found(match.value, match.words))
            sheet.text = f"{before}{after.removeprefix('节')}"
            break


__all__ = ["FORM", "find", "is_name", "polite"]
