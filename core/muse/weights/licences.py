"""Licences of models: what they are called, and whether they allow commercial use.

The table is a reading of the licences' own texts, not advice: SPDX's identifiers, those that the
hub has for cards (`openrail++`, `llama3.1`), and names that cards give with `license: other`. What
the table doesn't have is unknown, never allowed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

Use = Literal["yes", "conditions", "unknown", "no"]
"""Whether commercial use is allowed, the freest first."""

UNKNOWN = "-"
"""What stands for a licence that nobody gives."""

_LONGEST = 100
"""Characters of a licence that are kept: a card is anybody's text."""

_ORDER: tuple[Use, ...] = ("yes", "conditions", "unknown", "no")

_WORDS: Mapping[Use, str] = {
    "yes": "commercial use too",
    "conditions": "commercial use with conditions",
    "unknown": "unknown",
    "no": "non-commercial",
}


class Licence(NamedTuple):
    """A licence: `name` as it was given, commercial `use`, and its `conditions` in words."""

    name: str
    use: Use
    conditions: str = ""

    def __str__(self) -> str:
        words = _WORDS.get(self.use, self.use)
        return words if self.name == UNKNOWN else f"{words} ({self.name})"


_RAIL = "none of the uses that its list forbids, and what is passed on carries that list"
_NAME = "its authors are named"
_SAME = "what is passed on of it stays under the same licence"

# Pattern (of the whole name, in lower case with hyphens) -> use, and its conditions. The first that
# fits counts, so what forbids stands first.
_TABLE: tuple[tuple[str, Use, str], ...] = (
    # What its name says: CC's element NC, Meta's FAIR licence, FLUX.1 [dev], research licences.
    (r"(.*-)?non-?commercial(-.*)?|(.*-)?nc(-.*)?", "no", ""),
    (r"(.*-)?(research|academic|non-production|evaluation)(-.*)?", "no", ""),
    # Mistral's non-production and research licences; NVIDIA's source code licence (section 3.3);
    # Coqui's public model licence; Apple's for research; EXAONE's; DeepFloyd's.
    (r"(.*-)?(mnpl|mrl|nscl-?v?1?|cpml|coqui-public-model|apple-amlr|exaone)(-.*)?", "no", ""),
    (r"deepfloyd-if.*", "no", ""),
    # Permissive by their SPDX texts. Of the Open Font Licence: what is made with a font is free of
    # it (its section "DEFINITIONS" and FAQ 1.1); fonts alone aren't sold.
    (
        r"apache(-?2(\.0)?)?|mit(-0|-mit)?|bsd(-\d(-clause)?)?|(0|\d-clause-)bsd|isc|zlib|unlicense"
        r"|wtfpl|ncsa|afl-3\.0|ecl-2\.0|bsl-1\.0|boost(-1\.0)?|cc0(-1\.0)?|pddl(-1\.0)?|public-domain"
        r"|cdla-permissive(-\d\.\d)?|ms-pl|postgresql|artistic-2(\.0)?|(python|psf)(-2(\.0)?)?"
        r"|unicode(-3\.0|-dfs-2016)?|hpnd|(sil-)?(ofl|open-font)(-1\.\d)?",
        "yes",
        "",
    ),
    (r"modified-mit|kimi.*", "conditions", "large users show its name"),
    # Creative Commons 4.0, sections 2 and 3.
    (r"cc-by-sa(-.*)?", "conditions", f"{_NAME}, and {_SAME}"),
    (r"cc-by-nd(-.*)?", "conditions", f"{_NAME}, and nothing derived of it is passed on"),
    (r"cc-by(-.*)?|odc-by.*|etalab.*", "conditions", _NAME),
    (r"odbl.*|cdla-sharing.*", "conditions", f"{_NAME}, and {_SAME}"),
    # RAIL: attachment A lists what it isn't for, and section 4 or 5 hands the list on.
    (r"(.*-)?(open-?rail|rail)([-+].*)?", "conditions", _RAIL),
    # Copyleft of programs, which cards use for weights as well.
    (r"(a|l)?gpl(-.*)?|mpl.*|epl.*|eupl.*|osl.*|gfdl.*|cecill.*", "conditions", _SAME),
    # Meta's community licences, sections 1 and 2, and the acceptable use policy.
    (
        r"(meta-)?llama-?[2-9].*",
        "conditions",
        "up to 700 million users a month, Meta's policy of use, and its name is shown",
    ),
    (r"gemma.*", "conditions", "Google's policy of prohibited use, which is handed on"),
    (
        r"(stability-?ai|sai|stable)-.*community.*",
        "conditions",
        "up to 1 million US$ of yearly revenue, after registering",
    ),
    (r"playground-v2.*", "conditions", "up to 1 million users a month; its name is shown"),
    (r"ltx.*|lightricks.*", "conditions", "up to 10 million US$ of yearly revenue"),
    (r"lfm.*", "conditions", "up to 10 million US$ of yearly revenue"),
    (r"cogvideox.*", "conditions", "after registering, and up to 1 million visits a month"),
    (
        r"(tencent-)?hunyuan.*",
        "conditions",
        "not in the European Union, the United Kingdom and South Korea; up to 100 million users",
    ),
    (r"(tongyi-)?(qwen|qianwen).*", "conditions", "up to 100 million users a month"),
    (r"falcon.*|tii-falcon.*", "conditions", "TII's policy of use; a service asks for permission"),
    (r"deepseek.*|nvidia-open-model.*|yi|mistral-ai-commercial", "conditions", "see its text"),
)
_PATTERNS = tuple((re.compile(pattern), use, told) for pattern, use, told in _TABLE)

