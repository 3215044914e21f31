"""Mentions of which the network is not sure are left out, unless a claim needs them."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from graphkit.extract.onnx import load_extractor, read_card
from graphkit.model import Document, Extraction
from graphkit.read.content import with_sentences

NETWORK = Path(str(files("graphkit.extract") / "network"))
TEXT = (
    "Norvik Cathode supplies nickel sulphate to Corvane Motors from its plant in Finland. "
    "Reports spoke of music videos, spare tanks, border lockdowns and digital music. "
)


def read(alone: float) -> Extraction:
    decision = replace(read_card(NETWORK).decision, alone=alone)
    document = Document("a", TEXT, ())
    return load_extractor(NETWORK, decision=decision).extract(with_sentences(document))


def test_without_a_bound_all_mentions_stay_and_with_one_only_sure_and_stated_ones() -> None:
    every, sure = read(0.0), read(1.1)
    stated = {end for claim in every.claims for end in (claim.subject, claim.object)}
    assert sure.claims == every.claims != ()
    assert stated <= set(sure.mentions) < set(every.mentions)


def test_no_link_leads_to_a_mention_that_was_left_out() -> None:
    found = read(1.1)
    ends = {end for link in found.links for end in (link.first, link.second)}
    assert ends <= set(found.mentions)
