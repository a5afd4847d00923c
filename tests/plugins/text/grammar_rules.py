"""The rules that every text of text.grammar has to keep; each returns what breaks them."""

import re

_VOWEL = re.compile(r"\b[Aa] (?=[aeiou])(?!(?:uni[^nm]|use|usu|one\b|once|eu|ut[io]|uk|ufo))\w+")
_CONSONANT = re.compile(r"\b[Aa]n (?![aeiouAEIOU]|hour|honest|honou?r|heir)\w+")
_DOUBLED = re.compile(r"\b([a-z]+) \1\b", re.I)
_MEANT_TWICE = {"had had", "that that", "over them", "went up", "yes yes"}
_LOWER = re.compile(r"(?:[.!?] |[.]” |^|\n)“?[a-z]\w*")


def prose(text):
    """The paragraphs of a Markdown text without marks."""
    lines = [re.sub(r"^(?:#+ |- |\*)|\*$", "", line).strip() for line in text.splitlines()]
    return [re.sub(r"^\*\*.+?\*\*(?:: |：)", "", line) for line in lines if line.strip()]


def sentences(text, language):
    """The sentences of a Markdown text, headings left out."""
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    end = r"[.!?]+[”]?(?:\s+|$)" if language == "en" else r"[。！？…]+[”』]?"
    return [
        s.strip()
        for s in re.split(rf"(?<=[.!?。！？”])(?:\s+|$)|\n|(?:{end})", body)
        if s and s.strip()
    ]


def broken(text, form, language):
    """Return everything in a Markdown text that breaks a rule."""
    found = []
    found += [f"slot {m}" for m in re.findall(r"[\[\]{}|¶〔〕@]|None|\bnan\b", text)]
    found += [f"spaces {m!r}" for m in re.findall(r"[^ \n]  +[^\n]", text)]
    if language == "en":
        body = "\n".join(line for line in text.splitlines() if not line.startswith("## "))
        found += [f"a {m}" for m in _VOWEL.findall(body)]
        found += [f"an {m}" for m in _CONSONANT.findall(body)]
        found += [
            f"doubled {m[0]}" for m in _DOUBLED.finditer(body) if m[0].lower() not in _MEANT_TWICE
        ]
        if form != "poem":
            found += [f"capital {m!r}" for m in _LOWER.findall("\n".join(prose(body)))]
        found += [
            f"mark {m!r}" for m in re.findall(r".{9} [,.;:!?]|,,|[^.]\.\.(?!\.)|,\.|;\.|\?\.", body)
        ]
        found += [f"they {m}" for m in re.findall(r"\b[Tt]hey was\b", body)]
    else:
        found += [f"half-width {m!r}" for m in re.findall(r"[\u4e00-\u9fff][,.!?;:(]", text)]
        found += [f"mark {m!r}" for m in re.findall(r".?[，。、；：！？][，。、；：！？]", text)]
        found += [
            f"space {m!r}"
            for m in re.findall(r"[\u4e00-\u9fff，。] +[\u4e00-\u9fff]", text)
            if "## " not in text
        ]
        found += [
            f"measure {m!r}"
            for m in re.findall(r"一[个](?:竹笛|玉佩|仙女|剑客|狗|猫|钥匙|灯笼)", text)
        ]
        found += [
            f"doubled {m}"
            for m in re.findall(r"的的|了了|是是|在在|里里|一一(?!一)", text)
            if "一一" not in m
        ]
    if text.count("“") != text.count("”"):
        found.append("quotation marks don't pair")
    if form in ("story", "script"):
        for line in prose(text)[1:]:
            if not re.search(r"[.!?。！？…”):）]$", line) and not re.match(
                r"Scene|第|CHAPTER", line
            ):
                found.append(f"no end mark: {line[-30:]!r}")
        said = [s for s in sentences(text, language) if len(s) > (25 if language == "en" else 9)]
        found += [f"repeated: {s}" for s in set(said) if said.count(s) > 1]
    return found
