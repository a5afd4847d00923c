"""The head of a Chinese request: 请帮我写一个故事."""

import re

FORM = (
    r"(?:七言绝句|五言绝句|七言律诗|五言律诗|十四行诗|现代诗|自由诗|散文诗|打油诗|藏头诗|绝句|律诗|七绝|五绝|七律|五律|七言诗|五言诗|古诗|俳句|情诗|小诗|短诗|童谣|儿歌|"
    r"[Rr]ap|RAP|歌词|歌曲|情歌|摇篮曲|说唱|睡前故事|短篇小说|长篇小说|微小说|小故事|故事|小说|短剧本|剧本|短剧|话剧|小品|对白|相声|脚本|诗歌|诗|歌|童话|寓言|大纲|提纲|梗概|"
    r"传说|神话|绘本|短篇|同人文|同人|网文|宋词|(?<=首)词)(?!人|意|女|星|颂|舞|剧|迷|仙|坛|圣|曲|手|里|中|词|集|名|牌)"
)


_POLITE = re.compile(
    r"^(?:你好|您好|嗨|请问|请|麻烦你?|拜托|能不能|能否|可不可以|可以|可否|能|你能|你可以|帮忙|帮我|帮|给我|为我|替我|我想要|我想|我要|我需要|想要|想让你|让你|需要|"
    r"写|讲|说(?!唱)|编|创作|生成|来|作|做|构思|整|设计|提供|撰写|一下|[，,：:！!\s])+"
)


END = r"(?=[，,。；;！!？?\n]|$)"


ALL = r"([^，,。；;！!？?\n]+?)"


def polite(text: str) -> int:
    """Return where a request begins, after 请帮我写."""
    first = _POLITE.match(text)
    return first.end() if first else 0


def head_end(text: str) -> int:
    subject = re.search(r"关于|有关|主角|讲述", text)
    if subject:
        tail = re.search(rf"的(?=[^，,。；的]{{0,6}}{FORM})", text)
        return len(text) if tail else subject.start() or len(text)
    return len(text)
