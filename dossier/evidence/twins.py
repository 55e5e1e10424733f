"""The check of names for look-alikes: letters of another script that are drawn the same (confusables, UTS 39)."""

import re
from collections.abc import Iterator
from functools import lru_cache

from dossier.evidence.reporting import Reporter
from dossier.library.finding import Finding
from dossier.library.library import Library
from dossier.library.positions import KeyPath
from dossier.model.base import Dossier

_FOREIGN = re.compile("[\u0370-\u052f\u0531-\u058f\u13a0-\u13ff\u1f00-\u1fff\uff21-\uff5a]")
"""Letters of the scripts that have look-alikes of Latin ones: Greek, Cyrillic, Armenian, Cherokee, wide Latin."""


def check_names(library: Library, report: Reporter) -> Iterator[Finding]:
    """Yield names that look like another dossier's and are not, and words that mix scripts to look like one."""
    plain: dict[str, str] = {}
    foreign: list[tuple[str, KeyPath, str]] = []
    for entry in library.entries.values():
        dossier = library.get(entry.id)
        for at, name in _names(dossier) if dossier else ():
            if _FOREIGN.search(name):
                foreign.append((entry.id, at, name))
            else:
                plain.setdefault(name.casefold(), entry.id)
    drawn: dict[str, tuple[str, str]] = {}
    for identifier, at, name in foreign:
        latin = skeleton(name)
        twin, spelled = plain.get(latin.casefold(), ""), latin
        if not twin:
            twin, spelled = drawn.setdefault(latin, (identifier, name))
        mixes = any(_FOREIGN.search(word) and re.search("[A-Za-z]", word) for word in name.split())
        told = f"{name} is drawn like {spelled} and has other letters: {_letters(name)}"
        if twin and twin != identifier and spelled != name:
            hint = f"if it is `{twin}`, write it with the same letters; else say in an alias who this is"
            yield report.finding(
                identifier, at, "name-twin", f"{told}; so is called `{twin}`", hint, severity="warning"
            )
        elif mixes and latin.isascii():
            hint = "write each word in one script; the name in another belongs into [[names]]"
            yield report.finding(identifier, at, "name-twin", told, hint, severity="warning")


@lru_cache(maxsize=10_000)
def skeleton(name: str) -> str:
    """Return *name* with every letter that is drawn like a Latin one replaced by it."""
    return "".join(_latin(character) for character in name)


@lru_cache(maxsize=2_000)
def _latin(character: str) -> str:
    if character.isascii() or not _FOREIGN.match(character):
        return character
    from confusable_homoglyphs import confusables  # its tables take 40 ms; few libraries have such names

    found = confusables.is_confusable(character, greedy=True, preferred_aliases=[])
    alike = [twin["c"] for one in found or () for twin in one["homoglyphs"]]
    return next((letter for letter in alike if len(letter) == 1 and letter.isascii()), character)


def _names(dossier: Dossier) -> Iterator[tuple[KeyPath, str]]:
    yield ("title",) if "title" in type(dossier).model_fields else ("name",), dossier.display_name
    for number, alias in enumerate(dossier.aliases):
        yield ("aliases", number), alias


def _letters(name: str) -> str:
    return ", ".join(f"{letter} U+{ord(letter):04X}" for letter in dict.fromkeys(_FOREIGN.findall(name)))
