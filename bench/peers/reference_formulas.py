"""Losses that no package gives in this form, written from the papers in PyTorch.

Rows are as given, [2B, d] with the second views last, or [n, d] with labels.
"""

import math

import torch
from torch.nn import functional as F


def pairs_of(rows: torch.Tensor) -> tuple:
    """Cosines [n, n], the sample of each row, and the cosine of each row with its twin."""
    z = F.normalize(rows, dim=1)
    sample = torch.arange(len(z)) % (len(z) // 2)
    return z @ z.T, sample, (z * z.roll(len(z) // 2, 0)).sum(1)


def info_nce(positive: torch.Tensor, negatives: torch.Tensor, temperature: float) -> torch.Tensor:
    """Oord et al. 2018, equation 4; negatives [anchors, N], -inf where there is none."""
    logits = torch.cat([positive[:, None], negatives], dim=1) / temperature
    return (torch.logsumexp(logits, 1) - logits[:, 0]).mean()


def without(cosines: torch.Tensor, same: torch.Tensor) -> torch.Tensor:
    return cosines.masked_fill(same, -math.inf)


def in_batch(rows, temperature, labels=None):
    """Chen et al. 2020, equation 1; with labels, rows of the anchor's class are no negatives."""
    cosines, sample, positive = pairs_of(rows)
    kind = sample if labels is None else labels.repeat(2)
    return info_nce(positive, without(cosines, kind[:, None] == kind), temperature)


def other_view(rows, temperature):
    """Radford et al. 2021, figure 3: cross-entropy both ways."""
    first, second = F.normalize(rows, dim=1).chunk(2)
    logits = first @ second.T / temperature
    target = torch.arange(len(first))
    return (F.cross_entropy(logits, target) + F.cross_entropy(logits.T, target)) / 2


def selected(rows, queue, temperature, choose):
    """InfoNCE over the ranks (0 the hardest) of each anchor's N negatives that `choose(N)` lists."""
    if queue is None:
        cosines, sample, positive = pairs_of(rows)
        others = cosines[sample[:, None] != sample].view(len(rows), -1)
    else:
        first, second = F.normalize(rows, dim=1).chunk(2)
        others, positive = first @ queue.T, (first * second.detach()).sum(1)
    order = others.sort(dim=1, descending=True, stable=True).values
    return info_nce(positive, order[:, choose(others.shape[1])], temperature)


def span(low: float, high: float, count: int) -> list:
    """Ranks between two percentiles, sizes truncated."""
    return list(range(int(low * count / 100), int(high * count / 100)))


def ring(low, high):
    """Wu et al. 2021, section 3."""
    return lambda count: span(low, high, count)


def outside(low, high):
    """Cai et al. 2020: all but a range of difficulty."""
    return lambda count: sorted(set(range(count)) - set(span(low, high, count)))


def hard(rows, temperature, tau_plus, beta, detach=False, queue=None):
    """Robinson et al. 2021, section 4, where the gradient may stop at the weights."""
    if queue is None:
        cosines, sample, positive = pairs_of(rows)
        negative = cosines[sample[:, None] != sample].view(len(rows), -1)
    else:
        first, second = F.normalize(rows, dim=1).chunk(2)
        negative, positive = first @ queue.T, (first * second.detach()).sum(1)
    count = negative.shape[1]
    weights = torch.exp(beta * negative / temperature)
    weights = weights.detach() if detach else weights
    reweighted = (weights * torch.exp(negative / temperature)).sum(1) / weights.mean(1)
    mass = (reweighted - tau_plus * count * torch.exp(positive / temperature)) / (1 - tau_plus)
    mass = mass.clamp(min=count * math.exp(-1 / temperature))
    return torch.log1p(mass * torch.exp(-positive / temperature)).mean()


def supcon_in(rows, labels, temperature):
    """Khosla et al. 2020, equation 3: the logarithm of the mean over the positives."""
    cosines, _, _ = pairs_of(rows)
    kind = labels.repeat(2)
    self = torch.eye(len(kind), dtype=torch.bool)
    positive = (kind[:, None] == kind) & ~self
    every = torch.logsumexp(without(cosines, self) / temperature, 1)
    mine = torch.logsumexp(without(cosines, ~positive) / temperature, 1)
    return (every - mine + positive.sum(1).to(rows.dtype).log()).mean()


def distances(z: torch.Tensor) -> torch.Tensor:
    """Euclidean, exact for rows that are near, with gradient 0 where they are equal."""
    return torch.cdist(z, z, compute_mode="donot_use_mm_for_euclid_dist")


def lifted_max(rows, labels, margin):
    """Song et al. 2016, equation 3, over pairs of equal label; equal maxima share the gradient."""
    d = distances(F.normalize(rows, dim=1))
    alike = labels[:, None] == labels
    hardest = (margin - d).masked_fill(alike, -math.inf).amax(1)
    i, j = torch.triu(alike, 1).nonzero(as_tuple=True)
    both = torch.maximum(hardest[i], hardest[j]) + d[i, j]
    return F.relu(both).square().sum() / (2 * len(i))


def contrastive(rows, labels, margin):
    """Hadsell et al. 2006, equation 4, the mean of each kind of pair in place of the sum."""
    d = distances(F.normalize(rows, dim=1))
    alike = labels[:, None] == labels
    similar = d[torch.triu(alike, 1)].square()
    dissimilar = F.relu(margin - d[torch.triu(~alike, 1)]).square()
    return (similar.mean() + dissimilar.mean()) / 2


def n_pair(rows, l2):
    """Sohn 2016, equation 6, and section 3.2.2 for the lengths; anchors are the first views."""
    first, second = rows.chunk(2)
    loss = F.cross_entropy(first @ second.T, torch.arange(len(first)))
    return loss + l2 * rows.square().sum(1).mean()
