"""Agreement beyond chance, on the examples of those who published the measures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.review.agreement import cohens_kappa, krippendorffs_alpha


def test_alpha_of_the_textbook() -> None:
    # Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: four observers, twelve units.
    rows = ["1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."]
    units = [[v for v in column if v != "."] for column in zip(*(row.split() for row in rows), strict=True)]
    assert krippendorffs_alpha(units) == pytest.approx(0.743, abs=0.0005)


def test_kappa_of_the_textbook() -> None:
    # Fleiss, Levin, Paik, "Statistical Methods for Rates and Proportions" (2003), table 18.1.
    counts = {("p", "p"): 75, ("p", "n"): 1, ("p", "o"): 4, ("n", "p"): 5, ("n", "n"): 4, ("n", "o"): 1, ("o", "o"): 10}
    pairs = [pair for pair, count in counts.items() for _ in range(count)]
    assert cohens_kappa(pairs) == pytest.approx(0.68, abs=0.005)


@pytest.mark.parametrize("pairs", [[], [("a", "a")] * 3])
def test_where_chance_leaves_nothing_there_is_no_kappa(pairs: list[tuple[str, str]]) -> None:
    assert cohens_kappa(pairs) is None


@pytest.mark.parametrize("units", [[], [["a"], ["b"]], [["a", "a"], ["a", "a"]]])
def test_where_chance_leaves_nothing_there_is_no_alpha(units: list[list[str]]) -> None:
    assert krippendorffs_alpha(units) is None


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=2, max_size=5), min_size=2, max_size=12))
def test_alpha_is_what_its_definition_says(units: list[list[str]]) -> None:
    # Observed and expected disagreement, pair by pair, straight from the definition.
    values = [value for unit in units for value in unit]
    n = len(values)
    observed = sum(
        (a != b) / (len(unit) - 1) for unit in units for i, a in enumerate(unit) for j, b in enumerate(unit) if i != j
    )
    expected = sum(a != b for i, a in enumerate(values) for j, b in enumerate(values) if i != j) / (n - 1)
    alpha = krippendorffs_alpha(units)
    if not expected:
        assert alpha is None
    else:
        assert alpha == pytest.approx(1 - observed / expected)
