"""The checks of quotes, sources, fields and contradictions."""

import hashlib
import re
from pathlib import Path

import pytest

from dossier.evidence.checks import check
from dossier.evidence.codes import CODES
from dossier.evidence.coverage import coverage_of
from dossier.evidence.fixing import mended, write
from dossier.evidence.locating import LONGEST_QUOTE
from dossier.evidence.origins import chain_of, origins_of
from dossier.library.building import LARGEST_SOURCE
from dossier.library.library import Library
from tests.conftest import ROOT, LibraryMaker, place

TEXT = "The talks were “frank”. They were held in Guam.\nThey were long. They were held in Rota.\n"


def source(identifier: str = "s", text: str = TEXT, more: str = "", digest: str = "") -> dict[str, str]:
    digest = digest or hashlib.sha256(text.encode()).hexdigest()
    table = f'kind = "source"\nid = "{identifier}"\ntitle = "S"\npath = "seeds/{identifier}.txt"\n'
    table += f'sha256 = "{digest}"\n{more}'
    return {f"data/sources/{identifier}.toml": table, f"seeds/{identifier}.txt": text}


def claiming(quote: str, more: str = "", cited: str = "s") -> dict[str, str]:
    quote = quote.replace('"', '\\"')
    claim = '# a comment\n[[claims]]\nid = "a"\ntext = "T."\n  [[claims.evidence]]\n'
    claim += f'  source = "{cited}"\n  quote = "{quote}" # why\n'
    return place("guam", claim + more)


def codes(library: Library) -> list[str]:
    return [finding.code for finding in check(library)]


def test_the_shipped_library_is_clean_and_wholly_covered(shipped: Library) -> None:
    assert check(shipped) == []
    coverage = coverage_of(shipped, "us-japan-alliance")
    assert coverage is not None
    assert coverage.share == 1.0


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("The talks were “frank”", []),
        ('The talks were "frank"', ["quote-folded"]),
        ("The talks were “rather frank”", ["quote-altered"]),
        ("Fish swim upstream", ["quote-missing"]),
        ("alks were “frank”", ["quote-cuts-word"]),
        ("They were held in", ["quote-ambiguous"]),
        ("x" * (LONGEST_QUOTE + 1), ["quote-too-long"]),
        ("held in Guam. They were long", []),
    ],
)
def test_a_quote_is_judged_by_what_its_source_says(make_library: LibraryMaker, quote: str, expected: list[str]) -> None:
    assert codes(make_library(source() | claiming(quote))) == expected


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("Koizumi", "Коizumi", True), ("Koizumi", "Kοizumi", True), ("Rota", "Коizumi", True),
        ("Rota", "Москва", False), ("Cocos", "Сосоѕ", True), ("Αθήνα", "Athens", False), ("Sōya", "Soya", False),
    ],
)  # fmt: skip
def test_a_name_that_is_drawn_like_another_is_found(
    make_library: LibraryMaker, first: str, second: str, found: bool
) -> None:
    files = {
        f"data/places/{identifier}.toml": f'kind = "place"\nid = "{identifier}"\nname = "{name}"\n'
        for identifier, name in (("one", first), ("two", second))
    }
    assert [code for code in codes(make_library(files)) if code == "name-twin"] == ["name-twin"] * found


def test_a_finding_on_a_quote_stands_at_the_quote(make_library: LibraryMaker) -> None:
    (finding,) = check(make_library(source() | claiming("Fish swim upstream")))
    assert (finding.path, finding.line, finding.column) == ("data/places/guam.toml", 10, 11)
    assert (finding.field, finding.claim) == ("claims[0].evidence[0].quote", 0)


def test_an_ambiguous_quote_lists_its_places_and_a_suffix_settles_it(make_library: LibraryMaker) -> None:
    (finding,) = check(make_library(source() | claiming("They were held in")))
    assert "2 times" in finding.message
    assert "paragraph 2" in finding.message
    assert codes(make_library(source() | claiming("They were held in", 'suffix = "Rota"\n'))) == []


def test_a_quote_that_another_source_has_names_it(make_library: LibraryMaker) -> None:
    library = make_library(source() | source("t", "Nobody knew then.\n") | claiming("Nobody knew"))
    (finding,) = check(library)
    assert (finding.code, "`t` does, in paragraph 1" in finding.message) == ("quote-moved", True)


def test_a_changed_source_and_a_wrong_quote_are_different_findings(make_library: LibraryMaker) -> None:
    assert codes(make_library(source(digest="0" * 64) | claiming("The talks were “frank”"))) == ["source-changed"]


def test_a_source_that_is_not_there_not_utf8_or_too_large_is_one_finding(
    make_library: LibraryMaker, tmp_path: Path
) -> None:
    root = make_library(source("gone") | source("bytes") | source("large") | claiming("x", cited="gone")).root
    (root / "seeds/gone.txt").unlink()
    latin = "Gén\n".encode("latin-1")
    (root / "seeds/bytes.txt").write_bytes(latin)
    with (root / "seeds/large.txt").open("wb") as file:
        file.truncate(50 * LARGEST_SOURCE)
    found = codes(Library.load(root))
    assert sorted(found) == ["source-changed", "source-missing", "source-not-utf8", "source-too-large"]


