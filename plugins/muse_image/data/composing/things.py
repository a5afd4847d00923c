"""Things that emoji show, with the words for one and for several of them in two languages."""

import hashlib
from dataclasses import dataclass

_TABLE = """
只 animal
🐱🐈 cat 猫; 😺😸 smiling_cat 微笑的猫; 🐶🐕 dog 狗; 🐭🐁 mouse 老鼠; 🐹 hamster 仓鼠
🐰🐇 rabbit 兔子; 🦊 fox 狐狸; 🐻 bear 熊; 🐼 panda 熊猫; 🐨 koala 考拉; 🐯🐅 tiger 老虎
🦁 lion 狮子; 🐸 frog 青蛙; 🐵🐒 monkey 猴子; 🐔🐓 chicken 鸡; 🐧 penguin 企鹅; 🐦 bird 鸟
🐤🐥 chick 小鸡; 🦆 duck 鸭子; 🦅 eagle 鹰; 🦉 owl 猫头鹰; 🦇 bat 蝙蝠; 🐺 wolf 狼
🐝 bee 蜜蜂; 🦋 butterfly 蝴蝶; 🐌 snail 蜗牛; 🐞 ladybug 瓢虫; 🐜 ant 蚂蚁; 🐢 turtle 乌龟
🦖 dinosaur 恐龙; 🐙 octopus 章鱼; 🦀 crab 螃蟹; 🦐 shrimp 虾; 🐘 elephant 大象
🦛 hippo 河马; 🦒 giraffe 长颈鹿; 🐑 sheep 绵羊; 🐐 goat 山羊; 🦌 deer 鹿; 🦔 hedgehog 刺猬
🦝 raccoon 浣熊; 🦘 kangaroo 袋鼠; 🦢 swan 天鹅; 🦚 peacock 孔雀; 🦜 parrot 鹦鹉
🐿 squirrel 松鼠; 🦥 sloth 树懒; 🦩 flamingo 火烈鸟; 🐊 crocodile 鳄鱼; 🦎 lizard 蜥蜴
条 animal
🐟🐠 fish 鱼; 🐍 snake 蛇; 🦈 shark 鲨鱼; 🐉🐲 dragon 龙; 🐬 dolphin 海豚; 🐳🐋 whale 鲸鱼
头 animal
🐷🐖 pig 猪; 🐮🐄 cow 牛
匹 animal
🐴🐎 horse 马; 🦄 unicorn 独角兽; 🦓 zebra 斑马
个 food
🍎 apple 苹果; 🍐 pear 梨; 🍊 orange 橙子; 🍋 lemon 柠檬; 🍉 watermelon 西瓜; 🍑 peach 桃子
🥝 kiwi 猕猴桃; 🍍 pineapple 菠萝; 🥥 coconut 椰子; 🍅 tomato 番茄; 🥑 avocado 牛油果
🍆 eggplant 茄子; 🥔 potato 土豆; 🍔 hamburger 汉堡包; 🍩 doughnut 甜甜圈; 🥚 egg 鸡蛋
🧁 cupcake 纸杯蛋糕; 🎃 pumpkin 南瓜; 🥐 croissant 羊角面包; 🍞 bread 面包; 🍰🎂 cake 蛋糕
🍦 ice_cream 冰淇淋; 🍓 strawberry 草莓; 🍒 cherry 樱桃
根 food
🍌 banana 香蕉; 🥕 carrot 胡萝卜; 🌽 corn 玉米; 🥒 cucumber 黄瓜
块 food
🍪 cookie 饼干; 🍕 pizza 披萨; 🧀 cheese 奶酪; 🍫 chocolate 巧克力
颗 sky
⭐🌟 star 星星; 🍬 candy 糖果; 💎 diamond 钻石
颗 thing
❤💙 heart 心
朵 plant
🌷 tulip 郁金香; 🌹 rose 玫瑰; 🌻 sunflower 向日葵; 🌸🌼🌺 flower 花; 🍄 mushroom 蘑菇
棵 plant
🌲🌳 tree 树; 🌴 palm_tree 棕榈树; 🌵 cactus 仙人掌
片 plant
🍁 leaf 叶子; 🍀 clover 四叶草
朵 sky
☁ cloud 云
辆 vehicle
🚗🚙 car 汽车; 🚕 taxi 出租车; 🚌 bus 公共汽车; 🚓 police_car 警车; 🚒 fire_truck 消防车
🚚🚛 truck 卡车; 🚜 tractor 拖拉机; 🚲 bicycle 自行车; 🛵 scooter 踏板车
🏍 motorcycle 摩托车; 🏎 racing_car 赛车; 🚑 ambulance 救护车
艘 vehicle
⛵ sailboat 帆船; 🚢 ship 轮船; 🚤 speedboat 快艇
架 vehicle
✈ airplane 飞机; 🚁 helicopter 直升机
列 vehicle
🚂 train 火车
枚 vehicle
🚀 rocket 火箭
座 building
🏠🏡 house 房子; 🏰 castle 城堡; ⛪ church 教堂; 🌋 volcano 火山; 🏔⛰ mountain 山
🗼 tower 塔
顶 thing
⛺ tent 帐篷; 🎩 hat 帽子; 👑 crown 皇冠
把 thing
☂ umbrella 雨伞; 🔑🗝 key 钥匙; 🪑 chair 椅子; 🎸 guitar 吉他; 🔨 hammer 锤子
✂ pair_of_scissors 剪刀; 🎻 violin 小提琴; 🥄 spoon 勺子; 🪓 axe 斧头
本 thing
📕📗📘 book 书
支 thing
🖊 pen 笔; ✏ pencil 铅笔; 🕯 candle 蜡烛
件 thing
👕 shirt 衬衫; 👗 dress 连衣裙; 🧥 coat 外套
条 thing
👖 pair_of_jeans 牛仔裤; 🧣 scarf 围巾; 👔 necktie 领带
双 thing
🧦 pair_of_socks 袜子
只 thing
👟 shoe 鞋; 🥾 boot 靴子; 🎒 backpack 背包; 👜 handbag 手提包; ⌚ watch 手表; 🧤 glove 手套
个 thing
⚽ football 足球; 🏀 basketball 篮球; 🎁 gift 礼物; 🎈 balloon 气球; 🔔 bell 铃铛
💡 light_bulb 灯泡; ⏰ alarm_clock 闹钟; 🏆 trophy 奖杯; 🧸 teddy_bear 泰迪熊
🤖 robot 机器人; 👻 ghost 幽灵; 👽 alien 外星人; ☃⛄ snowman 雪人; 💀 skull 骷髅
💣 bomb 炸弹; 📦 box 箱子; 🪣 bucket 水桶; 🧲 magnet 磁铁; 👁 eye 眼睛; 🔴🔵 ball 球
🪀 yo-yo 悠悠球; ⚓ anchor 锚; 🥁 drum 鼓; 🎺 trumpet 小号; 🔥 fire 火; 💧 drop 水滴
😀😊 face 笑脸; 🍼 baby_bottle 奶瓶; 🏮 lantern 灯笼; 🎀 ribbon 蝴蝶结; 🪁 kite 风筝
🛑 stop_sign 停止标志
个 sky
☀🌞 sun 太阳; 🌕🌝 moon 月亮; 🪐 planet 行星; 🌍 globe 地球
杯 food
☕ cup_of_coffee 咖啡; 🍵 cup_of_tea 茶; 🍺 mug_of_beer 啤酒; 🍷 glass_of_wine 葡萄酒
🥛 glass_of_milk 牛奶
部 thing
📱 mobile_phone 手机; ☎ telephone 电话; 📷 camera 相机
台 thing
💻 laptop 笔记本电脑; 📺 television 电视机; 🎹 piano 钢琴
架 sky
🛸 flying_saucer 飞碟
"""

