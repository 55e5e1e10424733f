"""A library: what is in it, how it hangs together, what is wrong with it."""

import os
from pathlib import Path

import pytest

from dossier.library import reading
from dossier.library.catalogue import MemoryCatalogue
from dossier.library.info import nearest, shipped
from dossier.library.library import Library
from dossier.library.reading import Reading
from tests.conftest import ROOT, LibraryMaker, place, write


def test_a_dossier_is_read_when_it_is_asked_for(make_library: LibraryMaker) -> None:
    library = make_library(place("guam"))
    guam = library.get("guam")
    assert guam is not None
    assert guam.display_name == "Guam"
    assert library.get("nowhere") is None


def test_lists_links_and_the_timeline_need_no_file(shipped: Library) -> None:
    catalogue = MemoryCatalogue()
    Library.load(ROOT, catalogue)
    remembered = Library.from_catalogue(ROOT, catalogue)
    remembered.get = None  # type: ignore[assignment]  # whoever calls it fails
    assert [entry.id for entry in remembered.by_kind("official")] == [e.id for e in shipped.by_kind("official")]
    assert list(remembered.timeline()) == list(shipped.timeline())
    assert remembered.backlinks("guam") == shipped.backlinks("guam")


def test_one_bad_file_keeps_its_place_and_no_other_from_loading(make_library: LibraryMaker) -> None:
    library = make_library({**place("guam"), **place("tinian"), "data/places/rota.toml": "not toml"})
    assert set(library.entries) == {"guam", "tinian", "rota"}
    assert [entry.readable for entry in library.by_kind("place")].count(False) == 1
    assert library.get("rota") is None
    assert [(f.path, f.code) for f in library.findings] == [("data/places/rota.toml", "syntax")]


def test_a_dangling_link_is_found_where_it_stands_with_the_nearest_id(make_library: LibraryMaker) -> None:
    library = make_library(
        {
            "data/officials/koizumi-shinjiro.toml": 'kind = "official"\nid = "koizumi-shinjiro"\nname = "K"\n',
            "data/engagements/talks.toml": 'kind = "engagement"\nid = "talks"\ntitle = "Talks"\ntype = "talks"\n'
            '[[participants]]\nofficial = "koizumi-shinjiro"\n[[participants]]\nofficial = "koizumi"\n',
        }
    )
    (finding,) = library.findings
    assert (finding.line, finding.column, finding.code) == (8, 12, "dangling-link")
    assert finding.message == "`participants[1].official` = `koizumi`: no such dossier"
    assert finding.hint == "did you mean `koizumi-shinjiro`?"


def test_a_link_to_a_dossier_of_the_wrong_kind_is_a_finding(make_library: LibraryMaker) -> None:
    topic = 'kind = "topic"\nid = "tax"\nname = "Tax"\n'
    library = make_library({"data/topics/tax.toml": topic, **place("guam", 'part_of = "tax"\n')})
    (finding,) = library.findings
    assert finding.message == "`part_of` = `tax`: this is a dossier of kind topic, not place"


def test_one_id_in_two_files_is_a_finding_and_both_can_be_seen(make_library: LibraryMaker) -> None:
    library = make_library({**place("tax"), "data/topics/tax.toml": 'kind = "topic"\nid = "tax"\nname = "Tax"\n'})
    (finding,) = library.findings
    assert (finding.code, finding.path) == ("duplicate-id", "data/topics/tax.toml")
    assert set(library.entries) == {"tax", "topics/tax"}


def test_a_whole_that_is_part_of_itself_is_found_and_ends(make_library: LibraryMaker) -> None:
    library = make_library({**place("a", 'part_of = "b"\n'), **place("b", 'part_of = "a"\n')})
    assert {finding.code for finding in library.findings} == {"part-of-itself"}


def test_engagements_that_contain_each_other_still_stand_in_no_endless_timeline(make_library: LibraryMaker) -> None:
    def engagement(identifier: str, part_of: str) -> dict[str, str]:
        text = f'kind = "engagement"\nid = "{identifier}"\ntitle = "T"\ntype = "talks"\npart_of = "{part_of}"\n'
        return {f"data/engagements/{identifier}.toml": text}

    library = make_library({**engagement("a", "b"), **engagement("b", "a")})
    assert len(list(library.timeline())) <= 2


