"""Rows that the reference figures are computed on: float32 numbers, written exactly.

An input is a dict: rows [n, d] (first views, then second ones, unless `twins` is false), and where
a case needs them labels (one a sample, or one a row without twins), a queue of unit keys, and the
draws of MoCHi. Every number comes from a generator with the seed written beside it.
"""

import torch
from torch.nn import functional as F

SAMPLES = 8
WIDTH = 8


def normal(generator: torch.Generator, *shape: int) -> torch.Tensor:
    return torch.randn(*shape, generator=generator)


def short(rows: torch.Tensor) -> torch.Tensor:
    """Numbers of few digits, for the files' sake."""
    return rows.double().round(decimals=3).float()


def paired(seed: int, samples: int = SAMPLES, width: int = WIDTH, noise: float = 2.0) -> dict:
    """Normal rows of uneven length whose twins are near."""
    generator = torch.Generator().manual_seed(seed)
    first = normal(generator, samples, width)
    second = first + noise * normal(generator, samples, width)
    lengths = 0.5 + 2 * torch.rand(2 * samples, 1, generator=generator)
    rows = torch.cat([first, second]) * lengths
    return {"made": f"normal, twins {noise} apart, seed {seed}", "rows": short(rows)}


def duplicates(seed: int) -> dict:
    """Two samples that are the same, a view equal to its twin, two equal first views."""
    rows = paired(seed)["rows"]
    rows[[3, 3 + SAMPLES]] = rows[[0, SAMPLES]]
    rows[1 + SAMPLES] = rows[1]
    rows[5] = rows[4]
    made = f"as paired with seed {seed}; equal: samples 0 and 3, 1's views, 4 and 5's first"
    return {"made": made, "rows": rows}


def multiples(seed: int) -> dict:
    """Rows that a loss of unit rows cannot tell apart: one is twice another, or half its twin."""
    rows = paired(seed)["rows"]
    rows[5] = 2 * rows[4]
    rows[1 + SAMPLES] = rows[1] / 2
    made = f"as paired with seed {seed}; row 5 is twice row 4, row {1 + SAMPLES} half of row 1"
    return {"made": made, "rows": rows}


def equal_rows(seed: int) -> dict:
    """Rows that are the same, of one label and of two."""
    rows = paired(seed)["rows"]
    rows[[3, 5, 11]] = rows[[0, 4, 8]]
    return {"made": f"as paired with seed {seed}; rows 3, 5 and 11 are 0, 4 and 8", "rows": rows}


def symmetric() -> dict:
    """Rows at three distances only: the axes, and the points opposite."""
    axes = torch.eye(WIDTH)
    return {"made": "unit vectors along the axes, and against them", "rows": torch.cat([axes, -axes])}


def near(seed: int) -> dict:
    """All rows within 1e-3 of each other: the state of a collapsed encoder."""
    generator = torch.Generator().manual_seed(seed)
    base = F.normalize(normal(generator, 1, WIDTH), dim=1)
    offsets = F.normalize(normal(generator, 2 * SAMPLES, WIDTH), dim=1)
    return {
        "made": f"a unit row plus 0.0005 in any direction, seed {seed}",
        "rows": base + 5e-4 * offsets,
    }


def labelled(one: dict, labels: list) -> dict:
    return {**one, "labels": labels}


def single(one: dict, labels: list) -> dict:
    """The same rows without twins: each shows a sample of its own."""
    return {**one, "twins": False, "labels": labels}


def queued(one: dict, seed: int, keys: int = 20) -> dict:
    """Unit keys of earlier batches, which with `near` rows are near them too."""
    generator = torch.Generator().manual_seed(seed)
    drawn = normal(generator, keys, one["rows"].shape[1])
    close = "0.0005" in one["made"]
    queue = one["rows"][:1] + 5e-4 * F.normalize(drawn, dim=1) if close else drawn
    return {**one, "queue": F.normalize(queue, dim=1), "made": f"{one['made']}; queue seed {seed}"}


def mixed(one: dict, seed: int, hardest: int = 6, pairs: int = 5, anchors: int = 3) -> dict:
    """MoCHi's draws, by rank of hardness (0 the hardest) for each anchor."""
    generator = torch.Generator().manual_seed(seed)

    def ranks(count: int) -> torch.Tensor:
        return torch.randint(0, hardest, (SAMPLES, count), generator=generator)

    mix = {
        "hardest": hardest,
        "first": ranks(pairs),
        "second": ranks(pairs),
        "alpha": torch.rand(SAMPLES, pairs, generator=generator),
        "with": ranks(anchors),
        "beta": 0.5 * torch.rand(SAMPLES, anchors, generator=generator),
    }
    return {**one, "mix": mix, "made": f"{one['made']}; draws seed {seed}"}


CLASSES = [0, 1, 0, 2, 1, 0, 2, 3]
ROW_CLASSES = [0, 1, 2, 0, 1, 2, 0, 1, 0, 1, 2, 2, 0, 1, 0, 3]

ordinary, twice, close = paired(1), duplicates(2), near(3)

INPUTS = {
    "ordinary": ordinary,
    "wide": paired(4, width=16, noise=1.0),
    "duplicates": twice,
    "multiples": multiples(12),
    "near": close,
    "labelled": labelled(ordinary, CLASSES),
    "unique labels": labelled(ordinary, list(range(SAMPLES))),
    "labelled duplicates": labelled(twice, CLASSES),
    "labelled near": labelled(close, CLASSES),
    "single": single(paired(5), ROW_CLASSES),
    "single duplicates": single(equal_rows(2), ROW_CLASSES),
    "single near": single(near(6), ROW_CLASSES),
    "single symmetric": single(symmetric(), ROW_CLASSES),
    "queue": queued(ordinary, 7),
    "queue duplicates": queued(twice, 8),
    "queue near": queued(close, 9),
    "mixing": mixed(queued(ordinary, 7), 10),
    "mixing near": mixed(queued(close, 9), 11),
}
