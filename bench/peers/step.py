"""Times whole training steps of PyTorch: forward, backward, Adam. Speaks as conversation.py says.

The answer to `steps K` is {"ms": [milliseconds of each step], "loss": of the last step}, that to
`profile K` is {"kernels": as kernels.py has them}. The batch is the same in every step; to a graphics
card it is copied in each, from pinned memory, as a DataLoader's would be. --weights takes an .npz whose names are the network's state_dict's (printed in
the `ready` line), --batch-data an .npy [views, ...]; without them both come from the fixed seed.
"""

import argparse
import time

import numpy as np
import torch

from conversation import converse
from kernels import kernel_times
from networks import build, input_shape
from objectives import nt_xent


def main() -> None:
    options = arguments()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    if options.no_tf32:
        torch.backends.cudnn.allow_tf32 = False
    network = build(options.net).train()
    if options.weights:
        load_weights(network, options.weights)
    network = network.to(options.device)
    batch = load_batch(options)
    if options.channels_last and batch.dim() == 4:
        network = network.to(memory_format=torch.channels_last)
        batch = batch.contiguous(memory_format=torch.channels_last)
    if options.device == "cuda":
        batch = batch.pin_memory()
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)
    lower = torch.autocast(options.device, torch.bfloat16, enabled=options.autocast)

    def step() -> torch.Tensor:
        views = batch.to(options.device, non_blocking=True)
        with lower:
            loss = nt_xent(network(views), temperature=0.5)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        return loss.detach()

    def steps(count: int) -> dict:
        # A graphics card is waited for at the end alone, so that it has work all the time.
        together = count if options.device == "cuda" else 1
        milliseconds, loss = [], None
        for _ in range(count // together):
            start = time.perf_counter()
            for _ in range(together):
                loss = step()
            loss = loss.item()
            milliseconds += [(time.perf_counter() - start) * 1000 / together] * together
        return {"ms": milliseconds, "loss": loss}

    def profile(count: int) -> dict:
        return {"kernels": kernel_times(lambda: step().item(), count, options.device)}

    shapes = {name: list(value.shape) for name, value in network.state_dict().items()}
    facts = {**vars(options), "torch": torch.__version__, "state": shapes}
    converse(facts, steps=steps, profile=profile)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--net", choices=["conv", "mlp", "resnet18"], required=True)
    parser.add_argument("--views", type=int, default=128)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    parser.add_argument("--channels-last", action="store_true")
    parser.add_argument("--no-tf32", action="store_true", help="convolutions in all of float32")
    parser.add_argument("--autocast", action="store_true", help="bfloat16 where PyTorch takes it")
    parser.add_argument("--weights", metavar="FILE.npz")
    parser.add_argument("--batch-data", metavar="FILE.npy")
    return parser.parse_args()


def load_weights(network: torch.nn.Module, file: str) -> None:
    with np.load(file) as arrays:
        state = {name: torch.from_numpy(arrays[name]) for name in arrays.files}
    missing, unexpected = network.load_state_dict(state, strict=False)
    # Running statistics may be left out: a training step does not read them.
    missing = [name for name in missing if "running_" not in name and "num_batches" not in name]
    if missing or unexpected:
        raise SystemExit(f"{file}: missing {missing}, unexpected {unexpected}")


def load_batch(options: argparse.Namespace) -> torch.Tensor:
    shape = (options.views, *input_shape(options.net))
    if not options.batch_data:
        return torch.rand(shape, generator=torch.Generator().manual_seed(2))
    batch = torch.from_numpy(np.load(options.batch_data).astype(np.float32))
    if tuple(batch.shape) != shape:
        raise SystemExit(f"{options.batch_data}: shape {tuple(batch.shape)} instead of {shape}")
    return batch


if __name__ == "__main__":
    main()
