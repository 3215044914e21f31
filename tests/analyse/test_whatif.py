"""What is lost without something: graphs worked by hand, and laws of the model."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyse.conftest import Told, build
from graphkit.analyse import Selection, UnknownThingError, read_amounts, read_network
from graphkit.analyse.network_names import key_of
from graphkit.analyse.whatif import whatif
from graphkit.analyse.whatif_reasons import told_chain
from graphkit.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pyoxigraph import Quad

    from graphkit.analyse.whatif import Consequence

ROUNDING = 1e-3  # losses that rise in circles come to rest a little below their limit
THINGS = (
    *(f"company/{letter}" for letter in "abcd"),
    *(f"product/{letter}" for letter in "gh"),
    "material/m",
    "facility/f",
    "facility/e",
    "country/TW",
    "country/US",
)
RELATIONS = (
    ("suppliesTo", "company", "company"),
    ("dependsOn", "company", "company"),
    ("subsidiaryOf", "company", "company"),
    ("manufactures", "company", "product"),
    ("manufactures", "facility", "product"),
    ("supplies", "country", "material"),
    ("designs", "company", "product"),
    ("uses", "company", "product"),
    ("uses", "company", "material"),
    ("componentOf", "product", "product"),
    ("componentOf", "material", "product"),
    ("operates", "company", "facility"),
    ("basedIn", "company", "country"),
    ("locatedIn", "facility", "country"),
    ("producedIn", "product", "country"),
)


def of_type(kind: str) -> st.SearchStrategy[str]:
    return st.sampled_from([thing for thing in THINGS if thing.startswith(f"{kind}/")])


CLAIM = st.one_of(
    *(
        st.tuples(of_type(one), st.just(relation), of_type(other)).map(" ".join)
        for relation, one, other in RELATIONS
    )
)
CLAIMS = st.lists(CLAIM, min_size=1, max_size=14, unique=True)
GONE = st.lists(st.sampled_from(THINGS), max_size=3, unique=True)


def hits(
    claims: Iterable[str | Told], *without: str, more: tuple[Quad, ...] = ()
) -> Mapping[str, Consequence]:
    """Return what is hit, by key."""
    graph = build(claims, *more)
    found = whatif(read_network(graph), without, amounts=read_amounts(graph))
    return {key_of(hit.node.iri): hit for hit in found.hits}


def losses(claims: Iterable[str | Told], *without: str) -> dict[str, float]:
    return {key: round(hit.loss, 4) for key, hit in hits(claims, *without).items()}


def known(claims: Iterable[str], gone: Iterable[str]) -> list[str]:
    """Return those of *gone* that the claims speak of."""
    words = {word for claim in claims for word in claim.split()}
    return [thing for thing in gone if thing in words]


CHIPS = [
    "facility/fab locatedIn place/port",
    "place/port locatedIn country/TW",
    "company/maker operates facility/fab",
    "company/maker operates facility/abroad",
    "facility/abroad locatedIn country/US",
    "facility/fab manufactures product/chips",
    "company/rival manufactures product/chips",
    "company/rival basedIn country/KR",
    "product/chips componentOf product/boards",
    "company/builder manufactures product/boards",
    "company/builder manufactures product/cases",
    "company/user uses product/boards",
]


def test_a_supply_chain_worked_by_hand() -> None:
    found = hits(CHIPS, "country/TW")
    told = {key: (round(hit.loss, 4), hit.step) for key, hit in found.items()}
    assert told == {
        "place/port": (1.0, 1),
        "facility/fab": (1.0, 1),
        "company/maker": (0.5, 2),  # one of its two sites
        "product/chips": (0.5, 2),  # one of its two makers
        "product/boards": (0.5, 3),  # as much as of its part
        "company/builder": (0.25, 3),  # of one of the two goods that it makes
        "company/user": (0.5, 4),
    }
    chips = found["product/chips"].reason
    assert [part.node.label for part in chips.staying] == ["Rival"]
    chain = told_chain(found["product/chips"].chain)
    assert chain == "Tw [is the location of] Port [is the location of] Fab [manufactures] Chips"


def test_the_worst_comes_first_then_the_earliest() -> None:
    ranks = [(-hit.loss, hit.step) for hit in hits(CHIPS, "country/TW").values()]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("claims", "without", "expected"),
    [
        pytest.param(
            ["company/a manufactures product/g", "company/b manufactures product/g"],
            ["company/a"],
            {"product/g": 0.5},
            id="a good loses the share of its makers",
        ),
        pytest.param(
            ["material/m componentOf product/g", "material/n componentOf product/g"],
            ["material/m"],
            {"product/g": 1.0},
            id="all parts are essential",
        ),
        pytest.param(
            [
                "company/b uses material/m",
                "company/a supplies material/m",
                "company/c supplies material/m",
                "company/c suppliesTo company/b",
            ],
            ["company/a"],
            {"material/m": 0.5},
            id="who buys from another supplier loses nothing",
        ),
        pytest.param(
            [
                "company/b uses material/m",
                "company/a supplies material/m",
                "company/c supplies material/m",
                "company/c suppliesTo company/b",
            ],
            ["company/c"],
            {"material/m": 0.5, "company/b": 1.0},
            id="who buys from one supplier loses it all",
        ),
        pytest.param(
            ["company/a suppliesTo company/c", "company/b suppliesTo company/c"],
            ["company/a"],
            {"company/c": 0.5},
            id="suppliers of what is not told stand in for each other",
        ),
        pytest.param(
            [
                "company/a suppliesTo company/c",
                "company/b suppliesTo company/c",
                "company/a manufactures product/g",
                "company/b manufactures product/h",
            ],
            ["company/a"],
            {"company/c": 1.0, "product/g": 1.0},
            id="suppliers of different goods do not",
        ),
        pytest.param(
            ["company/a dependsOn company/b", "company/c suppliesTo company/a"],
            ["company/b"],
            {"company/a": 1.0},
            id="whom a text says it depends on is essential",
        ),
        pytest.param(
            [
                "company/a basedIn country/TW",
                "company/a operates facility/f",
                "facility/f locatedIn country/US",
            ],
            ["country/TW"],
            {},
            id="a company with sites is where its sites are",
        ),
        pytest.param(
            ["company/a basedIn country/TW", "company/a operatesIn country/US"],
            ["country/US"],
            {},
            id="to do business in a country is no need",
        ),
        pytest.param(
            ["company/a basedIn country/TW", "company/a operates facility/f"],
            ["country/TW"],
            {"company/a": 1.0, "facility/f": 1.0},
            id="a site that is nowhere is at its operator's home",
        ),
        pytest.param(
            [
                "company/a subsidiaryOf company/b",
                "company/a basedIn country/TW",
                "company/b basedIn country/US",
            ],
            ["country/TW"],
            {"company/a": 1.0, "company/b": 0.5},
            id="a daughter is a part of its mother",
        ),
        pytest.param(
            ["company/a subsidiaryOf company/b"],
            ["company/b"],
            {},
            id="a mother is none of its daughter",
        ),
        pytest.param(
            [
                "product/g producedIn country/TW",
                "company/b manufactures product/g",
                "company/b basedIn country/US",
            ],
            ["country/TW"],
            {"product/g": 0.5},
            id="a maker elsewhere counts beside a place of production",
        ),
        pytest.param(
            ["country/CN supplies material/m", "company/a suppliesTo country/CN"],
            ["company/a"],
            {"country/CN": 1.0},
            id="a country that lacks an import still has its ground",
        ),
        pytest.param(
            [
                "company/a designs product/g",
                "company/a designs product/h",
                "material/m componentOf product/g",
            ],
            ["material/m"],
            {"product/g": 1.0, "company/a": 0.5},
            id="a lack for one good does not hit another of the same maker",
        ),
        pytest.param(
            [
                "company/a suppliesTo company/b",
                "company/b suppliesTo company/a",
                "company/c suppliesTo company/a",
            ],
            ["company/c"],
            {"company/a": 1.0, "company/b": 1.0},
            id="a circle comes to rest",
        ),
        pytest.param(
            ["company/a partnersWith company/b", "company/a investsIn company/c"],
            ["company/a"],
            {},
            id="partners and investments are no needs",
        ),
    ],
)
def test_each_rule_worked_by_hand(
    claims: list[str], without: list[str], expected: dict[str, float]
) -> None:
    found = losses(claims, *without)
    assert found == pytest.approx(expected, abs=ROUNDING)


def test_stated_shares_replace_equal_ones_and_leave_the_rest_unnamed() -> None:
    share = Told("material/neon producedIn country/UA", amounts=(("70", "share", "percent"),))
    hit = hits([share], "country/UA")["material/neon"]
    assert (round(hit.loss, 4), hit.reason.basis) == (0.7, "stated shares")
    assert hit.reason.unnamed == pytest.approx(0.3)


def test_a_company_without_sites_is_assumed_to_be_at_its_home() -> None:
    hit = hits(["company/a basedIn country/TW"], "country/TW")["company/a"]
    assert hit.loss == 1.0
    assert hit.reason.note == "no site of it is told: it is taken to be at its home"


def test_a_register_tells_a_home_where_no_text_does(
    registered: Callable[[str, str], Quad],
) -> None:
    more = (registered("company/a", "TW"),)
    hit = hits(["company/a suppliesTo company/b"], "Taiwan", more=more)["company/a"]
    assert hit.reason.note is not None
    assert "register" in hit.reason.note
    assert told_chain(hit.chain) == "Taiwan [is by register the home of] A"


def test_of_many_the_first_are_told_and_all_are_counted() -> None:
    network = read_network(build(CHIPS))
    few, every = whatif(network, ["country/TW"], most=2), whatif(network, ["country/TW"])
    assert few.hits == every.hits[:2]
    assert (few.total, few.direct, few.whole, few.last) == (7, 2, 2, 4)


def test_a_depth_ends_it_early() -> None:
    network = read_network(build(CHIPS))
    found = whatif(network, ["country/TW"], depth=2)
    assert max(hit.step for hit in found.hits) == 2


@pytest.mark.parametrize(
    ("without", "depth", "most", "error"),
    [
        ("event/quake", None, None, OptionError),
        ("company/a", 0, None, OptionError),
        ("company/a", None, 0, OptionError),
        ("Atlantis", None, None, UnknownThingError),
    ],
)
def test_what_cannot_be_asked_is_refused(
    without: str, depth: int | None, most: int | None, error: type[Exception]
) -> None:
    network = read_network(build(["event/quake affects company/a"]))
    with pytest.raises(error):
        whatif(network, [without], depth=depth, most=most)


@settings(deadline=None, max_examples=60)
@given(CLAIMS, GONE, GONE)
def test_removing_more_never_lowers_a_loss(
    claims: list[str], gone: list[str], more: list[str]
) -> None:
    few = losses(claims, *known(claims, gone))
    wanted = known(claims, {*gone, *more})
    many = losses(claims, *wanted)
    assert all(0.0 < loss <= 1.0 for loss in many.values())
    for key, loss in few.items():
        assert key in wanted or many[key] >= loss - ROUNDING


@settings(deadline=None, max_examples=40)
@given(CLAIMS, GONE)
def test_every_link_has_a_claim_and_chains_lead_from_what_is_gone(
    claims: list[str], gone: list[str]
) -> None:
    wanted = known(claims, gone)
    for key, hit in hits(claims, *wanted).items():
        assert all(link.edges for link in hit.chain)
        assert key_of(hit.chain[0].lost.iri) in wanted
        assert key_of(hit.chain[-1].hit.iri) == key
        assert all(a.hit == b.lost for a, b in zip(hit.chain, hit.chain[1:], strict=False))
        assert hit.claims


@settings(deadline=None, max_examples=25)
@given(CLAIMS)
def test_removing_nothing_hits_nothing(claims: list[str]) -> None:
    assert hits(claims) == {}


@settings(deadline=None, max_examples=25)
@given(CLAIMS, GONE)
def test_the_order_of_claims_is_irrelevant(claims: list[str], gone: list[str]) -> None:
    wanted = known(claims, gone)
    found = whatif(read_network(build(claims)), wanted)
    assert found == whatif(read_network(build(claims[::-1])), wanted[::-1])


@given(st.integers(1, 6), st.integers(1, 6))
def test_who_has_another_source_of_all_it_needs_does_not_lose_all(makers: int, goods: int) -> None:
    claims = [f"company/user uses product/g{good}" for good in range(goods)]
    claims += [
        f"company/m{n} manufactures product/g{g}" for n in range(makers + 1) for g in range(goods)
    ]
    found = losses(claims, *(f"company/m{n}" for n in range(makers)))
    assert found["company/user"] == pytest.approx(makers / (makers + 1), abs=ROUNDING)


def test_what_was_not_published_yet_is_not_hit() -> None:
    claims = [
        Told("company/a suppliesTo company/b", day="2026-01-01", document="a.txt"),
        Told("company/b suppliesTo company/c", day="2026-06-01", document="b.txt"),
    ]
    early = read_network(build(claims), Selection(as_of=dt.date(2026, 3, 1)))
    assert [hit.node.label for hit in whatif(early, ["company/a"]).hits] == ["B"]
    assert len(hits(claims, "company/a")) == 2
