"""Writes the reference figures of the losses, by PyTorch in float64, for the objectives' tests.

Usage: pip install --no-deps -r requirements-reference.txt (into the environment of setup.sh), then
    python reference_losses.py <folder of checkouts> ../../test/unit/objective/reference
    npx prettier --write test/unit/objective/reference

The folder holds checkouts of HobbitLong/SupContrast, joshr17/HCL, chingyaoc/DCL,
facebookresearch/moco, mhw32/contrastive-ring-public, davidsvy/hard-negative-mixing and
ssnl/align_uniform, each under the repository's name.
"""

import json
import math
import sys
from importlib.metadata import version
from pathlib import Path

import torch
from torch.nn import functional as F

import reference_counting_cases as counting
import reference_distance_cases as distance
import reference_softmax_cases as softmax
from reference_checkouts import Checkouts
from reference_inputs import INPUTS

FILES = {
    "info-nce": softmax.info_nce,
    "decoupled": softmax.decoupled,
    "supcon": softmax.supcon,
    "n-pair": softmax.n_pair,
    "debiased": counting.debiased,
    "hard": counting.hard,
    "queue": counting.queue,
    "ring": counting.ring,
    "band": counting.band,
    "mixing": counting.mixing,
    "triplet": distance.triplet,
    "lifted": distance.lifted,
    "align-uniform": distance.align_uniform,
    "contrastive": distance.contrastive,
}


def rounded(values: torch.Tensor) -> list:
    """To 1e-7 of the largest."""
    largest = values.abs().max().item()
    places = 7 - math.ceil(math.log10(largest)) if largest > 0 else 0
    return [round(value, places) for value in values.flatten().tolist()]


def exact(values: torch.Tensor) -> list:
    """The shortest decimals that read back as these float32 numbers."""
    return [float(str(value)) for value in values.float().numpy().flatten()]


def at(dtype: torch.dtype, given: dict) -> dict:
    """An input whose queue has the precision of the computation; draws keep theirs.

    Its keys are of unit length in that precision: as float32 has rounded them their lengths differ
    by 1e-7, as much as the cosines of near rows do.
    """
    if "queue" not in given:
        return given
    return {**given, "queue": F.normalize(given["queue"].to(dtype), dim=1)}


def figures(case: dict) -> dict:
    given = INPUTS[case["input"]]
    single = case["loss"](given["rows"].clone().requires_grad_(), at(torch.float32, given))
    rows = given["rows"].double().requires_grad_()
    loss = case["loss"](rows, at(torch.float64, given))
    [gradient] = torch.autograd.grad(loss, rows)
    return {
        "implementation": case["of"],
        "settings": case["settings"],
        "input": case["input"],
        "loss": float(f"{loss.item():.12g}"),
        # Where their float32 overflows there is none.
        "lossInFloat32": float(f"{single.item():.8g}") if single.isfinite() else None,
        "gradient": rounded(gradient),
    }


def written(given: dict) -> dict:
    numbers = {"width": given["rows"].shape[1], "rows": exact(given["rows"])}
    if "queue" in given:
        numbers["queue"] = exact(given["queue"])
    if "mix" in given:
        mix = {key: value for key, value in given["mix"].items() if key != "hardest"}
        numbers["mix"] = {
            key: exact(value) if value.is_floating_point() else value.flatten().tolist()
            for key, value in mix.items()
        }
    return {
        "made": given["made"],
        **{k: given[k] for k in ("twins", "labels") if k in given},
        **numbers,
    }


def main(checkouts: str, folder: str) -> None:
    repositories = Checkouts(Path(checkouts))
    versions = {name: version(name) for name in ("torch", "pytorch-metric-learning", "lightly")}
    for name, cases_of in FILES.items():
        cases = [figures(case) for case in cases_of(repositories)]
        used = dict.fromkeys(case["input"] for case in cases)
        inputs = {key: written(INPUTS[key]) for key in used}
        text = json.dumps({"versions": versions, "inputs": inputs, "cases": cases})
        (Path(folder) / f"{name}.json").write_text(text + "\n")
        print(f"{name}: {len(cases)} cases, {len(text) // 1024} kB")


if __name__ == "__main__":
    main(*sys.argv[1:])
