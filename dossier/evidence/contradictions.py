"""Contradictions between dossiers: each is a finding on one that names the other. Nobody is told who is right."""

import re
from collections.abc import Iterator
from itertools import combinations

from dossier.evidence.reporting import Reporter
from dossier.library.entry import Entry
from dossier.library.finding import Finding
from dossier.library.library import Library
from dossier.model.edtf_date import EdtfDate
from dossier.model.kinds import Engagement, Official

_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY_OF_MONTH = re.compile(rf"\b{_MONTH}\s+\d{{1,2}}\b|\b\d{{1,2}}\s+{_MONTH}\b")

_ALIKE = 0.75
"""Least share of common participants at which two engagements of one day may be one."""


def check_contradictions(library: Library, report: Reporter) -> Iterator[Finding]:
    """Yield what two dossiers say that cannot both be so."""
    engagements = [library.get(entry.id) for entry in library.by_kind("engagement")]
    readable = [engagement for engagement in engagements if isinstance(engagement, Engagement)]
    yield from _two_places(library, readable, report)
    yield from _twice_entered(readable, report)
    yield from _one_sided(library, report)
    for engagement in readable:
        yield from _conflicting_values(library, engagement, report)
        yield from _outside_parent(library, engagement, report)
        yield from _outside_term(library, engagement, report)


def _day(engagement: Engagement) -> EdtfDate | None:
    """The date of an engagement that is one day, so far as its dossier says."""
    date = engagement.date.parsed if engagement.date else None
    return date if date and date.lower is not None and date.lower == date.upper else None


def _two_places(library: Library, engagements: list[Engagement], report: Reporter) -> Iterator[Finding]:
    at: dict[tuple[str, object], list[Engagement]] = {}
    for engagement in engagements:
        day = _day(engagement)
        if day and engagement.place:
            for participant in engagement.participants:
                if participant.official:
                    at.setdefault((participant.official, day.lower), []).append(engagement)
    for (official, _), several in at.items():
        for one, other in combinations(several, 2):
            if not _one_within_other(library, one.place or "", other.place or ""):
                name = library.entries[official].name if official in library.entries else official
                message = f"{name} is in {_name(library, other.place)} on the same day, says `{other.id}`"
                hint = "if both are so, say at what time, or correct the date or the place of one"
                yield report.finding(one.id, ("place",), "two-places-one-day", message, hint, severity="warning")


def _one_within_other(library: Library, one: str, other: str) -> bool:
    return one in _chain(library, other) or other in _chain(library, one)


def _chain(library: Library, place: str) -> list[str]:
    """A place and every place around it."""
    chain = [place]
    while (entry := library.entries.get(chain[-1])) and entry.part_of and entry.part_of not in chain:
        chain.append(entry.part_of)
    return chain


def _outside_parent(library: Library, engagement: Engagement, report: Reporter) -> Iterator[Finding]:
    parent = library.get(engagement.part_of) if engagement.part_of else None
    if isinstance(parent, Engagement) and parent.date and engagement.date:
        own, whole = engagement.date.parsed, parent.date.parsed
        if not own.overlaps(whole):
            message = f"this is on {own.display}, and `{parent.id}`, which it is part of, on {whole.display}"
            yield report.finding(
                engagement.id, ("date",), "outside-parent-dates", message, "one of the two dates is wrong"
            )


def _outside_term(library: Library, engagement: Engagement, report: Reporter) -> Iterator[Finding]:
    if not engagement.date:
        return
    date = engagement.date.parsed
    for number, participant in enumerate(engagement.participants):
        official = library.get(participant.official) if participant.official else None
        if not isinstance(official, Official) or not participant.capacity:
            continue
        for post in official.posts:
            if post.title.casefold() != participant.capacity.casefold():
                continue
            too_early = post.since and _before(date, post.since.parsed)
            too_late = post.until and _before(post.until.parsed, date)
            if too_early or too_late:
                held = f"since {post.since.parsed.display}" if too_early and post.since else ""
                held = held or (f"until {post.until.parsed.display}" if post.until else "")
                message = f"{official.name} is {post.title} {held}, and this is on {date.display}"
                yield report.finding(
                    engagement.id, ("participants", number, "capacity"), "post-outside-term", message,
                    f"correct the term in `{official.id}`, or the capacity or date here",
                )  # fmt: skip