def test_all_kinds_of_faults_are_collected_in_one_pass(make_library: LibraryMaker) -> None:
    library = make_library(
        {
            **place("good"),
            **place("link", 'part_of = "godo"\n'),
            **place("key", "colour = 1\n"),
            "data/places/syntax.toml": "=",
            "data/places/bytes.toml": "kind = 'place'",
            "data/library.toml": "title = 1\n",
        }
    )
    codes = sorted(finding.code for finding in library.findings)
    assert codes == ["dangling-link", "library-file", "missing-key", "missing-key", "syntax", "unknown-key"]


def test_a_file_that_may_not_be_read_is_a_finding(make_library: LibraryMaker, tmp_path: Path) -> None:
    library = make_library(place("guam"))
    (tmp_path / "data/places/gone.toml").symlink_to(tmp_path / "nowhere")
    assert [(f.code, f.path) for f in library.refreshed().findings] == [("unreadable", "data/places/gone.toml")]


def test_a_changed_added_or_removed_file_is_seen_and_others_are_not_read_again(
    make_library: LibraryMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make_library({**place("guam"), **place("rota"), **place("saipan")})
    assert library.refreshed() is library
    write(tmp_path, place("guam", 'country = "GU"\n') | place("tinian"))
    (tmp_path / "data/places/rota.toml").unlink()
    read: list[str] = []

    def noted(path: str, data: bytes) -> Reading:
        read.append(path)
        return whole(path, data)

    whole = reading.read
    monkeypatch.setattr(reading, "read", noted)
    later = library.refreshed()
    assert sorted(read) == ["data/places/guam.toml", "data/places/tinian.toml"]
    assert set(later.entries) == {"guam", "saipan", "tinian"}
    assert later.entries["guam"].country == "GU"


def test_a_file_of_the_same_size_and_time_under_another_inode_is_read_again(
    make_library: LibraryMaker, tmp_path: Path
) -> None:
    library = make_library(place("guam"))
    file = tmp_path / "data/places/guam.toml"
    status = file.stat()
    file.rename(tmp_path / "old")
    file.write_bytes((tmp_path / "old").read_bytes().replace(b"Guam", b"GUAM"))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert library.refreshed().entries["guam"].name == "GUAM"


def test_officials_are_listed_by_family_name_and_engagements_by_date(shipped: Library) -> None:
    assert [entry.id for entry in shipped.by_kind("official")] == [
        "bessent-scott", "cooley-charles-d", "funakoshi-takehiro", "hegseth-pete", "katayama-satsuki",
        "koizumi-shinjiro", "landau-christopher", "mietus-brett", "oue-sadamasa",
    ]  # fmt: skip
    dates = [entry.date.edtf if entry.date else "" for entry in shipped.by_kind("engagement")]
    assert dates == ["2026?-01", "2026?-01-12", "2026?-01-15", "2026?-01-15", "2026?-01-16", "", "", "", ""]


def test_the_timeline_puts_parts_below_their_whole(shipped: Library) -> None:
    rows = [(depth, entry.id) for depth, entry in shipped.timeline()]
    visit = rows.index((0, "2026-01-15-oue-guam-visit"))
    assert [depth for depth, _ in rows[visit : visit + 5]] == [0, 1, 1, 1, 0]


def test_backlinks_are_links_seen_from_the_other_end(shipped: Library) -> None:
    for identifier in shipped.entries:
        for link in shipped.links(identifier):
            assert link in shipped.backlinks(link.target)


def test_the_text_of_a_source_is_as_on_disk(shipped: Library) -> None:
    text = shipped.text("us-japan-alliance")
    assert text is not None
    assert text.encode() == (ROOT / "seeds/us-japan-alliance.txt").read_bytes()
    assert shipped.text("defence-readout") is None


def test_the_nearest_library_is_the_one_around_the_folder(make_library: LibraryMaker, tmp_path: Path) -> None:
    make_library(place("guam"))
    assert nearest(tmp_path / "data" / "places") == tmp_path.resolve()
    assert nearest(Path("/")) is None
    assert shipped() == ROOT


def test_a_library_without_dossiers_is_empty_and_clean(make_library: LibraryMaker) -> None:
    library = make_library({})
    assert library.entries == {}
    assert library.findings == []
    assert list(library.timeline()) == []
