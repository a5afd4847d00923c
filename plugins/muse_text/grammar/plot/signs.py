"""What requests say about plots: the wants and forces of genres, words that name a want or flaw."""

from collections.abc import Mapping

WANTS_OF: Mapping[str, tuple[str, ...]] = {
    "love": ("win", "win", "win", "keep", "let-go", "belong"),
    "mystery": ("find", "know", "save"),
    "horror": ("know", "leave", "save", "find"),
    "adventure": ("find", "reach", "save", "win"),
    "fable": ("learn", "belong", "win", "keep", "make"),
    "comedy": ("win", "keep", "make", "find", "mend"),
    "war": ("save", "reach", "keep", "let-go"),
    "tragedy": ("keep", "win", "save", "mend", "let-go"),
    "coming-of-age": ("learn", "belong", "leave", "make", "know"),
    "slice-of-life": ("mend", "keep", "make", "belong", "learn", "let-go"),
}
"""What a hero may want, by genre."""
FORCES_OF: Mapping[str, tuple[str, ...]] = {
    "love": ("rival", "rule", "distance", "lie", "illness", "time", "debt"),
    "mystery": ("lie", "theft", "rival", "time", "crowd"),
    "horror": ("beast", "beast", "weather", "machine", "illness"),
    "comedy": ("rival", "rule", "crowd", "beast", "machine", "theft", "time"),
    "fable": ("weather", "rival", "beast", "crowd", "distance", "time"),
}
"""What may stand against a hero, by genre."""
GENTLE = ("weather", "distance", "time", "crowd", "theft", "beast", "rule")
"""What stands against the hero of a story for children."""
VERBS: Mapping[str, tuple[str, ...]] = {
    "find": ("find", "search", "seek", "look", "lose", "discover", "hunt", "找", "寻", "丢", "失"),
    "reach": ("reach", "travel", "fly", "climb", "sail", "return", "go", "去", "飞", "回", "到"),
    "make": (
        "build",
        "make",
        "paint",
        "write",
        "bake",
        "invent",
        "造",
        "做",
        "画",
        "写",
        "发明",
        "店",
    ),
    "win": ("win", "race", "compete", "fight", "marry", "love", "赢", "比", "战", "争", "爱上"),
    "mend": ("repair", "mend", "fix", "reconcile", "apologise", "修", "和好", "道歉", "补", "谎"),
    "learn": ("learn", "practise", "study", "train", "teach", "学", "练", "教"),
    "leave": ("leave", "escape", "flee", "run", "离开", "逃"),
    "save": ("save", "rescue", "protect", "defend", "heal", "救", "保护", "守护"),
    "know": (
        "investigate",
        "solve",
        "inherit",
        "hear",
        "suspect",
        "wonder",
        "查",
        "破",
        "继承",
        "发现",
        "听见",
    ),
    "keep": ("keep", "hide", "guard", "share", "藏", "分享"),
    "belong": ("befriend", "meet", "join", "move", "认识", "遇", "交", "搬"),
    "let-go": (
        "grieve",
        "mourn",
        "miss",
        "remember",
        "forget",
        "die",
        "想念",
        "怀念",
        "忘",
        "告别",
    ),
}
"""Words of what was asked to happen that say what the hero wants."""
SIGNS: Mapping[str, tuple[str, ...]] = {
    "greed": ("share", "sharing", "greedy", "greed", "分享", "贪"),
    "fear": ("brave", "courage", "afraid", "timid", "shy", "scared", "勇敢", "勇气", "怕", "胆小"),
    "secrecy": ("honest", "honesty", "truth", "lying", "lie", "诚实", "说谎", "撒谎", "坦白"),
    "pride": ("proud", "pride", "apologise", "teamwork", "骄傲", "道歉", "合作", "团结", "求助"),
    "haste": ("patience", "patient", "impatient", "耐心", "等待", "急"),
    "distrust": ("trust", "suspicious", "信任", "多疑"),
    "envy": ("jealous", "jealousy", "envy", "嫉妒", "羡慕"),
    "politeness": ("refuse", "say no", "拒绝", "说不"),
    "counting": ("forgive", "forgiveness", "revenge", "原谅", "宽恕", "复仇", "记仇"),
    "doubt": ("confidence", "believe in", "自信", "相信自己", "自卑"),
    "idleness": ("lazy", "diligent", "懒", "勤劳", "努力", "拖延"),
    "stubbornness": ("stubborn", "固执", "倔"),
}
"""Words of a request that say what its hero has to get over."""
ACHIEVED = (
    *("learn", "win", "save", "rescue", "build", "solve", "reach", "escape", "overcome", "marry"),
    *(
        "open a ",
        "open their ",
        "become",
        "reconcile",
        "defeat",
        "fall in love",
        "find the courage",
        "find her",
        "find his",
    ),
    *(
        "学会",
        "赢",
        "救",
        "建成",
        "战胜",
        "结婚",
        "和好",
        "成为",
        "逃出",
        "爱上",
        "相爱",
        "明白",
        "懂得",
    ),
)
"""What is reached at the end of a story rather than at its beginning."""
