"""One spelling for all spellings."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.index.folding import fold, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Shinjirō", "SHINJIROU"),
        ("Shinjirō", "shinjiro"),
        ("Ōe", "Oue"),
        ("Ōta", "Ohta"),
        ("Ōta", "Oota"),
        ("Yūko", "Yuuko"),
        ("O'Brien", "OBRIEN"),
        ("O’Brien", "o'brien"),
        ("Jean-Luc", "jean luc"),
        ("Straße", "strasse"),
        ("Æthelred", "aethelred"),
        ("Søren", "soren"),
        ("Đỗ", "do"),
        ("Łódź", "lodz"),
        ("Ｏｕｅ", "oue"),
        ("Gülen", "gulen"),
        ("  a   b ", "a b"),
    ],
)
def test_spellings_of_one_word_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Cohen", "Coen"), ("Kato", "Kata"), ("Bohai", "Boai")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_words_are_the_folded_text_in_pieces(text: str) -> None:
    assert " ".join(word.folded for word in words(text)) == fold(text)


@given(st.text())
def test_every_word_knows_its_place_in_the_text(text: str) -> None:
    found = words(text)
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert all(one.start <= other.start for one, other in pairwise(found))
