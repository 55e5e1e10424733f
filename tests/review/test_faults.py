"""A small run of benchmarks/faults.py: what a crash, a full disk or a crowd does to journals."""

import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))

import faults


@pytest.fixture
def traced() -> None:
    if not faults.tracing_works():
        pytest.skip("needs strace (Debian: apt-get install strace), and a system that lets it trace")


def nothing_lost(done: faults.Outcome) -> bool:
    return (done.torn, done.lost, done.twice) == (0, 0, 0)


@pytest.mark.usefixtures("traced")
def test_kill_9_at_every_system_call_of_two_saves_loses_nothing(tmp_path: Path) -> None:
    done = faults.killed_at_every_call(tmp_path, saves=2)
    assert nothing_lost(done)
    assert done.runs > 15
    assert 0 < done.acknowledged < 2 * done.runs


@pytest.mark.usefixtures("traced")
@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
def test_a_fault_at_every_system_call_of_a_save_is_survived_by_trying_again(tmp_path: Path, error: str) -> None:
    done = faults.failing_at_every_call(tmp_path, error, saves=1)
    assert nothing_lost(done)
    assert done.acknowledged == done.runs > 10


def test_kill_9_at_random_moments_loses_nothing(tmp_path: Path) -> None:
    assert nothing_lost(faults.killed_at_random(tmp_path, 40))


def test_a_crowd_loses_nothing(tmp_path: Path) -> None:
    done = faults.crowd(tmp_path, ["anna", "anna", "bela"], 15)
    assert nothing_lost(done)
    assert done.acknowledged == 45
