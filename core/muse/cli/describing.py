"""`muse run ... --describe`: what would be made, by whom, and how long it takes."""

from dataclasses import asdict

from muse.cli.console import out, out_json, safe
from muse.running.describing import Planned, plan, total
from muse.running.stream import Stream


def describe(stream: Stream, as_json: bool) -> int:
    """Print what a run would make, and return the exit code: 1 where a part can't be made."""
    with stream:
        planned = plan(stream)
    seconds, seed = total(planned), stream.request.condition.seed
    wrong = any(each.problem for each in planned)
    if as_json:
        parts = [asdict(each) for each in planned]
        out_json({"seed": seed, "seconds": seconds, "makes": parts})
        return int(wrong)
    medium = stream.request.name.partition(".")[0]
    shown = [(each.called or medium, _who(each), _state(each)) for each in planned]
    widths = [max(len(row[column]) for row in shown) for column in (0, 1)]
    for what, who, state in shown:
        out(f"  {safe(what):<{widths[0]}}  {safe(who):<{widths[1]}}  {safe(state)}".rstrip())
    took = f"about {_lasting(seconds)}" if seconds is not None else "it isn't known how long"
    out(f"  {took} in all, one after another, with seed {seed}; nothing is made yet")
    return int(wrong)


def _who(each: Planned) -> str:
    return each.generator if each.count == 1 else f"{each.count} x {each.generator}"


def _state(each: Planned) -> str:
    if each.problem:
        return each.problem
    if each.there == each.count:
        return "there already"
    told = _lasting(each.seconds) if each.seconds is not None else "?"
    return f"{told}, {each.there} there already" if each.there else told


def _lasting(seconds: float) -> str:
    if seconds < 10:
        return f"{seconds:.1f} s"
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"
