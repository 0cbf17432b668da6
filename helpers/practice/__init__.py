"""Exercises; runs in the notebook's kernel only."""
