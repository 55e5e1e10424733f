"""The wheel: an installed program works from any folder."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.conftest import ROOT


def test_the_wheel_carries_styles_library_and_seeds_and_works_from_any_folder(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    installed = tmp_path / "site" / "dossier"
    assert (installed / "shipped/seeds/us-japan-alliance.txt").read_bytes() == (
        ROOT / "seeds/us-japan-alliance.txt"
    ).read_bytes()
    assert {path.name for path in (installed / "styles").iterdir()} == {
        path.name for path in (ROOT / "styles").iterdir()
    }
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    command = [sys.executable, "-m", "dossier", "find", "funakosi"]
    result = subprocess.run(command, cwd="/", env=env, capture_output=True, text=True, check=True)
    assert result.stdout.startswith("funakoshi-takehiro")
    look = "from dossier.tui.app import styles_folder; print(styles_folder())"
    found = subprocess.run([sys.executable, "-c", look], cwd="/", env=env, capture_output=True, text=True, check=True)
    assert Path(found.stdout.strip()) == installed / "styles"
