"""Train the network anew: python train.py [STEPS] writes <<module>>/weights.safetensors."""

import sys
from pathlib import Path

import torch
from safetensors.torch import save_file

from <<module>> import WEIGHTS
from <<module>>.net import Net


def train(steps: int, target: Path) -> float:
    """Teach it waves whose place is the noise; return the last loss (mean squared error)."""
    torch.manual_seed(1)
    net = Net()
    optimiser = torch.optim.Adam(net.parameters(), lr=0.01)
    loss = torch.zeros(())
    for _ in range(steps):
        where = torch.rand(256, 2) * 2 - 1
        wanted = 0.5 + 0.45 * torch.sin(3 * where[:, 0] + 2 * where[:, 1])
        loss = (net(where) - wanted).square().mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    save_file(net.state_dict(), target)
    return float(loss.detach())


if __name__ == "__main__":
    print(f"loss {train(int(sys.argv[1]) if sys.argv[1:] else 2000, WEIGHTS):.4f}")
