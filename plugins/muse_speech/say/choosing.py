"""Which engine speaks a language here, and what a better one would take."""

from collections.abc import Callable, Sequence

from muse import Component, NotReady, RequestError, Run
from muse.contract.endpoint import Endpoint

from .condition import SayCondition
from .engines import Engine, espeak, hibari, macos, neural, server
from .languages import name_of

HIBARI = 'pip install "muse-host[speech]"'
_SERVER = "a server with --base-url"
_MMS = dict(
    pair.split("=")
    for pair in (
        "fr=fra de=deu es=spa pt=por ru=rus ko=kor vi=vie hi=hin ar=ara nl=nld pl=pol sv=swe fi=fin"
        " hu=hun ro=ron el=ell tr=tur th=tha id=ind uk=ukr"
    ).split()
)
"""Languages of which Facebook's MMS has a voice -> its code."""
_ELSEWHERE = {
    "style": "only servers take instructions",
    "speaker": "only SpeechT5 takes a speaker",
    "timeout": "no server is called",
    "base_url": "no server is called",
    "model": "the engine has none to choose",
}
"""Fields that only some engines know, and why they do nothing with others."""


class Cast:
    """The engines of a run, one for each language, made when they are first needed."""

    def __init__(self, condition: SayCondition, language: str, run: Run) -> None:
        self.condition = condition
        self.language = language
        self.run = run
        self._made: dict[str, Engine] = {}
        self._of: dict[str, Engine] = {}

    def engine(self, language: str) -> Engine:
        """Return what speaks a language; NotReady says what to install."""
        if language not in self._of:
            self._of[language] = self._engine(language)
        return self._of[language]

    def _engine(self, language: str) -> Engine:
        name = chosen(self.condition, language)
        if name == "transformers":
            model = self._named(name)
            assert isinstance(model, neural.Neural)
            if model.speaks(language):
                return model
            try:  # a model of one language leaves words of others to who speaks them
                name = chosen(_without_model(self.condition), language)
            except (NotReady, RequestError):
                return model
        return self._named(name)

    def _named(self, name: str) -> Engine:
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def _make(self, name: str) -> Engine:
        asked = self.condition
        if name == "openai":
            model = str(asked.model) if asked.model else None
            url = asked.base_url or _environment()
            assert url is not None
            self.run.licensed(model or server.MODEL, "")
            return server.Server(url, model, asked.voice, asked.timeout, self.run)
        if name == "transformers":
            assert asked.model is not None
            return neural.Neural(
                str(asked.model), asked.voice, asked.speaker, self.language, self.run
            )
        # Beside a model, whose voice it is, another engine speaks what the model doesn't.
        voice = None if asked.model is not None else self._voice(name)
        made: Engine = _ENGINES[name](voice)
        if licence := _LICENCES.get(name):
            self.run.licensed(f"voices of {made.name}", licence)
        return made

    def _voice(self, name: str) -> str | None:
        """Return the voice that was asked for, unless it is another engine's."""
        voice = self.condition.voice
        others = [each for each in _ENGINES if each != name and _has_voice(each, voice)]
        return None if others and not _has_voice(name, voice) else voice

    @property
    def engines(self) -> Sequence[Engine]:
        """The engines that speak."""
        return list(dict.fromkeys(self._of.values()))

    @property
    def components(self) -> Sequence[Component]:
        """The weights that they need."""
        return [c for e in self.engines if isinstance(e, neural.Neural) for c in e.components]

    def use(self, models: Sequence[object]) -> None:
        """Hand over the models that a lease gave for `components`."""
        for engine in self.engines:
            if isinstance(engine, neural.Neural):
                engine.use(models)

    def tell(self) -> None:
        """Say who speaks, what they don't honour, and what better ones would take."""
        report = self.run.report
        for engine in self.engines:
            report.note(f"Spoken by {engine.label}.")
        unheard = [{**_ELSEWHERE, **engine.ignores} for engine in self.engines]
        for engine, fields in zip(self.engines, unheard, strict=True):
            if engine.name == "openai":
                for name in ("style", "timeout", "base_url", "model"):
                    fields.pop(name, None)
            elif engine.name == "transformers":
                fields.pop("model", None)
                if "speaker" not in engine.ignores:
                    fields.pop("speaker", None)
        for name in {**_ELSEWHERE, **{n: "" for each in unheard for n in each}}:
            whys = [each[name] for each in unheard if name in each]
            if len(whys) == len(unheard) and name in (*report.applied, *report.read):
                report.ignore(name, whys[0])
        for language, engine in self._of.items():
            better = _better(language, engine.name)
            if better:
                report.note(better)


_ENGINES: dict[str, Callable[[str | None], Engine]] = {
    "hibari": hibari.Hibari,
    "espeak-ng": espeak.Espeak,
    "macos": macos.Macos,
}
_LICENCES = {
    "hibari": "Apache-2.0",
    "macos": "non-commercial (software licence of macOS, System Voices)",
}
"""Licences of voices by engine; that of a program, espeak-ng's, isn't one of what it says."""


