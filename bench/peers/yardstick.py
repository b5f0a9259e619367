"""One yardstick for embeddings of either side: linear probe and weighted kNN, top-1 in 0 ... 1."""

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def linear_probe(
    train: np.ndarray, train_labels: np.ndarray, test: np.ndarray, test_labels: np.ndarray
) -> float:
    """Multinomial logistic regression on standardised, frozen embeddings [n, d]."""
    probe = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    return float(probe.fit(train, train_labels).score(test, test_labels))


def weighted_knn(
    train: np.ndarray,
    train_labels: np.ndarray,
    test: np.ndarray,
    test_labels: np.ndarray,
    k: int = 200,
    temperature: float = 0.1,
) -> float:
    """The k nearest by cosine vote with exp(cosine / temperature) (Wu et al. 2018, section 3.4)."""
    k = min(k, len(train))
    classes, votes_for = np.unique(train_labels, return_inverse=True)
    train, test = unit(train), unit(test)
    correct = 0
    for start in range(0, len(test), 1000):
        similarity = test[start : start + 1000] @ train.T
        nearest = np.argpartition(-similarity, k - 1, axis=1)[:, :k]
        weights = np.exp(np.take_along_axis(similarity, nearest, axis=1) / temperature)
        votes = np.zeros((len(similarity), len(classes)))
        np.add.at(votes, (np.arange(len(similarity))[:, None], votes_for[nearest]), weights)
        correct += int((classes[votes.argmax(axis=1)] == test_labels[start : start + 1000]).sum())
    return correct / len(test)


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)


def score(
    train: np.ndarray, train_labels: np.ndarray, test: np.ndarray, test_labels: np.ndarray
) -> dict:
    data = (train, train_labels, test, test_labels)
    return {"linear_probe": linear_probe(*data), "knn": weighted_knn(*data)}
