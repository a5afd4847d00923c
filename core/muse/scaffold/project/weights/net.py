"""The network: where a part stands, and noise -> a number from 0 to 1."""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn


class Net(nn.Module):
    """Two layers; (n, 2) position and noise -> (n,) numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden = nn.Linear(2, 16)
        self.out = nn.Linear(16, 1)

    def forward(self, where: Tensor) -> Tensor:
        """Return a number for each row."""
        return torch.sigmoid(self.out(torch.tanh(self.hidden(where))))[:, 0]

    def values(self, chance: torch.Generator, count: int, device: str) -> list[float]:
        """Return `count` numbers; the noise is drawn on the CPU, the same on every device."""
        noise = torch.randn(1, generator=chance).expand(count)
        where = torch.stack([torch.linspace(-1, 1, count), noise], dim=1)  # (count, 2)
        with torch.no_grad():
            return [float(value) for value in self(where.to(device)).cpu()]


def opened(path: Path, device: str) -> Net:
    """Return the network with the weights of a file."""
    net = Net()
    net.load_state_dict(load_file(path))
    return net.to(device).eval()
