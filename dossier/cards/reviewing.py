"""What a face shows of a claim that is reviewed: what it says, what it backs, what was found, who judged it how."""

from collections.abc import Iterable, Iterator

from dossier.cards.card import Card, Line, Span, card_head, line
from dossier.cards.statements import name_of, term
from dossier.library.finding import Finding
from dossier.library.library import Library
from dossier.model.base import Claim, Date, Dossier
from dossier.model.kinds import Participant, Post
from dossier.model.reference import ClaimRef
from dossier.review.fingerprints import claim_of
from dossier.review.records import Record
from dossier.review.reviews import Standing
from dossier.review.session import Session

MARKS = {"supported": "✓", "partly": "~", "not-in-passage": "–", "contradicted": "✗", "unsure": "?"}
WORDS = {"not-in-passage": "not in passage"}
"""Verdicts as people read them, where that is not their name."""


def in_words(record: Record) -> str:
    """Return a verdict as people read it: ``✓ supported``."""
    name = record.verdict or ""
    return f"{MARKS.get(name, '')} {WORDS.get(name, name)}".strip()


def standing_span(standing: Standing) -> Span | None:
    """Return what stands behind a claim on a card: the verdict, or that there are several; None for nothing."""
    given = list(standing.verdicts.values())
    match standing.agreement:
        case "single":
            return Span(f"  {in_words(given[0])}", "dim")
        case "agreed":
            return Span(f"  {in_words(given[0])} ({len(given)})", "dim")
        case "disputed":
            return Span("  disputed", "warning")
    return Span("  stale", "warning") if standing.stale else None


def review_card(session: Session, claim: ClaimRef, findings: Iterable[Finding], note: str = "") -> Card:
    """Return the card of a claim under review, with a *note* that waits for its verdict.

    A claim that is no longer there has a card that says so.
    """
    library = session.library
    found = claim_of(library, claim)
    dossier = library.get(claim.dossier)
    entry = library.entries.get(claim.dossier)
    if found is None or dossier is None or entry is None:
        told = "This claim is no longer in the library. Space goes on."
        return Card(str(claim), name_of(library, claim.dossier), "", (line(Span(told, "warning")),))
    head = card_head(entry)
    when = entry.date.display if entry.date else ""
    number = dossier.claims.index(found)
    lines = [
        line(Span(found.text, "heading")),
        *_about(library, dossier, found),
        *(line(Span(f"! {f.code}  ", "warning"), f.message) for f in findings if f.claim == number),
        Line(),
        *_judged(session, claim),
    ]
    if note:
        lines.append(line(Span("note, saved with your verdict  ", "dim"), note))
    return Card(str(claim), head.title, " · ".join(part for part in (head.label, when) if part), tuple(lines))


def _about(library: Library, dossier: Dossier, claim: Claim) -> Iterator[Line]:
    kind: list[str] = [] if claim.type == "fact" else [claim.type]
    people = [("by", claim.speaker), ("to", claim.said_to), ("as told by", claim.said_by)]
    kind += [f"{word} {name_of(library, who)}" for word, who in people if who]
    if kind:
        yield line(Span("type   ", "dim"), " ".join(kind))
    for number, field in enumerate(claim.backs):
        told = f"{field}: {_value(library, dossier, field)}"
        yield line(Span("backs  ", "dim"), told) if number == 0 else line(told, indent=len("backs  "))


def _value(library: Library, dossier: Dossier, field: str) -> str:
    """The value of a field that a claim backs: ``posts``, or ``posts[0]`` for one of several."""
    name, _, rest = field.partition("[")
    value = getattr(dossier, name, None)
    if isinstance(value, tuple):
        number = int(rest.rstrip("]")) if rest else None
        chosen = value if number is None else value[number : number + 1]
        return "; ".join(_told(library, one) for one in chosen) or "nothing"
    return _told(library, value)


def _told(library: Library, value: object) -> str:
    match value:
        case Date():
            return value.parsed.display
        case Post():
            held_at = name_of(library, value.organization) if value.organization else ""
            return ", ".join(part for part in (value.title, held_at, term(value)) if part)
        case Participant():
            return ", ".join(part for part in (name_of(library, value.id), value.capacity, value.role) if part)
        case str():
            return name_of(library, value) if value in library.entries else value
        case None:
            return "nothing"
    return str(value)


def _judged(session: Session, claim: ClaimRef) -> Iterator[Line]:
    """The reviewer's own verdict, and those of others as far as the reviewer may know them."""
    visible, everything = session.visible(claim), session.standing(claim)
    mine = visible.verdicts.get(session.reviewer)
    if mine:
        yield line(Span("you    ", "dim"), Span(in_words(mine), "quote"), *_remarks(mine))
    if old := visible.stale.get(session.reviewer):
        yield line(
            Span("you    ", "dim"),
            Span(f"stale: {in_words(old)}", "warning"),
            Span("  the claim, its quote or its source has changed since", "dim"),
        )
    others = {who: record for who, record in visible.verdicts.items() if who != session.reviewer}
    hidden = (everything.verdicts.keys() - visible.verdicts.keys()) - {session.reviewer}
    for who, record in others.items():
        yield line(Span(f"{who}  ", "dim"), in_words(record), *_remarks(record))
    if mine and others:
        yield line(Span(visible.agreement, "warning" if visible.agreement == "disputed" else "text"))
    if hidden:
        number = f"{len(hidden)} other{'' if len(hidden) == 1 else 's'}"
        yield line(Span(f"{number} judged it; you see how once you have", "dim"))


def _remarks(record: Record) -> Iterator[Span]:
    if record.correction:
        yield Span(f"  instead: {record.correction}")
    if record.note:
        yield Span(f"  note: {record.note}", "dim")
