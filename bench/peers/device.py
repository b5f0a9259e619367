"""Which graphics card PyTorch finds. Prints one JSON line."""

import json

import torch

found = torch.cuda.is_available()
card = torch.cuda.get_device_name() if found else None
print(json.dumps({"torch": torch.__version__, "card": card}))
