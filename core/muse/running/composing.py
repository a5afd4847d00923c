"""Having the parts of a work made: taken from the library, here, or in processes side by side."""

import os
from collections.abc import Generator as Steps
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from muse.contract.artifact import Artifact
from muse.contract.events import Event, Preview, Progress
from muse.contract.order import DEEPEST, Order, spoken
from muse.errors import Cancelled, GenerationError, PluginError, RequestError
from muse.library.parts import Place
from muse.running import foreign, licences, part
from muse.running.away import Away, HelperLost
from muse.running.readiness import uninstalled
from muse.running.request import Options, PartOf
from muse.running.stream import Stream

if TYPE_CHECKING:
    from muse.library.library import Library
    from muse.plugins.loading import Plugins
    from muse.running.makers import Makers

_WORTH_PROCESSES = 1.5
"""Seconds of work for which it pays to start processes, where a generator can guess."""


@dataclass(slots=True)
class Wanted:
    """A part on its way: its order, its run, the key it is found by, and its artifact once made."""

    order: Order
    stream: Stream
    key: str
    artifact: Artifact | None = None
    share: float = 0.0
    """How much of it is made, 0 to 1."""


class Driver(Protocol):
    """What a composer needs of a host."""

    library: "Library"
    plugins: "Plugins"
    can_be_opened_again: bool
    away: Away | None

    @property
    def makers(self) -> "Makers": ...
    def choose(self, medium: str, generator: str | None = None) -> str: ...
    def prepare(self, medium: str, options: Options, fields: Mapping[str, Any]) -> Stream: ...


