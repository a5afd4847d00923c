"""The words of music that are read in prompts, English and Chinese, as data for a lexicon.

A value is what the model is told: English that it knows from its training.
"""

from __future__ import annotations

STYLES: dict[str, tuple[str, ...]] = {
    "pop": ("pop", "pop song", "k-pop", "流行", "流行歌曲", "流行音乐", "流行乐"),
    "rock": ("rock", "rock song", "hard rock", "punk", "摇滚", "摇滚乐"),
    "metal": ("metal", "heavy metal", "重金属", "金属乐"),
    "ballad": ("ballad", "power ballad", "love song", "抒情", "抒情歌", "情歌", "抒情歌曲", "慢歌"),
    "blues": ("blues", "boogie", "布鲁斯", "蓝调"),
    "jazz": ("jazz", "swing", "bebop", "big band", "爵士", "爵士乐", "摇摆乐"),
    "bossa nova": ("bossa nova", "bossa", "波萨诺瓦", "巴萨诺瓦"),
    "latin": ("latin", "samba", "salsa", "rumba", "桑巴", "拉丁", "伦巴"),
    "tango": ("tango", "探戈"),
    "classical": (
        *("classical", "classical music", "orchestral", "symphonic", "symphony"),
        *("古典", "古典音乐", "交响", "交响乐", "管弦乐"),
    ),
    "country": ("country", "country music", "bluegrass", "americana", "乡村", "乡村音乐"),
    "folk": ("folk", "folk song", "celtic", "irish", "民谣", "民歌", "儿歌"),
    "electronic": ("electronic", "edm", "trance", "electro", "电子", "电子音乐", "电音", "舞曲"),
    "techno": ("techno", "铁克诺"),
    "house": ("house music", "deep house", "浩室"),
    "synthwave": ("synthwave", "retrowave", "合成器浪潮"),
    "drum and bass": ("drum and bass", "drum & bass", "鼓打贝斯"),
    "ambient": ("ambient", "drone music", "氛围音乐", "氛围"),
    "hip hop": ("hip hop", "hip-hop", "hiphop", "rap", "嘻哈", "说唱", "饶舌"),
    "trap": ("trap beat", "trap music", "陷阱音乐"),
    "lo-fi hip hop": (*("lofi", "lo-fi", "lo fi", "lofi hip hop", "chillhop", "低保真", "慵懒"),),
    "funk": ("funk", "funky", "放克"),
    "disco": ("disco", "迪斯科"),
    "soul": ("soul", "r&b", "rnb", "motown", "灵魂乐"),
    "reggae": ("reggae", "ska", "dub", "雷鬼", "雷鬼乐"),
    "march": ("march", "military march", "进行曲", "军乐"),
    "waltz": ("waltz", "华尔兹", "圆舞曲"),
    "film score": (
        *("film score", "film music", "movie music", "soundtrack music", "cinematic music"),
        *("电影配乐", "电影音乐", "影视配乐"),
    ),
    "chiptune": ("chiptune", "8-bit", "8 bit", "video game music", "游戏音乐", "芯片音乐"),
    "traditional Chinese": (
        *("chinese traditional", "traditional chinese", "chinese music", "中国风", "国风", "古风"),
        *("民乐", "丝竹", "江南丝竹"),
    ),
}

MOODS: dict[str, tuple[str, ...]] = {
    "happy": (
        *("happy", "cheerful", "joyful", "bright", "merry", "upbeat", "sunny", "festive"),
        *("欢快", "快乐", "轻快", "愉快", "开心", "喜悦", "欢乐", "明快", "喜庆"),
    ),
    "sad": (
        *("sad", "melancholy", "melancholic", "sorrowful", "mournful", "gloomy"),
        *("忧伤", "悲伤", "伤感", "哀伤", "忧郁", "悲凉", "伤心", "凄美"),
    ),
    "calm": (
        *("calm", "peaceful", "relaxing", "relaxed", "gentle", "serene", "soothing", "quiet"),
        *("平静", "宁静", "安静", "舒缓", "放松", "柔和", "安详", "悠扬"),
    ),
    "tense": ("tense", "suspenseful", "nervous", "anxious", "紧张", "悬疑", "不安"),
    "epic": (
        *("epic", "heroic", "majestic", "grand", "triumphant", "powerful"),
        *("史诗", "宏大", "壮丽", "磅礴", "雄壮", "英雄"),
    ),
    "romantic": ("romantic", "tender", "loving", "浪漫", "温柔", "深情", "甜蜜"),
    "dark": ("dark", "sinister", "ominous", "haunting", "黑暗", "阴暗", "阴森", "恐怖"),
    "playful": ("playful", "funny", "quirky", "whimsical", "俏皮", "可爱", "诙谐", "活泼"),
    "dreamy": ("dreamy", "dreamlike", "ethereal", "梦幻", "空灵", "朦胧"),
    "energetic": (*("energetic", "driving", "lively", "exciting", "激昂", "热烈", "激情", "动感"),),
}

