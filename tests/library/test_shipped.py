"""The shipped library says what its one source says, and nothing else."""

import hashlib
import re

import pytest

from dossier.evidence.passages import locate, sentence_spans
from dossier.library.library import Library
from dossier.model.base import Claim
from dossier.model.kinds import Engagement, Official, Source
from tests.conftest import ROOT

SOURCE = "us-japan-alliance"


@pytest.fixture(scope="module")
def text(shipped: Library) -> str:
    found = shipped.text(SOURCE)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def claims(shipped: Library) -> list[tuple[str, Claim]]:
    dossiers = [dossier for dossier in map(shipped.get, shipped.entries) if dossier]
    return [(f"{dossier.id}#{claim.id}", claim) for dossier in dossiers for claim in dossier.claims]


def test_it_has_no_findings(shipped: Library) -> None:
    assert shipped.findings == []


def test_the_source_is_the_seed_byte_for_byte(shipped: Library) -> None:
    source = shipped.get(SOURCE)
    assert isinstance(source, Source)
    assert source.path == "seeds/us-japan-alliance.txt"
    data = (ROOT / source.path).read_bytes()
    assert hashlib.sha256(data).hexdigest() == source.sha256
    assert data.startswith(b"\nUS, Japan")
    assert not data.endswith(b"\n")


def test_it_holds_the_nine_officials_and_the_engagements_of_the_text(shipped: Library) -> None:
    assert {entry.name for entry in shipped.by_kind("official")} == {
        "Pete Hegseth", "Shinjirō Koizumi", "Oue Sadamasa", "Brett Mietus", "Charles D. Cooley",
        "Christopher Landau", "Funakoshi Takehiro", "Scott Bessent", "Satsuki Katayama",
    }  # fmt: skip
    assert len(shipped.by_kind("engagement")) == 9


def test_every_quote_is_in_the_text_once_and_letter_by_letter(claims: list[tuple[str, Claim]], text: str) -> None:
    for name, claim in claims:
        assert claim.evidence, name
        for evidence in claim.evidence:
            assert evidence.source == SOURCE, name
            assert text.count(evidence.quote) == 1, (name, evidence.quote)


def test_every_sentence_is_the_ground_of_a_claim_or_excused(
    shipped: Library, claims: list[tuple[str, Claim]], text: str
) -> None:
    source = shipped.get(SOURCE)
    assert isinstance(source, Source)
    passages = [locate(text, evidence.quote) for _, claim in claims for evidence in claim.evidence]
    grounds = [(passage.start, passage.end) for passage in passages if passage]
    for _, sentence in sentence_spans(text):
        words = text[sentence.start : sentence.end]
        covered = any(start < sentence.end and sentence.start < end for start, end in grounds)
        excused = any(no_claim.sentence == words for no_claim in source.no_claims)
        assert covered != excused, words


def test_every_verbatim_quotation_is_a_said_claim_with_its_speaker(claims: list[tuple[str, Claim]], text: str) -> None:
    quotations = re.findall(r"“([^”]*?),?”", text)
    assert len(quotations) == 5
    for quotation in quotations:
        said = [claim for _, claim in claims if claim.type == "said" and f'"{quotation}"' in claim.text]
        assert len(said) == 1, quotation
        assert said[0].speaker in {"hegseth-pete", "koizumi-shinjiro"}
        assert any(quotation in evidence.quote for evidence in said[0].evidence)


def test_what_is_reported_by_others_says_by_whom(claims: list[tuple[str, Claim]]) -> None:
    reporters = {claim.said_by for _, claim in claims if claim.said_by}
    assert reporters == {
        "defence-readout", "media-release", "state-department-readout", "us-department-of-the-treasury",
    }  # fmt: skip


def test_no_year_is_certain_and_each_inferred_date_says_why(shipped: Library) -> None:
    dates = [dossier.date for dossier in map(shipped.get, shipped.entries) if isinstance(dossier, Engagement)]
    terms = [
        post.since for dossier in map(shipped.get, shipped.entries) if isinstance(dossier, Official)
        for post in dossier.posts
    ]  # fmt: skip
    for date in filter(None, [*dates, *terms]):
        assert re.match(r"\d{4}\?", date.edtf), date
        assert date.as_written
        assert date.basis


def test_claims_are_in_our_own_words(claims: list[tuple[str, Claim]], text: str) -> None:
    for name, claim in claims:
        own = re.sub(r'"[^"]*"', '""', claim.text)
        words = own.rstrip(".").split()
        for start in range(len(words) - 8):
            assert " ".join(words[start : start + 9]) not in text, (name, words[start : start + 9])


def test_the_order_of_names_is_inferred_where_the_text_does_not_show_it(shipped: Library) -> None:
    for identifier, shown in (("oue-sadamasa", True), ("koizumi-shinjiro", True), ("funakoshi-takehiro", False)):
        official = shipped.get(identifier)
        assert isinstance(official, Official)
        assert ("family_name" in official.inferred) is not shown


def test_posts_ranks_and_countries_rest_on_claims_or_are_marked_as_inferred(shipped: Library) -> None:
    for entry in shipped.by_kind("official"):
        official = shipped.get(entry.id)
        assert isinstance(official, Official)
        for field in ("name", "family_name", "given_name", "rank", "country", "posts"):
            if getattr(official, field):
                assert official.claim_behind(field) or field in official.inferred, (entry.id, field)


def test_fields_of_engagements_rest_on_claims_or_are_marked_as_inferred(shipped: Library) -> None:
    for entry in shipped.by_kind("engagement"):
        engagement = shipped.get(entry.id)
        assert isinstance(engagement, Engagement)
        fields = ["title", "type", "date", "place", "part_of", "participants"]
        fields += [f"topics[{number}]" for number in range(len(engagement.topics))]
        for field in fields:
            if "[" in field or getattr(engagement, field):
                assert engagement.claim_behind(field) or field in engagement.inferred, (entry.id, field)
