"""Sentences: hard cases by kind of text, and laws that hold for any text."""
# ruff: noqa: E501 - a case reads best on one line
# ruff: noqa: RUF001 - marks that look alike are the point

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graphkit.read.sentences import MAX_SENTENCE, split_sentences

# The mark ¦ stands where a sentence ends; it is no part of the text.
CASES = {
    # wires
    "dateline-agency": "KOBE (Reuters) - Port workers went home on Monday.¦ Cranes stood still.",
    "dateline-date": "KOBE, Jan. 5 (Reuters) - Hako Corp. said on Friday it would cut output.¦ It gave no date.",
    "dateline-dotted-place": "WASHINGTON, D.C. (AP) — The ban starts in Sept. 2025.¦ Few noticed.",
    "dateline-saint": "ST. LOUIS (AP) — A barge sank.¦ The river is closed.",
    "dateline-stop-before-agency": "LONDON. (Reuters) - Copper fell.¦ Tin rose.",
    "dateline-tass": "MOSCOW, October 3. /TASS/. Nordnikel resumed exports of palladium.¦ It named no buyer.",
    "dateline-prnewswire": "SAN JOSE, Calif., May 3, 2024 /PRNewswire/ -- Tolvex Inc. (NASDAQ: TLVX) today opened a fab.¦ It is in Dresden.",
    "country-then-opener": "The chips go to the U.S.¦ The rest stays in Japan.",
    "country-then-name": "The chips go to the U.S. Navy and the U.S. Department of Energy.¦ No one else buys them.",
    "country-lower": "Exports to the U.S. fell.¦ Exports to the U.K. rose.",
    "country-then-preposition": "Shipments left for the U.K.¦ In March they stopped.",
    "country-then-quote": 'Half goes to the U.S.¦ "We want more," said Ito.',
    "country-before-number": "The U.S. 7th Fleet buys the fuel.¦ It pays late.",
    "court": "The U.S. Court of Appeals heard Brill v. Aurex Corp. on Tuesday.¦ It ruled at once.",
    "clock": "Trading stopped at 5 p.m. Tokyo time.¦ It resumed at 6 a.m.¦ The index fell.",
    "month-day": "The strike began on Sept. 12 and ended on Oct. 3.¦ Nobody won.",
    "month-then-opener": "The plant has stood still since Dec.¦ The owner blames rain.",
    "days-and-share": "Sales rose 4.5%.¦ Profit fell to $3.2 bln.¦ Brokers had hoped for more.",
    "unit-lower": "The order is worth 2.5 mln. euros.¦ It is large.",
    "unit-then-name": "Coffee cost 77 cents per lb.¦ Traders waited.",
    "per-share": "It paid 12 cents a share vs. 10 cents a year ago.¦ Holders cheered.",
    "numbered-maker": "It is the No. 2 maker of brakes and the world's No. 1 in pads.¦ Nobody is No. 3.",
    "state-behind-comma": "The yard lies in Portland, Ore. Crews load logs there.¦ In Tampa, Fla. Steelworkers struck.",
    "ore-is-no-state": "The mine ships iron ore.¦ Smelters want more.",
    # names
    "initials": "J. P. Tarrant advised the seller.¦ J.P. Tarrant & Co. declined to comment.",
    "middle-initial": "Edward E. Whitlock runs the mill.¦ Samuel J. Palmer owns it.",
    "initials-title": "Mr. H. K. Ito of Hako Corp. met Dr. Lim and Prof. Adeyemi.¦ Gen. Okafor came late.",
    "two-titles": "Lt. Col. Marsh guards the depot.¦ Capt. Roy commands the ship.",
    "saint-name": "St. Gobert and Mt. Isa Mines signed.¦ Ft. Worth did not.",
    "vitamin": "The plant makes vitamin C.¦ The rest of the line makes vitamin B.",
    "exclaiming-name": "Yum! Brands buys from Yahoo! Japan.¦ It once bought from Yahoo!¦ The deal has ended.",
    "exclaiming-lower": "It bought space on Yahoo! last year.¦ The contract ran out.",
    "lower-case-name": "Tolvex Inc. makes the glass.¦ iGlass sells it.¦ eBolt resells it.",
    "brothers": "Hummel Bros. Foods cans tuna.¦ The cans come from Wuhan Tin Mfg. Co. in China.",
    "junior": "Karl Aurex Jr. Tower was sold.¦ Karl Aurex Jr.¦ He sold the rest.",
    "domain": "Parts.com and Node.js Ltd. merged.¦ See www.parts.com.¦ Prices follow.",
    "embedded-bracket": "Brill (formerly Aurex Corp.) Tools makes saws.¦ It is based in Ulm.",
    "bracket-with-forms": "Fox Assembly (Hong Pei Precision Industry Co. Ltd.) builds phones.¦ It hires.",
    # filings
    "form-comma-form": "Daewon Electronics Co., Ltd. agreed to supply Aurex Inc. with panels.¦ It begins in May.",
    "form-then-name": "Panels come from Daewon Co. Ltd.¦ Aurex buys them.¦ Cells come from Brill Corp.¦ Brill ships by sea.",
    "form-then-office": "Hako Corp. Chairman Jun Ito spoke.¦ Brill Inc. Chief Executive Eva Roth listened.",
    "form-then-ticker": "Aurex Corp. (NYSE: AUX) and Cobre S.A. (BVL: COB) signed.¦ Nothing was paid.",
    "form-then-dash": "It was bought by Brill Corp. - a maker of saws.¦ The price is secret.",
    "dotted-form": "It was sold to Cobre S.A.¦ In 2010 it closed.¦ Lyonel Chemie N.V.¦ Closing is planned.",
    "spanish-form": "Acero S.A. de C.V. rolls steel.¦ It exports half.",
    "form-kg": "Wolff GmbH & Co. KG makes valves.¦ So does Brill Ltd. & Co. KG.",
    "sdn-bhd": "Penta Sdn. Bhd. packs chips.¦ Its owner is Lim Pte. Ltd. of Singapore.",
    "item-heading": "Item 1. Business.¦ We make steel.¦ We sell it to railways.",
    "item-reference": "See Item 1A. Risk Factors.¦ Our supplier may fail.",
    "note-heading": "Note 5. Inventories are stated at cost.¦ Cost is the average.",
    "section-number": "1.2.3. Suppliers deliver daily.¦ See Fig. 3, Sec. 4 and p. 17.¦ Nothing is stored.",
    "enumeration": "We have three suppliers: 1. Aurex Inc.¦ 2. Brill Ltd.¦ 3. Cobre LLC.",
    "letter-marks": "(a) The seller delivers.¦ (b) The buyer pays.",
    "in-thousands": "(All amounts are in U.S. dollars.)¦ Revenue was $532.0 million.¦ Costs were $1.5 million.",
    "etc": "We buy bolts, nuts, etc. from Brill.¦ We sell saws, drills, etc.¦ Dealers resell them.",
    "eg-ie": "Inputs, e.g. cobalt and i.e. Co, are scarce.¦ Approx. 5 tons remain.",
    "et-al": "Roth et al. 2019 counted ships.¦ Ito et al.¦ They counted trains.",
    # press releases and speech
    "said-after-quote": '"We will buy more chips," he said.¦ "They are good."',
    "quote-ends": '"We will buy more chips."¦ He declined to say how many.',
    "curly-quote-ends": "“We need lithium.”¦ The ministry agreed.",
    "question-in-quote": 'She asked: "Is it enough?"¦ The minister did not answer.',
    "question-lower": '"Is it enough?" she asked.¦ "No!" he said.',
    "quote-set-apart": "He said so. ”¦ Then he left.",
    "single-quotes": "'Not a drop is left.'¦ Pumps closed.",
    "three-marks": "Will it last?!¦ Yes!!!¦ It grows.",
    "ellipsis": "The talks go on ... and on.¦ They wait...¦ The plant closed.",
    "dash-speech": "The deal is off — for now.¦ “Wait,” says Ito.",
    "interview": "Q. Do you buy from Aurex?¦ A. We did until May.¦ Q: Why?¦ A: It was dear.",
    # web pages
    "citation": "The fab opened in 2019.[1]¦ It employs 500.[2][3]¦ It was enlarged.[a]",
    "citation-spaced": "The fab opened in 2019. [1]¦ It employs 500 [2].¦ It grew.[citation needed]¦ It shrank.",
    "citation-before-lower": "Brill Corp.[4] in Ulm makes saws.¦ Nobody buys them.[5, 6]",
    "superscript": "The fab opened in 2019.¹²¦ It employs 500.",
    "bullet-sign": "• Aurex: wafers.¦ • Brill: saws.",
    "url-with-dots": "Read https://example.org/a.b?c=d.e!f for more.¦ Prices are there.",
    "decimal-version": "Version 2.5.1 ships with USB 3.2.¦ It needs 5.5 V.",
    "japanese": "東京の工場は閉鎖された。¦部品は台湾から届く。¦「足りない。」¦と社長は述べた。",
    "accents": "Émile S.p.A. fabrica válvulas.¦ Öl comes from Norway.¦ Ärzte wait.",
    "spaced-marks": "The plant closed .¦ It will reopen , they say .¦ Really ?",
}


