"""Animals with hooves, of the farm and of the wild."""

from dataclasses import replace

from .hoofed import Hoofed
from .profile import Profile

FACE = Profile(forelock=True)
HORSE = Hoofed(("8a5230 a9744c 3a241a", "a9683a c08a5c 6a3a1e", "5a3a2c 7a5642 2a1a14",
    "d9c9b2 ece2d2 a89680", "45393a 5c4e4c 241c1c"), FACE, mane="2f211b")  # fmt: skip
WHITE = replace(HORSE, coats=("f1ece2 fbf8f2 cfc6ba",), mane="e4dccd",
    head=replace(FACE, nose="a58f88"))  # fmt: skip
PONY = replace(HORSE, leg=0.3, deep=0.33, long=0.62, neck=(0.3, 0.9, 0.27, 0.2),
    face=(0.31, -0.7), mane="ecdcb8", coats=("b5713a d9a873 7a4522",
    "7a5238 a97c5c 3c271b"), fur=0.01)  # fmt: skip
DONKEY = Hoofed(("8d857e e6ded2 4a443f",), replace(FACE, ear=("long", 0.5, 1.7),
    pale=("muzzle", "ring"), forelock=False), leg=0.38, neck=(0.32, 0.9, 0.24, 0.17),
    tail="cow", mane="4a423d", pattern="donkey")  # fmt: skip
ZEBRA = Hoofed(("f2eee5 fbf9f4 26242a",), replace(FACE, dark=("muzzle",),
    forelock=False), leg=0.38, deep=0.3, mane="f2eee5", neck=(0.32, 0.95, 0.25, 0.17),
    pattern="zebra", tail="cow")  # fmt: skip
UNICORN = replace(WHITE, head=replace(FACE, horns="unicorn", nose="c79aa0"),
    mane="e6b8dc", coats=("f6f2f6 ffffff d9cfe0",))  # fmt: skip
PEGASUS = replace(WHITE, wings="f7f4ee", rest="stand")
COW = Hoofed(("f3eee5 faf7f0 2f2a2a", "f1e9dc faf5ec 7a4428"), Profile("cow", (0.3, 0.1,
    0.05), ("leaf", 0.44, 2.85), "short", "6a3f3c", ("blaze",), ("patch", "pink")),
    long=0.86, leg=0.36, deep=0.43, tuck=0.1, bone=0.065, thigh=0.3, neck=(0.24, 0.45,
    0.2, 0.24), face=(0.33, -0.8), tail="cow", pattern="patches")  # fmt: skip
OX = replace(COW, coats=("b0733e d9b183 5a3820",), pattern="", head=replace(COW.head,
    pale=("muzzle",)))  # fmt: skip
BUFFALO = replace(COW, coats=("5d5653 7a716c 37322f",), pattern="",
    head=replace(COW.head, pale=(), horns="buffalo", nose="2a2625"))  # fmt: skip
YAK = replace(BUFFALO, coats=("4a372c 6b5240 2a1e18", "3a3231 554a48 1f1a1a"), fur=0.06,
    tail="horse", leg=0.28, deep=0.46, head=replace(COW.head, pale=("muzzle",),
    horns="bull"))  # fmt: skip
SHEEP = Hoofed(("f0e9db f7f2e8 4a403a",), Profile("sheep", (0.36, 0.06, 0.055), ("leaf",
    0.36, 2.7), "", "3a302c", (), ("face",)), long=0.66, leg=0.26, deep=0.46, tuck=0.05,
    bone=0.06, thigh=0.2, neck=(0.2, 0.75, 0.2, 0.2), face=(0.32, -0.6), tail="short",
    wool=True)  # fmt: skip
RAM = replace(SHEEP, head=replace(SHEEP.head, horns="ram"))
GOAT = Hoofed(("efe8db f9f5ee a89a88", "a87e54 e8d9c0 4a3626", "6b6460 cfc8bf 2f2b29"),
    Profile("sheep", (0.34, 0.08, 0.045), ("leaf", 0.32, 2.9), "goat", "4a3a36", (), (),
    beard=True), long=0.64, leg=0.36, deep=0.32, bone=0.055, thigh=0.2, neck=(0.28,
    0.95, 0.22, 0.17), face=(0.29, -0.7), tail="short", fur=0.02)  # fmt: skip
DEER = Hoofed(("a5693a f1e4cc 5a3a24", "8a5a38 ead9bf 4a2f1e"), Profile("deer", (0.3,
    0.08, 0.05), ("leaf", 0.36, 2.35), "antlers", "2a2220", ("throat",), ()), long=0.52,
    leg=0.39, deep=0.23, tuck=0.3, bone=0.042, thigh=0.18, neck=(0.28, 1.05, 0.2,
    0.125), face=(0.225, -0.5), tail="short", pattern="deer", fur=0.006)  # fmt: skip
DOE = replace(DEER, head=replace(DEER.head, horns=""), leg=0.42, neck=(0.32, 1.05, 0.2, 0.125))
SIKA = replace(DEER, coats=("b5733c f4e8d2 5a3a24",), pattern="fawn")
MOOSE = replace(DEER, coats=("5a4030 7d6450 35251b",), head=replace(DEER.head,
    shape="moose", horns="palms", pale=()), fur=0.02, deep=0.3, long=0.58, neck=(0.2,
    0.8, 0.26, 0.17), face=(0.28, -0.6), bone=0.05, pattern="")  # fmt: skip
REINDEER = replace(DEER, coats=("7d6a5a e9e0d2 4a3c32",), fur=0.02, deep=0.27,
    neck=(0.24, 0.8, 0.26, 0.16))  # fmt: skip