# What stands in the first lines of a LICENSE -> the licence; the first that is found counts.
_TEXTS: tuple[tuple[str, str], ...] = (
    (r"flux[^\n]{0,20}non-commercial", "flux-1-dev-non-commercial"),
    (r"stability ai non-?commercial", "stabilityai-non-commercial"),
    (r"stability ai community", "stabilityai-ai-community"),
    (r"attribution-noncommercial-sharealike (\d\.\d)", "cc-by-nc-sa-{0}"),
    (r"attribution-noncommercial-noderiv\w* (\d\.\d)", "cc-by-nc-nd-{0}"),
    (r"attribution-noncommercial (\d\.\d)", "cc-by-nc-{0}"),
    (r"attribution-sharealike (\d\.\d)", "cc-by-sa-{0}"),
    (r"attribution-noderiv\w* (\d\.\d)", "cc-by-nd-{0}"),
    (r"attribution (\d\.\d) (international|generic|unported)", "cc-by-{0}"),
    (r"cc0 1\.0|creative commons zero", "cc0-1.0"),
    (r"llama (\d(?:\.\d)?) community", "llama{0}"),
    (r"gemma terms of use", "gemma"),
    (r"creativeml open ?rail\+\+-m", "openrail++"),
    (r"creativeml open ?rail-m", "creativeml-openrail-m"),
    (r"bigcode open ?rail-m", "bigcode-openrail-m"),
    (r"open ?rail|responsible ai license", "openrail"),
    (r"apache license\s+version 2\.0", "apache-2.0"),
    (r"gnu affero general public license\s+version 3", "agpl-3.0"),
    (r"gnu lesser general public license\s+version (\d)", "lgpl-{0}.0"),
    (r"gnu general public license\s+version (\d)", "gpl-{0}.0"),
    (r"sil open font license", "ofl-1.1"),
    (r"mozilla public license,? version 2\.0", "mpl-2.0"),
    (r"non-?commercial (research )?(use )?licen[sc]e", "non-commercial"),
    (r"permission is hereby granted, free of charge.{0,200}without restriction", "mit"),
    (r"redistribution and use in source and binary forms", "bsd-3-clause"),
    (r"this is free and unencumbered software", "unlicense"),
)
_FIRST = 2_500
"""Characters of a LICENSE in which its name is looked for; further on others are quoted."""


def of(name: object) -> Licence:
    """Return what a licence allows, by any spelling: `CC-BY-NC-4.0`, `MIT OR Apache-2.0`.

    Of several that all hold (`apache-2.0, cc-by-nc-4.0`) the strictest counts, of those that may be
    chosen from (`OR`) the freest.
    """
    given = " ".join(str(name or "").split())[:_LONGEST]
    given = re.sub(r",( version)", r"\1", given, flags=re.IGNORECASE)
    if _plain(given) in ("", "unknown", "none"):
        return Licence(UNKNOWN, "unknown")
    parts = [_any(part) for part in re.split(r"\s*[,;&]\s*|\s+(?:and|AND)\s+", given) if part]
    use: Use = max((part.use for part in parts), key=_ORDER.index, default="unknown")
    told = "; ".join(dict.fromkeys(part.conditions for part in parts if part.conditions))
    return Licence(given, use, told if use == "conditions" else "")


def of_text(text: str) -> str:
    """Return the licence whose text a LICENSE has, by its first lines; `-` for one not known."""
    first = " ".join(text[:_FIRST].lower().split())
    for pattern, name in _TEXTS:
        if found := re.search(pattern, first):
            return name.format(*found.groups())
    return UNKNOWN


def settled(name: str, licence: object, own: Mapping[str, str]) -> Licence:
    """Return what a model allows: as the user's own table of `[licences]` says, or its licence.

    That table has `yes`, `no`, or the name of a licence, by the model's name.
    """
    told = own.get(name)
    if told is None:
        return of(licence)
    if told in ("yes", "no"):
        known = of(licence)
        return Licence(known.name, "yes" if told == "yes" else "no")
    return of(told)


def _any(given: str) -> Licence:
    """Return the freest of licences that may be chosen from."""
    found = [_one(part) for part in re.split(r"\s+(?:or|OR)\s+", given)]
    return min(found, key=lambda each: _ORDER.index(each.use))


def _one(given: str) -> Licence:
    plain = _plain(given)
    for spelt in _spelt(plain):
        for pattern, use, told in _PATTERNS:
            if pattern.fullmatch(spelt):
                return Licence(given, use, told)
    return Licence(given, "unknown")


def _spelt(plain: str) -> Iterator[str]:
    yield plain
    yield re.sub(r"-?\b(licen[sc]e|agreement|version|terms-of-use)\b", "", plain).strip("-")


def _plain(given: str) -> str:
    """Return a name in lower case, hyphens for spaces, without brackets and `the`."""
    words = re.sub(r"\((gated|see [^)]*)\)|[()\[\]\"']", " ", given.lower())
    return re.sub(r"[\s_:-]+", "-", re.sub(r"\bthe\b", " ", words).strip()).strip("-")
