"""How far reviewers agree beyond chance: Cohen's kappa for two, Krippendorff's alpha for any number.

Verdicts are nominal: two are the same or they are not.
"""

from collections import Counter
from collections.abc import Iterable, Sequence


def cohens_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return kappa for the judgements of two reviewers on the same claims; None where chance leaves nothing to measure.

    J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960).
    1 is full agreement, 0 that of chance; None for no pairs, or where both always say the same one thing.
    """
    if not pairs:
        return None
    total = len(pairs)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    # In whole numbers, so that full agreement is 1 and not a hair less.
    agreed = sum(one == other for one, other in pairs) * total
    by_chance = sum(count * second[verdict] for verdict, count in first.items())
    return (agreed - by_chance) / (total * total - by_chance) if by_chance < total * total else None


def krippendorffs_alpha(units: Iterable[Sequence[str]]) -> float | None:
    """Return alpha for the judgements on each claim, however many judged it; None for too little to measure.

    K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: nominal data, any number of
    observers, missing data. A claim that one reviewer alone has judged counts for nothing.
    """
    pairable = [Counter(unit) for unit in units if len(unit) > 1]
    totals = sum(pairable, Counter[str]())
    number = totals.total()
    if number == 0:
        return None
    within = sum((unit.total() ** 2 - _squares(unit)) / (unit.total() - 1) for unit in pairable)
    expected = number * number - _squares(totals)
    return 1 - (number - 1) * within / expected if expected else None


def _squares(counts: Counter[str]) -> int:
    return sum(count * count for count in counts.values())
