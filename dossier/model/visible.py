"""Show what a terminal would interpret, instead of sending it.

Kept apart from the models so that error messages and the command line can use it without loading pydantic.
"""

import re

_MOST_MARKS = 8
"""Combining marks on one character; no script has more."""

_LETTERS_BEYOND = re.compile(rf"[\u0300-\U0010ffff]{{{_MOST_MARKS + 1},}}")
"""Where so many marks in a row can be: they all begin at U+0300."""

_INVISIBLE = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]")
"""Letters, by their category, of which nothing is seen: fillers, joiners, the empty braille cell."""

_NAMES = {0x00: "NUL", 0x07: "BEL", 0x08: "BS", 0x0D: "CR", 0x1B: "ESC", 0x7F: "DEL"}
_ALLOWED_FORMAT = {"\n", "\t"}


def visible(text: str) -> str:
    r"""Return *text* with every control, format, surrogate and unassigned character spelled out.

    ``"a\x1b[0m"`` becomes ``"a<ESC>[0m"``, U+202E becomes ``<U+202E>``. Line feed and tab stay; a no-break space and
    the other separators of Unicode's category Z become a plain space, except U+2028 and U+2029, which are spelled out.
    Of more than eight combining marks on one character the rest is cut, and its number told: ``<+12 marks>``.
    """
    if not text.isascii():
        text = _INVISIBLE.sub(lambda letter: f"<U+{ord(letter[0]):04X}>", _LETTERS_BEYOND.sub(_unstacked, text))
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else _spelled(character) for character in text)


def visible_line(text: str) -> str:
    """Return *text* as `visible` does, on one line: line feeds and tabs become spaces."""
    return visible(text).replace("\n", " ").replace("\t", " ")


def _unstacked(run: re.Match[str]) -> str:
    """A run of letters with no more marks on each than a script has; zalgo climbs over other people's rows."""
    import unicodedata

    kept: list[str] = []
    marks = 0
    for character in run[0]:
        if unicodedata.category(character) not in ("Mn", "Me"):
            if marks > _MOST_MARKS:
                kept.append(f"<+{marks - _MOST_MARKS} marks>")
            marks = 0
            kept.append(character)
            continue
        marks += 1
        if marks <= _MOST_MARKS:
            kept.append(character)
    if marks > _MOST_MARKS:
        kept.append(f"<+{marks - _MOST_MARKS} marks>")
    return "".join(kept)


def _spelled(character: str) -> str:
    if character in _ALLOWED_FORMAT:
        return character
    if character.isspace() and ord(character) >= 0xA0 and character not in "\u2028\u2029":
        return " "
    return f"<{_NAMES.get(ord(character)) or f'U+{ord(character):04X}'}>"
