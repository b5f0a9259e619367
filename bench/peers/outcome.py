"""Trains a small encoder on MNIST without labels and scores it. Prints one JSON line.

Encoder 1-32-64-128-256 on 28 x 28, head 256-128-128 (ReLU between), temperature 0.5, Adam at a
constant 1e-3, two views by crop and gray jitter; the probe reads the encoder, not the head.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch

from augment import jitter_gray, random_crop
from idx import read_idx
from networks import Conv, Mlp
from objectives import hcl, nt_xent
from yardstick import score

OBJECTIVES = {"simclr": nt_xent, "hcl": hcl}


def main() -> None:
    options = arguments()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    images = as_images(read_idx(options.data, "train-images-idx3-ubyte")[: options.samples])
    start = time.perf_counter()
    encoder, loss = train(images, options)
    seconds = time.perf_counter() - start
    result = score(
        embed(encoder, images),
        read_idx(options.data, "train-labels-idx1-ubyte")[: options.samples],
        embed(encoder, as_images(read_idx(options.data, "t10k-images-idx3-ubyte"))),
        read_idx(options.data, "t10k-labels-idx1-ubyte"),
    )
    facts = {**vars(options), "data": str(options.data)}
    print(json.dumps({**facts, "seconds": seconds, "loss": loss, **result}))


def train(images: torch.Tensor, options: argparse.Namespace) -> tuple[Conv, float | None]:
    """Returns the trained encoder and the last epoch's mean loss."""
    encoder, head = Conv(channels=1), Mlp((256, 128, 128))
    optimizer = torch.optim.Adam([*encoder.parameters(), *head.parameters()], lr=1e-3)
    generator = torch.Generator().manual_seed(options.seed)
    mean_loss = None
    for _ in range(options.epochs):
        losses = []
        order = torch.randperm(len(images), generator=generator)
        for batch in order[: len(order) // options.batch * options.batch].split(options.batch):
            views = torch.cat([view(images[batch], generator) for _ in range(2)])
            loss = OBJECTIVES[options.objective](head(encoder(views)), temperature=0.5)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        mean_loss = float(np.mean(losses))
    return encoder, mean_loss


def view(images: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    crop = random_crop(images, 28, (0.2, 1.0), generator)
    return jitter_gray(crop, strength=0.4, probability=0.8, generator=generator)


@torch.no_grad()
def embed(encoder: Conv, images: torch.Tensor) -> np.ndarray:
    return torch.cat([encoder(part) for part in images.split(500)]).numpy()


def as_images(pixels: np.ndarray) -> torch.Tensor:
    """uint8 [n, 28, 28] -> float [n, 1, 28, 28] in 0 ... 1."""
    return torch.from_numpy(pixels.copy()).unsqueeze(1).float() / 255


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--objective", choices=list(OBJECTIVES), required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder with MNIST's IDX files")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch", type=int, default=256, help="images; twice as many views")
    parser.add_argument("--samples", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
