"""How often text.grammar repeats itself: over many seeds of one prompt, and over prompts.

    python benchmarks/text_variety.py                 # every form, both languages, 50 seeds
    python benchmarks/text_variety.py --form haiku --language en --show

`recur` is the share of lines (verse) or sentences (prose) that occur in another text of the same
prompt, `overlap` the mean share of 4-grams (words; Chinese: characters) of a text that occur in
another one. `same seed` is the share of lines or sentences that two different prompts share under
one seed.
"""

import argparse
import re
from collections import Counter
from itertools import combinations
from random import Random
from tempfile import TemporaryDirectory

import muse

PROMPTS = {
    "en": {
        "story": "a story about a woman named Maya who inherits a lighthouse",
        "story-free": "a short story",
        "outline": "an outline of a novel about a lighthouse",
        "script": "a script about two sisters who open a bakery",
        "quatrains": "a poem about autumn",
        "haiku": "a haiku about frogs",
        "limerick": "a limerick about a cat",
        "sonnet": "a sonnet about the sea",
        "couplets": "heroic couplets about a garden",
        "lyrics": "song lyrics about leaving home",
    },
    "zh": {
        "story": "写一个关于守塔人阿宁的故事",
        "story-free": "写一个短篇故事",
        "outline": "写一个关于灯塔的小说大纲",
        "script": "写一个关于两姐妹开面包店的剧本",
        "free": "写一首关于秋天的现代诗",
        "wuyan": "写一首关于月亮的五言诗",
        "wujue": "写一首关于春雨的五言绝句",
        "qijue": "写一首关于梅花的七言绝句",
        "haiku": "写一首关于青蛙的俳句",
        "lyrics": "写一首关于离家的歌词",
    },
}
OTHERS = {
    "en": [
        "a story about a dragon who is afraid of fire",
        "a story about two brothers and a boat",
        "a story about a lonely robot",
        "a story about a wedding in the rain",
    ],
    "zh": [
        "写一个关于小兔子学会分享的故事",
        "写一个关于两兄弟和一条船的故事",
        "写一个关于孤独机器人的故事",
        "写一个关于雨中婚礼的故事",
    ],
}
SHORTEST = {"en": 3, "zh": 4}
"""Words or characters from which a line or sentence counts."""


def units(text: str, language: str) -> list[str]:
    """Return the lines of verse or the sentences of prose, without marks and headings."""
    body = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    found = []
    for line in body:
        line = re.sub(r"^\*\*.+?\*\*[:：]\s*|^- |\*", "", line)
        for part in re.split(r"(?<=[.!?。！？…])[”’\"』」]?\s*", line):
            words = tokens(part, language)
            if len(words) >= SHORTEST[language]:
                found.append(" ".join(words))
    return found


def tokens(text: str, language: str) -> list[str]:
    """Return the words of an English text, the characters of a Chinese one."""
    pattern = r"[a-z0-9'’]+" if language == "en" else r"[\u3400-\u9fff]"
    return re.findall(pattern, text.lower())


def recur(texts: list[str], language: str) -> tuple[float, list[str]]:
    """Return the share of units that occur in another text, and the commonest of them."""
    each = [units(text, language) for text in texts]
    within = Counter(unit for text in each for unit in set(text))
    total = sum(map(len, each))
    again = sum(within[unit] > 1 for text in each for unit in text)
    common = [f"{n} {unit}" for unit, n in within.most_common(12) if n > 1]
    return again / max(1, total), common


def overlap(texts: list[str], language: str, pairs: int = 300) -> float:
    """Return the mean share of 4-grams of a text that occur in another one."""
    grams = []
    for text in texts:
        words = tokens(text, language)
        grams.append({tuple(words[k : k + 4]) for k in range(len(words) - 3)})
    every = list(combinations(range(len(texts)), 2))
    drawn = Random(1).sample(every, min(pairs, len(every)))
    shares = [len(grams[a] & grams[b]) / max(1, len(grams[a])) for a, b in drawn]
    return sum(shares) / max(1, len(shares))


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--language", choices=["en", "zh"])
    parser.add_argument("--form")
    parser.add_argument("--prompt")
    parser.add_argument("--seeds", type=int, default=50)
    parser.add_argument("--show", action="store_true", help="print what recurs most")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder, muse.Host(library=folder) as host:

        def text(prompt: str, seed: int) -> str:
            return host.run("text.grammar", prompt=prompt, seed=seed).text

        for language in [asked.language] if asked.language else ["en", "zh"]:
            for form, prompt in PROMPTS[language].items():
                if asked.form and asked.form != form:
                    continue
                texts = [text(asked.prompt or prompt, seed) for seed in range(asked.seeds)]
                share, common = recur(texts, language)
                grams = overlap(texts, language)
                print(f"{language} {form:10s} recur {share:6.1%}  overlap {grams:6.1%}", flush=True)
                if asked.show:
                    print("\n".join(f"    {line}" for line in common))
            if not asked.form:
                texts = [text(prompt, 7) for prompt in OTHERS[language]]
                print(f"{language} same seed, other prompts: {recur(texts, language)[0]:.1%}")


if __name__ == "__main__":
    main()