def _expected(marked: str) -> list[str]:
    return [part.strip() for part in marked.split("¦")]


def _split(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text)]


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES.keys())
def test_hard_case_is_cut_where_its_sentences_end(marked: str) -> None:
    assert _split(marked.replace("¦", "")) == _expected(marked)


FRAGMENTS = [
    *(
        "Corp.",
        "U.S.",
        "The",
        "It",
        "said",
        "Mr.",
        "No.",
        "1.",
        "(a)",
        "Item 1A.",
        "Yahoo!",
        "et al.",
    ),
    *(
        " ",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        "\u2028",
        "\u00a0",
        "\u3000",
        "\x1c",
        "\x85",
        "\f",
    ),
    *(
        ".",
        "!",
        "?",
        "...",
        "…",
        "。",
        '"',
        "”",
        "’",
        "(",
        ")",
        "[1]",
        "[",
        "¹",
        "-",
        "—",
        "• ",
        "- ",
    ),
    *(
        "e\u0301",
        "\u0301",
        "😀",
        "👩\u200d🔬",
        "𝔸.",
        "\u200b",
        "\ufeff",
        "ß",
        "İ",
        "ﬁ",
        "अ",
        "x" * 300,
    ),
]
TEXTS = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=8)), max_size=60).map(
    "".join
)


