"""Terminals: what one can show, and text fitted to it. Knows nothing of dossiers, and neither face."""
