"""The shapes of plots: how they open, what may come in the middle, how they close."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """Beats of a kind of plot.

    `opening` and `closing` come in this order; those in `spare` are left out when there is little
    room, the first of it first. `middle` is drawn from, none twice in a row. `genres` and `wants`
    are those it suits; empty: any.
    """

    opening: tuple[str, ...]
    middle: tuple[str, ...]
    closing: tuple[str, ...]
    spare: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
    not_genres: tuple[str, ...] = ()


def _beats(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_MIDDLE = _beats("attempt incident trouble bond rumour talk setback small-joy")
_SPARE = _beats("after echo alone bond thing quarrel turn")

SHAPES: Mapping[str, Shape] = {
    "steady": Shape(
        _beats("open want meet"),
        _MIDDLE,
        _beats("quarrel alone turn final outcome after"),
        _SPARE,
        not_genres=("horror", "mystery"),
    ),
    "in-medias-res": Shape(
        _beats("hook back want meet"),
        _MIDDLE,
        _beats("crisis turn final outcome after"),
        _SPARE,
        not_genres=("slice-of-life", "horror"),
    ),
    "arrival": Shape(
        _beats("open meet thing want"),
        _MIDDLE,
        _beats("quarrel alone turn final outcome echo"),
        _SPARE,
        not_genres=("horror",),
    ),
    "journey": Shape(
        _beats("open want leave road meet"),
        _beats("trial incident rumour talk road attempt small-joy setback"),
        _beats("crisis alone arrive final outcome return"),
        (*_SPARE, "road", "return"),
        genres=("adventure", "fantasy", "wuxia", "science-fiction", "western", "fable", "war", ""),
        wants=("find", "reach", "save", "leave", "know"),
    ),
    "riddle": Shape(
        _beats("open odd want meet"),
        _beats("clue talk false-lead rumour attempt incident trouble"),
        _beats("quarrel turn reveal final outcome after"),
        _SPARE,
        genres=("mystery",),
        wants=("find", "know", "save"),
    ),
    "courtship": Shape(
        _beats("open meet bond"),
        _beats("bond small-joy incident talk trouble attempt rumour"),
        _beats("quarrel alone turn final outcome after"),
        _SPARE,
        genres=("love",),
    ),
    "dread": Shape(
        _beats("open odd meet"),
        _beats("odd talk rumour worse denial attempt incident"),
        _beats("trapped alone face final outcome echo"),
        _SPARE,
        genres=("horror",),
    ),
    "farce": Shape(
        _beats("open want plan meet"),
        _beats("attempt worse incident talk plan small-joy"),
        _beats("crisis accident final outcome after"),
        _SPARE,
        genres=("comedy",),
    ),
    "lesson": Shape(
        _beats("open want mistake meet"),
        _beats("attempt small-joy help talk mistake incident"),
        _beats("alone turn final outcome echo"),
        _SPARE,
        genres=("fable", "coming-of-age"),
    ),
    "contest": Shape(
        _beats("open want challenge meet"),
        _beats("attempt talk setback incident bond trial"),
        _beats("quarrel turn final outcome after"),
        _SPARE,
        wants=("win", "learn", "make"),
        not_genres=("horror",),
    ),
    "letter": Shape(
        _beats("thing open want meet"),
        _beats("clue talk incident rumour attempt bond"),
        _beats("reveal alone turn final outcome echo"),
        _SPARE,
        wants=("find", "know", "let-go", "mend"),
        not_genres=("comedy", "horror"),
    ),
    "circle": Shape(
        _beats("open want meet"),
        _beats("small-joy incident talk bond trouble"),
        _beats("alone turn outcome echo"),
        _SPARE,
        genres=("slice-of-life", "love", "coming-of-age", ""),
        wants=("belong", "keep", "let-go", "mend", "learn"),
    ),
}