@given(TEXTS)
@example("\u0301. A")
@example('")". A')
@example("a.\u2028\u2028B")
def test_sentences_cover_all_but_white_space_in_order(text: str) -> None:
    sentences = split_sentences(text)
    assert all(before.end <= after.start for before, after in pairwise(sentences))
    covered = {place for span in sentences for place in range(span.start, span.end)}
    assert all(place in covered or char.isspace() for place, char in enumerate(text))


@given(TEXTS)
def test_a_sentence_has_no_white_space_around_it(text: str) -> None:
    for span in split_sentences(text):
        assert span.of(text) == span.of(text).strip() != ""


@given(TEXTS, TEXTS)
def test_white_space_around_a_text_moves_its_sentences_only(text: str, other: str) -> None:
    split_sentences(other)  # what was cut before changes nothing
    moved = split_sentences("\n\n" + text + "\n\n")
    assert [span.of("\n\n" + text) for span in moved] == _split(text)


@pytest.mark.parametrize("text", ["", " ", "\n\t\u3000"], ids=["empty", "space", "white"])
def test_white_space_has_no_sentence(text: str) -> None:
    assert split_sentences(text) == ()


def test_a_sentence_beyond_the_limit_is_cut_at_white_space() -> None:
    text = "steel " * 2_000 + "ends."
    parts = split_sentences(text)
    assert max(span.end - span.start for span in parts) <= MAX_SENTENCE
    assert [word for span in parts for word in span.of(text).split()] == text.split()


def test_a_word_beyond_the_limit_is_cut_at_the_limit() -> None:
    parts = _split("x" * (2 * MAX_SENTENCE + 1))
    assert [len(part) for part in parts] == [MAX_SENTENCE, MAX_SENTENCE, 1]


def test_a_sentence_at_the_limit_stays_whole() -> None:
    text = "x" * (MAX_SENTENCE - 1) + "."
    assert _split(text) == [text]


@pytest.mark.parametrize(
    "unit", ["!", ".)", "a.(b", ". ", "x.[1]", "A. ", '"', "( A.", "\n", "“a”. ", "x\u2028"]
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    # At a cost in the square of the length each of these texts would take most of a minute.
    text = unit * (200_000 // len(unit))
    assert sum(len(span.of(text)) for span in split_sentences(text)) <= len(text)


def test_threads_find_what_one_finds() -> None:
    texts = [marked.replace("¦", "") for marked in CASES.values()] * 4
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(split_sentences, texts)) == [split_sentences(text) for text in texts]
