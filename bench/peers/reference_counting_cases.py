"""Cases of where negatives come from and how they count, under InfoNCE."""

import reference_formulas as formulas
from reference_case import FROM_QUEUE, IN_BATCH, QUEUE, case, named, negatives
from reference_checkouts import Checkouts


def debiased(repositories: Checkouts) -> list:
    found = []
    for t, tau in ((0.5, 0.1), (0.2, 0.3), (0.05, 0.1), (0.5, 0)):
        settings = [*named("info-nce", temperature=t), *negatives("debiased", tau_plus=tau)]
        loss = lambda rows, _, t=t, tau=tau: repositories.debiased(rows, t, tau)
        found += case(
            "DCL main.py train", IN_BATCH if tau == 0.1 else ("ordinary",), settings, loss
        )
    return found


def hard(repositories: Checkouts) -> list:
    found = []
    for t, tau, beta in (
        (0.5, 0.1, 0.5),
        (0.5, 0.1, 1),
        (0.5, 0.1, 5),
        (0.5, 0, 0.5),
        (0.5, 0, 1),
        (0.5, 0, 5),
        (0.5, 0.1, 0),
        (0.07, 0.1, 1),
        (0.05, 0.1, 1),
        (0.05, 0.1, 5),
        (0.05, 0, 5),
    ):
        settings = [*named("info-nce", temperature=t), *negatives("hard", tau_plus=tau, beta=beta)]
        loss = lambda rows, _, t=t, tau=tau, beta=beta: repositories.hcl(rows, t, tau, beta)
        everywhere = (tau, beta) in ((0.1, 1), (0.1, 5))
        found += case(
            "HCL main.py criterion", IN_BATCH if everywhere else ("ordinary",), settings, loss
        )
    for beta in (1, 5):
        settings = [
            *named("info-nce", temperature=0.5),
            *negatives("hard", tau_plus=0.1, beta=beta),
        ]
        stop = lambda rows, _, beta=beta: formulas.hard(rows, 0.5, 0.1, beta, detach=True)
        found += case(
            "formula, arXiv 2010.04592 section 4, weights detached",
            ("ordinary", "near"),
            [*settings, "negatives.detach_weights=true"],
            stop,
        )
        stored = lambda rows, given, beta=beta: formulas.hard(
            rows, 0.5, 0.1, beta, queue=given["queue"]
        )
        found += case(
            "formula, arXiv 2010.04592 section 4, negatives of a queue",
            ("queue", "queue near"),
            [*settings, *QUEUE],
            stored,
        )
    return found


def queue(repositories: Checkouts) -> list:
    found = []
    for t in (0.5, 0.2, 0.07, 0.05):
        settings = [*named("info-nce", temperature=t), *QUEUE]
        loss = lambda rows, given, t=t: repositories.moco(rows, given["queue"], t)
        found += case("MoCo builder.py", FROM_QUEUE, settings, loss)
    return found


def ring(repositories: Checkouts) -> list:
    found = []
    for t, low, high in ((0.07, 10, 50), (0.05, 5, 100), (0.5, 0, 25), (0.5, 0, 100)):
        settings = [*named("info-nce", temperature=t), *negatives("ring", lower=low, upper=high)]
        stored = lambda rows, given, t=t, low=low, high=high: repositories.ring(
            rows, given["queue"], t, low / 100, high / 100
        )
        found += case(
            "contrastive-ring-public MoCoRing", ("queue", "queue near"), [*settings, *QUEUE], stored
        )
        own = lambda rows, _, t=t, low=low, high=high: formulas.selected(
            rows, None, t, formulas.ring(low, high)
        )
        found += case("formula, arXiv 2010.02037 in the batch", ("ordinary", "near"), settings, own)
    return found


def band(_: Checkouts) -> list:
    found = []
    for t, key, low, high in (
        (0.2, "keep", 0, 25),
        (0.2, "keep", 20, 60),
        (0.05, "drop", 0, 20),
        (0.5, "drop", 40, 80),
    ):
        settings = [*named("info-nce", temperature=t), *negatives("band", **{key: [low, high]})]
        choose = (formulas.ring if key == "keep" else formulas.outside)(low, high)
        stored = lambda rows, given, t=t, choose=choose: formulas.selected(
            rows, given["queue"], t, choose
        )
        found += case(
            "formula, arXiv 2010.06682 with a queue",
            ("queue", "queue near"),
            [*settings, *QUEUE],
            stored,
        )
        own = lambda rows, _, t=t, choose=choose: formulas.selected(rows, None, t, choose)
        found += case("formula, arXiv 2010.06682 in the batch", ("ordinary", "near"), settings, own)
    return found


def mixing(repositories: Checkouts) -> list:
    found = []
    for t in (0.5, 0.2, 0.05):
        loss = lambda rows, given, t=t: repositories.mochi(rows, given["queue"], given["mix"], t)
        settings = [
            *named("info-nce", temperature=t),
            *QUEUE,
            *negatives("mixing", mix_hardest=6, mix_pairs=5, mix_anchors=3, mix_after=0),
        ]
        found += case("hard-negative-mixing moco.py", ("mixing", "mixing near"), settings, loss)
    return found
