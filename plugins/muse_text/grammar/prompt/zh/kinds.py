"""Chinese requests for texts of another kind: 一封信, 菜谱, 翻译, a question."""

import re
from typing import Any

from .head import FORM, polite


def other(text: str, table: dict[str, Any]) -> str:
    """Return what kind of text is asked for where it is none of ours; "" where it is."""
    bare = text[polite(text) :].strip(" ，,。")
    whole = re.sub(
        r"^(?:请|麻烦|能不能|可以|可否|能否|你能|你可以|帮我|给我|帮忙|你|把)+", "", text.strip()
    )
    for each in (whole, bare):
        for verb in table["verbs"]:
            if each.startswith(verb):
                ours = re.match(
                    rf"(?:一|几|两)[个首篇部段](?:[^，。]{{0,12}}?){FORM}", each[len(verb) :]
                )
                if not ours and not re.match(FORM, each):
                    return f"“{each[:16]}” works on a text or asks for something else"
    subject = re.search(r"关于|有关|主题|讲述|讲的是", bare)
    top = bare[: subject.start()] if subject else bare
    first = re.split(r"[，,。！？!?；;\n]", top)[0]
    about = re.search(rf"的(?:{FORM})", bare)
    if about or re.search(FORM, first):
        found = re.search(rf"{FORM}", bare)
        after = bare[found.end() :] if found else ""
        if found and re.match(r"的?(?:读后感|赏析|评论|大意|翻译|简介)", after):
            return f"“{bare[:16]}” is a text of another kind"
        return ""
    for question in table["questions"]:
        if question in first + ("？" if "？" in bare[:30] else "") and len(bare) < 40:
            return f"“{bare[:16]}” is a question"
    for kind in sorted(table["kinds"], key=len, reverse=True):
        if kind not in first:
            continue
        asked = re.match(
            rf"(?:(?:\d+|[一两三几十百])+[个首篇封段份条则句张道副]?|\d+字)?(?:的)?(?:[^，,。的]{{0,8}}的?)?{kind}$",
            first,
        )
        starts = first.startswith(kind) and subject is not None
        commanded = text.strip() != bare and first.endswith(kind)
        if (asked and (commanded or len(first) < len(kind) + 8)) or starts:
            return f"“{kind}” is a text of another kind"
    return ""
