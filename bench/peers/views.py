"""Counts augmented views per second from a folder of PNG files, and, with --train, trained views.

A DataLoader of torchvision as its documentation has it: PIL, two views per image, stacked and
(with --train) trained on: from files to updated weights. Prints one JSON line.
"""

import argparse
import json
import time
from pathlib import Path

import torch
from PIL import Image, UnidentifiedImageError
from torch.utils.data import DataLoader, Dataset
from torchvision import transforms

from networks import Conv, Mlp
from objectives import nt_xent


class TwoViews(Dataset):
    """Two augmented views of each image below a folder."""

    def __init__(self, folder: Path, size: int):
        self.files = [file for file in sorted(folder.rglob("*.png")) if is_image(file)]
        jitter = transforms.ColorJitter(0.4, 0.4, 0.4, 0.1)
        self.augment = transforms.Compose(
            [
                transforms.RandomResizedCrop(size, scale=(0.2, 1.0)),
                transforms.RandomHorizontalFlip(),
                transforms.RandomApply([jitter], p=0.8),
                transforms.RandomGrayscale(p=0.2),
                transforms.ToTensor(),
            ]
        )

    def __len__(self) -> int:
        return len(self.files)

    def __getitem__(self, index: int) -> tuple[torch.Tensor, torch.Tensor]:
        with Image.open(self.files[index]) as image:
            rgb = image.convert("RGB")
        return self.augment(rgb), self.augment(rgb)


def is_image(file: Path) -> bool:
    try:
        Image.open(file).close()
    except UnidentifiedImageError:
        return False
    return True


def trainer(name: str, size: int):
    """Returns a function that makes one training step on a batch of views [2B, 3, size, size]."""
    if name == "conv":
        network = Conv()
    else:
        network = torch.nn.Sequential(torch.nn.Flatten(), Mlp((3 * size * size, 512, 256, 128)))
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)

    def step(views: torch.Tensor) -> None:
        loss = nt_xent(network(views), temperature=0.5)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()

    return step


def main() -> None:
    options = arguments()
    torch.manual_seed(1)
    if options.threads:
        torch.set_num_threads(options.threads)
    dataset = TwoViews(options.folder, options.size)
    batch = min(options.batch, len(dataset))
    if batch == 0:
        raise SystemExit(f"{options.folder}: no PNG image below this folder")
    loader = DataLoader(
        dataset,
        batch_size=batch,
        shuffle=True,
        drop_last=True,
        num_workers=options.workers,
        persistent_workers=options.workers > 0,
    )
    step = trainer(options.train, options.size) if options.train else None
    warm_up(loader, step)
    views, seconds = count(loader, step, options.seconds)
    facts = {**vars(options), "folder": str(options.folder), "images": len(dataset)}
    print(json.dumps({**facts, "views": views, "views_per_s": views / seconds}))


def warm_up(loader: DataLoader, step) -> None:
    """One epoch, uncounted: workers start, files enter the cache, kernels are chosen."""
    for first, second in loader:
        if step:
            step(torch.cat([first, second]))


def count(loader: DataLoader, step, seconds: float) -> tuple[int, float]:
    """Views and seconds of whole epochs, as many as begin within `seconds`."""
    views, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        for first, second in loader:
            if step:
                step(torch.cat([first, second]))
            views += 2 * len(first)
    return views, time.perf_counter() - start


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--threads", type=int, help="of the training step; default: PyTorch's")
    parser.add_argument("--size", type=int, default=32)
    parser.add_argument("--batch", type=int, default=256, help="images; twice as many views")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--train", choices=["conv", "mlp"])
    return parser.parse_args()


if __name__ == "__main__":
    main()
