"""`dossier show ID`."""

import argparse

from dossier.cards.building import card_of
from dossier.cards.card import Line
from dossier.cards.passage import excerpt_behind
from dossier.cli.opening import known_id, open_library
from dossier.cli.output import FINE, NOTHING, say, say_json
from dossier.library.library import Library


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the id."""
    parser.add_argument("id", metavar="ID")


def run(options: argparse.Namespace) -> int:
    """Print the dossier."""
    library = open_library(options)
    identifier = known_id(library, options.id)
    dossier = library.get(identifier)
    if options.json:
        if dossier is not None:
            say_json(dossier.model_dump(mode="json", exclude_unset=True))
        else:
            findings = [finding for finding in library.findings if finding.path == library.entries[identifier].path]
            say_json({"id": identifier, "findings": [finding._asdict() for finding in findings]})
    else:
        card = card_of(library, identifier)
        say(f"{card.title}  ({', '.join(part for part in (card.label, identifier) if part)})")
        say()
        for line in card.lines:
            for row in _rows(library, line):
                say(row)
    return FINE if dossier is not None else NOTHING


def _rows(library: Library, line: Line) -> list[str]:
    """A line of the card, and below a claim the quotes that it rests on."""
    text = f"{' ' * line.indent}{line.text}"
    rows = [f"{text}  [{line.target}]" if line.target and not line.states else text]
    if line.states and line.claim:
        first = excerpt_behind(library, line.claim)
        for number in range(first.of if first.quote else 0):
            excerpt = excerpt_behind(library, line.claim, number)
            rows.append(f"{' ' * (line.indent + 2)}“{excerpt.quote}” ({excerpt.where})")
        told = " · ".join(part for part in (first.chain, first.origins) if part)
        rows += [f"{' ' * (line.indent + 2)}{told}"] if told else []
    return rows
