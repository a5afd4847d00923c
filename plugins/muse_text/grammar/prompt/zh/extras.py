"""Title, words to include, for whom: read off a Chinese request."""

import re

from muse import Found

from ...cast import clean
from ..choices import brief_words
from ..sheet import Sheet
from .head import END, FORM
from .people import MEASURES, ONE


def read_extras(sheet: Sheet) -> None:
    """Take title, words to include, dedication and whom it is for off the sheet."""
    title = sheet.take(
        r"[，,]?(?:题目|标题|题名|名字|书名|歌名|诗名|名)?(?:就?叫做?|是|为|：|:|题为|名为|以)?《([^》]{1,30})》(?:为题(?:目)?)?(?:的)?"
    )
    title = title or sheet.take(
        rf"[，,]?(?:题目|标题|题名|书名|歌名|诗名)(?:就?叫|是|为|：|:|定为)[“\"]?([^，,。；”\"]{{1,20}}?)[”\"]?{END}"
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
            + END
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
    inside = sheet.take(
        r"[，,]?(?:里面|其中|故事里|文中|诗里)(?:要|必须)?有((?:[一两三几][个只条把本封座张]|[“\"])[^。；，,]+)"
    )
    if inside:
        items = [ONE.sub("", each.strip('“”" ')) for each in re.split(r"[、]|和(?!尚)|与", inside)]
        sheet.set("include", [clean(each, 20) for each in items if each][:8], inside)
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
    young = sheet.take(
        r"(?:给|为|适合)([^，。给的]{0,8}(?:的)?(?:孩子|小朋友|宝宝|小学生|幼儿园|儿童)们?)"
        r"(?:听|看|阅读)?(?:的)?(?=写|讲|编|一|，|。|$|听|看)"
    )
    if young:
        sheet.set("audience", "children", young)
    given = sheet.take(
        r"[，,]?(?:送给|献给|写给|赠给|致)((?:我)?(?:的|最?亲爱的)?[^，,。；的\s]{1,8})(?:的(?!故事))?(?=$|[，,。；\s]|[^，,。；]{0,6}(?:诗|歌|故事|生日|礼物))"
    )
    kin = (
        r"(?:妈妈|爸爸|母亲|父亲|奶奶|爷爷|外婆|外公|姥姥|老婆|老公|"
        r"妻子|丈夫|女友|女朋友|男友|男朋友|闺蜜|老师|朋友|姐姐|妹妹|"
        r"哥哥|弟弟|女儿|儿子|孩子|宝宝)"
    )
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
