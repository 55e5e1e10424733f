"""What a search finds, and why."""

from typing import Literal, NamedTuple

Rule = Literal["exact", "prefix", "1 edit", "2 edits"]


class Match(NamedTuple):
    """How one word of the query was found: the word of the dossier, its field, the rule, from 0 to 1 how well."""

    query: str
    word: str
    field: str
    rule: Rule
    score: float


class Hit(NamedTuple):
    """A dossier that a query found."""

    id: str
    score: float
    matches: tuple[Match, ...] = ()

    @property
    def why(self) -> str:
        """Say in a few words which fields matched, and how where it was not to the letter."""
        return " · ".join(
            dict.fromkeys(
                match.field
                if match.rule in ("exact", "prefix")
                else f"{match.field}, {match.rule} from “{match.query}”"
                for match in self.matches
            )
        )
