"""The words by which a mention is told to be a name, a description or a pronoun.

Short lists of what stands in news about trade, not dictionaries. A word that is missing makes a
description that stays in its document, or the name of one document's thing.
"""

from __future__ import annotations

from typing import Final


def word_set(text: str) -> frozenset[str]:
    """Return the words of *text*, which are separated by spaces.

    >>> sorted(word_set("of in"))
    ['in', 'of']
    """
    return frozenset(text.split())


PRONOUNS: Final = word_set(
    "it its itself they them their theirs themselves we us our ours ourselves you your yours he him"
    " his she her hers i me my who whom whose which that this these those one ones both each"
)

PREPOSITIONS: Final = word_set("of in at on for near from to with by behind off outside")

BODIES: Final = word_set(
    "administration agency airline army association authorities authority bank board bureau"
    " business cabinet carrier chain commission committee companies company concern congress"
    " consortium corporation council court courts customs department division firm firms"
    " foundation fund government governments group institute issuer lawmakers lender manufacturer"
    " military ministry municipality navy officials operator parliament parties partnership party"
    " police producer registrant regulator regulators retailer segment senate society state"
    " subsidiary supplier trust union unions unit university venture"
)
"""Words that alone name no body, whatever their capitals: "the Company", "Regulators"."""

ROLES: Final = word_set(
    "affiliate airline arm brand business buyer carrier company customer developer distributor"
    " division exporter firm giant importer lender manufacturer miner operation operator owner"
    " parent partner producer refiner retailer rival sector segment startup start-up subsidiary"
    " supplier trader unit vendor venture"
)
"""Heads of descriptions of companies, not of names: "Automation segment", "Apple supplier"."""

OFFICES: Final = word_set(
    "agency authority board body bureau commission committee council court department ministry"
    " office regulator watchdog"
)
"""What a state has several of: "the Dutch agency" says not which."""

SITES: Final = word_set(
    "airport building campus center centre complex depot dock facility factory fab foundry"
    " gigafactory hall harbor harbour hub laboratory line mill mine oilfield pier pipeline plant"
    " port project quarry reactor refinery shipyard site smelter station store terminal unit"
    " warehouse workshop yard"
)
"""Kinds of site, which with a number alone are no name: "Fab 18", "Terminal 2"."""

NAMED_SITES: Final = word_set(
    "airport bridge canal dam field gasfield harbor harbour mine oilfield pipeline port seaport"
)
"""Sites that have their name before or behind a small noun: "Escondida mine", "port of Rotterdam".

Before other nouns stands a town or an owner, which may have several: "Dresden fab".
"""

GOODS_OF_SITES: Final = frozenset({"CO2", "H2", "LNG", "LPG", "NGL"})
"""Goods in capitals, which name no site: "LNG pipeline"."""

EVENTS: Final = word_set(
    "attack blockade cyclone drought earthquake explosion fire flood hurricane outage pandemic"
    " protest recall shortage storm strike tsunami typhoon war"
)
"""Kinds of event, which alone are no name, even with a capital."""

REGIONS: Final = frozenset(
    {
        *("africa", "america", "americas", "asia", "asia pacific", "emea", "europe"),
        *("latin america", "middle east", "north america", "south america"),
    }
)
"""What is behind the name of a company in the name of its subsidiary there."""

REGION_ADJECTIVES: Final = {
    "african": "africa",
    "asian": "asia",
    "european": "europe",
    "latin american": "latin america",
    "middle eastern": "middle east",
    "north american": "north america",
    "scandinavian": "scandinavia",
    "south american": "south america",
}