def _has_voice(name: str, voice: str | None) -> bool:
    if voice is None:
        return False
    if name == "hibari":
        return voice in hibari.voices()
    if name == "macos":
        return macos.program() is not None and voice in macos.voices()
    return espeak.program() is not None and espeak.knows(voice)


def _without_model(condition: SayCondition) -> SayCondition:
    return condition.model_copy(update={"model": None, "engine": "auto", "voice": None})


def _environment() -> Endpoint | None:
    try:
        return server.address()
    except ValueError as error:
        raise RequestError(f"OPENAI_BASE_URL: {error}") from None


def chosen(condition: SayCondition, language: str) -> str:
    """Return the name of the engine for a language; NotReady if none is here."""
    wanted = condition.engine
    if wanted == "auto" and condition.base_url is not None:
        wanted = "openai"
    if wanted == "auto" and condition.model is not None:
        wanted = "transformers"
    if wanted == "openai":
        if condition.base_url is None and _environment() is None:
            raise NotReady("engine: openai needs a server", hint="give --base-url")
        return wanted
    if wanted == "transformers":
        if condition.model is None:
            raise NotReady(
                "engine: transformers needs a model", hint="give --model facebook/mms-tts-eng"
            )
        lack = neural.lacks()
        if lack is not None:
            raise lack
        return wanted
    return _here(condition, wanted, language)


def _here(condition: SayCondition, wanted: str, language: str) -> str:
    """Return the name of an engine of this machine that speaks a language."""
    english = language.split("-")[0] == "en"
    voice = condition.voice
    if wanted == "hibari" and not hibari.installed():
        raise NotReady("hibari-tts isn't installed", hint=HIBARI)
    if wanted == "macos" and macos.program() is None:
        raise NotReady("the program say is part of macOS", hint="use --engine espeak-ng")
    if wanted in ("auto", "hibari") and english and hibari.installed():
        others = _has_voice("macos", voice) or _has_voice("espeak-ng", voice)
        if wanted == "hibari" or not others or _has_voice("hibari", voice):
            return "hibari"
    if wanted in ("auto", "macos") and macos.speaks(language):
        return "macos"
    if espeak.program() is None:
        raise NotReady(
            f"nothing that speaks {name_of(language)} is installed",
            hint=f"{espeak.INSTALL}" + (f"; or {HIBARI}" if english else f"; or give {_SERVER}"),
        )
    if not espeak.speaks(language):
        raise RequestError(
            f"language: espeak-ng has no voice for {language}",
            hint="espeak-ng --voices lists those that it has",
        )
    return "espeak-ng"


def _better(language: str, name: str) -> str | None:
    """Return what a better voice for a language would take; None where it is a good one."""
    if name != "espeak-ng":
        return None
    base = language.split("-")[0]
    spoken = f"espeak-ng speaks {name_of(language)} clearly, but like a machine"
    if base == "en":
        return f"{spoken}; a better voice: {HIBARI}." if not hibari.installed() else None
    if base == "ja":
        spoken = "espeak-ng reads kana like a machine, and no kanji"
    if base in _MMS:
        model = f"facebook/mms-tts-{_MMS[base]}"
        return f"{spoken}; a better voice: muse pull {model}, then --model {model}."
    return f"{spoken}; a better voice: {_SERVER} that has one, such as Kokoro."


def lacks(condition: SayCondition) -> NotReady | None:
    """Return what keeps a condition from being spoken here."""
    try:
        chosen(condition, condition.language or "en")
    except NotReady as error:
        return error
    except RequestError as error:
        return NotReady(error.message, hint=error.hint)
    return None


def called(condition: SayCondition) -> str | None:
    """Return the address of the server that speaks; None where none does."""
    if condition.base_url is None and condition.engine != "openai":
        return None
    url = condition.base_url or _environment()
    return url.label if url else None


def choices(condition: SayCondition) -> dict[str, list[str]]:
    """Return the voices and the languages of the engines that are here, or of the one asked for."""
    wanted = condition.engine
    voices: list[str] = ["female", "male"]
    languages: list[str] = []
    if wanted in ("auto", "hibari") and hibari.installed():
        voices += hibari.voices()
        languages.append("en")
    if wanted in ("auto", "macos") and macos.program() is not None:
        voices += macos.voices()
        languages += macos.voices().values()
    if wanted in ("auto", "espeak-ng") and espeak.program() is not None:
        languages += ["zh", *espeak.voices()]
        voices += espeak.voices() if wanted == "espeak-ng" else []
    if wanted in ("transformers", "openai"):
        return {}
    return {"voice": list(dict.fromkeys(voices)), "language": sorted(set(languages))}
