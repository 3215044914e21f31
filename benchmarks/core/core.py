"""Measures the encoder on CORE, a public benchmark of company relations; see README.md.

    python benchmarks/core/core.py --corpus ../shared/corpus --run training/runs/core

fits to a part of the train part and prints figures of the rest of it, to choose by. With `--test`
it fits to the whole train part and prints the figures of the test part.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

import baseline
from base import load_tokenizer
from classifier import load_tagger
from figures import line, table
from fit import Fit, Settings
from instances import Encoder, read_test, read_train, split


def main() -> None:
    """Fit with each seed, and print the figures of each and of their average."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True, help="folder of the checkpoints")
    parser.add_argument("--encoder", type=Path, help="a run of pretrain.py to start from")
    parser.add_argument("--start", type=Path, help="a run of train.py to start from")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--test", action="store_true", help="fit to all, measure on the test part")
    for name, value in asdict(Settings()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    args = parser.parse_args()
    settings = Settings(**{name: getattr(args, name) for name in asdict(Settings())})
    folder = args.corpus / "public" / "core"
    train, dev = (read_train(folder), ()) if args.test else split(read_train(folder))
    encoder, fits = Encoder(load_tokenizer(), names=bool(settings.names)), []
    for seed in args.seeds:
        run = args.run / f"{'test' if args.test else 'dev'}-{seed}"
        torch.manual_seed(seed)
        tagger = load_tagger(args.encoder, args.start)
        fits.append(Fit(settings, tagger, encoder, folder=run, seed=seed))
        fits[-1].run(train, lambda found: line(dev, found), dev)
    part = read_test(folder) if args.test else dev
    contexts = {instance.words for instance in train}
    shared = sum(instance.words in contexts for instance in part)
    print(f"\n{len(train)} instances to fit to")
    print(f"{len(part)} instances to measure on, {shared} of them in a context of the former")
    print("TF-IDF and logistic regression\n" + "\n".join(table(part, baseline.scores(train, part))))
    found = [fit.scores(part) for fit in fits]
    for seed, one in zip(args.seeds, found, strict=True):
        print(f"seed {seed}", line(part, one), sep="  ")
    print(f"\nmean of the {len(found)} seeds' log-probabilities")
    print("\n".join(table(part, np.mean(found, axis=0))))


if __name__ == "__main__":
    main()
