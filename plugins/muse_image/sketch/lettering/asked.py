"""Texts that a prompt asks to be written, until the words of a prompt tell them."""

import re

CUE = re.compile(
    r"\b(?:says?|saying|reads?|reading|words?|text|letters|lettering|titled|entitled|title|sign"
    r"|banner|billboard|poster|cover|card|label)\b|写着|写有|标题|题为|封面|贺卡|招牌|横幅|海报|字",
    re.IGNORECASE,
)
QUOTED = re.compile(
    r'“([^”\n]{1,80})”|「([^」\n]{1,80})」|"([^"\n]{1,80})"|(?<!\w)\'([^\'\n]{1,60})\'(?!\w)'
)


def asked(prompt: str) -> tuple[tuple[str, ...], str]:
    """Return the quoted texts of a prompt that speaks of writing, and the prompt without them."""
    found = [m for m in QUOTED.finditer(prompt) if m[0].strip() != prompt.strip()]
    rest = QUOTED.sub(" ", prompt)
    if not found or not CUE.search(rest):
        return (), prompt
    return tuple(next(g for g in m.groups() if g).strip() for m in found), rest
