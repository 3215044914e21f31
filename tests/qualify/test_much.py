"""Amounts of a claim: typed, with unit and currency, and only those that are said of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from graphkit.model import Amount, Span
from qualify.marked import amounts_of, told

TOLD = [
    # money
    ("[Apex]c bought [Bolt]c for $2.9 billion.", "0 acquires 1", ["2900000000 USD"]),
    ("[Apex]c bought [Bolt]c for US$2.9bn in cash.", "0 acquires 1", ["2900000000 USD"]),
    ("[Apex]c bought [Bolt]c for about 50 million euros.", "0 acquires 1", ["about 50000000 EUR"]),
    ("[Apex]c bought [Bolt]c for up to £20m.", "0 acquires 1", ["at most 20000000 GBP"]),
    (
        "[Apex]c bought [Bolt]c for more than 3 trillion won.",
        "0 acquires 1",
        ["at least 3000000000000 KRW"],
    ),
    ("[Apex]c bought [Bolt]c for ¥5 billion in [Japan]n.", "0 acquires 1", ["5000000000 JPY"]),
    ("[Apex]c bought the Chinese firm [Bolt]c for ¥5 billion.", "0 acquires 1", ["5000000000 CNY"]),
    ("[Apex]c bought [Bolt]c for Rs 500 crore.", "0 acquires 1", ["5000000000 INR"]),
    (
        "[Apex]c bought [Bolt]c for 20 billion yuan ($2.8 billion).",
        "0 acquires 1",
        ["20000000000 CNY"],
    ),
    (
        "[Apex]c bought [Bolt]c for $1.5 to 2 billion.",
        "0 acquires 1",
        ["1500000000..2000000000 USD"],
    ),
    (
        "[Apex]c bought [Bolt]c for between $5 million and $7 million.",
        "0 acquires 1",
        ["5000000..7000000 USD"],
    ),
    ("[Apex]c will invest half a billion dollars in [Bolt]c.", "0 investsIn 1", ["500000000 USD"]),
    ("[Apex]c invested CHF 40 million in [Bolt]c.", "0 investsIn 1", ["40000000 CHF"]),
    ("[Apex]c signed a $144 million contract with [Bolt]c.", "0 suppliesTo 1", ["144000000 USD"]),
    ("[Apex]c won an order worth €2 million from [Bolt]c.", "0 suppliesTo 1", ["2000000 EUR"]),
    ("[Apex]c lent [Bolt]c HK$5 million in loans.", "0 investsIn 1", ["5000000 HKD"]),
    ("[Apex]c is building a $7 billion [plant]f.", "0 operates 1 planned", ["7000000000 USD"]),
    ("[Apex]c bought [Bolt]c for R $50 million.", "0 acquires 1", ["50000000 BRL"]),
    ("[Apex]c raised $100 Million in funding from [Bolt]c.", "1 investsIn 0", ["100000000 USD"]),
    (
        "[Apex]c agreed a $67 billion merger deal with [Bolt]c.",
        "0 partnersWith 1",
        ["67000000000 USD"],
    ),
    ("[Apex]c bought [Bolt]c for $2 Bn.", "0 acquires 1", ["2000000000 USD"]),
    ("[Apex]c bought [Bolt]c for $2BN.", "0 acquires 1", ["2000000000 USD"]),
    ("[Apex]c bought [Bolt]c for $2MN.", "0 acquires 1", ["2000000 USD"]),
    ("[Apex]c bought [Bolt]c for $2 Mn.", "0 acquires 1", ["2000000 USD"]),
    ("[Apex]c bought [Bolt]c for US$2.5Bn.", "0 acquires 1", ["2500000000 USD"]),
    ("[Apex]c bought [Bolt]c for $2 mil.", "0 acquires 1", ["2000000 USD"]),
    ("[Apex]c bought [Bolt]c for $1.2-bn.", "0 acquires 1", ["1200000000 USD"]),
    ("[Apex]c bought [Bolt]c for Rs 500 Cr.", "0 acquires 1", ["5000000000 INR"]),
    ("[Apex]c bought [Bolt]c for Rs 500 crores.", "0 acquires 1", ["5000000000 INR"]),
    ("[Apex]c bought [Bolt]c for $5 million CAD.", "0 acquires 1", ["5000000 CAD"]),
    ("[Apex]c bought [Bolt]c for $2 billion Canadian dollars.", "0 acquires 1", ["2000000000 CAD"]),
    ("[Apex]c bought [Bolt]c for $5 million U.S. dollars.", "0 acquires 1", ["5000000 USD"]),
    ("[Apex]c bought [Bolt]c for 5 million CAD.", "0 acquires 1", ["5000000 CAD"]),
    # shares
    ("[Apex]c took a 20% stake in [Bolt]c.", "0 investsIn 1", ["20 %"]),
    ("[Apex]c owns 70 percent of [Bolt]c.", "0 investsIn 1", ["70 % of Bolt"]),
    ("[Bolt]c is 51% owned by [Apex]c.", "0 subsidiaryOf 1", ["51 %"]),
    (
        "[Apex]c holds more than 16.6% of the shares of [Bolt]c.",
        "0 investsIn 1",
        ["at least 16.6 % of shares"],
    ),
    (
        "[Apex]c bought between 10 and 15 per cent of the stock of [Bolt]c.",
        "0 investsIn 1",
        ["10..15 % of stock"],
    ),
    ("[Apex]c accounts for 41 % of the revenue of [Bolt]c.", "1 dependsOn 0", ["41 % of revenue"]),
    ("[Apex]c supplies 60% of its [graphite]m to [Bolt]c.", "0 suppliesTo 2", ["60 % of graphite"]),
    (
        "[Apex]c makes about half of the world's [neon]m.",
        "0 manufactures 1",
        ["about 50 % of world's neon"],
    ),
    (
        "[Apex]c imports two-thirds of its [steel]m from [Norway]n.",
        "0 dependsOn 2",
        ["about 66.7 % of steel"],
    ),
    ("[Norway]n put a 25% tariff on [steel]m.", "0 restricts 1", ["25 %"]),
    # quantities
    (
        "[Apex]c makes 10 million [battery cells]p a year.",
        "0 manufactures 1",
        ["10000000 battery cells/year"],
    ),
    ("[Apex]c sold 5,000 [buses]p to [Bolt]c.", "0 supplies 1", ["5000 buses"]),
    ("[Apex]c sold 5,000 [buses]p to [Bolt]c.", "0 suppliesTo 2", ["5000 buses"]),
    (
        "[Apex]c sold at least 5,000 new [buses]p to [Bolt]c.",
        "0 suppliesTo 2",
        ["at least 5000 buses"],
    ),
    (
        "[Apex]c will deliver 20 to 30 [trains]p to [Bolt]c.",
        "0 supplies 1 planned",
        ["20..30 trains"],
    ),
    ("[Apex]c ordered twenty-five [trains]p from [Bolt]c.", "2 supplies 1", ["25 trains"]),
    (
        "[Apex]c ships 40,000 tonnes of [lithium hydroxide]m per year.",
        "0 supplies 1",
        ["40000 tonne/year"],
    ),
    (
        "[Apex]c ships 40,000 tonnes of [lithium hydroxide]m a year.",
        "0 supplies 1",
        ["40000 tonne/year"],
    ),
    (
        "[Apex]c will ship 35 GWh of [cells]p to [Bolt]c.",
        "0 suppliesTo 2 planned",
        ["35 gigawatt-hour"],
    ),
    (
        "[Apex]c will supply 35 gigawatt hours a year to [Bolt]c.",
        "0 suppliesTo 1 planned",
        ["35 gigawatt-hour/year"],
    ),
    (
        "[Apex]c exports 1.2 million barrels of [oil]m per day to [Japan]n.",
        "0 exportsTo 2",
        ["1200000 barrel/day"],
    ),
    (
        "[Apex]c runs a [plant]f with an annual capacity of 20,000 tons.",
        "0 operates 1",
        ["20000 ton/year"],
    ),
    ("[Apex]c is building a 35 GWh [plant]f.", "0 operates 1 planned", ["35 gigawatt-hour"]),
    ("[Apex]c mines 2 million pounds of [uranium]m.", "0 manufactures 1", ["2000000 pound"]),
    ("[Apex]c builds 300,000 vehicles a year in [Norway]n.", "0 operatesIn 1", []),
    (
        "[Apex]c sold 62 million boxes of [grapes]p.",
        "0 supplies 1",
        ["62000000 boxes of grapes"],
    ),
    # two amounts of two kinds
    (
        "[Apex]c sold 20 [trains]p to [Bolt]c for $144 million.",
        "0 suppliesTo 2",
        ["20 trains", "144000000 USD"],
    ),
    ("[Apex]c sold 20 [trains]p and 50 [buses]p to [Bolt]c.", "0 supplies 1", ["20 trains"]),
    ("[Apex]c sold 20 [trains]p and 50 [buses]p to [Bolt]c.", "0 supplies 2", ["50 buses"]),
]


@pytest.mark.parametrize(("marked", "claim", "expected"), TOLD)
def test_a_claim_has_the_amounts_that_are_said_of_it(
    marked: str, claim: str, expected: list[str]
) -> None:
    assert amounts_of(marked, claim) == expected


TRAPS = [
    # prices, and what they and other figures move by
    ("[Apex]c bought [Bolt]c for $32 per share.", "0 acquires 1"),
    ("[Apex]c bought [Bolt]c for $32 a share.", "0 acquires 1"),
    ("[Apex]c buys [steel]m from [Bolt]c for $500 a tonne.", "2 suppliesTo 0"),
    ("Shares of [Apex]c, which supplies [Bolt]c, rose 3% to $50.", "0 suppliesTo 1"),
    ("[Apex]c supplies [Bolt]c, and its shares fell 12 percent.", "0 suppliesTo 1"),
    ("Sales of [cells]p by [Apex]c rose 12% to $3 billion.", "1 supplies 0"),
    ("[Apex]c supplies [Bolt]c, which lost $1.5 billion.", "0 suppliesTo 1"),
    ("[Apex]c, with revenue of $3 billion, supplies [Bolt]c.", "0 suppliesTo 1"),
    ("[Apex]c, which has $3 billion in sales, supplies [Bolt]c.", "0 suppliesTo 1"),
    ("[Apex]c, valued at $5 billion, supplies [Bolt]c.", "0 suppliesTo 1"),
    ("[Apex]c paid a $3 million fine and supplies [Bolt]c.", "0 suppliesTo 1"),
    ("[Apex]c will take a $40 million charge on its [plant]f.", "0 operates 1"),
    ("[Apex]c supplies [Bolt]c at a 10% discount.", "0 suppliesTo 1"),
    ("[Apex]c raised output of [cells]p by 20%.", "0 manufactures 1"),
    ("[Apex]c cut its purchases of [steel]m by 20 percent.", "0 uses 1"),
    ("[Apex]c makes [cells]p with a margin of 20%.", "0 manufactures 1"),
    ("[Apex]c lends to [Bolt]c at 5% interest.", "0 investsIn 1"),
    # what is counted is not what is traded
    ("[Apex]c employs 4,000 workers who make [cells]p.", "0 manufactures 1"),
    ("[Apex]c has 12 plants that make [cells]p.", "0 manufactures 1"),
    ("[Apex]c makes 3-nanometer [chips]p.", "0 manufactures 1"),
    ("[Apex]c makes 3 nm [chips]p.", "0 manufactures 1"),
    ("[Apex]c makes iPhone 15 [cases]p.", "0 manufactures 1"),
    ("[Apex]c flies [737 jets]p.", "0 uses 1"),
    ("[Apex]c sells [cells]p in 40 countries.", "0 supplies 1"),
    ("[Apex]c has sold [cells]p for 20 years.", "0 supplies 1"),
    ("In 2019 [Apex]c sold [cells]p.", "0 supplies 1"),
    ("[Apex]c is one of the largest makers of [cells]p.", "0 manufactures 1"),
    ("[Apex]c sells dozens of [trains]p.", "0 supplies 1"),
    ("[Apex]c sells hundreds of [trains]p.", "0 supplies 1"),
    ("[Apex]c has a 100,000 square foot [plant]f.", "0 operates 1"),
    ("[Apex]c is 20 km from [Lunde]l.", "0 basedIn 1"),
    ("All three need [steel]m from [Apex]c.", "1 supplies 0"),
    ("[Apex]c ordered a 5 MW [turbine]p from [Bolt]c.", "2 supplies 1"),
    # names of models, sizes and grades
    ("[Apex]c makes 12 volt [batteries]p.", "0 manufactures 1"),
    ("[Apex]c makes 400 kV [transformers]p.", "0 manufactures 1"),
    ("[Apex]c makes 32 bit [chips]p.", "0 manufactures 1"),
    ("[Apex]c makes 8 core [chips]p.", "0 manufactures 1"),
    ("[Apex]c makes 40 foot [containers]p.", "0 manufactures 1"),
    ("[Apex]c makes 304 stainless [steel]m.", "0 manufactures 1"),
    ("[Apex]c makes 304 [stainless steel]m.", "0 manufactures 1"),
    ("[Apex]c makes 100 octane [gasoline]m.", "0 manufactures 1"),
    ("[Apex]c makes 18650 [cells]p.", "0 manufactures 1"),
    ("[Apex]c makes 4680 [battery cells]p.", "0 manufactures 1"),
    ("[Apex]c ships 18650 cells to [Bolt]c.", "0 suppliesTo 1"),
    ("[Apex]c makes two types of [cars]p.", "0 manufactures 1"),
    ("[Apex]c makes two types of cars for [Bolt]c.", "0 suppliesTo 1"),
    ("[Apex]c makes 9 out of 10 [pumps]p.", "0 manufactures 1"),
    ("[Apex]c makes 9 of 10 [pumps]p.", "0 manufactures 1"),
    # amounts of other relations
    ("[Apex]c bought [Bolt]c for $2 billion.", "1 basedIn 0"),
    ("[Apex]c of [Norway]n bought [Bolt]c for $2 billion.", "0 basedIn 1"),
    ("[Apex]c's supplier [Corvane]c bought [Bolt]c for $2 billion.", "1 suppliesTo 0"),
    ("[Apex]c, a maker of [cells]p, sold 20 [trains]p.", "0 manufactures 1"),
    ("[Apex]c makes [cells]p and will invest $2 billion in [Bolt]c.", "0 manufactures 1"),
    ("[Apex]c supplies [Bolt]c, which sold 20 [trains]p.", "0 suppliesTo 1"),
    ("[Apex]c competes with [Bolt]c for a $2 billion contract.", "0 competesWith 1"),
    ("[Apex]c sold 20 [trains]p to [Bolt]c.", "0 competesWith 2"),
    ("[Apex]c runs a [plant]f, having sold its bank for $88 million.", "0 operates 1"),
    ("[Apex]c won a grant of $2 million with [Bolt]c.", "0 partnersWith 1"),
    (
        "[Apex]c, which paid $825 million for a mine and last year agreed to buy [Bolt]c.",
        "0 acquires 1",
    ),
    (
        "[Apex]c spends $2 billion on a mill, part of it on [motors]p ordered from [Bolt]c.",
        "2 supplies 1",
    ),
    ("[Apex]c delivered seven of every ten [pumps]p.", "0 supplies 1"),
    ("[Apex]c imports a quarter of it from [Norway]n.", "0 dependsOn 1"),
    ("[Apex]c expects sales to fall to 7 million [cars]p.", "0 supplies 1"),
    ("[Apex]c sells [books]p for $9.95 per month.", "0 supplies 1"),
    # which amount, or what it is in, cannot be known
    ("[Apex]c bought [Bolt]c for $2 billion and $3 billion.", "0 acquires 1"),
    ("[Apex]c bought [Bolt]c for 30 million.", "0 acquires 1"),
    ("[Apex]c bought [Bolt]c for 2 million pounds.", "0 acquires 1"),
    ("[Apex]c bought [Bolt]c for US$1,8 billion.", "0 acquires 1"),
    ("[Apex]c bought [Bolt]c for millions of dollars.", "0 acquires 1"),
    ("[Apex]c of [China]n bought the Japanese firm [Bolt]c for ¥5 billion.", "0 acquires 2"),
    ("[Apex]c bought [Bolt]c for $2x.", "0 acquires 1"),
    ("[Apex]c bought [Bolt]c for $5 millionish.", "0 acquires 1"),
    ("[Apex]c bought [Bolt]c for $5 Mio.", "0 acquires 1"),
    ("[Apex]c bought [Bolt]c for €5 million CAD.", "0 acquires 1"),
    ("[Apex]c bought [Bolt]c for $5 million Canadian.", "0 acquires 1"),
    ("[Apex]c bought [Bolt]c for ALL 5 million.", "0 acquires 1"),
    ("[Apex]c bought [Bolt]c for TOP 5 million.", "0 acquires 1"),
    ("[Apex]c bought [Bolt]c for TRY 5 million.", "0 acquires 1"),
    ("[Apex]c bought [Bolt]c for CUP 12 million.", "0 acquires 1"),
    ("[Apex]c bought a minority stake in [Bolt]c.", "0 investsIn 1"),
    ("[Apex]c bought shares in [Bolt]c, 3.1 percentage points more.", "0 investsIn 1"),
    ("[Apex]c sold 1.000 [trains]p.", "0 supplies 1"),
]


@pytest.mark.parametrize(("marked", "claim"), TRAPS)
def test_an_amount_that_is_not_surely_that_of_the_claim_is_left_out(
    marked: str, claim: str
) -> None:
    assert amounts_of(marked, claim) == []


def test_the_span_holds_the_words_that_tell_the_amount() -> None:
    text = "Apex sold at least 5,000 new buses a year to Bolt."
    marked = "[Apex]c sold at least 5,000 new [buses]p a year to [Bolt]c."
    (amount,) = told(marked, "0 supplies 1").amounts
    assert amount.span.of(text) == "at least 5,000 new buses a year"
    assert amount.value == Decimal(5000)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (("sum", Decimal(1)), "kind must be one of"),
        (("money", Decimal(1)), "money and nothing else has a currency"),
        (("share", Decimal(1), None, "%", "USD"), "money and nothing else has a currency"),
        (("share", Decimal(2), Decimal(2), "%"), "a range must ascend"),
        (("share", Decimal(1), None, "%", None, None, "nearly"), "bound must be one of"),
    ],
)
def test_an_amount_that_means_nothing_is_refused(parts: tuple[str, Decimal], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Amount(Span(0, 1), *parts)
