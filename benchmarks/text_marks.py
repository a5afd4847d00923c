"""Marks in texts: how many marked ones are found, and how many others are taken for marked.

    python -m benchmarks.text_marks                  # texts by rules, 20 of each form
    python -m benchmarks.text_marks --tokens         # tokens of a language of 1.5 to 3.5 bits
    python -m benchmarks.text_marks --strangers 10000 # texts of others: what packages here say

A line each: how many texts, the least, the usual and the greatest number of standard deviations
above chance, and the share that counts as marked.
"""

import argparse
import random
import re
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from muse import Host
from muse_text.marked import choices, keys

SUBJECTS = ("a fox", "a lost key", "two sisters", "a clockmaker", "a robot", "the sea", "a violin")
CHINESE = ("狐狸", "钥匙", "两姐妹", "钟表匠", "机器人", "大海", "小提琴")
FORMS = {
    "story": {"prompt": "a story about {0}"},
    "story, 220 words": {"prompt": "a story about {0}", "words": 220},
    "story in Chinese": {"prompt": "一个关于{1}的故事"},
    "outline": {"prompt": "an outline about {0}"},
    "script": {"prompt": "a script about {0}"},
}
BITS = (1.5, 2.5, 3.5)
VOCABULARY = 300


def told(what: str, found: Sequence[float], least: float) -> None:
    """Print a line of figures."""
    z = sorted(found)
    share = sum(each >= least for each in z) / len(z)
    usual = z[len(z) // 2]
    print(
        f"{what:<36} {len(z):>6}  {z[0]:5.1f} {usual:5.1f} {z[-1]:5.1f}  {share:7.2%}", flush=True
    )


def by_rules(count: int) -> None:
    """Write texts by rules, marked and not, and look at them."""
    with tempfile.TemporaryDirectory() as folder, Host(library=folder) as host:
        for form, fields in FORMS.items():
            for marked in (True, False):
                found = []
                for number in range(count):
                    place = number % len(SUBJECTS)
                    prompt = str(fields["prompt"]).format(SUBJECTS[place], CHINESE[place])
                    run = {**fields, "prompt": prompt, "seed": number + 1000 * marked}
                    made = host.run("text.grammar", watermark=marked, no_embed=True, **run)
                    found.append(choices.look(made.text, keys.PUBLIC).z)
                told(f"{form}, {'marked' if marked else 'not'}", found, choices.FOUND)


def by_tokens(count: int) -> None:
    """Draw tokens of languages of so many bits a token, marked and not, and look at them."""
    import torch

    from muse_text.llm.marks import FOUND, Marks, look
    from muse_text.llm.sampling import Draws

    draw = torch.Generator().manual_seed(5)
    plain = torch.randn(VOCABULARY, VOCABULARY, generator=draw)
    for bits in BITS:
        low, high = 0.1, 20.0
        for _ in range(30):
            scale = (low + high) / 2
            share = torch.softmax(plain * scale, 1)
            entropy = float(-(share * torch.log2(share + 1e-12)).sum(1).mean())
            low, high = (scale, high) if entropy > bits else (low, scale)
        for length in (100, 200):
            for marked in (True, False):
                mark = Marks("cpu", keys.PUBLIC) if marked else None
                seeds = [number + 10_000 * marked for number in range(count)]
                draws = Draws(seeds, "cpu", 1.0, 0, 1.0, mark)
                ids = torch.randint(0, VOCABULARY, (count, 1), generator=draw)
                for _ in range(length):
                    scores = draws(ids, plain[ids[:, -1]] * scale)
                    ids = torch.cat((ids, scores.argmax(1, keepdim=True)), 1)
                found = [look(row).z for row in ids[:, 1:].tolist()]
                what = f"{bits} bits, {length} tokens, {'marked' if marked else 'not'}"
                told(what, found, FOUND)


def strangers() -> Iterator[str]:
    """Yield pieces of 300 words of what the packages here say of themselves, each once."""
    root = Path(sysconfig.get_path("purelib"))
    files = [path for kind in ("*.py", "METADATA", "*.md", "*.rst") for path in root.rglob(kind)]
    random.Random(1).shuffle(files)
    seen: set[int] = set()
    for path in files:
        try:
            text = path.read_text(encoding="utf-8", errors="ignore")[:400_000]
        except OSError:
            continue
        if path.suffix == ".py":
            text = " ".join(re.findall(r'"""(.+?)"""', text, re.DOTALL))
        words = text.split()[:2_500]
        for start in range(0, len(words) - 300, 300):
            piece = " ".join(words[start : start + 300])
            if hash(piece) not in seen and len(re.findall("[A-Za-z]{2,}", piece)) >= 200:
                seen.add(hash(piece))
                yield piece


def main() -> int:
    """Print the figures that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=20, help="How many of each kind.")
    parser.add_argument("--tokens", action="store_true", help="Tokens of a language model.")
    parser.add_argument("--strangers", type=int, default=0, help="How many texts of others.")
    asked = parser.parse_args()
    print(f"{'':<36} {'texts':>6}  {'least':>5} {'usual':>5} {'most':>5}  {'marked':>7}")
    if asked.strangers:
        pieces = (choices.look(piece, keys.PUBLIC).z for piece in strangers())
        found = [z for z, _ in zip(pieces, range(asked.strangers), strict=False)]
        told("texts of others, 300 words", found, choices.FOUND)
    elif asked.tokens:
        by_tokens(asked.texts)
    else:
        by_rules(asked.texts)
    return 0


if __name__ == "__main__":
    sys.exit(main())
