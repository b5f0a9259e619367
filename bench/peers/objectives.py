"""The losses of the comparison. Rows 0 ... B-1 of z are the first views, rows B ... 2B-1 the second."""

import math

import torch
from torch.nn import functional as F


def nt_xent(z: torch.Tensor, temperature: float = 0.5) -> torch.Tensor:
    """NT-Xent (Chen et al. 2020, equation 1), the mean over the 2B anchors. z: [2B, d], any length."""
    z = F.normalize(z, dim=1)
    logits = z @ z.T / temperature
    logits.fill_diagonal_(-math.inf)
    rows = len(z)
    return F.cross_entropy(logits, (torch.arange(rows, device=z.device) + rows // 2) % rows)


def hcl(
    z: torch.Tensor, temperature: float = 0.5, tau_plus: float = 0.1, beta: float = 1.0
) -> torch.Tensor:
    """Hard negatives (Robinson et al. 2021, equation 4), log R = LSE((1+b)s/t) - LSE(b s/t) + log N.

    beta = 0 gives the debiased loss, tau_plus = 0 as well gives NT-Xent.
    """
    z = F.normalize(z, dim=1)
    rows = len(z)
    count = rows - 2
    logits = z @ z.T / temperature
    twin = (torch.arange(rows) + rows // 2) % rows
    positive = logits[torch.arange(rows), twin]
    excluded = torch.eye(rows, dtype=torch.bool)
    excluded[torch.arange(rows), twin] = True

    def log_sum(x: torch.Tensor) -> torch.Tensor:
        return x.masked_fill(excluded, -math.inf).logsumexp(dim=1)

    log_reweighted = log_sum((1 + beta) * logits) - log_sum(beta * logits) + math.log(count)
    negative = (log_reweighted.exp() - tau_plus * count * positive.exp()) / (1 - tau_plus)
    negative = negative.clamp(min=count * math.exp(-1 / temperature))
    return (torch.logaddexp(positive, negative.log()) - positive).mean()
