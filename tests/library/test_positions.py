"""Where keys and values of a TOML document stand."""

import tomllib
from collections.abc import Iterator
from typing import Any

import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from dossier.library.positions import KeyPath, locate

DOCUMENT = '''# a comment
a = 1
b.c = "x" # [not] = a table
date = { edtf = "2026", basis = "b ] } , = #" }
list = [1, 2, # c
  3,
  [ {z = 1}, {"q.r"='t'} ],
]
when = 1979-05-27 07:32:00
long = """a
""\\" [x]
"""
[t.u]
k = 1
[[claims]]
id = "x"
[[claims.evidence]]
quote = "1"
[[claims.evidence]]
quote = \'\'\'2'' \'\'\'
[[claims]]
id = "y"
[claims.sub]
z = 1
[[claims.evidence]]
quote = "3"
'''


def paths(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """Every key, table and array element below *value*, as tomllib sees them."""
    children: Any = ()
    if isinstance(value, dict):
        children = value.items()
    elif isinstance(value, list):
        children = enumerate(value)
    for key, child in children:
        yield (*path, key), child
        yield from paths(child, (*path, key))


def test_every_path_that_tomllib_sees_has_a_place_and_no_other() -> None:
    assert set(locate(DOCUMENT)) == {path for path, _ in paths(tomllib.loads(DOCUMENT))}


def test_places_are_lines_and_columns_from_one() -> None:
    places = locate(DOCUMENT)
    basis = places["date", "basis"]
    assert (basis.key.line, basis.key.column, basis.value.column) == (4, 25, 33)
    third = places["claims", 1, "evidence", 0, "quote"]
    assert (third.value.line, third.value.column) == (26, 9)
    assert places["claims", 0].key.line == 15


def test_a_value_is_as_long_as_it_is_written() -> None:
    value = locate(DOCUMENT)["date", "edtf"].value
    assert DOCUMENT[value.offset : value.offset + value.length] == '"2026"'


def test_line_ends_of_windows_do_not_shift_columns() -> None:
    place = locate("a = 1\r\nbc = 2\r\n")["bc",]
    assert (place.key.line, place.key.column, place.value.column) == (2, 1, 6)


keys = st.text(min_size=1, max_size=8)
scalars = st.text(max_size=12) | st.integers(-(2**40), 2**40) | st.booleans() | st.dates() | st.floats(allow_nan=False)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=12
)


@given(st.dictionaries(keys, values, max_size=5))
def test_whatever_can_be_written_as_toml_has_its_values_found_again(table: dict[str, Any]) -> None:
    document = tomli_w.dumps(table)
    places = locate(document)
    for path, value in paths(tomllib.loads(document)):
        place = places[path]
        assert document.count("\n", 0, place.value.offset) + 1 == place.value.line
        if not isinstance(value, dict | list):
            written = document[place.value.offset : place.value.offset + place.value.length]
            assert tomllib.loads(f"x = {written}")["x"] == value
