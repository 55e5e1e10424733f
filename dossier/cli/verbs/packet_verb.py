"""`dossier packet`."""

import argparse
from pathlib import Path

from dossier.cli.opening import desk_of, known_id, library_folder, open_library
from dossier.cli.output import FINE, NOTHING, complain, leave, say, say_exactly
from dossier.cli.verbs.review_verb import add_desk_arguments
from dossier.library.library import Library
from dossier.model.reference import ClaimRef
from dossier.review.packet import packet, verify
from dossier.review.reviews import Reviews


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the claims, or the packet to verify."""
    parser.add_argument(
        "ids", nargs="*", metavar="ID", help="a dossier, for all its claims, or one claim: DOSSIER#CLAIM"
    )
    parser.add_argument("--verify", type=Path, metavar="FILE", help="tell whether a packet is as it was made")
    add_desk_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Print the packet; or verify one, and exit 1 where it has changed."""
    if bool(options.ids) == bool(options.verify):
        return complain("say which claims: ID… (`dossier find` looks for ids), or --verify FILE")
    if options.verify:
        return _verify(options)
    library = open_library(options)
    reviews = Reviews(desk_of(library.root, options).folder)
    reviews.refresh()
    claims = [claim for given in options.ids for claim in _claims(library, given)]
    # Not through `say`: every byte counts, and what a terminal would interpret is spelled out already.
    say_exactly(packet(library, reviews, claims))
    return FINE


def _claims(library: Library, given: str) -> list[ClaimRef]:
    """The claims that an id names."""
    reference = ClaimRef.parse(given)
    dossier = library.get(known_id(library, reference.dossier))
    claims = [claim.id for claim in dossier.claims] if dossier else []
    if reference.claim and reference.claim not in claims:
        from dossier.library.hints import did_you_mean

        hint = did_you_mean(reference.claim, claims) or f"`dossier packet {reference.dossier}` has all of its claims"
        leave(f"`{reference.dossier}` has no claim `{reference.claim}`; {hint}", NOTHING)
    chosen = [reference.claim] if reference.claim else claims
    if not chosen:
        leave(f"`{reference.dossier}` has no claims", NOTHING)
    return [ClaimRef(reference.dossier, claim) for claim in chosen]


def _verify(options: argparse.Namespace) -> int:
    try:
        data = options.verify.read_bytes()
    except OSError as error:
        return complain(f"{options.verify} cannot be read: {error.strerror}")
    wrong = verify(data, library_folder(options))
    for told in wrong:
        complain(told)
    if wrong:
        return NOTHING
    say(f"{options.verify} is as it was made, and so are the sources that it cites")
    return FINE
