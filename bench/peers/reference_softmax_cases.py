"""Cases of the objectives of the InfoNCE family, every negative counted alike."""

import torch
from lightly.loss import DCLLoss, NTXentLoss
from pytorch_metric_learning import distances, losses, reducers, regularizers

import reference_formulas as formulas
from reference_case import IN_BATCH, LABEL, PML, SINGLE, WITH_LABELS, case, named, row_labels
from reference_checkouts import Checkouts


def info_nce(repositories: Checkouts) -> list:
    found = []
    for t in (0.5, 0.07, 0.05):
        settings = named("info-nce", temperature=t)
        lightly = lambda rows, _, t=t: NTXentLoss(temperature=t)(*rows.chunk(2))
        metric = lambda rows, given, t=t: losses.NTXentLoss(temperature=t)(rows, row_labels(given))
        found += case("lightly NTXentLoss", (*IN_BATCH, "multiples"), settings, lightly)
        found += case(f"{PML} NTXentLoss", ("ordinary",), settings, metric)
        across = lambda rows, _, t=t: formulas.other_view(rows, t)
        found += case(
            "formula, arXiv 2103.00020 figure 3",
            ("ordinary", "near"),
            [*settings, "negatives.among=other-view"],
            across,
        )
    excluded = lambda rows, given: formulas.in_batch(rows, 0.2, torch.tensor(given["labels"]))
    return found + case(
        "formula, arXiv 2002.05709 equation 1 without negatives of the anchor's class",
        ("labelled",),
        [*named("info-nce", temperature=0.2), "negatives.exclude=[label]"],
        excluded,
    )


def decoupled(_: Checkouts) -> list:
    found = []
    for t in (0.5, 0.1, 0.05):
        loss = lambda rows, _, t=t: DCLLoss(temperature=t)(*rows.chunk(2))
        found += case("lightly DCLLoss", IN_BATCH, named("decoupled", temperature=t), loss)
    return found


def supcon(repositories: Checkouts) -> list:
    found = []
    for t, base in ((0.1, None), (0.05, None), (0.1, 0.07)):
        settings = named("supcon", temperature=t, **({"base_temperature": base} if base else {}))
        loss = lambda rows, given, t=t, base=base: repositories.supcon(
            rows, row_labels(given)[: len(rows) // 2], t, base or t
        )
        found += case("SupContrast SupConLoss", WITH_LABELS, [*settings, *LABEL], loss)
        found += case("SupContrast SupConLoss", ("unique labels",), [*settings, *LABEL], loss)
        found += case("SupContrast SupConLoss", ("ordinary",), settings, loss)
    metric = lambda rows, given: losses.SupConLoss(0.1, reducer=reducers.MeanReducer())(
        rows, row_labels(given)
    )
    found += case(
        f"{PML} SupConLoss, averaged over all anchors",
        ("labelled", *SINGLE),
        [*named("supcon", temperature=0.1), *LABEL],
        metric,
    )
    for t in (0.1, 0.05):
        settings = [*named("supcon", temperature=t, form="in"), *LABEL]
        loss = lambda rows, given, t=t: formulas.supcon_in(rows, torch.tensor(given["labels"]), t)
        found += case("formula, arXiv 2004.11362 equation 3", WITH_LABELS, settings, loss)
    return found


def n_pair(_: Checkouts) -> list:
    found = []
    for l2 in (0, 0.002, 0.1):
        length = regularizers.LpRegularizer(p=2, power=2)
        dot = distances.DotProductSimilarity(normalize_embeddings=False)
        loss = losses.NPairsLoss(
            distance=dot, embedding_regularizer=length, embedding_reg_weight=l2
        )

        def of(rows, given, loss=loss):
            half = torch.arange(len(rows) // 2)
            pairs = (half, half + len(half), half, half)
            return loss(rows, row_labels(given), pairs)

        settings = named("n-pair", l2=l2)
        found += case(f"{PML} NPairsLoss, dot products", IN_BATCH, settings, of)
        formula = lambda rows, _, l2=l2: formulas.n_pair(rows, l2)
        found += case("formula, Sohn 2016 equation 6", ("ordinary",), settings, formula)
    return found