def _one_sided(library: Library, report: Reporter) -> Iterator[Finding]:
    """Officials whose own claims are about an engagement that does not list them."""
    for entry in library.by_kind("official"):
        official = library.get(entry.id)
        for number, claim in enumerate(official.claims if official else ()):
            for place, other in enumerate(claim.about):
                engagement = library.get(other)
                if isinstance(engagement, Engagement) and entry.id not in [p.id for p in engagement.participants]:
                    message = f"`{other}` does not list {entry.name} among its participants"
                    hint = "add the participant there, or take the engagement out of `about`"
                    at = ("claims", number, "about", place)
                    yield report.finding(entry.id, at, "attendee-on-one-side", message, hint, severity="warning")


def _conflicting_values(library: Library, engagement: Engagement, report: Reporter) -> Iterator[Finding]:
    """Claims that back one field and give it values that cannot both be so; both stay, side by side."""
    for field, values_in in (("date", _days_in), ("place", _places_in)):
        backing = [(n, claim) for n, claim in enumerate(engagement.claims) if field in claim.backs]
        for (_, one), (number, other) in combinations(backing, 2):
            ours, theirs = values_in(library, one.text), values_in(library, other.text)
            if ours and theirs and not ours & theirs:
                told = f"{', '.join(sorted(theirs))}, and claim `{one.id}` {', '.join(sorted(ours))}"
                message = f"this claim gives `{field}` as {told}"
                hint = "if the sources differ, leave both; else correct one"
                at = ("claims", number, "text")
                yield report.finding(engagement.id, at, "conflicting-values", message, hint, severity="warning")


def _days_in(_library: Library, text: str) -> set[str]:
    return {" ".join(match.group().split()) for match in _DAY_OF_MONTH.finditer(text)}


def _places_in(library: Library, text: str) -> set[str]:
    """The places that a text names, each with the places around it."""
    named = [entry for entry in library.by_kind("place") if re.search(rf"\b{re.escape(entry.name)}\b", text)]
    return {library.entries[place].name for entry in named for place in _chain(library, entry.id)}


def _before(one: EdtfDate, other: EdtfDate) -> bool:
    """Whether the whole of one date is before the whole of the other."""
    return one.upper is not None and other.lower is not None and one.upper < other.lower


def _twice_entered(engagements: list[Engagement], report: Reporter) -> Iterator[Finding]:
    by_day: dict[object, list[Engagement]] = {}
    for engagement in engagements:
        day = _day(engagement)
        if day:
            by_day.setdefault(day.lower, []).append(engagement)
    for several in by_day.values():
        for one, other in combinations(several, 2):
            related = one.part_of == other.id or other.part_of == one.id or one.part_of == other.part_of is not None
            if not related and one.type == other.type and _alike(one, other) and one.place in (None, other.place):
                message = f"`{other.id}` has the same day, kind and participants: {other.title}"
                hint = "keep one of the two and move the claims there, or say in the titles how they differ"
                yield report.finding(one.id, ("title",), "same-engagement-twice", message, hint, severity="warning")


def _alike(one: Engagement, other: Engagement) -> bool:
    ours, theirs = ({participant.id for participant in e.participants} for e in (one, other))
    return bool(ours and theirs) and len(ours & theirs) / len(ours | theirs) >= _ALIKE


def _name(library: Library, identifier: str | None) -> str:
    entry: Entry | None = library.entries.get(identifier or "")
    return entry.name if entry else identifier or ""