_PLURALS = {
    "mouse": "mice", "wolf": "wolves", "goose": "geese", "leaf": "leaves", "scarf": "scarves",
    "fish": "fish", "sheep": "sheep", "deer": "deer", "shrimp": "shrimp", "corn": "ears of corn",
    "bread": "loaves of bread", "cheese": "pieces of cheese", "fire": "fires",
    "chocolate": "bars of chocolate", "candy": "candies", "potato": "potatoes",
    "tomato": "tomatoes", "snowman": "snowmen", "volcano": "volcanoes",
}  # fmt: skip
_ONES = {
    "corn": "an ear of corn", "bread": "a loaf of bread", "cheese": "a piece of cheese",
    "chocolate": "a bar of chocolate", "unicorn": "a unicorn", "kiwi": "a kiwi",
    "sun": "the sun", "moon": "the moon",
}  # fmt: skip
_ALIKE = ("pair of ", "cup of ", "mug of ", "glass of ")

NUMBERS = (("one", "一"), ("two", "两"), ("three", "三"), ("four", "四"), ("five", "五"))
"""English and Chinese words for 1..5; two things are 两, and the number two is 二."""


@dataclass(frozen=True)
class Thing:
    """A kind of thing: `letters` are emoji that show it, `measure` counts it in Chinese."""

    letters: tuple[str, ...]
    english: str
    chinese: str
    measure: str
    kind: str

    def told(self, count: int = 1, words: str = "", chinese: str = "") -> tuple[str, str]:
        """Return "two red apples" and "两个红色的苹果"; `words` and `chinese` say how they are."""
        before = f"{words} " if words else ""
        one = _ONES.get(self.english)
        if count == 1 and one is not None and not words:
            english = one
        elif count == 1:
            whole = before + self.english
            if one is not None and one.split()[0] in ("a", "an") and " of " in one:
                whole = before + one.split(" ", 1)[1]
            english = f"{article(whole)} {whole}"
        else:
            english = f"{NUMBERS[count - 1][0]} {before}{self.several}"
        number = "一" if count == 1 else NUMBERS[count - 1][1]
        return english, f"{number}{self.measure}{chinese}{self.chinese}"

    @property
    def several(self) -> str:
        """The English plural."""
        name = self.english
        if name in _PLURALS:
            return _PLURALS[name]
        for start in _ALIKE:
            if name.startswith(start):
                first, rest = start.split(" ", 1)
                many = f"{first}es" if first.endswith("ss") else f"{first}s"
                return f"{many} {rest}{name[len(start) :]}"
        if name.endswith("y") and name[-2] not in "aeiou":
            return f"{name[:-1]}ies"
        return f"{name}es" if name.endswith(("s", "x", "ch", "sh")) else f"{name}s"


