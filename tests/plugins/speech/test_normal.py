"""What is written as it is said: numbers, dates, money, units, abbreviations, signs."""

import pytest

from muse_speech.say.normal import spoken, words

ENGLISH = """
In 1999 it rained. | In nineteen ninety nine it rained.
1999 people came. | one thousand nine hundred ninety nine people came.
It was 2005. | It was two thousand five.
It was 1905. | It was nineteen oh five.
In 1900 | In nineteen hundred
in 2024, | in twenty twenty four,
1500 copies | one thousand five hundred copies
The year 1066 | The year ten sixty six
$3.50 | three dollars and fifty cents
$1 | one dollar
$1.01 | one dollar and one cent
$0.99 | ninety nine cents
$1,234 | one thousand two hundred thirty four dollars
$5M | five million dollars
$2.5 million | two point five million dollars
£20 | twenty pounds
£1.50 | one pound and fifty pence
€1,000.50 | one thousand euros and fifty cents
¥500 | five hundred yen
-$5 | minus five dollars
50¢ | fifty cents
3rd | third
the 21st century | the twenty first century
100th | one hundredth
112th | one hundred twelfth
30th | thirtieth
1,234.5 | one thousand two hundred thirty four point five
3.14 | three point one four
0.5 | zero point five
-5 | minus five
10-20 | ten to twenty
1914–1918 | nineteen fourteen to nineteen eighteen
1,000,000 | one million
2000000 | two million
007 | oh oh seven
25% | twenty five percent
3.5 % | three point five percent
10-15% | ten to fifteen percent
1/2 | one half
3/4 | three quarters
2/3 cup | two thirds cup
1 1/2 | one and a half
2 3/4 | two and three quarters
½ | one half
2½ | two and a half
24/7 | twenty four seven
-5°C | minus five degrees Celsius
72°F | seventy two degrees Fahrenheit
1°C | one degree Celsius
100km/h | one hundred kilometres per hour
60 mph | sixty miles per hour
5kg | five kilograms
1 kg | one kilogram
16GB | sixteen gigabytes
3.5 m | three point five metres
20 m² | twenty square metres
2 GHz | two gigahertz
10-12 cm | ten to twelve centimetres
3:30 | three thirty
3:30 pm | three thirty P M
10:05 a.m. | ten oh five A M
7:00 | seven o'clock
7:00 p.m. | seven P M
15:45 | fifteen forty five
5pm | five P M
1:02:03 | one hour two minutes three seconds
2025-03-05 | March fifth, twenty twenty five
3/14/2024 | March fourteenth, twenty twenty four
31/12/1999 | December thirty first, nineteen ninety nine
March 5, 2025 | March fifth, twenty twenty five
Jan. 1st | January first
5 March 2025 | the fifth of March, twenty twenty five
the 4th of July | the fourth of July
555-123-4567 | five five five, one two three, four five six seven
(555) 123-4567 | five five five, one two three, four five six seven
1990s | nineteen nineties
'80s | eighties
the 60s | the sixties
Dr. Smith | Doctor Smith
Elm Dr. | Elm Drive
St. Paul | Saint Paul
5th St. and | fifth Street and
Main St. | Main Street
Mr. and Mrs. Fox | Mister and Missus Fox
Prof. Green | Professor Green
e.g. this | for example this
i.e. that | that is that
cats, dogs, etc. | cats, dogs, et cetera.
A vs. B | A versus B
No. 5 | number five
#1 | number one
Louis XIV | Louis the fourteenth
Henry VIII's | Henry the eighth's
Elizabeth II | Elizabeth the second
World War II | World War two
Chapter IV | Chapter four
Charles I. | Charles the first.
Louis I am | Louis I am
I am | I am
GPT-4 | GPT four
MP3 | MP three
v1.75 | version one point seventy five
Z1.75 | Z one point seven five
COVID-19 | COVID nineteen
Boeing 747 | Boeing seven hundred forty seven
3D | three D
5G | five G
B2B | B two B
WiFi | Wi-Fi
C++ | C plus plus
C# | C sharp
R&D | R and D
Q&A | Q and A
salt & pepper | salt and pepper
2 + 2 = 4 | two plus two equals four
and/or | and or
he/she | he or she
1920x1080 | nineteen twenty by ten eighty
2x4 | two by four
10x | ten times
v2.0 | version two point zero
Python 3.11.2 | Python three point eleven point two
192.168.0.1 | one hundred ninety two dot one hundred sixty eight dot zero dot one
www.example.com | example dot com
https://www.example.org/news/ | example dot org slash news
me@mail.org | me at mail dot org
muse.ai | muse dot ai
😀 | grinning face
I ❤️ it | I heart it
don't | don't
“Well,” she said. | “Well,” she said.
"quoted" — yes | "quoted" — yes
(so it is) | (so it is)
wait… what?! | wait… what?!
*bold* _so_ | bold so
well-known | well-known
Washington, D.C. | Washington, D C.
U.S. Army | U S Army
café | café
"""

