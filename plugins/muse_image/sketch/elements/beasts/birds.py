"""Birds by species."""

from dataclasses import replace

from .bird import Bird, young

SONG = Bird(("7d6a54 e9ddc8 3d3128",), head=0.17, body=(0.36, 0.23, 0.5), eye="1c1512",
    marks=("wing tips",))  # fmt: skip
ROBIN = replace(SONG, coats=("8a7458 efe6d6 5a4632",), face="d9682f", throat="d9682f",
    beak=("dagger", 0.1, "4a3c32"))  # fmt: skip
SPARROW = replace(SONG, coats=("9a714a e6dac6 3b2a20",), cap="7a4a2c", marks=("cheek",
    "wing tips", "bar"), beak=("seed", 0.11, "4a4038"))  # fmt: skip
BLUEBIRD = replace(SONG, coats=("3f7fc4 e8dfd0 24486e",), throat="d98a52",
    beak=("dagger", 0.1, "3a3632"))  # fmt: skip
CANARY = replace(SONG, coats=("f0cf45 f7e58f b8922a",), beak=("seed", 0.1, "e0a08a"))
CARDINAL = replace(SONG, coats=("c9352c d95a48 6a1c1a",), crest="tuft", beak=("seed",
    0.13, "e08a3a"), throat="2a2224")  # fmt: skip
MAGPIE = replace(SONG, coats=("23252c f3f1ec 1f3e5a",), wing="2c4a72", tail=("long",
    0.62), beak=("dagger", 0.16, "23252c"), head=0.14)  # fmt: skip
CROW = replace(SONG, coats=("2a2a31 32323a 17171c",), beak=("dagger", 0.19, "26262b"),
    head=0.15, legs=(0.22, "26262b"), eye="4a4038")  # fmt: skip
SWALLOW = replace(SONG, coats=("2c4468 f4ece0 1c2a40",), throat="b5532f", tail=("fork",
    0.55), beak=("seed", 0.07, "2a2826"), legs=(0.12, "4a3c36"), rest="fly")  # fmt: skip
PIGEON = replace(SONG, coats=("8b95a3 a9afb8 3f4652",), face="5f7a80", beak=("seed",
    0.1, "6a6260"), legs=(0.16, "c4574a"), marks=("bar", "wing tips"), eye="d9702c",
    head=0.14)  # fmt: skip
DOVE = replace(PIGEON, coats=("f2efe9 fbfaf7 cfc9bf",), face="", marks=(), eye="1c1512",
    beak=("seed", 0.1, "c98f80"))  # fmt: skip
HUMMING = replace(SONG, coats=("3f8f62 e6e4d8 2a5a44",), throat="b8304f",
    beak=("dagger", 0.36, "2a2a2a"), legs=(0.1, "4a4038"), rest="fly", head=0.15)  # fmt: skip
KINGFISHER = replace(SONG, coats=("2a8fb0 d9803c 1c5a78",), beak=("dagger", 0.32,
    "2a2826"), head=0.19, legs=(0.1, "d9652f"), tail=("plain", 0.18), marks=("cheek",))  # fmt: skip
WOODPECKER = replace(SONG, coats=("2a292d efe9de 17161a",), cap="c9302c",
    beak=("dagger", 0.22, "6a645c"), marks=("stripe", "bar"))  # fmt: skip
PARROT = Bird(("d4352f e25a3a 2a62b0", "2f9a4f 8fc45a e0b83c", "2f74c4 f0bf3a 1f4a86"),
    ("parrot", 0.17, "3a3430"), 0.17, (0.37, 0.2, 0.95), (0.2, "5a5048"), tail=("long",
    0.55), face="f1ede4", marks=("wing tips", "ring"), wing="", eye="e0c04a")  # fmt: skip
COCKATOO = replace(PARROT, coats=("f3f0e8 fbf9f4 f0cf5a",), crest="fan", face="",
    tail=("plain", 0.4), marks=("ring",), eye="2a2220")  # fmt: skip
