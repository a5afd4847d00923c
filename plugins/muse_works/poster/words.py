"""What prompts may say of a poster, in English and Chinese."""

import re

from muse import Found, Lexicon, Reading

from . import sizes

WORDS = Lexicon(
    {
        "theme": {
            "tech": ["tech", "technology", "product launch", "product", "startup", "software",
                "robot", "ai", "science", "科技", "技术", "新品发布", "发布会", "人工智能", "机器人", "互联网", "科学"],
            "music": ["music", "concert", "jazz", "band", "gig", "dj", "festival of music", "choir",
                "piano", "音乐", "音乐会", "演唱会", "爵士", "乐队", "音乐节", "钢琴"],
            "food": ["food", "restaurant", "noodles", "cafe", "coffee", "bakery", "cooking", "menu",
                "美食", "餐厅", "咖啡", "面馆", "火锅", "烘焙", "美食节", "菜单"],
            "nature": ["nature", "forest", "mountain", "mountains", "park", "environment", "wild",
                "自然", "森林", "山", "公园", "环保", "户外"],
            "sport": ["sport", "sports", "marathon", "run", "race", "football", "basketball", "fitness",
                "gym", "运动", "体育", "马拉松", "跑步", "足球", "篮球", "健身", "比赛"],
            "spring-festival": ["spring festival", "chinese new year", "lunar new year", "春节", "新春",
                "过年", "农历新年", "元宵", "元宵节"],
            "mid-autumn": ["mid-autumn", "mid autumn", "moon festival", "mid autumn festival", "中秋",
                "中秋节", "月饼", "赏月"],
            "christmas": ["christmas", "xmas", "圣诞", "圣诞节"],
            "new-year": ["new year", "new year's eve", "fireworks", "新年", "元旦", "跨年", "烟花"],
            "halloween": ["halloween", "万圣节"],
            "education": ["education", "school", "course", "class", "workshop", "kids", "children",
                "lesson", "training", "教育", "开学", "学校", "课程", "培训", "招生", "儿童", "夏令营"],
            "sale": ["sale", "discount", "promotion", "shopping", "offer", "促销", "打折", "大促", "优惠",
                "特卖", "购物"],
            "film": ["film", "movie", "cinema", "premiere", "电影", "影院", "放映", "首映"],
            "travel": ["travel", "trip", "holiday", "tour", "tourism", "sea", "beach", "旅行", "旅游", "度假",
                "海边", "出游"],
            "book": ["book", "books", "reading", "library", "author", "读书", "书", "阅读", "图书馆", "新书",
                "书展"],
            "art": ["art", "exhibition", "gallery", "design", "museum", "艺术", "展览", "画展", "美术馆", "设计",
                "艺术展", "摄影展"],
            "wedding": ["wedding", "marriage", "婚礼", "结婚", "婚宴"],
            "charity": ["charity", "donation", "volunteer", "volunteers", "fundraiser", "公益", "慈善", "募捐",
                "志愿者", "义卖"],
        },
        "style": {
            "modern": ["modern", "现代", "现代风格"],
            "swiss": ["swiss", "bauhaus", "international style", "grid", "瑞士", "瑞士风格", "包豪斯"],
            "bold": ["bold", "loud", "strong", "大胆", "醒目", "粗犷"],
            "elegant": ["elegant", "classy", "refined", "优雅", "典雅", "精致"],
            "retro": ["retro", "vintage", "复古", "怀旧"],
            "chinese": ["chinese style", "oriental", "中国风", "国风", "中式", "古风"],
            "minimal": ["minimal", "minimalist", "simple", "clean", "极简", "简约", "简洁"],
            "split": ["split", "half and half", "分栏", "对半"],
            "tech": ["futuristic", "cyber", "neon", "科技感", "未来感", "赛博"],
            "festive": ["festive", "喜庆", "节日风格"],
            "frame": ["railway poster", "travel poster", "framed", "画框"],
            "playful": ["playful", "cute", "childlike", "可爱", "童趣", "活泼"],
            "magazine": ["magazine", "magazine cover", "杂志", "杂志封面"],
        },
        "orientation": {
            "portrait": ["portrait", "upright", "vertical", "竖版", "竖向", "竖幅", "竖屏"],
            "landscape": ["horizontal", "landscape format", "landscape orientation", "wide", "横版",
                "横向", "横幅", "横屏"],
        },
        "size": {
            "square": ["square", "方形", "正方形"],
            "story": ["story", "phone", "手机", "手机海报", "全屏"],
            "banner": ["banner"],
            "4k": ["4k"],
            "full-hd": ["full hd", "1080p", "高清"],
        },
        "palette": {
            "midnight": ["blue", "dark blue", "navy", "蓝色", "深蓝", "深蓝色"],
            "vermilion": ["red", "红色", "中国红", "大红"],
            "forest": ["green", "绿色"],
            "violet": ["purple", "violet", "紫色"],
            "candy": ["pink", "粉色", "粉红"],
            "lemon": ["yellow", "黄色"],
            "ember": ["orange", "warm", "橙色", "暖色"],
            "mono": ["black and white", "monochrome", "黑白"],
            "ocean": ["teal", "turquoise", "青色", "海蓝"],
            "rose": ["rose", "玫瑰色"],
            "sand": ["brown", "beige", "米色", "棕色"],
        },
        "effects": {
            "fade_in": ["fade in", "fading in", "淡入", "渐显"],
            "zoom_in": ["zoom in", "zooming in", "推近", "放大"],
            "zoom_out": ["zoom out", "zooming out", "拉远", "缩小"],
            "pan": ["pan", "panning", "平移"],
            "parallax": ["parallax", "视差"],
            "rise": ["rise", "rising", "上升", "升起"],
            "slide": ["slide", "slide in", "滑入"],
            "typewriter": ["typewriter", "打字机", "逐字"],
            "wipe": ["wipe", "擦除"],
            "pulse": ["pulse", "脉动", "跳动"],
            "shimmer": ["shimmer", "闪光", "流光"],
        },
        "art": {
            "painted": ["painting", "painted", "with a picture", "插画", "绘画", "配图"],
            "drawn": ["graphic", "geometric", "flat design", "without a picture", "平面", "几何", "扁平"],
        },
        "vertical": {True: ["vertical text", "vertical headline", "竖排"], False: ["横排"]},
    },
    ignore=[
        "poster", "posters", "flyer", "placard", "advert", "ad", "animated", "dynamic", "design",
        "make", "create", "headline", "title", "style", "colours", "colors", "event", "evening",
        "night", "day", "please", "海报", "动态海报", "宣传", "宣传海报", "广告", "设计", "制作", "一张", "做", "标题",
        "风格", "活动", "主题", "晚会", "大会", "色调", "尺寸", "动态", "动画", "请", "为", "的", "节",
    ],
)  # fmt: skip

