"""The rules that every text of text.grammar has to keep; each returns what breaks them."""

import re

from muse_text.grammar import chinese, packs

_AFTER = (
    "did|does|do|would|could|should|might|must|will|shall|can|may|let|make|made|see|if|as|though"
)
_AGREE = [
    re.compile(
        rf"(?<!\w)((?!{_AFTER}\b)\w+[ ,“]*) (he|she|it) (were|are|have|do|don't|weren't)\b", re.I
    ),
    re.compile(r"(\b)(?<!of )(they|we|you) (was|is|has|does|doesn't|isn't)\b", re.I),
    re.compile(r"(\b)(?<!if )(?<!though )(I) (is|are|has|does|were)\b"),
]
_PEOPLE = {"位", "名", "个"}
"""Measure words of people: any of them will do."""
_SEVERAL = frozenset("群双对副些种排串窝堆")
"""Measure words of several, which any noun may have."""
_AS_RIGHT = {
    **{
        "手": "把",
        "客栈": "个",
        "账": "本笔",
        "书": "段部页",
        "路": "段程",
        "曲子": "支",
        "梦": "个",
        "人": "家",
        "绳子": "根截",
    },
    **{"扣子": "颗粒", "绳": "条截", "事": "桩", "病": "个", "灯": "点", "纸": "页", "云": "片块"},
    **{
        "雨": "阵",
        "雪": "片",
        "树": "棵",
        "船": "只",
        "门": "道",
        "钟": "只",
        "琴": "架",
        "草": "株",
    },
    **{"花": "枝支", "线": "截", "石头": "颗", "信": "叠", "鱼": "尾", "狗": "条", "蜡烛": "根"},
    **{"笔": "管", "柴": "捆", "影子": "道", "桥": "道", "歌": "支", "墙": "道面", "糖": "颗粒"},
    **{"碗": "个", "铅笔": "截", "风": "阵", "心": "片", "钱": "枚", "铃": "个", "梦话": "句"},
}
"""Other measure words that are as right: what a noun may be counted with besides."""
_AFTER_NOUN = r"(?=[，。、；：！？”的是在和叫])"
_VOWEL = re.compile(r"\b[Aa] (?=[aeiou])(?!(?:uni[^nm]|use|usu|one\b|once|eu|ut[io]|uk|ufo))\w+")
_CONSONANT = re.compile(r"\b[Aa]n (?![aeiouAEIOU]|hour|honest|honou?r|heir)\w+", re.I)
_DOUBLED = re.compile(r"\b([a-z]+) \1\b", re.I)
_MEANT_TWICE = {"had had", "that that", "over them", "went up", "yes yes"}
_LOWER = re.compile(r"(?:[.!?] |[.]” |^|\n)“?[a-z]\w*")


def prose(text):
    """The paragraphs of a Markdown text without marks."""
    lines = [re.sub(r"^(?:#+ |- |\*)|\*$", "", line).strip() for line in text.splitlines()]
    return [re.sub(r"^\*\*.+?\*\*(?:: |：)", "", line) for line in lines if line.strip()]


def sentences(text, language):
    """The sentences of a Markdown text, headings left out."""
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    end = r"[.!?]+[”]?(?:\s+|$)" if language == "en" else r"[。！？…]+[”』]?"
    return [
        s.strip()
        for s in re.split(rf"(?<=[.!?。！？”])(?:\s+|$)|\n|(?:{end})", body)
        if s and s.strip()
    ]


def measure_words(text):
    """Every noun that is counted with another measure word than it wants."""
    measures = packs.table("zh", "words")["measures"]
    known = "".join(measures) + "个"
    for noun in sorted({noun for nouns in measures.values() for noun in nouns}, key=len):
        for match in re.finditer(rf"[一这那]([{known}])({re.escape(noun)}){_AFTER_NOUN}", text):
            wanted = chinese.measure(noun)
            fits = (
                match[1] in (wanted, *_SEVERAL, *_AS_RIGHT.get(noun, ""))
                or {match[1], wanted} <= _PEOPLE
            )
            if not fits:
                yield f"measure {match[0]!r}"


def broken(text, form, language):
    """Return everything in a Markdown text that breaks a rule."""
    found = []
    found += [f"slot {m}" for m in re.findall(r"[\[\]{}|¶〔〕@]|(?<=[\w,] )None\b|\bnan\b", text)]
    found += [f"spaces {m!r}" for m in re.findall(r"[^ \n]  +[^\n]", text)]
    if language == "en":
        body = "\n".join(line for line in text.splitlines() if not line.startswith("## "))
        found += [f"a {m}" for m in _VOWEL.findall(body)]
        found += [f"an {m}" for m in _CONSONANT.findall(body)]
        found += [
            f"doubled {m[0]}" for m in _DOUBLED.finditer(body) if m[0].lower() not in _MEANT_TWICE
        ]
        if form != "poem":
            found += [f"capital {m!r}" for m in _LOWER.findall("\n".join(prose(body)))]
        found += [
            f"mark {m!r}" for m in re.findall(r".{9} [,.;:!?]|,,|[^.]\.\.(?!\.)|,\.|;\.|\?\.", body)
        ]
        found += [f"agreement {m[0]!r}" for rule in _AGREE for m in rule.finditer(body)]
        if form in ("poem", "lyrics"):
            found += [f"line {m!r}" for m in re.findall(r"(?m)^[a-z].*", body)]
    else:
        found += [f"half-width {m!r}" for m in re.findall(r"[\u4e00-\u9fff][,.!?;:(]", text)]
        found += [f"mark {m!r}" for m in re.findall(r".?[，。、；：！？][，。、；：！？]", text)]
        found += [
            f"space {m!r}"
            for m in re.findall(r"[\u4e00-\u9fff，。] +[\u4e00-\u9fff]", text)
            if "## " not in text
        ]
        found += list(measure_words(text))
        found += [
            f"doubled {m}"
            for m in re.findall(r"的的|了了|是是|在在|里里|一一(?!一)", text)
            if "一一" not in m
        ]
    if text.count("“") != text.count("”"):
        found.append("quotation marks don't pair")
    if form in ("story", "script", "outline"):
        told = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
        for line in prose(told):
            if not re.search(r"[.!?。！？…”):）]$", line):
                found.append(f"no end mark: {line[-30:]!r}")
        said = [s for s in sentences(text, language) if len(s) > (25 if language == "en" else 9)]
        said = [s for s in said if not s[0].islower()]  # "said the old ferryman" may recur
        found += [f"repeated: {s}" for s in set(said) if said.count(s) > 1]
    return found
