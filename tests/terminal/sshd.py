"""A real sshd on loopback, for whoever runs the tests, set up as docs/restricted.md has it."""

import contextlib
import getpass
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

CONFIG = """
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
PidFile none
AuthorizedKeysFile {folder}/key.pub
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin yes
DisableForwarding yes
PermitUserRC no
PermitUserEnvironment no
AllowAgentForwarding no
AllowTcpForwarding no
X11Forwarding no
PermitTunnel no
AcceptEnv NOTHING
Subsystem sftp internal-sftp
ForceCommand {command}
"""


class Sshd:
    """A server that forces one command, and how to ask it for others."""

    def __init__(self, folder: Path, library: Path) -> None:
        self.folder = folder
        for name in ("host", "key"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.marker = f"dossier-test-{self.port}"
        program = f"{sys.executable} -I -m dossier --restricted --library {library}"
        # What of the account's environment goes on is named; nothing else does.
        kept = 'TERM="$TERM" LANG=C.UTF-8 PATH=/usr/bin:/bin HOME=/nonexistent DOSSIER_REVIEWER=visitor'
        command = f"/usr/bin/env -i {kept} MARKER={self.marker} {program}"
        (folder / "config").write_text(CONFIG.format(port=self.port, folder=folder, command=command))
        if os.getuid() == 0:
            Path("/run/sshd").mkdir(exist_ok=True)
        sshd = shutil.which("sshd") or "/usr/sbin/sshd"
        self._log = (folder / "log").open("wb")
        self._server = subprocess.Popen(
            [sshd, "-D", "-e", "-f", str(folder / "config")], stdout=self._log, stderr=self._log
        )
        end = time.monotonic() + 10
        while time.monotonic() < end:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            if self._server.poll() is not None:
                break
        self.close()
        pytest.skip(f"sshd does not start here: {(folder / 'log').read_text()[-300:]}")

    def options(self, port: str = "-p") -> list[str]:
        """What every client needs."""
        quiet = ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR", "BatchMode=yes"]
        told = [part for option in quiet for part in ("-o", option)]
        return ["-F", "/dev/null", "-i", str(self.folder / "key"), port, str(self.port), *told]

    @property
    def host(self) -> str:
        """Whom to log in as, and where."""
        return f"{getpass.getuser()}@127.0.0.1"

    def left_running(self) -> list[int]:
        """The processes of the forced command that still run."""
        found = []
        for process in Path("/proc").iterdir():
            if process.name.isdecimal():
                with contextlib.suppress(OSError):
                    if f"MARKER={self.marker}".encode() in (process / "environ").read_bytes().split(b"\0"):
                        found.append(int(process.name))
        return found

    def wait_until_none_runs(self, seconds: float = 5.0) -> bool:
        """Whether nothing of it runs any more, soon."""
        end = time.monotonic() + seconds
        while self.left_running():
            if time.monotonic() > end:
                return False
            time.sleep(0.05)
        return True

    def close(self) -> None:
        """Stop the server."""
        self._server.terminate()
        self._server.wait()
        self._log.close()


@contextlib.contextmanager
def sshd(folder: Path, library: Path) -> Iterator[Sshd]:
    """Run a server; skip the test where there is none to run."""
    if not (shutil.which("ssh") and (shutil.which("sshd") or Path("/usr/sbin/sshd").exists())):
        pytest.skip("needs openssh-server and openssh-client (Debian: apt-get install openssh-server)")
    folder.mkdir(exist_ok=True)
    server = Sshd(folder, library)
    try:
        yield server
    finally:
        server.close()
