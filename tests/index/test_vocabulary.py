"""Words that begin so, and words that are nearly so."""

from array import array
from bisect import bisect_left

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from dossier.index.folding import folded_terms, terms
from dossier.index.tables import Strings, Table
from dossier.index.vocabulary import Vocabulary

WORDS = st.lists(st.text("abcde", min_size=1, max_size=8), min_size=1, max_size=40).map(
    lambda words: sorted(set(words))
)


@given(words=WORDS, beginning=st.text("abcde", max_size=3))
def test_the_words_that_begin_so_are_neighbours(words: list[str], beginning: str) -> None:
    places = Vocabulary(words).beginning_with(beginning)
    assert [words[place] for place in places] == [word for word in words if word.startswith(beginning)]


@settings(max_examples=200)
@given(words=WORDS, word=st.text("abcde", min_size=4, max_size=8))
def test_every_word_one_edit_away_is_near_and_no_other(words: list[str], word: str) -> None:
    near = {words[place] for place in Vocabulary(words).near(word, 1)}
    whole = {other for other in words if OSA.distance(word, other) == 1 and not other.startswith(word)}
    beginnings = {
        other
        for other in words
        if not other.startswith(word) and any(OSA.distance(word, other[:end]) == 1 for end in range(3, len(other) + 1))
    }
    assert {other for other in whole if len(other) > 2} <= near <= beginnings


@settings(max_examples=200)
@given(words=WORDS, word=st.text("abcde", min_size=5, max_size=8))
def test_words_two_edits_away_are_no_farther(words: list[str], word: str) -> None:
    for place, distance in Vocabulary(words).near(word, 2).items():
        other = words[place]
        assert min(OSA.distance(word, other), OSA.distance(word, other[: len(word)])) == distance <= 2


def test_a_misspelled_name_is_near_in_the_ways_that_people_misspell() -> None:
    vocabulary = Vocabulary(sorted(["koizumi", "kissinger", "funakoshi"]))
    for typed, edits in (
        ("kiosumi", 2),
        ("koizmui", 1),
        ("kisinger", 1),
        ("funakosih", 1),
        ("fnakosi", 2),
        ("kissn", 1),
    ):
        assert vocabulary.near(typed, edits), typed


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), st.lists(st.integers(0, 9)), max_size=9))
def test_a_table_gives_back_what_was_put_in(documents: dict[str, list[int]]) -> None:
    vocabulary = sorted({*documents, "b", "zz"})
    table = Table.of({word: place for place, word in enumerate(vocabulary)}, documents)
    assert [list(table.row(place)) for place in range(len(vocabulary))] == [documents.get(w, []) for w in vocabulary]
    assert list(table.slice(range(len(vocabulary)))) == [n for word in vocabulary for n in documents.get(word, [])]


@given(WORDS)
def test_strings_in_one_text_are_a_list_of_them(words: list[str]) -> None:
    ends = array("I", [sum(map(len, words[: n + 1])) for n in range(len(words))])
    strings = Strings("".join(words), ends)
    assert list(strings) == words == strings[:]
    assert [bisect_left(strings, word) for word in words] == list(range(len(words)))


@given(st.text())
def test_terms_without_places_are_the_terms(text: str) -> None:
    assert folded_terms(text) == [term.folded for term in terms(text)]


def test_han_and_kana_are_compared_by_pairs_and_katakana_is_hiragana() -> None:
    assert folded_terms("河野太郎") == ["河野", "野太", "太郎", "郎"]
    assert folded_terms("コウノ") == folded_terms("こうの") == ["こう", "うの", "の"]
    assert [(term.start, term.end) for term in terms("x 河野")] == [(0, 1), (2, 4), (3, 4)]
