"""The command-line face: a module per verb."""
