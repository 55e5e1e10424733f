"""The screens: only they change state."""
