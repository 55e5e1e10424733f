"""A stretch of a source text with a quote in it, as a face shows it."""

from typing import NamedTuple


class Excerpt(NamedTuple):
    """A stretch of a source text with a quote in it; `before`, `quote` and `after` follow each other."""

    source: str
    """Id of the source."""

    where: str
    """Such as ``us-japan-alliance, paragraph 6``."""

    before: str = ""
    quote: str = ""
    after: str = ""
    number: int = 1
    """Which of the claim's pieces of evidence this is, from 1."""

    of: int = 1
    """How many pieces of evidence the claim has."""

    chain: str = ""
    """Who said it, to whom, who reports it, which source has it; empty where the source says it itself."""

    origins: str = ""
    """Such as ``3 sources, 1 origin``; empty for a single source."""

    problem: str = ""
    """Why there is nothing to show, or why the quote stands alone."""


def in_lines(excerpt: Excerpt) -> str:
    """Return a passage as lines: where it stands, through whom it came, the text with the quote in brackets."""
    count = f", {excerpt.number} of {excerpt.of}" if excerpt.of > 1 else ""
    lines = [f"    {excerpt.where}{count}", excerpt.chain, excerpt.origins, excerpt.problem]
    text = f"{excerpt.before}[{excerpt.quote}]{excerpt.after}" if excerpt.quote else ""
    return "\n    ".join([*(line for line in lines if line), *text.splitlines()])
