"""Values and gradients of the losses by PyTorch in float64, for the tests of the objectives.

Usage: python loss_reference.py > reference.json
"""

import json
import math
import sys

import torch
from torch.nn import functional as F

SHAPES = [(4, 3, 0.3), (5, 8, 1.0), (8, 5, 2.0)]
SETTINGS = [
    {"weighting": "uniform", "temperature": 0.5},
    {"weighting": "uniform", "temperature": 0.07},
    {"weighting": "debiased", "temperature": 0.5, "tauPlus": 0.1},
    {"weighting": "debiased", "temperature": 0.2, "tauPlus": 0.3},
    {"weighting": "hard", "temperature": 0.5, "tauPlus": 0.1, "beta": 1.0},
    {"weighting": "hard", "temperature": 0.2, "tauPlus": 0.05, "beta": 2.5},
    {"weighting": "hard", "temperature": 0.5, "tauPlus": 0.1, "beta": 2.0, "detach": True},
]


def loss_of(rows: torch.Tensor, setting: dict) -> torch.Tensor:
    """Mean over all 2B anchors of rows [2B, d]: first views, then second ones.

    Chen et al. 2020, equation 1; Chuang et al. 2020, equation 8; Robinson et al. 2021, section 4.
    """
    z = F.normalize(rows, dim=1)
    anchors, t = len(z), setting["temperature"]
    similar = torch.exp(z @ z.T / t)
    sample = torch.arange(anchors) % (anchors // 2)
    others = (sample[:, None] != sample[None, :]).to(z.dtype)
    positive = torch.exp((z * z.roll(anchors // 2, 0)).sum(1) / t)
    count = anchors - 2
    if setting["weighting"] == "uniform":
        mass = (similar * others).sum(1)
    else:
        weights = similar ** setting.get("beta", 0.0) * others
        if setting.get("detach", False):
            weights = weights.detach()
        reweighted = (weights * similar).sum(1) / (weights.sum(1) / count)
        tau = setting["tauPlus"]
        mass = (reweighted - tau * count * positive) / (1 - tau)
        mass = mass.clamp(min=count * math.exp(-1 / t))
    return -torch.log(positive / (positive + mass)).mean()


def case(seed: int, shape: tuple, setting: dict) -> dict:
    samples, width, noise = shape
    generator = torch.Generator().manual_seed(seed)
    first = torch.randn(samples, width, generator=generator)
    second = first + noise * torch.randn(samples, width, generator=generator)
    rows = torch.cat([first, second]).double().requires_grad_()
    loss = loss_of(rows, setting)
    loss.backward()
    return {
        "setting": setting,
        "rows": rows.tolist(),
        "loss": loss.item(),
        "gradient": [[float(f"{value:.9g}") for value in row] for row in rows.grad.tolist()],
    }


def main() -> None:
    cases = [
        case(seed, shape, setting)
        for seed, shape in enumerate(SHAPES, 1)
        for setting in SETTINGS
    ]
    json.dump({"torch": torch.__version__, "cases": cases}, sys.stdout, separators=(",", ":"))
    print()


if __name__ == "__main__":
    main()