_QUOTED = re.compile(
    r"“([^”]{1,200})”|\"([^\"]{1,200})\"|「([^」]{1,200})」|『([^』]{1,200})』|(《[^》]{1,200}》)"
    r"|(?<![A-Za-z])'([^']{2,200})'(?![A-Za-z])|‘([^’]{2,200})’"
)
_NAMES = (
    ("line", r"subtitle|sub-?headline|slogan|tagline|second line|line|副标题|副题|标语|口号"),
    ("date", r"date|time|when|on|日期|时间"),
    ("small_print", r"small print|place|venue|address|where|footer|at|小字|地点|地址|页脚|场地"),
    (
        "text",
        r"headline|title|text|called|saying|says|named|标题|主标题|文字|大字|写着|写|题为|题目",
    ),
)
"""Field -> what is said before the words in quotation marks that are its text."""

_DATE = re.compile(
    r"(?:\d{4}\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*[日号](?:\s*[上下]午\d{1,2}[点时])?"
    r"|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December)\b(?:,?\s+\d{4})?"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"\s+\d{1,2}(?:st|nd|rd|th)?\b(?:,?\s+\d{4})?|\b\d{4}-\d{2}-\d{2}\b|\b\d{4}\.\d{1,2}\.\d{1,2}\b"
)
_SIZE = re.compile(
    r"(?<![A-Za-z0-9])(A[0-6]|B2)(?![A-Za-z0-9])|(?<!\d)(\d{3,5})\s*[x×*]\s*(\d{3,5})(?!\d)",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\bposter\s+(?:for|about|of|on)\s+(?:the\s+|a\s+|an\s+|our\s+|my\s+)?([^,.;:!?\"“”\n]{3,60})",
    re.I,
)
_BEFORE = re.compile(r"([\u4e00-\u9fff]{2,14}?)(?:的)?(?:宣传|动态|活动)?海报")
_LEAD = re.compile(r"^(?:请|帮我|给我|设计|制作|生成|做|画|来|为|一张|一个|一幅|我们|的|关于|张)+")


def read(prompt: str) -> Reading:
    """Return what a prompt says of theme, texts, size, style, colours and moves."""
    fields: dict[str, Found] = {}
    rest = _quoted(prompt, fields)
    found = _DATE.search(rest)
    if found and "date" not in fields:
        fields["date"] = Found(found[0].strip(), found[0])
        rest = rest.replace(found[0], "，", 1)
    sized = _SIZE.search(rest)
    if sized:
        name = sizes.known(sized[1] or f"{sized[2]}x{sized[3]}")
        if name is not None:
            fields["size"] = Found(name, sized[0])
            rest = rest.replace(sized[0], " ", 1)
    made = WORDS.read(rest, lists=("effects",))
    fields = {**made.fields, **fields}
    left = made.not_understood
    if "text" not in fields:
        title = _title(rest)
        if title is not None:
            fields["text"] = title
            left = tuple(word for word in left if word.lower() not in title.words.lower())
    return Reading(fields, left)


def _quoted(prompt: str, fields: dict[str, Found]) -> str:
    """Fill texts from what stands in quotation marks, and return the prompt without them."""
    rest, end = "", 0
    for found in _QUOTED.finditer(prompt):
        said = next(group for group in found.groups() if group)
        before = prompt[end : found.start()]
        name, cue = _named(before)
        if name is None:
            name = next((n for n in ("text", "line", "small_print") if n not in fields), None)
        rest += before[: len(before) - len(cue)] + "，"
        end = found.end()
        if name is not None and name not in fields:
            fields[name] = Found(said.strip(), cue + found[0])
    return rest + prompt[end:]


def _named(before: str) -> tuple[str | None, str]:
    """Return which text is announced right before quotation marks, and by which words."""
    for name, words in _NAMES:
        found = re.search(
            rf"(?:(?<![A-Za-z])(?:{words}))\s*(?:is|reads|为|是|叫)?\s*[:：]?\s*$", before, re.I
        )
        if found:
            return name, found[0]
    return None, ""


def _title(rest: str) -> Found | None:
    """Return the headline that a prompt without quotation marks means, if it names one."""
    chinese = _BEFORE.search(rest)
    if chinese:
        title = _LEAD.sub("", chinese[1])
        generic = WORDS.read(title)
        if len(title) >= 4 and (len(title) > 4 or "theme" in generic.fields):
            return Found(title, chinese[0])
    english = _FOR.search(rest)
    if english:
        words = re.split(r"\s+(?:in|with|on|at|using|as)\s+", english[1].strip())[0].split()
        if 1 < len(words) <= 7:
            return Found(
                " ".join(
                    w if w.isupper() else w[0].upper() + w[1:] if w not in _SMALL else w
                    for w in words
                ),
                english[0],
            )
    return None


_SMALL = frozenset(("a", "an", "the", "of", "and", "or", "for", "by"))
