"""What a reference case is: an implementation, an input, our settings, and the loss."""

from collections.abc import Callable

import torch

PML = "pytorch-metric-learning"
IN_BATCH = ("ordinary", "wide", "duplicates", "near")
FROM_QUEUE = ("queue", "queue duplicates", "queue near")
WITH_LABELS = ("labelled", "labelled duplicates", "labelled near")
SINGLE = ("single", "single duplicates", "single near")


def case(of: str, inputs: tuple, settings: list, loss: Callable) -> list:
    return [{"of": of, "input": name, "settings": settings, "loss": loss} for name in inputs]


def named(objective: str, **settings) -> list:
    every = {"name": objective, **settings}
    return [f"objective.{key}={value}" for key, value in every.items()]


def negatives(weighting: str, **settings) -> list:
    every = {"weighting": weighting, **settings}
    return [f"negatives.{key}={str(value).lower()}" for key, value in every.items()]


def row_labels(given: dict) -> torch.Tensor:
    """One a row: without labels the sample that the row shows."""
    rows = len(given["rows"])
    labels = torch.tensor(given.get("labels", range(rows // 2)))
    return labels if given.get("twins") is False else labels.repeat(2)


LABEL = ["positives.from=label"]
QUEUE = ["negatives.from=queue"]
