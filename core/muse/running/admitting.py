"""Having plugins look at a run before it starts or is queued: they may refuse it."""

from collections.abc import Callable

from muse.plugins.hooking import Hooks
from muse.running.request import Request
from muse.running.stream import Stream


def admit(hooks: Hooks, stream: Stream) -> None:
    """Show a run to plugins; RequestError where one refuses it, and nothing is left of it then."""
    request = stream.request
    try:
        hooks.request(
            generator=request.generator,
            condition=request.condition,
            run=stream.run,
            agree=_asking(request),
            surface=surface(request),
        )
    except BaseException:
        stream.close()
        raise


def surface(request: Request) -> str:
    """Return where a run comes from."""
    if request.part is not None:
        return "part" if request.part.depth else "recipe"
    if request.job is not None:
        return "job"
    return "network" if request.remote else "local"


def _asking(request: Request) -> Callable[[str], bool]:
    """Return what puts a question to whoever asked for a run; they don't agree unless they say so.

    What a job asks was answered when it was queued.
    """
    if request.job is not None:
        return lambda question: True
    return request.agree or request.consent or (lambda question: False)