def test_an_empty_quote_is_a_finding_and_nothing_else_is_lost(make_library: LibraryMaker) -> None:
    library = make_library(source() | claiming("") | place("rota"))
    assert codes(library) == ["bad-value"]
    assert library.get("rota") is not None


def test_a_field_that_no_claim_backs_is_told_unless_it_is_marked_as_inferred(make_library: LibraryMaker) -> None:
    assert codes(make_library(place("rota", 'country = "MP"\n'))) == ["unsupported-field"]
    assert codes(make_library(place("rota", 'country = "MP"\n[inferred]\ncountry = "because"\n'))) == []


@pytest.mark.parametrize(
    ("edtf", "written", "more"),
    [
        ("2026-01-15", "January 15", True),
        ("2026-01-15", "January 15, 2026", False),
        ("2026-01-15", "15.1.2026", False),
        ("2026-01", "this month of 2026", True),
        ("2026", "in 2026", False),
        ("2026-01-12/2026-01-16", "January 12 to 16, 2026", False),
    ],
)
def test_a_date_that_says_more_than_was_written_needs_a_basis(
    make_library: LibraryMaker, edtf: str, written: str, more: bool
) -> None:
    date = f'date = {{ edtf = "{edtf}", as_written = "{written}" }}\n'
    library = make_library(engagement("talks", date))
    assert ("date-without-basis" in codes(library)) is more


def engagement(identifier: str, more: str = "", kind: str = "talks") -> dict[str, str]:
    text = f'kind = "engagement"\nid = "{identifier}"\ntitle = "T"\ntype = "{kind}"\n{more}'
    return {f"data/engagements/{identifier}.toml": text}


def official(more: str = "") -> dict[str, str]:
    return {"data/officials/oue.toml": f'kind = "official"\nid = "oue"\nname = "Oue"\n{more}'}


WITH_OUE = '[[participants]]\nofficial = "oue"\ncapacity = "Envoy"\n'


def contradictions(library: Library) -> list[str]:
    return [finding.code for finding in check(library) if finding.code != "unsupported-field"]


def test_two_places_on_one_day_are_told_but_not_a_place_within_the_other(make_library: LibraryMaker) -> None:
    def at(where: str) -> str:
        return f'date = "2026-01-15"\nplace = "{where}"\n{WITH_OUE}'

    places = place("guam") | place("rota") | place("base", 'part_of = "guam"\n')
    apart = engagement("one", at("guam")) | engagement("two", at("rota"), "visit")
    assert contradictions(make_library(official() | places | apart)) == ["two-places-one-day"]
    within = engagement("two", at("base"), "visit")
    assert contradictions(make_library(official() | places | engagement("one", at("guam")) | within)) == []


def test_an_engagement_outside_the_dates_of_its_whole_is_told(make_library: LibraryMaker) -> None:
    whole = engagement("visit", 'date = "2026-01-12/2026-01-16"\n', "visit")
    part = engagement("part", 'date = "2026-01-17"\npart_of = "visit"\n')
    assert contradictions(make_library(whole | part)) == ["outside-parent-dates"]
    inside = engagement("part", 'date = "2026-01"\npart_of = "visit"\n')
    assert contradictions(make_library(whole | inside)) == []


def test_a_post_held_only_later_is_told(make_library: LibraryMaker) -> None:
    post = '[[posts]]\ntitle = "Envoy"\nsince = "2026-02"\n'
    talks = engagement("talks", f'date = "2026-01-15"\n{WITH_OUE}')
    assert contradictions(make_library(official(post) | talks)) == ["post-outside-term"]
    assert contradictions(make_library(official(post.replace("2026-02", "2026-01")) | talks)) == []


def test_one_engagement_entered_twice_is_told(make_library: LibraryMaker) -> None:
    day = f'date = "2026-01-15"\n{WITH_OUE}'
    assert contradictions(make_library(official() | engagement("a", day) | engagement("b", day))) == [
        "same-engagement-twice"
    ]


def test_an_official_who_tells_of_an_engagement_that_does_not_list_him_is_told(make_library: LibraryMaker) -> None:
    claim = '[[claims]]\nid = "a"\ntext = "Took part."\nabout = ["talks"]\n'
    assert contradictions(make_library(official(claim) | engagement("talks"))) == ["attendee-on-one-side"]
    assert contradictions(make_library(official(claim) | engagement("talks", WITH_OUE))) == []


def test_two_values_for_one_field_are_told_and_both_stay(make_library: LibraryMaker) -> None:
    def claims(*texts: str) -> str:
        return "".join(f'[[claims]]\nid = "c{n}"\ntext = "{text}"\nbacks = ["date"]\n' for n, text in enumerate(texts))

    library = make_library(engagement("talks", claims("They met on January 15.", "They met on January 16.")))
    assert contradictions(library) == ["conflicting-values"]
    talks = library.get("talks")
    assert talks is not None
    assert len(talks.claims) == 2
    same = claims("They met on January 15.", "The meeting was on January 15.")
    assert contradictions(make_library(engagement("talks", same))) == []


