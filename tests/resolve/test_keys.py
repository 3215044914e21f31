"""The table of names and keys: what a mention that stands alone is called in every document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from graphkit.model import Document, Extraction, Mention, Span
from graphkit.resolve import resolve
from graphkit.resolve.keys import local_key
from graphkit.resolve.known.register import Register

if TYPE_CHECKING:
    from graphkit.model import Entity

NOBODY = Register((), ())  # names alone: what nobody is known by

OOO = "\N{CYRILLIC CAPITAL LETTER O}" * 3  # a Russian legal form

COMPANIES = {
    "SoftBank Corp": "softbank",
    "SoftBank Corp.": "softbank",
    "SoftBank": "softbank",
    "SOFTBANK CORP": "softbank",
    "SoftBank Group Corp.": "softbank-group",
    "Nvidia Corp. (NVDA.O)": "nvidia",
    "NVIDIA Corporation (NASDAQ: NVDA)": "nvidia",
    "Nvidia's": "nvidia",
    "Nvidia[3]": "nvidia",
    "“Nvidia”": "nvidia",
    "Apple Inc.": "apple",
    "Apple Bank": "apple-bank",
    "Samsung": "samsung",
    "Samsung SDI Co., Ltd.": "samsung-sdi",
    "Samsung Electronics Co Ltd": "samsung-electronics",
    "Delta Electronics, Inc.": "delta-electronics",
    "Delta Air Lines Inc": "delta-air-lines",
    "Bank of China Limited": "bank-of-china",
    "Bank of China (Hong Kong) Limited": "bank-of-china-hong-kong",
    "Toyota Jidosha K.K.": "toyota-jidosha",
    "Toyota Motor Corporation": "toyota-motor",
    "Hon Hai Precision Industry Co., Ltd.": "hon-hai-precision-industry",
    "TSMC": "tsmc",
    "Taiwan Semiconductor Manufacturing Company Limited": "taiwan-semiconductor-manufacturing",
    "Siemens AG": "siemens",
    "Siemens Aktiengesellschaft": "siemens",
    "Siemens Energy": "siemens-energy",
    "ASML Holding N.V.": "asml-holding",
    "A.P. Møller - Mærsk A/S": "ap-moller-maersk",
    "Ørsted A/S": "orsted",
    "Nestlé S.A.": "nestle",
    "L'Oréal": "loreal",
    "L\u2019Oreal": "loreal",
    "AT&T Inc.": "at-and-t",
    "Johnson & Johnson": "johnson-and-johnson",
    "Johnson and Johnson": "johnson-and-johnson",
    "The Home Depot, Inc.": "home-depot",
    "The Boeing Company": "boeing",
    "Company Limited": "company-limited",
    "PT Vale Indonesia Tbk": "vale-indonesia",
    "Vale S.A.": "vale",
    f"{OOO} «Газпром»": "gazprom",
    "Gazprom": "gazprom",
    "삼성전자": "samseongjeonja",
    "AB InBev": "ab-inbev",
    "Volvo AB": "volvo",
    "AS Roma": "as-roma",
    "SE Health": "se-health",
    "Sea Ltd": "sea",
    "Limited Brands": "limited-brands",
    "McDonald's": "mcdonald",
    "Levi\u2019s": "levi",
    "3M Company": "3m",
    "7-Eleven, Inc.": "7-eleven",
    "BYD Co Ltd": "byd",
    "Grupo México, S.A.B. de C.V.": "grupo-mexico",
    "Deere & Company": "deere",
    "Tata group": "tata-group",
    "Amazon.com, Inc.": "amazon-com",
    "H & M": "h-and-m",
    "H&M": "h-and-m",
    "A. O. Smith Corp": "ao-smith",
    "A.O. Smith": "ao-smith",
    "Disney+": "disney-plus",
    "Bangkok Bank Public Company Limited": "bangkok-bank",
    "Sony": "sony",
    "Sony Group Corporation": "sony-group",
    "Mitsubishi Corporation": "mitsubishi",
    "Mitsubishi Electric Corp": "mitsubishi-electric",
    "Norsk Hydro ASA": "norsk-hydro",
    "Škoda Auto a.s.": "skoda-auto",
    "Reliance Industries (Private) Limited": "reliance-industries",
    "Wells Fargo & Co": "wells-fargo",
    "dunnhumby": "dunnhumby",
}
COUNTRIES = {
    "Japan": "JP",
    "Japanese": "JP",
    "Japan's": "JP",
    "the U.S.": "US",
    "US": "US",
    "American": "US",
    "the United States": "US",
    "UK": "GB",
    "British": "GB",
    "Taiwan": "TW",
    "Taiwan's": "TW",
    "Taiwanese": "TW",
    "Hong Kong": "HK",
    "mainland China": "CN",
    "South Korean": "KR",
    "Congolese": "CD",
    "Congo": "CD",
    "Congo-Brazzaville": "CG",
    "Mauritian": "MU",
    "Germans": "DE",
    "中国": "CN",
    "Kosovo": "kosovo",
    "Soviet Union": "soviet-union",
    "England": "england",
    "California": "california",
    "Tehran": "tehran",
    "EU": "eu",
    "GMB": "gmb",
    "Atlantis": "atlantis",
}
OTHERS = [
    ("Government", "the U.S. Department of Commerce", "government/us-department-of-commerce"),
    ("Government", "Beijing", "government/beijing"),
    ("Government", "the Trump administration", "government/trump-administration"),
    ("Government", "the Japanese government", "government/government-of-japan"),
    ("Government", "Japan's government", "government/government-of-japan"),
    ("Government", "the government of Japan", "government/government-of-japan"),
    ("Government", "the EU", "government/european-union"),
    ("Government", "European Union", "government/european-union"),
    ("Organization", "UN", "organization/united-nations"),
    ("Organization", "the University of Tokyo", "organization/university-of-tokyo"),
    ("Place", "the Strait of Hormuz", "place/strait-of-hormuz"),
    ("Place", "Saint-Étienne", "place/saint-etienne-fr"),
    ("Place", "Georgia", "place/georgia"),
    ("Place", "European", "place/europe"),
    ("Product", "artificial-intelligence servers", "product/artificial-intelligence-server"),
    ("Product", "artificial intelligence server", "product/artificial-intelligence-server"),
    ("Product", "the batteries", "product/battery"),
    ("Product", "iPhones", "product/iphone"),
    ("Product", "Model 3", "product/model-3"),
    ("Product", "H100s", "product/h100"),
    ("Product", "Windows", "product/windows"),
    ("Product", "windows", "product/window"),
    ("Product", "wafers of silicon", "material/silicon-wafer"),
    ("Material", "lithium", "material/lithium"),
    ("Material", "aluminum", "material/aluminium"),
    ("Material", "natural gas", "material/natural-gas"),
    ("Facility", "Gigafactory Berlin", "facility/gigafactory-berlin"),
    ("Facility", "the Port of Rotterdam", "facility/port-of-rotterdam"),
    ("Facility", "Rotterdam port", "facility/port-of-rotterdam"),
    ("Facility", "Escondida mine", "facility/escondida-mine"),
    ("Event", "Hurricane Ida", "event/hurricane-ida"),
    ("Event", "hurricane Ida", "event/hurricane-ida"),
]
LOCAL = [
    ("Company", "the company", "company"),
    ("Company", "The Company", "company"),
    ("Company", "it", "it"),
    ("Company", "the Taiwanese chipmaker", "taiwanese-chipmaker"),
    ("Company", "Automation segment", "automation-segment"),
    ("Government", "the ministry", "ministry"),
    ("Facility", "a plant", "plant"),
    ("Facility", "its Dresden fab", "dresden-fab"),
    ("Facility", "Fab 18", "fab-18"),
    ("Event", "strike", "strike"),
    ("Event", "Himeji explosion", "himeji-explosion"),
    ("Place", "the region", "region"),
]
TABLE = [
    *(("Company", name, f"company/{end}") for name, end in COMPANIES.items()),
    *(("Country", name, f"country/{end}") for name, end in COUNTRIES.items()),
    *OTHERS,
]


def alone(name: str, type_: str, *, document: str = "a.txt") -> Entity:
    """Return the entity of *name* in the middle of an otherwise empty sentence."""
    text = f"So {name} it was."
    span = Span(len("So "), len("So ") + len(name))
    source = Document(document, text, (Span(0, len(text)),))
    return resolve(
        Extraction(source, (Mention(span, type_, 0),), (), ()), register=NOBODY
    ).entities[0]


@pytest.mark.parametrize(("type_", "name", "key"), TABLE)
def test_a_name_has_its_key(type_: str, name: str, key: str) -> None:
    assert alone(name, type_).key == key


@pytest.mark.parametrize(
    "names",
    [
        ("Samsung SDI", "Samsung Electronics", "Samsung"),
        ("Delta Electronics", "Delta Air Lines"),
        ("Bank of China", "Bank of China (Hong Kong)"),
        ("Apple", "Apple Bank"),
        ("Siemens", "Siemens Energy", "Siemens Healthineers"),
        ("Mitsubishi Electric", "Mitsubishi Heavy Industries", "Mitsubishi Corporation"),
        ("SoftBank Corp", "SoftBank Group Corp"),
        ("東芝", "東志", "東風汽車", "东风汽车"),
        ("台積電", "台机电"),
        ("شركة أرامكو", "شركة سابك"),
        ("LG Chem", "LG Energy Solution"),
        ("Carl Zeiss", "Carl Zeiss SMT"),
        ("AB InBev", "InBev"),
        ("🙂", "🙃"),
    ],
    ids=lambda names: names[0],
)
def test_different_companies_stay_apart(names: tuple[str, ...]) -> None:
    keys = {alone(name, "Company").key for name in names}
    assert len(keys) == len(names)
    assert all(re.fullmatch(r"company/[a-z0-9]+(-[a-z0-9]+)*", key) for key in keys)


@pytest.mark.parametrize(("type_", "name", "words"), LOCAL)
def test_what_is_described_keeps_to_its_document(type_: str, name: str, words: str) -> None:
    first = alone(name, type_, document="a.txt").key
    other = alone(name, type_, document="b.txt").key
    assert re.fullmatch(rf"{type_.lower()}/{words}-[0-9a-f]{{8}}", first)
    assert first != other


def test_a_local_key_speaks_of_document_and_place() -> None:
    key = local_key("Company", "company", document="a", span=Span(4, 11))
    assert key != local_key("Company", "company", document="a", span=Span(5, 12))
    assert key != local_key("Company", "company", document="a\n4", span=Span(4, 11))
    assert key == local_key("Company", "company", document="a", span=Span(4, 11))


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("the U.S. Department of Commerce", "U.S. Department of Commerce"),
        ("Nvidia's", "Nvidia"),
        ("McDonald's", "McDonald's"),
        ("Nvidia Corp. (NVDA.O)", "Nvidia Corp."),
        ("«Газпром» Group", "«Газпром» Group"),
        ("“Nvidia”", "Nvidia"),
        ("the company", "company"),
    ],
)
def test_a_label_is_the_name_as_written(name: str, label: str) -> None:
    entity = alone(name, "Company")
    assert entity.label == label
    assert entity.names == (label,)
