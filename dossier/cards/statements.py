"""The lines that cards of several kinds share: links, engagements, claims, dates, what was inferred."""

from collections.abc import Iterable, Sequence

from dossier.cards.card import Line, Span, headed, line
from dossier.evidence.origins import origins_of
from dossier.library.entry import Entry
from dossier.library.library import Library
from dossier.model.base import Claim, Date, Dossier
from dossier.model.kinds import Engagement, Official, Post, Source
from dossier.model.reference import ClaimRef


def behind(dossier: Dossier, field: str) -> ClaimRef | None:
    """Return the claim that *field* of *dossier* rests on, if one backs it."""
    claim = dossier.claim_behind(field)
    return ClaimRef(dossier.id, claim.id) if claim else None


def name_of(library: Library, identifier: str) -> str:
    """Return the name of a dossier, or its id with the remark that there is none."""
    entry = library.entries.get(identifier)
    return entry.name if entry else f"{identifier} (no such dossier)"


def link_line(
    library: Library, target: str, before: str = "", claim: ClaimRef | None = None, *, after: str = "", indent: int = 0
) -> Line:
    """Make the line that leads to another dossier by its name, with words before and after it."""
    spans = [Span(before)] * bool(before) + [Span(name_of(library, target), "link")]
    spans += [Span(f"  {after}", "dim")] * bool(after)
    return Line(tuple(spans), indent, target if target in library.entries else "", claim)


def date_words(date: Date) -> list[Span]:
    """Return a date, and the words of the source where they say less."""
    return [Span(date.parsed.display), *([Span(f"  written “{date.as_written}”", "dim")] if date.as_written else [])]


def term(post: Post) -> str:
    """Return the term of a post in words: ``since Oct 2025?``; nothing where no source says."""
    since = f"since {post.since.parsed.display}" if post.since else ""
    until = f"until {post.until.parsed.display}" if post.until else ""
    return " ".join(part for part in (since, until) if part)


def companions(library: Library, engagement: str, without: str) -> str:
    """Return whom else an engagement brought together: ``with Pete Hegseth``; nothing for nobody."""
    names = [other.name for other in library.participants(engagement) if other.id != without]
    listed = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
    return f"with {listed}" if listed else ""


MOST_LISTED = 60
"""Things of one sort on a card; a card with more is no longer a card."""


def and_more(total: int, listed: int = MOST_LISTED) -> list[Line]:
    """Return the line that says how many things a list leaves out; none where it is whole."""
    return [line(Span(f"… and {total - listed:,} more; b lists what links here", "dim"), indent=2)] * (total > listed)


def engagements(
    library: Library, identifier: str, title: str, found: Sequence[Entry], others: bool = False
) -> list[Line]:
    """Return a headed list of engagements of the dossier *identifier*, if *others* with whom else they brought in."""
    lines = []
    for entry in found[:MOST_LISTED]:
        when = f"{entry.date.display}  " if entry.date else "no date  "
        claim = _brought_in(library, entry, identifier)
        lines.append(line(Span(when, "dim"), Span(entry.name, "link"), indent=2, target=entry.id, claim=claim))
        company = companions(library, entry.id, identifier) if others else ""
        if company:
            lines.append(line(Span(company, "dim"), indent=4))
    return headed(title, lines + and_more(len(found)), len(found))


def claims(library: Library, dossier: Dossier) -> list[Line]:
    """Return the headed list of a dossier's own claims."""
    return headed("Claims", [_statement(library, dossier.id, claim) for claim in dossier.claims])


def claims_elsewhere(library: Library, identifier: str, title: str, roles: tuple[str, ...]) -> list[Line]:
    """Return the headed list of other dossiers' claims that name this one in one of *roles*."""
    others = library.linking(roles, identifier)
    found = [
        _statement(library, other.id, claim, target=other.id)
        for other in _dossiers(library, others[:MOST_LISTED], identifier)
        for claim in other.claims
        if _names(claim, identifier, roles) or _backs_topic(library, other, claim, identifier, roles)
    ]
    return headed(title, found + and_more(len(others)), len(found) if len(others) <= MOST_LISTED else len(others))


def claims_on_source(library: Library, source: str) -> list[Line]:
    """Return the claims of other dossiers that have evidence in *source*."""
    others = library.linking(["evidence"], source)
    found = [
        _statement(library, other.id, claim, target=other.id)
        for other in _dossiers(library, others[:MOST_LISTED], source)
        for claim in other.claims
        if any(evidence.source == source for evidence in claim.evidence)
    ]
    return found + and_more(len(others))


def inferred(dossier: Dossier) -> list[Line]:
    """Return the headed list of what no source says, with the reasons for it."""
    reasons = [(field.replace("_", " "), reason) for field, reason in dossier.inferred.items()]
    dates: list[tuple[str, Date | None]] = []
    match dossier:
        case Official():
            dates = [("term", date) for post in dossier.posts for date in (post.since, post.until)]
        case Engagement():
            dates = [("date", dossier.date)]
        case Source():
            dates = [("published", dossier.published), ("retrieved", dossier.retrieved)]
    reasons += [(field, date.basis) for field, date in dates if date and date.basis]
    return headed(
        "Inferred, not written", [line(Span(f"{field}  "), Span(why, "dim"), indent=2) for field, why in reasons]
    )


def _statement(library: Library, dossier: str, claim: Claim, target: str = "") -> Line:
    spans = [Span(claim.text)]
    if claim.said_by:
        spans.append(Span(f"  so {name_of(library, claim.said_by)}", "dim"))
    origins = str(origins_of(library, claim))
    if origins:
        spans.append(Span(f"  {origins}", "dim"))
    if not claim.evidence:
        spans.append(Span("  no evidence", "warning"))
    return Line(tuple(spans), 2, target, ClaimRef(dossier, claim.id), states=True)


def _dossiers(library: Library, entries: Iterable[Entry], without: str) -> list[Dossier]:
    """The dossiers of *entries* that can be read, but for one."""
    dossiers = (library.get(entry.id) for entry in entries if entry.id != without)
    return [dossier for dossier in dossiers if dossier]


def _names(claim: Claim, identifier: str, roles: tuple[str, ...]) -> bool:
    named = {"speaker": claim.speaker, "said to": claim.said_to, "said by": claim.said_by}
    return any(named.get(role) == identifier for role in roles) or ("about" in roles and identifier in claim.about)


def _backs_topic(library: Library, dossier: Dossier, claim: Claim, identifier: str, roles: tuple[str, ...]) -> bool:
    """Whether *claim* is what its dossier's link to this topic rests on."""
    if "topic" not in roles:
        return False
    return any(link.target == identifier and link.at in claim.backs for link in library.links(dossier.id))


def _brought_in(library: Library, engagement: Entry, identifier: str) -> ClaimRef | None:
    """The claim that brings a dossier into an engagement: what its part, place or topic there rests on."""
    dossier = library.get(engagement.id)
    if dossier is None:
        return None
    fields = [link.at for link in engagement.links if link.target == identifier and not link.at.startswith("claims")]
    return next((claim for field in (*fields, "title") if (claim := behind(dossier, field))), None)
