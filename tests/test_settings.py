"""The user's settings."""

from pathlib import Path

import pytest

from dossier.settings import DEFAULT_THEME, read_settings, settings_file, write_theme


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "dossier" / "config.toml"


def test_without_a_file_the_defaults_hold(file: Path) -> None:
    assert read_settings(file).theme == DEFAULT_THEME
    assert read_settings(file).problems == []


def test_the_theme_is_kept_and_everything_else_stays(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('theme = "light"\n[keys]\nquit = "f10"\n')
    write_theme("dark", file)
    assert read_settings(file).theme == "dark"
    assert read_settings(file).keys == {"quit": "f10"}
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("theme = 'pink'", "`theme` is one of dark, light, ansi-dark, ansi-light"),
        ("thmee = 'dark'", "unknown key `thmee`, did you mean `theme`?"),
        ("theme = ", "the defaults hold"),
        ("[keys]\nquit = 1", "`keys.quit` is the keys as text"),
        ("[keys]\nquti = 'x'", "`keys.quti`: no command has this id, did you mean `quit`?"),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_holds(file: Path, text: str, told: str) -> None:
    file.parent.mkdir()
    file.write_text(text)
    settings = read_settings(file)
    assert settings.theme == DEFAULT_THEME
    assert told in settings.problems[0]
    assert str(file) in settings.problems[0]


def test_a_broken_file_is_not_overwritten(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("theme = ")
    with pytest.raises(ValueError, match="Invalid value"):
        write_theme("dark", file)
    assert file.read_text() == "theme = "


def test_the_file_is_where_xdg_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert settings_file() == tmp_path / "dossier" / "config.toml"
    monkeypatch.setenv("XDG_CONFIG_HOME", "not/absolute")
    monkeypatch.setenv("HOME", "/home/me")
    assert settings_file() == Path("/home/me/.config/dossier/config.toml")
