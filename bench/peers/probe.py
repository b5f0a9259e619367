"""Scores embeddings made elsewhere by the same yardstick as outcome.py's. Prints one JSON line.

Embeddings are .npy [n, d]; labels .npy [n] or IDX files (also gzipped).
"""

import argparse
import json
from pathlib import Path

import numpy as np

from idx import read_idx
from yardstick import score


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ["train", "train-labels", "test", "test-labels"]:
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    train, test = (np.load(file).astype(np.float32) for file in (options.train, options.test))
    labels = read_labels(options.train_labels, len(train))
    test_labels = read_labels(options.test_labels, len(test))
    facts = {"train": len(train), "test": len(test), "dimensions": train.shape[1]}
    print(json.dumps({**facts, **score(train, labels, test, test_labels)}))


def read_labels(file: Path, count: int) -> np.ndarray:
    """The first `count` labels of the file: embeddings may be of the first samples only."""
    if file.suffix == ".npy":
        labels = np.load(file)
    else:
        labels = read_idx(file.parent, file.name.removesuffix(".gz"))
    if len(labels) < count:
        raise SystemExit(f"{file}: {len(labels)} labels for {count} embeddings")
    return labels[:count]


if __name__ == "__main__":
    main()
