"""How well the policy that comes with Muse tells what it is to catch from its harmless neighbours.

python benchmarks/policy.py            figures by language, tuned and held-out prompts apart
python benchmarks/policy.py --misses   what is wrong among the prompts that words may be chosen by
python benchmarks/policy.py --file F   the same of another policy

The prompts are in tests/plugins/policy/corpus.toml; every fourth of a list is held out. Those in
later.toml were written when the words were chosen.
"""

import argparse
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from muse_policy import reading, settings
from muse_policy.rules import Looked, Policy

FOLDER = Path(__file__).parents[1] / "tests" / "plugins" / "policy"
CORPUS, LATER = FOLDER / "corpus.toml", FOLDER / "later.toml"
HELD_OUT = 4
"""Every prompt of this number in its list is held out."""
GENERATOR = "text.llm"


class Prompt(NamedTuple):
    """A prompt: whether it is to be caught, its language and list, and whether it is held out."""

    text: str
    harmful: bool
    language: str
    topic: str
    held_out: bool


def prompts(path: Path = CORPUS) -> Iterator[Prompt]:
    """Yield the prompts of the corpus."""
    for kind, languages in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for language, topics in languages.items():
            for topic, texts in topics.items():
                for number, text in enumerate(texts, 1):
                    held = number % HELD_OUT == 0
                    yield Prompt(text, kind == "catch", language, topic, held)


def caught(policy: Policy, prompt: Prompt) -> list[str]:
    """Return the rules that hold for a prompt; what is only marked is made, so it doesn't count."""
    found = policy.every(GENERATOR, "prompt", Looked(prompt.text))
    return [rule.name for rule in found if rule.do != "mark"]


def figures(policy: Policy, every: list[Prompt]) -> dict[tuple[str, str, bool], tuple[int, int]]:
    """Return (language, kind, held out) -> wrong ones and all."""
    wrong: dict[tuple[str, str, bool], list[bool]] = defaultdict(list)
    for prompt in every:
        key = (prompt.language, "catch" if prompt.harmful else "harmless", prompt.held_out)
        wrong[key].append(bool(caught(policy, prompt)) != prompt.harmful)
    return {key: (sum(each), len(each)) for key, each in wrong.items()}


def tell(title: str, found: Mapping[tuple[str, str, bool], tuple[int, int]], held: bool) -> None:
    """Print the figures of both languages."""
    print(title)
    for language in ("en", "zh"):
        (missed, bad), (stopped, good) = (
            found[language, kind, held] for kind in ("catch", "harmless")
        )
        print(
            f"  {language}  missed {missed} of {bad} ({missed / bad:.0%}),"
            f" stopped {stopped} of {good} harmless ({stopped / good:.0%})"
        )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--file", type=Path, default=settings.DEFAULT)
    options = parser.parse_args()
    start = time.perf_counter()
    policy = reading.policy(options.file)
    print(f"{len(policy.rules)} rules, read in {(time.perf_counter() - start) * 1000:.0f} ms")
    every = list(prompts())
    start = time.perf_counter()
    found = figures(policy, every)
    spent = (time.perf_counter() - start) * 1000 / len(every)
    print(f"{len(every)} prompts, {spent:.2f} ms each")
    for held in (False, True):
        tell("held out" if held else "chosen by", found, held)
    later = [prompt._replace(held_out=True) for prompt in prompts(LATER)]
    tell("longer, and later", figures(policy, later), True)
    if options.misses:
        for prompt in every:
            rules = caught(policy, prompt)
            if bool(rules) != prompt.harmful and not prompt.held_out:
                what = "missed " if prompt.harmful else "stopped"
                print(f"{what} {prompt.language} {prompt.topic}: {prompt.text} {rules or ''}")


if __name__ == "__main__":
    main()
