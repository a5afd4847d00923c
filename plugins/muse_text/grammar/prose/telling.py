"""Telling: the rules of a language with the facts of a plot, beat by beat."""

from random import Random

from muse_text.marked.choices import Choices

from ..plot import Beat, Plot
from ..rules import NoFrame, Rules
from . import worlds
from .surfaces import SURFACES


class Telling:
    """Draws the words for one plot: of each beat in turn, by `FORM.KIND` of the rules."""

    def __init__(self, plot: Plot, world: str, random: Random) -> None:
        language = plot.brief.language
        self.plot = plot
        self.surface = SURFACES[language]
        self.rules = Rules(
            random, worlds.rules(language, world), features={*plot.features, f"world-{world}"}
        )
        self.rules.facts.update(self.surface.facts(plot, worlds.world(language, world), self.rules))
        self.choices = Choices(plot.brief.key) if plot.brief.key else None
        self._own: frozenset[str] = frozenset()

    def enter(self, beat: Beat) -> None:
        """Let the facts and features of a beat hold."""
        self.rules.features -= self._own
        self._own = beat.features | {f"kind-{beat.kind}"}
        self.rules.features |= self._own
        self.rules.facts.update(self.surface.beat_facts(self.plot, beat, self.rules))

    def say(self, rule: str) -> str:
        """Return a frame of a rule, filled and tidied; NoFrame when none fits."""
        self.rules.liking = self.choices.liking if self.choices else None
        text = str(self.surface.tidy(self.rules.draw(rule)))
        self.rules.liking = None
        if self.choices is not None:
            self.choices.take(text)
        return text

    def say_or(self, rule: str, otherwise: str = "") -> str:
        """Return a frame of a rule, filled and tidied; `otherwise` when none fits."""
        try:
            return self.say(rule)
        except NoFrame:
            return otherwise