TOUCAN = Bird(("26262b 2d2d33 17171b",), ("toucan", 0.42, "e8902c"), 0.16, (0.34, 0.2,
    0.8), (0.18, "5a7a9a"), throat="f4efe0", marks=("ring", "black tip"), tail=("plain",
    0.3))  # fmt: skip
EAGLE = Bird(("5a4030 7a5a42 33241b",), ("hook", 0.17, "e8b23a"), 0.135, (0.36, 0.22,
    0.95), (0.2, "e0ac3a"), face="f4f1ea", eye="e8c34a", marks=("brow", "wing tips",
    "flecks"), tail=("plain", 0.3), flight=0.86)  # fmt: skip
HAWK = replace(EAGLE, coats=("80624a e9dcc6 463226",), face="", marks=("brow",
    "wing tips", "flecks"), head=0.13, beak=("hook", 0.12, "4a4a4e"))  # fmt: skip
VULTURE = replace(EAGLE, coats=("3f3732 5a5048 241f1c",), face="d9a292", beak=("hook",
    0.18, "e0d5c0"), neck=(0.1, 0.09, 0.5))  # fmt: skip
CRANE = Bird(("f4f2ec fbfaf6 25252b",), ("dagger", 0.16, "a59a72"), 0.05, (0.21, 0.11,
    0.2), (0.44, "3a3836"), (0.34, 0.045, 0.35), ("bustle", 0.2), cap="c9352c",
    throat="25252b", marks=("wing tips",), flight=0.8)  # fmt: skip
HERON = replace(CRANE, coats=("93a1b0 eceae4 3d4856",), beak=("dagger", 0.17, "d9a83a"),
    neck=(0.32, 0.05, 0.8), tail=("plain", 0.14), cap="", throat="", crest="plume",
    marks=("stripe",))  # fmt: skip
EGRET = replace(HERON, coats=("f5f3ee fdfcf9 d9d5cc",), crest="", marks=(), legs=(0.44, "2e2c2a"))
STORK = replace(CRANE, coats=("f3f1ea fbf9f5 25252a",), wing="25252a", beak=("dagger",
    0.2, "d9452f"), legs=(0.42, "d9452f"), cap="", throat="", tail=("plain", 0.12),
    neck=(0.3, 0.055, 0.4))  # fmt: skip
FLAMINGO = replace(CRANE, coats=("f08fa0 f6b4b8 d95a72", "f4a08f f8c4b4 d96a58"),
    beak=("bent", 0.12, "f2e4d8"), head=0.055, body=(0.2, 0.12, 0.12), legs=(0.46,
    "e8788a"), neck=(0.36, 0.04, 1.3), cap="", throat="", tail=("plain", 0.12),
    marks=("black tip", "wing tips"))  # fmt: skip
OSTRICH = Bird(("2b2829 f0ece4 f0ece4",), ("duck", 0.07, "c9a08a"), 0.05, (0.23, 0.16,
    0.15), (0.46, "c9a290"), (0.36, 0.045, 0.2), ("bustle", 0.2), face="d9b4a2",
    marks=())  # fmt: skip
DUCK = Bird(("8b7a66 c9c0b4 4a3c30",), ("duck", 0.2, "e0b53a"), 0.145, (0.44, 0.23,
    0.15), (0.14, "e0862f"), (0.16, 0.16, 0.15), ("plain", 0.18), face="1f6b4f",
    marks=("wing tips", "bar"), webbed=True, eye="1c1512")  # fmt: skip
WHITE_DUCK = replace(DUCK, coats=("f4f1ea fcfaf6 d9d2c6",), face="", beak=("duck", 0.2,
    "eba02f"), marks=())  # fmt: skip
MANDARIN = replace(DUCK, coats=("b5622f f1e6d4 3f3a6a",), face="e8b070", cap="2f5a62",
    beak=("duck", 0.14, "c9402f"), wing="d98a3a", crest="plume")  # fmt: skip
GOOSE = Bird(("f1eee7 fbf9f5 cfc8bc", "8d8276 e6dfd2 4a4038"), ("duck", 0.17, "e8952f"),
    0.1, (0.36, 0.2, 0.2), (0.2, "e8862f"), (0.34, 0.09, 0.15), ("plain", 0.16),
    webbed=True)  # fmt: skip
