"""Where the time of PyTorch's steps goes: kernels of the graphics card, or operations of the host."""

from collections import defaultdict
from collections.abc import Callable

import torch
from torch.profiler import ProfilerActivity, profile


def kernel_times(step: Callable[[], object], count: int, device: str) -> list[dict]:
    """Of one step, the mean over `count`: which operation started which kernel, its milliseconds."""
    activities = [ProfilerActivity.CPU]
    if device == "cuda":
        activities.append(ProfilerActivity.CUDA)
    with profile(activities=activities, acc_events=True) as profiler:
        for _ in range(count):
            step()
    runs = device_runs if device == "cuda" else host_runs
    sums: dict[tuple, list[float]] = defaultdict(lambda: [0.0, 0])
    for event in profiler.events():
        for kernel, microseconds in runs(event):
            entry = sums[event.name, kernel, in_optimiser(event)]
            entry[0] += microseconds / 1000 / count
            entry[1] += 1 / count
    return [
        {"operation": operation, "kernel": kernel, "optimiser": optimiser, "ms": ms, "count": runs}
        for (operation, kernel, optimiser), (ms, runs) in sums.items()
    ]


def device_runs(event) -> list[tuple[str, float]]:
    """The kernels that an operation started itself, not through others."""
    return [(kernel.name, kernel.duration) for kernel in event.kernels]


def host_runs(event) -> list[tuple[str, float]]:
    return [(event.name, event.self_cpu_time_total)]


def in_optimiser(event) -> bool:
    while event is not None:
        if event.name.startswith("Optimizer.step"):
            return True
        event = event.cpu_parent
    return False