CHINESE = """
二〇二四年 | 二零二四年
2024年 | 二零二四年
2000年前 | 两千年前
1998年3月5日 | 一九九八年三月五日
98年 | 九十八年
98年夏天 | 九八年夏天
80年代 | 八十年代
90后 | 九零后
2025-03-05 | 二零二五年三月五日
2025/3/5 | 二零二五年三月五日
两千元 | 两千元
2000元 | 两千元
¥3.5 | 三点五元
$100 | 一百美元
￥12,000 | 一万两千元
5万元 | 五万元
2亿 | 两亿
第3章 | 第三章
第12名 | 第十二名
第2天 | 第二天
3:30 | 三点半
3:05 | 三点零五分
15:00 | 十五点整
2:15 | 两点十五分
8:00整 | 八点整
10:20:05 | 十点二十分零五秒
比分3:2 | 比分三比二
25% | 百分之二十五
0.5% | 百分之零点五
3‰ | 千分之三
10%-20% | 百分之十到百分之二十
1/2 | 二分之一
3/4 | 四分之三
-5°C | 零下五摄氏度
37℃ | 三十七摄氏度
100km/h | 一百公里每小时
2km | 两公里
5kg | 五公斤
1.5L | 一点五升
120㎡ | 一百二十平方米
60fps | 六十帧每秒
2个 | 两个
2只猫 | 两只猫
12个 | 十二个
22岁 | 二十二岁
2岁 | 两岁
2月 | 二月
2个月 | 两个月
2楼 | 二楼
2小时 | 两小时
2次 | 两次
3-5天 | 三到五天
5~8 | 五到八
1937-1945 | 一九三七到一九四五
12 | 十二
20 | 二十
105 | 一百零五
110 | 一百一十
200 | 两百
1005 | 一千零五
1,234.5 | 一千两百三十四点五
10005 | 一万零五
12345 | 一万两千三百四十五
20200 | 两万零两百
100000 | 十万
120000000 | 一亿两千万
100000000 | 一亿
100000005 | 一亿零五
3.14 | 三点一四
-5 | 负五
007 | 零零七
13812345678 | 幺三八幺二三四五六七八
010-12345678 | 零幺零，幺二三四五六七八
拨打110 | 拨打幺幺零
302房间 | 三零二房间
航班1234 | 航班幺二三四
路易XIV | 路易十四世
第II章 | 第二章
3个😀 | 三个笑脸
1+1=2 | 一加一等于二
1080p | 一零八零P
《星星》 | 《星星》
你好，世界！ | 你好，世界！
24小时 | 二十四小时
100多个 | 一百多个
3米×4米 | 三米乘四米
星期天 | 星期天
365天 | 三百六十五天
"""


def _cases(table: str) -> list[tuple[str, str]]:
    rows = [line.partition(" | ") for line in table.strip().splitlines()]
    return [(written, said) for written, _, said in rows]


def test_there_are_enough_cases():
    assert len(_cases(ENGLISH)) + len(_cases(CHINESE)) >= 200


@pytest.mark.parametrize(("table", "language"), [(ENGLISH, "en"), (CHINESE, "zh")])
def test_what_is_written_is_said_as_a_person_would(table: str, language: str):
    made = [(written, spoken(words(written, language), language)) for written, _ in _cases(table)]
    wrong = [
        f"{written}: {said!r}, not {wanted!r}"
        for (written, said), (_, wanted) in zip(made, _cases(table), strict=True)
        if said != wanted
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("table", "language"), [(ENGLISH, "en"), (CHINESE, "zh")])
def test_no_letter_of_a_text_is_lost(table: str, language: str):
    for written, _ in _cases(table):
        kept = "".join("".join(word.written for word in words(written, language)).split())
        assert kept == "".join(written.split())