SWAN = Bird(("f5f3ee fdfcf9 e4e0d8",), ("duck", 0.16, "e2842f"), 0.085, (0.4, 0.23,
    0.14), (0.12, "3a3836"), (0.46, 0.09, 1.0), ("plain", 0.2), webbed=True,
    rest="swim", marks=("knob",), wing="faf8f4")  # fmt: skip
GULL = Bird(("f3f1ec fbfaf6 9aa5b0",), ("hook", 0.15, "e8b53a"), 0.14, (0.42, 0.2,
    0.15), (0.2, "e0955a"), wing="a3adb8", marks=("wing tips",), webbed=True,
    tail=("plain", 0.22), eye="e8d27a", flight=0.86)  # fmt: skip
PELICAN = Bird(("f2eee6 fbf9f4 3a3836",), ("pouch", 0.34, "e8a852"), 0.09, (0.34, 0.21,
    0.2), (0.18, "d9954a"), (0.34, 0.085, 0.7), ("plain", 0.14), webbed=True,
    marks=("wing tips",))  # fmt: skip
ROOSTER = Bird(("b5522a d98a3a 2a2422", "d9762c e8a04a 3a2420"), ("seed", 0.1,
    "e0b04a"), 0.1, (0.32, 0.22, 0.35), (0.24, "d9a83a"), (0.22, 0.14, 0.1), ("rooster",
    0.46), face="d98a2f", crest="comb", wing="7a2f20", eye="d9702c")  # fmt: skip
HEN = replace(ROOSTER, coats=("b5763f d9a870 5a3420", "efe8da faf6ee b8ac98"),
    tail=("plain", 0.22), face="", wing="", neck=(0.16, 0.15, 0.1))  # fmt: skip
TURKEY = replace(HEN, coats=("5a4030 7a5c44 2f211a",), face="8fa9c4", crest="",
    tail=("bustle", 0.4), body=(0.38, 0.27, 0.3))  # fmt: skip
QUAIL = replace(SONG, coats=("8f7454 d9c4a0 4a3828",), crest="tuft", body=(0.36, 0.27,
    0.3), marks=("flecks",), tail=("plain", 0.16))  # fmt: skip

FORMS = {"bird": BLUEBIRD.form(0.16), "songbird": SONG.form(0.16),
    "robin": ROBIN.form(0.15), "sparrow": SPARROW.form(0.14),
    "canary": CANARY.form(0.13), "cardinal": CARDINAL.form(0.22),
    "magpie": MAGPIE.form(0.3), "crow": CROW.form(0.4), "swallow": SWALLOW.form(0.15),
    "pigeon": PIGEON.form(0.3), "dove": DOVE.form(0.28),
    "hummingbird": HUMMING.form(0.1), "kingfisher": KINGFISHER.form(0.2),
    "woodpecker": WOODPECKER.form(0.26), "parrot": PARROT.form(0.5),
    "cockatoo": COCKATOO.form(0.45), "toucan": TOUCAN.form(0.5),
    "eagle": EAGLE.form(0.85), "hawk": HAWK.form(0.55), "vulture": VULTURE.form(0.9),
    "crane": CRANE.form(1.4), "heron": HERON.form(1.0), "egret": EGRET.form(0.9),
    "stork": STORK.form(1.1), "flamingo": FLAMINGO.form(1.3),
    "ostrich": OSTRICH.form(2.4, top=(-0.15, 0.1, 0.72)), "duck": DUCK.form(0.45),
    "mandarin_duck": MANDARIN.form(0.42), "goose": GOOSE.form(0.8),
    "swan": SWAN.form(1.0), "gull": GULL.form(0.4, 1.0), "pelican": PELICAN.form(1.2),
    "rooster": ROOSTER.form(0.6), "hen": HEN.form(0.45), "turkey": TURKEY.form(0.9),
    "quail": QUAIL.form(0.2), "chick": young(HEN, 0.12, "f2d460 f8e692 c9a030"),
    "duckling": young(WHITE_DUCK, 0.14, "f0d258 f8e48a c9a030")}  # fmt: skip
