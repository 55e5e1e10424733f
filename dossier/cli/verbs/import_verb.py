"""`dossier import MAPPING DIR`."""

import argparse
from pathlib import Path

from dossier.cli.output import BAD_USAGE, FINE, NOTHING, complain, say_json
from dossier.exchange.importing import imported, write
from dossier.exchange.mapping import MappingError, read_mapping

_SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the mapping, and where the library is to be."""
    parser.add_argument("mapping", type=Path, metavar="MAPPING", help="TOML file that says what the columns become")
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder, for the library")
    parser.add_argument("--from", dest="tables", type=Path, metavar="DIR", help="folder of the tables; else MAPPING's")


def run(options: argparse.Namespace) -> int:
    """Write a library made of somebody's tables."""
    try:
        mapping = read_mapping(options.mapping)
        result = imported(mapping, options.tables or options.mapping.parent)
        write(result, mapping, options.folder)
    except (MappingError, OSError) as error:
        return complain(str(error), BAD_USAGE)
    counts: dict[str, int] = {}
    for table in result.dossiers.values():
        counts[table["kind"]] = counts.get(table["kind"], 0) + 1
    for problem in result.problems[:_SHOWN]:
        complain(f"left out: {problem}")
    if len(result.problems) > _SHOWN:
        complain(f"… and {len(result.problems) - _SHOWN:,} more left out")
    if options.json:
        say_json({"dossiers": counts, "left_out": result.problems})
    told = ", ".join(f"{count:,} {kind}{'' if count == 1 else 's'}" for kind, count in sorted(counts.items()))
    complain(f"wrote {len(result.dossiers):,} dossiers into {options.folder}: {told}")
    return NOTHING if result.problems else FINE
