"""Cards of more than one dossier: the timeline, what links to a dossier, who met whom, the findings."""

from collections.abc import Sequence
from itertools import islice

from dossier.cards.card import Card, Line, Span, line
from dossier.library.entry import Entry
from dossier.library.finding import Finding
from dossier.library.library import Library
from dossier.model.reference import ClaimRef

MOST_ROWS = 5_000
"""Rows of an overview: nobody pages further, and more of them would be waited for."""


def timeline_card(library: Library) -> Card:
    """Return the engagements by date, parts below the whole they belong to, undated ones last."""
    rows = list(islice(library.timeline(), MOST_ROWS))
    width = max((len(entry.date.display) for _, entry in rows if entry.date), default=0)
    lines = []
    for depth, entry in rows:
        when = entry.date.display if entry.date else "no date"
        places = (
            library.entries[link.target].name
            for link in entry.links
            if link.role == "place" and link.target in library.entries
        )
        told = ", ".join((entry.detail, *places))
        lines.append(
            line(
                Span(f"{when:<{width}}  ", "dim"),
                Span("  " * depth),
                Span(entry.name, "link"),
                Span(f"  {told}", "dim"),
                target=entry.id,
            )
        )
    count = library.counts.get("engagement", 0)
    lines += _left_out(count)
    return Card("", "Timeline", _counted(count, "engagement"), tuple(lines) or _nothing("no engagements"))


def backlinks_card(library: Library, identifier: str) -> Card:
    """Return what links to a dossier: who, and as what."""
    linking = library.linking(library.snapshot.roles, identifier)
    others = [entry for entry in linking[:MOST_ROWS] if entry.id != identifier]
    lines = []
    for entry in others:
        roles = dict.fromkeys(link.role for link in entry.links if link.target == identifier)
        lines.append(line(Span(entry.name, "link"), Span(f"  {', '.join(roles)}", "dim"), target=entry.id))
    count = len(others) + len(linking) - min(len(linking), MOST_ROWS)
    lines += _left_out(len(linking))
    title = f"Linked to {library.entries[identifier].name}" if identifier in library.entries else "Linked"
    return Card(identifier, title, _counted(count, "dossier"), tuple(lines) or _nothing("nothing links here"))


def network_card(library: Library, identifier: str = "") -> Card:
    """Return who met whom, and at what; with *identifier*, only whom this official or organization met."""
    meetings: dict[tuple[str, str], list[Entry]] = {}
    engagements_in_question = library.engagements_of(identifier) if identifier else library.by_kind("engagement")
    for entry in engagements_in_question[:MOST_ROWS]:
        people = [other.id for other in library.participants(entry.id)]
        for number, one in enumerate(people):
            for other in people[number + 1 :]:
                if not identifier or identifier in (one, other):
                    pair = (other, one) if other == identifier else (one, other)
                    meetings.setdefault(pair, []).append(entry)
    lines: list[Line] = []
    names = library.entries
    for (one, other), engagements in sorted(meetings.items(), key=lambda item: -len(item[1])):
        lines.append(line(Span(names[one].name, "heading"), " met ", Span(names[other].name, "link"), target=other))
        for entry in engagements:
            when = f"{entry.date.display}  " if entry.date else "no date  "
            lines.append(line(Span(when, "dim"), Span(entry.name, "link"), indent=4, target=entry.id))
    title = f"Whom {names[identifier].name} met" if identifier in names else "Who met whom"
    return Card("", title, _counted(len(meetings), "pair"), tuple(lines) or _nothing("nobody met anybody here"))


def findings_card(library: Library, findings: Sequence[Finding]) -> Card:
    """Return *findings* with place and mend; each leads to its dossier, and to the claim that it is on."""
    lines: list[Line] = []
    for finding in findings:
        target = finding.dossier if finding.dossier in library.entries else ""
        place = f"{finding.path}:{finding.line}:{finding.column}"
        claim = _claim_of(library, finding)
        lines.append(
            line(
                Span(f"{place}  ", "heading"),
                Span(f"{finding.severity} {finding.code}", "warning"),
                target=target,
                claim=claim,
            )
        )
        lines.append(line(finding.message, indent=2))
        lines += [line(Span(finding.hint, "dim"), indent=2)] if finding.hint else []
    count = len(findings)
    return Card(
        "", "Findings", _counted(count, "finding"), tuple(lines) or _nothing("nothing is wrong with this library")
    )


def _left_out(total: int) -> list[Line]:
    told = f"… and {total - MOST_ROWS:,} more; a search finds them"
    return [line(Span(told, "dim"))] * (total > MOST_ROWS)


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _nothing(message: str) -> tuple[Line, ...]:
    return (line(Span(message, "dim")),)


def _claim_of(library: Library, finding: Finding) -> ClaimRef | None:
    """The claim that a finding is on, if its dossier can be read."""
    dossier = library.get(finding.dossier)
    if dossier is None or finding.claim is None or finding.claim >= len(dossier.claims):
        return None
    return ClaimRef(dossier.id, dossier.claims[finding.claim].id)