class Composer:
    """Has the parts of one run made."""

    def __init__(self, host: Driver, parent: Stream) -> None:
        self._host = host
        self._parent = parent
        self._at_work: Stream | None = None
        self._called: set[tuple[int, str]] = set()

    @property
    def shielded(self) -> bool:
        """Whether a part is being written and recorded at this moment."""
        return self._at_work is not None and self._at_work.shielded

    def cancel(self) -> None:
        """Ask the part at work to stop; from any thread."""
        if self._at_work is not None:
            self._at_work.cancel()

    def restart(self) -> None:
        """Forget which parts were ordered, as the work is begun anew; they are found again."""
        self._called.clear()
        self._parent.run.finished = 0.0

    def takes(self, medium: str, field: str, generator: str | None) -> bool:
        """Whether the generator that makes a part of a medium has a field."""
        name = self._host.choose(medium, generator)
        return field in self._host.plugins.generator(name).condition.model_fields

    def makers(self, medium: str, fields: Sequence[str], writes: str) -> list[str]:
        """Return the generators of a medium that can run, have fields and write a suffix."""
        plugins, found = self._host.plugins, []
        declared = plugins.declared(medium)
        for name in sorted(plugins.names(medium), key=lambda name: (name != declared, name)):
            try:
                cls = plugins.generator(name)
                fits = set(fields) <= cls.condition.model_fields.keys()
                if fits and (not writes or writes in cls.formats):
                    found += [name] if uninstalled(name, cls) is None else []
            except PluginError:  # a broken plugin makes nothing
                continue
        return found

    def make_all(self, orders: Sequence[Order]) -> Steps[Event, None, list[Artifact]]:
        """Have parts made, and return them in order."""
        run = self._parent.run
        self._refuse_deep()
        wanted: list[Wanted] = []
        try:
            for order in orders:
                run.check()
                wanted.append(self._wanted(order))
            self._take(wanted)
            missing = [each for each in wanted if each.artifact is None]
            count = len(wanted) - len(missing)
            if count:
                yield run.step(steps=count)
            run.total = max(run.total, run.finished + len(missing))
            if missing:
                yield from self._made(missing)
        finally:
            for each in wanted:
                each.stream.close()
        for each in wanted:
            assert each.artifact is not None
            item = each.order.item
            parts = run.parts.setdefault(item.index if item else 0, {})
            parts[each.order.called] = each.artifact.recipe
            licences.of_part(run, each.artifact)
        return [each.artifact for each in wanted if each.artifact is not None]

    def looked_for(self, order: Order) -> tuple[Stream, bool]:
        """Return the run of a part as it would be, and whether the library has it already."""
        self._refuse_deep()
        wanted = self._wanted(order)
        found = part.find(self._host.library, wanted.key, wanted.stream.request)
        return wanted.stream, found is not None

    # -- what is wanted

    def _refuse_deep(self) -> None:
        from muse.device.devices import holder

        held = holder()
        if held is not None:
            raise PluginError(
                f"{self._parent.request.name} has a part made while {held} holds a lease",
                hint="end the lease before run.make",
            )
        if self._depth > DEEPEST:
            raise PluginError(
                f"{self._parent.request.name} has a part made {self._depth} works deep",
                hint=f"the most is {DEEPEST}",
            )

    @property
    def _depth(self) -> int:
        above = self._parent.request.part
        return (above.depth if above else 0) + 1

    def _wanted(self, order: Order) -> Wanted:
        run, request = self._parent.run, self._parent.request
        if order.item is None or order.item not in run.items:
            raise PluginError(f"{order.called!r} is ordered for an item that isn't of this run")
        if (order.item.index, order.called) in self._called:
            raise PluginError(f"two parts of an item are called {order.called!r}")
        work = part.work_of(request)
        number = self._parent.recording.number
        place = Place(number, order.item.index, order.called) if number is not None else None
        above = request.part
        then = above.then.get(order.called, {}) if above else {}
        of = PartOf(
            self._depth, work, place, above is not None and above.anew, then.get("parts", {})
        )
        options = Options(
            generator=order.generator,
            formats=tuple(order.formats),
            no_embed=True,  # the bytes are what decides, and the work's recipe has the part's
            device=request.device,
            keep_alive=request.keep_alive,
            remote=request.remote or bool(run.foreign),
            part=of,
            agree=request.agree,
            pinned=then.get("weights", {}),
            commercial=request.licensing.commercial,
        )
        fields = {name: part.handed(value) for name, value in order.fields.items()}
        fields.setdefault("seed", order.item.seed_for(order.called))
        with part.named(order.called):
            stream = self._host.prepare(order.medium, options, fields)
            child = stream.request
            if child.condition.count != 1:
                raise PluginError(f"a part is one thing, and {child.condition.count} are ordered")
            if run.foreign:
                stream.run.foreign = frozenset(type(child.condition).model_fields)
            self._agreed(stream)
        self._called.add((order.item.index, order.called))
        key = part.key_of(child, order.called, work)
        stream.recording.key = key
        return Wanted(order, stream, key)

    def _agreed(self, stream: Stream) -> None:
        """Ask before a part of a recipe that may come from anybody does what it has to ask for."""
        agree, child = self._parent.request.agree, stream.request
        if agree is None:
            return
        for question in foreign.questions(child.name, child.generator, child.condition):
            if not agree(question):
                raise RequestError(f"{question}, and nobody agreed to that", hint="--yes agrees")

    def _take(self, wanted: Sequence[Wanted]) -> None:
        """Take from the library what it has."""
        request = self._parent.request
        if request.part is not None and request.part.anew:
            return
        for each in wanted:
            each.artifact = part.find(self._host.library, each.key, each.stream.request)
            if each.artifact is not None:
                with part.named(each.order.called):
                    licences.of_part(self._parent.run, each.artifact)
        self._host.library.parts.taken(
            [
                (place, each.artifact.id)
                for each in wanted
                if each.artifact and (place := _place(each.stream)) is not None
            ]
        )

    # -- making

    def _made(self, missing: Sequence[Wanted]) -> Iterator[Event]:
        if self._pays(missing):
            yield from self._beside(missing)
            return
        for each in missing:
            yield from self._here(each, missing)

    def _pays(self, missing: Sequence[Wanted]) -> bool:
        """Whether parts are made in other processes: several light ones, on several cores."""
        from muse.running.passing import lane

        requests = [each.stream.request for each in missing]
        if len(missing) < 2 or (os.cpu_count() or 1) < 2:
            return False
        if self._host.away is not None or not self._host.can_be_opened_again:
            return False
        if any(lane(request) != "light" for request in requests):
            return False
        guesses = [request.generator.seconds(request.condition) for request in requests]
        return any(g is None for g in guesses) or sum(g or 0 for g in guesses) > _WORTH_PROCESSES

    def _here(self, each: Wanted, missing: Sequence[Wanted]) -> Iterator[Event]:
        """Make a part in this process."""
        self._at_work = each.stream
        try:
            if self._parent.run.cancelled:
                each.stream.cancel()
            with part.named(each.order.called), each.stream:
                for event in each.stream:
                    told = self._told(each, event, missing)
                    if told is not None:
                        yield told
        except Cancelled as stopped:
            if self._parent.run.cancelled or isinstance(stopped, HelperLost):
                raise
            raise GenerationError(f"{spoken(each.order.called)}: it was cancelled") from None
        finally:
            self._at_work = None
        each.artifact = each.stream.result[0]
        yield self._finished(each, missing)

    def _beside(self, missing: Sequence[Wanted]) -> Iterator[Event]:
        """Make parts in processes that are there for it."""
        from muse.running.passing import keep_inputs

        for each in missing:
            keep_inputs(self._host.library, each.stream.request)
        makers = self._host.makers
        for index, told in makers.make([each.stream for each in missing], self._parent.run.check):
            each = missing[index]
            if isinstance(told, Progress | Preview):
                event = self._told(each, told, missing)
                if event is not None:
                    yield event
                continue
            with part.named(each.order.called):
                if isinstance(told, BaseException):
                    raise told
                _, record = self._host.library.find_exactly(told)
                each.artifact = part.of_record(self._host.library, record)
                if each.artifact is None:
                    raise GenerationError("its files are gone", hint="muse library check")
            yield self._finished(each, missing)

    def _finished(self, each: Wanted, missing: Sequence[Wanted]) -> Progress:
        each.share = 0.0
        self._parent.run.step()
        return self._progress(spoken(each.order.called), missing)

    def _progress(self, note: str, missing: Sequence[Wanted]) -> Progress:
        return self._parent.run.progress(note, sum(each.share for each in missing))

    def _told(self, each: Wanted, event: Event, missing: Sequence[Wanted]) -> Event | None:
        """Return what a work tells of an event of a part; None for nothing."""
        if isinstance(event, Progress):
            each.share = min(max(event.done / event.total, 0.0), 1.0) if event.total > 0 else 0.0
            note = f": {event.note}" if event.note else ""
            return self._progress(f"{spoken(each.order.called)}{note}", missing)
        if isinstance(event, Preview) and not getattr(event, "append", False):
            item = each.order.item
            return Preview(event.media_type, event.data, item.index if item else 0)
        return None


def _place(stream: Stream) -> Place | None:
    return stream.request.part.place if stream.request.part else None
