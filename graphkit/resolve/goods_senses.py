"""Tells which heads of phrases say what kind of goods is meant.

Heads such as "system" fit everything, and some words before a head turn its sense: a potato chip is
no chip, a toy car no car. What is missing here makes goods a kind of something that they are not.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from graphkit.resolve.goods_words import is_common, plain_words_of
from graphkit.resolve.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NO_KIND: Final = word_set(
    "access accessory add agent aid air alternative amount analysis and application architecture"
    " area array article assembly asset authentication bag balance bank barrel base batch bit"
    " blend block body bottle bottom box building built bulk bunch business call can capability"
    " capacity capture care cargo carrier case category centre chain class clearance collection"
    " combination commodity component compound concept connection consignment consumable content"
    " contract control conversion copy cost coverage cubic cut demand derivative design"
    " development device direct down drum dust edition effect element end equipment estate"
    " exchange experience export extension extract facility family feature finance fix flight form"
    " format formula formulation freight fund generation good goods grade group half head import"
    " infrastructure ingredient input insurance interchange interface intermediate internet"
    " inventory item journey kilo kilogram kind kit layout leg level line link liquid litre load"
    " loan logistics lot machinery maintenance make management mass material mechanism media mix"
    " mixture model module movement network node one operation order original output pack package"
    " pair part payment piece pile plan plant platform point portfolio pound power price process"
    " product production profile program programme project pulse quality quantity range ready"
    " rental replica rest retail sale sample section sector segment selection series service set"
    " setting share shelve shipment shortage show side site size solid solution sort source stack"
    " stage standard start steer stock storage structure study stuff style substance substitute"
    " subsystem suite supply surface surplus system tech technology thing tight title ton tonne"
    " top tour trade transportation trip two type unit update upper use value variant variety"
    " version volume walk ware waste wheeler work works world write"
)
"""Heads that tell no kind of goods: "lighting system", "ton of steel"."""

_DONE: Final = word_set(
    "awning bearing bedding casting ceiling clothing coating dressing earring fitting flooring"
    " forging housing lighting lining moulding packaging piping ring roofing seasoning spring"
    " stamping string tubing wing wiring"
)
"""Goods that end in -ing; what else does is done, not made: "asset leasing"."""

_IMITATING: Final = word_set("dummy fake faux imitation lookalike miniature mock model replica toy")
"""Words by which goods are no kind of what the head says: "toy car", "imitation leather"."""

_OTHER_SENSES: Final[Mapping[str, frozenset[str]]] = {
    "battery": word_set("artillery gun missile test"),
    "bus": word_set("data memory satellite serial system"),
    "butter": word_set("almond body cashew hazelnut nut peanut shea vegan"),
    "car": word_set(
        "cable flat freight hopper metro passenger rail railroad railway sleeping subway tank"
        " train tram"
    ),
    "cereal": word_set("breakfast infant"),
    "cement": word_set("bone dental rubber"),
    "cheese": word_set("vegan"),
    "chip": word_set(
        "apple banana bark beet bio biological butterscotch casino cassava chocolate corn crisp"
        " dna fish forest fried frozen gene kale lab marble microfluidic oven paint pita plantain"
        " poker potato prawn smoking stone tortilla vegetable wood"
    ),
    "corn": word_set("baby candy pop"),
    "diamond": word_set("baseball"),
    "display": word_set("firework fireworks shop store window"),
    "egg": word_set("chocolate easter vegan"),
    "fruit": word_set("bread star"),
    "glass": word_set(
        "beer champagne cocktail drinking eye hour looking magnifying pint shot wine"
    ),
    "generator": word_set("noise random signal word"),
    "gold": word_set("fool fools"),
    "grain": word_set("leather wood"),
    "iron": word_set("angle branding clothes curling flat golf soldering steam tyre waffle"),
    "lead": word_set("dog ecg jumper pacemaker pencil test"),
    "leather": word_set("apple artificial cactus faux mushroom synthetic vegan"),
    "magnet": word_set("fridge"),
    "meat": word_set("cultured nut plant vegan vegetarian"),
    "metal": word_set("sheet"),
    "milk": word_set("almond cashew coconut oat pea plant rice soy soya vegan"),
    "paper": word_set("abrasive sand tin wall working"),
    "processor": word_set("data food payment sound word"),
    "pump": word_set("breast infusion insulin"),
    "router": word_set("wood"),
    "salt": word_set(
        "acid ammonium bath epsom hydrochloride lithium magnesium metal mineral molten nickel"
        " potash potassium rare uranium"
    ),
    "sand": word_set("oil tar"),
    "ship": word_set("air space"),
    "silver": word_set("nickel quick"),
    "sugar": word_set("blood"),
    "tea": word_set("herbal"),
    "tin": word_set("bait baking biscuit cake cookie food tobacco"),
    "train": word_set("drive gas gear liquefaction power wheel wooden"),
    "transport equipment": word_set("optical"),
    "truck": word_set("hand pallet"),
    "valve": word_set("aortic heart mitral"),
    "vehicle": word_set("investment launch purpose special"),
    "wine": word_set("barley ginger plum rice"),
    "wool": word_set("cotton glass lead mineral rock slag steel stone wire wood"),
}
"""Words before the head by which it means something else: "potato chip", "freight car"."""


@lru_cache(maxsize=1 << 12)
def is_kind(word: str) -> bool:
    """Return whether *word* may be a noun in the singular that names a kind of goods.

    >>> is_kind("hose"), is_kind("system"), is_kind("leasing")
    (True, False, False)
    """
    telling = 3  # shorter ones are rests of signs and of abbreviations
    done = word.endswith("ing") and word not in _DONE
    if len(word) < telling or done or word in _NO_KIND:
        return False
    return is_common(word) and plain_words_of(word) == (word,)


def is_other_sense(before: Sequence[str], head: str) -> bool:
    """Return whether *head* behind the words *before* is no kind of what it is alone.

    >>> is_other_sense(("potato",), "chip"), is_other_sense(("memory",), "chip")
    (True, False)
    """
    others = _OTHER_SENSES.get(head, frozenset())
    return not _IMITATING.isdisjoint(before) or not others.isdisjoint(before)
