"""Quotes sought: letter by letter, in other typography, altered, in pieces, elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.evidence.locating import cuts_word, elsewhere, occurrences, parts_of, seek, word_diff
from dossier.evidence.passages import locate
from dossier.evidence.typography import fold_typography

TEXT = (
    "The minister said the alliance’s role is “vital” — and\nwould  stay so.\n"
    "They agreed to meet again on 5 May. They agreed to meet the press.\n"
)


@pytest.mark.parametrize(
    ("quote", "outcome", "found"),
    [
        ("the alliance’s role", "exact", "the alliance’s role"),
        ("the alliance's role", "folded", "the alliance’s role"),
        ('is "vital" - and would stay so', "folded", "is “vital” — and\nwould  stay so"),
        ("The minister said ... “vital”", "exact", "The minister said the alliance’s role is “vital”"),
        ("The minister said … would stay", "folded", TEXT[: TEXT.index(" so.")]),
        ("The minister [of defence] said", "exact", "The minister said"),
        ("They agreed to meet again on 6 May", "altered", "They agreed to meet again on 5 May"),
    ],
)  # fmt: skip
def test_a_quote_is_found_and_how_is_told(quote: str, outcome: str, found: str) -> None:
    sought = seek(TEXT, quote)
    assert sought.outcome == outcome
    assert TEXT[sought.start : sought.end] == found


def test_what_nobody_said_is_missing() -> None:
    assert seek(TEXT, "Fish swim upstream in spring").outcome == "missing"


def test_parts_of_a_quote_stand_in_its_order() -> None:
    assert seek(TEXT, "“vital” ... The minister said").outcome != "exact"


def test_prefix_and_suffix_hold_for_other_typography_too() -> None:
    assert seek(TEXT, "They agreed to meet", suffix="the press").start == TEXT.rindex("They agreed")


def test_a_fragment_that_cuts_a_word_is_told() -> None:
    inside, whole = locate(TEXT, "minist"), locate(TEXT, "minister")
    assert inside is not None
    assert whole is not None
    assert cuts_word(TEXT, inside)
    assert not cuts_word(TEXT, whole)


def test_every_place_of_a_quote_is_found() -> None:
    assert len(occurrences(TEXT, "They agreed to meet")) == 2


def test_a_quote_of_another_source_is_found_there() -> None:
    moved = elsewhere("is 'vital'", [("one", "nothing"), ("two", "It is ‘vital’ now.")])
    assert moved is not None
    assert moved[0] == "two"


def test_a_word_diff_tells_what_was_altered() -> None:
    assert word_diff("one two three", "one too three four") == "one [-two-] {+too+} three {+four+}"


def test_brackets_and_ellipses_part_a_quote() -> None:
    assert parts_of("He [the minister] said … nothing") == ["He", "said", "nothing"]


@given(st.text(max_size=60))
def test_folding_typography_twice_is_folding_it_once_and_keeps_places(text: str) -> None:
    folded = fold_typography(text)
    assert fold_typography(folded.text).text == folded.text
    assert len(folded.origins) == len(folded.text) + 1
    assert folded.origins == sorted(folded.origins)


@given(st.text(alphabet="ab “”’-—\n", min_size=1, max_size=40), st.data())
def test_a_quote_in_other_typography_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = fold_typography(text[start:end]).text.strip()
    if quote:
        sought = seek(text, quote)
        assert sought.outcome in ("exact", "folded")
        assert fold_typography(text[sought.start : sought.end]).text.strip() == quote
