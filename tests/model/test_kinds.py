"""What a dossier may say."""

import pytest
from pydantic import ValidationError

from dossier.model.countries import COUNTRIES
from dossier.model.kinds import KINDS, Engagement, Official, Place, Source

CLAIM = {"id": "one", "text": "Something."}


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(ValidationError, match="extra_forbidden"):
        Place.model_validate({"kind": "place", "id": "guam", "name": "Guam", "colour": "blue"})


def test_a_dossier_cannot_be_changed() -> None:
    guam = Place.model_validate({"kind": "place", "id": "guam", "name": "Guam"})
    with pytest.raises(ValidationError, match="frozen"):
        guam.name = "Elsewhere"  # type: ignore[misc]


@pytest.mark.parametrize("identifier", ["Guam", "guam_1", "-guam", "guam-", "gu--am", "güam", "gu am", "", "../guam"])
def test_an_id_is_lower_case_ascii_with_single_hyphens(identifier: str) -> None:
    with pytest.raises(ValidationError):
        Place.model_validate({"kind": "place", "id": identifier, "name": "Guam"})


def test_text_that_a_terminal_would_interpret_is_spelled_out() -> None:
    guam = Place.model_validate({"kind": "place", "id": "guam", "name": "\x1b]52;c;eA==\x07Gu\u202eam\x9b"})
    assert guam.name == "<ESC>]52;c;eA==<BEL>Gu<U+202E>am<U+009B>"


def test_a_date_is_a_string_or_a_table() -> None:
    base = {"kind": "engagement", "id": "talks", "title": "Talks", "type": "talks"}
    plain = Engagement.model_validate(base | {"date": "2026-01"})
    table = Engagement.model_validate(base | {"date": {"edtf": "2026-01", "as_written": "this week"}})
    assert plain.date is not None
    assert table.date is not None
    assert plain.date.parsed == table.date.parsed


def test_a_participant_is_an_official_or_an_organization() -> None:
    base = {"kind": "engagement", "id": "talks", "title": "Talks", "type": "talks"}
    for participants in ([{"capacity": "Minister"}], [{"official": "a", "organization": "b"}]):
        with pytest.raises(ValidationError, match="either an `official` or an `organization`"):
            Engagement.model_validate(base | {"participants": participants})


def test_verbatim_speech_needs_a_speaker() -> None:
    with pytest.raises(ValidationError, match="needs a `speaker`"):
        Place.model_validate({"kind": "place", "id": "a", "name": "A", "claims": [CLAIM | {"type": "said"}]})


def test_claim_ids_are_unique_in_their_file_and_back_fields_that_there_are() -> None:
    base = {"kind": "place", "id": "a", "name": "A"}
    with pytest.raises(ValidationError, match="two claims have the id `one`"):
        Place.model_validate(base | {"claims": [CLAIM, CLAIM]})
    with pytest.raises(ValidationError, match="backs `posts`, which is not a field"):
        Place.model_validate(base | {"claims": [CLAIM | {"backs": ["posts"]}]})


def test_the_claim_behind_a_field_is_the_one_that_backs_just_it_or_else_the_whole() -> None:
    claims = [CLAIM | {"backs": ["posts"]}, {"id": "two", "text": "More.", "backs": ["posts[1]"]}]
    official = Official.model_validate(
        {"kind": "official", "id": "a", "name": "A", "posts": [{"title": "X"}, {"title": "Y"}], "claims": claims}
    )
    found = [official.claim_behind(field) for field in ("posts[0]", "posts[1]", "rank")]
    assert [claim and claim.id for claim in found] == ["one", "two", None]


@pytest.mark.parametrize("path", ["/etc/passwd", "seeds/../data/library.toml", "text.txt"])
def test_a_source_text_lies_under_seeds(path: str) -> None:
    with pytest.raises(ValidationError, match="is not under seeds/"):
        Source.model_validate({"kind": "source", "id": "s", "title": "S", "path": path, "sha256": "0" * 64})


def test_what_is_inferred_names_a_field() -> None:
    with pytest.raises(ValidationError, match="`nmae` is not a field"):
        Place.model_validate({"kind": "place", "id": "a", "name": "A", "inferred": {"nmae": "because"}})


def test_countries_are_iso_3166() -> None:
    assert len(COUNTRIES) == 249
    assert COUNTRIES["JP"] == "Japan"
    with pytest.raises(ValidationError, match="ISO 3166-1"):
        Place.model_validate({"kind": "place", "id": "a", "name": "A", "country": "UK"})


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_schema_that_describes_its_fields(kind: str) -> None:
    schema = KINDS[kind].model_json_schema()
    assert schema["additionalProperties"] is False
    assert "description" in schema["properties"]["id"]
