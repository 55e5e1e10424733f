"""“Did you mean …?”: the nearest of the words that would have been right."""

from collections.abc import Iterable


def did_you_mean(word: str, right: Iterable[str]) -> str:
    """Return ``did you mean `X`?`` for the nearest of *right*, or nothing where none is near.

    A word that *right* begins with, or holds as one of its parts, counts as near: ``koizumi`` for ``koizumi-shinjiro``.
    """
    from rapidfuzz import fuzz, process

    candidates = list(right)
    whole = process.extractOne(word, candidates, scorer=fuzz.ratio, score_cutoff=70)
    part = whole or process.extractOne(word, candidates, scorer=_part_ratio, score_cutoff=80)
    return f"did you mean `{part[0]}`?" if part else ""


def _part_ratio(word: str, candidate: str, **_: object) -> float:
    from rapidfuzz import fuzz

    return max(fuzz.ratio(word, part) for part in candidate.replace("_", "-").split("-"))
