"""Tests of dossier.model."""