METERS: dict[str, tuple[str, ...]] = {
    "4/4": ("common time", "four-four", "四四拍", "四拍子"),
    "3/4": ("three-four", "waltz time", "triple time", "四三拍", "三四拍", "三拍子"),
    "2/4": ("two-four", "四二拍", "二拍子"),
    "6/8": ("six-eight", "八六拍", "六八拍"),
    "5/4": ("five-four", "四五拍", "五四拍"),
    "7/8": ("seven-eight", "八七拍", "七八拍"),
}

INSTRUMENTS: dict[str, tuple[str, ...]] = {
    "piano": ("piano", "grand piano", "钢琴"),
    "electric piano": ("electric piano", "rhodes", "电钢琴"),
    "guitar": ("guitar", "吉他"),
    "acoustic guitar": ("acoustic guitar", "classical guitar", "木吉他", "古典吉他"),
    "electric guitar": ("electric guitar", "distorted guitar", "电吉他"),
    "bass": ("bass guitar", "electric bass", "bass", "贝斯", "贝司"),
    "double bass": ("double bass", "upright bass", "低音提琴"),
    "drums": ("drums", "drum kit", "percussion", "鼓", "架子鼓", "打击乐"),
    "violin": ("violin", "fiddle", "小提琴"),
    "viola": ("viola", "中提琴"),
    "cello": ("cello", "大提琴"),
    "strings": ("strings", "string section", "string quartet", "弦乐"),
    "orchestra": ("orchestra", "管弦乐队"),
    "flute": ("flute", "长笛"),
    "clarinet": ("clarinet", "单簧管"),
    "oboe": ("oboe", "双簧管"),
    "saxophone": ("saxophone", "sax", "萨克斯", "萨克斯风"),
    "trumpet": ("trumpet", "小号"),
    "trombone": ("trombone", "长号"),
    "horn": ("french horn", "horns", "圆号"),
    "brass": ("brass", "brass section", "铜管"),
    "harp": ("harp", "竖琴"),
    "organ": ("organ", "church organ", "风琴", "管风琴"),
    "accordion": ("accordion", "手风琴"),
    "harmonica": ("harmonica", "口琴"),
    "synthesizer": ("synthesizer", "synth", "synths", "合成器"),
    "bells": ("bells", "chimes", "music box", "八音盒", "钟琴"),
    "marimba": ("marimba", "xylophone", "马林巴", "木琴"),
    "choir": ("choir", "chorus of voices", "合唱", "合唱团"),
    "vocals": ("vocals", "singing", "singer", "人声", "歌声"),
    "bamboo flute": ("dizi", "bamboo flute", "笛子", "竹笛", "箫", "洞箫"),
    "erhu": ("erhu", "二胡"),
    "guzheng": ("guzheng", "古筝"),
    "pipa": ("pipa", "琵琶"),
    "guqin": ("guqin", "古琴"),
}

SAID = (
    *("song", "music", "piece", "track", "tune", "melody", "beat", "rhythm", "tempo", "time"),
    *("key", "meter", "with", "background", "instrumental", "歌曲", "音乐", "乐曲", "曲子", "曲"),
    *("歌", "旋律", "节奏", "节奏为", "节拍", "拍子", "速度", "速度为", "调", "配乐", "背景"),
    *("用", "演奏", "伴奏", "首", "一首", "一段", "拍", "风格", "风"),
)
"""Words that speak of music and ask for nothing."""
