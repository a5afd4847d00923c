"""Which engine speaks a language here, and what a better one would take."""

from collections.abc import Iterable

from muse import NotReady, RequestError

from .condition import SayCondition
from .engines import Engine, espeak, hibari
from .languages import name_of

HIBARI = 'pip install "muse-host[speech]"'


class Cast:
    """The engines of a run, one for each language, made when they are first needed."""

    def __init__(self, condition: SayCondition) -> None:
        self.condition = condition
        self._made: dict[str, Engine] = {}
        self._of: dict[str, Engine] = {}

    def engine(self, language: str) -> Engine:
        """Return what speaks a language; NotReady says what to install."""
        if language not in self._of:
            name = chosen(self.condition, language)
            if name not in self._made:
                self._made[name] = self._make(name)
            self._of[language] = self._made[name]
        return self._of[language]

    def _make(self, name: str) -> Engine:
        voice = self.condition.voice
        if name == "hibari":
            return hibari.Hibari(voice)
        return espeak.Espeak(voice)

    @property
    def engines(self) -> Iterable[Engine]:
        """The engines that spoke."""
        return self._made.values()


def chosen(condition: SayCondition, language: str) -> str:
    """Return the name of the engine for a language; NotReady if none is here."""
    wanted = condition.engine
    english = language.split("-")[0] == "en"
    if wanted == "hibari":
        if not hibari.installed():
            raise NotReady("hibari-tts isn't installed", hint=HIBARI)
        if english:
            return "hibari"
    elif wanted == "auto" and english and hibari.installed() and _fits(condition.voice):
        return "hibari"
    elif wanted not in ("auto", "espeak-ng"):
        raise RequestError(f"engine: {wanted} isn't there yet", hint="give espeak-ng")
    if espeak.program() is None:
        raise NotReady(
            f"nothing that speaks {name_of(language)} is installed",
            hint=f"{espeak.INSTALL}" + (f"; or {HIBARI}" if english else ""),
        )
    if not espeak.speaks(language):
        raise RequestError(
            f"language: espeak-ng has no voice for {language}",
            hint="espeak-ng --voices lists those that it has",
        )
    return "espeak-ng"


def _fits(voice: str | None) -> bool:
    """Whether hibari has a voice of a name; female and male are taken as wishes."""
    return voice in (None, "female", "male") or voice in hibari.voices()


def lacks(condition: SayCondition) -> NotReady | None:
    """Return what keeps a condition from being spoken here."""
    try:
        chosen(condition, condition.language or "en")
    except NotReady as error:
        return error
    except RequestError as error:
        return NotReady(error.message, hint=error.hint)
    return None