def article(words: str) -> str:
    """Return a or an, as the first of some words is said."""
    return "an" if words[0] in "aeio" or words.startswith(("umb", "ug", "und")) else "a"


def _read() -> tuple[Thing, ...]:
    found: list[Thing] = []
    measure = kind = ""
    for line in _TABLE.strip().splitlines():
        if len(line.split()) == 2:
            measure, kind = line.split()
            continue
        for each in line.split(";"):
            letters, english, chinese = each.split()
            shown = tuple(letters)
            found.append(Thing(shown, english.replace("_", " "), chinese, measure, kind))
    return tuple(found)


THINGS = _read()
"""All of them, in a fixed order."""

EVERYDAY = frozenset(
    "apple ball balloon banana bear bicycle bird book bus cake car castle cat chair cloud cow crown"
    " dog dragon face fish flower ghost gift guitar hat heart horse house key moon"
    " mountain mushroom orange owl penguin pig pumpkin rabbit robot rocket rose sailboat shirt shoe"
    " snowman star strawberry sun train tree truck umbrella".split()
)
"""Things that people ask for most."""

HELD_OUT = 0.15
"""Share of the combinations that are never put together, so that a model can be asked for them."""


def is_new(*words: object) -> bool:
    """Return whether a combination is held out: ("apple", "blue"), ("cat", 3), ("cat", "dog").

    A hash of its words decides, in whatever order they come.
    """
    told = "/".join(sorted(str(word) for word in words))
    mark = hashlib.sha256(told.encode()).digest()
    return int.from_bytes(mark[:8], "big") / 2**64 < HELD_OUT
