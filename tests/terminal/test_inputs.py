"""Every input of docs/inputs.md, tried; and the page itself."""

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.terminal.inputs import INPUTS, Input, page


@pytest.mark.parametrize("one", INPUTS, ids=[one.what for one in INPUTS])
def test_what_is_seen_is_what_is_expected(tmp_path: Path, one: Input) -> None:
    assert one.probe(tmp_path) == one.expected


def test_the_page_of_inputs_is_made_from_the_tests() -> None:
    assert (ROOT / "docs/inputs.md").read_text() == page(), "run python -m tests.terminal.inputs"
    assert len(INPUTS) >= 40