ANTELOPE = replace(DEER, coats=("c58d52 f6ead4 5a3c26",), head=replace(DEER.head,
    horns="straight", dark=("ring",)))  # fmt: skip
GIRAFFE = Hoofed(("ecd09a f5e6c4 b0703a",), Profile("deer", (0.3, 0.08, 0.055), ("leaf",
    0.34, 2.6), "knobs", "5a4436", ("muzzle",), ()), long=0.3, leg=0.34, deep=0.19,
    tuck=0.25, bone=0.03, thigh=0.12, neck=(0.42, 1.2, 0.22, 0.075), face=(0.145, -0.4),
    tail="cow", pattern="giraffe", mane="8a5a30")  # fmt: skip
CAMEL = Hoofed(("c99a60 e0bf8c 7a5530", "b58650 d4b07c 6a4828"), Profile("camel", (0.3,
    0.06, 0.05), ("leaf", 0.2, 2.2), "", "4a3626"), long=0.52, leg=0.42, deep=0.26,
    bone=0.05, thigh=0.18, neck=(0.34, 0.55, 0.22, 0.11), face=(0.22, -0.15),
    tail="cow", fur=0.014, hump=((0.18, 0.02), (0.3, 0.46), (0.44, 0.04), (0.56, 0.04),
    (0.7, 0.46), (0.82, 0.02)))  # fmt: skip
ALPACA = Hoofed(("efe4d0 f9f3e6 b09878", "c08f5e dcb890 7a5432"), Profile("sheep",
    (0.42, 0.08, 0.06), ("leaf", 0.36, 1.8), "", "4a3a34"), long=0.42, leg=0.3,
    deep=0.28, tuck=0.05, bone=0.055, thigh=0.15, neck=(0.42, 1.25, 0.24, 0.17),
    face=(0.2, -0.3), tail="short", wool=True)  # fmt: skip
PIG = Hoofed(("eeb6aa f6cfc6 c98078", "f0bfb2 f7d6cc cf8a80"), Profile("pig", (0.42,
    0.12, 0.045), ("flap", 0.4, 1.1), "", "8a4a48"), long=0.96, leg=0.24, deep=0.58,
    tuck=0.06, bone=0.09, thigh=0.28, neck=(0.12, 0.5, 0.2, 0.4), face=(0.42, -0.3),
    shift=0.16, tail="curly", hoof="8a5a50")  # fmt: skip
BOAR = replace(PIG, coats=("5a463a 7a6453 33271f",), fur=0.03, tail="cow",
    hoof="2f2622", leg=0.28, head=replace(PIG.head, horns="tusk", ear=("leaf", 0.3,
    1.7), nose="2f2422"))  # fmt: skip
RHINO = Hoofed(("8d8984 a6a19a 5f5b57",), Profile("rhino", (0.42, 0.06, 0.035), ("leaf",
    0.26, 1.6), "nose horns", "4a4643"), long=0.98, leg=0.32, deep=0.52, tuck=0.06,
    bone=0.13, thigh=0.36, neck=(0.16, 0.0, 0.2, 0.36), face=(0.44, -0.55), shift=0.24,
    tail="cow", hoof="6a655f")  # fmt: skip
HIPPO = Hoofed(("8a7b7a b59a94 5f5352",), Profile("hippo", (0.26, 0.22, 0.035), ("leaf",
    0.14, 1.6), "", "4a3d3d", ("throat",)), long=1.05, leg=0.24, deep=0.6, tuck=0.02,
    bone=0.13, thigh=0.34, neck=(0.16, 0.1, 0.2, 0.42), face=(0.48, -0.3), shift=0.24,
    tail="cow", hoof="5f5352")  # fmt: skip

FORMS = {"horse": HORSE.form(2.1, ridden=True), "foal": HORSE.young(1.3),
    "pony": PONY.form(1.4, ridden=True), "donkey": DONKEY.form(1.5, ridden=True),
    "zebra": ZEBRA.form(1.75, ridden=True), "unicorn": UNICORN.form(2.1, ridden=True),
    "pegasus": PEGASUS.form(2.1, 0.95, ridden=True), "cow": COW.form(1.55, 1.0,
    ridden=True), "ox": OX.form(1.6, 1.0, ridden=True), "buffalo": BUFFALO.form(1.6,
    1.0, ridden=True), "yak": YAK.form(1.7, 1.0, ridden=True), "calf": COW.young(1.0),
    "sheep": SHEEP.form(0.95), "lamb": SHEEP.young(0.5), "ram": RAM.form(1.0),
    "goat": GOAT.form(1.0), "deer": DEER.form(1.6, 0.7, ridden=True),
    "doe": DOE.form(1.4, 0.7), "fawn": DEER.young(0.8, "fawn"), "sika": SIKA.form(1.4,
    0.7), "moose": MOOSE.form(2.4, 0.75, ridden=True), "reindeer": REINDEER.form(1.7,
    0.75, ridden=True), "antelope": ANTELOPE.form(1.3, 0.7),
    "giraffe": GIRAFFE.form(4.8, 0.55), "camel": CAMEL.form(2.2, 0.75, ridden=True),
    "alpaca": ALPACA.form(1.5, 0.7), "pig": PIG.form(0.85, 1.15),
    "piglet": PIG.young(0.35), "boar": BOAR.form(0.95, 1.15), "rhino": RHINO.form(1.8,
    1.1, ridden=True), "hippo": HIPPO.form(1.6, 1.15)}  # fmt: skip
