"""Makes confidences come true and chooses from which on a claim is stated.

    python training/calibrate.py --corpus ../shared/corpus --network graphkit/extract/network

Works on the real development documents, and writes into the network's card:

- the logistic curve of `graphkit.extract.calibration`. The figures printed for it are those of five
  curves, each fitted on four fifths of the documents and used on the others;
- one threshold for all relations, since the development part has few of the rare ones: the highest
  whose F1 is within half a point of the best, and on news alone within a standard error of the
  best, since a wrong edge costs an analyst more than a missing one. Who wants still fewer wrong
  ones gives `--min-confidence`;
- how sure "current" must be: the highest bound whose F1 with status is within half a point of the
  best, or the first above it by which less than one plain edge in twenty is not so yet, or no more;
- how sure a mention must be of which no claim speaks: where the F1 of mentions is highest.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from corpus import is_news, read_corpus, to_document
from graphkit.extract.calibration import LOWEST, Calibration, sigmoid
from graphkit.extract.onnx import CARD, load_extractor, read_card
from graphkit.resolve import merged_claims, resolve, to_json_line
from plain_edges import edges

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus import Annotated
    from graphkit.extract.model import Decision
    from graphkit.model import Extraction

FLOOR = 0.05
"""Probability below which a claim is not looked at."""
GRID = [step / 40 for step in range(8, 29)]
NEAR = 0.005
"""How much F1 may be lost for precision."""
NEAR_ON_NEWS = 0.025
"""The same on news alone: one standard error there."""
FOLDS = 5
BINS = 10
CURRENT = (0.0, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9)
WRONG_EDGES = 0.05
"""Share of the plain edges, of those that the text has, that may not be current."""
ALONE = (0.0, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8)


def main() -> None:
    """Fit, choose, print and write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--network", type=Path, required=True)
    parser.add_argument(
        "--points", type=Path, help="where to write the points of a reliability plot"
    )
    args = parser.parse_args()
    gold = read_corpus(args.corpus).real
    plain = replace(
        read_card(args.network).decision, current=0.0, alone=0.0, calibration=Calibration()
    )
    judged = judge(args.network, gold, plain)
    curve = fit(judged)
    honest = held_out(judged)
    threshold = choose_threshold(honest, judged, gold)
    points = reliability(honest, judged, threshold)
    if args.points is not None:
        args.points.write_text(json.dumps(points, indent=1) + "\n")
    decision = replace(_uniform(plain, threshold), calibration=curve)
    current = choose_current(args.network, gold, decision)
    alone = choose_alone(args.network, gold, replace(decision, current=current))
    card = json.loads((args.network / CARD).read_text(encoding="utf-8"))
    card["thresholds"] = dict.fromkeys(card["thresholds"], threshold)
    card["current"], card["alone"] = current, alone
    card["calibration"] = {name: round(x, 4) for name, x in asdict(curve).items()}
    (args.network / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Claims and whether they are right; arrays of shape (n_claims,).

    ``fact`` numbers what a claim says of its document: several may say the same.
    """

    document: np.ndarray
    logit: np.ndarray
    mention: np.ndarray
    right: np.ndarray
    fact: np.ndarray

    def features(self) -> np.ndarray:
        """Return what the curve is a function of, (n_claims, 3)."""
        weaker = np.log(np.maximum(self.mention, LOWEST))
        return np.stack([np.ones_like(self.logit), self.logit, weaker], -1)


def judge(network: Path, gold: tuple[Annotated, ...], plain: Decision) -> Judged:
    """Return all claims that the network deems at all possible, and whether they are right."""
    score = importlib.import_module("score")
    extractor = load_extractor(network, decision=_uniform(plain, FLOOR))
    rows, numbers = [], {}
    for index, document in enumerate(gold):
        resolved = resolve(extractor.extract(to_document(document)))
        found = json.loads(to_json_line(resolved))
        mapping, facts = score.align(document, found), score.facts(document)
        for claim, said in zip(merged_claims(resolved), found["relations"], strict=True):
            ends = mapping.get(said["subject"]), mapping.get(said["object"])
            triple = score.triple(ends[0], said["predicate"], ends[1])
            fact = numbers.setdefault((index, str(triple)), len(numbers))
            weaker = min(claim.subject.confidence, claim.object.confidence)
            rows.append((index, claim.confidence, weaker, triple in facts, fact))
    document, p, mention, right, fact = (np.array(column) for column in zip(*rows, strict=True))
    p = p.clip(1e-4, 1 - 1e-4)  # confidences have four places
    return Judged(document, np.log(p / (1 - p)), mention, right.astype(float), fact)


def fit(judged: Judged, kept: np.ndarray | None = None) -> Calibration:
    """Return the curve of highest likelihood, by Newton's method."""
    where = np.ones(len(judged.right), dtype=bool) if kept is None else kept
    x, y = judged.features()[where], judged.right[where]
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = sigmoid(x @ w)
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.eye(len(w)) * 1e-6
        w -= np.linalg.solve(hessian, x.T @ (p - y))
    return Calibration(*map(float, w))


def held_out(judged: Judged) -> np.ndarray:
    """Return the probability of each claim by a curve that was fitted on other documents."""
    out = np.zeros(len(judged.right))
    for fold in range(FOLDS):
        here = judged.document % FOLDS == fold
        curve = fit(judged, ~here)
        mentions = np.stack([judged.mention, judged.mention], -1)
        out[here] = curve(judged.logit[here, None], mentions[here])[:, 0]
    return out


def choose_threshold(p: np.ndarray, judged: Judged, gold: tuple[Annotated, ...]) -> float:
    """Return the threshold to use; print what each gives, on all documents and on news."""
    news = [index for index, document in enumerate(gold) if is_news(document)]
    everything = f1s(p, judged, gold, range(len(gold)))
    of_news = f1s(p, judged, gold, news)
    chosen = max(
        (
            threshold
            for threshold, f1, f1_news in zip(GRID, everything, of_news, strict=True)
            if f1 >= max(everything) - NEAR and f1_news >= max(of_news) - NEAR_ON_NEWS
        ),
        default=GRID[int(np.argmax(everything))],
    )
    print(f"threshold: {chosen:.3f}")
    return chosen


def f1s(
    p: np.ndarray, judged: Judged, gold: tuple[Annotated, ...], which: Sequence[int]
) -> list[float]:
    """Return F1 on the documents of these numbers at each threshold; print it."""
    score = importlib.import_module("score")
    wanted = sum(len(score.facts(gold[index])) for index in which)
    here = np.isin(judged.document, which)
    reached = []
    print(f"{len(which)} documents")
    for threshold in GRID:
        kept = here & (p >= threshold)
        hits = len(np.unique(judged.fact[kept & (judged.right > 0)]))
        found = len(np.unique(judged.fact[kept]))
        precision, recall = hits / max(1, found), hits / wanted
        reached.append(2 * precision * recall / max(1e-9, precision + recall))
        print(f"{threshold:.3f}  P {precision:.3f}  R {recall:.3f}  F1 {reached[-1]:.3f}")
    return reached


def reliability(p: np.ndarray, judged: Judged, threshold: float) -> list[dict[str, float]]:
    """Return mean confidence, share of right claims and number in each bin; print the error."""
    stated = p >= threshold
    bins = np.minimum((p * BINS).astype(int), BINS - 1)
    points = [
        {
            "confidence": round(float(p[here].mean()), 4),
            "right": round(float(judged.right[here].mean()), 4),
            "claims": int(here.sum()),
        }
        for here in (stated & (bins == b) for b in range(BINS))
        if here.any()
    ]
    error = sum(abs(x["confidence"] - x["right"]) * x["claims"] for x in points) / stated.sum()
    print(f"expected calibration error: {error:.3f} over {int(stated.sum())} claims")
    return points


def choose_current(network: Path, gold: tuple[Annotated, ...], decision: Decision) -> float:
    """Return how sure "current" must be; print what each bound gives."""
    score = importlib.import_module("score")
    reached, wrong = {}, {}
    for bound in CURRENT:
        extractor = load_extractor(network, decision=replace(decision, current=bound))
        found = predict(extractor.extract(to_document(d)) for d in gold)
        figures, _, _ = score.score(list(gold), found)
        written = edges(gold, found)
        print(f"current from {bound:.2f}: with status {figures['with status']}; {written}")
        reached[bound] = figures["with status"].prf()[2]
        wrong[bound] = written.not_current / max(1, written.right)
    least = max(bound for bound, f1 in reached.items() if f1 >= max(reached.values()) - NEAR)
    enough = (bound for bound in CURRENT if bound >= least and wrong[bound] <= WRONG_EDGES)
    return next(enough, CURRENT[-1])


def choose_alone(network: Path, gold: tuple[Annotated, ...], decision: Decision) -> float:
    """Return how sure a mention must be that is in no claim; print what each bound gives."""
    score = importlib.import_module("score")
    reached = {}
    for bound in ALONE:
        extractor = load_extractor(network, decision=replace(decision, alone=bound))
        found = predict(extractor.extract(to_document(d)) for d in gold)
        figures, _, _ = score.score(list(gold), found)
        print(f"mentions alone from {bound:.2f}: {figures['mentions']}; {figures['relations']}")
        reached[bound] = figures["mentions"].prf()[2]
    return max(ALONE, key=lambda bound: reached[bound])


def predict(extractions: Iterable[Extraction]) -> list[dict[str, Any]]:
    """Return what was found in the documents, in the shape of the corpus."""
    return [json.loads(to_json_line(resolve(extraction))) for extraction in extractions]


def _uniform(decision: Decision, threshold: float) -> Decision:
    return replace(decision, relations=dict.fromkeys(decision.relations, threshold))


if __name__ == "__main__":
    main()
