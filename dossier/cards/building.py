"""From a dossier in its library to its card."""

from collections.abc import Callable, Iterable, Iterator

from dossier.cards.card import Card, Line, Span, card_head, line
from dossier.cards.kinds import groups_of
from dossier.library.entry import Entry
from dossier.library.finding import Finding
from dossier.library.library import Library
from dossier.model.base import Dossier
from dossier.model.reference import ClaimRef
from dossier.review.reviews import Standing


def card_of(
    library: Library,
    identifier: str,
    findings: Iterable[Finding] = (),
    standing_of: Callable[[ClaimRef], Standing] | None = None,
) -> Card:
    """Return the card of the dossier *identifier*; of a file that cannot be read, a card of its findings.

    *findings* are what the checks found on this dossier; each stands beside the claim or field that it is on. Behind
    a claim stands how reviewers stand to it, as *standing_of* has it.

    Raises:
        KeyError: the library has no dossier of this id.
    """
    entry = library.entries[identifier]
    head = card_head(entry)
    dossier = library.get(identifier)
    if dossier is None:
        return Card(identifier, head.title, head.label, tuple(_joined(_findings(library, entry))))
    own = list(findings)
    groups = [_on_fields(own), *(_with_findings(group, dossier, own) for group in groups_of(library, dossier))]
    if standing_of is not None:
        groups = [[_with_standing(one, standing_of) for one in group] for group in groups]
    return Card(identifier, head.title, head.label, tuple(_joined(groups)))


def _on_fields(findings: list[Finding]) -> list[Line]:
    """The findings on the dossier that are on none of its claims."""
    return [_warning(finding, 0) for finding in findings if finding.claim is None]


def _with_findings(group: list[Line], dossier: Dossier, findings: list[Finding]) -> list[Line]:
    """The lines of a group, each claim followed by the findings on it."""
    lines = []
    for one in group:
        lines.append(one)
        if one.states and one.claim and one.claim.dossier == dossier.id:
            claimed = [n for n, claim in enumerate(dossier.claims) if claim.id == one.claim.claim]
            lines += [_warning(finding, one.indent + 2) for finding in findings if finding.claim in claimed]
    return lines


def _with_standing(one: Line, standing_of: Callable[[ClaimRef], Standing]) -> Line:
    from dossier.cards.reviewing import standing_span  # where nobody has reviewed, nobody needs it

    span = standing_span(standing_of(one.claim)) if one.states and one.claim else None
    return one._replace(spans=(*one.spans, span)) if span else one


def _warning(finding: Finding, indent: int) -> Line:
    return line(Span(f"! {finding.code}  ", "warning"), finding.message, indent=indent)


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
