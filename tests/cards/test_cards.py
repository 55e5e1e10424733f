"""What cards say, and where their lines lead."""

from dossier.cards.building import card_of
from dossier.cards.card import Card
from dossier.cards.overviews import backlinks_card, findings_card, network_card, timeline_card
from dossier.cards.passage import CONTEXTS, excerpt_behind
from dossier.cards.source_text import claims_card, source_text
from dossier.library.library import Library
from dossier.model.reference import ClaimRef
from tests.conftest import LibraryMaker, place

TALKS = "2026-01-hegseth-koizumi"
PEACE = ClaimRef(TALKS, "peace-through-strength")


def texts(card: Card) -> list[str]:
    return [line.text for line in card.lines]


def test_an_officials_card_has_post_term_engagements_and_what_was_said(shipped: Library) -> None:
    card = card_of(shipped, "koizumi-shinjiro")
    assert (card.title, card.label) == ("Shinjirō Koizumi", "official · Japan")
    assert card.lines[0].text == "Japanese Defence Minister, since Oct 2025?"
    assert "Jan 2026?  Hegseth and Koizumi talks in Washington" in texts(card)
    assert "with Pete Hegseth" in texts(card)
    assert any("severe and evolving security environment" in text for text in texts(card))


def test_an_engagements_card_says_that_no_source_says_when_and_where(shipped: Library) -> None:
    card = card_of(shipped, "critical-minerals-summit")
    assert "no date: no source says when" in texts(card)
    assert "no place: no source says where" in texts(card)


def test_a_date_shows_what_was_written_and_why_more_is_known(shipped: Library) -> None:
    card = card_of(shipped, TALKS)
    assert "Jan 2026?  written “this week”" in texts(card)
    assert any(text.startswith("date  The source says only 'this week'") for text in texts(card))


def test_each_fact_of_a_card_leads_to_the_claim_it_rests_on(shipped: Library) -> None:
    lines = {line.text: line for line in card_of(shipped, "mietus-brett").lines}
    assert lines["rank Rear Adm."].claim == ClaimRef("mietus-brett", "commander")
    assert lines["Commander of Joint Region Marianas"].claim == ClaimRef("mietus-brett", "commander")
    assert lines["Joint Region Marianas"].target == "joint-region-marianas"


def test_every_line_that_leads_somewhere_leads_to_a_dossier(shipped: Library) -> None:
    for identifier in shipped.entries:
        for line in card_of(shipped, identifier).lines:
            assert not line.target or line.target in shipped.entries
            if line.claim:
                assert excerpt_behind(shipped, line.claim).quote


def test_a_claim_lives_once_and_is_seen_from_every_dossier_that_it_concerns(shipped: Library) -> None:
    for identifier in ("hegseth-pete", "indo-pacific", TALKS):
        assert PEACE in [line.claim for line in card_of(shipped, identifier).lines if line.states]


def test_a_file_that_cannot_be_read_has_a_card_of_its_findings(make_library: LibraryMaker) -> None:
    library = make_library({"data/places/bad.toml": 'kind = "place"\nid = "bad"\nname = "Bad"\ncolour = "red"\n'})
    assert "4:1  unknown-key" in texts(card_of(library, "bad"))


def test_a_link_to_nothing_is_shown_as_such_and_leads_nowhere(make_library: LibraryMaker) -> None:
    library = make_library(place("guam", 'part_of = "nowhere"\n'))
    line = card_of(library, "guam").lines[0]
    assert (line.text, line.target) == ("in nowhere (no such dossier)", "")


def test_a_claim_without_evidence_is_shown_as_having_none(make_library: LibraryMaker) -> None:
    library = make_library(place("guam", '[[claims]]\nid = "a"\ntext = "It is an island."\n'))
    assert "It is an island.  no evidence" in texts(card_of(library, "guam"))
    assert "no evidence" in excerpt_behind(library, ClaimRef("guam", "a")).problem


def test_the_excerpt_is_the_text_around_the_quote(shipped: Library) -> None:
    excerpt = excerpt_behind(shipped, PEACE)
    assert excerpt.where == "us-japan-alliance, paragraph 5"
    text = shipped.text("us-japan-alliance")
    assert text is not None
    assert excerpt.before + excerpt.quote + excerpt.after in text
    assert excerpt.before.startswith("“Our approach")


def test_more_context_is_never_less_text(shipped: Library) -> None:
    lengths = [len(e.before + e.after) for n in range(len(CONTEXTS)) for e in (excerpt_behind(shipped, PEACE, 0, n),)]
    assert lengths == sorted(lengths)
    assert lengths[0] < lengths[-1]


def test_pieces_of_evidence_come_in_turn(shipped: Library) -> None:
    week = ClaimRef(TALKS, "this-week")
    assert [excerpt_behind(shipped, week, number).number for number in range(5)] == [1, 2, 3, 4, 1]


def test_a_quote_that_its_source_does_not_have_is_told(make_library: LibraryMaker) -> None:
    claim = '[[claims]]\nid = "a"\ntext = "T."\n[[claims.evidence]]\nsource = "s"\nquote = "never said"\n'
    source = f'kind = "source"\nid = "s"\ntitle = "S"\npath = "seeds/s.txt"\nsha256 = "{"0" * 64}"\n'
    library = make_library({**place("guam", claim), "data/sources/s.toml": source, "seeds/s.txt": "Other words."})
    excerpt = excerpt_behind(library, ClaimRef("guam", "a"))
    assert excerpt.quote == "never said"
    assert "does not have this quote" in excerpt.problem


def test_the_timeline_names_every_engagement_once(shipped: Library) -> None:
    card = timeline_card(shipped)
    assert sorted(line.target for line in card.lines) == sorted(e.id for e in shipped.by_kind("engagement"))
    assert card.lines[0].text.startswith("Jan 2026? ")


def test_the_network_tells_who_met_whom_and_at_what(shipped: Library) -> None:
    lines = texts(network_card(shipped, "oue-sadamasa"))
    assert "Oue Sadamasa met Brett Mietus" in lines
    assert not any("Hegseth" in line for line in lines)
    assert network_card(shipped).label == "7 pairs"


def test_backlinks_say_as_what_a_dossier_is_linked(shipped: Library) -> None:
    lines = texts(backlinks_card(shipped, "hegseth-pete"))
    assert lines == ["Hegseth and Koizumi talks in Washington  participant, speaker"]


def test_findings_are_listed_with_place_and_mend(make_library: LibraryMaker, shipped: Library) -> None:
    library = make_library(place("guam", 'part_of = "gaum"\n') | place("gaun"))
    lines = texts(findings_card(library, library.findings))
    assert lines[0] == "data/places/guam.toml:4:11  error dangling-link"
    assert lines[2] == "did you mean `gaun`?"
    assert texts(findings_card(shipped, [])) == ["nothing is wrong with this library"]


def test_the_grounds_of_a_text_are_its_quotes_in_order(shipped: Library) -> None:
    source = source_text(shipped, "us-japan-alliance")
    assert [ground.start for ground in source.grounds] == sorted(ground.start for ground in source.grounds)
    assert any(PEACE in ground.claims for ground in source.grounds)
    assert source.share == 1.0
    assert source_text(shipped, "defence-readout").grounds == ()


def test_the_claims_on_a_stretch_lead_to_their_dossiers(shipped: Library) -> None:
    card = claims_card(shipped, "x", (PEACE,))
    assert (card.lines[0].target, card.lines[0].claim) == (TALKS, PEACE)
    assert claims_card(shipped, "x", (), "a headline").lines[0].text == "no claim: a headline"
