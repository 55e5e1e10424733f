"""People named in running text with their titles, as in “Met with Prime Minister X and King Y”."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dossier.evidence.sentences import sentences

_CAPITAL = "[A-Z" + "".join(chr(n) for n in range(0xC0, 0x250) if chr(n).isupper()) + "]"
_WORD = rf"(?:al-)?{_CAPITAL}[\w.'’\-]*"
_PARTICLES = "bin|ibn|al|el|de|del|della|da|dos|do|di|du|la|le|van|von|der|den|ten|y"
_NAME = re.compile(rf"{_WORD}(?:\s+(?:(?:{_PARTICLES})\s+)*{_WORD})*")
_BETWEEN = re.compile(r"\s*(?:[,;]|\band\b|\bas well as\b)\s*")


class Named(NamedTuple):
    """Somebody as a text names them; `people` of another nation may have it before the title."""

    person: str
    title: str
    nation: str = ""


def named_people(text: str, after: Sequence[str], titles: Sequence[str]) -> list[Named]:
    """Return the people whom *text* names after one of the phrases *after*, each with one of *titles*; once each.

    Who is named without a title is left out: “senior officials” are nobody in particular.
    """
    found: dict[Named, None] = {}
    ordered = sorted(titles, key=len, reverse=True)
    title_of = re.compile(rf"(?P<nation>(?:{_CAPITAL}[\w\-]+ )*?)(?P<title>{'|'.join(map(re.escape, ordered))})\s+")
    for start, end in sentences(text):
        sentence = text[start:end].rstrip(".;")
        for part in _after(sentence, after):
            for piece in _BETWEEN.split(part):
                title = title_of.match(piece)
                name = _NAME.match(piece, title.end()) if title else None
                if title and name:
                    person = (
                        name.group().strip().removesuffix(".") if len(name.group().split()[-1]) > 3 else name.group()
                    )
                    found[Named(person, title["title"], title["nation"].strip())] = None
    return list(found)


def _after(sentence: str, phrases: Sequence[str]) -> Iterator[str]:
    for phrase in phrases:
        for match in re.finditer(rf"\b{re.escape(phrase)}\s+(?:the\s+)?", sentence, re.IGNORECASE):
            yield sentence[match.end() :]
