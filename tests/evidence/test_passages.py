"""Quotes found in texts."""

from hypothesis import given
from hypothesis import strategies as st

from dossier.evidence.passages import locate, paragraphs, sentence_spans
from dossier.library.library import Library

TEXT = "Headline\n\nFirst one. Second one.\nThird one, again. First one.\n"
WRAPPED = "A paragraph that is\nwrapped to a width.\nIt goes on.\n\nAnother one\nof two lines.\n"


def test_paragraphs_are_lines_and_in_a_wrapped_text_the_blocks_between_empty_lines() -> None:
    assert [TEXT[p.start : p.end] for p in paragraphs(TEXT)] == [
        "Headline", "First one. Second one.", "Third one, again. First one.",
    ]  # fmt: skip
    assert [WRAPPED[p.start : p.end].split(maxsplit=1)[0] for p in paragraphs(WRAPPED)] == ["A", "Another"]


def test_a_passage_tells_paragraph_sentence_and_characters() -> None:
    passage = locate(TEXT, "Second one")
    assert passage is not None
    assert (passage.paragraph, passage.sentence) == (2, 2)
    assert TEXT[passage.start : passage.end] == "Second one"


def test_prefix_and_suffix_choose_among_several_places() -> None:
    later = locate(TEXT, "First one", prefix="again.")
    assert later is not None
    assert later.paragraph == 3
    assert locate(TEXT, "First one", suffix=". Second") == locate(TEXT, "First one")
    assert locate(TEXT, "First one", prefix="never") is None


def test_what_is_not_there_is_not_found() -> None:
    assert locate(TEXT, "first one") is None


@given(st.text(min_size=1), st.data())
def test_a_located_quote_is_the_quote(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    passage = locate(text, text[start:end])
    assert passage is not None
    assert text[passage.start : passage.end] == text[start:end]


def test_the_shipped_source_has_the_sentences_that_a_reader_counts(shipped: Library) -> None:
    text = shipped.text("us-japan-alliance")
    assert text is not None
    assert len(paragraphs(text)) == 13
    assert len(sentence_spans(text)) == 23
