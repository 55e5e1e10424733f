"""Tests of dossier.library."""
