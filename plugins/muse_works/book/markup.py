"""What the pages of a book are in XHTML and CSS, for EPUB and for the page that plays."""

import html
from collections.abc import Callable

from ..texts import clean
from .laying import INK, PAPER, TRIMS, Box
from .typefaces import FAMILY
from .volume import Leaf, Volume

FONT = "book-font.otf"


def escape(text: str, quote: bool = True) -> str:
    """Return a text as XHTML has it, without characters that XML can't hold."""
    return html.escape(clean(text), quote=quote)


def text(leaf: Leaf, number: int, language: str) -> str:
    """Return the words of a page, each with an id: p3w12."""
    made, count = [], 0
    for row, sounds in zip(leaf.words, leaf.sounds, strict=True):
        parts = []
        for word, sound in zip(row, sounds, strict=True):
            shown = escape(word.text, quote=False)
            if sound:
                shown = f"<ruby>{shown}<rt>{escape(sound, quote=False)}</rt></ruby>"
            parts.append(f'<span id="p{number}w{count}" class="w">{shown}</span>{word.space}')
            count += 1
        made.append(f"<p>{''.join(parts)}</p>")
    return "".join(made)


def style(book: Volume, unit: Callable[[float], str], active: str, face: str) -> str:
    """Return the style of all pages; `unit` writes a length of so many mm.

    `active` is the selector of the word that is read, `face` where the font is.
    """
    wide, high = TRIMS[book.trim]
    facts = book.facts()
    rules = [
        f"@font-face {{ font-family: Book; src: {face}; }}",
        f".page {{ position: relative; overflow: hidden; margin: 0; background: {PAPER}; "
        f'color: {INK}; font-family: Book, "{FAMILY[book.board.language]}", Georgia, '
        '"Songti SC", serif; }',
        ".page img { position: absolute; object-fit: cover; display: block; }",
        ".page .text { position: absolute; box-sizing: border-box; }",
        ".page p { margin: 0; }",
        f".page p + p {{ margin-top: {0.55 if not book.pinyin else 0.3}em; }}",
        "ruby rt { font-size: .46em; }",
        ".page .number { position: absolute; opacity: .6; }",
        f".page .number {{ bottom: {unit(6)}; font-size: {unit(4.2)}; }}",
        f".page .middle {{ position: absolute; left: 0; top: 0; width: {unit(wide)}; "
        f"height: {unit(high)}; display: flex; flex-direction: column; align-items: center; "
        f"justify-content: center; text-align: center; gap: {unit(9)}; }}",
        f".page .middle img {{ position: static; height: {unit(0.3 * high)}; }}",
        f".page .middle h1 {{ font-size: {unit(9.5)}; margin: 0; font-weight: 600; }}",
        f".page .middle p {{ font-size: {unit(5)}; margin: 0; }}",
        f".page .middle .small {{ font-size: {unit(3.2)}; opacity: .7; }}",
        f"{active} {{ background: #ffd84d; color: #1c1712; border-radius: .18em; }}",
    ]
    rules.append(f"#cover img {{ left: 0; top: 0; width: {unit(wide)}; height: {unit(high)}; }}")
    for number, leaf in enumerate(book.leaves, 1):
        rules += _leaf(leaf, number, book, unit, float(facts["leading"]))
    return "\n".join(rules) + "\n"


def _leaf(
    leaf: Leaf, number: int, book: Volume, unit: Callable[[float], str], leading: float
) -> list[str]:
    """Return the rules of one page."""
    wide, high = TRIMS[book.trim]
    laid = leaf.laid
    side = "left" if number % 2 == 0 else "right"
    inset = 5.0 if laid.panel else 0.0
    place = _placed(laid.text, laid.at, inset, wide, high, unit)
    size = unit(laid.size * 25.4 / 72)
    back = f" background: {laid.panel}db; border-radius: {unit(4)};" if laid.panel else ""
    flex = " display: flex; flex-direction: column; justify-content: center;"
    picture = laid.picture
    rounded = f" border-radius: {unit(4)};" if laid.kind == "inset" else ""
    return [
        f"#p{number} img {{ left: {unit(picture.x * wide)}; top: {unit(picture.y * high)}; "
        f"width: {unit(picture.wide * wide)}; height: {unit(picture.high * high)};{rounded} }}",
        f"#p{number} .text {{ {place} padding: {unit(inset)}; font-size: {size}; "
        f"line-height: {leading}; color: {laid.colour};{back}"
        f"{' text-align: center;' if laid.kind == 'full' else ''}"
        f"{flex if laid.at == 'middle' else ''} }}",
        f"#p{number} .number {{ {side}: {unit(9)}; "
        f"{'display: none; ' if laid.kind == 'full' else ''}}}",
    ]


def _placed(
    box: Box, at: str, inset: float, wide: float, high: float, unit: Callable[[float], str]
) -> str:
    """Return where a text stands, kept to the side of its box."""
    across = f"left: {unit(box.x * wide - inset)}; width: {unit(box.wide * wide + 2 * inset)};"
    if at == "bottom":
        return f"{across} bottom: {unit((1 - box.y - box.high) * high - inset)};"
    top = f"{across} top: {unit(box.y * high - inset)};"
    return top if at == "top" else f"{top} height: {unit(box.high * high)};"


def opening(book: Volume) -> str:
    """Return the inside of the page with title and dedication."""
    facts = book.facts()
    parts = [_vignette(facts), f"<h1>{escape(facts['title'], quote=False)}</h1>"]
    parts += [
        f"<p>{escape(facts[name], quote=False)}</p>"
        for name in ("author", "dedication")
        if facts[name]
    ]
    return f'<div class="middle">{"".join(parts)}</div>'


def closing(book: Volume) -> str:
    """Return the inside of the last page."""
    facts = book.facts()
    return (
        f'<div class="middle">{_vignette(facts)}<h1>{facts["end"]}</h1>'
        f'<p class="small">{escape(facts["colophon"], quote=False)}</p></div>'
    )


def _vignette(facts: dict[str, object]) -> str:
    hero = escape(str(facts["hero"]))
    return f'<img src="vignette.png" alt="{hero}"/>' if facts["vignette"] else ""


def leaf(book: Volume, number: int) -> str:
    """Return the inside of a page, numbered from 1."""
    one = book.leaves[number - 1]
    return (
        f'<img src="{one.picture}" alt="{escape(one.alt)}"/>'
        f'<div class="text">{text(one, number, book.board.language)}</div>'
        f'<div class="number" aria-hidden="true">{number}</div>'
    )
