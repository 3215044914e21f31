"""Words that tell little of which company a name means; fixed lists, never counted in a store."""

from __future__ import annotations

from typing import Final

from graphkit.resolve.lexicon import REGIONS, word_set

GROUPS: Final = word_set("group groups holding holdings corporation grp hldgs the")
"""Words behind the name of a company and behind that of the group that it leads alike."""

EMPTY: Final = GROUPS | word_set(
    "company corp enterprise enterprises firm global industrial industries industry inc"
    " international intl limited ltd manufacturing mfg partners service services solution"
    " solutions systems tech technologies technology worldwide and of"
)
"""Words that are left off a name in speech, without another company being meant."""

TRADES: Final = word_set(
    "aero aerospace agri air airlines airways aluminium aluminum apparel auto automation"
    " automotive bank battery batteries beverages bio biotech brands capital cars cement"
    " ceramics chem chemical chemicals chips cloud communications components construction"
    " consulting consumer copper defence defense design devices digital display displays"
    " distribution drinks drone drones electric electrical electro electronic electronics energy"
    " engineering equipment express fashion finance financial food foods freight gas glass gold"
    " health healthcare home instruments insurance investment investments labs laboratories land"
    " leasing life lithium logistics machine machinery marine marketing material materials media"
    " medical metal metals micro microelectronics mineral minerals mining mobile mobility motor"
    " motors natural networks nickel oil optical optics packaging paper petrochemical petroleum"
    " pharma pharmaceutical pharmaceuticals plastics power precision products properties rail"
    " railway realty renewables research resources retail robotics rubber sales science sciences"
    " sdi security semi semiconductor semiconductors sensors shipping silicon software solar"
    " space steel steels storage stores supply telecom telecommunications textile textiles tires"
    " tools trade trading transport trucks tyres utilities vehicles ventures water wind wire"
    " wireless works"
)
"""Words of a trade: behind the name of a company they make that of its subsidiary."""

GENERIC: Final = EMPTY | TRADES

DIRECTIONS: Final = word_set("north south east west northern southern eastern western central new")
"""Words that with the name of a region tell two places apart."""

_AREAS: Final = frozenset(word for region in REGIONS for word in region.split())
AREAS: Final = DIRECTIONS | _AREAS
