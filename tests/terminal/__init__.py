"""Tests in a real terminal: a PTY, and tmux."""
