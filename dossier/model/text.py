"""The kinds of text that a dossier holds.

A file may hold any character, and a terminal interprets some of them. Text is made safe once, where it enters the
program (`dossier.model.visible`); the file on disk stays as it is.
"""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from dossier.model.visible import visible

SafeText = Annotated[str, AfterValidator(visible), StringConstraints(min_length=1)]
"""Text from a file, safe to show; at least one character."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
"""An id: lower-case ASCII letters and digits in groups joined by single hyphens."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""The SHA-256 of a file's bytes: 64 lower-case hexadecimal digits (FIPS 180-4)."""
