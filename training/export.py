"""Exports a trained network to the two ONNX files that graphkit ships, in 8 bits.

python training/export.py --run training/runs/first --to graphkit/extract/network --version 1
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import nn

sys.path.insert(0, str(Path(__file__).parent))

from base import load_tokenizer
from graphkit import ontology
from graphkit.extract.calibration import Calibration
from graphkit.extract.labels import Labels
from graphkit.extract.onnx import CARD, PAIRER, TAGGER, TOKENIZER, digest
from network import Pairer, Tagger

THRESHOLD = 0.5
"""Where a probability becomes an answer until `calibrate.py` has chosen better."""


def main() -> None:
    """Export the averaged weights of a run's last checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--version", required=True)
    args = parser.parse_args()
    args.to.mkdir(parents=True, exist_ok=True)
    terms = ontology.load()
    saved = json.loads((args.run / "labels.json").read_text())
    labels = Labels.from_json(saved, terms)
    tagger, pairer = Tagger(labels).eval(), Pairer(labels).eval()
    state = torch.load(args.run / "checkpoint.pt")
    for module, weights in zip((tagger, pairer), state["average"], strict=True):
        module.load_state_dict(weights)
    export(Unpadded(tagger, 1), *tagger_inputs(), args.to / TAGGER)
    export(Unpadded(pairer, 1), *pairer_inputs(), args.to / PAIRER)
    load_tokenizer().save(str(args.to / TOKENIZER), pretty=False)
    card = {
        "version": args.version,
        "labels": saved,
        "thresholds": dict.fromkeys(labels.relations, THRESHOLD),
        "same": THRESHOLD,
        "current": 0.0,
        "alone": 0.0,
        "calibration": asdict(Calibration()),
        "sha256": {name: digest(args.to / name) for name in (TAGGER, PAIRER, TOKENIZER)},
    }
    (args.to / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    for name in (TAGGER, PAIRER):
        print(f"{name}: {(args.to / name).stat().st_size / 1e6:.1f} MB")


class Unpadded(nn.Module):
    """A half of the network for one window at a time, which needs no mask."""

    def __init__(self, half: nn.Module, place: int) -> None:
        """Take the half and the place of the mask among its inputs."""
        super().__init__()
        self.part, self.place = half, place

    def forward(self, *inputs: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Return what the half returns."""
        before, after = inputs[: self.place], inputs[self.place :]
        out: tuple[torch.Tensor, ...] = self.part(*before, None, *after)
        return out


def export(
    module: nn.Module, inputs: dict[str, torch.Tensor], outputs: list[str], target: Path
) -> None:
    """Write *module* to *target* with 8-bit weights; the second axis of all inputs may vary."""
    axes = {
        name: {i: f"{name}_{i}" for i in range(1, min(x.dim(), 2))} for name, x in inputs.items()
    }
    with tempfile.TemporaryDirectory() as scratch:
        plain, ready = Path(scratch) / "plain.onnx", Path(scratch) / "ready.onnx"
        torch.onnx.export(
            module,
            tuple(inputs.values()),
            str(plain),
            input_names=list(inputs),
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
            custom_opsets={"com.microsoft": 1},
        )
        quant_pre_process(plain, ready, skip_symbolic_shape=True)
        quantize_dynamic(
            ready,
            target,
            weight_type=QuantType.QInt8,
            per_channel=True,
            # seven bits: with eight, processors without VNNI overflow and answer otherwise
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )
    onnx.checker.check_model(str(target))


def tagger_inputs() -> tuple[dict[str, torch.Tensor], list[str]]:
    """Return an example of the tagger's inputs, and the names of its outputs."""
    ids = torch.randint(1000, 2000, (1, 12))
    shapes = torch.zeros_like(ids)
    return {"ids": ids, "shapes": shapes}, ["states", "tag_logits"]


def pairer_inputs() -> tuple[dict[str, torch.Tensor], list[str]]:
    """Return an example of the pairer's inputs, and the names of its outputs."""
    mentions = torch.tensor([[[1, 2, 0], [4, 4, 1], [6, 8, 5]]])
    pairs = torch.tensor([[[0, 1, 0], [1, 0, 0], [0, 2, 1], [1, 2, 0]]])
    reach = torch.tensor([[[0, 10], [0, 10], [0, 11], [1, 10]]])
    inputs = {
        "states": torch.randn(1, 12, 384),
        "tags": torch.zeros(1, 12, dtype=torch.long),
        "mentions": mentions,
        "pairs": pairs,
        "reach": reach,
    }
    return inputs, ["relations", "statuses"]


if __name__ == "__main__":
    main()
