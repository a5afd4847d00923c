"""Filters of StyleGAN3: designing a lowpass, and going to a finer grid and back through one.

Designed as in arXiv:2106.12423, appendix C.1.
"""

import math

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F


def lowpass(taps: int, cutoff: float, width: float, rate: float, radial: bool = False) -> Tensor:
    """Return a filter (taps,), or (taps, taps) without a direction, of sum one.

    An ideal lowpass in Kaiser's window, whose shape follows from the attenuation that so many taps
    reach over a transition of `width` (Kaiser 1974; Oppenheim & Schafer, section 7.5).
    """
    attenuation = 2.285 * (taps - 1) * math.pi * width / (rate / 2) + 7.95
    window = np.kaiser(taps, _beta(attenuation))
    place = (np.arange(taps) - (taps - 1) / 2) / rate
    if not radial:
        ideal = np.sinc(2 * cutoff * place) * window
        return torch.from_numpy(ideal / ideal.sum()).float()
    far = torch.from_numpy(np.hypot(place[:, None], place[None]))
    # A disc's transform, which tends to the cutoff in the middle; an odd number of taps has one.
    ideal = torch.special.bessel_j1(2 * math.pi * cutoff * far) / (math.pi * far)
    ideal = torch.where(far == 0, torch.tensor(cutoff).to(far), ideal)
    ideal = ideal * torch.from_numpy(np.outer(window, window))
    return (ideal / ideal.sum()).float()


def _beta(attenuation: float) -> float:
    if attenuation > 50:
        return 0.1102 * (attenuation - 8.7)
    return 0.5842 * max(attenuation - 21, 0) ** 0.4 + 0.07886 * max(attenuation - 21, 0)


def raised(x: Tensor, taps: Tensor | None, times: int, before: int, behind: int) -> Tensor:
    """Return x (b, c, h, w) on a finer grid: zeros between, and around it; then through a filter.

    Either side gets `times` as long, and `before` and `behind` more, less what the filter takes.
    """
    taps = torch.ones(1).to(x) if taps is None else taps.to(x.dtype) * times
    cut = (before - len(taps) + 1, behind + times - len(taps))  # negative: off
    c = x.shape[1]  # each channel by itself
    one, other = taps.view(1, 1, -1, 1).expand(c, -1, -1, -1), taps.expand(c, 1, 1, -1)
    x = F.pad(F.conv_transpose2d(x, one, stride=(times, 1), groups=c), (0, 0, *cut))
    return F.pad(F.conv_transpose2d(x, other, stride=(1, times), groups=c), (*cut, 0, 0))


def lowered(x: Tensor, taps: Tensor | None, times: int) -> Tensor:
    """Return x (b, c, h, w) through a filter, and of what comes each `times`-th sample."""
    if taps is None:
        return x[:, :, ::times, ::times]
    c, taps = x.shape[1], taps.to(x.dtype)
    if taps.dim() == 2:
        return F.conv2d(x, taps.expand(c, 1, -1, -1), stride=times, groups=c)
    one, other = taps.view(1, 1, -1, 1).expand(c, -1, -1, -1), taps.expand(c, 1, 1, -1)
    x = F.conv2d(x, one, stride=(times, 1), groups=c)
    return F.conv2d(x, other, stride=(1, times), groups=c)
