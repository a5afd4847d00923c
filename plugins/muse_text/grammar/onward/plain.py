"""A text without its marks, and its title."""

from .blocks import passages


def plain(markdown: str) -> str:
    """Return the words of a text without its marks."""
    made = []
    for each in passages(markdown):
        colon = "" if not each.speaker else "：" if not each.speaker.isascii() else ": "
        made.append(f"{each.speaker}{colon}{each.words}")
    return "\n\n".join(made) + "\n"


def title(markdown: str) -> str:
    """Return the title of a text, or its first words."""
    found = passages(markdown)
    named = next((each.words for each in found if each.kind == "title"), "")
    first = found[0].words.split("\n")[0] if found else ""
    return named or (first if len(first) <= 60 else f"{first[:59]}…")
