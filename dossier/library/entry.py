"""Catalogue entries: what lists, links and searches need of a dossier, without its file."""

from typing import Any, NamedTuple

from dossier.model.edtf_date import EdtfDate


class Link(NamedTuple):
    """A reference by id: the dossier `source` names `target`; `role` says what as, `at` in which of its fields.

    `at` is what a claim would back, such as ``participants[0]`` or ``posts[1]``; ``claims`` for a claim's own links.
    """

    source: str
    target: str
    role: str
    at: str


class Entry(NamedTuple):
    """One dossier as the catalogue holds it."""

    id: str
    kind: str
    path: str
    """Relative to the library, with forward slashes."""

    name: str
    sort_name: str = ""
    """What lists are ordered by: an official's family name first; the name itself if empty."""

    detail: str = ""
    """What tells it from others of its kind in one line: an official's post, an engagement's type."""

    country: str = ""
    date: EdtfDate | None = None
    part_of: str = ""
    status: str = "accepted"
    claims: int = 0
    readable: bool = True
    """False for a file that became findings; it keeps its place in the list."""

    texts: tuple[tuple[str, str], ...] = ()
    """What a search looks at: field name and text."""

    roles: tuple[str, ...] = ()
    """What its official is, or what its participants are in it: posts, capacities, parts such as ``host``."""

    text_path: str = ""
    """Of a source: the file of its text, relative to the library."""

    links: tuple[Link, ...] = ()

    @property
    def sort_key(self) -> tuple[Any, ...]:
        """Order of lists: by kind; then engagements by date, the whole before its parts; then by name."""
        when = (0, self.date.sort_key) if self.date else (1, ())
        chronology = (when, bool(self.part_of)) if self.kind == "engagement" else ()
        return _KIND_ORDER.get(self.kind, 9), chronology, (self.sort_name or self.name).casefold(), self.id


KINDS_IN_ORDER = ("official", "engagement", "organization", "place", "topic", "source")
"""The kinds as lists have them, one after the other."""

_KIND_ORDER = {kind: n for n, kind in enumerate(KINDS_IN_ORDER)}


def to_row(entry: Entry) -> list[Any]:
    """Return *entry* as JSON can hold it; `from_row` is the reverse."""
    date = entry.date
    return [
        entry.id, entry.kind, entry.path, entry.name, entry.sort_name, entry.detail, entry.country,
        date and [date.edtf, date.lower, date.upper, date.display],
        entry.part_of, entry.status, entry.claims, entry.readable, entry.texts, entry.roles, entry.text_path,
        [(link.target, link.role, link.at) for link in entry.links],
    ]  # fmt: skip


def from_row(row: list[Any]) -> Entry:
    """Return the entry that `to_row` made *row* of."""
    (
        identifier, kind, path, name, sort_name, detail, country,
        date, part_of, status, claims, readable, texts, roles, text_path, links,
    ) = row  # fmt: skip
    return Entry(
        identifier, kind, path, name, sort_name, detail, country,
        EdtfDate(date[0], _day(date[1]), _day(date[2]), date[3]) if date else None,
        part_of, status, claims, readable,
        tuple((field, text) for field, text in texts), tuple(roles), text_path,
        tuple(Link(identifier, target, role, at) for target, role, at in links),
    )  # fmt: skip


def _day(parts: list[int] | None) -> tuple[int, int, int] | None:
    return (parts[0], parts[1], parts[2]) if parts else None
