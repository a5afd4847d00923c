"""Finding the mark of a picture that may have been cut, scaled and compressed since.

Tiles of every size that a picture may have are tried at once: how well the pilots fit at each shift
is one small Fourier transform. The few sizes and shifts that fit best are decoded, and the checksum
says whether there was a mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muse_provenance.marks import code, grid
from muse_provenance.marks.comb import PILOTS, beside_waves, comb, of_waves, sums

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy import complex128, float32, float64
    from numpy.typing import NDArray

_TILES = (1.2, 11.0)
"""Tiles that a picture may have along the side of a square of its area."""

_STEP = 0.02
"""Tiles along the longer side by which sizes are tried."""

_MOST_SIZES = 900
_SIZES = 7
"""Sizes of tiles of which the pilots are looked at closely."""

_SHIFTS = 3
"""Shifts of each that are decoded."""

TRIES = _SIZES * _SHIFTS * 5
"""Places where a picture is decoded, each of which may give a mark by chance once in 2^32."""

_SPOTS = 48
"""Shifts that are tried, across and down."""

_LOUD = 2.5
"""Times the surroundings: what a wave counts for at most."""


def marks(levels: NDArray[float32]) -> list[tuple[bytes, float]]:
    """Return the marks in a picture's grid, 8 bytes each and how well they fit, the best first.

    Where there are none it is looked at mirrored, and turned by 90, 180 and 270 degrees.
    """
    import numpy as np

    upright = grid.evened(levels)
    for even in (upright, upright[:, ::-1], *(np.rot90(upright, turns) for turns in (1, 2, 3))):
        even = np.ascontiguousarray(even)
        soft = [each for period in _periods(even) for each in _chips(even, period)]
        found: dict[bytes, float] = {}
        for told in code.decode_all(np.stack(soft)) if soft else []:
            if told is not None:
                found[told[0]] = max(told[1], found.get(told[0], 0.0))
        if found:
            return sorted(found.items(), key=lambda each: -each[1])
    return []


def _periods(even: NDArray[float32]) -> Iterator[float]:
    """Yield the sides of tiles, in grid px, whose pilots fit best."""
    import numpy as np

    own = comb()
    longest, side = max(even.shape), even.size**0.5
    least, most = (each * longest / side for each in _TILES)
    most = min(most, longest / (2.05 * own.reach))
    if most <= least:
        return
    count = min(round((most - least) / _STEP) + 1, _MOST_SIZES)
    tiles = np.linspace(least, most, count)
    fits = _fits(_sampled(even, longest / tiles))
    taken: list[int] = []
    for place in np.argsort(-fits, kind="stable").tolist():
        if all(abs(place - other) > 2 for other in taken):
            taken.append(place)
            yield _refined(even, float(tiles[place]), longest)
        if len(taken) == _SIZES:
            return


def _sampled(even: NDArray[float32], periods: NDArray[float64]) -> NDArray[complex128]:
    """Return the pilots by size of tile, (n, PILOTS), each as loud as it is beside what is near."""
    import numpy as np

    own = comb()
    down, across = own.down[:PILOTS], own.across[:PILOTS]
    height, width = even.shape
    size = 2 ** (2 * max(even.shape) - 1).bit_length()
    spectrum = np.fft.rfft2(even, s=(size, size))
    rows = np.rint(down * size / periods[:, None]).astype(int)
    columns = np.rint(across * size / periods[:, None]).astype(int)
    near = _surroundings(np.abs(spectrum) ** 2)[rows % size, columns]
    # Told from the middle of the picture: there a wave that is sampled beside it has its phase.
    turned = np.exp(1j * np.pi / size * (rows * height + columns * width))
    found: NDArray[complex128] = spectrum[rows % size, columns] * turned / np.sqrt(near + 1e-9)
    return found


def _surroundings(power: NDArray[float64], size: int = 7) -> NDArray[float64]:
    import numpy as np

    summed = np.pad(power, size, mode="wrap").cumsum(0).cumsum(1)
    summed = np.pad(summed, ((1, 0), (1, 0)))
    whole = 2 * size + 1
    mean: NDArray[float64] = summed[whole:, whole:] - summed[:-whole, whole:]
    mean += summed[:-whole, :-whole] - summed[whole:, :-whole]
    return mean / whole**2


def _refined(even: NDArray[float32], tiles: float, longest: int) -> float:
    """Return the side of tiles at which the pilots fit best, near a number of them."""
    import numpy as np

    periods = [longest / (tiles + step * _STEP / 4) for step in range(-3, 4)]
    found = np.stack([_heard(sums(even, period))[:PILOTS] for period in periods])
    return periods[int(_fits(found).argmax())]


def _heard(found: NDArray[complex128]) -> NDArray[complex128]:
    """Return the waves of a picture as loud as they are beside what is around them, (260,)."""
    import numpy as np

    loud = of_waves(found) / (beside_waves(found) + 1e-9)
    heard: NDArray[complex128] = loud * np.minimum(1, _LOUD / (np.abs(loud) + 1e-9))
    return heard


def _fits(pilots: NDArray[complex128]) -> NDArray[float64]:
    """Return how well rows of pilots fit at their best shift, in standard deviations of chance."""
    plane = _plane(pilots)
    best: NDArray[float64] = plane.reshape(len(pilots), -1).max(axis=1)
    return best


def _plane(pilots: NDArray[complex128]) -> NDArray[float64]:
    """Return how well rows of pilots fit at each shift of a tile, (n, _SPOTS, _SPOTS)."""
    import numpy as np

    own = comb()
    found = np.empty((len(pilots), _SPOTS, _SPOTS))
    cut = pilots * np.minimum(1, _LOUD / (np.abs(pilots) + 1e-9))
    norms = np.sqrt((np.abs(cut) ** 2).sum(axis=1)) + 1e-9
    for start in range(0, len(pilots), 64):  # a few at a time: all would take 30 MB
        rows = cut[start : start + 64]
        waves = np.zeros((len(rows), _SPOTS, _SPOTS), complex)
        at = (own.down[:PILOTS] % _SPOTS, own.across[:PILOTS])
        waves[:, at[0], at[1]] = rows * own.pilots.conj()
        found[start : start + 64] = np.fft.ifft2(waves).real * _SPOTS**2
    found /= norms[:, None, None]
    return found


def _chips(even: NDArray[float32], period: float) -> Iterator[NDArray[float32]]:
    """Yield the soft chips of a picture at the shifts of its tiles where the pilots fit best."""
    import numpy as np

    own = comb()
    waves = _heard(sums(even, period))
    plane = _plane(waves[None, :PILOTS])[0]
    near = np.arange(-1, 2)
    for _ in range(_SHIFTS):
        y, x = divmod(int(plane.argmax()), _SPOTS)
        plane[np.ix_((y + near) % _SPOTS, (x + near) % _SPOTS)] = -np.inf
        steps = np.linspace(-0.75, 0.75, 7)
        down, across = (each.ravel() for each in np.meshgrid(y + steps, x + steps))
        turns = np.exp(
            2j * np.pi / _SPOTS * (down[:, None] * own.down + across[:, None] * own.across)
        )
        turned = waves * turns
        fit = (turned[:, :PILOTS] * own.pilots.conj()).real.sum(axis=1)
        best = turned[int(fit.argmax()), PILOTS:]
        soft = np.empty(code.CHIPS, np.float32)
        soft[0::2], soft[1::2] = best.real, best.imag
        yield soft
