"""What stands on the card of each kind of dossier, and in which order."""

from collections.abc import Iterator, Sequence

from dossier.cards.card import Line, Span, headed, line
from dossier.cards.statements import (
    MOST_LISTED,
    and_more,
    behind,
    claims,
    claims_elsewhere,
    claims_on_source,
    date_words,
    engagements,
    inferred,
    link_line,
    term,
)
from dossier.library.entry import Entry
from dossier.library.library import EntryList, Library
from dossier.model.base import Dossier
from dossier.model.kinds import Engagement, Official, Organization, Place, Source


def groups_of(library: Library, dossier: Dossier) -> Iterator[list[Line]]:
    """Yield the groups of lines on the card of *dossier*; a group may be empty."""
    yield _aliases(dossier)
    match dossier:
        case Official():
            yield _posts(library, dossier)
            yield engagements(library, dossier.id, "Engagements", library.engagements_of(dossier.id), others=True)
            yield claims_elsewhere(library, dossier.id, "Said and done", ("speaker", "said to", "said by", "about"))
            yield claims(library, dossier)
        case Engagement():
            yield _circumstances(library, dossier)
            yield _participants(library, dossier)
            yield engagements(library, dossier.id, "Parts", library.parts(dossier.id))
            yield claims(library, dossier)
            yield _topics(library, dossier)
            yield claims_elsewhere(library, dossier.id, "Claims about it", ("about",))
        case Organization():
            yield _surroundings(library, dossier)
            yield _officials(library, dossier)
            yield engagements(library, dossier.id, "Engagements", library.engagements_of(dossier.id), others=True)
            yield claims_elsewhere(library, dossier.id, "Said and done", ("speaker", "said to", "said by", "about"))
            yield claims(library, dossier)
        case Place():
            yield _surroundings(library, dossier)
            yield engagements(library, dossier.id, "Engagements", _linked_by(library, dossier.id, "place"))
            parts = library.parts(dossier.id)
            inside = [link_line(library, part.id, indent=2) for part in parts[:MOST_LISTED]]
            yield headed("In it", inside + and_more(len(parts)), len(parts))
            yield claims_elsewhere(library, dossier.id, "Claims about it", ("about",))
            yield claims(library, dossier)
        case Source():
            yield _provenance(library, dossier)
            yield headed("Claims that stand on it", claims_on_source(library, dossier.id))
            yield claims_elsewhere(library, dossier.id, "Claims that it reports", ("said by",))
            yield claims(library, dossier)
            yield _without_claims(dossier)
        case _:
            yield engagements(library, dossier.id, "Engagements", _linked_by(library, dossier.id, "topic"))
            yield claims_elsewhere(library, dossier.id, "Claims about it", ("about", "topic"))
            yield claims(library, dossier)
    yield inferred(dossier)


def _posts(library: Library, official: Official) -> list[Line]:
    lines = []
    for number, post in enumerate(official.posts):
        when = term(post)
        title = [Span(post.title), *([Span(f", {when}", "dim")] if when else [])]
        lines.append(line(*title, claim=behind(official, f"posts[{number}]")))
        if post.organization:
            lines.append(link_line(library, post.organization, indent=2))
    if official.rank:
        lines.append(line("rank ", official.rank, claim=behind(official, "rank")))
    return lines


def _aliases(dossier: Dossier) -> list[Line]:
    return [line(Span(f"also {', '.join(dossier.aliases)}", "dim"))] if dossier.aliases else []


def _circumstances(library: Library, engagement: Engagement) -> list[Line]:
    if engagement.date:
        lines = [line(*date_words(engagement.date), claim=behind(engagement, "date"))]
    else:
        lines = [line(Span("no date: no source says when", "dim"))]
    if engagement.place:
        lines.append(link_line(library, engagement.place, "in ", claim=behind(engagement, "place")))
    else:
        lines.append(line(Span("no place: no source says where", "dim")))
    if engagement.part_of:
        lines.append(link_line(library, engagement.part_of, "part of ", claim=behind(engagement, "part_of")))
    return lines


def _participants(library: Library, engagement: Engagement) -> list[Line]:
    lines = []
    for number, participant in enumerate(engagement.participants):
        told = ", ".join(part for part in (participant.capacity, participant.role) if part)
        claim = behind(engagement, f"participants[{number}]")
        lines.append(link_line(library, participant.id, after=told, indent=2, claim=claim))
    return headed("Participants", lines)


def _topics(library: Library, engagement: Engagement) -> list[Line]:
    return headed(
        "Topics",
        [
            link_line(library, topic, indent=2, claim=behind(engagement, f"topics[{number}]"))
            for number, topic in enumerate(engagement.topics)
        ],
    )


def _surroundings(library: Library, dossier: Organization | Place) -> list[Line]:
    preposition = "in " if isinstance(dossier, Place) else "part of "
    lines = [link_line(library, dossier.part_of, preposition, behind(dossier, "part_of"))] if dossier.part_of else []
    place = getattr(dossier, "place", None)
    return [*lines, link_line(library, place, "at ", behind(dossier, "place"))] if place else lines


def _officials(library: Library, organization: Organization) -> list[Line]:
    lines = []
    holders = library.linking(["post"], organization.id)
    for entry in holders[:MOST_LISTED]:
        official = library.get(entry.id)
        for number, post in enumerate(official.posts if isinstance(official, Official) else ()):
            if official and post.organization == organization.id:
                told = ", ".join(part for part in (post.title, term(post)) if part)
                claim = behind(official, f"posts[{number}]")
                lines.append(link_line(library, official.id, after=told, indent=2, claim=claim))
    return headed("Officials", lines + and_more(len(holders)), max(len(lines), len(holders)))


def _provenance(library: Library, source: Source) -> list[Line]:
    lines = [line(source.publisher, claim=behind(source, "publisher"))] if source.publisher else []
    for told, date in (("published ", source.published), ("retrieved ", source.retrieved)):
        if date:
            lines.append(line(told, *date_words(date)))
    if source.path:
        lines += [line(source.path), line(Span(f"sha256 {source.sha256}", "dim"))]
    for citing in source.cited_in:
        lines.append(link_line(library, citing, "known only through ", behind(source, "cited_in")))
    return lines


def _without_claims(source: Source) -> list[Line]:
    lines = []
    for no_claim in source.no_claims:
        lines.append(line(Span(f"“{no_claim.sentence}”", "quote"), indent=2))
        lines.append(line(Span(no_claim.reason, "dim"), indent=4))
    return headed("Sentences without a claim", lines, len(source.no_claims))


def _linked_by(library: Library, identifier: str, role: str) -> Sequence[Entry]:
    numbers = library.snapshot.linking(role, identifier) & library.snapshot.holding("kind", "engagement")
    return EntryList(library.snapshot, numbers)
