"""Cases of the objectives on distances between unit rows."""

from pytorch_metric_learning import distances, losses, miners, reducers
from torch.nn import functional as F

import reference_formulas as formulas
from reference_case import IN_BATCH, LABEL, PML, SINGLE, case, named, row_labels
from reference_checkouts import Checkouts


def triplet(_: Checkouts) -> list:
    found = []
    mined = {
        "all": "all",
        "hard": "hard",
        "semi-hard": "semihard",
        "easy": "easy",
        "batch-hard": None,
    }
    average = {"non-zero": reducers.AvgNonZeroReducer, "all": reducers.MeanReducer}
    for mining, kind in mined.items():
        for distance, power in (("euclidean", 1), ("squared", 2)):
            for soft, mean in ((False, "non-zero"), (True, "all")):
                if mining == "easy" and not soft:
                    continue  # nothing: their hinge is 0
                settings = named(
                    "triplet",
                    margin=0.2,
                    mining=mining,
                    distance=distance,
                    soft_margin=str(soft).lower(),
                    average=mean,
                )
                d = distances.LpDistance(normalize_embeddings=True, p=2, power=power)
                miner = (
                    miners.TripletMarginMiner(0.2, kind, distance=d)
                    if kind
                    else miners.BatchHardMiner(distance=d)
                )
                if mining == "all":
                    miner = lambda *_: None
                loss = losses.TripletMarginLoss(
                    0.2, smooth_loss=soft, distance=d, reducer=average[mean]()
                )
                of = lambda rows, given, loss=loss, miner=miner: loss(
                    rows, row_labels(given), miner(rows, row_labels(given))
                )
                other = "single duplicates" if soft else "single near"
                single = ("single", "single symmetric", other)
                found += case(f"{PML} TripletMarginLoss", single, [*settings, *LABEL], of)
                twins = ("duplicates",) if soft else ("ordinary", "duplicates")
                found += case(f"{PML} TripletMarginLoss", twins, settings, of)
    return found


def lifted(_: Checkouts) -> list:
    found = []
    for margin in (1, 0.5):
        loss = losses.LiftedStructureLoss(neg_margin=margin)
        smooth = lambda rows, given, loss=loss: loss(rows, row_labels(given))
        largest = lambda rows, given, margin=margin: formulas.lifted_max(
            rows, row_labels(given), margin
        )
        for form, of, one in (
            ("smooth", f"{PML} LiftedStructureLoss", smooth),
            ("max", "formula, arXiv 1511.06452 equation 3", largest),
        ):
            settings = named("lifted", margin=margin, form=form)
            found += case(of, SINGLE, [*settings, *LABEL], one)
            found += case(of, ("ordinary", "duplicates", "multiples"), settings, one)
    return found


def align_uniform(repositories: Checkouts) -> list:
    found = []
    losses_of = repositories.uniform
    for alpha, t, pull, push in ((2, 2, 1, 1), (1, 3, 1, 0.5), (4, 0.5, 0.75, 1), (2, 20, 0, 1)):
        settings = named("align-uniform", alpha=alpha, t=t, align_weight=pull, uniform_weight=push)

        def loss(rows, _, alpha=alpha, t=t, pull=pull, push=push):
            x, y = F.normalize(rows, dim=1).chunk(2)
            spread = (losses_of.uniform_loss(x, t) + losses_of.uniform_loss(y, t)) / 2
            return pull * losses_of.align_loss(x, y, alpha) + push * spread

        found += case("align_uniform", IN_BATCH, settings, loss)
    return found


def contrastive(_: Checkouts) -> list:
    found = []
    for margin in (1, 0.5):
        settings = named("contrastive", margin=margin)
        loss = lambda rows, given, margin=margin: formulas.contrastive(
            rows, row_labels(given), margin
        )
        of = "formula, Hadsell et al. 2006 equation 4, each kind of pair averaged"
        found += case(of, SINGLE, [*settings, *LABEL], loss)
        found += case(of, ("ordinary", "duplicates", "multiples"), settings, loss)
    return found
