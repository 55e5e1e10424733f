"""Folding names, finding them, ranking what is found, and why it matched."""
