"""A packet tells by itself whether a byte of it has changed."""

import hashlib
import subprocess
from pathlib import Path

import pytest

from dossier.review.packet import packet, verify
from tests.review.making import CLAIMS, TEXT, islands, session


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, bytes]:
    islands(tmp_path)
    anna = session(tmp_path)
    for name in ("supported", "unsure"):
        anna.judge(CLAIMS[0], name, note="a note")
    anna.undo()
    anna.save()
    return tmp_path, packet(anna.library, anna.reviews, CLAIMS[:2]).encode()


def test_a_packet_is_as_it_was_made(made: tuple[Path, bytes]) -> None:
    root, data = made
    assert verify(data, root) == []
    text = data.decode()
    assert "anna: supported" in text
    assert "unsure (withdrawn" in text
    assert "[Guam lies in the Pacific]. Tinian" in text


def test_one_changed_byte_anywhere_is_noticed(made: tuple[Path, bytes]) -> None:
    root, data = made
    for at in range(len(data)):
        changed = bytearray(data)
        changed[at] ^= 1
        assert verify(bytes(changed), root), at
        assert verify(data[:at], root), at
    assert verify(data + b"\n", root)


def test_a_source_that_changed_is_noticed(made: tuple[Path, bytes]) -> None:
    root, data = made
    (root / "seeds/atlas.txt").write_text(TEXT.replace("Guam", "Gnam"))
    assert any("not the file" in told for told in verify(data, root))
    (root / "seeds/atlas.txt").unlink()
    assert verify(data, root) == []


def test_a_packet_made_again_after_a_verdict_was_changed_is_noticed(made: tuple[Path, bytes]) -> None:
    root, data = made
    body = data.replace(b'verdict = "supported"', b'verdict = "unsure"').rpartition(b"sha256 of all")[0]
    forged = body + b"sha256 of all bytes above this line: " + hashlib.sha256(body).hexdigest().encode() + b"\n"
    assert verify(forged, root) == ["a verdict in the packet is not what was sealed"]


def test_a_packet_opens_no_file_outside_the_seeds(made: tuple[Path, bytes]) -> None:
    root, data = made
    body = data.replace(b"file: seeds/atlas.txt", b"file: ../../../etc/passwd").rpartition(b"sha256 of all")[0]
    forged = body + b"sha256 of all bytes above this line: " + hashlib.sha256(body).hexdigest().encode() + b"\n"
    assert verify(forged, root) == []


def test_the_commands_of_the_packet_check_it_without_this_program(made: tuple[Path, bytes]) -> None:
    root, data = made
    (root / "packet.txt").write_bytes(data)
    lines = data.decode().splitlines()

    def shell(command: str) -> str:
        return subprocess.run(command, shell=True, check=True, capture_output=True, text=True, cwd=root).stdout.split()[
            0
        ]

    assert shell("head -n -1 packet.txt | sha256sum") == lines[-1].rpartition(" ")[2]
    hashed = next(line for line in lines if line.startswith("file sha256: ")).rpartition(" ")[2]
    assert shell("sha256sum seeds/atlas.txt") == hashed
    offset, length, digest = next(line for line in lines if line.startswith("offset: ")).split()[1::2]
    assert shell(f"tail -c +$(({offset} + 1)) seeds/atlas.txt | head -c {length} | sha256sum") == digest
    seal = next(line for line in lines if line.startswith("  | seal = ")).split('"')[1]
    block = data.decode().split("  | [[verdicts]]\n")[1].split('  | seal = "')[0]
    (root / "record.txt").write_text("[[verdicts]]\n" + block.replace("  | ", ""))
    assert shell("sha256sum record.txt").startswith(seal)
