"""Sentences of English prose."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.evidence.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["He met Rear Adm. Brett Mietus and Brig. Gen. Charles D. Cooley.", "They talked."],
        ["A U.S. official spoke on Jan. 15 at length."],
        ["He lives in the U.S.", "The talks went on."],
        ["J. R. Smith said “No.”", "Then he left."],
        ["“Our approach is based on realism,” Hegseth said, emphasizing it.", "He left."],
        ["See No. 5 of the list.", "It is long!", "Is it?", "Yes."],
        ["The rate was 3.5 percent.", "It fell."],
        ["They said (as before) “peace.”", "“War,” he said."],
        ["Dr. Jones met Mr. Smith Jr. at St. Paul's."],
        ["One…", "Two."],
    ],
)
def test_sentences_end_where_a_reader_would_end_them(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


@given(st.text(alphabet="Ab .!?”“\nJan U.S", max_size=80))
def test_sentences_hold_every_word_once_and_in_order(text: str) -> None:
    assert "".join("".join(split(text)).split()) == "".join(text.split())
    spans = sentences(text)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
