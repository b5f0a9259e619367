"""Losses of repositories that are no packages, run from checkouts in one folder as they are.

Each function takes rows as given and gives their mean loss. What a repository imports beside its
loss (its models, its data) is replaced by empty modules.
"""

import importlib
import importlib.util
import sys
import types
from pathlib import Path
from unittest import mock

import torch
from torch.nn import functional as F

STUBS = ("utils", "model", "pandas", "tqdm")


def load(folder: Path, path: str) -> types.ModuleType:
    """A module by its file, `folder/repository/…`."""
    stubs = {name: mock.MagicMock() for name in STUBS}
    stubs["tqdm"].tqdm = Progress
    spec = importlib.util.spec_from_file_location(path.replace("/", "_"), folder / path)
    module = importlib.util.module_from_spec(spec)
    with mock.patch.dict(sys.modules, stubs):
        spec.loader.exec_module(module)
    return module


class Progress(list):
    """tqdm without a bar."""

    def set_description(self, _: str) -> None:
        pass


def unit_halves(rows: torch.Tensor) -> tuple:
    return F.normalize(rows, dim=1).chunk(2)


class Checkouts:
    def __init__(self, folder: Path) -> None:
        self.supcontrast = load(folder, "SupContrast/losses.py")
        self.hcl_main = load(folder, "HCL/image/main.py")
        self.dcl_main = load(folder, "DCL/main.py")
        self.moco_builder = load(folder, "moco/moco/builder.py")
        self.mixing = load(folder, "hard-negative-mixing/src/moco.py")
        self.uniform = load(folder, "align_uniform/align_uniform/__init__.py")
        sys.path.insert(0, str(folder / "contrastive-ring-public"))
        self.ring_moco = importlib.import_module("src.objectives.moco")

    def supcon(self, rows, labels, temperature, base_temperature):
        loss = self.supcontrast.SupConLoss(temperature, base_temperature=base_temperature)
        return loss(torch.stack(unit_halves(rows), dim=1), labels)

    def hcl(self, rows, temperature, tau_plus, beta, estimator="hard"):
        self.hcl_main.temperature = temperature
        first, second = unit_halves(rows)
        return self.hcl_main.criterion(first, second, tau_plus, len(first), beta, estimator)

    def debiased(self, rows, temperature, tau_plus):
        """The loss is local to their loop over batches, which goes back once: so does this."""
        first, second = unit_halves(rows)
        kept = {}

        def keep(loss, *_, **__):
            kept["loss"] = loss

        net = mock.MagicMock(side_effect=lambda x: (None, x))
        self.dcl_main.batch_size, self.dcl_main.epoch, self.dcl_main.epochs = len(first), 1, 1
        with mock.patch.object(torch.Tensor, "backward", keep), on_cpu():
            batch = [(first, second, None)]
            self.dcl_main.train(net, batch, mock.MagicMock(), temperature, True, tau_plus)
        return kept["loss"]

    def moco(self, rows, queue, temperature):
        first, second = rows.chunk(2)
        model = self.moco_builder.MoCo(lambda num_classes: torch.nn.Identity(), 1, 1, T=temperature)
        model._buffers["queue"] = queue.T
        model._batch_shuffle_ddp = lambda x: (x, None)
        model._batch_unshuffle_ddp = lambda x, _: x
        model._dequeue_and_enqueue = lambda _: None
        with on_cpu():
            return F.cross_entropy(*model(first, second))

    def ring(self, rows, queue, temperature, lower, upper):
        first, second = rows.chunk(2)
        return self.ring_moco.MoCoRing(
            first,
            second.detach(),
            queue,
            t=temperature,
            thres_inner=lower,
            thres_outer=upper,
            dynamic_inner=False,
        ).get_loss()

    def mochi(self, rows, queue, mix, temperature):
        """Their hardest are in no order; here they are, so that draws can name them by rank."""
        first, second = rows.chunk(2)
        model = self.mixing.MoCo(
            torch.nn.Identity(),
            rows.shape[1],
            len(queue),
            T=temperature,
            n_hard=mix["hardest"],
            s1_hard=mix["alpha"].shape[1],
            s2_hard=mix["beta"].shape[1],
        )
        model.queue = queue.clone()
        model.find_hard_negatives = lambda logits: logits.topk(model.n_hard, dim=-1).indices
        integers = [torch.stack([mix["first"], mix["second"]]), mix["with"]]
        reals = [mix["alpha"][..., None], 2 * mix["beta"][..., None]]
        with (
            mock.patch.object(torch, "randint", side_effect=integers),
            mock.patch.object(torch, "rand", side_effect=[x.to(rows.dtype) for x in reals]),
        ):
            files = torch.arange(len(first), dtype=torch.int32)
            return F.cross_entropy(*model(first, second, step=10**9, file_idxs=files))


def on_cpu():
    return mock.patch.object(torch.Tensor, "cuda", lambda x, *_, **__: x)
