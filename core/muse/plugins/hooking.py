"""The hooks of plugins, called so that one that fails harms itself alone."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Generator as Steps
from dataclasses import replace
from functools import partial
from typing import Any

from muse import interrupts
from muse.contract.events import Event
from muse.contract.hooks import Encode, Format, hookimpl, manager
from muse.errors import Cancelled, MuseError, PluginError, described, shown
from muse.plugins import surroundings
from muse.plugins.blame import blaming

_MARK = f"{hookimpl.project_name}_impl"


class HookFailed(PluginError):
    """A hook of a plugin failed and is switched off: the run goes on without it."""


class Hooks:
    """The hooks of one host; a plugin whose hook fails has none any more in this process.

    `off` says why, by the plugin's name, and `offers` what it adds to the file formats.
    """

    def __init__(self) -> None:
        self._manager = manager()
        self._own: set[str] = set()
        self.off: dict[str, str] = {}
        self.offers: dict[str, list[str]] = {}

    def register(self, plugin: object, name: str | None = None, *, own: bool = False) -> None:
        """Add a module or object that implements hooks, under a name; `own` says it is Muse's.

        ValueError or pluggy's PluginValidationError say why it can't be added.
        """
        name = name or type(plugin).__qualname__
        if own:
            self._own.add(name)
        guarded = _Guarded()
        for each in dir(plugin):
            function = getattr(plugin, each)
            if inspect.isroutine(function) and isinstance(getattr(function, _MARK, None), dict):
                setattr(guarded, each, self._guarded(name, each, function))
        self._manager.register(guarded)

    # -- calling them

    def generate(self, **parts: Any) -> Iterator[Event]:
        """Return the events of a run, as the wrappers of plugins have them; see `muse_generate`.

        HookFailed when a plugin fails in between: it is switched off, so that a second try has
        the events without it.
        """
        events: Iterator[Event] = self._manager.hook.muse_generate(**parts)
        return events

    def event(self, **parts: Any) -> None:
        """Let plugins observe an event of a run."""
        self._manager.hook.muse_event(**parts)

    def generators(self) -> Iterator[tuple[str, Any]]:
        """Yield name and class of the generators that plugins offer at run time."""
        for name, offers in self._answers("muse_generators"):
            if isinstance(offers, Mapping) and all(isinstance(each, str) for each in offers):
                yield from offers.items()
            else:
                self.fail(name, "muse_generators", f"it gave {shown(offers)}, not name -> class")

    def formats(self) -> dict[str, Format]:
        """Return the file formats that plugins offer, by suffix.

        Who comes first has a suffix, Muse itself before others: its media type, `embed`, `extract`
        and `thumbnail`. The others add what it lacks: encodings from other media types first.
        """
        offered: dict[str, Format] = {}
        self.offers = {}
        for name, answer in self._answers("muse_formats"):
            formats = answer if isinstance(answer, list) else [answer]
            odd = [each for each in formats if not _is_format(each)]
            if odd:
                self.fail(name, "muse_formats", f"it gave {shown(odd[0])}, which is no Format")
                continue
            for each in formats:
                told = each if name in self._own else _blaming(each, name)
                held = offered.get(each.suffix)
                offered[each.suffix] = _merged(held, told) if held else told
                self.offers.setdefault(name, []).append(_added(held, each))
        return offered

    def _answers(self, hook: str) -> list[tuple[str, Any]]:
        """Return a hook's answers by the plugin's name: Muse's own, then as they were added."""
        found: list[tuple[str, Any]] = getattr(self._manager.hook, hook)()
        return sorted(reversed(found), key=lambda answer: answer[0] not in self._own)

    # -- failing

    def fail(self, name: str, hook: str, why: str) -> HookFailed:
        """Switch the hooks of a plugin off, and return the error that says so."""
        told = self.off.setdefault(name, f"{hook} of {name} failed and is switched off: {why}")
        return HookFailed(told, hint=f"muse plugins shows who brings {name}")

    def _caught(self, name: str, hook: str, error: BaseException) -> None:
        """Switch a plugin off for what its hook raised; what isn't its fault is raised again.

        A wrapper of runs may refuse one with a MuseError, or end it.
        """
        if isinstance(error, KeyboardInterrupt) and interrupts.by_user():
            raise error
        if hook == "muse_generate" and isinstance(error, MuseError | Cancelled):
            raise error
        self.fail(name, hook, described(error))

    def _guarded(self, name: str, hook: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return an implementation of a hook that raises nothing on its own account."""
        options = dict(getattr(function, _MARK))
        hook = options.get("specname") or hook
        wraps = bool(options.get("wrapper"))
        if options.get("hookwrapper"):
            raise ValueError(f"{hook} is a wrapper of the old kind: @hookimpl(wrapper=True)")
        if wraps and hook != "muse_generate":
            raise ValueError(f"{hook} can't be wrapped, muse_generate alone can")
        around = partial(self._wrapper, name, function)
        plain = partial(self._plain, name, hook, function)

        def guarded(*arguments: Any) -> Any:
            return plain(*arguments)

        def guarding(*arguments: Any) -> Steps[None, Any, Any]:
            return (yield from around(*arguments))

        made: Any = guarding if wraps else guarded
        made.__wrapped__ = function  # whose arguments pluggy looks at
        setattr(made, _MARK, options)
        return made  # type: ignore[no-any-return]

    def _plain(self, name: str, hook: str, function: Callable[..., Any], *arguments: Any) -> Any:
        if name in self.off:
            return None
        try:
            with surroundings.kept(quick=True):
                answer = function(*arguments)
                if hook == "muse_formats" and isinstance(answer, Iterable):
                    answer = list(answer)
        except BaseException as error:
            self._caught(name, hook, error)
            return None
        if hook == "muse_generate":
            return None if answer is None else self._events(name, answer, None)
        return None if hook == "muse_event" or answer is None else (name, answer)

    def _wrapper(
        self, name: str, function: Callable[..., Any], *arguments: Any
    ) -> Steps[None, Any, Any]:
        """Do what a wrapper of runs does, as long as it does it well."""
        if name in self.off:
            return (yield)
        try:
            with surroundings.kept(quick=True):
                work = function(*arguments)
                next(work)
        except BaseException as error:
            self._caught(name, "muse_generate", error)
            return (yield)
        try:
            events = yield
        except BaseException:
            work.close()
            raise
        watched = _Watched(events)
        try:
            with surroundings.kept(quick=True):
                work.send(watched)
        except StopIteration as stop:
            answer = stop.value
        except BaseException as error:
            self._caught(name, "muse_generate", error)
            return events
        else:
            work.close()
            self.fail(name, "muse_generate", "it yielded twice")
            return events
        if answer is watched:
            return events
        return self._events(name, answer, watched) or events

    def _events(self, name: str, answer: Any, inner: "_Watched | None") -> Iterator[Event] | None:
        """Return a plugin's events, blaming it for what goes wrong in them; None for junk."""
        if not isinstance(answer, Iterable):
            self.fail(name, "muse_generate", f"it gave {shown(answer)}, not events")
            return None
        return self._blamed(name, iter(answer), inner)

    def _blamed(
        self, name: str, events: Iterator[Event], inner: "_Watched | None"
    ) -> Iterator[Event]:
        try:
            while True:
                try:
                    event = next(events)
                except StopIteration:
                    return
                except BaseException as error:
                    if inner is not None and error is inner.raised:
                        raise  # it only passes it on
                    self._caught(name, "muse_generate", error)
                    raise HookFailed(self.off[name]) from error
                yield event
        finally:
            if hasattr(events, "close"):
                events.close()


class _Guarded:
    """The guarded hooks of one plugin."""


class _Watched(Iterator[Event]):
    """The events that a wrapper gets, and what was raised in them."""

    def __init__(self, events: Iterator[Event]) -> None:
        self._events = iter(events)
        self.raised: BaseException | None = None

    def __next__(self) -> Event:
        try:
            return next(self._events)
        except StopIteration:
            raise
        except BaseException as error:
            self.raised = error
            raise

    def close(self) -> None:
        """Close the events."""
        if hasattr(self._events, "close"):
            self._events.close()


# -- formats


def _is_format(each: Any) -> bool:
    return (
        isinstance(each, Format)
        and isinstance(each.suffix, str)
        and each.suffix.startswith(".")
        and isinstance(each.media_type, str)
        and isinstance(each.encode, Mapping)
        and all(isinstance(kind, str) and callable(f) for kind, f in each.encode.items())
        and all(f is None or callable(f) for f in (each.embed, each.extract, each.thumbnail))
    )


def _merged(held: Format, other: Format) -> Format:
    """Return a format with what another offer of its suffix adds; of another type, nothing."""
    if held.media_type != other.media_type:
        return held
    carries = held.embed or held.extract
    return replace(
        held,
        encode={**other.encode, **held.encode},
        embed=held.embed if carries else other.embed,
        extract=held.extract if carries else other.extract,
        thumbnail=held.thumbnail or other.thumbnail,
    )


def _added(held: Format | None, offer: Format) -> str:
    """Say what an offer adds to what there is."""
    if held is None:
        return offer.suffix
    if held.media_type != offer.media_type:
        return f"{offer.suffix} refused: it is {held.media_type} already"
    added = [kind for kind in offer.encode if kind not in held.encode]
    return f"{offer.suffix} from {', '.join(added)}" if added else f"{offer.suffix} adds nothing"


def _blaming(offer: Format, name: str) -> Format:
    """Return a format whose functions blame the plugin for what they raise."""

    def told(what: str, function: Callable[..., Any], *data: Any) -> bytes:
        with blaming(f"{name} can't {what} {offer.suffix}"):
            made = function(*data)
            if not isinstance(made, bytes | bytearray):
                raise TypeError(f"it gave {shown(made)}, not bytes")
            return bytes(made)

    def extract(data: bytes) -> tuple[bytes, str] | None:
        try:
            found = offer.extract(data) if offer.extract else None
            whole = found is None or (isinstance(found[0], bytes) and isinstance(found[1], str))
        except KeyboardInterrupt:
            raise
        except BaseException:  # it is asked of files that aren't its own too
            return None
        return found if whole else None

    def encoding(kind: str, function: Encode) -> Encode:
        return partial(told, f"turn {kind} into", function)

    return replace(
        offer,
        encode={kind: encoding(kind, function) for kind, function in offer.encode.items()},
        embed=partial(told, "put a recipe into", offer.embed) if offer.embed else None,
        extract=extract if offer.extract else None,
        thumbnail=partial(told, "show", offer.thumbnail) if offer.thumbnail else None,
    )
