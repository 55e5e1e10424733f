"""Links: references by id from one dossier to another."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.library.positions import KeyPath
from dossier.model.base import Claim, Dossier
from dossier.model.kinds import Engagement, Official, Organization, Place, Source


@dataclass(frozen=True, slots=True)
class Reference:
    """One id written in a dossier: where it stands, what kinds it may name, and what it says about the target."""

    at: KeyPath
    target: str
    kinds: tuple[str, ...]
    role: str


_ACTORS = ("official", "organization")
_REPORTERS = ("official", "organization", "source")
_ANY = ("official", "engagement", "organization", "place", "topic", "source")


def references(dossier: Dossier) -> Iterator[Reference]:
    """Yield every reference that *dossier* makes, in the order of its kind's fields, its claims last."""
    match dossier:
        case Official():
            for number, post in enumerate(dossier.posts):
                yield from _one(post.organization, ("posts", number, "organization"), ("organization",), "post")
        case Engagement():
            for number, participant in enumerate(dossier.participants):
                key = "official" if participant.official else "organization"
                yield from _one(participant.id, ("participants", number, key), (key,), "participant")
            yield from _one(dossier.place, ("place",), ("place",), "place")
            yield from _one(dossier.part_of, ("part_of",), ("engagement",), "part of")
            for number, topic in enumerate(dossier.topics):
                yield from _one(topic, ("topics", number), ("topic",), "topic")
        case Organization():
            yield from _one(dossier.part_of, ("part_of",), ("organization",), "part of")
            yield from _one(dossier.place, ("place",), ("place",), "place")
        case Place():
            yield from _one(dossier.part_of, ("part_of",), ("place",), "part of")
        case Source():
            for number, source in enumerate(dossier.cited_in):
                yield from _one(source, ("cited_in", number), ("source",), "cited in")
    for number, claim in enumerate(dossier.claims):
        yield from _of_claim(claim, ("claims", number))


def _of_claim(claim: Claim, at: KeyPath) -> Iterator[Reference]:
    yield from _one(claim.speaker, (*at, "speaker"), _ACTORS, "speaker")
    yield from _one(claim.said_to, (*at, "said_to"), _ACTORS, "said to")
    yield from _one(claim.said_by, (*at, "said_by"), _REPORTERS, "said by")
    for number, target in enumerate(claim.about):
        yield from _one(target, (*at, "about", number), _ANY, "about")
    for number, evidence in enumerate(claim.evidence):
        yield from _one(evidence.source, (*at, "evidence", number, "source"), ("source",), "evidence")


def _one(target: str | None, at: KeyPath, kinds: tuple[str, ...], role: str) -> Iterator[Reference]:
    if target is not None:
        yield Reference(at, target, kinds, role)
