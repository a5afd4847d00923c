"""A font's emoji as pictures with words: names and keywords in English and in Chinese.

Names are those of the package `emoji`, keywords those of Unicode's CLDR (on Debian
`unicode-cldr-core`); without CLDR there are names alone.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from muse import NotReady, RequestError

from .collect import Collection
from .dataset import Pictures

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

SIZES = (109, 160, 136, 128, 96, 64)
"""Sizes at which colour fonts have their bitmaps: Noto's 109 (136 x 128 px), then Apple's."""

WORDS = Path("/usr/share/unicode/cldr/common")
"""Where Debian's unicode-cldr-core keeps the keywords of Unicode's CLDR."""

FOLDERS = (
    *("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"),
    *("/Library/Fonts", "~/Library/Fonts", "/opt/homebrew/share/fonts"),
)
"""Where fonts are kept on Linux and macOS."""

FONT = "NotoColorEmoji.ttf"
_TONES = frozenset("\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
_TONED = re.compile(r"( (medium-light|medium-dark|light|medium|dark) skin tone)+\b")
_FLAG_WEIGHT = 0.5  # there are 258 flags, and most are three stripes


@dataclass(frozen=True)
class Emoji:
    """One emoji: its letters, what it shows, and words for it.

    `concept` is its English name without skin tones; `names` are (English, Chinese), `keywords`
    lists of them.
    """

    letters: str
    concept: str
    names: tuple[str, str]
    keywords: tuple[tuple[str, ...], tuple[str, ...]]
    flag: bool = False

    def captions(self) -> list[str]:
        """Return the names, the names with all keywords, and the keywords, in both languages.

        The names come thrice, as captions are drawn at random and names say most.
        """
        made = [*self.names] * 3
        for name, keywords, comma in zip(self.names, self.keywords, (", ", "，"), strict=True):
            others = [word for word in keywords if word != name]
            if others:
                made += [comma.join((name, *others)), comma.join(others)]
        return made


def read(into: Collection, font: str = "") -> Generator[Any, None, Pictures]:
    """Add the emoji of a font, by default of the Noto Color Emoji that is found on this machine.

    The class and the group of a picture are its concept. All concepts are drawn alike often, those
    of flags half as often; skin tones share what their concept has.
    """
    letters = opened(font or font_path())
    try:
        there = list(known())
    except ImportError:
        raise NotReady(
            "data: the names of emoji require the package emoji",
            hint='pip install "muse-host[train]"',
        ) from None
    into.make_room(len(there))
    found: dict[bytes, list[Emoji]] = {}
    pictures: dict[bytes, Any] = {}
    for place, progress in into.told(len(there), "drawing emoji"):
        if progress:
            yield progress
        picture = drawn(there[place], letters)
        if picture is None:
            into.skipped["not in the font"] += 1
            continue
        mark = hashlib.sha256(repr(picture.size).encode() + picture.tobytes()).digest()
        found.setdefault(mark, []).append(there[place])
        if mark not in pictures:
            pictures[mark] = into.resized(picture)
    into.skipped["looks like another"] += sum(len(alike) - 1 for alike in found.values())
    # Of those that look alike the shortest name is the best known: France, not Clipperton Island.
    named = {mark: min(alike, key=lambda each: len(each.names[0])) for mark, alike in found.items()}
    toned = Counter(each.concept for each in named.values())
    for mark, each in named.items():
        words = each.captions()
        for other in found[mark]:
            words += other.captions()
        weight = (_FLAG_WEIGHT if each.flag else 1.0) / toned[each.concept]
        into.add(pictures[mark], words, each.concept, each.concept, weight)
    return into.finished()


def known(words: Path = WORDS) -> Iterator[Emoji]:
    """Yield the emoji that Unicode recommends, in its order, with CLDR's keywords from `words`."""
    import emoji

    emoji.config.load_language("zh")
    english, chinese = _keywords(words, "en"), _keywords(words, "zh")
    for letters, told in emoji.EMOJI_DATA.items():
        if told["status"] != emoji.STATUS["fully_qualified"]:
            continue
        bare = "".join(each for each in letters if each not in _TONES).replace("\ufe0f", "")
        names = _name(told["en"]), _name(told.get("zh", ""))
        flag = "\U0001f1e6" <= letters[0] <= "\U0001f1ff" or "\U000e007f" in letters
        if flag:
            names = f"{names[0]} flag", f"{names[1]}旗"
        # The only keyword of a flag is "flag", which its name says already.
        keywords = ((), ()) if flag else (english.get(bare, ()), chinese.get(bare, ()))
        yield Emoji(letters, _TONED.sub("", names[0]), names, keywords, flag)


def drawn(emoji: Emoji, font: "FreeTypeFont") -> "Image | None":
    """Return an emoji as its font has it, in RGB on a white square.

    None when the font lacks it, or can only draw it as several pictures side by side.
    """
    from PIL import Image, ImageDraw

    width = round(font.size * 1.25)  # 136 px at Noto's 109
    if font.getlength(emoji.letters) > 1.3 * width:
        return None
    left, top, right, bottom = font.getbbox(emoji.letters, anchor="lt")
    side = max(width, round(right - left), round(bottom - top))
    picture = Image.new("RGBA", (side, side), "white")
    place = (side - (right - left)) / 2 - left, (side - (bottom - top)) / 2 - top
    ImageDraw.Draw(picture).text(
        (round(place[0]), round(place[1])),
        emoji.letters,
        font=font,
        embedded_color=True,
        anchor="lt",
    )
    seen = picture.convert("RGB")
    return None if seen.getextrema() == ((255, 255),) * 3 else seen


def opened(path: str | Path) -> "FreeTypeFont":
    """Return an emoji font at the size of its bitmaps; RequestError where it isn't one."""
    from PIL import ImageFont

    where = Path(path).expanduser()
    if not where.is_file():
        raise RequestError(f"data: there is no font {path}", hint="give emoji, or emoji:FONT.ttf")
    for size in SIZES:
        try:
            return ImageFont.truetype(str(where), size)
        except OSError:
            continue
    raise RequestError(
        f"data: {where.name} is not a font with coloured bitmaps",
        hint=f"use {FONT} in its CBDT version",
    )


def font_path() -> Path:
    """Return the path of this machine's Noto Color Emoji."""
    for folder in FOLDERS:
        for path in sorted(Path(folder).expanduser().rglob(FONT)):
            return path
    raise NotReady(
        f"data: {FONT} wasn't found in the font folders",
        hint="apt install fonts-noto-color-emoji, or give emoji:/path/to/the/font.ttf",
    )


def _name(told: str) -> str:
    return told.strip(":").replace("_", " ").replace("’", "'").lower()


def _keywords(words: Path, language: str) -> dict[str, tuple[str, ...]]:
    """Return letters (without variation selectors) -> keywords by CLDR."""
    found: dict[str, tuple[str, ...]] = {}
    for room in ("annotations", "annotationsDerived"):
        path = words / room / f"{language}.xml"
        if not path.is_file():
            continue
        for each in ElementTree.parse(path).iter("annotation"):
            if each.get("type") is None and each.text:
                letters = str(each.get("cp")).replace("\ufe0f", "")
                found[letters] = tuple(word.strip().lower() for word in each.text.split("|"))
    return found
