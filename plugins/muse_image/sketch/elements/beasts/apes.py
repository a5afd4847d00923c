"""Monkeys and apes, and sloths."""

from dataclasses import replace

from .build import Build
from .face import BROAD, ROUND, Face
from .pawed import Pawed

BUILD = Build(long=0.6, leg=0.36, deep=0.28, tuck=0.15, bone=0.07, thigh=0.2,
    neck=(0.14, 0.1, 0.18), head=0.2, tail=("long", 0.85, 0.045), fur=0.014, sit=0.26)  # fmt: skip
FACE = Face(half=ROUND, ears=("round", 0.98, 0.02, -1.1, 0.6), eyes=(0.3, 0.1, 0.13),
    iris="5a3418", pupil="round", muzzle=(-0.42, 0.44, 0.36, 0.16), nose=("flat", 0.12),
    skin="c9967c", whiskers=False, tuft=0.06, marks=("bare",))  # fmt: skip
MONKEY = Pawed(("8a5a38 e8bf98 5a3824", "a5744a ecc8a4 6a4428"), BUILD, FACE)
MACAQUE = replace(MONKEY, coats=("a89a88 e0a090 6a5f54",), build=replace(BUILD,
    fur=0.03, tail=("stub", 0.05, 0.03)), face=replace(FACE, tuft=0.16))  # fmt: skip
GOLDEN = replace(MONKEY, coats=("d9923a a9c8d8 8a5420",), face=replace(FACE, tuft=0.18))
APE = Build(long=0.62, leg=0.42, deep=0.36, tuck=0.0, bone=0.12, thigh=0.26, neck=(0.22,
    0.04, 0.3), head=0.2, hump=0.16, tail=("stub", 0.02, 0.01), fur=0.02, sit=0.38,
    paw=1.0)  # fmt: skip
GORILLA = Pawed(("35323a 4a464c 201e23",), APE, replace(FACE, half=BROAD, ears=("round",
    0.98, 0.0, -1.1, 0.36), skin="2a272b", eyes=(0.28, 0.06, 0.095), muzzle=(-0.4, 0.46,
    0.38, 0.18), nose=("flat", 0.2)), rest="sit")  # fmt: skip
CHIMP = replace(GORILLA, coats=("38302e c99a7c 201a1a",), build=replace(APE, bone=0.095,
    sit=0.32, hump=0.05), face=replace(FACE, ears=("round", 1.0, 0.02, -1.1, 0.75)))  # fmt: skip
ORANGUTAN = replace(GORILLA, coats=("b8592c 8a6a5a 7a3418",), build=replace(APE,
    fur=0.05), face=replace(GORILLA.face, tuft=0.12, skin="4a3630"))  # fmt: skip
SLOTH = Pawed(("9a8468 e6d6ba 4a382a",), replace(APE, fur=0.04, bone=0.1, hump=0.0,
    leg=0.3), replace(FACE, ears=("round", 0.9, 0.1, -0.9, 0.2), marks=("bare",
    "bandit"), eyes=(0.36, 0.0, 0.1), pupil="dark", iris="1c1410", nose=("dog", 0.17),
    muzzle=(-0.34, 0.36, 0.28, 0.16)))  # fmt: skip

FORMS = {"monkey": MONKEY.form(0.55), "macaque": MACAQUE.form(0.6),
    "golden_monkey": GOLDEN.form(0.6), "gorilla": GORILLA.form(1.5),
    "chimpanzee": CHIMP.form(1.1), "orangutan": ORANGUTAN.form(1.2),
    "sloth": SLOTH.form(0.55)}  # fmt: skip
