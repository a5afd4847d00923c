"""The host: discovers plugins, drives runs and keeps the library."""

import os
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from contextvars import ContextVar, copy_context
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from muse import entry_points
from muse.config import Config
from muse.contract.artifact import Result
from muse.contract.condition import SEEDS, Condition, build, unknown
from muse.contract.generator import Generator
from muse.contract.hooks import Format
from muse.contract.licensing import Licensing
from muse.contract.report import Report
from muse.device.hardware import check_name
from muse.errors import MuseError, PluginError, RequestError, UnknownGenerator
from muse.folders import data_folder
from muse.library.library import Library
from muse.media import keys
from muse.plugins.blame import blaming
from muse.plugins.hooking import Hooks
from muse.plugins.isolated.bounds import Bounds
from muse.plugins.isolated.pool import Workers
from muse.plugins.loading import TRAINER, Plugins
from muse.prompts import fill
from muse.running import choosing, foreign, licences, readiness, remedies
from muse.running import output as outputs
from muse.running import rights as whose_rights
from muse.running.admitting import admit
from muse.running.composing import Composer
from muse.running.recipe import checked
from muse.running.request import Options, PartOf, Request
from muse.running.stream import Stream

if TYPE_CHECKING:
    from muse.device.devices import Devices
    from muse.running.away import Away
    from muse.running.makers import Makers

current: ContextVar["Host | None"] = ContextVar("current", default=None)
"""The host of the run at work: what a generator calls by `muse.run` is run by it too."""


