"""The engine that fills templates: choices in brackets, slots in braces.

A template is a passage such as `"[Late|Soon] {hero} came to {spot}. {sense}"`.

- `[a|b]` takes one of its parts, which may hold brackets
- `{slot}` takes the fact of that name, `{Slot}` the same with a capital; a slot whose fact is a
  list takes another of its sentences each time
- `{+goat}` remembers that the goat was told of; a template with `{?goat}` fits only then, one with
  `{!goat}` only if it was not
- `¶` begins a new paragraph

A template fits only when every slot it names has a fact, so the slots are its conditions.
"""

import re
from collections.abc import Iterable, Mapping
from random import Random

_SLOT = re.compile(r"\{([^{}]+)\}")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")


class NoTemplate(LookupError):
    """No template of a group fits the facts."""


class Templates:
    """Fills templates with the facts of one text; no passage and no drawn sentence comes twice.

    `lean` -1 draws from the shorter half of the templates that fit, 1 from the longer half.
    """

    def __init__(self, random: Random, facts: Mapping[str, str | list[str]]) -> None:
        self.random = random
        self.facts: dict[str, str | list[str]] = {}
        for name, fact in facts.items():
            self.facts[name] = random.sample(fact, len(fact)) if isinstance(fact, list) else fact
        self._used: set[str] = set()
        self.lean = 0

    def rename(self, old: str, new: str) -> None:
        """Let the facts of `old` and `old.…` be called by another name too."""
        for name, fact in list(self.facts.items()):
            if name == old or name.startswith(f"{old}."):
                self.facts[new + name[len(old) :]] = fact

    def fits(self, template: str) -> bool:
        """Whether every slot that the template names has a fact, and the template is unused."""
        return template not in self._used and all(map(self._fits, _SLOT.findall(template)))

    def _fits(self, slot: str) -> bool:
        if slot[0] in "+!":
            return slot[0] == "+" or slot[1:] not in self.facts
        return bool(self.facts.get(_name(slot)))

    def draw(self, templates: Iterable[str]) -> str:
        """Fill one template of those that fit; NoTemplate when none does."""
        fitting = [template for template in templates if self.fits(template)]
        if not fitting:
            raise NoTemplate
        if self.lean:  # the shorter or the longer half of them
            fitting = sorted(fitting, key=len, reverse=self.lean > 0)[: (len(fitting) + 1) // 2]
        template = self.random.choice(fitting)
        self._used.add(template)
        return self.fill(template)

    def try_draw(self, templates: Iterable[str]) -> str:
        """Fill one template of those that fit; empty when none does."""
        try:
            return self.draw(templates)
        except NoTemplate:
            return ""

    def fill(self, template: str) -> str:
        """Return a template with its choices made and its slots filled, those in facts too."""
        text = template
        for _ in range(4):  # a fact may hold slots of its own: a fault speaks of {hero}
            while choice := _CHOICE.search(text):
                part = self.random.choice(choice[1].split("|"))
                text = text[: choice.start()] + part + text[choice.end() :]
            if not _SLOT.search(text):
                break
            text = _SLOT.sub(lambda slot: self._fact(slot[1]), text)
        return text

    def _fact(self, slot: str) -> str:
        if slot[0] == "+":
            self.facts[slot[1:]] = "told"
        if slot[0] in "+?!":
            return ""
        fact = self.facts.get(_name(slot), "")
        value = (fact.pop() if fact else "") if isinstance(fact, list) else fact
        return value[:1].upper() + value[1:] if slot[:1].isupper() else value


def _name(slot: str) -> str:
    """Return the name of the fact that a slot takes: `Hero.he` -> `hero.he`."""
    slot = slot.removeprefix("?")
    return slot[:1].lower() + slot[1:]
