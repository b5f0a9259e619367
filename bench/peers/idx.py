"""Reads the IDX files of MNIST, gzipped or not (http://yann.lecun.com/exdb/mnist)."""

import gzip
from pathlib import Path

import numpy as np


def read_idx(folder: Path, name: str) -> np.ndarray:
    """`name` without .gz, for example train-images-idx3-ubyte. Returns uint8 of the header's shape."""
    packed = folder / f"{name}.gz"
    data = gzip.decompress(packed.read_bytes()) if packed.exists() else (folder / name).read_bytes()
    if data[:3] != b"\x00\x00\x08":
        raise SystemExit(f"{folder / name}: not an IDX file of bytes")
    axes = data[3]
    shape = np.frombuffer(data, ">u4", axes, 4)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * axes).reshape(shape)