class Host:
    """One place where plugins, settings, the library and runs come together.

    `library` is the folder of the record of runs (the user's data folder unless given), `config`
    the file of settings, `index` the entry points (those that are installed), `hooks` more objects
    or modules that implement hooks, `offers` generators of this host alone by their names. Use it
    as a context manager, or close it.
    """

    def __init__(
        self,
        *,
        library: str | Path | None = None,
        config: str | Path | Config | None = None,
        index: entry_points.Index | None = None,
        hooks: Iterable[object] = (),
        offers: Mapping[str, type[Generator[Any]]] | None = None,
    ) -> None:
        if isinstance(config, Config):
            self.config = config
        else:
            self.config = Config.load(Path(config) if config else None)
        self.library = Library(Path(library) if library else data_folder())
        self.hooks = Hooks()
        for each in hooks:
            self.hooks.register(each)
        self.workers = Workers(self.config.keep_alive, Bounds.of(self.config.isolated))
        self.workers.changed = lambda: self.devices.tell()
        self.plugins = Plugins(index or entry_points.load(), self.hooks, self.workers)
        for name, cls in (offers or {}).items():
            self.plugins.offer(name, cls)
        self.plugins.open()
        self._instances: dict[str, Generator[Any]] = {}
        own = (config, index, *hooks, *(offers or {}))
        self.can_be_opened_again = all(each is None for each in own)
        """Whether another process finds the same plugins and settings by itself."""
        self.away: Away | None = None
        """Where generators work that don't in this process; None: all do."""

    @cached_property
    def makers(self) -> "Makers":
        """Processes that make parts of works side by side; none is started before it is needed."""
        from muse.running.makers import Makers

        return Makers(self.library.folder)

    @cached_property
    def devices(self) -> "Devices":
        """The devices, shared by all generators; nothing is touched before the first lease."""
        from muse.device.devices import Devices

        made = Devices(
            device=os.environ.get("MUSE_DEVICE") or self.config.device,
            keep_alive=self.config.keep_alive,
        )
        made.beside = self.workers
        return made

    def __enter__(self) -> "Host":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release what the host holds."""
        if "devices" in self.__dict__:
            self.devices.close()
        self.workers.close()
        if "makers" in self.__dict__:
            self.makers.close()
        self.library.close()

    # -- running

    def run(self, medium: str, /, *, profile: str | Path | None = None, **options: Any) -> Result:
        """Run a generator to the end and return its artifacts; options as for `stream`.

        `profile` is a file for a trace of where the time goes, which ui.perfetto.dev opens.
        """
        stream = self.stream(medium, **options)
        if profile is None:
            return stream.finish()
        from muse.running.profiling import profiled

        with profiled(stream, profile, force=bool(options.get("force"))) as lines:
            result = stream.finish()
        for line in lines:
            stream.report.note(f"Of the time {line}.")
        return result

    def stream(
        self,
        medium: str,
        /,
        *,
        generator: str | None = None,
        output: str | Path | Sequence[str | Path] | None = None,
        formats: Iterable[str] = (),
        all_formats: bool = False,
        force: bool = False,
        no_embed: bool | None = None,
        allow_ignored: bool = False,
        device: str | None = None,
        keep_alive: float | None = None,
        rights: Mapping[str, Any] | None = None,
        commercial: bool | None = None,
        agree: Callable[[str], bool] | None = None,
        **fields: Any,
    ) -> Stream:
        """Prepare a run of a medium (or `medium.name`) and return its stream of events.

        The other keywords are the fields of the condition. Nothing is written unless `output`
        (a file, a folder that exists or ends in `/`, or several) is given; artifacts can be saved
        later. `device` and `keep_alive` (seconds) are those of this run alone. With `commercial`
        models that don't allow commercial use are refused; None asks the settings. `agree` is asked
        what plugins ask of the user, who agrees to nothing without it. `rights` (author, rights,
        licence) are written into the files, beside what the settings say of them. The three are of
        contract 1.4. A wrong request raises RequestError here, before anything is generated.
        """
        options = Options(
            generator=generator,
            output=output,
            formats=tuple(formats),
            all_formats=all_formats,
            force=force,
            no_embed=no_embed,
            allow_ignored=allow_ignored,
            device=device,
            keep_alive=keep_alive,
            rights=rights,
            commercial=commercial,
            consent=agree,
        )
        return self.prepare(medium, options, fields)

    def prepare(self, medium: str, options: Options, fields: Mapping[str, Any]) -> Stream:
        """Prepare a run as `stream` does, its options in one piece."""
        name = self.choose(medium, options.generator)
        cls = self.ready(name)
        if options.device is not None:
            check_name(options.device)
        if options.keep_alive is not None and not options.keep_alive >= 0:
            raise RequestError(
                f"keep_alive: invalid value {options.keep_alive}; expected seconds from 0"
            )
        plain = options.no_embed is True or options.part is not None
        whose = whose_rights.settled(options.rights, self.config.rights, plain=plain)
        made = self._instance(name, cls)
        known = {k: v for k, v in fields.items() if k in cls.condition.model_fields}
        report = Report()
        report.notes += choosing.remarks(
            self.plugins, self.config, name, None if options.generator else medium
        )
        for extra in fields.keys() - known.keys():
            if not options.allow_ignored:
                raise unknown(extra, cls.condition, name, self._takers(name, extra))
            report.ignored[extra] = f"{name} has no such field"
        asked = build(
            cls.condition,
            known,
            inputs=self.library.input,
            artifacts=self.library.artifact,
            paths=self.library,
            remote=options.remote,
        )
        given = asked.model_dump(mode="json", include=asked.model_fields_set)
        report.applied.update(given)
        with blaming(f"{name} can't read the prompt"):
            condition = fill.fill(made, asked, report, self.config.fields_of(name))
        if report.not_understood:
            chosen = options.generator is not None or "." in medium
            told = remedies.remedy(self.plugins, self.config, name, chosen)
            report.notes += [told] if told else []
        if options.generator is None and "." not in medium:
            with blaming(f"{name} can't say whether it is ready"):
                lack = made.lacks(condition)
            set_fields = {field: getattr(asked, field) for field in known}
            other = lack and choosing.stand_in(self.plugins, self.config, name, medium, set_fields)
            if lack and other:
                with suppress(RequestError):  # else the default says itself what it lacks
                    stream = self.prepare(medium, replace(options, generator=other), set_fields)
                    stream.report.note(choosing.instead(name, medium, lack, other))
                    stream.report.ignored |= report.ignored
                    return stream
        if cls.quick_choices:
            with blaming(f"{name} can't say what its fields take"):
                made.refuse_unknown(condition)
        if condition.seed is None:
            drawn = options.job.seed if options.job else None
            condition.seed = secrets.randbelow(SEEDS) if drawn is None else drawn
            report.choose("seed", condition.seed)
        licensing = self.licensing(options.commercial)
        licences.check(licensing, condition)
        embed = self.config.embed if options.no_embed is None else not options.no_embed
        return self._stream(
            name,
            made,
            condition=condition,
            asked=given,
            report=report,
            output=self._plan(
                name,
                cls,
                options.output,
                options.formats,
                options.all_formats,
                options.force,
                condition,
            ),
            embed=embed,
            device=options.device,
            keep_alive=options.keep_alive,
            job=options.job,
            stored=options.job is not None or options.part is not None or self.config.keep,
            remote=options.remote,
            part=options.part,
            agree=options.agree,
            consent=options.consent,
            pinned=dict(options.pinned),
            rights=whose,
            licensing=licensing,
        )

    def licensing(self, commercial: bool | None = None) -> Licensing:
        """Return which licences a run may use: as it was asked, or else as the settings say."""
        asked = self.config.commercial if commercial is None else commercial
        return Licensing(asked, self.config.licences)

    def again(
        self,
        recipe: Mapping[str, Any],
        *,
        output: str | Path | None = None,
        force: bool = False,
        inputs: Mapping[str, Any] | None = None,
        agree: Callable[[str], bool] = lambda question: False,
        recorded: bool = True,
    ) -> Stream:
        """Prepare the run of a recipe: its resolved condition as it stands, no prompt read anew.

        A recipe may come from anybody, so it is data: one item is made, nothing is read from this
        machine because it says so, and `agree` is asked (a line that says what would happen)
        before a run that calls the network, trains, or takes much. RequestError when it refuses.
        `inputs` are files, by field, that the library doesn't have: their hashes must fit. What
        isn't `recorded` leaves nothing in the library.
        """
        checked(recipe)
        name = str(recipe["generator"])
        if name.removesuffix(TRAINER) not in self.plugins.names():
            brought = recipe.get("distribution") or "a plugin that isn't installed"
            raise UnknownGenerator(f"there is no generator {name!r}", hint=f"it is of {brought}")
        cls = self.ready(name)
        condition = foreign.condition_of(cls.condition, recipe, inputs or {}, self.library)
        made = self._instance(name, cls)
        with blaming(f"{name} doesn't say what it would do"):
            questions = list(foreign.questions(name, made, condition))
        for question in questions:
            if not agree(question):
                raise RequestError(f"{question}, and nobody agreed to that", hint="--yes agrees")
        asked = dict(recipe.get("asked", {}))
        resolved = condition.model_dump(mode="json", exclude_defaults=True, exclude={"seed"})
        report = Report()  # what nobody asked for then was chosen, now as then
        for field, value in {**resolved, "seed": condition.seed}.items():
            (report.applied if field in asked else report.chosen)[field] = value
        whole = (*cls.formats, *self.formats())
        wanted = list(dict.fromkeys(keys.ending(key, whole) for key in recipe["payload"]))
        plan = self._plan(name, cls, output, wanted, False, force, condition)
        return self._stream(
            name,
            made,
            condition=condition,
            foreign=foreign.fields_of(recipe, self.config.fields_of(name)),
            asked=asked,
            report=report,
            output=plan,
            pinned=dict(recipe.get("weights", {})),
            part=PartOf(
                0, f"{name} {condition.seed}", anew=True, then=dict(recipe.get("parts", {}))
            ),
            agree=agree,
            recorded=recorded,
            licensing=self.licensing(),
        )

    def _stream(self, name: str, made: Generator[Any], **parts: Any) -> Stream:
        distribution, version = self.plugins.brought_by(name)
        settings = self.config.plugins
        if self.away is not None:
            made = self.away.of(name, made, parts.get("device"), parts.get("keep_alive"))
        request = Request(
            name=name,
            generator=made,
            distribution=distribution,
            version=version,
            formats=self.formats(),
            signed=self.config.signs,
            settings=settings,
            hooked=self.hooks.environment(settings),
            **parts,
        )
        context = copy_context()
        context.run(current.set, self)
        stream = Stream(request, self.hooks, self.library, self.devices, context)
        stream.run.composer = Composer(self, stream)
        admit(self.hooks, stream)
        return stream

    def _plan(
        self,
        name: str,
        cls: type[Generator[Any]],
        output: Any,
        formats: Iterable[str],
        everything: bool,
        force: bool,
        condition: Condition,
    ) -> outputs.Output:
        plan = outputs.plan(
            output,
            formats,
            native=cls.formats,
            known=self.formats(),
            everything=everything,
            optional=cls.optional_formats,
            force=force,
            generator=name,
            condition=condition,
        )
        plan.check(condition.count)
        return plan

    # -- what there is

    def choose(self, medium: str, generator: str | None = None) -> str:
        """Return the full name of a generator: the one named, or the medium's default.

        A default for which something isn't installed gives way to the next that can run.
        """
        return choosing.choose(self.plugins, self.config, medium, generator)

    def gone(self) -> dict[str, str]:
        """Return medium -> generator for defaults in the settings that aren't there any more."""
        return choosing.gone(self.plugins, self.config)

    def ready(self, name: str) -> type[Generator[Any]]:
        """Return a generator's class; NotReady when something it needs isn't installed."""
        cls = self.plugins.generator(name)
        problem = readiness.uninstalled(name, cls)
        if problem is not None:
            raise problem
        return cls

    def lacking(self, name: str) -> MuseError | None:
        """Return what keeps a generator from running with its defaults; None for nothing."""
        return readiness.lacking(name, self.plugins.generator(name), self.config.fields_of(name))

    def choices(self, name: str) -> Mapping[str, Sequence[str]]:
        """Return field -> the values it takes, where a model or an engine knows them."""
        return readiness.choices(self.plugins.generator(name), self.config.fields_of(name))

    def schema(self, name: str) -> dict[str, Any]:
        """Return the JSON Schema of a generator's condition.

        `x-choices` of a field are the values that a model or an engine knows.
        """
        full = self.choose(name)
        schema = self.plugins.generator(full).condition.model_json_schema()
        fields = schema["properties"]
        for field, offered in self.choices(full).items():
            if field in fields:
                fields[field] = {**fields[field], "x-choices": list(offered)}
        return {**schema, "title": full}

    def formats(self) -> dict[str, Format]:
        """Return the file formats that plugins offer, by suffix, Muse's own first."""
        return self.hooks.formats()

    def use(self, name: str, model: str | None = None) -> tuple[str, str]:
        """Make a generator the default of its medium; return medium and full name.

        `model` becomes the one that it uses where none is named. NotReady for a generator that
        needs what isn't installed, RequestError for a model that it can't take.
        """
        full = self.choose(name)
        if "." not in name:
            raise RequestError(
                f"{name!r} is a medium",
                hint=f"name a generator: {', '.join(self.plugins.names(name))}",
            )
        self.ready(full)
        medium = full.partition(".")[0]
        if model is not None:
            kind = self.plugins.generator(full).condition
            if "model" not in kind.model_fields:
                raise unknown("model", kind, full, self._takers(full, "model"))
            build(kind, {"model": model})
        self.config.use(medium, full, model)
        return medium, full

    def _instance(self, name: str, cls: type[Generator[Any]]) -> Generator[Any]:
        if name not in self._instances:
            with blaming(f"{name} can't be started"):
                self._instances[name] = cls()
        return self._instances[name]

    def _takers(self, name: str, field: str) -> list[str]:
        """Return the other generators of the medium that have a field."""
        others = []
        for other in self.plugins.names(name.partition(".")[0]):
            if other == name:
                continue
            try:
                fields = self.plugins.generator(other).condition.model_fields
            except PluginError:
                continue
            if field in fields:
                others.append(other)
        return others
