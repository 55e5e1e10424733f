"""From a dossier in its library to its card."""

from collections.abc import Iterable, Iterator

from dossier.cards.card import Card, Line, Span, card_head, line
from dossier.cards.kinds import groups_of
from dossier.library.entry import Entry
from dossier.library.library import Library


def card_of(library: Library, identifier: str) -> Card:
    """Return the card of the dossier *identifier*; of a file that cannot be read, a card of its findings.

    Raises:
        KeyError: the library has no dossier of this id.
    """
    entry = library.entries[identifier]
    head = card_head(entry)
    dossier = library.get(identifier)
    groups = _findings(library, entry) if dossier is None else groups_of(library, dossier)
    return Card(identifier, head.title, head.label, tuple(_joined(groups)))


def _findings(library: Library, entry: Entry) -> Iterator[list[Line]]:
    yield [line(Span("This file cannot be shown until it is mended.", "warning")), line(Span(entry.path, "dim"))]
    for finding in library.findings:
        if finding.path == entry.path:
            yield [
                line(Span(f"{finding.line}:{finding.column}  {finding.code}", "heading")),
                line(finding.message, indent=2),
                *([line(Span(finding.hint, "dim"), indent=2)] if finding.hint else []),
            ]


def _joined(groups: Iterable[list[Line]]) -> Iterator[Line]:
    """The lines of the groups that have any, with an empty line between groups."""
    for number, group in enumerate(group for group in groups if group):
        if number:
            yield Line()
        yield from group
