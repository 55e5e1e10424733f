"""From a dossier to its catalogue entry."""

from collections.abc import Iterator

from dossier.library.entry import Entry, Link
from dossier.library.links import Reference, references
from dossier.model.base import Date, Dossier
from dossier.model.countries import COUNTRIES
from dossier.model.edtf_date import EdtfDate
from dossier.model.kinds import Engagement, Official, Organization, Place, Source


def entry_of(path: str, dossier: Dossier) -> Entry:
    """Return what the catalogue keeps of *dossier*, read from the file at *path*."""
    return Entry(
        id=dossier.id,
        kind=dossier.kind,
        path=path,
        name=dossier.display_name,
        sort_name=f"{dossier.family_name} {dossier.given_name or ''}"
        if isinstance(dossier, Official) and dossier.family_name
        else "",
        detail=_detail(dossier),
        country=getattr(dossier, "country", None) or "",
        date=_date(dossier),
        part_of=getattr(dossier, "part_of", None) or "",
        status=dossier.status,
        claims=len(dossier.claims),
        texts=tuple(_texts(dossier)),
        roles=tuple(dict.fromkeys(_roles(dossier))),
        text_path=getattr(dossier, "path", None) or "",
        links=tuple(
            Link(dossier.id, reference.target, reference.role, _at(reference)) for reference in references(dossier)
        ),
    )


def dates_of(dossier: Dossier) -> Iterator[EdtfDate]:
    """Yield every date that *dossier* holds, parsed."""
    dates: list[Date | None] = []
    match dossier:
        case Official():
            dates = [date for post in dossier.posts for date in (post.since, post.until)]
        case Engagement():
            dates = [dossier.date]
        case Source():
            dates = [dossier.published, dossier.retrieved]
    yield from (date.parsed for date in dates if date)


def unreadable(path: str, kind: str) -> Entry:
    """Return the entry that keeps the place of a file nobody could read."""
    identifier = path.rpartition("/")[2].removesuffix(".toml")
    return Entry(identifier, kind, path, identifier, detail="this file has findings", readable=False)


def _detail(dossier: Dossier) -> str:
    match dossier:
        case Official():
            return dossier.posts[0].title if dossier.posts else (dossier.rank or "")
        case Engagement():
            return dossier.type
        case Organization() | Place():
            return COUNTRIES.get(dossier.country or "", "")
        case Source():
            return dossier.publisher or ""
    return ""


def _date(dossier: Dossier) -> EdtfDate | None:
    date = None
    match dossier:
        case Engagement():
            date = dossier.date
        case Source():
            date = dossier.published
    return date.parsed if date else None


def _texts(dossier: Dossier) -> Iterator[tuple[str, str]]:
    yield "name", dossier.display_name
    for alias in dossier.aliases:
        yield "alias", alias
    for form in dossier.names:
        yield "alias", form.text
        if form.reading:
            yield "reading", form.reading
    match dossier:
        case Official():
            if dossier.rank:
                yield "rank", dossier.rank
            for post in dossier.posts:
                yield "post", post.title
        case Engagement():
            yield "type", dossier.type
            for participant in dossier.participants:
                if participant.capacity:
                    yield "capacity", participant.capacity
        case Source():
            if dossier.publisher:
                yield "publisher", dossier.publisher
    for claim in dossier.claims:
        yield "claim", claim.text


def _roles(dossier: Dossier) -> Iterator[str]:
    match dossier:
        case Official():
            yield from (post.title for post in dossier.posts)
            yield from filter(None, [dossier.rank])
        case Engagement():
            for participant in dossier.participants:
                yield from filter(None, [participant.role, participant.capacity])


def _at(reference: Reference) -> str:
    first, *rest = reference.at
    return f"{first}[{rest[0]}]" if rest and isinstance(rest[0], int) else str(first)
