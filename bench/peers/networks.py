"""The networks of the comparison, in PyTorch's own words: float32, PyTorch's default layers."""

import torch
from torch import nn
from torch.nn import functional as F


class Conv(nn.Module):
    """3 x 3 convolutions with bias and ReLU, stride 1 then 2; the global mean is the embedding."""

    def __init__(self, channels: int = 3, widths: tuple[int, ...] = (32, 64, 128, 256)):
        super().__init__()
        self.layers = nn.ModuleList()
        for i, width in enumerate(widths):
            self.layers.append(nn.Conv2d(channels, width, 3, stride=1 if i == 0 else 2, padding=1))
            channels = width

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        for layer in self.layers:
            x = F.relu(layer(x))
        return x.mean(dim=(2, 3))


class Mlp(nn.Module):
    """Fully connected layers with ReLU between them."""

    def __init__(self, widths: tuple[int, ...] = (784, 512, 256, 128)):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(widths, widths[1:]))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        for layer in self.layers[:-1]:
            x = F.relu(layer(x))
        return self.layers[-1](x)


class Block(nn.Module):
    """ResNet's basic block (He et al. 2016)."""

    def __init__(self, inputs: int, outputs: int, stride: int):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(outputs)
        self.shortcut = nn.Sequential()
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)
            )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = F.relu(self.norm1(self.conv1(x)))
        return F.relu(self.norm2(self.conv2(y)) + self.shortcut(x))


class ResNet18(nn.Module):
    """ResNet-18 with the small stem: a 3 x 3 convolution, no pooling (Chen et al. 2020, B.9)."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 64, 3, 1, 1, bias=False)
        self.norm = nn.BatchNorm2d(64)
        blocks, inputs = [], 64
        for outputs, stride in [(64, 1), (128, 2), (256, 2), (512, 2)]:
            blocks += [Block(inputs, outputs, stride), Block(outputs, outputs, 1)]
            inputs = outputs
        self.blocks = nn.Sequential(*blocks)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.blocks(F.relu(self.norm(self.stem(x)))).mean(dim=(2, 3))


def build(name: str) -> nn.Module:
    return {"conv": Conv, "mlp": Mlp, "resnet18": ResNet18}[name]()


def input_shape(name: str, size: int = 32) -> tuple[int, ...]:
    return (784,) if name == "mlp" else (3, size, size)
