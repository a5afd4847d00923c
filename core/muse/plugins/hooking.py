"""The hooks of plugins, called so that one that fails harms itself alone."""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Generator as Steps
from functools import partial
from pathlib import Path
from typing import Any

from muse import interrupts
from muse.contract.events import Event
from muse.contract.hooks import Format, Signed, hookimpl, manager
from muse.errors import Cancelled, MuseError, PluginError, described, shown
from muse.plugins import formats, surroundings

_MARK = f"{hookimpl.project_name}_impl"
_REFUSING = ("muse_request", "muse_generate")
_ENDING = re.compile(r"\.[a-z0-9]{1,12}")


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
        self._formats: dict[str, Format] | None = None

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
        self._formats = None

    # -- calling them

    def generate(self, **parts: Any) -> Iterator[Event]:
        """Return the events of a run, as the wrappers of plugins have them; see `muse_generate`.

        HookFailed when a plugin fails in between: it is switched off, so that a second try has
        the events without it.
        """
        events: Iterator[Event] = self._manager.hook.muse_generate(**parts)
        return events

    def request(self, **parts: Any) -> None:
        """Let plugins look at a run before it starts or is queued; they may refuse it."""
        self._manager.hook.muse_request(**parts)

    def event(self, **parts: Any) -> None:
        """Let plugins observe an event of a run."""
        self._manager.hook.muse_event(**parts)

    @property
    def signs(self) -> bool:
        """Whether a plugin signs files."""
        return bool(self._manager.hook.muse_sign.get_hookimpls())

    def sign(self, **parts: Any) -> Signed | None:
        """Return a file as the first plugin that can signs it; None where none does."""
        answer: tuple[str, Any] | None = self._manager.hook.muse_sign(**parts)
        if answer is None:
            return None
        name, made = answer
        if isinstance(made, Signed) and _is_signed(made):
            return made
        self.fail(name, "muse_sign", f"it gave {shown(made)}, which is nothing signed")
        return None

    def signed(self, path: Path) -> str | None:
        """Return the payload's hash of a signed file; None where nobody can say."""
        answer: tuple[str, Any] | None = self._manager.hook.muse_signed(path=path)
        return str(answer[1]) if answer is not None else None

    def environment(self, settings: Mapping[str, Any]) -> dict[str, str]:
        """Return what of plugins' hooks decides about the bytes that are made, by name."""
        found: dict[str, str] = {}
        for name, told in self._answers("muse_environment", settings=settings):
            if isinstance(told, Mapping) and all(
                isinstance(text, str) for pair in told.items() for text in pair
            ):
                found = {**told, **found}
            else:
                self.fail(name, "muse_environment", f"it gave {shown(told)}, not name -> version")
        return found

    def generators(self) -> Iterator[tuple[str, Any]]:
        """Yield name and class of the generators that plugins offer at run time."""
        for name, offers in self._answers("muse_generators"):
            if isinstance(offers, Mapping) and all(isinstance(each, str) for each in offers):
                yield from offers.items()
            else:
                self.fail(name, "muse_generators", f"it gave {shown(offers)}, not name -> class")

    def formats(self) -> dict[str, Format]:
        """Return the file formats that plugins offer, by suffix; see `formats.Shelf`.

        Plugins are asked once, and again when one was added or switched off.
        """
        if self._formats is None:
            self._formats = self._asked_for_formats()
        return dict(self._formats)

    def _asked_for_formats(self) -> dict[str, Format]:
        shelf = formats.Shelf()
        for name, answer in self._answers("muse_formats"):
            offers = answer if isinstance(answer, list) else [answer]
            odd = [each for each in offers if not formats.is_format(each)]
            if odd:
                self.fail(name, "muse_formats", f"it gave {shown(odd[0])}, which is no Format")
                continue
            for each in offers:
                shelf.add(name, each, own=name in self._own)
        self.offers = shelf.offers
        return shelf.held

    def _answers(self, hook: str, **parts: Any) -> list[tuple[str, Any]]:
        """Return a hook's answers by the plugin's name: Muse's own, then as they were added."""
        found: list[tuple[str, Any]] = getattr(self._manager.hook, hook)(**parts)
        return sorted(reversed(found), key=lambda answer: answer[0] not in self._own)

    # -- failing

    def fail(self, name: str, hook: str, why: str) -> HookFailed:
        """Switch the hooks of a plugin off, and return the error that says so."""
        self._formats = None
        told = self.off.setdefault(name, f"{hook} of {name} failed and is switched off: {why}")
        return HookFailed(told, hint=f"muse plugins shows who brings {name}")

    def _caught(self, name: str, hook: str, error: BaseException) -> None:
        """Switch a plugin off for what its hook raised; what isn't its fault is raised again.

        Who looks at a run first, or wraps it, may refuse it with a MuseError, or end it.
        """
        if isinstance(error, KeyboardInterrupt) and interrupts.by_user():
            raise error
        if hook in _REFUSING and isinstance(error, MuseError | Cancelled):
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
        silent = hook in ("muse_event", "muse_request")
        return None if silent or answer is None else (name, answer)

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


def _is_signed(made: Signed) -> bool:
    return isinstance(made.content, bytes | Path | None) and all(
        isinstance(ending, str) and _ENDING.fullmatch(ending) and isinstance(data, bytes)
        for ending, data in dict(made.beside).items()
    )


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
