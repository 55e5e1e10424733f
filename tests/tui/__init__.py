"""Tests of dossier.tui."""
