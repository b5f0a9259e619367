"""Batched augmentation on tensors: fast on the CPU, one random crop per image."""

import math

import torch
from torch.nn import functional as F


def random_crop(
    images: torch.Tensor, size: int, scale: tuple[float, float], generator: torch.Generator
) -> torch.Tensor:
    """RandomResizedCrop (area share in `scale`, aspect 3/4 ... 4/3), bilinear. [N, C, H, W] -> [N, C, size, size].

    A crop is read at twice the resolution and averaged where that would skip pixels: antialiasing.
    """
    n = len(images)
    area = torch.empty(n).uniform_(*scale, generator=generator)
    aspect = torch.empty(n).uniform_(math.log(3 / 4), math.log(4 / 3), generator=generator).exp()
    width = (area * aspect).sqrt().clamp(max=1)
    height = (area / aspect).sqrt().clamp(max=1)
    x = (torch.rand(n, generator=generator) * 2 - 1) * (1 - width)
    y = (torch.rand(n, generator=generator) * 2 - 1) * (1 - height)
    theta = torch.zeros(n, 2, 3)
    theta[:, 0, 0], theta[:, 0, 2], theta[:, 1, 1], theta[:, 1, 2] = width, x, height, y
    finer = 2 if images.shape[-1] > size else 1
    grid = F.affine_grid(theta, [n, images.shape[1], size * finer, size * finer], align_corners=False)
    crop = F.grid_sample(images, grid, padding_mode="border", align_corners=False)
    return F.avg_pool2d(crop, finer) if finer > 1 else crop


def jitter_gray(
    images: torch.Tensor, strength: float, probability: float, generator: torch.Generator
) -> torch.Tensor:
    """Brightness, then contrast about the mean, each by 1 +- strength; clipped to 0 ... 1."""
    n = len(images)
    draw = lambda: torch.empty(n, 1, 1, 1).uniform_(1 - strength, 1 + strength, generator=generator)
    bright = (images * draw()).clamp(0, 1)
    mean = bright.mean(dim=(1, 2, 3), keepdim=True)
    jittered = (mean + (bright - mean) * draw()).clamp(0, 1)
    chosen = torch.rand(n, 1, 1, 1, generator=generator) < probability
    return torch.where(chosen, jittered, images)