def test_mending_writes_quotes_as_the_source_has_them_and_nothing_else(make_library: LibraryMaker) -> None:
    library = make_library(source() | claiming('The talks were "frank"'))
    path = library.root / "data/places/guam.toml"
    path.chmod(0o640)
    before = path.read_text()
    (file,) = mended(library, check(library))
    assert path.read_text() == before
    write(library, file)
    assert path.read_text() == before.replace('The talks were \\"frank\\"', "The talks were “frank”")
    assert path.stat().st_mode & 0o777 == 0o640
    assert codes(library.refreshed()) == []


def test_only_the_findings_that_were_chosen_are_mended(make_library: LibraryMaker) -> None:
    moved = '  [[claims.evidence]]\n  source = "s"\n  quote = "Nobody knew"\n'
    library = make_library(source() | source("t", "Nobody knew then.\n") | claiming('The talks were "frank"', moved))
    chosen = [finding for finding in check(library) if finding.code == "quote-moved"]
    (file,) = mended(library, chosen)
    assert 'source = "t"' in file.after
    assert 'The talks were \\"frank\\"' in file.after


def test_a_claim_is_judged_by_the_place_that_its_suffix_chooses(make_library: LibraryMaker) -> None:
    more = 'suffix = "Rota"\n'
    library = make_library(source() | claiming("They were held in", more))
    path = library.root / "data/places/guam.toml"
    for island, expected in (("Rota", []), ("Tinian", ["claim-name"])):
        path.write_text(path.read_text().replace('text = "T."', f'text = "They were on {island}."'))
        assert codes(Library.load(library.root)) == expected
        path.write_text(path.read_text().replace(f'text = "They were on {island}."', 'text = "T."'))


def test_mending_names_the_source_that_has_a_moved_quote(make_library: LibraryMaker) -> None:
    library = make_library(source() | source("t", "Nobody knew then.\n") | claiming("Nobody knew"))
    (file,) = mended(library, check(library))
    assert file.after == file.before.replace('source = "s"', 'source = "t"')


def test_what_cannot_be_mended_without_a_person_is_left_alone(make_library: LibraryMaker) -> None:
    library = make_library(source() | claiming("The talks were “rather frank”"))
    assert mended(library, check(library)) == []


def test_reprints_of_one_release_are_one_origin(make_library: LibraryMaker) -> None:
    more = '  [[claims.evidence]]\n  source = "t"\n  quote = "The talks were “frank”"\n'
    reprints = source(more='origin = "agency"\n') | source("t", more='origin = "agency"\n')
    library = make_library(reprints | claiming("The talks were “frank”", more))
    guam = library.get("guam")
    assert guam is not None
    assert str(origins_of(library, guam.claims[0])) == "2 sources, 1 origin"


def test_the_said_by_chain_goes_from_the_speaker_to_the_source(shipped: Library) -> None:
    meeting = shipped.get("2026-01-12-bessent-katayama")
    assert meeting is not None
    chains = {claim.id: chain_of(shipped, claim) for claim in meeting.claims}
    assert chains["thanked"] == ["Scott Bessent to Satsuki Katayama", "us-japan-alliance"]
    assert chains["talked-tax-and-rates"] == ["US Department of the Treasury", "us-japan-alliance"]
    assert chains["met"] == ["us-japan-alliance"]


def test_coverage_tells_covered_excused_and_uncovered(make_library: LibraryMaker) -> None:
    excuse = '[[no_claims]]\nsentence = "They were long."\nreason = "an opinion"\n'
    library = make_library(source(more=excuse) | claiming("The talks were “frank”"))
    coverage = coverage_of(library, "s")
    assert coverage is not None
    assert [sentence.state for sentence in coverage.sentences] == ["covered", "uncovered", "excused", "uncovered"]
    assert coverage.sentences[0].claims == ("guam#a",)
    assert coverage.share == 0.5


def test_every_code_that_the_program_gives_is_listed_and_has_its_paragraph() -> None:
    sources = "\n".join(path.read_text() for path in (ROOT / "dossier").rglob("*.py"))
    given = set(
        re.findall(
            r'"((?:quote|source|post|outside|two|same|unsupported|date|dangling|duplicate|part-of|claim|attendee|conflicting)-[a-z-]+)"',
            sources,
        )
    )
    page = (ROOT / "docs/findings.md").read_text()
    assert given <= set(CODES)
    assert re.findall(r"^## `([a-z0-9-]+)`", page, re.MULTILINE) == sorted(CODES)
    for code, meaning in CODES.items():
        paragraph = page.partition(f"## `{code}`\n")[2].partition("\n## ")[0]
        assert meaning in paragraph, code
        assert "**Mend:**" in paragraph, code
        assert "```" in paragraph, code
