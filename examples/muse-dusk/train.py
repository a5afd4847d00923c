"""Train the network: python train.py [STEPS] writes muse_dusk/dusk.safetensors, in half a minute.

It learns skies that are computed: a gradient from night to the glow of the sun, which stands where
the first noise says, behind hills whose height is the second.
"""

import sys
from pathlib import Path

import torch
from muse_dusk import WEIGHTS
from muse_dusk.net import Net
from safetensors.torch import save_file
from torch import Tensor

DAY, GLOW = torch.tensor([0.35, 0.5, 0.75]), torch.tensor([1.0, 0.55, 0.25])
NIGHT, HILLS = torch.tensor([0.03, 0.04, 0.12]), torch.tensor([0.05, 0.06, 0.08])


def sky(where: Tensor) -> Tensor:
    """Return the colours (n, 3) that places (n, 5) should have."""
    x, y, hour, sun, hill = where.unbind(dim=1)
    late = (hour + 1)[:, None] / 2
    glow = torch.exp(-2 * (x - sun) ** 2 - 3 * (y - 0.5) ** 2)[:, None] * (1 - 0.7 * late)
    ground = torch.sigmoid(12 * (y - 0.6 + 0.15 * hill * torch.sin(3 * x)))[:, None]
    above = (1 - late) * DAY + late * NIGHT
    return (1 - ground) * (above + glow * (GLOW - above)) + ground * HILLS


def train(steps: int, target: Path) -> float:
    """Train for some steps of 1024 places and write the weights; return the last loss (MSE)."""
    torch.manual_seed(7)
    net = Net()
    optimiser = torch.optim.Adam(net.parameters(), lr=0.01)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
    loss = torch.zeros(())
    for _ in range(steps):
        where = torch.rand(1024, 5) * 2 - 1
        loss = (net(where) - sky(where)).square().mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    save_file(net.state_dict(), target)
    return float(loss.detach())


if __name__ == "__main__":
    print(f"loss {train(int(sys.argv[1]) if sys.argv[1:] else 4000, WEIGHTS):.5f}")
