"""Tests of dossier.cards."""
