"""The network: place in the picture, hour and noise -> a colour."""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn


class Net(nn.Module):
    """Three layers; (n, 5) x, y, hour, two of noise, all about -1..1 -> (n, 3) colours 0..1."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(5, 32), nn.Tanh(), nn.Linear(32, 32), nn.Tanh(), nn.Linear(32, 3)
        )

    def forward(self, where: Tensor) -> Tensor:
        """Return a colour for each row."""
        return torch.sigmoid(self.layers(where))

    def painted(
        self, size: tuple[int, int], hour: float, chance: torch.Generator, device: str
    ) -> bytes:
        """Return RGB bytes; the noise is drawn on the CPU, the same on every device."""
        noise = torch.rand(2, generator=chance) * 2 - 1
        y, x = torch.meshgrid(
            torch.linspace(-1, 1, size[1]), torch.linspace(-1, 1, size[0]), indexing="ij"
        )
        same = torch.tensor([2 * hour - 1, *noise.tolist()]).expand(x.numel(), 3)
        where = torch.cat([x.reshape(-1, 1), y.reshape(-1, 1), same], dim=1)  # (pixels, 5)
        with torch.no_grad():
            colours = self(where.to(device)).cpu()
        return (colours * 255).round().to(torch.uint8).numpy().tobytes()


def opened(path: Path, device: str) -> Net:
    """Return the network with the weights of a file."""
    net = Net()
    net.load_state_dict(load_file(path))
    return net.to(device).eval()
