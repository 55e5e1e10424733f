"""Restricted mode through a real sshd: what it is for works, nothing else does, nothing stays behind."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier.cli.system import rule
from tests.conftest import ROOT
from tests.review.making import islands
from tests.terminal.ptys import Terminal, terminal
from tests.terminal.sshd import Sshd, sshd

SECRET = "nobody-may-read-this"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Sshd, Path]]:
    root = tmp_path_factory.mktemp("library")
    islands(root)
    with sshd(tmp_path_factory.mktemp("sshd"), root) as made:
        yield made, root


@pytest.fixture
def login(server: tuple[Sshd, Path], tmp_path: Path) -> Iterator[Terminal]:
    made, _ = server
    with terminal(tmp_path, program=("ssh", *made.options(), "-tt", made.host)) as one:
        yield one
    assert made.wait_until_none_runs()


def files(root: Path) -> dict[str, float]:
    return {str(path): path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()}


def test_who_logs_in_looks_up_and_reviews_and_writes_only_the_journal(
    server: tuple[Sshd, Path], login: Terminal
) -> None:
    _, root = server
    before = files(root)
    login.wait_for("Tinian")
    login.press(b"guam\r")
    login.wait_for("Guam is in the Pacific.")
    login.press(b"r")
    login.wait_for("judged by visitor")
    login.press(b"y")
    login.wait_for("saved: ✓ supported")
    login.press(b"Q")
    assert login.status() == 0
    assert login.was_restored()
    after = files(root)
    assert after.keys() - before.keys() <= {str(root / "reviews/visitor.toml")}
    assert {path: stamp for path, stamp in after.items() if path in before and "reviews" not in path} == {
        path: stamp for path, stamp in before.items() if "reviews" not in path
    }


def test_a_connection_that_is_cut_leaves_nothing_running(server: tuple[Sshd, Path], login: Terminal) -> None:
    made, _ = server
    login.wait_for("Tinian")
    assert made.left_running()
    os.kill(login.pid, signal.SIGKILL)
    assert made.wait_until_none_runs()


@pytest.mark.parametrize("protocol", ["sftp", "scp", "scp -O"])
def test_no_file_is_copied_and_no_orphan_is_left(
    server: tuple[Sshd, Path], tmp_path: Path, protocol: str
) -> None:  # fmt: skip
    made, root = server
    program, *more = protocol.split()
    stolen = tmp_path / "stolen"
    command = [program, *more, *made.options("-P"), f"{made.host}:{root}/seeds/atlas.txt", str(stolen)]
    done = subprocess.run(command, capture_output=True, timeout=20, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode != 0
    assert not stolen.exists()
    assert made.wait_until_none_runs()


ASKED = {
    "a shell": ["/bin/sh"],
    "a command": ["cat", "/etc/passwd"],
    "a command after ours": [";", "cat", "/etc/passwd"],
    "a program by its path": ["/usr/bin/id", "-u"],
    "a verb": ["dossier", "import", "x", "y"],
    "the environment": ["env"],
    "a subsystem": ["-s", "sftp"],
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_what_is_asked_for_instead_is_not_run(server: tuple[Sshd, Path], asked: list[str]) -> None:
    made, _ = server
    where = [made.host, *asked] if asked[0] != "-s" else ["-s", made.host, asked[1]]
    done = subprocess.run(
        ["ssh", *made.options(), *where], capture_output=True, timeout=20, check=False, stdin=subprocess.DEVNULL
    )
    assert b"root:" not in done.stdout + done.stderr
    assert done.stdout == b""
    assert b"dossier: " in done.stderr or asked[0] == "-s"  # sshd keeps a subsystem's errors to itself
    assert done.returncode == 2
    assert made.wait_until_none_runs()


FORWARDED = {
    "a local port": ["-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:22"],
    "the agent": ["-A"],
    "X11": ["-X"],
    "environment variables": ["-o", "SetEnv=TEXTUAL_DRIVER=os:system BROWSER=/bin/sh"],
}


@pytest.mark.parametrize("asked", FORWARDED.values(), ids=FORWARDED)
def test_nothing_is_forwarded(server: tuple[Sshd, Path], tmp_path: Path, asked: list[str]) -> None:
    made, _ = server
    with terminal(tmp_path, program=("ssh", *made.options(), *asked, "-tt", made.host)) as one:
        end = one.settle() if asked[0] != "-o" or "ExitOn" not in asked[1] else ""
        if end:
            for pid in made.left_running():
                environment = Path(f"/proc/{pid}/environ").read_bytes()
                assert not re.search(rb"TEXTUAL_DRIVER|BROWSER|SSH_AUTH_SOCK|DISPLAY", environment)
        else:
            assert one.status() != 0
    assert made.wait_until_none_runs()


KEYS = {
    "ctrl+z": b"\x1a",
    "ctrl+backslash": b"\x1c",
    "a shell by !": b"!sh\r",
    "a shell by the palette": b"\x1b:!sh\r\x1b",
    "a theme kept by the palette": b"\x1b:theme\r",
    "the clipboard": b"\x1b\t\x1b[BY",
    "the stock palette": b"\x10",
    "a path as a query": b"../../../../etc/passwd\r",
    "a pasted escape": b"\x1b[200~\x1b]52;c;eA==\x07!sh\r\x1b[201~",
    "a source": b"\x1bo",
}


@pytest.mark.parametrize("keys", KEYS.values(), ids=KEYS)
def test_no_key_leads_out(server: tuple[Sshd, Path], login: Terminal, keys: bytes) -> None:
    made, root = server
    login.wait_for("Tinian")
    before = {path for path in files(root) if "reviews" not in path}
    login.settle()
    sent = len(login.sent)
    login.press(keys)
    screen = login.settle()
    assert "root:" not in screen
    assert "$ " not in screen
    assert b"\x1b]52" not in login.sent[sent:]
    pids = made.left_running()
    assert len(pids) == 1, "no other program was started"
    assert "T" not in Path(f"/proc/{pids[0]}/stat").read_text().split(") ")[1][:1], "it was not stopped"
    assert {path for path in files(root) if "reviews" not in path} == before
    login.press(b"\x1b\x1b\x1b")
    login.settle()
    login.press(b"\x03\x03")
    assert login.status() == 0


def restricted(*code: str, library: Path) -> subprocess.CompletedProcess[str]:
    """Run code in a process that is confined to a library."""
    head = (
        "import os, sys, subprocess, socket\nfrom pathlib import Path\nfrom dossier.cli.confinement import confine\n"
        f"from dossier.review.reviewer import Desk\nroot = Path({str(library)!r})\n"
        "confine(root, Desk('visitor', root / 'reviews'))\n"
    )
    command = [sys.executable, "-c", head + "\n".join(code)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )


@pytest.mark.parametrize(
    "code",
    [
        "open('/etc/passwd')", "os.open('/etc/passwd', os.O_RDONLY)", "open(root / 'data/library.toml', 'w')",
        "open(root / 'reviews/other.toml', 'a')", "open('/tmp/x', 'w')", "subprocess.run(['true'])",
        "os.system('true')", "os.execv('/bin/true', ['true'])", "os.fork()",
        "socket.create_connection(('127.0.0.1', 22))",
        "os.remove(root / 'seeds/atlas.txt')", "os.rename(root / 'seeds/atlas.txt', root / 'x')",
        "open(root / 'seeds/link.txt')", "os.mkdir(root / 'x')", "os.symlink('/etc', root / 'etc')",
        "(root / 'seeds/../../secret').read_text()", "__import__('ctypes').CDLL(None).system(b'true')",
    ],
)  # fmt: skip
def test_what_the_program_itself_would_do_is_refused(tmp_path: Path, code: str) -> None:
    root = tmp_path / "library"
    islands(root)
    (tmp_path / "secret").write_text(SECRET)
    (root / "seeds/link.txt").symlink_to(tmp_path / "secret")
    done = restricted(code, library=root)
    assert "PermissionError" in done.stderr
    assert SECRET not in done.stdout + done.stderr


def test_what_it_is_for_is_not_refused(tmp_path: Path) -> None:
    root = tmp_path / "library"
    islands(root)
    done = restricted(
        "from tests.review.making import CLAIMS, session",
        "one = session(root, 'visitor')",
        "one.judge(CLAIMS[0], 'supported')",
        "one.save()",
        "print(one.library.text('atlas'))",
        library=root,
    )
    assert done.stderr == ""
    assert "Guam lies" in done.stdout


def test_a_link_in_the_seeds_shows_nothing_from_elsewhere(tmp_path: Path) -> None:
    root = tmp_path / "library"
    islands(root)
    (tmp_path / "secret").write_text(SECRET)
    (root / "seeds/atlas.txt").unlink()
    (root / "seeds/atlas.txt").symlink_to(tmp_path / "secret")
    with terminal(tmp_path, "--restricted", "--library", str(root)) as one:
        one.wait_for("Tinian")
        one.press(b"atlas\r")
        one.settle()
        one.press(b"o")
        one.settle()
        assert SECRET.encode() not in one.sent


def test_other_verbs_are_refused(tmp_path: Path) -> None:
    islands(tmp_path)
    for verb in (
        ["find", "x"],
        ["check", "--fix"],
        ["review", "--report"],
        ["review", "--export", "x"],
        ["schema", "place"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "dossier", "--restricted", "--library", str(tmp_path), *verb],
            capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert done.returncode == 2
        assert done.stderr.startswith("dossier: restricted: ")


def test_root_s_file_leaves_no_choice(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('restricted = true\nlibrary = "/srv/library"\n')
    file.chmod(0o644)
    if os.getuid() == 0:
        assert rule(["review"], file) == ["--restricted", "--library", "/srv/library", "review"]
        with pytest.raises(SystemExit):
            rule(["--library", "/home/me"], file)
        file.write_text("restricted = false\n")
        assert rule(["list"], file) == ["list"]
        file.write_text("restricted = 1\n")
        with pytest.raises(SystemExit):
            rule([], file)
    file.chmod(0o666)
    with pytest.raises(SystemExit):
        rule([], file)
