"""What a prompt names of its form, language and size; a model reads the rest itself."""

import re

from muse import Found, Reading, number

from . import languages, sizes

_FORMS = {
    "image_prompts": r"\b(?:image|picture) prompts?\b|图像提示词|绘画提示词|绘图提示词",
    "outline": r"\boutline\b|大纲|提纲",
    "script": r"\b(?:screenplay|film script|movie script|script for|stage play)\b|剧本",
    "lyrics": r"\b(?:lyrics|songs?|lullaby)\b|歌词|首[^,\uff0c。诗]{0,6}歌|情歌|儿歌|摇篮曲",
    "poem": (
        r"\b(?:poems?|sonnets?|haikus?|limericks?|villanelles?|ghazals?|tankas?|acrostics?|odes?"
        r"|ballads?|sestinas?|couplets?|quatrains?|elegy|free verse|rhyming verses?)\b"
        r"|诗(?!人|句|意|经|坛|词大会)|绝句|俳句|短歌|填词|词牌|[首阕]词|浣溪沙|满江红|水调歌头|沁园春"
        r"|念奴娇|蝶恋花|如梦令|菩萨蛮|虞美人|清平乐|西江月|鹧鸪天|临江仙|卜算子|青玉案|忆江南|声声慢"
        r"|雨霖铃|江城子|渔家傲"
    ),
    "story": r"\b(?:short story|story|stories|fairy tales?|fables?|novel|novella)\b"
    r"|故事|小说|童话|寓言",
    # Of another kind: the request alone says what it is.
    "": (
        r"\b(?:letters?|e-?mails?|recipes?|jokes?|essays?|articles?|speech(?:es)?|reviews?"
        r"|blog|diary|journal|monologues?|dialogues?|tweets?|adverts?|ads?|slogans?|names|riddles?"
        r"|toasts?|eulogy|prayers?|translat(?:e|ion)|summar(?:y|ise|ize)|explain|list|press release"
        r"|cover letter|news|reports?|biography|obituary|postcards?|notes?|greetings?|puns?)\b"
        r"|(?:[封写]|感谢|推荐|求职|道歉)信(?![任仰心息号使念])|邮件|菜谱|食谱|笑话|作文|文章|演讲|评论|新闻|日记|谜语|祝福|翻译|总结|散文|文案|段子"
        r"|简介|对联|广告|口号|报告|通知|朋友圈|贺词|悼词|解释"
    ),
}
_TASKS = {
    "titles": (
        r"\b(?:suggest|give|list|brainstorm|find|some|\d+|[a-z]+teen|two|three|four|five|six|seven"
        r"|eight|nine|ten|twelve|twenty)\b[^.!?\n]{0,20}\btitles\b|\btitle (?:ideas|suggestions)\b"
        r"|(?:个|起|取|想)[^,\uff0c。]{0,6}(?:书名|标题|题目)"
    ),
    "loglines": r"\bloglines?\b|一句话梗概",
    "character": r"\bcharacter (?:sheet|card|profile)s?\b|人物卡|角色卡|人物小传|人物设定",
}
"""Tasks that need no text; those with one are chosen when there is one."""

_MODIFIER = re.compile(r"关于[^,\uff0c。!\uff01?\uff1f\n]{1,30}?的")
"""What stands before a noun in Chinese and says what it is about, not what it is."""

_LIST = re.compile(
    r"\b(\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)\s+"
    r"(?:\w+\s+){0,2}?(?:titles?|loglines?)\b|\b(an?) (?:title|logline)\b"
    r"|(\d+|[一二两三四五六七八九十]+)\s*[个条][^,\uff0c。]{0,6}?(?:书名|标题|题目|梗概)",
    re.I,
)

_CLAUSE = re.compile(r"[,.;!?\n\uff0c。\uff1b\uff01\uff1f]")


def read(prompt: str) -> Reading:
    """Return what a prompt says of fields: form or task, chapters, language, alternatives."""
    found: dict[str, Found] = {}
    task, form = _first(_TASKS, prompt), _first(_FORMS, prompt)
    if task and form and form.value and _before(prompt, form.words, task.words):
        task = None  # "a story with ten titles" is a story
    form = None if task else form
    if task:
        found["task"] = task
        if task.value != "character" and (many := _many(prompt)):
            found["alternatives"] = many
    elif form and form.value:
        found["form"] = form
    if not task and (form is None or form.value in ("story", "outline")):
        parts = sizes.chapters(prompt)
        if parts is not None:
            found["chapters"] = Found(parts.number, parts.words)
    language = languages.asked(prompt)
    if language is not None:
        found["language"] = language
    return Reading(found)


def named_form(prompt: str) -> str | None:
    """Return the form that a prompt names itself."""
    found = _first(_FORMS, prompt)
    return found.value or None if found else None


def _first(patterns: dict[str, str], prompt: str) -> Found | None:
    """Return the name whose words come first; of those at one place the first of the table.

    In a Chinese clause it is the last instead, since what it is stands behind what it is of.
    """
    text = _MODIFIER.sub(lambda match: " " * len(match[0]), prompt[:2000])
    found = [
        (match.start(), number, name, match[0])
        for number, (name, pattern) in enumerate(patterns.items())
        for match in re.finditer(pattern, text, re.IGNORECASE)
    ]
    if not found:
        return None
    start, _, name, words = min(found)
    if not words.isascii():
        end = _CLAUSE.search(text, start)
        clause = [each for each in found if each[0] < (end.start() if end else len(text))]
        at = max(each[0] for each in clause)
        *_, name, words = min(each for each in clause if each[0] == at)
    return Found(name, words)


def _before(prompt: str, first: str, second: str) -> bool:
    """Whether words stand before others; in Chinese in a clause before."""
    start, end = prompt.find(first), prompt.find(second)
    return start < end and (first.isascii() or bool(_CLAUSE.search(prompt, start, end)))


def _many(prompt: str) -> Found | None:
    for match in _LIST.finditer(prompt):
        value = 1 if match[2] else number((match[1] or match[3]).lower())
        if value is not None and value >= 1:
            return Found(int(value), match[0])
    return None
