"""Claims judged against their quotes."""

import sys
from random import Random

import pytest

from dossier.evidence.judging import CitedText, Doubt, judge
from dossier.evidence.language import is_negated, numbers, proper_words, same_word
from dossier.evidence.locating import seek
from tests.conftest import ROOT, corpus

sys.path.insert(0, str(ROOT / "benchmarks"))

TEXT = (
    "President Ada Moor met Prime Minister Ben Olsen of Norway in Oslo on Thursday. "
    "She thanked him for hosting the three talks. The two leaders did not agree on fishing. "
    "Mr. Olsen told President Moor that Norway would send 20 ships."
)

DENIED = "the quote denies, the claim does not"


def doubts(claim: str, quote: str) -> list[Doubt]:
    found = seek(TEXT, quote)
    assert found.outcome == "exact"
    return judge(claim, [CitedText(TEXT, found.passages)])


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Moor met Olsen in Oslo on Thursday.", "met Prime Minister Ben Olsen of Norway in Oslo on Thursday"),
        ("Moor and Olsen met.", "President Ada Moor met Prime Minister Ben Olsen"),
        ("Moor thanked Olsen for hosting the talks.", "She thanked him for hosting the three talks."),
        ("Moor and Olsen did not agree on fishing.", "The two leaders did not agree on fishing"),
        ("Olsen told Moor that twenty Norwegian ships would come.", "Norway would send 20 ships"),
        ("The ships will come from Norway.", "Norway would send 20 ships"),
    ],
)
def test_a_true_claim_raises_no_doubt(claim: str, quote: str) -> None:
    assert doubts(claim, quote) == []


@pytest.mark.parametrize(
    ("claim", "quote", "kind", "words"),
    [
        ("Moor met Hansen in Oslo.", "President Ada Moor met Prime Minister Ben Olsen", "name", "hansen"),
        ("Moor met Olsen in Bergen.", "President Ada Moor met Prime Minister Ben Olsen", "name", "bergen"),
        ("Moor met Olsen on Friday.", "President Ada Moor met Prime Minister Ben Olsen", "day", "friday"),
        ("Moor thanked Olsen for four talks.", "She thanked him for hosting the three talks.", "number", "4"),
        ("Olsen thanked Moor for the talks.", "She thanked him for hosting the three talks.", "doer", "olsen"),
        ("Moor told Olsen of 20 ships.", "told President Moor that Norway would send 20 ships", "doer", "moor"),
        ("They agreed on fishing.", "leaders did not agree on fishing", "negation", DENIED),
    ],
)  # fmt: skip
def test_what_a_quote_does_not_account_for_is_named(claim: str, quote: str, kind: str, words: str) -> None:
    assert doubts(claim, quote) == [Doubt(kind, words)]  # type: ignore[arg-type]


def test_the_speaker_is_whom_the_quoted_sentence_is_about() -> None:
    found = seek(TEXT, "Norway would send 20 ships")
    grounds = [CitedText(TEXT, found.passages)]
    assert judge("Ships will be sent.", grounds, speaker="Olsen") == []
    assert judge("Ships will be sent.", grounds, speaker="Moor") == [Doubt("speaker", "moor")]


def test_a_thing_may_be_called_by_any_of_its_names() -> None:
    found = seek(TEXT, "Norway would send 20 ships")
    grounds = [CitedText(TEXT, found.passages)]
    assert judge("Noreg would send ships.", grounds) != []
    assert judge("Noreg would send ships.", grounds, aliases=[("Norway", "Noreg")]) == []


def test_not_only_denies_nothing() -> None:
    assert not is_negated("vital not only for security but also for trade")
    assert is_negated("they didn’t agree")


def test_numbers_are_read_in_words_and_digits() -> None:
    assert numbers("the 25th anniversary, 1,400 ships and twelve men") == ["25", "1400", "12"]


def test_titles_and_sentence_openers_are_no_names() -> None:
    assert proper_words("The President met Olsen. They spoke in Oslo.") == ("olsen", "oslo")


@pytest.mark.parametrize(("one", "other"), [("japan", "japanese"), ("ukraine", "ukrainian"), ("us", "american")])
def test_a_country_and_its_adjective_are_one(one: str, other: str) -> None:
    assert same_word(one, other)


@pytest.mark.parametrize("half", ["tune", "report"])
def test_on_the_bench_95_percent_are_caught_and_at_most_5_are_false_alarms(half: str) -> None:
    corpus("readouts/readouts.jsonl.gz")
    import claims

    chosen = [*claims.shipped_claims(), *claims.readout_claims()]
    assert len(list(claims.readout_claims())) >= 200
    chosen = [claim for claim in chosen if claim.is_for_tuning == (half == "tune")]
    result = claims.score(chosen, seed=7)
    assert result.rate >= 0.95
    assert result.alarms / result.claims <= 0.05


def test_a_mutation_changes_the_claim() -> None:
    import claims

    for claim in claims.shipped_claims():
        for kind, changed, speaker in claims.mutations(claim, Random(1)):
            assert (changed, speaker) != (claim.text, claim.speaker), (kind, changed)
